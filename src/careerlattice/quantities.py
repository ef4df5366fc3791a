"""Quantities in qualification sentences: months of experience, hours of study, dates.

Numbers come in words, digits, or both ("Three (3) years", "one-half (1/2) year"); where both
stand and disagree, the caller is told nothing: such a quantity is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORD = "|".join((*_TENS, *sorted(_UNITS, key=len, reverse=True)))
_SPELT = rf"(?:(?:{_WORD})(?:[- ](?:{_WORD}))?(?:[- ]and[- ]one[- ]half|[- ]hal(?:f|ves))?|half)"
_FIGURES = r"\d+(?:\.\d+)?(?:\s?[½¼¾]|\s+\d/\d|/\d+)?|[½¼¾]"
_NUMBER = rf"(?:(?P<word>{_SPELT}\b)(?:\s*\(\s*(?P<both>[\d./½¼¾ ]+)\s*\))?|(?P<digits>{_FIGURES}))"
_DURATION = re.compile(
    rf"\b{_NUMBER}(?:\s+(?:full|additional|more|further))?[\s-]+"
    r"(?P<unit>years?|months?)\b['’]?(?!\s+(?:of age|old))",
    re.IGNORECASE,
)
# "two to three years": the end of a range is no requirement of its own.
_RANGE = re.compile(rf"(?:\b(?:{_WORD})|\d\)?)\s*(?:-|–|to|or)\s*$", re.IGNORECASE)
_HOURS = re.compile(
    rf"\b{_NUMBER}[\s-]+(?:(?P<kind>semester|quarter|credit)\s+)?(?:credit\s+)?"
    r"(?:hours?|credits?)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_NUMERIC_DATE = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})\b")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_LONG_DATE = re.compile(
    rf"\b(?P<name>{'|'.join(_MONTHS)})\s+"
    r"(?P<day>\d{1,2}),?\s+(?P<year>\d{4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in a text: *amount* (months, hours, percent) at characters [start, end)."""

    amount: Fraction
    start: int
    end: int
    unit: str = ""

    @property
    def whole(self) -> int | None:
        """The amount as an integer, None if it is not whole."""
        return int(self.amount) if self.amount.denominator == 1 else None


def durations(text: str) -> Iterator[Quantity]:
    """Every stretch of time in *text*, as months, in order of appearance."""
    for match in _DURATION.finditer(text):
        number = _number(match)
        if number is not None and not _RANGE.search(
            text, max(0, match.start() - 40), match.start()
        ):
            factor = 12 if match.group("unit").lower().startswith("year") else 1
            yield Quantity(number * factor, match.start(), match.end(), match.group("unit").lower())


def credit_hours(text: str) -> Iterator[Quantity]:
    """Every count of semester, quarter or credit hours in *text*; *unit* says which."""
    for match in _HOURS.finditer(text):
        number = _number(match)
        if number is not None and (match.group("kind") or "credit" in match.group().lower()):
            yield Quantity(
                number, match.start(), match.end(), (match.group("kind") or "credit").lower()
            )


def percentages(text: str) -> Iterator[Quantity]:
    """Every percentage in *text*: "25%" gives 25."""
    for match in _PERCENT.finditer(text):
        yield Quantity(Fraction(match.group("number")), match.start(), match.end(), "%")


def dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Calendar dates in *text* (12/30/2022, month first as in the United States; May 26, 2009).

    A two-digit year is read as 19xx from 30 on, else 20xx. Impossible dates are left out.
    """
    found = []
    for match in _NUMERIC_DATE.finditer(text):
        year = int(match.group("year"))
        if len(match.group("year")) == 2:
            year += 1900 if year >= 30 else 2000
        found.append((match, (year, int(match.group("month")), int(match.group("day")))))
    for match in _LONG_DATE.finditer(text):
        month = _MONTHS.index(match.group("name").lower()) + 1
        found.append((match, (int(match.group("year")), month, int(match.group("day")))))
    for match, parts in sorted(found, key=lambda each: each[0].start()):
        try:
            yield date(*parts), match.start(), match.end()
        except ValueError:
            continue


def _number(match: re.Match[str]) -> Fraction | None:
    if match.group("digits"):
        return _digits(match.group("digits"))
    number = _spelt(match.group("word").lower())
    if match.group("both") and _digits(match.group("both")) != number:
        return None
    return number


def _spelt(words: str) -> Fraction:
    half = bool(re.search(r"half|halves", words))
    parts = [w for w in re.split(r"[- ]+", words) if w in _UNITS or w in _TENS]
    total = Fraction(sum(_TENS.get(w, _UNITS.get(w, 0)) for w in parts))
    if not half:
        return total
    if "and" in words.split("-") or " and " in words:
        # "two and one-half": the "one" belongs to the half.
        return total - 1 + Fraction(1, 2)
    return Fraction(1, 2)


def _digits(text: str) -> Fraction | None:
    total = Fraction(0)
    for part in re.findall(r"\d+/\d+|\d+(?:\.\d+)?|[½¼¾]", text):
        if "/" in part and part.endswith("/0"):
            return None
        total += _VULGAR[part] if part in _VULGAR else Fraction(part)
    return total
