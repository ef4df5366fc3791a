"""A small graph of all that is hard to write, for the tests of every format."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from careerlattice.export.formats import Subject, find_format, write
from careerlattice.lattice import Lattice
from careerlattice.store import GraphStore

FILE = Path(__file__).with_name("odd.trig")


def odd_lattice(*more: ox.Quad) -> Lattice:
    """The graph of `odd.trig`, with *more* facts."""
    return Lattice(GraphStore.memory(quads=[*ox.parse(path=str(FILE)), *more]))


def exported(subject: Subject, name: str, folder: Path) -> Path:
    """What *subject* is in the format *name*, written twice to see that the bytes are the same."""
    form = find_format(name)
    first, second = (folder / f"{when}{form.suffix}" for when in ("first", "second"))
    for path in (first, second):
        write(form, subject, path)
    if form.is_folder:
        contents = [{f.name: f.read_bytes() for f in p.iterdir()} for p in (first, second)]
        assert contents[0] == contents[1]
    else:
        assert first.read_bytes() == second.read_bytes()
    return first
