"""How long builds take, first and again, and how much memory, as the number of documents grows.

Documents come from ``generator.py``. Each size is built from nothing, asked its first question,
built again without a change, again with one document changed, and checked; every step is a command
of its own, as a person would run it. What is counted is the time on the clock, the processor time
of the command with all its workers, and the most memory that all of them held at one time; of the
first build also what went into each of its stages. Apart from builds, documents are only read, and
only read and validated, in as many processes, with nothing kept.

    python bench/building.py                     # 100 and 1,000 documents; writes the results
    python bench/building.py 100 1000 10000      # these sizes; writes the results
    python bench/building.py --quads 100000      # so many from bytes to quads alone, added to these

``faults.py`` kills builds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from generator import documents, write

from careerlattice.documents import read_document
from careerlattice.reading import facts_of, read
from careerlattice.registry import Loader, find_loaders
from careerlattice.sources import Sources
from careerlattice.units import units_in
from careerlattice.validate import Validator, load_validator

HERE = Path(__file__).parent
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
ENGINE = "shacl"
MOST_READ = 2_000
"""So many documents of a size are read and validated by themselves."""
PORTION = 50
# As the command builds, and what it does is written down.
FIRST = """
import sys
from pathlib import Path
from careerlattice.build import build
def tell(text):
    with open(sys.argv[4], "a") as told:
        told.write(text.split(":")[0] + "\\n")
if __name__ == "__main__":
    build([Path(sys.argv[1])], Path(sys.argv[2]), engine="shacl", jobs=int(sys.argv[3]),
          keep_going=True, progress=tell)
"""
ASK = """
import sys
from careerlattice.lattice import Lattice
with Lattice.open(sys.argv[1]) as lattice:
    assert len(lattice.query("SELECT ?c { ?c a career:ClassGrade } LIMIT 1")) == 1
