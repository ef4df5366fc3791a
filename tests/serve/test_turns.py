"""Whose turn it is: short before long, known before free, and every client its share.

Nothing here is timed: what is asserted is who is answered while who still waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import httpx
import pytest

from careerlattice.build import Build
from careerlattice.serve.clients import client_of
from careerlattice.serve.limits import Limits
from careerlattice.serve.protocol import LIMIT_HEADER
from careerlattice.serve.turns import FullError, Kind, Turn, Turns
from tests.serve.servers import LONGEST_WAIT, NEVER_ENDING, SMALL, Running, serving

OTHER_ADDRESS = "127.0.0.2"
FOREVER = 10 * LONGEST_WAIT
# Longer than any slice here, and still soon over.
SOME_TIME = """SELECT (COUNT(*) AS ?n) {
    { SELECT * { ?a ?b ?c } LIMIT 3000 } { SELECT * { ?d ?e ?f } LIMIT 1000 }
}"""


# -- a server ----------------------------------------------------------------------------------


class Crowd:
    """Many requests of one client, from an address of its own."""

    def __init__(self, address: str, many: int) -> None:
        self._pool = ThreadPoolExecutor(many)
        self._client = httpx.Client(
            transport=httpx.HTTPTransport(
                local_address=address, limits=httpx.Limits(max_connections=None)
            ),
            timeout=FOREVER,
        )

    def ask(self, running: Running, query: str) -> Future[httpx.Response]:
        """Begin to ask; the answer comes later."""
        return self._pool.submit(self._client.get, running.endpoint, params={"query": query})

    def close(self) -> None:
        """Wait for what is under way: not long, since the server has ended."""
        self._pool.shutdown(cancel_futures=True)
        self._client.close()


@contextmanager
def crowd(address: str, many: int) -> Iterator[Crowd]:
    asking = Crowd(address, many)
    try:
        yield asking
    finally:
        asking.close()


@pytest.mark.parametrize("address", ["127.0.0.1", OTHER_ADDRESS])
def test_short_queries_and_known_work_are_answered_beside_many_long_queries(
    built: Build, address: str
) -> None:
    limits = Limits(seconds=FOREVER, workers=3, short=0.1, long=0.2)
    with crowd(address, 8) as others, serving(built.folder, limits) as running:
        long = [others.ask(running, NEVER_ENDING) for _ in range(8)]
        for number in range(5):
            # Each for the first time.
            assert running.get(f"SELECT ({number} AS ?one) {{}}").status_code == 200
            assert running.client.get(f"{running.url}api/classes").status_code == 200
        # Nobody was sent away for that.
        assert not any(each.done() for each in long)


def test_known_work_does_not_wait_for_any_query(built: Build) -> None:
    """Not even where no query counts as long."""
    limits = Limits(seconds=FOREVER, workers=3, short=FOREVER)
    with crowd("127.0.0.1", 8) as others, serving(built.folder, limits) as running:
        endless = [others.ask(running, NEVER_ENDING) for _ in range(8)]
        for path in ("api/classes", "api/questions/duties?class_grade=us-ct/6435cl/cl-16"):
            assert running.client.get(f"{running.url}{path}").status_code == 200
        assert not any(each.done() for each in endless)


def test_a_client_that_fills_the_queue_is_sent_away_itself(built: Build) -> None:
    limits = Limits(seconds=FOREVER, workers=3, waiting=4, short=0.1, long=0.2)
    with crowd(OTHER_ADDRESS, 12) as others, serving(built.folder, limits) as running:
        endless = [others.ask(running, NEVER_ENDING) for _ in range(12)]
        wait(endless, LONGEST_WAIT, return_when="FIRST_COMPLETED")
        for _ in range(5):
            assert running.get(SMALL).status_code == 200
        sent_away = [each.result() for each in endless if each.done()]
        assert sent_away
        assert {(each.status_code, each.headers[LIMIT_HEADER]) for each in sent_away} == {
            (503, "queue")
        }


def test_a_long_query_has_its_turn_after_those_of_another_client(built: Build) -> None:
    limits = Limits(seconds=FOREVER, workers=3, short=0.1, long=0.2)
    with crowd(OTHER_ADDRESS, 6) as others, serving(built.folder, limits) as running:
        endless = [others.ask(running, NEVER_ENDING) for _ in range(6)]
        # As soon as it is finished; the queue of the other is as long as before.
        while running.get(SOME_TIME).status_code != 200:
            assert not all(each.done() for each in endless)
        assert not all(each.done() for each in endless)


def test_two_long_queries_go_on_side_by_side_while_nobody_waits(built: Build) -> None:
    """Although only one may be long where others wait."""
    limits = Limits(seconds=FOREVER, workers=2, short=0.01, long=0.01)
    with crowd("127.0.0.1", 2) as both, serving(built.folder, limits) as running:
        asked = [both.ask(running, SOME_TIME) for _ in range(2)]
        assert [each.result().status_code for each in asked] == [200, 200]


def test_who_asks_through_a_proxy_is_who_the_proxy_names(built: Build) -> None:
    limits = Limits(seconds=FOREVER, workers=1, waiting=1)

    def named(running: Running, client: str) -> Future[httpx.Response]:
        pool = ThreadPoolExecutor(1)
        asked = pool.submit(running.get, NEVER_ENDING, **{"X-Forwarded-For": client})
        pool.shutdown(wait=False)
        return asked

    with serving(built.folder, limits, proxies=["127.0.0.1"]) as running:
        # One runs, and one waits.
        asked = [named(running, "192.0.2.1") for _ in range(2)]
        asked += [named(running, "192.0.2.1")]
        done, waiting = wait(asked, LONGEST_WAIT, return_when="FIRST_COMPLETED")
        assert [each.result().status_code for each in done] == [503]
        assert len(waiting) == 2


@pytest.mark.parametrize(
    ("address", "client"),
    [
        (("192.0.2.1", 1), "192.0.2.1"),
        (("::ffff:192.0.2.1", 1), "192.0.2.1"),
        (("2001:db8:0:1:2:3:4:5", 1), "2001:db8:0:1::/64"),
        (("somewhere", 1), "somewhere"),
        (None, ""),
    ],
)
def test_a_client_is_an_address_or_a_network_of_its_own(
    address: tuple[str, int] | None, client: str
) -> None:
    assert client_of({"client": address}) == client


# -- turns alone -------------------------------------------------------------------------------


SHORT, LONG = 1.0, 4.0


class Desk:
    """Turns with a clock that is set by hand, and who has been given a place, in order."""

    def __init__(self, places: int, waiting: int = 100) -> None:
        self.now = 0.0
        self.turns = Turns(places, waiting, short=SHORT, long=LONG, now=lambda: self.now)
        self.served: list[str] = []
        self.refused: list[str] = []
        self._leave: dict[str, asyncio.Event] = {}
        self._turn: dict[str, Turn] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def ask(
        self,
        name: str,
        kind: Kind = Kind.FREE,
        client: str | None = None,
        proven: Kind | None = None,
    ) -> None:
        """Someone asks: *name*, whose first letter is the client unless one is given."""
        self._turn[name] = Turn(client or name[0], kind, proven)
        await self._begin(name)

    async def _begin(self, name: str) -> None:
        self._leave[name] = asyncio.Event()
        self._tasks.append(asyncio.ensure_future(self._asked(name)))
        await _settled()

    async def _asked(self, name: str) -> None:
        try:
            async with self.turns.place(self._turn[name], None):
                self.served.append(name)
                await self._leave[name].wait()
        except FullError:
            self.refused.append(name)

    async def leave(self, name: str, worked: float = 0.0) -> None:
        """Its work is done, or has been broken off."""
        self._turn[name].worked = worked
        self._leave[name].set()
        await _settled()

    async def put_back(self, name: str, worked: float) -> None:
        """Its place is taken, and it waits anew."""
        await self.leave(name, worked)
        await self._begin(name)

    async def goes_on(self, name: str, worked: float) -> float:
        left = self.turns.go_on(self._turn[name], worked)
        await _settled()
        return left

    def kind(self, name: str) -> Kind:
        return self._turn[name].kind

    def wanted(self) -> set[str]:
        """Whose places are asked back."""
        running = self.turns._running
        return {
            name for name, turn in self._turn.items() if turn in running and turn.wanted.is_set()
        }

    async def close(self) -> None:
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def desk(places: int, waiting: int = 100) -> AsyncIterator[Desk]:
    made = Desk(places, waiting)
    try:
        yield made
    finally:
        await made.close()


async def _settled() -> None:
    """All that can happen now has happened."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_clients_share_however_many_one_of_them_sends() -> None:
    async def scenario() -> list[str]:
        async with desk(1) as here:
            for name in ("a1", "a2", "a3", "a4", "b1", "b2"):
                await here.ask(name)
            for name in ("a1", "b1", "a2", "b2", "a3"):
                await here.leave(name, worked=1.0)
            return here.served

    assert asyncio.run(scenario()) == ["a1", "b1", "a2", "b2", "a3", "a4"]


