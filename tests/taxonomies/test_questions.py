"""Questions see a taxonomy where they name its vocabulary, and are not slowed by it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from careerlattice.build import Build, build, seed_documents
from careerlattice.identifiers import CLASSES
from careerlattice.lattice import Lattice
from careerlattice.mappings import Status, project_mappings, read_mappings
from careerlattice.questions import Questions
from careerlattice.store import GraphStore
from careerlattice.taxonomies import add_taxonomy
from tests.taxonomies.samples import Cell, write

HEAD = """#+ summary: {0}
#+ question: {0}?
#+ number: {1}
#+ columns:
#+   label: a label
#+ licence: CC BY 4.0

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
OWN = "<https://w3id.org/careerlattice/id/class/ex/clerk> <http://www.w3.org/2004/02/skos/core#prefLabel>"
THEIRS = OWN.replace("class/ex/clerk", "onet/occupation/43-4051.00")
TYPED = THEIRS.replace(
    "<http://www.w3.org/2004/02/skos/core#prefLabel>",
    "a <https://www.onetcenter.org/rdf/schema/onet/Occupation>",
)


@pytest.fixture
def lattice(tmp_path: Path) -> Lattice:
    (tmp_path / "01-labels.rq").write_text(
        HEAD.format("All labels", 1) + "SELECT ?label { ?x skos:prefLabel ?label }", "utf-8"
    )
    (tmp_path / "02-occupations.rq").write_text(
        HEAD.format("Occupations", 2)
        + "PREFIX onet: <https://www.onetcenter.org/rdf/schema/onet/>\n"
        + "SELECT ?label { ?x a onet:Occupation ; skos:prefLabel ?label }",
        "utf-8",
    )
    own, all_of_it = tmp_path / "own.ttl", tmp_path / "all.ttl"
    own.write_text(f'{OWN} "Clerk" .', "utf-8")
    all_of_it.write_text(f'{OWN} "Clerk" . {THEIRS} "Clerks" . {TYPED} .', "utf-8")
    return Lattice(
        GraphStore.memory([own]),
        Questions(tmp_path),
        everything=GraphStore.memory([all_of_it]),
    )


def test_a_question_that_names_the_vocabulary_sees_the_taxonomy(lattice: Lattice) -> None:
    assert list(lattice.ask("occupations").column("label")) == ["Clerks"]


def test_any_other_sees_the_documents_alone(lattice: Lattice) -> None:
    assert list(lattice.ask("labels").column("label")) == ["Clerk"]


def test_a_query_of_ones_own_sees_everything(lattice: Lattice) -> None:
    answer = lattice.query("SELECT ?label { ?x skos:prefLabel ?label } ORDER BY ?label")
    assert [row["label"] for row in answer] == ["Clerk", "Clerks"]  # type: ignore[union-attr]


def test_without_taxonomies_everything_is_the_documents(lattice: Lattice) -> None:
    alone = Lattice(lattice.store)
    assert alone.everything is alone.store


def test_no_question_of_the_project_names_a_taxonomy_by_accident() -> None:
    named = {question.slug for question in Questions().values() if question.names_taxonomies}
    assert not named & {"taxonomy-codes", "without-taxonomy", "counts"}


# What an accepted link lets one compare: the seed documents beside a small O*NET in our own words.

USE = Path(__file__).parent / "use"
PLACED, OFFICE, BOOKS = "43-4051.00", "43-9061.00", "25-4031.00"
ONET: dict[str, list[list[Cell]]] = {
    "Occupation Data": [
        ["O*NET-SOC Code", "Title", "Description"],
        [PLACED, "People Who Serve", "Serve whoever comes."],
        [OFFICE, "People Who Keep Order", "Keep an office in order."],
        [BOOKS, "People Who Lend", "Lend what others read."],
    ],
    "Content Model Reference": [
        ["Element ID", "Element Name", "Description"],
        ["2.B.1.d", "Coming to Terms", "To bring two sides together."],
        ["2.C.3.a", "Machines That Reckon", "Of machines that reckon."],
        ["2.C.8.b", "Law", "Of laws."],
        ["4.A.4.a.7", "Making Peace", "To make peace."],
    ],
    "Scales Reference": [
        ["Scale ID", "Scale Name", "Minimum", "Maximum"],
        ["IM", "Importance", 1.0, 5.0],
        ["LV", "Level", 0.0, 7.0],
    ],
    "DWA Reference": [
        ["Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title"],
        [
            "4.A.3.b.6",
            "Writing Down",
            "4.A.3.b.6.I10",
            "Write.",
            "4.A.3.b.6.I10.D03",
            "Keep books.",
        ],
        ["4.A.4.a.1", "Telling", "4.A.4.a.1.I02", "Tell.", "4.A.4.a.1.I02.D01", "Tell of laws."],
    ],
    "Task Statements": [
        ["O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type"],
        [PLACED, "People Who Serve", 2578.0, "Write down who came.", "Core"],
        [PLACED, "People Who Serve", 2579.0, "Set right what went wrong.", "Supplemental"],
        [PLACED, "People Who Serve", 2581.0, "Call people back.", "Core"],
        [PLACED, "People Who Serve", 2585.0, "Find out what happened.", "Supplemental"],
        [PLACED, "People Who Serve", 18565.0, "Tell people what there is.", "Core"],
        [OFFICE, "People Who Keep Order", 836.0, "Order paper.", "Core"],
    ],
    "Tasks to DWAs": [
        ["O*NET-SOC Code", "Task ID", "DWA ID"],
        [PLACED, 2578.0, "4.A.3.b.6.I10.D03"],
    ],
    "Skills": [
        ["O*NET-SOC Code", "Element ID", "Scale ID", "Data Value", "Recommend Suppress"],
        [PLACED, "2.B.1.d", "IM", 3.25, "N"],
        [PLACED, "2.B.1.d", "LV", 2.5, "Y"],
        [PLACED, "2.C.8.b", "IM", 2.0, "N"],
        [OFFICE, "2.C.3.a", "IM", 4.0, "N"],
    ],
    "Related Occupations": [
        ["O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
        [PLACED, OFFICE, "Primary-Short", 2.0],
        [PLACED, BOOKS, "Primary-Short", 1.0],
    ],
}
REPRESENTATIVE = "us-mt-dor/customer-service-representative"
ASKED = {
    "ratings-beside-levels": {"class_grade": f"{REPRESENTATIVE}/11"},
    "tasks-not-covered": {"class": REPRESENTATIVE},
    "duties-beyond-tasks": {"class_grade": f"{REPRESENTATIVE}/11"},
    "related-occupations": {"class": REPRESENTATIVE},
}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lattice]:
    """The seed documents with accepted links, beside the small O*NET."""
    folder = tmp_path_factory.mktemp("linked")
    add_taxonomy(folder / "build", "onet", write(folder / "onet-29.3", ONET, "txt"))
    with Lattice.open(build([seed_documents()], folder / "build", mappings=USE).folder) as lattice:
        yield lattice


