"""What a request may take, and that whoever takes more stops neither the server nor the others."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import httpx
import pytest

from careerlattice.build import Build
from careerlattice.errors import UsageError
from careerlattice.serve.builds import Builds
from careerlattice.serve.counting import CountingSink, OverflowingError
from careerlattice.serve.limits import MEBIBYTE, Limits
from careerlattice.serve.outcomes import RequestError
from careerlattice.serve.protocol import LIMIT_HEADER
from careerlattice.serve.turns import Kind
from careerlattice.serve.workers import Workers
from careerlattice.store import GraphStore
from tests.serve.servers import LONGEST_WAIT, NEVER_ENDING, SMALL, Running, serving

QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def tight(built: Build) -> Iterator[Running]:
    """A server of two workers with little of everything."""
    limits = Limits(
        seconds=20.0,
        rows=100,
        answer_bytes=20_000,
        workers=2,
        memory=300 * MEBIBYTE,
        request_bytes=100_000,
        head_bytes=20_000,
        patience=3.0,
    )
    with serving(built.folder, limits) as running:
        yield running


def later(action: Callable[[str], httpx.Response], query: str) -> Future[httpx.Response]:
    """Begin something in a thread of its own."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(action, query)
    pool.shutdown(wait=False)
    return future


def refused(response: httpx.Response, status: int, limit: str) -> None:
    assert (response.status_code, response.headers.get(LIMIT_HEADER)) == (status, limit)
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert len(response.text.splitlines()) == 1


# -- time --------------------------------------------------------------------------------------


def test_an_endless_query_is_stopped_and_others_are_answered_meanwhile(built: Build) -> None:
    with serving(built.folder, Limits(seconds=6.0, workers=2)) as running:
        endless = later(running.get, NEVER_ENDING)
        answered = 0
        while not endless.done():
            assert running.get(SMALL).status_code == 200
            answered += 1
        assert answered > 0
        refused(endless.result(), 504, "time")
        # The worker that was ended has been replaced: both can be taken again.
        both = [later(running.get, SMALL) for _ in range(2)]
        assert [each.result().status_code for each in both] == [200, 200]


def first_of(running: Running, count: int) -> tuple[httpx.Response, list[Future[httpx.Response]]]:
    """The first answer to as many endless queries, and the others, which go on."""
    asked = [later(running.get, NEVER_ENDING) for _ in range(count)]
    done, going_on = wait(asked, LONGEST_WAIT, FIRST_COMPLETED)
    assert len(done) == 1
    return done.pop().result(), list(going_on)


def test_where_nobody_may_wait_a_request_is_sent_away(built: Build) -> None:
    limits = Limits(seconds=2 * LONGEST_WAIT, workers=1, waiting=0)
    with serving(built.folder, limits) as running:
        second, (first,) = first_of(running, 2)
        refused(second, 503, "queue")
        assert int(second.headers["retry-after"]) > 0
        assert not first.done()


def test_who_waits_is_answered_when_a_worker_is_free(built: Build) -> None:
    limits = Limits(seconds=LONGEST_WAIT, workers=1, waiting=10)
    with serving(built.folder, limits) as running:
        many = [later(running.get, "SELECT * { ?s ?p ?o } LIMIT 500") for _ in range(10)]
        assert [each.result().status_code for each in many] == [200] * 10


def test_a_query_nobody_waits_for_is_stopped(built: Build) -> None:
    limits = Limits(seconds=600.0, workers=1)
    with serving(built.folder, limits) as running:
        with httpx.Client() as client, pytest.raises(httpx.ReadTimeout):
            client.get(running.endpoint, params={"query": NEVER_ENDING}, timeout=0.5)
        # There is one worker, and it would be busy for ten minutes.
        assert running.get(SMALL).status_code == 200


