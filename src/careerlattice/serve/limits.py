"""What one request, and all of them together, may take of the machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from careerlattice.errors import UsageError

__all__ = ["MEBIBYTE", "Limits"]

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server.

    A query may work for *seconds*, and give *rows* rows or triples in *answer_bytes* bytes, before
    they are packed; within twice as many seconds by the clock it is answered or refused. *workers*
    queries run at once and *waiting* more may wait. A query that works longer than *short* seconds
    is long, and longer than *long* seconds one of the longest, which give way to others
    (`serve.turns`). All these are seconds of work (`serve.effort`). *memory* is what one worker may
    allocate, in bytes.
    A request's body may have *request_bytes*, its line and headers *head_bytes*; a client has
    *patience* seconds to send either, and as long for every piece of the answer it takes. All
    large answers that are being sent have *sending_bytes* together, since a client that reads
    slowly has the server keep its answer.
    """

    seconds: float = 30.0
    rows: int = 100_000
    answer_bytes: int = 64 * MEBIBYTE
    workers: int = field(default_factory=lambda: max(3, min(5, 1 + (os.cpu_count() or 2))))
    waiting: int = 32
    short: float = 0.5
    long: float = 2.0
    memory: int = 2048 * MEBIBYTE
    request_bytes: int = MEBIBYTE
    head_bytes: int = 64 * 1024
    patience: float = 30.0
    connections: int = 512
    sending_bytes: int = 512 * MEBIBYTE

    def __post_init__(self) -> None:
        """Refuse limits under which nothing could be answered.

        Raises:
            UsageError: a limit is not above zero.
        """
        for name in ("seconds", "rows", "answer_bytes", "workers"):
            if not getattr(self, name) > 0:
                raise UsageError(
                    f"a limit of {getattr(self, name)} lets nothing through",
                    remedy="give a number above zero",
                )
