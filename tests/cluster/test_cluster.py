"""Documents read by the workers of a Dask cluster: the graph is the one that is built at home."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest
from distributed import Client

from careerlattice import cluster as clusters
from careerlattice.build import build, seed_documents
from careerlattice.errors import CareerlatticeError, UsageError
from tests.building.small import ENGINE, files_of, posting, specification, store_of

NOWHERE = "tcp://127.0.0.1:1"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed documents, and many small ones of which some share a class."""
    folder = tmp_path_factory.mktemp("documents")
    shutil.copytree(seed_documents(), folder / "seeds")
    (folder / "us-aa").mkdir()
    for number in range(20):
        text = specification(f"Clerk {number % 15}", f"{number}CL", f"Files form {number}")
        (folder / "us-aa" / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def poisonous(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process have the loaders that the workers have."""
    monkeypatch.syspath_prepend(str(site))


def pids(address: str) -> dict[str, int]:
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        found: dict[str, int] = client.run(os.getpid)
        return found


@pytest.mark.usefixtures("poisonous")
def test_the_same_bytes_as_at_home_though_a_worker_is_killed_half_way(
    cluster: str, documents: Path, tmp_path: Path
) -> None:
    victim = next(iter(pids(cluster).values()))
    killed = []

    def kill(what: str) -> None:
        if what.startswith("reading 5 of 25"):
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    there = build([documents], tmp_path / "there", engine=ENGINE, scheduler=cluster, progress=kill)
    here = build([documents], tmp_path / "here", engine=ENGINE)
    assert killed
    assert files_of(there.folder) == files_of(here.folder)
    assert store_of(there.folder) == store_of(here.folder)
    assert (there.problems, there.quads) == ((), here.quads)
    assert victim not in pids(cluster).values()


@pytest.mark.usefixtures("poisonous")
def test_a_document_that_kills_its_reader_is_set_aside_and_the_cluster_goes_on(
    cluster: str, tmp_path: Path
) -> None:
    folder = tmp_path / "us-aa"
    folder.mkdir()
    for name in ("good", "READER", "WORKER"):
        text = posting(f"Clerk {name}", f"POISON {name}")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    found = build([folder], tmp_path / "out", engine=ENGINE, scheduler=cluster, keep_going=True)
    told = {Path(each.document).stem: each.error.message for each in found.problems}
    assert told == {
        "READER": "killed the process that read it (SIGKILL)",
        "WORKER": "all 2 workers of the cluster that read it were lost",
    }
    assert [each.file for each in found.documents] == ["good.txt"]
    # Nothing of what may have been bad luck is taken for granted by the next build.
    (folder / "WORKER.txt").unlink()
    (folder / "READER.txt").write_text(posting("Reader", "Reads"), encoding="utf-8")
    again = build([folder], tmp_path / "out", engine=ENGINE, scheduler=cluster)
    assert len(again.documents) == 2


def test_a_worker_with_other_loaders_is_told_and_nothing_is_built(
    cluster: str, documents: Path, tmp_path: Path
) -> None:
    with pytest.raises(CareerlatticeError) as caught:
        build([documents], tmp_path / "out", engine=ENGINE, scheduler=cluster)
    message = "a worker of the cluster has not the same the loader poison as this machine"
    assert caught.value.message == message
    assert "install the same version" in str(caught.value)
    assert not (tmp_path / "out").exists()


# Where there is no cluster


@pytest.mark.parametrize(
    ("address", "kind", "message"),
    [
        (NOWHERE, CareerlatticeError, f"no Dask scheduler answers at {NOWHERE}"),
        ("somewhere", UsageError, "“somewhere” is no address of a Dask scheduler"),
    ],
)
def test_a_scheduler_that_is_not_there(
    documents: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    kind: type[CareerlatticeError],
    message: str,
) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 1.0)
    with pytest.raises(kind) as caught:
        build([documents], tmp_path / "out", engine=ENGINE, scheduler=address)
    assert caught.value.message.startswith(message)
    assert caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_a_scheduler_without_workers_and_one_that_is_lost(
    scheduler: tuple[str, subprocess.Popen[bytes]],
    documents: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, process = scheduler
    with monkeypatch.context() as patch:
        patch.setattr(clusters, "_LONELIEST", 0.1)
        with pytest.raises(CareerlatticeError, match="has no workers") as caught:
            build([documents], tmp_path / "out", engine=ENGINE, scheduler=address)
        assert f"dask worker {address}" in str(caught.value)
    threading.Timer(2.0, os.killpg, (process.pid, signal.SIGKILL)).start()
    with pytest.raises(CareerlatticeError, match="was lost") as caught:
        build([documents], tmp_path / "out", engine=ENGINE, scheduler=address)
    assert caught.value.remedy == "build again when it is there: what was read is kept"
