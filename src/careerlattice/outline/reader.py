"""Read a document's lines into blocks.

The marks of plain text and Markdown are few and often wrong: headings without any mark, bullets
of every shape, wrapped lines that begin like anything else, blank lines where a page ended. The
reader decides only what the shape of the lines can tell; what a heading means is the loader's.
Where the document's form lays its lines out, that is believed, and the words are looked at for what
people type themselves: bullets, numbers, tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from careerlattice.documents import FILL, Document, Line, LineKind
from careerlattice.errors import InputError, Place
from careerlattice.model import Span
from careerlattice.outline.block import Block, BlockKind, Form
from careerlattice.outline.outline import Outline, read_styled
from careerlattice.outline.passage import BOLD, EMPTY, Passage

# Bullets that are certain even without a space behind them; the second half is Wingdings', which
# Word leaves in the text as private letters.
_SURE_BULLETS = "•●▪■‣➢►✓✔\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
_BULLET = re.compile(
    rf"(?P<mark>[-+*○◦▫□◆◇⁃∙·▶–—o{_SURE_BULLETS}](?=[\s{FILL}]|$)|[{_SURE_BULLETS}]"
    # Wingdings' square, arrow and tick, where a program took them for letters.
    rf"|[§Øü](?=\s+[A-Za-z]))[\s{FILL}]*"
)
_NUMBER = re.compile(
    r"(?P<star>\*?)(?:\*\*)?\(?(?P<number>\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})(?P<end>[.)])(?=\s|\*\*\s|$)\s*"
)
_HASHES = re.compile(r"(?P<mark>#{1,6}(?=\s)|#{2,6}(?=[A-Za-z]))\s*")
_QUOTED = re.compile(r"(?:>[ \t]?)+(?=[^\s>])")
_PAGE_MARK = re.compile(
    r"(?:[-–—]\s*)?(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE
)
_TERMINAL = re.compile(r"[.:;!?][\"'”’)\]*_]*$")
# A line that ends in one of these is not finished, whatever the next one begins with.
_DANGLING = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|with|for|by|as|at|on|from|under|into|that|which|this|their|its|is|are|be|may|must))$",
    re.IGNORECASE,
)
_BLANKS = f" \t\n\r\f\u00a0{FILL}"
_INLINE_BULLET = re.compile(f"[{_SURE_BULLETS}]")
MOST_BLOCKS = 30_000
"""Of one document; a class specification has hundreds."""
LONGEST_BLOCK = 100_000
"""Characters of one paragraph; a whole class specification seldom has as many."""
_LONGEST_HEADING = 110
_LONGEST_PLAIN_HEADING = 75
_TAB = 4
# Cells of a row, and items of one paragraph; what has more is something else.
_WIDEST_ROW = 500


@dataclass(slots=True)
class _Line:
    """One line of the document: [start, end) without its newline; *indent* counts white space.

    *column* is where its text begins, tabs counted as the columns they take. *laid* is the line
    as the document's form has it.
    """

    number: int
    start: int
    end: int
    raw: str
    indent: int
    column: int
    blank_before: bool
    laid: Line | None = None


@dataclass(slots=True)
class _Draft:
    """A block being read: its lines may still grow.

    *column* is where its mark stands, *width* the length of its last line; *capitals* whether all
    its letters are upper case so far, *open_bold* whether bold has opened and not closed.
    """

    kind: BlockKind
    line: int
    start: int
    end: int
    column: int
    depth: int = 0
    mark: Span | None = None
    number: Passage = EMPTY
    blank_before: bool = False
    hashes: bool = False
    width: int = 0
    capitals: bool = False
    open_bold: bool = False
    laid: Line | None = None


_DATA = frozenset(("text/csv", "application/json"))


def read_outline(document: Document) -> Outline:
    """The outline of *document*: every non-blank line ends up in exactly one block.

    A data file (CSV, JSON) has values and no blocks: who knows it reads its text.

    Raises:
        InputError: there are more blocks, or longer ones, than a class specification can have.
    """
    if document.media_type in _DATA:
        return Outline(document, ())
    return Outline(document, tuple(_bounded(_Reader(document).blocks(), document)))


def _bounded(blocks: Iterator[Block], document: Document) -> Iterator[Block]:
    """*blocks*, as long as they are no more and no longer than those of any class specification."""
    for number, block in enumerate(blocks, 1):
        if number > MOST_BLOCKS:
            what = f"more than {MOST_BLOCKS:,} headings, paragraphs and list items"
        elif len(block.passage.text) > LONGEST_BLOCK:
            what = f"a paragraph of more than {LONGEST_BLOCK:,} characters"
        else:
            yield block
            continue
        raise InputError(
            f"the document has {what}",
            place=Place(document.name, block.line),
            remedy="split it into one file per class specification",
        )


def _lines(text: str) -> Iterator[_Line]:
    start, number, blank = 0, 0, True
    for raw in re.split(r"\n|\f", text):
        number += 1
        end = start + len(raw)
        if raw.strip():
            yield _line(number, start, raw, blank_before=blank)
            blank = False
        else:
            blank = True
        # A form feed breaks a page, not a line: the count of lines goes by newlines alone.
        if end < len(text) and text[end] == "\f":
            number -= 1
        start = end + 1


def _laid_lines(document: Document) -> Iterator[_Line]:
    assert document.layout is not None
    for laid in document.layout.lines:
        raw = document.mended[laid.start : laid.end]
        if raw.strip():
            number = document.line_of(laid.start)
            yield _line(number, laid.start, raw, blank_before=laid.gap, laid=laid)


def _line(
    number: int, start: int, raw: str, *, blank_before: bool, laid: Line | None = None
) -> _Line:
    lead = raw[: len(raw) - len(raw.lstrip())]
    column = len(lead.expandtabs(_TAB)) if "\t" in lead else len(lead)
    return _Line(number, start, start + len(raw), raw, len(lead), column, blank_before, laid)


class _Reader:
    """The blocks of one document, as they are made."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.mended
        self.has_bullets = bool(_INLINE_BULLET.search(self.text))
        if document.layout:
            self.lines = list(_laid_lines(document))
            self.width = 0
        else:
            self.lines = list(_lines(self.text))
            self.width = _wrap_width(self.lines)
        self.nesting: list[tuple[int, int]] = []

    def blocks(self) -> Iterator[Block]:
        for draft in self._drafts():
            block = self._finish(draft)
            yield from self._split_at_bullets(block, draft)

    def _drafts(self) -> Iterator[_Draft]:
        draft: _Draft | None = None
        # A mark alone on its line, which waits for its text.
        lone: _Draft | None = None
        for number, line in enumerate(self.lines):
            if line.laid is None and _is_rule(line.raw):
                continue
            new = self._begin(line, self._is_row(number, draft))
            unmarked = new.kind is BlockKind.PARAGRAPH
            if lone and unmarked:
                _take_mark(new, lone)
                lone = None
            elif draft and unmarked and self._continues(draft, line):
                _grow(draft, line)
                continue
            for each in (draft, lone):
                if each:
                    yield each
            draft = lone = None
            if new.kind is BlockKind.ITEM and not self.text[new.start : new.end].strip(_BLANKS):
                lone = new
            else:
                draft = new
            if new.kind is BlockKind.HEADING:
                self.nesting.clear()
        for each in (draft, lone):
            if each:
                yield each

    def _is_row(self, number: int, before: _Draft | None) -> bool:
        """Whether a line is a table row: laid out as one, or by its tabs or pipes.

        A bullet before the tab, or tabs at the line's end alone, need a row beside them.
        """
        line = self.lines[number]
        if line.laid and line.laid.kind is not LineKind.PARAGRAPH:
            return line.laid.kind is LineKind.ROW
        if not _has_cells(line.raw):
            return False
        body = line.raw.strip()
        if "\t" in body and not _BULLET.match(body) and not _NUMBER.match(body):
            return True
        if not line.blank_before and before and before.kind is BlockKind.ROW:
            return True
        following = self.lines[number + 1] if number + 1 < len(self.lines) else None
        beside = following is not None and not following.blank_before and "\t" in body
        return body.startswith("|") or bool(beside and following and _has_cells(following.raw))

    def _begin(self, line: _Line, is_row: bool) -> _Draft:
        """The draft of a block that begins with *line*."""
        laid = line.laid
        start = line.start + line.indent
        body = line.raw.strip()
        draft = _Draft(
            BlockKind.PARAGRAPH,
            line.number,
            start,
            line.end,
            line.column,
            blank_before=line.blank_before,
            width=len(line.raw.rstrip()),
            capitals=_is_capitals(body),
            open_bold=body.startswith("**") and body.count("**") % 2 == 1,
            laid=laid,
        )
        if is_row:
            draft.kind, draft.start = BlockKind.ROW, line.start
            return draft
        if laid and laid.kind is LineKind.HEADING and not laid.goes_on:
            draft.kind, draft.hashes, draft.depth = BlockKind.HEADING, True, laid.depth
            return draft
        if laid is None and body[0] == ">" and (quoted := _QUOTED.match(body)):
            draft.mark = Span(start, start + quoted.end())
            start += quoted.end()
            draft.start, body = start, body[quoted.end() :]
        if laid is None and body[:1] == "#" and (hashes := _HASHES.match(body)):
            draft.kind, draft.hashes = BlockKind.HEADING, True
            draft.depth = len(hashes.group("mark"))
            draft.mark = Span(draft.mark.start if draft.mark else start, start + draft.depth)
            draft.start = start + hashes.end()
            return draft
        self._take_marks(draft, start, body)
        if laid and laid.kind is LineKind.ITEM and not laid.goes_on:
            draft.kind, draft.depth = BlockKind.ITEM, laid.depth
        return draft

    def _take_marks(self, draft: _Draft, at: int, body: str) -> None:
        """Take the bullet and the enumerator that *body*, which stands at *at*, begins with."""
        bullet = _BULLET.match(body)
        rest = body[bullet.end() :] if bullet else body
        number = _NUMBER.match(rest)
        if number and not _is_enumerator(number, rest):
            number = None
        if not (bullet or number):
            return
        draft.kind = BlockKind.ITEM
        sign = bullet.group("mark") if bullet else ""
        draft.depth = self._depth(draft.column, sign)
        first = draft.mark.start if draft.mark else at
        if bullet:
            draft.mark = Span(first, at + len(sign))
            at += bullet.end()
        if number:
            begins = at + number.start("star" if number.group("star") else "number")
            draft.number = self._passage(begins, at + number.end("number"))
            at += number.end()
            draft.mark = Span(first, min(draft.end, at))
        draft.start = min(at, draft.end)

    def _depth(self, column: int, sign: str) -> int:
        """How deep an item nests by its column; at one column, "o" lies below other bullets."""
        tier = 0
        if sign == "o":
            tier = 1
        elif sign in ("▪", "■", "§", "\uf0a7") and self.nesting and self.nesting[-1][1]:
            tier = 2
        place = (column, tier)
        while self.nesting and self.nesting[-1] > place:
            self.nesting.pop()
        if not self.nesting or self.nesting[-1] < place:
            self.nesting.append(place)
        return len(self.nesting) - 1

    def _continues(self, draft: _Draft, line: _Line) -> bool:
        """Whether an unmarked line goes on with the block before it."""
        if line.laid and not line.laid.goes_on:
            return False
        if line.laid and draft.laid and draft.laid.kind in (LineKind.ITEM, LineKind.HEADING):
            return True
        if draft.kind in (BlockKind.ROW, BlockKind.HEADING):
            return False
        if draft.open_bold and not line.blank_before:
            return True
        before = self.text[max(draft.start, draft.end - 200) : draft.end].rstrip()
        body = line.raw.strip()
        if _TERMINAL.search(before) or draft.capitals:
            return False
        lower = body[:1].islower()
        if line.blank_before:
            # A page break inside a sentence.
            return lower and draft.end - draft.start >= 50 and draft.kind is BlockKind.ITEM
        if lower or (_DANGLING.search(before) and not _is_capitals(body)):
            return True
        if draft.kind is BlockKind.ITEM and line.column > draft.column:
            return True
        return bool(self.width) and draft.width >= 0.8 * self.width and not _is_capitals(body)

    def _finish(self, draft: _Draft) -> Block:
        passage = self._passage(draft.start, draft.end)
        laid = draft.laid
        if draft.kind is BlockKind.ROW:
            cells = tuple(self._cells(draft))
            return Block(
                BlockKind.ROW, draft.line, passage, cells=cells, blank_before=draft.blank_before
            )
        kind, form = draft.kind, Form.HASH if draft.hashes else _form(draft, passage)
        is_page_mark = draft.kind is not BlockKind.HEADING and bool(
            _PAGE_MARK.fullmatch(
                self.text[draft.mark.start if draft.mark else draft.start : draft.end].strip()
            )
        )
        if laid and laid.is_page_mark:
            kind, form, is_page_mark = BlockKind.PARAGRAPH, Form.NONE, True
        if kind is BlockKind.PARAGRAPH and form in (Form.BOLD, Form.CAPITALS):
            kind = BlockKind.HEADING
        return Block(
            kind,
            draft.line,
            passage,
            form,
            draft.depth,
            draft.mark,
            draft.number,
            blank_before=draft.blank_before,
            is_page_mark=is_page_mark,
            ordinal=laid.ordinal if laid else "",
        )

    def _cells(self, draft: _Draft) -> Iterator[Passage]:
        if draft.laid and draft.laid.cells:
            for start, end in draft.laid.cells:
                yield self._passage(start, end) if end > start else EMPTY
            return
        raw = self.text[draft.start : draft.end]
        at, sign = draft.start, "\t"
        if "\t" not in raw:
            body = raw.strip()
            at += len(raw) - len(raw.lstrip()) + body.startswith("|")
            raw, sign = body.strip("|"), "|"
        for cell in raw.split(sign):
            yield self._passage(at, at + len(cell)) if cell.strip() else EMPTY
            at += len(cell) + 1

    def _split_at_bullets(self, block: Block, draft: _Draft) -> Iterator[Block]:
        """*block*, or an item for each bullet where two or more stand in its running text."""
        inner = []
        is_text = block.kind is BlockKind.PARAGRAPH or block.kind is BlockKind.ITEM
        if self.has_bullets and is_text and not block.is_page_mark:
            marks = _INLINE_BULLET.finditer(self.text, draft.start, draft.end)
            inner = [match.start() for match in islice(marks, _WIDEST_ROW + 1)]
        leads = block.mark is not None and self.text[block.mark.start] in _SURE_BULLETS
        if not 2 <= len(inner) + leads <= _WIDEST_ROW or not inner:
            yield block
            return
        starts, ends = [draft.start, *(at + 1 for at in inner)], [*inner, draft.end]
        parts = [self._passage(*bounds) for bounds in zip(starts, ends, strict=True)]
        if not all(_has_letter(part.text) for part in parts[1:]):
            yield block
            return
        if parts[0]:
            yield replace(block, passage=parts[0], form=_form(draft, parts[0]))
        for at, part in zip(inner, parts[1:], strict=True):
            line = self.document.line_of(at)
            form = _form(draft, part)
            yield Block(BlockKind.ITEM, line, part, form, draft.depth, Span(at, at + 1))

    def _passage(self, start: int, end: int) -> Passage:
        return read_styled(self.document, start, end)


