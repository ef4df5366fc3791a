"""Tables as text: rows of cells between commas, and where each cell stands in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from careerlattice.errors import InputError
from careerlattice.model import Span
from careerlattice.values.value import Escapes, Value

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_SEPARATORS = ",;\t"
_PLAIN = {sign: re.compile(rf"[^{sign}\r\n]*") for sign in _SEPARATORS}
_END = re.compile(r"\r\n?|\n")
MOST_CELLS = 100_000
"""Of one table; a country's framework has some ten thousands."""
_MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name as a key (small letters, white space folded) and its header cell."""

    key: str
    header: Value


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the key of their column, and those beyond the last column.

    *lacking* counts the cells it has too few; a missing cell reads as an empty one.
    """

    cells: Mapping[str, Value]
    beyond: tuple[Value, ...]
    lacking: int
    span: Span

    def __getitem__(self, key: str) -> Value:
        return self.cells[key]

    def runs(self, keys: Iterable[str]) -> Iterator[Span]:
        """The stretches that the cells of these columns take up; neighbours are one stretch."""
        wanted = set(keys)
        start = end = -1
        for key, value in self.cells.items():
            span = value.span if key in wanted else None
            if span is not None:
                start, end = (span.start if start < 0 else start), span.end
            # An empty cell breaks no stretch, one of another column does.
            elif key not in wanted and start >= 0:
                yield Span(start, end)
                start = -1
        if start >= 0:
            yield Span(start, end)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns and its rows, blank rows aside."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def read_header(text: str) -> tuple[str, ...]:
    """The keys of the columns that the first line names; () where it is no line of a table."""
    try:
        return tuple(column.key for column in _columns(next(_records(text, _separator(text)), [])))
    except InputError:
        return ()


def read_table(text: str) -> Table:
    """The table that *text* holds, its first row taken for the names of columns.

    Raises:
        InputError: a quoted cell does not end, or goes on behind its closing mark; two columns
            have one name; or there are too many cells.
    """
    records = _records(text, _separator(text))
    columns = _columns(next(records, []))
    keys = [column.key for column in columns]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise InputError(
            f"two columns are called “{twice}”", remedy="give each column a name of its own"
        )
    rows = (_row(keys, record) for record in records if any(value for value in record))
    return Table(columns, tuple(rows))


def _columns(record: list[Value]) -> tuple[Column, ...]:
    return tuple(Column(value.text.lower(), value) for value in record)


def _row(keys: list[str], record: list[Value]) -> Row:
    last = record[-1]
    empty = Value(last.source, last.end, last.end)
    lacking = max(0, len(keys) - len(record))
    cells = dict(zip(keys, [*record, *[empty] * lacking], strict=False))
    beyond = tuple(value for value in record[len(keys) :] if value)
    spans = [span for value in record if (span := value.span)]
    return Row(cells, beyond, lacking, Span(spans[0].start, spans[-1].end))


def _separator(text: str) -> str:
    """What stands between the cells of the first line."""
    first = _QUOTED.sub("", text[: text.find("\n") if "\n" in text else len(text)])
    return max(_SEPARATORS, key=first.count)


def _records(text: str, separator: str) -> Iterator[list[Value]]:
    plain = _PLAIN[separator]
    at, size = 0, len(text)
    cells = 0
    record: list[Value] = []
    while at < size:
        if text.startswith('"', at):
            match = _QUOTED.match(text, at)
            if match is None:
                raise _broken(text, at, "a quoted cell that begins here never ends")
            value = Value(text, *match.span(1), Escapes.DOUBLED)
        else:
            match = plain.match(text, at)
            assert match is not None, "it may match nothing at all"
            value = Value(text, *match.span())
        record.append(value)
        cells += 1
        if cells > MOST_CELLS or len(record) > _MOST_COLUMNS:
            raise _too_large(text, at)
        at = match.end()
        if text.startswith(separator, at):
            at += 1
            if at == size:
                record.append(Value(text, at, at))
        elif at < size:
            end = _END.match(text, at)
            if end is None:
                raise _broken(text, at, "something follows the closing mark of a quoted cell")
            yield record
            record, at = [], end.end()
    if record:
        yield record


def _broken(text: str, at: int, what: str) -> InputError:
    line = text.count("\n", 0, at) + 1
    return InputError(
        f"this is no sound CSV: {what} (line {line})",
        remedy="fetch the file again, or save it anew as CSV",
    )


def _too_large(text: str, at: int) -> InputError:
    line = text.count("\n", 0, at) + 1
    return InputError(
        f"the table has more than {MOST_CELLS:,} cells, or {_MOST_COLUMNS:,} in one row"
        f" (line {line})",
        remedy="split it into tables of fewer rows",
    )
