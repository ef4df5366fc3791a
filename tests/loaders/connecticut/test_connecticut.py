"""Connecticut class specifications: documents in, expected facts out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerlattice.documents import Document, read_document, read_text
from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Duty,
    EducationLevel,
    Kind,
    Modality,
    Qualification,
    QualificationKind,
    Severity,
    Specification,
    StatementKind,
    Words,
)
from careerlattice.outline import Outline, read_outline
from careerlattice_loaders.connecticut_class_specification import LOADER

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "data/documents/us-ct/processing-technician-6435cl.txt"
INPUTS = sorted((HERE / "input").iterdir())


def outlined(path: Path) -> Outline:
    return read_outline(read_document(path))


def load(name: str) -> Specification:
    return LOADER.read(outlined(HERE / "input" / name))


@pytest.fixture(scope="module")
def seed() -> Specification:
    return LOADER.read(outlined(SEED))


def statements(spec: Specification, kind: StatementKind) -> list[str]:
    return [each.words.text for each in spec.statements if each.kind is kind]


def abilities(spec: Specification) -> list[str]:
    return [each.competency.text.text for each in spec.class_grades[0].requirements]


def qualifications(spec: Specification, kind: QualificationKind) -> list[Qualification]:
    return [each for each in spec.class_grades[0].qualifications if each.kind is kind]


def tree(duties: list[Duty]) -> list[object]:
    """Duties as texts; a group as its label and a list."""
    return [
        (each.words.text, tree(each.parts)) if each.is_group else each.words.text for each in duties
    ]


def texts(words: list[Words]) -> list[str]:
    return [each.text for each in words]


def coded(value: CodedValue | None) -> tuple[list[str], str | None]:
    assert value is not None
    return [code.text for code in value.codes], value.name.text if value.name else None


def found(spec: Specification, kind: str) -> list[str]:
    return [each.message for each in spec.findings if each.kind == kind]


def missing(spec: Specification) -> set[str]:
    return {message.split(":")[0] for message in found(spec, "notStated")}


def unplaced(document: Document, outline: Outline, spec: Specification) -> str:
    """Letters and digits in no span of a record, a label or a mark."""
    placed = bytearray(len(document.text))
    marks = [block.mark for block in outline.blocks if block.mark]
    for span in [*spec.spans(), *marks]:
        placed[span.start : span.end] = b"\1" * (span.end - span.start)
    return "".join(
        c for c, done in zip(document.text, placed, strict=True) if c.isalnum() and not done
    )


class TestSeed:
    def test_title_stands_only_in_the_cancellation_clause(self, seed: Specification) -> None:
        assert seed.title.text == "Processing Technician"
        assert seed.title_as_written is None
        assert SEED.read_text("utf-8").splitlines()[61].find("Processing Technician") > 0
        assert texts(seed.codes) == ["6435CL"]

    def test_prose(self, seed: Specification) -> None:
        kinds = [each.kind for each in seed.statements]
        assert sorted(kinds) == sorted(
            [
                StatementKind.PURPOSE,
                StatementKind.GUIDELINES,
                StatementKind.DISTINGUISHING_FEATURES,
                StatementKind.SUPERVISION_RECEIVED,
                StatementKind.SUPERVISION_EXERCISED,
                StatementKind.NOTICE,
                StatementKind.CANCELLATION,
            ]
        )
        (features,) = statements(seed, StatementKind.DISTINGUISHING_FEATURES)
        assert features.startswith("This class is distinguished from ")
        (guidelines,) = statements(seed, StatementKind.GUIDELINES)
        assert "distinguished" not in guidelines
        assert texts(seed.distinguished_from) == ["Office Assistant"]

    def test_statute(self, seed: Specification) -> None:
        cited = [cite.words.text for each in seed.statements for cite in each.cites]
        assert cited == ["Sec. 5-196 of the Connecticut General Statutes"]

    def test_duties(self, seed: Specification) -> None:
        duties = [each.words.text for each in seed.class_grades[0].all_duties()]
        assert len(duties) == 18
        assert not any(text.endswith(";") for text in duties)
        assert duties[2] == "Makes corrections and/or additions"
        assert duties[14].startswith(
            "Types correspondence, forms, file documentation, etc. in support"
        )

    def test_knowledge_skills_and_abilities(self, seed: Specification) -> None:
        grade = seed.class_grades[0]
        kinds = [each.competency.kinds for each in grade.requirements]
        assert kinds == [(Kind.KNOWLEDGE,), *[(Kind.SKILL,)] * 2, *[(Kind.ABILITY,)] * 9]
        assert all(each.level is None for each in grade.requirements)
        assert len(seed.competencies) == 12
        assert abilities(seed)[:4] == [
            "Knowledge of office systems and procedures",
            "interpersonal skills",
            "oral and written communication skills",
            "Ability to compose effective correspondence and forms",
        ]
        assert abilities(seed)[-1] == "Ability to operate office suite software"

    def test_a_joined_ability_has_the_spans_of_stem_and_item(self, seed: Specification) -> None:
        text = SEED.read_text("utf-8")
        spans = seed.competencies[3].text.spans
        assert [text[each.start : each.end] for each in spans] == [
            "Ability to",
            "compose effective correspondence and forms",
        ]

    def test_experience(self, seed: Specification) -> None:
        general, special = qualifications(seed, QualificationKind.EXPERIENCE)
        assert (general.months, general.modality) == (36, Modality.REQUIRED)
        assert general.experience_in is not None
        assert general.experience_in.text == "clerical work experience"
        assert (special.months, special.modality) == (12, Modality.REQUIRED)
        assert special.within is general
        assert texts(special.qualifying_classes) == ["Office Assistant", "Interpreter Clerk"]

    def test_substitution(self, seed: Specification) -> None:
        (rule,) = qualifications(seed, QualificationKind.SUBSTITUTION)
        assert (rule.credit_hours, rule.months_credited, rule.cap_months) == (15, 6, 24)
        assert rule.in_place_of == [seed.class_grades[0].qualifications[0]]

    def test_codes_and_grade(self, seed: Specification) -> None:
        (grade,) = seed.class_grades
        assert grade.grade is not None
        assert grade.grade.notation == "CL 16"
        assert (grade.grade.structure, grade.grade.structure_name) == ("cl", "CL")
        assert (grade.grade.rank, grade.grade.is_salary_group) == (16, True)
        assert coded(grade.occupational_group) == (["05"], "Clerical/Secretarial")
        assert coded(grade.bargaining_unit) == (["07", "NP-3"], "ADMN CLERICAL")
        assert coded(grade.eeo_category) == (["6"], "Administrative Support")
        assert grade.appointment_type is not None
        assert grade.appointment_type.text == "Classified/Competitive"

    def test_dates(self, seed: Specification) -> None:
        dates = [seed.established, seed.revised, seed.effective, seed.replaces]
        assert [each and each.value for each in dates] == [
            date(1986, 4, 25),
            date(2022, 12, 30),
            date(2022, 12, 30),
            date(2009, 5, 26),
        ]
        assert seed.publication_number is not None
        assert seed.publication_number.text == "22-160"

    def test_nothing_is_missing_or_doubted(self, seed: Specification) -> None:
        assert seed.findings == []

    def test_no_sentence_hides_under_a_label(self, seed: Specification) -> None:
        text = SEED.read_text("utf-8")
        labels = [text[each.start : each.end] for each in seed.labels]
        assert all(each.isupper() or each in ("Skills", "Final No.") for each in labels)


class TestCapitalSubheads:
    """The web page's layout: title and pay on top, nested bullets, subheads among duties."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("capital-subheads.txt")

    def test_title_and_code_stand_on_top(self, spec: Specification) -> None:
        assert spec.title.text == "Harbor Records Supervisor (40 Hour)"
        assert texts(spec.codes) == ["1204XR"]
        assert found(spec, "nameMismatch") == []

    def test_pay_is_kept_as_a_statement(self, spec: Specification) -> None:
        (pay,) = statements(spec, StatementKind.OTHER)
        assert pay == (
            "$30.10-$41.20 Hourly / $2,408.00-$3,296.00 BiWeekly / $62,849.00-$86,026.00 Yearly"
        )

    def test_subheads_group_duties(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            "Plans the week of the office",
            "Performs related duties as required.",
            (
                "LEAD LEVEL",
                [
                    "Assigns work to clerks",
                    ("Trains new clerks in", ["indexing", "shelving"]),
                    "Performs related duties as required.",
                ],
            ),
            ("ADVANCED LEVEL", ["Restores damaged ledgers", "Answers letters from mariners."]),
        ]

    def test_subheads_stay_with_their_guidelines(self, spec: Specification) -> None:
        assert [each[:20] for each in statements(spec, StatementKind.GUIDELINES)] == [
            "LEAD LEVEL Leads at ",
            "ADVANCED LEVEL Handl",
        ]

    def test_stems_join_and_end_with_depth(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Considerable knowledge of and ability to apply harbor law",
            "Considerable knowledge of Coast Guard rules",
            "Considerable interpersonal skills",
            "Considerable oral and written communication skills",
            "Considerable ability to read faded handwriting",
            "Considerable ability to lift ledgers",
            "Supervisory ability",
        ]
        assert spec.competencies[0].kinds == (Kind.KNOWLEDGE, Kind.ABILITY)

    def test_notes_explain_and_name_classes(self, spec: Specification) -> None:
        assert len(statements(spec, StatementKind.EXPLANATION)) == 3
        general, special = qualifications(spec, QualificationKind.EXPERIENCE)
        assert (general.months, special.months, special.within) == (72, 24, general)
        assert texts(special.qualifying_classes) == ["Harbor Records Clerk 2", "Harbor Archivist"]

    def test_each_substitution_is_a_rule(self, spec: Specification) -> None:
        general, special = qualifications(spec, QualificationKind.EXPERIENCE)
        hours, degree, service, program = qualifications(spec, QualificationKind.SUBSTITUTION)
        assert (hours.credit_hours, hours.months_credited, hours.cap_months) == (15, 6, 48)
        assert degree.education_level is EducationLevel.MASTER_DEGREE
        assert degree.field_of_study is not None
        assert degree.field_of_study.text == "library science, archives or a closely related field"
        assert degree.months_credited == 12
        assert (service.months, service.months_credited) == (36, None)
        assert texts(service.qualifying_classes) == ["Harbor Records Clerk 2"]
        assert set(map(id, service.in_place_of)) == {id(general), id(special)}
        assert (program.in_place_of, program.months_credited) == ([general], None)

    def test_an_empty_effective_date_is_a_finding(self, spec: Specification) -> None:
        assert missing(spec) == {"effective date"}
        assert spec.established is not None
        assert spec.established.value == date(1985, 1, 2)


