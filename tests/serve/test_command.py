"""`careerlattice serve`: the command, as a person runs it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from careerlattice.build import Build
from careerlattice.cli import main
from careerlattice.mappings import project_mappings
from careerlattice.review import find_sets
from tests.serve.servers import LONGEST_WAIT, NEVER_ENDING, serving


def workers_of(pid: int) -> list[Path]:
    """The folders in /proc of the processes that a process began."""
    texts = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
    return [Path("/proc", child) for text in texts for child in text.split()]


@contextmanager
def running(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address it prints; it is killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "careerlattice", "serve", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], how: signal.Signals) -> str:
    """What a server said that ended cleanly at a signal, its workers with it."""
    children = workers_of(process.pid)
    assert children
    process.send_signal(how)
    assert process.wait(LONGEST_WAIT) == 0
    assert not any(child.exists() for child in children)
    assert process.stderr is not None
    told = process.stderr.read()
    assert "Traceback" not in told
    return told


def test_it_prints_its_address_serves_and_ends_cleanly(built: Build) -> None:
    with running("--graph", built.folder, "--port", "0", "--workers", "1") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(f"{address}sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        assert httpx.get(address).status_code == 200
        assert "Ctrl-C" in ended(process, signal.SIGTERM)


def test_it_ends_also_in_the_middle_of_a_query(built: Build) -> None:
    with running("--graph", built.folder, "--port", "0", "--workers", "1") as (process, address):
        with httpx.Client(timeout=0.5) as client, pytest.raises(httpx.ReadTimeout):
            client.get(f"{address}sparql", params={"query": NEVER_ENDING})
        ended(process, signal.SIGINT)


def test_limits_origins_and_what_is_reviewed_are_options(built: Build, tmp_path: Path) -> None:
    set_ = tmp_path / "some.sssom.tsv"
    source = next(path for path in find_sets([project_mappings()]) if "competencies" in path.name)
    set_.write_bytes(source.read_bytes())
    limits = ("--workers", "1", "--max-rows", "2")
    origins = ("--cors", "https://page.example", "--allow-host", "graph.example")
    review = ("--review", set_, "--reviewer", "Ada Example")
    options = (*limits, *origins, *review)
    with running("--graph", built.folder, "--port", "0", *options) as (_, address):
        rows = httpx.get(f"{address}sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 3"})
        assert rows.status_code == 413
        headers = {"Origin": "https://page.example", "Host": "graph.example"}
        page = httpx.get(f"{address}sparql", params={"query": "ASK {}"}, headers=headers)
        assert page.headers["access-control-allow-origin"] == "https://page.example"
        told = httpx.get(f"{address}api/review").json()
        assert told["reviewer"] == "Ada Example"
        assert [each["name"] for each in told["sets"]] == [set_.name]


Refused = Callable[..., tuple[int, str]]


@pytest.fixture
def refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Refused]:
    """Run the command, which cannot begin: its port is taken. The code, and what it says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        def run(*arguments: str | Path) -> tuple[int, str]:
            words = ["careerlattice", "serve", "--port", port, *map(str, arguments)]
            monkeypatch.setattr("sys.argv", words)
            with pytest.raises(SystemExit) as exited:
                main()
            said = capsys.readouterr()
            assert said.out == ""
            assert isinstance(exited.value.code, int)
            return exited.value.code, said.err

        yield run


def test_a_folder_without_a_graph_is_told_before_anything_is_begun(
    refused: Refused, tmp_path: Path
) -> None:
    code, told = refused("--graph", tmp_path)
    assert code == 3
    assert "there is no built graph here" in told
    assert "careerlattice build" in told
    assert len(told.splitlines()) == 1


def test_a_port_that_is_taken_is_told(built: Build, refused: Refused) -> None:
    code, told = refused("--graph", built.folder)
    assert code == 1
    assert "cannot listen" in told
    assert "--port" in told


@pytest.mark.parametrize(
    "options", [("--timeout", "0"), ("--max-rows", "0"), ("--port", "70000"), ("--proxy", "front")]
)
def test_options_that_make_no_sense_are_refused(
    built: Build, refused: Refused, options: tuple[str, str]
) -> None:
    assert refused("--graph", built.folder, *options)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--review", "nowhere.sssom.tsv"), "does not exist"),
        (("--review", str(project_mappings())), "who reviews is not said"),
        (("--review", str(project_mappings()), "--host", "0.0.0.0"), "in your name"),
    ],
)
def test_a_review_that_cannot_be_is_refused(
    built: Build, refused: Refused, arguments: tuple[str, ...], told: str
) -> None:
    code, said = refused("--graph", built.folder, *arguments)
    assert code in {2, 3}
    assert told in said


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
