"""How the rankers that come with the package are made; nothing of this runs when linking.

    python -m careerlattice.linking.training FOLDER

FOLDER holds the publishers' releases and a crosswalk. For each kind of link the taxonomy is split
(see `splits`), an index is made of what is not held out, and the ranker is fitted to the texts of
fold 1, and but for titles to some that the index has. Fold 0 is never looked at: `bench/linking.py`
measures on it. The random numbers are fixed, so that the same releases give the same rankers, but
for the last digits that another build of NumPy may round elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from careerlattice.linking.index import FAST, Index
from careerlattice.linking.linker import Mode, Releases, find_releases
from careerlattice.linking.ranking import Features, Ranker, describe
from careerlattice.linking.sentences import FAST_SENTENCE, SentenceIndex
from careerlattice.linking.splits import Asked, Split, fold_key, split_names, split_sentences
from careerlattice.linking.targets import Kind, Targets, borrow, read_targets, skills_together
from careerlattice.linking.text import stems

__all__ = ["LINKS", "ask", "fit_ranker", "known_texts", "split_of"]

LINKS = ("title", "activity", "sentence")
"""The kinds of links that have a ranker of their own."""

_ASKED = {"title": 5000, "activity": 3000, "sentence": 1600}
_KNOWN = 15
"""For one text that is asked and stands in the index, so many that do not."""


def split_of(link: str, releases: Releases) -> Split:
    """The split that the ranker of *link* is fitted and measured on.

    Raises:
        UsageError: a release is not there.
        InputError: a release cannot be read.
    """
    if link == "title":
        targets = read_targets(Kind.ONET_OCCUPATION, releases.of(Kind.ONET_OCCUPATION))
        if releases.esco and releases.crosswalk:
            others = read_targets(Kind.ESCO_OCCUPATION, releases.esco)
            targets = borrow(targets, others, releases.crosswalk)
        return split_names(targets)
    if link == "activity":
        path = releases.of(Kind.ONET_ACTIVITY)
        return split_names(read_targets(Kind.ONET_ACTIVITY, path), by_origin=True)
    path = releases.of(Kind.ESCO_SKILL)
    targets = read_targets(Kind.ESCO_SKILL, path)
    occupations = read_targets(Kind.ESCO_OCCUPATION, path)
    prose = {
        occupations.entries[each.target].code: each.text
        for each in occupations.examples
        if each.origin == "description"
    }
    return split_sentences(targets, skills_together(targets, path), prose)


def ask(
    index: Index | SentenceIndex, asked: Sequence[Asked], scorers: Sequence[int]
) -> list[tuple[Features, NDArray[np.bool_]]]:
    """What *index* says of the *asked*, and which suggestions are right.

    Once for each number of *scorers*, of which the first so many are heard.
    """
    parts: list[list[Features]] = [[] for _ in scorers]
    for block, scores in index.scores([each.text for each in asked]):
        lengths = [len(stems(each.text)) for each in asked[block]]
        for part, count in zip(parts, scorers, strict=True):
            part.append(describe(scores.values[:count], index.name_counts, lengths))
    found = []
    for part in parts:
        features = Features(
            np.concatenate([each.entries for each in part]),
            np.concatenate([each.values for each in part]),
            np.concatenate([each.scores for each in part]),
        )
        right = [
            [entry in each.right for entry in entries]
            for each, entries in zip(asked, features.entries, strict=True)
        ]
        found.append((features, np.asarray(right)))
    return found


def known_texts(targets: Targets, count: int) -> list[Asked]:
    """Names that the index has, *count* of them: people ask for these too, and they are sure."""
    texts = sorted((text for text in targets.gold if stems(text)), key=fold_key)
    return [Asked(text, targets.gold[text], "known") for text in texts[:count]]


def fit_ranker(link: str, split: Split, index: Index | SentenceIndex) -> dict[str, Ranker]:
    """A ranker for each mode that *index* knows, by name."""
    asked = sorted(split.tune, key=lambda each: fold_key(each.text))[: _ASKED[link]]
    if link != "title":
        # Of titles enough are known: ESCO's names that O*NET has as well.
        asked += known_texts(split.index, len(asked) // _KNOWN)
    fast = len(FAST if isinstance(index, Index) else FAST_SENTENCE)
    counts = [fast, len(index.scorers)] if index.careful else [fast]
    modes = (f"{link}-{mode}" for mode in Mode)
    return {
        name: Ranker.fit(features, right)
        for name, (features, right) in zip(modes, ask(index, asked, counts), strict=False)
    }


def main(folder: Path, tell: Callable[[str], object] = print) -> None:
    """Fit all rankers to the releases in *folder* and write them into the package."""
    releases = find_releases(folder)
    for link in LINKS:
        split = split_of(link, releases)
        tell(f"{link}: {len(split.index.examples):,} examples, {len(split.tune):,} to tune on")
        make = SentenceIndex if link == "sentence" else Index
        for name, ranker in fit_ranker(link, split, make(split.index, careful=True)).items():
            ranker.write(name)
            tell(f"{name} written")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
