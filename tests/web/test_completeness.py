"""Completeness in a browser: what documents lack, and where that stands."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careerlattice import Lattice
from careerlattice.build import seed_documents
from tests.web.conftest import HOSTILE, Visit, width_overrun

FINDINGS = "Findings, each with its place in the document"
DOCUMENTS = "Documents, how much of each is accounted for, and what was found"
ABSENT = "Parts of classes and class-grades that no document states"
UNUSED = "Levels and competencies that are defined and never used, or used and never defined"
KINDS = """
    SELECT ?finding ?kind ?severity ?document
    WHERE {
        ?finding a career:Finding ;
            career:findingKind/rdfs:label ?label ;
            career:inDocument ?document ;
            career:severity ?weight .
        BIND(STR(?label) AS ?kind)
        BIND(REPLACE(STR(?weight), "^.*[/#]", "") AS ?severity)
    }
"""


def body(page: Page, caption: str) -> list[str]:
    """The rows of a table, as text."""
    return page.get_by_role("table", name=caption).locator("tbody tr").all_inner_texts()


def test_every_finding_and_every_absent_part_is_there(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/completeness")
    findings = {row["finding"] for row in lattice.store.select(KINDS)}
    assert len(body(page, FINDINGS)) == len(findings)
    graph = [row for row in lattice.ask("incomplete") if row["told_by"] == "graph"]
    absent = body(page, ABSENT)
    assert len(absent) == len(graph)
    for row in graph:
        assert any(str(row["about"]) in each and str(row["missing"]) in each for each in absent)
    unused = body(page, UNUSED)
    assert len(unused) == len(list(lattice.ask("defined-and-used")))
    reader = [row for row in lattice.ask("incomplete") if row["told_by"] == "reader"]
    text = " ".join(body(page, FINDINGS))
    for row in [*reader, *lattice.ask("repairs-and-doubts")]:
        assert " ".join(str(row["message"]).split()) in " ".join(text.split())


def test_the_shares_of_each_document_are_those_of_the_question(
    visit: Visit, lattice: Lattice
) -> None:
    page = visit("#/completeness")
    told = {str(row["document"]): row for row in lattice.ask("coverage")}
    rows = body(page, DOCUMENTS)
    assert len(rows) == len(told)
    for name, row in told.items():
        (shown,) = (each for each in rows if name in each)
        placed = re.sub(r"\.0$", "", str(row["placed_percent"]))
        assert f"{placed} % facts" in shown
        assert f"of {row['characters']:,} characters" in shown


def test_filters_by_publisher_document_kind_and_severity(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/completeness")
    rows = list(lattice.store.select(KINDS))
    page.get_by_label("Publisher").select_option("us-ca-los-angeles")
    expect(page).to_have_url(re.compile("publisher=us-ca-los-angeles"))
    expect(page.get_by_role("table", name=DOCUMENTS).locator("tbody tr")).to_have_count(1)
    wanted = [row for row in rows if "us-ca-los-angeles" in str(row["document"])]
    found = page.get_by_role("table", name=FINDINGS).locator("tbody tr")
    expect(found).to_have_count(len(wanted))
    page.get_by_label("Kind of finding").select_option("number mismatch")
    numbers = [row for row in wanted if row["kind"] == "number mismatch"]
    assert numbers
    expect(found).to_have_count(len(numbers))
    page.go_back()
    expect(found).to_have_count(len(wanted))
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_label("Publisher")).to_have_value("")
    page.get_by_label("Severity").select_option("Warning")
    warnings = [row for row in rows if row["severity"] == "Warning"]
    assert warnings
    expect(found).to_have_count(len(warnings))


def test_a_finding_leads_to_its_line_in_the_document(visit: Visit, lattice: Lattice) -> None:
    row = next(row for row in lattice.ask("repairs-and-doubts") if row["line"] and row["read_as"])
    page = visit("#/completeness")
    link = (
        page.get_by_role("table", name=FINDINGS)
        .get_by_role("row")
        .filter(has_text=str(row["message"]))
        .get_by_role("link")
        .filter(has_text=f"line {row['line']}")
        .first
    )
    address = str(link.get_attribute("href"))
    start, end = (int(re.findall(rf"{each}=(\d+)", address)[0]) for each in ("start", "end"))
    file = next(seed_documents().rglob(str(row["document"])))
    text = file.read_bytes().decode("utf-8")
    assert text.count("\n", 0, start) + 1 == row["line"]
    assert start < end <= len(text)
    link.click()
    expect(page).to_have_url(re.compile("#/document"))


def test_one_document_from_its_row_and_as_a_deep_link(visit: Visit, lattice: Lattice) -> None:
    page = visit("#/completeness")
    page.get_by_role("link", name="only these").first.click()
    expect(page).to_have_url(re.compile("document=us-ca-los-angeles"))
    expect(page.get_by_role("link", name="Show all")).to_be_visible()
    count = len(body(page, FINDINGS))
    again = visit(page.url[page.url.index("#") :])
    assert len(body(again, FINDINGS)) == count
    of = [r for r in lattice.store.select(KINDS) if "us-ca-los-angeles" in str(r["document"])]
    assert count == len(of)


def test_the_findings_can_be_taken_away(visit: Visit, lattice: Lattice, tmp_path: Path) -> None:
    page = visit("#/completeness?publisher=us-mt-dor")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    file = tmp_path / "findings.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as stream:
        found = {row["finding"] for row in csv.DictReader(stream)}
    rows = lattice.store.select(KINDS)
    assert found == {r["finding"] for r in rows if "us-mt-dor" in str(r["document"])}


@pytest.mark.parametrize(
    "address",
    [
        "#/completeness?publisher=nobody",
        "#/completeness?document=no/such",
        "#/completeness?kind=unheard&from=-3",
    ],
)
def test_an_address_with_what_is_not_there_breaks_nothing(visit: Visit, address: str) -> None:
    page = visit(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Completeness")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".told")).to_contain_text("0 findings")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(
    visit: Visit, axe: Callable[[Page], list[str]], dark: bool, width: int
) -> None:
    page = visit("#/completeness", dark=dark, width=width)
    assert axe(page) == []
    assert width_overrun(page) <= 0


def test_it_prints_without_what_is_for_the_screen(visit: Visit) -> None:
    page = visit("#/completeness")
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("button", name="Download as CSV")).to_be_hidden()
    expect(page.get_by_role("table", name=FINDINGS)).to_be_visible()


def test_hostile_words_are_shown_as_words(
    visit_hostile: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = visit_hostile("#/completeness", width=360)
    assert HOSTILE.split()[-1] in page.get_by_role("table", name=DOCUMENTS).inner_text()
    assert page.locator("main img").count() == 0
    assert width_overrun(page) <= 0
    assert axe(page) == []
