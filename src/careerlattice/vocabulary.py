"""The terms of the ontology and those it borrows, as strings in closed namespaces.

Generated from the ontology; do not edit; run `careerlattice ontology --write-vocabulary`.

A name that is not there is an `AttributeError` at run time, and an error to the type checker
before. Nothing here imports rdflib; for rdflib's own terms see `careerlattice.namespaces`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NoReturn

__all__ = [
    "CAREER",
    "DCTERMS",
    "OA",
    "ORG",
    "OWL",
    "PAV",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SH",
    "SKOS",
    "SSSOM",
    "XSD",
]


class _Closed(type):
    """A class of terms that can be read and searched, and neither changed nor instantiated."""

    def __iter__(cls) -> Iterator[str]:
        return (iri for name, iri in vars(cls).items() if not name.startswith("_"))

    def __len__(cls) -> int:
        return sum(1 for _ in cls)

    def __contains__(cls, iri: object) -> bool:
        return any(iri == term for term in cls)

    def __call__(cls, *_: object, **__: object) -> NoReturn:
        raise TypeError(f"{cls.__name__} is a namespace and has no instances")

    def __setattr__(cls, name: str, _: object) -> NoReturn:
        raise AttributeError(f"{cls.__name__} is closed: {name!r} cannot be set")

    def __delattr__(cls, name: str) -> NoReturn:
        raise AttributeError(f"{cls.__name__} is closed: {name!r} cannot be deleted")


_CAREER: Final = "https://w3id.org/careerlattice/ontology#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_OA: Final = "http://www.w3.org/ns/oa#"
_ORG: Final = "http://www.w3.org/ns/org#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_PAV: Final = "http://purl.org/pav/"
_PROV: Final = "http://www.w3.org/ns/prov#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SH: Final = "http://www.w3.org/ns/shacl#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_SSSOM: Final = "https://w3id.org/sssom/"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class CAREER(metaclass=_Closed):
    """The terms of the ontology."""

    ability: Final = _CAREER + "ability"
    """The kind of a competency that consists in being able to do something."""
    about: Final = _CAREER + "about"
    """Relates a finding to the fact, class-grade or document it concerns."""
    aboutClass: Final = _CAREER + "aboutClass"
    """Relates a document to the job class it describes."""
    accepted: Final = _CAREER + "accepted"
    """The status of a mapping or alignment that a review took up: answers may rest on it, and say
    so."""
    AdvertisementKind: Final = _CAREER + "AdvertisementKind"
    """A purpose that a passage of a job advertisement serves beside describing the work."""
    alternativeText: Final = _CAREER + "alternativeText"
    """Another wording that the documents of one publisher give for the same thing."""
    annual: Final = _CAREER + "annual"
    """The pay period of one year."""
    application: Final = _CAREER + "application"
    """The kind of a statement of how, where and until when to apply."""
    appointmentType: Final = _CAREER + "appointmentType"
    """The manner in which positions of a class-grade are filled, in the publisher's words."""
    associateDegree: Final = _CAREER + "associateDegree"
    """A degree of about two years of higher education."""
    atGrade: Final = _CAREER + "atGrade"
    """Relates a class-grade to the grade it stands at."""
    bachelorDegree: Final = _CAREER + "bachelorDegree"
    """A first degree of higher education, of about four years in the United States."""
    BargainingUnit: Final = _CAREER + "BargainingUnit"
    """An entry of a publisher's code list of the groups of employees that bargain collectively."""
    bargainingUnit: Final = _CAREER + "bargainingUnit"
    """Relates a class-grade to the bargaining unit its positions belong to."""
    behaviour: Final = _CAREER + "behaviour"
    """The kind of a competency that consists in acting in a certain way."""
    BehaviouralIndicator: Final = _CAREER + "BehaviouralIndicator"
    """A statement of conduct by which a competency is recognised."""
    benefits: Final = _CAREER + "benefits"
    """The kind of a statement of what the employer gives beside pay: leave, insurance, pension and
    the like."""
    biweekly: Final = _CAREER + "biweekly"
    """The pay period of two weeks."""
    cancellation: Final = _CAREER + "cancellation"
    """The kind of a statement of which document this one replaces."""
    capMonths: Final = _CAREER + "capMonths"
    """The most experience that a substitution rule may stand for, in months."""
    characterCount: Final = _CAREER + "characterCount"
    """The number of Unicode characters of a document's decoded text, blanks included."""
    Citation: Final = _CAREER + "Citation"
    """A statute, rule or policy that the text of a document cites."""
    cites: Final = _CAREER + "cites"
    """Relates a passage to a statute, rule or policy it cites."""
    ClassGrade: Final = _CAREER + "ClassGrade"
    """The form a job class takes at one grade: a rung of the lattice."""
    clause: Final = _CAREER + "clause"
    """The words of a qualification's sentence that its parsed values were read from."""
    clearance: Final = _CAREER + "clearance"
    """The kind of a detail that tells the security clearance or the check that the work calls
    for."""
    closes: Final = _CAREER + "closes"
    """The kind of a detail that tells the last day on which applications are taken."""
    Competency: Final = _CAREER + "Competency"
    """A knowledge, skill, ability or behaviour that a publisher asks of those who do the work, as
    it words it."""
    competency: Final = _CAREER + "competency"
    """Relates a requirement, a descriptor, an indicator or a standard to the competency it is
    about."""
    CompetencyKind: Final = _CAREER + "CompetencyKind"
    """A facet by which the wording of a competency names what it is: knowledge, skill, ability or
    behaviour."""
    CompetencyRequirement: Final = _CAREER + "CompetencyRequirement"
    """The fact that a class-grade needs a competency, at a level where one is stated."""
    confusableLetter: Final = _CAREER + "confusableLetter"
    """The kind of a finding of a letter of another script that was read as the letter it
    resembles."""
    contact: Final = _CAREER + "contact"
    """The kind of a detail that tells whom to ask, and where."""
    contacts: Final = _CAREER + "contacts"
    """The kind of a statement of whom the work is done with, inside and outside."""
    contentChanged: Final = _CAREER + "contentChanged"
    """The kind of a finding that a document is not, byte for byte, the one its source description
    describes."""
    controlCharacter: Final = _CAREER + "controlCharacter"
    """The kind of a finding of a control or bidirectional formatting character."""
    core: Final = _CAREER + "core"
    """Whether a publisher expects a competency of all its employees."""
    creditHours: Final = _CAREER + "creditHours"
    """The number of semester hours of schooling that one step of a substitution rule takes."""
    currency: Final = _CAREER + "currency"
    """The currency of a pay range, as its ISO 4217 code."""
    daily: Final = _CAREER + "daily"
    """The pay period of one day of work."""
    department: Final = _CAREER + "department"
    """The kind of a detail that tells the department that the work is done in."""
    DerivationRule: Final = _CAREER + "DerivationRule"
    """A rule by which a fact that no document states follows from facts that documents state."""
    derivedBy: Final = _CAREER + "derivedBy"
    """Relates a thing to the rule by which one of its facts was derived."""
    derivesProperty: Final = _CAREER + "derivesProperty"
    """Names the property whose value a rule derives."""
    describedIn: Final = _CAREER + "describedIn"
    """Relates a job class or class-grade to a document that describes it."""
    Detail: Final = _CAREER + "Detail"
    """A fact that a document states as a label and its value, such as a department or a closing
    day, and that is none of the things described by classes of their own."""
    detailFromLabelRule: Final = _CAREER + "detailFromLabelRule"
    """The rule that a detail tells of the matter its label names, and that a day in its words is
    that calendar day."""
    DetailKind: Final = _CAREER + "DetailKind"
    """A matter that a detail tells of."""
    detailKind: Final = _CAREER + "detailKind"
    """Relates a detail to the matter it tells of."""
    distinguishedFrom: Final = _CAREER + "distinguishedFrom"
    """Relates a job class to another that its document sets it apart from."""
    distinguishingFeatures: Final = _CAREER + "distinguishingFeatures"
    """The kind of a statement of what sets the class apart from others."""
    dividedWord: Final = _CAREER + "dividedWord"
    """The kind of a finding of a word that the end of a printed line divides and that was read as
    one."""
    division: Final = _CAREER + "division"
    """The kind of a detail that tells the part of a department that the work is done in."""
    doctorate: Final = _CAREER + "doctorate"
    """The highest degree of higher education."""
    duplicateDocument: Final = _CAREER + "duplicateDocument"
    """The kind of a finding of another document that says the same of the same classes, in another
    form, and was set aside."""
    duplicateGrade: Final = _CAREER + "duplicateGrade"
    """The kind of a finding of one grade that a document describes twice."""
    duplicateStatement: Final = _CAREER + "duplicateStatement"
    """The kind of a finding of one statement that a class-grade makes twice."""
    Duty: Final = _CAREER + "Duty"
    """A statement of work, as one publisher words it."""
    duty: Final = _CAREER + "duty"
    """Relates a duty assignment to the duty it assigns."""
    DutyAssignment: Final = _CAREER + "DutyAssignment"
    """The fact that a class-grade has a duty, at one place of its list of duties."""
    educationFromWordingRule: Final = _CAREER + "educationFromWordingRule"
    """The rule that the wording of a qualification names a level of education."""
    EducationLevel: Final = _CAREER + "EducationLevel"
    """A completed stage of schooling, ordered by career:rank."""
    educationLevel: Final = _CAREER + "educationLevel"
    """Relates a qualification to the stage of schooling it asks for."""
    EducationRequirement: Final = _CAREER + "EducationRequirement"
    """A qualification by schooling: a level of education, a field of study, or both."""
    EEOCategory: Final = _CAREER + "EEOCategory"
    """An entry of a publisher's code list of the job categories of equal employment opportunity
    reporting."""
    eeoCategory: Final = _CAREER + "eeoCategory"
    """Relates a class-grade to its job category in equal employment opportunity reporting."""
    employer: Final = _CAREER + "employer"
    """The kind of a statement about the employer and not about the work."""
    employerName: Final = _CAREER + "employerName"
    """The kind of a detail that tells who employs."""
    employmentType: Final = _CAREER + "employmentType"
    """The kind of a detail that tells whether the work is permanent or for a time, full-time or
    part-time."""
    emptyCell: Final = _CAREER + "emptyCell"
    """The kind of a finding of a table cell that holds nothing."""
    encodingRepair: Final = _CAREER + "encodingRepair"
    """The kind of a finding of bytes that were not valid in the encoding they were read in, or of
    characters that an earlier misreading damaged."""
    equalOpportunity: Final = _CAREER + "equalOpportunity"
    """The kind of a statement of equal treatment, or of help for candidates who need it."""
    essential: Final = _CAREER + "essential"
    """Whether the document calls the assigned duty essential."""
    established: Final = _CAREER + "established"
    """The day on which a job class was first established."""
    evidenceProperty: Final = _CAREER + "evidenceProperty"
    """Names the property whose value a span or source entry is evidence of."""
    exemptStatus: Final = _CAREER + "exemptStatus"
    """The kind of a detail that tells whether the law on overtime pay leaves the work out."""
    expectationMissed: Final = _CAREER + "expectationMissed"
    """The kind of a finding that a document gave more or fewer things than its source description
    expects."""
    experienceIn: Final = _CAREER + "experienceIn"
    """The kind of work in which experience counts, in the publisher's words."""
    ExperienceRequirement: Final = _CAREER + "ExperienceRequirement"
    """A qualification by time spent in work of some kind or in some class."""
    explanation: Final = _CAREER + "explanation"
    """The kind of a statement that tells how to read the document or one of its parts."""
    fieldOfStudy: Final = _CAREER + "fieldOfStudy"
    """The subject of schooling that a qualification asks for, in the publisher's words."""
    fileName: Final = _CAREER + "fileName"
    """The name of the file a document was read from, without its folder."""
    Finding: Final = _CAREER + "Finding"
    """A note of something that the reader of a document repaired, doubted, missed or could not
    place."""
    FindingKind: Final = _CAREER + "FindingKind"
    """A reason for which a reader leaves a finding."""
    findingKind: Final = _CAREER + "findingKind"
    """Relates a finding to the reason for it."""
    forMapping: Final = _CAREER + "forMapping"
    """Relates a scale alignment to the mapping of the two competencies it holds for."""
    fromLevel: Final = _CAREER + "fromLevel"
    """Relates a scale alignment to the level that is compared."""
    Grade: Final = _CAREER + "Grade"
    """A step of a grade structure."""
    GradeStructure: Final = _CAREER + "GradeStructure"
    """A publisher's ordered plan of grades or salary groups by which it classifies and pays
    work."""
    guidance: Final = _CAREER + "guidance"
    """The guidance under which a competency is exercised at a class-grade, in the publisher's
    words."""
    guidelines: Final = _CAREER + "guidelines"
    """The kind of a statement of when the class is to be used."""
    hasClassGrade: Final = _CAREER + "hasClassGrade"
    """Relates a job class to the forms it takes at its grades."""
    hasDetail: Final = _CAREER + "hasDetail"
    """Relates a class-grade or a document to a detail stated of it."""
    hasDuty: Final = _CAREER + "hasDuty"
    """Relates a class-grade to a duty it has: the shortcut of its duty assignments that are not
    groups."""
    hasDutyAssignment: Final = _CAREER + "hasDutyAssignment"
    """Relates a class-grade to an assignment of a duty to it."""
    hasKnowledgeArea: Final = _CAREER + "hasKnowledgeArea"
    """Relates a competency requirement to a field of knowledge it asks for."""
    hasLabel: Final = _CAREER + "hasLabel"
    """Relates a document to the span of a heading or list stem that its reader took as a
    signpost."""
    hasQualification: Final = _CAREER + "hasQualification"
    """Relates a class-grade to a statement of what a candidate must bring."""
    hasRequirement: Final = _CAREER + "hasRequirement"
    """Relates a class-grade to its need of a competency."""
    hasStatement: Final = _CAREER + "hasStatement"
    """Relates a job class to a passage about it."""
    hasSubjectArea: Final = _CAREER + "hasSubjectArea"
    """Relates a job class to a matter its work is about."""
    highest: Final = _CAREER + "highest"
    """Relates a scale alignment to the highest level that the compared level may amount to."""
    highestPay: Final = _CAREER + "highestPay"
    """The greatest amount of a pay range."""
    highSchool: Final = _CAREER + "highSchool"
    """Completed secondary schooling, or an equivalent certificate."""
    hourly: Final = _CAREER + "hourly"
    """The pay period of one hour of work."""
    identifierRule: Final = _CAREER + "identifierRule"
    """The rule that a class-grade is named and labelled after its publisher, its class and its
    grade."""
    importance: Final = _CAREER + "importance"
    """How much a competency matters to a class-grade, in the publisher's words or figures."""
    inDocument: Final = _CAREER + "inDocument"
    """Relates a finding to the document it was made in."""
    inForce: Final = _CAREER + "inForce"
    """The status of what holds now."""
    inForceFrom: Final = _CAREER + "inForceFrom"
    """The first day on which a document was in force."""
    inForceUntil: Final = _CAREER + "inForceUntil"
    """The day from which a later document was in force in its place: the first day on which it was
    so no more."""
    inPlaceOf: Final = _CAREER + "inPlaceOf"
    """Relates a substitution rule to the qualification it stands in place of."""
    inStructure: Final = _CAREER + "inStructure"
    """Relates a grade to the grade structure it is a step of."""
    irregularMark: Final = _CAREER + "irregularMark"
    """The kind of a finding of a mark or delimiter unlike its neighbours'."""
    isGroup: Final = _CAREER + "isGroup"
    """Whether a duty assignment is a label that gathers the assignments listed under it."""
    JobClass: Final = _CAREER + "JobClass"
    """A kind of work that a publisher keeps under one title for the administration of positions."""
    Jurisdiction: Final = _CAREER + "Jurisdiction"
    """The territory or body of government within which a publisher's job classes are in force."""
    jurisdiction: Final = _CAREER + "jurisdiction"
    """Relates a job class or an organisation to the jurisdiction it belongs to."""
    justification: Final = _CAREER + "justification"
    """The reason given for a scale alignment."""
    kind: Final = _CAREER + "kind"
    """Relates a competency to a kind that its own wording names."""
    kindFromWordingRule: Final = _CAREER + "kindFromWordingRule"
    """The rule that a competency is of each kind whose name stands in its wording."""
    knowledge: Final = _CAREER + "knowledge"
    """The kind of a competency that consists in knowing something."""
    KnowledgeArea: Final = _CAREER + "KnowledgeArea"
    """A field of knowledge that a class-grade asks for under one of its competency requirements."""
    labelCharacters: Final = _CAREER + "labelCharacters"
    """The number of a document's non-blank characters that stand in a label and in no span of a
    fact."""
    leadWorker: Final = _CAREER + "leadWorker"
    """Whether a class-grade leads others at work without supervising them."""
    leftOut: Final = _CAREER + "leftOut"
    """The kind of a finding of something that is in the file of a document and not in its text."""
    level: Final = _CAREER + "level"
    """Relates a requirement, a descriptor or an indicator to the proficiency level it speaks of."""
    LevelDescriptor: Final = _CAREER + "LevelDescriptor"
    """A statement of what one proficiency level means for one competency."""
    levelNotMarked: Final = _CAREER + "levelNotMarked"
    """The kind of a finding of a competency whose required level the document does not mark."""
    LicenceRequirement: Final = _CAREER + "LicenceRequirement"
    """A qualification by a licence, certificate or registration that a third party grants."""
    line: Final = _CAREER + "line"
    """The number of the line on which a span or source entry begins, counted from 1."""
    location: Final = _CAREER + "location"
    """The kind of a detail that tells the place where the work is done."""
    lowest: Final = _CAREER + "lowest"
    """Relates a scale alignment to the lowest level that the compared level may amount to."""
    lowestPay: Final = _CAREER + "lowestPay"
    """The least amount of a pay range."""
    Mapping: Final = _CAREER + "Mapping"
    """A claim that a statement of one publisher corresponds to a statement of another publisher or
    to an entry of a taxonomy."""
    masterDegree: Final = _CAREER + "masterDegree"
    """A degree that follows a bachelor's degree."""
    message: Final = _CAREER + "message"
    """A sentence that tells a person what was found."""
    missingCell: Final = _CAREER + "missingCell"
    """The kind of a finding of a table row that ends before its last column."""
    Modality: Final = _CAREER + "Modality"
    """A degree of obligation with which a qualification or a competency is asked for."""
    modality: Final = _CAREER + "modality"
    """Relates a qualification or a competency requirement to the degree of obligation of its
    wording."""
    modalityFromWordingRule: Final = _CAREER + "modalityFromWordingRule"
    """The rule that the wording around a qualification says whether it is required, typical or
    preferred."""
    monthly: Final = _CAREER + "monthly"
    """The pay period of one month."""
    months: Final = _CAREER + "months"
    """The length of the experience asked for, in months."""
    monthsCredited: Final = _CAREER + "monthsCredited"
    """The experience that one step of a substitution rule stands for, in months."""
    monthsFromWordingRule: Final = _CAREER + "monthsFromWordingRule"
    """The rule that a length of time in words or figures is so many months, twelve to the year."""
    nameMismatch: Final = _CAREER + "nameMismatch"
    """The kind of a finding of one thing called by two names."""
    nextGrade: Final = _CAREER + "nextGrade"
    """Relates a class-grade to the class-grade of the same job class that stands at the next higher
    rank among its grades."""
    nextGradeRule: Final = _CAREER + "nextGradeRule"
    """The rule that the next grade of a class-grade is, among the class-grades in force of its job
    class, the one with the next higher rank."""
    noSourceDescription: Final = _CAREER + "noSourceDescription"
    """The kind of a finding that no source description speaks for a document, so that its publisher
    is named after the folder it lay in."""
    notDescribed: Final = _CAREER + "notDescribed"
    """The kind of a finding of a grade or competency that a document names, or its earlier revision
    described, and that it does not describe."""
    notice: Final = _CAREER + "notice"
    """The kind of a statement that limits or explains the use of the document."""
    notInUse: Final = _CAREER + "notInUse"
    """The status of what its publisher lists and says that nobody is to be classed by."""
    notStated: Final = _CAREER + "notStated"
    """The kind of a finding that a document is silent where its kind of document speaks."""
    numberMismatch: Final = _CAREER + "numberMismatch"
    """The kind of a finding of two numbers that should agree and do not."""
    OccupationalGroup: Final = _CAREER + "OccupationalGroup"
    """An entry of a publisher's code list of broad fields of work."""
    occupationalGroup: Final = _CAREER + "occupationalGroup"
    """Relates a class-grade to the broad field of work its publisher files it under."""
    ofClass: Final = _CAREER + "ofClass"
    """Relates a class-grade to the job class it is a form of."""
    opens: Final = _CAREER + "opens"
    """The kind of a detail that tells the first day on which applications are taken."""
    other: Final = _CAREER + "other"
    """The kind of a statement that serves none of the other purposes."""
    otherDetail: Final = _CAREER + "otherDetail"
    """The kind of a detail that tells none of the other matters."""
    page: Final = _CAREER + "page"
    """The number of the page on which a span begins, counted from 1, in a document whose form has
    pages."""
    paragraph: Final = _CAREER + "paragraph"
    """The number of the paragraph, list item or table row in which a span begins, counted from 1,
    in a document whose form has paragraphs."""
    partOf: Final = _CAREER + "partOf"
    """Relates a duty assignment to the assignment, of the same class-grade, that it is listed
    under."""
    pay: Final = _CAREER + "pay"
    """Relates a class-grade to the pay its publisher states for it."""
    payFromWordingRule: Final = _CAREER + "payFromWordingRule"
    """The rule that amounts of money in the words on pay are its least and its most, in the
    currency and for the period that the words or their label name, or that is used where the
    publisher is."""
    PayPeriod: Final = _CAREER + "PayPeriod"
    """A length of working time by which pay is reckoned."""
    payPeriod: Final = _CAREER + "payPeriod"
    """Relates a pay range to the period its amounts are for."""
    PayRange: Final = _CAREER + "PayRange"
    """The least and the most that a publisher pays at a class-grade, in one currency for one
    period."""
    PerformanceLevel: Final = _CAREER + "PerformanceLevel"
    """A step of a performance scale."""
    performanceLevel: Final = _CAREER + "performanceLevel"
    """Relates a performance standard to the level of the performance scale it describes."""
    PerformanceScale: Final = _CAREER + "PerformanceScale"
    """An ordered set of levels by which a publisher tells how well work is performed."""
    PerformanceStandard: Final = _CAREER + "PerformanceStandard"
    """A statement of what work at one performance level looks like for one competency."""
    physicalDemands: Final = _CAREER + "physicalDemands"
    """The kind of a statement of what the work asks of the body."""
    placedCharacters: Final = _CAREER + "placedCharacters"
    """The number of a document's non-blank characters that stand in a span of a fact."""
    position: Final = _CAREER + "position"
    """The place of a duty assignment in its class-grade's list of duties, counted from 1 in
    document order, groups and nested duties included."""
    posted: Final = _CAREER + "posted"
    """The kind of a detail that tells the day on which the posting was given out."""
    postingNumber: Final = _CAREER + "postingNumber"
    """The kind of a detail that tells the number under which a vacancy is posted."""
    preferred: Final = _CAREER + "preferred"
    """The modality of what counts for a candidate: its lack counts against and does not block."""
    ProficiencyLevel: Final = _CAREER + "ProficiencyLevel"
    """A step of a proficiency scale."""
    ProficiencyScale: Final = _CAREER + "ProficiencyScale"
    """An ordered set of levels by which a publisher tells how far a competency is mastered."""
    proposed: Final = _CAREER + "proposed"
    """The status of a mapping or alignment that awaits review: no answer rests on it."""
    publicationNumber: Final = _CAREER + "publicationNumber"
    """The number under which a publisher issued a document."""
    publisher: Final = _CAREER + "publisher"
    """Relates a job class or a thing shared by job classes to the organisation that keeps its
    definition."""
    purpose: Final = _CAREER + "purpose"
    """The kind of a statement of what the class is for and what it is accountable for."""
    Qualification: Final = _CAREER + "Qualification"
    """A statement of what a candidate must bring to a class-grade, or would do well to bring."""
    qualifyingClass: Final = _CAREER + "qualifyingClass"
    """Relates a qualification to a job class in which experience counts."""
    rank: Final = _CAREER + "rank"
    """The place of a step in its order, as a whole number that rises with the order."""
    rankFromLevelTitleRule: Final = _CAREER + "rankFromLevelTitleRule"
    """The rule that levels of one line of work rank by the words in their titles, from the lowest:
    1 apprentice or trainee, 2 associate or junior, 3 the bare title, 4 senior, 5 lead, 6 principal,
    head of or chief."""
    rankFromNotationRule: Final = _CAREER + "rankFromNotationRule"
    """The rule that the rank of a grade is the whole number in its notation."""
    readAs: Final = _CAREER + "readAs"
    """The characters that the reader met."""
    rejected: Final = _CAREER + "rejected"
    """The status of a mapping or alignment that a review turned down: kept, so that it is not
    proposed again."""
    reportsTo: Final = _CAREER + "reportsTo"
    """The kind of a detail that tells the position that the holder answers to."""
    required: Final = _CAREER + "required"
    """The modality of what a candidate must have: its lack blocks."""
    revised: Final = _CAREER + "revised"
    """The day on which the document says its job class was last revised."""
    revisionOf: Final = _CAREER + "revisionOf"
    """Relates a class-grade of a superseded revision to the class-grade that is in force in its
    place."""
    revisionOrderRule: Final = _CAREER + "revisionOrderRule"
    """The rule that of two documents of one publisher about one job class the later replaces the
    earlier, and its class-grades the earlier one's of the same grade."""
    SalaryGroup: Final = _CAREER + "SalaryGroup"
    """A grade whose steps are pay ranges named by a pay plan and a number."""
    scale: Final = _CAREER + "scale"
    """Relates a competency to the proficiency scale its levels are on."""
    ScaleAlignment: Final = _CAREER + "ScaleAlignment"
    """A claim of how a level for one competency compares with the levels for another, as an
    interval of levels."""
    selection: Final = _CAREER + "selection"
    """The kind of a statement of how candidates are examined and chosen."""
    series: Final = _CAREER + "series"
    """The name of the family of job classes that a publisher counts a class in."""
    severity: Final = _CAREER + "severity"
    """Relates a finding to how much it matters: sh:Info, sh:Warning or sh:Violation."""
    sha256: Final = _CAREER + "sha256"
    """The SHA-256 digest of a document's bytes, as 64 lower-case hexadecimal digits."""
    skill: Final = _CAREER + "skill"
    """The kind of a competency that consists in a trained proficiency at doing something."""
    somePostSecondary: Final = _CAREER + "somePostSecondary"
    """Schooling after high school without a degree."""
    SourceDocument: Final = _CAREER + "SourceDocument"
    """One revision of one document that a publisher gave out about its job classes."""
    SourceEntry: Final = _CAREER + "SourceEntry"
    """A line that a curator wrote beside a document to state what the document itself does not."""
    specialRequirements: Final = _CAREER + "specialRequirements"
    """The kind of a statement of conditions beside education, experience and licences."""
    spellingMismatch: Final = _CAREER + "spellingMismatch"
    """The kind of a finding of one name spelt in two ways."""
    Statement: Final = _CAREER + "Statement"
    """A passage of a document about a job class that is neither a duty nor a competency nor a
    qualification."""
    StatementKind: Final = _CAREER + "StatementKind"
    """A purpose that a passage of a class specification serves."""
    statementKind: Final = _CAREER + "statementKind"
    """Relates a statement to the purpose it serves."""
    Status: Final = _CAREER + "Status"
    """A standing of a job class, a class-grade, a document or a mapping that decides whether
    answers may rest on it."""
    status: Final = _CAREER + "status"
    """Relates a thing to its standing."""
    stub: Final = _CAREER + "stub"
    """The status of what is named by a document and not loaded itself."""
    SubjectArea: Final = _CAREER + "SubjectArea"
    """A matter that the work of a job class is about."""
    SubstitutionRule: Final = _CAREER + "SubstitutionRule"
    """A qualification that stands in place of another, at a rate and up to a cap."""
    summary: Final = _CAREER + "summary"
    """The kind of a statement that describes the class in brief."""
    superseded: Final = _CAREER + "superseded"
    """The status of what a later revision has replaced."""
    supervisionExercised: Final = _CAREER + "supervisionExercised"
    """The kind of a statement of whom the class leads or supervises."""
    supervisionReceived: Final = _CAREER + "supervisionReceived"
    """The kind of a statement of whom the class works under, and how closely."""
    surplusCell: Final = _CAREER + "surplusCell"
    """The kind of a finding of a table cell beyond the last column."""
    takenByPosition: Final = _CAREER + "takenByPosition"
    """The kind of a finding of a fact whose meaning was taken from its place, for want of a
    mark."""
    takenFor: Final = _CAREER + "takenFor"
    """The characters that the reader took them for."""
    text: Final = _CAREER + "text"
    """The wording of a thing that a document states, its spans joined and its white space
    folded."""
    timeShare: Final = _CAREER + "timeShare"
    """The share of working time that a duty takes, as a fraction of 1."""
    titleCaseRule: Final = _CAREER + "titleCaseRule"
    """The rule that a title in capitals is labelled in title case."""
    travel: Final = _CAREER + "travel"
    """The kind of a detail that tells how much travel the work takes."""
    typical: Final = _CAREER + "typical"
    """The modality of what candidates usually have, where other combinations are accepted: its lack
    blocks nobody."""
    typographicalError: Final = _CAREER + "typographicalError"
    """The kind of a finding of a slip of the pen, kept as it stands."""
    uncertain: Final = _CAREER + "uncertain"
    """The kind of a finding of a fact that the reader holds to be likely and not sure."""
    unit: Final = _CAREER + "unit"
    """Relates a job class to the part of its publisher in which it is employed."""
    unknownLevel: Final = _CAREER + "unknownLevel"
    """The kind of a finding of a level that its scale does not have."""
    unmarkedItem: Final = _CAREER + "unmarkedItem"
    """The kind of a finding of a list item that lacks the mark its neighbours have."""
    unplaced: Final = _CAREER + "unplaced"
    """The kind of a finding of text that no fact and no label holds."""
    unplacedCharacters: Final = _CAREER + "unplacedCharacters"
    """The number of a document's non-blank characters that stand in neither a fact nor a label."""
    vacancies: Final = _CAREER + "vacancies"
    """The kind of a detail that tells how many positions are to be filled."""
    validityRule: Final = _CAREER + "validityRule"
    """The rule that a document is in force from the day it takes effect (if it states none, from
    the day it was revised, or else issued) until the day from which the next known revision is in
    force."""
    weekly: Final = _CAREER + "weekly"
    """The pay period of one week."""
    within: Final = _CAREER + "within"
    """Relates an experience requirement to the requirement whose time it is counted in."""
    wordingDiffers: Final = _CAREER + "wordingDiffers"
    """The kind of a finding of one thing that a publisher words in two ways."""
    workingConditions: Final = _CAREER + "workingConditions"
    """The kind of a statement of the surroundings and strains of the work."""
    workSchedule: Final = _CAREER + "workSchedule"
    """The kind of a detail that tells the days and hours of work."""


