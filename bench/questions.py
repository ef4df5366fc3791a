"""How long every question takes over growing graphs: embedded, and by the endpoint of `serve`.

Each graph is asked every question about its own largest publisher: the class with the most
class-grades; the first two class-grades, beginning with that class's; the publisher, where a
question may be limited to one; a competency, and the level of it that the first class-grade asks
for. Any other parameter has the example that stands in the question's file. Embedded, a
question is asked in a process of its own, so that one which takes too long can be ended; processor
time is told, since the machine may have other work, and at the largest size the clock's and the
most memory that process held. By the endpoint it is asked over HTTP, and the time
is the clock's.

    python bench/questions.py                          # builds generated documents; hours
    python bench/questions.py 100=FOLDER 1000=FOLDER   # these builds; writes the results
    python bench/questions.py --only 9,30 100=FOLDER   # these questions only; writes nothing
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from careerlattice.identifiers import CLASSES
from careerlattice.questions import ParameterType, Question, Questions
from careerlattice.store import GraphStore

HERE = Path(__file__).parent
SIZES = (100, 1_000, 10_000)
REPEATS = 5
LONGEST = 12.0
"""Seconds after which a question is given up."""
ENOUGH = 1.0
"""Seconds after which a question is not repeated: what takes so long is told well by one asking."""

OVER = (413, 503, 504)
"""What the server answers where a limit is reached."""

LOOKUP, LISTING, WHOLE = "lookup", "listing", "whole graph"
AIMS = {LOOKUP: 0.005, LISTING: 0.05, WHOLE: 2.0}
HELD = frozenset({"thing", "held", "from"})
"""Parameters that may be a class-grade, where any thing may be given."""
LOOKUPS = frozenset({2, 3, 4, 6, 7, 8, 9, 10, 16})
"""Questions about one or two class-grades, or the words behind them; of a class: listings."""

_LARGEST = """
SELECT ?publisher ?class ?class_grade
WHERE {
  ?class career:publisher ?publisher .
  ?class_grade career:ofClass ?class ; career:status career:inForce ; career:hasRequirement ?any .
}
GROUP BY ?publisher ?class ?class_grade
"""

_ASKED = """
SELECT ?competency ?level
WHERE {
  <CLASS-GRADE> career:hasRequirement ?requirement .
  ?requirement career:competency/skos:prefLabel ?competency .
  OPTIONAL { ?requirement career:level/skos:notation ?level }
}
ORDER BY DESC(BOUND(?level)) ?competency
LIMIT 1
"""


def built(size: int, folder: Path) -> Path:
    """The build of so many generated documents, in *folder*."""
    documents, build = folder / "documents", folder / "build"
    generator = [sys.executable, str(HERE / "generator.py"), str(size), str(documents)]
    subprocess.run(generator, check=True)
    command = [sys.executable, "-m", "careerlattice", "build", "--quiet", "--keep-going"]
    # Documents that are set aside or have violations are part of the measure.
    subprocess.run([*command, "--output", str(build), str(documents)], check=False)
    return build


# -- what is asked -----------------------------------------------------------------------------


def subjects(store: GraphStore) -> dict[ParameterType | str, list[str]]:
    """Of the publisher with the most class-grades: the class with the most, and what it has.

    By type of parameter, or by the name of one.
    """
    of: dict[str, dict[str, list[str]]] = {}
    for row in store.select(_LARGEST):
        classes = of.setdefault(str(row["publisher"]), {})
        classes.setdefault(str(row["class"]), []).append(str(row["class_grade"]))
    publishers = sorted(of, key=lambda name: (-sum(map(len, of[name].values())), name))
    publisher = publishers[0]
    own = of[publisher]
    chosen = min(own, key=lambda name: (-len(own[name]), name))
    # A class may have one class-grade only, and a move from it to itself is none.
    others = sorted(name for each in own if each != chosen for name in own[each])
    class_grades = [*sorted(own[chosen]), *others]
    named = store.select(_ASKED.replace("CLASS-GRADE", CLASSES + class_grades[0]))
    return {
        ParameterType.PUBLISHER: [name.rpartition("/")[2] for name in publishers],
        ParameterType.CLASS: [chosen],
        ParameterType.CLASS_GRADE: class_grades,
        **{
            name: [str(row[name])]
            for row in named
            for name in ("competency", "level")
            if row[name] is not None
        },
    }


def asked(question: Question, about: Mapping[ParameterType | str, list[str]]) -> dict[str, str]:
    """The values a question is asked with."""
    values: dict[str, str] = {}
    taken: Counter[ParameterType | str] = Counter()
    for each in question.params:
        # The example of a thing is held by no generated publisher: there would be nothing to find.
        sort = ParameterType.CLASS_GRADE if each.name in HELD else each.type
        known = about.get(sort) or about.get(each.name)
        limits = each.type is ParameterType.PUBLISHER
        if known and (each.required or limits or sort is not each.type):
            # A question that asks for two of a kind compares them.
            values[each.name] = known[taken[sort] % len(known)]
            taken[sort] += 1
        elif each.required and each.example is not None:
            values[each.name] = each.example
    return values


def kind(question: Question) -> str:
    """Which aim holds for a question."""
    if question.number in LOOKUPS:
        return LOOKUP
    of_one = {ParameterType.CLASS, ParameterType.CLASS_GRADE, ParameterType.THING}
    if any(each.required and each.type in of_one for each in question.params):
        return LISTING
    return WHOLE


# -- embedded ----------------------------------------------------------------------------------


def embedded(folder: Path, question: Question, values: dict[str, str]) -> dict[str, Any]:
    """The medians of some askings and the peak of memory; None where it took too long."""
    receiving, sending = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(
        target=_ask, args=(sending, folder, question, values)
    )
    child.start()
    sending.close()
    times: list[float] = []
    clocks: list[float] = []
    rows = peak = None
    try:
        until = time.monotonic() + LONGEST
        while len(times) < REPEATS and receiving.poll(max(0.0, until - time.monotonic())):
            rows, took, clock, peak = receiving.recv()
            times.append(took)
            clocks.append(clock)
            if sum(clocks) > ENOUGH:
                break
    except EOFError:
        pass
    finally:
        child.terminate()
        child.join()
    return {
        "rows": rows,
        "seconds": statistics.median(times) if times else None,
        "wall_seconds": statistics.median(clocks) if clocks else None,
        "peak_megabytes": peak,
    }


def _ask(sending: Connection, folder: Path, question: Question, values: dict[str, str]) -> None:
    graph = GraphStore.open(folder)
    if not question.names_taxonomies:
        graph = graph.without_taxonomies()
    for _ in range(REPEATS):
        clock, start = time.perf_counter(), time.process_time()
        rows = len(question.ask(graph, values))
        took = time.process_time() - start, time.perf_counter() - clock
        sending.send((rows, *took, peak_megabytes()))


def peak_megabytes() -> float:
    """The most memory that this process held at once, without what it was forked with."""
    # The high-water mark that `getrusage` tells is inherited from the process that forked.
    status = Path("/proc/self/status").read_text("ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)


# -- by the endpoint ---------------------------------------------------------------------------


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of the build, for as long as it is needed."""
    command = [sys.executable, "-m", "careerlattice", "serve", "--port", "0"]
    command += ["--timeout", str(LONGEST), "--graph", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def by_endpoint(address: str, question: Question, values: dict[str, str]) -> dict[str, Any]:
    """The median of some requests, by the clock; None where a limit stopped them.

    A request that is refused for another reason (a thing that is not in this graph, say) is told
    by its status, and has no time.
    """
    names = {each.name: each.option for each in question.params}
    query = urlencode({names[name]: value for name, value in values.items()})
    request = urllib.request.Request(f"{address}api/questions/{question.slug}?{query}")
    times: list[float] = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=LONGEST + 5) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            if error.code not in OVER:
                return {"seconds": None, "status": error.code}
            break
        except OSError:
            break
        times.append(time.perf_counter() - start)
        if sum(times) > ENOUGH:
            break
    return {"seconds": statistics.median(times) if times else None}


