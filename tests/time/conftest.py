"""The graph of the documents that have a history, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from careerlattice.build import Build, build
from careerlattice.lattice import Lattice
from tests.conftest import Once

INPUT = Path(__file__).parent / "input"


@pytest.fixture(scope="session")
def history_build(once: Once) -> Build:
    """Three revisions of a lamplighter, two of a file clerk."""
    return once("history", lambda folder: build([INPUT], folder))


@pytest.fixture(scope="session")
def history(history_build: Build) -> Iterator[Lattice]:
    """Their graph, opened."""
    with Lattice.open(history_build.folder) as opened:
        yield opened
