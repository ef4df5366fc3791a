"""Who reads a version keeps it, whatever is built meanwhile; a build looks before it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from careerlattice.build import build
from careerlattice.errors import CareerlatticeError
from careerlattice.store import GraphStore
from tests.faults.conftest import BUILD, CONNECTICUT, LOS_ANGELES, Run, check_told, copied

# Opens the graph, and counts its facts when it is told to.
READER = """
import sys
from careerlattice.store import GraphStore
with GraphStore.open(sys.argv[1]) as store:
    print("open", flush=True)
    sys.stdin.readline()
    rows = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    print(rows[0]["n"], flush=True)
    sys.stdin.readline()
"""


def versions(output: Path) -> set[str]:
    return {each.name for each in (output / ".versions").iterdir()}


@pytest.mark.slow
def test_a_version_stays_as_long_as_a_process_reads_it(connecticut: Path, tmp_path: Path) -> None:
    output = copied(connecticut, tmp_path / "build")
    (first,) = versions(output)
    with GraphStore.open(output) as store:
        facts = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    try:
        assert reader.stdout.readline() == "open\n"
        build([CONNECTICUT, LOS_ANGELES], output, engine="shacl")
        build([LOS_ANGELES], output, engine="shacl")
        # The one between was read by nobody.
        assert versions(output) == {first, (output / "current").resolve().name}
        reader.stdin.write("count\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == f"{facts}\n"
    finally:
        reader.communicate("enough\n", timeout=60)
    assert reader.returncode == 0
    # Even a build that has nothing to do clears away what is free now.
    build([LOS_ANGELES], output, engine="shacl")
    assert versions(output) == {(output / "current").resolve().name}


def test_a_graph_that_is_closed_holds_nothing(connecticut: Path, tmp_path: Path) -> None:
    output = copied(connecticut, tmp_path / "build")
    store = GraphStore.open(output)
    beside = store.without_taxonomies()
    store.close()
    beside.close()
    build([LOS_ANGELES], output, engine="shacl")
    assert versions(output) == {(output / "current").resolve().name}


def test_a_file_where_the_parent_should_be_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    told: list[str] = []
    with pytest.raises(CareerlatticeError, match="cannot be written"):
        build([CONNECTICUT], tmp_path / "file" / "build", progress=told.append)
    assert told == []


def test_a_parent_that_is_not_ours_is_told_before_anything_is_read(
    open_folder: Path, run: Run
) -> None:
    output = open_folder / "theirs" / "build"
    # Were it read first, the document that is none would be told instead.
    document = open_folder / "document.txt"
    document.write_text("no document of any family\n")
    done = run(*BUILD, output, document, nobody=True)
    check_told(done, "Permission denied")
    assert not output.parent.exists()
