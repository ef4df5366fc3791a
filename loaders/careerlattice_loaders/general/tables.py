"""Tables: rows of labels and values, of headed texts, and columns that say how binding they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from careerlattice_loaders.general.headings import Heading, interpret
from careerlattice_loaders.general.lexicon import Lexicon
from careerlattice_loaders.general.line import Line, Part, label_kind
from careerlattice_loaders.general.topics import Topic
from careerlattice_loaders.general.units import Unit

_LONGEST_HEADER = 4
_LONGEST_LABEL = 8
_LONGEST_VALUE = 18
_LEVEL, _INNER = 8, 9
# "A, I": by which means something is assessed.
_CODES = re.compile(r"[A-Z]{1,2}(?:\s*[,/&+]\s*[A-Z]{1,2})*")


@dataclass(slots=True)
class Columns:
    """What the head of the current table says of its columns: preferred (True) or required."""

    row: int = 0
    preferred: dict[int, bool] = field(default_factory=dict)


def read_row(row: list[Unit], columns: Columns, lexicon: Lexicon) -> list[Line]:
    """The lines of one row of several cells; *columns* is kept up to date from row to row."""
    if row[0].row != columns.row + 1:
        columns.preferred = {}
    columns.row = row[0].row
    header = _read_header(row, columns, lexicon)
    if header:
        return header
    first, rest = row[0], row[1:]
    label = first.passage.strip(" :")
    kind = label_kind(label.text, lexicon)
    if kind is not None and len(rest) == 1 and len(rest[0].words) <= _LONGEST_VALUE:
        value = rest[0]
        return [Line(value, Part.FACT, value.passage, value.words, None, label, kind)]
    weights, coverage, found = interpret(first.words, lexicon)
    is_known = bool(weights) and coverage >= 0.75 and len(first.words) <= _LONGEST_LABEL
    is_brief = bool(columns.preferred) and first.column == 0
    is_brief = is_brief and len(first.words) <= _LONGEST_HEADER
    if (is_known and len(rest[0].words) > 2) or is_brief:
        first.run_in = True
        heading = Heading(weights if is_known else {}, _INNER, found)
        head = Line(first, Part.HEADING, first.passage, first.words, heading)
        return [head, *(_text(unit, columns) for unit in rest)]
    return [_text(unit, columns) for unit in row]


def _text(unit: Unit, columns: Columns) -> Line:
    preferred = columns.preferred.get(unit.column)
    is_code = bool(columns.preferred) and preferred is None and bool(_CODES.fullmatch(unit.text))
    part = Part.MARK if is_code else Part.TEXT
    return Line(unit, part, unit.passage, unit.words, preferred=preferred)


def _read_header(row: list[Unit], columns: Columns, lexicon: Lexicon) -> list[Line] | None:
    """A row of headings: of columns required and preferred, or of one that holds the statements."""
    if any(len(unit.words) > _LONGEST_HEADER for unit in row):
        return None
    told = {unit.column: _preferred(unit, lexicon) for unit in row}
    preferred = {column: value for column, value in told.items() if value is not None}
    weights: dict[Topic, float] = {}
    if len(preferred) < 2:
        found = [interpret(unit.words, lexicon) for unit in row]
        known = [own for own, coverage, _ in found if coverage >= 0.99]
        strongest = max(known, key=lambda own: max(own.values(), default=0.0), default=None)
        weights = dict(strongest or {})
        if len(known) < len(row) or max(weights.values(), default=0.0) < 5.0:
            return None
    columns.preferred = preferred
    heading = Heading(weights, _LEVEL, ())
    return [Line(unit, Part.HEADING, unit.passage, unit.words, heading) for unit in row]


def _preferred(unit: Unit, lexicon: Lexicon) -> bool | None:
    words = set(unit.words)
    if words & lexicon.preferred:
        return True
    return False if words & lexicon.required else None
