"""Minimum qualifications as rules: who meets them, and the reason for each yes, no and unknown.

Three answers, never a guess. Months are counted as an interval: those that surely count, and those
that may. What is asked for is met if the sure months suffice, not met if even the possible ones do
not, and unknown between. The rules are those of `Rule`; every reason names the ones it rests on.

    book = Rulebook.read(store)
    candidate = Candidate.parse(["us-ct/office-assistant=24"], credit_hours=30)
    print(book.verdict(candidate, "us-ct/6435cl/cl-16"))
    for verdict in book.verdicts(Candidate.holding("us-mt-dor/customer-service-representative/11")):
        print(verdict.class_grade, verdict.overall)
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from os import PathLike
from pathlib import Path
from typing import Any, Literal, Self, TypeAlias

import pyoxigraph as ox

from careerlattice.errors import InputError, UsageError
from careerlattice.identifiers import CLASSES, ID, short_id
from careerlattice.model import EducationLevel
from careerlattice.questions import nearest
from careerlattice.rows import Rows, Term, Value
from careerlattice.store import Selects
from careerlattice.vocabulary import PREFIXES
from careerlattice.wording import normalise

__all__ = [
    "Candidate",
    "Credit",
    "Effect",
    "Experience",
    "Outcome",
    "Overall",
    "Reason",
    "Rule",
    "Rulebook",
    "Verdict",
    "as_rows",
]

Outcome: TypeAlias = Literal["met", "not met", "unknown"]
Overall: TypeAlias = Literal["yes", "no", "unknown"]
Effect: TypeAlias = Literal["none", "blocks", "may block", "counts against", "may count against"]

_ONTOLOGY = PREFIXES["career"]
_CLASS_ID = re.compile(r"[A-Za-z0-9._~@%-]+/[A-Za-z0-9._~@%-]+(?:/[A-Za-z0-9._~@%-]+)?")
_LENGTH = re.compile(r"(?P<number>\d{1,4})\s*(?P<unit>m|months?|y|years?)?", re.IGNORECASE)

# The same four steps stand in queries 18 and 19, so that both read words alike.
_CORE_STEPS = (
    (re.compile(r"[^a-z0-9]+"), " "),
    (re.compile(r"^ | $"), ""),
    (re.compile(r"^(work )?experience (in|of|with) "), ""),
    (re.compile(r"( work| experience| work experience)$"), ""),
)
# "Customer Service Representative" is work in customer service; an "Office Assistant" need not be
# doing all that office work is, nor a supervisor what the supervised do: those are not here.
_ROLE = re.compile(
    r" (representative|specialist|worker|clerk|operator|agent|officer)( (i|ii|iii|iv|v|[0-9]+))?$"
)
_OPEN = re.compile(r"equivalent|comparable|similar|at or above|level of|higher", re.IGNORECASE)


class Rule(StrEnum):
    """A rule that a reason rests on, in words."""

    NAMED_CLASS = "time in a class that the document names counts"
    SAME_WORDS = "time in work that the document describes in the same words counts"
    EQUIVALENT = "where equivalents are admitted, time in another class may count"
    KIND_NOT_SAID = "whether time in other work counts is not for the graph to say"
    OTHER_CLASS = "where classes are named and no equivalents admitted, other classes do not count"
    WITHIN = "special experience lies inside the general: what counts there counts here"
    SUBSTITUTION = "a substitution replaces what it names, at its rate, up to its cap"
    HOLDER = "whoever holds a class-grade is taken to have met its own minimum qualifications"
    EDUCATION = "a higher level of education includes the lower ones"
    HOURS = "credit hours are schooling after high school"
    FIELD = "a field of study is met by the same words only"
    LICENCE = "a licence is met by the same words only"
    WORDS_ONLY = "what was kept as words only is for a reader to judge"
    NOT_STATED = "where nothing is stated, nothing is known"
    TOGETHER = "the same months may not count twice unless the document says so"


# -- who is judged -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Experience:
    """A stretch of work that overlaps no other: where it was spent, or in what, or both.

    *months* None means that its length is not said; *held* is a class or a class-grade; *kinds*
    are kinds of work in words, compared with a document's words as they stand.
    """

    months: int | None = None
    held: str | None = None
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.months is not None and self.months < 0:
            raise UsageError(
                f"{self.months} months is no length of time", remedy="give 0 months or more"
            )
        if self.held is None and not self.kinds:
            raise UsageError(
                "experience is had somewhere or in something",
                remedy="name the class held, or the kind of work",
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "us-ct/office-assistant=24", "clerical work=3y" or a class without its months.

        >>> Experience.parse("us-ct/office-assistant=2y")
        Experience(months=24, held='us-ct/office-assistant', kinds=())

        Raises:
            UsageError: the length is not one, or nothing stands before it.
        """
        what, sign, length = text.rpartition("=")
        if not sign:
            what, length = text, ""
        what = short_id(what.strip())
        match = _LENGTH.fullmatch(length.strip())
        if not what or (sign and match is None):
            raise UsageError(
                f"{text!r} is not experience", remedy="write for example us-ct/office-assistant=24"
            )
        months = None
        if match is not None:
            years = (match.group("unit") or "m").lower().startswith("y")
            months = int(match.group("number")) * (12 if years else 1)
        if _CLASS_ID.fullmatch(what):
            return cls(months, held=what)
        return cls(months, kinds=(what,))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one person brings. None means that it is not said; an empty list, that there is none.

    *credit_hours* are semester hours of college training.
    """

    experience: tuple[Experience, ...] = ()
    education: EducationLevel | None = None
    field_of_study: str | None = None
    credit_hours: int | None = None
    licences: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.credit_hours is not None and self.credit_hours < 0:
            raise UsageError(
                f"{self.credit_hours} credit hours cannot be", remedy="give 0 hours or more"
            )

    @classmethod
    def holding(cls, name: str, months: int | None = None) -> Self:
        """Someone of whom only the class (or class-grade) held is known, and perhaps how long."""
        return cls((Experience(months, held=short_id(name.strip())),))

    @classmethod
    def parse(
        cls,
        experience: Iterable[str],
        *,
        education: str | None = None,
        field_of_study: str | None = None,
        credit_hours: int | None = None,
        licences: Iterable[str] | None = None,
    ) -> Self:
        """A candidate from texts, as a command line has them.

        >>> Candidate.parse(["clerical work=24"], education="high school").education.name
        'HIGH_SCHOOL'

        Raises:
            UsageError: a text is not experience, or not a level of education.
        """
        return cls(
            tuple(Experience.parse(each) for each in experience),
            None if education is None else _education(education),
            field_of_study,
            credit_hours,
            None if licences is None else tuple(licences),
        )

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Self:
        """A candidate from a TOML file.

            education = "high school"
            field_of_study = "business administration"
            credit_hours = 30
            licences = []

            [[experience]]
            class = "us-ct/office-assistant"    # a class or class-grade; may be left out
            in = ["clerical work"]              # in words; may be left out
            months = 24                         # left out: its length is not said

        Raises:
            InputError: the file cannot be read, or says what a candidate does not have.
        """
        try:
            data = tomllib.loads(Path(path).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(f"the candidate cannot be read ({error})", place=path) from None
        try:
            return cls._from_table(data)
        except UsageError as error:
            raise InputError(error.message, place=path, remedy=error.remedy) from None

    @classmethod
    def _from_table(cls, data: Mapping[str, object]) -> Self:
        said = _checked(data, _CANDIDATE_KEYS)
        stretches = said.get("experience", [])
        education = said.get("education")
        return cls(
            tuple(_stretch(each) for each in stretches),
            None if education is None else _education(education),
            said.get("field_of_study"),
            said.get("credit_hours"),
            tuple(said["licences"]) if "licences" in said else None,
        )


# -- what is found -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Credit:
    """The months that one substitution rule surely stands in for, and those it may."""

    rule: str
    text: str
    sure: int
    possible: int
    cap: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """What became of one qualification, and why.

    *qualification* is the IRI of what is asked for, whose quote can be shown (None where nothing
    is stated); *settle* says what would decide an unknown. *months_counted* are sure,
    *months_possible* the most there may be (None: no limit is known, or months are not asked for).
    """

    outcome: Outcome
    effect: Effect
    kind: str
    modality: str | None
    asks: str
    sentence: str
    rules: tuple[Rule, ...]
    qualification: str | None
    settle: str | None = None
    months_asked: int | None = None
    months_counted: int | None = None
    months_possible: int | None = None
    instead: tuple[Credit, ...] = ()

    @property
    def months_short(self) -> int:
        """The months that are asked for and not surely there; 0 if met or not counted."""
        if self.outcome == "met" or self.months_asked is None:
            return 0
        return max(0, self.months_asked - (self.months_counted or 0))


@dataclass(frozen=True)
class Verdict:
    """Whether a candidate meets the minimum qualifications of one class-grade."""

    class_grade: str
    title: str
    grade: str | None
    overall: Overall
    reasons: tuple[Reason, ...]

    def having(self, *effects: Effect) -> tuple[Reason, ...]:
        """The reasons with one of these effects."""
        return tuple(reason for reason in self.reasons if reason.effect in effects)

    @property
    def blocking(self) -> tuple[Reason, ...]:
        """What is required and not met."""
        return self.having("blocks")

    @property
    def open_questions(self) -> tuple[Reason, ...]:
        """What is required and not known to be met."""
        return self.having("may block")

    @property
    def counting_against(self) -> tuple[Reason, ...]:
        """What is typical or preferred, and not known to be met."""
        return self.having("counts against", "may count against")

    def __str__(self) -> str:
        """The verdict in a line, and a line for each reason."""
        lines = [f"{self.title} ({self.class_grade}): {self.overall}"]
        for reason in self.reasons:
            effect = "" if reason.effect == "none" else f" ({reason.effect})"
            lines.append(f"  {reason.outcome}{effect}: {reason.sentence}")
            if reason.settle:
                lines.append(f"    to settle it: {reason.settle}")
        return "\n".join(lines)


_COLUMNS = (
    "class_title grade verdict outcome effect kind modality asks reason settle months_asked"
    " months_counted months_possible class_grade qualification"
).split()


def as_rows(verdicts: Iterable[Verdict]) -> Rows:
    """Verdicts as a table, a row for each reason."""
    terms: list[list[Term | None]] = []
    for verdict in verdicts:
        for reason in verdict.reasons:
            cells: list[str | int | None] = [verdict.title, verdict.grade, verdict.overall]
            cells += [reason.outcome, reason.effect, reason.kind, reason.modality, reason.asks]
            cells += [reason.sentence, reason.settle]
            cells += [reason.months_asked, reason.months_counted, reason.months_possible]
            row: list[Term | None] = [None if each is None else ox.Literal(each) for each in cells]
            row.append(ox.NamedNode(CLASSES + verdict.class_grade))
            row.append(ox.NamedNode(reason.qualification) if reason.qualification else None)
            terms.append(row)
    return Rows(_COLUMNS, terms)


# -- the rules ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """One qualification as the graph states it."""

    iri: str
    kind: str
    modality: str | None
    text: str
    clause: str | None
    level: str | None
    level_label: str | None
    rank: int | None
    field_of_study: str | None
    months: int | None
    experience_in: str | None
    credit_hours: int | None
    months_credited: int | None
    cap: int | None
    within: tuple[str, ...] = ()
    in_place_of: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The very words read, else the whole sentence."""
        return self.clause or self.text

    @property
    def blocks(self) -> bool:
        """Whether nobody is considered without it; what has no modality is taken as required."""
        return self.modality not in {"typical", "preferred"}


