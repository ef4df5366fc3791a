"""Networks: nodes and edges with typed attributes, as programs that draw them want it.

An attribute is a text, a whole number, a number, a truth value, or several texts in their order.
Programs give an attribute one type for all nodes, or all edges, and so does `Network`: a column
whose values are of several types is one of texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

__all__ = [
    "SEPARATOR",
    "Attribute",
    "Column",
    "Edge",
    "Network",
    "Node",
    "attribute",
    "clean",
    "joined",
    "spelled",
]

Attribute: TypeAlias = str | int | float | bool | tuple[str, ...]

SEPARATOR = " | "
r"""What stands between several values where a format has one; inside them | is written \|."""

_LONG = 1 << 63
# What XML 1.0 cannot hold, with what it may hold and nobody can see or print.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Column(StrEnum):
    """The type of an attribute throughout a network."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its identifier, what it is called, what it is, and what else is said of it."""

    id: str
    label: str
    type: str
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing tied to another. The greater its weight, the nearer they are to be drawn."""

    source: str
    target: str
    type: str
    label: str
    weight: float = 1.0
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True)
class Network:
    """Nodes with different identifiers, in their order, and the edges between them, in theirs.

    *name* says what it is of. The identifier of an edge is its number, from e1.
    """

    name: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @classmethod
    def of(cls, name: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> Network:
        """Put *nodes* and *edges* in order, whatever order they came in.

        Raises:
            ValueError: two nodes have one identifier, or an edge ends in no node.
        """
        found = tuple(sorted(nodes, key=lambda node: node.id))
        known = {node.id for node in found}
        if len(known) < len(found):
            raise ValueError("two nodes have one identifier")
        tied = tuple(sorted(edges, key=_edge_order))
        if any(edge.source not in known or edge.target not in known for edge in tied):
            raise ValueError("an edge ends in no node")
        return cls(name, found, tied)

    @cached_property
    def node_columns(self) -> Mapping[str, Column]:
        """The attributes that nodes have, by name, and their types."""
        return _columns(node.attributes for node in self.nodes)

    @cached_property
    def edge_columns(self) -> Mapping[str, Column]:
        """The attributes that edges have, by name, and their types."""
        return _columns(edge.attributes for edge in self.edges)

    @property
    def numbered_edges(self) -> Iterable[tuple[str, Edge]]:
        """The edges with their identifiers."""
        return ((f"e{number}", edge) for number, edge in enumerate(self.edges, 1))


def attribute(value: object) -> Attribute:
    """*value* as an attribute: a decimal becomes a number, what is no number a text.

    >>> attribute(Decimal("0.5")), attribute(float("nan")), attribute(1 << 70)
    (0.5, 'nan', '1180591620717411303424')
    """
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if -_LONG <= value < _LONG else str(value)
    if isinstance(value, Decimal | float):
        number = float(value)
        return number if math.isfinite(number) else str(value)
    if isinstance(value, tuple | list):
        return tuple(str(each) for each in value)
    return str(value)


def spelled(value: Attribute, column: Column) -> str:
    r"""An attribute as the text that a format without types of its own writes.

    >>> spelled(True, Column.TRUTH), spelled(2, Column.NUMBER), spelled(("a", "b|c"), Column.TEXTS)
    ('true', '2.0', 'a | b\\|c')
    """
    if isinstance(value, tuple):
        return joined(value)
    if column is Column.TEXTS:
        return joined((spelled(value, Column.TEXT),))
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)) if column is Column.NUMBER else str(value)


def joined(values: Iterable[str]) -> str:
    """Several texts as one."""
    return SEPARATOR.join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def clean(text: str) -> str:
    r"""*text* without the control characters that XML, DOT and screens cannot take.

    >>> clean("page 1\x0cpage 2") == "page 1\ufffdpage 2"
    True
    """
    return _ILLEGAL.sub(_REPLACEMENT, text)


def _edge_order(edge: Edge) -> tuple[str, str, str, str, str]:
    said = repr(sorted(edge.attributes.items()))
    return edge.source, edge.type, edge.target, edge.label, said


def _columns(attributes: Iterable[Mapping[str, Attribute]]) -> dict[str, Column]:
    found: dict[str, set[Column]] = {}
    for each in attributes:
        for name, value in each.items():
            found.setdefault(name, set()).add(_column(value))
    return {name: _common(columns) for name, columns in sorted(found.items())}


def _column(value: Attribute) -> Column:
    match value:
        case bool():
            return Column.TRUTH
        case int():
            return Column.INTEGER
        case float():
            return Column.NUMBER
        case tuple():
            return Column.TEXTS
        case _:
            return Column.TEXT


def _common(columns: set[Column]) -> Column:
    if len(columns) == 1:
        return next(iter(columns))
    if Column.TEXTS in columns:
        return Column.TEXTS
    return Column.NUMBER if columns == {Column.INTEGER, Column.NUMBER} else Column.TEXT
