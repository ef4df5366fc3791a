"""Send a built graph to a SPARQL server: one named graph per document, and only what changed.

The server keeps a small graph of its own about ours, …/graph/manifest: it lists the graphs that
were sent (dcterms:hasPart) and, once one is there whole, the digest of its file (schema:sha256).
A graph is sent again only if its digest differs, or the server does not hold as many of its
triples as it should. What is listed and no longer built is removed; what others keep on that
server is never touched. A push that was stopped is taken up by pushing again: a graph on its way
stands in the list without a digest.

Graphs go through the SPARQL 1.1 Graph Store Protocol, each replaced by one PUT; or, where no
address for that is found, through SPARQL 1.1 Update. Both addresses are looked for beside the
endpoint's, where the usual servers have them, or are given.
"""

from __future__ import annotations

import hashlib
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox

from careerlattice.endpoint import (
    Connection,
    Credentials,
    Endpoint,
    EndpointError,
    Request,
    checked,
    refusal,
    shown,
)
from careerlattice.errors import InputError
from careerlattice.identifiers import GRAPH
from careerlattice.rows import Rows
from careerlattice.vocabulary import PREFIXES

__all__ = ["MANIFEST", "GraphStoreProtocol", "Push", "SparqlUpdate", "push"]

MANIFEST = f"{GRAPH}manifest"
_HAS_PART = ox.NamedNode(f"{PREFIXES['dcterms']}hasPart")
_SHA256 = ox.NamedNode(f"{PREFIXES['schema']}sha256")

# Servers give at most so many rows (Virtuoso 10,000 by default).
_PAGE = 5_000
# So many graphs are counted in one query.
_COUNTED = 50
# Digests are noted when so many graphs have arrived: what a stop in between costs.
_NOTED = 25
# Virtuoso compiles an INSERT DATA, and cannot compile a long one.
_INSERTED = 400

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Push:
    """What a push did: graphs by what became of them, and how many triples the server has of us."""

    endpoint: str
    through: str
    sent: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    triples_sent: int
    triples: int

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.sent or self.removed)


@dataclass(frozen=True, slots=True)
class _Graph:
    """One graph of the build: its name, its file, the file's digest and its count of triples."""

    name: str
    file: Path
    digest: str
    triples: int

    def read(self) -> list[ox.Triple]:
        found = []
        for quad in ox.parse(path=str(self.file), format=ox.RdfFormat.N_QUADS):
            if str(quad.graph_name) != f"<{self.name}>":
                raise _unreadable(self.file, "holds more than one graph")
            found.append(ox.Triple(quad.subject, quad.predicate, quad.object))
        return found


def push(
    folder: Path,
    url: str,
    *,
    store_url: str | None = None,
    update_url: str | None = None,
    everything: bool = False,
    credentials: Credentials | None = None,
    timeout: float = 120.0,
    progress: Progress = lambda _: None,
) -> Push:
    """Make the server at *url* (its query endpoint) hold the graph that was built into *folder*.

    *store_url* and *update_url* are the addresses of the Graph Store Protocol and of SPARQL
    Update; without them they are looked for. *everything* sends unchanged graphs too. Credentials
    come from the environment if not given. *progress* is told in words what happens.

    Raises:
        InputError: there is no built graph, or it cannot be read.
        UsageError: an address is none, or credentials are incomplete.
        EndpointError: the server cannot be reached, does not let us write, or does not hold
            afterwards what was sent. Pushing again goes on from there.
    """
    graphs = _graphs(folder)
    with Endpoint(url, credentials=credentials, timeout=timeout) as endpoint:
        progress("comparing")
        known = _manifest(endpoint)
        held = _counts(endpoint, graphs)
        stale = [
            graph
            for name, graph in graphs.items()
            if everything or known.get(name) != graph.digest or held.get(name, 0) != graph.triples
        ]
        gone = sorted(set(known) - set(graphs))
        unchanged = tuple(sorted(set(graphs) - {graph.name for graph in stale}))
        through = "nothing to send"
        if stale or gone:
            notes = {name: graphs[name].digest for name in unchanged}
            notes |= dict.fromkeys((*gone, *(graph.name for graph in stale)), "")
            writer = _find_writer(endpoint, url, store_url, update_url, notes)
            through = writer.name
            _send(writer, stale, progress)
            for number, name in enumerate(gone, 1):
                progress(f"removing graph {number} of {len(gone)}: {name.removeprefix(GRAPH)}")
                writer.drop(name)
            progress("verifying")
            held = _counts(endpoint, graphs)
            whole = {n: g.digest for n, g in graphs.items() if held.get(n, 0) == g.triples}
            writer.put(MANIFEST, _notes(dict.fromkeys(graphs, "") | whole))
            _check_counts(endpoint, graphs, held)
        return Push(
            endpoint=endpoint.name,
            through=through,
            sent=tuple(graph.name for graph in stale),
            unchanged=unchanged,
            removed=tuple(gone),
            triples_sent=sum(graph.triples for graph in stale),
            triples=sum(graph.triples for graph in graphs.values()),
        )