@dataclass(frozen=True, slots=True)
class _Rung:
    """A class-grade and what it asks for, substitution rules apart."""

    id: str
    title: str
    class_id: str
    in_force: bool
    grade: str | None
    rank: int | None
    asked: tuple[_Asked, ...]
    rules: tuple[_Asked, ...]

    def find(self, iri: str) -> _Asked | None:
        return next((each for each in self.asked if each.iri == iri), None)

    def inside(self, asked: _Asked) -> Iterable[_Asked]:
        return (each for each in self.asked if asked.iri in each.within)

    def instead_of(self, asked: _Asked) -> tuple[_Asked, ...]:
        return tuple(rule for rule in self.rules if asked.iri in rule.in_place_of)


@dataclass(frozen=True, slots=True)
class _Class:
    id: str
    title: str
    publisher: str | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An experience, and what the graph knows of where it was had."""

    experience: Experience
    label: str
    of_class: _Class | None
    rung: _Rung | None
    kinds: frozenset[str]
    works: frozenset[str]

    @property
    def least(self) -> int:
        return self.experience.months or 0

    @property
    def most(self) -> float:
        return math.inf if self.experience.months is None else self.experience.months


@dataclass(slots=True)
class _Count:
    """Months that count: the sure ones, the most there may be, and what each rests on."""

    sure: int = 0
    possible: float = 0
    some: bool = False
    told: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


_Standing: TypeAlias = tuple[Literal["sure", "possible", "no"], Rule]


class Rulebook:
    """The minimum qualifications of all class-grades, read once from a graph."""

    def __init__(
        self,
        source: Selects,
        rungs: Mapping[str, _Rung],
        classes: Mapping[str, _Class],
        ranks: Mapping[str, int],
    ) -> None:
        self._source = source
        self._rungs = rungs
        self._classes = classes
        self._ranks = ranks

    @classmethod
    def read(cls, source: Selects) -> Self:
        """Read the rules of every class-grade that *source* holds, in five queries."""
        links: dict[str, dict[str, list[str]]] = {}
        for row in source.select(_PREFIXES + _LINKS):
            of = links.setdefault(str(row["qualification"]), {})
            of.setdefault(str(row["property"]), []).append(str(row["thing"]))
        asked: dict[str, dict[str, _Asked]] = {}
        for row in source.select(_PREFIXES + _QUALIFICATIONS):
            each = _asked(row, links.get(str(row["qualification"]), {}))
            # The kind that says most stands first; a second type adds nothing.
            asked.setdefault(str(row["class_grade"]), {}).setdefault(each.iri, each)
        rungs: dict[str, _Rung] = {}
        for row in source.select(_PREFIXES + _CLASS_GRADES):
            name = str(row["class_grade"])
            found = asked.get(name, {}).values()
            rungs.setdefault(
                name,
                _Rung(
                    id=name,
                    title=str(row["title"]),
                    class_id=str(row["class"]),
                    in_force=row["in_force"] == "yes",
                    grade=_str(row["grade"]),
                    rank=_int(row["rank"]),
                    asked=tuple(each for each in found if each.kind != "substitution"),
                    rules=tuple(each for each in found if each.kind == "substitution"),
                ),
            )
        classes: dict[str, _Class] = {}
        for row in source.select(_PREFIXES + _CLASSES):
            name = str(row["class"])
            classes.setdefault(name, _Class(name, str(row["title"]), _str(row["publisher"])))
        ranks = {
            str(row["level"]).removeprefix(_ONTOLOGY): _int(row["rank"]) or 0
            for row in source.select(_PREFIXES + _RANKS)
        }
        return cls(source, rungs, classes, ranks)

    def verdict(self, candidate: Candidate, class_grade: str) -> Verdict:
        """Judge *candidate* by what *class_grade* asks for.

        Raises:
            UsageError: the class-grade, or a class the candidate held, is not known.
        """
        name = short_id(class_grade.strip())
        rung = self._rungs.get(name)
        if rung is None:
            raise UsageError(
                f"there is no class-grade {name!r}{nearest(name, list(self._rungs))}",
                remedy="see what there is with `careerlattice status`",
            )
        return self._judge(candidate, self._stretches(candidate), rung)

    def verdicts(self, candidate: Candidate) -> tuple[Verdict, ...]:
        """Judge *candidate* by every class-grade in force; by class, and up its ladder.

        Raises:
            UsageError: a class the candidate held is not known.
        """
        stretches = self._stretches(candidate)
        rungs = sorted(
            (rung for rung in self._rungs.values() if rung.in_force),
            key=lambda rung: (rung.class_id, math.inf if rung.rank is None else rung.rank, rung.id),
        )
        return tuple(self._judge(candidate, stretches, rung) for rung in rungs)

    # -- the candidate ---------------------------------------------------------------------

    def _stretches(self, candidate: Candidate) -> tuple[_Stretch, ...]:
        found = []
        for each in candidate.experience:
            kinds = frozenset(_core(kind) for kind in each.kinds)
            if each.held is None:
                label = " and ".join(each.kinds)
                found.append(_Stretch(each, f"of {label}", None, None, kinds, frozenset()))
                continue
            rung = self._rungs.get(each.held)
            of_class = self._classes.get(rung.class_id if rung else each.held)
            if of_class is None:
                known = [*self._rungs, *self._classes]
                raise UsageError(
                    f"there is no class {each.held!r}{nearest(each.held, known)}",
                    remedy="name a class of the graph, or say in words what the work was",
                )
            rung = rung or self._only_rung(of_class)
            works = frozenset({_ROLE.sub("", _core(of_class.title))})
            if rung is not None:
                works |= self._duties(rung)
            label = f"as {rung.title if rung and rung.id == each.held else of_class.title}"
            found.append(_Stretch(each, label, of_class, rung, kinds, works))
        return tuple(found)

    def _only_rung(self, of_class: _Class) -> _Rung | None:
        """The class-grade of a class that has one in force; of several, nobody said which."""
        rungs = [r for r in self._rungs.values() if r.in_force and r.class_id == of_class.id]
        return rungs[0] if len(rungs) == 1 else None

    def _duties(self, rung: _Rung) -> frozenset[str]:
        iri = str(ox.NamedNode(CLASSES + rung.id))
        rows = self._source.select(_PREFIXES + _DUTIES.replace("<rung>", iri))
        return frozenset(_core(str(row["text"])) for row in rows)

    # -- a class-grade ---------------------------------------------------------------------

    def _judge(self, candidate: Candidate, stretches: tuple[_Stretch, ...], rung: _Rung) -> Verdict:
        if not rung.asked:
            nothing = Reason(
                outcome="unknown",
                effect="may block",
                kind="not stated",
                modality=None,
                asks="",
                sentence="the document states no qualification for this class-grade",
                rules=(Rule.NOT_STATED,),
                qualification=None,
                settle="what the publisher asks for",
            )
            return Verdict(rung.id, rung.title, rung.grade, "unknown", (nothing,))
        case = _Case(candidate, stretches, rung, self._classes, self._ranks)
        reasons = [case.reason(asked) for asked in rung.asked]
        together = case.together(reasons)
        if together is not None:
            reasons.append(together)
        effects = {reason.effect for reason in reasons}
        overall: Overall = "yes"
        if "blocks" in effects:
            overall = "no"
        elif "may block" in effects:
            overall = "unknown"
        return Verdict(rung.id, rung.title, rung.grade, overall, tuple(reasons))


@dataclass(frozen=True, slots=True)
class _Case:
    """One candidate before one class-grade."""

    candidate: Candidate
    stretches: tuple[_Stretch, ...]
    rung: _Rung
    classes: Mapping[str, _Class]
    ranks: Mapping[str, int]

    def reason(self, asked: _Asked) -> Reason:
        """What becomes of *asked*."""
        holder = self._assumed(asked)
        if holder is not None:
            brought = "it" if asked.blocks else "it, or what was accepted in its place"
            return self._reason(
                asked,
                "met",
                f"assumed: {holder.title} asks for as much, and whoever holds it is taken to have"
                f" brought {brought}",
                [Rule.HOLDER],
            )
        if asked.kind == "experience":
            return self._experience(asked)
        if asked.kind == "education":
            return self._education(asked)
        if asked.kind == "licence":
            return self._licence(asked)
        return self._reason(
            asked,
            "unknown",
            f"“{asked.words}” was kept as words only",
            [Rule.WORDS_ONLY],
            settle="a reader's judgement of these words",
        )

    def together(self, reasons: Iterable[Reason]) -> Reason | None:
        """A doubt, where two requirements are met only if the same months count for both."""
        by_iri = {reason.qualification: reason for reason in reasons}
        counted = [
            asked
            for asked in self.rung.asked
            if asked.kind == "experience"
            and asked.blocks
            and not asked.within
            and asked.months is not None
            and by_iri[asked.iri].outcome == "met"
            and Rule.HOLDER not in by_iri[asked.iri].rules
        ]
        total = sum(asked.months or 0 for asked in counted)
        there = sum(
            stretch.least
            for stretch in self.stretches
            if any(self._standing(stretch, asked)[0] == "sure" for asked in counted)
        )
        there += sum(credit.sure for asked in counted for credit in by_iri[asked.iri].instead)
        if len(counted) < 2 or total <= there:
            return None
        return Reason(
            outcome="unknown",
            effect="may block",
            kind="together",
            modality=None,
            asks="; ".join(asked.words for asked in counted),
            sentence=f"{total} months are asked for in {len(counted)} requirements that are not"
            f" said to overlap, and {there} are there",
            rules=(Rule.TOGETHER,),
            qualification=None,
            settle="whether the same months may count for each",
            months_asked=total,
            months_counted=there,
        )

    def _reason(
        self,
        asked: _Asked,
        outcome: Outcome,
        sentence: str,
        rules: Iterable[Rule],
        *,
        settle: str | None = None,
        count: tuple[int, float] | None = None,
        instead: tuple[Credit, ...] = (),
    ) -> Reason:
        effect: Effect = "none"
        if outcome == "not met":
            effect = "blocks" if asked.blocks else "counts against"
        elif outcome == "unknown":
            effect = "may block" if asked.blocks else "may count against"
        sure, possible = count or (None, math.inf)
        return Reason(
            outcome=outcome,
            effect=effect,
            kind=asked.kind,
            modality=asked.modality,
            asks=asked.words,
            sentence=sentence,
            rules=tuple(dict.fromkeys(rules)),
            qualification=asked.iri,
            settle=settle if outcome == "unknown" else None,
            months_asked=asked.months,
            months_counted=sure,
            months_possible=None if possible == math.inf else int(possible),
            instead=instead,
        )

    # -- the holder of a class -------------------------------------------------------------

    def _assumed(self, asked: _Asked) -> _Rung | None:
        """A class-grade held that asks for as much, on the same terms."""
        for stretch in self.stretches:
            if stretch.rung and any(
                self._covers(own, stretch.rung, asked) for own in stretch.rung.asked
            ):
                return stretch.rung
        return None

    def _covers(self, own: _Asked, held: _Rung, asked: _Asked) -> bool:
        # What is only typical was brought by many, not by all: it answers for what is typical.
        strong = own.blocks or (own.modality == "typical" and not asked.blocks)
        if own.kind != asked.kind or not strong:
            return False
        # Whoever came in by a substitution brought something else in its place; the same door
        # must stand open here.
        doors = {rule.text for rule in self.rung.instead_of(asked)}
        if any(rule.text not in doors for rule in held.instead_of(own)):
            return False
        if own.kind == "experience":
            if own.experience_in is None or asked.experience_in is None:
                return False
            enough = asked.months is None or (own.months is not None and own.months >= asked.months)
            return enough and _core(own.experience_in) == _core(asked.experience_in)
        if own.kind == "education":
            if own.rank is None or asked.rank is None or own.rank < asked.rank:
                return False
            wanted, had = asked.field_of_study, own.field_of_study
            return wanted is None or (had is not None and _core(wanted) == _core(had))
        return _core(own.words) == _core(asked.words)

    # -- experience ------------------------------------------------------------------------

    def _experience(self, asked: _Asked) -> Reason:
        count = self._count(asked)
        need = asked.months if asked.months is not None else 1
        credits_, by_training, by_service = self._credits(asked, need)
        prior = sum(
            own.months or 0
            for rung in dict.fromkeys(s.rung for s in self.stretches if s.rung)
            for own in rung.asked
            if own.kind == "experience" and not own.within and own.modality != "preferred"
        )
        sure = max(count.sure + by_training, by_service)
        possible = count.possible + prior + sum(credit.possible for credit in credits_)
        outcome: Outcome = "unknown"
        if sure >= need or (asked.months is None and count.some):
            outcome = "met"
        elif possible < need:
            outcome = "not met"
        told = list(count.told)
        rules = list(count.rules)
        for credit in credits_:
            if credit.sure:
                cap = f" (at most {credit.cap})" if credit.cap is not None else ""
                told.append(f"{_months(credit.sure)} by substitution{cap}")
            if credit.sure or (outcome == "unknown" and credit.possible):
                rules.append(Rule.SUBSTITUTION)
        asks = _months(need) if asked.months is not None else "experience without a stated length"
        sentence = f"{asks} asked for; {_months(sure)} counted"
        if told:
            sentence += f": {', '.join(told)}"
        if outcome == "not met" and possible > sure:
            sentence += f"; {_months(int(possible))} at the most"
        doubts = list(count.doubts)
        if prior and outcome == "unknown":
            doubts.append(f"what was done before: the class held itself asks for {_months(prior)}")
            rules.append(Rule.HOLDER)
        doubts += self._training_doubts(credits_, need - sure)
        return self._reason(
            asked,
            outcome,
            sentence,
            rules or [Rule.KIND_NOT_SAID],
            settle="; ".join(doubts),
            count=(sure, possible),
            instead=credits_,
        )

    def _training_doubts(self, credits_: Iterable[Credit], short: int) -> Iterable[str]:
        rules = {rule.iri: rule for rule in self.rung.rules}
        for credit in credits_:
            if credit.possible <= credit.sure:
                continue
            rule = rules[credit.rule]
            hours, worth = rule.credit_hours, rule.months_credited
            if hours and worth and self.candidate.credit_hours is None:
                would = min(short, credit.possible)
                yield (
                    f"how many credit hours ({math.ceil(would / worth) * hours} would count as"
                    f" {_months(min(credit.possible, math.ceil(would / worth) * worth))})"
                )
            else:
                yield f"whether this may stand in: “{rule.words}”"

    def _count(self, asked: _Asked) -> _Count:
        count = _Count()
        for stretch in self.stretches:
            standing, rule = self._standing(stretch, asked)
            months = stretch.experience.months
            length = "time" if months is None else _months(months)
            if standing == "sure":
                count.sure += stretch.least
                count.possible += stretch.most
                count.some = count.some or months != 0
                count.told.append(f"{length} {stretch.label}")
                if months is None:
                    count.doubts.append(f"how long {stretch.label}")
            elif standing == "possible":
                count.possible += stretch.most
                count.doubts.append(f"whether {length} {stretch.label} counts")
            count.rules.append(rule)
        return count

    def _standing(
        self, stretch: _Stretch, asked: _Asked, seen: frozenset[str] = frozenset()
    ) -> _Standing:
        """Whether a stretch counts for *asked*: surely, possibly, or not."""
        if self._names(asked, stretch):
            return "sure", Rule.NAMED_CLASS
        if any(self._names(inner, stretch) for inner in self.rung.inside(asked)):
            return "sure", Rule.WITHIN
        core = _core(asked.experience_in) if asked.experience_in else None
        if core and (core in stretch.kinds or (not asked.classes and core in stretch.works)):
            outer = [o for iri in asked.within if (o := self.rung.find(iri)) and iri not in seen]
            # Special months are months of the general experience first.
            if all(self._standing(stretch, o, seen | {asked.iri})[0] == "sure" for o in outer):
                return "sure", Rule.SAME_WORDS
            return "possible", Rule.WITHIN
        if not asked.classes:
            return "possible", Rule.KIND_NOT_SAID
        if stretch.of_class is None or self._admits_equivalents(asked):
            return "possible", Rule.EQUIVALENT
        return "no", Rule.OTHER_CLASS

    def _names(self, asked: _Asked, stretch: _Stretch) -> bool:
        held = stretch.of_class
        if held is None:
            return False
        for name in asked.classes:
            named = self.classes.get(name)
            same_title = (
                named is not None
                and named.publisher == held.publisher is not None
                and named.title.lower() == held.title.lower()
            )
            if name == held.id or same_title:
                return True
        return False

    def _admits_equivalents(self, asked: _Asked) -> bool:
        # A class that the sentence itself does not name comes from a note on how the experience
        # is interpreted: it tells the level of the work, and names nobody's only class.
        return bool(_OPEN.search(asked.words)) or any(
            self.classes[name].title.lower() not in asked.text.lower()
            for name in asked.classes
            if name in self.classes
        )

    # -- substitution ----------------------------------------------------------------------

    def _credits(self, asked: _Asked, need: int) -> tuple[tuple[Credit, ...], int, int]:
        """What each rule gives, and the surest of training and of service.

        No document says that two rules may be added up: the larger is sure, the sum possible.
        """
        found = []
        by_training = by_service = 0
        for rule in self.rung.instead_of(asked):
            ceiling = need if rule.cap is None else rule.cap
            sure, possible = self._credit(rule, ceiling)
            found.append(Credit(rule.iri, rule.words, sure, possible, rule.cap))
            if rule.credit_hours is None and rule.level is None and rule.months is not None:
                by_service = max(by_service, sure)
            else:
                by_training = max(by_training, sure)
        return tuple(found), by_training, by_service

    def _credit(self, rule: _Asked, ceiling: int) -> tuple[int, int]:
        worth = min(ceiling, rule.months_credited or ceiling)
        if rule.credit_hours is not None:
            hours = self.candidate.credit_hours
            if hours is None or rule.months_credited is None or rule.credit_hours == 0:
                return 0, 0 if hours == 0 else ceiling
            # Whole steps are sure; whether part of a step counts, the rule does not say.
            steps = hours // rule.credit_hours * rule.months_credited
            parts = hours * rule.months_credited // rule.credit_hours
            return min(ceiling, steps), min(ceiling, parts)
        if rule.level is not None:
            outcome = self._schooling(rule)[0]
            return {"met": (worth, worth), "not met": (0, 0), "unknown": (0, worth)}[outcome]
        if rule.months is not None:
            count = self._count(rule)
            if count.sure >= rule.months:
                return worth, worth
            return 0, worth if count.possible >= rule.months else 0
        return 0, ceiling

    # -- education and licences ------------------------------------------------------------

    def _education(self, asked: _Asked) -> Reason:
        outcome, sentence, rules = self._schooling(asked)
        settle = "the level and the field of the education had"
        if outcome == "not met" and self.rung.instead_of(asked):
            outcome, rules = "unknown", [*rules, Rule.SUBSTITUTION]
            sentence += f"; it may be replaced: “{self.rung.instead_of(asked)[0].words}”"
            settle = "the publisher's judgement of what is brought in its place"
        return self._reason(asked, outcome, sentence, rules, settle=settle)

    def _schooling(self, asked: _Asked) -> tuple[Outcome, str, list[Rule]]:
        rules = [Rule.EDUCATION]
        had = self.ranks.get(self.candidate.education or "", 0)
        hours = self.candidate.credit_hours
        after_school = self.ranks.get(EducationLevel.SOME_POST_SECONDARY, 0)
        if hours and after_school > had:
            had = after_school
            rules.append(Rule.HOURS)
        wanted = f"{asked.level_label} is asked for" if asked.level_label else "schooling"
        if asked.level is not None and asked.rank is None:
            return "unknown", f"“{asked.words}”: this level has no rank", rules
        if asked.rank is not None:
            # Hours tell what was begun at the least, and nothing of a degree.
            if had < asked.rank and self.candidate.education is None:
                return "unknown", f"{wanted}; what was completed is not said", rules
            if had < asked.rank:
                lower: Outcome = "unknown" if _OPEN.search(asked.words) else "not met"
                return lower, f"{wanted}; what was completed is less", rules
            if asked.field_of_study is None:
                return "met", f"{wanted}, and completed", rules
        rules.append(Rule.FIELD)
        if asked.field_of_study is None:
            return "unknown", f"“{asked.words}” names no level and no field", [Rule.WORDS_ONLY]
        studied = self.candidate.field_of_study
        if studied is not None and _core(studied) == _core(asked.field_of_study):
            return "met", f"{wanted}, in {asked.field_of_study}, and completed", rules
        what = "the field is not said" if studied is None else f"whether {studied} is that is open"
        return "unknown", f"{wanted}, in {asked.field_of_study}; {what}", rules

    def _licence(self, asked: _Asked) -> Reason:
        licences = self.candidate.licences
        wanted = _licence_core(asked.words)
        if licences is not None and wanted in {_licence_core(each) for each in licences}:
            return self._reason(asked, "met", f"“{asked.words}” is held", [Rule.LICENCE])
        if licences == () and not self.rung.instead_of(asked):
            sentence = f"“{asked.words}” is asked for, and no licence is held"
            return self._reason(asked, "not met", sentence, [Rule.LICENCE])
        return self._reason(
            asked,
            "unknown",
            f"whether “{asked.words}” is held is not known",
            [Rule.LICENCE],
            settle="the licence itself",
        )


# -- words -------------------------------------------------------------------------------------


def _core(text: str) -> str:
    """The words that say what work it is: no case, no punctuation, no "experience in".

    >>> _core("experience in customer service"), _core("clerical work experience")
    ('customer service', 'clerical')
    """
    text = text.lower()
    for pattern, by in _CORE_STEPS:
        text = pattern.sub(by, text)
    return text


def _licence_core(text: str) -> str:
    words = normalise(text).replace("licence", "license").split()
    frame = {"a", "an", "the", "valid", "current", "possession", "of", "must", "have", "possess"}
    return " ".join(word for word in words if word not in frame)


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _education(text: str) -> EducationLevel:
    by_name = {normalise(re.sub(r"(?=[A-Z])", " ", level)): level for level in EducationLevel}
    squeezed = {name.replace(" ", ""): level for name, level in by_name.items()}
    name = re.sub(r"(bachelor|master|associate)s", r"\1", normalise(text)).replace(" ", "")
    for wanted in (name, f"{name}degree", name.removesuffix("diploma")):
        if wanted in squeezed:
            return squeezed[wanted]
    raise UsageError(
        f"{text!r} is not a level of education{nearest(text, list(by_name))}",
        remedy=f"give {', '.join(by_name)}",
    )


# -- TOML --------------------------------------------------------------------------------------

_CANDIDATE_KEYS: Mapping[str, type] = {
    "education": str,
    "field_of_study": str,
    "credit_hours": int,
    "licences": list,
    "experience": list,
}
_STRETCH_KEYS: Mapping[str, type] = {"class": str, "in": list, "months": int}


def _checked(data: Mapping[str, object], keys: Mapping[str, type]) -> dict[str, Any]:
    for key, value in data.items():
        if key not in keys:
            raise UsageError(
                f"there is no {key!r}{nearest(key, list(keys))}", remedy=f"say {', '.join(keys)}"
            )
        if not isinstance(value, keys[key]) or isinstance(value, bool):
            raise UsageError(f"{key} {value!r} is not of type {keys[key].__name__}")
        if isinstance(value, list):
            inner = dict if key == "experience" else str
            if not all(isinstance(each, inner) for each in value):
                raise UsageError(
                    f"{key} is a list of {'texts' if inner is str else 'tables ([[experience]])'}"
                )
    return dict(data)


def _stretch(data: Mapping[str, object]) -> Experience:
    said = _checked(data, _STRETCH_KEYS)
    held = said.get("class")
    return Experience(
        said.get("months"), short_id(held) if held else None, tuple(said.get("in", ()))
    )


# -- reading the graph -------------------------------------------------------------------------


def _asked(row: Mapping[str, Value], links: Mapping[str, list[str]]) -> _Asked:
    return _Asked(
        iri=str(row["qualification"]),
        kind=str(row["kind"]),
        modality=_local(row["modality"]),
        text=str(row["text"]),
        clause=_str(row["clause"]),
        level=_local(row["level"]),
        level_label=_str(row["level_label"]) or _local(row["level"]),
        rank=_int(row["rank"]),
        field_of_study=_str(row["field_of_study"]),
        months=_int(row["months"]),
        experience_in=_str(row["experience_in"]),
        credit_hours=_int(row["credit_hours"]),
        months_credited=_int(row["months_credited"]),
        cap=_int(row["cap_months"]),
        within=tuple(links.get("within", ())),
        in_place_of=frozenset(links.get("inPlaceOf", ())),
        classes=tuple(links.get("qualifyingClass", ())),
    )


def _str(value: Value) -> str | None:
    return None if value is None else str(value)


def _local(value: Value) -> str | None:
    return None if value is None else str(value).removeprefix(_ONTOLOGY).removeprefix(ID)


def _int(value: Value) -> int | None:
    # Some engines write 12 as 12.0.
    return None if value is None else int(float(str(value)))


_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("career", "rdfs", "skos"))

_CLASS_GRADES = """
SELECT DISTINCT ?class_grade ?title ?class ?grade ?rank ?in_force
WHERE {
  ?class_grade a career:ClassGrade ;
    career:ofClass ?class .
  OPTIONAL { ?class_grade skos:prefLabel ?label }
  OPTIONAL {
    ?class_grade career:atGrade ?step .
    OPTIONAL { ?step skos:notation ?notation }
    OPTIONAL { ?step career:rank ?rank }
  }
  OPTIONAL { ?class_grade career:status ?status . FILTER(?status = career:inForce) }
  BIND(COALESCE(STR(?label), STR(?class_grade)) AS ?title)
  BIND(STR(?notation) AS ?grade)
  BIND(IF(BOUND(?status), "yes", "no") AS ?in_force)
}
ORDER BY ?class_grade ?title ?grade
"""

_CLASSES = """
SELECT DISTINCT ?class ?title ?publisher
WHERE {
  ?class a career:JobClass .
  OPTIONAL { ?class skos:prefLabel ?label }
  OPTIONAL { ?class career:publisher ?publisher }
  BIND(COALESCE(STR(?label), STR(?class)) AS ?title)
}
ORDER BY ?class ?title ?publisher
"""

_QUALIFICATIONS = """
SELECT DISTINCT ?class_grade ?qualification ?kind ?modality ?text ?clause ?level ?level_label ?rank
  ?field_of_study ?months ?experience_in ?credit_hours ?months_credited ?cap_months
