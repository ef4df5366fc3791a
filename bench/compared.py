"""What ``compare.py`` found, as tables of Markdown."""

from __future__ import annotations

from typing import Any

from measuring import where

LOOKUP, LISTING, COUNT = (
    "a lookup (question 2)",
    "a listing (question 1)",
    "a count (question 30)",
)
"""The questions that both ways are asked."""
CAREERLATTICE, NAIVE = "careerlattice", "rdflib and pyshacl"
AS_WRITTEN = "shapes as written"
"""The stage of pyshacl with the files of `shapes/` as they stand, not as a build prepares them."""


def seconds(value: float | None, limit: float) -> str:
    """Seconds for people; None is over the limit."""
    if value is None:
        return f"> {limit:,.0f}"
    return f"{value:,.3f}" if value < 0.1 else f"{value:,.2f}" if value < 10 else f"{value:,.0f}"


def times(ours: float, theirs: float | None, limit: float, *, at_least: bool = False) -> str:
    """How many times as long theirs takes."""
    if not ours:
        return "many"
    ratio = (limit if theirs is None else theirs) / ours
    text = f"{ratio:,.1f}" if ratio < 10 else f"{ratio:,.0f}"
    return f"> {text}" if theirs is None or at_least else text


def tables(results: dict[str, Any]) -> list[str]:
    """The results as Markdown, without a heading of their own."""
    limits, lines = results["limits"], []
    for size, found in results["whole"].items():
        lines += [
            f"### {int(size):,} documents, {found['triples']:,} facts",
            "",
            f"| processor seconds | {CAREERLATTICE} | {NAIVE} | times as long |",
            "|---|---:|---:|---:|",
        ]
        for row in found["rows"]:
            limit = limits["question"] if "question" in row["what"] else limits["way"]
            theirs = "> " * row.get("at_least", False) + seconds(row["theirs"], limit)
            ratio = ""
            if row.get("given"):
                theirs = f"{theirs} (ours)"
            elif row.get("only"):
                theirs = "–"
            else:
                at_least = row.get("at_least", False)
                ratio = times(row["ours"], row["theirs"], limit, at_least=at_least)
            bold = "**" if row["what"].startswith("in all") else ""
            lines.append(
                f"| {bold}{row['what']}{bold} | {seconds(row['ours'], 0)} | {theirs} |"
                f" {bold}{ratio}{bold} |"
            )
        most = max(found["first"]["memory"], found["ask"]["memory"])
        naive = found["naive"]["memory"]
        lines += [f"| most memory, MB | {most:,.0f} | {naive:,.0f} | {naive / most:,.1f} |", ""]
    return lines


def mapping_table(results: dict[str, Any]) -> list[str]:
    """The mapping step as Markdown."""
    head = "documents | way | triples | start | map | triples a second | times as long | memory MB"
    lines = [
        f"| {head} |",
        "|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    for size, found in results["mapping"].items():
        own = found[CAREERLATTICE]
        pace = own["triples"] / own["stages"]["map"]["cpu"]
        for name, each in found.items():
            if "left_out" in each:
                lines.append(f"| {int(size):,} | {name} | left out: {each['left_out']} | | | | | |")
                continue
            took = each["stages"]["map"]["cpu"]
            start = each["stages"].get("start", {}).get("cpu")
            version = each["stages"].get("version", {}).get("version", "")
            lines.append(
                f"| {int(size):,} | {f'{name} {version}'.strip()} | {each['triples']:,} |"
                f" {'' if start is None else seconds(start, 0)} | {seconds(took, 0)} |"
                f" {each['triples'] / took:,.0f} | {times(1 / pace, took / each['triples'], 0)} |"
                f" {each['memory']:,.0f} |"
            )
    return [*lines, ""]


def shapes_table(results: dict[str, Any]) -> list[str]:
    """The engines of validation as Markdown."""
    sizes = list(results["shapes"])
    names = list(results["shapes"][sizes[0]])
    head = " | ".join(f"{int(size):,}" for size in sizes)
    lines = [
        f"| processor seconds | {head} | ms a document, smallest | largest | memory MB |",
        "|---|" + "---:|" * (len(sizes) + 3),
    ]
    for name in names:
        each = [results["shapes"][size][name] for size in sizes]
        cells = [
            ("about " if one.get("scaled") else "") + seconds(one["cpu"], results["limits"]["way"])
            for one in each
        ]
        for size, one in ((sizes[0], each[0]), (sizes[-1], each[-1])):
            over = results["limits"]["way"] if one["cpu"] is None else one["cpu"]
            cells.append(f"{'> ' * (one['cpu'] is None)}{1000 * over / int(size):,.0f}")
        lines.append(f"| {name} | {' | '.join(cells)} | {each[-1]['memory']:,.0f} |")
    return [*lines, ""]


def pairs_table(results: dict[str, Any]) -> list[str]:
    """All pairs as Markdown."""
    limit = results["limits"]["pairs"]
    head = "class-grades | pairs sharing a competency | way | processor seconds | times as long"
    lines = [
        f"| {head} | memory MB |",
        "|---:|---:|---|---:|---:|---:|",
    ]
    for size, found in results["pairs"].items():
        (first, *_) = found.values()
        own, number = first["stages"]["pairs"]["cpu"], first["stages"]["found"]["pairs"]
        for name, each in found.items():
            took = each["stages"].get("pairs", {}).get("cpu")
            lines.append(
                f"| {int(size):,} | {number:,} | {name} | {seconds(took, limit)} |"
                f" {times(own, took, limit)} | {each['memory']:,.0f} |"
            )
    return [*lines, ""]


def page(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    lines = [
        "# Beside what a user would do instead",
        "",
        f"{where(results['machine'])}. Written by `bench/compare.py`. Processor seconds, one run.",
        "",
        "## The whole: rdflib and pyshacl",
        "",
        *tables(results),
        "## The mapping step: morph-kgc and maplib",
        "",
        *mapping_table(results),
        "## Engines of validation",
        "",
        *shapes_table(results),
        "## All pairs of class-grades",
        "",
        *pairs_table(results),
    ]
    return "\n".join(lines)
