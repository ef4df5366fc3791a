"""The seeds across publishers: what the project's mappings and alignments make of a gap.

The outcomes are worked out a second time here, from the rows of the tables and the rule in words,
and compared with what question 9 answers for every pair of class-grades of two publishers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from careerlattice.build import Build
from careerlattice.lattice import Lattice
from careerlattice.mappings import (
    MAPPINGS_GRAPH,
    MappingSet,
    ScaleAlignment,
    SemanticMapping,
    Status,
    project_mappings,
    read_mappings,
)
from careerlattice.rows import Value
from careerlattice.store import GraphStore
from careerlattice.vocabulary import SKOS, SSSOM

ID = "https://w3id.org/careerlattice/id/"
LOS_ANGELES, CONNECTICUT = "us-ca-los-angeles/1229/ungraded", "us-ct/6435cl/cl-16"
MONTANA = [
    f"us-mt-dor/{name}"
    for name in (
        "it-processing-office-specialist/9",
        "it-processing-office-specialist/10",
        "citizens-services-program-specialist/12",
        "customer-service-representative/11",
        "customer-service-representative/12",
        "customer-service-representative/13",
    )
]
PAIRS = [
    (one, other)
    for one, other in itertools.permutations([*MONTANA, LOS_ANGELES, CONNECTICUT], 2)
    if one.split("/")[0] != other.split("/")[0]
]
RELATIONS = ("exact", "close", "broader", "narrower")


class Level(NamedTuple):
    iri: str
    rank: int


class Answer(NamedTuple):
    """What a row of question 9 says: outcome, mapping, relation, alignment, levels to rise."""

    outcome: str
    mapping: str | None = None
    relation: str | None = None
    alignment: str | None = None
    least: int | None = None
    most: int | None = None


@pytest.fixture(scope="module")
def across(built: Build) -> Iterator[Lattice]:
    graph = ox.NamedNode(MAPPINGS_GRAPH)
    triples = read_mappings(project_mappings()).triples()
    files = sorted((built.folder / "graphs").rglob("*.nq"))
    quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    with Lattice(GraphStore.memory(files, quads)) as lattice:
        yield lattice


@pytest.fixture(scope="module")
def accepted() -> MappingSet:
    own = read_mappings(project_mappings())
    return MappingSet(
        tuple(each for each in own.mappings if each.status is Status.ACCEPTED),
        tuple(each for each in own.alignments if each.status is Status.ACCEPTED),
    )


@pytest.fixture(scope="module")
def levels(across: Lattice) -> dict[str, dict[str, Level | None]]:
    """Each class-grade's competencies, with the level of each where one is stated."""
    rows = across.query(
        """SELECT ?grade ?competency ?level ?rank {
          ?grade career:hasRequirement ?requirement . ?requirement career:competency ?competency
          OPTIONAL { ?requirement career:level ?level . ?level career:rank ?rank }
        }"""
    )
    assert not isinstance(rows, bool)
    found: dict[str, dict[str, Level | None]] = {}
    for row in rows:
        assert isinstance(row, dict)
        level = Level(str(row["level"]), int(str(row["rank"]))) if row["level"] else None
        found.setdefault(str(row["grade"]), {})[str(row["competency"])] = level
    return found


def answers(lattice: Lattice, pair: tuple[str, str], **params: str) -> dict[str, Answer]:
    def number(value: Value) -> int | None:
        return None if value is None else int(str(value))

    def iri(value: Value) -> str | None:
        return None if value is None else str(value)

    rows = lattice.ask("gap", from_=pair[0], to=pair[1], **params)
    found = {
        str(row["iri"]): Answer(
            str(row["outcome"]),
            iri(row["mapping"]),
            iri(row["relation"]),
            iri(row["alignment"]),
            number(row["levels_to_rise"]),
            number(row["levels_at_most"]),
        )
        for row in rows
    }
    assert len(found) == len(rows)
    return found


def relation(mapping: SemanticMapping, held: str) -> str | None:
    """How what is held stands to what is wanted, None where that counts as no match."""
    is_subject = mapping.subject == held
    return {
        SKOS.exactMatch: "exact",
        SKOS.closeMatch: "close",
        SKOS.broadMatch: "narrower" if is_subject else "broader",
        SKOS.narrowMatch: "broader" if is_subject else "narrower",
    }.get(mapping.predicate)


def confidence(mapping: SemanticMapping) -> float:
    return next((float(t.value) for p, t in mapping.details if p == SSSOM.confidence), 0)


