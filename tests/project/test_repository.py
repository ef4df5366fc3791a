"""What holds for the repository as a whole."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import careerlattice
import careerlattice_loaders
from tests.conftest import LONG

# Put together here, so that this file does not name them.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang"),
    )
]
# A folder of somebody's machine; one that stands after a word or a host is none.
FOLDER = r"(?<![\w./:>-]){}[\w.]"
MACHINE = FOLDER.format("/(?:home|root|tmp|work|mnt|Users)/")


def test_no_file_names_a_machine_or_a_registry(root: Path, repository: list[Path]) -> None:
    patterns = [*map(re.escape, REGISTRIES), MACHINE]
    if root.parent != root.parent.parent:
        patterns.append(FOLDER.format(re.escape(f"{root.parent.as_posix()}/")))
    names = re.compile("|".join(patterns))
    found = []
    for path in repository:
        text = (root / path).read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if names.search(line):
                found.append(f"{path}:{number}: {line.strip()[:80]}")
    assert found == []


def test_pins_hold_versions_and_hashes_only(root: Path) -> None:
    form = re.compile(r"[a-z0-9.-]+==[^ ]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    for path in sorted((root / "requirements").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines
        assert [line for line in lines if not form.fullmatch(line)] == []


def test_pins_agree_with_one_another(root: Path) -> None:
    def pins(name: str) -> set[str]:
        text = (root / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9.-]+==[^ ]+)", text, re.MULTILINE))

    assert pins("run.txt") <= pins("dev.txt")
    assert not any(pin.startswith("torch==") for pin in pins("dev.txt"))


def test_every_dependency_is_pinned(root: Path) -> None:
    def canonical(requirement: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", requirement)[0]).lower()

    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = settings["project"], settings["dependency-groups"]
    run = {canonical(r) for r in project["dependencies"] + groups["build"]}
    extras = {canonical(r) for rs in project["optional-dependencies"].values() for r in rs}
    development = {canonical(r) for r in groups["dev"] if isinstance(r, str)}
    for name, expected in (("run.txt", run), ("dev.txt", run | extras | development)):
        text = (root / "requirements" / name).read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
        assert expected <= pinned, f"{name} is behind pyproject.toml: run `make lock`"


def test_every_loader_module_offers_a_loader() -> None:
    modules = [m.name for m in pkgutil.iter_modules(careerlattice_loaders.__path__)]
    assert modules
    without = [
        name
        for name in modules
        if not hasattr(importlib.import_module(f"careerlattice_loaders.{name}"), "LOADER")
    ]
    assert without == []


def test_every_test_file_is_collected(root: Path, plain_environment: dict[str, str]) -> None:
    def holds_tests(path: Path) -> bool:
        return any(
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name.startswith("test_")
            for node in ast.walk(ast.parse(path.read_bytes()))
        )

    on_disk = {p.relative_to(root).as_posix() for p in root.glob("tests/**/*.py") if holds_tests(p)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"],
        cwd=root,
        env=plain_environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    collected = set(re.findall(r"^(tests/\S+\.py)(?=::|: \d+$)", done.stdout, re.MULTILINE))
    assert collected == on_disk


def test_every_long_test_file_is_there(root: Path) -> None:
    assert [name for name in LONG if not (root / "tests" / f"{name}.py").is_file()] == []
    assert len(set(LONG)) == len(LONG)


def test_the_version_is_told_once(root: Path) -> None:
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {careerlattice.__version__}\n" in citation
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(careerlattice.__version__)}\]", changes, re.MULTILINE)


def test_decisions_are_numbered_and_complete(root: Path) -> None:
    decisions = sorted((root / "docs/decisions").glob("*.md"))
    assert [d.name[:5] for d in decisions] == [f"{n:04}-" for n in range(1, len(decisions) + 1)]
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ], decision.name


def test_every_target_of_the_makefile_says_what_it_does(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE))
    told = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    assert targets
    assert targets == told
