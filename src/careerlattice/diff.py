"""What changed between two revisions of a class: in duties, competencies, qualifications and words.

    from careerlattice.diff import diff_documents

    changes = diff_documents(Path("clerk-2009.txt"), Path("clerk-2022.txt"))
    print(changes.to_text())

Two statements are the same where their words are, case and punctuation aside, as everywhere in the
graph; their order in the document is of no account. What is left on both sides is paired, the most
similar first, each with one other at most: from `ALIKE` on two statements are one, reworded. (This
is more generous than what `careerlattice.rewording` asks of two classes: two revisions of one
document are expected to say the same.) The only qualification of its kind on both sides, and the
only passage of its kind, are one whatever their words. Ties go to the nearer place in the
documents, then to the alphabet, so that comparing the other way round gives the same pairs.

Question 36 finds in any graph what needs no pairing: what was added and removed, levels and values
that changed. What SPARQL shows as one statement removed and another added, this module can show
as reworded.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import pyoxigraph as ox

from careerlattice.documents import read_document
from careerlattice.errors import InputError, UsageError
from careerlattice.identifiers import CLASSES, short_id
from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Competency,
    Dated,
    Duty,
    EducationLevel,
    LevelText,
    Qualification,
    QualificationKind,
    Requirement,
    Specification,
    Words,
)
from careerlattice.reading import Reading, read
from careerlattice.registry import find_loaders
from careerlattice.rewording import similarity
from careerlattice.rows import Rows, Value
from careerlattice.sources import describe
from careerlattice.store import Selects
from careerlattice.triples import revision_date
from careerlattice.wording import normalise, slug

__all__ = [
    "ALIKE",
    "Action",
    "Change",
    "Diff",
    "Edition",
    "Part",
    "Piece",
    "compare_words",
    "diff",
    "diff_class_grades",
    "diff_documents",
]

ALIKE = 0.6
"""From this share of common words on, in order, two statements are one, reworded.

At 0.6 a statement of ten words keeps six. Of the 3,369 pairs of duties of different classes in the
documents that come with the project, nine are as similar, and most of these say nearly the same;
what passes at 0.5 besides shares little more than its small words.
"""

Part: TypeAlias = Literal[
    "class",
    "class-grade",
    "statement",
    "duty",
    "competency",
    "knowledge area",
    "qualification",
    "level",
    "level descriptor",
    "behavioural indicator",
    "performance standard",
]
Action: TypeAlias = Literal["added", "removed", "reworded", "changed", "raised", "lowered", "moved"]
PARTS: tuple[Part, ...] = get_args(Part)
ACTIONS: tuple[Action, ...] = get_args(Action)
Succession: TypeAlias = Literal["stated", "by date", "reversed", "other class", "not known"]

_OPPOSITE: Mapping[Action, Action] = {
    "added": "removed",
    "removed": "added",
    "raised": "lowered",
    "lowered": "raised",
}
_EDUCATION = [each.value for each in EducationLevel]


# What is said of a change --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of two texts: the *same* in both, *removed* from the old, or *added*."""

    kind: Literal["same", "removed", "added"]
    text: str

    def __str__(self) -> str:
        """The words, marked as `wdiff` marks them."""
        marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
        before, after = marks[self.kind]
        return f"{before}{self.text}{after}"


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """What happened to the words from *old* to *new*, in order.

    The same and removed pieces make up the old text, the same and added ones the new.

    >>> print(*compare_words("Files all forms.", "Files forms daily."))
    Files [-all forms.-] {+forms daily.+}
    """
    one, other = old.split(), new.split()
    # The matcher depends on which comes first; a fixed order makes the way back the mirror image.
    turned = other < one
    first, second = (other, one) if turned else (one, other)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    pieces = []
    for tag, i, j, k, m in matcher.get_opcodes():
        before, after = (second[k:m], first[i:j]) if turned else (first[i:j], second[k:m])
        if tag == "equal":
            pieces.append(Piece("same", " ".join(before)))
            continue
        if before:
            pieces.append(Piece("removed", " ".join(before)))
        if after:
            pieces.append(Piece("added", " ".join(after)))
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    *old* and *new* are the words of the thing as each revision has it (one of them None where it
    was added or removed). *attribute* names what of it changed, from *old_value* to *new_value*,
    None meaning that it is not stated; None itself where the thing as a whole is meant. *about*
    tells what the thing belongs to: the kind of statement, the competency of a descriptor. *steps*
    counts levels or months. The grades are None for what is said of the class as a whole.
    """

    part: Part
    action: Action
    old: str | None = None
    new: str | None = None
    attribute: str | None = None
    old_value: str | int | None = None
    new_value: str | int | None = None
    steps: int | None = None
    about: str | None = None
    old_grade: str | None = None
    new_grade: str | None = None
    old_line: int | None = None
    new_line: int | None = None

    @property
    def words(self) -> tuple[Piece, ...]:
        """What happened to the words of a reworded thing, empty for any other change."""
        if self.action != "reworded" or self.old is None or self.new is None:
            return ()
        return compare_words(self.old, self.new)

    def inverted(self) -> Change:
        """The same change seen from the other side."""
        return replace(
            self,
            action=_OPPOSITE.get(self.action, self.action),
            old=self.new,
            new=self.old,
            old_value=self.new_value,
            new_value=self.old_value,
            old_grade=self.new_grade,
            new_grade=self.old_grade,
            old_line=self.new_line,
            new_line=self.old_line,
        )

    def __str__(self) -> str:
        """The change in one line."""
        return _in_words(self)


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the two revisions: its names, from when it counts, what it says it replaces."""

    name: str
    title: str
    document: str | None = None
    since: date | None = None
    replaces: date | None = None


