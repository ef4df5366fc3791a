"""What can stop a build: being killed, bad documents, another build, no room, no right to write."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from careerlattice.build import build
from tests.building.small import ENGINE, files_of, posting, specification, store_of

LOADER = """
import os, signal, time
from careerlattice.model import Specification
class Poison:
    name, version = "poison", "1"
    def recognise(self, outline):
        text = outline.document.text
        if "POISON" not in text:
            return 0.0
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "HANG" in text:
            time.sleep(600)
        raise ValueError("no reason")
    def read(self, outline):
        raise AssertionError
LOADER = Poison()
"""


def command(folder: Path, out: Path, *options: str) -> list[str]:
    program = [sys.executable, "-m", "careerlattice", "build", str(folder), "-o", str(out)]
    return [*program, "--engine", ENGINE, "-q", *options]


def run(
    folder: Path, out: Path, *options: str, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    # What pytest made importable is so for the programs too.
    places = [*([str(path)] if path else []), *filter(None, sys.path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    return subprocess.run(
        command(folder, out, *options),
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=600,
    )


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Eight documents of two publishers."""
    folder = tmp_path / "documents"
    for number in range(4):
        for publisher, text in (
            ("us-aa", specification(f"Clerk {number}", f"{number}CL", f"Files forms of {number}")),
            ("us-bb", posting(f"Courier {number}", f"Carries post of {number}")),
        ):
            (folder / publisher).mkdir(parents=True, exist_ok=True)
            (folder / publisher / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_build_that_is_killed_at_any_time_goes_on_where_it_was(
    tmp_path: Path, documents: Path
) -> None:
    out = tmp_path / "out"
    before = build([documents / "us-aa"], out, engine=ENGINE)
    kept = files_of(before.folder)
    started = time.monotonic()
    undisturbed = run(documents, tmp_path / "first", "--jobs", "2")
    whole = time.monotonic() - started
    assert undisturbed.returncode == 0, undisturbed.stderr
    wanted = files_of(tmp_path / "first" / "current")
    chance = random.Random(5)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    killed = 0
    for turn in range(12):
        process = subprocess.Popen(
            command(documents, out, "--jobs", str(1 + turn % 2)),
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, whole))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = files_of(out / "current")
        assert now in (kept, wanted)
        if now == wanted:
            # Once more from the start, with the cache of then.
            (documents / "us-bb" / "0.txt").touch()
            build([documents / "us-aa"], out, engine=ENGINE)
    assert killed
    done = run(documents, out, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert files_of(out / "current") == wanted
    assert store_of(out / "current") == store_of(tmp_path / "first" / "current")
    assert not (out / ".staging").exists()
    assert len(list((out / ".versions").iterdir())) == 1


def test_what_a_killed_build_had_read_is_not_read_again(tmp_path: Path, documents: Path) -> None:
    class Killed(BaseException):
        pass

    def stop(what: str) -> None:
        if what == "gathering 1 of 2: us-aa":
            raise Killed

    with pytest.raises(Killed):
        build([documents], tmp_path / "out", engine=ENGINE, progress=stop)
    told: list[str] = []
    build([documents], tmp_path / "out", engine=ENGINE, progress=told.append)
    assert not [line for line in told if line.startswith("reading")]


def test_a_document_that_harms_its_reader_is_set_aside(tmp_path: Path, documents: Path) -> None:
    site = tmp_path / "site"
    (site / "poison-1.dist-info").mkdir(parents=True)
    (site / "poison.py").write_text(LOADER)
    (site / "poison-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: poison\nVersion: 1\n"
    )
    (site / "poison-1.dist-info" / "entry_points.txt").write_text(
        "[careerlattice.loaders]\npoison = poison:LOADER\n"
    )
    for name in ("KILL", "HANG", "FAIL"):
        text = posting("Poisoner", f"POISON {name}")
        (documents / "us-bb" / f"{name}.txt").write_text(text, encoding="utf-8")
    options = ("--jobs", "2", "--keep-going", "--patience", "8")
    done = run(documents, tmp_path / "out", *options, path=site)
    assert done.returncode == 1
    assert "KILL.txt: killed the process that read it (SIGKILL)" in done.stderr
    assert "HANG.txt: takes longer than 8 seconds" in done.stderr
    assert "the loader poison failed to say" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(list((tmp_path / "out/current/graphs/document").rglob("*.nq"))) == 8


def test_ctrl_c_leaves_no_worker_behind(tmp_path: Path, documents: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(
        command(documents, tmp_path / "out", "--jobs", "2"),
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    # Once it keeps what it reads, its workers are there.
    while process.poll() is None and not (tmp_path / "out" / "cache.db").exists():
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode in (0, 130), told
    assert "Traceback" not in told
    until = time.monotonic() + 60
    while _is_alive(process.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _is_alive(process.pid)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_second_builder_is_told_at_once(tmp_path: Path, documents: Path) -> None:
    said: list[str] = []

    def meanwhile(what: str) -> None:
        if not said and what.startswith("gathering"):
            said.append(run(documents, tmp_path / "out").stderr)

    build([documents], tmp_path / "out", engine=ENGINE, progress=meanwhile)
    assert "another build is at work here" in said[0]
    assert "Traceback" not in said[0]


def test_check_says_by_its_exit_code_whether_the_build_is_current(
    tmp_path: Path, documents: Path
) -> None:
    build([documents], tmp_path / "out", engine=ENGINE)
    program = [each for each in command(documents, tmp_path / "out", "--check") if each != "-q"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def check() -> tuple[int, str]:
        done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert check() == (0, "The build is current.\n")
    (documents / "us-aa" / "0.txt").unlink()
    assert check() == (1, "The build is not current:\n  us-aa/0.txt is gone\n")


def test_a_document_that_is_replaced_while_it_is_read(tmp_path: Path, documents: Path) -> None:
    file = documents / "us-aa" / "0.txt"

    def replace(what: str) -> None:
        if what.startswith("reading 1 "):
            file.write_text(posting("Other", "Does something else"), encoding="utf-8")

    # The largest is read first, and this is none of them.
    big = specification("Chief", "9CL", "Leads the office" + " and its people" * 50)
    (documents / "us-aa" / "big.txt").write_text(big, encoding="utf-8")
    found = build([documents], tmp_path / "out", engine=ENGINE, keep_going=True, progress=replace)
    assert [str(each.error) for each in found.problems] == [
        f"{file}: was replaced while it was read. To put it right: build again when it is complete."
    ]
    again = build([documents], tmp_path / "out", engine=ENGINE)
    assert again.problems == ()


@contextlib.contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """A small file system in memory at *place*."""
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", options, "none", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {done.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("size", ["20k", "200k", "700k", "1200k", "2m"])
def test_a_full_disk_leaves_the_build_as_it_was(tmp_path: Path, documents: Path, size: str) -> None:
    with mounted(tmp_path / "small", f"size={size}") as place:
        done = run(documents, place / "out", "--jobs", "1")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "make room" in done.stderr
        assert not (place / "out" / "current").exists()
        subprocess.run(["mount", "-o", "remount,size=200m", str(place)], check=True)
        done = run(documents, place / "out", "--jobs", "1")
        assert done.returncode == 0, done.stderr
        wanted = build([documents], tmp_path / "first", engine=ENGINE)
        assert files_of(place / "out" / "current") == files_of(wanted.folder)


def test_a_folder_that_is_not_ours_to_write(tmp_path: Path, documents: Path) -> None:
    with mounted(tmp_path / "small", "ro") as place:
        done = run(documents, place / "out", "--jobs", "1")
        assert done.returncode == 1
        assert "cannot be written" in done.stderr
        assert "Traceback" not in done.stderr
