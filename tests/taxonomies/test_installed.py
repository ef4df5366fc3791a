"""Installing: read once, kept beside the build, in the store of every build after it."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from careerlattice.build import build, seed_documents
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.lattice import Lattice
from careerlattice.rows import Rows
from careerlattice.store import GraphStore
from careerlattice.taxonomies import (
    add_taxonomy,
    base_store,
    installed_taxonomies,
    remove_taxonomy,
)
from tests.taxonomies.samples import CLERK, CROSSWALKS, ESCO, ONET, archive, write

DOCUMENT = next(path for path in seed_documents().rglob("*.txt") if "6435cl" in path.name)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(tmp_path / "onet-29.3", ONET, "txt")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "build"


def slugs(output: Path) -> dict[str, bool]:
    return {each.slug: each.in_use for each in installed_taxonomies(output)}


def names(store: Path | None) -> set[str]:
    """The graphs in a store."""
    assert store is not None
    with GraphStore.open(store) as graph:
        rows = graph.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return {str(row["g"]).rpartition("/")[2] for row in rows}


def title(lattice: Lattice) -> list[object]:
    rows = lattice.query(
        f"""SELECT ?label {{ <https://w3id.org/careerlattice/id/onet/occupation/{CLERK}>
          skos:prefLabel ?label }}"""
    )
    assert isinstance(rows, Rows)
    return [row["label"] for row in rows]


# Adding


def test_what_is_installed_is_described_and_kept(release: Path, output: Path) -> None:
    added = add_taxonomy(output, "onet", release)
    assert added == installed_taxonomies(output)[0]
    assert (added.slug, added.in_use, added.kind) == ("onet-29.3", True, "onet")
    assert added.rows == sum(len(rows) - 1 for rows in ONET.values())
    folder = output / "taxonomies" / "onet-29.3"
    text = gzip.decompress((folder / "graph.nq.gz").read_bytes())
    assert text.count(b"\n") == added.quads
    assert hashlib.sha256(text).hexdigest() == added.sha256
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["about"]["attribution"].startswith("This includes information from the O*NET")
    assert {file["name"] for file in manifest["files"]} == {f"{name}.txt" for name in ONET}


def test_the_same_release_gives_the_same_bytes(release: Path, tmp_path: Path) -> None:
    one = add_taxonomy(tmp_path / "one", "onet", release)
    other = add_taxonomy(tmp_path / "other", "onet", release)
    assert one.graph_file.read_bytes() == other.graph_file.read_bytes()
    manifest = (one.folder / "manifest.json").read_bytes()
    assert manifest == (other.folder / "manifest.json").read_bytes()


def test_adding_again_what_is_there_changes_nothing(release: Path, output: Path) -> None:
    add_taxonomy(output, "onet", release)
    store = base_store(output)
    assert store is not None
    inode = (store / "CURRENT").stat().st_ino
    add_taxonomy(output, "onet", release)
    assert (store / "CURRENT").stat().st_ino == inode


def test_adding_again_removes_what_a_killed_adding_left(release: Path, output: Path) -> None:
    add_taxonomy(output, "onet", release)
    stores = output / "taxonomies" / ".stores"
    (wanted,) = stores.iterdir()
    (stores / "0123456789abcdef").mkdir()
    add_taxonomy(output, "onet", release)
    assert [*stores.iterdir()] == [wanted]


def test_adding_another_state_of_a_version_replaces_it(release: Path, output: Path) -> None:
    first = add_taxonomy(output, "onet", release)
    (release / "Tools Used.txt").unlink()
    second = add_taxonomy(output, "onet", release)
    assert second.quads < first.quads
    assert slugs(output) == {"onet-29.3": True}
    assert len(list((output / "taxonomies" / ".kept").iterdir())) == 1
    assert len(list((output / "taxonomies" / ".stores").iterdir())) == 1


def test_of_two_versions_the_one_added_last_is_in_use(release: Path, output: Path) -> None:
    add_taxonomy(output, "onet", release)
    add_taxonomy(output, "onet", release, version="30.0")
    assert slugs(output) == {"onet-29.3": False, "onet-30.0": True}
    assert names(base_store(output)) == {"onet-30.0"}
    # As long as the other is there, for comparison.
    assert (output / "taxonomies" / "onet-29.3" / "graph.nq.gz").is_file()
    remove_taxonomy(output, "onet-30.0")
    assert slugs(output) == {"onet-29.3": True}
    assert names(base_store(output)) == {"onet-29.3"}


def test_several_taxonomies_share_one_store(release: Path, output: Path, tmp_path: Path) -> None:
    add_taxonomy(output, "onet", release)
    add_taxonomy(output, "esco", write(tmp_path / "esco-1.2.0", ESCO, "csv"))
    add_taxonomy(output, "crosswalk", write(tmp_path / "cross", CROSSWALKS, "csv"))
    assert slugs(output) == {"crosswalks-1": True, "esco-1.2.0": True, "onet-29.3": True}
    store = base_store(output)
    assert names(store) == set(slugs(output))
    total = sum(each.quads for each in installed_taxonomies(output))
    with GraphStore.open(store or "") as graph:
        assert len(graph) == total


def test_an_archive_with_its_digest(release: Path, output: Path, tmp_path: Path) -> None:
    packed = archive(release, tmp_path / "db_29_3_text.zip")
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    with pytest.raises(InputError, match="was expected"):
        add_taxonomy(output, "onet", packed, sha256="0" * 64)
    assert slugs(output) == {}
    assert add_taxonomy(output, "onet", packed, sha256=digest).slug == "onet-29.3"


@pytest.mark.parametrize(("kind", "error"), [("dewey", UsageError), ("esco", InputError)])
def test_what_cannot_be_added(
    kind: str, error: type[CareerlatticeError], release: Path, output: Path
) -> None:
    with pytest.raises(error):
        add_taxonomy(output, kind, release)
    assert slugs(output) == {}


def test_what_fails_halfway_leaves_what_was(release: Path, output: Path) -> None:
    before = add_taxonomy(output, "onet", release)
    with (release / "Skills.txt").open("a", encoding="utf-8") as stream:
        stream.write("no code\tat all\n")
    with pytest.raises(InputError, match=r"Skills\.txt, line 4: table 'Skills'"):
        add_taxonomy(output, "onet", release, version="30.0")
    assert installed_taxonomies(output) == (before,)
    assert names(base_store(output)) == {"onet-29.3"}
    assert not (output / "taxonomies" / ".staging").exists()


def test_one_at_a_time(release: Path, output: Path) -> None:
    (output / "taxonomies").mkdir(parents=True)
    with (output / "taxonomies" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CareerlatticeError, match="another process is at work"):
            add_taxonomy(output, "onet", release)


def test_what_is_killed_leaves_what_was(release: Path, output: Path, tmp_path: Path) -> None:
    before = add_taxonomy(output, "onet", release)
    other = write(tmp_path / "onet-30.0", ONET, "txt")
    # It comes as far as the store, and no further.
    script = """
