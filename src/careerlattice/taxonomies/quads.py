"""Writing a taxonomy's graph: facts as lines of N-Quads, in the order in which they are read.

Nothing is held back, so that memory does not grow with the taxonomy. The same files give the same
bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import IO

from careerlattice.errors import InputError
from careerlattice.identifiers import id_of
from careerlattice.taxonomies.tables import File, Row, Table
from careerlattice.taxonomies.terms import DCTERMS, SCHEMA, VOID, taxonomy_graph
from careerlattice.triples.facts import Value, boolean, decimal, integer, plain, worded
from careerlattice.vocabulary import OWL, PROV, RDF, SKOS, XSD

__all__ = ["About", "GraphWriter", "Progress", "TableCount"]

Progress = Callable[[str], None]

_FLUSHED = 20_000
_TOLD = 20_000
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])/(\d{4})")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?")


@dataclass(frozen=True, slots=True)
class About:
    """What a taxonomy is: the facts that its readers and its users are owed."""

    name: str
    version: str
    title: str
    publisher: str
    licence: str
    attribution: str
    source: str
    language: str = "en"

    @property
    def slug(self) -> str:
        """Name and version in one: what people call it, and what its graph is named by."""
        return f"{self.name}-{self.version}"

    @property
    def graph(self) -> str:
        """Its named graph."""
        return taxonomy_graph(self.slug)


@dataclass(slots=True)
class TableCount:
    """What became of a table: *rows* read, of which *duplicates* said nothing new.

    *what* is the kind of table it was taken for; "" if it was not known and nothing was read.
    """

    file: str
    table: str
    what: str
    rows: int = 0
    duplicates: int = 0
    quads: int = 0
    unknown_columns: tuple[str, ...] = ()


@dataclass
class GraphWriter:
    """Writes the graph of one taxonomy to *stream*, and counts."""

    about: About
    stream: IO[str]
    progress: Progress
    quads: int = 0
    tables: list[TableCount] = field(default_factory=list)
    warnings: dict[str, int] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)
    _end: str = field(init=False)
    _type: str = field(init=False, default=f"<{RDF.type}>")

    def __post_init__(self) -> None:
        self._end = f" <{self.about.graph}> .\n"

    # Saying

    def relate(self, subject: str, predicate: str, thing: str) -> None:
        """Subject – predicate – thing."""
        self._lines.append(f"<{subject}> <{predicate}> <{thing}>{self._end}")

    def state(self, subject: str, predicate: str, value: Value) -> None:
        """Subject – predicate – literal."""
        self._lines.append(f"<{subject}> <{predicate}> {value}{self._end}")

    def word(self, subject: str, predicate: str, text: str) -> None:
        """Subject – predicate – a text in the taxonomy's language, unless it is blank."""
        if text:
            self.state(subject, predicate, worded(text, self.about.language))

    def code(self, subject: str, predicate: str, text: str) -> None:
        """Subject – predicate – a code or another text in no language, unless it is blank."""
        if text:
            self.state(subject, predicate, _plain(text))

    def warn(self, message: str) -> None:
        """Note something that a person should look at; the same thing is noted once, counted."""
        self.warnings[message] = self.warnings.get(message, 0) + 1

    # Going through tables

    def read(
        self,
        table: Table,
        what: str,
        canonical: dict[str, str],
        take: Callable[[Row, TableCount], str],
        keep: Callable[[str, str, str], None],
    ) -> None:
        """Go through *table*, which is a *what*: *take* says each row's facts, and of what.

        *canonical* has the title by which *take* knows a column, by the title it bears here. A
        column that is not there is reported, and *keep* says its cells: subject, title, cell.
        """
        unknown = tuple(title for title in table.columns if title and title not in canonical)
        count = TableCount(table.file, table.name, what, unknown_columns=unknown)
        self.tables.append(count)
        for title in unknown:
            self.warn(
                f"{table.file}: table '{table.name}' has the column '{title}', not known here"
            )
        self.progress(f"reading {table.name}")
        before = self.quads + len(self._lines)
        renamed = any(title != wanted for title, wanted in canonical.items())
        for row in table.rows():
            cells = row.cells
            if renamed or unknown:
                cells = {canonical[k]: v for k, v in row.cells.items() if k in canonical}
            try:
                subject = take(Row(row.number, cells), count)
            except CellError as error:
                raise InputError(
                    f"table '{table.name}': {error}",
                    place=table.place(row.number),
                    remedy="see whether the file is as published, and download it again",
                ) from None
            for title in unknown:
                if row.cells[title]:
                    keep(subject, title, row.cells[title])
            count.rows += 1
            if len(self._lines) > _FLUSHED:
                self.flush()
            if count.rows % _TOLD == 0:
                self.progress(f"reading {table.name}: {count.rows:,} rows")
        count.quads = self.quads + len(self._lines) - before

    def leave(self, table: Table) -> None:
        """Report a table that is not known, and is left out."""
        count = TableCount(table.file, table.name, "", unknown_columns=table.columns)
        count.rows = sum(1 for _ in table.rows())
        self.tables.append(count)
        self.warn(
            f"{table.file}: the table '{table.name}' is not known here and its {count.rows:,} rows"
            f" are left out; its columns are {', '.join(filter(None, table.columns))}"
        )

    # What the graph says of itself

    def describe(self, files: Iterable[File], notes: Sequence[str] = ()) -> None:
        """Say what the taxonomy is, whose, under which licence, and from which files."""
        about, graph = self.about, self.about.graph
        self.relate(graph, RDF.type, f"{VOID}Dataset")
        self.relate(graph, RDF.type, PROV.Entity)
        self.word(graph, f"{DCTERMS}title", about.title)
        self.state(graph, OWL.versionInfo, plain(about.version))
        self.code(graph, f"{DCTERMS}publisher", about.publisher)
        self.relate(graph, f"{DCTERMS}license", about.licence)
        self.word(graph, f"{DCTERMS}rights", about.attribution)
        self.relate(graph, f"{DCTERMS}source", about.source)
        for note in notes:
            self.word(graph, SKOS.editorialNote, note)
        for warning, times in self.warnings.items():
            often = f" ({times:,} times)" if times > 1 else ""
            self.word(graph, SKOS.editorialNote, warning + often)
        named = {}
        for file in files:
            iri = named[file.name] = id_of(f"{about.name}/{about.version}/file", file.name)
            self.relate(graph, PROV.wasDerivedFrom, iri)
            self.relate(iri, RDF.type, PROV.Entity)
            self.code(iri, f"{DCTERMS}identifier", file.name)
            self.code(iri, f"{SCHEMA}sha256", file.sha256)
        for count in self.tables:
            iri = id_of(f"{about.name}/{about.version}/table", count.file, count.table)
            self.relate(graph, f"{VOID}subset", iri)
            self.relate(iri, RDF.type, f"{VOID}Dataset")
            self.code(iri, f"{DCTERMS}title", count.table)
            self.state(iri, f"{VOID}entities", integer(count.rows))
            self.state(iri, f"{VOID}triples", integer(count.quads))
            self.relate(iri, PROV.wasDerivedFrom, named[count.file])
        self.flush()

    def flush(self) -> None:
        """Write what was said."""
        self.stream.write("".join(self._lines))
        self.quads += len(self._lines)
        self._lines.clear()