def _take_mark(draft: _Draft, lone: _Draft) -> None:
    """Make *draft* the item whose mark stood alone on the line before."""
    draft.kind = BlockKind.ITEM
    draft.line, draft.column, draft.depth = lone.line, min(lone.column, draft.column), lone.depth
    draft.mark, draft.number, draft.blank_before = lone.mark, lone.number, lone.blank_before


def _grow(draft: _Draft, line: _Line) -> None:
    body = line.raw.strip()
    draft.end = line.end
    draft.width = len(line.raw.rstrip())
    draft.capitals = draft.capitals and body == body.upper()
    draft.open_bold = draft.open_bold != (body.count("**") % 2 == 1)


def _is_rule(raw: str) -> bool:
    """Whether a line is drawn, not written: dashes and the like, or the rule of a table."""
    body = raw.strip()
    if body[0] not in "-*_=~:|":
        return False
    signs = set(body) - {" ", "\t", "\u00a0"}
    if len(signs) == 1 and signs <= set("-*_=~"):
        return sum(not c.isspace() for c in body) >= 3
    return "---" in body and signs <= set("-:|")


def _has_cells(raw: str) -> bool:
    """Whether a line has a tab between texts or after one, or Markdown's pipes."""
    if "\t" not in raw and "|" not in raw:
        return False
    body = raw.strip(" ")
    if body.startswith("|") and 2 <= body.count("|") <= _WIDEST_ROW:
        return True
    inner = raw.lstrip()
    if not 0 < inner.count("\t") <= _WIDEST_ROW:
        return False
    head = inner.split("\t", 1)[0].strip()
    # "•<tab>text" and "1.<tab>text" are list items whose bullet happens to be followed by a tab.
    return not (_BULLET.fullmatch(head + " ") or _NUMBER.fullmatch(head + " "))


