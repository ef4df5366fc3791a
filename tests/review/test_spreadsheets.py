"""A copy that a spreadsheet edited comes back whole: its form mended, its decisions taken over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import InputError, UsageError
from careerlattice.mappings import Status, read_mapping_sets
from careerlattice.review import (
    Decision,
    Merged,
    SetFile,
    decide,
    mend,
    merge,
    read_edited,
    read_set,
)
from careerlattice.review.edited import dates_meant, number_meant
from tests.review.conftest import ADA, BOB, CLERK, COLUMNS, HEADER, ROWS, TEXT, lines

DAY = date(2026, 11, 22)


def base() -> SetFile:
    return read_set(TEXT, "base")


def brought_back(
    tmp_path: Path, *copies: str | bytes, into: SetFile | None = None, **more: bool
) -> Merged:
    """What a merge of copies with these texts makes of the set."""
    read = []
    for number, copy in enumerate(copies):
        file = tmp_path / f"copy{number}.tsv"
        file.write_bytes(copy if isinstance(copy, bytes) else copy.encode("utf-8"))
        read.append(read_edited(file))
    return merge(into or base(), read, ADA, DAY, **more)


def with_cell(column: str, value: str, place: int = 0, text: str = TEXT) -> str:
    """The text of a set with another value in one cell."""
    set_ = read_set(text, "x")
    return set_.with_cells(place, {column: value}).text()


def as_csv(text: str, delimiter: str = ",", more: int = 0) -> str:
    """A set as a spreadsheet writes it: all lines as wide as the widest, quotes where needed."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    width = len(COLUMNS) + more
    for line in text.splitlines():
        parts = [line] if line.startswith("#") else line.split("\t")
        writer.writerow(parts + [""] * (width - len(parts)))
    return out.getvalue()


def reordered(text: str) -> str:
    head = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    body = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return head + "".join("\t".join(cells[::-1]) + "\n" for cells in body)


