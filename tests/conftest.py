"""What the tests share: the seed documents, and the graph built from them once a session."""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from hypothesis import settings

from careerlattice.build import Build, build, seed_documents
from careerlattice.documents import read_text
from careerlattice.lattice import Lattice
from careerlattice.outline import Outline, read_outline
from careerlattice.reading import Reading, read
from careerlattice.registry import find_loaders
from careerlattice.sources import Source, describe

T = TypeVar("T")

# A slow machine is no failure; CI tries the same examples each time, people new ones.
settings.register_profile("people", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "people")


LONG = (
    "ontology/test_reasoning",
    "queries/test_queries",
    "building/test_faults",
    "web/test_class_grade",
    "cli/test_loader_new",
    "serve/test_limits",
    "hostile/test_bounds",
    "serve/test_turns",
    "cli/test_cli",
    "project/test_packaging",
    "reading/test_hostile",
    "building/test_incremental",
    "faults/test_disk",
    "taxonomies/test_shared",
    "faults/test_meanwhile",
    "shapes/test_validate",
    "building/test_build",
    "queries/test_seeds",
    "web/test_site",
    "web/test_review",
    "web/test_compare",
    "review/test_terminal",
    "web/test_query",
    "cluster/test_cluster",
    "export/test_export",
    "export/test_rdf",
    "web/test_lattice",
    "cli/test_guide",
    "taxonomies/test_questions",
    "taxonomies/test_installed",
    "cli/test_documents",
    "project/test_repository",
)
"""The files that take longest, by about how long: begun last, one alone would keep all waiting."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the collector of garbage from what is collected here: tests and modules, for good.

    Going through them again and again took a third of the time of collecting, and a part of that of
    every test that makes many objects.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest files first."""
    place = {f"{name}.py": at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get("/".join(item.path.parts[-2:]), len(place)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CAREERLATTICE_REQUIRE_ALL set, a test that skips has failed."""
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("CAREERLATTICE_REQUIRE_ALL")
    ):
        report.outcome, report.longrepr = "failed", f"skipped where it must run: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents and taxonomies that are not part of the project."""
    place = Path(os.environ.get("CAREERLATTICE_SHARED", Path(__file__).parents[2] / "shared"))
    if not place.is_dir():
        pytest.skip("needs the shared documents beside the checkout or at $CAREERLATTICE_SHARED")
    return place


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five seed documents."""
    return sorted(seed_documents().rglob("*.txt"))


@pytest.fixture(scope="session")
def readings(seeds: list[Path]) -> dict[str, Reading]:
    """Each seed document, read, by the stem of its file."""
    loaders = find_loaders()
    return {
        path.stem: read(read_text(path.read_bytes(), path.name), describe(path), loaders)
        for path in seeds
    }


class Once(Protocol):
    """Make something under a *name*, in a folder of its own, where no other worker has made it.

    What *make* returns must be a value that pickle keeps. No test changes what is in the folder.
    """

    def __call__(self, name: str, make: Callable[[Path], T]) -> T: ...


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make something once for all workers of pytest-xdist."""
    own = tmp_path_factory.getbasetemp()
    # Each worker has a folder in the one of the whole session.
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def make_once(name: str, make: Callable[[Path], T]) -> T:
        folder, kept = common / f"once-{name}", common / f"once-{name}.pickle"
        with (common / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                # A worker before may have failed halfway.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                kept.write_bytes(pickle.dumps(make(folder)))
        made: T = pickle.loads(kept.read_bytes())
        return made

    return make_once


@pytest.fixture(scope="session")
def pages(once: Once) -> Path:
    """The built pages, as the sources make them now."""
    # A loader's author may have a copy of these tests without it.
    import hatch_build

    try:
        # Two workers must not install packages into one folder at a time.
        once("pages", lambda _: hatch_build.build_web())
    except hatch_build.WebError as error:
        pytest.skip(f"the explorer cannot be made here: {error}")
    return hatch_build.WEB / "dist"


@pytest.fixture(scope="session")
def built(once: Once) -> Build:
    """The graph of the five seed documents."""
    return once("seeds", lambda folder: build([seed_documents()], folder))


@pytest.fixture(scope="session")
def lattice(built: Build) -> Iterator[Lattice]:
    """The built graph, opened."""
    with Lattice.open(built.folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def outline_of() -> Callable[[str], Outline]:
    """Make an outline of a text."""
    return lambda text: read_outline(read_text(text.encode(), "test.txt"))


@pytest.fixture(scope="session")
def reading_of() -> Callable[..., Reading]:
    """Read a text as a document of the publisher "us-xx"."""
    loaders = find_loaders()

    def make(text: str | bytes, name: str = "test.txt", source: Source | None = None) -> Reading:
        data = text.encode() if isinstance(text, str) else text
        return read(read_text(data, name), source or Source("us-xx"), loaders)

    return make
