"""A set that is edited: every byte that nobody touched stays where it was."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import InputError
from careerlattice.mappings import mapping_iri
from careerlattice.review import read_set
from careerlattice.review.sets import add_column, encode_row, split_lines
from tests.review.conftest import CLERK, COLUMNS, HEADER, OCCUPATION, TEXT

NEEDED = ["subject_id", "object_id", "predicate_id", "mapping_justification", "status"]
CELLS = st.text(
    st.one_of(st.sampled_from("\"'\t\n\r ,;|#=-\u2028\x85\ufeff“é"), st.characters(codec="utf-8")),
    max_size=12,
).filter(lambda text: "\0" not in text)
TABLES = st.lists(st.lists(CELLS, min_size=7, max_size=7).filter(any), max_size=6)


def table(rows: list[list[str]], ending: str = "\n") -> str:
    columns = [*NEEDED, "comment", "mine"]
    return HEADER.replace("\n", ending) + "".join(encode_row(r, ending) for r in [columns, *rows])


@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_what_is_read_is_written_again(
    rows: list[list[str]], ending: str, marked: bool, ended: bool
) -> None:
    text = ("\ufeff" if marked else "") + table(rows, ending)
    text = text if ended else text.removesuffix(ending)
    assert read_set(text, "x").text() == text


@given(TABLES)
def test_another_reader_of_tables_finds_the_same_cells(rows: list[list[str]]) -> None:
    found = [list(row.cells.values()) for row in read_set(table(rows), "x").rows]
    lines = split_lines(table(rows))[HEADER.count("\n") :]
    assert found == list(csv.reader(lines, delimiter="\t", strict=True))[1:]
    assert found == rows


@given(TABLES.filter(bool), st.data())
def test_a_changed_row_changes_no_other(rows: list[list[str]], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(rows) - 1))
    column, value = data.draw(st.sampled_from(["comment", "mine", "new"])), data.draw(CELLS)
    before = read_set(table(rows), "x")
    after = before.with_cells(number, {column: value})
    again = read_set(after.text(), "x")
    for place, (old, new) in enumerate(zip(before.rows, again.rows, strict=True)):
        wanted = {**old.cells, column: value} if place == number else old.cells
        assert {c: v for c, v in new.cells.items() if v} == {c: v for c, v in wanted.items() if v}
        if place != number and "new" not in again.columns:
            assert new.raw == old.raw


def test_comments_blank_lines_and_quotes_stay() -> None:
    quoted = TEXT.replace("Receptionists", '"Receptionists"')
    text = quoted.replace(f"\n{CLERK}", f"\n\n{CLERK}", 1) + "\n\n"
    set_ = read_set(text, "x")
    assert set_.text() == text
    changed = set_.with_cells(0, {"status": "accepted"}).text()
    assert changed == text.replace("proposed\tcandidate 1;", "accepted\tcandidate 1;", 1)


def test_a_new_column_stands_behind_the_others() -> None:
    after = add_column(read_set(TEXT, "x"), "mine").text().splitlines()
    before = TEXT.splitlines()
    assert after == [
        line + ("" if line.startswith("#") else "\tmine" if "subject_id" in line else "\t")
        for line in before
    ]


def test_a_row_is_known_by_the_iri_of_its_mapping() -> None:
    set_ = read_set(TEXT, "x")
    base = "https://w3id.org/careerlattice/"
    iri = mapping_iri(
        CLERK.replace("careerlattice:", base),
        "http://www.w3.org/2004/02/skos/core#closeMatch",
        OCCUPATION.replace("careerlattice:", base),
    )
    assert iri.endswith(set_.id_of(set_.rows[0]))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\tproposed", "", "line 8: the row has 10 cells and the table 11 columns"),
        ("\tcandidate 2", '\t"candidate" 2', "line 9: Is no table|line 9: is no table"),
        ("\tstatus", "\tstanding", "line 7: the column status is missing"),
        ("subject_label", "subject_id", "line 7: the column 'subject_id' is there twice"),
        ("\n".join(["\t".join(COLUMNS)]), "", "the column subject_id is missing"),
    ],
)
def test_a_faulty_table_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(InputError, match=told):
        read_set(TEXT.replace(old, new, 1), "x")


def test_a_file_of_nothing_but_comments_has_no_columns() -> None:
    with pytest.raises(InputError, match="has no line of columns"):
        read_set(HEADER, "x")