def test_who_had_much_waits_until_it_is_forgotten() -> None:
    async def scenario(later: float) -> list[str]:
        async with desk(1) as here:
            await here.ask("a1")
            await here.leave("a1", worked=100.0)
            here.now += later
            await here.ask("b1")
            await here.leave("b1", worked=2.0)
            await here.ask("c1")
            for name in ("a2", "b2"):
                await here.ask(name)
            await here.leave("c1")
            return here.served[-1:]

    assert asyncio.run(scenario(0.0)) == ["b2"]
    assert asyncio.run(scenario(600.0)) == ["a2"]


def test_known_work_does_not_count_against_a_client_s_queries() -> None:
    async def scenario() -> list[str]:
        async with desk(1) as here:
            await here.ask("a1", Kind.KNOWN)
            await here.leave("a1", worked=100.0)
            await here.ask("b1", Kind.LONG)
            await here.leave("b1", worked=1.0)
            await here.ask("c1")
            for name in ("b2", "a2"):
                await here.ask(name, Kind.LONG)
            await here.leave("c1")
            return here.served[-1:]

    assert asyncio.run(scenario()) == ["a2"]


def test_known_work_goes_first_and_what_takes_long_last() -> None:
    async def scenario() -> list[str]:
        async with desk(1) as here:
            await here.ask("x")
            await here.ask("long", Kind.LONG)
            await here.ask("free", Kind.FREE)
            await here.ask("known", Kind.KNOWN)
            for name in ("x", "known", "free"):
                await here.leave(name)
            return here.served

    assert asyncio.run(scenario()) == ["x", "known", "free", "long"]


