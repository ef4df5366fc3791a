"""Read one document: bytes and what is known beside them in, records and facts out.

A pure function of its input, so that it can run anywhere and in any order: no clock, no network,
no other document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from careerlattice.accounting import Account, account_for
from careerlattice.documents import Document
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.model import Dated, Severity, Specification, Words
from careerlattice.outline import Outline, read_outline
from careerlattice.registry import SURE_ENOUGH, Loader, Recognition, recognise
from careerlattice.sources import FILE_NAME, Source
from careerlattice.triples import Facts, Reader, Revision, class_name, revision_date, translate

__all__ = ["Reading", "facts_of", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read: its outline, its records, and the account of its characters."""

    document: Document
    source: Source
    outline: Outline
    specification: Specification
    account: Account
    recognition: Recognition

    @property
    def class_name(self) -> str:
        """The class part of the short identifier."""
        return class_name(self.specification, self.source, self.document)

    @property
    def revision_date(self) -> date | None:
        """The date from which this revision counts, None where the document states none."""
        return revision_date(self.specification)


def read(document: Document, source: Source, loaders: Iterable[Loader]) -> Reading:
    """Read *document* with the loader that knows it best.

    Raises:
        InputError: no loader recognises the document.
        CareerlatticeError: the loader itself failed, which is a defect of the loader.
    """
    outline = read_outline(document)
    candidates = recognise(outline, loaders)
    if not candidates or candidates[0].confidence < SURE_ENOUGH:
        raise _unrecognised(document, candidates)
    chosen = candidates[0]
    try:
        specification = chosen.loader.read(outline)
    except RecursionError as error:
        raise _failed(document, chosen.loader, error) from None
    except Exception as error:
        raise _failed(document, chosen.loader, error) from error
    _note_source(specification, document, source)
    _note_expectations(specification, source)
    account = account_for(specification, outline)
    return Reading(document, source, outline, specification, account, chosen)


def facts_of(reading: Reading, revision: Revision | None = None) -> Facts:
    """The triples of a reading; *revision* is its place where its class has several revisions."""
    loader = reading.recognition.loader
    return translate(
        reading.specification,
        reading.document,
        reading.source,
        reading.account,
        Reader(loader.name, loader.version),
        revision=revision,
    )


def _note_source(specification: Specification, document: Document, source: Source) -> None:
    if not source.is_described:
        message = f"no {FILE_NAME} speaks for this document: its publisher is the folder's name"
        specification.note("noSourceDescription", message, severity=Severity.WARNING)
    stated = source.value("documents.sha256")
    if stated and stated.lower() != document.sha256:
        message = f"the document is not the one {FILE_NAME} describes: its SHA-256 differs"
        specification.note(
            "contentChanged",
            message,
            severity=Severity.WARNING,
            read_as=document.sha256,
            taken_for=stated,
        )
    if day := source.value("documents.effective"):
        _take_effective(specification, date.fromisoformat(day))


def _take_effective(specification: Specification, day: date) -> None:
    """Fill in the date that source.toml states; a date the document itself states stands."""
    own = specification.effective
    if own is None:
        specification.effective = Dated(day, Words(day.isoformat(), ()))
    elif own.value != day:
        specification.note(
            "uncertain",
            f"{FILE_NAME} states another effective date; the document's own is taken",
            own.words,
            severity=Severity.WARNING,
            read_as=day.isoformat(),
            taken_for=own.value.isoformat(),
        )


def _note_expectations(specification: Specification, source: Source) -> None:
    grades = specification.class_grades
    counts = {
        "class-grades": len(grades),
        "duties": sum(1 for grade in grades for _ in grade.all_duties()),
        "requirements-with-level": sum(1 for g in grades for r in g.requirements if r.level),
    }
    for name, (least, most) in source.expected.items():
        if not least <= counts[name] <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            message = f"{counts[name]} {name} were read where {FILE_NAME} expects {wanted}"
            specification.note("expectationMissed", message, severity=Severity.VIOLATION)


def _unrecognised(document: Document, candidates: list[Recognition]) -> InputError:
    nearest = ""
    if candidates and candidates[0].confidence > 0:
        nearest = (
            f" (the nearest, {candidates[0].loader.name}, is {candidates[0].confidence:.0%} sure)"
        )
    return InputError(
        f"no loader recognises this document{nearest}",
        place=document.name,
        remedy="check that it is a class specification, or write a loader (loaders/README.md)",
    )


def _failed(document: Document, loader: Loader, error: Exception) -> CareerlatticeError:
    return CareerlatticeError(
        f"the loader {loader.name} failed on this document ({type(error).__name__}: {error})",
        place=document.name,
        remedy="report it with the document; nothing of it was kept",
    )
