"""HTML: what a person sees of a page."""

from __future__ import annotations

import pytest

from careerlattice.documents import read_bytes
from careerlattice.errors import InputError
from careerlattice.outline import BOLD, ITALIC, UNDERLINE, BlockKind, Form, read_outline
from tests.forms.making import html, html_document, shape


def test_headings_and_nested_lists() -> None:
    outline = html(
        "<h1>Lamp Keeper</h1><h2>Duties</h2><ul><li>Trims wicks.<ul><li>Daily.</li></ul></li>"
        "<li><p>Fills</p> lamps.</li></ul><p>After.</p>"
    )
    assert shape(outline) == [
        ("heading", 1, "Lamp Keeper"),
        ("heading", 2, "Duties"),
        ("item", 0, "Trims wicks."),
        ("item", 1, "Daily."),
        ("item", 0, "Fills"),
        ("paragraph", 0, "lamps."),
        ("paragraph", 0, "After."),
    ]
    assert outline.blocks[0].form is Form.HASH


def test_a_list_inside_a_list_without_an_item_between() -> None:
    outline = html("<ul><li>One<ul><li>Two</li></ul></li><ul><li>Three</li></ul></ul>")
    assert [block.depth for block in outline.blocks] == [0, 1, 1]


def test_numbers_are_counted_and_are_no_text() -> None:
    outline = html("<ol start=9><li>Nine<li>Ten</ol><ol type=A><li>First<li value=3>Third</ol>")
    assert [(block.ordinal, block.text) for block in outline.blocks] == [
        ("9", "Nine"),
        ("10", "Ten"),
        ("A", "First"),
        ("C", "Third"),
    ]
    assert outline.document.text == "Nine\nTen\nFirst\nThird"


def test_styles_from_elements_and_simple_css() -> None:
    (block,) = html(
        '<p><b>bold</b> <i>slanted</i> <u>under</u> <span style="font-weight: 700">heavy</span>'
        ' <b>not <span style="font-weight:normal">so</span></b></p>'
    ).blocks
    styles = {
        word: block.passage[block.text.index(word) : block.text.index(word) + len(word)]
        for word in ("bold", "slanted", "under", "heavy", "so")
    }
    assert styles["bold"].has_style(BOLD)
    assert styles["slanted"].has_style(ITALIC)
    assert styles["under"].has_style(UNDERLINE)
    assert styles["heavy"].has_style(BOLD)
    assert not styles["so"].has_style(BOLD)


def test_bold_from_a_class_of_the_page_s_style_sheet() -> None:
    outline = html(
        "<style>.c1{font-weight:700} h2.c4, p .c3 {font-weight: bold} .c2, .c3 {color:red}</style>"
        '<p class=c1>Duties</p><p class="c3 c4"><span class=c1>Trims</span> wicks.</p>'
        '<table><tr><td>Filing<td class="c1">A</table>'
    )
    heading, prose, row = outline.blocks
    assert heading.form is Form.BOLD
    assert prose.passage[:5].has_style(BOLD)
    assert not prose.passage[6:].share_of_style(BOLD)
    assert row.cells[1].has_style(BOLD)


