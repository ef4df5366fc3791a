"""The workers of a server: given work in turn, ended when a limit is reached, and replaced."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

from careerlattice.errors import InputError
from careerlattice.serve.builds import Build, Builds
from careerlattice.serve.limits import Limits
from careerlattice.serve.outcomes import Answer, RequestError, StaleError
from careerlattice.serve.process import EndedError, WorkerProcess
from careerlattice.serve.turns import FullError, Kind, Turn, Turns

__all__ = ["Workers"]

_log = logging.getLogger(__name__)

_OPENING = "careerlattice.serve.work:open_graph"
# How long a worker that nobody waits for may take to open the graph, in seconds.
_LONGEST_OPENING = 60.0
# When a failed start is tried again.
_PAUSE = 1.0
# Processes that are ready beside those at work, so that nobody waits for one that was ended.
_SPARE = 2

_Outcome = tuple[dict[str, Any], bytes]


class _GaveWayError(Exception):
    """Somebody else has the place now, and the worker was ended."""


class Workers:
    """A fixed number of workers and some spare ones; `run` gives them work in a fair order."""

    def __init__(self, builds: Builds, limits: Limits) -> None:
        self._builds = builds
        self._limits = limits
        self._turns = Turns(limits.workers, limits.waiting)
        # Known work takes from the right what known work gave back, free queries from the left:
        # so what known work has open stays with it, and is not ended with a query.
        self._idle: deque[WorkerProcess] = deque()
        self._ready = asyncio.Semaphore(0)
        self._all: set[WorkerProcess] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def start(self) -> None:
        """Start all workers; there is one for the first request when this returns."""
        for _ in range(self._limits.workers + _SPARE):
            self._start_one()
        await asyncio.wait(self._starting, return_when=asyncio.FIRST_COMPLETED)

    async def stop(self) -> None:
        """End all workers, and what they are doing."""
        self._stopped = True
        for task in list(self._starting):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._all))
        self._all.clear()

    async def run(
        self,
        task: str,
        arguments: Mapping[str, Any],
        *,
        client: str,
        kind: Kind,
        seconds: float | None = None,
    ) -> tuple[Answer, Build]:
        """Have a worker call *task* ("module:function") with what it has opened and *arguments*.

        The function returns an `Answer`; it may run for *seconds*, the server's limit if None.
        *client* and *kind* say whose turn it is. Of a free query that gave its place to others,
        the second attempt counts.
        Returns the answer and the build it was given from. When the caller is cancelled, the
        worker is ended.

        Raises:
            RequestError: the function raised it, a limit was reached (504 for time, 413 for memory,
                400 for depth), or all workers are busy or gone (503).
        """
        seconds = self._limits.seconds if seconds is None else seconds
        for attempt in (1, 2):
            build = self.current()
            work = {
                "task": task,
                "folder": str(build.folder),
                "arguments": dict(arguments),
                "seconds": seconds,
            }
            try:
                answer = await self._run(work, client, kind, seconds)
            except StaleError as error:
                # A new build may have taken the place of the one this was begun on.
                if attempt == 2 or self.current() == build:
                    raise RequestError(503, f"The graph cannot be read: {error}", again=5) from None
            else:
                return answer, build
        raise AssertionError("the second attempt answers or raises")

    def current(self) -> Build:
        """The build that the next answer would be given from.

        Raises:
            RequestError: there is none (503).
        """
        try:
            return self._builds.current()
        except InputError as error:
            raise RequestError(503, str(error), again=5) from None

    async def _run(self, work: dict[str, Any], client: str, kind: Kind, seconds: float) -> Answer:
        clock = asyncio.get_running_loop().time
        # What waits, waits no longer in all than it may run; what nobody waits for has time.
        patience = None if kind is Kind.SPARE else seconds
        while True:
            asked = clock()
            try:
                async with self._turns.place(client, kind, patience) as turn:
                    if patience is not None:
                        patience -= clock() - asked
                    return _answer(*await self._do(work, turn, seconds))
            except (FullError, TimeoutError):
                raise _busy() from None
            except _GaveWayError:
                if kind is Kind.FREE:
                    kind = Kind.LONG

    async def _do(self, work: dict[str, Any], turn: Turn, seconds: float) -> _Outcome:
        """The outcome of *work*, which has a place by *turn*.

        Raises:
            RequestError: it has none.
            TimeoutError: no worker can be started.
            _GaveWayError: another has the place, and it may be tried again.
        """
        async with asyncio.timeout(seconds):
            await self._ready.acquire()
        worker = self._idle.popleft() if turn.is_free else self._idle.pop()
        try:
            outcome, body = await self._within(worker.do(work), turn, seconds)
        except EndedError:
            code = await worker.ended_by()
            self._start_one(instead_of=worker)
            raise _broke_off(code) from None
        except BaseException:
            self._start_one(instead_of=worker)
            raise
        if "exhausted" in outcome:
            # What it had allocated it may not have given back.
            self._start_one(instead_of=worker)
            raise _exhausted(outcome["exhausted"])
        self._offer(worker, last=not turn.is_free)
        return outcome, body

    async def _within(
        self, work: Coroutine[Any, Any, _Outcome], turn: Turn, seconds: float
    ) -> _Outcome:
        """The outcome of *work*, unless its time is over or another wants its place first."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        doing = asyncio.ensure_future(work)
        wanted = asyncio.ensure_future(turn.wanted.wait())
        short, long = self._limits.short, self._limits.short + self._limits.turn
        passed: list[tuple[float, Callable[[Turn], None]]] = [
            (short, self._turns.lengthen),
            (long, self._turns.ripen),
        ]
        try:
            for until, then in [*(each for each in passed if each[0] < seconds), (seconds, None)]:
                left = max(0.0, begun + until - clock())
                await asyncio.wait(
                    {doing, wanted}, timeout=left, return_when=asyncio.FIRST_COMPLETED
                )
                if doing.done():
                    return doing.result()
                if wanted.done():
                    raise self._gave_way() if turn.seated else _GaveWayError
                if then is not None:
                    then(turn)
            raise _timed_out(seconds)
        finally:
            doing.cancel()
            wanted.cancel()

    def _gave_way(self) -> RequestError:
        return RequestError(
            503,
            f"Others wait with long queries, and this one has had its"
            f" {self._limits.turn:g} seconds. Try again later.",
            limit="queue",
            again=round(self._limits.seconds) or 1,
        )

    def _start_one(self, instead_of: WorkerProcess | None = None) -> None:
        task = asyncio.ensure_future(self._started(instead_of))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _started(self, instead_of: WorkerProcess | None) -> None:
        if instead_of is not None:
            await instead_of.end()
            self._all.discard(instead_of)
        while not self._stopped:
            try:
                worker = await WorkerProcess.start(self._limits.memory)
            except (OSError, TimeoutError, EndedError) as error:
                _log.warning(
                    "a worker cannot be started (%s); trying again", str(error) or "it ended"
                )
                await asyncio.sleep(_PAUSE)
                continue
            self._all.add(worker)
            try:
                await self._open(worker)
            except EndedError:
                self._all.discard(worker)
                await worker.end()
                continue
            self._offer(worker, last=False)
            return

    async def _open(self, worker: WorkerProcess) -> None:
        """Have a worker open the graph, so that no client waits for that.

        Raises:
            EndedError: it did not live through it.
        """
        with suppress(InputError):
            work = {"task": _OPENING, "arguments": {}, "seconds": _LONGEST_OPENING}
            await worker.do({**work, "folder": str(self._builds.current().folder)})

    def _offer(self, worker: WorkerProcess, *, last: bool) -> None:
        """Put a worker among those that are idle, *last* where free queries come last to it."""
        if last:
            self._idle.append(worker)
        else:
            self._idle.appendleft(worker)
        self._ready.release()


