"""Who reviews: from the environment, the workspace or one's own settings, and never made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.configuration import (
    Reviewer,
    configured_mappings,
    configured_reviewer,
    remember_reviewer,
    user_file,
)
from careerlattice.errors import InputError, UsageError

ORCID = "https://orcid.org/0000-0002-1825-0097"


@pytest.fixture(autouse=True)
def nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that nobody has made yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("CAREERLATTICE_REVIEWER", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "name", "iri"),
    [
        ("Ada Example", "Ada Example", ""),
        ("  Ada   Example ", "Ada Example", ""),
        ("0000-0002-1825-0097", "", ORCID),
        ("orcid:0000-0002-1825-0097", "", ORCID),
        (ORCID, "", ORCID),
        ("Ada Example <0000-0002-1825-0097>", "Ada Example", ORCID),
        ("Ada Example (0000-0002-1825-0097)", "Ada Example", ORCID),
        ("Xaver <0000-0002-1694-233x>", "Xaver", "https://orcid.org/0000-0002-1694-233X"),
        ("https://example.org/me", "", "https://example.org/me"),
    ],
)
def test_a_reviewer_is_named_in_several_ways(text: str, name: str, iri: str) -> None:
    assert Reviewer.parse(text) == Reviewer(name, iri)
    assert Reviewer.parse(str(Reviewer(name, iri))) == Reviewer(name, iri)


@pytest.mark.parametrize("text", ["", "7", "0000-0002-1825-0096", "A <x>", "A|B", "https://a b"])
def test_nobody_is_named(text: str) -> None:
    with pytest.raises(UsageError):
        Reviewer.parse(text)


def test_the_nearest_setting_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured_reviewer() is None
    assert remember_reviewer(Reviewer("Own", ORCID)) == user_file()
    assert configured_reviewer() == Reviewer("Own", ORCID)
    (tmp_path / "careerlattice.toml").write_text('reviewer = "Workspace"\n', "utf-8")
    assert configured_reviewer() == Reviewer("Workspace")
    monkeypatch.setenv("CAREERLATTICE_REVIEWER", "Environment")
    assert configured_reviewer() == Reviewer("Environment")


@pytest.mark.parametrize(
    "reviewer", [Reviewer('Ada "A" \\ Ω'), Reviewer("", ORCID), Reviewer("A", "https://x.org/a")]
)
def test_who_was_asked_once_is_remembered(reviewer: Reviewer) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text('mappings = "here"', "utf-8")
    remember_reviewer(reviewer)
    assert configured_reviewer() == reviewer
    assert configured_mappings() == user_file().parent / "here"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[reviewer]\n", "nobody is named"),
        ("reviewer = 7\n", "nobody is named"),
        ('[reviewer]\norcid = "0000-0002-1825-0096"\n', "is no ORCID"),
        ("[reviewer\n", "cannot be read"),
    ],
)
def test_faulty_settings_are_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "careerlattice.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=told) as caught:
        configured_reviewer()
    assert "careerlattice.toml" in str(caught.value)
    assert caught.value.remedy
