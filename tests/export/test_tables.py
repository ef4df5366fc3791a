"""The tables: fixed columns and types, read back by polars and pyarrow with the graph's values."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.export.formats import Subject
from careerlattice.export.tables import TABLES, Table, Type, read_table
from careerlattice.lattice import Lattice
from careerlattice.resources import queries_dir
from careerlattice.rows import Rows
from careerlattice.store import GraphStore
from tests.export.odd import exported, odd_lattice

XSD = "http://www.w3.org/2001/XMLSchema#"
POLARS: dict[Type, Any] = {
    Type.STRING: pl.String,
    Type.INTEGER: pl.Int64,
    Type.DECIMAL: pl.Decimal(28, 10),
    Type.BOOLEAN: pl.Boolean,
    Type.DATE: pl.Date,
}


def read_csv(path: Path, table: Table) -> list[tuple[Any, ...]]:
    schema = {column.name: POLARS[column.type] for column in table.columns}
    return pl.read_csv(path, schema=schema).rows()


def rows_of(subject: Subject, name: str) -> list[dict[str, Any]]:
    table = next(table for table in TABLES if table.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in read_table(subject, table).rows]


@pytest.fixture(scope="module")
def folders(lattice: Lattice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All tables of the seeds, as CSV and as Parquet."""
    place = tmp_path_factory.mktemp("tables")
    names = ("csv-tables", "parquet-tables")
    for name in names:
        (place / name).mkdir()
    return {name: exported(Subject(lattice), name, place / name) for name in names}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_columns_are_those_of_the_query(table: Table) -> None:
    text = (queries_dir() / "export" / "tables" / f"{table.name}.rq").read_text("utf-8")
    columns = GraphStore.memory().select(text).columns
    names = ["publisher" if name == "publisher_id" else name for name in columns]
    assert names == [column.name for column in table.columns]
    assert text.count("VALUES ?publisher { UNDEF }") == 1
    assert {*table.order, *table.key, *dict(table.leads)} <= set(names)


