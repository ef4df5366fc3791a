"""Servers of SPARQL for the tests: real ones as processes of their own, made ones as threads.

All listen on 127.0.0.1 only, are waited for a bounded time, and end with the tests: the processes
run under `timeout`, so that they end even if the tests are killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from careerlattice.endpoint import Credentials, Endpoint

LONGEST_LIFE = "600"
LONGEST_START = 60.0

VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 5000
"""


@dataclass(frozen=True)
class Server:
    """A server that runs, and what is needed to use it."""

    name: str
    url: str
    store_url: str
    update_url: str
    credentials: Credentials = field(default_factory=Credentials)
    sql_port: int | None = None
    """Where Virtuoso listens for its own SQL client."""

    def endpoint(self, default_graphs: tuple[str, ...] = ()) -> Endpoint:
        return Endpoint(
            self.url, credentials=self.credentials, default_graphs=default_graphs, timeout=600
        )


@contextmanager
def running_oxigraph(folder: Path, *options: str) -> Iterator[Server]:
    """The server of the PyPI package oxigraph, its graph in memory."""
    here = Path(sys.executable).with_name("oxigraph")
    binary = str(here) if here.is_file() else shutil.which("oxigraph")
    if binary is None:
        pytest.skip("needs the Oxigraph server: pip install oxigraph")
    port = _free_port()
    command = [binary, "serve", "--bind", f"127.0.0.1:{port}", *options]
    root = f"http://127.0.0.1:{port}"
    with _process(command, folder, f"{root}/query?query=ASK%7B%7D"):
        yield Server("oxigraph", f"{root}/query", f"{root}/store", f"{root}/update")


@contextmanager
def running_virtuoso(folder: Path) -> Iterator[Server]:
    """The server of the Debian package virtuoso-opensource-7-bin, its files in *folder*."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("needs Virtuoso: apt-get install virtuoso-opensource-7-bin")
    port, sql_port = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(
        VIRTUOSO_INI.format(http_port=port, sql_port=sql_port), "utf-8"
    )
    command = [binary, "+foreground", "+configfile", "virtuoso.ini"]
    root = f"http://127.0.0.1:{port}"
    with _process(command, folder, f"{root}/sparql?query=ASK%7B%7D"):
        yield Server(
            "virtuoso",
            f"{root}/sparql",
            f"{root}/sparql-graph-crud-auth",
            f"{root}/sparql-auth",
            # What every new Virtuoso begins with.
            Credentials("dba", "dba"),
            sql_port,
        )


@contextmanager
def _process(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    timeout = shutil.which("timeout")
    bounded = [timeout, LONGEST_LIFE, *command] if timeout else command
    log = folder / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            bounded, cwd=folder, stdout=stream, stderr=stream, start_new_session=True
        )
    try:
        deadline = time.monotonic() + LONGEST_START
        while not _answers(probe):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{command[0]} did not start:\n{log.read_text('utf-8', 'replace')}")
            time.sleep(0.1)
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def _answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


# -- made servers ------------------------------------------------------------------------------


@dataclass
class Asked:
    """One request that a made server got."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode("utf-8"))

    @property
    def query(self) -> str:
        return self.form["query"][0]


class Exchange(BaseHTTPRequestHandler):
    """One connection to a made server; a script answers it."""

    server: Made
    protocol_version = "HTTP/1.1"
    asked: Asked

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked = Asked(self.command, self.path, dict(self.headers), body)
        self.server.requests.append(self.asked)
        self.close_connection = True
        self.server.script(self)

    do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815 - the library's names

    def reply(
        self,
        body: bytes | str,
        status: int = 200,
        kind: str | None = "application/sparql-results+json",
        **headers: str,
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        if kind is not None:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


Script = Callable[[Exchange], None]


class Made(ThreadingHTTPServer):
    """A server in a thread that does what its script says, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Asked] = []
        super().__init__(("127.0.0.1", 0), Exchange)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/query"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def made(script: Script) -> Iterator[Made]:
    server = Made(script)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def by_the_book(store: ox.Store) -> Script:
    """A server that knows the SPARQL 1.1 Protocol and nothing else; its default graph is empty."""

    def answer(exchange: Exchange) -> None:
        asked = exchange.asked
        if asked.method != "POST" or asked.path != "/query":
            exchange.reply("not here", 404, "text/plain")
            return
        if "query" not in asked.form:
            exchange.reply("no query", 400, "text/plain")
            return
        default, named = (
            [*map(ox.NamedNode, asked.form.get(f"{name}-graph-uri", []))]
            for name in ("default", "named")
        )
        graphs: dict[str, Any] = {"default_graph": default, "named_graphs": named}
        results = store.query(asked.query, **(graphs if default or named else {}))
        assert not isinstance(results, ox.QueryTriples)
        exchange.reply(results.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return answer
