"""The lattice in a browser: what is where, what a click or a key does, what an address shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from careerlattice import Lattice
from tests.web.conftest import HOSTILE, Visit, width_overrun

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
OFFICE_10 = "us-mt-dor/it-processing-office-specialist/10"
SERVICE_11 = "us-mt-dor/customer-service-representative/11"


def node(page: Page, name: str) -> Locator:
    """The class-grade in the picture."""
    return page.locator(f'.drawing a[data-id="{name}"]')


def shown(page: Page) -> list[str]:
    """The class-grades in the picture."""
    return [str(each.get_attribute("data-id")) for each in page.locator(".drawing a").all()]


def box(page: Page, name: str) -> dict[str, float]:
    """Where a class-grade stands."""
    found = node(page, name).locator("rect").first.bounding_box()
    assert found is not None
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def beside(page: Page) -> Locator:
    """What is said of the selected class-grade."""
    return page.get_by_role("complementary", name="The selected class-grade")


def costs(page: Page, title: str) -> list[float]:
    """The costs in one of the lists beside the picture."""
    table = beside(page).get_by_role("table", name=title)
    return [float(each) for each in table.locator("tbody td.number").all_text_contents()]


def test_grades_are_columns_and_classes_are_lanes(visit: Visit) -> None:
    page = visit()
    assert len(shown(page)) == 8
    nine, ten, eleven = (box(page, each) for each in (OFFICE_9, OFFICE_10, SERVICE_11))
    assert nine["y"] == ten["y"] != eleven["y"]
    assert nine["x"] < ten["x"] < eleven["x"]
    both = [
        box(page, f"us-mt-dor/{each}/12")
        for each in ("customer-service-representative", "citizens-services-program-specialist")
    ]
    assert both[0]["x"] == both[1]["x"]


def test_a_click_shows_the_moves_and_the_back_button_undoes_it(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit("#/lattice")
    node(page, OFFICE_9).click()
    expect(page).to_have_url(re.compile(re.escape("node=")))
    assert unquote(page.url).endswith(f"node={OFFICE_9}")
    expect(beside(page).get_by_role("heading", level=2)).to_contain_text("Office Specialist")
    expect(node(page, OFFICE_9)).to_have_attribute("aria-current", "true")

    out = costs(page, "Moves from here")
    assert len(out) == 7
    assert out == sorted(out)
    step = lattice.cost(lattice.move(OFFICE_9, OFFICE_10))
    row = (
        beside(page)
        .get_by_role("table", name="Moves from here")
        .get_by_role("row")
        .filter(has_text="next grade")
    )
    expect(row).to_contain_text(step.explanation)
    assert float(row.locator("td.number").inner_text()) == step.total

    page.go_back()
    expect(beside(page)).to_have_count(0)
    page.go_forward()
    expect(beside(page)).to_be_visible()


def test_a_deep_link_shows_what_it_says(visit: Visit) -> None:
    page = visit(f"#/lattice?publisher=us-mt-dor&budget=13&node={OFFICE_10}")
    assert len(shown(page)) == 6
    expect(page.get_by_label("Publisher")).to_have_value("us-mt-dor")
    expect(page.get_by_label("Most a move may cost")).to_have_value("13")
    assert max(costs(page, "Moves from here") + costs(page, "Moves to here")) <= 13


def test_the_filters_are_in_the_address(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/lattice")
    page.get_by_label("Publisher").select_option("us-ct")
    expect(page).to_have_url(re.compile(r"#/lattice\?publisher=us-ct$"))
    assert shown(page) == ["us-ct/6435cl/cl-16"]
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".drawing a")).to_have_count(8)
    wanted = next(each for each in lattice.show(OFFICE_9).competencies if not each.core)
    asking = [
        name
        for name in lattice.titles()
        if wanted.name in {each.name for each in lattice.show(name).competencies}
    ]
    page.get_by_label("Competency").select_option(label=wanted.name)
    expect(page.locator(".drawing a")).to_have_count(len(asking))
    assert sorted(shown(page)) == sorted(asking)
    page.go_back()
    expect(page.locator(".drawing a")).to_have_count(8)


def test_filters_that_nothing_fits_say_so(visit: Visit) -> None:
    page = visit("#/lattice?publisher=us-ct&class=us-mt-dor/customer-service-representative")
    expect(page.locator("main")).to_contain_text("No class-grade fits these filters")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".drawing a")).to_have_count(8)


@pytest.mark.parametrize(
    "address",
    [
        "#/lattice?node=no/such/thing",
        "#/lattice?publisher=nobody",
        "#/lattice?budget=-3&zoom=x",
    ],
)
def test_an_address_with_what_is_not_there_breaks_nothing(visit: Visit, address: str) -> None:
    page = visit(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lattice")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_around_a_class_grade_that_is_not_there_is_an_error_in_words(visit: Visit) -> None:
    page = visit("#/lattice?ego=no/such/thing")
    expect(page.get_by_role("alert")).to_contain_text("no/such/thing")


def test_the_next_grades_are_always_drawn_with_their_cost(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/lattice?publisher=us-mt-dor")
    lines = page.locator(".drawing .moves .move")
    expect(lines).to_have_count(3)
    total = lattice.cost(lattice.move(OFFICE_9, OFFICE_10)).total
    assert f"{total:g}" in page.locator(".drawing .moves text").all_text_contents()


def test_a_budget_draws_the_moves_within_it(visit: Visit) -> None:
    page = visit("#/lattice?budget=10")
    drawn = page.locator(".drawing .moves .move").count()
    told = page.locator(".told").inner_text()
    assert drawn == int(re.findall(r"(\d+) moves?", told)[0]) > 3


def test_the_keyboard_goes_from_class_grade_to_class_grade(visit: Visit) -> None:
    page = visit("#/lattice?publisher=us-mt-dor")
    node(page, OFFICE_9).focus()
    page.keyboard.press("ArrowRight")
    expect(node(page, OFFICE_10)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(node(page, SERVICE_11)).to_be_focused()
    page.keyboard.press("Space")
    expect(beside(page)).to_be_visible()
    assert unquote(page.url).endswith(f"node={SERVICE_11}")
    expect(node(page, SERVICE_11)).to_be_focused()
    page.keyboard.press("Escape")
    expect(beside(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#/class-grade/{SERVICE_11}$"))


def test_one_class_grade_is_in_the_order_of_the_tab_key(visit: Visit) -> None:
    page = visit("#/lattice")
    expect(page.locator('.drawing a[tabindex="0"]')).to_have_count(1)


def test_every_class_grade_and_its_publisher_can_be_heard(visit: Visit) -> None:
    page = visit("#/lattice")
    name = node(page, OFFICE_9).get_attribute("aria-label")
    assert name == (
        "Information Technology and Processing Division Office Specialist, grade 9,"
        " Montana Department of Revenue"
    )


def test_what_is_pointed_at_shows_its_moves(visit: Visit) -> None:
    page = visit("#/lattice")
    node(page, OFFICE_9).hover()
    expect(page.locator(".drawing .node.related")).to_have_count(7)
    expect(page.locator(".drawing .badge")).to_have_count(7)


def test_around_one_class_grade(visit: Visit) -> None:
    page = visit(f"#/lattice?ego={OFFICE_9}&budget=13")
    assert OFFICE_10 in shown(page)
    expect(beside(page)).to_be_visible()
    assert max(costs(page, "Moves from here")) <= 13
    page.get_by_role("link", name="The whole lattice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lattice")
    expect(page).not_to_have_url(re.compile("ego="))
    expect(node(page, OFFICE_9)).to_be_visible()


def test_the_same_as_a_table(visit: Visit, axe: Callable[[Page], list[str]]) -> None:
    page = visit("#/lattice")
    page.get_by_label("Shown as").select_option("table")
    table = page.get_by_role("table", name=re.compile("Class-grades"))
    expect(table.locator("tbody tr")).to_have_count(8)
    expect(page).to_have_url(re.compile("as=table"))
    assert axe(page) == []


def test_the_picture_zooms(visit: Visit) -> None:
    page = visit("#/lattice")
    before = box(page, OFFICE_9)["width"]
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"zoom=1\.25"))
    assert box(page, OFFICE_9)["width"] == pytest.approx(before * 1.25, rel=0.02)
    node(page, OFFICE_9).hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, 100)
    page.keyboard.up("Control")
    expect(page).not_to_have_url(re.compile("zoom="))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], dark: bool, width: int
) -> None:
    page = visit(f"#/lattice?node={OFFICE_9}", dark=dark, width=width)
    expect(beside(page)).to_be_visible()
    assert axe(page) == []


def test_a_phone_shows_it_without_scrolling_the_page_sideways(visit: Visit) -> None:
    page = visit(f"#/lattice?node={OFFICE_9}", width=360, height=740)
    expect(beside(page)).to_be_visible()
    assert width_overrun(page) <= 0


def test_it_prints_without_what_is_for_the_screen(visit: Visit) -> None:
    page = visit(f"#/lattice?node={OFFICE_9}")
    page.emulate_media(media="print")
    expect(page.locator("header.head")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".drawing svg")).to_be_visible()
    assert len(page.pdf()) > 1000


def test_hostile_words_are_shown_as_words(
    visit_hostile: Visit, axe: Callable[[Page], list[str]]
) -> None:
    name = "us-mt-dor/customer-service-representative/11"
    page = visit_hostile("#/lattice", width=360)
    hostile = [
        each for each in shown(page) if "it-processing" not in each and "citizens" not in each
    ]
    assert hostile, name
    node(page, hostile[0]).focus()
    page.keyboard.press("Space")
    expect(beside(page).get_by_role("heading", level=2)).to_contain_text(
        "<img src=x onerror=alert(1)>"
    )
    assert page.locator("main img").count() == 0
    assert HOSTILE.split()[-1] in beside(page).get_by_role("heading", level=2).inner_text()
    assert width_overrun(page) <= 0
    assert axe(page) == []


def test_thousands_are_narrowed_down_before_they_are_drawn(visit: Visit) -> None:
    nodes = [
        {"id": f"us-xx/{at // 4}/{at % 4}", "title": f"Work {at // 4}", "class": at // 4,
         "publisher": 0, "grade": str(at % 4), "rank": at % 4, "structure": 0, "groups": [],
         "units": [], "competencies": [], "pay": []}
        for at in range(2000)
    ]  # fmt: skip
    classes = [{"id": f"us-xx/{at}", "label": f"Work {at}"} for at in range(500)]
    data = {
        "complete": False, "nodes": nodes, "classes": classes, "words": ["1 to gain"],
        "moves": [[at, at + 1, 3, 0, 1] for at in range(0, 2000, 4)],
        "publishers": [{"id": "us-xx", "label": "Example"}],
        "structures": [{"id": "s", "label": "Grades"}],
        "groups": [], "units": [], "competencies": [],
    }  # fmt: skip
    page = visit("#/no-such-view")
    page.route("**/api/resources/lattice", lambda route: route.fulfill(json=data))
    page.goto(f"{page.url.split('#')[0]}#/lattice")
    expect(page.locator("main")).to_contain_text("2,000 class-grades are too many for one picture")
    expect(page.locator("main table tbody tr")).to_have_count(2000)
    page.locator("select[name=class]").select_option("us-xx/7")
    expect(page.locator(".drawing a")).to_have_count(4)
    expect(page.locator(".drawing .moves .move")).to_have_count(1)


@pytest.mark.slow
def test_the_uk_framework_can_be_read(visit_uk: Visit, axe: Callable[[Page], list[str]]) -> None:
    page = visit_uk("#/lattice?publisher=uk-gdad", width=1400)
    assert len(shown(page)) == 201
    # No label leaves its box, and none is smaller than people can read.
    outside = page.evaluate("""[...document.querySelectorAll('.drawing .node')].filter(node => {
        const box = node.querySelector('rect').getBoundingClientRect();
        const text = node.querySelector('text').getBoundingClientRect();
        return text.left < box.left || text.right > box.right
            || text.top < box.top - 1 || text.bottom > box.bottom + 1;
    }).map(node => node.dataset.id)""")
    assert outside == []
    smallest = page.evaluate("""Math.min(...[...document.querySelectorAll('.drawing text')]
        .map(text => parseFloat(getComputedStyle(text).fontSize)))""")
    assert smallest >= 11
    assert axe(page) == []


@pytest.mark.slow
def test_a_role_level_of_the_uk_framework_shows_its_moves(visit_uk: Visit) -> None:
    name = "uk-gdad/data-engineer/data-engineer"
    page = visit_uk(f"#/lattice?node={name}&budget=15", width=1400)
    out = costs(page, "Moves from here")
    assert out == sorted(out)
    assert max(out) <= 15
    page.get_by_role("link", name="Only what is around it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Around one class-grade")
    expect(node(page, name)).to_be_visible()
    assert len(shown(page)) < 201
