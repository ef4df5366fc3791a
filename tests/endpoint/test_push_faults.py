"""A server that stalls, is busy, breaks off, talks nonsense or lies while a graph is pushed to it.

The servers are real ones, the line to them is in trouble. Each time there is one message, it says
how far the push came, and the next push completes without sending again what had arrived.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from careerlattice.build import Build
from careerlattice.endpoint import EndpointError
from careerlattice.identifiers import GRAPH
from careerlattice.push import MANIFEST, GraphStoreProtocol, Push, SparqlUpdate, push
from tests.endpoint import troubled as line_of
from tests.endpoint.servers import Server, running_oxigraph
from tests.endpoint.test_push import graphs_of
from tests.endpoint.troubled import troubled

TROUBLES = {
    "stall": (line_of.stall, r"gave no whole answer within 1\.5 seconds"),
    "busy": (line_of.busy, r"answers with HTTP 503: later"),
    "cut": (line_of.cut, r"the connection broke, 4 times in a row"),
    "garbage": (line_of.garbage, r"what answers there does not speak HTTP"),
}


@pytest.fixture
def emptied(changing: Server) -> Server:
    """The server without anything of ours; it is mended after the test."""
    with changing.endpoint() as endpoint:
        writer = GraphStoreProtocol(endpoint.connection, changing.store_url)
        for name in graphs_of(changing):
            if not name.startswith(("http:", "urn:", "https:")):
                writer.drop(f"{GRAPH}{name}")
        writer.drop(MANIFEST)
    return changing


def expected(built: Build) -> dict[str, int]:
    """How many triples each graph has, by its file."""
    folder = built.folder / "graphs"
    return {
        file.relative_to(folder).as_posix().removesuffix(".nq"): file.read_bytes().count(b"\n")
        for file in folder.rglob("*.nq")
    }


def ours(server: Server, built: Build) -> dict[str, int]:
    found = graphs_of(server)
    return {name: found.get(name, 0) for name in expected(built)}


def check_message(error: EndpointError, words: str) -> None:
    assert re.search(words, str(error))
    assert str(error).isprintable()
    assert "Traceback" not in str(error)
    assert error.remedy


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_half_way(trouble: str, emptied: Server, built: Build) -> None:
    fail, words = TROUBLES[trouble]
    number = len(expected(built))
    with troubled(emptied) as line:
        # The first write is the list of graphs; three graphs arrive after it.
        line.first, line.fail = 5, fail
        with pytest.raises(EndpointError) as caught:
            push(built.folder, line.server.url, credentials=emptied.credentials, timeout=1.5)
        check_message(caught.value, words)
        assert f"3 of {number} graphs had arrived" in str(caught.value)
        assert "push again" in str(caught.value)
        line.fail = None
        done = push(built.folder, line.server.url, credentials=emptied.credentials)
    assert ours(emptied, built) == expected(built)
    assert done.triples == built.quads
    again = push(built.folder, emptied.url, credentials=emptied.credentials)
    assert not again.changed


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_from_the_first_word(trouble: str, changing: Server, built: Build) -> None:
    fail, words = TROUBLES[trouble]
    with troubled(changing) as line:
        line.first, line.fail = 0, fail
        with pytest.raises(EndpointError) as caught:
            push(built.folder, line.server.url, credentials=changing.credentials, timeout=1.5)
        check_message(caught.value, words)
    # Nothing was changed.
    assert not push(built.folder, changing.url, credentials=changing.credentials).changed


@pytest.mark.parametrize("through", [GraphStoreProtocol, SparqlUpdate], ids=lambda w: w.name)
def test_a_server_that_says_yes_and_does_nothing(
    through: type[GraphStoreProtocol | SparqlUpdate], emptied: Server, built: Build
) -> None:
    with troubled(emptied) as line:
        line.first, line.fail, line.only_writes = 5, line_of.lie, True
        by_graphs = through is GraphStoreProtocol

        def pushing() -> Push:
            return push(
                built.folder,
                line.server.url,
                store_url=line.server.store_url if by_graphs else None,
                update_url=None if by_graphs else line.server.update_url,
                credentials=emptied.credentials,
            )

        with pytest.raises(EndpointError, match="graphs did not arrive whole") as caught:
            pushing()
        check_message(caught.value, r"the server holds \d+ triples, not \d+")
        line.fail = None
        assert pushing().through == through.name
    assert ours(emptied, built) == expected(built)


def test_what_had_arrived_is_not_sent_again_after_a_refusal(emptied: Server, built: Build) -> None:
    # A server that answers, if only with no, can still be told what has arrived.
    number = len(expected(built))

    def refuse(connection: object, head: bytes, line: line_of.Troubled) -> None:
        line_of.refuse(connection, head, 507)  # type: ignore[arg-type]
        line.fail = None

    with troubled(emptied) as line:
        line.first, line.fail = 5, refuse
        with pytest.raises(EndpointError, match="HTTP 507") as caught:
            push(built.folder, line.server.url, credentials=emptied.credentials)
        assert caught.value.status == 507
        done = push(built.folder, line.server.url, credentials=emptied.credentials)
    assert len(done.sent) == number - 3
    assert ours(emptied, built) == expected(built)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    with running_oxigraph(tmp_path) as server:
        yield server


@pytest.mark.slow
def test_killed_at_any_moment(own_server: Server, built: Build) -> None:
    script = """
import sys
from careerlattice.push import push
print("begun", flush=True)
push(__import__("pathlib").Path(sys.argv[1]), sys.argv[2], everything=True)
"""
    moments = random.Random(7)
    killed = 0
    for _ in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(built.folder), own_server.url],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        with child.stdout:
            assert child.stdout.readline() == "begun\n"
            time.sleep(moments.uniform(0, 0.6))
            os.kill(child.pid, signal.SIGKILL)
            killed += child.wait() == -signal.SIGKILL
        # Whatever arrived stands there whole or is listed as on its way.
        push(built.folder, own_server.url)
        assert ours(own_server, built) == expected(built)
        assert not push(built.folder, own_server.url).changed
    assert killed


def test_the_command_tells_it_in_one_line(built: Build) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "careerlattice", "push", "--timeout", "2"),
            *("--endpoint", "http://127.0.0.1:1/query", "--graph", str(built.folder)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "nothing listens there" in done.stderr
