"""The files of the ontology: canonical, complete, self-contained."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from careerlattice.errors import InputError
from careerlattice.ontology import format_ontology, load_ontology, ontology_files
from careerlattice.resources import ontology_dir
from careerlattice.turtle import canonical_turtle, format_turtle, read_turtle

ONTOLOGY = "https://w3id.org/careerlattice/ontology"
FILES = ontology_files(ontology_dir())
MODULES = ontology_files(ontology_dir(), alignments=False)


def header(path: Path) -> URIRef:
    (node,) = read_turtle(path).subjects(RDF.type, OWL.Ontology)
    return URIRef(str(node))


def test_files_found() -> None:
    names = [path.relative_to(ontology_dir()).as_posix() for path in FILES]
    assert names == [
        "borrowed.ttl",
        "careerlattice.ttl",
        "mappings.ttl",
        "provenance.ttl",
        "alignments/careerlattice-alignments.ttl",
    ]


def test_files_are_canonical() -> None:
    changed = format_ontology(ontology_dir(), write=False)
    assert changed == [], "not canonical Turtle: run `careerlattice ontology --write-vocabulary`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_canonical_text_says_the_same(path: Path) -> None:
    before = read_turtle(path)
    after = Graph().parse(data=canonical_turtle(before), format="turtle")
    assert before.isomorphic(after)


def test_imports_are_the_modules() -> None:
    headers = {header(path) for path in MODULES}
    graph = load_ontology(ontology_dir())
    assert set(graph.objects(None, OWL.imports)) == headers - {URIRef(ONTOLOGY)}
    full = load_ontology(ontology_dir(), alignments=True)
    assert set(full.objects(None, OWL.imports)) == headers


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_version_iri_follows_the_iri(path: Path) -> None:
    graph, iri = read_turtle(path), header(path)
    version = graph.value(iri, OWL.versionInfo)
    assert str(graph.value(iri, OWL.versionIRI)) == str(iri).replace(
        ONTOLOGY, f"{ONTOLOGY}/{version}"
    )


def test_versions_agree() -> None:
    graph = load_ontology(ontology_dir(), alignments=True)
    (version,) = set(graph.objects(None, OWL.versionInfo))
    changelog = (ontology_dir() / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {version}" in changelog


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_terms_say_where_they_are_defined(path: Path) -> None:
    graph, iri = read_turtle(path), header(path)
    sources = {
        URIRef(str(source)): str(term) for term, source in graph.subject_objects(RDFS.isDefinedBy)
    }
    if path.stem == "borrowed":
        assert not [source for source in sources if str(source).startswith(ONTOLOGY)]
    else:
        assert set(sources) == {iri}


def test_what_is_used_is_declared() -> None:
    graph = load_ontology(ontology_dir(), alignments=True)
    own = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
    places = (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    used = {*graph.predicates(), *(o for p in places for o in graph.objects(None, p))}
    undeclared = {
        str(term)
        for term in used
        if isinstance(term, URIRef)
        and not str(term).startswith(own)
        and (term, RDF.type, None) not in graph
    }
    assert undeclared == set()


# ----------------------------------------------------------------- canonical Turtle


def test_order_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "mixed.ttl"
    path.write_text(
        """@prefix unused: <urn:unused:> . # a comment
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix x: <urn:x:> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        [ a owl:AllDifferent ; owl:distinctMembers ( x:b x:a ) ] .
        x:p rdfs:label "p \\"q\\"\\n"@en ; a owl:FunctionalProperty, owl:DatatypeProperty .
        x:B rdfs:subClassOf [ owl:onProperty x:p ; owl:cardinality 1 ; a owl:Restriction ], x:A ;
            a owl:Class . x:A a owl:Class .
        <urn:x:no/name> rdfs:label "7" .""",
        encoding="utf-8",
    )
    assert format_turtle([path]) == [path]
    assert path.read_text(encoding="utf-8") == (
        """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <urn:x:> .

#### Classes ###########################################################################

x:A a owl:Class .

x:B
    a owl:Class ;
    rdfs:subClassOf
        x:A ,
        [
            a owl:Restriction ;
            owl:cardinality 1 ;
            owl:onProperty x:p
        ] .

#### Datatype properties ###############################################################

x:p
    a owl:DatatypeProperty , owl:FunctionalProperty ;
    rdfs:label "p \\"q\\"\\n"@en .

#### Terms of other modules ############################################################

<urn:x:no/name> rdfs:label "7" .

#### Axioms over several terms #########################################################

[
    a owl:AllDifferent ;
    owl:distinctMembers ( x:b x:a )
] .
"""
    )
    assert format_turtle([path]) == []


def test_checking_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "mixed.ttl"
    path.write_text("<urn:b> <urn:p> 1 . <urn:a> <urn:p> 1 .", encoding="utf-8")
    assert format_turtle([path], write=False) == [path]
    assert path.read_text(encoding="utf-8").startswith("<urn:b>")


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("<urn:a> <urn:p> _:x . <urn:b> <urn:p> _:x . _:x <urn:q> 1 .", "used twice"),
        ("<urn:a> <urn:p> 1 . _:x <urn:p> _:y . _:y <urn:p> _:x .", "in a circle"),
        ("_:x <urn:p> _:x .", "in a circle"),
        ("<urn:a> <urn:p> _:x .", "says nothing"),
    ],
)
def test_blank_nodes_that_cannot_nest_are_refused(turtle: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        canonical_turtle(Graph().parse(data=turtle, format="turtle"))


def test_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:p> 1 .\n<urn:a> <urn:p> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl, line 2: .*not Turtle"):
        read_turtle(path)


def test_missing_and_garbled_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        read_turtle(tmp_path / "none.ttl")
    garbled = tmp_path / "garbled.ttl"
    garbled.write_bytes(b"\xff\xfe<urn:a>")
    with pytest.raises(InputError, match=r"garbled\.ttl"):
        read_turtle(garbled)
    with pytest.raises(InputError, match="no ontology"):
        ontology_files(tmp_path / "nowhere")
