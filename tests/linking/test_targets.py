"""Releases in, entries with their texts out."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.linking import (
    Kind,
    Releases,
    find_releases,
    installed_releases,
    read_targets,
)
from careerlattice.linking.targets import (
    Example,
    Sort,
    borrow,
    crosswalk_pairs,
    gather,
    soc_codes,
)
from careerlattice.taxonomies import add_taxonomy
from tests.taxonomies.samples import CLERK, CROSSWALKS, ESCO, KEEPER, ONET, REBUILT, write


@pytest.fixture(scope="module", params=["ESCO", "ESCO, rebuilt"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Releases, Releases]:
    """The same taxonomies in their publishers' form, and installed."""
    folder = tmp_path_factory.mktemp("both")
    rebuilt = {name: rows for name, rows in ESCO.items() if "kill" not in name} | REBUILT
    write(folder / "onet-29.3", ONET, "xlsx")
    write(folder / "esco-1.2.0", ESCO if request.param == "ESCO" else rebuilt, "csv")
    write(folder / "crosswalks", CROSSWALKS, "csv")
    for kind, name in (("onet", "onet-29.3"), ("esco", "esco-1.2.0"), ("crosswalk", "crosswalks")):
        add_taxonomy(folder / "build", kind, folder / name)
    return find_releases(folder), installed_releases(folder / "build")


def test_releases_are_found_by_their_names(taxonomies: Path, releases: Releases) -> None:
    assert releases.onet == taxonomies / "onet-1.0"
    assert releases.esco == taxonomies / "esco-2.0.0"
    assert releases.crosswalk == taxonomies / "crosswalk_esco_onet.csv"
    assert releases.soc == taxonomies / "2019_to_SOC_Crosswalk.csv"


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


def test_isco_has_its_unit_groups_alone(taxonomies: Path) -> None:
    targets = read_targets(Kind.ISCO_GROUP, taxonomies / "esco-2.0.0")
    assert list(targets.places) == ["2221", "7212", "7411"]
    assert targets.entries[0].iri == "http://data.europa.eu/esco/isco/C2221"
    assert targets.entries[0].group == "222"


def test_soc_has_one_occupation_for_several_of_onet(both: tuple[Releases, Releases]) -> None:
    for releases in both:
        targets = read_targets(Kind.SOC_OCCUPATION, releases.of(Kind.SOC_OCCUPATION))
        assert [each.code for each in targets.entries] == ["43-4051", "25-4031"]
        assert targets.entries[0].iri == "https://w3id.org/careerlattice/id/soc/2018/43-4051"
        assert targets.entries[0].label == "Counter Clerks"
        assert targets.version == "2018"


def test_a_group_borrows_the_names_of_its_members(releases: Releases) -> None:
    groups = read_targets(Kind.ISCO_GROUP, releases.of(Kind.ISCO_GROUP))
    members = read_targets(Kind.ESCO_OCCUPATION, releases.of(Kind.ESCO_OCCUPATION))
    joined = gather(groups, members, {each.code: each.group for each in members.entries})
    nurses = [each for each in joined.examples if each.target == 0]
    assert [(each.text, each.sort) for each in nurses] == [
        ("Nursing professionals", Sort.NAME),
        ("They look after the sick.", Sort.TEXT),
        ("sick ward attendant", Sort.BORROWED),
        ("matron of the ward", Sort.BORROWED),
        ("hospital sister", Sort.BORROWED),
        ("Work.", Sort.TEXT),
    ]
    electricians = [each.sort for each in joined.examples if each.target == 2]
    assert electricians == [Sort.NAME, Sort.TEXT]


@pytest.mark.parametrize("kind", list(Kind))
def test_an_installed_taxonomy_says_what_its_release_says(
    both: tuple[Releases, Releases], kind: Kind
) -> None:
    release, installed = (read_targets(kind, each.of(kind)) for each in both)
    assert installed.entries == release.entries
    assert installed.examples == release.examples
    assert installed.version == release.version


def test_an_installed_crosswalk_says_what_its_release_says(
    both: tuple[Releases, Releases],
) -> None:
    paths = [(each.crosswalk, each.soc) for each in both]
    assert all(crosswalk and soc for crosswalk, soc in paths)
    pairs, installed = (sorted(crosswalk_pairs(path)) for path, _ in paths if path)
    assert pairs == installed
    assert [pair[0] for pair in pairs] == [KEEPER, CLERK]
    codes, installed_codes = (soc_codes(path) for _, path in paths if path)
    assert codes == installed_codes
    assert codes["43-4051.03"] == "43-4051"


def test_ratings_alone_are_nothing_to_link_to(tmp_path: Path) -> None:
    write(tmp_path / "onet-30.0", {"Skills": ONET["Skills"]}, "csv")
    add_taxonomy(tmp_path, "onet", tmp_path / "onet-30.0")
    found = installed_releases(tmp_path)
    assert found == Releases()
    with pytest.raises(UsageError, match=r"no release of O\*NET") as told:
        found.of(Kind.ONET_TASK)
    assert "taxonomy add onet PATH" in str(told.value.remedy)


def test_an_installed_taxonomy_without_the_table_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "onet-30.0", {"Occupation Data": ONET["Occupation Data"]}, "csv")
    added = add_taxonomy(tmp_path, "onet", tmp_path / "onet-30.0")
    assert read_targets(Kind.ONET_OCCUPATION, added.folder).places == {CLERK: 0, KEEPER: 1}
    with pytest.raises(InputError, match="was installed"):
        read_targets(Kind.ONET_ACTIVITY, added.folder)


def test_an_installed_graph_that_is_damaged_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "onet-30.0", {"Occupation Data": ONET["Occupation Data"]}, "csv")
    added = add_taxonomy(tmp_path, "onet", tmp_path / "onet-30.0")
    whole = added.graph_file.read_bytes()
    added.graph_file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="cannot be read"):
        read_targets(Kind.ONET_OCCUPATION, added.folder)


@pytest.mark.parametrize("kind", [Kind.ISCO_GROUP, Kind.SOC_OCCUPATION])
def test_what_a_group_needs_is_told(kind: Kind) -> None:
    with pytest.raises(UsageError, match="ESCO" if kind is Kind.ISCO_GROUP else "SOC 2018"):
        Releases().of(kind)


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
