"""How the work of a request ends: with an answer, or with a failure a client is told of."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, replace
from typing import Self

__all__ = ["Answer", "RequestError", "told"]

_LEAST_PACKED = 1024
_PACKING = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: its bytes, their media type, and their coding ("gzip", or "" for none)."""

    body: bytes
    media_type: str
    coding: str = ""

    @classmethod
    def of(cls, body: bytes, media_type: str, *, packed: bool) -> Self:
        """An answer, gzip-coded if *packed* and worth it."""
        if packed and len(body) >= _LEAST_PACKED:
            # No moment of packing in it: the same answer has the same bytes.
            return cls(gzip.compress(body, _PACKING, mtime=0), media_type, "gzip")
        return cls(body, media_type)

    def unpacked(self) -> Self:
        """The same answer with no coding."""
        return replace(self, body=gzip.decompress(self.body), coding="") if self.coding else self


class RequestError(Exception):
    """A request is not answered: the HTTP status, and a sentence that says why.

    *limit* names what was exceeded (time, rows, bytes, memory, depth, queue) where a limit was;
    *again* is after how many seconds it is worth trying again, None if it is not.
    """

    def __init__(
        self, status: int, message: str, *, limit: str = "", again: int | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.limit = limit
        self.again = again


def told(error: str, remedy: str | None = None) -> str:
    """A failure as the REST interface says it, in JSON."""
    return json.dumps({"error": error, "remedy": remedy}, ensure_ascii=False)


class StaleError(Exception):
    """The build that a request was to be answered from is not there any more."""
