"""Set a text as a real document: headings as styles, lists as lists, charts as tables."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Pt

from careerlattice.outline import BOLD, ITALIC, UNDERLINE, Block, BlockKind, Form, Outline, Passage

_LIST = "77"


def set_as_docx(outline: Outline) -> bytes:
    """The document of *outline* as a person would set it in a word processor.

    Bold and italics come from the styles "Strong" and "Emphasis", never from the run itself.
    """
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(11)
    _define_list(document)
    for is_row, blocks in groupby(outline.blocks, lambda block: block.kind is BlockKind.ROW):
        if is_row:
            _set_table(document, list(blocks))
        else:
            for block in blocks:
                _set_block(document, block, outline.text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _define_list(document: Any) -> None:
    """Give the document a list of three levels, each with a bullet of its own."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:pPr>'
        f'<w:ind w:left="{720 + 360 * depth}" w:hanging="360"/></w:pPr></w:lvl>'
        for depth, sign in enumerate("•o▪")
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    abstract = parse_xml(
        f'<w:abstractNum {space} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {space} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>')
    )


def _set_table(document: Any, rows: list[Block]) -> None:
    table = document.add_table(len(rows), max(len(row.cells) for row in rows), "Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, passage in zip(cells.cells, row.cells, strict=False):
            _set_runs(cell.paragraphs[0], passage)


def _set_block(document: Any, block: Block, text: str) -> None:
    if level := _level(block):
        paragraph = document.add_paragraph(style=f"Heading {level}")
    elif block.mark and not text[block.mark.start].isalnum():
        paragraph = document.add_paragraph()
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = int(_LIST)
        properties.get_or_add_ilvl().val = block.depth
    else:
        paragraph = document.add_paragraph()
    if block.number:
        paragraph.add_run(f"{block.number.text}. ")
    _set_runs(paragraph, block.passage)


def _set_runs(paragraph: Any, passage: Passage) -> None:
    pairs = zip(passage.text, passage.styles, strict=True)
    for style, letters in groupby(pairs, lambda pair: pair[1]):
        run = paragraph.add_run("".join(letter for letter, _ in letters))
        if style & BOLD:
            run.style = "Strong"
        elif style & ITALIC:
            run.style = "Emphasis"
        if style & UNDERLINE:
            run.underline = True


def _level(block: Block) -> int:
    """Which heading a person would make of a block, 0 for none: short lines without figures."""
    if block.form is Form.HASH:
        return block.depth
    is_word = block.text.replace(" ", "").replace("/", "").isalpha()
    is_line = block.kind is BlockKind.HEADING or (block.form is Form.PLAIN and block.blank_before)
    return 2 if is_line and is_word and block.kind is not BlockKind.ITEM else 0
