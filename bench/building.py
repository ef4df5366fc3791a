"""How long builds take, first and again, and how much memory, as the number of documents grows.

Documents come from ``generator.py``. Each size is built from nothing, built again without a
change, again with one document changed, and checked; every step is a command of its own, as a
person would run it. What is counted is the time on the clock, the processor time of the command
with all its workers, and the most memory that all of them held at one time.

    python bench/building.py                     # 100 and 1,000 documents; writes the results
    python bench/building.py 100 1000 10000      # these sizes; writes the results
    python bench/building.py --kill 200          # kills so many builds at random; writes nothing
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from generator import write

HERE = Path(__file__).parent
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
ENGINE = "shacl"


def command(folder: Path, out: Path, *options: str) -> list[str]:
    program = [sys.executable, "-m", "careerlattice", "build", str(folder), "-o", str(out)]
    return [*program, "--engine", ENGINE, "-q", *options]


def measured(arguments: list[str], ends_with: int = 0) -> dict[str, float]:
    """Run a command; its seconds, its processor seconds and its most memory, workers included."""
    started = time.monotonic()
    process = subprocess.Popen(arguments, start_new_session=True, stdout=subprocess.DEVNULL)
    spent: dict[int, float] = {}
    most = 0.0
    while process.poll() is None:
        held = 0.0
        for pid, seconds, memory in members(process.pid):
            spent[pid] = seconds
            held += memory
        most = max(most, held)
        time.sleep(0.02)
    assert process.returncode == ends_with, arguments
    return {
        "seconds": time.monotonic() - started,
        "cpu": sum(spent.values()),
        "memory": most / 1e6,
    }


def members(session: int) -> list[tuple[int, float, float]]:
    """The processes of a session: id, processor seconds, bytes of memory that are their own."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            resident, shared = map(int, (entry / "statm").read_text().split()[1:3])
        except (OSError, ValueError):
            continue
        seconds = (int(fields[11]) + int(fields[12])) / TICK
        found.append((int(entry.name), seconds, (resident - shared) * PAGE))
    return found


def change(folder: Path) -> None:
    """Change one sentence of one document."""
    file = sorted(folder.rglob("class-*.txt"))[len(list(folder.rglob("class-*.txt"))) // 2]
    text = file.read_text("utf-8")
    file.write_text(text.replace("for accuracy", "for exactness").replace(" and ", " or ", 1))


def of_size(count: int, place: Path, jobs: int) -> dict[str, Any]:
    folder, out = place / "documents", place / "out"
    write(count, folder)
    steps = {"first": measured(command(folder, out, "--jobs", str(jobs)))}
    steps["unchanged"] = measured(command(folder, out, "--jobs", str(jobs)))
    steps["check"] = measured(command(folder, out, "--check"))
    change(folder)
    steps["check, one changed"] = measured(command(folder, out, "--check"), ends_with=1)
    steps["one changed"] = measured(command(folder, out, "--jobs", str(jobs)))
    manifest = json.loads((out / "current" / "manifest.json").read_text("utf-8"))
    quads = sum(each["quads"] for each in manifest["documents"])
    disk = {
        name: sum(file.stat().st_size for file in root.rglob("*") if file.is_file()) / 1e6
        for name, root in (
            ("graphs", out / "current" / "graphs"),
            ("store", out / "current" / "store"),
        )
    }
    disk["cache"] = (out / "cache.db").stat().st_size / 1e6
    return {"documents": count, "quads": quads, "steps": steps, "disk": disk}


def kill(times: int, place: Path) -> None:
    """Kill builds at random moments; the last one must give what an undisturbed one gives."""
    folder, out = place / "documents", place / "out"
    write(60, folder)
    whole = measured(command(folder, place / "first", "--jobs", "2"))["seconds"]
    wanted = digest(place / "first" / "current" / "graphs")
    chance = random.Random(11)
    killed = 0
    for turn in range(times):
        if turn % 20 == 0:
            shutil.rmtree(out, ignore_errors=True)
        process = subprocess.Popen(command(folder, out, "--jobs", "2"))
        try:
            process.wait(chance.uniform(0, whole))
        except subprocess.TimeoutExpired:
            killed += 1
            process.send_signal(signal.SIGKILL)
            process.wait()
        if (out / "current").exists():
            assert digest(out / "current" / "graphs") == wanted
            change_back(folder, turn)
            subprocess.run(command(folder, out, "--jobs", "2"), check=True)
            change_back(folder, turn)
        if turn % 20 == 19:
            subprocess.run(command(folder, out, "--jobs", "2"), check=True)
            assert digest(out / "current" / "graphs") == wanted
    print(f"{killed} of {times} builds were killed; what was there was whole, and the same bytes")


def change_back(folder: Path, turn: int) -> None:
    """Move a document away, or back."""
    file = sorted(folder.rglob("class-*.*"))[turn % 60]
    file.rename(file.with_suffix(".away" if file.suffix == ".txt" else ".txt"))


def digest(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.nq")):
        total.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return total.hexdigest()


def table(rows: list[dict[str, Any]], machine: str) -> str:
    lines = [
        "# Builds",
        "",
        (
            f"{machine}. Validated with `{ENGINE}`. The machine has other work: seconds on the"
            " clock say little, processor seconds more, ratios most."
        ),
        "",
        "| documents | facts | step | seconds | processor seconds | memory MB | of the first |",
        "|---:|---:|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        first = row["steps"]["first"]["cpu"]
        for name, step in row["steps"].items():
            lines.append(
                f"| {row['documents']:,} | {row['quads']:,} | {name} | {step['seconds']:.1f} |"
                f" {step['cpu']:.1f} | {step['memory']:,.0f} | {step['cpu'] / first:.3f} |"
            )
    lines += [
        "",
        "| documents | processor ms a document | memory | graphs MB | store MB | cache MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        first, disk = row["steps"]["first"], row["disk"]
        lines.append(
            f"| {row['documents']:,} | {1000 * first['cpu'] / row['documents']:.0f} |"
            f" {first['memory']:,.0f} | {disk['graphs']:,.0f} | {disk['store']:,.0f} |"
            f" {disk['cache']:,.0f} |"
        )
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kill", type=int, default=0)
    given = parser.parse_args()
    if given.kill:
        with tempfile.TemporaryDirectory() as name:
            kill(given.kill, Path(name))
        return
    rows = []
    for count in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            rows.append(of_size(count, Path(name), given.jobs))
        print(json.dumps(rows[-1]), flush=True)
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()
    machine = f"{day}, {os.cpu_count()} cores, Python {platform.python_version()}"
    results = HERE / "results"
    text = json.dumps({"machine": machine, "rows": rows}, indent=2)
    (results / "building.json").write_text(text + "\n", encoding="utf-8")
    (results / "building.md").write_text(table(rows, machine), encoding="utf-8")


if __name__ == "__main__":
    main()
