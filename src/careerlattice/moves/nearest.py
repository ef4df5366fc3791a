"""Nearness: which class-grades are alike, how much, and what that rests on.

Two class-grades are compared by what they have in common of all that either has (a weighted
Jaccard measure, from 0 to 1), in two parts:

* Competencies. Each counts 1, and half more for every level above the lowest of its scale, so a
  competency asked at rank 3 counts 2. In common is the competency and the lower of the two levels
  where both are of one scale; of two scales, or where a level is not stated, the competency alone.
  Core competencies, which all class-grades of a publisher need, say nothing here and are left out.
* Duties. Each counts 1. In common are those of the same words under the same group, and in part
  those reworded: as much as their words agree (0.9 and more).

Accepted mappings put competencies and duties of different publishers in common: exact and close
ones whole, broader and narrower ones half, and never a level. Duties make a quarter of the whole
where both class-grades have some; otherwise competencies are all there is. This measure without
duties and mappings is the one of question 15.

Everything is a sparse matrix, class-grades by features; levels are features too, one for each
level that is reached. A product of a block of rows with the whole says what that block has in
common with all others, so the nearest of ten thousand class-grades need seconds, and memory for a
block at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from careerlattice.errors import UsageError
from careerlattice.moves.kept import read_profiles
from careerlattice.moves.profiles import Duty, Profile, Profiles, Requirement, Selects

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Block: TypeAlias = NDArray[np.float64]
    # SciPy has no types of its own.
    Sparse: TypeAlias = Any

Feature: TypeAlias = tuple[str, ...]
Links: TypeAlias = dict[tuple[Feature, Feature], float]

__all__ = ["Likeness", "Measure", "Nearness", "SharedCompetency", "SharedDuty"]

_CELLS = 4_000_000
"""Numbers in one block: 32 MB for each of the few arrays that are held at a time."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much each thing counts; the module says what for.

    *level* is for each level above the lowest, beside 1 for the competency; *duties* is the part
    of the whole that duties make; *linked* is how much of what is mapped is in common.

    Raises:
        UsageError: a part is not between 0 and 1.
    """

    level: float = 0.5
    duties: float = 0.25
    exact: float = 1
    close: float = 1
    broader: float = 0.5
    narrower: float = 0.5

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not 0 <= getattr(self, name) <= 1:
                raise UsageError(f"{name} = {getattr(self, name)!r} is not between 0 and 1")

    def of_relation(self, relation: str) -> float:
        """How much a mapping of this relation puts in common."""
        return float(getattr(self, relation))


@dataclass(frozen=True, slots=True)
class SharedCompetency:
    """A competency of both; `facts` are the two requirements, by which quotes are fetched.

    *standing* is same level, other level, level not known, or mapped (on the word of `mapping`).
    """

    competency: str
    iri: str
    standing: str
    one_level: str | None
    other_level: str | None
    facts: tuple[str, str]
    other_competency: str | None = None
    mapping: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class SharedDuty:
    """A duty of both; `facts` are the two assignments, by which quotes are fetched.

    *standing* is same text, near text, or mapped (on the word of `mapping`).
    """

    text: str
    other_text: str
    standing: str
    similarity: float
    facts: tuple[str, str]
    mapping: str | None = None


@dataclass(frozen=True)
class Likeness:
    """How alike two class-grades are, and what that rests on."""

    one: str
    other: str
    similarity: float
    competencies: tuple[SharedCompetency, ...]
    duties: tuple[SharedDuty, ...]

    def __str__(self) -> str:
        parts = [
            _told(self.competencies, "competency", "competencies"),
            _told(self.duties, "duty", "duties"),
        ]
        rests = "; ".join(part for part in parts if part) or "nothing in common"
        return f"{self.one} ~ {self.other}: {self.similarity:.0%}: {rests}"


class Nearness:
    """The nearness of all class-grades in force to one another.

    >>> nearness = Nearness.read(lattice.store)                                 # doctest: +SKIP
    >>> for each in nearness.nearest("us-mt-dor/it-processing-office-specialist/9", 3):
    ...     print(each)                                                         # doctest: +SKIP
    """

    def __init__(self, profiles: Profiles, measure: Measure | None = None) -> None:
        self.profiles = profiles
        self.measure = measure or Measure()
        self.names = tuple(profiles)

    @classmethod
    def read(cls, store: Selects, measure: Measure | None = None) -> Self:
        """Read the class-grades from *store*; the matrices are made when first needed."""
        return cls(read_profiles(store), measure)

    def nearest(self, name: str, count: int = 10) -> tuple[Likeness, ...]:
        """The *count* nearest to one class-grade, with what that rests on; the nearest first.

        Those that have nothing in common with it are never among them. Equally near ones are in
        the order of identifiers.

        Raises:
            UsageError: the class-grade is not in force, or the count is below 1.
        """
        _check_count(count)
        at = self._places[self.profiles.find(name).id]
        similarities = self._similarities_of(at)
        return tuple(
            self._likeness(self.names[at], other, similarity)
            for other, similarity in self._best(similarities[0], at, count)
        )

    def nearest_of_all(
        self, count: int = 10
    ) -> Iterator[tuple[str, tuple[tuple[str, float], ...]]]:
        """For every class-grade the *count* nearest and how near they are, as `nearest` has them.

        What each rests on is found by `likeness`, pair by pair.

        Raises:
            UsageError: the count is below 1.
        """
        _check_count(count)
        step = max(1, _CELLS // max(1, len(self.names)))
        for start in range(0, len(self.names), step):
            end = min(start + step, len(self.names))
            block = self._similarities(start, end)
            for at in range(start, end):
                yield self.names[at], self._best(block[at - start], at, count)

    def likeness(self, one: str, other: str) -> Likeness:
        """How alike two class-grades are, and what that rests on.

        Raises:
            UsageError: a class-grade is not in force.
        """
        at = self._places[self.profiles.find(one).id]
        to = self._places[self.profiles.find(other).id]
        similarity = float(self._similarities_of(at)[0, to])
        return self._likeness(self.names[at], self.names[to], similarity)

    # -- numbers -------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def _competencies(self) -> _Part:
        step = self.measure.level
        rows = []
        for profile in self.profiles.values():
            row: dict[Feature, float] = {}
            for iri, requirement in _telling(profile).items():
                row[(iri,)] = 1
                for rank in range(2, _rank(requirement) + 1):
                    assert requirement.level is not None
                    row[(iri, str(requirement.level.scale), str(rank))] = step
            rows.append(row)
        links: Links = {
            ((one,), (other,)): self.measure.of_relation(found[0].relation)
            for (one, other), found in self.profiles.links.items()
        }
        return _Part(rows, links)

    @cached_property
    def _duties(self) -> _Part:
        return self._duties_where(self.profiles.reworded)

    def _duties_where(self, reworded: Mapping[str, Mapping[str, float]]) -> _Part:
        rows: list[dict[Feature, float]] = [
            {(key,): 1.0 for key in profile.duties_by_key} for profile in self.profiles.values()
        ]
        links: Links = {
            ((one,), (other,)): share
            for one, others in reworded.items()
            for other, share in others.items()
        }
        keys: dict[str, set[str]] = {}
        for profile in self.profiles.values():
            for key, duty in profile.duties_by_key.items():
                keys.setdefault(duty.iri, set()).add(key)
        for (one, other), found in self.profiles.links.items():
            share = self.measure.of_relation(found[0].relation)
            for mine in keys.get(one, ()):
                for theirs in keys.get(other, set()) - {mine}:
                    pair = (mine,), (theirs,)
                    links[pair] = max(links.get(pair, 0), share)
        return _Part(rows, links)

    def _similarities_of(self, at: int) -> Block:
        """How near one class-grade is to all: only its own duties are looked for reworded."""
        if "_duties" in self.__dict__:
            return self._similarities(at, at + 1)
        own = self.profiles[self.names[at]].duties_by_key
        duties = self._duties_where({key: self.profiles.reworded_of(key) for key in own})
        return self._similarities(at, at + 1, duties)

    def _similarities(self, start: int, end: int, duties_part: _Part | None = None) -> Block:
        """How near the class-grades from *start* to *end* are to all."""
        import numpy as np  # noqa: PLC0415 - with SciPy a third of a second, needed here only

        competencies, has_competencies = self._competencies.share(start, end)
        part = self.measure.duties
        if not part:
            return competencies
        duties, has_duties = (duties_part or self._duties).share(start, end)
        # Where only one of the two parts can be compared, it is the whole.
        weight = np.where(has_duties, np.where(has_competencies, part, 1.0), 0.0)
        duties -= competencies
        duties *= weight
        duties += competencies
        return duties

    def _best(self, similarities: Block, at: int, count: int) -> tuple[tuple[str, float], ...]:
        import numpy as np  # noqa: PLC0415

        similarities[at] = 0
        least = 0.0
        if count < len(similarities):
            place = len(similarities) - count
            least = float(np.partition(similarities, place)[place])
        # All that are as near as the last one, so that a tie is settled by the identifiers.
        candidates = np.flatnonzero((similarities >= least) & (similarities > 0))
        order = np.argsort(-similarities[candidates], kind="stable")[:count]
        return tuple((self.names[i], float(similarities[i])) for i in candidates[order])

    # -- what it rests on ----------------------------------------------------------------------

    def _likeness(self, one: str, other: str, similarity: float) -> Likeness:
        mine, theirs = self.profiles[one], self.profiles[other]
        return Likeness(
            one,
            other,
            similarity,
            tuple(self._shared_competencies(mine, theirs)),
            tuple(self._shared_duties(mine, theirs)),
        )

    def _shared_competencies(self, mine: Profile, theirs: Profile) -> Iterator[SharedCompetency]:
        asked = _telling(theirs)
        for iri, requirement in _telling(mine).items():
            if iri in asked:
                yield _shared(requirement, asked[iri], _standing(requirement, asked[iri]))
            for other in self.profiles.linked.get(iri, ()):
                if other in asked and other != iri:
                    link = self.profiles.links[iri, other][0]
                    yield _shared(requirement, asked[other], "mapped", link.mapping, link.relation)

    def _shared_duties(self, mine: Profile, theirs: Profile) -> Iterator[SharedDuty]:
        by_iri = {duty.iri: duty for duty in theirs.duties}
        for key, duty in mine.duties_by_key.items():
            same = theirs.duties_by_key.get(key)
            if same is not None:
                yield _shared_duty(duty, same, "same text", 1)
            near = self.profiles.reworded_of(key, theirs.duties_by_key)
            for other, share in sorted(near.items()):
                yield _shared_duty(duty, theirs.duties_by_key[other], "near text", share)
            for iri in self.profiles.linked.get(duty.iri, ()):
                if iri in by_iri:
                    link = self.profiles.links[duty.iri, iri][0]
                    share = self.measure.of_relation(link.relation)
                    yield _shared_duty(duty, by_iri[iri], "mapped", share, link.mapping)


class _Part:
    """One part of the measure as matrices: what each class-grade has, and what goes for what."""

    def __init__(
        self,
        rows: list[dict[Feature, float]],
        links: Links,
    ) -> None:
        import numpy as np  # noqa: PLC0415
        from scipy import sparse  # noqa: PLC0415

        columns: dict[Feature, int] = {}
        weights: list[float] = []
        indices: list[int] = []
        ends = [0]
        for row in rows:
            for feature, weight in row.items():
                if feature not in columns:
                    columns[feature] = len(columns)
                    weights.append(weight)
                indices.append(columns[feature])
            ends.append(len(indices))
        shape = (len(rows), len(columns))
        has = sparse.csr_matrix((np.ones(len(indices)), indices, ends), shape=shape)
        counts = sparse.diags_array(np.array(weights), format="csr", dtype=np.float64)
        self.totals: Block = has @ np.array(weights)
        pairs = [
            (columns[one], columns[other], share)
            for (one, other), share in links.items()
            if one != other and one in columns and other in columns
        ]
        self._linked = bool(pairs)
        if pairs:
            one, other, share = (np.array(each) for each in zip(*pairs, strict=True))
            counts = counts + sparse.csr_array((share, (one, other)), shape=counts.shape)
        self._left: Sparse = sparse.csr_array(has @ counts)
        self._right: Sparse = sparse.csr_array(has).T.tocsr()

    def share(self, start: int, end: int) -> tuple[Block, NDArray[np.bool_]]:
        """What rows have in common with all, of all that either has; and where both have any."""
        import numpy as np  # noqa: PLC0415

        overlap: Block = (self._left[start:end] @ self._right).toarray()
        mine, all_ = self.totals[start:end, None], self.totals[None, :]
        if self._linked:
            # One thing mapped to two would count twice.
            np.minimum(overlap, np.minimum(mine, all_), out=overlap)
        either = mine + all_
        either -= overlap
        both = (mine > 0) & (all_ > 0)
        np.divide(overlap, either, out=overlap, where=either > 0)
        return overlap, both


def _telling(profile: Profile) -> dict[str, Requirement]:
    """The requirements that tell class-grades apart: all but those of core competencies."""
    return {iri: each for iri, each in profile.requirements.items() if not each.competency.core}


def _rank(requirement: Requirement) -> int:
    level = requirement.level
    return level.rank or 0 if level is not None and level.comparable else 0


def _standing(one: Requirement, other: Requirement) -> str:
    if one.level is None or other.level is None:
        return "level not known"
    if not one.level.comparable or one.level.scale != other.level.scale:
        return "level not known"
    return "same level" if one.level.rank == other.level.rank else "other level"


def _shared(
    one: Requirement,
    other: Requirement,
    standing: str,
    mapping: str | None = None,
    relation: str | None = None,
) -> SharedCompetency:
    return SharedCompetency(
        competency=one.competency.name,
        iri=one.competency.iri,
        standing=standing,
        one_level=None if one.level is None else str(one.level),
        other_level=None if other.level is None else str(other.level),
        facts=(one.iri, other.iri),
        other_competency=None if mapping is None else other.competency.name,
        mapping=mapping,
        relation=relation,
    )


def _shared_duty(
    one: Duty, other: Duty, standing: str, similarity: float, mapping: str | None = None
) -> SharedDuty:
    facts = (one.assignment or one.iri, other.assignment or other.iri)
    return SharedDuty(one.text, other.text, standing, similarity, facts, mapping)


def _told(
    shared: tuple[SharedCompetency, ...] | tuple[SharedDuty, ...], one: str, many: str
) -> str:
    if not shared:
        return ""
    found: dict[str, int] = {}
    for each in shared:
        found[each.standing] = found.get(each.standing, 0) + 1
    kinds = ", ".join(f"{count} {standing}" for standing, count in found.items())
    return f"{len(shared)} {one if len(shared) == 1 else many} ({kinds})"


def _check_count(count: int) -> None:
    if count < 1:
        raise UsageError(f"the {count} nearest are none", remedy="give 1 or more")
