"""No dead weight: every term is used by a question, a shape, a loader or the graph itself."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import RDF, Graph, URIRef

from careerlattice.build import Build
from careerlattice.model import (
    DetailKind,
    EducationLevel,
    Kind,
    Modality,
    PayPeriod,
    QualificationKind,
    StatementKind,
)
from careerlattice.ontology import career_terms, load_ontology, unsettled_terms
from careerlattice.resources import ontology_dir, queries_dir, shapes_dir
from careerlattice.vocabulary import CAREER

ROOT = Path(__file__).parents[2]
CODES = (
    DetailKind,
    EducationLevel,
    Kind,
    Modality,
    PayPeriod,
    QualificationKind,
    StatementKind,
)


def used_terms(built: Build) -> set[str]:
    """The local names that queries, shapes, the engine, the loaders or the seeds' graph use."""
    files = [*queries_dir().rglob("*.rq"), *shapes_dir().glob("*.ttl")]
    used = {
        name for file in files for name in re.findall(r"\bcareer:(\w+)", file.read_text("utf-8"))
    }
    for folder in ("src", "loaders"):
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text("utf-8")
            if file.name not in ("vocabulary.py", "namespaces.py"):
                used |= set(re.findall(r"\bCAREER\.(\w+)", text))
                used |= set(re.findall(r"\bcareer:(\w+)", text))
                # A finding's kind is named by a string where it is noted.
                used |= set(re.findall(r'"([a-z]+[A-Z]\w+|unplaced|uncertain)"', text))
    used |= {str(code) for codes in CODES for code in codes}
    for path in (built.folder / "graphs").rglob("*.nq"):
        if path.name != "ontology.nq":
            text = path.read_text("utf-8")
            used |= set(re.findall(re.escape(str(CAREER.Duty)[:-4]) + r"(\w+)>", text))
    return used


def test_every_term_is_used(built: Build) -> None:
    ontology: Graph = load_ontology(ontology_dir())
    used = used_terms(built)
    # A code list is used where one of its entries is.
    for name in list(used):
        for kind in ontology.objects(URIRef(getattr(CAREER, name, "")), RDF.type):
            used.add(str(kind).rpartition("#")[2])
    # A property is used where the ontology itself says something with it.
    used |= {str(predicate).rpartition("#")[2] for predicate in set(ontology.predicates())}
    unsettled = {str(term).rpartition("#")[2] for term in unsettled_terms(ontology)}
    assert sorted(set(career_terms(ontology)) - used - unsettled) == []
