"""Readers on a Dask cluster: documents go to its workers, and what they give comes back.

The work is that of careerlattice.workers: the same function, in a process of its own, within the
same limits. That process belongs to a worker of Dask, which so outlives whatever a document does
to its reader. What becomes of Dask's workers themselves is Dask's business: the documents of one
that is lost go to another, until so many are lost with the same document that its scheduler gives
it up (its setting ``allowed-failures``). Since others may have been there that were not to blame,
each of these is then read once more with nothing beside it. Groups and publishers stay here, where
the cache is.
"""

from __future__ import annotations

import logging
import pickle
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from careerlattice.closing import Closing
from careerlattice.documents import bytes_of
from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.harvest import Harvest, Task
from careerlattice.inputs import reading_tools, tools_of
from careerlattice.maker import Maker
from careerlattice.registry import find_loaders
from careerlattice.storage import is_address
from careerlattice.workers import LONGEST, Job, Workers, failure

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster"]

_PATIENCE = 5.0
"""Seconds that the scheduler may take to answer."""
_LONELIEST = 60.0
"""Seconds that a cluster may be without any worker."""
_AHEAD = 2
"""Documents for each thread of the cluster that are there at a time: one read, one waiting."""
_MOMENT = 2.0
_RETRIES = 2
"""How often a document is read again where a machine failed, and not the document."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class _Setup:
    """What documents are to be read with: *tools* are the client's, by their hashes."""

    engine: str
    tools: tuple[tuple[str, str], ...]
    longest: float


class UnlikeError(CareerlatticeError):
    """A worker has other tools than the build it works for, so that its results would differ."""


class Reader:
    """The tool of the process that reads documents, beside a worker of Dask."""

    def __init__(self, setup: _Setup) -> None:
        self._setup = setup

    @cached_property
    def _maker(self) -> Maker:
        """What does the work, once it is known to be the same as at home."""
        own = own_tools(self._setup.engine)
        theirs = dict(self._setup.tools)
        unlike = [each for each in {**theirs, **own} if theirs.get(each) != own.get(each)]
        if unlike:
            raise UnlikeError(
                f"a worker of the cluster has not the same {', '.join(unlike)} as this machine",
                remedy="install the same version of careerlattice, of Python and of all loaders on"
                " every worker, and start the workers anew",
            )
        return Maker(self._setup.engine, "")

    def harvest(self, task: Task) -> Harvest:
        """Read one document: see careerlattice.maker.

        Raises:
            UnlikeError: the tools are not those of the build.
            CareerlatticeError: it cannot be read.
        """
        return self._maker.harvest(task)

    def close(self) -> None:
        """Nothing is held."""


def own_tools(engine: str) -> dict[str, str]:
    """What this machine reads documents with, by names, as hashes."""
    return _with_python(reading_tools(tools_of(find_loaders(), engine, ())))


def _with_python(tools: Mapping[str, str]) -> dict[str, str]:
    # What counts as a letter changes with it.
    return {**tools, "Python": ".".join(map(str, sys.version_info[:2]))}


# On a worker of Dask


_idle: dict[_Setup, list[Workers]] = {}
_lock = threading.Lock()


def read(parcel: bytes) -> bytes:
    """Have one document read: its task and the setup in, its harvest or what went wrong out.

    Raises:
        OSError: the machine failed, and not the document.
    """
    setup, task = pickle.loads(parcel)  # noqa: S301 - the cluster is trusted
    with _lock:
        waiting = _idle.setdefault(setup, [])
        workers = waiting.pop() if waiting else None
    if workers is None:
        # Dask's workers may be daemons, which have no children but programs.
        workers = Workers(1, Reader, (setup,), longest=setup.longest, apart=True)
    try:
        ((_, answer),) = workers.run([Job(0, "harvest", task, task.path)])
    except BaseException:
        workers.close()
        raise
    with _lock:
        _idle.setdefault(setup, []).append(workers)
    return pickle.dumps(answer)


# Here


