"""Accounting: every non-blank character of a document is placed, a label, or unplaced.

Placed characters stand in a span of a fact; labels are headings, list stems and marks (bullets,
enumerators, emphasis, punctuation between); what is left is unplaced and becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from careerlattice.model import Record, Span, Specification, Words
from careerlattice.outline import Outline

_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|ins|s|span|sup|sub|font|br)\b[^<>\n]{0,200}>", re.IGNORECASE
)
_PLACED, _LABEL = 1, 2


@dataclass(frozen=True, slots=True)
class Account:
    """Counts of non-blank characters, and the stretches that nobody placed."""

    placed: int
    labels: int
    unplaced: int
    gaps: tuple[Span, ...]
    labels_used: tuple[Span, ...]

    @property
    def total(self) -> int:
        """All non-blank characters."""
        return self.placed + self.labels + self.unplaced


def account_for(specification: Specification, outline: Outline) -> Account:
    """Hold *specification* against the text it was read from."""
    text = outline.document.text
    state = bytearray(len(text))
    marks = [block.mark for block in outline.blocks if block.mark]
    marks += [Span(*match.span()) for match in _TAG.finditer(text)]
    _paint(state, marks, _LABEL)
    _paint(state, specification.labels, _LABEL)
    _paint(state, _fact_spans(specification), _PLACED)
    gaps = tuple(_gaps(text, state))
    for gap in gaps:
        state[gap.start : gap.end] = bytes(gap.end - gap.start)
    lost = bytearray(len(text))
    _paint(lost, gaps, 1)
    placed = labels = unplaced = 0
    for character, is_lost, what in zip(text, lost, state, strict=True):
        if character.isspace():
            continue
        if is_lost:
            unplaced += 1
        elif what == _PLACED:
            placed += 1
        else:
            labels += 1
    return Account(placed, labels, unplaced, gaps, tuple(_merged(text, specification.labels)))


def _fact_spans(specification: Specification) -> Iterator[Span]:
    for each in fields(specification):
        if each.name in ("labels", "findings"):
            continue
        value = getattr(specification, each.name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Record):
                yield from item.spans()
            elif isinstance(item, Words):
                yield from item.spans


def _paint(state: bytearray, spans: Iterable[Span], colour: int) -> None:
    for span in spans:
        state[span.start : span.end] = bytes([colour]) * (min(span.end, len(state)) - span.start)


def _gaps(text: str, state: bytearray) -> Iterator[Span]:
    """Stretches with letters or digits that are neither placed nor label, line by line."""
    for match in re.finditer(rb"\x00+", bytes(state)):
        for line in re.finditer(r"[^\n]+", text[match.start() : match.end()]):
            run = line.group()
            inner = [i for i, character in enumerate(run) if character.isalnum()]
            if inner:
                first = match.start() + line.start()
                yield Span(first + inner[0], first + inner[-1] + 1)


def _merged(text: str, spans: list[Span]) -> Iterator[Span]:
    """Label spans with those joined that only white space and marks keep apart."""
    held: Span | None = None
    for span in sorted(set(spans)):
        if held and (
            span.start <= held.end or not any(c.isalnum() for c in text[held.end : span.start])
        ):
            held = Span(held.start, max(held.end, span.end))
            continue
        if held:
            yield held
        held = span
    if held:
        yield held
