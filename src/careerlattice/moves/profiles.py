"""Profiles: what every class-grade in force asks for, read from a graph in a few questions.

Moves, paths and nearness look at many class-grades at once. They never ask a question for each
pair: a few SELECTs read what all of them ask for, and the rest is Python. Anything that answers
`select(sparql)` with rows will do, a built graph or an endpoint; the order of its rows is of no
account.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Self

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.identifiers import CLASSES, short_id
from careerlattice.rewording import Words, near, near_pairs
from careerlattice.rows import Value
from careerlattice.store import Selects
from careerlattice.vocabulary import PREFIXES
from careerlattice.wording import normalise

__all__ = [
    "SELECTS",
    "Alignment",
    "Competency",
    "Duty",
    "Home",
    "Level",
    "Link",
    "Profile",
    "Profiles",
    "Qualification",
    "Requirement",
    "Selects",
]

_RELATIONS = {
    "exactMatch": ("exact", "exact"),
    "closeMatch": ("close", "close"),
    "broadMatch": ("narrower", "broader"),
    "narrowMatch": ("broader", "narrower"),
}
"""What the subject is to the object, and the object to the subject."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level; without a scale or a rank it compares with nothing."""

    iri: str
    notation: str | None = None
    rank: int | None = None
    scale: str | None = None

    @property
    def comparable(self) -> bool:
        """Whether its place on a scale is known."""
        return self.rank is not None and self.scale is not None

    def __str__(self) -> str:
        return self.notation or self.iri


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency as its publisher states it."""

    iri: str
    name: str
    core: bool = False
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """The fact that a class-grade needs a competency; `iri` is what quotes are fetched by."""

    iri: str
    competency: Competency
    level: Level | None = None
    guidance: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a class-grade, under the labels of the groups that hold it.

    `assignment` is the fact that quotes are fetched by, `iri` the statement.
    """

    iri: str
    text: str
    groups: tuple[str, ...] = ()
    assignment: str | None = None

    @property
    def key(self) -> str:
        """What makes two duties one: the words, with those of the groups that hold them.

        "Data entry." under one heading is not the data entry of everybody.
        """
        return "\n".join(normalise(text) or text for text in (*self.groups, self.text))


@dataclass(frozen=True, slots=True)
class Qualification:
    """What a candidate must bring: as far as its values were read."""

    iri: str
    kind: str
    modality: str = "required"
    words: str = ""
    months: int | None = None
    education: str | None = None
    education_rank: int | None = None
    within: bool = False


@dataclass(frozen=True)
class Profile:
    """One class-grade in force and all it asks for; requirements by their competency."""

    id: str
    title: str
    class_id: str
    publisher: str
    class_title: str = ""
    grade: str | None = None
    rank: int | None = None
    structure: str | None = None
    next_grades: tuple[str, ...] = ()
    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    qualifications: tuple[Qualification, ...] = ()

    @cached_property
    def duties_by_key(self) -> Mapping[str, Duty]:
        """The duties by what makes two of them one, in the order they are listed."""
        return {duty.key: duty for duty in self.duties}

    def below(self, other: Profile) -> bool:
        """Whether the grade of *other* is higher in the same structure."""
        return (
            self.structure is not None
            and self.structure == other.structure
            and self.rank is not None
            and other.rank is not None
            and self.rank < other.rank
        )

    def with_level(self, competency: Competency, level: Level | None) -> Profile:
        """The same class-grade for one who also has *competency* at *level*."""
        gained = Requirement("", competency, level)
        return Profile(
            self.id, self.title, self.class_id, self.publisher, self.class_title, self.grade,
            self.rank, self.structure, self.next_grades,
            {**self.requirements, competency.iri: gained}, self.duties, self.qualifications,
        )  # fmt: skip


