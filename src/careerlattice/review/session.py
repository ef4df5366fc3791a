"""Going through the open mappings of some sets, one key a decision, each on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from careerlattice.configuration import Reviewer
from careerlattice.mappings import RELATIONS, Status
from careerlattice.review.context import Context, Side
from careerlattice.review.deciding import (
    Decision,
    comment_of_program,
    decide,
    in_words,
    predicate_of,
)
from careerlattice.review.desk import ChangedMeanwhileError, Desk
from careerlattice.review.sets import Row, SetFile

__all__ = ["HELP", "KEYS", "MEANINGS", "Card", "Screen", "Session", "Tally"]

KEYS = (
    "a accept  r reject  "
    + " ".join(f"{number} {name}" for number, name in enumerate(RELATIONS, 1))
    + "  c comment  s skip  b back  u undo  d more  q quit  ? help"
)
HELP = (
    ("a", "accept: answers rest on it from the next build on"),
    ("r", "reject: it stays as a negative mapping and is not proposed again"),
    ("A, R", "the same, and say why"),
    ("1 … 5", "change the relation to exact, close, broad, narrow, related; then accept it"),
    ("x", "reject all that is still open for the left side"),
    ("c", "write a comment"),
    ("s", "skip (also: space, the right arrow)"),
    ("b", "back to the one before, as it stands (also: the left arrow)"),
    ("u", "undo the last decision (also: backspace)"),
    ("d", "show all there is"),
    ("q", "quit; what is decided is saved already"),
)  # fmt: skip

MEANINGS = {
    "exact": "one can replace the other everywhere",
    "close": "most of each lies in both",
    "broad": "what stands below is the broader",
    "narrow": "what stands below is the narrower",
    "related": "they overlap; no answer counts it as a match",
}

_SKIP, _BACK, _UNDO = {"s", " ", "right"}, {"b", "left"}, {"u", "backspace"}
_END = {"q", ""}


@dataclass
class Tally:
    """What a session has decided, and what it left open."""

    accepted: int = 0
    rejected: int = 0
    open: int = 0

    def count(self, status: Status, by: int = 1) -> None:
        """Count a decision, or take it back."""
        if status is Status.ACCEPTED:
            self.accepted += by
        elif status is Status.REJECTED:
            self.rejected += by


@dataclass(frozen=True, slots=True)
class Card:
    """What a reviewer is shown of one mapping.

    *number* of *total* is its place in the session; *rivals* are the other rows of its subject.
    """

    path: Path
    row: Row
    subject: Side
    object: Side
    number: int
    total: int
    open: int
    rivals: tuple[Row, ...] = ()
    everything: bool = False

    @property
    def relation(self) -> str:
        """The relation in one word."""
        return in_words(self.row.get("predicate_id"))


class Screen(Protocol):
    """Where cards are shown and keys come from."""

    def show(self, card: Card) -> None:
        """Show a mapping."""

    def tell(self, text: str) -> None:
        """Say something."""

    def key(self) -> str:
        """The next key: a character, or left, right, backspace; "" when no more will come."""

    def ask(self, what: str, before: str) -> str | None:
        """A line of text, *before* to begin with; None if the person thinks better of it."""


_Place = tuple[Path, frozenset[str]]


@dataclass
class _Step:
    """What a key changed: for each row how it was and how it is, and what was counted."""

    at: int
    changes: list[tuple[_Place, Row, Row]] = field(default_factory=list)
    status: Status | None = None


class Session:
    """A reviewer going through the open mappings of a desk."""

    def __init__(
        self,
        desk: Desk,
        context: Context,
        screen: Screen,
        reviewer: Reviewer,
        today: Callable[[], date],
    ) -> None:
        self.desk, self.context, self.screen = desk, context, screen
        self.reviewer, self.today = reviewer, today
        self.queue: list[_Place] = [
            (path, set_.pair(row))
            for path, set_ in desk.sets.items()
            for row in set_.rows
            if row.is_open
        ]
        self.tally = Tally(open=len(self.queue))
        self._at = 0
        self._steps: list[_Step] = []
        self._everything = False
        self._keys: Mapping[str, Callable[[Row], None]] = {
            "a": lambda row: self._decide(row, Decision(Status.ACCEPTED)),
            "r": lambda row: self._decide(row, Decision(Status.REJECTED)),
            "A": lambda row: self._decide_and_say(row, Status.ACCEPTED),
            "R": lambda row: self._decide_and_say(row, Status.REJECTED),
            "c": self._comment,
            "x": self._reject_rest,
            "d": self._show_everything,
            "?": lambda _: self._help(),
            **{
                str(number): partial(self._relate, name) for number, name in enumerate(RELATIONS, 1)
            },
            **dict.fromkeys(_SKIP, lambda _: self._go(1)),
            **dict.fromkeys(_BACK, lambda _: self._go(-1)),
            **dict.fromkeys(_UNDO, lambda _: self._undo()),
        }

    def run(self) -> Tally:
        """Show one mapping after the other until the reviewer quits or the last is passed."""
        shown = -1
        while self.queue:
            if self._at >= len(self.queue):
                if not self._at_the_end():
                    break
                shown = -1
                continue
            path, pair = self.queue[self._at]
            try:
                row = self.desk.row(path, pair)
                if shown != self._at:
                    self.screen.show(self._card(path, row))
                shown = self._at
                key = self.screen.key()
                if key in _END:
                    break
                action = self._keys.get(key)
                if action is None:
                    self.screen.tell(KEYS)
                    continue
                before = self._at
                action(row)
                if self._at != before or self._shows_anew(key):
                    shown = -1
            except ChangedMeanwhileError as error:
                self.screen.tell(str(error))
                shown = -1
                if not self._is_there(path, pair):
                    self.queue.pop(self._at)
        self.tally.open = self._open()
        return self.tally

    def _shows_anew(self, key: str) -> bool:
        return key in {"d", *_UNDO}

    def _at_the_end(self) -> bool:
        """Whether the reviewer goes back from behind the last mapping."""
        left = self._open()
        told = f"{left} still open" if left else "nothing is left open"
        self.screen.tell(f"That was the last; {told}. u undo  b back  q quit")
        while True:
            key = self.screen.key()
            if key in _END:
                return False
            if key in _BACK:
                self._go(-1)
                return True
            if key in _UNDO:
                if self._steps:
                    self._undo()
                    return True
                self.screen.tell("There is nothing to undo.")

    # -- keys ----------------------------------------------------------------------------------

    def _decide(self, row: Row, decision: Decision) -> None:
        step = _Step(self._at, status=decision.status)
        self._change(step, self.queue[self._at], row, decision)
        self._finish(step)
        self.screen.tell(
            f"{decision.status}: {row.get('subject_label') or row.get('subject_id')}"
            f" – {row.get('object_label') or row.get('object_id')}"
        )
        self._go(1)

    def _decide_and_say(self, row: Row, status: Status) -> None:
        comment = self.screen.ask("Why", "")
        if comment is None:
            self.screen.tell("Not decided.")
        else:
            self._decide(row, Decision(status, comment=comment or None))

    def _relate(self, name: str, row: Row) -> None:
        if predicate_of(name) != row.get("predicate_id"):
            step = _Step(self._at)
            self._change(step, self.queue[self._at], row, Decision(relation=name))
            self._finish(step)
        self.screen.tell(f"{name} match: {MEANINGS[name]}. a accepts it.")

    def _comment(self, row: Row) -> None:
        own = "" if comment_of_program(row) else row.get("comment")
        comment = self.screen.ask("Comment", own)
        if comment is None or comment == own:
            self.screen.tell("No comment was written.")
            return
        step = _Step(self._at)
        self._change(step, self.queue[self._at], row, Decision(comment=comment))
        self._finish(step)
        self.screen.tell("Comment saved.")

    def _reject_rest(self, row: Row) -> None:
        step = _Step(self._at, status=Status.REJECTED)
        subject = row.get("subject_id")
        try:
            for place in self.queue:
                each = self.desk.row(*place)
                if each.is_open and each.get("subject_id") == subject:
                    self._change(step, place, each, Decision(Status.REJECTED))
        finally:
            self._finish(step)
        self.screen.tell(f"rejected: {len(step.changes)} for {row.get('subject_label') or subject}")
        while self._at < len(self.queue) and self._is_of(self._at, subject):
            self._go(1)

    def _is_of(self, at: int, subject: str) -> bool:
        return self.desk.row(*self.queue[at]).get("subject_id") == subject

    def _show_everything(self, _row: Row) -> None:
        self._everything = True

    def _help(self) -> None:
        for key, what in HELP:
            self.screen.tell(f"{key:>5}  {what}")

    def _go(self, by: int) -> None:
        self._at = max(0, self._at + by)
        self._everything = False

    def _undo(self) -> None:
        if not self._steps:
            self.screen.tell("There is nothing to undo.")
            return
        step = self._steps.pop()
        for (path, pair), before, after in reversed(step.changes):
            cells = {column: before.cells.get(column, "") for column in after.cells}
            self.desk.change(path, pair, partial(SetFile.with_cells, cells=cells), seen=after)
            if step.status is not None:
                self.tally.count(step.status, -1)
        self._at = step.at
        self._everything = False
        self.screen.tell("Undone.")

    # -- files ---------------------------------------------------------------------------------

    def _change(self, step: _Step, place: _Place, row: Row, decision: Decision) -> None:
        edit = partial(decide, decision=decision, reviewer=self.reviewer, day=self.today())
        after = self.desk.change(*place, edit, seen=row)
        step.changes.append((place, row, after))

    def _finish(self, step: _Step) -> None:
        if step.changes:
            self._steps.append(step)
            if step.status is not None:
                self.tally.count(step.status, len(step.changes))

    def _is_there(self, path: Path, pair: frozenset[str]) -> bool:
        try:
            self.desk.row(path, pair)
        except ChangedMeanwhileError:
            return False
        return True

    def _open(self) -> int:
        return sum(row.is_open for set_ in self.desk.sets.values() for row in set_.rows)

    def _card(self, path: Path, row: Row) -> Card:
        set_ = self.desk.sets[path]
        subject, object_ = set_.ends(row)
        return Card(
            path,
            row,
            self.context.of(subject),
            self.context.of(object_),
            self._at + 1,
            len(self.queue),
            self._open(),
            self._rivals(row),
            self._everything,
        )

    def _rivals(self, row: Row) -> tuple[Row, ...]:
        subject = row.get("subject_id")
        return tuple(
            each
            for set_ in self.desk.sets.values()
            for each in set_.rows
            if each.get("subject_id") == subject and each.get("object_id") != row.get("object_id")
        )
