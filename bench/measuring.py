"""Running programs in processes of their own: what each took, stage by stage, and when it ended.

A program under measure is started anew, so that nothing of another is in its memory or its caches.
It writes a line of JSON for each stage that it has ended (`say`), so that a limit which stops it
takes nothing away that was found before.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import os
import platform
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


# -- in the process that is measured -----------------------------------------------------------


def say(stage: str, **found: Any) -> None:
    """Tell whoever measures what a stage gave."""
    print(json.dumps({"stage": stage, **found}), flush=True)


@contextmanager
def stage(name: str) -> Iterator[dict[str, Any]]:
    """Measure what is done inside, and `say` it with whatever is put into the dictionary."""
    found: dict[str, Any] = {}
    cpu, clock = time.process_time(), time.perf_counter()
    yield found
    found["cpu"] = round(time.process_time() - cpu, 6)
    found["seconds"] = round(time.perf_counter() - clock, 6)
    say(name, **found, memory=held())


def held() -> float:
    """The most memory this program has held so far, in MB."""
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return round(most / (1e6 if sys.platform == "darwin" else 1e3), 1)
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) * 1.024 / 1000, 1)


# -- in the process that measures --------------------------------------------------------------


def run(arguments: Iterable[object], limit: float) -> dict[str, Any]:
    """Run a Python program for at most *limit* seconds of processor time.

    Gives its stages by name; what it took in all (processor seconds, those of the processes it
    waited for included; seconds on the clock; MB, the most that one of them held); and whether
    the limit ended it. A program that fails for another reason is told with its last words.
    """
    start = time.perf_counter()
    limited = ("sh", "-c", 'ulimit -S -t "$0" && exec "$@"', str(int(limit)))
    process = subprocess.Popen(
        [*limited, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stopped = False
    try:
        # A program that waits for something is not let go on for ever either.
        out, complaint = process.communicate(timeout=10 * limit + 60)
    except subprocess.TimeoutExpired:
        stopped = True
        process.kill()
        out, complaint = process.communicate()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    stages: dict[str, Any] = {}
    for line in out.splitlines():
        if line.startswith('{"stage"'):
            found = json.loads(line)
            stages[found.pop("stage")] = found
    result = {
        "stages": stages,
        "cpu": round(used.ru_utime + used.ru_stime - _SPENT[0], 3),
        "seconds": round(time.perf_counter() - start, 3),
        "memory": max((each["memory"] for each in stages.values() if "memory" in each), default=0),
        "ended": process.returncode == 0,
    }
    _SPENT[0] = used.ru_utime + used.ru_stime
    # A signal of another kind is not the limit: memory may have run out.
    if process.returncode not in (0, -signal.SIGXCPU) and not stopped:
        words = complaint.strip().splitlines()
        result["failed"] = words[-1] if words else f"it ended with {process.returncode}"
    return result


_SPENT = [0.0]
"""Processor seconds of the programs that were run before."""


def machine(*packages: str) -> dict[str, Any]:
    """Where and when this runs, and with which versions of *packages*."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in packages},
    }


def where(about: dict[str, Any]) -> str:
    """`machine` in words."""
    versions = "".join(f", {name} {version}" for name, version in about["versions"].items())
    return (
        f"{about['date']}; {about['system']}, {about['cores']} cores, a load of {about['load']}"
        f" before; Python {about['python']}{versions}"
    )


def write(name: str, results: dict[str, Any], page: str) -> None:
    """Write ``results/<name>.json`` and ``.md``."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(results, indent=2) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    (RESULTS / f"{name}.md").write_text(page, encoding="utf-8")
