"""Mermaid, read back line by line as its description says."""

from __future__ import annotations

import html
import re

from hypothesis import given

from careerlattice.export.mermaid import to_mermaid
from careerlattice.export.network import Edge, Network, Node, clean
from tests.export.conftest import networks

_NODE = re.compile(r'^ +(n\d+)\["([^"]*)"\]$')
_IS = re.compile(r"^ +%% (n\d+) (.*)$")
_EDGE = re.compile(r'^ +(n\d+) (==>|-->)(?:\|"([^"]*)"\|)? (n\d+)$')
_OTHER = re.compile(r'^flowchart LR$|^ +subgraph c\d+\["[^"]*"\]$|^ +end$|^ +%% \d+ edges: ')


def words(text: str) -> str:
    """What a viewer shows of a label: codes as the characters they stand for."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def spaced(text: str) -> str:
    return " ".join(clean(text).split())


def same(network: Network) -> None:
    labels: dict[str, str] = {}
    names: dict[str, str] = {}
    edges = []
    for line in to_mermaid(network).splitlines():
        if found := _NODE.match(line):
            labels[found[1]] = words(found[2])
        elif found := _IS.match(line):
            names[found[1]] = found[2]
        elif found := _EDGE.match(line):
            edges.append((found[1], found[2], words(found[3] or ""), found[4]))
        else:
            assert _OTHER.match(line), line
    assert sorted((names[each], labels[each].strip()) for each in labels) == sorted(
        (spaced(node.id), spaced(node.label)) for node in network.nodes
    )
    by_number = {node.id: f"n{number}" for number, node in enumerate(network.nodes, 1)}
    assert edges == [
        (
            by_number[edge.source],
            "==>" if edge.type == "nextGrade" else "-->",
            spaced(edge.label),
            by_number[edge.target],
        )
        for edge in network.edges
    ]


def test_the_moves_come_back(moves: Network) -> None:
    same(moves)


@given(networks())
def test_anything_comes_back(network: Network) -> None:
    same(network)


def test_nothing_of_a_label_is_markup() -> None:
    label = '"] --> x <script>alert("#59;")</script> `**b**`; %% end'
    line = to_mermaid(Network.of("x", [Node("a", label, "Thing")], [])).splitlines()[1]
    found = _NODE.match(line)
    assert found
    assert re.fullmatch(r"(?:[^\W_]|[ ,.()-]|#\d+;)*", found[2])
    assert words(found[2]) == label
    assert html.unescape(found[2]) == found[2]


def test_more_edges_than_viewers_draw_are_told() -> None:
    nodes = [Node("a", "A", "Thing"), Node("b", "B", "Thing")]
    edges = [Edge("a", "b", "move", str(number)) for number in range(501)]
    assert "%% 501 edges: viewers refuse more than 500" in to_mermaid(Network.of("x", nodes, edges))
