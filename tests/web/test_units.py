"""The front end's own checks: its types, its units, and that its lock file names no registry."""

from __future__ import annotations

import json
from pathlib import Path

import hatch_build
import pytest
from hatchling.bridge.app import Application
from hatchling.metadata.core import ProjectMetadata

from careerlattice.resources import web_dir

WEB = hatch_build.WEB


@pytest.fixture(scope="module")
def packages() -> Path:
    """The front end with its packages installed."""
    try:
        hatch_build.install_packages()
    except hatch_build.WebError as error:
        pytest.skip(f"the front end's packages cannot be had here: {error}")
    return WEB


def test_a_checkout_finds_the_pages_it_made(pages: Path) -> None:
    assert web_dir() == pages


def test_the_types_hold(packages: Path) -> None:
    hatch_build.run_node(packages, "node_modules/typescript/bin/tsc", "--noEmit")


def test_the_units_do_what_they_say(packages: Path) -> None:
    report = json.loads(
        hatch_build.run_node(
            packages,
            "node_modules/vitest/vitest.mjs",
            *("run", "--reporter=json", "--pool=threads", "--no-isolate"),
        )
    )
    files = {Path(each["name"]).name for each in report["testResults"]}
    assert files == {each.name for each in (WEB / "tests").glob("*.test.ts")}
    assert report["numPassedTests"] == report["numTotalTests"] > 0


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text("utf-8"))
    named = [name for name, package in lock["packages"].items() if "resolved" in package]
    assert named == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_every_version_is_settled() -> None:
    package = json.loads((WEB / "package.json").read_text("utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in versions.items() if not version[0].isdigit()] == []


def test_nothing_is_put_into_a_page_as_markup() -> None:
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    found = [
        f"{file.name}: {word}"
        for file in sorted((WEB / "src").rglob("*.ts*"))
        for word in forbidden
        if word in file.read_text("utf-8")
    ]
    assert found == []


def test_the_pages_are_made_anew_only_when_a_source_has_changed(tmp_path: Path) -> None:
    web = tmp_path / "web"
    (web / "src").mkdir(parents=True)
    (web / "package.json").write_text("{}")
    (web / "src" / "main.ts").write_text("1")
    files = sorted(hatch_build._sources(web))
    before = hatch_build._digest(files, web)
    (web / "dist").mkdir()
    (web / "dist" / "index.html").write_text("")
    (web / "dist" / "sources.sha256").write_text(f"{before}\n")
    assert hatch_build.build_web(web) is False

    (web / "README.md").write_text("prose is no source")
    assert hatch_build.build_web(web) is False

    (web / "src" / "main.ts").write_text("2")
    assert hatch_build._digest(sorted(hatch_build._sources(web)), web) != before


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A project whose pages are what its sources make."""
    web = tmp_path / "web"
    (web / "dist").mkdir(parents=True)
    (web / "package.json").write_text("{}")
    (web / "dist" / "index.html").write_text("")
    digest = hatch_build._digest(sorted(hatch_build._sources(web)), web)
    (web / "dist" / "sources.sha256").write_text(digest)
    return tmp_path


def _hooked(root: Path, version: str) -> dict[str, str]:
    """What a build of *version* at *root* adds to its wheel."""
    hook = hatch_build.WebBuildHook(
        str(root), {}, None, ProjectMetadata(str(root), None, {}), "", "wheel", Application()
    )
    data: dict[str, dict[str, str]] = {"force_include": {}}
    hook.initialize(version, data)
    return data["force_include"]


def test_a_wheel_carries_the_pages_and_an_editable_install_finds_them(made: Path) -> None:
    assert _hooked(made, "standard") == {str(made / "web" / "dist"): "careerlattice/web"}
    assert _hooked(made, "editable") == {}


def test_a_build_without_pages_says_so_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _hooked(tmp_path, "standard") == {}
    assert "The explorer is left out: there are no sources" in capsys.readouterr().err


def test_a_folder_without_sources_is_told(tmp_path: Path) -> None:
    with pytest.raises(hatch_build.WebError, match="there are no sources"):
        hatch_build.build_web(tmp_path)
