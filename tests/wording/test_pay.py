"""What a document says of pay: wording in, amounts, currency and period out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.model import Pay, PayPeriod
from careerlattice.outline import read_passage
from careerlattice.pay import read_pay

HOUR, WEEK, FORTNIGHT = PayPeriod.HOUR, PayPeriod.WEEK, PayPeriod.FORTNIGHT
MONTH, YEAR = PayPeriod.MONTH, PayPeriod.YEAR


def read(text: str, language: str = "en", dollar: str | None = None, label: str = "") -> list[Pay]:
    passage = read_passage(text, 0, len(text))
    return read_pay(passage, language, currency_of_dollar=dollar, label=label)


def ends(pay: Pay) -> tuple[str | None, str | None]:
    low, high = pay.minimum, pay.maximum
    return (None if low is None else str(low), None if high is None else str(high))


@pytest.mark.parametrize(
    ("text", "expected", "currency", "period"),
    [
        ("$51,234.50 - $62,345.75 YEAR", ("51234.50", "62345.75"), None, YEAR),
        ("$19.25 to $24.75 hourly", ("19.25", "24.75"), None, HOUR),
        ("£28,100 - £31,900 per annum", ("28100", "31900"), "GBP", YEAR),
        ("€3,100.50", ("3100.50", "3100.50"), "EUR", None),
        ("GS-9 Step 1 - $50,100 to GS-9 Step 10 $65,200", ("50100", "65200"), None, None),
        ("$4,321 per month", ("4321", "4321"), None, MONTH),
        ("$18.50/hr", ("18.50", "18.50"), None, HOUR),
        ("$1,500.00 bi-weekly", ("1500.00", "1500.00"), None, FORTNIGHT),
        ("£500 a week", ("500", "500"), "GBP", WEEK),
        ("Up to $80k", (None, "80000"), None, None),
        ("From £25,000", ("25000", None), "GBP", None),
        ("£25,000+", ("25000", None), "GBP", None),
        ("between £25,000 and £30,000", ("25000", "30000"), "GBP", None),
        ("$70-80k", ("70000", "80000"), None, None),
        ("US$90,000 a year", ("90000", "90000"), "USD", YEAR),
        ("CAD 60,000 to 70,000", ("60000", "70000"), "CAD", None),
        ("$61,000 – $70,000 depending on experience (annual)", ("61000", "70000"), None, YEAR),
        ("Salary: 45,000 - 50,000 per year", ("45000", "50000"), None, YEAR),
        ("35 hours per week at $18.50", ("18.50", "18.50"), None, None),
        ("Salary grade 12, $50,000 at the annual review", ("50000", "50000"), None, None),
    ],
)
def test_one_statement_of_pay(
    text: str,
    expected: tuple[str | None, str | None],
    currency: str | None,
    period: PayPeriod | None,
) -> None:
    (pay,) = read(text)
    assert (ends(pay), pay.currency, pay.period) == (expected, currency, period)
    assert pay.words.text == text


@pytest.mark.parametrize(
    ("text", "expected", "period"),
    [
        ("51 234 $ à 62 345 $ par année", ("51234", "62345"), YEAR),
        ("24,50 $ de l'heure", ("24.50", "24.50"), HOUR),
        ("de 30 100,50 $ à 34 200,75 $ par an", ("30100.50", "34200.75"), YEAR),
    ],
)
def test_pay_in_french(text: str, expected: tuple[str, str], period: PayPeriod) -> None:
    (pay,) = read(text, "fr", dollar="CAD")
    assert (ends(pay), pay.currency, pay.period) == (expected, "CAD", period)


def test_a_bare_dollar_has_the_currency_that_is_told() -> None:
    assert read("$15")[0].currency is None
    assert read("$15", dollar="USD")[0].currency == "USD"
    assert read("C$15", dollar="USD")[0].currency == "CAD"


def test_the_period_may_stand_in_the_label_and_is_never_guessed() -> None:
    assert read("$21.00 - $25.00", label="Hourly Rate")[0].period is HOUR
    assert read("$21.00 - $25.00")[0].period is None
    assert read("$52,000.00")[0].period is None


def test_several_statements_share_the_words_out() -> None:
    text = "$20.00 - $25.00 Hourly $1,600.00 - $2,000.00 Biweekly $41,600.00 - $52,000.00 Annually"
    found = read(text)
    assert [each.period for each in found] == [HOUR, FORTNIGHT, YEAR]
    assert [each.maximum for each in found] == [Decimal(25), Decimal(2000), Decimal(52000)]
    assert " ".join(each.words.text for each in found) == text


@pytest.mark.parametrize(
    "text",
    ["Depends on experience", "Grade 7", "A budget of $7 million", "Step 3 of 10", "€3.100,50"],
)
def test_words_without_an_amount_are_kept(text: str) -> None:
    (pay,) = read(text)
    assert (pay.words.text, ends(pay), pay.currency) == (text, (None, None), None)


def test_nothing_says_nothing() -> None:
    assert read("") == []


@given(
    st.lists(
        st.sampled_from(
            "$ £ 12 45,000 1.50 - to and per year hourly up from k + USD à 3 000 GS-9 step".split()
        ),
        max_size=12,
    ),
    st.sampled_from(["en", "fr"]),
    st.sampled_from(["", " "]),
)
def test_any_text_is_read_and_all_of_it_is_held(parts: list[str], language: str, gap: str) -> None:
    text = gap.join(parts)
    found = read(text, language)
    held = "".join(read_passage(text, s.start, s.end).text for p in found for s in p.words.spans)
    assert held.replace(" ", "") == text.replace(" ", "")
    for pay in found:
        assert pay.minimum is None or pay.maximum is None or pay.minimum <= pay.maximum
