"""From many scores to one order with a confidence: the shortlist, the re-ranker, the calibration.

The re-ranker is a small network over what the scorers say of each suggestion, fitted listwise to
names that were held out; its numbers come with the package, for each kind of link and each mode.
Confidence is the share of held-out suggestions of like standing that were right.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careerlattice.linking.vectors import Floats

__all__ = [
    "Calibration",
    "Features",
    "Network",
    "Ranker",
    "Ranking",
    "describe",
    "highest",
    "rising",
]

_MODELS = Path(__file__).parent / "models"
_CLOSE = 5
"""The constant of reciprocal rank fusion: small, so that first places count."""
_LOOKED_AT = 25
SHORTLIST = 50
_HIDDEN = 24
_FITS = 3
_SPAN = 32
_NETWORK = ("middle", "spread", "inner", "inner_bias", "outer")
_BACKING, _TEMPER = 2.0, 1.7
"""How much backing counts, and how much less sure the sum is: settled on ESCO's names of fold 1,
backed by their descriptions, so that hit@1 is near its best and confidence near what was right."""
_SURE = 0.97
"""No confidence is higher: of so few held-out texts nothing more can be said."""


@dataclass(frozen=True)
class Features:
    """The shortlist of each text, best first by fusion, and what is known of each suggestion.

    *entries* are text by suggestion, *values* text by suggestion by feature, and *scores* text by
    suggestion by scorer.
    """

    entries: NDArray[np.intp]
    values: Floats
    scores: Floats


def describe(scores: Floats, counts: NDArray[np.intp], lengths: Sequence[int]) -> Features:
    """Shortlist by fusing the ranks of *scores* (scorer by text by entry), and describe it.

    *counts* is how many names each entry has; *lengths* how many words each text has.
    """
    _, texts, entries = scores.shape
    fused = np.zeros((texts, entries), np.float32)
    take = min(_LOOKED_AT, entries)
    worth = (1 / (_CLOSE + 1 + np.arange(take))).astype(np.float32)
    rows = np.arange(texts)[:, None]
    for each in scores:
        best = highest(each, take)
        positive = np.take_along_axis(each, best, 1) != 0
        fused[rows, best] += worth * positive
    short = highest(fused, min(SHORTLIST, entries))
    picked = np.stack([np.take_along_axis(each, short, 1) for each in scores], axis=2)
    tops = np.stack([each.max(1) for each in scores], axis=1)
    order = np.argsort(np.argsort(-picked, axis=1, kind="stable"), axis=1, kind="stable")
    extra = np.stack(
        [
            np.take_along_axis(fused, short, 1),
            np.log1p(counts[short]).astype(np.float32),
            np.repeat(np.log1p(np.asarray(lengths, np.float32))[:, None], short.shape[1], axis=1),
        ],
        axis=2,
    )
    values = np.concatenate([picked, picked - tops[:, None, :], 1 / (1.0 + order), extra], axis=2)
    return Features(short, values.astype(np.float32), picked)


def highest(scores: Floats, take: int) -> NDArray[np.intp]:
    """The columns of the *take* highest of each row, the highest first, ties by column."""
    count, width = scores.shape
    if width < 2 * take * _SPAN:
        top = np.sort(np.argpartition(-scores, take - 1, axis=1)[:, :take], axis=1)
        worth = np.take_along_axis(scores, top, 1)
        return np.take_along_axis(top, np.argsort(-worth, axis=1, kind="stable"), 1)
    # The least of the highest peaks is no more than what is sought: few reach it, and those alone
    # are put in order.
    peaks = scores[:, : width - width % _SPAN].reshape(count, _SPAN, -1).max(1)
    least = np.partition(peaks, -take, axis=1)[:, -take]
    found = np.empty((count, take), np.intp)
    for row, bound in zip(range(count), least, strict=True):
        each = scores[row]
        above = np.flatnonzero(each > bound)
        level = np.flatnonzero(each == bound)[:take]
        some = np.concatenate([above, level])
        found[row] = some[np.argsort(-each[some], kind="stable")[:take]]
    return found


@dataclass(frozen=True)
class Network:
    """One hidden layer over standardised features."""

    middle: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats

    def __call__(self, values: Floats) -> Floats:
        """The worth of each suggestion."""
        given = np.clip((values - self.middle) / self.spread, -5, 5)
        hidden = np.tanh(given @ self.inner + self.inner_bias)
        return np.asarray(hidden @ self.outer, np.float32)

    @classmethod
    def fit(cls, values: Floats, right: NDArray[np.bool_], rounds: int = 60) -> Network:
        """Fit so that the softmax over a text's suggestions falls on the *right* ones.

        Several are fitted from other beginnings, and their mean is given: it errs less than each.
        """
        fitted = [cls._fit_one(values, right, rounds, seed) for seed in range(_FITS)]
        return cls(
            fitted[0].middle,
            fitted[0].spread,
            np.concatenate([each.inner for each in fitted], axis=1),
            np.concatenate([each.inner_bias for each in fitted]),
            np.concatenate([each.outer / np.float32(_FITS) for each in fitted]),
        )

    @classmethod
    def _fit_one(cls, values: Floats, right: NDArray[np.bool_], rounds: int, seed: int) -> Network:
        some = right.any(1)
        values, right = values[some], right[some]
        middle = values.mean((0, 1))
        spread = values.std((0, 1)) + np.float32(1e-3)
        given = np.clip((values - middle) / spread, -5, 5).astype(np.float32)
        random = np.random.default_rng(seed)
        count = given.shape[2]
        now = [
            random.normal(0, count**-0.5, (count, _HIDDEN)).astype(np.float32),
            np.zeros(_HIDDEN, np.float32),
            random.normal(0, 0.1, _HIDDEN).astype(np.float32),
        ]
        means = [np.zeros_like(each) for each in now]
        squares = [np.zeros_like(each) for each in now]
        step, batch = 0, 128
        steps = rounds * -(-len(given) // batch)
        for _ in range(rounds):
            order = random.permutation(len(given))
            for start in range(0, len(order), batch):
                places = order[start : start + batch]
                slopes = _slopes(given[places], right[places], now)
                step += 1
                rate = 4e-3 * (1 - step / (steps + 1))
                for i, slope in enumerate(slopes):
                    means[i] = 0.9 * means[i] + 0.1 * slope
                    squares[i] = 0.999 * squares[i] + 0.001 * slope * slope
                    size = np.sqrt(squares[i] / (1 - 0.999**step)) + 1e-8
                    move = rate * means[i] / (1 - 0.9**step) / size
                    now[i] = (now[i] - move - rate * 1e-2 * now[i]).astype(np.float32)
        return cls(middle, spread, *now)

    def to_json(self) -> dict[str, Any]:
        """The numbers, rounded to what matters."""
        return {name: _rounded(getattr(self, name)) for name in _NETWORK}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Network:
        """Read what `to_json` gives."""
        return cls(**{name: np.asarray(values, np.float32) for name, values in data.items()})


def _slopes(given: Floats, right: NDArray[np.bool_], now: Sequence[Floats]) -> list[Floats]:
    """How the loss falls with each number: minus the logarithm of the right ones' share."""
    inner, bias, outer = now
    hidden = np.tanh(given @ inner + bias)
    worth = hidden @ outer
    shares = _softmax(worth)
    among_right = _softmax(np.where(right, worth, np.float32(-1e9)))
    off = ((shares - among_right) / np.float32(len(given))).astype(np.float32)
    back = off[:, :, None] * outer * (1 - hidden * hidden)
    flat = given.reshape(-1, given.shape[2])
    return [
        flat.T @ back.reshape(-1, back.shape[2]),
        back.sum((0, 1)),
        hidden.reshape(-1, hidden.shape[2]).T @ off.ravel(),
    ]


