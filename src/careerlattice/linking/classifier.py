"""A classifier of short texts, fitted to a taxonomy's own names when its index is made.

One hidden layer over sparse features, or none over dense vectors, and a softmax over the entries.
Half of a text's features are left out at random while fitting, so that a title with an unknown word
is still known by the others. NumPy only; the random numbers are the same every time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from careerlattice.linking.lexical import Matrix, vocabulary_of
from careerlattice.linking.text import features
from careerlattice.linking.vectors import Floats

__all__ = ["DenseClassifier", "SparseClassifier", "Wanted", "log_softmax"]

_BATCH = 1024
_KEEP, _KEEP_SQUARE = np.float32(0.9), np.float32(0.999)
_DROPPED = 0.5


@dataclass(frozen=True)
class Wanted:
    """Which entries each text belongs to, as rows of shares that sum to the text's weight."""

    shares: Matrix

    @classmethod
    def of(cls, owners: Sequence[Sequence[int]], weights: Sequence[float], entries: int) -> Wanted:
        """Each text's weight, shared evenly among its *owners*."""
        rows = np.repeat(np.arange(len(owners)), [len(each) for each in owners])
        columns = [place for each in owners for place in each]
        shares = [weights[i] / len(each) for i, each in enumerate(owners) for _ in each]
        values = np.asarray(shares, np.float32)
        return cls(sparse.csr_matrix((values, (rows, columns)), shape=(len(owners), entries)))

    def off_by(self, places: NDArray[np.intp], logits: Floats) -> Floats:
        """How far the softmax of *logits* is from what is wanted of the texts at *places*."""
        wanted = self.shares[places]
        weights = np.asarray(wanted.sum(1), np.float32)
        shares = np.exp(log_softmax(logits))
        shares *= weights
        shares -= wanted.toarray()
        shares /= np.float32(len(places))
        return np.asarray(shares, np.float32)


def log_softmax(logits: Floats) -> Floats:
    """The logarithms of the shares that *logits* give, row by row."""
    moved = logits - logits.max(1, keepdims=True)
    return np.asarray(moved - np.log(np.exp(moved).sum(1, keepdims=True)), np.float32)


class _Weights:
    """Numbers being fitted by Adam, all of them or some rows."""

    def __init__(self, start: Floats) -> None:
        self.now = start
        self._mean = np.zeros_like(start)
        self._square = np.zeros_like(start)

    def step(self, slope: Floats, rate: np.float32, at: NDArray[np.intp] | None = None) -> None:
        where: Any = slice(None) if at is None else at
        mean = _KEEP * self._mean[where] + (1 - _KEEP) * slope
        square = _KEEP_SQUARE * self._square[where] + (1 - _KEEP_SQUARE) * slope * slope
        self._mean[where], self._square[where] = mean, square
        self.now[where] -= rate * mean / (np.sqrt(square) + np.float32(1e-8))


def _rates(first: float, steps: int) -> Any:
    """A falling rate for each step, with Adam's correction for its beginning."""
    for step in range(1, steps + 1):
        begun = np.sqrt(1 - float(_KEEP_SQUARE) ** step) / (1 - float(_KEEP) ** step)
        yield np.float32(first * (1 - (step - 1) / steps) * begun)


