"""Units: the pieces of an outline that are each taken for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from careerlattice.outline import Block, BlockKind, Form, Outline, Passage
from careerlattice_loaders.general.lexicon import words_of


class Role(Enum):
    """What a unit is in the layout of its document."""

    LINE = "line"
    ITEM = "item"
    SENTENCE = "sentence"
    CELL = "cell"
    HEADING = "heading"
    MARK = "mark"


@dataclass(slots=True, eq=False)
class Unit:
    """A heading, list item, sentence or cell.

    *first* tells whether it begins its block; *row* numbers the table row it stands in (0: none)
    and *column* its cell; *apart* whether a blank line precedes. *run_in*: a heading that its own
    text follows on the same line. *number* is an enumerator that the outline did not tell apart
    ("4.2", "(3)"). *size* is the number of characters of its whole block.
    """

    passage: Passage
    block: Block
    role: Role
    first: bool = True
    apart: bool = False
    run_in: bool = False
    row: int = 0
    column: int = 0
    columns: int = 1
    size: int = 0
    number: Passage | None = None
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The clean text."""
        return self.passage.text

    @property
    def form(self) -> Form:
        """The form of the block, for a unit that is all of it."""
        return self.block.form


# Bullets that stand inside a line, and enumerators "1)", "(2)" or "a)" doing the same.
_BULLETS = frozenset("•●▪■◦‣➢➤►✓✔·\uf0a7\uf0b7\uf0d8")
_INLINE_BULLET = re.compile(r"(?:^|\s)[•●▪■◦‣➢➤►✓✔·\uf0a7\uf0b7\uf0d8](?=\s*\S)")
_INLINE_NUMBER = re.compile(r"(?:^|(?<=[\s:;,.]))\(?(\d{1,2})[).](?=\s+[A-Za-z])")
# "4.2 Collects fees", "(3) Draws plans"; but "(3) years" and "1.5 hours" are amounts.
_ENUMERATOR = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=[A-Z«\"“])")
_TIGHT_BULLET = re.compile(r"[-–—*·•](?=[^\W\d_])")
_LONGEST_LABEL = 70
_LABEL = re.compile(r"[^\W\d_][^:.]{1,34}:")
_WIDE_BLANK = 3
_WIDEST = 260


def read_units(outline: Outline) -> list[Unit]:
    """The units of *outline* in the order of the document; every block is in some unit."""
    units: list[Unit] = []
    row = 0
    for block in outline.blocks:
        if block.kind is BlockKind.ROW:
            row += 1
            units.extend(_cells(block, row))
        elif not block.text:
            continue
        elif block.is_page_mark:
            units.append(Unit(block.passage, block, Role.MARK, apart=block.blank_before))
        else:
            units.extend(_pieces(block))
    for unit in units:
        _strip_number(unit)
        unit.words = words_of(unit.passage.text)
    return [unit for unit in units if unit.passage.text]


def _strip_number(unit: Unit) -> None:
    """Set apart an enumerator or bullet at the beginning that the outline left in the text."""
    text = unit.text
    if text[:1].isalpha() or (not unit.first and text[:1] != "("):
        return
    match = _ENUMERATOR.match(text)
    if match is not None:
        unit.number = unit.passage[match.start(1) : match.end(1)]
        unit.passage = unit.passage[match.end() :]
    elif unit.role is Role.LINE and _TIGHT_BULLET.match(text):
        unit.role = Role.ITEM
        unit.passage = unit.passage[1:].strip()


def _cells(block: Block, row: int) -> Iterator[Unit]:
    held = [
        (column, cell)
        for column, cell in enumerate(block.cells)
        if any(c.isalnum() for c in cell.text)
    ]
    for number, (column, cell) in enumerate(held):
        yield Unit(
            cell,
            block,
            Role.CELL if len(held) > 1 else Role.LINE,
            first=number == 0,
            apart=block.blank_before and number == 0,
            row=row,
            column=column,
            columns=len(held),
            size=len(cell.text),
        )


