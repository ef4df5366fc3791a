"""Search as you type: a graph in, what is found for some letters out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice import Lattice
from careerlattice.explorer.search import KINDS, Entry, SearchIndex, entries

ENTRIES = [
    Entry("class", "us-xx/100", "File Clerk", "Example City"),
    Entry("class-grade", "us-xx/100/2", "File Clerk, grade 2", "Example City"),
    Entry("competency", "https://example.org/competency/9f", "Filing by hand", "Example City"),
    Entry("duty", "us-xx/100/2", "Files letters in the café’s register.", "File Clerk, grade 2"),
    Entry("duty", "us-xx/200/3", 'Says "OR" and NEAR(x) aloud.', "Reader"),
]


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    """An index of the entries above."""
    made = SearchIndex(ENTRIES)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("fil", ["File Clerk", "File Clerk, grade 2", "Filing by hand", ENTRIES[3].label]),
        ("cle fi", ["File Clerk", "File Clerk, grade 2", ENTRIES[3].label]),
        ("CAFE", [ENTRIES[3].label]),
        ("us-xx/100/2", ["File Clerk, grade 2", ENTRIES[3].label]),
        ("hand filing", ["Filing by hand"]),
        ("9f", []),
        ('" OR 7', []),
        ("near(", [ENTRIES[4].label]),
        ("", []),
        ("* ^ - :", []),
    ],
)
def test_the_beginnings_of_words_are_enough(
    index: SearchIndex, typed: str, found: list[str]
) -> None:
    assert sorted(e.label for e in index.find(typed)) == sorted(found)


def test_what_begins_with_the_letters_stands_first_then_the_sort_decides(
    index: SearchIndex,
) -> None:
    assert [e.kind for e in index.find("file")] == ["class", "class-grade", "duty"]
    assert [e.label for e in index.find("filing")] == ["Filing by hand"]


def test_no_more_is_given_than_asked_for_and_a_sort_can_be_chosen(index: SearchIndex) -> None:
    assert len(index.find("file", limit=2)) == 2
    assert index.find("file", limit=0) == []
    assert {e.kind for e in index.find("file", kind="duty")} == {"duty"}


@given(st.text(max_size=200))
def test_nothing_that_is_typed_is_an_error(index: SearchIndex, typed: str) -> None:
    assert all(entry in ENTRIES for entry in index.find(typed))


def test_all_that_has_a_name_in_the_seeds_can_be_found(lattice: Lattice) -> None:
    found = list(entries(lattice.store, lattice.questions()))
    assert {e.kind for e in found} == set(KINDS)
    assert len([e for e in found if e.kind == "class"]) == 5
    assert len([e for e in found if e.kind == "class-grade"]) == 8
    assert len(found) == len(set(found))
    search = SearchIndex(found)
    assert [e.id for e in search.find("front desk")] == [
        "us-mt-dor/it-processing-office-specialist/9"
    ]
    assert search.find("customer service sp")[0].id == "us-ca-los-angeles/1229"
