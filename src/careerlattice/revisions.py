"""Revisions: which of several documents of one class is in force, and what replaces what.

Documents of one publisher about one class are revisions of one specification. The latest is in
force; its date is the day it takes effect, else that of its revision, else of its issue. A
document may name the day of the revision it replaces: where that is another document that was
read, the link rests on its word, otherwise on the order of dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from careerlattice.documents import Document
from careerlattice.errors import InputError
from careerlattice.model import Dated, Specification
from careerlattice.reading import Reading
from careerlattice.sources import FILE_NAME, Source
from careerlattice.triples import (
    Revision,
    class_grade_id,
    document_id,
    grade_name,
    named_id,
    revision_date,
)

__all__ = ["revisions_of", "without_rivals"]


def revisions_of(readings: Sequence[Reading]) -> list[tuple[Revision, ...]]:
    """The places of each reading among the revisions of its classes, in the order of *readings*.

    A document that describes several classes has a place for each, in its own order.

    Raises:
        InputError: documents describe one class, and their dates do not tell which is newer.
    """
    by_class = _by_class(readings)
    found: dict[tuple[int, int], Revision] = {}
    for key, all_of_it in by_class.items():
        if len(all_of_it) == 1:
            found[all_of_it[0].place] = Revision()
            continue
        days = _dates(all_of_it, "/".join(key))
        order = sorted(range(len(all_of_it)), key=lambda at: days[at])
        chain = _chain([all_of_it[at] for at in order], [days[at] for at in order])
        for at, revision in zip(order, chain, strict=True):
            found[all_of_it[at].place] = revision
    return [
        tuple(found[index, part] for part in range(len(reading.specification.classes)))
        for index, reading in enumerate(readings)
    ]


def without_rivals(readings: Sequence[Reading]) -> tuple[list[Reading], dict[str, InputError]]:
    """*readings* without those that `revisions_of` could not put in order.

    Of documents of one class whose dates do not tell which is newer, the first stays; the others
    come back with the reason, by the names of their files.
    """
    refused: dict[str, InputError] = {}
    kept = list(readings)
    for key, all_of_it in _by_class(readings).items():
        if len(all_of_it) < 2:
            continue
        try:
            _dates(all_of_it, "/".join(key))
        except InputError as error:
            rivals = [each.reading for each in all_of_it[1:]]
            refused |= {each.document.name: error for each in rivals}
            kept = [each for each in kept if all(each is not rival for rival in rivals)]
    return kept, refused


@dataclass(frozen=True, slots=True)
class _Described:
    """What one document says of one class, and where that stands among all that was read."""

    reading: Reading
    class_name: str
    specification: Specification
    place: tuple[int, int]

    @property
    def source(self) -> Source:
        return self.reading.source

    @property
    def document(self) -> Document:
        return self.reading.document


def _by_class(readings: Sequence[Reading]) -> dict[tuple[str, str], list[_Described]]:
    by_class: dict[tuple[str, str], list[_Described]] = defaultdict(list)
    for index, reading in enumerate(readings):
        named = zip(reading.class_names, reading.specification.classes, strict=True)
        for part, (name, specification) in enumerate(named):
            described = _Described(reading, name, specification, (index, part))
            by_class[(reading.source.publisher, name)].append(described)
    return by_class


def _dates(readings: Sequence[_Described], name: str) -> list[date]:
    days = [revision_date(reading.specification) for reading in readings]
    known = [day for day in days if day is not None]
    if len(set(known)) < len(readings):
        files = [reading.document.name for reading in readings]
        undated = [file for file, day in zip(files, days, strict=True) if day is None] or files
        raise InputError(
            f"{' and '.join(files)} describe one class, {name}, and do not say which is newer",
            remedy=f"state from when each counts in {FILE_NAME}"
            f' ([documents."{undated[0]}"] effective = "2009-05-26"), give one of them another'
            " class there, or remove it",
        )
    return known


def _chain(readings: Sequence[_Described], days: Sequence[date]) -> list[Revision]:
    """The revisions of one class; *readings* are in the order of their different *days*."""
    iris = [document_id(each.source.publisher, each.document) for each in readings]
    stated = [each.specification.replaces for each in readings]
    named = [_named(readings[:at], readings[at]) for at in range(len(readings))]
    only_named = [
        clause.value
        for clause, known, day in zip(stated, named, days, strict=True)
        if clause and known is None and clause.value < day
    ]
    grades = [_grades(each, days[at], at == len(days) - 1) for at, each in enumerate(readings)]
    # The revision that a document names lies between it and the one read before it.
    gaps = [
        at > 0 and clause is not None and named[at] is None and days[at - 1] < clause.value < day
        for at, (clause, day) in enumerate(zip(stated, days, strict=True))
    ]
    revisions = []
    for at, reading in enumerate(readings):
        later = _later(at, iris, stated, gaps)
        known_index = named[at]
        revisions.append(
            Revision(
                superseded=later is not None,
                dates=tuple(sorted({*days, *only_named})),
                named=None if known_index is None else iris[known_index],
                earlier=iris[at - 1] if at else None,
                gap=gaps[at],
                later=later,
                in_force=_counterparts(grades[at], grades[-1]) if later else {},
                following=_counterparts(grades[at], grades[at + 1]) if later else {},
                doubt=_doubt(reading, at, known_index, gap=gaps[at]),
            )
        )
    return revisions


def _later(
    at: int, iris: Sequence[str], stated: Sequence[Dated | None], gaps: Sequence[bool]
) -> str | None:
    """What replaces the revision *at*: the next one, or the one between that the next names."""
    if at + 1 == len(iris):
        return None
    clause = stated[at + 1]
    return named_id(iris[at + 1], clause.value) if clause and gaps[at + 1] else iris[at + 1]


def _named(earlier: Sequence[_Described], reading: _Described) -> int | None:
    """Which of the *earlier* readings is the one that *reading* says it replaces."""
    clause = reading.specification.replaces
    if clause is None:
        return None
    for at in reversed(range(len(earlier))):
        spec = earlier[at].specification
        dates = (spec.effective, spec.revised, spec.issued)
        if clause.value in {each.value for each in dates if each}:
            return at
    return None


def _doubt(reading: _Described, at: int, named: int | None, *, gap: bool) -> str | None:
    clause = reading.specification.replaces
    if clause is None or at == 0 or gap or named == at - 1:
        return None
    return (
        f"it says that it replaces the specification of {clause.value.isoformat()},"
        " and another one was read that stands between by its date"
    )


def _grades(reading: _Described, day: date, in_force: bool) -> dict[str, str]:
    """The class-grades of a reading: their grades as in identifiers, and their IRIs."""
    publisher, name = reading.source.publisher, reading.class_name
    return {
        grade: class_grade_id(publisher, name, grade, None if in_force else day)
        for grade in map(grade_name, reading.specification.class_grades)
    }


def _counterparts(grades: dict[str, str], others: dict[str, str]) -> dict[str, str]:
    """For each of *grades* the IRI of the same one among *others*.

    Of two revisions with one class-grade each, the two correspond: the class was graded anew.
    """
    if len(grades) == len(others) == 1:
        return dict(zip(grades, others.values(), strict=True))
    return {grade: others[grade] for grade in grades if grade in others}