class DCTERMS(metaclass=_Closed):
    """The terms in use of DCMI Metadata Terms."""

    creator: Final = _DCTERMS + "creator"
    date: Final = _DCTERMS + "date"
    description: Final = _DCTERMS + "description"
    format: Final = _DCTERMS + "format"
    isReplacedBy: Final = _DCTERMS + "isReplacedBy"
    issued: Final = _DCTERMS + "issued"
    Jurisdiction: Final = _DCTERMS + "Jurisdiction"
    language: Final = _DCTERMS + "language"
    license: Final = _DCTERMS + "license"
    publisher: Final = _DCTERMS + "publisher"
    replaces: Final = _DCTERMS + "replaces"
    rights: Final = _DCTERMS + "rights"
    title: Final = _DCTERMS + "title"
    valid: Final = _DCTERMS + "valid"


class OA(metaclass=_Closed):
    """The terms in use of the Web Annotation Vocabulary."""

    end: Final = _OA + "end"
    exact: Final = _OA + "exact"
    hasSelector: Final = _OA + "hasSelector"
    hasSource: Final = _OA + "hasSource"
    SpecificResource: Final = _OA + "SpecificResource"
    start: Final = _OA + "start"
    TextPositionSelector: Final = _OA + "TextPositionSelector"
    TextQuoteSelector: Final = _OA + "TextQuoteSelector"


