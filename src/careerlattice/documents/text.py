"""Read plain text and Markdown, in whatever encoding, or say clearly why not."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from careerlattice.documents.document import Document, Repair
from careerlattice.documents.mending import MOST_REPAIRS, mend
from careerlattice.errors import InputError

LARGEST_DOCUMENT = 10 * 1024 * 1024
"""Bytes. Class specifications are kilobytes; a file beyond this is something else."""
MOST_LINES = 100_000
"""Of one document; a class specification has hundreds."""
MOST_CHARACTERS = 1_500_000
"""Of one document's text: five hundred pages."""

_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
}
_DATA = frozenset({".csv", ".json"})
"""Files of values, one of which may describe a hundred classes."""
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
# Invisible characters that change what a person sees: controls, bidirectional overrides and
# isolates, zero-width characters. Tab, newline, carriage return and form feed are white space.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)


def read_text(data: bytes, name: str) -> Document:
    """Decode *data* (the bytes of a text or Markdown file) into a :class:`Document`.

    *name* is used in messages and for the media type.

    Raises:
        InputError: it is empty, too large, binary or undecodable.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise too_large(name, len(data))
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
    text, encoding, repairs = decode(data, name)
    if not text.strip():
        raise InputError(
            "the document holds only white space",
            place=name,
            remedy="supply its text, or remove it",
        )
    suffix = Path(name).suffix.lower()
    if suffix not in _DATA and (len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES):
        raise too_long(name)
    mended, damage = mend(text)
    repairs += (*damage, *hidden_characters(text, mended))
    return Document(
        name=Path(name).name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_MEDIA_TYPES.get(suffix, "text/plain"),
        encoding=encoding,
        repairs=tuple(repairs),
        mended=mended,
    )


def hidden_characters(text: str, mended: str) -> list[Repair]:
    """What is in *text* and changes what a person sees, but for what was *mended*."""
    repairs: list[Repair] = []
    for hidden in _HIDDEN.finditer(text):
        start, end = hidden.span()
        if mended is not text:
            kept = [at for at in range(start, end) if mended[at] == text[at]]
            if not kept:
                continue
            start, end = kept[0], kept[-1] + 1
        points = ", ".join(f"U+{ord(each):04X}" for each in text[start : min(end, start + 8)])
        message = f"invisible characters ({points}) stay in quotes, not in the text as read"
        repairs.append(Repair("controlCharacter", message, start, end))
        if len(repairs) == MOST_REPAIRS:
            message = "from here on, invisible characters are not told one by one"
            repairs[-1] = Repair("controlCharacter", message, start, end)
            break
    return repairs


def decode(data: bytes, name: str, stated: str | None = None) -> tuple[str, str, list[Repair]]:
    """*data* as text, the name of its encoding, and what was doubtful about it.

    A byte order mark counts most, then UTF-8 where the bytes are that, then the encoding that the
    document itself has *stated*, then what its letters suggest.

    Raises:
        InputError: it is binary, or in no encoding that could be told.
    """
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
        if stated and (decoded := _as_stated(data, stated)):
            return *decoded, []
        return _guess(data, name, error.start)
    if "\x00" in text:
        raise _binary(name, text.index("\x00"))
    return text, "utf-8", []


def _as_stated(data: bytes, stated: str) -> tuple[str, str] | None:
    # What pages call Latin-1 has always been Windows-1252.
    western = stated.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")
    try:
        encoding = codecs.lookup("cp1252" if western else stated).name
        return data.decode(encoding), encoding
    except (LookupError, UnicodeError, ValueError):
        return None


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


def too_large(name: str, size: int) -> InputError:
    """The error that refuses a document of *size* bytes."""
    return InputError(
        f"the document has {size / 1e6:.0f} MB; the limit is {LARGEST_DOCUMENT / 1e6:.0f} MB",
        place=name,
        remedy="split it into one file per class specification",
    )


def too_long(name: str) -> InputError:
    """The error that refuses a document of too much text."""
    return InputError(
        f"the document has more than {MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines",
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
