"""Two class-grades compared: the gap is that of the graph, and changed words are marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from careerlattice import Lattice
from careerlattice.lattice import OUTCOMES
from tests.web.conftest import Visit, width_overrun

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
OFFICE_10 = "us-mt-dor/it-processing-office-specialist/10"
SERVICE_11 = "us-mt-dor/customer-service-representative/11"
SERVICE_12 = "us-mt-dor/customer-service-representative/12"
SERVICE_13 = "us-mt-dor/customer-service-representative/13"
ANGELES = "us-ca-los-angeles/1229/ungraded"
TECHNICIAN = "us-ct/6435cl/cl-16"
PAIRS = [
    (OFFICE_9, SERVICE_11),
    (OFFICE_9, OFFICE_10),
    (ANGELES, SERVICE_11),
    (SERVICE_13, TECHNICIAN),
]


def address(start: str, goal: str) -> str:
    return f"#/compare?from={start}&to={goal}"


def rows(page: Page) -> Locator:
    """One for each competency of the gap."""
    return page.locator(".gap > li")


def words(locator: Locator) -> list[str]:
    """Texts without the signs that only eyes see."""
    return [re.sub(r"^[+↑=↓?≠~−] ", "", each.strip()) for each in locator.all_inner_texts()]


@pytest.mark.parametrize(("start", "goal"), PAIRS)
def test_the_outcomes_are_those_of_the_graph(
    visit: Visit, lattice: Lattice, start: str, goal: str
) -> None:
    page = visit(address(start, goal))
    gap = lattice.gap(start, goal)
    shown = {
        (
            each.locator(".gap-name > a").inner_text(),
            words(each.locator(".gap-outcome .tag"))[0],
        )
        for each in rows(page).all()
    }
    assert shown == {(each.competency, each.outcome) for each in gap.entries}
    counts = [int(each) for each in page.locator(".outcomes .outcome-count").all_inner_texts()]
    assert counts == [gap.counts[each] for each in OUTCOMES]


def test_levels_go_from_old_to_new_in_words_of_the_scale(visit: Visit, lattice: Lattice) -> None:
    page = visit(address(OFFICE_9, OFFICE_10))
    gap = lattice.gap(OFFICE_9, OFFICE_10)
    for entry in gap.must_rise:
        row = rows(page).filter(has_text=entry.competency)
        levels = [each.locator("> span").last.inner_text() for each in row.locator(".level").all()]
        assert levels == [entry.from_level, entry.to_level]
        expect(row).to_contain_text("up by 1 level")
    expect(page.locator("main")).to_contain_text(f"Together {gap.levels_to_rise} levels to rise")
    ((before, after),) = gap.guidance_changes
    expect(page.locator("main")).to_contain_text(f"Guidance goes from {before} to {after}")
    page.get_by_text("What the levels mean").click()
    expect(page.locator(".levels-meant dl")).to_contain_text("elementary")


def test_one_outcome_can_be_looked_at_alone(visit: Visit, lattice: Lattice) -> None:
    page = visit(address(OFFICE_9, SERVICE_11))
    gap = lattice.gap(OFFICE_9, SERVICE_11)
    page.locator(".outcome.gain a").click()
    expect(page).to_have_url(re.compile("show=missing"))
    expect(rows(page)).to_have_count(len(gap.missing))
    expect(page.locator(".outcome.gain a")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Show all").click()
    expect(rows(page)).to_have_count(len(gap.entries))
    page.go_back()
    expect(rows(page)).to_have_count(len(gap.missing))


def test_across_publishers_it_tells_on_whose_word(visit: Visit, lattice: Lattice) -> None:
    page = visit(address(ANGELES, SERVICE_11))
    entry = next(each for each in lattice.gap(ANGELES, SERVICE_11).entries if each.interval)
    row = rows(page).filter(has_text=entry.competency)
    row.locator("summary").first.click()
    expect(row).to_contain_text(f"held as “{entry.from_competency}”")
    expect(row).to_contain_text(str(entry.relation))
    expect(row).to_contain_text(str(entry.interval))
    expect(row).to_contain_text(str(entry.justification))
    expect(row).to_contain_text("On the word of maintainers, with a confidence of")
    lost = next(each for each in lattice.gap(ANGELES, SERVICE_11).not_comparable)
    expect(rows(page).filter(has_text=lost.competency)).to_contain_text(str(lost.reason))


def test_the_cost_is_that_of_the_lattice(visit: Visit, lattice: Lattice) -> None:
    page = visit(address(OFFICE_9, OFFICE_10))
    cost = lattice.cost(lattice.move(OFFICE_9, OFFICE_10))
    expect(page.locator(".move-cost")).to_contain_text(f"The move costs {cost.total:g}")
    expect(page.locator(".move-cost")).to_contain_text(cost.explanation)
    expect(page.locator(".move-cost")).to_contain_text("next grade")


def test_duties_stand_side_by_side_with_changed_words_marked(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit(address(SERVICE_11, SERVICE_12))
    table = page.get_by_role("table", name="Duties side by side")
    answers = list(lattice.ask("duties-moving-up", from_=SERVICE_11, to=SERVICE_12))
    duties = {
        change: [str(each["duty"]) for each in answers if each["change"] == change]
        for change in ("continue", "start", "stop")
    }
    shown: dict[str, list[tuple[str, str]]] = {}
    for row in table.locator("tbody tr").all():
        change = words(row.locator("th"))[0]
        before, after = row.locator("td").evaluate_all("all => all.map(each => each.textContent)")
        shown.setdefault(change, []).append((before, after))
    assert {before for before, _ in shown.get("continues", [])} == set(duties["continue"])
    reworded = shown["reworded"]
    left = {before for before, _ in shown.get("stops", []) + reworded}
    right = {after for _, after in shown.get("starts", []) + reworded}
    assert left == set(duties["stop"])
    assert right == set(duties["start"])
    changed = table.locator("tr", has_text="Assist customers in filing returns").locator("ins, del")
    assert [each.strip() for each in changed.all_inner_texts()] == ["filing", "filing"]


def test_what_one_asks_and_the_other_does_not_is_listed(visit: Visit, lattice: Lattice) -> None:
    page = visit(address(OFFICE_9, SERVICE_11))
    only = {
        str(each["statement"])
        for each in lattice.ask("shared", from_=OFFICE_9, to=SERVICE_11)
        if each["part"] == "competency" and each["standing"] == "only first"
    }
    page.locator(".dropped summary").click()
    assert set(page.locator(".dropped li a").all_inner_texts()) == only


def test_qualifications_stand_side_by_side(visit: Visit, lattice: Lattice) -> None:
    page = visit(address(SERVICE_11, SERVICE_13))
    table = page.get_by_role("table", name="Education and experience side by side")
    shown = table.locator("tbody tr")
    assert words(shown.locator("th")) == ["only here"] * len(
        lattice.show(SERVICE_11).qualifications
    )
    expect(page.locator("main")).to_contain_text("grade 13 the document states none")


def test_two_are_chosen_by_keyboard_and_swapped(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/compare")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare")
    for name, typed, title in (
        ("From", "office specialist 9", lattice.show(OFFICE_9).title),
        ("To", "customer service 11", lattice.show(SERVICE_11).title),
    ):
        box = page.get_by_role("combobox", name=name, exact=True)
        box.focus()
        page.keyboard.type(typed, delay=20)
        option = page.get_by_role("option", name=title)
        expect(option).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(option).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        expect(page.locator(".picker").get_by_role("option")).to_have_count(0)
    expect(rows(page).first).to_be_visible()
    assert unquote(page.url).endswith(address(OFFICE_9, SERVICE_11))
    page.get_by_role("button", name="Swap the two").click()
    expect(page.get_by_role("combobox", name="From", exact=True)).to_have_value(
        lattice.show(SERVICE_11).title
    )
    assert unquote(page.url).endswith(address(SERVICE_11, OFFICE_9))
    page.go_back()
    expect(page.get_by_role("combobox", name="From", exact=True)).to_have_value(
        lattice.show(OFFICE_9).title
    )


def test_the_picker_says_when_there_is_nothing_and_keeps_what_was_chosen(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit(address(OFFICE_9, OFFICE_10))
    box = page.get_by_role("combobox", name="To", exact=True)
    box.fill("zzzzqq")
    expect(page.get_by_text("No class-grade is called so")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value(lattice.show(OFFICE_10).title)


@pytest.mark.parametrize("start", ["no/such/thing", "%3Cscript%3E"])
def test_a_class_grade_that_is_not_there_is_told(visit: Visit, start: str) -> None:
    page = visit(address(start, SERVICE_11))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("combobox", name="From", exact=True)).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("start", "goal"), [(OFFICE_9, SERVICE_11), (ANGELES, SERVICE_11)])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], dark: bool, start: str, goal: str
) -> None:
    page = visit(address(start, goal), dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert axe(page) == []


@pytest.mark.parametrize(("start", "goal"), PAIRS)
def test_a_phone_does_not_scroll_sideways(visit: Visit, start: str, goal: str) -> None:
    page = visit(address(start, goal), width=360)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert width_overrun(page) <= 0


def test_it_prints_the_comparison_and_not_the_choice(visit: Visit) -> None:
    page = visit(address(OFFICE_9, OFFICE_10))
    page.emulate_media(media="print")
    expect(page.locator(".choice")).to_be_hidden()
    expect(rows(page).first).to_be_visible()
    expect(page.locator(".sides")).to_be_visible()


def test_hostile_words_are_words(visit_hostile: Visit) -> None:
    page = visit_hostile(address(SERVICE_11, SERVICE_12), width=360)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img", ignore_case=True)
    expect(page.locator("main img, main script")).to_have_count(0)
    assert width_overrun(page) <= 0


def test_a_framework_of_many_roles_is_compared_too(visit_uk: Visit) -> None:
    page = visit_uk(
        address(
            "uk-gdad/graphic-designer/graphic-designer",
            "uk-gdad/graphic-designer/senior-graphic-designer",
        )
    )
    row = rows(page).filter(has_text="Design communication")
    expect(row).to_contain_text("must rise")
    row.locator("summary").click()
    expect(row.locator("details")).to_contain_text("Practitioner")
