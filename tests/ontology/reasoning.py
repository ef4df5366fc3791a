"""Two reasoners and a profile check for the tests, each over any rdflib graph.

OWLAPI and HermiT come inside owlready2 and run in a Java machine started by JPype; owlrl
is pure Python. HermiT knows the whole of OWL 2 DL but no xsd:date, which is outside
the datatype map of OWL 2; owlrl knows OWL 2 RL and never raises on a contradiction: it writes
error triples, which is what is looked for here.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, with rdf:langString, as which RDF 1.1 writes the
# rdf:PlainLiteral of OWL 2 that has a language tag.
OWL2_DATATYPES = frozenset(
    [
        *(RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral),
        *(XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.nonPositiveInteger),
        *(XSD.positiveInteger, XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte),
        *(XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte),
        *(XSD.double, XSD.float, XSD.boolean, XSD.hexBinary, XSD.base64Binary, XSD.anyURI),
        *(XSD.string, XSD.normalizedString, XSD.token, XSD.language),
        *(XSD.Name, XSD.NCName, XSD.NMTOKEN, XSD.dateTime, XSD.dateTimeStamp),
    ]
)
OA = "http://www.w3.org/ns/oa#"

needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="OWLAPI and HermiT need Java, and there is no java here"
)


def one_ontology(*graphs: Iterable[tuple[Any, Any, Any]]) -> Graph:
    """Join graphs under the header of the core ontology, with no imports left to follow."""
    joined = Graph()
    for graph in graphs:
        joined += graph
    core = URIRef("https://w3id.org/careerlattice/ontology")
    for header in set(joined.subjects(RDF.type, OWL.Ontology)) - {core}:
        joined.remove((header, None, None))
    joined.remove((None, OWL.imports, None))
    return joined


def without_dates(graph: Graph) -> Graph:
    """Put xsd:dateTime at midnight for xsd:date, in literals and in ranges."""

    def moved(node: Any) -> Any:
        if isinstance(node, Literal) and node.datatype == XSD.date:
            return Literal(f"{node}T00:00:00", datatype=XSD.dateTime)
        return XSD.dateTime if node == XSD.date else node

    changed = Graph()
    for s, p, o in graph:
        changed.add((s, p, moved(o)))
    return changed


def without_selectors(graph: Graph) -> Graph:
    """Leave out the selectors of spans: half of a document's triples, under no axiom."""
    selectors = {
        node
        for kind in ("TextPositionSelector", "TextQuoteSelector")
        for node in graph.subjects(RDF.type, URIRef(OA + kind))
    }
    lean = Graph()
    for s, p, o in graph:
        if s not in selectors and o not in selectors:
            lean.add((s, p, o))
    return lean


def without_annotations(graph: Graph) -> Graph:
    """Leave out labels and notes: most of the ontology, and nothing follows from them."""
    annotations = {RDFS.label, RDFS.isDefinedBy, *graph.subjects(RDF.type, OWL.AnnotationProperty)}
    lean = Graph()
    for s, p, o in graph:
        if p not in annotations:
            lean.add((s, p, o))
    return lean


def datatypes_outside_owl2(graph: Graph) -> set[str]:
    """The datatypes, of literals and in ranges, that the datatype map of OWL 2 does not have."""
    literals = {node.datatype for node in graph.objects() if isinstance(node, Literal)}
    named = {node for node in graph.objects(None, RDFS.range) if isinstance(node, URIRef)}
    named |= {URIRef(str(node)) for node in graph.objects(None, OWL.onDatatype)}
    datatypes = {str(d) for d in literals | named if d and str(d).startswith((str(XSD), str(RDF)))}
    return datatypes - {str(d) for d in OWL2_DATATYPES}


def dl_violations(graph: Graph) -> set[str]:
    """What OWLAPI says against the graph's being OWL 2 DL.

    OWLAPI lets any XML Schema datatype pass; `datatypes_outside_owl2` does not.
    """
    ontology = _owlapi_ontology(graph)
    report = _class("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    return {str(violation) for violation in report.getViolations()}


def hermit_finds_consistent(graph: Graph) -> bool:
    """Whether HermiT finds a model; dates are rewritten first."""
    return bool(_hermit(graph).isConsistent())


def hermit_unsatisfiable(graph: Graph) -> set[str]:
    """The classes that, says HermiT, can have no instance."""
    node = _hermit(graph).getUnsatisfiableClasses()
    return {str(c.getIRI()) for c in node.getEntitiesMinusBottom()}


def owlrl_errors(graph: Graph) -> list[str]:
    """The messages of the error triples that owlrl writes into the closure of the graph."""
    import owlrl

    closure = without_annotations(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    return sorted(str(message) for message in closure.objects(None, ERROR))


def _hermit(graph: Graph) -> Any:
    ontology = _owlapi_ontology(without_dates(graph))
    return _class("org.semanticweb.HermiT.Reasoner")(ontology)


def _owlapi_ontology(graph: Graph) -> Any:
    manager = _class("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ontology.owl"
        graph.serialize(path, format="xml", encoding="utf-8")
        return manager.loadOntologyFromOntologyDocument(_class("java.io.File")(str(path)))


def _class(name: str) -> Any:
    """A Java class; starts the Java machine at the first call, once for the process."""
    import jpype

    if not jpype.isJVMStarted():
        spec = find_spec("owlready2")
        assert spec is not None
        assert spec.origin is not None
        jar = Path(spec.origin).parent / "hermit" / "HermiT.jar"
        jpype.startJVM("-Xmx512m", classpath=[str(jar)], convertStrings=True)
    return jpype.JClass(name)
