"""What is compared of networks that came back: plain sets, whatever form they came from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from careerlattice.export.network import Attribute, Column, Network, clean

Said = tuple[tuple[str, object], ...]
Nodes = set[tuple[str, str, str, Said]]
Edges = set[tuple[str, str, str, str, str, float, Said]]


def split(text: str) -> tuple[str, ...]:
    """The texts that were joined, by what the format's description says, not by our own code."""
    parts = [""]
    for found in re.finditer(r"\\(.)|( \| )|([^\\])", text, re.DOTALL):
        if found[2]:
            parts.append("")
        else:
            parts[-1] += found[1] or found[3]
    return tuple(parts)


def plain(said: Mapping[str, Attribute], columns: Mapping[str, Column]) -> Said:
    """Attributes as a reader that knows their types has them."""
    return tuple(sorted((clean(name), _value(said[name], columns[name])) for name in said))


def _value(value: Attribute, column: Column) -> object:
    match column:
        case Column.TEXTS:
            if isinstance(value, tuple):
                return tuple(map(clean, value))
            return (_text(value),)
        case Column.TEXT:
            return _text(value)
        case Column.NUMBER:
            assert not isinstance(value, tuple)
            return float(value)
        case _:
            return value


def _text(value: Attribute) -> str:
    assert not isinstance(value, tuple)
    return clean(("true" if value else "false") if isinstance(value, bool) else str(value))


def nodes_of(network: Network) -> Nodes:
    return {
        (node.id, clean(node.label), clean(node.type), plain(node.attributes, network.node_columns))
        for node in network.nodes
    }


def edges_of(network: Network) -> Edges:
    return {
        (
            name,
            edge.source,
            edge.target,
            clean(edge.type),
            clean(edge.label),
            edge.weight,
            plain(edge.attributes, network.edge_columns),
        )
        for name, edge in network.numbered_edges
    }


def typed(value: str, column: Column) -> object:
    """A value that was written as text, by the type its file declares or its column has."""
    match column:
        case Column.TEXTS:
            return split(value)
        case Column.INTEGER:
            return int(value)
        case Column.NUMBER:
            return float(value)
        case Column.TRUTH:
            return {"true": True, "false": False}[value]
        case _:
            return value