class TestOlderParagraphs:
    """Colons after headings, duties and abilities in one paragraph, labels in front of text."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("older-paragraphs.txt")

    def test_title_in_capitals(self, spec: Specification) -> None:
        assert spec.title.text == "Kite Inspector"
        assert spec.title_as_written is not None
        assert spec.title_as_written.text == "KITE INSPECTOR"
        assert spec.title.spans == spec.title_as_written.spans

    def test_heading_and_text_on_one_line(self, spec: Specification) -> None:
        assert statements(spec, StatementKind.GUIDELINES) == [
            "This class is used at the coast only."
        ]

    def test_semicolons_part_duties_but_not_in_brackets(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            "Inspects kites (large; small) of every color",
            "measures string",
            "reports on wind, weather and flight",
            "may test kites at dusk",
            "performs related duties as required.",
        ]

    def test_a_statement_without_its_own_stem_reads_on(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Considerable knowledge of kites and knots",
            "knowledge of weather",
            "considerable interpersonal skills",
            "ability to run",
            "ability to climb dunes",
            "ability to read a barometer",
        ]
        assert found(spec, "uncertain") == ["read on from the statement before it"]

    def test_labelled_qualifications(self, spec: Specification) -> None:
        general, special = qualifications(spec, QualificationKind.EXPERIENCE)
        assert (general.months, texts(general.qualifying_classes)) == (48, ["Kite Tester"])
        assert (special.months, special.within) == (12, general)
        hours, degree = qualifications(spec, QualificationKind.SUBSTITUTION)
        assert (hours.credit_hours, hours.months_credited, hours.cap_months) == (15, 6, 24)
        assert degree.education_level is EducationLevel.BACHELOR_DEGREE
        assert degree.months_credited == 24
        (licence,) = qualifications(spec, QualificationKind.LICENCE)
        assert licence.modality is Modality.REQUIRED
        assert len(statements(spec, StatementKind.SPECIAL_REQUIREMENTS)) == 1

    def test_clause_about_the_same_group_states_the_group(self, spec: Specification) -> None:
        grade = spec.class_grades[0].grade
        assert grade is not None
        assert grade.notation == "WN 18"
        assert spec.replaces is not None
        assert spec.replaces.value == date(1990, 6, 1)
        assert spec.publication_number is not None
        assert spec.publication_number.text == "90-12"

    def test_what_is_missing_is_said_of_the_class_grade(self, spec: Specification) -> None:
        absent = [each for each in spec.findings if each.kind == "notStated"]
        assert missing(spec) == {
            "job class designation",
            "occupational group",
            "bargaining unit",
            "EEO category",
            "effective date",
            "class code",
        }
        assert all(each.about is spec.class_grades[0] for each in absent)
        assert all(each.severity is Severity.WARNING for each in absent)


class TestMarkdown:
    """Hashes, bold, title case, a longer dash, stems with colons."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("markdown.md")

    def test_headings_in_any_dress(self, spec: Specification) -> None:
        assert spec.title.text == "Lantern Keeper"
        assert missing(spec) == set()

    def test_bold_subhead_groups(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            "Lights lanterns at dusk",
            "Trims wicks",
            ("Winter Work", ["Clears snow from lanterns"]),
        ]

    def test_stem_with_colon(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Knowledge of oil",
            "Ability to climb ladders",
            "Ability to work at night",
        ]

    def test_preferred_and_conditional_requirements(self, spec: Specification) -> None:
        (experience,) = qualifications(spec, QualificationKind.EXPERIENCE)
        (education,) = qualifications(spec, QualificationKind.EDUCATION)
        (licence,) = qualifications(spec, QualificationKind.LICENCE)
        assert experience.modality is education.modality is Modality.PREFERRED
        assert education.field_of_study is not None
        assert education.field_of_study.text == "optics"
        assert licence.modality is Modality.TYPICAL

    def test_what_cannot_be_parsed_stays_a_sentence(self, spec: Specification) -> None:
        (kept,) = qualifications(spec, QualificationKind.OTHER)
        assert kept.sentence.text.startswith("Any experience and training")
        assert any(each.about is kept and each.kind == "uncertain" for each in spec.findings)

    def test_dash_in_a_salary_group(self, spec: Specification) -> None:
        grade = spec.class_grades[0].grade
        assert grade is not None
        assert (grade.notation, grade.structure, grade.rank) == ("FD 08", "fd", 8)


