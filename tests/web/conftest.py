"""The explorer in a browser: its pages served with a graph, and a page to look at them with.

A page that asks another host for anything, or writes an error to the console, fails its test.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import hatch_build
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from careerlattice.build import Build, build, seed_documents
from careerlattice.serve.limits import Limits
from tests.conftest import Once
from tests.serve.servers import serving

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# A slow machine is no failure: nothing here is about time.
PATIENT = Limits(seconds=600, short=600, workers=2)
WAIT = 60_000


class Visit(Protocol):
    """Open an address of the explorer, such as "#/lattice", in a window of its own."""

    def __call__(
        self, address: str = "", *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Page: ...


@pytest.fixture(scope="session")
def pages(once: Once) -> Path:
    """The built pages, as the sources make them now."""
    try:
        # Two workers must not install packages into one folder at a time.
        once("pages", lambda _: hatch_build.build_web())
    except hatch_build.WebError as error:
        pytest.skip(f"the explorer cannot be made here: {error}")
    return hatch_build.WEB / "dist"


# Not for the session: the library keeps an event loop running, in which no other can be run.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = os.environ.get("CHROMIUM", CHROMIUM)
    if not Path(chromium).exists():
        pytest.skip(f"needs Chromium at {CHROMIUM} or $CHROMIUM")
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def explorer(built: Build, pages: Path) -> Iterator[str]:
    """The address of the explorer over the seed documents."""
    with serving(built.folder, PATIENT, explorer=pages) as running:
        yield running.url


@pytest.fixture(scope="session")
def uk_built(shared: Path, once: Once) -> Build:
    """The graph of the seeds and the UK framework: 209 class-grades."""
    documents = [seed_documents(), shared / "frameworks" / "uk-gdad"]
    # The faster engine: how the two agree is shown elsewhere.
    return once("uk", lambda folder: build(documents, folder, engine="shacl"))


@pytest.fixture(scope="session")
def uk_explorer(uk_built: Build, pages: Path) -> Iterator[str]:
    """The address of the explorer over the seeds and the UK framework."""
    with serving(uk_built.folder, PATIENT, explorer=pages) as running:
        yield running.url


HOSTILE = "<img src=x onerror=alert(1)> \u202eevil\u202c " + "W" * 80


@pytest.fixture(scope="session")
def hostile_explorer(once: Once, pages: Path) -> Iterator[str]:
    """The address of the explorer over a document whose words are markup, and hard to set."""
    with serving(once("hostile", _hostile).folder, PATIENT, explorer=pages) as running:
        yield running.url


def _hostile(folder: Path) -> Build:
    documents = folder / "documents"
    shutil.copytree(seed_documents() / "us-mt-dor", documents)
    file = documents / "customer-service-representative.txt"
    text = file.read_text("utf-8")
    assert "CUSTOMER SERVICE REPRESENTATIVE ROLE" in text
    file.write_text(
        text.replace("CUSTOMER SERVICE REPRESENTATIVE ROLE", f"{HOSTILE} ROLE"), "utf-8"
    )
    return build([documents], folder / "build")


@pytest.fixture
def visit(browser: Browser, explorer: str) -> Iterator[Visit]:
    """Look at the explorer over the seed documents."""
    yield from visiting(browser, explorer)


@pytest.fixture
def visit_uk(browser: Browser, uk_explorer: str) -> Iterator[Visit]:
    """Look at the explorer over the seeds and the UK framework."""
    yield from visiting(browser, uk_explorer)


@pytest.fixture
def visit_hostile(browser: Browser, hostile_explorer: str) -> Iterator[Visit]:
    """Look at the explorer over a hostile document."""
    yield from visiting(browser, hostile_explorer)


def visiting(browser: Browser, base: str, *, offline: bool = False) -> Iterator[Visit]:
    """Windows on the explorer at *base*; afterwards none of them has done what it must not."""
    contexts = []
    foreign: list[str] = []
    errors: list[str] = []

    def open_at(
        address: str = "", *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            offline=offline,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.on("request", lambda request: _note_foreign(request.url, base, foreign))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(f"dialog: {dialog.message}"))
        page.on(
            "console",
            # A failed request is told by the page, where a test provokes one.
            lambda said: (
                errors.append(said.text)
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        page.goto(f"{base}{address}")
        page.wait_for_selector("main h1, main [role=alert]")
        page.wait_for_selector("main .loading", state="detached")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert foreign == []
    assert errors == []


def _note_foreign(url: str, base: str, foreign: list[str]) -> None:
    if not url.startswith((base, "data:", "blob:")):
        foreign.append(url)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Find what axe calls serious or critical on a page: the rule, and the elements."""
    source = (hatch_build.WEB / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def find(page: Page) -> list[str]:
        page.evaluate(source)
        found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']])}"
            for each in found["violations"]
            if each["impact"] in {"serious", "critical"}
        ]

    return find


def width_overrun(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wide
