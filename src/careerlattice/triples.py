"""Triples: the records of one document become RDF. The only module that does this.

A document's own facts go into its graph; what the publisher's documents share (competencies,
duties, scales, grades, code lists) goes into the publisher's. The links from a shared thing to the
words of this document are the document's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from careerlattice.accounting import Account
from careerlattice.documents import Document
from careerlattice.identifiers import class_id, code_id, grade_part, id_of, short_id, text_hash
from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Competency,
    Dated,
    Duty,
    Finding,
    Grade,
    Level,
    LevelText,
    Qualification,
    Record,
    Requirement,
    Scale,
    Severity,
    Span,
    Specification,
    Statement,
    Words,
)
from careerlattice.sources import Source
from careerlattice.vocabulary import CAREER, DCTERMS, OA, ORG, PROV, RDF, SH, SKOS, XSD
from careerlattice.wording import slug

_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read a document: the loader's name and version, and how sure it was of the family."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The RDF of one document: *own* belongs in its graph, *shared* in its publisher's."""

    own: tuple[Triple, ...]
    shared: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Where a document stands among the known revisions of its class; by default alone.

    *dates* are the days from which each known revision counts, those a document only names among
    them. *named* is the document that this one says it replaces, where that was read too;
    *earlier* the one read before this one, and *gap* tells that the one it names lies between.
    *later* is what replaces this one. *in_force* and *following* lead from the grades of a
    superseded revision (as they stand in identifiers) to the class-grades in force and to those of
    the next revision. *doubt* says in words why the documents do not agree.
    """

    superseded: bool = False
    dates: tuple[date, ...] = ()
    named: str | None = None
    earlier: str | None = None
    gap: bool = False
    later: str | None = None
    in_force: Mapping[str, str] = field(default_factory=dict)
    following: Mapping[str, str] = field(default_factory=dict)
    doubt: str | None = None


def document_id(publisher: str, document: Document) -> str:
    """The IRI of a document that was read."""
    return id_of("document", publisher, document.sha256[:16])


def named_id(document: str, day: date) -> str:
    """The IRI of the revision of *day* that *document* (an IRI) only names."""
    return f"{document}/replaced/{day.isoformat()}"


def grade_name(class_grade: ClassGrade) -> str:
    """The grade as it stands in identifiers, its date aside."""
    return grade_part(class_grade.grade.notation if class_grade.grade else "")


def class_grade_id(publisher: str, name: str, grade: str, superseded_on: date | None) -> str:
    """The IRI of a class-grade; a superseded one bears the day of its revision."""
    suffix = f"@{superseded_on.isoformat()}" if superseded_on else ""
    return id_of("class", publisher, name, grade + suffix)


def class_name(specification: Specification, source: Source, document: Document) -> str:
    """The class part of the short identifier: source.toml's, else the code, else the title's slug.

    A document without any of the three gives its file's name.
    """
    code = specification.codes[0].text if specification.codes else ""
    stem = document.name.rsplit(".", 1)[0]
    return (
        source.value("documents.class")
        or slug(code)
        or slug(specification.title.text)
        or slug(stem)
        or "unnamed"
    )


def revision_date(specification: Specification) -> date | None:
    """The date from which this revision counts: effective, else revised, else issued."""
    for dated in (specification.effective, specification.revised, specification.issued):
        if dated is not None:
            return dated.value
    return None


def translate(
    specification: Specification,
    document: Document,
    source: Source,
    account: Account,
    reader: Reader,
    *,
    revision: Revision | None = None,
) -> Facts:
    """The triples of one document; *revision* is its place where its class has several."""
    place = revision or Revision()
    return _Translation(specification, document, source, account, reader, place).facts()


@dataclass(slots=True)
class _Translation:
    spec: Specification
    document: Document
    source: Source
    account: Account
    reader: Reader
    revision: Revision
    own: dict[Triple, None] = field(default_factory=dict)
    shared: dict[Triple, None] = field(default_factory=dict)
    iris: dict[int, str] = field(default_factory=dict)
    spans: set[str] = field(default_factory=set)
    class_iri: str = ""
    document_iri: str = ""
    class_label: str = ""

    def facts(self) -> Facts:
        """Everything, in the order it is written."""
        publisher = self.source.publisher
        name = class_name(self.spec, self.source, self.document)
        self.class_iri = class_id(publisher, name)
        self.document_iri = document_id(publisher, self.document)
        self.class_label = self.source.value("documents.title") or self.spec.title.text or name
        self._publisher()
        self._document()
        for scale in self.spec.scales:
            self._scale(scale)
        for competency in self.spec.competencies:
            self._competency(competency)
        grades = [(self._class_grade_iri(name, each), each) for each in self.spec.class_grades]
        for iri, class_grade in grades:
            self.iris[id(class_grade)] = iri
        self._job_class()
        for iri, class_grade in grades:
            self._class_grade(iri, class_grade)
        self._ladder(grades)
        self._findings()
        self._activity([iri for iri, _ in grades])
        return Facts(tuple(self.own), tuple(self.shared))

    @property
    def digest(self) -> str:
        """The part of the SHA-256 that stands in identifiers."""
        return self.document.sha256[:16]

    # Writing

    def _say(self, subject: str, predicate: str, value: str) -> None:
        """Subject – predicate – thing, in the document's graph."""
        self.own[Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))] = None

    def _tell(self, subject: str, predicate: str, literal: Literal) -> None:
        """Subject – predicate – literal, in the document's graph."""
        self.own[Triple(NamedNode(subject), NamedNode(predicate), literal)] = None

    def _share(self, subject: str, predicate: str, value: str | Literal) -> None:
        """A triple of the publisher's graph."""
        thing = value if isinstance(value, Literal) else NamedNode(value)
        self.shared[Triple(NamedNode(subject), NamedNode(predicate), thing)] = None

    def _quote(
        self, subject: str, words: Words | Iterable[Span], evidence: str | None = None
    ) -> None:
        """Tie *subject* to the places its words were read from; *evidence* names a property."""
        for span in words.spans if isinstance(words, Words) else words:
            self._say(subject, PROV.wasQuotedFrom, self._span(span, evidence))

    def _span(self, span: Span, evidence: str | None = None) -> str:
        parts = [self.source.publisher, self.digest, f"{span.start}-{span.end}"]
        if evidence:
            parts.append(evidence.rsplit("#", 1)[-1].rsplit("/", 1)[-1])
        iri = id_of("span", *parts)
        if iri in self.spans:
            return iri
        self.spans.add(iri)
        self._say(iri, RDF.type, OA.SpecificResource)
        self._say(iri, OA.hasSource, self.document_iri)
        self._tell(iri, CAREER.line, _integer(self.document.line_of(span.start)))
        if evidence:
            self._say(iri, CAREER.evidenceProperty, evidence)
        position, quote = f"{iri}/position", f"{iri}/quote"
        self._say(iri, OA.hasSelector, position)
        self._say(position, RDF.type, OA.TextPositionSelector)
        self._tell(position, OA.start, _integer(span.start))
        self._tell(position, OA.end, _integer(span.end))
        self._say(iri, OA.hasSelector, quote)
        self._say(quote, RDF.type, OA.TextQuoteSelector)
        self._tell(quote, OA.exact, Literal(self.document.text[span.start : span.end]))
        return iri

    def _entry(self, subject: str, key: str, evidence: str) -> None:
        """Say that a fact about *subject* comes from the source.toml's line for *key*."""
        entry = self.source.entries.get(key)
        if entry is None:
            return
        iri = id_of("source-entry", self.source.publisher, self.digest, key)
        self._say(subject, PROV.wasDerivedFrom, iri)
        self._say(iri, RDF.type, CAREER.SourceEntry)
        self._say(iri, CAREER.evidenceProperty, evidence)
        self._tell(iri, CAREER.text, Literal(f"{entry.key} = {entry.value}"))
        self._tell(iri, CAREER.line, _integer(entry.line))

    # Publisher and document

    def _publisher(self) -> None:
        publisher = self._publisher_iri
        self._share(publisher, RDF.type, ORG.FormalOrganization)
        self._share(publisher, SKOS.notation, Literal(self.source.publisher))
        self._share(
            publisher,
            SKOS.prefLabel,
            _text(self.source.value("publisher.name") or self.source.publisher),
        )
        self._entry(publisher, "publisher.id", SKOS.notation)
        self._entry(publisher, "publisher.name", SKOS.prefLabel)
        code = self.source.value("jurisdiction.code")
        if code:
            jurisdiction = id_of("jurisdiction", code)
            self._share(jurisdiction, RDF.type, CAREER.Jurisdiction)
            self._share(jurisdiction, SKOS.notation, Literal(code))
            self._share(
                jurisdiction, SKOS.prefLabel, _text(self.source.value("jurisdiction.name") or code)
            )
            self._share(publisher, CAREER.jurisdiction, jurisdiction)
            self._entry(jurisdiction, "jurisdiction.code", SKOS.notation)
            self._entry(jurisdiction, "jurisdiction.name", SKOS.prefLabel)

    @property
    def _publisher_iri(self) -> str:
        return id_of("publisher", self.source.publisher)

    def _document(self) -> None:
        iri = self.document_iri
        self._say(iri, RDF.type, CAREER.SourceDocument)
        self._tell(
            iri,
            DCTERMS.title,
            _text(
                self.spec.title_as_written.text if self.spec.title_as_written else self.class_label
            ),
        )
        self._tell(iri, CAREER.sha256, Literal(self.document.sha256))
        self._tell(iri, DCTERMS.format, Literal(self.document.media_type))
        self._tell(iri, CAREER.fileName, Literal(self.document.name))
        self._tell(iri, CAREER.characterCount, _integer(len(self.document.text)))
        self._tell(iri, CAREER.placedCharacters, _integer(self.account.placed))
        self._tell(iri, CAREER.labelCharacters, _integer(self.account.labels))
        self._tell(iri, CAREER.unplacedCharacters, _integer(self.account.unplaced))
        self._say(iri, CAREER.status, self._status)
        self._say(iri, CAREER.aboutClass, self.class_iri)
        self._say(iri, DCTERMS.publisher, self._publisher_iri)
        self._entry(iri, "publisher.id", DCTERMS.publisher)
        for key, predicate in (
            ("rights.statement", DCTERMS.rights),
            ("rights.licence", DCTERMS.license),
        ):
            if value := self.source.value(key):
                self._tell(iri, predicate, Literal(value))
                self._entry(iri, key, predicate)
        self._dated(iri, self.spec.issued, DCTERMS.issued)
        self._dated(iri, self.spec.effective, DCTERMS.valid)
        if self.spec.effective and not self.spec.effective.words.spans:
            self._entry(iri, "documents.effective", DCTERMS.valid)
        self._dated(iri, self.spec.established, CAREER.established)
        self._dated(iri, self.spec.revised, CAREER.revised)
        if number := self.spec.publication_number:
            self._tell(iri, CAREER.publicationNumber, Literal(number.text))
            self._quote(iri, number, CAREER.publicationNumber)
        self._valid(iri, revision_date(self.spec))
        self._replacement(iri)
        for span in self.account.labels_used:
            self._say(iri, CAREER.hasLabel, self._span(span))

    def _valid(self, document: str, since: date | None) -> None:
        """From and until when a document is in force, as far as that is known."""
        if since is None:
            return
        known = {*self.revision.dates, revision_date(self.spec) or since}
        until = min((day for day in known if day > since), default=None)
        self._tell(document, CAREER.inForceFrom, _date(since))
        if until:
            self._tell(document, CAREER.inForceUntil, _date(until))
        self._say(document, CAREER.derivedBy, CAREER.validityRule)

    def _replacement(self, iri: str) -> None:
        """What this document replaces, by its own word or by the order of dates, and by what."""
        before = self.revision.named
        if stated := self.spec.replaces:
            before = before or self._named_only(iri, stated)
            self._say(iri, DCTERMS.replaces, before)
            self._quote(iri, stated.words, DCTERMS.replaces)
        if (earlier := self.revision.earlier) and earlier != before:
            later = before if self.revision.gap and before else iri
            self._say(later, DCTERMS.replaces, earlier)
            self._say(later, CAREER.derivedBy, CAREER.revisionOrderRule)
        if self.revision.later:
            self._say(iri, DCTERMS.isReplacedBy, self.revision.later)
            self._say(iri, CAREER.derivedBy, CAREER.revisionOrderRule)
        if self.revision.doubt:
            where = self.spec.replaces.words.spans if self.spec.replaces else ()
            self._finding(Finding("uncertain", self.revision.doubt, Severity.WARNING, where), iri)

    def _named_only(self, iri: str, stated: Dated) -> str:
        """The revision that this document says it replaces, known by its date alone."""
        earlier = named_id(iri, stated.value)
        self._say(earlier, RDF.type, CAREER.SourceDocument)
        self._say(earlier, CAREER.status, CAREER.stub)
        self._say(earlier, CAREER.aboutClass, self.class_iri)
        self._say(earlier, DCTERMS.isReplacedBy, iri)
        self._dated(earlier, stated, DCTERMS.valid)
        own = revision_date(self.spec)
        if own is None or stated.value < own:
            self._valid(earlier, stated.value)
        return earlier

    def _dated(self, subject: str, dated: Dated | None, predicate: str) -> None:
        if dated is not None:
            self._tell(subject, predicate, _date(dated.value))
            self._quote(subject, dated.words, predicate)

    @property
    def _status(self) -> str:
        return CAREER.superseded if self.revision.superseded else CAREER.inForce

    @property
    def _superseded_on(self) -> date | None:
        """The day of this revision where a later one is in force."""
        return revision_date(self.spec) if self.revision.superseded else None

    # Class

    def _job_class(self) -> None:
        iri = self.class_iri
        for class_grade in self.spec.class_grades:
            self._say(iri, CAREER.hasClassGrade, self.iris[id(class_grade)])
        if self.revision.superseded:
            self._earlier_class([self.iris[id(each)] for each in self.spec.class_grades])
            return
        self._say(iri, RDF.type, CAREER.JobClass)
        self._say(iri, CAREER.describedIn, self.document_iri)
        self._say(iri, CAREER.status, CAREER.inForce)
        self._say(iri, CAREER.publisher, self._publisher_iri)
        if jurisdiction := self.source.value("jurisdiction.code"):
            self._say(iri, CAREER.jurisdiction, id_of("jurisdiction", jurisdiction))
            self._entry(iri, "jurisdiction.code", CAREER.jurisdiction)
        self._entry(iri, "publisher.id", CAREER.publisher)
        self._class_title(iri)
        for code in self.spec.codes:
            self._tell(iri, SKOS.notation, Literal(code.text))
            self._quote(iri, code, SKOS.notation)
        if not self.spec.codes or self.source.value("documents.class"):
            self._say(iri, CAREER.derivedBy, CAREER.identifierRule)
        self._entry(iri, "documents.class", SKOS.notation)
        self._dated(iri, self.spec.established, CAREER.established)
        self._about_work([iri])

    def _earlier_class(self, class_grades: list[str]) -> None:
        """What a superseded revision says of the class: the class itself is as it is in force.

        Title and codes stand with the document, the rest with the class-grades.
        """
        iri = self.document_iri
        self._quote(iri, self.spec.title, DCTERMS.title)
        for code in self.spec.codes:
            self._tell(iri, SKOS.notation, Literal(code.text))
            self._quote(iri, code, SKOS.notation)
        self._entry(iri, "documents.class", CAREER.aboutClass)
        self._entry(iri, "documents.title", DCTERMS.title)
        self._about_work(class_grades)

    def _about_work(self, owners: list[str]) -> None:
        for area in self.spec.subject_areas:
            self._subject_area(owners, area)
        for other in self.spec.distinguished_from:
            stub = self._stub(other)
            for owner in owners:
                self._say(owner, CAREER.distinguishedFrom, stub)
        self._prose(owners)

    def _class_title(self, iri: str) -> None:
        self._tell(iri, SKOS.prefLabel, _text(self.class_label))
        self._entry(iri, "documents.title", SKOS.prefLabel)
        if not self.spec.title.spans:
            self._say(iri, CAREER.derivedBy, CAREER.identifierRule)
            return
        self._quote(iri, self.spec.title, SKOS.prefLabel)
        written = self.spec.title_as_written
        if written and written.text != self.class_label:
            self._tell(iri, SKOS.altLabel, _text(written.text))
            self._quote(iri, written, SKOS.altLabel)
            self._say(iri, CAREER.derivedBy, CAREER.titleCaseRule)

    def _subject_area(self, owners: list[str], words: Words) -> None:
        area = code_id("subject-area", self.source.publisher, words.text)
        for owner in owners:
            self._say(owner, CAREER.hasSubjectArea, area)
        self._share(area, RDF.type, CAREER.SubjectArea)
        self._share(area, SKOS.prefLabel, _text(words.text))
        self._quote(area, words)

    def _stub(self, words: Words) -> str:
        """A class that this document only names."""
        stub = class_id(self.source.publisher, slug(words.text) or text_hash(words.text))
        if stub != self.class_iri:
            self._share(stub, RDF.type, CAREER.JobClass)
            self._share(stub, CAREER.status, CAREER.stub)
            self._share(stub, SKOS.prefLabel, _text(words.text))
            self._share(stub, CAREER.publisher, self._publisher_iri)
            self._quote(stub, words, SKOS.prefLabel)
        return stub

    def _prose(self, owners: list[str]) -> None:
        for statement in self.spec.statements:
            iri = id_of(
                "statement", *self._class_path, text_hash(statement.kind, statement.words.text)
            )
            self.iris[id(statement)] = iri
            for owner in owners:
                self._say(owner, CAREER.hasStatement, iri)
            self._say(iri, RDF.type, CAREER.Statement)
            self._say(iri, CAREER.statementKind, _term(statement.kind))
            self._tell(iri, CAREER.text, _text(statement.words.text))
            self._quote(iri, statement.words)
            self._citations(iri, statement)

    def _citations(self, iri: str, statement: Statement) -> None:
        for citation in statement.cites:
            cited = code_id("citation", self.source.publisher, citation.words.text)
            self._say(iri, CAREER.cites, cited)
            self._share(cited, RDF.type, CAREER.Citation)
            self._share(cited, SKOS.prefLabel, _text(citation.words.text))
            self._share(cited, CAREER.text, _text(citation.words.text))
            self._quote(cited, citation.words)

    @property
    def _class_path(self) -> list[str]:
        """Publisher and class, with the date where the revision is superseded."""
        path = short_id(self.class_iri).split("/")
        if self._superseded_on:
            path[-1] += f"@{self._superseded_on.isoformat()}"
        return path

    # Class-grades

    def _class_grade_iri(self, name: str, class_grade: ClassGrade) -> str:
        publisher, grade = self.source.publisher, grade_name(class_grade)
        return class_grade_id(publisher, name, grade, self._superseded_on)

    def _class_grade(self, iri: str, class_grade: ClassGrade) -> None:
        self._say(iri, RDF.type, CAREER.ClassGrade)
        self._say(iri, CAREER.ofClass, self.class_iri)
        self._say(iri, CAREER.status, self._status)
        self._say(iri, CAREER.describedIn, self.document_iri)
        self._tell(iri, SKOS.notation, Literal(short_id(iri)))
        self._tell(iri, SKOS.prefLabel, _text(_grade_label(self.class_label, class_grade.grade)))
        self._say(iri, CAREER.derivedBy, CAREER.identifierRule)
        if self.revision.superseded:
            self._earlier(iri, grade_name(class_grade))
        if class_grade.grade:
            self._say(iri, CAREER.atGrade, self._grade(class_grade.grade))
            if class_grade.grade.words:
                self._quote(iri, class_grade.grade.words, CAREER.atGrade)
        if class_grade.lead_worker:
            self._tell(iri, CAREER.leadWorker, _boolean(True))
            self._quote(iri, class_grade.lead_worker, CAREER.leadWorker)
        self._coded(
            iri,
            class_grade.bargaining_unit,
            CAREER.bargainingUnit,
            CAREER.BargainingUnit,
            "bargaining-unit",
        )
        self._coded(
            iri,
            class_grade.occupational_group,
            CAREER.occupationalGroup,
            CAREER.OccupationalGroup,
            "occupational-group",
        )
        self._coded(
            iri, class_grade.eeo_category, CAREER.eeoCategory, CAREER.EEOCategory, "eeo-category"
        )
        if class_grade.appointment_type:
            self._tell(iri, CAREER.appointmentType, Literal(class_grade.appointment_type.text))
            self._quote(iri, class_grade.appointment_type, CAREER.appointmentType)
        self._duties(iri, class_grade)
        for requirement in class_grade.requirements:
            self._requirement(iri, requirement)
        for qualification in class_grade.qualifications:
            self._qualification(iri, qualification)

    def _earlier(self, iri: str, grade: str) -> None:
        """Tie a superseded class-grade to the one in force and to the one that came next."""
        if in_force := self.revision.in_force.get(grade):
            self._say(iri, CAREER.revisionOf, in_force)
        else:
            message = "the revision in force does not describe this grade any more"
            self._finding(Finding("notDescribed", message, Severity.INFO), iri)
        if following := self.revision.following.get(grade):
            self._say(iri, DCTERMS.isReplacedBy, following)
        if in_force or following:
            self._say(iri, CAREER.derivedBy, CAREER.revisionOrderRule)

    def _grade(self, grade: Grade) -> str:
        structure = id_of("grade-structure", self.source.publisher, grade.structure)
        iri = id_of(
            "grade",
            self.source.publisher,
            grade.structure,
            slug(grade.notation) or text_hash(grade.notation),
        )
        self._share(structure, RDF.type, CAREER.GradeStructure)
        self._share(structure, SKOS.prefLabel, _text(grade.structure_name))
        self._share(structure, CAREER.publisher, self._publisher_iri)
        self._share(iri, RDF.type, CAREER.SalaryGroup if grade.is_salary_group else CAREER.Grade)
        if grade.is_salary_group:
            self._share(iri, RDF.type, CAREER.Grade)
        self._share(iri, CAREER.inStructure, structure)
        self._share(iri, SKOS.notation, Literal(grade.notation))
        label = (
            grade.notation if grade.is_salary_group else f"{grade.structure_name} {grade.notation}"
        )
        self._share(iri, SKOS.prefLabel, _text(label))
        if grade.rank is not None:
            self._share(iri, CAREER.rank, _integer(grade.rank))
            self._share(iri, CAREER.derivedBy, CAREER.rankFromNotationRule)
        if grade.words:
            self._quote(iri, grade.words, SKOS.notation)
        return iri

    def _coded(
        self, subject: str, value: CodedValue | None, predicate: str, kind: str, path: str
    ) -> None:
        if value is None:
            return
        key = value.codes[0].text if value.codes else value.name.text if value.name else ""
        if not key:
            return
        iri = code_id(path, self.source.publisher, key)
        self._say(subject, predicate, iri)
        self._share(iri, RDF.type, kind)
        for code in value.codes:
            self._share(iri, SKOS.notation, Literal(code.text))
            self._quote(iri, code, SKOS.notation)
        self._share(iri, SKOS.prefLabel, _text(value.name.text if value.name else key))
        if value.name:
            self._quote(iri, value.name, SKOS.prefLabel)
        evidence = [span for words in (*value.codes, value.name) if words for span in words.spans]
        self._quote(subject, evidence, predicate)

    def _ladder(self, grades: list[tuple[str, ClassGrade]]) -> None:
        """Each class-grade's next one up, in one grade structure, by rank."""
        if self.revision.superseded:
            return  # a ladder is of class-grades in force
        ranked = [
            (each.grade.structure, each.grade.rank, iri)
            for iri, each in grades
            if each.grade is not None and each.grade.rank is not None
        ]
        ranked.sort()
        for (structure, rank, iri), (above, higher, next_iri) in pairwise(ranked):
            if structure == above and higher > rank:
                self._say(iri, CAREER.nextGrade, next_iri)
                self._say(iri, CAREER.derivedBy, CAREER.nextGradeRule)

    # Duties

    def _duties(self, class_grade: str, record: ClassGrade) -> None:
        position = 0

        def write(duty: Duty, parents: tuple[str, ...], above: str | None) -> None:
            nonlocal position
            position += 1
            digest = text_hash(*parents, duty.words.text)
            statement = id_of("duty", self.source.publisher, digest)
            assignment = id_of("assignment", *short_id(class_grade).split("/"), digest)
            self.iris.setdefault(id(duty), assignment)
            self._share(statement, RDF.type, CAREER.Duty)
            self._share(statement, CAREER.text, _text(duty.words.text))
            self._share(statement, SKOS.prefLabel, _text(duty.words.text))
            self._share(statement, CAREER.publisher, self._publisher_iri)
            self._quote(statement, duty.words)
            self._quote(assignment, duty.words)
            if assignment in assigned:
                self._repeated(duty, assignment)
            else:
                assigned.add(assignment)
                self._assignment(class_grade, assignment, statement, duty, position, above)
            for part in duty.parts:
                write(part, (*parents, duty.words.text), assignment)

        assigned: set[str] = set()
        for duty in record.duties:
            write(duty, (), None)

    def _repeated(self, duty: Duty, assignment: str) -> None:
        message = "the same duty stands twice under one grade; it is kept once, with both quotes"
        finding = Finding("duplicateStatement", message, Severity.INFO, duty.words.spans)
        self._finding(finding, assignment)

    def _assignment(
        self,
        class_grade: str,
        assignment: str,
        statement: str,
        duty: Duty,
        position: int,
        above: str | None,
    ) -> None:
        self._say(class_grade, CAREER.hasDutyAssignment, assignment)
        if not duty.is_group:
            self._say(class_grade, CAREER.hasDuty, statement)
        self._say(assignment, RDF.type, CAREER.DutyAssignment)
        self._say(assignment, CAREER.duty, statement)
        self._tell(assignment, CAREER.position, _integer(position))
        self._tell(assignment, CAREER.isGroup, _boolean(duty.is_group))
        if above:
            self._say(assignment, CAREER.partOf, above)
        if duty.essential is not None:
            self._tell(assignment, CAREER.essential, _boolean(duty.essential))
        if duty.time_share is not None:
            self._tell(assignment, CAREER.timeShare, _decimal(duty.time_share))
            if duty.time_share_words:
                self._quote(assignment, duty.time_share_words, CAREER.timeShare)

    # Competencies

    def _scale(self, scale: Scale) -> str:
        iri = id_of("scale", self.source.publisher, scale.slug)
        if id(scale) in self.iris:
            return iri
        self.iris[id(scale)] = iri
        self._share(
            iri, RDF.type, CAREER.PerformanceScale if scale.performance else CAREER.ProficiencyScale
        )
        self._share(iri, SKOS.prefLabel, _text(scale.name))
        self._share(iri, CAREER.publisher, self._publisher_iri)
        if scale.words:
            self._quote(iri, scale.words, SKOS.prefLabel)
        kind = CAREER.PerformanceLevel if scale.performance else CAREER.ProficiencyLevel
        for level in scale.levels:
            self._level(iri, level, kind)
        return iri

    def _level(self, scale: str, level: Level, kind: str) -> None:
        iri = f"{scale}/{slug(level.notation) or text_hash(level.notation)}"
        self.iris[id(level)] = iri
        self._share(scale, SKOS.hasTopConcept, iri)
        self._share(iri, RDF.type, kind)
        self._share(iri, SKOS.inScheme, scale)
        self._share(iri, CAREER.rank, _integer(level.rank))
        self._share(iri, SKOS.notation, Literal(level.notation))
        self._share(iri, SKOS.prefLabel, _text(level.label))
        if level.words:
            self._quote(iri, level.words, SKOS.notation)
        if level.definition:
            self._share(iri, SKOS.definition, _text(level.definition.text))
            self._quote(iri, level.definition, SKOS.definition)

    def _competency(self, competency: Competency) -> str:
        name = competency.name.text if competency.name else competency.text.text
        iri = id_of("competency", self.source.publisher, text_hash(name))
        if id(competency) in self.iris:
            return iri
        self.iris[id(competency)] = iri
        self._share(iri, RDF.type, CAREER.Competency)
        self._share(iri, CAREER.text, _text(competency.text.text))
        self._share(iri, SKOS.prefLabel, _text(name))
        self._share(iri, CAREER.publisher, self._publisher_iri)
        self._quote(iri, competency.text)
        if competency.name:
            self._quote(iri, competency.name, SKOS.prefLabel)
        if competency.definition:
            self._share(iri, SKOS.definition, _text(competency.definition.text))
            self._quote(iri, competency.definition, SKOS.definition)
        if competency.number:
            self._share(iri, SKOS.notation, Literal(competency.number.text))
            self._quote(iri, competency.number, SKOS.notation)
        for kind in competency.kinds:
            self._share(iri, CAREER.kind, _term(kind))
            self._share(iri, CAREER.derivedBy, CAREER.kindFromWordingRule)
        if competency.core:
            self._share(iri, CAREER.core, _boolean(True))
        if competency.scale:
            self._share(iri, CAREER.scale, self._scale(competency.scale))
        for each in competency.descriptors:
            self._level_text(iri, each, CAREER.LevelDescriptor, "descriptor", CAREER.level)
        for each in competency.indicators:
            self._level_text(iri, each, CAREER.BehaviouralIndicator, "indicator", CAREER.level)
        for each in competency.standards:
            self._level_text(
                iri,
                each,
                CAREER.PerformanceStandard,
                "performance-standard",
                CAREER.performanceLevel,
            )
        return iri

    def _level_text(
        self, competency: str, record: LevelText, kind: str, path: str, predicate: str
    ) -> None:
        level = self.iris.get(id(record.level), "") if record.level else ""
        key = text_hash(competency, level, record.words.text)
        iri = id_of(path, self.source.publisher, key)
        self.iris[id(record)] = iri
        self._share(iri, RDF.type, kind)
        self._share(iri, CAREER.competency, competency)
        self._share(iri, CAREER.text, _text(record.words.text))
        if level:
            self._share(iri, predicate, level)
        self._quote(iri, record.words)

    def _requirement(self, class_grade: str, requirement: Requirement) -> None:
        competency = self._competency(requirement.competency)
        iri = id_of("requirement", *short_id(class_grade).split("/"), competency.rsplit("/", 1)[-1])
        self.iris[id(requirement)] = iri
        self._say(class_grade, CAREER.hasRequirement, iri)
        self._say(iri, RDF.type, CAREER.CompetencyRequirement)
        self._say(iri, CAREER.competency, competency)
        self._quote(iri, requirement.evidence)
        if requirement.level:
            self._say(iri, CAREER.level, self.iris[id(requirement.level)])
            if requirement.level_words:
                self._quote(iri, requirement.level_words, CAREER.level)
        if requirement.guidance:
            self._tell(iri, CAREER.guidance, Literal(requirement.guidance.text))
            self._quote(iri, requirement.guidance, CAREER.guidance)
        for area in requirement.knowledge_areas:
            node = id_of("knowledge-area", *short_id(class_grade).split("/"), text_hash(area.text))
            self._say(iri, CAREER.hasKnowledgeArea, node)
            self._say(node, RDF.type, CAREER.KnowledgeArea)
            self._tell(node, CAREER.text, _text(area.text))
            self._quote(node, area)

    # Qualifications

    def _qualification(self, class_grade: str, record: Qualification) -> None:
        iri = self._qualification_iri(class_grade, record)
        self.iris[id(record)] = iri
        self._say(class_grade, CAREER.hasQualification, iri)
        self._say(iri, RDF.type, _term(record.kind))
        self._tell(iri, CAREER.text, _text(record.sentence.text))
        self._say(iri, CAREER.modality, _term(record.modality))
        self._say(iri, CAREER.derivedBy, CAREER.modalityFromWordingRule)
        self._quote(iri, record.sentence)
        if record.clause:
            self._tell(iri, CAREER.clause, Literal(record.clause.text))
            self._quote(iri, record.clause, CAREER.clause)
        if record.education_level:
            self._say(iri, CAREER.educationLevel, _term(record.education_level))
            self._say(iri, CAREER.derivedBy, CAREER.educationFromWordingRule)
        if record.field_of_study:
            self._tell(iri, CAREER.fieldOfStudy, Literal(record.field_of_study.text))
            self._quote(iri, record.field_of_study, CAREER.fieldOfStudy)
        if record.experience_in:
            self._tell(iri, CAREER.experienceIn, Literal(record.experience_in.text))
            self._quote(iri, record.experience_in, CAREER.experienceIn)
        for predicate, number in (
            (CAREER.months, record.months),
            (CAREER.creditHours, record.credit_hours),
            (CAREER.monthsCredited, record.months_credited),
            (CAREER.capMonths, record.cap_months),
        ):
            if number is not None:
                self._tell(iri, predicate, _integer(number))
                self._say(iri, CAREER.derivedBy, CAREER.monthsFromWordingRule)
        if record.within:
            self._say(iri, CAREER.within, self._qualification_iri(class_grade, record.within))
        for other in record.in_place_of:
            self._say(iri, CAREER.inPlaceOf, self._qualification_iri(class_grade, other))
        for words in record.qualifying_classes:
            self._say(iri, CAREER.qualifyingClass, self._stub(words))
            self._quote(iri, words, CAREER.qualifyingClass)

    def _qualification_iri(self, class_grade: str, record: Qualification) -> str:
        clause = record.clause.text if record.clause else ""
        digest = text_hash(record.kind, record.sentence.text, clause)
        return id_of("qualification", *short_id(class_grade).split("/"), digest)

    # Findings and the run

    def _findings(self) -> None:
        for finding in self.spec.findings:
            about = self._iri_of(finding.about) if finding.about else self.document_iri
            self._finding(finding, about)
        for repair in self.document.repairs:
            evidence = (Span(repair.start, repair.end),)
            severity = Severity.WARNING if repair.kind == "encodingRepair" else Severity.INFO
            self._finding(
                Finding(repair.kind, repair.message, severity, evidence), self.document_iri
            )
        reported = [span for f in self.spec.findings if f.kind == "unplaced" for span in f.evidence]
        for gap in self.account.gaps:
            if any(span.start <= gap.start and gap.end <= span.end for span in reported):
                continue
            message = "the loader found no place for these words"
            self._finding(Finding("unplaced", message, Severity.WARNING, (gap,)), self.document_iri)

    def _iri_of(self, record: Record) -> str:
        return self.iris.get(id(record), self.document_iri)

    def _finding(self, finding: Finding, about: str) -> None:
        places = " ".join(f"{span.start}-{span.end}" for span in finding.evidence)
        key = text_hash(finding.kind, places, about, finding.message)
        iri = id_of("finding", self.source.publisher, self.digest, key)
        self._say(iri, RDF.type, CAREER.Finding)
        self._say(iri, CAREER.findingKind, _term(finding.kind))
        self._say(iri, CAREER.severity, getattr(SH, finding.severity.value))
        self._tell(iri, CAREER.message, Literal(finding.message))
        self._say(iri, CAREER.about, about)
        self._say(iri, CAREER.inDocument, self.document_iri)
        if finding.read_as is not None:
            self._tell(iri, CAREER.readAs, Literal(finding.read_as))
        if finding.taken_for is not None:
            self._tell(iri, CAREER.takenFor, Literal(finding.taken_for))
        self._quote(iri, finding.evidence)

    def _activity(self, class_grades: list[str]) -> None:
        activity = id_of("activity", self.source.publisher, self.digest)
        loader = id_of("loader", self.reader.name, self.reader.version)
        self._say(activity, RDF.type, PROV.Activity)
        self._say(activity, PROV.used, self.document_iri)
        self._say(activity, PROV.wasAssociatedWith, loader)
        self._share(loader, RDF.type, PROV.SoftwareAgent)
        self._share(
            loader, SKOS.prefLabel, _text(f"{self.reader.name}, version {self.reader.version}")
        )
        for iri in class_grades:
            self._say(activity, PROV.generated, iri)


def _grade_label(label: str, grade: Grade | None) -> str:
    if grade is None:
        return label
    if grade.is_salary_group:
        return f"{label}, {grade.notation}"
    return f"{label}, {grade.structure_name.lower()} {grade.notation}"


def _term(name: str) -> str:
    """The IRI of one of the ontology's terms, from a record's code."""
    iri = getattr(CAREER, str(name))
    assert isinstance(iri, str)
    return iri


def _text(text: str) -> Literal:
    return Literal(text, language=_LANGUAGE)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD.integer))


def _date(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=NamedNode(XSD.date))


def _decimal(number: Decimal) -> Literal:
    return Literal(format(number, "f"), datatype=NamedNode(XSD.decimal))


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(XSD.boolean))
