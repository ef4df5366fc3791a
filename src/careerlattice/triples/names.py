"""How a document, its class and its class-grades are called: the parts of their identifiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from careerlattice.documents import Document
from careerlattice.identifiers import grade_part, id_of
from careerlattice.model import ClassGrade, DetailKind, Specification
from careerlattice.sources import Source
from careerlattice.wording import slug


def document_id(publisher: str, document: Document) -> str:
    """The IRI of a document that was read."""
    return id_of("document", publisher, document.sha256[:16])


def named_id(document: str, day: date) -> str:
    """The IRI of the revision of *day* that *document* (an IRI) only names."""
    return f"{document}/replaced/{day.isoformat()}"


def grade_name(class_grade: ClassGrade) -> str:
    """The grade as it stands in identifiers, its date aside."""
    return grade_part(class_grade.grade.notation if class_grade.grade else "")


def class_grade_id(publisher: str, name: str, grade: str, superseded_on: date | None) -> str:
    """The IRI of a class-grade; a superseded one bears the day of its revision."""
    suffix = f"@{superseded_on.isoformat()}" if superseded_on else ""
    return id_of("class", publisher, name, grade + suffix)


def class_name(specification: Specification, source: Source, document: Document) -> str:
    """The class part of the short identifier: source.toml's, else the code, else the title's slug.

    A document without any of the three gives its file's name.
    """
    code = specification.codes[0].text if specification.codes else ""
    stem = document.name.rsplit(".", 1)[0]
    return (
        source.value("documents.class")
        or slug(code)
        or slug(specification.title.text)
        or slug(stem)
        or "unnamed"
    )


def class_names(specification: Specification, source: Source, document: Document) -> list[str]:
    """The class parts of the short identifiers of all classes that a document describes."""
    own = of_a_class(specification, source)
    return [class_name(each, own, document) for each in specification.classes]


def of_a_class(specification: Specification, source: Source) -> Source:
    """What *source* says of each class: of several, not the name and title of the document."""
    if not specification.is_collection:
        return source
    of_all = ("documents.class", "documents.title")
    entries = {key: entry for key, entry in source.entries.items() if key not in of_all}
    return replace(source, entries=entries)


def revision_date(specification: Specification) -> date | None:
    """The date from which this revision counts: effective, else revised, else issued.

    A posting without any of these counts from the day it was posted, else from that it opens on.
    """
    for dated in (specification.effective, specification.revised, specification.issued):
        if dated is not None:
            return dated.value
    days = {each.kind: each.day for each in reversed(specification.details) if each.day}
    return days.get(DetailKind.POSTED) or days.get(DetailKind.OPENS)
