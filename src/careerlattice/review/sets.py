"""A mapping set as a file that is edited: what nobody touched keeps its very bytes.

The other reader of mapping sets (`careerlattice.mappings`) takes rows to what they mean; this one
keeps them as they are written, so that a row can be changed and the file written back with all
others as they stood, comments, blank lines, order, quotes and line ends included.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from careerlattice.errors import InputError, Place
from careerlattice.mappings import Status, curie_map, declared_columns, mapping_iri

__all__ = [
    "KEY",
    "Row",
    "SetFile",
    "add_column",
    "encode_row",
    "expand",
    "read_file",
    "read_set",
    "read_text",
    "split_lines",
]

KEY = ("subject_id", "object_id")
_NEEDED = (*KEY, "predicate_id", "mapping_justification", "status")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """A mapping as it is written: its *cells* by column, and the *raw* text they were read from.

    *line* is where it stood when the file was read; 0 for a row that was added.
    """

    cells: Mapping[str, str]
    raw: str
    line: int = 0

    def get(self, column: str) -> str:
        """The cell of a column, without blanks around it; "" where there is none."""
        return self.cells.get(column, "").strip()

    @property
    def status(self) -> str:
        """The status as it is written."""
        return self.get("status")

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it."""
        return self.status == Status.PROPOSED


@dataclass(frozen=True)
class SetFile:
    """A mapping set, in the order of its lines."""

    header: tuple[str, ...]
    columns: tuple[str, ...]
    columns_raw: str
    rows: tuple[Row, ...]
    place: str = ""
    bom: bool = False
    blanks: Mapping[int, str] = field(default_factory=dict)
    """Blank lines, by the number of rows before them."""

    @property
    def newline(self) -> str:
        """How the lines of this file end."""
        return _ending(self.columns_raw) or "\n"

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """What the prefixes of its CURIEs stand for."""
        return curie_map(line.rstrip("\r\n") for line in self.header)

    @cached_property
    def extensions(self) -> frozenset[str]:
        """The columns it declares beside SSSOM's."""
        return declared_columns(self.header)

    def text(self) -> str:
        """The file's text: for a file that was read and not changed, what was read."""
        parts = [_BOM if self.bom else "", *self.header, self.columns_raw]
        for number, row in enumerate(self.rows):
            parts += [self.blanks.get(number, ""), row.raw]
        parts.append(self.blanks.get(len(self.rows), ""))
        return "".join(parts)

    def pair(self, row: Row) -> frozenset[str]:
        """The two ends of a row, as IRIs where its CURIEs are known."""
        return frozenset(self.ends(row))

    def ends(self, row: Row) -> tuple[str, str]:
        """Subject and object of a row, as IRIs."""
        prefixes = self.prefixes
        subject, object_ = (expand(row.get(column), prefixes) for column in KEY)
        return subject, object_

    def by_pair(self) -> dict[frozenset[str], int]:
        """The number of each row, by its two ends."""
        prefixes = self.prefixes
        return {
            frozenset(expand(row.get(column), prefixes) for column in KEY): number
            for number, row in enumerate(self.rows)
        }

    def id_of(self, row: Row) -> str:
        """The last part of the IRI of the mapping that a row states."""
        prefixes = self.prefixes
        subject, predicate, object_ = (
            expand(row.get(column), prefixes)
            for column in ("subject_id", "predicate_id", "object_id")
        )
        return mapping_iri(subject, predicate, object_).rpartition("/")[2]

    def with_cells(self, number: int, cells: Mapping[str, str]) -> SetFile:
        """The set with other *cells* in the row with this *number*, and in no other row.

        Columns that the set has not are added behind the others.
        """
        changed = self
        for column, value in cells.items():
            if column not in changed.columns and value:
                changed = add_column(changed, column)
        row = changed.rows[number]
        known = {c: v for c, v in cells.items() if c in changed.columns}
        if all(row.cells.get(column, "") == value for column, value in known.items()):
            return changed
        merged = {**row.cells, **known}
        raw = encode_row([merged.get(c, "") for c in changed.columns], _ending(row.raw))
        rows = list(changed.rows)
        rows[number] = Row(merged, raw, row.line)
        return replace(changed, rows=tuple(rows))

    def with_row(self, cells: Mapping[str, str]) -> SetFile:
        """The set with one more row, at its end."""
        changed = self
        for column, value in cells.items():
            if column not in changed.columns and value:
                changed = add_column(changed, column)
        rows = list(changed.rows)
        if rows and not _ending(rows[-1].raw):
            rows[-1] = replace(rows[-1], raw=rows[-1].raw + changed.newline)
        full = {column: cells.get(column, "") for column in changed.columns}
        columns_raw = changed.columns_raw
        if not _ending(columns_raw):
            columns_raw += changed.newline
        rows.append(Row(full, encode_row(list(full.values()), changed.newline)))
        return replace(changed, rows=tuple(rows), columns_raw=columns_raw)

    def with_prefix(self, name: str, iri: str) -> SetFile:
        """The set with one more prefix in its curie_map."""
        return self._with_header_line("curie_map", f"#  {name}: {iri}")

    def with_extension(self, column: str) -> SetFile:
        """The set with *column* declared as one that is not SSSOM's."""
        return self._with_header_line("extension_definitions", f"#  - slot_name: {column}")

    def _with_header_line(self, key: str, line: str) -> SetFile:
        lines = list(self.header)
        found = (i for i, each in enumerate(lines) if re.match(rf"#\s*{key}:", each))
        at = next(found, None)
        if at is None:
            lines += [f"#{key}:{self.newline}", line + self.newline]
        else:
            lines.insert(at + 1, line + self.newline)
        return replace(self, header=tuple(lines))


