"""What is remembered of queries, and what a process has done."""

from __future__ import annotations

import os
import sys

import pytest

from careerlattice.serve.effort import effort, processor_seconds
from careerlattice.serve.experience import Experience, Past
from careerlattice.serve.turns import Kind


def test_nothing_is_known_of_what_was_not_asked() -> None:
    experience = Experience()
    experience.ended("other", Kind.LONG)
    assert experience.past("query") == Past(Kind.FREE, None)


@pytest.mark.parametrize("kind", [Kind.FREE, Kind.LONG, Kind.LONGEST])
def test_what_came_to_its_end_is_proven_to(kind: Kind) -> None:
    experience = Experience()
    experience.broke_off("query", Kind.LONGEST)
    experience.ended("query", kind)
    assert experience.past("query") == Past(kind, kind)


def test_what_broke_off_begins_as_what_it_had_become() -> None:
    experience = Experience()
    experience.broke_off("query", Kind.LONGEST)
    assert experience.past("query") == Past(Kind.LONGEST, None)


def test_what_was_sent_away_before_it_had_worked_longer_than_it_takes_remains_proven() -> None:
    experience = Experience()
    experience.ended("query", Kind.LONG)
    experience.broke_off("query", Kind.LONG)
    assert experience.past("query") == Past(Kind.LONG, Kind.LONG)
    experience.broke_off("query", Kind.LONGEST)
    assert experience.past("query") == Past(Kind.LONGEST, None)


def test_so_many_are_remembered_that_were_asked_last() -> None:
    experience = Experience()
    for number in range(5000):
        experience.ended(str(number), Kind.LONG)
        experience.ended("0", Kind.LONG)
    assert experience.past("0").proven is Kind.LONG
    assert experience.past("1") == Past()
    assert experience.past("4999").proven is Kind.LONG
    assert len(experience._pasts) == 4096


def test_work_is_what_processors_did_and_a_tenth_of_the_clock_at_least() -> None:
    assert effort(10.0, 4.0) == 4.0
    assert effort(10.0, 0.5) == 1.0
    assert effort(10.0, None) == 10.0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_the_system_tells_what_a_process_has_done() -> None:
    before = processor_seconds(os.getpid())
    assert before is not None
    while processor_seconds(os.getpid()) == before:
        sum(range(10_000))


def test_of_a_process_that_is_not_there_nothing_is_known() -> None:
    assert processor_seconds(2**31 - 1) is None
