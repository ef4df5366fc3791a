import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Once


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
def distributions(root: Path, pages: Path, plain_environment: dict[str, str], once: Once) -> Path:
    """Build the source distribution, and from it the wheel; return the folder of both."""

    def build(folder: Path) -> Path:
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder]
        _do([*command, "--sdist", root], folder, plain_environment)
        (archive,) = folder.glob("*.tar.gz")
        with tarfile.open(archive) as held:
            held.extractall(folder, filter="data")
        unpacked = folder / archive.name.removesuffix(".tar.gz")
        # Made by the same step from the checkout: they are used if their sources are the same.
        shutil.copytree(pages, unpacked / "web" / "dist")
        _do([*command, "--wheel", unpacked], folder, plain_environment)
        return folder

    return once("distributions", build)


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    (path,) = distributions.glob("*.whl")
    return path


class Clean(NamedTuple):
    """An environment with the wheel and what it asks for, and nothing but that."""

    python: Path
    # What pip says where the wheel stands alone, and where the rest has come.
    alone: str
    complete: str

    def run(self, *arguments: object, cwd: Path, environment: Mapping[str, str]) -> str:
        """What a program of it prints."""
        return _do([self.python.with_name(str(arguments[0])), *arguments[1:]], cwd, environment)


@pytest.fixture(scope="session")
def clean(root: Path, wheel: Path, plain_environment: dict[str, str], once: Once) -> Clean:
    """Install the wheel into an environment of its own, first alone and then with what it needs."""

    def install(folder: Path) -> Clean:
        def pip(*arguments: object) -> list[object]:
            own = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python")
            return [*own, "--disable-pip-version-check", *arguments]

        _do([sys.executable, "-m", "venv", "--without-pip", folder], folder, plain_environment)
        # Compiled by whoever uses a module: most are used by nobody here.
        new = pip("install", "--quiet", "--no-compile")
        _do([*new, "--no-deps", wheel], folder, plain_environment)
        alone = subprocess.run(
            list(map(str, pip("check"))),
            env=plain_environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert alone.returncode == 1, alone.stdout
        # The wheel's own metadata choose the packages; our pins only choose their versions.
        text = (root / "requirements" / "run.txt").read_text("utf-8")
        pins = re.findall(r"^[^\s#].*?==[^\\\n]*", text, re.MULTILINE)
        (folder / "pins.txt").write_text("\n".join(pins), encoding="utf-8")
        _do([*new, "--constraint", folder / "pins.txt", wheel], folder, plain_environment)
        complete = _do(pip("check"), folder, plain_environment)
        return Clean(folder / "bin" / "python", alone.stdout, complete)

    return once("clean", install)


def _do(command: Sequence[object], cwd: Path, environment: Mapping[str, str]) -> str:
    """What a program prints that must not fail."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout
