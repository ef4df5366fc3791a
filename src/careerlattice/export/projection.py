"""What a graph is as a network: of everything, of the moves between class-grades, of an answer.

*Of everything*: publishers, documents, classes, class-grades, grades, duties, competencies,
levels, qualifications and whatever else has an identifier are nodes, and the properties between
them edges. Three kinds of statement are edges themselves, with what they say as attributes: that a
class-grade `requires` a competency (level, rank, guidance, importance, knowledge areas), that it
`hasDuty` a duty (position, share of time), and that something is `mapped` to something else, once
that is accepted. Left out is what facts rest on (spans, entries of source.toml, findings), what
nobody accepted, and one of two properties that say the same from both ends. Every weight is 1:
levels of different scales are no lengths.

*Of the lattice*: the class-grades in force, and an edge for each move, with its cost. An edge of a
ladder is a `nextGrade`, another a `move`. Programs draw nodes near that a heavy edge ties, so the
weight is 1 / (1 + cost).

*Of an answer*: the columns `source` and `target` of a SELECT. Columns `type`, `label` and `weight`
are those of the edge, `source_label`, `target_label`, `source_type` and `target_type` those of
its ends; any other is an attribute of the edge.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.export.formats import Of, Subject
from careerlattice.export.network import Attribute, Edge, Network, Node, attribute
from careerlattice.identifiers import CLASSES, ID
from careerlattice.rows import Rows, Value
from careerlattice.vocabulary import PREFIXES

if TYPE_CHECKING:
    from careerlattice.moves.paths import Network as Moves
    from careerlattice.moves.profiles import Profile
    from careerlattice.store import Selects

__all__ = ["network_of", "of_everything", "of_moves", "of_rows"]


def network_of(subject: Subject, default: Of = Of.EVERYTHING, moves: int | None = None) -> Network:
    """The network of a graph, of a publisher's part, or of an answer.

    *default* is what it shows unless somebody chose; *moves* how many moves lead away from each
    class-grade unless somebody said.

    Raises:
        UsageError: an answer has no columns `source` and `target`, or a weight is no number.
    """
    if subject.answer is not None:
        if not isinstance(subject.answer, Rows):
            raise UsageError("triples are no network", remedy="write them as RDF")
        return of_rows(subject.answer)
    if (subject.of or default) is Of.LATTICE:
        most = moves if subject.moves is None else subject.moves
        network = subject.lattice.network(subject.weights)
        names = _names(subject.lattice.store)
        return of_moves(network, subject.publisher, most=most, names=names)
    return of_everything(subject.lattice.store, subject.publisher)


# -- of everything -----------------------------------------------------------------------------

_CAREER = PREFIXES["career"]
_EVIDENCE = frozenset({"Finding", "SourceEntry"})
_TYING = frozenset({"CompetencyRequirement", "DutyAssignment", "Mapping"})
_FOLDED = frozenset({"KnowledgeArea"})
_GENERAL = frozenset({"Agent", "Grade", "Qualification"})
"""Types that a thing may have beside one that says more."""

_UNSAID = frozenset(
    "derivedBy hasDutyAssignment hasLabel hasRequirement type wasDerivedFrom wasGeneratedBy"
    " wasQuotedFrom".split()
)
_INVERSE = {"hasClassGrade": "ofClass", "hasTopConcept": "inScheme"}
_SHARED = ("agent", "jurisdiction", "mapping", "scale-alignment")
_RESERVED = frozenset("id interaction iri label name parent source target type weight".split())
_LONGEST_LABEL = 80


class _Name(str):
    """A value that is the identifier of a thing, not a text."""

    __slots__ = ()


_Said = Mapping[str, Sequence[Value]]


class _Facts:
    """What a graph says of its things, in the order of their identifiers."""

    def __init__(self, store: Selects) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        self.said: dict[str, dict[str, list[Value]]] = {}
        for row in store.select(_TYPES):
            local = _local(str(row["type"]))
            if local not in _EVIDENCE:
                self._read(store.select(_SAID.replace("<type>", f"<{row['type']}>")), local)
        for properties in self.said.values():
            for values in properties.values():
                values.sort(key=_order)

    def _read(self, rows: Rows, local: str) -> None:
        for row, terms in zip(rows, rows.terms, strict=True):
            thing, value = str(row["thing"]), row["value"]
            if isinstance(terms[2], ox.NamedNode):
                value = _Name(value)
            said = self.said.setdefault(thing, {}).setdefault(_local(str(row["property"])), [])
            self.types[thing].add(local)
            if value not in said:
                said.append(value)

    def is_node(self, thing: str) -> bool:
        """Whether a thing is a node: not one that ties two others, or is told with one."""
        return thing in self.said and not self.types[thing] & (_TYING | _FOLDED)

    def of(self, type_name: str) -> Iterator[tuple[str, _Said]]:
        """The things of a type, and what is said of them."""
        for thing in sorted(self.said):
            if type_name in self.types[thing]:
                yield thing, self.said[thing]

    def first(self, thing: Value, *properties: str) -> Value:
        """The first value of the first of these properties that has one."""
        said = self.said.get(str(thing), {})
        return next((said[name][0] for name in properties if name in said), None)

    def label(self, thing: str) -> str:
        """What a thing is called, in few words."""
        names = ("prefLabel", "label", "title", "fileName", "text", "notation")
        words = " ".join(str(self.first(thing, *names) or thing).split())
        return words if len(words) <= _LONGEST_LABEL else f"{words[: _LONGEST_LABEL - 1].rstrip()}…"


def of_everything(store: Selects, publisher: str | None = None) -> Network:
    """The network of everything in a graph, or of what one publisher has.

    With that comes what it shares with others, such as its territory, and the entries of
    taxonomies that it is mapped to; not what another publisher has.
    """
    facts = _Facts(store)
    nodes = {thing: _node(facts, thing) for thing in facts.said if facts.is_node(thing)}
    edges = [*_requirements(facts, nodes), *_duties(facts, nodes)]
    edges += _properties(facts, nodes, {(edge.source, edge.target) for edge in edges})
    for mapped, ends in _mappings(facts):
        edges.append(mapped)
        for end in ends:
            nodes.setdefault(end.id, end)
    if publisher is None:
        return Network.of("careerlattice", nodes.values(), edges)
    kept = _part(nodes, edges, publisher)
    return Network.of(
        f"careerlattice: {publisher}",
        (nodes[name] for name in kept),
        (edge for edge in edges if edge.source in kept and edge.target in kept),
    )


def _node(facts: _Facts, thing: str) -> Node:
    types = facts.types[thing]
    said = _attributes(facts, facts.said[thing])
    iri = thing if ":" in thing else CLASSES + thing
    return Node(thing, facts.label(thing), min(types - _GENERAL or types), {"iri": iri, **said})


def _attributes(facts: _Facts, said: _Said, but: Iterable[str] = ()) -> dict[str, Attribute]:
    """What is said that is no edge: texts, numbers, and names that are no things of the graph."""
    found: dict[str, Attribute] = {}
    for name, values in sorted(said.items()):
        plain = [
            _plain(value)
            for value in values
            if not (isinstance(value, _Name) and facts.is_node(str(value)))
        ]
        if name in _UNSAID or name in but or not plain:
            continue
        key = f"{name}_" if name in _RESERVED else name
        found[key] = plain[0] if len(plain) == 1 else tuple(str(each) for each in plain)
    return found


def _plain(value: Value) -> Attribute:
    """A value as an attribute; a term of the ontology by its local name."""
    if isinstance(value, _Name):
        return value.removeprefix(_CAREER)
    return attribute(value)


def _properties(
    facts: _Facts, nodes: Mapping[str, Node], tied: Collection[tuple[str, str]]
) -> Iterator[Edge]:
    """The properties between nodes; `hasDuty` only where no assignment says it."""
    for source in nodes:
        for name, values in facts.said[source].items():
            for target in values:
                if not isinstance(target, _Name) or target not in nodes or name in _UNSAID:
                    continue
                inverse = facts.said[target].get(_INVERSE.get(name, ""), ())
                if source in inverse or (name == "hasDuty" and (source, target) in tied):
                    continue
                yield Edge(source, str(target), name, name)


def _requirements(facts: _Facts, nodes: Mapping[str, Node]) -> Iterator[Edge]:
    for source, requirement, said in _held(facts, "hasRequirement"):
        level = next(iter(said.get("level", ())), None)
        areas = [str(facts.first(area, "text")) for area in said.get("hasKnowledgeArea", ())]
        found = {
            "iri": requirement,
            **_attributes(facts, said, but=("hasKnowledgeArea",)),
            "level": facts.first(level, "notation", "prefLabel"),
            "levelId": level,
            "rank": facts.first(level, "rank"),
            "scale": facts.first(facts.first(level, "inScheme"), "prefLabel"),
            "knowledgeArea": areas[0] if len(areas) == 1 else tuple(areas) or None,
        }
        for target in said.get("competency", ()):
            if target in nodes:
                label = "requires" if found["level"] is None else f"requires {found['level']}"
                yield Edge(source, str(target), "requires", label, 1.0, _stated(found))


def _duties(facts: _Facts, nodes: Mapping[str, Node]) -> Iterator[Edge]:
    for source, assignment, said in _held(facts, "hasDutyAssignment"):
        whole = next(iter(said.get("partOf", ())), None)
        found = {
            "iri": assignment,
            **_attributes(facts, said),
            "partOf": whole,
            "group": facts.first(facts.first(whole, "duty"), "text"),
        }
        for target in said.get("duty", ()):
            if target in nodes:
                yield Edge(source, str(target), "hasDuty", "hasDuty", 1.0, _stated(found))


def _held(facts: _Facts, name: str) -> Iterator[tuple[str, str, _Said]]:
    """Who has a statement by the property *name*, its identifier, and what it says."""
    for thing, said in facts.said.items():
        for statement in said.get(name, ()):
            if str(statement) in facts.said:
                yield thing, str(statement), facts.said[str(statement)]


def _mappings(facts: _Facts) -> Iterator[tuple[Edge, tuple[Node, Node]]]:
    """The accepted mappings, and nodes for their ends should the graph have none."""
    ends = ("annotatedSource", "annotatedTarget", "annotatedProperty")
    for mapping, said in facts.of("Mapping"):
        # A negative mapping says that two things do not match: no tie.
        if f"{_CAREER}accepted" not in said.get("status", ()) or "predicate_modifier" in said:
            continue
        found = {"iri": mapping, **_attributes(facts, said, but=ends)}
        for source, target, predicate in itertools.product(*(said.get(end, ()) for end in ends)):
            relation = _local(str(predicate))
            yield (
                Edge(
                    str(source), str(target), "mapped", relation, 1.0,
                    {**found, "predicate": relation},
                ),
                (
                    _entry(str(source), facts.first(mapping, "subject_label")),
                    _entry(str(target), facts.first(mapping, "object_label")),
                ),
            )  # fmt: skip


def _entry(name: str, label: Value) -> Node:
    iri = name if ":" in name else CLASSES + name
    return Node(name, str(label or name), "Entry", {"iri": iri})


def _stated(values: Mapping[str, Value | Attribute]) -> dict[str, Attribute]:
    return {
        name: value if isinstance(value, tuple) else _plain(value)
        for name, value in sorted(values.items())
        if value is not None
    }


def _part(nodes: Mapping[str, Node], edges: Iterable[Edge], publisher: str) -> set[str]:
    """The nodes that are a publisher's, with those of nobody that its own lead to."""
    kept = {name for name in nodes if _owner(name) == publisher}
    ties = [(edge.source, edge.target) for edge in edges]
    return kept | {target for source, target in ties if source in kept and _owner(target) is None}


