"""Worker processes: pieces of work that may fail, hang or kill whoever does them.

Each process has one tool, made when it starts, and does one piece of work at a time. A process
that dies or takes too long takes nothing else along: another takes its place. Whatever ends the
main process ends the workers, since nobody sends them anything any more.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any, Generic, Protocol, TypeVar, cast

from careerlattice.closing import Closing
from careerlattice.errors import CareerlatticeError

__all__ = ["LONGEST", "Job", "Tool", "Workers", "failure", "serve"]

LONGEST = 600.0
"""Seconds that one piece of work may take."""
_TRIES = 2
"""How often a piece of work is tried that kills its worker: the first time may be bad luck."""
_IDLE = 60.0
"""Seconds that a worker apart waits for more to do: nobody may be left to end it."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Job(Generic[Key]):
    """A piece of work: the tool's method *name* is called with *argument*.

    *key* tells whose result it is, *what* is its name in messages.
    """

    key: Key
    name: str
    argument: Any
    what: str


class Tool(Protocol):
    """What does the work: its methods take an argument each."""

    def close(self) -> None:
        """Let go of what it holds."""


class Workers(Closing):
    """So many processes with a tool each, made by calling *make* with *arguments*.

    With a *count* of 1 the work is done in this process, without limits. If *apart*, processes are
    programs of their own, even with a count of 1: some may not have children of another kind.
    """

    def __init__(
        self,
        count: int,
        make: Callable[..., Tool],
        arguments: tuple[object, ...] = (),
        *,
        longest: float = LONGEST,
        apart: bool = False,
    ) -> None:
        self._count = count
        self._apart = apart
        self._make = make
        self._arguments = arguments
        self._longest = longest
        self._tool: Tool | None = None
        self._idle: list[_Worker] = []
        self._busy: dict[int, _Worker] = {}

    def run(self, jobs: Iterable[Job[Key]]) -> Iterator[tuple[Key, Any]]:
        """Do *jobs*, begun in their order; each key with its result as soon as there is one.

        In place of a result comes a CareerlatticeError where the work failed, or killed its worker
        twice, or took too long.

        Raises:
            OSError: a tool could not write.
        """
        if self._count == 1 and not self._apart:
            for job in jobs:
                yield job.key, _checked(self._done_here(job))
            return
        waiting = deque((job, _TRIES) for job in jobs)
        try:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._count:
                    self._begin(*waiting.popleft())
                for worker in self._ready():
                    # As it was begun, with a key of this run's.
                    job, tries = cast(Job[Key], worker.job), worker.tries
                    answer = worker.answer()
                    if answer is not None:
                        self._idle.append(worker)
                    elif worker.is_late(self._longest):
                        worker.stop()
                        answer = _refusal(job, f"takes longer than {self._longest:.0f} seconds")
                    else:
                        code = worker.stop()
                        if tries > 1:
                            waiting.append((job, tries - 1))
                            continue
                        answer = _refusal(job, f"killed the process that read it ({_ended(code)})")
                    yield job.key, _checked(answer)
        finally:
            # Half-done work is nobody's any more.
            for worker in self._busy.values():
                worker.stop()
            self._busy.clear()

    def _done_here(self, job: Job[Any]) -> object:
        if self._tool is None:
            self._tool = self._make(*self._arguments)
        return _call(self._tool, job.name, job.argument)

    def _begin(self, job: Job[Any], tries: int) -> None:
        while True:
            worker = self._idle.pop() if self._idle else self._another()
            try:
                worker.begin(job, tries)
            except OSError:
                # It died while it waited, and the work is not to blame.
                worker.stop()
                continue
            self._busy[id(worker)] = worker
            return

    def _another(self) -> _Worker:
        start = _program if self._apart else _process
        return _Worker(*start(self._make, self._arguments))

    def _ready(self) -> list[_Worker]:
        """The busy workers that have an answer, died or are late; they are not busy any more."""
        busy = list(self._busy.values())
        until = min(worker.since for worker in busy) + self._longest
        wait(
            [worker.pipe for worker in busy],
            max(0.0, until - time.monotonic()),
        )
        ready = [worker for worker in busy if worker.is_ready(self._longest)]
        for worker in ready:
            del self._busy[id(worker)]
        return ready

    def close(self) -> None:
        """End the processes."""
        for worker in (*self._idle, *self._busy.values()):
            worker.stop()
        self._idle.clear()
        self._busy.clear()
        if self._tool is not None:
            self._tool.close()
        self._tool = None


