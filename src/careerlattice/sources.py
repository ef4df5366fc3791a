"""source.toml: what a folder's documents do not say themselves, and who says it instead.

A folder (or one above it) holds a ``source.toml`` with ``[publisher] id, name``, ``[jurisdiction]
code, name``, ``[rights] statement, licence`` and, for each document,
``[documents."file"] class, title, effective, sha256`` with ``[documents."file".expect]`` counts.
``effective`` is the day from which a document counts that states none itself. Every value used
becomes a fact that names the line it came from.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from careerlattice.errors import InputError
from careerlattice.model import Words
from careerlattice.wording import slug

FILE_NAME = "source.toml"

KEYS = {
    "publisher": {"id", "name"},
    "jurisdiction": {"code", "name"},
    "rights": {"statement", "licence"},
}
LARGEST = 1_000_000
"""Bytes of a source.toml."""
DOCUMENT_KEYS = {"class", "title", "effective", "sha256", "expect"}
EXPECTATIONS = ("class-grades", "duties", "requirements-with-level")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY = re.compile(r'\s*"?(?P<key>[A-Za-z0-9_-]+)"?\s*=')
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a source.toml: its dotted *key*, its *value* and the *line* it stands on."""

    key: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one document beside its own words.

    *entries* are the values by key ("publisher.id", "documents.class", …); a missing key was not
    stated. *expected* maps each of EXPECTATIONS that is given to its least and most count.
    *is_described* is False where no source.toml speaks for the document; *named* are then the
    document's own words for its publisher, where it has any.
    """

    publisher: str
    entries: dict[str, Entry] = field(default_factory=dict)
    expected: dict[str, tuple[int, int]] = field(default_factory=dict)
    is_described: bool = True
    named: Words | None = None

    def value(self, key: str) -> str | None:
        """The value stated for *key*, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def naming(self, publisher: Words | None) -> Source:
        """This source with the *publisher* that the document names, where nobody else says it."""
        name = slug(publisher.text) if publisher else ""
        if self.is_described or not name:
            return self
        return replace(self, publisher=name, named=publisher)


def describe(path: Path, root: Path | None = None) -> Source:
    """The source description of the document at *path*, looked for in its folder and those above.

    The search ends at *root* (a folder), or at the document's own folder where none is given.

    Raises:
        InputError: a source.toml is no TOML, has a key nobody knows, or lacks the publisher's id.
    """
    return Sources().describe(path, root)


def undescribed(folder: str) -> Source:
    """The source of a document that nothing speaks for, in a folder of this name."""
    return Source(slug(folder) or "unknown-publisher", is_described=False)


class Sources:
    """Source descriptions of many documents; each source.toml is read once.

    What changes on disk meanwhile is not seen: a new one is needed for another look.
    """

    def __init__(self) -> None:
        self._folders: dict[str, Path] = {}
        self._tables: dict[Path, Description | InputError | None] = {}
        self._common: dict[Path, Source] = {}

    def describe(self, path: str | Path, root: str | Path | None = None) -> Source:
        """As the function `describe`.

        Raises:
            InputError: as there.
        """
        folder, name = self._resolved(path)
        top = self._folder(root) if root is not None else folder
        own, below = folder, name
        while True:
            table = self._table(folder)
            if table is not None and below in table.documents:
                return table.source_of(below)
            if table is not None:
                # What it says of all, it says once.
                if folder not in self._common:
                    self._common[folder] = table.source_of(below)
                return self._common[folder]
            if folder == top or top not in folder.parents:
                return undescribed(own.name)
            folder, below = folder.parent, f"{folder.name}/{below}"

    def _resolved(self, path: str | Path) -> tuple[Path, str]:
        """The folder where a document lies, links resolved, and its name there."""
        # A text, for of thousands of files a Path each takes longer than looking.
        text = os.fspath(path)
        if os.path.islink(text):  # noqa: PTH114
            text = os.fspath(Path(text).resolve())
        folder, name = os.path.split(text)
        return self._folder(folder), name

    def _folder(self, folder: str | Path) -> Path:
        key = os.fspath(folder)
        if key not in self._folders:
            self._folders[key] = Path(folder).resolve()
        return self._folders[key]

    def _table(self, folder: Path) -> Description | None:
        """What the source.toml of *folder* says, None where there is none."""
        if folder not in self._tables:
            file = folder / FILE_NAME
            try:
                self._tables[folder] = Description.read(file) if file.is_file() else None
            except InputError as error:
                self._tables[folder] = error
        found = self._tables[folder]
        if isinstance(found, InputError):
            raise found
        return found


