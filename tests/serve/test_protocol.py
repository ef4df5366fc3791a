"""The endpoint keeps to the SPARQL 1.1 Protocol."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import Result

from careerlattice.identifiers import COMMON_GRAPH, ONTOLOGY_GRAPH
from careerlattice.lattice import Lattice
from careerlattice.questions import Questions
from careerlattice.store import GraphStore
from tests.serve.servers import SMALL, Running

CLASS_GRADES = "SELECT ?grade { ?grade a career:ClassGrade } ORDER BY ?grade"
JSON = "application/sparql-results+json"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
ABSENT = "http://example.org/graph-that-is-not-there"


def grades_in(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    rows = response.json()["results"]["bindings"]
    return [row["grade"]["value"] for row in rows]


# -- operations --------------------------------------------------------------------------------


def test_a_query_comes_by_get_by_form_or_directly(served: Running, store: GraphStore) -> None:
    expected = [str(term.value) for (term,) in store.select(CLASS_GRADES).terms]  # type: ignore[union-attr]
    assert len(expected) == 8
    by_get = served.get(CLASS_GRADES)
    by_form = served.post(CLASS_GRADES)
    directly = served.client.post(
        served.endpoint, content=CLASS_GRADES, headers={"Content-Type": QUERY}
    )
    for response in (by_get, by_form, directly):
        assert grades_in(response) == expected
        assert response.headers["content-type"] == JSON


def test_a_direct_query_may_say_that_it_is_utf_8(served: Running) -> None:
    text = "SELECT ('\N{LATIN SMALL LETTER E WITH ACUTE}' AS ?grade) {}"
    response = served.client.post(
        served.endpoint,
        content=text.encode(),
        headers={"Content-Type": f"{QUERY}; charset=UTF-8"},
    )
    assert grades_in(response) == ["\N{LATIN SMALL LETTER E WITH ACUTE}"]


def test_head_gives_the_headers_of_get_alone(served: Running) -> None:
    params = {"query": CLASS_GRADES}
    got = served.client.get(served.endpoint, params=params)
    head = served.client.head(served.endpoint, params=params)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_options_names_the_methods(served: Running) -> None:
    response = served.client.options(served.endpoint)
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method_is_allowed(served: Running, method: str) -> None:
    response = served.client.request(method, served.endpoint, params={"query": SMALL})
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


# -- what is no request ------------------------------------------------------------------------

BAD_REQUESTS: dict[str, tuple[int, str, Callable[[Running], httpx.Response]]] = {
    "no query in a GET": (
        400,
        "there is none",
        lambda s: s.client.get(s.endpoint, params={"default-graph-uri": ABSENT}),
    ),
    "no query in a form": (
        400,
        "there is none",
        lambda s: s.client.post(s.endpoint, data={"other": "x"}),
    ),
    "two queries in a GET": (
        400,
        "there are 2",
        lambda s: s.client.get(s.endpoint, params=[("query", SMALL), ("query", SMALL)]),
    ),
    "two queries in a form": (
        400,
        "there are 2",
        lambda s: s.client.post(s.endpoint, data={"query": [SMALL, SMALL]}),
    ),
    "one query in the address and one in the form": (
        400,
        "there are 2",
        lambda s: s.client.post(s.endpoint, params={"query": SMALL}, data={"query": SMALL}),
    ),
    "bad syntax": (400, "not SPARQL 1.1", lambda s: s.get("ASK ?")),
    "an empty query": (400, "not SPARQL 1.1", lambda s: s.get("")),
    "a query that is not UTF-8, in the address": (
        400,
        "not UTF-8",
        lambda s: s.client.get(f"{s.endpoint}?query=SELECT%20%22%FF%22"),
    ),
    "a query that is not UTF-8, in a form": (
        400,
        "not UTF-8",
        lambda s: s.client.post(s.endpoint, content=b"query=%FF", headers={"Content-Type": FORM}),
    ),
    "a query that is not UTF-8, direct": (
        400,
        "not UTF-8",
        lambda s: s.client.post(
            s.endpoint, content="ASK {}".encode("utf-16"), headers={"Content-Type": QUERY}
        ),
    ),
    "a query that says it is UTF-16": (
        415,
        "UTF-8",
        lambda s: s.client.post(
            s.endpoint,
            content="ASK {}".encode("utf-16"),
            headers={"Content-Type": f"{QUERY}; charset=UTF-16"},
        ),
    ),
    "a wrong media type": (
        415,
        FORM,
        lambda s: s.client.post(s.endpoint, content=SMALL, headers={"Content-Type": "text/plain"}),
    ),
    "a direct query without a media type": (
        415,
        FORM,
        lambda s: s.client.post(s.endpoint, content=SMALL),
    ),
    "a form without a media type": (
        415,
        FORM,
        lambda s: s.client.post(s.endpoint, content=b"query=ASK%20%7B%7D"),
    ),
    "a packed body": (
        415,
        "packed",
        lambda s: s.client.post(
            s.endpoint,
            content=gzip.compress(SMALL.encode()),
            headers={"Content-Type": QUERY, "Content-Encoding": "gzip"},
        ),
    ),
    "a graph that is no IRI": (
        400,
        "no IRI",
        lambda s: s.client.get(s.endpoint, params={"query": SMALL, "default-graph-uri": "a b"}),
    ),
    "more parameters than anybody needs": (
        400,
        "too many parameters",
        lambda s: s.client.post(
            s.endpoint, content=b"query=x" + b"&a=b" * 20_000, headers={"Content-Type": FORM}
        ),
    ),
}


@pytest.mark.parametrize("case", BAD_REQUESTS)
def test_a_bad_request_is_told_what_is_wrong(served: Running, case: str) -> None:
    status, words, send = BAD_REQUESTS[case]
    response = send(served)
    assert response.status_code == status
    assert words in response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


REFUSED: dict[str, Callable[[Running], httpx.Response]] = {
    "an update by form": lambda s: s.client.post(s.endpoint, data={"update": "CLEAR ALL"}),
    "an update in the address": lambda s: s.client.get(s.endpoint, params={"update": "CLEAR ALL"}),
    "an update beside a query": lambda s: s.client.post(
        s.endpoint, data={"query": SMALL, "update": "CLEAR ALL"}
    ),
    "a direct update": lambda s: s.client.post(
        s.endpoint, content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"}
    ),
    "an update as a query": lambda s: s.get("INSERT DATA { <a:b> <a:b> <a:b> }"),
    "a LOAD as a query": lambda s: s.get("LOAD <http://127.0.0.1/>"),
    "another server": lambda s: s.get("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    "another server, silently": lambda s: s.get(
        "ASK { { SELECT * { sErViCe SILENT ?where { ?s ?p ?o } } } }"
    ),
    "a file in FROM": lambda s: s.get("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"),
    "a file in FROM NAMED, by a prefix": lambda s: s.get(
        "PREFIX f: <FILE:///etc/> SELECT * FROM NAMED f:passwd { GRAPH ?g { ?s ?p ?o } }"
    ),
    "a file as a parameter": lambda s: s.client.get(
        s.endpoint, params={"query": SMALL, "default-graph-uri": "file:///etc/passwd"}
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_more_than_read_is_refused(served: Running, case: str) -> None:
    response = REFUSED[case](served)
    assert response.status_code == 403
    assert response.text.strip()
    assert "etag" not in response.headers


# -- datasets ----------------------------------------------------------------------------------

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@pytest.fixture(scope="session")
def sizes(store: GraphStore) -> dict[str, int]:
    """How many triples each graph has."""
    rows = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {str(row["g"]): int(str(row["n"])) for row in rows}


def number(served: Running, query: str = COUNT, **dataset: str | list[str]) -> int:
    params = {"query": query, **{name.replace("_", "-"): of for name, of in dataset.items()}}
    by_get = served.client.get(served.endpoint, params=params)
    by_form = served.client.post(served.endpoint, data=params)
    directly = served.client.post(
        served.endpoint,
        params={name: value for name, value in params.items() if name != "query"},
        content=query,
        headers={"Content-Type": QUERY},
    )
    counted = {
        int(each.raise_for_status().json()["results"]["bindings"][0]["n"]["value"])
        for each in (by_get, by_form, directly)
    }
    assert len(counted) == 1
    return counted.pop()


def names(served: Running, **dataset: str | list[str]) -> list[str]:
    params = {"query": NAMED, **{name.replace("_", "-"): of for name, of in dataset.items()}}
    rows = served.client.get(served.endpoint, params=params).json()["results"]["bindings"]
    return [row["g"]["value"] for row in rows]


def test_without_a_dataset_all_graphs_are_read_as_one(
    served: Running, sizes: dict[str, int]
) -> None:
    assert number(served) == sum(sizes.values())
    assert names(served) == sorted(sizes)


def test_default_graphs_are_merged_and_the_only_ones(
    served: Running, sizes: dict[str, int]
) -> None:
    both = [COMMON_GRAPH, ONTOLOGY_GRAPH]
    assert number(served, default_graph_uri=COMMON_GRAPH) == sizes[COMMON_GRAPH]
    assert number(served, default_graph_uri=both) == sum(sizes.get(each, 0) for each in both)
    assert names(served, default_graph_uri=both) == []


def test_named_graphs_leave_the_default_graph_empty(served: Running) -> None:
    assert number(served, named_graph_uri=COMMON_GRAPH) == 0
    assert names(served, named_graph_uri=COMMON_GRAPH) == [COMMON_GRAPH]


def test_default_and_named_graphs_make_a_full_dataset(
    served: Running, sizes: dict[str, int]
) -> None:
    document = next(name for name in sizes if "/document/" in name)
    named = [document, ABSENT]
    assert (
        number(served, default_graph_uri=COMMON_GRAPH, named_graph_uri=named) == sizes[COMMON_GRAPH]
    )
    assert names(served, default_graph_uri=COMMON_GRAPH, named_graph_uri=named) == [document]


def test_a_dataset_of_the_protocol_counts_and_not_that_of_the_query(
    served: Running, sizes: dict[str, int]
) -> None:
    document = next(name for name in sizes if "/document/" in name)
    query = f"SELECT (COUNT(*) AS ?n) FROM <{document}> {{ ?s ?p ?o }}"
    assert number(served, query) == sizes[document]
    assert number(served, query, default_graph_uri=COMMON_GRAPH) == sizes[COMMON_GRAPH]


def test_a_graph_that_is_not_there_is_empty(served: Running) -> None:
    assert number(served, default_graph_uri=ABSENT) == 0
    assert number(served, f"SELECT (COUNT(*) AS ?n) FROM <{ABSENT}> {{ ?s ?p ?o }}") == 0


# -- forms -------------------------------------------------------------------------------------

WORDS = 'tab\t quote" comma, line\nend \\ {<result>} \N{CJK UNIFIED IDEOGRAPH-4E00}'
ROWS = r"""
    SELECT ?text ?number ?tag ?iri ?none {
      { VALUES (?number ?tag ?iri) { (1 "a"@en <a:b>) }
        BIND("tab\t quote\" comma, line\nend \\ {<result>} \u4E00" AS ?text) }
      UNION { BIND("" AS ?text) BIND(2.5 AS ?number) }
    } ORDER BY ?number
