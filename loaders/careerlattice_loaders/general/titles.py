"""Titles: the line that names the class."""

from __future__ import annotations

import re

from careerlattice.outline import Form, Passage
from careerlattice_loaders.general.headings import interpret
from careerlattice_loaders.general.lexicon import Label, Lexicon
from careerlattice_loaders.general.line import Line, Part
from careerlattice_loaders.general.topics import CORE
from careerlattice_loaders.general.units import Role

_LONGEST = 14
_HOW_FAR = 9
_LEAST = 1.0
_SOUGHT = re.compile(
    r"(?:an?|the|our|une?|its?)\s+(?:\w+[ -]){0,3}?"
    r"(?P<title>[A-Z][\w'’&/-]*(?:[ ,/-]+(?:[A-Z][\w'’&/-]*|of|and|for|de|des|d['’]\w+))*)"
)
_LEVEL = re.compile(r"^(?:[ivx]+|\d+|[a-d])$")


def find_title(lines: list[Line], lexicon: Lexicon) -> Line | None:
    """The line that holds the title: a labelled one, else the one that looks most like one."""
    for line in lines:
        if line.part is Part.FACT and line.kind is Label.TITLE and line.words:
            return line
    best: tuple[float, Line] | None = None
    seen = 0
    for at, line in enumerate(lines):
        if line.part in (Part.MARK, Part.FACT):
            continue
        seen += 1
        following = lines[at + 1] if at + 1 < len(lines) else None
        worth = _worth(line, lexicon, following) - 0.15 * seen
        if worth >= _LEAST and (best is None or worth > best[0]):
            best = (worth, line)
        is_over = line.heading is not None and line.heading.topic in CORE
        if (
            is_over
            or seen >= _HOW_FAR
            or (line.part is Part.TEXT and len(line.words) > 2 * _LONGEST)
        ):
            break
    return best[1] if best else None


def _worth(line: Line, lexicon: Lexicon, following: Line | None) -> float:
    """How much a line looks like a title; 0 where it cannot be one."""
    unit, words = line.unit, line.words
    if unit.role is not Role.LINE or unit.run_in or not 0 < len(words) <= _LONGEST:
        return 0.0
    if " ".join(words) in lexicon.generic_titles or line.text.endswith((":", ".", "?", "!", ";")):
        return 0.0
    if not any(len(word) > 2 for word in words) or line.label is not None or ":" in line.text:
        return 0.0
    weights, coverage, _ = interpret(words, lexicon)
    if (weights and coverage >= 0.99) or not line.text[:1].isupper() or following is None:
        return 0.0
    if max(line.evidence.weights.values(), default=0.0) >= 5.0:
        return 0.0
    worth = 1.0 if unit.form in (Form.HASH, Form.CAPITALS, Form.BOLD) else 0.6
    worth += 0.8 if unit.form is Form.HASH and unit.block.depth == 1 else 0.0
    worth += 1.0 if names_role(words, lexicon) else 0.0
    worth -= 1.2 if words[0] in lexicon.institutions or words[-1] in lexicon.institutions else 0.0
    return worth + (0.4 if len(words) <= 8 else 0.0)


def names_role(words: list[str], lexicon: Lexicon) -> bool:
    """Whether some word of a line is what people in a job are called."""
    return any(
        word in lexicon.role_nouns or (len(word) > 4 and word.endswith(lexicon.role_endings))
        for word in words
        if not _LEVEL.match(word)
    )


def sought_title(lines: list[Line], lexicon: Lexicon) -> Passage | None:
    """The title in a sentence like "We are seeking a Parks Planner"."""
    for line in lines[:40]:
        if line.part is not Part.TEXT:
            continue
        for phrase in lexicon.seeking:
            at = line.text.find(f"{phrase} ")
            if at < 0:
                continue
            match = _SOUGHT.match(line.text, at + len(phrase) + 1)
            if match and names_role(match.group("title").lower().split(), lexicon):
                return line.passage.group(match, "title").strip(" ,-")
    return None