class _Process(Protocol):
    """What a process of either kind can be asked."""

    @property
    def exitcode(self) -> int | None: ...

    def join(self, timeout: float | None = None) -> None: ...

    def kill(self) -> None: ...

    def close(self) -> None: ...


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, pipe: Connection, process: _Process) -> None:
        self.pipe = pipe
        self.process = process
        self.job: Job[Any] | None = None
        self.tries = 0
        self.since = 0.0

    def begin(self, job: Job[Any], tries: int) -> None:
        self.job, self.tries, self.since = job, tries, time.monotonic()
        self.pipe.send((job.name, job.argument))

    def is_late(self, longest: float) -> bool:
        return time.monotonic() - self.since >= longest

    def is_ready(self, longest: float) -> bool:
        # The end of a process is the end of what comes through its pipe.
        return self.pipe.poll() or self.is_late(longest)

    def answer(self) -> object | None:
        """What it sent, None if it died or hangs."""
        with contextlib.suppress(OSError, EOFError):
            if self.pipe.poll():
                received: object = self.pipe.recv()
                return received
        return None

    def stop(self) -> int | None:
        """End the process; tell the code it ended with, if it had ended by itself."""
        self.pipe.close()
        self.process.join(0.1)
        code = self.process.exitcode
        if code is None:
            self.process.kill()
        self.process.join()
        self.process.close()
        return code


def _process(
    make: Callable[..., Tool], arguments: tuple[object, ...]
) -> tuple[Connection, _Process]:
    # Forked from a small process that has the modules loaded already: it begins at once, and
    # holds neither locks nor files of ours.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([make.__module__])
    ours, theirs = context.Pipe()
    process: ForkServerProcess = context.Process(
        target=_serve_forked, args=(theirs, make, arguments, dict(os.environ)), daemon=False
    )
    process.start()
    theirs.close()
    return ours, process


class _Program:
    """A program that serves, with what it is asked as a process."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self._running = running

    @property
    def exitcode(self) -> int | None:
        return self._running.poll()

    def join(self, timeout: float | None = None) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._running.wait(timeout)

    def kill(self) -> None:
        self._running.kill()

    def close(self) -> None:
        """Nothing is held once it has ended."""


_START = "import sys; from careerlattice.workers import serve; serve(int(sys.argv[1]))"


def _program(
    make: Callable[..., Tool], arguments: tuple[object, ...]
) -> tuple[Connection, _Process]:
    ours, theirs = multiprocessing.Pipe()
    running = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-P", "-c", _START, str(theirs.fileno())],
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    theirs.close()
    with contextlib.suppress(OSError):
        ours.send((make, arguments))
    return ours, _Program(running)


def serve(descriptor: int) -> None:
    """Be a worker apart, at the pipe that *descriptor* is one end of, while there is work."""
    pipe = Connection(descriptor)
    with contextlib.suppress(EOFError, OSError):
        _serve(pipe, *pipe.recv(), idle=_IDLE)


def _serve_forked(
    pipe: Connection,
    make: Callable[..., Tool],
    arguments: tuple[object, ...],
    environment: dict[str, str],
) -> None:
    """As `_serve`, in the *environment* there is now, and not when the first process was forked."""
    os.environ.clear()
    os.environ.update(environment)
    _serve(pipe, make, arguments)


def _serve(
    pipe: Connection,
    make: Callable[..., Tool],
    arguments: tuple[object, ...],
    *,
    idle: float | None = None,
) -> None:
    """Do what comes through *pipe* until it is closed, or nothing has come for *idle* seconds."""
    # Ctrl-C is for the main process, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tool: Tool | None = None
    with contextlib.suppress(EOFError, OSError):
        while pipe.poll(idle):
            name, argument = pipe.recv()
            if tool is None:
                tool = make(*arguments)
            pipe.send(_call(tool, name, argument))


def _call(tool: Tool, name: str, argument: object) -> object:
    try:
        return getattr(tool, name)(argument)
    except (CareerlatticeError, OSError) as error:
        return error


def _checked(answer: object) -> object:
    """An answer, unless the machine failed, and not the work.

    Raises:
        OSError: nothing can be written.
    """
    if isinstance(answer, OSError):
        raise answer
    return answer


def failure(what: str, message: str) -> CareerlatticeError:
    """The error of a piece of work that is set aside because of what it did to its reader."""
    return CareerlatticeError(message, place=what, remedy="report it with the document")


def _refusal(job: Job[Any], message: str) -> CareerlatticeError:
    return failure(job.what, message)


def _ended(code: int | None) -> str:
    if code is None:
        return "it hung up"
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
