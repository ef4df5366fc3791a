"""Where the processor time of a build goes, by stage.

A profiler that follows every call makes Python look slow and Rust fast. This one looks a few
hundred times a second at what is being done, and books the processor time since it last looked to
that: a long call into a library is booked when it returns, whole, and to whoever called it.
"""

from __future__ import annotations

import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EVERY = 0.002
"""Seconds of processor time between two looks."""

STARTING, CHECKS, LOADING = "starting", "set-wide checks", "loading the store"
STAGES = {
    STARTING: "the interpreter, modules, the shapes",
    "looking": "what files there are, their hashes, what is known of them",
    "reading the file": "bytes to text, repairs, layout",
    "outline": "text to headings, blocks and tables",
    "recognising": "which loader knows it best",
    "loader": "outline to records",
    "accounting": "which characters are in a fact",
    "triples": "records to N-Triples",
    "shapes": "SHACL, a document at a time",
    CHECKS: "queries that must find nothing, by document, publisher and whole",
    "packing": "sorted, compressed and kept for the next build",
    "gathering": "what a publisher's documents share",
    "writing": "graph files, texts, reports",
    LOADING: "N-Quads to Oxigraph's store on disk",
    "other": "none of these",
}
"""The stages in the order of a build, and what each is."""

_OF_MODULE = {
    "accounting": "accounting",
    "cache": "packing",
    "documents": "reading the file",
    "gathering": "gathering",
    "inputs": "looking",
    "listing": "looking",
    "outline": "outline",
    "registry": "recognising",
    "report": "writing",
    "revisions": "looking",
    "sources": "looking",
    "store": LOADING,
    "triples": "triples",
    "units": "shapes",
    "validate": "shapes",
}
"""The outermost of these that is at work has the time, whatever it calls."""

_OF_CALLER = {
    "build": "writing",
    "crop": "writing",
    "draft": "writing",
    "harvest": "packing",
    "maker": "packing",
    "reading": "loader",
}
"""Modules that hand work on; what they do themselves."""

_OF_FUNCTION = {
    "draft.failed": CHECKS,
    "gathering._failed": CHECKS,
    "harvest._failed": CHECKS,
    # Parsed one by one for the shapes; the triples were made as text.
    "triples.__iter__": "shapes",
    "validate.load_validator": STARTING,
}
"""Functions that say more than their module."""


def stage_of(calls: list[tuple[str, str]]) -> str:
    """The stage of a stack of *calls*: file and function of each, the outermost first."""
    if any(file.startswith("<frozen importlib") for file, _ in calls):
        return STARTING
    found = "other"
    for file, function in calls:
        parts = file.replace("\\", "/").split("/")
        if "careerlattice_loaders" in parts:
            return "loader"
        if "careerlattice" not in parts:
            continue
        last = len(parts) - 1 - parts[::-1].index("careerlattice")
        module = parts[last + 1].removesuffix(".py")
        if (name := f"{module}.{function}") in _OF_FUNCTION:
            return _OF_FUNCTION[name]
        if module in _OF_MODULE:
            return _OF_MODULE[module]
        found = _OF_CALLER.get(module, found)
    return found


@contextmanager
def sampled() -> Iterator[dict[str, float]]:
    """Processor seconds by stage of what is done inside, the start of the interpreter included."""
    spent: dict[str, float] = defaultdict(float)
    spent[STARTING] = last = time.process_time()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        calls = []
        while frame is not None:
            calls.append((frame.f_code.co_filename, frame.f_code.co_name))
            frame = frame.f_back
        now = time.process_time()
        spent[stage_of(calls[::-1])] += now - last
        last = now

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield spent
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
