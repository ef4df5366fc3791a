"""Tables of documents, whatever their form: merged cells, and tables that only lay text out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from careerlattice.documents.composing import Run

WIDEST_TABLE = 200
"""Columns; a cell that says it spans more is taken to span these."""
_LONGEST_HEAD = 160


@dataclass(slots=True)
class Cell:
    """A cell's paragraphs, the columns it covers and how many rows below belong to it.

    *is_block*: it holds a list, a heading or another table.
    """

    paragraphs: list[list[Run]]
    columns: int = 1
    rows: int = 1
    is_block: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its text can stand on one line with other cells'."""
        filled = [p for p in self.paragraphs if any(run.text.strip() for run in p)]
        length = sum(len(run.text) for p in filled for run in p)
        return not self.is_block and (len(filled) <= 1 or length <= _LONGEST_HEAD)

    @property
    def runs(self) -> list[Run]:
        """All its text, paragraphs kept apart by a space."""
        joined: list[Run] = []
        for paragraph in self.paragraphs:
            joined += [Run(" ")] if joined else []
            joined += paragraph
        return joined


@dataclass(slots=True)
class Grid:
    """Lays the rows of one table out: a merged cell's text once, its other columns empty."""

    _covered: dict[int, int] = field(default_factory=dict)

    def row(self, cells: Iterable[Cell]) -> list[list[Run]]:
        """The next row's cells, one per column of the table."""
        laid: list[list[Run]] = []
        for cell in cells:
            self._pass_over(laid)
            span = max(1, min(cell.columns, WIDEST_TABLE))
            first = len(laid)
            laid += [cell.runs, *([] for _ in range(span - 1))]
            if cell.rows > 1:
                self._covered |= dict.fromkeys(range(first, first + span), cell.rows)
        self._pass_over(laid)
        self._covered = {at: left - 1 for at, left in self._covered.items() if left > 1}
        return laid

    def _pass_over(self, laid: list[list[Run]]) -> None:
        while len(laid) in self._covered:
            laid.append([])
