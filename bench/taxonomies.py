"""How long taxonomies take to install, how much memory, and what they cost a build.

Each is read as distributed and loaded into a store, by the command that people use, in a process
of its own. Aims: O*NET within two minutes and 4 GB on two cores, ESCO within one minute; a build
with all of them in its store takes little longer than one without.

    python bench/taxonomies.py                    # writes bench/results/taxonomies.json and .md
    python bench/taxonomies.py esco crosswalk     # only these, and writes nothing

The releases are looked for in ../shared, or in $CAREERLATTICE_SHARED.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from careerlattice.taxonomies import Installed, installed_taxonomies

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CAREERLATTICE_SHARED", HERE.parents[1] / "shared")) / "taxonomies"
# Name, kind, folder, more arguments, and the aim in seconds.
RELEASES = {
    "onet": ("onet", "onet-29.3", (), 120),
    "onet-ratings": ("onet", "onet-30.0-ratings", ("--version", "30.0"), None),
    "esco": ("esco", "esco-1.2.0", (), 60),
    "crosswalk": ("crosswalk", "crosswalks", (), None),
}
MOST_MEMORY_MB = 4096


def run(*arguments: str) -> dict[str, float]:
    """Run the command; its time, the processor time it used, and the most memory it held."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "careerlattice", *arguments]
    child = os.posix_spawn(sys.executable, command, os.environ)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return {
        "seconds": round(seconds, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "memory_mb": round(used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)),
    }


def measure(name: str, folder: Path) -> dict[str, Any]:
    kind, release, more, aim = RELEASES[name]
    before = {each.slug for each in installed_taxonomies(folder)}
    load = os.getloadavg()[0]
    used = run("taxonomy", "add", kind, str(SHARED / release), *more, "-o", str(folder))
    added = next(each for each in installed_taxonomies(folder) if each.slug not in before)
    check(added)
    return {
        "taxonomy": added.slug,
        "rows": added.rows,
        "facts": added.quads,
        **used,
        "aim_seconds": aim,
        "load_before": round(load, 1),
        "compressed_mb": round(added.graph_file.stat().st_size / 1e6, 1),
        "tables": [
            {"table": t.table, "rows": t.rows, "duplicates": t.duplicates, "facts": t.quads}
            for t in added.tables
        ],
    }


def check(added: Installed) -> None:
    """Every table and column was known."""
    assert all(table.what and not table.unknown_columns for table in added.tables), added.slug


def builds(folder: Path, plain: Path) -> dict[str, Any]:
    """The seed documents, built without taxonomies and with all of them."""
    run("build", "--quiet", "-o", str(plain))
    without = run("build", "--quiet", "-o", str(plain))
    return {"without": without, "with": run("build", "--quiet", "-o", str(folder))}


def machine() -> dict[str, Any]:
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "pyoxigraph": ox.__version__,
        "python-calamine": version("python-calamine"),
    }


def table(results: dict[str, Any]) -> str:
    about = results["machine"]
    where = (
        f"{about['date']}; {about['system']}, {about['cores']} cores; Python {about['python']},"
        f" pyoxigraph {about['pyoxigraph']}, python-calamine {about['python-calamine']}. Written by"
        " `bench/taxonomies.py`. The machine had other work, as the load says (how many processes"
        " wanted a core before the run): the processor time is what the work takes."
    )
    lines = [
        "# Installing taxonomies",
        "",
        where,
        "",
        "| taxonomy | rows | facts | seconds | processor | load | memory | aim | graph.nq.gz |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for each in results["taxonomies"]:
        aim = f"{each['aim_seconds']} s" if each["aim_seconds"] else "–"
        lines.append(
            f"| {each['taxonomy']} | {each['rows']:,} | {each['facts']:,} | {each['seconds']:.1f}"
            f" | {each['processor_seconds']:.1f} s | {each['load_before']} |"
            f" {each['memory_mb']:,} MB | {aim} | {each['compressed_mb']} MB |"
        )
    if "builds" in results:
        one, other = results["builds"]["without"], results["builds"]["with"]
        total = sum(each["facts"] for each in results["taxonomies"])
        lines += [
            "",
            (
                f"The five seed documents build in {one['seconds']:.1f} s"
                f" ({one['processor_seconds']:.1f} s of processor) without taxonomies, in"
                f" {other['seconds']:.1f} s ({other['processor_seconds']:.1f} s) with all of these,"
                f" {total:,} facts, in the store."
            ),
        ]
    for each in results["taxonomies"]:
        lines += ["", f"## {each['taxonomy']}", "", "| table | rows | duplicates | facts |"]
        lines.append("|---|---:|---:|---:|")
        lines += [
            f"| {t['table']} | {t['rows']:,} | {t['duplicates']} | {t['facts']:,} |"
            for t in each["tables"]
        ]
    return "\n".join([*lines, ""])


def main() -> None:
    names = sys.argv[1:] or list(RELEASES)
    results: dict[str, Any] = {"machine": machine()}
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as place:
        folder = Path(place) / "build"
        results["taxonomies"] = [measure(name, folder) for name in names]
        if len(names) == len(RELEASES):
            results["builds"] = builds(folder, Path(place) / "plain")
    print(table(results))
    if len(names) == len(RELEASES):
        (HERE / "results").mkdir(exist_ok=True)
        text = json.dumps(results, indent=2) + "\n"
        (HERE / "results" / "taxonomies.json").write_text(text, encoding="utf-8")
        (HERE / "results" / "taxonomies.md").write_text(table(results), encoding="utf-8")
    for each in results["taxonomies"]:
        late = each["aim_seconds"] and each["seconds"] > each["aim_seconds"]
        if late or each["memory_mb"] > MOST_MEMORY_MB:
            sys.exit(f"{each['taxonomy']} missed its aim")


if __name__ == "__main__":
    main()
