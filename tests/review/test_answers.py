"""Only what was accepted enters an answer, for classes, duties and competencies alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.build import Build
from careerlattice.lattice import Lattice
from careerlattice.mappings import (
    MAPPINGS_GRAPH,
    Status,
    decided_pairs,
    read_mapping_sets,
    read_mappings,
    settle,
)
from careerlattice.review import Decision, SetFile, decide, read_set
from careerlattice.store import GraphStore
from careerlattice.validate import load_validator
from tests.review.conftest import ADA, CLERK, FILES, TACT, TEXT

DAY = date(2026, 11, 22)
CLASS = "us-mt-dor/customer-service-representative"


@pytest.fixture(scope="module")
def facts(built: Build) -> list[ox.Quad]:
    """The seeds' graph, without mappings."""
    files = sorted((built.folder / "graphs").rglob("*.nq"))
    return [quad for f in files if f.name != "mappings.nq" for quad in ox.parse(path=str(f))]


@pytest.fixture(scope="module")
def proposals(facts: list[ox.Quad]) -> SetFile:
    """Proposals for a class of the seeds, one of its duties and one of its competencies."""
    store = GraphStore.memory(quads=facts)
    base = "https://w3id.org/careerlattice/"
    named = {CLERK: f"careerlattice:id/class/{CLASS}"}
    for what, part in ((FILES, "hasDuty"), (TACT, "hasRequirement/career:competency")):
        rows = store.select(
            f"SELECT (MIN(STR(?it)) AS ?first) {{ ?g career:ofClass <{base}id/class/{CLASS}> ;"
            f" career:status career:inForce ; career:{part} ?it }}"
        )
        named[what] = str(rows[0]["first"]).replace(base, "careerlattice:")
    text = TEXT
    for before, now in named.items():
        text = text.replace(before, now)
    return read_set(text, "proposals")


@pytest.fixture
def asked(
    facts: list[ox.Quad], proposals: SetFile, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Lattice]:
    """The seeds with the proposals, of which some are decided: as the parameter says."""
    set_ = proposals
    for number, decision in request.param.items():
        set_ = decide(set_, number, decision, ADA, DAY)
    (tmp_path / "a.sssom.tsv").write_text(set_.text(), "utf-8")
    mapped = settle(read_mappings(tmp_path), [quad.triple for quad in facts])
    assert mapped.left_out == ()
    graph = ox.NamedNode(MAPPINGS_GRAPH)
    quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in mapped.triples()]
    with Lattice(GraphStore.memory(quads=[*facts, *quads])) as lattice:
        yield lattice


def codes(lattice: Lattice) -> set[tuple[str, str, str, str]]:
    """Question 33 of the class: what covers it, and what awaits review."""
    return {
        (str(r["status"]), str(r["about"]), str(r["relation"]), str(r["code"]).rpartition("/")[2])
        for r in lattice.ask(33, class_=CLASS)
    }


def waiting(lattice: Lattice) -> dict[str, int]:
    """Question 34: what has no match, and how many proposals it has."""
    return {str(row["iri"]): int(str(row["proposals"])) for row in lattice.ask(34)}


OPEN = {
    ("awaits review", "class", "close", "43-4051.00"),
    ("awaits review", "class", "close", "43-4171.00"),
    ("awaits review", "duty", "close", "4.A.1"),
    ("awaits review", "competency", "close", "tact"),
}


@pytest.mark.parametrize("asked", [{}], indirect=True)
def test_what_is_proposed_waits(asked: Lattice, proposals: SetFile) -> None:
    assert codes(asked) == OPEN
    for place in (2, 3):
        assert waiting(asked)[proposals.ends(proposals.rows[place])[0]] == 1


@pytest.mark.parametrize(
    "asked",
    [
        {
            0: Decision(Status.ACCEPTED, "broad"),
            1: Decision(Status.REJECTED),
            2: Decision(Status.ACCEPTED),
            3: Decision(Status.REJECTED, comment="Another thing."),
        }
    ],
    indirect=True,
)
def test_what_is_accepted_covers_and_what_is_rejected_does_not(
    asked: Lattice, proposals: SetFile
) -> None:
    assert codes(asked) == {
        ("accepted", "class", "broader", "43-4051.00"),
        ("accepted", "duty", "close", "4.A.1"),
    }
    row = asked.ask(33, class_=CLASS)[0]
    assert row["reviewed_by"] == ADA.iri
    assert row["said_by"] == "a linker"
    duty, competency = (proposals.ends(proposals.rows[place])[0] for place in (2, 3))
    assert duty not in waiting(asked)
    assert waiting(asked)[competency] == 0


@pytest.mark.parametrize("asked", [{3: Decision(Status.ACCEPTED, "related")}], indirect=True)
def test_what_is_related_only_is_no_match(asked: Lattice, proposals: SetFile) -> None:
    assert ("accepted", "competency", "related", "tact") in codes(asked)
    assert proposals.ends(proposals.rows[3])[0] in waiting(asked)


def test_decided_pairs_are_not_to_be_proposed_again(proposals: SetFile, tmp_path: Path) -> None:
    set_ = decide(proposals, 0, Decision(Status.ACCEPTED), ADA, DAY)
    set_ = decide(set_, 1, Decision(Status.REJECTED), ADA, DAY)
    file = tmp_path / "a.sssom.tsv"
    file.write_text(set_.text(), "utf-8")
    decided = decided_pairs(read_mapping_sets([file]))
    assert decided == {frozenset(set_.ends(row)) for row in set_.rows[:2]}


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.REJECTED])
def test_what_was_decided_with_one_key_conforms(
    proposals: SetFile, tmp_path: Path, status: Status
) -> None:
    set_ = proposals
    for number in range(len(set_.rows)):
        set_ = decide(set_, number, Decision(status), ADA, DAY)
    (tmp_path / "a.sssom.tsv").write_text(set_.text(), "utf-8")
    triples = read_mappings(tmp_path).triples()
    assert load_validator("pyshacl").validate(triples).results == ()
