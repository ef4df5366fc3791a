"""What the endpoint says of itself is so."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Dataset, Literal, Namespace, URIRef

from careerlattice.store import GraphStore
from tests.serve.servers import Running

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")


def read(response: httpx.Response) -> Dataset:
    assert response.status_code == 200, response.text
    graph = Dataset(default_union=True)
    graph.parse(data=response.content, format=response.headers["content-type"].partition(";")[0])
    return graph


def number(store: GraphStore, of: str, where: str) -> int:
    return int(str(store.select(f"SELECT ({of} AS ?n) {{ {where} }}")[0]["n"]))


def test_asked_nothing_the_endpoint_describes_itself(served: Running) -> None:
    graph = read(served.client.get(served.endpoint))
    service = URIRef(served.endpoint)
    assert (service, RDF.type, SD.Service) in graph
    assert graph.value(service, SD.endpoint) == service
    assert set(graph.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    formats = {str(each).rpartition("/")[2] for each in graph.objects(service, SD.resultFormat)}
    assert formats == {
        *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
        *("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD"),
    }


def test_a_browser_is_sent_to_the_explorer(served: Running) -> None:
    response = served.client.get(
        served.endpoint, headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}
    )
    assert (response.status_code, response.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", ["sparql", ".well-known/void"])
@pytest.mark.parametrize(
    "media_type",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ],
)
def test_it_says_the_same_in_every_form(served: Running, path: str, media_type: str) -> None:
    url = f"{served.url}{path}"
    plain = served.client.get(url, headers={"Accept": "application/n-triples"})
    response = served.client.get(url, headers={"Accept": media_type})
    assert response.headers["content-type"].partition(";")[0] == media_type
    form = ox.RdfFormat.from_media_type(media_type)
    told = {
        str(ox.Triple(q.subject, q.predicate, q.object)) for q in ox.parse(response.content, form)
    }
    assert told == {line.removesuffix(" .") for line in plain.text.splitlines()}
    assert served.client.get(url, headers={"Accept": "text/csv"}).status_code == 406


def test_the_statistics_are_those_of_the_store(served: Running, store: GraphStore) -> None:
    url = f"{served.url}.well-known/void"
    graph = read(served.client.get(url))
    dataset = URIRef(f"{url}#dataset")
    assert (dataset, RDF.type, VOID.Dataset) in graph
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef(served.endpoint)
    expected = {
        VOID.triples: number(store, "COUNT(*)", "?s ?p ?o"),
        VOID.classes: number(store, "COUNT(DISTINCT ?c)", "?s a ?c FILTER(ISIRI(?c))"),
        VOID.properties: number(store, "COUNT(DISTINCT ?p)", "?s ?p ?o"),
        VOID.distinctSubjects: number(store, "COUNT(DISTINCT ?s)", "?s ?p ?o"),
        VOID.distinctObjects: number(store, "COUNT(DISTINCT ?o)", "?s ?p ?o"),
    }
    for measure, count in expected.items():
        assert graph.value(dataset, measure) == Literal(count), measure
    classes = {
        str(graph.value(part, VOID["class"])): graph.value(part, VOID.entities)
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert len(classes) == expected[VOID.classes]
    grade = "https://w3id.org/careerlattice/ontology#ClassGrade"
    assert classes[grade] == Literal(8)
    properties = {
        graph.value(part, VOID.property): graph.value(part, VOID.triples)
        for part in graph.objects(dataset, VOID.propertyPartition)
    }
    assert sum(int(str(each)) for each in properties.values()) == expected[VOID.triples]


def test_every_named_graph_is_listed_with_its_size(served: Running, store: GraphStore) -> None:
    graph = read(served.client.get(f"{served.url}.well-known/void"))
    dataset = URIRef(f"{served.url}.well-known/void#dataset")
    listed = {}
    for each in graph.objects(dataset, SD.namedGraph):
        content = graph.value(each, SD.graph)
        listed[str(graph.value(each, SD.name))] = tuple(
            int(str(graph.value(content, measure)))
            for measure in (VOID.triples, VOID.classes, VOID.properties)
        )
    rows = store.select(
        """SELECT ?g (COUNT(*) AS ?n) (COUNT(DISTINCT ?class) AS ?c) (COUNT(DISTINCT ?p) AS ?ps) {
            GRAPH ?g { ?s ?p ?o } BIND(IF(?p = rdf:type, ?o, ?none) AS ?class)
        } GROUP BY ?g"""
    )
    assert listed == {str(row["g"]): (row["n"], row["c"], row["ps"]) for row in rows}


def test_a_description_that_is_held_is_not_sent_again(served: Running) -> None:
    url = f"{served.url}.well-known/void"
    tag = served.client.get(url).headers["etag"]
    assert served.client.get(url, headers={"If-None-Match": tag}).status_code == 304
    other = served.client.get(url, headers={"If-None-Match": tag, "Accept": "application/trig"})
    assert other.status_code == 200
