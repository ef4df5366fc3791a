"""Montana role descriptions: one role at one or several grades, with a competency chart.

The family's parts, by whatever markup they come in: a title ending in ROLE, Role Summary, Working
Conditions, Education and Experience by grade, Department Core Competencies, duties under a heading
for each grade, a tab-separated chart of competencies against grades, and the Degree of Proficiency
scale that the chart's letters stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from careerlattice.model import (
    ClassGrade,
    Competency,
    Duty,
    EducationLevel,
    Grade,
    Level,
    Modality,
    Qualification,
    QualificationKind,
    Requirement,
    Scale,
    Severity,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.outline import (
    BOLD,
    ITALIC,
    UNDERLINE,
    Block,
    BlockKind,
    Form,
    Outline,
    Passage,
    Section,
)
from careerlattice.quantities import durations, percentages
from careerlattice.wording import fold_look_alikes, kinds_in, normalise, title_case

_GRADE_NUMBERS = (
    r"\d{1,2}(?:\s*(?:-|–|/|,|&|and|or|to|through)\s*(?:and\s*)?(?:grades?\s*)?\d{1,2})*"
)
_LEAD = r"lead[\s-]*workers?|leads?\b"
_DUTY_WORD = r"(?:predominant|essential|primary|major)"
_JOINED = r"(?:\s*(?:/|and|&|,)\s*{})*"
_HEADING_PATTERNS = {
    "summary": r"(?:role|position|job)\s+(?:summary|purpose|overview|description)",
    "conditions": r"work(?:ing)?\s+(?:conditions?|environment)(?:\s*(?:/|and)\s*physical\s+\w+)?",
    "physical": r"physical\s+(?:demands?|requirements?)(?:\s.*)?",
    "contacts": r"(?:primary\s+|personal\s+)?contacts?",
    "received": r"supervision\s+received",
    "exercised": r"supervision\s+exercised|supervisory\s+responsibilities",
    "special": r"(?:special|other)\s+requirements?|licen[cs]es?(?:\s*(?:/|and)\s*certifi\w+)?",
    "education": r"(?:minimum\s+)?(?:education|qualifications?|training)"
    + _JOINED.format(r"(?:training|experience)"),
    "core": r"(?:\w+\s+){0,2}core\s+competenc(?:y|ies)",
    "levels": r"grade\s+levels?",
    "grade": rf"grades?\s+(?P<grades>{_GRADE_NUMBERS})"
    rf"(?:\s*[-–,(]?\s*(?P<lead>{_LEAD})\s*\)?)?"
    r"(?:\s*[-–:]?\s*(?:predominant\s*/?\s*)?(?:essential\s+)?duties)?",
    "duties": _DUTY_WORD
    + _JOINED.format(_DUTY_WORD)
    + r"\s+(?:duties|functions|responsibilities)(?:\s*(?:/|and|&)\s*\w+)?",
    "chart": r"competenc(?:y|ies)\s*/\s*proficienc(?:y|ies)\s+chart(?:\s.*)?",
    "competencies": r"(?:role[\s-]specific\s+)?competenc(?:y|ies)"
    r"(?:\s+and\s+degrees?\s+of\s+proficiency)?",
    "scale": r"degrees?\s+of\s+proficiency(?:\s+(?:definitions?|key|scale))?",
}
_HEADINGS = {key: re.compile(p, re.IGNORECASE) for key, p in _HEADING_PATTERNS.items()}
_SCALE_ENTRY = re.compile(r"(?P<notation>[A-Z])\s*[:.)–—-]\s*(?P<definition>\S.*)")
_NAMED = re.compile(r"(?P<name>[A-Z][^:.]{2,80}?)\s*(?P<mark>[:.–—])\s+(?P<definition>[A-Z(].+)")
_GRADE_PREFIX = re.compile(
    rf"grades?\s+(?P<grades>{_GRADE_NUMBERS})\s*(?:{_LEAD})?\s*[:–—-]\s*", re.IGNORECASE
)
_GRADE_CELL = re.compile(
    rf"grades?\s*(?P<grades>{_GRADE_NUMBERS})\s*[-–:,]?\s*(?P<rest>.*)", re.IGNORECASE
)
_SUMMARY_GRADES = re.compile(
    r"grade\s+levels?\s*\((?P<grades>[^)\d]{0,200}\d[^)]{0,200})\)", re.IGNORECASE
)
_LEAD_GRADE = re.compile(rf"grade\s+(?P<grade>\d{{1,2}})\s+(?P<lead>{_LEAD})", re.IGNORECASE)
_NUMBER_OR_RANGE = re.compile(
    r"(?P<low>\d{1,2})\s*(?:-|–|to|through)\s*(?P<high>\d{1,2})|(?P<one>\d{1,2})"
)
_TIME_SHARE = re.compile(
    r"\s*[(–—:-]\s*(?P<share>\d{1,3}(?:\.\d+)?\s*(?:%|percent)[^()]*?)\s*\)?\s*\.?$"
)
_NOT_APPLICABLE = re.compile(r"n/?a|[-–—]+|none", re.IGNORECASE)

_EDUCATION = {
    EducationLevel.DOCTORATE: r"doctora\w+|ph\.?\s?d",
    EducationLevel.MASTER_DEGREE: r"master['’]?s?\b(?:\s+degree)?",
    EducationLevel.BACHELOR_DEGREE: r"bachelor['’]?s?\b(?:\s+degree)?|four-year\s+degree",
    EducationLevel.ASSOCIATE_DEGREE: r"associate['’]?s?\b(?:\s+degree)?|two-year\s+degree",
    EducationLevel.SOME_POST_SECONDARY: r"post-?\s?secondary\s+(?:coursework|education|training)"
    r"|college\s+coursework|vocational\s+training",
    EducationLevel.HIGH_SCHOOL: r"graduation\s+from\s+high\s+school"
    r"|high\s+school(?:\s+(?:graduation|diploma|education))?|\bGED\b",
}
_EDUCATIONS = [(level, re.compile(p, re.IGNORECASE)) for level, p in _EDUCATION.items()]
_ANY_EDUCATION = "|".join(f"(?:{pattern})" for pattern in _EDUCATION.values())
_NUMERAL = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b"
    r"(?:\s*\(\d+\))?[\s-]+(?:years?|months?)\b)"
)
# Where one clause of a qualification sentence ends and the next begins.
_CLAUSE = re.compile(
    r"\s*;\s*(?:and\s+)?"
    rf"|,?\s+(?:and|with|plus)\s+(?=(?:an?\s+)?(?:{_ANY_EDUCATION}|{_NUMERAL}))"
    rf"|,?\s+(?P<within>including)\s+(?={_NUMERAL})",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(r"\bequivalent\s+to\s+|\brequires?\s+", re.IGNORECASE)
_OTHER_COMBINATIONS = re.compile(r"\b(?:other|equivalent)\s+combinations?\b", re.IGNORECASE)
_EXPERIENCE = re.compile(r"\bexperience\b|\bwork\b", re.IGNORECASE)
_PROSE = {
    "summary": StatementKind.SUMMARY,
    "conditions": StatementKind.WORKING_CONDITIONS,
    "physical": StatementKind.PHYSICAL_DEMANDS,
    "contacts": StatementKind.CONTACTS,
    "received": StatementKind.SUPERVISION_RECEIVED,
    "exercised": StatementKind.SUPERVISION_EXERCISED,
    "special": StatementKind.SPECIAL_REQUIREMENTS,
    "levels": StatementKind.EXPLANATION,
    "grade": StatementKind.EXPLANATION,
    "chart": StatementKind.EXPLANATION,
    "competencies": StatementKind.EXPLANATION,
    "scale": StatementKind.EXPLANATION,
}


class MontanaRoleDescription:
    """Loader of the family."""

    name = "montana-role-description"
    version = "1"

    def recognise(self, outline: Outline) -> float:
        """How surely *outline* is a Montana role description, 0 to 1, by its headings."""
        weights = {
            "scale": 0.3,
            "chart": 0.3,
            "duties": 0.15,
            "core": 0.15,
            "summary": 0.1,
            "grade": 0.1,
            "levels": 0.1,
        }
        found = {key for block in outline.blocks if (key := _heading(block))}
        score = sum(weight for key, weight in weights.items() if key in found)
        return min(1.0, score) if {"scale", "chart", "grade", "levels"} & found else min(0.2, score)

    def read(self, outline: Outline) -> Specification:
        """Everything the role description says."""
        return _Reading(outline).specification()


LOADER = MontanaRoleDescription()


def _heading(block: Block) -> str | None:
    """The key of a heading of this family, None for any other block."""
    if block.kind is BlockKind.ROW or not (block.could_be_heading or _is_chart_title(block)):
        return None
    text = block.text.rstrip(": ")
    for key, pattern in _HEADINGS.items():
        if pattern.fullmatch(text):
            return key
    # A heading that a mark makes certain, though the family does not know it.
    certain = block.form in (Form.HASH, Form.BOLD) or (
        block.form is Form.CAPITALS and block.blank_before
    )
    return "other" if certain and block.kind is BlockKind.HEADING else None


def _is_chart_title(block: Block) -> bool:
    # The chart's title names division and role, and may be too long for a heading.
    return block.kind is BlockKind.PARAGRAPH and block.text.lower().startswith(
        "competency/proficiency chart "
    )


def _grades(text: str) -> list[int]:
    """The grade numbers in *text*, ranges spelt out, in order, without repeats."""
    numbers: list[int] = []
    for match in _NUMBER_OR_RANGE.finditer(text):
        low = int(match.group("low") or match.group("one"))
        high = int(match.group("high") or low)
        numbers += range(low, high + 1) if high - low < 20 else (low, high)
    return list(dict.fromkeys(numbers))


@dataclass(slots=True)
class _Column:
    """A chart's column: the grades it speaks for and the guidance its header names."""

    grades: list[int]
    guidance: Words | None = None


