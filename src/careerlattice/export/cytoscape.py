"""Cytoscape JSON: networks for Cytoscape and Cytoscape.js.

Several texts stay several: an attribute that has them anywhere is a list everywhere. An edge's
type is its `interaction`, which is what Cytoscape draws edges by, and its `type` as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from careerlattice.export.network import Attribute, Column, Network, spelled
from careerlattice.export.projection import network_of

if TYPE_CHECKING:
    from pathlib import Path

    from careerlattice.export.formats import Subject

__all__ = ["to_cytoscape", "write"]


def write(subject: Subject, to: Path) -> None:
    """Write a network of *subject* to the file *to*."""
    to.write_text(to_cytoscape(network_of(subject)), "utf-8", newline="\n")


def to_cytoscape(network: Network) -> str:
    """The network as Cytoscape JSON, one node or edge a line."""
    nodes = [
        {
            "id": node.id,
            "name": node.label,
            "label": node.label,
            "type": node.type,
            **_plain(node.attributes, network.node_columns),
        }
        for node in network.nodes
    ]
    edges = [
        {
            "id": name,
            "source": edge.source,
            "target": edge.target,
            "name": edge.label,
            "label": edge.label,
            "interaction": edge.type,
            "type": edge.type,
            "weight": edge.weight,
            **_plain(edge.attributes, network.edge_columns),
        }
        for name, edge in network.numbered_edges
    ]
    lines = [
        "{",
        ' "format_version": "1.0",',
        ' "generated_by": "careerlattice",',
        ' "target_cytoscapejs_version": "~3.0",',
        f' "data": {_json({"name": network.name})},',
        ' "elements": {',
        f'  "nodes": [{_listed(nodes)}],',
        f'  "edges": [{_listed(edges)}]',
        " }",
        "}",
        "",
    ]
    return "\n".join(lines)


def _plain(
    attributes: Mapping[str, Attribute], columns: Mapping[str, Column]
) -> dict[str, str | float | bool | list[str]]:
    return {
        name: _value(attributes[name], column)
        for name, column in columns.items()
        if name in attributes
    }


def _value(value: Attribute, column: Column) -> str | float | bool | list[str]:
    match column:
        case Column.TEXTS:
            return list(value) if isinstance(value, tuple) else [spelled(value, Column.TEXT)]
        case Column.TEXT:
            return spelled(value, column)
        case _:
            assert not isinstance(value, tuple)
            return float(value) if column is Column.NUMBER else value


def _listed(elements: list[dict[str, Any]]) -> str:
    return ",".join(f"\n   {_json({'data': data})}" for data in elements)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
