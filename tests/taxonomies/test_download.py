"""Downloads: fetched once, resumed where they broke off, verified, and explained when they fail."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.taxonomies import add_taxonomy, download
from careerlattice.taxonomies.download import fetch, is_address
from tests.taxonomies.samples import ONET, archive, write

CONTENT = bytes(range(256)) * 4000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Site:
    """A server on this machine: what it offers, how it fails, and what it was asked for."""

    url: str = ""
    content: bytes = CONTENT
    tag: str = '"one"'
    cut_after: list[int] = field(default_factory=list)
    ranges: bool = True
    status: int = 200
    asked: list[str | None] = field(default_factory=list)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(download, "_PAUSE", 0)
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            found.asked.append(asked)
            if found.status != 200:
                self.send_error(found.status)
                return
            start = 0
            if asked and found.ranges and self.headers.get("If-Range") == found.tag:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
                self.send_response(206)
                size = len(found.content)
                self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
            else:
                self.send_response(200)
            body = found.content[start:]
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", found.tag)
            self.end_headers()
            cut = found.cut_after.pop(0) if found.cut_after else len(body)
            self.wfile.write(body[:cut])
            if cut < len(body):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_address[1]}/files/db_29_3_text.zip"
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_is_fetched_once(site: Site) -> None:
    told: list[str] = []
    file = fetch(site.url, progress=told.append)
    assert file.read_bytes() == CONTENT
    assert file.name == "db_29_3_text.zip"
    assert told[-2:] == ["fetching 1.0 of 1.0 MB", f"SHA-256 {DIGEST}"]
    assert fetch(site.url, sha256=DIGEST) == file
    assert site.asked == [None]


def test_a_download_that_breaks_off_goes_on_where_it_stopped(site: Site) -> None:
    site.cut_after = [100_000, 50_000]
    assert fetch(site.url, sha256=DIGEST).read_bytes() == CONTENT
    assert site.asked == [None, "bytes=100000-", "bytes=150000-"]


def test_it_goes_on_in_another_run(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_TRIES", 1)
    site.cut_after = [300_000]
    with pytest.raises(InputError, match="run the command again, it goes on where it stopped"):
        fetch(site.url)
    assert fetch(site.url).read_bytes() == CONTENT
    assert site.asked == [None, "bytes=300000-"]


def test_another_file_under_the_address_begins_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_TRIES", 1)
    site.cut_after = [300_000]
    with pytest.raises(InputError):
        fetch(site.url)
    site.content, site.tag = CONTENT[::-1], '"two"'
    assert fetch(site.url).read_bytes() == CONTENT[::-1]


def test_a_server_that_knows_no_ranges(site: Site) -> None:
    site.ranges, site.cut_after = False, [100_000]
    assert fetch(site.url, sha256=DIGEST).read_bytes() == CONTENT


def test_a_wrong_digest_is_told_and_nothing_is_kept(site: Site) -> None:
    with pytest.raises(InputError, match=f"has the SHA-256 {DIGEST}, and {'0' * 64} was expected"):
        fetch(site.url, sha256="0" * 64)
    assert not [path for path in download.cache_dir().rglob("*") if path.is_file()]
    assert fetch(site.url, sha256=DIGEST.upper()).read_bytes() == CONTENT


def test_a_digest_is_asked_of_what_was_fetched_before(site: Site) -> None:
    fetch(site.url)
    with pytest.raises(InputError, match="it was thrown away"):
        fetch(site.url, sha256="0" * 64)


@pytest.mark.parametrize(("status", "asked"), [(404, 1), (503, 5)])
def test_what_the_server_refuses(site: Site, status: int, asked: int) -> None:
    site.status = status
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch(site.url)
    assert len(site.asked) == asked


def test_without_a_network_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(download, "_PAUSE", 0)
    # Nobody listens there.
    with pytest.raises(InputError) as caught:
        fetch("http://127.0.0.1:9/db.zip", home="https://example.org/releases")
    told = str(caught.value)
    assert "cannot be fetched (" in told
    assert "or fetch the file from https://example.org/releases on a machine with a network" in told


@pytest.mark.parametrize("url", ["ftp://example.org/db.zip", "file:///etc/passwd", "http://"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no http or https address"):
        fetch(url)


def test_a_digest_has_64_digits() -> None:
    with pytest.raises(UsageError, match="64 hexadecimal digits"):
        fetch("http://127.0.0.1:9/db.zip", sha256="abc")


def test_what_is_larger_than_any_release_is_not_fetched(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_LARGEST", 1000)
    with pytest.raises(InputError, match="is larger than any release"):
        fetch(site.url)


def test_an_address_is_told_from_a_path() -> None:
    assert is_address("https://example.org/db.zip")
    assert not is_address("releases/db.zip")


def test_a_taxonomy_from_an_address(site: Site, tmp_path: Path) -> None:
    packed = archive(write(tmp_path / "r", ONET, "txt"), tmp_path / "packed.zip")
    site.content = packed.read_bytes()
    site.cut_after = [1000]
    digest = hashlib.sha256(site.content).hexdigest()
    added = add_taxonomy(tmp_path / "build", "onet", site.url, sha256=digest)
    # The name under which it is published tells the version.
    assert added.slug == "onet-29.3"
