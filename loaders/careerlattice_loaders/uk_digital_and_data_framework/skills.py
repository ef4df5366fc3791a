"""The table of skills: what each is, and what its four levels mean."""

from __future__ import annotations

from careerlattice.model import Competency, LevelText, Scale, Specification, Words
from careerlattice.values import Row, Table
from careerlattice_loaders.uk_digital_and_data_framework.columns import (
    LEVELS,
    ROLES_OF_SKILL,
    SKILL,
    SKILL_DESCRIPTION,
    describe_skill,
    header_of,
    make_scale,
    make_skill,
    split_description,
)


def read_skills(table: Table) -> Specification:
    """Every skill of *table*, with its definition and the descriptors of its levels."""
    spec = Specification(Words("", ()), is_collection=True)
    scale = make_scale()
    for level in scale.levels:
        level.words = header_of(table, level.notation.lower())
    spec.scales.append(scale)
    taken = {SKILL, SKILL_DESCRIPTION, ROLES_OF_SKILL, *LEVELS}
    spec.labels += [
        span
        for column in table.columns
        if column.key in taken and column.key not in LEVELS and (span := column.header.span)
    ]
    skills: dict[str, Competency] = {}
    header = header_of(table, SKILL)
    for row in table.rows:
        name = row[SKILL].words
        if name is None:
            spec.note("missingCell", "a row names no skill; nothing of it was taken", row.span)
            continue
        if known := skills.get(name.text):
            known.evidence.append(row.span)
            message = f"the skill “{name.text}” has two rows; the first one is taken"
            spec.note("duplicateStatement", message, row.span, about=known)
            continue
        skill = skills[name.text] = make_skill(name, header, scale)
        _describe(spec, skill, row, scale)
        spec.competencies.append(skill)
    return spec


def _describe(spec: Specification, skill: Competency, row: Row, scale: Scale) -> None:
    spec.labels += [line.span for line in describe_skill(skill, row[SKILL_DESCRIPTION])]
    for level in scale.levels:
        paragraphs, stems, items = split_description(row[level.notation.lower()])
        spec.labels += [line.span for line in stems]
        skill.descriptors += [LevelText(level, line.words) for line in (*paragraphs, *items)]
    if not skill.descriptors:
        assert skill.name is not None
        message = f"no level of the skill “{skill.name.text}” is described"
        spec.note("notDescribed", message, skill.name, about=skill)
    # The table of roles says the same, level by level.
    if ROLES_OF_SKILL in row.cells and (roles := row[ROLES_OF_SKILL].span):
        skill.evidence.append(roles)
