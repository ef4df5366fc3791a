"""What the tests of the command line share."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.cli.checkouts import Run, copy_checkout, run_python


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout to write in."""
    return copy_checkout(tmp_path / "checkout")


@pytest.fixture
def python(checkout: Path) -> Run:
    """Run `python -m` something in the checkout."""
    return partial(run_python, checkout=checkout)
