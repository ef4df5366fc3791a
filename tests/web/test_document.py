"""A document's page: its text as it was read, the words facts rest on, and what rests on them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from careerlattice import Lattice
from careerlattice.build import Build
from careerlattice.explorer.texts import DocumentText, document, documents
from tests.web.conftest import Visit, width_overrun

SERVICE_11 = "us-mt-dor/customer-service-representative/11"


@pytest.fixture(scope="session")
def service(built: Build, lattice: Lattice) -> DocumentText:
    """The document of the service representatives, with its text."""
    entry = next(
        each
        for each in documents(lattice.store)
        if each.file == "customer-service-representative.txt"
    )
    return document(lattice.store, built.folder / "texts", entry.path)


def resting(page: Page) -> Locator:
    """What rests on the chosen words."""
    return page.get_by_role("complementary", name="What rests on these words")


def test_every_document_is_listed_and_opens(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/document")
    known = documents(lattice.store)
    assert page.locator("tbody th a").all_inner_texts() == [each.title for each in known]
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(known[0].title)


def test_the_text_is_shown_as_it_was_read(visit: Visit, service: DocumentText) -> None:
    page = visit(f"#/document?id={service.path}")
    lines = page.locator(".line-words").evaluate_all("all => all.map(each => each.textContent)")
    assert lines == service.text.rstrip("\n").split("\n")
    assert page.locator(".line-number").last.inner_text() == str(len(lines))


def test_all_the_words_that_facts_rest_on_are_marked(visit: Visit, service: DocumentText) -> None:
    page = visit(f"#/document?id={service.path}")
    marked = "".join(page.locator(".lines a.words").all_text_contents())
    inside = {at for span in service.spans for at in range(span.start, span.end)}
    words = "".join(service.text[at] for at in sorted(inside) if service.text[at] != "\n")
    assert marked == words


def test_a_deep_link_shows_the_words_and_all_that_their_fact_rests_on(
    visit: Visit, lattice: Lattice, service: DocumentText
) -> None:
    entry = next(each for each in lattice.show(SERVICE_11).competencies if each.level == "B")
    spans = sorted({(each.start, each.end) for each in service.spans if each.fact == entry.iri})
    cell = next(each for each in spans if service.text[slice(*each)] == "B")
    page = visit(f"#/document?id={service.path}&start={cell[0]}&end={cell[1]}&fact={entry.iri}")
    expect(page.locator(".asked-for")).to_have_text("B")
    expect(page.locator(".asked-for")).to_be_in_viewport()
    assert page.locator(".lines .chosen").all_text_contents() == [
        service.text[start:end] for start, end in spans
    ]
    expect(resting(page)).to_contain_text(entry.name)
    expect(resting(page)).to_contain_text("at level B")
    resting(page).get_by_role("link", name=lattice.show(SERVICE_11).title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(lattice.show(SERVICE_11).title)


def test_words_that_no_fact_rests_on_can_be_asked_for(visit: Visit, service: DocumentText) -> None:
    page = visit(f"#/document?id={service.path}&start=0&end=3")
    expect(page.locator(".asked-for").first).to_be_visible()
    marked = "".join(page.locator(".asked-for").all_text_contents())
    assert marked == service.text[:3].replace("\n", "")


def test_a_click_tells_what_rests_on_words_and_the_back_button_undoes_it(
    visit: Visit, lattice: Lattice, service: DocumentText
) -> None:
    page = visit(f"#/document?id={service.path}")
    expect(resting(page)).to_have_count(0)
    duty = lattice.show(SERVICE_11).duties[0].text
    words = page.locator("a.words", has_text=duty).first
    words.click()
    expect(page).to_have_url(re.compile(r"start=\d+&end=\d+$"))
    expect(words).to_have_attribute("aria-current", "true")
    expect(resting(page)).to_contain_text("duty")
    expect(resting(page).get_by_role("link", name="grade 11").first).to_be_visible()
    page.go_back()
    expect(resting(page)).to_have_count(0)
    page.go_forward()
    expect(resting(page)).to_be_visible()
    resting(page).get_by_role("button", name="Close").click()
    expect(resting(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("start="))


def test_the_arrows_lead_from_words_to_words(visit: Visit, service: DocumentText) -> None:
    page = visit(f"#/document?id={service.path}")
    words = page.locator(".lines a.words")
    assert page.locator('.lines a.words[tabindex="0"]').count() == 1
    words.first.focus()
    page.keyboard.press("ArrowDown")
    expect(words.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(words.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(words.nth(1)).to_have_attribute("aria-current", "true")
    expect(resting(page)).to_be_visible()


def test_the_legend_names_the_sorts_that_are_there(visit: Visit, service: DocumentText) -> None:
    page = visit(f"#/document?id={service.path}")
    legend = page.locator(".reader-legend")
    for words in ("duties and the work", "competencies", "education", "findings", "headings"):
        expect(legend).to_contain_text(words)
    expect(legend).not_to_contain_text("not placed")


def test_findings_are_listed_and_lead_to_their_words(
    visit: Visit, lattice: Lattice, service: DocumentText
) -> None:
    page = visit(f"#/document?id={service.path}")
    shown = page.get_by_role("table", name="What the reader found").locator("tbody tr")
    findings = {span.fact for span in service.spans if span.kind == "Finding"}
    assert shown.count() >= len(findings) > 0
    link = shown.locator("a.where").first
    message = shown.filter(has=page.locator("a.where")).first.locator("span[dir]").inner_text()
    link.click()
    expect(page.locator(".lines .asked-for").first).to_be_in_viewport()
    expect(resting(page)).to_contain_text(message)


@pytest.mark.parametrize("given", ["start=9&end=3", "start=x&end=7", "page=99", "start=1e9&end=2"])
def test_places_that_are_none_show_the_beginning(
    visit: Visit, service: DocumentText, given: str
) -> None:
    page = visit(f"#/document?id={service.path}&{given}")
    expect(page.locator(".line-number").first).to_have_text("1")
    expect(page.locator(".asked-for")).to_have_count(0)


def test_a_document_that_is_not_there_is_told(visit: Visit) -> None:
    page = visit("#/document?id=us-xx/0123456789abcdef")
    expect(page.get_by_role("alert")).to_contain_text("us-xx/0123456789abcdef")


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(
    visit: Visit, service: DocumentText, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    span = next(each for each in service.spans if each.kind == "DutyAssignment")
    page = visit(f"#/document?id={service.path}&start={span.start}&end={span.end}", dark=dark)
    expect(resting(page).locator("li").first).to_be_visible()
    assert axe(page) == []


def test_a_phone_does_not_scroll_sideways(visit: Visit, service: DocumentText) -> None:
    span = next(each for each in service.spans if each.kind == "DutyAssignment")
    page = visit(f"#/document?id={service.path}&start={span.start}&end={span.end}", width=360)
    expect(page.locator(".asked-for").first).to_be_in_viewport()
    expect(resting(page).locator("li").first).to_be_visible()
    assert width_overrun(page) <= 0


def test_it_prints_its_text(visit: Visit, service: DocumentText) -> None:
    page = visit(f"#/document?id={service.path}")
    page.emulate_media(media="print")
    expect(page.locator(".head")).to_be_hidden()
    expect(page.locator(".line").first).to_be_visible()


def test_hostile_words_are_words(visit_hostile: Visit) -> None:
    page = visit_hostile("#/document", width=360)
    page.locator("tbody th a", has_text=re.compile("<img", re.IGNORECASE)).first.click()
    expect(page.locator(".lines")).to_contain_text("<img src=x onerror=alert(1)>", ignore_case=True)
    expect(page.locator("main img, main script")).to_have_count(0)
    assert width_overrun(page) <= 0


def test_of_a_long_document_one_page_is_drawn_around_the_words(visit_uk: Visit) -> None:
    page = visit_uk("#/class-grade/uk-gdad/graphic-designer/senior-graphic-designer")
    duty = page.locator(".duty-words").nth(1).inner_text()
    page.locator(".duties a.where").nth(1).click()
    expect(page.locator(".asked-for")).to_have_text(duty)
    expect(page.locator(".asked-for")).to_be_in_viewport()
    assert page.locator(".line").count() <= 400
    here = page.locator(".line-number").first.inner_text()
    page.get_by_role("link", name="Later").first.click()
    expect(page.locator(".line-number").first).not_to_have_text(here)
    page.go_back()
    expect(page.locator(".line-number").first).to_have_text(here)
    page.get_by_role("link", name="First").first.click()
    expect(page.locator(".line-number").first).to_have_text("1")
    expect(page.get_by_role("link", name="Earlier")).to_have_count(0)
