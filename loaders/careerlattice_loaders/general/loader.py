"""The general loader: descriptions of work that no special loader knows."""

from __future__ import annotations

import re

from careerlattice.model import (
    ClassGrade,
    Duty,
    Judgement,
    Severity,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.outline import Outline, Passage
from careerlattice.pay import read_pay
from careerlattice.wording import title_case
from careerlattice_loaders.general import details
from careerlattice_loaders.general.competencies import CompetencyList, stem_of
from careerlattice_loaders.general.cues import weigh
from careerlattice_loaders.general.duties import DutyList
from careerlattice_loaders.general.english import ENGLISH
from careerlattice_loaders.general.frameworks import Entry, find_entries, mark_levels
from careerlattice_loaders.general.languages import choose_lexicon
from careerlattice_loaders.general.lexicon import Lexicon, Shape
from careerlattice_loaders.general.line import Line, Part
from careerlattice_loaders.general.lines import read_lines
from careerlattice_loaders.general.places import cover, has_letters, is_prose, join, trimmed
from careerlattice_loaders.general.qualifications import add_qualifications
from careerlattice_loaders.general.questionnaires import mark_questions
from careerlattice_loaders.general.recognition import MOST, likelihood
from careerlattice_loaders.general.sections import Taken, take_topics
from careerlattice_loaders.general.titles import find_title, sought_title
from careerlattice_loaders.general.topics import CORE, STATEMENTS, Topic
from careerlattice_loaders.general.units import Role, read_units, split_label

_LEVELS = re.compile(r"\b(?:I\s*(?:/|&|,|-|–|and|or|et|ou)\s*II|1\s*/\s*2|A\s*/\s*B)\b")
_UNSURE = 0.6
_SUREST = 0.99
_SHORT = 6
_STATED = 7.5
_LONGEST_LABEL = 9
_MOSTLY = 0.6
_LONGEST_NAME = 8


class GeneralLoader:
    """Reads any description of work in English or French, by what its lines mean."""

    name = "general"
    version = "1"
    most = MOST
    """It is not asked about a document that a special loader is surer of."""

    def __init__(self) -> None:
        self._last: tuple[Outline, list[Line], Lexicon | None] | None = None

    def recognise(self, outline: Outline) -> float:
        """How surely *outline* describes work: at most 0.6, since special loaders know better."""
        lines, lexicon = self._lines(outline)
        return likelihood(lines) if lexicon is not None else 0.0

    def read(self, outline: Outline) -> Specification:
        """Everything the document says, each line in a fact, a label or a statement."""
        lines, lexicon = self._lines(outline)
        self._last = None
        return _Assembly(lines, lexicon or ENGLISH).read()

    def _lines(self, outline: Outline) -> tuple[list[Line], Lexicon | None]:
        """The lines of *outline*; those of the last one asked for are kept for its reading."""
        held = self._last
        if held is None or held[0] is not outline:
            units = read_units(outline)
            lexicon = choose_lexicon(unit.words for unit in units)
            held = (outline, read_lines(units, lexicon or ENGLISH), lexicon)
            self._last = held
        return held[1], held[2]


class _Assembly:
    """The making of one specification."""

    def __init__(self, lines: list[Line], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.lines = lines
        self.grade = ClassGrade(None)
        self.spec = Specification(Words("", ()), language=lexicon.language)
        self.duties = DutyList(lexicon)
        self.competencies = CompetencyList(lexicon)
        self._groups: dict[int, Line] = {}

    def read(self) -> Specification:
        mark_questions(self.lines, self.lexicon)
        self.entries = find_entries(self.lines, self.lexicon)
        mark_levels(self.lines, self.lexicon)
        title = find_title(self.lines, self.lexicon)
        if title is not None:
            self._take_title(title)
        else:
            self._seek_title()
        taken = take_topics(self.lines)
        by_line = {id(each.line): each for each in taken}
        for entry in self.entries:
            self._place_entry(entry, by_line)
        self._place_named(taken, by_line)
        self._place_headings(taken)
        self._place_texts([by_line.get(id(line)) for line in self.lines])
        for line in self.lines:
            if line.unit.number is not None:
                self.spec.labels.append(line.unit.number.span)
            if line.part is Part.FACT:
                details.place(self.spec, self.grade, line)
            elif line.part is Part.MARK:
                self.spec.labels.append(line.passage.span)
        self.grade.duties = self.duties.duties
        self.grade.requirements = self.competencies.requirements
        self.spec.competencies = self.competencies.competencies
        for words, known in self.competencies.repeated:
            self.spec.note("duplicateStatement", "stated twice", words, about=known)
        self.spec.class_grades = [self.grade]
        self._note_missing()
        self._note_levels()
        self._judge(taken)
        return self.spec

    def _place_entry(self, entry: Entry, by_line: dict[int, Taken]) -> None:
        """An entry of a competency framework; its lines are not placed again."""
        parts = split_label(entry.level.passage)
        level = parts[1] if parts else entry.level.passage
        self.competencies.add_entry(
            trimmed(entry.name.passage),
            [trimmed(line.passage) for line in entry.definition if has_letters(line.passage)],
            trimmed(level),
            [trimmed(line.passage) for line in entry.signs if has_letters(line.passage)],
        )
        if parts:
            self.spec.labels.append(parts[0].span)
        for line in (entry.name, *entry.definition, entry.level, *entry.signs):
            by_line.pop(id(line), None)

    def _place_named(self, taken: list[Taken], by_line: dict[int, Taken]) -> None:
        """Competencies named on a line of their own, over a list of how they show."""
        lists: dict[int, list[Taken]] = {}
        for each in taken:
            if each.topic is Topic.COMPETENCIES and each.under and each.line.unit.role is Role.ITEM:
                lists.setdefault(id(each.under[-1]), []).append(each)
        for signs in lists.values():
            name = signs[0].under[-1]
            own = name.heading
            if own is None or own.is_modifier or not own.is_stem or own.topic in CORE:
                continue
            gerunds = sum(each.line.evidence.verb is Shape.GERUND for each in signs)
            if gerunds < _MOSTLY * len(signs) or len(name.words) > _LONGEST_NAME:
                continue
            passages = [trimmed(each.line.passage) for each in signs]
            modality = self.competencies.modality(signs[0])
            self.competencies.add_named(
                name.passage, [p for p in passages if has_letters(p)], modality
            )
            name.part = Part.TEXT
            for each in signs:
                by_line.pop(id(each.line), None)

    def _take_title(self, line: Line) -> None:
        words = trimmed(line.passage).words
        if line.label is not None:
            self.spec.labels.append(line.label.span)
        line.part = Part.TITLE
        shown = title_case(words.text)
        self.spec.title = Words(shown, words.spans)
        if shown != words.text:
            self.spec.title_as_written = words

    def _note_levels(self) -> None:
        """Say so where one document speaks of several levels, which are not told apart here."""
        roles = [line for line in self.lines if line.heading and line.heading.is_role]
        title = self.spec.title
        if len(roles) > 1:
            where = [line.passage.words for line in roles]
        elif _LEVELS.search(title.text) and title.spans:
            where = [title]
        else:
            return
        message = "the document describes several levels; they are read as one"
        self.spec.note("uncertain", message, *where, severity=Severity.WARNING, about=self.grade)

    def _seek_title(self) -> None:
        """A title that stands inside a sentence; where there is none, that is a finding."""
        sought = sought_title(self.lines, self.lexicon)
        if sought is None:
            self.spec.note("notStated", "no line names the class", severity=Severity.WARNING)
            return
        self.spec.title = sought.words
        self.spec.note("uncertain", "the title is taken from a sentence", sought.words)

    def _place_headings(self, taken: list[Taken]) -> None:
        """Headings become labels, labels of groups of duties, or statements if they are prose."""
        heads_group = {
            id(each.under[-1]): each for each in taken if each.topic is Topic.DUTIES and each.under
        }
        for line in self.lines:
            if line.part is not Part.HEADING or not has_letters(line.passage):
                continue
            is_long = len(line.words) > _LONGEST_LABEL
            if is_long and self._states_qualification(line):
                stem = Taken(line, Topic.QUALIFICATIONS, 0.7, line.heading, line)
                add_qualifications(self.spec, self.grade, stem, self.lexicon)
            elif is_prose(line.text):
                topic = line.heading.topic if line.heading else None
                kind = STATEMENTS.get(topic or Topic.OTHER, StatementKind.EXPLANATION)
                self.spec.statements.append(Statement(kind, trimmed(line.passage).words))
            elif id(line) in heads_group:
                self._groups[id(line)] = line
            else:
                self.spec.labels.append(trimmed(line.passage).span)

    def _states_qualification(self, line: Line) -> bool:
        """Whether the stem of a list is itself a demand, such as "Any combination of …:"."""
        evidence = weigh(line.text, line.words, self.lexicon)
        return evidence.weights.get(Topic.QUALIFICATIONS, 0.0) >= _STATED

    def _place_texts(self, taken: list[Taken | None]) -> None:
        statement: list[Passage] = []
        kind: StatementKind | None = None
        last: Taken | None = None
        for at, each in enumerate(taken):
            if each is None or each.topic in CORE or each.topic in (Topic.PAY, Topic.DETAILS):
                self._close(statement, kind)
                statement, kind, last = [], None, None
                if each is not None:
                    self._place_fact(each, taken, at)
                continue
            passage = trimmed(each.line.passage)
            if not has_letters(passage):
                continue
            own = self._kind(each)
            if kind is not own or last is None or not _goes_on(last, each):
                self._close(statement, kind)
                statement, kind = [], own
            statement.append(passage)
            last = each
        self._close(statement, kind)

    def _kind(self, each: Taken) -> StatementKind:
        """The kind of statement for a line of prose; a summary headed so is the purpose."""
        heading = each.heading_line
        words = heading.words if heading is not None else []
        if each.topic is Topic.SUMMARY and not self.lexicon.purpose_words.isdisjoint(words):
            return StatementKind.PURPOSE
        return STATEMENTS[each.topic]

    def _close(self, passages: list[Passage], kind: StatementKind | None) -> None:
        if passages and kind is not None:
            self.spec.statements.append(Statement(kind, join(passages)))

    def _place_fact(self, each: Taken, taken: list[Taken | None], at: int) -> None:
        passage = trimmed(each.line.passage)
        if not has_letters(passage):
            return
        if each.topic is Topic.DUTIES:
            self.duties.add(each, self._group(each), _heads_list(each, taken, at))
        elif each.topic is Topic.COMPETENCIES:
            above = each.heading_line.passage if each.heading_line else None
            self.competencies.add(each, stem_of(each.heading, above, self.lexicon))
        elif each.topic is Topic.QUALIFICATIONS:
            add_qualifications(self.spec, self.grade, each, self.lexicon)
        elif each.topic is Topic.PAY:
            self.grade.pay.extend(read_pay(passage, self.lexicon.language))
        else:
            details.place(self.spec, self.grade, each.line)

    def _group(self, each: Taken) -> Duty | None:
        line = each.under[-1] if each.under else None
        if line is None or id(line) not in self._groups:
            return None
        essential = each.heading.essential if each.heading else None
        return self.duties.add_group(id(line), line.passage, essential)

    def _note_missing(self) -> None:
        for name, held in (
            ("duties", self.grade.duties),
            ("qualifications", self.grade.qualifications),
            ("competencies", self.grade.requirements),
        ):
            if not held:
                self.spec.note(
                    "notStated",
                    f"no {name} were found",
                    severity=Severity.WARNING,
                    about=self.grade,
                )

    def _judge(self, taken: list[Taken]) -> None:
        """A judgement for each run of lines, and a finding for each of which we are not sure."""
        runs: list[list[Taken]] = []
        for each in taken:
            if not has_letters(each.line.passage):
                continue
            if (
                runs
                and runs[-1][-1].topic is each.topic
                and runs[-1][-1].heading_line is each.heading_line
            ):
                runs[-1].append(each)
            else:
                runs.append([each])
        for run in runs:
            extent = cover([each.line.passage for each in run])
            sure = sum(each.confidence for each in run) / len(run)
            topic = run[0].topic
            shown = min(_SUREST, round(sure, 2))
            self.spec.judgements.append(Judgement(extent, topic.value, shown, run[0].why))
            if sure < _UNSURE:
                message = f"taken for {topic.value} with little certainty: {run[0].why}"
                self.spec.note("uncertain", message, extent, taken_for=topic.value)
        for line in self.lines:
            if line.part is Part.TITLE:
                self.spec.judgements.append(
                    Judgement(line.passage.span, "title", 0.9, "it names the class")
                )
            elif line.part is Part.HEADING and has_letters(line.passage):
                topic_name = (
                    line.heading.topic.value if line.heading and line.heading.topic else "lines"
                )
                self.spec.judgements.append(
                    Judgement(
                        line.passage.span, f"heading of {topic_name}", 0.9, "its form and words"
                    )
                )
            elif line.part is Part.FACT:
                kind = line.kind.value if line.kind is not None else "detail"
                label = line.label.text if line.label is not None else ""
                self.spec.judgements.append(
                    Judgement(line.passage.span, kind, 0.95, f"the label '{label}'")
                )
        self.spec.judgements.sort(key=lambda each: each.extent)


def _goes_on(last: Taken, each: Taken) -> bool:
    """Whether a line belongs to the same statement as the line before it."""
    if last.line.unit.block is each.line.unit.block:
        return True
    if each.topic in (Topic.APPLICATION, Topic.SELECTION):
        return len(each.line.words) <= _SHORT or len(last.line.words) <= 1
    return False


def _heads_list(each: Taken, taken: list[Taken | None], at: int) -> bool:
    following = taken[at + 1] if at + 1 < len(taken) else None
    unit = each.line.unit
    return (
        following is not None
        and following.topic is Topic.DUTIES
        and unit.role is Role.ITEM
        and following.line.unit.role is Role.ITEM
        and following.line.unit.block.depth > unit.block.depth
    )


LOADER = GeneralLoader()
