"""Validate one document's graph against the shapes, by either of two engines.

A unit of validation is the graph of one document together with what the publisher's graph says
of the shared things it refers to. `load_validator` gives an engine that turns such a unit into a
`Report`, whose results name the class-grade, the document and the line they are about. pyshacl is
the reference; `shacl`, written in Rust, does the same work in a fraction of the time and comes
with the extra "fast". What was asserted is validated: nothing is inferred before.

The two agree result for result, but for two things: a blank node (there is none in a graph of the
project) bears a label of the engine's own, and where sh:lessThan meets values that do not compare,
such as a date and a number, only the fast one says so as well; the datatype is reported by both.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.resources import shapes_dir
from careerlattice.vocabulary import CAREER, DCTERMS, OA, PROV, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyoxigraph
    import rdflib
    import shacl as rust_shacl

__all__ = [
    "ENGINES",
    "Data",
    "Report",
    "Result",
    "Severity",
    "ShapeSet",
    "Validator",
    "check_engine",
    "load_shapes",
    "load_validator",
]

#: N-Triples (or Turtle) text, or triples whose terms are N-Triples strings, pyoxigraph terms or
#: rdflib terms.
Data: TypeAlias = "str | bytes | Iterable[Iterable[Any]]"

_SH: Final = "http://www.w3.org/ns/shacl#"
_CLASS: Final = "https://w3id.org/careerlattice/id/class/"
#: Shapes on the ontology itself stand in the same folder and say nothing about data.
_NOT_FOR_DATA: Final = frozenset({"ontology-style.ttl"})


class Severity(Enum):
    """How bad a result is; the order of the members is the order in which they are shown."""

    VIOLATION = "violation"  # the graph is wrong
    WARNING = "warning"  # the document is incomplete
    INFO = "info"  # worth a look

    @property
    def iri(self) -> str:
        """The severity's IRI in SHACL."""
        return _SH + self.value.capitalize()

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the worst."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a shape found, and where to look for it.

    *focus*, *shape*, *component*, *class_grade* and *document* are IRIs; *value* is a term in
    N-Triples. *path* is a SPARQL property path, and None for what concerns the thing as a whole;
    *path_turtle* is the same path as SHACL writes it in Turtle. *line* is the first line the
    thing is quoted from; where nothing is quoted, that of the class-grade it belongs to, and
    otherwise the first line of the document.
    """

    focus: str
    path: str | None
    value: str | None
    severity: Severity
    shape: str
    message: str
    class_grade: str | None = None
    document: str | None = None
    line: int | None = None
    file: str | None = None
    component: str = ""
    path_turtle: str | None = field(default=None, repr=False)

    @property
    def about_file(self) -> str:
        """The file that it is about, or else the document; "" where neither is known."""
        return self.file or self.document or ""

    @property
    def about(self) -> str | None:
        """The short identifier to show: of the class or class-grade itself, or of the nearest.

        A document is about its whole class, so for a document it is that of the class.
        """
        if self.focus.startswith(_CLASS):
            return self.focus.removeprefix(_CLASS)
        if self.class_grade is None or not self.class_grade.startswith(_CLASS):
            return None
        short = self.class_grade.removeprefix(_CLASS)
        return short.rpartition("/")[0] if self.focus == self.document else short

    @property
    def place(self) -> str:
        """File and line as one string, empty where neither is known."""
        name = self.about_file
        return f"{name}:{self.line}" if name and self.line is not None else name

    @property
    def order(self) -> tuple[str, int, str, int, str, str, str, str, str, str]:
        """The place in a report: by document, severity, class-grade, line; the rest breaks ties."""
        return (
            self.about_file,
            self.severity.rank,
            self.about or "",
            self.line or 0,
            self.message,
            self.focus,
            self.path or "",
            self.value or "",
            self.shape,
            self.component,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The results of one or several units, sorted by document, severity, class-grade and line."""

    results: tuple[Result, ...] = ()

    @classmethod
    def of(cls, results: Iterable[Result]) -> Report:
        """Make a report of *results* in any order; a result given twice is kept once."""
        return cls(tuple(sorted(set(results), key=lambda result: result.order)))

    @classmethod
    def merge(cls, reports: Iterable[Report]) -> Report:
        """Make one report of several. What is shared and was found in two units counts in each."""
        return cls.of(result for report in reports for result in report.results)

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong with the graph: warnings and infos do not count."""
        return not any(result.severity is Severity.VIOLATION for result in self.results)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many results there are of each severity; a severity without any is 0."""
        counts = dict.fromkeys(Severity, 0)
        for result in self.results:
            counts[result.severity] += 1
        return counts