def test_a_bold_paragraph_is_a_heading() -> None:
    outline = html("<p><strong>Minimum Qualifications</strong></p><p>A <b>valid</b> licence.</p>")
    assert [block.kind for block in outline.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_tables_with_merged_cells() -> None:
    outline = html(
        "<table><tr><th rowspan=2>Skill</th><th colspan=2>Grade</th></tr><tr><th>9</th><th>10</th>"
        "</tr><tr><td>Filing</td><td><b>A</b></td><td></td></tr></table>"
    )
    cells = [[cell.text for cell in block.cells] for block in outline.blocks]
    assert cells == [["Skill", "Grade", ""], ["", "9", "10"], ["Filing", "A", ""]]
    assert outline.document.text.split("\n")[2] == "Filing\tA\t"
    assert outline.blocks[2].cells[1].has_style(BOLD)


def test_a_table_that_only_lays_text_out_is_no_table() -> None:
    outline = html(
        "<table><tr><td>Duties</td><td><ul><li>Trims wicks.</li><li>Fills lamps.</li></ul></td>"
        "</tr><tr><td><table><tr><td>Pay</td><td>$20</td></tr></table></td></tr></table>"
    )
    assert shape(outline) == [
        ("paragraph", 0, "Duties"),
        ("item", 0, "Trims wicks."),
        ("item", 0, "Fills lamps."),
        ("row", 0, "Pay $20"),
    ]


def test_terms_and_their_meanings() -> None:
    outline = html("<dl><dt>Department</dt><dd>Harbours</dd><dt>Grade</dt><dd>4</dd></dl>")
    assert [[cell.text for cell in block.cells] for block in outline.blocks] == [
        ["Department", "Harbours"],
        ["Grade", "4"],
    ]
    outline = html("<dl><dt>Duties</dt><dd><ul><li>Trims wicks.</li></ul></dd></dl>")
    assert shape(outline) == [("paragraph", 0, "Duties"), ("item", 0, "Trims wicks.")]


def test_breaks_entities_and_white_space() -> None:
    outline = html("<div>Class: 12&nbsp;&amp;\n  13<br>Grade: 4&#8217;s<br><br>Trims\nwicks.</div>")
    assert [block.text for block in outline.blocks] == [
        "Class: 12 & 13",
        "Grade: 4’s",
        "Trims wicks.",
    ]
    assert [block.blank_before for block in outline.blocks] == [False, False, True]


def test_bullets_typed_on_lines_of_their_own_in_one_element() -> None:
    outline = html("<div>Duties:\n• Trims wicks.\n• Fills lamps.\n</div>")
    assert shape(outline) == [
        ("paragraph", 0, "Duties:"),
        ("item", 0, "Trims wicks."),
        ("item", 0, "Fills lamps."),
    ]


def test_what_is_no_text_is_left_out_and_told() -> None:
    document = html_document(
        "<nav><a href=/>Home</a></nav><script>alert(1)</script><style>p{}</style>"
        "<p>Trims <del>no</del>wicks.</p><ul><li hidden>Secret</li><li>Open</li></ul>"
        '<div style="display: none">Unseen</div>'
    )
    assert document.text == "Trims wicks.\nOpen"
    (repair,) = document.repairs
    assert repair.kind == "leftOut"
    for what in (
        "navigation (1)",
        "scripts (1)",
        "styles (1)",
        "deleted text (1)",
        "hidden text (2)",
    ):
        assert what in repair.message


@pytest.mark.parametrize(
    ("head", "encoding", "read_as"),
    [
        ("", "utf-8", "utf-8"),
        ('<meta charset="windows-1251">', "cp1251", "cp1251"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            "cp1252",
            "cp1252",
        ),
        ("", "utf-16", "utf-16"),
        ("", "cp1252", "cp1252"),
        # A page that says one thing and is another.
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
    ],
)
def test_encodings(head: str, encoding: str, read_as: str) -> None:
    words = "Смотритель" if encoding == "cp1251" else "Gärtner’s"
    data = f"<html><head>{head}</head><body><p>{words} and more words.</p></body></html>"
    document = read_bytes(data.encode(encoding), "page.html")
    assert document.text == f"{words} and more words."
    assert document.encoding == read_as


def test_a_page_is_known_by_its_content() -> None:
    assert read_bytes(b"<!doctype html><p>Trims wicks.", "page.txt").media_type == "text/html"
    assert read_bytes(b"<p>Trims wicks.", "page.htm").text == "Trims wicks."


@pytest.mark.parametrize("body", ["", "<script>1</script>", "<p> &nbsp;</p>", "<img src=scan.png>"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="no text"):
        html_document(body)


def test_quotes_point_at_paragraphs() -> None:
    document = html_document("<h1>Keeper</h1><p>Trims<br>wicks.</p><p>Fills lamps.</p>")
    places = [document.place_of(document.text.index(w)).paragraph for w in ("Keep", "wick", "Fill")]
    assert places == [1, 2, 3]
    assert document.place_of(0).page is None


def test_damage_inside_a_page_is_mended_in_reading_only() -> None:
    document = html_document("<p>The stateâ€™s lamps.</p>")
    (block,) = read_outline(document).blocks
    assert block.text == "The state’s lamps."
    assert (
        document.text[block.passage.span.start : block.passage.span.end] == "The stateâ€™s lamps."
    )
