"""Read plain text and Markdown, in whatever encoding, or say clearly why not."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from careerlattice.documents.document import Document, Repair
from careerlattice.errors import InputError

LARGEST_DOCUMENT = 10 * 1024 * 1024
"""Bytes. Class specifications are kilobytes; a file beyond this is something else."""

_MEDIA_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}
# The longer mark first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive (DOCX, XLSX, ODT …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "Rich Text"),
)
_MARKUP = {".html", ".htm", ".xhtml", ".xml"}
# Invisible characters that change what a person sees: controls, bidirectional overrides and
# isolates, zero-width characters. Tab, newline, carriage return and form feed are white space.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)


def read_document(path: Path) -> Document:
    """Read the file at *path* as text.

    Raises:
        InputError: the file cannot be opened, is empty, too large, binary or undecodable.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            raise _too_large(str(path), size)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}",
            place=str(path),
            remedy="check that the file exists and that you may read it",
        ) from None
    return read_text(data, str(path))


def read_text(data: bytes, name: str) -> Document:
    """Decode *data* (the bytes of a text or Markdown file) into a :class:`Document`.

    *name* is used in messages and for the media type. Raises InputError as read_document does.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise _too_large(name, len(data))
    if not data.strip():
        raise InputError(
            "the document is empty", place=name, remedy="supply its text, or remove it"
        )
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(
                f"this is {what}, not text",
                place=name,
                remedy="save it as plain text or Markdown (UTF-8)",
            )
    if Path(name).suffix.lower() in _MARKUP:
        raise InputError(
            "HTML and XML are not read yet",
            place=name,
            remedy="save it as plain text or Markdown (UTF-8)",
        )
    text, encoding, repairs = _decode(data, name)
    if not text.strip():
        raise InputError(
            "the document holds only white space",
            place=name,
            remedy="supply its text, or remove it",
        )
    for hidden in _HIDDEN.finditer(text):
        points = ", ".join(f"U+{ord(each):04X}" for each in hidden.group()[:8])
        repairs.append(
            Repair(
                "controlCharacter",
                f"invisible characters ({points}) stay in quotes, not in the text as read",
                hidden.start(),
                hidden.end(),
            )
        )
    suffix = Path(name).suffix.lower()
    return Document(
        name=Path(name).name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_MEDIA_TYPES.get(suffix, "text/plain"),
        encoding=encoding,
        repairs=tuple(repairs),
    )


def _decode(data: bytes, name: str) -> tuple[str, str, list[Repair]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding, []
            except UnicodeDecodeError as error:
                raise _undecodable(data, name, encoding, error.start) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise _binary(name, data.index(b"\x00")) from None
        return _guess(data, name, error.start)
    if "\x00" in text:
        raise _binary(name, text.index("\x00"))
    return text, "utf-8", []


def _guess(data: bytes, name: str, first_bad: int) -> tuple[str, str, list[Repair]]:
    guess = _western(data) or _by_letters(data)
    if guess is None:
        raise _undecodable(data, name, "utf-8", first_bad)
    text, encoding = guess
    message = (
        f"not UTF-8 (byte {first_bad}); read as {encoding}, going by its letters:"
        " check accented letters and quotation marks"
    )
    first_line_end = max(1, text.find("\n"))
    return text, encoding, [Repair("encodingRepair", message, 0, min(first_line_end, len(text)))]


def _western(data: bytes) -> tuple[str, str] | None:
    """Windows-1252, which English text with a few curly quotes or accents nearly always is."""
    foreign = sum(byte > 127 for byte in data)
    if _has_controls(data) or foreign * 10 > len(data):
        return None
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return None


def _by_letters(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow, and seldom needed

    best = None if _has_controls(data) else from_bytes(data).best()
    return None if best is None else (str(best), best.encoding)


def _has_controls(data: bytes) -> bool:
    return sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data) * 50 >= len(data)


def _too_large(name: str, size: int) -> InputError:
    return InputError(
        f"the document has {size / 1e6:.0f} MB; the limit is {LARGEST_DOCUMENT / 1e6:.0f} MB",
        place=name,
        remedy="split it into one file per class specification",
    )


def _binary(name: str, offset: int) -> InputError:
    return InputError(
        f"this is binary data, not text (a zero byte at byte {offset})",
        place=name,
        remedy="save it as plain text or Markdown (UTF-8)",
    )


def _undecodable(data: bytes, name: str, encoding: str, offset: int) -> InputError:
    line = data.count(b"\n", 0, offset) + 1
    return InputError(
        f"the text cannot be decoded as {encoding}: byte {offset} (line {line})",
        place=name,
        remedy="save it as UTF-8",
    )
