"""Scores from the letters and words alone: BM25, and character runs weighted by rarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from careerlattice.linking.vectors import Floats

__all__ = ["Bm25", "Matrix", "vocabulary_of"]

Matrix = Any  # a SciPy sparse matrix of float32, in rows
Cut = Callable[[str], list[str]]


def vocabulary_of(parts: Sequence[Sequence[str]], least: int = 1) -> dict[str, int]:
    """A number for each part that stands in *least* texts or more, in the order of the alphabet."""
    seen = Counter(part for each in parts for part in set(each))
    return {part: i for i, part in enumerate(sorted(p for p, n in seen.items() if n >= least))}


class Bm25:
    """BM25 over *texts*, each cut into parts by *cut*; queries are sparse matrices of parts."""

    def __init__(
        self, texts: Sequence[str], cut: Cut, length: float = 0.75, repeat: float = 1.2
    ) -> None:
        parts = [cut(text) for text in texts]
        self.cut = cut
        self.vocabulary = vocabulary_of(parts)
        rows, columns, counts = [], [], []
        for at, each in enumerate(parts):
            for part, times in Counter(each).items():
                rows.append(at)
                columns.append(self.vocabulary[part])
                counts.append(times)
        sizes = np.asarray([len(each) for each in parts], np.float64)
        shape = (len(texts), len(self.vocabulary))
        seen = np.bincount(columns, minlength=shape[1])
        self.rarity: Floats = np.log(1 + (len(texts) - seen + 0.5) / (seen + 0.5)).astype(
            np.float32
        )
        count = np.asarray(counts, np.float64)
        mean = sizes.mean() if len(sizes) else 1.0
        damp = repeat * (1 - length + length * sizes[rows] / max(mean, 1e-6))
        worth = count * (repeat + 1) / (count + damp) * self.rarity[columns]
        self.by_part: Matrix = sparse.csr_matrix(
            (worth.astype(np.float32), (columns, rows)), shape=shape[::-1]
        )

    def query(self, texts: Sequence[str]) -> Matrix:
        """Which parts are in each text, as a sparse matrix."""
        rows, columns = [], []
        for at, text in enumerate(texts):
            for part in set(self.cut(text)):
                column = self.vocabulary.get(part)
                if column is not None:
                    rows.append(at)
                    columns.append(column)
        ones = np.ones(len(rows), np.float32)
        return sparse.csr_matrix((ones, (rows, columns)), shape=(len(texts), len(self.vocabulary)))

    def scores(self, texts: Sequence[str]) -> Matrix:
        """The score of each of the indexed texts for each query, sparse."""
        return self.query(texts) @ self.by_part
