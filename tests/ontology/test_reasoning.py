"""The ontology is OWL 2 DL but for dates, has no contradiction, and finds those in data."""

from collections.abc import Iterator

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from careerlattice.vocabulary import CAREER, PREFIXES
from tests.ontology.reasoning import (
    datatypes_outside_owl2,
    dl_violations,
    hermit_finds_consistent,
    hermit_unsatisfiable,
    needs_java,
    one_ontology,
    owlrl_errors,
    without_dates,
    without_selectors,
)

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
THING = "@prefix x: <https://example.org/> .\n"

# What both reasoners must find.
CONTRADICTIONS = {
    "a duty that is a competency": "x:a a career:Duty, career:Competency .",
    "a scale that is a collection": "x:a a career:ProficiencyScale, skos:Collection .",
    "a scale that is a concept": "x:a a career:PerformanceScale, skos:Concept .",
    "a level in a scale of the other kind": "x:a a career:ProficiencyLevel ; skos:inScheme x:b ."
    " x:b a career:PerformanceScale .",
    "a class-grade that follows itself": "x:a career:nextGrade x:a .",
    "two class-grades that follow each other": "x:a career:nextGrade x:b ."
    " x:b career:nextGrade x:a .",
    "two statuses": "x:a career:status career:inForce, career:stub .",
    "a competency among the duties": "x:a career:hasDuty x:b . x:b a career:Competency .",
    "a requirement that hangs on the class": "x:a a career:JobClass ; career:hasRequirement x:b .",
}
# What takes OWL 2 DL: owlrl looks neither at the values of literals nor, in owl:AllDifferent, at
# the last member.
DL_CONTRADICTIONS = {
    "two ranks": "x:a career:rank 1, 2 .",
    "more than all the time": "x:a career:timeShare 1.5 .",
    "months in words": 'x:a career:months "six" .',
    "a code where true or false is asked": 'x:a career:leadWorker "07" .',
    "two statuses, the last in the list among them": "x:a career:status career:inForce,"
    " career:superseded .",
}


def planted(text: str) -> Graph:
    return Graph().parse(data=HEAD + THING + text, format="turtle")


def axioms_about_dates(graph: Graph) -> Iterator[str]:
    yield from (str(p) for p in graph.subjects(RDFS.range, XSD.date))
    for _, p, o in graph:
        if isinstance(o, Literal) and o.datatype == XSD.date:
            yield str(p)


def test_dates_are_the_one_liberty(ontology: Graph, aligned: Graph, sample: Graph) -> None:
    assert datatypes_outside_owl2(ontology) == {str(XSD.date)}
    assert datatypes_outside_owl2(one_ontology(aligned, sample)) == {str(XSD.date)}
    dates = {CAREER.established, CAREER.inForceFrom, CAREER.inForceUntil, CAREER.revised}
    assert set(axioms_about_dates(ontology)) == dates
    assert datatypes_outside_owl2(without_dates(one_ontology(aligned, sample))) == set()


@needs_java
def test_ontology_is_owl_2_dl(ontology: Graph, aligned: Graph, sample: Graph) -> None:
    assert dl_violations(one_ontology(ontology)) == set()
    assert dl_violations(one_ontology(ontology, sample)) == set()
    assert dl_violations(one_ontology(aligned, sample)) == set()


@needs_java
def test_profile_check_finds_what_is_not_dl(ontology: Graph) -> None:
    spoilt = one_ontology(
        ontology,
        planted(
            "career:hasDuty a owl:DatatypeProperty . career:partOf a owl:TransitiveProperty ."
            " x:a x:undeclared x:b ."
        ),
    )
    found = " ".join(dl_violations(spoilt))
    assert "Cannot pun between properties" in found
    assert "Use of non-simple property" in found
    assert "Use of undeclared annotation property: <https://example.org/undeclared>" in found


@needs_java
def test_no_class_is_empty_by_definition(aligned: Graph) -> None:
    assert hermit_unsatisfiable(one_ontology(aligned)) == set()


