"""Slow clients hold little, and for a while only."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress

import httpx
import pytest

from careerlattice.build import Build
from careerlattice.serve.limits import Limits
from careerlattice.serve.protocol import LIMIT_HEADER
from tests.serve.servers import LONGEST_WAIT, SMALL, Running, serving

PIECE = 256 * 1024
MEGABYTES = "SELECT * { ?s ?p ?o }"


def unread(running: Running, query: str, *headers: str) -> socket.socket:
    """A connection that asked, took the first bytes of the answer, and takes no more."""
    url = httpx.URL(running.endpoint, params={"query": query})
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    connection.settimeout(LONGEST_WAIT)
    connection.connect((url.host, url.port))
    line = f"GET {url.raw_path.decode()} HTTP/1.1"
    connection.sendall("\r\n".join([line, "Host: localhost", *headers, "", ""]).encode())
    assert connection.recv(12) == b"HTTP/1.1 200"
    return connection


def kept_by_the_system() -> int:
    """How many bytes a socket takes whose reader does not read."""
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        reader.connect(listener.getsockname())
        writer, _ = listener.accept()
        kept = 0
        with writer:
            writer.setblocking(False)
            for _ in range(20):
                with suppress(BlockingIOError):
                    while True:
                        kept += writer.send(bytes(PIECE))
                time.sleep(0.01)
        return kept


def stuck_at_the_end(running: Running) -> str:
    """A query whose answer the system keeps for a reader, but for some of the last piece."""
    wanted, rows = (kept_by_the_system() // PIECE + 1) * PIECE - 10_000, 1000
    for _ in range(5):
        answer = running.get(f"{MEGABYTES} LIMIT {rows}", **{"Accept-Encoding": "identity"})
        rows = rows * wanted // len(answer.content)
    return f"{MEGABYTES} LIMIT {rows}"


@pytest.mark.parametrize("at_the_end", [False, True])
@pytest.mark.parametrize("headers", [(), ("Connection: close",)])
def test_a_client_that_takes_nothing_more_is_dropped(
    built: Build, at_the_end: bool, headers: tuple[str, ...]
) -> None:
    with serving(built.folder, Limits(workers=1)) as running:
        query = stuck_at_the_end(running) if at_the_end else MEGABYTES
    # While the one connection beside it is there, nobody else is answered.
    limits = Limits(workers=1, patience=1.0, connections=2)
    with serving(built.folder, limits) as running, unread(running, query, *headers):
        deadline = time.monotonic() + LONGEST_WAIT
        while (status := httpx.get(running.url).status_code) == 503:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert status == 200


def test_large_answers_have_so_much_room_together(built: Build) -> None:
    with (
        serving(built.folder, Limits(workers=1, sending_bytes=10_000_000)) as running,
        ExitStack() as stack,
    ):
        stack.enter_context(unread(running, MEGABYTES, "Accept-Encoding: identity"))
        for plain in (True, False):
            coding = "identity" if plain else "gzip"
            second = running.get(MEGABYTES, **{"Accept-Encoding": coding})
            if plain:
                assert second.status_code == 503
                assert second.headers[LIMIT_HEADER] == "queue"
                assert int(second.headers["retry-after"]) > 0
                assert len(second.text.splitlines()) == 1
            else:
                # The same, packed, has room.
                assert second.status_code == 200
        assert running.get(SMALL).status_code == 200
        stack.close()
        while running.get(MEGABYTES, **{"Accept-Encoding": "identity"}).status_code == 503:
            time.sleep(0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such way")
def test_a_worker_reaches_nobody() -> None:
    program = (
        "import socket, sys\n"
        "from careerlattice.serve.work import leave_network\n"
        "left = leave_network()\n"
        "try:\n"
        "    socket.create_connection(('127.0.0.1', int(sys.argv[1]))).close()\n"
        "except OSError:\n"
        "    print(left, 'alone')\n"
        "else:\n"
        "    print(left, 'connected')\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        told = subprocess.run(
            [sys.executable, "-c", program, port], capture_output=True, text=True, check=True
        )
    # Not every system lets a process give up its network; the function says which.
    assert told.stdout.split() in (["True", "alone"], ["False", "connected"])
