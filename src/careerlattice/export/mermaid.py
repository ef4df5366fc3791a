"""Mermaid: the lattice as a flowchart for Markdown, wikis and issue trackers.

A frame for each class, its class-grades from the lowest grade up, an arrow for each move with its
cost: a thick one along a ladder. A comment behind each line gives the identifiers. Attributes have
no place in Mermaid; the other formats have them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from careerlattice.export.dot import MOVES
from careerlattice.export.formats import Of
from careerlattice.export.network import Network, Node, clean
from careerlattice.export.projection import network_of

if TYPE_CHECKING:
    from pathlib import Path

    from careerlattice.export.formats import Subject

__all__ = ["to_mermaid", "write"]

_MOST_EDGES = 500
_SAFE = frozenset(" ,.-()")


def write(subject: Subject, to: Path) -> None:
    """Write a network of *subject* to the file *to*."""
    to.write_text(to_mermaid(network_of(subject, Of.LATTICE, MOVES)), "utf-8", newline="\n")


def to_mermaid(network: Network) -> str:
    """The network as a Mermaid flowchart.

    >>> print(to_mermaid(Network.of("one", [Node("a/b", 'Say "A" <i>', "Thing")], ())))
    flowchart LR
      n1["Say #34;A#34; #60;i#62;"]
      %% n1 a/b
    <BLANKLINE>
    """
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes, 1)}
    lines = ["flowchart LR"]
    if len(network.edges) > _MOST_EDGES:
        lines.append(
            f"  %% {len(network.edges)} edges: viewers refuse more than {_MOST_EDGES} unless their"
            " maxEdges is set"
        )
    frames: dict[str, list[Node]] = defaultdict(list)
    for node in network.nodes:
        frames[str(node.attributes.get("class", ""))].append(node)
    for number, (frame, nodes) in enumerate(sorted(frames.items()), 1):
        if frame:
            title = str(nodes[0].attributes.get("classTitle", frame))
            lines.append(f'  subgraph c{number}["{_escaped(title)}"]')
        lines += (f"  {'  ' if frame else ''}{line}" for line in _nodes(nodes, names))
        if frame:
            lines.append("  end")
    for edge in network.edges:
        arrow = "==>" if edge.type == "nextGrade" else "-->"
        label = f'|"{_escaped(edge.label)}"|' if edge.label else ""
        lines.append(f"  {names[edge.source]} {arrow}{label} {names[edge.target]}")
    return "\n".join([*lines, ""])


def _nodes(nodes: Iterable[Node], names: dict[str, str]) -> Iterator[str]:
    def order(node: Node) -> tuple[int, str]:
        rank = node.attributes.get("rank")
        return rank if isinstance(rank, int) else -1, node.id

    for node in sorted(nodes, key=order):
        yield f'{names[node.id]}["{_escaped(node.label) or " "}"]'
        yield f"%% {names[node.id]} {' '.join(clean(node.id).split())}"


def _escaped(text: str) -> str:
    """*text* with all that Mermaid or a page could take for its own written as a code."""
    words = " ".join(clean(text).split())
    return "".join(c if c in _SAFE or _is_letter(c) else f"#{ord(c)};" for c in words)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
