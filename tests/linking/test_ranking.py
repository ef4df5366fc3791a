"""The arithmetic of order and confidence."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.linking.ranking import (
    Calibration,
    Network,
    Ranker,
    describe,
    highest,
    rising,
)


def test_falling_neighbours_are_pooled() -> None:
    places, heights = rising([1, 2, 3, 4], [False, True, False, True])
    assert heights == [0.0, 0.5, 1.0]
    assert places == [1.0, 2.5, 4.0]


@given(st.lists(st.tuples(st.floats(-5, 5), st.booleans()), min_size=1, max_size=60))
def test_steps_only_rise_and_keep_the_mean(cases: list[tuple[float, bool]]) -> None:
    values, right = zip(*cases, strict=True)
    _, heights = rising(values, right)
    assert all(one < other for one, other in pairwise(heights))
    assert min(right) <= heights[0] <= heights[-1] <= max(right)


def test_a_suggestion_that_several_scorers_like_is_shortlisted_first() -> None:
    scores = np.zeros((2, 1, 4), np.float32)
    scores[0, 0] = [3, 2, 1, 0]
    scores[1, 0] = [0, 3, 2, 1]
    features = describe(scores, np.ones(4, np.int64), [2])
    assert features.entries[0, 0] == 1
    assert features.scores[0, 0].tolist() == [2, 3]


@pytest.mark.parametrize("width", [40, 5000])
def test_the_highest_come_in_order_and_ties_by_column(width: int) -> None:
    random = np.random.default_rng(4)
    # Of few values, so that there are many ties; and a row of nothing else.
    scores = random.integers(0, 30, (6, width)).astype(np.float32)
    scores[0] = 0
    whole = np.argsort(-scores, axis=1, kind="stable")[:, :20]
    found = highest(scores, 20)
    assert np.array_equal(
        np.take_along_axis(scores, found, 1), np.take_along_axis(scores, whole, 1)
    )
    if width == 5000:
        assert np.array_equal(found, whole)


def _cases(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The right one of ten has the highest first feature four times in five; the rest is noise."""
    random = np.random.default_rng(seed)
    values = random.normal(0, 1, (900, 10, 3)).astype(np.float32)
    right = np.zeros((900, 10), bool)
    best = values[:, :, 0].argmax(1)
    other = random.integers(0, 10, 900)
    right[np.arange(900), np.where(random.random(900) < 0.8, best, other)] = True
    return values, right


def test_the_network_finds_what_tells() -> None:
    values, right = _cases(1)
    worth = Network.fit(values, right, rounds=20)(values)
    assert (worth.argmax(1) == values[:, :, 0].argmax(1)).mean() > 0.9


def test_a_network_is_the_mean_of_several() -> None:
    values, right = _cases(5)
    network = Network.fit(values, right, rounds=3)
    several = len(network.outer) // 24
    each = [
        Network(
            network.middle,
            network.spread,
            network.inner[:, part],
            network.inner_bias[part],
            network.outer[part] * several,
        )(values)
        for part in (slice(24 * i, 24 * (i + 1)) for i in range(several))
    ]
    assert several > 1
    assert np.allclose(network(values), np.mean(each, axis=0), atol=1e-4)
    assert not np.allclose(each[0], each[1], atol=1e-2)


def test_fitting_is_the_same_every_time() -> None:
    values, right = _cases(2)
    one, other = (Network.fit(values, right, rounds=3) for _ in range(2))
    assert np.array_equal(one.inner, other.inner)


def test_confidence_is_how_often_such_a_one_is_right() -> None:
    values, right = _cases(3)
    network = Network.fit(values[:300], right[:300], rounds=20)
    exact = np.zeros((900, 10), np.float32)
    worth = network(values)
    calibration = Calibration.fit(worth[300:600], exact[300:600], right[300:600])
    confidence = calibration(worth[600:], exact[600:])
    top = worth[600:].argmax(1)
    rows = np.arange(300)
    assert abs(confidence[rows, top].mean() - right[600:][rows, top].mean()) < 0.08


def test_one_that_stands_lower_is_never_the_surer() -> None:
    ranker = Ranker.read("title-fast")
    random = np.random.default_rng(0)
    scores = random.random((7, 5, 40)).astype(np.float32)
    ranking = ranker.rank(describe(scores, np.ones(40, np.int64), [2] * 5))
    assert (np.diff(ranking.confidence, axis=1) <= 0).all()
    assert ranking.confidence.max() <= 0.97
