"""Whose turn it is: so much work at once, the short before the long, and each client its share.

Of some places, one is never given to free queries and one never to known work, where there are
three or more, and at most half of the others may be held for long. Who waits is served by kind, and
among the same kind the client first that has had the least lately. A free query that has run for
longer than a slice takes a seat for long work where one is free; else it goes on until somebody
waits for its place. It then begins anew when a seat is free. So neither short queries nor known
work wait for long ones, and nobody's long queries keep others' from having a turn.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum

__all__ = ["FullError", "Kind", "Turn", "Turns"]

# After so many seconds half of what a client has had is forgotten.
_HALF_FORGOTTEN = 60.0
# Of how many clients at most it is remembered what they have had.
_REMEMBERED = 1024

# A client, and whether it is its free queries that count, or else its known work.
_Account = tuple[str, bool]


class Kind(IntEnum):
    """What is to be done; of those that wait, the first kind here is begun first."""

    KNOWN = 0
    """Work of this program's own making, which comes to an end."""
    FREE = 1
    """A client's query, of which nobody knows how long it takes."""
    LONG = 2
    """A free query that is known to take long, since it was put back."""
    SPARE = 3
    """What nobody waits for: done where a place would be empty, and put back for anybody."""


class FullError(Exception):
    """Too many wait, and this one is the first to be sent away."""


@dataclass(eq=False, slots=True)
class Turn:
    """One piece of work that waits for a place, or has one since it was *granted*.

    *begun* is when; *wanted* is set when somebody else should have the place. *overdue* is what has
    run longer than a slice, *seated* what has a seat for long work, *ripe* what has had its time.
    """

    client: str
    kind: Kind
    granted: asyncio.Future[None]
    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    begun: float = 0.0
    overdue: bool = False
    seated: bool = False
    ripe: bool = False

    @property
    def account(self) -> _Account:
        """What its time is counted for: who looks at many pages may still ask a long query."""
        return self.client, self.is_free

    @property
    def is_free(self) -> bool:
        """Whether it is a client's query."""
        return self.kind in {Kind.FREE, Kind.LONG}


class Turns:
    """*places* for work, and room for *waiting* pieces more that wait for one."""

    def __init__(
        self, places: int, waiting: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._places = places
        self._most_known = max(1, places - 1)
        self._most_free = places - 1 if places > 2 else places
        self._seats = max(1, (places - 1) // 2)
        self._room = waiting
        self._now = now
        self._running: list[Turn] = []
        self._waiting: list[Turn] = []
        # Of each client and sort of work, the seconds it had, as they counted at a moment.
        self._had: dict[_Account, tuple[float, float]] = {}

    @asynccontextmanager
    async def place(self, client: str, kind: Kind, patience: float | None) -> AsyncIterator[Turn]:
        """A place for work of this *kind*, when it is this client's turn, and until it is left.

        Raises:
            TimeoutError: it was not within *patience* seconds; None is for ever.
            FullError: too many wait, most of them this client's.
        """
        turn = Turn(client, kind, asyncio.get_running_loop().create_future())
        self._waiting.append(turn)
        self._settle()
        self._turn_away()
        try:
            async with asyncio.timeout(patience):
                await turn.granted
            yield turn
        finally:
            if turn in self._running:
                self._running.remove(turn)
                self._remember(turn)
            elif turn in self._waiting:
                self._waiting.remove(turn)
            self._settle()

    def lengthen(self, turn: Turn) -> None:
        """Say that a slice is over for *turn*, and its work is not."""
        turn.overdue = turn.is_free
        self._settle()

    def ripen(self, turn: Turn) -> None:
        """Say that *turn* has had its time, should another client wait."""
        turn.ripe = turn.is_free
        self._settle()

    def _settle(self) -> None:
        """Give places and seats to whom they are due, and ask those back that are wanted."""
        for turn in self._running:
            if turn.overdue and not turn.seated and not turn.wanted.is_set():
                turn.seated = self._seated() < self._seats
        # One may have stopped waiting, and not have been told yet.
        waiting = [turn for turn in self._waiting if not turn.granted.done()]
        blocked = []
        while waiting:
            # Who was given a place just now is not who had the least any more.
            first = min(waiting, key=self._precedence)
            waiting.remove(first)
            if self._fits(first):
                self._begin(first)
            else:
                blocked.append(first)
        leaving = [turn for turn in self._running if turn.wanted.is_set()]
        staying = [turn for turn in self._running if not turn.wanted.is_set()]
        for turn in blocked:
            for other in leaving:
                if self._fits(turn, without=other):
                    leaving.remove(other)
                    break
            else:
                for other in staying:
                    if self._gives_way(other, turn):
                        other.wanted.set()
                        staying.remove(other)
                        break

    def _begin(self, turn: Turn) -> None:
        self._waiting.remove(turn)
        self._running.append(turn)
        turn.begun = self._now()
        turn.seated = turn.kind is Kind.LONG
        turn.granted.set_result(None)

    def _fits(self, turn: Turn, without: Turn | None = None) -> bool:
        """Whether there is a place for *turn*, were *without* not there."""
        running = [each for each in self._running if each is not without]
        if len(running) >= self._places:
            return False
        known = sum(each.kind is Kind.KNOWN for each in running)
        free = sum(each.is_free for each in running)
        match turn.kind:
            case Kind.KNOWN:
                return known < self._most_known
            case Kind.FREE:
                return free < self._most_free
            case Kind.LONG:
                return free < self._most_free and self._seated(without) < self._seats
            case Kind.SPARE:
                return len(running) < self._places - 1

    def _seated(self, without: Turn | None = None) -> int:
        return sum(each.seated for each in self._running if each is not without)

    def _gives_way(self, other: Turn, turn: Turn) -> bool:
        """Whether *turn* is to have the place of *other*, which can be put back."""
        if Kind.SPARE in {other.kind, turn.kind}:
            due = turn.kind is not Kind.SPARE
        else:
            others = other.client != turn.client
            due = (other.overdue and not other.seated) or (other.ripe and others)
        return due and self._fits(turn, without=other)

    def _precedence(self, turn: Turn) -> tuple[int, float]:
        # Of equals the first that came is the least.
        return turn.kind, self._had_lately(turn.account)

    def _had_lately(self, account: _Account) -> float:
        """The seconds of work that a client has had, those that are longer ago counting less."""
        now = self._now()
        under_way = (now - each.begun for each in self._running if each.account == account)
        return self._remembered(account) + sum(under_way)

    def _remembered(self, account: _Account) -> float:
        had, at = self._had.get(account, (0.0, 0.0))
        return float(had * 2.0 ** ((at - self._now()) / _HALF_FORGOTTEN))

    def _remember(self, turn: Turn) -> None:
        now = self._now()
        self._had[turn.account] = (self._remembered(turn.account) + now - turn.begun, now)
        if len(self._had) > 2 * _REMEMBERED:
            most = heapq.nlargest(_REMEMBERED, self._had, key=self._remembered)
            self._had = {account: self._had[account] for account in most}

    def _turn_away(self) -> None:
        """Send those away for whom there is no room: of the client with the most, the last."""
        waiting = [
            turn
            for turn in self._waiting
            if turn.kind is not Kind.SPARE and not turn.granted.done()
        ]
        if len(waiting) > self._room:
            many = Counter(turn.client for turn in waiting)
            last = max(
                enumerate(waiting),
                key=lambda each: (many[each[1].client], each[1].kind, each[0]),
            )[1]
            self._waiting.remove(last)
            last.granted.set_exception(FullError)