@dataclass(frozen=True)
class Diff:
    """All that changed from one revision to the other, in the order of grades and documents."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not self.changes

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each sort ("duty reworded"), in their order."""
        found = Counter(_sort_of(change) for change in self.changes)
        return dict(found)

    @property
    def succession(self) -> Succession:
        """How it is known that the new revision replaces the old one.

        "stated": it says so, naming the old one's day; "by date": it is later; "reversed": it is
        the earlier of the two.
        """
        if _class_of(self.old) != _class_of(self.new):
            return "other class"
        if self.old.since is not None and self.new.replaces == self.old.since:
            return "stated"
        if self.old.since is None or self.new.since is None or self.old.since == self.new.since:
            return "not known"
        return "by date" if self.old.since < self.new.since else "reversed"

    def having(self, part: Part | None = None, action: Action | None = None) -> tuple[Change, ...]:
        """The changes of this part, this action, or both."""
        return tuple(
            change
            for change in self.changes
            if part in {None, change.part} and action in {None, change.action}
        )

    def inverted(self) -> Diff:
        """What changed the other way round."""
        return Diff(self.new, self.old, _sorted(change.inverted() for change in self.changes))

    def __str__(self) -> str:
        """The difference in one line."""
        counts = [f"{number} × {what}" for what, number in self.counts.items()]
        return f"{_called(self.old)} → {_called(self.new)}: {'; '.join(counts) or 'no change'}"

    def to_text(self) -> str:
        """For people: what changed, grade by grade and part by part.

        `+` was added, `-` removed, `~` changed; in reworded statements [-removed-] {+added+}.
        """
        return "\n".join(_text_lines(self)) + "\n"

    def to_json(self, *, indent: int | None = 2) -> str:
        """For machines: both editions, how one replaces the other, and every change."""
        answer = {
            "old": _edition_json(self.old),
            "new": _edition_json(self.new),
            "succession": self.succession,
            "changes": [
                asdict(change) | {"words": [asdict(piece) for piece in change.words]}
                for change in self.changes
            ],
        }
        return json.dumps(answer, indent=indent, ensure_ascii=False) + "\n"

    def to_rows(self) -> Rows:
        """A table with a row for each change, which has the forms every answer has."""
        columns = [*_COLUMNS, "words"]
        terms = []
        for change in self.changes:
            values = [getattr(change, name) for name in _COLUMNS]
            values.append(" ".join(map(str, change.words)) or None)
            terms.append([_literal(value) for value in values])
        return Rows(columns, terms)


_COLUMNS = (
    "old_grade", "new_grade", "part", "action", "about", "attribute",
    "old", "new", "old_value", "new_value", "steps", "old_line", "new_line",
)  # fmt: skip


# What is compared ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """Words of a document, and their line where it is known.

    *about* is what they belong to, *owner* the normalised name of the competency among that.
    """

    text: str
    line: int | None = None
    about: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class _Duty:
    """A duty or the label of a group; *parent* is the place of the one it is nested in."""

    text: str
    line: int | None
    parent: int | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Level:
    notation: str
    rank: int | None
    scale: str


@dataclass(frozen=True, slots=True)
class _Requirement:
    """What a class-grade asks of the competency called *name*."""

    name: str
    line: int | None
    level: _Level | None
    values: Mapping[str, str]
    knowledge_areas: tuple[_Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Qualification:
    """*sentence* holds the words, *clause* those that this one is about."""

    kind: str
    sentence: _Text
    clause: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class _Rung:
    """One class-grade."""

    key: str
    label: str
    values: Mapping[str, str]
    duties: tuple[_Duty, ...]
    requirements: tuple[_Requirement, ...]
    qualifications: tuple[_Qualification, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One revision, wherever it comes from.

    *lists* holds what is listed of the class (codes, subject areas), *texts* what is said of it or
    of a competency, by part; *competencies* has each competency's own words by its name.
    """

    edition: Edition
    values: Mapping[str, str]
    lists: Mapping[str, tuple[_Text, ...]]
    statements: tuple[_Text, ...]
    competencies: Mapping[str, _Text]
    meanings: Mapping[Part, tuple[_Text, ...]]
    rungs: tuple[_Rung, ...]


def diff(
    old: Reading | Specification, new: Reading | Specification, *, alike: float = ALIKE
) -> Diff:
    """What changed from *old* to *new*, two documents that were read.

    *alike* is the similarity, above 0 and up to 1, from which on statements are one, reworded.
    """
    return _compare(_side_of(old), _side_of(new), alike)


def diff_documents(old: Path, new: Path, *, alike: float = ALIKE) -> Diff:
    """What changed from the document at *old* to that at *new*; nothing needs to be built.

    Raises:
        InputError: a document cannot be read, or no loader recognises it.
    """
    loaders = find_loaders()
    one, other = (read(read_document(path), describe(path), loaders) for path in (old, new))
    return diff(one, other, alike=alike)


def diff_class_grades(graph: Selects, old: str, new: str, *, alike: float = ALIKE) -> Diff:
    """What changed from one class-grade of a graph to another, revisions of one or not.

    What documents of a publisher share (what a level or a competency means) has one wording in a
    graph, so that changes of it are seen only by `diff` and `diff_documents`.

    Raises:
        UsageError: the graph knows no such class-grade.
    """
    return _compare(_side_in(graph, old), _side_in(graph, new), alike)


# Comparing -----------------------------------------------------------------------------------


def _compare(old: _Side, new: _Side, alike: float) -> Diff:
    changes = list(_class_changes(old, new, alike))
    names = _competency_pairs(old, new, alike)
    changes += _competency_changes(old, new, names, alike)
    for one, other in _rung_pairs(old.rungs, new.rungs):
        if one is None or other is None:
            changes.append(_whole_rung(one, other))
            continue
        for change in _rung_changes(one, other, names, alike):
            changes.append(replace(change, old_grade=one.label, new_grade=other.label))
    return Diff(old.edition, new.edition, _sorted(changes))


def _class_changes(old: _Side, new: _Side, alike: float) -> Iterator[Change]:
    yield from _value_changes(Change("class", "changed"), old.values, new.values)
    for name in sorted({*old.lists, *new.lists}):
        for one, other in _same_texts(old.lists.get(name, ()), new.lists.get(name, ())):
            if one is None or other is None:
                yield _whole("class", one, other, attribute=name)
    yield from _text_changes("statement", old.statements, new.statements, alike, only_one=True)


def _competency_pairs(old: _Side, new: _Side, alike: float) -> dict[str, str]:
    """Which competency of the old revision is which of the new, by normalised name."""
    names = {normalise(name): normalise(name) for name in old.competencies}
    known = {normalise(name) for name in new.competencies}
    pairs = {name: name for name in names if name in known}
    left = [name for name in old.competencies if normalise(name) not in pairs]
    right = [name for name in new.competencies if normalise(name) not in names]
    for i, j in _pair(left, right, alike):
        pairs[normalise(left[i])] = normalise(right[j])
    return pairs


