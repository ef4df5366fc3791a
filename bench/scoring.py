"""How well documents are read: what the records hold against labels made by hand.

Labels are line ranges, ``first  last  label  columns`` (tab-separated, lines from 1, inclusive);
``columns`` is empty or, for a line of several labels, ``start-end`` in characters of that line.
Counted are the non-blank characters. A statement's list stem ("Knowledge of:") belongs to every
statement under it and to the heading; it counts for neither side.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from careerlattice.model import Competency, Span, Specification, Words

CATEGORIES = ("duty", "qualification", "competency")
LABELS = (
    *CATEGORIES,
    *("title", "heading", "conditions", "supervision", "contacts", "pay", "detail", "advert"),
    *("summary", "other"),
)


@dataclass(slots=True)
class Counts:
    """Characters of one category: in both the labels and the records, and in one of them only."""

    both: int = 0
    records_only: int = 0
    labels_only: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both,
            self.records_only + other.records_only,
            self.labels_only + other.labels_only,
        )

    @property
    def precision(self) -> float:
        """The share of what was read that is labelled so; 1 where nothing was read."""
        return _share(self.both, self.records_only)

    @property
    def recall(self) -> float:
        """The share of what is labelled so that was read; 1 where nothing is labelled so."""
        return _share(self.both, self.labels_only)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.both, self.records_only + self.labels_only)


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0


@dataclass(slots=True)
class Mistake:
    """A stretch of one line that was read as *read* (categories joined by "+") but is *label*."""

    line: int
    label: str
    read: str
    text: str


@dataclass(slots=True)
class Score:
    """One document's counts by category, its unplaced share, and where it went wrong."""

    counts: dict[str, Counts] = field(default_factory=dict)
    characters: int = 0
    unplaced: int = 0
    mistakes: list[Mistake] = field(default_factory=list)


def read_labels(path: Path, text: str) -> list[str]:
    """The label of every character of *text*; blank ones may have none ("").

    Raises:
        ValueError: a label is unknown, a line is labelled twice, or a character has none.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    labels = [""] * len(text)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            first, last, label = int(row["first"]), int(row["last"]), row["label"]
            if label not in LABELS or not 1 <= first <= last <= len(lines):
                raise ValueError(f"{path.name}: {first}-{last} {label}: no such line or label")
            start, end = starts[first - 1], starts[last] - 1
            if row.get("columns"):
                left, right = (int(part) for part in row["columns"].split("-"))
                start, end = starts[first - 1] + left, min(end, starts[first - 1] + right)
            for at in range(start, end):
                if not text[at].isspace():
                    if labels[at]:
                        raise ValueError(f"{path.name}: line {first} is labelled twice")
                    labels[at] = label
    for at, label in enumerate(labels):
        if not label and not text[at].isspace():
            raise ValueError(f"{path.name}: line {text.count(chr(10), 0, at) + 1} has no label")
    return labels


def score(
    text: str, labels: list[str], specification: Specification, unplaced: Iterable[Span]
) -> Score:
    """Hold *specification*, and the stretches nobody placed, against the labels of *text*."""
    result = Score(characters=sum(not character.isspace() for character in text))
    lost = bytearray(len(text))
    for span in unplaced:
        lost[span.start : span.end] = b"\1" * (span.end - span.start)
    result.unplaced = sum(flag and not c.isspace() for flag, c in zip(lost, text, strict=True))
    read: dict[str, bytearray] = {}
    for category in CATEGORIES:
        marked = read[category] = bytearray(len(text))
        for words in _statements(specification, category):
            for number, span in enumerate(words.spans):
                is_stem = number < len(words.spans) - 1
                for at in range(span.start, span.end):
                    if not (is_stem and labels[at] == "heading"):
                        marked[at] = 1
        counts = result.counts[category] = Counts()
        for at, label in enumerate(labels):
            if label == category:
                counts.both += marked[at]
                counts.labels_only += not marked[at]
            elif label:
                counts.records_only += marked[at]
    result.mistakes = list(_mistakes(text, labels, read))
    return result


def _statements(specification: Specification, category: str) -> Iterator[Words]:
    if category == "competency":
        for competency in specification.competencies:
            yield from _words_of(competency)
        return
    for class_grade in specification.class_grades:
        if category == "duty":
            yield from (each.words for each in class_grade.all_duties() if not each.is_group)
        else:
            yield from (each.sentence for each in class_grade.qualifications)


def _words_of(competency: Competency) -> Iterator[Words]:
    yield competency.text
    for own in (competency.name, competency.definition):
        if own:
            yield own
    for texts in (competency.descriptors, competency.indicators, competency.standards):
        yield from (each.words for each in texts)


def _mistakes(text: str, labels: list[str], read: dict[str, bytearray]) -> Iterator[Mistake]:
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        wrong: Counter[tuple[str, str]] = Counter()
        where: dict[tuple[str, str], list[int]] = {}
        for offset in range(at, at + len(line)):
            label = labels[offset]
            if not label:
                continue
            found = "+".join(name for name in CATEGORIES if read[name][offset])
            if found != (label if label in CATEGORIES else ""):
                wrong[label, found] += 1
                where.setdefault((label, found), []).append(offset)
        for (label, found), count in wrong.items():
            if count >= 3:
                places = where[label, found]
                yield Mistake(number, label, found or "-", text[places[0] : places[-1] + 1])
        at += len(line) + 1
