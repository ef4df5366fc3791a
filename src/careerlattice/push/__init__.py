"""Send a built graph to a SPARQL server: one named graph per document, and only what changed."""

from __future__ import annotations

from careerlattice.push.pushing import MANIFEST, Push, push
from careerlattice.push.shards import Shards, open_build, open_shards
from careerlattice.push.writing import GraphStoreProtocol, SparqlUpdate, Writer

__all__ = [
    "MANIFEST",
    "GraphStoreProtocol",
    "Push",
    "Shards",
    "SparqlUpdate",
    "Writer",
    "open_build",
    "open_shards",
    "push",
]
