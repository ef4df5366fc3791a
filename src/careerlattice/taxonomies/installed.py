"""Installed taxonomies: read once, kept beside the build, and in its store from then on.

    taxonomies/<name>-<version>/graph.nq.gz     the graph, as N-Quads
    taxonomies/<name>-<version>/manifest.json   what it is, its files, tables, counts and warnings
    taxonomies/.stores/<digest>/                a store of those in use, which builds start from

Of a taxonomy installed in several versions the one added last is in use, so that no fact stands in
two graphs of a store; the others stay for comparison. Adding is one step at its end, the renaming
of a link: whatever stops it before leaves what was.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from careerlattice.errors import InputError, UsageError
from careerlattice.folders import workshop
from careerlattice.store import GraphStore
from careerlattice.taxonomies import crosswalks, esco, onet
from careerlattice.taxonomies.download import fetch, is_address
from careerlattice.taxonomies.quads import About, GraphWriter, Progress, TableCount
from careerlattice.taxonomies.tables import Release

__all__ = [
    "KINDS",
    "Installed",
    "add_taxonomy",
    "base_store",
    "installed_taxonomies",
    "remove_taxonomy",
    "taxonomies_dir",
]

_HOMES = {"onet": onet.HOME, "esco": esco.HOME, "crosswalk": crosswalks.HOME}
KINDS = tuple(_HOMES)
"""The kinds of taxonomies that can be read."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed taxonomy: what it is, where it lies, and what was read."""

    about: About
    folder: Path
    kind: str
    quads: int
    sha256: str
    order: int
    in_use: bool
    files: tuple[tuple[str, str], ...]
    tables: tuple[TableCount, ...]
    warnings: dict[str, int]

    @property
    def slug(self) -> str:
        """Its name and version."""
        return self.about.slug

    @property
    def rows(self) -> int:
        """The rows of the tables that were known."""
        return sum(table.rows for table in self.tables if table.what)

    @property
    def graph_file(self) -> Path:
        """Its graph, as compressed N-Quads."""
        return self.folder / "graph.nq.gz"


def taxonomies_dir(output: Path) -> Path:
    """Where the taxonomies of the build folder *output* lie."""
    return output / "taxonomies"


def installed_taxonomies(output: Path) -> tuple[Installed, ...]:
    """The taxonomies of the build folder *output*, by name and version.

    Raises:
        InputError: a manifest cannot be read.
    """
    found = [_read(file) for file in sorted(taxonomies_dir(output).glob("[!.]*/manifest.json"))]
    last = dict(sorted((each["about"]["name"], each["order"]) for _, each in found))
    return tuple(
        Installed(
            about=About(**each["about"]),
            folder=folder,
            kind=each["kind"],
            quads=each["quads"],
            sha256=each["sha256"],
            order=each["order"],
            in_use=last[each["about"]["name"]] == each["order"],
            files=tuple((file["name"], file["sha256"]) for file in each["files"]),
            tables=tuple(
                TableCount(**{**table, "unknown_columns": tuple(table["unknown_columns"])})
                for table in each["tables"]
            ),
            warnings=each["warnings"],
        )
        for folder, each in found
    )


