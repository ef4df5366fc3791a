"""Where documents come from: files here, files elsewhere, and what is known of each beforehand."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.sources import FILE_NAME, LARGEST, Description, Source, undescribed
from careerlattice.storage import AbsentError, Stored, fetch, file_name, find

__all__ = ["Neighbours", "Origin", "stored_origins", "without_repeats"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one document is: its *address*, which is a path or an address of careerlattice.storage.

    It was looked for in *root*, and *path* leads there from it. *source* is what is known of it
    beside its own words, or why that cannot be known; None where a source.toml is to be looked for,
    from the document up to *root*. *size* and *mark* are those of a file elsewhere (see `Stored`),
    as far as they are known.
    """

    address: str
    root: str
    path: str
    source: Source | CareerlatticeError | None = None
    size: int = 0
    mark: str = ""

    @classmethod
    def of_file(cls, file: Path, root: Path) -> Origin:
        """The origin of a file on this machine that was found below *root*."""
        return cls(str(file), root.as_posix(), file.relative_to(root).as_posix())


def stored_origins(address: str, is_document: Callable[[Path], bool]) -> list[Origin]:
    """The documents at *address*: the one that is there, or those in the folder, in order.

    *is_document* tells of a path from there whether a document is meant. A source.toml in the
    folder, or in one below, speaks as it does on this machine; beside a single document, too.

    Raises:
        InputError: there is no document.
        UsageError: the address may not be opened.
        CareerlatticeError: it cannot be reached.
    """
    found = find(address)
    if len(found) == 1 and found[0].address == address:
        # Somebody names it: it is meant, whatever it is called.
        return [Neighbours().origin_of(found[0])]
    descriptions = _Descriptions(address, found)
    origins = [
        Origin(each.address, address, each.path, descriptions.of(each), each.size, each.mark)
        for each in found
        if is_document(Path(each.path))
    ]
    if not origins:
        raise InputError(
            "there is no document here",
            place=address,
            remedy="name documents (.txt, .md, .html, .docx, .pdf), or a folder of them",
        )
    return origins


class Neighbours:
    """The source.toml files beside documents that were named one by one; each is fetched once."""

    def __init__(self) -> None:
        self._known: dict[str, Description | CareerlatticeError | None] = {}

    def origin_of(self, stored: Stored) -> Origin:
        """The origin of a document that somebody named."""
        folder, _, name = file_name(stored.address).rpartition("/")
        source = self._source(stored.address, folder, name)
        return Origin(stored.address, folder, name, source, stored.size, stored.mark)

    def _source(self, address: str, folder: str, name: str) -> Source | CareerlatticeError:
        beside = address.removesuffix(name)
        # On the web, and in an archive, nothing is opened but what was named.
        if beside == address or address.startswith(("http:", "https:")):
            return undescribed(posixpath.basename(folder))
        if beside not in self._known:
            try:
                self._known[beside] = _described(f"{beside}{FILE_NAME}")
            except AbsentError:
                self._known[beside] = None
            except CareerlatticeError as error:
                self._known[beside] = error
        known = self._known[beside]
        if known is None:
            return undescribed(posixpath.basename(folder))
        return known if isinstance(known, CareerlatticeError) else _said(known, name)


class _Descriptions:
    """What the source.toml files among *found* say of the others; each is fetched once."""

    def __init__(self, root: str, found: Iterable[Stored]) -> None:
        self._root = root
        self._addresses = {
            posixpath.dirname(each.path): each.address
            for each in found
            if posixpath.basename(each.path) == FILE_NAME
        }
        self._known: dict[str, Description | CareerlatticeError] = {}

    def of(self, stored: Stored) -> Source | CareerlatticeError:
        folder, name = posixpath.split(stored.path)
        own, below = folder, name
        while folder not in self._addresses:
            if not folder:
                named = own or file_name(self._root).strip("/")
                return undescribed(posixpath.basename(named).removesuffix(".zip"))
            folder, last = posixpath.split(folder)
            below = f"{last}/{below}"
        if folder not in self._known:
            try:
                self._known[folder] = _described(self._addresses[folder])
            except CareerlatticeError as error:
                self._known[folder] = error
        description = self._known[folder]
        if isinstance(description, CareerlatticeError):
            return description
        return _said(description, below)


def _said(description: Description, document: str) -> Source | CareerlatticeError:
    try:
        return description.source_of(document)
    except InputError as error:
        return error


def _described(address: str) -> Description:
    return Description.parse(fetch(address, LARGEST), address)


def without_repeats(origins: Iterable[Origin]) -> list[Origin]:
    """*origins*, each address once: as it stands there first."""
    found: dict[str, Origin] = {}
    for each in origins:
        found.setdefault(each.address, each)
    return list(found.values())