def test_neither_known_work_nor_queries_take_all_places() -> None:
    async def scenario(kind: Kind, other: Kind) -> list[str]:
        async with desk(3) as here:
            for name in ("a1", "a2", "a3"):
                await here.ask(name, kind)
            await here.ask("b1", other)
            return here.served

    assert asyncio.run(scenario(Kind.KNOWN, Kind.FREE)) == ["a1", "a2", "b1"]
    assert asyncio.run(scenario(Kind.FREE, Kind.KNOWN)) == ["a1", "a2", "b1"]


def test_a_query_is_long_by_its_work_whatever_the_clock_says() -> None:
    async def scenario() -> list[tuple[Kind, float]]:
        seen = []
        async with desk(1) as here:
            await here.ask("a1")
            for worked in (0.25, 1.0, 3.5, 4.0, 6.0):
                here.now += 1000.0
                left = await here.goes_on("a1", worked)
                seen.append((here.kind("a1"), left))
        return seen

    assert asyncio.run(scenario()) == [
        (Kind.FREE, 0.75),
        (Kind.LONG, 3.0),
        (Kind.LONG, 0.5),
        (Kind.LONGEST, 4.0),
        (Kind.LONGEST, 4.0),
    ]


@pytest.mark.parametrize("kind", [Kind.KNOWN, Kind.SPARE])
def test_what_is_no_client_s_query_stays_what_it_is(kind: Kind) -> None:
    async def scenario() -> Kind:
        async with desk(3) as here:
            await here.ask("a1", kind)
            await here.goes_on("a1", 100.0)
            return here.kind("a1")

    assert asyncio.run(scenario()) is kind


