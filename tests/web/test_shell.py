"""What surrounds every view: addresses, the search, the theme, the keyboard, errors."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Visit, width_overrun


def test_an_address_that_leads_nowhere_says_so(
    visit: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = visit("#/no-such-view")
    expect(page.get_by_role("heading", level=1)).to_have_text("No such page")
    expect(page.locator("main")).to_contain_text("no-such-view")
    assert axe(page) == []
    page.get_by_role("main").get_by_role("link", name="lattice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lattice")


def test_the_content_is_one_key_away(visit: Visit) -> None:
    page = visit("#/lattice")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert page.url.endswith("#/lattice")


def test_the_search_finds_as_one_types_and_opens_by_keyboard(
    visit: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = visit("#/lattice")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search everything")
    expect(box).to_be_focused()
    page.keyboard.type("citiz serv", delay=20)
    found = page.get_by_role("listbox", name="Found").get_by_role("option")
    first = found.first
    expect(first).to_contain_text("Citizens Services Bureau Program Specialist")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("class=us-mt-dor%2Fcitizens-services-program-specialist"))
    expect(found).to_have_count(0)


def test_the_search_says_when_there_is_nothing_and_closes_on_escape(visit: Visit) -> None:
    page = visit("#/lattice")
    page.get_by_role("combobox", name="Search everything").fill("zzzzqq")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator(".found.nothing")).to_have_count(0)


def test_the_theme_is_remembered(visit: Visit) -> None:
    page = visit("#/lattice")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Theme").select_option("dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    expect(page.get_by_label("Theme")).to_have_value("dark")
    assert page.evaluate(ground) == dark


def test_a_server_that_fails_is_told_and_asked_again(visit: Visit) -> None:
    page = visit("#/no-such-view")
    page.route(
        "**/api/resources/lattice",
        lambda route: route.fulfill(
            status=500,
            content_type="application/json",
            body='{"error": "the disk is full", "remedy": "make room"}',
        ),
    )
    page.goto(f"{page.url.split('#')[0]}#/lattice")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("the disk is full")
    expect(alert).to_contain_text("make room")
    page.unroute("**/api/resources/lattice")
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator(".drawing")).to_be_visible()


def test_a_server_that_is_gone_is_told(visit: Visit) -> None:
    page = visit("#/no-such-view")
    page.route("**/api/**", lambda route: route.abort())
    page.goto(f"{page.url.split('#')[0]}#/lattice")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")


def test_it_works_under_a_path(visit: Visit, explorer: str) -> None:
    """Every address the page asks for is relative to where the page is."""
    page = visit("#/lattice")
    asked = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert {each.split("?")[0] for each in asked} >= {f"{explorer}api/resources/lattice"}
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[src],link[href]')].map(e => "
            "e.getAttribute('src') ?? e.getAttribute('href'))"
            ".filter(each => each.startsWith('/'))"
        )
        == []
    )


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_window_does_not_scroll_sideways(visit: Visit, width: int) -> None:
    page = visit("#/lattice", width=width)
    assert width_overrun(page) <= 0
