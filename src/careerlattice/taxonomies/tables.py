"""Tables: workbooks and text tables of a release, read row by row and found by their columns.

A release is a folder, a zip archive or a single file. Cells are text, whatever the form they come
in: the number 4.0 of a workbook and the 4 of a text file are the same cell "4". Nothing is unpacked
to disk, and an archive that would swell beyond reason is refused.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from careerlattice.errors import InputError, Place

__all__ = ["File", "Release", "Row", "Table", "named_columns", "plain_column"]

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})

# O*NET's largest workbook is a twelfth of this, and its most compressed part shrinks 60 times.
_LARGEST = 4 << 30
_LARGEST_WORKBOOK = 1 << 30
_MOST_SHRUNK = 300
_SHRUNK_COUNTS_FROM = 16 << 20

# A preamble before the columns is at most so long.
_PREAMBLE = 60

_CELL = 10 << 20
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, counted from 1, and its cells by column, blanks as ""."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the *columns* of its header, the rows before it, and the rows after it.

    *name* is the file's name without its ending, and the sheet's where a workbook has several.
    """

    file: str
    name: str
    columns: tuple[str, ...]
    preamble: tuple[tuple[str, ...], ...]
    header_number: int
    body: Iterable[tuple[int, Sequence[str]]]

    def place(self, number: int | None = None) -> Place:
        """Where a row is."""
        return Place(self.file, number)

    def rows(self) -> Iterator[Row]:
        """The rows, blank ones left out; to be gone through once.

        Raises:
            InputError: a row has more cells than there are columns, or cannot be read.
        """
        width = len(self.columns)
        for number, cells in self.body:
            if len(cells) > width and any(cells[width:]):
                raise InputError(
                    f"table '{self.name}': the row has {len(cells)} cells and the table"
                    f" {width} columns",
                    place=self.place(number),
                    remedy="see whether the file is whole, and download it again",
                )
            if any(cells):
                padded = chain(cells, [""] * (width - len(cells)))
                yield Row(number, dict(zip(self.columns, padded, strict=False)))


@dataclass(frozen=True)
class File:
    """A file of a release: its *name* as messages give it, and how to get its bytes."""

    name: str
    path: Path
    member: str | None = None

    @property
    def stem(self) -> str:
        """The name without folders and ending."""
        return Path(self.member or self.path.name).stem

    @property
    def suffix(self) -> str:
        """The ending, in small letters."""
        return Path(self.member or self.path.name).suffix.lower()

    def open(self) -> BinaryIO:
        """The bytes.

        Raises:
            InputError: they cannot be read.
        """
        try:
            if self.member is None:
                return self.path.open("rb")
            with zipfile.ZipFile(self.path) as archive:
                return io.BytesIO(archive.read(self.member))
        except (OSError, zipfile.BadZipFile, RuntimeError, EOFError, zlib.error) as error:
            raise _damaged(self.name, error) from None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 digest of the bytes, in hexadecimal."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def read_text(self) -> str:
        """The whole file as text.

        Raises:
            InputError: it is not UTF-8.
        """
        with self.open() as stream:
            try:
                return stream.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise _not_text(self.name) from None

    def tables(self, is_header: Callable[[frozenset[str]], bool]) -> Iterator[Table]:
        """The tables of this file.

        The header is the first row among the first sixty whose columns, as `plain_column` writes
        them, *is_header* knows; if it knows none, the first row that is not blank.

        Raises:
            InputError: the file is damaged, or no table at all.
        """
        if self.suffix == ".xlsx":
            sheets = list(self._sheets())
            for sheet, rows in sheets:
                name = self.stem if len(sheets) == 1 else f"{self.stem}: {sheet}"
                table = _table(self.name, name, rows, is_header)
                if table is not None:
                    yield table
            return
        table = _table(self.name, self.stem, self._lines(), is_header)
        if table is not None:
            yield table

    def _sheets(self) -> Iterator[tuple[str, Iterator[tuple[int, Sequence[str]]]]]:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - large

        with self.open() as stream:
            data = io.BytesIO(stream.read())
        try:
            with zipfile.ZipFile(data) as archive:
                _refuse_swelling(archive, self.name, _LARGEST_WORKBOOK)
            data.seek(0)
            workbook = CalamineWorkbook.from_filelike(data)
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                yield name, _numbered(sheet.iter_rows())
        except zipfile.BadZipFile as error:
            raise _damaged(self.name, error) from None
        except (CalamineError, OSError, ValueError, zlib.error) as error:
            raise _damaged(self.name, error) from None

    def _lines(self) -> Iterator[tuple[int, Sequence[str]]]:
        with self.open() as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as stream:
            csv.field_size_limit(_CELL)
            reader: Any = None
            try:
                first = stream.readline()
                stream.seek(0)
                if "\t" in first:
                    # O*NET's text tables escape nothing: a quotation mark is one.
                    reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
                else:
                    reader = csv.reader(stream, strict=True)
                number = 1
                for cells in reader:
                    yield number, [cell.strip() for cell in cells]
                    number = reader.line_num + 1
            except UnicodeDecodeError:
                raise _not_text(self.name) from None
            except csv.Error as error:
                line = reader.line_num if reader else 1
                raise InputError(
                    f"the table breaks off or is damaged ({error})",
                    place=self.name,
                    line=line,
                    remedy="download the file again",
                ) from None


