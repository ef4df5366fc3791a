"""A value: its text as it reads, and the characters it was read from."""

from __future__ import annotations

import re

import pytest

from careerlattice.values import Escapes, Value


def value(raw: str, escapes: Escapes = Escapes.NONE) -> Value:
    return Value(f"<<{raw}>>", 2, 2 + len(raw), escapes)


@pytest.mark.parametrize(
    ("raw", "escapes", "text"),
    [
        ("Lamp  keeper\u00a0", Escapes.NONE, "Lamp keeper"),
        ("a \u200bwick\u2028", Escapes.NONE, "a wick"),
        ('the ""lamp book""', Escapes.DOUBLED, 'the "lamp book"'),
        ('the ""lamp book""', Escapes.NONE, 'the ""lamp book""'),
        (r"the \"lamp book\"", Escapes.BACKSLASH, 'the "lamp book"'),
        (r"wet \u2013 dry\n", Escapes.BACKSLASH, "wet – dry"),
        (r"\ud83d\udd14 bell", Escapes.BACKSLASH, "🔔 bell"),
        (r"half \ud83d bell", Escapes.BACKSLASH, "half \ufffd bell"),
        ("", Escapes.NONE, ""),
    ],
)
def test_text_is_decoded_and_folded(raw: str, escapes: Escapes, text: str) -> None:
    assert value(raw, escapes).text == text
    assert bool(value(raw, escapes)) == bool(text)


def test_words_cover_the_characters_as_they_stand() -> None:
    made = value(r"  Write in the \"lamp book\" ", Escapes.BACKSLASH)
    assert made.words is not None
    (span,) = made.words.spans
    assert made.words.text == 'Write in the "lamp book"'
    assert made.source[span.start : span.end] == r"Write in the \"lamp book\""
    assert value(" \u200b ").words is None


LINES = "A keeper.\r\n\n- light lamps \n•\u00a0ring bells\nAnd so on:"


def test_lines_lose_their_bullets_and_keep_their_places() -> None:
    made = value(LINES)
    found = list(made.lines())
    assert [(line.text, line.is_item) for line in found] == [
        ("A keeper.", False),
        ("light lamps", True),
        ("ring bells", True),
        ("And so on:", False),
    ]
    for line in found:
        assert made.source[line.span.start : line.span.end] == line.text


def test_an_escaped_backslash_before_an_n_breaks_no_line() -> None:
    made = value(r"one\ntwo C:\\new", Escapes.BACKSLASH)
    assert [line.text for line in made.lines()] == ["one", r"two C:\new"]


def test_a_part_is_found_in_the_characters() -> None:
    made = value("Harbours (HB)")
    found = made.find(re.compile(r"\(([^()]+)\)$"))
    assert found is not None
    assert found.text == "HB"
    assert made.source[found.spans[0].start : found.spans[0].end] == "HB"
    assert made.find(re.compile(r"\[(.)\]")) is None
