"""A class-grade's page: its facts are those of the graph, and each leads to its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from careerlattice import Lattice
from careerlattice.lattice import DutyEntry
from tests.web.conftest import HOSTILE, Visit, width_overrun

SERVICE_11 = "us-mt-dor/customer-service-representative/11"
SERVICE_12 = "us-mt-dor/customer-service-representative/12"
SERVICE_13 = "us-mt-dor/customer-service-representative/13"
PROGRAM_12 = "us-mt-dor/citizens-services-program-specialist/12"
TECHNICIAN = "us-ct/6435cl/cl-16"
ANGELES = "us-ca-los-angeles/1229/ungraded"
ALL = [SERVICE_11, SERVICE_13, PROGRAM_12, TECHNICIAN, ANGELES]


def flat(duties: tuple[DutyEntry, ...]) -> Iterator[DutyEntry]:
    """Duties and groups in the order of the page."""
    for duty in duties:
        yield duty
        yield from flat(duty.parts)


def params(address: str) -> dict[str, str]:
    """The parameters of an address of the explorer."""
    query = urlsplit(urlsplit(address).fragment).query
    return {name: values[0] for name, values in parse_qs(query).items()}


def links(page: Page, selector: str) -> list[dict[str, str]]:
    """The parameters of the links to documents inside *selector*."""
    return [
        params(str(each.get_attribute("href")))
        for each in page.locator(f"{selector} a.where").all()
    ]


@pytest.mark.parametrize("name", ALL)
def test_the_facts_are_those_of_the_graph(visit: Visit, lattice: Lattice, name: str) -> None:
    page = visit(f"#/class-grade/{name}")
    card = lattice.show(name)
    expect(page.get_by_role("heading", level=1)).to_have_text(card.title)
    expect(page.locator(".page-head .beside")).to_contain_text(str(card.publisher))
    assert page.locator(".duty-words").all_inner_texts() == [
        each.text for each in flat(card.duties)
    ]
    asked = {
        (
            each.locator(".asked-name > a").first.inner_text(),
            each.locator(".level > span").last.inner_text()
            if each.locator(".level > span").count()
            else None,
        )
        for each in page.locator(".asked > li").all()
    }
    assert asked == {(each.name, each.level) for each in card.competencies}
    asks = page.locator(".qualifications > li > span[dir]").all_inner_texts()
    assert sorted(asks) == sorted(each.asks for each in card.qualifications)
    said = page.locator(".passages").all_inner_texts()
    for statement in card.statements:
        assert any(" ".join(statement.text.split()) in " ".join(each.split()) for each in said)


@pytest.mark.parametrize("name", ALL)
def test_every_fact_leads_to_its_own_words(visit: Visit, lattice: Lattice, name: str) -> None:
    page = visit(f"#/class-grade/{name}")
    card = lattice.show(name)
    quotes = {
        (each.fact, each.source.partition("/document/")[2], each.start, each.end): each
        for thing in (name, card.class_id)
        for each in lattice.source(thing)
    }
    facts: set[str] = set()
    for selector in (".glance", ".passages", ".duties", ".asked", ".qualifications"):
        for each in links(page, selector):
            quote = quotes[(each["fact"], each["id"], int(each["start"]), int(each["end"]))]
            facts.add(quote.fact)
    wanted = {each.iri for each in flat(card.duties)}
    wanted |= {each.iri for each in card.competencies}
    wanted |= {each.iri for each in card.qualifications}
    assert wanted <= facts


def test_a_source_opens_the_document_at_the_words_and_the_back_button_returns(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit(f"#/class-grade/{SERVICE_11}")
    duty = lattice.show(SERVICE_11).duties[1]
    page.locator(".duties a.where").nth(1).click()
    expect(page.locator(".lines .asked-for")).to_have_text(duty.text)
    expect(page.locator(".lines .asked-for")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(lattice.show(SERVICE_11).title)


def test_levels_are_shown_on_their_scale(visit: Visit, lattice: Lattice) -> None:
    page = visit(f"#/class-grade/{SERVICE_11}")
    row = page.locator(".asked > li").filter(has_text="conflict resolution")
    entry = next(each for each in lattice.show(SERVICE_11).competencies if "conflict" in each.name)
    expect(row.locator(".level")).to_have_text(str(entry.level))
    expect(row.locator(".level-bar .step")).to_have_count(5)
    expect(row.locator(".level-bar .step.on")).to_have_count("ABCDE".index(str(entry.level)) + 1)
    expect(row).to_contain_text(str(entry.guidance))
    page.locator(".scale summary").click()
    meaning = next(
        str(each["text"])
        for each in lattice.ask("level-meaning", competency=entry.name, level="B")
        if each["part"] == "level"
    )
    expect(page.locator(".scale dl")).to_contain_text(meaning)


def test_what_a_level_means_for_one_competency_stands_beside_it(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit(f"#/class-grade/{ANGELES}")
    row = page.locator(".asked > li").filter(has_text="Judgment and Decision Making")
    row.locator("summary").click()
    meaning = next(
        str(each["text"])
        for each in lattice.ask("level-meaning", competency="judgment", level="1")
        if each["part"] == "level"
    )
    expect(row.locator("details")).to_contain_text(meaning)


def test_what_everybody_must_bring_stands_apart(visit: Visit, lattice: Lattice) -> None:
    page = visit(f"#/class-grade/{SERVICE_11}")
    core = [each.name for each in lattice.show(SERVICE_11).competencies if each.core]
    shown = page.locator(".asked").last.locator(".asked-name > a:not(.where)").all_inner_texts()
    assert sorted(shown) == sorted(core)
    expect(page.get_by_role("heading", name="Asked of everybody")).to_contain_text(
        "Montana Department of Revenue"
    )


def test_groups_hold_their_duties_with_shares_of_time(visit: Visit, lattice: Lattice) -> None:
    page = visit(f"#/class-grade/{PROGRAM_12}")
    groups = [each for each in lattice.show(PROGRAM_12).duties if each.is_group]
    assert groups
    shown = page.locator("section > .duties > li.group")
    expect(shown).to_have_count(len(groups))
    for group, held in zip(groups, shown.all(), strict=True):
        expect(held.locator("> .duty-words")).to_have_text(group.text)
        inside = held.locator(".duties .duty-words").all_inner_texts()
        assert inside == [each.text for each in flat(group.parts)]
        if group.time_share is not None:
            expect(held.locator(".tag").first).to_contain_text(
                f"{float(group.time_share * 100):g}%"
            )


def test_the_ladder_leads_up_and_down(visit: Visit, lattice: Lattice) -> None:
    page = visit(f"#/class-grade/{SERVICE_12}")
    ladder = page.get_by_role("navigation", name="Grades of Customer Service Representative")
    expect(ladder.locator("[aria-current]")).to_contain_text("12")
    expect(ladder.get_by_role("link")).to_have_count(3)
    page.get_by_role("link", name="Grade above").click()
    expect(page).to_have_url(re.compile(re.escape(f"#/class-grade/{SERVICE_13}")))
    expect(page.get_by_role("heading", level=1)).to_have_text(lattice.show(SERVICE_13).title)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("link", name="Grade above")).to_have_count(0)
    page.get_by_role("link", name="Grade below").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(lattice.show(SERVICE_12).title)


def test_one_can_go_on_to_a_comparison_and_to_the_lattice(visit: Visit) -> None:
    page = visit(f"#/class-grade/{SERVICE_11}")
    page.get_by_role("link", name="Compare with").click()
    expect(page.get_by_role("combobox", name="From")).to_have_value(SERVICE_11)
    page.go_back()
    page.get_by_role("link", name="Show in the lattice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Around one class-grade")


def test_only_accepted_links_to_taxonomies_are_shown(visit: Visit, lattice: Lattice) -> None:
    page = visit(f"#/class-grade/{TECHNICIAN}")
    expect(page.locator(".linked").first).to_be_visible()
    rows = lattice.ask("taxonomy-codes", class_="us-ct/6435cl")
    accepted = [each for each in rows if each["status"] == "accepted"]
    codes = {str(each.get_attribute("title")) for each in page.locator(".linked code").all()}
    assert codes == {str(each["code"]) for each in accepted}
    assert {str(each["code"]) for each in rows if each["status"] != "accepted"} - codes
    first = page.locator(".linked li li").first
    expect(first).to_contain_text("accepted")
    expect(first).to_contain_text("confidence")


def test_findings_lead_to_their_line(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/class-grade/us-mt-dor/it-processing-office-specialist/9")
    findings = page.locator(".findings > li")
    expect(findings.first).to_be_visible()
    known = {str(each["message"]) for each in lattice.ask("repairs-and-doubts")}
    messages = findings.locator("span[dir]").all_inner_texts()
    assert messages
    assert set(messages) <= known
    findings.locator("a.where").first.click()
    expect(page.locator(".facts")).to_contain_text(messages[0])


def test_a_class_grade_that_is_not_there_is_looked_for(visit: Visit) -> None:
    page = visit("#/class-grade/no/such/thing")
    expect(page.get_by_role("heading", level=1)).to_have_text("No such class-grade")
    box = page.get_by_role("combobox", name="Find a class-grade")
    box.fill("processing technician")
    page.locator(".picker").get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(re.escape(f"#/class-grade/{TECHNICIAN}")))


@pytest.mark.parametrize("address", ["#/class-grade/%3Cscript%3E", "#/class-grade/a%22%20b/c/d"])
def test_an_address_that_is_no_identifier_is_told_in_words(visit: Visit, address: str) -> None:
    page = visit(address)
    expect(page.locator("main")).to_contain_text("No such class-grade")


def test_it_prints_without_what_cannot_be_used_on_paper(visit: Visit) -> None:
    page = visit(f"#/class-grade/{SERVICE_11}")
    page.emulate_media(media="print")
    expect(page.locator(".head")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".duties").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    page = visit(f"#/class-grade/{SERVICE_12}", dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert axe(page) == []


@pytest.mark.parametrize("name", ALL)
def test_a_phone_does_not_scroll_sideways(visit: Visit, name: str) -> None:
    page = visit(f"#/class-grade/{name}", width=360)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert width_overrun(page) <= 0


def test_hostile_words_are_words(visit_hostile: Visit) -> None:
    page = visit_hostile(f"#/class-grade/{SERVICE_11}", width=360)
    expect(page.locator("main img, main script")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("W" * 80, ignore_case=True)
    assert "<img" in HOSTILE
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img", ignore_case=True)
    assert width_overrun(page) <= 0


def test_a_framework_of_many_roles_has_the_same_page(visit_uk: Visit) -> None:
    page = visit_uk("#/class-grade/uk-gdad/graphic-designer/senior-graphic-designer")
    expect(page.get_by_role("navigation", name="Grades of Graphic designer")).to_be_visible()
    expect(page.locator(".asked .level").first).to_contain_text("Practitioner")
    expect(page.locator(".asked .level-bar").first.locator(".step.on")).to_have_count(3)
