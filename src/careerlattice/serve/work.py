"""A worker: a process that does one piece of work at a time and may be ended at any moment.

Work comes on stdin and outcomes go to stdout, each as a frame: the length of a JSON object in four
bytes, the object, and for an outcome as many bytes as it says. What runs away is ended by the
process that gave the work, and if that is gone, by the alarm set here. A worker needs no network,
and has none where the system lets it give it up.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from careerlattice.errors import InputError, UsageError
from careerlattice.serve.outcomes import Answer, RequestError
from careerlattice.store import GraphStore

if TYPE_CHECKING:
    from careerlattice.explorer.resources import Resources
    from careerlattice.explorer.search import SearchIndex
    from careerlattice.lattice import Lattice

__all__ = ["LENGTH", "Opened", "frame", "leave_network", "open_graph"]

LENGTH = struct.Struct(">I")
"""How the length of a frame is written."""

# A network, and the users it belongs to, of one's own (linux/sched.h).
_NEW_NETWORK = 0x40000000
_NEW_USERS = 0x10000000

_MODULES = ("careerlattice.serve.answers", "careerlattice.serve.querying")

# After how many seconds more than allowed a worker ends itself.
_GRACE = 10.0


class Opened:
    """A build as a worker has it open: what is opened once serves all work until the next build."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    @cached_property
    def graph(self) -> GraphStore:
        """The whole graph, with the taxonomies.

        Raises:
            InputError: it is not there, or cannot be read.
        """
        return GraphStore.open(self.folder)

    @cached_property
    def lattice(self) -> Lattice:
        """The same graph, to be asked for gaps, paths and the questions."""
        from careerlattice.lattice import Lattice  # noqa: PLC0415 - queries alone do without

        return Lattice(self.graph.without_taxonomies(), everything=self.graph)

    @cached_property
    def resources(self) -> Resources:
        """What the explorer's pages read."""
        from careerlattice.explorer.resources import Resources  # noqa: PLC0415

        return Resources(self.lattice)

    @cached_property
    def search(self) -> SearchIndex:
        """All that has a name or a wording in the documents."""
        from careerlattice.explorer.search import SearchIndex  # noqa: PLC0415

        return SearchIndex.of(self.lattice.store, self.lattice.questions())


def open_graph(opened: Opened) -> Answer:
    """Open the graph, which then is open for what comes next; the answer is empty.

    Raises:
        InputError: it is not there, or cannot be read.
    """
    opened.graph  # noqa: B018 - opened when it is first asked for
    return Answer(b"", "text/plain")


def frame(content: dict[str, Any], body: bytes = b"") -> bytes:
    """A frame of *content*, followed by *body*."""
    head = json.dumps(content).encode("ascii")
    return LENGTH.pack(len(head)) + head + body


def leave_network() -> bool:
    """Leave every network for good; False where the system has no such way, or does not allow it.

    Queries that would fetch something are refused before they are begun. Should one get past that,
    it finds nobody.
    """
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    return any(library.unshare(how) == 0 for how in (_NEW_NETWORK, _NEW_NETWORK | _NEW_USERS))


def main(memory: int) -> None:
    """Do what comes on stdin until there is no more, with at most *memory* bytes allocated."""
    leave_network()
    work, outcomes = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever else writes to stdout must not fall between the frames.
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Not the address space: the files of the store that are mapped cost no memory of ours.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    # What all work needs is there before any begins, and is not taken from its time.
    for module in _MODULES:
        import_module(module)
    opened: Opened | None = None
    outcomes.write(frame({"ready": True}))
    outcomes.flush()
    while (task := _next(work)) is not None:
        if opened is None or str(opened.folder) != task["folder"]:
            opened = Opened(task["folder"])
        signal.setitimer(signal.ITIMER_REAL, task["seconds"] + _GRACE)
        outcome = _done(task, opened)
        signal.setitimer(signal.ITIMER_REAL, 0)
        outcomes.write(outcome)
        outcomes.flush()


def _next(work: IO[bytes]) -> dict[str, Any] | None:
    head = work.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    task: dict[str, Any] = json.loads(work.read(length))
    return task


def _done(task: dict[str, Any], opened: Opened) -> bytes:
    module, _, name = task["task"].partition(":")
    try:
        answer: Answer = getattr(import_module(module), name)(opened, **task["arguments"])
    except RequestError as failure:
        told = {name: getattr(failure, name) for name in ("status", "message", "limit", "again")}
        return frame({"failure": told})
    except InputError as error:
        return frame({"stale": str(error)})
    except UsageError as error:
        return frame({"failure": {"status": 400, "message": str(error)}})
    except MemoryError:
        return frame({"exhausted": "memory"})
    except RecursionError:
        return frame({"exhausted": "depth"})
    except Exception as error:  # noqa: BLE001 - the worker lives on, and the fault is reported
        return frame({"fault": f"{type(error).__name__}: {error}"})
    told = {"media_type": answer.media_type, "coding": answer.coding, "length": len(answer.body)}
    return frame({"answer": told}, answer.body)


if __name__ == "__main__":
    main(int(sys.argv[1]))