def _answer(outcome: dict[str, Any], body: bytes) -> Answer:
    if "answer" in outcome:
        return Answer(body, outcome["answer"]["media_type"], outcome["answer"]["coding"])
    if "stale" in outcome:
        raise StaleError(outcome["stale"])
    if "fault" in outcome:
        _log.error("a worker failed: %s", outcome["fault"])
        raise RequestError(500, "The request could not be answered: an error of this program.")
    raise RequestError(**outcome["failure"])


def _timed_out(seconds: float) -> RequestError:
    return RequestError(
        504,
        f"The query ran longer than {seconds:g} seconds and was stopped. Ask for less: name the"
        " class, the publisher or the graph that is meant.",
        limit="time",
    )


def _busy() -> RequestError:
    return RequestError(
        503, "All workers are busy, and others wait already.", limit="queue", again=5
    )


def _exhausted(what: str) -> RequestError:
    if what == "depth":
        return RequestError(400, "The query is nested too deeply, or too long.", limit="depth")
    return RequestError(
        413, "The query needs more memory than there is for it. Ask for less.", limit="memory"
    )


def _broke_off(code: int) -> RequestError:
    """What a worker died of: the engine aborts without memory, and overruns its stack."""
    if code in {-signal.SIGSEGV, -signal.SIGBUS}:
        return _exhausted("depth")
    if code == -signal.SIGABRT:
        return _exhausted("memory")
    _log.error("a worker ended with %d", code)
    return RequestError(503, "The query's worker was ended from outside. Try again.", again=1)
