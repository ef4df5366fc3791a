"""What the README shows is what the commands print."""

from __future__ import annotations

import doctest
import os
import re
from pathlib import Path

import pytest

from careerlattice.cli.app import app
from careerlattice.questions import Questions
from tests.project.readme import README, examples, run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def test_console_examples(place: Path) -> None:
    found = examples(README.read_text("utf-8"))
    assert found[0][0] == "careerlattice build"
    assert len(found) >= 3
    for command, output in found:
        message = f"{command}: rewrite the README with python -m tests.project.readme"
        assert run(command, place) == output, message


def test_python_examples(place: Path) -> None:
    run("careerlattice build", place)
    before = Path.cwd()
    os.chdir(place)
    try:
        failed, tried = doctest.testfile(str(README), module_relative=False)
    finally:
        os.chdir(before)
    assert failed == 0
    assert tried >= 5


def test_every_command_is_in_the_table() -> None:
    text = README.read_text("utf-8")
    for command in app.registered_commands:
        assert command.callback
        assert f"| `{command.callback.__name__}" in text


def test_every_question_is_in_the_table() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \| `(\S+)` \|$", README.read_text("utf-8"), re.MULTILINE)
    asked = [(q.number, q.question, q.slug) for q in Questions().values()]
    assert [(int(number), question, slug) for number, question, slug in rows] == asked
