"""A sink that lets no more rows and bytes through than it may."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["CountingSink", "OverflowingError"]

_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_ROW = b"<result>"


class OverflowingError(Exception):
    """More was written than may be; says whether it was "rows" or "bytes"."""


class CountingSink:
    """Takes SPARQL results as they are written, and stops the writer when there are too many.

    Rows are counted in what is written, form by form, since the library that serialises them
    far faster than Python would takes nothing but its own results.
    """

    def __init__(self, form: str, *, rows: int, size: int) -> None:
        self._count = _COUNTERS[form]()
        self._room, self._size = rows, size
        self._pieces: list[bytes] = []
        self._length = 0

    def write(self, piece: bytes) -> int:
        """Take a piece.

        Raises:
            OverflowingError: with it there are too many rows or bytes.
        """
        self._length += len(piece)
        if self._length > self._size:
            raise OverflowingError("bytes")
        self._pieces.append(bytes(piece))
        self._room -= self._count(piece)
        if self._room < 0:
            raise OverflowingError("rows")
        return len(piece)

    def flush(self) -> None:
        """Do nothing: a piece that was taken is kept."""

    def taken(self) -> bytes:
        """All pieces as one."""
        return b"".join(self._pieces)


def _json() -> Callable[[bytes], int]:
    """Count the objects at the third depth: {"results": {"bindings": [{row}, {row} …]}}."""
    kept, quoted, depth = b"", False, 0
    others = bytes(set(range(256)) - set(b'"{}'))

    def count(piece: bytes) -> int:
        nonlocal kept, quoted, depth
        text = _ESCAPED.sub(b"", kept + piece)
        kept = b"\\" if text.endswith(b"\\") else b""
        rows = 0
        for at, braces in enumerate(text.translate(None, others).split(b'"')):
            quoted ^= at > 0
            if quoted:
                continue
            for brace in braces:
                depth += 1 if brace == ord("{") else -1
                rows += brace == ord("{") and depth == 3
        return rows

    return count


def _xml() -> Callable[[bytes], int]:
    kept = b""

    def count(piece: bytes) -> int:
        # Where a text says "<result>" it is written "&lt;result&gt;".
        nonlocal kept
        text = kept + piece
        kept = text[1 - len(_ROW) :]
        return text.count(_ROW)

    return count


def _tsv() -> Callable[[bytes], int]:
    head = 1

    def count(piece: bytes) -> int:
        nonlocal head
        lines = piece.count(b"\n") - head
        head = max(0, -lines)
        return max(0, lines)

    return count


def _csv() -> Callable[[bytes], int]:
    head, quoted = 1, False

    def count(piece: bytes) -> int:
        nonlocal head, quoted
        lines = -head
        for at, text in enumerate(piece.split(b'"')):
            quoted ^= at > 0
            if not quoted:
                lines += text.count(b"\n")
        head = max(0, -lines)
        return max(0, lines)

    return count


_COUNTERS = {"JSON": _json, "XML": _xml, "TSV": _tsv, "CSV": _csv}
