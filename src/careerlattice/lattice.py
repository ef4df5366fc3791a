"""The lattice as people use it: open a built graph, ask it, and get plain answers.

from careerlattice import Lattice

with Lattice.open("build") as lattice:
    lattice.ask("ladder", class_grade="us-mt-dor/customer-service-representative/11")
    gap = lattice.gap("us-mt-dor/it-processing-office-specialist/9",
                      "us-mt-dor/customer-service-representative/11")
    print(gap)
    for entry in gap.missing:
        print(entry.competency)
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Literal, Self, TypeAlias, cast, get_args

import pyoxigraph as ox

from careerlattice.closing import Closing
from careerlattice.errors import UnknownError, UsageError
from careerlattice.identifiers import CLASSES, ID, short_id
from careerlattice.moves.kept import read_profiles
from careerlattice.moves.profiles import Profiles
from careerlattice.questions import ParameterType, Question, Questions, nearest
from careerlattice.rows import Rows, Value
from careerlattice.store import Answer, GraphStore, ReadableGraph

if TYPE_CHECKING:
    from careerlattice.moves.cost import Cost, Move, Weights
    from careerlattice.moves.nearest import Likeness
    from careerlattice.moves.paths import Ladder, Network, Path
    from careerlattice.moves.qualify import Candidate, Verdict

__all__ = [
    "ClassGradeCard",
    "Code",
    "CompetencyEntry",
    "DetailEntry",
    "DutyEntry",
    "Gap",
    "GapEntry",
    "Lattice",
    "Outcome",
    "Pay",
    "QualificationEntry",
    "Quote",
    "StatementEntry",
]

Outcome: TypeAlias = Literal[
    "missing", "must rise", "same", "already above", "level not stated", "not comparable"
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class GapEntry:
    """What one competency asks of someone who moves.

    Where another publisher's competency stands in for it, *from_competency* names that one and
    *relation* says how it stands to the one wanted; *mapping*, *alignment*, its *interval* and
    *justification* tell on whose word. *reason* tells why there is no comparison.
    """

    outcome: Outcome
    competency: str
    from_level: str | None
    to_level: str | None
    levels_to_rise: int | None
    from_guidance: str | None
    to_guidance: str | None
    core: bool
    scale: str | None
    iri: str
    from_competency: str | None = None
    relation: str | None = None
    mapping: str | None = None
    alignment: str | None = None
    interval: str | None = None
    justification: str | None = None
    reason: str | None = None
    levels_at_most: int | None = None


@dataclass(frozen=True)
class Gap:
    """The gap between two class-grades: one entry for each competency the second asks for.

    What the first asks for and the second does not is no part of a gap.

    >>> gap = Gap("us-mt-dor/a/9", "us-mt-dor/b/10", ())
    >>> gap.counts["missing"], len(gap.must_rise), gap.levels_to_rise
    (0, 0, 0)
    """

    start: str
    goal: str
    entries: tuple[GapEntry, ...]

    def having(self, outcome: Outcome) -> tuple[GapEntry, ...]:
        """The entries with this outcome."""
        return tuple(entry for entry in self.entries if entry.outcome == outcome)

    @property
    def missing(self) -> tuple[GapEntry, ...]:
        """Asked for at the goal and not at the start."""
        return self.having("missing")

    @property
    def must_rise(self) -> tuple[GapEntry, ...]:
        """Asked for at a higher level of the same scale."""
        return self.having("must rise")

    @property
    def same(self) -> tuple[GapEntry, ...]:
        """Asked for at the same level."""
        return self.having("same")

    @property
    def already_above(self) -> tuple[GapEntry, ...]:
        """Asked for at a lower level than the start asks."""
        return self.having("already above")

    @property
    def level_not_stated(self) -> tuple[GapEntry, ...]:
        """Asked for on both sides, by one of them without a level."""
        return self.having("level not stated")

    @property
    def not_comparable(self) -> tuple[GapEntry, ...]:
        """On two scales, or of two publishers without an accepted mapping."""
        return self.having("not comparable")

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many entries each outcome has, all six in their order."""
        found = Counter(entry.outcome for entry in self.entries)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def levels_to_rise(self) -> int:
        """All the levels to rise, together."""
        return sum(entry.levels_to_rise or 0 for entry in self.entries)

    @property
    def guidance_changes(self) -> tuple[tuple[str | None, str | None], ...]:
        """The different changes of guidance, from and to, over competencies asked on both sides."""
        pairs = {
            (entry.from_guidance, entry.to_guidance)
            for entry in self.entries
            if entry.outcome not in {"missing", "not comparable"}
            and entry.mapping is None  # guidance of two publishers is no change of one
            and entry.from_guidance != entry.to_guidance
        }
        return tuple(sorted(pairs, key=lambda pair: (pair[0] or "", pair[1] or "")))

    def __str__(self) -> str:
        """The gap in one line."""
        parts = [f"{count} {outcome}" for outcome, count in self.counts.items() if count]
        if self.levels_to_rise:
            levels = "level" if self.levels_to_rise == 1 else "levels"
            parts.append(f"{self.levels_to_rise} {levels} to rise")
        parts += [
            f"guidance from {before or 'none stated'} to {after or 'none stated'}"
            for before, after in self.guidance_changes
        ]
        return f"{self.start} → {self.goal}: {'; '.join(parts) or 'nothing is asked for'}"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a document that a fact rests on."""

    about: str
    text: str
    document: str
    line: int
    start: int
    end: int
    fact: str
    source: str


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """A duty, or the label of a group of duties, with those nested in it."""

    text: str
    position: int | None
    is_group: bool
    time_share: Decimal | None
    essential: bool | None
    line: int | None
    iri: str
    parts: tuple[DutyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetencyEntry:
    """A competency a class-grade needs, at its level where one is stated."""

    name: str
    level: str | None
    scale: str | None
    guidance: str | None
    importance: str | None
    core: bool
    knowledge_areas: tuple[str, ...]
    line: int | None
    iri: str


@dataclass(frozen=True, slots=True)
class QualificationEntry:
    """What a candidate must bring; `months` and the rest only where the sentence was clear."""

    kind: str
    asks: str
    modality: str | None
    education_level: str | None
    field_of_study: str | None
    months: int | None
    experience_in: str | None
    within: str | None
    qualifying_classes: tuple[str, ...]
    or_instead: tuple[str, ...]
    credit_hours: int | None
    months_credited: int | None
    cap_months: int | None
    iri: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A passage of prose about the class."""

    about: str
    text: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a publisher's code list, such as a bargaining unit."""

    label: str
    notations: tuple[str, ...]
    iri: str

    def __str__(self) -> str:
        codes = ", ".join(self.notations)
        return f"{self.label} ({codes})" if codes and codes != self.label else self.label


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as its source gives it: the words, and what of them is certain."""

    lowest: Decimal | None
    highest: Decimal | None
    currency: str | None
    period: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class DetailEntry:
    """A label and its value, such as a department or a closing day."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True)
