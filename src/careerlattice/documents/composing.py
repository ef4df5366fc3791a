"""Compose the text and the layout of a document from the pieces its form is made of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from careerlattice.documents.document import Document, Repair
from careerlattice.documents.layout import NOWHERE, Layout, Line, LineKind, Place
from careerlattice.documents.mending import FILL, mend
from careerlattice.documents.text import (
    MOST_CHARACTERS,
    MOST_LINES,
    hidden_characters,
    too_long,
)
from careerlattice.errors import InputError

LARGEST_TABLE = 50_000
"""Cells, all tables of a document together."""

_SPACE = re.compile(r"[ \t\n]+")
# Controls that no text needs; form feeds and their like are no line ends here.
_NOISE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look: *style* is a sum of BOLD, ITALIC, UNDERLINE.

    A newline in it is a forced line break.
    """

    text: str
    style: int = 0


@dataclass(slots=True)
class Composer:
    """Takes a document's lines in order and gives its text and layout.

    *name* is the document's, for messages.
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    cells: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    _joints: list[int] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _styles: bytearray = field(default_factory=bytearray)
    _places: list[tuple[int, Place]] = field(default_factory=list)
    _length: int = 0

    def add(
        self,
        kind: LineKind,
        runs: Sequence[Run],
        place: Place = NOWHERE,
        *,
        depth: int = 0,
        ordinal: str = "",
        gap: bool = False,
        is_page_mark: bool = False,
    ) -> bool:
        """Add a paragraph, heading or item; its forced breaks begin lines that go on with it.

        Two breaks in a row end a paragraph. Tells whether there was anything to add.
        """
        added, blank = False, False
        for part in _split(runs):
            text = "".join(run.text for run in part)
            if not text.strip():
                blank = added
                continue
            goes_on = added and not blank
            first = not added
            start = self._begin(place)
            self._write(_trimmed(part))
            self.lines.append(
                Line(
                    kind if first or goes_on else LineKind.PARAGRAPH,
                    start,
                    self._length,
                    depth,
                    ordinal if first else "",
                    goes_on=goes_on,
                    gap=gap if first else blank,
                    is_page_mark=is_page_mark,
                )
            )
            self._end()
            added, blank = True, False
        return added

    def add_row(
        self, cells: Sequence[Sequence[Run]], place: Place = NOWHERE, *, gap: bool = False
    ) -> bool:
        """Add a table's row; tells whether any of its cells holds anything."""
        self.count_cells(len(cells))
        folded = [_folded(cell) for cell in cells]
        if not any(folded):
            return False
        start = self._begin(place)
        bounds: list[tuple[int, int]] = []
        for number, cell in enumerate(folded):
            if number:
                self._write([Run("\t")])
            first = self._length
            self._write(cell)
            bounds.append((first, self._length))
        self.lines.append(Line(LineKind.ROW, start, self._length, cells=tuple(bounds), gap=gap))
        self._end()
        return True

    def count_cells(self, count: int) -> None:
        """Refuse the document when its tables are too large."""
        self.cells += count
        if self.cells > LARGEST_TABLE:
            raise self.refusal(
                f"its tables have more than {LARGEST_TABLE:,} cells",
                "split it into one file per class specification",
            )

    def leave_out(self, what: str, count: int = 1) -> None:
        """Note that *what* is in the file and not in its text."""
        self.left_out[what] = self.left_out.get(what, 0) + count

    def stand_at(self, offset: int, place: Place) -> None:
        """Note that from *offset* on, within what was added last, *place* holds."""
        self._places.append((offset, place))

    def join_at(self, offset: int) -> None:
        """Note that the hyphen at *offset* only divides a word at a line's end."""
        self._joints.append(offset)

    @property
    def length(self) -> int:
        """How many characters the text has so far."""
        return self._length

    def document(self, data: bytes, media_type: str, encoding: str, remedy: str) -> Document:
        """The document of the *data* it came in; *remedy* is what to do if it holds no text."""
        text = "".join(self._parts).rstrip("\n")
        if not text.strip():
            raise self.refusal("there is no text in it", remedy)
        mended, damage = mend(text)
        repairs = [*self.repairs, *damage, *hidden_characters(text, mended)]
        for at in self._joints:
            mended = mended[:at] + FILL + mended[at + 1 :]
            repairs.append(Repair("dividedWord", "a word that a line's end divides", at, at + 1))
        if self.left_out:
            listed = ", ".join(f"{what} ({count})" for what, count in sorted(self.left_out.items()))
            end = text.find("\n")
            message = f"in the file and not in its text: {listed}"
            repairs.insert(0, Repair("leftOut", message, 0, end if end > 0 else len(text)))
        return Document(
            name=Path(self.name).name,
            text=text,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=media_type,
            encoding=encoding,
            repairs=tuple(repairs),
            mended=mended,
            layout=Layout(
                tuple(self.lines),
                bytes(self._styles[: len(text)]),
                tuple(sorted_by_offset(self._places)),
            ),
        )

    def refusal(self, message: str, remedy: str) -> InputError:
        """The error that says why this document is not read."""
        return InputError(message, place=self.name, remedy=remedy)

    def _begin(self, place: Place) -> int:
        if len(self.lines) >= MOST_LINES:
            raise too_long(self.name)
        if not self._places or self._places[-1][1] != place:
            self._places.append((self._length, place))
        return self._length

    def _write(self, runs: Iterable[Run]) -> None:
        for run in runs:
            self._parts.append(run.text)
            self._styles += bytes([run.style]) * len(run.text)
            self._length += len(run.text)
        if self._length > MOST_CHARACTERS:
            raise too_long(self.name)

    def _end(self) -> None:
        self._write([Run("\n")])


def sorted_by_offset(places: list[tuple[int, Place]]) -> list[tuple[int, Place]]:
    """Places in the order of their offsets; of two at one offset, the later noted."""
    return sorted(dict(places).items(), key=lambda each: each[0])


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOISE.sub("", text) if _NOISE.search(text) else text


def _split(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs cut at forced breaks."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *others = _clean(run.text).split("\n")
        if first:
            parts[-1].append(Run(first, run.style))
        parts += ([Run(each, run.style)] if each else [] for each in others)
    return parts


def _trimmed(runs: list[Run]) -> list[Run]:
    """The runs of one line without white space at its ends."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = Run(kept[0].text.lstrip(), kept[0].style)
        kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].style)
    return kept


def _folded(runs: Sequence[Run]) -> list[Run]:
    """The runs on one line: tabs, breaks and doubled blanks made one space."""
    kept: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", _clean(run.text))
        if kept and kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(Run(text, run.style))
    return _trimmed(kept)
