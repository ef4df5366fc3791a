"""Tables between commas: every cell is that of the csv module, and lies where it says."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import InputError
from careerlattice.values import read_header, read_table

TEXT = (
    "Role , Level\u00a0,Note\n"
    'Keeper,"Senior ""A""","one\ntwo"\r\n'
    "\nBell keeper,,\nOdd,1,2,3\nShort\n"
)


def test_columns_are_known_by_their_names_in_small_letters() -> None:
    assert read_header(TEXT) == ("role", "level", "note")


def test_cells_and_their_places() -> None:
    table = read_table(TEXT)
    keeper, bell, odd, short = table.rows
    assert keeper["level"].text == 'Senior "A"'
    assert [line.text for line in keeper["note"].lines()] == ["one", "two"]
    for cell in keeper.cells.values():
        assert cell.span is not None
        assert TEXT[cell.span.start : cell.span.end] == cell.raw.strip()
    assert not bell["level"]
    assert bell["note"].span is None
    assert [each.text for each in odd.beyond] == ["3"]
    assert short.lacking == 2
    assert short["note"].text == ""


def test_neighbouring_cells_are_one_stretch() -> None:
    table = read_table("a,b,c,d\n1,2,3,4\n1,,3,4\n")
    first, second = table.rows
    text = first["a"].source
    assert [text[s.start : s.end] for s in first.runs(("a", "b", "d"))] == ["1,2", "4"]
    assert [text[s.start : s.end] for s in second.runs(("a", "b", "c"))] == ["1,,3"]
    assert list(first.runs(())) == []


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_cells(sign: str) -> None:
    table = read_table(f"a{sign}b\n1,5{sign}2\n")
    assert table.rows[0]["a"].text == "1,5"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a,b\n1,"two\nthree', r"never ends \(line 2\)"),
        ('a,b\n"1"2,3\n', r"follows the closing mark.*line 2"),
        ("a,a\n1,2\n", "two columns are called “a”"),
    ],
)
def test_what_is_broken_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_table(text)
    assert caught.value.remedy


CELL = st.text(st.sampled_from("abÄ鐘1 \n\"',;-"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_the_csv_module_reads_the_same_cells(rows: list[tuple[str, str, str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([("x", "y", "z"), *rows])
    table = read_table(stream.getvalue())
    known = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(table.rows) == len(known)
    for row, cells in zip(table.rows, known, strict=True):
        assert [value.raw.replace('""', '"') for value in row.cells.values()] == list(cells)
