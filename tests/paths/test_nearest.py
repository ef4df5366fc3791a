"""Nearness: the measure on class-grades made by hand, and that all ways of asking agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import UsageError
from careerlattice.moves.nearest import Likeness, Measure, Nearness
from careerlattice.moves.profiles import Profile, Profiles
from tests.paths.hands import grade, link, of

BARE = Measure(duties=0)


def alike(one: Profile, other: Profile, measure: Measure = BARE, **more: object) -> Likeness:
    profiles = Profiles.of([one, other], **more)  # type: ignore[arg-type]
    return Nearness(profiles, measure).likeness(one.id, other.id)


@pytest.mark.parametrize(
    ("mine", "theirs", "similarity", "standing"),
    [
        ("x", "x", 1, ["level not known"]),
        ("x B", "x B", 1, ["same level"]),
        # 1.5 in common of 2, 1 of 2, 1 of 3.
        ("x B", "x C", 1.5 / 2, ["other level"]),
        ("x A", "x C", 1 / 2, ["other level"]),
        ("x A", "x E", 1 / 3, ["other level"]),
        ("x", "x C", 1 / 2, ["level not known"]),
        # Rank 3 and rank 3, of two scales: 1 in common of 2 + 2 - 1.
        ("x C", "x 3", 1 / 3, ["level not known"]),
        ("x ?", "x ?", 1, ["level not known"]),
        ("x, y", "x, z", 1 / 3, ["level not known"]),
        ("x", "y", 0, []),
        ("", "", 0, []),
        # What all need tells nothing.
        ("core*", "core*", 0, []),
        ("x, core*", "x", 1, ["level not known"]),
    ],
)
def test_competencies_and_levels(
    mine: str, theirs: str, similarity: float, standing: list[str]
) -> None:
    one, other = grade("ex/a/1", mine), grade("ex/b/1", theirs)
    found = alike(one, other)
    assert found.similarity == pytest.approx(similarity)
    assert [shared.standing for shared in found.competencies] == standing
    assert alike(other, one).similarity == pytest.approx(similarity)


LONG = "Answers questions of customers about their taxes by telephone"


def test_duties_are_a_quarter_and_near_ones_count_as_much_as_they_agree() -> None:
    one = grade("ex/a/1", "x", (f"{LONG} daily.", "Files."))
    other = grade("ex/b/1", "x", (f"{LONG} weekly.", "files"))
    found = alike(one, other, Measure())
    near = 0.9
    duties = (1 + near) / (4 - 1 - near)
    assert found.similarity == pytest.approx(0.75 + 0.25 * duties)
    assert [(d.standing, d.similarity) for d in found.duties] == [
        ("near text", pytest.approx(near)),
        ("same text", 1),
    ]
    rests = "1 competency (1 level not known); 2 duties (1 near text, 1 same text)"
    assert str(found) == f"ex/a/1 ~ ex/b/1: 98%: {rests}"


def test_where_one_has_no_duties_competencies_are_the_whole() -> None:
    measure = Measure()
    assert alike(grade("ex/a/1", "x", ("Files.",)), grade("ex/b/1", "x"), measure).similarity == 1
    both = (grade("ex/a/1", "x", ("Files.",)), grade("ex/b/1", "", ("Files.",)))
    assert alike(*both, measure).similarity == 1
    apart = (grade("ex/a/1", "x"), grade("ex/b/1", "", ("Files.",)))
    found = alike(*apart, measure)
    assert found.similarity == 0
    assert str(found).endswith("nothing in common")


@pytest.mark.parametrize(
    ("relation", "similarity"),
    [("exact", 1), ("close", 1), ("broader", 1 / 3), ("narrower", 1 / 3)],
)
def test_a_mapping_puts_competencies_of_two_publishers_in_common(
    relation: str, similarity: float
) -> None:
    one, other = grade("ex/a/1", "writes"), grade("other/b/1", "types")
    found = alike(one, other, links=link("urn:ex:writes", "urn:other:types", relation))
    assert found.similarity == pytest.approx(similarity)
    (shared,) = found.competencies
    assert (shared.standing, shared.mapping, shared.relation) == ("mapped", "urn:m", relation)
    assert (shared.competency, shared.other_competency) == ("writes", "types")
    assert alike(one, other).similarity == 0


def test_a_mapping_compares_no_levels() -> None:
    one, other = grade("ex/a/1", "writes C"), grade("other/b/1", "types 3")
    found = alike(one, other, links=link("urn:ex:writes", "urn:other:types"))
    assert found.similarity == pytest.approx(1 / 3)


def test_one_thing_mapped_to_two_is_not_more_than_itself() -> None:
    links = link("urn:ex:x", "urn:other:y") | link("urn:ex:x", "urn:other:z")
    found = alike(grade("ex/a/1", "x"), grade("other/b/1", "y, z"), links=links)
    assert found.similarity == pytest.approx(1 / 2)


def test_mapped_duties() -> None:
    one, other = grade("ex/a/1", "", ("Sweeps.",)), grade("other/b/1", "", ("Cleans.",))
    links = link("urn:ex:duty:Sweeps.", "urn:other:duty:Cleans.", "close")
    found = alike(one, other, Measure(), links=links)
    assert found.similarity == 1
    assert [(d.standing, d.mapping) for d in found.duties] == [("mapped", "urn:m")]


def test_what_it_rests_on_names_the_facts() -> None:
    found = alike(
        grade("ex/a/1", "x B", ("Files.",)), grade("ex/b/1", "x C", ("Files.",)), Measure()
    )
    (competency,), (duty,) = found.competencies, found.duties
    assert competency.facts == ("urn:ex/a/1:x", "urn:ex/b/1:x")
    assert (competency.one_level, competency.other_level) == ("B", "C")
    assert duty.facts == ("urn:ex/a/1:Files.", "urn:ex/b/1:Files.")


def test_ties_are_in_the_order_of_identifiers_and_strangers_are_left_out() -> None:
    profiles = of(
        *(grade(f"ex/{name}/1", "x") for name in "edcb"),
        grade("ex/a/1", "x"),
        grade("ex/f/1", "x, y"),
        grade("ex/g/1", "q"),
    )
    nearness = Nearness(profiles)
    found = nearness.nearest("ex/c/1", 3)
    assert [each.other for each in found] == ["ex/a/1", "ex/b/1", "ex/d/1"]
    assert [each.other for each in nearness.nearest("ex/c/1", 99)][4:] == ["ex/f/1"]
    assert nearness.nearest("ex/g/1") == ()


def test_what_cannot_be_asked() -> None:
    nearness = Nearness(of(grade("ex/a/1", "x")))
    with pytest.raises(UsageError, match="'ex/z/1' is in force"):
        nearness.nearest("ex/z/1")
    with pytest.raises(UsageError, match="the 0 nearest are none"):
        nearness.nearest("ex/a/1", 0)
    with pytest.raises(UsageError, match="the 0 nearest are none"):
        list(nearness.nearest_of_all(0))
    with pytest.raises(UsageError, match=r"duties = 1\.5 is not between 0 and 1"):
        Measure(duties=1.5)
    assert list(Nearness(of()).nearest_of_all()) == []


NEEDS = st.lists(
    st.tuples(st.sampled_from("wxyz"), st.sampled_from(["", " A", " B", " D", " 2"])),
    max_size=4,
    unique_by=lambda need: need[0],
).map(lambda needs: ", ".join(what + at for what, at in needs))
DUTIES = st.lists(st.sampled_from(["Files.", "Sweeps.", "Leads."]), max_size=2, unique=True)


@given(
    st.lists(st.tuples(NEEDS, DUTIES), min_size=1, max_size=6),
    st.integers(1, 4),
    st.sampled_from([BARE, Measure()]),
)
def test_asking_for_all_is_asking_for_each(
    asked: list[tuple[str, list[str]]], count: int, measure: Measure
) -> None:
    grades = [
        grade(f"ex/{'abcdef'[at]}/1", needs, tuple(duties))
        for at, (needs, duties) in enumerate(asked)
    ]
    nearness = Nearness(of(*grades), measure)
    each = {
        name: tuple((found.other, found.similarity) for found in nearness.nearest(name, count))
        for name in nearness.names
    }
    assert dict(nearness.nearest_of_all(count)) == each
    for name, found in each.items():
        keys = [(-similarity, other) for other, similarity in found]
        assert keys == sorted(keys)
        for other, similarity in found:
            assert 0 < similarity <= 1
            assert nearness.likeness(other, name).similarity == pytest.approx(similarity)


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    profiles = of(*(grade(f"ex/{name}/1", f"x, {name}, y C") for name in "abcdefg"))
    whole = list(Nearness(profiles).nearest_of_all(3))
    monkeypatch.setattr("careerlattice.moves.nearest._CELLS", 10)
    assert list(Nearness(profiles).nearest_of_all(3)) == whole
