"""Mapping review in a browser: what a key decides is in the file, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careerlattice.build import Build
from careerlattice.configuration import Reviewer
from careerlattice.mappings import project_mappings
from careerlattice.review import Row, find_sets, read_file
from careerlattice.serve.reviewing import ReviewDesk
from tests.serve.servers import Running, serving
from tests.web.conftest import PATIENT, Tabs, Visit, width_overrun

SET = "competencies.sssom.tsv"
SOURCE = next(path for path in find_sets([project_mappings()]) if path.name == SET)
HEADING = "Mapping review"


@dataclass(frozen=True)
class Reviewed:
    """A server for reviewing, and the file that it writes."""

    running: Running
    file: Path

    def rows(self, status: str) -> list[Row]:
        """The rows with this status, as they are on disk."""
        return [row for row in read_file(self.file).rows if row.status == status]

    def open(self) -> list[Row]:
        """The rows that are open."""
        return [row for row in read_file(self.file).rows if row.is_open]

    def pair(self, row: Row) -> Row:
        """A row as it is on disk now."""
        ends = (row.get("subject_id"), row.get("object_id"))
        return next(
            each
            for each in read_file(self.file).rows
            if (each.get("subject_id"), each.get("object_id")) == ends
        )


@pytest.fixture(scope="module")
def desk(built: Build, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewed]:
    """A server whose readers may decide, over a copy of the project's set of competencies."""
    file = tmp_path_factory.mktemp("mappings") / SET
    file.write_bytes(SOURCE.read_bytes())
    review = ReviewDesk(
        find_sets([file.parent]),
        Reviewer.parse("Ada Example <0000-0002-1825-0097>"),
        today=lambda: date(2026, 11, 2),
    )
    with serving(built.folder, PATIENT, explorer=pages, review=review) as running:
        yield Reviewed(running, file)


@pytest.fixture
def reviewed(desk: Reviewed) -> Reviewed:
    """The server and its file, in which nobody has decided anything yet."""
    desk.file.write_bytes(SOURCE.read_bytes())
    return desk


@pytest.fixture
def visit_desk(tabs: Tabs, reviewed: Reviewed) -> Iterator[Visit]:
    """Look at the explorer of a server for reviewing."""
    yield from tabs.visiting(reviewed.running.url)


def arrive(page: Page) -> None:
    """Wait for the first mapping."""
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADING)
    expect(page.locator(".card")).to_be_visible()
    expect(page).to_have_url(re.compile("id="))


def said(page: Page) -> str:
    """What is told of the last decision."""
    return page.locator(".said").inner_text()


def test_it_is_there_only_where_decisions_can_be_written(visit: Visit, visit_desk: Visit) -> None:
    page = visit("#/review")
    expect(page.get_by_role("heading", level=1)).to_have_text("No such page")
    expect(page.get_by_role("link", name="Review")).to_have_count(0)
    desk = visit_desk("#/lattice")
    desk.get_by_role("link", name="Review").click()
    arrive(desk)


