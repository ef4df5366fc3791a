"""The general loader: descriptions of work in every layout, and what each of their lines says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import CareerlatticeError
from careerlattice.model import (
    ClassGrade,
    DetailKind,
    EducationLevel,
    Modality,
    QualificationKind,
    Specification,
    StatementKind,
)
from careerlattice.outline import read_outline
from careerlattice.registry import SURE_ENOUGH, find_loaders

INPUT = Path(__file__).parent / "input"
LOADER = next(each for each in find_loaders() if each.name == "general")


def read(text: str) -> Specification:
    specification = LOADER.read(read_outline(read_text(text.encode(), "a.txt")))
    account = account_for(specification, read_outline(read_text(text.encode(), "a.txt")))
    assert account.gaps == ()
    return specification


def fixture(name: str) -> Specification:
    return read((INPUT / f"{name}.txt").read_text("utf-8"))


def grade(specification: Specification) -> ClassGrade:
    (only,) = specification.class_grades
    return only


def duties(specification: Specification) -> list[str]:
    return [duty.words.text for duty in grade(specification).all_duties() if not duty.is_group]


def groups(specification: Specification) -> list[str]:
    return [duty.words.text for duty in grade(specification).all_duties() if duty.is_group]


def competencies(specification: Specification) -> list[str]:
    return [each.text.text for each in specification.competencies]


def qualifications(specification: Specification) -> list[str]:
    return list(dict.fromkeys(q.sentence.text for q in grade(specification).qualifications))


def statements(specification: Specification, kind: StatementKind) -> list[str]:
    return [each.words.text for each in specification.statements if each.kind is kind]


def details(specification: Specification) -> dict[DetailKind, str]:
    return {each.kind: each.value.text for each in specification.details}


class TestCapitalHeadings:
    def test_facts(self) -> None:
        spec = fixture("capital_headings")
        assert spec.title.text == "Park Ranger II"
        assert [code.text for code in spec.codes] == ["4417"]
        assert details(spec) == {
            DetailKind.EXEMPT_STATUS: "Non-Exempt",
            DetailKind.DEPARTMENT: "Parks and Trails",
        }
        (pay,) = grade(spec).pay
        assert (pay.minimum, pay.maximum) == (Decimal("21.40"), Decimal("29.85"))

    def test_duties_end_with_the_related_ones(self) -> None:
        assert duties(fixture("capital_headings")) == [
            "Patrols trails on foot and by bicycle.",
            "Answers questions of visitors about plants, wildlife and rules.",
            "Reports hazards and closes trails after storms.",
            "Performs related duties as assigned.",
        ]

    def test_stems_are_joined_and_keep_both_places(self) -> None:
        spec = fixture("capital_headings")
        assert competencies(spec) == [
            "Knowledge of First aid and rescue on water.",
            "Knowledge of Rules for the use of public land.",
            "Ability to Read maps and use a radio.",
            "Ability to Stay calm with upset visitors.",
        ]
        assert all(len(each.text.spans) == 2 for each in spec.competencies)
        assert all(each.level is None for each in grade(spec).requirements)

    def test_prose_is_typed(self) -> None:
        spec = fixture("capital_headings")
        found = {each.kind for each in spec.statements}
        assert found == {
            StatementKind.SUMMARY,
            StatementKind.DISTINGUISHING_FEATURES,
            StatementKind.SUPERVISION_RECEIVED,
            StatementKind.PHYSICAL_DEMANDS,
            StatementKind.WORKING_CONDITIONS,
        }

    def test_qualifications_keep_sentence_and_values(self) -> None:
        spec = fixture("capital_headings")
        first = grade(spec).qualifications
        assert {q.education_level for q in first} >= {EducationLevel.HIGH_SCHOOL}
        assert {q.months for q in first} >= {24}
        by_sentence = {q.sentence.text: q for q in first}
        wish = by_sentence["A certificate in wilderness medicine is desirable."]
        assert wish.modality is Modality.PREFERRED
        licence = by_sentence["Possession of a valid driver's license."]
        assert licence.kind is QualificationKind.LICENCE


class TestMarkdown:
    def test_sections_by_what_they_mean(self) -> None:
        spec = fixture("markdown_role")
        assert spec.title.text == "Service Designer"
        assert duties(spec) == [
            "map journeys of residents from first worry to warm home",
            "run workshops with staff of other departments",
            "turn research into prototypes, such as:",
            "paper sketches",
            "clickable pages",
            "coach two junior designers",
        ]
        assert competencies(spec) == [
            "strong facilitation skills",
            "you explain difficult things plainly",
            "familiarity with the rules of welfare law",
        ]
        assert qualifications(spec) == [
            "experience of designing services for the public",
            "a degree in design or a related field",
        ]

    def test_nested_items_are_parts(self) -> None:
        spec = fixture("markdown_role")
        parent = grade(spec).duties[2]
        assert [part.words.text for part in parent.parts] == ["paper sketches", "clickable pages"]

    def test_essential_and_desirable(self) -> None:
        spec = fixture("markdown_role")
        assert [r.modality for r in grade(spec).requirements] == [
            Modality.REQUIRED,
            Modality.REQUIRED,
            Modality.PREFERRED,
        ]
        assert grade(spec).qualifications[-1].modality is Modality.PREFERRED

    def test_the_advertisement_stays_out_of_the_lattice(self) -> None:
        spec = fixture("markdown_role")
        assert len(statements(spec, StatementKind.EMPLOYER)) == 1
        assert len(statements(spec, StatementKind.BENEFITS)) == 2
        assert len(statements(spec, StatementKind.APPLICATION)) == 1
        assert len(statements(spec, StatementKind.EQUAL_OPPORTUNITY)) == 1


class TestWithoutHeadings:
    def test_lines_tell_by_themselves(self) -> None:
        spec = fixture("no_headings")
        assert duties(spec) == [
            "Receives boxes of records from departments and checks them against lists.",
            "Scans maps and deeds and names the files by the agreed scheme.",
            "Answers requests of the public at the counter and by telephone.",
            "Trains volunteers in the handling of old paper.",
            "Performs other duties as assigned.",
        ]
        assert competencies(spec) == [
            "Knowledge of filing systems and of the state's retention rules.",
            "Ability to read old handwriting.",
            "Strong attention to detail.",
        ]
        assert qualifications(spec) == [
            (
                "High school diploma or GED and one year of clerical experience;"
                " or an equivalent combination of education and experience."
            ),
            "Must possess a valid driver's license.",
        ]

    def test_lifting_is_a_physical_demand(self) -> None:
        spec = fixture("no_headings")
        assert statements(spec, StatementKind.PHYSICAL_DEMANDS) == [
            "Ability to lift boxes of up to 40 pounds onto shelves."
        ]

    def test_questions_to_applicants_ask_for_nothing(self) -> None:
        spec = fixture("no_headings")
        asked = " ".join(statements(spec, StatementKind.APPLICATION))
        assert "Do you have at least one year of clerical experience?" in asked
        assert "Yes" in asked
        assert "Please describe your experience with archives." in asked

    def test_dates_are_read(self) -> None:
        spec = fixture("no_headings")
        (closing,) = [d for d in spec.details if d.kind is DetailKind.CLOSES]
        assert closing.day == date(2024, 6, 14)


class TestRunInHeadings:
    def test_one_line_one_section(self) -> None:
        spec = fixture("run_in_headings")
        assert duties(spec) == [
            "Takes samples and tests them for chlorine",
            "adjusts pumps and dosing",
            "writes the shift log",
            "calls the chief operator when readings are out of range.",
        ]
        assert qualifications(spec) == [
            "Education: High school diploma.",
            "Experience: One year of work in a plant of any kind.",
            "Licenses: Class C operator's licence within 18 months of hire.",
        ]
        assert len(statements(spec, StatementKind.SUMMARY)) == 1
        assert len(statements(spec, StatementKind.WORKING_CONDITIONS)) == 1

    def test_a_stem_run_into_its_list(self) -> None:
        (only,) = competencies(fixture("run_in_headings"))
        assert only.startswith("Knowledge of chemistry of water")


class TestParagraphs:
    def test_duties_are_cut_at_their_sentences(self) -> None:
        spec = fixture("paragraph_duties")
        assert len(duties(spec)) == 4
        assert duties(spec)[-1] == "Performs other work as required."
        spans = [d.words.spans for d in grade(spec).all_duties()]
        assert len(set(spans)) == 4

    def test_a_general_statement_of_duties_is_a_summary(self) -> None:
        (summary,) = statements(fixture("paragraph_duties"), StatementKind.SUMMARY)
        assert summary.startswith("Carries out professional work")

    def test_qualifications_and_competencies_in_one_paragraph(self) -> None:
        spec = fixture("paragraph_duties")
        assert len(qualifications(spec)) == 2
        (knowledge,) = competencies(spec)
        assert "thorough knowledge of zoning law" in knowledge


class TestMixedSections:
    def test_qualifications_line_by_line(self) -> None:
        spec = fixture("mixed_qualifications")
        assert qualifications(spec) == [
            "Associate's degree in accounting.",
            "Two years of bookkeeping experience preferred.",
            "Must pass a criminal background check.",
        ]
        assert competencies(spec) == [
            "Knowledge of double-entry bookkeeping.",
            "Ability to work with figures quickly and without error.",
            "Proficient with spreadsheets.",
        ]
        assert statements(spec, StatementKind.PHYSICAL_DEMANDS) == [
            "Must be able to lift 25 pounds."
        ]
        assert len(statements(spec, StatementKind.NOTICE)) == 1

    def test_essential_duties_and_shares_of_time(self) -> None:
        first, second, third = grade(fixture("mixed_qualifications")).duties
        assert [d.essential for d in (first, second, third)] == [True, True, True]
        assert second.time_share == Decimal("0.2")
        assert first.time_share is None


class TestTables:
    def test_a_person_specification(self) -> None:
        spec = fixture("person_specification_table")
        assert competencies(spec) == [
            "Understanding of children's books",
            "Knowledge of local history",
            "Able to deal calmly with complaints",
        ]
        assert qualifications(spec) == [
            "Experience of supervising staff",
            "Experience in a library",
            "GCSE English at grade 4",
            "A degree",
        ]
        assert [r.modality for r in grade(spec).requirements] == [
            Modality.REQUIRED,
            Modality.PREFERRED,
            Modality.REQUIRED,
        ]
        assert len(duties(spec)) == 3
        held = grade(spec).grade
        assert held is not None
        assert held.notation == "Scale 6"

    def test_shares_of_time_in_a_column(self) -> None:
        spec = read(
            "POSITION DESCRIPTION\n\n| Position Title: | Budget Analyst |\n\n"
            "| % of Time | Duties |\n"
            "| 60% | Prepares the yearly budget and explains it. |\n"
            "| 40% | Follows spending and warns of trouble. |\n"
        )
        assert [d.time_share for d in grade(spec).duties] == [Decimal("0.6"), Decimal("0.4")]
        assert spec.title.text == "Budget Analyst"


class TestQuestionsAsHeadings:
    def test_sections(self) -> None:
        spec = fixture("questions_as_headings")
        assert len(duties(spec)) == 4
        assert competencies(spec) == [
            "Patience and a warm manner",
            "Able to work without close supervision",
        ]
        assert qualifications(spec) == [
            "Experience with people in difficult situations",
            "A full driving licence",
        ]
        assert len(statements(spec, StatementKind.BENEFITS)) == 2


class TestFederalAnnouncement:
    def test_sections(self) -> None:
        spec = fixture("federal_announcement")
        assert spec.title.text == "Hydrologist"
        assert len(duties(spec)) == 3
        assert qualifications(spec)[:2] == [
            "You must be a U.S. citizen.",
            "You must pass a background investigation.",
        ]
        assert competencies(spec) == ["Oral Communication", "Hydrology"]


class TestFrench:
    def test_a_municipal_posting(self) -> None:
        spec = fixture("french_municipal")
        assert spec.language == "fr"
        assert spec.title.text == "Technicienne ou technicien en loisirs"
        assert duties(spec) == [
            "Planifier les activités de l'été et celles de l'hiver",
            "Recruter et encadrer les moniteurs",
            "Répondre aux demandes des citoyens",
            "Accomplir toute autre tâche connexe.",
        ]
        assert competencies(spec) == [
            "Bonne connaissance de la suite Office",
            "Capacité à travailler en équipe",
            "Sens de l'organisation.",
        ]
        assert len(qualifications(spec)) == 3
        assert len(statements(spec, StatementKind.WORKING_CONDITIONS)) == 1
        assert len(statements(spec, StatementKind.EQUAL_OPPORTUNITY)) == 1

    def test_criteria_of_merit(self) -> None:
        spec = fixture("french_merit_criteria")
        assert spec.title.text == "Analyste des politiques"
        held = grade(spec).grade
        assert held is not None
        assert held.notation == "EC-05"
        assert len(duties(spec)) == 2
        assert competencies(spec) == [
            "Connaissance du processus législatif.",
            "Capacité de travailler sous pression.",
            "Jugement",
            "Entregent",
        ]
        assert qualifications(spec) == [
            "Grade universitaire en droit ou en économie.",
            "Expérience de la rédaction de notes d'information.",
            "Expérience de la gestion de projets.",
            "Cote de sécurité de niveau secret.",
        ]


HEADINGS = [
    "ESSENTIAL FUNCTIONS",
    "Essential Functions:",
    "## Essential functions",
    "**Essential Functions**",
    "III. ESSENTIAL FUNCTIONS",
    "Essential Job Functions (illustrative only):",
    "What you'll do",
    "Typical Duties and Responsibilities",
    "The essential functions of this position include, but are not limited to, the following:",
    "As a Clerk you will:",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("bullet", ["", "- ", "• ", "1. ", "* ", "\uf0b7 "])
def test_duties_under_headings_and_bullets_of_every_shape(heading: str, bullet: str) -> None:
    lines = ["Keep the register of deeds up to date", "Copy maps for surveyors", "Greet visitors"]
    listed = [f"{bullet}{line}".replace("1.", f"{n}.") for n, line in enumerate(lines, 1)]
    text = "\n".join(["Deeds Clerk", "", heading, *listed, "", "EDUCATION", "High school diploma."])
    spec = read(text)
    assert duties(spec) == lines
    assert qualifications(spec) == ["High school diploma."]


def test_bullets_inside_a_line_are_duties_of_their_own() -> None:
    spec = read(
        "Deeds Clerk\n\nDUTIES\n• Keeps the register. • Copies maps for surveyors."
        " • Greets visitors.\n\nEDUCATION\nHigh school diploma."
    )
    assert duties(spec) == [
        "Keeps the register.",
        "Copies maps for surveyors.",
        "Greets visitors.",
    ]


def test_headed_groups_of_duties() -> None:
    spec = read(
        "Deeds Clerk\n\n## Duties\n\n### Counter (60%)\n- Greets visitors.\n- Sells copies.\n\n"
        "### Vault\n- Keeps the register.\n\n## Education\nHigh school diploma."
    )
    assert groups(spec) == ["Counter (60%)", "Vault"]
    counter = grade(spec).duties[0]
    assert counter.time_share == Decimal("0.6")
    assert [part.words.text for part in counter.parts] == ["Greets visitors.", "Sells copies."]


def test_competencies_with_name_and_definition() -> None:
    spec = read(
        "Deeds Clerk\n\nCOMPETENCIES\nPatience: Staying kind when the queue is long.\n"
        "Care: Copying every figure as it stands.\n\nEDUCATION\nHigh school diploma."
    )
    assert [(c.name.text if c.name else "") for c in spec.competencies] == ["Patience", "Care"]
    definition = spec.competencies[0].definition
    assert definition is not None
    assert definition.text == "Staying kind when the queue is long."


def test_many_competencies_on_one_line() -> None:
    spec = read(
        "Deeds Clerk\n\nKnowledge of deeds and maps; skill in copying; ability to stay kind;"
        " ability to lift books of 20 pounds.\n\nHigh school diploma or GED."
    )
    assert competencies(spec) == [
        "Knowledge of deeds and maps",
        "skill in copying",
        "ability to stay kind",
        "ability to lift books of 20 pounds.",
    ]


def test_competencies_set_out_as_in_a_framework() -> None:
    entry = "{0}\n\n{0} is about doing it well.\nLevel: Working\nYou can:\n- do it\n- show it\n\n"
    spec = read(
        "Map maker\n\nA map maker draws maps.\n\nSkill\tSkill level\n"
        "Drawing\tWorking\nSurveying\tExpert\n\n"
        + entry.format("Drawing")
        + entry.format("Surveying")
    )
    named = [c for c in spec.competencies if c.definition]
    assert [c.name.text for c in named if c.name] == ["Drawing", "Surveying"]
    assert [[i.words.text for i in c.indicators] for c in named] == [["do it", "show it"]] * 2
    words = [r.level_words.text for r in grade(spec).requirements if r.level_words]
    assert words == ["Working", "Working"]
    assert all(r.level is None for r in grade(spec).requirements)


def test_lists_without_marks_under_bare_headings() -> None:
    spec = read(
        "Job Title: Custodian\nResponsibilities\nSnow removal\nMinor repairs\n"
        "Sweeping of floors\nRequirements\nHigh school diploma\nValid driver's license\n"
        "Skills\nCommunication skills\nComputer skills\nBenefits\nDental\nVision\n"
    )
    assert duties(spec) == ["Snow removal", "Minor repairs", "Sweeping of floors"]
    assert qualifications(spec) == ["High school diploma", "Valid driver's license"]
    assert competencies(spec) == ["Communication skills", "Computer skills"]
    assert " ".join(statements(spec, StatementKind.BENEFITS)) == "Dental Vision"


def test_headings_that_lost_their_line_break() -> None:
    spec = read(
        "Deeds Clerk\n\nDefinitionProvides help to visitors of the vault.\n\n"
        "Examples of DutiesKeeps the register of all deeds and maps.\n"
        "Copies maps for surveyors.\n\nEducation:High school diploma.\n"
    )
    assert statements(spec, StatementKind.SUMMARY) == ["Provides help to visitors of the vault."]
    assert duties(spec) == [
        "Keeps the register of all deeds and maps.",
        "Copies maps for surveyors.",
    ]
    assert qualifications(spec) == ["Education:High school diploma."]


def test_decimal_numbers_and_bullets_without_a_blank() -> None:
    spec = read(
        "1.0 POSITION\n1.1 Title: Harbour Master\n2.0 KEY RESPONSIBILITIES\n"
        "2.1 Assigns berths to vessels\n2.2 Collects fees\n3.0 The ideal candidate will possess:\n"
        "-knowledge of marine radio\n-five years' experience in a harbour\n"
    )
    assert spec.title.text == "Harbour Master"
    assert duties(spec) == ["Assigns berths to vessels", "Collects fees"]
    assert competencies(spec) == ["knowledge of marine radio"]
    assert qualifications(spec) == ["five years' experience in a harbour"]


def test_several_levels_in_one_document_are_said() -> None:
    spec = read("Deeds Clerk I/II\n\nDUTIES\nKeeps the register.\nCopies maps.\n")
    assert spec.title.text == "Deeds Clerk I/II"
    assert any("several levels" in finding.message for finding in spec.findings)


def test_a_stem_and_its_list_on_one_line() -> None:
    spec = read(
        "Deeds Clerk\n\nPurpose: To keep the deeds of the county.\n\n"
        "Knowledge of: deeds; maps; the law of boundaries.\n"
        "Ability to: read old hands; stay kind.\n\nEducation: High school diploma.\n"
    )
    assert competencies(spec) == [
        "Knowledge of deeds",
        "Knowledge of maps",
        "Knowledge of the law of boundaries.",
        "Ability to read old hands",
        "Ability to stay kind.",
    ]
    assert statements(spec, StatementKind.PURPOSE) == ["To keep the deeds of the county."]


def test_labels_and_values_in_every_setting() -> None:
    spec = read(
        "**Job Title:** Deeds Clerk\n\n**Location:**\nOld Town Hall\n\nFLSA Status: Exempt\n"
        "CLASS CODE: 771          PAY GRADE: 14\nUnion: Local 9\n\n"
        "DUTIES\nKeeps the register.\nCopies maps.\n"
    )
    assert spec.title.text == "Deeds Clerk"
    assert details(spec)[DetailKind.LOCATION] == "Old Town Hall"
    assert details(spec)[DetailKind.EXEMPT_STATUS] == "Exempt"
    assert [code.text for code in spec.codes] == ["771"]
    only = grade(spec)
    assert only.grade is not None
    assert (only.grade.notation, only.grade.rank) == ("14", 14)
    assert only.bargaining_unit is not None


def test_an_unknown_label_among_known_ones_is_a_detail() -> None:
    spec = read(
        "Job Title: Deeds Clerk\nLocation: Old Town\nParking: behind the hall\n"
        "Closing Date: 06/01/2024\n\nDUTIES\nKeeps the register.\n"
    )
    others = [d for d in spec.details if d.kind is DetailKind.OTHER]
    assert [(d.label.text if d.label else "", d.value.text) for d in others] == [
        ("Parking", "behind the hall")
    ]


def test_page_marks_are_labels() -> None:
    spec = read(
        "Deeds Clerk\n\nDUTIES\nKeeps the register.\nCounty of Example   Page 2 of 3\n"
        "Copies maps for surveyors.\n\nEDUCATION\nHigh school diploma."
    )
    assert duties(spec) == ["Keeps the register.", "Copies maps for surveyors."]


def test_a_title_inside_a_sentence_is_taken_with_a_finding() -> None:
    spec = read(
        "The district is seeking a Deeds Clerk to keep its registers.\n\nDUTIES\n"
        "- Keeps the register.\n- Copies maps.\n"
    )
    assert spec.title.text == "Deeds Clerk"
    assert "uncertain" in {finding.kind for finding in spec.findings}


def test_what_is_missing_is_said() -> None:
    spec = read("DUTIES\n- Keeps the register.\n- Copies maps for surveyors.\n")
    missing = {f.message for f in spec.findings if f.kind == "notStated"}
    assert missing == {
        "no line names the class",
        "no qualifications were found",
        "no competencies were found",
    }


def test_every_line_has_a_judgement_with_a_reason() -> None:
    for path in sorted(INPUT.glob("*.txt")):
        spec = read(path.read_text("utf-8"))
        assert all(each.why and 0 <= each.confidence <= 1 for each in spec.judgements)
        spans = [(each.extent.start, each.extent.end) for each in spec.judgements]
        assert spans == sorted(spans)


def test_the_same_with_and_without_being_asked_first() -> None:
    text = (INPUT / "mixed_qualifications.txt").read_text("utf-8")
    outline = read_outline(read_text(text.encode(), "a.txt"))
    LOADER.recognise(outline)
    asked = LOADER.read(outline)
    fresh = LOADER.read(outline)
    assert duties(asked) == duties(fresh)
    assert [each.why for each in asked.judgements] == [each.why for each in fresh.judgements]


OTHER_TEXTS = {
    "recipe": (
        "Lentil soup\nIngredients:\n- 2 cups of lentils\n- 1 onion\nMethod\n1. Chop the onion.\n"
        "2. Add the lentils and cook until soft.\nServe with bread."
    ),
    "news": (
        "Council approves bridge\nThe council voted on Tuesday to build a bridge. Residents have"
        " waited for years, and the mayor said it would bring jobs. Construction begins in May."
    ),
    "query": "SELECT name, salary FROM staff WHERE department = 'Parks' ORDER BY salary DESC;",
    "code": "def duties(person):\n    return [d for d in person.duties if d.is_open]\n",
    "filler": "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 8,
    "Spanish": (
        "El titular del puesto es responsable de la gestión de los programas y de la supervisión"
        " del personal en la oficina. Se requiere una licenciatura y tres años de experiencia. "
    )
    * 2,
}


@pytest.mark.parametrize("text", OTHER_TEXTS.values(), ids=OTHER_TEXTS)
def test_other_texts_are_not_recognised(text: str) -> None:
    outline = read_outline(read_text(text.encode(), "a.txt"))
    assert LOADER.recognise(outline) < SURE_ENOUGH


class TestWhatAnElectionOfficeWorksOn:
    """Words that advertise a post elsewhere are the work itself under a heading of duties."""

    TEXT = """Elections and Staffing Analyst

