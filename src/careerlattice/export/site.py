"""The explorer as one HTML file: the pages, the whole graph, and a SPARQL engine to ask it with.

The file opens from disk and asks nobody for anything. Its parts are script elements that no browser
runs: the engine, the graph as TriG, and the prepared resources, each gzipped and in base64.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.explorer.resources import Resources
from careerlattice.export.rdf import quads_of
from careerlattice.identifiers import GRAPH, ID
from careerlattice.resources import web_dir
from careerlattice.vocabulary import PREFIXES

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject

__all__ = ["write"]

_PLACE = "<!-- parts -->"
# The file is parsed each time it is opened: short names are half the time and half the size.
_PREFIXES = {**PREFIXES, "id": ID, "graph": GRAPH}


def write(subject: Subject, path: Path) -> None:
    """Write the explorer with the whole graph of *subject* to *path*.

    Raises:
        UsageError: the explorer's pages are not installed.
    """
    pages = web_dir()
    if pages is None or not (pages / "site.html").is_file():
        raise UsageError(
            "this copy of careerlattice was installed without the explorer's pages",
            remedy="install the wheel, or run `make web` in a checkout",
        )
    head, place, tail = (pages / "site.html").read_text("utf-8").partition(_PLACE)
    assert place, "the page has no place for its parts"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head)
        for name, data in _parts(subject, pages / "oxigraph.wasm"):
            file.write(f'<script type="application/gzip" data-part="{escape(name)}">')
            # Without a moment of packing in it: the same graph gives the same file.
            file.write(base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii"))
            file.write("</script>\n")
        file.write(tail)


def _parts(subject: Subject, engine: Path) -> Iterator[tuple[str, bytes]]:
    """The parts by name."""
    resources = Resources(subject.lattice)
    for name in resources.names():
        yield name, _json(resources.get(name))
    yield "engine", engine.read_bytes()
    yield "graph", _trig(quads_of(subject))


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _trig(quads: Iterable[ox.Quad]) -> bytes:
    written = io.BytesIO()
    ox.serialize(quads, written, format=ox.RdfFormat.TRIG, prefixes=_PREFIXES)
    return written.getvalue()