WHERE {
  ?class_grade career:hasQualification ?qualification .
  ?qualification a ?type ;
    career:text ?sentence .
  VALUES (?type ?kind ?order) {
    (career:EducationRequirement "education" 1)
    (career:ExperienceRequirement "experience" 2)
    (career:LicenceRequirement "licence" 3)
    (career:SubstitutionRule "substitution" 4)
    (career:Qualification "other" 5)
  }
  OPTIONAL { ?qualification career:clause ?words }
  OPTIONAL { ?qualification career:modality ?modality }
  OPTIONAL {
    ?qualification career:educationLevel ?level .
    OPTIONAL { ?level career:rank ?rank }
    OPTIONAL { ?level rdfs:label ?levelLabel }
  }
  OPTIONAL { ?qualification career:fieldOfStudy ?field }
  OPTIONAL { ?qualification career:months ?months }
  OPTIONAL { ?qualification career:experienceIn ?work }
  OPTIONAL { ?qualification career:creditHours ?credit_hours }
  OPTIONAL { ?qualification career:monthsCredited ?months_credited }
  OPTIONAL { ?qualification career:capMonths ?cap_months }
  BIND(STR(?sentence) AS ?text)
  BIND(STR(?words) AS ?clause)
  BIND(STR(?levelLabel) AS ?level_label)
  BIND(STR(?field) AS ?field_of_study)
  BIND(STR(?work) AS ?experience_in)
}
ORDER BY ?class_grade ?order DESC(?months) ?clause ?text ?qualification
"""

_LINKS = """
SELECT DISTINCT ?qualification ?property ?thing
WHERE {
  {
    ?qualification career:within ?thing .
    BIND("within" AS ?property)
  } UNION {
    ?qualification career:inPlaceOf ?thing .
    BIND("inPlaceOf" AS ?property)
  } UNION {
    ?qualification career:qualifyingClass ?thing .
    BIND("qualifyingClass" AS ?property)
  }
}
ORDER BY ?qualification ?property ?thing
"""

_RANKS = """
SELECT DISTINCT ?level ?rank
WHERE {
  ?level a career:EducationLevel ;
    career:rank ?rank .
}
ORDER BY ?level ?rank
"""

_DUTIES = """
SELECT DISTINCT ?text
WHERE {
  <rung> career:hasDuty ?duty .
  ?duty career:text ?words .
  BIND(STR(?words) AS ?text)
}
ORDER BY ?text
"""
