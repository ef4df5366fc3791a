"""Make a SPARQL server hold a built graph: one named graph per document, and only what changed.

The server keeps a small graph of its own about ours, …/graph/manifest: it lists the graphs that
were sent (dcterms:hasPart) and, once one is there whole, the digest of its lines (schema:sha256).
A graph is sent again only if its digest differs, or the server does not hold as many of its
triples as it should. What is listed and no longer built is removed; what others keep on that
server is never touched. A push that was stopped is taken up by pushing again: a graph on its way
stands in the list without a digest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from careerlattice.endpoint import Credentials, Endpoint, EndpointError
from careerlattice.identifiers import GRAPH
from careerlattice.push.shards import NamedGraph, Shards, open_build
from careerlattice.push.writing import Writer, writers
from careerlattice.rows import Rows
from careerlattice.vocabulary import PREFIXES

MANIFEST = f"{GRAPH}manifest"
_HAS_PART = ox.NamedNode(f"{PREFIXES['dcterms']}hasPart")
_SHA256 = ox.NamedNode(f"{PREFIXES['schema']}sha256")

# Servers give at most so many rows (Virtuoso 10,000 by default).
_PAGE = 5_000
# So many graphs are counted in one query.
_COUNTED = 50
# Digests are noted when so many graphs have arrived: what a stop in between costs.
_NOTED = 25
# Whoever answers so is there, and only has no time.
_BUSY = frozenset({429, 502, 503, 504})

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Push:
    """What a push did: graphs by what became of them, and how many triples the server has of us.

    *triples* were counted on the server, graph by graph, and are as many as were built.
    """

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


def push(
    graph: Path | Shards,
    url: str,
    *,
    store_url: str | None = None,
    update_url: str | None = None,
    everything: bool = False,
    credentials: Credentials | None = None,
    timeout: float = 120.0,
    progress: Progress = lambda _: None,
) -> Push:
    """Make the server at *url* (its query endpoint) hold *graph*: a build's folder, or shards.

    *store_url* and *update_url* are the addresses of the Graph Store Protocol and of SPARQL
    Update; without them they are looked for. *everything* sends unchanged graphs too. Credentials
    come from the environment if not given. *timeout* bounds each request, in seconds. *progress*
    is told in words what happens.

    Raises:
        InputError: there is no built graph, or it cannot be read.
        UsageError: an address is none, or credentials are incomplete.
        EndpointError: the server cannot be reached, does not let us write, or does not hold
            afterwards what was sent. Pushing again goes on from there.
    """
    with Endpoint(url, credentials=credentials, timeout=timeout) as endpoint:
        progress("reading the graph")
        shards = open_build(graph) if isinstance(graph, Path) else graph
        graphs = shards.graphs
        progress("comparing")
        known = _manifest(endpoint)
        held = _counts(endpoint, graphs)
        stale = [
            each
            for name, each in graphs.items()
            if everything or known.get(name) != each.digest or held.get(name, 0) != each.triples
        ]
        gone = sorted(set(known) - set(graphs))
        unchanged = tuple(sorted(set(graphs) - {each.name for each in stale}))
        through = "nothing to send"
        if stale or gone:
            notes = {name: graphs[name].digest for name in unchanged}
            notes |= dict.fromkeys((*gone, *(each.name for each in stale)), "")
            writer = _find_writer(endpoint, url, store_url, update_url, notes)
            through = writer.name
            _send(writer, shards, stale, progress)
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
            sent=tuple(each.name for each in stale),
            unchanged=unchanged,
            removed=tuple(gone),
            triples_sent=sum(each.triples for each in stale),
            triples=sum(held.values()),
        )


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
    endpoint: Endpoint, graphs: Mapping[str, NamedGraph], held: Mapping[str, int]
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


def _send(
    writer: Writer, shards: Shards, graphs: Collection[NamedGraph], progress: Progress
) -> None:
    arrived: dict[str, str] = {}
    begun = done = 0
    try:
        for portion in shards.portions([graph.name for graph in graphs]):
            graph = portion.graph
            if portion.is_first:
                begun += 1
                progress(
                    f"sending graph {begun} of {len(graphs)}: {graph.name.removeprefix(GRAPH)}"
                    f" ({graph.triples:,} triples)"
                )
                writer.put(graph.name, portion.triples)
            else:
                writer.add(graph.name, portion.triples)
            if portion.is_last:
                done += 1
                arrived[graph.name] = graph.digest
            if len(arrived) == _NOTED:
                writer.add(MANIFEST, _notes(arrived))
                arrived.clear()
    except EndpointError as error:
        # A server that does not answer would only be waited for once more.
        if error.status is not None:
            _note(writer, arrived)
        passing = error.status is None or error.status in _BUSY
        again = "push again when the server answers; what has arrived is not sent again"
        raise EndpointError(
            f"{error.message}; {done} of {len(graphs)} graphs had arrived",
            place=str(error.place),
            remedy=again if passing else error.remedy,
            status=error.status,
        ) from None
    except BaseException:
        _note(writer, arrived)
        raise


def _note(writer: Writer, arrived: Mapping[str, str]) -> None:
    """What did arrive need not go again; if even the note cannot be sent, it will."""
    if arrived:
        with suppress(EndpointError):
            writer.add(MANIFEST, _notes(arrived))


def _notes(digests: Mapping[str, str]) -> list[ox.Triple]:
    notes = []
    for name, digest in sorted(digests.items()):
        graph = ox.NamedNode(name)
        notes.append(ox.Triple(ox.NamedNode(MANIFEST), _HAS_PART, graph))
        if digest:
            notes.append(ox.Triple(graph, _SHA256, ox.Literal(digest)))
    return notes


def _find_writer(
    endpoint: Endpoint,
    url: str,
    store_url: str | None,
    update_url: str | None,
    notes: Mapping[str, str],
) -> Writer:
    """The first way to write that shows what it wrote; it begins the push by writing *notes*.

    Raises:
        EndpointError: there is none; the message tells what each address answered.
    """
    refused: list[EndpointError] = []
    for writer in writers(endpoint.connection, url, store_url, update_url):
        try:
            writer.put(MANIFEST, _notes(notes))
        except EndpointError as error:
            if error.status is None or error.status in _BUSY:
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
