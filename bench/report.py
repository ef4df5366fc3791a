"""All benchmarks on one page, docs/benchmarks.md, with plots, from bench/results/*.json.

Nothing is measured, and nothing is on the page that is not in the results: what was not measured
yet is told with the program that measures it.

    python bench/report.py            # writes docs/benchmarks.md and docs/images/bench-*.svg
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import compared
import plots
import stages
from building import told

ROOT = Path(__file__).parents[1]
RESULTS, DOCS = ROOT / "bench/results", ROOT / "docs"
IMAGES = "images/bench-{}.svg"

Results = Mapping[str, Any]
Section = tuple[list[str], dict[str, str]]
"""Lines of Markdown, and plots by name."""


def read(folder: Path = RESULTS) -> dict[str, Any]:
    """The results that there are, by the name of their program."""
    return {
        file.stem: json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))
    }


def image(name: str, words: str) -> list[str]:
    """A plot and the sentence that says what it shows."""
    return [f"![{words}]({IMAGES.format(name)})", "", words, ""]


def ratio(value: float) -> str:
    """How many times."""
    return f"{value:,.0f}" if value >= 10 else f"{value:,.1f}"


# -- the aims ----------------------------------------------------------------------------------


def aims(results: Results) -> list[str]:
    """What was wanted, and what was measured."""
    lines = ["| aim | measured | met |", "|---|---|---|"]
    for aim, (measured, met) in _aims(results).items():
        lines.append(
            f"| {aim} | {measured} | {'' if met is None else 'yes' if met else '**no**'} |"
        )
    return [*lines, ""]


def _aims(results: Results) -> dict[str, tuple[str, bool | None]]:
    none: tuple[str, bool | None] = ("not measured yet", None)
    found = {
        "10,000 documents built, validated and loaded in ten minutes on two cores": none,
        "the same under 6 GB": none,
        "time that grows evenly with the documents": none,
        "20 times faster than rdflib and pyshacl": none,
        "lookups and gaps under 5 ms at 10,000 documents": none,
        "one class's listings under 50 ms": none,
        "counts over the whole graph under 2 s": none,
        "any command starts in half a second": none,
    }
    names = list(found)
    rows = results.get("building", {}).get("rows", [])
    large = next((row for row in rows if row["documents"] == 10_000), None)
    if large:
        first = large["steps"]["first"]
        minutes, memory = first["seconds"] / 60, first["memory"] / 1000
        found[names[0]] = (f"{minutes:.1f} minutes on the clock", minutes <= 10)
        found[names[1]] = (f"{memory:.1f} GB", memory < 6)
    if len(rows) > 1:
        each = [1000 * row["steps"]["first"]["cpu"] / row["documents"] for row in rows]
        sizes = [f"{row['documents']:,}" for row in rows]
        told = ", ".join(f"{value:.0f} ms" for value in each)
        grows = f"{told} of processor time a document at {', '.join(sizes)}"
        found[names[2]] = (grows, each[-1] <= 1.25 * each[0])
    if whole := results.get("compare", {}).get("whole"):
        size = max(whole, key=int)
        by_name = {row["what"]: row for row in whole[size]["rows"]}
        if row := by_name.get("in all"):
            times, least = row["theirs"] / row["ours"], row.get("at_least", False)
            told = f"{'more than ' * least}{ratio(times)} times at {int(size):,} documents"
            # One question may decide it.
            if but := by_name.get("in all, but for the questions"):
                told += f"; {ratio(but['theirs'] / but['ours'])} but for the questions"
            found[names[3]] = (told, times >= 20 or (None if least else False))
    if asked := results.get("questions", {}).get("sizes"):
        size = max(asked, key=_number)
        for kind, name in zip(("lookup", "listing", "whole graph"), names[4:7], strict=True):
            times = {
                slug: each["embedded_seconds"]
                for slug, each in asked[size]["questions"].items()
                if each["kind"] == kind
            }
            aim = {"lookup": 0.005, "listing": 0.05, "whole graph": 2.0}[kind]
            within = [slug for slug, took in times.items() if took is not None and took <= aim]
            told = f"{len(within)} of {len(times)} questions at {size}"
            found[name] = (told, len(within) == len(times))
    if commands := _commands(results.get("startup", {})):
        slowest = max(commands, key=lambda name: commands[name])
        told = f"the slowest, `{slowest}`, takes {commands[slowest]:.2f} s"
        found[names[7]] = (told, commands[slowest] <= 0.5)
    return found


def _number(words: str) -> int:
    return int("".join(filter(str.isdecimal, words)) or 0)


def _commands(startup: Results) -> dict[str, float]:
    """Processor seconds by command: the most that any way to begin it takes."""
    return {
        name: max(ways.values())
        for name, ways in startup.get("seconds", {}).items()
        if "alone" not in ways
    }


# -- the sections ------------------------------------------------------------------------------


def building(found: Results) -> Section:
    """Builds, as documents grow in number."""
    rows = found["rows"]
    head = "documents | facts | first, s | processor s | ms a document | memory MB | unchanged, s"
    lines = [
        (
            f"{found['machine']}. Generated documents of four families, built from nothing, again"
            " without a change, and again with one document changed, all validated."
        ),
        "",
        f"| {head} | one changed, s |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        steps = row["steps"]
        first = steps["first"]
        lines.append(
            f"| {row['documents']:,} | {row['quads']:,} | {first['seconds']:,.1f} |"
            f" {first['cpu']:,.1f} | {1000 * first['cpu'] / row['documents']:,.0f} |"
            f" {first['memory']:,.0f} | {steps['unchanged']['cpu']:,.1f} |"
            f" {steps['one changed']['cpu']:,.1f} |"
        )
    lines += ["", "The last two columns are processor seconds.", ""]
    if many := found.get("many"):
        lines += [told(many), ""]
    if len(rows) < 2:
        return lines, {}

    def line(value: Callable[[Any], float]) -> list[tuple[float, float]]:
        return [(row["documents"], value(row)) for row in rows]

    steps = {
        "from nothing": "first",
        "one document changed": "one changed",
        "nothing changed": "unchanged",
    }
    took = {name: line(lambda row, s=key: row["steps"][s]["cpu"]) for name, key in steps.items()}
    held = {
        name: line(lambda row, s=key: row["steps"][s]["memory"])
        for name, key in steps.items()
        if key != "unchanged"
    }
    drawn = plots.lines(
        [("A build", "processor seconds", took), ("Memory", "MB", held)],
        "documents",
        linear={"A build": "from nothing"},
    )
    words = (
        "Builds as documents grow in number: processor time, which on the dotted line grows in"
        " proportion, and the most memory held."
    )
    return lines + image("building", words), {"building": drawn}


def profile(found: Results) -> Section:
    """Where the time goes."""
    by, count = found["stages"], found["documents"]
    values = {name: 1000 * by[name] / count for name in stages.STAGES if name in by}
    largest = sorted(values, key=lambda name: -values[name])[:3]
    share = sum(values[name] for name in largest) / sum(values.values())
    lines = [
        (
            f"{stages.where(found['machine'])}. {count:,} generated documents,"
            f" {found['facts']:,} facts, one process, looked at while it works."
        ),
        "",
        *stages.stages_table(found),
    ]
    words = f"{', '.join(largest).capitalize()} take {share:.0%} of a build's processor time."
    lines += image("stages", words)
    lines += [
        "### How far from what is possible",
        "",
        "The same work with nothing beside it, measured in the same run.",
        "",
        *stages.limits_table(found),
    ]
    return lines, {"stages": plots.bars(values, "processor ms a document")}


def comparison(found: Results) -> Section:
    """Beside rdflib and pyshacl."""
    lines = [
        (
            f"{compared.where(found['machine'])}. Each way is a process of its own, with one"
            " worker. Reading the documents is in both sums: rdflib is given our triples, in"
            " N-Triples, and pyshacl our shapes as careerlattice prepares them for it"
            f"{_prepared(found)}. Both must find as many results, and as many rows for a question."
            " In careerlattice's sum alone are the checks over the whole set, the cache that makes"
            " the next build short, the graph files and the reports."
        ),
        "",
        *compared.tables(found),
    ]
    size = max(found["whole"], key=int)
    limits = found["limits"]
    values = {}
    for row in found["whole"][size]["rows"]:
        if row.get("given") or row.get("only") or row["what"].endswith("left out"):
            continue
        limit = limits["question"] if "question" in row["what"] else limits["way"]
        theirs = limit if row["theirs"] is None else row["theirs"]
        if row["ours"]:
            values[row["what"]] = (row["ours"], theirs)
    words = (
        f"{int(size):,} documents: processor seconds by stage and in all; the number is how many"
        " times as long rdflib and pyshacl take (at least, where a limit stopped them)."
    )
    lines += image("compare", words)
    names = (compared.CAREERLATTICE, compared.NAIVE)
    return lines, {"compare": plots.pairs(values, names, "processor seconds")}


def _prepared(found: Results) -> str:
    """What preparing the shapes is worth to pyshacl, where both were tried."""
    stages_ = found["whole"][max(found["whole"], key=int)]["naive"]["stages"]
    if not {"shapes", compared.AS_WRITTEN} <= set(stages_):
        return ""
    times = stages_[compared.AS_WRITTEN]["cpu"] / stages_["shapes"]["cpu"]
    return f" (as they are written it takes {times:.1f} times as long)"


def mapping(found: Results) -> Section:
    """Beside morph-kgc and maplib."""
    lines = [
        (
            "Records to triples. The tools are given tables of our records, with the hashes in"
            " identifiers worked out beforehand, and make the part of the model that tables can"
            " say: class-grades, duties and requirements with their places and quotes; they must"
            " give the very triples that we do. Ours makes all triples and hashes included."
            " *Times as long* is by triple."
        ),
        "",
        *compared.mapping_table(found),
    ]
    return lines, {}


def validation(found: Results) -> Section:
    """Engines of validation."""
    sizes = list(found["shapes"])
    names = list(found["shapes"][sizes[0]])
    values = {
        name: [
            (int(size), 1000 * found["shapes"][size][name]["cpu"] / int(size))
            for size in sizes
            if found["shapes"][size][name]["cpu"] is not None
        ]
        for name in names
    }
    lines = [*compared.shapes_table(found)]
    values = {name: points for name, points in values.items() if points}
    if len(sizes) < 2:
        return lines, {}
    words = (
        "What a document costs as documents grow in number: a level line is work in proportion, a"
        " rising one is work that grows faster than the graph."
    )
    drawn = plots.lines([("The shapes", "processor ms a document", values)], "documents")
    return lines + image("shapes", words), {"shapes": drawn}


def all_pairs(found: Results, nearest: Results | None) -> Section:
    """All class-grades compared with all."""
    lines = [
        (
            "One SPARQL query that counts what each pair of class-grades shares (less than"
            " `nearest` works out), embedded and in rdflib, beside the sparse matrices behind"
            " `careerlattice nearest`, the reading of the graph included."
        ),
        "",
        *compared.pairs_table(found),
    ]
    values: dict[str, list[tuple[float, float]]] = {}
    for size, ways in found["pairs"].items():
        for name, each in ways.items():
            if took := each["stages"].get("pairs", {}).get("cpu"):
                values.setdefault(name, []).append((int(size), took))
    for each in nearest["sizes"] if nearest else []:
        for name, way in each["ways"].items():
            if name != "sparse matrices":
                points = values.setdefault(f"{name} (nearest.py)", [])
                points.append((each["class_grades"], way["all_seconds"]))
    if max(map(len, values.values()), default=0) < 2:
        return lines, {}
    words = (
        "Seconds for all pairs as class-grades grow in number, by one query for all, by a question"
        " for each, by a loop and by matrices."
    )
    drawn = plots.lines([("All pairs", "seconds", values)], "class-grades")
    return lines + image("pairs", words), {"pairs": drawn}


def questions(found: Results) -> Section:
    """Every question over growing graphs."""
    sizes = found["sizes"]
    names = sorted(sizes, key=_number)
    limit = found["machine"]["limit"]
    lines = [
        (
            f"{found['machine']['date']}; {found['machine']['cores']} cores. Embedded, in"
            " milliseconds of processor time; every question, and the endpoint's times, are in"
            " [the results](../bench/results/questions.md)."
        ),
        "",
        "| kind | questions | aim | "
        + " | ".join(f"median, {name}" for name in names)
        + " | slowest | its name |",
        "|---|---:|---:|" + "---:|" * (len(names) + 1) + "---|",
    ]
    last = sizes[names[-1]]["questions"]
    for kind, aim in (("lookup", 5), ("listing", 50), ("whole graph", 2000)):
        of = [slug for slug, each in last.items() if each["kind"] == kind]
        if not of:
            continue
        cells = []
        for name in names:
            took = sorted(
                sizes[name]["questions"][slug]["embedded_seconds"] or limit
                for slug in of
                if slug in sizes[name]["questions"]
            )
            cells.append(f"{1000 * took[len(took) // 2]:,.1f}" if took else "")
        slowest = max(of, key=lambda slug: last[slug]["embedded_seconds"] or limit)
        most = last[slowest]["embedded_seconds"]
        cells.append(f"> {1000 * limit:,.0f}" if most is None else f"{1000 * most:,.1f}")
        lines.append(f"| {kind} | {len(of)} | {aim:,} | {' | '.join(cells)} | {slowest} |")
    rows = [
        (
            f"{each['number']} {slug}",
            [
                _milliseconds(sizes[name]["questions"].get(slug, {}).get("embedded_seconds"))
                for name in names
            ],
        )
        for slug, each in last.items()
    ]
    aims_ = {"5 ms": 5.0, "50 ms": 50.0, "2 s": 2000.0}
    drawn = plots.dots(rows, names, aims_, "processor ms, embedded")
    words = (
        "Every question at each size, with the aims for lookups, listings and counts over the"
        f" whole graph; a question without a dot was given up after {limit:.0f} s."
    )
    return [*lines, "", *image("questions", words)], {"questions": drawn}


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else max(1000 * seconds, 0.01)


def reading(found: Results) -> Section:
    """From bytes to triples."""
    about = found["machine"]
    lines = [
        (
            f"{about['date']}; {about['cores']} cores. Milliseconds of processor time a document,"
            " all caches empty; the last column sets making and writing the triples beside rdflib."
        ),
        "",
        "| family | documents | bytes | triples | ms | rdflib, times as long |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {each['family']} | {each['documents']} | {each['bytes']:,} | {each['triples']:,} |"
        f" {each['all_milliseconds']:.1f} | {each['naive_ratio']:.0f} |"
        for each in found["families"]
    ]
    many = found["many"]
    start, _, end = many["megabytes_at_start_middle_end"]
    lines += [
        "",
        (
            f"{many['documents']:,} small documents were read at {many['documents_a_second']:,} a"
            f" second on one core; memory was {start:.0f} MB near the start and {end:.0f} MB at the"
            " end."
        ),
        "",
    ]
    return lines, {}


def soak(found: Results) -> Section:
    """The server under load."""
    lines = [
        (
            f"{found['date']}; {found['machine']}. {found['seconds']} seconds of a server with"
            f" {found['workers']} workers; times on the clock."
        ),
        "",
        "| | requests | told to come again | median | 95 % within | longest |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {each['requests']:,} | {each['sent away']:,} | {1000 * each['p50']:,.0f} ms |"
        f" {1000 * each['p95']:,.0f} ms | {1000 * each['longest']:,.0f} ms |"
        for name, each in found["latency"].items()
    ]
    server = found["watch"]["server"]
    lines += [
        "",
        (
            f"The server held {server['first'] / 1e6:.0f} MB in the first minute beside the worst"
            f" and {server['last'] / 1e6:.0f} MB in the last. What was tried, and what it came to:"
            " [the results](../bench/results/soak.md)."
        ),
        "",
    ]
    return lines, {}


def startup(found: Results) -> Section:
    """Commands that begin."""
    commands = _commands(found)
    slowest = sorted(commands, key=lambda name: -commands[name])[:5]
    lines = [
        (
            f"{found['date']}; {found['machine']}. Processor seconds until a command has shown its"
            f" help, or told of a mistake: the slowest of {len(commands)}, in the least of"
            f" {found['runs']} runs. All are in [the results](../bench/results/startup.md)."
        ),
        "",
        "| command | seconds |",
        "|---|---:|",
        *(f"| `{name}` | {commands[name]:.2f} |" for name in slowest),
        "",
    ]
    return lines, {}


def faults(found: Results) -> Section:
    """What was killed."""
    kills = found["kills"]
    total = sum(sum(phases.values()) for phases in kills.values())
    lines = [
        (
            f"{found['day']}. {total} builds, pushes and loads of a taxonomy were ended by SIGKILL."
            " The graph that was there opened each time, and the work done again gave what it gives"
            " undisturbed. While what they were killed: [the results](../bench/results/faults.md)."
        ),
        "",
        "| work | kills |",
        "|---|---:|",
        *(f"| {work} | {sum(phases.values())} |" for work, phases in kills.items()),
        "",
    ]
    return lines, {}


ELSEWHERE = {
    "documents": "how well documents are read that no special loader knows",
    "linking": "how often a suggested link to O*NET or ESCO is right",
    "taxonomies": "what taxonomies take to install, and what they cost a build",
}


def sections(results: Results) -> Iterator[tuple[str, str, Section | None]]:
    """Headings, the program that measures for each, and what to say where it was."""
    compare, nearest = results.get("compare"), results.get("nearest")

    def made(name: str, write: Callable[[Results], Section]) -> Section | None:
        return write(results[name]) if name in results else None

    yield "Builds", "building.py", made("building", building)
    yield "Where the time goes", "stages.py", made("stages", profile)
    yield "From bytes to triples", "reading.py", made("reading", reading)
    yield "Beside rdflib and pyshacl", "compare.py", made("compare", comparison)
    yield "The mapping step, beside morph-kgc and maplib", "compare.py", made("compare", mapping)
    yield "Engines of validation", "compare.py", made("compare", validation)
    pairs = all_pairs(compare, nearest) if compare else None
    yield "All pairs of class-grades", "compare.py", pairs
    yield "Questions", "questions.py", made("questions", questions)
    yield "Commands that begin", "startup.py", made("startup", startup)
    yield "A server under load", "soak.py", made("soak", soak)
    yield "Kills", "faults.py", made("faults", faults)


def page(results: Results) -> tuple[str, dict[str, str]]:
    """docs/benchmarks.md, and the plots by name."""
    lines = [
        "# Benchmarks",
        "",
        (
            "How long things take, beside what one would do instead, and where the time goes."
            " Written by `bench/report.py` from the files in `bench/results/`, each of which one"
            " program of `bench/` wrote, with the machine and the day; no figure on this page"
            " was typed in. Machines have other work: read processor seconds rather than seconds,"
            " and ratios rather than either. `make bench` measures all of it anew."
        ),
        "",
        *aims(results),
    ]
    drawn: dict[str, str] = {}
    for heading, program, section in sections(results):
        lines += [f"## {heading}", ""]
        if section is None:
            lines += [f"Not measured yet: `python bench/{program}`.", ""]
            continue
        lines += section[0]
        drawn |= section[1]
    others = [name for name in ELSEWHERE if name in results]
    if others:
        lines += ["## And also", ""]
        lines += [f"- [{ELSEWHERE[name]}](../bench/results/{name}.md)" for name in others]
        lines += [""]
    return "\n".join(lines), drawn


def main() -> None:
    """Write the page and its plots; of plots that are drawn no more, take the files away."""
    text, drawn = page(read())
    (DOCS / "images").mkdir(exist_ok=True)
    (DOCS / "benchmarks.md").write_text(text, encoding="utf-8")
    for file in (DOCS / "images").glob("bench-*.svg"):
        if file.stem.removeprefix("bench-") not in drawn:
            file.unlink()
    for name, svg in drawn.items():
        (DOCS / IMAGES.format(name)).write_text(svg, encoding="utf-8")
    print(f"docs/benchmarks.md with {len(drawn)} plots", file=sys.stderr)


if __name__ == "__main__":
    main()
