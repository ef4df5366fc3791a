"""PDF: lines, paragraphs, lists and tables from where characters are painted."""

from __future__ import annotations

import pytest

from careerlattice.documents import read_bytes
from careerlattice.errors import InputError
from careerlattice.outline import BOLD, ITALIC, UNDERLINE, BlockKind, Form, read_outline
from tests.forms.making import assembled, lines, pdf, pdf_bytes, shape

LONG = "Keeps the lamps of the harbour in order by day and by night, in every season"


def texts(outline: object) -> list[str]:
    return [block.text for block in outline.blocks]  # type: ignore[attr-defined]


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    outline = pdf(
        lines(
            "Lamp Keeper",
            "City of Lanterns",
            LONG,
            "and with every kind of wick that the stores of the harbour master can supply him",
            "at short notice.",
            "Trims wicks.",
        )
    )
    wrapped = "and with every kind of wick that the stores of the harbour master can supply him"
    assert texts(outline) == [
        "Lamp Keeper",
        "City of Lanterns",
        f"{LONG} {wrapped} at short notice.",
        "Trims wicks.",
    ]
    assert "\n" in outline.document.text
    assert outline.document.text.split("\n")[2].endswith("at short notice.")


def test_space_between_paragraphs_parts_them() -> None:
    page = [*lines(LONG, LONG), *lines(LONG, LONG, top=670)]
    first, second = pdf(page).blocks
    assert first.text == second.text == f"{LONG} {LONG}"
    assert second.blank_before


def test_bullets_nest_by_where_they_stand() -> None:
    outline = pdf(
        [
            (72, 720, 11, "plain", "\u2022"),
            (90, 720, 11, "plain", LONG),
            (90, 706, 11, "plain", "and at the pier."),
            (90, 692, 11, "plain", "o"),
            (108, 692, 11, "plain", "Trims wicks."),
            (72, 678, 11, "plain", "\u2022 Fills lamps."),
            (72, 664, 11, "plain", "2."),
            (90, 664, 11, "plain", "Counts them."),
        ]
    )
    assert shape(outline) == [
        ("item", 0, f"{LONG} and at the pier."),
        ("item", 1, "Trims wicks."),
        ("item", 0, "Fills lamps."),
        ("item", 0, "Counts them."),
    ]
    assert outline.blocks[3].number.text == "2"


def test_fonts_tell_bold_italic_and_headings() -> None:
    outline = pdf(
        [
            (72, 720, 18, "bold", "Lamp Keeper"),
            (72, 690, 14, "plain", "Duties"),
            (72, 660, 11, "bold", "Minimum Qualifications"),
            (72, 646, 11, "plain", "A "),
            (82, 646, 11, "bold", "valid"),
            (110, 646, 11, "italic", "licence"),
            (150, 646, 11, "plain", "for the harbour and its many boats."),
            *lines(LONG, LONG, top=600),
        ]
    )
    assert [(b.kind.value, b.depth, b.form) for b in outline.blocks[:3]] == [
        ("heading", 1, Form.HASH),
        ("heading", 2, Form.HASH),
        ("heading", 0, Form.BOLD),
    ]
    prose = outline.blocks[3]
    assert prose.passage[2:7].has_style(BOLD)
    assert prose.passage[8:15].has_style(ITALIC)
    assert not prose.passage[16:].share_of_style(BOLD | ITALIC)


def test_underlines_are_strokes_below_the_letters() -> None:
    outline = pdf(
        [(72, 700, 11, "plain", "Level 2"), (150, 700, 11, "plain", "and no more.")],
        drawn="72 698.2 36 0.6 re f\n",
    )
    (block,) = outline.blocks
    at = block.text.index("Level 2")
    assert block.passage[at : at + 7].has_style(UNDERLINE)
    assert not block.passage[block.text.index("and") :].share_of_style(UNDERLINE)


def test_words_that_a_line_end_divides() -> None:
    outline = pdf(
        lines(
            "The information desk keeps the lamps of the harbour in order and all its infor-",
            "mation up to date, and it answers in self-service what is asked. Also it is a self-",
            "service desk.",
        )
    )
    (block,) = outline.blocks
    assert "all its information up to date" in block.text
    assert "a self-service desk" in block.text
    # The quote is what the page shows.
    assert "infor-mation" in outline.document.text
    assert [repair.kind for repair in outline.document.repairs] == ["dividedWord"]


def test_hyphens_stay_where_nothing_shows_that_words_are_divided() -> None:
    outline = pdf(
        lines(
            "Judges by itself what is to be done with lamps of every kind and is a decision-",
            "making authority.",
        )
    )
    assert "decision-making authority" in outline.blocks[0].text
    assert outline.document.repairs == ()


def ruled(rows: list[float], columns: list[float]) -> str:
    """Painting operators for the rules of a table."""
    across = [f"{columns[0]} {y} m {columns[-1]} {y} l S\n" for y in rows]
    down = [f"{x} {rows[0]} m {x} {rows[-1]} l S\n" for x in columns]
    return "".join((*across, *down))


