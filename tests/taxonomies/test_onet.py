"""O*NET: the tables of a release, in any form and order, become its graph; nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from careerlattice.errors import InputError
from careerlattice.taxonomies.terms import camel
from tests.taxonomies.conftest import Graph
from tests.taxonomies.samples import CLERK, KEEPER, ONET, archive, write, write_table

Read = Callable[..., Graph]
OCCUPATION = f"onet/occupation/{CLERK}"


@pytest.fixture
def sample(tmp_path: Path, read: Read) -> Graph:
    return read("onet", write(tmp_path / "release", ONET, "xlsx"))


def facts(graph: Graph) -> list[str]:
    """The graph without what it says of its files."""
    return [
        line for line in graph.text.splitlines() if "/file/" not in line and "/table/" not in line
    ]


# What the tables say


def test_an_occupation_with_its_labels(sample: Graph) -> None:
    assert sample.one(OCCUPATION, "onet:onetSOCCode") == [CLERK]
    assert sample.one(OCCUPATION, "skos:prefLabel") == ["Counter Clerks"]
    assert sample.one(OCCUPATION, "onet:title") == ["Counter Clerks"]
    assert sample.one(OCCUPATION, "onet:description") == ["Answer at a counter what people ask."]
    assert sample.one(OCCUPATION, "skos:altLabel") == ["FDP", "Front Desk Person (FDP)"]
    assert set(map(str, sample.one(OCCUPATION, "a"))) == {
        "https://www.onetcenter.org/rdf/schema/onet/Occupation",
        "http://www.w3.org/2004/02/skos/core#Concept",
    }


def test_titles_keep_their_short_form_and_their_sources(sample: Graph) -> None:
    rows = sample.values(
        f"""SELECT ?title ?short ?source {{ <{OCCUPATION}> onet:hasJobTitle ?t .
          ?t onet:jobTitle ?title ; onet:sources ?source .
          OPTIONAL {{ ?t onet:shortTitle ?short }} }}
          ORDER BY ?title ?source"""
    )
    assert rows == [
        ("Counter Clerks", None, "08"),
        ("Front Desk Person (FDP)", "FDP", "04"),
        ("Front Desk Person (FDP)", "FDP", "06"),
    ]
    assert sample.one(OCCUPATION, "onet:hasReportedTitle/onet:shownInMyNextMove") == [True]


def test_a_rating_is_a_node_with_scale_and_value(sample: Graph) -> None:
    rows = sample.values(
        f"""SELECT ?type ?value ?n ?error ?low ?high ?suppress ?irrelevant ?date ?source {{
          <{OCCUPATION}> onet:hasRating ?r . ?r a ?type ; onet:refersTo <onet/element/2.A.1> , ?s ;
            onet:dataValue ?value ; onet:n ?n ; onet:standardError ?error ;
            onet:recommendSuppress ?suppress ; onet:date ?date ; onet:domainSource ?source .
          ?s onet:scaleID "IM" .
          OPTIONAL {{ ?r onet:lowerCIBound ?low ; onet:upperCIBound ?high }}
          OPTIONAL {{ ?r onet:notRelevant ?irrelevant }} }}"""
    )
    ((kind, value, n, error, low, high, suppress, irrelevant, date, source),) = rows
    assert str(kind).endswith("/SkillsRating")
    assert (value, n, error) == (Decimal("4.12"), 8, Decimal("0.125"))
    assert (low, high) == (Decimal("3.88"), Decimal("4.37"))
    assert (suppress, irrelevant, str(date), source) == (False, None, "2023-08", "Analyst")


def test_the_level_is_a_rating_of_its_own(sample: Graph) -> None:
    rows = sample.values(
        f"""SELECT ?value ?suppress ?irrelevant {{ <{OCCUPATION}> onet:hasRating ?r .
          ?r onet:refersTo <onet/element/2.A.1> , <onet/scale/LV> ; onet:dataValue ?value ;
             onet:recommendSuppress ?suppress ; onet:notRelevant ?irrelevant }}"""
    )
    assert rows == [(Decimal(3), True, False)]


def test_ratings_have_the_kind_of_what_they_rate(sample: Graph) -> None:
    rows = sample.values(
        "SELECT ?type (COUNT(?r) AS ?n) { ?o onet:hasRating ?r . ?r a ?type } GROUP BY ?type"
    )
    assert {str(kind).rpartition("/")[2]: n for kind, n in rows} == {
        "EducationRating": 1,
        "InterestsRating": 1,
        "JobZoneRating": 1,
        "KnowledgeRating": 1,
        "SkillsRating": 2,
        "TaskRating": 2,
    }


def test_a_category_is_what_a_share_is_of(sample: Graph) -> None:
    rows = sample.values(
        f"""SELECT ?value ?order ?words {{ <{OCCUPATION}> onet:hasRating ?r .
          ?r onet:dataValue ?value ; onet:refersTo ?c . ?c onet:category ?order ;
             onet:categoryDescription ?words }} ORDER BY ?value"""
    )
    assert rows == [(Decimal("12.5"), 1, "Once a year"), (Decimal("25.5"), 1, "None at all")]


def test_tasks_and_the_activities_they_are_part_of(sample: Graph) -> None:
    rows = sample.values(
        f"""SELECT ?task ?type ?asked ?dwa ?iwa ?gwa {{ <{OCCUPATION}> onet:hasTask ?t .
          ?t onet:task ?task ; onet:linkedTo ?d . ?d a onet:DetailedWorkActivity ;
             skos:prefLabel ?dwa ; skos:broader ?i . ?i a onet:IntermediateWorkActivity ;
             skos:prefLabel ?iwa ; skos:broader ?g . ?g skos:prefLabel ?gwa .
          OPTIONAL {{ ?t onet:taskType ?type ; onet:incumbentsResponding ?asked }} }}"""
    )
    assert rows == [
        ("Tell the way.", "Core", 12, "Find a name.", "Look at lists.", "Looking"),
    ]
    assert sample.one(OCCUPATION, "onet:hasTask/onet:taskID") == ["17", "18"]
    assert sample.one("onet/task/18", "onet:incumbentsResponding|onet:taskType") == []
    assert list(map(str, sample.one("onet/task/18", "onet:date"))) == ["2020-07"]
    assert list(map(str, sample.one("onet/task/17", "onet:hasDWALinkage/onet:date"))) == ["2014-07"]


def test_emerging_tasks_name_the_task_they_revise(sample: Graph) -> None:
    rows = sample.values(
        f"""SELECT ?task ?sort ?old {{ <{OCCUPATION}> onet:hasEmergingTask ?e .
          ?e onet:task ?task ; onet:category ?sort .
          OPTIONAL {{ ?e onet:refersTo/onet:taskID ?old }} }} ORDER BY ?task"""
    )
    assert rows == [
        ("Mend the robot.", "New", None),
        ("Tell the way by radio.", "Revision", "17"),
    ]


def test_the_content_model_is_a_tree_by_its_codes(sample: Graph) -> None:
    rows = sample.values(
        "SELECT ?a ?b { ?x skos:broader ?y . ?x onet:elementID ?a . ?y onet:elementID ?b }"
    )
    assert {("2.A", "2"), ("2.A.1", "2.A"), ("2.C", "2"), ("4.A.1.a", "4.A.1")} < set(rows)
    # No element 4.A or 4 was described.
    assert sample.one("onet/element/4.A.1", "skos:broader") == []


def test_scales_anchors_and_job_zones(sample: Graph) -> None:
    assert sample.one("onet/scale/LV", "onet:maximum") == [7]
    rows = sample.values(
        """SELECT ?value ?words { <onet/element/2.A.1> onet:hasLevelScaleAnchor ?a .
          ?a onet:refersTo <onet/scale/LV> ; onet:anchorValue ?value ;
             onet:anchorDescription ?words }
        """
    )
    assert rows == [(2, "Read a street sign")]
    assert sample.one(OCCUPATION, "onet:hasRating/onet:refersTo/onet:svpRange") == ["(4 to 6)"]
    assert sample.one("onet/job-zone/2", "onet:jobTraining") == ["Some months."]


def test_what_is_used_at_work(sample: Graph) -> None:
    rows = sample.values(
        """SELECT ?code ?demand ?hot ?commodity ?segment { ?o onet:onetSOCCode ?code ;
          onet:hasSoftware ?l . ?l onet:inDemand ?demand ; onet:refersTo ?e .
          ?e onet:workplaceExample "PageWright"@en ; onet:hotTechnology ?hot ; onet:linkedTo ?c .
          ?c skos:prefLabel ?commodity ; skos:broader/skos:broader/skos:broader ?s .
          ?s skos:prefLabel ?segment } ORDER BY ?code"""
    )
    assert rows == [
        (KEEPER, True, True, "Page software", "Machines that reckon"),
        (CLERK, False, True, "Page software", "Machines that reckon"),
    ]
    assert sample.one(OCCUPATION, "onet:hasTool/onet:workplaceExample") == ["Brass bells"]


def test_the_other_tables(sample: Graph) -> None:
    related = sample.values(
        f"""SELECT ?code ?tier ?index {{ <{OCCUPATION}> onet:hasRelatedOccupation ?l .
          ?l onet:refersTo/onet:onetSOCCode ?code ; onet:relatednessTier ?tier ;
             onet:relatedIndex ?index }}"""
    )
    assert related == [(KEEPER, "Primary-Short", 1)]
    assert sample.one("onet/element/2.A.1", "onet:linkedTo/onet:elementID") == ["4.A.1.a"]
    assert sample.one(OCCUPATION, "onet:hasMetadata/onet:response") == ["By letter", "By visit"]
    assert sample.one(OCCUPATION, "onet:hasMetadata/onet:percent") == [Decimal("18.9")]
    survey = "onet:hasSurveyBookletLocation/onet:surveyItemNumber"
    assert sample.one("onet/element/2.A.1", survey) == ["SK01a"]
    assert sample.one("onet/element/1.B.1.a", "onet:hasRIASECKeyword/onet:keywordType") == [
        "Action"
    ]
    activity = "onet:hasIllustrativeActivity/onet:activity"
    assert sample.one("onet/element/1.B.1.a", activity) == ["Build a birdhouse."]
    example = "onet:hasIllustrativeOccupation/onet:refersTo/onet:onetSOCCode"
    assert sample.one("onet/element/1.B.1.a", example) == [CLERK]


# Nothing dropped, nothing twice


def test_every_table_is_known_and_every_row_counted(sample: Graph) -> None:
    counted = {table.table: table.rows for table in sample.writer.tables}
    assert counted == {name: len(rows) - 1 for name, rows in ONET.items()}
    assert all(table.what and not table.unknown_columns for table in sample.writer.tables)
    duplicates = {table.table: table.duplicates for table in sample.writer.tables}
    assert {name: n for name, n in duplicates.items() if n} == {"Alternate Titles": 1}


def test_every_fact_is_written_once(sample: Graph) -> None:
    lines = sample.text.splitlines()
    assert len(lines) == len(set(lines)) == sample.writer.quads
    assert {line.rsplit(" ", 2)[1] for line in lines} == {
        "<https://w3id.org/careerlattice/graph/taxonomy/onet-1.0>"
    }


def test_the_graph_says_what_it_is(sample: Graph) -> None:
    graph = "../graph/taxonomy/onet-1.0"
    assert sample.one(graph, "owl:versionInfo") == ["1.0"]
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert list(map(str, sample.one(graph, "dcterms:license"))) == [licence]
    (credit,) = sample.one(graph, "dcterms:rights")
    assert "O*NET 1.0 Database by the U.S. Department of Labor" in str(credit)
    rows = sample.values(
        f"""SELECT ?title ?rows ?sha {{ <{graph}> void:subset ?t . ?t dcterms:title ?title ;
          void:entities ?rows ; prov:wasDerivedFrom ?f . ?f schema:sha256 ?sha }}"""
    )
    assert {(title, count) for title, count, _ in rows} == {
        (name, len(table) - 1) for name, table in ONET.items()
    }
    assert all(re.fullmatch(r"[0-9a-f]{64}", str(sha)) for _, _, sha in rows)


# Forms


@pytest.mark.parametrize("form", ["txt", "csv"])
def test_text_says_what_workbooks_say(form: str, tmp_path: Path, read: Read, sample: Graph) -> None:
    text = read("onet", write(tmp_path / form, ONET, form))
    assert facts(text) == facts(sample)


def test_an_archive_says_what_its_files_say(tmp_path: Path, read: Read, sample: Graph) -> None:
    packed = archive(write(tmp_path / "again", ONET, "xlsx"), tmp_path / "db.zip")
    assert facts(read("onet", packed)) == facts(sample)


def test_columns_and_files_may_come_in_any_order_under_any_name(
    tmp_path: Path, read: Read, sample: Graph
) -> None:
    shuffled = {
        # The first in the alphabet refers to the last.
        f"{number:02} table": [list(reversed(row)) for row in rows]
        for number, rows in enumerate(reversed(ONET.values()))
    }
    assert set(facts(read("onet", write(tmp_path / "odd", shuffled, "txt")))) == set(facts(sample))


def test_the_same_files_give_the_same_bytes(tmp_path: Path, read: Read) -> None:
    folder = write(tmp_path / "release", ONET, "xlsx")
    assert read("onet", folder).text == read("onet", folder).text


def test_two_tables_of_importance_and_level_are_ratings_of_a_taxonomy_of_their_own(
    tmp_path: Path, read: Read, sample: Graph
) -> None:
    rows: list[list[Any]] = [
        ["onetsoc_code", "element_id", "element_name", "importance", "level"],
        [CLERK, "2.A.1", "Reading Skills", "4.62", "4.88"],
        [KEEPER, "2.A.1", "Reading Skills", "4.25", ""],
    ]
    (tmp_path / "long").mkdir()
    found = read("onet", write_table(tmp_path / "long" / "skills_long.csv", rows), "30.0")
    assert found.writer.about.slug == "onet-ratings-30.0"
    values = found.values(
        f"""SELECT ?scale ?value ?name {{ <{OCCUPATION}> onet:hasRating ?r .
          ?r a onet:SkillsRating ; onet:refersTo <onet/element/2.A.1> , ?scale ;
             onet:dataValue ?value ; onet:elementName ?name .
          FILTER(CONTAINS(STR(?scale), "scale")) }} ORDER BY ?value"""
    )
    assert [(str(s)[-2:], v, n) for s, v, n in values] == [
        ("IM", Decimal("4.62"), "Reading Skills"),
        ("LV", Decimal("4.88"), "Reading Skills"),
    ]
    assert len(found.values("SELECT ?r { ?o onet:hasRating ?r }")) == 3

    def triples(graph: Graph) -> set[str]:
        return {line.rsplit(" ", 2)[0] for line in graph.text.splitlines()}

    # Beside the full release no fact stands in two graphs.
    assert not triples(found) & triples(sample)


def test_a_part_of_a_release_keeps_the_names_it_has(tmp_path: Path, read: Read) -> None:
    tasks = {"Task Statements": ONET["Task Statements"]}
    found = read("onet", write(tmp_path / "tasks", tasks, "xlsx"), "29.3")
    assert found.writer.about.slug == "onet-29.3"
    assert found.one(OCCUPATION, "skos:prefLabel") == ["Counter Clerks"]
    assert "Tell the way." in found.one(OCCUPATION, "onet:hasTask/onet:task")
    ratings = read("onet", write(tmp_path / "ratings", {"Skills": ONET["Skills"]}, "xlsx"), "29.3")
    assert ratings.writer.about.slug == "onet-ratings-29.3"
    assert ratings.one(OCCUPATION, "onet:hasRating/onet:title") == ["Counter Clerks"] * 2
    names = ratings.one(OCCUPATION, "onet:hasRating/onet:scaleName")
    assert names == ["Importance", "Level"]


# What is not as expected


def test_an_unknown_column_is_kept_and_told(tmp_path: Path, read: Read) -> None:
    rows = [
        [*row, extra] for row, extra in zip(ONET["Job Zones"], ["Mood Ring", "blue"], strict=True)
    ]
    folder = write(tmp_path / "r", {**ONET, "Job Zones": rows}, "txt")
    found = read("onet", folder)
    assert found.one(OCCUPATION, "onet:hasRating/onet:moodRing") == ["blue"]
    (warning,) = found.writer.warnings
    assert "Job Zones.txt" in warning
    assert "'Mood Ring'" in warning
    assert found.values("SELECT ?note { ?g a void:Dataset ; skos:editorialNote ?note }") == [
        (warning,)
    ]


def test_an_unknown_table_is_told_with_its_rows(tmp_path: Path, read: Read) -> None:
    folder = write(tmp_path / "r", {**ONET, "Shoes": [["Size", "Colour"], ["9", "red"]]}, "xlsx")
    found = read("onet", folder)
    (warning,) = found.writer.warnings
    assert "'Shoes' is not known here and its 1 rows are left out" in warning
    assert "Size, Colour" in warning
    assert [t.rows for t in found.writer.tables if not t.what] == [1]


def test_another_name_of_a_known_thing_is_kept_and_told(tmp_path: Path, read: Read) -> None:
    rows = [list(row) for row in ONET["Job Zones"]]
    rows[1][1] = "Desk Clerks"
    found = read("onet", write(tmp_path / "r", {**ONET, "Job Zones": rows}, "txt"))
    assert "Desk Clerks" in found.one(OCCUPATION, "skos:altLabel")
    assert found.one(OCCUPATION, "skos:prefLabel") == ["Counter Clerks"]
    assert any("'Desk Clerks' beside 'Counter Clerks'" in each for each in found.writer.warnings)


def test_rows_that_contradict_one_another_are_both_kept(tmp_path: Path, read: Read) -> None:
    rows = [list(row) for row in ONET["Knowledge"]]
    other = [4.0 if cell == 5.0 else cell for cell in rows[1]]
    found = read("onet", write(tmp_path / "r", {**ONET, "Knowledge": [*rows, other]}, "txt"))
    values = found.values("SELECT ?v { ?r a onet:KnowledgeRating ; onet:dataValue ?v } ORDER BY ?v")
    assert values == [(4,), (5,)]
    assert any("two rows say different things" in each for each in found.writer.warnings)


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "message"),
    [
        ("Skills", 1, 6, "high", "'Data Value' is 'high' and no number"),
        ("Skills", 2, 7, "8.5", "'N' is '8.5' and no whole number"),
        ("Skills", 1, 11, "perhaps", "'Recommend Suppress' is 'perhaps' and neither Y nor N"),
        ("Skills", 1, 13, "August", "'Date' is 'August' and no month such as 08/2023"),
        ("Skills", 1, 0, "43-4051", "'O*NET-SOC Code' is '43-4051' and no code"),
        ("Skills", 1, 2, "2 A", "'Element ID' is '2 A' and no code"),
        ("Skills", 1, 4, "", "the column 'Scale ID' is blank"),
        ("Task Statements", 2, 2, "x", "'Task ID' is 'x' and no whole number"),
    ],
)
@pytest.mark.parametrize("form", ["txt", "xlsx"])
def test_a_cell_that_is_not_what_its_column_is_for(
    table: str,
    row: int,
    column: int,
    cell: str,
    message: str,
    form: str,
    tmp_path: Path,
    read: Read,
) -> None:
    rows = [list(each) for each in ONET[table]]
    rows[row][column] = cell
    with pytest.raises(InputError) as caught:
        read("onet", write(tmp_path / "r", {**ONET, table: rows}, form))
    assert str(caught.value).startswith(
        f"{table}.{form}, line {row + 1}: table '{table}': {message}"
    )


def test_a_missing_column_is_named(tmp_path: Path, read: Read) -> None:
    rows = [row[:6] + row[7:] for row in ONET["Skills"]]
    with pytest.raises(InputError, match="table 'Skills': the column 'Data Value' is missing"):
        read("onet", write(tmp_path / "r", {**ONET, "Skills": rows}, "xlsx"))


def test_a_release_tells_its_version_in_its_read_me(tmp_path: Path, read: Read) -> None:
    folder = write(tmp_path / "r", {"Occupation Data": ONET["Occupation Data"]}, "txt")
    (folder / "Read Me.txt").write_text("O*NET 77.1 Database\nMay 2099 Release\n-----\n", "utf-8")
    found = read("onet", folder, None)
    assert found.writer.about.slug == "onet-77.1"
    assert found.one("../graph/taxonomy/onet-77.1", "skos:editorialNote") == ["May 2099 release"]


def test_a_release_of_no_version_is_asked_for_it(tmp_path: Path, read: Read) -> None:
    folder = write(tmp_path / "release", ONET, "txt")
    with pytest.raises(InputError, match=r"say it, as in --version 29\.3"):
        read("onet", folder, None)


def test_no_table_of_onet_at_all(tmp_path: Path, read: Read) -> None:
    folder = write(tmp_path / "r", {"Shoes": [["Size"], ["9"]]}, "csv")
    with pytest.raises(InputError, match="no table here is known"):
        read("onet", folder)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("O*NET-SOC Code", "onetSOCCode"),
        ("Lower CI Bound", "lowerCIBound"),
        ("Source(s)", "sources"),
        ("N", "n"),
        ("naceCode", "naceCode"),
        ("Shown in My Next Move", "shownInMyNextMove"),
    ],
)
def test_a_property_is_named_after_its_column(title: str, name: str) -> None:
    assert camel(title) == name
