"""The lattice as the explorer draws it: class-grades, and the moves between them with their cost.

The 12,000 moves of 200 class-grades take 3 seconds to reckon; those of thousands would be
millions, which nobody can look at. So there are two forms of one shape:

* complete, where there are at most `MOST_NODES` class-grades and `MOST_MOVES` moves;
* else the next grades, and from each class-grade the moves to the `NEAREST` of its publisher that
  are most like it.

What is around one class-grade is exact in both cases, as far as `AROUND` moves each way go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careerlattice.identifiers import ID
from careerlattice.moves.nearest import Nearness
from careerlattice.moves.paths import Network, nearest_moves, on_ramps
from careerlattice.moves.profiles import Profile
from careerlattice.rows import Rows
from careerlattice.store import Selects

__all__ = [
    "AROUND",
    "MOST_MOVES",
    "MOST_NODES",
    "NEAREST",
    "LatticeData",
    "Named",
    "Node",
    "Picture",
]

MOST_NODES = 1_000
MOST_MOVES = 15_000
NEAREST = 8
AROUND = 40


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an identifier and a label; nodes point at it by its place in a list."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Node:
    """A class-grade in force; the numbers are places in the lists of `LatticeData`.

    *rank* orders the grades of one *structure*, and nothing else. *pay* is in its source's words.
    """

    id: str
    title: str
    class_: int
    publisher: int
    grade: str | None
    rank: int | None
    structure: int | None
    groups: tuple[int, ...]
    units: tuple[int, ...]
    competencies: tuple[int, ...]
    pay: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LatticeData:
    """Class-grades and moves.

    A move is (from, to, cost, words, next): two places among the *nodes*, the cost by the default
    weights, the place of its explanation among the *words*, and 1 where the ladder leads there.
    *complete* says that no move between the nodes is left out.
    """

    complete: bool
    nodes: tuple[Node, ...]
    moves: tuple[tuple[int, int, float, int, int], ...]
    words: tuple[str, ...]
    publishers: tuple[Named, ...]
    classes: tuple[Named, ...]
    structures: tuple[Named, ...]
    groups: tuple[Named, ...]
    units: tuple[Named, ...]
    competencies: tuple[Named, ...]


class Picture:
    """Makes `LatticeData` of a graph: of the whole, or around one class-grade."""

    def __init__(self, store: Selects, network: Network) -> None:
        self._network = network
        self._near: Nearness | None = None
        self._labels = _labels(store.select(_PUBLISHERS)) | _labels(store.select(_STRUCTURES))
        self._groups = store.select(_CODES.replace("<property>", "career:occupationalGroup"))
        self._units = store.select(_CODES.replace("<property>", "career:bargainingUnit"))
        self._pay: dict[str, list[str]] = {}
        for row in store.select(_PAY):
            self._pay.setdefault(str(row["class_grade"]), []).append(str(row["text"]))

    def whole(self) -> LatticeData:
        """All class-grades in force, and the moves between them."""
        profiles = self._network.profiles
        names = list(profiles)
        if self._is_small():
            pairs = [(name, goal) for name in names for goal in self._network.goals(name)]
            return self._data(names, pairs, complete=True)
        pairs = []
        for publisher in sorted({home.publisher for home in profiles.homes.values()}):
            # Of a publisher by itself: to compare the duties of all with all takes hours.
            within = Nearness(profiles.only(each.id for each in profiles.of_publisher(publisher)))
            for name, near in within.nearest_of_all(NEAREST):
                others = {other for other, _ in near}
                others.update(each for each in profiles[name].next_grades if each in profiles)
                pairs += [(name, other) for other in sorted(others - {name})]
        return self._data(names, pairs, complete=False)

    def around(self, class_grade: str) -> LatticeData:
        """One class-grade, the cheapest moves from it and to it, and the rest of its ladder.

        Raises:
            UsageError: the class-grade is not in force.
        """
        network, profiles = self._network, self._network.profiles
        name = profiles.find(class_grade).id
        if self._is_small():
            out = [step.goal for step in nearest_moves(network, name, AROUND)]
            back = [step.start for step in on_ramps(network, name, AROUND)]
        else:
            near = [each.other for each in self._nearness().nearest(name, AROUND)]
            out = back = near
        ladder = [rung.id for rung in profiles.of_class(profiles[name].class_id)]
        following = set(profiles[name].next_grades) & set(profiles)
        names = sorted({name, *out, *back, *ladder, *following})
        shown = set(names)
        pairs = {(name, other) for other in [*out, *following]} | {(other, name) for other in back}
        pairs |= {
            (other, after) for other in names for after in profiles[other].next_grades
            if after in shown
        }  # fmt: skip
        return self._data(names, sorted(pair for pair in pairs if pair[0] != pair[1]), False)

    def _is_small(self) -> bool:
        names = list(self._network.profiles)
        if len(names) > MOST_NODES:
            return False
        moves = 0
        for name in names:
            moves += len(self._network.goals(name))
            if moves > MOST_MOVES:
                return False
        return True

    def _nearness(self) -> Nearness:
        if self._near is None:
            self._near = Nearness(self._network.profiles)
        return self._near

    def _data(
        self, names: Iterable[str], pairs: Iterable[tuple[str, str]], complete: bool
    ) -> LatticeData:
        profiles = sorted((self._network.profiles[name] for name in names), key=_order)
        place = {profile.id: at for at, profile in enumerate(profiles)}
        publishers = _List((p.publisher, self._label(p.publisher)) for p in profiles)
        classes = _List((p.class_id, p.class_title) for p in profiles)
        structures = _List((p.structure, self._label(p.structure)) for p in profiles if p.structure)
        competencies = _List(
            (iri, each.competency.name) for p in profiles for iri, each in p.requirements.items()
        )
        groups, units = _codes(self._groups, place), _codes(self._units, place)
        words: dict[str, int] = {}
        moves = []
        for start, goal in pairs:
            step = self._network.step(start, goal)
            at = words.setdefault(step.cost.explanation, len(words))
            total = step.cost.total
            cost = int(total) if total.is_integer() else total
            moves.append((place[start], place[goal], cost, at, int(step.next_grade)))
        nodes = tuple(
            Node(
                id=p.id,
                title=p.title,
                class_=classes.places[p.class_id],
                publisher=publishers.places[p.publisher],
                grade=p.grade,
                rank=p.rank,
                structure=None if p.structure is None else structures.places[p.structure],
                groups=groups[1].get(p.id, ()),
                units=units[1].get(p.id, ()),
                competencies=tuple(sorted(competencies.places[iri] for iri in p.requirements)),
                pay=tuple(self._pay.get(p.id, ())),
            )
            for p in profiles
        )
        return LatticeData(
            complete,
            nodes,
            tuple(sorted(moves)),
            tuple(words),
            publishers.shortened(f"{ID}publisher/"),
            classes.named,
            structures.named,
            groups[0].named,
            units[0].named,
            competencies.named,
        )

    def _label(self, iri: str) -> str:
        return self._labels.get(iri, iri.rpartition("/")[2])


class _List:
    """Things by label, each once, and the place of each."""

    def __init__(self, things: Iterable[tuple[str, str]]) -> None:
        found = dict(things)
        order = sorted(found, key=lambda iri: (found[iri].casefold(), iri))
        self.named = tuple(Named(iri, found[iri]) for iri in order)
        self.places: Mapping[str, int] = {iri: at for at, iri in enumerate(order)}

    def shortened(self, base: str) -> tuple[Named, ...]:
        """The list with identifiers in place of IRIs."""
        return tuple(Named(each.id.removeprefix(base), each.label) for each in self.named)


def _codes(rows: Rows, known: Mapping[str, int]) -> tuple[_List, dict[str, tuple[int, ...]]]:
    """The codes that known class-grades bear, and which bear which."""
    labels: dict[str, str] = {}
    borne: dict[str, set[str]] = {}
    for row in rows:
        name, code = str(row["class_grade"]), str(row["code"])
        if name not in known:
            continue
        label, notations = str(row["label"] or ""), str(row["notations"] or "")
        plain = label or notations or code.rpartition("/")[2]
        labels[code] = f"{plain} ({notations})" if notations not in {"", plain} else plain
        borne.setdefault(name, set()).add(code)
    codes = _List(labels.items())
    return codes, {
        name: tuple(sorted(codes.places[code] for code in held)) for name, held in borne.items()
    }


def _labels(rows: Rows) -> dict[str, str]:
    return {str(row["thing"]): str(row["label"]) for row in rows}


def _order(profile: Profile) -> tuple[str, str, bool, int, str]:
    """By publisher and class, then up the ladder; those without a rank last."""
    rank = profile.rank
    return profile.publisher, profile.class_id, rank is None, rank or 0, profile.id


_PUBLISHERS = """
SELECT DISTINCT ?thing (MIN(STR(?name)) AS ?label)
WHERE { ?class a career:JobClass ; career:publisher ?thing . ?thing skos:prefLabel ?name }
GROUP BY ?thing
"""

_STRUCTURES = """
SELECT DISTINCT ?thing (MIN(STR(?name)) AS ?label)
WHERE { ?thing a career:GradeStructure ; skos:prefLabel ?name }
GROUP BY ?thing
"""

_CODES = """
SELECT ?class_grade ?code (MIN(STR(?name)) AS ?label)
  (GROUP_CONCAT(DISTINCT STR(?notation) ; SEPARATOR = ", ") AS ?notations)
WHERE {
  { SELECT DISTINCT ?class_grade ?code ?notation ?name
    WHERE {
      ?class_grade a career:ClassGrade ; <property> ?code .
      OPTIONAL { ?code skos:prefLabel ?name }
      OPTIONAL { ?code skos:notation ?notation }
    } ORDER BY ?notation }
}
GROUP BY ?class_grade ?code
ORDER BY ?class_grade ?code
"""

_PAY = """
SELECT DISTINCT ?class_grade ?text
WHERE {
  ?class_grade a career:ClassGrade ; career:pay/career:text ?words .
  BIND(STR(?words) AS ?text)
}
ORDER BY ?class_grade ?text
"""