FORMS: dict[str, Callable[[str], str | bytes]] = {
    "as it was": lambda text: text,
    "byte order mark": lambda text: "\ufeff" + text,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no last line end": lambda text: text.rstrip("\n"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "commas": as_csv,
    "semicolons": lambda text: as_csv(text, ";"),
    "empty columns": lambda text: as_csv(text, "\t", more=3),
    "empty rows": lambda text: text + "\t" * 10 + "\n\n" + "\t" * 10 + "\n",
    "columns in another order": reordered,
    "quotes": lambda text: text.replace("\tClerk\t", '\t"Clerk"\t'),
    "columns in capitals": lambda text: text.replace("predicate_id", "Predicate ID", 1),
    "without its metadata": lambda text: text.removeprefix(HEADER),
    "numbers as they are written here": lambda text: text.replace("0.870", "0,87"),
    "shorter rows": lambda text: text.replace("\tcandidate 2; bm25 0.3", ""),
    "a line for the delimiter": lambda text: "sep=\t\n" + text,
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_spreadsheet_that_changes_only_the_form_changes_nothing(
    tmp_path: Path, form: Callable[[str], str | bytes]
) -> None:
    done = brought_back(tmp_path, form(TEXT))
    assert (done.problems, done.conflicts, done.kept, done.changed) == ([], [], [], 0)
    assert done.set_.text() == TEXT


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_decision_comes_through_any_form(
    tmp_path: Path, form: Callable[[str], str | bytes]
) -> None:
    edited = with_cell("status", "rejected", 3)
    done = brought_back(tmp_path, form(edited))
    assert (done.problems, done.changed, done.decided) == ([], 1, {"rejected": 1})
    assert [row.raw.rstrip() for row in done.set_.rows[:3]] == lines()[1:4]
    row = done.set_.rows[3]
    assert row.get("status") == "rejected"
    assert row.get("predicate_modifier") == "Not"
    assert row.get("reviewer_label") == "Ada Example"
    assert row.get("review_date") == "2026-11-22"
    assert row.get("comment") == "candidate 1; exact 1"


WORDS = st.text("ab,;\t\"'\n é“#=|", max_size=10)


@given(st.lists(st.tuples(st.integers(0, 3), WORDS), max_size=4), st.sampled_from(",;\t"))
def test_what_was_typed_comes_back(
    tmp_path_factory: pytest.TempPathFactory, typed: list[tuple[int, str]], delimiter: str
) -> None:
    said = {place: " ".join(text.split()) for place, text in typed}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([line] for line in HEADER.splitlines())
    writer.writerow([*COLUMNS, "team notes"])
    for place, line in enumerate(lines()[1:]):
        writer.writerow([*line.split("\t"), said.get(place, "")])
    done = brought_back(tmp_path_factory.mktemp("typed"), out.getvalue())
    again = read_set(done.set_.text(), "x")
    assert done.problems == []
    for place, row in enumerate(again.rows):
        assert row.get("team notes") == said.get(place, "")
        assert [row.cells[c] for c in COLUMNS] == lines()[1 + place].split("\t")


# What reviewers write


@pytest.mark.parametrize(
    ("column", "written", "kept"),
    [
        ("status", "Accepted ", "accepted"),
        ("predicate_id", "broad", "skos:broadMatch"),
        ("predicate_id", "Narrow match", "skos:narrowMatch"),
        ("confidence", "0,9", "0.9"),
        ("confidence", "90%", "0.9"),
        ("review_date", "31.12.2026", "2026-12-31"),
        ("review_date", "12/31/2026", "2026-12-31"),
        ("review_date", "46387", "2026-12-31"),
        ("reviewer_id", "0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("reviewer_id", "https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("comment", "Other work,\nmostly.", "Other work, mostly."),
    ],
)
def test_what_is_meant_is_written_down(
    tmp_path: Path, column: str, written: str, kept: str
) -> None:
    done = brought_back(tmp_path, with_cell(column, written))
    assert done.problems == []
    assert done.set_.rows[0].get(column) == kept
    (tmp_path / "a.sssom.tsv").write_text(done.set_.text(), "utf-8")
    assert len(read_mapping_sets([tmp_path / "a.sssom.tsv"]).mappings) == 4


def test_a_comment_is_the_reviewers_and_the_evidence_stays(tmp_path: Path) -> None:
    row = brought_back(tmp_path, with_cell("comment", "Other work.")).set_.rows[0]
    assert row.get("comment") == "Other work."
    assert row.get("other") == "comment before: candidate 1; bm25 0.9"
    assert row.get("reviewer_label") == "Ada Example"
    assert row.get("status") == "proposed"


def test_whom_a_copy_names_reviewed_it(tmp_path: Path) -> None:
    text = with_cell("status", "accepted")
    text = with_cell("reviewer_label", "Bob Beispiel", text=text)
    row = brought_back(tmp_path, text).set_.rows[0]
    assert (row.get("reviewer_label"), row.get("reviewer_id")) == ("Bob Beispiel", "")


def test_nobody_is_invented(tmp_path: Path) -> None:
    file = tmp_path / "copy.tsv"
    file.write_text(with_cell("status", "accepted"), "utf-8")
    with pytest.raises(UsageError, match="who decided is not said"):
        merge(base(), [read_edited(file)], None, DAY)


def test_columns_of_ones_own_are_kept_and_declared(tmp_path: Path) -> None:
    done = brought_back(tmp_path, with_cell("Team", "payroll", 2))
    assert done.set_.rows[2].get("Team") == "payroll"
    assert "#extension_definitions:\n#  - slot_name: Team\n" in done.set_.text()
    (tmp_path / "a.sssom.tsv").write_text(done.set_.text(), "utf-8")
    assert len(read_mapping_sets([tmp_path / "a.sssom.tsv"]).mappings) == 4
    # A copy that knows nothing of the column takes nothing away.
    assert brought_back(tmp_path, TEXT, into=done.set_).set_.text() == done.set_.text()


def test_what_a_row_is_about_stays_and_is_told(tmp_path: Path) -> None:
    done = brought_back(tmp_path, with_cell("object_source_version", "29. Mrz"))
    assert done.set_.text() == TEXT
    (kept,) = done.kept
    assert (kept.row, kept.column) == (8, "object_source_version")
    assert kept.what == "stays '29.3', not '29. Mrz'"


def test_rows_that_a_copy_lacks_stay_in_their_order(tmp_path: Path) -> None:
    body = lines()
    copy = HEADER + "\n".join([body[0], body[4], body[2].replace("proposed", "accepted")]) + "\n"
    done = brought_back(tmp_path, copy)
    assert (done.absent, done.changed) == (2, 1)
    assert [row.get("object_id") for row in done.set_.rows] == [row[2] for row in ROWS]


def test_a_new_row_comes_at_the_end(tmp_path: Path) -> None:
    new = lines()[4].replace("esco:skill/tact", "http://data.europa.eu/esco/skill/new")
    copy = TEXT + new.replace("proposed", "accepted") + "\n"
    done = brought_back(tmp_path, copy)
    assert (done.problems, done.added) == ([], 1)
    assert done.set_.text().startswith(TEXT.splitlines()[0])
    assert done.set_.rows[4].get("object_id") == "esco:skill/new"
    assert done.set_.rows[4].get("reviewer_label") == "Ada Example"


def test_characters_that_an_encoding_lacks_are_not_lost(tmp_path: Path) -> None:
    text = TEXT.replace("candidate 2; bm25 0.3", "candidate 2 → Ω")
    copy = text.replace("proposed\tcandidate 1; bm25", "accepted\tcandidate 1; bm25")
    done = brought_back(tmp_path, copy.encode("cp1252", "replace"), into=read_set(text, "x"))
    assert done.changed == 1
    assert done.set_.rows[1].get("comment") == "candidate 2 → Ω"


# What is told, with row, column and remedy


@pytest.mark.parametrize(
    ("column", "written", "told"),
    [
        ("status", "agreed", "'agreed' is unknown"),
        ("status", "", "the cell is empty"),
        ("predicate_id", "same", "'same' is unknown"),
        ("confidence", "high", "'high' is no number from 0 to 1"),
        ("confidence", "1,2", "'1,2' is no number from 0 to 1"),
        ("comment", "#NAME?", "#NAME? is a spreadsheet's error"),
        ("review_date", "3/4/2026", "'3/4/2026' may be two days"),
        ("review_date", "soon", "'soon' is no date"),
        ("predicate_modifier", "Not", "'Not' does not go with the status proposed"),
        ("predicate_modifier", "Never", "'Never' is unknown"),
        ("reviewer_id", "ada", "'ada' has no known prefix"),
        ("subject_id", "", "the cell is empty"),
        ("subject_id", "id:clerk", "'id:clerk' has no known prefix"),
    ],
)
def test_a_faulty_cell_is_told_with_its_place(
    tmp_path: Path, column: str, written: str, told: str
) -> None:
    done = brought_back(tmp_path, with_cell(column, written, 1))
    (problem,) = done.problems
    named = "copy0.tsv", problem.row, problem.column
    assert named == (Path(problem.file).name, 9, column) or column == "predicate_modifier"
    assert problem.what == told
    assert problem.remedy
    assert done.set_.text() == TEXT


def test_sound_rows_are_taken_beside_faulty_ones(tmp_path: Path) -> None:
    text = with_cell("status", "agreed", 1, with_cell("status", "accepted", 0))
    done = brought_back(tmp_path, text)
    assert [each.row for each in done.problems] == [9]
    assert [row.get("status") for row in done.set_.rows[:2]] == ["accepted", "proposed"]


def test_a_comment_that_fell_apart_is_told(tmp_path: Path) -> None:
    copy = TEXT.replace("candidate 2; bm25", "candidate 2\tbm25")
    (problem,) = brought_back(tmp_path, copy).problems
    assert (problem.row, problem.what) == (9, "'bm25 0.3' stands under no column")


def test_a_row_twice_is_told_if_the_two_differ(tmp_path: Path) -> None:
    row = lines()[1] + "\n"
    assert brought_back(tmp_path, TEXT + row).problems == []
    (problem,) = brought_back(tmp_path, TEXT + row.replace("proposed", "accepted")).problems
    assert problem.what == "the pair stands in row 8 already, with other cells"


def test_ends_that_changed_places_are_told(tmp_path: Path) -> None:
    first = lines()[1].split("\t")
    first[0], first[3] = first[3], first[0]
    (problem,) = brought_back(tmp_path, TEXT.replace(lines()[1], "\t".join(first))).problems
    assert problem.what == "subject and object have changed places"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04...", "is a workbook"),
        (b"\xff\xfe\x00\x00\xff", "is no text"),
        (b"just,some,text\n", "has no line of columns"),
        (TEXT.replace("Receptionists", '"Recept"ionists').encode(), "is no table"),
        (TEXT.replace("subject_label", "Subject ID").encode(), "is there twice"),
    ],
)
def test_what_cannot_be_read_at_all_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        brought_back(tmp_path, data)
    assert caught.value.remedy