def add_taxonomy(
    output: Path,
    kind: str,
    source: str | Path,
    *,
    version: str | None = None,
    sha256: str | None = None,
    progress: Progress = lambda _: None,
) -> Installed:
    """Read the taxonomy at *source* (a folder, an archive, a table or an address) and install it.

    *kind* is one of `KINDS`; *version* is needed only where the release does not tell its own;
    *sha256* is the digest an archive must have. The same release again, unchanged, is left as it
    is. Builds in *output* have it in their store from the next one on.

    Raises:
        UsageError: there is no such kind.
        InputError: the source cannot be fetched or read.
        CareerlatticeError: another process is at work on the taxonomies, or nothing can be
            written.
    """
    if kind not in KINDS:
        raise UsageError(f"'{kind}' is no kind of taxonomy", remedy=f"use {', '.join(KINDS)}")
    if is_address(str(source)):
        path = fetch(str(source), sha256=sha256, home=_HOMES[kind], progress=progress)
    else:
        path = Path(source)
        if sha256 is not None:
            _check_digest(path, sha256)
    release = Release(path)
    with _workshop(output) as (home, staging):
        about, notes = _about(kind, release, version)
        before = installed_taxonomies(output)
        order = 1 + max((each.order for each in before), default=0)
        folder = staging / "new"
        folder.mkdir()
        with (folder / "graph.nq").open("w", encoding="utf-8", newline="\n") as stream:
            writer = GraphWriter(about, stream, progress)
            _READERS[kind](release, writer)
            writer.describe(release.files, notes)
        digest = _digest(folder / "graph.nq")
        same = next((e for e in before if e.slug == about.slug and e.sha256 == digest), None)
        if same is not None and same.in_use:
            # One that was killed may have left a store that nothing names.
            with _no_build(output):
                _sweep(home)
            return same
        manifest = {
            "about": asdict(about),
            "kind": kind,
            "order": order,
            "quads": writer.quads,
            "sha256": digest,
            "files": [{"name": file.name, "sha256": file.sha256} for file in release.files],
            "tables": [asdict(table) for table in writer.tables],
            "warnings": writer.warnings,
        }
        text = json.dumps(manifest, indent=2, ensure_ascii=False)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
        progress("loading the store")
        others = [e for e in before if e.in_use and e.about.name != about.name]
        used = sorted([*((e.slug, e.sha256) for e in others), (about.slug, digest)])
        with _compressing(folder / "graph.nq", folder / "graph.nq.gz"):
            _make_store(home, staging, before, others, folder / "graph.nq", progress)
        (folder / "graph.nq").unlink()
        _publish(home, staging, about.slug, digest, _store_name(used))
    return next(each for each in installed_taxonomies(output) if each.slug == about.slug)


def remove_taxonomy(output: Path, slug: str) -> Installed:
    """Remove an installed taxonomy; an earlier version of it is in use again.

    Raises:
        UsageError: there is no such taxonomy.
        CareerlatticeError: another process is at work on the taxonomies.
    """
    found = {each.slug: each for each in installed_taxonomies(output)}
    if slug not in found:
        there = ", ".join(sorted(found)) or "none is"
        raise UsageError(f"the taxonomy '{slug}' is not installed", remedy=f"installed: {there}")
    with _workshop(output) as (home, _), _no_build(output):
        (home / slug).unlink()
        _sweep(home)
    return found[slug]


def base_store(output: Path, progress: Progress = lambda _: None) -> Path | None:
    """The store of the taxonomies in use, which a build starts from; None if there is none.

    It is there already unless a taxonomy was removed: then it is loaded anew, once.

    Raises:
        CareerlatticeError: another process is at work on the taxonomies.
    """
    in_use = [each for each in installed_taxonomies(output) if each.in_use]
    if not in_use:
        return None
    store = _stores(taxonomies_dir(output)) / _store_name(_used(in_use))
    if not store.is_dir():
        progress("loading the taxonomies")
        with _workshop(output) as (home, staging):
            files = [each.graph_file for each in in_use]
            GraphStore.create(staging / "store", files, progress=progress)
            _stores(home).mkdir(exist_ok=True)
            (staging / "store").rename(store)
            _sweep(home)
    return store


# Reading


def _about(kind: str, release: Release, version: str | None) -> tuple[About, tuple[str, ...]]:
    if kind == "onet":
        return onet.about_onet(release, version)
    if kind == "esco":
        return esco.about_esco(release, version), ()
    return crosswalks.about_crosswalks(release, version), ()


_READERS: dict[str, Callable[[Release, GraphWriter], None]] = {
    "onet": onet.read_onet,
    "esco": esco.read_esco,
    "crosswalk": crosswalks.read_crosswalks,
}


def _read(file: Path) -> tuple[Path, dict[str, Any]]:
    try:
        return file.parent, json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"the manifest of a taxonomy cannot be read ({error})",
            place=file,
            remedy="remove the taxonomy's folder and add it again",
        ) from None


