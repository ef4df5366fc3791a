"""Write something in every format: `python -m tests.export.writing GRAPH FOLDER`, to run twice."""

from __future__ import annotations

import sys
from pathlib import Path

from careerlattice.export.formats import FORMATS, Format, Kind, Subject, write
from careerlattice.lattice import Lattice
from tests.export.odd import odd_lattice

PUBLISHER = "us-ct"
CLASS = "us-ct/6435cl"
ROWS = "SELECT ?source ?target { ?source career:nextGrade ?target }"
# Drawn by another program, which need not be here; and made of the explorer's pages.
ELSEWHERE = {"svg", "png", "site"}
# Another format of each is made of the same nodes, triples or tables, and in their order.
ALIKE = {
    *("gexf", "cytoscape"),
    *("turtle", "nquads", "ntriples", "rdfxml"),
    *("csv-tables", "parquet-tables"),
}


def written() -> list[Format]:
    """The formats that are written here."""
    return [form for form in FORMATS if form.name not in ELSEWHERE]


def main(graph: Path, folder: Path) -> None:
    """Write a part of *graph*, and all that is hard to write, into *folder*."""
    with Lattice.open(graph) as lattice:
        for form in written():
            if Kind.PUBLISHER in form.kinds:
                subjects = [Subject(odd_lattice())]
                if form.name not in ALIKE:
                    subjects.append(Subject(lattice, publisher=PUBLISHER))
            elif Kind.CLASS in form.kinds:
                subjects = [Subject(lattice, class_id=CLASS)]
            else:
                subjects = [Subject(lattice, answer=lattice.store.select(ROWS))]
            for number, subject in enumerate(subjects):
                write(form, subject, folder / f"{form.name}-{number}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
