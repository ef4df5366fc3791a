"""New proposals for a set that was reviewed in part: decisions stay, open rows are brought up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from careerlattice.mappings import MappingSet, Status, read_mapping_sets
from careerlattice.review.deciding import reviewed_by
from careerlattice.review.sets import Row, SetFile, read_file, read_set
from careerlattice.workspace import counted_mappings

__all__ = ["is_untouched", "known_mappings", "renew", "renewed_text"]


def known_mappings(folder: Path | None = None, beside: Path | None = None) -> MappingSet:
    """The mappings that are not to be proposed again: of the folders that count.

    These are *folder* alone, else those of `careerlattice.workspace`. Of the set in *beside*, which
    new proposals are for, only what was decided counts.

    Raises:
        InputError: a set has errors.
    """
    known = counted_mappings(folder).mappings
    if beside is None or not beside.is_file():
        return MappingSet(known)
    own = beside.resolve()
    others = [m for m in known if m.place is None or Path(m.place.file).resolve() != own]
    decided = [m for m in read_mapping_sets([beside]).mappings if m.status is not Status.PROPOSED]
    return MappingSet((*others, *decided))


def renewed_text(file: Path, proposals: str) -> str:
    """The text of the set in *file* with new *proposals*; these alone if there is no such file.

    Raises:
        InputError: *file* is there and is no mapping set.
    """
    if not file.is_file():
        return proposals
    return renew(read_file(file), read_set(proposals, "the proposals")).text()


def is_untouched(row: Row) -> bool:
    """Whether a program proposed a row and nobody has said anything of it."""
    return row.is_open and bool(row.get("mapping_tool")) and not reviewed_by(row)


def renew(before: SetFile, proposals: SetFile) -> SetFile:
    """The set *before* with new *proposals* for those of its rows that nobody has touched.

    What was decided or commented on stays, in its place; what is proposed no longer goes; pairs
    that are new come at the end.
    """
    fresh = {proposals.pair(row): row for row in proposals.rows}
    set_ = before
    for name, iri in proposals.prefixes.items():
        if set_.prefixes.get(name, iri) == iri and name not in set_.prefixes:
            set_ = set_.with_prefix(name, iri)
    gone: set[int] = set()
    for number, row in enumerate(before.rows):
        new = fresh.pop(before.pair(row), None)
        if is_untouched(row):
            if new is None:
                gone.add(number)
            else:
                set_ = set_.with_cells(number, new.cells)
    kept = tuple(row for number, row in enumerate(set_.rows) if number not in gone)
    if gone:
        # Blank lines are counted by the rows before them.
        blanks: dict[int, str] = {}
        for number, raw in set_.blanks.items():
            place = number - sum(each < number for each in gone)
            blanks[place] = blanks.get(place, "") + raw
        set_ = replace(set_, rows=kept, blanks=blanks)
    for row in fresh.values():
        set_ = set_.with_row(row.cells)
    return set_
