"""The one-file site: opened from disk without a network, it shows the graph and answers queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from careerlattice.build import Build
from careerlattice.export.formats import Subject, find_format, write
from careerlattice.lattice import Lattice
from tests.web.conftest import Tabs, Visit

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
REPRESENTATIVE_11 = "us-mt-dor/customer-service-representative/11"
MEGABYTE = 1_000_000


def exported(built: Build, to: Path) -> Path:
    """The site of a graph, at *to*."""
    with Lattice.open(built.folder) as lattice:
        write(find_format("site"), Subject(lattice), to)
    return to


@pytest.fixture(scope="module")
def site(built: Build, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the seed documents."""
    return exported(built, tmp_path_factory.mktemp("site") / "site.html")


@pytest.fixture(scope="module")
def uk_site(uk_built: Build, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the seeds and the UK framework."""
    return exported(uk_built, tmp_path_factory.mktemp("site") / "uk.html")


@pytest.fixture
def visit_site(tabs: Tabs, site: Path) -> Iterator[Visit]:
    """Look at the site of the seeds, from disk, with the network off."""
    yield from tabs.visiting(site.as_uri(), offline=True)


@pytest.fixture
def visit_uk_site(tabs: Tabs, uk_site: Path) -> Iterator[Visit]:
    """Look at the site of the seeds and the UK framework, from disk, with the network off."""
    yield from tabs.visiting(uk_site.as_uri(), offline=True)


def test_the_same_graph_gives_the_same_file(built: Build, site: Path, tmp_path: Path) -> None:
    assert exported(built, tmp_path / "again.html").read_bytes() == site.read_bytes()


def test_it_can_be_mailed_around(uk_site: Path) -> None:
    assert uk_site.stat().st_size < 10 * MEGABYTE


def test_it_may_ask_nobody_for_anything(site: Path) -> None:
    head = site.read_text("utf-8").partition("<body>")[0]
    policy = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', head)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "connect-src 'none'" in policy[1]
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?https?:", head)


def test_it_opens_with_the_lattice_and_searches(
    visit_site: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = visit_site()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lattice")
    expect(page.locator("main")).to_contain_text("8 class-grades")
    assert axe(page) == []
    page.get_by_role("combobox", name="Search everything").fill("front de")
    expect(page.get_by_role("option").first).to_contain_text("Staff the front desk")


def test_a_gap_is_answered_by_the_engine_in_the_file(visit_site: Visit, lattice: Lattice) -> None:
    page = visit_site(f"#/compare?from={OFFICE_9}&to={REPRESENTATIVE_11}")
    for entry in lattice.gap(OFFICE_9, REPRESENTATIVE_11).missing:
        expect(page.locator("main")).to_contain_text(entry.competency)


def test_a_document_opens_at_the_words(visit_site: Visit, lattice: Lattice) -> None:
    (quote,) = lattice.source(OFFICE_9, "front desk")
    path = quote.source.rpartition("/document/")[2]
    page = visit_site(f"#/document?id={path}&start={quote.start}&end={quote.end}")
    marked = page.locator("main [aria-current=true], main mark").first
    expect(marked).to_contain_text("Staff the front desk")


def test_any_query_is_answered(visit_site: Visit, lattice: Lattice) -> None:
    query = "SELECT (COUNT(DISTINCT ?d) AS ?duties) { ?d a career:Duty }"
    (row,) = lattice.query(query)  # type: ignore[misc]
    page = visit_site(f"#/query?query={query.replace('?', '%3F')}")
    page.get_by_role("button", name="Run").first.click()
    expect(page.locator("main table").first).to_contain_text(str(row["duties"]))


def test_every_question_gives_the_same_rows_as_the_library(
    visit_site: Visit, lattice: Lattice
) -> None:
    page = visit_site()
    for slug in ("gap", "competencies", "qualifications", "ladder", "coverage", "counts"):
        question = lattice.questions()[slug]
        rows = lattice.ask(slug, **{f"{k}_": v for k, v in question.examples.items()})
        found = page.evaluate(
            "([slug, params]) => window.careerlattice.ask(slug, params)", [slug, question.examples]
        )
        assert found["columns"] == list(rows.columns)
        assert [[str(v) for v in row.values()] for row in found["rows"]] == [
            [_as_script(v) for v in row.values()] for row in rows
        ]


def test_two_hundred_role_levels_open_from_disk(visit_uk_site: Visit) -> None:
    page = visit_uk_site("#/lattice?publisher=uk-gdad")
    expect(page.locator("main")).to_contain_text("201 class-grades")


def _as_script(value: object) -> str:
    """A value as Python's str gives what the browser's evaluation gives."""
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return str(value)
    number = float(str(value)) if str(value).replace(".", "").isdecimal() else None
    return str(value) if number is None else str(int(number) if number.is_integer() else number)
