"""Documents that lie elsewhere: the graph is that of the same documents here."""

from __future__ import annotations

import shutil
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from careerlattice.build import Build, build, seed_documents, what_changed
from careerlattice.documents import LARGEST_DOCUMENT
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.storage import fetch, find
from tests.building.small import ENGINE, files_of, posting
from tests.storage.conftest import Bucket

SOURCE = '[publisher]\nid = "us-aa"\nname = "State of A"\n'


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders of documents; a source.toml speaks for one of them."""
    folder = tmp_path_factory.mktemp("documents")
    shutil.copytree(next(seed_documents().glob("us-ct*")), folder / "connecticut")
    (folder / "incoming" / "new").mkdir(parents=True)
    (folder / "incoming" / "README.md").write_text("What came in.")
    (folder / "incoming" / "courier.txt").write_text(posting("Courier", "Carries post"))
    (folder / "incoming" / "new" / "clerk.txt").write_text(posting("Clerk", "Files forms"))
    return folder


@pytest.fixture(scope="module")
def here(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The same documents, built from this machine."""
    return build([documents], tmp_path_factory.mktemp("here") / "out", engine=ENGINE)


def read(told: list[str]) -> list[str]:
    return sorted(line.rpartition(": ")[2] for line in told if line.startswith("reading"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_object_storage(
    s3: Bucket, documents: Path, here: Build, tmp_path: Path, jobs: int
) -> None:
    s3.put_folder(documents, "all")
    there = build(["s3://papers/all"], tmp_path / "out", engine=ENGINE, jobs=jobs)
    assert files_of(there.folder) == files_of(here.folder)


def test_only_what_changed_there_is_fetched_again(
    s3: Bucket, documents: Path, tmp_path: Path
) -> None:
    s3.put_folder(documents, "all")
    address, out = "s3://papers/all", tmp_path / "out"
    told: list[str] = []
    build([address], out, engine=ENGINE, progress=told.append)
    assert len(read(told)) == 3
    assert what_changed([address], out, engine=ENGINE) == []
    s3.put("all/incoming/courier.txt", posting("Courier", "Brings post").encode())
    s3.delete("all/incoming/new/clerk.txt")
    changed = what_changed([address], out, engine=ENGINE)
    assert changed == ["incoming/new/clerk.txt is gone", "incoming/courier.txt has changed"]
    told.clear()
    build([address], out, engine=ENGINE, progress=told.append)
    assert read(told) == ["courier.txt"]


def test_a_document_that_is_replaced_while_it_is_on_its_way(
    s3: Bucket, documents: Path, tmp_path: Path
) -> None:
    s3.put_folder(documents / "incoming", "us-aa")

    def replace(what: str) -> None:
        if what.startswith("reading 1 of 2"):
            # Which of the two is next, nobody need know.
            for name in ("courier", "new/clerk"):
                s3.put(f"us-aa/{name}.txt", posting("Other", "Does something else").encode())

    with pytest.raises(InputError, match="was replaced while it was read"):
        build(["s3://papers/us-aa"], tmp_path / "out", engine=ENGINE, progress=replace)


def test_what_is_not_there_or_too_large_is_told(s3: Bucket, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(InputError, match="does not exist, or is empty"):
        build(["s3://papers/none"], out, engine=ENGINE)
    with pytest.raises(CareerlatticeError, match="s3://nowhere/all"):
        build(["s3://nowhere/all"], out, engine=ENGINE)
    s3.put("us-aa/large.txt", b"a" * (LARGEST_DOCUMENT + 1))
    with pytest.raises(InputError, match=r"s3://papers/us-aa/large\.txt.*limit is 10 MB"):
        build(["s3://papers/us-aa/"], out, engine=ENGINE)
    assert not out.exists()


def test_an_archive(documents: Path, here: Build, tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(documents.rglob("*")):
            packed.write(file, file.relative_to(documents))
    whole = build([f"zip://::{archive}"], tmp_path / "whole", engine=ENGINE)
    assert files_of(whole.folder) == files_of(here.folder)
    part = build([f"zip://incoming::{archive}"], tmp_path / "part", engine=ENGINE)
    assert sorted(each.file for each in part.documents) == ["clerk.txt", "courier.txt"]
    assert {each.publisher for each in part.documents} == {"incoming", "new"}


def test_an_archive_in_object_storage(s3: Bucket, documents: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(documents / "incoming" / "courier.txt", "us-aa/courier.txt")
    s3.put("all.zip", archive.read_bytes())
    made = build(["zip://::s3://papers/all.zip"], tmp_path / "out", engine=ENGINE)
    assert [(each.file, each.publisher) for each in made.documents] == [("courier.txt", "us-aa")]


def test_an_archive_made_to_burst_is_not_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "burst.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", bytes(200 << 20))
    assert len(fetch(f"zip://a.txt::{archive}")) == LARGEST_DOCUMENT + 1
    with pytest.raises(InputError, match="the limit is 10 MB"):
        build([f"zip://::{archive}"], tmp_path / "out", engine=ENGINE)


def test_a_file_by_its_address_is_the_file(documents: Path, here: Build, tmp_path: Path) -> None:
    made = build([f"file://{documents}"], tmp_path / "out", engine=ENGINE)
    assert files_of(made.folder) == files_of(here.folder)


# On the web


class Pages(SimpleHTTPRequestHandler):
    """The files of a folder, and pages that lead elsewhere or never end."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/moved.txt":
            self.send_response(302)
            self.send_header("Location", "/courier.txt")
            self.end_headers()
        elif self.path == "/endless.txt":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"a" * (1 << 20))
            except OSError:
                self.close_connection = True
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def pages(folder: Path, asked: list[str]) -> Iterator[str]:
    handler = type("Handler", (Pages,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_page_is_read_and_nothing_but_what_was_named(documents: Path, tmp_path: Path) -> None:
    asked: list[str] = []
    with pages(documents / "incoming", asked) as root:
        made = build([f"{root}/new/clerk.txt?version=2"], tmp_path / "out", engine=ENGINE)
        assert [(each.file, each.publisher) for each in made.documents] == [("clerk.txt", "new")]
        assert set(asked) == {"/new/clerk.txt?version=2"}
        with pytest.raises(CareerlatticeError, match="leads to another address"):
            build([f"{root}/moved.txt"], tmp_path / "out", engine=ENGINE)
        assert "/courier.txt" not in asked
        with pytest.raises(InputError, match="the limit is 10 MB"):
            build([f"{root}/endless.txt"], tmp_path / "out", engine=ENGINE)


# What is not opened


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("github://somebody:project@/a.txt", "nothing is read through github://"),
        ("simplecache::s3://papers/a.txt", "no address of something in an archive"),
        ("zip://a.txt::sftp://host/a.zip", "nothing is read through sftp://"),
        ("zip://a.txt::zip://b.zip::/c.zip", "no address of something in an archive"),
        ("s3://papers/a.txt::file:///etc/passwd", "no address of something in an archive"),
        ("zip://a.txt", "no address of something in an archive"),
        ("https://ada:secret@example.org/a.txt", "with a user or a password is not opened"),
        ("s3://key:secret@papers/a.txt", "with a user or a password is not opened"),
    ],
)
def test_an_address_that_is_not_opened(address: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        find(address)
    assert caught.value.remedy
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("missing", "address", "command"),
    [
        ("fsspec", "s3://papers/a", "pip install 'careerlattice[storage]' s3fs"),
        ("s3fs", "s3://papers/a", "pip install 'careerlattice[storage]' s3fs"),
        ("gcsfs", "zip://a::gs://papers/a.zip", "pip install 'careerlattice[storage]' gcsfs"),
        ("adlfs", "abfs://papers@account/a", "pip install 'careerlattice[storage]' adlfs"),
    ],
)
def test_a_package_that_is_missing_is_named(
    missing: str, address: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsspec.registry import _registry

    for protocol in ("s3", "gs", "abfs"):
        monkeypatch.delitem(_registry, protocol, raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError, match="not installed") as caught:
        find(address)
    assert command in str(caught.value)
