"""A real Dask cluster on this machine: a scheduler and workers, each a program of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client

# A loader that does to its process what a document tells it to.
LOADER = """
import os, signal

class Poison:
    name = "poison"
    version = "1"

    def recognise(self, outline):
        text = outline.document.text
        if "POISON READER" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "POISON WORKER" in text:
            os.kill(os.getppid(), signal.SIGKILL)
        return 0.0

    def read(self, outline):
        raise AssertionError

LOADER = Poison()
"""
LONGEST_LIFE = "300"
LONGEST_START = 90.0


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with the loader that harms its readers."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "poison.py").write_text(LOADER)
    about = folder / "poison-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[careerlattice.loaders]\npoison = poison:LOADER\n")
    return folder


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler without workers: its address and its process."""
    with started(tmp_path, []) as (address, processes):
        yield address, processes[0]


@pytest.fixture(scope="session")
def cluster(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, which have the loader that harms."""
    with started(tmp_path_factory.mktemp("cluster"), [site, site]) as (address, _):
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=LONGEST_START)
        yield address


@contextmanager
def started(folder: Path, sites: list[Path]) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler, and a worker with the packages of each of *sites*; all end with the tests."""
    told = folder / "scheduler.json"
    log = (folder / "cluster.log").open("wb")
    processes: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str, path: Path | None = None) -> None:
        here = [str(path)] if path else []
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([*here, *filter(None, sys.path)]),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        bounded = [shutil.which("timeout") or "timeout", LONGEST_LIFE]
        command = [*bounded, sys.executable, "-m", "distributed.cli." + arguments[0]]
        options = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
        processes.append(
            subprocess.Popen(
                [*command, *options, *arguments[1:]],
                env=environment,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )

    try:
        begin("dask_scheduler", "--port", "0")
        for path in sites:
            begin("dask_worker", "--nthreads", "1", "--local-directory", str(folder), path=path)
        until = time.monotonic() + LONGEST_START
        while not told.exists():
            assert time.monotonic() < until, (folder / "cluster.log").read_text()
            time.sleep(0.05)
        yield json.loads(told.read_text())["address"], processes
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait(20)
        log.close()
