"""What others do meanwhile: build, read, replace a document, or set the clock."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from careerlattice.build import Build, build
from careerlattice.errors import InputError
from careerlattice.lattice import Lattice
from tests.faults.conftest import (
    BUILD,
    CONNECTICUT,
    LOS_ANGELES,
    Run,
    check_told,
    copied,
    graph_files,
    state,
)

# -- a second builder --------------------------------------------------------------------------

# Builds, and waits for a word as soon as the folder is locked.
WAITING = """
import fcntl, sys
from pathlib import Path
from careerlattice.build import build
output, documents = Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]
waited = False
def look(_):
    global waited
    lock = output / ".lock"
    if waited or not lock.is_file():
        return
    with lock.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            waited = True
            print("at work", flush=True)
            sys.stdin.readline()
build(documents, output, engine="shacl", progress=look)
print("done", flush=True)
"""


@pytest.mark.slow
def test_a_second_builder(connecticut: Path, tmp_path: Path, run: Run) -> None:
    output = copied(connecticut, tmp_path / "build")
    before = graph_files(output)
    first = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(output), str(CONNECTICUT), str(LOS_ANGELES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdin is not None
    assert first.stdout is not None
    with first.stdin, first.stdout:
        assert first.stdout.readline() == "at work\n"
        check_told(run(*BUILD, output, LOS_ANGELES), "another build is at work here")
        # Neither of them has changed anything so far.
        assert graph_files(output) == before
        first.stdin.write("go on\n")
        first.stdin.flush()
        assert first.stdout.readline() == "done\n"
    assert first.wait() == 0
    build([CONNECTICUT, LOS_ANGELES], tmp_path / "other", engine="shacl")
    assert graph_files(output) == graph_files(tmp_path / "other")
    assert run(*BUILD, output, CONNECTICUT).returncode == 0


# -- a reader beside a builder -----------------------------------------------------------------

READING = """
import sys, time
from pathlib import Path
from careerlattice.lattice import Lattice
output, until = Path(sys.argv[1]), Path(sys.argv[2])
seen = set()
reads = 0
while not until.exists():
    with Lattice.open(output) as lattice:
        for _ in range(3):
            rows = lattice.query("SELECT (COUNT(DISTINCT ?g) AS ?n) { ?g a career:ClassGrade }")
            seen.add(int(str(rows[0]["n"])))
            reads += 1
    # Without a breath the readers would take most of the time from the builder.
    time.sleep(0.05)
print(reads, *sorted(seen))
"""


@pytest.mark.slow
def test_readers_beside_a_builder(connecticut: Path, tmp_path: Path) -> None:
    output, until = copied(connecticut, tmp_path / "build"), tmp_path / "enough"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READING, str(output), str(until)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        for number in range(6):
            documents = [CONNECTICUT, LOS_ANGELES] if number % 2 == 0 else [CONNECTICUT]
            build(documents, output, engine="shacl")
    finally:
        until.touch()
    for told, errors in [reader.communicate(timeout=60) for reader in readers]:
        assert errors == ""
        reads, *seen = map(int, told.split())
        assert reads >= 3
        # One version or the other, and never a part of one.
        assert set(seen) <= {1, 2}


@pytest.mark.slow
def test_who_opened_the_graph_before_keeps_it(connecticut: Path, tmp_path: Path) -> None:
    output = copied(connecticut, tmp_path / "build")
    question = "SELECT ?g { ?g a career:ClassGrade }"
    with Lattice.open(output) as before:
        build([LOS_ANGELES], output, engine="shacl")
        build([CONNECTICUT, LOS_ANGELES], output, engine="shacl")
        rows = before.query(question)
        assert [str(row["g"]) for row in rows] == ["us-ct/6435cl/cl-16"]  # type: ignore[union-attr]
        assert len(list(before.source("us-ct/6435cl/cl-16"))) > 10
        with Lattice.open(output) as after:
            assert len(after.query(question)) == 2  # type: ignore[arg-type]


# -- a document that is replaced ---------------------------------------------------------------

REPLACING = """
import os, sys
from pathlib import Path
document, texts = Path(sys.argv[1]), [Path(each).read_bytes() for each in sys.argv[2:]]
number = 0
print("ready", flush=True)
while True:
    made = document.with_name(f".made-{number % 2}")
    made.write_bytes(texts[number % 2])
    os.replace(made, document)
    number += 1
