"""Damaged text is read as it was meant, and quoted as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.documents import FILL, read_text
from careerlattice.documents.mending import MOST_REPAIRS, mend
from careerlattice.outline import read_outline


def read(text: str) -> str:
    return mend(text)[0].replace(FILL, "")


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        # UTF-8 read as Windows-1252, and as Latin-1.
        ("the keeperâ€™s lamp", "the keeper’s lamp"),
        ("the keeperâ\x80\x99s lamp", "the keeper’s lamp"),
        ("naÃ¯ve and cafÃ©", "naïve and café"),
        ("pay: Â£20 â€“ Â£30", "pay: £20 – £30"),
        ("â€œlampâ€\x9d", "“lamp”"),
        ("â€¢ Trims wicks", "• Trims wicks"),
        # A no-break space, which later became a space, or fell off the line's end.
        ("the lamp.Â It burns", "the lamp.\u00a0It burns"),
        ("the lamp.Â\u00a0It burns", "the lamp.\u00a0It burns"),
        ("the lamp.Â\nIt burns", "the lamp.\nIt burns"),
        # What is left of an apostrophe where no-break spaces show the same damage.
        ("the keeperâs lamp.Â It burns", "the keeper’s lamp.\u00a0It burns"),
        # A web page's names of characters.
        ("the keeper&#39;s oil &amp; wicks", "the keeper's oil & wicks"),
        ("lamps&nbsp;&ndash; all", "lamps\u00a0– all"),
        # Windows-1252 read as Latin-1.
        ("the keeper\x92s \x93lamp\x94", "the keeper’s “lamp”"),
    ],
)
def test_damage_is_mended(damaged: str, meant: str) -> None:
    assert read(damaged) == meant
    assert len(mend(damaged)[0]) == len(damaged)
    assert {repair.kind for repair in mend(damaged)[1]} == {"encodingRepair"}


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "the keeper’s “lamp” – naïve café… 5° £20 §4 ½",
        "À la carte, L’ÉTÉ «été» voilà\u00a0! ÂGE âge pâtes",
        "Grüße aus MÜNCHEN – ÄÖÜ ß",
        "São Paulo, AÇÃO, ÍNDIO, CAÑÓN",
        "the keeperâs lamp",
        "à£\u00a0",
        "oil&wicks; R&D; &unheard; &#10; &#xFFFFF;",
        "ÅNGSTRÖM Ãndrew",
    ],
)
def test_what_is_merely_unusual_stays(text: str) -> None:
    assert mend(text) == (text, [])


@given(st.text(alphabet="abcé’ùÀÂÃâ ©\u00a0«»“”–•£\x80\x99€™\n", max_size=40))
def test_mending_moves_nothing(text: str) -> None:
    mended, repairs = mend(text)
    assert len(mended) == len(text)
    assert [c == "\n" for c in mended] == [c == "\n" for c in text]
    for at, (one, other) in enumerate(zip(text, mended, strict=True)):
        assert one == other or any(each.start <= at < each.end for each in repairs)


@given(st.text(alphabet="abc dé’à“”–£°ç\u00a0", min_size=1, max_size=40))
def test_correct_text_stays(text: str) -> None:
    assert mend(text) == (text, [])


def test_a_document_is_quoted_as_it_stands_and_read_as_it_was_meant() -> None:
    document = read_text("- The keeperâ€™s lamp, â€œoldâ€\x9d\n".encode(), "a.txt")
    (block,) = read_outline(document).blocks
    assert block.text == "The keeper’s lamp, “old”"
    span = block.passage.span
    assert document.text[span.start : span.end] == "The keeperâ€™s lamp, â€œoldâ€\x9d"
    assert [repair.kind for repair in document.repairs] == ["encodingRepair"] * 3
    assert "U+00E2 U+20AC U+2122" in document.repairs[0].message


def test_damage_is_told_once_and_not_as_hidden_characters_too() -> None:
    document = read_text("the keeper\x92s\u200b lamp".encode(), "a.txt")
    assert [repair.kind for repair in document.repairs] == ["encodingRepair", "controlCharacter"]


def test_very_much_damage_is_told_in_sum() -> None:
    document = read_text(("cafÃ© " * 5000).encode(), "a.txt")
    assert len(document.repairs) == MOST_REPAIRS + 1
    assert "4000 more" in document.repairs[-1].message
    assert document.mended.replace(FILL, "") == "café " * 5000