def test_ruled_tables_are_rows_and_cells() -> None:
    outline = pdf(
        [
            (76, 705, 11, "plain", "Skill"),
            (306, 705, 11, "plain", "Grade 9"),
            (76, 675, 11, "plain", "Keeps lamps in order by day and by"),
            (76, 662, 11, "plain", "night."),
            (306, 675, 11, "bold", "B"),
            (76, 640, 11, "plain", "After the table."),
        ],
        drawn=ruled([720, 695, 655], [72, 260, 400]),
    )
    assert [[cell.text for cell in block.cells] for block in outline.blocks[:2]] == [
        ["Skill", "Grade 9"],
        ["Keeps lamps in order by day and by night.", "B"],
    ]
    assert outline.blocks[1].cells[1].has_style(BOLD)
    assert outline.blocks[2].text == "After the table."


def test_a_row_that_a_page_cuts_in_two_is_one() -> None:
    top = [
        (76.0, 85.0, 11.0, "plain", "Keeps lamps in order by day and by"),
        (306.0, 85.0, 11.0, "plain", "B"),
    ]
    rest = [
        (76.0, 705.0, 11.0, "plain", "night."),
        (76.0, 685.0, 11.0, "plain", "Fills lamps."),
        (306.0, 685.0, 11.0, "plain", "A"),
    ]
    # Rules of both pages' tables are drawn on both; each has text in its own only.
    drawn = ruled([100, 80], [72, 260, 400]) + ruled([720, 700, 680], [72, 260, 400])
    outline = pdf(top, rest, drawn=drawn)
    assert [[cell.text for cell in block.cells] for block in outline.blocks] == [
        ["Keeps lamps in order by day and by night.", "B"],
        ["Fills lamps.", "A"],
    ]


def test_what_only_differs_in_figures_at_the_heads_of_pages_is_text() -> None:
    pages = [[(72, 750, 11, "plain", f"Grade {n}"), *lines(LONG, top=690)] for n in (11, 12)]
    assert not any(block.is_page_mark for block in pdf(*pages).blocks)


def test_running_heads_and_page_numbers_are_page_marks() -> None:
    pages = [
        [
            (72, 760, 9, "plain", "City of Lanterns"),
            (300, 30, 9, "plain", f"Page {n} of 2"),
            *lines(f"{LONG}, on page {n}.", top=690),
        ]
        for n in (1, 2)
    ]
    outline = pdf(*pages)
    marks = [block.text for block in outline.blocks if block.is_page_mark]
    assert marks == ["City of Lanterns", "Page 1 of 2", "City of Lanterns", "Page 2 of 2"]
    assert len(outline.blocks) == 6


def test_a_paragraph_over_a_page_s_end_is_one_and_knows_both_pages() -> None:
    first = [*lines(LONG, top=60), (300, 30, 9, "plain", "1")]
    second = [*lines("and all the year.", "Trims wicks.", top=740), (300, 30, 9, "plain", "2")]
    outline = pdf(first, second)
    assert texts(outline) == [f"{LONG} and all the year.", "1", "Trims wicks.", "2"]
    text = outline.document.text
    assert outline.document.place_of(text.index("Keeps")).page == 1
    assert outline.document.place_of(text.index("and all")).page == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column of this page, line {n}" for n in range(10)]
    right = [f"right column of this page, line {n}" for n in range(10)]
    outline = pdf(
        [
            *lines("A head above both columns, as wide as the page is, so that it crosses the gap"),
            *lines(*left, top=690),
            *lines(*right, x=330, top=690),
        ]
    )
    text = " ".join(texts(outline))
    assert text.index("left column of this page, line 9") < text.index(
        "right column of this page, line 0"
    )


def test_wide_gaps_are_cells() -> None:
    outline = pdf([(72, 700, 11, "plain", "Class code:"), (200, 700, 11, "plain", "1229")])
    (row,) = outline.blocks
    assert row.kind is BlockKind.ROW
    assert [cell.text for cell in row.cells] == ["Class code:", "1229"]


def test_form_feeds_are_never_in_the_text() -> None:
    assert "\f" not in pdf(lines("One."), lines("Two.")).document.text


def test_what_was_typed_into_a_form_is_text() -> None:
    stream = b"BT /F 11 Tf 72 700 Td (Class title:) Tj ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 612 792] /Contents 1 0 R"
        + b" /Resources << /Font << /F %s >> >> /Annots [5 0 R] >>" % font,
        b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>",
        b"<< /Type /Catalog /Pages 3 0 R >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (Lamp Keeper) /Rect [200 697 400 711] >>",
    ]
    outline = read_outline(read_bytes(assembled(objects, 4), "form.pdf"))
    assert [[cell.text for cell in block.cells] for block in outline.blocks] == [
        ["Class title:", "Lamp Keeper"]
    ]


def test_pictures_of_text_are_told_from_text() -> None:
    picture = b"q 600 0 0 780 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    objects = [
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
        b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 612 792] /Contents 1 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>",
        b"<< /Type /Catalog /Pages 3 0 R >>",
    ]
    with pytest.raises(InputError, match="pictures of pages and no text") as caught:
        read_bytes(assembled(objects, 4), "scan.pdf")
    assert "OCR" in str(caught.value)


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        pdf([])


@pytest.mark.parametrize("cut", [200, 500, 5])
def test_a_cut_file_is_read_or_refused_in_one_message(cut: int) -> None:
    data = pdf_bytes(lines("Lamp Keeper"))
    try:
        document = read_bytes(data[:-cut], "folder/a.pdf")
    except InputError as error:
        assert "folder/a.pdf" in str(error)  # noqa: PT017
    else:
        assert document.text == "Lamp Keeper"