class SparseClassifier:
    """Knows texts by their words and runs of letters."""

    def __init__(self, vocabulary: dict[str, int], inner: Floats, outer: Floats, bias: Floats):
        self.vocabulary = vocabulary
        self.inner = inner
        self.outer = outer
        self.bias = bias

    @classmethod
    def fit(
        cls, texts: Sequence[str], wanted: Wanted, rounds: int = 6, size: int = 160
    ) -> SparseClassifier:
        """Fit to *texts*, of which *wanted* tells the entries."""
        parts = [features(text) for text in texts]
        vocabulary = vocabulary_of(parts, least=2)
        given = _rows_of(parts, vocabulary)
        random = np.random.default_rng(0)
        entries = wanted.shares.shape[1]
        start = random.normal(0, size**-0.5, (len(vocabulary), size)).astype(np.float32)
        inner = _Weights(start)
        outer = _Weights(np.zeros((size, entries), np.float32))
        bias = _Weights(np.zeros(entries, np.float32))
        batches = -(-len(texts) // _BATCH)
        rates = _rates(1.4e-2, rounds * batches)
        kept = np.float32(1 / (1 - _DROPPED))
        for _ in range(rounds):
            order = random.permutation(len(texts))
            for first in range(0, len(texts), _BATCH):
                places = order[first : first + _BATCH]
                some = given[places]
                stay = random.random(len(some.data), dtype=np.float32) >= _DROPPED
                some.data = np.where(stay, some.data * kept, np.float32(0))
                used, renumbered = np.unique(some.indices, return_inverse=True)
                shape = (len(places), len(used))
                some = sparse.csr_matrix((some.data, renumbered, some.indptr), shape=shape)
                hidden = some @ inner.now[used]
                off = wanted.off_by(places, hidden @ outer.now + bias.now)
                rate = next(rates)
                back = off @ outer.now.T
                outer.step(hidden.T @ off, rate)
                bias.step(off.sum(0), rate)
                inner.step(np.asarray(some.T @ back, np.float32), rate, used)
        return cls(vocabulary, inner.now, outer.now, bias.now)

    def log_shares(self, texts: Sequence[str]) -> Floats:
        """For each text the logarithm of each entry's share."""
        given = _rows_of([features(text) for text in texts], self.vocabulary)
        return log_softmax(np.asarray(given @ self.inner @ self.outer + self.bias, np.float32))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Its numbers, to be kept."""
        return {
            "words": np.asarray("\n".join(self.vocabulary)),
            "words inner": self.inner.astype(np.float16),
            "words outer": self.outer.astype(np.float16),
            "words bias": self.bias,
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> SparseClassifier:
        """One of the numbers that `arrays` gave."""
        vocabulary = {part: i for i, part in enumerate(str(arrays["words"]).split("\n"))}
        inner, outer, bias = (
            arrays[f"words {name}"].astype(np.float32) for name in ("inner", "outer", "bias")
        )
        return cls(vocabulary, inner, outer, bias)


class DenseClassifier:
    """Knows texts by their vectors."""

    scale = np.float32(15)

    def __init__(self, outer: Floats, bias: Floats) -> None:
        self.outer = outer
        self.bias = bias

    @classmethod
    def fit(cls, vectors: Floats, wanted: Wanted, rounds: int = 8) -> DenseClassifier:
        """Fit to the *vectors* of texts, of which *wanted* tells the entries."""
        random = np.random.default_rng(0)
        middles = np.asarray(wanted.shares.T @ vectors, np.float32)
        middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-6)
        outer = _Weights(np.ascontiguousarray(middles.T))
        bias = _Weights(np.zeros(len(middles), np.float32))
        rates = _rates(3e-3, rounds * -(-len(vectors) // _BATCH))
        for _ in range(rounds):
            order = random.permutation(len(vectors))
            for first in range(0, len(vectors), _BATCH):
                places = order[first : first + _BATCH]
                some = vectors[places]
                off = wanted.off_by(places, cls.scale * (some @ outer.now) + bias.now)
                rate = next(rates)
                outer.step(cls.scale * (some.T @ off), rate)
                bias.step(off.sum(0), rate)
        return cls(outer.now, bias.now)

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Its numbers, to be kept under *name*."""
        return {f"{name} outer": self.outer.astype(np.float16), f"{name} bias": self.bias}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, NDArray[Any]]) -> DenseClassifier:
        """One of the numbers that `arrays` gave."""
        return cls(*(arrays[f"{name} {part}"].astype(np.float32) for part in ("outer", "bias")))

    def log_shares(self, vectors: Floats) -> Floats:
        """For each vector the logarithm of each entry's share."""
        return log_softmax(self.scale * (vectors @ self.outer) + self.bias)


def _rows_of(parts: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Matrix:
    """Which parts each text has, each row of length one."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for at, each in enumerate(parts):
        known = sorted({vocabulary[part] for part in each if part in vocabulary})
        rows += [at] * len(known)
        columns += known
        values += [max(len(known), 1) ** -0.5] * len(known)
    return sparse.csr_matrix(
        (np.asarray(values, np.float32), (rows, columns)), shape=(len(parts), len(vocabulary))
    )
