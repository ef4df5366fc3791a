"""The workbook, read back by openpyxl and by calamine: no formula, no loss."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyoxigraph as ox
import pytest
from python_calamine import CalamineWorkbook

from careerlattice.errors import UsageError
from careerlattice.export import workbook
from careerlattice.export.formats import Subject
from careerlattice.export.tables import TABLES, read_table
from careerlattice.export.workbook import CELL, LONG_TEXTS
from careerlattice.lattice import Lattice
from careerlattice.rows import Rows
from tests.export.odd import exported, odd_lattice

XSD = "http://www.w3.org/2001/XMLSchema#"


def texts(lattice: Lattice, *values: str) -> Subject:
    return Subject(lattice, answer=Rows(["text"], [[ox.Literal(value)] for value in values]))


def midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def as_read(value: Any) -> Any:
    """What a spreadsheet makes of a value: it has one kind of number, and no empty text."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return midnight(value)
    return None if value == "" else value


def column(path: Path, sheet: str = "rows") -> list[Any]:
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet)
    return [row[0] for row in found.to_python()[1:]]


@pytest.fixture(scope="module")
def book(lattice: Lattice, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The seeds' workbook, opened."""
    path = exported(Subject(lattice), "xlsx", tmp_path_factory.mktemp("book"))
    return openpyxl.load_workbook(path)


def test_a_sheet_for_each_table(book: Any) -> None:
    assert book.sheetnames == ["Contents", *(table.name for table in TABLES)]
    assert book.properties.created == midnight(date(1980, 1, 1))
    contents = list(book["Contents"].iter_rows(min_row=2, values_only=True))
    assert len(contents) == sum(1 + len(table.columns) for table in TABLES)


def test_the_rows_are_those_of_the_graph(book: Any, lattice: Lattice) -> None:
    for table in TABLES:
        sheet = book[table.name]
        head, *rows = sheet.iter_rows(values_only=True)
        assert list(head) == [c.name for c in table.columns]
        expected = read_table(Subject(lattice), table).rows
        assert rows == [tuple(map(as_read, row)) for row in expected], table.name


def test_sheets_are_made_to_be_read(book: Any) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= each.width <= 61 for each in sheet.column_dimensions.values())


def test_nothing_is_a_formula(tmp_path: Path) -> None:
    path = exported(Subject(odd_lattice()), "xlsx", tmp_path)
    cells = [c for sheet in openpyxl.load_workbook(path) for row in sheet for c in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert not any(cell.hyperlink for cell in cells)
    assert {'=HYPERLINK("http://example.org")', "@SUM(1+1)*cmd|' /C calc'!A0", "+12", "-1"} <= {
        cell.value for cell in cells
    }
    assert {cell.value for cell in cells} >= {"0012", "007"}  # not 12, not 7


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@a", "{=1}", "http://x.y", "0012", " led in", "a\nb", "a\r\nb", "a\fb",
     "_x000C_", "שלום", "TRUE", "2020-01-01", "1e5", "'x", "<b>&amp;", "x" * CELL],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_a_text_stays_as_it_is(lattice: Lattice, text: str, tmp_path: Path) -> None:
    assert column(exported(texts(lattice, text), "xlsx", tmp_path)) == [text]


@pytest.mark.parametrize("text", ["y" * (CELL + 1), "𝄞" * CELL, "ab\n" * 40_000])
def test_a_text_longer_than_a_cell_goes_on_elsewhere(
    lattice: Lattice, text: str, tmp_path: Path
) -> None:
    path = exported(texts(lattice, "short", text, "long" * CELL), "xlsx", tmp_path)
    short, beginning, _ = column(path)
    assert short == "short"
    assert beginning.endswith(f" … [goes on: {LONG_TEXTS}, number 1]")
    assert text.startswith(beginning.partition(" … [goes on")[0])
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(LONG_TEXTS).to_python()
    assert sheet[0] == ["number", "sheet", "cell", "part", "text"]
    pieces = [row for row in sheet[1:] if row[0] == 1]
    assert [row[1:4] for row in pieces] == [["rows", "A3", n + 1.0] for n in range(len(pieces))]
    assert "".join(str(row[4]) for row in pieces) == text
    assert "".join(str(row[4]) for row in sheet if row[0] == 2) == "long" * CELL
    cells = [cell for row in (*sheet, [beginning]) for cell in row if isinstance(cell, str)]
    assert all(len(cell.encode("utf-16-le")) // 2 <= CELL for cell in cells)


def test_a_table_longer_than_a_sheet_goes_on_in_another(
    lattice: Lattice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 2)
    path = exported(texts(lattice, *"abcde"), "xlsx", tmp_path)
    found = openpyxl.load_workbook(path)
    assert found.sheetnames == ["rows", "rows (2)", "rows (3)"]
    assert [[row[0].value for row in sheet] for sheet in found] == [
        ["text", "a", "b"], ["text", "c", "d"], ["text", "e"],
    ]  # fmt: skip


def test_numbers_and_days_that_a_cell_would_change_are_texts(
    lattice: Lattice, tmp_path: Path
) -> None:
    values = [
        ("9007199254740993", "integer", "9007199254740993"),
        ("-12", "integer", -12),
        ("0.1", "decimal", 0.1),
        ("0.10000000000000000001", "decimal", "0.10000000000000000001"),
        ("true", "boolean", True),
        ("2024-02-29", "date", midnight(date(2024, 2, 29))),
        ("1899-12-31", "date", "1899-12-31"),
    ]
    for number, (text, kind, expected) in enumerate(values):
        folder = tmp_path / str(number)
        folder.mkdir()
        term = ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
        path = exported(Subject(lattice, answer=Rows(["a"], [[term]])), "xlsx", folder)
        value = openpyxl.load_workbook(path)["rows"]["A2"].value
        assert (value, type(value)) == (expected, type(expected))


def test_without_the_extra_it_says_how_to_get_it(
    lattice: Lattice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'careerlattice[tables]'")):
        exported(texts(lattice, "x"), "xlsx", tmp_path)