def test_a_worker_ended_from_outside_is_replaced(built: Build) -> None:
    async def scenario() -> list[int]:
        workers = Workers(Builds(built.folder), Limits(workers=1))
        await workers.start()
        try:
            doing = asyncio.ensure_future(answered(workers, NEVER_ENDING))
            # When all have started, the query is with the one that is not idle.
            await asyncio.gather(*workers._starting)
            (busy,) = workers._all - set(workers._idle)
            os.kill(busy.pid, signal.SIGKILL)
            return [await doing, await answered(workers, SMALL)]
        finally:
            await workers.stop()

    async def answered(workers: Workers, query: str) -> int:
        arguments = {
            "query": query,
            "default_graphs": None,
            "named_graphs": None,
            "accept": "",
            "packed": False,
            "rows": 10,
            "size": 1000,
        }
        try:
            await workers.run(
                "careerlattice.serve.querying:answer_query",
                arguments,
                client="127.0.0.1",
                kind=Kind.FREE,
            )
        except RequestError as error:
            return error.status
        return 200

    assert asyncio.run(scenario()) == [503, 200]


# -- size --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_rows_are_all_there_or_none(tight: Running, accept: str) -> None:
    query = "SELECT ?s { ?s ?p ?o } LIMIT "
    assert tight.get(f"{query}100", Accept=accept).status_code == 200
    refused(tight.get(f"{query}101", Accept=accept), 413, "rows")
    refused(tight.get(query.replace("LIMIT ", ""), Accept=accept), 413, "rows")


def test_triples_are_all_there_or_none(tight: Running) -> None:
    rows = " ".join(f"<a:{number}>" for number in range(101))
    query = f"CONSTRUCT {{ ?s <a:p> 1 }} {{ VALUES ?s {{ {rows} }} }}"
    refused(tight.get(query), 413, "rows")
    assert tight.get(query.replace("<a:100>", "")).status_code == 200


@pytest.mark.parametrize(
    "form", ["SELECT ({0} AS ?x) {{}}", "CONSTRUCT {{ <a:b> <a:b> {0} }} {{}}"]
)
def test_bytes_are_all_there_or_none(tight: Running, form: str) -> None:
    def ask(size: int) -> httpx.Response:
        text = '"' + "x" * size + '"'
        return tight.client.post(
            tight.endpoint, content=form.format(text), headers={"Content-Type": QUERY}
        )

    assert ask(15_000).status_code == 200
    refused(ask(21_000), 413, "bytes")


def test_a_query_without_memory_is_refused(built: Build) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
    with serving(built.folder, Limits(memory=200 * MEBIBYTE, workers=1)) as running:
        refused(running.get(query), 413, "memory")
        assert running.get(SMALL).status_code == 200


@pytest.mark.parametrize(
    ("form", "at_once"), [(form, n) for form in ("JSON", "XML", "CSV", "TSV") for n in (1, 7, 8192)]
)
def test_rows_are_counted_in_every_form(store: GraphStore, form: str, at_once: int) -> None:
    """However what is written is cut into pieces, and whatever the values look like."""
    import pyoxigraph as ox

    query = r"""SELECT * { VALUES (?a ?b) {
        ("{\"},{\"" "<result></result>") ("\\" "\n\r\n\"") (UNDEF UNDEF) (UNDEF "\"\"{{{")
    } }"""
    with store.evaluate(query) as found:
        assert isinstance(found, ox.QuerySolutions)
        written = found.serialize(format=getattr(ox.QueryResultsFormat, form))
    assert written is not None
    pieces = [written[at : at + at_once] for at in range(0, len(written), at_once)]

    def taken(rows: int, size: int) -> bytes:
        sink = CountingSink(form, rows=rows, size=size)
        for piece in pieces:
            sink.write(piece)
        return sink.taken()

    assert taken(4, len(written)) == written
    with pytest.raises(OverflowingError, match="rows"):
        taken(3, len(written))
    with pytest.raises(OverflowingError, match="bytes"):
        taken(4, len(written) - 1)