class ClassGradeCard:
    """All there is to say of one class-grade, nested as people read it."""

    id: str
    title: str
    status: str | None
    class_id: str
    class_title: str
    class_codes: tuple[str, ...]
    publisher: str | None
    jurisdiction: str | None
    grade: str | None
    next_grade: str | None
    lead_worker: bool | None
    appointment_type: str | None
    bargaining_units: tuple[Code, ...]
    occupational_groups: tuple[Code, ...]
    eeo_categories: tuple[Code, ...]
    pay: tuple[Pay, ...]
    documents: tuple[str, ...]
    statements: tuple[StatementEntry, ...]
    duties: tuple[DutyEntry, ...]
    competencies: tuple[CompetencyEntry, ...]
    qualifications: tuple[QualificationEntry, ...]
    subject_areas: tuple[str, ...] = field(default=())
    details: tuple[DetailEntry, ...] = field(default=())


class Lattice(Closing):
    """A built graph, opened to be asked.

    >>> with Lattice.open("build") as lattice:                                  # doctest: +SKIP
    ...     lattice.ask(12).to_dataframe()
    """

    def __init__(
        self,
        store: ReadableGraph,
        questions: Questions | None = None,
        *,
        everything: ReadableGraph | None = None,
    ) -> None:
        self.store = store
        self.everything = store if everything is None else everything
        self._questions = questions
        self._read_profiles: dict[frozenset[str], Profiles] = {}
        self._found: set[str] = set()

    @classmethod
    def open(cls, path: str | PathLike[str] = "build") -> Self:
        """Open the graph that `careerlattice build` wrote to *path*.

        Raises:
            InputError: there is no built graph at *path*, or it cannot be read.
        """
        everything = GraphStore.open(path)
        return cls(everything.without_taxonomies(), everything=everything)

    @classmethod
    def connect(cls, url: str) -> Self:
        """Ask the graph behind a SPARQL endpoint; credentials come from the environment.

        Raises:
            UsageError: *url* is no endpoint's address.
        """
        from careerlattice.endpoint import Endpoint  # noqa: PLC0415 - a build needs no network

        return cls(Endpoint(url))

    def close(self) -> None:
        """Let go of the graph's files."""
        self.store.close()
        self.everything.close()

    # -- asking --------------------------------------------------------------------------------

    def query(self, sparql: str) -> Answer:
        """Answer any SPARQL query: `Rows` for SELECT, a bool for ASK, `Triples` for the others.

        >>> lattice.query("SELECT ?g { ?g a career:ClassGrade }").to_dataframe() # doctest: +SKIP

        Raises:
            UsageError: the query is wrong, or is not one that only reads this graph.
        """
        return self.everything.query(sparql)

    def questions(self) -> Questions:
        """The questions that `ask` knows, by slug."""
        if self._questions is None:
            self._questions = Questions()
        return self._questions

    def ask(self, question: str | int, **params: str | int | None) -> Rows:
        """Ask one of the questions, by number or slug.

        A parameter that is a word of Python takes an underscore behind it: `from_`, `class_`.

        >>> lattice.ask(6, class_="us-ct/6435cl")                               # doctest: +SKIP
        >>> lattice.ask("competencies",
        ...             class_grade="us-ct/6435cl/cl-16").to_csv()              # doctest: +SKIP

        Raises:
            UsageError: there is no such question or parameter, or a value fits nothing here.
        """
        asked = self.questions().find(question)
        asked.bind(params)
        self._check_ids(asked, params)
        return asked.ask(self.everything if asked.names_taxonomies else self.store, params)

    def class_grades(self) -> Rows:
        """All class-grades in force, by class and grade: identifier, title, class, grade."""
        return self.store.select(_CLASS_GRADES)

    # -- one class-grade -----------------------------------------------------------------------

    def gap(self, start: str, goal: str, *, without: str | None = None) -> Gap:
        """What someone at *start* is missing to move to *goal*.

        *without* (the IRI of a mapping or alignment) answers as if that were withdrawn.

        >>> gap = lattice.gap("us-mt-dor/it-processing-office-specialist/9",
        ...                   "us-mt-dor/it-processing-office-specialist/10")   # doctest: +SKIP
        >>> gap.counts["must rise"]                                             # doctest: +SKIP
        9

        Raises:
            UsageError: a class-grade is not known; the message names those that are near.
        """
        held, wanted = self.find_class_grade(start), self.find_class_grade(goal)
        rows = self.ask("gap", from_=held, to=wanted, without=without)
        entries = tuple(
            GapEntry(
                outcome=cast("Outcome", row["outcome"]),
                competency=str(row["competency"]),
                from_level=_text(row["from_level"]),
                to_level=_text(row["to_level"]),
                levels_to_rise=_int(row["levels_to_rise"]),
                from_guidance=_text(row["from_guidance"]),
                to_guidance=_text(row["to_guidance"]),
                core=row["core"] == "yes",
                scale=_text(row["scale"]),
                iri=str(row["iri"]),
                from_competency=_text(row["from_competency"]),
                relation=_text(row["relation"]),
                mapping=_text(row["mapping"]),
                alignment=_text(row["alignment"]),
                interval=_text(row["interval"]),
                justification=_text(row["justification"]),
                reason=_text(row["reason"]),
                levels_at_most=_int(row["levels_at_most"]),
            )
            for row in rows
        )
        return Gap(held, wanted, entries)

    # -- moving --------------------------------------------------------------------------------

    def move(self, start: str, goal: str, *, without: Collection[str] = ()) -> Move:
        """All that moving from *start* to *goal* asks for: competencies, duties, qualifications.

        *without* names mappings or alignments to leave out, as if they were withdrawn.

        Raises:
            UsageError: a class-grade is not in force.
        """
        from careerlattice.moves.cost import move_between  # noqa: PLC0415

        held, wanted = map(self.find_class_grade, (start, goal))
        # The two are read by themselves, unless all have been read already.
        profiles = self._read_profiles.get(frozenset(without)) or Profiles.read(
            self.store, without=without, only=(held, wanted)
        )
        return move_between(profiles, profiles.find(held), profiles.find(wanted))

    def cost(self, move: Move, weights: Weights | None = None) -> Cost:
        """What *move* costs, part by part and in words."""
        from careerlattice.moves.cost import cost_of  # noqa: PLC0415

        return cost_of(move, weights)

    def network(self, weights: Weights | None = None) -> Network:
        """The moves between all class-grades in force; see `moves.paths` for its uses."""
        from careerlattice.moves.paths import Network  # noqa: PLC0415 - brings networkx along

        return Network(self._profiles(), weights)

    def ladder(self, class_id: str, weights: Weights | None = None) -> Ladder:
        """The rungs of a class from the lowest grade up, and the steps between them.

        Raises:
            UsageError: no class-grade of the class is in force.
        """
        from careerlattice.moves import paths  # noqa: PLC0415

        return paths.ladder(self.network(weights), class_id)

    def path(self, start: str, goal: str, weights: Weights | None = None) -> Path | None:
        """The path of least effort, None if none leads there.

        Raises:
            UsageError: a class-grade is not in force.
        """
        from careerlattice.moves import paths  # noqa: PLC0415

        held, wanted = map(self.find_class_grade, (start, goal))
        return paths.least_effort(self.network(weights), held, wanted)

    def paths(
        self,
        start: str,
        goal: str,
        *,
        most_steps: int = 3,
        limit: int | None = 10,
        largest_step: float | None = None,
        weights: Weights | None = None,
    ) -> tuple[Path, ...]:
        """The paths of at most *most_steps* steps, the cheapest first; at most *limit*.

        *largest_step* leaves out those with a step that costs more.

        Raises:
            UsageError: a class-grade is not in force, or a limit is negative.
        """
        from careerlattice.moves import paths  # noqa: PLC0415

        return paths.simple_paths(
            self.network(weights),
            self.find_class_grade(start),
            self.find_class_grade(goal),
            most_steps=most_steps,
            limit=limit,
            largest_step=largest_step,
        )

    def nearest(self, class_grade: str, count: int = 10) -> tuple[Likeness, ...]:
        """The *count* class-grades most like this one, and what the likeness rests on.

        Raises:
            UsageError: the class-grade is not in force.
        """
        from careerlattice.moves.nearest import Nearness  # noqa: PLC0415 - brings scipy along

        return Nearness(self._profiles()).nearest(self.find_class_grade(class_grade), count)

    def qualify(
        self, candidate: Candidate | str, class_grade: str | None = None
    ) -> tuple[Verdict, ...]:
        """Whether *candidate* meets minimum qualifications: of one class-grade, or of all.

        A class or class-grade instead of a candidate stands for somebody who holds it.

        Raises:
            UsageError: the class-grade, or a class that was held, is not known.
        """
        from careerlattice.moves.qualify import Candidate, Rulebook  # noqa: PLC0415

        who = Candidate.holding(candidate) if isinstance(candidate, str) else candidate
        rules = Rulebook.read(self.store)
        return rules.verdicts(who) if class_grade is None else (rules.verdict(who, class_grade),)

    def titles(self, *names: str) -> dict[str, str]:
        """The titles of the class-grades, or of those named, by identifier."""
        if not names or "_known" in self.__dict__:
            return {name: title for name, (title, _) in self._known.items()}
        iris = " ".join(iri for iri in map(_iri, names) if iri is not None)
        rows = self.store.select(
            _ALL_CLASS_GRADES.replace("WHERE {", f"WHERE {{ VALUES ?class_grade {{ {iris} }}")
        )
        return {str(row["class_grade"]): str(row["title"]) for row in rows}

    def _profiles(self, without: frozenset[str] = frozenset()) -> Profiles:
        """What every class-grade asks for, read once."""
        if without not in self._read_profiles:
            self._read_profiles[without] = read_profiles(self.store, without=without)
        return self._read_profiles[without]

    # -- the words -----------------------------------------------------------------------------

    def source(self, thing: str, words: str | None = None) -> tuple[Quote, ...]:
        """The words of the documents that *thing* rests on, in the order of the document.

        *thing* is a class, a class-grade, or the IRI of any fact; *words* keeps only the quotes
        that hold them.

        Raises:
            UsageError: the graph knows no such thing.
        """
        rows = self.ask("source", thing=thing, words=words)
        return tuple(
            Quote(
                about=str(row["about"]),
                text=str(row["quote"]),
                document=str(row["document"]),
                line=_int(row["line"]) or 0,
                start=_int(row["start"]) or 0,
                end=_int(row["end"]) or 0,
                fact=str(row["fact"]),
                source=str(row["source"]),
            )
            for row in rows
        )

    def show(self, class_grade: str) -> ClassGradeCard:
        """The card of one class-grade: duties nested, competencies with levels, qualifications.

        A class with a single class-grade may be named instead of it.

        Raises:
            UsageError: the class-grade is not known; the message names those that are near.
        """
        name = self.find_class_grade(class_grade)
        own = self._properties(name)
        class_id = own.first("ofClass") or ""
        of_class = self._properties(class_id)
        statements = self.ask("class", class_=class_id)
        return ClassGradeCard(
            id=name,
            title=own.first("prefLabel") or name,
            status=own.label("status"),
            class_id=class_id,
            class_title=of_class.first("prefLabel") or class_id,
            class_codes=of_class.all("notation"),
            publisher=of_class.label("publisher"),
            jurisdiction=of_class.label("jurisdiction"),
            grade=own.label("atGrade"),
            next_grade=own.first("nextGrade"),
            lead_worker=_truth(own.first("leadWorker")),
            appointment_type=own.first("appointmentType"),
            bargaining_units=own.codes("bargainingUnit"),
            occupational_groups=own.codes("occupationalGroup"),
            eeo_categories=own.codes("eeoCategory"),
            pay=self._pay(name),
            documents=own.all("describedIn"),
            statements=tuple(
                StatementEntry(str(row["about"]), str(row["text"]), _int(row["line"]))
                for row in statements
                if row["statement"] is not None
            ),
            duties=_nested(self.ask("duties", class_grade=name), self._parents(name)),
            competencies=_competencies(self.ask("competencies", class_grade=name)),
            qualifications=_qualifications(
                row
                for row in self.ask("qualifications", class_=class_id)
                if row["class_grade"] == name and row["qualification"] is not None
            ),
            subject_areas=tuple(
                str(row["text"]) for row in statements if row["about"] == "subject area"
            ),
            details=self._details(name),
        )

    def find_class_grade(self, name: str) -> str:
        """The identifier of the class-grade *name* stands for (itself, or a class's only one).

        Raises:
            UsageError: there is none, or the class has several.
        """
        wanted = short_id(name.strip())
        if self._is_class_grade(wanted):
            return wanted
        # A superseded revision's name bears its date.
        rungs = [rung for rung in self._rungs(wanted) if "@" not in rung]
        if len(rungs) == 1:
            return rungs[0]
        if rungs:
            raise UsageError(
                f"{wanted} is a class with {len(rungs)} class-grades",
                remedy=f"name one of {', '.join(rungs)}",
            )
        raise UnknownError(
            f"there is no class-grade {wanted!r}{nearest(wanted, self._like(wanted))}",
            remedy="see what there is with `careerlattice status`",
        )

    # -- inside --------------------------------------------------------------------------------

    def _is_class_grade(self, name: str) -> bool:
        # One is looked up by itself: to know them all is to read all the titles of the graph.
        if name not in self._found:
            iri = _iri(name)
            asked = f"ASK {{ {iri} a career:ClassGrade ; career:ofClass ?class }}"
            if iri is None or self.store.query(asked) is not True:
                return False
            self._found.add(name)
        return True

    def _rungs(self, class_id: str) -> tuple[str, ...]:
        """The class-grades of a class, in the order of identifiers; none if there is no such."""
        iri = _iri(class_id)
        if iri is None:
            return ()
        rows = self.store.select(_RUNGS.replace("<thing>", iri))
        return tuple(str(row["class_grade"]) for row in rows)

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """Every class-grade, also those superseded: its title and its class."""
        return {
            str(row["class_grade"]): (str(row["title"]), str(row["class"]))
            for row in self.store.select(_ALL_CLASS_GRADES)
        }

    @cached_property
    def _publishers(self) -> list[str]:
        """The identifiers of all publishers of classes."""
        return sorted({short_id(str(row["publisher"])) for row in self.store.select(_PUBLISHERS)})

    def _like(self, name: str) -> list[str]:
        """Identifiers of classes and class-grades, those of the publishers that *name* may mean.

        Of many publishers not all are looked through: that takes long for a slip of the pen.
        """
        known = [each.rpartition("/")[2] for each in self._publishers]
        first = name.partition("/")[0]
        meant = [first] if first in known else difflib.get_close_matches(first, known, n=3)
        if not meant and len(known) <= _FEW:
            meant = known
        keepers = " ".join(str(ox.NamedNode(f"{ID}publisher/{each}")) for each in meant)
        rows = self.store.select(_NAMES.replace("<things>", keepers))
        return sorted({str(row[name]) for row in rows for name in ("class_grade", "class")})

    def _check_ids(self, question: Question, params: Mapping[str, str | int | None]) -> None:
        given = {name.replace("-", "_").removesuffix("_"): value for name, value in params.items()}
        for parameter in question.params:
            value = given.get(parameter.name)
            if value is None:
                continue
            name = short_id(str(value))
            if parameter.type is ParameterType.CLASS_GRADE and not self._is_class_grade(name):
                self.find_class_grade(name)
            elif parameter.type in {
                ParameterType.CLASS,
                ParameterType.PUBLISHER,
                ParameterType.THING,
            } and not self._exists(str(parameter.term(value))):
                known = self._like(name)
                if parameter.type is ParameterType.PUBLISHER:
                    known = [each.rpartition("/")[2] for each in self._publishers]
                elif parameter.type is ParameterType.CLASS:
                    known = [each for each in known if each.count("/") == 1]
                raise UnknownError(
                    f"there is no {parameter.type} {name!r}{nearest(name, known)}",
                    remedy="see what there is with `careerlattice status`",
                )

    def _exists(self, iri: str) -> bool:
        return self.store.query(f"ASK {{ {iri} ?property ?value }}") is True

    def _properties(self, name: str) -> _Properties:
        iri = str(ox.NamedNode(CLASSES + name))
        return _Properties(self.store.select(_PROPERTIES.replace("<thing>", iri)))

    def _parents(self, name: str) -> dict[str, str]:
        iri = str(ox.NamedNode(CLASSES + name))
        rows = self.store.select(_PARENTS.replace("<thing>", iri))
        return {str(row["assignment"]): str(row["parent"]) for row in rows}

    def _pay(self, name: str) -> tuple[Pay, ...]:
        iri = str(ox.NamedNode(CLASSES + name))
        return tuple(
            Pay(
                _decimal(row["lowest"]),
                _decimal(row["highest"]),
                _text(row["currency"]),
                _text(row["period"]),
                _text(row["text"]),
            )
            for row in self.store.select(_PAY.replace("<thing>", iri))
        )

    def _details(self, name: str) -> tuple[DetailEntry, ...]:
        iri = str(ox.NamedNode(CLASSES + name))
        rows = self.store.select(_DETAILS.replace("<thing>", iri))
        return tuple(
            DetailEntry(str(row["kind"]), str(row["label"]), str(row["text"])) for row in rows
        )


