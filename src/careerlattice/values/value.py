"""A value: one cell or string of a data file, its text decoded and tied to its characters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from careerlattice.model import Span, Words

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)
_BULLET = re.compile(r"(?:[-*•·▪–—])[ \t\u00a0]+")
_BREAK = re.compile(r"\r\n?|\n")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
_BREAKS = frozenset((r"\n", r"\r"))


class Escapes(Enum):
    """How a file writes what it cannot write as it is."""

    NONE = "none"
    DOUBLED = "doubled quotation marks"
    BACKSLASH = "backslash sequences"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a value: its *text* as it reads, the *span* of its characters as they stand.

    *is_item* tells that a bullet stood before it; the bullet is in neither.
    """

    text: str
    span: Span
    is_item: bool = False

    @property
    def words(self) -> Words:
        """The text with its span."""
        return Words(self.text, (self.span,))


@dataclass(frozen=True, slots=True)
class Value:
    """The characters [start, end) of a file's *source*, quotation marks around them aside."""

    source: str
    start: int
    end: int
    escapes: Escapes = Escapes.NONE

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def raw(self) -> str:
        """The characters as they stand."""
        return self.source[self.start : self.end]

    @property
    def text(self) -> str:
        """The text as it reads: decoded, white space folded, hidden characters gone."""
        return _read(self.raw, self.escapes)

    @property
    def words(self) -> Words | None:
        """The text with its span; None where there is none."""
        lines = [*self.lines(bullets=False)]
        if not lines:
            return None
        span = Span(lines[0].span.start, lines[-1].span.end)
        return Words(" ".join(line.text for line in lines), (span,))

    @property
    def span(self) -> Span | None:
        """From the first to the last character that is not blank; None where there is none."""
        words = self.words
        return words.spans[0] if words else None

    def lines(self, *, bullets: bool = True) -> Iterator[Line]:
        """The lines that are not blank, each without its bullet where *bullets* are looked for."""
        for first, last in self._pieces():
            piece = self.source[first:last]
            start = first + len(piece) - len(_lstripped(piece))
            mark = _BULLET.match(self.source, start, last) if bullets else None
            body = mark.end() if mark else start
            end = first + len(piece.rstrip())
            text = _read(self.source[body:end], self.escapes) if body < end else ""
            if text:
                yield Line(text, Span(body, end), is_item=mark is not None)

    def find(self, pattern: re.Pattern[str]) -> Words | None:
        """What the first group of *pattern* finds in the characters as they stand, else None."""
        match = pattern.search(self.source, self.start, self.end)
        if match is None or not match.group(1).strip():
            return None
        return Words(_read(match.group(1), self.escapes), (Span(*match.span(1)),))

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """The characters between line breaks, whether these are written as such or escaped."""
        at = self.start
        breaks: Iterator[re.Match[str]]
        if self.escapes is Escapes.BACKSLASH:
            # In turn, so that a backslash before an "n" is told from the escape for a new line.
            breaks = (
                match
                for match in _ESCAPE.finditer(self.source, self.start, self.end)
                if match.group() in _BREAKS
            )
        else:
            breaks = _BREAK.finditer(self.source, self.start, self.end)
        for match in breaks:
            yield at, match.start()
            at = match.end()
        yield at, self.end


def _lstripped(piece: str) -> str:
    return piece.lstrip("\u200b\ufeff\u00ad" + " \t\u00a0\u2028\u2029\f\v")


def _read(raw: str, escapes: Escapes) -> str:
    if escapes is Escapes.DOUBLED:
        raw = raw.replace('""', '"')
    elif escapes is Escapes.BACKSLASH and "\\" in raw:
        raw = _whole(json.loads(f'"{raw}"', strict=False))
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip(" ")
    return " ".join(_HIDDEN.sub("", raw).split())


def _whole(text: str) -> str:
    """*text* with half a character, which no encoding writes, as the sign for what is unknown."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
