"""Whose turn it is: so much work at once, the short before the long, and each client its share.

Of some places, where there are three or more, one is never given to queries that nobody knows to be
short, and one never to known work. A free query that has worked for a slice is long, and after a
longer slice one of the longest. At most so many places as there are seats are held for long: a long
query without a seat goes on until somebody waits for its place, and one of the longest, seat or
not, until a query waits that comes before it. It then begins anew when it is its turn.

Who waits is served by kind: known work, then what turned out to be short, then the long, then the
longest. Of one kind what is proven to end (`serve.experience`) goes first, though not for ever
while others wait, and of equals the client that has had the least lately. So neither short queries
nor known work wait for those that never end, a long query that is known to end does not either, and
nobody's queries keep others' from having a turn.

All slices and shares are of work (`serve.effort`): a busy machine makes no query long.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
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

# So many long queries that are proven to end go before one that is not.
_MOST_IN_A_ROW = 3

# A client, and whether it is its free queries that count, or else its known work.
_Account = tuple[str, bool]


class Kind(IntEnum):
    """What is to be done; of those that wait, the first kind here is begun first."""

    KNOWN = 0
    """Work of this program's own making, which comes to an end."""
    FREE = 1
    """A client's query, of which nobody knows how long it takes."""
    LONG = 2
    """A free query that has worked for a short slice."""
    LONGEST = 3
    """A free query that has worked for a long slice."""
    SPARE = 4
    """What nobody waits for: done where a place would be empty, and put back for anybody."""


class FullError(Exception):
    """Too many wait, and this one is the first to be sent away."""


@dataclass(eq=False, slots=True)
class Turn:
    """One piece of work, which waits for a place, or has one, and may be put back to wait anew.

    *proven* is the kind as which the same query came to its end before, None if it never did.
    *worked* are the seconds of work since it was begun; *seated* is whether it has a seat for long
    work. *wanted* is set when somebody else should have the place. *came* is its number.
    """

    client: str
    kind: Kind
    proven: Kind | None = None
    worked: float = 0.0
    seated: bool = False
    came: int = 0
    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    granted: asyncio.Future[None] | None = None

    @property
    def account(self) -> _Account:
        """What its work is counted for: who looks at many pages may still ask a long query."""
        return self.client, self.is_free

    @property
    def is_free(self) -> bool:
        """Whether it is a client's query."""
        return self.kind is Kind.FREE or self.is_long

    @property
    def is_long(self) -> bool:
        """Whether it is a client's query that is known to take long."""
        return self.kind in {Kind.LONG, Kind.LONGEST}

    @property
    def is_proven(self) -> bool:
        """Whether it came to its end before, and is of no longer kind than then."""
        return self.proven is not None and self.kind <= self.proven

    @property
    def is_short(self) -> bool:
        """Whether it is a client's query that is known to be short."""
        return self.kind is Kind.FREE and self.is_proven


