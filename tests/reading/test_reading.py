"""Reading one document: recognition, accounting, and what is said beside its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.model import Specification, Statement, StatementKind
from careerlattice.outline import Outline, read_outline
from careerlattice.reading import Reading, read
from careerlattice.registry import contenders, find_loaders
from careerlattice.sources import Entry, Source

MONTANA = Path(__file__).parents[1] / "loaders/montana/input/plain-one-grade.txt"


class _Loader:
    name = "a-loader"
    version = "1"

    def __init__(self, confidence: float, fails: bool = False) -> None:
        self.confidence, self.fails = confidence, fails

    def recognise(self, outline: Outline) -> float:
        return self.confidence

    def read(self, outline: Outline) -> Specification:
        if self.fails:
            raise KeyError("defect")
        words = outline.blocks[0].passage.words
        return Specification(words, statements=[Statement(StatementKind.OTHER, words)])


def test_the_surest_loader_reads() -> None:
    document = read_text(b"A clerk.", "a.txt")
    sure, surer = _Loader(0.6), _Loader(0.9)
    assert read(document, Source("us-xx"), [sure, surer]).recognition.loader is surer


def test_a_loader_that_cannot_be_surer_is_not_asked() -> None:
    class Modest(_Loader):
        name = "modest"
        most = 0.6

        def recognise(self, outline: Outline) -> float:
            raise AssertionError("asked in vain")

    document = read_text(b"A clerk.", "a.txt")
    sure = _Loader(0.7)
    assert read(document, Source("us-xx"), [Modest(0.6), sure]).recognition.loader is sure
    with pytest.raises(CareerlatticeError, match="asked in vain"):
        read(document, Source("us-xx"), [Modest(0.6), _Loader(0.5)])


def test_no_loader_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="no loader recognises this document") as caught:
        read(read_text(b"A recipe for soup.", "soup.txt"), Source("us-xx"), [_Loader(0.3)])
    assert "soup.txt" in str(caught.value)
    assert "30% sure" in str(caught.value)


def test_a_failing_loader_is_one_clear_error() -> None:
    with pytest.raises(CareerlatticeError, match="a-loader failed") as caught:
        read(read_text(b"A clerk.", "a.txt"), Source("us-xx"), [_Loader(0.9, fails=True)])
    assert "KeyError" in str(caught.value)


def test_every_character_is_placed_label_or_unplaced() -> None:
    text = "Title\n\n- Some duty (half), done.\n\nLost words here; and here.\n"
    outline = read_outline(read_text(text.encode(), "a.txt"))
    spec = Specification(outline.blocks[1].passage.words, labels=[outline.blocks[0].passage.span])
    account = account_for(spec, outline)
    assert [text[gap.start : gap.end] for gap in account.gaps] == ["Lost words here; and here"]
    assert account.placed == len("Someduty(half),done.")
    assert account.labels == len("Title") + len("-") + len(".")
    assert account.total == len("".join(text.split()))


def kinds(reading: Reading) -> list[str]:
    return [finding.kind for finding in reading.specification.findings]


def test_a_document_nobody_describes_says_so(reading_of: Callable[..., Reading]) -> None:
    data = MONTANA.read_bytes()
    assert "noSourceDescription" in kinds(
        reading_of(data, source=Source("us-xx", is_described=False))
    )
    assert "noSourceDescription" not in kinds(reading_of(data))


def test_another_hash_and_missed_expectations_are_findings(
    reading_of: Callable[..., Reading],
) -> None:
    source = Source(
        "us-xx",
        {"documents.sha256": Entry("documents.sha256", "0" * 64, 5)},
        {"duties": (5, 9), "class-grades": (1, 1)},
    )
    reading = reading_of(MONTANA.read_bytes(), source=source)
    found = {f.kind: f for f in reading.specification.findings}
    assert found["contentChanged"].taken_for == "0" * 64
    assert (
        found["expectationMissed"].message == "2 duties were read where source.toml expects 5 to 9"
    )


def test_the_class_is_named_by_source_code_or_title(reading_of: Callable[..., Reading]) -> None:
    data = MONTANA.read_bytes()
    assert reading_of(data).class_name == "records-unit-file-clerk"
    entry = Entry("documents.class", "file-clerk", 3)
    described = Source("us-xx", {"documents.class": entry})
    assert reading_of(data, source=described).class_name == "file-clerk"


def test_the_general_loader_is_not_asked_about_what_a_special_one_knows() -> None:
    outline = read_outline(read_text(MONTANA.read_bytes(), MONTANA.name))
    asked = [each.loader.name for each in contenders(outline, find_loaders())]
    assert asked[0] == "montana-role-description"
    assert "general" not in asked
