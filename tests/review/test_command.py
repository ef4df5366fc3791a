"""Reviewing by script: lists, decisions by their IDs, edited copies, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.mappings import Status
from careerlattice.review import (
    Decision,
    Desk,
    SetFile,
    decide,
    find_sets,
    read_file,
    write_safely,
)
from tests.review.conftest import ADA, CLERK, TEXT, Run, cells


def ids(file: Path) -> list[str]:
    set_ = read_file(file)
    return [set_.id_of(row) for row in set_.rows]


def said(file: Path) -> list[str]:
    return [row.status for row in read_file(file).rows]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_names_each_mapping(proposed: Path, run: Run) -> None:
    done = run("review", "--list", "--format", "json")
    assert done.returncode == 0
    listed = json.loads(done.stdout)
    assert [each["id"] for each in listed] == ids(proposed)
    first = listed[0]
    assert first["relation"] == "close"
    assert first["subject"] == "https://w3id.org/careerlattice/id/class/us-xx/clerk"
    assert first["mapping"] == f"https://w3id.org/careerlattice/id/mapping/{first['id']}"
    assert (first["file"], first["line"]) == ("mappings/links.sssom.tsv", 8)


@pytest.mark.parametrize(
    "arguments",
    [
        ["FILE", "--accept", "0", "2", "--reject", "1"],
        ["--accept", "0", "--accept", "2", "--reject", "1", "FILE"],
        ["--reject", "1", "--accept", "0,2"],
        ["--accept", "iri 0", "2", "FILE", "--reject", "1"],
    ],
)
def test_mappings_are_decided_by_their_ids(proposed: Path, run: Run, arguments: list[str]) -> None:
    names = ids(proposed)

    def named(argument: str) -> str:
        if argument.startswith("iri "):
            return f"https://w3id.org/careerlattice/id/mapping/{names[int(argument[4:])]}"
        if argument[0].isdigit():
            return ",".join(names[int(part)] for part in argument.split(","))
        return str(proposed) if argument == "FILE" else argument

    done = run("review", *map(named, arguments), "--date", "2026-11-22")
    assert done.returncode == 0
    assert said(proposed) == ["accepted", "rejected", "accepted", "proposed"]
    assert cells(proposed, 0)["review_date"] == "2026-11-22"
    assert cells(proposed, 1)["predicate_modifier"] == "Not"
    assert sorted(line.split("\t")[0] for line in done.stdout.splitlines()) == [
        "accepted",
        "accepted",
        "rejected",
    ]


def test_a_decision_may_bear_a_relation_and_a_reason(proposed: Path, run: Run) -> None:
    name = ids(proposed)[0]
    more = ("--relation", "broad", "--comment", "All of it lies in theirs.")
    assert run("review", "--accept", name[:8], *more).returncode == 0
    row = cells(proposed, 0)
    assert (row["status"], row["predicate_id"]) == ("accepted", "skos:broadMatch")
    assert row["comment"] == "All of it lies in theirs."
    assert run("review", "--reopen", ids(proposed)[0]).returncode == 0
    assert said(proposed)[0] == "proposed"
    assert "accepted by Ada Example" in cells(proposed, 0)["other"]


def test_the_list_tells_decisions_apart(proposed: Path, run: Run) -> None:
    names = ids(proposed)
    run("review", "--accept", names[0], "--reject", names[3])
    for status, wanted in (("accepted", [0]), ("rejected", [3]), ("proposed", [1, 2])):
        listed = rows(run("review", "--list", "--status", status).stdout)
        assert [each["id"] for each in listed] == [names[place] for place in wanted]
    assert len(rows(run("review", "--list", "--status", "all").stdout)) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--accept", "ffffffff"], 2, "there is no mapping 'ffffffff'"),
        (["--accept", "0"], 2, "there is no mapping '0'"),
        (["--accept"], 2, "requires an argument"),
        (["--accept", "ID", "--reject", "ID"], 2, "decided in two ways"),
        (["--accept", "ID", "--list"], 2, "do not go together"),
        (["--accept", "ID", "--relation", "same"], 2, "there is no relation 'same'"),
        (["--reject", "ID", "--relation", "broad"], 2, "--relation is for what is accepted"),
        (["--comment", "x"], 2, "--comment is for a decision"),
        (["--accept", "ID", "--date", "today"], 2, "'today' is no date"),
        (["--accept", "ID", "--reviewer", "7"], 2, "names no reviewer"),
        (["--accept", "ID", "--reviewer", "A <0000-0002-1825-0098>"], 2, "is no ORCID"),
        (["none.tsv", "--list"], 3, "does not exist"),
        ([], 2, "this is no terminal to review in"),
        (["--merge", "none.tsv"], 3, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    proposed: Path, run: Run, arguments: list[str], code: int, told: str
) -> None:
    named = [ids(proposed)[0] if each == "ID" else each for each in arguments]
    done = run("review", *named)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert proposed.read_text("utf-8") == TEXT


def test_no_decision_is_made_if_one_of_them_cannot_be(proposed: Path, run: Run) -> None:
    assert run("review", "--accept", ids(proposed)[0], "ffffffff").returncode == 2
    assert proposed.read_text("utf-8") == TEXT


def test_nobody_decides_without_a_name(proposed: Path, run: Run) -> None:
    done = run("review", "--accept", ids(proposed)[0], who="")
    assert done.returncode == 2
    assert "who reviews is not said" in done.stderr
    assert proposed.read_text("utf-8") == TEXT


def test_the_workspace_names_its_sets_and_its_reviewer(
    proposed: Path, run: Run, tmp_path: Path
) -> None:
    shutil.move(proposed.parent, tmp_path / "ours")
    assert run("review", "--list").returncode == 3
    (tmp_path / "careerlattice.toml").write_text(
        'mappings = "ours"\n[reviewer]\nname = "Ada"\norcid = "0000-0002-1825-0097"\n', "utf-8"
    )
    file = tmp_path / "ours" / proposed.name
    assert run("review", "--accept", ids(file)[0], who="").returncode == 0
    assert cells(file, 0)["reviewer_id"] == "orcid:0000-0002-1825-0097"


# Edited copies


@pytest.fixture
def copy(proposed: Path, tmp_path: Path) -> Path:
    """A copy in which two rows are decided."""
    file = tmp_path / "copy.csv"
    lines = TEXT.splitlines()
    lines[7] = lines[7].replace("\tproposed\t", "\tAccepted\t")
    lines[9] = lines[9].replace("\tproposed\t", "\trejected\t")
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(line.split("\t") for line in lines)
    return file


def test_a_sound_copy_is_checked_and_then_merged(proposed: Path, copy: Path, run: Run) -> None:
    checked = run("review", "--check", copy)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "2 rows would change; of them 1 accepted, 1 rejected" in checked.stderr
    assert proposed.read_text("utf-8") == TEXT
    merged = run("review", "--merge", copy)
    assert merged.returncode == 0
    assert "2 rows changed" in merged.stderr
    assert said(proposed) == ["accepted", "proposed", "rejected", "proposed"]
    before = proposed.read_bytes()
    assert "0 rows changed" in run("review", "--merge", copy).stderr
    assert proposed.read_bytes() == before


def test_a_faulty_copy_changes_nothing_unless_told_to(proposed: Path, copy: Path, run: Run) -> None:
    copy.write_text(copy.read_text("utf-8-sig").replace("Accepted", "agreed"), "utf-8")
    for way in ("--check", "--merge"):
        done = run("review", way, copy)
        assert done.returncode == 1
        (fault,) = rows(done.stdout)
        assert (fault["row"], fault["column"]) == ("8", "status")
        assert fault["what"] == "'agreed' is unknown"
        assert fault["remedy"] == "write accepted or proposed or rejected"
        assert proposed.read_text("utf-8") == TEXT
    done = run("review", "--merge", copy, "--keep-going")
    assert done.returncode == 1
    assert said(proposed) == ["proposed", "proposed", "rejected", "proposed"]


def test_two_reviewers_copies_are_merged_and_their_conflict_is_told(
    proposed: Path, copy: Path, run: Run, tmp_path: Path
) -> None:
    other = tmp_path / "other.tsv"
    other.write_text(TEXT.replace("\tproposed\t", "\trejected\t"), "utf-8")
    assert run("review", "--merge", copy, who="Ada").returncode == 0
    done = run("review", "--merge", other, who="Bob")
    assert done.returncode == 1
    (fault,) = rows(done.stdout)
    assert (fault["row"], fault["column"]) == ("8", "status")
    assert "accepted (close) by Ada" in fault["what"]
    assert said(proposed) == ["accepted", "rejected", "rejected", "rejected"]
    assert [cells(proposed, place)["reviewer_label"] for place in range(4)] == [
        "Ada",
        "Bob",
        "Ada",
        "Bob",
    ]
    done = run("review", "--merge", other, "--prefer-edited", who="Bob")
    assert done.returncode == 0
    assert said(proposed)[0] == "rejected"


def test_a_set_edited_where_it_lies_is_put_in_order(proposed: Path, copy: Path, run: Run) -> None:
    proposed.write_bytes(copy.read_bytes())
    assert run("review", "--list").returncode == 3
    done = run("review", "--merge", proposed)
    assert done.returncode == 0
    assert "a set by itself, put into its proper form" in done.stderr
    assert said(proposed) == ["accepted", "proposed", "rejected", "proposed"]
    assert cells(proposed, 0)["reviewer_label"] == "Ada Example"
    before = proposed.read_bytes()
    assert run("review", "--merge", proposed).returncode == 0
    assert proposed.read_bytes() == before


# Files


def accept(set_: SetFile, number: int) -> SetFile:
    return decide(set_, number, Decision(Status.ACCEPTED), ADA, date(2026, 11, 22))


# Whoever may do everything must become somebody who may not.
REFUSED = """
import datetime, os, pathlib, sys, tempfile
from careerlattice.configuration import Reviewer
from careerlattice.errors import CareerlatticeError
from careerlattice.mappings import Status
from careerlattice.review import Decision, Desk, check_writable, decide

