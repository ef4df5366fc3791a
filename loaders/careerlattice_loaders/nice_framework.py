"""The NICE Workforce Framework for Cybersecurity, as its components are published in JSON.

The file lists elements (work roles, tasks, knowledge, skills, categories, competency areas, codes
of the Office of Personnel Management) and the relationships between them. A work role is a class
without grades: the framework knows no levels, and none are made up. Its own identifier and the
codes that lead to other frameworks are its codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

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
from careerlattice.values import Object, read_tree

_HEAD = 200_000
"""Characters at the beginning in which the family's keys must stand."""
_SIGNS = ('"element_type"', '"element_identifier"', '"doc_identifier"')
_KINDS = {
    "knowledge": Kind.KNOWLEDGE,
    "skill": Kind.SKILL,
    "ability": Kind.ABILITY,
}


class NiceFramework:
    """Components of the NICE Framework: elements and relationships, as JSON."""

    name = "nice-framework"
    version = "1"

    def recognise(self, outline: Outline) -> float:
        """How surely *outline* is a list of the framework's components, by its keys."""
        head = outline.text[:_HEAD]
        return 0.98 if head.lstrip()[:1] == "{" and all(sign in head for sign in _SIGNS) else 0.0

    def read(self, outline: Outline) -> Specification:
        """Everything the file says.

        Raises:
            InputError: it is one of the family, and broken or without its elements.
        """
        if self.recognise(outline) == 0:
            return Specification(Words("", ()), is_collection=True)
        tree, keys = read_tree(outline.text)
        if not isinstance(tree, Object):
            raise InputError("this is no list of components", remedy="supply the file as published")
        for needed in ("elements", "relationships"):
            if needed not in tree.members:
                raise InputError(
                    f"the key “{needed}” is missing", remedy="supply the file as it is published"
                )
        return _Components(tree, keys).read()