ESSENTIAL DUTIES
Reviews applications and screens applicants for minimum qualifications.
Administers the equal employment opportunity plan and investigates discrimination.
Explains retirement and health insurance enrollment to new employees.
Schedules oral interviews and written examinations; establishes eligible lists.
Attends evening meetings of the canvassing board.

KNOWLEDGE, SKILLS AND ABILITIES
Knowledge of recruitment, examination and selection methods.
Experience in a mailroom.

The above statements describe the general nature of the work and are not exhaustive.
"""

    def test_every_verb_leads_a_duty(self) -> None:
        found = duties(read(self.TEXT))
        assert [each.split()[0] for each in found] == [
            "Reviews",
            "Administers",
            "Explains",
            "Schedules",
            "Attends",
        ]

    def test_experience_is_a_qualification_in_any_list(self) -> None:
        specification = read(self.TEXT)
        assert qualifications(specification) == ["Experience in a mailroom."]
        assert competencies(specification) == [
            "Knowledge of recruitment, examination and selection methods."
        ]

    def test_the_disclaimer_is_a_notice(self) -> None:
        assert [each.kind for each in read(self.TEXT).statements] == [StatementKind.NOTICE]


def test_a_paragraph_of_work_says_the_duties_where_no_list_does() -> None:
    work = (
        "The warden patrols the quays at high tide. He or she collects mooring fees."
        " The warden also inspects lines and buoys and reports damage to the port office."
    )
    text = f"""Harbour Warden

