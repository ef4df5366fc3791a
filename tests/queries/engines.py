"""The engines a query is tried on: the one that ships, and rdflib, which is slow and often right.

The checks look at graphs, so Turtle is read into one named graph, as the build would.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from careerlattice.questions import Question
from careerlattice.rows import Rows, Term
from careerlattice.store import GraphStore

HERE = Path(__file__).parent
GRAPH = "https://w3id.org/careerlattice/graph/publisher/ex"

Ask = Callable[[str], Rows]
Put = Callable[[Question, Mapping[str, str]], Rows]
"""Put a question with values to an engine."""


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
    return _asking(_dataset(file))


def put_to_pyoxigraph(file: Path) -> Put:
    ask = on_pyoxigraph(file)
    return lambda question, values: ask(question.bind(values))


def put_to_rdflib(file: Path) -> Put:
    ask = _asking(_dataset(file))
    return lambda question, values: ask(_bound(question, values))


def _dataset(file: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    if file.suffix == ".ttl":
        dataset.graph(rdflib.URIRef(GRAPH)).parse(file, format="turtle")
    else:
        dataset.parse(file, format="trig")
    return dataset


def _asking(dataset: rdflib.Dataset) -> Callable[[str | Query], Rows]:
    def ask(query: str | Query) -> Rows:
        result = dataset.query(query)
        assert result.vars is not None
        columns = [str(variable) for variable in result.vars]
        return Rows(columns, [[_term(each) for each in row] for row in result])  # type: ignore[union-attr]

    return ask


def _bound(question: Question, values: Mapping[str, str]) -> Query:
    """The question with *values*, good until it is bound again."""
    query = _prepared(question.sparql)
    tables = _tables(query)
    for parameter in question.params:
        value = values.get(parameter.name)
        term = "UNDEF" if value is None else parameter.term(value)
        # As any query that stands written out: what a person typed passes the parser here too.
        (given,) = _tables(
            translateQuery(parseQuery(f"SELECT * {{ VALUES ?{parameter.name} {{ {term} }} }}"))
        )
        places = [rows for rows in tables if [*map(list, rows)] == [*map(list, given)]]
        assert places
        for rows in places:
            rows[:] = given
    return query


def _tables(query: Query) -> list[list[dict[rdflib.Variable, Any]]]:
    """The rows of each VALUES."""
    return [each.res for each in _walk(query.algebra) if getattr(each, "name", None) == "values"]


@cache
def _prepared(sparql: str) -> Query:
    """A query, parsed: rdflib takes longer over that than over most answers."""
    return translateQuery(parseQuery(sparql))


def _walk(part: Any) -> Iterator[Any]:
    yield part
    if isinstance(part, dict):
        for value in part.values():
            yield from _walk(value)
    elif isinstance(part, Iterable) and not isinstance(part, str):
        for each in part:
            yield from _walk(each)


ENGINES: Mapping[str, Callable[[Path], Put]] = {
    "pyoxigraph": put_to_pyoxigraph,
    "rdflib": put_to_rdflib,
}


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
