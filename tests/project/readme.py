"""The README's console examples: found, run, and compared or rewritten.

`python tests/project/readme.py` rewrites them from what the commands print today.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
_BLOCK = re.compile(r"```console\n(?P<body>.*?)```", re.DOTALL)
_TABLES = ("ask", "source", "status")


def examples(text: str) -> list[tuple[str, str]]:
    """Every command of the console blocks with the output shown below it, in order."""
    found = []
    for block in _BLOCK.finditer(text):
        for part in re.split(r"^\$ ", block.group("body"), flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> str:
    """What *command* prints in a terminal 100 columns wide."""
    program, *arguments = re.findall(r'"[^"]*"|\S+', command)
    assert program == "careerlattice"
    words = [argument.strip('"') for argument in arguments]
    if words[0] in _TABLES and "--format" not in words:
        words += ["--format", "table"]
    done = subprocess.run(
        [sys.executable, "-m", "careerlattice", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
        check=True,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def rewritten(text: str, folder: Path) -> str:
    """*text* with every example's output as the commands print it now."""

    def rewrite(block: re.Match[str]) -> str:
        parts = re.split(r"^\$ ", block.group("body"), flags=re.MULTILINE)[1:]
        commands = [part.partition("\n")[0] for part in parts]
        return "```console\n" + "".join(f"$ {c}\n{run(c, folder)}" for c in commands) + "```"

    return _BLOCK.sub(rewrite, text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(rewritten(README.read_text("utf-8"), Path(place)), encoding="utf-8")
