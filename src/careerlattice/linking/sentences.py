"""The index of skills for sentences: a skill may be in a part of a sentence, in other words.

So that a label is looked for in the sentence rather than the sentence among the labels: how much of
the label the sentence covers, word by word, and how near its nearest part is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from careerlattice.linking.index import Arrays, Scores
from careerlattice.linking.lexical import Bm25, vocabulary_of
from careerlattice.linking.ranking import highest
from careerlattice.linking.targets import Sort, Targets
from careerlattice.linking.text import clauses, gist, stems, windows
from careerlattice.linking.vectors import Encoder, Floats, Meant, StaticVectors, unit
from careerlattice.wording import normalise

__all__ = ["CAREFUL_SENTENCE", "FAST_SENTENCE", "SentenceIndex"]

FAST_SENTENCE = (
    "phrase",
    "words of the names",
    "words of the whole",
    "label covered by words",
    "label covered by vectors",
    "nearest part by vectors",
    "vectors of the whole",
)
"""The scorers of the fast mode."""

CAREFUL_SENTENCE = (
    *FAST_SENTENCE,
    "meaning of the sentence",
    "meaning of a clause",
    "meaning of a part",
)
"""The scorers of the careful mode."""

_BLOCK = 64
_LONGEST = 8
_SIZES = (1, 2, 3, 5)
_MEANT_SIZES = (2, 4, 7)
_LIKELY = 150


class SentenceIndex:
    """Skills, ready to be looked for in sentences."""

    def __init__(
        self, targets: Targets, *, careful: bool = False, fitted: Arrays | None = None
    ) -> None:
        """Make the index; *fitted* is what `fitted` gave for the same targets before."""
        self.targets = targets
        self.careful = careful
        self._count = len(targets.entries)
        names: list[tuple[int, str]] = sorted(
            {
                (each.target, normalise(each.text))
                for each in targets.examples
                if each.sort is not Sort.TEXT and normalise(each.text)
            }
        )
        self._names = tuple(text for _, text in names)
        self._owners = np.asarray([place for place, _ in names], np.intp)
        firsts = np.searchsorted(self._owners, np.arange(self._count))
        self._starts = np.minimum(firsts, max(len(names) - 1, 0))
        self.name_counts = np.bincount(self._owners, minlength=self._count)
        own, whole = self._texts()
        self._own = Bm25(own, stems)
        self._whole = Bm25(whole, stems)
        self._table = StaticVectors.read()
        self._weights = self._table.weights(whole)
        self._labels = self._table.embed([entry.label for entry in targets.entries], self._weights)
        self._wholes = self._table.embed(whole, self._weights)
        self._prepare_cover()
        self.fitted: dict[str, NDArray[Any]] = dict(fitted or {})
        """The numbers that take long to find, by name; to be kept."""
        if careful:
            self._encoder = Encoder()
            if "meanings" not in self.fitted:
                labels = [entry.label for entry in targets.entries]
                self.fitted["meanings"] = self._encoder.embed(labels).astype(np.float16)
            self._meanings = self.fitted["meanings"].astype(np.float32)

    @property
    def scorers(self) -> tuple[str, ...]:
        """The scorers, in the order of the first axis of `Scores.values`."""
        return CAREFUL_SENTENCE if self.careful else FAST_SENTENCE

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that `Scores.nearest` counts."""
        return self._names

    def scores(self, texts: Sequence[str]) -> Iterator[tuple[slice, Scores]]:
        """What the scorers say of *texts*, some texts at a time."""
        for start in range(0, len(texts), _BLOCK):
            block = slice(start, min(start + _BLOCK, len(texts)))
            yield block, self._scores_of(texts[block])

    def knows(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Whether a word of each text stands in any name."""
        return np.asarray(np.diff(self._own.query(texts).indptr) > 0)

    # -- asking --------------------------------------------------------------------------------

    def _scores_of(self, sentences: Sequence[str]) -> Scores:
        texts = [gist(sentence) for sentence in sentences]
        by_name, by_vector = self._covers(texts)
        covered, nearest = self._of_entries(by_name)
        covered_by_vector, _ = self._of_entries(by_vector)
        own = np.asarray(self._own.scores(texts).toarray())
        whole = np.asarray(self._whole.scores(texts).toarray())
        sense = self._table.embed(texts, self._weights)
        known = [
            own / np.maximum(own.max(1, keepdims=True), 1e-6),
            whole / np.maximum(whole.max(1, keepdims=True), 1e-6),
            covered,
            covered_by_vector,
            sense @ self._wholes.T,
        ]
        read = self._encoder.read(texts) if self.careful else []
        meant = self._meant(texts, read) if self.careful else []
        likely = self._likely([*known, *meant])
        rows = [self._phrases(sentences), *known[:4], self._parts(texts, likely), known[4]]
        if self.careful:
            words = [each.words for each in read]
            rows += [*meant, self._nearest_part(words, _MEANT_SIZES, self._meanings, likely)]
        return Scores(np.stack(rows).astype(np.float32, copy=False), nearest)

    def _likely(self, scores: Sequence[Floats]) -> list[NDArray[np.intp]]:
        """The entries of each text that one of *scores* has among its best."""
        take = min(_LIKELY, self._count)
        best = [highest(each, take) for each in scores]
        return [np.unique(row) for row in np.concatenate(best, axis=1)]

    def _phrases(self, texts: Sequence[str]) -> Floats:
        """For entries one of whose names is in the text as it stands: how much the name tells."""
        found = np.zeros((len(texts), self._count), np.float32)
        for at, text in enumerate(texts):
            words = stems(text)
            for start, end in windows(len(words), range(1, _LONGEST + 1)):
                for place in self._by_stems.get(" ".join(words[start:end]), ()):
                    worth = sum(self._rarity(word) for word in words[start:end])
                    found[at, place] = max(found[at, place], worth / 10)
        return found

    def _rarity(self, word: str) -> float:
        column = self._own.vocabulary.get(word)
        return 0.0 if column is None else float(self._own.rarity[column])

    def _covers(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """How much of each name the words of each text cover: as stems, and as vectors."""
        same = np.zeros((len(texts), len(self._cover_words)), np.float32)
        near = np.zeros_like(same)
        cut = [normalise(text).split() for text in texts]
        # All words of all texts at once, each once.
        rows = {word: i for i, word in enumerate(sorted({word for each in cut for word in each}))}
        likeness = self._table.of_words(list(rows)) @ self._cover_vectors.T
        for at, (text, words) in enumerate(zip(texts, cut, strict=True)):
            parts = {self._cover_words[w] for w in stems(text) if w in self._cover_words}
            same[at, sorted(parts)] = 1
            if words:
                nearest = likeness[sorted({rows[word] for word in words})].max(0)
                near[at] = np.clip((nearest - 0.25) / 0.75, 0, 1) ** 2
            near[at, sorted(parts)] = 1
        return (
            np.asarray((self._cover @ same.T).T, np.float32),
            np.asarray((self._cover @ near.T).T, np.float32),
        )

    def _parts(self, texts: Sequence[str], likely: Sequence[NDArray[np.intp]]) -> Floats:
        """How near the nearest part of each text is to each likely label, by vectors."""
        cut = [normalise(text).split() for text in texts]
        rows = self._table.sums([word for each in cut for word in each], self._weights)
        ends = np.cumsum([len(each) for each in cut])
        words = [rows[end - len(each) : end] for each, end in zip(cut, ends, strict=True)]
        return self._nearest_part(words, _SIZES, self._labels, likely)

    def _meant(self, texts: Sequence[str], read: Sequence[Meant]) -> list[Floats]:
        """How near each text is to each label in meaning, and how near its nearest clause is."""
        whole = np.stack([each.whole for each in read]) @ self._meanings.T
        cut = [clauses(text)[1:] for text in texts]
        told = self._encoder.read([each for some in cut for each in some])
        near = np.stack([each.whole for each in told]) @ self._meanings.T if told else whole[:0]
        clause = whole.copy()
        end = 0
        for at, some in enumerate(cut):
            start, end = end, end + len(some)
            if some:
                clause[at] = np.maximum(whole[at], near[start:end].max(0))
        return [whole, clause]

    def _nearest_part(
        self,
        words: Sequence[Floats],
        sizes: Sequence[int],
        labels: Floats,
        likely: Sequence[NDArray[np.intp]],
    ) -> Floats:
        """Of each text's windows the nearest to each likely label; the unlikely stay at nought."""
        found = np.zeros((len(words), self._count), np.float32)
        for at, (each, entries) in enumerate(zip(words, likely, strict=True)):
            parts = _means(each, sizes)
            if len(parts):
                found[at, entries] = (parts @ labels[entries].T).max(0)
        return found

    def _of_entries(self, scores: Floats) -> tuple[Floats, NDArray[np.int32]]:
        """Of each entry's names the best score, and which it is."""
        if len(self._names) == self._count:
            nearest = np.repeat(np.arange(self._count, dtype=np.int32)[None], len(scores), axis=0)
            return scores, nearest
        best = np.maximum.reduceat(scores, self._starts, axis=1)
        is_best = scores >= best[:, self._owners]
        places = np.where(is_best, np.arange(scores.shape[1]), scores.shape[1])
        first = np.minimum.reduceat(places, self._starts, axis=1)
        nearest = np.minimum(first, scores.shape[1] - 1).astype(np.int32)
        return np.asarray(best, np.float32), nearest

    # -- making --------------------------------------------------------------------------------

    def _texts(self) -> tuple[list[str], list[str]]:
        own: list[list[str]] = [[] for _ in range(self._count)]
        whole: list[list[str]] = [[] for _ in range(self._count)]
        for each in self.targets.examples:
            if each.origin != "description":
                own[each.target].append(each.text)
            whole[each.target].append(each.text)
        return ["\n".join(each) for each in own], ["\n".join(each) for each in whole]

    def _prepare_cover(self) -> None:
        cut = [stems(name) for name in self._names]
        self._cover_words = vocabulary_of(cut)
        surface: dict[str, str] = {}
        for name in self._names:
            for word in name.split():
                for stem in stems(word):
                    surface.setdefault(stem, word)
        words = [surface.get(stem, stem) for stem in self._cover_words]
        self._cover_vectors = self._table.of_words(words)
        rows, columns, values = [], [], []
        self._by_stems: dict[str, list[int]] = {}
        for at, each in enumerate(cut):
            if 0 < len(each) <= _LONGEST:
                places = self._by_stems.setdefault(" ".join(each), [])
                places.append(int(self._owners[at]))
            whole = sum(self._rarity(stem) for stem in set(each)) or 1.0
            for stem in sorted(set(each)):
                rows.append(at)
                columns.append(self._cover_words[stem])
                values.append(self._rarity(stem) / whole)
        self._cover: Any = sparse.csr_matrix(
            (np.asarray(values, np.float32), (rows, columns)),
            shape=(len(self._names), len(self._cover_words)),
        )


def _means(words: Floats, sizes: Sequence[int]) -> Floats:
    """The mean of the words in each window, of length one."""
    if not len(words):
        return words
    sums = np.concatenate([np.zeros((1, words.shape[1]), np.float32), np.cumsum(words, axis=0)])
    spans = list(windows(len(words), [*sizes, len(words)]))
    starts, ends = (np.asarray(each) for each in zip(*spans, strict=True))
    return unit(np.asarray(sums[ends] - sums[starts], np.float32))
