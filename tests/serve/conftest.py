"""A server over the graph of the seed documents, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from careerlattice.build import Build
from careerlattice.store import GraphStore
from tests.serve.servers import Running, serving


@pytest.fixture(scope="session")
def served(built: Build) -> Iterator[Running]:
    """A server with the usual limits."""
    with serving(built.folder) as running:
        yield running


@pytest.fixture(scope="session")
def store(built: Build) -> Iterator[GraphStore]:
    """The same graph, embedded."""
    with GraphStore.open(built.folder) as opened:
        yield opened
