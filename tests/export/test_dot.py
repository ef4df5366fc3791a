"""DOT, SVG and PNG: read back by Graphviz, drawn by it, and written without it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from careerlattice.errors import UsageError
from careerlattice.export.dot import to_dot
from careerlattice.export.formats import Of, Subject
from careerlattice.export.network import Attribute, Column, Network, clean, spelled
from careerlattice.export.picture import draw, write_png, write_svg
from careerlattice.lattice import Lattice
from tests.export.conftest import HOSTILE, networks

needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")

Thing = dict[str, str]


def read(dot: str) -> tuple[dict[str, Thing], dict[str, Thing]]:
    """What Graphviz finds: nodes by name and edges by id, with our attributes."""
    done = subprocess.run(
        ["dot", "-Tdot_json"], input=dot.encode(), capture_output=True, check=True, timeout=120
    )
    assert done.stderr == b""
    document = json.loads(done.stdout)
    objects = [each for each in document.get("objects", ()) if "nodes" not in each]
    names = {each["_gvid"]: text_of(each["name"]) for each in document.get("objects", ())}
    nodes = {names[each["_gvid"]]: own(each) for each in objects if not each.get("career_heads")}
    edges = {
        each["id"]: {**own(each), "source": names[each["tail"]], "target": names[each["head"]]}
        for each in document.get("edges", ())
        if not each.get("career_heads")
    }
    return nodes, edges


def own(found: Thing) -> Thing:
    return {
        name.removeprefix("career_"): text_of(value)
        for name, value in found.items()
        if name.startswith("career_")
    }


def words_of(picture: etree._Element) -> str:
    return " ".join(" ".join(map(str, picture.itertext())).split())


def text_of(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def shown(value: Attribute, column: Column = Column.TEXT) -> str:
    """What of a value stays: in DOT a line ends in one way only."""
    return re.sub(r"\r\n?", "\n", clean(spelled(value, column)))


def same(network: Network) -> None:
    nodes, edges = read(to_dot(network))

    assert nodes.keys() == {node.id for node in network.nodes}
    for node in network.nodes:
        expected = {"label": shown(node.label), "type": shown(node.type)}
        for name, value in node.attributes.items():
            expected[name] = shown(value, network.node_columns[name])
        assert stated(nodes[node.id]) == stated(expected)
    assert edges.keys() == {name for name, _ in network.numbered_edges}
    for name, edge in network.numbered_edges:
        expected = {
            "source": edge.source,
            "target": edge.target,
            "label": shown(edge.label),
            "type": shown(edge.type),
            "weight": repr(edge.weight),
        }
        for column, value in edge.attributes.items():
            expected[column] = shown(value, network.edge_columns[column])
        assert stated(edges[name]) == stated(expected)


def stated(found: Thing) -> Thing:
    """Without empty texts: Graphviz gives every thing each attribute that any has."""
    return {name: text for name, text in found.items() if text}


@needs_graphviz
def test_the_moves_come_back(moves: Network) -> None:
    same(moves)


@needs_graphviz
@given(networks())
@settings(max_examples=30)
def test_anything_comes_back(network: Network) -> None:
    same(network)


@needs_graphviz
def test_grades_stand_in_columns_in_their_order(moves: Network) -> None:
    done = draw(to_dot(moves), "json")
    at = {each["name"]: each["pos"] for each in json.loads(done)["objects"] if "pos" in each}
    columns: dict[int, set[float]] = {}
    for node in moves.nodes:
        if node.attributes["publisher"] == "us-mt-dor":
            rank = node.attributes["rank"]
            assert isinstance(rank, int)
            columns.setdefault(rank, set()).add(float(at[node.id].split(",")[0]))
    assert len(columns) == 5
    assert all(len(places) == 1 for places in columns.values())
    places = [min(columns[rank]) for rank in sorted(columns)]
    assert all(one < other for one, other in pairwise(places))


@needs_graphviz
def test_a_picture_shows_every_class_grade_and_no_more_moves_than_asked(
    lattice: Lattice, tmp_path: Path
) -> None:
    write_svg(Subject(lattice, moves=0), tmp_path / "ladders.svg")
    root = etree.parse(tmp_path / "ladders.svg").getroot()
    words = words_of(root)
    assert "Customer Service Representative, grade 13" in words
    assert root.xpath("count(//*[@class='edge'][.//*[@stroke='#1f4e79' and @fill='none']])") == 3


@needs_graphviz
def test_hostile_words_are_words_in_a_picture() -> None:
    from careerlattice.export.network import Node

    nodes = [Node(str(number), text, "Thing") for number, text in enumerate(HOSTILE)]
    root = etree.fromstring(draw(to_dot(Network.of("x", nodes, [])), "svg"))
    assert not root.xpath("//*[local-name()='script']")
    assert "<script>alert(1)</script> & left; C:\\temp\\" in words_of(root)


@needs_graphviz
def test_a_png_is_a_png_and_the_same_twice(lattice: Lattice, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        write_png(Subject(lattice, publisher="us-mt-dor"), tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.png", "two.png"))
    assert one.startswith(b"\x89PNG\r\n\x1a\n")
    assert one == two


def test_without_graphviz_the_message_says_what_to_do(
    lattice: Lattice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"needs Graphviz.*apt install graphviz"):
        write_svg(Subject(lattice), tmp_path / "lattice.svg")
    assert to_dot(Network.of("nothing", [], [])).startswith("digraph")


@needs_graphviz
def test_what_takes_too_long_is_stopped(moves: Network) -> None:
    with pytest.raises(UsageError, match=r"did not finish the picture in 0\.0001 seconds"):
        draw(to_dot(moves), "svg", longest=0.0001)


def test_a_lattice_has_no_column_twice(lattice: Lattice) -> None:
    from careerlattice.export.projection import network_of

    dot = to_dot(network_of(Subject(lattice, of=Of.LATTICE)))
    heads = re.findall(r'^ +"(#[^"]+)" \[label="([^"]*)"', dot, re.MULTILINE)
    assert [label for _, label in heads] == ["no grade", "CL 16", "9", "10", "11", "12", "13"]
    assert len({name for name, _ in heads}) == len(heads)