class Home(NamedTuple):
    """Where a class-grade belongs, and where the ladder leads from it."""

    class_id: str
    publisher: str
    next_grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An accepted mapping, read in one direction: what the one is to the other."""

    mapping: str
    relation: str
    confidence: Decimal = Decimal(0)

    @property
    def order(self) -> tuple[int, int, str]:
        """The best first: exact, close, broader, narrower; then the surest."""
        place = ("exact", "close", "broader", "narrower").index(self.relation)
        return place, -round(self.confidence * 1000), self.mapping


@dataclass(frozen=True, slots=True)
class Alignment:
    """An accepted word on how one level compares with an interval of another scale."""

    iri: str
    mapping: str
    level: Level
    lowest: Level
    highest: Level
    justification: str | None = None


@dataclass(frozen=True)
class Profiles(Mapping[str, Profile]):
    """All class-grades in force, by short identifier, in the order of identifiers.

    *links* goes from a pair of competencies or duties to the accepted mappings between them, best
    first; *alignments* from a mapping to its accepted alignments. *given_homes* spares making a
    profile only to see where it belongs.
    """

    by_id: Mapping[str, Profile]
    links: Mapping[tuple[str, str], tuple[Link, ...]] = field(default_factory=dict)
    alignments: Mapping[str, tuple[Alignment, ...]] = field(default_factory=dict)
    given_homes: Mapping[str, Home] | None = None

    @classmethod
    def of(
        cls,
        profiles: Iterable[Profile],
        links: Mapping[tuple[str, str], tuple[Link, ...]] | None = None,
        alignments: Mapping[str, tuple[Alignment, ...]] | None = None,
    ) -> Self:
        """Profiles made by hand."""
        found = {each.id: each for each in sorted(profiles, key=lambda each: each.id)}
        return cls(found, links or {}, alignments or {})

    @classmethod
    def read(
        cls,
        store: Selects,
        *,
        without: Collection[str] = (),
        only: Collection[str] | None = None,
    ) -> Self:
        """Read them from *store*; mappings and alignments named in *without* count as withdrawn.

        With *only*, short identifiers of class-grades, these are read and no others, which takes
        no longer in a larger graph; what is mapped is read in full.
        """
        bound = ""
        if only is not None:
            names = " ".join(str(ox.NamedNode(CLASSES + name)) for name in sorted(set(only)))
            bound = f"VALUES ?class_grade {{ {names} }}"
        return cls.of(*_read(store, frozenset(without), bound))

    def __getitem__(self, name: str) -> Profile:
        return self.by_id[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)

    def __hash__(self) -> int:
        return id(self)

    def find(self, name: str) -> Profile:
        """The profile of a class-grade in force.

        Raises:
            UsageError: there is none of that name.
        """
        wanted = short_id(name.strip())
        if wanted not in self.by_id:
            raise UsageError(
                f"no class-grade {wanted!r} is in force",
                remedy="see what there is with `careerlattice status`",
            )
        return self.by_id[wanted]

    def of_class(self, class_id: str) -> tuple[Profile, ...]:
        """The class-grades of one class, by the rank of their grades, those without one last.

        Raises:
            UsageError: no class-grade of that class is in force.
        """
        wanted = short_id(class_id.strip())
        found = [self.by_id[name] for name, home in self.homes.items() if home.class_id == wanted]
        if not found:
            raise UsageError(
                f"no class-grade of a class {wanted!r} is in force",
                remedy="see what there is with `careerlattice status`",
            )
        return tuple(sorted(found, key=_grade_order))

    def of_publisher(self, publisher: str) -> Iterator[Profile]:
        """The class-grades of one publisher (an IRI), in the order of identifiers."""
        return (self.by_id[name] for name in self._names_of_publishers.get(publisher, ()))

    def only(self, names: Iterable[str]) -> Profiles:
        """These class-grades without the others, with all that is mapped."""
        found = {name: self.by_id[name] for name in sorted(names)}
        return Profiles(found, self.links, self.alignments)

    @cached_property
    def homes(self) -> Mapping[str, Home]:
        """Where each class-grade belongs, in the order of identifiers."""
        if self.given_homes is not None:
            return self.given_homes
        return {
            name: Home(each.class_id, each.publisher, each.next_grades)
            for name, each in self.by_id.items()
        }

    @cached_property
    def _names_of_publishers(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, home in self.homes.items():
            found[home.publisher].append(name)
        return found

    @cached_property
    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """What each competency or duty is mapped to, in the order of identifiers."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in self.links:
            found[one].add(other)
        return {one: tuple(sorted(others)) for one, others in found.items()}

    @cached_property
    def reworded(self) -> Mapping[str, Mapping[str, float]]:
        """Each duty that is another one reworded, by key: the others and how near they are.

        The groups that hold the two must be the same; only the duty itself is reworded.
        """
        held: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for profile in self.by_id.values():
            for duty in profile.duties:
                groups = tuple(normalise(label) for label in duty.groups)
                held[groups].setdefault(duty.key, duty.text)
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for texts in held.values():
            for one, other, share in near_pairs(texts):
                found[one][other] = share
                found[other][one] = share
        return found

    def reworded_of(self, key: str, among: Mapping[str, Duty] | None = None) -> dict[str, float]:
        """What `reworded` says of the duty at *key*, of *among* (by key) only where that is given.

        It is found without comparing all duties with all, which takes long where there are many.
        """
        groups, words = self._words[key]
        found = {}
        for other in self._keys_by_groups[groups] if among is None else among:
            their_groups, their_words = self._words[other]
            if other != key and their_groups == groups:
                share = near(words, their_words)
                if share:
                    found[other] = share
        return found

    @cached_property
    def _words(self) -> Mapping[str, tuple[tuple[str, ...], Words]]:
        """The labels of the groups that hold each duty, and its words, by key."""
        return _Words()

    @cached_property
    def _keys_by_groups(self) -> Mapping[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for profile in self.by_id.values():
            for key in profile.duties_by_key:
                found[self._words[key][0]].append(key)
        return {groups: list(dict.fromkeys(keys)) for groups, keys in found.items()}


class _Words(dict[str, tuple[tuple[str, ...], Words]]):
    """What a duty is compared by, by its key: read off the key when it is first asked for."""

    def __missing__(self, key: str) -> tuple[tuple[str, ...], Words]:
        *labels, text = key.split("\n")
        self[key] = tuple(normalise(label) for label in labels), Words(text)
        return self[key]


def _grade_order(profile: Profile) -> tuple[bool, str, int, str]:
    known = profile.rank is not None and profile.structure is not None
    return not known, profile.structure or "", profile.rank or 0, profile.id


# -- reading -----------------------------------------------------------------------------------


def _read(
    store: Selects, without: frozenset[str], bound: str
) -> tuple[
    list[Profile],
    dict[tuple[str, str], tuple[Link, ...]],
    dict[str, tuple[Alignment, ...]],
]:
    levels = _levels(store, bound)
    requirements = _requirements(store, _competencies(store, bound), levels, bound)
    duties = _duties(store, bound)
    qualifications = _qualifications(store, bound)
    found: dict[str, dict[str, Value]] = {}
    following: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, _CLASS_GRADES, bound):
        name = str(row["class_grade"])
        # A class-grade with two titles or grades is a defect that validation tells; take one.
        if name not in found or _sortable(row) < _sortable(found[name]):
            found[name] = row
        if row["next"] is not None:
            following[name].add(str(row["next"]))
    profiles = [
        Profile(
            id=name,
            title=_text(row["title"]) or name,
            class_id=str(row["class"]),
            class_title=_text(row["class_title"]) or str(row["class"]),
            publisher=_text(row["publisher"]) or "",
            grade=_text(row["grade"]),
            rank=_integer(row["rank"]),
            structure=_text(row["structure"]),
            next_grades=tuple(sorted(following[name])),
            requirements=requirements.get(name, {}),
            duties=duties.get(name, ()),
            qualifications=qualifications.get(name, ()),
        )
        for name, row in found.items()
    ]
    return profiles, _links(store, without), _alignments(store, levels, without)


