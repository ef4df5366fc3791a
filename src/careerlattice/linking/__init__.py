"""Linking: which entries of O*NET or ESCO a title, a duty or a sentence may be.

>>> from pathlib import Path
>>> from careerlattice.linking import find_releases, link_titles
>>> releases = find_releases(Path("taxonomies"))                                # doctest: +SKIP
>>> for suggestions in link_titles(["Office Specialist"], releases):             # doctest: +SKIP
...     print(suggestions[0])                                                    # doctest: +SKIP

Pure Python over plain tables: no RDF, no network, and the same answers every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from careerlattice.linking.agreement import group_notes, joins
from careerlattice.linking.linker import (
    Linker,
    Mode,
    Releases,
    Suggestion,
    find_releases,
    installed_releases,
    linker_for,
)
from careerlattice.linking.targets import Kind, Targets, read_targets

__all__ = [
    "Kind",
    "Linker",
    "Mode",
    "Releases",
    "Suggestion",
    "Targets",
    "find_releases",
    "group_notes",
    "installed_releases",
    "joins",
    "link_duties",
    "link_sentences",
    "link_titles",
    "linker_for",
    "read_targets",
]


@lru_cache(maxsize=4)
def _opened(kind: Kind, releases: Releases, mode: Mode) -> Linker:
    # Opening an index takes seconds, and people ask title by title.
    return linker_for(kind, releases, mode)


def link_titles(
    titles: Sequence[str],
    releases: Releases,
    to: str = "onet",
    top: int = 5,
    mode: Mode = Mode.FAST,
    backing: Sequence[Sequence[str]] | None = None,
) -> list[tuple[Suggestion, ...]]:
    """For each title its best occupations of "onet" or "esco".

    *backing* has for each title what is known beside it, such as duties.

    Raises:
        UsageError, InputError: as `linker_for`.
    """
    kind = Kind.ONET_OCCUPATION if to == "onet" else Kind.ESCO_OCCUPATION
    return _opened(kind, releases, mode).link(titles, top, backing)


def link_sentences(
    sentences: Sequence[str],
    releases: Releases,
    to: str = "esco",
    top: int = 5,
    mode: Mode = Mode.FAST,
) -> list[tuple[Suggestion, ...]]:
    """For each sentence its best skills of "esco", or elements of "onet".

    Raises:
        UsageError, InputError: as `linker_for`.
    """
    kind = Kind.ESCO_SKILL if to == "esco" else Kind.ONET_ELEMENT
    return _opened(kind, releases, mode).link(sentences, top)


def link_duties(
    duties: Sequence[str],
    releases: Releases,
    to: Kind = Kind.ONET_ACTIVITY,
    top: int = 5,
    mode: Mode = Mode.FAST,
) -> list[tuple[Suggestion, ...]]:
    """For each duty its best detailed work activities, or its best tasks, of O*NET.

    Raises:
        UsageError, InputError: as `linker_for`.
    """
    return _opened(to, releases, mode).link(duties, top)