def _is_enumerator(match: re.Match[str], rest: str) -> bool:
    """Whether "X." at a line's beginning counts items; "A. Smith" and "I. e." hardly do."""
    number = match.group("number")
    if number.isdigit() or match.end() == len(rest):
        return True
    return len(rest) > len(number) + 3


def _wrap_width(lines: list[_Line]) -> int:
    """The width at which the document's lines were broken by a program, 0 where they were not."""
    lengths = sorted(len(line.raw.rstrip()) for line in lines)
    if len(lengths) < 12:
        return 0
    widest = lengths[-1]
    full = sum(length >= 0.8 * widest for length in lengths)
    return widest if 40 <= widest <= 130 and full >= 0.3 * len(lengths) else 0


def _is_capitals(text: str) -> bool:
    """Whether a line is set in capitals: letters, all of them upper case."""
    return text.isupper() and sum(c.isalpha() for c in text) >= 2


def _has_letter(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _form(draft: _Draft, passage: Passage) -> Form:
    text = passage.text
    if not text or len(text) > _LONGEST_HEADING:
        return Form.NONE
    if draft.kind is BlockKind.PARAGRAPH and passage.has_style(BOLD):
        return Form.BOLD
    if _is_capitals(text.rstrip(" -–—:")) and not text.endswith((".", ";", ",")):
        return Form.CAPITALS
    if text.endswith(":"):
        return Form.COLON
    if len(text) <= _LONGEST_PLAIN_HEADING and text[0].isupper() and not _TERMINAL.search(text):
        return Form.PLAIN
    return Form.NONE
