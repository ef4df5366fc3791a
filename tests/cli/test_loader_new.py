"""`loader new`: what it writes runs at once, holds to the contract, and would miss a lost fact."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.scaffold import begin_loader, begin_package, find_checkout
from tests.cli.checkouts import Run

NAME, MODULE = "harbour-role-card", "harbour_role_card"
FILES = {
    f"loaders/careerlattice_loaders/{MODULE}.py",
    f"tests/loaders/{MODULE}/input/records-clerk.txt",
    f"tests/loaders/{MODULE}/test_{MODULE}.py",
}


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def test_it_explains_itself(python: Run) -> None:
    assert "\n  new " in python("careerlattice", "loader", "--help").stdout
    assert "--into FOLDER" in python("careerlattice", "loader", "new", "--help").stdout


def test_in_a_checkout_it_goes_to_the_loaders_and_their_tests(checkout: Path, python: Run) -> None:
    before = files(checkout)
    done = python("careerlattice", "loader", "new", NAME, folder=checkout / "tests")
    assert done.returncode == 0, done.stdout
    assert files(checkout) - before == FILES
    tested = python("pytest", "-q", f"tests/loaders/{MODULE}")
    assert tested.returncode == 0, tested.stdout
    assert "7 passed" in tested.stdout


def test_what_it_says_to_do_next_can_be_done(checkout: Path, python: Run) -> None:
    told = python("careerlattice", "loader", "new", NAME).stdout
    commands = [line.split() for line in told.partition("Next:")[2].splitlines() if line]
    assert [command[0] for command in commands] == ["python", "careerlattice"]
    for program, *rest in commands:
        arguments = rest[1:] if program == "python" else [program, *rest]
        assert python(*arguments).returncode == 0


def test_the_loader_contract_holds_without_another_edit(checkout: Path, python: Run) -> None:
    begin_loader(NAME, checkout)
    done = python(
        "pytest", "-q", "tests/loaders/test_contract.py", "-k", f"{NAME} or {MODULE} or every"
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("written", "lost", "failing"),
    [
        ("class_grade.duties.append(Duty(words))", "pass", "test_the_duties"),
        ("class_grade.requirements.append(Requirement(competency, words.spans))", "pass",
         "test_the_competencies"),
        ("class_grade.qualifications.append(Qualification(kind, words, modality))", "pass",
         "test_the_qualifications"),
        ("specification.title = Words(title_case(title.text), title.spans)", "pass",
         "test_the_title"),
        ("specification.labels.append(label.span)", "pass", "test_nothing_is_unplaced"),
        ('if "family" in found', "if True", "test_a_document_that_does_not_name_the_family"),
    ],
)  # fmt: skip
def test_its_test_fails_when_a_fact_is_lost(
    checkout: Path, python: Run, written: str, lost: str, failing: str
) -> None:
    module = begin_loader(NAME, checkout)[0]
    text = module.read_text("utf-8")
    assert text.count(written) == 1
    module.write_text(text.replace(written, lost), encoding="utf-8")
    done = python("pytest", "-q", f"tests/loaders/{MODULE}")
    assert done.returncode == 1
    assert f"::{failing}" in done.stdout


def test_a_heading_that_it_does_not_know_stays_unplaced(checkout: Path, python: Run) -> None:
    _, example, _ = begin_loader(NAME, checkout)
    with example.open("a", encoding="utf-8") as stream:
        stream.write("\nWhere the work is\n- In a cellar.\n")
    done = python("careerlattice", "build", "--explain", example, "--format", "csv")
    unplaced = re.findall(r"^(\d+),.*,unplaced,unplaced,", done.stdout, re.MULTILINE)
    assert unplaced == ["17", "18"]


@pytest.mark.slow
def test_what_it_writes_meets_the_project_s_checks(typed_checkout: Path, python: Run) -> None:
    written = [path.relative_to(typed_checkout) for path in begin_loader(NAME, typed_checkout)]
    code = [path for path in written if path.suffix == ".py"]
    for check in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        done = python(*check, *code)
        assert done.returncode == 0, done.stdout


def test_elsewhere_it_is_a_package_that_the_engine_finds(
    checkout: Path, python: Run, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = python("careerlattice", "loader", "new", NAME, folder=elsewhere)
    assert done.returncode == 0, done.stdout
    package = elsewhere / NAME
    assert files(elsewhere) == {
        f"{NAME}/{name}"
        for name in (
            "README.md",
            "pyproject.toml",
            f"src/{MODULE}.py",
            "tests/input/records-clerk.txt",
            f"tests/test_{MODULE}.py",
        )
    }
    # What an installer would make of the entry point in pyproject.toml.
    settings = (package / "pyproject.toml").read_text("utf-8")
    assert f'[project.entry-points."careerlattice.loaders"]\n{NAME} = "{MODULE}:LOADER"' in settings
    installed = package / "src" / f"{MODULE}-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1\n")
    (installed / "entry_points.txt").write_text(
        f"[careerlattice.loaders]\n{NAME} = {MODULE}:LOADER\n"
    )
    tested = python("pytest", "-q", "tests", folder=package, more=package / "src")
    assert tested.returncode == 0, tested.stdout
    assert "8 passed" in tested.stdout
    told = python("careerlattice", "outline", "tests/input/records-clerk.txt", folder=package,
                  more=package / "src").stdout  # fmt: skip
    assert f"Recognised by: {NAME} 100%" in told


def test_into_a_folder_from_within_a_checkout(checkout: Path, python: Run, tmp_path: Path) -> None:
    assert python("careerlattice", "loader", "new", NAME, "--into", tmp_path).returncode == 0
    assert (tmp_path / NAME / "src" / f"{MODULE}.py").is_file()
    assert not (checkout / "loaders/careerlattice_loaders" / f"{MODULE}.py").exists()


@pytest.mark.parametrize(
    "name",
    ["", "Harbour", "harbour_card", "harbour--card", "-harbour", "harbour-2", "../harbour", "class",
     "h" * 41, "montana-role-description"],
)  # fmt: skip
def test_names_that_no_loader_may_bear(checkout: Path, tmp_path: Path, name: str) -> None:
    before = files(tmp_path)
    with pytest.raises(UsageError):
        begin_loader(name, checkout)
    with pytest.raises(UsageError):
        begin_package(name, tmp_path)
    assert files(tmp_path) == before


def test_a_package_does_not_take_the_name_of_a_module_in_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="called json already"):
        begin_package("json", tmp_path)


@pytest.mark.parametrize("taken", sorted(FILES))
def test_nothing_is_overwritten(checkout: Path, taken: str) -> None:
    mine = checkout / taken
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine")
    before = files(checkout)
    with pytest.raises(UsageError, match="is there already"):
        begin_loader(NAME, checkout)
    assert files(checkout) == before
    assert mine.read_text() == "mine"


def test_a_package_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(UsageError, match="is there already"):
        begin_package(NAME, tmp_path)
    with pytest.raises(UsageError, match="is no folder"):
        begin_package(NAME, tmp_path / "nowhere")
    assert files(tmp_path) == set()


def test_all_or_nothing_is_written(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(checkout)
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "loader.py":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(CareerlatticeError, match="No space left"):
        begin_loader(NAME, checkout)
    assert files(checkout) == before


def test_a_checkout_is_found_from_any_folder_in_it(checkout: Path, tmp_path: Path) -> None:
    assert find_checkout(checkout / "tests" / "loaders") == checkout.resolve()
    assert find_checkout(Path(os.sep)) is None