class Turns:
    """*places* for work, and room for *waiting* pieces more that wait for one.

    A free query is long after *short* seconds of work, and one of the longest after *long*.
    """

    def __init__(
        self,
        places: int,
        waiting: int,
        *,
        short: float,
        long: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._places = places
        self._most_known = max(1, places - 1)
        self._most_free = places - 1 if places > 2 else places
        self._seats = max(1, places - 1 - places // 4)
        self._room = waiting
        self._short, self._long = short, long
        self._now = now
        self._running: list[Turn] = []
        self._waiting: list[Turn] = []
        # Of each client and sort of work, the seconds it had, as they counted at a moment.
        self._had: dict[_Account, tuple[float, float]] = {}
        self._numbers = itertools.count(1)
        # How many seats were given to queries that are proven to end since one that is not had one.
        self._in_a_row = 0

    @asynccontextmanager
    async def place(self, turn: Turn, patience: float | None) -> AsyncIterator[None]:
        """A place for *turn*, when it is its client's turn, and until it is left.

        Raises:
            TimeoutError: it was not within *patience* seconds; None is for ever.
            FullError: too many wait, most of them this client's.
        """
        turn.came = turn.came or next(self._numbers)
        turn.granted = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._settle()
        self._turn_away()
        try:
            async with asyncio.timeout(patience):
                await turn.granted
            yield
        finally:
            if turn in self._running:
                self._running.remove(turn)
                self._remember(turn)
            elif turn in self._waiting:
                self._waiting.remove(turn)
            self._settle()

    def go_on(self, turn: Turn, worked: float) -> float:
        """Say that *turn* has *worked* so many seconds since it was begun, and is not done.

        Returns after how many seconds of work more, at the latest, it should be said again.
        """
        turn.worked = worked
        if turn.is_free:
            turn.kind = max(turn.kind, self.kind_of(worked))
        self._settle()
        match turn.kind:
            case Kind.FREE:
                return self._short - worked
            case Kind.LONG:
                return self._long - worked
            case _:
                return self._long

    def kind_of(self, worked: float) -> Kind:
        """The kind of a query that takes *worked* seconds of work."""
        if worked < self._short:
            return Kind.FREE
        return Kind.LONG if worked < self._long else Kind.LONGEST

    def _settle(self) -> None:
        """Give places and seats to whom they are due, and ask those back that are wanted."""
        # One may have stopped waiting, and not have been told yet.
        waiting = [turn for turn in self._waiting if not _is_told(turn)]
        for turn in self._running:
            # Who has waited for a seat has it first.
            if (
                turn.is_long
                and not turn.seated
                and not turn.wanted.is_set()
                and self._seated() < self._seats
                and not any(
                    each.is_long and self._rank(each) < self._rank(turn) for each in waiting
                )
            ):
                self._sit(turn)
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
        turn.worked = 0.0
        turn.seated = False
        if turn.is_long:
            self._sit(turn)
        turn.wanted.clear()
        assert turn.granted is not None
        turn.granted.set_result(None)

    def _sit(self, turn: Turn) -> None:
        turn.seated = True
        self._in_a_row = self._in_a_row + 1 if turn.is_proven else 0

    def _fits(self, turn: Turn, without: Turn | None = None) -> bool:
        """Whether there is a place for *turn*, were *without* not there."""
        running = [each for each in self._running if each is not without]
        if len(running) >= self._places:
            return False
        match turn.kind:
            case Kind.KNOWN:
                return sum(each.kind is Kind.KNOWN for each in running) < self._most_known
            case Kind.SPARE:
                return len(running) < self._places - 1
        if turn.is_short:
            return True
        if sum(each.is_free and not each.is_short for each in running) >= self._most_free:
            return False
        return turn.kind is Kind.FREE or self._seated(without) < self._seats

    def _seated(self, without: Turn | None = None) -> int:
        return sum(each.seated for each in self._running if each is not without)

    def _gives_way(self, other: Turn, turn: Turn) -> bool:
        """Whether *turn* is to have the place of *other*, which can be put back."""
        if Kind.SPARE in {other.kind, turn.kind}:
            due = turn.kind is not Kind.SPARE
        elif not other.is_long:
            due = False
        elif not other.seated:
            due = True
        elif other.kind is Kind.LONGEST:
            # Where there are more places than seats, the short have places of their own.
            crowded = turn.is_long or self._seats == self._most_free
            due = crowded and self._comes_before(turn, other)
        else:
            due = False
        return due and self._fits(turn, without=other)

    def _comes_before(self, turn: Turn, other: Turn) -> bool:
        """Whether it is worth beginning *other* anew for *turn*."""
        if self._rank(turn) != self._rank(other) or turn.client == other.client:
            return self._rank(turn) < self._rank(other)
        # Not sooner: two who never end would put one another back all the time.
        return 2 * self._had_lately(turn.account) <= self._had_lately(other.account)

    def _rank(self, turn: Turn) -> tuple[Kind, bool]:
        """What comes before another has the smaller one."""
        # Those that come again would keep out for ever whoever asks for the first time.
        proven_first = self._in_a_row < _MOST_IN_A_ROW or turn.kind is not Kind.LONG
        return turn.kind, turn.is_proven != proven_first

    def _precedence(self, turn: Turn) -> tuple[tuple[Kind, bool], float, int]:
        return self._rank(turn), self._had_lately(turn.account), turn.came

    def _had_lately(self, account: _Account) -> float:
        """The seconds of work that a client has had, those that are longer ago counting less."""
        under_way = (each.worked for each in self._running if each.account == account)
        return self._remembered(account) + sum(under_way)

    def _remembered(self, account: _Account) -> float:
        had, at = self._had.get(account, (0.0, 0.0))
        return float(had * 2.0 ** ((at - self._now()) / _HALF_FORGOTTEN))

    def _remember(self, turn: Turn) -> None:
        self._had[turn.account] = (self._remembered(turn.account) + turn.worked, self._now())
        if len(self._had) > 2 * _REMEMBERED:
            most = heapq.nlargest(_REMEMBERED, self._had, key=self._remembered)
            self._had = {account: self._had[account] for account in most}

    def _turn_away(self) -> None:
        """Send those away for whom there is no room: of the client with the most, the last."""
        waiting = [
            turn for turn in self._waiting if turn.kind is not Kind.SPARE and not _is_told(turn)
        ]
        if len(waiting) > self._room:
            many = Counter(turn.client for turn in waiting)
            last = max(waiting, key=lambda each: (many[each.client], each.kind, each.came))
            self._waiting.remove(last)
            assert last.granted is not None
            last.granted.set_exception(FullError)


def _is_told(turn: Turn) -> bool:
    return turn.granted is None or turn.granted.done()
