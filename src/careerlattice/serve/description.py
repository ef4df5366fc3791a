"""What the endpoint says of itself: its service description, and its statistics as VoID."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from careerlattice.identifiers import ID
from careerlattice.serve.clients import client_of
from careerlattice.serve.graphs import written
from careerlattice.serve.negotiation import GRAPH_FORMS, accepts_coding, choose
from careerlattice.serve.outcomes import Answer, RequestError
from careerlattice.serve.protocol import not_modified, refusal, respond_with
from careerlattice.serve.turns import Kind
from careerlattice.vocabulary import DCTERMS, PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from careerlattice.serve.builds import Build
    from careerlattice.serve.work import Opened
    from careerlattice.serve.workers import Workers

__all__ = ["Describer", "count"]

Part = Literal["service", "dataset"]

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FOAF = "http://xmlns.com/foaf/0.1/"
ENDPOINT_PATH = "/sparql"
VOID_PATH = "/.well-known/void"

_TASK = "careerlattice.serve.description:count"
# The whole graph is counted once a build, and for nobody in particular.
_LONGEST_COUNT = 600.0

_COUNTS = {
    "graphs": """
        SELECT ?of (COUNT(*) AS ?triples) (COUNT(DISTINCT ?p) AS ?properties)
            (COUNT(DISTINCT ?s) AS ?subjects)
        { GRAPH ?of { ?s ?p ?o } } GROUP BY ?of""",
    "kinds": """
        SELECT ?of (COUNT(DISTINCT ?class) AS ?classes)
        { GRAPH ?of { ?s a ?class } } GROUP BY ?of""",
    "classes": """
        SELECT ?of (COUNT(DISTINCT ?s) AS ?entities)
        { ?s a ?of FILTER(ISIRI(?of)) } GROUP BY ?of""",
    "properties": """
        SELECT ?of (COUNT(*) AS ?triples) { ?s ?of ?o } GROUP BY ?of""",
    "whole": """
        SELECT ("" AS ?of) (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
            (COUNT(DISTINCT ?o) AS ?objects)
        { ?s ?p ?o }""",
}


def count(opened: Opened) -> Answer:
    """Count what is in the graph: JSON of {what: {IRI: {count: number}}}."""
    counted: dict[str, dict[str, dict[str, int]]] = {}
    for what, sparql in _COUNTS.items():
        rows = opened.graph.select(sparql)
        counted[what] = {
            str(row.pop("of")): {name: int(str(value)) for name, value in row.items()}
            for row in _full(rows)
        }
    return Answer(json.dumps(counted, sort_keys=True).encode(), "application/json")


def _full(rows: Any) -> Iterator[dict[str, str]]:
    for terms in rows.terms:
        yield dict(zip(rows.columns, (term.value for term in terms), strict=True))


class Describer:
    """Describes the endpoint; what was counted is kept until the next build."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._counting = asyncio.Lock()
        self._counted: tuple[Build, dict[str, Any]] | None = None

    async def _respond(self, request: Request, part: Part) -> Response:
        try:
            offer = choose(",".join(request.headers.getlist("accept")), GRAPH_FORMS)
            if offer is None:
                forms = ", ".join(each.media_type for each in GRAPH_FORMS)
                raise RequestError(406, f"The description can be given as {forms}.")
            build, counted = await self._counts(client_of(request.scope))
        except RequestError as failure:
            return refusal(failure)
        base = f"{request.url.scheme}://{request.headers['host']}"
        tag = f'W/"{build.identity}-{part}-{offer.form}"'
        unchanged = not_modified(request, tag)
        if unchanged is not None:
            return unchanged
        body = await asyncio.to_thread(
            written, _triples(base, counted, part), offer.form, {**PREFIXES, "sd": SD, "void": VOID}
        )
        packed = accepts_coding(request.headers.get("accept-encoding", ""))
        return respond_with(Answer.of(body, offer.content_type, packed=packed), tag)

    async def respond_service(self, request: Request) -> Response:
        """The description of the service."""
        return await self._respond(request, "service")

    async def respond_dataset(self, request: Request) -> Response:
        """The description of the dataset."""
        return await self._respond(request, "dataset")

    async def _counts(self, client: str) -> tuple[Build, dict[str, Any]]:
        async with self._counting:
            if self._counted is None or self._counted[0] != self._workers.current():
                answer, build = await self._workers.run(
                    _TASK, {}, client=client, kind=Kind.KNOWN, seconds=_LONGEST_COUNT
                )
                self._counted = (build, json.loads(answer.body))
            return self._counted


def _triples(base: str, counted: dict[str, Any], part: Part) -> Iterator[ox.Triple]:
    whole = counted["whole"][""]
    service, dataset = f"{base}{ENDPOINT_PATH}", f"{base}{VOID_PATH}#dataset"
    if part == "service":
        yield from _service(service)
        yield from _of(service, SD + "defaultDataset", dataset)
    else:
        document = f"{base}{VOID_PATH}"
        yield from _of(document, RDF.type, VOID + "DatasetDescription")
        yield from _of(document, FOAF + "primaryTopic", dataset)
    yield from _of(dataset, RDF.type, SD + "Dataset", VOID + "Dataset")
    yield from _said(dataset, DCTERMS.title, "careerlattice")
    yield from _of(dataset, VOID + "sparqlEndpoint", service)
    yield from _of(dataset, VOID + "vocabulary", PREFIXES["career"].removesuffix("#"))
    yield from _said(dataset, VOID + "uriSpace", ID)
    default = f"{dataset}-union"
    yield from _of(dataset, SD + "defaultGraph", default)
    yield from _of(default, RDF.type, SD + "Graph", VOID + "Dataset")
    for each in (dataset, default):
        yield from _counted(each, "triples", whole["triples"])
        yield from _counted(each, "classes", len(counted["classes"]))
        yield from _counted(each, "properties", len(counted["properties"]))
        yield from _counted(each, "distinctSubjects", whole["subjects"])
        yield from _counted(each, "distinctObjects", whole["objects"])
    for number, (name, counts) in enumerate(sorted(counted["graphs"].items()), 1):
        node = f"{dataset}-graph-{number}"
        yield from _of(dataset, SD + "namedGraph", node)
        yield from _of(node, RDF.type, SD + "NamedGraph")
        yield from _of(node, SD + "name", name)
        yield from _of(node, SD + "graph", f"{node}-content")
        yield from _of(dataset, VOID + "subset", f"{node}-content")
        yield from _of(f"{node}-content", RDF.type, SD + "Graph", VOID + "Dataset")
        kinds = counted["kinds"].get(name, {"classes": 0})["classes"]
        yield from _counted(f"{node}-content", "triples", counts["triples"])
        yield from _counted(f"{node}-content", "classes", kinds)
        yield from _counted(f"{node}-content", "properties", counts["properties"])
        yield from _counted(f"{node}-content", "distinctSubjects", counts["subjects"])
    if part == "dataset":
        yield from _partitions(dataset, counted)


def _service(service: str) -> Iterator[ox.Triple]:
    yield from _of(service, RDF.type, SD + "Service")
    yield from _of(service, SD + "endpoint", service)
    yield from _of(service, SD + "supportedLanguage", SD + "SPARQL11Query")
    yield from _of(service, SD + "feature", SD + "UnionDefaultGraph")
    results = ox.QueryResultsFormat
    forms = [results.JSON, results.XML, results.CSV, results.TSV]
    graphs = dict.fromkeys(getattr(ox.RdfFormat, offer.form) for offer in GRAPH_FORMS)
    yield from _of(service, SD + "resultFormat", *(each.iri for each in (*forms, *graphs)))


def _partitions(dataset: str, counted: dict[str, Any]) -> Iterator[ox.Triple]:
    for kind, plural, measure in (
        ("class", "classes", "entities"),
        ("property", "properties", "triples"),
    ):
        for number, (iri, counts) in enumerate(sorted(counted[plural].items()), 1):
            node = f"{dataset}-{kind}-{number}"
            yield from _of(dataset, f"{VOID}{kind}Partition", node)
            yield from _of(node, VOID + kind, iri)
            yield from _counted(node, measure, counts[measure])


def _of(subject: str, predicate: str, *objects: str) -> Iterator[ox.Triple]:
    for each in objects:
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(each))


def _said(subject: str, predicate: str, text: str) -> Iterator[ox.Triple]:
    yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(text))


def _counted(subject: str, name: str, number: int) -> Iterator[ox.Triple]:
    value = ox.Literal(str(number), datatype=ox.NamedNode(XSD.integer))
    yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(VOID + name), value)