class _Properties:
    """What the graph says of one thing, by the local names of properties."""

    def __init__(self, rows: Rows) -> None:
        self._said: dict[str, dict[str, tuple[str | None, list[str]]]] = {}
        for row in rows:
            things = self._said.setdefault(str(row["property"]), {})
            value = row["value"]
            written = ("true" if value else "false") if isinstance(value, bool) else str(value)
            _, notations = things.setdefault(written, (_text(row["label"]), []))
            if row["notation"] is not None and str(row["notation"]) not in notations:
                notations.append(str(row["notation"]))

    def all(self, name: str) -> tuple[str, ...]:
        """The values: those of things are labels where there are any."""
        return tuple(label or value for value, (label, _) in self._said.get(name, {}).items())

    def first(self, name: str) -> str | None:
        """The first value as it stands."""
        return next(iter(self._said.get(name, {})), None)

    def label(self, name: str) -> str | None:
        """The label of the first value."""
        return next(iter(self.all(name)), None)

    def codes(self, name: str) -> tuple[Code, ...]:
        """The values as entries of a code list."""
        return tuple(
            Code(label or value, tuple(notations), value)
            for value, (label, notations) in self._said.get(name, {}).items()
        )


def _iri(name: str) -> str | None:
    """The IRI of a class or class-grade as SPARQL writes it, None where no IRI can be made."""
    try:
        return str(ox.NamedNode(CLASSES + name))
    except ValueError:
        return None


