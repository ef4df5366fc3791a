"""careerlattice beside what a user would do instead, each way in a process of its own.

Whole: `careerlattice build` and three questions, beside rdflib given the same triples (by us, in
N-Triples: kinder than having it make them), the same questions, and pyshacl over the whole graph.
Mapping: records to triples, beside morph-kgc and maplib for the part of the model they can say.
Shapes: engines of validation, a document at a time and the whole graph at once, as it grows.
Pairs: all class-grades compared with all, beside one SPARQL query, embedded and in rdflib.

Processor seconds count; a way is ended after so many of them, and then told as "> limit".

    python bench/compare.py                        # 100 and 1,000 documents; writes the results
    python bench/compare.py 100                    # so many, and writes nothing
    python bench/compare.py --tools PYTHON         # the Python that has morph-kgc and maplib
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from compared import AS_WRITTEN, CAREERLATTICE, COUNT, LISTING, LOOKUP, page
from generator import write as generate
from measuring import machine, run, write

HERE = Path(__file__).parent
SIZES = (100, 1_000)
LIMIT, QUESTION_LIMIT, PAIRS_LIMIT = 2_500, 600, 90
"""Processor seconds for a way, for a question asked of rdflib, and for a query of all pairs."""
SAMPLE = 50
"""Documents that pyshacl validates one by one; more are scaled from these."""

READING = ("reading the file", "outline", "recognising", "loader", "accounting", "triples")
"""The stages from bytes to triples, which both ways need and rdflib's has for nothing."""


def way(name: str, *arguments: object, limit: float = LIMIT) -> dict[str, Any]:
    """Run one of ``ways.py``; one that fails for another reason than the limit ends it all."""
    found = run((sys.executable, HERE / "ways.py", name, *arguments), limit)
    if "failed" in found:
        raise RuntimeError(f"{name}: {found['failed']}")
    print(f"{name:>20} {found['cpu']:>9.1f} s {found['memory']:>7,.0f} MB", file=sys.stderr)
    return found


# -- whole -------------------------------------------------------------------------------------


def triples_of(out: Path, file: Path) -> int:
    """Write the facts of a build to *file* as N-Triples, each once; their number.

    The ontology's are left out: the shapes are for data, and find fault with its terms.
    """
    lines = set()
    for graph in sorted((out / "current" / "graphs").rglob("*.nq")):
        if graph.name == "ontology.nq":
            continue
        with graph.open(encoding="utf-8", newline="\n") as stream:
            lines.update(line[: line.rindex(" <")] + " .\n" for line in stream)
    file.write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")
    return len(lines)


