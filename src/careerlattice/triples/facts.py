"""Facts: the triples of one document, held as the N-Triples they are written as.

Text is the cheapest form there is for triples that are made once and written once; whoever wants
them one by one gets them parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NewType

from pyoxigraph import RdfFormat, Triple, parse, serialize

from careerlattice.vocabulary import XSD

Value = NewType("Value", str)
"""A literal as N-Triples writes it."""

_END = " .\n"
"""What ends a statement. No literal holds it, since a newline is escaped there."""

# What N-Triples escapes in its canonical form, and U+FFFE and U+FFFF, which are no characters.
_ODD = re.compile('["\\\\\x00-\x1f\x7f\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


@dataclass(frozen=True, slots=True)
class Triples:
    """Triples in the order they were said, each once, as canonical N-Triples *text*."""

    text: str

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Triples:
        """These triples."""
        written = serialize(triples, format=RdfFormat.N_TRIPLES)
        assert written is not None, "without a place to write to, the text comes back"
        return cls(written.decode())

    def __len__(self) -> int:
        return self.text.count("\n")

    def __iter__(self) -> Iterator[Triple]:
        for quad in parse(self.text, format=RdfFormat.N_TRIPLES):
            yield Triple(quad.subject, quad.predicate, quad.object)

    def lines(self) -> list[str]:
        """The triples as lines of N-Triples, each with its end."""
        # Not splitlines, which takes more for the end of a line than N-Triples does.
        return [statement + _END for statement in self._statements()]

    def n_quads(self, graph: str) -> list[str]:
        """The triples as lines of N-Quads, of the named graph *graph*."""
        end = f" <{graph}>{_END}"
        return [statement + end for statement in self._statements()]

    def renamed(self, names: Mapping[str, str], without: AbstractSet[str] = frozenset()) -> Triples:
        """The triples with other IRIs for the things in *names*.

        Those about a thing whose IRI is then in *without* are left out.
        """
        terms = {f"<{old}>": f"<{new}>" for old, new in names.items()}
        unwanted = {f"<{iri}>" for iri in without}

        def renamed(statement: str) -> str:
            subject, predicate, thing = statement.split(" ", 2)
            subject = terms.get(subject, subject)
            if subject in unwanted:
                return ""
            return f"{subject} {predicate} {terms.get(thing, thing)}{_END}"

        # Few statements are about any of them, and to cut up the others takes long.
        looked_for = sorted({*terms, *unwanted})
        if not looked_for:
            return self
        text, pieces, reached = self.text, [], 0
        for found in re.finditer("|".join(map(re.escape, looked_for)), text):
            if found.start() >= reached:
                begin = text.rfind("\n", reached, found.start()) + 1 or reached
                pieces.append(text[reached:begin])
                reached = text.index(_END, found.start()) + len(_END)
                pieces.append(renamed(text[begin : reached - len(_END)]))
        return Triples("".join([*pieces, text[reached:]]))

    def _statements(self) -> list[str]:
        return self.text.split(_END)[:-1]


@dataclass(frozen=True, slots=True)
class Facts:
    """The RDF of one document: *own* belongs in its graph, *shared* in its publisher's."""

    own: Triples
    shared: Triples


# Literals, as N-Triples writes them


def plain(text: str) -> Value:
    """A text in no language: a code, a quote, a name of a file."""
    return Value(f'"{_escaped(text)}"')


def worded(text: str, language: str) -> Value:
    """A text in a language (BCP 47)."""
    return Value(f'"{_escaped(text)}"@{language.lower()}')


def integer(number: int) -> Value:
    """A whole number."""
    return Value(f'"{number}"^^<{XSD.integer}>')


def calendar_day(value: date) -> Value:
    """A calendar day."""
    return Value(f'"{value.isoformat()}"^^<{XSD.date}>')


def decimal(number: Decimal) -> Value:
    """A decimal number."""
    return Value(f'"{number:f}"^^<{XSD.decimal}>')


def boolean(value: bool) -> Value:
    """True or false."""
    return Value(f'"{"true" if value else "false"}"^^<{XSD.boolean}>')


def _escaped(text: str) -> str:
    return _ODD.sub(_escape, text) if _ODD.search(text) else text


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _NAMED.get(character) or f"\\u{ord(character):04X}"
