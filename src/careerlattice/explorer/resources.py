"""Prepared resources: what the explorer's pages read, by name, as plain data for JSON.

    about                the project's version, the publishers, counts
    lattice              class-grades and moves: `explorer.network`
    ego/<class-grade>    the same around one class-grade
    questions            the questions with their parameters, and their SPARQL cut at the slots
    vocabulary           the terms of the ontology, for completion
    documents            the documents: `explorer.texts`
    documents/<path>     one of them with its text and what rests on which words
    search               everything that can be found, for pages without a server

The same graph gives the same data, in the same order. The front end's `types.ts` has these shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from careerlattice import __version__
from careerlattice.errors import UsageError
from careerlattice.explorer.network import LatticeData, Node, Picture
from careerlattice.explorer.search import entries
from careerlattice.explorer.texts import document, documents
from careerlattice.identifiers import ID
from careerlattice.lattice import Lattice
from careerlattice.questions import Parameter, Question
from careerlattice.store import GraphStore
from careerlattice.vocabulary import PREFIXES

__all__ = ["Resources"]


class Resources:
    """The prepared resources of one open graph.

    >>> Resources(lattice).get("about")["counts"]["class_grades"]               # doctest: +SKIP
    8
    """

    def __init__(self, lattice: Lattice, texts: Path | None = None) -> None:
        """Take *texts* for the folder of documents' texts; by default the one of the build."""
        self._lattice = lattice
        self._texts = texts or _texts_of(lattice)

    def names(self) -> Iterator[str]:
        """The resources that a copy of the explorer without a server needs, in order."""
        yield from self._plain
        yield from (f"documents/{each.path}" for each in documents(self._lattice.store))

    def get(self, name: str) -> Any:
        """The resource of this name: dictionaries, lists, tuples, texts, numbers, truths and None.

        Raises:
            UsageError: there is none.
        """
        made = self._plain.get(name)
        if made is not None:
            return made()
        kind, _, rest = name.partition("/")
        if kind == "ego" and rest:
            return _drawn(self._picture.around(rest))
        if kind == "documents" and rest:
            return asdict(document(self._lattice.store, self._texts, rest))
        raise UsageError(
            f"there is no resource {name!r}", remedy=f"ask for one of {', '.join(self._plain)}"
        )

    @cached_property
    def _plain(self) -> Mapping[str, Callable[[], Any]]:
        return {
            "about": self._about,
            "lattice": lambda: _drawn(self._picture.whole()),
            "questions": self._questions,
            "vocabulary": self._vocabulary,
            "documents": lambda: [asdict(each) for each in documents(self._lattice.store)],
            "search": self._search,
        }

    @cached_property
    def _picture(self) -> Picture:
        return Picture(self._lattice.store, self._lattice.network())

    def _about(self) -> dict[str, Any]:
        store = self._lattice.store
        publishers = [
            {
                "id": str(row["publisher"]).removeprefix(f"{ID}publisher/"),
                "label": row["label"],
                "jurisdiction": row["place"],
                "class_grades": row["class_grades"],
                "classes": row["classes"],
                "documents": row["documents"],
            }
            for row in store.select(_PUBLISHERS)
        ]
        counts = next(iter(store.select(_COUNTS)))
        return {"version": __version__, "publishers": publishers, "counts": dict(counts)}

    def _questions(self) -> list[dict[str, Any]]:
        return [_question(each) for each in self._lattice.questions().values()]

    def _vocabulary(self) -> dict[str, Any]:
        terms: dict[str, dict[str, Any]] = {}
        for row in self._lattice.store.select(_TERMS):
            iri = str(row["term"])
            terms.setdefault(
                iri,
                {
                    "iri": iri,
                    "name": _shortened(iri),
                    "kind": row["kind"],
                    "label": row["label"],
                    "definition": row["definition"],
                },
            )
        found = sorted(terms.values(), key=lambda term: (term["name"], term["iri"]))
        return {"prefixes": dict(PREFIXES), "terms": found}

    def _search(self) -> list[dict[str, str]]:
        found = entries(self._lattice.store, self._lattice.questions())
        return [asdict(each) for each in found]


