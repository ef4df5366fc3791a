"""The index of a taxonomy's entries: every scorer's answer to a text, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from careerlattice.linking.classifier import DenseClassifier, SparseClassifier, Wanted
from careerlattice.linking.lexical import Bm25, Matrix
from careerlattice.linking.targets import Sort, Targets
from careerlattice.linking.text import stems, title_forms
from careerlattice.linking.vectors import Encoder, Floats, StaticVectors
from careerlattice.wording import normalise

__all__ = ["CAREFUL", "FAST", "Index", "Scores"]

FAST = (
    "exact",
    "words of a name",
    "words of three names",
    "share of the words",
    "words of the profile",
    "classifier of words",
    "classifier of vectors",
)
"""The scorers of the fast mode."""

CAREFUL = (
    *FAST,
    "vector of a name",
    "vectors of three names",
    "meaning of a name",
    "meaning of three names",
    "meaning of the label",
    "classifier of meaning",
)
"""The scorers of the careful mode; `meaning` is the sentence encoder's."""

Arrays = Mapping[str, NDArray[Any]]

_WEIGHTS = {Sort.NAME: 1.0, Sort.BORROWED: 0.5, Sort.TEXT: 0.3}
_BLOCK = 256
_NEAREST = 128
_PROFILE_REPEATS = 3


class Scores(NamedTuple):
    """The scores of some texts: scorer by text by entry; and the name that each was nearest to."""

    values: Floats
    nearest: NDArray[np.int32]


@dataclass(frozen=True)
class _Names:
    """The names, each once, and which entries bear them."""

    texts: tuple[str, ...]
    owners: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, targets: Targets) -> _Names:
        found: dict[str, set[int]] = {}
        for each in targets.examples:
            if each.sort is not Sort.TEXT:
                found.setdefault(normalise(each.text), set()).add(each.target)
        texts = sorted(text for text in found if text)
        return cls(tuple(texts), tuple(tuple(sorted(found[text])) for text in texts))


