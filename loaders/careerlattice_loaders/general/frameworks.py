"""Frameworks: competencies set out one by one, with their definition, level and signs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise

from careerlattice.outline import Form
from careerlattice_loaders.general.headings import Heading, interpret
from careerlattice_loaders.general.lexicon import Label, Lexicon, words_of
from careerlattice_loaders.general.line import Line, Part
from careerlattice_loaders.general.topics import Topic
from careerlattice_loaders.general.units import Role

_LONGEST_NAME = 9
_LONGEST_ENTRY = 6
_LONGEST_STEM = 4


@dataclass(slots=True, eq=False)
class Entry:
    """One competency set out on lines of its own."""

    name: Line
    definition: list[Line]
    level: Line
    signs: list[Line]


def find_entries(lines: list[Line], lexicon: Lexicon) -> list[Entry]:
    """Every competency set out so, its lines fixed as competencies.

    An entry is a short line, perhaps a definition, a labelled level, and a list of signs.
    """
    entries: list[Entry] = []
    for at, line in enumerate(lines):
        if not _is_level(line, lexicon):
            continue
        name_at = _name_above(lines, at)
        if name_at is None:
            continue
        signs = _signs_below(lines, at)
        entry = Entry(lines[name_at], lines[name_at + 1 : at], line, signs)
        entries.append(entry)
    if len(entries) < 2:
        return []
    for entry in entries:
        for line in (entry.name, *entry.definition, entry.level, *entry.signs):
            if line.part is not Part.HEADING or line is entry.name:
                line.part, line.fixed, line.heading = Part.TEXT, Topic.COMPETENCIES, None
                line.passage, line.words = line.unit.passage, line.unit.words
    _fix_tables(lines, lexicon)
    return entries


def _is_level(line: Line, lexicon: Lexicon) -> bool:
    if line.label is None or line.part is not Part.FACT or line.kind is not Label.GRADE:
        return False
    return any(word in lexicon.level_words for word in words_of(line.label.text))


def _name_above(lines: list[Line], at: int) -> int | None:
    for above in range(at - 1, max(-1, at - _LONGEST_ENTRY), -1):
        line = lines[above]
        if line.part not in (Part.TEXT, Part.HEADING) or line.unit.role is Role.ITEM:
            return None
        is_short = len(line.words) <= _LONGEST_NAME and not line.text.endswith((".", ";", ":"))
        if is_short and line.unit.role is Role.LINE:
            return above
    return None


def _signs_below(lines: list[Line], at: int) -> list[Line]:
    signs: list[Line] = []
    for line in islice(lines, at + 1, None):
        is_stem = line.text.endswith(":") and len(line.words) <= _LONGEST_STEM and not signs
        if is_stem and line.part is Part.HEADING:
            continue
        if line.unit.role is not Role.ITEM:
            break
        signs.append(line)
    return signs


def mark_levels(lines: list[Line], lexicon: Lexicon) -> None:
    """Make headings of lines that name a role which the next line goes on to speak of."""
    for line, below in pairwise(lines):
        unit = line.unit
        if line.part is not Part.TEXT or line.fixed or unit.role is not Role.LINE or not unit.apart:
            continue
        words = line.words
        if not 0 < len(words) <= _LONGEST_NAME or unit.form is not Form.PLAIN:
            continue
        start = 1 if below.words[:1] and below.words[0] in lexicon.articles else 0
        subject = below.words[start : start + len(words)]
        if len(below.words) > len(words) + 4 and _is_same(words, subject):
            line.part = Part.HEADING
            line.heading = Heading({Topic.SUMMARY: 6.0}, 1, (), is_role=True)


def _is_same(words: list[str], subject: list[str]) -> bool:
    if len(words) != len(subject) or words[:-1] != subject[:-1]:
        return False
    return subject[-1] in (words[-1], f"{words[-1]}s")


def _fix_tables(lines: list[Line], lexicon: Lexicon) -> None:
    """Rows of name and level under a row whose first cell is headed as competencies are."""
    inside = 0
    for line in lines:
        unit = line.unit
        if not unit.row or unit.columns < 2:
            inside = 0
            continue
        if not inside and unit.first:
            weights, coverage, found = interpret(line.words, lexicon)
            if (
                coverage >= 0.75
                and max(weights, key=lambda t: weights[t], default=None) is Topic.COMPETENCIES
            ):
                inside = unit.row
                line.part, line.heading = Part.HEADING, Heading(weights, 8, found)
                continue
        if inside and unit.row == inside:
            line.part, line.heading = Part.HEADING, Heading({}, 9, ())
        elif inside:
            line.part, line.fixed, line.heading = Part.TEXT, Topic.COMPETENCIES, None
