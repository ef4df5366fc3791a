"""How long the nearest class-grades take to find: sparse matrices, SPARQL, a plain Python loop.

Generated class-grades of one publisher, 100 to 10,000 of them, each with about 20 requirements on
a scale of five levels, and a few core competencies. All three ways give the ten nearest of every
class-grade by the measure of question 15, and are compared on their answers before their times.
The slow ways are tried on as many class-grades as they can bear, and scaled up from there; the
table says so.

    python bench/nearest.py            # writes bench/results/nearest.json and nearest.md
    python bench/nearest.py 100 1000   # only these sizes, and writes nothing
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyoxigraph as ox
import scipy

from careerlattice.identifiers import CLASSES, ID
from careerlattice.moves.nearest import Measure, Nearness
from careerlattice.moves.profiles import Profile, Profiles
from careerlattice.questions import Questions
from careerlattice.store import GraphStore
from careerlattice.vocabulary import PREFIXES

HERE = Path(__file__).parent
SIZES = (100, 1_000, 10_000)
COUNT = 10
CAREER, SKOS = PREFIXES["career"], PREFIXES["skos"]
INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# So many pairs of class-grades are looked at one by one; beyond that the time is scaled.
BEARABLE = {"question 15 in SPARQL": 40_000, "plain Python loop": 1_000_000}


class Timed(NamedTuple):
    seconds: float
    repeats: int
    asked: int


# -- data --------------------------------------------------------------------------------------


def quads(size: int) -> Iterator[ox.Quad]:
    """Class-grades that ask for things as families do: mostly of their own field, some of all."""
    rng = random.Random(size)  # the same data on every machine
    graph = ox.NamedNode("https://w3id.org/careerlattice/graph/publisher/bench")

    def say(one: str, what: str, other: str | int | bool | ox.NamedNode) -> ox.Quad:
        if isinstance(other, bool):
            value: Any = ox.Literal(other)
        elif isinstance(other, int):
            value = ox.Literal(str(other), datatype=INTEGER)
        else:
            value = ox.NamedNode(other) if isinstance(other, str) else other
        return ox.Quad(ox.NamedNode(one), ox.NamedNode(what), value, graph)

    scale, publisher = f"{ID}scale/bench/abc", f"{ID}publisher/bench"
    for rank in range(1, 6):
        yield say(f"{scale}/{rank}", SKOS + "inScheme", scale)
        yield say(f"{scale}/{rank}", CAREER + "rank", rank)
    fields = max(4, size // 50)
    general = [f"{ID}competency/bench/general-{i}" for i in range(30)]
    for i in range(4):
        yield say(f"{ID}competency/bench/core-{i}", CAREER + "core", True)
    for number in range(size):
        field = number % fields
        own_class = f"{CLASSES}bench/class-{number // 3}"
        grade = f"{own_class}/{number % 3}"
        yield say(own_class, CAREER + "publisher", publisher)
        yield say(grade, CAREER + "ofClass", own_class)
        yield say(grade, CAREER + "status", CAREER + "inForce")
        asked = {f"{ID}competency/bench/core-{i}" for i in range(4)}
        asked |= {f"{ID}competency/bench/{field}-{rng.randrange(40)}" for _ in range(11)}
        # The first few are asked for nearly everywhere.
        asked |= {general[min(29, int(rng.expovariate(0.15)))] for _ in range(8)}
        for iri in sorted(asked):
            requirement = f"{ID}requirement/bench/{number}/{iri.rpartition('/')[2]}"
            yield say(grade, CAREER + "hasRequirement", requirement)
            yield say(requirement, CAREER + "competency", iri)
            if "/core-" not in iri and rng.random() < 0.95:
                yield say(requirement, CAREER + "level", f"{scale}/{rng.randint(1, 5)}")


# -- three ways --------------------------------------------------------------------------------


def by_matrices(profiles: Profiles) -> dict[str, list[tuple[str, float]]]:
    nearness = Nearness(profiles, Measure(duties=0))
    return {name: list(found) for name, found in nearness.nearest_of_all(COUNT)}


def by_sparql(store: GraphStore, names: list[str]) -> dict[str, list[tuple[str, float]]]:
    question = Questions().find(15)
    found = {}
    for name in names:
        rows = question.ask(store, {"class_grade": name})[:COUNT]
        found[name] = [(str(row["other"]), float(str(row["similarity"]))) for row in rows]
    return found


def by_loop(profiles: Profiles, names: list[str]) -> dict[str, list[tuple[str, float]]]:
    weights = {name: _weights(profile) for name, profile in profiles.items()}
    totals = {name: sum(each.values()) for name, each in weights.items()}
    found = {}
    for name in names:
        mine, near = weights[name], []
        for other, theirs in weights.items():
            if other != name:
                overlap = sum(min(w, theirs[c]) for c, w in mine.items() if c in theirs)
                if overlap:
                    near.append((-overlap / (totals[name] + totals[other] - overlap), other))
        near.sort()
        found[name] = [(other, -share) for share, other in near[:COUNT]]
    return found


def _weights(profile: Profile) -> dict[str, float]:
    return {
        iri: 1 + (each.level.rank - 1) / 2 if each.level and each.level.rank else 1
        for iri, each in profile.requirements.items()
        if not each.competency.core
    }


# -- measuring ---------------------------------------------------------------------------------


def timed(run: Callable[[], object], repeats: int, asked: int) -> Timed:
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return Timed(statistics.median(seconds), repeats, asked)


def measure(size: int) -> dict[str, Any]:
    store = GraphStore.memory(quads=quads(size))
    reading = timed(lambda: Profiles.read(store), 3, size)
    profiles = Profiles.read(store)
    names = list(profiles)
    assert len(names) == size
    before = memory()
    matrices = timed(lambda: by_matrices(profiles), 5, size)
    more = memory() - before
    result = {
        "class_grades": size,
        "requirements": sum(len(each.requirements) for each in profiles.values()),
        "facts": len(store),
        "reading_seconds": round(reading.seconds, 4),
        "matrices_more_memory_mb": round(more, 1),
        "ways": {"sparse matrices": written(matrices, matrices, size)},
    }
    rng = random.Random(1)
    answers = by_matrices(profiles)
    for way, run in (
        ("question 15 in SPARQL", lambda some: by_sparql(store, some)),
        ("plain Python loop", lambda some: by_loop(profiles, some)),
    ):
        some = sorted(rng.sample(names, min(size, BEARABLE[way] // size)))
        check(answers, run(some), exact="loop" in way)
        result["ways"][way] = written(
            timed(lambda r=run, s=some: r(s), 3, len(some)), matrices, size
        )
    return result


def check(
    answers: dict[str, list[tuple[str, float]]],
    others: dict[str, list[tuple[str, float]]],
    exact: bool,
) -> None:
    """The same neighbours in the same order, however they were found."""
    for name, found in others.items():
        mine = answers[name]
        assert [other for other, _ in mine] == [other for other, _ in found], name
        for (_, one), (_, two) in zip(mine, found, strict=True):
            assert abs(one - (two if exact else two / 100)) < (1e-9 if exact else 0.00501), name


def written(way: Timed, fastest: Timed, size: int) -> dict[str, Any]:
    whole = way.seconds * size / way.asked
    return {
        "asked": way.asked,
        "median_seconds": round(way.seconds, 4),
        "repeats": way.repeats,
        "all_seconds": round(whole, 4),
        "scaled": way.asked < size,
        "times_as_long": round(whole / fastest.seconds, 1),
    }


def memory() -> float:
    """The most memory held so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def machine() -> dict[str, Any]:
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "pyoxigraph": ox.__version__,
    }