file = pathlib.Path(sys.argv[1])
if os.getuid() == 0:
    os.setuid(65534)
desk = Desk([file])
pair = desk.sets[file].pair(desk.sets[file].rows[0])

def accept(set_, number):
    day = datetime.date(2026, 11, 22)
    return decide(set_, number, Decision(Status.ACCEPTED), Reviewer("Ada"), day)

for attempt in (lambda: check_writable(file), lambda: desk.change(file, pair, accept)):
    try:
        attempt()
    except CareerlatticeError as error:
        print("refused" if "cannot be written" in str(error) and error.remedy else error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may look into, which pytest's are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_to_is_told_before_any_decision(
    open_folder: Path,
) -> None:
    file = open_folder / "a.sssom.tsv"
    file.write_text(TEXT, "utf-8")
    file.chmod(0o444)
    open_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", REFUSED, str(file)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("refused\nrefused\n", "")
    assert file.read_text("utf-8") == TEXT
    assert [each.name for each in open_folder.iterdir()] == [file.name]


def test_a_full_disk_leaves_the_file_as_it_was(
    proposed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CareerlatticeError, match="No space left on device"):
        write_safely(proposed, "")
    assert proposed.read_text("utf-8") == TEXT
    assert [each.name for each in proposed.parent.iterdir()] == [proposed.name]


