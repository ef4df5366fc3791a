"""Read one document: bytes and what is known beside them in, records and facts out.

A pure function of its input, so that it can run anywhere and in any order: no clock, no network,
no other document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from careerlattice.accounting import Account, account_for
from careerlattice.documents import Document
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.languages import language_of
from careerlattice.model import Dated, DetailKind, Severity, Specification, Words
from careerlattice.outline import Outline, read_outline
from careerlattice.registry import SURE_ENOUGH, Loader, Recognition, contenders, tell
from careerlattice.sources import FILE_NAME, Source
from careerlattice.triples import (
    Facts,
    Reader,
    Revision,
    class_name,
    class_names,
    revision_date,
    translate,
)
from careerlattice.wording import slug

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
        """The class part of the short identifier; of a document about many classes its file's."""
        if self.specification.is_collection:
            return slug(self.document.name.rsplit(".", 1)[0]) or "unnamed"
        return class_name(self.specification, self.source, self.document)

    @property
    def class_names(self) -> list[str]:
        """The class parts of the short identifiers of all classes it describes, in order."""
        return class_names(self.specification, self.source, self.document)

    @property
    def revision_date(self) -> date | None:
        """The date from which this revision counts, None where the document states none."""
        return revision_date(self.specification)


def read(document: Document, source: Source, loaders: Iterable[Loader]) -> Reading:
    """Read *document* with the loader that knows it best.

    Raises:
        InputError: no loader recognises the document, or it is a data file that is broken.
        CareerlatticeError: the loader itself failed, which is a defect of the loader.
    """
    outline = read_outline(document)
    candidates = contenders(outline, loaders)
    if not candidates or candidates[0].confidence < SURE_ENOUGH:
        raise _unrecognised(document, candidates)
    chosen = candidates[0]
    try:
        specification = chosen.loader.read(outline)
    except RecursionError as error:
        raise _failed(document, chosen.loader, error) from None
    except InputError as error:
        place = error.place or document.name
        raise InputError(error.message, place=place, remedy=error.remedy) from None
    except Exception as error:
        raise _failed(document, chosen.loader, error) from error
    source = source.naming(_publisher_named(specification))
    _note_source(specification, document, source)
    _note_expectations(specification, source)
    _date_parts(specification)
    account = account_for(specification, outline)
    return Reading(document, source, outline, specification, account, chosen)


def facts_of(reading: Reading, revisions: Sequence[Revision] = ()) -> Facts:
    """The triples of a reading.

    *revisions* are, for each class it describes, its place where that class has several revisions.
    """
    loader = reading.recognition.loader
    return translate(
        reading.specification,
        reading.document,
        reading.source,
        reading.account,
        Reader(loader.name, loader.version),
        revisions=revisions,
    )


def _publisher_named(specification: Specification) -> Words | None:
    """The employer that the document itself states beside a label, where it states one alone."""
    named = [each.value for each in specification.details if each.kind is DetailKind.EMPLOYER]
    return named[0] if len({slug(each.text) for each in named}) == 1 else None


def _note_source(specification: Specification, document: Document, source: Source) -> None:
    if not source.is_described:
        who = "the one it names itself" if source.named else "the folder's name"
        message = f"no {FILE_NAME} speaks for this document: its publisher is {who}"
        where = [source.named] if source.named else []
        specification.note("noSourceDescription", message, *where, severity=Severity.WARNING)
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


def _date_parts(specification: Specification) -> None:
    """Let each class of a document that describes many count from the days of the document."""
    for part in specification.parts:
        part.issued = part.issued or specification.issued
        part.effective = part.effective or specification.effective
        part.revised = part.revised or specification.revised


def _note_expectations(specification: Specification, source: Source) -> None:
    grades = [grade for each in specification.classes for grade in each.class_grades]
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
    language = language_of(document.text)
    written = f", which seems to be in {language}" if language not in (None, "English") else ""
    nearest = " (and none sees a sign of its family in it)"
    if candidates and candidates[0].confidence > 0:
        nearest = (
            f" (the nearest, {candidates[0].loader.name}, is {candidates[0].confidence:.0%} sure)"
        )
    return InputError(
        f"no loader recognises this document{written}{nearest}",
        place=document.name,
        remedy="see what loaders see of it with `careerlattice outline FILE`, and write one for"
        " its family (docs/a-loader-of-ones-own.md)",
    )


def _failed(document: Document, loader: Loader, error: Exception) -> CareerlatticeError:
    return CareerlatticeError(
        f"the loader {loader.name} failed on this document ({tell(error)})",
        place=document.name,
        remedy="report it with the document; nothing of it was kept",
    )
