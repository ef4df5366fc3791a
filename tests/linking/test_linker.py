"""Texts in, suggestions with confidence and evidence out."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.errors import UsageError
from careerlattice.linking import (
    Kind,
    Linker,
    Mode,
    Releases,
    find_releases,
    installed_releases,
    link_duties,
    link_sentences,
    link_titles,
    linker_for,
)
from careerlattice.linking.store import recall
from careerlattice.linking.targets import Sort
from careerlattice.taxonomies import add_taxonomy, remove_taxonomy
from tests.taxonomies.samples import ONET, write


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def titles(releases: Releases, cache: Path) -> Linker:
    return linker_for(Kind.ONET_OCCUPATION, releases, cache=cache)


def _codes(linker: Linker, text: str) -> list[str]:
    return [each.code for each in linker.link([text], top=6)[0]]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Ward Nurse", "29-1141.00"),
        ("WARD NURSE", "29-1141.00"),
        ("Registered Nurse", "29-1141.00"),
        ("Vocational nurse, nights", "29-2061.00"),
        ("Pipe Welders", "51-4121.00"),
        ("hospital sister", "29-1141.00"),
        ("Customer Care Specialist", "43-4051.00"),
    ],
)
def test_a_title_finds_its_occupation(titles: Linker, title: str, code: str) -> None:
    assert _codes(titles, title)[0] == code


def test_a_name_as_it_stands_is_told(titles: Linker) -> None:
    (suggestions,) = titles.link(["Arc Welder"], top=2)
    best, other = suggestions
    assert best.is_exact
    assert not other.is_exact
    assert best.matched == "arc welder"
    assert best.confidence >= other.confidence
    assert dict(best.scores)["exact"] == 1
    assert best.iri.endswith("/id/onet/occupation/51-4121.00")


def test_no_more_suggestions_than_wanted(titles: Linker) -> None:
    assert [len(each) for each in titles.link(["Clerk", "Welder"], top=3)] == [3, 3]
    with pytest.raises(UsageError, match="none"):
        titles.link(["Clerk"], top=0)


def test_nothing_known_is_nothing_sure(titles: Linker) -> None:
    unknown, *empty = titles.link(["Zzyzx", "", "..."])
    assert all(each.confidence < 0.5 for each in unknown)
    assert empty == [(), ()]


def test_duties_speak_beside_a_title(titles: Linker) -> None:
    title, duties = "Specialist", ["Weld metal parts together.", "Clean and grind joints."]
    places = [
        [each.code for each in titles.link([title], top=6, backing=[backing])[0]].index(
            "51-4121.00"
        )
        for backing in ([], duties)
    ]
    assert places[1] <= places[0]
    with pytest.raises(UsageError, match="backing"):
        titles.link([title], backing=[])


def test_a_duty_finds_its_activity(releases: Releases, cache: Path) -> None:
    linker = linker_for(Kind.ONET_ACTIVITY, releases, cache=cache)
    assert _codes(linker, "Files documents and records of the office.")[0] == "4.A.3.b.6.I01.D01"


@pytest.mark.parametrize(
    ("sentence", "skill"),
    [
        ("You will deal with complaints of customers by telephone.", "s1"),
        ("Experience with spreadsheets software such as tables.", "s2"),
        ("Must be able to weld metal in confined spaces.", "s3"),
    ],
)
def test_a_sentence_finds_the_skill_in_it(
    releases: Releases, cache: Path, sentence: str, skill: str
) -> None:
    linker = linker_for(Kind.ESCO_SKILL, releases, cache=cache)
    assert _codes(linker, sentence)[0].endswith(f"/{skill}")


def test_a_sentence_may_name_several_skills(releases: Releases, cache: Path) -> None:
    linker = linker_for(Kind.ESCO_SKILL, releases, cache=cache)
    sentence = "Years of experience in keeping records, checking vital signs and good cheer"
    (suggestions,) = linker.link([sentence], top=2)
    assert {each.code.rpartition("/")[2] for each in suggestions} == {"s5", "s4"}
    assert not any(each.is_exact for each in suggestions)
    (more,) = linker.link(["weld metal, keep records and smile at all who come"], top=5)
    sure = [each.confidence for each in more]
    assert sure == sorted(sure, reverse=True)
    assert len({each.code for each in more}) == len(more)
    assert not any(each.is_exact for each in more)


def test_an_element_is_found_by_its_name(releases: Releases, cache: Path) -> None:
    linker = linker_for(Kind.ONET_ELEMENT, releases, cache=cache)
    assert _codes(linker, "Demonstrated active listening skills")[0] == "2.A.1.b"


@pytest.mark.parametrize(
    ("kind", "title", "code"),
    [
        (Kind.ISCO_GROUP, "Matron of the ward", "2221"),
        (Kind.ISCO_GROUP, "Flame cutter", "7212"),
        (Kind.ISCO_GROUP, "Pipe Welder", "7212"),
        (Kind.SOC_OCCUPATION, "Arc Welder", "51-4121"),
        (Kind.SOC_OCCUPATION, "blowtorch hand", "51-4121"),
    ],
)
def test_a_title_finds_its_group(
    releases: Releases, cache: Path, kind: Kind, title: str, code: str
) -> None:
    assert _codes(linker_for(kind, releases, cache=cache), title)[0] == code


def test_a_group_bears_no_names_from_beyond_a_crosswalk(releases: Releases, cache: Path) -> None:
    linker = linker_for(Kind.ISCO_GROUP, releases, cache=cache)
    welders = linker.targets.places["7212"]
    sorts = {each.text: each.sort for each in linker.targets.examples if each.target == welders}
    assert sorts["blowtorch hand"] is Sort.BORROWED
    assert sorts["Pipe Welder"] is Sort.TEXT


def test_an_installed_taxonomy_is_linked_to_alike_and_keeps_its_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERLATTICE_CACHE", str(tmp_path / "cache"))
    write(tmp_path / "onet-29.3", ONET, "txt")
    add_taxonomy(tmp_path / "build", "onet", tmp_path / "onet-29.3")
    texts = ["Person at the front desk", "keeper of books"]
    installed = installed_releases(tmp_path / "build")
    told: list[str] = []
    linked = [
        linker_for(Kind.ONET_OCCUPATION, each, progress=told.append).link(texts)
        for each in (find_releases(tmp_path), installed, installed)
    ]
    assert linked[0] == linked[1] == linked[2]
    assert len(told) == 2
    assert len(list((tmp_path / "cache" / "linking").iterdir())) == 1
    assert installed.onet is not None
    (kept,) = (installed.onet / "linking").iterdir()
    assert kept.name.startswith("onet-occupation-fast-")
    remove_taxonomy(tmp_path / "build", "onet-29.3")
    assert installed_releases(tmp_path / "build") == Releases()
    assert not list((tmp_path / "build").rglob("linking"))


def test_an_index_that_was_kept_answers_the_same(releases: Releases, cache: Path) -> None:
    texts = ["Office helper", "Nurse of the ward", "Metal joiner"]
    asked: list[str] = []
    again = linker_for(Kind.ONET_OCCUPATION, releases, cache=cache, progress=asked.append)
    first = again.link(texts)
    again = linker_for(Kind.ONET_OCCUPATION, releases, cache=cache, progress=asked.append)
    assert again.link(texts) == first
    assert asked == []


def test_an_index_made_anew_answers_the_same(
    titles: Linker, releases: Releases, tmp_path: Path
) -> None:
    texts = ["Office helper", "Nurse of the ward", "Metal joiner"]
    asked: list[str] = []
    anew = linker_for(Kind.ONET_OCCUPATION, releases, cache=tmp_path, progress=asked.append)
    assert anew.link(texts) == titles.link(texts)
    assert len(asked) == 1


def test_half_of_an_index_is_made_anew(releases: Releases, tmp_path: Path) -> None:
    linker_for(Kind.ONET_ELEMENT, releases, cache=tmp_path)
    (folder,) = tmp_path.iterdir()
    (folder / "targets.json").write_text('{"kind": ', "utf-8")
    assert recall(folder) is None
    assert _codes(linker_for(Kind.ONET_ELEMENT, releases, cache=tmp_path), "listening")
    assert recall(folder) is not None


def test_the_careful_mode_needs_its_extra(releases: Releases, tmp_path: Path) -> None:
    from careerlattice.linking.vectors import has_encoder

    if not has_encoder():
        with pytest.raises(UsageError, match="careful"):
            linker_for(Kind.ONET_OCCUPATION, releases, Mode.CAREFUL, cache=tmp_path)
        return
    linker = linker_for(Kind.ONET_OCCUPATION, releases, Mode.CAREFUL, cache=tmp_path)
    assert _codes(linker, "person who takes care of the sick")[0] in {"29-1141.00", "29-2061.00"}
    skills = linker_for(Kind.ESCO_SKILL, releases, Mode.CAREFUL, cache=tmp_path)
    assert _codes(skills, "Settle what customers complain of.")[0].endswith("/s1")


def test_the_short_ways_say_the_same(
    titles: Linker, releases: Releases, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    monkeypatch.setenv("CAREERLATTICE_CACHE", str(cache))
    assert link_titles(["Ward Nurse"], releases) == titles.link(["Ward Nurse"])
    assert link_titles(["metal joiner"], releases, to="esco")[0][0].label == "metal joiner"
    assert link_sentences(["Weld metal."], releases)[0][0].label == "weld metal"
    assert link_sentences(["active listening"], releases, to="onet")[0][0].code == "2.A.1.b"
    (tasks,) = link_duties(["Take messages and answer telephones."], releases, to=Kind.ONET_TASK)
    assert tasks[0].label == "Answer telephones and take messages."
