"""The order of role levels, as far as their titles settle it.

The framework states no order. This table of level titles does, from the lowest step up:

    1  Apprentice …, Trainee …
    2  Associate …, Junior …
    3  … (the title of the role, nothing before it)
    4  Senior …
    5  Lead …, … lead
    6  Principal …, Head of …, Chief …

Titles compare only where the rest of them is the same line of work: "Senior service desk analyst"
stands above "Service desk analyst" and not above "Service desk manager". Who heads a function or is
its chief stands above the role's own line, whatever the words. Levels set apart after a dash
("Lead developer - management") are a strand of their own. Two titles on one step of one strand, and
what the table does not know, stay without an order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from careerlattice.wording import normalise

PLAIN = 3
_STEPS = {
    "apprentice": 1,
    "trainee": 1,
    "associate": 2,
    "junior": 2,
    "senior": 4,
    "lead": 5,
    "principal": 6,
}
_TOP = 6
_FIRST = re.compile(rf"({'|'.join(_STEPS)})\s+(.+)", re.IGNORECASE)
_LAST = re.compile(r"(.+?)\s+(lead)", re.IGNORECASE)
_HEAD = re.compile(r"(?:head of|chief)\s+(.+)", re.IGNORECASE)
_STRAND = re.compile(r"(.+?)\s+[-–—]\s+(.+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role level stands: its *step* in its *strand* ("" is the role's own line of work).

    *step* is None where the table does not settle it, and then *doubt* says why; a *doubt* beside
    a step says against what else the level does not compare.
    """

    strand: str
    step: int | None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Title:
    """A title taken apart: its step by the table, its line of work, what follows a dash."""

    step: int
    work: str
    suffix: str
    heads: bool = False


def order_levels(role: str, titles: Iterable[str]) -> dict[str, Place]:
    """The place of each of a role's levels, by their titles."""
    apart = {title: _take_apart(title) for title in titles}
    own = _own_work(role, apart.values())
    strands: dict[str, list[str]] = defaultdict(list)
    for title, parts in apart.items():
        strands[_strand(parts, own)].append(title)
    places: dict[str, Place] = {}
    for strand, members in strands.items():
        steps = Counter(apart[title].step for title in members)
        for title in members:
            step: int | None = apart[title].step
            doubt = ""
            if steps[apart[title].step] > 1:
                step, doubt = None, "another level of the role stands on the same step"
            elif len(members) == 1 and len(strands) > 1:
                step, doubt = None, "its title is not comparable with those of the other levels"
            elif strand and len(strands) > 1:
                doubt = "it compares with the levels of its own strand alone"
            places[title] = Place(strand if step is not None else "", step, doubt)
    return places


def _take_apart(title: str) -> _Title:
    body, suffix = title, ""
    if strand := _STRAND.fullmatch(title):
        body, suffix = strand.groups()
    if head := _HEAD.fullmatch(body):
        return _Title(_TOP, normalise(head.group(1)), normalise(suffix), heads=True)
    if first := _FIRST.fullmatch(body):
        step, work = _STEPS[first.group(1).lower()], first.group(2)
    elif last := _LAST.fullmatch(body):
        step, work = _STEPS["lead"], last.group(1)
    else:
        step, work = PLAIN, body
    return _Title(step, normalise(work), normalise(suffix))


def _own_work(role: str, titles: Iterable[_Title]) -> str | None:
    """The line of work that is the role's own: that of its title, or the only one there is."""
    works = {title.work for title in titles if not title.heads}
    if (own := normalise(role)) in works:
        return own
    return next(iter(works)) if len(works) == 1 else None


def _strand(title: _Title, own: str | None) -> str:
    if title.heads:
        return "" if own is not None else f"head of {title.work}"
    if title.work == own:
        return title.suffix
    return f"{title.work} {title.suffix}".strip()
