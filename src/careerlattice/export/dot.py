"""DOT: the lattice for Graphviz, with a column for each grade and an edge for each move.

Grades of one structure stand side by side in their order, and the class-grades of a grade below
one another; those of a class keep to a line as far as Graphviz finds room. Structures stand apart,
in a frame for each publisher, since grades of two structures do not compare. Any other network is
drawn as it comes.

Every attribute of a node or edge stands beside those that Graphviz draws by, its name behind
`career_`. Writing needs no Graphviz.
"""

from __future__ import annotations

import itertools
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from careerlattice.export.formats import Of
from careerlattice.export.network import Attribute, Column, Network, Node, clean, spelled
from careerlattice.export.projection import network_of

if TYPE_CHECKING:
    from pathlib import Path

    from careerlattice.export.formats import Subject

__all__ = ["MOVES", "quoted", "to_dot", "write"]

MOVES = 2
"""How many moves away from each class-grade a picture shows unless somebody said."""

_LINE = 26
_SHAPES = {
    "ClassGrade": "box",
    "JobClass": "folder",
    "Competency": "ellipse",
    "Duty": "note",
    "FormalOrganization": "house",
}


def write(subject: Subject, to: Path) -> None:
    """Write a network of *subject* to the file *to*."""
    to.write_text(to_dot(network_of(subject, Of.LATTICE, MOVES)), "utf-8", newline="\n")


def to_dot(network: Network) -> str:
    """The network as DOT.

    >>> print(to_dot(Network.of("two", [Node("a", "A", "Thing"), Node("b", "B", "Thing")], ())))
    digraph "two" {
      graph [charset="UTF-8", rankdir="LR", newrank="true", fontname="sans-serif"];
      node [fontname="sans-serif", fontsize="10"];
      edge [fontname="sans-serif", fontsize="8", color="#00000080"];
      "a" [label="A", tooltip="A", shape="ellipse", career_label="A", career_type="Thing"];
      "b" [label="B", tooltip="B", shape="ellipse", career_label="B", career_type="Thing"];
    }
    <BLANKLINE>
    """
    rungs = [node for node in network.nodes if node.type == "ClassGrade"]
    is_lattice = bool(rungs) and len(rungs) == len(network.nodes)
    lines = [
        f"digraph {quoted(network.name)} {{",
        '  graph [charset="UTF-8", rankdir="LR", newrank="true", fontname="sans-serif"];',
        '  node [fontname="sans-serif", fontsize="10"];',
        '  edge [fontname="sans-serif", fontsize="8", color="#00000080"];',
        *(_columns(rungs, network) if is_lattice else _nodes(network.nodes, network, "  ")),
        *_edges(network, is_lattice),
        "}",
        "",
    ]
    return "\n".join(lines)


def quoted(text: str) -> str:
    r"""*text* as a quoted string: `\\` is a backslash in it and `\n` the end of a line.

    >>> print(quoted('"C:\\"'))
    "\"C:\\\""
    """
    safe = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    for end in ("\r\n", "\r", "\n"):
        safe = safe.replace(end, "\\n")
    return f'"{safe}"'


def _shown(text: str) -> str:
    """*text* as a quoted string to draw, where Graphviz reads `&amp;` as it is read in HTML."""
    return quoted(text.replace("&", "&amp;"))


def _attributes(drawn: Mapping[str, str], said: Mapping[str, str]) -> str:
    own = {f"career_{name}": quoted(value) for name, value in said.items()}
    listed = [f"{_name(name)}={value}" for name, value in {**drawn, **own}.items()]
    return f"[{', '.join(listed)}]"


def _name(name: str) -> str:
    return name if name.isascii() and name.isidentifier() else quoted(name)


def _said(attributes: Mapping[str, Attribute], columns: Mapping[str, Column]) -> dict[str, str]:
    return {name: spelled(attributes[name], columns[name]) for name in sorted(attributes)}


def _nodes(nodes: Iterable[Node], network: Network, margin: str) -> Iterator[str]:
    for node in nodes:
        drawn = {
            "label": _shown("\n".join(textwrap.wrap(node.label, _LINE)) or node.label),
            "tooltip": _shown(node.label),
            "shape": quoted(_SHAPES.get(node.type, "ellipse")),
        }
        if node.type == "ClassGrade" and "class" in node.attributes:
            drawn["group"] = quoted(str(node.attributes["class"]))
        said = {"label": node.label, "type": node.type}
        said |= _said(node.attributes, network.node_columns)
        yield f"{margin}{quoted(node.id)} {_attributes(drawn, said)};"


def _edges(network: Network, is_lattice: bool) -> Iterator[str]:
    for name, edge in network.numbered_edges:
        drawn = {"id": quoted(name)}
        if is_lattice:
            # The grades say where everything stands; a move only connects. Graphviz makes room
            # for a label among the ranks, and fails where many go from frame to frame.
            drawn |= {"xlabel": _shown(edge.label), "constraint": '"false"'}
        else:
            drawn["label"] = _shown(edge.label)
        if edge.type == "nextGrade":
            drawn |= {"color": '"#1f4e79"', "penwidth": '"2"'}
        said = {"label": edge.label, "type": edge.type, "weight": repr(float(edge.weight))}
        said |= _said(edge.attributes, network.edge_columns)
        yield f"  {quoted(edge.source)} -> {quoted(edge.target)} {_attributes(drawn, said)};"


def _columns(rungs: Iterable[Node], network: Network) -> Iterator[str]:
    """A frame for each publisher, in it one for each structure, in that a column for each grade."""
    publishers: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in rungs:
        said = node.attributes
        publishers[str(said.get("publisher", ""))][str(said.get("structure", ""))].append(node)
    for number, (publisher, structures) in enumerate(sorted(publishers.items()), 1):
        first = next(iter(structures.values()))[0].attributes
        yield f"  subgraph cluster_{number} {{"
        yield f"    label={_shown(str(first.get('publisherName', publisher)))};"
        for place, (_, nodes) in enumerate(sorted(structures.items()), 1):
            yield from _structure(f"{number}_{place}", nodes, network)
        yield "  }"


def _structure(number: str, nodes: list[Node], network: Network) -> Iterator[str]:
    name = str(nodes[0].attributes.get("structureName", ""))
    grades: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in nodes:
        rank, grade = node.attributes.get("rank"), str(node.attributes.get("grade", ""))
        grades[rank if isinstance(rank, int) else -1, grade].append(node)
    yield f"    subgraph cluster_{number} {{"
    yield f"      label={_shown(name)};"
    yield '      style="dotted";'
    heads = []
    for place, ((_, grade), same) in enumerate(sorted(grades.items()), 1):
        # No class-grade's identifier begins so.
        heads.append(quoted(f"#{number}_{place}"))
        yield "      {"
        yield '        rank="same";'
        label = _shown(grade or "no grade")
        yield f'        {heads[-1]} [label={label}, shape="plaintext", career_heads="column"];'
        yield from _nodes(same, network, "        ")
        yield "      }"
    for one, other in itertools.pairwise(heads):
        yield f'      {one} -> {other} [style="invis", weight="100", career_heads="column"];'
    yield "    }"
