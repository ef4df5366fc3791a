"""Shards of many graphs: on the server as from the graph files, and never all in memory."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.build import Build
from careerlattice.errors import InputError
from careerlattice.push import open_build, open_shards, push
from tests.endpoint.servers import Server, running_oxigraph
from tests.endpoint.test_push import graphs_of


@pytest.fixture
def shards(built: Build, tmp_path: Path) -> Path:
    """The graph files of the build as three shards, two of them compressed."""
    folder = tmp_path / "shards"
    folder.mkdir()
    files = sorted((built.folder / "graphs").rglob("*.nq"))
    random.Random(3).shuffle(files)
    for number in range(3):
        data = b"".join(file.read_bytes() for file in files[number::3])
        name = folder / f"part-{number}.nq"
        if number:
            name.with_name(f"{name.name}.gz").write_bytes(gzip.compress(data, mtime=0))
        else:
            name.write_bytes(data)
    return folder


def test_shards_are_the_graphs_that_were_built(shards: Path, built: Build) -> None:
    from_shards, from_build = open_shards(shards).graphs, open_build(built.folder).graphs
    assert {n: (g.digest, g.triples) for n, g in from_shards.items()} == {
        n: (g.digest, g.triples) for n, g in from_build.items()
    }
    assert sum(graph.triples for graph in from_shards.values()) == built.quads


def test_what_was_built_need_not_be_sent_from_shards(
    shards: Path, changing: Server, built: Build
) -> None:
    done = push(open_shards(shards), changing.url, credentials=changing.credentials)
    assert not done.changed
    assert done.triples == built.quads
    again = push(
        open_shards(shards), changing.url, everything=True, credentials=changing.credentials
    )
    assert again.triples_sent == again.triples == built.quads
    # Blank nodes that belong together still do.
    with changing.endpoint() as endpoint:
        loose = "ASK { ?cell rdf:rest ?next FILTER NOT EXISTS { ?cell rdf:first ?item } }"
        assert endpoint.query("ASK { ?cell rdf:rest ?next }") is True
        assert endpoint.query(loose) is False


def test_a_shard_that_is_gone_takes_its_graphs_along(
    shards: Path, changing: Server, built: Build
) -> None:
    last = shards / "part-2.nq.gz"
    lost = set(open_shards(shards).graphs)
    last.unlink()
    lost -= set(open_shards(shards).graphs)
    done = push(open_shards(shards), changing.url, credentials=changing.credentials)
    assert set(done.removed) == lost
    assert done.sent == ()


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_oxigraph(tmp_path_factory.mktemp("shards")) as server:
        yield server


def quads(graph: str, start: int, number: int, size: int = 8) -> str:
    return "".join(
        f'<urn:s:{n}> <urn:p> "{n:0{size}}" <{graph}> .\n' for n in range(start, start + number)
    )


def test_a_graph_may_stand_in_several_places(tmp_path: Path, empty_server: Server) -> None:
    first, second = "urn:graph:1", "urn:graph:2"
    (tmp_path / "a.nq").write_text(quads(first, 0, 10) + quads(second, 0, 5) + quads(first, 10, 10))
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(quads(second, 5, 5).encode(), mtime=0))
    for everything in (False, True):
        done = push(open_shards(tmp_path), empty_server.url, everything=everything)
        assert set(done.sent) == {first, second}
        assert done.triples == 30
        found = graphs_of(empty_server)
        assert (found[first], found[second]) == (20, 10)
    assert not push(open_shards(tmp_path), empty_server.url).changed


MEASURED = """
import resource, sys
from pathlib import Path
from careerlattice.push import open_shards, push
import pyoxigraph, careerlattice.endpoint
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
done = push(open_shards(Path(sys.argv[1])), sys.argv[2])
print(done.triples_sent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_shard(tmp_path: Path, empty_server: Server) -> None:
    # One graph of 144 MB: read whole it would take several times that.
    with gzip.open(tmp_path / "large.nq.gz", "wt", compresslevel=1) as stream:
        for start in range(0, 80_000, 1_000):
            stream.write(quads("urn:large", start, 1_000, size=1_750))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path), empty_server.url],
        capture_output=True,
        text=True,
        check=True,
    )
    sent, kibibytes = map(int, done.stdout.split())
    assert sent == 80_000
    assert kibibytes < 64 << 10


