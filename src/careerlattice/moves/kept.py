"""Kept profiles: those of a built version, written beside its store by whoever asks first.

To read the profiles of all class-grades takes the engine a look-up for every word and name of
them. A version never changes, so the first reader keeps what it read in a file of the version's
folder, `profiles-store.jsonl`, and the next ones read that; it goes when the version goes. A build
neither writes the file nor looks at it. What cannot be kept (a folder that is not ours to write, an
endpoint, a store that is no version of a build) is read anew each time, and so is what a file holds
that is damaged or was written for something else. The answers are the same either way.

The file is lines of JSON: what it is and the hash of the rest; what the profiles share (levels,
competencies, links, alignments) and where each class-grade belongs; then a class-grade a line, in
the order of identifiers. A line becomes a profile only when somebody asks for that class-grade.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, fields
from decimal import Decimal
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from careerlattice.moves.profiles import (
    SELECTS,
    Alignment,
    Competency,
    Duty,
    Home,
    Level,
    Link,
    Profile,
    Profiles,
    Qualification,
    Requirement,
    Selects,
)
from careerlattice.store import GraphStore

__all__ = ["read_profiles"]

_FORMAT = 1
"""To be raised with every change of what is made of the rows, or of how it is written."""

_VERSIONS = ".versions"


def read_profiles(store: Selects, *, without: Collection[str] = ()) -> Profiles:
    """The profiles of all class-grades in force, from the file that is kept where there is one.

    Mappings and alignments named in *without* count as withdrawn, as in `Profiles.read`.
    """
    file = _file_of(store)
    if file is None:
        return Profiles.read(store, without=without)
    profiles = _load(file)
    if profiles is None:
        profiles = Profiles.read(store)
        _keep(file, profiles)
    return _less(profiles, frozenset(without))


def _file_of(store: Selects) -> Path | None:
    """Where the profiles of this store are kept; None for what is not a version of a build."""
    folder = store.folder if isinstance(store, GraphStore) else None
    if folder is None or folder.parent.parent.name != _VERSIONS:
        return None
    return folder.parent / f"profiles-{folder.name}.jsonl"


def _about(file: Path, rest: bytes) -> bytes:
    """The first line: what was read of which version, in which way, and the hash of the rest."""
    told = {
        "format": _FORMAT,
        "read by": sha256("".join(SELECTS).encode()).hexdigest(),
        "version": file.parent.name,
        "file": file.name,
        "sha256": sha256(rest).hexdigest(),
    }
    return _line(told)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _less(profiles: Profiles, without: frozenset[str]) -> Profiles:
    """The profiles with these mappings and alignments withdrawn."""
    if not without:
        return profiles
    links = {
        pair: left
        for pair, found in profiles.links.items()
        if (left := tuple(link for link in found if link.mapping not in without))
    }
    alignments = {
        mapping: kept
        for mapping, found in profiles.alignments.items()
        if mapping not in without and (kept := tuple(a for a in found if a.iri not in without))
    }
    return Profiles(profiles.by_id, links, alignments, profiles.given_homes)


# -- writing -----------------------------------------------------------------------------------


def _keep(file: Path, profiles: Profiles) -> None:
    """Write the file whole or not at all; where it cannot be written, do without."""
    rest = _written(profiles)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            draft.write_bytes(_about(file, rest) + rest)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def _written(profiles: Profiles) -> bytes:
    competencies: dict[Competency, int] = {}
    levels: dict[Level, int] = {}
    lines = []
    for profile in profiles.values():
        needs = [
            [
                each.iri,
                competencies.setdefault(each.competency, len(competencies)),
                None if each.level is None else levels.setdefault(each.level, len(levels)),
                each.guidance,
            ]
            for each in profile.requirements.values()
        ]
        plain = [getattr(profile, name) for name in _PLAIN]
        duties = [astuple(each) for each in profile.duties]
        lines.append(_line([plain, needs, duties, [astuple(e) for e in profile.qualifications]]))
    shared = {
        "competencies": [astuple(each) for each in competencies],
        "levels": [astuple(each) for each in levels],
        "links": [
            [*pair, [[link.mapping, link.relation, str(link.confidence)] for link in links]]
            for pair, links in sorted(profiles.links.items())
        ],
        "alignments": [
            [mapping, [astuple(each) for each in found]]
            for mapping, found in sorted(profiles.alignments.items())
        ],
        "homes": [[name, *profiles.homes[name]] for name in profiles],
        "lengths": [len(line) for line in lines],
    }
    return _line(shared) + b"".join(lines)


# -- reading -----------------------------------------------------------------------------------


def _load(file: Path) -> Profiles | None:
    """What the file holds; None where there is none, or not one that was written for this."""
    try:
        whole = file.read_bytes()
    except OSError:
        return None
    first = whole.find(b"\n") + 1
    if not first or whole[:first] != _about(file, whole[first:]):
        return None
    begin = whole.find(b"\n", first) + 1
    shared = json.loads(whole[first:begin])
    homes = {
        name: Home(class_id, publisher, tuple(following))
        for name, class_id, publisher, following in shared["homes"]
    }
    ends = list(accumulate(shared["lengths"], initial=begin))
    lines = _Lines(
        {name: whole[ends[at] : ends[at + 1]] for at, name in enumerate(homes)},
        [Competency(*each) for each in shared["competencies"]],
        [Level(*each) for each in shared["levels"]],
    )
    links = {
        (one, other): tuple(Link(mapping, kind, Decimal(sure)) for mapping, kind, sure in found)
        for one, other, found in shared["links"]
    }
    alignments = {
        mapping: tuple(
            Alignment(iri, of, Level(*level), Level(*lowest), Level(*highest), why)
            for iri, of, level, lowest, highest, why in found
        )
        for mapping, found in shared["alignments"]
    }
    return Profiles(lines, links, alignments, homes)


class _Lines(Mapping[str, Profile]):
    """The profiles in lines of the file, each made when it is first asked for."""

    def __init__(
        self, lines: dict[str, bytes], competencies: list[Competency], levels: list[Level]
    ) -> None:
        self._lines = lines
        self._competencies = competencies
        self._levels = levels
        self._made: dict[str, Profile] = {}

    def __getitem__(self, name: str) -> Profile:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(self._lines[name])
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def _make(self, line: bytes) -> Profile:
        plain, needs, duties, qualifications = json.loads(line)
        requirements = {}
        for iri, what, level, guidance in needs:
            competency = self._competencies[what]
            at = None if level is None else self._levels[level]
            requirements[competency.iri] = Requirement(iri, competency, at, guidance)
        told = dict(zip(_PLAIN, plain, strict=True))
        told["next_grades"] = tuple(told["next_grades"])
        return Profile(
            **told,
            requirements=requirements,
            duties=tuple(
                Duty(iri, text, tuple(groups), fact) for iri, text, groups, fact in duties
            ),
            qualifications=tuple(Qualification(*each) for each in qualifications),
        )


_PLAIN = tuple(
    each.name
    for each in fields(Profile)
    if each.name not in {"requirements", "duties", "qualifications"}
)
