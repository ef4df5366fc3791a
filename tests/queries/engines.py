"""The engines a query is tried on: the one that ships, and rdflib, which is slow and often right.

The checks look at graphs, so Turtle is read into one named graph, as the build would.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib

from careerlattice.rows import Rows, Term
from careerlattice.store import GraphStore

HERE = Path(__file__).parent
GRAPH = "https://w3id.org/careerlattice/graph/publisher/ex"

Ask = Callable[[str], Rows]


def on_pyoxigraph(file: Path) -> Ask:
    if file.suffix == ".ttl":
        triples = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        graph = ox.NamedNode(GRAPH)
        store = GraphStore.memory(
            quads=(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        )
    else:
        store = GraphStore.memory([file])
    return store.select


def on_rdflib(file: Path) -> Ask:
    dataset = rdflib.Dataset(default_union=True)
    if file.suffix == ".ttl":
        dataset.graph(rdflib.URIRef(GRAPH)).parse(file, format="turtle")
    else:
        dataset.parse(file, format="trig")

    def ask(sparql: str) -> Rows:
        result = dataset.query(sparql)
        assert result.vars is not None
        columns = [str(variable) for variable in result.vars]
        return Rows(columns, [[_term(each) for each in row] for row in result])  # type: ignore[union-attr]

    return ask


ENGINES: Mapping[str, Callable[[Path], Ask]] = {"pyoxigraph": on_pyoxigraph, "rdflib": on_rdflib}


def _term(node: object) -> Term | None:
    if node is None:
        return None
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    assert isinstance(node, rdflib.Literal), node
    if node.language:
        return ox.Literal(str(node), language=node.language)
    if node.datatype:
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
    return ox.Literal(str(node))


@dataclass(frozen=True)
class Case:
    """One way of asking one question of its hand-made data."""

    slug: str
    name: str
    shows: str
    params: Mapping[str, str]

    @property
    def folder(self) -> Path:
        return HERE / self.slug

    @property
    def expected(self) -> Path:
        return self.folder / f"{self.name}.csv"

    @property
    def data(self) -> Path:
        (file,) = self.folder.glob("data.*")
        return file

    def __str__(self) -> str:
        return f"{self.slug}-{self.name}"


def question_folders() -> list[Path]:
    return sorted(file.parent for file in HERE.glob("*/cases.toml"))


def cases() -> list[Case]:
    found = []
    for folder in question_folders():
        for name, about in tomllib.loads((folder / "cases.toml").read_text("utf-8")).items():
            assert set(about) <= {"shows", "params"}, f"{folder.name}/{name}"
            found.append(Case(folder.name, name, about["shows"], about.get("params", {})))
    return found
