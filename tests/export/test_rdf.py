"""RDF in all its forms, read back by another parser: the same facts, neither more nor fewer."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from careerlattice.context import CONTEXT_FILE, context_of, write_context
from careerlattice.errors import InputError, UsageError
from careerlattice.export.formats import FORMATS, Kind, Subject
from careerlattice.export.rdf import quads_of
from careerlattice.lattice import Lattice
from careerlattice.ontology import load_ontology
from careerlattice.resources import ontology_dir
from careerlattice.rows import Rows, Triples
from careerlattice.store import GraphStore
from tests.export.odd import FILE, exported, odd_lattice

ID = "https://w3id.org/careerlattice/id/"
GRAPH = "https://w3id.org/careerlattice/graph/"
FLAT = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}
NAMED = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
STANDARD = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def all_quads(lattice: Lattice) -> list[ox.Quad]:
    rows = lattice.store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
    return [ox.Quad(*terms) for terms in rows.terms]  # type: ignore[arg-type]


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    # Names are given by the quads that have blank nodes: going through the others is most of it.
    nameless = [quad for quad in quads if any(isinstance(t, ox.BlankNode) for t in quad)]
    dataset = ox.Dataset(nameless)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(quads) - set(nameless) | set(dataset)


def read_back(path: Path, form: str) -> list[ox.Quad]:
    """The quads that rdflib reads, so that the writer's own parser has no say."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format=form)
    quads = ox.parse(dataset.serialize(format="nquads"), format=ox.RdfFormat.N_QUADS)
    return [in_default(q) if form in FLAT.values() else q for q in quads]


