"""The records of documents as tables, for tools that map tables to RDF; and what must come of it.

The part of the model that such tools can say: class-grades, duties and requirements with the words
they were quoted from. What they cannot work out from a cell, the hash of normalised words that is
in an identifier, stands in the tables already.

    python bench/tables.py DOCUMENTS FOLDER    # writes FOLDER/*.csv and FOLDER/expected.nt
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from careerlattice.build import find_documents
from careerlattice.documents import read_document
from careerlattice.identifiers import ID, text_hash
from careerlattice.model import ClassGrade, Duty, Span
from careerlattice.reading import Reading, facts_of, read
from careerlattice.registry import find_loaders
from careerlattice.sources import Sources
from careerlattice.triples import grade_name
from careerlattice.vocabulary import CAREER, OA, PROV, RDF, SKOS
from careerlattice.wording import slug

TABLES = {
    "class_grades": ("publisher", "class", "grade", "document"),
    "duties": ("publisher", "duty", "text"),
    "competencies": ("publisher", "competency", "text", "label"),
    "assignments": ("publisher", "class", "grade", "duty", "position", "is_group"),
    "duties_of": ("publisher", "class", "grade", "duty"),
    "requirements": ("publisher", "class", "grade", "competency", "scale", "level"),
    "spans": ("publisher", "document", "start", "end", "line", "exact"),
    "duty_quotes": ("publisher", "duty", "document", "start", "end"),
    "assignment_quotes": ("publisher", "class", "grade", "duty", "document", "start", "end"),
    "requirement_quotes": ("publisher", "class", "grade", "competency", "document", "start", "end"),
}
"""The tables by name, and their columns."""

Row = tuple[str, ...]

SAID = {
    "class": (
        *(RDF.type, CAREER.ofClass, CAREER.describedIn),
        *(CAREER.hasDuty, CAREER.hasDutyAssignment, CAREER.hasRequirement),
    ),
    "duty": (RDF.type, CAREER.text, SKOS.prefLabel, CAREER.publisher, PROV.wasQuotedFrom),
    "competency": (RDF.type, CAREER.text, SKOS.prefLabel, CAREER.publisher),
    "assignment": (RDF.type, CAREER.duty, CAREER.position, CAREER.isGroup, PROV.wasQuotedFrom),
    "requirement": (RDF.type, CAREER.competency, CAREER.level, PROV.wasQuotedFrom),
    "span": (RDF.type, OA.hasSource, CAREER.line, OA.hasSelector, OA.start, OA.end, OA.exact),
}
"""What the tables tell of each kind of thing."""


_SLASHES = f"<{ID}span/publisher/document/0-1> .".count("/")


def readings(folder: Path) -> Iterator[Reading]:
    """The documents of *folder*, read."""
    loaders, sources = find_loaders(), Sources()
    for path, root in find_documents([folder]):
        yield read(read_document(path), sources.describe(path, root), loaders)


def rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """The rows that a document about one class gives, each with the name of its table."""
    publisher, name = reading.source.publisher, reading.class_name
    digest = reading.document.sha256[:16]
    quoted: set[Span] = set()

    def quotes(table: str, thing: Row, spans: Iterable[Span]) -> Iterator[tuple[str, Row]]:
        for span in spans:
            quoted.add(span)
            yield table, (*thing, digest, str(span.start), str(span.end))

    for grade in reading.specification.class_grades:
        own = (publisher, name, grade_name(grade))
        yield "class_grades", (*own, digest)
        for duty, key, position in placed(grade):
            yield "duties", (publisher, key, duty.words.text)
            yield "assignments", (*own, key, str(position), str(duty.is_group).lower())
            if not duty.is_group:
                yield "duties_of", (*own, key)
            yield from quotes("duty_quotes", (publisher, key), duty.words.spans)
            evidence = duty.evidence or duty.words.spans
            yield from quotes("assignment_quotes", (*own, key), evidence)
        for each in grade.requirements:
            competency = each.competency
            words = competency.text.text
            label = competency.name.text if competency.name else words
            key = text_hash(label)
            scale = competency.scale.slug if competency.scale else ""
            if each.level and not scale:
                scale = next(s.slug for s in reading.specification.scales if each.level in s.levels)
            level = slug(each.level.notation) if each.level else ""
            yield "competencies", (publisher, key, words, label)
            yield "requirements", (*own, key, scale if level else "", level)
            yield from quotes("requirement_quotes", (*own, key), each.evidence)
    document = reading.document
    for span in sorted(quoted, key=lambda span: (span.start, span.end)):
        line = str(document.line_of(span.start))
        exact = document.text[span.start : span.end]
        yield "spans", (publisher, digest, str(span.start), str(span.end), line, exact)


def placed(grade: ClassGrade) -> Iterator[tuple[Duty, str, int]]:
    """The duties of a class-grade, each once, with its hash and its place in the list."""
    position, seen = 0, set()

    def walk(duties: Iterable[Duty], parents: Row) -> Iterator[tuple[Duty, str, int]]:
        nonlocal position
        for duty in duties:
            position += 1
            path = (*parents, duty.words.text)
            key = text_hash(*path)
            if key not in seen:
                seen.add(key)
                yield duty, key, position
            yield from walk(duty.parts, path)

    yield from walk(grade.duties, ())


def expected(reading: Reading, kept: set[str]) -> Iterator[str]:
    """What our own triples say of the same things, as N-Triples.

    *kept* are the shared things and the spans that the tables have, as they stand in identifiers.
    """
    facts = facts_of(reading)
    for line in (*facts.own.lines(), *facts.shared.lines()):
        subject, predicate, thing = line.split(" ", 2)
        kind, *path = subject[1 + len(ID) : -1].split("/")
        if predicate[1:-1] not in SAID.get(kind, ()):
            continue
        # Of classes the class-grades only; of spans not those of a single value, such as a level.
        if kind == "class" and len(path) != 3:
            continue
        if kind in ("competency", "duty", "span") and "/".join([kind, *path[:3]]) not in kept:
            continue
        if kind == "span" and path[3:] not in ([], ["position"], ["quote"]):
            continue
        if predicate[1:-1] == PROV.wasQuotedFrom and thing.count("/") != _SLASHES:
            continue
        yield line


def main() -> None:
    """Write the tables and the triples that must come of them."""
    documents, folder = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, dict[Row, None]] = {name: {} for name in TABLES}
    lines: set[str] = set()
    for reading in readings(documents):
        kept = set()
        for table, row in rows(reading):
            found[table][row] = None
            if table == "spans":
                kept.add(f"span/{row[0]}/{row[1]}/{row[2]}-{row[3]}")
            elif table in ("duties", "competencies"):
                kept.add(f"{'duty' if table == 'duties' else 'competency'}/{row[0]}/{row[1]}")
        lines.update(expected(reading, kept))
    for name, columns in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(found[name])
    (folder / "expected.nt").write_text("".join(sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
