"""The table of roles: a row for each skill that each level of each role needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Competency,
    Duty,
    Grade,
    Level,
    LevelText,
    Requirement,
    Scale,
    Severity,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.values import Row, Table, Value
from careerlattice.wording import slug
from careerlattice_loaders.uk_digital_and_data_framework.columns import (
    ABOUT_LEVEL,
    ABOUT_SKILL,
    FAMILY,
    LEVEL,
    LEVEL_DESCRIPTION,
    ROLE,
    ROLE_COLUMNS,
    ROLE_DESCRIPTION,
    ROLE_TYPE,
    SKILL,
    SKILL_DESCRIPTION,
    SKILL_LEVEL,
    SKILL_LEVEL_DESCRIPTION,
    describe_skill,
    header_of,
    make_scale,
    make_skill,
    split_description,
)
from careerlattice_loaders.uk_digital_and_data_framework.titles import order_levels

_NOT_IN_USE = "not in use"
_RULE = "rankFromLevelTitleRule"
_ABBREVIATION = re.compile(r"\(([^()]+)\)\s*$")


def read_roles(table: Table) -> Specification:
    """Every role of *table* as a class, every role level as a class-grade."""
    return _Roles(table).read()


@dataclass(slots=True)
class _Role:
    """A role in the making: its levels by title, and their requirements by skill."""

    spec: Specification
    levels: dict[str, ClassGrade] = field(default_factory=dict)
    titles: dict[str, Words] = field(default_factory=dict)
    needs: dict[tuple[str, str], tuple[Requirement, tuple[str, ...]]] = field(default_factory=dict)


class _Roles:
    """The reading of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.spec = Specification(Words("", ()), is_collection=True)
        self.scale: Scale = make_scale()
        self.levels = {level.notation.lower(): level for level in self.scale.levels}
        self.header = header_of(table, SKILL)
        self.roles: dict[str, _Role] = {}
        self.skills: dict[str, Competency] = {}
        self.described: dict[tuple[str, str], set[str]] = {}

    def read(self) -> Specification:
        self.spec.scales.append(self.scale)
        for column in self.table.columns:
            if column.key in ROLE_COLUMNS and (span := column.header.span):
                self.spec.labels.append(span)
        for row in self.table.rows:
            self._take(row)
        for role in self.roles.values():
            self._finish(role)
            self.spec.parts.append(role.spec)
        self.spec.competencies = list(self.skills.values())
        return self.spec

    def _take(self, row: Row) -> None:
        title, level, skill = (row[key].words for key in (ROLE, LEVEL, SKILL))
        if title is None or level is None or skill is None:
            message = "a row lacks its role, its role level or its skill; nothing of it was taken"
            self.spec.note("missingCell", message, row.span, severity=Severity.WARNING)
            return
        for surplus in row.beyond:
            if span := surplus.span:
                self.spec.note("surplusCell", "a cell beyond the last column", span)
        role = self.roles.get(title.text)
        if role is None:
            role = self.roles[title.text] = _Role(Specification(title))
            self._describe_role(role.spec, _cell(row, ROLE_DESCRIPTION))
        grade = role.levels.get(level.text)
        if grade is None:
            grade = role.levels[level.text] = self._level(role, row, level)
            role.titles[level.text] = level
        grade.described += row.runs(ABOUT_LEVEL)
        self._need(role, grade, row, skill)

    # Roles and their levels

    def _describe_role(self, spec: Specification, value: Value | None) -> None:
        if value is None:
            return
        paragraphs, stems, _ = split_description(value)
        spec.statements += [Statement(StatementKind.SUMMARY, line.words) for line in paragraphs]
        spec.labels += [line.span for line in stems]

    def _level(self, role: _Role, row: Row, title: Words) -> ClassGrade:
        """A new level of *role*, with the work of the role and its own."""
        grade = ClassGrade(None)
        if title.text.lower() == _NOT_IN_USE:
            grade.not_in_use = title
        else:
            grade.title = title
        if (family := _cell(row, FAMILY)) and (name := family.words):
            # A code has no brackets: "Quality assurance testing (QAT)" goes by "QAT".
            grade.occupational_group = CodedValue((family.find(_ABBREVIATION) or name,), name)
        if kind := _cell(row, ROLE_TYPE):
            grade.appointment_type = kind.words
        for key in (ROLE_DESCRIPTION, LEVEL_DESCRIPTION):
            value = _cell(row, key)
            if value is None or value.text.lower() == _NOT_IN_USE:
                continue
            paragraphs, stems, items = split_description(value)
            # What is said of a role is said of all its levels.
            grade.duties += [Duty(line.words) for line in items]
            if key == LEVEL_DESCRIPTION:
                role.spec.labels += [line.span for line in stems]
                grade.statements += [
                    Statement(StatementKind.SUMMARY, line.words) for line in paragraphs
                ]
        return grade

    def _finish(self, role: _Role) -> None:
        """Put the levels of *role* in order, as far as their titles settle it."""
        spec = role.spec
        name = spec.title.text
        used = [title for title, grade in role.levels.items() if grade.not_in_use is None]
        places = order_levels(name, used)
        for title, grade in role.levels.items():
            spec.class_grades.append(grade)
            if grade.not_in_use is not None:
                self._note_not_in_use(spec, grade)
                continue
            place = places[title]
            strand = f", {place.strand}" if place.strand else ""
            grade.grade = Grade(
                notation=title,
                structure=slug(f"levels of {name}{strand}"),
                structure_name=f"Levels of {name}{strand}",
                rank=place.step,
                words=role.titles[title],
                rank_rule=_RULE,
                is_named=True,
            )
            if place.doubt:
                message = (
                    f"no order of the levels of “{name}” is stated, and the table of level titles"
                    f" does not settle that of “{title}”: {place.doubt}"
                )
                spec.note("notStated", message, role.titles[title], about=grade)

    @staticmethod
    def _note_not_in_use(spec: Specification, grade: ClassGrade) -> None:
        message = (
            f"marked as not in use, with the levels of its {len(grade.requirements)} skills:"
            " kept, and outside all answers"
        )
        assert grade.not_in_use is not None
        spec.note("notStated", message, grade.not_in_use, about=grade)

    # Skills

    def _need(self, role: _Role, grade: ClassGrade, row: Row, name: Words) -> None:
        level_title = row[LEVEL].text
        said = tuple(value.text for value in row.cells.values())
        evidence = tuple(row.runs(ABOUT_SKILL))
        known = role.needs.get((level_title, name.text))
        if known is not None:
            requirement, before = known
            requirement.evidence += evidence
            self._note_repeat(role.spec, requirement, row, same=before == said)
            return
        skill = self._skill(row, name)
        level = self._skill_level(role.spec, grade, row)
        requirement = Requirement(skill, evidence, level, row[SKILL_LEVEL].words if level else None)
        grade.requirements.append(requirement)
        role.needs[level_title, name.text] = requirement, said
        if level is not None:
            self._describe_level(role.spec, requirement, level, _cell(row, SKILL_LEVEL_DESCRIPTION))

    @staticmethod
    def _note_repeat(
        spec: Specification, requirement: Requirement, row: Row, *, same: bool
    ) -> None:
        name = requirement.competency.text.text
        if same:
            message = f"the row for the skill “{name}” stands twice; it is kept once"
            spec.note("duplicateStatement", message, row.span, about=requirement)
            return
        message = f"two rows ask for the skill “{name}”, and differ; the first is taken"
        spec.note(
            "wordingDiffers",
            message,
            row.span,
            severity=Severity.WARNING,
            about=requirement,
            read_as=row[SKILL_LEVEL].text,
            taken_for=requirement.level.notation if requirement.level else None,
        )

    def _skill(self, row: Row, name: Words) -> Competency:
        skill = self.skills.get(name.text)
        if skill is None:
            skill = self.skills[name.text] = make_skill(name, self.header, self.scale)
            if value := _cell(row, SKILL_DESCRIPTION):
                self.spec.labels += [line.span for line in describe_skill(skill, value)]
        return skill

    def _skill_level(self, spec: Specification, grade: ClassGrade, row: Row) -> Level | None:
        words = row[SKILL_LEVEL].words
        level = self.levels.get(words.text.lower()) if words else None
        if level is not None:
            level.words = level.words or words
        elif words is None:
            message = f"no level of the skill “{row[SKILL].text}” is stated"
            spec.note("levelNotMarked", message, row.span, about=grade)
        elif words.text.lower() == _NOT_IN_USE:
            if grade.not_in_use is None:
                message = f"the level of the skill “{row[SKILL].text}” is marked as not in use"
                spec.note("levelNotMarked", message, words, about=grade)
        else:
            message = f"“{words.text}” is no level of the scale; no level is taken"
            spec.note("unknownLevel", message, words, severity=Severity.WARNING, about=grade)
        return level

    def _describe_level(
        self, spec: Specification, requirement: Requirement, level: Level, value: Value | None
    ) -> None:
        """Take what *level* means for the skill, where it was not said in the same words before."""
        skill = requirement.competency
        known = self.described.setdefault((skill.text.text, level.notation), set())
        if value is None:
            if not known:
                message = f"what “{level.notation}” means for “{skill.text.text}” is not described"
                spec.note("notDescribed", message, skill.text, about=requirement)
            return
        if value.text in known:
            return
        known.add(value.text)
        paragraphs, stems, items = split_description(value)
        self.spec.labels += [line.span for line in stems]
        skill.descriptors += [LevelText(level, line.words) for line in (*paragraphs, *items)]
        if len(known) > 1:
            message = f"“{level.notation}” is described in two ways for “{skill.text.text}”"
            spec.note("wordingDiffers", message, *(line.words for line in items), about=skill)


def _cell(row: Row, key: str) -> Value | None:
    """The cell in the column *key*; None where there is no such column, or nothing in it."""
    value = row.cells.get(key)
    return value or None
