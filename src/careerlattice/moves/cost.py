"""What a move costs: from one class-grade to another, part by part and in words.

A *move* sets what someone in one class-grade is taken to bring (what it asks for) against what
another asks for. Three things are compared:

* competencies, with the outcomes of a gap;
* duties, which continue (the same words under the same group), are reworded (nine words in ten
  the same), start or stop;
* qualifications: months of experience, level of education, licences.

Its *cost* is a sum of weighted counts, a measure of effort for comparing moves with one another,
and of nothing else. Why each weight is what it is by default:

missing 3
    A competency to gain from nothing is the largest single effort. It counts the same whatever
    level is asked for, since levels of different scales are of different size.
level 1
    Each level to rise, so that two levels cost twice one. Ranks are subtracted inside one scale,
    for one competency; across scales only inside the interval of an accepted alignment, and of
    that the lower end: the least effort that is certain.
not comparable 2
    Nobody has said how the two compare. It is neither free, or a move into the unknown would look
    easy, nor as dear as a competency known to be missing.
level not stated 0
    Both ask for it and a level is not known: nothing certain is asked on top. The words say it.
duty 0.25
    A duty that starts is learnt on the job. One that stops, continues or is reworded costs
    nothing.
experience 2 a year
    Time is what nobody can speed up. Months short are counted against what the start asks for in
    all; special experience that must lie within general experience is counted there, once.
education 2
    A higher level of education, once, however many levels higher: the ranks of education levels
    say which is higher, not by how much.
licence 5
    A licence the start does not ask for. It *blocks* the move where it is required.
typical 0.5, preferred 0
    What is typically acquired has exceptions by its own words: it counts half and never blocks.
    What is preferred counts nothing and is still told.

Where the start states no experience or education, all that is asked for counts, and the words say
that it is not stated; otherwise a class-grade with an incomplete document would be a way round a
requirement. Months already worked in the start's class-grade are not known, so they do not count.
Substitution rules are the business of who qualifies, not of what a move costs.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Protocol

from careerlattice.errors import InputError, UsageError
from careerlattice.moves.profiles import (
    Alignment,
    Duty,
    Level,
    Link,
    Profile,
    Profiles,
    Qualification,
    Requirement,
)
from careerlattice.rewording import Change, changed_words

__all__ = [
    "Cost",
    "CostPart",
    "DutyChange",
    "Entry",
    "Move",
    "QualificationChange",
    "Weights",
    "compare",
    "cost_of",
    "move_between",
]

_OUTCOMES = ("missing", "must rise", "same", "already above", "level not stated", "not comparable")
_TABLE = "cost"


# -- weights -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing a move asks for counts; the module says why these are the defaults.

    >>> Weights(missing=4).missing
    4

    Raises:
        UsageError: a weight is no number, is negative or too large, or a factor is above 1.
    """

    missing: float = 3
    level: float = 1
    not_comparable: float = 2
    level_not_stated: float = 0
    duty: float = 0.25
    experience_year: float = 2
    education: float = 2
    licence: float = 5
    typical: float = 0.5
    preferred: float = 0

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            most = 1 if each.name in _FACTORS else _MOST
            if (
                isinstance(value, bool)
                or not isinstance(value, int | float)
                or not 0 <= value <= most
            ):
                raise UsageError(
                    f"the weight {each.name} = {value!r} is not a number from 0 to {most}",
                    remedy=f"the default is {each.default}",
                )

    @classmethod
    def from_toml(cls, text: str, name: str = "weights.toml") -> Weights:
        r"""Read the table `[cost]` of *text*; a weight it does not name keeps its default.

        >>> Weights.from_toml("[cost]\nmissing = 4").missing
        4

        Raises:
            InputError: *text* is not TOML, or has no such table.
            UsageError: a weight is unknown, or not of its range.
        """
        try:
            table = tomllib.loads(text).get(_TABLE)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"not well-formed TOML: {error}", place=name) from None
        if not isinstance(table, dict):
            raise InputError(f"there is no table [{_TABLE}]", place=name)
        known = [each.name for each in fields(cls)]
        for key in table:
            if key not in known:
                raise UsageError(
                    f"{name}: there is no weight {key!r}", remedy=f"name {', '.join(known)}"
                )
        return cls(**table)

    @classmethod
    def read(cls, path: Path) -> Weights:
        """Read a file in the form of `to_toml`.

        Raises:
            InputError: it cannot be read, or is not TOML.
            UsageError: a weight is unknown, or not of its range.
        """
        try:
            return cls.from_toml(path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read ({error})", place=path) from None

    def to_toml(self) -> str:
        """The weights as `from_toml` reads them."""
        lines = [f"{each.name} = {getattr(self, each.name)}" for each in fields(self)]
        return "\n".join([f"[{_TABLE}]", *lines, ""])

    def factor(self, modality: str) -> float:
        """How much of its weight a qualification of this modality counts."""
        return {"typical": self.typical, "preferred": self.preferred}.get(modality, 1)


_FACTORS = {"typical", "preferred"}
_MOST = 1000


# -- moves -------------------------------------------------------------------------------------


class Compared(Protocol):
    """What a cost needs of one entry of a gap; `lattice.GapEntry` is one, `Entry` another."""

    @property
    def outcome(self) -> str:
        """One of the six outcomes."""

    @property
    def levels_to_rise(self) -> int | None:
        """By how many levels at least, where it must rise."""

    @property
    def core(self) -> bool:
        """Whether all class-grades of the publisher need it."""


class Comparison(Protocol):
    """A gap: anything that has entries."""

    @property
    def entries(self) -> tuple[Compared, ...]:
        """One for each competency asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one competency asks of someone who moves.

    *relation*, *mapping* and *alignment* say on whose word two competencies were compared: what
    the competency held is to the one wanted, by which mapping, at which alignment of levels.
    `held` and `wanted` are the facts that quotes are fetched by.
    """

    outcome: str
    competency: str
    iri: str
    core: bool = False
    from_level: str | None = None
    to_level: str | None = None
    levels_to_rise: int | None = None
    levels_at_most: int | None = None
    from_guidance: str | None = None
    to_guidance: str | None = None
    held_as: str | None = None
    relation: str | None = None
    mapping: str | None = None
    alignment: str | None = None
    reason: str | None = None
    held: str | None = None
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty that continues, is reworded, starts or stops; `before` and `after` as they apply."""

    change: str
    before: Duty | None
    after: Duty | None
    similarity: float | None = None

    @property
    def words(self) -> tuple[Change, ...]:
        """The words that changed, of a duty reworded."""
        if self.before is None or self.after is None:
            return ()
        return changed_words(self.before.text, self.after.text)


@dataclass(frozen=True, slots=True)
class QualificationChange:
    """How what the start asks for measures up to one kind of qualification at the goal.

    *outcome* is met, short, not stated (the start states none of the kind) or unmeasured (the
    goal gives no length or level); *months* are the months short.
    """

    kind: str
    outcome: str
    modality: str
    asked: str
    held: str | None = None
    months: int | None = None

    @property
    def unmet(self) -> bool:
        """Whether something of it has to be gained."""
        return self.outcome in {"short", "not stated"}


@dataclass(frozen=True)
class Move:
    """A move from one class-grade to another: all that it asks for."""

    start: str
    goal: str
    entries: tuple[Entry, ...]
    duties: tuple[DutyChange, ...] = ()
    qualifications: tuple[QualificationChange, ...] = ()

    def having(self, outcome: str) -> tuple[Entry, ...]:
        """The competencies with this outcome."""
        return tuple(entry for entry in self.entries if entry.outcome == outcome)

    def changing(self, change: str) -> tuple[DutyChange, ...]:
        """The duties that continue, are reworded, start or stop."""
        return tuple(duty for duty in self.duties if duty.change == change)

    @property
    def counts(self) -> dict[str, int]:
        """How many competencies have each outcome, all six in their order."""
        found = Counter(entry.outcome for entry in self.entries)
        return {outcome: found[outcome] for outcome in _OUTCOMES}


def move_between(profiles: Profiles, start: Profile, goal: Profile) -> Move:
    """What moving from *start* to *goal* asks for."""
    entries = sorted(
        (compare(profiles, start, wanted, goal.publisher) for wanted in goal.requirements.values()),
        key=lambda entry: (_OUTCOMES.index(entry.outcome), entry.competency, entry.iri),
    )
    return Move(
        start.id,
        goal.id,
        tuple(entries),
        _duty_changes(profiles, start, goal),
        _qualification_changes(start, goal),
    )


# -- competencies ------------------------------------------------------------------------------


def compare(profiles: Profiles, start: Profile, wanted: Requirement, publisher: str) -> Entry:
    """What one requirement, of a class-grade of *publisher*, asks of someone at *start*."""
    held = start.requirements.get(wanted.competency.iri)
    if held is not None:
        outcome, least, most, reason = _same_competency(held.level, wanted.level)
        return _entry(wanted, held, outcome, least, most, reason)
    candidates = list(_standing_in(profiles, start, wanted))
    if not candidates:
        if start.publisher == publisher:
            return _entry(wanted, None, "missing")
        return _entry(wanted, None, "not comparable", reason="no accepted mapping")
    best = min(candidates, key=lambda each: each.order)
    outcome, least, most, reason = _across(best, wanted.level)
    return _entry(wanted, best.held, outcome, least, most, reason, best.link, best.alignment)


def _same_competency(
    held: Level | None, wanted: Level | None
) -> tuple[str, int | None, int | None, str | None]:
    if held is None or wanted is None:
        return "level not stated", None, None, None
    if not _on_one_scale(held, wanted):
        return "not comparable", None, None, "the levels are not of one scale"
    return (*_by_rank(held, held, wanted, wanted), None)


def _by_rank(
    held_low: Level, held_high: Level, wanted_low: Level, wanted_high: Level
) -> tuple[str, int | None, int | None]:
    """Compare two intervals of one scale; "not comparable" where they do not decide."""
    hl, hh = held_low.rank or 0, held_high.rank or 0
    wl, wh = wanted_low.rank or 0, wanted_high.rank or 0
    if hh < wl:
        return "must rise", wl - hh, wh - hl
    if hl >= wh:
        return "same" if hl == wh else "already above", None, None
    return "not comparable", None, None


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A competency held that may stand for the one wanted, and how their levels compare."""

    held: Requirement
    link: Link
    alignment: Alignment | None

    @property
    def reads_held(self) -> bool:
        """Whether the alignment reads the level held in the other scale, not the one wanted."""
        at = self.held.level
        return at is not None and self.alignment is not None and self.alignment.level.iri == at.iri

    @property
    def order(self) -> tuple[int, int, int, str, str, str]:
        """The best mapping first, then the surest; question 9 has the same order."""
        place, confidence, mapping = self.link.order
        aligned = 3 if self.alignment is None else 1 if self.reads_held else 2
        iri = "" if self.alignment is None else self.alignment.iri
        return place, confidence, aligned, mapping, iri, self.held.iri


def _standing_in(profiles: Profiles, start: Profile, wanted: Requirement) -> Iterator[_StandIn]:
    for iri in profiles.linked.get(wanted.competency.iri, ()):
        held = start.requirements.get(iri)
        if held is None:
            continue
        for link in profiles.links[iri, wanted.competency.iri]:
            fitting: list[Alignment | None] = [
                each
                for each in profiles.alignments.get(link.mapping, ())
                if _fits(each, held.level, wanted.level)
            ]
            for alignment in fitting or [None]:
                yield _StandIn(held, link, alignment)


def _fits(alignment: Alignment, held: Level | None, wanted: Level | None) -> bool:
    """Whether an alignment reads one of two levels as an interval of the other's scale."""
    if held is None or wanted is None:
        return False
    ends = (alignment.lowest, alignment.highest)
    return (alignment.level.iri == held.iri and _on_one_scale(wanted, *ends)) or (
        alignment.level.iri == wanted.iri and _on_one_scale(held, *ends)
    )


def _across(
    stand_in: _StandIn, wanted: Level | None
) -> tuple[str, int | None, int | None, str | None]:
    held, alignment = stand_in.held.level, stand_in.alignment
    if held is None or wanted is None:
        return "level not stated", None, None, None
    if alignment is None:
        return "not comparable", None, None, "no accepted alignment of the levels"
    ends = (alignment.lowest, alignment.highest)
    sides = (*ends, wanted, wanted) if stand_in.reads_held else (held, held, *ends)
    found = _by_rank(*sides)
    undecided = found[0] == "not comparable"
    return (*found, "the alignment's interval does not decide" if undecided else None)


def _on_one_scale(*levels: Level) -> bool:
    return all(level.comparable for level in levels) and len({level.scale for level in levels}) == 1


def _entry(
    wanted: Requirement,
    held: Requirement | None,
    outcome: str,
    least: int | None = None,
    most: int | None = None,
    reason: str | None = None,
    link: Link | None = None,
    alignment: Alignment | None = None,
) -> Entry:
    return Entry(
        outcome=outcome,
        competency=wanted.competency.name,
        iri=wanted.competency.iri,
        core=wanted.competency.core,
        from_level=None if held is None or held.level is None else str(held.level),
        to_level=None if wanted.level is None else str(wanted.level),
        levels_to_rise=least,
        levels_at_most=most,
        from_guidance=None if held is None else held.guidance,
        to_guidance=wanted.guidance,
        held_as=None if held is None or link is None else held.competency.name,
        relation=None if link is None else link.relation,
        mapping=None if link is None else link.mapping,
        alignment=None if alignment is None else alignment.iri,
        reason=reason,
        held=None if held is None else held.iri or None,
        wanted=wanted.iri,
    )


# -- duties ------------------------------------------------------------------------------------


def _duty_changes(profiles: Profiles, start: Profile, goal: Profile) -> tuple[DutyChange, ...]:
    before, after = start.duties_by_key, goal.duties_by_key
    shared = [key for key in after if key in before]
    stopped = {key: duty for key, duty in before.items() if key not in after}
    started = {key: duty for key, duty in after.items() if key not in before}
    near = sorted(
        (-share, key, other)
        for key in started
        for other, share in profiles.reworded_of(key, stopped).items()
    )
    reworded = []
    for share, key, other in near:
        # The nearest first, and each duty once.
        if key in started and other in stopped:
            reworded.append(DutyChange("reworded", stopped.pop(other), started.pop(key), -share))
    return (
        *(DutyChange("continue", before[key], after[key]) for key in shared),
        *reworded,
        *(DutyChange("start", None, duty) for duty in started.values()),
        *(DutyChange("stop", duty, None) for duty in stopped.values()),
    )


# -- qualifications ----------------------------------------------------------------------------


def _qualification_changes(start: Profile, goal: Profile) -> tuple[QualificationChange, ...]:
    return (*_experience(start, goal), *_education(start, goal), *_licences(start, goal))


def _kind(profile: Profile, kind: str) -> list[Qualification]:
    return [each for each in profile.qualifications if each.kind == kind]


def _experience(start: Profile, goal: Profile) -> list[QualificationChange]:
    """Months asked for, general before special, required before typical before preferred."""
    held = [q for q in _kind(start, "experience") if q.modality != "preferred"]
    asked = _kind(goal, "experience")
    has = sum(q.months or 0 for q in held if not q.within)
    has_words = _span(has) if any(q.months for q in held) else None
    left = has
    changes = []
    for modality in ("required", "typical", "preferred"):
        here = [q for q in asked if q.modality == modality]
        months = sum(q.months or 0 for q in here if not q.within)
        if months:
            short = max(0, months - left)
            left = max(0, left - months)
            outcome = "met" if not short else "short" if has_words else "not stated"
            words = _span(months)
            changes.append(
                QualificationChange(
                    "experience", outcome, modality, words, has_words, short or None
                )
            )
        elif here:
            words = "; ".join(sorted(q.words for q in here))
            changes.append(
                QualificationChange("experience", "unmeasured", modality, words, has_words)
            )
    return changes


def _education(start: Profile, goal: Profile) -> list[QualificationChange]:
    held = [q for q in _kind(start, "education") if q.modality != "preferred"]
    best = max(held, key=_education_order, default=None)
    rank = None if best is None else best.education_rank
    changes = []
    for modality in ("required", "typical", "preferred"):
        here = [q for q in _kind(goal, "education") if q.modality == modality]
        if not here:
            continue
        top = max(here, key=_education_order)
        if top.education_rank is None:
            outcome = "unmeasured"
        elif rank is None:
            outcome = "not stated"
        else:
            outcome = "met" if rank >= top.education_rank else "short"
        changes.append(
            QualificationChange(
                "education",
                outcome,
                modality,
                top.education or top.words,
                None if best is None else best.education or best.words,
            )
        )
        if rank is None or (top.education_rank or 0) > rank:
            # One who gains this has it for what follows.
            rank = top.education_rank if top.education_rank is not None else rank
    return changes


def _education_order(qualification: Qualification) -> tuple[int, str]:
    rank = qualification.education_rank
    return -1 if rank is None else rank, qualification.words


def _licences(start: Profile, goal: Profile) -> list[QualificationChange]:
    held = {q.words for q in _kind(start, "licence") if q.modality != "preferred"}
    return [
        QualificationChange(
            "licence",
            "met" if each.words in held else "short" if held else "not stated",
            each.modality,
            each.words,
            "; ".join(sorted(held)) or None,
        )
        for each in sorted(_kind(goal, "licence"), key=lambda q: (q.modality, q.words, q.iri))
    ]


def _span(months: int) -> str:
    """Months in words.

    >>> _span(30), _span(12), _span(1)
    ('2 years 6 months', '1 year', '1 month')
    """
    years, rest = divmod(months, 12)
    parts = [_count(years, "year") if years else "", _count(rest, "month") if rest else ""]
    return " ".join(part for part in parts if part) or "0 months"


# -- costs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CostPart:
    """One term of the sum: so many units of a weight."""

    what: str
    units: float
    weight: float
    words: str

    @property
    def amount(self) -> float:
        """What this part adds."""
        return self.units * self.weight


@dataclass(frozen=True)
class Cost:
    """What a move costs, and why.

    *blocked* names what bars the move until it is gained.
    """

    parts: tuple[CostPart, ...]
    words: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()

    @cached_property
    def thousandths(self) -> int:
        """The total in whole thousandths, which add up exactly."""
        return sum(round(part.amount * 1000) for part in self.parts)

    @property
    def total(self) -> float:
        """The total, to three decimals."""
        return self.thousandths / 1000

    @property
    def explanation(self) -> str:
        """The cost in words, such as "2 to gain, 3 to raise by one level; experience met"."""
        return "; ".join(self.words) or "nothing is asked for"

    def __str__(self) -> str:
        return f"{_number(self.total)}: {self.explanation}"


def cost_of(move: Move | Comparison, weights: Weights | None = None) -> Cost:
    """What *move* costs by *weights* (the defaults if left out), part by part.

    A gap alone, without duties and qualifications, may be given too.

    >>> cost = cost_of(Move("a", "b", (Entry("missing", "Filing", "urn:filing"),
    ...                                Entry("must rise", "Writing", "urn:w", levels_to_rise=2))))
    >>> str(cost)
    '5: 1 to gain, 1 to raise by two levels'
    """
    w = weights or Weights()
    parts, words = _competency_parts(move.entries, w)
    blocked: list[str] = []
    if isinstance(move, Move):
        for more, said in (_duty_part(move, w), _qualification_parts(move, w)):
            parts += more
            words += said
        blocked = [
            change.asked
            for change in move.qualifications
            if change.kind == "licence" and change.modality == "required" and change.unmet
        ]
    return Cost(tuple(parts), tuple(words), tuple(blocked))


def _competency_parts(entries: Iterable[Compared], w: Weights) -> tuple[list[CostPart], list[str]]:
    entries = tuple(entries)
    count = Counter(entry.outcome for entry in entries)
    rises = Counter(entry.levels_to_rise or 0 for entry in entries if entry.outcome == "must rise")
    levels = sum(steps * many for steps, many in rises.items())
    unstated = sum(entry.outcome == "level not stated" and not entry.core for entry in entries)
    raised = [
        f"{many} to raise by {_words(steps)} level{'' if steps == 1 else 's'}"
        for steps, many in sorted(rises.items())
    ]
    told = [
        ("missing", count["missing"], w.missing, f"{count['missing']} to gain"),
        ("must rise", levels, w.level, ", ".join(raised)),
        (
            "not comparable",
            count["not comparable"],
            w.not_comparable,
            f"{count['not comparable']} not comparable",
        ),
        (
            "level not stated",
            unstated,
            w.level_not_stated,
            f"{_count(unstated, 'level')} not stated",
        ),
    ]
    parts = [CostPart(*each) for each in told if each[1]]
    said = ", ".join(part.words for part in parts)
    if not said and entries:
        said = "nothing to gain or raise"
    return parts, [said] if said else []


def _duty_part(move: Move, w: Weights) -> tuple[list[CostPart], list[str]]:
    starts, reworded = len(move.changing("start")), len(move.changing("reworded"))
    words = []
    if starts:
        words.append(f"{_count(starts, 'duty', 'duties')} to start")
    if reworded:
        words.append(f"{_count(reworded, 'duty', 'duties')} reworded")
    said = ", ".join(words)
    parts = [CostPart("duties", starts, w.duty, said)] if starts else []
    return parts, [said] if said else []


def _qualification_parts(move: Move, w: Weights) -> tuple[list[CostPart], list[str]]:
    parts: list[CostPart] = []
    words: list[str] = []
    charged: dict[str, float] = {}
    for change in move.qualifications:
        said = _qualification_words(change)
        words.append(said)
        if not change.unmet:
            continue
        factor = w.factor(change.modality)
        if change.kind == "experience":
            units, weight = (change.months or 0) / 12, w.experience_year * factor
        elif change.kind == "education":
            # Once: what is required is not charged again because more is typical.
            units, weight = 1, max(0.0, w.education * factor - charged.get("education", 0))
            charged["education"] = charged.get("education", 0) + weight
        else:
            units, weight = 1, w.licence * factor
        parts.append(CostPart(change.kind, units, weight, said))
    return parts, words


def _qualification_words(change: QualificationChange) -> str:
    how = {"typical": " (typical)", "preferred": " (preferred only)"}.get(change.modality, "")
    unknown = ", the start states none" if change.outcome == "not stated" else ""
    if change.outcome == "met":
        return f"{change.kind} met"
    if change.outcome == "unmeasured":
        return f"{change.kind} without a measure{how}"
    if change.kind == "experience":
        return f"{_span(change.months or 0)} more experience{how}{unknown}"
    if change.kind == "education":
        return f"education to {change.asked}{how}{unknown}"
    barring = "barred without " if change.modality == "required" else "licence: "
    return f"{barring}{change.asked}{how}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _words(number: int) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[number] if number < len(names) else str(number)


def _number(value: float) -> str:
    """A total as people write it: no needless zeros."""
    return f"{Decimal(str(value)).normalize():f}" if math.isfinite(value) else str(value)
