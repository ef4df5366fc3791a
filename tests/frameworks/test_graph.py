"""Frameworks as graphs: publishers like any other, in which everything asked of a lattice works."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.build import Build, build, validate_build
from careerlattice.errors import UsageError
from careerlattice.identifiers import CLASSES, ID
from careerlattice.lattice import Lattice

KEEPER = "harbour/lamp-keeper"


def select(lattice: Lattice, where: str, *names: str) -> set[tuple[str, ...]]:
    """The rows that *where* (a graph pattern) has for the variables *names*, shortened."""
    query = f"SELECT DISTINCT {' '.join(f'?{name}' for name in names)} WHERE {{ {where} }}"
    return {
        tuple(str(row[name]).rsplit("#", 1)[-1].removeprefix(ID) for name in names)
        for row in lattice.store.select(query)
    }


# The graph


def test_the_graph_is_sound(framework_build: Build) -> None:
    assert framework_build.report.conforms
    assert framework_build.failed_checks == {}
    assert not framework_build.problems


def test_a_document_about_many_classes_is_one_document(framework_build: Build) -> None:
    found = {each.file: (len(each.grades), each.unplaced) for each in framework_build.documents}
    assert found == {
        "listed.json": (2, 0),
        "components.json": (2, 0),
        "roles.csv": (10, 0),
        "skills.csv": (0, 0),
    }


def test_class_grades_bear_the_identifiers_of_the_model(framework_lattice: Lattice) -> None:
    found = select(framework_lattice, "?rung a career:ClassGrade", "rung")
    assert {name for (name,) in found} == {
        f"{KEEPER}/apprentice-lamp-keeper",
        f"{KEEPER}/associate-lamp-keeper",
        f"{KEEPER}/head-of-lamps",
        f"{KEEPER}/junior-lamp-keeper",
        f"{KEEPER}/lamp-keeper",
        f"{KEEPER}/lead-lamp-keeper-boats",
        f"{KEEPER}/senior-lamp-keeper",
        f"{KEEPER}/senior-lamp-keeper-boats",
        f"{KEEPER}/wick-inspector",
        "harbour/harbour-master/ungraded",
        "lights/hl-wrl-001/ungraded",
        "lights/hl-wrl-002/ungraded",
        "bells/911/ungraded",
        "bells/912/ungraded",
    }


def test_what_is_not_in_use_is_in_no_answer(framework_lattice: Lattice) -> None:
    unused = select(framework_lattice, "?thing career:status career:notInUse", "thing")
    assert unused == {("harbour/harbour-master",), ("harbour/harbour-master/ungraded",)}
    with pytest.raises(UsageError):
        framework_lattice.nearest("harbour/harbour-master/ungraded")
    quoted = select(
        framework_lattice,
        f"<{CLASSES}harbour/harbour-master/ungraded> prov:wasQuotedFrom ?span ."
        " ?span career:evidenceProperty career:status ; oa:hasSelector/oa:exact ?quote",
        "quote",
    )
    assert quoted == {("NOT IN USE",)}


def test_ranks_name_the_rule_they_follow_from(framework_lattice: Lattice) -> None:
    rules = select(
        framework_lattice,
        "?grade a career:Grade ; career:rank ?rank ; career:derivedBy ?rule",
        "rule",
    )
    assert rules == {("rankFromLevelTitleRule",)}


def test_a_stated_kind_is_quoted_and_not_derived(framework_lattice: Lattice) -> None:
    kinds = select(
        framework_lattice,
        "?competency career:kind ?kind ; career:publisher ?keeper ; prov:wasQuotedFrom ?span ."
        f" FILTER(?keeper = <{ID}publisher/bells>)"
        " ?span career:evidenceProperty career:kind ; oa:hasSelector/oa:exact ?quote",
        "kind",
        "quote",
    )
    assert kinds == {("knowledge", "Knowledge"), ("skill", "Skill"), ("ability", "Ability")}


def test_codes_join_two_frameworks(framework_lattice: Lattice) -> None:
    joined = select(
        framework_lattice,
        "?one a career:JobClass ; skos:notation ?code ; career:publisher ?first ."
        " ?other a career:JobClass ; skos:notation ?code ; career:publisher ?second ."
        " FILTER(STR(?first) < STR(?second))",
        "one",
        "other",
        "code",
    )
    assert joined == {("bells/911", "lights/hl-wrl-001", "911")}


def test_parts_of_a_competency_area_point_at_it(framework_lattice: Lattice) -> None:
    parts = select(
        framework_lattice,
        "?part skos:broader ?whole . ?part skos:notation ?code . ?whole skos:prefLabel ?name",
        "code",
        "name",
    )
    assert parts == {("K0001", "Wicks"), ("S0001", "Wicks")}


def test_two_files_describe_one_skill(framework_lattice: Lattice) -> None:
    texts = select(
        framework_lattice,
        "?competency skos:prefLabel ?name ; skos:definition|career:alternativeText ?text ."
        ' FILTER(STR(?name) = "Wick trimming")',
        "competency",
        "text",
    )
    assert len({competency for competency, _ in texts}) == 1
    assert {text for _, text in texts} == {
        "Wick trimming involves keeping wicks level, dry and clean.",
        "Wick trimming involves keeping wicks in order.",
    }


def test_every_span_slices_back_to_its_quote(
    framework_build: Build, framework_lattice: Lattice
) -> None:
    rows = framework_lattice.store.select(
        "SELECT ?document ?start ?end ?quote WHERE { ?span oa:hasSource ?document ;"
        " oa:hasSelector ?place, ?words . ?place oa:start ?start ; oa:end ?end ."
        " ?words oa:exact ?quote }"
    )
    texts: dict[str, str] = {}
    for row in rows:
        name = str(row["document"]).removeprefix(f"{ID}document/")
        if name not in texts:
            file = framework_build.folder / "texts" / f"{name}.txt"
            texts[name] = file.read_bytes().decode()
        assert texts[name][int(str(row["start"])) : int(str(row["end"]))] == row["quote"]
    assert len(texts) == 4


# What is asked of it


def test_a_gap_compares_levels_of_one_scale(framework_lattice: Lattice) -> None:
    gap = framework_lattice.gap(f"{KEEPER}/lamp-keeper", f"{KEEPER}/lead-lamp-keeper-boats")
    assert {(each.competency, each.outcome, each.levels_to_rise) for each in gap.entries} == {
        ("Wick trimming", "must rise", 1),
        ("Oil keeping", "must rise", 2),
    }


def test_a_gap_without_levels_says_so(framework_lattice: Lattice) -> None:
    gap = framework_lattice.gap("lights/hl-wrl-001/ungraded", "lights/hl-wrl-002/ungraded")
    assert {(each.competency, each.outcome) for each in gap.entries} == {
        ("Knowledge of fog", "missing"),
        ("Knowledge of wicks – wet and dry", "level not stated"),
    }


def test_the_ladder_goes_up_by_the_table_of_titles(framework_lattice: Lattice) -> None:
    rows = framework_lattice.ask("ladder", class_grade=f"{KEEPER}/lamp-keeper")
    found = [(str(row["title"]), str(row["place"]), row["rank"]) for row in rows]
    assert found == [
        ("Associate lamp keeper", "beside", None),
        ("Junior lamp keeper", "beside", None),
        ("Wick inspector", "beside", None),
        ("Apprentice lamp keeper", "below", 1),
        ("Lamp keeper", "here", 3),
        ("Senior lamp keeper", "next", 4),
        ("Head of lamps", "above", 6),
        ("Senior lamp keeper - boats", "beside", 4),
        ("Lead lamp keeper - boats", "beside", 5),
    ]


def test_levels_mean_what_either_file_says(framework_lattice: Lattice) -> None:
    card = framework_lattice.show(f"{KEEPER}/lamp-keeper")
    assert card.title == "Lamp keeper"
    assert [(each.name, each.level) for each in card.competencies] == [
        ("Oil keeping", "Working"),
        ("Wick trimming", "Working"),
    ]
    assert len(card.duties) == 4


def test_a_row_of_the_table_is_the_source_of_a_requirement(framework_lattice: Lattice) -> None:
    quotes = framework_lattice.source(f"{KEEPER}/lamp-keeper", "measure oil")
    assert quotes
    assert all(quote.document == "roles.csv" for quote in quotes)


# Two forms, two versions


def test_a_second_form_of_a_framework_is_set_aside(
    framework_build: Build, framework_lattice: Lattice
) -> None:
    assert "written-out.json" not in {each.file for each in framework_build.documents}
    told = select(
        framework_lattice,
        "?finding career:findingKind career:duplicateDocument ; career:message ?message",
        "message",
    )
    ((message,),) = told
    assert message.startswith("written-out.json")


def test_validating_the_build_gives_the_same_report(framework_build: Build) -> None:
    again = validate_build(framework_build.folder.parents[1])
    assert {each.message for each in again.results} == {
        each.message for each in framework_build.report.results
    }
    assert again.counts == framework_build.report.counts


@pytest.fixture(scope="module")
def versions(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Two versions of one framework: in the later one a work role has gone and a task is new."""
    folder = tmp_path_factory.mktemp("versions")
    text = (published / "lights" / "components.json").read_text("utf-8")
    (folder / "old.json").write_text(text, "utf-8")
    later = text.replace("HL-WRL-002", "HL-WRL-003").replace("Light the lamps", "Kindle the lamps")
    (folder / "new.json").write_text(later, "utf-8")
    (folder / "source.toml").write_text(
        '[publisher]\nid = "lights"\n\n[jurisdiction]\ncode = "yy"\n\n'
        '[documents."old.json"]\neffective = "2020-01-01"\n\n'
        '[documents."new.json"]\neffective = "2024-01-01"\n',
        "utf-8",
    )
    return build([folder], tmp_path_factory.mktemp("versions-built"))


def test_a_later_version_supersedes_class_by_class(versions: Build) -> None:
    assert versions.report.conforms
    with Lattice.open(versions.folder) as lattice:
        status = select(
            lattice, "?rung a career:ClassGrade ; career:status ?status", "rung", "status"
        )
        assert status == {
            ("lights/hl-wrl-001/ungraded", "inForce"),
            ("lights/hl-wrl-001/ungraded@2020-01-01", "superseded"),
            ("lights/hl-wrl-002/ungraded", "inForce"),
            ("lights/hl-wrl-003/ungraded", "inForce"),
        }
