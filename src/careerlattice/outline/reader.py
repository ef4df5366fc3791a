"""Read a document's lines into blocks.

The marks of plain text and Markdown are few and often wrong: headings without any mark, bullets
of every shape, wrapped lines that begin like anything else, blank lines where a page ended. The
reader decides only what the shape of the lines can tell; what a heading means is the loader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from careerlattice.documents import Document
from careerlattice.model import Span
from careerlattice.outline.block import Block, BlockKind, Form
from careerlattice.outline.outline import Outline
from careerlattice.outline.passage import BOLD, EMPTY, Passage, read_passage

_BULLET = re.compile(
    r"(?P<mark>(?:[-+*•●○◦▪▫■□◆◇‣⁃∙·➢➤►▶✓✔–—]|[\uf0a7\uf0b7\uf0d8\uf076\uf0fc])(?=\s)|[•●▪■‣➢➤►✓✔\uf0a7\uf0b7\uf0d8\uf076\uf0fc])\s*"
)
_NUMBER = re.compile(
    r"(?P<star>\*?)(?:\*\*)?\(?(?P<number>\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})(?P<end>[.)])(?=\s|\*\*\s)\s*"
)
_HASHES = re.compile(r"(?P<mark>#{1,6})(?=\s)\s*")
_RULE = re.compile(r"\s*(?:[-*_=~]\s*){3,}$|\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_PAGE_MARK = re.compile(
    r"(?:[-–—]\s*)?(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE
)
_TERMINAL = re.compile(r"[.:;!?][\"'”’)\]*_]*$")
# A line that ends in one of these is not finished, whatever the next one begins with.
_DANGLING = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|with|for|by|as|at|on|from|under|into|that|which|this|their|its|is|are|be|may|must))$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 110
_LONGEST_PLAIN_HEADING = 75


@dataclass(slots=True)
class _Line:
    """One line of the document: [start, end) without its newline; *indent* counts white space."""

    number: int
    start: int
    end: int
    raw: str
    indent: int
    blank_before: bool


@dataclass(slots=True)
class _Draft:
    """A block being read: its lines may still grow."""

    kind: BlockKind
    line: int
    start: int
    end: int
    indent: int
    depth: int = 0
    mark: Span | None = None
    number: Passage = EMPTY
    blank_before: bool = False
    hashes: bool = False
    longest: int = 0


def read_outline(document: Document) -> Outline:
    """The outline of *document*: every non-blank line ends up in exactly one block."""
    return Outline(document, tuple(_finish(document.text, _drafts(document.text))))


def _lines(text: str) -> Iterator[_Line]:
    start, number, blank = 0, 0, True
    for raw in re.split(r"\n|\f", text):
        number += 1
        end = start + len(raw)
        if raw.strip():
            indent = len(raw) - len(raw.lstrip())
            yield _Line(number, start, end, raw, indent, blank)
            blank = False
        else:
            blank = True
        # A form feed breaks a page, not a line: the count of lines goes by newlines alone.
        if end < len(text) and text[end] == "\f":
            number -= 1
        start = end + 1


def _drafts(text: str) -> Iterator[_Draft]:
    lines = list(_lines(text))
    width = _wrap_width(lines)
    draft: _Draft | None = None
    indents: list[int] = []
    for line in lines:
        body = line.raw.strip()
        if _RULE.fullmatch(line.raw):
            continue
        row = _is_row(line.raw)
        hashes = _HASHES.match(body)
        bullet = None if hashes or row else _BULLET.match(body)
        at = line.start + line.indent
        rest = body[bullet.end() :] if bullet else body
        number = None if hashes or row else _NUMBER.match(rest)
        if number and not _is_enumerator(number, rest):
            number = None
        if (
            draft
            and not (row or hashes or bullet or number)
            and _continues(draft, line, text, width)
        ):
            draft.end = line.end
            draft.longest = max(draft.longest, len(line.raw.rstrip()))
            continue
        if draft:
            yield draft
        kind = BlockKind.PARAGRAPH
        draft = _Draft(kind, line.number, at, line.end, line.indent, blank_before=line.blank_before)
        draft.longest = len(line.raw.rstrip())
        if row:
            draft.kind = BlockKind.ROW
            draft.start = line.start
        elif hashes:
            draft.kind, draft.hashes = BlockKind.HEADING, True
            draft.depth = len(hashes.group("mark"))
            draft.mark = Span(at, at + draft.depth)
            draft.start = at + hashes.end()
        elif bullet or number:
            draft.kind = BlockKind.ITEM
            while indents and indents[-1] > line.indent:
                indents.pop()
            if not indents or indents[-1] < line.indent:
                indents.append(line.indent)
            draft.depth = len(indents) - 1
            if bullet:
                draft.mark = Span(at, at + len(bullet.group("mark")))
                at += bullet.end()
            if number:
                first = at + number.start("number")
                draft.number = read_passage(text, first, first + len(number.group("number")))
                if number.group("star"):
                    draft.number = read_passage(text, at, first + len(number.group("number")))
                after = at + number.end()
                draft.mark = Span(draft.mark.start if draft.mark else at, min(line.end, after))
                at = after
            draft.start = at
        if draft.kind is BlockKind.HEADING:
            indents.clear()
    if draft:
        yield draft


def _is_row(raw: str) -> bool:
    """Whether a line is a table row: a tab between texts or after one, or Markdown pipes."""
    body = raw.strip(" ")
    if body.startswith("|") and body.count("|") >= 2:
        return True
    inner = raw.lstrip()
    if "\t" not in inner:
        return False
    head = inner.split("\t", 1)[0].strip()
    # "•<tab>text" and "1.<tab>text" are list items whose bullet happens to be followed by a tab.
    return not (_BULLET.fullmatch(head + " ") or _NUMBER.fullmatch(head + " "))


def _is_enumerator(match: re.Match[str], rest: str) -> bool:
    """Whether "X." at a line's beginning counts items; "A. Smith" and "I. e." hardly do."""
    number = match.group("number")
    if number.isdigit():
        return True
    return match.end() < len(rest) and len(rest) > len(number) + 3


