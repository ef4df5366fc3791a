"""Bytes become text, or one clear message."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.documents import LARGEST_DOCUMENT, read_bytes, read_document, read_text
from careerlattice.errors import InputError


def test_utf8_is_read_as_it_stands() -> None:
    document = read_text("Rôle\n“Summary”\n".encode(), "a.txt")
    assert document.text == "Rôle\n“Summary”\n"
    assert (document.encoding, document.media_type, document.repairs) == ("utf-8", "text/plain", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(encoding: str) -> None:
    assert read_text("Rôle".encode(encoding), "a.txt").text == "Rôle"


def test_another_encoding_is_guessed_and_the_guess_is_recorded() -> None:
    text = "The employee’s rôle is described – in full – below.\nSecond line, naïve café.\n" * 5
    document = read_text(text.encode("cp1252"), "a.txt")
    assert document.text == text
    (repair,) = document.repairs
    assert repair.kind == "encodingRepair"
    assert "not UTF-8" in repair.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        ("\u00a0\u2003".encode(), "white space"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"text\x00with a zero", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfe\x00", "cannot be decoded as utf-16"),
        (b"{\\rtf1 text}", "Rich Text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_text(data, "folder/a.txt")
    assert "folder/a.txt" in str(caught.value)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_other_markup_is_refused_rather_than_read_as_prose() -> None:
    with pytest.raises(InputError, match="this is XML, which is not read"):
        read_bytes(b'<?xml version="1.0"?><job>A clerk.</job>', "a.txt")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(InputError, match="50 MB; the limit is 10 MB"):
        read_document(path)
    with pytest.raises(InputError, match="the limit"):
        read_text(b"a" * (LARGEST_DOCUMENT + 1), "a.txt")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path)


def test_hidden_characters_are_findings() -> None:
    document = read_text("Clerk \u202eevil\u202c\u200b\n".encode(), "a.txt")
    assert [repair.kind for repair in document.repairs] == ["controlCharacter", "controlCharacter"]
    assert "U+202E" in document.repairs[0].message
    assert document.text[document.repairs[0].start] == "\u202e"


@given(st.text())
def test_lines_are_counted_by_newlines(text: str) -> None:
    if not text.strip() or "\x00" in text:
        return
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    try:
        document = read_text(data, "a.txt")
    except InputError:
        return
    for offset in range(len(document.text)):
        assert document.line_of(offset) == document.text.count("\n", 0, offset) + 1


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_an_input_error(data: bytes) -> None:
    try:
        document = read_text(data, "a.txt")
    except InputError:
        return
    assert document.text.strip()
