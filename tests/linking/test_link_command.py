"""`careerlattice link`: lists and graphs in, tables and mapping sets out."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from careerlattice.build import Build, build, seed_documents
from careerlattice.cli.app import app
from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.lattice import Lattice
from careerlattice.mappings import Status, declared_columns, project_mappings, read_mappings
from careerlattice.taxonomies import add_taxonomy
from tests.taxonomies.samples import ONET, write

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


def test_a_list_is_written_where_it_is_wanted(
    taxonomies: Path, listed: Path, tmp_path: Path
) -> None:
    common = ("--to", "onet", "--taxonomies", taxonomies, "--titles", listed)
    file = tmp_path / "new" / "links.csv"
    assert _link(*common, "--output", file) == ""
    assert file.read_text("utf-8") == _link(*common)
    assert [each.name for each in file.parent.iterdir()] == ["links.csv"]
    _link(*common, "--output", "/dev/null")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(CareerlatticeError, match="cannot be written"):
        _link(*common, "--output", tmp_path)


def test_json_and_tsv_say_the_same(taxonomies: Path, listed: Path) -> None:
    common = ("--to", "onet", "--taxonomies", taxonomies, "--titles", listed, "--top", 1)
    rows = json.loads(_link(*common, "-f", "json"))
    table = list(csv.DictReader(io.StringIO(_link(*common, "-f", "tsv")), delimiter="\t"))
    assert [row["code"] for row in rows] == [row["code"] for row in table]


def test_esco_has_no_duties(taxonomies: Path, listed: Path) -> None:
    with pytest.raises(UsageError, match="no duties"):
        _link("--to", "esco", "--taxonomies", taxonomies, "--titles", listed, "--as", "duties")


@pytest.mark.parametrize("to", ["isco", "soc"])
@pytest.mark.parametrize("what", ["duties", "tasks", "competencies"])
def test_groups_of_occupations_are_for_titles(listed: Path, to: str, what: str) -> None:
    with pytest.raises(UsageError, match=f"{to.upper()} classifies occupations and has no {what}"):
        _link("--to", to, "--titles", listed, "--as", what)


def test_no_taxonomy_at_all_is_told(
    listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAREERLATTICE_TAXONOMIES", raising=False)
    with pytest.raises(UsageError, match="no taxonomy is installed") as told:
        _link("--to", "onet", "--titles", listed, "--graph", tmp_path / "build")
    assert "taxonomy add onet PATH" in str(told.value.remedy)
    assert "--taxonomies" in str(told.value.remedy)


def test_what_is_installed_beside_the_graph_is_linked_to(
    listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAREERLATTICE_TAXONOMIES", raising=False)
    write(tmp_path / "onet-29.3", ONET, "txt")
    add_taxonomy(tmp_path / "build", "onet", tmp_path / "onet-29.3")
    common = ("--to", "onet", "--titles", listed, "--graph", tmp_path / "build")
    assert _link(*common) == _link(*common, "--taxonomies", tmp_path)
    with pytest.raises(UsageError, match="no release of ESCO"):
        _link("--to", "esco", *common[2:])


@pytest.mark.parametrize("to", ["onet", "esco", "isco", "soc"])
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
    whole = {"onet": {"class", "duty", "competency"}, "esco": {"class", "competency"}}
    assert starts == whole.get(to, {"class"})
    table = file.read_text("utf-8").splitlines()
    header = next(line for line in table if line.startswith("subject_id")).split("\t")
    row = dict(zip(header, table[-1].split("\t"), strict=True))
    assert row["mapping_tool"] == "careerlattice link (fast)"
    versions = {"onet": "1.0", "soc": "2018"}
    assert row["object_source_version"] == versions.get(to, "2.0.0")
    sources = {"onet": "graph/taxonomy/onet-1.0", "soc": "id/crosswalks/classification/SOC%202018"}
    source = sources.get(to, "graph/taxonomy/esco-2.0.0")
    assert row["object_source"] == f"careerlattice:{source}"
    objects = {"isco": "esco:isco/C", "soc": "careerlattice:id/soc/2018/"}
    assert row["object_id"].startswith(objects.get(to, ("careerlattice:id/onet/", "esco:skill/")))
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


def test_groups_of_occupations_are_found_by_the_questions(taxonomies: Path, tmp_path: Path) -> None:
    (document,) = (path for path in seed_documents().rglob("*.txt") if "6435cl" in path.name)
    graph, sets = tmp_path / "build", tmp_path / "sets"
    build([document], graph)
    for to in ("isco", "soc"):
        _link(
            "--to", to, "--taxonomies", taxonomies, "--graph", graph, "--top", 1,
            "--output", sets / f"{to}.sssom.tsv",
        )  # fmt: skip
    build([document], graph, mappings=sets)
    with Lattice.open(graph) as lattice:
        rows = lattice.ask("taxonomy-codes", class_="us-ct/6435cl")
    found = {str(row["taxonomy"]): (str(row["code"]), row["status"]) for row in rows}
    assert set(found) == {
        "https://w3id.org/careerlattice/graph/taxonomy/esco-2.0.0",
        "https://w3id.org/careerlattice/id/crosswalks/classification/SOC%202018",
    }
    assert {status for _, status in found.values()} == {"awaits review"}
    assert {code.rpartition("/")[0] for code, _ in found.values()} == {
        "http://data.europa.eu/esco/isco",
        "https://w3id.org/careerlattice/id/soc/2018",
    }
