"""Answers as tables: rows of plain Python values, and the forms people want them in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.identifiers import CLASSES, ID, short_id
from careerlattice.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Rows", "Term", "Triples", "Value"]

_ONTOLOGY = PREFIXES["career"]
_XSD = PREFIXES["xsd"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Value: TypeAlias = str | int | float | Decimal | bool | date | None

_INTEGERS = frozenset(
    f"{_XSD}{name}"
    for name in (
        "integer int long short byte nonNegativeInteger positiveInteger unsignedInt unsignedLong"
        " unsignedShort unsignedByte negativeInteger nonPositiveInteger"
    ).split()
)


# A column this narrow keeps its words whole.
_NARROW = 18


class Rows(Sequence[dict[str, Value]]):
    """The rows of an answer, in order; each is a dictionary from column to value.

    Numbers, dates and booleans are Python's; classes and class-grades are short identifiers;
    what a row does not say is None. The RDF terms themselves are in `terms`.

    >>> rows = Rows(["grade"], [[ox.Literal("11")]])
    >>> rows[0]["grade"]
    '11'
    """

    def __init__(self, columns: Iterable[str], terms: Iterable[Sequence[Term | None]]) -> None:
        self.columns: tuple[str, ...] = tuple(columns)
        self.terms: tuple[tuple[Term | None, ...], ...] = tuple(tuple(row) for row in terms)
        if any(len(row) != len(self.columns) for row in self.terms):
            raise ValueError(f"every row needs {len(self.columns)} terms")

    @classmethod
    def from_solutions(cls, solutions: ox.QuerySolutions) -> Rows:
        """The rows of a pyoxigraph SELECT result, which is read to its end."""
        columns = [variable.value for variable in solutions.variables]
        return cls(columns, (tuple(solution) for solution in solutions))

    def __len__(self) -> int:
        return len(self.terms)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self.terms[index])
        return dict(zip(self.columns, map(_value, self.terms[index]), strict=True))

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for index in range(len(self)):
            yield self[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        return self.columns == other.columns and self.terms == other.terms

    def __hash__(self) -> int:
        return hash((self.columns, self.terms))

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {', '.join(self.columns)}>"

    def column(self, name: str) -> list[Value]:
        """All values of one column, top to bottom."""
        if name not in self.columns:
            raise UsageError(
                f"there is no column {name!r}", remedy=f"choose one of {', '.join(self.columns)}"
            )
        at = self.columns.index(name)
        return [_value(row[at]) for row in self.terms]

    # -- forms ---------------------------------------------------------------------------------

    def to_csv(self, *, full_iris: bool = False) -> str:
        """Comma-separated values with a header line; *full_iris* writes no short identifiers."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self._strings(full_iris))
        return out.getvalue()

    def to_tsv(self, *, full_iris: bool = False) -> str:
        r"""Tab-separated values with a header line; tabs and line ends inside are \t, \n, \r."""
        escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
        lines = [list(self.columns), *self._strings(full_iris)]
        return "".join("\t".join(c.translate(escapes) for c in line) + "\n" for line in lines)

    def to_json(self, *, indent: int | None = 2) -> str:
        """A list of objects, one per row; what a row does not say is null."""

        def plain(value: object) -> object:
            # JSON has one kind of number; a decimal of this graph is a share or a count.
            return float(value) if isinstance(value, Decimal) else str(value)

        return json.dumps(list(self), indent=indent, ensure_ascii=False, default=plain) + "\n"

    def to_sparql_json(self, *, indent: int | None = 2) -> str:
        """The W3C SPARQL 1.1 Query Results JSON Format, with full IRIs."""
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.terms
        ]
        answer = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(answer, indent=indent, ensure_ascii=False) + "\n"

    def to_table(self, *, width: int | None = None, title: str | None = None) -> str:
        """A table for people, *width* characters wide (the terminal's by default).

        Columns that say nothing to a person (blanks, IRIs of facts) are left out, and a value that
        all rows share stands once, below. Words of narrow columns stay whole; where even so the
        table does not fit, it is wider than *width*.
        """
        from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - needed by people only
        from rich.console import Console  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        shown = [at for at in range(len(self.columns)) if self._is_for_people(at)]
        shown = shown or list(range(len(self.columns)))
        shared = [at for at in shown[1:] if self._is_shared(at)]
        shown = [at for at in shown if at not in shared]
        console = Console(width=width, color_system=None, highlight=False, markup=False)
        widths = self._widths(shown, console.width - 3 * len(shown) - 1)
        table = Table(box=SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left")
        table.padding = (0, 1)
        for at in shown:
            numeric = self.terms and all(_is_number(row[at]) for row in self.terms)
            table.add_column(
                Text(self.columns[at].replace("_", " ")),
                justify="right" if numeric else "left",
                overflow="fold",
                width=widths[at],
            )
        for row in self.terms:
            table.add_row(*(Text(_printable(_shown(row[at]))) for at in shown))
        out = io.StringIO()
        console = Console(
            file=out,
            width=max(console.width, sum(widths.values()) + 3 * len(shown) + 1),
            color_system=None,
            highlight=False,
            markup=False,
        )
        console.print(table)
        lines = [line.rstrip() for line in out.getvalue().splitlines()]
        for at in shared:
            name = self.columns[at].replace("_", " ")
            lines.append(f"  in every row: {name} {_printable(_shown(self.terms[0][at]))}")
        return "\n".join(lines).strip("\n") + "\n"

    def _widths(self, shown: list[int], available: int) -> dict[int, int]:
        """How wide each column is: narrow ones as their words need, the others share the rest."""
        header = {at: max(map(len, self.columns[at].split("_"))) for at in shown}
        widest = {at: max((len(_shown(row[at])) for row in self.terms), default=0) for at in shown}
        wide = [at for at in shown if widest[at] > _NARROW]
        widths = {at: max(header[at], widest[at]) for at in shown if at not in wide}
        for rank, at in enumerate(sorted(wide, key=lambda at: widest[at])):
            share = (available - sum(widths.values())) // (len(wide) - rank)
            widths[at] = max(header[at], _NARROW, min(widest[at], share))
        return widths

    def _is_shared(self, at: int) -> bool:
        """Whether two rows or more all have one value, which need not be said in each."""
        return len(self.terms) > 1 and len({row[at] for row in self.terms}) == 1

    def _is_for_people(self, at: int) -> bool:
        """Whether a column holds more than blanks and IRIs without a short identifier."""
        return not self.terms or any(
            row[at] is not None and not _is_opaque(row[at]) for row in self.terms
        )

    def to_dataframe(self) -> pd.DataFrame:
        """A pandas DataFrame (the extra `careerlattice[pandas]`)."""
        try:
            import pandas as pd  # noqa: PLC0415 - an extra
        except ImportError:
            raise UsageError(
                "a DataFrame needs pandas, which is not installed",
                remedy="pip install 'careerlattice[pandas]'",
            ) from None
        return pd.DataFrame.from_records(
            [list(row.values()) for row in self], columns=list(self.columns)
        )

    def _strings(self, full_iris: bool) -> Iterator[list[str]]:
        text: Callable[[Term | None], str] = _lexical if full_iris else _short
        for row in self.terms:
            yield [text(term) for term in row]


class Triples(Sequence[ox.Triple]):
    """The triples of a CONSTRUCT or DESCRIBE answer: each once, in a fixed order."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._triples = tuple(sorted(set(triples), key=str))

    def __len__(self) -> int:
        return len(self._triples)

    @overload
    def __getitem__(self, index: int) -> ox.Triple: ...
    @overload
    def __getitem__(self, index: slice) -> Triples: ...
    def __getitem__(self, index: int | slice) -> ox.Triple | Triples:
        if isinstance(index, slice):
            return Triples(self._triples[index])
        return self._triples[index]

    def __repr__(self) -> str:
        return f"<Triples: {len(self)}>"

    def to_turtle(self) -> str:
        """The triples as Turtle, with the prefixes of the project."""
        return self._serialised(ox.RdfFormat.TURTLE)

    def to_ntriples(self) -> str:
        """The triples as N-Triples, a line each."""
        return self._serialised(ox.RdfFormat.N_TRIPLES)

    def _serialised(self, form: ox.RdfFormat) -> str:
        prefixes = dict(PREFIXES) if form == ox.RdfFormat.TURTLE else None
        data = ox.serialize(self._triples, format=form, prefixes=prefixes)
        return (data or b"").decode("utf-8")


def _value(term: Term | None) -> Value:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return short_id(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    text, datatype = term.value, term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype == f"{_XSD}decimal":
            return Decimal(text)
        if datatype in {f"{_XSD}double", f"{_XSD}float"}:
            return float(text)
        if datatype == f"{_XSD}boolean" and text in {"true", "false", "1", "0"}:
            return text in {"true", "1"}
        if datatype == f"{_XSD}date":
            return date.fromisoformat(text)
        if datatype == f"{_XSD}dateTime":
            return datetime.fromisoformat(text)
    except (ValueError, InvalidOperation):
        pass  # an ill-typed literal is shown as it was written
    return text


def _lexical(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value


def _short(term: Term | None) -> str:
    return short_id(term.value) if isinstance(term, ox.NamedNode) else _lexical(term)


def _shown(term: Term | None) -> str:
    text = _short(term)
    if isinstance(term, ox.NamedNode):
        return text.removeprefix(ID).removeprefix(_ONTOLOGY)
    return text


def _is_opaque(term: Term | None) -> bool:
    """Whether a term is an IRI that says nothing to a person: no class, no term of the ontology."""
    return isinstance(term, ox.NamedNode) and not term.value.startswith((CLASSES, _ONTOLOGY))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _is_number(term: Term | None) -> bool:
    value = _value(term)
    return value is None or (
        isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    )


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    answer = {"type": "literal", "value": term.value}
    if term.language:
        answer["xml:lang"] = term.language
    elif term.datatype.value != f"{_XSD}string":
        answer["datatype"] = term.datatype.value
    return answer
