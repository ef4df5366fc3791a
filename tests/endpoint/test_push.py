"""Pushing: what is on the server afterwards, and that nothing goes that is there already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.build import Build
from careerlattice.endpoint import Connection, Credentials, EndpointError
from careerlattice.errors import InputError
from careerlattice.push import MANIFEST, GraphStoreProtocol, Push, SparqlUpdate, push
from tests.endpoint.servers import Server, by_the_book, made

GRAPH = "https://w3id.org/careerlattice/graph/"
CONNECTICUT = "graphs/publisher/us-ct.nq"


@pytest.fixture(scope="session")
def number(built: Build) -> int:
    """How many graphs there are."""
    found = len(list((built.folder / "graphs").rglob("*.nq")))
    assert found >= 9
    return found


@pytest.fixture
def changed(built: Build, tmp_path: Path) -> Path:
    """A copy of the build's graphs, to be changed."""
    shutil.copytree(built.folder / "graphs", tmp_path / "build" / "graphs")
    return tmp_path / "build"


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch, server: Server) -> list[str]:
    """Each request that is not a query: its method and what it is about."""
    found: list[str] = []
    send = Connection.send

    def watched(self: Connection, request: object) -> object:
        method, url = request.get_method(), request.full_url  # type: ignore[attr-defined]
        if url != server.url:
            found.append(f"{method} {url.rpartition('%2Fgraph%2F')[2]}")
        return send(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Connection, "send", watched)
    return found


def graphs_of(server: Server) -> dict[str, int]:
    with server.endpoint() as endpoint:
        rows = endpoint.select(
            "SELECT ?graph (COUNT(?s) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
        )
    return {str(r["graph"]).removeprefix(GRAPH): int(str(r["n"])) for r in rows}


def test_the_first_push_sends_everything(
    first_push: Push, filled: Server, built: Build, number: int
) -> None:
    assert len(first_push.sent) == number
    assert first_push.unchanged == first_push.removed == ()
    assert first_push.changed
    assert first_push.triples == first_push.triples_sent == built.quads
    assert first_push.through == "Graph Store Protocol"
    on_server = graphs_of(filled)
    for file in (built.folder / "graphs").rglob("*.nq"):
        name = str(file.relative_to(built.folder / "graphs")).removesuffix(".nq")
        assert on_server[name] == len(file.read_text("utf-8").splitlines())


def test_a_second_push_writes_nothing(
    filled: Server, built: Build, number: int, writes: list[str]
) -> None:
    said: list[str] = []
    again = push(built.folder, filled.url, credentials=filled.credentials, progress=said.append)
    assert not again.changed
    assert (len(again.unchanged), again.triples_sent, again.triples) == (number, 0, built.quads)
    assert writes == []
    assert said == ["reading the graph", "comparing"]


def test_one_changed_document_replaces_one_graph(
    changing: Server, changed: Path, number: int, writes: list[str]
) -> None:
    file = changed / CONNECTICUT
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), "utf-8")
    said: list[str] = []
    done = push(changed, changing.url, credentials=changing.credentials, progress=said.append)
    assert done.sent == (f"{GRAPH}publisher/us-ct",)
    assert len(done.unchanged) == number - 1
    assert done.triples_sent == len(lines) - 1
    assert graphs_of(changing)["publisher/us-ct"] == len(lines) - 1
    # The list before and after, and between them the graph.
    assert writes == ["PUT manifest", "PUT publisher%2Fus-ct", "PUT manifest"]
    assert said[2] == f"sending graph 1 of 1: publisher/us-ct ({len(lines) - 1} triples)"


def test_the_same_count_is_not_the_same_graph(changing: Server, changed: Path) -> None:
    file = changed / CONNECTICUT
    text = file.read_text("utf-8")
    file.write_text(text.replace("State of Connecticut", "State of Elsewhere"), "utf-8")
    done = push(changed, changing.url, credentials=changing.credentials)
    assert done.sent == (f"{GRAPH}publisher/us-ct",)
    with changing.endpoint() as endpoint:
        label = "ASK { <https://w3id.org/careerlattice/id/publisher/us-ct> skos:prefLabel "
        assert endpoint.query(label + '"State of Elsewhere"@en }') is True
        assert endpoint.query(label + '"State of Connecticut"@en }') is False


def test_what_is_no_longer_built_is_removed_and_nothing_else(
    changing: Server, changed: Path
) -> None:
    (changed / CONNECTICUT).unlink()
    foreign = f"{GRAPH}taxonomy/of-others"
    with changing.endpoint() as endpoint:
        other = GraphStoreProtocol(endpoint.connection, changing.store_url)
        triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))
        other.put(foreign, [triple])
        try:
            done = push(changed, changing.url, credentials=changing.credentials)
            assert done.removed == (f"{GRAPH}publisher/us-ct",)
            assert done.sent == ()
            on_server = graphs_of(changing)
            assert "publisher/us-ct" not in on_server
            assert on_server["taxonomy/of-others"] == 1
        finally:
            other.drop(foreign)


def test_what_somebody_changed_on_the_server_is_mended(changing: Server, built: Build) -> None:
    graph = f"{GRAPH}publisher/us-ct"
    with changing.endpoint() as endpoint:
        GraphStoreProtocol(endpoint.connection, changing.store_url).drop(graph)
    assert push(built.folder, changing.url, credentials=changing.credentials).sent == (graph,)


