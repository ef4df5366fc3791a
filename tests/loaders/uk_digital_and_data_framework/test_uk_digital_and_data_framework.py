"""The two tables of the UK framework: roles with their levels and skills, skills with theirs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import InputError
from careerlattice.model import ClassGrade, Specification
from careerlattice.outline import read_outline
from careerlattice_loaders.uk_digital_and_data_framework import LOADER
from careerlattice_loaders.uk_digital_and_data_framework.titles import order_levels

INPUT = Path(__file__).parent / "input"
ROLES = (INPUT / "roles.csv").read_text("utf-8")
SKILLS = (INPUT / "skills.csv").read_text("utf-8")


def spec_of(text: str) -> Specification:
    return LOADER.read(read_outline(read_text(text.encode(), "a.csv")))


@pytest.fixture(scope="module")
def roles() -> Specification:
    return spec_of(ROLES)


@pytest.fixture(scope="module")
def keeper(roles: Specification) -> dict[str, ClassGrade]:
    """The levels of the role "Lamp keeper", by their titles."""
    return {each.title.text: each for each in roles.parts[0].class_grades if each.title}


def kinds(spec: Specification) -> Counter[str]:
    return Counter(each.kind for part in (spec, *spec.parts) for each in part.findings)


# Roles and levels


def test_each_role_is_a_class_and_each_level_a_class_grade(roles: Specification) -> None:
    assert [part.title.text for part in roles.parts] == ["Lamp keeper", "Harbour master"]
    assert [len(part.class_grades) for part in roles.parts] == [9, 1]
    assert roles.is_collection


def test_the_work_of_the_role_is_that_of_every_level(keeper: dict[str, ClassGrade]) -> None:
    common = ["light the lamps at dusk", 'write each night in the "lamp book", without a gap']
    texts = {title: [duty.words.text for duty in each.duties] for title, each in keeper.items()}
    assert texts["Lamp keeper"] == [*common, "order oil", "clean the glass"]
    assert texts["Senior lamp keeper"] == common
    spans = [each.duties[0].words.spans for each in keeper.values()]
    assert len(set(spans)) == len(spans), "each level is quoted from its own row"


def test_paragraphs_describe_the_role_or_the_level(
    roles: Specification, keeper: dict[str, ClassGrade]
) -> None:
    summary = [statement.words.text for statement in roles.parts[0].statements]
    assert summary == ["A lamp keeper looks after the lamps of a harbour."]
    own = [statement.words.text for statement in keeper["Lamp keeper"].statements]
    assert own == ["A lamp keeper minds a basin."]


def test_a_family_with_an_abbreviation_goes_by_it(keeper: dict[str, ClassGrade]) -> None:
    group = keeper["Lamp keeper"].occupational_group
    assert group is not None
    assert group.name is not None
    assert ([code.text for code in group.codes], group.name.text) == (["HB"], "Harbours (HB)")


def test_ranks_come_from_the_table_of_level_titles(keeper: dict[str, ClassGrade]) -> None:
    ranks = {
        title: (each.grade.rank, each.grade.structure)
        for title, each in keeper.items()
        if each.grade
    }
    own, boats = "levels-of-lamp-keeper", "levels-of-lamp-keeper-boats"
    assert ranks == {
        "Apprentice lamp keeper": (1, own),
        "Associate lamp keeper": (None, own),
        "Junior lamp keeper": (None, own),
        "Lamp keeper": (3, own),
        "Senior lamp keeper": (4, own),
        "Senior lamp keeper - boats": (4, boats),
        "Lead lamp keeper - boats": (5, boats),
        "Head of lamps": (6, own),
        "Wick inspector": (None, own),
    }
    assert {each.grade.rank_rule for each in keeper.values() if each.grade} == {
        "rankFromLevelTitleRule"
    }


def test_what_the_table_does_not_settle_is_a_finding(roles: Specification) -> None:
    noted = [each for each in roles.parts[0].findings if each.kind == "notStated"]
    doubts = sorted(each.message.rsplit(": ", 1)[1] for each in noted)
    assert doubts == [
        "another level of the role stands on the same step",
        "another level of the role stands on the same step",
        "it compares with the levels of its own strand alone",
        "it compares with the levels of its own strand alone",
        "its title is not comparable with those of the other levels",
    ]


@pytest.mark.parametrize(
    ("role", "titles", "steps"),
    [
        ("Software developer", ["Developer", "Junior developer"], [3, 2]),
        ("Data ethicist", ["Data ethics lead", "Head of data ethics"], [5, 6]),
        ("Desk manager", ["Desk manager", "Desk analyst", "Senior desk analyst"], [None, 3, 4]),
        (
            "Scientist",
            ["Lead scientist", "Principal scientist", "Head of science"],
            [5, None, None],
        ),
        ("Centre manager", ["Analyst", "Control manager", "Head of control"], [None, None, None]),
        ("Architect", ["Architect", "Chief architect"], [3, 6]),
        ("Writer", ["Writer"], [3]),
        ("Tester", ["Leadership tester", "Tester"], [None, None]),
    ],
)
def test_order_by_titles(role: str, titles: list[str], steps: list[int | None]) -> None:
    places = order_levels(role, titles)
    assert [places[title].step for title in titles] == steps


def test_what_is_not_in_use_is_kept_and_says_so(roles: Specification) -> None:
    (grade,) = roles.parts[1].class_grades
    assert grade.not_in_use is not None
    assert grade.not_in_use.text == "NOT IN USE"
    assert grade.grade is None
    assert grade.title is None
    assert grade.appointment_type is not None
    assert grade.appointment_type.text == "Senior Harbour Service"
    assert [each.level for each in grade.requirements] == [None]
    (note,) = roles.parts[1].findings
    assert (note.kind, note.about) == ("notStated", grade)


# Skills


def test_levels_are_required_on_the_scale_of_skills(keeper: dict[str, ClassGrade]) -> None:
    levels = {
        each.competency.text.text: each.level.rank
        for each in keeper["Lead lamp keeper - boats"].requirements
        if each.level
    }
    assert levels == {"Wick trimming": 3, "Oil keeping": 4}


def test_a_row_that_stands_twice_is_one_requirement(
    roles: Specification, keeper: dict[str, ClassGrade]
) -> None:
    names = [each.competency.text.text for each in keeper["Lamp keeper"].requirements]
    assert names == ["Wick trimming", "Oil keeping"]
    assert len(keeper["Lamp keeper"].requirements[1].evidence) == 2
    assert kinds(roles)["duplicateStatement"] == 1


def test_two_rows_that_differ_are_told_apart_from_repeats() -> None:
    rows = ROLES.rstrip("\n")
    again = rows.rindex("Harbours (HB),Lamp keeper")
    changed = (
        rows
        + "\n"
        + rows[again:].split("Harbours (HB),Harbour master")[0].replace("Practitioner", "Expert")
    )
    spec = spec_of(changed)
    (note,) = [each for each in spec.parts[0].findings if each.kind == "wordingDiffers"]
    assert (note.read_as, note.taken_for) == ("Expert", "Practitioner")


def test_descriptors_are_stated_once_however_many_rows_say_them(roles: Specification) -> None:
    trimming = roles.competencies[0]
    texts = [(each.level.notation, each.words.text) for each in trimming.descriptors if each.level]
    assert texts == [
        ("Awareness", "name the parts of a wick"),
        ("Working", "trim a wick"),
        ("Working", "tell a dry wick from a wet one"),
        ("Expert", "write the rules of trimming"),
        ("Practitioner", "trim any wick in the dark"),
    ]
    assert trimming.definition is not None
    assert trimming.definition.text == "Wick trimming involves keeping wicks level, dry and clean."


def test_the_table_of_skills_describes_all_levels() -> None:
    spec = spec_of(SKILLS)
    assert spec.parts == []
    assert [each.text.text for each in spec.competencies] == [
        "Oil keeping",
        "Shaping the harbour's light",
        "Wick trimming",
    ]
    assert [len(each.descriptors) for each in spec.competencies] == [4, 0, 5]
    assert [(level.notation, level.rank) for level in spec.scales[0].levels] == [
        ("Awareness", 1),
        ("Working", 2),
        ("Practitioner", 3),
        ("Expert", 4),
    ]
    shaping = spec.competencies[1]
    assert [each.words.text for each in shaping.indicators] == ["draw a map of the dark"]
    assert [(each.kind, each.about) for each in spec.findings] == [("notDescribed", shaping)]


# Nothing lost, and bad input


@pytest.mark.parametrize("text", [ROLES, SKILLS], ids=["roles", "skills"])
def test_every_character_is_somewhere(text: str) -> None:
    outline = read_outline(read_text(text.encode(), "a.csv"))
    account = account_for(LOADER.read(outline), outline)
    assert account.unplaced == 0


def test_an_unknown_column_is_no_fact_and_is_not_lost() -> None:
    first, rest = SKILLS.split("\n", 1)
    text = first + ",Owner\n" + rest.replace("Lamp keeper\n", "Lamp keeper,The quay\n")
    outline = read_outline(read_text(text.encode(), "a.csv"))
    account = account_for(LOADER.read(outline), outline)
    assert {text[gap.start : gap.end] for gap in account.gaps} == {"Owner", "The quay"}


@pytest.mark.parametrize("column", ["Role Level", "Skill Name", "Skill Level", "Role"])
def test_a_missing_column_is_named(column: str) -> None:
    first, rest = ROLES.split("\n", 1)
    names = ["Column" if name == column else name for name in first.split(",")]
    outline = read_outline(read_text((",".join(names) + "\n" + rest).encode(), "a.csv"))
    assert LOADER.recognise(outline) >= 0.5
    with pytest.raises(InputError, match=f"“{column.capitalize()}” is missing"):
        LOADER.read(outline)


def test_a_table_that_is_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match=r"never ends \(line \d+\)"):
        spec_of(ROLES[: ROLES.rindex('"')])


def test_rows_that_lack_what_they_need_are_findings() -> None:
    first = ROLES.split("\n", 1)[0]
    spec = spec_of(f"{first}\nHarbours,,,Keeper,,Oil,,Working,,\nHarbours,Keeper,,Keeper,,Oil\n")
    assert kinds(spec)["missingCell"] == 1
    assert kinds(spec)["levelNotMarked"] == 1
    assert spec.parts[0].class_grades[0].requirements[0].level is None


def test_a_level_that_is_none_of_the_scale_is_no_level() -> None:
    spec = spec_of(ROLES.replace("Expert", "Godlike"))
    assert kinds(spec)["unknownLevel"] == 3
