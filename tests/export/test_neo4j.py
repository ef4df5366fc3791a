"""The files for Neo4j, loaded by another Cypher engine from what their headers say."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import ladybug
import pytest

from careerlattice.export.formats import Subject
from careerlattice.export.tables import TABLES, read_table
from careerlattice.lattice import Lattice
from tests.export.odd import exported, odd_lattice

ID = "https://w3id.org/careerlattice/id/"
TYPES = {
    "string": "STRING",
    "long": "INT64",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
FIELD = re.compile(r"(\w+):(string|long|double|boolean|date)")


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


class Cypher:
    """A database made of an export: what its headers declare, loaded as they say."""

    def __init__(self, folder: Path) -> None:
        self.connection = ladybug.Connection(ladybug.Database(":memory:"))
        arguments = (folder / "import.args").read_text("utf-8").split()
        assert arguments[0] == "--multiline-fields=true"
        self.nodes = [a.partition("=")[2] for a in arguments if a.startswith("--nodes=")]
        self.edges = [a.partition("=")[2] for a in arguments if a.startswith("--relationships=")]
        assert {*self.nodes, *self.edges, "import.args"} == {f.name for f in folder.iterdir()}
        for name in self.nodes:
            first, label, *fields = header(folder / name)
            assert (first, label) == ("iri:ID", ":LABEL")
            table = name.removeprefix("nodes-").removesuffix(".csv")
            self.run(
                f"CREATE NODE TABLE {table}(iri STRING PRIMARY KEY, `the label` STRING"
                f"{''.join(map(self.declared, fields))})"
            )
            self.load(table, folder / name)
        for name in self.edges:
            start, end, kind, *fields = header(folder / name)
            assert (start, end, kind) == (":START_ID", ":END_ID", ":TYPE")
            a, table, b = name.removesuffix(".csv").split("-")
            self.run(
                f"CREATE REL TABLE `{a}-{table}-{b}`(FROM {a} TO {b}, `the type` STRING"
                f"{''.join(map(self.declared, fields))})"
            )
            self.load(f"`{a}-{table}-{b}`", folder / name)

    def declared(self, field: str) -> str:
        match = FIELD.fullmatch(field)
        assert match, field
        return f", `{match[1]}` {TYPES[match[2]]}"

    def load(self, table: str, path: Path) -> None:
        # Lines may end inside of quotes.
        self.run(f"COPY {table} FROM '{path}' (HEADER=true, PARALLEL=false, ESCAPE='\"')")

    def run(self, query: str) -> list[list[Any]]:
        result = self.connection.execute(query)
        assert isinstance(result, ladybug.QueryResult)
        return [list(row) for row in result.get_all()]

    def one(self, query: str) -> Any:
        ((value,),) = self.run(query)
        return value


@pytest.fixture(scope="module")
def cypher(lattice: Lattice, tmp_path_factory: pytest.TempPathFactory) -> Cypher:
    """The seeds in the other engine."""
    return Cypher(exported(Subject(lattice), "neo4j", tmp_path_factory.mktemp("neo4j")))


NODES = {
    "JobClass": "career:JobClass",
    "ClassGrade": "career:ClassGrade",
    "Duty": "career:Duty",
    "Competency": "career:Competency",
    "KnowledgeArea": "career:KnowledgeArea",
    "Document": "career:SourceDocument",
}
EDGES = {
    "ClassGrade-HAS_DUTY-Duty": "career:hasDutyAssignment",
    "ClassGrade-REQUIRES-Competency": "career:hasRequirement",
    "ClassGrade-HAS_QUALIFICATION-Qualification": "career:hasQualification",
    "ClassGrade-NEXT_GRADE-ClassGrade": "career:nextGrade",
    "ClassGrade-OF_CLASS-JobClass": "career:ofClass",
    "JobClass-SUBJECT_AREA-Code": "career:hasSubjectArea",
    "Competency-KIND-Code": "career:kind",
    "Qualification-IN_PLACE_OF-Qualification": "career:inPlaceOf",
}


@pytest.mark.parametrize("label", NODES)
def test_nodes_are_those_of_the_graph(cypher: Cypher, lattice: Lattice, label: str) -> None:
    rows = lattice.store.select(f"SELECT DISTINCT ?n {{ ?n a {NODES[label]} }}")
    found = cypher.run(f"MATCH (n:{label}) RETURN n.iri, n.`the label`")
    assert {(iri, of) for iri, of in found} == {(row[0].value, label) for row in rows.terms}  # type: ignore[union-attr]
    assert len(found) == len(rows)


@pytest.mark.parametrize("name", EDGES)
def test_relationships_are_those_of_the_graph(cypher: Cypher, lattice: Lattice, name: str) -> None:
    rows = lattice.store.select(f"SELECT ?a ?b {{ ?a {EDGES[name]} ?b }}")
    found = cypher.run(f"MATCH (a)-[r:`{name}`]->(b) RETURN a.iri, b.iri, r.`the type`")
    assert Counter(a for a, _, _ in found) == Counter(row[0].value for row in rows.terms)  # type: ignore[union-attr]
    assert {kind for _, _, kind in found} == {name.split("-")[1]}


def test_levels_stand_on_the_relationship(cypher: Cypher, lattice: Lattice) -> None:
    rung = "us-mt-dor/it-processing-office-specialist/9"
    found = cypher.run(
        "MATCH (g:ClassGrade)-[r:`ClassGrade-REQUIRES-Competency`]->(c:Competency)"
        f" WHERE g.class_grade = '{rung}' RETURN c.name, r.level, r.level_rank, r.guidance"
    )
    expected = [
        (e.name, e.level, {"A": 1, "B": 2, None: None}[e.level], e.guidance)
        for e in lattice.show(rung).competencies
    ]
    assert sorted(map(tuple, found), key=str) == sorted(expected, key=str)


def test_a_question_in_cypher_has_the_answer_of_the_graph(cypher: Cypher) -> None:
    # What the next grade asks for at a higher level.
    rises = cypher.one(
        "MATCH (a:ClassGrade)-[:`ClassGrade-NEXT_GRADE-ClassGrade`]->(b:ClassGrade),"
        " (a)-[r:`ClassGrade-REQUIRES-Competency`]->(c:Competency),"
        " (b)-[s:`ClassGrade-REQUIRES-Competency`]->(c)"
        " WHERE a.class_grade = 'us-mt-dor/it-processing-office-specialist/9'"
        " AND s.level_rank > r.level_rank AND s.scale = r.scale RETURN count(*)"
    )
    assert rises == 9


def test_values_have_their_types(cypher: Cypher) -> None:
    found = cypher.run("MATCH (c:JobClass) WHERE c.class = 'us-ct/6435cl' RETURN c.established")
    assert [str(day) for (day,) in found] == ["1986-04-25"]
    shares = cypher.run(
        "MATCH ()-[r:`ClassGrade-HAS_DUTY-Duty`]->() WHERE r.time_share IS NOT NULL"
        " RETURN r.time_share"
    )
    assert shares == [[0.25]]


def test_every_row_of_every_table_is_there(cypher: Cypher, lattice: Lattice) -> None:
    tables = {table.name: read_table(Subject(lattice), table) for table in TABLES}
    counts = {name: cypher.one(f"MATCH ()-[r:`{name[:-4]}`]->() RETURN count(r)")
              for name in cypher.edges}  # fmt: skip
    by_type: Counter[str] = Counter()
    for name, count in counts.items():
        by_type[name.split("-")[1]] += count
    assert by_type["HAS_DUTY"] == len(tables["duties"].rows)
    assert by_type["REQUIRES"] == len(tables["requirements"].rows)
    assert by_type["MAPPED_TO"] == len(tables["mappings"].rows)
    assert by_type["HAS_STATEMENT"] == len(tables["statements"].rows)
    assert by_type["LOWEST"] == by_type["HIGHEST"] == len(tables["alignments"].rows)
    kinds = Counter(
        str(row[1]).upper().replace(" ", "_")
        for name in ("codes", "qualification-details")
        for row in tables[name].rows
    )
    assert {kind: by_type[kind] for kind in kinds} == kinds


def test_odd_texts_come_back(tmp_path: Path) -> None:
    cypher = Cypher(exported(Subject(odd_lattice(), publisher="xx-odd"), "neo4j", tmp_path))
    assert sorted(text for (text,) in cypher.run("MATCH (d:Duty) RETURN d.text")) == [
        "<script>alert('&amp;')</script>\r\nsecond line\ttab",
        '=HYPERLINK("http://example.org")',
    ]
    assert cypher.run(
        "MATCH ()-[r:`ClassGrade-REQUIRES-Competency`]->() RETURN r.level, r.guidance"
        " ORDER BY r.level, r.guidance"
    ) == [["007", "-1"], ["007", "Under Guidance"], [None, None]]
    # The other publisher's competency is no node of this export but what a mapping leads to.
    assert cypher.run(
        "MATCH (a:Competency)-[r:`Competency-MAPPED_TO-Other`]->(b:Other)"
        " RETURN a.name, b.iri, r.confidence"
    ) == [['מיומנות "quoted", with; marks', f"{ID}competency/yy-other/e", 0.5]]
    assert sorted(
        v for (v,) in cypher.run("MATCH ()-[:`JobClass-CODE-Code`]->(c) RETURN c.value")
    ) == [
        "+12",
        "0012",
    ]