def _levels(store: Selects, bound: str) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for row in _sorted_rows(store, _LEVELS, bound):
        iri = str(row["level"])
        rank, scale = _integer(row["rank"]), _text(row["scale"])
        found.setdefault(iri, Level(iri, _text(row["notation"]), rank, scale))
    return found


def _competencies(store: Selects, bound: str) -> dict[str, Competency]:
    found: dict[str, Competency] = {}
    for row in _sorted_rows(store, _COMPETENCIES, bound):
        iri = str(row["competency"])
        name, publisher = _text(row["name"]) or iri, _text(row["publisher"]) or ""
        found.setdefault(iri, Competency(iri, name, _truth(row["core"]), publisher))
    return found


def _requirements(
    store: Selects,
    competencies: Mapping[str, Competency],
    levels: Mapping[str, Level],
    bound: str,
) -> dict[str, dict[str, Requirement]]:
    found: dict[str, dict[str, Requirement]] = defaultdict(dict)
    for row in _sorted_rows(store, _REQUIREMENTS, bound):
        iri, what = str(row["requirement"]), str(row["competency"])
        level = None if row["level"] is None else str(row["level"])
        found[str(row["class_grade"])].setdefault(
            what,
            Requirement(
                iri,
                competencies.get(what) or Competency(what, what),
                None if level is None else levels.get(level) or Level(level),
                _text(row["guidance"]),
            ),
        )
    return {
        name: dict(sorted(each.items(), key=lambda item: (item[1].competency.name, item[0])))
        for name, each in found.items()
    }


