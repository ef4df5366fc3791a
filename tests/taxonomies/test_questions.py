"""Questions see a taxonomy where they name its vocabulary, and are not slowed by it elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.lattice import Lattice
from careerlattice.questions import Questions
from careerlattice.store import GraphStore

HEAD = """#+ summary: {0}
#+ question: {0}?
#+ number: {1}
#+ columns:
#+   label: a label
#+ licence: CC BY 4.0

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
OWN = "<https://w3id.org/careerlattice/id/class/ex/clerk> <http://www.w3.org/2004/02/skos/core#prefLabel>"
THEIRS = OWN.replace("class/ex/clerk", "onet/occupation/43-4051.00")
TYPED = THEIRS.replace(
    "<http://www.w3.org/2004/02/skos/core#prefLabel>",
    "a <https://www.onetcenter.org/rdf/schema/onet/Occupation>",
)


@pytest.fixture
def lattice(tmp_path: Path) -> Lattice:
    (tmp_path / "01-labels.rq").write_text(
        HEAD.format("All labels", 1) + "SELECT ?label { ?x skos:prefLabel ?label }", "utf-8"
    )
    (tmp_path / "02-occupations.rq").write_text(
        HEAD.format("Occupations", 2)
        + "PREFIX onet: <https://www.onetcenter.org/rdf/schema/onet/>\n"
        + "SELECT ?label { ?x a onet:Occupation ; skos:prefLabel ?label }",
        "utf-8",
    )
    own, all_of_it = tmp_path / "own.ttl", tmp_path / "all.ttl"
    own.write_text(f'{OWN} "Clerk" .', "utf-8")
    all_of_it.write_text(f'{OWN} "Clerk" . {THEIRS} "Clerks" . {TYPED} .', "utf-8")
    return Lattice(
        GraphStore.memory([own]),
        Questions(tmp_path),
        everything=GraphStore.memory([all_of_it]),
    )


def test_a_question_that_names_the_vocabulary_sees_the_taxonomy(lattice: Lattice) -> None:
    assert list(lattice.ask("occupations").column("label")) == ["Clerks"]


def test_any_other_sees_the_documents_alone(lattice: Lattice) -> None:
    assert list(lattice.ask("labels").column("label")) == ["Clerk"]


def test_a_query_of_ones_own_sees_everything(lattice: Lattice) -> None:
    answer = lattice.query("SELECT ?label { ?x skos:prefLabel ?label } ORDER BY ?label")
    assert [row["label"] for row in answer] == ["Clerk", "Clerks"]  # type: ignore[union-attr]


def test_without_taxonomies_everything_is_the_documents(lattice: Lattice) -> None:
    alone = Lattice(lattice.store)
    assert alone.everything is alone.store


def test_no_question_of_the_project_names_a_taxonomy_by_accident() -> None:
    named = {question.slug for question in Questions().values() if question.names_taxonomies}
    assert not named & {"taxonomy-codes", "without-taxonomy", "counts"}
