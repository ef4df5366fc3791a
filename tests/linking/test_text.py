"""How texts are cut for the scorers."""

from __future__ import annotations

import numpy as np
import pytest

from careerlattice.linking.text import Pieces, clauses, gist, stems, title_forms, windows
from careerlattice.linking.vectors import Encoder, StaticVectors, has_encoder


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Office Clerk", ("office clerk",)),
        (
            "Chief Executive Officer (CEO)",
            ("chief executive officer ceo", "chief executive officer", "ceo"),
        ),
        ("  ", ()),
    ],
)
def test_a_title_is_known_without_its_parentheses(title: str, forms: tuple[str, ...]) -> None:
    assert title_forms(title) == forms


def test_stems_leave_endings_and_small_words_out() -> None:
    assert stems("Processing of the Claims") == ["process", "claim"]


def test_clauses_are_cut_at_marks_and_conjunctions() -> None:
    assert clauses("Answer calls, keep files and write letters") == [
        "Answer calls, keep files and write letters",
        "Answer calls",
        "keep files",
        "write letters",
    ]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Five or more years of experience in pipe welding", "pipe welding"),
        ("Strong knowledge of drafting and the ability to read plans", "drafting and read plans"),
        ("You will be responsible for stock; French is a plus", "stock; French"),
        ("Weld pipes", "Weld pipes"),
        ("Ability to", "Ability to"),
    ],
)
def test_what_only_asks_for_a_skill_is_left_out(sentence: str, left: str) -> None:
    assert gist(sentence) == left


def test_a_text_shorter_than_all_windows_is_one_window() -> None:
    assert list(windows(2, (3, 5))) == [(0, 2)]
    assert list(windows(3, (2,))) == [(0, 2), (1, 3)]
    assert list(windows(0, (2,))) == []


def test_words_are_cut_into_the_longest_pieces() -> None:
    pieces = Pieces({"weld": 0, "##ing": 1, "##er": 2, "!": 3}, 9)
    assert pieces.of("Welding wélder!") == [0, 1, 0, 2, 3]
    assert pieces.of("smith") == [9]


def test_a_text_is_the_weighted_sum_of_its_pieces() -> None:
    table = StaticVectors.read()
    weights = table.weights(["file letters", "file records"])
    one, other, both = table.sums(["file", "records", "records file"], weights)
    assert np.allclose(one + other, both, atol=1e-5)
    assert np.allclose(table.embed(["file"], weights)[0], one / np.linalg.norm(one), atol=1e-5)


@pytest.mark.skipif(not has_encoder(), reason="the extra careful is not installed")
def test_what_is_read_is_what_is_embedded_with_its_words() -> None:
    encoder = Encoder(threads=1)
    texts = ["file letters", "", "answer telephones politely", "file letters"]
    read = encoder.read(texts)
    assert [len(each.words) for each in read] == [2, 0, 3, 2]
    # The model reckons in bytes, so that a text's numbers hang a little on its neighbours'.
    assert (np.stack([each.whole for each in read]) * encoder.embed(texts)).sum(1).min() > 0.98
    assert read[0] is read[3]
    assert encoder.read(texts[2:3])[0] is read[2]