def _duties(store: Selects, bound: str) -> dict[str, tuple[Duty, ...]]:
    parts = {str(row["part"]): row for row in _sorted_rows(store, _GROUPS, bound)}

    def groups(assignment: str | None) -> tuple[str, ...]:
        labels: list[str] = []
        seen = set()
        # Groups that hold one another are a defect; the walk ends all the same.
        while assignment in parts and assignment not in seen:
            seen.add(assignment)
            labels.insert(0, str(parts[assignment]["label"]))
            assignment = str(parts[assignment]["whole"])
        return tuple(labels)

    found: dict[str, dict[str, Duty]] = defaultdict(dict)
    assigned: dict[tuple[str, str], str] = {}
    for row in _sorted_rows(store, _ASSIGNMENTS, bound):
        pair = str(row["class_grade"]), str(row["duty"])
        assigned.setdefault(pair, str(row["assignment"]))
    for row in _sorted_rows(store, _DUTIES, bound):
        assignment = assigned.get((str(row["class_grade"]), str(row["duty"])))
        duty = Duty(str(row["duty"]), str(row["text"]), groups(assignment), assignment)
        found[str(row["class_grade"])].setdefault(duty.iri, duty)
    return {name: tuple(each.values()) for name, each in found.items()}


def _qualifications(store: Selects, bound: str) -> dict[str, tuple[Qualification, ...]]:
    found: dict[str, dict[str, Qualification]] = defaultdict(dict)
    for row in _sorted_rows(store, _QUALIFICATIONS, bound):
        iri = str(row["qualification"])
        found[str(row["class_grade"])].setdefault(
            iri,
            Qualification(
                iri=iri,
                kind=str(row["kind"]),
                modality=_local(row["modality"]) or "required",
                words=_text(row["clause"]) or _text(row["text"]) or "",
                months=_integer(row["months"]),
                education=_text(row["education_name"]) or _local(row["education"]),
                education_rank=_integer(row["education_rank"]),
                within=row["within"] is not None,
            ),
        )
    return {name: tuple(each.values()) for name, each in found.items()}


def _links(store: Selects, without: frozenset[str]) -> dict[tuple[str, str], tuple[Link, ...]]:
    found: dict[tuple[str, str], set[Link]] = defaultdict(set)
    for row in _rows(store, _MAPPINGS):
        mapping = str(row["mapping"])
        relation = _RELATIONS.get(str(row["predicate"]).rpartition("#")[2])
        if mapping in without or relation is None:
            continue
        one, other = str(row["subject"]), str(row["object"])
        sure = row["confidence"]
        confidence = Decimal(str(sure)) if isinstance(sure, int | float | Decimal) else Decimal(0)
        found[one, other].add(Link(mapping, relation[0], confidence))
        found[other, one].add(Link(mapping, relation[1], confidence))
    return {
        pair: tuple(sorted(links, key=lambda link: link.order)) for pair, links in found.items()
    }


