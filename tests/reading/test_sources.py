"""source.toml: what the documents do not say themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.errors import InputError
from careerlattice.sources import Entry, describe

GOOD = """\
[publisher]
id = "us-xx"
name = "State of X"

[documents."clerk.txt"]
class = "clerk"

[documents."clerk.txt".expect]
duties = [3, 5]
class-grades = 1
"""


def write(folder: Path, text: str, name: str = "clerk.txt") -> Path:
    (folder / "source.toml").write_text(text)
    document = folder / name
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_text("A document.")
    return document


def test_values_name_their_lines(tmp_path: Path) -> None:
    source = describe(write(tmp_path, GOOD))
    assert source.publisher == "us-xx"
    assert source.entries["publisher.name"] == Entry("publisher.name", "State of X", 3)
    assert source.entries["documents.class"] == Entry("documents.class", "clerk", 6)
    assert source.expected == {"duties": (3, 5), "class-grades": (1, 1)}
    assert source.value("rights.statement") is None


def test_a_folder_above_speaks_for_the_documents_below(tmp_path: Path) -> None:
    document = write(tmp_path, GOOD.replace("clerk.txt", "old/clerk.txt"), "old/clerk.txt")
    assert describe(document, tmp_path).value("documents.class") == "clerk"
    assert not describe(document).is_described


def test_without_a_source_toml_the_folder_names_the_publisher(tmp_path: Path) -> None:
    folder = tmp_path / "County of Y"
    folder.mkdir()
    (folder / "clerk.txt").write_text("A document.")
    source = describe(folder / "clerk.txt", tmp_path)
    assert source.publisher == "county-of-y"
    assert not source.is_described


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[publisher\n", "cannot be read"),
        ('[publisher]\nname = "X"\n', "states no publisher"),
        ('[publisher]\nid = "us-xx"\nurl = "x"\n', "“publisher.url” is no key"),
        ('[publisher]\nid = "us-xx"\n[extra]\na = 1\n', "“extra” is no key"),
        ('[publisher]\nid = "US XX"\n', "is no identifier"),
        ('[publisher]\nid = "../up"\n', "is no identifier"),
        ("[publisher]\nid = 3\n", "must be text"),
        ('publisher = "us-xx"\n', "must be a table"),
        (GOOD.replace("[3, 5]", '"many"'), "must be a count"),
        (GOOD.replace("[3, 5]", "[5, 3]"), "must be a count"),
        (GOOD.replace("duties =", "duty ="), "“expect.duty” is no key"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    document = write(tmp_path, text)
    with pytest.raises(InputError, match=message) as caught:
        describe(document)
    assert "source.toml" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("day", ['"2009-05-26"', "2009-05-26"])
def test_a_day_is_written_with_quotes_or_without(tmp_path: Path, day: str) -> None:
    text = GOOD.replace('class = "clerk"', f"effective = {day}")
    source = describe(write(tmp_path, text))
    assert source.entries["documents.effective"] == Entry("documents.effective", "2009-05-26", 6)


@pytest.mark.parametrize("day", ["May 26, 2009", "2009-02-30", "20090526", "2009-W22-2"])
def test_what_is_no_day_is_refused(tmp_path: Path, day: str) -> None:
    text = GOOD.replace('class = "clerk"', f'effective = "{day}"')
    with pytest.raises(InputError, match="is no day of the calendar") as caught:
        describe(write(tmp_path, text))
    assert "source.toml:6" in str(caught.value)
