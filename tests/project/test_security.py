"""SECURITY.md names a test for every bound, and each of these tests is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SECTIONS = [
    "Who is trusted",
    "Hostile documents",
    "Documents elsewhere, and clusters",
    "Hostile queries",
    "Hostile taxonomies",
    "Hostile mapping files",
    "The explorer",
    "Agents",
    "Work that is broken off",
    "What it is made of",
]


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "SECURITY.md").read_text("utf-8")


def test_every_source_of_harm_has_its_section(text: str) -> None:
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS


def test_every_bound_names_its_test(text: str) -> None:
    rows = [line for line in text.splitlines() if re.match(r"\| (?!bound \|)[^-]", line)]
    assert len(rows) > 30
    assert [row for row in rows if not re.search(r"\| `\w+/test_\w+\.py[^|]*\|$", row)] == []


def test_every_test_that_is_named_is_there(text: str, root: Path) -> None:
    named = re.findall(r"`(\w+/test_\w+\.py)(?:::(\w+))?`", text)
    assert len(named) > 60
    for file, function in named:
        tree = ast.parse((root / "tests" / file).read_bytes())
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert functions, file
        assert not function or function in functions, f"{file}::{function}"
