"""The graph as RDF: Turtle, RDF/XML and N-Triples as one graph; TriG and N-Quads as its graphs.

Triples come in one order and blank nodes are named by what is said of them, so that the same graph
gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.export.contents import contents_of
from careerlattice.vocabulary import PREFIXES

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject

__all__ = [
    "quads_of",
    "write_nquads",
    "write_ntriples",
    "write_rdfxml",
    "write_trig",
    "write_turtle",
]

_PREFIXES = dict(PREFIXES)
# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_turtle(subject: Subject, path: Path) -> None:
    """Write *subject* as Turtle, its graphs as one."""
    ox.serialize(
        contents_of(subject).union(), str(path), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES
    )


def write_ntriples(subject: Subject, path: Path) -> None:
    """Write *subject* as N-Triples, a line each, its graphs as one."""
    ox.serialize(contents_of(subject).union(), str(path), format=ox.RdfFormat.N_TRIPLES)


def write_rdfxml(subject: Subject, path: Path) -> None:
    """Write *subject* as RDF/XML, its graphs as one.

    Raises:
        UsageError: a text holds a character that XML cannot.
    """
    triples = contents_of(subject).union()
    for triple in triples:
        if isinstance(triple.object, ox.Literal):
            unfit = _NOT_XML.search(triple.object.value)
            if unfit:
                raise UsageError(
                    f"XML cannot hold U+{ord(unfit[0]):04X}, which a text of {triple.subject} has",
                    remedy="choose turtle, ntriples or jsonld, which can",
                )
    text = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=_PREFIXES) or b""
    # What reads XML takes a bare carriage return for the end of a line.
    path.write_bytes(text.replace(b"\r", b"&#13;"))


def write_trig(subject: Subject, path: Path) -> None:
    """Write *subject* as TriG, graph by graph."""
    ox.serialize(quads_of(subject), str(path), format=ox.RdfFormat.TRIG, prefixes=_PREFIXES)


def write_nquads(subject: Subject, path: Path) -> None:
    """Write *subject* as N-Quads, a line each, graph by graph."""
    ox.serialize(quads_of(subject), str(path), format=ox.RdfFormat.N_QUADS)


def quads_of(subject: Subject) -> Iterable[ox.Quad]:
    """The quads of *subject*, graph by graph, in order.

    Raises:
        UsageError: it is rows, which are not triples.
    """
    for name, triples in contents_of(subject).graphs():
        graph = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        for triple in triples:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
