"""The terms of the ontology as rdflib's, in closed namespaces.

Generated from the ontology; do not edit; run `careerlattice ontology --write-vocabulary`.

For programs that use rdflib: the engine has the same terms as strings in
`careerlattice.vocabulary`. rdflib brings closed namespaces for the other vocabularies, except Web
Annotation, PAV and SSSOM, whose terms in use are here.
"""

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

__all__ = ["CAREER", "OA", "PAV", "SSSOM"]


class CAREER(DefinedNamespace):
    """The terms of the ontology."""

    _NS = Namespace("https://w3id.org/careerlattice/ontology#")
    _fail = True

    ability: URIRef
    """The kind of a competency that consists in being able to do something."""
    about: URIRef
    """Relates a finding to the fact, class-grade or document it concerns."""
    aboutClass: URIRef
    """Relates a document to the job class it describes."""
    accepted: URIRef
    """The status of a mapping or alignment that a review took up: answers may rest on it, and say
    so."""
    AdvertisementKind: URIRef
    """A purpose that a passage of a job advertisement serves beside describing the work."""
    alternativeText: URIRef
    """Another wording that the documents of one publisher give for the same thing."""
    annual: URIRef
    """The pay period of one year."""
    application: URIRef
    """The kind of a statement of how, where and until when to apply."""
    appointmentType: URIRef
    """The manner in which positions of a class-grade are filled, in the publisher's words."""
    associateDegree: URIRef
    """A degree of about two years of higher education."""
    atGrade: URIRef
    """Relates a class-grade to the grade it stands at."""
    bachelorDegree: URIRef
    """A first degree of higher education, of about four years in the United States."""
    BargainingUnit: URIRef
    """An entry of a publisher's code list of the groups of employees that bargain collectively."""
    bargainingUnit: URIRef
    """Relates a class-grade to the bargaining unit its positions belong to."""
    behaviour: URIRef
    """The kind of a competency that consists in acting in a certain way."""
    BehaviouralIndicator: URIRef
    """A statement of conduct by which a competency is recognised."""
    benefits: URIRef
    """The kind of a statement of what the employer gives beside pay: leave, insurance, pension and
    the like."""
    biweekly: URIRef
    """The pay period of two weeks."""
    cancellation: URIRef
    """The kind of a statement of which document this one replaces."""
    capMonths: URIRef
    """The most experience that a substitution rule may stand for, in months."""
    characterCount: URIRef
    """The number of Unicode characters of a document's decoded text, blanks included."""
    Citation: URIRef
    """A statute, rule or policy that the text of a document cites."""
    cites: URIRef
    """Relates a passage to a statute, rule or policy it cites."""
    ClassGrade: URIRef
    """The form a job class takes at one grade: a rung of the lattice."""
    clause: URIRef
    """The words of a qualification's sentence that its parsed values were read from."""
    clearance: URIRef
    """The kind of a detail that tells the security clearance or the check that the work calls
    for."""
    closes: URIRef
    """The kind of a detail that tells the last day on which applications are taken."""
    Competency: URIRef
    """A knowledge, skill, ability or behaviour that a publisher asks of those who do the work, as
    it words it."""
    competency: URIRef
    """Relates a requirement, a descriptor, an indicator or a standard to the competency it is
    about."""
    CompetencyKind: URIRef
    """A facet by which the wording of a competency names what it is: knowledge, skill, ability or
    behaviour."""
    CompetencyRequirement: URIRef
    """The fact that a class-grade needs a competency, at a level where one is stated."""
    confusableLetter: URIRef
    """The kind of a finding of a letter of another script that was read as the letter it
    resembles."""
    contact: URIRef
    """The kind of a detail that tells whom to ask, and where."""
    contacts: URIRef
    """The kind of a statement of whom the work is done with, inside and outside."""
    contentChanged: URIRef
    """The kind of a finding that a document is not, byte for byte, the one its source description
    describes."""
    controlCharacter: URIRef
    """The kind of a finding of a control or bidirectional formatting character."""
    core: URIRef
    """Whether a publisher expects a competency of all its employees."""
    creditHours: URIRef
    """The number of semester hours of schooling that one step of a substitution rule takes."""
    currency: URIRef
    """The currency of a pay range, as its ISO 4217 code."""
    daily: URIRef
    """The pay period of one day of work."""
    department: URIRef
    """The kind of a detail that tells the department that the work is done in."""
    DerivationRule: URIRef
    """A rule by which a fact that no document states follows from facts that documents state."""
    derivedBy: URIRef
    """Relates a thing to the rule by which one of its facts was derived."""
    derivesProperty: URIRef
    """Names the property whose value a rule derives."""
    describedIn: URIRef
    """Relates a job class or class-grade to a document that describes it."""
    Detail: URIRef
    """A fact that a document states as a label and its value, such as a department or a closing
    day, and that is none of the things described by classes of their own."""
    detailFromLabelRule: URIRef
    """The rule that a detail tells of the matter its label names, and that a day in its words is
    that calendar day."""
    DetailKind: URIRef
    """A matter that a detail tells of."""
    detailKind: URIRef
    """Relates a detail to the matter it tells of."""
    distinguishedFrom: URIRef
    """Relates a job class to another that its document sets it apart from."""
    distinguishingFeatures: URIRef
    """The kind of a statement of what sets the class apart from others."""
    dividedWord: URIRef
    """The kind of a finding of a word that the end of a printed line divides and that was read as
    one."""
    division: URIRef
    """The kind of a detail that tells the part of a department that the work is done in."""
    doctorate: URIRef
    """The highest degree of higher education."""
    duplicateDocument: URIRef
    """The kind of a finding of another document that says the same of the same classes, in another
    form, and was set aside."""
    duplicateGrade: URIRef
    """The kind of a finding of one grade that a document describes twice."""
    duplicateStatement: URIRef
    """The kind of a finding of one statement that a class-grade makes twice."""
    Duty: URIRef
    """A statement of work, as one publisher words it."""
    duty: URIRef
    """Relates a duty assignment to the duty it assigns."""
    DutyAssignment: URIRef
    """The fact that a class-grade has a duty, at one place of its list of duties."""
    educationFromWordingRule: URIRef
    """The rule that the wording of a qualification names a level of education."""
    EducationLevel: URIRef
    """A completed stage of schooling, ordered by career:rank."""
    educationLevel: URIRef
    """Relates a qualification to the stage of schooling it asks for."""
    EducationRequirement: URIRef
    """A qualification by schooling: a level of education, a field of study, or both."""
    EEOCategory: URIRef
    """An entry of a publisher's code list of the job categories of equal employment opportunity
    reporting."""
    eeoCategory: URIRef
    """Relates a class-grade to its job category in equal employment opportunity reporting."""
    employer: URIRef
    """The kind of a statement about the employer and not about the work."""
    employerName: URIRef
    """The kind of a detail that tells who employs."""
    employmentType: URIRef
    """The kind of a detail that tells whether the work is permanent or for a time, full-time or
    part-time."""
    emptyCell: URIRef
    """The kind of a finding of a table cell that holds nothing."""
    encodingRepair: URIRef
    """The kind of a finding of bytes that were not valid in the encoding they were read in, or of
    characters that an earlier misreading damaged."""
    equalOpportunity: URIRef
    """The kind of a statement of equal treatment, or of help for candidates who need it."""
    essential: URIRef
    """Whether the document calls the assigned duty essential."""
    established: URIRef
    """The day on which a job class was first established."""
    evidenceProperty: URIRef
    """Names the property whose value a span or source entry is evidence of."""
    exemptStatus: URIRef
    """The kind of a detail that tells whether the law on overtime pay leaves the work out."""
    expectationMissed: URIRef
    """The kind of a finding that a document gave more or fewer things than its source description
    expects."""
    experienceIn: URIRef
    """The kind of work in which experience counts, in the publisher's words."""
    ExperienceRequirement: URIRef
    """A qualification by time spent in work of some kind or in some class."""
    explanation: URIRef
    """The kind of a statement that tells how to read the document or one of its parts."""
    fieldOfStudy: URIRef
    """The subject of schooling that a qualification asks for, in the publisher's words."""
    fileName: URIRef
    """The name of the file a document was read from, without its folder."""
    Finding: URIRef
    """A note of something that the reader of a document repaired, doubted, missed or could not
    place."""
    FindingKind: URIRef
    """A reason for which a reader leaves a finding."""
    findingKind: URIRef
    """Relates a finding to the reason for it."""
    forMapping: URIRef
    """Relates a scale alignment to the mapping of the two competencies it holds for."""
    fromLevel: URIRef
    """Relates a scale alignment to the level that is compared."""
    Grade: URIRef
    """A step of a grade structure."""
    GradeStructure: URIRef
    """A publisher's ordered plan of grades or salary groups by which it classifies and pays
    work."""
    guidance: URIRef
    """The guidance under which a competency is exercised at a class-grade, in the publisher's
    words."""
    guidelines: URIRef
    """The kind of a statement of when the class is to be used."""
    hasClassGrade: URIRef
    """Relates a job class to the forms it takes at its grades."""
    hasDetail: URIRef
    """Relates a class-grade or a document to a detail stated of it."""
    hasDuty: URIRef
    """Relates a class-grade to a duty it has: the shortcut of its duty assignments that are not
    groups."""
    hasDutyAssignment: URIRef
    """Relates a class-grade to an assignment of a duty to it."""
    hasKnowledgeArea: URIRef
    """Relates a competency requirement to a field of knowledge it asks for."""
    hasLabel: URIRef
    """Relates a document to the span of a heading or list stem that its reader took as a
    signpost."""
    hasQualification: URIRef
    """Relates a class-grade to a statement of what a candidate must bring."""
    hasRequirement: URIRef
    """Relates a class-grade to its need of a competency."""
    hasStatement: URIRef
    """Relates a job class to a passage about it."""
    hasSubjectArea: URIRef
    """Relates a job class to a matter its work is about."""
    highest: URIRef
    """Relates a scale alignment to the highest level that the compared level may amount to."""
    highestPay: URIRef
    """The greatest amount of a pay range."""
    highSchool: URIRef
    """Completed secondary schooling, or an equivalent certificate."""
    hourly: URIRef
    """The pay period of one hour of work."""
    identifierRule: URIRef
    """The rule that a class-grade is named and labelled after its publisher, its class and its
    grade."""
    importance: URIRef
    """How much a competency matters to a class-grade, in the publisher's words or figures."""
    inDocument: URIRef
    """Relates a finding to the document it was made in."""
    inForce: URIRef
    """The status of what holds now."""
    inForceFrom: URIRef
    """The first day on which a document was in force."""
    inForceUntil: URIRef
    """The day from which a later document was in force in its place: the first day on which it was
    so no more."""
    inPlaceOf: URIRef
    """Relates a substitution rule to the qualification it stands in place of."""
    inStructure: URIRef
    """Relates a grade to the grade structure it is a step of."""
    irregularMark: URIRef
    """The kind of a finding of a mark or delimiter unlike its neighbours'."""
    isGroup: URIRef
    """Whether a duty assignment is a label that gathers the assignments listed under it."""
    JobClass: URIRef
    """A kind of work that a publisher keeps under one title for the administration of positions."""
    Jurisdiction: URIRef
    """The territory or body of government within which a publisher's job classes are in force."""
    jurisdiction: URIRef
    """Relates a job class or an organisation to the jurisdiction it belongs to."""
    justification: URIRef
    """The reason given for a scale alignment."""
    kind: URIRef
    """Relates a competency to a kind that its own wording names."""
    kindFromWordingRule: URIRef
    """The rule that a competency is of each kind whose name stands in its wording."""
    knowledge: URIRef
    """The kind of a competency that consists in knowing something."""
    KnowledgeArea: URIRef
    """A field of knowledge that a class-grade asks for under one of its competency requirements."""
    labelCharacters: URIRef
    """The number of a document's non-blank characters that stand in a label and in no span of a
    fact."""
    leadWorker: URIRef
    """Whether a class-grade leads others at work without supervising them."""
    leftOut: URIRef
    """The kind of a finding of something that is in the file of a document and not in its text."""
    level: URIRef
    """Relates a requirement, a descriptor or an indicator to the proficiency level it speaks of."""
    LevelDescriptor: URIRef
    """A statement of what one proficiency level means for one competency."""
    levelNotMarked: URIRef
    """The kind of a finding of a competency whose required level the document does not mark."""
    LicenceRequirement: URIRef
    """A qualification by a licence, certificate or registration that a third party grants."""
    line: URIRef
    """The number of the line on which a span or source entry begins, counted from 1."""
    location: URIRef
    """The kind of a detail that tells the place where the work is done."""
    lowest: URIRef
    """Relates a scale alignment to the lowest level that the compared level may amount to."""
    lowestPay: URIRef
    """The least amount of a pay range."""
    Mapping: URIRef
    """A claim that a statement of one publisher corresponds to a statement of another publisher or
    to an entry of a taxonomy."""
    masterDegree: URIRef
    """A degree that follows a bachelor's degree."""
    message: URIRef
    """A sentence that tells a person what was found."""
    missingCell: URIRef
    """The kind of a finding of a table row that ends before its last column."""
    Modality: URIRef
    """A degree of obligation with which a qualification or a competency is asked for."""
    modality: URIRef
    """Relates a qualification or a competency requirement to the degree of obligation of its
    wording."""
    modalityFromWordingRule: URIRef
    """The rule that the wording around a qualification says whether it is required, typical or
    preferred."""
    monthly: URIRef
    """The pay period of one month."""
    months: URIRef
    """The length of the experience asked for, in months."""
    monthsCredited: URIRef
    """The experience that one step of a substitution rule stands for, in months."""
    monthsFromWordingRule: URIRef
    """The rule that a length of time in words or figures is so many months, twelve to the year."""
    nameMismatch: URIRef
    """The kind of a finding of one thing called by two names."""
    nextGrade: URIRef
    """Relates a class-grade to the class-grade of the same job class that stands at the next higher
    rank among its grades."""
    nextGradeRule: URIRef
    """The rule that the next grade of a class-grade is, among the class-grades in force of its job
    class, the one with the next higher rank."""
    noSourceDescription: URIRef
    """The kind of a finding that no source description speaks for a document, so that its publisher
    is named after the folder it lay in."""
    notDescribed: URIRef
    """The kind of a finding of a grade or competency that a document names, or its earlier revision
    described, and that it does not describe."""
    notice: URIRef
    """The kind of a statement that limits or explains the use of the document."""
    notInUse: URIRef
    """The status of what its publisher lists and says that nobody is to be classed by."""
    notStated: URIRef
    """The kind of a finding that a document is silent where its kind of document speaks."""
    numberMismatch: URIRef
    """The kind of a finding of two numbers that should agree and do not."""
    OccupationalGroup: URIRef
    """An entry of a publisher's code list of broad fields of work."""
    occupationalGroup: URIRef
    """Relates a class-grade to the broad field of work its publisher files it under."""
    ofClass: URIRef
    """Relates a class-grade to the job class it is a form of."""
    opens: URIRef
    """The kind of a detail that tells the first day on which applications are taken."""
    other: URIRef
    """The kind of a statement that serves none of the other purposes."""
    otherDetail: URIRef
    """The kind of a detail that tells none of the other matters."""
    page: URIRef
    """The number of the page on which a span begins, counted from 1, in a document whose form has
    pages."""
    paragraph: URIRef
    """The number of the paragraph, list item or table row in which a span begins, counted from 1,
    in a document whose form has paragraphs."""
    partOf: URIRef
    """Relates a duty assignment to the assignment, of the same class-grade, that it is listed
    under."""
    pay: URIRef
    """Relates a class-grade to the pay its publisher states for it."""
    payFromWordingRule: URIRef
    """The rule that amounts of money in the words on pay are its least and its most, in the
    currency and for the period that the words or their label name, or that is used where the
    publisher is."""
    PayPeriod: URIRef
    """A length of working time by which pay is reckoned."""
    payPeriod: URIRef
    """Relates a pay range to the period its amounts are for."""
    PayRange: URIRef
    """The least and the most that a publisher pays at a class-grade, in one currency for one
    period."""
    PerformanceLevel: URIRef
    """A step of a performance scale."""
    performanceLevel: URIRef
    """Relates a performance standard to the level of the performance scale it describes."""
    PerformanceScale: URIRef
    """An ordered set of levels by which a publisher tells how well work is performed."""
    PerformanceStandard: URIRef
    """A statement of what work at one performance level looks like for one competency."""
    physicalDemands: URIRef
    """The kind of a statement of what the work asks of the body."""
    placedCharacters: URIRef
    """The number of a document's non-blank characters that stand in a span of a fact."""
    position: URIRef
    """The place of a duty assignment in its class-grade's list of duties, counted from 1 in
    document order, groups and nested duties included."""
    posted: URIRef
    """The kind of a detail that tells the day on which the posting was given out."""
    postingNumber: URIRef
    """The kind of a detail that tells the number under which a vacancy is posted."""
    preferred: URIRef
    """The modality of what counts for a candidate: its lack counts against and does not block."""
    ProficiencyLevel: URIRef
    """A step of a proficiency scale."""
    ProficiencyScale: URIRef
    """An ordered set of levels by which a publisher tells how far a competency is mastered."""
    proposed: URIRef
    """The status of a mapping or alignment that awaits review: no answer rests on it."""
    publicationNumber: URIRef
    """The number under which a publisher issued a document."""
    publisher: URIRef
    """Relates a job class or a thing shared by job classes to the organisation that keeps its
    definition."""
    purpose: URIRef
    """The kind of a statement of what the class is for and what it is accountable for."""
    Qualification: URIRef
    """A statement of what a candidate must bring to a class-grade, or would do well to bring."""
    qualifyingClass: URIRef
    """Relates a qualification to a job class in which experience counts."""
    rank: URIRef
    """The place of a step in its order, as a whole number that rises with the order."""
    rankFromLevelTitleRule: URIRef
    """The rule that levels of one line of work rank by the words in their titles, from the lowest:
    1 apprentice or trainee, 2 associate or junior, 3 the bare title, 4 senior, 5 lead, 6 principal,
    head of or chief."""
    rankFromNotationRule: URIRef
    """The rule that the rank of a grade is the whole number in its notation."""
    readAs: URIRef
    """The characters that the reader met."""
    rejected: URIRef
    """The status of a mapping or alignment that a review turned down: kept, so that it is not
    proposed again."""
    reportsTo: URIRef
    """The kind of a detail that tells the position that the holder answers to."""
    required: URIRef
    """The modality of what a candidate must have: its lack blocks."""
    revised: URIRef
    """The day on which the document says its job class was last revised."""
    revisionOf: URIRef
    """Relates a class-grade of a superseded revision to the class-grade that is in force in its
    place."""
    revisionOrderRule: URIRef
    """The rule that of two documents of one publisher about one job class the later replaces the
    earlier, and its class-grades the earlier one's of the same grade."""
    SalaryGroup: URIRef
    """A grade whose steps are pay ranges named by a pay plan and a number."""
    scale: URIRef
    """Relates a competency to the proficiency scale its levels are on."""
    ScaleAlignment: URIRef
    """A claim of how a level for one competency compares with the levels for another, as an
    interval of levels."""
    selection: URIRef
    """The kind of a statement of how candidates are examined and chosen."""
    series: URIRef
    """The name of the family of job classes that a publisher counts a class in."""
    severity: URIRef
    """Relates a finding to how much it matters: sh:Info, sh:Warning or sh:Violation."""
    sha256: URIRef
    """The SHA-256 digest of a document's bytes, as 64 lower-case hexadecimal digits."""
    skill: URIRef
    """The kind of a competency that consists in a trained proficiency at doing something."""
    somePostSecondary: URIRef
    """Schooling after high school without a degree."""
    SourceDocument: URIRef
    """One revision of one document that a publisher gave out about its job classes."""
    SourceEntry: URIRef
    """A line that a curator wrote beside a document to state what the document itself does not."""
    specialRequirements: URIRef
    """The kind of a statement of conditions beside education, experience and licences."""
    spellingMismatch: URIRef
    """The kind of a finding of one name spelt in two ways."""
    Statement: URIRef
    """A passage of a document about a job class that is neither a duty nor a competency nor a
    qualification."""
    StatementKind: URIRef
    """A purpose that a passage of a class specification serves."""
    statementKind: URIRef
    """Relates a statement to the purpose it serves."""
    Status: URIRef
    """A standing of a job class, a class-grade, a document or a mapping that decides whether
    answers may rest on it."""
    status: URIRef
    """Relates a thing to its standing."""
    stub: URIRef
    """The status of what is named by a document and not loaded itself."""
    SubjectArea: URIRef
    """A matter that the work of a job class is about."""
    SubstitutionRule: URIRef
    """A qualification that stands in place of another, at a rate and up to a cap."""
    summary: URIRef
    """The kind of a statement that describes the class in brief."""
    superseded: URIRef
    """The status of what a later revision has replaced."""
    supervisionExercised: URIRef
    """The kind of a statement of whom the class leads or supervises."""
    supervisionReceived: URIRef
    """The kind of a statement of whom the class works under, and how closely."""
    surplusCell: URIRef
    """The kind of a finding of a table cell beyond the last column."""
    takenByPosition: URIRef
    """The kind of a finding of a fact whose meaning was taken from its place, for want of a
    mark."""
    takenFor: URIRef
    """The characters that the reader took them for."""
    text: URIRef
    """The wording of a thing that a document states, its spans joined and its white space
    folded."""
    timeShare: URIRef
    """The share of working time that a duty takes, as a fraction of 1."""
    titleCaseRule: URIRef
    """The rule that a title in capitals is labelled in title case."""
    travel: URIRef
    """The kind of a detail that tells how much travel the work takes."""
    typical: URIRef
    """The modality of what candidates usually have, where other combinations are accepted: its lack
    blocks nobody."""
    typographicalError: URIRef
    """The kind of a finding of a slip of the pen, kept as it stands."""
    uncertain: URIRef
    """The kind of a finding of a fact that the reader holds to be likely and not sure."""
    unit: URIRef
    """Relates a job class to the part of its publisher in which it is employed."""
    unknownLevel: URIRef
    """The kind of a finding of a level that its scale does not have."""
    unmarkedItem: URIRef
    """The kind of a finding of a list item that lacks the mark its neighbours have."""
    unplaced: URIRef
    """The kind of a finding of text that no fact and no label holds."""
    unplacedCharacters: URIRef
    """The number of a document's non-blank characters that stand in neither a fact nor a label."""
    vacancies: URIRef
    """The kind of a detail that tells how many positions are to be filled."""
    validityRule: URIRef
    """The rule that a document is in force from the day it takes effect (if it states none, from
    the day it was revised, or else issued) until the day from which the next known revision is in
    force."""
    weekly: URIRef
    """The pay period of one week."""
    within: URIRef
    """Relates an experience requirement to the requirement whose time it is counted in."""
    wordingDiffers: URIRef
    """The kind of a finding of one thing that a publisher words in two ways."""
    workingConditions: URIRef
    """The kind of a statement of the surroundings and strains of the work."""
    workSchedule: URIRef
    """The kind of a detail that tells the days and hours of work."""


class OA(DefinedNamespace):
    """The terms in use of the Web Annotation Vocabulary."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    SpecificResource: URIRef
    start: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef


class PAV(DefinedNamespace):
    """The terms in use of PAV."""

    _NS = Namespace("http://purl.org/pav/")
    _fail = True

    authoredBy: URIRef
    authoredOn: URIRef


class SSSOM(DefinedNamespace):
    """The terms in use of SSSOM."""

    _NS = Namespace("https://w3id.org/sssom/")
    _fail = True

    confidence: URIRef
    mapping_justification: URIRef
    mapping_tool: URIRef
    mapping_tool_version: URIRef
    NegatedPredicate: URIRef
    object_label: URIRef
    object_source: URIRef
    object_source_version: URIRef
    other: URIRef
    predicate_modifier: URIRef
    review_date: URIRef
    reviewer_id: URIRef
    reviewer_label: URIRef
    subject_label: URIRef
    subject_source: URIRef
    subject_source_version: URIRef
