"""The Cyber Workforce Framework of the US Department of Defense, as JSON.

Work roles stand in elements of the workforce and ask for tasks, knowledge, skills and abilities,
core ones and additional ones. One form of the file lists these once and refers to them, the other
writes them out under every work role; both are read. A work role is a class without grades: the
file tells no levels. Its identifier is the code of the Office of Personnel Management.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from careerlattice.errors import InputError
from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Competency,
    Detail,
    DetailKind,
    Duty,
    Kind,
    Requirement,
    Severity,
    Span,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.outline import Outline
from careerlattice.values import Object, Value, read_tree

_HEAD = 200_000
"""Characters at the beginning in which the family's keys must stand."""
_SIGNS = ('"roles"', '"core_ksats"')
_LISTS = ("core_ksats", "additional_ksats")
_IMPORTANCE = re.compile(r"(?<![a-z])([a-z]+)_ksats")
_KINDS = {"Knowledge": Kind.KNOWLEDGE, "Skill": Kind.SKILL, "Ability": Kind.ABILITY}
_TASK = "Task"


class Dcwf:
    """Work roles with their tasks, knowledge, skills and abilities, as JSON."""

    name = "dcwf"
    version = "1"

    def recognise(self, outline: Outline) -> float:
        """How surely *outline* is one of the two forms of the framework, by its keys."""
        head = outline.text[:_HEAD]
        return 0.98 if head.lstrip()[:1] == "{" and all(sign in head for sign in _SIGNS) else 0.0

    def read(self, outline: Outline) -> Specification:
        """Everything the file says.

        Raises:
            InputError: it is one of the family, and broken or without its work roles.
        """
        if self.recognise(outline) == 0:
            return Specification(Words("", ()), is_collection=True)
        tree, keys = read_tree(outline.text)
        if not isinstance(tree, Object):
            raise InputError("this is no list of work roles", remedy="supply the file as published")
        return _Framework(tree, keys).read()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A task, knowledge, skill or ability under a work role: who says so, and what it is."""

    code: str
    span: Span
    described: Object | None


class _Framework:
    """The reading of one file, in either form."""

    def __init__(self, tree: Object, keys: list[Span]) -> None:
        self.tree = tree
        self.spec = Specification(Words("", ()), is_collection=True, marks=keys)
        self.listed = tree.object("ksats")
        self.competencies: dict[str, Competency] = {}
        self.described: set[str] = set()

    def read(self) -> Specification:
        for group, role, member in self._roles():
            self.spec.parts.append(self._role(group, role, member))
        if not self.spec.parts:
            raise InputError(
                "no work role is in this file", remedy="supply the file as it is published"
            )
        self._take_unused()
        self.spec.competencies = list(self.competencies.values())
        return self.spec

    def _roles(self) -> Iterator[tuple[Object | None, Object, Value | None]]:
        """Every work role, with its element and the entry of the element's list that names it."""
        groups = self.tree.object("elements")
        if groups is None:
            for group in self.tree.members.values():
                if isinstance(group, Object):
                    yield from ((group, role, None) for role in group.objects("roles"))
            return
        roles = self.tree.object("roles")
        known = dict(roles.members) if roles else {}
        for group in groups.members.values():
            if not isinstance(group, Object):
                continue
            for member in group.values("roles"):
                role = known.pop(member.text, None)
                if isinstance(role, Object):
                    yield group, role, member
                elif span := member.span:
                    message = f"the work role “{member.text}” is named and not described"
                    self.spec.note("notDescribed", message, span, severity=Severity.WARNING)
        yield from ((None, role, None) for role in known.values() if isinstance(role, Object))

    # Work roles

    def _role(self, group: Object | None, role: Object, member: Value | None) -> Specification:
        words = {
            key: value.words if (value := role.value(key)) else None
            for key in ("name", "id", "nist_id", "description", "url")
        }
        spec = Specification(words["name"] or Words("", ()))
        grade = ClassGrade(None)
        spec.class_grades.append(grade)
        spec.codes += [code for key in ("id", "nist_id") if (code := words[key])]
        if words["nist_id"] is None:
            message = "no identifier of the NICE Framework is given for this work role"
            spec.note("notStated", message, *spec.codes[:1], about=grade)
        if description := words["description"]:
            spec.statements.append(Statement(StatementKind.SUMMARY, description))
        if url := words["url"]:
            spec.details.append(Detail(DetailKind.OTHER, url))
        # The name again, as it stands in addresses, and the element's once more.
        others = (role.value("name_id"), role.value("element"), member)
        grade.described += [span for value in others if value and (span := value.span)]
        if group is not None:
            grade.occupational_group = self._group(spec, group)
        for key in _LISTS:
            self._take_list(spec, grade, role, key)
        return spec

    @staticmethod
    def _group(spec: Specification, group: Object) -> CodedValue | None:
        code, name, url = (
            value.words if (value := group.value(key)) else None for key in ("id", "name", "url")
        )
        if url:
            spec.details.append(Detail(DetailKind.OTHER, url))
        return CodedValue((code,), name) if code else None

    def _take_list(self, spec: Specification, grade: ClassGrade, role: Object, key: str) -> None:
        importance = role.keys[key].find(_IMPORTANCE) if key in role.keys else None
        taken: set[str] = {
            *(each.number.text for each in grade.duties if each.number),
            *(each.competency.number.text for each in grade.requirements if each.competency.number),
        }
        for entry in self._entries(role, key):
            if entry.described is None:
                grade.described.append(entry.span)
                message = f"the work role names “{entry.code}”, which the file does not describe"
                spec.note(
                    "notDescribed", message, entry.span, severity=Severity.WARNING, about=grade
                )
            elif entry.code in taken:
                grade.described.append(entry.span)
                message = f"“{entry.code}” is given to this work role twice; it is kept once"
                spec.note("duplicateStatement", message, entry.span, about=grade)
            else:
                self._take_entry(spec, grade, entry, importance)
            taken.add(entry.code)

    def _entries(self, role: Object, key: str) -> Iterator[_Entry]:
        for value in role.values(key):
            described = self.listed.object(value.text) if self.listed else None
            if span := value.span:
                yield _Entry(value.text, span, described)
        for described in role.objects(key):
            if span := described.run:
                yield _Entry(described.text("id"), span, described)

    def _take_entry(
        self, spec: Specification, grade: ClassGrade, entry: _Entry, importance: Words | None
    ) -> None:
        assert entry.described is not None
        kind = self._kind(entry.described)
        if kind == _TASK:
            duty = _duty(entry.described)
            if duty is not None:
                duty.evidence = (entry.span,)
                # Stated by the list it stands in.
                duty.essential = importance.text == "core" if importance else None
                grade.duties.append(duty)
        elif competency := self._competency(entry.described, kind):
            grade.requirements.append(Requirement(competency, (entry.span,), importance=importance))
        else:
            grade.described.append(entry.span)
            message = f"“{entry.code}” is of a kind that is not known: “{kind}”"
            spec.note("uncertain", message, entry.span, severity=Severity.WARNING, about=grade)

    # What work roles ask for

    def _kind(self, node: Object) -> str:
        """Task, Knowledge, Skill or Ability, or what else stands there; a slip is noted once."""
        code, value = node.text("id"), node.value("kind")
        written = value.text if value else ""
        meant = written.capitalize()
        is_new = code not in self.described
        self.described.add(code)
        span = value.span if value else None
        if is_new and span is not None:
            if meant == _TASK:
                self.spec.marks.append(span)
            if meant != written and meant in (*_KINDS, _TASK):
                self.spec.note(
                    "typographicalError",
                    f"“{written}” is read as “{meant}”",
                    span,
                    read_as=written,
                    taken_for=meant,
                )
        return meant

    def _competency(self, node: Object, kind: str) -> Competency | None:
        code = node.text("id")
        if (known := self.competencies.get(code)) is not None:
            return known
        text, number, kind_words = (
            value.words if (value := node.value(key)) else None
            for key in ("description", "id", "kind")
        )
        if text is None or kind not in _KINDS:
            return None
        made = Competency(text, kinds=(_KINDS[kind],), kind_words=kind_words, number=number)
        self.competencies[code] = made
        return made

    def _take_unused(self) -> None:
        """What the file lists and no work role asks for."""
        if self.listed is None:
            return
        for node in self.listed.members.values():
            if not isinstance(node, Object) or node.text("id") in self.described:
                continue
            kind = self._kind(node)
            if kind == _TASK and (duty := _duty(node)):
                self.spec.duties.append(duty)
            elif self._competency(node, kind) is None and node.run:
                message = f"“{node.text('id')}” is of a kind that is not known: “{kind}”"
                self.spec.note("uncertain", message, node.run, severity=Severity.WARNING)
        if self.spec.duties:
            count = len(self.spec.duties)
            message = f"tasks that are given to no work role, kept without a class-grade: {count}"
            self.spec.note("notStated", message)


def _duty(node: Object) -> Duty | None:
    text, number = (
        value.words if (value := node.value(key)) else None for key in ("description", "id")
    )
    return Duty(text, number=number) if text else None


LOADER = Dcwf()
