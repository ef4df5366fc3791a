"""GraphML: networks for Gephi, yEd, Cytoscape, igraph and networkx.

Every attribute is declared with its type. `label` and `type` of nodes and edges, and the `weight`
of edges, are attributes too. Several texts are one, with a bar between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from careerlattice.export.network import Attribute, Column, Network, clean, spelled
from careerlattice.export.projection import network_of

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

    from careerlattice.export.formats import Subject

__all__ = ["to_graphml", "write"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {
    Column.TEXT: "string",
    Column.TEXTS: "string",
    Column.INTEGER: "long",
    Column.NUMBER: "double",
    Column.TRUTH: "boolean",
}
_NAMED = {"label": Column.TEXT, "type": Column.TEXT}
_WEIGHED = {**_NAMED, "weight": Column.NUMBER}


def write(subject: Subject, to: Path) -> None:
    """Write a network of *subject* to the file *to*."""
    to.write_bytes(to_graphml(network_of(subject)))


def to_graphml(network: Network) -> bytes:
    """The network as GraphML, in UTF-8."""
    from lxml import etree  # noqa: PLC0415 - what --help need not load

    nodes = {**_NAMED, **network.node_columns}
    edges = {**_WEIGHED, **network.edge_columns}
    root = etree.Element("graphml", {"xmlns": _NAMESPACE})
    node_keys = _declare(root, "node", nodes, "n")
    edge_keys = _declare(root, "edge", edges, "x")
    graph = etree.SubElement(root, "graph", edgedefault="directed")
    # The first child of a graph, by the rules of GraphML.
    etree.SubElement(graph, "desc").text = clean(network.name)
    for node in network.nodes:
        element = etree.SubElement(graph, "node", id=clean(node.id))
        said = {"label": node.label, "type": node.type, **node.attributes}
        _say(element, said, nodes, node_keys)
    for name, edge in network.numbered_edges:
        element = etree.SubElement(
            graph, "edge", id=name, source=clean(edge.source), target=clean(edge.target)
        )
        said = {"label": edge.label, "type": edge.type, "weight": edge.weight, **edge.attributes}
        _say(element, said, edges, edge_keys)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _declare(
    root: _Element, kind: str, columns: Mapping[str, Column], prefix: str
) -> dict[str, str]:
    """Declare attributes; the keys that values name them by."""
    from lxml import etree  # noqa: PLC0415

    keys = {}
    for number, (name, column) in enumerate(columns.items()):
        keys[name] = f"{prefix}{number}"
        values = {"id": keys[name], "for": kind, "attr.name": clean(name)}
        etree.SubElement(root, "key", {**values, "attr.type": _TYPES[column]})
    return keys


def _say(
    element: _Element,
    said: Mapping[str, Attribute],
    columns: Mapping[str, Column],
    keys: Mapping[str, str],
) -> None:
    from lxml import etree  # noqa: PLC0415

    for name, column in columns.items():
        if name in said:
            data = etree.SubElement(element, "data", key=keys[name])
            data.text = clean(spelled(said[name], column))