def _competency_changes(
    old: _Side, new: _Side, names: Mapping[str, str], alike: float
) -> Iterator[Change]:
    """Competencies of both revisions: their names, their words, and what their levels mean."""
    ours = {normalise(name): (name, text) for name, text in old.competencies.items()}
    theirs = {normalise(name): (name, text) for name, text in new.competencies.items()}
    for key, other_key in names.items():
        (name, text), (other_name, other_text) = ours[key], theirs[other_key]
        if key != other_key:
            one, other = _Text(name, text.line), _Text(other_name, other_text.line)
            yield _whole("competency", one, other)
        own, others = normalise(text.text), normalise(other_text.text)
        if own not in {others, key} and others != other_key:
            yield _whole("competency", text, other_text, about=min(name, other_name))
    for part in PARTS:
        # Where the competency itself comes or goes, what its levels mean goes without saying.
        left = [t for t in old.meanings.get(part, ()) if not t.owner or t.owner in names]
        right = [t for t in new.meanings.get(part, ()) if not t.owner or t.owner in names.values()]
        yield from _text_changes(part, _renamed(left, names), right, alike, only_one=True)


def _renamed(texts: Iterable[_Text], names: Mapping[str, str]) -> Iterator[_Text]:
    """The texts of the old revision, those of a renamed competency under its new name."""
    for each in texts:
        yield replace(each, owner=names.get(each.owner, each.owner))


def _rung_pairs(
    old: Sequence[_Rung], new: Sequence[_Rung]
) -> Iterator[tuple[_Rung | None, _Rung | None]]:
    """The class-grades of one grade; the only ones of both revisions are one, graded anew."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    theirs = {rung.key: rung for rung in new}
    for rung in old:
        yield rung, theirs.pop(rung.key, None)
    for rung in theirs.values():
        yield None, rung


def _whole_rung(old: _Rung | None, new: _Rung | None) -> Change:
    """A class-grade that came or went, in numbers."""
    rung = old or new
    assert rung is not None
    counts = (len(rung.duties), len(rung.requirements), len(rung.qualifications))
    holds = "duties: {}, competencies: {}, qualifications: {}".format(*counts)
    before, after = old.label if old else None, new.label if new else None
    return Change(
        "class-grade",
        "removed" if old else "added",
        old=before,
        new=after,
        about=holds,
        old_grade=before,
        new_grade=after,
    )


def _rung_changes(
    old: _Rung, new: _Rung, names: Mapping[str, str], alike: float
) -> Iterator[Change]:
    yield from _value_changes(Change("class-grade", "changed"), old.values, new.values)
    yield from _duty_changes(old.duties, new.duties, alike)
    yield from _requirement_changes(old.requirements, new.requirements, names)
    yield from _qualification_changes(old.qualifications, new.qualifications, alike)


# Duties


def _duty_changes(old: Sequence[_Duty], new: Sequence[_Duty], alike: float) -> Iterator[Change]:
    same = _match_duties(old, new, alike)
    for i, one in enumerate(old):
        if i not in same:
            yield _whole("duty", _Text(one.text, one.line), None, about=_group(one))
    taken = {j: i for i, j in same.items()}
    for j, other in enumerate(new):
        if j not in taken:
            yield _whole("duty", None, _Text(other.text, other.line), about=_group(other))
            continue
        one = old[taken[j]]
        both = Change("duty", "changed", one.text, other.text, about=_group(one) and _group(other))
        both = replace(both, old_line=one.line, new_line=other.line)
        if normalise(one.text) != normalise(other.text):
            yield replace(both, action="reworded")
        # A group that was reworded is the group it was.
        before = one.parent if one.parent is None else same.get(one.parent, -1)
        if before != other.parent:
            yield replace(
                both,
                action="moved",
                attribute="group",
                old_value=None if one.parent is None else old[one.parent].text,
                new_value=None if other.parent is None else new[other.parent].text,
            )
        yield from _value_changes(both, one.values, other.values)


def _match_duties(old: Sequence[_Duty], new: Sequence[_Duty], alike: float) -> dict[int, int]:
    """Which duty is which: group by group first, then wherever else its words turn up."""
    same: dict[int, int] = {}
    ours, theirs = _parts_of(old), _parts_of(new)

    def match(left: Sequence[int], right: Sequence[int]) -> dict[int, int]:
        found = _match_texts([old[i].text for i in left], [new[j].text for j in right], alike)
        return {left[i]: right[j] for i, j in found.items()}

    def match_groups(left: Sequence[int], right: Sequence[int]) -> dict[int, int]:
        """Groups called anew: they hold the same duties."""
        candidates = []
        for i in left:
            for j in right:
                held = Counter(normalise(old[part].text) for part in ours[i])
                holds = Counter(normalise(new[part].text) for part in theirs[j])
                total = held.total() + holds.total()
                share = 2 * (held & holds).total() / total if total else 0.0
                if share >= alike:
                    texts = sorted((old[i].text, new[j].text))
                    candidates.append((-share, abs(i - j), texts, min(i, j), i, j))
        return dict(_one_to_one(candidates))

    waiting: list[tuple[int | None, int | None]] = [(None, None)]
    while waiting:
        one, other = waiting.pop()
        found = match(ours[one], theirs[other])
        left = [i for i in ours[one] if i not in found]
        right = [j for j in theirs[other] if j not in found.values()]
        found |= match_groups(left, right)
        same |= found
        waiting += found.items()
    taken = set(same.values())
    left = [i for i in range(len(old)) if i not in same]
    return same | match(left, [j for j in range(len(new)) if j not in taken])


def _group(duty: _Duty) -> str | None:
    return "group" if duty.values.get("is a") == "group" else None


def _parts_of(duties: Sequence[_Duty]) -> dict[int | None, list[int]]:
    """The places of the duties nested in each one, and of those nested in none."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    for at, duty in enumerate(duties):
        parts[duty.parent].append(at)
    return parts


# Competencies


def _requirement_changes(
    old: Sequence[_Requirement], new: Sequence[_Requirement], names: Mapping[str, str]
) -> Iterator[Change]:
    theirs = {normalise(each.name): each for each in new}
    for one in old:
        other = theirs.pop(names.get(normalise(one.name), ""), None)
        if other is None:
            yield _whole("competency", _Text(one.name, one.line), None)
            continue
        both = Change("competency", "changed", one.name, other.name)
        both = replace(both, old_line=one.line, new_line=other.line)
        if one.level != other.level:
            yield _level_change(both, one, other)
        yield from _value_changes(both, one.values, other.values)
        # Areas of knowledge are short: "tax law" is not "case law" reworded.
        for area, other_area in _same_texts(one.knowledge_areas, other.knowledge_areas):
            if area is None or other_area is None:
                about = min(one.name, other.name)
                yield _whole("knowledge area", area, other_area, about=about)
    for other in theirs.values():
        yield _whole("competency", None, _Text(other.name, other.line))