def _check_digest(path: Path, sha256: str) -> None:
    if not path.is_file():
        raise UsageError("--sha256 is for one file", place=path)
    found = _digest(path)
    if found != sha256.strip().lower():
        raise InputError(
            f"the file has the SHA-256 {found}, and {sha256} was expected",
            place=path,
            remedy="compare the digest with its publisher's, and fetch the file again",
        )


# The store


def _make_store(
    home: Path,
    staging: Path,
    before: Sequence[Installed],
    others: Sequence[Installed],
    new: Path,
    progress: Progress,
) -> None:
    """Load the taxonomies in use into a new store: what is there as it is, the rest from files."""
    in_use = [each for each in before if each.in_use]
    there = _stores(home) / _store_name(_used(in_use))
    if others and len(others) == len(in_use) and there.is_dir():
        GraphStore.create(staging / "store", [new], base=there, progress=progress)
    else:
        files = [*(each.graph_file for each in others), new]
        GraphStore.create(staging / "store", files, progress=progress)


def _stores(home: Path) -> Path:
    return home / ".stores"


def _used(taxonomies: Sequence[Installed]) -> list[tuple[str, str]]:
    return sorted((each.slug, each.sha256) for each in taxonomies)


def _store_name(used: Sequence[tuple[str, str]]) -> str:
    text = "\n".join(f"{slug} {digest}" for slug, digest in used)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# The folder


@contextmanager
def _workshop(output: Path) -> Iterator[tuple[Path, Path]]:
    """The folder of taxonomies and a fresh one to work in; one process at a time."""
    home = taxonomies_dir(output)
    with workshop(
        home,
        busy="another process is at work on the taxonomies here",
        failed="the taxonomy could not be written",
        unharmed="what is installed is as it was",
    ) as staging:
        yield home, staging


@contextmanager
def _no_build(output: Path) -> Iterator[None]:
    """While no build is at work in *output*: it may be copying the store."""
    with (output / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _publish(home: Path, staging: Path, slug: str, digest: str, store: str) -> None:
    """Put what was made in its place; the taxonomy's link comes last and decides."""
    kept = home / ".kept"
    kept.mkdir(exist_ok=True)
    _stores(home).mkdir(exist_ok=True)
    folder = kept / f"{slug}@{digest[:16]}"
    with _no_build(home.parent):
        for made, place in ((staging / "store", _stores(home) / store), (staging / "new", folder)):
            if place.exists():
                place.rename(staging / f"old-{made.name}")
            made.rename(place)
        link = staging / "link"
        link.symlink_to(folder.relative_to(home))
        link.replace(home / slug)
        _sweep(home)


def _sweep(home: Path) -> None:
    """Remove graphs that no link names, and stores that are not of the taxonomies in use."""
    installed = installed_taxonomies(home.parent)
    named = {each.folder.resolve() for each in installed}
    wanted = _store_name(_used([each for each in installed if each.in_use]))
    for folder in (home / ".kept").glob("*"):
        if folder.resolve() not in named:
            shutil.rmtree(folder, ignore_errors=True)
    for store in _stores(home).glob("*"):
        if store.name != wanted:
            shutil.rmtree(store, ignore_errors=True)


@contextmanager
def _compressing(source: Path, target: Path) -> Iterator[None]:
    """Compress *source* into *target* beside what is done meanwhile; the bytes are always alike."""
    failures: list[Exception] = []

    def compress() -> None:
        try:
            with (
                source.open("rb") as read,
                target.open("wb") as raw,
                # Level 1: a tenth of the time of level 6 for a fifth more bytes.
                gzip.GzipFile("", "wb", 1, raw, 0) as write,
            ):
                shutil.copyfileobj(read, write, _BLOCK)
        except OSError as error:
            failures.append(error)

    thread = threading.Thread(target=compress)
    thread.start()
    try:
        yield
    finally:
        thread.join()
    if failures:
        raise failures[0]


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
