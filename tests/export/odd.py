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
    """What *subject* is in the format *name*: a new file or folder in *folder*."""
    form = find_format(name)
    path = folder / f"{name}{form.suffix}"
    write(form, subject, path)
    return path
