"""The labels made by hand of the shared example documents are whole, and say what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.scoring import read_labels

LABELS = Path(__file__).parent / "labels"


@pytest.mark.parametrize("path", sorted(LABELS.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_character_of_an_example_has_one_label(path: Path, shared: Path) -> None:
    document = shared / "documents" / "examples" / f"{path.stem}.txt"
    text = document.read_text("utf-8")
    assert len(read_labels(path, text)) == len(text)


def test_every_example_is_labelled(shared: Path) -> None:
    examples = {path.stem for path in (shared / "documents" / "examples").glob("*.txt")}
    assert {path.stem for path in LABELS.glob("*.tsv")} == examples