def _wrap_width(lines: list[_Line]) -> int:
    """The width at which the document's lines were broken by a program, 0 where they were not."""
    lengths = sorted(len(line.raw.rstrip()) for line in lines)
    if len(lengths) < 12:
        return 0
    widest = lengths[-1]
    full = sum(length >= 0.8 * widest for length in lengths)
    return widest if 40 <= widest <= 130 and full >= 0.3 * len(lengths) else 0


def _continues(draft: _Draft, line: _Line, text: str, width: int) -> bool:
    """Whether an unmarked line goes on with the block before it."""
    if draft.kind in (BlockKind.ROW, BlockKind.HEADING):
        return False
    before = text[draft.start : draft.end].rstrip()
    body = line.raw.strip()
    if before.count("**") % 2 and before.startswith("**") and not line.blank_before:
        return True
    if _TERMINAL.search(before) or _is_capitals(before):
        return False
    lower = body[:1].islower()
    if line.blank_before:
        # A page break inside a sentence.
        return lower and len(before) >= 50 and draft.kind is BlockKind.ITEM
    if lower or (_DANGLING.search(before) and not _is_capitals(body)):
        return True
    if draft.kind is BlockKind.ITEM and line.indent > draft.indent:
        return True
    last = before.rsplit("\n", 1)[-1]
    return bool(width) and len(last) >= 0.8 * width and not _is_capitals(body)


def _is_capitals(text: str) -> bool:
    """Whether a line is set in capitals: letters, all of them upper case."""
    return text.isupper() and sum(c.isalpha() for c in text) >= 2


def _finish(text: str, drafts: Iterator[_Draft]) -> Iterator[Block]:
    for draft in drafts:
        if draft.kind is BlockKind.ROW:
            cells = tuple(_cells(text, draft.start, draft.end))
            passage = read_passage(text, draft.start, draft.end)
            yield Block(
                BlockKind.ROW, draft.line, passage, cells=cells, blank_before=draft.blank_before
            )
            continue
        passage = read_passage(text, draft.start, draft.end)
        kind, form = draft.kind, Form.HASH if draft.hashes else _form(draft, passage)
        if kind is BlockKind.PARAGRAPH and form in (Form.BOLD, Form.CAPITALS):
            kind = BlockKind.HEADING
        yield Block(
            kind,
            draft.line,
            passage,
            form,
            draft.depth,
            draft.mark,
            draft.number,
            blank_before=draft.blank_before,
            is_page_mark=draft.kind is not BlockKind.HEADING
            and bool(
                _PAGE_MARK.fullmatch(
                    text[draft.mark.start if draft.mark else draft.start : draft.end].strip()
                )
            ),
        )


def _cells(text: str, start: int, end: int) -> Iterator[Passage]:
    raw = text[start:end]
    if "\t" in raw:
        at = start
        for cell in raw.split("\t"):
            yield read_passage(text, at, at + len(cell)) if cell.strip() else EMPTY
            at += len(cell) + 1
        return
    lead = len(raw) - len(raw.lstrip())
    inner = raw.strip().strip("|")
    at = start + lead + (1 if raw.strip().startswith("|") else 0)
    for cell in inner.split("|"):
        yield read_passage(text, at, at + len(cell)) if cell.strip() else EMPTY
        at += len(cell) + 1


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