def _nested(rows: Rows, parents: Mapping[str, str]) -> tuple[DutyEntry, ...]:
    below: dict[str | None, list[dict[str, Value]]] = {}
    known = {str(row["assignment"]) for row in rows}
    for row in rows:
        parent = parents.get(str(row["assignment"]))
        below.setdefault(parent if parent in known else None, []).append(row)

    shown: set[str] = set()

    def entry(row: Mapping[str, Value]) -> DutyEntry:
        iri = str(row["assignment"])
        shown.add(iri)
        return DutyEntry(
            text=str(row["duty"]),
            position=_int(row["position"]),
            is_group=row["kind"] == "group",
            time_share=_decimal(row["time_share"]),
            essential=row["essential"] if isinstance(row["essential"], bool) else None,
            line=_int(row["line"]),
            iri=iri,
            parts=tuple(
                entry(part) for part in below.get(iri, ()) if part["assignment"] not in shown
            ),
        )

    entries = [entry(row) for row in below.get(None, ())]
    # Groups that hold one another are a defect of the data; their duties are shown all the same.
    entries += [entry(row) for row in rows if row["assignment"] not in shown]
    return tuple(entries)


def _competencies(rows: Rows) -> tuple[CompetencyEntry, ...]:
    by_requirement: dict[str, list[dict[str, Value]]] = {}
    for row in rows:
        by_requirement.setdefault(str(row["requirement"]), []).append(row)
    return tuple(
        CompetencyEntry(
            name=str(same[0]["competency"]),
            level=_text(same[0]["level"]),
            scale=_text(same[0]["scale"]),
            guidance=_text(same[0]["guidance"]),
            importance=_text(same[0]["importance"]),
            core=same[0]["core"] == "yes",
            knowledge_areas=_different(row["knowledge_area"] for row in same),
            line=_int(same[0]["line"]),
            iri=iri,
        )
        for iri, same in by_requirement.items()
    )


