"""The query editor in a browser: questions as examples, queries of one's own, answers to take."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from playwright.sync_api import Locator, Page, expect

from careerlattice import Lattice
from tests.web.conftest import Visit, width_overrun

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
SERVICE_11 = "us-mt-dor/customer-service-representative/11"
COUNTING = """SELECT ?publisher (COUNT(DISTINCT ?class) AS ?classes)
WHERE { ?class a career:JobClass ; career:publisher ?publisher }
GROUP BY ?publisher
ORDER BY ?publisher"""
LONG = """SELECT (COUNT(*) AS ?all)
WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?f) && STR(?f) < STR(?i)) }"""


def own(query: str) -> str:
    """The address of a query."""
    return f"#/query?query={quote(query, safe='')}"


def editor(page: Page) -> Locator:
    """The field that is typed into."""
    return page.get_by_role("textbox", name=re.compile("^SPARQL query"))


def written(page: Page) -> str:
    """What stands in the editor."""
    text: str = page.evaluate("document.querySelector('.editor .CodeMirror').CodeMirror.getValue()")
    return text


def write(page: Page, query: str) -> None:
    """Type a query in place of what is there."""
    editor(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)


def answered(page: Page) -> list[list[str]]:
    """The rows of the answer."""
    expect(page.locator(".told")).to_have_text(re.compile(r"^[\d,]+ rows?, in"))
    rows: list[list[str]] = page.locator(".results tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


def test_every_question_is_an_example(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/query")
    options = page.get_by_label("A question as an example").locator("option")
    values = [str(each.get_attribute("value")) for each in options.all()]
    assert sorted(filter(None, values)) == sorted(lattice.questions())


def test_a_question_is_asked_with_its_parameters(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/query")
    page.get_by_label("A question as an example").select_option("gap")
    expect(page).to_have_url(re.compile("question=gap"))
    answered(page)
    page.get_by_label("from", exact=True).fill(OFFICE_9)
    page.get_by_label("to", exact=True).fill(SERVICE_11)
    page.keyboard.press("Enter")
    assert f"/{SERVICE_11}>" in written(page)
    rows = answered(page)
    expected = list(lattice.ask("gap", **{"from": OFFICE_9, "to": SERVICE_11}))
    assert len(rows) == len(expected)
    heads = page.locator(".results thead th").all_inner_texts()
    at = heads.index("competency")
    assert [row[at] for row in rows] == [str(row["competency"]) for row in expected]


def test_a_link_to_a_question_answers_it(visit: Visit, lattice: Lattice) -> None:
    page = visit(f"#/query?question=competencies&p.class_grade={quote(OFFICE_9, safe='')}")
    expected = list(lattice.ask("competencies", class_grade=OFFICE_9))
    assert [row[0] for row in answered(page)] == [str(row["competency"]) for row in expected]


def test_a_value_that_is_no_value_of_the_parameter_is_told(visit: Visit) -> None:
    page = visit("#/query?question=gap&p.from=a+b+%3E+%7D")
    expect(page.locator(".problem")).to_contain_text("a b > }")
    expect(page.locator(".results")).to_have_count(0)


def test_a_query_of_ones_own_is_in_the_address_and_runs_by_keyboard(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit("#/query")
    write(page, COUNTING)
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("query=SELECT"))
    expected = [
        [
            str(row["publisher"]).removeprefix("https://w3id.org/careerlattice/id/"),
            str(row["classes"]),
        ]
        for row in lattice.store.select(COUNTING)
    ]
    assert answered(page) == expected
    again = visit(page.url[page.url.index("#") :])
    assert answered(again) == expected
    # The editor indents what is typed.
    assert written(again).split() == COUNTING.split()
    page.go_back()
    expect(page.locator(".results")).to_have_count(0)


def test_things_of_ours_are_links(visit: Visit) -> None:
    page = visit(own("SELECT ?g WHERE { ?g a career:ClassGrade } ORDER BY ?g LIMIT 1"))
    answered(page)
    page.locator(".results tbody a").click()
    expect(page).to_have_url(re.compile("#/class-grade/us-ca-los-angeles/"))


def test_an_answer_as_a_chart_and_as_it_came(visit: Visit, lattice: Lattice) -> None:
    page = visit(own(COUNTING))
    answered(page)
    page.get_by_role("button", name="Chart", exact=True).click()
    expect(page).to_have_url(re.compile("as=chart"))
    bars = page.get_by_role("table", name="classes by publisher").locator("tbody tr")
    counts = [int(str(row["classes"])) for row in lattice.store.select(COUNTING)]
    assert [int(each) for each in bars.locator(".value").all_inner_texts()] == counts
    widths = [box["width"] for each in bars.locator(".bar").all() if (box := each.bounding_box())]
    assert widths[0] / widths[1] == pytest.approx(counts[0] / counts[1], rel=0.1)
    page.get_by_role("button", name="JSON", exact=True).click()
    raw = json.loads(page.get_by_role("region", name="The answer as JSON").inner_text())
    assert len(raw["results"]["bindings"]) == len(counts)
    page.go_back()
    expect(bars.first).to_be_visible()


def test_an_answer_can_be_taken_away(visit: Visit, lattice: Lattice, tmp_path: Path) -> None:
    page = visit(own(COUNTING))
    answered(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    file = tmp_path / "answer.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected = list(lattice.store.select(COUNTING))
    assert [row["publisher"] for row in rows] == [row["publisher"] for row in expected]
    with page.expect_download() as download:
        page.get_by_role("button", name="Download JSON").click()
    file = tmp_path / "answer.json"
    download.value.save_as(file)
    assert len(json.loads(file.read_text("utf-8"))["results"]["bindings"]) == len(expected)


def test_triples_come_as_turtle(visit: Visit, lattice: Lattice, tmp_path: Path) -> None:
    query = (
        "CONSTRUCT { ?c career:publisher ?p } WHERE { ?c a career:JobClass ; career:publisher ?p }"
    )
    page = visit(own(query))
    expect(page.locator(".told")).to_contain_text("Triples")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Turtle").click()
    file = tmp_path / "answer.ttl"
    download.value.save_as(file)
    triples = list(ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE))
    assert (
        len(triples)
        == lattice.store.select(
            "SELECT (COUNT(*) AS ?n) WHERE { ?c a career:JobClass ; career:publisher ?p }"
        )[0]["n"]
    )


def test_a_truth_is_an_answer(visit: Visit) -> None:
    page = visit(own("ASK { ?c a career:JobClass }"))
    assert answered(page) == [["true"]]


def test_a_mistake_is_shown_with_its_line(visit: Visit) -> None:
    page = visit(own("SELECT ?c\nWHERE {\n  ?c a career:JobClass ;; nonsense\n}"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("In line 3: ?c a career:JobClass ;; nonsense")
    expect(page.locator(".editor .mistaken")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Go to line 3")).click()
    expect(editor(page)).to_be_focused()
    line = page.evaluate(
        "document.querySelector('.editor .CodeMirror').CodeMirror.getCursor().line"
    )
    assert line == 2


def test_what_writes_or_calls_out_is_refused(visit: Visit) -> None:
    page = visit(own("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?a ?b ?c } }"))
    expect(page.get_by_role("alert")).to_contain_text("SERVICE")


def test_a_long_query_can_be_stopped(visit: Visit) -> None:
    page = visit(own(LONG))
    expect(page.locator(".told")).to_have_text("Asking…")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".told")).to_have_text("Stopped.")
    expect(page.get_by_role("button", name="Run")).to_be_enabled()
    write(page, "ASK {}")
    page.get_by_role("button", name="Run").click()
    assert answered(page) == [["true"]]


def test_terms_are_completed_from_the_vocabulary(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/query")
    write(page, "SELECT * WHERE { ?a a ")
    page.keyboard.type("career:JobC", delay=30)
    hints = page.get_by_role("listbox").get_by_role("option")
    expect(page.locator(".CodeMirror-hint")).to_have_text(["career:JobClass"])
    assert hints.count() <= 1
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    classes = lattice.store.select("SELECT * WHERE { ?a a career:JobClass }")
    assert len(answered(page)) == len(list(classes)) > 0
    assert "career:JobClass" in written(page)


def test_the_tab_key_and_escape_leave_the_editor(visit: Visit) -> None:
    page = visit("#/query")
    editor(page).focus()
    page.keyboard.press("Tab")
    expect(editor(page)).not_to_be_focused()
    editor(page).focus()
    page.keyboard.press("Escape")
    expect(editor(page)).not_to_be_focused()


def test_nothing_is_kept_in_the_browser(visit: Visit) -> None:
    page = visit(own(COUNTING))
    answered(page)
    editor(page).focus()
    page.keyboard.type(" ")
    page.get_by_role("heading", level=1).focus()
    kept = page.evaluate("Object.keys(localStorage)")
    assert [each for each in kept if "yasqe" in each or "triply" in each] == []


def test_hostile_words_are_shown_as_words(visit: Visit) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    page = visit(own(f'SELECT ("{hostile}" AS ?words) ("{"W" * 300}" AS ?long) WHERE {{}}'))
    assert answered(page)[0][0] == hostile
    assert page.locator("main img").count() == 0
    assert width_overrun(page) <= 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("form", ["table", "chart", "raw"])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], dark: bool, width: int, form: str
) -> None:
    page = visit(f"#/query?question=counts&as={form}", dark=dark, width=width)
    expect(page.locator(".told")).to_contain_text("rows")
    assert axe(page) == []
    assert width_overrun(page) <= 0


def test_it_prints_without_what_is_for_the_screen(visit: Visit) -> None:
    page = visit(own(COUNTING))
    answered(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Run")).to_be_hidden()
    expect(page.locator(".results")).to_be_visible()
