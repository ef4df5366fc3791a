"""All benchmarks in order, and then the page of them.

What lacks something of this machine is left out, with the reason; the others go on where one
fails, and the end tells.

    python bench/everything.py            # as recorded: about an hour and a half on two idle cores
    python bench/everything.py --quick    # a try of minutes in another folder; records nothing
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent

HELPERS = frozenset(
    "compared everything generator mapping measuring plots report sampling scoring tables ways"
    .split()
)  # fmt: skip
"""What measures nothing by itself; every other file here is a program."""

ARGUMENTS = {
    "building": "100 1000 10000 --quads 100000",
    "stages": "",
    "compare": "",
    "questions": "100 1000 10000",
    "reading": "",
    "nearest": "",
    "soak": "",
    "startup": "",
    "faults": "--kill 40",
}
"""The programs that come first, in order, and what they are told; others come after, untold."""

QUICK = {
    "building": "40",
    "stages": "20 --write",
    "compare": "20 --write",
    "questions": "20",
    "reading": "200",
    "nearest": "100",
    "soak": "--seconds 20",
}
"""The programs of a quick try."""

NEEDS_SHARED = frozenset({"documents", "linking", "taxonomies"})
"""Programs that measure on documents or taxonomies that are not the project's to give away."""


def programs(folder: Path = HERE) -> list[str]:
    """The programs of *folder*, those of `ARGUMENTS` first."""
    found = {file.stem for file in folder.glob("*.py")} - HELPERS
    return [*(name for name in ARGUMENTS if name in found), *sorted(found - set(ARGUMENTS))]


def left_out(name: str) -> str | None:
    """Why a program cannot run here, None if it can."""
    shared = Path(os.environ.get("CAREERLATTICE_SHARED", ROOT.parent / "shared"))
    if name in NEEDS_SHARED and not shared.is_dir():
        return "it needs the folder ../shared (or the one that CAREERLATTICE_SHARED names)"
    return None


def run(folder: Path, chosen: dict[str, str]) -> list[str]:
    """Run programs of *folder* with their arguments; the names of those that failed."""
    failed = []
    for name, arguments in chosen.items():
        if reason := left_out(name):
            print(f"{name}: left out, {reason}", flush=True)
            continue
        print(f"== {name} {arguments}".rstrip(), flush=True)
        command = [sys.executable, str(folder / f"{name}.py"), *arguments.split()]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    return failed


def main() -> None:
    """Run all, or try some; the exit code tells whether each ended well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="try some, and record nothing")
    if parser.parse_args().quick:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            shutil.copytree(HERE, root / "bench", ignore=shutil.ignore_patterns("results"))
            for each in ("data", "tests"):
                (root / each).symlink_to(ROOT / each)
            (root / "docs").mkdir()
            failed = run(root / "bench", QUICK | {"report": ""})
            page = root / "docs/benchmarks.md"
            print(page.read_text("utf-8") if page.is_file() else "there is no page")
    else:
        failed = run(HERE, {name: ARGUMENTS.get(name, "") for name in programs()} | {"report": ""})
    if failed:
        sys.exit(f"these failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
