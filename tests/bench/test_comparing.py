"""The means of the comparisons: limits that hold, tables that say what our triples say."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import careerlattice
from tests.bench.programs import BENCH, program

everything, mapping = program("everything"), program("mapping")
measuring, sampling, tables = program("measuring"), program("sampling"), program("tables")
compare, compared = program("compare"), program("compared")

PACKAGE = Path(careerlattice.__file__).parent


# -- limits ------------------------------------------------------------------------------------

ENDLESS = f"""
import sys
sys.path.append({str(BENCH)!r})
from measuring import stage
with stage("first") as found:
    found["rows"] = 3
with stage("second"):
    while True:
        pass
"""


def test_a_limit_ends_a_way_and_keeps_what_it_had_found() -> None:
    found = measuring.run((sys.executable, "-c", ENDLESS), 1)
    assert not found["ended"]
    assert "failed" not in found
    assert set(found["stages"]) == {"first"}
    assert found["stages"]["first"]["rows"] == 3


def test_a_way_that_fails_is_told_with_its_last_words() -> None:
    found = measuring.run((sys.executable, "-c", "raise ValueError('no such thing')"), 60)
    assert found["failed"] == "ValueError: no such thing"


def test_a_way_that_something_else_kills_did_not_reach_its_limit() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert measuring.run((sys.executable, "-c", code), 60)["failed"] == "it ended with -9"


# -- sums --------------------------------------------------------------------------------------


def whole(**naive: dict[str, float]) -> list[dict[str, Any]]:
    """The rows of a comparison in which careerlattice takes 5 s, 1 s of it to read."""
    by = {"starting": 1.0, "outline": 1.0, "shapes": 1.0, "loading the store": 1.0, "packing": 1.0}
    built = {"stages": {"build": {"by": by}}}
    asked = {"open": {"cpu": 0.0}} | {
        name: {"cpu": 0.2, "times": 20}
        for name in (compared.LOOKUP, compared.LISTING, compared.COUNT)
    }
    theirs = {
        "start": {"cpu": 1.0},
        "load": {"cpu": 10.0},
        **{name: {"cpu": 1.0} for name in (compared.LOOKUP, compared.LISTING, compared.COUNT)},
        **naive,
    }
    spent = sum(each.get("cpu", each.get("limit", 0)) for each in theirs.values())
    cpu = spent if "shapes" in theirs else compare.LIMIT
    found = {"first": built, "again": built, "ask": {"stages": asked}}
    rows: list[dict[str, Any]] = compare.rows_of_whole(
        found | {"naive": {"stages": theirs, "cpu": cpu}}
    )
    return rows


def test_reading_is_in_both_sums_and_what_one_way_alone_does_in_its_own() -> None:
    rows = {row["what"]: row for row in whole(shapes={"cpu": 40.0})}
    assert rows["in all"]["ours"] == pytest.approx(5.03)
    assert rows["in all"]["theirs"] == pytest.approx(1 + 54)
    assert rows["what only careerlattice does"]["ours"] == pytest.approx(1)
    without = rows["in all, documents to triples left out"]
    assert (without["ours"], without["theirs"]) == (pytest.approx(4.03), pytest.approx(54))
    assert not rows["in all"]["at_least"]
    asked_nothing = rows["in all, but for the questions"]
    assert (asked_nothing["ours"], asked_nothing["theirs"]) == (5, pytest.approx(1 + 51))


def test_the_shapes_as_they_are_written_have_a_sum_of_their_own() -> None:
    both = {"shapes": {"cpu": 40.0}, compared.AS_WRITTEN: {"cpu": 70.0}}
    rows = {row["what"]: row for row in whole(**both)}
    assert rows["in all"]["theirs"] == pytest.approx(1 + 54)
    as_written = rows["in all, the shapes as they are written"]
    assert (as_written["theirs"], as_written["at_least"]) == (pytest.approx(1 + 84), False)
    rows = {row["what"]: row for row in whole(shapes={"cpu": 40.0})}
    assert rows["in all, the shapes as they are written"]["at_least"]


def test_what_did_not_end_counts_with_its_limit_and_is_marked() -> None:
    rows = {row["what"]: row for row in whole()}
    assert rows["the shapes"]["theirs"] is None
    assert rows["in all"]["at_least"]
    assert rows["in all"]["theirs"] == pytest.approx(1 + compare.LIMIT)
    slow = {compared.COUNT: {"limit": 30.0}, "shapes": {"cpu": 40.0}}
    rows = {row["what"]: row for row in whole(**slow)}
    assert rows["in all"]["theirs"] == pytest.approx(1 + 53 + 30)
    assert rows["in all"]["at_least"]


def test_engines_that_do_not_agree_end_it() -> None:
    def found(results: int, cpu: float | None = 1.0, *, scaled: bool = False) -> dict[str, Any]:
        return {"cpu": cpu, "scaled": scaled, "results": results}

    # What did not end, or looked at some documents only, found less.
    compare.check({"one": found(9), "two": found(9), "three": found(4, scaled=True)})
    compare.check({"one": found(9), "two": {"cpu": None, "scaled": False}})
    with pytest.raises(RuntimeError, match="do not agree"):
        compare.check({"one": found(9), "two": found(8)})


# -- tables ------------------------------------------------------------------------------------


def said_by(folder: Path) -> set[str]:
    """What the mappings make of the tables, worked out in the plainest way."""
    known = {name: f"<{iri}" for name, iri in mapping.PREFIXES.items()}

    def term(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{known[prefix]}{local}>"

    found = set()
    for table, subject, said, filled in mapping.MAPPINGS:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if filled and not row[filled]:
                    continue
                for predicate, value in said:
                    kind, _, rest = value.partition(":")
                    if kind == "a":
                        thing = term(rest)
                    elif kind == "id":
                        thing = f"<{mapping.ID}{rest.format(**row)}>"
                    else:
                        column, datatype = mapping.literal(value)
                        language = datatype[1:] if datatype[0] == "@" else None
                        iri = None if language else ox.NamedNode(term(datatype)[1:-1])
                        thing = str(ox.Literal(row[column], language=language, datatype=iri))
                    found.add(f"<{mapping.ID}{subject.format(**row)}> {term(predicate)} {thing}")
    return found


@pytest.mark.parametrize("family", [0, 200, 400, 600])
def test_the_tables_say_what_our_triples_say(family: int, tmp_path: Path) -> None:
    documents, folder = tmp_path / "documents", tmp_path / "tables"
    made = list(program("generator").documents(family + 3))
    for name, text in made[-4:]:
        file = documents / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, str(BENCH / "tables.py"), str(documents), str(folder)]
    subprocess.run(command, check=True)
    text = (folder / "expected.nt").read_text("utf-8")
    expected = {str(triple) for triple in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    assert len(expected) > 500
    assert said_by(folder) == expected


def test_every_mapping_is_of_a_table_and_its_columns() -> None:
    for table, subject, said, filled in mapping.MAPPINGS:
        columns = set(tables.TABLES[table])
        row = dict.fromkeys(columns, "x")
        subject.format(**row)
        assert not filled or filled in columns
        for _, value in said:
            kind, _, rest = value.partition(":")
            if kind == "id":
                rest.format(**row)
            elif kind != "a":
                assert mapping.literal(value)[0] in columns


# -- stages ------------------------------------------------------------------------------------

BUILD, HARVEST = ("x/careerlattice/build.py", "build"), ("x/careerlattice/harvest.py", "harvest")


@pytest.mark.parametrize(
    ("calls", "stage"),
    [
        ([BUILD], "writing"),
        ([BUILD, HARVEST], "packing"),
        ([BUILD, HARVEST, ("x/careerlattice/harvest.py", "_failed")], "set-wide checks"),
        (
            [
                BUILD,
                HARVEST,
                ("x/careerlattice_loaders/dcwf.py", "read"),
                ("x/re/__init__.py", "f"),
            ],
            "loader",
        ),
        # Whoever begins something has all of it, whatever it calls.
        (
            [BUILD, ("x/careerlattice/outline/reader.py", "f"), ("x/careerlattice/store.py", "g")],
            "outline",
        ),
        ([BUILD, ("<frozen importlib._bootstrap>", "_find_and_load")], "starting"),
        ([("x/site-packages/typer/main.py", "f")], "other"),
    ],
)
def test_a_stage_is_told_by_what_is_at_work(calls: list[tuple[str, str]], stage: str) -> None:
    assert sampling.stage_of(calls) == stage


def test_stages_are_told_by_modules_and_functions_that_there_are() -> None:
    modules = {file.stem for file in PACKAGE.iterdir()}
    assert {*sampling._OF_MODULE, *sampling._OF_CALLER} <= modules
    told = {*sampling._OF_MODULE.values(), *sampling._OF_CALLER.values()}
    assert told | set(sampling._OF_FUNCTION.values()) <= set(sampling.STAGES)
    for name in sampling._OF_FUNCTION:
        module, function = name.split(".")
        place = PACKAGE / module
        files = place.glob("*.py") if place.is_dir() else [place.with_suffix(".py")]
        assert any(f"def {function}(" in file.read_text("utf-8") for file in files), name


def test_a_build_is_booked_whole(tmp_path: Path) -> None:
    program("generator").write(3, tmp_path / "documents")
    ways = [sys.executable, str(BENCH / "ways.py"), "build"]
    done = subprocess.run(
        [*ways, str(tmp_path / "documents"), str(tmp_path / "out")],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["code"] == 0
    assert set(told["by"]) <= set(sampling.STAGES)
    assert sum(told["by"].values()) == pytest.approx(told["cpu"], abs=0.01)
    assert (tmp_path / "out/current/manifest.json").is_file()


# -- everything --------------------------------------------------------------------------------


def test_every_file_is_a_program_that_runs_or_a_helper() -> None:
    names = {file.stem for file in BENCH.glob("*.py")}
    assert names >= everything.HELPERS
    assert set(everything.programs()) == names - everything.HELPERS
    assert everything.programs()[: len(everything.ARGUMENTS)] == list(everything.ARGUMENTS)
    assert set(everything.QUICK) <= set(everything.programs())
    assert set(everything.programs()) >= everything.NEEDS_SHARED


def test_a_program_that_lacks_something_is_left_out_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAREERLATTICE_SHARED", str(tmp_path / "none"))
    assert everything.run(tmp_path, {"linking": ""}) == []
    assert capsys.readouterr().out == (
        "linking: left out, it needs the folder ../shared (or the one that"
        " CAREERLATTICE_SHARED names)\n"
    )


def test_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("raise SystemExit(3)\n")
    (tmp_path / "two.py").write_text("import sys; open(sys.argv[1], 'w').close()\n")
    mark = tmp_path / "mark"
    assert everything.run(tmp_path, {"one": "", "two": str(mark)}) == ["one"]
    assert mark.is_file()