def compare(
    held: Level | None, wanted: Level | None, mapping: SemanticMapping, own: MappingSet, how: str
) -> Answer:
    if held is None or wanted is None:
        return Answer("level not stated", mapping.iri, how)
    for alignment in own.alignments:
        if alignment.mapping != mapping or alignment.from_level not in {held.iri, wanted.iri}:
            continue
        low, high = rank(alignment.lowest), rank(alignment.highest)
        reads_held = alignment.from_level == held.iri
        from_low, from_high = (low, high) if reads_held else (held.rank, held.rank)
        to_low, to_high = (wanted.rank, wanted.rank) if reads_held else (low, high)
        found = Answer("not comparable", mapping.iri, how, alignment.iri)
        if from_high < to_low:
            return found._replace(
                outcome="must rise", least=to_low - from_high, most=to_high - from_low
            )
        if from_low >= to_high:
            return found._replace(outcome="same" if from_low == to_high else "already above")
        return found
    return Answer("not comparable", mapping.iri, how)


@cache
def rank(level: str) -> int:
    """The rank of a level of these scales: 1, 2, 3 and A to E."""
    notation = level.rsplit("/", 1)[1]
    return int(notation) if notation.isdecimal() else "abcde".index(notation) + 1


def expected(
    pair: tuple[str, str], levels: dict[str, dict[str, Level | None]], own: MappingSet
) -> dict[str, Answer]:
    held, wanted = levels[pair[0]], levels[pair[1]]
    found = {}
    for competency, level in wanted.items():
        candidates = [
            (RELATIONS.index(how), -confidence(mapping), mapping.iri, mapping, other, how)
            for mapping in own.mappings
            if competency in mapping.pair
            for other in mapping.pair - {competency}
            if other in held and (how := relation(mapping, other))
        ]
        if candidates:
            *_, mapping, other, how = min(candidates, key=lambda each: each[:3])
            found[competency] = compare(held[other], level, mapping, own, how)
        else:
            found[competency] = Answer("not comparable")
    return found


@pytest.mark.parametrize("pair", PAIRS, ids=" to ".join)
def test_every_gap_across_publishers_follows_from_the_tables(
    across: Lattice,
    accepted: MappingSet,
    levels: dict[str, dict[str, Level | None]],
    pair: tuple[str, str],
) -> None:
    found = answers(across, pair)
    assert found == expected(pair, levels, accepted)
    # Never a number, nor a comparison, without an accepted alignment; and never "missing".
    for answer in found.values():
        assert answer.outcome != "missing"
        compared = answer.outcome in {"must rise", "same", "already above"}
        assert not compared or answer.alignment
        assert (answer.least is not None) == (answer.outcome == "must rise")


def test_all_outcomes_occur(
    accepted: MappingSet, levels: dict[str, dict[str, Level | None]]
) -> None:
    seen = {a.outcome for pair in PAIRS for a in expected(pair, levels, accepted).values()}
    assert seen == {"must rise", "same", "already above", "level not stated", "not comparable"}


def test_a_level_of_los_angeles_is_read_as_an_interval(across: Lattice) -> None:
    rows = across.ask("gap", from_=LOS_ANGELES, to=MONTANA[2])
    (row,) = [row for row in rows if row["outcome"] == "must rise"]
    assert str(row["competency"]).startswith("Demonstrated knowledge of department business")
    assert (row["from_competency"], row["from_level"], row["to_level"]) == (
        "Job Knowledge",
        "1",
        "C",
    )
    assert row["interval"] == "1 reads as A to B"
    assert (row["levels_to_rise"], row["levels_at_most"]) == (1, 2)
    assert "quite consistent" in str(row["justification"])


def things(own: MappingSet) -> list[SemanticMapping | ScaleAlignment]:
    """The mapping of oral communication, and an alignment of job knowledge."""
    oral = next(m for m in own.mappings if "/18dbbda7ff1d9d40715e" in m.subject)
    knowledge = next(a for a in own.alignments if a.mapping != oral)
    return [oral, knowledge]


@pytest.mark.parametrize("which", [0, 1], ids=["mapping", "alignment"])
def test_what_falls_is_what_was_told(across: Lattice, accepted: MappingSet, which: int) -> None:
    withdrawn = things(accepted)[which].iri
    told = [row for row in across.ask("withdrawn", withdrawn=withdrawn) if row["question"] == 9]
    changed = set()
    for pair in PAIRS:
        before, after = answers(across, pair), answers(across, pair, without=withdrawn)
        assert set(before) == set(after)
        for competency, answer in after.items():
            assert withdrawn not in {answer.mapping, answer.alignment}
            if answer.outcome != before[competency].outcome:
                changed.add((*pair, competency))
    assert changed
    rows = {(str(row["from"]), str(row["to"]), str(row["iri"])) for row in told}
    assert changed == rows
