"""Which build is served: the one that `current` points at now."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from careerlattice.errors import InputError

__all__ = ["Build", "Builds"]

_MARKS = ("store/CURRENT", "CURRENT")
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Build:
    """One state of the graph: the folder it lies in, and a name that no other state has."""

    folder: Path
    identity: str


class Builds:
    """The builds that a folder holds one after another, of which one is current."""

    def __init__(self, root: str | PathLike[str]) -> None:
        self.root = Path(root)
        self._seen: tuple[object, Build] | None = None

    def current(self) -> Build:
        """The build that is current now; cheap enough to be asked for every request.

        Raises:
            InputError: there is no built graph.
        """
        link = self.root / "current"
        try:
            folder = (link if link.is_dir() else self.root).resolve(strict=True)
            mark = next((each for name in _MARKS if (each := folder / name).is_file()), None)
            if mark is None:
                raise FileNotFoundError
            state = mark.stat()
        except OSError:
            raise InputError(
                "there is no built graph here",
                place=self.root,
                remedy="build the graph with `careerlattice build`, or name the folder it was"
                " built in with --graph",
            ) from None
        key = (folder, state.st_mtime_ns, state.st_ino)
        if self._seen is None or self._seen[0] != key:
            # The folder is named by the hash of the graphs; the manifest and the moment tell two
            # builds of one name apart, such as with and without taxonomies.
            digest = hashlib.sha256(f"{folder.name}\n{state.st_mtime_ns}\n".encode())
            with suppress(OSError):
                digest.update((folder / _MANIFEST).read_bytes())
            self._seen = (key, Build(folder, digest.hexdigest()[:16]))
        return self._seen[1]
