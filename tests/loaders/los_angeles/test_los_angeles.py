"""Los Angeles competency models: what the seed says, and what other members of the family say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.model import Competency, Finding, Requirement, Severity, Specification
from careerlattice.model import StatementKind as Kind
from careerlattice.outline import read_outline
from careerlattice.reading import Reading
from careerlattice_loaders.los_angeles_competency_model import LOADER

INPUT = Path(__file__).parent / "input"
DOCUMENTS = Path(__file__).parents[3] / "data" / "documents"
SEED = (DOCUMENTS / "us-ca-los-angeles" / "customer-service-specialist-1229.txt").read_text("utf-8")
FIXTURES = sorted(INPUT.glob("*.txt"))


def understood(text: str) -> Specification:
    return LOADER.read(read_outline(read_text(text.encode(), "test.txt")))


def fixture(name: str) -> Specification:
    return understood((INPUT / f"{name}.txt").read_text("utf-8"))


def requirements(spec: Specification) -> dict[str, Requirement]:
    return {name_of(each): each for each in spec.class_grades[0].requirements}


def name_of(requirement: Requirement) -> str:
    assert requirement.competency.name
    return requirement.competency.name.text


def levels(spec: Specification) -> dict[str, str | None]:
    return {
        name: each.level.notation if each.level else None
        for name, each in requirements(spec).items()
    }


def descriptors(competency: Competency) -> dict[str | None, str]:
    return {d.level.notation if d.level else None: d.words.text for d in competency.descriptors}


def standards(competency: Competency) -> dict[str, str]:
    return {s.level.notation: s.words.text for s in competency.standards if s.level}


def areas(spec: Specification) -> dict[str, list[str]]:
    return {
        name: [words.text for words in each.knowledge_areas]
        for name, each in requirements(spec).items()
        if each.knowledge_areas
    }


def findings(spec: Specification, kind: str) -> list[Finding]:
    return [each for each in spec.findings if each.kind == kind]


def unplaced(text: str) -> list[str]:
    document = read_text(text.encode(), "test.txt")
    outline = read_outline(document)
    account = account_for(LOADER.read(outline), outline)
    return [document.text[gap.start : gap.end] for gap in account.gaps]


@pytest.fixture(scope="module")
def seed() -> Specification:
    return understood(SEED)


class TestSeed:
    def test_title_and_code(self, seed: Specification) -> None:
        assert seed.title.text == "Customer Service Specialist"
        assert seed.title_as_written
        assert seed.title_as_written.text == "CUSTOMER SERVICE SPECIALIST"
        assert [code.text for code in seed.codes] == ["1229"]

    def test_one_class_grade_without_a_grade(self, seed: Specification) -> None:
        (class_grade,) = seed.class_grades
        assert class_grade.grade is None
        (finding,) = findings(seed, "notStated")
        assert finding.about is class_grade
        assert finding.severity is Severity.INFO
        assert finding.message == "the document names no grade"

    def test_required_levels_are_told_by_bold(self, seed: Specification) -> None:
        assert levels(seed) == {
            "Judgment and Decision Making": "1",
            "Attention to Detail": "1",
            "Mathematics": "1",
            "Job Knowledge": "1",
            "Customer Service": "1",
            "Follow Oral Directions": "2",
            "Follow Written Directions": "3",
            "Oral Communication": "2",
        }

    def test_requirement_points_at_list_entry_and_level(self, seed: Specification) -> None:
        requirement = requirements(seed)["Follow Written Directions"]
        quotes = [SEED[span.start : span.end] for span in requirement.evidence]
        words = (
            "Perform work after completion of training modules or programs presented in writing."
        )
        assert quotes == ["Follow Written Directions", words]
        assert requirement.level_words
        assert requirement.level_words.text == words

    def test_names_and_numbers_are_the_lists(self, seed: Specification) -> None:
        numbers = {c.name.text: c.number.text for c in seed.competencies if c.name and c.number}
        assert list(numbers.values()) == ["3", "6", "2", "20", "34", "43", "44", "45"]
        assert numbers["Mathematics"] == "2"

    def test_definitions(self, seed: Specification) -> None:
        definitions = {c.name.text: c.text.text for c in seed.competencies if c.name}
        assert definitions["Mathematics"] == (
            "Performs arithmetic or higher-level mathematical computations accurately."
        )
        assert definitions["Judgment and Decision Making"].startswith("Accurately assesses ")
        assert definitions["Job Knowledge"].endswith("provisions of the City Charter).")
        assert all(c.definition for c in seed.competencies)

    def test_counts(self, seed: Specification) -> None:
        assert len(seed.competencies) == 8
        assert sum(len(c.descriptors) for c in seed.competencies) == 24
        assert [len(c.indicators) for c in seed.competencies] == [6, 6, 4, 6, 8, 6, 4, 5]
        assert sum(len(c.standards) for c in seed.competencies) == 16

    def test_every_level_has_its_words(self, seed: Specification) -> None:
        for competency in seed.competencies:
            assert list(descriptors(competency)) == ["1", "2", "3"]
            assert list(standards(competency)) == ["satisfactory", "superior"]
        mathematics = requirements(seed)["Mathematics"].competency
        assert descriptors(mathematics)["1"].startswith("Perform arithmetic computations (add")
        assert standards(mathematics)["superior"].startswith("Identifies additional")

    def test_indicators_belong_to_no_level(self, seed: Specification) -> None:
        assert not any(i.level for c in seed.competencies for i in c.indicators)

    def test_knowledge_areas_are_this_classs(self, seed: Specification) -> None:
        found = areas(seed)
        assert list(found) == ["Job Knowledge"]
        assert len(found["Job Knowledge"]) == 5
        assert found["Job Knowledge"][2].startswith("Knowledge of desktop computer software")

    def test_numbers_that_disagree(self, seed: Specification) -> None:
        found = {(f.taken_for, f.read_as) for f in findings(seed, "numberMismatch")}
        assert found == {("3", "4"), ("2", "3"), ("20", "11")}

    def test_two_spellings_of_one_name(self, seed: Specification) -> None:
        (finding,) = findings(seed, "spellingMismatch")
        assert finding.read_as == "JUDGEMENT AND DECISION MAKING"
        assert finding.taken_for == "Judgment and Decision Making"

    def test_irregular_marks(self, seed: Specification) -> None:
        assert [f.read_as for f in findings(seed, "irregularMark")] == ["**", "-"]

    def test_nothing_else_is_found(self, seed: Specification) -> None:
        kinds = {f.kind for f in seed.findings}
        assert kinds == {"notStated", "numberMismatch", "spellingMismatch", "irregularMark"}

    def test_introduction_is_prose(self, seed: Specification) -> None:
        assert [s.kind for s in seed.statements] == [Kind.EXPLANATION, Kind.EXPLANATION]
        assert seed.statements[0].words.text.startswith("The following competencies")
        assert seed.statements[1].words.text.startswith("On the following pages")

    def test_scales(self, seed: Specification) -> None:
        proficiency, performance = seed.scales
        assert (proficiency.slug, proficiency.name) == (
            "level-of-competency-123",
            "Level of competency",
        )
        assert [(x.notation, x.rank, x.label) for x in proficiency.levels] == [
            ("1", 1, "Level 1"),
            ("2", 2, "Level 2"),
            ("3", 3, "Level 3"),
        ]
        assert all(c.scale is proficiency for c in seed.competencies)
        assert performance.performance
        assert [(x.notation, x.rank, x.label) for x in performance.levels] == [
            ("satisfactory", 1, "Satisfactory"),
            ("superior", 2, "Superior"),
        ]
        for scale in seed.scales:
            assert all(level.words for level in scale.levels)

    def test_kinds_come_from_name_and_definition(self, seed: Specification) -> None:
        kinds = {c.name.text: [str(k) for k in c.kinds] for c in seed.competencies if c.name}
        assert kinds["Job Knowledge"] == ["knowledge"]
        assert kinds["Customer Service"] == []

    def test_nothing_is_left_over(self) -> None:
        assert unplaced(SEED) == []

    def test_no_sentence_is_a_label(self, seed: Specification) -> None:
        labels = [SEED[span.start : span.end] for span in seed.labels]
        assert not [label for label in labels if label.rstrip().endswith(".")]
        assert max(len(label.split()) for label in labels) <= 6

    def test_recognised(self) -> None:
        assert LOADER.recognise(read_outline(read_text(SEED.encode(), "x"))) >= 0.9


# The same content in the markup of other members of the family: the facts must not change.

_HEADING = re.compile(r"^(?:- )?(\d+)\. ([A-Z][A-Z ]{6,}?) ?[-–](?:\*\*)? ?(.*)$", re.MULTILINE)
_LIST = re.compile(r"(?:^- \d+\. .*\n){8}", re.MULTILINE)


def _headings(form: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        return _HEADING.sub(
            lambda m: form.format(number=m[1], name=m[2], title=m[2].title(), rest=m[3]), text
        )

    return change


def _replace(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, flags=re.MULTILINE)


def _list(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: _LIST.sub(lambda m: change(m[0]), text)


_PERFORMANCES = r"Satisfactory\n\n(.*)\n\nSuperior\n\n(.*)"
REWRITTEN = {
    "headings as Markdown": _headings("## {number}. {name}\n\n{rest}"),
    "headings bold in title case": _headings("**{number}. {title}** – {rest}"),
    "headings plain in title case": _headings("{number}. {title}\n\n{rest}"),
    "headings without number or mark": _headings("{title}\n\n{rest}"),
    "headings without dash": _headings("{number}. {name} {rest}"),
    "headings with colon, no number": _headings("{name}: {rest}"),
    "headings under a running header": _headings(
        "7\n\nCUSTOMER SERVICE SPECIALIST\n\n{number}. {name} - {rest}"
    ),
    "level with full stop, no bullet": _replace(r"- Level (\d):", r"Level \1."),
    "level with dash": _replace(r"- Level (\d):", r"- Level \1 –"),
    "level label on its own line": _replace(r"- Level (\d): ", r"Level \1:\n"),
    "levels without labels": _replace(r"- Level \d: ", "- "),
    "levels as bare paragraphs": _replace(r"^- Level \d: (.*)$", r"\1\n"),
    "levels in one paragraph": _replace(
        r"Job:\n\n- (Level 1.*)\n- (Level 2.*)\n- (Level 3.*)", r"Job: \1 \2 \3"
    ),
    "level bold with its label": _replace(r"(Level \d:) \*\*(.*)\*\*", r"**\1 \2**"),
    "all labels bold too": _replace(r"(Level \d:)", r"**\1**"),
    "level in tags": _replace(r"(Level \d:) \*\*(.*)\*\*", r"\1 <u><b>\2</b></u>"),
    "level in three stars": _replace(r"(Level \d:) \*\*(.*)\*\*", r"\1 ***\2***"),
    "level in low lines": _replace(r"(Level \d:) \*\*(.*)\*\*", r"\1 __\2__"),
    "level in italics only": _replace(r"(Level \d:) \*\*(.*)\*\*", r"\1 *\2*"),
    "no bullets": _replace(r"^- ", ""),
    "other bullets": _replace(r"^- ", "•\t"),
    "no blank lines": _replace(r"\n\n+", "\n"),
    "signposts bold": _replace(r"^(Level of.*|Examples of.*|Performance Levels:)$", r"**\1**"),
    "signposts as Markdown": _replace(
        r"^(Level of.*|Examples of.*|Performance Levels):$", r"### \1"
    ),
    "bullets in the line": _replace(r"Indicators:\n\n- ", "Indicators: • "),
    "performance in the line": _replace(r"(Satisfactory|Superior)\n\n", r"\1: "),
    "performance bold": _replace(r"(Satisfactory|Superior)\n\n", r"**\1** "),
    "performance in a table": _replace(
        _PERFORMANCES, r"| Satisfactory | Superior |\n|---|---|\n| \1 | \2 |"
    ),
    "performance in tabbed columns": _replace(_PERFORMANCES, r"Satisfactory\tSuperior\n\1\t\2"),
    "performance without labels": _replace(r"(Satisfactory|Superior)\n\n", ""),
    "areas bulleted": _replace(r"^\d\. (Knowledge of)", r"- \1"),
    "areas under JOB KNOWLEDGE": lambda text: text.replace("KNOWLEDGE AREAS", "KNOWLEDGE"),
    "list starred": _list(lambda text: text.replace("- ", "*")),
    "list numbers without full stop": _list(lambda text: re.sub(r"- (\d+)\.", r"\1", text)),
    "list without numbers": _list(lambda text: re.sub(r"- \d+\. ", "", text)),
    "list in one paragraph": _list(lambda text: text.replace("\n- ", " ").replace("- ", "", 1)),
    "no second introduction": _replace(r"On the following.*", ""),
    "title on three lines": _replace(
        r"\*\*(COMPETENCY MODEL FOR)\n(.*)\n(CLASS CODE 1229)\*\*", r"\1\n\n\2\n\n\3"
    ),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_markup_does_not_change_the_facts(name: str, seed: Specification) -> None:
    text = REWRITTEN[name](SEED)
    assert text != SEED
    spec = understood(text)
    assert levels(spec) == levels(seed)
    assert spec.title.text == seed.title.text
    assert [code.text for code in spec.codes] == ["1229"]
    assert [words.text for words in requirements(spec)["Job Knowledge"].knowledge_areas] == (
        areas(seed)["Job Knowledge"]
    )
    for name_, requirement in requirements(seed).items():
        same = requirements(spec)[name_].competency
        assert same.text.text == requirement.competency.text.text
        assert descriptors(same) == descriptors(requirement.competency)
        assert standards(same) == standards(requirement.competency)
        assert [i.words.text for i in same.indicators] == [
            i.words.text for i in requirement.competency.indicators
        ]
    assert unplaced(text) == []


class TestTitle:
    @pytest.mark.parametrize(
        ("lines", "title", "codes"),
        [
            ("COMPETENCY MODEL FOR\nHAT MAKER (2017) CLASS CODE 3181", "Hat Maker", ["3181"]),
            ("COMPETENCY MODEL FOR HAT MAKER (3151)", "Hat Maker", ["3151"]),
            ("**COMPETENCY MODEL FOR HAT MAKER**\n\nCLASS CODE (4243)", "Hat Maker", ["4243"]),
            ("# Competency Model for Hat Maker II\n\nClass Code: 77-1", "Hat Maker II", []),
            ("COMPETENCY MODEL\nFOR\nHAT\nMAKER\nCLASS CODE", "Hat Maker", []),
            ("CODE CLERK COMPETENCY MODEL\nCLASS CODES 1358, 1359", "Code Clerk", ["1358", "1359"]),
            ("HAT MAKER\nCOMPETENCY MODEL\nCLASS CODE 1229", "Hat Maker", ["1229"]),
        ],
    )
    def test_forms(self, lines: str, title: str, codes: list[str]) -> None:
        spec = understood(SEED.replace(SEED[: SEED.index("The following")], f"{lines}\n\n"))
        assert spec.title.text == title
        assert [code.text for code in spec.codes] == codes

    def test_year_stays_in_the_title_as_written(self) -> None:
        spec = fixture("plain-capitals")
        assert spec.title.text == "Lantern Keeper II"
        assert spec.title_as_written
        assert spec.title_as_written.text == "LANTERN KEEPER II (2017)"

    def test_no_code_is_a_finding(self) -> None:
        messages = [f.message for f in findings(fixture("no-labels"), "notStated")]
        assert "the document states no class code" in messages

    def test_no_title_is_taken_from_the_introduction(self) -> None:
        spec = understood(SEED[SEED.index("The following") :])
        assert spec.title.text == "Customer Service Specialist"
        assert any("no title" in f.message for f in findings(spec, "notStated"))

    def test_introduction_naming_another_class(self) -> None:
        spec = understood(SEED.replace("class of **CUSTOMER SERVICE", "class of **CUSTOMS"))
        (finding,) = findings(spec, "nameMismatch")
        assert finding.read_as == "CUSTOMS SPECIALIST"


class TestPlainCapitals:
    """A year, brackets round the code, stars, page numbers, letters before the areas."""

    def test_levels(self) -> None:
        found = {"Reading Comprehension": "2", "Job Knowledge": "3", "Written Communication": "1"}
        assert levels(fixture("plain-capitals")) == found

    def test_footnote_is_a_statement(self) -> None:
        texts = [s.words.text for s in fixture("plain-capitals").statements]
        assert "*Competencies necessary prior to job entry" in texts

    def test_level_over_two_paragraphs(self) -> None:
        knowledge = requirements(fixture("plain-capitals"))["Job Knowledge"]
        assert descriptors(knowledge.competency)["2"] == (
            "Deeper matters of light, with many exceptions."
        )
        assert len(knowledge.knowledge_areas) == 2

    def test_unbulleted_indicators(self) -> None:
        reading = requirements(fixture("plain-capitals"))["Reading Comprehension"].competency
        assert [i.words.text for i in reading.indicators] == [
            "Follows a written note.",
            "Finds the right page of a manual.",
        ]


class TestNoLabels:
    def test_taken_by_their_order(self) -> None:
        spec = fixture("no-labels")
        assert levels(spec) == {"Self-Management": "2", "Job Knowledge": "2"}
        assert len(findings(spec, "takenByPosition")) == 3

    def test_areas_under_the_name_of_the_competency(self) -> None:
        assert areas(fixture("no-labels")) == {
            "Job Knowledge": ["Knowledge of ropes.", "Knowledge of clappers."]
        }

    def test_no_signposts_at_all(self) -> None:
        spec = fixture("no-signposts")
        assert levels(spec) == {"Written Communication": "2", "Self Management": "2"}
        found = requirements(spec)["Written Communication"].competency
        assert descriptors(found) == {"1": "Plain notes.", "2": "Good reports.", "3": "Long books."}
        assert standards(found) == {
            "satisfactory": "Writes rightly.",
            "superior": "Writes beautifully.",
        }


class TestRunTogether:
    def test_list_and_title_in_one_line(self) -> None:
        spec = fixture("run-together")
        assert spec.title.text == "Kite Inspector"
        assert [code.text for code in spec.codes] == ["3151"]
        assert levels(spec) == {
            "Self-Management": "2",
            "Safety Focus": "1",
            "Written Communication": "3",
        }

    def test_labels_before_their_texts(self) -> None:
        writing = requirements(fixture("run-together"))["Written Communication"].competency
        assert descriptors(writing) == {"1": "Notes.", "2": "Reports.", "3": "Treatises."}
        assert standards(writing) == {"satisfactory": "Is understood.", "superior": "Is admired."}


class TestMarkdown:
    def test_levels_and_tables(self) -> None:
        spec = fixture("markdown")
        assert levels(spec) == {"Teamwork": "2", "Attention to Detail": "3"}
        teamwork = requirements(spec)["Teamwork"].competency
        assert standards(teamwork)["superior"] == "Makes the whole crew better."
        assert [code.text for code in spec.codes] == ["3181", "3184"]


class TestTables:
    def test_list_in_a_table(self) -> None:
        numbers = {
            c.name.text: c.number.text
            for c in fixture("tables").competencies
            if c.name and c.number
        }
        assert numbers == {
            "Judgment and Decision Making": "3",
            "Oral Communication": "45",
            "Job Knowledge": "20",
        }

    def test_levels_in_columns(self) -> None:
        oral = requirements(fixture("tables"))["Oral Communication"]
        assert oral.level
        assert oral.level.notation == "2"
        assert descriptors(oral.competency) == {"1": "Low.", "2": "Middle.", "3": "High."}

    def test_indicators_tied_to_levels(self) -> None:
        oral = requirements(fixture("tables"))["Oral Communication"].competency
        found = [(i.level.notation, i.words.text) for i in oral.indicators if i.level]
        assert found == [("1", "Whispers."), ("2", "Speaks.")]

    def test_roman_levels_and_half_open_bold(self) -> None:
        spec = fixture("tables")
        assert levels(spec)["Judgment and Decision Making"] == "3"
        assert levels(spec)["Job Knowledge"] == "1"
        assert len(findings(spec, "irregularMark")) == 1


class TestDoubt:
    def test_two_marked_levels_give_none(self) -> None:
        spec = fixture("doubtful-levels")
        requirement = requirements(spec)["Oral Communication"]
        assert requirement.level is None
        assert any(
            f.kind == "uncertain" and f.about is requirement and f.severity is Severity.WARNING
            for f in spec.findings
        )

    def test_no_mark_is_a_finding(self) -> None:
        spec = fixture("doubtful-levels")
        (finding,) = findings(spec, "levelNotMarked")
        assert finding.about is requirements(spec)["Mathematics"]
        assert finding.severity is Severity.WARNING

    def test_the_largest_share_wins(self) -> None:
        spec = fixture("doubtful-levels")
        requirement = requirements(spec)["Leadership"]
        assert requirement.level
        assert requirement.level.notation == "2"
        assert [f for f in findings(spec, "uncertain") if f.about is requirement]

    def test_four_levels_are_another_scale(self) -> None:
        scale = fixture("doubtful-levels").scales[0]
        assert scale.slug == "level-of-competency-1234"
        assert [level.rank for level in scale.levels] == [1, 2, 3, 4]

    def test_level_told_outright(self) -> None:
        assert levels(fixture("doubtful-levels"))["Teamwork"] == "2"

    def test_italics_that_no_introduction_announces(self) -> None:
        spec = fixture("doubtful-levels")
        assert levels(spec)["Flexibility"] == "2"
        assert [f.message for f in findings(spec, "irregularMark")] == [
            "level 2 is told by italics, not by bold"
        ]

    def test_indicators_that_look_like_headings(self) -> None:
        spec = fixture("heading-like-indicators")
        assert levels(spec) == {"Leadership": "2", "Listening Skill": "2"}
        assert len(requirements(spec)["Leadership"].competency.indicators) == 3


class TestListAgainstBody:
    def test_listed_but_not_described(self) -> None:
        spec = fixture("list-and-body-differ")
        requirement = requirements(spec)["Follow-Up & Responsiveness"]
        assert requirement.level is None
        assert requirement.competency.text.text == "Follow-Up & Responsiveness"
        assert [f for f in findings(spec, "notStated") if f.about is requirement]

    def test_described_but_not_listed(self) -> None:
        spec = fixture("list-and-body-differ")
        (finding,) = findings(spec, "nameMismatch")
        assert finding.about is requirements(spec)["Creativity"].competency
        assert levels(spec)["Creativity"] == "1"

    def test_never_joined_by_number(self) -> None:
        spec = fixture("list-and-body-differ")
        assert requirements(spec)["Objectivity"].competency.text.text == "Sees the gate as it is."
        assert levels(spec)["Judgment and Decision Making"] == "2"

    def test_areas_without_a_job_knowledge_competency(self) -> None:
        spec = fixture("list-and-body-differ")
        assert list(areas(spec)) == ["Creativity"]
        assert [f for f in findings(spec, "uncertain") if f.severity is Severity.WARNING]

    def test_described_twice(self) -> None:
        at = SEED.index("45. ORAL COMMUNICATION")
        spec = understood(SEED + "\n" + SEED[at:])
        assert len(spec.competencies) == 8
        assert len(findings(spec, "duplicateStatement")) == 1


class TestMixedForms:
    """Tabs, numbered levels, dates, nested areas, a heading continued on the next page."""

    def test_levels(self) -> None:
        assert levels(fixture("mixed-forms")) == {
            "Judgment and Decision Making": "3",
            "Job Knowledge": "2",
            "Teamwork": "2",
            "Mathematics": "1",
        }

    def test_areas_join_their_stem_and_go_on_over_the_page(self) -> None:
        assert areas(fixture("mixed-forms")) == {
            "Job Knowledge": [
                "Knowledge of harbor rules",
                "Knowledge of lamp rules",
                "Knowledge of ladders.",
                "Knowledge of matches.",
            ]
        }

    def test_bold_that_closes_in_the_next_paragraph(self) -> None:
        teamwork = requirements(fixture("mixed-forms"))["Teamwork"]
        assert teamwork.level_words
        assert teamwork.level_words.text == "Takes part, and helps others take part."

    def test_date_and_colophon(self) -> None:
        spec = fixture("mixed-forms")
        assert spec.revised
        assert spec.revised.value.isoformat() == "2016-05-12"
        assert spec.statements[-2].words.text == "Prepared by the lamp section in 2016."


class TestTitleCase:
    """Headings of plain words, a list in one sentence, performance named in running text."""

    def test_facts(self) -> None:
        spec = fixture("title-case")
        assert spec.title.text == "Bridge Greeter"
        assert spec.title_as_written is None
        assert levels(spec) == {"Customer Service": "2", "Teamwork": "2", "Job Knowledge": "2"}
        assert standards(requirements(spec)["Customer Service"].competency) == {
            "satisfactory": "Greets.",
            "superior": "Greets gladly.",
        }
        assert areas(spec)["Job Knowledge"] == ["Knowledge of hats.", "Knowledge of bows."]

    def test_remark_on_bold_is_no_level(self) -> None:
        texts = [s.words.text for s in fixture("title-case").statements]
        assert "(The required level is bolded.)" in texts


class TestFamily:
    def test_engine_reads_the_seed_with_this_loader(self, readings: dict[str, Reading]) -> None:
        reading = readings["customer-service-specialist-1229"]
        assert reading.recognition.loader.name == "los-angeles-competency-model"
        assert reading.account.unplaced == 0

    @pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
    def test_fixtures_are_recognised_and_leave_nothing_over(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert LOADER.recognise(read_outline(read_text(text.encode(), "x"))) >= 0.5
        assert unplaced(text) == []

    @pytest.mark.parametrize(
        "path",
        [p for p in sorted(DOCUMENTS.rglob("*.txt")) if p.parent.name != "us-ca-los-angeles"],
        ids=lambda path: path.stem,
    )
    def test_other_families_are_not(self, path: Path) -> None:
        outline = read_outline(read_text(path.read_bytes(), path.name))
        assert LOADER.recognise(outline) < 0.3


class TestOddContent:
    @pytest.mark.parametrize("end", range(0, len(SEED), 997))
    def test_truncated(self, end: int) -> None:
        text = SEED[:end].strip() or "x"
        spec = understood(text)
        assert len(spec.class_grades) == 1
        assert unplaced(text) == []

    @settings(max_examples=60, deadline=None)
    @given(
        path=st.sampled_from(FIXTURES),
        chance=st.integers(0, 2**32),
        strange=st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"])), max_size=3),
    )
    def test_lines_lost_doubled_or_strange(
        self, path: Path, chance: int, strange: list[str]
    ) -> None:
        random = Random(chance)
        lines: list[str] = []
        for line in path.read_text("utf-8").split("\n"):
            lines += [line] * random.choice([1, 1, 1, 1, 1, 0, 2])
        for text in strange:
            lines.insert(random.randint(0, len(lines)), text)
        self._read("\n".join(lines))

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.sampled_from(
                [
                    *("3. MATHEMATICS -", "**", "Level 1:", "Level 2: **x**", "Level 9:", "20."),
                    *("Performance Levels:", "Satisfactory", "Superior: y", "JOB KNOWLEDGE AREAS"),
                    *("- a", "Counts.", "COMPETENCY MODEL FOR", "CLASS CODE 1229", "| a | b |"),
                    *("Examples of Behavioral Indicators:", "Level of Competency Required by Job:"),
                    *("On the following pages", "The following competencies best separate", ""),
                    *("1. Job Knowledge", "<u>z", "*1. Reading", "Level 1\tLevel 2", "p\tq\tr"),
                ]
            ),
            max_size=40,
        )
    )
    def test_signposts_in_any_order(self, lines: list[str]) -> None:
        self._read("\n".join(lines))

    def _read(self, text: str) -> None:
        if not text.strip():
            return
        document = read_text(text.encode("utf-8", "replace"), "x")
        outline = read_outline(document)
        spec = LOADER.read(outline)
        account_for(spec, outline)
        for span in [*spec.spans(), *spec.labels]:
            assert document.text[span.start : span.end].strip()
