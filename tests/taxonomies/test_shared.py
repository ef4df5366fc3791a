"""The releases as distributed: every table known, as many rows read as the files have."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from careerlattice.taxonomies import crosswalks, esco, onet
from careerlattice.taxonomies.quads import GraphWriter
from careerlattice.taxonomies.tables import Release

# Of the same layout as tables that are read here, and half of all facts.
LEFT_OUT = {"Education, Training, and Experience", "Skills", "Tools Used"}


class Sink(io.StringIO):
    """Takes a graph and keeps how often each kind of thing was said."""

    def __init__(self) -> None:
        super().__init__()
        self.predicates: dict[str, int] = {}
        self.types: dict[str, int] = {}

    def write(self, text: str) -> int:
        for line in text.splitlines():
            _, predicate, thing = line.split(" ", 2)
            name = predicate.rpartition("/")[2].rpartition("#")[2].rstrip(">")
            self.predicates[name] = self.predicates.get(name, 0) + 1
            if name == "type":
                kind = thing.split(">", 1)[0].rpartition("/")[2].rpartition("#")[2]
                self.types[kind] = self.types.get(kind, 0) + 1
        return len(text)


def rows_of(file: Path, header: str) -> int:
    """The rows below the one that begins with *header*, counted without our reader."""
    if file.suffix == ".xlsx" and not header:
        with zipfile.ZipFile(file) as parts:
            return parts.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1
    if file.suffix == ".xlsx":
        rows: list[list[Any]] = (
            CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        )
    else:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = [list(row) for row in csv.reader(stream)]
    at = next(i for i, row in enumerate(rows) if row[0] == header) if header else 0
    return len(rows) - at - 1


def take(
    folder: Path, kind: str, tmp_path: Path, left_out: AbstractSet[str] = frozenset()
) -> tuple[GraphWriter, Sink]:
    for file in folder.iterdir():
        if file.stem not in left_out:
            (tmp_path / file.name).symlink_to(file)
    release = Release(tmp_path)
    about = {
        "onet": lambda: onet.about_onet(release, None if left_out else "30.0")[0],
        "esco": lambda: esco.about_esco(release, "1.2.0"),
        "crosswalk": lambda: crosswalks.about_crosswalks(release, None),
    }[kind]()
    sink = Sink()
    writer = GraphWriter(about, sink, lambda _: None)
    readers: dict[str, Callable[[Release, GraphWriter], None]] = {
        "onet": onet.read_onet,
        "esco": esco.read_esco,
        "crosswalk": crosswalks.read_crosswalks,
    }
    readers[kind](release, writer)
    writer.flush()
    assert all(table.what and not table.unknown_columns for table in writer.tables)
    return writer, sink


@pytest.mark.slow
def test_onet(shared: Path, tmp_path: Path) -> None:
    folder = shared / "taxonomies" / "onet-29.3"
    writer, sink = take(folder, "onet", tmp_path, LEFT_OUT)
    assert writer.about.slug == "onet-29.3"
    assert {table.table: table.rows for table in writer.tables} == {
        file.stem: rows_of(file, "") for file in folder.glob("*.xlsx") if file.stem not in LEFT_OUT
    }
    assert sum(table.duplicates for table in writer.tables) == 0
    assert writer.warnings == {
        "table 'Alternate Titles': two rows say different things of one; both are kept": 2
    }
    assert sink.types["Occupation"] == 1016
    assert sink.types["Task"] == 18_796
    assert sink.types["KnowledgeRating"] == 58_014
    assert sink.types["WorkStylesRating"] == 14_064
    assert sink.types["JobTitle"] == sink.predicates["hasJobTitle"] == 56_560
    assert sink.types["DetailedWorkActivity"] == 2_087
    assert sink.types["TaskDWALinkage"] == 23_233
    assert sink.types["SoftwareLinkage"] == 32_681
    assert sink.types["RelatedOccupationLinkage"] == 18_460
    # The numbers of columns that are filled in the workbook.
    assert sink.predicates["notRelevant"] == 23_068 + 5_939
    assert sink.predicates["incumbentsResponding"] == 17_157


@pytest.mark.slow
def test_ratings_in_two_long_tables(shared: Path, tmp_path: Path) -> None:
    folder = shared / "taxonomies" / "onet-30.0-ratings"
    writer, sink = take(folder, "onet", tmp_path)
    assert writer.about.slug == "onet-ratings-30.0"
    assert {table.rows for table in writer.tables} == {46_488, 36_654}
    assert sink.types["AbilitiesRating"] == 2 * 46_488
    assert sink.types["WorkActivitiesRating"] == 2 * 36_654
    assert set(sink.types) == {"AbilitiesRating", "WorkActivitiesRating"}


@pytest.mark.slow
def test_esco(shared: Path, tmp_path: Path) -> None:
    folder = shared / "taxonomies" / "esco-1.2.0"
    writer, sink = take(folder, "esco", tmp_path)
    assert {table.table: table.rows for table in writer.tables} == {
        file.stem: rows_of(file, "") for file in folder.glob("*.csv")
    }
    assert sum(table.duplicates for table in writer.tables) == 0
    assert sink.types["Occupation"] == 3_039
    assert sink.types["Skill"] == 13_939
    assert sink.types["ConceptScheme"] == 19
    assert sink.predicates["relatedEssentialSkill"] + sink.predicates["relatedOptionalSkill"] == (
        129_004 + 5_818
    )
    assert sink.predicates["broader"] == 3_652 + 20_822
    assert sink.predicates["prefLabel"] == 3_039 + 619 + 640 + 13_939 + 19


@pytest.mark.slow
def test_crosswalks(shared: Path, tmp_path: Path) -> None:
    folder = shared / "taxonomies" / "crosswalks"
    writer, sink = take(folder, "crosswalk", tmp_path)
    headers = {
        "2010_to_2018_SOC_Crosswalk": "O*NET-SOC 2010 Code",
        "2010_to_2019_Crosswalk": "O*NET-SOC 2010 Code",
        "2019_Occupations": "O*NET-SOC 2019 Code",
        "2019_to_SOC_Crosswalk": "O*NET-SOC 2019 Code",
        "SOC_Structure": "Major Group",
        "crosswalk_esco_onet": "O*NET Id",
    }
    assert {table.table: table.rows for table in writer.tables} == {
        file.stem: rows_of(file, headers[file.stem]) for file in folder.iterdir()
    }
    assert sink.types["Axiom"] == 4_253 + 1_170 + 1_164 + 1_016
    stated = 2_053 + 1_432 + 498 + 227 + 43
    derived = sum(
        sink.predicates[f"{kind}Match"] for kind in ("close", "broad", "exact", "narrow", "related")
    )
    assert derived == stated + 1_170 + 1_164 + 1_016
