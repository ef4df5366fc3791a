"""What the tests of taxonomies share: a release read into a graph, and asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from careerlattice.rows import Rows
from careerlattice.store import GraphStore
from careerlattice.taxonomies import crosswalks, esco, onet
from careerlattice.taxonomies.quads import GraphWriter
from careerlattice.taxonomies.tables import Release

PREFIXES = """
PREFIX onet: <https://www.onetcenter.org/rdf/schema/onet/>
PREFIX esco: <http://data.europa.eu/esco/model#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX iso: <http://purl.org/iso25964/skos-thes#>
BASE <https://w3id.org/careerlattice/id/>
"""


@dataclass(frozen=True)
class Graph:
    """A graph that was read: its text, its store, and what the writer counted."""

    text: str
    store: GraphStore
    writer: GraphWriter

    def select(self, query: str) -> Rows:
        return self.store.select(PREFIXES + query)

    def values(self, query: str) -> list[tuple[object, ...]]:
        rows = self.select(query)
        return [tuple(row[name] for name in rows.columns) for row in rows]

    def one(self, subject: str, path: str) -> list[object]:
        """All values of a path from a thing, sorted."""
        rows = self.select(f"SELECT ?x {{ <{subject}> {path} ?x }}")
        return sorted((row["x"] for row in rows), key=str)


@pytest.fixture
def read() -> Callable[..., Graph]:
    """Read the release at a path into a graph."""

    def make(kind: str, path: Path, version: str = "1.0") -> Graph:
        release = Release(path)
        stream = io.StringIO()
        if kind == "onet":
            about, notes = onet.about_onet(release, version)
        elif kind == "esco":
            about, notes = esco.about_esco(release, version), ()
        else:
            about, notes = crosswalks.about_crosswalks(release, version), ()
        writer = GraphWriter(about, stream, lambda _: None)
        {"onet": onet.read_onet, "esco": esco.read_esco}.get(kind, crosswalks.read_crosswalks)(
            release, writer
        )
        writer.describe(release.files, notes)
        text = stream.getvalue()
        store = GraphStore.memory(quads=parse(text, format=RdfFormat.N_QUADS))
        return Graph(text, store, writer)

    return make
