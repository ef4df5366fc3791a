"""Translation: what each record of a document says in RDF."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise

from careerlattice.accounting import Account
from careerlattice.documents import Document
from careerlattice.identifiers import class_id, code_id, id_of, short_id, text_hash
from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Competency,
    Dated,
    Detail,
    DetailKind,
    Duty,
    Finding,
    Grade,
    Level,
    LevelText,
    Modality,
    Pay,
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
from careerlattice.triples.facts import (
    Facts,
    Triples,
    Value,
    boolean,
    calendar_day,
    decimal,
    integer,
    plain,
    worded,
)
from careerlattice.triples.names import (
    class_grade_id,
    class_names,
    grade_name,
    named_id,
    of_a_class,
    revision_date,
)
from careerlattice.triples.writer import Writer
from careerlattice.vocabulary import CAREER, DCTERMS, ORG, PROV, RDF, SH, SKOS
from careerlattice.wording import slug

# Of what the engine and the source descriptions say; a document's words are in its own.
_OWN_LANGUAGE = "en"
# The currency that "$" alone means in a jurisdiction, by the country its code begins with.
_DOLLARS = {"au": "AUD", "ca": "CAD", "nz": "NZD", "us": "USD"}
# What tells of the work and its place, and not of one posting of it.
_OF_THE_WORK = frozenset(
    {
        DetailKind.DEPARTMENT,
        DetailKind.DIVISION,
        DetailKind.LOCATION,
        DetailKind.REPORTS_TO,
        DetailKind.EMPLOYMENT_TYPE,
        DetailKind.EXEMPT_STATUS,
        DetailKind.WORK_SCHEDULE,
        DetailKind.TRAVEL,
        DetailKind.CLEARANCE,
    }
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read a document: the loader's name and version, and how sure it was of the family."""

    name: str
    version: str


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


def translate(
    specification: Specification,
    document: Document,
    source: Source,
    account: Account,
    reader: Reader,
    *,
    revisions: Sequence[Revision] = (),
) -> Facts:
    """The triples of one document.

    *revisions* are, for each class it describes, its place among the revisions of that class;
    without them it is taken to be the only one.
    """
    places = tuple(revisions) or (Revision(),) * len(specification.classes)
    return _Translation(
        document, source, specification, specification, account, reader, _together(places), places
    ).facts()


def _together(places: Sequence[Revision]) -> Revision:
    """The place of a document as a whole: it is superseded when all its classes are."""
    if len(places) == 1:
        return places[0]
    return Revision(
        superseded=bool(places) and all(place.superseded for place in places),
        dates=tuple(sorted({day for place in places for day in place.dates})),
        named=next((place.named for place in places if place.named), None),
        earlier=next((place.earlier for place in places if place.earlier), None),
        later=next((place.later for place in places if place.later), None),
    )


