"""The formats a graph can be taken away in, and what each can be made of.

A format is one line of `FORMATS`. Its `writer` names a function `(subject, path)` as
"module:function", found only when it is used, so that listing the formats loads none of their
libraries. The function writes to *path*, which does not exist yet: one file, or a folder where
the format `is_folder`. Whoever calls it puts the result in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from careerlattice.errors import UsageError
from careerlattice.identifiers import CLASSES, ID

if TYPE_CHECKING:
    from careerlattice.lattice import Lattice
    from careerlattice.moves.cost import Weights
    from careerlattice.rows import Rows, Triples

__all__ = [
    "FORMATS",
    "Format",
    "Kind",
    "Of",
    "Subject",
    "find_format",
    "known_class",
    "known_publisher",
    "write",
]


class Kind(StrEnum):
    """What is taken away."""

    GRAPH = "the whole graph"
    PUBLISHER = "one publisher"
    CLASS = "one class"
    ROWS = "the rows of a SELECT"
    TRIPLES = "the triples of a CONSTRUCT"


class Of(StrEnum):
    """What a network or picture of a graph is of."""

    EVERYTHING = "everything"
    LATTICE = "lattice"


@dataclass(frozen=True)
class Subject:
    """What is to be written: a graph, or a part of it, or the answer to a query.

    *publisher* and *class_id* are short identifiers known to the graph; with *answer*, neither is
    given. Where somebody chose, *of* says what networks show, *moves* how many moves away from each
    class-grade a lattice has, and *weights* what moves cost.
    """

    lattice: Lattice
    publisher: str | None = None
    class_id: str | None = None
    answer: Rows | Triples | None = None
    of: Of | None = None
    moves: int | None = None
    weights: Weights | None = None

    @property
    def kind(self) -> Kind:
        """What it is, which a format may or may not be for."""
        if self.answer is not None:
            return Kind.ROWS if hasattr(self.answer, "columns") else Kind.TRIPLES
        if self.class_id is not None:
            return Kind.CLASS
        return Kind.GRAPH if self.publisher is None else Kind.PUBLISHER


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the ending of its files, what it is called, and what it is for."""

    name: str
    suffix: str
    noun: str
    use: str
    writer: str
    kinds: frozenset[Kind]
    is_folder: bool = False
    is_text: bool = True
    of: Of | None = field(default=None)
    """What it shows where nobody chose; None where there is no choice."""

    def load(self) -> Callable[[Subject, Path], None]:
        """The function that writes it."""
        module, _, function = self.writer.partition(":")
        return cast("Callable[[Subject, Path], None]", getattr(import_module(module), function))


_GRAPHS = frozenset({Kind.GRAPH, Kind.PUBLISHER})
_NETWORKS = _GRAPHS | {Kind.ROWS}
_RDF = _GRAPHS | {Kind.TRIPLES}
_ROWS = frozenset({Kind.ROWS})
_SPECIFIED = frozenset({Kind.CLASS})

FORMATS: tuple[Format, ...] = (
    Format(
        "site", ".html", "one-file explorer",
        "everything to look at and query, in one file to mail around: no server, no network",
        "careerlattice.export.site:write", frozenset({Kind.GRAPH}),
    ),
    Format(
        "graphml", ".graphml", "GraphML", "networks in Gephi, yEd, Cytoscape, igraph, networkx",
        "careerlattice.export.graphml:write", _NETWORKS, of=Of.EVERYTHING,
    ),
    Format(
        "gexf", ".gexf", "GEXF 1.3", "networks in Gephi, sigma.js",
        "careerlattice.export.gexf:write", _NETWORKS, of=Of.EVERYTHING,
    ),
    Format(
        "cytoscape", ".cyjs", "Cytoscape JSON", "networks in Cytoscape, Cytoscape.js",
        "careerlattice.export.cytoscape:write", _NETWORKS, of=Of.EVERYTHING,
    ),
    Format(
        "dot", ".dot", "DOT", "the lattice for Graphviz: a column a grade, an edge a move",
        "careerlattice.export.dot:write", _NETWORKS, of=Of.LATTICE,
    ),
    Format(
        "svg", ".svg", "SVG", "a picture of the lattice that scales (needs Graphviz)",
        "careerlattice.export.picture:write_svg", _NETWORKS, of=Of.LATTICE,
    ),
    Format(
        "png", ".png", "PNG", "a picture of the lattice for slides (needs Graphviz)",
        "careerlattice.export.picture:write_png", _NETWORKS, is_text=False, of=Of.LATTICE,
    ),
    Format(
        "mermaid", ".mmd", "Mermaid", "the lattice in Markdown, wikis and issue trackers",
        "careerlattice.export.mermaid:write", _NETWORKS, of=Of.LATTICE,
    ),
    Format(
        "esco", ".esco.ttl", "ESCO-shaped RDF", "occupations and their skills, in Turtle",
        "careerlattice.export.shaped:write_esco", _GRAPHS,
    ),
    Format(
        "ctdl", ".ctdl.ttl", "CTDL-shaped RDF", "jobs, work roles and competencies, in Turtle",
        "careerlattice.export.shaped:write_ctdl", _GRAPHS,
    ),
    Format(
        "turtle", ".ttl", "Turtle", "RDF as one graph, to read",
        "careerlattice.export.rdf:write_turtle", _RDF,
    ),
    Format(
        "trig", ".trig", "TriG", "RDF with its named graphs, to read",
        "careerlattice.export.rdf:write_trig", _RDF,
    ),
    Format(
        "nquads", ".nq", "N-Quads", "RDF with its named graphs, a line a fact",
        "careerlattice.export.rdf:write_nquads", _RDF,
    ),
    Format(
        "ntriples", ".nt", "N-Triples", "RDF as one graph, a line a fact",
        "careerlattice.export.rdf:write_ntriples", _RDF,
    ),
    Format(
        "rdfxml", ".rdf", "RDF/XML", "RDF as one graph, for XML tools",
        "careerlattice.export.rdf:write_rdfxml", _RDF,
    ),
    Format(
        "jsonld", ".jsonld", "JSON-LD", "RDF with its named graphs, as JSON in plain words",
        "careerlattice.export.jsonld:write", _RDF,
    ),
    Format(
        "csv", ".csv", "CSV", "the rows of an answer as one table",
        "careerlattice.export.tables:write_csv", _ROWS,
    ),
    Format(
        "parquet", ".parquet", "Parquet", "the rows of an answer as one table with types",
        "careerlattice.export.tables:write_parquet", _ROWS, is_text=False,
    ),
    Format(
        "csv-tables", "", "a folder of CSV", "all tables with fixed columns, and their description",
        "careerlattice.export.tables:write_csv_folder", _GRAPHS, is_folder=True,
    ),
    Format(
        "parquet-tables", "", "a folder of Parquet", "all tables with fixed columns and types",
        "careerlattice.export.tables:write_parquet_folder", _GRAPHS, is_folder=True,
    ),
    Format(
        "tables", ".zip", "an archive of CSV", "all tables in one file",
        "careerlattice.export.tables:write_zip", _GRAPHS, is_text=False,
    ),
    Format(
        "xlsx", ".xlsx", "Excel workbook", "all tables, or the rows of an answer, as sheets",
        "careerlattice.export.workbook:write", _NETWORKS, is_text=False,
    ),
    Format(
        "neo4j", "", "a folder for Neo4j", "a property graph for `neo4j-admin database import`",
        "careerlattice.export.neo4j:write", _GRAPHS, is_folder=True,
    ),
    Format(
        "docx", ".docx", "Word document", "one class or class-grade, to print or edit",
        "careerlattice.export.specification:write_docx", _SPECIFIED, is_text=False,
    ),
    Format(
        "specification", ".html", "HTML page", "one class or class-grade as a page to print",
        "careerlattice.export.specification:write_html", _SPECIFIED,
    ),
)  # fmt: skip
"""All formats, in the order they are listed; the first with a suffix is what the suffix means."""


