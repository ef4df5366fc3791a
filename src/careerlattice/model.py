"""Records: what a loader understood of one document, before any RDF.

A loader turns an outline into one :class:`Specification`. Everything it read is held as
:class:`Words`, a text together with the places it was read from, so that every later fact can be
pointed at. Records compare by identity: two equal-looking duties of one document stay two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters [start, end) of a document's decoded text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it reads (white space folded, emphasis marks gone) and the spans it was read from.

    A joined text ("Ability to" + "compose …") has several spans, in the order of reading.
    """

    text: str
    spans: tuple[Span, ...]

    def joined(self, other: Words) -> Words:
        """These words followed by *other*, one space between, keeping the spans of both."""
        return Words(f"{self.text} {other.text}", self.spans + other.spans)


class Severity(StrEnum):
    """How much a finding matters; the names are SHACL's severities."""

    INFO = "Info"
    WARNING = "Warning"
    VIOLATION = "Violation"


class Kind(StrEnum):
    """What a competency is by its own wording; a competency may be several or none of these."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ABILITY = "ability"
    BEHAVIOUR = "behaviour"


class StatementKind(StrEnum):
    """What a passage of prose speaks of; values are the local names of the ontology's code list."""

    PURPOSE = "purpose"
    SUMMARY = "summary"
    DISTINGUISHING_FEATURES = "distinguishingFeatures"
    GUIDELINES = "guidelines"
    SUPERVISION_RECEIVED = "supervisionReceived"
    SUPERVISION_EXERCISED = "supervisionExercised"
    CONTACTS = "contacts"
    WORKING_CONDITIONS = "workingConditions"
    PHYSICAL_DEMANDS = "physicalDemands"
    SPECIAL_REQUIREMENTS = "specialRequirements"
    NOTICE = "notice"
    CANCELLATION = "cancellation"
    EXPLANATION = "explanation"
    EMPLOYER = "employer"
    BENEFITS = "benefits"
    APPLICATION = "application"
    SELECTION = "selection"
    EQUAL_OPPORTUNITY = "equalOpportunity"
    OTHER = "other"


class DetailKind(StrEnum):
    """What a label-and-value fact tells; values are the local names of the ontology's code list."""

    EMPLOYER = "employerName"
    DEPARTMENT = "department"
    DIVISION = "division"
    LOCATION = "location"
    REPORTS_TO = "reportsTo"
    POSTING_NUMBER = "postingNumber"
    POSTED = "posted"
    OPENS = "opens"
    CLOSES = "closes"
    EMPLOYMENT_TYPE = "employmentType"
    EXEMPT_STATUS = "exemptStatus"
    WORK_SCHEDULE = "workSchedule"
    VACANCIES = "vacancies"
    TRAVEL = "travel"
    CLEARANCE = "clearance"
    CONTACT = "contact"
    OTHER = "otherDetail"


class PayPeriod(StrEnum):
    """The stretch of time an amount of pay is for; local names of the ontology's code list."""

    HOUR = "hourly"
    DAY = "daily"
    WEEK = "weekly"
    FORTNIGHT = "biweekly"
    MONTH = "monthly"
    YEAR = "annual"


class Modality(StrEnum):
    """Whether a qualification blocks ("required"), describes ("typical") or helps ("preferred")."""

    REQUIRED = "required"
    TYPICAL = "typical"
    PREFERRED = "preferred"


class EducationLevel(StrEnum):
    """Levels of education, lowest first; values are local names of the ontology's code list."""

    HIGH_SCHOOL = "highSchool"
    SOME_POST_SECONDARY = "somePostSecondary"
    ASSOCIATE_DEGREE = "associateDegree"
    BACHELOR_DEGREE = "bachelorDegree"
    MASTER_DEGREE = "masterDegree"
    DOCTORATE = "doctorate"


class QualificationKind(StrEnum):
    """Which kind of minimum qualification; values are class names of the ontology."""

    EDUCATION = "EducationRequirement"
    EXPERIENCE = "ExperienceRequirement"
    LICENCE = "LicenceRequirement"
    SUBSTITUTION = "SubstitutionRule"
    OTHER = "Qualification"


@dataclass(eq=False, slots=True)
class Record:
    """Base of all records: has identity, and knows the spans below it."""

    def spans(self) -> Iterator[Span]:
        """Every span held by this record and the records below it, in field order."""
        return spans_in(self)


def spans_in(*values: object) -> Iterator[Span]:
    """Every span held by the values and what lies below them, in order; each record once."""
    seen: set[int] = set()
    waiting: list[Any] = list(reversed(values))
    while waiting:
        value = waiting.pop()
        # None of these has a class below it: asking for the very class is the fastest way.
        kind = type(value)
        if kind is Words:
            yield from value.spans
        elif kind is Span:
            yield value
        elif kind is tuple or kind is list:
            waiting.extend(reversed(value))
        elif isinstance(value, Record) and id(value) not in seen:
            seen.add(id(value))
            waiting += [held for name in _backwards(kind) if (held := getattr(value, name))]


