"""When a statement is another one reworded."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.rewording import NEAR, changed_words, near_pairs, similarity

WORDS = st.lists(st.sampled_from("a b c d e f".split()), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Answers the telephone.", "answers the  TELEPHONE", 1),
        ("one two three four", "one two three five", 0.75),
        ("one two three four", "one two three", 6 / 7),
        # The same words in another order do not say the same.
        ("clerks supervise managers", "managers supervise clerks", 2 / 6),
        ("Approves forms", "Improves forms", 0.5),
        ("one", "two", 0),
        ("", "", 0),
        ("—", "one", 0),
    ],
)
def test_similarity_counts_words_in_order(one: str, other: str, share: float) -> None:
    assert similarity(one, other) == pytest.approx(share)
    assert similarity(other, one) == similarity(one, other)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("Files all forms.", "Files forms daily.", ["all → …", "… → daily."]),
        ("Writes letters", "Writes short notes", ["letters → short notes"]),
        ("Old words", "Files forms", ["Old words → Files forms"]),
        ("The Same, words", "the same words.", []),
    ],
)
def test_changed_words(before: str, after: str, changes: list[str]) -> None:
    assert [str(change) for change in changed_words(before, after)] == changes


@given(st.lists(WORDS, max_size=9, unique=True), st.sampled_from([0.5, 0.75, NEAR, 1.0]))
def test_near_pairs_are_those_that_comparing_all_with_all_finds(
    texts: list[str], least: float
) -> None:
    named = {f"{number:02}": text for number, text in enumerate(texts)}
    expected = [
        (one, other, similarity(named[one], named[other]))
        for one, other in itertools.combinations(sorted(named), 2)
        if similarity(named[one], named[other]) >= least
    ]
    assert list(near_pairs(named, least)) == expected


@given(WORDS, WORDS)
def test_similarity_is_a_share(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert (similarity(one, other) == 1) == (one == other != "")
