"""Reading document after document holds no more than reading the first few."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from careerlattice.reading import Reading, facts_of

# The first ones fill what keeps the wordings read last (a few thousand of them).
FIRST, MORE = 330, 70
ALLOWED = 50_000  # bytes: less than the texts alone of the documents read later


def a_document(number: int) -> str:
    duties = "\n".join(f"- Files the maps of district {number * 20 + each}." for each in range(20))
    needs = f"Knowledge of maps of the year {number}.\n"
    return f"Map Clerk {number}\n\nDuties:\n{duties}\n\nKnowledge, Skills and Abilities:\n{needs}"


@pytest.mark.slow
def test_memory_does_not_grow_with_the_documents_read(reading_of: Callable[..., Reading]) -> None:
    def read(first: int, count: int) -> int:
        for number in range(first, first + count):
            facts = facts_of(reading_of(a_document(number)))
            assert len(facts.own) > 100
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = read(0, FIRST)
        after = read(FIRST, MORE)
    finally:
        tracemalloc.stop()
    assert after - before < ALLOWED
