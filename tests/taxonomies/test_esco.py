"""ESCO: its CSV tables, published and rebuilt, become concepts in SKOS and ESCO's vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from careerlattice.errors import InputError
from tests.taxonomies.conftest import Graph
from tests.taxonomies.samples import (
    ESCO,
    GROUP,
    OCCUPATION,
    OTHER_SKILL,
    REBUILT,
    SCHEME,
    SKILL,
    TOP,
    archive,
    write,
)

Read = Callable[..., Graph]
BASE = "http://data.europa.eu/esco/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture
def sample(tmp_path: Path, read: Read) -> Graph:
    return read("esco", write(tmp_path / "release", ESCO, "csv"), "1.2.0")


def texts(values: list[object]) -> list[str]:
    return [str(value) for value in values]


def test_an_occupation(sample: Graph) -> None:
    model = f"{BASE}model#"
    assert set(texts(sample.one(OCCUPATION, "a"))) == {
        f"{SKOS}Concept",
        f"{model}MemberConcept",
        f"{model}Occupation",
    }
    assert sample.one(OCCUPATION, "skos:prefLabel") == ["desk person"]
    # What is the preferred label is no other label.
    assert sample.one(OCCUPATION, "skos:altLabel") == ["bell ringer", "front person"]
    assert sample.one(OCCUPATION, "skos:hiddenLabel") == ["dsk"]
    assert sample.one(OCCUPATION, "dcterms:description") == ["They stand at desks."]
    assert sample.one(OCCUPATION, "skos:notation") == ["4229.9"]
    assert sample.one(OCCUPATION, "iso:status") == ["released"]
    assert texts(sample.one(OCCUPATION, "dcterms:modified")) == ["2024-01-02 03:04:05.678000+00:00"]
    assert texts(sample.one(OCCUPATION, "esco:memberOfISCOGroup")) == [f"{BASE}isco/C4229"]
    assert sample.one(OCCUPATION, "esco:memberOfISCOGroup/skos:prefLabel") == ["Desk people"]
    assert texts(sample.one(OCCUPATION, "esco:regulatedProfessionNote")) == [
        f"{BASE}regulated-professions/unregulated"
    ]
    assert texts(sample.one(OCCUPATION, "skos:inScheme")) == [
        f"{SCHEME}member-occupations",
        f"{SCHEME}occupations",
    ]


def test_labels_are_in_the_language_of_the_files(tmp_path: Path, read: Read, sample: Graph) -> None:
    assert sample.values(f"SELECT (LANG(?l) AS ?x) {{ <{SKILL}> skos:prefLabel ?l }}") == [("en",)]
    french = {name.replace("_en", "_fr"): rows for name, rows in ESCO.items()}
    found = read("esco", write(tmp_path / "fr", french, "csv"), "1.2.0")
    assert found.values(f"SELECT (LANG(?l) AS ?x) {{ <{SKILL}> skos:prefLabel ?l }}") == [("fr",)]


def test_a_skill_with_its_type_and_reuse(sample: Graph) -> None:
    assert texts(sample.one(SKILL, "esco:skillType")) == [f"{BASE}skill-type/skill"]
    assert texts(sample.one(SKILL, "esco:skillReuseLevel")) == [
        f"{BASE}skill-reuse-level/cross-sector"
    ]
    assert sample.one(SKILL, "skos:definition") == ["To make it ring."]
    assert sample.one(SKILL, "skos:broader/skos:prefLabel") == ["noises"]
    assert sample.one(SKILL, "skos:broader/skos:broader/skos:prefLabel") == ["skills"]
    assert sample.one(TOP, "skos:notation") == ["S"]
    assert sample.one(GROUP, "skos:notation") == ["S9.1"]


def test_essential_and_optional(sample: Graph) -> None:
    assert texts(sample.one(OCCUPATION, "esco:relatedEssentialSkill")) == [SKILL]
    assert texts(sample.one(OCCUPATION, "esco:relatedOptionalSkill")) == [OTHER_SKILL]
    assert texts(sample.one(SKILL, "esco:relatedOptionalSkill")) == [OTHER_SKILL]
    assert texts(sample.one(OTHER_SKILL, "esco:skillType")) == [f"{BASE}skill-type/knowledge"]


def test_a_concept_that_only_relations_name_is_told(sample: Graph) -> None:
    (warning,) = sample.writer.warnings
    assert warning == "1 concepts are named in relations and described in no table"


def test_concept_schemes(sample: Graph) -> None:
    assert texts(sample.one(f"{SCHEME}noises", "skos:hasTopConcept")) == [SKILL, GROUP]
    assert sample.one(f"{SCHEME}noises", "skos:prefLabel") == ["Noises"]


def test_every_row_is_counted_and_every_fact_written_once(sample: Graph) -> None:
    assert {t.table: t.rows for t in sample.writer.tables} == {
        name: len(rows) - 1 for name, rows in ESCO.items()
    }
    assert all(t.what and not t.unknown_columns for t in sample.writer.tables)
    lines = sample.text.splitlines()
    assert len(lines) == len(set(lines)) == sample.writer.quads


def test_a_row_that_repeats_is_counted_as_such(tmp_path: Path, read: Read, sample: Graph) -> None:
    twice = {name: [*rows, rows[-1]] for name, rows in ESCO.items()}
    found = read("esco", write(tmp_path / "twice", twice, "csv"), "1.2.0")
    assert {t.duplicates for t in found.writer.tables} == {1}
    own = [line for line in sample.text.splitlines() if "esco/1.2.0/" not in line]
    assert [line for line in found.text.splitlines() if "esco/1.2.0/" not in line] == own


def test_tables_as_others_rebuilt_them(tmp_path: Path, read: Read) -> None:
    tables = {name: ESCO[name] for name in ("occupations_en", "ISCOGroups_en")} | REBUILT
    found = read("esco", write(tmp_path / "r", tables, "csv"), "1.2.0")
    assert found.one(SKILL, "skos:prefLabel") == ["ring bells"]
    # A guess counts where no relation of ESCO's tells the type.
    assert texts(found.one(SKILL, "esco:skillType")) == [f"{BASE}skill-type/knowledge"]
    related = {**tables, "skillSkillRelations_en": ESCO["skillSkillRelations_en"]}
    better = read("esco", write(tmp_path / "better", related, "csv"), "1.2.0")
    assert texts(better.one(SKILL, "esco:skillType")) == [f"{BASE}skill-type/skill"]
    # Where labels end and the description begins is not marked: no labels are made of it.
    assert found.one(SKILL, "skos:altLabel") == []
    assert found.one(SKILL, "skos:note") == ["ring bells sound bells Ring."]
    assert found.one(SKILL, "skos:editorialNote") == ["kind: knowledge?", "label_source: guess"]
    assert found.one(OCCUPATION, "esco:relatedEssentialSkill/skos:prefLabel") == ["ring bells"]
    # Its label is what the relation calls it.
    assert found.one(OTHER_SKILL, "skos:prefLabel") == ["know bells"]
    assert all(t.what and not t.unknown_columns for t in found.writer.tables)


def test_a_collection(tmp_path: Path, read: Read) -> None:
    rows: list[list[str | float]] = [
        [
            "conceptType",
            "conceptUri",
            "preferredLabel",
            "altLabels",
            "broaderConceptUri",
            "broaderConceptPT",
        ],
        [
            "KnowledgeSkillCompetence",
            SKILL,
            "ring bells",
            "",
            f"{GROUP} | {TOP}",
            "noises | skills",
        ],
        ["KnowledgeSkillCompetence", OTHER_SKILL, "know bells", "bell lore | bells", GROUP, ""],
    ]
    tables = {**ESCO, "loudSkillsCollection_en": rows}
    found = read("esco", write(tmp_path / "r", tables, "csv"), "1.2.0")
    collection = "esco/collection/loudSkillsCollection"
    assert texts(found.one(collection, "skos:member")) == [SKILL, OTHER_SKILL]
    assert texts(found.one(SKILL, "skos:broader")) == [GROUP, TOP]
    assert found.one(OTHER_SKILL, "skos:altLabel") == ["bell lore", "bells"]


def test_green_shares_and_the_dictionary(tmp_path: Path, read: Read) -> None:
    tables: dict[str, list[list[str | float]]] = {
        **ESCO,
        "greenShareOcc_en": [
            ["conceptType", "conceptUri", "code", "preferredLabel", "greenShare"],
            ["Occupation", OCCUPATION, "4229.9", "desk person", "0.25"],
            ["ISCO level 1", f"{BASE}isco/C4", "4", "Desks", "0"],
        ],
        "dictionary_en": [["file", "column", "meaning"], ["skills", "code", "A code."]],
    }
    found = read("esco", write(tmp_path / "r", tables, "csv"), "1.2.0")
    assert found.one(OCCUPATION, "esco:greenShare") == [Decimal("0.25")]
    notes = found.one("../graph/taxonomy/esco-1.2.0", "skos:editorialNote")
    assert "skills: code: A code." in notes
    assert all(t.what and not t.unknown_columns for t in found.writer.tables)


def test_an_archive_tells_the_version(tmp_path: Path, read: Read) -> None:
    packed = tmp_path / "ESCO dataset - v9.8.7 - classification - en - csv.zip"
    found = read("esco", archive(write(tmp_path / "r", ESCO, "csv"), packed), None)
    assert found.writer.about.slug == "esco-9.8.7"
    (credit,) = found.one("../graph/taxonomy/esco-9.8.7", "dcterms:rights")
    assert "uses the ESCO classification of the European Commission" in str(credit)


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "message"),
    [
        ("occupations_en", 1, 0, "Vocation", "'conceptType' is 'Vocation'"),
        ("occupations_en", 1, 1, "not an iri", "'conceptUri' is 'not an iri' and no IRI"),
        ("occupations_en", 1, 1, "", "the column 'conceptUri' is blank"),
        ("occupations_en", 1, 7, "yesterday", "'modifiedDate' is 'yesterday' and no date"),
        ("occupationSkillRelations_en", 2, 1, "handy", "'relationType' is 'handy'"),
        ("skills_en", 1, 2, "gift", "the type of a skill is 'gift'"),
    ],
)
def test_a_cell_that_is_not_what_its_column_is_for(
    table: str, row: int, column: int, cell: str, message: str, tmp_path: Path, read: Read
) -> None:
    rows = [list(each) for each in ESCO[table]]
    rows[row][column] = cell
    with pytest.raises(InputError) as caught:
        read("esco", write(tmp_path / "r", {**ESCO, table: rows}, "csv"))
    assert str(caught.value).startswith(f"{table}.csv, line {row + 1}: table '{table}': {message}")


def test_a_missing_column_is_named(tmp_path: Path, read: Read) -> None:
    rows = [row[:1] + row[2:] for row in ESCO["skills_en"]]
    with pytest.raises(InputError, match="table 'skills_en': the column 'conceptUri' is missing"):
        read("esco", write(tmp_path / "r", {**ESCO, "skills_en": rows}, "csv"))


def test_two_languages_are_two_releases(tmp_path: Path, read: Read) -> None:
    folder = write(tmp_path / "r", {**ESCO, "skills_fr": ESCO["skills_en"]}, "csv")
    with pytest.raises(InputError, match="give each language a folder of its own"):
        read("esco", folder)
