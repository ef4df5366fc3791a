"""Months, hours, percentages and dates in qualification sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.quantities import credit_hours, dates, durations, percentages


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Three (3) years of work", [36]),
        ("two years of office experience including one year of computer work", [24, 12]),
        ("one-half (1/2) year", [6]),
        ("two and one-half (2 1/2) years", [30]),
        ("1½ years", [18]),
        ("eighteen months", [18]),
        ("twenty-five years", [300]),
        ("One (1) additional year", [12]),
        ("four full years", [48]),
        ("Two (3) years", []),
        ("two to three years", []),
        ("at least 18 years of age", []),
        ("a one-year program", [12]),
        ("no years at all", []),
        ("yearly", []),
    ],
)
def test_durations(text: str, months: list[int]) -> None:
    assert [found.whole for found in durations(text)] == months


def test_half_a_month_is_no_whole_number() -> None:
    (found,) = durations("one and one-half months")
    assert found.whole is None


def test_credit_hours() -> None:
    text = "fifteen (15) semester hours equalling one-half (1/2) year; 30 credit hours; 40 hours"
    assert [(found.whole, found.unit) for found in credit_hours(text)] == [
        (15, "semester"),
        (30, "credit"),
    ]


def test_percentages() -> None:
    assert [p.whole for p in percentages("Backup (25% of total time), 10 percent, 5 per cent")] == [
        25,
        10,
        5,
    ]


def test_dates() -> None:
    text = "12/30/2022, 4/25/86, May 26, 2009 and 13/45/2020"
    assert [day for day, _, _ in dates(text)] == [
        date(2022, 12, 30),
        date(1986, 4, 25),
        date(2009, 5, 26),
    ]


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    for found in (*durations(text), *credit_hours(text), *percentages(text)):
        assert 0 <= found.start < found.end <= len(text)
    for _, start, end in dates(text):
        assert text[start:end]