def table(results: dict[str, Any]) -> str:
    about = results["machine"]
    head = "class-grades | requirements | way | asked | repeats | seconds | for all | times as long"
    where = (
        f"{about['date']}; {about['system']}, {about['cores']} cores; Python {about['python']},"
        f" NumPy {about['numpy']}, SciPy {about['scipy']}, pyoxigraph {about['pyoxigraph']}."
        " Medians; written by `bench/nearest.py`. Read the ratios: the machine had other work."
    )
    lines = ["# The ten nearest of all class-grades", "", where, "", f"| {head} |"]
    lines.append("|---:|---:|---|---:|---:|---:|---:|---:|")
    for size in results["sizes"]:
        for name, way in size["ways"].items():
            scaled = "about " if way["scaled"] else ""
            lines.append(
                f"| {size['class_grades']:,} | {size['requirements']:,} | {name}"
                f" | {way['asked']:,} | {way['repeats']} | {way['median_seconds']:.3f}"
                f" | {scaled}{way['all_seconds']:,.3f} s | {way['times_as_long']:,.1f} |"
            )
    lines += ["", "Reading them from the store, before the matrices and the loop, took:", ""]
    lines += [
        f"- {size['class_grades']:,} class-grades ({size['facts']:,} facts):"
        f" {size['reading_seconds']:.2f} s; the matrices then held"
        f" {size['matrices_more_memory_mb']:.0f} MB more at most"
        for size in results["sizes"]
    ]
    return "\n".join([*lines, ""])


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    results = {"machine": machine(), "sizes": [measure(size) for size in sizes]}
    print(table(results))
    if sizes == SIZES:
        folder = HERE / "results"
        folder.mkdir(exist_ok=True)
        text = json.dumps(results, indent=2) + "\n"
        (folder / "nearest.json").write_text(text, encoding="utf-8")
        (folder / "nearest.md").write_text(table(results), encoding="utf-8")


if __name__ == "__main__":
    main()
