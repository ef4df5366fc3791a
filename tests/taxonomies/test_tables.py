"""Tables: read by their columns from folders, archives and single files; damage is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from careerlattice.errors import InputError
from careerlattice.taxonomies.tables import Release, Table, plain_column
from tests.taxonomies.samples import archive, write, write_table, write_workbook

ROWS: list[list[str | float]] = [["Name", "Age"], ["Ann", 7.0], ["Bo", 7.25]]


def tables(path: Path) -> list[Table]:
    return [t for f in Release(path).tables for t in f.tables(lambda c: {"name", "age"} <= c)]


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.cells) for row in table.rows()]


@pytest.mark.parametrize("form", ["xlsx", "csv", "txt"])
def test_cells_are_text_and_rows_know_their_number(form: str, tmp_path: Path) -> None:
    (table,) = tables(write(tmp_path / "r", {"people": ROWS}, form))
    name = {"Age": "7.25"} if form == "xlsx" else {"Age": "7.2500"}
    assert cells(table) == [(2, {"Name": "Ann", "Age": "7"}), (3, {"Name": "Bo", **name})]
    assert (table.name, table.file) == ("people", f"people.{form}")


def test_the_header_is_found_below_a_preamble(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [["A list of people", ""], ["", ""], *ROWS]
    for form in ("xlsx", "csv"):
        (table,) = tables(write(tmp_path / form, {"people": rows}, form))
        assert table.preamble == (("A list of people",),)
        assert table.header_number == 3
        assert [number for number, _ in cells(table)] == [4, 5]


def test_rows_are_numbered_as_the_workbook_numbers_them(tmp_path: Path) -> None:
    write_workbook(tmp_path / "people.xlsx", ROWS, above=3)
    (table,) = tables(tmp_path / "people.xlsx")
    assert table.header_number == 4
    assert [number for number, _ in cells(table)] == [5, 6]


def test_blank_rows_and_short_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Age\n,\nAnn\n", "utf-8")
    (table,) = tables(tmp_path / "a.csv")
    assert cells(table) == [(3, {"Name": "Ann", "Age": ""})]


def test_cells_of_several_lines_and_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('\ufeffName,Age\n"Ann\nof X",7\nBo,8\n', "utf-8")
    (table,) = tables(tmp_path / "a.csv")
    assert [(n, c["Name"]) for n, c in cells(table)] == [(2, "Ann\nof X"), (4, "Bo")]


def test_quotation_marks_of_a_text_release_are_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('Name\tAge\n"Big" Ann\t7\n', "utf-8")
    (table,) = tables(tmp_path / "a.txt")
    assert cells(table) == [(2, {"Name": '"Big" Ann', "Age": "7"})]


def test_hidden_files_are_none_of_the_release(tmp_path: Path) -> None:
    folder = write(tmp_path / "r", {"people": ROWS, "~$people": ROWS, ".people": ROWS}, "csv")
    assert [file.name for file in Release(folder).tables] == ["people.csv"]
    packed = archive(folder, tmp_path / "r.zip")
    assert [file.name for file in Release(packed).tables] == ["r.zip/release/people.csv"]


def test_an_archive_may_have_any_name(tmp_path: Path) -> None:
    packed = archive(write(tmp_path / "r", {"people": ROWS}, "xlsx"), tmp_path / "download")
    (table,) = tables(packed)
    assert len(cells(table)) == 2


def test_titles_are_compared_without_their_looks() -> None:
    assert plain_column("O*NET-SOC Code") == plain_column("onetsoc_code") == "onetsoccode"


# Damage


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        Release(tmp_path / "nowhere")
    with pytest.raises(InputError, match="there is no table here"):
        Release(tmp_path)


def damaged(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_all(path)
    return str(caught.value)


def read_all(path: Path) -> list[list[tuple[int, dict[str, str]]]]:
    return [cells(table) for table in tables(path)]


def test_a_workbook_that_breaks_off(tmp_path: Path) -> None:
    whole = write_table(tmp_path / "people.xlsx", ROWS)
    whole.write_bytes(whole.read_bytes()[:-200])
    assert damaged(whole).startswith("people.xlsx: the file is damaged, or is not what its name")


def test_a_workbook_damaged_inside(tmp_path: Path) -> None:
    many: list[list[str | float]] = [["x" * 50, 1.0]] * 500
    whole = write_table(tmp_path / "people.xlsx", [*ROWS, *many])
    data = bytearray(whole.read_bytes())
    at = data.index(b"sheet1.xml") + 40
    data[at : at + 300] = bytes(300)
    whole.write_bytes(data)
    assert "people.xlsx: the file is damaged" in damaged(whole)


def test_no_workbook_at_all(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_text("<html>Not found</html>", "utf-8")
    assert "is not what its name says" in damaged(tmp_path / "people.xlsx")


def test_a_zip_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "r.zip").write_text("<html>Not found</html>", "utf-8")
    with pytest.raises(InputError, match="is not what its name says"):
        Release(tmp_path / "r.zip")


def test_a_table_that_breaks_off_within_a_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('Name,Age\nAnn,7\n"Bo,8\n', "utf-8")
    assert "the table breaks off or is damaged" in damaged(tmp_path / "a.csv")


def test_a_row_of_too_many_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Age\nAnn,7\nBo,8,9\n", "utf-8")
    assert damaged(tmp_path / "a.csv").startswith(
        "a.csv, line 3: table 'a': the row has 3 cells and the table 2 columns"
    )


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Age,Age\nAnn,7,8\n", "utf-8")
    assert "two columns are called 'Age'" in damaged(tmp_path / "a.csv")


def test_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Name,Age\nÅsa,7\n".encode("latin-1"))
    assert "the table is not in UTF-8" in damaged(tmp_path / "a.csv")


# Archives that would swell


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("people.csv", b"\n" * (40 << 20))
    return packed.getvalue()


@pytest.mark.parametrize("name", ["r.zip", "people.xlsx"])
def test_an_archive_that_would_swell_is_not_opened(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(bomb())
    assert "would swell beyond what any release holds" in damaged(tmp_path / name)


def test_a_locked_archive(tmp_path: Path) -> None:
    packed = archive(write(tmp_path / "r", {"people": ROWS}, "csv"), tmp_path / "r.zip")
    data = bytearray(packed.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    packed.write_bytes(data)
    assert "locked with a password" in damaged(packed)