class ORG(metaclass=_Closed):
    """The terms in use of the Organization Ontology."""

    FormalOrganization: Final = _ORG + "FormalOrganization"
    Organization: Final = _ORG + "Organization"
    OrganizationalUnit: Final = _ORG + "OrganizationalUnit"
    unitOf: Final = _ORG + "unitOf"


class OWL(metaclass=_Closed):
    """The terms in use of OWL 2."""

    AllDifferent: Final = _OWL + "AllDifferent"
    AllDisjointClasses: Final = _OWL + "AllDisjointClasses"
    allValuesFrom: Final = _OWL + "allValuesFrom"
    annotatedProperty: Final = _OWL + "annotatedProperty"
    annotatedSource: Final = _OWL + "annotatedSource"
    annotatedTarget: Final = _OWL + "annotatedTarget"
    AnnotationProperty: Final = _OWL + "AnnotationProperty"
    AsymmetricProperty: Final = _OWL + "AsymmetricProperty"
    Class: Final = _OWL + "Class"
    DatatypeProperty: Final = _OWL + "DatatypeProperty"
    disjointWith: Final = _OWL + "disjointWith"
    distinctMembers: Final = _OWL + "distinctMembers"
    FunctionalProperty: Final = _OWL + "FunctionalProperty"
    imports: Final = _OWL + "imports"
    inverseOf: Final = _OWL + "inverseOf"
    IrreflexiveProperty: Final = _OWL + "IrreflexiveProperty"
    members: Final = _OWL + "members"
    NamedIndividual: Final = _OWL + "NamedIndividual"
    ObjectProperty: Final = _OWL + "ObjectProperty"
    onDatatype: Final = _OWL + "onDatatype"
    onProperty: Final = _OWL + "onProperty"
    Ontology: Final = _OWL + "Ontology"
    Restriction: Final = _OWL + "Restriction"
    someValuesFrom: Final = _OWL + "someValuesFrom"
    versionInfo: Final = _OWL + "versionInfo"
    versionIRI: Final = _OWL + "versionIRI"
    withRestrictions: Final = _OWL + "withRestrictions"


