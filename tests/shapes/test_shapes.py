"""Every example under tests/shapes/<shapes file>/ gives exactly the results it says it gives.

A failing example bears its expectation at the thing that is wrong: `test:expect` names severity,
path and shape in SHACL's own terms. The examples of a folder are judged by the shapes of the file
of that name; the shapes of the other files see them too, and are left out of the comparison.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from careerlattice import validate
from careerlattice.resources import ontology_dir, shapes_dir
from careerlattice.validate import Report, Severity, load_shapes, load_validator

CASES = Path(__file__).parent
SHAPES_FILES = sorted(p for p in shapes_dir().glob("*.ttl") if p.name != "ontology-style.ttl")
FILES = sorted(p for p in CASES.glob("*/*.ttl"))
UNIT = CASES / "unit.ttl"
TEST = Namespace("https://w3id.org/careerlattice/tests#")
CAREER = "https://w3id.org/careerlattice/ontology#"

Expected = tuple[str, str | None, Severity, str]


@dataclass(frozen=True)
class Case:
    """An example: its data without the expectations, the expectations, and what it is about."""

    data: str
    expected: frozenset[Expected]
    comment: str | None


def _node(node: object) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    is_iri = isinstance(node, URIRef)
    return pyoxigraph.NamedNode(str(node)) if is_iri else pyoxigraph.BlankNode(str(node))


def read_case(path: Path) -> Case:
    graph = Graph().parse(path)
    expected = set()
    triples = pyoxigraph.parse(graph.serialize(format="ntriples"), format=RdfFormat.N_TRIPLES)
    said = validate._said_by(quad.triple for quad in triples)
    for focus, node in list(graph.subject_objects(TEST.expect)):
        trail = graph.value(node, SH.resultPath)
        severity = str(graph.value(node, SH.resultSeverity)).removeprefix(str(SH)).lower()
        expected.add(
            (
                str(focus),
                None if trail is None else validate._sparql_path(said, _node(trail)),
                Severity(severity),
                str(graph.value(node, SH.sourceShape)),
            )
        )
        graph.remove((focus, TEST.expect, node))
        for part in [node, *graph.transitive_objects(trail, None)] if trail is not None else [node]:
            if not isinstance(part, URIRef | Literal):
                graph.remove((part, None, None))
    comment = graph.value(TEST.case, RDFS.comment)
    graph.remove((TEST.case, None, None))
    return Case(
        graph.serialize(format="ntriples"),
        frozenset(expected),
        None if comment is None else str(comment),
    )


def shapes_of(path: Path) -> set[str]:
    graph = Graph().parse(path)
    kinds = (SH.NodeShape, SH.PropertyShape)
    return {str(shape) for kind in kinds for shape in graph.subjects(RDF.type, kind)}


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def validated_by(engine: str) -> dict[Path, Report]:
    validator = load_validator(engine)
    return {path: validator.validate(read_case(path).data) for path in [*FILES, UNIT]}


@pytest.fixture(scope="module")
def reference() -> dict[Path, Report]:
    """Every example and the whole unit, validated by the reference engine once."""
    return validated_by("pyshacl")


@pytest.fixture(scope="module")
def fast() -> dict[Path, Report]:
    """The same by the fast engine."""
    pytest.importorskip("shacl")
    return validated_by("shacl")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_example_gives_exactly_what_it_says(path: Path, reference: dict[Path, Report]) -> None:
    own = shapes_of(shapes_dir() / f"{path.parent.name}.ttl")
    found = [r for r in reference[path].results if r.shape in own]
    assert {(r.focus, r.path, r.severity, r.shape) for r in found} == read_case(path).expected


@pytest.mark.parametrize("path", FILES, ids=named)
def test_example_explains_itself(path: Path) -> None:
    case = read_case(path)
    assert case.comment
    assert path.stem.startswith("fail-" if case.expected else "pass-")


def test_every_file_is_a_case() -> None:
    on_disk = {p for p in CASES.rglob("*.ttl") if p.name != "unit.ttl"}
    assert set(FILES) == on_disk
    assert len(FILES) >= 70


def test_every_shapes_file_has_its_examples() -> None:
    folders = {p.parent.name for p in FILES}
    assert folders == {p.stem for p in SHAPES_FILES}
    for folder in folders:
        assert {p.stem.partition("-")[0] for p in FILES if p.parent.name == folder} == {
            "pass",
            "fail",
        }


def test_every_shape_that_can_fail_does() -> None:
    graph = load_shapes().graph
    can_fail = {str(s) for s in graph.subjects(SH.severity) if isinstance(s, URIRef)}
    expected = {shape for path in FILES for _, _, _, shape in read_case(path).expected}
    assert can_fail - expected == set()
    assert {str(s) for s in graph.subjects(RDF.type, SH.PropertyShape)} <= can_fail


def test_a_complete_unit_gives_no_result(reference: dict[Path, Report]) -> None:
    assert reference[UNIT] == Report()


@pytest.mark.parametrize("path", [*FILES, UNIT], ids=named)
def test_engines_agree(path: Path, reference: dict[Path, Report], fast: dict[Path, Report]) -> None:
    """Result for result: place, value, component and words included."""
    assert fast[path] == reference[path]


@pytest.mark.parametrize("engine", validate.ENGINES)
def test_a_blank_node_is_found(engine: str) -> None:
    """In a test of its own: the engines give a blank node different labels."""
    pytest.importorskip(engine)
    report = load_validator(engine).validate(f"_:x <{RDF.type}> <{CAREER}Grade> .\n")
    results = [replace(r, focus="", value=None) for r in report.results]
    assert {r.shape.partition("#")[2] for r in results} >= {"Node", "Grade-ranked"}


# ------------------------------------------------------------------------ the shapes themselves


def test_shapes_say_what_and_why() -> None:
    graph = load_shapes().graph
    for shape in (s for s in graph.subjects(SH.severity) if isinstance(s, URIRef)):
        assert str(shape).startswith("https://w3id.org/careerlattice/shapes#")
        message = str(graph.value(shape, SH.message))
        assert message.endswith(".")
        assert "None" not in message
        for words in (graph.value(shape, RDFS.label), graph.value(shape, RDFS.comment)):
            assert words
        assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}


def test_shapes_are_shacl_core() -> None:
    """One SPARQL constraint made pyshacl eight times slower."""
    graph = load_shapes().graph
    assert not set(graph.subjects(SH.sparql))
    assert not set(graph.subjects(SH.rule))


def read_ontology() -> Graph:
    ontology = Graph()
    for path in ontology_dir().rglob("*.ttl"):
        ontology.parse(path)
    return ontology


def test_every_term_exists() -> None:
    declared = {str(term) for term in read_ontology().subjects()}
    used = {str(t) for triple in load_shapes().graph for t in triple if str(t).startswith(CAREER)}
    assert used - declared == set()


def test_closed_lists_are_the_ontologys() -> None:
    """A list of the shapes that names individuals of a code list names all of them, or a status."""
    ontology = read_ontology()
    shapes = load_shapes().graph
    lists = [
        (shape, {v for v in Collection(shapes, head) if str(v).startswith(CAREER)})
        for shape, head in shapes.subject_objects(SH["in"])
        if isinstance(shape, URIRef)
    ]
    checked = set()
    for shape, values in lists:
        kinds = {
            kind
            for value in values
            for kind in ontology.objects(value, RDF.type)
            if kind != OWL.NamedIndividual
        }
        # A narrower list is named with the wider one it is part of.
        wider = {(one, other) for one in kinds for other in kinds}
        kinds -= {one for one, other in wider if (one, RDFS.subClassOf, other) in ontology}
        if not values or kinds == {URIRef(f"{CAREER}Status")}:
            continue
        (kind,) = kinds
        assert values == set(ontology.subjects(RDF.type, kind)), shape
        checked.add(str(kind).removeprefix(CAREER))
    assert checked == {
        "CompetencyKind",
        "DerivationRule",
        "DetailKind",
        "EducationLevel",
        "FindingKind",
        "Modality",
        "PayPeriod",
        "StatementKind",
    }


def test_results_can_be_told_apart() -> None:
    """Two shapes with one message leave the reader to guess."""
    graph = load_shapes().graph
    messages = [str(message) for message in graph.objects(None, SH.message)]
    assert sorted({m for m in messages if messages.count(m) > 1}) == []