"""


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html, text/csv;q=0.2, application/xml;q=0.3", "application/xml"),
        (f"{JSON};q=0, */*", "application/sparql-results+xml"),
        (f"{JSON};q=0.1, text/csv;header=present;q=0.2", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        (f"text/csv;q=nonsense, {JSON};q=0.1", JSON),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(
    served: Running, accept: str, media_type: str
) -> None:
    for query in (SMALL, "ASK {}"):
        response = served.get(query, Accept=accept)
        assert response.status_code == 200
        assert response.headers["content-type"] == media_type
        assert "accept" in response.headers["vary"].lower()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("text/turtle;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
    ],
)
@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
def test_graphs_come_in_the_form_that_is_liked_best(
    served: Running, store: GraphStore, form: str, accept: str, media_type: str
) -> None:
    query = {
        "CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { ?s a career:ClassGrade ; ?p ?o }",
        "DESCRIBE": "DESCRIBE ?s { ?s a career:ClassGrade }",
    }[form]
    response = served.get(query, Accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    rdf = ox.RdfFormat.from_media_type(media_type)
    read = {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(response.content, rdf)}
    expected = store.query(query)
    assert read == set(expected)  # type: ignore[arg-type]
    # Read by another library too.
    formats = {"application/n-quads": "nquads", "application/trig": "trig"}
    other = rdflib.Dataset(default_union=True)
    other.parse(data=response.content, format=formats.get(media_type, media_type.partition(";")[0]))
    assert len(other) == len(expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SMALL, "text/html"),
        (SMALL, "text/turtle"),
        ("ASK {}", "image/png, text/turtle"),
        ("DESCRIBE <a:b>", "text/csv"),
        (SMALL, f"{JSON};q=0"),
    ],
)
def test_where_no_form_is_accepted_there_is_none(served: Running, query: str, accept: str) -> None:
    response = served.get(query, Accept=accept)
    assert response.status_code == 406
    assert "can be given as" in response.text


def test_every_form_of_rows_says_the_same(served: Running) -> None:
    answer = served.get(ROWS, Accept=JSON).json()
    assert answer["head"]["vars"] == ["text", "number", "tag", "iri", "none"]
    first, second = answer["results"]["bindings"]
    assert first["text"] == {"type": "literal", "value": WORDS}
    assert first["tag"] == {"type": "literal", "value": "a", "xml:lang": "en"}
    assert first["iri"] == {"type": "uri", "value": "a:b"}
    assert set(second) == {"text", "number"}
    read = {
        kind: Result.parse(
            io.BytesIO(served.get(ROWS, Accept=accept).content), format=kind
        ).bindings
        for kind, accept in {
            "json": JSON,
            "xml": "application/sparql-results+xml",
            "tsv": "text/tab-separated-values",
        }.items()
    }
    assert read["json"] == read["xml"] == read["tsv"]
    assert str(read["json"][0][rdflib.Variable("text")]) == WORDS
    text = served.get(ROWS, Accept="text/csv").content.decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["text", "number", "tag", "iri", "none"],
        [WORDS, "1", "a", "a:b", ""],
        ["", "2.5", "", "", ""],
    ]


def test_a_truth_comes_in_every_form(served: Running) -> None:
    assert served.get("ASK { ?s a career:ClassGrade }").json() == {"head": {}, "boolean": True}
    assert served.get("ASK { ?s a <a:nothing> }").json()["boolean"] is False
    assert b"<boolean>true</boolean>" in served.get("ASK {}", Accept="text/xml").content
    assert served.get("ASK {}", Accept="text/csv").content == b"true"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT ('\\f' AS ?x) {}", "application/sparql-results+xml"),
        ("CONSTRUCT { <a:b> <a:c> '\\f' } {}", "application/rdf+xml"),
        ("CONSTRUCT { <a:b> <http://example.org/1> 1 } {}", "application/rdf+xml"),
    ],
)
def test_what_xml_cannot_say_is_not_given_as_broken_xml(
    served: Running, query: str, accept: str
) -> None:
    response = served.get(query, Accept=accept)
    assert response.status_code == 406
    assert "XML cannot say" in response.text
    assert served.get(query).status_code == 200


def test_a_graph_has_the_same_bytes_each_time(served: Running) -> None:
    query = "CONSTRUCT WHERE { ?s a career:ClassGrade ; ?p ?o }"
    first, *others = (served.get(query).content for _ in range(4))
    assert first.startswith(b"@prefix career: ")
    assert all(each == first for each in others)


# -- transport ---------------------------------------------------------------------------------


def test_a_large_answer_is_packed_for_those_who_take_it(served: Running) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 1000"
    packed = served.get(query, **{"Accept-Encoding": "gzip"})
    plain = served.get(query, **{"Accept-Encoding": "identity"})
    never = served.get(query, **{"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 4
    assert packed.content == plain.content == never.content
    for response in (plain, never):
        assert "content-encoding" not in response.headers
        assert "accept-encoding" in response.headers["vary"].lower()


def test_an_answer_that_is_held_already_is_not_sent_again(served: Running) -> None:
    tag = served.get(CLASS_GRADES).headers["etag"]
    assert tag.startswith('W/"')
    again = served.get(CLASS_GRADES, **{"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert {"accept", "accept-encoding"} <= set(
        again.headers["vary"].lower().replace(" ", "").split(",")
    )
    other_query = served.get(f"{CLASS_GRADES} LIMIT 1", **{"If-None-Match": tag})
    other_form = served.get(CLASS_GRADES, **{"If-None-Match": tag, "Accept": "text/csv"})
    other_graphs = served.client.get(
        served.endpoint,
        params={"query": CLASS_GRADES, "default-graph-uri": COMMON_GRAPH},
        headers={"If-None-Match": tag},
    )
    assert [each.status_code for each in (other_query, other_form, other_graphs)] == [200] * 3


@pytest.mark.parametrize("text", ["NOW()", "RAND()", "STRUUID()", "uuid()"])
def test_an_answer_that_changes_is_not_held(served: Running, text: str) -> None:
    response = served.get(f"SELECT ({text} AS ?x) {{}}", **{"If-None-Match": "*"})
    assert response.status_code == 200
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_an_answer_by_post_is_not_held(served: Running) -> None:
    response = served.post(CLASS_GRADES, **{"If-None-Match": "*"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"


# -- with clients of others --------------------------------------------------------------------


ASKED = ["class", "duties", "competencies", "ladder", "gap", "source"]


def test_our_own_client_asks_the_questions_over_it(served: Running, lattice: Lattice) -> None:
    with Lattice.connect(served.endpoint) as remote:
        for question in map(Questions().find, ASKED):
            examples = {each.name: each.example for each in question.params if each.required}
            expected = lattice.ask(question.slug, **examples)
            assert remote.ask(question.slug, **examples) == expected
            assert len(expected)


def test_sparqlwrapper_reads_its_answers(served: Running) -> None:
    from SPARQLWrapper import JSON as AS_JSON
    from SPARQLWrapper import POST, SPARQLWrapper

    client = SPARQLWrapper(served.endpoint)
    client.setReturnFormat(AS_JSON)
    client.setMethod(POST)
    client.setQuery(f"PREFIX career: <https://w3id.org/careerlattice/ontology#> {CLASS_GRADES}")
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    assert len(answer["results"]["bindings"]) == 8
    assert json.dumps(answer)