def test_every_query_is_a_table() -> None:
    files = (queries_dir() / "export" / "tables").glob("*.rq")
    assert {file.stem for file in files} == {table.name for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_csv_is_read_back(lattice: Lattice, folders: dict[str, Path], table: Table) -> None:
    found = read_csv(folders["csv-tables"] / f"{table.name}.csv", table)
    assert found == list(read_table(Subject(lattice), table).rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_parquet_is_read_back(lattice: Lattice, folders: dict[str, Path], table: Table) -> None:
    path = folders["parquet-tables"] / f"{table.name}.parquet"
    frame = pl.read_parquet(path)
    assert dict(frame.schema) == {c.name: POLARS[c.type] for c in table.columns}
    assert frame.rows() == list(read_table(Subject(lattice), table).rows)
    described = pq.read_schema(path).field(0).metadata[b"description"].decode()
    assert described == table.columns[0].description


def test_requirements_are_those_of_the_graph(lattice: Lattice) -> None:
    rows = rows_of(Subject(lattice), "requirements")
    expected = lattice.store.select(
        "SELECT ?requirement { ?g career:hasRequirement ?requirement }"
    ).column("requirement")
    assert sorted(row["requirement"] for row in rows) == sorted(map(str, expected))
    rung = "us-mt-dor/it-processing-office-specialist/9"
    card = {each.iri: each for each in lattice.show(rung).competencies}
    own = {row["requirement"]: row for row in rows if row["class_grade"] == rung}
    assert own.keys() == card.keys()
    for iri, row in own.items():
        assert (row["competency_name"], row["level"]) == (card[iri].name, card[iri].level)
        assert (row["guidance"], row["scale_name"]) == (card[iri].guidance, card[iri].scale)
    ranks = {row["level"]: row["level_rank"] for row in own.values() if row["level"]}
    assert ranks == {"A": 1, "B": 2}


def test_duties_stand_in_the_order_of_their_document(lattice: Lattice) -> None:
    rows = rows_of(Subject(lattice), "duties")
    assert len(rows) == 100
    rung = "us-mt-dor/citizens-services-program-specialist/12"
    own = [row for row in rows if row["class_grade"] == rung]
    assert [row["position"] for row in own] == sorted(row["position"] for row in own)
    assert {row["time_share"] for row in own} >= {None}
    assert [row["time_share"] for row in rows if row["time_share"]] == [Decimal("0.25")]


def test_dates_and_counts_have_their_types(lattice: Lattice) -> None:
    (row,) = (r for r in rows_of(Subject(lattice), "classes") if r["class"] == "us-ct/6435cl")
    assert row["established"] == date(1986, 4, 25)
    quotes = rows_of(Subject(lattice), "quotes")
    assert all(row["end"] - row["start"] == len(row["quote"]) for row in quotes)


def test_one_publisher_has_its_rows_alone(lattice: Lattice) -> None:
    for table in TABLES:
        part = read_table(Subject(lattice, publisher="us-ct"), table)
        whole = read_table(Subject(lattice), table)
        assert set(part.rows) <= set(whole.rows), table.name
    rungs = rows_of(Subject(lattice, publisher="us-ct"), "class-grades")
    assert [row["class_grade"] for row in rungs] == ["us-ct/6435cl/cl-16"]
    assert rows_of(Subject(lattice, publisher="us-ct"), "documents")
    mappings = rows_of(Subject(lattice, publisher="us-ct"), "mappings")
    assert mappings
    assert all("us-ct/" in row["subject"] + row["object"] for row in mappings)


def test_the_description_is_true(folders: dict[str, Path]) -> None:
    for folder, read in (
        (folders["csv-tables"], lambda path: pl.read_csv(path, infer_schema=False)),
        (folders["parquet-tables"], pl.read_parquet),
    ):
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        frames = {each["name"]: read(folder / each["path"]) for each in package["resources"]}
        assert set(frames) == {table.name for table in TABLES}
        assert {path.name for path in folder.iterdir()} == {
            "datapackage.json",
            *(each["path"] for each in package["resources"]),
        }
        for each in package["resources"]:
            frame, schema = frames[each["name"]], each["schema"]
            assert frame.columns == [field["name"] for field in schema["fields"]]
            assert all(field["description"] for field in schema["fields"])
            assert frame.select(schema["primaryKey"]).is_duplicated().sum() == 0
            for key in schema["foreignKeys"]:
                other = frames[key["reference"]["resource"]]
                values = set(frame[key["fields"][0]].drop_nulls())
                assert values <= set(other[key["reference"]["fields"][0]])


def test_the_archive_holds_the_folder(
    lattice: Lattice, folders: dict[str, Path], tmp_path: Path
) -> None:
    path = exported(Subject(lattice), "tables", tmp_path)
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {file.name: file.read_bytes() for file in folders["csv-tables"].iterdir()}


# -- what is hard to write ---------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv-tables", "parquet-tables"])
def test_odd_texts_come_back_as_they_are(form: str, tmp_path: Path) -> None:
    folder = exported(Subject(odd_lattice()), form, tmp_path)
    frames = {}
    for table in TABLES:
        names = [column.name for column in table.columns]
        if form == "csv-tables":
            rows = read_csv(folder / f"{table.name}.csv", table)
        else:
            rows = pl.read_parquet(folder / f"{table.name}.parquet").rows()
        frames[table.name] = [dict(zip(names, row, strict=True)) for row in rows]
    assert [(row["text"], row["time_share"]) for row in frames["duties"]] == [
        ('=HYPERLINK("http://example.org")', None),
        ("<script>alert('&amp;')</script>\r\nsecond line\ttab", Decimal("0.125")),
    ]
    assert {(row["name"], row["text"]) for row in frames["competencies"]} == {
        ("@SUM(1+1)*cmd|' /C calc'!A0", ""),  # an empty text
        ('מיומנות "quoted", with; marks', None),  # is not none
        ("Elsewhere", None),
    }
    assert [row["lead_worker"] for row in frames["class-grades"]] == [False]
    assert [
        (row["level"], row["level_rank"], row["guidance"]) for row in frames["requirements"]
    ] == [
        ("007", 2, "-1"),
        ("007", 2, "Under Guidance"),  # two values of what has one: a row for each
        (None, None, None),  # a requirement without a level
    ]
    codes = {(row["kind"], row["value"]) for row in frames["codes"]}
    assert codes >= {("code", "0012"), ("code", "+12"), ("kind", "skill"), ("kind", "knowledge")}
    assert frames["pay"] == []


def test_a_key_that_is_none_is_not_claimed(tmp_path: Path) -> None:
    folder = exported(Subject(odd_lattice()), "csv-tables", tmp_path)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    keys = {each["name"]: each["schema"].get("primaryKey") for each in package["resources"]}
    assert keys["requirements"] is None
    assert keys["duties"] == ["assignment"]


def test_a_value_of_another_type_is_told(tmp_path: Path) -> None:
    duty = ox.NamedNode("https://w3id.org/careerlattice/id/assignment/xx-odd/k/1/a")
    share = ox.NamedNode("https://w3id.org/careerlattice/ontology#timeShare")
    odd = odd_lattice(ox.Quad(duty, share, ox.Literal("most")))
    with pytest.raises(InputError, match="duties has 'most' as time_share, which is no number"):
        exported(Subject(odd), "csv-tables", tmp_path)


# -- answers -----------------------------------------------------------------------------------


def literal(text: str, kind: str = "string") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


ANSWER = Rows(
    ["text", "whole", "share", "truth", "day", "mixed", "nothing"],
    [
        [literal("=1"), literal("7", "integer"), literal("0.10", "decimal"),
         literal("true", "boolean"), literal("2020-02-29", "date"), literal("x"), None],
        [literal(""), None, literal("2.5", "double"), None, None, literal("1", "integer"), None],
    ],
)  # fmt: skip


def test_the_rows_of_an_answer(lattice: Lattice, tmp_path: Path) -> None:
    subject = Subject(lattice, answer=ANSWER)
    text = exported(subject, "csv", tmp_path).read_text("utf-8")
    assert text == (
        'text,whole,share,truth,day,mixed,nothing\n=1,7,0.10,true,2020-02-29,x,\n"",,2.5,,,1,\n'
    )
    frame = pl.read_parquet(exported(subject, "parquet", tmp_path))
    assert list(frame.schema.values()) == [
        pl.String, pl.Int64, pl.Decimal(28, 10), pl.Boolean, pl.Date, pl.String, pl.String,
    ]  # fmt: skip
    assert frame.rows() == [
        ("=1", 7, Decimal("0.10"), True, date(2020, 2, 29), "x", None),
        ("", None, Decimal("2.5"), None, None, "1", None),
    ]


def test_a_number_too_long_for_parquet_is_told(lattice: Lattice, tmp_path: Path) -> None:
    for text, kind in (("1" * 30, "integer"), ("0." + "1" * 20, "decimal")):
        subject = Subject(lattice, answer=Rows(["n"], [[literal(text, kind)]]))
        with pytest.raises(UsageError, match=r"too long for Parquet.*choose csv"):
            exported(subject, "parquet", tmp_path)
        assert text in exported(subject, "csv", tmp_path).read_text("utf-8")


def test_without_the_extra_parquet_says_how_to_get_it(
    lattice: Lattice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'careerlattice[tables]'")):
        exported(Subject(lattice, answer=ANSWER), "parquet", tmp_path)