# -- what there is to send ---------------------------------------------------------------------


def _graphs(folder: Path) -> dict[str, _Graph]:
    """The graphs of a build, by name.

    Raises:
        InputError: there are none, or a file holds something else.
    """
    places = (folder / "current" / "graphs", folder / "graphs", folder)
    files = next((files for place in places if (files := sorted(place.rglob("*.nq")))), [])
    found: dict[str, _Graph] = {}
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise _unreadable(file, f"cannot be read ({error.strerror or error})") from None
        if not data:
            continue
        try:
            first = next(iter(ox.parse(data.partition(b"\n")[0], format=ox.RdfFormat.N_QUADS)))
        except (SyntaxError, ValueError, StopIteration):
            raise _unreadable(file, "is not canonical N-Quads") from None
        if not isinstance(first.graph_name, ox.NamedNode) or first.graph_name.value in found:
            raise _unreadable(file, "must hold one named graph that no other file holds")
        name = first.graph_name.value
        # The files are canonical: a line is a triple, and the same bytes are the same graph.
        found[name] = _Graph(name, file, hashlib.sha256(data).hexdigest(), data.count(b"\n"))
    if not found:
        raise InputError(
            "there is no built graph here", place=folder, remedy="run `careerlattice build`"
        )
    return found


def _unreadable(file: Path, what: str) -> InputError:
    return InputError(f"a graph of the build {what}", place=file, remedy="build it anew")


# -- what is there -----------------------------------------------------------------------------


def _manifest(endpoint: Endpoint) -> dict[str, str]:
    """The graphs that the server has from us, each with its digest, "" for one on its way."""
    found: dict[str, str] = {}
    for start in range(0, 1 << 62, _PAGE):
        rows = _select(
            endpoint,
            f"SELECT ?graph ?digest {{ GRAPH <{MANIFEST}> {{ <{MANIFEST}> {_HAS_PART} ?graph ."
            f" OPTIONAL {{ ?graph {_SHA256} ?digest }} }} }}"
            f" ORDER BY ?graph ?digest LIMIT {_PAGE} OFFSET {start}",
        )
        for graph, digest in rows.terms:
            if isinstance(graph, ox.NamedNode):
                found[graph.value] = digest.value if isinstance(digest, ox.Literal) else ""
        if len(rows) < _PAGE:
            break
    return found


def _counts(endpoint: Endpoint, graphs: Iterable[str]) -> dict[str, int]:
    """How many triples the server holds of each of *graphs*."""
    names = list(graphs)
    found: dict[str, int] = {}
    for start in range(0, len(names), _COUNTED):
        # A count for each graph: grouping them all reads what others keep there too, and with a
        # list of graphs to group Virtuoso takes a hundred times as long.
        counts = " UNION ".join(
            f"{{ SELECT (<{name}> AS ?graph) (COUNT(?s) AS ?n)"
            f" {{ GRAPH <{name}> {{ ?s ?p ?o }} }} }}"
            for name in names[start : start + _COUNTED]
        )
        rows = _select(endpoint, f"SELECT ?graph ?n {{ {counts} }}")
        found |= {str(row["graph"]): int(str(row["n"])) for row in rows}
    return found