def test_a_files_rights_and_a_link_to_it_stay(proposed: Path, tmp_path: Path) -> None:
    proposed.chmod(0o640)
    link = tmp_path / "link.sssom.tsv"
    link.symlink_to(proposed)
    desk = Desk([link])
    desk.change(link, desk.sets[link].pair(desk.sets[link].rows[0]), accept)
    assert link.is_symlink()
    assert proposed.stat().st_mode & 0o777 == 0o640
    assert said(proposed)[0] == "accepted"


def test_two_desks_at_one_file_lose_nothing(proposed: Path) -> None:
    one, two = Desk([proposed]), Desk([proposed])
    pairs = [one.sets[proposed].pair(row) for row in one.sets[proposed].rows]
    for desk, pair in zip((one, two, one, two), pairs, strict=True):
        desk.change(proposed, pair, accept)
    assert said(proposed) == ["accepted"] * 4


def test_sets_are_found_in_folders(proposed: Path, tmp_path: Path) -> None:
    other = proposed.parent / "b.sssom.tsv"
    other.write_text(TEXT.replace(CLERK, f"{CLERK}-2"), "utf-8")
    assert find_sets([proposed.parent]) == [other, proposed]
    assert find_sets([other, proposed.parent]) == [other, proposed]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="there is no mapping set here"):
        find_sets([tmp_path / "empty"])