def _level_change(both: Change, one: _Requirement, other: _Requirement) -> Change:
    """Ranks are compared inside one scale, for one competency, and nowhere else."""
    old, new = one.level, other.level
    change = replace(
        both,
        attribute="level",
        old_value=old.notation if old else None,
        new_value=new.notation if new else None,
    )
    comparable = (
        old is not None
        and new is not None
        and old.scale == new.scale
        and normalise(one.name) == normalise(other.name)
    )
    if not comparable or old is None or new is None or old.rank is None or new.rank is None:
        return change
    return _risen(change, old.rank, new.rank)


# Qualifications


def _qualification_changes(
    old: Sequence[_Qualification], new: Sequence[_Qualification], alike: float
) -> Iterator[Change]:
    pairs = list(_qualification_pairs(old, new, alike))
    # What the one of a pair was called inside another is no change of that other.
    names = {
        normalise(one.clause): normalise(other.clause) for one, other in pairs if one and other
    }
    reworded: set[tuple[str, str]] = set()
    for one, other in pairs:
        if one is None or other is None:
            kind = one.kind if one else other.kind if other else None
            yield _whole("qualification", _clause(one), _clause(other), about=kind)
            continue
        for change in _values_of_qualification(one, other):
            inside = change.attribute == "within" and change.old_value and change.new_value
            before, after = normalise(str(change.old_value)), normalise(str(change.new_value))
            if not inside or names.get(before) != after:
                yield change
        before, after = normalise(one.sentence.text), normalise(other.sentence.text)
        # A sentence that asks for two things is reworded once.
        if before != after and (before, after) not in reworded:
            reworded.add((before, after))
            yield _whole("qualification", one.sentence, other.sentence)


def _qualification_pairs(
    old: Sequence[_Qualification], new: Sequence[_Qualification], alike: float
) -> Iterator[tuple[_Qualification | None, _Qualification | None]]:
    for kind in sorted({each.kind for each in (*old, *new)}):
        left = [each for each in old if each.kind == kind]
        right = [each for each in new if each.kind == kind]
        same = _match_texts(
            [each.clause for each in left],
            [each.clause for each in right],
            alike,
            only_one=kind != "other",
        )
        for i, one in enumerate(left):
            yield one, right[same[i]] if i in same else None
        for j, other in enumerate(right):
            if j not in same.values():
                yield None, other


def _clause(qualification: _Qualification | None) -> _Text | None:
    if qualification is None:
        return None
    return _Text(qualification.clause, qualification.sentence.line)


def _values_of_qualification(one: _Qualification, other: _Qualification) -> Iterator[Change]:
    both = Change("qualification", "changed", one.clause, other.clause, about=one.kind)
    both = replace(both, old_line=one.sentence.line, new_line=other.sentence.line)
    for change in _value_changes(both, one.values, other.values):
        old, new = change.old_value, change.new_value
        if change.attribute == "education" and old in _EDUCATION and new in _EDUCATION:
            risen = _risen(change, _EDUCATION.index(str(old)), _EDUCATION.index(str(new)))
            yield replace(risen, old_value=_spaced(str(old)), new_value=_spaced(str(new)))
        elif change.attribute == "education":
            yield replace(
                change, old_value=old and _spaced(str(old)), new_value=new and _spaced(str(new))
            )
        elif isinstance(old, int) and isinstance(new, int):
            yield _risen(change, old, new)
        else:
            yield change


def _risen(change: Change, old: int, new: int) -> Change:
    if old == new:
        return change
    return replace(change, action="raised" if new > old else "lowered", steps=abs(new - old))


# Texts and values in general


def _whole(
    part: Part,
    old: _Text | None,
    new: _Text | None,
    *,
    about: str | None = None,
    attribute: str | None = None,
) -> Change:
    """A thing that is in one revision only, or worded in two ways."""
    action: Action = "reworded" if old and new else "removed" if old else "added"
    return Change(
        part,
        action,
        old=old.text if old else None,
        new=new.text if new else None,
        about=about,
        attribute=attribute,
        old_line=old.line if old else None,
        new_line=new.line if new else None,
    )


def _value_changes(
    both: Change, old: Mapping[str, str | int], new: Mapping[str, str | int]
) -> Iterator[Change]:
    """The attributes whose values differ; texts are compared as texts."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if _plain(before) != _plain(after):
            yield replace(both, attribute=name, old_value=before, new_value=after)


def _plain(value: str | int | None) -> str | int | None:
    # A number of which nothing but its marks is left ("-5") would equal another.
    return (
        normalise(value) or value if isinstance(value, str) and not _NUMBER.match(value) else value
    )


_NUMBER = re.compile(r"[-+]?\d+(?:[.-]\d+)*$")


def _text_changes(
    part: Part,
    old: Iterable[_Text],
    new: Iterable[_Text],
    alike: float,
    *,
    only_one: bool = False,
) -> Iterator[Change]:
    """Texts added, removed and reworded, among those about one thing."""
    ours, theirs = _by_subject(old), _by_subject(new)
    for subject in sorted({*ours, *theirs}):
        left, right = ours.get(subject, []), theirs.get(subject, [])
        same = _match_texts(
            [each.text for each in left],
            [each.text for each in right],
            alike,
            only_one=only_one and subject != ("", "other"),
        )
        for i, one in enumerate(left):
            if i not in same:
                yield _whole(part, one, None, about=one.about)
            elif normalise(one.text) != normalise(right[same[i]].text):
                other = right[same[i]]
                yield _whole(part, one, other, about=min(one.about, other.about))
        for j, other in enumerate(right):
            if j not in same.values():
                yield _whole(part, None, other, about=other.about)


def _by_subject(texts: Iterable[_Text]) -> dict[tuple[str, str], list[_Text]]:
    found: dict[tuple[str, str], list[_Text]] = defaultdict(list)
    for each in texts:
        # The name of a competency may have changed; what stands behind it is the level.
        found[(each.owner, each.about.partition(_AT)[2] if each.owner else each.about)].append(each)
    return found


_AT = " · "


def _same_texts(
    old: Sequence[_Text], new: Sequence[_Text]
) -> Iterator[tuple[_Text | None, _Text | None]]:
    """Texts paired only where they are the same."""
    theirs = {normalise(each.text) or each.text: each for each in new}
    for one in old:
        yield one, theirs.pop(normalise(one.text) or one.text, None)
    for other in theirs.values():
        yield None, other


def _match_texts(
    old: Sequence[str], new: Sequence[str], alike: float, *, only_one: bool = False
) -> dict[int, int]:
    """Which text is which: the same words first, then the most similar ones.

    With *only_one*, what is alone on both sides is one whatever its words.
    """
    same: dict[int, int] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        places[normalise(text) or text].append(j)
    for i, text in enumerate(old):
        if found := places[normalise(text) or text]:
            same[i] = found.pop(0)
    left = [i for i in range(len(old)) if i not in same]
    right = [j for j in range(len(new)) if j not in set(same.values())]
    if only_one and len(old) == len(new) == 1:
        return {0: 0}
    pairs = _pair([old[i] for i in left], [new[j] for j in right], alike)
    return same | {left[i]: right[j] for i, j in pairs}


def _pair(old: Sequence[str], new: Sequence[str], alike: float) -> list[tuple[int, int]]:
    """Pairs of similar texts, one to one, the most similar first."""
    candidates = []
    bags = [[Counter(normalise(text).split()) for text in texts] for texts in (old, new)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            common, words = (bags[0][i] & bags[1][j]).total(), bags[0][i] + bags[1][j]
            # Order can only lower what two texts have in common.
            if not common or 2 * common / words.total() < alike:
                continue
            share = similarity(one, other)
            if share >= alike:
                texts = sorted((one, other))
                candidates.append((-share, abs(i - j), texts, min(i, j), i, j))
    return _one_to_one(candidates)


# How unlike two things are, how far apart, their texts, the lesser place, and both places.
_Candidate: TypeAlias = tuple[float, int, list[str], int, int, int]


def _one_to_one(candidates: Iterable[_Candidate]) -> list[tuple[int, int]]:
    """The best candidates, each thing taken once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    """By grade, part, and place in the document; the rest is for a fixed order."""
    grade = change.new_grade or change.old_grade or ""
    line = change.new_line if change.new_line is not None else change.old_line
    return (
        bool(grade),
        [int(part) if part.isdigit() else -1 for part in re.split(r"(\d+)", grade)],
        grade,
        PARTS.index(change.part),
        line or 0,
        change.new or change.old or "",
        change.attribute or "",
        ACTIONS.index(change.action),
        repr(change),
    )


