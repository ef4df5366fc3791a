"""Files that lie elsewhere, by their addresses: what there is, its state, and its bytes.

An address is what fsspec reads, such as ``s3://bucket/folder``, ``https://example.org/a.pdf`` or
``zip://folder::s3://bucket/archive.zip``. Only the protocols listed here are spoken, and nothing
is opened but what an address names: no redirect is followed and no page of links is searched.
Credentials and servers come from where fsspec and the storage's own package take them: the
environment and their files of settings, never from an address.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from careerlattice.documents import LARGEST_DOCUMENT
from careerlattice.errors import CareerlatticeError, InputError, UsageError

__all__ = [
    "AbsentError",
    "Stored",
    "check_address",
    "fetch",
    "file_name",
    "find",
    "is_address",
    "local_path",
    "state_of",
]

_PACKAGES = {
    "file": "",
    "memory": "",
    "zip": "",
    "http": "aiohttp",
    "https": "aiohttp",
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
}
"""The protocols that are spoken, each with the package that fsspec needs for it."""
_WEB = frozenset({"http", "https"})
# Whose ETag is that of the bytes, wherever and whenever it is asked for.
_MARKED = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az"})
_PROTOCOL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


class AbsentError(CareerlatticeError):
    """There is nothing at an address."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies elsewhere: its *address*, and its *path* from where it was looked for.

    *size* is in bytes. *mark* changes whenever the bytes do; "" where its storage tells nothing
    of the kind.
    """

    address: str
    path: str
    size: int
    mark: str


def is_address(text: str) -> bool:
    """Whether *text* is an address rather than a path."""
    return _PROTOCOL.match(text) is not None


def local_path(address: str) -> Path | None:
    """The path that a ``file://`` address stands for, None where it is another's."""
    if _protocol(address) != "file":
        return None
    return Path(address[len("file://") :])


def check_address(address: str) -> str:
    """*address*, if it is one that may be opened.

    Raises:
        UsageError: its protocol is none that is spoken, or it holds a password.
    """
    first, *rest = address.split("::")
    for link in (first, *rest):
        protocol = _protocol(link) or "file"
        if protocol not in _PACKAGES:
            raise UsageError(
                f"nothing is read through {protocol}://",
                place=_shown(address),
                remedy=f"use a path or one of {', '.join(f'{each}://' for each in _PACKAGES)}",
            )
        user, found, _ = urlsplit(link).netloc.rpartition("@")
        if found and (":" in user or protocol in _WEB):
            raise UsageError(
                "an address with a user or a password is not opened",
                place=_shown(address),
                remedy="leave it out of the address: credentials come from the environment",
            )
    if (_protocol(first) == "zip") != (len(rest) == 1) or len(rest) > 1:
        raise UsageError(
            "this is no address of something in an archive",
            place=_shown(address),
            remedy="write zip://PATH::ARCHIVE, with the path from the top of the archive",
        )
    return address


def file_name(address: str) -> str:
    """The name of the file at *address*, behind the place where it is, as a path has them."""
    if _protocol(address) == "zip":
        member, _, archive = address.removeprefix("zip://").partition("::")
        return f"{archive}/{member}"
    if _protocol(address) in _WEB:
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}{unquote(parts.path)}"
    return address


def find(address: str) -> list[Stored]:
    """The files in the folder at *address*, to the bottom, in order; or the one that is there.

    Raises:
        InputError: there is none.
        UsageError: it may not be opened (see `check_address`).
        CareerlatticeError: it cannot be reached.
    """
    protocol = _protocol(check_address(address))
    if protocol in _WEB:
        # Whatever links a page has, nobody has named them.
        return [Stored(address, posixpath.basename(file_name(address)), 0, "")]
    with _reaching(address), _opened(address) as (system, root):
        found = system.find(root, withdirs=False, detail=True)
    top = root.strip("/")
    stored = []
    for path, info in found.items():
        place = path.strip("/")
        if place == top:
            stored.append(Stored(address, place.rsplit("/", 1)[-1], *_state(protocol, info)))
        elif not path.endswith("/"):
            inner = place[len(top) :].lstrip("/")
            stored.append(Stored(_below(address, inner), inner, *_state(protocol, info)))
    if not stored:
        raise InputError(
            "does not exist, or is empty", place=address, remedy="name a document or a folder"
        )
    return sorted(stored, key=lambda each: each.path.split("/"))


