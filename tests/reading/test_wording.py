"""When two texts are one statement, and what a text says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.identifiers import text_hash
from careerlattice.model import Kind
from careerlattice.wording import fold_look_alikes, kinds_in, normalise, slug, title_case


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("auditors' letters.", "auditors’ letters"),
        ("knowledge, skill, or ability", "knowledge, skill or ability"),
        ("Follow-up", "follow up"),
        ("co-workers' part", "Co‐workers’ part"),
        ("full\u00a0width", "full width"),
    ],
)
def test_one_statement(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
    assert text_hash(one) == text_hash(other)


@pytest.mark.parametrize(("one", "other"), [("C++", "C"), ("1.5 years", "15 years"), ("A", "B")])
def test_two_statements(one: str, other: str) -> None:
    assert text_hash(one) != text_hash(other)


def test_hashes_are_for_ever() -> None:
    # Identifiers in other people's data rest on this value: it must never change.
    assert text_hash("Advise businesses of all tax responsibilities.") == "2927671a2cba88d08f42"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_slugs_are_safe(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Demonstrated skill and ability to work", (Kind.SKILL, Kind.ABILITY)),
        ("Knowledge of office systems", (Kind.KNOWLEDGE,)),
        ("interpersonal skills", (Kind.SKILL,)),
        ("Skillful work and disabilities", ()),
        ("Models good behaviour", (Kind.BEHAVIOUR,)),
        ("Proactively focus efforts", ()),
    ],
)
def test_kinds(text: str, kinds: tuple[Kind, ...]) -> None:
    assert kinds_in(text) == kinds


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("OFFICE SPECIALIST II", "Office Specialist II"),
        ("DIRECTOR OF PARKS AND RECREATION", "Director of Parks and Recreation"),
        ("MEN'S TAILOR", "Men's Tailor"),
        ("Program Specialist", "Program Specialist"),
        ("CHIEF (IT)", "Chief (IT)"),
    ],
)
def test_titles(written: str, shown: str) -> None:
    assert title_case(written) == shown


def test_look_alikes() -> None:
    assert fold_look_alikes("ВС А") == "BC A"
    assert fold_look_alikes("ABC é ж") == "ABC é ж"
