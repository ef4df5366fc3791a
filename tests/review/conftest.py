"""A small mapping set as a program proposes it, and the command line at work on it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from careerlattice.configuration import Reviewer
from tests.cli.here import run_here

HEADER = """\
#curie_map:
#  careerlattice: https://w3id.org/careerlattice/
#  esco: http://data.europa.eu/esco/
#mapping_set_id: https://example.org/proposed
#mapping_set_description: Links, "found" by a program, and open
#license: https://example.org/licence
"""
COLUMNS = (
    "subject_id subject_label predicate_id object_id object_label mapping_justification confidence"
    " object_source_version mapping_tool status comment"
).split()
CLERK = "careerlattice:id/class/us-xx/clerk"
FILES = "careerlattice:id/duty/us-xx/files"
TACT = "careerlattice:id/competency/us-xx/tact"
OCCUPATION = "careerlattice:id/onet/occupation/43-4051.00"
RIVAL = "careerlattice:id/onet/occupation/43-4171.00"
ACTIVITY = "careerlattice:id/onet/element/4.A.1"
SKILL = "esco:skill/tact"
ROWS = (
    (CLERK, "Clerk", OCCUPATION, "Service Clerks", "0.870", "29.3", "candidate 1; bm25 0.9"),
    (CLERK, "Clerk", RIVAL, "Receptionists", "0.31", "29.3", "candidate 2; bm25 0.3"),
    (FILES, "Files “papers”.", ACTIVITY, "File documents", "0.5", "29.3", "candidate 1"),
    (TACT, "Tact", SKILL, "be tactful", "0.95", "1.2.0", "candidate 1; exact 1"),
)
ADA = Reviewer("Ada Example", "https://orcid.org/0000-0002-1825-0097")
BOB = Reviewer("Bob Beispiel")


def lines() -> list[str]:
    """The lines of the table: its columns, and a row for each proposal."""
    found = ["\t".join(COLUMNS)]
    for subject, label, object_, name, sure, version, told in ROWS:
        cells = [subject, label, "skos:closeMatch", object_, name, "semapv:CompositeMatching"]
        found.append("\t".join([*cells, sure, version, "a linker", "proposed", told]))
    return found


TEXT = HEADER + "\n".join(lines()) + "\n"


@pytest.fixture
def proposed(tmp_path: Path) -> Path:
    """A file of four proposals, in a workspace of its own."""
    file = tmp_path / "mappings" / "links.sssom.tsv"
    file.parent.mkdir()
    file.write_text(TEXT, "utf-8")
    return file


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line in the workspace."""

    def go(*arguments: str | Path, who: str = "Ada Example") -> subprocess.CompletedProcess[str]:
        given = environment(tmp_path, who)
        gone = dict.fromkeys(os.environ.keys() - given.keys())
        return run_here(*arguments, folder=tmp_path, environment={**given, **gone})

    return go


def environment(home: Path, who: str = "") -> dict[str, str]:
    """An environment without anybody's own settings, in which *who* reviews."""
    left_out = {"CAREERLATTICE_REVIEWER", "NO_COLOR"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {
        **kept,
        "COLUMNS": "120",
        "XDG_CONFIG_HOME": str(home / "config"),
        **({"CAREERLATTICE_REVIEWER": who} if who else {}),
    }


def cells(file: Path, place: int) -> dict[str, str]:
    """The cells of a row of a set, 0 being the first."""
    table = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return dict(zip(table[0].split("\t"), table[1 + place].split("\t"), strict=True))
