"""Who qualifies for what among the five seed documents, worked out by hand."""

import pytest

from careerlattice.lattice import Lattice
from careerlattice.moves.qualify import Candidate, Experience, Rule, Rulebook, Verdict, as_rows

CONNECTICUT = "us-ct/6435cl/cl-16"
OFFICE = "us-mt-dor/it-processing-office-specialist"
CUSTOMER = "us-mt-dor/customer-service-representative"


@pytest.fixture(scope="module")
def book(lattice: Lattice) -> Rulebook:
    return Rulebook.read(lattice.store)


def outcomes(verdict: Verdict) -> dict[str, str]:
    return {reason.asks: reason.outcome for reason in verdict.reasons}


# Three years of clerical work, one of them as an Office Assistant, Interpreter Clerk or its
# equivalent; 15 semester hours are half a year, two years at most.
@pytest.mark.parametrize(
    ("experience", "hours", "overall"),
    [
        (["clerical work=24", "us-ct/office-assistant=12"], None, "yes"),
        (["us-ct/office-assistant=36"], 0, "yes"),
        (["us-ct/office-assistant=24"], 30, "yes"),
        (["us-ct/office-assistant=12"], 60, "yes"),
        (["us-ct/interpreter-clerk=12"], 90, "yes"),
        (["us-ct/office-assistant=11"], 600, "no"),
        (["us-ct/office-assistant=24"], 0, "no"),
        (["us-ct/office-assistant=24"], 29, "no"),  # 29 hours are 6 months, in parts 11
        (["us-ct/office-assistant=28"], 20, "unknown"),  # 20 hours are 6 months, in parts 8
        (["us-ct/office-assistant=24"], None, "unknown"),
        (["clerical work=36"], 0, "unknown"),  # clerical, but was it as one of these?
        ([f"{OFFICE}/10=48"], 0, "unknown"),
        (["us-ct/office-assistant"], None, "unknown"),
        ([], 0, "no"),
        ([CONNECTICUT], None, "yes"),
    ],
)
def test_connecticut(
    book: Rulebook, experience: list[str], hours: int | None, overall: str
) -> None:
    candidate = Candidate.parse(experience, credit_hours=hours)
    assert book.verdict(candidate, CONNECTICUT).overall == overall


def test_connecticut_says_why(book: Rulebook) -> None:
    candidate = Candidate.parse(["us-ct/office-assistant=24"], credit_hours=30)
    general, special = book.verdict(candidate, CONNECTICUT).reasons
    assert general.sentence == (
        "36 months asked for; 36 months counted: 24 months as Office Assistant,"
        " 12 months by substitution (at most 24)"
    )
    assert set(general.rules) == {Rule.WITHIN, Rule.SUBSTITUTION}
    assert special.rules == (Rule.NAMED_CLASS,)


def test_montana_grade_13_states_nothing(book: Rulebook) -> None:
    verdict = book.verdict(Candidate.parse([f"{CUSTOMER}/12=120"]), f"{CUSTOMER}/13")
    assert verdict.overall == "unknown"
    assert verdict.reasons[0].rules == (Rule.NOT_STATED,)


def test_office_specialist_10_to_customer_service_representative_12(book: Rulebook) -> None:
    # All of it is typical, so nothing blocks. High school is asked for on both sides.
    verdict = book.verdict(Candidate.holding(f"{OFFICE}/10", 24), f"{CUSTOMER}/12")
    assert verdict.overall == "yes"
    assert verdict.blocking == verdict.open_questions == ()
    assert outcomes(verdict) == {
        "high school graduation": "met",
        "post-secondary coursework in business administration including taxation or related"
        " field": "unknown",
        "one year of experience in customer service": "unknown",
        "six months of experience in interpreting and applying Montana rules and"
        " regulations": "unknown",
        "investigation, auditing, or collection work": "unknown",
    }
    assert verdict.reasons[0].rules == (Rule.HOLDER,)
    assert len(verdict.counting_against) == 4


def test_a_year_as_representative_is_a_year_in_customer_service(book: Rulebook) -> None:
    asked = "one year of experience in customer service"
    for held in (f"{CUSTOMER}/11", "us-ca-los-angeles/1229"):
        for months, outcome in ((12, "met"), (11, "unknown")):
            verdict = book.verdict(Candidate.holding(held, months), f"{CUSTOMER}/12")
            assert outcomes(verdict)[asked] == outcome


def test_the_holder_of_every_class_grade_meets_what_it_asks_for(
    book: Rulebook, lattice: Lattice
) -> None:
    for name in lattice.class_grades().column("class_grade"):
        verdict = book.verdict(Candidate.holding(str(name)), str(name))
        stated = [reason for reason in verdict.reasons if reason.kind != "not stated"]
        assert all(reason.outcome == "met" for reason in stated)


def test_every_reason_can_be_shown_with_its_quote(book: Rulebook, lattice: Lattice) -> None:
    for verdict in book.verdicts(Candidate.holding(f"{OFFICE}/10")):
        for reason in verdict.reasons:
            if reason.qualification is not None:
                quotes = lattice.source(reason.qualification)
                assert any(reason.asks[-10:].strip(".") in quote.text for quote in quotes)


def test_who_could_qualify_comes_class_by_class_up_each_ladder(book: Rulebook) -> None:
    verdicts = book.verdicts(Candidate.holding("us-ct/office-assistant", 36))
    assert [(v.class_grade, v.overall) for v in verdicts] == [
        ("us-ca-los-angeles/1229/ungraded", "unknown"),
        (CONNECTICUT, "yes"),
        ("us-mt-dor/citizens-services-program-specialist/12", "yes"),
        (f"{CUSTOMER}/11", "yes"),
        (f"{CUSTOMER}/12", "yes"),
        (f"{CUSTOMER}/13", "unknown"),
        (f"{OFFICE}/9", "yes"),
        (f"{OFFICE}/10", "yes"),
    ]
    rows = as_rows(verdicts)
    assert len(rows) == sum(len(verdict.reasons) for verdict in verdicts)
    assert [rows[at]["grade"] for at in (0, 1, -1)] == [None, "CL 16", "10"]
    assert rows[0]["reason"] == "the document states no qualification for this class-grade"


HELD = ["us-ct/office-assistant", CONNECTICUT, "us-ca-los-angeles/1229", CUSTOMER, OFFICE]
HELD += [f"{CUSTOMER}/11", f"{CUSTOMER}/13", f"{OFFICE}/10"]


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize(
    ("months", "hours"), [(None, None), (0, None), (6, 0), (12, 60), (24, 30), (36, 22)]
)
def test_question_18_says_the_same(
    book: Rulebook, lattice: Lattice, held: str, months: int | None, hours: int | None
) -> None:
    candidate = Candidate((Experience(months, held=held),), credit_hours=hours)
    from_rules = [
        (
            *(verdict.class_grade, reason.qualification, reason.outcome, reason.effect),
            *(reason.months_counted, reason.months_possible),
        )
        for verdict in book.verdicts(candidate)
        for reason in verdict.reasons
    ]
    rows = lattice.ask(18, held=held, months=months, credit_hours=hours)
    columns = "class_grade qualification outcome effect months_counted months_possible".split()
    from_sparql = [tuple(row[name] for name in columns) for row in rows]
    assert sorted(from_sparql, key=_by_thing) == sorted(from_rules, key=_by_thing)


def _by_thing(row: tuple[object, ...]) -> tuple[str, str]:
    return str(row[0]), str(row[1])
