"""What a move asks for and what it costs, on class-grades made by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import InputError, UsageError
from careerlattice.lattice import Gap, GapEntry
from careerlattice.moves.cost import Cost, Entry, Move, Weights, cost_of, move_between
from careerlattice.moves.profiles import Alignment, Duty, Level, Link, Profile, Profiles
from tests.paths.hands import alignment, education, experience, grade, level, licence, link, of

Links = dict[tuple[str, str], tuple[Link, ...]]


def move(start: Profile, goal: Profile, **more: object) -> Move:
    profiles = Profiles.of([start, goal], **more)  # type: ignore[arg-type]
    return move_between(profiles, start, goal)


def cost(start: Profile, goal: Profile, weights: Weights | None = None) -> Cost:
    return cost_of(move(start, goal), weights)


# -- competencies ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "wanted", "outcome", "levels", "total"),
    [
        ("", "writes B", "missing", None, 3),
        ("", "writes", "missing", None, 3),
        ("writes A", "writes C", "must rise", 2, 2),
        ("writes B", "writes B", "same", None, 0),
        ("writes C", "writes A", "already above", None, 0),
        ("writes", "writes C", "level not stated", None, 0),
        ("writes C", "writes", "level not stated", None, 0),
        # A rank of one scale is never subtracted from a rank of another.
        ("writes A", "writes 5", "not comparable", None, 2),
        ("writes 5", "writes A", "not comparable", None, 2),
        ("writes ?", "writes ?", "not comparable", None, 2),
    ],
)
def test_each_outcome_and_its_cost(
    held: str, wanted: str, outcome: str, levels: int | None, total: float
) -> None:
    found = move(grade("ex/a/1", held), grade("ex/b/1", wanted))
    (entry,) = found.entries
    assert (entry.outcome, entry.levels_to_rise) == (outcome, levels)
    assert cost_of(found).total == total
    assert found.counts[outcome] == sum(found.counts.values()) == 1


def test_what_is_held_and_not_wanted_is_no_part() -> None:
    assert move(grade("ex/a/1", "files, writes C"), grade("ex/b/1", "files")).counts == {
        "missing": 0,
        "must rise": 0,
        "same": 0,
        "already above": 0,
        "level not stated": 1,
        "not comparable": 0,
    }


def test_across_publishers_nothing_is_missing() -> None:
    (entry,) = move(grade("ex/a/1", "writes A"), grade("other/b/1", "writes A")).entries
    assert (entry.outcome, entry.reason) == ("not comparable", "no accepted mapping")


OURS, THEIRS = "urn:ex:writes", "urn:other:types"


def across(
    held: str,
    wanted: str,
    links: Links | None = None,
    alignments: tuple[Alignment, ...] = (),
) -> Entry:
    found = move(
        grade("ex/a/1", held),
        grade("other/b/1", wanted),
        links=link(OURS, THEIRS) if links is None else links,
        alignments={"urn:m": alignments},
    )
    return found.entries[0]


def theirs(text: str) -> Level:
    return level(text, "other")


def test_a_mapping_alone_compares_no_levels() -> None:
    entry = across("writes B", "types 2")
    assert (entry.outcome, entry.reason) == (
        "not comparable",
        "no accepted alignment of the levels",
    )
    assert (entry.mapping, entry.relation, entry.held_as) == ("urn:m", "close", "writes")
    assert across("writes", "types 2").outcome == "level not stated"
    assert across("writes B", "types").outcome == "level not stated"


@pytest.mark.parametrize(
    ("lowest", "highest", "wanted", "outcome", "least", "most"),
    [
        ("2", "2", "2", "same", None, None),
        ("2", "3", "1", "already above", None, None),
        ("2", "3", "2", "same", None, None),
        ("1", "2", "4", "must rise", 2, 3),
        ("1", "3", "2", "not comparable", None, None),
        ("1", "2", "2", "not comparable", None, None),
    ],
)
def test_the_level_held_is_read_as_an_interval_of_the_other_scale(
    lowest: str, highest: str, wanted: str, outcome: str, least: int | None, most: int | None
) -> None:
    aligned = alignment(level("B"), theirs(lowest), theirs(highest))
    entry = across("writes B", f"types {wanted}", alignments=(aligned,))
    assert (entry.outcome, entry.levels_to_rise, entry.levels_at_most) == (outcome, least, most)
    assert entry.alignment == aligned.iri
    undecided = outcome == "not comparable"
    assert (entry.reason == "the alignment's interval does not decide") == undecided


@pytest.mark.parametrize(
    ("held", "outcome", "least"), [("A", "must rise", 1), ("B", "not comparable", None),
                                   ("C", "same", None), ("D", "already above", None)]
)  # fmt: skip
def test_or_the_level_wanted_as_an_interval_of_ours(
    held: str, outcome: str, least: int | None
) -> None:
    aligned = alignment(theirs("2"), level("B"), level("C"))
    entry = across(f"writes {held}", "types 2", alignments=(aligned,))
    assert (entry.outcome, entry.levels_to_rise) == (outcome, least)


def test_an_alignment_of_other_levels_says_nothing() -> None:
    aligned = alignment(level("C"), theirs("1"), theirs("2"))
    entry = across("writes B", "types 2", alignments=(aligned,))
    assert (entry.outcome, entry.alignment) == ("not comparable", None)
    # Nor does one whose interval is of a third scale.
    odd = alignment(level("B"), level("1", "third"), level("2", "third"))
    assert across("writes B", "types 2", alignments=(odd,)).alignment is None


def test_one_scale_of_two_competencies_still_needs_an_alignment() -> None:
    found = move(
        grade("ex/a/1", "writes A"),
        grade("ex/b/1", "types C"),
        links=link("urn:ex:writes", "urn:ex:types", "exact"),
    )
    assert found.entries[0].outcome == "not comparable"


def test_of_several_mappings_the_best_is_taken() -> None:
    links = {
        **link(OURS, THEIRS, "narrower", "urn:narrow"),
        **link("urn:ex:drafts", THEIRS, "close", "urn:close"),
    }
    assert across("writes B, drafts B", "types 2", links).mapping == "urn:close"
    entry = across("writes B", "types 2", links)
    assert (entry.mapping, entry.relation) == ("urn:narrow", "narrower")


# -- duties ------------------------------------------------------------------------------------

LONG = "Answers questions of customers about their taxes by telephone and mail"


def test_duties_that_continue_start_stop_and_are_reworded() -> None:
    found = move(
        grade("ex/a/1", duties=("Files forms.", f"{LONG} daily.", "Sweeps.")),
        grade("ex/b/1", duties=("files FORMS", f"{LONG} weekly.", "Leads.")),
    )
    assert [(d.change, d.after.text if d.after else None) for d in found.duties] == [
        ("continue", "files FORMS"),
        ("reworded", f"{LONG} weekly."),
        ("start", "Leads."),
        ("stop", None),
    ]
    (reworded,) = found.changing("reworded")
    assert [str(change) for change in reworded.words] == ["daily. → weekly."]
    assert reworded.similarity == pytest.approx(11 / 12)
    assert str(cost_of(found)) == "0.25: 1 duty to start, 1 duty reworded"


def test_the_same_words_under_another_heading_are_another_duty() -> None:
    one, other = (Duty(f"urn:{group}", "Data entry.", (group,)) for group in ("Wine", "Cigarettes"))
    found = move(grade("ex/a/1", duties=(one,)), grade("ex/b/1", duties=(other,)))
    assert [duty.change for duty in found.duties] == ["start", "stop"]
    found = move(grade("ex/a/1", duties=(one,)), grade("other/b/1", duties=(one,)))
    assert [duty.change for duty in found.duties] == ["continue"]


def test_a_duty_is_reworded_once() -> None:
    found = move(
        grade("ex/a/1", duties=(f"{LONG} daily.",)),
        grade("ex/b/1", duties=(f"{LONG} weekly.", f"{LONG} monthly.")),
    )
    assert sorted(duty.change for duty in found.duties) == ["reworded", "start"]


# -- qualifications ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "asked", "said", "total"),
    [
        ((experience(24),), (experience(36),), "1 year more experience", 2),
        ((experience(36),), (experience(24),), "experience met", 0),
        ((experience(24),), (experience(30, "typical"),),
         "6 months more experience (typical)", 0.5),
        ((), (experience(18, "preferred"),),
         "1 year 6 months more experience (preferred only), the start states none", 0),
        # Not stated is not nought: it counts in full, and the words say so.
        ((), (experience(12),), "1 year more experience, the start states none", 2),
        # What is asked within general experience is not asked on top.
        ((experience(24),), (experience(24), experience(12, within=True)), "experience met", 0),
        ((experience(12), experience(6)), (experience(18),), "experience met", 0),
        ((experience(12),), (experience(None),), "experience without a measure", 0),
        ((education(1),), (education(3),), "education to school 3", 2),
        ((education(3),), (education(1),), "education met", 0),
        ((education(1),), (education(4, "typical"),), "education to school 4 (typical)", 1),
        ((), (education(1, "preferred"),),
         "education to school 1 (preferred only), the start states none", 0),
        ((education(1),), (education(None),), "education without a measure", 0),
        ((licence("driving"),), (licence("driving"),), "licence met", 0),
        ((), (licence("driving", "typical"),), "licence: driving (typical)", 2.5),
    ],
)  # fmt: skip
def test_a_qualification_and_its_cost(held: tuple, asked: tuple, said: str, total: float) -> None:
    found = cost(grade("ex/a/1", qualifications=held), grade("ex/b/1", qualifications=asked))
    assert (found.explanation, found.total, found.blocked) == (said, total, ())


def test_a_required_licence_bars_the_move() -> None:
    found = cost(grade("ex/a/1"), grade("ex/b/1", qualifications=(licence("driving"),)))
    assert (found.total, found.blocked) == (5, ("driving",))
    assert found.explanation == "barred without driving"


def test_what_is_held_meets_first_what_is_required() -> None:
    asked = (experience(24), experience(12, "typical"))
    found = cost(
        grade("ex/a/1", qualifications=(experience(24),)),
        grade("ex/b/1", qualifications=asked),
    )
    assert str(found) == "1: experience met; 1 year more experience (typical)"


def test_more_education_that_is_typical_is_not_charged_on_top() -> None:
    asked = (education(2), education(4, "typical"))
    found = cost(
        grade("ex/a/1", qualifications=(education(1),)), grade("ex/b/1", qualifications=asked)
    )
    assert found.total == 2
    assert "school 2" in found.explanation
    assert "school 4 (typical)" in found.explanation


# -- costs and weights -------------------------------------------------------------------------


def test_a_cost_in_words() -> None:
    start = grade("ex/a/1", "a A, b A, c A, d A, honest*", qualifications=(experience(24),))
    goal = grade(
        "ex/b/1",
        "a B, b B, c B, d C, e, f, honest*",
        qualifications=(experience(24),),
    )
    found = cost(start, goal)
    assert str(found) == (
        "11: 2 to gain, 3 to raise by one level, 1 to raise by two levels; experience met"
    )
    assert [(part.what, part.amount) for part in found.parts] == [("missing", 6), ("must rise", 5)]


def test_the_words_tell_what_is_not_known() -> None:
    found = cost(grade("ex/a/1", "a, b A, core*"), grade("ex/b/1", "a B, b 5, core*"))
    assert str(found) == "2: 1 not comparable, 1 level not stated"
    assert (
        str(cost(grade("ex/a/1", "a A"), grade("ex/b/1", "a A"))) == "0: nothing to gain or raise"
    )
    assert str(cost(grade("ex/a/1", "a A"), grade("ex/b/1"))) == "0: nothing is asked for"


def test_a_gap_of_the_library_costs_the_same() -> None:
    entry = GapEntry("must rise", "c", "A", "C", 2, None, None, False, "s", "iri")
    assert str(cost_of(Gap("a", "b", (entry,)))) == "2: 1 to raise by two levels"


def test_weights_change_the_cost_and_not_the_words() -> None:
    start = grade("ex/a/1", "a A", qualifications=(experience(12),))
    goal = grade("ex/b/1", "a C, b", ("Sweeps.",), (experience(24),))
    dear = Weights(missing=10, level=2, duty=1, experience_year=6)
    assert cost(start, goal).total == 3 + 2 + 0.25 + 2
    assert cost(start, goal, dear).total == 10 + 4 + 1 + 6
    assert cost(start, goal, dear).explanation == cost(start, goal).explanation


def test_weights_have_a_toml_form(tmp_path: Path) -> None:
    weights = Weights(missing=4, typical=0.25)
    assert Weights.from_toml(weights.to_toml()) == weights
    assert Weights.from_toml("[cost]\nlicence = 7") == Weights(licence=7)
    file = tmp_path / "weights.toml"
    file.write_text(weights.to_toml(), encoding="utf-8")
    assert Weights.read(file) == weights
    with pytest.raises(InputError, match="cannot be read"):
        Weights.read(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("[cost", InputError, "not well-formed TOML"),
        ("missing = 3", InputError, r"no table \[cost\]"),
        ("cost = 3", InputError, r"no table \[cost\]"),
        ("[cost]\nmising = 3", UsageError, "no weight 'mising'.*name missing"),
        ("[cost]\nmissing = -1", UsageError, "missing = -1 is not a number from 0 to 1000"),
        ("[cost]\nmissing = true", UsageError, "missing = True"),
        ('[cost]\nmissing = "3"', UsageError, "missing = '3'"),
        ("[cost]\nmissing = nan", UsageError, "missing = nan"),
        ("[cost]\nmissing = inf", UsageError, "missing = inf"),
        ("[cost]\ntypical = 1.5", UsageError, "from 0 to 1. To"),
    ],
)
def test_weights_that_are_none(text: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        Weights.from_toml(text)


NEEDS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["", " A", " B", " C", " 1", " 4", " ?"])),
    max_size=4,
    unique_by=lambda need: need[0],
).map(lambda needs: ", ".join(what + at for what, at in needs))


@given(NEEDS, NEEDS, st.sampled_from(["ex", "other"]))
def test_no_move_costs_less_than_nothing_and_staying_costs_nothing(
    held: str, wanted: str, publisher: str
) -> None:
    start, goal = grade("ex/a/1", held), grade(f"{publisher}/b/1", wanted)
    assert cost(start, goal).total >= 0
    found = move(start, start)
    assert {e.outcome for e in found.entries} <= {"same", "level not stated", "not comparable"}
    # A level without a place compares with nothing, itself included.
    assert cost_of(found).total == 2 * held.count("?")


@given(NEEDS, NEEDS)
def test_ranks_of_different_scales_are_never_subtracted(held: str, wanted: str) -> None:
    start, goal = grade("ex/a/1", held), grade("ex/b/1", wanted)
    for entry in move(start, goal).entries:
        one = start.requirements.get(entry.iri)
        if one is None or one.level is None or entry.to_level is None:
            assert entry.levels_to_rise is None
        elif entry.levels_to_rise is not None:
            assert one.level.scale == goal.requirements[entry.iri].level.scale  # type: ignore[union-attr]


def test_the_order_of_what_is_asked_is_of_no_account() -> None:
    one = move(grade("ex/a/1", "b A"), grade("ex/b/1", "a, b B, c"))
    other = move(grade("ex/a/1", "b A"), grade("ex/b/1", "c, b B, a"))
    assert one == other
    assert of(grade("ex/b/1"), grade("ex/a/1")).by_id == of(grade("ex/a/1"), grade("ex/b/1")).by_id
