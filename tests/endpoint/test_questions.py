"""Every question gives the same rows, in the same order, wherever the graph is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.endpoint import Endpoint
from careerlattice.push import GraphStoreProtocol
from careerlattice.questions import Question, Questions
from careerlattice.rows import Rows, Triples
from careerlattice.store import GraphStore
from tests.endpoint.servers import Server, by_the_book, made, running_oxigraph
from tests.queries.engines import GRAPH, Case, cases, on_pyoxigraph

QUESTIONS = Questions()
CHECKS = Questions.checks()
CASES = cases()


def test_the_questions_are_all_there() -> None:
    # As in tests/queries: a filter that forgets most of them would leave everything green.
    assert len(QUESTIONS) == 44
    assert len(CHECKS) >= 11
    assert len({case.slug for case in CASES}) >= 21


def assert_same(rows: Rows, expected: Rows) -> None:
    """The same rows by value, in order, and written alike.

    What is computed may be an integer on one server and a decimal on another (a share rounded
    down, say); a boolean that one gives back as a number is written otherwise.
    """
    assert rows.columns == expected.columns
    assert list(rows) == list(expected)
    assert rows.to_csv(full_iris=True) == expected.to_csv(full_iris=True)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.slug)
def test_question_of_the_seeds(question: Question, filled: Server, store: GraphStore) -> None:
    with filled.endpoint() as endpoint:
        rows = question.ask(endpoint, question.examples)
    assert_same(rows, question.ask(store, question.examples))
    assert rows.columns == tuple(question.columns)


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda q: q.slug)
def test_check_of_the_seeds(check: Question, filled: Server) -> None:
    with filled.endpoint() as endpoint:
        assert check.ask(endpoint, {}).terms == ()


@contextmanager
def loaded(case: Case, server: Server) -> Iterator[Endpoint]:
    """The data of *case* on *server*, for as long as it is asked; other graphs are not read."""
    graphs: dict[str, list[ox.Triple]] = {}
    for each in ox.parse(path=str(case.data)):
        graph = each.graph_name if isinstance(each, ox.Quad) else None
        name = graph.value if isinstance(graph, ox.NamedNode) else GRAPH
        triple = ox.Triple(each.subject, each.predicate, each.object)
        graphs.setdefault(f"{name}/{case.slug}", []).append(triple)
    with server.endpoint(default_graphs=tuple(graphs)) as endpoint:
        writer = GraphStoreProtocol(endpoint.connection, server.store_url)
        try:
            for name, triples in graphs.items():
                writer.put(name, triples)
            yield endpoint
        finally:
            for name in graphs:
                writer.drop(name)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_question_of_made_data(case: Case, server: Server) -> None:
    query = QUESTIONS[case.slug].bind(case.params)
    with loaded(case, server) as endpoint:
        rows = endpoint.select(query)
    assert_same(rows, on_pyoxigraph(case.data)(query))
    assert rows.to_csv() == case.expected.read_text("utf-8")


def test_triples_and_truths(filled: Server, store: GraphStore) -> None:
    construct = """CONSTRUCT { ?a career:position ?n ; career:isGroup ?g ; career:text ?t }
        WHERE { ?a career:position ?n ; career:isGroup ?g ; career:duty/career:text ?t }"""
    with filled.endpoint() as endpoint:
        found = endpoint.query(construct)
        assert isinstance(found, Triples)
        assert len(found) > 100
        expected = store.query(construct)
        assert isinstance(expected, Triples)
        assert list(found) == list(expected)
        assert endpoint.query("ASK { ?grade a career:ClassGrade }") is True
        assert endpoint.query("ASK { ?grade a career:Nothing }") is False


def test_values_are_written_in_one_way(filled: Server, store: GraphStore) -> None:
    values = '1 "07" true 0.50 "2020-02-29"^^xsd:date "word"@en "plain"^^xsd:string'
    query = f"SELECT ?value {{ VALUES ?value {{ {values} }} }}"
    with filled.endpoint() as endpoint:
        assert set(endpoint.select(query).terms) == set(store.select(query).terms)


def test_from_names_the_graphs_to_read(filled: Server) -> None:
    graph = "https://w3id.org/careerlattice/graph/publisher/us-ct"
    with filled.endpoint() as endpoint:
        assert endpoint.query(f"ASK FROM <{graph}> {{ ?what a career:Competency }}") is True
        assert endpoint.query(f"ASK FROM <{graph}> {{ ?what a career:SourceDocument }}") is False


# -- a union where the server has none of its own ----------------------------------------------

ALL = "SELECT ?grade { ?grade a career:ClassGrade ; career:atGrade/career:rank ?n } ORDER BY ?grade"
WHERE = "SELECT DISTINCT ?graph { GRAPH ?graph { ?grade a career:ClassGrade } } ORDER BY ?graph"


def test_a_server_with_a_union_of_its_own(
    tmp_path: Path, store: GraphStore, built_quads: Path
) -> None:
    with (
        running_oxigraph(tmp_path, "--union-default-graph") as server,
        server.endpoint() as endpoint,
    ):
        fill(endpoint, server, built_quads)
        assert endpoint.select(ALL) == store.select(ALL)
        assert endpoint._dataset == ()


def test_a_server_that_is_asked_for_the_union(filled: Server, store: GraphStore) -> None:
    with filled.endpoint() as endpoint:
        assert endpoint.select(ALL) == store.select(ALL)
        assert endpoint.select(WHERE) == store.select(WHERE)
        ways = {"oxigraph": [("union-default-graph", "true")], "virtuoso": []}
        assert list(endpoint._dataset or ()) == ways[filled.name]


def test_a_server_that_must_be_told_each_graph(built_quads: Path, store: GraphStore) -> None:
    inner = ox.Store()
    for file in sorted(built_quads.rglob("*.nq")):
        inner.load(path=str(file), format=ox.RdfFormat.N_QUADS)
    with made(by_the_book(inner)) as server, Endpoint(server.url) as endpoint:
        assert endpoint.select(ALL) == store.select(ALL)
        before = len(server.requests)
        assert endpoint.select(WHERE) == store.select(WHERE)
        # What was found out once is not asked again.
        assert len(server.requests) == before + 1
        told = server.requests[-1].form
        assert len(told["default-graph-uri"]) == len(list(built_quads.rglob("*.nq")))
        assert told["named-graph-uri"] == told["default-graph-uri"]


def test_a_server_without_named_graphs() -> None:
    inner = ox.Store()
    inner.load(b"<urn:a> a <urn:B> .", format=ox.RdfFormat.TURTLE)
    with made(by_the_book(inner)) as server, Endpoint(server.url) as endpoint:
        assert endpoint.select("SELECT ?what { ?what a <urn:B> }").column("what") == ["urn:a"]


@pytest.fixture(scope="session")
def built_quads(built: object) -> Path:
    """The folder of the graph files."""
    folder: Path = built.folder / "graphs"  # type: ignore[attr-defined]
    assert folder.is_dir()
    return folder


def fill(endpoint: Endpoint, server: Server, folder: Path) -> None:
    writer = GraphStoreProtocol(endpoint.connection, server.store_url)
    for file in sorted(folder.rglob("*.nq")):
        quads = list(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))
        name = quads[0].graph_name
        assert isinstance(name, ox.NamedNode)
        writer.put(name.value, [ox.Triple(q.subject, q.predicate, q.object) for q in quads])


def test_the_comparison_tells_rows_apart() -> None:
    # What the tests above rest on.
    def row(text: str, kind: str) -> Rows:
        datatype = ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
        return Rows(["n"], [[ox.Literal(text, datatype=datatype)]])

    assert_same(row("1", "integer"), row("1", "decimal"))
    for other in (row("2", "integer"), row("true", "boolean"), row("1", "string"), Rows(["n"], [])):
        with pytest.raises(AssertionError):
            assert_same(row("1", "integer"), other)
