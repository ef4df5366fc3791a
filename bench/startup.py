"""How long each command takes to begin: its help, and its answer to an option it does not have.

Every command of `careerlattice`, and every command below one, is run in a process of its own, the
ways in turn, and the least processor time of some runs is taken: it does not depend on what else
the machine does. Ends with 1 where a command needs more than half a second.

    python bench/startup.py               # five runs of each; writes bench/results/startup.*
    python bench/startup.py --runs 1      # one run, and writes nothing
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from careerlattice import __version__
from careerlattice.cli.app import app

HERE = Path(__file__).parent
RUNS = 5
MOST = 0.5
MISTAKE = "--no-such-option"
# What the interpreter itself takes, and mistakes that a command finds by itself.
OTHERS = (
    ("python", ("-c", "")),
    ("import careerlattice", ("-c", "import careerlattice")),
)
MISTAKES = (
    ("serve", "--graph", "nowhere"),
    ("serve", "--timeout", "0"),
    ("show", "nothing", "--graph", "nowhere"),
    ("ask", "no-such-question", "--graph", "nowhere"),
    ("query", "SELECT", "--graph", "nowhere"),
    ("gap", "--from", "a", "--to", "b", "--graph", "nowhere"),
    ("export", "lattice.graphml", "--graph", "nowhere"),
    ("build", "nowhere"),
    ("mcp", "--graph", "nowhere"),
)


def commands() -> list[tuple[str, ...]]:
    """The words of every command, from the top one down."""
    return sorted(_below((), typer.main.get_command(app)))


def _below(words: tuple[str, ...], command: Any) -> Iterator[tuple[str, ...]]:
    yield words
    for name, each in getattr(command, "commands", {}).items():
        yield from _below((*words, name), each)


def seconds(arguments: tuple[str, ...], expected: set[int]) -> float:
    """The processor time of one run of Python with *arguments*."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def measured(runs: int) -> dict[str, Any]:
    """The least seconds of each way to begin."""
    ours = ("-m", "careerlattice")
    ways: dict[tuple[str, str], tuple[tuple[str, ...], set[int]]] = {}
    for name, arguments in OTHERS:
        ways[name, "alone"] = (arguments, {0})
    for words in commands():
        name = " ".join(("careerlattice", *words))
        ways[name, "help"] = ((*ours, *words, "--help"), {0})
        ways[name, "wrong option"] = ((*ours, *words, MISTAKE), {2, 3})
    for words in MISTAKES:
        ways[" ".join(("careerlattice", *words)), "mistake"] = ((*ours, *words), {1, 2, 3})
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(runs):
        for way, (arguments, expected) in ways.items():
            least[way] = min(least[way], seconds(arguments, expected))
    told: dict[str, dict[str, float]] = {}
    for (name, way), each in least.items():
        told.setdefault(name, {})[way] = round(each, 3)
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "versions": {"careerlattice": __version__, "Python": platform.python_version()},
        "runs": runs,
        "most": max(least.values()),
        "seconds": told,
    }


def report(figures: dict[str, Any]) -> str:
    told = figures["seconds"]
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    begun_with = (
        f"{figures['date']}; {figures['machine']}; {versions}. Written by `bench/startup.py`:"
        f" processor time in milliseconds, the least of {figures['runs']} runs. Python alone takes"
        f" {told['python']['alone'] * 1000:.0f}, `import careerlattice`"
        f" {told['import careerlattice']['alone'] * 1000:.0f}, and the slowest of what follows"
        f" {figures['most'] * 1000:.0f}; half a second is the most that is allowed."
    )
    lines = [
        "# How long commands take to begin",
        "",
        begun_with,
        "",
        "| command | `--help` | an option it does not have |",
        "|---|---:|---:|",
    ]
    for name, ways in told.items():
        if "help" in ways:
            cells = " | ".join(f"{ways[way] * 1000:.0f}" for way in ("help", "wrong option"))
            lines.append(f"| `{name}` | {cells} |")
    lines += ["", "| a mistake | |", "|---|---:|"]
    lines += [
        f"| `{name}` | {ways['mistake'] * 1000:.0f} |"
        for name, ways in told.items()
        if "mistake" in ways
    ]
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    figures = measured(given.runs)
    text = report(figures)
    print(text)
    if given.runs >= RUNS:
        results = HERE / "results"
        (results / "startup.json").write_text(json.dumps(figures, indent=1) + "\n")
        (results / "startup.md").write_text(text)
    if figures["most"] > MOST:
        print(f"a command needs {figures['most']:.2f} seconds to begin", file=sys.stderr)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
