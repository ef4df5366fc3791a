"""Quantities in qualification sentences: months of experience, hours of study, dates.

Numbers come in words, digits, or both ("Three (3) years", "one-half (1/2) year"); where both
stand and disagree, such a quantity is not read at all (:func:`contradictions` tells where).
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
_NAMES_OF_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb février fevrier févr fév fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug août aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec décembre decembre déc",
        ),
        1,
    )
    for name in names.split()
}
_MONTH_NAME = "|".join(sorted(_NAMES_OF_MONTHS, key=len, reverse=True))
_ANY_DATE = re.compile(
    r"\b(?:(?P<iso>\d{4})(?P<mark>[-/])(?P<iso_month>\d{2})(?P=mark)(?P<iso_day>\d{2})(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?(?P<name>{_MONTH_NAME})\b\.?,?\s+"
    r"(?P<year>\d{4})\b"
    rf"|(?P<name_first>{_MONTH_NAME})\b\.?\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year_last>\d{4})\b"
    r"|(?P<one>\d{1,2})(?P<between>[/.-])(?P<other>\d{1,2})(?P=between)(?P<numeric>\d{4}|\d{2})"
    r"(?![\d/.-]\d|\d))",
    re.IGNORECASE,
)

_FRENCH = {
    word: number
    for number, word in enumerate(
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
        " seize dix-sept dix-huit dix-neuf vingt".split()
    )
} | {"une": 1, "vingt-quatre": 24, "trente": 30, "trente-six": 36}
_FRENCH_WORD = "|".join(sorted(_FRENCH, key=len, reverse=True))


def _either_number(suffix: str, spelt: str) -> str:
    """A number in words, digits or both, its groups named with *suffix*."""
    return (
        rf"(?:(?P<word{suffix}>{spelt}\b)(?:\s*\(\s*(?P<both{suffix}>[\d./½¼¾ ]+)\s*\))?"
        rf"|\(?(?P<digits{suffix}>{_FIGURES})\)?(?:\s*\((?P<spelt{suffix}>{spelt})\))?)"
    )


# Not time somebody has spent at work: an age, the length of a course or of an appointment.
_LEAST = {
    "en": re.compile(
        rf"(?<![\w$£€.,/-]){_either_number('', _SPELT)}(?:\s?\+|\s+or\s+more|\s+plus)?"
        rf"(?:\s*(?:-|–|—|to|or)\s*{_either_number('_to', _SPELT)}\+?)?"
        r"(?:\s+(?:full|additional|more|further|complete|consecutive|calendar))?[\s-]*"
        r"(?P<unit>years?(?:\(s\))?|yrs?|months?(?:\(s\))?)(?!\w)['’]?"
        r"(?!\s+(?:of\s+age|old|ago|prior)\b)"
        r"(?![\s-]+(?:accredited\s+)?(?:degree|college|universit|institution|program|course|"
        r"diploma|term|contract|period|probation|appointment|high\s+school))",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        rf"(?<![\w$£€.,/-]){_either_number('', f'(?:{_FRENCH_WORD})')}(?:\s?\+|\s+ou\s+plus)?"
        rf"(?:\s*(?:-|–|—|à|ou)\s*{_either_number('_to', f'(?:{_FRENCH_WORD})')})?"
        r"(?:\s+pleines)?\s*(?P<unit>ans|an|années?|mois)(?!\w)"
        r"(?!\s+(?:révolus|d['’]âge)\b)",
        re.IGNORECASE,
    ),
}
# A cheap look whether there is any stretch of time: most lines have none.
_UNITS_OF_TIME = {"en": ("year", "month", "yr"), "fr": (" an", "mois")}
_YEAR_OF = re.compile(r"\ba\s+(?:full\s+)?(?P<unit>year)(?=['’]s\b|\s+of\b)", re.IGNORECASE)


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


def least_durations(text: str, language: str = "en") -> Iterator[Quantity]:
    """Every stretch of time in *text*, as months; of a range ("five to seven years") its least.

    Also reads "3+ years", "2 yrs" and "a year of"; in *language* ("en", "fr", with or without a
    region). A quantity spans the whole range.
    """
    for _, number in _least(text, language):
        if number is not None:
            yield number
    if language.startswith("en"):
        for match in _YEAR_OF.finditer(text):
            yield Quantity(Fraction(12), match.start(), match.end(), "year")


def contradictions(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Where a stretch of time says one number in words and another in digits."""
    for match, number in _least(text, language):
        if number is None:
            yield match.span()


