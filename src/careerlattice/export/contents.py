"""What is written of a graph: its named graphs one after another, each in a fixed order.

The taxonomies are left out: their publishers give them out. What is taken of one publisher is the
graph it keeps, those of its documents, the mappings and alignments that touch a thing of either,
and its territory. The vocabulary is a part of the whole graph only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.identifiers import COMMON_GRAPH, GRAPH, document_graph, publisher_graph
from careerlattice.rows import Rows

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject
    from careerlattice.store import ReadableGraph

__all__ = ["Contents", "contents_of"]

_MAPPINGS = f"{GRAPH}mappings"
_TOUCHING = 2  # an alignment touches a mapping, a mapping touches a thing


class Contents:
    """The triples of a subject by the name of their graph; None is the default graph."""

    def __init__(self, graphs: Iterable[tuple[str | None, list[ox.Triple]]]) -> None:
        self._graphs = graphs

    def graphs(self) -> Iterator[tuple[str | None, list[ox.Triple]]]:
        """Each graph with its triples, both in order; to be gone through once."""
        yield from self._graphs

    def union(self) -> list[ox.Triple]:
        """All triples as of one graph, each once, in order."""
        return _sorted(triple for _, triples in self.graphs() for triple in triples)


def contents_of(subject: Subject) -> Contents:
    """What there is to write of *subject*.

    Raises:
        UsageError: it is rows, which are not triples.
    """
    if isinstance(subject.answer, Rows):
        raise UsageError("rows are not triples", remedy="ask with CONSTRUCT, or choose a table")
    if subject.answer is not None:
        return Contents([(None, _named(list(subject.answer)))])
    store = subject.lattice.store
    if subject.publisher is None:
        return Contents((name, _triples(store, name)) for name in _names(store))
    return Contents(_of_publisher(store, subject.publisher))


def _of_publisher(
    store: ReadableGraph, publisher: str
) -> Iterator[tuple[str | None, list[ox.Triple]]]:
    documents = document_graph(publisher, "")
    things: set[object] = set()
    later: list[str] = []
    for name in _names(store):
        if name == publisher_graph(publisher) or name.startswith(documents):
            triples = _triples(store, name)
            for triple in triples:
                things.update((triple.subject, triple.object))
            yield name, triples
        elif name in {COMMON_GRAPH, _MAPPINGS}:
            later.append(name)
    for name in later:
        triples = _triples(store, name)
        if name == COMMON_GRAPH:
            kept = things.intersection(triple.subject for triple in triples)
        else:
            kept = _touching(triples, things)
        if found := [triple for triple in triples if triple.subject in kept]:
            yield name, found


def _touching(triples: list[ox.Triple], things: set[object]) -> set[object]:
    """The subjects that lead to one of *things*, and those that lead to them."""
    # A code of the vocabulary, such as a status, is nobody's.
    own = {t for t in things if isinstance(t, ox.NamedNode) and "/id/" in t.value}
    kept: set[object] = set()
    for _ in range(_TOUCHING):
        kept |= {t.subject for t in triples if t.object in own or t.object in kept}
    return kept


def _names(store: ReadableGraph) -> list[str]:
    rows = store.select("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }")
    # An endpoint may hold graphs of others.
    return sorted(str(row["graph"]) for row in rows if str(row["graph"]).startswith(GRAPH))


def _triples(store: ReadableGraph, name: str) -> list[ox.Triple]:
    graph = ox.NamedNode(name)
    rows = store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return _named(
        [
            ox.Triple(
                cast("ox.NamedNode | ox.BlankNode", s),
                cast("ox.NamedNode", p),
                cast("ox.Literal", o),
            )
            for s, p, o in rows.terms
        ]
    )


def _named(triples: list[ox.Triple]) -> list[ox.Triple]:
    """*triples* in order, their blank nodes named by what is said of them: stores rename them."""
    nameless = [
        t
        for t in triples
        if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)
    ]
    if not nameless:
        return _sorted(triples)
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in nameless)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    named = [quad.triple for quad in dataset]
    rest = set(triples) - set(nameless)
    return _sorted([*rest, *named])


def _sorted(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    return sorted(set(triples), key=str)