@dataclass(slots=True)
class _Reading:
    """One document being read."""

    outline: Outline
    spec: Specification = field(default_factory=lambda: Specification(Words("", ())))
    class_grades: dict[int, ClassGrade] = field(default_factory=dict)
    core: list[Competency] = field(default_factory=list)

    def specification(self) -> Specification:
        sections = list(self.outline.sections(_heading))
        sections = self._read_title(sections)
        self._find_grades(sections)
        scale = self._read_scale([s for s in sections if s.key == "scale"])
        current: list[int] = []
        for section in sections:
            self._label_heading(section)
            if section.key == "grade":
                current = self._enter_grade(section)
            elif section.key in ("levels", "core", "education", "competencies", "chart"):
                current = []
            self._read_section(section, current, scale)
        self._require_core()
        self._note_missing()
        self.spec.class_grades = [self.class_grades[number] for number in sorted(self.class_grades)]
        return self.spec

    # Title and grades

    def _read_title(self, sections: list[Section]) -> list[Section]:
        """Take the title from the blocks before the first heading of the family."""
        at = next((i for i, s in enumerate(sections) if s.key not in ("", "other")), len(sections))
        title: list[Words] = []
        rest: list[Section] = []
        for section in sections[:at]:
            blocks = ([section.heading] if section.heading else []) + list(section.blocks)
            for block in blocks:
                if block.could_be_heading and block.kind is not BlockKind.ROW and block.passage:
                    title.append(block.passage.words)
                else:
                    rest.append(Section("", None, (block,)))
        if not title:
            self.spec.note("notStated", "the document states no title", severity=Severity.WARNING)
            return rest + sections[at:]
        written = title[0]
        for words in title[1:]:
            written = written.joined(words)
        name = re.sub(r"\s+ROLE(?:\s+DESCRIPTION)?$", "", written.text, flags=re.IGNORECASE).strip(
            " :-–"
        )
        self.spec.title = Words(title_case(name) or written.text, written.spans)
        self.spec.title_as_written = written
        return rest + sections[at:]

    def _find_grades(self, sections: list[Section]) -> None:
        """Open a class-grade for every grade that any part of the document names."""
        for section in sections:
            if section.key == "grade" and section.heading:
                heading = _heading_match("grade", section.heading)
                for number in _grades(heading.group("grades")):
                    named = section.heading.passage[: heading.end("grades")]
                    self._open(number, named.words)
        for section in sections:
            for block in section.blocks:
                for passage, match in _grade_mentions(section.key, block):
                    part = passage.group(match, "grades")
                    for number in _grades(part.text):
                        self._open(number, part.words)
        if not self.class_grades:
            self.class_grades[0] = ClassGrade(None)
            message = "the document names no grade"
            about = self.class_grades[0]
            self.spec.note("notStated", message, severity=Severity.WARNING, about=about)

    def _open(self, number: int, words: Words) -> None:
        if number not in self.class_grades:
            grade = Grade(str(number), "grade", "Grade", number, words)
            self.class_grades[number] = ClassGrade(grade)

    def _enter_grade(self, section: Section) -> list[int]:
        """The grades a heading speaks for; a second heading for one grade is a finding."""
        if section.heading is None:
            return []
        match = _heading_match("grade", section.heading)
        numbers = _grades(match.group("grades"))
        for number in numbers:
            if self.class_grades[number].duties:
                self.spec.note(
                    "duplicateGrade",
                    f"a second heading for grade {number}; its duties join the first one's",
                    section.heading.passage.span,
                    severity=Severity.WARNING,
                    about=self.class_grades[number],
                )
            if match.group("lead"):
                self.class_grades[number].lead_worker = section.heading.passage.group(
                    match, "lead"
                ).words
        return numbers

    def _label_heading(self, section: Section) -> None:
        if section.heading and section.key != "other":
            self.spec.labels.append(section.heading.passage.span)

    # Sections

    def _read_section(self, section: Section, current: list[int], scale: Scale | None) -> None:
        match section.key:
            case "education":
                self._read_education(section)
            case "core":
                self._read_core(section)
            case "duties":
                self._read_duties(section, current)
            case "scale":
                pass
            case "other":
                self._read_other(section)
            case _:
                self._read_prose(section, current)
        self._read_tables(section, scale)

    def _read_prose(self, section: Section, current: list[int]) -> None:
        if section.key == "grade" and current and section.items:
            # A grade whose duties follow without a heading of their own.
            self._read_duties(section, current)
            return
        kind = _PROSE.get(section.key, StatementKind.OTHER)
        table = section.rows[0].line if section.rows and section.key != "other" else None
        for block in section.paragraphs + section.items:
            if not block.passage or self._is_page_mark(block):
                continue
            if table is not None and block.line > table:
                # Below a chart stands no prose: this is a row that lost its cells, left unplaced.
                continue
            self.spec.statements.append(Statement(kind, block.passage.words))
            if section.key == "summary":
                self._read_summary(block.passage)

    def _is_page_mark(self, block: Block) -> bool:
        if block.is_page_mark:
            self.spec.labels.append(block.passage.span)
        return block.is_page_mark

    def _read_summary(self, passage: Passage) -> None:
        """The contacts sentence and the lead worker grade that a summary mentions."""
        for sentence in passage.sentences():
            if re.match(r"(?:primary|principal|key)?\s*contacts?\b", sentence.text, re.IGNORECASE):
                self.spec.statements.append(Statement(StatementKind.CONTACTS, sentence.words))
        for match in _LEAD_GRADE.finditer(passage.text):
            class_grade = self.class_grades.get(int(match.group("grade")))
            if class_grade and class_grade.lead_worker is None:
                class_grade.lead_worker = passage.group(match, "lead").words

    def _read_other(self, section: Section) -> None:
        """A heading the family does not know: a sentence is a statement, anything else a label."""
        heading = section.heading
        if heading and heading.passage:
            if len(heading.text.split()) >= 8 or heading.text.endswith((".", ";")):
                self.spec.statements.append(Statement(StatementKind.OTHER, heading.passage.words))
            else:
                self.spec.labels.append(heading.passage.span)
        self._read_prose(section, [])

    def _read_core(self, section: Section) -> None:
        named: list[tuple[Block, Competency]] = []
        for block in section.blocks:
            if block.kind is BlockKind.ROW or not block.passage:
                continue
            competency = _named_competency(block.passage)
            if competency is None:
                if not self._is_page_mark(block):
                    self.spec.statements.append(
                        Statement(StatementKind.EXPLANATION, block.passage.words)
                    )
                continue
            named.append((block, competency))
        marks = {block.kind is BlockKind.ITEM for block, _ in named}
        for block, competency in named:
            self.core.append(competency)
            self.spec.competencies.append(competency)
            name = competency.name.text if competency.name else ""
            if len(marks) == 2 and block.kind is not BlockKind.ITEM:
                message = f"“{name}” stands without the bullet the other core competencies have"
                self.spec.note("unmarkedItem", message, block.passage.span, about=competency)
            match = _NAMED.fullmatch(block.text)
            if match and match.group("mark") == ".":
                message = f"a full stop after “{name}” is read as the colon the others have"
                where = block.passage.group(match, "mark").span
                self.spec.note(
                    "irregularMark",
                    message,
                    where,
                    about=competency,
                    read_as=".",
                    taken_for=":",
                )

    def _read_duties(self, section: Section, current: list[int]) -> None:
        numbers = current
        if not numbers and len(self.class_grades) == 1:
            numbers = list(self.class_grades)
        if not numbers:
            for block in section.paragraphs + section.items:
                if block.passage:
                    message = "duties under no grade, in a document of several grades"
                    self.spec.note(
                        "unplaced", message, block.passage.span, severity=Severity.WARNING
                    )
            return
        essential = (
            True
            if section.key == "duties"
            and section.heading
            and "essential" in section.heading.text.lower()
            else None
        )
        blocks = [
            b
            for b in section.blocks
            if b.kind is not BlockKind.ROW and b.passage and not self._is_page_mark(b)
        ]
        if blocks and blocks[0].kind is not BlockKind.ITEM and blocks[0].text.endswith(":"):
            self.spec.statements.append(
                Statement(StatementKind.EXPLANATION, blocks[0].passage.words)
            )
            blocks = blocks[1:]
        bulleted = any(block.kind is BlockKind.ITEM for block in blocks)
        for number in numbers:
            class_grade = self.class_grades[number]
            class_grade.duties += _nested_duties(blocks, essential)
            for block, duty in zip(
                blocks,
                (d for top in class_grade.duties[-len(blocks) :] for d in top.walk()),
                strict=False,
            ):
                if bulleted and block.kind is not BlockKind.ITEM:
                    message = "a duty without the bullet the others have"
                    self.spec.note("unmarkedItem", message, block.passage.span, about=duty)

    # Education and experience

    def _read_education(self, section: Section) -> None:
        for block in section.paragraphs + section.items:
            if not block.passage or self._is_page_mark(block):
                continue
            passage = block.passage
            numbers = list(self.class_grades)
            if match := _GRADE_PREFIX.match(passage.text):
                numbers = _grades(match.group("grades"))
                self.spec.labels.append(passage[: match.end("grades")].span)
                passage = passage[match.end() :].strip()
                if not passage:
                    continue
            for number in numbers:
                self._read_qualifications(passage, self.class_grades[number])

    def _read_qualifications(self, passage: Passage, class_grade: ClassGrade) -> None:
        sentences = list(passage.sentences())
        modality = _modality(passage.text)
        before = len(class_grade.qualifications)
        for sentence in sentences:
            if _OTHER_COMBINATIONS.search(sentence.text) and not _EQUIVALENT.search(sentence.text):
                substitution = Qualification(
                    QualificationKind.SUBSTITUTION, sentence.words, modality
                )
                substitution.in_place_of = list(class_grade.qualifications[before:])
                class_grade.qualifications.append(substitution)
                continue
            parsed = list(_parse_clauses(sentence, modality))
            if not parsed:
                parsed = [Qualification(QualificationKind.OTHER, sentence.words, modality)]
            class_grade.qualifications += parsed
            for each in parsed:
                if each.kind is QualificationKind.OTHER:
                    message = "kept as words only: this names neither education nor experience"
                    self.spec.note("uncertain", message, each.clause or each.sentence, about=each)

    # The chart, its scale, and the other table

    def _read_scale(self, sections: list[Section]) -> Scale | None:
        levels: list[Level] = []
        for section in sections:
            for block in section.blocks:
                entry = _scale_entry(block)
                if entry is None:
                    if block.passage and not self._is_page_mark(block):
                        self.spec.statements.append(
                            Statement(StatementKind.EXPLANATION, block.passage.words)
                        )
                    continue
                notation, definition = entry
                if any(level.notation == notation.text for level in levels):
                    message = (
                        f"level {notation.text} is defined twice; the first definition is kept"
                    )
                    self.spec.note(
                        "duplicateStatement",
                        message,
                        notation,
                        definition,
                        severity=Severity.WARNING,
                    )
                    continue
                levels.append(
                    Level(notation.text, len(levels) + 1, notation.text, notation, definition)
                )
        if not levels:
            message = "the document does not define its degrees of proficiency"
            self.spec.note("notStated", message, severity=Severity.WARNING)
            return None
        letters = "".join(level.notation for level in levels).lower()
        name = next((s.heading.passage.words for s in sections if s.heading), None)
        scale = Scale(
            f"degree-of-proficiency-{letters}", "Degree of Proficiency", levels, words=name
        )
        self.spec.scales.append(scale)
        return scale

    def _read_tables(self, section: Section, scale: Scale | None) -> None:
        rows = list(section.rows)
        if not rows or section.key == "scale":
            return
        columns = self._chart_columns(rows[0])
        if columns is not None:
            for row in rows[1:]:
                self._read_chart_row(row, columns, scale)
        elif section.key == "other":
            self._read_subject_areas(rows)

    def _chart_columns(self, header: Block) -> list[_Column] | None:
        """The chart's columns if *header* is a chart's header row, else None."""
        matches = [_GRADE_CELL.match(cell.text) for cell in header.cells[1:]]
        if not any(matches):
            return None
        if header.cells[0]:
            self.spec.labels.append(header.cells[0].span)
        columns: list[_Column] = []
        seen: set[int] = set()
        for cell, match in zip(header.cells[1:], matches, strict=True):
            if match is None:
                columns.append(_Column([]))
                if cell:
                    message = f"the column “{cell.text}” names no grade; its letters are unused"
                    self.spec.note("uncertain", message, cell.span, severity=Severity.WARNING)
                continue
            grades = cell.group(match, "grades")
            self.spec.labels.append(cell[: match.end("grades")].span)
            numbers = _grades(grades.text)
            if seen & set(numbers):
                message = f"a second chart column for grade {grades.text}; its letters are unused"
                about = self.class_grades[numbers[0]]
                self.spec.note(
                    "duplicateGrade", message, grades.span, severity=Severity.WARNING, about=about
                )
                numbers = []
            seen.update(numbers)
            rest = cell.group(match, "rest")
            lead = re.fullmatch(rf"\(?({_LEAD})\)?", rest.text, re.IGNORECASE)
            if lead and numbers:
                self.class_grades[numbers[0]].lead_worker = rest.words
            columns.append(_Column(numbers, rest.words if rest and not lead else None))
        return columns

    def _read_chart_row(self, row: Block, columns: list[_Column], scale: Scale | None) -> None:
        first, cells = row.cells[0], row.cells[1:]
        if not first:
            self.spec.note(
                "missingCell",
                "a chart row without a competency",
                row.passage.span,
                severity=Severity.WARNING,
            )
            return
        competency = self._chart_competency(first, scale)
        shifted = len(cells) != len(columns)
        if shifted:
            kind = "missingCell" if len(cells) < len(columns) else "surplusCell"
            message = f"{len(cells)} levels stand for {len(columns)} grades; none is assigned"
            where = [cell.span for cell in cells if cell] or [first.span]
            self.spec.note(kind, message, *where, severity=Severity.WARNING, about=competency)
        for at, column in enumerate(columns):
            cell = None if shifted else cells[at]
            for number in column.grades:
                self._require(competency, first, cell, column, self.class_grades[number], scale)
            if cell and not column.grades:
                self.spec.note("uncertain", "a level under a column that names no grade", cell.span)

    def _chart_competency(self, first: Passage, scale: Scale | None) -> Competency:
        same = next(
            (c for c in self.spec.competencies if normalise(c.text.text) == normalise(first.text)),
            None,
        )
        if same is not None:
            message = "the chart names this competency twice"
            self.spec.note(
                "duplicateStatement", message, first.span, severity=Severity.WARNING, about=same
            )
            return same
        competency = Competency(first.words, kinds=kinds_in(first.text), scale=scale)
        self.spec.competencies.append(competency)
        return competency

    def _require(
        self,
        competency: Competency,
        first: Passage,
        cell: Passage | None,
        column: _Column,
        class_grade: ClassGrade,
        scale: Scale | None,
    ) -> None:
        if cell and _NOT_APPLICABLE.fullmatch(cell.text):
            message = f"“{cell.text}” is read as: not required at this grade"
            self.spec.note("uncertain", message, cell.span, about=class_grade, read_as=cell.text)
            return
        if any(each.competency is competency for each in class_grade.requirements):
            if cell:
                message = "a second level for one competency and grade; the first is kept"
                self.spec.note(
                    "duplicateStatement",
                    message,
                    cell.span,
                    severity=Severity.WARNING,
                    about=class_grade,
                )
            return
        requirement = Requirement(
            competency, (first.span, *([cell.span] if cell else [])), guidance=column.guidance
        )
        class_grade.requirements.append(requirement)
        if cell is None:
            return
        if not cell:
            message = "the chart's cell is empty: the level is not stated"
            self.spec.note(
                "emptyCell", message, first.span, severity=Severity.WARNING, about=requirement
            )
            return
        self._set_level(requirement, cell, scale)

    def _set_level(self, requirement: Requirement, cell: Passage, scale: Scale | None) -> None:
        read = fold_look_alikes(cell.text)
        if read != cell.text and len(read) == 1:
            code = f"U+{ord(cell.text):04X}"
            message = f"a letter of another script ({code}) is read as the Latin {read} it is like"
            self.spec.note(
                "confusableLetter",
                message,
                cell.span,
                about=requirement,
                read_as=cell.text,
                taken_for=read,
            )
        level = scale.level(read) if scale else None
        if level is None and scale and (level := scale.level(read.upper())):
            message = f"“{read}” is read as level {level.notation}"
            self.spec.note(
                "typographicalError",
                message,
                cell.span,
                about=requirement,
                read_as=read,
                taken_for=level.notation,
            )
        if level is None:
            message = f"“{cell.text}” is no level of the document's scale: the level is left open"
            self.spec.note(
                "unknownLevel",
                message,
                cell.span,
                severity=Severity.WARNING,
                about=requirement,
                read_as=cell.text,
            )
            return
        requirement.level, requirement.level_words = level, cell.words

    def _read_subject_areas(self, rows: list[Block]) -> None:
        for row in rows:
            for cell in row.cells:
                if cell:
                    self.spec.subject_areas.append(cell.words)
                else:
                    where = next((each.span for each in reversed(row.cells) if each), None)
                    self.spec.note(
                        "emptyCell", "a cell of the list is empty", *([where] if where else [])
                    )

    # What belongs to every grade, and what is missing

    def _require_core(self) -> None:
        for class_grade in self.class_grades.values():
            for competency in self.core:
                class_grade.requirements.append(Requirement(competency, competency.text.spans))

    def _note_missing(self) -> None:
        for number, class_grade in self.class_grades.items():
            for what, missing in (
                ("duties", not class_grade.duties),
                ("education or experience", not class_grade.qualifications),
                ("level of competency", not any(r.level for r in class_grade.requirements)),
            ):
                if missing and number:
                    message = f"the document states no {what} for grade {number}"
                    self.spec.note(
                        "notStated", message, severity=Severity.WARNING, about=class_grade
                    )
        self._compare_chart_title()

    def _compare_chart_title(self) -> None:
        title = self.spec.title_as_written
        for block in self.outline.blocks:
            match = re.match(
                r"competency/proficiency chart\s*[-–—:]?\s*(?P<name>\S.*)",
                block.text,
                re.IGNORECASE,
            )
            if not title or not match or block.kind is BlockKind.ROW:
                continue
            if normalise(match.group("name")) != normalise(title.text):
                message = (
                    "the chart's title names the role otherwise than the document's title does"
                )
                where = block.passage.group(match, "name").span
                self.spec.note(
                    "nameMismatch",
                    message,
                    where,
                    read_as=match.group("name"),
                    taken_for=title.text,
                )