def subjects(out: Path) -> dict[str, dict[str, str]]:
    """What the questions are asked about: the class-grade in the middle of the list."""
    documents = json.loads((out / "current" / "manifest.json").read_text("utf-8"))["documents"]
    graded = sorted(each["class_id"] + "/" + (each["grades"] or [""])[0] for each in documents)
    chosen, _, grade = graded[len(graded) // 2].rpartition("/")
    class_grade = f"{chosen}/{grade.lower().replace(' ', '-') or 'ungraded'}"
    return {LOOKUP: {"class_grade": class_grade}, LISTING: {"class": chosen}, COUNT: {}}


def change(folder: Path) -> None:
    """Change one sentence of one document."""
    files = sorted(folder.rglob("class-*.txt"))
    file = files[len(files) // 2]
    file.write_text(file.read_text("utf-8").replace(" and ", " or ", 1), encoding="utf-8")


def whole(size: int, place: Path) -> dict[str, Any]:
    """Documents to answers, by both ways."""
    documents, out, file = place / "documents", place / "out", place / "all.nt"
    generate(size, documents)
    first = way("build", documents, out)
    triples = triples_of(out, file)
    about = json.dumps(subjects(out))
    asked = way("ask", out, about)
    naive = way("rdflib", file, about, QUESTION_LIMIT)
    change(documents)
    again = way("build", documents, out)
    for name in (LOOKUP, LISTING, COUNT):
        theirs = naive["stages"].get(name, {}).get("rows")
        ours = asked["stages"][name]["rows"]
        if theirs is not None and ours != theirs:
            raise RuntimeError(f"{name}: {ours} rows, and {theirs} by rdflib")
    return {"triples": triples, "first": first, "ask": asked, "again": again, "naive": naive}


def rows_of_whole(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What is compared: a name, the seconds of both (None: over the limit, or not done by it)."""
    by, again = (found[name]["stages"]["build"]["by"] for name in ("first", "again"))
    naive = found["naive"]["stages"]
    asked = {
        name: each["cpu"] / each.get("times", 1) for name, each in found["ask"]["stages"].items()
    }

    def theirs(*names: str) -> float | None:
        if any("cpu" not in naive.get(name, {}) for name in names):
            return None
        return sum(naive[name]["cpu"] for name in names)

    reading = sum(by.get(name, 0) for name in READING)
    mine = {
        "start of the program": by["starting"],
        "the shapes": by["shapes"],
        "a graph that can be asked": by["loading the store"],
        **{name: asked[name] for name in (LOOKUP, LISTING, COUNT)},
    }
    their = {
        "start of the program": theirs("start"),
        "the shapes": theirs("shapes"),
        "a graph that can be asked": theirs("load"),
        **{name: theirs(name) for name in (LOOKUP, LISTING, COUNT)},
    }
    rest = sum(by.values()) - reading - sum(mine[name] for name in list(mine)[:3])
    asking = sum(asked[name] for name in ("open", LOOKUP, LISTING, COUNT))
    everything = ("start", "load", LOOKUP, LISTING, COUNT, "shapes")
    least = sum(naive.get(name, {}).get("cpu", 0) for name in everything) + sum(
        each["limit"] for each in naive.values() if "limit" in each
    )
    if "shapes" not in naive:
        least = found["naive"]["cpu"]
    building = ("start", "load", "shapes")
    is_whole = theirs(*everything) is not None
    written = theirs(AS_WRITTEN)
    # Whoever has rdflib and pyshacl alone has the shapes as they are written.
    least_as_written = least + max(0.0, (written or 0.0) - (theirs("shapes") or 0.0))
    table = [
        {"what": "documents to triples", "ours": reading, "theirs": reading, "given": True},
        *({"what": name, "ours": mine[name], "theirs": their[name]} for name in mine),
        {"what": "what only careerlattice does", "ours": rest, "theirs": 0.0, "only": True},
    ]
    table += [
        {
            "what": "in all",
            "ours": sum(by.values()) + asking,
            "theirs": reading + least,
            "at_least": not is_whole,
        },
        {
            "what": "in all, the shapes as they are written",
            "ours": sum(by.values()) + asking,
            "theirs": reading + least_as_written,
            "at_least": not is_whole or written is None,
        },
        {
            # One question may take rdflib longer than all the rest.
            "what": "in all, but for the questions",
            "ours": sum(by.values()),
            "theirs": reading + sum(naive.get(name, {}).get("cpu", 0) for name in building),
            "at_least": theirs(*building) is None,
        },
        {
            "what": "in all, documents to triples left out",
            "ours": sum(by.values()) + asking - reading,
            "theirs": least,
            "at_least": not is_whole,
        },
        {
            "what": "again, with one document changed",
            "ours": sum(again.values()) + asking,
            "theirs": least,
            "at_least": not is_whole,
        },
        {
            "what": "a first answer from what is there",
            "ours": asked["open"] + asked[LOOKUP],
            "theirs": theirs("start", "load", LOOKUP),
        },
    ]
    return table


# -- mapping -----------------------------------------------------------------------------------


def mapping(documents: Path, place: Path, tools: str) -> dict[str, Any]:
    """Records to triples: ours all of them, the tools' the part that the tables hold."""
    folder = place / "tables"
    prepared = run((sys.executable, HERE / "tables.py", documents, folder), LIMIT)
    if "failed" in prepared:
        raise RuntimeError(prepared["failed"])
    ours = way("translate", documents, place / "ours.nt")
    found: dict[str, Any] = {CAREERLATTICE: ours | {"triples": ours["stages"]["map"]["triples"]}}
    for tool in ("morph-kgc", "maplib"):
        out = place / f"{tool}.nt"
        if not Path(tools).is_file():
            found[tool] = {"left_out": "its environment is not there (make bench makes it)"}
            continue
        made = run((tools, HERE / "mapping.py", tool, folder, out), LIMIT)
        if "failed" in made:
            found[tool] = {"left_out": made["failed"]}
            continue
        same = way("same", folder / "expected.nt", out)["stages"]["same"]
        if not same["same"]:
            raise RuntimeError(f"{tool} gives other triples")
        found[tool] = made | {"triples": same["triples"]}
        print(f"{tool:>20} {made['cpu']:>9.1f} s {made['memory']:>7,.0f} MB", file=sys.stderr)
    return found


# -- shapes ------------------------------------------------------------------------------------


def shapes(documents: Path, file: Path) -> dict[str, Any]:
    """Engines, a document at a time and the whole graph; pyshacl's whole is part of `whole`."""
    return {
        "shacl, by document": way("shapes", "shacl", documents, 1_000_000),
        "pyshacl, by document": way("shapes", "pyshacl", documents, SAMPLE),
        "shacl, whole graph": way("shapes-whole", "shacl", file),
    }


# -- pairs -------------------------------------------------------------------------------------


def pairs(size: int) -> dict[str, Any]:
    """All class-grades compared with all; the queries must find the pairs that there are."""
    found = {
        "sparse matrices (nearest)": way("pairs-by-matrices", size),
        "one SPARQL query, embedded": way("pairs-by-sparql", size, limit=PAIRS_LIMIT),
        "one SPARQL query, rdflib": way("pairs-by-rdflib", size, limit=PAIRS_LIMIT),
    }
    known = found["sparse matrices (nearest)"]["stages"]["found"]["pairs"]
    for name, each in found.items():
        number = each["stages"].get("pairs", {}).get("pairs", known)
        if number != known:
            raise RuntimeError(f"{name}: {number} pairs, not {known}")
    return found


# -- results -----------------------------------------------------------------------------------


def measure(sizes: list[int], tools: str) -> dict[str, Any]:
    """Everything, at each of *sizes*; the shapes in between as well."""
    results: dict[str, Any] = {
        "machine": machine("careerlattice", "pyoxigraph", "rdflib", "pyshacl", "shacl"),
        "limits": {"way": LIMIT, "question": QUESTION_LIMIT, "pairs": PAIRS_LIMIT},
        "whole": {},
        "mapping": {},
        "shapes": {},
        "pairs": {},
    }
    between = [300] if min(sizes) < 300 < max(sizes) else []
    for size in sorted({*sizes, *between}):
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            print(f"{size:,} documents", file=sys.stderr)
            if size in between:
                documents, file = place / "documents", place / "all.nt"
                generate(size, documents)
                way("build", documents, place / "out")
                triples_of(place / "out", file)
                found = shapes(documents, file)
                found["pyshacl, whole graph"] = way("shapes-whole", "pyshacl", file)
            else:
                made = whole(size, place)
                results["whole"][str(size)] = {**made, "rows": rows_of_whole(made)}
                documents, file = place / "documents", place / "all.nt"
                found = shapes(documents, file)
                found["pyshacl, whole graph"] = made["naive"]
                results["mapping"][str(size)] = mapping(documents, place, tools)
            measured = {name: shaped(each, size) for name, each in found.items()}
            check(measured)
            results["shapes"][str(size)] = measured
        if size in sizes:
            results["pairs"][str(size)] = pairs(size)
    return results


def check(measured: dict[str, Any]) -> None:
    """See that all engines that looked at all documents found as much."""
    results = {
        name: each["results"]
        for name, each in measured.items()
        if each["cpu"] and not each["scaled"]
    }
    if len(set(results.values())) > 1:
        raise RuntimeError(f"engines do not agree: {results}")


def shaped(found: dict[str, Any], size: int) -> dict[str, Any]:
    """The processor seconds of the shapes alone, scaled where only some documents were tried."""
    stage = found["stages"].get("shapes")
    if stage is None:
        return {"cpu": None, "scaled": False, "memory": found["memory"]}
    tried = stage.get("documents", size)
    return {
        "cpu": round(stage["cpu"] * stage.get("of", tried) / tried, 3),
        "scaled": tried < stage.get("of", tried),
        "memory": found["memory"],
        "results": stage.get("results", found["stages"].get("found", {}).get("results")),
    }


def main() -> None:
    """Measure; write where the sizes are the usual ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    tools = os.environ.get("BENCH_PYTHON", str(HERE.parent / ".venv-bench/bin/python"))
    parser.add_argument("--tools", default=tools, help="the Python with morph-kgc and maplib")
    parser.add_argument("--write", action="store_true", help="write the results of other sizes")
    given = parser.parse_args()
    results = measure(given.sizes, given.tools)
    print(page(results))
    if given.write or tuple(given.sizes) == SIZES:
        write("compare", results, page(results))


if __name__ == "__main__":
    main()