def _owner(name: str) -> str | None:
    """Whose a thing is, by its identifier; None where it is nobody's or everybody's."""
    if ":" not in name:
        return name.partition("/")[0]
    kind, _, rest = name.removeprefix(ID).partition("/")
    if not name.startswith(ID) or kind in _SHARED:
        return None
    return rest.partition("/")[0]


def _local(iri: str) -> str:
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def _order(value: Value) -> tuple[str, str]:
    return str(value), type(value).__name__


# Written out, so that an endpoint that knows none of our prefixes understands.
_TYPES = f"""
SELECT DISTINCT ?type
WHERE {{
  ?thing a ?type .
  FILTER(STRSTARTS(STR(?type), "{_CAREER}")
    || STRSTARTS(STR(?type), "http://www.w3.org/ns/org#"))
  FILTER(STRSTARTS(STR(?thing), "{ID}"))
}}
ORDER BY ?type
"""

_SAID = f"""
SELECT DISTINCT ?thing ?property ?value
WHERE {{
  ?thing a <type> ;
    ?property ?value .
  FILTER(STRSTARTS(STR(?thing), "{ID}"))
  FILTER(?property NOT IN (
    <http://www.w3.org/ns/prov#wasQuotedFrom>,
    <http://www.w3.org/ns/prov#wasDerivedFrom>,
    <{_CAREER}hasLabel>))
}}
"""