# -- results -----------------------------------------------------------------------------------


def measure(folder: Path, questions: list[Question]) -> dict[str, Any]:
    """Every question, embedded and by the endpoint."""
    with GraphStore.open(folder) as store:
        facts, about = len(store), subjects(store)
    found: dict[str, Any] = {}
    with served(folder) as address:
        for question in questions:
            values = asked(question, about)
            here, there = embedded(folder, question, values), by_endpoint(address, question, values)
            found[question.slug] = {
                "number": question.number,
                "kind": kind(question),
                "values": values,
                "rows": here["rows"],
                "embedded_seconds": here["seconds"],
                "embedded_wall_seconds": here["wall_seconds"],
                "peak_megabytes": here["peak_megabytes"],
                "endpoint_seconds": there["seconds"],
                "endpoint_status": there.get("status"),
            }
            print(f"{facts:>11,} {question.number:>2} {question.slug:<24}"
                  f" {milliseconds(here['seconds']):>9} {milliseconds(there['seconds']):>9}",
                  file=sys.stderr, flush=True)  # fmt: skip
    return {"facts": facts, "questions": found}


def milliseconds(seconds: float | None) -> str:
    """A time for people."""
    if seconds is None:
        return f"> {LONGEST:.0f} s"
    return f"{seconds * 1000:,.1f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def table(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    about, sizes = results["machine"], results["sizes"]
    where = (
        f"{about['date']}; {about['system']}, {about['cores']} cores; Python {about['python']},"
        f" pyoxigraph {about['pyoxigraph']}. Medians of up to {REPEATS}, in milliseconds: embedded"
        " of processor time unless it says by the clock, by the endpoint of the clock; written by"
        " `bench/questions.py`. Read the ratios: the machine may have had other work."
    )
    aims = ", ".join(f"{name} {milliseconds(aim)} ms" for name, aim in AIMS.items())
    where += " In place of a time by the endpoint, 404 says that the graph has no such thing."
    lines = ["# The questions over growing graphs", "", where, ""]
    lines += [line for note in results["notes"] for line in (note, "")]
    lines += [f"The aims: {aims}. In bold what is above them at the largest size.", ""]
    lines += [f"- {size}: {about_size['facts']:,} facts" for size, about_size in sizes.items()]
    names = list(sizes)
    lines += ["", "| question | kind | rows | " + " | ".join(
        [f"embedded, {n}" for n in names] + ["times as long", "by the clock", "peak MB"]
        + [f"endpoint, {n}" for n in names]
    ) + " |", "|---|---|---:|" + "---:|" * (2 * len(names) + 3)]  # fmt: skip
    for slug, last in sizes[names[-1]]["questions"].items():
        each = [sizes[name]["questions"][slug] for name in names]
        here = [one["embedded_seconds"] for one in each]
        cells = [milliseconds(seconds) for seconds in here]
        if here[-1] is None or here[-1] > AIMS[last["kind"]]:
            cells[-1] = f"**{cells[-1]}**"
        ratio = f"{here[-1] / here[0]:,.1f}" if here[-1] and here[0] else ""
        peak = "" if last["peak_megabytes"] is None else f"{last['peak_megabytes']:,.0f}"
        cells += [ratio, milliseconds(last["embedded_wall_seconds"]), peak]
        cells += [
            str(one.get("endpoint_status") or milliseconds(one["endpoint_seconds"])) for one in each
        ]
        rows = "" if last["rows"] is None else f"{last['rows']:,}"
        lines.append(f"| {last['number']} {slug} | {last['kind']} | {rows} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def machine() -> dict[str, Any]:
    """Where this ran."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "pyoxigraph": ox.__version__,
        "limit": LONGEST,
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="numbers of questions; writes nothing")
    parser.add_argument("--note", action="append", default=[], help="a line for the results")
    parser.add_argument("builds", nargs="*", metavar="DOCUMENTS=FOLDER")
    given = parser.parse_args()
    only = {int(number) for number in given.only.split(",") if number}
    questions = [q for q in Questions().values() if not only or q.number in only]
    results: dict[str, Any] = {"machine": machine(), "notes": given.note, "sizes": {}}
    with tempfile.TemporaryDirectory() as made:
        for each in given.builds or map(str, SIZES):
            size, _, place = each.partition("=")
            folder = Path(place) if place else built(int(size), Path(made) / size)
            results["sizes"][f"{int(size):,} documents"] = measure(folder, questions)
    print(table(results))
    if not only:
        folder = HERE / "results"
        folder.mkdir(exist_ok=True)
        text = json.dumps(results, indent=2) + "\n"
        (folder / "questions.json").write_text(text, encoding="utf-8")
        (folder / "questions.md").write_text(table(results), encoding="utf-8")


if __name__ == "__main__":
    main()