"""


def command(folder: Path, out: Path, *options: str) -> list[str]:
    program = [sys.executable, "-m", "careerlattice", "build", str(folder), "-o", str(out)]
    return [*program, "--engine", ENGINE, "-q", *options]


def measured(arguments: list[str], ends_with: int = 0, told: Path | None = None) -> dict[str, Any]:
    """Run a command; its seconds, its processor seconds and its most memory, workers included.

    By the words that it writes to *told*, both are told apart by stages too.
    """
    started = before = time.monotonic()
    stages: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    process = subprocess.Popen(arguments, start_new_session=True, stdout=subprocess.DEVNULL)
    spent: dict[int, float] = {}
    most = 0.0
    while process.poll() is None:
        held = 0.0
        for pid, seconds, memory in members(process.pid):
            spent[pid] = seconds
            held += memory
        most = max(most, held)
        if told is not None:
            now, used = time.monotonic(), sum(spent.values())
            stage = stages[stage_of(told)]
            stage[0] += now - before
            stage[1] += used - sum(each[1] for each in stages.values())
            before = now
        time.sleep(0.02)
    assert process.returncode == ends_with, arguments
    result: dict[str, Any] = {
        "seconds": time.monotonic() - started,
        "cpu": sum(spent.values()),
        "memory": most / 1e6,
    }
    if told is not None:
        result["stages"] = dict(stages)
    return result


def stage_of(told: Path) -> str:
    """What a build is at, by the last thing it told, without numbers."""
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return re.split(r"\d", lines[-1])[0].strip() if lines else "starting"


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
    told = place / "told"
    program = place / "first.py"
    program.write_text(FIRST, encoding="utf-8")
    first = [sys.executable, str(program), str(folder), str(out), str(jobs), str(told)]
    steps = {"first": measured(first, told=told)}
    steps["first answer"] = measured([sys.executable, "-c", ASK, str(out)])
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
    return {
        "documents": count,
        "quads": quads,
        "steps": steps,
        "disk": disk,
        "read": only_read(min(count, MOST_READ), jobs),
    }


def only_read(count: int, jobs: int, *, validate: bool = True) -> dict[str, float]:
    """Take so many documents from bytes to quads, and validate them if asked; nothing is kept."""
    portions = [(at, min(PORTION, count - at), validate) for at in range(0, count, PORTION)]
    started = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        made = pool.map(portion, portions, chunksize=1)
    quads, reading, validating, memory = zip(*made, strict=True)
    return {
        "documents": count,
        "quads": sum(quads),
        "seconds": time.monotonic() - started,
        "reading": sum(reading),
        "validating": sum(validating),
        "memory": max(memory),
    }


def portion(asked: tuple[int, int, bool]) -> tuple[int, float, float, float]:
    """Some documents: their quads, processor seconds of reading and validating, memory in MB."""
    start, count, validate = asked
    quads, reading, validating = 0, 0.0, 0.0
    loaders, validator = find_once()
    with tempfile.TemporaryDirectory() as name:
        folder, sources = Path(name), Sources()
        for path, text in documents(count, start=start):
            file = folder / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            if file.suffix == ".toml":
                continue
            begun = time.process_time()
            reading_of = read(read_document(file), sources.describe(file, folder), loaders)
            facts = facts_of(reading_of)
            done = time.process_time()
            reading += done - begun
            quads += len(facts.own) + len(facts.shared)
            if validate:
                for unit in units_in(facts.own, facts.shared):
                    validator.validate(unit)
                validating += time.process_time() - done
            file.unlink()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return quads, reading, validating, memory


@cache
def find_once() -> tuple[list[Loader], Validator]:
    return find_loaders(), load_validator(ENGINE)


def told(alone: dict[str, Any]) -> str:
    """What `only_read` found, as a sentence."""
    each = 1000 * alone["reading"] / alone["documents"]
    return (
        f"From bytes to quads alone, with nothing kept: {alone['documents']:,} documents,"
        f" {alone['quads']:,} facts, in {alone['seconds']:,.0f} seconds on the clock,"
        f" {each:.1f} ms of processor time a document, and {alone['memory']:,.0f} MB in the largest"
        " process."
    )


def table(rows: list[dict[str, Any]], machine: str, many: dict[str, Any] | None = None) -> str:
    """The results as Markdown; *many*: what `only_read` found of more documents than are built."""
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
    lines += [
        "",
        "Of the first build, by what it was at; and documents only read, and read and validated,",
        "with nothing kept.",
        "",
        "| documents | stage | seconds | processor seconds | processor ms a document |",
        "|---:|---|---:|---:|---:|",
    ]
    for row in rows:
        count, alone = row["documents"], row["read"]
        for stage, (seconds, used) in row["steps"]["first"]["stages"].items():
            lines.append(
                f"| {count:,} | {stage} | {seconds:.1f} | {used:.1f} | {1000 * used / count:.1f} |"
            )
        for stage, used in (
            ("bytes to quads alone", alone["reading"]),
            ("the same, validated", alone["reading"] + alone["validating"]),
        ):
            each = 1000 * used / alone["documents"]
            lines.append(f"| {alone['documents']:,} | *{stage}* | | {used:.1f} | {each:.1f} |")
    lines += [
        "",
        "| documents | documents a second | until the first answer | as the size before |",
        "|---:|---:|---:|---:|",
    ]
    for before, row in zip([None, *rows], rows, strict=False):
        count, first = row["documents"], row["steps"]["first"]
        until = first["seconds"] + row["steps"]["first answer"]["seconds"]
        growth = ""
        if before is not None:
            grown = first["cpu"] / before["steps"]["first"]["cpu"]
            growth = f"{grown:.1f} times for {count / before['documents']:.0f} times"
        lines.append(f"| {count:,} | {count / first['seconds']:.1f} | {until:.0f} s | {growth} |")
    lines += ["", told(many)] if many else []
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--quads", type=int, default=0, metavar="DOCUMENTS")
    parser.add_argument("--results", type=Path, default=HERE / "results", metavar="FOLDER")
    given = parser.parse_args()
    file = given.results / "building.json"
    found = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if given.sizes or not given.quads:
        found["rows"] = []
        for count in given.sizes or (100, 1_000):
            with tempfile.TemporaryDirectory() as name:
                found["rows"].append(of_size(count, Path(name), given.jobs))
            print(json.dumps(found["rows"][-1]), flush=True)
        day = dt.datetime.now(tz=dt.UTC).date().isoformat()
        found["machine"] = f"{day}, {os.cpu_count()} cores, Python {platform.python_version()}"
    if given.quads:
        found["many"] = only_read(given.quads, given.jobs, validate=False)
        print(told(found["many"]), flush=True)
    if "rows" not in found:
        return
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    text = table(found["rows"], found["machine"], found.get("many"))
    file.with_suffix(".md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
