"""Questionnaires: questions put to applicants, whose answers are no qualifications."""

from __future__ import annotations

from careerlattice.outline import Form
from careerlattice_loaders.general.lexicon import Lexicon
from careerlattice_loaders.general.line import Line, Part
from careerlattice_loaders.general.topics import Topic

_FEWEST = 2
_REQUEST = 3.0
_STATED = 7.0
_SHORT = 12
_LONGEST_OPTIONS = 16


def mark_questions(lines: list[Line], lexicon: Lexicon) -> None:
    """Fix the lines of questionnaires as matter of the application."""
    start = _first_numbered(lines)
    if start is not None:
        for line in lines[start:]:
            _fix(line)
    _mark_sections(lines, lexicon)
    _mark_answers(lines, lexicon)


def _fix(line: Line) -> None:
    if line.part is Part.TEXT and _states_qualification(line):
        return
    if line.part in (Part.HEADING, Part.FACT, Part.TEXT):
        line.part, line.passage, line.words = Part.TEXT, line.unit.passage, line.unit.words
        line.fixed = Topic.APPLICATION
        line.heading = None


def _states_qualification(line: Line) -> bool:
    """Whether a line between the questions says itself what is required."""
    weights = line.evidence.weights
    return (
        weights.get(Topic.QUALIFICATIONS, 0.0) >= _STATED
        and weights.get(Topic.APPLICATION, 0.0) < 1.5
        and len(line.words) > _SHORT
        and "?" not in line.text
    )


def _first_numbered(lines: list[Line]) -> int | None:
    """Where numbers alone on their lines begin to count questions up from one."""
    start: int | None = None
    wanted, asked = 1, 0
    for at, line in enumerate(lines):
        if len(line.words) != 1 or not line.words[0].isdecimal() or int(line.words[0]) != wanted:
            continue
        following = next((x for x in lines[at + 1 : at + 4] if x.part is not Part.MARK), None)
        if wanted == 1:
            start, asked = at, 0
        wanted += 1
        asked += following is not None and _asks(following)
    found = wanted - 1
    if start is None or found < _FEWEST or asked < 0.4 * found:
        return None
    return start


def _asks(line: Line) -> bool:
    weight = line.evidence.weights.get(Topic.APPLICATION, 0.0)
    return weight >= _REQUEST or "?" in line.text


def _mark_sections(lines: list[Line], lexicon: Lexicon) -> None:
    inside = False
    for line in lines:
        heading = line.heading
        if line.part is Part.HEADING and heading is not None:
            if set(line.words) & lexicon.question_words and heading.topic is Topic.APPLICATION:
                inside = True
                continue
            if inside and heading.weights and line.unit.form in (Form.HASH, Form.CAPITALS):
                inside = False
        if inside:
            _fix(line)


def _mark_answers(lines: list[Line], lexicon: Lexicon) -> None:
    """Options of an answer, and the question above them."""
    for at, line in enumerate(lines):
        if len(line.words) != 1 or line.words[0] not in lexicon.answers or line.fixed:
            continue
        above = at
        while above > 0 and at - above < _LONGEST_OPTIONS and not lines[above].text.endswith("?"):
            above -= 1
        if lines[above].text.endswith("?"):
            for each in lines[above : at + 1]:
                _fix(each)