class Cluster(Closing):
    """The workers of the Dask scheduler at *address*, as careerlattice.workers has them.

    They read with *engine* and with *tools*, by names and hashes, which must be the same there; a
    document may take *longest* seconds.

    Raises:
        UsageError: Dask is not installed here, or *address* is none.
        CareerlatticeError: no scheduler answers there.
    """

    def __init__(
        self,
        address: str,
        engine: str,
        tools: Mapping[str, str],
        *,
        longest: float = LONGEST,
    ) -> None:
        try:
            import distributed  # noqa: PLC0415 - an extra
        except ImportError:
            raise UsageError(
                "a cluster needs Dask, which is not installed",
                remedy="pip install 'careerlattice[cluster]', here and on its workers, or build"
                " without --scheduler",
            ) from None
        self._setup = _Setup(engine, tuple(sorted(_with_python(tools).items())), longest)
        self._address = address
        self._threads = 0
        self._asked = -_MOMENT
        # What it has to say of lost connections, this module says.
        self._logger = logging.getLogger("distributed")
        self._level = self._logger.level
        self._logger.setLevel(logging.CRITICAL)
        try:
            self._client: Client = distributed.Client(
                address, timeout=_PATIENCE, set_as_default=False, name="careerlattice"
            )
        except ValueError as error:
            self._logger.setLevel(self._level)
            raise UsageError(
                f"“{address}” is no address of a Dask scheduler ({error})",
                remedy="give it as tcp://HOST:PORT",
            ) from None
        except OSError:
            self._logger.setLevel(self._level)
            raise CareerlatticeError(
                f"no Dask scheduler answers at {address}",
                remedy="start one with `dask scheduler`, or give the address that it tells",
            ) from None

    def run(self, jobs: Iterable[Job[Key]]) -> Iterator[tuple[Key, Any]]:
        """Have the documents of *jobs* harvested, begun in their order; results as they come.

        In place of a result comes a CareerlatticeError where a document cannot be read, or took
        too long, or took its readers along.

        Raises:
            UnlikeError: a worker has other tools.
            CareerlatticeError: the cluster was lost, or has no workers.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        given_up: list[Job[Key]] = []
        for job, answer in self._run(jobs):
            if isinstance(answer, KilledWorker):
                given_up.append(job)
            else:
                yield job.key, _answered(job, answer)
        for each in given_up:
            for job, answer in self._run([each]):
                yield job.key, _answered(job, answer)

    def _run(self, jobs: Iterable[Job[Key]]) -> Iterator[tuple[Job[Key], Any]]:
        """Have *jobs* done side by side; each with what it gave or what failed."""
        waiting = iter(jobs)
        under_way: dict[Future[Any], Job[Key]] = {}
        try:
            while True:
                room = self._room()
                while len(under_way) < room and (job := next(waiting, None)) is not None:
                    try:
                        under_way[self._begin(job)] = job
                    except CareerlatticeError as error:
                        yield job, error
                if not under_way:
                    return
                for future, answer in self._done(under_way):
                    yield under_way.pop(future), answer
        finally:
            for future in under_way:
                future.release()

    def _begin(self, job: Job[Any]) -> Future[Any]:
        """Send a document off.

        Raises:
            InputError: it lies here, and cannot be read.
        """
        from dask import config  # noqa: PLC0415 - with its extra, as careerlattice[cluster]

        task: Task = job.argument
        if not is_address(task.path):
            task = replace(task, data=bytes_of(Path(task.path)))
        parcel = pickle.dumps((self._setup, task))
        # A document is sent as it is; nobody need be warned of a large one.
        with config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"}):
            return self._client.submit(read, parcel, pure=False, retries=_RETRIES)

    def _room(self) -> int:
        """How many documents may be under way."""
        now = time.monotonic()
        if now - self._asked > _MOMENT:
            self._asked = now
            with self._telling():
                self._threads = sum(self._client.nthreads().values())
        return max(1, _AHEAD * self._threads)

    def _done(self, futures: Iterable[Future[Any]]) -> list[tuple[Future[Any], Any]]:
        """Those of *futures* that have ended, one at least, with what they gave or what failed."""
        from distributed import KilledWorker, wait  # noqa: PLC0415 - an extra

        alone_since: float | None = None
        ended: list[Future[Any]] = []
        while not ended:
            with self._telling():
                with suppress(TimeoutError), self._client.as_current():
                    ended = list(wait([*futures], _MOMENT, "FIRST_COMPLETED").done)
                is_alone = not ended and not self._client.nthreads()
            now = time.monotonic()
            alone_since = (alone_since or now) if is_alone else None
            if alone_since is not None and now - alone_since > _LONELIEST:
                raise CareerlatticeError(
                    f"the Dask scheduler at {self._address} has no workers",
                    remedy=f"start some with `dask worker {self._address}`, and build again: what"
                    " was read is kept",
                )
        with self._telling():
            finished = [each for each in ended if each.status == "finished"]
            with suppress(KilledWorker):
                # All at once, since each way there takes its time.
                return [*zip(finished, self._client.gather(finished), strict=True)] + [
                    (each, each.exception()) for each in ended if each.status == "error"
                ]
            # One was given up that had been lost with its worker before it was fetched.
            return [(each, _result(each)) for each in ended]

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell the loss of the cluster as one error."""
        try:
            yield
        except (OSError, CancelledError) as error:
            raise CareerlatticeError(
                f"the connection to the Dask scheduler at {self._address} was lost"
                f" ({type(error).__name__})",
                remedy="build again when it is there: what was read is kept",
            ) from None

    def close(self) -> None:
        """Let go of the cluster."""
        self._client.close(_PATIENCE)
        self._logger.setLevel(self._level)


def _result(future: Future[Any]) -> Any:
    """What a document gave, or what failed."""
    return future.result() if future.status == "finished" else future.exception()


def _answered(job: Job[Any], answer: Any) -> Harvest | CareerlatticeError:
    """What became of a document.

    Raises:
        UnlikeError: the worker has other tools.
        CareerlatticeError: no document can be read there.
    """
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    if isinstance(answer, CareerlatticeError):
        return answer
    if isinstance(answer, bytes):
        # What runs on the cluster is as trusted as what runs here.
        found: Harvest | CareerlatticeError = pickle.loads(answer)  # noqa: S301
        if isinstance(found, UnlikeError):
            raise found
        return found
    if isinstance(answer, KilledWorker):
        tries = answer.allowed_failures + 1
        return failure(job.what, f"all {tries} workers of the cluster that read it were lost")
    if isinstance(answer, OSError):
        return failure(job.what, f"could not be read on the cluster ({answer})")
    raise CareerlatticeError(
        f"the workers of the cluster cannot read documents ({type(answer).__name__}: {answer})",
        remedy="install the same version of careerlattice there, with its extra 'cluster'",
    )
