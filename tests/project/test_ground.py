"""The package's first names, its errors and its folders."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import careerlattice
from careerlattice import resources
from careerlattice.errors import CareerlatticeError, InputError, Place, UsageError


def test_importing_the_package_is_cheap() -> None:
    heavy = "rdflib", "pyoxigraph", "pyshacl", "networkx", "typer"
    script = f"""
import sys, careerlattice, careerlattice.errors, careerlattice.resources
print(*sorted(set({heavy}) & set(sys.modules)))
"""
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == ""


def test_lattice_is_exported() -> None:
    from careerlattice.lattice import Lattice

    assert careerlattice.Lattice is Lattice


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Latice"):
        _ = careerlattice.Latice


@pytest.mark.parametrize("name", ["data", "ontology", "queries", "shapes"])
def test_a_checkout_has_its_folders(root: Path, name: str) -> None:
    assert getattr(resources, f"{name}_dir")() == root / name


def test_a_missing_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ontology").mkdir()
    package = tmp_path / "lib" / "careerlattice"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    # A folder two floors above an installed package is somebody else's.
    with pytest.raises(CareerlatticeError, match="install careerlattice again"):
        resources.ontology_dir()


def test_an_installed_package_has_its_folders_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ontology").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.ontology_dir() == tmp_path / "ontology"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (CareerlatticeError("the store is locked"), "the store is locked."),
        (
            InputError("the document\nis empty", place="a.txt", line=3, remedy="supply its text"),
            "a.txt, line 3: the document is empty. To put it right: supply its text.",
        ),
        (UsageError("no such question.", place=Path("b/c.rq")), "b/c.rq: no such question."),
        (InputError("odd", place=Place("d", 7)), "d, line 7: odd."),
        # Neither an escape sequence nor a direction mark of the input reaches the terminal.
        (InputError("found \x1b[31m\u202ered"), "found [31m red."),
    ],
)
def test_an_error_reads_as_one_line(error: CareerlatticeError, text: str) -> None:
    assert str(error) == text


def test_an_error_crosses_processes_whole() -> None:
    error = InputError("the document is empty", place="a.txt", line=3, remedy="supply its text")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is InputError
    assert str(copy) == str(error)


def test_each_error_has_its_exit_code() -> None:
    assert (CareerlatticeError.exit_code, UsageError.exit_code, InputError.exit_code) == (1, 2, 3)
