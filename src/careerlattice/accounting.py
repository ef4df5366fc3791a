"""Accounting: every non-blank character of a document is placed, a label, or unplaced.

Placed characters stand in a span of a fact; labels are headings, list stems and marks (bullets,
enumerators, emphasis, punctuation between); what is left is unplaced and becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from careerlattice.model import Span, Specification, spans_in
from careerlattice.outline import Outline

_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|ins|s|span|sup|sub|font|br)\b[^<>\n]{0,200}>", re.IGNORECASE
)
_LABEL, _PLACED = b"\x01", b"\x02"
_BARE_RUN, _PLACED_RUN = re.compile(rb"\x00+"), re.compile(rb"\x02+")
_READABLE = re.compile(r"[^\W_](?:[^\n]*[^\W_])?")
"""From the first to the last letter or digit of a line."""
_FACTS = tuple(
    each.name
    for each in fields(Specification)
    if each.name not in ("labels", "marks", "findings", "judgements", "parts")
)


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
    whole = (specification, *specification.parts)
    labels_used = [span for each in whole for span in each.labels]
    for each in whole:
        _paint(state, each.marks, _LABEL)
    _paint(state, labels_used, _LABEL)
    _paint(state, _fact_spans(specification), _PLACED)
    gaps = tuple(_gaps(text, state))
    placed = sum(_ink(text, *run.span()) for run in _PLACED_RUN.finditer(state))
    unplaced = sum(_ink(text, gap.start, gap.end) for gap in gaps)
    labels = _ink(text, 0, len(text)) - placed - unplaced
    return Account(placed, labels, unplaced, gaps, tuple(_merged(text, labels_used)))


def _fact_spans(specification: Specification) -> Iterator[Span]:
    whole = (specification, *specification.parts)
    return spans_in(*(getattr(each, name) for each in whole for name in _FACTS))


def _paint(state: bytearray, spans: Iterable[Span], colour: bytes) -> None:
    for span in spans:
        state[span.start : span.end] = colour * (min(span.end, len(state)) - span.start)


def _ink(text: str, start: int, end: int) -> int:
    """How many characters of [start, end) are not blank."""
    return sum(map(len, text[start:end].split()))


def _gaps(text: str, state: bytearray) -> Iterator[Span]:
    """Stretches with letters or digits that are neither placed nor label, line by line."""
    for run in _BARE_RUN.finditer(state):
        for readable in _READABLE.finditer(text, *run.span()):
            yield Span(*readable.span())


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
