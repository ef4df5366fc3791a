"""Where the time of a build goes, and how far its parts are from what they could do at best.

Generated documents are built in one process that is looked at while it works (``sampling.py``).
Then, in another, the same work is done without anything beside it: the facts parsed, loaded in
bulk, written by a plain Python loop; the shapes applied by the engine alone.

    python bench/stages.py          # 200 documents; writes the results
    python bench/stages.py 50       # so many, and writes nothing
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from generator import write as generate
from measuring import machine, run, where, write
from sampling import STAGES

HERE = Path(__file__).parent
DOCUMENTS = 200
LIMIT = 600


def way(name: str, *arguments: object) -> dict[str, Any]:
    """Run one of ``ways.py`` to its end."""
    found = run((sys.executable, HERE / "ways.py", name, *arguments), LIMIT)
    if "failed" in found or not found["ended"]:
        raise RuntimeError(f"{name}: {found.get('failed', 'it took too long')}")
    stages: dict[str, Any] = found["stages"]
    return stages


def measure(count: int) -> dict[str, Any]:
    """The stages of a build of so many documents, and the limits of its parts."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        documents, out, file = place / "documents", place / "out", place / "all.nq"
        generate(count, documents)
        size = sum(each.stat().st_size for each in documents.rglob("class-*"))
        built = way("build", documents, out)["build"]
        with file.open("wb") as stream:
            for graph in sorted((out / "current" / "graphs").rglob("*.nq")):
                stream.write(graph.read_bytes())
        (place / "store").mkdir()
        best = way("limits", documents, file, place / "store")
    results = {
        "machine": machine("careerlattice", "pyoxigraph", "shacl"),
        "documents": count,
        "bytes": size,
        "facts": best["parse"]["quads"],
        "memory": built["memory"],
        "stages": built["by"],
        "limits": best,
    }
    return results | {"distances": distances(results)}


def distances(results: dict[str, Any]) -> list[dict[str, Any]]:
    """What parts of a build do in a processor second, and what is the most."""
    facts, by, best = results["facts"], results["stages"], results["limits"]
    documents = results["documents"]
    work = sum(by.values()) - by["starting"]
    loading = best["load on disk"]["cpu"]

    def row(what: str, unit: str, ours: float, limit: float, of: str) -> dict[str, Any]:
        pair = {"ours": round(ours, 1), "limit": round(limit, 1)}
        return {"what": what, "unit": unit, **pair, "of": of, "times": round(limit / ours, 1)}

    at_best = "the bulk loader alone, on disk"
    return [
        row("the whole build", "facts a second", facts / work, facts / loading, at_best),
        row(
            *("loading the store", "facts a second"),
            *(facts / by["loading the store"], facts / loading, at_best),
        ),
        row(
            *("loading the store", "facts a second", facts / by["loading the store"]),
            *(facts / best["load in memory"]["cpu"], "the bulk loader alone, in memory"),
        ),
        row(
            *("loading the store", "facts a second", facts / by["loading the store"]),
            *(facts / best["parse"]["cpu"], "the parser alone"),
        ),
        row(
            *("records to triples", "facts a second", facts / by["triples"]),
            *(facts / best["write"]["cpu"], "a plain Python loop that writes lines"),
        ),
        row(
            *("the shapes", "documents a second", documents / by["shapes"]),
            *(documents / best["shapes"]["cpu"], "the engine `shacl` alone"),
        ),
    ]


def stages_table(results: dict[str, Any]) -> list[str]:
    """The stages as Markdown."""
    by, count = results["stages"], results["documents"]
    whole = sum(by.values())
    lines = [
        "| stage | what it is | ms a document | share |",
        "|---|---|---:|---:|",
    ]
    lines += [
        f"| {name} | {STAGES[name]} | {1000 * by[name] / count:,.2f} | {by[name] / whole:.1%} |"
        for name in STAGES
        if name in by
    ]
    return [*lines, f"| **in all** | | **{1000 * whole / count:,.1f}** | |", ""]


def limits_table(results: dict[str, Any]) -> list[str]:
    """The distances from the limits as Markdown."""
    lines = [
        "| part of the build | in a processor second | at best | by | times as far |",
        "|---|---:|---:|---|---:|",
    ]
    lines += [
        f"| {each['what']} | {each['ours']:,.0f} {each['unit'].split()[0]} |"
        f" {each['limit']:,.0f} | {each['of']} | {each['times']:,.1f} |"
        for each in results["distances"]
    ]
    parse = results["limits"]["parse"]
    pace = parse["bytes"] / 1e6 / parse["cpu"]
    return [*lines, "", f"The parser alone takes {pace:,.0f} MB of N-Quads a second.", ""]


def page(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    lines = [
        "# Where the time of a build goes",
        "",
        (
            f"{where(results['machine'])}. Written by `bench/stages.py`:"
            f" {results['documents']:,} generated documents, {results['facts']:,} facts, built by"
            " one process, which looked hundreds of times a second at what it was doing."
        ),
        "",
        *stages_table(results),
        "## How far from what is possible",
        "",
        *limits_table(results),
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, and write where the number is the usual one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("documents", nargs="?", type=int, default=DOCUMENTS)
    parser.add_argument("--write", action="store_true", help="write the results of another number")
    given = parser.parse_args()
    results = measure(given.documents)
    print(page(results))
    if given.write or given.documents == DOCUMENTS:
        write("stages", results, page(results))


if __name__ == "__main__":
    main()
