import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def repository(root: Path) -> list[Path]:
    """Return every file that git keeps, or would on the next commit, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(
        p for p in map(Path, set(listed.stdout.split("\0")) - {""}) if (root / p).is_file()
    )


@pytest.fixture(scope="session")
def plain_environment() -> dict[str, str]:
    """Return the environment without anything that points Python at this checkout."""
    dropped = {"PYTHONPATH", "PYTHONHOME", "PYTEST_ADDOPTS", "VIRTUAL_ENV"}
    return {k: v for k, v in os.environ.items() if k not in dropped}


@pytest.fixture(scope="session")
def distributions(
    root: Path, plain_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Build the source distribution, and from it the wheel; return the folder of both."""
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root],
        env=plain_environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    (path,) = distributions.glob("*.whl")
    return path
