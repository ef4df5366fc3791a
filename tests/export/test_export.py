"""The command `export`, run as people run it."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from careerlattice.build import Build
from careerlattice.cli import main
from careerlattice.errors import UsageError
from careerlattice.export.formats import FORMATS, Subject, find_format, write
from careerlattice.lattice import Lattice
from tests.cli.here import run_here
from tests.export.writing import written


@pytest.fixture(scope="session")
def folder(built: Build) -> Path:
    """The folder that was built in."""
    return built.folder.parents[1]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run_here("export", *arguments)


def test_every_format_can_be_written_by_somebody() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    for form in FORMATS:
        assert callable(form.load()), form.name
        assert form.kinds


def test_the_formats_are_listed_with_their_use() -> None:
    listed = list(csv.DictReader(io.StringIO(run("--formats").stdout)))
    assert [each["format"] for each in listed] == [form.name for form in FORMATS]
    helped = "".join(run("--help").stdout.split())
    assert all(form.name in helped and form.use for form in FORMATS)


def test_the_same_graph_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    found = []
    for seed in ("1", "2"):
        place = tmp_path / seed
        place.mkdir()
        subprocess.run(
            [sys.executable, "-m", "tests.export.writing", folder, place],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
        )
        files = (path for path in place.rglob("*") if path.is_file())
        found.append({path.relative_to(place): path.read_bytes() for path in files})
    assert found[0].keys() == found[1].keys()
    assert [path for path in found[0] if found[0][path] != found[1][path]] == []
    names = {path.parts[0].rpartition("-")[0] for path in found[0]}
    assert names == {form.name for form in written()}


def test_the_ending_names_the_format(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "moves.graphml"
    assert run(file, "--of", "lattice", "-g", folder).returncode == 0
    assert list(file.parent.iterdir()) == [file]
    graph = nx.read_graphml(file)
    assert graph.nodes["us-ct/6435cl/cl-16"]["grade"] == "CL 16"


def test_stdout_is_where_it_goes_otherwise(folder: Path) -> None:
    done = run("--format", "mermaid", "--publisher", "us-mt-dor", "--moves", "0", "-g", folder)
    assert done.stdout.startswith("flowchart LR\n")
    assert done.stdout.count("==>") == 3
    assert "-->" not in done.stdout
    assert "Processing Technician" not in done.stdout


def test_an_answer_is_exported(folder: Path, tmp_path: Path) -> None:
    query = "SELECT ?source ?target { ?source career:nextGrade ?target }"
    file = tmp_path / "next.graphml"
    assert run(file, "--query", query, "-g", folder).returncode == 0
    assert nx.read_graphml(file).number_of_edges() == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "visio"], "there is no format 'visio'"),
        (["x.visio"], "no format has the ending of 'x.visio'"),
        ([], "no format is named"),
        (["--format", "dot", "--publisher", "us-zz"], "there is no publisher 'us-zz'"),
        (["--format", "dot", "--publisher", "us-mt"], "did you mean us-ct or us-mt-dor?"),
        (["--format", "dot", "--colour", "red"], "'--colour' is no option of export"),
        (["--format", "dot", "a.dot", "-o", "b.dot"], "two files are named"),
        (["--format", "dot", "--class", "us-ct/6435cl"], "one class cannot be written as dot"),
        (
            ["--format", "gexf", "--publisher", "us-ct", "--query", "ASK {}"],
            "one thing is exported at a time",
        ),
        (
            ["--format", "gexf", "--question", "class", "--class", "us-ct/6435cl"],
            "is no network",
        ),
        (
            ["--format", "gexf", "--query", "CONSTRUCT WHERE { ?s a career:JobClass }"],
            "the triples of a CONSTRUCT cannot be written as gexf",
        ),
        (["--format", "gexf", "--query", "ASK { ?s ?p ?o }"], "a yes or no is not exported"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str],
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["careerlattice", "export", *arguments, "-g", str(folder)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1


def test_a_place_that_cannot_be_written_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = run(tmp_path / "file" / "x.dot", "-g", folder)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_a_failed_export_leaves_nothing_behind(lattice: Lattice, tmp_path: Path) -> None:
    answer = lattice.store.select("SELECT ?a { ?a a career:JobClass }")
    with pytest.raises(UsageError, match="is no network"):
        write(find_format("gexf"), Subject(lattice, answer=answer), tmp_path / "x.gexf")
    assert not list(tmp_path.iterdir())
