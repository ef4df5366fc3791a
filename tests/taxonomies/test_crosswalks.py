"""Crosswalks: rows become mappings, with the relation they state or the one that must hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from careerlattice.errors import InputError
from tests.taxonomies.conftest import Graph
from tests.taxonomies.samples import CLERK, CROSSWALKS, KEEPER, OCCUPATION, ONET, write

Read = Callable[..., Graph]
ISCO = "http://data.europa.eu/esco/isco/C4229"


@pytest.fixture(params=["csv", "xlsx"])
def sample(request: pytest.FixtureRequest, tmp_path: Path, read: Read) -> Graph:
    return read("crosswalk", write(tmp_path / "release", CROSSWALKS, request.param), None)


def related(graph: Graph, subject: str) -> set[tuple[str, str]]:
    rows = graph.values(
        f"""SELECT ?p ?o {{ <{subject}> ?p ?o . FILTER(STRENDS(STR(?p), "Match")) }}"""
    )
    return {(str(p).rpartition("#")[2], str(o).removeprefix(BASE)) for p, o in rows}


BASE = "https://w3id.org/careerlattice/id/"


def test_a_match_is_the_one_that_the_crosswalk_states(sample: Graph) -> None:
    assert ("broadMatch", OCCUPATION) in related(sample, f"onet/occupation/{CLERK}")
    # An exact match with a group of ISCO is exact too, and keeps its own word.
    assert ("exactMatch", ISCO) in related(sample, f"onet/occupation/{KEEPER}")
    rows = sample.values(
        f"""SELECT ?said ?one ?other {{ ?m a owl:Axiom ; owl:annotatedTarget <{ISCO}> ;
          owl:annotatedProperty skos:exactMatch ; dcterms:type ?said ; sssom:subject_label ?one ;
          sssom:object_label ?other ;
          sssom:mapping_justification <https://w3id.org/semapv/vocab/ManualMappingCuration> }}"""
    )
    assert rows == [("exactISCO", "Book Keepers", "Desk people")]


def test_where_none_is_stated_it_follows_from_the_counterparts(sample: Graph) -> None:
    # Two O*NET-SOC codes refine one SOC code; one has a SOC code to itself.
    assert ("broadMatch", "soc/2018/43-4051") in related(sample, f"onet/occupation/{CLERK}")
    assert related(sample, "onet/occupation/43-4051.03") == {("broadMatch", "soc/2018/43-4051")}
    assert ("closeMatch", "soc/2018/25-4031") in related(sample, f"onet/occupation/{KEEPER}")
    # Codes that were merged are related, and one that stayed corresponds.
    assert related(sample, "onet/soc-2010/25-4031.01") == {
        ("relatedMatch", f"onet/occupation/{KEEPER}")
    }
    assert related(sample, f"onet/soc-2010/{CLERK}") == {("closeMatch", f"onet/occupation/{CLERK}")}


def test_the_structure_of_the_soc(sample: Graph) -> None:
    assert sample.one("onet/occupation/43-4051.03", "skos:broader/skos:notation") == ["43-4051"]
    # No broad occupation stands between them here.
    assert sample.one("soc/2018/43-4051", "skos:broader/skos:notation") == ["43-4000"]
    assert sample.one("soc/2018/43-4000", "skos:broader/rdfs:label") == ["Office Work"]


def test_the_preamble_is_kept(sample: Graph) -> None:
    notes = sample.one("../graph/taxonomy/crosswalks-1", "skos:editorialNote")
    assert notes == [
        "Mapping project name: Bells to bells",
        "Mapping project version: 1",
        "O*NET-SOC 2019 Occupation Listings",
    ]


def test_every_row_is_counted(sample: Graph) -> None:
    assert {t.table: t.rows for t in sample.writer.tables} == {
        "2010_to_2019_Crosswalk": 3,
        "2019_Occupations": 1,
        "2019_to_SOC_Crosswalk": 3,
        "SOC_Structure": 4,
        "crosswalk_esco_onet": 2,
    }
    mappings = sample.values("SELECT ?m { ?m a owl:Axiom }")
    assert len(mappings) == 3 + 3 + 2
    lines = sample.text.splitlines()
    assert len(lines) == len(set(lines)) == sample.writer.quads


def test_nothing_is_said_again_that_the_taxonomy_says(
    sample: Graph, read: Read, tmp_path: Path
) -> None:
    onet = read("onet", write(tmp_path / "onet", ONET, "txt"))

    def triples(graph: Graph) -> set[str]:
        return {line.rsplit(" ", 2)[0] for line in graph.text.splitlines()}

    assert not triples(sample) & triples(onet)


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "message"),
    [
        ("crosswalk_esco_onet", 4, 6, "kin", "'Type of Match' is 'kin', which is not known here"),
        ("crosswalk_esco_onet", 4, 0, "43", "'O*NET Id' is '43' and no code"),
        ("2019_to_SOC_Crosswalk", 4, 2, "43-4051.00", "'2018 SOC Code' is '43-4051.00' and no SOC"),
        ("SOC_Structure", 2, 0, "43-0000", "the row has 2 codes, and one was expected"),
    ],
)
def test_a_cell_that_is_not_what_its_column_is_for(
    table: str, row: int, column: int, cell: str, message: str, tmp_path: Path, read: Read
) -> None:
    rows = [list(each) for each in CROSSWALKS[table]]
    rows[row][column] = cell
    with pytest.raises(InputError) as caught:
        read("crosswalk", write(tmp_path / "r", {table: rows}, "csv"))
    assert str(caught.value).startswith(f"{table}.csv, line {row + 1}: table '{table}': {message}")


def test_no_crosswalk_at_all(tmp_path: Path, read: Read) -> None:
    with pytest.raises(InputError, match="no table here is a crosswalk"):
        read("crosswalk", write(tmp_path / "r", {"Shoes": [["Size"], ["9"]]}, "csv"))
