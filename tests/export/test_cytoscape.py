"""Cytoscape JSON, read back by networkx, which did not write it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import networkx as nx
from hypothesis import given

from careerlattice.export.cytoscape import to_cytoscape
from careerlattice.export.network import Attribute, Column, Network
from tests.export.conftest import networks

_OF_NODES = {"id", "name", "label", "type", "value"}
_OF_EDGES = {"id", "key", "name", "label", "type", "weight", "source", "target", "interaction"}


def same(network: Network) -> None:
    document = json.loads(to_cytoscape(network))
    for node in document["elements"]["nodes"]:
        # What networkx calls what Cytoscape calls the id: of nodes, and below of edges.
        node["data"]["value"] = node["data"]["id"]
    for edge in document["elements"]["edges"]:
        edge["data"]["key"] = edge["data"]["id"]
    graph = nx.cytoscape_graph({"directed": True, "multigraph": True, **document})
    assert {
        (name, found["label"], found["type"], _frozen(found, _OF_NODES))
        for name, found in graph.nodes(data=True)
    } == {
        (node.id, node.label, node.type, _expected(node.attributes, network.node_columns))
        for node in network.nodes
    }
    assert {
        (
            found["id"],
            source,
            target,
            found["interaction"],
            found["label"],
            found["weight"],
            _frozen(found, _OF_EDGES),
        )
        for source, target, found in graph.edges(data=True)
    } == {
        (
            name,
            edge.source,
            edge.target,
            edge.type,
            edge.label,
            edge.weight,
            _expected(edge.attributes, network.edge_columns),
        )
        for name, edge in network.numbered_edges
    }


def _frozen(found: dict[str, object], but: set[str]) -> frozenset[object]:
    return frozenset(
        (name, tuple(value) if isinstance(value, list) else value, type(value).__name__)
        for name, value in found.items()
        if name not in but
    )


def _expected(said: Mapping[str, Attribute], columns: Mapping[str, Column]) -> frozenset[object]:
    return frozenset((name, *_typed(value, columns[name])) for name, value in said.items())


def _typed(value: Attribute, column: Column) -> tuple[object, str]:
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    match column:
        case Column.TEXTS:
            return (value if isinstance(value, tuple) else (text,)), "list"
        case Column.TEXT:
            return text, "str"
        case Column.NUMBER:
            assert not isinstance(value, tuple)
            return float(value), "float"
        case _:
            return value, type(value).__name__


def test_everything_comes_back(everything: Network) -> None:
    same(everything)


def test_the_moves_come_back(moves: Network) -> None:
    same(moves)


@given(networks())
def test_anything_comes_back(network: Network) -> None:
    same(network)


def test_several_values_are_a_list(everything: Network) -> None:
    nodes = json.loads(to_cytoscape(everything))["elements"]["nodes"]
    unit = next(each["data"] for each in nodes if each["data"]["type"] == "BargainingUnit")
    assert unit["notation"] == ["07", "NP-3"]