# Two reviewers


def decided(status: str, who: str = "", text: str = TEXT, comment: str = "") -> str:
    text = with_cell("status", status, text=text)
    text = with_cell("reviewer_label", who, text=text) if who else text
    return with_cell("comment", comment, text=text) if comment else text


def test_two_reviewers_of_different_rows_lose_nothing(tmp_path: Path) -> None:
    other = with_cell("status", "rejected", 2)
    done = brought_back(tmp_path, decided("accepted", "Ada"), with_cell("Team", "pay", 2, other))
    assert (done.conflicts, done.changed) == ([], 2)
    assert [row.get("status") for row in done.set_.rows] == [
        "accepted",
        "proposed",
        "rejected",
        "proposed",
    ]


@pytest.mark.parametrize("prefer_copy", [False, True])
def test_two_reviewers_who_disagree_are_told(tmp_path: Path, prefer_copy: bool) -> None:
    copies = decided("accepted", "Ada"), decided("rejected", "Bob", comment="Other work.")
    done = brought_back(tmp_path, *copies, prefer_copy=prefer_copy)
    row = done.set_.rows[0]
    if prefer_copy:
        assert done.conflicts == []
        assert (row.get("status"), row.get("reviewer_label")) == ("rejected", "Bob")
        assert "accepted by Ada on 2026-11-22" in row.get("other")
    else:
        (conflict,) = done.conflicts
        assert (Path(conflict.file).name, conflict.row, conflict.column) == (
            "copy1.tsv",
            8,
            "status",
        )
        assert conflict.what == "rejected (close) here, accepted (close) by Ada on 2026-11-22"
        assert (row.get("status"), row.get("reviewer_label")) == ("accepted", "Ada")


