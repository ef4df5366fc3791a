"""The two real servers, each started once, with the graph of the seed documents pushed to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from careerlattice.build import Build
from careerlattice.push import Push, push
from careerlattice.store import GraphStore
from tests.endpoint.servers import Server, running_oxigraph, running_virtuoso

RUNNING = {"oxigraph": running_oxigraph, "virtuoso": running_virtuoso}


@pytest.fixture(scope="session", params=RUNNING)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A real server, empty at first."""
    with RUNNING[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="session")
def first_push(server: Server, built: Build) -> Push:
    """What the first push to the empty server did."""
    return push(built.folder, server.url, credentials=server.credentials)


@pytest.fixture(scope="session")
def filled(server: Server, first_push: Push) -> Server:
    """The server, with the graph of the seed documents, to be read."""
    assert first_push.endpoint == server.url
    return server


@pytest.fixture
def changing(filled: Server, built: Build) -> Iterator[Server]:
    """The server, filled, to be written to; it is mended after the test."""
    yield filled
    push(built.folder, filled.url, credentials=filled.credentials)


@pytest.fixture(scope="session")
def store(built: Build) -> Iterator[GraphStore]:
    """The same graph, embedded."""
    with GraphStore.open(built.folder) as opened:
        yield opened
