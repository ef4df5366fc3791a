"""A line to a real server on which things go wrong: a proxy of raw bytes that fails at one request.

It passes each request on and each answer back until the write that is to fail; from then on every
request fails, or every write.
"""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from tests.endpoint.servers import Server


@dataclass
class Troubled:
    """The line: which write is the first to fail, and how; *over* ends what stalls."""

    server: Server
    backend: tuple[str, int]
    first: int = 0
    fail: Trouble | None = None
    only_writes: bool = False
    writes: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def is_due(self, head: bytes) -> bool:
        """Whether the request that begins with *head* is one to fail."""
        method, path, _ = head.split(b" ", 2)
        writes = method != b"GET" and path.split(b"?")[0] not in (b"/query", b"/sparql")
        if self.server.credentials.user:
            # What is sent without them is refused, and sent again.
            writes = writes and b"\r\nauthorization:" in head.lower()
        self.writes += writes
        return (
            self.fail is not None and self.writes >= self.first and (writes or not self.only_writes)
        )


Trouble = Callable[[socket.socket, bytes, Troubled], None]


@contextmanager
def troubled(server: Server) -> Iterator[Troubled]:
    """*server*, reached through a line that can be made to fail."""
    parts = urlsplit(server.url)
    assert parts.hostname is not None
    assert parts.port is not None
    backend = (parts.hostname, parts.port)

    class Line(socketserver.BaseRequestHandler):
        request: socket.socket

        def handle(self) -> None:
            head, length = _head(self.request)
            if not head:
                return
            fail = line.fail if line.is_due(head) else None
            if fail is not None:
                fail(self.request, head, line)
                return
            with socket.create_connection(backend, 30) as behind:
                behind.sendall(head)
                _pass_on(self.request, behind, length)
                while data := behind.recv(1 << 16):
                    self.request.sendall(data)

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Lines that break are what this is for."""

    with Listener(("127.0.0.1", 0), Line) as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        here = f"http://127.0.0.1:{listener.server_address[1]}"
        there = f"http://{parts.hostname}:{parts.port}"
        line = Troubled(
            replace(
                server,
                url=server.url.replace(there, here),
                store_url=server.store_url.replace(there, here),
                update_url=server.update_url.replace(there, here),
            ),
            backend,
        )
        try:
            yield line
        finally:
            line.over.set()
            listener.shutdown()
            thread.join(5)


def _head(connection: socket.socket) -> tuple[bytes, int]:
    """The head of a request and the length of its body, to which none of what was read belongs."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte:
            return b"", 0
        head += byte
    lines = head.lower().split(b"\r\n")
    lengths = [line.partition(b":")[2] for line in lines if line.startswith(b"content-length:")]
    # The answer ends where the connection does.
    return head, int(lengths[0]) if lengths else 0


def _pass_on(source: socket.socket, target: socket.socket, length: int) -> None:
    while length > 0:
        data = source.recv(min(length, 1 << 16))
        if not data:
            return
        target.sendall(data)
        length -= len(data)


# -- what can go wrong -------------------------------------------------------------------------


def stall(connection: socket.socket, head: bytes, line: Troubled) -> None:
    """Take the request and say nothing."""
    line.over.wait(20)


def busy(connection: socket.socket, head: bytes, line: Troubled) -> None:
    """Say that there is no time for it."""
    refuse(connection, head, 503)


def refuse(connection: socket.socket, head: bytes, status: int) -> None:
    """Take the request and answer with *status*."""
    _swallow(connection, head)
    connection.sendall(
        b"HTTP/1.1 %d No\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlater" % status
    )


def cut(connection: socket.socket, head: bytes, line: Troubled) -> None:
    """Pass half of the request on, then break both connections."""
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    with socket.create_connection(line.backend, 30) as behind:
        behind.sendall(head)
        _pass_on(connection, behind, length // 2)
        for each in (behind, connection):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def garbage(connection: socket.socket, head: bytes, line: Troubled) -> None:
    """Answer with what no protocol knows."""
    _swallow(connection, head)
    connection.sendall(bytes(range(256)) * 4)


def lie(connection: socket.socket, head: bytes, line: Troubled) -> None:
    """Say that all is well, and do nothing."""
    _swallow(connection, head)
    connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


def _swallow(connection: socket.socket, head: bytes) -> None:
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    while length > 0 and (data := connection.recv(min(length, 1 << 16))):
        length -= len(data)
