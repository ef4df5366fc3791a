"""A folder that is not ours to write: one message, nothing changed, and reading goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.review import read_file
from tests.faults.conftest import BUILD, CONNECTICUT, Run, check_told, copied, state
from tests.review.conftest import TEXT
from tests.taxonomies.samples import ONET, write

REFUSED = ("Permission denied",)


@pytest.fixture
def theirs(open_folder: Path, connecticut: Path) -> Path:
    """A build that somebody else owns."""
    return copied(connecticut, open_folder / "build")


def test_build(theirs: Path, run: Run) -> None:
    before = state(theirs)
    check_told(run(*BUILD, theirs, CONNECTICUT, nobody=True), *REFUSED)
    check_told(run(*BUILD, theirs.parent / "new", CONNECTICUT, nobody=True), *REFUSED)
    assert state(theirs.parent) == {f"build/{name}": digest for name, digest in before.items()}


def test_taxonomy_add(theirs: Path, run: Run, tmp_path: Path) -> None:
    before = state(theirs)
    release = write(tmp_path / "onet-29.3", ONET, "txt")
    check_told(run("taxonomy", "add", "onet", release, "--output", theirs, nobody=True), *REFUSED)
    assert state(theirs) == before


def test_export(theirs: Path, run: Run) -> None:
    place = theirs.parent / "x.ttl"
    place.write_text("mine", "utf-8")
    check_told(run("export", place, "--graph", theirs, nobody=True), *REFUSED)
    assert place.read_text("utf-8") == "mine"
    folder = theirs.parent / "tables"
    done = run("export", folder, "--format", "csv-tables", "--graph", theirs, nobody=True)
    check_told(done, *REFUSED)
    assert not folder.exists()


def test_a_decision(open_folder: Path, run: Run) -> None:
    file = open_folder / "links.sssom.tsv"
    file.write_text(TEXT, "utf-8")
    set_ = read_file(file)
    accept = ("review", file, "--accept", set_.id_of(set_.rows[0]), "--reviewer", "Ada")
    check_told(run(*accept, nobody=True), *REFUSED)
    assert file.read_text("utf-8") == TEXT
    assert [each.name for each in open_folder.iterdir()] == [file.name]


def test_whoever_may_only_read_may_ask(theirs: Path, run: Run) -> None:
    before = state(theirs)
    for command in (
        ("show", "us-ct/6435cl/cl-16"),
        ("ask", "counts", "--format", "csv"),
        ("source", "us-ct/6435cl/cl-16"),
    ):
        asked = run(*command, "--graph", theirs, nobody=True)
        assert (asked.returncode, asked.stderr) == (0, "")
        assert asked.stdout == run(*command, "--graph", theirs).stdout
    assert state(theirs) == before
