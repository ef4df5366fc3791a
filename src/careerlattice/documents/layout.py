"""How a document that is more than plain text was laid out: lines, styles, pages, paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

BOLD, ITALIC, UNDERLINE = 1, 2, 4


class LineKind(StrEnum):
    """What a line is by the form of its document, whatever its words look like."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its document: both count from 1, None where the form has none."""

    page: int | None = None
    paragraph: int | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Line:
    """One laid-out line: characters [start, end) of the document's text.

    *depth* is a heading's level (1 outermost) or an item's nesting (0 outermost). *ordinal* is the
    number or letter the form counts an item by and the text does not hold. *cells* are a row's, as
    [start, end) each, empty ones included. *goes_on*: a forced line break, not a new paragraph, is
    before it. *gap*: it is set off from what precedes. *is_page_mark*: it stands at the head or
    foot of pages and belongs to no place in the text.
    """

    kind: LineKind
    start: int
    end: int
    depth: int = 0
    ordinal: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    goes_on: bool = False
    gap: bool = False
    is_page_mark: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The laid-out lines in the order of the text, and the look of each of its characters.

    *styles* has one byte for each character of the text: a sum of BOLD, ITALIC and UNDERLINE.
    *places* tells from which offset on each place holds.
    """

    lines: tuple[Line, ...]
    styles: bytes
    places: tuple[tuple[int, Place], ...] = ()

    def place_of(self, offset: int) -> Place:
        """The place of the character at *offset*."""
        number = bisect_right(self.places, offset, key=lambda each: each[0])
        return self.places[number - 1][1] if number else NOWHERE
