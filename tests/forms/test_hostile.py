"""Files made to hurt: bounded time and memory, and one clear message."""

from __future__ import annotations

import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from careerlattice.documents import guarded, read_bytes, read_document
from careerlattice.errors import InputError
from careerlattice.outline import read_outline
from tests.forms.making import assembled, lines, part_of, pdf_bytes, with_part, word_bytes

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ONE = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"


def docx_with(body: bytes, before: bytes = b"") -> bytes:
    head = f"<w:document {SPACE}><w:body>".encode()
    content = before + head + body + b"</w:body></w:document>"
    return with_part(word_bytes(lambda document: None), "word/document.xml", content)


def entities() -> bytes:
    names = [b'<!ENTITY a0 "aaaaaaaaaa">'] + [
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
    ]
    return b"<!DOCTYPE x [" + b"".join(names) + b"]>"


def with_flag(data: bytes) -> bytes:
    """The archive with the bit set that says its first part is encrypted."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]


def nested(times: int) -> bytes:
    opening, closing = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    return opening * times + ONE + closing * times


def with_only(name: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that says it is encrypted with a password that is not the empty one."""
    data = pdf_bytes(lines("Lamp Keeper"))
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    return data.replace(b"trailer\n<<", b"trailer\n<< /ID [<4142> <4142>] /Encrypt %s" % lock)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bullets": ("a.txt", lambda: b"- a\n" * 1_000_000, "more than 1,500,000 characters"),
    "lines": ("a.txt", lambda: b"a\n" * 200_000, "100,000 lines"),
    "items": ("a.html", lambda: b"<ul>" + b"<li>a" * 150_000, "100,000 lines"),
    "deep elements": ("a.html", lambda: b"<div>" * 5_000 + b"x", "nested too deeply"),
    "deep lists": ("a.html", lambda: b"<ul><li>x" * 5_000, "nested too deeply"),
    "cells": ("a.html", lambda: b"<table><tr>" + b"<td>x" * 100_000, "50,000 cells"),
    "spans": (
        "a.html",
        lambda: b"<table>" + b"<tr><td colspan=99999 rowspan=99999>x<td>y" * 3_000,
        "50,000 cells",
    ),
    "part": (
        "a.docx",
        lambda: with_part(word_bytes(lambda d: None), "word/document.xml", b" " * 40_000_000),
        "would unpack to 4. MB",
    ),
    "parts": (
        "a.docx",
        lambda: with_part(word_bytes(lambda d: None), "word/media/a.png", b"\0" * 110_000_000),
        "would unpack to 11. MB",
    ),
    "entities": (
        "a.docx",
        lambda: docx_with(b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", entities()),
        "is damaged",
    ),
    "deep tables": ("a.docx", lambda: docx_with(nested(2_000)), "is damaged"),
    "locked docx": ("a.docx", lambda: with_flag(docx_with(ONE)), "locked by a password"),
    "locked office": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "locked by a password",
    ),
    "old office": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"\.doc"),
    "rich text": ("a.rtf", lambda: b"{\\rtf1 Lamp keeper}", "Rich Text"),
    "workbook": ("a.docx", lambda: with_only("xl/workbook.xml"), "an Excel workbook"),
    "open document": ("a.odt", lambda: with_only("content.xml"), "OpenDocument"),
    "archive": ("a.zip", lambda: with_only("a.txt"), "a zip archive, not a document"),
    "cut archive": ("a.docx", lambda: docx_with(ONE)[:500], "damaged archive"),
    "no docx": ("a.docx", lambda: b"Lamp keeper", "not what its name says"),
    "no pdf": ("a.pdf", lambda: b"Lamp keeper", "not what its name says"),
    "xml": ("a.xml", lambda: b"<?xml version='1.0'?><job>Lamp keeper</job>", "this is XML"),
    "pages": ("a.pdf", lambda: pdf_bytes(*[[] for _ in range(400)]), "400 pages"),
    "locked pdf": ("a.pdf", locked_pdf, "locked by a password"),
    "no pdf inside": ("a.pdf", lambda: b"%PDF-1.7\nnothing", "damaged|no text"),
    "empty": ("a.pdf", lambda: b"", "empty"),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_it_is_refused_in_one_message(what: str) -> None:
    name, make, message = REFUSED[what]
    with pytest.raises(InputError, match=message) as caught:
        read_bytes(make(), f"folder/{name}")
    told = str(caught.value)
    assert f"folder/{name}" in told
    assert "To put it right" in told
    assert "\n" not in told


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    named = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}">]>'.encode()
    data = docx_with(b"<w:p><w:r><w:t>open &a;</w:t></w:r></w:p>", named)
    assert read_bytes(data, "a.docx").text == "open"
    page = named.replace(b"<!DOCTYPE x", b"<!DOCTYPE html") + b"<p>open &a;</p>"
    assert "secret" not in read_bytes(page, "a.html").text.replace("&a;", "")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda: docx_with(nested(50))),
        ("a.docx", lambda: docx_with(ONE * 3_000)),
        ("a.html", lambda: b"<p>a" + b"<br>a" * 3_000),
        ("a.html", lambda: b"<b><i>" * 100 + b"x"),
        ("a.html", lambda: b"<p " + b"a=b " * 400 + b">x"),
        ("a.txt", lambda: b"".join(b" " * n + b"- a\n" for n in range(1_000))),
        ("a.txt", lambda: ("Ã©" * 50 + ".\n").encode() * 4_000),
        ("a.txt", lambda: ("a\u200b" * 50 + ".\n").encode() * 4_000),
    ],
)
def test_what_is_only_odd_is_read(name: str, make: Callable[[], bytes]) -> None:
    assert read_outline(read_bytes(make(), name)).blocks