def test_a_mapping_comes_with_the_evidence_of_both_sides(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first = reviewed.open()[0]
    for side, column in (("Left side", "subject_label"), ("Right side", "object_label")):
        region = page.get_by_role("region", name=side)
        expect(region.get_by_role("heading", level=2)).to_have_text(first.get(column))
        expect(region.locator("blockquote a").first).to_have_attribute(
            "href", re.compile(r"^#/document\?id=.*start=\d+&end=\d+")
        )
    expect(page.locator(".card")).to_contain_text(
        f"confidence {float(first.get('confidence')):.2f}"
    )
    rows = read_file(reviewed.file).rows
    decided = len(rows) - len(reviewed.open())
    expect(page.locator(".progress")).to_contain_text(f"{decided} of {len(rows)} decided")
    expect(page.locator(".progress")).to_contain_text("Ada Example")


def test_a_key_accepts_and_it_is_in_the_file_with_who_and_when(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first, second = reviewed.open()[:2]
    accepted = len(reviewed.rows("accepted"))
    page.keyboard.press("a")
    expect(page.locator(".said")).to_have_text(
        f"accepted: {first.get('subject_label')} – {first.get('object_label')}"
    )
    expect(page.locator(".card")).to_have_attribute(
        "aria-label", f"{second.get('subject_label')} – {second.get('object_label')}"
    )
    assert len(reviewed.rows("accepted")) == accepted + 1
    row = reviewed.pair(first)
    assert row.status == "accepted"
    assert row.get("review_date") == "2026-11-02"
    assert "0000-0002-1825-0097" in row.get("reviewer_id")
    # What happened is heard, not only seen.
    assert page.locator(".said").get_attribute("aria-live") == "polite"


def test_the_keys_of_the_terminal(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first, second, third = reviewed.open()[:3]
    label = page.locator(".card")
    name = lambda row: f"{row.get('subject_label')} – {row.get('object_label')}"  # noqa: E731

    page.keyboard.press("4")
    expect(page.locator(".said")).to_contain_text("narrow match")
    assert reviewed.pair(first).get("predicate_id") == "skos:narrowMatch"
    assert reviewed.pair(first).is_open
    expect(page.get_by_role("button", name="narrow")).to_have_attribute("aria-pressed", "true")

    page.keyboard.press("c")
    page.get_by_label("Comment", exact=True).fill("Seen by Ada: a b c")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_have_text("Comment saved.")
    assert reviewed.pair(first).get("comment") == "Seen by Ada: a b c"

    page.keyboard.press("s")
    expect(label).to_have_attribute("aria-label", name(second))
    page.keyboard.press("r")
    expect(label).to_have_attribute("aria-label", name(third))
    assert reviewed.pair(second).status == "rejected"
    assert reviewed.pair(second).get("predicate_modifier") == "Not"

    page.keyboard.press("b")
    expect(label).to_have_attribute("aria-label", name(second))
    expect(label).to_contain_text("rejected")
    page.keyboard.press("s")
    expect(label).to_have_attribute("aria-label", name(third))

    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Undone")
    expect(label).to_have_attribute("aria-label", name(second))
    assert reviewed.pair(second).is_open
    assert reviewed.pair(second).get("predicate_modifier") == ""

    page.keyboard.press("d")
    expect(page.get_by_role("button", name="All there is")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("?")
    expect(page.get_by_role("region", name="Keys")).to_contain_text("undo the last decision")


def test_all_that_is_open_for_the_left_side_is_rejected_at_once(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    first, other = reviewed.open()[:2]
    also = {
        **first.cells,
        **{name: cell for name, cell in other.cells.items() if name.startswith("object_")},
    }
    with reviewed.file.open("a") as file:
        file.write("\t".join(also[name] for name in first.cells) + "\n")
    page = visit_desk("#/review")
    arrive(page)
    subject = first.get("subject_id")
    of_it = [row for row in reviewed.open() if row.get("subject_id") == subject]
    others = [row for row in reviewed.open() if row.get("subject_id") != subject]
    assert len(of_it) == 2
    page.keyboard.press("x")
    expect(page.locator(".said")).to_have_text(
        f"rejected: {len(of_it)} for {first.get('subject_label')}"
    )
    assert [reviewed.pair(row).status for row in of_it] == ["rejected"] * len(of_it)
    assert [row.get("subject_id") for row in reviewed.open()] == [
        row.get("subject_id") for row in others
    ]
    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Undone")
    assert all(reviewed.pair(row).is_open for row in of_it)


def test_the_reason_of_a_rejection(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first = reviewed.open()[0]
    page.keyboard.press("R")
    field = page.get_by_label("Why reject it?")
    expect(field).to_be_focused()
    page.keyboard.type("another subject altogether")
    assert reviewed.pair(first).is_open
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("rejected")
    assert reviewed.pair(first).get("comment") == "another subject altogether"
    page.keyboard.press("A")
    expect(page.get_by_label("Why accept it?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".said")).to_have_text("Nothing was written.")


def test_a_key_at_the_very_moment_a_mapping_comes_is_for_that_one(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    page = visit_desk("#/review")
    arrive(page)
    second = reviewed.open()[1]
    # Told after the page itself: the next mapping is drawn, and nothing that follows has run.
    page.evaluate(
        """() => addEventListener("hashchange", () => {
          dispatchEvent(new KeyboardEvent("keydown", { key: "R" }));
        }, { once: true })"""
    )
    page.keyboard.press("s")
    expect(page.locator(".card")).to_have_attribute(
        "aria-label", f"{second.get('subject_label')} – {second.get('object_label')}"
    )
    expect(page.get_by_label("Why reject it?")).to_be_focused()


def test_buttons_do_what_keys_do(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first = reviewed.open()[0]
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator(".said")).to_contain_text("rejected")
    assert reviewed.pair(first).status == "rejected"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".said")).to_contain_text("Undone")
    assert reviewed.pair(first).is_open


def test_what_somebody_else_changed_is_shown_and_not_overwritten(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first = reviewed.open()[0]
    client, url = reviewed.running.client, reviewed.running.url
    item = client.get(f"{url}api/review/mappings").json()["items"][0]
    changed = client.post(
        f"{url}api/review/mappings/{item['id']}",
        json={"version": item["version"], "comment": "Somebody was faster."},
    )
    assert changed.status_code == 200
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("somebody else has changed this mapping")
    expect(page.locator(".card")).to_contain_text("Somebody was faster.")
    assert reviewed.pair(first).is_open
    # Seen as it is now, it can be decided on.
    page.keyboard.press("a")
    expect(page.locator(".said")).to_contain_text("accepted")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert reviewed.pair(first).status == "accepted"


def test_a_file_that_cannot_be_written_is_told(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    reviewed.file.write_text("no mapping set at all\n", "utf-8")
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_be_visible()
    assert said(page) == ""
    assert reviewed.file.read_text("utf-8") == "no mapping set at all\n"


def test_the_address_names_the_mapping_and_the_back_button_goes_back(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first, second = (
        f"{row.get('subject_label')} – {row.get('object_label')}" for row in reviewed.open()[:2]
    )
    page.keyboard.press("s")
    expect(page.locator(".card")).to_have_attribute("aria-label", second)
    again = visit_desk(page.url[page.url.index("#") :])
    arrive(again)
    expect(again.locator(".card")).to_have_attribute("aria-label", second)
    page.go_back()
    expect(page.locator(".card")).to_have_attribute("aria-label", first)


def test_to_the_end_every_open_mapping_comes_once(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    wanted = {f"{r.get('subject_label')} – {r.get('object_label')}" for r in reviewed.open()}
    seen: list[str] = []
    # Accepted and skipped by turns: what is decided leaves the list that the others come from.
    for turn in range(len(reviewed.open())):
        name = str(page.locator(".card").get_attribute("aria-label"))
        seen.append(name)
        page.keyboard.press("a" if turn % 2 else "s")
        if turn < len(wanted) - 1:
            expect(page.locator(".card")).not_to_have_attribute("aria-label", name)
    expect(page.locator("main")).to_contain_text("That was the last.")
    assert len(seen) == len(set(seen))
    assert set(seen) == wanted


def test_keys_can_be_turned_off(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    before = reviewed.file.read_bytes()
    page.get_by_label("Keys decide").uncheck()
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("a")
    page.keyboard.press("Control+a")
    expect(page.locator(".said")).to_have_text("")
    assert reviewed.file.read_bytes() == before


def test_keys_with_control_and_in_fields_decide_nothing(
    visit_desk: Visit, reviewed: Reviewed
) -> None:
    page = visit_desk("#/review")
    arrive(page)
    before = reviewed.file.read_bytes()
    page.keyboard.press("Control+a")
    page.get_by_label("Search everything").focus()
    page.keyboard.type("r")
    expect(page.locator(".said")).to_have_text("")
    assert reviewed.file.read_bytes() == before


def test_an_unknown_mapping_is_told(visit_desk: Visit) -> None:
    page = visit_desk("#/review?id=0000000000000000")
    expect(page.get_by_role("alert")).to_contain_text("there is no such mapping")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(
    visit_desk: Visit, axe: Callable[[Page], list[str]], dark: bool, width: int
) -> None:
    page = visit_desk("#/review", dark=dark, width=width)
    arrive(page)
    page.keyboard.press("?")
    page.keyboard.press("c")
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()
    assert axe(page) == []
    assert width_overrun(page) <= 0


def test_who_types_fast_loses_no_key(visit_desk: Visit, reviewed: Reviewed) -> None:
    page = visit_desk("#/review")
    arrive(page)
    first, second, third = reviewed.open()[:3]
    for key in ("s", "a", "r"):
        page.keyboard.press(key)
    expect(page.locator(".said")).to_contain_text("rejected")
    assert reviewed.pair(first).is_open
    assert reviewed.pair(second).status == "accepted"
    assert reviewed.pair(third).status == "rejected"
