"""Montana role descriptions: what the family's documents say, seed by seed and form by form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.model import ClassGrade, EducationLevel, Kind, QualificationKind, Specification
from careerlattice.outline import read_outline
from careerlattice.reading import Reading
from careerlattice.registry import find_loaders

INPUT = Path(__file__).parent / "input"
OFFICE = "it-processing-office-specialist"
PROGRAM = "citizens-services-program-specialist"
SERVICE = "customer-service-representative"

Readings = dict[str, Reading]


def grades(reading: Reading) -> dict[str, ClassGrade]:
    return {g.grade.notation: g for g in reading.specification.class_grades if g.grade}


def kinds(specification: Specification) -> Counter[str]:
    return Counter(finding.kind for finding in specification.findings)


@pytest.mark.parametrize(
    ("name", "title", "notations"),
    [
        (OFFICE, "Information Technology and Processing Division Office Specialist", ["9", "10"]),
        (PROGRAM, "Citizens Services Bureau Program Specialist", ["12"]),
        (SERVICE, "Customer Service Representative", ["11", "12", "13"]),
    ],
)
def test_title_and_grades(readings: Readings, name: str, title: str, notations: list[str]) -> None:
    assert readings[name].specification.title.text == title
    assert list(grades(readings[name])) == notations
    assert all(g.grade and g.grade.rank == int(n) for n, g in grades(readings[name]).items())


@pytest.mark.parametrize(("name", "count"), [(OFFICE, 26), (PROGRAM, 13), (SERVICE, 36)])
def test_chart_cells_are_requirements_with_level_and_guidance(
    readings: Readings, name: str, count: int
) -> None:
    levelled = [
        requirement
        for grade in grades(readings[name]).values()
        for requirement in grade.requirements
        if requirement.level
    ]
    assert len(levelled) == count
    assert all(each.guidance and each.level_words for each in levelled)


def test_guidance_is_the_header_s(readings: Readings) -> None:
    guidance = {
        notation: {r.guidance.text for r in grade.requirements if r.guidance}
        for notation, grade in grades(readings[SERVICE]).items()
    }
    assert guidance == {
        "11": {"Under Guidance"},
        "12": {"Minimal Guidance"},
        "13": {"Minimal Guidance"},
    }


def test_cyrillic_letters_are_folded_and_each_recorded(readings: Readings) -> None:
    spec = readings[OFFICE].specification
    folded = [each for each in spec.findings if each.kind == "confusableLetter"]
    assert Counter((f.read_as, f.taken_for) for f in folded) == {("В", "B"): 17, ("С", "C"): 5}
    text = readings[OFFICE].document.text
    assert all(text[f.evidence[0].start : f.evidence[0].end] == f.read_as for f in folded)
    assert {len({id(f.about) for f in folded})} == {22}


def test_one_scale_in_three_markups_and_two_wordings(readings: Readings) -> None:
    scales = [readings[name].specification.scales for name in (OFFICE, PROGRAM, SERVICE)]
    assert [len(each) for each in scales] == [1, 1, 1]
    assert {scale.slug for (scale,) in scales} == {"degree-of-proficiency-abcde"}
    for (scale,) in scales:
        assert [(level.notation, level.rank) for level in scale.levels] == list(
            zip("ABCDE", range(1, 6), strict=True)
        )
    wordings = {
        scale.levels[4].definition.text for (scale,) in scales if scale.levels[4].definition
    }
    assert len(wordings) == 2


@pytest.mark.parametrize("name", [OFFICE, PROGRAM, SERVICE])
def test_four_core_competencies_are_required_at_every_grade(readings: Readings, name: str) -> None:
    spec = readings[name].specification
    core = [each for each in spec.competencies if each.core]
    assert [each.name.text for each in core if each.name] == [
        "Interpersonal Skills",
        "Decision-Making and Accountability",
        "Commitment to Continuous Improvement",
        "Personal and Work Ethics",
    ]
    for grade in spec.class_grades:
        required = [r for r in grade.requirements if r.competency.core]
        assert [r.competency for r in required] == core
        assert all(r.level is None for r in required)


def test_the_odd_core_competencies_are_found_and_noted(readings: Readings) -> None:
    found = kinds(readings[OFFICE].specification)
    assert (found["unmarkedItem"], found["irregularMark"]) == (1, 1)
    assert not kinds(readings[SERVICE].specification)["unmarkedItem"]


def test_duties_of_the_office_specialist(readings: Readings) -> None:
    by_grade = grades(readings[OFFICE])
    assert [len(list(by_grade[n].all_duties())) for n in ("9", "10")] == [12, 11]
    first = by_grade["9"].duties[0].words
    assert first.text.endswith("follow up to ensure timely closure.")
    assert (
        readings[OFFICE].document.text[first.spans[0].start : first.spans[0].end].count("\n") == 1
    )
    shared = {d.words.text for d in by_grade["9"].duties} & {
        d.words.text for d in by_grade["10"].duties
    }
    assert len(shared) == 3


def test_duties_of_the_program_specialist_nest(readings: Readings) -> None:
    duties = grades(readings[PROGRAM])["12"].duties
    groups = [duty for duty in duties if duty.is_group]
    assert len(duties) == 17
    assert [(g.words.text, len(g.parts)) for g in groups] == [
        ("Call center backup", 12),
        ("Withholding account maintenance responsibilities.", 2),
        ("Abandoned property responsibilities.", 3),
        ("Cigarette Tax", 1),
    ]
    assert [g.time_share for g in groups] == [Decimal("0.25"), None, None, None]
    assert all(not part.is_group for group in groups for part in group.parts)
    assert all(duty.essential for top in duties for duty in top.walk())


def test_duties_of_the_service_representative(readings: Readings) -> None:
    by_grade = grades(readings[SERVICE])
    assert [len(list(g.all_duties())) for g in by_grade.values()] == [9, 7, 8]
    assert by_grade["13"].lead_worker
    assert not by_grade["12"].lead_worker


@pytest.mark.parametrize(
    ("name", "grade", "expected"),
    [
        (OFFICE, "9", [("highSchool", None), (None, 24), (None, 12)]),
        (OFFICE, "10", [("highSchool", None), (None, 36)]),
        (PROGRAM, "12", [("highSchool", None), ("somePostSecondary", None), (None, 48)]),
        (
            SERVICE,
            "11",
            [("highSchool", None), ("somePostSecondary", None), (None, None), (None, None)],
        ),
        (
            SERVICE,
            "12",
            [
                ("highSchool", None),
                ("somePostSecondary", None),
                (None, 12),
                (None, None),
                (None, 6),
            ],
        ),
        (SERVICE, "13", []),
    ],
)
def test_qualifications(
    readings: Readings, name: str, grade: str, expected: list[tuple[str | None, int | None]]
) -> None:
    qualifications = grades(readings[name])[grade].qualifications
    parsed = [q for q in qualifications if q.kind is not QualificationKind.SUBSTITUTION]
    assert [(q.education_level and q.education_level.value, q.months) for q in parsed] == expected
    assert len(qualifications) - len(parsed) == bool(expected)
    assert all(q.modality.value == "typical" for q in qualifications)


def test_computer_experience_lies_within_the_general(readings: Readings) -> None:
    qualifications = grades(readings[OFFICE])["9"].qualifications
    inner = next(q for q in qualifications if q.months == 12)
    assert inner.within is next(q for q in qualifications if q.months == 24)


def test_the_missing_qualifications_of_grade_13_are_a_finding(readings: Readings) -> None:
    missing = [f for f in readings[SERVICE].specification.findings if f.kind == "notStated"]
    (finding,) = missing
    assert finding.about is grades(readings[SERVICE])["13"]
    assert "education or experience for grade 13" in finding.message


def test_subject_areas_belong_to_the_class(readings: Readings) -> None:
    areas = [each.text for each in readings[SERVICE].specification.subject_areas]
    assert len(areas) == 26
    assert areas[0] == "Old Fund Liability Tax"
    assert "Rural Electric and Telephone Coop" in areas


@pytest.mark.parametrize("name", [OFFICE, PROGRAM, SERVICE])
def test_prose(readings: Readings, name: str) -> None:
    found = Counter(s.kind.value for s in readings[name].specification.statements)
    assert (found["summary"], found["workingConditions"], found["contacts"]) == (1, 1, 1)


def test_kinds_come_from_the_wording(readings: Readings) -> None:
    by_text = {c.text.text: c.kinds for c in readings[OFFICE].specification.competencies}
    legal = next(text for text in by_text if "legal guidelines" in text)
    proactive = next(text for text in by_text if text.startswith("Proactively"))
    assert by_text[legal] == (Kind.KNOWLEDGE, Kind.SKILL, Kind.ABILITY)
    assert by_text[proactive] == ()


def test_the_charts_hold_sixteen_competencies_ten_shared_by_all(readings: Readings) -> None:
    charts = [
        {c.text.text for c in readings[name].specification.competencies if not c.core}
        for name in (OFFICE, PROGRAM, SERVICE)
    ]
    assert len(set.union(*charts)) == 16
    assert len(set.intersection(*charts)) == 10


def test_three_spellings_of_one_bureau_are_noted(readings: Readings) -> None:
    assert kinds(readings[PROGRAM].specification)["nameMismatch"] == 1


# Other members of the family


@pytest.fixture
def one_grade(reading_of: Callable[..., Reading]) -> Reading:
    return reading_of((INPUT / "plain-one-grade.txt").read_bytes())


@pytest.fixture
def ranges(reading_of: Callable[..., Reading]) -> Reading:
    return reading_of((INPUT / "markdown-ranges-and-lead.txt").read_bytes())


def test_another_agency_with_one_grade(one_grade: Reading) -> None:
    spec = one_grade.specification
    assert spec.title.text == "Records Unit File Clerk"
    (grade,) = spec.class_grades
    assert [d.words.text for d in grade.duties] == [
        "Sort incoming files by year and by unit.",
        "Fetch files on request.",
    ]
    assert [r.level.notation for r in grade.requirements if r.level] == ["A", "B"]
    assert {c.name.text for c in spec.competencies if c.core and c.name} == {"Teamwork", "Safety"}
    assert [(q.education_level, q.months) for q in grade.qualifications] == [
        (EducationLevel.HIGH_SCHOOL, None),
        (None, 6),
        (None, None),
    ]
    assert [level.notation for level in spec.scales[0].levels] == ["A", "B", "C"]
    assert one_grade.account.unplaced == 0


def test_a_heading_for_two_grades_gives_both_its_duties(ranges: Reading) -> None:
    by_grade = grades(ranges)
    assert list(by_grade) == ["10", "11", "12"]
    for notation in ("10", "11"):
        assert [d.words.text for d in by_grade[notation].all_duties()] == [
            "Read meters.",
            "Travel to sites",
            "Drive state vehicles.",
            "Keep a log.",
        ]
    assert by_grade["10"].duties[1].time_share == Decimal("0.4")
    assert by_grade["12"].lead_worker
    assert by_grade["12"].lead_worker.text == "Lead Worker"


def test_cells_that_state_no_level_are_findings_not_guesses(ranges: Reading) -> None:
    by_grade = grades(ranges)
    levels = {
        notation: [
            (r.competency.text.text, r.level.notation if r.level else None) for r in g.requirements
        ]
        for notation, g in by_grade.items()
    }
    assert levels["10"] == [
        ("Demonstrated ability to read meters.", "A"),
        ("Demonstrated skill in driving.", "A"),
        ("Demonstrated knowledge of routes.", None),
        ("Demonstrated ability to plan.", None),
    ]
    assert ("Demonstrated skill in driving.", None) in levels["11"]
    assert "Demonstrated skill in driving." not in dict(levels["12"])
    found = kinds(ranges.specification)
    assert found["emptyCell"] == 1
    assert found["missingCell"] == 1
    assert found["unknownLevel"] == 1
    assert found["typographicalError"] == 1
    assert found["duplicateStatement"] >= 2


def test_an_unknown_heading_keeps_its_prose(ranges: Reading) -> None:
    assert any(s.words.text == "The parties meet yearly." for s in ranges.specification.statements)


def test_two_headings_for_one_grade(reading_of: Callable[..., Reading]) -> None:
    text = (INPUT / "plain-one-grade.txt").read_text()
    doubled = text.replace(
        "Competency/Prof", "Grade 7\n\nEssential Duties\n\n- Shred.\n\nCompetency/Prof", 1
    )
    reading = reading_of(doubled)
    (grade,) = reading.specification.class_grades
    assert len(grade.duties) == 3
    assert kinds(reading.specification)["duplicateGrade"] == 1


def test_a_document_cut_off_in_the_chart(reading_of: Callable[..., Reading]) -> None:
    text = (INPUT / "plain-one-grade.txt").read_text()
    reading = reading_of(text[: text.index("scanning") + 4])
    (grade,) = reading.specification.class_grades
    assert [r.level for r in grade.requirements if not r.competency.core] == [None]
    (gap,) = reading.account.gaps
    assert reading.document.text[gap.start : gap.end] == "Demonstrated skill in scan"
    found = kinds(reading.specification)
    assert found["notStated"] >= 1  # the scale
    assert found["unknownLevel"] == 1  # a letter whose scale is cut off


LINES = [
    line
    for path in sorted(INPUT.glob("*.txt"))
    for line in path.read_text("utf-8").splitlines(keepends=True)
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*LINES, "\n", "x\ty\n", "<b>&lt;</b>\n", "\u202eevil\n", "**\n", "\t\t\n"]
        ),
        min_size=1,
        max_size=60,
    )
)
def test_no_mixture_of_lines_stops_the_loader(lines: list[str]) -> None:
    text = "".join(lines)
    if not text.strip():
        return
    loader = next(each for each in find_loaders() if each.name == "montana-role-description")
    outline = read_outline(read_text(text.encode(), "a.txt"))
    assert 0 <= loader.recognise(outline) <= 1
    specification = loader.read(outline)
    account = account_for(specification, outline)
    assert account.total == sum(not character.isspace() for character in outline.document.text)
    for span in specification.spans():
        assert span.end <= len(outline.document.text)
