"""The components of the NICE Framework: elements and the relationships between them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import InputError
from careerlattice.model import Kind, Specification
from careerlattice.outline import Outline, read_outline
from careerlattice_loaders.nice_framework import LOADER

TEXT = (Path(__file__).parent / "input" / "components.json").read_text("utf-8")


def outline_of(text: str) -> Outline:
    return read_outline(read_text(text.encode(), "a.json"))


@pytest.fixture(scope="module")
def spec() -> Specification:
    return LOADER.read(outline_of(TEXT))


def test_the_file_speaks_for_itself(spec: Specification) -> None:
    assert spec.title.text == "Framework of harbour lights"
    assert spec.publication_number is not None
    assert spec.publication_number.text == "HB_7"
    assert [each.value.text for each in spec.details] == [
        "1.2.0",
        "https://harbour.example/lights",
        "Ties one element to another.",
        "912",
    ]


def test_work_roles_are_classes_without_grades(spec: Specification) -> None:
    lamps, bells = spec.parts
    assert lamps.title.text == "Lamp Keeping"
    assert [code.text for code in lamps.codes] == ["HL-WRL-001", "911"]
    assert [code.text for code in bells.codes] == ["HL-WRL-002"]
    assert [each.grade for part in spec.parts for each in part.class_grades] == [None, None]
    assert [each.words.text for each in bells.statements] == ["Responsible for bells in fog."]
    group = lamps.class_grades[0].occupational_group
    assert group is not None
    assert group.name is not None
    assert group.definition is not None
    assert (group.name.text, group.definition.text) == ("HARBOUR LIGHTS", "Keeps harbours lit.")


def test_tasks_are_duties_and_the_rest_requirements(spec: Specification) -> None:
    (lamps,) = spec.parts[0].class_grades
    assert [(each.number.text, each.words.text) for each in lamps.duties if each.number] == [
        ("T0001", "Light the lamps at dusk"),
        ("T0002", 'Write in the "lamp book"'),
    ]
    asked = [(each.competency.text.text, each.competency.kinds) for each in lamps.requirements]
    assert asked == [
        ("Knowledge of wicks – wet and dry", (Kind.KNOWLEDGE,)),
        ("Skill in trimming wicks", (Kind.SKILL,)),
    ]
    assert all(each.level is None for each in lamps.requirements)
    (span,) = lamps.requirements[0].evidence
    said = TEXT[span.start : span.end]
    assert said.startswith("HL-WRL-001")
    assert '"K0001"' in said


def test_both_roles_ask_for_one_competency(spec: Specification) -> None:
    wicks = [
        requirement.competency
        for part in spec.parts
        for requirement in part.class_grades[0].requirements
        if requirement.competency.number and requirement.competency.number.text == "K0001"
    ]
    assert len(wicks) == 2
    assert wicks[0] is wicks[1]
    assert [each.text.text for each in wicks[0].broader] == ["Wicks"]


def test_what_no_role_asks_for_is_kept(spec: Specification) -> None:
    assert [each.words.text for each in spec.duties] == ["Paint the pier"]
    assert "Skill in counting gulls" in {each.text.text for each in spec.competencies}


def test_findings(spec: Specification) -> None:
    found = Counter(
        (each.kind, each.message.split("“")[-1].split("”")[0])
        for part in (spec, *spec.parts)
        for each in part.findings
    )
    assert found == {
        ("notStated", "Bells"): 1,
        ("notStated", "tasks that are given to no work role, kept without a class-grade: 1"): 1,
        ("notDescribed", "912"): 1,
        (
            "notStated",
            "no code of the Office of Personnel Management is given for this work role",
        ): 1,
        ("duplicateStatement", "T0003"): 1,
        ("notDescribed", "S0999"): 1,
    }


def test_every_character_is_somewhere(spec: Specification) -> None:
    account = account_for(spec, outline_of(TEXT))
    assert [TEXT[gap.start : gap.end] for gap in account.gaps] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT[: len(TEXT) // 2], r"no sound JSON.*line \d+"),
        (TEXT.replace('"relationships"', '"relations"'), "key “relationships” is missing"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(text: str, message: str) -> None:
    outline = outline_of(text)
    assert LOADER.recognise(outline) >= 0.5
    with pytest.raises(InputError, match=message):
        LOADER.read(outline)


def test_other_json_is_not_recognised() -> None:
    assert LOADER.recognise(outline_of('{"a": [1, 2], "element_type": 3}')) == 0
