"""Look into a zip archive before anything unpacks it."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from careerlattice.errors import InputError

LARGEST_CONTENT = 100_000_000
"""Bytes that an archive may unpack to, pictures included."""
LARGEST_PART = 30_000_000
"""Bytes of one XML part; a book of a thousand pages has less."""
MOST_PARTS = 2_000

_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook", "save the sheet as text, or print it to PDF"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as PDF"),
    ("content.xml", "an OpenDocument file", "save it as DOCX or PDF"),
)


def check_archive(data: bytes, name: str) -> None:
    """Refuse an archive that is no DOCX, is locked or damaged, or would unpack to too much.

    Sizes are those the archive's directory states; the standard library reads no further.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
        raise InputError(
            f"this file is a damaged archive ({error})",
            place=name,
            remedy="get it anew, or open it in a word processor and save it anew",
        ) from None
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        _refuse_other(names, name)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(
            "this document is locked by a password",
            place=name,
            remedy="open it with its password and save it without one",
        )
    content = sum(part.file_size for part in parts)
    largest = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    if content > LARGEST_CONTENT or largest > LARGEST_PART or len(parts) > MOST_PARTS:
        raise InputError(
            f"this file would unpack to {content / 1e6:,.0f} MB in {len(parts):,} parts;"
            f" the limits are {LARGEST_CONTENT / 1e6:,.0f} MB, {LARGEST_PART / 1e6:,.0f} MB of"
            f" them in one part, and {MOST_PARTS:,} parts",
            place=name,
            remedy="remove its pictures, or split it into one file per class specification",
        )


def _refuse_other(names: set[str], name: str) -> None:
    for sign, what, remedy in _OTHERS:
        if sign in names:
            raise InputError(f"this is {what}, not a DOCX file", place=name, remedy=remedy)
    if "[Content_Types].xml" not in names:
        raise InputError(
            "this is a zip archive, not a document",
            place=name,
            remedy="unpack it and name the documents in it",
        )