def _alignments(
    store: Selects, levels: Mapping[str, Level], without: frozenset[str]
) -> dict[str, tuple[Alignment, ...]]:
    found: dict[str, dict[str, Alignment]] = defaultdict(dict)
    for row in _sorted_rows(store, _ALIGNMENTS):
        iri, mapping = str(row["alignment"]), str(row["mapping"])
        if iri in without or mapping in without:
            continue
        level, lowest, highest = (
            levels.get(str(row[name])) or Level(str(row[name])) for name in _ENDS
        )
        argument = _text(row["justification"])
        found[mapping].setdefault(iri, Alignment(iri, mapping, level, lowest, highest, argument))
    return {mapping: tuple(each.values()) for mapping, each in found.items()}


def _rows(store: Selects, select: str, bound: str = "") -> Iterator[dict[str, Value]]:
    """The rows of one of the SELECTs below, of some class-grades only where *bound* names them."""
    if bound:
        # Few things are looked up one by one, not found in tables of all there are.
        select = _TABLE.sub(r"\1", select).replace(_BOUND, bound + _REACHED.get(select, ""))
    yield from store.select(_PREFIXES + select.replace(_BOUND, ""))


def _sorted_rows(store: Selects, select: str, bound: str = "") -> Sequence[dict[str, Value]]:
    return sorted(_rows(store, select, bound), key=_sortable)


def _sortable(row: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in row.values())


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _local(value: Value) -> str | None:
    return None if value is None else str(value).rpartition("#")[2]


def _integer(value: Value) -> int | None:
    return int(value) if isinstance(value, int | float | Decimal) else None


def _truth(value: Value) -> bool:
    # Some engines give a boolean back as a number, and one is equal to true.
    return value in {1, "true"}


_ENDS = ("from", "lowest", "highest")

# Written out, so that an endpoint that knows none of our prefixes understands.
_PREFIXES = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("career", "owl", "rdfs", "skos", "sssom")
)

# Where a SELECT may be told which class-grades it is about.
_BOUND = "# of"

# What is read of all class-grades is read as tables of one kind of fact, joined as wholes: to look
# each fact up by itself takes an engine ten times as long.
_TABLE = re.compile(r"\{ SELECT [^{}]*\sWHERE \{([^{}]*)\} \}")

_CLASS_GRADES = """
SELECT DISTINCT ?class_grade ?title ?class ?class_title ?publisher ?grade ?rank ?structure ?next
WHERE {
  # of
  ?class_grade career:status career:inForce ;
    career:ofClass ?class .
  OPTIONAL { ?class career:publisher ?publisher }
  OPTIONAL { ?class skos:prefLabel ?class_title }
  OPTIONAL { ?class_grade skos:prefLabel ?title }
  OPTIONAL { ?class_grade career:nextGrade ?next }
  OPTIONAL {
    ?class_grade career:atGrade ?step .
    OPTIONAL { ?step skos:notation ?grade }
    OPTIONAL { ?step career:rank ?rank }
    OPTIONAL { ?step career:inStructure ?structure }
  }
}
"""

_REQUIREMENTS = """
SELECT DISTINCT ?class_grade ?competency ?requirement ?level ?guidance
WHERE {
  # of
  { SELECT ?class_grade WHERE { ?class_grade career:status career:inForce . } }
  { SELECT ?class_grade ?class WHERE { ?class_grade career:ofClass ?class . } }
  { SELECT ?class_grade ?requirement WHERE { ?class_grade career:hasRequirement ?requirement . } }
  { SELECT ?requirement ?competency WHERE { ?requirement career:competency ?competency . } }
  OPTIONAL { { SELECT ?requirement ?level WHERE { ?requirement career:level ?level . } } }
  OPTIONAL { { SELECT ?requirement ?guidance WHERE { ?requirement career:guidance ?guidance . } } }
}
"""

_COMPETENCIES = """
SELECT DISTINCT ?competency ?name ?core ?publisher
WHERE {
  {
    SELECT DISTINCT ?competency
    WHERE {
      # of
      ?requirement career:competency ?competency .
    }
  }
  OPTIONAL { ?competency skos:prefLabel ?name }
  OPTIONAL { ?competency career:core ?core }
  OPTIONAL { ?competency career:publisher ?publisher }
}
"""