class Validator(Protocol):
    """An engine with the shapes inside it, ready for any number of units."""

    @property
    def name(self) -> str:
        """The name by which the engine is asked for."""

    def validate(self, data: Data) -> Report:
        """Validate one unit.

        Raises InputError if *data* is not RDF, CareerlatticeError if the engine gives up.
        """


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a report says of a shape, whichever engine applied it."""

    path: str | None
    path_turtle: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ShapeSet:
    """The shapes of a folder: as a graph, as N-Triples, and what reports say of each."""

    digest: str
    files: tuple[tuple[str, str], ...] = field(repr=False, compare=False)
    ntriples: str = field(repr=False, compare=False)
    described: Mapping[str, _Shape] = field(repr=False, compare=False)

    @property
    def graph(self) -> rdflib.Graph:
        """The shapes as a graph of rdflib's, which takes longer than all the rest."""
        return _graph_of(self.files)


def load_shapes(directory: Path | None = None) -> ShapeSet:
    """Read every shapes file of *directory*, or of the project's own folder if it is None.

    The same content is parsed once. Raises InputError if there is no shapes file, or one that
    cannot be read or is not Turtle.
    """
    folder = shapes_dir() if directory is None else directory
    files = sorted(path for path in folder.glob("*.ttl") if path.name not in _NOT_FOR_DATA)
    if not files:
        raise InputError(
            "there is no shapes file here",
            place=folder,
            remedy="name a folder that holds SHACL shapes in files ending in .ttl",
        )
    texts = []
    for path in files:
        try:
            texts.append((str(path), path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"the shapes file cannot be read ({error})",
                place=path,
                remedy="make it a readable Turtle file in UTF-8",
            ) from error
    return _parse_shapes(tuple(texts))


@lru_cache(maxsize=4)
def _parse_shapes(files: tuple[tuple[str, str], ...]) -> ShapeSet:
    import pyoxigraph as ox  # noqa: PLC0415

    triples: list[ox.Triple] = []
    for name, text in files:
        try:
            # Blank nodes of two files must not share a name.
            parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            triples += (quad.triple for quad in parsed)
        except (SyntaxError, ValueError) as error:
            raise InputError(
                f"the shapes cannot be parsed ({error})",
                place=name,
                remedy="correct the Turtle at the place named",
            ) from error
    said = _said_by(triples)
    kinds = {f"{_SH}NodeShape", f"{_SH}PropertyShape"}
    described = {
        _name(shape): _Shape(
            path=None if path is None else _sparql_path(said, path),
            path_turtle=None if path is None else _turtle_path(said, path),
            message=about[f"{_SH}message"].value if f"{_SH}message" in about else "",
        )
        for shape, about in said.items()
        if not kinds.isdisjoint(about)
        for path in [about.get(f"{_SH}path")]
    }
    if not described:
        raise InputError(
            "no shape is declared in these files",
            place=str(Path(files[0][0]).parent),
            remedy="declare shapes as sh:NodeShape or sh:PropertyShape, with an IRI each",
        )
    digest = hashlib.sha256("\0".join(text for _, text in files).encode()).hexdigest()
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None
    return ShapeSet(digest, files, written.decode(), described)


@lru_cache(maxsize=4)
def _graph_of(files: tuple[tuple[str, str], ...]) -> rdflib.Graph:
    import rdflib  # noqa: PLC0415 - costs a quarter of a second

    graph = rdflib.Graph()
    for name, text in files:
        try:
            graph.parse(data=text, format="turtle")
        except Exception as error:  # rdflib's parser raises what it likes
            raise InputError(
                f"the shapes cannot be parsed ({error})",
                place=name,
                remedy="correct the Turtle at the place named",
            ) from error
    return graph


# ------------------------------------------------------------------------------ engines


def load_validator(engine: str = "pyshacl", shapes: Path | None = None) -> Validator:
    """Make an engine ready: "pyshacl", or "shacl" for the fast one.

    *shapes* is a folder of shapes, the project's own if None. Raises UsageError if there is no
    such engine or it is not installed, InputError if the shapes cannot be read.
    """
    check_engine(engine)
    return ENGINES[engine](load_shapes(shapes))


def check_engine(engine: str) -> None:
    """See that there is such an engine, without making it ready.

    Raises UsageError if there is none, or it is not installed.
    """
    if engine not in ENGINES:
        raise UsageError(
            f"there is no validation engine '{engine}'",
            remedy=f"choose one of {', '.join(ENGINES)}",
        )
    if importlib.util.find_spec(engine) is None:
        raise _not_installed(engine)


class _Pyshacl:
    """The reference."""

    name: Final = "pyshacl"

    def __init__(self, shapes: ShapeSet) -> None:
        self._shapes = shapes
        self._compiled = _flatten(shapes.graph)

    def validate(self, data: Data) -> Report:
        import pyshacl  # noqa: PLC0415 - costs a third of a second
        from rdflib import SH, BNode  # noqa: PLC0415

        triples = _parse(data)
        try:
            _, found, text = pyshacl.validate(
                _rdflib_graph(triples), shacl_graph=self._compiled, inplace=True
            )
        except Exception as error:  # whatever stops it, the unit was not validated
            raise _gave_up(self.name, error) from error
        if isinstance(found, Exception | str | bytes):
            raise _gave_up(self.name, text)
        unit = _Unit(map(_link, triples))

        def named(node: Any) -> str:
            return f"_:{node}" if isinstance(node, BNode) else str(node)

        return Report.of(
            unit.place(
                self._shapes,
                focus=named(found.value(node, SH.focusNode)),
                value=None if (value := found.value(node, SH.value)) is None else _term(value),
                severity=str(found.value(node, SH.resultSeverity)),
                shape=named(found.value(node, SH.sourceShape)),
                component=str(found.value(node, SH.sourceConstraintComponent)),
            )
            for node in found.objects(None, SH.result)
        )


class _Rust:
    """The fast engine."""

    name: Final = "shacl"

    def __init__(self, shapes: ShapeSet) -> None:
        try:
            import shacl  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise _not_installed(self.name) from error
        self._shapes = shapes
        try:
            self._compiled: rust_shacl.Shapes = shacl.Shapes.from_text(
                shapes.ntriples, format="ntriples"
            )
        except ValueError as error:
            raise _gave_up(self.name, error) from error

    def validate(self, data: Data) -> Report:
        text = _ntriples(data)
        try:
            found = self._compiled.validate_text(text, format="ntriples")
        except ValueError as error:
            # Where the data is to blame, reading it says so.
            _parse(text)
            raise _gave_up(self.name, error) from error
        if not found.results:
            return Report()
        # Most lines of most documents are of no use to this, and need no terms of their own.
        unit = _Unit(_links_of(text))
        return Report.of(
            unit.place(
                self._shapes,
                focus=_plain(result.focus_node),
                value=None if result.value is None else _canonical(result.value),
                severity=result.severity_iri,
                shape=_plain(result.source_shape or ""),
                component=result.component_iri,
            )
            for result in found.results
        )


#: The engines by name, the reference first.
ENGINES: Final[Mapping[str, type[_Pyshacl | _Rust]]] = {
    "pyshacl": _Pyshacl,
    "shacl": _Rust,
}


def _not_installed(engine: str) -> UsageError:
    return UsageError(
        f"the validation engine '{engine}' is not installed",
        remedy="install careerlattice with its extra 'fast', or use the engine 'pyshacl'",
    )


def _gave_up(engine: str, reason: object) -> CareerlatticeError:
    return CareerlatticeError(
        f"the validation engine '{engine}' gave up ({reason})",
        remedy="check the shapes; they must be SHACL core",
    )


def _flatten(shapes: rdflib.Graph) -> rdflib.Graph:
    """Give each property shape the targets of its node shape, which says the same.

    pyshacl applies a property shape once per focus node where it hangs on a node shape, and once
    for all where it has targets of its own: half the time for a document. Labels and comments go
    too, since it looks at every triple of a shape each time.
    """
    from rdflib import RDFS, SH, Graph, URIRef  # noqa: PLC0415

    flat = Graph()
    for triple in shapes:
        if triple[1] not in (RDFS.label, RDFS.comment):
            flat.add(triple)
    targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    for node, prop in shapes.subject_objects(SH.property):
        own = [(p, o) for p in targets for o in shapes.objects(node, p)]
        referred_to = (None, None, node) in shapes
        switched_off = (node, SH.deactivated, None) in shapes
        if own and isinstance(prop, URIRef) and not referred_to and not switched_off:
            flat.remove((node, SH.property, prop))
            for p, o in own:
                flat.add((prop, p, o))
    return flat


# ------------------------------------------------------------------- from shape to words


#: What is said of nodes, by predicate.
_Said: TypeAlias = "Mapping[Any, Mapping[str, Any]]"
_OPERATORS: Final = {
    f"{_SH}inversePath": ("^", ""),
    f"{_SH}zeroOrMorePath": ("", "*"),
    f"{_SH}oneOrMorePath": ("", "+"),
    f"{_SH}zeroOrOnePath": ("", "?"),
}


def _said_by(triples: Iterable[pyoxigraph.Triple]) -> _Said:
    """What shapes say of each node: values by predicate, and kinds by themselves.

    All that matters of a shape, but for what it is, is said of it once.
    """
    said: dict[Any, dict[str, Any]] = defaultdict(dict)
    for subject, predicate, value in triples:
        is_kind = predicate.value == RDF.type
        said[subject][_name(value) if is_kind else predicate.value] = value
    return said


def _sparql_path(said: _Said, path: Any, *, inner: bool = False) -> str:
    """Write a SHACL path as a SPARQL property path."""
    if not _is_blank(path):
        return str(path)
    about = said[path]
    if RDF.first in about:
        text = "/".join(_sparql_path(said, p, inner=True) for p in _items(said, path))
        return f"({text})" if inner else text
    for operator, (before, after) in _OPERATORS.items():
        if operator in about:
            return f"{before}{_sparql_path(said, about[operator], inner=True)}{after}"
    choices = _items(said, about[f"{_SH}alternativePath"])
    text = "|".join(_sparql_path(said, p, inner=True) for p in choices)
    return f"({text})" if inner else text


def _turtle_path(said: _Said, path: Any) -> str:
    """Write a SHACL path as it stands in a shapes file."""
    if not _is_blank(path):
        return str(path)
    about = said[path]
    if RDF.first in about:
        return f"( {' '.join(_turtle_path(said, p) for p in _items(said, path))} )"
    ((operator, step),) = [(p, o) for p, o in about.items() if p.startswith(_SH)]
    return f"[ <{operator}> {_turtle_path(said, step)} ]"


def _is_blank(node: Any) -> bool:
    return str(node).startswith("_:")


def _items(said: _Said, node: Any) -> Iterator[Any]:
    """The items of an RDF list."""
    while node in said and RDF.first in said[node]:
        yield said[node][RDF.first]
        node = said[node][RDF.rest]


# ---------------------------------------------------------------------------- the data


def _parse(data: Data) -> list[pyoxigraph.Triple]:
    """Read a unit. Turtle is read too: its grammar holds that of N-Triples."""
    import pyoxigraph  # noqa: PLC0415 - not needed by commands that validate nothing

    if isinstance(data, str | bytes):
        text: str | bytes = data
    else:
        # pyoxigraph's triples and quads can be unpacked, the graph of a quad being the fourth.
        given = list(data)
        triples = [triple for triple in given if isinstance(triple, pyoxigraph.Triple)]
        if len(triples) == len(given):
            return triples
        text = _written(given)
    try:
        return [
            pyoxigraph.Triple(quad.subject, quad.predicate, quad.object)
            for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
        ]
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        raise InputError(
            f"the data to validate is not N-Triples ({error})",
            remedy="build the graph again; if this happens twice, report it",
        ) from error


def _n3(term: Any) -> str:
    return str(term.n3()) if hasattr(term, "n3") else str(term)


def _written(triples: Iterable[Iterable[Any]]) -> str:
    # Those of pyoxigraph can be unpacked, the graph of a quad being the fourth.
    parts = (tuple(triple)[:3] for triple in triples)
    return "".join(f"{_n3(s)} {_n3(p)} {_n3(o)} .\n" for s, p, o in parts)


def _ntriples(data: Data) -> str:
    """The unit as N-Triples; text is taken to be that."""
    if isinstance(data, str):
        return data
    import pyoxigraph  # noqa: PLC0415

    text = pyoxigraph.serialize(_parse(data), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert text is not None
    return text.decode("utf-8")


def _rdflib_graph(triples: list[pyoxigraph.Triple]) -> rdflib.Graph:
    """Hand the triples to rdflib with their literals as they were written."""
    import pyoxigraph  # noqa: PLC0415
    import rdflib  # noqa: PLC0415

    def term(node: Any) -> Any:
        if isinstance(node, pyoxigraph.NamedNode):
            return rdflib.URIRef(node.value)
        if isinstance(node, pyoxigraph.BlankNode):
            return rdflib.BNode(node.value)
        if node.language is not None:
            return rdflib.Literal(node.value, lang=node.language)
        datatype = None if node.datatype.value == XSD.string else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=datatype, normalize=False)

    # Terms repeat about four times in a document; rdflib's are dear to make. It logs a traceback
    # for a number that is none, which the shapes report in one line.
    with _quiet("rdflib.term"):
        seen = {node: term(node) for node in {node for triple in triples for node in triple}}
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((seen[triple.subject], seen[triple.predicate], seen[triple.object]))
    return graph


@contextmanager
def _quiet(logger: str) -> Iterator[None]:
    log = logging.getLogger(logger)
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before


def _term(node: Any) -> str:
    """Write an rdflib term in N-Triples."""
    return _canonical(node.n3())


def _canonical(term: str) -> str:
    """Write a term in the one form of N-Triples that pyoxigraph gives it."""
    if not term.startswith('"'):
        return term
    import pyoxigraph  # noqa: PLC0415

    (quad,) = pyoxigraph.parse(f"<x:s> <x:p> {term} .", format=pyoxigraph.RdfFormat.TURTLE)
    return str(quad.object)


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term


class _Unit:
    """The links of a unit that lead from a thing to its class-grade, document and line."""

    def __init__(self, links: Iterable[_Link]) -> None:
        self._objects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[str, set[str]] = defaultdict(set)
        for node, name, value, is_literal in links:
            if is_literal:
                if name not in _TEXTS:
                    continue
            elif name == RDF.type:
                if value != CAREER.ClassGrade:
                    continue
            elif name not in _NO_LINK:
                self._subjects[value].add(node)
            self._objects[name][node].append(value)
        self._class_grades = frozenset(self._objects[RDF.type])

    def place(
        self,
        shapes: ShapeSet,
        *,
        focus: str,
        value: str | None,
        severity: str,
        shape: str,
        component: str,
    ) -> Result:
        """Make a result of what an engine found, with the place it is about."""
        described = shapes.described.get(shape, _Shape(None, None, "This does not conform."))
        class_grade = self._class_grade(focus)
        document = self._document(focus, class_grade)
        return Result(
            focus=focus,
            path=described.path,
            value=value,
            severity=Severity(severity.removeprefix(_SH).lower()),
            shape=shape,
            message=described.message,
            class_grade=class_grade,
            document=document,
            line=self._line(focus, class_grade, document),
            file=self._first(document, CAREER.fileName, DCTERMS.title),
            component=component,
            path_turtle=described.path_turtle,
        )

    def _of(self, node: str | None, *predicates: str) -> list[str]:
        if node is None:
            return []
        return [value for name in predicates for value in self._objects[name].get(node, ())]

    def _first(self, node: str | None, *predicates: str) -> str | None:
        for name in predicates:
            if values := self._of(node, name):
                return min(values)
        return None

    def _class_grade(self, focus: str) -> str | None:
        """Walk from what is said to who says it, and take the first of the nearest."""
        seen = {focus}
        floor = {focus}
        while floor:
            if found := floor & self._class_grades:
                return min(found)
            nearby = {
                node
                for start in floor
                for node in (*self._subjects.get(start, ()), *self._of(start, *_TOWARDS))
            }
            floor = nearby - seen
            seen |= floor
        return None

    def _spans(self, node: str | None) -> list[str]:
        """Return the spans of *node*: itself, that of its selector, or those it is quoted from."""
        spans = self._of(node, PROV.wasQuotedFrom)
        if node in self._objects[OA.hasSource]:
            spans.append(node)
        selected = self._subjects.get(node or "", ())
        spans += [span for span in selected if node in self._of(span, OA.hasSelector)]
        return spans

    def _document(self, focus: str, class_grade: str | None) -> str | None:
        if focus in self._objects[CAREER.sha256]:
            return focus
        if named := self._first(focus, CAREER.inDocument):
            return named
        for node in (focus, class_grade):
            sources = [doc for span in self._spans(node) for doc in self._of(span, OA.hasSource)]
            if found := self._of(node, CAREER.describedIn) or sources:
                return min(found)
        described = {doc for docs in self._objects[CAREER.describedIn].values() for doc in docs}
        return min(described) if len(described) == 1 else None

    def _line(self, focus: str, class_grade: str | None, document: str | None) -> int | None:
        if focus == document:
            return 1
        about = self._of(focus, CAREER.about)
        parts = [
            self._of(class_grade, name)
            for name in (CAREER.hasDutyAssignment, CAREER.hasRequirement, CAREER.hasQualification)
        ]
        own = [] if focus in self._class_grades or class_grade is None else [class_grade]
        for nodes in ([focus], about, own, *parts):
            lines = [
                int(line)
                for node in nodes
                for span in self._spans(node)
                if document is None or document in self._of(span, OA.hasSource)
                for line in self._of(span, CAREER.line)
                if line.isascii() and line.isdigit()
            ]
            if lines:
                return min(lines)
        return None if document is None else 1


#: Links whose object does not lead back to what it is about: many things share it.
_NO_LINK: Final = frozenset(
    {
        CAREER.findingKind,
        CAREER.inDocument,
        CAREER.kind,
        CAREER.modality,
        CAREER.severity,
        CAREER.statementKind,
        CAREER.status,
        CAREER.derivedBy,
        OA.hasSource,
    }
)
#: Links that lead from a thing towards the class-grade; all others are walked backwards.
_TOWARDS: Final = (CAREER.about, CAREER.competency, CAREER.hasClassGrade, CAREER.performanceLevel)


#: Literals that tell a place; no other one is looked at.
_TEXTS: Final = frozenset({CAREER.fileName, DCTERMS.title, CAREER.line, CAREER.sha256})
#: A line of N-Triples as they are written where nothing needs an escape: the subject (an IRI or a
#: blank node), the predicate, the object (an IRI, a blank node, the text of a literal, a literal
#: with escapes); or a line of another kind.
_LINE: Final = re.compile(
    r"^(?:<([^>\\\n]*)>|(_:\S+)) <([^>\\\n]*)> "
    r"(?:<([^>\\\n]*)>|(_:\S+)|\"([^\"\\\n]*)\"(?:@\S+|\^\^<[^>\n]*>)?|(\".*)) \.$|^(.+)$",
    re.MULTILINE,
)


_Link: TypeAlias = tuple[str, str, str, bool]
"""A triple by the names of its terms (IRIs and texts as they are, blank nodes with a mark), and
whether its object is a literal."""


def _link(triple: pyoxigraph.Triple) -> _Link:
    import pyoxigraph  # noqa: PLC0415

    subject, predicate, value = triple
    is_literal = isinstance(value, pyoxigraph.Literal)
    return _name(subject), predicate.value, _name(value), is_literal


def _links_of(text: str) -> Iterator[_Link]:
    """The triples of N-Triples, but for literals of no use; what is unusual is parsed."""
    unusual = []
    for found in _LINE.finditer(text):
        iri, blank, predicate, linked, node, literal, _, other = found.groups()
        if linked is not None or node is not None:
            yield iri or blank, predicate, linked or node, False
        elif other is not None or predicate in _TEXTS:
            if literal is None:
                unusual.append(found[0])
            else:
                yield iri or blank, predicate, literal, True
    if unusual:
        yield from map(_link, _parse("\n".join(unusual)))


def _name(node: Any) -> str:
    """Return an IRI or a literal's text as it is, a blank node with its mark."""
    import pyoxigraph  # noqa: PLC0415

    return str(node) if isinstance(node, pyoxigraph.BlankNode) else str(node.value)
