"""Endpoints that refuse, stall, break off or talk nonsense: one clear line each, and no wait."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pyoxigraph as ox
import pytest

from careerlattice.endpoint import Credentials, Endpoint, EndpointError, canonical
from careerlattice.errors import UsageError
from careerlattice.rows import Rows
from tests.endpoint.servers import Exchange, Made, Script, made

ASK = "SELECT ?n { VALUES ?n { 1 } }"
ONE = ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
GOOD = json.dumps(
    {
        "head": {"vars": ["n"]},
        "results": {"bindings": [{"n": {"type": "literal", "value": "1", "datatype": INTEGER}}]},
    }
)
SECRET = "xyzzy-7Tr0ub4dor"


def fine(exchange: Exchange) -> None:
    exchange.reply(GOOD)


@contextmanager
def asking(
    script: Script,
    *,
    credentials: Credentials | None = None,
    timeout: float = 5.0,
    max_bytes: int = 1 << 20,
) -> Iterator[tuple[Endpoint, Made, list[float]]]:
    """An endpoint at a made server, and the pauses it takes instead of making them."""
    pauses: list[float] = []
    with made(script) as server:
        endpoint = Endpoint(
            server.url,
            credentials=credentials or Credentials(),
            default_graphs=["urn:graph"],
            timeout=timeout,
            max_bytes=max_bytes,
        )
        endpoint.connection._pause = pauses.append
        yield endpoint, server, pauses


def failing(script: Script, message: str, **options: object) -> tuple[EndpointError, Made]:
    """The error that asking gives; it is one line, and *message* is in it."""
    with asking(script, **options) as (endpoint, server, _):  # type: ignore[arg-type]
        with pytest.raises(EndpointError, match=message) as caught:
            endpoint.select(ASK)
        text = str(caught.value)
        assert text.isprintable()
        assert text.startswith(f"{server.url}: ")
        assert caught.value.exit_code == 3
        # Nobody is shown the chain of what happened inside.
        assert caught.value.__context__ is None or caught.value.__suppress_context__
        return caught.value, server


# -- no answer ---------------------------------------------------------------------------------


def test_nothing_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and never listening
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/query"
        with pytest.raises(EndpointError, match="refused: nothing listens there"):
            Endpoint(url, credentials=Credentials()).select(ASK)


def test_no_such_host() -> None:
    # Reserved never to exist, and a proxy of the environment must not be asked about it.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "*")
        with pytest.raises(EndpointError, match=r"no such host|cannot be reached"):
            Endpoint("http://nowhere.invalid/query", credentials=Credentials()).select(ASK)


def test_stalls() -> None:
    over = threading.Event()

    def stall(exchange: Exchange) -> None:
        over.wait(10)

    begin = time.monotonic()
    try:
        error, server = failing(stall, r"no whole answer within 0\.3 seconds", timeout=0.3)
    finally:
        over.set()
    assert time.monotonic() - begin < 3
    assert len(server.requests) == 1, "waiting again would only double the wait"
    assert error.remedy


def test_drips_without_end() -> None:
    over = threading.Event()

    def drip(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Content-Type", "application/sparql-results+json")
        exchange.end_headers()
        for _ in range(200):
            if over.wait(0.02):
                break
            exchange.wfile.write(b" ")

    begin = time.monotonic()
    try:
        failing(drip, "no whole answer within", timeout=0.4)
    finally:
        over.set()
    assert time.monotonic() - begin < 3


def cut(exchange: Exchange) -> None:
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/sparql-results+json")
    exchange.send_header("Content-Length", str(len(GOOD)))
    exchange.end_headers()
    exchange.wfile.write(GOOD[:40].encode())


def reset(exchange: Exchange) -> None:
    # Closing with this option on sends a reset.
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.connection.close()


def chunks_cut(exchange: Exchange) -> None:
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/sparql-results+json")
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    exchange.wfile.write(b"5\r\n{    \r\n")


def busy(exchange: Exchange) -> None:
    exchange.reply("busy", 503, "text/plain")


def in_turn(*scripts: Script) -> Script:
    """Each script once, the last one for ever."""
    rest = list(scripts)

    def answer(exchange: Exchange) -> None:
        script = rest.pop(0) if len(rest) > 1 else rest[0]
        script(exchange)

    return answer


@pytest.mark.parametrize("fault", [cut, reset, chunks_cut, busy], ids=lambda f: f.__name__)
def test_passing_faults_pass(fault: Script) -> None:
    with asking(in_turn(fault, fault, fine)) as (endpoint, server, pauses):
        assert endpoint.select(ASK).terms == ((ONE,),)
        assert len(server.requests) == 3
        assert pauses == [0.25, 0.5]


@pytest.mark.parametrize("fault", [cut, reset, chunks_cut], ids=lambda f: f.__name__)
def test_broken_for_good(fault: Script) -> None:
    _, server = failing(fault, "the connection broke, 4 times in a row")
    assert len(server.requests) == 4


def test_busy_for_good() -> None:
    error, server = failing(busy, "HTTP 503: busy")
    assert len(server.requests) == 4
    assert error.status == 503


@pytest.mark.parametrize(("said", "waited"), [("2", 2.0), ("86400", 10.0), ("soon", 0.25)])
def test_the_server_says_when_to_come_again(said: str, waited: float) -> None:
    def later(exchange: Exchange) -> None:
        exchange.reply("", 503, "text/plain", Retry_After=said)

    with asking(in_turn(later, fine)) as (endpoint, _, pauses):
        assert len(endpoint.select(ASK)) == 1
        assert pauses == [waited]


def test_an_error_that_stays_is_not_asked_for_again() -> None:
    words = "Virtuoso 42000 Error SR186: No permission\n\nSPARQL query:\nSELECT"
    _, server = failing(lambda e: e.reply(words, 500, "text/plain"), "SR186: No permission")
    assert len(server.requests) == 1


# -- an answer of no use -----------------------------------------------------------------------

DEEP = "[" * 100_000

USELESS: dict[str, tuple[str, str | None, str]] = {
    "garbage": ("\x00\x01 garbage", "application/sparql-results+json", "is not SPARQL results"),
    "nothing": ("", "application/sparql-results+json", "is not SPARQL results"),
    "cut": (GOOD[:-5], "application/sparql-results+json", "is not SPARQL results"),
    "list": ("[]", "application/json", "is not SPARQL results"),
    "null": ("null", "application/json", "is not SPARQL results"),
    "deep": (DEEP, "application/json", "is not SPARQL results"),
    "truth": ('{"head": {}, "boolean": true}', "application/json", "is not SPARQL results"),
    "no-iri": (
        GOOD.replace("literal", "uri").replace('"1"', '"a b"'),
        "application/json",
        "is not SPARQL results",
    ),
    "page": ("<html><body>Welcome!</body></html>", "text/html; charset=utf-8", "a web page came"),
    "text": (GOOD, "text/plain", "the answer comes as text/plain"),
    "xml": ("<sparql/>", "application/sparql-results+xml", r"comes as application/sparql-results"),
    "untyped": (GOOD, None, "does not say what it is"),
}


@pytest.mark.parametrize("case", USELESS)
def test_useless_answers(case: str) -> None:
    body, kind, message = USELESS[case]
    _, server = failing(lambda exchange: exchange.reply(body, kind=kind), message)
    assert len(server.requests) == 1


def test_triples_that_are_none() -> None:
    def wrong(exchange: Exchange) -> None:
        exchange.reply("<urn:a> <urn:b>", kind="application/n-triples")

    with asking(wrong) as (endpoint, _, _), pytest.raises(EndpointError, match="well-formed RDF"):
        endpoint.query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_too_much() -> None:
    failing(lambda exchange: exchange.reply(" " * 2_000_000), "larger than 1 MiB")


def test_part_of_an_answer() -> None:
    failing(lambda e: e.reply(GOOD, X_SPARQL_MaxRows="10000"), "limit of rows was reached")
    failing(lambda e: e.reply(GOOD, X_SQL_State="S1TAT"), "limit of time was reached")
    failing(lambda e: e.reply(GOOD, 206), "a part of the answer only")


def test_what_answers_does_not_speak_http() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def greet() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/query"
        with pytest.raises(EndpointError, match="does not speak HTTP"):
            Endpoint(url, credentials=Credentials()).select(ASK)
        thread.join(5)


STATUSES = {
    401: "does not allow this .*_TOKEN, in the environment",
    403: "does not allow this .*HTTP 403",
    404: "no endpoint at this address .*whole address",
    405: "nothing can be asked with POST",
    413: "finds the request too large",
    418: "answers with HTTP 418: short and stout",
}


@pytest.mark.parametrize("status", STATUSES)
def test_statuses(status: int) -> None:
    error, server = failing(
        lambda e: e.reply("<h1>short and stout</h1>", status, "text/html"), STATUSES[status]
    )
    assert error.status == status
    assert len(server.requests) == 1
    assert "<h1>" not in str(error)


def test_a_query_that_is_not_understood() -> None:
    words = "line 1:\n\x1b[31mexpected\x07 {\n" + "and more " * 100 + "\nSPARQL query:\nSELECT"
    with asking(lambda e: e.reply(words, 400, "text/plain")) as (endpoint, _, _):
        with pytest.raises(UsageError, match=r"does not understand the query: line 1:") as caught:
            endpoint.select("SELECT")
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400


def test_redirects_are_told_and_not_followed() -> None:
    elsewhere = "http://127.0.0.1:1/other?token=abc"
    error, server = failing(
        lambda e: e.reply("", 302, "text/plain", Location=elsewhere),
        r"moved to http://127\.0\.0\.1:1/other \(HTTP 302\)",
    )
    assert "abc" not in str(error)
    assert len(server.requests) == 1


# -- who asks ----------------------------------------------------------------------------------


def guarded(scheme: str) -> Script:
    """Lets in who shows user and password, after asking for them."""

    def answer(exchange: Exchange) -> None:
        if exchange.headers.get("Authorization", "").startswith(scheme):
            fine(exchange)
        else:
            exchange.reply(
                "", 401, "text/plain", WWW_Authenticate=f'{scheme} realm="r", nonce="n", qop="auth"'
            )

    return answer


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_credentials_are_shown_when_asked_for(scheme: str) -> None:
    credentials = Credentials("someone", SECRET)
    with asking(guarded(scheme), credentials=credentials) as (endpoint, server, _):
        assert len(endpoint.select(ASK)) == 1
        assert len(endpoint.select(ASK)) == 1
        # Asked once; afterwards they are shown at once.
        shown = ["Authorization" in request.headers for request in server.requests]
        assert shown == [False, True, True]
        if scheme == "Digest":
            last = server.requests[-1].headers["Authorization"]
            assert SECRET not in last
            assert "nc=00000002" in last


def test_a_token_is_shown_at_once() -> None:
    with asking(fine, credentials=Credentials(token=SECRET)) as (endpoint, server, _):
        endpoint.select(ASK)
        assert server.requests[0].headers["Authorization"] == f"Bearer {SECRET}"


def test_wrong_credentials() -> None:
    def no(exchange: Exchange) -> None:
        exchange.reply("", 401, "text/plain", WWW_Authenticate='Basic realm="r"')

    _, server = failing(
        no, "refuses the credentials given", credentials=Credentials("someone", SECRET)
    )
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 403, 500])
def test_secrets_stay_secret(status: int) -> None:
    # A server that sends back what it was shown.
    def echo(exchange: Exchange) -> None:
        exchange.reply(f"you said {exchange.headers['Authorization']}", status, "text/plain")

    with asking(echo, credentials=Credentials(token=SECRET)) as (endpoint, _, _):
        with pytest.raises((EndpointError, UsageError)) as caught:
            endpoint.select(ASK)
        assert "you said Bearer …" in str(caught.value)
        for told in (str(caught.value), repr(caught.value), repr(endpoint)):
            assert SECRET not in told
    assert SECRET not in repr(Credentials("someone", SECRET))


def test_credentials_from_the_environment() -> None:
    prefix = "CAREERLATTICE_ENDPOINT_"
    pair = {f"{prefix}USER": "someone", f"{prefix}PASSWORD": SECRET}
    assert Credentials.from_environment(pair) == Credentials("someone", SECRET)
    token = {f"{prefix}TOKEN": f"{SECRET}\n"}
    assert Credentials.from_environment(token) == Credentials(token=SECRET)
    assert Credentials.from_environment({}) == Credentials()
    for wrong in (pair | token, {f"{prefix}USER": "x"}, {f"{prefix}TOKEN": f"a{SECRET}\nb: c"}):
        with pytest.raises(UsageError, match=prefix) as caught:
            Credentials.from_environment(wrong)
        assert SECRET not in str(caught.value)


# -- what is sent ------------------------------------------------------------------------------


def test_what_is_sent() -> None:
    with asking(fine) as (endpoint, server, _):
        endpoint.select("#+ a header\nSELECT ?n {\n ?x career:rank ?n ; <urn:skos:x> 'a:b' }")
        (request,) = server.requests
        assert request.method == "POST"
        assert request.headers["Accept"] == "application/sparql-results+json"
        assert re.fullmatch(r"careerlattice/\S+", request.headers["User-Agent"])
        assert request.form["default-graph-uri"] == ["urn:graph"]
        # Only the prefixes that are used are declared, on the first line, so that the line
        # numbers of the server's messages stay right.
        first, second, *_ = request.query.split("\n")
        assert first == "PREFIX career: <https://w3id.org/careerlattice/ontology#> #+ a header"
        assert second == "SELECT ?n {"


def test_from_is_sent_without_other_graphs() -> None:
    with asking(fine) as (endpoint, server, _):
        endpoint.select("SELECT ?n FROM <urn:other> { ?x ?y ?n }")
        assert set(server.requests[0].form) == {"query"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "this is an update"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "calls another server"),
        ("Which grade?", "begins with none of its words"),
    ],
)
def test_what_is_not_sent(query: str, message: str) -> None:
    with asking(fine) as (endpoint, server, _):
        with pytest.raises(UsageError, match=message):
            endpoint.query(query)
        assert server.requests == []


def test_a_select_is_a_select() -> None:
    body = '{"head": {}, "boolean": true}'
    with asking(lambda e: e.reply(body)) as (endpoint, _, _):
        assert endpoint.query("ASK { ?s ?p ?o }") is True
        with pytest.raises(UsageError, match="rows come from a SELECT query only"):
            endpoint.select("ASK { ?s ?p ?o }")


def test_closed() -> None:
    with asking(fine) as (endpoint, server, _):
        with endpoint:
            pass
        with pytest.raises(UsageError, match="is closed"):
            endpoint.select(ASK)
        assert server.requests == []


def test_a_proxy_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with asking(fine) as (endpoint, _, _):
        assert len(endpoint.select(ASK)) == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:7878/query",
        "file:///etc/passwd",
        "ftp://127.0.0.1/query",
        "http://",
        "http://[::1/query",
        "http://127.0.0.1:99999/query",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nX: y",
        f"http://someone:{SECRET}@127.0.0.1/query",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(UsageError, match="address") as caught:
        Endpoint(url, credentials=Credentials())
    assert SECRET not in str(caught.value)


def test_the_query_of_an_address_is_not_shown() -> None:
    endpoint = Endpoint(f"http://127.0.0.1:1/query?key={SECRET}#part", credentials=Credentials())
    assert endpoint.name == "http://127.0.0.1:1/query"
    with pytest.raises(EndpointError) as caught:
        endpoint.select(ASK)
    assert SECRET not in str(caught.value)


# -- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "datatype", "value"),
    [
        ("1", "boolean", "true"),
        ("0", "boolean", "false"),
        ("true", "boolean", "true"),
        ("maybe", "boolean", "maybe"),
        ("+07", "integer", "7"),
        ("9" * 30, "integer", "9" * 30),
        ("0.50", "decimal", "0.5"),
        ("2.000", "decimal", "2"),
        ("-.0", "decimal", "0"),
        ("100", "decimal", "100"),
        ("1E2", "double", "100"),
        ("2020-02-29", "date", "2020-02-29"),
        ("01", "string", "01"),
    ],
)
def test_literals_are_written_in_one_way(written: str, datatype: str, value: str) -> None:
    kind = ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}")
    literal = canonical(ox.Literal(written, datatype=kind))
    assert (literal.value, literal.datatype) == (value, kind)
    # And that is how the embedded store writes it.
    store = ox.Store()
    solutions = store.query(f"SELECT (?x + 0 AS ?y) ?x {{ VALUES ?x {{ {literal} }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    (row,) = solutions
    assert row["x"] == literal
    if isinstance(row["y"], ox.Literal) and datatype in {"integer", "decimal", "double"}:
        assert row["y"].value == value


def test_an_int_is_an_integer() -> None:
    literal = ox.Literal("5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#int"))
    assert canonical(literal) == ox.Literal("5", datatype=ox.NamedNode(INTEGER))


def test_terms_of_all_kinds() -> None:
    cells: dict[str, dict[str, object]] = {
        "iri": {"type": "uri", "value": "https://w3id.org/careerlattice/id/class/a/b"},
        "blank": {"type": "bnode", "value": "nodeID://b10"},
        "word": {"type": "literal", "value": "a", "xml:lang": "en"},
        "share": {
            "type": "typed-literal",
            "value": "0.250",
            "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
        },
        "triple": {
            "type": "triple",
            "value": {
                "subject": {"type": "uri", "value": "urn:s"},
                "predicate": {"type": "uri", "value": "urn:p"},
                "object": {"type": "literal", "value": "o"},
            },
        },
    }
    body = json.dumps({"head": {"vars": [*cells, "unsaid"]}, "results": {"bindings": [cells, {}]}})
    with asking(lambda e: e.reply(body)) as (endpoint, _, _):
        rows = endpoint.select(ASK)
    assert isinstance(rows, Rows)
    assert rows[0]["iri"] == "a/b"
    assert rows[0]["share"] == Decimal("0.25")
    assert rows.terms[0][1] == ox.BlankNode("nodeIDb10")
    assert rows.terms[0][2] == ox.Literal("a", language="en")
    assert str(rows.terms[0][4]) == '<urn:s> <urn:p> "o"'
    assert set(rows[1].values()) == {None}