def find_format(name: str | None, file: Path | None = None, kind: Kind | None = None) -> Format:
    """The format called *name*, or, without a name, the one whose ending *file* has.

    Where several have it, one that is for *kind* goes first.

    Raises:
        UsageError: there is none.
    """
    remedy = f"choose one of {', '.join(each.name for each in FORMATS)}"
    if name is not None:
        found = next((each for each in FORMATS if each.name == name), None)
        if found is None:
            raise UsageError(f"there is no format {name!r}", remedy=remedy)
        return found
    if file is None:
        raise UsageError("no format is named", remedy=f"{remedy} with --format")
    ending = file.name.lower()
    fitting = [each for each in FORMATS if each.suffix and ending.endswith(each.suffix)]
    found = next((each for each in fitting if kind in each.kinds), next(iter(fitting), None))
    if found is None:
        raise UsageError(f"no format has the ending of {file.name!r}", remedy=remedy)
    return found


def write(form: Format, subject: Subject, to: Path) -> None:
    """Write *subject* in the format *form* to *to*, which does not exist yet.

    Raises:
        UsageError: the format is not for this kind of thing, or this one cannot be written so.
    """
    if subject.kind not in form.kinds:
        fit = [each.name for each in FORMATS if subject.kind in each.kinds]
        raise UsageError(
            f"{subject.kind} cannot be written as {form.name}",
            remedy=f"choose one of {', '.join(fit)}" if fit else "export the whole graph",
        )
    if subject.of is not None and form.of is None:
        raise UsageError(f"{form.name} has no choice of what it shows", remedy="leave out --of")
    form.load()(subject, to)


def known_publisher(lattice: Lattice, name: str) -> str:
    """The short identifier of the publisher *name*, which may be written as its IRI.

    Raises:
        UsageError: the graph has no such publisher.
    """
    return _known(name, f"{ID}publisher/", "publisher", lattice.store.select(_PUBLISHERS))


def known_class(lattice: Lattice, name: str) -> str:
    """The short identifier of the class or class-grade *name*, which may be written as its IRI.

    Raises:
        UsageError: the graph has neither.
    """
    return _known(name, CLASSES, "class", lattice.store.select(_CLASSES))


def _known(name: str, base: str, noun: str, rows: Rows) -> str:
    from careerlattice.questions import nearest  # noqa: PLC0415 - brings the store's library along

    names = [str(value).removeprefix(base) for value in rows.column("thing")]
    wanted = name.strip().removeprefix(base)
    if wanted not in names:
        raise UsageError(
            f"there is no {noun} {wanted!r}{nearest(wanted, names)}",
            remedy="see what there is with `careerlattice status`",
        )
    return wanted


_PUBLISHERS = "SELECT DISTINCT ?thing { ?class career:publisher ?thing } ORDER BY ?thing"
_CLASSES = """
SELECT DISTINCT ?thing
WHERE {
  VALUES ?kind { career:JobClass career:ClassGrade }
  ?thing a ?kind .
}
ORDER BY ?thing
"""
