"""The columns of the two tables, by their names, and what both have in common."""

from __future__ import annotations

from careerlattice.model import Competency, Kind, Level, LevelText, Scale, Words
from careerlattice.values import Line, Table, Value

FAMILY = "role family"
ROLE = "role"
ROLE_DESCRIPTION = "role description"
LEVEL = "role level"
LEVEL_DESCRIPTION = "role level description"
SKILL = "skill name"
SKILL_DESCRIPTION = "skill description"
SKILL_LEVEL = "skill level"
SKILL_LEVEL_DESCRIPTION = "skill level description"
ROLE_TYPE = "role type"
ROLES_OF_SKILL = "roles that require skill"

ROLES_NEED = (ROLE, LEVEL, SKILL, SKILL_LEVEL)
"""The columns without which the table of roles says nothing."""
ABOUT_LEVEL = (FAMILY, ROLE, ROLE_DESCRIPTION, LEVEL, LEVEL_DESCRIPTION, ROLE_TYPE)
ABOUT_SKILL = (SKILL, SKILL_DESCRIPTION, SKILL_LEVEL, SKILL_LEVEL_DESCRIPTION)
ROLE_COLUMNS = frozenset((*ABOUT_LEVEL, *ABOUT_SKILL))
LEVELS = ("awareness", "working", "practitioner", "expert")
"""The levels of a skill, the lowest first: the order of the columns in the table of skills."""


def make_scale() -> Scale:
    """The scale of skill levels, which no words are tied to yet."""
    levels = [
        Level(name.capitalize(), rank, name.capitalize()) for rank, name in enumerate(LEVELS, 1)
    ]
    return Scale("skill-levels", "Skill levels", levels)


def make_skill(name: Words, header: Words | None, scale: Scale) -> Competency:
    """A skill of the framework; the *header* of its column is what calls it one."""
    return Competency(name, name, kinds=(Kind.SKILL,), kind_words=header, scale=scale)


def header_of(table: Table, key: str) -> Words | None:
    """The words at the head of a column."""
    return next((column.header.words for column in table.columns if column.key == key), None)


def split_description(value: Value) -> tuple[list[Line], list[Line], list[Line]]:
    """The paragraphs, the list stems and the list items of a description."""
    paragraphs: list[Line] = []
    stems: list[Line] = []
    items: list[Line] = []
    for line in value.lines():
        if line.is_item:
            items.append(line)
        elif line.text.endswith(":"):
            stems.append(line)
        else:
            paragraphs.append(line)
    return paragraphs, stems, items


def describe_skill(skill: Competency, value: Value) -> list[Line]:
    """Take a skill's description: its definition, and signs of it; gives the list stems."""
    paragraphs, stems, items = split_description(value)
    if paragraphs:
        spans = tuple(line.span for line in paragraphs)
        skill.definition = Words(" ".join(line.text for line in paragraphs), spans)
    skill.indicators += [LevelText(None, line.words) for line in items]
    return stems