@dataclass(slots=True)
class _Translation(Writer):
    """*whole* is all that the document says, *spec* the class of it that is being written.

    *revision* is the place of the one or the other, *places* those of all its classes.
    """

    whole: Specification
    spec: Specification
    account: Account
    reader: Reader
    revision: Revision
    places: tuple[Revision, ...]
    iris: dict[int, str] = field(init=False, default_factory=dict)
    modalities: dict[str, Modality] = field(init=False, default_factory=dict)
    texts: dict[str, str] = field(init=False, default_factory=dict)
    class_iri: str = field(init=False, default="")
    class_label: str = field(init=False, default="")

    def facts(self) -> Facts:
        """Everything, in the order it is written."""
        names = class_names(self.whole, self.source, self.document)
        self._name(self.document.name if self.whole.is_collection else names[0])
        self._publisher()
        self._document(names)
        for scale in self.whole.scales:
            self._scale(scale)
        for competency in self.whole.competencies:
            self._competency(competency)
        for duty in self.whole.duties:
            self._duty(duty, ())
        self.source = of_a_class(self.whole, self.source)
        class_grades: list[str] = []
        for name, spec, place in zip(names, self.whole.classes, self.places, strict=True):
            self.spec, self.revision = spec, place
            class_grades += self._class(name)
        self._findings()
        self._activity(class_grades)
        return Facts(Triples("".join(self.own)), Triples("".join(self.shared)))

    def _name(self, name: str) -> None:
        """Call what is being written by *name*, and by its title where it has one."""
        self.class_iri = class_id(self.source.publisher, name)
        self.class_label = self.source.value("documents.title") or self.spec.title.text or name

    def _class(self, name: str) -> list[str]:
        """The class being written, and its class-grades; gives the IRIs of these."""
        self._name(name)
        for competency in self.spec.competencies:
            self._competency(competency)
        grades = [(self._class_grade_iri(name, each), each) for each in self.spec.class_grades]
        for iri, class_grade in grades:
            self.iris[id(class_grade)] = iri
        self._job_class()
        for iri, class_grade in grades:
            self._class_grade(iri, class_grade)
        self._ladder(grades)
        return [iri for iri, _ in grades]

    def _text(self, text: str) -> Value:
        """A text in the language of the document."""
        return worded(text, self.spec.language)

    def _word(self, iri: str, words: Words) -> None:
        """The words of *iri* and their places; of two spellings of one thing, the first."""
        known = self.texts.setdefault(iri, words.text)
        if known == words.text:
            self._tell(iri, CAREER.text, self._text(words.text))
        else:
            message = "the same words stand twice, spelt in two ways; the first are kept"
            self._finding(Finding("duplicateStatement", message, Severity.INFO, words.spans), iri)
        self._quote(iri, words)

    # Publisher and document

    def _publisher(self) -> None:
        publisher = self._publisher_iri
        self._share(publisher, RDF.type, ORG.FormalOrganization)
        self._share(publisher, SKOS.notation, plain(self.source.publisher))
        self._share(
            publisher,
            SKOS.prefLabel,
            self._publisher_name(),
        )
        if self.source.named:
            self._quote(publisher, self.source.named, SKOS.prefLabel)
        self._entry(publisher, "publisher.id", SKOS.notation)
        self._entry(publisher, "publisher.name", SKOS.prefLabel)
        code = self.source.value("jurisdiction.code")
        if code:
            jurisdiction = id_of("jurisdiction", code)
            self._share(jurisdiction, RDF.type, CAREER.Jurisdiction)
            self._share(jurisdiction, SKOS.notation, plain(code))
            name = worded(self.source.value("jurisdiction.name") or code, _OWN_LANGUAGE)
            self._share(jurisdiction, SKOS.prefLabel, name)
            self._share(publisher, CAREER.jurisdiction, jurisdiction)
            self._entry(jurisdiction, "jurisdiction.code", SKOS.notation)
            self._entry(jurisdiction, "jurisdiction.name", SKOS.prefLabel)

    def _publisher_name(self) -> Value:
        if self.source.named:
            return self._text(self.source.named.text)
        return worded(self.source.value("publisher.name") or self.source.publisher, _OWN_LANGUAGE)

    def _document(self, names: Sequence[str]) -> None:
        iri = self.document_iri
        self._say(iri, RDF.type, CAREER.SourceDocument)
        self._tell(
            iri,
            DCTERMS.title,
            self._text(
                self.spec.title_as_written.text if self.spec.title_as_written else self.class_label
            ),
        )
        self._tell(iri, CAREER.sha256, plain(self.document.sha256))
        self._tell(iri, DCTERMS.format, plain(self.document.media_type))
        self._tell(iri, DCTERMS.language, plain(self.spec.language))
        self._tell(iri, CAREER.fileName, plain(self.document.name))
        self._tell(iri, CAREER.characterCount, integer(len(self.document.text)))
        self._tell(iri, CAREER.placedCharacters, integer(self.account.placed))
        self._tell(iri, CAREER.labelCharacters, integer(self.account.labels))
        self._tell(iri, CAREER.unplacedCharacters, integer(self.account.unplaced))
        self._say(iri, CAREER.status, self._status)
        for name in names:
            self._say(iri, CAREER.aboutClass, class_id(self.source.publisher, name))
        if self.whole.is_collection:
            self._quote(iri, self.whole.title, DCTERMS.title)
        self._say(iri, DCTERMS.publisher, self._publisher_iri)
        self._entry(iri, "publisher.id", DCTERMS.publisher)
        for key, predicate in (
            ("rights.statement", DCTERMS.rights),
            ("rights.licence", DCTERMS.license),
        ):
            if value := self.source.value(key):
                self._tell(iri, predicate, plain(value))
                self._entry(iri, key, predicate)
        self._dated(iri, self.spec.issued, DCTERMS.issued)
        self._dated(iri, self.spec.effective, DCTERMS.valid)
        if self.spec.effective and not self.spec.effective.words.spans:
            self._entry(iri, "documents.effective", DCTERMS.valid)
        self._dated(iri, self.spec.established, CAREER.established)
        self._dated(iri, self.spec.revised, CAREER.revised)
        if number := self.spec.publication_number:
            self._tell(iri, CAREER.publicationNumber, plain(number.text))
            self._quote(iri, number, CAREER.publicationNumber)
        self._valid(iri, revision_date(self.spec))
        self._replacement(iri)
        for detail in self.spec.details:
            if detail.kind not in _OF_THE_WORK:
                self._detail(iri, detail)
        for span in self.account.labels_used:
            self._say(iri, CAREER.hasLabel, self._span(span))

    def _valid(self, document: str, since: date | None) -> None:
        """From and until when a document is in force, as far as that is known."""
        if since is None:
            return
        known = {*self.revision.dates, revision_date(self.spec) or since}
        until = min((day for day in known if day > since), default=None)
        self._tell(document, CAREER.inForceFrom, calendar_day(since))
        if until:
            self._tell(document, CAREER.inForceUntil, calendar_day(until))
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
            self._tell(subject, predicate, calendar_day(dated.value))
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
        in_use = not self.spec.class_grades or any(
            class_grade.not_in_use is None for class_grade in self.spec.class_grades
        )
        self._say(iri, CAREER.status, CAREER.inForce if in_use else CAREER.notInUse)
        self._say(iri, CAREER.publisher, self._publisher_iri)
        if jurisdiction := self.source.value("jurisdiction.code"):
            self._say(iri, CAREER.jurisdiction, id_of("jurisdiction", jurisdiction))
            self._entry(iri, "jurisdiction.code", CAREER.jurisdiction)
        self._entry(iri, "publisher.id", CAREER.publisher)
        self._class_title(iri)
        for code in self.spec.codes:
            self._tell(iri, SKOS.notation, plain(code.text))
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
            self._tell(iri, SKOS.notation, plain(code.text))
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
        self._prose(owners, self.spec.statements)

    def _class_title(self, iri: str) -> None:
        self._tell(iri, SKOS.prefLabel, self._text(self.class_label))
        self._entry(iri, "documents.title", SKOS.prefLabel)
        if not self.spec.title.spans:
            self._say(iri, CAREER.derivedBy, CAREER.identifierRule)
            return
        self._quote(iri, self.spec.title, SKOS.prefLabel)
        written = self.spec.title_as_written
        if written and written.text != self.class_label:
            self._tell(iri, SKOS.altLabel, self._text(written.text))
            self._quote(iri, written, SKOS.altLabel)
            self._say(iri, CAREER.derivedBy, CAREER.titleCaseRule)

    def _subject_area(self, owners: list[str], words: Words) -> None:
        area = code_id("subject-area", self.source.publisher, words.text)
        for owner in owners:
            self._say(owner, CAREER.hasSubjectArea, area)
        self._share(area, RDF.type, CAREER.SubjectArea)
        self._share(area, SKOS.prefLabel, self._text(words.text))
        self._quote(area, words)

    def _stub(self, words: Words) -> str:
        """A class that this document only names."""
        stub = class_id(self.source.publisher, slug(words.text) or text_hash(words.text))
        if stub != self.class_iri:
            self._share(stub, RDF.type, CAREER.JobClass)
            self._share(stub, CAREER.status, CAREER.stub)
            self._share(stub, SKOS.prefLabel, self._text(words.text))
            self._share(stub, CAREER.publisher, self._publisher_iri)
            self._quote(stub, words, SKOS.prefLabel)
        return stub

    def _prose(self, owners: list[str], statements: Iterable[Statement]) -> None:
        for statement in statements:
            iri = id_of(
                "statement", *self._class_path, text_hash(statement.kind, statement.words.text)
            )
            self.iris[id(statement)] = iri
            for owner in owners:
                self._say(owner, CAREER.hasStatement, iri)
            self._say(iri, RDF.type, CAREER.Statement)
            self._say(iri, CAREER.statementKind, _term(statement.kind))
            self._word(iri, statement.words)
            self._citations(iri, statement)

    def _citations(self, iri: str, statement: Statement) -> None:
        for citation in statement.cites:
            cited = code_id("citation", self.source.publisher, citation.words.text)
            self._say(iri, CAREER.cites, cited)
            self._share(cited, RDF.type, CAREER.Citation)
            self._share(cited, SKOS.prefLabel, self._text(citation.words.text))
            self._share(cited, CAREER.text, self._text(citation.words.text))
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
        self._grade_status(iri, class_grade)
        self._say(iri, CAREER.describedIn, self.document_iri)
        self._quote(iri, class_grade.described)
        self._tell(iri, SKOS.notation, plain(short_id(iri)))
        if class_grade.title:
            self._tell(iri, SKOS.prefLabel, self._text(class_grade.title.text))
            self._quote(iri, class_grade.title, SKOS.prefLabel)
        else:
            label = _grade_label(self.class_label, class_grade.grade)
            self._tell(iri, SKOS.prefLabel, self._text(label))
        self._say(iri, CAREER.derivedBy, CAREER.identifierRule)
        self._prose([iri], class_grade.statements)
        if self.revision.superseded:
            self._earlier(iri, grade_name(class_grade))
        if class_grade.grade:
            self._say(iri, CAREER.atGrade, self._grade(class_grade.grade))
            if class_grade.grade.words:
                self._quote(iri, class_grade.grade.words, CAREER.atGrade)
        if class_grade.lead_worker:
            self._tell(iri, CAREER.leadWorker, boolean(True))
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
            self._tell(iri, CAREER.appointmentType, plain(class_grade.appointment_type.text))
            self._quote(iri, class_grade.appointment_type, CAREER.appointmentType)
        for pay in class_grade.pay:
            self._pay(iri, pay)
        for detail in self.spec.details:
            # Of several classes, each has its own.
            if detail.kind in _OF_THE_WORK or self.spec is not self.whole:
                self._detail(iri, detail)
        self._duties(iri, class_grade)
        for requirement in class_grade.requirements:
            self._requirement(iri, requirement)
        for qualification in class_grade.qualifications:
            self._qualification(iri, qualification)

    def _grade_status(self, iri: str, class_grade: ClassGrade) -> None:
        """Whether answers may rest on a class-grade."""
        unused = class_grade.not_in_use
        if unused is None or self.revision.superseded:
            self._say(iri, CAREER.status, self._status)
            return
        self._say(iri, CAREER.status, CAREER.notInUse)
        self._quote(iri, unused, CAREER.status)

    def _pay(self, class_grade: str, record: Pay) -> None:
        # The same words under two labels may be pay for two periods.
        key = text_hash(record.words.text, record.period or "", record.currency or "")
        iri = id_of("pay", *short_id(class_grade).split("/"), key)
        self.iris[id(record)] = iri
        self._say(class_grade, CAREER.pay, iri)
        self._say(iri, RDF.type, CAREER.PayRange)
        self._word(iri, record.words)
        for predicate, amount in (
            (CAREER.lowestPay, record.minimum),
            (CAREER.highestPay, record.maximum),
        ):
            if amount is not None:
                self._tell(iri, predicate, decimal(amount))
        if currency := record.currency or self._dollar(record):
            self._tell(iri, CAREER.currency, plain(currency))
        if record.period:
            self._say(iri, CAREER.payPeriod, _term(record.period))
        if record.minimum is not None or record.maximum is not None or record.period:
            self._say(iri, CAREER.derivedBy, CAREER.payFromWordingRule)

    def _dollar(self, record: Pay) -> str | None:
        """The currency of amounts in "$" where the source description says whose dollars."""
        if "$" not in record.words.text or (record.minimum is None and record.maximum is None):
            return None
        country = (self.source.value("jurisdiction.code") or "").lower().partition("-")[0]
        return _DOLLARS.get(country)

    def _detail(self, owner: str, record: Detail) -> None:
        label = record.label.text if record.label else ""
        key = text_hash(record.kind, label, record.value.text)
        iri = id_of("detail", self.source.publisher, self.digest, key)
        self.iris[id(record)] = iri
        self._say(owner, CAREER.hasDetail, iri)
        if iri in self.texts:
            # It stands in two places, or belongs to several class-grades.
            self._quote(iri, record.value)
            return
        self._say(iri, RDF.type, CAREER.Detail)
        self._say(iri, CAREER.detailKind, _term(record.kind))
        self._say(iri, CAREER.derivedBy, CAREER.detailFromLabelRule)
        self._word(iri, record.value)
        if record.label:
            self._tell(iri, SKOS.prefLabel, self._text(record.label.text))
            self._quote(iri, record.label, SKOS.prefLabel)
        if record.day:
            self._tell(iri, DCTERMS.date, calendar_day(record.day))

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
        self._share(structure, SKOS.prefLabel, self._text(grade.structure_name))
        self._share(structure, CAREER.publisher, self._publisher_iri)
        self._share(iri, RDF.type, CAREER.SalaryGroup if grade.is_salary_group else CAREER.Grade)
        if grade.is_salary_group:
            self._share(iri, RDF.type, CAREER.Grade)
        self._share(iri, CAREER.inStructure, structure)
        self._share(iri, SKOS.notation, plain(grade.notation))
        is_named = grade.is_salary_group or grade.is_named
        label = grade.notation if is_named else f"{grade.structure_name} {grade.notation}"
        self._share(iri, SKOS.prefLabel, self._text(label))
        if grade.rank is not None:
            self._share(iri, CAREER.rank, integer(grade.rank))
            rule = _term(grade.rank_rule) if grade.rank_rule else CAREER.rankFromNotationRule
            self._share(iri, CAREER.derivedBy, rule)
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
            self._share(iri, SKOS.notation, plain(code.text))
            self._quote(iri, code, SKOS.notation)
        self._share(iri, SKOS.prefLabel, self._text(value.name.text if value.name else key))
        if value.name:
            self._quote(iri, value.name, SKOS.prefLabel)
        if value.definition:
            self._share(iri, SKOS.definition, self._text(value.definition.text))
            self._quote(iri, value.definition, SKOS.definition)
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
            statement = self._duty(duty, parents)
            digest = statement.rsplit("/", 1)[-1]
            assignment = id_of("assignment", *short_id(class_grade).split("/"), digest)
            self.iris.setdefault(id(duty), assignment)
            self._quote(assignment, duty.evidence or duty.words)
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

    def _duty(self, duty: Duty, parents: tuple[str, ...]) -> str:
        """The statement of work, whoever has it; *parents* are the groups it stands under."""
        iri = id_of("duty", self.source.publisher, text_hash(*parents, duty.words.text))
        text = self._text(duty.words.text)
        self._share(iri, RDF.type, CAREER.Duty)
        self._share(iri, CAREER.text, text)
        self._share(iri, SKOS.prefLabel, text)
        self._share(iri, CAREER.publisher, self._publisher_iri)
        self._quote(iri, duty.words)
        if duty.number:
            self._share(iri, SKOS.notation, plain(duty.number.text))
            self._quote(iri, duty.number, SKOS.notation)
        return iri

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
        self._tell(assignment, CAREER.position, integer(position))
        self._tell(assignment, CAREER.isGroup, boolean(duty.is_group))
        if above:
            self._say(assignment, CAREER.partOf, above)
        if duty.essential is not None:
            self._tell(assignment, CAREER.essential, boolean(duty.essential))
        if duty.time_share is not None:
            self._tell(assignment, CAREER.timeShare, decimal(duty.time_share))
            if duty.time_share_words:
                self._quote(assignment, duty.time_share_words, CAREER.timeShare)

    # Competencies

    def _scale(self, scale: Scale) -> str:
        if known := self.iris.get(id(scale)):
            return known
        iri = id_of("scale", self.source.publisher, scale.slug)
        self.iris[id(scale)] = iri
        self._share(
            iri, RDF.type, CAREER.PerformanceScale if scale.performance else CAREER.ProficiencyScale
        )
        self._share(iri, SKOS.prefLabel, self._text(scale.name))
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
        self._share(iri, CAREER.rank, integer(level.rank))
        self._share(iri, SKOS.notation, plain(level.notation))
        self._share(iri, SKOS.prefLabel, self._text(level.label))
        if level.words:
            self._quote(iri, level.words, SKOS.notation)
        if level.definition:
            self._share(iri, SKOS.definition, self._text(level.definition.text))
            self._quote(iri, level.definition, SKOS.definition)

    def _competency(self, competency: Competency) -> str:
        if known := self.iris.get(id(competency)):
            return known
        name = competency.name.text if competency.name else competency.text.text
        iri = id_of("competency", self.source.publisher, text_hash(name))
        self.iris[id(competency)] = iri
        text = self._text(competency.text.text)
        self._share(iri, RDF.type, CAREER.Competency)
        self._share(iri, CAREER.text, text)
        self._share(iri, SKOS.prefLabel, self._text(name) if competency.name else text)
        self._share(iri, CAREER.publisher, self._publisher_iri)
        self._quote(iri, competency.text)
        if competency.name:
            self._quote(iri, competency.name, SKOS.prefLabel)
        if competency.definition:
            self._share(iri, SKOS.definition, self._text(competency.definition.text))
            self._quote(iri, competency.definition, SKOS.definition)
        if competency.number:
            self._share(iri, SKOS.notation, plain(competency.number.text))
            self._quote(iri, competency.number, SKOS.notation)
        for kind in competency.kinds:
            self._share(iri, CAREER.kind, _term(kind))
            if competency.kind_words:
                self._quote(iri, competency.kind_words, CAREER.kind)
            else:
                self._share(iri, CAREER.derivedBy, CAREER.kindFromWordingRule)
        if competency.core:
            self._share(iri, CAREER.core, boolean(True))
        if competency.scale:
            self._share(iri, CAREER.scale, self._scale(competency.scale))
        for broader in competency.broader:
            self._share(iri, SKOS.broader, self._competency(broader))
        self._quote(iri, competency.evidence)
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
        self._share(iri, CAREER.text, self._text(record.words.text))
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
            self._tell(iri, CAREER.guidance, plain(requirement.guidance.text))
            self._quote(iri, requirement.guidance, CAREER.guidance)
        if requirement.importance:
            self._tell(iri, CAREER.importance, plain(requirement.importance.text))
            self._quote(iri, requirement.importance, CAREER.importance)
        if requirement.modality:
            self._modality(iri, requirement, requirement.modality)
        for area in requirement.knowledge_areas:
            node = id_of("knowledge-area", *short_id(class_grade).split("/"), text_hash(area.text))
            self._say(iri, CAREER.hasKnowledgeArea, node)
            self._say(node, RDF.type, CAREER.KnowledgeArea)
            self._tell(node, CAREER.text, self._text(area.text))
            self._quote(node, area)

    def _modality(self, iri: str, requirement: Requirement, modality: Modality) -> None:
        """How strongly a competency is asked for; of two answers, the first in the document."""
        known = self.modalities.setdefault(iri, modality)
        if known is modality:
            self._say(iri, CAREER.modality, _term(known))
            self._say(iri, CAREER.derivedBy, CAREER.modalityFromWordingRule)
            return
        message = f"asked for twice, as {known} and as {modality}; the first is kept"
        finding = Finding("duplicateStatement", message, Severity.INFO, requirement.evidence)
        self._finding(finding, iri)

    # Qualifications

    def _qualification(self, class_grade: str, record: Qualification) -> None:
        iri = self._qualification_iri(class_grade, record)
        self.iris[id(record)] = iri
        self._say(class_grade, CAREER.hasQualification, iri)
        self._say(iri, RDF.type, _term(record.kind))
        is_again = self.texts.get(iri, record.sentence.text) != record.sentence.text
        self._word(iri, record.sentence)
        if is_again:
            return
        self._say(iri, CAREER.modality, _term(record.modality))
        self._say(iri, CAREER.derivedBy, CAREER.modalityFromWordingRule)
        if record.clause:
            self._tell(iri, CAREER.clause, plain(record.clause.text))
            self._quote(iri, record.clause, CAREER.clause)
        if record.education_level:
            self._say(iri, CAREER.educationLevel, _term(record.education_level))
            self._say(iri, CAREER.derivedBy, CAREER.educationFromWordingRule)
        if record.field_of_study:
            self._tell(iri, CAREER.fieldOfStudy, plain(record.field_of_study.text))
            self._quote(iri, record.field_of_study, CAREER.fieldOfStudy)
        if record.experience_in:
            self._tell(iri, CAREER.experienceIn, plain(record.experience_in.text))
            self._quote(iri, record.experience_in, CAREER.experienceIn)
        for predicate, number in (
            (CAREER.months, record.months),
            (CAREER.creditHours, record.credit_hours),
            (CAREER.monthsCredited, record.months_credited),
            (CAREER.capMonths, record.cap_months),
        ):
            if number is not None:
                self._tell(iri, predicate, integer(number))
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
        asked = (record.kind, record.sentence.text, clause)
        path = short_id(class_grade).split("/")
        iri = id_of("qualification", *path, text_hash(*asked))
        # The same words may be asked for and, in another place, be merely welcome.
        if self.modalities.setdefault(iri, record.modality) is not record.modality:
            return id_of("qualification", *path, text_hash(*asked, record.modality))
        return iri

    # Findings and the run

    def _findings(self) -> None:
        findings = [*self.whole.findings]
        findings += [each for part in self.whole.parts for each in part.findings]
        for finding in findings:
            about = self._iri_of(finding.about) if finding.about else self.document_iri
            self._finding(finding, about)
        for repair in self.document.repairs:
            evidence = (Span(repair.start, repair.end),)
            severity = Severity.WARNING if repair.kind == "encodingRepair" else Severity.INFO
            self._finding(
                Finding(repair.kind, repair.message, severity, evidence), self.document_iri
            )
        reported = sorted(span for f in findings if f.kind == "unplaced" for span in f.evidence)
        starts = [span.start for span in reported]
        # How far the reported spans reach that begin no later than each.
        reaches = list(accumulate((span.end for span in reported), max))
        for gap in self.account.gaps:
            before = bisect_right(starts, gap.start)
            if before and gap.end <= reaches[before - 1]:
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
        self._tell(iri, CAREER.message, plain(finding.message))
        self._say(iri, CAREER.about, about)
        self._say(iri, CAREER.inDocument, self.document_iri)
        if finding.read_as is not None:
            self._tell(iri, CAREER.readAs, plain(finding.read_as))
        if finding.taken_for is not None:
            self._tell(iri, CAREER.takenFor, plain(finding.taken_for))
        self._quote(iri, finding.evidence)

    def _activity(self, class_grades: list[str]) -> None:
        activity = id_of("activity", self.source.publisher, self.digest)
        loader = id_of("loader", self.reader.name, self.reader.version)
        self._say(activity, RDF.type, PROV.Activity)
        self._say(activity, PROV.used, self.document_iri)
        self._say(activity, PROV.wasAssociatedWith, loader)
        self._share(loader, RDF.type, PROV.SoftwareAgent)
        name = f"{self.reader.name}, version {self.reader.version}"
        self._share(loader, SKOS.prefLabel, worded(name, _OWN_LANGUAGE))
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
