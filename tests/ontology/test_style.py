"""The shapes on the ontology itself: the modules conform, and each failing example as it says."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from careerlattice.ontology import ontology_files
from careerlattice.resources import ontology_dir, shapes_dir
from careerlattice.turtle import read_turtle

CASES = sorted((Path(__file__).parent / "style").glob("*.ttl"))
MODULES = [p for p in ontology_files(ontology_dir(), alignments=False) if p.stem != "borrowed"]
TEST = Namespace("https://w3id.org/careerlattice/tests#")

Result = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(shapes_dir() / "ontology-style.ttl")


def path_text(graph: Graph, path: Node | None) -> str:
    if path is None:
        return ""
    either = graph.value(path, SH.alternativePath)
    if either is not None:
        return "|".join(str(step) for step in Collection(graph, either))
    return str(path)


def results(data: Graph, shapes: Graph) -> set[Result]:
    """Focus, path, severity and shape of every result."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    report += shapes
    return {
        (
            str(report.value(node, SH.focusNode)),
            path_text(report, report.value(node, SH.resultPath)),
            str(report.value(node, SH.resultSeverity)),
            str(report.value(node, SH.sourceShape)),
        )
        for node in report.objects(None, SH.result)
    }


def expected(data: Graph) -> set[Result]:
    """Take the expectations, written at the terms that are wrong, out of a failing example."""
    found = set()
    for focus, node in list(data.subject_objects(TEST.expect)):
        found.add(
            (
                str(focus),
                path_text(data, data.value(node, SH.resultPath)),
                str(data.value(node, SH.resultSeverity)),
                str(data.value(node, SH.sourceShape)),
            )
        )
        data.remove((focus, TEST.expect, node))
        data.remove((node, None, None))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_module_conforms(path: Path, shapes: Graph) -> None:
    assert results(read_turtle(path), shapes) == set()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_example_gives_what_it_says(path: Path, shapes: Graph) -> None:
    data = Graph().parse(path)
    assert data.value(TEST.case, RDFS.comment), "an example says what it is about"
    wanted = expected(data)
    assert bool(wanted) == path.stem.startswith("fail-")
    assert results(data, shapes) == wanted


def test_every_shape_can_fail(shapes: Graph) -> None:
    failed = {shape for path in CASES for *_, shape in expected(Graph().parse(path))}
    targeted = {
        str(shape)
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        if (shape, SH.pattern, None) in shapes
    }
    properties = {str(shape) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}
    assert len(CASES) == 4
    assert targeted | properties == failed


def test_shapes_say_what_to_do(shapes: Graph) -> None:
    for kind in (SH.PropertyShape, SH.NodeShape):
        for shape in shapes.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef)
            assert (shape, RDFS.label, None) in shapes
            if kind == SH.PropertyShape:
                assert (shape, SH.message, None) in shapes
                assert (shape, SH.severity, None) in shapes