# A document that was read, as a side -----------------------------------------------------------


def _side_of(document: Reading | Specification) -> _Side:
    if isinstance(document, Specification):
        return _Records(document, lambda _: None).side(_edition_of(document))
    spec = document.specification
    if spec.is_collection:
        raise InputError(
            "this document describes many classes, and a comparison is of one",
            place=document.document.name,
            remedy="build it with its earlier version, and compare two revisions of a class-grade",
        )
    name = f"{document.source.publisher}/{document.class_name}"
    title = document.source.value("documents.title")
    edition = replace(_edition_of(spec, title), name=name, document=document.document.name)
    return _Records(spec, document.document.line_of, title).side(edition)


def _edition_of(spec: Specification, title: str | None = None) -> Edition:
    return Edition(
        slug(spec.codes[0].text if spec.codes else spec.title.text),
        title or spec.title.text,
        since=revision_date(spec),
        replaces=spec.replaces.value if spec.replaces else None,
    )


@dataclass(frozen=True, slots=True)
class _Records:
    """Records as what is compared; *line_of* tells the line of a place in the document."""

    spec: Specification
    line_of: Callable[[int], int | None]
    title: str | None = None

    def side(self, edition: Edition) -> _Side:
        spec = self.spec
        every = [
            *spec.competencies,
            *(each.competency for rung in spec.class_grades for each in rung.requirements),
        ]
        competencies = {_name_of(each): each for each in every}
        return _Side(
            edition,
            _stated(
                title=self.title or spec.title.text,
                effective=_day(spec.effective),
                revised=_day(spec.revised),
                issued=_day(spec.issued),
                established=_day(spec.established),
                replaces=_day(spec.replaces),
                publication_number=_words(spec.publication_number),
            ),
            {
                "code": self.texts(spec.codes),
                "subject area": self.texts(spec.subject_areas),
                "distinguished from": self.texts(spec.distinguished_from),
            },
            tuple(self.text(each.words, _spaced(each.kind)) for each in spec.statements),
            {name: self.statement(each) for name, each in competencies.items()},
            self.meanings(competencies),
            tuple(self.rung(each) for each in spec.class_grades),
        )

    def line(self, words: Words) -> int | None:
        return self.line_of(words.spans[0].start) if words.spans else None

    def text(self, words: Words, about: str = "", owner: str = "") -> _Text:
        return _Text(words.text, self.line(words), about, owner)

    def texts(self, words: Iterable[Words]) -> tuple[_Text, ...]:
        return tuple(map(self.text, words))

    def statement(self, competency: Competency) -> _Text:
        """The words of a competency; those of its definition are compared as such."""
        defined = competency.definition
        if defined and normalise(defined.text) == normalise(competency.text.text):
            return self.text(competency.name or competency.text)
        return self.text(competency.text)

    def meanings(self, competencies: Mapping[str, Competency]) -> dict[Part, tuple[_Text, ...]]:
        found: dict[Part, list[_Text]] = defaultdict(list)
        for scale in self.spec.scales:
            for level in scale.levels:
                if level.definition:
                    about = f"{scale.name}{_AT}{level.notation}"
                    found["level"].append(self.text(level.definition, about))
        for name, competency in competencies.items():
            if competency.definition:
                about = f"{name}{_AT}definition"
                definition = self.text(competency.definition, about, normalise(name))
                found["competency"].append(definition)
            found["level descriptor"] += self.levels(name, competency.descriptors)
            found["behavioural indicator"] += self.levels(name, competency.indicators)
            found["performance standard"] += self.levels(name, competency.standards)
        return {part: tuple(texts) for part, texts in found.items()}

    def levels(self, name: str, texts: Iterable[LevelText]) -> Iterator[_Text]:
        for each in texts:
            about = f"{name}{_AT}{each.level.notation}" if each.level else name
            yield self.text(each.words, about, normalise(name))

    def rung(self, record: ClassGrade) -> _Rung:
        grade = record.grade
        label = "ungraded"
        if grade:
            label = grade.notation
            if not grade.is_salary_group:
                label = f"{grade.structure_name} {grade.notation}"
        return _Rung(
            slug(grade.notation) if grade else "",
            label,
            _stated(
                grade=grade.notation if grade else None,
                lead_worker="yes" if record.lead_worker else None,
                bargaining_unit=_coded(record.bargaining_unit),
                occupational_group=_coded(record.occupational_group),
                eeo_category=_coded(record.eeo_category),
                appointment=_words(record.appointment_type),
            ),
            tuple(self.duties(record)),
            tuple(self.requirements(record)),
            tuple(map(self.qualification, record.qualifications)),
        )

    def duties(self, record: ClassGrade) -> list[_Duty]:
        found: list[_Duty] = []
        known: dict[tuple[int | None, str], int] = {}

        def write(duty: Duty, parent: int | None) -> None:
            key = (parent, normalise(duty.words.text) or duty.words.text)
            # Said twice in one place, it is kept once, as in the graph.
            if key not in known:
                known[key] = len(found)
                essential = duty.essential
                values = _stated(
                    time_share=None if duty.time_share is None else _share(duty.time_share),
                    essential=None if essential is None else ("yes" if essential else "no"),
                    is_a="group" if duty.is_group else "duty",
                )
                text = duty.words.text
                found.append(_Duty(text, self.line(duty.words), parent, values))
            for part in duty.parts:
                write(part, known[key])

        for duty in record.duties:
            write(duty, None)
        return found

    def requirements(self, record: ClassGrade) -> Iterator[_Requirement]:
        """Each competency once, as its first line has it."""
        known: set[str] = set()
        for each in map(self.requirement, record.requirements):
            if normalise(each.name) not in known:
                known.add(normalise(each.name))
                yield each

    def requirement(self, record: Requirement) -> _Requirement:
        level = None
        if record.level:
            scales = [each for each in self.spec.scales if record.level in each.levels]
            scale = scales[0] if scales else record.competency.scale
            level = _Level(record.level.notation, record.level.rank, scale.slug if scale else "")
        span = record.evidence[-1] if record.evidence else None
        return _Requirement(
            _name_of(record.competency),
            self.line_of(span.start) if span else None,
            level,
            _stated(
                guidance=_words(record.guidance), core="yes" if record.competency.core else None
            ),
            self.texts(record.knowledge_areas),
        )

    def qualification(self, record: Qualification) -> _Qualification:
        within = record.within
        numbers = {
            "months": record.months,
            "credit hours": record.credit_hours,
            "months credited": record.months_credited,
            "months at most": record.cap_months,
        }
        return _Qualification(
            _QUALIFICATIONS[record.kind],
            self.text(record.sentence),
            (record.clause or record.sentence).text,
            _stated(
                modality=record.modality.value,
                education=record.education_level and record.education_level.value,
                field_of_study=_words(record.field_of_study),
                experience_in=_words(record.experience_in),
                within=_words(within.clause or within.sentence) if within else None,
                qualifying_classes=_joined(each.text for each in record.qualifying_classes),
            )
            | {name: number for name, number in numbers.items() if number is not None},
        )


