"""No bytes bring a reader down: a document comes out, or one message."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerlattice.documents import Document, read_bytes
from careerlattice.errors import InputError
from careerlattice.outline import BlockKind, read_outline
from tests.forms.making import Text, lines, part_of, pdf_bytes, with_part, word_bytes


def build(document: Any) -> None:
    document.add_heading("Lamp Keeper", 0)
    document.add_paragraph("Trims ", style="List Bullet").add_run("wicks").bold = True
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Grade"
    table.cell(1, 1).text = "A"


WORD = word_bytes(build)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><h1>Keeper</h1><ul><li>Trims"
    " <b>wicks</b>.<ul><li>Daily</ul></ul><table><tr><td colspan=2>Pay<tr><td>1<td>2</table>"
    "<dl><dt>Unit<dd>Pier</dl><p style='font-weight:bold'>caf\u00e9 â€™</p></body></html>"
).encode()
PAPER = pdf_bytes(
    [*lines("Lamp Keeper", "\u2022 Trims wicks."), (72, 650, 14, "bold", "Duties")],
    lines("Second page."),
    drawn="72 600 m 300 600 l S 72 500 m 300 500 l S 72 500 m 72 600 l S 300 500 m 300 600 l S\n",
)
ORIGINALS = {"a.docx": WORD, "a.html": PAGE, "a.pdf": PAPER}
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1 << 16),
        st.sampled_from("cut double set swap".split()),
        st.binary(max_size=4),
    ),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, changes: list[tuple[int, str, bytes]]) -> bytes:
    for at, how, what in changes:
        place = at % (len(data) + 1)
        if how == "cut":
            data = data[:place] + data[place + 1 + at % 37 :]
        elif how == "double":
            data = data[:place] + data[place : place + 40] + data[place:]
        elif how == "set":
            data = data[:place] + what + data[place + len(what) :]
        else:
            data = (
                data[place:] + data[:place] if at % 11 == 0 else data[:place] + what + data[place:]
            )
    return data


def assert_sound(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except InputError as error:
        assert error.remedy  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert_consistent(document)


def assert_consistent(document: Document) -> None:
    """Every block reads what stands at its place; every letter is in one block."""
    assert document.text.strip()
    assert len(document.mended) == len(document.text)
    owners = bytearray(len(document.text))
    for block in read_outline(document).blocks:
        passages = block.cells if block.kind is BlockKind.ROW else (block.passage, block.number)
        for passage in passages:
            for at, letter in zip(passage.at, passage.text, strict=True):
                assert document.mended[at] == letter or letter == " "
                owners[at] += 1
    if document.layout:
        assert len(document.layout.styles) == len(document.text)
        for line in document.layout.lines:
            assert 0 <= line.start < line.end <= len(document.text)
            assert "\n" not in document.text[line.start : line.end]
        assert max(owners) <= 1
        for at, letter in enumerate(document.mended):
            # An "o" that was a bullet is a mark.
            assert owners[at] or not letter.isalnum() or letter in "oü"
    for repair in document.repairs:
        assert 0 <= repair.start < repair.end <= len(document.text)


@pytest.mark.parametrize("name", sorted(ORIGINALS))
def test_what_is_not_changed_is_sound(name: str) -> None:
    assert_consistent(read_bytes(ORIGINALS[name], name))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(ORIGINALS)), CHANGES)
def test_changed_bytes(name: str, changes: list[tuple[int, str, bytes]]) -> None:
    assert_sound(changed(ORIGINALS[name], changes), name)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [
            "word/document.xml",
            "word/styles.xml",
            "word/numbering.xml",
            "word/_rels/document.xml.rels",
        ]
    ),
    CHANGES,
)
def test_changed_parts_of_a_docx(part: str, changes: list[tuple[int, str, bytes]]) -> None:
    assert_sound(with_part(WORD, part, changed(part_of(WORD, part), changes)), "a.docx")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    "p r t tbl tr tc sdt sdtContent ins del hyperlink drawing txbxContent br tab sym"
    " footnoteReference"
).split()


@settings(max_examples=60)
@given(
    st.recursive(
        st.sampled_from(["x", "• y", "\t", "&#8203;"]),
        lambda inner: st.tuples(st.sampled_from(NAMES), st.lists(inner, max_size=4)).map(
            lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"
        ),
        max_leaves=25,
    )
)
def test_elements_of_wordprocessing_in_any_order(body: str) -> None:
    content = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    assert_sound(with_part(WORD, "word/document.xml", content.encode()), "a.docx")


TAGS = "p div ul ol li table tr td th dl dt dd b i u span br h1 h6 pre nav script del a".split()


@settings(max_examples=100)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
            st.sampled_from(
                [
                    "words",
                    " • a • b",
                    "o ",
                    "&nbsp;",
                    "&#x92;",
                    "\n- x\n- y",
                    "<td colspan=3 rowspan=2>",
                    "<p hidden>",
                    "<ol start=7 type=i>",
                    "<!--",
                    "<![CDATA[",
                    "\u2060",
                    "\u00a0",
                    "Ã©",
                ]
            ),
        ),
        max_size=40,
    )
)
def test_tags_in_any_order(parts: list[str]) -> None:
    assert_sound("".join(parts).encode(), "a.html")


POINT = st.integers(0, 80).map(lambda n: n * 10.0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.tuples(
                POINT,
                POINT,
                st.sampled_from([1.0, 8.0, 11.0, 40.0]),
                st.sampled_from(["plain", "bold", "italic"]),
                st.sampled_from(["words", "\u2022", "o", "2.", "in-", "for", "A B", "3"]),
            ),
            max_size=12,
        ),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.tuples(POINT, POINT, POINT), max_size=8),
)
def test_words_painted_anywhere(pages: list[list[Text]], rules: list[tuple[float, ...]]) -> None:
    drawn = "".join(
        f"{x} {y} m {x} {z} l S {x} {y} m {z} {y} l S {x} {z} m {z} {z} l S\n" for x, y, z in rules
    )
    assert_sound(pdf_bytes(*pages, drawn=drawn), "a.pdf")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.doc"]))
def test_any_bytes(data: bytes, name: str) -> None:
    assert_sound(data, name)


def test_an_archive_of_nothing_but_its_list() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "")
    assert_sound(out.getvalue(), "a.docx")
