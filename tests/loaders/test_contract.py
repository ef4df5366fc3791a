"""The loader contract of loaders/README.md, held against every loader there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.model import Specification
from careerlattice.outline import read_outline
from careerlattice.reading import Reading
from careerlattice.registry import SURE_ENOUGH, Loader, find_loaders
from careerlattice.vocabulary import CAREER

LOADERS = find_loaders()
FIXTURES = sorted(Path(__file__).parent.glob("*/input/*.*"))


def loader_of(folder: str) -> str | None:
    """The name of the loader whose fixtures are in *folder*: its name, or its first words."""
    name = folder.replace("_", "-")
    whole = (each.name for each in LOADERS if each.name == name)
    begun = (each.name for each in LOADERS if each.name.startswith(f"{name}-"))
    return next(iter((*whole, *begun)), None)


FAMILIES = {path.parent.parent.name: loader_of(path.parent.parent.name) for path in FIXTURES}


def test_every_family_has_its_loader_and_fixtures() -> None:
    assert {loader.name for loader in LOADERS} == set(FAMILIES.values())
    assert len(LOADERS) == len(FAMILIES)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.name)
def test_names_and_versions(loader: Loader) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", loader.name)
    assert loader.version


@pytest.mark.parametrize(
    "path", FIXTURES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}"
)
def test_fixtures_are_recognised_by_their_own_family_alone(path: Path) -> None:
    outline = read_outline(read_text(path.read_bytes(), path.name))
    sure = {loader.name: loader.recognise(outline) for loader in LOADERS}
    own = sure.pop(str(FAMILIES[path.parent.parent.name]))
    assert own >= SURE_ENOUGH
    # The general loader knows something of every document, and gives way to who knows it better.
    assert 0 <= sure.pop("general", 0) < own
    assert all(0 <= other < 0.3 for other in sure.values())


def test_seeds_are_recognised_by_their_own_family_alone(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        families = [loader for loader in LOADERS if loader.name != "general"]
        sure = sorted(loader.recognise(reading.outline) for loader in families)
        assert sure[-1] >= 0.9
        assert sure[-2] < 0.3
        assert reading.recognition.loader in families


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.name)
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_loader_survives_every_document(loader: Loader, path: Path) -> None:
    check(loader, path.read_bytes())


LINES = sorted(
    {line for path in FIXTURES for line in path.read_text("utf-8").splitlines(keepends=True)}
)
HOSTILE = [
    "\u202e\u200b\n",
    "<script>x</script>\n",
    "\t\t\n",
    "**\n",
    "1.\n",
    "- \n",
    "| | |\n",
    "\f",
]


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(LOADERS),
    st.lists(st.sampled_from([*LINES, *HOSTILE]) | st.text(max_size=40), min_size=1, max_size=60),
)
def test_no_loader_raises_whatever_the_lines(loader: Loader, lines: list[str]) -> None:
    text = "".join(lines)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    check(loader, data)


def check(loader: Loader, data: bytes) -> Specification | None:
    """Read *data* with *loader* and hold what comes out against the contract."""
    try:
        document = read_text(data, "a.txt")
    except CareerlatticeError:
        return None
    outline = read_outline(document)
    assert 0 <= loader.recognise(outline) <= 1
    try:
        specification = loader.read(outline)
    except InputError:
        # A data file of the loader's own family that is broken is refused, in words.
        assert loader.recognise(outline) >= SURE_ENOUGH
        return None
    account = account_for(specification, outline)
    assert account.total == sum(not character.isspace() for character in document.text)
    for span in specification.spans():
        assert 0 <= span.start < span.end <= len(document.text)
    for part in (specification, *specification.parts):
        for finding in part.findings:
            assert getattr(CAREER, finding.kind)
    return specification


@pytest.mark.parametrize("stem_of", ["seeds", "fixtures"])
def test_no_sentence_hides_under_a_label(stem_of: str, readings: dict[str, Reading]) -> None:
    if stem_of == "seeds":
        pairs = [(r.document.text, r.specification) for r in readings.values()]
    else:
        pairs = []
        for path in FIXTURES:
            outline = read_outline(read_text(path.read_bytes(), path.name))
            loader = next(x for x in LOADERS if x.name == FAMILIES[path.parent.parent.name])
            pairs.append((outline.document.text, loader.read(outline)))
    for text, specification in pairs:
        parts = (specification, *specification.parts)
        for span in (span for part in parts for span in part.labels):
            label = text[span.start : span.end]
            # A sentence has a lower-case start of its predicate and an end mark; a heading has not.
            assert not re.search(r"[a-z]{2,}[^:]{25,}[.!?](\s|$)", label), label
            assert len(label.split()) <= 16, label


def test_nothing_of_the_seeds_is_unplaced(readings: dict[str, Reading]) -> None:
    assert readings
    for reading in readings.values():
        assert reading.account.unplaced == 0
        assert reading.account.gaps == ()