The port of Gull Bay is looking for a Harbour Warden.

{work}

We require a high school diploma.
"""
    specification = read(text)
    assert [each.split()[-1] for each in duties(specification)] == ["tide.", "fees.", "office."]
    assert qualifications(specification) == ["We require a high school diploma."]


def test_a_remark_below_qualifications_is_no_qualification() -> None:
    text = """Surveyor

MINIMUM QUALIFICATIONS
Bachelor's degree in geomatics.
Note: the examples of work are illustrative only and any one position may differ.
"""
    assert qualifications(read(text)) == ["Bachelor's degree in geomatics."]


def test_a_heading_run_into_a_remark_heads_the_lines_below() -> None:
    text = """Dispatcher

Job Summary: This position answers the radio desk of the ferry service.

Essential Functions: The following duties are normal and not to be construed as exclusive.
Logs every call; relays it to the crew on duty.
Tests radios and replaces batteries.
"""
    assert [each.split()[0] for each in duties(read(text))] == ["Logs", "Tests"]


def test_past_achievements_of_the_reader_are_qualifications() -> None:
    text = """# Service Designer

## Who you are

- You've designed two services that the public uses
- You're comfortable with ambiguity
"""
    specification = read(text)
    assert qualifications(specification) == ["You've designed two services that the public uses"]
    assert competencies(specification) == ["You're comfortable with ambiguity"]


def test_a_code_stands_apart_from_the_name_beside_it() -> None:
    specification = read("Class title: Planner\nClass code: K2040B - Harbour Planning\n")
    assert [code.text for code in specification.codes] == ["K2040B"]
    assert [each.value.text for each in specification.details] == ["Harbour Planning"]


@pytest.mark.parametrize("label", ["Employer", "Hiring organization", "Name of employer"])
def test_the_employer_by_any_label(label: str) -> None:
    specification = read(f"Job title: Warden\n{label}: Port of Gull Bay\nJob number: 77\n")
    named = [each.value.text for each in specification.details if each.kind is DetailKind.EMPLOYER]
    assert named == ["Port of Gull Bay"]


def test_a_competency_stated_twice_is_a_finding() -> None:
    text = """Clerk

