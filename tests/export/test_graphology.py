"""GraphML and GEXF as the JavaScript library reads them that Gephi Lite and sigma stand on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import hatch_build
import pytest

from careerlattice.export.gexf import to_gexf
from careerlattice.export.graphml import to_graphml
from careerlattice.export.network import Network
from tests.export.reading import Said, edges_of, nodes_of, split


@pytest.fixture(scope="module")
def web() -> Path:
    """The front end with its packages installed."""
    try:
        hatch_build.install_packages()
    except hatch_build.WebError as error:
        pytest.skip(f"the front end's packages cannot be had here: {error}")
    return hatch_build.WEB


@pytest.mark.parametrize("written", [to_gexf, to_graphml])
def test_graphology_finds_the_same_nodes_edges_and_values(
    written: Callable[[Network], bytes], everything: Network, web: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"network.{written.__name__.removeprefix('to_')}"
    file.write_bytes(written(everything))
    told = json.loads(hatch_build.run_node(web, "tests/graphology.mjs", str(file)))
    assert told["directed"] == "directed"
    nodes = {
        (each["id"], each["said"].pop("label"), each["said"].pop("type"), _said(each["said"]))
        for each in told["nodes"]
    }
    assert nodes == {(*rest, _as_read(said)) for *rest, said in nodes_of(everything)}
    edges = set()
    for each in told["edges"]:
        said = each["said"]
        # GEXF has no type of an edge; there it is an attribute called kind, beside the library's.
        kind = said.pop("type")
        said.pop("kind", None)
        ends = (each["id"], each["source"], each["target"])
        edges.add((*ends, kind, said.pop("label"), float(said.pop("weight")), _said(said)))
    assert edges == {(*rest, _as_read(said)) for *rest, said in edges_of(everything)}


def _said(found: dict[str, object]) -> Said:
    return tuple(sorted((name, _value(value)) for name, value in found.items()))


def _as_read(said: Said) -> Said:
    return tuple((name, _value(value)) for name, value in said)


def _value(value: object) -> object:
    """Texts in their parts, several or one; numbers as JavaScript has them, of one kind."""
    if isinstance(value, str):
        return split(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
