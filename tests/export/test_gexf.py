"""GEXF 1.3: against its rules, and read back by a parser of XML that knows nothing of ours.

The rules are a grammar in our own words (`gexf-1.3.rng`), of what the description of GEXF says.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from lxml import etree

from careerlattice.export.gexf import to_gexf
from careerlattice.export.network import Column, Network, clean
from tests.export.conftest import networks
from tests.export.reading import Edges, Nodes, Said, edges_of, nodes_of, split

_IN = {"g": "http://gexf.net/1.3"}
_RULES = etree.RelaxNG(file=str(Path(__file__).parent / "gexf-1.3.rng"))
_PYTHON: dict[str, Callable[[str], object]] = {
    "long": int,
    "double": float,
    "boolean": {"true": True, "false": False}.get,
}


def read(data: bytes, network: Network) -> tuple[Nodes, Edges]:
    """What a parser finds: attributes by their titles, values by the types that are declared."""
    root = ET.fromstring(data)
    several = {
        "node": {clean(k) for k, v in network.node_columns.items() if v is Column.TEXTS},
        "edge": {clean(k) for k, v in network.edge_columns.items() if v is Column.TEXTS},
    }
    declared = {
        (kind.attrib["class"], each.attrib["id"]): (each.attrib["title"], each.attrib["type"])
        for kind in root.findall(".//g:attributes", _IN)
        for each in kind
    }

    def said(element: ET.Element, kind: str) -> tuple[str, Said]:
        found: dict[str, object] = {}
        first = True
        type_name = ""
        for value in element.findall("g:attvalues/g:attvalue", _IN):
            title, declared_type = declared[kind, value.attrib["for"]]
            text = value.attrib["value"]
            if first:
                assert title == "type"
                type_name, first = text, False
                continue
            whole = split(text) if title in several[kind] else text
            found[title] = _PYTHON[declared_type](text) if declared_type in _PYTHON else whole
        return type_name, tuple(sorted(found.items()))

    nodes: Nodes = set()
    for node in root.findall(".//g:node", _IN):
        type_name, rest = said(node, "node")
        nodes.add((node.attrib["id"], node.attrib["label"], type_name, rest))
    edges: Edges = set()
    for edge in root.findall(".//g:edge", _IN):
        type_name, rest = said(edge, "edge")
        assert edge.attrib["kind"] == type_name
        edges.add(
            (
                edge.attrib["id"],
                edge.attrib["source"],
                edge.attrib["target"],
                type_name,
                edge.attrib["label"],
                float(edge.attrib["weight"]),
                rest,
            )
        )
    return nodes, edges


def same(network: Network) -> None:
    data = to_gexf(network)
    _RULES.assertValid(etree.fromstring(data, etree.XMLParser(huge_tree=True)))
    assert read(data, network) == (nodes_of(network), edges_of(network))


def test_everything_comes_back(everything: Network) -> None:
    same(everything)


def test_the_moves_come_back(moves: Network) -> None:
    same(moves)


@given(networks())
def test_anything_comes_back(network: Network) -> None:
    same(network)


def test_nothing_is_a_network_too() -> None:
    same(Network.of("nothing", [], []))


def test_no_date_of_writing_is_in_the_file(everything: Network) -> None:
    assert b"lastmodifieddate" not in to_gexf(everything)


def test_the_rules_find_what_is_wrong(moves: Network) -> None:
    root = etree.fromstring(to_gexf(moves))
    edge = root.find(".//{*}edge")
    assert edge is not None
    edge.set("type", "move")
    assert not _RULES.validate(root)
