"""The graph as tables whose columns are fixed: their names, their types and what they say.

Each table is a query of `queries/export/tables/`; a publisher's tables are the same with fewer
rows. What a thing may have several of has a row for each value, in a table of its own. What is not
stated is a null, which an empty text is not.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from careerlattice.errors import InputError, UsageError
from careerlattice.identifiers import ID
from careerlattice.resources import queries_dir
from careerlattice.rows import Rows, Term, Value

if TYPE_CHECKING:
    import pyarrow as pa

    from careerlattice.export.formats import Subject

__all__ = [
    "TABLES",
    "Column",
    "Filled",
    "Table",
    "Type",
    "read_table",
    "table_of_answer",
    "to_csv",
    "write_csv",
    "write_csv_folder",
    "write_parquet",
    "write_parquet_folder",
    "write_zip",
]

_SLOT = "VALUES ?publisher { UNDEF }"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DIGITS, _DECIMALS = 28, 10  # of a decimal in Parquet


class Type(StrEnum):
    """What a column holds; the names are those of a Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "number"
    BOOLEAN = "boolean"
    DATE = "date"


_PYTHON: Mapping[Type, type] = {
    Type.STRING: str,
    Type.INTEGER: int,
    Type.DECIMAL: Decimal,
    Type.BOOLEAN: bool,
    Type.DATE: date,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds and what it says."""

    name: str
    type: Type
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, what its rows are ordered by, and which lead to another table.

    *key* is what tells one row from another where no thing has two values of what has one.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()


def _table(
    name: str,
    description: str,
    columns: str,
    *,
    order: str = "",
    key: str = "",
    leads: Mapping[str, str] | None = None,
) -> Table:
    """A table of lines "name type: description"."""
    read = []
    for line in columns.strip().splitlines():
        head, _, told = line.strip().partition(": ")
        column, _, kind = head.partition(" ")
        read.append(Column(column, Type(kind or "string"), told))
    return Table(
        name,
        description,
        tuple(read),
        tuple(order.split()),
        tuple(key.split()),
        tuple((leads or {}).items()),
    )


_RUNG = {"class_grade": "class-grades"}

TABLES: tuple[Table, ...] = (
    _table(
        "publishers",
        "Who keeps class specifications, and for which territory.",
        """
        publisher: the short identifier
        name: the name
        jurisdiction: the code of the territory
        jurisdiction_name: the name of the territory
        iri: the IRI
        """,
        order="publisher",
        key="publisher",
    ),
    _table(
        "classes",
        "Classes, also those that are only named by another's document (status stub).",
        """
        class: the short identifier
        title: the title
        publisher: who keeps it
        jurisdiction: the code of the territory
        status: inForce, superseded, stub or notInUse
        established date: when the class was established
        revision_of: the class that this is an earlier state of
        iri: the IRI
        """,
        order="class",
        key="class",
        leads={"publisher": "publishers"},
    ),
    _table(
        "class-grades",
        "Class-grades: the rungs of the lattice, superseded ones too.",
        """
        class_grade: the short identifier
        title: the title with the grade
        class: the class
        class_title: the title of the class
        publisher: who keeps it
        publisher_name: the name of the publisher
        grade: the grade as written, null for a class without grades
        grade_rank integer: the place of the grade in its structure
        grade_structure: the IRI of the grade structure, in which alone ranks compare
        status: inForce, superseded or notInUse
        lead_worker boolean: whether it is a lead worker
        appointment_type: the kind of appointment
        revision_of: the class-grade that this is an earlier state of
        iri: the IRI
        """,
        order="class grade_structure grade_rank class_grade",
        key="class_grade",
        leads={"class": "classes", "publisher": "publishers"},
    ),
    _table(
        "codes",
        "What a class, class-grade or competency may have several of: a row for each value.",
        """
        thing: the class or class-grade by its short identifier, or the IRI of the competency
        kind: code, alternative title, subject area, bargaining unit, next grade, document …
        value: the code or text
        label: the name of what the code stands for
        value_iri: its IRI, where it is a thing
        """,
        order="thing kind value",
        key="thing kind value value_iri",
    ),
    _table(
        "duties",
        "Duty assignments: which class-grade has which duty, in the order of its document.",
        """
        class_grade: the class-grade
        position integer: the place in the document's list, groups counted too
        assignment: the IRI of the fact that this class-grade has this duty
        part_of: the assignment of the group that holds it
        is_group boolean: whether it is the label of a group and no work by itself
        text: the words of the duty
        language: the language of the words
        time_share number: the share of working time as a fraction of 1
        essential boolean: whether the document says that it is essential
        status: the status of the class-grade
        duty: the IRI of the duty, the same wherever the publisher words it so
        """,
        order="class_grade position assignment",
        key="assignment",
        leads=_RUNG,
    ),
    _table(
        "competencies",
        "Competencies, each stated once by its publisher.",
        """
        competency: the IRI
        name: the name, or the text where it has no name
        publisher: who states it
        text: the words
        language: the language of the name
        definition: the definition
        core boolean: whether the publisher asks it of every class-grade
        scale: the IRI of the scale that its levels belong to
        """,
        order="publisher name competency",
        key="competency",
        leads={"publisher": "publishers"},
    ),
    _table(
        "requirements",
        "Role by level by skill: which class-grade needs which competency, at which level.",
        """
        class_grade: the class-grade
        class: its class
        grade: its grade as written
        publisher: who asks for it
        competency_name: the name of the competency
        core boolean: whether the publisher asks it of every class-grade
        level: the level as written, null where none is stated
        level_name: the name of the level
        level_rank integer: the place of the level on its scale
        scale_name: the name of the scale, on which alone ranks compare
        guidance: the guidance, which is no part of the level
        importance: the importance
        status: the status of the class-grade
        requirement: the IRI of the fact
        competency: the IRI of the competency
        level_iri: the IRI of the level
        scale: the IRI of the scale
        """,
        order="class_grade core competency_name requirement",
        key="requirement",
        leads=_RUNG | {"competency": "competencies"},
    ),
    _table(
        "knowledge-areas",
        "The subjects that a class-grade adds to a competency: a row for each.",
        """
        class_grade: the class-grade
        requirement: the requirement that it belongs to
        text: the words
        knowledge_area: the IRI
        """,
        order="class_grade requirement text",
        key="requirement knowledge_area",
        leads=_RUNG | {"requirement": "requirements"},
    ),
    _table(
        "levels",
        "The levels of the scales, in order of rank.",
        """
        scale: the IRI of the scale
        rank integer: the place of the level
        notation: the level as written
        name: the name of the level
        definition: what it means on its scale
        scale_name: the name of the scale
        publisher: whose scale it is
        scale_kind: proficiency or performance
        level: the IRI of the level
        """,
        order="scale rank level",
        key="level",
    ),
    _table(
        "level-texts",
        "What a level means for one competency, its indicators and performance standards.",
        """
        competency: the IRI of the competency
        kind: descriptor, indicator or performance standard
        level_rank integer: the place of the level on its scale
        level: the level as written, null where the source ties the text to none
        text: the words
        competency_name: the name of the competency
        status: superseded, where it is so
        level_iri: the IRI of the level
        statement: the IRI of the text
        """,
        order="competency kind level_rank text",
        key="statement",
        leads={"competency": "competencies"},
    ),
    _table(
        "qualifications",
        "What a candidate must bring: the sentence, and what was read of it.",
        """
        class_grade: the class-grade
        kind: education, experience, licence, substitution or other
        modality: required, typical (others are considered) or preferred
        text: the whole sentence
        clause: the very words read
        education_level: the level of education
        months integer: months of experience
        experience_in: what the experience is to be in
        credit_hours integer: semester hours that count as months_credited
        months_credited integer: the months that credit_hours stand for
        cap_months integer: the most months that can be substituted
        status: the status of the class-grade
        qualification: the IRI
        """,
        order="class_grade kind text clause qualification",
        key="qualification class_grade",
        leads=_RUNG,
    ),
    _table(
        "qualification-details",
        "What a qualification may have several of: a row for each value.",
        """
        qualification: the IRI of the qualification
        kind: field of study, qualifying class, within or in place of
        value: the words, or the title of the class
        value_iri: the IRI, where it is a thing
        """,
        order="qualification kind value",
        key="qualification kind value value_iri",
    ),
    _table(
        "statements",
        "The other prose: purpose, supervision, working conditions, notices.",
        """
        about: the class or class-grade
        kind: the kind of the statement
        text: the words
        language: the language of the words
        statement: the IRI
        """,
        order="about kind statement",
        key="about statement",
    ),
    _table(
        "details",
        "Labels and values that no other table holds.",
        """
        of: the class or class-grade, or the IRI of the document
        kind: the kind
        label: the label as written
        text: the value
        detail: the IRI
        """,
        order="of kind label text",
        key="of detail",
    ),
    _table(
        "pay",
        "Pay as its source gives it: the words, and what of them is certain.",
        """
        class_grade: the class-grade
        lowest number: the lowest amount
        highest number: the highest amount
        currency: the currency
        period: the period
        text: the words
        pay: the IRI
        """,
        order="class_grade text pay",
        key="class_grade pay",
        leads=_RUNG,
    ),
    _table(
        "mappings",
        "Mappings between publishers and to taxonomies, with reasons; rejected ones too.",
        """
        subject: what is mapped: a class by its short identifier, else its IRI
        predicate: the IRI of the relation
        object: what it is mapped to, in the same way
        modifier: NegatedPredicate where the relation is denied
        status: accepted, proposed or rejected
        subject_label: the words of the subject
        object_label: the words of the object
        confidence number: how sure its author is, from 0 to 1
        justification: how it was found
        comment: the reason
        author: who states it
        authored_on date: when
        tool: the program that found it
        tool_version: the version of the program
        reviewer: who reviewed it
        review_date date: when
        subject_source: where the subject is from
        subject_source_version: in which version
        object_source: where the object is from
        object_source_version: in which version
        mapping: the IRI of the mapping
        """,
        order="subject object predicate mapping",
        key="mapping",
    ),
    _table(
        "alignments",
        "How a level for one competency compares with another's, as an interval.",
        """
        mapping: the mapping of the two competencies
        from_level: the IRI of the level that is compared
        lowest: the IRI of the lowest level that it may be
        highest: the IRI of the highest level that it may be
        status: accepted, proposed or rejected
        confidence number: how sure its author is, from 0 to 1
        justification: the reason
        alignment: the IRI of the alignment
        """,
        order="mapping from_level alignment",
        key="alignment",
        leads={"mapping": "mappings"},
    ),
    _table(
        "documents",
        "The documents, each one revision of one text.",
        """
        document: the IRI
        publisher: who published it
        file_name: the name of the file
        title: the title
        status: inForce or superseded
        sha256: the hash of its bytes
        media_type: the media type
        language: the language
        in_force_from date: the first day in force
        in_force_until date: the day its successor took over
        revised date: when it was revised
        established date: when the class was established
        publication_number: the number of the publication
        characters integer: the characters of its text
        placed integer: those in facts
        labels integer: those in headings and marks
        unplaced integer: those in neither
        rights: the terms of use
        """,
        order="publisher file_name document",
        key="document",
    ),
    _table(
        "quotes",
        "The words that each fact rests on, and where they stand.",
        """
        document: the IRI of the document
        start integer: the first character, counted from 0
        end integer: the character after the last
        fact: the class or class-grade, or the IRI of the fact
        property: the property that the words tell, null where they tell all of it
        line integer: the line it begins in
        page integer: the page it begins on
        paragraph integer: the paragraph it begins in
        quote: the very characters of the document
        """,
        order="document start end fact property",
        key="document start end fact property",
        leads={"document": "documents"},
    ),
)
"""The tables, in the order of the workbook."""


# -- reading -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows, each a tuple in the order of the columns."""

    table: Table
    rows: tuple[tuple[Value, ...], ...]


def read_table(subject: Subject, table: Table) -> Filled:
    """The rows of *table* for a graph or one publisher, in order.

    Raises:
        InputError: a value is not of its column's type.
    """
    path = queries_dir() / "export" / "tables" / f"{table.name}.rq"
    sparql = path.read_text("utf-8")
    if subject.publisher is not None:
        keeper = ox.NamedNode(f"{ID}publisher/{subject.publisher}")
        sparql = sparql.replace(_SLOT, f"VALUES ?publisher {{ {keeper} }}")
    found = subject.lattice.store.select(sparql)
    rows = [
        tuple(
            _fitting(table, column, term, value)
            for column, term, value in zip(table.columns, terms, row.values(), strict=True)
        )
        for terms, row in zip(found.terms, found, strict=True)
    ]
    places = [[c.name for c in table.columns].index(name) for name in table.order]
    return Filled(table, tuple(sorted(rows, key=lambda row: _sort_key(row, places))))


def _fitting(table: Table, column: Column, term: Term | None, value: Value) -> Value:
    if column.type is Type.STRING and isinstance(term, ox.Literal):
        return term.value
    if column.type is Type.DECIMAL and isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if value is not None and not isinstance(value, _PYTHON[column.type]):
        raise InputError(
            f"{table.name} has {value!r} as {column.name}, which is no {column.type}",
            remedy="put the value right where it comes from, and build again",
        )
    return value


def _sort_key(row: Sequence[Value], places: Iterable[int]) -> tuple[object, ...]:
    """First by the columns at *places*, then by all; nulls go first."""
    first = [(row[at] is not None, row[at] if row[at] is not None else "") for at in places]
    # The other columns may hold numbers and texts side by side.
    return (*first, *((value is not None, str(value)) for value in row))


def table_of_answer(rows: Rows) -> Filled:
    """The rows of an answer as a table; a column holds texts unless all its values agree."""
    values = [tuple(map(_plain, row.values())) for row in rows]
    columns = []
    for at, name in enumerate(rows.columns):
        types = {type(row[at]) for row in values if row[at] is not None}
        kind = next((t for t, python in _PYTHON.items() if types == {python}), Type.STRING)
        columns.append(Column(name, kind, ""))
    texts = [column.type is Type.STRING for column in columns]
    return Filled(
        Table("rows", "The rows of an answer.", tuple(columns)),
        tuple(
            tuple(
                _text(value) if is_text and value is not None else value
                for value, is_text in zip(row, texts, strict=True)
            )
            for row in values
        ),
    )


def _plain(value: Value) -> Value:
    """A float as the decimal it is written as; a moment as its text, which no column type holds."""
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return exact if exact.is_finite() else str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _answer(subject: Subject) -> Filled:
    if not isinstance(subject.answer, Rows):
        raise UsageError("only rows make one table", remedy="ask with SELECT")
    return table_of_answer(subject.answer)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


# -- writing CSV -------------------------------------------------------------------------------


def write_csv(subject: Subject, path: Path) -> None:
    """Write the rows of an answer as one CSV file."""
    path.write_text(to_csv(_answer(subject)), encoding="utf-8", newline="")


def to_csv(filled: Filled) -> str:
    """CSV with a header line: nothing is a null, `""` an empty text; texts are as they are.

    A text that begins with = + - or @ is not changed: a spreadsheet that takes it for a formula is
    given the workbook instead.
    """
    lines = [",".join(_cell(column.name) for column in filled.table.columns)]
    lines += [",".join(map(_cell, row)) for row in filled.rows]
    return "".join(f"{line}\n" for line in lines)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    text = _text(value)
    if text and not any(mark in text for mark in ',"\r\n'):
        return text
    return '"' + text.replace('"', '""') + '"'


def write_csv_folder(subject: Subject, path: Path) -> None:
    """Write all tables as CSV files into the folder *path*, with what describes them."""
    path.mkdir()
    for name, text in _csv_files(subject):
        (path / name).write_text(text, encoding="utf-8", newline="")


def write_zip(subject: Subject, path: Path) -> None:
    """Write all tables as CSV files into one archive, with what describes them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _csv_files(subject):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))


def _csv_files(subject: Subject) -> Iterator[tuple[str, str]]:
    described = []
    for table in TABLES:
        filled = read_table(subject, table)
        described.append(_resource(filled, "csv", "text/csv"))
        yield f"{table.name}.csv", to_csv(filled)
    yield "datapackage.json", _package(described)


# -- what describes them -----------------------------------------------------------------------


def _package(resources: list[dict[str, Any]]) -> str:
    """The description of a folder of tables: a Data Package, which programs can read."""
    package = {
        "profile": "data-package",
        "name": "careerlattice",
        "title": "Class-grades, their duties, requirements and qualifications",
        "resources": resources,
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(filled: Filled, form: str, media_type: str) -> dict[str, Any]:
    table = filled.table
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": str(column.type), "description": column.description}
            for column in table.columns
        ],
        "missingValues": [""],
    }
    names = [column.name for column in table.columns]
    places = [names.index(name) for name in table.key]
    if len({tuple(row[at] for at in places) for row in filled.rows}) == len(filled.rows):
        schema["primaryKey"] = list(table.key)
    schema["foreignKeys"] = [
        {"fields": [name], "reference": {"resource": other, "fields": [_key_of(other)]}}
        for name, other in table.leads
    ]
    return {
        "name": table.name,
        "path": f"{table.name}.{form}",
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "description": table.description,
        "schema": schema,
    }


def _key_of(name: str) -> str:
    return next(table for table in TABLES if table.name == name).key[0]


# -- writing Parquet ---------------------------------------------------------------------------


def write_parquet(subject: Subject, path: Path) -> None:
    """Write the rows of an answer as one Parquet file.

    Raises:
        UsageError: pyarrow is not installed, or a number does not fit.
    """
    _write_parquet(_answer(subject), path)


def write_parquet_folder(subject: Subject, path: Path) -> None:
    """Write all tables as Parquet files into the folder *path*, with what describes them.

    Raises:
        UsageError: pyarrow is not installed, or a number does not fit.
    """
    path.mkdir()
    described = []
    for table in TABLES:
        filled = read_table(subject, table)
        _write_parquet(filled, path / f"{table.name}.parquet")
        described.append(_resource(filled, "parquet", "application/vnd.apache.parquet"))
    (path / "datapackage.json").write_text(_package(described), encoding="utf-8", newline="\n")


def _write_parquet(filled: Filled, path: Path) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed",
            remedy="pip install 'careerlattice[tables]', or choose csv",
        ) from None
    try:
        arrays = [
            pa.array([row[at] for row in filled.rows], type=_arrow_type(column, pa))
            for at, column in enumerate(filled.table.columns)
        ]
    except (pa.ArrowInvalid, OverflowError) as error:
        raise UsageError(
            f"a number of {filled.table.name} is too long for Parquet ({error})",
            remedy="choose csv, which writes it as it is",
        ) from None
    pq.write_table(pa.Table.from_arrays(arrays, schema=_arrow_schema(filled.table, pa)), path)


def _arrow_schema(table: Table, pa: Any) -> pa.Schema:
    about = {"description": table.description} if table.description else None
    return pa.schema(
        [
            pa.field(c.name, _arrow_type(c, pa), metadata={"description": c.description})
            for c in table.columns
        ],
        metadata=about,
    )


def _arrow_type(column: Column, pa: Any) -> pa.DataType:
    return {
        Type.STRING: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.DECIMAL: pa.decimal128(_DIGITS, _DECIMALS),
        Type.BOOLEAN: pa.bool_(),
        Type.DATE: pa.date32(),
    }[column.type]
