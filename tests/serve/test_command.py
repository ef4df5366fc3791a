"""`careerlattice serve`: the command, as a person runs it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from careerlattice.build import Build
from careerlattice.mappings import project_mappings
from careerlattice.review import find_sets
from tests.serve.servers import LONGEST_WAIT, NEVER_ENDING, serving


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "careerlattice", "serve", *map(str, arguments)]


def workers_of(pid: int) -> list[Path]:
    """The folders in /proc of the processes that a process began."""
    texts = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
    return [Path("/proc", child) for text in texts for child in text.split()]


@contextmanager
def running(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address it prints; it is killed at the end if it still runs."""
    process = subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_serves_and_ends_cleanly(built: Build, how: signal.Signals) -> None:
    with running("--graph", built.folder, "--port", "0", "--workers", "1") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(f"{address}sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        assert httpx.get(address).status_code == 200
        children = workers_of(process.pid)
        assert children
        process.send_signal(how)
        assert process.wait(LONGEST_WAIT) == 0
        assert process.stderr is not None
        told = process.stderr.read()
        assert "Ctrl-C" in told
        assert "Traceback" not in told
        assert not any(child.exists() for child in children)


def test_it_ends_also_in_the_middle_of_a_query(built: Build) -> None:
    with running("--graph", built.folder, "--port", "0", "--workers", "1") as (process, address):
        with httpx.Client(timeout=0.5) as client, pytest.raises(httpx.ReadTimeout):
            client.get(f"{address}sparql", params={"query": NEVER_ENDING})
        children = workers_of(process.pid)
        assert children
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST_WAIT) == 0
        assert not any(child.exists() for child in children)


def test_its_limits_and_origins_are_options(built: Build) -> None:
    options = ("--max-rows", "2", "--cors", "https://page.example", "--allow-host", "graph.example")
    with running("--graph", built.folder, "--port", "0", *options) as (_, address):
        rows = httpx.get(f"{address}sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 3"})
        assert rows.status_code == 413
        headers = {"Origin": "https://page.example", "Host": "graph.example"}
        page = httpx.get(f"{address}sparql", params={"query": "ASK {}"}, headers=headers)
        assert page.headers["access-control-allow-origin"] == "https://page.example"


def failed(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=LONGEST_WAIT, check=False
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_a_folder_without_a_graph_is_told_before_anything_is_begun(tmp_path: Path) -> None:
    code, told = failed("--graph", tmp_path, "--port", "0")
    assert code == 3
    assert "there is no built graph here" in told
    assert "careerlattice build" in told
    assert len(told.splitlines()) == 1


def test_a_port_that_is_taken_is_told(built: Build) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, told = failed("--graph", built.folder, "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "cannot listen" in told
    assert "--port" in told


@pytest.mark.parametrize("options", [("--timeout", "0"), ("--max-rows", "0"), ("--port", "70000")])
def test_options_that_make_no_sense_are_refused(built: Build, options: tuple[str, str]) -> None:
    assert failed("--graph", built.folder, *options)[0] == 2


def test_the_explorer_is_served_where_it_was_built(built: Build, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>explorer</title>")
    (tmp_path.parent / "secret.txt").write_text("secret")
    with serving(built.folder, explorer=tmp_path) as server:
        page = server.client.get(server.url)
        assert page.text == "<!doctype html><title>explorer</title>"
        assert "script-src" not in page.headers["content-security-policy"]
        assert "default-src 'self'" in page.headers["content-security-policy"]
        for path in ("../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt"):
            assert server.client.get(f"{server.url}{path}").status_code == 404


def test_without_an_explorer_a_page_says_how_to_get_it(
    built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careerlattice.serve.app.web_dir", lambda: None)
    with serving(built.folder) as server:
        page = server.client.get(server.url)
        assert page.status_code == 200
        assert "make web" in page.text
        assert "/sparql" in page.text
        assert server.client.get(f"{server.url}else").status_code == 404


def test_mappings_are_decided_on_only_where_that_is_asked_for(built: Build, tmp_path: Path) -> None:
    set_ = tmp_path / "some.sssom.tsv"
    source = next(path for path in find_sets([project_mappings()]) if "competencies" in path.name)
    set_.write_bytes(source.read_bytes())
    options = ("--graph", built.folder, "--port", "0", "--workers", "1")
    with running(*options, "--review", set_, "--reviewer", "Ada Example") as (_, address):
        told = httpx.get(f"{address}api/review").json()
        assert told["reviewer"] == "Ada Example"
        assert [each["name"] for each in told["sets"]] == [set_.name]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--review", "nowhere.sssom.tsv"), "does not exist"),
        (("--review", str(project_mappings())), "who reviews is not said"),
        (("--review", str(project_mappings()), "--host", "0.0.0.0"), "in your name"),
    ],
)
def test_a_review_that_cannot_be_is_refused(
    built: Build, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = subprocess.run(
        command("--graph", built.folder, "--port", "0", *arguments),
        capture_output=True,
        check=False,
        text=True,
        timeout=LONGEST_WAIT,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
    )
    assert done.returncode in {2, 3}
    assert told in done.stderr
    assert "Traceback" not in done.stderr
