"""DOCX: the text as it would be printed now, with the look that styles give it."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from careerlattice.documents import read_bytes
from careerlattice.errors import InputError
from careerlattice.outline import BOLD, ITALIC, UNDERLINE, Form, Outline, read_outline
from tests.forms.making import part_of, shape, with_part, word, word_bytes

XML = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_body(body: str) -> Outline:
    """A document whose body is this WordprocessingML."""
    data = word_bytes(lambda document: None)
    content = f"<w:document {nsdecls('w', 'r')}><w:body>{body}</w:body></w:document>"
    return read_outline(
        read_bytes(with_part(data, "word/document.xml", content.encode()), "a.docx")
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def test_headings_by_style_and_by_outline_level() -> None:
    def build(document: Any) -> None:
        document.add_heading("Lamp Keeper", 0)
        document.add_heading("Duties", 2)
        own = document.styles.add_style("County Head", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Heading 3"]
        document.add_paragraph("Daily", style="County Head")
        leveled = document.add_paragraph("Weekly")
        leveled._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {XML} w:val="1"/>'))
        document.add_heading("word " * 60, 1)

    outline = word(build)
    assert [(b.kind.value, b.depth, b.form) for b in outline.blocks[:4]] == [
        ("heading", 1, Form.HASH),
        ("heading", 2, Form.HASH),
        ("heading", 3, Form.HASH),
        ("heading", 2, Form.HASH),
    ]
    # A paragraph of prose is none, whatever its style says.
    assert outline.blocks[4].kind.value == "paragraph"


def test_lists_nest_and_count() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Trims wicks.", style="List Bullet")
        document.add_paragraph("Daily.", style="List Bullet 2")
        for words in ("First.", "Second."):
            document.add_paragraph(words, style="List Number")
        document.add_paragraph("•\tTyped bullet.")

    outline = word(build)
    assert [(b.kind.value, b.depth, b.ordinal, b.text) for b in outline.blocks] == [
        ("item", 0, "", "Trims wicks."),
        ("item", 1, "", "Daily."),
        ("item", 0, "1", "First."),
        ("item", 0, "2", "Second."),
        ("item", 0, "", "Typed bullet."),
    ]
    assert outline.document.text.startswith("Trims wicks.\nDaily.\nFirst.")


def test_bold_comes_from_the_run_its_style_and_its_paragraph() -> None:
    def build(document: Any) -> None:
        styles = document.styles
        strong = styles.add_style("Level", WD_STYLE_TYPE.CHARACTER)
        strong.base_style = styles["Strong"]
        heavy = styles.add_style("Heavy", WD_STYLE_TYPE.PARAGRAPH)
        heavy.font.bold = True
        line = document.add_paragraph()
        line.add_run("styled", style="Level")
        line.add_run(" plain ")
        line.add_run("slanted", style="Emphasis")
        line.add_run(" under").underline = True
        other = document.add_paragraph(style="Heavy")
        other.add_run("all heavy ")
        other.add_run("but this").bold = False
        other.add_run(" or that", style="Strong")

    first, second = word(build).blocks
    looks = {w: first.passage[first.text.index(w) :][: len(w)] for w in ("styled", "plain")}
    assert looks["styled"].has_style(BOLD)
    assert not looks["plain"].has_style(BOLD)
    assert first.passage[first.text.index("slanted") :][:7].has_style(ITALIC)
    assert first.passage[first.text.index("under") :].has_style(UNDERLINE)
    assert second.passage[:9].has_style(BOLD)
    assert not second.passage[second.text.index("but") :].share_of_style(BOLD)


def test_links_fields_and_insertions_are_text_and_deletions_are_not() -> None:
    outline = with_body(
        paragraph(
            run("Trims "),
            f'<w:hyperlink r:id="rId1">{run("wicks")}</w:hyperlink>',
            f'<w:ins w:id="1" w:author="a">{run(" daily")}</w:ins>',
            '<w:del w:id="2" w:author="a"><w:r><w:delText> weekly</w:delText></w:r></w:del>',
            f'<w:moveFrom w:id="3" w:author="a">{run(" elsewhere")}</w:moveFrom>',
            f'<w:fldSimple w:instr="REF x">{run(", see 4")}</w:fldSimple>',
            "<w:r><w:noBreakHyphen/></w:r>",
            run("hidden", "<w:vanish/>"),
            run("b."),
        )
    )
    assert outline.document.text == "Trims wicks daily, see 4-b."
    (repair,) = outline.document.repairs
    assert "deleted text (2)" in repair.message
    assert "hidden text (1)" in repair.message


def test_soft_breaks_begin_lines_of_one_paragraph() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Class: 12\nGrade: 4\nworks with\nlamps")
        document.add_paragraph("Trims wicks,\nFills lamps.", style="List Bullet")
        document.add_paragraph("Next").add_run().add_break(WD_BREAK.PAGE)

    outline = word(build)
    assert [block.text for block in outline.blocks] == [
        "Class: 12",
        "Grade: 4 works with lamps",
        "Trims wicks, Fills lamps.",
        "Next",
    ]
    places = [outline.document.place_of(b.passage.span.start).paragraph for b in outline.blocks]
    assert places == [1, 1, 2, 3]


def test_merged_cells_stand_once() -> None:
    def build(document: Any) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "Skill"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "Grade"
        for (row, column), words in {(1, 1): "9", (1, 2): "10", (2, 0): "Filing"}.items():
            table.cell(row, column).text = words
        table.cell(2, 1).paragraphs[0].add_run("A").bold = True

    outline = word(build)
    assert [[cell.text for cell in block.cells] for block in outline.blocks] == [
        ["Skill", "Grade", ""],
        ["", "9", "10"],
        ["Filing", "A", ""],
    ]
    assert outline.document.text.count("Skill") == 1
    assert outline.blocks[2].cells[1].has_style(BOLD)


def test_cells_that_hold_lists_or_tables_are_read_one_after_the_other() -> None:
    def build(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "Duties"
        cell = table.cell(0, 1)
        cell.paragraphs[0].text = "The keeper:"
        cell.add_paragraph("Trims wicks.", style="List Bullet")
        table.cell(1, 0).text = "Pay"
        inner = table.cell(1, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Hour", "$20"

    assert shape(word(build)) == [
        ("paragraph", 0, "Duties"),
        ("paragraph", 0, "The keeper:"),
        ("item", 0, "Trims wicks."),
        ("paragraph", 0, "Pay"),
        ("row", 0, "Hour $20"),
    ]


def test_headers_and_footers_are_page_marks_after_the_text() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Lamp Keeper")
        document.sections[0].header.paragraphs[0].text = "City of Lanterns"
        document.sections[0].footer.paragraphs[0].text = "City of Lanterns"

    title, mark = word(build).blocks
    assert (title.text, title.is_page_mark) == ("Lamp Keeper", False)
    assert (mark.text, mark.is_page_mark, mark.could_be_heading) == (
        "City of Lanterns",
        True,
        False,
    )


def test_text_boxes_and_footnotes_are_read_once() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
        f"{paragraph(run('In a box'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph(run("Beside a box"), box, note) + paragraph(run("Below"))
    data = word_bytes(lambda document: None)
    content = f"<w:document {nsdecls('w', 'r')}><w:body>{body}</w:body></w:document>"
    notes = f'<w:footnotes {XML}><w:footnote w:id="2">{paragraph(run("A note"))}</w:footnote>'
    data = with_part(data, "word/document.xml", content.encode())
    data = with_part(data, "word/footnotes.xml", f"{notes}</w:footnotes>".encode())
    rels = part_of(data, "word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>',
    )
    data = with_part(data, "word/_rels/document.xml.rels", rels.encode())
    text = read_bytes(data, "a.docx").text
    assert text == "Beside a box\nIn a box\nBelow\nA note"


def test_pages_are_told_where_word_left_them() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    outline = with_body(
        paragraph(run("One")) + paragraph(turn, run("Two")) + paragraph(run("Still two"))
    )
    places = [outline.document.place_of(b.passage.span.start) for b in outline.blocks]
    assert [place.page for place in places] == [1, 2, 2]
    assert [place.paragraph for place in places] == [1, 2, 3]


def test_content_controls_and_symbols() -> None:
    outline = with_body(
        f"<w:sdt><w:sdtContent>{paragraph(run('In a control'))}</w:sdtContent></w:sdt>"
        + paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0B7"/></w:r>', run(" Trims wicks."))
    )
    assert shape(outline) == [("paragraph", 0, "In a control"), ("item", 0, "Trims wicks.")]


def test_tabs_make_cells() -> None:
    outline = word(lambda document: document.add_paragraph("Class code:\t1229"))
    assert [cell.text for cell in outline.blocks[0].cells] == ["Class code:", "1229"]


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        word(lambda document: document.add_paragraph(" "))


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [
        ("word/document.xml", b"<w:document", "is damaged"),
        ("word/document.xml", b"<other/>", "has no body"),
        ("word/styles.xml", b"not xml", "is damaged"),
        ("word/_rels/document.xml.rels", b"no xml", "is damaged"),
        ("[Content_Types].xml", b"", "is damaged"),
    ],
)
def test_a_damaged_part_is_one_message(part: str, content: bytes, message: str) -> None:
    data = with_part(word_bytes(lambda document: document.add_paragraph("x")), part, content)
    with pytest.raises(InputError, match=f"this DOCX file {message}") as caught:
        read_bytes(data, "folder/a.docx")
    assert "folder/a.docx" in str(caught.value)
    assert caught.value.remedy
