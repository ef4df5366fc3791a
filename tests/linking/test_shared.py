"""On the publishers' own releases: floors that lie below what `bench/results/linking.md` states.

Two families of occupations are taken, so that fitting takes seconds.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from careerlattice.linking import Kind, Linker, find_releases, read_targets
from careerlattice.linking.index import Index
from careerlattice.linking.ranking import Ranker
from careerlattice.linking.splits import Asked, fold_key, split_names
from careerlattice.linking.targets import Targets

pytestmark = pytest.mark.slow


def _only(targets: Targets, groups: set[str]) -> Targets:
    kept = [i for i, entry in enumerate(targets.entries) if entry.group in groups]
    places = {old: new for new, old in enumerate(kept)}
    return replace(
        targets,
        entries=tuple(targets.entries[i] for i in kept),
        examples=tuple(
            replace(each, target=places[each.target])
            for each in targets.examples
            if each.target in places
        ),
    )


@pytest.fixture(scope="module")
def found(shared: Path) -> list[tuple[Asked, list[int], float]]:
    """What was asked of fold 0 in two families, the entries found, and the confidence."""
    release = find_releases(shared / "taxonomies").of(Kind.ONET_OCCUPATION)
    targets = _only(read_targets(Kind.ONET_OCCUPATION, release), {"29", "43"})
    split = split_names(targets)
    linker = Linker(Index(split.index), Ranker.read("title-fast"))
    asked = sorted(split.measure, key=lambda each: fold_key(each.text))[:600]
    places = split.index.places
    return [
        (each, [places[suggestion.code] for suggestion in suggestions], suggestions[0].confidence)
        for each, suggestions in zip(asked, linker.link([a.text for a in asked]), strict=True)
    ]


def test_new_titles_find_their_occupation(found: list[tuple[Asked, list[int], float]]) -> None:
    first = [entries[0] in asked.right for asked, entries, _ in found]
    five = [bool(asked.right & set(entries)) for asked, entries, _ in found]
    assert sum(first) / len(first) > 0.6
    assert sum(five) / len(five) > 0.85


def test_the_sure_ones_are_right(found: list[tuple[Asked, list[int], float]]) -> None:
    sure = [entries[0] in asked.right for asked, entries, confidence in found if confidence >= 0.75]
    assert len(sure) > 60
    assert sum(sure) / len(sure) > 0.75


def test_all_of_a_release_is_read(shared: Path) -> None:
    releases = find_releases(shared / "taxonomies")
    counts = {
        kind: len(read_targets(kind, releases.of(kind)).entries)
        for kind in (Kind.ONET_OCCUPATION, Kind.ONET_ACTIVITY, Kind.ESCO_SKILL)
    }
    assert counts == {
        Kind.ONET_OCCUPATION: 1016,
        Kind.ONET_ACTIVITY: 2087,
        Kind.ESCO_SKILL: 13939,
    }
