"""The files under review: one change at a time, each on disk before the next, none by halves.

A file is written beside its place and then renamed, so that a reader, a kill or a full disk finds
the set before a change or after it. Each change is made on what the file says at that moment, under
a lock on its folder: two reviewers at one file lose nothing of each other's.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.mappings import MAPPINGS_SUFFIX
from careerlattice.review.deciding import Edit
from careerlattice.review.sets import Row, SetFile, read_set, read_text
from careerlattice.workspace import workspace_mappings

__all__ = ["ChangedMeanwhileError", "Desk", "check_writable", "find_sets", "write_safely"]


class ChangedMeanwhileError(CareerlatticeError):
    """Somebody else changed a row since it was shown."""


def find_sets(paths: Sequence[Path]) -> list[Path]:
    """The mapping sets at *paths*, files or folders; without any, those of the workspace.

    Raises:
        InputError: a path does not exist, or there is no mapping set.
    """
    if not paths:
        default = workspace_mappings()
        if default is None:
            raise InputError(
                "there is no folder of mapping sets here",
                place=Path.cwd(),
                remedy='name a file, or write mappings = "FOLDER" into careerlattice.toml',
            )
        paths = [default]
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob(f"*{MAPPINGS_SUFFIX}"))
            if not inside:
                raise InputError(
                    "there is no mapping set here",
                    place=path,
                    remedy=f"name a file, or a folder of *{MAPPINGS_SUFFIX}",
                )
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise InputError("does not exist", place=path, remedy="name a mapping set")
    return list(dict.fromkeys(found))


class Desk:
    """The mapping sets under review, as they stand on disk."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.sets: dict[Path, SetFile] = {}
        self._texts: dict[Path, str] = {}
        self._places: dict[Path, dict[frozenset[str], int]] = {}
        for path in paths:
            self._read(path)

    def row(self, path: Path, pair: frozenset[str]) -> Row:
        """The row of a pair, as the file has it now.

        Raises:
            ChangedMeanwhileError: it is no longer there.
            InputError: the file can no longer be read.
        """
        self._read(path)
        return self.sets[path].rows[self._number(path, pair)]

    def find(self, name: str) -> tuple[Path, frozenset[str]]:
        """Where the mapping stands that *name* names: its IRI, its hash, or how that begins.

        Raises:
            UsageError: there is none, or more than one.
        """
        wanted = name.strip().rpartition("/")[2].lower()
        found = [
            (path, set_.pair(row))
            for path, set_ in self.sets.items()
            for row in set_.rows
            if len(wanted) >= 4 and set_.id_of(row).startswith(wanted)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"{name!r} is how {len(found)} mappings begin", remedy="give more of it"
            )
        raise UsageError(
            f"there is no mapping {name!r}", remedy="see `careerlattice review --list`"
        )

    def change(
        self, path: Path, pair: frozenset[str], edit: Edit, *, seen: Row | None = None
    ) -> Row:
        """Make one change and have it on disk; return the row as it is now.

        Raises:
            ChangedMeanwhileError: the row is not as it was *seen*, or is no longer there.
            CareerlatticeError: the file cannot be written; it is as it was.
        """
        with _locked(path.parent):
            self._read(path)
            number = self._number(path, pair)
            before = self.sets[path]
            if seen is not None and _known(seen) != _known(before.rows[number]):
                raise ChangedMeanwhileError(
                    "somebody else has changed this row", place=path, remedy="look at it again"
                )
            after = edit(before, number)
            if after is not before:
                text = after.text()
                write_safely(path, text)
                self.sets[path], self._texts[path] = after, text
        return after.rows[number]

    def replace(self, path: Path, after: SetFile) -> None:
        """Put another state of a whole set on disk, if the file still is as it was read.

        Raises:
            ChangedMeanwhileError: it is not.
            CareerlatticeError: the file cannot be written; it is as it was.
        """
        with _locked(path.parent):
            before = self._texts[path]
            self._read(path)
            if self._texts[path] != before:
                raise ChangedMeanwhileError(
                    "somebody else has changed the set", place=path, remedy="try again"
                )
            text = after.text()
            if text != before:
                write_safely(path, text)
            self._read(path)

    def _read(self, path: Path) -> None:
        """Read a file, unless it still is what was read or written last."""
        text = read_text(path)
        if self._texts.get(path) != text:
            self.sets[path] = read_set(text, str(path))
            self._texts[path] = text
            self._places[path] = self.sets[path].by_pair()

    def _number(self, path: Path, pair: frozenset[str]) -> int:
        number = self._places[path].get(pair)
        if number is None:
            raise ChangedMeanwhileError(
                "the row is no longer there", place=path, remedy="go on with the next"
            )
        return number


def _known(row: Row) -> dict[str, str]:
    """The cells that say something: a column may have been added for another row."""
    return {column: value for column, value in row.cells.items() if value}


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The only ones at work in a folder; where it cannot be locked, as if it were."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def check_writable(path: Path) -> None:
    """Find out before any work is done whether a file can be replaced.

    Raises:
        CareerlatticeError: it cannot.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".review-", dir=path.resolve().parent)
        os.close(handle)
        Path(name).unlink()
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "it may not be changed")
    except OSError as error:
        raise _unwritable(path, error) from None


def write_safely(path: Path, text: str) -> None:
    """Replace a file's text in one step, and have it on disk; its rights stay as they are.

    Raises:
        CareerlatticeError: it cannot be written; it is as it was.
    """
    target = path.resolve()  # a link stays a link
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".review-", dir=target.parent)
        made = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        made.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        made.replace(target)
        _sync(target.parent)
    except OSError as error:
        if made is not None:
            made.unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> CareerlatticeError:
    return CareerlatticeError(
        f"cannot be written ({error.strerror or error}); it is as it was",
        place=path,
        remedy="copy the set to where you may write, and review the copy",
    )


def _sync(folder: Path) -> None:
    """Have a renamed file's new name on disk too, where a system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
