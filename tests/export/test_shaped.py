"""What is shaped as ESCO or CTDL: expected triples of the seeds, and declared terms only."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SKOS

from careerlattice.errors import UsageError
from careerlattice.export.formats import Subject
from careerlattice.export.shaped import shaped
from careerlattice.lattice import Lattice
from careerlattice.ontology import load_ontology
from careerlattice.resources import ontology_dir, queries_dir
from careerlattice.rows import Rows
from tests.export.odd import exported, odd_lattice
from tests.queries.test_terms import terms_of

CAREER = Namespace("https://w3id.org/careerlattice/ontology#")
ID = Namespace("https://w3id.org/careerlattice/id/")
ESCO = Namespace("http://data.europa.eu/esco/model#")
CETERMS = Namespace("https://purl.org/ctdl/terms/")
CEASN = Namespace("https://purl.org/ctdlasn/terms/")
ASN = Namespace("http://purl.org/ASN/schema/core/")
CLERK = ID["class/us-mt-dor/it-processing-office-specialist/9"]
STANDARDS = tuple(map(str, (RDF, SKOS, "http://www.w3.org/2002/07/owl#")))
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def esco(lattice: Lattice, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The seeds in the shape of ESCO."""
    return Graph().parse(exported(Subject(lattice), "esco", tmp_path_factory.mktemp("esco")))


