"""The explorer in a browser: its pages served with a graph, and a page to look at them with.

A page that asks another host for anything, or writes an error to the console, fails its test.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import hatch_build
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from careerlattice.build import Build, build, seed_documents
from careerlattice.serve.limits import Limits
from tests.conftest import Once
from tests.serve.servers import serving

CHROMIUMS = ("chromium-headless-shell", "/usr/lib/chromium/chromium-headless-shell", "chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# A slow machine is no failure: nothing here is about time.
PATIENT = Limits(seconds=600, short=600, workers=2)
WAIT = 60_000


class Visit(Protocol):
    """Open an address of the explorer, such as "#/lattice", in a window of its own."""

    def __call__(
        self, address: str = "", *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Page: ...


# Not for the session: the library keeps an event loop running, in which no other can be run.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or its shell without windows, which is quicker."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None or not Path(chromium).exists():
        pytest.skip(f"needs $CHROMIUM or one of {', '.join(CHROMIUMS)}")
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


@dataclass(eq=False)
class Tab:
    """A window that tests look through one after the other, and what it did that it must not."""

    page: Page
    loads: Iterator[int] = field(default_factory=count)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, base: str, address: str, width: int, height: int, dark: bool) -> Page:
        """Load an address of the explorer at *base*, as a new window of this size would."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(media="screen", color_scheme="dark" if dark else "light")
        # One document may differ from the next in its fragment only: the number has it loaded.
        self.page.goto(f"{base}?{next(self.loads)}{address}")
        self.page.wait_for_selector("main h1, main [role=alert]")
        self.page.wait_for_selector("main .loading", state="detached")
        return self.page

    def leave(self) -> tuple[list[str], list[str]]:
        """Forget what the test did; return the requests to others and the errors it saw."""
        self.page.unroute_all(behavior="wait")
        self.page.mouse.move(-1, -1)
        self.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        seen = self.foreign[:], self.errors[:]
        self.foreign.clear()
        self.errors.clear()
        return seen


class Tabs:
    """The windows of a browser, kept for the next test on the same site.

    A window with its process costs twice what a page costs to load; a document that is loaded anew
    in it has nothing of the one before, but for what `Tab.leave` clears.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[tuple[str, bool], list[Tab]] = {}

    def visiting(self, base: str, *, offline: bool = False) -> Iterator[Visit]:
        """Windows on the explorer at *base*; afterwards none of them has done what it must not."""
        free = self._free.setdefault((base, offline), [])
        used: list[Tab] = []

        def open_at(
            address: str = "", *, width: int = 1280, height: int = 900, dark: bool = False
        ) -> Page:
            used.append(free.pop() if free else self._made(base, offline))
            return used[-1].open(base, address, width, height, dark)

        yield open_at
        seen = [tab.leave() for tab in used]
        free.extend(used)
        assert [each for foreign, _ in seen for each in foreign] == []
        assert [each for _, errors in seen for each in errors] == []

    def _made(self, base: str, offline: bool) -> Tab:
        page = self.browser.new_context(offline=offline).new_page()
        page.set_default_timeout(WAIT)
        tab = Tab(page)
        page.on("request", lambda request: _note_foreign(request.url, base, tab.foreign))
        page.on("pageerror", lambda error: tab.errors.append(str(error)))
        page.on("dialog", lambda dialog: tab.errors.append(f"dialog: {dialog.message}"))
        page.on(
            "console",
            # A failed request is told by the page, where a test provokes one.
            lambda said: (
                tab.errors.append(said.text)
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        return tab


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Tabs:
    """The windows of the browser."""
    return Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs, explorer: str) -> Iterator[Visit]:
    """Look at the explorer over the seed documents."""
    yield from tabs.visiting(explorer)


@pytest.fixture
def visit_uk(tabs: Tabs, uk_explorer: str) -> Iterator[Visit]:
    """Look at the explorer over the seeds and the UK framework."""
    yield from tabs.visiting(uk_explorer)


@pytest.fixture
def visit_hostile(tabs: Tabs, hostile_explorer: str) -> Iterator[Visit]:
    """Look at the explorer over a hostile document."""
    yield from tabs.visiting(hostile_explorer)


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
