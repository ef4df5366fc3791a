"""Paths: where one can go from a class-grade, by which steps, and at what cost.

The network is a directed graph (networkx) of the class-grades in force. An edge is a move that can
be made in one step:

* within a publisher, from a class-grade to every other that asks for at least one competency the
  first asks for too, and to the next grade of the ladder;
* across publishers, where an accepted mapping links a competency or a duty of the one with a
  competency or a duty of the other. Without a mapping nothing is known of such a move, so it is
  no step.

An edge costs what `moves.cost` says, measured from what the class-grade left asks for: not
from all that a person gathered on the way. So a path costs the sum of its steps, and since a step
is seldom cheaper in two, the path of least effort often is the direct one. *largest_step* asks for
what people mean by a path: steps none of which is larger than that.

Costs are added in whole thousandths, so equal sums are equal. Of paths that cost the same the one
with fewer steps comes first, then the one whose identifiers come first: the same graph gives the
same answer, whatever the order of its facts. No path visits a class-grade twice.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Self

from careerlattice.errors import UsageError
from careerlattice.moves.cost import Cost, Entry, Move, Weights, cost_of, move_between
from careerlattice.moves.kept import read_profiles
from careerlattice.moves.profiles import Profile, Profiles, Selects

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "Bottleneck",
    "Door",
    "Ladder",
    "Network",
    "Path",
    "Step",
    "bottlenecks",
    "doors",
    "gentlest",
    "ladder",
    "least_effort",
    "nearest_moves",
    "on_ramps",
    "reachable",
    "simple_paths",
]

_TO_GAIN = frozenset({"missing", "must rise"})


@dataclass(frozen=True)
class Step:
    """One move along a path: what it asks for, what it costs, whether the ladder leads there."""

    move: Move
    cost: Cost
    next_grade: bool = False

    @property
    def start(self) -> str:
        """The class-grade it leaves."""
        return self.move.start

    @property
    def goal(self) -> str:
        """The class-grade it reaches."""
        return self.move.goal

    def __str__(self) -> str:
        ladder = " (the next grade)" if self.next_grade else ""
        return f"{self.start} → {self.goal}{ladder}: {self.cost}"


@dataclass(frozen=True)
class Path:
    """Steps that lead from one class-grade to another; none where they are the same."""

    start: str
    goal: str
    steps: tuple[Step, ...]

    @property
    def class_grades(self) -> tuple[str, ...]:
        """The class-grades along the path, both ends included."""
        return (self.start, *(step.goal for step in self.steps))

    @property
    def thousandths(self) -> int:
        """What the steps cost together, in thousandths."""
        return sum(step.cost.thousandths for step in self.steps)

    @property
    def cost(self) -> float:
        """What the steps cost together."""
        return self.thousandths / 1000

    @property
    def largest_step(self) -> float:
        """What the dearest step costs."""
        return max((step.cost.total for step in self.steps), default=0.0)

    @property
    def blocked(self) -> tuple[str, ...]:
        """What bars a step of the path until it is gained."""
        return tuple(each for step in self.steps for each in step.cost.blocked)

    def __str__(self) -> str:
        count = f"{len(self.steps)} step{'' if len(self.steps) == 1 else 's'}"
        head = f"{' → '.join(self.class_grades)}: {self.cost:g} in {count}"
        return "\n".join([head, *(f"  {step}" for step in self.steps)])


@dataclass(frozen=True)
class Ladder:
    """The rungs of a class from the lowest grade up, and the steps between them."""

    class_id: str
    title: str
    rungs: tuple[Profile, ...]
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        grades = " → ".join(rung.grade or "no grade" for rung in self.rungs)
        return "\n".join([f"{self.title}: {grades}", *(f"  {step}" for step in self.steps)])


@dataclass(frozen=True)
class Bottleneck:
    """A competency that moves into higher grades ask for: in how many of how many."""

    competency: str
    iri: str
    missing: int
    rising: int
    levels: int
    of: int

    @property
    def moves(self) -> int:
        """The moves that ask for it, to gain or to raise."""
        return self.missing + self.rising

    def __str__(self) -> str:
        return (
            f"{self.competency}: in {self.moves} of {self.of} moves up"
            f" ({self.missing} to gain, {self.rising} to raise)"
        )


@dataclass(frozen=True)
class Door:
    """A competency, and the class-grades that gaining or raising it alone would open.

    *entries* holds, for each of them, what it asks of this competency: they name the facts.
    """

    competency: str
    iri: str
    opens: tuple[str, ...]
    asked_by: int
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def __str__(self) -> str:
        opens = f"opens {len(self.opens)}: {', '.join(self.opens)}" if self.opens else "opens none"
        return f"{self.competency} {opens}; asked for by {self.asked_by} in all"


class Network:
    """The moves between all class-grades in force, with their costs by some weights.

    >>> network = Network.read(lattice.store)                                   # doctest: +SKIP
    >>> print(least_effort(network, "us-mt-dor/it-processing-office-specialist/9",
    ...                    "us-mt-dor/customer-service-representative/13"))     # doctest: +SKIP
    """

    def __init__(self, profiles: Profiles, weights: Weights | None = None) -> None:
        self.profiles = profiles
        self.weights = weights or Weights()

    @classmethod
    def read(cls, store: Selects, weights: Weights | None = None) -> Self:
        """Read the class-grades from *store*; the edges are made when first asked for."""
        return cls(read_profiles(store), weights)

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """All edges, for the algorithms of networkx: each with `cost`, `thousandths`, `words`.

        Within a publisher nearly every class-grade leads to every other, so this is for hundreds
        of class-grades; the functions of this module look at the edges they need.
        """
        import networkx as nx  # noqa: PLC0415 - half a second, and only where a graph is asked for

        graph: nx.DiGraph[str] = nx.DiGraph()
        for name, profile in self.profiles.items():
            graph.add_node(name, title=profile.title, publisher=profile.publisher)
        for name in self.profiles:
            for goal, thousandths in self.edges_from(name).items():
                words = self.step(name, goal).cost.explanation
                graph.add_edge(
                    name, goal, cost=thousandths / 1000, thousandths=thousandths, words=words
                )
        return graph

    def edges_from(
        self, start: str, most: int | None = None, among: Container[str] | None = None
    ) -> Mapping[str, int]:
        """The class-grades one step away and what the step costs, in thousandths.

        With *most* only the steps that cost no more, with *among* only those to one of these. Both
        make it quicker: most steps are known to be too dear by the competencies missing alone.
        """
        known = self._edges.setdefault(start, {})
        if start not in self._goals:
            self._goals[start] = self.goals(start)
        found = {}
        for goal in self._goals[start]:
            if among is not None and goal not in among:
                continue
            cost = known.get(goal)
            if cost is None:
                if most is not None and self._at_least(start, goal) > most:
                    continue
                cost = known[goal] = self.step(start, goal).cost.thousandths
            if most is None or cost <= most:
                found[goal] = cost
        return found

    def goals(self, start: str) -> tuple[str, ...]:
        """The class-grades one step away, in the order of identifiers."""
        following = {name for name in self.profiles[start].next_grades if name in self.profiles}
        return tuple(sorted((following | self._near(start)) - {start}))

    def starts(self, goal: str) -> tuple[str, ...]:
        """The class-grades from which *goal* is one step away, in the order of identifiers."""
        return tuple(sorted((self._below[goal] | self._near(goal)) - {goal}))

    def step(self, start: str, goal: str) -> Step:
        """The move from *start* to *goal* with its cost, be it an edge or not."""
        one, other = self.profiles[start], self.profiles[goal]
        move = move_between(self.profiles, one, other)
        return Step(move, cost_of(move, self.weights), goal in one.next_grades)

    def path(self, *class_grades: str) -> Path:
        """The path along these class-grades."""
        pairs = itertools.pairwise(class_grades)
        steps = tuple(self.step(one, other) for one, other in pairs)
        return Path(class_grades[0], class_grades[-1], steps)

    def _near(self, name: str) -> set[str]:
        """Those that share a competency within the publisher, or are linked by a mapping."""
        profile = self.profiles[name]
        within = self._asking_within(profile.publisher)
        found: set[str] = set()
        for iri in profile.requirements:
            found |= within[iri]
        for iri in (*profile.requirements, *(duty.iri for duty in profile.duties)):
            for linked in self.profiles.linked.get(iri, ()):
                found |= self._asking.get(linked, set())
        return found

    def _at_least(self, start: str, goal: str) -> int:
        """What the step costs at least: for what is neither held nor mapped to anything."""
        one, other = self.profiles[start], self.profiles[goal]
        apart = len(self._unmapped(goal) - one.requirements.keys())
        same = one.publisher == other.publisher
        weight = self.weights.missing if same else self.weights.not_comparable
        # A cost is rounded as a whole; a thousandth less is a bound whatever the weights are.
        return round(apart * weight * 1000) - 1

    def _unmapped(self, name: str) -> frozenset[str]:
        """What a class-grade asks for that is mapped to nothing."""
        found = self._unmapped_of.get(name)
        if found is None:
            asked = self.profiles[name].requirements.keys()
            found = self._unmapped_of[name] = frozenset(asked - self.profiles.linked.keys())
        return found

    @cached_property
    def _unmapped_of(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _edges(self) -> dict[str, dict[str, int]]:
        return {}

    @cached_property
    def _goals(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _below(self) -> Mapping[str, set[str]]:
        """From which class-grades the ladder leads to each."""
        found: dict[str, set[str]] = {name: set() for name in self.profiles}
        for name, home in self.profiles.homes.items():
            for following in home.next_grades:
                found.get(following, set()).add(name)
        return found

    def _asking_within(self, publisher: str) -> Mapping[str, set[str]]:
        """Which class-grades of a publisher ask for a competency."""
        found = self._asking_within_each.get(publisher)
        if found is None:
            found = self._asking_within_each[publisher] = defaultdict(set)
            for profile in self.profiles.of_publisher(publisher):
                for iri in profile.requirements:
                    found[iri].add(profile.id)
        return found

    @cached_property
    def _asking_within_each(self) -> dict[str, dict[str, set[str]]]:
        return {}

    @cached_property
    def _asking(self) -> Mapping[str, set[str]]:
        """Which class-grades ask for a competency, or have a duty, that is mapped to another."""
        found: dict[str, set[str]] = defaultdict(set)
        if not self.profiles.linked:
            return found
        for name, profile in self.profiles.items():
            for iri in (*profile.requirements, *(duty.iri for duty in profile.duties)):
                if iri in self.profiles.linked:
                    found[iri].add(name)
        return found


# -- looking around ----------------------------------------------------------------------------


def ladder(network: Network, class_id: str) -> Ladder:
    """The ladder of a class: its rungs by rank, and the step from each to the next.

    Rungs without a rank come last. A ladder that runs in a circle or forks is told as it is: each
    rung and each step once.

    Raises:
        UsageError: no class-grade of the class is in force.
    """
    rungs = network.profiles.of_class(class_id)
    steps = [
        network.step(rung.id, name)
        for rung in rungs
        for name in rung.next_grades
        if name in network.profiles
    ]
    return Ladder(rungs[0].class_id, rungs[0].class_title, rungs, tuple(steps))


def nearest_moves(network: Network, start: str, count: int | None = 10) -> tuple[Step, ...]:
    """The cheapest single steps from *start*, the cheapest first.

    Raises:
        UsageError: the class-grade is not in force.
    """
    name = network.profiles.find(start).id
    edges = sorted(network.edges_from(name).items(), key=lambda edge: (edge[1], edge[0]))
    return tuple(network.step(name, goal) for goal, _ in edges[:count])


def on_ramps(
    network: Network, goal: str, count: int | None = None, budget: float | None = None
) -> tuple[Step, ...]:
    """What leads into *goal*: the steps that end there, the cheapest first.

    Raises:
        UsageError: the class-grade is not in force.
    """
    name = network.profiles.find(goal).id
    steps = (network.step(start, name) for start in network.starts(name))
    within = [step for step in steps if budget is None or step.cost.total <= budget]
    return tuple(sorted(within, key=lambda step: (step.cost.thousandths, step.start))[:count])


def reachable(
    network: Network,
    start: str,
    budget: float,
    *,
    most_steps: int | None = None,
    largest_step: float | None = None,
) -> tuple[Path, ...]:
    """The paths of least effort to every class-grade within *budget*, the cheapest first.

    Raises:
        UsageError: the class-grade is not in force, or a limit is negative.
    """
    name = network.profiles.find(start).id
    limit = _thousandths(budget, "budget")
    _check_steps(most_steps)
    paths = _least(network, name, most_steps, _optional(largest_step), limit)
    return tuple(network.path(*each) for _, each in paths if len(each) > 1)


def least_effort(
    network: Network,
    start: str,
    goal: str,
    *,
    most_steps: int | None = None,
    largest_step: float | None = None,
) -> Path | None:
    """The path that costs least, None if no path keeps to the limits.

    Raises:
        UsageError: a class-grade is not in force, or a limit is negative.
    """
    one, other = network.profiles.find(start).id, network.profiles.find(goal).id
    _check_steps(most_steps)
    largest = _optional(largest_step)
    # Nothing dearer than the direct step is looked at, where there is one.
    direct = _direct(network, one, other)
    bound = None if direct is None or (largest is not None and direct > largest) else direct
    for _, path in _least(network, one, most_steps, largest, bound):
        if path[-1] == other:
            return network.path(*path)
    return None


def gentlest(
    network: Network, start: str, goal: str, *, most_steps: int | None = None
) -> Path | None:
    """The path whose dearest step is the least dear; of several such, the one of least effort.

    Raises:
        UsageError: a class-grade is not in force, or a limit is negative.
    """
    one, other = network.profiles.find(start).id, network.profiles.find(goal).id
    _check_steps(most_steps)
    bound = _direct(network, one, other)
    if bound is None and not _leads(network, one, other, most_steps, None):
        return None
    # The small steps are tried first, since the larger ones are many to look at.
    trial = 1000
    while bound is None or trial < bound:
        if _leads(network, one, other, most_steps, trial):
            bound = trial
        trial *= 2
    # The label is the dearest step so far; with a limit on steps a dearer way in fewer counts too.
    heap: list[tuple[int, int, str]] = [(0, 0, one)]
    fewest: dict[str, int] = {}
    while heap:
        dearest, steps, name = heapq.heappop(heap)
        if name == other:
            return least_effort(
                network, one, other, most_steps=most_steps, largest_step=dearest / 1000
            )
        if steps >= fewest.get(name, steps + 1):
            continue
        fewest[name] = steps
        if most_steps is None or steps < most_steps:
            for goal_name, cost in network.edges_from(name, bound).items():
                heapq.heappush(heap, (max(dearest, cost), steps + 1, goal_name))
    return None


def simple_paths(
    network: Network,
    start: str,
    goal: str,
    *,
    most_steps: int = 3,
    limit: int | None = 10,
    budget: float | None = None,
    largest_step: float | None = None,
) -> tuple[Path, ...]:
    """All paths of at most *most_steps* steps, the cheapest first; at most *limit* (None: all).

    They are found in their order, so the first few are had without looking at all.

    Raises:
        UsageError: a class-grade is not in force, or a limit is negative.
    """
    one, other = network.profiles.find(start).id, network.profiles.find(goal).id
    _check_steps(most_steps)
    most = None if budget is None else _thousandths(budget, "budget")
    largest = _optional(largest_step)
    if limit is not None and most_steps > 2:
        # What the first few of two steps cost is as much as the first few of more can.
        few = list(itertools.islice(_in_order(network, one, other, 2, most, largest), limit))
        if few and len(few) == limit:
            most = few[-1][0]
    found = _in_order(network, one, other, most_steps, most, largest)
    return tuple(network.path(*path) for _, path in itertools.islice(found, limit))


# -- competencies that matter ------------------------------------------------------------------


def bottlenecks(network: Network, publisher: str | None = None) -> tuple[Bottleneck, ...]:
    """The competencies that moves into higher grades ask for, the most frequent first.

    A move up goes from a class-grade to another whose grade is higher in the same structure, and
    is an edge of the network. *publisher* (its identifier or IRI) keeps to one publisher.
    """
    found: dict[str, list[Entry]] = defaultdict(list)
    moves = 0
    for name, profile in network.profiles.items():
        if (
            publisher is not None
            and profile.publisher.rpartition("/")[2] != (publisher.rpartition("/")[2])
        ):
            continue
        for goal in network.goals(name):
            if not profile.below(network.profiles[goal]):
                continue
            moves += 1
            for entry in network.step(name, goal).move.entries:
                if entry.outcome in _TO_GAIN:
                    found[entry.iri].append(entry)
    bottles = [
        Bottleneck(
            competency=entries[0].competency,
            iri=iri,
            missing=sum(entry.outcome == "missing" for entry in entries),
            rising=sum(entry.outcome == "must rise" for entry in entries),
            levels=sum(entry.levels_to_rise or 0 for entry in entries),
            of=moves,
        )
        for iri, entries in found.items()
    ]
    return tuple(sorted(bottles, key=lambda b: (-b.moves, -b.missing, b.competency, b.iri)))


def doors(
    network: Network, start: str, budget: float | None = None, *, others: int = 0
) -> tuple[Door, ...]:
    """Which one competency, gained or raised, opens most class-grades from *start*.

    Without a budget a class-grade is open when at most *others* competencies are missing or must
    rise: the competency opens those that are one too far, as in question 29. With a budget a
    class-grade is open when the step to it costs no more: the competency opens those that cost
    more now and would not if what it adds were gone. Gained means to the level that the
    class-grade asks for. What opens nothing is told too, by how many ask for it.

    Raises:
        UsageError: the class-grade is not in force, or the budget is negative.
    """
    name = network.profiles.find(start).id
    limit = None if budget is None else _thousandths(budget, "budget")
    opens: dict[str, list[str]] = defaultdict(list)
    asked: dict[str, dict[str, Entry]] = defaultdict(dict)
    for goal in network.goals(name):
        step = network.step(name, goal)
        to_gain = [entry for entry in step.move.entries if entry.outcome in _TO_GAIN]
        for entry in to_gain:
            asked[entry.iri][goal] = entry
            if limit is None:
                opened = len(to_gain) == others + 1
            else:
                rest = step.cost.thousandths - _adds(entry, network.weights)
                opened = rest <= limit < step.cost.thousandths
            if opened:
                opens[entry.iri].append(goal)
    found = [
        Door(
            competency=next(iter(entries.values())).competency,
            iri=iri,
            opens=tuple(opens[iri]),
            asked_by=len(entries),
            entries={goal: entries[goal] for goal in (opens[iri] or entries)},
        )
        for iri, entries in asked.items()
    ]
    return tuple(sorted(found, key=lambda d: (-len(d.opens), -d.asked_by, d.competency, d.iri)))


def _adds(entry: Entry, weights: Weights) -> int:
    alone = Move("", "", (entry,))
    return cost_of(alone, weights).thousandths


# -- searching ---------------------------------------------------------------------------------


def _least(
    network: Network,
    start: str,
    most_steps: int | None,
    largest: int | None,
    budget: int | None = None,
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The best path to each class-grade, the cheapest first, and what it costs.

    Best is by cost, then steps, then identifiers: an order that adding a step keeps, so that the
    first path to arrive is the best one. With a limit on steps, a later path to the same place may
    still lead further, if it has fewer steps.
    """
    heap: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, (start,))]
    fewest: dict[str, int] = {}
    while heap:
        cost, steps, path = heapq.heappop(heap)
        name = path[-1]
        if name in fewest and (most_steps is None or steps >= fewest[name]):
            continue
        if name not in fewest:
            yield cost, path
        fewest[name] = steps
        if most_steps is not None and steps >= most_steps:
            continue
        most = _most(largest, budget, cost)
        for goal, more in network.edges_from(name, most).items():
            if goal in fewest and (most_steps is None or steps + 1 >= fewest[goal]):
                continue
            heapq.heappush(heap, (cost + more, steps + 1, (*path, goal)))


