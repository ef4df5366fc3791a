"""A passage: text as a person reads it, each character tied to its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import Match

from careerlattice.model import Span, Words

BOLD, ITALIC, UNDERLINE = 1, 2, 4

# Everything that is not read as it stands: emphasis marks, tags, hidden characters, and white space
# other than one blank.
_CONTROLS = (
    r"\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
)
_TOKEN = re.compile(
    r"(?P<star>\*{1,3})|(?P<low>_{2})"
    r"|(?P<tag></?(?P<name>b|strong|i|em|u|ins|s|span|sup|sub|font|br)\b[^<>\n]{0,200}>)"
    r"|(?P<escape>\\[*_#\[\]()>.+-])"
    r"|(?P<space>\s{2,}|[^\S ])"
    rf"|(?P<hidden>[{_CONTROLS}]+)",
    re.IGNORECASE,
)
# A look whether there is any such token: most stretches of text have none.
_SPECIAL = re.compile(
    rf"[*\\<\t\n\r\f\v\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{_CONTROLS}]|__|  "
)
_TAG_STYLES = {
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "u": UNDERLINE,
    "ins": UNDERLINE,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Clean text with its origin.

    *text* has white space folded and emphasis marks removed; ``at[i]`` is the offset in the
    document of ``text[i]``; ``styles[i]`` a sum of BOLD, ITALIC, UNDERLINE. All three have one
    length.
    """

    text: str
    at: Sequence[int]
    styles: bytes

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Passage:
        text = self.text[part]
        # The whole of a text is that text itself.
        return self if text is self.text else Passage(text, self.at[part], self.styles[part])

    @property
    def span(self) -> Span:
        """From the first to the last character, marks in between included."""
        return Span(self.at[0], self.at[-1] + 1)

    @property
    def words(self) -> Words:
        """The text with its span; the passage must not be empty."""
        return Words(self.text, (self.span,))

    def strip(self, characters: str = " ") -> Passage:
        """Without the given characters at both ends."""
        text = self.text
        kept = text.strip(characters)
        if len(kept) == len(text):  # as with most
            return self
        start = len(text) - len(text.lstrip(characters))
        return self[start : start + len(kept)]

    def group(self, match: Match[str], name: str | int = 0) -> Passage:
        """The part of this passage that a match against its text captured (empty if it did not)."""
        start, end = match.span(name)
        return self[max(start, 0) : max(end, 0)].strip()

    def has_style(self, style: int) -> bool:
        """Whether every letter and digit of the text carries *style* (and there is one)."""
        return self.share_of_style(style) == 1

    def share_of_style(self, style: int) -> float:
        """The share of letters and digits that carry *style*, 0 to 1."""
        if not self.styles.strip(b"\0"):  # as most are
            return 0.0
        marked = [
            bool(s & style) for c, s in zip(self.text, self.styles, strict=True) if c.isalnum()
        ]
        return sum(marked) / len(marked) if marked else 0.0

    def sentences(self) -> Iterator[Passage]:
        """The sentences of this passage, in order; together they hold all its letters."""
        start = 0
        for end in _sentence_ends(self.text):
            sentence = self[start:end].strip()
            if sentence:
                yield sentence
            start = end


EMPTY = Passage("", (), b"")
_SHADES = tuple(bytes([style]) for style in range(BOLD + ITALIC + UNDERLINE + 1))

_END = re.compile(r"[.!?][\"'”’)\]]*(?= +[\"'“‘(\[]?[A-Z0-9À-ÖØ-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|e\.g|i\.e|vs|viz|cf|al|Sec|Secs|No|Nos|Art|Ch|Fig|Dr|Mr|Mrs|Ms|St|Jr|Sr|Inc|Ltd|Co|Dept|U\.S|[A-Z])|§)\.$"
)
# "etc." may well end a sentence; the others seldom do.
_MAY_END = ("etc.",)


def _sentence_ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if _ABBREVIATION.search(before) and not before.endswith(_MAY_END):
            continue
        yield match.end()
    yield len(text)


def read_passage(text: str, start: int, end: int) -> Passage:
    """Read the characters [start, end) of a document's *text* as a passage.

    Pairs of ``**``, ``*``, ``__`` and the usual inline tags become styles; a mark without its
    partner is dropped, except a lone star, which is kept since publishers use it as a footnote.
    """
    raw = text[start:end]
    if _is_plain(raw):
        body = raw.strip(" ")
        first = start + raw.find(body)
        return Passage(body, range(first, first + len(body)), bytes(len(body)))
    tokens = list(_TOKEN.finditer(raw))
    roles = _pair_marks(raw, tokens)
    pieces: list[str] = []
    at: list[int] = []
    styles = bytearray()
    style = 0
    cursor = 0
    blank = True  # whether what stands last is a blank, or nothing stands yet
    for number, token in enumerate(tokens):
        first, last = token.span()
        if blank and raw[cursor] == " ":
            cursor += 1
        if cursor < first:
            pieces.append(raw[cursor:first])
            at.extend(range(start + cursor, start + first))
            styles += _SHADES[style] * (first - cursor)
            blank = raw[first - 1] == " "
        cursor = last
        role = roles.get(number)
        kept = -1  # the place of the one character that is read, if any
        if token.lastgroup == "space":
            if not blank:
                pieces.append(" ")
                kept = first
                blank = True
        elif role is not None:
            style = style | role if role > 0 else style & ~-role
        elif token["star"] == "*" or token.lastgroup == "escape":
            kept = last - 1
            pieces.append(raw[kept])
            blank = False
        if kept >= 0:
            at.append(start + kept)
            styles.append(style)
    if blank and raw.startswith(" ", cursor):
        cursor += 1
    pieces.append(raw[cursor:])
    at.extend(range(start + cursor, start + len(raw)))
    styles += _SHADES[style] * (len(raw) - cursor)
    return Passage("".join(pieces), at, bytes(styles)).strip()


def _is_plain(raw: str) -> bool:
    """Whether there is nothing in *raw* but what is read as it stands."""
    if raw.isprintable():
        return not ("*" in raw or "  " in raw or "<" in raw or "__" in raw or "\\" in raw)
    return not _SPECIAL.search(raw)


def _pair_marks(raw: str, tokens: list[Match[str]]) -> dict[int, int]:
    """Which tokens switch which style on (+style) or off (-style), by their index."""
    roles: dict[int, int] = {}
    waiting: dict[str, tuple[int, int]] = {}
    for number, token in enumerate(tokens):
        if token.group("tag"):
            name = token.group("name").lower()
            style = _TAG_STYLES.get(name, 0)
            closing = token.group().startswith("</")
            if closing and name in waiting:
                opener, its_style = waiting.pop(name)
                roles[opener], roles[number] = its_style, -its_style
            elif not closing:
                waiting[name] = (number, style)
            continue
        mark = token.group("star") or token.group("low")
        if not mark:
            continue
        style = {1: ITALIC, 2: BOLD, 3: BOLD | ITALIC}[len(mark)]
        before = raw[token.start() - 1 : token.start()]
        after = raw[token.end() : token.end() + 1]
        if mark in waiting and before and not before.isspace():
            opener, its_style = waiting.pop(mark)
            roles[opener], roles[number] = its_style, -its_style
        elif after and not after.isspace():
            waiting[mark] = (number, style)
    return roles
