"""Small frameworks in the published layouts, as a graph; and the published ones, read once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from careerlattice.build import Build, build
from careerlattice.documents import read_document
from careerlattice.lattice import Lattice
from careerlattice.reading import Reading, read
from careerlattice.registry import find_loaders
from careerlattice.sources import Source

FIXTURES = Path(__file__).parents[1] / "loaders"
FAMILIES = {
    "harbour": ("uk_digital_and_data_framework", "xx", "Harbourland"),
    "lights": ("nice_framework", "yy", "Lightland"),
    "bells": ("dcwf", "yy", "Lightland"),
}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small framework of each layout, each with its source.toml."""
    root = tmp_path_factory.mktemp("published")
    for publisher, (family, code, name) in FAMILIES.items():
        shutil.copytree(FIXTURES / family / "input", root / publisher)
        (root / publisher / "source.toml").write_text(
            f'[publisher]\nid = "{publisher}"\nname = "The {publisher}"\n\n'
            f'[jurisdiction]\ncode = "{code}"\nname = "{name}"\n\n'
            '[rights]\nstatement = "Nobody\'s"\n',
            "utf-8",
        )
    return root


@pytest.fixture(scope="session")
def framework_build(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The graph of the small frameworks."""
    return build([published], tmp_path_factory.mktemp("frameworks"))


@pytest.fixture(scope="session")
def framework_lattice(framework_build: Build) -> Iterator[Lattice]:
    """That graph, opened."""
    with Lattice.open(framework_build.folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def frameworks(shared: Path) -> dict[str, Reading]:
    """Each published file, read, by its path below the folder of frameworks."""
    folder, loaders = shared / "frameworks", find_loaders()
    files = sorted(path for path in folder.glob("*/*") if path.suffix in {".csv", ".json"})
    assert files
    return {
        str(path.relative_to(folder)): read(
            read_document(path), Source(path.parent.name.replace(".", "-")), loaders
        )
        for path in files
    }
