"""Passages: clean text, each character tied to its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.outline import BOLD, ITALIC, UNDERLINE, Passage, read_passage


def passage(text: str) -> Passage:
    return read_passage(text, 0, len(text))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("plain words", "plain words"),
        ("  two  spaces\tand a\n line ", "two spaces and a line"),
        ("- *Name:* rest", "- Name: rest"),
        ("**bold** and <u>under</u>", "bold and under"),
        ("**A:** one", "A: one"),
        ("4. JUDGEMENT-** Accurately", "4. JUDGEMENT- Accurately"),
        ("*3. Judgment", "*3. Judgment"),
        ("5 * 4 = 20", "5 * 4 = 20"),
        ("no\u200b-break\u00a0space", "no-break space"),
        ("a \\*star\\*", "a *star*"),
        ("x < y and <b>z</b>", "x < y and z"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_marks_go_and_words_stay(raw: str, clean: str) -> None:
    assert passage(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "style"),
    [
        ("**all bold**", BOLD),
        ("*all italic*", ITALIC),
        ("<u>all under</u>", UNDERLINE),
        ("__all bold__", BOLD),
        ("***both***", BOLD),
        ("***both***", ITALIC),
        ("<b>tags</b>", BOLD),
    ],
)
def test_styles_are_kept(raw: str, style: int) -> None:
    assert passage(raw).has_style(style)


def test_style_of_a_part() -> None:
    whole = passage("Level 1: **Do this.** Or not")
    assert whole[9:17].text == "Do this."
    assert whole[9:17].has_style(BOLD)
    assert not whole.has_style(BOLD)
    assert whole.share_of_style(BOLD) == pytest.approx(6 / 17)


def test_a_part_knows_its_place() -> None:
    raw = "- *Interpersonal Skills:* Builds  rapport"
    whole = passage(raw)
    at = whole.text.index("Builds")
    span = whole[at:].span
    assert raw[span.start : span.end] == "Builds  rapport"
    assert whole[at:].words.text == "Builds rapport"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("Types forms, etc. in support of work. Second one.", 2),
        ("Equipment, i.e., supplies. And e.g. pens.", 2),
        ("As defined by Sec. 5-196 of the Statutes, a class is. Next", 2),
        ("Called “completed staff work.” No remaining details.", 2),
        ("No end mark", 1),
        ("Works in the U.S. Government. Really? Yes!", 3),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(passage(text).sentences())) == count


@given(st.text(alphabet="ab *_<u>/\\\n\t.:\u200b\u00e9", max_size=60))
def test_every_character_is_the_one_it_points_at(raw: str) -> None:
    clean = read_passage(raw, 0, len(raw))
    assert len(clean.text) == len(clean.at) == len(clean.styles)
    assert list(clean.at) == sorted(set(clean.at))
    for character, offset in zip(clean.text, clean.at, strict=True):
        assert raw[offset] == character or (character == " " and raw[offset].isspace())


@given(st.text(alphabet="xy *_<>/\\\n\t.:\u200b\u00e9", max_size=60))
def test_no_letter_is_lost(raw: str) -> None:
    kept = [c for c in read_passage(raw, 0, len(raw)).text if c.isalpha()]
    assert kept == [c for c in raw if c.isalpha()]
