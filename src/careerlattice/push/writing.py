"""Ways to write named graphs on a server: the Graph Store Protocol, and SPARQL Update.

Both addresses are looked for beside the endpoint's, where the usual servers have them, or given.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox

from careerlattice.endpoint import Connection, Request, checked, refusal, shown

# Virtuoso compiles an INSERT DATA, and cannot compile a long one.
_INSERTED = 400


class Writer(Protocol):
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


def writers(
    connection: Connection, url: str, store_url: str | None, update_url: str | None
) -> Iterator[Writer]:
    """The ways to write that are named, or else those beside the endpoint at *url*, best first.

    Raises:
        UsageError: an address is none.
    """
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
