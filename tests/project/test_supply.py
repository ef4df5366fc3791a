"""What the project stands on: known licences, ranges with a reason, and every import declared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.conftest import Clean
from tests.project.dependencies import (
    PAGE,
    SETTLED,
    UnknownLicenceError,
    allows,
    closure,
    licence,
    page,
    settings,
)

# -- licences ----------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", settings(), ids=lambda extra: extra or "default")
def test_every_licence_is_known_and_permissive(extra: str) -> None:
    found = closure(settings()[extra])
    assert {canonicalize_name(Requirement(r).name) for r in settings()[extra]} <= set(found)
    assert {n: d.licence for n, d in found.items() if not allows(d.licence)} == {}


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR AGPL-3.0-only) AND BSD-3-Clause", True),
        ("MIT OR BSD-3-Clause AND AGPL-3.0-or-later", True),
        ("AGPL-3.0-or-later", False),
        ("LGPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("LicenseRef-Proprietary", False),
    ],
)
def test_what_a_licence_allows(expression: str, may: bool) -> None:
    assert allows(expression) is may


def test_a_licence_that_is_not_told_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "unheard_of-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: unheard-of\nVersion: 1\nLicense: ask us\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(UnknownLicenceError, match=r"unheard-of: 'ask us'.*SETTLED"):
        closure(["unheard-of"])


def test_nothing_is_settled_that_need_not_be() -> None:
    everything = {name for requirements in settings().values() for name in closure(requirements)}
    assert set(SETTLED) <= everything
    for name, (expression, _) in SETTLED.items():
        assert licence(name) == expression


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11) or sys.platform != "linux",
    reason="the tables are of Python 3.11 on Linux",
)
def test_the_page_is_what_is_installed() -> None:
    message = "renew it with `python -m tests.project.dependencies`"
    assert PAGE.read_text("utf-8") == page(), message


# -- ranges ------------------------------------------------------------------------------------

# Where a range has no upper end, why.
OPEN = {
    "pyarrow": "numbers every release anew; what is used of it (Table, Parquet) is its oldest part",
}


@pytest.mark.parametrize("extra", settings(), ids=lambda extra: extra or "default")
def test_users_get_ranges(extra: str) -> None:
    for text in settings()[extra]:
        requirement = Requirement(text)
        ends = {each.operator for each in requirement.specifier}
        expected = {">="} if canonicalize_name(requirement.name) in OPEN else {">=", "<"}
        assert ends == expected, text


def test_every_open_range_is_of_a_dependency() -> None:
    names = {canonicalize_name(Requirement(r).name) for rs in settings().values() for r in rs}
    assert set(OPEN) <= names


def test_the_pins_are_within_the_ranges(root: Path) -> None:
    pins: dict[str, list[str]] = {}
    text = (root / "requirements/dev.txt").read_text("utf-8")
    for name, version in re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", text, re.MULTILINE):
        # Some have a pin for each of several Pythons.
        pins.setdefault(canonicalize_name(name), []).append(version)
    for requirements in settings().values():
        for each in map(Requirement, requirements):
            found = pins[canonicalize_name(each.name)]
            assert [v for v in found if not each.specifier.contains(v)] == [], each.name


# -- imports -----------------------------------------------------------------------------------

# What comes with a dependency that is nothing without it, and whose range settles its own.
THROUGH = {"starlette": "fastapi", "pydantic": "fastapi", "pdfminer-six": "pdfplumber"}


@dataclass(frozen=True)
class Import:
    """One import of somebody else's package: where, what, and when it happens."""

    file: Path
    line: int
    package: str
    when: str  # at once; later, in a function; never, for the types alone


def imports(file: Path) -> Iterator[Import]:
    """The imports of other distributions' packages in *file*."""

    def visit(node: ast.AST, when: str) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            inner = when
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = "later" if when == "at once" else when
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                inner = "never"
            names: list[str] = []
            if isinstance(child, ast.Import):
                names = [alias.name for alias in child.names]
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0
                names = [child.module or ""]
            for name in names:
                package = name.partition(".")[0]
                if package not in {*sys.stdlib_module_names, *OWN}:
                    line = getattr(child, "lineno", 0)
                    yield Import(file, line, package, when)
            yield from visit(child, inner)

    yield from visit(ast.parse(file.read_bytes()), "at once")


OWN = {"careerlattice", "careerlattice_loaders"}