def test_what_is_known_to_be_short_has_any_place() -> None:
    async def scenario() -> list[str]:
        async with desk(3) as here:
            for name in ("a1", "a2", "a3"):
                await here.ask(name)
            await here.ask("b1", proven=Kind.FREE)
            return here.served

    assert asyncio.run(scenario()) == ["a1", "a2", "b1"]


def test_what_was_short_before_and_is_long_now_has_not() -> None:
    async def scenario() -> set[str]:
        async with desk(3) as here:
            for name in ("a1", "a2"):
                await here.ask(name)
                await here.goes_on(name, SHORT)
            await here.ask("b1", proven=Kind.FREE)
            await here.goes_on("b1", SHORT)
            await here.ask("c1", Kind.KNOWN)
            return here.wanted()

    assert asyncio.run(scenario()) == {"b1"}


def test_a_long_query_without_a_seat_gives_way_when_somebody_waits_and_not_before() -> None:
    async def scenario() -> list[set[str]]:
        seen = []
        async with desk(2) as here:
            for name in ("a1", "b1"):
                await here.ask(name)
                await here.goes_on(name, SHORT)
            seen.append(here.wanted())
            # The first has the seat for long ones; the other has had its slice.
            await here.ask("c1")
            seen.append(here.wanted())
            await here.put_back("b1", SHORT)
            # It does not have the seat either, for as long as that is one's of its kind.
            seen.append(here.wanted())
            await here.goes_on("a1", LONG)
            seen.append(here.wanted())
        return seen

    assert asyncio.run(scenario()) == [set(), {"b1"}, set(), {"a1"}]


def test_a_long_query_has_its_slice_and_the_longest_goes_on_till_others_come() -> None:
    async def scenario(kind: Kind, worked: float) -> set[str]:
        async with desk(1) as here:
            await here.ask("a1", Kind.LONG)
            await here.goes_on("a1", worked)
            await here.ask("a2", kind)
            return here.wanted()

    assert asyncio.run(scenario(Kind.LONG, LONG - 0.1)) == set()
    assert asyncio.run(scenario(Kind.LONG, LONG)) == {"a1"}
    # A client does not chase its own.
    assert asyncio.run(scenario(Kind.LONGEST, 100.0)) == set()


def test_one_of_the_longest_gives_way_to_another_client_that_had_half_at_most() -> None:
    async def scenario(had: float) -> set[str]:
        async with desk(1) as here:
            await here.ask("b1")
            await here.leave("b1", worked=had)
            await here.ask("a1", Kind.LONGEST)
            await here.goes_on("a1", 10.0)
            await here.ask("b2", Kind.LONGEST)
            return here.wanted()

    assert asyncio.run(scenario(5.0)) == {"a1"}
    assert asyncio.run(scenario(6.0)) == set()


def test_what_is_put_back_is_known_to_be_long_and_has_not_lost_its_number() -> None:
    async def scenario() -> list[str]:
        async with desk(1) as here:
            await here.ask("a1")
            await here.goes_on("a1", SHORT)
            await here.ask("a2", Kind.LONG)
            await here.ask("a3")
            await here.put_back("a1", SHORT)
            for name in ("a3", "a1"):
                await here.leave(name)
            return here.served

    assert asyncio.run(scenario()) == ["a1", "a3", "a1", "a2"]


def test_what_is_known_to_end_goes_before_what_may_never() -> None:
    async def scenario() -> list[str]:
        async with desk(1) as here:
            await here.ask("x", Kind.LONG)
            await here.ask("a1", Kind.LONG)
            await here.ask("b1", Kind.LONGEST, proven=Kind.LONGEST)
            await here.ask("c1", Kind.LONG, proven=Kind.LONG)
            await here.ask("d1", Kind.LONGEST, proven=Kind.LONG)
            for name in ("x", "c1", "a1", "b1"):
                await here.leave(name)
            return here.served

    # The last was proven to end sooner than it does now.
    assert asyncio.run(scenario()) == ["x", "c1", "a1", "b1", "d1"]


