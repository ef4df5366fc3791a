"""The published frameworks: what was read of them equals what their rows and entries say."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from careerlattice.model import ClassGrade
from careerlattice.reading import Reading, facts_of

ROLES, SKILLS = "uk-gdad/roles.csv", "uk-gdad/skills.csv"
NICE = "nice-2.0.0/nist-nice-component-framework_2025.json"
DCWF = ("dcwf/data.json", "dcwf/extended.json")
FILES = (ROLES, SKILLS, NICE, *DCWF)


def grades_of(reading: Reading) -> list[ClassGrade]:
    return [grade for part in reading.specification.parts for grade in part.class_grades]


def kinds_of(reading: Reading) -> Counter[str]:
    spec = reading.specification
    return Counter(each.kind for part in (spec, *spec.parts) for each in part.findings)


@pytest.fixture(scope="module")
def role_rows(frameworks: dict[str, Reading]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(frameworks[ROLES].document.text, newline="")))


@pytest.fixture(scope="module")
def nice(frameworks: dict[str, Reading]) -> dict[str, Any]:
    found = json.loads(frameworks[NICE].document.text)
    assert isinstance(found, dict)
    return found


# All of them


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(frameworks: dict[str, Reading], name: str) -> None:
    account = frameworks[name].account
    assert account.unplaced == 0
    assert account.gaps == ()
    # Keys and identifiers are labels: a third of a file that repeats them for every entry.
    assert account.placed > 1.9 * account.labels


@pytest.mark.parametrize("name", FILES)
def test_every_span_holds_its_words(frameworks: dict[str, Reading], name: str) -> None:
    reading = frameworks[name]
    text = reading.document.text
    for grade in grades_of(reading):
        for duty in grade.duties:
            (span,) = duty.words.spans
            raw = text[span.start : span.end]
            assert raw[:3] == duty.words.text[:3]
            assert len(raw) >= len(duty.words.text)
            assert not raw.startswith(("-", " ", '"'))
    for competency in reading.specification.competencies:
        (span,) = competency.text.spans
        raw = text[span.start : span.end]
        read = json.loads(f'"{raw}"') if name.endswith(".json") else raw
        assert " ".join(read.replace("\u200b", "").split()) == competency.text.text


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_known_by_its_content(frameworks: dict[str, Reading], name: str) -> None:
    recognition = frameworks[name].recognition
    assert recognition.confidence >= 0.9
    assert recognition.loader.name != "general"


# United Kingdom


def test_roles_and_role_levels(
    frameworks: dict[str, Reading], role_rows: list[dict[str, str]]
) -> None:
    reading = frameworks[ROLES]
    unused = [grade for grade in grades_of(reading) if grade.not_in_use]
    pairs = {(row["Role"].strip(), row["Role Level"].strip()) for row in role_rows}
    in_use = {pair for pair in pairs if pair[1] != "NOT IN USE"}
    assert (len({role for role, _ in in_use}), len(in_use), len(unused)) == (48, 201, 4)
    assert len(grades_of(reading)) == len(pairs) == 205
    assert sum(len(grade.requirements) for grade in unused) == 28
    assert not any(requirement.level for grade in unused for requirement in grade.requirements)


def test_each_row_is_a_requirement_and_repeats_are_findings(
    frameworks: dict[str, Reading], role_rows: list[dict[str, str]]
) -> None:
    reading = frameworks[ROLES]
    rows = Counter(tuple(row.values()) for row in role_rows)
    assert sum(1 for count in rows.values() if count > 1) == 13
    requirements = [each for grade in grades_of(reading) for each in grade.requirements]
    assert len(requirements) == len(rows)
    assert kinds_of(reading)["duplicateStatement"] == len(role_rows) - len(rows) == 16
    read = Counter(each.level.notation for each in requirements if each.level)
    assert read == Counter(row[7] for row in rows if row[7] != "NOT IN USE")


def test_skills_at_four_levels(frameworks: dict[str, Reading]) -> None:
    reading = frameworks[SKILLS]
    rows = list(csv.DictReader(io.StringIO(reading.document.text, newline="")))
    levels = ("Awareness", "Working", "Practitioner", "Expert")
    skills = reading.specification.competencies
    described = [each for each in skills if each.descriptors]
    assert (len(skills), len(described)) == (len(rows), 166) == (188, 166)
    assert kinds_of(reading)["notDescribed"] == 22
    items = sum(row[level].count("\n- ") for row in rows for level in levels)
    alone = sum(bool(row[level]) and "\n- " not in row[level] for row in rows for level in levels)
    assert items + alone <= sum(len(each.descriptors) for each in skills) <= items + alone + 5
    assert [each.notation for each in reading.specification.scales[0].levels] == list(levels)
    names = {each.text.text for each in frameworks[ROLES].specification.competencies}
    assert names == {each.text.text for each in skills}


def test_the_order_of_role_levels_is_derived_where_titles_settle_it(
    frameworks: dict[str, Reading],
) -> None:
    grades = [grade.grade for grade in grades_of(frameworks[ROLES]) if grade.grade]
    ranked = Counter((each.structure, each.rank) for each in grades if each.rank is not None)
    assert max(ranked.values()) == 1, "a rank is unique in its structure"
    assert (len(grades), sum(ranked.values())) == (201, 176)
    assert all(each.rank_rule == "rankFromLevelTitleRule" for each in grades)


# NICE


def test_nice_counts(frameworks: dict[str, Reading], nice: dict[str, Any]) -> None:
    reading = frameworks[NICE]
    spec = reading.specification
    types = Counter(each["element_type"] for each in nice["elements"])
    type_of = {each["element_identifier"]: each["element_type"] for each in nice["elements"]}
    links = Counter(
        type_of.get(each["dest_element_identifier"], "unknown")
        for each in nice["relationships"]
        if type_of.get(each["source_element_identifier"]) == "work_role"
    )
    grades = grades_of(reading)
    assert len(spec.parts) == types["work_role"] == 41
    assert sum(len(grade.duties) for grade in grades) == links["task"] == 1429
    asked = sum(len(grade.requirements) for grade in grades)
    assert asked == links["knowledge"] + links["skill"] == 3907
    assert links["unknown"] == kinds_of(reading)["notDescribed"] == 4
    competencies = types["knowledge"] + types["skill"] + types["competency_area"]
    assert len(spec.competencies) == competencies
    used = {duty.number.text for grade in grades for duty in grade.duties if duty.number}
    assert len(used) + len(spec.duties) == types["task"] == 942


def test_nice_and_dcwf_meet_in_the_codes_of_the_personnel_office(
    frameworks: dict[str, Reading], nice: dict[str, Any]
) -> None:
    ours = {code.text for part in frameworks[NICE].specification.parts for code in part.codes}
    codes = {
        each["element_identifier"]
        for each in nice["elements"]
        if each["element_type"] == "opm_code"
    }
    assert codes <= ours
    theirs = {part.codes[0].text for part in frameworks[DCWF[0]].specification.parts}
    assert len(ours & theirs) == len(codes) == 40


# DCWF


@pytest.mark.parametrize("name", DCWF)
def test_dcwf_counts(frameworks: dict[str, Reading], name: str) -> None:
    tree = json.loads(frameworks[DCWF[0]].document.text)
    reading = frameworks[name]
    kinds = {key: each["kind"].title() for key, each in tree["ksats"].items()}
    given = [{*role["core_ksats"], *role["additional_ksats"]} for role in tree["roles"].values()]
    tasks = sum(kinds[key] == "Task" for keys in given for key in keys)
    grades = grades_of(reading)
    assert len(reading.specification.parts) == len(tree["roles"]) == 68
    assert sum(len(grade.duties) for grade in grades) == tasks
    assert sum(len(grade.requirements) for grade in grades) == sum(map(len, given)) - tasks
    assert len(reading.specification.competencies) == sum(k != "Task" for k in kinds.values())
    listed = sum(
        len(role["core_ksats"]) + len(role["additional_ksats"]) for role in tree["roles"].values()
    )
    assert kinds_of(reading)["duplicateStatement"] == listed - sum(map(len, given)) == 2
    assert kinds_of(reading)["typographicalError"] == 1


def test_both_forms_of_dcwf_say_the_same(frameworks: dict[str, Reading]) -> None:
    said = []
    for name in DCWF:
        reading = frameworks[name]
        facts, own = facts_of(reading), reading.document.sha256[:16]
        lines = (facts.own.text + facts.shared.text).splitlines()
        said.append({line for line in lines if own not in line})
    assert said[0] == said[1]


def test_the_frameworks_are_the_shared_ones(shared: Path) -> None:
    assert {str(path.relative_to(shared / "frameworks")) for path in
            (shared / "frameworks").glob("*/*")} == set(FILES)  # fmt: skip
