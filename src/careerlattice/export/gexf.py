"""GEXF 1.3: networks for Gephi and sigma.js.

The type of an edge is its `kind`, which keeps edges apart that tie the same two nodes; GEXF means
by the `type` of an edge whether it is directed. Both types stand among the attributes as well,
since programs filter by those. Several texts are one, with a bar between them. There is no date
of writing in the file: the same graph gives the same bytes.
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

__all__ = ["to_gexf", "write"]

_NAMESPACE = "http://gexf.net/1.3"
_TYPES = {
    Column.TEXT: "string",
    Column.TEXTS: "string",
    Column.INTEGER: "long",
    Column.NUMBER: "double",
    Column.TRUTH: "boolean",
}
_NAMED = {"type": Column.TEXT}


def write(subject: Subject, to: Path) -> None:
    """Write a network of *subject* to the file *to*."""
    to.write_bytes(to_gexf(network_of(subject)))


def to_gexf(network: Network) -> bytes:
    """The network as GEXF 1.3, in UTF-8."""
    from lxml import etree  # noqa: PLC0415 - what --help need not load

    nodes = {**_NAMED, **network.node_columns}
    edges = {**_NAMED, **network.edge_columns}
    root = etree.Element("gexf", {"version": "1.3", "xmlns": _NAMESPACE})
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "creator").text = "careerlattice"
    etree.SubElement(meta, "description").text = clean(network.name)
    graph = etree.SubElement(root, "graph", mode="static", defaultedgetype="directed")
    for kind, columns in (("node", nodes), ("edge", edges)):
        declared = etree.SubElement(graph, "attributes", {"class": kind})
        for number, (name, column) in enumerate(columns.items()):
            values = {"id": str(number), "title": clean(name), "type": _TYPES[column]}
            etree.SubElement(declared, "attribute", values)
    listed = etree.SubElement(graph, "nodes")
    for node in network.nodes:
        element = etree.SubElement(listed, "node", id=clean(node.id), label=clean(node.label))
        _say(element, {"type": node.type, **node.attributes}, nodes)
    listed = etree.SubElement(graph, "edges")
    for name, edge in network.numbered_edges:
        element = etree.SubElement(
            listed,
            "edge",
            id=name,
            source=clean(edge.source),
            target=clean(edge.target),
            kind=clean(edge.type),
            label=clean(edge.label),
            weight=repr(float(edge.weight)),
        )
        _say(element, {"type": edge.type, **edge.attributes}, edges)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _say(element: _Element, said: Mapping[str, Attribute], columns: Mapping[str, Column]) -> None:
    from lxml import etree  # noqa: PLC0415

    values = etree.SubElement(element, "attvalues")
    for number, (name, column) in enumerate(columns.items()):
        if name in said:
            text = clean(spelled(said[name], column))
            etree.SubElement(values, "attvalue", {"for": str(number), "value": text})