class PAV(metaclass=_Closed):
    """The terms in use of PAV."""

    authoredBy: Final = _PAV + "authoredBy"
    authoredOn: Final = _PAV + "authoredOn"


class PROV(metaclass=_Closed):
    """The terms in use of PROV-O."""

    Activity: Final = _PROV + "Activity"
    Agent: Final = _PROV + "Agent"
    Entity: Final = _PROV + "Entity"
    generated: Final = _PROV + "generated"
    SoftwareAgent: Final = _PROV + "SoftwareAgent"
    used: Final = _PROV + "used"
    wasAssociatedWith: Final = _PROV + "wasAssociatedWith"
    wasDerivedFrom: Final = _PROV + "wasDerivedFrom"
    wasQuotedFrom: Final = _PROV + "wasQuotedFrom"


class RDF(metaclass=_Closed):
    """The terms in use of RDF."""

    first: Final = _RDF + "first"
    langString: Final = _RDF + "langString"
    nil: Final = _RDF + "nil"
    PlainLiteral: Final = _RDF + "PlainLiteral"
    rest: Final = _RDF + "rest"
    type: Final = _RDF + "type"


class RDFS(metaclass=_Closed):
    """The terms in use of RDF Schema."""

    comment: Final = _RDFS + "comment"
    Datatype: Final = _RDFS + "Datatype"
    domain: Final = _RDFS + "domain"
    isDefinedBy: Final = _RDFS + "isDefinedBy"
    label: Final = _RDFS + "label"
    range: Final = _RDFS + "range"
    subClassOf: Final = _RDFS + "subClassOf"
    subPropertyOf: Final = _RDFS + "subPropertyOf"


