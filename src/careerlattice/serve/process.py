"""One worker process and the pipes to it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import careerlattice
from careerlattice.serve.effort import effort, processor_seconds
from careerlattice.serve.work import LENGTH, frame

__all__ = ["EndedError", "WorkerProcess"]

_MODULE = "careerlattice.serve.work"
# How long a process may take to start on a busy machine.
_LONGEST_START = 60.0
# What a pipe holds before its writer waits.
_BUFFER = 1 << 20


class EndedError(Exception):
    """A worker ended in the middle of its work."""


class WorkerProcess:
    """A process that does one piece of work at a time (see `serve.work`)."""

    def __init__(self, process: Process) -> None:
        self._process = process
        # When it was given work, what it had done before, and what it has done since.
        self._given = 0.0
        self._before: float | None = None
        self._worked = 0.0

    @classmethod
    async def start(cls, memory: int) -> WorkerProcess:
        """Start one that may allocate *memory* bytes, and wait until it is ready.

        Raises:
            OSError, TimeoutError, EndedError: it cannot be started.
        """
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

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def do(self, task: dict[str, Any]) -> Coroutine[Any, Any, tuple[dict[str, Any], bytes]]:
        """Have it do *task*, once this is awaited; its outcome, and the bytes of the answer.

        Raises:
            EndedError: it ended instead.
        """
        self._given, self._worked = time.monotonic(), 0.0
        self._before = processor_seconds(self.pid)
        return self._done(task)

    async def _done(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(frame(task))
            await stdin.drain()
        except OSError:
            raise EndedError from None
        return await self._read()

    def worked(self) -> float:
        """The seconds of work it has done since it was given some (`effort`)."""
        clock, processor = time.monotonic() - self._given, None
        if self._before is not None:
            now = processor_seconds(self.pid)
            if now is None:
                # It has ended: what it had done when it was last looked at remains.
                return self._worked
            processor = now - self._before
        self._worked = effort(clock, processor)
        return self._worked

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            (length,) = LENGTH.unpack(await stdout.readexactly(LENGTH.size))
            outcome: dict[str, Any] = json.loads(await stdout.readexactly(length))
            size = outcome.get("answer", {}).get("length", 0)
            return outcome, await stdout.readexactly(size)
        except (asyncio.IncompleteReadError, OSError):
            raise EndedError from None

    async def end(self) -> int:
        """End the process, whatever it is doing; the signal or code it ended with."""
        with suppress(ProcessLookupError):
            self._process.kill()
        return await self._process.wait()

    async def ended_by(self) -> int:
        """The code of a process whose pipe is closed."""
        return await self._process.wait()