def _pieces(block: Block) -> Iterator[Unit]:
    passage = block.passage
    columns = _split_columns(passage)
    if len(columns) > 1:
        for number, part in enumerate(columns):
            first = number == 0
            yield Unit(
                part, block, Role.LINE, True, block.blank_before and first, size=len(part.text)
            )
        return
    parts = list(_split_inline(passage))
    is_list = len(parts) > 1
    size = len(passage.text)
    for number, part in enumerate(parts):
        if block.kind is BlockKind.ITEM or (is_list and number):
            yield Unit(
                part,
                block,
                Role.ITEM,
                number == 0,
                block.blank_before and not number,
                size=len(part.text),
            )
            continue
        sentences = list(part.sentences())
        role = Role.LINE if len(sentences) == 1 else Role.SENTENCE
        for which, sentence in enumerate(sentences):
            first = number == 0 and which == 0
            yield Unit(sentence, block, role, first, block.blank_before and first, size=size)


def _split_columns(passage: Passage) -> list[Passage]:
    """Labels and values set side by side on one line, kept apart by wide blanks alone."""
    text, at = passage.text, passage.at
    # Where nothing was left out of the text, its blanks are as wide as they look.
    if len(text) > _WIDEST or text.count(":") < 2 or at[-1] - at[0] < len(text):
        return [passage]
    cuts = [i for i, c in enumerate(text[:-1]) if c == " " and at[i + 1] - at[i] >= _WIDE_BLANK]
    if not cuts:
        return [passage]
    parts = [
        passage[start:end].strip()
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
    ]
    joined: list[Passage] = []
    for part in parts:
        if joined and not _LABEL.match(part.text):
            start = joined[-1]
            begin = text.index(start.text)
            end = text.index(part.text, begin + len(start.text)) + len(part.text)
            joined[-1] = passage[begin:end]
        elif part:
            joined.append(part)
    if len(joined) < 2:
        return [passage]
    return joined


def _split_inline(passage: Passage) -> Iterator[Passage]:
    """The parts of a passage that bullets or enumerators inside it keep apart."""
    text = passage.text
    cuts: list[int] = []
    # No bullet is of ASCII, as most texts are.
    if not text.isascii() and not _BULLETS.isdisjoint(text):
        cuts = [match.start() for match in _INLINE_BULLET.finditer(text)]
    if len(cuts) < 2:
        cuts = _counted(text)
    if len(cuts) < 2:
        yield passage
        return
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = passage[start:end].strip(" •●▪■◦‣➢➤►✓✔·\uf0a7\uf0b7\uf0d8")
        if part:
            yield part


def _counted(text: str) -> list[int]:
    """Where enumerators 1, 2, 3 … stand in a text, if they count on from one."""
    if len(text) < 60 or not all(f"{n})" in text or f"{n}." in text for n in (1, 2)):
        return []
    cuts: list[int] = []
    for match in _INLINE_NUMBER.finditer(text):
        if int(match.group(1)) == len(cuts) + 1:
            cuts.append(match.start())
    return cuts if len(cuts) >= 3 or (len(cuts) == 2 and cuts[0] < 4) else []


def split_label(passage: Passage) -> tuple[Passage, Passage] | None:
    """A label and what follows it, where a colon or bold face sets the one apart from the other."""
    text = passage.text
    at = text.find(":", 0, _LONGEST_LABEL)
    while (
        0 < at < len(text) - 1
        and text[at + 1] not in " \u00a0"
        and not (text[at - 1].isalpha() and text[at + 1].isupper())
        and passage.styles[at] == passage.styles[at + 1]
    ):
        at = text.find(":", at + 1, _LONGEST_LABEL)
    if at < 1 and passage.styles[:1].strip(b"\0"):
        at = _end_of_style(passage)
        if 0 < at < min(len(text) - 1, _LONGEST_LABEL):
            return passage[:at].strip(" -–—:"), passage[at:].strip(" -–—:")
        return None
    if at < 1:
        return None
    label, value = passage[:at].strip(), passage[at + 1 :].strip()
    if not label or not value or ". " in label.text:
        return None
    return label, value


def _end_of_style(passage: Passage) -> int:
    first = passage.styles[0]
    for at, style in enumerate(passage.styles):
        if style != first:
            return at
    return len(passage.text)
