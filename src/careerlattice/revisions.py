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

from careerlattice.errors import InputError
from careerlattice.reading import Reading
from careerlattice.sources import FILE_NAME
from careerlattice.triples import (
    Revision,
    class_grade_id,
    document_id,
    grade_name,
    named_id,
    revision_date,
)
from careerlattice.wording import slug

__all__ = ["ClassStanding", "Standing", "revisions_of", "standing_of", "without_rivals"]


@dataclass(frozen=True, slots=True)
class ClassStanding:
    """What one document says of one class, as far as its revisions go.

    *name* is the class part of its short identifier, *title* the slug of its title, *grades* are
    its grades as they stand in identifiers. *day* is the one from which the revision counts,
    *dates* are all by which others may call it, and *replaces* is the one it calls another by.
    """

    name: str
    title: str
    grades: tuple[str, ...]
    day: date | None
    dates: tuple[date, ...]
    replaces: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One document among others: its publisher, file and IRI, and the classes it describes."""

    publisher: str
    file: str
    document: str
    classes: tuple[ClassStanding, ...]


def standing_of(reading: Reading) -> Standing:
    """What of a reading decides where it stands among others."""
    publisher, document = reading.source.publisher, reading.document
    classes = []
    for name, spec in zip(reading.class_names, reading.specification.classes, strict=True):
        stated = (spec.effective, spec.revised, spec.issued)
        classes.append(
            ClassStanding(
                name=name,
                title=slug(spec.title.text),
                grades=tuple(map(grade_name, spec.class_grades)),
                day=revision_date(spec),
                dates=tuple(each.value for each in stated if each),
                replaces=spec.replaces.value if spec.replaces else None,
            )
        )
    return Standing(publisher, document.name, document_id(publisher, document), tuple(classes))


def revisions_of(standings: Sequence[Standing]) -> list[tuple[Revision, ...]]:
    """The places of each document among the revisions of its classes, in the order given.

    A document that describes several classes has a place for each, in its own order.

    Raises:
        InputError: documents describe one class, and their dates do not tell which is newer.
    """
    by_class = _by_class(standings)
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
        tuple(found[index, part] for part in range(len(standing.classes)))
        for index, standing in enumerate(standings)
    ]


def without_rivals(standings: Sequence[Standing]) -> dict[int, InputError]:
    """Which of *standings* `revisions_of` could not put in order, by their places, and why.

    Of documents of one class whose dates do not tell which is newer, the first stays.
    """
    refused: dict[int, InputError] = {}
    for key, all_of_it in _by_class(standings).items():
        if len(all_of_it) < 2:
            continue
        try:
            _dates(all_of_it, "/".join(key))
        except InputError as error:
            refused |= {each.place[0]: error for each in all_of_it[1:]}
    return refused


@dataclass(frozen=True, slots=True)
class _Described:
    """What one document says of one class, and where that stands among all that was read."""

    standing: Standing
    stated: ClassStanding
    place: tuple[int, int]


def _by_class(standings: Sequence[Standing]) -> dict[tuple[str, str], list[_Described]]:
    by_class: dict[tuple[str, str], list[_Described]] = defaultdict(list)
    for index, standing in enumerate(standings):
        for part, stated in enumerate(standing.classes):
            described = _Described(standing, stated, (index, part))
            by_class[(standing.publisher, stated.name)].append(described)
    return by_class


def _dates(readings: Sequence[_Described], name: str) -> list[date]:
    days = [reading.stated.day for reading in readings]
    known = [day for day in days if day is not None]
    if len(set(known)) < len(readings):
        files = [reading.standing.file for reading in readings]
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
    iris = [each.standing.document for each in readings]
    stated = [each.stated.replaces for each in readings]
    named = [_named(readings[:at], readings[at]) for at in range(len(readings))]
    only_named = [
        clause
        for clause, known, day in zip(stated, named, days, strict=True)
        if clause and known is None and clause < day
    ]
    grades = [_grades(each, days[at], at == len(days) - 1) for at, each in enumerate(readings)]
    # The revision that a document names lies between it and the one read before it.
    gaps = [
        at > 0 and clause is not None and named[at] is None and days[at - 1] < clause < day
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
    at: int, iris: Sequence[str], stated: Sequence[date | None], gaps: Sequence[bool]
) -> str | None:
    """What replaces the revision *at*: the next one, or the one between that the next names."""
    if at + 1 == len(iris):
        return None
    clause = stated[at + 1]
    return named_id(iris[at + 1], clause) if clause and gaps[at + 1] else iris[at + 1]


def _named(earlier: Sequence[_Described], reading: _Described) -> int | None:
    """Which of the *earlier* readings is the one that *reading* says it replaces."""
    clause = reading.stated.replaces
    if clause is None:
        return None
    for at in reversed(range(len(earlier))):
        if clause in earlier[at].stated.dates:
            return at
    return None


def _doubt(reading: _Described, at: int, named: int | None, *, gap: bool) -> str | None:
    clause = reading.stated.replaces
    if clause is None or at == 0 or gap or named == at - 1:
        return None
    return (
        f"it says that it replaces the specification of {clause.isoformat()},"
        " and another one was read that stands between by its date"
    )


def _grades(reading: _Described, day: date, in_force: bool) -> dict[str, str]:
    """The class-grades of a reading: their grades as in identifiers, and their IRIs."""
    publisher, name = reading.standing.publisher, reading.stated.name
    return {
        grade: class_grade_id(publisher, name, grade, None if in_force else day)
        for grade in reading.stated.grades
    }


def _counterparts(grades: dict[str, str], others: dict[str, str]) -> dict[str, str]:
    """For each of *grades* the IRI of the same one among *others*.

    Of two revisions with one class-grade each, the two correspond: the class was graded anew.
    """
    if len(grades) == len(others) == 1:
        return dict(zip(grades, others.values(), strict=True))
    return {grade: others[grade] for grade in grades if grade in others}