class CellError(Exception):
    """A cell that does not hold what its column is for."""


# Values from cells


def needed(cells: dict[str, str], title: str) -> str:
    """The cell of a column that no row leaves blank."""
    cell = cells[title]
    if not cell:
        raise CellError(f"the column '{title}' is blank")
    return cell


@lru_cache(65536)
def number(cell: str, title: str) -> Value:
    """A decimal number."""
    try:
        value = Decimal(cell)
    except InvalidOperation:
        raise CellError(f"'{title}' is '{_short(cell)}' and no number") from None
    if not value.is_finite():
        raise CellError(f"'{title}' is '{_short(cell)}' and no number")
    return decimal(value.normalize())


@lru_cache(65536)
def whole(cell: str, title: str) -> Value:
    """A whole number."""
    try:
        value = Decimal(cell)
        if value != int(value):
            raise InvalidOperation
    except (InvalidOperation, OverflowError, ValueError):
        raise CellError(f"'{title}' is '{_short(cell)}' and no whole number") from None
    return integer(int(value))


def yes_or_no(cell: str, title: str) -> Value:
    """Y or N."""
    if cell.upper() not in {"Y", "N", "YES", "NO", "TRUE", "FALSE"}:
        raise CellError(f"'{title}' is '{_short(cell)}' and neither Y nor N")
    return boolean(cell.upper() in {"Y", "YES", "TRUE"})


@lru_cache(4096)
def month(cell: str, title: str) -> Value:
    """A month such as 08/2023."""
    found = _MONTH.fullmatch(cell)
    if not found:
        raise CellError(f"'{title}' is '{_short(cell)}' and no month such as 08/2023")
    return Value(f'"{found[2]}-{int(found[1]):02}"^^<{_XSD}gYearMonth>')


def moment(cell: str, title: str) -> Value:
    """A day, or a moment with its time."""
    if not _MOMENT.fullmatch(cell):
        raise CellError(f"'{title}' is '{_short(cell)}' and no date")
    return Value(f'"{cell}"^^<{_XSD}{"dateTime" if "T" in cell else "date"}>')


@lru_cache(65536)
def address(cell: str, title: str) -> str:
    """An absolute IRI."""
    if _NO_IRI.search(cell) or not _ABSOLUTE.match(cell):
        raise CellError(f"'{title}' is '{_short(cell)}' and no IRI")
    return cell


_XSD = XSD.string.removesuffix("string")


@lru_cache(65536)
def _plain(text: str) -> Value:
    return plain(text)


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else cell[:39] + "…"
