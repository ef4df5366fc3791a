"""The DoD framework in its two forms: entries listed once, or written out under each role."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import InputError
from careerlattice.model import Specification
from careerlattice.outline import Outline, read_outline
from careerlattice_loaders.dcwf import LOADER

INPUT = Path(__file__).parent / "input"
FORMS = {path.stem: path.read_text("utf-8") for path in sorted(INPUT.glob("*.json"))}


def outline_of(text: str) -> Outline:
    return read_outline(read_text(text.encode(), "a.json"))


@pytest.fixture(scope="module", params=sorted(FORMS))
def text(request: pytest.FixtureRequest) -> str:
    return FORMS[request.param]


@pytest.fixture(scope="module")
def spec(text: str) -> Specification:
    return LOADER.read(outline_of(text))


def test_work_roles_bear_their_codes(spec: Specification) -> None:
    roles = {part.title.text: [code.text for code in part.codes] for part in spec.parts}
    assert roles == {"Lamp Keeper": ["911", "HL-LK-001"], "Bell Keeper": ["912"]}
    groups = [part.class_grades[0].occupational_group for part in spec.parts]
    assert [(each.codes[0].text, each.name.text) for each in groups if each and each.name] == [
        ("lights", "Lights"),
        ("fog", "Fog and Bells"),
    ]


def test_core_and_additional_are_told_apart(spec: Specification) -> None:
    (lamps,) = spec.parts[0].class_grades
    assert [(each.words.text, each.essential) for each in lamps.duties] == [
        ("Light the lamps at dusk.", True),
        ("Count the gulls’ nests.", False),
    ]
    asked = [
        (each.competency.text.text, each.importance.text)
        for each in lamps.requirements
        if each.importance
    ]
    assert asked == [
        ("Knowledge of wicks.", "core"),
        ("Skill in trimming.", "core"),
        ("Ability to stay awake.", "additional"),
    ]


def test_findings(spec: Specification) -> None:
    found = Counter(each.kind for part in (spec, *spec.parts) for each in part.findings)
    assert found == {"typographicalError": 1, "duplicateStatement": 1, "notStated": 1}


def test_importance_is_read_from_the_key(spec: Specification, text: str) -> None:
    for part in spec.parts:
        for requirement in part.class_grades[0].requirements:
            assert requirement.importance is not None
            (span,) = requirement.importance.spans
            assert text[span.start : span.end] == requirement.importance.text


def test_every_character_is_somewhere(spec: Specification, text: str) -> None:
    account = account_for(spec, outline_of(text))
    assert account.unplaced == 0


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_file_that_is_cut_off_is_refused(text: str, share: float) -> None:
    with pytest.raises(InputError, match="no sound JSON"):
        LOADER.read(outline_of(text[: int(len(text) * share)]))


def test_a_name_that_leads_nowhere_is_a_finding() -> None:
    changed = FORMS["listed"].replace('"core_ksats": ["6"', '"core_ksats": ["99"')
    spec = LOADER.read(outline_of(changed))
    found = [each for part in spec.parts for each in part.findings if each.kind == "notDescribed"]
    assert ["99" in each.message for each in found] == [True]
    assert [each.words.text for each in spec.duties] == ["Ring the bell in fog."]