"""


@pytest.mark.slow
def test_a_document_that_is_replaced_all_the_while(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    text = CONNECTICUT.read_bytes()
    versions = {}
    for name, data in (("one", text), ("two", text.replace(b"RCIR", b"RCIX") + b"\n")):
        (tmp_path / name).write_bytes(data)
        versions[hashlib.sha256(data).hexdigest()] = data
    document = folder / CONNECTICUT.name
    document.write_bytes(text)
    source = CONNECTICUT.parent / "source.toml"
    (folder / "source.toml").write_bytes(source.read_bytes())
    swapper = subprocess.Popen(
        [
            sys.executable,
            "-c",
            REPLACING,
            str(document),
            str(tmp_path / "one"),
            str(tmp_path / "two"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert swapper.stdout is not None

    def belongs_together(built: Build) -> None:
        """One version or the other: its digest, its text and its quotes."""
        (summary,) = built.documents
        (text_file,) = (built.folder / "texts").rglob("*.txt")
        assert text_file.read_bytes() == versions[summary.sha256]
        whole = text_file.read_bytes().decode("utf-8")
        with Lattice.open(built.folder) as lattice:
            quotes = list(lattice.source("us-ct/6435cl/cl-16"))
            assert quotes
            for quote in quotes:
                assert quote.text == whole[quote.start : quote.end]

    try:
        assert swapper.stdout.readline() == "ready\n"
        for _ in range(4):
            try:
                built = build([document], tmp_path / "build", engine="shacl")
            except InputError as error:
                assert "was replaced while it was read" in str(error)  # noqa: PT017 - one of two ends
            else:
                belongs_together(built)
    finally:
        swapper.kill()
        swapper.wait()
        swapper.stdout.close()
    belongs_together(build([document], tmp_path / "build", engine="shacl"))


# -- the clock ---------------------------------------------------------------------------------

FAR = 4_102_444_800  # in the year 2100
LONG_AGO = 1  # a second after 1970 began


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for each in (CONNECTICUT, CONNECTICUT.parent / "source.toml"):
        (folder / each.name).write_bytes(each.read_bytes())
    return folder


def set_times(folder: Path, when: int) -> None:
    for each in (*folder.rglob("*"), folder):
        if not each.is_symlink():
            os.utime(each, (when, when))


@pytest.mark.slow
@pytest.mark.parametrize("when", [FAR, LONG_AGO], ids=["ahead", "behind"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_neither_times_of_files_nor_the_zone_are_in_the_graph(
    when: int, zone: str, documents: Path, connecticut: Path, tmp_path: Path, run: Run
) -> None:
    set_times(documents, when)
    output = tmp_path / "build"
    assert run(*BUILD, output, documents, TZ=zone).returncode == 0
    assert graph_files(output) == graph_files(connecticut)


@pytest.mark.slow
@pytest.mark.parametrize(("built_at", "changed_at"), [(FAR, LONG_AGO), (LONG_AGO, LONG_AGO)])
def test_a_change_counts_whatever_its_time(
    built_at: int, changed_at: int, documents: Path, tmp_path: Path, run: Run
) -> None:
    output = tmp_path / "build"
    set_times(documents, built_at)
    assert run(*BUILD, output, documents).returncode == 0
    set_times(output, built_at)
    before = graph_files(output)
    # The same length, and a time that is older than the build, or the same as before.
    document = documents / CONNECTICUT.name
    data = document.read_bytes()
    changed = data.replace(b"experience", b"expertness", 1)
    assert changed != data
    assert len(changed) == len(data)
    document.write_bytes(changed)
    set_times(documents, changed_at)
    assert run(*BUILD, output, documents).returncode == 0
    after = graph_files(output)
    assert before != after
    digest = hashlib.sha256(changed).hexdigest()
    assert any(digest.encode() in data for data in after.values())
    manifest = json.loads((output / "current" / "manifest.json").read_text("utf-8"))
    assert digest in json.dumps(manifest)


def test_a_clock_that_jumps_while_it_builds(
    documents: Path, connecticut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Back by a year at every look at it.
    looks = 0

    def jumping() -> float:
        nonlocal looks
        looks += 1
        return FAR - looks * 31_536_000.0

    with monkeypatch.context() as patch:
        patch.setattr(time, "time", jumping)
        built = build([documents], tmp_path / "build", engine="shacl")
    assert built.is_sound
    assert graph_files(tmp_path / "build") == graph_files(connecticut)


def test_no_time_of_building_is_anywhere(connecticut: Path) -> None:
    manifest = (connecticut / "current" / "manifest.json").read_text("utf-8")
    today = time.strftime("%Y-%m-%d")
    assert today not in manifest
    assert not re.search(r"T\d\d:\d\d:\d\d", manifest)
    assert state(connecticut)