def test_a_style_that_is_based_on_itself() -> None:
    styles = (
        f'<w:styles {SPACE}><w:style w:type="paragraph" w:default="1" w:styleId="A">'
        '<w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        "</w:styles>"
    ).encode()
    data = with_part(docx_with(ONE), "word/styles.xml", styles)
    assert part_of(data, "word/styles.xml") == styles
    assert read_bytes(data, "a.docx").text == "x"


PAGE = (
    b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 612 792] /Contents 1 0 R /Resources"
    b" << /XObject << /X 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1"
    b" /BaseFont /Helvetica >> >> >> >>"
)
ITSELF = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject"
    b" << /X 5 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream"
)


def painted(stream: bytes, how: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page that is painted by *stream*, encoded *how*."""
    return assembled(
        [
            b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(stream), how, stream),
            PAGE,
            b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>",
            b"<< /Type /Catalog /Pages 3 0 R >>",
            ITSELF,
        ],
        4,
    )


def test_a_pdf_that_unpacks_to_gigabytes_is_stopped() -> None:
    packer = zlib.compressobj(9)
    head = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    # What is packed after a full flush may stand any number of times.
    again = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = head + again * 300
    with pytest.raises(InputError, match="more memory"):
        read_bytes(painted(bomb), "a.pdf")
    # The next document is read as if nothing had been.
    assert read_bytes(pdf_bytes(lines("Lamp Keeper")), "b.pdf").text == "Lamp Keeper"


def test_a_pdf_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "LONGEST", 1.5)
    with pytest.raises(InputError, match="takes longer than 2 seconds"):
        read_bytes(painted(zlib.compress(b"q Q " * 5_000_000, 9)), "a.pdf")
    monkeypatch.undo()
    assert read_bytes(pdf_bytes(lines("Lamp Keeper")), "b.pdf").text == "Lamp Keeper"


def test_a_pdf_that_paints_itself() -> None:
    stream = b"q /X Do Q BT /F 10 Tf 72 700 Td (Lamp Keeper) Tj ET"
    assert read_bytes(painted(stream, b"[]"), "a.pdf").text == "Lamp Keeper"


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Lamp keeper\n" * 1_000_000)
    with pytest.raises(InputError, match="the limit is 10 MB"):
        read_document(path)


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    code = (
        "import sys, careerlattice.documents as d; d.read_bytes(b'Lamp keeper', 'a.txt');"
        "print([m for m in ('lxml', 'docx', 'pdfplumber', 'pdfminer', 'ftfy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
