"""Lines: units told apart as headings, facts and text, each with what its words say."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from careerlattice.model import DetailKind
from careerlattice.outline import Form
from careerlattice_loaders.general.cues import tells_work, weigh
from careerlattice_loaders.general.headings import (
    Heading,
    interpret,
    interpret_label,
    level_of,
    read_heading,
)
from careerlattice_loaders.general.lexicon import Label, LabelKind, Lexicon, words_of
from careerlattice_loaders.general.line import Line, Part, label_kind
from careerlattice_loaders.general.tables import Columns, read_row
from careerlattice_loaders.general.topics import CORE, Topic
from careerlattice_loaders.general.units import Role, Unit, split_label

_SHORT_VALUES = (DetailKind.REPORTS_TO, DetailKind.OTHER)
_PAGE = re.compile(r"\bpage\s+\d{1,3}(?:\s*(?:of|/|de|sur)\s*\d{1,3})?\b", re.IGNORECASE)
_CAPITAL_LABEL = re.compile(r"(?P<label>[A-Z][A-Z /#.]{3,30}[A-Z#])\s+(?=\S{0,40}[a-z])")
_BARE_CODE = re.compile(r"(?=.*\d)[\dA-Z][\dA-Z/.,#-]{0,24}")
_BARE_MONEY = re.compile(r"[$£€]\s?\d")
_COUNT = re.compile(r"[^:]{3,40}:\s*[\d.,]+")
_LONGEST_VALUE = 18
_LONGEST_LATER_LABEL = 24
_GLUED = re.compile(r"[A-Z][A-Za-z&/, ]{3,50}?[a-z)](?=[A-Z][a-z])")
_GLUED_CAPITALS = re.compile(r"[A-Z][A-Z&/, ]{4,60}[A-Z](?=[a-z]{2})")
_FEWEST_GLUED = 4
_FLAT = 600
_LONGEST_DETAIL = 32
_LONGEST_NAME = 8
_LONGEST_UNKNOWN_VALUE = 12
_LONGEST_UNKNOWN_LABEL = 5


def read_lines(units: list[Unit], lexicon: Lexicon) -> list[Line]:
    """Every unit as one line, or as two where a heading runs into its text."""
    lines: list[Line] = []
    columns = Columns()
    held = list(units)
    at = 0
    while at < len(held):
        unit = held[at]
        following = held[at + 1] if at + 1 < len(held) else None
        at += 1
        if unit.role is Role.MARK or _is_page_mark(unit):
            lines.append(Line(unit, Part.MARK, unit.passage, unit.words))
            continue
        if unit.columns > 1 and unit.first:
            row = held[at - 1 : at - 1 + unit.columns]
            lines.extend(read_row(row, columns, lexicon))
            at += len(row) - 1
            continue
        fact = _read_fact(unit, lexicon)
        if fact is not None:
            lines.append(fact)
            continue
        last = lines[-1] if lines else None
        previous = last.unit if last is not None and last.part is Part.TEXT else None
        heading = read_heading(unit, lexicon, following, previous)
        if heading is not None:
            lines.append(Line(unit, Part.HEADING, unit.passage, unit.words, heading))
            continue
        lines.extend(
            _read_sunk(unit, lexicon) or _read_glued(unit, lexicon) or _read_text(unit, lexicon)
        )
    _join_headings(lines, lexicon)
    _take_values_below(lines, lexicon)
    _take_neighbours(lines)
    for line in lines:
        if line.part is Part.TEXT:
            line.evidence = weigh(line.text, line.words, lexicon)
            line.works = tells_work(line.words, lexicon)
            _weigh_bare_facts(line, lexicon)
    return lines


def _is_page_mark(unit: Unit) -> bool:
    """Whether a line is the head or foot of a page that counts it."""
    words = unit.words
    return "page" in words and len(words) <= _LONGEST_VALUE and bool(_PAGE.search(unit.text))


def _weigh_bare_facts(line: Line, lexicon: Lexicon) -> None:
    """Dates, codes, amounts and states of employment that stand alone on their line."""
    words = line.words
    if len(words) > 6 or not words:
        return
    text = line.text.strip(" |*")
    if all(word in lexicon.status_words for word in words):
        line.evidence.add(Topic.DETAILS, 5.5, "a state of employment alone")
    elif _COUNT.fullmatch(text) or all(w.isdecimal() or w in lexicon.labels for w in words):
        line.evidence.add(Topic.DETAILS, 5.5, "a count or date with its name")
    elif _BARE_CODE.fullmatch(text):
        line.evidence.add(Topic.DETAILS, 5.5, "a date, number or code alone")
    elif _BARE_MONEY.search(text) and len(words) <= 6:
        line.evidence.add(Topic.PAY, 4.0, "an amount alone")


def _join_headings(lines: list[Line], lexicon: Lexicon) -> None:
    """A heading broken in two lines says what both together say."""
    for line, below in pairwise(lines):
        first, second = line.heading, below.heading
        if first is None or second is None or below.unit.apart or line.unit.run_in:
            continue
        if line.unit.form is not below.unit.form or below.unit.form not in (
            Form.CAPITALS,
            Form.BOLD,
        ):
            continue
        weights, coverage, found = interpret([*line.words, *below.words], lexicon)
        if coverage >= 0.8 and max(map(len, (p.split() for p in found)), default=1) > 1:
            line.heading = replace(first, weights=weights)
            below.heading = replace(second, weights=weights)


def _read_fact(unit: Unit, lexicon: Lexicon) -> Line | None:
    """A labelled fact that is set as headings are, or whose label stands in capitals alone."""
    if unit.role is not Role.LINE or len(unit.words) > _LONGEST_VALUE:
        return None
    if unit.form in (Form.CAPITALS, Form.BOLD, Form.PLAIN) and ":" in unit.text[:-1]:
        parts = split_label(unit.passage)
        kind = label_kind(parts[0].text, lexicon) if parts else None
        if parts is not None and kind is not None and not _is_loose(kind):
            value = parts[1]
            return Line(unit, Part.FACT, value, words_of(value.text), None, parts[0], kind)
        return None
    match = _CAPITAL_LABEL.match(unit.text)
    kind = label_kind(match.group("label"), lexicon) if match else None
    if match is None or kind is None or _is_loose(kind):
        return None
    label = unit.passage.group(match, "label")
    value = unit.passage[match.end() :].strip(" :")
    return Line(unit, Part.FACT, value, words_of(value.text), None, label, kind)


def _read_text(unit: Unit, lexicon: Lexicon) -> list[Line]:
    plain = [Line(unit, Part.TEXT, unit.passage, unit.words)]
    parts = split_label(unit.passage)
    if parts is None:
        return plain
    label, value = parts
    if not unit.first and len(label.text) > _LONGEST_LATER_LABEL:
        return plain
    kind = label_kind(label.text, lexicon)
    value_words = words_of(value.text)
    if kind is not None and len(value_words) <= _longest(kind, unit):
        return [Line(unit, Part.FACT, value, value_words, None, label, kind)]
    weights, coverage, found = interpret_label(label.text, lexicon)
    strongest = max(weights.values(), default=0.0)
    label_words = words_of(label.text)
    least = 0.99 if unit.role is Role.ITEM else (0.7 if len(label_words) <= 4 else 0.85)
    if value_words and all(word in lexicon.fillers for word in value_words) and coverage >= 0.99:
        heading = Heading(weights, level_of(unit), found, is_stem=True)
        return [Line(unit, Part.HEADING, unit.passage, unit.words, heading)]
    is_whole = coverage >= least and (len(label_words) < 4 or label_words[0] not in lexicon.verbs)
    if is_whole and strongest >= 4.0 and len(label_words) <= 9 and value_words:
        unit.run_in = True
        heading = Heading(
            weights, 9, found, is_stem=label.text.lower().endswith(("of", "to", "in"))
        )
        return [
            Line(unit, Part.HEADING, label, words_of(label.text), heading),
            Line(unit, Part.TEXT, value, value_words, lead=label),
        ]
    if len(value_words) <= _LONGEST_UNKNOWN_VALUE and len(label_words) <= _LONGEST_UNKNOWN_LABEL:
        plain[0].label = label
    return plain


def _read_glued(unit: Unit, lexicon: Lexicon) -> list[Line] | None:
    """A heading that lost the line break after it: "DefinitionProvides help to …"."""
    if not unit.first or unit.role is Role.ITEM or len(unit.words) < _FEWEST_GLUED:
        return None
    match = _GLUED.match(unit.text) or _GLUED_CAPITALS.match(unit.text)
    if match is None:
        return None
    label, rest = unit.passage[: match.end()], unit.passage[match.end() :]
    weights, coverage, found = interpret(words_of(label.text), lexicon)
    if coverage < 0.99 or max(weights.values(), default=0.0) < 5.0:
        return None
    return [
        Line(unit, Part.HEADING, label, words_of(label.text), Heading(weights, 5, found)),
        Line(unit, Part.TEXT, rest, words_of(rest.text)),
    ]


def _read_sunk(unit: Unit, lexicon: Lexicon) -> list[Line] | None:
    """A heading sunk into the sentence after it, where a document lost its lines."""
    if unit.role is not Role.SENTENCE or unit.size < _FLAT or len(unit.words) < 8:
        return None
    hit = lexicon.headings.at(unit.words, 0)
    if hit is None or hit.end < 2 or max(hit.weights.values()) < 5.0:
        return None
    match = re.match(rf"(?:\S+\s+){{{hit.end}}}(?=[A-Z])", unit.text)
    if (
        match is None
        or not unit.text[0].isupper()
        or unit.text[: match.end() - 1].endswith((",", ";"))
    ):
        return None
    label, rest = unit.passage[: match.end()].strip(" :"), unit.passage[match.end() :]
    heading = Heading(hit.weights, 5, (hit.phrase,))
    return [
        Line(unit, Part.HEADING, label, words_of(label.text), heading),
        Line(unit, Part.TEXT, rest, words_of(rest.text)),
    ]


def _longest(kind: LabelKind, unit: Unit) -> int:
    """How many words the value of a fact of *kind* may have."""
    if _is_loose(kind):
        return _LONGEST_NAME
    if unit.role is Role.ITEM:
        return _LONGEST_VALUE
    return 400 if kind is Label.PAY else _LONGEST_DETAIL


def _is_loose(kind: LabelKind) -> bool:
    """Whether the labels of *kind* also stand before text of any other kind."""
    return kind is DetailKind.OTHER


def _take_values_below(lines: list[Line], lexicon: Lexicon) -> None:
    """A label alone on its line, and its value on the next."""
    for at in range(len(lines) - 1):
        line, below = lines[at], lines[at + 1]
        is_number = below.part is Part.MARK and below.unit.role is Role.MARK
        if line.part is not Part.HEADING or line.heading is None:
            continue
        if below.part is not Part.TEXT and not is_number:
            continue
        kind = label_kind(line.text, lexicon)
        if kind is None or len(below.words) > _LONGEST_VALUE or line.unit.form is Form.HASH:
            continue
        if not (below.unit.role is Role.LINE or is_number) or below.text.endswith(":"):
            continue
        topic = line.heading.topic
        after = lines[at + 2] if at + 2 < len(lines) else None
        is_alone = after is None or after.part is not Part.TEXT or after.unit.apart
        is_person = kind in _SHORT_VALUES and len(below.words) <= _LONGEST_NAME
        if (topic in CORE and not is_person) or not is_alone:
            continue
        below.part, below.label, below.kind = Part.FACT, line.passage, kind
        line.heading = Heading({Topic.DETAILS: 1.0}, 9, ())


def _take_neighbours(lines: list[Line]) -> None:
    """Unknown labels beside known ones: what stands in a list of facts is a fact."""
    for step in (1, -1):
        order = range(len(lines)) if step > 0 else range(len(lines) - 1, -1, -1)
        for at in order:
            line = lines[at]
            if line.part is not Part.TEXT or line.label is None:
                continue
            beside = at - step
            if not 0 <= beside < len(lines) or lines[beside].part is not Part.FACT:
                continue
            parts = split_label(line.passage)
            later = line if step > 0 else lines[beside]
            if parts is None or later.unit.apart:
                continue
            line.part, line.passage = Part.FACT, parts[1]
            line.words = words_of(parts[1].text)
    for line in lines:
        if line.part is Part.TEXT:
            line.label = None
