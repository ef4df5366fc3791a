"""Disks that fill up, users without rights, and the command line at work among them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careerlattice.build import build, seed_documents
from tests.conftest import Once

Run = Callable[..., subprocess.CompletedProcess[str]]

NOBODY = 65534
CONNECTICUT = next(path for path in seed_documents().rglob("*.txt") if "6435cl" in path.name)
LOS_ANGELES = next(path for path in seed_documents().rglob("*.txt") if "1229" in path.read_text())
# The fast engine: what validation finds is no subject here.
BUILD = ("build", "--engine", "shacl", "--quiet", "--output")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may look into, which pytest's are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, 96 MB in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96m,mode=755", "careerlattice-test", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mount.returncode:
        pytest.skip(f"needs the right to mount a file system: {mount.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, free: int) -> Path:
    """Fill *disk* until about *free* bytes are left; return the file that takes the room."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    state = os.statvfs(disk)
    room = state.f_bavail * state.f_frsize - free
    assert room > 0
    with ballast.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, room)
    return ballast


@pytest.fixture(scope="session")
def connecticut(once: Once) -> Path:
    """A build of one document."""

    def make(folder: Path) -> Path:
        build([CONNECTICUT], folder / "build", engine="shacl")
        return folder / "build"

    return once("connecticut", make)


def copied(output: Path, place: Path) -> Path:
    """A copy of a build at *place*."""
    shutil.copytree(output, place, symlinks=True)
    return place


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line; *nobody* takes the right to write to what is not nobody's."""

    def go(
        *arguments: object, nobody: bool = False, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "careerlattice", *map(str, arguments)]
        if nobody and os.getuid() == 0:
            setpriv = shutil.which("setpriv")
            if setpriv is None:
                pytest.skip("needs setpriv: apt-get install util-linux")
            # It may read all that root may, such as this Python's own folder, and write nothing.
            reading = ("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search")
            rights = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *reading)
            command = [setpriv, *rights, *command]
        return subprocess.run(
            command,
            cwd=cwd or tmp_path,
            env={**os.environ, "COLUMNS": "200", **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return go


def check_told(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """It failed, and its last line is the only one of the error, with one of *words* in it."""
    assert done.returncode in {1, 3}, done.stdout + done.stderr
    *progress, last = done.stderr.splitlines()
    assert last.startswith("careerlattice: "), done.stderr
    assert any(word in last for word in words), last
    assert "To put it right: " in last
    # Some commands tell what they are doing.
    assert [line for line in progress if not line.startswith(("reading ", "loading "))] == []
    assert done.stdout == ""


def state(folder: Path) -> dict[str, str]:
    """Every file below *folder* by its digest, and every link by where it leads, but for locks.

    The store's own log of its openings is left out, and what builds keep for the next: neither is
    what was built.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.name in {".lock", "ballast"} or path.name.startswith(("LOG", "cache.db")):
            continue
        if path.is_symlink():
            found[name] = f"→ {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def graph_files(folder: Path) -> dict[str, bytes]:
    """The canonical files of a build."""
    graphs = folder / "current" / "graphs"
    found = {p.relative_to(graphs).as_posix(): p.read_bytes() for p in graphs.rglob("*.nq")}
    assert found
    return found
