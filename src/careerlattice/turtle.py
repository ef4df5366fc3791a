"""Canonical Turtle: one text for one graph, made to be read and compared.

Subjects stand in sections by their kind and in alphabetical order, individuals by their class and
rank; predicates stand in a fixed order; a blank node stands inside the thing it belongs to. Nothing
else has a say, so writing what was read from the text gives the text again. The comments of a file
are not triples and do not survive: what has to be explained is explained in `skos:scopeNote`,
`skos:editorialNote` or `rdfs:comment`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from careerlattice.errors import InputError

__all__ = ["canonical_turtle", "format_turtle", "read_turtle"]

_WIDTH: Final = 88
_RANK: Final = URIRef("https://w3id.org/careerlattice/ontology#rank")

_SECTIONS: Final[dict[URIRef, str]] = {
    OWL.Ontology: "Ontology",
    OWL.Class: "Classes",
    OWL.ObjectProperty: "Object properties",
    OWL.DatatypeProperty: "Datatype properties",
    OWL.AnnotationProperty: "Annotation properties",
    OWL.NamedIndividual: "Individuals",
}
_INDIVIDUALS: Final = "Individuals"
_OTHER: Final = "Terms of other modules"
_AXIOMS: Final = "Axioms over several terms"
_IN_ORDER: Final = (*_SECTIONS.values(), _OTHER, _AXIOMS)

# What a reader asks first comes first; predicates not named here follow in alphabetical order, and
# rdfs:isDefinedBy, which says the same of every term of a file, comes last.
_PREDICATES: Final = (
    RDF.type,
    OWL.versionIRI,
    OWL.versionInfo,
    OWL.priorVersion,
    OWL.imports,
    DCTERMS.title,
    RDFS.label,
    SKOS.altLabel,
    DCTERMS.description,
    SKOS.definition,
    SKOS.scopeNote,
    SKOS.example,
    SKOS.editorialNote,
    RDFS.comment,
    RDFS.subClassOf,
    OWL.equivalentClass,
    OWL.disjointWith,
    RDFS.subPropertyOf,
    OWL.inverseOf,
    RDFS.domain,
    RDFS.range,
    URIRef("https://schema.org/domainIncludes"),
    URIRef("https://schema.org/rangeIncludes"),
)
_PLACES: Final[dict[Node, int]] = {p: i for i, p in enumerate(_PREDICATES)}

_LOCAL_NAME: Final = re.compile(r"[A-Za-z_](?:[\w-]*\w)?", re.ASCII)
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_ESCAPES: Final = str.maketrans(
    {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}
)


def read_turtle(path: Path) -> Graph:
    """Read one Turtle file, with the prefixes it declares and no others.

    Raises:
        InputError: the file cannot be read or is not Turtle.
    """
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(path, format="turtle")
    except BadSyntax as error:
        place = error.lines + 1
        raise InputError("this is not Turtle", place=path, line=place) from None
    except (OSError, ParserError, ValueError) as error:
        raise InputError(f"the Turtle file cannot be read ({error})", place=path) from None
    return graph


def canonical_turtle(graph: Graph) -> str:
    """Write *graph* as the one Turtle text that its triples and prefixes allow.

    Raises:
        InputError: a blank node cannot stand inside the one thing it belongs to, because it is
            used twice, goes round in a circle or says nothing.
    """
    return _Writer(graph).text()


def format_turtle(paths: Iterable[Path], *, write: bool = True) -> list[Path]:
    """Bring Turtle files into canonical form, or only (not *write*) see which are not in it.

    Returns the files that were not in canonical form.

    Raises:
        InputError: as `read_turtle` and `canonical_turtle`.
    """
    changed = []
    for path in paths:
        text = canonical_turtle(read_turtle(path))
        if text != path.read_text(encoding="utf-8"):
            changed.append(path)
            if write:
                path.write_text(text, encoding="utf-8", newline="\n")
    return changed


class _Writer:
    """One graph on its way to Turtle, with what every step of the writing looks up."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        # The longest namespace first: of two that fit, it leaves the shorter name.
        self.namespaces = sorted(
            ((str(namespace), prefix) for prefix, namespace in graph.namespaces()),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self.used: set[str] = set()
        self.nested = Counter(o for o in graph.objects() if isinstance(o, BNode))
        if any(times > 1 for times in self.nested.values()):
            raise InputError("a blank node is used twice", remedy="give the thing an IRI")
        if any((node, None, None) not in graph for node in self.nested):
            raise InputError("a blank node says nothing", remedy="remove it, or give it an IRI")

    def text(self) -> str:
        sections: defaultdict[str, list[Node]] = defaultdict(list)
        for subject in set(self.graph.subjects()):
            if subject not in self.nested:
                sections[self.section(subject)].append(subject)
        self.refuse_circles(node for nodes in sections.values() for node in nodes)
        blocks = []
        for name in _IN_ORDER:
            if sections[name]:
                blocks.append(f"#### {name} {'#' * (_WIDTH - 6 - len(name))}")
                written = ((self.place(node, name), self.block(node)) for node in sections[name])
                blocks += [block for _, block in sorted(written)]
        prefixes = [
            f"@prefix {prefix}: <{namespace}> .\n"
            for prefix, namespace in sorted((prefix, name) for name, prefix in self.namespaces)
            if prefix in self.used
        ]
        return "".join(prefixes) + "".join(f"\n{block}\n" for block in blocks)

    def refuse_circles(self, roots: Iterable[Node]) -> None:
        """Blank nodes that no subject leads to would be left out: they hang on each other."""
        waiting, reached = list(roots), 0
        while waiting:
            inner = [o for o in self.graph.objects(waiting.pop()) if o in self.nested]
            reached += len(inner)
            waiting += inner
        if reached < len(self.nested):
            raise InputError("blank nodes go round in a circle", remedy="give one of them an IRI")

    # ------------------------------------------------------------------ order

    def section(self, node: Node) -> str:
        if isinstance(node, BNode):
            return _AXIOMS
        types = set(self.graph.objects(node, RDF.type))
        return next((name for kind, name in _SECTIONS.items() if kind in types), _OTHER)

    def place(self, node: Node, section: str) -> tuple[str, int, str, str]:
        """Where a subject stands in its section; axioms without a name by their wording."""
        if isinstance(node, BNode):
            return ("", 0, "", "")
        kind, rank = "", 0
        if section == _INDIVIDUALS:
            kinds = (str(t) for t in self.graph.objects(node, RDF.type) if t not in _SECTIONS)
            kind = min(kinds, default="")
            rank = int(str(self.graph.value(node, _RANK) or 0))
        return (kind.casefold(), rank, str(node).casefold(), str(node))

    @staticmethod
    def place_of_object(predicate: Node, node: Node) -> tuple[int, str]:
        """OWL's kind of term before other types, and blank nodes, by their wording, last."""
        if isinstance(node, BNode):
            return (2, "")
        return (0 if predicate == RDF.type and node in _SECTIONS else 1, str(node).casefold())

    @staticmethod
    def place_of_predicate(predicate: Node) -> tuple[int, str]:
        last = len(_PLACES) + (predicate == RDFS.isDefinedBy)
        return (_PLACES.get(predicate, last), str(predicate))

    # ---------------------------------------------------------------- writing

    def block(self, subject: Node) -> str:
        """All that is said of a subject that stands by itself."""
        parts = self.parts(subject, "    ")
        if isinstance(subject, BNode):
            return "[\n    " + " ;\n    ".join(parts) + "\n] ."
        name = self.name(subject)
        if len(parts) == 1 and "\n" not in parts[0]:
            return f"{name} {parts[0]} ."
        return f"{name}\n    " + " ;\n    ".join(parts) + " ."

    def parts(self, subject: Node, indent: str) -> list[str]:
        """Each predicate with its objects, to stand at *indent*."""
        parts = []
        for predicate in sorted(set(self.graph.predicates(subject)), key=self.place_of_predicate):
            verb = "a" if predicate == RDF.type else self.name(predicate)
            line = f"{verb} {' , '.join(self.objects(subject, predicate, indent))}"
            objects = self.objects(subject, predicate, indent + "    ")
            if len(objects) > 1 and ("\n" in line or len(indent) + len(line) > _WIDTH):
                line = verb + " ,".join(f"\n{indent}    {each}" for each in objects)
            parts.append(line)
        return parts

    def objects(self, subject: Node, predicate: Node, indent: str) -> list[str]:
        written = (
            (self.place_of_object(predicate, node), self.object(node, indent))
            for node in self.graph.objects(subject, predicate)
        )
        return [text for _, text in sorted(written)]

    def object(self, node: Node, indent: str) -> str:
        inner = indent + "    "
        if node == RDF.nil:
            return "()"
        if (node, RDF.first, None) in self.graph:
            items = [self.object(item, inner) for item in self.graph.items(node)]
            line = f"( {' '.join(items)} )"
            if "\n" in line or len(indent) + len(line) > _WIDTH:
                return "(" + "".join(f"\n{inner}{item}" for item in items) + f"\n{indent})"
            return line
        if isinstance(node, BNode):
            parts = self.parts(node, inner)
            line = f"[ {' ; '.join(parts)} ]"
            if "\n" in line or len(parts) > 1:
                return "[" + " ;".join(f"\n{inner}{part}" for part in parts) + f"\n{indent}]"
            return line
        return self.literal(node) if isinstance(node, Literal) else self.name(node)

    def name(self, node: Node) -> str:
        iri = str(node)
        for namespace, prefix in self.namespaces:
            local = iri[len(namespace) :]
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(local):
                self.used.add(prefix)
                return f"{prefix}:{local}"
        return f"<{iri}>"

    def literal(self, node: Literal) -> str:
        text = str(node)
        if node.datatype == XSD.integer and _INTEGER.fullmatch(text):
            return text
        if node.datatype == XSD.boolean and text in {"true", "false"}:
            return text
        quoted = f'"{text.translate(_ESCAPES)}"'
        if node.language:
            return f"{quoted}@{node.language}"
        if node.datatype and node.datatype != XSD.string:
            return f"{quoted}^^{self.name(node.datatype)}"
        return quoted