_QUALIFICATIONS = {
    QualificationKind.EDUCATION: "education",
    QualificationKind.EXPERIENCE: "experience",
    QualificationKind.LICENCE: "licence",
    QualificationKind.SUBSTITUTION: "substitution",
    QualificationKind.OTHER: "other",
}


def _name_of(competency: Competency) -> str:
    return (competency.name or competency.text).text


def _stated(**values: str | None) -> dict[str, str]:
    """The values that are stated, by their names in words."""
    return {name.replace("_", " "): value for name, value in values.items() if value is not None}


def _words(words: Words | None) -> str | None:
    return words.text if words else None


def _day(dated: Dated | None) -> str | None:
    return dated.value.isoformat() if dated else None


def _coded(value: CodedValue | None) -> str | None:
    if value is None:
        return None
    codes = _joined(code.text for code in value.codes)
    name = value.name.text if value.name else None
    return f"{name} ({codes})" if name and codes else name or codes


def _joined(texts: Iterable[str]) -> str | None:
    """Texts in the order of the alphabet: that of the document is of no account."""
    return "; ".join(sorted(set(texts))) or None


def _share(share: object) -> str:
    return f"{float(str(share)) * 100:g}%"


def _spaced(name: str) -> str:
    """A name of the ontology's code lists in words: workingConditions, working conditions."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


# A class-grade of a graph, as a side -----------------------------------------------------------


def _side_in(graph: Selects, name: str) -> _Side:
    iri = str(ox.NamedNode(CLASSES + short_id(name)))

    def ask(query: str) -> Rows:
        return graph.select(query.replace("<thing>", iri))

    about = [{key: _str(value) for key, value in row.items()} for row in ask(_ABOUT)]
    if not about:
        raise UsageError(
            f"there is no class-grade {short_id(name)!r}",
            remedy="see what there is with `careerlattice status`",
        )
    said: dict[str, list[str]] = defaultdict(list)
    for row in ask(_SAID):
        said[str(row["property"])].append(str(row["text"]))
    first = about[0]
    values = {key: said[key][0] for key in _CLASS_VALUES if said[key]}
    since = first["since"]
    replaces = values.get("replaces")
    edition = Edition(
        short_id(name),
        first["title"] or short_id(name),
        first["file"],
        date.fromisoformat(since) if since else None,
        date.fromisoformat(replaces) if replaces else None,
    )
    requirements = tuple(_requirements_in(ask))
    return _Side(
        edition,
        _stated(title=first["title"]) | values,
        {key: tuple(map(_Text, said[key])) for key in _CLASS_LISTS},
        tuple(_Text(str(row["text"]), about=_spaced(str(row["kind"]))) for row in ask(_STATEMENTS)),
        {each.name: _Text(each.name) for each in requirements},
        {},
        (
            _Rung(
                slug(first["grade"] or ""),
                first["grade_label"] or "ungraded",
                {key: _joined(said[key]) or "" for key in _RUNG_VALUES if said[key]},
                tuple(_duties_in(ask)),
                requirements,
                tuple(_qualifications_in(ask)),
            ),
        ),
    )


_Ask: TypeAlias = Callable[[str], Rows]


def _duties_in(ask: _Ask) -> Iterator[_Duty]:
    rows = list(ask(_DUTIES))
    places = {str(row["assignment"]): at for at, row in enumerate(rows)}
    for row in rows:
        share, essential = row["share"], row["essential"]
        yield _Duty(
            str(row["text"]),
            None,
            places.get(str(row["parent"])),
            _stated(
                time_share=None if share is None else _share(share),
                essential=None if essential is None else ("yes" if _true(essential) else "no"),
                is_a="group" if _true(row["group"]) else "duty",
            ),
        )


def _requirements_in(ask: _Ask) -> Iterator[_Requirement]:
    for _, group in groupby(ask(_REQUIREMENTS), key=lambda row: str(row["requirement"])):
        rows = list(group)
        row = rows[0]
        level = None
        if row["notation"] is not None:
            rank = row["rank"]
            number = int(rank) if isinstance(rank, int) else None
            level = _Level(str(row["notation"]), number, str(row["scale"]))
        areas = dict.fromkeys(str(each["area"]) for each in rows if each["area"] is not None)
        yield _Requirement(
            str(row["name"]),
            None,
            level,
            _stated(guidance=_str(row["guidance"]), core="yes" if _true(row["core"]) else None),
            tuple(map(_Text, areas)),
        )


def _qualifications_in(ask: _Ask) -> Iterator[_Qualification]:
    for _, group in groupby(ask(_QUALIFIED), key=lambda row: str(row["qualification"])):
        rows = list(group)
        row = rows[0]
        kinds = {str(each["type"]) for each in rows}
        kind = next((name for key, name in _QUALIFICATIONS.items() if key.value in kinds), "other")
        numbers = {
            name: row[column]
            for name, column in (
                ("months", "months"),
                ("credit hours", "hours"),
                ("months credited", "credited"),
                ("months at most", "cap"),
            )
        }
        yield _Qualification(
            kind,
            _Text(str(row["sentence"])),
            str(row["clause"] or row["sentence"]),
            _stated(
                modality=_str(row["modality"]),
                education=_str(row["education"]),
                field_of_study=_str(row["field"]),
                experience_in=_str(row["experience"]),
                within=_str(row["within"]),
                qualifying_classes=_joined(
                    str(each["feeder"]) for each in rows if each["feeder"] is not None
                ),
            )
            | {name: int(each) for name, each in numbers.items() if isinstance(each, int)},
        )


def _str(value: Value) -> str | None:
    return None if value is None else str(value)


def _true(value: Value) -> bool:
    # Virtuoso answers 1 where others answer true.
    return value is True or value == 1


_CLASS_VALUES = (
    "effective", "revised", "issued", "established", "replaces", "publication number",
)  # fmt: skip
_CLASS_LISTS = ("code", "subject area", "distinguished from")
_RUNG_VALUES = (
    "grade", "lead worker", "bargaining unit", "occupational group", "eeo category", "appointment",
)  # fmt: skip

_ABOUT = """
SELECT DISTINCT ?title ?file ?since ?grade ?grade_label
WHERE {
  VALUES ?thing { <thing> }
  ?thing a career:ClassGrade .
  OPTIONAL {
    ?thing career:describedIn ?document .
    OPTIONAL { ?document dcterms:title ?words }
    OPTIONAL { ?document career:fileName ?file }
    OPTIONAL { ?document career:inForceFrom ?since }
  }
  BIND(STR(?words) AS ?title)
  OPTIONAL {
    ?thing career:atGrade ?step .
    OPTIONAL { ?step skos:notation ?grade }
    OPTIONAL { ?step skos:prefLabel ?stepLabel }
  }
  BIND(STR(?stepLabel) AS ?grade_label)
}
ORDER BY ?file ?grade
"""

# What a superseded revision says of the class stands with its document and its class-grades.
_SAID = """
SELECT DISTINCT ?property ?text
WHERE {
  {
    VALUES (?predicate ?property) {
      (dcterms:valid "effective") (career:revised "revised") (dcterms:issued "issued")
      (career:established "established") (career:publicationNumber "publication number")
      (skos:notation "code")
    }
    <thing> career:describedIn ?document .
    ?document ?predicate ?value .
    BIND(STR(?value) AS ?text)
  } UNION {
    <thing> career:describedIn ?document .
    ?document dcterms:replaces ?earlier ;
      prov:wasQuotedFrom ?span .
    ?span career:evidenceProperty dcterms:replaces .
    ?earlier career:inForceFrom ?value .
    BIND("replaces" AS ?property)
    BIND(STR(?value) AS ?text)
  } UNION {
    <thing> career:status career:inForce ;
      career:ofClass ?class .
    ?class skos:notation ?value .
    BIND("code" AS ?property)
    BIND(STR(?value) AS ?text)
  } UNION {
    VALUES (?predicate ?property) {
      (career:hasSubjectArea "subject area") (career:distinguishedFrom "distinguished from")
    }
    <thing> career:status career:inForce ;
      career:ofClass ?class .
    ?class ?predicate ?value .
    ?value skos:prefLabel ?label .
    BIND(STR(?label) AS ?text)
  } UNION {
    VALUES (?predicate ?property) {
      (career:hasSubjectArea "subject area") (career:distinguishedFrom "distinguished from")
      (career:bargainingUnit "bargaining unit") (career:occupationalGroup "occupational group")
      (career:eeoCategory "eeo category")
    }
    <thing> ?predicate ?value .
    ?value skos:prefLabel ?label .
    BIND(STR(?label) AS ?text)
  } UNION {
    <thing> career:atGrade ?step .
    ?step skos:notation ?value .
    BIND("grade" AS ?property)
    BIND(STR(?value) AS ?text)
  } UNION {
    <thing> career:appointmentType ?value .
    BIND("appointment" AS ?property)
    BIND(STR(?value) AS ?text)
  } UNION {
    <thing> career:leadWorker true .
    BIND("lead worker" AS ?property)
    BIND("yes" AS ?text)
  }
}
ORDER BY ?property ?text
"""

_STATEMENTS = """
SELECT DISTINCT ?kind ?text ?statement
WHERE {
  {
    <thing> career:hasStatement ?statement .
  } UNION {
    <thing> career:status career:inForce ;
      career:ofClass ?class .
    ?class career:hasStatement ?statement .
  }
  ?statement career:statementKind ?sort ;
    career:text ?words .
  BIND(STRAFTER(STR(?sort), "#") AS ?kind)
  BIND(STR(?words) AS ?text)
}
ORDER BY ?kind ?text ?statement
"""

_DUTIES = """
SELECT DISTINCT ?assignment ?text ?position ?group ?share ?essential ?parent
WHERE {
  <thing> career:hasDutyAssignment ?assignment .
  ?assignment career:duty ?duty .
  ?duty career:text ?words .
  OPTIONAL { ?assignment career:position ?position }
  OPTIONAL { ?assignment career:isGroup ?group }
  OPTIONAL { ?assignment career:timeShare ?share }
  OPTIONAL { ?assignment career:essential ?essential }
  OPTIONAL { ?assignment career:partOf ?parent }
  BIND(STR(?words) AS ?text)
}
ORDER BY ?position ?text ?assignment
"""

_REQUIREMENTS = """
SELECT DISTINCT ?requirement ?name ?notation ?rank ?scale ?guidance ?core ?area
WHERE {
  <thing> career:hasRequirement ?requirement .
  ?requirement career:competency ?what .
  ?what skos:prefLabel ?label .
  BIND(STR(?label) AS ?name)
  OPTIONAL { ?what career:core ?core }
  OPTIONAL {
    ?requirement career:level ?step .
    ?step skos:notation ?notation .
    OPTIONAL { ?step career:rank ?rank }
    OPTIONAL { ?step skos:inScheme ?scale }
  }
  OPTIONAL { ?requirement career:guidance ?guidance }
  OPTIONAL {
    ?requirement career:hasKnowledgeArea ?thema .
    ?thema career:text ?areaWords .
  }
  BIND(STR(?areaWords) AS ?area)
}
ORDER BY ?name ?requirement ?area
"""

_QUALIFIED = """
SELECT DISTINCT ?qualification ?type ?sentence ?clause ?modality ?education ?field ?months
  ?experience ?within ?hours ?credited ?cap ?feeder