def _softmax(worth: Floats) -> Floats:
    moved = np.exp(worth - worth.max(1, keepdims=True))
    return np.asarray(moved / moved.sum(1, keepdims=True), np.float32)


def rising(values: Sequence[float], right: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Isotonic regression: the rising steps nearest to how often *right* goes with *values*.

    Returns where the steps are and their heights; neighbours that fall are pooled, and each step
    rests on a hundredth of the cases at least.
    """
    order = np.argsort(values, kind="stable")
    least = max(1, len(order) // 100)
    blocks: list[list[float]] = []  # where, how many right, how many
    for start in range(0, len(order), least):
        places = order[start : start + least]
        where = float(np.mean([values[i] for i in places]))
        blocks.append([where, float(sum(bool(right[i]) for i in places)), float(len(places))])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            total = blocks[-1][2] + last[2]
            blocks[-1][0] = (blocks[-1][0] * blocks[-1][2] + last[0] * last[2]) / total
            blocks[-1][1] += last[1]
            blocks[-1][2] = total
    return [each[0] for each in blocks], [each[1] / each[2] for each in blocks]


@dataclass(frozen=True)
class Calibration:
    """From the standing of a suggestion to how often such a one is right."""

    weights: Floats
    places: Floats
    heights: Floats

    @staticmethod
    def standing(worth: Floats, exact: Floats) -> Floats:
        """What confidence rests on: a suggestion's share, its lead or lag, its rank, exactness."""
        shares = _softmax(worth)
        ordered = np.sort(worth, axis=1)[:, ::-1]
        second = ordered[:, 1:2] if worth.shape[1] > 1 else ordered
        others = np.where(worth >= ordered[:, :1], second, ordered[:, :1])
        rank = np.argsort(np.argsort(-worth, axis=1, kind="stable"), axis=1, kind="stable")
        parts = [
            np.log(shares + 1e-6),
            np.clip(worth - others, -6, 6),
            np.log1p(rank),
            exact,
            np.clip(worth, -12, 12),
            np.ones_like(worth),
        ]
        return np.stack(parts, axis=2).astype(np.float32)

    def __call__(self, worth: Floats, exact: Floats) -> Floats:
        """The confidence in each suggestion."""
        raw = self.standing(worth, exact) @ self.weights
        found = np.interp(raw, self.places, self.heights)
        return np.asarray(np.minimum(found, _SURE), np.float32)

    @classmethod
    def fit(cls, worth: Floats, exact: Floats, right: NDArray[np.bool_]) -> Calibration:
        """Fit to the five best suggestions of texts whose *right* entries are known."""
        from scipy.optimize import minimize  # noqa: PLC0415 - for fitting only

        standing = cls.standing(worth, exact)
        best = highest(worth, min(5, worth.shape[1]))
        given = np.take_along_axis(standing, best[:, :, None], 1).reshape(-1, standing.shape[2])
        wanted = np.take_along_axis(right, best, 1).ravel()
        given = given.astype(np.float64)

        def loss(weights: Any) -> tuple[float, Any]:
            raw = given @ weights
            off = 1 / (1 + np.exp(-raw)) - wanted
            value = np.logaddexp(0, raw).sum() - raw @ wanted + 0.5 * weights @ weights
            return float(value), given.T @ off + weights

        found = minimize(loss, np.zeros(given.shape[1]), jac=True, method="L-BFGS-B").x
        places, heights = rising(list(given @ found), list(wanted))
        return cls(*(np.asarray(each, np.float32) for each in (found, places, heights)))


@dataclass(frozen=True)
class Ranking:
    """The suggestions of each text, the best first, with their confidence and scorers' scores."""

    entries: NDArray[np.intp]
    confidence: Floats
    scores: Floats


@dataclass(frozen=True)
class Ranker:
    """Orders shortlists and says how sure it is."""

    network: Network
    calibration: Calibration

    def rank(self, features: Features, backing: Floats | None = None) -> Ranking:
        """Order each shortlist by worth; ties stay in the order of fusion.

        *backing* is how much each suggestion is backed by what else is known, in standard
        deviations; a text that nothing backs has noughts.
        """
        worth = self.network(features.values)
        if backing is not None:
            # Two witnesses are not independent, so that their sum is taken for less.
            backed = backing.any(1, keepdims=True)
            worth = np.where(backed, (worth + _BACKING * backing) / _TEMPER, worth)
            worth = worth.astype(np.float32)
        confidence = self.calibration(worth, features.scores[:, :, 0])
        order = np.argsort(-worth, axis=1, kind="stable")
        sure = np.take_along_axis(confidence, order, 1)
        return Ranking(
            np.take_along_axis(features.entries, order, 1),
            # One that stands lower is never the surer.
            np.minimum.accumulate(sure, axis=1),
            np.take_along_axis(features.scores, order[:, :, None], 1),
        )

    @classmethod
    def fit(cls, features: Features, right: NDArray[np.bool_]) -> Ranker:
        """Fit the order to two texts of three, and the confidence to the third."""
        third = np.arange(len(right)) % 3 == 2
        network = Network.fit(features.values[~third], right[~third])
        worth = network(features.values[third])
        exact = features.scores[third][:, :, 0]
        return cls(network, Calibration.fit(worth, exact, right[third]))

    @classmethod
    def read(cls, name: str) -> Ranker:
        """Read the ranker that comes with the package under *name*."""
        data = json.loads((_MODELS / f"{name}.json").read_text("utf-8"))
        calibration = {
            key: np.asarray(values, np.float32) for key, values in data["calibration"].items()
        }
        return cls(Network.from_json(data["network"]), Calibration(**calibration))

    def write(self, name: str, folder: Path = _MODELS) -> None:
        """Write it to *folder* under *name*."""
        data = {
            "network": self.network.to_json(),
            "calibration": {
                key: _rounded(getattr(self.calibration, key))
                for key in ("weights", "places", "heights")
            },
        }
        text = json.dumps(data, indent=0, sort_keys=True) + "\n"
        (folder / f"{name}.json").write_text(text, "utf-8")


def _rounded(values: Floats) -> Any:
    return json.loads(json.dumps(np.round(values.astype(np.float64), 5).tolist()))
