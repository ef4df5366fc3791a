"""`careerlattice taxonomy`: what it prints, and where; its exit codes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from careerlattice.build import seed_documents
from careerlattice.cli import main
from tests.taxonomies.samples import CROSSWALKS, ONET, write

DOCUMENT = next(path for path in seed_documents().rglob("*.txt") if "6435cl" in path.name)


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object, folder: Path) -> Done:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    before, sys.argv = sys.argv, ["careerlattice", *map(str, arguments)]
    try:
        with contextlib.chdir(folder), redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv = before
    assert isinstance(code, int)
    for stream in (out, err):
        stream.seek(0)
    return Done(code, out.read(), err.read())


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    write(tmp_path / "onet-29.3", ONET, "txt")
    done = run("taxonomy", "add", "onet", "onet-29.3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_adding_tells_what_was_read_and_whom_to_credit(tmp_path: Path) -> None:
    write(tmp_path / "release", ONET, "txt")
    done = run("taxonomy", "add", "onet", "release", "--version", "29.3", folder=tmp_path)
    assert done.returncode == 0
    rows = sum(len(table) - 1 for table in ONET.values())
    assert done.stdout.startswith(f"O*NET 29.3 Database: {rows} rows of {len(ONET)} tables, ")
    assert "used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA." in done.stdout
    assert "Run `careerlattice build`" in done.stdout
    # Progress is no data.
    assert "reading Skills\n" in done.stderr
    assert "loading the store\n" in done.stderr


def test_what_was_left_out_is_told_and_counts(tmp_path: Path) -> None:
    write(tmp_path / "onet-29.3", {**ONET, "Shoes": [["Size"], ["9"]]}, "txt")
    done = run("taxonomy", "add", "onet", "onet-29.3", "--quiet", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "careerlattice: Shoes.txt: the table 'Shoes' is not known here and its 1 rows are left"
        " out; its columns are Size\n"
    )
    assert (tmp_path / "build" / "taxonomies" / "onet-29.3").is_dir()


def test_a_broken_release_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    rows = [list(row) for row in ONET["Skills"]]
    rows[1][6] = "high"
    write(tmp_path / "onet-29.3", {**ONET, "Skills": rows}, "txt")
    done = run("taxonomy", "add", "onet", "onet-29.3", "--quiet", folder=tmp_path)
    assert done.returncode == 3
    assert done.stderr == (
        "careerlattice: Skills.txt, line 2: table 'Skills': 'Data Value' is 'high' and no number."
        " To put it right: see whether the file is as published, and download it again.\n"
    )


def test_the_list_tells_version_licence_and_credit(installed: Path) -> None:
    done = run("taxonomy", "list", folder=installed)
    assert done.returncode == 0
    first, second, third = done.stdout.splitlines()
    assert first.startswith("onet-29.3: O*NET 29.3 Database, ")
    assert "licence https://creativecommons.org/licenses/by/4.0/" in second
    assert "by the U.S. Department of Labor" in third


def test_the_list_as_tables_and_json(installed: Path) -> None:
    done = run("taxonomy", "list", "--tables", folder=installed)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["table"]: int(row["rows"]) for row in rows} == {
        name: len(table) - 1 for name, table in ONET.items()
    }
    (entry,) = json.loads(run("taxonomy", "list", "--json", folder=installed).stdout)
    assert (entry["taxonomy"], entry["version"], entry["in_use"]) == ("onet-29.3", "29.3", True)
    assert entry["graph"] == "https://w3id.org/careerlattice/graph/taxonomy/onet-29.3"
    table = run("taxonomy", "list", "--format", "csv", folder=installed).stdout
    assert table.splitlines()[0] == "taxonomy,in_use,rows,facts,licence,attribution"


def test_an_empty_list(tmp_path: Path) -> None:
    done = run("taxonomy", "list", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "No taxonomy is installed" in done.stderr


def test_removing(installed: Path) -> None:
    done = run("taxonomy", "remove", "onet-29.3", folder=installed)
    assert done.returncode == 0
    assert done.stdout.startswith("onet-29.3 is removed")
    again = run("taxonomy", "remove", "onet-29.3", folder=installed)
    assert again.returncode == 2
    assert "is not installed" in again.stderr


def test_a_taxonomy_is_asked_like_everything_else(installed: Path) -> None:
    write(installed / "cross", CROSSWALKS, "csv")
    assert run("taxonomy", "add", "crosswalk", "cross", folder=installed).returncode == 0
    built = run("build", DOCUMENT, folder=installed)
    assert "Beside them in the store: O*NET 29.3 Database, " in built.stdout
    done = run(
        "query",
        """PREFIX onet: <https://www.onetcenter.org/rdf/schema/onet/>
        SELECT ?title ?esco { ?o a onet:Occupation ; skos:prefLabel ?title ;
          skos:broadMatch ?e . ?e rdfs:label ?esco }""",
        folder=installed,
    )
    assert done.stdout.splitlines()[1:] == [
        "Counter Clerks,desk person",
        "Counter Clerks,Counter Clerks",
    ]
