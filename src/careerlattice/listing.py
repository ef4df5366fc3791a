"""Which documents are meant by paths, addresses and manifests: each once, in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from careerlattice.documents import DOCUMENT_SUFFIXES
from careerlattice.errors import InputError
from careerlattice.manifests import read_manifest
from careerlattice.origins import Origin, stored_origins, without_repeats
from careerlattice.storage import is_address, local_path

__all__ = ["find_documents", "find_origins"]

_NO_DOCUMENTS = frozenset({"readme", "license", "licence", "changelog", "index"})


def find_documents(paths: Sequence[Path]) -> list[tuple[Path, Path]]:
    """The documents at *paths* (files, or folders searched to the bottom), each with its root.

    In folders, hidden files and those that speak about the folder (README …) are passed over.
    The root is where the search for a source.toml ends. Sorted, without repeats.

    Raises:
        InputError: a path does not exist, or there is no document at all.
    """
    return [(Path(each.address), Path(each.root)) for each in _documents_here(paths)]


def _documents_here(paths: Sequence[Path]) -> list[Origin]:
    """As `find_documents`, as origins."""
    found: dict[str, Origin] = {}
    for path in paths:
        # Unlike Path's own, these take a name that no file can have for one that no file has.
        if os.path.isdir(path):  # noqa: PTH112
            root = path.as_posix()
            before = "" if root == "." else f"{root.rstrip('/')}/"
            for file in _files_in(path):
                found.setdefault(before + file, Origin(before + file, root, file))
        elif os.path.exists(path):  # noqa: PTH110
            found.setdefault(str(path), Origin.of_file(path, path.parent))
        else:
            raise InputError("does not exist", place=path, remedy="name a document or a folder")
    if not found:
        raise InputError(
            "there is no document here",
            place=paths[0] if paths else None,
            remedy="name documents (.txt, .md, .html, .docx, .pdf), or a folder of them",
        )
    return sorted(found.values(), key=lambda each: each.address.split("/"))


def find_origins(paths: Sequence[str | Path], manifest: str | Path | None = None) -> list[Origin]:
    """Where the documents at *paths* and those that *manifest* lists are, each once.

    Paths are files, folders and addresses (see careerlattice.storage). What the manifest says of a
    document counts where a path leads to it, too.

    Raises:
        InputError: a path does not exist, there is no document at all, or the manifest is none.
        UsageError: an address may not be opened.
        CareerlatticeError: one cannot be reached.
    """
    listed = [] if manifest is None else read_manifest(str(manifest))
    here: list[Path] = []
    elsewhere: list[str] = []
    for each in map(str, paths):
        path = local_path(each) if is_address(each) else Path(each)
        if path is None:
            elsewhere.append(each)
        else:
            here.append(path)
    files = _documents_here(here) if here or not (elsewhere or listed) else []
    stored = (origin for each in elsewhere for origin in stored_origins(each, _is_meant))
    return without_repeats((*listed, *files, *stored))


def _files_in(folder: Path) -> Iterator[str]:
    """The documents in a folder and in the folders there, in no order; links are not entered.

    They are named by their paths from the folder.
    """
    # For thousands of files, far sooner than by way of a Path for each of them.
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with suppress(PermissionError), os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                if _is_hidden(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                elif _is_document(entry.name) and entry.is_file():
                    yield below + entry.name


def _is_meant(file: Path) -> bool:
    """Whether a file found in a folder (its path from there) is meant as a document."""
    return not any(map(_is_hidden, file.parts)) and _is_document(file.name)


def _is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is passed over."""
    # "~$" begins the name of what Word leaves beside a document that is open.
    return name.startswith((".", "~$"))


def _is_document(name: str) -> bool:
    """Whether a file of this name is meant as a document."""
    stem, dot, ending = name.rpartition(".")
    return stem.lower() not in _NO_DOCUMENTS and f"{dot}{ending}".lower() in DOCUMENT_SUFFIXES
