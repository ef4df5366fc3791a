"""What is shipped, and that it works where nothing but it is installed."""

import re
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.project.conftest import Clean

PACKAGES = {
    "src/careerlattice": "careerlattice",
    "loaders/careerlattice_loaders": "careerlattice_loaders",
    "data": "careerlattice/data",
    "ontology": "careerlattice/ontology",
    "queries": "careerlattice/queries",
    "shapes": "careerlattice/shapes",
}


def shipped(repository: list[Path], folder: str) -> set[str]:
    return {p.as_posix() for p in repository if p.is_relative_to(folder)}


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path, contents: set[str]) -> dict[str, list[str]]:
    (name,) = (n for n in contents if n.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        headers = HeaderParser().parsestr(archive.read(name).decode())
    return {key: headers.get_all(key, []) for key in set(headers.keys())}


@pytest.mark.parametrize("folder", PACKAGES)
def test_the_wheel_holds_each_folder_whole(
    folder: str, repository: list[Path], contents: set[str]
) -> None:
    expected = {
        PACKAGES[folder] + name.removeprefix(folder) for name in shipped(repository, folder)
    }
    assert expected, f"{folder} is empty"
    assert expected <= contents


def test_the_wheel_holds_nothing_else(repository: list[Path], contents: set[str]) -> None:
    expected = {
        place + name.removeprefix(folder)
        for folder, place in PACKAGES.items()
        for name in shipped(repository, folder)
    }
    # The explorer's pages are made, not copied.
    made = (".dist-info/", "careerlattice/web/")
    surplus = {name for name in contents - expected if not any(each in name for each in made)}
    assert surplus == set()
    assert {name.split("/")[0].split("-")[0] for name in contents} == {
        "careerlattice",
        "careerlattice_loaders",
    }


def test_the_wheel_carries_the_explorer(contents: set[str]) -> None:
    pages = {name for name in contents if name.startswith("careerlattice/web/")}
    assert {"careerlattice/web/index.html", "careerlattice/web/site.html"} <= pages
    assert any(re.fullmatch(r"careerlattice/web/assets/index-[^/]+\.js", name) for name in pages)


def test_the_wheel_is_for_any_python_and_says_it_is_typed(wheel: Path, contents: set[str]) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    assert "careerlattice/py.typed" in contents


def test_the_metadata_names_the_dependencies(root: Path, metadata: dict[str, list[str]]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=!~\[; ]", r, maxsplit=1)[0].lower() for r in requirements}

    declared = metadata["Requires-Dist"]
    assert names([r for r in declared if "extra ==" not in r]) == names(project["dependencies"])
    assert set(metadata["Provides-Extra"]) == set(project["optional-dependencies"])
    development = {"pytest", "mypy", "ruff", "hypothesis", "hatchling", "owlready2"}
    assert not names(declared) & development


def test_the_metadata_names_both_licences(
    metadata: dict[str, list[str]], contents: set[str]
) -> None:
    assert metadata["License-Expression"] == ["Apache-2.0 AND CC-BY-4.0"]
    texts = {n.split("/licenses/")[1] for n in contents if "/licenses/" in n}
    assert texts == {"LICENSE", "LICENSES/CC-BY-4.0.txt", "LICENSES/README.md"}


def test_the_source_distribution_holds_what_a_build_needs(
    distributions: Path, repository: list[Path]
) -> None:
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {n.partition("/")[2] for n in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE"} <= names
    for folder in PACKAGES:
        assert shipped(repository, folder) <= names
    assert not any(n.startswith(("tests/", ".ci/", "bench/")) for n in names)


@pytest.mark.slow
def test_a_clean_environment_builds_the_graph_from_the_wheel(
    clean: Clean, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    def run(*command: object) -> str:
        return clean.run(*command, cwd=tmp_path, environment=plain_environment)

    found = run("python", "-c", "import careerlattice.resources as r; print(r.ontology_dir())")
    assert Path(found.strip()).is_relative_to(clean.python.parents[1])

    run("careerlattice", "build", "--output", "graph")
    graphs = sorted((tmp_path / "graph/current/graphs").glob("**/*.nq"))
    assert graphs
    assert all(graph.stat().st_size for graph in graphs)