def test_what_is_known_to_end_does_not_keep_out_for_ever_who_asks_for_the_first_time() -> None:
    async def scenario() -> list[str]:
        async with desk(1) as here:
            await here.ask("b1", Kind.LONG)
            await here.ask("b2", Kind.LONG)
            for number in range(5):
                await here.ask(f"a{number}", Kind.LONG, proven=Kind.LONG)
            for name in ("b1", "a0", "a1", "a2", "b2"):
                await here.leave(name)
            return here.served

    assert asyncio.run(scenario()) == ["b1", "a0", "a1", "a2", "b2", "a3"]


def test_who_waits_for_a_seat_has_it_before_who_has_become_long() -> None:
    async def scenario(proven: Kind | None) -> set[str]:
        async with desk(3) as here:
            for name in ("a1", "a2"):
                await here.ask(name, Kind.LONG)
            await here.ask("b1", Kind.LONG, proven=proven)
            await here.ask("c1")
            await here.leave("a1")
            # A seat is free, but the place that goes with it is taken by a query just begun.
            before = here.served[-1]
            assert before == "c1"
            await here.goes_on("c1", SHORT)
            return here.wanted()

    assert asyncio.run(scenario(Kind.LONG)) == {"c1"}
    assert asyncio.run(scenario(None)) == set()


@pytest.mark.parametrize("kind", [Kind.KNOWN, Kind.FREE])
def test_what_nobody_waits_for_gives_way_to_anybody(kind: Kind) -> None:
    async def scenario() -> tuple[list[str], set[str]]:
        async with desk(2) as here:
            await here.ask("spare", Kind.SPARE)
            await here.ask("a1", Kind.FREE)
            before = here.wanted()
            await here.ask("b1", kind)
            return [*here.served, *before], here.wanted()

    assert asyncio.run(scenario()) == (["spare", "a1"], {"spare"})


def test_what_nobody_waits_for_leaves_a_place_empty() -> None:
    async def scenario() -> list[str]:
        async with desk(3) as here:
            for name in ("s1", "s2", "s3"):
                await here.ask(name, Kind.SPARE)
            return here.served

    assert asyncio.run(scenario()) == ["s1", "s2"]


def test_the_last_of_who_has_most_is_sent_away() -> None:
    async def scenario() -> list[str]:
        async with desk(1, waiting=3) as here:
            await here.ask("x")
            for name in ("a1", "a2", "b1"):
                await here.ask(name)
            await here.ask("a3")
            await here.ask("c1")
            await here.ask("a4", Kind.KNOWN)
            return here.refused

    # Of one client's, known work stays the longest.
    assert asyncio.run(scenario()) == ["a3", "a2", "a1"]


def test_who_stops_waiting_or_leaves_frees_the_place() -> None:
    async def scenario() -> list[str]:
        turns = Turns(1, 10, short=SHORT, long=LONG)
        served = []
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(turns.place(Turn("a", Kind.FREE), None))
            with pytest.raises(TimeoutError):
                async with turns.place(Turn("b", Kind.FREE), 0.0):
                    served.append("b")
        async with turns.place(Turn("c", Kind.FREE), 0.0):
            served.append("c")
        return served

    assert asyncio.run(scenario()) == ["c"]


def test_what_clients_had_is_not_remembered_for_ever() -> None:
    async def scenario() -> int:
        now = 0.0
        turns = Turns(1, 10, short=SHORT, long=LONG, now=lambda: now)
        for number in range(5000):
            turn = Turn(str(number), Kind.KNOWN)
            async with turns.place(turn, None):
                turn.worked = 1.0
                now += 1.0
        return len(turns._had)

    assert asyncio.run(scenario()) <= 2048
