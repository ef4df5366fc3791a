"""Stretches of time by their least, and calendar dates in the ways of several countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.quantities import (
    calendar_dates,
    contradictions,
    day_comes_first,
    least_durations,
)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("five to seven years", [60]),
        ("five (5) to seven (7) years", [60]),
        ("1-3 years", [12]),
        ("3+ years", [36]),
        ("2 yrs", [24]),
        ("4 (four) years", [48]),
        ("(3) years", [36]),
        ("2.5 years", [30]),
        ("a year of work", [12]),
        ("six (6) months'", [6]),
        ("two years, including six months", [24, 6]),
        ("five years or more", [60]),
        ("two (3) years", []),
        ("18 years of age", []),
        ("a four-year college", []),
        ("a two-year contract", []),
        ("$5 years", []),
        ("yearly", []),
    ],
)
def test_least_durations(text: str, months: list[int]) -> None:
    assert [found.whole for found in least_durations(text)] == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("deux (2) années", [24]),
        ("3 à 5 ans", [36]),
        ("dix-huit mois", [18]),
        ("un an", [12]),
        ("18 ans révolus", []),
        ("dans l'ensemble", []),
    ],
)
def test_least_durations_in_french(text: str, months: list[int]) -> None:
    assert [found.whole for found in least_durations(text, "fr-CA")] == months


def test_a_language_that_is_not_read_gives_nothing() -> None:
    assert list(least_durations("drei Jahre", "de")) == []


def test_contradictions_tell_where() -> None:
    text = "at least two (3) years and one (1) month"
    assert [text[start:end] for start, end in contradictions(text)] == ["two (3) years"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Posted 2021-08-23", ["2021-08-23"]),
        ("27 July 2023", ["2023-07-27"]),
        ("the 4th of Sept. 2020", ["2020-09-04"]),
        ("Mar 3, 2021 to Mar. 5, 2021", ["2021-03-03", "2021-03-05"]),
        ("le 3 mars 2021", ["2021-03-03"]),
        ("1er août 2022", ["2022-08-01"]),
        ("23/04/2021", ["2021-04-23"]),
        ("04/23/21", ["2021-04-23"]),
        ("04/04/2020", ["2020-04-04"]),
        ("03/04/2021", []),
        ("12-05-21", []),
        ("31 February 2020", []),
        ("31/31/2020", []),
        ("555-12-2021", []),
    ],
)
def test_calendar_dates(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day, _, _ in calendar_dates(text)] == days


@pytest.mark.parametrize(("day_first", "day"), [(True, "2021-04-03"), (False, "2021-03-04")])
def test_the_order_of_figures_may_be_told(day_first: bool, day: str) -> None:
    ((found, _, _),) = calendar_dates("03/04/2021", day_first=day_first)
    assert found.isoformat() == day


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Opens 01/18/2019, closes 2/4/2019", False),
        ("Opens 18/01/2019, closes 4/2/2019", True),
        ("Opens 01/18/2019, closes 18/02/2019", None),
        ("Opens 2/4/2019", None),
        ("Opens 2019-01-18", None),
    ],
)
def test_the_dates_of_a_document_may_tell_their_order(text: str, answer: bool | None) -> None:
    assert day_comes_first(text) is answer


@given(st.text(alphabet="0123456789 /-()+toyearsmnhJ½,.", max_size=60))
def test_whatever_is_found_stands_there(text: str) -> None:
    for language in ("en", "fr"):
        for found in least_durations(text, language):
            assert text[found.start : found.end].strip()
    for _, start, end in calendar_dates(text):
        assert text[start:end].strip()
