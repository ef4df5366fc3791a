"""Every term in a query exists in the ontology, or in the vocabulary it comes from."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS

from careerlattice.namespaces import OA, PAV, SSSOM
from careerlattice.questions import Question, Questions
from careerlattice.resources import ontology_dir
from careerlattice.sparql import tokens
from careerlattice.taxonomies.terms import ONET, SEEN, camel
from tests.taxonomies.samples import ONET as TABLES

CAREER = "https://w3id.org/careerlattice/ontology#"
ID = "https://w3id.org/careerlattice/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
BORROWED = {str(n): n for n in (DCTERMS, OA, ORG, OWL, PAV, PROV, RDF, RDFS, SKOS, SSSOM)}
EVERYTHING = [*Questions().values(), *Questions.checks().values()]


def terms_of(query: str) -> set[str]:
    # Cut, not parsed: rdflib's parser takes a hundred times as long to find the same.
    prefixes: dict[str, str] = {}
    found = set()
    stream = tokens(query)
    for token in stream:
        if token.text.upper() == "PREFIX":
            name, iri = next(stream), next(stream)
            prefixes[name.text.removesuffix(":")] = iri.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            found.add(prefixes[prefix] + local)
        elif token.kind == "iri":
            found.add(token.text[1:-1])
    return {iri for iri in found if not iri.startswith((ID, XSD))}


@pytest.fixture(scope="module")
def ontology() -> set[str]:
    graph = rdflib.Graph()
    files = sorted(Path(ontology_dir()).rglob("*.ttl"))
    assert files
    for file in files:
        graph.parse(file)
    return {str(term) for term in graph.subjects(RDF.type) if str(term).startswith(CAREER)}


@pytest.mark.parametrize("question", EVERYTHING, ids=lambda q: q.slug)
def test_every_term_exists(question: Question, ontology: set[str]) -> None:
    terms = terms_of(question.sparql)
    ours = {term for term in terms if term.startswith(CAREER)}
    assert ours <= ontology
    onet = {term.removeprefix(ONET) for term in terms if term.startswith(ONET)}
    columns = {camel(str(title)) for rows in TABLES.values() for title in rows[0]}
    assert onet <= SEEN | columns
    for term in terms - ours - {ONET + name for name in onet}:
        base = next((base for base in BORROWED if term.startswith(base)), None)
        assert base, f"{term} is of no vocabulary we use"
        # These are closed: a name that is not there raises.
        assert BORROWED[base][term.removeprefix(base)] == rdflib.URIRef(term)


def test_terms_are_found_everywhere() -> None:
    query = """
        PREFIX career: <https://w3id.org/careerlattice/ontology#>
        SELECT * WHERE {
          ?a career:one/career:two|^career:three ?b ; !(career:four|career:five) ?c .
          ?c career:six* ?d .
          VALUES (?p) { (career:seven) }
          FILTER NOT EXISTS { ?a career:eight ?x FILTER(?x IN (career:nine)) }
          OPTIONAL { { SELECT ?a (COUNT(?z) AS ?n) { ?a career:ten ?z } GROUP BY ?a } }
          BIND(IF(?a = career:eleven, 1, 2) AS ?y)
        }
        ORDER BY (?a = career:twelve)
    """
    names = "one two three four five six seven eight nine ten eleven twelve".split()
    assert terms_of(query) == {CAREER + name for name in names}
