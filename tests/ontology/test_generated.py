"""The generated code is current, closed and light; the engine's code lists are the ontology's."""

import importlib
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SKOS

import careerlattice
from careerlattice import model, namespaces, vocabulary
from careerlattice.errors import InputError
from careerlattice.ontology import (
    career_terms,
    generated_code,
    unsettled_terms,
    write_vocabulary,
)
from careerlattice.resources import ontology_dir, queries_dir, shapes_dir
from careerlattice.vocabulary import CAREER

PACKAGE = Path(careerlattice.__file__).parent


@pytest.mark.parametrize("name", ["vocabulary.py", "namespaces.py"])
def test_generated_code_is_current(ontology: Graph, name: str) -> None:
    current = (PACKAGE / name).read_text(encoding="utf-8") == generated_code(ontology)[name]
    assert current, f"{name} is out of date: run `careerlattice ontology --write-vocabulary`"


def test_writing_is_settled_after_once(tmp_path: Path) -> None:
    written = write_vocabulary(ontology_dir(), tmp_path)
    assert [path.name for path in written] == ["vocabulary.py", "namespaces.py"]
    assert write_vocabulary(ontology_dir(), tmp_path) == []


def test_vocabulary_does_not_import_rdflib() -> None:
    script = "import careerlattice.vocabulary, sys; sys.exit('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 0


def test_vocabulary_has_every_term_of_the_ontology(ontology: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty,
             OWL.NamedIndividual)  # fmt: skip
    defined = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    assert set(CAREER) == {
        term for term in defined if term.startswith(vocabulary.PREFIXES["career"])
    }
    assert len(CAREER) == len(career_terms(ontology)) == len(set(CAREER))


def test_vocabulary_is_closed() -> None:
    assert CAREER.JobClass == "https://w3id.org/careerlattice/ontology#JobClass"
    assert CAREER.JobClass in CAREER
    assert "https://w3id.org/careerlattice/ontology#Jobclass" not in CAREER
    with pytest.raises(AttributeError, match="Jobclass"):
        CAREER.Jobclass  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="closed"):
        CAREER.JobClass = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="closed"):
        del CAREER.JobClass
    with pytest.raises(TypeError, match="no instances"):
        CAREER()
    with pytest.raises(TypeError):
        vocabulary.PREFIXES["x"] = "y"  # type: ignore[index]


def test_namespaces_are_closed() -> None:
    assert URIRef(CAREER.JobClass) == namespaces.CAREER.JobClass
    with pytest.raises(AttributeError, match="Jobclass"):
        namespaces.CAREER.Jobclass  # noqa: B018
    with pytest.raises(AttributeError, match="startt"):
        namespaces.OA.startt  # noqa: B018


@pytest.mark.parametrize("name", vocabulary.__all__)
def test_every_term_is_in_its_namespace(name: str) -> None:
    space = getattr(importlib.import_module("careerlattice.vocabulary"), name)
    if name != "PREFIXES":
        iris = list(space)
        assert iris
        assert {re.sub(r"[^#/]+$", "", iri) for iri in iris} == {vocabulary.PREFIXES[name.lower()]}


def test_term_without_definition_is_refused(ontology: Graph) -> None:
    spoilt = Graph()
    spoilt += ontology
    spoilt.add((URIRef(vocabulary.PREFIXES["career"] + "Clas"), RDF.type, OWL.Class))
    with pytest.raises(InputError, match="career:Clas"):
        generated_code(spoilt)


def test_name_that_python_cannot_have_is_refused(ontology: Graph) -> None:
    spoilt = Graph()
    spoilt += ontology
    term = URIRef(vocabulary.PREFIXES["career"] + "job-class")
    spoilt.add((term, SKOS.definition, Literal("A class.", lang="en")))
    with pytest.raises(InputError, match="job-class"):
        generated_code(spoilt)


def test_definitions_cannot_break_out_of_their_strings(ontology: Graph) -> None:
    spoilt = Graph()
    spoilt += ontology
    term = URIRef(CAREER.JobClass)
    spoilt.remove((term, SKOS.definition, None))
    spoilt.add((term, SKOS.definition, Literal('Ends in """ + exit() \\"', lang="en")))
    for source in generated_code(spoilt).values():
        compile(source, "generated", "exec")
        assert '""" + exit' not in source


@pytest.mark.parametrize(
    ("enum", "term"),
    [
        (model.StatementKind, CAREER.StatementKind),
        (model.Modality, CAREER.Modality),
        (model.EducationLevel, CAREER.EducationLevel),
        (model.Kind, CAREER.CompetencyKind),
        (model.DetailKind, CAREER.DetailKind),
        (model.PayPeriod, CAREER.PayPeriod),
    ],
)
def test_code_lists_of_the_engine_are_those_of_the_ontology(
    ontology: Graph, enum: type[StrEnum], term: str
) -> None:
    members = {str(i) for i in ontology.subjects(RDF.type, URIRef(term))}
    assert {vocabulary.PREFIXES["career"] + value for value in enum} == members


def test_education_levels_rise_in_the_order_of_the_engine(ontology: Graph) -> None:
    rank = URIRef(CAREER.rank)
    base = vocabulary.PREFIXES["career"]
    ranks = [ontology.value(URIRef(base + level), rank) for level in model.EducationLevel]
    assert [int(str(value)) for value in ranks] == list(range(1, len(ranks) + 1))


def test_unsettled_terms_are_terms_that_nothing_uses(ontology: Graph) -> None:
    unsettled = unsettled_terms(ontology)
    assert unsettled < set(career_terms(ontology))
    assert not {"Mapping", "ScaleAlignment", "accepted"} & unsettled
    files = [*queries_dir().rglob("*.rq"), *shapes_dir().glob("*.ttl")]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    used = {name for name in unsettled if re.search(rf"\bcareer:{name}\b", text)}
    assert used == set(), "in use, so drop their vs:term_status in the ontology"