def _in_order(
    network: Network,
    start: str,
    goal: str,
    most_steps: int,
    budget: int | None,
    largest: int | None,
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """All simple paths by cost, then steps, then identifiers, and what they cost.

    Only class-grades from which the goal can be reached in the steps that are left are entered.
    """
    fewest = _fewest_steps(network, goal, most_steps)
    within = [{name for name, least in fewest.items() if least <= n} for n in range(most_steps)]
    heap: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, (start,))]
    while heap:
        cost, steps, path = heapq.heappop(heap)
        if path[-1] == goal:
            yield cost, path
        elif steps < most_steps:
            most, among = _most(largest, budget, cost), within[most_steps - steps - 1]
            for name, more in network.edges_from(path[-1], most, among).items():
                if name not in path:
                    heapq.heappush(heap, (cost + more, steps + 1, (*path, name)))


def _fewest_steps(network: Network, goal: str, most_steps: int) -> dict[str, int]:
    """How many steps each class-grade needs at least to the goal, as far as the limit allows."""
    found = {goal: 0}
    edge = [goal]
    for steps in range(1, most_steps + 1):
        before = {each for name in edge for each in network.starts(name)} - found.keys()
        found.update(dict.fromkeys(before, steps))
        edge = sorted(before)
    return found


def _leads(
    network: Network, start: str, goal: str, most_steps: int | None, largest: int | None
) -> bool:
    """Whether any path leads from *start* to *goal*, by steps that cost at most *largest*."""
    seen, edge, steps = {start}, [start], 0
    while edge and goal not in seen and (most_steps is None or steps < most_steps):
        following: set[str] = set()
        for name in edge:
            ways = network.goals(name) if largest is None else network.edges_from(name, largest)
            following.update(ways)
        edge = sorted(following - seen)
        seen |= following
        steps += 1
    return goal in seen


def _direct(network: Network, start: str, goal: str) -> int | None:
    """What the step from *start* to *goal* costs, where there is one."""
    if start == goal or goal not in network.goals(start):
        return None
    return network.step(start, goal).cost.thousandths


def _most(largest: int | None, budget: int | None, spent: int) -> int | None:
    """What the next step may cost."""
    limits = [
        each for each in (largest, None if budget is None else budget - spent) if each is not None
    ]
    return min(limits, default=None)


def _thousandths(value: float, name: str) -> int:
    if not value >= 0:
        raise UsageError(f"the {name} {value!r} is not a number from 0 up")
    return round(min(value, 1e9) * 1000)


def _optional(largest_step: float | None) -> int | None:
    return None if largest_step is None else _thousandths(largest_step, "largest step")


def _check_steps(most_steps: int | None) -> None:
    if most_steps is not None and most_steps < 0:
        raise UsageError(f"{most_steps} steps are fewer than none", remedy="give 0 or more")
