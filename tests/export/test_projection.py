"""What a graph is as a network: counted against the graph by questions put to it directly."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from careerlattice.errors import UsageError
from careerlattice.export.formats import Of, Subject
from careerlattice.export.network import Network
from careerlattice.export.projection import network_of, of_everything, of_rows
from careerlattice.lattice import Lattice
from careerlattice.rows import Rows
from careerlattice.store import GraphStore

OFFICE = "us-mt-dor/it-processing-office-specialist"


def rows(lattice: Lattice, sparql: str) -> set[tuple[object, ...]]:
    return {tuple(row.values()) for row in lattice.store.select(sparql)}


@pytest.mark.parametrize(
    "type_name",
    "BargainingUnit BehaviouralIndicator ClassGrade Competency Duty EducationRequirement"
    " ExperienceRequirement FormalOrganization GradeStructure JobClass Jurisdiction"
    " LevelDescriptor PerformanceStandard ProficiencyLevel ProficiencyScale SalaryGroup"
    " SourceDocument Statement SubjectArea SubstitutionRule".split(),
)
def test_every_thing_is_a_node(lattice: Lattice, everything: Network, type_name: str) -> None:
    prefix = "org" if type_name == "FormalOrganization" else "career"
    found = rows(lattice, f"SELECT DISTINCT ?x {{ ?x a {prefix}:{type_name} }}")
    assert found
    assert {(node.id,) for node in everything.nodes if node.type == type_name} == found


@pytest.mark.parametrize(
    "name",
    "ofClass atGrade nextGrade hasQualification publisher jurisdiction inStructure inScheme"
    " hasStatement bargainingUnit competency distinguishedFrom inPlaceOf within".split(),
)
def test_every_property_between_nodes_is_an_edge(
    lattice: Lattice, everything: Network, name: str
) -> None:
    # Two vocabularies call it so: career: of classes and statements, dcterms: of documents.
    path = {"inScheme": "skos:inScheme", "publisher": "(career:publisher|dcterms:publisher)"}
    but = "FILTER NOT EXISTS { ?s a career:CompetencyRequirement }"
    found = rows(
        lattice, f"SELECT DISTINCT ?s ?o {{ ?s {path.get(name, f'career:{name}')} ?o {but} }}"
    )
    assert found
    edges = [(edge.source, edge.target) for edge in everything.edges if edge.type == name]
    assert set(edges) == found
    assert len(edges) == len(found)


def test_a_requirement_is_an_edge_with_its_level(lattice: Lattice, everything: Network) -> None:
    found = rows(
        lattice,
        """
        SELECT ?class_grade ?competency ?r ?level ?rank ?guidance {
          ?class_grade career:hasRequirement ?r . ?r career:competency ?competency
          OPTIONAL { ?r career:level/skos:notation ?level }
          OPTIONAL { ?r career:level/career:rank ?rank }
          OPTIONAL { ?r career:guidance ?guidance } }
        """,
    )
    assert len(found) == 119
    assert {
        (
            edge.source,
            edge.target,
            *(edge.attributes.get(name) for name in ("iri", "level", "rank", "guidance")),
        )
        for edge in everything.edges
        if edge.type == "requires"
    } == found


def test_a_duty_is_an_edge_with_its_place(lattice: Lattice, everything: Network) -> None:
    found = rows(
        lattice,
        """
        SELECT ?class_grade ?duty ?a ?position ?group ?whole {
          ?class_grade career:hasDutyAssignment ?a .
          ?a career:duty ?duty ; career:position ?position ; career:isGroup ?group
          OPTIONAL { ?a career:partOf ?whole } }
        """,
    )
    assert len(found) == 100
    names = ("iri", "position", "isGroup", "partOf")
    assert {
        (edge.source, edge.target, *(edge.attributes.get(name) for name in names))
        for edge in everything.edges
        if edge.type == "hasDuty"
    } == found


def test_only_what_was_accepted_is_mapped(lattice: Lattice, everything: Network) -> None:
    found = rows(
        lattice,
        """
        SELECT ?s ?o ?m ?sure {
          ?m a career:Mapping ; career:status career:accepted ; sssom:confidence ?sure ;
            owl:annotatedSource ?s ; owl:annotatedTarget ?o
          FILTER NOT EXISTS { ?m sssom:predicate_modifier ?not } }
        """,
    )
    edges = [edge for edge in everything.edges if edge.type == "mapped"]
    assert {
        (edge.source, edge.target, edge.attributes["iri"], edge.attributes["confidence"])
        for edge in edges
    } == {(*row[:3], float(str(row[3]))) for row in found}
    assert {edge.attributes["status"] for edge in edges} <= {"accepted"}


def test_several_knowledge_areas_stay_several(everything: Network) -> None:
    edge = next(edge for edge in everything.edges if "knowledgeArea" in edge.attributes)
    areas = edge.attributes["knowledgeArea"]
    assert isinstance(areas, tuple)
    assert len(areas) == 5


def test_a_class_grade_bears_what_the_graph_says(everything: Network) -> None:
    node = next(each for each in everything.nodes if each.id == "us-ct/6435cl/cl-16")
    assert node.label == "Processing Technician, CL 16"
    assert node.attributes["status"] == "inForce"
    assert node.attributes["iri"] == "https://w3id.org/careerlattice/id/class/us-ct/6435cl/cl-16"


def test_a_publishers_part_has_nothing_of_another(lattice: Lattice) -> None:
    network = network_of(Subject(lattice, publisher="us-ct"))
    counts = Counter(node.type for node in network.nodes)
    assert counts["Competency"] == 12
    assert counts["Duty"] == 18
    assert counts["Jurisdiction"] == 1
    assert not [node.id for node in network.nodes if "us-mt" in node.id or "los-ang" in node.id]


def test_the_moves_are_those_of_the_lattice(lattice: Lattice, moves: Network) -> None:
    graph = lattice.network().graph
    assert [node.id for node in moves.nodes] == sorted(graph.nodes)
    assert {(edge.source, edge.target, edge.attributes["cost"]) for edge in moves.edges} == {
        (start, goal, said["cost"]) for start, goal, said in graph.edges(data=True)
    }
    assert all(edge.weight == round(1 / (1 + float(edge.label)), 6) for edge in moves.edges)
    ladder = {(edge.source, edge.target) for edge in moves.edges if edge.type == "nextGrade"}
    assert (f"{OFFICE}/9", f"{OFFICE}/10") in ladder
    assert len(ladder) == 3


def test_fewer_moves_are_the_cheapest_and_the_ladders(lattice: Lattice, moves: Network) -> None:
    few = network_of(Subject(lattice, of=Of.LATTICE, moves=1))
    kept = {(edge.source, edge.target) for edge in few.edges}
    assert {(edge.source, edge.target) for edge in moves.edges if edge.type == "nextGrade"} < kept
    for node in moves.nodes:
        leaving = [edge for edge in moves.edges if edge.source == node.id]
        best = min(leaving, key=lambda edge: (float(str(edge.attributes["cost"])), edge.target))
        assert (best.source, best.target) in kept


def test_an_empty_graph_is_an_empty_network() -> None:
    assert of_everything(GraphStore.memory()) == Network.of("careerlattice", [], [])


ANSWER = Rows(
    ["source", "target", "type", "weight", "rank", "label"],
    [
        [
            ox.NamedNode("https://w3id.org/careerlattice/id/class/us-ct/6435cl/cl-16"),
            ox.Literal("typing"),
            ox.NamedNode("https://w3id.org/careerlattice/ontology#requires"),
            ox.Literal("0.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
            ox.Literal(3),
            None,
        ],
        [ox.Literal("alone"), None, None, None, None, None],
    ],
)


def test_an_answer_with_a_source_and_a_target_is_a_network() -> None:
    network = of_rows(ANSWER)
    assert [(node.id, node.type) for node in network.nodes] == [
        ("alone", "Value"),
        ("typing", "Value"),
        ("us-ct/6435cl/cl-16", "Thing"),
    ]
    [edge] = network.edges
    assert (edge.source, edge.target) == ("us-ct/6435cl/cl-16", "typing")
    assert (edge.type, edge.label, edge.weight) == ("requires", "requires", 0.5)
    assert edge.attributes == {"rank": 3}


def test_any_other_answer_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"columns a, b is no network.*\?source and \?target"):
        of_rows(Rows(["a", "b"], []))
    bad = Rows(
        ["source", "target", "weight"], [[ox.Literal("a"), ox.Literal("b"), ox.Literal("x")]]
    )
    with pytest.raises(UsageError, match=r"weight 'x' is not a number above 0"):
        of_rows(bad)
