"""Reviewing in a terminal: one key a decision, each on disk before the next is asked for."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from careerlattice.build import Build
from careerlattice.configuration import configured_reviewer
from careerlattice.review import SetFile, read_file, read_set
from tests.review.conftest import TEXT, Run, cells, environment
from tests.review.terminals import Seat

ADA = "Ada Example <0000-0002-1825-0097>"


def sit(
    file: Path,
    *more: str | Path,
    who: str = ADA,
    width: int = 100,
    env: dict[str, str] | None = None,
) -> Seat:
    folder = file.parents[1]
    return Seat(
        "review",
        file,
        "--date",
        "2026-11-22",
        *more,
        folder=folder,
        environment={**environment(folder, who), **(env or {})},
        width=width,
    )


def said(file: Path) -> list[str]:
    """The status of each row."""
    return [row.status for row in read_file(file).rows]


def test_a_mapping_is_shown_with_its_evidence(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.expect("4 to review, by Ada Example <0000-0002-1825-0097>.")
        card = seat.expect("> ")
        for text in (
            "1 of 4 · 4 left",
            "links.sssom.tsv, line 8",
            "Clerk",
            "close match",
            "Service Clerks",
            "0.870",
            "CompositeMatching, a linker",
            "candidate 1; bm25 0.9",
            "Receptionists (0.31, proposed)",
            "a accept  r reject  1 exact 2 close 3 broad 4 narrow 5 related",
        ):
            assert text in card
        seat.type("d")
        assert "https://w3id.org/careerlattice/id/onet/occupation/43-4051.00" in seat.expect("> ")
        seat.type("q")
        seat.expect("0 accepted, 0 rejected: saved.")
        assert seat.left() == 0
    assert proposed.read_text("utf-8") == TEXT


def test_each_key_is_a_decision_and_on_disk(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.expect("> ")
        seat.type("a")
        seat.expect("accepted: Clerk – Service Clerks")
        assert said(proposed) == ["accepted", "proposed", "proposed", "proposed"]
        seat.expect("2 of 4 · 3 left")
        seat.type("r")
        seat.expect("rejected: Clerk – Receptionists")
        assert said(proposed)[1] == "rejected"
        seat.expect("3 of 4 · 2 left")
        seat.expect("> ")
        seat.type("3")
        seat.expect("broad match: what stands below is the broader")
        assert cells(proposed, 2)["predicate_id"] == "skos:broadMatch"
        assert said(proposed)[2] == "proposed"
        seat.type("s")
        seat.expect("4 of 4 · 2 left")
        seat.type("b")
        seat.expect("3 of 4 · 2 left")
        seat.type("a")
        seat.expect("4 of 4 · 1 left")
        seat.type("a")
        seat.expect("That was the last; nothing is left open.")
        seat.type("q")
        seat.expect("3 accepted, 1 rejected: saved.")
        assert seat.left() == 0
    assert cells(proposed, 2)["predicate_id"] == "skos:broadMatch"
    assert cells(proposed, 1)["predicate_modifier"] == "Not"
    assert {cells(proposed, place)["review_date"] for place in range(4)} == {"2026-11-22"}
    assert cells(proposed, 0)["reviewer_id"] == "orcid:0000-0002-1825-0097"


def test_keys_typed_ahead_are_not_lost(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.type("arar")
        seat.expect("That was the last")
        seat.type("q")
        assert seat.left() == 0
    assert said(proposed) == ["accepted", "rejected", "accepted", "rejected"]


def test_a_comment_says_why(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.expect("> ")
        seat.type("cThe sme\x7f\x7fame work – größtenteils.\n")
        seat.expect("Comment saved.")
        assert cells(proposed, 0)["comment"] == "The same work – größtenteils."
        assert said(proposed)[0] == "proposed"
        seat.type("RWork of another kind.\n")
        seat.expect("rejected: Clerk")
        seat.expect("2 of 4")
        seat.type("Anot this\x1b")
        seat.expect("Not decided.")
        seat.type("cnor this")
        seat.expect("nor this")
        seat.type("\x03")
        seat.expect("No comment was written.")
        seat.type("q")
        assert seat.left() == 0
    assert cells(proposed, 0)["comment"] == "Work of another kind."
    assert cells(proposed, 0)["other"] == "comment before: candidate 1; bm25 0.9"
    assert said(proposed)[:2] == ["rejected", "proposed"]
    assert cells(proposed, 1)["comment"] == "candidate 2; bm25 0.3"


def test_decisions_can_be_undone(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.type("ara")
        seat.expect("4 of 4")
        seat.type("u")
        seat.expect("Undone.")
        seat.expect("3 of 4 · 2 left")
        assert said(proposed) == ["accepted", "rejected", "proposed", "proposed"]
        seat.type("\x7f\x7f")
        seat.expect("1 of 4 · 4 left")
        seat.expect("> ")
        seat.type("u")
        seat.expect("There is nothing to undo.")
        seat.type("q")
        seat.expect("0 accepted, 0 rejected")
        assert seat.left() == 0
    rows = read_file(proposed).rows
    assert [{c: v for c, v in row.cells.items() if v} for row in rows] == [
        {c: v for c, v in row.cells.items() if v} for row in _original().rows
    ]


def _original() -> SetFile:
    return read_set(TEXT, "x")


def test_the_last_decision_can_be_undone(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.type("aaaa")
        seat.expect("That was the last")
        seat.type("u")
        seat.expect("4 of 4 · 1 left")
        seat.type("q")
        assert seat.left() == 0
    assert said(proposed) == ["accepted", "accepted", "accepted", "proposed"]


def test_all_that_is_left_for_a_thing_can_be_rejected_at_once(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.expect("> ")
        seat.type("x")
        seat.expect("rejected: 2 for Clerk")
        seat.expect("3 of 4 · 2 left")
        assert said(proposed) == ["rejected", "rejected", "proposed", "proposed"]
        seat.type("u")
        seat.expect("1 of 4 · 4 left")
        seat.type("q")
        assert seat.left() == 0
    assert said(proposed) == ["proposed"] * 4


def test_arrows_go_back_and_forth_and_other_keys_decide_nothing(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.expect("1 of 4")
        seat.type("\x1b[C")
        seat.expect("2 of 4")
        seat.type("\x1b[D")
        seat.expect("1 of 4")
        seat.expect("> ")
        for key in ("\x1b[A", "\x1b[5~", "z", "\n", "6", "é"):
            seat.type(key)
            seat.expect("a accept")
        seat.type("?")
        seat.expect("reject: it stays as a negative mapping")
        seat.type("\x04")
        assert seat.left() == 0
    assert proposed.read_text("utf-8") == TEXT


def test_the_interrupt_key_keeps_what_was_decided(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.type("a")
        seat.expect("2 of 4")
        seat.expect("> ")
        seat.type("\x03")
        seat.expect("1 accepted, 0 rejected: saved.")
        assert seat.left() == 130
        assert "Traceback" not in seat.shown
    assert said(proposed) == ["accepted", "proposed", "proposed", "proposed"]


def test_a_kill_loses_nothing_that_was_decided(proposed: Path) -> None:
    with sit(proposed) as seat:
        seat.type("ar")
        seat.expect("3 of 4")
        os.kill(seat.process.pid, signal.SIGKILL)
        seat.left()
    assert said(proposed) == ["accepted", "rejected", "proposed", "proposed"]
    with sit(proposed) as seat:
        seat.expect("2 to review")
        seat.type("aa")
        seat.expect("That was the last")
        seat.type("q")
        assert seat.left() == 0
    assert said(proposed) == ["accepted", "rejected", "accepted", "accepted"]


@pytest.mark.parametrize("moment", [0.0, 0.01, 0.03, 0.06])
def test_a_kill_at_any_moment_leaves_a_whole_file(proposed: Path, moment: float) -> None:
    with sit(proposed) as seat:
        seat.expect("> ")
        seat.type("arar")
        time.sleep(moment)
        os.kill(seat.process.pid, signal.SIGKILL)
        seat.left()
    found = said(proposed)
    assert found in [(["accepted", "rejected"] * 2)[:n] + ["proposed"] * (4 - n) for n in range(5)]
    # What was told as decided is decided.
    told = len(re.findall(r"(?:accepted|rejected): \w", seat.shown))
    assert 4 - found.count("proposed") >= told


def test_somebody_else_at_the_same_file_loses_nothing(proposed: Path, run: Run) -> None:
    with sit(proposed, width=250) as seat:
        seat.expect("> ")
        ids = [read_file(proposed).id_of(row) for row in read_file(proposed).rows]
        done = run("review", proposed, "--reject", ids[0], "--accept", ids[2], who="Bob")
        assert done.returncode == 0
        seat.type("a")
        seat.expect("somebody else has changed this row")
        seat.expect("1 of 4")
        assert "rejected" in seat.expect("> ")
        seat.type("ss")
        seat.expect("3 of 4")
        seat.type("sa")
        seat.expect("That was the last; 1 still open.")
        seat.type("q")
        assert seat.left() == 0
    assert said(proposed) == ["rejected", "proposed", "accepted", "accepted"]
    assert cells(proposed, 2)["reviewer_label"] == "Bob"
    assert cells(proposed, 3)["reviewer_label"] == "Ada Example"


@pytest.mark.parametrize("width", [24, 40, 200])
def test_it_fits_terminals_of_any_width(proposed: Path, width: int) -> None:
    with sit(proposed, width=width) as seat:
        seat.expect("> ")
        seat.type("a")
        seat.expect("2 of 4")
        seat.expect("> ")
        seat.type("q")
        assert seat.left() == 0
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", seat.shown)
    shown = plain[plain.index("1 of 4") : plain.rindex("> ")]
    assert max(len(line) for line in shown.splitlines()) <= width
    assert "Service" in shown
    assert said(proposed)[0] == "accepted"


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_it_needs_no_colour(proposed: Path, env: dict[str, str]) -> None:
    with sit(proposed, env=env) as seat:
        seat.expect("> ")
        seat.type("a")
        seat.expect("accepted: Clerk – Service Clerks")
        seat.type("q")
        assert seat.left() == 0
    assert re.findall(r"\x1b\[[0-9;]*3[0-9]", seat.shown) == []
    if env.get("TERM") == "dumb":
        assert "\x1b" not in seat.shown


def test_who_reviews_is_asked_once(proposed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sit(proposed, who="") as seat:
        seat.expect("Your name, or NAME <ORCID>: ")
        seat.type("Bob <0000-0002-1825-0098>\n")
        seat.expect("is no ORCID")
        seat.expect("Your name, or NAME <ORCID>: ")
        seat.type('Bob "B." Beispiel\n')
        seat.expect("> ")
        seat.type("aq")
        assert seat.left() == 0
    assert cells(proposed, 0)["reviewer_label"] == 'Bob "B." Beispiel'
    with sit(proposed, who="") as seat:
        seat.expect('3 to review, by Bob "B." Beispiel.')
        seat.type("q")
        assert seat.left() == 0
    monkeypatch.setenv("XDG_CONFIG_HOME", str(proposed.parents[1] / "config"))
    monkeypatch.delenv("CAREERLATTICE_REVIEWER", raising=False)
    known = configured_reviewer(proposed.parent)
    assert known
    assert known.name == 'Bob "B." Beispiel'


def test_nobody_reviews_without_a_name(proposed: Path) -> None:
    with sit(proposed, who="") as seat:
        seat.expect("Your name")
        seat.type("\n")
        seat.expect("who reviews is not said")
        assert seat.left() == 2
    assert proposed.read_text("utf-8") == TEXT


def test_nothing_to_review_is_said(proposed: Path) -> None:
    proposed.write_text(TEXT.replace("\tproposed", "\taccepted"), "utf-8")
    with sit(proposed) as seat:
        seat.expect("Nothing awaits review.")
        assert seat.left() == 0


def test_the_graph_shows_what_stands_behind_a_side(proposed: Path, built: Build) -> None:
    office = "careerlattice:id/class/us-mt-dor/customer-service-representative"
    proposed.write_text(TEXT.replace("careerlattice:id/class/us-xx/clerk", office), "utf-8")
    with sit(proposed, "--graph", built.folder.parents[1], width=200) as seat:
        card = seat.expect("> ")
        assert "Customer Service Representative" in card
        assert "11; 12; 13" in card
        assert "Assist internal and external customers" in card
        assert "“CUSTOMER SERVICE REPRESENTATIVE ROLE”" in card
        assert "customer-service-representative.txt, line 3" in card
        seat.type("q")
        assert seat.left() == 0
