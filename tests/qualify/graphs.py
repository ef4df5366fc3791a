"""Small graphs of qualifications, written as a specification of what each test is about.

`asks` describes one qualification by the local names of its properties; `graph` makes class-grades
of them, each of a class of its own ("ex/<name>/1", called as its title says).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pyoxigraph as ox

from careerlattice.identifiers import CLASSES, ID
from careerlattice.moves.qualify import Rulebook
from careerlattice.store import GraphStore
from careerlattice.vocabulary import CAREER, RDF, SKOS

LEVELS = "highSchool somePostSecondary associateDegree bachelorDegree masterDegree doctorate"
_CLASSES_ASKED = {"qualifyingClass"}
_QUALIFICATIONS_ASKED = {"within", "inPlaceOf"}
_TERMS = {"modality", "educationLevel"}

Asked = Mapping[str, Any]


class Graph(Protocol):
    def __call__(self, **rungs: Sequence[Asked]) -> Rulebook: ...


def experience(name: str, months: int | None = None, **more: Any) -> Asked:
    return _asks("ExperienceRequirement", name, months=months, **more)


def education(name: str, **more: Any) -> Asked:
    return _asks("EducationRequirement", name, **more)


def licence(name: str, **more: Any) -> Asked:
    return _asks("LicenceRequirement", name, **more)


def substitution(name: str, **more: Any) -> Asked:
    return _asks("SubstitutionRule", name, **more)


def words(name: str, **more: Any) -> Asked:
    return _asks("Qualification", name, **more)


def _asks(kind: str, name: str, *, text: str | None = None, **more: Any) -> Asked:
    asked = {"kind": kind, "name": name, "text": text or name, "modality": "required", **more}
    return {key: value for key, value in asked.items() if value is not None}


def rulebook(
    rungs: Mapping[str, Sequence[Asked]],
    titles: Mapping[str, str] | None = None,
    duties: Mapping[str, Sequence[str]] | None = None,
) -> Rulebook:
    return Rulebook.read(store(rungs, titles, duties))


def store(
    rungs: Mapping[str, Sequence[Asked]],
    titles: Mapping[str, str] | None = None,
    duties: Mapping[str, Sequence[str]] | None = None,
) -> GraphStore:
    """A graph with these class-grades, and a class for every title."""
    titles = {"typist": "Typist", "reader": "Reader", **(titles or {})}
    triples: list[tuple[str, str, Any]] = []
    for rank, level in enumerate(LEVELS.split(), 1):
        triples += [
            (getattr(CAREER, level), RDF.type, ox.NamedNode(CAREER.EducationLevel)),
            (getattr(CAREER, level), CAREER.rank, ox.Literal(rank)),
        ]
    for name in sorted({*rungs, *titles}):
        iri = f"{CLASSES}ex/{name}"
        triples += [
            (iri, RDF.type, ox.NamedNode(CAREER.JobClass)),
            (iri, SKOS.prefLabel, ox.Literal(titles.get(name, name), language="en")),
            (iri, CAREER.publisher, ox.NamedNode(f"{ID}publisher/ex")),
        ]
    for name, asked in rungs.items():
        iri = f"{CLASSES}ex/{name}/1"
        triples += [
            (iri, RDF.type, ox.NamedNode(CAREER.ClassGrade)),
            (iri, CAREER.ofClass, ox.NamedNode(f"{CLASSES}ex/{name}")),
            (iri, CAREER.status, ox.NamedNode(CAREER.inForce)),
            (iri, SKOS.prefLabel, ox.Literal(f"{titles.get(name, name)}, grade 1", language="en")),
        ]
        for each in asked:
            triples += _qualification(iri, name, each)
        for duty in (duties or {}).get(name, ()):
            node = f"{ID}duty/ex/{duty.replace(' ', '-')}"
            triples += [
                (iri, CAREER.hasDuty, ox.NamedNode(node)),
                (node, CAREER.text, ox.Literal(duty, language="en")),
            ]
    graph = ox.NamedNode("urn:graph:ex")
    return GraphStore.memory(
        quads=(
            ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph)
            for subject, predicate, value in triples
        )
    )


def qualification_iri(rung: str, name: str) -> str:
    return f"{ID}qualification/ex/{rung}/1/{name}"


def _qualification(rung: str, owner: str, asked: Asked) -> list[tuple[str, str, Any]]:
    iri = qualification_iri(owner, asked["name"])
    found: list[tuple[str, str, Any]] = [
        (rung, CAREER.hasQualification, ox.NamedNode(iri)),
        (iri, RDF.type, ox.NamedNode(getattr(CAREER, asked["kind"]))),
    ]
    for key, value in asked.items():
        if key in {"kind", "name"}:
            continue
        for each in value if isinstance(value, list) else [value]:
            term: Any
            if key in _CLASSES_ASKED:
                term = ox.NamedNode(f"{CLASSES}ex/{each}")
            elif key in _QUALIFICATIONS_ASKED:
                term = ox.NamedNode(qualification_iri(owner, each))
            elif key in _TERMS:
                term = ox.NamedNode(getattr(CAREER, each))
            else:
                term = ox.Literal(each)
            found.append((iri, getattr(CAREER, key), term))
    return found
