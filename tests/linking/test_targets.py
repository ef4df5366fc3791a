"""Releases in, entries with their texts out."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.linking import Kind, Releases, find_releases, read_targets
from careerlattice.linking.targets import Example, Sort, borrow


def test_releases_are_found_by_their_names(taxonomies: Path, releases: Releases) -> None:
    assert releases.onet == taxonomies / "onet-1.0"
    assert releases.esco == taxonomies / "esco-2.0.0"
    assert releases.crosswalk == taxonomies / "crosswalk_esco_onet.csv"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        find_releases(tmp_path / "nowhere")


def test_occupations_have_titles_and_texts(taxonomies: Path) -> None:
    targets = read_targets(Kind.ONET_OCCUPATION, taxonomies / "onet-1.0")
    assert targets.version == "1.0"
    assert len(targets.entries) == 6
    nurse = targets.places["29-1141.00"]
    assert targets.entries[nurse].group == "29"
    texts = {each.text: each.sort for each in targets.examples if each.target == nurse}
    assert texts["Ward Nurse"] is Sort.NAME
    assert texts["Give medicines to patients."] is Sort.TEXT


def test_activities_have_their_tasks_by_occupation(taxonomies: Path) -> None:
    targets = read_targets(Kind.ONET_ACTIVITY, taxonomies / "onet-1.0")
    weld = targets.places["4.A.3.a.2.I01.D01"]
    assert Example("Weld metal parts together.", weld, Sort.NAME, "51-4121.00") in targets.examples
    assert targets.entries[weld].iri.endswith("/id/onet/element/4.A.3.a.2.I01.D01")


def test_headings_of_the_content_model_are_no_elements(taxonomies: Path) -> None:
    targets = read_targets(Kind.ONET_ELEMENT, taxonomies / "onet-1.0")
    assert set(targets.places) == {"2.A.1.a", "2.A.1.b", "2.C.1.e"}


def test_skills_have_their_own_uris(taxonomies: Path) -> None:
    targets = read_targets(Kind.ESCO_SKILL, taxonomies / "esco-2.0.0")
    assert targets.version == "2.0.0"
    assert targets.entries[2].iri == "http://data.europa.eu/esco/skill/s3"
    assert Example("join metal by welding", 2, Sort.NAME, "altlabels") in targets.examples


def test_run_together_labels_are_one_text(tmp_path: Path) -> None:
    table = tmp_path / "skills_en.csv"
    table.write_text(
        "conceptUri,preferredLabel,description,text\n"
        "u:1,weld metal,Join it.,weld metal joining metal welding of metal Join it.\n",
        "utf-8",
    )
    targets = read_targets(Kind.ESCO_SKILL, tmp_path)
    assert Example("joining metal welding of metal", 0, Sort.TEXT, "labels") in targets.examples


def test_an_occupation_borrows_names_from_inside_it_only(releases: Releases) -> None:
    assert releases.esco is not None
    assert releases.crosswalk is not None
    onet = read_targets(Kind.ONET_OCCUPATION, releases.of(Kind.ONET_OCCUPATION))
    esco = read_targets(Kind.ESCO_OCCUPATION, releases.esco)
    joined = borrow(onet, esco, releases.crosswalk)
    borrowed = {
        (each.text, joined.entries[each.target].code)
        for each in joined.examples
        if each.sort is Sort.BORROWED
    }
    assert borrowed == {
        ("sick ward attendant", "29-1141.00"),
        ("matron of the ward", "29-1141.00"),
        ("hospital sister", "29-1141.00"),
        ("metal joiner", "51-4121.00"),
        ("blowtorch hand", "51-4121.00"),
    }


def test_a_release_without_the_table_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="no table has the columns"):
        read_targets(Kind.ONET_OCCUPATION, tmp_path)


def test_a_release_that_was_not_named_is_told() -> None:
    with pytest.raises(UsageError, match="no release of ESCO"):
        Releases().of(Kind.ESCO_SKILL)


@pytest.mark.parametrize(
    ("name", "version"),
    [("db_29_3_text", "29.3"), ("onet-30.0", "30.0"), ("esco", ""), ("ESCO v1.2.0 en", "1.2.0")],
)
def test_a_version_stands_in_the_name(
    taxonomies: Path, tmp_path: Path, name: str, version: str
) -> None:
    (tmp_path / name).symlink_to(taxonomies / "onet-1.0")
    assert read_targets(Kind.ONET_ELEMENT, tmp_path / name).version == version