# -- of the lattice ----------------------------------------------------------------------------


def of_moves(
    moves: Moves,
    publisher: str | None = None,
    *,
    most: int | None = None,
    names: Mapping[str, str] | None = None,
) -> Network:
    """The network of the class-grades in force, or of one publisher's, and the moves between them.

    With *most*, only so many moves away from each class-grade, the cheapest; those of a ladder are
    all there. *names* are what publishers and grade structures are called.
    """
    of = f"{ID}publisher/{publisher}"
    profiles = {
        name: profile
        for name, profile in moves.profiles.items()
        if publisher is None or profile.publisher == of
    }
    nodes = [_rung(profile, names or {}) for profile in profiles.values()]
    edges = []
    for name, profile in profiles.items():
        costs = moves.edges_from(name, among=profiles)
        cheapest = sorted(costs, key=lambda goal: (costs[goal], goal))[:most]
        for goal in sorted({*cheapest, *(costs.keys() & {*profile.next_grades})}):
            step = moves.step(name, goal)
            cost = step.cost.total
            said: dict[str, Attribute] = {"cost": cost, "explanation": step.cost.explanation}
            if step.cost.blocked:
                said["blocked"] = tuple(step.cost.blocked)
            kind = "nextGrade" if goal in profile.next_grades else "move"
            weight = round(1 / (1 + cost), 6)
            edges.append(Edge(name, goal, kind, f"{cost:g}", weight, said))
    name = "careerlattice: moves" if publisher is None else f"careerlattice: moves of {publisher}"
    return Network.of(name, nodes, edges)


