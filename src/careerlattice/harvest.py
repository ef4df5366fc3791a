"""What one document gives to the graph: a pure function of its bytes and what is known of it.

A harvest is everything a build needs of a document once it is closed: its triples and its text,
compressed; what the shapes find in it; its counts; and the few things that decide where it stands
among other documents. It is made in a worker process and kept from build to build.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from careerlattice.cache import packed, unpacked
from careerlattice.documents import Document, read_bytes, read_document
from careerlattice.errors import InputError
from careerlattice.identifiers import CLASSES, id_of
from careerlattice.model import Severity as Weight
from careerlattice.questions import Question, Questions, Scope
from careerlattice.reading import Reading, facts_of, read
from careerlattice.registry import Loader
from careerlattice.revisions import ClassStanding, Standing, standing_of
from careerlattice.sources import Source
from careerlattice.storage import fetch, file_name, is_address, state_of
from careerlattice.store import GraphStore
from careerlattice.triples import Facts, Revision
from careerlattice.units import units_in
from careerlattice.validate import Report, Result, Severity, Validator

_RESULT = tuple(each.name for each in fields(Result))

__all__ = [
    "REPLACED",
    "RESULTS",
    "DocumentSummary",
    "Harvest",
    "Known",
    "Task",
    "harvest",
    "report_from",
    "report_to",
]

REPLACED = "was replaced while it was read"
"""What is wrong with a document that is not the one that was looked at."""
RESULTS = "results"
"""The part of an entry of the cache that holds a report."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What one document gave: counts of things, and of characters by what became of them."""

    file: str
    publisher: str
    sha256: str
    loader: str
    confidence: float
    label: str
    class_id: str
    grades: tuple[str, ...]
    duties: int
    requirements: int
    requirements_with_level: int
    qualifications: int
    placed: int
    labels: int
    unplaced: int
    findings: dict[str, int]
    quads: int
    superseded: bool

    @property
    def accounted(self) -> float:
        """The share of non-blank characters that are placed or labels, 0 to 1."""
        total = self.placed + self.labels + self.unplaced
        return 1 - self.unplaced / total if total else 1.0

    @classmethod
    def from_listed(cls, listed: Mapping[str, Any]) -> DocumentSummary:
        """The summary that is *listed* so."""
        return cls(**{**listed, "grades": tuple(listed["grades"])})

    @property
    def listed(self) -> dict[str, Any]:
        """The summary as a manifest lists it."""
        return {
            each.name: list(value) if isinstance(value, tuple) else value
            for each in fields(self)
            for value in [getattr(self, each.name)]
        }


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: the file at *path*, whose content has the hash *sha256*.

    Of a document that lies elsewhere *path* is its address (see careerlattice.storage), which has
    the *mark* there, as far as it has one; the hash may be "", not known. With *data*, its bytes
    came along, and nothing is opened.

    *places* are where it stands among the revisions of its classes; *notes* are to be recorded of
    it as findings of the kind duplicateDocument. It is validated by itself if *alone*; else it
    shares classes with others and is validated with them.
    """

    path: str
    sha256: str
    source: Source
    places: tuple[Revision, ...] = ()
    notes: tuple[str, ...] = ()
    alone: bool = True
    mark: str = ""
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of a document while others are looked at.

    *listed* is its summary but for whether it is superseded; *says* the hash of what it says,
    whatever its file, of a document about many classes, and *day* the one it counts from; *names*
    are the classes of its publisher that it describes or names; *facts* the lines of its graph;
    *failed* what the checks found that look at one document, by their names.
    """

    standing: Standing
    listed: Mapping[str, Any]
    says: str
    day: date | None
    names: tuple[str, ...]
    facts: int
    failed: Mapping[str, int]

    def summary(self, *, superseded: bool) -> DocumentSummary:
        """The summary of the document."""
        listed = {**self.listed, "grades": tuple(self.listed["grades"])}
        return DocumentSummary(**listed, superseded=superseded)

    @property
    def publisher(self) -> str:
        """Who keeps the document."""
        return self.standing.publisher

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        sha256: str = self.listed["sha256"]
        return sha256

    @property
    def digest(self) -> str:
        """The part of its SHA-256 that stands in identifiers and names of files."""
        return self.sha256[:16]

    def to_json(self) -> dict[str, Any]:
        """The same in JSON's kinds."""
        standing = self.standing
        classes = [
            {
                "name": each.name,
                "title": each.title,
                "grades": list(each.grades),
                "day": each.day and each.day.isoformat(),
                "dates": [day.isoformat() for day in each.dates],
                "replaces": each.replaces and each.replaces.isoformat(),
            }
            for each in standing.classes
        ]
        return {
            "standing": {
                "publisher": standing.publisher,
                "file": standing.file,
                "document": standing.document,
                "classes": classes,
            },
            "listed": dict(self.listed),
            "says": self.says,
            "day": self.day and self.day.isoformat(),
            "names": list(self.names),
            "facts": self.facts,
            "failed": dict(self.failed),
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Known:
        """What `to_json` wrote."""
        standing = written["standing"]
        classes = tuple(
            ClassStanding(
                name=each["name"],
                title=each["title"],
                grades=tuple(each["grades"]),
                day=_day(each["day"]),
                dates=tuple(map(date.fromisoformat, each["dates"])),
                replaces=_day(each["replaces"]),
            )
            for each in standing["classes"]
        )
        return cls(
            Standing(standing["publisher"], standing["file"], standing["document"], classes),
            written["listed"],
            written["says"],
            _day(written["day"]),
            tuple(written["names"]),
            written["facts"],
            written["failed"],
        )


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a document gave: what must be known of it, what the shapes found, and its *parts*.

    The parts are packed texts (see careerlattice.cache): ``own`` and ``spans``, the triples of its
    graph as canonical N-Triples, sorted, those about its spans apart, for most of the facts are
    these and nothing but the graph has a use for them; ``shared``, what it contributes to its
    publisher's graph; and its ``text``.
    """

    known: Known
    report: Report
    parts: Mapping[str, bytes]


def harvest(task: Task, loaders: Sequence[Loader], validator: Validator) -> Harvest:
    """Read, translate and validate one document.

    Raises:
        InputError: it cannot be read or recognised, or it was replaced since it was looked at.
        CareerlatticeError: a loader failed.
    """
    document = _document(task)
    reading = read(document, task.source, loaders)
    for note in task.notes:
        reading.specification.note("duplicateDocument", note)
    facts = facts_of(reading, task.places)
    report = Report()
    if task.alone:
        report = Report.merge(map(validator.validate, units_in(facts.own, facts.shared)))
    publisher, digest = reading.source.publisher, document.sha256[:16]
    lines = sorted(set(facts.own.lines()))
    own, spans = _parted(lines, f"<{id_of('span', publisher, digest, '')}")
    known = Known(
        standing=standing_of(reading),
        listed=_listed(reading, facts),
        says=_says(reading, facts) if _may_be_a_copy(reading) else "",
        day=reading.revision_date,
        names=tuple(_names(publisher, facts)),
        facts=len(lines),
        failed=_failed(facts),
    )
    parts = {
        "own": "".join(own),
        "spans": "".join(spans),
        "shared": facts.shared.text,
        "text": document.text,
    }
    return Harvest(known, report, {name: packed(text) for name, text in parts.items()})


def _document(task: Task) -> Document:
    """The document of a task, as it was looked at.

    Raises:
        InputError: it cannot be read, or it was replaced.
        CareerlatticeError: it cannot be fetched.
    """
    mark = task.mark
    if task.data is not None:
        document = read_bytes(task.data, file_name(task.path))
    elif is_address(task.path):
        document = read_bytes(fetch(task.path), file_name(task.path))
        mark = state_of(task.path)[1] if task.mark else ""
    else:
        document = read_document(Path(task.path))
    if mark != task.mark or (task.sha256 and document.sha256 != task.sha256):
        raise InputError(
            REPLACED,
            place=task.path,
            remedy="build again when it is complete",
        )
    return document


def _parted(lines: Sequence[str], beginning: str) -> tuple[list[str], Sequence[str]]:
    """Sorted lines without those of this beginning, and these."""
    first = bisect_left(lines, beginning)
    last = bisect_left(lines, f"{beginning}\U0010ffff", first)
    return [*lines[:first], *lines[last:]], lines[first:last]


def report_to(report: Report) -> bytes:
    """A report as it is kept."""
    results = [
        {name: getattr(each, name) for name in _RESULT} | {"severity": each.severity.value}
        for each in report.results
    ]
    return packed(json.dumps(results, ensure_ascii=False))


def report_from(written: bytes) -> Report:
    """What `report_to` wrote."""
    return Report(
        tuple(
            Result(**{**each, "severity": Severity(each["severity"])})
            for each in json.loads(unpacked(written))
        )
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _may_be_a_copy(reading: Reading) -> bool:
    """Whether it may say what another one says: two documents about one class are two."""
    return reading.specification.is_collection and bool(reading.class_names)


def _says(reading: Reading, facts: Facts) -> str:
    """The hash of what a document says, whatever its file, its characters and their findings."""
    own = reading.document.sha256[:16]
    statements = {
        statement
        for triples in (facts.own, facts.shared)
        for statement in triples.lines()
        if own not in statement
    }
    return hashlib.sha256("".join(sorted(statements)).encode()).hexdigest()


def _names(publisher: str, facts: Facts) -> list[str]:
    """The IRIs of the classes of its publisher that a document describes or names."""
    classes = re.escape(f"{CLASSES}{publisher}/")
    pattern = re.compile(f"<({classes}[^/>]+)>")
    return sorted({*pattern.findall(facts.own.text), *pattern.findall(facts.shared.text)})


def _failed(facts: Facts) -> dict[str, int]:
    """What the checks find that look at one document at a time."""
    checks = _checks()
    if not checks:
        return {}
    store = Store()
    # For so few, loading in bulk takes longer.
    store.load(input=facts.own.text, format=RdfFormat.N_TRIPLES)
    whole = GraphStore(store, "memory")
    found = {check.slug: len(check.ask(whole, {})) for check in checks}
    return {slug: count for slug, count in found.items() if count}


@cache
def _checks() -> tuple[Question, ...]:
    """The checks that look at one document at a time; a build reads them once."""
    return tuple(each for each in Questions.checks().values() if each.scope is Scope.DOCUMENT)


def _listed(reading: Reading, facts: Facts) -> dict[str, Any]:
    spec = reading.specification
    noted = (each for of in (spec, *spec.parts) for each in of.findings)
    findings = Counter(each.severity.value for each in noted)
    findings[Weight.WARNING.value] += len(reading.account.gaps)
    class_grades = [grade for each in spec.classes for grade in each.class_grades]
    requirements = [each for grade in class_grades for each in grade.requirements]
    return {
        "file": reading.document.name,
        "publisher": reading.source.publisher,
        "sha256": reading.document.sha256,
        "loader": f"{reading.recognition.loader.name} {reading.recognition.loader.version}",
        "confidence": round(reading.recognition.confidence, 2),
        "label": (reading.source.value("documents.title") or spec.title.text or reading.class_name),
        "class_id": f"{reading.source.publisher}/{reading.class_name}",
        "grades": [each.grade.notation if each.grade else "" for each in class_grades],
        "duties": sum(1 for grade in class_grades for _ in grade.all_duties()),
        "requirements": len(requirements),
        "requirements_with_level": sum(1 for each in requirements if each.level),
        "qualifications": sum(len(grade.qualifications) for grade in class_grades),
        "placed": reading.account.placed,
        "labels": reading.account.labels,
        "unplaced": reading.account.unplaced,
        "findings": {each.value: findings[each.value] for each in Weight if findings[each.value]},
        "quads": len(facts.own),
    }
