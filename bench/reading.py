"""How long a document takes from its bytes to its quads, stage by stage, and how much memory.

The seed documents, the documents the loaders are tested with, and generated ones of several sizes.
Every reading begins with empty caches, as if no document had been read before. The naive way makes
the same triples one by one in an rdflib graph and writes them; both ways must give the same triples
before their times are compared. Then thousands of small documents are read one after the other,
each another, to see whether memory grows.

    python bench/reading.py            # writes bench/results/reading.json and reading.md
    python bench/reading.py 500        # reads so many small documents only, and writes nothing
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import rdflib

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.identifiers import document_graph, publisher_graph
from careerlattice.outline import read_outline
from careerlattice.reading import Reading, facts_of, read
from careerlattice.registry import contenders, find_loaders
from careerlattice.sources import Source, describe
from careerlattice.triples import Facts

HERE = Path(__file__).parent
ROOT = HERE.parent
STAGES = ("text", "outline", "recognise", "load", "account", "translate", "quads")
SIZES = (1_000, 4_000, 16_000, 64_000)
MANY = 20_000
REPEATS = 15
LOADERS = find_loaders()


class Example(NamedTuple):
    family: str
    name: str
    data: bytes
    source: Source


# -- data --------------------------------------------------------------------------------------


def seeds() -> Iterator[Example]:
    for path in sorted((ROOT / "data/documents").rglob("*.txt")):
        source = describe(path)
        yield Example(f"seeds of {source.publisher}", path.name, path.read_bytes(), source)


def fixtures() -> Iterator[Example]:
    source = Source("us-xx")
    for path in sorted((ROOT / "tests/loaders").glob("*/input/*")):
        if path.suffix in (".txt", ".md"):
            family = f"tests of {path.parts[-3]}"
            example = Example(family, path.name, path.read_bytes(), source)
            if _is_known(example):
                yield example


def _is_known(example: Example) -> bool:
    outline = read_outline(read_text(example.data, example.name))
    return contenders(outline, LOADERS)[0].confidence >= 0.5


VERBS = "Plans Files Checks Enters Sorts Answers Prepares Reviews Tracks Updates".split()
THINGS = "records permits maps invoices licences surveys ledgers plans notices reports".split()
PLACES = "counter archive field office depot laboratory workshop library garage park".split()


def generated(size: int, seed: int) -> Example:
    """A job description of about *size* bytes; every *seed* gives another one."""
    rng = random.Random(seed)

    def work() -> str:
        verb, thing, place = rng.choice(VERBS), rng.choice(THINGS), rng.choice(PLACES)
        return f"{verb} {thing} of the {place}, batch {rng.randrange(10**6)}, and writes a note."

    def asked() -> str:
        return f"Knowledge of {rng.choice(THINGS)} kept at the {rng.choice(PLACES)}."

    lines = [f"{rng.choice(PLACES).title()} Clerk {seed}", "", "Summary", ""]
    lines += ["Keeps the papers of one unit in order and finds them when asked.", ""]
    lines += ["Essential Duties", ""]
    length = 300
    while length < size * 0.7:
        lines.append("- " + work())
        length += len(lines[-1]) + 1
    lines += ["", "Knowledge, Skills and Abilities", ""]
    while length < size:
        lines.append(f"- {asked()[:-1]}, part {rng.randrange(10**6)}.")
        length += len(lines[-1]) + 1
    lines += ["", "Minimum Qualifications", ""]
    lines += ["High school diploma and two years of clerical experience.", ""]
    source = Source("us-xx")
    return Example(f"generated, {size:,} bytes", f"{seed}.txt", "\n".join(lines).encode(), source)


# -- two ways ----------------------------------------------------------------------------------


def staged(example: Example) -> tuple[dict[str, float], Facts]:
    """The seconds of each stage, and what was read."""
    clock = [time.process_time()]

    def done(result: Any) -> Any:
        clock.append(time.process_time())
        return result

    document = done(read_text(example.data, example.name))
    outline = done(read_outline(document))
    best = done(contenders(outline, LOADERS))[0]
    specification = done(best.loader.read(outline))
    account = done(account_for(specification, outline))
    reading = Reading(document, example.source, outline, specification, account, best)
    facts = done(facts_of(reading))
    done(quads(facts, reading))
    seconds = [after - before for before, after in pairwise(clock)]
    return dict(zip(STAGES, seconds, strict=True)), facts


def quads(facts: Facts, reading: Reading) -> list[str]:
    publisher = reading.source.publisher
    own = facts.own.n_quads(document_graph(publisher, reading.document.sha256[:16]))
    return own + facts.shared.n_quads(publisher_graph(publisher))


def naively(triples: list[tuple[Any, ...]]) -> str:
    graph = rdflib.Graph()
    for subject, predicate, (value, language, datatype) in triples:
        thing: Any
        if datatype is None:
            thing = rdflib.URIRef(value)
        elif language:
            thing = rdflib.Literal(value, lang=language)
        else:
            thing = rdflib.Literal(value, datatype=rdflib.URIRef(datatype))
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), thing))
    return graph.serialize(format="nt")


def plain(facts: Facts) -> list[tuple[Any, ...]]:
    """The triples as bare strings, for whoever makes terms of them."""
    found = []
    for triple in (*facts.own, *facts.shared):
        thing = triple.object
        is_text = isinstance(thing, ox.Literal)
        literal = (thing.value, thing.language, thing.datatype.value) if is_text else None
        found.append(
            (triple.subject.value, triple.predicate.value, literal or (thing.value, 0, None))
        )
    return found


def check(facts: Facts, naive: str) -> None:
    """The same triples, whichever way they were made."""
    mine = {str(triple) for triple in (*facts.own, *facts.shared)}
    quads = ox.parse(naive, format=ox.RdfFormat.N_TRIPLES)
    assert mine == {str(ox.Triple(q.subject, q.predicate, q.object)) for q in quads}


# -- measuring ---------------------------------------------------------------------------------


def caches() -> list[Callable[[], None]]:
    """What forgets the texts that were read before."""
    modules = [m for name, m in sys.modules.items() if name.startswith("careerlattice")]
    found = {id(v): v for module in modules for v in vars(module).values()}
    return [
        each.cache_clear
        for each in found.values()
        if hasattr(each, "cache_clear") and each.cache_parameters()["maxsize"]
    ]


def measure(example: Example, forget: list[Callable[[], None]]) -> dict[str, Any]:
    runs = []
    for _ in range(REPEATS):
        for each in forget:
            each()
        stages, facts = staged(example)
        runs.append(stages)
    triples = plain(facts)
    naive_seconds = []
    for _ in range(3):
        start = time.process_time()
        naive = naively(triples)
        naive_seconds.append(time.process_time() - start)
    check(facts, naive)
    middle = {stage: statistics.median(run[stage] for run in runs) for stage in STAGES}
    whole = statistics.median(sum(run.values()) for run in runs)
    best = min(sum(run.values()) for run in runs)
    return {
        "family": example.family,
        "name": example.name,
        "bytes": len(example.data),
        "triples": len(facts.own) + len(facts.shared),
        "milliseconds": {stage: round(1000 * seconds, 3) for stage, seconds in middle.items()},
        "all_milliseconds": round(1000 * whole, 3),
        "best_milliseconds": round(1000 * best, 3),
        "naive_triples_milliseconds": round(1000 * statistics.median(naive_seconds), 3),
        "naive_ratio": round(
            statistics.median(naive_seconds) / (middle["translate"] + middle["quads"]), 1
        ),
    }


def families(measured: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Means over the documents of each family."""
    names = dict.fromkeys(each["family"] for each in measured)
    result = []
    for name in names:
        group = [each for each in measured if each["family"] == name]

        def mean(value: Callable[[dict[str, Any]], float], group: list[Any] = group) -> float:
            return round(statistics.fmean(map(value, group)), 3)

        result.append(
            {
                "family": name,
                "documents": len(group),
                "bytes": round(mean(lambda each: each["bytes"])),
                "triples": round(mean(lambda each: each["triples"])),
                "milliseconds": {
                    stage: mean(lambda each, s=stage: each["milliseconds"][s]) for stage in STAGES
                },
                "all_milliseconds": mean(lambda each: each["all_milliseconds"]),
                "best_milliseconds": mean(lambda each: each["best_milliseconds"]),
                "naive_ratio": round(mean(lambda each: each["naive_ratio"]), 1),
            }
        )
    return result


