"""Files of any size or shape are read or refused within limits of time and memory."""

from __future__ import annotations

import io
import json
import re
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from careerlattice.documents import guarded, read_bytes
from careerlattice.errors import InputError
from careerlattice.outline import read_outline
from careerlattice.outline.reader import LONGEST_BLOCK, MOST_BLOCKS
from careerlattice.values import read_table, read_tree
from careerlattice.values.comma import MOST_CELLS
from careerlattice.values.tree import MOST_VALUES
from tests.forms.making import assembled, pdf_bytes, with_part, word_bytes

MEMORY = 1_500_000_000
SECONDS = 60

READ = """
import sys
from pathlib import Path
from careerlattice.documents import read_document
from careerlattice.errors import InputError
from careerlattice.reading import facts_of, read
from careerlattice.registry import find_loaders
from careerlattice.sources import Source

loaders = find_loaders()
for path in map(Path, sys.argv[1:]):
    try:
        facts_of(read(read_document(path), Source("us-xx"), loaders))
        told = "read"
    except InputError as error:
        told = str(error)
    print(path.name, told, sep="\\t", flush=True)
"""


def read_within_limits(files: dict[str, bytes], folder: Path) -> dict[str, str]:
    """Each file's message, or "read"; all of them in one process of little memory and time."""
    for name, data in files.items():
        (folder / name).write_bytes(data)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-c", READ, *(str(folder / name) for name in files)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        preexec_fn=limit,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(line.split("\t", 1) for line in done.stdout.splitlines())


SIGNS = '{"element_type": 1, "element_identifier": 1, "doc_identifier": 1, "elements": '
HEAD = "Role,Role level,Skill name,Skill level\n"
TOO_MUCH = {
    "bullets.txt": "Clerk\n\nDuties:\n" + "- a\n" * 40_000,
    "headings.md": "# A\n" * 60_000,
    "words.txt": "Clerk\n\nDuties:\n" + "files letters and " * 60_000,
    "letters.txt": "a" * 1_400_000,
    "inline.txt": "Clerk\n\nDuties:\n" + "• files letters " * 90_000,
    "items.html": "<h1>Clerk</h1><ul>" + "<li>Files letters." * 60_000,
    "rows.csv": HEAD + "a,b,c,d\n" * 1_000_000,
    "columns.csv": HEAD + "," * 9_000_000,
    "names.csv": "a," * 4_000_000,
    "values.json": SIGNS + "[" + "{}," * 2_000_000,
    "depth.json": SIGNS + "[" * 5_000_000,
}


@pytest.mark.slow
def test_much_text_is_refused_in_time(tmp_path: Path) -> None:
    told = read_within_limits({name: text.encode() for name, text in TOO_MUCH.items()}, tmp_path)
    assert set(told) == set(TOO_MUCH)
    for name, message in told.items():
        assert message != "read", name
        assert name in message
        assert "To put it right" in message
    for name in ("bullets.txt", "headings.md", "words.txt", "rows.csv", "values.json"):
        assert re.search(r"\bline \d", told[name]), told[name]


@pytest.mark.slow
def test_much_text_that_is_allowed_is_read_in_time(tmp_path: Path) -> None:
    duties = "".join(f"- Files the letters of office {each}.\n" for each in range(20_000))
    sentences = " ".join(f"Files the letters of office {each}." for each in range(2_500))
    texts = {
        "many.txt": f"Clerk\n\nDuties:\n{duties}\nEducation:\n- A degree.\n",
        "long.txt": f"Clerk\n\nDuties:\n{sentences}\n\nEducation:\n- A degree.\n",
    }
    told = read_within_limits({name: text.encode() for name, text in texts.items()}, tmp_path)
    assert told == dict.fromkeys(texts, "read")