def test_two_reviewers_may_differ_in_the_relation_alone(tmp_path: Path) -> None:
    one = with_cell("predicate_id", "broad", text=decided("accepted", "Ada"))
    (conflict,) = brought_back(tmp_path, one, decided("accepted", "Bob")).conflicts
    assert conflict.what == "accepted (close) here, accepted (broad) by Ada on 2026-11-22"


def test_two_reviewers_who_agree_are_both_named(tmp_path: Path) -> None:
    copies = decided("accepted", "Ada", comment="Alike."), decided("accepted", "Bob", comment="So.")
    done = brought_back(tmp_path, *copies)
    row = done.set_.rows[0]
    assert done.conflicts == []
    assert row.get("reviewer_label") == "Ada|Bob"
    assert row.get("comment") == "Alike. | So."
    assert row.get("other") == "comment before: candidate 1; bm25 0.9"
    assert brought_back(tmp_path, *copies, into=done.set_).set_.text() == done.set_.text()


def test_a_copy_from_before_a_decision_does_not_undo_it(tmp_path: Path) -> None:
    done = decide(base(), 0, Decision(Status.REJECTED, comment="Other work."), BOB, DAY)
    for prefer in (False, True):
        after = brought_back(tmp_path, TEXT, into=done, prefer_copy=prefer)
        assert (after.conflicts, after.set_.text()) == ([], done.text())


