"""Duties: statements of work in their groups, with their shares of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from careerlattice.model import Duty, Words
from careerlattice.outline import Passage
from careerlattice.quantities import percentages
from careerlattice_loaders.general.lexicon import Lexicon, words_of
from careerlattice_loaders.general.places import has_letters, trimmed
from careerlattice_loaders.general.sections import Taken
from careerlattice_loaders.general.units import Role

_SEMICOLON = re.compile(r";\s+(?:and\s+|et\s+)?")
_FEWEST_CLAUSES = 4
_SHARE_PLACE = 24
_LONGEST_LABEL = 8


class DutyList:
    """The duties of one class-grade as they come, in the order of the document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.duties: list[Duty] = []
        self._lexicon = lexicon
        self._groups: dict[int, Duty] = {}
        self._path: list[tuple[int, Duty]] = []
        self._home: list[Duty] | None = None
        self._share: tuple[Decimal, Words] | None = None
        self._last: tuple[int, Duty] | None = None

    def add_group(self, key: int, passage: Passage, essential: bool | None) -> Duty:
        """A label that heads duties; *key* tells it from others, equal keys give one group."""
        if key not in self._groups:
            group = Duty(trimmed(passage).strip(" :").words, is_group=True, essential=essential)
            _take_share(group, passage)
            self._groups[key] = group
            self.duties.append(group)
        return self._groups[key]

    def add(self, taken: Taken, group: Duty | None, heads_list: bool) -> None:
        """The duties of one line. *heads_list*: nested items follow, so a mere label is a group."""
        home = group.parts if group is not None else self.duties
        if home is not self._home:
            self._path, self._home = [], home
        unit = taken.line.unit
        essential = taken.heading.essential if taken.heading else None
        depth = unit.block.depth if unit.role is Role.ITEM else 0
        while self._path and (self._path[-1][0] >= depth or unit.role is not Role.ITEM):
            self._path.pop()
        target = self._path[-1][1].parts if self._path else home
        for piece in self._pieces(taken):
            if self._take_share_alone(piece, unit.row):
                continue
            duty = Duty(piece.words, essential=essential)
            duty.is_group = heads_list and self._is_label(piece)
            _take_share(duty, piece)
            if self._share is not None:
                duty.time_share, duty.time_share_words = self._share
                self._share = None
            self._last = (unit.row, duty)
            target.append(duty)
            if unit.role is Role.ITEM:
                self._path.append((depth, duty))

    def _is_label(self, piece: Passage) -> bool:
        """Whether an item over nested ones says no work itself."""
        words = words_of(piece.text)
        return len(words) <= _LONGEST_LABEL and words[0] not in self._lexicon.verbs

    def _take_share_alone(self, piece: Passage, row: int) -> bool:
        """Keep a cell that is nothing but a share of time for the duty of its row."""
        found = next(iter(percentages(piece.text)), None)
        if found is None or found.start > 0 or found.end < len(piece.text.rstrip(" .")):
            return False
        if not 0 < found.amount <= 100:
            return False
        share = (Decimal(str(round(float(found.amount) / 100, 4))), piece.words)
        if row and self._last is not None and self._last[0] == row:
            self._last[1].time_share, self._last[1].time_share_words = share
        else:
            self._share = share
        return True

    def _pieces(self, taken: Taken) -> Iterator[Passage]:
        passage = trimmed(taken.line.passage)
        if not has_letters(passage):
            return
        if taken.line.unit.role is Role.ITEM:
            yield passage
            return
        clauses = list(split_clauses(passage))
        opening = [words_of(clause.text)[:2] for clause in clauses]
        working = sum(any(word in self._lexicon.verbs for word in words) for words in opening)
        if len(clauses) >= _FEWEST_CLAUSES and working >= 0.75 * len(clauses):
            yield from clauses
        else:
            yield passage


def split_clauses(passage: Passage) -> Iterator[Passage]:
    """The parts of a passage between its semicolons."""
    start = 0
    for match in _SEMICOLON.finditer(passage.text):
        part = trimmed(passage[start : match.start()])
        if has_letters(part):
            yield part
        start = match.end()
    part = trimmed(passage[start:])
    if has_letters(part):
        yield part


def _take_share(duty: Duty, passage: Passage) -> None:
    """The share of time stated at the beginning or the end of a duty."""
    text = passage.text
    for found in percentages(text):
        if (
            found.start <= 2
            or len(text) - found.end <= 3
            or (found.start <= _SHARE_PLACE and duty.is_group)
        ):
            if 0 < found.amount <= 100:
                duty.time_share = Decimal(str(round(float(found.amount) / 100, 4)))
                words: Words = passage[found.start : found.end].words
                duty.time_share_words = words
            return
