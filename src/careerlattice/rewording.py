"""Rewording: which statements say nearly the same, and which words of them changed.

Two statements are *near* when nine words in ten are the same, in the same order. The measure is
2 x (words in common, in order) / (words of both): 1 for the same words, 0.9 for one word of ten
replaced. It counts words, not letters, so that "approves" never passes for "improves", and needs
no library: all near pairs of many texts are found by their rarest words, not by comparing each
with each, and only what passes is aligned word by word.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from careerlattice.wording import normalise

__all__ = ["NEAR", "Change", "Words", "changed_words", "near", "near_pairs", "similarity"]

NEAR = 0.9
"""From this similarity on, a statement counts as another one reworded."""

_SHARED = 4
"""Rare words that two texts must share to be compared: more compare fewer, and count more."""


class Change(NamedTuple):
    """Words taken out and the words that stand in their place; either may be empty."""

    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before or '…'} → {self.after or '…'}"


def similarity(one: str, other: str) -> float:
    """How much of two texts is the same, word for word and in order: from 0 to 1.

    >>> similarity("Answers the telephone.", "answers the telephone")
    1.0
    >>> similarity("Answers the telephone", "Answers the mail")
    0.6666666666666666
    """
    return _similarity(normalise(one).split(), normalise(other).split())


def changed_words(before: str, after: str) -> tuple[Change, ...]:
    """What changed between two texts, in the order of the texts.

    >>> [str(change) for change in changed_words("Files all forms.", "Files forms daily.")]
    ['all → …', '… → daily.']
    """
    old, new = before.split(), after.split()
    same = _common([normalise(word) for word in old], [normalise(word) for word in new])
    changes, i, j = [], 0, 0
    for at_old, at_new in [*same, (len(old), len(new))]:
        if at_old > i or at_new > j:
            changes.append(Change(" ".join(old[i:at_old]), " ".join(new[j:at_new])))
        i, j = at_old + 1, at_new + 1
    return tuple(changes)


class Words:
    """A text as what it is compared by: its words in order, and as a set."""

    __slots__ = ("numbered", "order")

    def __init__(self, text: str) -> None:
        self.order = normalise(text).split()
        self.numbered = frozenset(_numbered(self.order))


def near(one: Words, other: Words, least: float = NEAR) -> float:
    """The similarity of two texts where it is at least *least*, else 0.

    >>> near(Words("Answers the telephone."), Words("Answers the mail"), 0.9)
    0.0
    """
    # No more words are in common than the shorter has, and no more in order than in any order:
    # both are quick to tell.
    mine, theirs = len(one.order), len(other.order)
    both = mine + theirs
    if not both or 2 * min(mine, theirs) / both < least:
        return 0.0
    if 2 * len(one.numbered & other.numbered) / both < least:
        return 0.0
    share = _similarity(one.order, other.order)
    return share if share >= least else 0.0


def near_pairs(texts: Mapping[str, str], least: float = NEAR) -> Iterator[tuple[str, str, float]]:
    """All pairs of different keys whose texts are at least *least* similar, in a fixed order.

    *texts* goes from a key to a text; *least* is above 0. Texts without a word are near nothing.
    """
    words = {key: Words(text) for key, text in texts.items()}
    numbered = {key: list(_numbered(each.order)) for key, each in words.items() if each.order}
    rarity = Counter(word for each in numbered.values() for word in each)
    # The shorter first: a partner is never longer than what is looked up later.
    order = sorted(numbered, key=lambda key: (len(numbered[key]), key))
    index: dict[tuple[str, int], list[str]] = defaultdict(list)
    shared: dict[str, int] = {}
    found = []
    for key in order:
        rare = sorted(numbered[key], key=lambda word: (rarity[word], word))
        # Of two texts that share enough words, these share some, whatever the others are: one
        # where only what must differ is left out, one more for each that is taken beside.
        least_common = math.ceil(len(rare) * least / (2 - least) - 1e-9)
        shared[key] = min(_SHARED, least_common)
        prefix = rare[: len(rare) - least_common + shared[key]]
        met = Counter(itertools.chain.from_iterable(index[word] for word in prefix))
        # As many as the shorter of the two must share, which is the fewer.
        for other in sorted(other for other, times in met.items() if times >= shared[other]):
            share = near(words[other], words[key], least)
            if share:
                found.append((min(key, other), max(key, other), share))
        for word in prefix:
            index[word].append(key)
    yield from sorted(found)


def _numbered(words: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The words, a repeated one told apart by its number, so that a set holds them all."""
    seen: Counter[str] = Counter()
    for word in words:
        seen[word] += 1
        yield word, seen[word]


def _similarity(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return 0.0
    return 2 * len(_common(one, other)) / (len(one) + len(other))


def _common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest run of words common to both, in order but not always adjacent."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    places = [(at, at) for at in range(start)]
    rows, columns = len(one) - start, len(other) - start
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = (
                best[i + 1][j + 1] + 1
                if one[start + i] == other[start + j]
                else max(best[i + 1][j], best[i][j + 1])
            )
    i = j = 0
    while i < rows and j < columns:
        if one[start + i] == other[start + j]:
            places.append((start + i, start + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return places
