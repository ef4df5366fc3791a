"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.cli.checkouts import Run, copy_checkout, run_python
from tests.conftest import Once


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout to write in."""
    return copy_checkout(tmp_path / "checkout")


@pytest.fixture
def python(checkout: Path) -> Run:
    """Run `python -m` something in the checkout."""
    return partial(run_python, checkout=checkout)


@pytest.fixture
def typed_checkout(checkout: Path, once: Once) -> Path:
    """The checkout, in which mypy has read the engine and all that the engine uses."""

    def read(folder: Path) -> Path:
        other = copy_checkout(folder / "checkout")
        done = run_python("mypy", "loaders/careerlattice_loaders", checkout=other)
        assert done.returncode == 0, done.stdout
        return other / ".mypy_cache"

    shutil.copytree(once("mypy", read), checkout / ".mypy_cache")
    return checkout
