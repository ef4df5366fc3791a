"""The heat map in a browser: which class-grade asks for what, at which level."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from careerlattice import Lattice
from tests.web.conftest import HOSTILE, Visit, width_overrun

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
OFFICE_10 = "us-mt-dor/it-processing-office-specialist/10"
LEVELS = """
    SELECT DISTINCT ?class_grade ?competency ?name ?level
    WHERE {
        ?class_grade career:status career:inForce ; career:hasRequirement ?requirement .
        ?requirement career:competency ?competency .
        ?competency skos:prefLabel ?label .
        BIND(STR(?label) AS ?name)
        OPTIONAL { ?requirement career:level/skos:notation ?level }
    }
"""


def cells(lattice: Lattice) -> dict[tuple[str, str], str]:
    """What the graph says: the level, or "•", of each class-grade and competency."""
    return {
        (
            str(row["class_grade"]).removeprefix("https://w3id.org/careerlattice/id/class/"),
            str(row["competency"]),
        ): str(row["level"] or "•")
        for row in lattice.store.select(LEVELS)
    }


def shown(page: Page) -> dict[tuple[str, str], str]:
    """What the page shows."""
    links = page.locator(".heat-table td a")
    told: list[list[str]] = links.evaluate_all(
        "all => all.map(a => [a.dataset.at, a.dataset.of, a.firstChild.textContent])"
    )
    return {(at, of): text for at, of, text in told}


def cell(page: Page, at: str, of: str) -> Locator:
    """The link in a cell."""
    return page.locator(f'.heat-table td a[data-at="{at}"][data-of="{of}"]')


def rows(page: Page) -> list[str]:
    """The class-grades, from above."""
    heads = page.locator(".heat-table tbody th a").all()
    return [unquote(str(each.get_attribute("href"))).split("/", 2)[2] for each in heads]


def test_every_requirement_is_a_cell_with_its_level(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/heat-map")
    assert shown(page) == cells(lattice)
    assert sorted(rows(page)) == sorted({at for at, _ in cells(lattice)})


def test_a_shade_is_a_place_on_the_scale_of_the_cell(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/heat-map")
    expect(page.locator(".heat-table td a").first).to_be_visible()
    shades: dict[str, set[str]] = {}
    for (at, of), level in shown(page).items():
        found = cell(page, at, of).locator("..").get_attribute("class")
        shades.setdefault(level, set()).add(str(found))
    # Two scales: 1 and A are the lowest of theirs, 3 is the highest and C the middle of theirs.
    assert shades == {
        "•": {"heat heat-0"},
        "1": {"heat heat-1"},
        "2": {"heat heat-3"},
        "3": {"heat heat-5"},
        "A": {"heat heat-1"},
        "B": {"heat heat-2"},
        "C": {"heat heat-3"},
    }
    legend = page.get_by_role("list", name="What the cells mean")
    expect(legend).to_contain_text("Degree of Proficiency")
    expect(legend).to_contain_text("Level of competency")
    expect(legend).to_contain_text("no level stated")


def test_a_required_competency_without_a_level_is_said_in_words(visit: Visit) -> None:
    page = visit("#/heat-map?publisher=us-ct")
    first = page.locator(".heat-table td a").first
    expect(first).to_have_accessible_name("required, no level stated")


def test_filters_are_in_the_address_and_the_back_button_undoes_them(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit("#/heat-map")
    page.get_by_label("Publisher").select_option("us-mt-dor")
    expect(page).to_have_url(re.compile("publisher=us-mt-dor"))
    expect(page.locator(".heat-table tbody tr")).to_have_count(6)
    wanted = {key: level for key, level in cells(lattice).items() if key[0].startswith("us-mt-dor")}
    assert shown(page) == wanted
    page.get_by_label("Competencies with the words").fill("tax types")
    expect(page.locator(".heat-table .competency")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"words=tax\+types"))
    page.go_back()
    expect(page.locator(".heat-table tbody tr")).to_have_count(8)


def test_a_filter_that_nothing_fits_says_so(visit: Visit) -> None:
    page = visit("#/heat-map?words=nothing+is+called+so")
    expect(page.locator("main")).to_contain_text("fits these filters")
    page.get_by_role("link", name="Without filters").click()
    expect(page.locator(".heat-table tbody tr")).to_have_count(8)


def test_rows_and_columns_can_be_put_in_order(visit: Visit) -> None:
    page = visit("#/heat-map?publisher=us-mt-dor&rows=grade")
    grades = [int(each.rpartition("/")[2]) for each in rows(page)]
    assert grades == [9, 10, 11, 12, 12, 13]
    page.get_by_label("Rows by").select_option("alphabet")
    expect(page).to_have_url(re.compile("rows=alphabet"))
    expect(page.locator(".heat-table tbody th").first).to_contain_text("Citizens Services")
    page.get_by_label("Columns by").select_option("alphabet")
    names = [str(e.get_attribute("title")) for e in page.locator(".competency a").all()]
    assert names == sorted(names, key=str.casefold)
    page.get_by_label("Rows by").select_option("similarity")
    # The two grades of one class are more alike than anything else.
    places = rows(page)
    assert abs(places.index(OFFICE_9) - places.index(OFFICE_10)) == 1


def test_a_cell_says_what_the_level_means_and_who_else_asks(visit: Visit, lattice: Lattice) -> None:
    (at, of), level = next(
        (key, level) for key, level in cells(lattice).items() if key[0] == OFFICE_9 and level == "B"
    )
    others = [key[0] for key in cells(lattice) if key[1] == of and key[0] != at]
    page = visit("#/heat-map")
    cell(page, at, of).click()
    beside = page.get_by_role("complementary", name="The selected cell")
    expect(beside).to_contain_text(f"asks for it: {level}")
    meanings = [
        str(row["text"])
        for row in lattice.ask(
            "level-meaning", competency=str(lattice.store.select(_NAME % of)[0]["name"]), level="B"
        )
        if row["iri"] == of and row["part"] == "level"
    ]
    assert meanings
    for each in meanings:
        expect(beside).to_contain_text(" ".join(each.split()))
    expect(beside.locator(".others li")).to_have_count(len(others))
    expect(cell(page, at, of)).to_have_attribute("aria-current", "true")
    beside.get_by_role("link", name="compare").first.click()
    expect(page).to_have_url(re.compile(r"#/compare\?from="))
    page.go_back()
    expect(beside).to_be_visible()
    page.go_back()
    expect(beside).to_have_count(0)


_NAME = "SELECT ?name WHERE { <%s> skos:prefLabel ?label . BIND(STR(?label) AS ?name) }"


def test_the_keyboard_goes_from_cell_to_cell(visit: Visit) -> None:
    page = visit("#/heat-map?publisher=us-mt-dor")
    expect(page.locator('.heat-table a[tabindex="0"]')).to_have_count(1)
    page.locator(".heat-table tbody th a").first.focus()
    page.keyboard.press("ArrowRight")
    focused = page.locator(".heat-table a:focus")
    expect(focused).to_have_attribute("data-at", OFFICE_9)
    first = focused.get_attribute("data-of")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("data-of", str(first))
    expect(focused).not_to_have_attribute("data-at", OFFICE_9)
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    expect(page.locator(".heat-table th a:focus")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="The selected cell")).to_be_visible()
    expect(page.locator('.heat-table a[tabindex="0"]')).to_have_count(1)


def test_what_is_shown_can_be_taken_away(visit: Visit, lattice: Lattice, tmp_path: Path) -> None:
    page = visit("#/heat-map?publisher=us-mt-dor")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    file = tmp_path / "heat-map.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as stream:
        found = {
            (row["class_grade"], row["competency"]): row["level"] or "•"
            for row in csv.DictReader(stream)
        }
    wanted = {key: level for key, level in cells(lattice).items() if key[0].startswith("us-mt-dor")}
    assert found == wanted


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], lattice: Lattice, dark: bool, width: int
) -> None:
    of = next(key[1] for key in cells(lattice) if key[0] == OFFICE_9)
    page = visit(f"#/heat-map?at={OFFICE_9}&of={of}", dark=dark, width=width)
    expect(page.get_by_role("complementary", name="The selected cell")).to_be_visible()
    assert axe(page) == []
    assert width_overrun(page) <= 0


def test_it_prints_without_what_is_for_the_screen(visit: Visit) -> None:
    page = visit("#/heat-map")
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".heat-table")).to_be_visible()
    assert len(page.pdf(prefer_css_page_size=True)) > 1000


def test_hostile_words_are_shown_as_words(
    visit_hostile: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = visit_hostile("#/heat-map", width=360)
    head = page.locator(".heat-table tbody th", has_text="<img src=x").first
    assert HOSTILE.split()[-1].lower() in head.inner_text().lower()
    assert page.locator("main img").count() == 0
    assert width_overrun(page) <= 0
    assert axe(page) == []


@pytest.mark.slow
def test_of_many_class_grades_one_family_is_shown_first_and_all_can_be(
    visit_uk: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = visit_uk("#/heat-map?publisher=uk-gdad")
    expect(page.get_by_label("Occupational group")).to_have_value(re.compile("it-operations$"))
    expect(page.locator(".heat-table tbody tr")).to_have_count(46)
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".heat-table tbody tr")).to_have_count(201)
    told = page.locator(".told").inner_text()
    asked = int(re.findall(r"([\d,]+) requirements", told)[0].replace(",", ""))
    expect(page.locator(".heat-table td a")).to_have_count(asked)
    # Long notations are letters in the cells, and words beside them.
    first = page.locator(".heat-table td a").first
    expect(first.locator(".unseen")).to_have_text(
        re.compile("^(Awareness|Working|Practitioner|Expert), of ")
    )
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".heat-table td a:focus")).to_have_count(1)
    assert axe(page) == []