def _qualifications(rows: Iterable[dict[str, Value]]) -> tuple[QualificationEntry, ...]:
    by_iri: dict[str, list[dict[str, Value]]] = {}
    for row in rows:
        by_iri.setdefault(str(row["qualification"]), []).append(row)
    return tuple(
        QualificationEntry(
            kind=str(same[0]["kind"]),
            asks=str(same[0]["asks"]),
            modality=_text(same[0]["modality"]),
            education_level=_text(same[0]["education_level"]),
            field_of_study=_text(same[0]["field_of_study"]),
            months=_int(same[0]["months"]),
            experience_in=_text(same[0]["experience_in"]),
            within=_text(same[0]["within"]),
            qualifying_classes=_different(row["qualifying_class"] for row in same),
            or_instead=_different(row["or_instead"] for row in same),
            credit_hours=_int(same[0]["credit_hours"]),
            months_credited=_int(same[0]["months_credited"]),
            cap_months=_int(same[0]["cap_months"]),
            iri=iri,
        )
        for iri, same in by_iri.items()
    )


def _different(values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if value is not None))


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _int(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _decimal(value: Value) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else None


def _truth(value: str | None) -> bool | None:
    return None if value is None else value == "true"


_ALL_CLASS_GRADES = """
SELECT DISTINCT ?class_grade ?title ?class
WHERE {
  ?class_grade a career:ClassGrade ; career:ofClass ?class .
  OPTIONAL { ?class_grade skos:prefLabel ?label }
  BIND(COALESCE(STR(?label), STR(?class_grade)) AS ?title)
}
ORDER BY ?class_grade
"""

_FEW = 20
"""So many publishers are looked through for a name like one that nobody of them has."""

_PUBLISHERS = """
SELECT DISTINCT ?publisher
WHERE { { SELECT ?class WHERE { ?class a career:JobClass } }
  { SELECT ?class ?publisher WHERE { ?class career:publisher ?publisher } } }
"""

_NAMES = """
SELECT DISTINCT ?class_grade ?class
WHERE {
  VALUES ?publisher { <things> }
  ?class career:publisher ?publisher .
  ?class_grade career:ofClass ?class .
}
"""

_RUNGS = """
SELECT DISTINCT ?class_grade
WHERE { ?class_grade career:ofClass <thing> ; a career:ClassGrade }
ORDER BY ?class_grade
"""

_CLASS_GRADES = """
SELECT DISTINCT ?class_grade ?title ?class_title ?grade ?class
WHERE {
  ?class_grade a career:ClassGrade ;
    career:ofClass ?class ;
    career:status career:inForce .
  OPTIONAL { ?class_grade skos:prefLabel ?label }
  OPTIONAL { ?class skos:prefLabel ?classLabel }
  OPTIONAL {
    ?class_grade career:atGrade ?step .
    ?step skos:notation ?grade .
    OPTIONAL { ?step career:rank ?rank }
  }
  BIND(COALESCE(STR(?label), STR(?class_grade)) AS ?title)
  BIND(COALESCE(STR(?classLabel), STR(?class)) AS ?class_title)
}
ORDER BY ?class ?rank ?class_grade
"""

_PROPERTIES = """
SELECT DISTINCT ?property ?value ?label ?notation
WHERE {
  <thing> ?predicate ?value .
  BIND(REPLACE(STR(?predicate), "^.*[/#]", "") AS ?property)
  FILTER(?predicate IN (
    skos:prefLabel, skos:notation, career:status, career:publisher, career:jurisdiction,
    career:ofClass, career:atGrade, career:nextGrade, career:leadWorker, career:appointmentType,
    career:bargainingUnit, career:occupationalGroup, career:eeoCategory, career:pay,
    career:describedIn))
  OPTIONAL { ?value skos:prefLabel ?name }
  OPTIONAL { ?value rdfs:label ?term }
  OPTIONAL { ?value career:fileName ?file }
  OPTIONAL { ?value skos:notation ?notation }
  BIND(COALESCE(STR(?file), STR(?name), STR(?term)) AS ?label)
}
ORDER BY ?property ?label ?value ?notation
"""

_PARENTS = """
SELECT DISTINCT ?assignment ?parent
WHERE {
  <thing> career:hasDutyAssignment ?assignment .
  ?assignment career:partOf ?parent .
}
ORDER BY ?assignment ?parent
"""

_PAY = """
SELECT DISTINCT ?lowest ?highest ?currency ?period ?text
WHERE {
  <thing> career:pay ?pay .
  OPTIONAL {
    ?pay career:text ?words .
    BIND(STR(?words) AS ?text)
  }
  OPTIONAL { ?pay career:lowestPay ?lowest }
  OPTIONAL { ?pay career:highestPay ?highest }
  OPTIONAL { ?pay career:currency ?currency }
  OPTIONAL {
    ?pay career:payPeriod ?step .
    OPTIONAL { ?step rdfs:label ?name }
    BIND(COALESCE(STR(?name), STRAFTER(STR(?step), "#")) AS ?period)
  }
}
ORDER BY ?lowest ?highest ?text
"""

_DETAILS = """
SELECT DISTINCT ?kind ?label ?text
WHERE {
  <thing> career:describedIn? ?owner .
  ?owner career:hasDetail ?detail .
  ?detail career:detailKind ?matter ;
    career:text ?words .
  OPTIONAL { ?matter rdfs:label ?name }
  OPTIONAL { ?detail skos:prefLabel ?written }
  BIND(COALESCE(STR(?name), STRAFTER(STR(?matter), "#")) AS ?kind)
  BIND(COALESCE(STR(?written), ?kind) AS ?label)
  BIND(STR(?words) AS ?text)
}
ORDER BY ?kind ?label ?text
"""
