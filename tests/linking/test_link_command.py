"""`careerlattice link`: lists and graphs in, tables and mapping sets out."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from careerlattice.build import Build
from careerlattice.cli.app import app
from careerlattice.errors import UsageError
from careerlattice.mappings import Status, declared_columns, project_mappings, read_mappings

RUN = CliRunner()


@pytest.fixture(autouse=True, scope="module")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAREERLATTICE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "titles.txt"
    file.write_text("Ward Nurse\n\nPipe welder\n", "utf-8")
    return file


def _link(*arguments: object) -> str:
    done = RUN.invoke(app, ["link", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_list_becomes_a_table(taxonomies: Path, listed: Path) -> None:
    text = _link("--to", "onet", "--taxonomies", taxonomies, "--titles", listed, "--top", 2)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["text"], row["rank"]) for row in rows] == [
        ("Ward Nurse", "1"), ("Ward Nurse", "2"), ("Pipe welder", "1"), ("Pipe welder", "2"),
    ]  # fmt: skip
    assert rows[0]["code"] == "29-1141.00"
    assert rows[2]["label"] == "Welders and Cutters"
    assert 0 <= float(rows[0]["confidence"]) <= 1


def test_json_and_tsv_say_the_same(taxonomies: Path, listed: Path) -> None:
    common = ("--to", "onet", "--taxonomies", taxonomies, "--titles", listed, "--top", 1)
    rows = json.loads(_link(*common, "-f", "json"))
    table = list(csv.DictReader(io.StringIO(_link(*common, "-f", "tsv")), delimiter="\t"))
    assert [row["code"] for row in rows] == [row["code"] for row in table]


def test_esco_has_no_duties(taxonomies: Path, listed: Path) -> None:
    with pytest.raises(UsageError, match="no duties"):
        _link("--to", "esco", "--taxonomies", taxonomies, "--titles", listed, "--as", "duties")


def test_where_the_taxonomies_are_must_be_said(
    listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAREERLATTICE_TAXONOMIES", raising=False)
    with pytest.raises(UsageError, match="where the taxonomies are"):
        _link("--to", "onet", "--titles", listed)


@pytest.mark.parametrize("to", ["onet", "esco"])
def test_a_graph_becomes_a_mapping_set(
    built: Build, taxonomies: Path, tmp_path: Path, to: str
) -> None:
    folder = tmp_path / "sets"
    folder.mkdir()
    file = folder / "proposed.sssom.tsv"
    common = ("--to", to, "--taxonomies", taxonomies, "--graph", built.folder)
    _link(*common, "--output", file)
    proposed = read_mappings(folder).mappings
    assert proposed
    assert {each.status for each in proposed} == {Status.PROPOSED}
    assert all(each.object != each.subject for each in proposed)
    starts = {each.subject.split("/id/")[1].split("/")[0] for each in proposed}
    assert starts == ({"class", "competency"} | ({"duty"} if to == "onet" else set()))
    table = file.read_text("utf-8").splitlines()
    header = next(line for line in table if line.startswith("subject_id")).split("\t")
    row = dict(zip(header, table[-1].split("\t"), strict=True))
    assert row["mapping_tool"] == "careerlattice link (fast)"
    assert row["object_source_version"] == ("1.0" if to == "onet" else "2.0.0")
    assert row["subject_source_version"]
    assert row["comment"].startswith("suggestion ")
    review = ("predicate_modifier", "reviewer_id", "reviewer_label", "review_date")
    assert [row[column] for column in review] == [""] * 4
    assert "status" in declared_columns(table)
    again = folder / "again.tsv"
    _link(*common, "--output", again)
    assert again.read_bytes() == file.read_bytes()


def test_what_was_decided_is_not_proposed_again(
    built: Build, taxonomies: Path, tmp_path: Path
) -> None:
    common = ("--to", "onet", "--taxonomies", taxonomies, "--graph", built.folder, "--top", 1)
    first = _link(*common)
    lines = first.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("subject_id"))
    header, row = lines[at].split("\t"), lines[at + 1].split("\t")
    cells = dict(zip(header, row, strict=True))
    sets = tmp_path / "sets"
    shutil.copytree(project_mappings(), sets)
    cells |= {"status": "rejected", "predicate_modifier": "Not", "comment": "It is other work."}
    (sets / "rejected.sssom.tsv").write_text(
        "\n".join(
            [
                *lines[:at],
                "\t".join(header),
                "\t".join(cells.values()),
                "",
            ]
        ),
        "utf-8",
    )
    second = _link(*common, "--mappings", sets)
    pair = (cells["subject_id"], cells["object_id"])
    pairs = [tuple(line.split("\t")[i] for i in (0, 3)) for line in second.splitlines()[at + 1 :]]
    assert pair not in pairs
    assert cells["subject_id"] in {subject for subject, _ in pairs}


def test_one_publisher_alone(built: Build, taxonomies: Path) -> None:
    text = _link(
        "--to", "onet", "--taxonomies", taxonomies, "--graph", built.folder,
        "--publisher", "us-ct", "--top", 1,
    )  # fmt: skip
    rows = [line for line in text.splitlines() if line.startswith("careerlattice:id/")]
    assert rows
    assert all("/us-ct/" in line.split("\t")[0] for line in rows)
