"""The tutorial runs from the first cell to the last and shows what it says it shows."""

from __future__ import annotations

import nbformat

from tests.project.notebook import executed, read, shown


def test_the_tutorial_shows_what_it_shows() -> None:
    notebook = read()
    nbformat.validate(notebook)
    before = shown(notebook)
    assert any("image/png" in output for output in before)
    message = "renew the notebook with python -m tests.project.notebook"
    assert shown(executed(notebook)) == before, message
