"""What speaks for a suggestion beside its text is told, and moves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal

from careerlattice.linking import Kind, Releases, Suggestion, Targets, group_notes, joins
from careerlattice.linking.targets import Target
from careerlattice.mappings import MappingSet, SemanticMapping, Status
from careerlattice.proposals import Proposal, Thing, Things, propose
from careerlattice.taxonomies import onet_id
from careerlattice.vocabulary import SKOS, SSSOM

ESCO = "http://data.europa.eu/esco/"
JOINER, WELDERS = f"{ESCO}occupation/o2", onet_id("occupation", "51-4121.00")
CLASS = "https://w3id.org/careerlattice/id/class/p/welder"


def _notes(kind: Kind, *codes: tuple[str, float]) -> list[str]:
    entries = tuple(Target(code, code, code, code[:4]) for code, _ in codes)
    suggestions = [Suggestion(c, c, c, sure, "", is_exact=False, scores=()) for c, sure in codes]
    return group_notes(Targets(kind, entries, ()), suggestions)


def test_a_group_that_several_share_is_told() -> None:
    assert _notes(
        Kind.ONET_OCCUPATION,
        ("43-4051.00", 0.4),
        ("43-4051.03", 0.2),
        ("43-4171.00", 0.1),
        ("29-1141.00", 0.3),
    ) == [
        "SOC broad group 43-4050 shared by 2 of the top 4, with 60% of their confidence",
        "SOC broad group 43-4050 shared by 2 of the top 4, with 60% of their confidence",
        "SOC codes 43-4… shared by 3 of the top 4, with 70% of their confidence",
        "",
    ]


def test_groups_are_those_of_the_first_five() -> None:
    codes = [(f"{n}1-1111.00", 0.1) for n in range(1, 5)]
    notes = _notes(Kind.SOC_OCCUPATION, *codes, ("51-1112.00", 0.1), ("51-1113.00", 0.1))
    assert notes == [""] * 6
    notes = _notes(Kind.SOC_OCCUPATION, *codes[1:], ("51-1112.00", 0.1), ("51-1113.00", 0.1))
    assert [bool(note) for note in notes] == [False, False, False, True, True]


def test_an_occupation_of_esco_is_in_its_isco_group() -> None:
    notes = _notes(Kind.ESCO_OCCUPATION, ("4110/1", 0.5), ("4110/2", 0.25), ("7212/1", 0.25))
    note = "ISCO group 4110 shared by 2 of the top 3, with 75% of their confidence"
    assert notes == [note, note, ""]


def test_what_has_no_groups_has_no_notes() -> None:
    assert _notes(Kind.ESCO_SKILL, ("aaaa1", 0.5), ("aaaa2", 0.5)) == ["", ""]


def test_entries_go_together_by_crosswalk_code_and_group(releases: Releases) -> None:
    assert joins(Kind.ONET_OCCUPATION, releases, {JOINER}) == {
        WELDERS: {JOINER: "by crosswalk (exactMatch)"},
        onet_id("occupation", "47-2111.00"): {JOINER: "by crosswalk (narrowMatch)"},
    }
    soc = "https://w3id.org/careerlattice/id/soc/2018/51-4121"
    assert joins(Kind.SOC_OCCUPATION, releases, {WELDERS})[soc] == {WELDERS: "by its SOC code"}
    group = f"{ESCO}isco/C7212"
    assert joins(Kind.ISCO_GROUP, releases, {JOINER})[group] == {JOINER: "by its ISCO group"}
    assert joins(Kind.ESCO_OCCUPATION, releases, {group}) == {JOINER: {group: "by its ISCO group"}}
    assert joins(Kind.ONET_OCCUPATION, Releases(), {JOINER}) == {}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("status", list(Status))
def test_an_accepted_link_to_another_taxonomy_is_told(
    releases: Releases, tmp_path: Path, status: Status, *, turned: bool
) -> None:
    ends = (JOINER, CLASS) if turned else (CLASS, JOINER)
    label = SSSOM.subject_label if turned else SSSOM.object_label
    known = SemanticMapping(
        ends[0], SKOS.closeMatch, ends[1], status, "x", ((label, Literal("metal joiner")),)
    )

    def proposed(*mappings: SemanticMapping) -> list[Proposal]:
        things = Things((Thing(CLASS, "class", "Arc Welder", ""),), {})
        return list(propose(things, "onet", releases, MappingSet(mappings), cache=tmp_path))

    with_link, without = proposed(known), proposed()
    assert [each.suggestion for each in with_link] == [each.suggestion for each in without]
    best = with_link[0]
    assert best.suggestion.iri == WELDERS
    told = "agrees by crosswalk (exactMatch) with the accepted link to metal joiner"
    assert (told in best.notes) == (status is Status.ACCEPTED)
    assert told not in without[0].notes
