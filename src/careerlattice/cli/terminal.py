"""A terminal to review in: cards on it, single keys from it.

Nothing is drawn over: each card stands below the one before, so that it reads the same without
colour, on a narrow terminal, in a log and aloud.
"""

from __future__ import annotations

import codecs
import os
import select
import sys
import termios
import tty
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careerlattice.review.session import KEYS, MEANINGS

if TYPE_CHECKING:
    from careerlattice.review import Card, Row, Side

_ARROWS = {"[C": "right", "OC": "right", "[D": "left", "OD": "left"}
_MOMENT = 0.05
_NARROW = 60
_FEW = 4
_SHORT = 320


class Terminal:
    """The terminal on stdin and stdout, giving keys one by one while it is open."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)
        self._input = sys.stdin.fileno()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._before: list[Any] = []

    def __enter__(self) -> Self:
        self._before = termios.tcgetattr(self._input)
        # What was typed already is not thrown away.
        tty.setcbreak(self._input, termios.TCSADRAIN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)

    # -- showing -------------------------------------------------------------------------------

    def show(self, card: Card) -> None:
        """Show a mapping: both sides, the evidence, and what may be done."""
        out = self._console
        out.print()
        told = f"{card.number} of {card.total} · {card.open} left"
        where = f"{card.path.name}, line {card.row.line}" if card.row.line else card.path.name
        out.print(Text.assemble((told, "bold"), f" · {where}"))
        self._lines(
            [
                *_side(card.subject, card.row, "subject", everything=card.everything),
                ("", ""),
                (f"{card.relation} match", MEANINGS.get(card.relation, "")),
                ("", ""),
                *_side(card.object, card.row, "object", everything=card.everything),
                ("", ""),
                *_evidence(card),
            ]
        )
        out.print(Text(KEYS, style="dim"))

    def _lines(self, lines: list[tuple[str, str]]) -> None:
        if self._console.width < _NARROW:
            for name, text in lines:
                if name:
                    self._console.print(Text(name, style="bold"))
                self._console.print(Padding(Text(text), (0, 0, 0, 1)) if text else Text(""))
            return
        grid = Table.grid(padding=(0, 1))
        grid.add_column(style="bold", no_wrap=True, min_width=13)
        grid.add_column(overflow="fold")
        for name, text in lines:
            grid.add_row(Text(name), Text(text))
        self._console.print(grid)

    def tell(self, text: str) -> None:
        """Say something."""
        self._console.print(Text(text))

    # -- keys ----------------------------------------------------------------------------------

    def key(self) -> str:
        """The next key; "" when no more will come."""
        self._prompt("> ")
        key = self._one()
        if key == "\x1b":
            key = self._rest_of_escape()
        named = {"\x7f": "backspace", "\b": "backspace", "\x04": "", "\r": "\n"}.get(key, key)
        self._prompt((named if named.isprintable() else "") + "\n")
        return named

    def ask(self, what: str, before: str) -> str | None:
        """A line of text, edited at its end; None after Escape or the interrupt key."""
        text = before
        try:
            while True:
                self._draw(f"{what}: ", text)
                key = self._one()
                if key in {"\r", "\n"}:
                    return text.strip()
                if key == "\x1b":
                    if not self._rest_of_escape():
                        return None
                elif key in {"", "\x04"}:
                    return text.strip() or None
                elif key in {"\x7f", "\b"}:
                    text = text[:-1]
                elif key == "\x15":
                    text = ""
                elif key == "\x17":
                    text = text.rstrip().rpartition(" ")[0]
                elif key.isprintable() or key == "\t":
                    text += " " if key == "\t" else key
        except KeyboardInterrupt:
            return None
        finally:
            self._prompt("\n")

    def _draw(self, prompt: str, text: str) -> None:
        """The line anew, of a long text its end."""
        room = max(self._console.width - cell_len(prompt) - 1, 8)
        shown = text
        while cell_len(shown) > room:
            shown = shown[1:]
        blank = " " * (room - cell_len(shown))
        self._prompt(f"\r{prompt}{shown}{blank}" + "\b" * len(blank))

    def _prompt(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    def _one(self) -> str:
        """The next character; "" at the end of the input."""
        while True:
            try:
                byte = os.read(self._input, 1)
            except OSError:
                return ""  # the terminal is gone
            if not byte:
                return ""
            character = self._decoder.decode(byte)
            if character:
                return character

    def _rest_of_escape(self) -> str:
        """The name of the key whose escape sequence follows; "escape" if the key was that alone."""
        sequence = ""
        while select.select([self._input], [], [], _MOMENT)[0]:
            sequence += self._one()
            if len(sequence) > 1 and (sequence[-1].isalpha() or sequence[-1] == "~"):
                break
        return _ARROWS.get(sequence, "unknown") if sequence else ""


def _side(side: Side, row: Row, end: str, *, everything: bool) -> list[tuple[str, str]]:
    """One side: its sort and words, where it stands, and what is known around it."""
    label = side.label or row.get(f"{end}_label") or row.get(f"{end}_id")
    stated = row.get(f"{end}_label")
    lines = [(side.sort, f"{label} ({side.code})" if side.code and side.code != label else label)]
    if stated and _plain(stated) != _plain(label):
        lines.append(("in the set", stated))
    if side.text and _plain(side.text) != _plain(label):
        lines.append(("", side.text if everything else _shortened(side.text)))
    for name, texts in side.facts:
        shown = texts if everything else texts[:_FEW]
        more = f" … and {len(texts) - len(shown)} more" if len(texts) > len(shown) else ""
        mark = "; " if max(map(len, shown)) < 60 else "\n"
        told = mark.join(text if everything else _shortened(text, 120) for text in shown)
        lines.append((name, told + more))
    quotes = side.quotes if everything else side.quotes[:1]
    for quote in quotes:
        at = f"{quote.document}, line {quote.line}" if quote.line else quote.document
        words = quote.text if everything else _shortened(quote.text)
        lines.append(("document", f"“{words}” ({at})"))
    if everything:
        source = row.get(f"{end}_source")
        version = row.get(f"{end}_source_version")
        lines.append(("IRI", side.iri))
        if source or version:
            lines.append(("source", " ".join(part for part in (source, version) if part)))
    return lines


def _evidence(card: Card) -> list[tuple[str, str]]:
    row = card.row
    tool = " ".join(p for p in (row.get("mapping_tool"), row.get("mapping_tool_version")) if p)
    how = row.get("mapping_justification").removeprefix("semapv:")
    sure = row.get("confidence")
    lines = [("confidence", sure)] if sure else []
    lines.append(("found by", ", ".join(part for part in (how, tool) if part)))
    for name, column in (
        ("evidence", "comment"),
        ("", "match_string"),
        ("score", "similarity_score"),
        ("before", "other"),
    ):
        if row.get(column):
            lines.append((name, row.get(column)))
    if not row.is_open:
        by = row.get("reviewer_label") or row.get("reviewer_id") or row.get("author_id")
        lines.append((row.status, " ".join(p for p in (by, row.get("review_date")) if p)))
    rivals = [
        f"{each.get('object_label') or each.get('object_id')}"
        f" ({', '.join(p for p in (each.get('confidence'), each.status) if p)})"
        for each in card.rivals
    ]
    if rivals:
        shown = rivals if card.everything else rivals[:_FEW]
        more = f" … and {len(rivals) - len(shown)} more" if len(rivals) > len(shown) else ""
        lines.append(("others", "; ".join(shown) + more))
    return lines


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shortened(text: str, most: int = _SHORT) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"
