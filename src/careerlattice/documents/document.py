"""A decoded document and where its lines begin."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


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
    Offsets everywhere in the project count Unicode characters of *text*.
    """

    name: str
    text: str
    sha256: str
    media_type: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_starts", tuple(starts))

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds the character at *offset*."""
        return bisect_right(self._starts, offset)