def _least(text: str, language: str) -> Iterator[tuple[re.Match[str], Quantity | None]]:
    code = language[:2].lower()
    pattern = _LEAST.get(code)
    lower = text.lower()
    if pattern is None or not any(unit in lower for unit in _UNITS_OF_TIME[code]):
        return
    for match in pattern.finditer(text):
        numbers = [_either(match, "", code)]
        if match.group("word_to") or match.group("digits_to"):
            numbers.append(_either(match, "_to", code))
        unit = match.group("unit").lower()
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers) or known != sorted(known):
            yield match, None
        else:
            amount = known[0] * (1 if unit.startswith("mo") else 12)
            yield match, Quantity(amount, *match.span(), unit)


def _either(match: re.Match[str], suffix: str, language: str) -> Fraction | None:
    """The number that a match caught; None where its words and its digits disagree."""
    digits, both = match.group(f"digits{suffix}"), match.group(f"both{suffix}")
    word = match.group(f"word{suffix}") or match.group(f"spelt{suffix}")
    in_words = _in_words(word.lower(), language) if word else None
    in_digits = _digits(digits or both) if digits or both else None
    if in_words is None or in_digits is None or in_words == in_digits:
        return in_digits if in_words is None else in_words
    return None


def _in_words(word: str, language: str) -> Fraction:
    return Fraction(_FRENCH[word]) if language == "fr" else _spelt(word)


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
    if "%" not in text and "cent" not in text.lower():
        return
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


def calendar_dates(text: str, *, day_first: bool | None = None) -> Iterator[tuple[date, int, int]]:
    """Calendar dates in *text* in the ways of several countries, each with its place.

    Read are 2021-08-23, 27 July 2023, Mar 3, 2021 and 3 mars 2021. A date in figures (03/04/2021)
    is read by *day_first*; without it, only where one of its two numbers can be no month, or both
    are one. Impossible dates are left out.
    """
    for match in _ANY_DATE.finditer(text):
        parts = _date_parts(match, day_first)
        try:
            if parts:
                yield date(*parts), match.start(), match.end()
        except ValueError:
            continue


def day_comes_first(text: str) -> bool | None:
    """Whether dates in figures put the day first in *text*, by those that leave no choice.

    None where there are none of these, or some of each.
    """
    orders = set()
    for match in _ANY_DATE.finditer(text):
        if match.group("numeric"):
            one, other = int(match.group("one")), int(match.group("other"))
            if (one > 12) != (other > 12):
                orders.add(one > 12)
    return orders.pop() if len(orders) == 1 else None


def _date_parts(match: re.Match[str], day_first: bool | None) -> tuple[int, int, int] | None:
    """Year, month and day; None where the order of the figures is not certain."""
    if match.group("iso"):
        return int(match.group("iso")), int(match.group("iso_month")), int(match.group("iso_day"))
    if name := match.group("name"):
        month = _NAMES_OF_MONTHS[name.lower()]
        return int(match.group("year")), month, int(match.group("day"))
    if name := match.group("name_first"):
        month = _NAMES_OF_MONTHS[name.lower()]
        return int(match.group("year_last")), month, int(match.group("day_second"))
    one, other = int(match.group("one")), int(match.group("other"))
    year = int(match.group("numeric"))
    if len(match.group("numeric")) == 2:
        if match.group("between") != "/":
            return None
        year += 1900 if year >= 30 else 2000
    if day_first is None and one != other:
        if (one > 12) == (other > 12):
            return None
        day_first = one > 12
    day, month = (one, other) if day_first else (other, one)
    return year, month, day


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
