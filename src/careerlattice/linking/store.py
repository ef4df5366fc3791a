"""Indexes kept on disk, so that a taxonomy is fitted once: a folder of plain arrays and JSON.

An index is found by what it was made of: the files of the releases, the table of vectors, the mode
and the version of the method. It is written beside its place and then renamed, so that nobody reads
half of one; what cannot be read is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careerlattice.linking.targets import Example, Kind, Sort, Target, Targets
from careerlattice.linking.vectors import StaticVectors
from careerlattice.taxonomies.retold import digest_of, is_installed
from careerlattice.taxonomies.tables import Release

__all__ = ["METHOD", "cache_dir", "keep", "key_of", "recall"]

METHOD = "1"
"""Changes whenever the same releases would give another index."""

_ARRAYS, _TARGETS = "arrays.npz", "targets.json"


def cache_dir() -> Path:
    """Where indexes are kept: $CAREERLATTICE_CACHE, else the user's folder for such things."""
    named = os.environ.get("CAREERLATTICE_CACHE")
    if named:
        return Path(named) / "linking"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "careerlattice" / "linking"


def key_of(kind: Kind, mode: str, releases: Sequence[Path]) -> str:
    """The name of an index made of these *releases*, by what is in their tables."""
    parts = [METHOD, kind, mode, StaticVectors.read().sha256]
    for path in releases:
        if is_installed(path):
            parts.append(f"installed {digest_of(path)}")
        else:
            parts += [f"{each.stem} {each.sha256}" for each in Release(path).tables]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def keep(folder: Path, targets: Targets, arrays: dict[str, NDArray[Any]]) -> None:
    """Write an index to *folder*, all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        np.savez(made / _ARRAYS, **arrays)  # type: ignore[arg-type]
        data = {
            "kind": targets.kind,
            "source": targets.source,
            "version": targets.version,
            "entries": [[e.code, e.iri, e.label, e.group] for e in targets.entries],
            "examples": [[e.text, e.target, e.sort, e.origin] for e in targets.examples],
        }
        (made / _TARGETS).write_text(json.dumps(data), "utf-8")
        try:
            made.rename(folder)
        except OSError:
            # Somebody else was faster, or half of an old one lies there.
            if recall(folder) is None:
                shutil.rmtree(folder, ignore_errors=True)
                made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def recall(folder: Path) -> tuple[Targets, dict[str, NDArray[Any]]] | None:
    """What `keep` wrote to *folder*; None if there is nothing that can be read."""
    try:
        data = json.loads((folder / _TARGETS).read_text("utf-8"))
        with np.load(folder / _ARRAYS) as arrays:
            found = {name: arrays[name] for name in arrays.files}
        targets = Targets(
            Kind(data["kind"]),
            tuple(Target(*each) for each in data["entries"]),
            tuple(Example(t, at, Sort(sort), origin) for t, at, sort, origin in data["examples"]),
            data["source"],
            data["version"],
        )
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None
    return targets, found
