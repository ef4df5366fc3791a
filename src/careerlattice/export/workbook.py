"""The tables as one workbook, a sheet for each, with what its columns say.

Nothing in it is a formula or a link: a text that begins with = + - or @ is a text. A cell holds
32,767 characters; a longer text begins in its cell, which says where it goes on: as a whole, in
pieces, on the sheet "Long texts". A sheet holds 1,048,576 rows; a longer table goes on in another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerlattice.errors import UsageError
from careerlattice.export.tables import TABLES, Column, Filled, Type, read_table, table_of_answer
from careerlattice.rows import Rows, Value

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject

__all__ = ["CELL", "LONG_TEXTS", "write"]

CELL = 32_767
"""The most a cell holds, in UTF-16 units, as a spreadsheet counts."""
LONG_TEXTS = "Long texts"
"""The sheet of what is longer."""

_ROWS = 1_048_575  # of a sheet, below its header
_MARK = 100  # room for the words that say where a text goes on
_EXACT = 2**53  # whole numbers up to here are themselves in a cell
_FIRST_DAY = date(1900, 3, 1)  # spreadsheets disagree on those before
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 200
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a constant, so that the same graph gives the same bytes


def write(subject: Subject, path: Path) -> None:
    """Write *subject* as a workbook: all tables, or the rows of an answer.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError(
            "a workbook needs XlsxWriter, which is not installed",
            remedy="pip install 'careerlattice[tables]', or choose csv-tables",
        ) from None
    settings = {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
        "in_memory": True,
    }
    # Written in one go at the end: on a disk that is full the library would leave its ZIP open.
    made = BytesIO()
    with xlsxwriter.Workbook(made, settings) as workbook:
        workbook.set_properties({"title": "careerlattice", "created": _MADE})
        book = _Book(workbook)
        if isinstance(subject.answer, Rows):
            book.add(table_of_answer(subject.answer))
        else:
            book.add_contents()
            for table in TABLES:
                book.add(read_table(subject, table))
        book.add_long_texts()
    path.write_bytes(made.getbuffer())


class _Book:
    """The workbook while it is written."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True, "bottom": 1})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.long: list[tuple[str, str, str]] = []

    def add_contents(self) -> None:
        """The first sheet: what the others hold."""
        rows = [
            (table.name, column.name, str(column.type), column.description)
            for table in TABLES
            for column in (Column("", Type.STRING, table.description), *table.columns)
        ]
        shown = [(t, c, k if c else "", told) for t, c, k, told in rows]
        self._sheet("Contents", ("sheet", "column", "type", "what it says"), shown)

    def add(self, filled: Filled) -> None:
        """A sheet for a table, or several where it is long."""
        names = tuple(column.name for column in filled.table.columns)
        for number, start in enumerate(range(0, max(1, len(filled.rows)), _ROWS), 1):
            title = filled.table.name if number == 1 else f"{filled.table.name} ({number})"
            self._sheet(title, names, filled.rows[start : start + _ROWS])

    def add_long_texts(self) -> None:
        """The texts that no cell holds, in pieces, if there are any."""
        rows = [
            (number, sheet, cell, part, piece)
            for number, (sheet, cell, text) in enumerate(self.long, 1)
            for part, piece in enumerate(_pieces(text), 1)
        ]
        if rows:
            self._sheet(LONG_TEXTS, ("number", "sheet", "cell", "part", "text"), rows)

    def _sheet(self, title: str, names: tuple[str, ...], rows: Any) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - an extra

        sheet = self.workbook.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(names):
            longest = max((_length(row[at]) for row in rows[:_LOOKED_AT]), default=0)
            width = min(_WIDEST, max(_NARROWEST, len(name) + 3, longest + 1))
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, name, self.head)
        for line, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                if isinstance(value, str) and _units(value) > CELL:
                    self.long.append((title, xl_rowcol_to_cell(line, at), value))
                    value = _beginning(value, len(self.long))  # noqa: PLW2901
                self._cell(sheet, line, at, value)
        if names:
            sheet.autofilter(0, 0, len(rows), len(names) - 1)

    def _cell(self, sheet: Any, line: int, at: int, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, at, value)
        elif isinstance(value, int) and abs(value) <= _EXACT:
            sheet.write_number(line, at, value)
        elif isinstance(value, Decimal) and Decimal(repr(float(value))) == value:
            sheet.write_number(line, at, float(value))
        elif isinstance(value, date) and value >= _FIRST_DAY:
            sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001
        else:
            sheet.write_string(
                line, at, value.isoformat() if isinstance(value, date) else str(value)
            )


def _length(value: Value) -> int:
    return 0 if value is None else max(map(len, str(value).split("\n")))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _beginning(text: str, number: int) -> str:
    """As much of a long *text* as a cell holds beside the words that say where it goes on."""
    piece = next(_pieces(text, CELL - _MARK))
    return f"{piece} … [goes on: {LONG_TEXTS}, number {number}]"


def _pieces(text: str, most: int = CELL) -> Iterator[str]:
    """*text* cut into pieces of at most *most* units."""
    start = units = 0
    for at, character in enumerate(text):
        width = 2 if character > "\uffff" else 1
        if units + width > most:
            yield text[start:at]
            start, units = at, 0
        units += width
    yield text[start:]
