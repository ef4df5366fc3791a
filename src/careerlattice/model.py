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
    OTHER = "other"


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
        seen: set[int] = set()
        yield from _spans_in(self, seen)


def _spans_in(value: object, seen: set[int]) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Words):
        yield from value.spans
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _spans_in(item, seen)
    elif isinstance(value, Record) and id(value) not in seen:
        seen.add(id(value))
        for each in fields(value):
            yield from _spans_in(getattr(value, each.name), seen)


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
    named competency is its name, of any other its text.
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


@dataclass(eq=False, slots=True)
class Requirement(Record):
    """A class-grade needs a competency, at *level* where one is stated.

    *evidence* holds the spans that say so (a chart's row and its cell); *level_words* the very
    words that tell the level.
    """

    competency: Competency
    evidence: tuple[Span, ...]
    level: Level | None = None
    level_words: Words | None = None
    guidance: Words | None = None
    knowledge_areas: list[Words] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Duty(Record):
    """One statement of work of one class-grade; *parts* nest below it.

    *time_share* is a fraction of 1; *essential* is None where the document does not say.
    """

    words: Words
    is_group: bool = False
    time_share: Decimal | None = None
    time_share_words: Words | None = None
    essential: bool | None = None
    parts: list[Duty] = field(default_factory=list)

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
    """An entry of a publisher's code list: one or more codes, and its name where given."""

    codes: tuple[Words, ...]
    name: Words | None = None


@dataclass(eq=False, slots=True)
class Grade(Record):
    """A step of a publisher's grade structure. *rank* orders it inside *structure*."""

    notation: str
    structure: str
    structure_name: str
    rank: int | None
    words: Words | None = None
    is_salary_group: bool = False


@dataclass(eq=False, slots=True)
class ClassGrade(Record):
    """One class at one grade. *grade* None: the document names no grade."""

    grade: Grade | None
    duties: list[Duty] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)
    lead_worker: Words | None = None
    bargaining_unit: CodedValue | None = None
    occupational_group: CodedValue | None = None
    eeo_category: CodedValue | None = None
    appointment_type: Words | None = None

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
    span of a record, a label or a finding is unplaced, and the engine will say so.
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
    findings: list[Finding] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)

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
