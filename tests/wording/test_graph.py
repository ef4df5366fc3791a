"""Pay, details, job-advert matter, modality and language: records in, facts of the graph out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD
from rdflib.term import Node

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.model import (
    ClassGrade,
    Competency,
    Detail,
    DetailKind,
    Modality,
    Pay,
    PayPeriod,
    Qualification,
    QualificationKind,
    Requirement,
    Span,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.namespaces import CAREER
from careerlattice.ontology import load_ontology
from careerlattice.outline import read_outline
from careerlattice.resources import ontology_dir
from careerlattice.sources import Entry, Source
from careerlattice.triples import Reader, translate
from careerlattice.validate import Severity, load_validator

TEXT = """Gardener
Department: Parks
Closing date: 3 March 2021
$40,000 to $52,000 a year
Apply online.
Knowledge of roses
Two years of experience
"""


def words(text: str) -> Words:
    start = TEXT.index(text)
    return Words(text, (Span(start, start + len(text)),))


def described() -> Specification:
    grade = ClassGrade(None)
    grade.pay = [
        Pay(
            words("$40,000 to $52,000 a year"),
            Decimal(40000),
            Decimal(52000),
            "USD",
            PayPeriod.YEAR,
        )
    ]
    roses = Competency(words("Knowledge of roses"))
    grade.requirements = [Requirement(roses, roses.text.spans, modality=Modality.PREFERRED)]
    return Specification(
        words("Gardener"),
        class_grades=[grade],
        competencies=[roses],
        statements=[Statement(StatementKind.APPLICATION, words("Apply online."))],
        details=[
            Detail(DetailKind.DEPARTMENT, words("Parks"), words("Department")),
            Detail(
                DetailKind.CLOSES, words("3 March 2021"), words("Closing date"), date(2021, 3, 3)
            ),
        ],
    )


def graph_of(specification: Specification, source: Source | None = None) -> Graph:
    document = read_text(TEXT.encode(), "gardener.txt")
    account = account_for(specification, read_outline(document))
    facts = translate(
        specification, document, source or Source("us-xx"), account, Reader("a-loader", "1")
    )
    return Graph().parse(data=facts.own.text + facts.shared.text, format="ntriples")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return graph_of(described())


def the(graph: Graph, kind: URIRef) -> Node:
    (node,) = graph.subjects(RDF.type, kind)
    return node


def test_pay_hangs_on_the_class_grade_with_its_words(graph: Graph) -> None:
    pay = the(graph, CAREER.PayRange)
    assert graph.value(the(graph, CAREER.ClassGrade), CAREER.pay) == pay
    assert graph.value(pay, CAREER.text) == Literal("$40,000 to $52,000 a year", lang="en")
    assert graph.value(pay, CAREER.lowestPay) == Literal("40000", datatype=XSD.decimal)
    assert graph.value(pay, CAREER.highestPay) == Literal("52000", datatype=XSD.decimal)
    assert str(graph.value(pay, CAREER.currency)) == "USD"
    assert graph.value(pay, CAREER.payPeriod) == CAREER.annual
    assert graph.value(pay, CAREER.derivedBy) == CAREER.payFromWordingRule
    assert graph.value(pay, PROV.wasQuotedFrom) is not None


def test_pay_without_amounts_is_its_words() -> None:
    specification = described()
    specification.class_grades[0].pay = [Pay(words("$40,000 to $52,000 a year"))]
    graph = graph_of(specification)
    pay = the(graph, CAREER.PayRange)
    assert {*graph.predicates(pay)} == {RDF.type, CAREER.text, PROV.wasQuotedFrom}


def test_whose_dollars_they_are_the_source_description_says() -> None:
    specification = described()
    specification.class_grades[0].pay[0].currency = None
    told = Source("ca-xx", entries={"jurisdiction.code": Entry("code", "ca-xx", 1)})
    for source, currency in ((Source("us-xx"), None), (told, "CAD")):
        graph = graph_of(specification, source)
        value = graph.value(the(graph, CAREER.PayRange), CAREER.currency)
        assert (None if value is None else str(value)) == currency


def test_details_of_the_work_and_of_the_posting(graph: Graph) -> None:
    of_work = graph.value(the(graph, CAREER.ClassGrade), CAREER.hasDetail)
    of_posting = graph.value(the(graph, CAREER.SourceDocument), CAREER.hasDetail)
    assert graph.value(of_work, CAREER.detailKind) == CAREER.department
    assert graph.value(of_work, CAREER.text) == Literal("Parks", lang="en")
    assert graph.value(of_work, SKOS.prefLabel) == Literal("Department", lang="en")
    assert graph.value(of_posting, CAREER.detailKind) == CAREER.closes
    assert graph.value(of_posting, DCTERMS.date) == Literal("2021-03-03", datatype=XSD.date)


def test_job_advert_matter_can_be_asked_for_as_one(graph: Graph) -> None:
    asked = "SELECT ?s WHERE { ?s career:statementKind/a career:AdvertisementKind }"
    joined = graph + load_ontology(ontology_dir())
    rows = list(joined.query(asked, initNs={"career": str(CAREER)}))
    assert rows == [(the(graph, CAREER.Statement),)]


def test_a_competency_may_be_merely_preferred(graph: Graph) -> None:
    requirement = the(graph, CAREER.CompetencyRequirement)
    assert graph.value(requirement, CAREER.modality) == CAREER.preferred


def test_a_competency_asked_for_in_two_ways_keeps_the_first() -> None:
    specification = described()
    grade = specification.class_grades[0]
    first = grade.requirements[0]
    again = Requirement(first.competency, first.evidence, modality=Modality.REQUIRED)
    grade.requirements.append(again)
    graph = graph_of(specification)
    requirement = the(graph, CAREER.CompetencyRequirement)
    assert list(graph.objects(requirement, CAREER.modality)) == [CAREER.preferred]
    kinds = [graph.value(f, CAREER.findingKind) for f in graph.subjects(CAREER.about, requirement)]
    assert kinds == [CAREER.duplicateStatement]


def test_the_same_words_required_here_and_preferred_there_are_two_qualifications() -> None:
    specification = described()
    specification.class_grades[0].qualifications = [
        Qualification(QualificationKind.EXPERIENCE, words("Two years of experience"), modality)
        for modality in (Modality.REQUIRED, Modality.PREFERRED)
    ]
    graph = graph_of(specification)
    asked = list(graph.subjects(RDF.type, CAREER.ExperienceRequirement))
    told = [list(graph.objects(each, CAREER.modality)) for each in asked]
    assert sorted(told) == [[CAREER.preferred], [CAREER.required]]


def test_two_spellings_of_one_qualification_are_one() -> None:
    specification = described()
    specification.class_grades[0].qualifications = [
        Qualification(
            QualificationKind.EXPERIENCE, Words(text, words(TEXT[-24:-1]).spans), Modality.REQUIRED
        )
        for text in ("Two years of experience", "Two years of experience.")
    ]
    graph = graph_of(specification)
    asked = the(graph, CAREER.ExperienceRequirement)
    assert list(graph.objects(asked, CAREER.text)) == [
        Literal("Two years of experience", lang="en")
    ]
    kinds = [graph.value(f, CAREER.findingKind) for f in graph.subjects(CAREER.about, asked)]
    assert kinds == [CAREER.duplicateStatement]


def test_words_bear_the_language_of_the_document() -> None:
    specification = described()
    specification.language = "fr-CA"
    graph = graph_of(specification)
    assert str(graph.value(the(graph, CAREER.SourceDocument), DCTERMS.language)) == "fr-CA"
    texts = [value for value in graph.objects(None, CAREER.text) if isinstance(value, Literal)]
    assert {text.language for text in texts} == {"fr-ca"}
    publisher = graph.value(the(graph, CAREER.SourceDocument), DCTERMS.publisher)
    assert graph.value(publisher, SKOS.prefLabel) == Literal("us-xx", lang="en")


@pytest.mark.parametrize("language", ["en", "fr-CA"])
def test_the_graph_meets_the_shapes(language: str) -> None:
    specification = described()
    specification.language = language
    report = load_validator("pyshacl").validate(graph_of(specification).serialize(format="nt"))
    assert [each for each in report.results if each.severity is Severity.VIOLATION] == []