_BACKWARDS: dict[type[Record], tuple[str, ...]] = {}


def _backwards(record: type[Record]) -> tuple[str, ...]:
    """The names of a record's fields, the last first."""
    names = _BACKWARDS.get(record)
    if names is None:
        names = _BACKWARDS[record] = tuple(each.name for each in reversed(fields(record)))
    return names


@dataclass(eq=False, slots=True)
class Finding(Record):
    """Something repaired, doubted, missed or not placed.

    *kind* is the local name of one of the ontology's finding kinds; *about* the record it concerns
    (none: the document); *read_as* what stands in the document, *taken_for* what it was read as.
    """

    kind: str
    message: str
    severity: Severity = Severity.INFO
    evidence: tuple[Span, ...] = ()
    about: Record | None = None
    read_as: str | None = None
    taken_for: str | None = None


@dataclass(eq=False, slots=True)
class Level(Record):
    """One step of a scale: *rank* 1 is the lowest."""

    notation: str
    rank: int
    label: str
    words: Words | None = None
    definition: Words | None = None


@dataclass(eq=False, slots=True)
class Scale(Record):
    """An ordered scale of a publisher: proficiency, or (performance=True) performance."""

    slug: str
    name: str
    levels: list[Level]
    performance: bool = False
    words: Words | None = None

    def level(self, notation: str) -> Level | None:
        """The level with this notation, or None."""
        return next((each for each in self.levels if each.notation == notation), None)


@dataclass(eq=False, slots=True)
class LevelText(Record):
    """What one level (None: not tied to a level) means for one competency, in words."""

    level: Level | None
    words: Words


@dataclass(eq=False, slots=True)
class Competency(Record):
    """Knowledge, skill, ability or behaviour, stated once per publisher.

    *text* is the statement; *name* its short name where the document gives one. The identity of a
    named competency is its name, of any other its text. *kind_words* tell the kind where the
    document states it, and not the wording of the competency. *broader* are competencies that this
    one is a part of; *evidence* are further places that speak of it.
    """

    text: Words
    name: Words | None = None
    definition: Words | None = None
    kinds: tuple[Kind, ...] = ()
    core: bool = False
    scale: Scale | None = None
    number: Words | None = None
    descriptors: list[LevelText] = field(default_factory=list)
    indicators: list[LevelText] = field(default_factory=list)
    standards: list[LevelText] = field(default_factory=list)
    kind_words: Words | None = None
    broader: list[Competency] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Requirement(Record):
    """A class-grade needs a competency, at *level* where one is stated.

    *evidence* holds the spans that say so (a chart's row and its cell); *level_words* the very
    words that tell the level. *importance* is how much it matters, in the document's words.
    """

    competency: Competency
    evidence: tuple[Span, ...]
    level: Level | None = None
    level_words: Words | None = None
    guidance: Words | None = None
    modality: Modality | None = None
    knowledge_areas: list[Words] = field(default_factory=list)
    importance: Words | None = None


@dataclass(eq=False, slots=True)
class Duty(Record):
    """One statement of work of one class-grade; *parts* nest below it.

    *time_share* is a fraction of 1; *essential* is None where the document does not say. *number*
    is the code of the statement; *evidence* holds the places that give it to the class-grade, where
    these are others than its words.
    """

    words: Words
    is_group: bool = False
    time_share: Decimal | None = None
    time_share_words: Words | None = None
    essential: bool | None = None
    parts: list[Duty] = field(default_factory=list)
    number: Words | None = None
    evidence: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Duty]:
        """This duty, then all nested ones, in document order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(eq=False, slots=True)
class Qualification(Record):
    """What a candidate must bring: the *sentence* always, parsed values where they are certain.

    *months* and *cap_months* count months of experience; *credit_hours* semester hours that stand
    for *months_credited* months. *within* names the qualification these months lie inside.
    """

    kind: QualificationKind
    sentence: Words
    modality: Modality
    clause: Words | None = None
    education_level: EducationLevel | None = None
    field_of_study: Words | None = None
    months: int | None = None
    experience_in: Words | None = None
    within: Qualification | None = None
    qualifying_classes: list[Words] = field(default_factory=list)
    in_place_of: list[Qualification] = field(default_factory=list)
    credit_hours: int | None = None
    months_credited: int | None = None
    cap_months: int | None = None


@dataclass(eq=False, slots=True)
class Citation(Record):
    """A statute, regulation or policy that a statement cites."""

    words: Words


@dataclass(eq=False, slots=True)
class Statement(Record):
    """A passage of prose about the class as a whole."""

    kind: StatementKind
    words: Words
    cites: list[Citation] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class CodedValue(Record):
    """An entry of a publisher's code list: one or more codes, its name and meaning where given."""

    codes: tuple[Words, ...]
    name: Words | None = None
    definition: Words | None = None


