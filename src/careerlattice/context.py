"""The JSON-LD context of the ontology: a plain word for every term, made from the ontology.

A term of ours goes by its local name, a borrowed one too unless that name is taken; what a property
leads to tells how its values are read. The context is published as `ontology/context.jsonld`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from careerlattice.identifiers import GRAPH, ID

__all__ = ["CONTEXT_FILE", "context_of", "write_context"]

CONTEXT_FILE: Final = "context.jsonld"
"""The context's file, beside the ontology's."""

_CAREER: Final = "https://w3id.org/careerlattice/ontology#"
_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# JSON says of these what they are.
_NATIVE: Final = {XSD.integer, XSD.boolean, XSD.string, RDF.PlainLiteral, RDFS.Literal}
# No object properties to OWL; in this graph they lead to things.
_THINGS: Final = {
    OWL.annotatedSource,
    OWL.annotatedTarget,
    OWL.annotatedProperty,
    URIRef(f"{_CAREER}derivesProperty"),
    URIRef(f"{_CAREER}evidenceProperty"),
}


def context_of(ontology: Graph) -> dict[str, Any]:
    """The context of *ontology*, as a JSON-LD document with nothing else in it."""
    prefixes = {prefix: str(namespace) for prefix, namespace in ontology.namespaces()}
    prefixes |= {"id": ID, "graph": GRAPH, "rdf": str(RDF)}
    properties = {
        term
        for kind in _PROPERTIES
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef)
    } | _THINGS
    ours = {name for term in ontology.subjects(RDF.type) if (name := _local(term, _CAREER))}
    taken = {*prefixes, *ours}
    terms: dict[str, Any] = {}
    for term in sorted(properties, key=lambda term: (not term.startswith(_CAREER), str(term))):
        name = _local(term, _CAREER)
        if not name:
            prefix, local = _compact(term, prefixes)
            name = local if local not in taken else f"{prefix}:{local}"
            taken.add(name)
        terms[name] = _definition(term, ontology, prefixes)
    return {
        "@context": {
            "@version": 1.1,
            "@vocab": _CAREER,
            **dict(sorted(prefixes.items())),
            **dict(sorted(terms.items())),
        }
    }


def write_context(ontology: Graph, folder: Path, *, write: bool = True) -> list[Path]:
    """Bring the context in *folder* up to date, or only (not *write*) see whether it is.

    Returns the file where it was out of date.
    """
    path = folder / CONTEXT_FILE
    text = json.dumps(context_of(ontology), indent=2, ensure_ascii=False) + "\n"
    if path.is_file() and path.read_text("utf-8") == text:
        return []
    if write:
        path.write_text(text, encoding="utf-8", newline="\n")
    return [path]


def _definition(term: URIRef, ontology: Graph, prefixes: dict[str, str]) -> object:
    iri = ":".join(_compact(term, prefixes))
    if term in _THINGS or (term, RDF.type, OWL.ObjectProperty) in ontology:
        ranges = list(ontology.objects(term, RDFS.range))
        codes = any(_has_codes(each, ontology) for each in ranges)
        return {"@id": iri, "@type": "@vocab" if codes else "@id"}
    datatypes = [
        each
        for each in ontology.objects(term, RDFS.range)
        if isinstance(each, URIRef) and each not in _NATIVE
    ]
    if len(datatypes) == 1:
        return {"@id": iri, "@type": ":".join(_compact(datatypes[0], prefixes))}
    return iri


def _has_codes(term: Node, ontology: Graph) -> bool:
    return any(
        (each, RDF.type, OWL.NamedIndividual) in ontology
        for each in ontology.subjects(RDF.type, term)
    )


def _local(term: Node, namespace: str) -> str:
    return str(term).removeprefix(namespace) if str(term).startswith(namespace) else ""


def _compact(term: URIRef, prefixes: dict[str, str]) -> tuple[str, str]:
    """The prefix and the local name of *term*."""
    namespace, prefix = max(
        (namespace, prefix) for prefix, namespace in prefixes.items() if term.startswith(namespace)
    )
    return prefix, term.removeprefix(namespace)