def _select(endpoint: Endpoint, sparql: str) -> Rows:
    return endpoint.select(sparql, check=False)


def _check_counts(
    endpoint: Endpoint, graphs: Mapping[str, _Graph], held: Mapping[str, int]
) -> None:
    wrong = [graph for name, graph in graphs.items() if held.get(name, 0) != graph.triples]
    if wrong:
        first = wrong[0]
        raise EndpointError(
            f"{len(wrong)} of {len(graphs)} graphs did not arrive whole: of <{first.name}> the"
            f" server holds {held.get(first.name, 0)} triples, not {first.triples}",
            place=endpoint.name,
            remedy="push again, when nobody else is pushing",
        )


# -- sending -----------------------------------------------------------------------------------


def _send(writer: _Writer, graphs: Sequence[_Graph], progress: Progress) -> None:
    arrived: dict[str, str] = {}
    try:
        for number, graph in enumerate(graphs, 1):
            progress(
                f"sending graph {number} of {len(graphs)}: {graph.name.removeprefix(GRAPH)}"
                f" ({graph.triples:,} triples)"
            )
            writer.put(graph.name, graph.read())
            arrived[graph.name] = graph.digest
            if len(arrived) == _NOTED:
                writer.add(MANIFEST, _notes(arrived))
                arrived.clear()
    except BaseException:
        # What did arrive need not go again; if even the note cannot be sent, it will.
        with suppress(EndpointError):
            writer.add(MANIFEST, _notes(arrived))
        raise


def _notes(digests: Mapping[str, str]) -> list[ox.Triple]:
    notes = []
    for name, digest in sorted(digests.items()):
        graph = ox.NamedNode(name)
        notes.append(ox.Triple(ox.NamedNode(MANIFEST), _HAS_PART, graph))
        if digest:
            notes.append(ox.Triple(graph, _SHA256, ox.Literal(digest)))
    return notes


class _Writer(Protocol):
    """A way to write named graphs."""

    name: str

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Make *graph* hold these triples and no others."""

    def add(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Add to what *graph* holds."""

    def drop(self, graph: str) -> None:
        """Remove *graph*, if it is there."""


class GraphStoreProtocol:
    """Writes through the Graph Store Protocol."""

    name = "Graph Store Protocol"

    def __init__(self, connection: Connection, url: str) -> None:
        self._connection = connection
        self._url = url

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Make *graph* hold these triples and no others."""
        self._send("PUT", graph, _ntriples(triples))

    def add(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Add to what *graph* holds."""
        self._send("POST", graph, _ntriples(triples))

    def drop(self, graph: str) -> None:
        """Remove *graph*, if it is there."""
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str, body: bytes | None) -> None:
        join = "&" if urlsplit(self._url).query else "?"
        request = urllib.request.Request(  # noqa: S310 - http or https, as `checked` made sure
            f"{self._url}{join}graph={quote(graph, safe='')}",
            data=body,
            method=method,
            # N-Triples are Turtle, which every such server reads.
            headers={} if body is None else {"Content-Type": "text/turtle; charset=utf-8"},
        )
        reply = self._connection.send(request)
        if not (200 <= reply.status < 300 or (method == "DELETE" and reply.status == 404)):
            raise refusal(reply, shown(self._url), self._connection.credentials)


