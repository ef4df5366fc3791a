"""Edited copies of a mapping set, brought back into it: what was decided, and nothing by accident.

A row of a copy is found in the set by its pair. What a reviewer may say (status, relation, comment,
confidence, who and when, and columns of their own) is taken over where it differs; what identifies
a row or says where it came from stays as the set has it, and a difference there is told. Two
reviewers who disagree are told too, and the set keeps what it said first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from careerlattice.configuration import ORCID, Reviewer
from careerlattice.errors import UsageError
from careerlattice.mappings import RELATIONS, Status, is_slot
from careerlattice.review.deciding import (
    Decision,
    decide,
    in_words,
    named_in,
    negation,
    reviewed_by,
)
from careerlattice.review.edited import (
    Edited,
    EditedRow,
    RowProblem,
    dates_meant,
    number_meant,
)
from careerlattice.review.sets import KEY, Row, SetFile, expand

__all__ = ["Merged", "mend", "merge"]

_WHO = ("reviewer_id", "reviewer_label")
_REVIEW = (*_WHO, "review_date")
_DATES = frozenset({"mapping_date", "publication_date", "review_date"})
_NUMBERS = frozenset({"confidence"})
_PEOPLE = frozenset({"author_id", "reviewer_id"})
# What a row is about and where it came from: a reviewer has no business there, a spreadsheet may.
_FIXED = frozenset(
    "subject_id object_id subject_label object_label mapping_justification mapping_tool"
    " mapping_tool_version subject_source subject_source_version object_source"
    " object_source_version mapping_date similarity_score similarity_measure other".split()
)
# `other` follows from what is decided, and a pair's two names may have other prefixes in a copy.
_QUIET = frozenset({*KEY, "other"})
# An empty cell of a copy takes nothing away; of these it is an error.
_NEVER_BLANK = frozenset({"predicate_id", "predicate_modifier", "status"})
_ERRORS = re.compile(r"#(?:NAME\?|VALUE!|REF!|N/A|DIV/0!|NUM!|NULL!)|Err:\d+")


@dataclass
class Merged:
    """A set after a merge: what changed, what could not be taken over, and what was left alone."""

    set_: SetFile
    decided: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    added: int = 0
    absent: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    conflicts: list[RowProblem] = field(default_factory=list)
    kept: list[RowProblem] = field(default_factory=list)


class _CellError(Exception):
    """A cell that cannot be taken over."""

    def __init__(self, column: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.column, self.what, self.remedy = column, what, remedy


class _ConflictError(_CellError):
    """A decision that goes against another."""


def merge(
    base: SetFile,
    copies: Sequence[Edited],
    reviewer: Reviewer | None,
    day: date,
    *,
    prefer_copy: bool = False,
) -> Merged:
    """Bring edited *copies* of a set back into it, in their order.

    A decision that a copy names nobody for is *reviewer*'s, of this *day*. With *prefer_copy* a
    copy prevails where it goes against what is decided already.
    """
    done = Merged(base)
    for copy in copies:
        done.problems += copy.problems
        _Merge(done, copy, reviewer, day, prefer_copy=prefer_copy).run()
    return done


class _Merge:
    """One copy being merged."""

    def __init__(
        self,
        done: Merged,
        copy: Edited,
        reviewer: Reviewer | None,
        day: date,
        *,
        prefer_copy: bool,
    ) -> None:
        self.done, self.copy, self.reviewer, self.day = done, copy, reviewer, day
        self.prefer_copy = prefer_copy
        own = copy.prefixes if any("curie_map" in line for line in copy.header) else {}
        self.prefixes = {**done.set_.prefixes, **own}
        self.seen: dict[frozenset[str], EditedRow] = {}

    def run(self) -> None:
        places = self.done.set_.by_pair()
        missing = set(places)
        for row in self.copy.rows:
            try:
                pair = frozenset(self._end(row, column) for column in KEY)
                missing.discard(pair)
                self._once(pair, row)
                if pair in places:
                    self._take_over(places[pair], row)
                else:
                    self._add(row)
            except _ConflictError as error:
                self.done.conflicts.append(self._told(row, error))
            except _CellError as error:
                self.done.problems.append(self._told(row, error))
        self.done.absent += len(missing)

    def _told(self, row: EditedRow, error: _CellError) -> RowProblem:
        return RowProblem(self.copy.file, row.number, error.column, error.what, error.remedy)

    def _end(self, row: EditedRow, column: str) -> str:
        value = row.cells.get(column, "").strip()
        if not value:
            raise _CellError(column, "the cell is empty", f"give the {column} as it was")
        iri = expand(value, self.prefixes)
        if iri == value and not re.match(r"https?://", value):
            raise _CellError(
                column, f"{value!r} has no known prefix", "write the identifier as it was"
            )
        return iri

    def _once(self, pair: frozenset[str], row: EditedRow) -> None:
        before = self.seen.setdefault(pair, row)
        if before is row:
            return
        if any(row.cells.get(c) != before.cells.get(c) for c in self.copy.columns):
            raise _CellError(
                "object_id",
                f"the pair stands in row {before.number} already, with other cells",
                "keep one of the two rows",
            )

    # A row the set has

    def _take_over(self, number: int, edited: EditedRow) -> None:
        row = self.done.set_.rows[number]
        turned = self.done.set_.ends(row) != tuple(self._end(edited, column) for column in KEY)
        if turned:
            raise _CellError(
                "subject_id",
                "subject and object have changed places",
                "keep them as they were; broad says that the object is the broader, narrow the"
                " opposite",
            )
        wanted = self._wanted(row, edited)
        self._reconcile(row, edited, wanted)
        if not wanted:
            return
        status = wanted.get("status")
        after = self._written(number, wanted)
        if after.rows[number].cells == row.cells:
            return
        self.done.set_ = after
        self.done.changed += 1
        if status:
            self.done.decided[status] = self.done.decided.get(status, 0) + 1

    def _wanted(self, row: Row, edited: EditedRow) -> dict[str, str]:
        """The cells that the copy changes, as the set would write them."""
        wanted: dict[str, str] = {}
        for column in self.copy.columns:
            if column not in edited.cells:
                continue
            before, now = row.get(column), edited.cells[column].strip()
            if self._same(before, now) or (not now and column not in _NEVER_BLANK):
                continue
            if column in _FIXED:
                if not _means_the_same(column, before, now) and column not in _QUIET:
                    self._tell_kept(edited, column, before, now)
                continue
            meant = self._meant(column, now, before)
            if meant != before:
                wanted[column] = meant
        self._check_modifier(row, wanted)
        return wanted

    def _same(self, before: str, now: str) -> bool:
        if before == now or before == now.replace("\r\n", "\n"):
            return True
        # An encoding that cannot write a character puts a question mark in its place.
        return self.copy.narrow and _narrowed(before) == now

    def _tell_kept(self, edited: EditedRow, column: str, before: str, now: str) -> None:
        self.done.kept.append(
            RowProblem(
                self.copy.file,
                edited.number,
                column,
                f"stays {before!r}, not {now!r}",
                "nothing is to be done; a mapping of other things is a new row",
            )
        )

    def _meant(self, column: str, now: str, before: str) -> str:
        return _cell_meant(column, now, before, self.prefixes)

    def _check_modifier(self, row: Row, wanted: dict[str, str]) -> None:
        modifier = wanted.pop("predicate_modifier", None)
        status = wanted.get("status", row.status)
        if modifier is not None and modifier != negation(Status(status)):
            raise _CellError(
                "predicate_modifier",
                f"{modifier or 'nothing'!r} does not go with the status {status}",
                "write the decision into status; Not is added to what is rejected",
            )

    def _reconcile(self, row: Row, edited: EditedRow, wanted: dict[str, str]) -> None:
        """Leave of *wanted* what may be written over what another has said in the meantime.

        A copy that bears the review of a row started from it, and may go against it.
        """
        if not reviewed_by(row) or all(
            _means_the_same(column, row.get(column), edited.cells.get(column, "").strip())
            for column in _REVIEW
        ):
            return
        if "comment" in wanted:
            wanted["comment"] = _joined(row, "comment", wanted["comment"])
        if row.is_open:
            return
        status = wanted.get("status", row.status)
        if status == Status.PROPOSED:
            # A copy from before the decision.
            wanted.pop("status", None)
            wanted.pop("predicate_id", None)
        elif status != row.status or "predicate_id" in wanted:
            if not self.prefer_copy:
                raise self._conflict(row, status, wanted)
            return
        for column in ("confidence", "review_date"):
            wanted.pop(column, None)
        for column in [c for c in wanted if c != "comment"]:
            wanted[column] = _joined(row, column, wanted[column])
        for column in [c for c in wanted if wanted[c] == row.get(c)]:
            del wanted[column]

    def _conflict(self, row: Row, status: str, wanted: Mapping[str, str]) -> _ConflictError:
        said = in_words(wanted.get("predicate_id") or row.get("predicate_id"))
        return _ConflictError(
            "status" if status != row.status else "predicate_id",
            f"{status} ({said}) here, {row.status} ({in_words(row.get('predicate_id'))}) by"
            f" {reviewed_by(row)} on {row.get('review_date') or 'a day not given'}",
            "settle it among you; --prefer-edited takes what this file says",
        )

    def _written(self, number: int, wanted: dict[str, str]) -> SetFile:
        set_ = self.done.set_
        for column, value in wanted.items():
            set_ = _ready_for(set_, column, value)
        row = set_.rows[number]
        named = {column: wanted[column] for column in _WHO if column in wanted}
        decisive: dict[str, str] = {
            c: wanted.pop(c) for c in ("status", "predicate_id") if c in wanted
        }
        if "comment" in wanted and (decisive or not reviewed_by(row)):
            decisive["comment"] = wanted.pop("comment")
        if decisive:
            decision = Decision(
                Status(decisive["status"]) if "status" in decisive else None,
                decisive.get("predicate_id"),
                decisive.get("comment"),
            )
            set_ = decide(set_, number, decision, self._who(named), self.day)
            # Whom the copy names reviewed it, and else whoever merges.
            wanted = {**(dict.fromkeys(_WHO, "") if named else {}), **wanted}
        return set_.with_cells(number, wanted)

    def _who(self, named: Mapping[str, str]) -> Reviewer:
        if any(named.get(column) for column in _WHO):
            return Reviewer(named.get("reviewer_label", ""))
        if self.reviewer is None:
            raise UsageError(
                "who decided is not said",
                place=self.copy.file,
                remedy='say who with --reviewer "NAME <ORCID>", $CAREERLATTICE_REVIEWER or'
                " careerlattice.toml, or fill in reviewer_label",
            )
        return self.reviewer

    # A row the set has not

    def _add(self, edited: EditedRow) -> None:
        set_ = self.done.set_
        cells = {
            column: _cell_meant(column, cell.strip(), "", self.prefixes)
            for column, cell in edited.cells.items()
            if cell.strip()
        }
        for column in ("predicate_id", "mapping_justification", "status"):
            if not cells.get(column):
                raise _CellError(column, "the cell is empty", "fill it in for a new mapping")
        status = Status(cells["status"])
        wanted = negation(status)
        if cells.get("predicate_modifier", wanted) != wanted:
            raise _CellError(
                "predicate_modifier",
                f"does not go with the status {status}",
                "write the decision into status; Not is added to what is rejected",
            )
        cells["predicate_modifier"] = wanted
        for column in KEY:
            cells[column], set_ = self._curie(cells[column], set_)
        if status is not Status.PROPOSED and not any(cells.get(c) for c in (*_WHO, "author_id")):
            set_, who = named_in(set_, self._who({}))
            cells |= {"review_date": self.day.isoformat(), **who}
        for column, value in cells.items():
            set_ = _ready_for(set_, column, value)
        self.done.set_ = set_.with_row(cells)
        self.done.added += 1
        if status is not Status.PROPOSED:
            self.done.decided[status] = self.done.decided.get(status, 0) + 1

    def _curie(self, value: str, set_: SetFile) -> tuple[str, SetFile]:
        """An end of a new row as the set writes it, with the prefix it may need."""
        iri = expand(value, self.prefixes)
        fitting = [(len(start), name) for name, start in set_.prefixes.items() if _in(iri, start)]
        if fitting:
            name = max(fitting)[1]
            return f"{name}:{iri.removeprefix(set_.prefixes[name])}", set_
        prefix = value.partition(":")[0]
        if prefix in self.prefixes:
            return value, set_.with_prefix(prefix, self.prefixes[prefix])
        raise _CellError("object_id", f"{value!r} has no prefix here", "declare one in the set")


def mend(copy: Edited, exact: SetFile | None, reviewer: Reviewer | None, day: date) -> Merged:
    """A set that was edited where it lies: the same in its proper form, cell by cell.

    *exact* is the set as it stands, where its form has not suffered. What a program proposed and
    somebody decided is *reviewer*'s, of this *day*, where the row names nobody.
    """
    done = Merged(exact or copy.as_set(), problems=list(copy.problems))
    numbers = [row.number for row in copy.rows]
    prefixes = done.set_.prefixes
    seen: dict[frozenset[str], int] = {}
    for number, place in enumerate(numbers):
        row = done.set_.rows[number]
        cells: dict[str, str] = {}
        try:
            for column in done.set_.columns:
                now = row.get(column)
                meant = _cell_meant(column, now, "", prefixes) if now else now
                if meant != now:
                    cells[column] = meant
            _check_needed(row, prefixes)
            _check_once(done.set_.pair(row), place, seen)
            status = Status(cells.get("status", row.status))
            if row.get("predicate_modifier") != negation(status):
                cells["predicate_modifier"] = negation(status)
            nobody = not reviewed_by(row) and bool(row.get("mapping_tool"))
            set_ = done.set_
            if status is not Status.PROPOSED and nobody:
                if reviewer is None:
                    raise _CellError(
                        "reviewer_label",
                        "who decided is not said",
                        'fill it in, or say who with --reviewer "NAME <ORCID>"',
                    )
                set_, who = named_in(set_, reviewer)
                cells |= who
                cells["review_date"] = row.get("review_date") or day.isoformat()
                done.decided[status] = done.decided.get(status, 0) + 1
        except _CellError as error:
            done.problems.append(
                RowProblem(copy.file, place, error.column, error.what, error.remedy)
            )
            continue
        after = set_.with_cells(number, cells)
        done.changed += after.rows[number].cells != row.cells
        done.set_ = after
    for column in done.set_.columns:
        people = " ".join(row.get(column) for row in done.set_.rows) if column in _PEOPLE else ""
        done.set_ = _ready_for(done.set_, column, people)
    return done


def _check_needed(row: Row, prefixes: Mapping[str, str]) -> None:
    for column in (*KEY, "predicate_id", "mapping_justification", "status"):
        value = row.get(column)
        if not value:
            raise _CellError(column, "the cell is empty", f"give the {column}")
        if column in KEY and expand(value, prefixes) == value:
            raise _CellError(
                column, f"{value!r} has no known prefix", "write the identifier as it was"
            )


def _check_once(pair: frozenset[str], place: int, seen: dict[frozenset[str], int]) -> None:
    before = seen.setdefault(pair, place)
    if before != place:
        raise _CellError(
            "object_id", f"the pair stands in row {before} already", "keep one of the two rows"
        )


# Cells


def _cell_meant(column: str, now: str, before: str, prefixes: Mapping[str, str]) -> str:
    """What a cell says, as a set writes it.

    Raises:
        _CellError: it cannot be told.
    """
    if _ERRORS.fullmatch(now):
        raise _CellError(
            column, f"{now} is a spreadsheet's error", "write the text again, with ' before it"
        )
    if column == "status":
        return _status_meant(now)
    if column == "predicate_id":
        return _predicate_meant(now)
    if column == "predicate_modifier":
        if now.lower() not in {"", "not"}:
            raise _CellError(column, f"{now!r} is unknown", "write Not, or nothing")
        return now.capitalize()
    if column in _NUMBERS:
        return _number_told(column, now, before)
    if column in _DATES:
        return _date_told(column, now, before)
    if column in _PEOPLE:
        return _people_meant(column, now, prefixes)
    return now.replace("\r\n", "\n").replace("\r", "\n")


def _status_meant(now: str) -> str:
    plain = now.lower()
    if plain not in set(Status):
        raise _CellError(
            "status",
            f"{now!r} is unknown" if now else "the cell is empty",
            f"write {' or '.join(Status)}",
        )
    return plain


def _predicate_meant(now: str) -> str:
    plain = re.sub(r"[\s_-]", "", now.lower().removeprefix("skos:")).removesuffix("match")
    if plain not in RELATIONS:
        raise _CellError(
            "predicate_id",
            f"{now!r} is unknown" if now else "the cell is empty",
            f"write {' or '.join(f'skos:{name}Match' for name in RELATIONS)}",
        )
    return f"skos:{plain}Match"


def _number_told(column: str, now: str, before: str) -> str:
    if not now:
        return ""
    number = number_meant(now)
    if number is None:
        raise _CellError(column, f"{now!r} is no number from 0 to 1", "write it as 0.8")
    if before and number_meant(before) == number:
        return before
    plain = re.fullmatch(r"[01](\.\d+)?", now)
    return now if plain else f"{number.normalize():f}"


def _date_told(column: str, now: str, before: str) -> str:
    if not now:
        return ""
    days = dates_meant(now)
    if before and before in {day.isoformat() for day in days}:
        return before
    if len(days) != 1:
        what = "may be two days" if days else "is no date"
        raise _CellError(column, f"{now!r} {what}", "write it as 2026-01-31")
    return days[0].isoformat()


def _people_meant(column: str, now: str, prefixes: Mapping[str, str]) -> str:
    found: list[str] = []
    for part in (each.strip() for each in now.split("|")):
        number = re.fullmatch(r"(?:https?://orcid\.org/|orcid:)?([\dX-]{19})", part)
        curie = f"orcid:{number[1]}" if number else part
        orcid = {**prefixes, "orcid": prefixes.get("orcid", ORCID)}
        if part and expand(curie, orcid) == curie:
            raise _CellError(
                column,
                f"{part!r} has no known prefix",
                "write an ORCID, or write a name into reviewer_label",
            )
        if part:
            found.append(curie)
    return "|".join(found)


def _means_the_same(column: str, before: str, now: str) -> bool:
    if before == now:
        return True
    if column in _DATES:
        return before in {day.isoformat() for day in dates_meant(now)}
    if column in _NUMBERS or column == "similarity_score":
        return bool(before) and number_meant(before) == number_meant(now)
    return False


def _narrowed(text: str) -> str:
    return text.encode("cp1252", "replace").decode("cp1252")


def _in(iri: str, start: str) -> bool:
    return iri.startswith(start) and len(iri) > len(start)


def _joined(row: Row, column: str, said: str) -> str:
    """What two reviewers say in one cell, each once."""
    before = row.get(column)
    if said in before or said.replace("|", "/") in row.get("other"):
        return before
    mark = "|" if column in _WHO else " | "
    return f"{before}{mark}{said}" if before else said


def _ready_for(set_: SetFile, column: str, value: str) -> SetFile:
    """The set, declaring a column that SSSOM does not know, and the prefix that people need."""
    if column in _PEOPLE and "orcid:" in value and "orcid" not in set_.prefixes:
        set_ = set_.with_prefix("orcid", ORCID)
    if not is_slot(column) and column not in set_.extensions:
        set_ = set_.with_extension(column)
    return set_