def _texts_of(lattice: Lattice) -> Path | None:
    """The build's folder of texts, which lies beside its store."""
    if not isinstance(lattice.everything, GraphStore):
        return None
    beside = Path(lattice.everything.name).parent / "texts"
    return beside if beside.is_dir() else None


def _drawn(data: LatticeData) -> dict[str, Any]:
    """The lattice by the names that the pages know; `class` is a word of Python."""
    nodes = [
        {each.name.rstrip("_"): getattr(node, each.name) for each in fields(Node)}
        for node in data.nodes
    ]
    named = {
        each.name: [asdict(thing) for thing in getattr(data, each.name)]
        for each in fields(LatticeData)
        if each.name not in {"complete", "nodes", "moves", "words"}
    }
    # The moves stay as they are: copied one by one they would take as long as to reckon.
    return {
        "complete": data.complete,
        "nodes": nodes,
        "moves": data.moves,
        "words": data.words,
        **named,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "slug": question.slug,
        "number": question.number,
        "question": question.question,
        "summary": question.summary,
        "params": [
            {
                "name": each.name,
                "type": each.type.value,
                "required": each.required,
                "description": each.description,
                "example": each.example,
            }
            for each in question.params
        ],
        "columns": dict(question.columns),
        "sparql": question.sparql,
        "parts": [
            {"param": part.name} if isinstance(part, Parameter) else part for part in question.parts
        ],
        "taxonomies": question.names_taxonomies,
    }


def _shortened(iri: str) -> str:
    """The IRI as a query writes it, with a prefix where there is one."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return f"<{iri}>"


_PUBLISHERS = """
SELECT ?publisher (MIN(?name) AS ?label) (MIN(?where) AS ?place)
  (COUNT(DISTINCT ?class) AS ?classes) (COUNT(DISTINCT ?class_grade) AS ?class_grades)
  (COUNT(DISTINCT ?document) AS ?documents)
WHERE {
  ?class a career:JobClass ; career:publisher ?publisher ; career:hasClassGrade ?class_grade .
  ?class_grade career:status career:inForce .
  OPTIONAL { ?class_grade career:describedIn ?document }
  OPTIONAL { ?publisher skos:prefLabel ?title }
  OPTIONAL { ?publisher career:jurisdiction/skos:prefLabel ?territory }
  BIND(COALESCE(STR(?title), REPLACE(STR(?publisher), "^.*/", "")) AS ?name)
  BIND(STR(?territory) AS ?where)
}
GROUP BY ?publisher
ORDER BY ?label ?publisher
"""

_COUNTS = """
SELECT ?class_grades ?classes ?competencies ?documents ?facts
WHERE {
  { SELECT (COUNT(DISTINCT ?g) AS ?class_grades) (COUNT(DISTINCT ?c) AS ?classes)
    WHERE { ?g a career:ClassGrade ; career:ofClass ?c ; career:status career:inForce } }
  { SELECT (COUNT(DISTINCT ?k) AS ?competencies) WHERE { ?r career:competency ?k } }
  { SELECT (COUNT(DISTINCT ?d) AS ?documents) WHERE { ?d career:sha256 ?h } }
  { SELECT (COUNT(*) AS ?facts) WHERE { ?s ?p ?o } }
}
"""

_TERMS = """
SELECT DISTINCT ?term ?kind ?label ?definition
WHERE {
  VALUES (?type ?kind) {
    (owl:Class "class")
    (owl:ObjectProperty "property")
    (owl:DatatypeProperty "property")
    (owl:AnnotationProperty "property")
    (owl:NamedIndividual "individual")
  }
  ?term a ?type .
  FILTER(isIRI(?term))
  OPTIONAL { ?term rdfs:label ?name }
  OPTIONAL { ?term skos:definition ?text }
  BIND(COALESCE(STR(?name), REPLACE(STR(?term), "^.*[/#]", "")) AS ?label)
  BIND(STR(?text) AS ?definition)
}
ORDER BY ?term ?kind ?label ?definition
"""
