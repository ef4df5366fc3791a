"""What a document says reaches a terminal and a page as words, never as instructions."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

STEERING = "\x1b]0;owned\x07\x1b[31mred\u202eevil\u2066\x9b2J<script>alert(1)</script>"
DUTIES = "".join(
    f"- Files and sorts the letters and records of office number {each} every day.\n"
    for each in range(60)
)
DOCUMENT = (
    f"FILE CLERK {STEERING}\n\nClass Code: 12\n\nEXAMPLES OF DUTIES\n\n"
    f"- Files letters {STEERING} daily.\n{DUTIES}\n"
    "MINIMUM QUALIFICATIONS\n\nEducation: Degree in law.\n"
    f"\nKNOWLEDGE, SKILLS AND ABILITIES\n\n- Knowledge of {STEERING} filing.\n- Ability to type.\n"
)
# In TOML, which writes them so.
SOURCE = (
    '[publisher]\nid = "pub"\nname = "Pub \\u001b[31m\\u202e\\u009b <script>alert(2)</script>"\n'
    '[rights]\nstatement = "Ours \\u001b[31m\\u202e"\n'
)
HARMFUL = ("\x1b]0;", "\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066")
GRADE = "pub/12/ungraded"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document, its name hostile too, and what was built of it."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "pub").mkdir()
    (place / "pub" / "a\x1b[31m.txt").write_text(DOCUMENT, "utf-8")
    (place / "pub" / "source.toml").write_text(SOURCE, "utf-8")
    seen = seen_in_a_terminal(place, "build", "pub", "-o", "out")
    assert "pub/12" in seen
    assert_harmless(seen)
    return place


def seen_in_a_terminal(folder: Path, *command: str) -> str:
    """What a command sends to a terminal, its messages too."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "careerlattice", *command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "160", "NO_COLOR": "1"},
    )
    os.close(theirs)
    seen = bytearray()
    try:
        while part := os.read(ours, 1 << 16):
            seen += part
    except OSError:  # how the end of a terminal is told
        pass
    finally:
        os.close(ours)
        process.wait(timeout=60)
    return seen.decode("utf-8", "replace")


def assert_harmless(seen: str) -> None:
    assert [sign for sign in HARMFUL if sign in seen] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["outline", "pub/a\x1b[31m.txt"],
        ["build", "--explain", "pub/a\x1b[31m.txt"],
        ["build", "--explain", "pub/a\x1b[31m.txt", "--format", "csv"],
        ["show", GRADE, "-g", "out"],
        ["show", GRADE, "--json", "-g", "out"],
        ["source", GRADE, "-g", "out"],
        ["query", "CONSTRUCT WHERE { ?s ?p ?o }", "-g", "out"],
        ["query", "SELECT ?o { ?s ?p ?o }", "-g", "out", "--format", "json"],
    ],
    ids=" ".join,
)
def test_nothing_steers_the_terminal(folder: Path, command: list[str]) -> None:
    seen = seen_in_a_terminal(folder, *command)
    assert "evil" in seen
    assert_harmless(seen)


def test_no_report_carries_it(folder: Path) -> None:
    for report in (folder / "out" / "current").glob("report.*"):
        text = report.read_text("utf-8")
        assert_harmless(text)
        if report.suffix in (".html", ".md"):
            assert "<script>alert" not in text
