"""A decision: what it says in the row, who said it, when and why, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from careerlattice.configuration import Reviewer
from careerlattice.errors import InputError, UsageError
from careerlattice.mappings import Status, decided_pairs, read_mapping_sets, read_mappings
from careerlattice.review import (
    Decision,
    SetFile,
    decide,
    known_mappings,
    predicate_of,
    read_set,
    renew,
    renewed_text,
)
from careerlattice.vocabulary import SSSOM
from tests.review.conftest import ADA, BOB, TEXT

DAY, LATER = date(2026, 11, 22), date(2026, 12, 1)
ACCEPT, REJECT = Decision(Status.ACCEPTED), Decision(Status.REJECTED)


def fresh() -> SetFile:
    return read_set(TEXT, "x")


def changes(before: SetFile, after: SetFile, number: int) -> dict[str, str]:
    old, new = before.rows[number].cells, after.rows[number].cells
    return {column: value for column, value in new.items() if value != old.get(column, "")}


def test_accepting_says_who_and_when() -> None:
    after = decide(fresh(), 0, ACCEPT, ADA, DAY)
    assert changes(fresh(), after, 0) == {
        "status": "accepted",
        "review_date": "2026-11-22",
        "reviewer_id": "orcid:0000-0002-1825-0097",
        "reviewer_label": "Ada Example",
    }
    assert after.prefixes["orcid"] == "https://orcid.org/"


def test_rejecting_makes_the_mapping_negative() -> None:
    after = decide(fresh(), 0, REJECT, BOB, DAY)
    assert changes(fresh(), after, 0) == {
        "status": "rejected",
        "predicate_modifier": "Not",
        "review_date": "2026-11-22",
        "reviewer_label": "Bob Beispiel",
    }
    again = decide(after, 0, ACCEPT, BOB, DAY)
    assert again.rows[0].get("predicate_modifier") == ""


def test_a_comment_goes_before_a_programs_evidence_which_is_kept() -> None:
    after = decide(fresh(), 0, Decision(Status.ACCEPTED, comment=" The same\twork. "), ADA, DAY)
    assert after.rows[0].get("comment") == "The same work."
    assert after.rows[0].get("other") == "comment before: candidate 1; bm25 0.9"
    corrected = decide(after, 0, Decision(comment="Much the same work."), ADA, DAY)
    assert corrected.rows[0].get("comment") == "Much the same work."
    assert corrected.rows[0].get("other") == after.rows[0].get("other")


def test_the_relation_a_program_proposed_is_kept() -> None:
    after = decide(fresh(), 0, Decision(Status.ACCEPTED, "broad"), ADA, DAY)
    assert after.rows[0].get("predicate_id") == "skos:broadMatch"
    assert after.rows[0].get("other") == "proposed as: skos:closeMatch"


def test_an_earlier_decision_is_kept() -> None:
    first = decide(fresh(), 0, ACCEPT, ADA, DAY)
    second = decide(first, 0, REJECT, BOB, LATER)
    assert second.rows[0].get("other") == "accepted by Ada Example on 2026-11-22"
    assert second.rows[0].get("reviewer_label") == "Bob Beispiel"
    assert second.rows[0].get("reviewer_id") == ""
    assert second.rows[0].get("review_date") == "2026-12-01"


def test_saying_the_same_again_changes_nothing() -> None:
    first = decide(fresh(), 0, ACCEPT, ADA, DAY)
    assert decide(first, 0, ACCEPT, BOB, LATER) is first


def test_other_rows_stay_as_they_were() -> None:
    after = decide(fresh(), 1, REJECT, ADA, DAY)
    for number in (0, 2, 3):
        assert changes(fresh(), after, number) == {}
        assert after.rows[number].raw.startswith(fresh().rows[number].raw.rstrip("\n"))


@pytest.mark.parametrize(
    ("iri", "curie", "line"),
    [
        ("https://w3id.org/careerlattice/agent/maintainers", "careerlattice:agent/maintainers", ""),
        (
            "https://example.org/people#me",
            "reviewer:me",
            "#  reviewer: https://example.org/people#",
        ),
    ],
)
def test_a_reviewer_may_have_any_iri(iri: str, curie: str, line: str) -> None:
    after = decide(fresh(), 0, ACCEPT, Reviewer("", iri), DAY)
    assert after.rows[0].get("reviewer_id") == curie
    assert line in after.text()


def test_a_prefix_that_is_taken_is_not_taken_again() -> None:
    text = TEXT.replace("#  esco:", "#  orcid: https://example.org/\n#  esco:")
    after = decide(read_set(text, "x"), 0, ACCEPT, ADA, DAY)
    assert after.rows[0].get("reviewer_id") == "orcid2:0000-0002-1825-0097"
    assert after.prefixes["orcid2"] == "https://orcid.org/"


@pytest.mark.parametrize("name", ["broad", "Broad", "broadMatch", "skos:broadMatch"])
def test_a_relation_has_a_short_name(name: str) -> None:
    assert predicate_of(name) == "skos:broadMatch"
    with pytest.raises(UsageError, match="there is no relation 'same'"):
        predicate_of("same")


def test_the_build_reads_what_was_decided(tmp_path: Path) -> None:
    set_ = decide(fresh(), 0, ACCEPT, ADA, DAY)
    set_ = decide(set_, 1, REJECT, BOB, DAY)
    (tmp_path / "a.sssom.tsv").write_text(set_.text(), "utf-8")
    found = read_mappings(tmp_path).mappings
    assert [each.status.value for each in found] == ["accepted", "rejected", "proposed", "proposed"]
    facts = {property_: term.value for property_, term in found[0].details}
    assert facts[SSSOM.reviewer_id] == "https://orcid.org/0000-0002-1825-0097"
    assert facts[SSSOM.reviewer_label] == "Ada Example"
    assert facts[SSSOM.review_date] == "2026-11-22"
    assert decided_pairs(read_mapping_sets([tmp_path / "a.sssom.tsv"])) == {
        found[0].pair,
        found[1].pair,
    }


def test_another_reader_of_sssom_reads_what_was_decided(tmp_path: Path) -> None:
    sssom_pydantic = pytest.importorskip("sssom_pydantic")
    set_ = decide(fresh(), 0, Decision(Status.REJECTED, "broad", "Other work."), ADA, DAY)
    file = tmp_path / "a.sssom.tsv"
    file.write_text(set_.text(), "utf-8")
    mappings, converter, _, errors = sssom_pydantic.read(file, return_errors=True)
    assert errors == []
    (mapping,) = [each for each in mappings if each.predicate_modifier == "Not"]
    assert mapping.review_date == DAY
    assert [converter.expand_reference(each, strict=True) for each in mapping.reviewers] == [
        ADA.iri
    ]
    assert mapping.comment == "Other work."


# New proposals


def test_new_proposals_leave_decisions_alone() -> None:
    before = decide(fresh(), 0, ACCEPT, ADA, DAY)
    before = decide(before, 1, REJECT, ADA, DAY)
    lines = TEXT.splitlines(keepends=True)
    again = [line.replace("0.870", "0.1").replace("0.5\t", "0.6\t") for line in lines[:-1]]
    new = lines[-1].replace("esco:skill/tact", "esco:skill/other")
    after = renew(before, read_set("".join([*again, new]), "y"))
    assert [row.cells for row in after.rows[:2]] == [row.cells for row in before.rows[:2]]
    assert after.rows[2].get("confidence") == "0.6"
    assert [row.get("object_id") for row in after.rows[3:]] == ["esco:skill/other"]
    assert renew(after, read_set("".join([*again, new]), "y")).text() == after.text()


def test_what_was_rejected_is_known_and_what_is_open_may_be_proposed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_ = decide(fresh(), 0, REJECT, ADA, DAY)
    file = tmp_path / "mappings" / "a.sssom.tsv"
    file.parent.mkdir()
    file.write_text(set_.text(), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    pairs = [frozenset(set_.ends(row)) for row in set_.rows]

    def known(folder: Path | None, beside: Path | None) -> list[bool]:
        found = {mapping.pair for mapping in known_mappings(folder, beside).mappings}
        return [pair in found for pair in pairs]

    (tmp_path / "empty").mkdir()
    assert known(None, None) == [True] * 4
    assert known(None, file) == [True, False, False, False]
    assert known(tmp_path / "empty", file) == [True, False, False, False]
    assert known(tmp_path / "empty", tmp_path / "new.sssom.tsv") == [False] * 4


def test_proposals_do_not_overwrite_a_reviewed_set(tmp_path: Path) -> None:
    file = tmp_path / "a.sssom.tsv"
    assert renewed_text(file, TEXT) == TEXT
    file.write_text(decide(fresh(), 0, REJECT, ADA, DAY).text(), "utf-8")
    assert renewed_text(file, TEXT) == file.read_text("utf-8")
    file.write_text("something else\n", "utf-8")
    with pytest.raises(InputError):
        renewed_text(file, TEXT)