def many(count: int) -> dict[str, Any]:
    """Read *count* small documents, each another, and watch the memory."""
    held: list[float] = []
    busy = 0.0
    for number in range(count):
        example = generated(1_000, number)
        start = time.process_time()
        reading = read(read_text(example.data, example.name), example.source, LOADERS)
        quads(facts_of(reading), reading)
        busy += time.process_time() - start
        if number in (count // 20, count // 2, count - 1):
            gc.collect()
            held.append(memory())
    return {
        "documents": count,
        "documents_a_second": round(count / busy),
        "megabytes_at_start_middle_end": [round(each, 1) for each in held],
    }


def memory() -> float:
    """The memory held now, in MB; NaN where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def machine() -> dict[str, Any]:
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "pyoxigraph": ox.__version__,
        "rdflib": rdflib.__version__,
    }


def table(results: dict[str, Any]) -> str:
    about = results["machine"]
    where = (
        f"{about['date']}; {about['system']}, {about['cores']} cores; Python {about['python']},"
        f" pyoxigraph {about['pyoxigraph']}, rdflib {about['rdflib']}."
        " Milliseconds of processor time a document, medians, caches empty; written by"
        " `bench/reading.py`. Read the ratios: the machine had other work."
    )
    head = " | ".join(
        ["family", "documents", "bytes", "triples", *STAGES, "all", "best", "rdflib's graph takes"]
    )
    lines = ["# From bytes to quads", "", where, "", f"| {head} |"]
    lines.append("|---|" + "---:|" * (len(STAGES) + 6))
    for each in results["families"]:
        stages = " | ".join(f"{each['milliseconds'][stage]:.2f}" for stage in STAGES)
        lines.append(
            f"| {each['family']} | {each['documents']} | {each['bytes']:,} | {each['triples']:,}"
            f" | {stages} | {each['all_milliseconds']:.2f} | {each['best_milliseconds']:.2f}"
            f" | {each['naive_ratio']:.0f} × as long |"
        )
    row = results["many"]
    start, middle, end = (round(each) for each in row["megabytes_at_start_middle_end"])
    behind = "`translate` and `quads` beside the same triples made and written by an rdflib graph"
    held = f"{start} MB were held near the start, {middle} MB in the middle, {end} MB at the end"
    lines += ["", f"The last column sets {behind}.", ""]
    lines.append(f"{row['documents']:,} small documents, each another, were read at")
    lines += [f"{row['documents_a_second']:,} a second on one core: {held}.", ""]
    return "\n".join(lines)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    forget = caches()
    examples = [*seeds(), *fixtures(), *(generated(size, 7) for size in SIZES)]
    measured = [measure(each, forget) for each in examples]
    results = {
        "machine": machine(),
        "families": families(measured),
        "documents": measured,
        "many": many(count),
    }
    print(table(results))
    if count == MANY:
        folder = HERE / "results"
        folder.mkdir(exist_ok=True)
        text = json.dumps(results, indent=2) + "\n"
        (folder / "reading.json").write_text(text, encoding="utf-8")
        (folder / "reading.md").write_text(table(results), encoding="utf-8")


if __name__ == "__main__":
    main()
