"""GraphML, read back by networkx, which did not write it."""

from __future__ import annotations

import io

import networkx as nx
from hypothesis import given
from lxml import etree

from careerlattice.export.graphml import to_graphml
from careerlattice.export.network import Column, Network, clean
from tests.export.conftest import networks
from tests.export.reading import Edges, Nodes, Said, edges_of, nodes_of, split

_TYPES = {
    Column.TEXT: "string",
    Column.TEXTS: "string",
    Column.INTEGER: "long",
    Column.NUMBER: "double",
    Column.TRUTH: "boolean",
}


def read(data: bytes, network: Network) -> tuple[Nodes, Edges]:
    """What networkx finds; several texts taken apart where the network has several."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        nx.read_graphml(io.BytesIO(data), node_type=str, force_multigraph=True)
    )
    several_of_nodes = {clean(k) for k, v in network.node_columns.items() if v is Column.TEXTS}
    several_of_edges = {clean(k) for k, v in network.edge_columns.items() if v is Column.TEXTS}

    def said(found: dict[str, object], several: set[str]) -> Said:
        return tuple(sorted((k, split(str(v)) if k in several else v) for k, v in found.items()))

    nodes: Nodes = set()
    for name, found in graph.nodes(data=True):
        rest = {k: v for k, v in found.items() if k not in {"label", "type"}}
        label, type_name = found.get("label", ""), found.get("type", "")
        nodes.add((name, label, type_name, said(rest, several_of_nodes)))
    edges: Edges = set()
    for source, target, key, found in graph.edges(keys=True, data=True):
        rest = {k: v for k, v in found.items() if k not in {"label", "type", "weight"}}
        label, type_name, weight = found.get("label", ""), found.get("type", ""), found["weight"]
        edges.add((key, source, target, type_name, label, weight, said(rest, several_of_edges)))
    return nodes, edges


def same(network: Network) -> None:
    assert read(to_graphml(network), network) == (nodes_of(network), edges_of(network))


def test_everything_comes_back(everything: Network) -> None:
    same(everything)


def test_the_moves_come_back(moves: Network) -> None:
    same(moves)


@given(networks())
def test_anything_comes_back(network: Network) -> None:
    same(network)


def test_nothing_is_a_network_too() -> None:
    assert read(to_graphml(Network.of("nothing", [], [])), Network.of("", [], [])) == (set(), set())


def test_every_attribute_is_declared_once_with_its_type(everything: Network) -> None:
    root = etree.fromstring(to_graphml(everything))
    keys = root.findall("{*}key")
    declared = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys}
    assert len(declared) == len(keys)
    assert declared["node", "rank"] == "long"
    assert declared["edge", "weight"] == "double"
    assert declared["edge", "isGroup"] == "boolean"
    for name, column in everything.edge_columns.items():
        assert declared["edge", name] == _TYPES[column]


def test_edges_have_identifiers_of_their_own(everything: Network) -> None:
    root = etree.fromstring(to_graphml(everything))
    ids = [edge.get("id") for edge in root.iter("{*}edge")]
    assert len(set(ids)) == len(ids) == len(everything.edges)