Duties:
- Sorts mail.

Knowledge, Skills and Abilities:
- Ability to lip-read.
- Knowledge of filing.
- Ability to lip-read.
"""
    found = [each for each in read(text).findings if each.kind == "duplicateStatement"]
    assert len(found) == 1


def test_nothing_is_certain() -> None:
    specification = fixture(next(iter(sorted(p.stem for p in INPUT.glob("*.txt")))))
    assert all(each.confidence < 1 for each in specification.judgements)


LINES = [
    line
    for path in sorted(INPUT.glob("*.txt"))
    for line in path.read_text("utf-8").splitlines(keepends=True)
]
ODD = ["\n", "x\ty\n", "| a | |\n", "**\n", "\u202eevil\n", ":\n", "(:\n", "•\n", "1.\n", "01\n"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*LINES, *ODD]) | st.text(max_size=50), min_size=1, max_size=60))
def test_no_mixture_of_lines_stops_the_loader_or_loses_a_character(lines: list[str]) -> None:
    try:
        document = read_text("".join(lines).encode(), "a.txt")
    except (CareerlatticeError, UnicodeEncodeError):
        return
    outline = read_outline(document)
    assert 0 <= LOADER.recognise(outline) <= 0.6
    specification = LOADER.read(outline)
    account = account_for(specification, outline)
    assert account.total == sum(not character.isspace() for character in document.text)
    assert all(span.end <= len(document.text) for span in specification.spans())
