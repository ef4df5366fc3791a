"""Manifests: tables that list documents, where they are, and what a source.toml would say of each.

A manifest is a CSV file in UTF-8 whose first line names its columns. ``path`` is where a document
is: a path from the manifest's folder, a whole path, or an address (see careerlattice.storage).
The other columns are keys of a source.toml: ``publisher.id``, ``publisher.name``,
``jurisdiction.code``, ``jurisdiction.name``, ``rights.statement``, ``rights.licence``, and of the
document itself ``class``, ``title``, ``effective`` and ``sha256``. A row that names a publisher
speaks for its document alone, as a source.toml would; a row that has nothing but a path leaves
that to the source.toml beside the document, where there is one.

A manifest on this machine is its writer's word and may name any file and address. One that lies
elsewhere names only what lies in its own folder there, and below.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from careerlattice.errors import InputError, UsageError
from careerlattice.origins import Neighbours, Origin
from careerlattice.sources import DOCUMENT_KEYS, KEYS, Description, Source
from careerlattice.storage import (
    Stored,
    check_address,
    fetch,
    file_name,
    is_address,
    local_path,
)

__all__ = ["COLUMNS", "LARGEST_MANIFEST", "read_manifest"]

LARGEST_MANIFEST = 500_000_000
"""Bytes: some millions of rows."""
_LONGEST_CELL = 100_000
"""Characters: more is no cell, but a quotation mark that nobody closed."""
_PATH = "path"
_OF_ALL = tuple(f"{section}.{key}" for section, keys in KEYS.items() for key in sorted(keys))
COLUMNS = (_PATH, *_OF_ALL, *sorted(DOCUMENT_KEYS - {"expect"}))
"""The columns that a manifest may have."""


def read_manifest(manifest: str) -> list[Origin]:
    """The documents that *manifest* lists (a path or an address), in the order of their places.

    Raises:
        InputError: it cannot be read, or a row says what cannot be so.
        UsageError: an address may not be opened.
        CareerlatticeError: it cannot be reached.
    """
    place = local_path(manifest) or Path(manifest)
    is_elsewhere = is_address(manifest) and local_path(manifest) is None
    name = manifest if is_elsewhere else str(place)
    if "::" in name:
        raise UsageError(
            "a manifest is not read out of an archive", place=name, remedy="unpack it first"
        )
    neighbours = Neighbours()
    origins: dict[str, Origin] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(_bytes(name, is_elsewhere=is_elsewhere), name):
        address, root, path = _located(row[_PATH], name, line, is_elsewhere=is_elsewhere)
        if address in lines:
            raise InputError(
                f"“{row[_PATH]}” stands in line {lines[address]} already",
                place=name,
                line=line,
                remedy="remove one of the two rows",
            )
        lines[address] = line
        source = _source(row, name, line)
        if source is None and is_address(address):
            origins[address] = neighbours.origin_of(Stored(address, path, 0, ""))
        else:
            origins[address] = Origin(address, root, path, source)
    if not origins:
        raise InputError("lists no document", place=name, remedy="add a row for each document")
    return [origins[address] for address in sorted(origins, key=lambda each: each.split("/"))]


def _bytes(name: str, *, is_elsewhere: bool) -> bytes:
    if is_elsewhere:
        data = fetch(name, LARGEST_MANIFEST)
    else:
        try:
            with Path(name).open("rb") as stream:
                data = stream.read(LARGEST_MANIFEST + 1)
        except (OSError, ValueError) as error:
            raise InputError(
                f"cannot be read: {getattr(error, 'strerror', None) or error}",
                place=name,
                remedy="name a CSV file that you may read",
            ) from None
    if len(data) > LARGEST_MANIFEST:
        raise InputError(
            f"is larger than {LARGEST_MANIFEST / 1e6:.0f} MB", place=name, remedy="split it"
        )
    return data


def _rows(data: bytes, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows with the lines they end on; of each, what is stated."""
    try:
        table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        columns = [each.strip() for each in next(table, [])]
        unknown = [each for each in columns if each not in COLUMNS]
        if unknown or _PATH not in columns or len(set(columns)) < len(columns):
            what = f"“{unknown[0]}” is no column of a manifest" if unknown else "has no column path"
            if len(set(columns)) < len(columns):
                what = "has two columns of one name"
            raise InputError(what, place=name, line=1, remedy=f"use {', '.join(COLUMNS)}")
        for cells in table:
            if not any(each.strip() for each in cells):
                continue
            if max(map(len, cells)) > _LONGEST_CELL:
                raise csv.Error(f"a cell of more than {_LONGEST_CELL:,} characters")
            if len(cells) != len(columns):
                raise InputError(
                    f"has {len(cells)} cells where the first line has {len(columns)}",
                    place=name,
                    line=table.line_num,
                    remedy="give each row as many cells as there are columns",
                )
            row = {key: cell.strip() for key, cell in zip(columns, cells, strict=True)}
            yield table.line_num, {_PATH: row[_PATH], **{k: v for k, v in row.items() if v}}
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 (byte {error.start})", place=name, remedy="save it as CSV in UTF-8"
        ) from None
    except csv.Error as error:
        raise InputError(
            f"is no CSV file ({error})", place=name, remedy="save it as CSV in UTF-8"
        ) from None


def _located(path: str, name: str, line: int, *, is_elsewhere: bool) -> tuple[str, str, str]:
    """The address of a document, the folder where the search for a source.toml ends, and its path.

    Raises:
        InputError: it leads out of the manifest's folder.
    """
    if not path:
        raise InputError("names no document", place=name, line=line, remedy="fill in its path")
    relative = PurePosixPath(path)
    outside = is_address(path) or relative.is_absolute()
    if ".." in relative.parts or (is_elsewhere and outside):
        folder = "and an address is not taken from there" if outside else "by “..”"
        raise InputError(
            f"“{path}” leads out of the manifest's folder, {folder}",
            place=name,
            line=line,
            remedy="write a path from there"
            + (
                ", or build from a copy of the manifest on this machine"
                if is_elsewhere
                else ", a whole path, or an address"
            ),
        )
    if is_elsewhere:
        root = name.rpartition("/")[0]
        return f"{root}/{relative}", root, str(relative)
    if not outside:
        root = str(Path(name).parent)
        return str(Path(name).parent / path), root, str(relative)
    here = local_path(check_address(path)) if is_address(path) else Path(path)
    if here is None:
        return path, file_name(path).rpartition("/")[0], file_name(path).rpartition("/")[2]
    return str(here), str(here.parent), here.name


def _source(row: Mapping[str, str], name: str, line: int) -> Source | None:
    """What a row says of its document; None where it says nothing.

    Raises:
        InputError: it states something that cannot be so.
    """
    stated = [key for key in row if key != _PATH]
    if not stated:
        return None
    if "publisher.id" not in row:
        raise InputError(
            f"states {stated[0]}, and no publisher",
            place=name,
            line=line,
            remedy="fill in publisher.id, or leave all but the path to a source.toml",
        )
    # As TOML would have it.
    file = row[_PATH].rpartition("/")[2] or row[_PATH]
    table: dict[str, Any] = {"documents": {file: {}}}
    lines: dict[tuple[str, str], int] = {}
    for key in stated:
        section, dot, inner = key.partition(".")
        if dot:
            table.setdefault(section, {})[inner] = row[key]
            lines[f"[{section}]", inner] = line
        else:
            table["documents"][file][key] = row[key]
            lines[f'[documents."{file}"]', key] = line
    return Description.of(table, lines, name).source_of(file)