WHERE {
  <thing> career:hasQualification ?qualification .
  ?qualification a ?sort ;
    career:text ?words .
  BIND(STRAFTER(STR(?sort), "#") AS ?type)
  BIND(STR(?words) AS ?sentence)
  OPTIONAL { ?qualification career:clause ?clause }
  OPTIONAL { ?qualification career:modality ?manner }
  BIND(STRAFTER(STR(?manner), "#") AS ?modality)
  OPTIONAL { ?qualification career:educationLevel ?schooling }
  BIND(STRAFTER(STR(?schooling), "#") AS ?education)
  OPTIONAL { ?qualification career:fieldOfStudy ?field }
  OPTIONAL { ?qualification career:months ?months }
  OPTIONAL { ?qualification career:experienceIn ?experience }
  OPTIONAL { ?qualification career:creditHours ?hours }
  OPTIONAL { ?qualification career:monthsCredited ?credited }
  OPTIONAL { ?qualification career:capMonths ?cap }
  OPTIONAL {
    ?qualification career:within ?outer .
    ?outer career:text ?outerText .
    OPTIONAL { ?outer career:clause ?outerClause }
  }
  BIND(COALESCE(STR(?outerClause), STR(?outerText)) AS ?within)
  OPTIONAL {
    ?qualification career:qualifyingClass ?other .
    ?other skos:prefLabel ?otherLabel .
  }
  BIND(STR(?otherLabel) AS ?feeder)
}
ORDER BY ?qualification ?type ?feeder
"""


# Forms ---------------------------------------------------------------------------------------


def _sort_of(change: Change) -> str:
    what = f"{change.part} {change.attribute}" if change.attribute else change.part
    return f"{what} {change.action}"


def _called(edition: Edition) -> str:
    return edition.document or edition.name


def _class_of(edition: Edition) -> str:
    """The class, whoever publishes it: documents outside their folder name no publisher."""
    parts = edition.name.split("/")
    return parts[1] if len(parts) > 1 else parts[0]


def _edition_json(edition: Edition) -> dict[str, str | None]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(edition).items()
    }


def _literal(value: str | int | None) -> ox.Literal | None:
    return None if value is None else ox.Literal(value)


_MARKS: Mapping[Action, str] = {"added": "+", "removed": "-"}
_ALL_ALIKE = 3
"""From so many competencies on, one and the same change of a value is told once."""


def _text_lines(found: Diff) -> Iterator[str]:
    yield f"old: {_edition_in_words(found.old)}"
    yield f"new: {_edition_in_words(found.new)}"
    yield _SUCCESSION[found.succession].format(old=found.old, new=found.new)
    if found.is_empty:
        yield "Nothing changed."
    heading = None
    for change in _told_once(found.changes):
        above = _heading(change)
        if above != heading:
            yield f"\n{above}"
            heading = above
        yield f"  {_in_words(change)}"


_SUCCESSION: Mapping[Succession, str] = {
    "stated": "The new one says that it replaces the old one, of {new.replaces}.",
    "by date": "The new one is later by its date; it does not name the old one.",
    "reversed": "Mind the order: by their dates the old one is the later of the two.",
    "other class": "These are two classes, {old.name} and {new.name}.",
    "not known": "The documents do not tell which of them is later.",
}


def _edition_in_words(edition: Edition) -> str:
    name = f"{edition.document} ({edition.name})" if edition.document else edition.name
    since = f", in force from {edition.since}" if edition.since else ", not dated"
    return _printable(f"{edition.title}, {name}{since}")


def _heading(change: Change) -> str:
    grade = change.new_grade or change.old_grade
    if change.old_grade and change.new_grade and change.old_grade != change.new_grade:
        grade = f"{change.old_grade} → {change.new_grade}"
    part = _PLURALS.get(change.part, f"{change.part}s")
    heading = _printable(f"{grade}: {part}" if grade else part)
    return heading[:1].upper() + heading[1:]


_PLURALS: Mapping[Part, str] = {
    "class": "class",
    "class-grade": "class-grade",
    "duty": "duties",
    "competency": "competencies",
}


def _told_once(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, where one change of a value that many competencies share stands once."""
    for _, group in groupby(changes, key=lambda each: (_heading(each), each.part)):
        together = list(group)
        alike = Counter(map(_shared_change, together))
        told = set()
        for change in together:
            key = _shared_change(change)
            if key is None or alike[key] < _ALL_ALIKE:
                yield change
            elif key not in told:
                told.add(key)
                yield replace(change, old=f"{alike[key]} competencies", new=None, steps=None)


