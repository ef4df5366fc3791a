"""What earlier builds made, kept by what it was made from, so that nothing is made twice.

One SQLite file holds it: a write is there whole or not at all, whenever the process is killed.
Entries are found by keys, which are hashes of everything an entry depends on: a key that fits is
right for ever, and no entry is ever changed. What the current build did not use is swept out.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from careerlattice.errors import CareerlatticeError

__all__ = ["FILE_NAME", "Cache", "key_of", "packed", "unpacked"]

FILE_NAME = "cache.db"
_FORM = 2
"""Changes with the tables, and with what records tell; a file of another form is begun anew."""
_MOMENT = 1.0
_SOME = 500
_LEAST_ROOM = 256 << 10
"""Bytes without which a disk counts as full."""
_TABLES = """
CREATE TABLE entries (key TEXT PRIMARY KEY, about TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE parts (
  key TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (key, name));
CREATE TABLE records (version TEXT PRIMARY KEY, record TEXT NOT NULL);
"""


def key_of(*parts: object) -> str:
    """The key of what depends on *parts* (of JSON's kinds, or with a repr of their own)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=repr)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def packed(text: str) -> bytes:
    """A text as it is kept."""
    # Level 1: a fifth of the time of level 6 for a fifth more bytes.
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> str:
    """A text that was kept."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


class Cache:
    """The entries in the folder *home*: a JSON value each, and parts by name.

    With *reads_only* another one writes; what it has committed is seen. *from_outside* looks
    without leaving a trace, whether somebody writes or not.

    Raises:
        CareerlatticeError: it cannot be opened or written.
    """

    def __init__(self, home: Path, *, reads_only: bool = False, from_outside: bool = False) -> None:
        self._file = home / FILE_NAME
        with self._telling():
            try:
                self._open(reads_only=reads_only, from_outside=from_outside)
            except sqlite3.DatabaseError as error:
                if reads_only or isinstance(error, sqlite3.OperationalError):
                    raise
                # Damaged: it is only a cache.
                self._begin_anew()
                self._open(reads_only=False)
        self._written = time.monotonic()

    def _open(self, *, reads_only: bool, from_outside: bool = False) -> None:
        mode = "ro" if reads_only else "rwc"
        if from_outside and not self._file.with_name(f"{FILE_NAME}-wal").exists():
            # Nobody writes, and the folder may be one that we cannot write to either.
            mode = "ro&immutable=1"
        self._base = sqlite3.connect(
            f"{self._file.absolute().as_uri()}?mode={mode}", uri=True, timeout=60
        )
        (form,) = self._base.execute("PRAGMA user_version").fetchone()
        if reads_only:
            if form != _FORM:
                raise sqlite3.DatabaseError("it has another form")
            return
        if form != _FORM:
            self._base.close()
            self._begin_anew()
            self._base = sqlite3.connect(self._file, timeout=60)
            self._base.execute("PRAGMA auto_vacuum = INCREMENTAL")
            self._base.executescript(f"{_TABLES} PRAGMA user_version = {_FORM};")
        self._base.execute("PRAGMA journal_mode = WAL")
        # A crash of the machine may lose the last entries, never spoil the others.
        self._base.execute("PRAGMA synchronous = NORMAL")

    def _begin_anew(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(FILE_NAME + suffix).unlink(missing_ok=True)

    # Reading

    def abouts(self, keys: Iterable[str]) -> dict[str, Any]:
        """The JSON values of those of *keys* that are there."""
        with self._telling():
            found: dict[str, Any] = {}
            for some in _by(_SOME, list(dict.fromkeys(keys))):
                marks = ",".join("?" * len(some))
                rows = self._base.execute(
                    f"SELECT key, about FROM entries WHERE key IN ({marks})",  # noqa: S608
                    some,
                )
                found |= {key: json.loads(about) for key, about in rows}
            return found

    def about(self, key: str) -> Any | None:
        """The JSON value at *key*, None if there is none."""
        return self.abouts([key]).get(key)

    def part(self, key: str, name: str) -> str:
        """The text that is kept as part *name* of the entry at *key*."""
        with self._telling():
            (data,) = self._base.execute(
                "SELECT bytes FROM parts WHERE key = ? AND name = ?", (key, name)
            ).fetchone()
            return unpacked(data)

    def parts(self, keys: Iterable[str], name: str) -> dict[str, bytes]:
        """The bytes that are kept as part *name* of those of *keys* that have one."""
        with self._telling():
            found: dict[str, bytes] = {}
            for some in _by(_SOME, list(dict.fromkeys(keys))):
                marks = ",".join("?" * len(some))
                found |= self._base.execute(
                    f"SELECT key, bytes FROM parts WHERE key IN ({marks}) AND name = ?",  # noqa: S608
                    (*some, name),
                )
            return found

    def record(self, version: str) -> Any | None:
        """What was recorded of a version, None if nothing was."""
        with self._telling():
            row = self._base.execute(
                "SELECT record FROM records WHERE version = ?", (version,)
            ).fetchone()
            return json.loads(row[0]) if row else None

    # Writing

    def keep(self, key: str, about: object, parts: Mapping[str, bytes] | None = None) -> None:
        """Keep an entry; it is written by the next `commit`, or after a moment."""
        with self._telling():
            self._base.executemany(
                "INSERT OR REPLACE INTO parts VALUES (?, ?, ?)",
                [(key, name, data) for name, data in (parts or {}).items()],
            )
            text = json.dumps(about, ensure_ascii=False)
            self._base.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (key, text))
        if time.monotonic() - self._written > _MOMENT:
            self.commit()

    def commit(self) -> None:
        """Write what is waiting."""
        with self._telling():
            self._base.commit()
        self._written = time.monotonic()

    def write_record(self, version: str, record: object) -> None:
        """Record what there is to know of a version."""
        with self._telling():
            text = json.dumps(record, ensure_ascii=False)
            self._base.execute("INSERT OR REPLACE INTO records VALUES (?, ?)", (version, text))
        self.commit()

    def sweep(self, keys: Iterable[str], version: str) -> None:
        """Remove all entries but those at *keys*, and all records but that of *version*."""
        with self._telling():
            used = set(keys)
            # Most are as they were: to look for the others in the tables takes far longer.
            gone = [
                (key,)
                for (key,) in self._base.execute("SELECT key FROM entries")
                if key not in used
            ]
            for table in ("entries", "parts"):
                self._base.executemany(f"DELETE FROM {table} WHERE key = ?", gone)  # noqa: S608
            self._base.execute("DELETE FROM records WHERE version != ?", (version,))
            self._base.commit()
            self._base.execute("PRAGMA incremental_vacuum")

    def close(self) -> None:
        """Write what is waiting, and let go of the file."""
        with self._telling():
            try:
                self._base.commit()
            finally:
                self._base.close()

    def _is_full(self) -> bool:
        try:
            return shutil.disk_usage(self._file.parent).free < _LEAST_ROOM
        except OSError:
            return False

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            # SQLite calls many a failure of a full disk an error of reading or writing.
            full = "; there is no space left on its disk" if self._is_full() else ""
            raise CareerlatticeError(
                f"what builds keep cannot be used ({error}{full})",
                place=self._file,
                remedy="make room, or remove the file: the graph there is as it was",
            ) from None


def _by(size: int, items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
