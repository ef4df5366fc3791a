"""Blocks: the headings, paragraphs, list items and table rows a document is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from careerlattice.model import Span
from careerlattice.outline.passage import EMPTY, Passage


class BlockKind(StrEnum):
    """What a block is by its marks and shape."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


class Form(StrEnum):
    """By what a heading or list item was told. HASH also stands for a heading's style or size.

    COLON and PLAIN also stand on paragraphs and items: they say "this could be a heading", and a
    loader that knows its family's headings decides.
    """

    HASH = "hash"
    BOLD = "bold"
    CAPITALS = "capitals"
    COLON = "colon"
    PLAIN = "plain"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row.

    *line* is 1-based. *depth* is a heading's level or number of hashes, or an item's nesting (0
    outermost). *mark* covers a bullet, hashes or the like; *number* an enumerator ("3." gives "3").
    *ordinal* is a number that the document's form counts and its text does not hold.
    *cells* are filled for rows only; an empty cell is an empty passage. *blank_before* tells
    whether a blank line precedes. *is_page_mark*: a line that looks like a page number, or that
    stands at the head or foot of pages.
    """

    kind: BlockKind
    line: int
    passage: Passage
    form: Form = Form.NONE
    depth: int = 0
    mark: Span | None = None
    number: Passage = EMPTY
    cells: tuple[Passage, ...] = ()
    blank_before: bool = False
    is_page_mark: bool = False
    ordinal: str = ""

    @property
    def text(self) -> str:
        """The clean text."""
        return self.passage.text

    @property
    def could_be_heading(self) -> bool:
        """Whether its form is one that headings take."""
        return self.form is not Form.NONE