class SparqlUpdate:
    """Writes through SPARQL Update."""

    name = "SPARQL Update"

    def __init__(self, connection: Connection, url: str) -> None:
        self._connection = connection
        self._url = url

    def put(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Make *graph* hold these triples and no others."""
        self.drop(graph)
        self.add(graph, triples)

    def add(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Add to what *graph* holds."""
        for some, has_blanks in _portions(triples):
            text = f"{{ GRAPH <{graph}> {{\n{_ntriples(some).decode('utf-8')}}} }}"
            # Virtuoso takes no blank node in DATA, the standard does in both.
            form = f"INSERT {text} WHERE {{}}" if has_blanks else f"INSERT DATA {text}"
            self._send("INSERT", form)

    def drop(self, graph: str) -> None:
        """Remove *graph*, if it is there."""
        self._send("DROP", f"DROP SILENT GRAPH <{graph}>")

    def _send(self, form: str, sparql: str) -> None:
        reply = self._connection.send(Request(self._url, sparql, form, "*/*").made())
        if not 200 <= reply.status < 300:
            raise refusal(reply, shown(self._url), self._connection.credentials)


def _ntriples(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _portions(triples: Iterable[ox.Triple]) -> Iterator[tuple[Sequence[ox.Triple], bool]]:
    """Cut *triples* for INSERT; those with blank nodes stay together, as their names must."""
    blank: list[ox.Triple] = []
    plain: list[ox.Triple] = []
    for triple in triples:
        has_blank = any(isinstance(t, ox.BlankNode) for t in (triple.subject, triple.object))
        (blank if has_blank else plain).append(triple)
    if blank:
        yield blank, True
    for start in range(0, len(plain), _INSERTED):
        yield plain[start : start + _INSERTED], False


# -- where to write ----------------------------------------------------------------------------


def _find_writer(
    endpoint: Endpoint,
    url: str,
    store_url: str | None,
    update_url: str | None,
    notes: Mapping[str, str],
) -> _Writer:
    """The first way to write that shows what it wrote; it begins the push by writing *notes*.

    Raises:
        EndpointError: there is none; the message tells what each address answered.
    """
    refused: list[EndpointError] = []
    for writer in _writers(endpoint.connection, url, store_url, update_url):
        try:
            writer.put(MANIFEST, _notes(notes))
        except EndpointError as error:
            if error.status is None:
                raise
            refused.append(error)
            continue
        if _manifest(endpoint) == notes:
            return writer
        refused.append(
            EndpointError("takes a graph that the endpoint does not show", place=endpoint.name)
        )
    # That somebody may write there with the right credentials tells most.
    first = next((e for e in refused if e.status in {401, 403}), None)
    if first is not None:
        raise first
    tried = "; ".join(f"{e.place} {e.message}" for e in refused)
    raise EndpointError(
        f"no way to write was found beside the endpoint ({tried})",
        place=endpoint.name,
        remedy="name the address of its Graph Store Protocol or of its SPARQL Update",
    )


def _writers(
    connection: Connection, url: str, store_url: str | None, update_url: str | None
) -> Iterator[_Writer]:
    if store_url is not None or update_url is not None:
        stores = [] if store_url is None else [checked(store_url)]
        updates = [] if update_url is None else [checked(update_url)]
    else:
        stores, updates = _beside(checked(url))
    for address in stores:
        yield GraphStoreProtocol(connection, address)
    for address in updates:
        yield SparqlUpdate(connection, address)


def _beside(url: str) -> tuple[list[str], list[str]]:
    """Where the usual servers have their Graph Store Protocol and their SPARQL Update.

    >>> _beside("http://127.0.0.1:7878/query")[0][0]
    'http://127.0.0.1:7878/store'
    """
    parts = urlsplit(url)
    root, _, last = parts.path.rstrip("/").rpartition("/")

    def at(path: str) -> str:
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))

    if last in {"sparql", "sparql-auth"}:
        # Virtuoso; then Fuseki and others that call their query service so.
        return (
            [at(f"{root}/sparql-graph-crud-auth"), at(f"{root}/data")],
            [at(f"{root}/sparql-auth"), at(f"{root}/update"), url],
        )
    if last == "query":
        # Oxigraph, Fuseki.
        return [at(f"{root}/store"), at(f"{root}/data")], [at(f"{root}/update"), url]
    # RDF4J and GraphDB name a repository; others take everything at one address.
    whole = f"{root}/{last}"
    return [at(f"{whole}/rdf-graphs/service"), at(f"{whole}/data")], [
        at(f"{whole}/statements"),
        url,
    ]
