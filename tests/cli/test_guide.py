"""Who follows docs/a-loader-of-ones-own.md to the letter gets what it shows, and a good loader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.checkouts import Run
from tests.cli.guide import PAGE, Step, rewritten, spliced, steps


@pytest.mark.slow
def test_the_page_can_be_followed(typed_checkout: Path, python: Run) -> None:
    checkout = typed_checkout
    done: list[Step] = []
    for step in steps(checkout):
        done.append(step)
        assert step.code == 0, f"{step.command}\n{step.printed}"
    shown = [step for step in done if step.is_shown]
    for step in shown:
        message = f"{step.command}: rewrite the page with python -m tests.cli.guide"
        assert step.printed == step.shown, message
    assert len(shown) >= 4
    assert sum("pytest" in step.command for step in done) == 1
    text = PAGE.read_text("utf-8")
    assert rewritten(text, [step.printed for step in shown]) == text
    code = [file.relative_to(checkout) for file in checkout.rglob("*harbour_role_card.py")]
    assert len(code) == 2
    for check in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        checked = python(*check, *code)
        assert checked.returncode == 0, checked.stdout


def test_a_block_of_the_page_takes_the_place_of_what_it_stands_for() -> None:
    before = "import a\nfrom b import c\n\nX = [\n    1,\n]\n\n\ndef f():\n    pass\n"
    new = "from b import c, d\n\nX = 2\n\n\ndef g():\n    return d\n"
    assert spliced(before, new) == (
        "import a\nfrom b import c, d\n\nX = 2\n\n\ndef f():\n    pass\n\n\n"
        "def g():\n    return d\n"
    )


def test_every_part_of_the_page_that_is_linked_is_there() -> None:
    links = re.findall(r"\]\((\.\./[^)]+)\)", PAGE.read_text("utf-8"))
    assert links
    assert all((PAGE.parent / link).exists() for link in links)
