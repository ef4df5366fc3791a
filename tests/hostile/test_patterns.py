"""No regular expression takes much more than twice the time for twice the text."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.hostile.patterns import Expression, Shape, expressions, shapes

# They read passages and values, where white space is folded to one blank.
FOLDED = (
    "careerlattice.pay",
    "careerlattice.quantities",
    "careerlattice.requirements",
    "careerlattice_loaders.",
)
FIRST = 1_000  # characters: what is quick at this size is looked at no closer
QUICK = 0.002  # seconds
ENOUGH = 0.05
LONGEST = 1.0
STEEP = 3.2  # twice as long a text takes twice the time where all is well, four times at worst


class TooSlowError(Exception):
    """A match that would have gone on and on."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(expression: Expression, text: str) -> float:
    """How long the processor is busy with it; 8 * LONGEST where it had to be stopped."""
    began = time.process_time()
    try:
        with stopped_after(8 * LONGEST):
            expression.use(text)
    except TooSlowError:
        return 8 * LONGEST
    return time.process_time() - began


def is_steep(expression: Expression, shape: Shape) -> bool:
    def cost(size: int) -> float:
        text = shape.text(size)
        if expression.where.startswith(FOLDED):
            text = re.sub(r"\s+", " ", text)
        return seconds(expression, text)

    # A few characters show what doubles with each of them.
    if cost(60) > ENOUGH and cost(60) > ENOUGH:
        return True
    size, time = FIRST, cost(FIRST)
    steep = 0
    while QUICK < time < LONGEST:
        size, before = size * 2, time
        time = cost(size)
        if time >= STEEP * before:
            time = min(time, cost(size))
        if time < STEEP * before:
            return False
        steep += 1
        if steep == 2 and time > ENOUGH:
            return True
    return time >= LONGEST


def test_the_measure_tells_the_steep_from_the_long() -> None:
    def told(pattern: str) -> bool:
        expression = Expression("here", re.compile(pattern))
        return any(is_steep(expression, shape) for shape in shapes(expression.pattern))

    assert told(r"\d[\d,.]*\s?[$£€]")
    assert told(r"\s+$")
    assert told(r"(?:\w+ ?)+:")
    assert not told(r"\d[\d,.]{0,20}\s?[$£€]")
    assert not told(r"(?<!\d)\d{1,3}(?:,\d{3})*\b|[a-z]+(?=\))?")


@pytest.mark.slow
def test_every_expression_of_the_project() -> None:
    found = expressions()
    assert len(found) > 300, "are the modules still where they were?"
    steep = [
        f"{each.where} takes {shape.head!r} and many {shape.unit!r} badly: {each.pattern.pattern}"
        for each in found
        for shape in shapes(each.pattern)
        if is_steep(each, shape)
    ]
    assert not steep, "\n" + "\n".join(steep)
