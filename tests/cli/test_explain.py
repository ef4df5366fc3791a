"""An explanation: every line of a document, what it was taken for, how surely, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from careerlattice.documents import read_text
from careerlattice.explain import Explanation, Sort, explain
from careerlattice.model import (
    ClassGrade,
    Competency,
    Detail,
    DetailKind,
    Duty,
    EducationLevel,
    Grade,
    Judgement,
    Level,
    Modality,
    Pay,
    PayPeriod,
    Qualification,
    QualificationKind,
    Requirement,
    Span,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.outline import Outline
from careerlattice.reading import Reading, read
from careerlattice.sources import Source

LOADERS = Path(__file__).parents[1] / "loaders"
FIXTURES = sorted(LOADERS.glob("*/input/*.txt"))

TEXT = """\
FERRY CLERK

Section: Harbour
Pay: $20 to $25 an hour

DUTIES
- Sells tickets (40%).
- Counts the till.

WHAT IT TAKES
- Ability to add up; patience (preferred).
- A bachelor's degree and two years of sales.
Work is outdoors. Boats are blue.
-----
"""


@dataclass
class Ferries:
    """A loader that takes words of TEXT for what a test says."""

    make: Callable[[Callable[[str], Words]], Specification]
    name: str = "ferries"
    version: str = "7"
    seen: list[Outline] = field(default_factory=list)

    def recognise(self, outline: Outline) -> float:
        return 0.8

    def read(self, outline: Outline) -> Specification:
        return self.make(lambda words: find(outline.document.text, words))


def find(text: str, words: str) -> Words:
    at = text.index(words)
    return Words(words, (Span(at, at + len(words)),))


def ferries(find: Callable[[str], Words]) -> Specification:
    level = Level("B", 2, "B")
    adds, patient = Competency(find("Ability to add up")), Competency(find("patience"))
    sentence = find("A bachelor's degree and two years of sales")
    low, high = (ClassGrade(Grade(number, "grade", "Grade", int(number))) for number in ("3", "4"))
    counts = Duty(find("Counts the till"))
    low.duties = [Duty(find("Sells tickets"), time_share=Decimal("0.4")), counts]
    low.duties[0].time_share_words = find("40%")
    high.duties = [counts]
    low.requirements = [
        Requirement(adds, adds.text.spans, level),
        Requirement(patient, patient.text.spans, modality=Modality.PREFERRED),
    ]
    high.requirements = [Requirement(adds, adds.text.spans, level)]
    low.qualifications = [
        Qualification(
            QualificationKind.EDUCATION,
            sentence,
            Modality.REQUIRED,
            clause=find("A bachelor's degree"),
            education_level=EducationLevel.BACHELOR_DEGREE,
        ),
        Qualification(
            QualificationKind.EXPERIENCE,
            sentence,
            Modality.REQUIRED,
            clause=find("two years of sales"),
            months=24,
            experience_in=find("sales"),
        ),
    ]
    low.pay = [
        Pay(find("$20 to $25 an hour"), Decimal(20), Decimal(25), "USD", PayPeriod.HOUR),
    ]
    duties, takes = find("DUTIES").spans[0], find("WHAT IT TAKES").spans[0]
    specification = Specification(
        find("FERRY CLERK"),
        class_grades=[low, high],
        competencies=[adds, patient],
        statements=[Statement(StatementKind.WORKING_CONDITIONS, find("Work is outdoors."))],
        details=[Detail(DetailKind.DIVISION, find("Harbour"), find("Section"))],
        labels=[duties, takes, *find("Pay:").spans],
        judgements=[
            Judgement(Span(duties.start, takes.start), "duties", 0.93, "the heading says so"),
            Judgement(find("Counts the till").spans[0], "duty", 0.6, "it begins with a verb"),
        ],
    )
    specification.note("uncertain", "is patience one?", patient.text)
    specification.note("notStated", "no code")
    return specification


def explained(text: str = TEXT) -> Explanation:
    loader = Ferries(ferries)
    return explain(read(read_text(text.encode(), "ferry.txt"), Source("us-xx"), [loader]))


def rows() -> list[tuple[int, str, str]]:
    return [(part.line, part.text, part.taken_for) for part in explained().parts]


def test_every_line_is_told_in_the_field_s_words() -> None:
    assert rows() == [
        (1, "FERRY CLERK", "title"),
        (3, "Section: Harbour", "detail: division"),
        (4, "Pay:", "heading"),
        (4, "$20 to $25 an hour", "pay (20 to 25 USD per hour)"),
        (6, "DUTIES", "heading"),
        (7, "- Sells tickets", "duty at grade 3 (40% of the time)"),
        (7, "(40%).", "share of time of a duty"),
        (8, "- Counts the till.", "duty at grades 3, 4"),
        (10, "WHAT IT TAKES", "heading"),
        (11, "- Ability to add up;", "competency requirement at level B for grades 3, 4"),
        (11, "patience", "competency requirement (preferred) for grade 3"),
        (11, "(preferred).", "unplaced"),
        (
            12,
            "- A bachelor's degree",
            "education requirement (bachelor's degree, required) at grade 3",
        ),
        (12, "and", "sentence of a qualification at grade 3 (of 2 that share it)"),
        (12, "two years of sales.", "experience requirement (24 months, required) at grade 3"),
        (13, "Work is outdoors.", "statement: working conditions"),
        (13, "Boats are blue.", "unplaced"),
        (14, "-----", "mark"),
    ]


def test_a_judgement_is_the_reason_the_narrowest_first() -> None:
    reasons = {part.text: (part.confidence, part.why) for part in explained().parts}
    assert reasons["- Sells tickets"] == (0.93, "the heading says so")
    assert reasons["- Counts the till."] == (0.6, "it begins with a verb")


def test_without_a_judgement_loader_heading_and_look_are_the_reason() -> None:
    reasons = {part.text: (part.confidence, part.why) for part in explained().parts}
    assert reasons["FERRY CLERK"] == (None, "ferries")
    assert reasons["WHAT IT TAKES"] == (None, "ferries, set in capitals")
    assert reasons["Work is outdoors."] == (None, "ferries, under “WHAT IT TAKES”")


def test_findings_stand_beside_what_they_are_about() -> None:
    told = {part.text: part.findings for part in explained().parts if part.findings}
    assert told == {"patience": ("uncertain: is patience one?",)}
    assert explained().findings == ("notStated: no code",)


def test_characters_are_counted_by_what_they_were_taken_for() -> None:
    characters = explained().characters
    assert characters["pay"] == len("$20to$25anhour")
    assert characters["title"] == len("FERRYCLERK")
    assert sum(characters.values()) == sum(not c.isspace() for c in TEXT)
    assert list(characters.values()) == sorted(characters.values(), reverse=True)


@pytest.mark.parametrize(
    "path", FIXTURES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}"
)
def test_the_explanation_is_the_whole_document_and_agrees_with_the_account(
    path: Path, reading_of: Callable[..., Reading]
) -> None:
    reading = reading_of(path.read_bytes(), path.name)
    explanation = explain(reading)
    text = reading.document.text
    told = [at for part in explanation.parts for at in range(part.span.start, part.span.end)]
    assert len(told) == len(set(told))
    assert {at for at, c in enumerate(text) if not c.isspace()} <= set(told)
    for part in explanation.parts:
        assert part.line == reading.document.line_of(
            text.index(part.text.split()[0], part.span.start)
        )
        assert part.taken_for
        assert part.why
    counts = dict(explanation.characters)
    assert counts.pop("unplaced", 0) == reading.account.unplaced
    assert counts.pop("label", 0) + counts.pop("mark", 0) == reading.account.labels
    assert sum(counts.values()) == reading.account.placed
    unplaced = {part.span for part in explanation.parts if part.sort is Sort.UNPLACED}
    for gap in reading.account.gaps:
        assert any(each.start <= gap.start and gap.end <= each.end for each in unplaced)
    fields = {"class grades", "competencies", "requirements", "statements", "details", "scales"}
    assert not fields & {part.taken_for for part in explanation.parts}


def test_seeds_have_nothing_unplaced(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        assert all(part.sort is not Sort.UNPLACED for part in explain(reading).parts)
