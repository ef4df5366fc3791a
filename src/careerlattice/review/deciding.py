"""Decisions: what a reviewer says of a mapping, written into its row with who, when and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from careerlattice.configuration import ORCID, Reviewer
from careerlattice.errors import UsageError
from careerlattice.mappings import RELATIONS, Status
from careerlattice.review.sets import Row, SetFile

__all__ = [
    "Decision",
    "Edit",
    "comment_of_program",
    "decide",
    "in_words",
    "named_in",
    "negation",
    "predicate_of",
    "reviewed_by",
]

_PROPOSED_AS, _COMMENT_BEFORE = "proposed as:", "comment before:"

Edit = Callable[[SetFile, int], SetFile]
"""Changes the row with a number, in a set."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of a mapping; what is None stays as it is.

    *relation* is one of exact, close, broad (the object is the broader), narrow, related.
    """

    status: Status | None = None
    relation: str | None = None
    comment: str | None = None


def decide(
    set_: SetFile, number: int, decision: Decision, reviewer: Reviewer, day: date
) -> SetFile:
    """The set with *decision* in the row with this *number*; the set itself if it says so already.

    What the row said before and no longer says is kept in SSSOM's slot ``other``: the comment of a
    program, the relation it proposed, an earlier decision.
    """
    row = set_.rows[number]
    cells: dict[str, str] = {}
    if decision.status is not None and decision.status != row.status:
        cells["status"] = decision.status.value
        cells["predicate_modifier"] = negation(decision.status)
        if not row.is_open:
            told = f" by {reviewed_by(row)}" if reviewed_by(row) else ""
            since = f" on {row.get('review_date')}" if row.get("review_date") else ""
            _set_aside(cells, row, f"{row.status}{told}{since}")
    if decision.relation is not None:
        predicate = predicate_of(decision.relation)
        if predicate != row.get("predicate_id"):
            cells["predicate_id"] = predicate
            if row.get("mapping_tool") and _PROPOSED_AS not in row.get("other"):
                _set_aside(cells, row, f"{_PROPOSED_AS} {row.get('predicate_id')}")
    if decision.comment is not None:
        comment = " ".join(decision.comment.split())
        if comment != row.get("comment"):
            cells["comment"] = comment
            if comment_of_program(row):
                _set_aside(cells, row, f"{_COMMENT_BEFORE} {row.get('comment')}")
    repeated = decision.status is not None and not reviewed_by(row)
    if not cells and not repeated:
        return set_
    set_, who = named_in(set_, reviewer)
    cells |= {"review_date": day.isoformat(), **who}
    return set_.with_cells(number, cells)


def named_in(set_: SetFile, reviewer: Reviewer) -> tuple[SetFile, dict[str, str]]:
    """The cells that name *reviewer* in a set, and the set with the prefix they need."""
    curie = ""
    if reviewer.iri:
        prefixes = set_.prefixes
        fitting = [(len(iri), name) for name, iri in prefixes.items() if _bears(reviewer.iri, iri)]
        if fitting:
            name = max(fitting)[1]
        else:
            name, iri = _new_prefix(reviewer.iri, prefixes)
            set_ = set_.with_prefix(name, iri)
            prefixes = set_.prefixes
        curie = f"{name}:{reviewer.iri.removeprefix(prefixes[name])}"
    return set_, {"reviewer_id": curie, "reviewer_label": reviewer.name}


def _bears(iri: str, start: str) -> bool:
    return iri.startswith(start) and len(iri) > len(start)


def _new_prefix(iri: str, taken: dict[str, str]) -> tuple[str, str]:
    """A prefix that is not taken, and the part of *iri* up to its last mark that it stands for."""
    start = ORCID if iri.startswith(ORCID) else iri[: max(map(iri.rfind, "/#")) + 1]
    base = "orcid" if start == ORCID else "reviewer"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}{count}"
    return name, start


def predicate_of(relation: str) -> str:
    """The CURIE of a relation's property.

    Raises:
        UsageError: there is no such relation.
    """
    name = relation.lower().removeprefix("skos:").removesuffix("match").strip()
    if name not in RELATIONS:
        raise UsageError(
            f"there is no relation {relation!r}", remedy=f"choose one of {', '.join(RELATIONS)}"
        )
    return f"skos:{name}Match"


def in_words(predicate: str) -> str:
    """The relation that a property's CURIE stands for, in one word."""
    return predicate.removeprefix("skos:").removesuffix("Match")


def negation(status: Status) -> str:
    """SSSOM's modifier that goes with a status, so that no other reader takes it for a match."""
    return "Not" if status is Status.REJECTED else ""


def reviewed_by(row: Row) -> str:
    """Who reviewed a mapping; "" is nobody."""
    return row.get("reviewer_label") or row.get("reviewer_id")


def comment_of_program(row: Row) -> str:
    """The comment of a row that a program proposed, until a person writes another."""
    told = row.get("mapping_tool") and _COMMENT_BEFORE not in row.get("other")
    return row.get("comment") if told else ""


def _set_aside(cells: dict[str, str], row: Row, what: str) -> None:
    before = cells.get("other", row.get("other"))
    entry = what.replace("|", "/")
    if entry not in before:
        cells["other"] = f"{before} | {entry}" if before else entry