def state_of(address: str) -> tuple[int, str]:
    """The size in bytes of the file at *address*, and its mark (see `Stored`).

    Raises:
        UsageError: it may not be opened.
        AbsentError: it is not there.
        CareerlatticeError: it cannot be reached.
    """
    protocol = _protocol(check_address(address))
    if protocol not in _MARKED:
        return 0, ""
    with _reaching(address), _opened(address) as (system, path):
        return _state(protocol, system.info(path))


def fetch(address: str, most: int = LARGEST_DOCUMENT) -> bytes:
    """The bytes of the file at *address*, or the first of them: one more than *most*.

    Raises:
        UsageError: it may not be opened.
        AbsentError: it is not there.
        CareerlatticeError: it cannot be reached.
    """
    protocol = _protocol(check_address(address))
    # In pieces as they come: a server may send without end whatever length it states.
    options: dict[str, Any] = {"block_size": 0} if protocol in _WEB else {"cache_type": "none"}
    parts: list[bytes] = []
    with _reaching(address), _opened(address) as (system, path):
        if protocol == "zip":
            options = {}
        with system.open(path, "rb", **options) as stream:
            left = most + 1
            while left > 0 and (part := stream.read(left)):
                parts.append(part)
                left -= len(part)
    return b"".join(parts)


def _protocol(address: str) -> str:
    found = _PROTOCOL.match(address)
    return found[1].lower() if found else ""


def _below(address: str, path: str) -> str:
    """The address of what lies at *path* below *address*."""
    folder, chained, archive = address.partition("::")
    joined = folder + path if folder.endswith("/") else f"{folder}/{path}"
    return f"{joined}{chained}{archive}"


def _state(protocol: str, info: dict[str, Any]) -> tuple[int, str]:
    size = int(info.get("size") or 0)
    tag = str(info.get("ETag") or info.get("etag") or "")
    return size, f"{tag} {size}" if tag and protocol in _MARKED else ""


@contextmanager
def _opened(address: str) -> Iterator[tuple[Any, str]]:
    """The file system that *address* names, and the path in it."""
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError(
            "an address needs fsspec, which is not installed",
            place=address,
            remedy=f"{_install(address)}, or name files",
        ) from None
    if _protocol(address) == "zip":
        member, _, archive = address.removeprefix("zip://").partition("::")
        # An archive is opened anew each time, since nobody says whether it has changed.
        with fsspec.open(archive, "rb") as stream:
            system = fsspec.filesystem("zip", fo=stream, skip_instance_cache=True)
            try:
                yield system, member
            finally:
                system.close()
        return
    options = {"max_redirects": 1} if _protocol(address) in _WEB else {}
    system, path = fsspec.core.url_to_fs(address, **options)
    # What it was told earlier, by another look, may not be so any more.
    system.invalidate_cache()
    yield system, path


@contextmanager
def _reaching(address: str) -> Iterator[None]:
    """Tell whatever goes wrong with a storage as one error: each package has its own."""
    try:
        yield
    except CareerlatticeError:
        raise
    except ImportError:
        raise UsageError(
            "reading this address needs a package that is not installed",
            place=address,
            remedy=_install(address),
        ) from None
    except FileNotFoundError as error:
        if "Redirect" in type(error.__cause__).__name__:
            raise CareerlatticeError(
                "leads to another address, and is not followed",
                place=address,
                remedy="see where it leads, and name that",
            ) from None
        raise AbsentError("does not exist", place=address, remedy="check the address") from None
    except Exception as error:
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise CareerlatticeError(
            f"cannot be read ({told})",
            place=address,
            remedy="check the address, the network and the credentials in the environment",
        ) from error


def _install(address: str) -> str:
    needed = {_PACKAGES.get(_protocol(link), "") for link in address.split("::")} - {""}
    return " ".join(("pip install 'careerlattice[storage]'", *sorted(needed)))


def _shown(address: str) -> str:
    """*address* without a password."""
    return re.sub(r"(://)[^/@]*@", r"\1…@", address)