class TestTwoClasses:
    """Two codes and two salary groups; lists that lost their depth."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("two-classes.txt")

    def test_codes(self, spec: Specification) -> None:
        assert texts(spec.codes) == ["0123AR", "4567VR"]

    def test_first_of_several_titles(self, spec: Specification) -> None:
        assert spec.title.text == "Ticket Stamper"
        assert "the clause names several classes; the first is taken" in found(spec, "uncertain")

    def test_two_grades_share_all_but_the_grade(self, spec: Specification) -> None:
        first, second = spec.class_grades
        assert first.grade is not None
        assert second.grade is not None
        assert (first.grade.notation, second.grade.notation) == ("AR 21", "AR 24")
        assert tree(first.duties) == tree(second.duties)
        assert [each.competency for each in first.requirements] == [
            each.competency for each in second.requirements
        ]

    def test_labels_among_flat_bullets_group(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            ("TICKETS", ["Stamps tickets", "Sorts tickets by color"]),
            ("STAMPS", ["Cleans stamps", "Performs related duties as required."]),
        ]

    def test_stems_among_flat_bullets(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Considerable knowledge of tickets",
            "interpersonal skills",
            "Skills in performing sums",
            "Considerable stamping ability",
            "Ability to stamp straight",
            "Ability to lift boxes of tickets and carry them upstairs",
        ]

    def test_words_and_digits_that_disagree_are_not_read(self, spec: Specification) -> None:
        assert len(found(spec, "numberMismatch")) == 1
        assert [each.months for each in spec.class_grades[0].qualifications] == [None]

    def test_number_on_the_line_after_its_label(self, spec: Specification) -> None:
        assert spec.publication_number is not None
        assert spec.publication_number.text == "22-161"


class TestUnusualParts:
    """Headings nobody told us of, departments as subheads, alternatives, empty sections."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("unusual-parts.txt")

    def test_departments_divide_the_purpose(self, spec: Specification) -> None:
        assert len(statements(spec, StatementKind.PURPOSE)) == 2

    def test_unknown_headings_are_never_merged_into_what_precedes(
        self, spec: Specification
    ) -> None:
        assert statements(spec, StatementKind.SUPERVISION_EXERCISED) == ["Directs counters."]
        assert statements(spec, StatementKind.OTHER) == [
            "This is the second of three classes.",
            "Movement follows the rules of Public Act 08-01.",
            "Lasts one year.",
            "For recruitment, other titles may be used: Cloud counter Drop counter",
        ]

    def test_addendum_is_no_duty(self, spec: Specification) -> None:
        assert spec.class_grades[0].duties == []
        assert statements(spec, StatementKind.EXPLANATION) == ["See attached addendum."]

    def test_capital_items_stay_under_their_stem(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Knowledge of clouds",
            "Knowledge of NIMBUS software",
            "Ability to look up",
        ]

    def test_alternatives_stay_one_sentence(self, spec: Specification) -> None:
        (kept,) = qualifications(spec, QualificationKind.OTHER)
        assert kept.months is None
        assert len(kept.sentence.spans) == 3

    def test_each_special_requirement_completes_its_lead_in(self, spec: Specification) -> None:
        (licence,) = qualifications(spec, QualificationKind.LICENCE)
        assert licence.sentence.text.endswith("the following: Possession of a valid pilot license.")
        (degree,) = qualifications(spec, QualificationKind.EDUCATION)
        assert degree.education_level is EducationLevel.MASTER_DEGREE
        assert len(statements(spec, StatementKind.SPECIAL_REQUIREMENTS)) == 2

    def test_physical_demands_and_working_conditions(self, spec: Specification) -> None:
        assert len(statements(spec, StatementKind.PHYSICAL_DEMANDS)) == 2
        assert len(statements(spec, StatementKind.WORKING_CONDITIONS)) == 1

    def test_empty_and_impossible_values(self, spec: Specification) -> None:
        assert spec.class_grades[0].grade is None
        assert spec.effective is None
        assert "not a date of the calendar" in found(spec, "uncertain")
        assert missing(spec) == {
            "the document does not state its title",
            "salary group",
            "effective date",
        }
        assert spec.title == Words("", ())


