"""Pay as documents state it: amounts, their currency and the period they are for.

Nothing is guessed: not a period from the size of an amount, nor a currency from a bare "$".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from careerlattice.model import Pay, PayPeriod
from careerlattice.outline import Passage

_CURRENCIES = {
    "£": "GBP",
    "€": "EUR",
    "us$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
}
_CODE = r"USD|CAD|GBP|EUR|AUD|NZD|CHF|ZAR|INR|SGD|HKD|JPY"
_SIGN = rf"(?:(?:US|CA|C|AU|A|NZ)\$|\$\s?(?:US|CA|CAN|AU|NZ)\b|[$£€]|\b(?:{_CODE})\b)"
_GROUPED = {
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?",
    "fr": r"\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?"
    r"|\d+(?:[.,]\d{1,2})?",
}
_AMOUNTS = {
    language: re.compile(
        rf"(?<![\w.,])(?<![A-Za-z][-–])(?P<before>{_SIGN}\s?)?\s?(?P<number>{number})(?![\d,.]\d|\d)"
        rf"(?P<thousand>\s?k\b)?(?P<after>\s?{_SIGN}(?!\s?\d))?(?P<plus>\+)?"
        r"(?!\s?(?:%|per\s?cent|M\b|B\b|bn\b|million|billion|milli(?:on|ard)s?))",
        re.IGNORECASE,
    )
    for language, number in _GROUPED.items()
}
# What may stand between the two ends of a range: "GS-13 step 1 - $1 to GS-13 step 10 $2".
_BETWEEN = re.compile(
    r"[\w./ ()]{0,20}?\s*"
    r"(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|à|\bup\s+to\b|(?P<and>\band\b|\bet\b))"
    r"\s*(?:[A-Z]{1,4}[- ]?\d{1,3}\b)?,?\s*(?:(?:step|grade|level|échelon)\s*\d{1,2})?\s*[:,]?\s*",
    re.IGNORECASE,
)
_BETWEEN_WORD = re.compile(r"\b(?:between|entre)\s*$", re.IGNORECASE)
_UP_TO = re.compile(
    r"\b(?:up\s+to|maximum(?:\s+(?:\w+\s+){0,2}(?:of|is))?|max\.?|not\s+(?:to\s+)?exceed(?:ing)?|jusqu['’]à|au\s+plus)\s*:?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|start(?:s|ing)?(?:\s+(?:at|from|salary|pay|rate))?(?:\s+(?:of|is|at))?|minimum(?:\s+of)?"
    r"|min\.?|at\s+least|à\s+partir\s+de|dès|au\s+moins)\s*:?\s*$",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:steps?|grades?|levels?|range|bands?|group|classe?|échelons?|no\.?)\s*$|#$", re.IGNORECASE
)
_AND_UP = re.compile(r"\s*(?:and\s+up|or\s+more|and\s+above|et\s+plus)\b", re.IGNORECASE)
_PAY_WORD = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|pay|compensation|remuneration|hourly|annual(?:ly)?|monthly|weekly"
    r"|per\s+(?:annum|hour|year|month)|an\s+hour|a\s+year|salaires?|traitement|rémunération"
    r"|par\s+(?:an|année|heure|mois))\b",
    re.IGNORECASE,
)
_PERIODS = (
    (
        PayPeriod.FORTNIGHT,
        r"bi-?weekly|fortnight(?:ly)?|every\s+two\s+weeks|(?:aux|toutes\s+les)\s+deux\s+semaines",
    ),
    (
        PayPeriod.HOUR,
        r"hourly|hours?|hr|heures?|horaire",
    ),
    (PayPeriod.DAY, r"daily|days?|diem|jour(?:née|nalier)?"),
    (PayPeriod.WEEK, r"weekly|weeks?|wk|semaines?|hebdomadaire"),
    (PayPeriod.MONTH, r"monthly|months?|mo|pcm|mois|mensuel(?:le)?(?:ment)?"),
    (
        PayPeriod.YEAR,
        r"annual(?:ly)?|annum|yearly|years?|yr|p\.?a\b|années?|ans?|annuel(?:le)?(?:ment)?",
    ),
)
_UNIT = "|".join(f"(?P<{period.name}>{words})" for period, words in _PERIODS)
# Directly behind an amount: "YEAR", "/hr", "per annum", "an hour", "(annual)".
_AFTER = re.compile(
    rf"\s*(?:{_SIGN}\s?)?[,/(]?\s*(?:per\s+|an?\s+|each\s+|par\s+|de\s+l['’]|gross\s+|paid\s+)?(?:{_UNIT})"
    r"(?![\w-])\)?",
    re.IGNORECASE,
)
# Elsewhere only words that say it by themselves: "hours per week" is no pay by the week.
_ANYWHERE = re.compile(
    r"(?P<FORTNIGHT>\bbi-?weekly\b|\bfortnightly\b|aux\s+deux\s+semaines)"
    r"|(?P<HOUR>\bhourly\b|\bper\s+hour\b|\bde\s+l['’]heure\b|\btaux\s+horaire\b)"
    r"|(?P<DAY>\bdaily\b|\bper\s+diem\b)"
    r"|(?P<WEEK>(?<!bi-)(?<!bi)\bweekly\b)"
    r"|(?P<MONTH>\bmonthly\b|\bper\s+month\b|\bmensuel\w*)"
    r"|(?P<YEAR>\b(?:annual|annually|yearly)\b(?!\s+(?:leave|review|increase|bonus|merit|enrol|step))"
    r"|\bper\s+(?:annum|year)\b|\bannuel\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number at characters [start, end) that may be pay."""

    start: int
    end: int
    value: Decimal
    currency: str | None
    is_marked: bool
    has_sign_before: bool
    is_thousand: bool
    is_open: bool
    is_money_like: bool


