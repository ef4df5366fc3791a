"""A competency's page: its levels in words, who requires it, and what corresponds to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from careerlattice import Lattice
from tests.web.conftest import HOSTILE, Visit, width_overrun
from tests.web.test_class_grade import params

MONTANA = "https://w3id.org/careerlattice/id/competency/us-mt-dor/"
ANGELES = "https://w3id.org/careerlattice/id/competency/us-ca-los-angeles/"


def named(lattice: Lattice, words: str, base: str) -> str:
    """The IRI of the competency whose name holds *words*, of the publisher of *base*."""
    return next(
        str(each["iri"])
        for each in lattice.ask("widely-required")
        if words in str(each["competency"]) and str(each["iri"]).startswith(base)
    )


@pytest.fixture(scope="session")
def judgment(lattice: Lattice) -> str:
    return named(lattice, "Judgment", ANGELES)


@pytest.fixture(scope="session")
def communication(lattice: Lattice) -> str:
    return named(lattice, "timely and effective written", MONTANA)


def test_what_it_means_is_what_the_graph_says(
    visit: Visit, lattice: Lattice, judgment: str
) -> None:
    page = visit(f"#/competency?id={judgment}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Judgment and Decision Making")
    said = " ".join(page.locator("main").inner_text().split())
    parts = [
        each
        for each in lattice.ask("level-meaning", competency="Judgment")
        if each["iri"] == judgment
    ]
    assert {each["part"] for each in parts} == {"definition", "level", "indicator", "performance"}
    for each in parts:
        assert " ".join(str(each["text"]).split()) in said
    steps = page.locator(".steps > div")
    levels = [each for each in parts if each["part"] == "level"]
    expect(steps).to_have_count(len(levels))
    for step, level in zip(steps.all(), levels, strict=True):
        expect(step.locator("dt .level > span").last).to_have_text(str(level["at_level"]))
        expect(step.locator("dd")).to_contain_text(str(level["text"]))
        count = int(str(level["required_by"]))
        expect(step).to_contain_text(f"asked for by {count or 'none'}")


def test_all_that_is_said_leads_to_its_words(visit: Visit, lattice: Lattice, judgment: str) -> None:
    page = visit(f"#/competency?id={judgment}")
    for selector in (".definition", ".steps dd", "section ul:not(.mapped) li"):
        places = page.locator(selector)
        assert places.count() > 0
        for each in places.all():
            link = params(str(each.locator("a.where").first.get_attribute("href")))
            quotes = lattice.source(link["fact"])
            assert (int(link["start"]), int(link["end"])) in {(q.start, q.end) for q in quotes}
    words = page.locator(".steps dd p").first.inner_text().rsplit(" line ", 1)[0]
    page.locator(".steps a.where").first.click()
    expect(page.locator(".asked-for")).to_have_text(words)


def test_class_grades_that_require_it_are_sorted_as_one_likes(
    visit: Visit, lattice: Lattice, communication: str
) -> None:
    page = visit(f"#/competency?id={communication}")
    table = page.get_by_role("table", name="Class-grades that require this")
    asking = {
        card.title: next(
            (each.level for each in card.competencies if each.iri.endswith(communication[-20:])), ""
        )
        for card in map(lattice.show, lattice.titles())
    }
    asking = {title: level for title, level in asking.items() if level != ""}

    def shown() -> list[tuple[str, str]]:
        return [
            (row.locator("th").inner_text(), row.locator(".level > span").last.inner_text())
            for row in table.locator("tbody tr").all()
        ]

    assert dict(shown()) == asking
    table.get_by_role("button", name="Level").click()
    expect(page).to_have_url(re.compile("sort=level"))
    expect(table.get_by_role("columnheader", name="Level")).to_have_attribute(
        "aria-sort", "ascending"
    )
    levels = [level for _, level in shown()]
    assert levels == sorted(levels)
    table.get_by_role("button", name="Level").press("Enter")
    expect(table.get_by_role("columnheader", name="Level")).to_have_attribute(
        "aria-sort", "descending"
    )
    assert [level for _, level in shown()] == sorted(levels, reverse=True)
    page.go_back()
    expect(table.get_by_role("columnheader", name="Level")).to_have_attribute(
        "aria-sort", "ascending"
    )
    table.get_by_role("link", name=next(iter(asking))).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(next(iter(asking)))


def test_levels_of_a_scale_are_in_words_with_their_source(
    visit: Visit, lattice: Lattice, communication: str
) -> None:
    page = visit(f"#/competency?id={communication}")
    expect(page.locator(".steps > div")).to_have_count(5)
    for step in page.locator(".steps > div").all():
        expect(step.locator("dd a.where")).to_have_count(1)
    expect(page.locator(".steps > div").nth(4).locator(".step.on")).to_have_count(5)


def test_what_corresponds_at_other_publishers_is_linked(
    visit: Visit, lattice: Lattice, communication: str
) -> None:
    page = visit(f"#/competency?id={communication}")
    others = page.locator(".mapped").first
    expect(others).to_contain_text("accepted")
    expect(others).to_contain_text("confidence")
    expect(others).to_contain_text("reads as")
    link = others.get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".mapped").first).to_contain_text("timely and effective written")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("timely and effective written")


def test_all_competencies_are_listed_and_found_by_their_words(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit("#/competency")
    table = page.get_by_role("table", name="Competencies, and how widely each is required")
    known = list(lattice.ask("widely-required"))
    expect(table.locator("tbody tr")).to_have_count(len(known))
    most = [int(each) for each in table.locator("tbody td:last-child").all_inner_texts()]
    assert most == sorted((int(str(each["class_grades"])) for each in known), reverse=True)
    page.get_by_label("With the words").fill("JUDGMENT angeles")
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"words=JUDGMENT\+angeles"))
    table.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Judgment and Decision Making")
    page.go_back()
    expect(table.locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize("iri", ["urn:nothing", f"{MONTANA}none", "<script> }"])
def test_a_competency_that_is_not_there_is_told(visit: Visit, iri: str) -> None:
    page = visit(f"#/competency?id={quote(iri)}")
    expect(page.get_by_role("heading", level=1)).to_have_text("No such competency")
    expect(page.locator("main")).to_contain_text(iri)


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], communication: str, dark: bool
) -> None:
    assert axe(visit(f"#/competency?id={communication}", dark=dark)) == []
    assert axe(visit("#/competency", dark=dark)) == []


def test_a_phone_does_not_scroll_sideways(visit: Visit, judgment: str, communication: str) -> None:
    for given in (f"?id={judgment}", f"?id={communication}", ""):
        assert width_overrun(visit(f"#/competency{given}", width=360)) <= 0


def test_it_prints(visit: Visit, judgment: str) -> None:
    page = visit(f"#/competency?id={judgment}")
    page.emulate_media(media="print")
    expect(page.locator(".head")).to_be_hidden()
    expect(page.get_by_role("columnheader", name="Class-grade")).to_be_visible()


def test_hostile_words_are_words(visit_hostile: Visit) -> None:
    page = visit_hostile("#/competency", width=360)
    page.locator("tbody th a").first.click()
    table = page.get_by_role("table", name="Class-grades that require this")
    assert HOSTILE.startswith("<img")
    expect(table).to_contain_text("<img", ignore_case=True)
    expect(page.locator("main img, main script")).to_have_count(0)
    assert width_overrun(page) <= 0
