"""What changed between two revisions, in words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.diff import (
    Change,
    Diff,
    compare_words,
    diff,
    diff_class_grades,
    diff_documents,
)
from careerlattice.errors import InputError, UsageError
from careerlattice.lattice import Lattice
from careerlattice.model import (
    ClassGrade,
    Competency,
    Dated,
    Duty,
    Grade,
    Level,
    Modality,
    Qualification,
    QualificationKind,
    Requirement,
    Scale,
    Specification,
    Statement,
    StatementKind,
    Words,
)

INPUT = Path(__file__).parent / "input"
CLERK = [INPUT / "us-xm" / f"file-clerk-{year}.txt" for year in (2015, 2021)]
LAMPS = [INPUT / "us-xc" / f"lamplighter-{year}.txt" for year in (1998, 2009, 2022)]
LANTERN = Path(__file__).parents[1] / "loaders/los_angeles/input/plain-capitals.txt"


@pytest.fixture(scope="module")
def clerk() -> Diff:
    return diff_documents(*CLERK)


def told(found: Diff, grade: str | None = None, **like: str) -> list[str]:
    """The changes of a grade (None: of the class) with these attributes, in one line each."""
    return [
        str(change)
        for change in found.changes
        if change.new_grade == grade
        and all(getattr(change, name) == value for name, value in like.items())
    ]


# Montana's layout, dated beside the documents


def test_duties_are_added_removed_reworded_and_moved(clerk: Diff) -> None:
    assert told(clerk, "Grade 7", part="duty") == [
        "+ Answer the telephone.",
        "- Clean the reading room.",
        "~ Sort {+and label+} incoming files by year and by unit.",
        "~ group: Reception {+and post+}",
        "~ group: Reception and post: time share 20% → 30%",
        "~ Keep the visitors' book.: group Reception → none",
    ]
    # What was only shifted, or stands in a group that was called anew, did not change.
    assert not [c for c in clerk.changes if "Greet" in str(c) or "Fetch" in str(c)]
    assert told(clerk, "Grade 8", part="duty") == []


def test_levels_rise_and_sink_inside_one_scale(clerk: Diff) -> None:
    assert told(clerk, "Grade 7", attribute="level") == [
        "~ Demonstrated knowledge of filing rules.: level A → C, raised by 2 levels",
        "~ Demonstrated skill in scanning.: level B → A, lowered by 1 level",
    ]
    (raised,) = clerk.having("competency", "raised")
    assert (raised.old_value, raised.new_value, raised.steps) == ("A", "C", 2)
    assert told(clerk, "Grade 8", attribute="level") == []


def test_competencies_come_and_go_and_are_reworded_once(clerk: Diff) -> None:
    assert told(clerk, part="competency") == [
        "~ Demonstrated ability to work with others in a [-small-] {+large+} team."
    ]
    assert told(clerk, "Grade 8", part="competency") == [
        "+ Demonstrated knowledge of data protection.",
        "- Demonstrated ability to lift boxes.",
    ]


def test_guidance_is_told_for_each_competency_and_read_once(clerk: Diff) -> None:
    changes = [change for change in clerk.changes if change.attribute == "guidance"]
    assert {(change.old_value, change.new_value) for change in changes} == {
        ("Close Guidance", "Under Guidance")
    }
    assert len(changes) == 3
    assert clerk.to_text().count("Close Guidance → Under Guidance") == 1
    assert "3 competencies: guidance Close Guidance → Under Guidance" in clerk.to_text()


def test_months_and_education_are_values_and_the_sentence_is_reworded_once(clerk: Diff) -> None:
    (months,) = [change for change in clerk.changes if change.attribute == "months"]
    assert (months.old_grade, months.action) == ("Grade 7", "raised")
    assert (months.old_value, months.new_value, months.steps) == (6, 12, 6)
    (school,) = [change for change in clerk.changes if change.attribute == "education"]
    assert (school.old_grade, school.action) == ("Grade 8", "raised")
    assert (school.old_value, school.new_value) == ("high school", "bachelor degree")
    sentences = clerk.having("qualification", "reworded")
    assert [change.old_grade for change in sentences] == ["Grade 7", "Grade 8"]
    assert "[-six months-] {+one year+}" in str(sentences[0])


def test_a_grade_given_up_is_told_as_a_whole(clerk: Diff) -> None:
    (gone,) = clerk.having("class-grade", "removed")
    assert gone.old == "Grade 9"
    assert gone.about == "duties: 1, competencies: 5, qualifications: 0"
    assert not [c for c in clerk.changes if c.old_grade == "Grade 9" and c.part != "class-grade"]


def test_statements_and_the_meaning_of_levels_are_compared(clerk: Diff) -> None:
    assert [change.about for change in clerk.having("statement")] == ["summary"]
    assert [str(change) for change in clerk.having("level")] == [
        "~ Degree of Proficiency · B: Intermediate filing [-work.-] {+work, checked at times.+}"
    ]


def test_dates_beside_the_documents_count(clerk: Diff) -> None:
    assert (clerk.old.since, clerk.new.since) == (date(2015, 3, 1), date(2021, 7, 1))
    assert clerk.succession == "by date"
    assert clerk.inverted().succession == "reversed"
    assert told(clerk, part="class") == ["~ effective 2015-03-01 → 2021-07-01"]


# Connecticut's layout, dated and with its cancellation clause


def test_a_document_says_what_it_replaces() -> None:
    found = diff_documents(*LAMPS[:2])
    assert found.succession == "stated"
    assert "The new one says that it replaces the old one, of 1998-03-01." in found.to_text()
    assert diff_documents(LAMPS[0], LAMPS[2]).succession == "by date"


def test_a_class_graded_anew_is_the_same_class_grade() -> None:
    found = diff_documents(*LAMPS[:2])
    assert told(found, "TC 11") == [
        "~ grade TC 10 → TC 11",
        "+ Keeps a log of lamps",
        "~ [-Two (2)-] {+Three (3)+} years of experience in lighting.",
        "~ experience: Three (3) years of experience in lighting.: months 24 → 36, raised by 12",
    ]
    assert "\nTC 10 → TC 11: duties\n" in found.to_text()


def test_what_is_said_of_the_class_and_a_rule_that_is_new() -> None:
    found = diff_documents(*LAMPS[1:])
    (purpose,) = [change for change in found.changes if change.about == "purpose"]
    assert str(purpose).endswith("accountable for lighting {+and repairing+} lamps.")
    assert told(found, "TC 11", part="duty") == [
        "- Lights lamps at dusk",
        "~ Keeps a {+daily+} log of lamps",
    ]
    (rule,) = found.having("qualification", "added")
    assert rule.about == "substitution"


# Los Angeles' layout: what a competency and its levels mean


def test_what_a_level_means_is_part_of_the_class(tmp_path: Path) -> None:
    text = LANTERN.read_text("utf-8")
    (tmp_path / "new.txt").write_text(text)
    changed = text.replace("Short notes about", "Long notes about").replace(
        "Follows a written", "Follows a spoken"
    )
    (tmp_path / "old.txt").write_text(changed.replace("without help", "with help"))
    found = diff_documents(tmp_path / "old.txt", tmp_path / "new.txt")
    assert [str(change) for change in found.changes] == [
        "~ Reading Comprehension · 1: [-Long-] {+Short+} notes about a single lamp.",
        "~ Reading Comprehension: Follows a [-spoken-] {+written+} note.",
        "~ Reading Comprehension · satisfactory: Reads notes [-with-] {+without+} help.",
    ]
    assert found.succession == "not known"


# Rules of pairing


def words(text: str) -> Words:
    return Words(text, ())


def duties(*texts: str | tuple[str, list[str]]) -> Specification:
    made = [
        Duty(words(text))
        if isinstance(text, str)
        else Duty(words(text[0]), True, parts=[Duty(words(part)) for part in text[1]])
        for text in texts
    ]
    return Specification(words("Clerk"), class_grades=[ClassGrade(None, made)])


def lines(old: Specification, new: Specification) -> list[str]:
    return [str(change) for change in diff(old, new).changes]


def test_case_punctuation_and_order_are_no_change() -> None:
    old, new = duties("Files forms.", "Sorts mail"), duties("sorts mail;", "FILES FORMS")
    assert diff(old, new).is_empty


def test_each_duty_is_paired_once_with_the_most_similar() -> None:
    old = duties("Files all forms of the office")
    new = duties("Files some forms of the office today", "Files all the forms of the office")
    assert lines(old, new) == [
        "~ Files all {+the+} forms of the office",
        "+ Files some forms of the office today",
    ]


def test_a_tie_goes_to_the_nearer_place() -> None:
    old = duties("Greets one", "Files red forms daily")
    new = duties("Files blue forms daily", "Files green forms daily")
    assert "~ Files [-red-] {+green+} forms daily" in lines(old, new)


def test_what_has_little_in_common_is_not_reworded() -> None:
    assert lines(duties("Files the forms"), duties("Greets the public")) == [
        "- Files the forms",
        "+ Greets the public",
    ]
    assert diff(duties("Files the forms"), duties("Greets the public"), alike=0.3).counts == {
        "duty reworded": 1
    }


def test_the_same_words_in_two_groups_stay_two() -> None:
    old = duties(("Tobacco", ["Data entry"]), ("Property", ["Data entry", "Audits"]))
    new = duties(("Property", ["Audits"]), ("Tobacco", ["Data entry"]))
    assert lines(old, new) == ["- Data entry"]


def test_a_group_called_anew_keeps_its_duties() -> None:
    old = duties(("Tobacco", ["Data entry", "Calls"]))
    new = duties(("Cigarette tax", ["Data entry", "Calls"]))
    assert lines(old, new) == ["~ group: [-Tobacco-] {+Cigarette tax+}"]


def scaled(name: str, rank: int, slug: str = "s") -> Specification:
    scale = Scale(slug, "Scale", [Level(letter, at, letter) for at, letter in enumerate("ABC", 1)])
    competency = Competency(words(name), scale=scale)
    requirement = Requirement(competency, (), scale.levels[rank - 1])
    grade = ClassGrade(None, requirements=[requirement])
    return Specification(words("Clerk"), class_grades=[grade], scales=[scale])


def test_levels_of_two_scales_or_two_competencies_do_not_rise() -> None:
    for new in (scaled("Skill in filing", 3, "t"), scaled("Skill in much filing", 3)):
        (level,) = [c for c in diff(scaled("Skill in filing", 1), new).changes if c.attribute]
        assert (level.action, level.old_value, level.new_value) == ("changed", "A", "C")
        assert level.steps is None


def test_a_qualification_inside_another_does_not_change_with_its_name() -> None:
    def asks(years: str, months: int) -> Specification:
        general = Qualification(
            QualificationKind.EXPERIENCE, words(f"{years} years of work."), Modality.REQUIRED,
            months=months,
        )  # fmt: skip
        special = Qualification(
            QualificationKind.EXPERIENCE, words("One year of it as a clerk."), Modality.REQUIRED,
            months=12, within=general,
        )  # fmt: skip
        return Specification(
            words("Clerk"), class_grades=[ClassGrade(None, qualifications=[general, special])]
        )

    assert diff(asks("Two", 24), asks("Three", 36)).counts == {
        "qualification months raised": 1,
        "qualification reworded": 1,
    }


def test_supersession_is_stated_only_for_the_very_day() -> None:
    old, new = duties("Files"), duties("Files")
    old.effective = Dated(date(2009, 5, 26), words("May 26, 2009"))
    new.replaces = Dated(date(2009, 5, 26), words("May 26, 2009"))
    assert diff(old, new).succession == "stated"
    new.replaces = Dated(date(2008, 5, 26), words("May 26, 2008"))
    assert diff(old, new).succession == "not known"
    new.codes = [words("77")]
    assert diff(old, new).succession == "other class"


# Whatever the documents say

TEXTS = st.lists(
    st.lists(st.sampled_from("a b c files forms and sorts".split()), min_size=1, max_size=5).map(
        " ".join
    ),
    max_size=4,
)
GROUPS = st.lists(st.tuples(st.sampled_from(["mail", "tax", "tax and mail"]), TEXTS), max_size=2)


@st.composite
def specifications(draw: st.DrawFn) -> Specification:
    rungs = []
    scale = Scale("s", "Scale", [Level(letter, at, letter) for at, letter in enumerate("AB", 1)])
    for notation in draw(st.lists(st.sampled_from("789"), unique=True, max_size=2)):
        spec = duties(*draw(TEXTS), *draw(GROUPS))
        rung = spec.class_grades[0]
        rung.grade = Grade(notation, "g", "Grade", int(notation))
        for name in draw(TEXTS):
            level = draw(st.sampled_from([None, *scale.levels]))
            rung.requirements.append(Requirement(Competency(words(name), scale=scale), (), level))
        for text in draw(TEXTS):
            kind = draw(st.sampled_from(QualificationKind))
            months = draw(st.sampled_from([None, 6, 12]))
            asked = Qualification(kind, words(text), Modality.TYPICAL, months=months)
            rung.qualifications.append(asked)
        rungs.append(rung)
    said = [
        Statement(draw(st.sampled_from([StatementKind.PURPOSE, StatementKind.OTHER])), words(text))
        for text in draw(TEXTS)
    ]
    return Specification(words("Clerk"), class_grades=rungs, scales=[scale], statements=said)


@given(specifications())
def test_nothing_differs_from_itself(spec: Specification) -> None:
    assert diff(spec, spec).is_empty


@given(specifications(), specifications())
def test_the_way_back_is_the_mirror_image(old: Specification, new: Specification) -> None:
    there, back = diff(old, new), diff(new, old)
    assert there.inverted() == back
    assert there == back.inverted()


LINES = st.lists(st.sampled_from("a b c d the".split()), max_size=12).map(" ".join)


@given(LINES, LINES)
def test_words_reassemble(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    for text, kind in ((old, "removed"), (new, "added")):
        assert " ".join(p.text for p in pieces if p.kind in {"same", kind}) == text
    turned = {"same": "same", "removed": "added", "added": "removed"}
    back = [(turned[piece.kind], piece.text) for piece in compare_words(new, old)]
    assert sorted(back) == sorted((piece.kind, piece.text) for piece in pieces)


# Forms


def test_text_says_who_when_and_that_nothing_changed() -> None:
    clerk = "Records Unit File Clerk, file-clerk-2015.txt (us-xm/file-clerk)"
    assert diff_documents(CLERK[0], CLERK[0]).to_text().splitlines() == [
        f"old: {clerk}, in force from 2015-03-01",
        f"new: {clerk}, in force from 2015-03-01",
        "The documents do not tell which of them is later.",
        "Nothing changed.",
    ]


def test_nothing_in_a_document_steers_a_terminal() -> None:
    assert "\x1b" not in diff(duties("Files \x1b[31m forms"), duties()).to_text()


def test_json_holds_every_change_and_its_words(clerk: Diff) -> None:
    answer = json.loads(clerk.to_json())
    assert answer["old"]["since"] == "2015-03-01"
    assert answer["succession"] == "by date"
    assert len(answer["changes"]) == len(clerk.changes)
    (sorts,) = [
        c for c in answer["changes"] if c["old"] == "Sort incoming files by year and by unit."
    ]
    assert [piece["kind"] for piece in sorts["words"]] == ["same", "added", "same"]
    assert (sorts["old_line"], sorts["new_line"]) == (27, 29)


def test_rows_have_a_line_for_every_change(clerk: Diff) -> None:
    rows = clerk.to_rows()
    assert len(rows) == len(clerk.changes)
    (months,) = [row for row in rows if row["attribute"] == "months"]
    assert (months["old_value"], months["new_value"], months["steps"]) == (6, 12, 6)
    assert "[-small-] {+large+}" in rows.to_csv()


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text("A recipe for soup.\n")
    with pytest.raises(InputError, match="no loader recognises"):
        diff_documents(tmp_path / "soup.txt", CLERK[0])


# The same from the graph


def test_the_graph_tells_the_same(history: Lattice) -> None:
    def of_grade(found: Diff, grade: str) -> set[tuple[object, ...]]:
        return {
            (c.part, c.action, c.old, c.new, c.attribute, c.old_value, c.new_value, c.steps)
            for c in found.changes
            if c.new_grade == grade
        }

    for documents, old, new, grade in (
        (CLERK, "us-xm/file-clerk/7@2015-03-01", "us-xm/file-clerk/7", "Grade 7"),
        (CLERK, "us-xm/file-clerk/8@2015-03-01", "us-xm/file-clerk/8", "Grade 8"),
        (LAMPS[:2], "us-xc/1111tc/tc-10@1998-03-01", "us-xc/1111tc/tc-11@2009-05-26", "TC 11"),
        (LAMPS[1:], "us-xc/1111tc/tc-11@2009-05-26", "us-xc/1111tc/tc-11", "TC 11"),
    ):
        by_graph, by_documents = (
            diff_class_grades(history.store, old, new),
            diff_documents(*documents),
        )
        assert of_grade(by_graph, grade) == of_grade(by_documents, grade)
        assert by_graph.succession == by_documents.succession
        for part in ("class", "statement"):
            assert [str(change) for change in by_graph.having(part)] == [
                str(change) for change in by_documents.having(part)
            ]


def test_a_class_grade_nobody_knows(history: Lattice) -> None:
    with pytest.raises(UsageError, match="there is no class-grade 'us-xm/file-clerk/1'"):
        diff_class_grades(history.store, "us-xm/file-clerk/1", "us-xm/file-clerk/7")


def test_a_change_inverted_twice_is_itself() -> None:
    change = Change("duty", "added", new="Files", new_line=3, new_grade="Grade 7")
    assert change.inverted().action == "removed"
    assert change.inverted().inverted() == change
