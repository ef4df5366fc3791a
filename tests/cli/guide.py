"""The page docs/a-loader-of-ones-own.md, followed to the letter in a checkout.

`python -m tests.cli.guide` rewrites the outputs it shows from what the commands print today.
"""

from __future__ import annotations

import ast
import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.cli.checkouts import copy_checkout, run_python

PAGE = Path(__file__).parents[2] / "docs" / "a-loader-of-ones-own.md"
_BLOCK = re.compile(r"```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)```", re.DOTALL)
# What makes the environment, and what the checks of the whole project do, is tested elsewhere.
_ELSEWHERE = ("make", ".")


@dataclass(frozen=True)
class Step:
    """A command of the page, what the page shows (None: nothing), what it prints, exits with."""

    command: str
    shown: str | None
    printed: str
    code: int

    @property
    def is_shown(self) -> bool:
        return self.shown is not None


def steps(checkout: Path) -> Iterator[Step]:
    """Do what the page says, from top to bottom."""
    for block in _BLOCK.finditer(PAGE.read_text("utf-8")):
        body, file = block["body"], block["file"]
        match block["language"]:
            case "text":
                (checkout / file).write_text(body, encoding="utf-8")
            case "python":
                target = checkout / file
                target.write_text(spliced(target.read_text("utf-8"), body), encoding="utf-8")
            case "sh":
                for line in body.splitlines():
                    if line.split()[0] not in _ELSEWHERE:
                        code, printed = run(line, checkout)
                        yield Step(line, None, printed, code)
            case "console":
                command, _, shown = body.removeprefix("$ ").partition("\n")
                code, printed = run(command, checkout)
                yield Step(command, shown, printed, code)


def run(command: str, checkout: Path) -> tuple[int, str]:
    """What a command of the page exits with, and what it prints, as a terminal shows it."""
    program, *arguments = shlex.split(command.partition(" #")[0])
    match program:
        case "careerlattice":
            if arguments[0] == "outline" or "--explain" in arguments:
                arguments += ["--format", "table"]
            done = run_python("careerlattice", *arguments, checkout=checkout)
        case "python":
            done = run_python(*arguments[1:], checkout=checkout)
        case "rm":
            (checkout / arguments[0]).unlink()
            return 0, ""
        case "mv":
            source, target = (checkout / each for each in arguments)
            source.rename(target / source.name)
            return 0, ""
        case _:
            raise AssertionError(f"the page has a command nobody tests: {command}")
    return done.returncode, "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def spliced(text: str, new: str) -> str:
    """*text* with each top-level statement of *new* in place of the one it stands for.

    A statement stands for the one that defines the same name, or imports from the same module; one
    that stands for none comes last.
    """
    for statement in ast.parse(new).body:
        lines = text.splitlines()
        written = new.splitlines()[statement.lineno - 1 : statement.end_lineno]
        same = [old for old in ast.parse(text).body if _defines(old) == _defines(statement)]
        if same:
            lines[same[0].lineno - 1 : same[0].end_lineno] = written
        else:
            lines += ["", "", *written]
        text = "\n".join(lines) + "\n"
    return text


def _defines(statement: ast.stmt) -> str | None:
    match statement:
        case ast.ImportFrom(module=module):
            return f"import {module}"
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
    return None


def rewritten(text: str, outputs: Iterable[str]) -> str:
    """The page with *outputs* in the places of those it shows."""
    left = iter(outputs)

    def rewrite(block: re.Match[str]) -> str:
        if block["language"] != "console":
            return block.group()
        command = block["body"].partition("\n")[0]
        return f"```console\n{command}\n{next(left)}```"

    return _BLOCK.sub(rewrite, text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        done = [step for step in steps(copy_checkout(Path(place) / "checkout")) if step.is_shown]
    PAGE.write_text(
        rewritten(PAGE.read_text("utf-8"), [step.printed for step in done]), encoding="utf-8"
    )