def read_set(text: str, place: str) -> SetFile:
    """Read the text of a mapping set; *place* is its file.

    Raises:
        InputError: it is no table in the form of a mapping set; all rows at fault are named.
    """
    bom = text.startswith(_BOM)
    lines = split_lines(text.removeprefix(_BOM))
    head = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    columns: tuple[str, ...] = ()
    columns_raw = ""
    rows: list[Row] = []
    blanks: dict[int, str] = {}
    header = lines[:head]
    problems: list[str] = []
    for cells, raw, line in _records(lines, head, place):
        if not columns:
            if not cells:
                header.append(raw)
                continue
            columns, columns_raw = tuple(cell.strip() for cell in cells), raw
            _check_columns(columns, Place(place, line))
        elif not cells:
            blanks[len(rows)] = blanks.get(len(rows), "") + raw
        elif len(cells) != len(columns):
            problems.append(
                f"line {line}: the row has {len(cells)} cells and the table {len(columns)} columns"
            )
        else:
            rows.append(Row(dict(zip(columns, cells, strict=True)), raw, line))
    if not columns:
        raise InputError(
            "has no line of columns",
            place=place,
            remedy=f"begin the table with {', '.join(_NEEDED)}",
        )
    if problems:
        raise InputError(
            "; ".join(problems),
            place=place,
            remedy="give each column a cell, empty or not, with a tab between; a file that a"
            " spreadsheet saved is mended by `careerlattice review --merge FILE`",
        )
    return SetFile(tuple(header), columns, columns_raw, tuple(rows), place, bom, blanks)


def _records(lines: Sequence[str], head: int, place: str) -> Iterator[tuple[list[str], str, int]]:
    """The cells of each record from line *head* on, its raw text, and the number of its line."""
    reader = csv.reader(lines[head:], delimiter="\t", strict=True)
    before = 0
    try:
        for cells in reader:
            raw = "".join(lines[head + before : head + reader.line_num])
            yield cells, raw, head + before + 1
            before = reader.line_num
    except csv.Error as error:
        raise InputError(
            f"is no table of tab-separated values ({error})",
            place=Place(place, head + reader.line_num),
            remedy='put a cell that begins with " in quotes, and double the quotes inside',
        ) from None


def _check_columns(columns: Sequence[str], place: Place) -> None:
    for column in columns:
        if columns.count(column) > 1:
            raise InputError(
                f"the column {column!r} is there twice", place=place, remedy="keep one of them"
            )
    for column in _NEEDED:
        if column not in columns:
            raise InputError(f"the column {column} is missing", place=place, remedy="add it")


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends; only carriage returns and line feeds end one."""
    return _LINES.findall(text)


def expand(curie: str, prefixes: Mapping[str, str]) -> str:
    """The IRI that a CURIE stands for; the CURIE itself where its prefix is not known."""
    prefix, colon, local = curie.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else curie


def encode_row(cells: Iterable[str], ending: str) -> str:
    """A line of a table: cells in quotes only where a reader would else take them for others."""
    listed = list(cells)
    parts = [_quoted(cell) if _needs_quotes(cell) else cell for cell in listed]
    # A row of one empty cell would be a blank line.
    return ("\t".join(parts) if parts != [""] else '""') + ending


def _needs_quotes(cell: str) -> bool:
    return cell.startswith('"') or any(mark in cell for mark in "\t\r\n")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def add_column(set_: SetFile, column: str) -> SetFile:
    """The set with one more column, behind the others and empty in every row."""

    def longer(raw: str, cell: str) -> str:
        ending = _ending(raw)
        return raw.removesuffix(ending) + "\t" + cell + ending

    name = _quoted(column) if _needs_quotes(column) else column
    return replace(
        set_,
        columns=(*set_.columns, column),
        columns_raw=longer(set_.columns_raw, name),
        rows=tuple(Row({**r.cells, column: ""}, longer(r.raw, ""), r.line) for r in set_.rows),
    )


def _ending(raw: str) -> str:
    match = re.search(r"(?:\r\n|\n|\r)\Z", raw)
    return match[0] if match else ""


def read_file(path: Path) -> SetFile:
    """Read the mapping set in a file.

    Raises:
        InputError: it cannot be read; see `read_set`.
    """
    return read_set(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The text of a file, with whatever ends its lines.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read ({error})", place=path, remedy="name a mapping set, saved as UTF-8"
        ) from None
