"""A mapping set that a spreadsheet has saved: read whatever was done to its form.

Spreadsheets put a byte order mark before the text or save it in another encoding, end lines
otherwise, take commas or semicolons for tabs, put cells and comments in quotes, fill short lines
up with empty cells, and write numbers and days as their user's country does.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from careerlattice.errors import InputError, Place
from careerlattice.mappings import curie_map
from careerlattice.review.sets import KEY, SetFile, encode_row, read_set, split_lines

__all__ = ["Edited", "EditedRow", "RowProblem", "dates_meant", "number_meant", "read_edited"]

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "cp1252"
_DELIMITERS = "\t,;|"
# Day 0 of spreadsheets, which think that 1900 was a leap year.
_DAY_0 = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a cell, where, and what to do about it.

    *row* counts as a spreadsheet does; 0 is the whole file.
    """

    file: str
    row: int
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """One line, with the place first."""
        at = [self.file, *([f"row {self.row}"] if self.row else []), self.column]
        return f"{', '.join(part for part in at if part)}: {self.what} ({self.remedy})"


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row as the spreadsheet left it; a column the row does not reach has no cell."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Edited:
    """An edited mapping set: its metadata, its columns, its rows, and what is wrong with them.

    *narrow* says that it was saved in an encoding that cannot write every character.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[EditedRow, ...]
    problems: tuple[RowProblem, ...]
    narrow: bool = False

    @property
    def prefixes(self) -> dict[str, str]:
        """What the prefixes stand for, as far as the metadata say."""
        return curie_map(self.header)

    def as_set(self) -> SetFile:
        """The same as a mapping set in its proper form, cell for cell."""
        lines = [line + "\n" for line in self.header]
        lines.append(encode_row(self.columns, "\n"))
        lines += [encode_row([r.cells.get(c, "") for c in self.columns], "\n") for r in self.rows]
        return read_set("".join(lines), self.file)


def read_edited(path: Path) -> Edited:
    """Read a mapping set that a spreadsheet may have saved.

    Raises:
        InputError: it cannot be read at all; what is wrong with single rows is in the answer.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", place=path, remedy="name the edited file"
        ) from None
    text, narrow = _decoded(data, path)
    lines = split_lines(text)
    delimiter, head = _table_begins(lines, path)
    header = tuple(_metadata_line(line, delimiter) for line in lines[:head])
    records = _records(lines[head:], delimiter, path, head)
    names = [_column_name(cell) for cell in next(records)]
    _check_names(names, Place(str(path), head + 1))
    rows: list[EditedRow] = []
    problems: list[RowProblem] = []
    for number, cells in enumerate(records, head + 2):
        if not any(cell.strip() for cell in cells):
            continue
        outside = [c for n, c in zip([*names, *[""] * len(cells)], cells, strict=False) if not n]
        if any(cell.strip() for cell in outside):
            problems.append(
                RowProblem(
                    str(path),
                    number,
                    "",
                    f"{next(c for c in outside if c.strip())!r} stands under no column",
                    "move it to its column; a cell that holds the delimiter needs quotes",
                )
            )
            continue
        told = {n: c for n, c in zip(names, cells, strict=False) if n}
        rows.append(EditedRow(number, told))
    columns = tuple(name for name in names if name)
    # Spreadsheets add blank lines there, and one that tells them the delimiter.
    kept = tuple(line for line in header if line.startswith("#"))
    return Edited(str(path), kept, columns, tuple(rows), tuple(problems), narrow)


def _decoded(data: bytes, path: Path) -> tuple[str, bool]:
    """The text of a file, and whether its encoding is one that cannot write every character."""
    if data.startswith(_WORKBOOKS):
        raise InputError(
            "is a workbook",
            place=path,
            remedy="save it in the spreadsheet as text with tabs, or as CSV UTF-8",
        )
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError:
        pass
    if b"\0" not in data:
        try:
            return data.decode(_WINDOWS), True
        except UnicodeDecodeError:
            pass
    raise InputError("is no text", place=path, remedy="save it as UTF-8")


def _table_begins(lines: Sequence[str], path: Path) -> tuple[str, int]:
    """The delimiter, and the number of the line of columns."""
    for number, line in enumerate(lines):
        for delimiter in _DELIMITERS:
            cells = next(csv.reader([line], delimiter=delimiter), [])
            if set(KEY) <= {_column_name(cell) for cell in cells}:
                return delimiter, number
    raise InputError(
        "has no line of columns",
        place=path,
        remedy=f"keep the line that names {' and '.join(KEY)}",
    )


def _metadata_line(line: str, delimiter: str) -> str:
    """A line before the table without what a spreadsheet put around it; "" says nothing."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    if len(cells) > 1 and any(cell.strip() for cell in cells[1:]) and not line.startswith('"'):
        return line.rstrip("\r\n" + delimiter)
    return (cells[0] if cells else "").rstrip()


def _records(lines: Sequence[str], delimiter: str, path: Path, head: int) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise InputError(
            f"is no table ({error})",
            place=Place(str(path), head + reader.line_num),
            remedy='put a cell that begins with " in quotes, and double the quotes inside',
        ) from None


def _column_name(cell: str) -> str:
    name = cell.strip().strip('"').strip()
    plain = name.lower().replace(" ", "_")
    # SSSOM's own columns are all in small letters; another's stay as they are written.
    return plain if plain in _OWN_COLUMNS else name


_OWN_COLUMNS = frozenset(
    "author_id comment confidence mapping_date mapping_justification mapping_tool"
    " mapping_tool_version object_id object_label object_source object_source_version other"
    " predicate_id predicate_modifier review_date reviewer_id reviewer_label status subject_id"
    " subject_label subject_source subject_source_version".split()
)


def _check_names(names: Sequence[str], place: Place) -> None:
    for name in names:
        if name and names.count(name) > 1:
            raise InputError(
                f"the column {name!r} is there twice", place=place, remedy="keep one of them"
            )


# What cells mean


def number_meant(text: str) -> Decimal | None:
    """The number from 0 to 1 that a cell means: 0.85, 0,85, ".85", 85%; None is no such number."""
    plain = text.strip().replace(",", ".")
    percent = plain.endswith("%")
    try:
        number = Decimal(plain.rstrip("% \u00a0\u202f"))
    except InvalidOperation:
        return None
    if percent:
        number /= 100
    return number if number.is_finite() and 0 <= number <= 1 else None


def dates_meant(text: str) -> list[date]:
    """The days that a cell may mean; several where day and month cannot be told apart."""
    plain = text.strip()
    if re.fullmatch(r"\d{5}", plain):
        return [_DAY_0 + timedelta(days=int(plain))]
    plain = re.sub(r"[T ]0{1,2}:00(:00)?(\.0+)?$", "", plain)
    parts = re.fullmatch(r"(\d{1,4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,4})\.?", plain)
    if not parts:
        return []
    one, two, three = parts.groups()
    if len(one) == 4:
        orders = [(one, two, three)]
    elif len(three) in {2, 4}:
        year = three if len(three) == 4 else f"20{three}"
        # Points part days first everywhere; strokes and dashes do not tell.
        orders = [(year, two, one)] if "." in plain else [(year, two, one), (year, one, two)]
    else:
        return []
    found: list[date] = []
    for year, month, day in orders:
        try:
            meant = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if meant not in found:
            found.append(meant)
    return found
