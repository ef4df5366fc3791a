"""The folder of a build: the version before, the draft of the next, and how that takes its place.

Of each file of a version it is told, by its name, what it was made from (a key), its facts, its
size and the moment it was written: a file that is as it was is the same file in the next version,
by a hard link.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from careerlattice.cache import Cache
from careerlattice.errors import CareerlatticeError
from careerlattice.folders import check_writable, remove_unheld, workshop
from careerlattice.identifiers import GRAPH

__all__ = ["Change", "Site", "current_version", "is_whole", "record_of"]


@dataclass(frozen=True, slots=True)
class Change:
    """A graph that is not as it was: its files before and after, and how many facts that is."""

    graph: str
    before: Path | None
    after: Path | None
    facts: int


class Site:
    """The build folder while a build is at work in it: the version before, the cache, the draft.

    A folder that does not exist yet is only made when there is something to put there.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._stack = ExitStack()
        self._staging: Path | None = None
        self._cache: Cache | None = None
        self.version = current_version(output)

    def __enter__(self) -> Self:
        if os.path.lexists(self.output):
            self._begin()
        else:
            # Before anything is read, which may take long.
            check_writable(self.output)
        return self

    def __exit__(self, *error: Any) -> None:  # noqa: PYI036 - handed on
        self._stack.__exit__(*error)

    def _begin(self) -> None:
        staging = self._stack.enter_context(_workshop(self.output))
        self._cache = Cache(self.output)
        self._stack.callback(self._cache.close)
        self._staging = staging
        self.version = current_version(self.output)

    @property
    def staging(self) -> Path:
        """The folder of the draft."""
        if self._staging is None:
            self._begin()
        assert self._staging is not None
        return self._staging

    @property
    def cache(self) -> Cache:
        """What earlier builds made."""
        if self._cache is None:
            self._begin()
        assert self._cache is not None
        return self._cache

    @property
    def looks(self) -> Mapping[str, str]:
        """How the documents were found when the version before was made."""
        return self.before["looks"] if self.is_begun and self.before else {}

    @property
    def is_begun(self) -> bool:
        """Whether there is a folder to put anything in."""
        return self._cache is not None

    def abouts(self, keys: Iterable[str]) -> dict[str, Any]:
        """What the cache holds at *keys*; nothing is made to look."""
        return self._cache.abouts(keys) if self._cache else {}

    def commit(self) -> None:
        """Write what waits for the cache, so that workers see it."""
        if self._cache:
            self._cache.commit()

    # The version before

    @cached_property
    def before(self) -> Any | None:
        """What was recorded of the version before, None if nothing is known of it."""
        return self.cache.record(self.version.name) if self.version else None

    @property
    def _files(self) -> Mapping[str, Sequence[Any]]:
        return self.before["files"] if self.before else {}

    @property
    def loaded(self) -> list[list[str]] | None:
        """The taxonomies in the store before, by name and hash."""
        return self.before["loaded"] if self.before else None

    @property
    def patched(self) -> int:
        """How many facts of the store before were changed since it was loaded."""
        return self.before["patched"] if self.before else 0

    @property
    def is_whole(self) -> bool:
        """Whether the files of the version before are as they were written."""
        return self.version is not None and is_whole(self.version, self._files)

    def has(self, name: str, key: str) -> bool:
        """Whether the version before has a file of this name, made from the same."""
        told = self._files.get(name)
        if told is None or told[0] != key or self.version is None:
            return False
        return _is_as_told(f"{self.version}/{name}", told)

    def link(self, name: str, key: str) -> Sequence[Any] | None:
        """Make a file of the draft the one of the version before, where that is the same.

        What is told of it, None if it is not to be had.
        """
        return self._files[name] if self.has(name, key) and self.link_beside(name) else None

    def link_beside(self, name: str) -> bool:
        """Make a file of the draft the one of the version before, where it can be had."""
        if self.version is None:
            return False
        try:
            os.link(f"{self.version}/{name}", f"{self.staging}/{name}")
        except OSError:
            # Not every file system has hard links.
            return False
        return True

    def changes(self, files: Mapping[str, Sequence[Any]]) -> list[Change]:
        """The graphs that are not as they were in the version before; of *files* it is told."""
        changes = []
        for name in dict.fromkeys((*self._files, *files)):
            old, new = self._files.get(name), files.get(name)
            if (old and old[0]) == (new and new[0]) or not name.startswith("graphs/"):
                continue
            assert self.version is not None or old is None
            before = self.version / name if self.version and old else None
            after = self.staging / name if new else None
            facts = max((each[1] for each in (old, new) if each), default=0)
            changes.append(Change(_graph_of(name), before, after, facts))
        return changes

    def publish(self, version: str, record: object) -> Path:
        """Make the draft the current version, in one step; drop the versions before."""
        versions = self.output / ".versions"
        versions.mkdir(exist_ok=True)
        name = version
        number = 1
        while (versions / name).exists():
            number += 1
            name = f"{version}-{number}"
        # Before the version is one: whoever finds it finds what is known of it.
        self.cache.write_record(name, record)
        self.staging.rename(versions / name)
        link = self.output / ".current"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(".versions") / name)
        link.replace(self.output / "current")
        self.remove_old(name)
        return versions / name

    def remove_old(self, name: str) -> None:
        """Remove all versions but that of this *name*, and those that somebody reads still."""
        for each in (self.output / ".versions").iterdir():
            if each.name != name:
                remove_unheld(each)


def _graph_of(name: str) -> str:
    """The named graph that a file of a version holds."""
    return GRAPH + name.removeprefix("graphs/").removesuffix(".nq")


def current_version(output: Path) -> Path | None:
    """The folder of the current version, None if there is none."""
    link = output / "current"
    return link.resolve() if link.is_symlink() and link.is_dir() else None


def record_of(output: Path, version: Path) -> Any | None:
    """What was recorded of a version, None if nothing is known of it."""
    # A cache that cannot be read tells nothing, and the next build begins another.
    with suppress(CareerlatticeError):
        cache = Cache(output, reads_only=True, from_outside=True)
        try:
            return cache.record(version.name)
        finally:
            cache.close()
    return None


def is_whole(version: Path, files: Mapping[str, Sequence[Any]]) -> bool:
    """Whether the *files* of a version are as it is told of them."""
    return all(_is_as_told(f"{version}/{name}", told) for name, told in files.items())


def _is_as_told(file: str, told: Sequence[Any]) -> bool:
    """Whether a file is there and has not been touched since."""
    # A text, for of thousands of files a Path each takes longer than looking.
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return False
    return bool(status.st_size == told[2] and status.st_mtime_ns == told[3])


def _workshop(output: Path) -> AbstractContextManager[Path]:
    """A fresh folder to write the next version in; one builder at a time."""
    return workshop(
        output,
        busy="another build is at work here",
        failed="the build could not be written",
        unharmed="the graph there is as it was",
    )