@pytest.fixture(scope="module")
def found(root: Path) -> list[Import]:
    files = [file for of in ("src", "loaders") for file in sorted((root / of).rglob("*.py"))]
    assert len(files) > 100
    return [each for file in files if "templates" not in file.parts for each in imports(file)]


def declared() -> dict[str, set[str]]:
    """The distributions that each install asks for by name."""
    return {
        extra: {canonicalize_name(Requirement(r).name) for r in requirements}
        for extra, requirements in settings().items()
    }


@cache
def distributions() -> Mapping[str, list[str]]:
    """Which distributions have each package: every file of every one is looked at."""
    return packages_distributions()


def distribution_of(package: str) -> str:
    names = distributions().get(package)
    assert names, f"no distribution here has a package {package}"
    name = canonicalize_name(names[0])
    return THROUGH.get(name, name)


def test_every_import_is_of_a_declared_dependency(found: list[Import]) -> None:
    wanted = declared()
    assert {each.package for each in found} >= {"pyoxigraph", "rdflib", "numpy", "pyarrow"}
    for each in found:
        name = distribution_of(each.package)
        where = f"{each.file}:{each.line}: {each.package}"
        if name in wanted[""]:
            continue
        assert each.when != "at once", f"{where} is no default dependency, and imported at once"
        extras = {extra for extra, names in wanted.items() if name in names}
        assert extras, f"{where} is declared nowhere"
        # Whoever lacks it is told which extra brings it.
        text = each.file.read_text("utf-8")
        told = re.findall(r"careerlattice\[(\w+)\]|with its extra '(\w+)'", text)
        assert extras & {name for pair in told for name in pair}, f"{where}: no message names it"


def test_every_dependency_is_used(found: list[Import]) -> None:
    used = {distribution_of(each.package) for each in found}
    # A kernel and a plotter for the tutorial, which no module imports.
    notebook = declared()["notebook"]
    for extra, names in declared().items():
        assert names <= used | notebook, extra


def test_what_comes_through_another_does(found: list[Import]) -> None:
    packages = {each.package for each in found}
    for name, through in THROUGH.items():
        assert name in closure([through])
        assert name.partition("-")[0] in packages


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("import rdflib\n", "at once"),
        ("try:\n    import rdflib\nexcept ImportError:\n    pass\n", "at once"),
        ("def f():\n    from rdflib import Graph\n", "later"),
        ("class A:\n    def f(self):\n        import rdflib.term\n", "later"),
        ("if TYPE_CHECKING:\n    import rdflib\n", "never"),
    ],
)
def test_imports_are_found(tmp_path: Path, text: str, when: str) -> None:
    file = tmp_path / "module.py"
    file.write_text(f"import re\nfrom careerlattice import errors\n{text}")
    assert [(each.package, each.when) for each in imports(file)] == [("rdflib", when)]


# -- the wheel ---------------------------------------------------------------------------------

IMPORT_ALL = """
import importlib, pkgutil
import careerlattice, careerlattice_loaders
count = 0
for package in (careerlattice, careerlattice_loaders):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
            count += 1
print(count)
"""


@pytest.mark.slow
def test_the_wheel_asks_for_all_it_needs(
    wheel: Path, clean: Clean, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    with ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(archive.read(name).decode())
    wanted = [r for r in headers.get_all("Requires-Dist", []) if "extra ==" not in r]
    assert wanted
    # By itself it lacks what it asks for, and pip says so; then it lacks nothing.
    lacking = re.findall(r"^careerlattice \S+ requires (\S+), which", clean.alone, re.MULTILINE)
    names = {canonicalize_name(Requirement(each).name) for each in wanted}
    assert {canonicalize_name(each) for each in lacking} == names
    assert "No broken requirements" in clean.complete
    # Every module can be imported with that, and nothing but that.
    imported = clean.run(
        *("python", "-W", "error::ImportWarning", "-c", IMPORT_ALL),
        cwd=tmp_path,
        environment=plain_environment,
    )
    assert int(imported) > 150


# -- the Pythons -------------------------------------------------------------------------------


def test_nox_has_a_session_for_every_python_that_is_promised(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [
        each.rpartition(" ")[2] for each in project["classifiers"] if re.search(r":: 3\.\d+$", each)
    ]
    assert promised == ["3.11", "3.12", "3.13"]
    listed = subprocess.run(
        [sys.executable, "-m", "nox", "--list", "--noxfile", str(root / "noxfile.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert listed.returncode == 0, listed.stderr
    for session in ("tests", "types"):
        assert re.findall(rf"^\* {session}-(\S+)", listed.stdout, re.MULTILINE) == promised
