"""Prepared resources: a graph in, what the explorer's pages read out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from careerlattice import Lattice, __version__
from careerlattice.build import Build
from careerlattice.errors import UsageError
from careerlattice.explorer import network
from careerlattice.explorer.resources import Resources
from careerlattice.store import GraphStore

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
OFFICE_10 = "us-mt-dor/it-processing-office-specialist/10"


@pytest.fixture(scope="module")
def resources(lattice: Lattice) -> Resources:
    """The resources of the seeds."""
    return Resources(lattice)


@pytest.fixture(scope="module")
def drawn(resources: Resources) -> dict[str, Any]:
    """The lattice of the seeds, as it comes over the wire."""
    found: dict[str, Any] = json.loads(json.dumps(resources.get("lattice")))
    return found


def _node(drawn: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in drawn["nodes"] if each["id"] == name)


def test_about_counts_what_there_is(resources: Resources) -> None:
    about = resources.get("about")
    assert about["version"] == __version__
    assert about["counts"]["class_grades"] == 8
    assert about["counts"]["classes"] == 5
    assert about["counts"]["documents"] == 5
    assert [(each["id"], each["class_grades"]) for each in about["publishers"]] == [
        ("us-ca-los-angeles", 1),
        ("us-mt-dor", 6),
        ("us-ct", 1),
    ]


def test_every_resource_is_json_and_the_same_each_time(
    resources: Resources, lattice: Lattice
) -> None:
    again = Resources(lattice)
    for name in resources.names():
        assert json.dumps(resources.get(name)) == json.dumps(again.get(name)), name


def test_a_node_says_where_it_stands_and_what_it_asks_for(drawn: dict[str, Any]) -> None:
    node = _node(drawn, "us-ct/6435cl/cl-16")
    assert drawn["classes"][node["class"]] == {
        "id": "us-ct/6435cl",
        "label": "Processing Technician",
    }
    assert drawn["publishers"][node["publisher"]]["id"] == "us-ct"
    assert (node["grade"], node["rank"]) == ("CL 16", 16)
    assert [drawn["units"][each]["label"] for each in node["units"]] == ["ADMN CLERICAL (07, NP-3)"]
    assert [drawn["groups"][each]["label"] for each in node["groups"]] == [
        "Clerical/Secretarial (05)"
    ]
    assert len(node["competencies"]) == 12
    ungraded = _node(drawn, "us-ca-los-angeles/1229/ungraded")
    assert (ungraded["grade"], ungraded["rank"], ungraded["structure"]) == (None, None, None)


def test_a_move_bears_the_cost_and_the_words_of_the_engine(
    drawn: dict[str, Any], lattice: Lattice
) -> None:
    assert drawn["complete"] is True
    assert len(drawn["moves"]) == sum(
        len(lattice.network().goals(each["id"])) for each in drawn["nodes"]
    )
    for start, goal, cost, words, following in drawn["moves"]:
        one, other = drawn["nodes"][start]["id"], drawn["nodes"][goal]["id"]
        told = lattice.cost(lattice.move(one, other))
        assert (cost, drawn["words"][words]) == (told.total, told.explanation)
        assert bool(following) is (lattice.show(one).next_grade == other)


def test_thousands_are_drawn_with_the_next_grades_and_those_most_alike(
    lattice: Lattice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MOST_MOVES", 10)
    monkeypatch.setattr(network, "NEAREST", 1)
    drawn = Resources(lattice).get("lattice")
    assert drawn["complete"] is False
    assert len(drawn["nodes"]) == 8
    ids = [each["id"] for each in drawn["nodes"]]
    moves = {(ids[each[0]], ids[each[1]]) for each in drawn["moves"]}
    assert (OFFICE_9, OFFICE_10) in moves
    assert len(moves) < 20
    publishers = {each["id"]: each["publisher"] for each in drawn["nodes"]}
    assert all(publishers[one] == publishers[other] for one, other in moves)
    for one in ids:
        # However many of other publishers are nearer.
        alike = [each.other for each in lattice.nearest(one, len(ids))]
        same = [other for other in alike if publishers[other] == publishers[one]]
        following = lattice.show(one).next_grade
        assert {other for start, other in moves if start == one} == (
            {*same[:1], following} - {None}
        )


@pytest.mark.parametrize("most", [15_000, 10], ids=["few", "thousands"])
def test_around_a_class_grade_are_its_moves_and_its_ladder(
    lattice: Lattice, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(network, "MOST_MOVES", most)
    drawn = Resources(lattice).get(f"ego/{OFFICE_9}")
    ids = [each["id"] for each in drawn["nodes"]]
    assert {OFFICE_9, OFFICE_10} <= set(ids)
    out = {ids[each[1]]: each[2] for each in drawn["moves"] if ids[each[0]] == OFFICE_9}
    assert out[OFFICE_10] == lattice.cost(lattice.move(OFFICE_9, OFFICE_10)).total
    assert any(ids[each[1]] == OFFICE_9 for each in drawn["moves"])


def test_a_question_is_its_parts_joined_by_its_examples(
    resources: Resources, lattice: Lattice
) -> None:
    questions = {each["slug"]: each for each in resources.get("questions")}
    assert list(questions) == list(lattice.questions())
    for slug, question in lattice.questions().items():
        terms = {
            each.name: "UNDEF" if each.example is None else str(each.term(each.example))
            for each in question.params
        }
        joined = "".join(
            part if isinstance(part, str) else f" {terms[part['param']]} "
            for part in questions[slug]["parts"]
        )
        assert joined == question.bind(question.examples), slug


def test_the_vocabulary_has_the_terms_of_the_ontology(resources: Resources) -> None:
    vocabulary = resources.get("vocabulary")
    terms = {each["name"]: each for each in vocabulary["terms"]}
    assert terms["career:ClassGrade"]["kind"] == "class"
    assert terms["career:ClassGrade"]["label"] == "class-grade"
    assert terms["career:ClassGrade"]["definition"]
    assert terms["career:nextGrade"]["kind"] == "property"
    assert vocabulary["prefixes"]["career"] == "https://w3id.org/careerlattice/ontology#"


def test_a_document_is_its_text_and_what_rests_on_it(
    resources: Resources, lattice: Lattice, seeds: list[Path]
) -> None:
    entries = resources.get("documents")
    assert sorted(each["file"] for each in entries) == [
        each.name for each in sorted(seeds, key=lambda each: each.name)
    ]
    for entry in entries:
        document = resources.get(f"documents/{entry['path']}")
        text = document["text"]
        assert len(text) == entry["characters"]
        assert [(each["start"], each["end"]) for each in document["spans"]] == sorted(
            (each["start"], each["end"]) for each in document["spans"]
        )
        labels = [each for each in document["spans"] if each["kind"] == "label"]
        assert labels
        assert all(each["fact"] is None for each in labels)
        assert all(each["fact"] for each in document["spans"] if each["kind"] != "label")
        quotes = {
            (quote.start, quote.end): quote.text
            for name in entry["classes"]
            for quote in lattice.source(name)
            if quote.source == entry["iri"]
        }
        assert quotes
        for (start, end), words in quotes.items():
            assert text[start:end] == words


@pytest.mark.parametrize(
    "name", ["", "nothing", "ego/", "ego/no/such/thing", "documents/", "documents/../manifest"]
)
def test_what_there_is_not_is_a_usage_error(resources: Resources, name: str) -> None:
    with pytest.raises(UsageError):
        resources.get(name)


@pytest.fixture
def elsewhere(built: Build) -> Iterator[Lattice]:
    """The graph of the seeds without its build folder."""
    quads = [
        quad
        for file in sorted((built.folder / "graphs").rglob("*.nq"))
        for quad in ox.parse(path=str(file))
    ]
    with Lattice(GraphStore.memory(quads=quads)) as lattice:
        yield lattice


def test_a_graph_without_its_build_folder_has_no_texts(elsewhere: Lattice) -> None:
    resources = Resources(elsewhere)
    path = resources.get("documents")[0]["path"]
    with pytest.raises(UsageError, match="is not kept with this graph"):
        resources.get(f"documents/{path}")
