"""The workers of a server: given work in turn, ended when a limit is reached, and replaced."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import careerlattice
from careerlattice.errors import InputError
from careerlattice.serve.builds import Build, Builds
from careerlattice.serve.limits import Limits
from careerlattice.serve.outcomes import Answer, RequestError, StaleError
from careerlattice.serve.work import LENGTH, frame

__all__ = ["Workers"]

_log = logging.getLogger(__name__)

_MODULE = "careerlattice.serve.work"
# How long a process may take to start on a busy machine, and when a failed start is tried again.
_LONGEST_START = 60.0
_PAUSE = 1.0
# However many wait, a query on the last free worker may run as long as this, in seconds.
_LEAST_HURRY = 1.0
# What a pipe holds before its writer waits.
_BUFFER = 1 << 20


class _EndedError(Exception):
    """A worker ended in the middle of its work."""


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, memory: int) -> _Worker:
        # Found as this process found it, and never in the folder one happens to stand in.
        found = str(Path(careerlattice.__file__).parents[1])
        paths = [found, *filter(None, [os.environ.get("PYTHONPATH")])]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", _MODULE, str(memory)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=_BUFFER,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            # Ctrl-C is for the server, which then ends its workers.
            start_new_session=True,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_LONGEST_START):
                await worker._read()
        except BaseException:
            await worker.end()
            raise
        return worker

    async def do(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(frame(task))
            await stdin.drain()
        except OSError:
            raise _EndedError from None
        return await self._read()

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            (length,) = LENGTH.unpack(await stdout.readexactly(LENGTH.size))
            outcome: dict[str, Any] = json.loads(await stdout.readexactly(length))
            size = outcome.get("answer", {}).get("length", 0)
            return outcome, await stdout.readexactly(size)
        except (asyncio.IncompleteReadError, OSError):
            raise _EndedError from None

    async def end(self) -> int:
        """End the process, whatever it is doing; the signal or code it ended with."""
        with suppress(ProcessLookupError):
            self._process.kill()
        return await self._process.wait()

    async def ended_by(self) -> int:
        """The code of a process whose pipe is closed."""
        return await self._process.wait()


class Workers:
    """A fixed number of workers; `run` gives the next free one a piece of work."""

    def __init__(self, builds: Builds, limits: Limits) -> None:
        self._builds = builds
        self._limits = limits
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._stopped = False

    async def start(self) -> None:
        """Start all workers; there is one for the first request when this returns."""
        for _ in range(self._limits.workers):
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
        seconds: float | None = None,
        hurried: bool = True,
    ) -> tuple[Answer, Build]:
        """Have a worker call *task* ("module:function") with what it has opened and *arguments*.

        The function returns an `Answer`; it may run for *seconds*, the server's limit if None, and
        is spared the hurry of the last free worker if not *hurried*.
        Returns the answer and the build it was given from. When the caller is cancelled, the
        worker is ended.

        Raises:
            RequestError: the function raised it, a limit was reached (504 for time, 413 for memory,
                400 for depth), or all workers are busy or gone (503).
        """
        seconds = self._limits.seconds if seconds is None else seconds
        for attempt in (1, 2):
            build = self.current()
            try:
                answer = await self._run(build, task, arguments, seconds, hurried=hurried)
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
        self,
        build: Build,
        task: str,
        arguments: Mapping[str, Any],
        seconds: float,
        *,
        hurried: bool,
    ) -> Answer:
        worker = await self._take(seconds)
        last = hurried and self._free.empty() and self._limits.workers > 1
        work = {
            "task": task,
            "folder": str(build.folder),
            "arguments": dict(arguments),
            "seconds": seconds,
        }
        doing = asyncio.ensure_future(worker.do(work))
        try:
            if last and (hurry := self._hurry()) < seconds:
                await asyncio.wait({doing}, timeout=hurry)
                # One that is being started is as good as free.
                if not doing.done() and self._free.empty() and not self._starting:
                    raise self._gave_way(hurry)
                await asyncio.wait({doing}, timeout=seconds - hurry)
            else:
                await asyncio.wait({doing}, timeout=seconds)
            if not doing.done():
                raise _timed_out(seconds)
            outcome, body = doing.result()
        except _EndedError:
            code = await worker.ended_by()
            self._start_one(instead_of=worker)
            raise _broke_off(code) from None
        except BaseException:
            doing.cancel()
            self._start_one(instead_of=worker)
            raise
        if "exhausted" in outcome:
            # What it had allocated it may not have given back.
            self._start_one(instead_of=worker)
            raise _exhausted(outcome["exhausted"])
        self._free.put_nowait(worker)
        return _answer(outcome, body)

    async def _take(self, seconds: float) -> _Worker:
        if self._free.empty() and self._waiting >= self._limits.waiting:
            raise _busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                return await self._free.get()
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1

    def _hurry(self) -> float:
        """How long the query on the last free worker may run: the less, the more others wait."""
        least = min(_LEAST_HURRY, self._limits.hurried)
        return max(least, self._limits.hurried / (1 + self._waiting))

    def _gave_way(self, hurry: float) -> RequestError:
        return RequestError(
            503,
            f"All workers are at long queries, and this one took longer than the"
            f" {hurry:.2g} seconds there are beside them. Try again later.",
            limit="queue",
            again=round(self._limits.seconds) or 1,
        )

    def _start_one(self, instead_of: _Worker | None = None) -> None:
        task = asyncio.ensure_future(self._started(instead_of))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _started(self, instead_of: _Worker | None) -> None:
        if instead_of is not None:
            await instead_of.end()
            self._all.discard(instead_of)
        while not self._stopped:
            try:
                worker = await _Worker.start(self._limits.memory)
            except (OSError, TimeoutError, _EndedError) as error:
                _log.warning(
                    "a worker cannot be started (%s); trying again", str(error) or "it ended"
                )
                await asyncio.sleep(_PAUSE)
            else:
                self._all.add(worker)
                self._free.put_nowait(worker)
                return


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