def read_pay(
    passage: Passage,
    language: str = "en",
    *,
    currency_of_dollar: str | None = None,
    label: str = "",
) -> list[Pay]:
    """The pay that *passage* states, in order; together the words of the records hold all of it.

    *label* is what stands before it in the document ("Hourly Rate") and may tell the period.
    *currency_of_dollar* is the currency that a bare "$" means there; without it such an amount
    has none. Without any amount ("depends on experience") there is one record with words only.
    """
    if not passage:
        return []
    text = passage.text
    ranges = list(_ranges(text, list(_amounts(text, language, label, currency_of_dollar))))
    if not ranges:
        return [Pay(passage.words, period=_period_in(label))]
    found = []
    start = 0
    for number, (low, high) in enumerate(ranges):
        is_last = number + 1 == len(ranges)
        after = _AFTER.match(text, high.end)
        end = len(text) if is_last else after.end() if after else high.end
        words = passage[start:end].strip()
        pay = Pay(words.words, currency=low.currency or high.currency)
        pay.minimum, pay.maximum = _ends(text, low, high)
        pay.period = (
            _named(after)
            or _period_in(text[start : low.start])
            or _period_in(text[high.end : end])
            or _period_in(label)
        )
        found.append(pay)
        start = end
    return found


def _amounts(
    text: str, language: str, label: str, currency_of_dollar: str | None
) -> Iterator[_Amount]:
    pattern = _AMOUNTS.get(language[:2].lower(), _AMOUNTS["en"])
    is_pay = bool(_PAY_WORD.search(text) or _PAY_WORD.search(label))
    for match in pattern.finditer(text):
        if not match.group("before") and _STEP.search(text, 0, match.start("number")):
            continue
        sign = (match.group("before") or match.group("after") or "").strip()
        number = match.group("number")
        thousand = bool(match.group("thousand"))
        is_money_like = is_pay and bool(re.search(r"\d[ .,]\d{3}|[.,]\d\d$", number))
        yield _Amount(
            match.start() + (len(match.group()) - len(match.group().lstrip())),
            match.end(),
            _value(number) * (1000 if thousand else 1),
            _currency(sign, currency_of_dollar),
            bool(sign),
            bool(match.group("before")),
            thousand,
            bool(match.group("plus")),
            is_money_like,
        )


def _value(number: str) -> Decimal:
    """The value of a number written in the English or the French way."""
    head, mark, tail = number, "", ""
    if match := re.search(r"[.,](\d{1,2})$", number):
        head, mark, tail = number[: match.start()], ".", match.group(1)
    return Decimal(re.sub(r"[ .,]", "", head) + mark + tail)


def _currency(sign: str, currency_of_dollar: str | None) -> str | None:
    plain = re.sub(r"\s", "", sign).lower()
    if plain == "$":
        return currency_of_dollar
    if plain.startswith("$"):
        plain = {"$us": "us$", "$ca": "ca$", "$can": "ca$", "$au": "au$", "$nz": "nz$"}[plain]
    return _CURRENCIES.get(plain, plain.upper() or None)


def _ranges(text: str, amounts: list[_Amount]) -> Iterator[tuple[_Amount, _Amount]]:
    """Amounts in pairs where two are the ends of a range, else each with itself."""
    index = 0
    while index < len(amounts):
        low = amounts[index]
        high = amounts[index + 1] if index + 1 < len(amounts) else None
        if high is not None and _is_range(text, low, high):
            if high.is_thousand and not low.is_thousand and low.value < 1000:
                low = _Amount(
                    low.start,
                    low.end,
                    low.value * 1000,
                    low.currency,
                    True,
                    True,
                    True,
                    False,
                    True,
                )
            yield low, high
            index += 2
        else:
            if low.is_marked or low.is_money_like:
                yield low, low
            index += 1


def _is_range(text: str, low: _Amount, high: _Amount) -> bool:
    between = _BETWEEN.fullmatch(text, low.end, high.start)
    if between is None or low.is_open:
        return False
    if between.group("and") and not _BETWEEN_WORD.search(text, 0, low.start):
        return False
    if not low.is_marked and not low.is_money_like and (high.has_sign_before or not high.is_marked):
        return False
    if not (low.is_marked or high.is_marked or high.is_money_like):
        return False
    return low.value <= high.value or (high.is_thousand and not low.is_thousand)


def _ends(text: str, low: _Amount, high: _Amount) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most; "up to" and "from" leave one of them open."""
    if low is not high:
        return low.value, high.value
    if _UP_TO.search(text, 0, low.start):
        return None, low.value
    if low.is_open or _FROM.search(text, 0, low.start) or _AND_UP.match(text, low.end):
        return low.value, None
    return low.value, low.value


def _period_in(text: str) -> PayPeriod | None:
    """The one period that words name by themselves; None where they name several."""
    named = {_named(match) for match in _ANYWHERE.finditer(text)}
    return named.pop() if len(named) == 1 else None


def _named(match: re.Match[str] | None) -> PayPeriod | None:
    if match is None:
        return None
    return next(PayPeriod[name] for name, said in match.groupdict().items() if said)
