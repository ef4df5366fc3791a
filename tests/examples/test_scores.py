"""What the general loader reaches on the shared examples; bench/results has the exact figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.scoring import CATEGORIES, Counts, Score, read_labels, score

from careerlattice.documents import read_document
from careerlattice.reading import read
from careerlattice.registry import find_loaders
from careerlattice.sources import Source

LABELS = Path(__file__).parent / "labels"


@pytest.fixture(scope="module")
def scores(shared: Path) -> list[Score]:
    """The score of each example."""
    loaders = find_loaders()
    found = []
    for path in sorted(LABELS.glob("*.tsv")):
        document = read_document(shared / "documents" / "examples" / f"{path.stem}.txt")
        labels = read_labels(path, document.text)
        reading = read(document, Source("examples"), loaders)
        found.append(score(document.text, labels, reading.specification, reading.account.gaps))
    return found


@pytest.mark.parametrize("category", CATEGORIES)
def test_statements_are_read_for_what_they_are(scores: list[Score], category: str) -> None:
    counts = sum((each.counts[category] for each in scores), Counts())
    assert counts.both > 15_000
    assert counts.f1 >= 0.95


def test_hardly_a_character_is_left_over(scores: list[Score]) -> None:
    unplaced = sum(each.unplaced for each in scores)
    assert unplaced < 0.001 * sum(each.characters for each in scores)
