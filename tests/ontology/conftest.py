"""The ontology, read once for the tests of this folder."""

from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from careerlattice.build import Build
from careerlattice.ontology import load_ontology
from careerlattice.resources import ontology_dir


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """The core and its modules."""
    return load_ontology(ontology_dir())


@pytest.fixture(scope="session")
def aligned() -> Graph:
    """The core, its modules and the alignments."""
    return load_ontology(ontology_dir(), alignments=True)


@pytest.fixture(scope="session")
def sample() -> Graph:
    """A small lattice with every class of the ontology in it."""
    return Graph().parse(Path(__file__).parent / "sample.ttl")


@pytest.fixture(scope="session")
def facts(built: Build) -> Graph:
    """All that the build states about the five seed documents, its graphs as one."""
    quads = Dataset()
    for path in sorted((built.folder / "graphs").rglob("*.nq")):
        if path.name != "ontology.nq":
            quads.parse(path, format="nquads")
    union = Graph()
    for s, p, o, _ in quads.quads():
        union.add((s, p, o))
    return union