def test_the_place_of_what_is_too_much() -> None:
    many = read_bytes(b"- a\n" * (MOST_BLOCKS + 1), "a.txt")
    with pytest.raises(InputError, match=rf"a\.txt, line {MOST_BLOCKS + 1}: .* 30,000 headings"):
        read_outline(many)
    assert len(read_outline(read_bytes(b"- a\n" * MOST_BLOCKS, "a.txt")).blocks) == MOST_BLOCKS
    long = read_bytes(b"Clerk\n\n" + b"a" * (LONGEST_BLOCK + 1), "a.txt")
    with pytest.raises(InputError, match=r"a\.txt, line 3: .* 100,000 characters"):
        read_outline(long)


def test_values_are_counted() -> None:
    assert len(read_table("a,b\n" + "1,2\n" * (MOST_CELLS // 2 - 1)).rows) == MOST_CELLS // 2 - 1
    with pytest.raises(InputError, match=r"100,000 cells.*line 50001"):
        read_table("a,b\n" + "1,2\n" * (MOST_CELLS // 2))
    read_tree(json.dumps([1] * (MOST_VALUES - 1)))
    with pytest.raises(InputError, match="200,000 values"):
        read_tree(json.dumps([1] * MOST_VALUES))


# Archives

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def a_docx() -> bytes:
    return word_bytes(lambda document: document.add_paragraph("Lamp Keeper"))


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in parts.items():
            written.writestr(name, data)
    return out.getvalue()


def nested_archives() -> bytes:
    """An archive in an archive in an archive … of zeros, as a picture of a document."""
    inner = b"\0" * 20_000_000
    for _ in range(5):
        inner = archive(**{f"{each}.zip": inner for each in "ab"})
    return with_part(a_docx(), "word/media/a.zip", inner)


def overlapping() -> bytes:
    """An archive whose list names one part two thousand times."""
    data = with_part(a_docx(), "word/document.xml", document("x" * 5_000_000))
    first = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    at = next(
        at
        for at in (match.start() for match in re.finditer(b"PK\x01\x02", data[first:end]))
        if data[first + at + 46 :].startswith(b"word/document.xml")
    )
    size = 46 + sum(struct.unpack_from("<HHH", data, first + at + 28))
    entry = data[first + at : first + at + size]
    listed = data[first:end] + entry * 1_900
    count = data[first:end].count(b"PK\x01\x02") + 1_900
    ending = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), first, 0)
    return data[:first] + listed + ending


def document(text: str) -> bytes:
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<w:document {SPACE}><w:body>{body}</w:body></w:document>".encode()


def understated() -> bytes:
    """A part whose size is stated as a hundred bytes and that unpacks to 200 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    data = with_part(a_docx(), "word/document.xml", b"@" * 100)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
        new.writestr("word/document.xml", packed)
    made = bytearray(out.getvalue())
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        for found in re.finditer(re.escape(sign), bytes(made)):
            begins = found.start() + (30 if sign == b"PK\x03\x04" else 46)
            if made[begins : begins + 17] == b"word/document.xml":
                struct.pack_into("<H", made, found.start() + at, zipfile.ZIP_DEFLATED)
                struct.pack_into("<I", made, found.start() + at + 14, 100)
    return bytes(made)


def overstated() -> bytes:
    """A part whose size is stated as 4 GB."""
    data = bytearray(a_docx())
    for found in re.finditer(b"PK\x01\x02", bytes(data)):
        struct.pack_into("<I", data, found.start() + 24, 0xFFFFFFF0)
    return bytes(data)


def many_parts() -> bytes:
    out = io.BytesIO(a_docx())
    with zipfile.ZipFile(out, "a") as written:
        for number in range(20_000):
            written.writestr(f"word/{number}", b"")
    return out.getvalue()


TABLE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
DOCX: dict[str, Callable[[], bytes]] = {
    "nested archives": nested_archives,
    "overlapping": overlapping,
    "understated": understated,
    "overstated": overstated,
    "many parts": many_parts,
    "deep tables": lambda: with_part(
        a_docx(),
        "word/document.xml",
        document("x")
        .replace(b"<w:body>", b"<w:body>" + TABLE[0].encode() * 1_000)
        # The closing ones before the body's.
        .replace(b"</w:body>", TABLE[1].encode() * 1_000 + b"</w:body>"),
    ),
    "one word many runs": lambda: with_part(
        a_docx(),
        "word/document.xml",
        document("x").replace(b"<w:r>", b"<w:r><w:t>a</w:t></w:r>" * 50_000 + b"<w:r>"),
    ),
}
ENTITIES = "".join(
    f'<!ENTITY a{each} "{f"&a{each - 1};" * 10 if each else "aaaaaaaaaa"}">' for each in range(10)
)
HTML = {
    "entities": f"<!DOCTYPE html [{ENTITIES}]><p>&a9;</p>",
    "entities as XHTML": f'<?xml version="1.0"?><!DOCTYPE html [{ENTITIES}]><html>&a9;</html>',
    "deep tables": "<table><tr><td>" * 1_000 + "x",
    "deep tables that end": "<table><tr><td>" * 1_000 + "x" + "</td></tr></table>" * 1_000,
    "tables side by side": "<table><tr><td>x</table>" * 20_000,
    "attributes": "<p " + "".join(f"a{each}=b " for each in range(300_000)) + ">x",
    "styles": "<style>" + ".a{font-weight:bold}" * 100_000 + "</style><p class='a a a a'>x",
    "classes": "<style>.a{font-weight:bold}</style>" + f"<p class='{'a ' * 500_000}'>x</p>" * 3,
}


@pytest.mark.slow
def test_archives_and_pages_made_to_burst(tmp_path: Path) -> None:
    files = {f"{name}.docx": make() for name, make in DOCX.items()}
    files |= {f"{name}.html": text.encode() for name, text in HTML.items()}
    files = {name.replace(" ", "-"): data for name, data in files.items()}
    told = read_within_limits(files, tmp_path)
    assert set(told) == set(files)
    for message in told.values():
        assert message == "read" or "To put it right" in message
    assert "parts" in told["many-parts.docx"]
    assert "would unpack" in told["overstated.docx"]


# PDF


def before_the_table(at: int) -> bytes:
    """A PDF whose table of objects says that another one, at this byte, stands before it."""
    return pdf_bytes([]).replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % at)


LOOPS: dict[str, Callable[[], bytes]] = {
    "pages within themselves": lambda: assembled(
        [
            b"<< /Type /Pages /Count 1 /Kids [1 0 R 1 0 R] >>",
            b"<< /Type /Catalog /Pages 1 0 R >>",
        ],
        2,
    ),
    "twenty thousand pages": lambda: assembled(
        [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
            b"<< /Type /Pages /Count 999999 /Kids [" + b"1 0 R " * 20_000 + b"] >>",
            b"<< /Type /Catalog /Pages 2 0 R >>",
        ],
        3,
    ),
    "tables of objects nowhere": lambda: before_the_table(9),
    "a table before itself": lambda: before_the_table(pdf_bytes([]).rindex(b"xref\n0")),
    "references in a ring": lambda: assembled(
        [b"2 0 R", b"1 0 R", b"<< /Type /Catalog /Pages 1 0 R >>"], 3
    ),
    "a giant picture": lambda: assembled(
        [
            (
                b"<< /Type /XObject /Subtype /Image /Width 99999999 /Height 99999999"
                b" /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 0 >>\nstream\n\nendstream"
            ),
            b"<< /Length 5 >>\nstream\n/I Do\nendstream",
            (
                b"<< /Type /Page /Parent 4 0 R /MediaBox [0 0 612 792] /Contents 2 0 R"
                b" /Resources << /XObject << /I 1 0 R >> >> >>"
            ),
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Catalog /Pages 4 0 R >>",
        ],
        5,
    ),
    "deep arrays": lambda: assembled([b"[" * 200_000, b"<< /Type /Catalog /Pages 1 0 R >>"], 2),
}


@pytest.mark.parametrize("what", sorted(LOOPS))
def test_a_pdf_without_end(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "LONGEST", 5.0)
    with pytest.raises(InputError) as caught:
        read_bytes(LOOPS[what](), "a.pdf")
    assert "To put it right" in str(caught.value)
