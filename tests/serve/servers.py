"""Servers for the tests: the real application on a port of 127.0.0.1, in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from careerlattice.serve.app import make_app
from careerlattice.serve.builds import Builds
from careerlattice.serve.limits import Limits
from careerlattice.serve.listening import address_of, listen
from careerlattice.serve.run import Server

LONGEST_WAIT = 60.0
NEVER_ENDING = """
    SELECT * {
        ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
        FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "^(x+x+)+y$"))
    }
"""
SMALL = "SELECT (1 AS ?one) {}"


@dataclass(frozen=True)
class Running:
    """A server that runs, and a client of it."""

    url: str
    client: httpx.Client

    @property
    def endpoint(self) -> str:
        return f"{self.url}sparql"

    def get(self, query: str, **headers: str) -> httpx.Response:
        return self.client.get(self.endpoint, params={"query": query}, headers=headers)

    def post(self, query: str, **headers: str) -> httpx.Response:
        return self.client.post(self.endpoint, data={"query": query}, headers=headers)


@contextmanager
def serving(folder: Path, limits: Limits | None = None, **how: Any) -> Iterator[Running]:
    """Serve the graph built in *folder*; the server has ended when this is left."""
    limits = limits or Limits(workers=2)
    app = make_app(Builds(folder), limits, **how)
    begun = threading.Event()
    with listen("127.0.0.1", 0) as listener:
        server = Server(app, limits, begun.set)
        thread = threading.Thread(target=server.serve_on, args=(listener,))
        thread.start()
        try:
            assert begun.wait(LONGEST_WAIT)
            with httpx.Client(timeout=LONGEST_WAIT) as client:
                yield Running(address_of(listener), client)
        finally:
            server.should_exit = True
            thread.join(LONGEST_WAIT)
            assert not thread.is_alive()
