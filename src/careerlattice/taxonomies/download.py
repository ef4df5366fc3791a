"""Downloads: a release fetched once into a cache, resumed where it broke off, and verified."""

from __future__ import annotations

import hashlib
import http.client
import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from careerlattice import __version__
from careerlattice.errors import InputError, UsageError
from careerlattice.taxonomies.quads import Progress

__all__ = ["cache_dir", "fetch", "is_address"]

# The largest release is a twentieth of this.
_LARGEST = 4 << 30
_CHUNK = 1 << 18
_TRIES = 5
_PAUSE = 0.5
_TIMEOUT = 60.0


def is_address(source: str) -> bool:
    """Whether *source* names something to be fetched, and not a file."""
    return "://" in source


def cache_dir() -> Path:
    """Where downloads are kept, by the XDG convention."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "careerlattice" / "downloads"


def fetch(
    url: str, *, sha256: str | None = None, home: str = "", progress: Progress = lambda _: None
) -> Path:
    """Fetch *url* into the cache, or find it there; return the file.

    A download that broke off goes on where it stopped, as long as the server still offers the same
    file. *sha256* is the digest the file must have; *home* is the page where a person finds it.

    Raises:
        UsageError: *url* is no http address, or *sha256* is no digest.
        InputError: it cannot be fetched, is larger than any release, or has another digest.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"'{url}' is no http or https address")
    wanted = (sha256 or "").strip().lower()
    if wanted and (len(wanted) != 64 or set(wanted) - set("0123456789abcdef")):
        raise UsageError("--sha256 takes 64 hexadecimal digits")
    name = Path(unquote(parts.path)).name or "release"
    folder = cache_dir() / hashlib.sha256(url.encode()).hexdigest()[:16]
    file, partial, mark = folder / name, folder / f"{name}.part", folder / f"{name}.mark"
    if not file.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _fetch(url, partial, mark, home, progress)
        except OSError as error:
            raise _unreachable(url, home, error) from None
        if not wanted or _digest(partial) == wanted:
            mark.unlink(missing_ok=True)
            partial.replace(file)
    found = _digest(file if file.exists() else partial)
    if wanted and found != wanted:
        for each in (file, partial, mark):
            each.unlink(missing_ok=True)
        raise InputError(
            f"what came has the SHA-256 {found}, and {wanted} was expected; it was thrown away",
            place=url,
            remedy="compare the digest with its publisher's, and fetch it again",
        )
    progress(f"SHA-256 {found}")
    return file


def _fetch(url: str, partial: Path, mark: Path, home: str, progress: Progress) -> None:
    """Fetch into *partial*, going on after breaks; *mark* keeps what the server calls the file."""
    failed: Exception | None = None
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE * attempt)
        try:
            if _fetch_once(url, partial, mark, progress):
                return
            failed = None
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 416:
                # What is there is not what the server has: begin anew.
                partial.unlink(missing_ok=True)
                continue
            if error.code < 500:
                raise _unreachable(url, home, f"the server says {error.code}") from None
            failed = error
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            failed = error
            if not partial.exists() and attempt:
                break
    raise _unreachable(url, home, failed or "the connection broke off again and again")


def _fetch_once(url: str, partial: Path, mark: Path, progress: Progress) -> bool:
    """Fetch what is missing of the file, in one connection; whether it is whole then."""
    there = partial.stat().st_size if partial.exists() else 0
    known = mark.read_text("utf-8") if mark.exists() else ""
    request = urllib.request.Request(url)  # noqa: S310 - the scheme was checked
    request.add_header("User-Agent", f"careerlattice/{__version__}")
    if there and known:
        request.add_header("Range", f"bytes={there}-")
        request.add_header("If-Range", known)
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
        resumed = answer.status == http.client.PARTIAL_CONTENT
        start = there if resumed else 0
        total = _total(answer, start)
        if total is not None and total > _LARGEST:
            raise InputError("is larger than any release, and was not fetched", place=url)
        mark.write_text(_name(answer), "utf-8")
        with partial.open("ab" if resumed else "wb") as stream:
            while chunk := _some(answer):
                stream.write(chunk)
                start += len(chunk)
                if start > _LARGEST:
                    raise InputError("is larger than any release", place=url)
                share = f" of {total / 1e6:,.1f}" if total else ""
                progress(f"fetching {start / 1e6:,.1f}{share} MB")
    return total is None or start == total


def _some(answer: Any) -> bytes:
    try:
        return bytes(answer.read(_CHUNK))
    except http.client.IncompleteRead as error:
        return error.partial


def _total(answer: Any, start: int) -> int | None:
    """How long the whole file is, as the server says."""
    stated = answer.headers.get("Content-Range", "").rpartition("/")[2]
    if stated.isdigit():
        return int(stated)
    length = answer.headers.get("Content-Length", "")
    return start + int(length) if length.isdigit() else None


def _name(answer: Any) -> str:
    """What the server calls this state of the file; "" where it names none that is exact."""
    tag = str(answer.headers.get("ETag") or "")
    # A weak tag stands for files that are much the same.
    return tag if tag.startswith('"') else str(answer.headers.get("Last-Modified") or "")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unreachable(url: str, home: str, why: object) -> InputError:
    reason = getattr(why, "reason", None) or why
    where = f" from {home}" if home else ""
    return InputError(
        f"cannot be fetched ({reason})",
        place=url,
        remedy=f"run the command again, it goes on where it stopped; or fetch the file{where} on a"
        " machine with a network, and name the file instead of the address",
    )
