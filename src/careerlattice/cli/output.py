"""How answers leave the command line: as a table for a person, else in the form asked for."""

from __future__ import annotations

import dataclasses
import json
import sys
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from careerlattice.errors import UsageError

if TYPE_CHECKING:
    from careerlattice.rows import Rows
    from careerlattice.store import Answer


class Format(StrEnum):
    """The forms of an answer; by default a table in a terminal, CSV where the output is piped."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    SPARQL_JSON = "sparql-json"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


def is_terminal() -> bool:
    """Whether a person is looking at stdout."""
    return sys.stdout.isatty()


def write(text: str) -> None:
    """Write data to stdout, as UTF-8 whatever the locale says; in a terminal, harmlessly."""
    if is_terminal():
        text = harmless(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Tell the person something that is no data."""
    sys.stderr.write(f"{harmless(text)}\n")


def harmless(text: str) -> str:
    """*text* without what steers a terminal or turns its words around; ends of lines stay.

    Such characters are written as JSON and Turtle write them: these read the same.
    """
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or _is_seen(c) else _escaped(c) for c in text)


def _is_seen(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def write_rows(rows: Rows, form: Format | None, *, title: str | None = None) -> None:
    """Write the rows of an answer.

    Raises:
        UsageError: rows have no such form.
    """
    match form or (Format.TABLE if is_terminal() else Format.CSV):
        case Format.TABLE:
            write(rows.to_table(title=title))
            if not len(rows):
                say("No rows.")
        case Format.CSV:
            write(rows.to_csv())
        case Format.TSV:
            write(rows.to_tsv())
        case Format.JSON:
            write(rows.to_json())
        case Format.SPARQL_JSON:
            write(rows.to_sparql_json())
        case other:
            raise _unfit(other, "rows", "a CONSTRUCT or DESCRIBE query gives triples")


def write_answer(answer: Answer, form: Format | None) -> None:
    """Write whatever a SPARQL query gave: rows, a truth value, or triples.

    Raises:
        UsageError: such an answer has no such form.
    """
    from careerlattice.rows import Triples  # noqa: PLC0415 - brings the store's library along

    if isinstance(answer, bool):
        write(json.dumps({"head": {}, "boolean": answer} if form is Format.SPARQL_JSON else answer))
        write("\n")
    elif isinstance(answer, Triples):
        match form or Format.TURTLE:
            case Format.TURTLE | Format.TABLE:
                write(answer.to_turtle())
            case Format.NTRIPLES:
                write(answer.to_ntriples())
            case other:
                raise _unfit(other, "triples", "use turtle or ntriples")
    else:
        write_rows(answer, form)


def write_json(value: object) -> None:
    """Write records (dataclasses, dicts, lists) as indented JSON."""
    write(json.dumps(value, indent=2, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _unfit(form: Format, what: str, remedy: str) -> UsageError:
    return UsageError(f"{what} cannot be written as {form.value}", remedy=remedy)
