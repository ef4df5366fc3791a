"""What holds of every verdict, whatever is asked and whatever is brought."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.model import EducationLevel
from careerlattice.moves.qualify import Candidate, Experience, Outcome, Rulebook
from careerlattice.questions import Questions
from tests.qualify.graphs import LEVELS, Asked, rulebook, store

ORDER: dict[Outcome | str, int] = {"not met": 0, "no": 0, "unknown": 1, "met": 2, "yes": 2}
TITLES = {"typist": "Typist", "reader": "Filing Clerk"}
MONTHS = st.sampled_from([0, 1, 6, 12, 18, 24, 36])
KINDS = st.sampled_from(["filing", "clerical work", "experience in proofreading"])
QUESTION = Questions()["qualify-for"]


@st.composite
def qualifications(draw: st.DrawFn) -> list[Asked]:
    """Up to four things asked for, and up to two rules of what may stand in for them."""
    asked: list[Asked] = []
    names = [f"q{at}" for at in range(draw(st.integers(0, 4)))]
    for name in names:
        kind = draw(st.sampled_from("Experience Experience Experience Education Licence".split()))
        each: dict[str, Any] = {"kind": f"{kind}Requirement", "name": name}
        each["modality"] = draw(st.sampled_from(["required", "required", "typical", "preferred"]))
        each["text"] = draw(
            st.sampled_from(["As a Typist.", "As a Typist or equivalent.", "As said."])
        )
        if kind == "Experience":
            if draw(st.booleans()):
                each["months"] = draw(MONTHS)
            if draw(st.booleans()):
                each["experienceIn"] = draw(KINDS)
            if draw(st.booleans()):
                each["qualifyingClass"] = draw(st.sampled_from(["typist", "reader"]))
            # One step of "within", as documents have it; the query does not look further.
            outer: list[str] = [
                a["name"] for a in asked if "within" not in a and "Experience" in a["kind"]
            ]
            if draw(st.booleans()) and outer:
                each["within"] = draw(st.sampled_from(outer))
        if kind == "Education":
            each["educationLevel"] = draw(st.sampled_from(LEVELS.split()))
            if draw(st.booleans()):
                each["fieldOfStudy"] = "business"
        asked.append(each)
    for at in range(draw(st.integers(0, 2)) if names else 0):
        rule: dict[str, Any] = {"kind": "SubstitutionRule", "name": f"r{at}"}
        rule["modality"] = "required"
        rule["text"] = draw(st.sampled_from(["Some college.", "Time as a Typist or similar."]))
        rule["inPlaceOf"] = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        for key, values in (
            ("creditHours", st.sampled_from([15, 30])),
            ("monthsCredited", MONTHS.filter(bool)),
            ("capMonths", MONTHS.filter(bool)),
            ("months", MONTHS.filter(bool)),
            ("qualifyingClass", st.sampled_from(["typist", "reader"])),
        ):
            if draw(st.booleans()):
                rule[key] = draw(values)
        if draw(st.booleans()):
            rule["educationLevel"] = draw(st.sampled_from(LEVELS.split()))
        asked.append(rule)
    return asked


stretches = st.builds(
    Experience,
    months=st.none() | MONTHS,
    held=st.sampled_from(["ex/typist", "ex/reader", "ex/held", "ex/held/1"]),
    kinds=st.lists(KINDS, max_size=2, unique=True).map(tuple),
)
candidates = st.builds(
    Candidate,
    experience=st.lists(stretches, max_size=3).map(tuple),
    education=st.none() | st.sampled_from(EducationLevel),
    field_of_study=st.none() | st.just("business"),
    credit_hours=st.none() | st.sampled_from([0, 10, 15, 22, 30, 90]),
    licences=st.none() | st.just(()) | st.just(("As said.",)),
)


def book_of(goal: Sequence[Asked], held: Sequence[Asked]) -> Rulebook:
    return rulebook({"goal": goal, "held": held}, TITLES)


@settings(max_examples=80, deadline=None)
@given(qualifications(), qualifications(), candidates, st.data())
def test_more_months_never_turn_a_yes_into_a_no(
    goal: list[Asked], held: list[Asked], candidate: Candidate, data: st.DataObject
) -> None:
    known = [at for at, each in enumerate(candidate.experience) if each.months is not None]
    experience = list(candidate.experience)
    if known:
        at = data.draw(st.sampled_from(known))
        more = (experience[at].months or 0) + data.draw(st.integers(1, 30))
        experience[at] = replace(experience[at], months=more)
    else:
        experience.append(data.draw(stretches))
    book = book_of(goal, held)
    before = book.verdict(candidate, "ex/goal/1")
    after = book.verdict(replace(candidate, experience=tuple(experience)), "ex/goal/1")
    assert ORDER[after.overall] >= ORDER[before.overall] or before.overall == "unknown"
    assert not (before.overall == "yes" and after.overall == "no")
    outcome = {reason.qualification: reason.outcome for reason in before.reasons}
    for reason in after.reasons:
        if reason.kind != "together":
            assert ORDER[reason.outcome] >= ORDER[outcome[reason.qualification]]


@settings(max_examples=60, deadline=None)
@given(qualifications(), qualifications(), candidates, st.integers(1, 60))
def test_more_hours_never_lessen_an_outcome(
    goal: list[Asked], held: list[Asked], candidate: Candidate, more: int
) -> None:
    book = book_of(goal, held)
    start = replace(candidate, credit_hours=candidate.credit_hours or 0)
    before = book.verdict(start, "ex/goal/1")
    richer = replace(start, credit_hours=(start.credit_hours or 0) + more)
    after = book.verdict(richer, "ex/goal/1")
    for old, new in zip(before.reasons, after.reasons, strict=False):
        if old.qualification is not None:
            assert ORDER[new.outcome] >= ORDER[old.outcome]


@settings(max_examples=60, deadline=None)
@given(qualifications(), qualifications(), candidates)
def test_every_reason_is_whole(goal: list[Asked], held: list[Asked], candidate: Candidate) -> None:
    verdict = book_of(goal, held).verdict(candidate, "ex/goal/1")
    assert verdict == book_of(goal[::-1], held[::-1]).verdict(candidate, "ex/goal/1")
    asked = [each for each in goal if each["kind"] != "SubstitutionRule"]
    named = [reason.qualification for reason in verdict.reasons if reason.qualification]
    assert len(named) == len(set(named)) == len(asked)
    for reason in verdict.reasons:
        assert reason.rules
        assert reason.sentence
        assert (reason.settle is not None) == (reason.outcome == "unknown")
        assert reason.settle != ""
        if reason.modality in {"typical", "preferred"}:
            assert reason.effect not in {"blocks", "may block"}
        if reason.months_possible is not None:
            assert (reason.months_counted or 0) <= reason.months_possible
    assert (verdict.overall == "no") == bool(verdict.blocking)
    assert (verdict.overall == "yes") == (not verdict.blocking and not verdict.open_questions)


@settings(max_examples=60, deadline=None)
@given(
    qualifications(),
    qualifications(),
    st.sampled_from(["ex/typist", "ex/reader", "ex/held", "ex/held/1"]),
    st.none() | MONTHS,
    st.none() | st.sampled_from([0, 10, 15, 22, 30, 90]),
)
def test_question_18_says_the_same(
    goal: list[Asked], held: list[Asked], name: str, months: int | None, hours: int | None
) -> None:
    graph = store({"goal": goal, "held": held}, TITLES)
    rows = QUESTION.ask(graph, {"held": name, "months": months, "credit_hours": hours})
    columns = "class_grade qualification outcome effect months_counted months_possible".split()
    from_sparql = [tuple(row[name] for name in columns) for row in rows]
    candidate = Candidate((Experience(months, held=name),), credit_hours=hours)
    from_rules = [
        (
            *(verdict.class_grade, reason.qualification, reason.outcome, reason.effect),
            *(reason.months_counted, reason.months_possible),
        )
        for verdict in Rulebook.read(graph).verdicts(candidate)
        for reason in verdict.reasons
        if reason.kind != "together"
    ]
    assert sorted(from_sparql, key=_by_thing) == sorted(from_rules, key=_by_thing)


def _by_thing(row: tuple[object, ...]) -> tuple[str, str]:
    return str(row[0]), str(row[1])