@pytest.mark.parametrize("slug", ASKED)
def test_what_a_link_lets_compare_on_the_seeds(linked: Lattice, slug: str) -> None:
    assert linked.ask(slug, **ASKED[slug]).to_csv() == (USE / f"{slug}.csv").read_text("utf-8")


def test_a_level_is_never_turned_into_a_rating(linked: Lattice) -> None:
    rows = linked.ask("ratings-beside-levels", **ASKED["ratings-beside-levels"])
    pairs = {(row["level"], row["rated_as"], row["value"]) for row in rows if row["value"]}
    assert pairs == {
        ("A", "Importance", Decimal("3.25")),
        ("A", "Level", Decimal("2.5")),
        ("B", "Importance", Decimal(2)),
    }


def test_a_class_inherits_nothing_through_a_link(linked: Lattice, built: Build) -> None:
    with Lattice.open(built.folder) as alone:
        for question, params in (
            ("duties", {"class_grade": f"{REPRESENTATIVE}/11"}),
            ("competencies", {"class_grade": f"{REPRESENTATIVE}/11"}),
            ("gap", {"from": f"{REPRESENTATIVE}/11", "to": f"{REPRESENTATIVE}/12"}),
        ):
            assert linked.ask(question, **params) == alone.ask(question, **params)


NEEDED = (
    "Occupation Data",
    "Content Model Reference",
    "DWA Reference",
    "IWA Reference",
    "Related Occupations",
    "Scales Reference",
    "Skills",
    "Task Statements",
    "Tasks to DWAs",
)


def about(named: set[str], rows: list[list[Any]]) -> list[list[Any]]:
    """The rows of a table that name one of these occupations or tasks, or could not."""
    head, *body = rows
    places = [head.index(title) for title in ("O*NET-SOC Code", "Task ID") if title in head]
    if not places or "Description" in head:
        return rows
    return [
        head,
        *(row for row in body if {str(row[at]).removesuffix(".0") for at in places} & named),
    ]


@pytest.mark.slow
def test_the_links_of_the_project_beside_onet_as_published(shared: Path, tmp_path: Path) -> None:
    """Reckoned a second time from the workbook and the mapping set, without the graph."""
    accepted = [
        (each.subject.rpartition("/id/")[2], each.object.rpartition("/id/")[2])
        for each in read_mappings(project_mappings()).mappings
        if each.status is Status.ACCEPTED and not each.predicate.endswith("relatedMatch")
    ]
    linked = {thing for subject, thing in accepted if subject.startswith("duty/")}
    (place,) = (
        thing.rpartition("/")[2]
        for subject, thing in accepted
        if subject == f"class/{REPRESENTATIVE}" and thing.startswith("onet/occupation/")
    )
    # All rows are read elsewhere: here what they say of things that nothing is linked to is left
    # out, but for the occupations themselves.
    named = {thing.rpartition("/")[2] for _, thing in accepted if thing.startswith("onet/")}
    tables = {
        name: about(named, CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python())
        for name in NEEDED
        for file in [shared / "taxonomies" / "onet-29.3" / f"{name}.xlsx"]
    }
    release = write(tmp_path / "onet-29.3", tables, "txt")
    add_taxonomy(tmp_path / "build", "onet", release, version="29.3")
    head, *rows = tables["Task Statements"]
    code, number = head.index("O*NET-SOC Code"), head.index("Task ID")
    tasks = {
        f"onet/task/{str(row[number]).removesuffix('.0')}" for row in rows if row[code] == place
    }
    assert tasks
    with Lattice.open(build([seed_documents()], tmp_path / "build").folder) as lattice:
        own = {
            str(row["d"]).rpartition("/id/")[2]
            for row in lattice.store.select(
                f"SELECT ?d {{ ?g career:hasDuty ?d ; career:ofClass <{CLASSES}{REPRESENTATIVE}> }}"
            )
        }
        covered = {thing for subject, thing in accepted if subject in own and thing in tasks}
        found = lattice.ask("tasks-not-covered", **ASKED["tasks-not-covered"])
        told = {str(iri).rpartition("/id/")[2] for iri in found.column("iri")}
        assert told == tasks - covered
        assert covered <= linked
        rated = lattice.ask("ratings-beside-levels", **ASKED["ratings-beside-levels"])
        assert {row["standing"] for row in rated} >= {"rated", "no element"}
        assert len(lattice.ask("related-occupations", **ASKED["related-occupations"])) >= 20