class SH(metaclass=_Closed):
    """The terms in use of SHACL."""

    conforms: Final = _SH + "conforms"
    detail: Final = _SH + "detail"
    focusNode: Final = _SH + "focusNode"
    Info: Final = _SH + "Info"
    result: Final = _SH + "result"
    resultMessage: Final = _SH + "resultMessage"
    resultPath: Final = _SH + "resultPath"
    resultSeverity: Final = _SH + "resultSeverity"
    Severity: Final = _SH + "Severity"
    sourceConstraintComponent: Final = _SH + "sourceConstraintComponent"
    sourceShape: Final = _SH + "sourceShape"
    ValidationReport: Final = _SH + "ValidationReport"
    ValidationResult: Final = _SH + "ValidationResult"
    value: Final = _SH + "value"
    Violation: Final = _SH + "Violation"
    Warning: Final = _SH + "Warning"


class SKOS(metaclass=_Closed):
    """The terms in use of SKOS."""

    altLabel: Final = _SKOS + "altLabel"
    broader: Final = _SKOS + "broader"
    broadMatch: Final = _SKOS + "broadMatch"
    closeMatch: Final = _SKOS + "closeMatch"
    Collection: Final = _SKOS + "Collection"
    Concept: Final = _SKOS + "Concept"
    ConceptScheme: Final = _SKOS + "ConceptScheme"
    definition: Final = _SKOS + "definition"
    editorialNote: Final = _SKOS + "editorialNote"
    exactMatch: Final = _SKOS + "exactMatch"
    example: Final = _SKOS + "example"
    hasTopConcept: Final = _SKOS + "hasTopConcept"
    inScheme: Final = _SKOS + "inScheme"
    narrowMatch: Final = _SKOS + "narrowMatch"
    notation: Final = _SKOS + "notation"
    prefLabel: Final = _SKOS + "prefLabel"
    relatedMatch: Final = _SKOS + "relatedMatch"
    scopeNote: Final = _SKOS + "scopeNote"


