"""A disk that is full, at every stage of the work: one message, and what was there stays."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from careerlattice.review import read_file
from careerlattice.taxonomies import installed_taxonomies
from tests.faults.conftest import (
    BUILD,
    CONNECTICUT,
    LOS_ANGELES,
    Run,
    check_told,
    copied,
    fill,
    graph_files,
    state,
)
from tests.review.conftest import TEXT
from tests.taxonomies.samples import ONET, write

FULL = ("No space left on device", "space", "disk is full")

# No room at all, room for some files and not for the store, and nearly enough.
ROOMS = {"none": 0, "64 kB": 64 << 10, "2 MB": 2 << 20}


@pytest.mark.slow
@pytest.mark.parametrize("free", ROOMS.values(), ids=ROOMS)
def test_build(free: int, small_disk: Path, run: Run, connecticut: Path) -> None:
    output = copied(connecticut, small_disk / "build")
    before, kept = state(output), graph_files(output)
    ballast = fill(small_disk, free)
    check_told(run(*BUILD, output, CONNECTICUT, LOS_ANGELES), *FULL)
    assert state(output) == before
    # What was built is still there to be asked.
    assert "6435cl" in run("show", "us-ct/6435cl/cl-16", "--graph", output).stdout
    ballast.unlink()
    assert run(*BUILD, output, CONNECTICUT, LOS_ANGELES).returncode == 0
    assert set(graph_files(output)) > set(kept)


@pytest.mark.slow
def test_the_first_build(small_disk: Path, run: Run) -> None:
    output = small_disk / "build"
    ballast = fill(small_disk, 64 << 10)
    check_told(run(*BUILD, output, CONNECTICUT), *FULL)
    assert not (output / "current").exists()
    ballast.unlink()
    assert run(*BUILD, output, CONNECTICUT).returncode == 0


@pytest.mark.parametrize("free", [0, 64 << 10])
def test_taxonomy_add(free: int, small_disk: Path, run: Run, tmp_path: Path) -> None:
    output = small_disk / "build"
    first, second = (write(tmp_path / f"onet-{v}", ONET, "txt") for v in ("29.3", "30.0"))
    assert run("taxonomy", "add", "onet", first, "--output", output).returncode == 0
    before, installed = state(output), installed_taxonomies(output)
    ballast = fill(small_disk, free)
    check_told(run("taxonomy", "add", "onet", second, "--output", output), *FULL)
    assert state(output) == before
    assert installed_taxonomies(output) == installed
    ballast.unlink()
    assert run("taxonomy", "add", "onet", second, "--output", output).returncode == 0
    assert [each.slug for each in installed_taxonomies(output)] == ["onet-29.3", "onet-30.0"]


@pytest.mark.parametrize("name", ["x.ttl", "x.jsonld", "x.graphml", "x.xlsx"])
def test_export(name: str, small_disk: Path, run: Run, connecticut: Path) -> None:
    place = small_disk / name
    export = ("export", place, "--graph", connecticut)
    assert run(*export).returncode == 0
    before = state(small_disk)
    assert set(before) == {name}
    ballast = fill(small_disk, 4 << 10)
    check_told(run(*export), *FULL)
    assert state(small_disk) == before
    ballast.unlink()
    assert run(*export).returncode == 0
    assert state(small_disk) == before


@pytest.mark.parametrize("form", ["csv-tables", "parquet-tables", "neo4j"])
def test_export_of_a_folder(form: str, small_disk: Path, run: Run, connecticut: Path) -> None:
    fill(small_disk, 4 << 10)
    done = run("export", small_disk / "x", "--format", form, "--graph", connecticut)
    check_told(done, *FULL)
    assert state(small_disk) == {}


def test_a_decision(small_disk: Path, run: Run) -> None:
    file = small_disk / "links.sssom.tsv"
    # Longer than what is left, so that it fails in writing, wherever the rights are looked at.
    long = f"#comment: {'long ' * 4_000}\n#license:"
    file.write_text(TEXT.replace("#license:", long), "utf-8")
    set_ = read_file(file)
    name = set_.id_of(set_.rows[0])
    before = state(small_disk)
    ballast = fill(small_disk, 4 << 10)
    accept = ("review", file, "--accept", name, "--reviewer", "Ada")
    check_told(run(*accept), *FULL)
    assert state(small_disk) == before
    ballast.unlink()
    assert run(*accept).returncode == 0
    assert "accepted" in file.read_text("utf-8")


def test_this_disk_can_be_full(small_disk: Path) -> None:
    # What the tests above rest on.
    fill(small_disk, 0)
    with pytest.raises(OSError, match="No space") as caught:
        (small_disk / "more").write_bytes(b"x" * 8192)
    assert caught.value.errno == errno.ENOSPC
    assert os.statvfs(small_disk).f_bavail == 0
    assert shutil.disk_usage(small_disk).total < 100 << 20