@dataclass(eq=False, slots=True)
class Grade(Record):
    """A step of a publisher's grade structure. *rank* orders it inside *structure*.

    *rank_rule* is the local name of the rule that the rank follows from, if not from the number in
    the notation. *is_named* tells that the notation is a name that needs no structure before it.
    """

    notation: str
    structure: str
    structure_name: str
    rank: int | None
    words: Words | None = None
    is_salary_group: bool = False
    rank_rule: str | None = None
    is_named: bool = False


@dataclass(eq=False, slots=True)
class Pay(Record):
    """Pay as stated: *words* always; amounts, *currency* (ISO 4217) and *period* where certain.

    A single amount is both *minimum* and *maximum*; "up to" and "from" leave the other None.
    """

    words: Words
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str | None = None
    period: PayPeriod | None = None


@dataclass(eq=False, slots=True)
class Detail(Record):
    """A label and its value ("Department: Elections"); *day* where the value is a date."""

    kind: DetailKind
    value: Words
    label: Words | None = None
    day: date | None = None


@dataclass(eq=False, slots=True)
class Judgement(Record):
    """What a stretch of the document was taken for, how surely (0 to 1), and why, in words."""

    extent: Span
    taken_for: str
    confidence: float
    why: str


@dataclass(eq=False, slots=True)
class ClassGrade(Record):
    """One class at one grade. *grade* None: the document names no grade.

    *title* is its own, where it has another than its class. *described* are the places that speak
    of it as a whole; *statements* the prose about it, and not about all its class. *not_in_use*
    are the words by which the document says that nobody is to be classed so.
    """

    grade: Grade | None
    duties: list[Duty] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)
    lead_worker: Words | None = None
    bargaining_unit: CodedValue | None = None
    occupational_group: CodedValue | None = None
    eeo_category: CodedValue | None = None
    appointment_type: Words | None = None
    pay: list[Pay] = field(default_factory=list)
    title: Words | None = None
    described: list[Span] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    not_in_use: Words | None = None

    def all_duties(self) -> Iterator[Duty]:
        """All duties, groups and nested ones included, in document order."""
        for duty in self.duties:
            yield from duty.walk()


@dataclass(eq=False, slots=True)
class Dated(Record):
    """A calendar date and the words that state it."""

    value: date
    words: Words


@dataclass(eq=False, slots=True)
class Specification(Record):
    """All that one document says of one class.

    *labels* are the spans of headings and list stems that only guided the reading. What is in no
    span of a record, a label or a finding is unplaced, and the engine will say so. *judgements*
    explain the reading; they place nothing. *language* is the document's (BCP 47).

    A document may describe many classes, or none, as a published framework does: *is_collection*
    says so, *parts* are its classes, and what stands here is said of the document as a whole:
    competencies and duties that no class may ask for, findings, labels. *marks* are signs of the
    document's form (keys, identifiers that lead from one entry to another): labels that nobody
    needs to be shown.
    """

    title: Words
    title_as_written: Words | None = None
    codes: list[Words] = field(default_factory=list)
    class_grades: list[ClassGrade] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    subject_areas: list[Words] = field(default_factory=list)
    distinguished_from: list[Words] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)
    competencies: list[Competency] = field(default_factory=list)
    publication_number: Words | None = None
    issued: Dated | None = None
    effective: Dated | None = None
    established: Dated | None = None
    revised: Dated | None = None
    replaces: Dated | None = None
    details: list[Detail] = field(default_factory=list)
    language: str = "en"
    judgements: list[Judgement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    is_collection: bool = False
    parts: list[Specification] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)

    @property
    def classes(self) -> tuple[Specification, ...]:
        """The classes that the document describes: its parts, or the one it is about."""
        return tuple(self.parts) if self.is_collection else (self,)

    def note(
        self,
        kind: str,
        message: str,
        *where: Words | Span,
        severity: Severity = Severity.INFO,
        about: Record | None = None,
        read_as: str | None = None,
        taken_for: str | None = None,
    ) -> Finding:
        """Record a finding of *kind* at the given places and return it."""
        spans = tuple(
            span for each in where for span in (each.spans if isinstance(each, Words) else (each,))
        )
        finding = Finding(kind, message, severity, spans, about, read_as, taken_for)
        self.findings.append(finding)
        return finding
