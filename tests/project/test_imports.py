"""Which module may import which: the contracts hold, and they notice a breach."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

LINT = "from importlinter.cli import lint_imports_command as main; main(['--no-cache'])"


def contracts(folder: Path, environment: dict[str, str]) -> tuple[int, dict[str, str], str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        env={**environment, "PYTHONPATH": os.pathsep.join(("src", "loaders")), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    return done.returncode, dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", output, re.MULTILINE)), output


def test_the_import_contracts_hold(root: Path, plain_environment: dict[str, str]) -> None:
    code, verdicts, output = contracts(root, plain_environment)
    assert code == 0, output
    assert set(verdicts.values()) == {"KEPT"}


def test_the_import_contracts_notice_a_breach(
    root: Path, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    for folder in ("src", "loaders"):
        shutil.copytree(root / folder, tmp_path / folder)
    shutil.copy(root / "pyproject.toml", tmp_path)
    planted = {
        "src/careerlattice/errors.py": "import careerlattice.resources\n",
        "src/careerlattice/unheard_of.py": "import careerlattice_loaders\n",
        "src/careerlattice/moves/unheard_of.py": "",
        "src/careerlattice/review/unheard_of.py": "",
        "src/careerlattice/serve/unheard_of.py": "",
        "loaders/careerlattice_loaders/first.py": "import rdflib\n",
        "loaders/careerlattice_loaders/second.py": (
            "import careerlattice.resources\nimport careerlattice_loaders.first\n"
        ),
    }
    for name, text in planted.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, verdicts, output = contracts(tmp_path, plain_environment)
    assert code == 1, output
    assert set(verdicts.values()) == {"BROKEN"}, output