def _heading_match(key: str, block: Block) -> re.Match[str]:
    match = _HEADINGS[key].match(block.text)
    assert match is not None  # the block was classified by this very pattern
    return match


def _grade_mentions(key: str, block: Block) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a block outside the grade headings names grades, and in which passage."""
    if block.kind is BlockKind.ROW:
        for cell in block.cells[1:]:
            if match := _GRADE_CELL.match(cell.text):
                yield cell, match
    elif key == "summary":
        for match in _SUMMARY_GRADES.finditer(block.text):
            yield block.passage, match
    elif key == "education" and (match := _GRADE_PREFIX.match(block.text)):
        yield block.passage, match


def _named_competency(passage: Passage) -> Competency | None:
    """Read "Name: definition" as a core competency; the colon may stand inside the emphasis."""
    match = _NAMED.fullmatch(passage.text)
    styled = BOLD | ITALIC | UNDERLINE
    lead = next(
        (i for i, style in enumerate(passage.styles) if not style & styled), len(passage.text)
    )
    if 2 < lead < len(passage.text):
        name, definition = passage[:lead].strip(" :.–—-"), passage[lead:].strip(" :–—-")
    elif match:
        name, definition = passage.group(match, "name"), passage.group(match, "definition")
    else:
        return None
    if not name or not definition:
        return None
    kinds = kinds_in(f"{name.text} {definition.text}")
    return Competency(definition.words, name.words, definition.words, kinds, core=True)


def _nested_duties(blocks: list[Block], essential: bool | None) -> list[Duty]:
    """Duties nested as their bullets are; a short label with duties below it is a group."""
    top: list[Duty] = []
    path: list[Duty] = []
    for block, after in pairwise([*blocks, None]):
        assert block is not None
        is_parent = after is not None and after.kind is BlockKind.ITEM and after.depth > block.depth
        duty = _duty(block.passage, is_parent, essential)
        del path[block.depth if block.kind is BlockKind.ITEM else 0 :]
        (path[-1].parts if path else top).append(duty)
        path.append(duty)
    return top


def _duty(passage: Passage, is_parent: bool, essential: bool | None) -> Duty:
    duty = Duty(passage.words, essential=essential)
    match = _TIME_SHARE.search(passage.text)
    if (
        match
        and (share := next(percentages(match.group("share")), None))
        and 0 < share.amount <= 100
    ):
        label = passage[: match.start()].strip()
        if label:
            duty.words = label.words
            duty.time_share = Decimal(share.amount.numerator) / Decimal(
                share.amount.denominator * 100
            )
            duty.time_share_words = passage.group(match, "share").words
    duty.is_group = is_parent and len(duty.words.text.split()) <= 8
    return duty


def _scale_entry(block: Block) -> tuple[Words, Words] | None:
    """A level's letter and its definition, from "A: …", "A. …" or a table row."""
    if block.kind is BlockKind.ROW and len(block.cells) >= 2:
        first, second = block.cells[0].strip(" :."), block.cells[1]
        return (first.words, second.words) if len(first.text) == 1 and second else None
    if (
        block.number
        and block.passage
        and len(block.number.text) == 1
        and block.number.text.isupper()
    ):
        return block.number.words, block.passage.words
    match = _SCALE_ENTRY.fullmatch(block.text)
    if match is None:
        return None
    return block.passage.group(match, "notation").words, block.passage.group(
        match, "definition"
    ).words


