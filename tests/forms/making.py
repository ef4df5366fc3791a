"""Small documents of every form, made for one test each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import docx

from careerlattice.documents import Document, read_bytes
from careerlattice.outline import Outline, read_outline

Text = tuple[float, float, float, str, str]
"""Where a text is painted: x and y from the page's lower left corner, size, font, words."""

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}


def shape(outline: Outline) -> list[tuple[str, int, str]]:
    """The blocks of an outline: what they are, how deep, and their words."""
    return [(block.kind.value, block.depth, block.text) for block in outline.blocks]


def html(body: str) -> Outline:
    """The outline of a page with this body."""
    return read_outline(html_document(body))


def html_document(body: str) -> Document:
    return read_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "page.html")


def word(build: Callable[[Any], None]) -> Outline:
    """The outline of a DOCX file that *build* was given to fill."""
    return read_outline(read_bytes(word_bytes(build), "file.docx"))


def word_bytes(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with one of its parts put in another's place, or added."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def pdf(*pages: Iterable[Text], drawn: str = "") -> Outline:
    """The outline of a PDF with these texts painted on its pages."""
    return read_outline(read_bytes(pdf_bytes(*pages, drawn=drawn), "file.pdf"))


def pdf_bytes(*pages: Iterable[Text], drawn: str = "") -> bytes:
    """A PDF of Letter pages; *drawn* are painting operators that every page gets."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    fonts = "".join(f"/{key} {add(_font(name))} 0 R " for key, name in FONTS.items())
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        painted = drawn + "".join(
            f"BT /{font} {size} Tf {x} {y} Td ({_escaped(words)}) Tj ET\n"
            for x, y, size, font, words in page
        )
        stream = painted.encode("cp1252")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792]"
                f" /Resources << /Font << {fonts}>> >> /Contents {content} 0 R >>".encode()
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode())
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    return assembled(objects, root)


def assembled(objects: list[bytes], root: int) -> bytes:
    """The objects of a PDF, numbered from 1, as a file."""
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        at,
    )
    return bytes(out)


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def lines(*words: str, x: float = 72, top: float = 720, step: float = 14) -> list[Text]:
    """Lines of plain text of 11 points, one below the other."""
    return [(x, top - step * number, 11, "plain", each) for number, each in enumerate(words)]
