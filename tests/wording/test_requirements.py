"""What a sentence asks a candidate to bring: wording in, qualifications out."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.model import EducationLevel, Modality, Qualification, QualificationKind
from careerlattice.outline import Passage, read_passage
from careerlattice.requirements import (
    Reading,
    kind_of_requirement,
    modality_of,
    read_requirement,
)

EDUCATION, EXPERIENCE = QualificationKind.EDUCATION, QualificationKind.EXPERIENCE
LICENCE, SUBSTITUTION = QualificationKind.LICENCE, QualificationKind.SUBSTITUTION
OTHER = QualificationKind.OTHER
REQUIRED, PREFERRED, TYPICAL = Modality.REQUIRED, Modality.PREFERRED, Modality.TYPICAL


def passage_of(text: str) -> Passage:
    return read_passage(text, 0, len(text))


def read(text: str, language: str = "en") -> Reading:
    return read_requirement(passage_of(text), language=language)


class Asked(NamedTuple):
    """One expected qualification: its kind, what its value is, and in which words."""

    kind: QualificationKind
    value: EducationLevel | int | None = None
    words: str | None = None


def told(qualification: Qualification) -> Asked:
    words = qualification.field_of_study or qualification.experience_in
    return Asked(
        qualification.kind,
        qualification.education_level or qualification.months,
        words.text if words else None,
    )


SCHOOL, COLLEGE = EducationLevel.HIGH_SCHOOL, EducationLevel.SOME_POST_SECONDARY
ASSOCIATE, BACHELOR = EducationLevel.ASSOCIATE_DEGREE, EducationLevel.BACHELOR_DEGREE
MASTER, DOCTOR = EducationLevel.MASTER_DEGREE, EducationLevel.DOCTORATE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("High school diploma or GED.", [Asked(EDUCATION, SCHOOL)]),
        (
            "Graduation from high school and two (2) years of clerical work.",
            [Asked(EDUCATION, SCHOOL), Asked(EXPERIENCE, 24, "clerical work")],
        ),
        (
            "A diploma from a secondary school, G.E.D. equivalency or high school diploma",
            [Asked(EDUCATION, SCHOOL)],
        ),
        ("Completion of two years of college.", [Asked(EDUCATION, COLLEGE)]),
        (
            "Associate's degree in bookkeeping, records, or a related field",
            [Asked(EDUCATION, ASSOCIATE, "bookkeeping, records, or a related field")],
        ),
        (
            "Bachelor’s degree in forestry; and four years of field experience",
            [Asked(EDUCATION, BACHELOR, "forestry"), Asked(EXPERIENCE, 48, "field experience")],
        ),
        (
            "Graduation from a four-year college with major course work in soil science.",
            [Asked(EDUCATION, BACHELOR, "soil science")],
        ),
        ("Bachelor's or master's degree in hydrology", [Asked(EDUCATION, BACHELOR, "hydrology")]),
        ("Educated to degree level", [Asked(EDUCATION, BACHELOR)]),
        ("An honours degree in law", [Asked(EDUCATION, BACHELOR, "law")]),
        ("A levels or NVQ level 3", [Asked(EDUCATION, SCHOOL)]),
        ("HND in surveying", [Asked(EDUCATION, COLLEGE, "surveying")]),
        ("Master of Social Work", [Asked(EDUCATION, MASTER)]),
        ("Juris Doctor from an accredited law school", [Asked(EDUCATION, DOCTOR)]),
        (
            "Five to seven years in a kitchen, working",
            [Asked(EXPERIENCE, 60, "a kitchen, working")],
        ),
        ("3+ years of experience in road repair", [Asked(EXPERIENCE, 36, "road repair")]),
        ("18 months as a dispatcher", [Asked(EXPERIENCE, 18, "a dispatcher")]),
        (
            "A minimum of one-year inspection experience",
            [Asked(EXPERIENCE, 12, "inspection experience")],
        ),
        (
            "one year of experience equivalent to the next lower grade",
            [Asked(EXPERIENCE, 12, "experience equivalent to the next lower grade")],
        ),
        ("Experience with and without nets", [Asked(EXPERIENCE)]),
        ("Demonstrated experience in grant writing", [Asked(EXPERIENCE, None, "grant writing")]),
        ("Must hold a valid driver's licence.", [Asked(LICENCE)]),
        (
            "Two years' experience in towing and a valid commercial driver license",
            [Asked(EXPERIENCE, 24, "towing"), Asked(LICENCE)],
        ),
        ("Must pass a criminal background check.", [Asked(OTHER)]),
        ("Must be at least 18 years of age.", [Asked(OTHER)]),
        ("Licence or certificate: Certified arborist", [Asked(LICENCE)]),
        ("Experience is valued here", [Asked(EXPERIENCE)]),
        ("Certification must be obtained within 12 months of hire.", [Asked(LICENCE)]),
    ],
)
def test_one_reading(text: str, asked: list[Asked]) -> None:
    reading = read(text)
    assert [told(each) for each in reading.qualifications] == asked
    assert not reading.doubts


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Diplôme d'études secondaires et deux (2) années d'expérience en secrétariat",
            [Asked(EDUCATION, SCHOOL), Asked(EXPERIENCE, 24, "secrétariat")],
        ),
        ("Trois à cinq ans d'expérience", [Asked(EXPERIENCE, 36)]),
        ("Baccalauréat en géologie", [Asked(EDUCATION, BACHELOR, "géologie")]),
        ("Maîtrise en urbanisme", [Asked(EDUCATION, MASTER, "urbanisme")]),
        ("DEC en foresterie", [Asked(EDUCATION, COLLEGE, "foresterie")]),
        ("Doctorat", [Asked(EDUCATION, DOCTOR)]),
        ("Permis de conduire valide", [Asked(LICENCE)]),
    ],
)
def test_one_reading_in_french(text: str, asked: list[Asked]) -> None:
    reading = read(text, "fr-CA")
    assert [told(each) for each in reading.qualifications] == asked
    assert not reading.doubts


def test_the_mastery_of_a_language_is_no_degree() -> None:
    (kept,) = read("Maîtrise de l'anglais", "fr").qualifications
    assert told(kept) == Asked(OTHER)


def test_a_french_baccalaureate_is_a_school_leaving_certificate() -> None:
    (kept,) = read_requirement(passage_of("Baccalauréat"), language="fr-FR").qualifications
    assert kept.education_level is SCHOOL


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's degree or at least three years of relevant experience in zoning.",
        "Six years' experience, or a bachelor's degree and two years' experience.",
        "Four years of experience in purchasing; or",
        "OR an associate degree and one year of experience",
        "Either a diploma from a high school or two years of experience",
        "Preference is given to certified arborists or people with a master's degree.",
        "Bachelor's degree or an approved apprenticeship",
        "DEC en droit ou cinq ans d'expérience",
    ],
)
def test_several_ways_to_qualify_stay_one_sentence(text: str) -> None:
    reading = read(text, "fr" if "DEC" in text else "en")
    (kept,) = reading.qualifications
    (doubt,) = reading.doubts
    assert (kept.sentence.text, kept.education_level, kept.months) == (text, None, None)
    assert (doubt.kind, doubt.about) == ("uncertain", kept)


def test_the_caller_may_know_that_an_item_is_one_of_several_ways() -> None:
    reading = read_requirement(passage_of("Two years of experience"), is_alternative=True)
    assert [told(each) for each in reading.qualifications] == [Asked(EXPERIENCE)]
    assert len(reading.doubts) == 1


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Bachelor's degree in botany preferred.", PREFERRED),
        ("A degree in botany would be an asset", PREFERRED),
        ("Experience in asset management", REQUIRED),
        ("Ideally, experience in archives", PREFERRED),
        ("Experience in archives, ideally public ones", REQUIRED),
        ("Two years of experience, preferably in a court", REQUIRED),
        ("A licence is desirable but not required", PREFERRED),
        ("Typically a bachelor's degree in botany", TYPICAL),
        ("Any combination of education and experience that gives the skills", TYPICAL),
        ("Training equivalent to a bachelor's degree in botany", REQUIRED),
        ("A valid driver's licence may be required", TYPICAL),
        ("Must have two years of experience", REQUIRED),
    ],
)
def test_modality_by_wording(text: str, modality: Modality) -> None:
    assert {each.modality for each in read(text).qualifications} == {modality}


def test_modality_from_the_section_gives_way_to_the_words() -> None:
    passage = passage_of("Two years of experience required; a bachelor's degree is typical")
    reading = read_requirement(passage, modality=PREFERRED)
    assert [each.modality for each in reading.qualifications] == [PREFERRED, TYPICAL]
    assert modality_of("A typical way to obtain these would be:") is TYPICAL
    assert modality_of("Desirable:", REQUIRED) is PREFERRED
    assert modality_of("Education:", PREFERRED) is PREFERRED
    assert modality_of("Atout :", language="fr") is PREFERRED


def test_each_part_of_a_sentence_has_its_own_modality() -> None:
    reading = read("Bachelor's degree required, master's degree preferred")
    assert [(each.education_level, each.modality) for each in reading.qualifications] == [
        (BACHELOR, REQUIRED),
        (MASTER, PREFERRED),
    ]


def test_every_part_keeps_the_sentence_and_its_own_clause() -> None:
    text = "Bachelor's degree in botany and three (3) years of nursery work"
    degree, work = read(text).qualifications
    assert degree.sentence is work.sentence
    assert degree.sentence.text == text
    assert degree.clause is not None
    assert degree.clause.text == "Bachelor's degree in botany"
    assert work.clause is not None
    assert work.clause.text == "three (3) years of nursery work"


def test_the_only_part_of_a_sentence_needs_no_clause() -> None:
    (only,) = read("Three years of nursery work.").qualifications
    assert only.clause is None


def test_time_inside_other_time() -> None:
    whole, part = read("Five years of experience, including one year as a lead").qualifications
    assert (whole.within, part.within) == (None, whole)


def test_time_of_the_experience_asked_for_before() -> None:
    (whole,) = read("Five years of experience in masonry").qualifications
    passage = passage_of("Two years of the required experience must have been in restoration.")
    (part,) = read_requirement(passage, earlier=[whole]).qualifications
    assert (part.within, part.months, told(part).words) == (whole, 24, "restoration")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "High school diploma or an equivalent combination of education and experience",
            "or an equivalent combination of education and experience",
        ),
        ("A bachelor's degree or equivalent experience", "or equivalent experience"),
    ],
)
def test_what_may_stand_in_place_of_the_rest(text: str, clause: str) -> None:
    *asked, rule = read(text).qualifications
    assert rule.kind is SUBSTITUTION
    assert rule.clause is not None
    assert (rule.clause.text, rule.in_place_of) == (clause, asked)


def test_an_equivalent_diploma_is_no_substitution() -> None:
    assert len(read("High school diploma or equivalent").qualifications) == 1


def test_a_rate_and_a_cap() -> None:
    (degree,) = read("Bachelor's degree").qualifications
    (work,) = read("Four years of experience").qualifications
    passage = passage_of(
        "Fifteen (15) semester hours may be substituted for six (6) months of experience up to a"
        " maximum of two (2) years."
    )
    (rule,) = read_requirement(passage, earlier=[degree, work]).qualifications
    assert rule.kind is SUBSTITUTION
    assert (rule.credit_hours, rule.months_credited, rule.cap_months) == (15, 6, 24)
    assert rule.in_place_of == [work]


@pytest.mark.parametrize(
    ("text", "months", "level"),
    [
        ("Four more years of experience may substitute for the education", 48, None),
        ("In lieu of the degree, four years of experience will be accepted.", 48, None),
        ("A master's degree may be substituted for the degree.", None, MASTER),
        ("The degree may be replaced by four years of experience.", None, None),
    ],
)
def test_what_is_offered_instead(
    text: str, months: int | None, level: EducationLevel | None
) -> None:
    (degree,) = read("Bachelor's degree").qualifications
    (rule,) = read_requirement(passage_of(text), earlier=[degree]).qualifications
    assert (rule.kind, rule.months, rule.education_level) == (SUBSTITUTION, months, level)
    assert rule.in_place_of == [degree]


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("two (3) years of clerical experience", "numberMismatch", "differ"),
        ("A degree in a relevant subject", "uncertain", "level of education"),
        ("GCSE grade C in English", "uncertain", "level of education"),
        ("Be punctual", "uncertain", "kept as words"),
        ("May need to possess a valid driver's licence.", "uncertain", "some who hold"),
        ("A background check may be required.", "uncertain", "some who hold"),
        ("Training may be substituted for experience.", "uncertain", "stand in for"),
    ],
)
def test_what_is_not_certain_is_said(text: str, kind: str, message: str) -> None:
    reading = read(text)
    (doubt,) = reading.doubts
    assert (doubt.kind, doubt.about) == (kind, reading.qualifications[0])
    assert message in doubt.message
    assert told(reading.qualifications[0]).value is None


def test_an_empty_passage_asks_for_nothing() -> None:
    assert read("").qualifications == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Bachelor's degree in botany", EDUCATION),
        ("At least four (4) years of experience in botany", EXPERIENCE),
        ("Hands-on experience pruning trees", EXPERIENCE),
        ("Valid arborist certificate", LICENCE),
        ("First aid certification preferred", LICENCE),
        ("Experience may be substituted for education", SUBSTITUTION),
        ("Citizenship is required", OTHER),
        ("Knowledge of trees and their diseases", None),
        ("Ability to obtain a driver's licence", LICENCE),
        ("Ability to hold a meeting", None),
        ("Proven track record of planting", EXPERIENCE),
        ("A level of skill with a degree of care", None),
        ("Strong communication skills gained by experience", None),
        ("Prunes trees along the road", None),
        ("User experience design for public services", None),
        ("", None),
    ],
)
def test_kind_of_a_line(line: str, kind: QualificationKind | None) -> None:
    found, confidence = kind_of_requirement(line)
    assert found is kind
    assert (confidence > 0.5) is (kind is not None)


PHRASES = (
    "bachelor's degree in law, high school diploma or GED, three (3) years of experience, and or ;"
    " including, preferred, may be substituted for, in lieu of, equivalent combination of education"
    " and experience, valid driver's licence, one of the following: (18 months) 2+ years, either"
).split(" ")


@given(st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=8)), max_size=30))
def test_any_text_is_read_and_every_word_stands_where_it_is_said_to(parts: list[str]) -> None:
    text = " ".join(parts)
    passage = passage_of(text)
    for language in ("en", "fr"):
        reading = read_requirement(passage, language=language)
        assert bool(reading.qualifications) == bool(passage)
        for each in reading.qualifications:
            assert each.sentence == passage.words
            for words in (each.clause, each.field_of_study, each.experience_in):
                if words:
                    (span,) = words.spans
                    assert read_passage(text, span.start, span.end).text == words.text
        _, confidence = kind_of_requirement(text, language)
        assert 0 <= confidence <= 1
