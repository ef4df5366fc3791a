"""Linking texts to the entries of a taxonomy, with confidence and evidence."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from careerlattice.errors import InputError, UsageError
from careerlattice.linking.index import Index, Scores
from careerlattice.linking.ranking import Features, Ranker, describe
from careerlattice.linking.sentences import SentenceIndex
from careerlattice.linking.store import cache_dir, keep, key_of, recall
from careerlattice.linking.targets import (
    Kind,
    Targets,
    borrow,
    gather,
    has_soc_codes,
    read_targets,
    soc_codes,
)
from careerlattice.linking.text import clauses, gist, stems
from careerlattice.linking.vectors import Floats
from careerlattice.taxonomies import installed_taxonomies
from careerlattice.taxonomies.retold import is_installed
from careerlattice.taxonomies.tables import TABLE_SUFFIXES
from careerlattice.wording import normalise

__all__ = [
    "Linker",
    "Mode",
    "Releases",
    "Suggestion",
    "find_releases",
    "installed_releases",
    "linker_for",
]


class Mode(StrEnum):
    """How much trouble to take."""

    FAST = "fast"
    CAREFUL = "careful"


_RANKERS = {
    Kind.ONET_OCCUPATION: "title",
    Kind.ESCO_OCCUPATION: "title",
    Kind.ONET_ACTIVITY: "activity",
    Kind.ONET_TASK: "sentence",
    Kind.ONET_ELEMENT: "sentence",
    Kind.ESCO_SKILL: "sentence",
    Kind.ISCO_GROUP: "title",
    Kind.SOC_OCCUPATION: "title",
}
_IN_SENTENCES = frozenset(kind for kind, ranker in _RANKERS.items() if ranker == "sentence")
_OF_MANY = frozenset((Kind.ESCO_SKILL, Kind.ONET_ELEMENT))
"""Of these a sentence may name several; a duty is one task, however long it is."""
_BACKED_BY = 12
_TAKEN = 15
_PART = 0.3
"""How much a clause counts beside its sentence: settled on sentences in frames of our own words."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that a text may be linked to.

    *is_exact* tells whether the text is one of the entry's names, letter case and punctuation
    aside. *confidence* is how often a suggestion of this standing was right; *matched* is the name
    of the entry that was nearest to the text; *scores* are what each scorer said.
    """

    code: str
    iri: str
    label: str
    confidence: float
    matched: str
    is_exact: bool
    scores: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        return f"{self.code} {self.label} ({self.confidence:.2f}; {self.matched})"


_RELEASES = {"onet": ("O*NET", "onet"), "esco": ("ESCO", "esco"), "isco": ("ESCO", "esco")}


@dataclass(frozen=True, slots=True)
class Releases:
    """Where the publishers' releases lie, or the folders of installed ones, if they are there.

    *crosswalk* joins O*NET and ESCO, *soc* O*NET-SOC and SOC 2018.
    """

    onet: Path | None = None
    esco: Path | None = None
    crosswalk: Path | None = None
    soc: Path | None = None

    def of(self, kind: Kind) -> Path:
        """The release that has the entries of *kind*.

        Raises:
            UsageError: it is not there.
        """
        name = kind.partition("-")[0]
        path = {"onet": self.onet, "esco": self.esco, "isco": self.esco, "soc": self.soc}[name]
        if path is not None:
            return path
        if name == "soc":
            raise UsageError(
                "there is no crosswalk from O*NET-SOC to SOC 2018 to link by",
                remedy="install it with careerlattice taxonomy add crosswalk PATH, or put it into"
                " the folder of the releases",
            )
        title, added = _RELEASES[name]
        raise UsageError(
            f"there is no release of {title} to link to",
            remedy=f"install it with careerlattice taxonomy add {added} PATH, or name the folder of"
            " the releases with --taxonomies",
        )


def installed_releases(output: Path) -> Releases:
    """The taxonomies in use that are installed beside the builds in *output*.

    Raises:
        InputError: a manifest cannot be read.
    """
    found = {each.about.name: each for each in installed_taxonomies(output) if each.in_use}

    def folder(name: str, *tables: str) -> Path | None:
        each = found.get(name)
        kinds = {table.what for table in each.tables} if each else set()
        return each.folder if each and (not tables or kinds & set(tables)) else None

    return Releases(
        folder("onet"),
        folder("esco"),
        folder("crosswalks", "ESCO–O*NET crosswalk"),
        folder("crosswalks", "O*NET-SOC 2019 to SOC 2018"),
    )


def find_releases(folder: Path) -> Releases:
    """The releases in *folder*, by their names: onet…, esco…, a crosswalk of the two, one to SOC.

    Of several releases of one taxonomy the last by name counts that has occupations.

    Raises:
        InputError: there is no such folder.
    """
    if not folder.is_dir():
        raise InputError("does not exist", place=folder, remedy="name a folder of releases")

    def last(start: str, holds: Callable[[Path], bool]) -> Path | None:
        found = [path for path in sorted(folder.iterdir()) if path.name.lower().startswith(start)]
        return next((path for path in reversed(found) if holds(path)), None)

    def has(*names: str) -> Callable[[Path], bool]:
        def look(path: Path) -> bool:
            if path.suffix.lower() == ".zip":
                return True
            files = path.rglob("*") if path.is_dir() else iter((path,))
            return any(file.name.lower().startswith(names) for file in files)

        return look

    crosswalks = sorted(
        path
        for path in folder.rglob("*.csv")
        if "crosswalk" in path.name.lower() and {"onet", "esco"} <= set(_words(path.stem))
    )
    soc = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in TABLE_SUFFIXES
        and {"soc", "crosswalk"} <= set(_words(path.stem))
        and has_soc_codes(path)
    )
    return Releases(
        last("onet", has("occupation data", "occupation_data")) or last("db_", has("occupation")),
        last("esco", has("occupations")),
        crosswalks[-1] if crosswalks else None,
        soc[-1] if soc else None,
    )


def _words(stem: str) -> list[str]:
    return stem.lower().replace("*", "").replace("-", "_").replace(" ", "_").split("_")


class Linker:
    """Links texts to the entries of one kind."""

    def __init__(self, index: Index | SentenceIndex, ranker: Ranker) -> None:
        self.index = index
        self.ranker = ranker

    @property
    def targets(self) -> Targets:
        """What can be linked to."""
        return self.index.targets

    def link(
        self,
        texts: Sequence[str],
        top: int = 5,
        backing: Sequence[Sequence[str]] | None = None,
    ) -> list[tuple[Suggestion, ...]]:
        """For each text its *top* suggestions, the best first.

        *backing* has for each text others that speak for the same thing: of a class, what its
        duties and competencies say beside its title.

        Raises:
            UsageError: *top* is below 1, or *backing* is not as long as *texts*.
        """
        if top < 1:
            raise UsageError(f"the {top} best are none", remedy="give 1 or more")
        if backing is not None and len(backing) != len(texts):
            raise UsageError("the backing is not of these texts", remedy="give one for each text")
        if self.targets.kind in _OF_MANY:
            return self._link_with_parts(texts, top, backing)
        return self._link(texts, top, backing)

    def _link_with_parts(
        self, texts: Sequence[str], top: int, backing: Sequence[Sequence[str]] | None
    ) -> list[tuple[Suggestion, ...]]:
        """As `link`: a sentence may name several skills, so that its clauses are asked too."""
        take = max(top, _TAKEN)
        whole = self._link(texts, take, backing)
        cut = [[c for c in clauses(gist(text))[1:] if " " in c] for text in texts]
        cut = [some if len(some) > 1 else [] for some in cut]
        flat = list(dict.fromkeys(clause for some in cut for clause in some))
        known = dict(zip(flat, self._link(flat, take, None), strict=True))
        return [
            _together(own, [known[clause] for clause in some])[:top]
            for own, some in zip(whole, cut, strict=True)
        ]

    def _link(
        self, texts: Sequence[str], top: int, backing: Sequence[Sequence[str]] | None
    ) -> list[tuple[Suggestion, ...]]:
        found: list[tuple[Suggestion, ...]] = []
        for block, scores in self.index.scores(list(texts)):
            features = self._describe(texts[block], scores)
            extra = None
            if backing is not None:
                extra = self._backing(backing[block], features)
            suggestions = self._suggestions(texts[block], features, scores, top, extra)
            known = self.index.knows(texts[block])
            for text, some, is_known in zip(texts[block], suggestions, known, strict=True):
                found.append(_as_sure_as_known(text, some, bool(is_known)))
        return found

    def _describe(self, texts: Sequence[str], scores: Scores) -> Features:
        lengths = [len(stems(text)) for text in texts]
        return describe(scores.values, self.index.name_counts, lengths)

    def _backing(self, backing: Sequence[Sequence[str]], features: Features) -> Floats:
        """How much more than the others each suggestion is backed, in standard deviations."""
        found = np.zeros(features.entries.shape, np.float32)
        flat = [text for some in backing for text in some[:_BACKED_BY]]
        if not flat:
            return found
        told = np.concatenate([_support(each) for _, each in self.index.scores(flat)])
        start = 0
        for at, some in enumerate(backing):
            end = start + len(some[:_BACKED_BY])
            if end > start:
                worth = told[start:end].mean(0)[features.entries[at]]
                found[at] = (worth - worth.mean()) / max(float(worth.std()), 1e-6)
            start = end
        return found

    def _suggestions(
        self,
        texts: Sequence[str],
        features: Features,
        scores: Scores,
        top: int,
        extra: Floats | None,
    ) -> Iterator[tuple[Suggestion, ...]]:
        ranking = self.ranker.rank(features, extra)
        names = self.index.names if isinstance(self.index, SentenceIndex) else self._names()
        for at, entries in enumerate(ranking.entries):
            some = []
            exact = self.targets.gold.get(normalise(texts[at]), frozenset())
            for rank, entry in enumerate(entries[:top]):
                target = self.targets.entries[entry]
                name = int(scores.nearest[at, entry])
                told = tuple(
                    (scorer, round(float(score), 4))
                    for scorer, score in zip(
                        self.index.scorers, ranking.scores[at, rank], strict=True
                    )
                )
                some.append(
                    Suggestion(
                        target.code,
                        target.iri,
                        target.label,
                        round(float(ranking.confidence[at, rank]), 3),
                        names[name] if name >= 0 else "",
                        int(entry) in exact,
                        told,
                    )
                )
            yield tuple(some)

    def _names(self) -> tuple[str, ...]:
        assert isinstance(self.index, Index)
        return self.index.names.texts


def _together(
    whole: tuple[Suggestion, ...], parts: Sequence[tuple[Suggestion, ...]]
) -> tuple[Suggestion, ...]:
    """What a sentence and its clauses suggest, by what speaks for each in all of them."""
    if not parts:
        return whole
    said: dict[str, Suggestion] = {}
    standing: dict[str, float] = {}
    sure: dict[str, float] = {}
    for worth, some in ((1.0, whole), *((_PART, each) for each in parts)):
        for each in some:
            said.setdefault(each.code, replace(each, is_exact=each.is_exact and some is whole))
            standing[each.code] = standing.get(each.code, 0.0) + worth * each.confidence
            sure[each.code] = max(sure.get(each.code, 0.0), each.confidence)
    found: list[Suggestion] = []
    least = 1.0
    for code in sorted(said, key=lambda c: (-standing[c], c)):
        # One that stands lower is never the surer; nor is a sum surer than what it is made of.
        least = min(least, sure[code], standing[code])
        found.append(replace(said[code], confidence=round(least, 3)))
    return tuple(found)


def _as_sure_as_known(
    text: str, suggestions: tuple[Suggestion, ...], is_known: bool
) -> tuple[Suggestion, ...]:
    """Half the confidence where no word is known: hardly a held-out text was like that.

    A text without a word has no suggestions.
    """
    if not stems(text):
        return ()
    if is_known:
        return suggestions
    return tuple(replace(each, confidence=round(each.confidence / 2, 3)) for each in suggestions)


def _support(scores: Scores) -> Floats:
    """What of the scorers' answers holds for a sentence about an occupation."""
    values = scores.values
    # The profile's words and the two classifiers of the fast mode, on one footing.
    return np.asarray(values[4] + 0.1 * values[5] + 0.1 * values[6], np.float32)