def in_default(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


@pytest.fixture(scope="module")
def seed_facts(lattice: Lattice) -> dict[str, set[ox.Quad]]:
    """All facts of the seeds for each format: in their graphs, or in one."""
    quads = all_quads(lattice)
    named, flat = canonical(quads), canonical(list(map(in_default, quads)))
    return {**dict.fromkeys(NAMED, named), **dict.fromkeys(FLAT, flat)}


@pytest.mark.parametrize("name", [*FLAT, *NAMED])
def test_seeds(
    lattice: Lattice, seed_facts: dict[str, set[ox.Quad]], name: str, tmp_path: Path
) -> None:
    path = exported(Subject(lattice), name, tmp_path)
    found = list(ox.parse(path=str(path), format=STANDARD[name]))
    assert len(found) == len(seed_facts[name])
    assert canonical(found) == seed_facts[name]


@pytest.mark.parametrize("name", [*FLAT, *NAMED])
def test_a_publishers_seed_is_read_by_rdflib_too(
    lattice: Lattice, name: str, tmp_path: Path
) -> None:
    subject = Subject(lattice, publisher="us-ct")
    found = read_back(exported(subject, name, tmp_path), {**FLAT, **NAMED}[name])
    expected = list(quads_of(subject))
    if name in FLAT:
        expected = list(set(map(in_default, expected)))
    assert len(found) == len(expected) > 1000
    assert set(found) == set(expected)


@pytest.mark.parametrize("name", [*FLAT, *NAMED])
def test_odd_texts_lists_and_blank_nodes(name: str, tmp_path: Path) -> None:
    odd = odd_lattice()
    found = read_back(exported(Subject(odd), name, tmp_path), {**FLAT, **NAMED}[name])
    expected = all_quads(odd)
    if name in FLAT:
        expected = list(map(in_default, expected))
    assert len(found) == len(expected)
    assert canonical(found) == canonical(expected)


@pytest.mark.parametrize("name", ["jsonld", "rdfxml"])
def test_what_rdflib_reads_pyoxigraph_reads_too(name: str, tmp_path: Path) -> None:
    path = exported(Subject(odd_lattice()), name, tmp_path)
    form = ox.RdfFormat.JSON_LD if name == "jsonld" else ox.RdfFormat.RDF_XML
    found = list(ox.parse(path=str(path), format=form))
    expected = all_quads(odd_lattice())
    if name == "rdfxml":
        expected = list(map(in_default, expected))
    assert canonical(found) == canonical(expected)


@pytest.mark.parametrize("name", [*FLAT, *NAMED])
def test_bytes_do_not_depend_on_the_order_or_the_names_of_blank_nodes(
    name: str, tmp_path: Path
) -> None:
    quads = list(ox.parse(path=str(FILE)))
    random.Random(6).shuffle(quads)
    texts = []
    for number, given in enumerate((list(ox.parse(path=str(FILE))), quads)):
        folder = tmp_path / str(number)
        folder.mkdir()
        shuffled = Lattice(GraphStore.memory(quads=given))
        texts.append(exported(Subject(shuffled), name, folder).read_bytes())
    assert texts[0] == texts[1]


def test_one_publisher(tmp_path: Path) -> None:
    path = exported(Subject(odd_lattice(), publisher="xx-odd"), "nquads", tmp_path)
    found = {
        (q.graph_name.value.removeprefix(GRAPH), q.subject.value.removeprefix(ID))
        for q in ox.parse(path=str(path))
        if isinstance(q.graph_name, ox.NamedNode) and isinstance(q.subject, ox.NamedNode)
    }
    graphs = {graph for graph, _ in found}
    assert graphs == {"publisher/xx-odd", "document/xx-odd/0123", "common", "mappings"}
    # What touches the publisher's things, and what leans on that, and nothing of others.
    assert {thing for graph, thing in found if graph == "mappings"} == {
        "mapping/1",
        "scale-alignment/1",
    }
    assert {thing for graph, thing in found if graph == "common"} == {"jurisdiction/xx"}


def test_the_publishers_together_are_the_graph(lattice: Lattice, tmp_path: Path) -> None:
    found: set[ox.Quad] = set()
    for publisher in ("us-ca-los-angeles", "us-ct", "us-mt-dor"):
        folder = tmp_path / publisher
        folder.mkdir()
        path = exported(Subject(lattice, publisher=publisher), "nquads", folder)
        found |= set(ox.parse(path=str(path)))
    whole = {q for q in all_quads(lattice) if q.graph_name != ox.NamedNode(f"{GRAPH}ontology")}
    assert found == whole


@pytest.mark.parametrize("name", [*FLAT, *NAMED])
def test_the_triples_of_a_query(lattice: Lattice, name: str, tmp_path: Path) -> None:
    answer = lattice.query("CONSTRUCT { ?a career:rank ?b } WHERE { ?a career:rank ?b }")
    assert isinstance(answer, Triples)
    path = exported(Subject(lattice, answer=answer), name, tmp_path)
    read = rdflib.Dataset(default_union=True)
    read.parse(path, format={**FLAT, **NAMED}[name])
    assert len(read) == len(answer) > 10


def test_rows_are_no_triples(lattice: Lattice, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written as turtle"):
        exported(Subject(lattice, answer=Rows(["a"], [])), "turtle", tmp_path)


def test_a_character_that_xml_has_not_is_refused_there_and_kept_elsewhere(tmp_path: Path) -> None:
    duty = ox.NamedNode(f"{ID}duty/xx-odd/3")
    text = ox.NamedNode("https://w3id.org/careerlattice/ontology#text")
    graph = ox.NamedNode(f"{GRAPH}publisher/xx-odd")
    odd = odd_lattice(ox.Quad(duty, text, ox.Literal("page\fbreak"), graph))
    with pytest.raises(UsageError, match=r"U\+000C, which a text of .*duty/xx-odd/3"):
        exported(Subject(odd), "rdfxml", tmp_path)
    for name, form in NAMED.items():
        found = read_back(exported(Subject(odd), name, tmp_path), form)
        assert [q.object for q in found if q.subject == duty] == [ox.Literal("page\fbreak")]


def test_every_format_of_rdf_is_tried_here() -> None:
    assert {f.name for f in FORMATS if Kind.TRIPLES in f.kinds} == {*FLAT, *NAMED}


# -- the words of JSON-LD ----------------------------------------------------------------------


def test_the_published_context_is_current() -> None:
    changed = write_context(load_ontology(ontology_dir()), ontology_dir(), write=False)
    assert changed == [], "out of date: run `careerlattice ontology --write-vocabulary`"


def test_the_context_is_written_once(tmp_path: Path) -> None:
    ontology = load_ontology(ontology_dir())
    assert write_context(ontology, tmp_path) == [tmp_path / CONTEXT_FILE]
    assert write_context(ontology, tmp_path) == []


def test_the_context_names_every_property_once() -> None:
    ontology = load_ontology(ontology_dir())
    words = context_of(ontology)["@context"]
    iris = [
        told if isinstance(told, str) else told["@id"] for told in words.values() if told != 1.1
    ]
    assert len(iris) == len(set(iris)) + 1  # career: is the vocabulary too
    assert words["status"] == {"@id": "career:status", "@type": "@vocab"}
    assert words["established"] == {"@id": "career:established", "@type": "xsd:date"}
    assert words["hasDuty"] == {"@id": "career:hasDuty", "@type": "@id"}
    assert words["prefLabel"] == "skos:prefLabel"
    # career:publisher has the plain name.
    assert words["publisher"]["@id"] == "career:publisher"
    assert words["dcterms:publisher"]["@id"] == "dcterms:publisher"


def test_jsonld_reads_as_plain_words(lattice: Lattice, tmp_path: Path) -> None:
    text = exported(Subject(lattice, publisher="us-ct"), "jsonld", tmp_path).read_text("utf-8")
    written = json.loads(text)
    assert (
        written["@context"]
        == json.loads((ontology_dir() / CONTEXT_FILE).read_text("utf-8"))["@context"]
    )
    nodes = {node["@id"]: node for graph in written["@graph"] for node in graph["@graph"]}
    rung = nodes["id:class/us-ct/6435cl/cl-16"]
    assert rung["@type"] == "ClassGrade"
    assert rung["status"] == "inForce"
    assert rung["ofClass"] == "id:class/us-ct/6435cl"
    assert rung["prefLabel"] == {"@language": "en", "@value": "Processing Technician, CL 16"}
    assert nodes["id:grade/us-ct/cl/cl-16"]["rank"] == 16
    assert nodes["id:class/us-ct/6435cl"]["established"] == "1986-04-25"
    positions = [nodes[each]["position"] for each in rung["hasDutyAssignment"]]
    assert positions == sorted(positions)


def test_jsonld_writes_lists_as_lists(tmp_path: Path) -> None:
    text = exported(Subject(odd_lattice()), "jsonld", tmp_path).read_text("utf-8")
    nodes = [node for graph in json.loads(text)["@graph"] for node in graph["@graph"]]
    (odd,) = (node for node in nodes if node["@id"] == "career:Odd")
    assert odd["owl:disjointUnionOf"]["@list"] == [
        {"@id": "career:One"}, {"@id": "career:Two"}, {"@id": "career:One"},
    ]  # fmt: skip
    (different,) = (node for node in nodes if node.get("@type") == "owl:AllDifferent")
    assert different["owl:members"]["@list"][:2] == [{"@language": "en", "@value": "a"}, 1]


def test_jsonld_keeps_how_a_number_is_written(lattice: Lattice, tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    a, rank = ox.NamedNode("urn:a"), ox.NamedNode("https://w3id.org/careerlattice/ontology#rank")
    values = [("01", "integer"), ("1", "integer"), ("0.50", "decimal"), ("1", "boolean")]
    triples = [
        ox.Triple(a, rank, ox.Literal(text, datatype=ox.NamedNode(xsd + kind)))
        for text, kind in values
    ]
    path = exported(Subject(lattice, answer=Triples(triples)), "jsonld", tmp_path)
    assert {q.triple for q in ox.parse(path=str(path), format=ox.RdfFormat.JSON_LD)} == {*triples}


def test_an_iri_that_would_read_as_a_word_is_refused(tmp_path: Path) -> None:
    a = ox.NamedNode("urn:a")
    odd = Triples([ox.Triple(a, a, ox.NamedNode("status:x"))])
    with pytest.raises(UsageError, match="read as something else"):
        exported(Subject(odd_lattice(), answer=odd), "jsonld", tmp_path)


def test_a_missing_context_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careerlattice.export.jsonld.ontology_dir", lambda: tmp_path)
    with pytest.raises(InputError, match="--write-vocabulary"):
        exported(Subject(odd_lattice()), "jsonld", tmp_path)