def _rung(profile: Profile, names: Mapping[str, str]) -> Node:
    said: dict[str, Value] = {
        "iri": CLASSES + profile.id,
        "class": profile.class_id,
        "classTitle": profile.class_title,
        "publisher": profile.publisher.removeprefix(f"{ID}publisher/") or None,
        "publisherName": names.get(profile.publisher),
        "grade": profile.grade,
        "rank": profile.rank,
        "structure": profile.structure,
        "structureName": names.get(profile.structure or ""),
    }
    return Node(profile.id, profile.title, "ClassGrade", _stated(said))


def _names(store: Selects) -> dict[str, str]:
    rows = store.select(_NAMES)
    return {str(row["thing"]): str(row["name"]) for row in reversed(list(rows))}


_NAMES = f"""
PREFIX career: <{_CAREER}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?thing ?name
WHERE {{
  {{ ?class career:publisher ?thing }} UNION {{ ?grade career:inStructure ?thing }}
  ?thing skos:prefLabel ?name .
}}
ORDER BY ?thing ?name
"""


# -- of an answer ------------------------------------------------------------------------------

_ENDS = ("source", "target")
_OF_EDGE = frozenset(
    "source target type label weight source_label target_label source_type target_type".split()
)


def of_rows(rows: Rows) -> Network:
    """The network of an answer with columns `source` and `target`, an edge a row.

    A row that has only one of the two gives a node.

    Raises:
        UsageError: there are no such columns, or a weight is not a number above 0.
    """
    if not set(_ENDS) <= set(rows.columns):
        raise UsageError(
            f"an answer with the columns {', '.join(rows.columns)} is no network",
            remedy="name two of them ?source and ?target, or choose a table such as csv",
        )
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for row, terms in zip(rows, rows.terms, strict=True):
        at = dict(zip(rows.columns, terms, strict=True))
        for end in _ENDS:
            if row[end] is not None:
                node = _end(row, at[end], end)
                # Rows may differ in what they call a thing; take what comes first in order.
                known = nodes.get(node.id, node)
                nodes[node.id] = min(known, node, key=lambda each: (each.label, each.type))
        if row["source"] is not None and row["target"] is not None:
            edges.append(_tie(row))
    return Network.of("careerlattice: answer", nodes.values(), edges)


def _end(row: Mapping[str, Value], term: object, end: str) -> Node:
    name, type_name = str(row[end]), row.get(f"{end}_type")
    is_thing = isinstance(term, ox.NamedNode)
    said: dict[str, Attribute] = {"iri": term.value} if isinstance(term, ox.NamedNode) else {}
    kind = _local(str(type_name)) if type_name is not None else "Thing" if is_thing else "Value"
    return Node(name, str(_or(row.get(f"{end}_label"), name)), kind, said)


def _tie(row: Mapping[str, Value]) -> Edge:
    kind = _local(str(_or(row.get("type"), "tie")))
    weight = _or(row.get("weight"), 1.0)
    if (
        isinstance(weight, bool)
        or not isinstance(weight, int | float | Decimal)
        or not (0 < weight < math.inf)
    ):
        raise UsageError(
            f"the weight {str(weight)!r} is not a number above 0",
            remedy="call the column something else",
        )
    said = {
        f"{name}_" if name in _RESERVED else name: value
        for name, value in row.items()
        if name not in _OF_EDGE
    }
    return Edge(
        str(row["source"]),
        str(row["target"]),
        kind,
        str(_or(row.get("label"), kind)),
        float(weight),
        _stated(said),
    )


def _or(value: Value, default: Value) -> Value:
    return default if value is None else value