class _Components:
    """The reading of one file."""

    def __init__(self, tree: Object, keys: list[Span]) -> None:
        self.tree = tree
        self.spec = Specification(Words("", ()), is_collection=True, marks=keys)
        self.elements: dict[str, Object] = {}
        self.leading: dict[str, list[tuple[str, Object]]] = defaultdict(list)
        self.competencies: dict[str, Competency] = {}
        self.given: set[str] = set()

    def read(self) -> Specification:
        self._take_document()
        self._index()
        for area in self._of_type("competency_area"):
            self._take_area(area)
        categories = self._categories()
        for role in self._of_type("work_role"):
            self.spec.parts.append(self._role(role, categories))
        self._take_others()
        self.spec.competencies = list(self.competencies.values())
        return self.spec

    # The file as a whole

    def _take_document(self) -> None:
        """What the file says of itself."""
        for document in self.tree.objects("documents"):
            for key in ("name", "doc_identifier", "version", "website"):
                value = document.value(key)
                words = value.words if value else None
                if words is None:
                    continue
                if key == "name" and not self.spec.title.spans:
                    self.spec.title = words
                elif key == "doc_identifier" and self.spec.publication_number is None:
                    self.spec.publication_number = words
                else:
                    self.spec.details.append(Detail(DetailKind.OTHER, words))
        for kind in self.tree.objects("relationship_types"):
            if (value := kind.value("description")) and (words := value.words):
                self.spec.details.append(Detail(DetailKind.OTHER, words))
            self._mark(kind, "relationship_identifier")

    def _index(self) -> None:
        for element in self.tree.objects("elements"):
            code = element.text("element_identifier")
            self._mark(element, "element_type", "doc_identifier")
            if code in self.elements and element.run:
                message = f"the element “{code}” is listed twice; the first one is taken"
                self.spec.note("duplicateStatement", message, element.run)
            self.elements.setdefault(code, element)
            if element.text("element_type") == "sort" and element.run:
                self.spec.marks.append(element.run)
        for link in self.tree.objects("relationships"):
            pair = (link.text("source_element_identifier"), link.text("dest_element_identifier"))
            self.leading[pair[0]].append((pair[1], link))

    def _mark(self, node: Object, *keys: str) -> None:
        """Take values for signs of the file's form: they lead from one entry to another."""
        for key in keys:
            if (value := node.value(key)) and (span := value.span):
                self.spec.marks.append(span)

    def _of_type(self, *types: str) -> Iterator[Object]:
        return (each for each in self.elements.values() if each.text("element_type") in types)

    def _links(self, element: Object, *types: str) -> Iterator[tuple[Object, Object]]:
        """The elements of these types that *element* leads to, each with its relationship."""
        for code, link in self.leading[element.text("element_identifier")]:
            target = self.elements.get(code)
            if target is not None and target.text("element_type") in types:
                yield target, link

    def _take_others(self) -> None:
        """What no work role asks for: it is the framework's all the same."""
        for element in self._of_type(*_KINDS):
            self._competency(element)
        unused = [
            duty
            for element in self._of_type("task")
            if element.text("element_identifier") not in self.given and (duty := _duty(element))
        ]
        self.spec.duties = unused
        if unused:
            message = (
                f"tasks that are given to no work role, kept without a class-grade: {len(unused)}"
            )
            self.spec.note("notStated", message)
        for element in self._of_type("opm_code"):
            value = element.value("element_identifier")
            if value and value.text not in self.given and (words := value.words):
                self.spec.details.append(Detail(DetailKind.OTHER, words))
                message = f"the code “{words.text}” belongs to no work role"
                self.spec.note("notDescribed", message, words)

    # Work roles

    def _categories(self) -> dict[str, tuple[CodedValue, Object]]:
        """The category of each work role, by the role's identifier, with the relationship."""
        found: dict[str, tuple[CodedValue, Object]] = {}
        for category in self._of_type("category"):
            code, name, text = (
                value.words if (value := category.value(key)) else None
                for key in ("element_identifier", "title", "text")
            )
            if code is None:
                continue
            for role, link in self._links(category, "work_role"):
                entry = CodedValue((code,), name, text)
                found.setdefault(role.text("element_identifier"), (entry, link))
        return found

    def _role(
        self, role: Object, categories: dict[str, tuple[CodedValue, Object]]
    ) -> Specification:
        code, title, text = (
            value.words if (value := role.value(key)) else None
            for key in ("element_identifier", "title", "text")
        )
        spec = Specification(title or Words("", ()))
        grade = ClassGrade(None)
        spec.class_grades.append(grade)
        if code:
            spec.codes.append(code)
        if text:
            spec.statements.append(Statement(StatementKind.SUMMARY, text))
        if code and (found := categories.get(code.text)):
            grade.occupational_group, link = found
            grade.described += [link.run] if link.run else []
        for target, link in self._links(role, "opm_code"):
            self._take_code(spec, grade, target, link)
        if not any(True for _ in self._links(role, "opm_code")):
            message = "no code of the Office of Personnel Management is given for this work role"
            spec.note("notStated", message, *spec.codes, about=grade)
        self._take_links(spec, grade, role)
        return spec

    def _take_code(
        self, spec: Specification, grade: ClassGrade, target: Object, link: Object
    ) -> None:
        value = target.value("element_identifier")
        if value and (words := value.words):
            spec.codes.append(words)
            self.given.add(words.text)
        grade.described += [link.run] if link.run else []

    def _take_links(self, spec: Specification, grade: ClassGrade, role: Object) -> None:
        """Tasks as duties, knowledge and skills as requirements, in the order of the file."""
        taken: set[str] = set()
        for code, link in self.leading[role.text("element_identifier")]:
            target, span = self.elements.get(code), link.run
            assert span is not None, "a relationship has its two ends"
            kind = target.text("element_type") if target else ""
            if target is None or (kind not in _KINDS and kind not in ("task", "opm_code")):
                grade.described.append(span)
                message = f"the work role names “{code}”, which the file does not describe"
                if target is not None:
                    message = f"the work role leads to “{code}”, of a type that says nothing of it"
                spec.note("notDescribed", message, span, severity=Severity.WARNING, about=grade)
            elif code in taken:
                grade.described.append(span)
                message = f"“{code}” is given to this work role twice; it is kept once"
                spec.note("duplicateStatement", message, span, about=grade)
            elif kind == "task" and (duty := _duty(target)):
                duty.evidence = (span,)
                grade.duties.append(duty)
                self.given.add(code)
            elif kind in _KINDS and (competency := self._competency(target)):
                grade.requirements.append(Requirement(competency, (span,)))
            taken.add(code)

    # Competencies

    def _take_area(self, area: Object) -> None:
        """A competency area is a competency that knowledge and skills are part of."""
        title, text, code = (
            value.words if (value := area.value(key)) else None
            for key in ("title", "text", "element_identifier")
        )
        if title is None:
            return
        whole = Competency(title, title, text, number=code)
        self.competencies[area.text("element_identifier")] = whole
        links = list(self._links(area, *_KINDS))
        for target, link in links:
            if part := self._competency(target):
                part.broader.append(whole)
                part.evidence += [link.run] if link.run else []
        if not links:
            message = f"no knowledge and skills are given for the competency area “{title.text}”"
            self.spec.note("notStated", message, title, about=whole)

    def _competency(self, element: Object) -> Competency | None:
        """The knowledge or skill that *element* is; the same record each time."""
        code = element.text("element_identifier")
        if (known := self.competencies.get(code)) is not None:
            return known
        text, number, kind = (
            value.words if (value := element.value(key)) else None
            for key in ("text", "element_identifier", "element_type")
        )
        if text is None or kind is None:
            return None
        made = Competency(text, kinds=(_KINDS[kind.text],), kind_words=kind, number=number)
        self.competencies[code] = made
        return made


def _duty(element: Object) -> Duty | None:
    text, number = (
        value.words if (value := element.value(key)) else None
        for key in ("text", "element_identifier")
    )
    return Duty(text, number=number) if text else None


LOADER = NiceFramework()