def linker_for(
    kind: Kind,
    releases: Releases,
    mode: Mode = Mode.FAST,
    *,
    cache: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Linker:
    """The linker to entries of *kind*; its index is made once and kept.

    It is kept in *cache*; without one beside the graph of an installed taxonomy, else where
    `cache_dir` says.

    Raises:
        UsageError: the release that is needed was not named, or the careful mode is not installed.
        InputError: the release cannot be read.
    """
    own = releases.of(kind)
    used = [own, *_lenders(kind, releases)]
    folder = _place(own, cache) / f"{kind}-{mode}-{key_of(kind, mode, used)}"
    kept = recall(folder)
    if kept is None:
        progress(f"fitting {kind} ({mode}); this is done once")
        targets = _read(kind, releases)
        index = _index(targets, mode, None)
        keep(folder, targets, index.fitted)
    else:
        targets, arrays = kept
        index = _index(targets, mode, arrays)
    return Linker(index, Ranker.read(f"{_RANKERS[kind]}-{mode}"))


_MEMBERS = {
    Kind.ISCO_GROUP: Kind.ESCO_OCCUPATION,
    Kind.SOC_OCCUPATION: Kind.ONET_OCCUPATION,
}
_OTHERS = {
    Kind.ONET_OCCUPATION: Kind.ESCO_OCCUPATION,
    Kind.ESCO_OCCUPATION: Kind.ONET_OCCUPATION,
}


def _lenders(kind: Kind, releases: Releases) -> list[Path]:
    """The releases that entries of *kind* have texts from, beside their own."""
    if kind in _MEMBERS:
        member = _MEMBERS[kind]
        home = releases.of(member)
        own = [] if home == releases.of(kind) else [home]
        return [*own, *_lenders(member, releases)]
    other = {Kind.ONET_OCCUPATION: releases.esco, Kind.ESCO_OCCUPATION: releases.onet}.get(kind)
    return [other, releases.crosswalk] if other and releases.crosswalk else []


def _read(kind: Kind, releases: Releases) -> Targets:
    """The entries of *kind* with all that is known of them."""
    targets = read_targets(kind, releases.of(kind))
    if kind in _MEMBERS:
        members = _read(_MEMBERS[kind], releases)
        if kind is Kind.ISCO_GROUP:
            # Over the crosswalk and the group, "plumber" would be a name of the welders' group.
            members = members.with_borrowed_as_texts()
            into = {entry.code: entry.group for entry in members.entries}
        else:
            into = soc_codes(releases.of(kind))
        return gather(targets, members, into)
    if releases.crosswalk and _lenders(kind, releases):
        other = _OTHERS[kind]
        targets = borrow(targets, read_targets(other, releases.of(other)), releases.crosswalk)
    return targets


def _place(own: Path, cache: Path | None) -> Path:
    """Where indexes are kept: with an installed taxonomy, and gone with it; else in the cache."""
    if cache is None and is_installed(own) and os.access(own, os.W_OK):
        return own / "linking"
    return cache or cache_dir()


def _index(targets: Targets, mode: Mode, fitted: object) -> Index | SentenceIndex:
    make = SentenceIndex if targets.kind in _IN_SENTENCES else Index
    return make(targets, careful=mode is Mode.CAREFUL, fitted=fitted)  # type: ignore[arg-type]