import sys, time
from careerlattice.store import GraphStore
from careerlattice.taxonomies import add_taxonomy
def stall(*_, **__):
    print("loading", flush=True)
    time.sleep(60)
GraphStore.create = stall
add_taxonomy(*map(__import__("pathlib").Path, sys.argv[1:2]), "onet", sys.argv[2])
"""
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(output), str(other)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "loading\n"
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert (output / "taxonomies" / ".staging").is_dir()
    assert installed_taxonomies(output) == (before,)
    assert names(base_store(output)) == {"onet-29.3"}
    assert add_taxonomy(output, "onet", other).slug == "onet-30.0"
    assert not (output / "taxonomies" / ".staging").exists()


def test_a_stop_leaves_no_trace(release: Path, output: Path) -> None:
    def stop(what: str) -> None:
        if what == "loading the store":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_taxonomy(output, "onet", release, progress=stop)
    assert slugs(output) == {}
    assert not (output / "taxonomies" / ".staging").exists()


# Removing


def test_what_is_removed_is_gone(release: Path, output: Path) -> None:
    add_taxonomy(output, "onet", release)
    assert remove_taxonomy(output, "onet-29.3").slug == "onet-29.3"
    assert slugs(output) == {}
    assert base_store(output) is None
    assert not list((output / "taxonomies").glob("[!.]*"))
    assert not list((output / "taxonomies" / ".kept").iterdir())
    assert not list((output / "taxonomies" / ".stores").iterdir())


def test_what_is_not_there_cannot_be_removed(release: Path, output: Path) -> None:
    with pytest.raises(UsageError, match="installed: none is"):
        remove_taxonomy(output, "onet-29.3")
    add_taxonomy(output, "onet", release)
    with pytest.raises(UsageError, match=r"installed: onet-29\.3"):
        remove_taxonomy(output, "onet")


def test_a_broken_manifest_is_told(release: Path, output: Path) -> None:
    added = add_taxonomy(output, "onet", release)
    (added.folder / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match="the manifest of a taxonomy cannot be read"):
        installed_taxonomies(output)


# In a build


def test_a_build_holds_what_is_installed_and_answers_as_before(release: Path, output: Path) -> None:
    plain = build([DOCUMENT], output)
    assert plain.taxonomies == ()
    assert not (plain.folder / "documents").exists()
    with Lattice.open(output) as lattice:
        assert title(lattice) == []
        counts = lattice.ask("counts").to_csv()
    add_taxonomy(output, "onet", release)
    # A built graph stays as it is until the next build.
    with Lattice.open(output) as lattice:
        assert title(lattice) == []
    built = build([DOCUMENT], output)
    assert built.quads == plain.quads
    assert [each.slug for each in built.taxonomies] == ["onet-29.3"]
    with GraphStore.open(output) as everything:
        assert len(everything) == built.quads + built.taxonomies[0].quads
        assert len(everything.without_taxonomies()) == built.quads
    with Lattice.open(output) as lattice:
        assert title(lattice) == ["Counter Clerks"]
        assert lattice.ask("counts").to_csv() == counts
    manifest = json.loads((built.folder / "manifest.json").read_text("utf-8"))
    assert [each["name"] for each in manifest["taxonomies"]] == ["onet-29.3"]
    remove_taxonomy(output, "onet-29.3")
    with Lattice.open(output) as lattice:
        assert title(lattice) == ["Counter Clerks"]
    assert build([DOCUMENT], output).taxonomies == ()
    with Lattice.open(output) as lattice:
        assert title(lattice) == []


def test_a_build_copies_the_store_and_loads_no_taxonomy(release: Path, output: Path) -> None:
    added = add_taxonomy(output, "onet", release)
    # Nothing can be loaded from it any more.
    added.graph_file.write_bytes(b"")
    build([DOCUMENT], output)
    with Lattice.open(output) as lattice:
        assert title(lattice) == ["Counter Clerks"]


def test_a_store_that_is_missing_is_loaded_anew(release: Path, output: Path) -> None:
    add_taxonomy(output, "onet", release)
    store = base_store(output)
    assert store is not None
    store.rename(output / "elsewhere")
    told: list[str] = []
    assert names(base_store(output, told.append)) == {"onet-29.3"}
    assert told == ["loading the taxonomies"]


def test_adding_waits_for_a_build_to_end(release: Path, output: Path) -> None:
    output.mkdir()
    with (output / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = "from careerlattice.taxonomies import add_taxonomy; import sys, pathlib;"
        command += "add_taxonomy(pathlib.Path(sys.argv[1]), 'onet', sys.argv[2])"
        child = subprocess.Popen([sys.executable, "-c", command, str(output), str(release)])
        made = output / "taxonomies" / ".staging" / "store" / "CURRENT"
        end = time.monotonic() + 60
        while not made.exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert made.exists()
        assert slugs(output) == {}
    assert child.wait(60) == 0
    assert slugs(output) == {"onet-29.3": True}