def _shared_change(change: Change) -> tuple[object, ...] | None:
    if change.part != "competency" or change.attribute in {None, "level", "text"}:
        return None
    return change.attribute, change.old_value, change.new_value


def _in_words(change: Change) -> str:
    about = f"{change.about}: " if change.about and change.part != "class-grade" else ""
    if change.action == "reworded":
        return _printable(f"~ {about}{' '.join(map(str, change.words))}")
    name = change.new or change.old or ""
    if change.action in _MARKS:
        what = f"{change.attribute}: " if change.attribute else ""
        holds = f" ({change.about})" if change.part == "class-grade" and change.about else ""
        return _printable(f"{_MARKS[change.action]} {about}{what}{name}{holds}")
    steps = ""
    if change.steps is not None:
        unit = {"level": " level", "education": " step"}.get(change.attribute or "", "")
        plural = "s" if unit and change.steps != 1 else ""
        steps = f", {change.action} by {change.steps}{unit}{plural}"
    nothing = "none" if change.attribute == "group" else "not stated"
    old, new = (
        nothing if value is None else str(value) for value in (change.old_value, change.new_value)
    )
    values = f"{old} → {new}{steps}"
    subject = f"{about}{name}: " if name else about
    return _printable(f"~ {subject}{change.attribute} {values}")


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