class Release:
    """The files of a release, in the order of their names."""

    def __init__(self, path: Path) -> None:
        """Look into *path*: a folder (searched to the bottom), a zip archive, or one table.

        Raises:
            InputError: there is nothing, it holds no table, or it is an archive beyond reason.
        """
        self.path = path
        try:
            self.files = tuple(self._files())
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror or error})", place=path) from None
        if not self.tables:
            raise InputError(
                "there is no table here",
                place=path,
                remedy="name the folder or zip archive of the release as it was published"
                f" ({', '.join(sorted(TABLE_SUFFIXES))})",
            )

    @property
    def tables(self) -> tuple[File, ...]:
        """The files that may be tables."""
        return tuple(each for each in self.files if each.suffix in TABLE_SUFFIXES)

    def _files(self) -> Iterator[File]:
        path = self.path
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                relative = file.relative_to(path)
                if file.is_file() and not any(map(_is_hidden, relative.parts)):
                    yield File(relative.as_posix(), file)
        elif not path.exists():
            raise InputError(
                "does not exist", place=path, remedy="name a folder, a zip archive or an address"
            )
        elif path.suffix.lower() == ".zip" or (
            path.suffix.lower() not in TABLE_SUFFIXES and zipfile.is_zipfile(path)
        ):
            try:
                with zipfile.ZipFile(path) as archive:
                    _refuse_swelling(archive, str(path), _LARGEST)
                    names = sorted(
                        each.filename for each in archive.infolist() if not each.is_dir()
                    )
            except zipfile.BadZipFile as error:
                raise _damaged(str(path), error) from None
            for name in names:
                if not any(map(_is_hidden, name.split("/"))):
                    yield File(f"{path.name}/{name}", path, name)
        else:
            yield File(path.name, path)


def _is_hidden(part: str) -> bool:
    """Whether a file or folder is none of the release: hidden, or an open workbook's lock."""
    return part.startswith((".", "~$", "__MACOSX"))


def named_columns(table: Table, known: Mapping[str, str]) -> dict[str, str]:
    """The columns of *table* that are *known* (by their plain titles), each with its own name."""
    plain = {title: plain_column(title) for title in table.columns}
    return {title: known[plain[title]] for title in table.columns if plain[title] in known}


def plain_column(title: str) -> str:
    """A column's title in the form in which titles are compared: small letters and digits.

    >>> plain_column("O*NET-SOC Code") == plain_column("onetsoc_code")
    True
    """
    return re.sub(r"[\W_]+", "", title.casefold())


def _table(
    file: str,
    name: str,
    rows: Iterator[tuple[int, Sequence[str]]],
    is_header: Callable[[frozenset[str]], bool],
) -> Table | None:
    head = list(islice(rows, _PREAMBLE))
    written = [i for i, (_, cells) in enumerate(head) if any(cells)]
    if not written:
        return None
    known = (i for i in written if is_header(frozenset(plain_column(c) for c in head[i][1] if c)))
    at = next(known, written[0])
    columns = list(head[at][1])
    while columns and not columns[-1]:
        columns.pop()
    if len(set(filter(None, columns))) < sum(map(bool, columns)):
        twice = next(c for c in columns if c and columns.count(c) > 1)
        raise InputError(
            f"table '{name}': two columns are called '{twice}'", place=file, line=head[at][0]
        )
    before = tuple(tuple(c for c in cells if c) for _, cells in head[:at] if any(cells))
    return Table(file, name, tuple(columns), before, head[at][0], chain(head[at + 1 :], rows))


def _numbered(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in enumerate(rows, 1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    return str(cell).strip()


def _refuse_swelling(archive: zipfile.ZipFile, name: str, largest: int) -> None:
    """Refuse an archive that claims to hold more than any release does, or to shrink too well."""
    members = archive.infolist()
    swollen = any(
        each.file_size > _SHRUNK_COUNTS_FROM
        and each.file_size > _MOST_SHRUNK * max(each.compress_size, 1)
        for each in members
    )
    if swollen or sum(each.file_size for each in members) > largest:
        raise InputError(
            "the archive would swell beyond what any release holds, and is not opened",
            place=name,
            remedy="see where it comes from, and download it again from its publisher",
        )
    if any(each.flag_bits & 1 for each in members):
        raise InputError("the archive is locked with a password", place=name)


def _damaged(name: str, error: object) -> InputError:
    return InputError(
        f"the file is damaged, or is not what its name says ({error})",
        place=name,
        remedy="download it again",
    )


def _not_text(name: str) -> InputError:
    return InputError(
        "the table is not in UTF-8", place=name, remedy="save it as UTF-8, or download it again"
    )