class TestWithoutHeadings:
    """Pages whose headings were lost: paragraphs are known by how they open."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("without-headings.txt")

    def test_prose_by_wording(self, spec: Specification) -> None:
        assert [each.kind for each in spec.statements] == [
            StatementKind.OTHER,
            StatementKind.PURPOSE,
            StatementKind.SUPERVISION_RECEIVED,
            StatementKind.SUPERVISION_EXERCISED,
            StatementKind.EXPLANATION,
            StatementKind.NOTICE,
            StatementKind.CANCELLATION,
        ]

    def test_qualifications_by_wording(self, spec: Specification) -> None:
        general, special = qualifications(spec, QualificationKind.EXPERIENCE)
        assert (general.months, special.months, special.within) == (84, 24, general)
        assert texts(special.qualifying_classes) == ["Orchard Manager", "Orchard Chief"]
        (rule,) = qualifications(spec, QualificationKind.SUBSTITUTION)
        assert rule.in_place_of == [general]

    def test_the_group_of_the_replaced_specification_is_not_taken(
        self, spec: Specification
    ) -> None:
        assert spec.class_grades[0].grade is None


class TestOldTable:
    """The tables of codes that older pages had above and below the text."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("old-table.txt")

    def test_rows_above(self, spec: Specification) -> None:
        assert (spec.title.text, texts(spec.codes)) == ("Scribe 1", ["6970", "7701"])
        (grade,) = spec.class_grades
        assert grade.grade is not None
        assert grade.grade.notation == "CL 14"
        assert spec.effective is not None
        assert spec.effective.value == date(2009, 5, 26)

    def test_table_below(self, spec: Specification) -> None:
        grade: ClassGrade = spec.class_grades[0]
        assert coded(grade.occupational_group) == (["05"], "Clerical")
        assert coded(grade.bargaining_unit) == (["07", "NP-3"], "ADMN CLERICAL")
        assert coded(grade.eeo_category) == (["6"], "Administrative Support")
        assert spec.publication_number is not None
        assert spec.publication_number.text == "838"

    def test_labels_in_front_of_run_on_duties(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            ("COPYING", ["Copies letters, bills, drafts, etc. from dictation", "proofreads."]),
            ("FILING", ["Files letters", "keeps indexes."]),
            "Performs related duties as required.",
        ]

    def test_short_month(self, spec: Specification) -> None:
        assert spec.replaces is not None
        assert spec.replaces.value == date(2005, 2, 24)


