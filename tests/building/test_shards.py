"""Shards: the graph that was built, in files that any store loads in bulk; always the same."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.build import Build, build
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.maker import Maker
from careerlattice.push import open_build, open_shards, push
from careerlattice.sharding import write_shards
from careerlattice.workers import Workers
from tests.building.small import ENGINE, posting, specification
from tests.endpoint.servers import running_oxigraph, running_virtuoso

SMALL = 1 << 20
ABOUT = {"documents": 5, "set-aside": []}


@pytest.fixture(scope="module")
def shards(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed documents' graph as several shards."""
    return written(built, tmp_path_factory.mktemp("shards") / "shards")


def written(built: Build, folder: Path, jobs: int = 1, quads: int = 0) -> Path:
    with Workers(jobs, Maker, (ENGINE, "")) as workers:
        graphs = built.folder / "graphs"
        wanted = quads or built.quads
        write_shards(graphs, folder, workers, ABOUT, quads=wanted, largest=SMALL)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_list_says_exactly_what_there_is(shards: Path, built: Build) -> None:
    listed = json.loads((shards / "manifest.json").read_text())
    files = {file.name for file in shards.glob("*.gz")}
    assert len(files) > 1
    assert [each["file"] for each in listed["shards"]] == sorted(files)
    for each in listed["shards"]:
        data = (shards / each["file"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (each["bytes"], each["sha256"])
        quads = [*ox.parse(gzip.decompress(data), format=ox.RdfFormat.N_QUADS)]
        graphs = {quad.graph_name for quad in quads}
        assert (len(quads), len(graphs)) == (each["quads"], each["graphs"])
    total = {name: sum(each[name] for each in listed["shards"]) for name in ("quads", "graphs")}
    assert total == {"quads": built.quads, "graphs": 11}
    assert total == {name: listed[name] for name in total}
    assert (listed["documents"], listed["set-aside"]) == (5, [])


def test_graph_for_graph_they_are_what_was_built(shards: Path, built: Build) -> None:
    sharded, as_built = open_shards(shards).graphs, open_build(built.folder).graphs
    assert {name: (each.digest, each.triples) for name, each in sharded.items()} == {
        name: (each.digest, each.triples) for name, each in as_built.items()
    }
    assert all(len(each.files) == 1 for each in sharded.values())


def test_a_shard_is_no_larger_than_it_may_be_but_for_a_single_graph(shards: Path) -> None:
    for file in shards.glob("*.gz"):
        data = gzip.decompress(file.read_bytes())
        graphs = {line.rpartition(b"<")[2] for line in data.splitlines()}
        assert len(data) <= SMALL or len(graphs) == 1


def test_the_same_bytes_by_one_process_or_several(
    shards: Path, built: Build, tmp_path: Path
) -> None:
    assert contents(written(built, tmp_path / "again", jobs=2)) == contents(shards)


def test_a_server_loads_them_in_bulk_and_by_push(
    shards: Path, built: Build, tmp_path: Path
) -> None:
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.is_file():
        pytest.skip("needs the Oxigraph server: pip install oxigraph")
    files = [part for file in sorted(shards.glob("*.gz")) for part in ("--file", str(file))]
    command = [str(binary), "load", "--location", str(tmp_path / "store"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    loaded = Counter(str(quad.graph_name) for quad in ox.Store.read_only(str(tmp_path / "store")))
    wanted = {f"<{n}>": each.triples for n, each in open_build(built.folder).graphs.items()}
    assert loaded == wanted
    (tmp_path / "server").mkdir()
    with running_oxigraph(tmp_path / "server") as server:
        done = push(open_shards(shards), server.url)
        assert done.triples == built.quads
        # The graph files of the build are no news to whom the shards were pushed.
        assert not push(built.folder, server.url).changed


def test_virtuoso_loads_them_by_the_commands_of_the_plan(
    shards: Path, built: Build, tmp_path: Path
) -> None:
    client = shutil.which("isql-vt")
    if client is None:
        pytest.skip("needs Virtuoso's client: apt-get install virtuoso-opensource-7-bin")
    shutil.copytree(shards, tmp_path / "shards")
    with running_virtuoso(tmp_path) as server:
        commands = "ld_dir('shards', '*.nq.gz', ''); rdf_loader_run(); checkpoint;"
        command = [client, f"127.0.0.1:{server.sql_port}", "dba", "dba", "ERRORS=STDOUT"]
        done = subprocess.run(
            [*command, f"EXEC={commands}"], check=True, capture_output=True, text=True, timeout=120
        )
        assert "Error" not in done.stdout
        rows = server.endpoint().select(
            "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
        )
        loaded = {str(row["graph"]): row["triples"] for row in rows}
    wanted = {name: each.triples for name, each in open_build(built.folder).graphs.items()}
    assert {name: loaded.get(name) for name in wanted} == wanted


# With a build


def test_a_build_writes_them_and_tells_what_was_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "us-aa"
    folder.mkdir()
    (folder / "a.txt").write_text(specification("Clerk", "1CL", "Files forms"))
    (folder / "soup.txt").write_text("A recipe for soup.\n")
    to = tmp_path / "new" / "shards"
    for number in (1, 2):
        made = build([folder], tmp_path / "out", engine=ENGINE, keep_going=True, shards=to)
        listed = json.loads((to / "manifest.json").read_text())
        assert (listed["documents"], listed["quads"]) == (number, made.quads)
        assert [each["document"] for each in listed["set-aside"]] == [str(folder / "soup.txt")]
        assert "no loader recognises" in listed["set-aside"][0]["error"]
        assert sum(each.triples for each in open_shards(to).graphs.values()) == made.quads
        (folder / "b.txt").write_text(posting("Courier", "Carries post"))
    assert [each.name for each in to.parent.iterdir()] == ["shards"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "us-aa"
    folder.mkdir()
    (folder / "a.txt").write_text(posting("Courier", "Carries post"))
    for place in (folder, folder / "a.txt"):
        with pytest.raises(UsageError, match="is left as it is"):
            build([folder], tmp_path / "out", engine=ENGINE, shards=place)
    assert not (tmp_path / "out").exists()
    assert [each.name for each in folder.iterdir()] == ["a.txt"]


def test_what_does_not_count_up_is_not_written(shards: Path, built: Build, tmp_path: Path) -> None:
    again = tmp_path / "shards"
    shutil.copytree(shards, again)
    with pytest.raises(CareerlatticeError, match="hold 24,432 quads where 7 were built"):
        written(built, again, quads=7)
    assert contents(again) == contents(shards)


@pytest.mark.parametrize("fault", ["gone", "short"])
def test_push_sees_that_a_shard_is_missing_or_short(
    shards: Path, tmp_path: Path, fault: str
) -> None:
    again = tmp_path / "shards"
    shutil.copytree(shards, again)
    file = again / "part-00001.nq.gz"
    if fault == "gone":
        file.unlink()
    else:
        lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
        file.write_bytes(gzip.compress(b"".join(lines[:-1])))
    with pytest.raises(InputError, match=r"part-00001\.nq\.gz.*manifest\.json") as caught:
        open_shards(again)
    assert caught.value.remedy == "copy the shards anew"