# -- what cannot be sent -----------------------------------------------------------------------

QUADS = quads("urn:g", 0, 3).encode()
MORE = quads("urn:g", 3, 3).encode()
BLANK = b"_:a <urn:p> _:b <urn:g> .\n"

FAULTY: dict[str, tuple[dict[str, bytes], str]] = {
    "nothing": ({}, "there are no shards here"),
    "only what is none": ({"readme.md": b"hello"}, "there are no shards here"),
    "not n-quads": ({"a.nq": b"nonsense\n"}, r"a\.nq: a file of the graph is not canonical"),
    "no graph": ({"a.nq": b"<urn:s> <urn:p> <urn:o> .\n"}, r"a\.nq: .* outside any named graph"),
    "breaks off": ({"a.nq": QUADS[:-9]}, r"a\.nq: .* breaks off"),
    "breaks off, compressed": ({"a.nq.gz": gzip.compress(QUADS)[:-9]}, r"a\.nq\.gz: .* breaks off"),
    "damaged": ({"a.nq.gz": b"\x1f\x8b" + b"\0" * 40}, r"a\.nq\.gz: .* damaged"),
    "not compressed": ({"a.nq.gz": QUADS}, r"a\.nq\.gz: .* damaged"),
    "no end of a line": ({"a.nq.gz": gzip.compress(b"x" * (64 << 20))}, "not canonical N-Quads"),
    "no text": ({"a.nq": b"<urn:s> <urn:p> <urn:o> <urn:\xff> .\n"}, "not canonical N-Quads"),
    "blank nodes that would part": (
        {"a.nq": BLANK, "b.nq": BLANK},
        r"b\.nq: .* shares a graph with blank nodes with .*a\.nq",
    ),
}


@pytest.mark.parametrize("what", FAULTY)
def test_faulty_shards(what: str, tmp_path: Path) -> None:
    files, told = FAULTY[what]
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=told) as caught:
        open_shards(tmp_path)
    assert caught.value.remedy
    assert str(caught.value).isprintable()


def test_a_fault_further_down_is_told_when_it_is_reached(
    tmp_path: Path, empty_server: Server
) -> None:
    (tmp_path / "a.nq").write_bytes(QUADS + b"<urn:s> nonsense <urn:g> .\n")
    with pytest.raises(InputError, match=r"a\.nq: .* not canonical"):
        push(open_shards(tmp_path), empty_server.url)


@pytest.mark.parametrize(
    "data", [QUADS.replace(b"2", b"7"), QUADS[: len(QUADS) // 3], QUADS + MORE]
)
def test_a_shard_that_changes_meanwhile(data: bytes, tmp_path: Path, empty_server: Server) -> None:
    file = tmp_path / "a.nq"
    file.write_bytes(QUADS)
    seen = open_shards(tmp_path)
    file.write_bytes(data)
    with pytest.raises(InputError, match="changed while it was sent") as caught:
        push(seen, empty_server.url)
    assert caught.value.remedy == "push again, when nobody is building"
    push(open_shards(tmp_path), empty_server.url)


def test_the_command_takes_shards(shards: Path, empty_server: Server, built: Build) -> None:
    command = [sys.executable, "-m", "careerlattice", "push", "--endpoint", empty_server.url]
    done = subprocess.run(
        [*command, "--shards", str(shards)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"counted at {empty_server.url}: {built.quads:,} triples of this graph" in done.stdout
    none = subprocess.run(
        [*command, "--shards", str(shards / "missing")], capture_output=True, text=True, check=False
    )
    assert none.returncode == 3
    assert "there are no shards here" in none.stderr


def test_what_the_shards_hold_is_well_formed(shards: Path) -> None:
    # What the tests above rest on: the compressed ones are files that others can read.
    for file in shards.glob("*.gz"):
        assert list(ox.parse(gzip.decompress(file.read_bytes()), format=ox.RdfFormat.N_QUADS))