def _modality(text: str) -> Modality:
    if re.search(r"\bpreferred\b|\bdesir(?:ed|able)\b", text, re.IGNORECASE):
        return Modality.PREFERRED
    if re.search(r"\btypical(?:ly)?\b|\bnormally\b|\busually\b", text, re.IGNORECASE):
        return Modality.TYPICAL
    return Modality.REQUIRED


def _parse_clauses(sentence: Passage, modality: Modality) -> Iterator[Qualification]:
    """The education and experience a sentence asks for, clause by clause."""
    lead = _EQUIVALENT.search(sentence.text)
    body = sentence[lead.end() :] if lead else sentence
    if not lead and not (
        _EXPERIENCE.search(body.text) or any(p.search(body.text) for _, p in _EDUCATIONS)
    ):
        return
    previous: Qualification | None = None
    for clause, is_within in _clauses(body.strip(" .")):
        qualification = _clause(sentence.words, clause, modality)
        if is_within:
            qualification.within = previous
        else:
            previous = qualification
        yield qualification


def _clauses(body: Passage) -> Iterator[tuple[Passage, bool]]:
    start, is_within = 0, False
    for match in _CLAUSE.finditer(body.text):
        if clause := body[start : match.start()].strip(" ,."):
            yield clause, is_within
        start, is_within = match.end(), bool(match.group("within"))
    if clause := body[start:].strip(" ,."):
        yield clause, is_within


def _clause(sentence: Words, clause: Passage, modality: Modality) -> Qualification:
    base = Qualification(QualificationKind.OTHER, sentence, modality, clause.words)
    found = next(((level, m) for level, p in _EDUCATIONS if (m := p.search(clause.text))), None)
    stretch = next(durations(clause.text), None)
    if stretch is not None:
        kind = clause.text[stretch.end :]
        skip = re.match(r"['’]?\s*(?:of\s+)?", kind)
        what = clause[stretch.end + (skip.end() if skip else 0) :].strip()
        return replace(
            base,
            kind=QualificationKind.EXPERIENCE,
            months=stretch.whole,
            experience_in=what.words if what else None,
        )
    if found is not None:
        level, match = found
        rest = re.match(r"\s+in\s+(?P<field>.+)", clause.text[match.end() :])
        subject = clause[match.end() + rest.start("field") :].strip() if rest else None
        return replace(
            base,
            kind=QualificationKind.EDUCATION,
            education_level=level,
            field_of_study=subject.words if subject else None,
        )
    if _EXPERIENCE.search(clause.text):
        return replace(base, kind=QualificationKind.EXPERIENCE, experience_in=clause.words)
    return base