_LEVELS = """
SELECT DISTINCT ?level ?notation ?rank ?scale
WHERE {
  {
    SELECT DISTINCT ?level
    WHERE {
      # of
      ?requirement career:level ?level .
    }
  }
  UNION { ?alignment career:fromLevel ?level }
  UNION { ?alignment career:lowest ?level }
  UNION { ?alignment career:highest ?level }
  OPTIONAL { ?level skos:notation ?notation }
  OPTIONAL { ?level career:rank ?rank }
  OPTIONAL { ?level skos:inScheme ?scale }
}
"""

_DUTIES = """
SELECT DISTINCT ?class_grade ?duty ?text
WHERE {
  # of
  { SELECT ?class_grade WHERE { ?class_grade career:status career:inForce . } }
  { SELECT ?class_grade ?class WHERE { ?class_grade career:ofClass ?class . } }
  { SELECT ?class_grade ?duty WHERE { ?class_grade career:hasDuty ?duty . } }
  { SELECT ?duty ?text WHERE { ?duty career:text ?text . } }
}
"""

# By itself: some engines lose what ties tables together inside of OPTIONAL.
_ASSIGNMENTS = """
SELECT DISTINCT ?class_grade ?duty ?assignment
WHERE {
  # of
  { SELECT ?class_grade ?assignment
    WHERE { ?class_grade career:hasDutyAssignment ?assignment . } }
  { SELECT ?assignment ?duty WHERE { ?assignment career:duty ?duty . } }
}
"""

_GROUPS = """
SELECT DISTINCT ?part ?whole ?label
WHERE {
  # of
  ?part career:partOf ?whole .
  ?whole career:duty ?group .
  ?group career:text ?label .
}
"""

_QUALIFICATIONS = """
SELECT DISTINCT ?class_grade ?qualification ?kind ?modality ?text ?clause ?months ?education
  ?education_name ?education_rank ?within
WHERE {
  # of
  VALUES (?type ?kind) {
    (career:EducationRequirement "education")
    (career:ExperienceRequirement "experience")
    (career:LicenceRequirement "licence")
  }
  ?class_grade career:status career:inForce ;
    career:ofClass ?class ;
    career:hasQualification ?qualification .
  ?qualification a ?type .
  OPTIONAL { ?qualification career:modality ?modality }
  OPTIONAL { ?qualification career:text ?text }
  OPTIONAL { ?qualification career:clause ?clause }
  OPTIONAL { ?qualification career:months ?months }
  OPTIONAL { ?qualification career:within ?within }
  OPTIONAL {
    ?qualification career:educationLevel ?education .
    OPTIONAL { ?education career:rank ?education_rank }
    OPTIONAL { ?education rdfs:label ?education_name }
  }
}
"""

_MAPPINGS = """
SELECT DISTINCT ?mapping ?subject ?predicate ?object ?confidence
WHERE {
  ?mapping career:status career:accepted ;
    owl:annotatedSource ?subject ;
    owl:annotatedProperty ?predicate ;
    owl:annotatedTarget ?object .
  FILTER NOT EXISTS { ?mapping sssom:predicate_modifier ?modifier }
  OPTIONAL { ?mapping sssom:confidence ?confidence }
}
"""

_ALIGNMENTS = """
SELECT DISTINCT ?alignment ?mapping ?from ?lowest ?highest ?justification
WHERE {
  ?alignment career:status career:accepted ;
    career:forMapping ?mapping ;
    career:fromLevel ?from ;
    career:lowest ?lowest ;
    career:highest ?highest .
  OPTIONAL { ?alignment career:justification ?justification }
}
"""

SELECTS = (
    _CLASS_GRADES, _REQUIREMENTS, _COMPETENCIES, _LEVELS, _DUTIES, _ASSIGNMENTS, _GROUPS,
    _QUALIFICATIONS, _MAPPINGS, _ALIGNMENTS,
)  # fmt: skip
"""All that is asked of a graph to read profiles."""

_REACHED = {
    _COMPETENCIES: " ?class_grade career:hasRequirement ?requirement .",
    _LEVELS: " ?class_grade career:hasRequirement ?requirement .",
    _GROUPS: " ?class_grade career:hasDutyAssignment ?part .",
}
"""What leads from the class-grades to what a SELECT is about, where it does not name them."""
