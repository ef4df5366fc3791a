"""The graph in the shape of another vocabulary, ESCO's or CTDL's, by the CONSTRUCT of each.

The shortcuts that others use, such as esco:relatedEssentialSkill, are made here from requirements;
the graph itself has none. Only class-grades in force are taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.identifiers import ID
from careerlattice.resources import queries_dir
from careerlattice.rows import Triples
from careerlattice.vocabulary import PREFIXES

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject

__all__ = ["shaped", "write_ctdl", "write_esco"]

_SLOT = "VALUES ?publisher { UNDEF }"
_PREFIXES = {
    **PREFIXES,
    "asn": "http://purl.org/ASN/schema/core/",
    "ceasn": "https://purl.org/ctdlasn/terms/",
    "ceterms": "https://purl.org/ctdl/terms/",
    "esco": "http://data.europa.eu/esco/model#",
}


def write_esco(subject: Subject, path: Path) -> None:
    """Write *subject* as Turtle in the shape of ESCO."""
    _write(shaped(subject, "esco"), path)


def write_ctdl(subject: Subject, path: Path) -> None:
    """Write *subject* as Turtle in the shape of CTDL."""
    _write(shaped(subject, "ctdl"), path)


def shaped(subject: Subject, shape: str) -> Triples:
    """What `queries/export/<shape>.rq` makes of a graph or one publisher.

    Raises:
        UsageError: *subject* is an answer, which has a shape already.
    """
    if subject.answer is not None:
        raise UsageError("an answer has its shape already", remedy="export the graph")
    sparql = (queries_dir() / "export" / f"{shape}.rq").read_text("utf-8")
    if subject.publisher is not None:
        keeper = ox.NamedNode(f"{ID}publisher/{subject.publisher}")
        sparql = sparql.replace(_SLOT, f"VALUES ?publisher {{ {keeper} }}")
    made = subject.lattice.store.query(sparql)
    if not isinstance(made, Triples):
        raise UsageError(f"{shape}.rq makes no triples", remedy="write CONSTRUCT")
    return made


def _write(triples: Triples, path: Path) -> None:
    ox.serialize(triples, str(path), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