# -- what is hostile ---------------------------------------------------------------------------

HOSTILE = {
    "parentheses": "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "negations": "SELECT * { FILTER(" + "!" * 90_000 + "1) }",
    "groups": "SELECT * " + "{" * 40_000 + "}" * 40_000,
    "paths": "ASK { ?s " + "(" * 20_000 + "<a:p>" + ")*" * 20_000 + " ?o }",
    "optional parts": "SELECT * {" + "OPTIONAL{?s ?p ?o " * 4000 + "}" * 4000 + "}",
    "parentheses beside SERVICE": "SELECT * { FILTER("
    + "(" * 5000
    + "1"
    + ")" * 5000
    + ") SERVICE ?x {} }",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_query_that_breaks_the_engine_breaks_nothing_else(tight: Running, case: str) -> None:
    response = tight.client.post(
        tight.endpoint, content=HOSTILE[case], headers={"Content-Type": QUERY}
    )
    assert 400 <= response.status_code < 500 or response.status_code == 504
    assert len(response.text.splitlines()) == 1
    assert tight.get(SMALL).status_code == 200


@pytest.mark.parametrize("text", ["\0", "\\u0000", "\x1b[2J", "\ud7ff", "\U0010ffff", "\u202e"])
def test_odd_characters_are_characters(tight: Running, text: str) -> None:
    response = tight.get(f"SELECT ('{text}' AS ?x) {{}}")
    assert response.status_code == 200
    value = response.json()["results"]["bindings"][0]["x"]["value"]
    assert value == text.replace("\\u0000", "\0")


def test_half_a_character_is_none(tight: Running) -> None:
    response = tight.client.get(f"{tight.endpoint}?query=ASK%20%7B%7D%20%23%ED%A0%80")
    assert response.status_code == 400


def test_a_message_holds_no_line_of_its_own(tight: Running) -> None:
    response = tight.get("SELECT * { <a\r\nX-Header: x\x1b[2J")
    assert response.status_code == 400
    assert "x-header" not in response.headers
    assert len(response.text.splitlines()) == 1
    assert "\x1b" not in response.text


# -- requests ----------------------------------------------------------------------------------


def test_a_body_has_a_largest_size(tight: Running) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(200):
            yield b"#" * 1000

    known = tight.client.post(
        tight.endpoint, content=b"#" * 200_000, headers={"Content-Type": QUERY}
    )
    unknown = tight.client.post(tight.endpoint, content=pieces(), headers={"Content-Type": QUERY})
    for response in (known, unknown):
        refused(response, 413, "bytes")


def raw(running: Running, text: str) -> bytes:
    """What comes back for bytes as they stand, until the server closes the connection."""
    url = httpx.URL(running.url)
    with socket.create_connection((url.host, url.port), timeout=LONGEST_WAIT) as connection:
        connection.sendall(text.encode())
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received


def test_headers_have_a_largest_size(tight: Running) -> None:
    refused(tight.get(SMALL, **{"X-Long": "x" * 30_000}), 431, "bytes")
    assert tight.get(SMALL, **{"X-Long": "x" * 10_000}).status_code == 200
    never = raw(tight, f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {'x' * 40_000}")
    assert never.startswith(b"HTTP/1.1 400 ")


def test_a_client_that_does_not_go_on_is_dropped(tight: Running) -> None:
    begun = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    body = f"Content-Type: {QUERY}\r\nContent-Length: 100\r\n\r\nASK"
    texts = ["", "GET /sparql HTTP/1.1\r\nHost: local", f"{begun}{body}"]
    # Side by side, since each is waited for.
    with ThreadPoolExecutor(len(texts)) as pool:
        nothing, head, part = pool.map(raw, [tight] * len(texts), texts)
    assert (nothing, head) == (b"", b"")
    assert part.startswith(b"HTTP/1.1 408 ")


def test_a_client_that_takes_nothing_holds_no_worker(built: Build) -> None:
    with serving(built.folder, Limits(workers=1, waiting=0)) as running:
        url = httpx.URL(running.url)
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            connection.connect((url.host, url.port))
            query = "SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
            connection.sendall(
                f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            assert connection.recv(12) == b"HTTP/1.1 200"
            assert running.get(SMALL).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost:x", "[::2]", ""],
)
def test_another_name_of_this_address_is_refused(tight: Running, host: str) -> None:
    response = tight.client.get(tight.endpoint, headers={"Host": host})
    assert response.status_code in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8000"])
def test_the_names_of_this_machine_are_known(tight: Running, host: str) -> None:
    assert tight.get(SMALL, Host=host).status_code == 200


def test_names_and_origins_are_allowed_by_choice(built: Build) -> None:
    page = "https://page.example"
    with serving(built.folder, allowed_hosts=["graph.example"], cors=[page]) as running:
        assert running.get(SMALL, Host="graph.example").status_code == 200
        read = running.get(SMALL, Origin=page)
        assert read.headers["access-control-allow-origin"] == page
        assert "origin" in read.headers["vary"].lower()
        assert running.post(SMALL, Origin=page).status_code == 200
        first = running.client.options(
            running.endpoint,
            headers={
                "Origin": page,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type",
            },
        )
        assert first.headers["access-control-allow-origin"] == page
        other = running.get(SMALL, Origin="https://other.example")
        assert "access-control-allow-origin" not in other.headers
        assert running.post(SMALL, Origin="https://other.example").status_code == 403


def test_pages_of_others_are_not_answered_unasked(served: Running) -> None:
    own = served.url.rstrip("/")
    assert served.post(SMALL, Origin=own).status_code == 200
    for origin in ("https://page.example", "null", own.replace("http:", "http:x")):
        assert served.post(SMALL, Origin=origin).status_code == 403
    assert "access-control-allow-origin" not in served.get(SMALL, Origin=own).headers


def test_every_response_is_safe_to_show(served: Running) -> None:
    for path in ("", "sparql?query=ASK%20%7B%7D", "nothing-here", ".well-known/void"):
        headers = served.client.get(f"{served.url}{path}").headers
        assert "default-src 'self'" in headers["content-security-policy"] or (
            "default-src 'none'" in headers["content-security-policy"]
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


# -- the limits themselves, and another build --------------------------------------------------


@pytest.mark.parametrize("given", [{"seconds": 0}, {"rows": -1}, {"workers": 0}])
def test_limits_that_let_nothing_through_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="lets nothing through"):
        Limits(**given)


def test_a_new_build_is_served_at_once(seeds: list[Path], tmp_path: Path) -> None:
    from careerlattice.build import build

    documents = """SELECT DISTINCT ?g {
        GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), "/graph/document/"))
    }"""
    build(seeds[:1], tmp_path)
    with serving(tmp_path) as running:
        before = running.get(documents)
        assert len(before.json()["results"]["bindings"]) == 1
        void = running.client.get(f"{running.url}.well-known/void")
        build(seeds[:2], tmp_path)
        after = running.get(documents, **{"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert len(after.json()["results"]["bindings"]) == 2
        assert after.headers["etag"] != before.headers["etag"]
        again = running.client.get(
            f"{running.url}.well-known/void", headers={"If-None-Match": void.headers["etag"]}
        )
        assert again.status_code == 200


def test_a_build_that_is_taken_away_is_told_of(built: Build, tmp_path: Path) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "current").symlink_to(built.folder)
    with serving(folder) as running:
        assert running.get(SMALL).status_code == 200
        (folder / "current").unlink()
        response = running.get(SMALL)
        assert response.status_code == 503
        assert "there is no built graph here" in response.text
        (folder / "current").symlink_to(built.folder)
        assert running.get(SMALL).status_code == 200