def test_a_push_that_was_stopped_is_taken_up(
    changing: Server, changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in sorted((changed / "graphs" / "publisher").glob("*.nq")):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(lines[:-1]), "utf-8")
    put = GraphStoreProtocol.put

    def stopped(self: GraphStoreProtocol, graph: str, triples: list[ox.Triple]) -> None:
        if graph.endswith("us-mt-dor"):
            raise KeyboardInterrupt
        put(self, graph, triples)

    with monkeypatch.context() as patch:
        patch.setattr(GraphStoreProtocol, "put", stopped)
        with pytest.raises(KeyboardInterrupt):
            push(changed, changing.url, credentials=changing.credentials)
    done = push(changed, changing.url, credentials=changing.credentials)
    # The two others had arrived, and were not sent again.
    assert done.sent == (f"{GRAPH}publisher/us-mt-dor",)
    assert not push(changed, changing.url, credentials=changing.credentials).changed


def test_through_sparql_update(changing: Server, built: Build, number: int) -> None:
    before = graphs_of(changing)
    done = push(
        built.folder,
        changing.url,
        update_url=changing.update_url,
        everything=True,
        credentials=changing.credentials,
    )
    assert done.through == "SPARQL Update"
    assert len(done.sent) == number
    assert graphs_of(changing) == before
    # Blank nodes that belong together still do: the lists of the ontology have no loose ends.
    with changing.endpoint() as endpoint:
        loose = "ASK { ?cell rdf:rest ?next FILTER NOT EXISTS { ?cell rdf:first ?item } }"
        assert endpoint.query("ASK { ?cell rdf:rest ?next }") is True
        assert endpoint.query(loose) is False


def test_what_update_sends_comes_back(changing: Server) -> None:
    words = 'quote " backslash \\ line\nend\ttab \u0001 \u00e9 \U0001f600 ?x {GRAPH} # no comment'
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(words))
    graph = "urn:words"
    with changing.endpoint(default_graphs=(graph,)) as endpoint:
        for writer in (
            SparqlUpdate(endpoint.connection, changing.update_url),
            GraphStoreProtocol(endpoint.connection, changing.store_url),
        ):
            writer.put(graph, [triple])
            try:
                rows = endpoint.select("SELECT ?o { <urn:s> <urn:p> ?o }")
                assert rows.column("o") == [words]
            finally:
                writer.drop(graph)


def test_the_list_names_each_graph_and_its_digest(filled: Server, number: int) -> None:
    with filled.endpoint() as endpoint:
        rows = endpoint.select(
            f"SELECT ?graph ?digest {{ GRAPH <{MANIFEST}> {{ <{MANIFEST}> dcterms:hasPart ?graph ."
            " ?graph schema:sha256 ?digest } }"
        )
    assert len(rows) == number
    assert {len(str(row["digest"])) for row in rows} == {64}


# -- what can go wrong -------------------------------------------------------------------------


def test_a_graph_that_does_not_arrive_whole(
    changing: Server, built: Build, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = GraphStoreProtocol.put

    def lossy(self: GraphStoreProtocol, graph: str, triples: list[ox.Triple]) -> None:
        put(self, graph, triples if graph == MANIFEST else triples[:-1])

    with monkeypatch.context() as patch:
        patch.setattr(GraphStoreProtocol, "put", lossy)
        with pytest.raises(EndpointError, match=f"{number} of {number} graphs did not") as caught:
            push(built.folder, changing.url, everything=True, credentials=changing.credentials)
        assert caught.value.remedy == "push again, when nobody else is pushing"
    assert len(push(built.folder, changing.url, credentials=changing.credentials).sent) == number


def test_who_may_not_write_is_told_how(changing: Server, built: Build) -> None:
    if changing.name == "oxigraph":
        # It lets anybody write.
        assert push(built.folder, changing.url, everything=True, credentials=Credentials()).changed
        return
    with pytest.raises(EndpointError, match="CAREERLATTICE_ENDPOINT_USER") as caught:
        push(built.folder, changing.url, everything=True, credentials=Credentials())
    assert caught.value.status == 401
    with pytest.raises(EndpointError, match="refuses the credentials given"):
        push(built.folder, changing.url, everything=True, credentials=Credentials("dba", "wrong"))


def test_no_way_to_write(built: Build) -> None:
    with made(by_the_book(ox.Store())) as book:
        with pytest.raises(EndpointError, match="no way to write was found") as caught:
            push(built.folder, book.url, credentials=Credentials())
        for tried in ("/store", "/data", "/update", "/query"):
            assert f"{book.url.removesuffix('/query')}{tried} " in str(caught.value)
        with pytest.raises(EndpointError, match="no way to write") as caught:
            push(built.folder, book.url, store_url=f"{book.url}/x", credentials=Credentials())
        assert "/update" not in str(caught.value)


def test_nothing_built(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(InputError, match="no built graph here"):
            push(folder, "http://127.0.0.1:1/query", credentials=Credentials())
    (tmp_path / "graphs").mkdir()
    file = tmp_path / "graphs" / "odd.nq"
    for text in ("nonsense\n", "<urn:a> <urn:b> <urn:c> .\n"):
        file.write_text(text, "utf-8")
        with pytest.raises(InputError, match=r"odd\.nq"):
            push(tmp_path, "http://127.0.0.1:1/query", credentials=Credentials())


def test_nothing_listens(built: Build) -> None:
    with pytest.raises(EndpointError, match="refused"):
        push(built.folder, "http://127.0.0.1:1/query", credentials=Credentials())
