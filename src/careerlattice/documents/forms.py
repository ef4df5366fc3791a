"""Tell which form a document comes in, and have it read by whoever knows that form."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from careerlattice.documents.document import Document
from careerlattice.documents.text import LARGEST_DOCUMENT, read_text, too_large
from careerlattice.errors import InputError

DOCUMENT_SUFFIXES = frozenset(
    ".txt .text .md .markdown .csv .json .html .htm .xhtml .docx .docm .pdf .doc .odt .rtf".split()
)
"""What documents' names end in. The last three cannot be read; they are found all the same, so
that nobody thinks they were."""

_PDF = b"%PDF-"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\b")
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def read_document(path: Path) -> Document:
    """Read the file at *path*, in whatever form it comes: text, Markdown, HTML, DOCX or PDF.

    Raises:
        InputError: the file cannot be opened, is empty, too large, damaged, locked, or in a form
            that is not read.
    """
    return read_bytes(bytes_of(path), str(path))


def bytes_of(path: Path) -> bytes:
    """The bytes of the document at *path*.

    Raises:
        InputError: the file cannot be opened, or is too large.
    """
    try:
        # Once, and whole: a file that changes meanwhile is read as it was or not at all. Opened so
        # that a pipe nobody writes to does not keep anyone waiting.
        with open(path, "rb", opener=_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise InputError(
                    "this is no ordinary file, but a folder, a pipe or a device",
                    place=str(path),
                    remedy="save what it holds as a file, and name that",
                )
            data = stream.read(LARGEST_DOCUMENT + 1)
            if len(data) > LARGEST_DOCUMENT:
                raise too_large(str(path), max(len(data), path.stat().st_size))
            return data
    # A ValueError is a name that no file can have.
    except (OSError, ValueError) as error:
        raise InputError(
            f"cannot be read: {getattr(error, 'strerror', None) or error}",
            place=str(path),
            remedy="check that the file exists and that you may read it",
        ) from None


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK)


def read_bytes(data: bytes, name: str) -> Document:
    """Read a document whose file is called *name* and holds *data*; its form is told by these.

    Raises:
        InputError: as read_document does.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise too_large(name, len(data))
    suffix = Path(name).suffix.lower()
    if _PDF in data[:1024]:
        from careerlattice.documents.guarded import read_pdf  # noqa: PLC0415 - slow to import

        return read_pdf(data, name)
    if data.startswith(_ZIP):
        from careerlattice.documents.word import read_docx  # noqa: PLC0415 - slow to import

        return read_docx(data, name)
    if data.startswith(_OLE):
        raise _old_office(data, name)
    if data.startswith(b"{\\rtf"):
        raise InputError(
            "this is Rich Text, which is not read", place=name, remedy="save it as DOCX or PDF"
        )
    if suffix in (".pdf", ".docx", ".docm", ".odt") and data.strip():
        raise InputError(
            f"this is not what its name says: it does not begin as a {suffix} file does",
            place=name,
            remedy="open it and save it anew, or give it the ending of what it is",
        )
    if _PAGE.match(_unmarked(data)) or (suffix in _PAGE_SUFFIXES and data.strip()):
        from careerlattice.documents.hypertext import read_html  # noqa: PLC0415 - slow to import

        return read_html(data, name)
    if _XML.match(_unmarked(data)):
        raise InputError(
            "this is XML, which is not read", place=name, remedy="save it as text, DOCX or HTML"
        )
    return read_text(data, name)


def _unmarked(data: bytes) -> bytes:
    """The first bytes, without a byte order mark or the zeros of a wide encoding."""
    first = data[:4096]
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        first = first[2:].replace(b"\x00", b"")
    return first.removeprefix(b"\xef\xbb\xbf")


def _old_office(data: bytes, name: str) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputError(
            "this document is locked by a password",
            place=name,
            remedy="open it with its password and save it without one",
        )
    return InputError(
        "this is an old Office document (.doc), which is not read",
        place=name,
        remedy="open it and save it as DOCX or PDF",
    )
