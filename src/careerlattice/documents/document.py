"""A decoded document, where its lines begin, and where in its form they stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from careerlattice.documents.layout import NOWHERE, Layout, Place


@dataclass(frozen=True, slots=True)
class Repair:
    """Something the decoder changed or doubted: characters [start, end) of the decoded text."""

    kind: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document as decoded text.

    *name* is the file name people know it by, *sha256* the hash of the bytes as received.
    Offsets everywhere in the project count Unicode characters of *text*; of a document that is not
    plain text, it is the text extracted, and *layout* tells how it was laid out.
    *mended* is the text to be read: as *text*, and as long, with damaged characters mended. Quotes
    are cut from *text*.
    """

    name: str
    text: str
    sha256: str
    media_type: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    mended: str = ""
    layout: Layout | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.mended:
            object.__setattr__(self, "mended", self.text)
        assert len(self.mended) == len(self.text)  # offsets count in both
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_starts", tuple(starts))

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds the character at *offset*."""
        return bisect_right(self._starts, offset)

    def place_of(self, offset: int) -> Place:
        """The page and paragraph of the character at *offset*, as far as its form has them."""
        return self.layout.place_of(offset) if self.layout else NOWHERE
