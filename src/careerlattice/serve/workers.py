"""The workers of a server: given work in turn, ended when a limit is reached, and replaced."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections import deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

from careerlattice.errors import InputError
from careerlattice.serve.builds import Build, Builds
from careerlattice.serve.experience import Experience, Past
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
# In how many times the seconds of its work a request is answered or refused, waiting included.
_WHOLE = 2
# What has a slice nearly behind it is looked at again after so many seconds.
_LEAST_LOOK = 0.02

_Outcome = tuple[dict[str, Any], bytes]


class _GaveWayError(Exception):
    """Somebody else has the place now, and the worker was ended."""


class Workers:
    """A fixed number of workers and some spare ones; `run` gives them work in a fair order."""

    def __init__(self, builds: Builds, limits: Limits) -> None:
        self._builds = builds
        self._limits = limits
        self._turns = Turns(limits.workers, limits.waiting, short=limits.short, long=limits.long)
        self._experience = Experience()
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
        query: str = "",
    ) -> tuple[Answer, Build]:
        """Have a worker call *task* ("module:function") with what it has opened and *arguments*.

        The function returns an `Answer`; it may work for *seconds*, the server's limit if None, and
        is answered or refused within twice as many by the clock, waiting included. *client* and
        *kind* say whose turn it is, and *query* tells a free query from others, since what became
        of it before says how long it takes. Of one that gave its place to others, the last attempt
        counts.
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
            }
            try:
                answer = await self._run(work, query, client, kind, seconds)
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

    async def _run(
        self, work: dict[str, Any], query: str, client: str, kind: Kind, seconds: float
    ) -> Answer:
        clock = asyncio.get_running_loop().time
        deadline = clock() + _WHOLE * seconds
        past = self._experience.past(query) if kind is Kind.FREE else Past(kind)
        turn = Turn(client, past.kind, past.proven)
        ended = False
        try:
            outcome, body = await self._tried(work, turn, seconds, deadline)
            ended = True
        finally:
            if turn.is_free and ended:
                self._experience.ended(query, self._turns.kind_of(turn.worked))
            elif turn.is_free:
                self._experience.broke_off(query, turn.kind)
        return _answer(outcome, body)

    async def _tried(
        self, work: dict[str, Any], turn: Turn, seconds: float, deadline: float
    ) -> _Outcome:
        """The outcome of *work*, which waits for its turn, however often.

        Raises:
            RequestError: it has none, or had no turn in time.
        """
        clock = asyncio.get_running_loop().time
        while True:
            # What nobody waits for has time.
            patience = None if turn.kind is Kind.SPARE else max(0.0, deadline - clock())
            try:
                async with self._turns.place(turn, patience):
                    if turn.kind is Kind.SPARE:
                        deadline = clock() + _WHOLE * seconds
                    return await self._do(work, turn, seconds, deadline)
            except (FullError, TimeoutError):
                raise _busy() from None
            except _GaveWayError:
                continue

    async def _do(
        self, work: dict[str, Any], turn: Turn, seconds: float, deadline: float
    ) -> _Outcome:
        """The outcome of *work*, which has a place by *turn*.

        Raises:
            RequestError: it has none.
            TimeoutError: no worker can be started, or there was too little time for it.
            _GaveWayError: another has the place, and it may be tried again.
        """
        clock = asyncio.get_running_loop().time
        async with asyncio.timeout_at(deadline):
            await self._ready.acquire()
        worker = self._idle.popleft() if turn.is_free else self._idle.pop()
        try:
            doing = worker.do({**work, "seconds": deadline - clock()})
            outcome, body = await self._within(doing, worker, turn, seconds, deadline)
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
        self,
        work: Coroutine[Any, Any, _Outcome],
        worker: WorkerProcess,
        turn: Turn,
        seconds: float,
        deadline: float,
    ) -> _Outcome:
        """The outcome of *work*, unless its time is over or another wants its place first."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        doing = asyncio.ensure_future(work)
        wanted = asyncio.ensure_future(turn.wanted.wait())
        look_again = 0.0
        try:
            while True:
                await asyncio.wait(
                    {doing, wanted}, timeout=look_again, return_when=asyncio.FIRST_COMPLETED
                )
                if doing.done():
                    return doing.result()
                if wanted.done():
                    raise _GaveWayError
                worked, now = worker.worked(), clock()
                if worked >= seconds or (now >= deadline and now - begun >= seconds):
                    raise _timed_out(seconds)
                if now >= deadline:
                    raise TimeoutError
                # Work is never more than the clock says, so it is not looked at too late.
                slice_left = min(self._turns.go_on(turn, worked), seconds - worked)
                look_again = min(max(slice_left, _LEAST_LOOK), deadline - now)
        finally:
            turn.worked = worker.worked()
            doing.cancel()
            wanted.cancel()

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