@needs_java
def test_empty_class_is_found(aligned: Graph) -> None:
    chimera = planted(
        "x:Chimera a owl:Class ; rdfs:subClassOf career:JobClass, career:ClassGrade ."
    )
    joined = one_ontology(aligned, chimera)
    assert hermit_unsatisfiable(joined) == {"https://example.org/Chimera"}


def test_sample_has_every_class(ontology: Graph, sample: Graph) -> None:
    classes = {str(c) for c in ontology.subjects(RDF.type, OWL.Class)} & set(CAREER)
    used = {str(c) for c in sample.objects(None, RDF.type)}
    lists = {str(c) for i in ontology.subjects(RDF.type, OWL.NamedIndividual)
             for c in ontology.objects(i, RDF.type)}  # fmt: skip
    # A substitution rule, an education requirement … are qualifications.
    assert classes - used - lists == {CAREER.Qualification}


@needs_java
def test_sample_is_consistent_under_hermit(aligned: Graph, sample: Graph) -> None:
    assert hermit_finds_consistent(one_ontology(aligned, sample))


def test_sample_is_consistent_under_owlrl(aligned: Graph, sample: Graph) -> None:
    assert owlrl_errors(one_ontology(aligned, without_selectors(sample))) == []


@needs_java
@pytest.mark.parametrize("text", [*CONTRADICTIONS.values(), *DL_CONTRADICTIONS.values()],
                         ids=[*CONTRADICTIONS, *DL_CONTRADICTIONS])  # fmt: skip
def test_hermit_finds_contradiction(ontology: Graph, text: str) -> None:
    assert not hermit_finds_consistent(one_ontology(ontology, planted(text)))


@pytest.mark.parametrize("text", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_owlrl_finds_contradiction(ontology: Graph, text: str) -> None:
    errors = owlrl_errors(one_ontology(ontology, planted(text)))
    assert len(errors) >= 1
    assert any("https://example.org/" in error or "career" in error for error in errors)


@needs_java
def test_built_graph_is_owl_2_dl_and_consistent_under_hermit(aligned: Graph, facts: Graph) -> None:
    joined = one_ontology(aligned, facts)
    assert dl_violations(joined) == set()
    assert datatypes_outside_owl2(joined) == {str(XSD.date)}
    assert hermit_finds_consistent(joined)


def test_built_graph_is_consistent_under_owlrl(aligned: Graph, facts: Graph) -> None:
    assert len(facts) > 1000
    assert owlrl_errors(one_ontology(aligned, without_selectors(facts))) == []


def test_built_graph_uses_properties_where_they_say(ontology: Graph, facts: Graph) -> None:
    assert misused(ontology, facts) == set()


def test_every_property_is_used_where_it_says(ontology: Graph, sample: Graph) -> None:
    assert misused(ontology, sample) == set()


def test_misuse_is_seen(ontology: Graph, sample: Graph) -> None:
    wrong = planted("x:a a career:Duty ; career:rank 1 .")
    assert misused(ontology, wrong) == {("rank", "Duty")}


def misused(ontology: Graph, data: Graph) -> set[tuple[str, str]]:
    """Properties of the ontology on things of a class that neither domain nor note names."""

    def above(term: URIRef) -> set[URIRef]:
        return {URIRef(str(c)) for c in ontology.transitive_objects(term, RDFS.subClassOf)}

    namespace = PREFIXES["career"]
    includes = URIRef(PREFIXES["schema"] + "domainIncludes")
    found = set()
    for subject, prop in data.subject_predicates():
        if str(prop).startswith(namespace):
            allowed = {*ontology.objects(prop, RDFS.domain), *ontology.objects(prop, includes)}
            types = {URIRef(str(t)) for t in data.objects(subject, RDF.type)}
            if not {c for t in types for c in above(t)} & allowed:
                name = str(prop).removeprefix(namespace)
                found |= {(name, str(t).removeprefix(namespace)) for t in types}
    return found