@pytest.fixture(scope="module")
def ctdl(lattice: Lattice, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The seeds in the shape of CTDL."""
    return Graph().parse(exported(Subject(lattice), "ctdl", tmp_path_factory.mktemp("ctdl")))


@pytest.mark.parametrize(
    "file",
    sorted((queries_dir() / "export").rglob("*.rq")),
    ids=lambda path: path.stem,
)
def test_every_term_is_declared(file: Path) -> None:
    declared = {str(term) for term in load_ontology(ontology_dir(), alignments=True).subjects()}
    terms = {
        term
        for term in terms_of(file.read_text("utf-8"))
        if not term.startswith((*STANDARDS, XSD, "http://data.europa.eu/esco/skill-type/"))
    }
    # Dublin Core and the RDF vocabularies are declared where OWL needs it.
    assert {
        t for t in terms if not t.startswith("http://www.w3.org/2000/01/rdf-schema#")
    } <= declared


def test_class_grades_are_occupations_below_their_class(esco: Graph) -> None:
    rungs = set(esco.subjects(SKOS.broader))
    assert len(rungs) == 8
    assert len(set(esco.subjects(RDF.type, ESCO.Occupation))) == 8 + 5
    assert set(esco.objects(CLERK, SKOS.broader)) == {
        ID["class/us-mt-dor/it-processing-office-specialist"]
    }


def test_every_requirement_is_an_essential_skill_both_ways(esco: Graph, lattice: Lattice) -> None:
    rows = lattice.store.select(
        "SELECT DISTINCT ?g ?c { ?g career:hasRequirement/career:competency ?c }"
    )
    expected = {(URIRef(str(g.value)), URIRef(str(c.value))) for g, c in rows.terms}  # type: ignore[union-attr]
    assert set(esco.subject_objects(ESCO.relatedEssentialSkill)) == expected
    assert {(b, a) for a, b in esco.subject_objects(ESCO.isEssentialSkillFor)} == expected
    skills = {skill for _, skill in expected}
    assert skills == set(esco.subjects(RDF.type, ESCO.Skill))
    assert all(esco.value(skill, SKOS.prefLabel) for skill in skills)


def test_levels_stay_beside_esco(esco: Graph, lattice: Lattice) -> None:
    (entry,) = (
        each
        for each in lattice.show(str(CLERK).removeprefix(ID["class/"])).competencies
        if each.name.startswith("Demonstrated skill and ability to work on multiple tasks")
    )
    level = esco.value(URIRef(entry.iri), CAREER.level)
    assert level is not None
    assert esco.value(level, SKOS.notation) == Literal(entry.level) == Literal("B")
    assert esco.value(level, CAREER.rank) == Literal(2)


def test_only_accepted_mappings_are_said(esco: Graph, lattice: Lattice) -> None:
    rows = lattice.store.select(
        "SELECT ?s ?p ?o { ?m career:status career:accepted ; owl:annotatedSource ?s ;"
        " owl:annotatedProperty ?p ; owl:annotatedTarget ?o"
        " FILTER NOT EXISTS { ?m sssom:predicate_modifier ?n } }"
    )
    matches = {
        triple
        for triple in esco
        if str(triple[1]).startswith(str(SKOS)) and str(triple[1]).endswith("Match")
    }
    assert matches == {tuple(URIRef(term.value) for term in row) for row in rows.terms}  # type: ignore[union-attr]
    assert len(matches) >= 29


def test_kinds_tell_the_type_of_a_skill() -> None:
    odd = Graph().parse(data=shaped(Subject(odd_lattice()), "esco").to_turtle())
    types = {
        str(t).rpartition("/")[2] for t in odd.objects(ID["competency/xx-odd/c"], ESCO.skillType)
    }
    assert types == {"knowledge", "skill"}


def test_a_job_has_its_work_roles(ctdl: Graph) -> None:
    job = ID["class/us-ct/6435cl"]
    assert (job, RDF.type, CETERMS.Job) in ctdl
    assert ctdl.value(job, CETERMS.codedNotation) == Literal("6435CL")
    assert set(ctdl.objects(job, CETERMS.hasWorkRole)) == {job + "/cl-16"}
    assert (
        str(ctdl.value(ctdl.value(job, CETERMS.offeredBy), CETERMS.name)) == "State of Connecticut"
    )
    assert len(set(ctdl.objects(job + "/cl-16", CETERMS.hasTask))) == 18


def test_requirements_are_conditions_with_their_level(ctdl: Graph, lattice: Lattice) -> None:
    card = lattice.show(str(CLERK).removeprefix(ID["class/"]))
    required = set(ctdl.objects(CLERK, CETERMS.requires))
    assert {URIRef(each.iri) for each in card.competencies} == required
    for each in card.competencies:
        node = URIRef(each.iri)
        assert (node, RDF.type, CETERMS.ConditionProfile) in ctdl
        competency = ctdl.value(node, CETERMS.targetCompetency)
        assert str(ctdl.value(competency, CEASN.competencyLabel)) == each.name
        level = ctdl.value(node, ASN.hasProgressionLevel)
        assert (level is None) == (each.level is None)
        if level is not None:
            assert str(ctdl.value(level, SKOS.notation)) == each.level


def test_kinds_tell_how_a_competency_is_embodied(ctdl: Graph, lattice: Lattice) -> None:
    embodied = {
        competency
        for name in ("knowledgeEmbodied", "skillEmbodied", "abilityEmbodied")
        for competency in ctdl.objects(CLERK, CEASN[name])
    }
    wanted = {
        ctdl.value(n, CETERMS.targetCompetency) for n in ctdl.objects(CLERK, CETERMS.requires)
    }
    assert embodied == wanted
    # Its wording names no kind.
    (ethics,) = ctdl.subjects(CEASN.competencyLabel, Literal("Personal and Work Ethics", lang="en"))
    assert (CLERK, CEASN.skillEmbodied, ethics) in ctdl


def test_what_is_typical_is_recommended_and_what_is_required_is_required(ctdl: Graph) -> None:
    rung = ID["class/us-ct/6435cl/cl-16"]
    years = {
        float(str(value))
        for node in ctdl.objects(rung, CETERMS.requires)
        for value in ctdl.objects(node, CETERMS.yearsOfExperience)
    }
    assert years == {1.0, 3.0}
    assert set(ctdl.objects(CLERK, CETERMS.recommends))
    assert not set(ctdl.objects(CLERK, CETERMS.recommends)) & set(
        ctdl.objects(CLERK, CETERMS.requires)
    )


@pytest.mark.parametrize("shape", ["esco", "ctdl"])
def test_one_publisher(lattice: Lattice, shape: str) -> None:
    part = Graph().parse(data=shaped(Subject(lattice, publisher="us-ct"), shape).to_turtle())
    kind = {"esco": ESCO.Occupation, "ctdl": CETERMS.Job}[shape]
    found = {str(each).removeprefix(ID["class/"]) for each in part.subjects(RDF.type, kind)}
    assert found == {"us-ct/6435cl", "us-ct/6435cl/cl-16"} - (
        {"us-ct/6435cl/cl-16"} if shape == "ctdl" else set()
    )


def test_an_answer_has_its_shape(lattice: Lattice, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written as esco"):
        exported(Subject(lattice, answer=Rows(["a"], [])), "esco", tmp_path)
