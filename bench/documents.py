"""How well documents of publishers that no special loader knows are read.

Every document of a folder that has labels made by hand is read by whichever loader knows it best,
and what came out is held against the labels (see ``scoring.py``): precision, recall and F1 by
characters for duties, qualifications and competencies, and the share of characters unplaced, by
family of documents.

    python bench/documents.py                     # writes bench/results/documents.json and .md
    python bench/documents.py --detail NAME ...   # where these documents went wrong; no results
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import os
import platform
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from scoring import CATEGORIES, Counts, Score, read_labels, score

from careerlattice.documents import read_document
from careerlattice.errors import CareerlatticeError
from careerlattice.reading import read
from careerlattice.registry import find_loaders
from careerlattice.sources import Source

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CAREERLATTICE_SHARED", HERE.parents[1] / "shared"))


def score_all(documents: Path, labels: Path, only: set[str]) -> dict[str, Score]:
    """The score of every labelled document, by stem; one that cannot be read scores nothing."""
    loaders = find_loaders()
    scores: dict[str, Score] = {}
    for path in sorted(labels.glob("*.tsv")):
        if only and path.stem not in only:
            continue
        document = read_document(documents / f"{path.stem}.txt")
        gold = read_labels(path, document.text)
        try:
            reading = read(document, Source("bench"), loaders)
        except CareerlatticeError as error:
            print(f"{path.stem}: {error}", file=sys.stderr)
            counts = {name: Counts(0, 0, gold.count(name)) for name in CATEGORIES}
            size = sum(not c.isspace() for c in document.text)
            scores[path.stem] = Score(counts, size, size)
            continue
        scores[path.stem] = score(document.text, gold, reading.specification, reading.account.gaps)
    return scores


def families_of(documents: Path) -> dict[str, str]:
    """The family of each document, by stem, as the folder's or its parent's INDEX.tsv has it."""
    for index in (documents / "INDEX.tsv", documents.parent / "INDEX.tsv"):
        if index.is_file():
            with index.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                return {Path(row["file"]).stem: row["family"] for row in rows}
    return {}


def rows_of(scores: dict[str, Score], families: dict[str, str]) -> list[dict[str, Any]]:
    """A row for each family, and one for all."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for name, each in scores.items():
        groups[families.get(name, "?")].append(each)
    rows = [_row(family, groups[family]) for family in sorted(groups)]
    return [*rows, _row("all", list(scores.values()))]


def _row(family: str, scores: list[Score]) -> dict[str, Any]:
    row: dict[str, Any] = {"family": family, "documents": len(scores)}
    row["unplaced"] = sum(s.unplaced for s in scores) / max(1, sum(s.characters for s in scores))
    for name in CATEGORIES:
        counts = sum((s.counts[name] for s in scores), Counts())
        row[name] = {
            "characters": counts.both + counts.labels_only,
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
        }
    return row


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as a Markdown table: precision / recall / F1 for each category."""
    head = ["family", "documents", *CATEGORIES, "unplaced"]
    lines = [f"| {' | '.join(head)} |", "|---|---:|" + "---:|" * (len(head) - 2)]
    for row in rows:
        cells = [
            " / ".join(f"{row[name][key]:.3f}" for key in ("precision", "recall", "f1"))
            if row[name]["characters"] or row[name]["precision"] < 1
            else "–"
            for name in CATEGORIES
        ]
        figures = [row["family"], str(row["documents"]), *cells, f"{row['unplaced']:.2%}"]
        lines.append(f"| {' | '.join(figures)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure; print, and write the results unless asked about single documents."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=Path, default=SHARED / "documents" / "examples")
    parser.add_argument("--labels", type=Path, default=HERE.parent / "tests/examples/labels")
    parser.add_argument("--only", type=Path, help="a file with the stems to measure, one a line")
    parser.add_argument("--detail", nargs="*", help="show where these documents went wrong")
    arguments = parser.parse_args()
    only = set(arguments.detail or ())
    if arguments.only:
        only |= {Path(line).stem for line in arguments.only.read_text("utf-8").split()}
    scores = score_all(arguments.documents, arguments.labels, only)
    if not scores:
        sys.exit(f"no labelled documents in {arguments.labels}")
    rows = rows_of(scores, families_of(arguments.documents))
    print(table(rows))
    if arguments.detail is not None or arguments.only:
        for name, each in scores.items():
            figures = ", ".join(f"{c} {each.counts[c].f1:.3f}" for c in CATEGORIES)
            print(f"\n{name}: {figures}; {each.unplaced} of {each.characters} unplaced")
            for mistake in each.mistakes if arguments.detail is not None else ():
                print(f"  {mistake.line}: {mistake.label} read as {mistake.read}: {mistake.text}")
        return
    facts = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "python": platform.python_version(),
    }
    (HERE / "results/documents.json").write_text(
        json.dumps({**facts, "rows": rows}, indent=2) + "\n", "utf-8"
    )
    (HERE / "results/documents.md").write_text(
        "# How well unknown documents are read\n\n"
        f"{facts['date']}; written by `bench/documents.py`. Precision / recall / F1 by\n"
        "characters, held against labels made by hand (`tests/examples/labels`). The loader was\n"
        "tried on these documents while it was written: on others it will reach less.\n\n"
        f"{table(rows)}\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
