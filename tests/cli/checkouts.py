"""A checkout of the project that a test may write in, and commands run in it as people run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]


def copy_checkout(place: Path) -> Path:
    """A copy of what a loader's author works with at *place*; its engine is the one under test."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "loaders", place / "loaders", ignore=ignored)
    shutil.copytree(ROOT / "tests" / "loaders", place / "tests" / "loaders", ignore=ignored)
    shutil.copy(ROOT / "tests" / "conftest.py", place / "tests")
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "src").symlink_to(ROOT / "src")
    return place


def run_python(
    *arguments: str | Path, checkout: Path, folder: Path | None = None, more: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m` something in *folder* (the *checkout*), with its loaders and *more* modules.

    What it prints and what it says are both in stdout, as in a terminal 100 columns wide.
    """
    paths = [checkout / "src", checkout / "loaders", *([more] if more else [])]
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=folder or checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={
            **os.environ,
            "COLUMNS": "100",
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "PYTHONDONTWRITEBYTECODE": "1",
            # Its tests use none, and importing those of a developer takes longer than they do.
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        check=False,
    )