class TestNoBullets:
    """Bullets lost, lines wrapped, no title, a new class."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("no-bullets.txt")

    def test_wrapped_duties(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            "Rings bells",
            "Oils the bearings of bells, ropes and wheels so that they swing without noise",
            "Keeps the log of hours rung",
            (
                "BELL TOWER",
                ["Sweeps the stairs of the tower", "Performs related duties as required."],
            ),
        ]

    def test_stems_on_lines_of_their_own(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Knowledge of bells",
            "interpersonal skills",
            "oral and written communication skills",
            "Ability to climb stairs",
            "Ability to keep time",
        ]

    def test_pay_beside_the_group_is_kept(self, spec: Specification) -> None:
        assert spec.class_grades[0].grade is not None
        assert spec.class_grades[0].grade.notation == "TC 09"
        assert statements(spec, StatementKind.OTHER) == ["TC 09 ($35,000-$42,000)"]

    def test_two_digit_year(self, spec: Specification) -> None:
        assert spec.effective is not None
        assert spec.effective.value == date(2024, 1, 1)


def test_a_note_among_duties_ends_at_the_next_group() -> None:
    text = (
        "EXAMPLES OF DUTIES\n- Rows boats;\nNOTE:\n- Boats are wet.\nFERRIES\n- Steers ferries.\n"
    )
    spec = LOADER.read(read_outline(read_text(text.encode(), "note.txt")))
    assert tree(spec.class_grades[0].duties) == ["Rows boats", ("FERRIES", ["Steers ferries."])]
    assert statements(spec, StatementKind.EXPLANATION) == ["Boats are wet."]


class TestOddWording:
    """Headings broken over lines, lone bullets, stems that break off, subheads over experience."""

    @pytest.fixture(scope="class")
    @classmethod
    def spec(cls) -> Specification:
        return load("odd-wording.txt")

    def test_broken_headings_and_lone_bullets(self, spec: Specification) -> None:
        assert tree(spec.class_grades[0].duties) == [
            ("BUREAU OF BONES AND FOSSILS", ["Dusts bones", "Dusts fossils"]),
            ("EMPTY ROOMS", []),
        ]
        assert "a label with no duties under it" in found(spec, "uncertain")
        assert missing(spec) == set()

    def test_announcement_is_no_duty(self, spec: Specification) -> None:
        (announcement,) = statements(spec, StatementKind.EXPLANATION)
        assert announcement.startswith("The following duties")

    def test_stem_that_breaks_off(self, spec: Specification) -> None:
        assert abilities(spec) == [
            "Considerable knowledge of the principles of dusting",
            "Considerable knowledge of the principles of Italian marble",
            "Ability to work alone",
        ]
        assert "a stem with nothing under it" in found(spec, "uncertain")

    def test_degree_and_experience_are_two_clauses_of_one_sentence(
        self, spec: Specification
    ) -> None:
        (degree,) = qualifications(spec, QualificationKind.EDUCATION)
        experience = qualifications(spec, QualificationKind.EXPERIENCE)[0]
        assert degree.clause is not None
        assert experience.clause is not None
        assert degree.clause.text == "A Bachelor's degree in dust"
        assert experience.clause.text == "two (2) years of experience in museums"
        assert degree.sentence == experience.sentence

    def test_degree_or_experience_is_not_read_as_both(self, spec: Specification) -> None:
        (kept,) = qualifications(spec, QualificationKind.OTHER)
        assert (kept.education_level, kept.months) == (None, None)

    def test_special_experience_lies_within_only_where_it_says_so(
        self, spec: Specification
    ) -> None:
        general, unsaid, said = qualifications(spec, QualificationKind.EXPERIENCE)
        assert (unsaid.within, said.within) == (None, general)
        assert texts(unsaid.qualifying_classes) == ["Duster"]

    def test_lead_in_says_what_the_items_stand_for(self, spec: Specification) -> None:
        hours, degree = qualifications(spec, QualificationKind.SUBSTITUTION)
        assert (hours.credit_hours, hours.months_credited, hours.cap_months) == (30, 12, 24)
        assert degree.education_level is EducationLevel.ASSOCIATE_DEGREE
        assert len(hours.in_place_of) == len(degree.in_place_of) == 1

    def test_values_behind_their_headings(self, spec: Specification) -> None:
        grade = spec.class_grades[0]
        assert coded(grade.occupational_group) == (["31"], "Museums")
        assert coded(grade.bargaining_unit) == (["NP-2"], "SERVICE")
        assert grade.grade is not None
        assert (grade.grade.notation, grade.grade.rank) == ("TC 12-14", None)
        assert spec.title.text == "Engineer of Dust"
        assert spec.effective is not None
        assert spec.effective.value == date(2008, 6, 7)


@pytest.mark.parametrize("path", [SEED, *INPUTS], ids=lambda path: path.name)
def test_every_letter_is_placed(path: Path) -> None:
    outline = outlined(path)
    assert unplaced(outline.document, outline, LOADER.read(outline)) == ""


def test_all_fixtures_were_found() -> None:
    assert len(INPUTS) == 9


@pytest.mark.parametrize("path", [SEED, *INPUTS], ids=lambda path: path.name)
def test_recognises_its_family(path: Path) -> None:
    assert LOADER.recognise(outlined(path)) >= 0.9


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for path in (HERE.parents[2] / "data/documents").glob("*/*.txt")
        if path.parent.name != "us-ct"
    ),
    ids=lambda path: path.name,
)
def test_leaves_other_families_alone(path: Path) -> None:
    assert LOADER.recognise(outlined(path)) < 0.3


LINES = [line for path in [SEED, *INPUTS] for line in path.read_text("utf-8").splitlines()]
ODD = st.text(alphabet="AaBb09 ;:.,()-–*#|\t\n\u0412\u202e'’$/", max_size=60)


def check(text: str) -> None:
    document = read_text((text or "x").encode() if text.strip() else b"x", "fuzz.txt")
    outline = read_outline(document)
    spec = LOADER.read(outline)
    assert 0 <= LOADER.recognise(outline) <= 1
    assert spec.class_grades
    for span in spec.spans():
        assert 0 <= span.start < span.end <= len(document.text)
    for each in spec.statements:
        first, last = each.words.spans[0], each.words.spans[-1]
        assert document.text[first.start] == each.words.text[0]
        assert document.text[last.end - 1] == each.words.text[-1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(LINES), ODD), max_size=40))
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    check("\n".join(lines))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([SEED, *INPUTS]), st.data())
def test_cut_and_doubled_documents_are_read(path: Path, data: st.DataObject) -> None:
    lines = path.read_text("utf-8").splitlines()
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(start, len(lines)))
    again = data.draw(st.integers(0, 2))
    width = data.draw(st.integers(1, 200))
    cut = lines[:start] + lines[start:end] * again + [line[:width] for line in lines[end:]]
    check("\n".join(cut))