class Index:
    """The entries of one kind, ready to be asked; *careful* ones know the sentence encoder too."""

    def __init__(
        self, targets: Targets, *, careful: bool = False, fitted: Arrays | None = None
    ) -> None:
        """Make the index; *fitted* is what `fitted` gave for the same targets before."""
        self.targets = targets
        self.careful = careful
        self.names = _Names.of(targets)
        self._count = len(targets.entries)
        self._prepare_owners()
        self._exact = self._exact_forms()
        self._words = Bm25(self.names.texts, stems, length=0.4)
        self._profiles = Bm25(self._profile_texts(), stems)
        self._table = StaticVectors.read()
        self._weights = self._table.weights(self.names.texts)
        self.name_counts = np.bincount(self._owner_entries, minlength=self._count)
        self.fitted: dict[str, NDArray[Any]] = dict(fitted or self._fit())
        """The numbers that take long to find, by name; to be kept."""
        self._by_words = SparseClassifier.of_arrays(self.fitted)
        self._by_vectors = DenseClassifier.of_arrays("vectors", self.fitted)
        if careful:
            self._encoder = Encoder()
            self._name_vectors = self._table.embed(self.names.texts, self._weights)
            self._meanings = self.fitted["meanings"].astype(np.float32)
            self._labels = self.fitted["labels"].astype(np.float32)
            self._by_meaning = DenseClassifier.of_arrays("meaning", self.fitted)

    @property
    def scorers(self) -> tuple[str, ...]:
        """The scorers, in the order of the first axis of `Scores.values`."""
        return CAREFUL if self.careful else FAST

    def scores(self, texts: Sequence[str]) -> Iterator[tuple[slice, Scores]]:
        """What the scorers say of *texts*, some texts at a time."""
        for start in range(0, len(texts), _BLOCK):
            block = slice(start, min(start + _BLOCK, len(texts)))
            yield block, self._scores_of(texts[block])

    def knows(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Whether a word of each text stands in any name."""
        return np.asarray(np.diff(self._words.query(texts).indptr) > 0)

    # -- asking --------------------------------------------------------------------------------

    def _scores_of(self, texts: Sequence[str]) -> Scores:
        query = self._words.query(texts)
        whole = np.asarray(query @ self._words.rarity)
        one, three, nearest = self._best_names(*_top_sparse(query @ self._words.by_part))
        profile = np.asarray(self._profiles.scores(texts).toarray())
        vectors = self._table.embed(texts, self._weights)
        rows = [
            self._exact_scores(texts),
            one / 10,
            three / 10,
            one / np.maximum(whole, 1.0)[:, None],
            profile / np.maximum(profile.max(1, keepdims=True), 1e-6),
            self._by_words.log_shares(texts),
            self._by_vectors.log_shares(vectors),
        ]
        if self.careful:
            one, three, _ = self._best_names(*_top_dense(vectors @ self._name_vectors.T))
            rows += [one, three]
            meanings = self._encoder.embed(texts)
            one, three, nearest = self._best_names(*_top_dense(meanings @ self._meanings.T))
            rows += [
                one,
                three,
                meanings @ self._labels.T,
                self._by_meaning.log_shares(meanings),
            ]
        return Scores(np.stack(rows).astype(np.float32), nearest)

    def _exact_scores(self, texts: Sequence[str]) -> Floats:
        found = np.zeros((len(texts), self._count), np.float32)
        for at, text in enumerate(texts):
            for rank, form in enumerate(title_forms(text)):
                for place in self._exact.get(form, ()):
                    found[at, place] = max(found[at, place], 1.0 if rank == 0 else 0.7)
        return found

    def _best_names(
        self, top: NDArray[np.intp], worth: Floats
    ) -> tuple[Floats, Floats, NDArray[np.int32]]:
        """Of each entry's names the best score, the mean of the three best, and the best name.

        *top* are the best names of each text, -1 where there are no more, and *worth* their scores.
        What is not among them counts as the least of them.
        """
        count, take = top.shape
        least = np.maximum(worth.min(1), 0)
        # Every name's entries, so that a name of several entries counts for each.
        lengths = np.where(top >= 0, self._owner_counts[top], 0).ravel()
        starts = np.repeat(self._owner_starts[top].ravel(), lengths)
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        entry = self._owner_entries[starts + within]
        text = np.repeat(np.repeat(np.arange(count), take), lengths)
        value = np.repeat(worth.ravel(), lengths)
        name = np.repeat(top.ravel(), lengths)
        cell = text * self._count + entry
        order = np.lexsort((name, -value, cell))
        cell, value, name = cell[order], value[order], name[order]
        first = np.ones(len(cell), bool)
        first[1:] = cell[1:] != cell[:-1]
        began = np.maximum.accumulate(np.where(first, np.arange(len(cell)), 0))
        rank = np.arange(len(cell)) - began
        one = np.repeat(least[:, None], self._count, axis=1).astype(np.float32)
        three = one * 3
        nearest = np.full(count * self._count, -1, np.int32)
        one.ravel()[cell[first]] = value[first]
        nearest[cell[first]] = name[first]
        within_three = rank < 3
        more = value - np.repeat(least, np.bincount(text, minlength=count))[order]
        three.ravel()[:] += np.bincount(
            cell[within_three], more[within_three], minlength=count * self._count
        )
        shape = (count, self._count)
        return one, np.asarray(three / 3, np.float32), nearest.reshape(shape)

    # -- making --------------------------------------------------------------------------------

    def _prepare_owners(self) -> None:
        owners = self.names.owners
        self._owner_counts = np.asarray([len(each) for each in owners], np.int64)
        self._owner_starts = np.cumsum(self._owner_counts) - self._owner_counts
        self._owner_entries = np.asarray([place for each in owners for place in each], np.int64)

    def _exact_forms(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, set[int]] = {}
        for each in self.targets.examples:
            if each.sort is not Sort.TEXT:
                for form in title_forms(each.text):
                    found.setdefault(form, set()).add(each.target)
        return {form: tuple(sorted(places)) for form, places in found.items()}

    def _profile_texts(self) -> list[str]:
        parts: list[list[str]] = [
            [entry.label] * _PROFILE_REPEATS for entry in self.targets.entries
        ]
        for each in self.targets.examples:
            parts[each.target].append(each.text)
        return ["\n".join(each) for each in parts]

    def _lessons(self) -> tuple[list[str], Wanted]:
        """The texts the classifiers are fitted to, with their entries and their weights."""
        owners: dict[str, set[int]] = {}
        weights: dict[str, float] = {}
        for each in self.targets.examples:
            text = normalise(each.text)
            owners.setdefault(text, set()).add(each.target)
            weights[text] = max(weights.get(text, 0), _WEIGHTS[each.sort])
        texts = sorted(text for text in owners if text)
        wanted = Wanted.of(
            [sorted(owners[text]) for text in texts],
            [weights[text] for text in texts],
            self._count,
        )
        return texts, wanted

    def _fit(self) -> dict[str, NDArray[Any]]:
        texts, wanted = self._lessons()
        found = dict(SparseClassifier.fit(texts, wanted).arrays())
        vectors = self._table.embed(texts, self._weights)
        found |= DenseClassifier.fit(vectors, wanted).arrays("vectors")
        if self.careful:
            encoder = Encoder()
            meanings = encoder.embed(self.names.texts)
            owners = self.names.owners
            wanted = Wanted.of(owners, [1.0] * len(owners), self._count)
            found |= DenseClassifier.fit(meanings, wanted).arrays("meaning")
            found["meanings"] = meanings.astype(np.float16)
            labels = encoder.embed([entry.label for entry in self.targets.entries])
            found["labels"] = labels.astype(np.float16)
        return found


def _top_dense(scores: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The columns of the highest scores of each row, and these scores."""
    take = min(_NEAREST, scores.shape[1])
    top = np.argpartition(-scores, take - 1, axis=1)[:, :take]
    return top, np.take_along_axis(scores, top, axis=1)


def _top_sparse(scores: Matrix) -> tuple[NDArray[np.intp], Floats]:
    """The same of a sparse matrix; what is not stored is nought, and not among them."""
    count, names = scores.shape
    take = min(_NEAREST, names)
    top = np.full((count, take), -1, np.intp)
    worth = np.zeros((count, take), np.float32)
    for row in range(count):
        stored = slice(scores.indptr[row], scores.indptr[row + 1])
        columns, values = scores.indices[stored], scores.data[stored]
        if len(values) > take:
            best = np.argpartition(-values, take - 1)[:take]
            columns, values = columns[best], values[best]
        top[row, : len(values)] = columns
        worth[row, : len(values)] = values
    return top, worth