@dataclass(frozen=True, slots=True)
class Description:
    """One source.toml: what it says of all documents, and of each."""

    file: str
    lines: Mapping[tuple[str, str], int]
    common: Mapping[str, Entry]
    documents: Mapping[str, Any]

    @classmethod
    def read(cls, file: Path) -> Description:
        """What the file says.

        Raises:
            InputError: it cannot be read, or is no source.toml.
        """
        try:
            with file.open("rb") as stream:
                data = stream.read(LARGEST + 1)
        except OSError as error:
            raise _unreadable(str(file), error) from None
        return cls.parse(data, str(file))

    @classmethod
    def parse(cls, data: bytes, file: str) -> Description:
        """What *data* says, the bytes of the file that messages call *file*.

        Raises:
            InputError: it is no source.toml.
        """
        try:
            if len(data) > LARGEST:
                raise ValueError(f"it is larger than {LARGEST / 1e6:.0f} MB")
            text = data.decode("utf-8")
            table = tomllib.loads(text)
        # A number of many thousand digits is a ValueError, a very deep table a RecursionError.
        except (ValueError, RecursionError) as error:
            raise _unreadable(file, error) from None
        return cls.of(table, _lines(text), file)

    @classmethod
    def of(
        cls, table: dict[str, Any], lines: Mapping[tuple[str, str], int], file: str
    ) -> Description:
        """What *table* says, whose keys stand on these *lines* of *file*.

        Raises:
            InputError: there is a key that nobody knows, or a value of another kind.
        """
        common: dict[str, Entry] = {}
        for section, keys in KEYS.items():
            for key, value in _table(table.pop(section, {}), keys, section, file).items():
                line = lines.get((f"[{section}]", key), 1)
                common[f"{section}.{key}"] = Entry(f"{section}.{key}", value, line)
        documents = table.pop("documents", {})
        if table:
            raise _unknown(file, next(iter(table)), {*KEYS, "documents"})
        return cls(file, lines, common, documents if isinstance(documents, dict) else {})

    def source_of(self, document: str) -> Source:
        """What it says of the document of this name (a path from its folder).

        Raises:
            InputError: it states no publisher, or something that cannot be so.
        """
        file, own = self.file, self.documents.get(document, {})
        entries = dict(self.common)
        header = f'[documents."{document}"]'
        if not isinstance(own, dict):
            raise InputError(f"“{header}” must be a table", place=file, remedy=f"write {header}")
        expected = _expectations(own.get("expect", {}), file)
        # TOML writes a day with or without quotes.
        plain = {k: str(v) if type(v) is date else v for k, v in own.items() if k != "expect"}
        for key, value in _table(plain, DOCUMENT_KEYS, header, file).items():
            line = self.lines.get((header, key), 1)
            entries[f"documents.{key}"] = Entry(f"documents.{key}", value, line)
        publisher = entries.get("publisher.id")
        if publisher is None:
            raise InputError(
                "states no publisher",
                place=file,
                remedy='add [publisher] with id = "…" and name = "…"',
            )
        for key in ("publisher.id", "jurisdiction.code", "documents.class"):
            if key in entries and not _IDENTIFIER.fullmatch(entries[key].value):
                raise InputError(
                    f"{key} “{entries[key].value}” is no identifier",
                    place=f"{file}:{entries[key].line}",
                    remedy="use lower-case letters, digits and single hyphens",
                )
        _check_date(entries.get("documents.effective"), file)
        return Source(publisher.value, entries, expected)


def _check_date(entry: Entry | None, file: str) -> None:
    if entry is None:
        return
    try:
        if not _DAY.fullmatch(entry.value):
            raise ValueError
        date.fromisoformat(entry.value)
    except ValueError:
        raise InputError(
            f"{entry.key} “{entry.value}” is no day of the calendar",
            place=f"{file}:{entry.line}",
            remedy='write it as "2009-05-26"',
        ) from None


def _table(value: object, keys: set[str], name: str, file: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise InputError(f"“{name}” must be a table", place=file, remedy=f"write [{name}]")
    for key, each in value.items():
        if key not in keys:
            raise _unknown(file, f"{name}.{key}", keys)
        if not isinstance(each, str) or not each.strip():
            raise InputError(
                f"{name}.{key} must be text", place=file, remedy="put the value in quotes"
            )
    return value


def _expectations(value: object, file: str) -> dict[str, tuple[int, int]]:
    if not isinstance(value, dict):
        raise InputError(
            "“expect” must be a table",
            place=file,
            remedy="write duties = 12 or duties = [10, 14]",
        )
    expected: dict[str, tuple[int, int]] = {}
    for key, each in value.items():
        if key not in EXPECTATIONS:
            raise _unknown(file, f"expect.{key}", set(EXPECTATIONS))
        least, most = (
            (each, each)
            if isinstance(each, int)
            else (each if isinstance(each, list) and len(each) == 2 else (None, None))
        )
        if not (isinstance(least, int) and isinstance(most, int) and 0 <= least <= most):
            raise InputError(
                f"expect.{key} must be a count or [least, most]",
                place=file,
                remedy="write duties = 12 or duties = [10, 14]",
            )
        expected[key] = (least, most)
    return expected


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The 1-based line of each key under its header; a table written some other way has none."""
    found: dict[tuple[str, str], int] = {}
    header = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("["):
            header = line.strip()
        elif key := _KEY.match(line):
            found.setdefault((header, key["key"]), number)
    return found


def _unreadable(file: str, error: Exception) -> InputError:
    return InputError(f"cannot be read: {error}", place=file, remedy="write it as TOML in UTF-8")


def _unknown(file: str, key: str, known: set[str]) -> InputError:
    return InputError(
        f"“{key}” is no key of a {FILE_NAME}",
        place=file,
        remedy=f"use one of {', '.join(sorted(known))}",
    )