class SSSOM(metaclass=_Closed):
    """The terms in use of SSSOM."""

    confidence: Final = _SSSOM + "confidence"
    mapping_justification: Final = _SSSOM + "mapping_justification"
    mapping_tool: Final = _SSSOM + "mapping_tool"
    mapping_tool_version: Final = _SSSOM + "mapping_tool_version"
    NegatedPredicate: Final = _SSSOM + "NegatedPredicate"
    object_label: Final = _SSSOM + "object_label"
    object_source: Final = _SSSOM + "object_source"
    object_source_version: Final = _SSSOM + "object_source_version"
    other: Final = _SSSOM + "other"
    predicate_modifier: Final = _SSSOM + "predicate_modifier"
    review_date: Final = _SSSOM + "review_date"
    reviewer_id: Final = _SSSOM + "reviewer_id"
    reviewer_label: Final = _SSSOM + "reviewer_label"
    subject_label: Final = _SSSOM + "subject_label"
    subject_source: Final = _SSSOM + "subject_source"
    subject_source_version: Final = _SSSOM + "subject_source_version"


class XSD(metaclass=_Closed):
    """The terms in use of XML Schema datatypes."""

    boolean: Final = _XSD + "boolean"
    date: Final = _XSD + "date"
    decimal: Final = _XSD + "decimal"
    integer: Final = _XSD + "integer"
    maxInclusive: Final = _XSD + "maxInclusive"
    minExclusive: Final = _XSD + "minExclusive"
    string: Final = _XSD + "string"


PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "career": "https://w3id.org/careerlattice/ontology#",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "pav": "http://purl.org/pav/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sssom": "https://w3id.org/sssom/",
        "vann": "http://purl.org/vocab/vann/",
        "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The namespaces of the ontology, by their prefixes."""