def test_a_copy_that_started_from_a_decision_may_undo_it(tmp_path: Path) -> None:
    done = decide(base(), 0, Decision(Status.ACCEPTED), BOB, DAY)
    after = brought_back(tmp_path, with_cell("status", "rejected", text=done.text()), into=done)
    assert after.conflicts == []
    assert after.set_.rows[0].get("status") == "rejected"
    assert after.set_.rows[0].get("reviewer_label") == "Ada Example"
    assert after.set_.rows[0].get("other") == "accepted by Bob Beispiel on 2026-11-22"


# A set that was edited where it lies


def mended(tmp_path: Path, data: str | bytes) -> Merged:
    from careerlattice.cli.review import _exact

    file = tmp_path / "set.sssom.tsv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    copy = read_edited(file)
    return mend(copy, _exact(file, copy), ADA, DAY)


def test_a_sound_set_is_not_touched(tmp_path: Path) -> None:
    text = TEXT.replace("\n" + CLERK, "\n\n" + CLERK, 1).replace("\n", "\r\n")
    done = mended(tmp_path, text)
    assert (done.problems, done.changed, done.set_.text()) == ([], 0, text)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_set_saved_by_a_spreadsheet_is_a_set_again(
    tmp_path: Path, form: Callable[[str], str | bytes]
) -> None:
    text = with_cell("status", "Rejected", 3)
    data = form(text)
    done = mended(tmp_path, data)
    if not isinstance(data, bytes) and "#" not in data:
        # Prefixes that are gone cannot be guessed.
        assert {each.column for each in done.problems} == {"subject_id"}
        return
    assert done.problems == []
    row = done.set_.rows[3]
    assert (row.get("status"), row.get("predicate_modifier")) == ("rejected", "Not")
    assert row.get("reviewer_label") == "Ada Example"
    (tmp_path / "set.sssom.tsv").write_text(done.set_.text(), "utf-8")
    found = read_mapping_sets([tmp_path / "set.sssom.tsv"]).mappings
    assert [each.status.value for each in found] == ["proposed"] * 3 + ["rejected"]


# Cells


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.85", "0.85"), ("0,85", "0.85"), (".5", "0.5"), ("85 %", "0.85"), ("1", "1")],
)
def test_numbers_in_the_ways_of_several_countries(text: str, number: str) -> None:
    assert str(number_meant(text)) == number


@pytest.mark.parametrize("text", ["", "x", "2", "-0.1", "nan", "1e9"])
def test_what_is_no_confidence(text: str) -> None:
    assert number_meant(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-11-22", ["2026-11-22"]),
        ("2026-11-22T00:00:00", ["2026-11-22"]),
        ("22.11.2026", ["2026-11-22"]),
        ("3.4.26", ["2026-04-03"]),
        ("11/22/2026", ["2026-11-22"]),
        ("3/4/2026", ["2026-04-03", "2026-03-04"]),
        ("4/4/2026", ["2026-04-04"]),
        ("46348", ["2026-11-22"]),
        ("2026-13-01", []),
        ("22/11", []),
    ],
)
def test_days_in_the_ways_of_several_countries(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in dates_meant(text)] == days
