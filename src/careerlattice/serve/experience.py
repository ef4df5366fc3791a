"""What became of queries before: the same query takes about the same work again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import NamedTuple

from careerlattice.serve.turns import Kind

__all__ = ["Experience", "Past"]

# Of how many queries at most it is remembered; those asked for last are.
_REMEMBERED = 4096


class Past(NamedTuple):
    """As what *kind* a query is to begin, and as which it is *proven* to end, None if it is not."""

    kind: Kind = Kind.FREE
    proven: Kind | None = None


class Experience:
    """Remembers the kinds that free queries turned out to be of."""

    def __init__(self) -> None:
        self._pasts: OrderedDict[bytes, Past] = OrderedDict()

    def past(self, query: str) -> Past:
        """What is known of a query, by its text and whatever else tells it from others."""
        return self._pasts.get(_key(query), Past())

    def ended(self, query: str, kind: Kind) -> None:
        """Remember that a query came to its end, and was of this *kind*."""
        self._keep(query, Past(kind, kind))

    def broke_off(self, query: str, kind: Kind) -> None:
        """Remember that a query had become one of this *kind*, and did not come to its end.

        What is proven to end as such a kind remains proven: it had no luck.
        """
        proven = self.past(query).proven
        if proven is None or proven < kind:
            self._keep(query, Past(kind))

    def _keep(self, query: str, past: Past) -> None:
        key = _key(query)
        self._pasts.pop(key, None)
        # Of others nothing need be known.
        if past != Past():
            self._pasts[key] = past
        if len(self._pasts) > _REMEMBERED:
            self._pasts.popitem(last=False)


def _key(query: str) -> bytes:
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).digest()
