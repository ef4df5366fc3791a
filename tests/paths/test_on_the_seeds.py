"""Moves, paths and nearness on the five documents, against answers worked out by hand."""

import itertools
import subprocess
import sys

import pytest

from careerlattice.lattice import Lattice
from careerlattice.moves.cost import Weights, cost_of
from careerlattice.moves.nearest import Measure, Nearness
from careerlattice.moves.paths import (
    Network,
    bottlenecks,
    doors,
    gentlest,
    ladder,
    least_effort,
    on_ramps,
    reachable,
)
from careerlattice.moves.profiles import Profiles

MONTANA = "us-mt-dor/"
OFFICE, PROGRAM, CUSTOMER = (
    f"{MONTANA}{name}"
    for name in (
        "it-processing-office-specialist",
        "citizens-services-program-specialist",
        "customer-service-representative",
    )
)
ELSEWHERE = ["us-ca-los-angeles/1229/ungraded", "us-ct/6435cl/cl-16"]

# By the charts: 3 for each missing, 1 for each level. The duties of the goal less those that
# continue, a quarter each. Months typically asked for beyond those of the start, at 1 a year; a
# higher level of education that is typical, 1.
BY_HAND = {
    # 9 levels; 11 duties, 3 the same; 36 months after 24; high school is held.
    (f"{OFFICE}/9", f"{OFFICE}/10"): 9 + 8 / 4 + 1,
    # 1 missing, 6 levels; 31 duties, 2 of them reworded; 48 months after 36; beyond high school.
    (f"{OFFICE}/10", f"{PROGRAM}/12"): 3 + 6 + 29 / 4 + 1 + 1,
    # 2 missing, 3 levels; 7 duties; 18 months are less than 36; beyond high school.
    (f"{OFFICE}/10", f"{CUSTOMER}/12"): 6 + 3 + 7 / 4 + 1,
    # 2 missing, 1 level; 9 duties; experience without a length; beyond high school.
    (f"{OFFICE}/9", f"{CUSTOMER}/11"): 6 + 1 + 9 / 4 + 1,
    # 2 missing; 7 duties.
    (f"{PROGRAM}/12", f"{CUSTOMER}/12"): 6 + 7 / 4,
    # 11 to raise, one of them by two levels; 7 duties, 1 the same and 1 reworded; 18 months,
    # where the start gives no length.
    (f"{CUSTOMER}/11", f"{CUSTOMER}/12"): 12 + 5 / 4 + 1.5,
    # 2 levels; 8 duties; no education or experience stated.
    (f"{CUSTOMER}/12", f"{CUSTOMER}/13"): 2 + 8 / 4,
}


@pytest.fixture(scope="module")
def network(lattice: Lattice) -> Network:
    return Network.read(lattice.store)


@pytest.fixture(scope="module")
def within(network: Network) -> Network:
    """Without mappings, as the questions about one publisher are asked."""
    return Network(Profiles(network.profiles.by_id))


@pytest.mark.parametrize(("pair", "cost"), BY_HAND.items(), ids=str)
def test_the_costs_worked_out_by_hand(network: Network, pair: tuple[str, str], cost: float) -> None:
    assert network.step(*pair).cost.total == cost


def test_every_move_is_the_gap_of_question_9(lattice: Lattice, network: Network) -> None:
    seen = set()
    for start, goal in itertools.permutations(network.profiles, 2):
        rows, step = lattice.ask(9, from_=start, to=goal), network.step(start, goal)
        assert [
            (
                e.outcome, e.iri, e.competency, e.core, e.from_level, e.to_level, e.levels_to_rise,
                e.levels_at_most, e.from_guidance, e.to_guidance, e.held_as, e.relation,
                e.mapping, e.alignment, e.reason,
            )
            for e in step.move.entries
        ] == [
            (
                r["outcome"], r["iri"], r["competency"], r["core"] == "yes", r["from_level"],
                r["to_level"], r["levels_to_rise"], r["levels_at_most"], r["from_guidance"],
                r["to_guidance"], r["from_competency"], r["relation"], r["mapping"],
                r["alignment"], r["reason"],
            )
            for r in rows
        ], (start, goal)  # fmt: skip
        competencies = {"missing", "must rise", "not comparable", "level not stated"}
        parts = [part for part in step.cost.parts if part.what in competencies]
        assert sum(part.amount for part in parts) == cost_of(lattice.gap(start, goal)).total
        seen |= {(e.outcome, bool(e.alignment)) for e in step.move.entries if e.mapping}
    assert {("must rise", True), ("same", True), ("not comparable", False)} <= seen


def test_what_is_withdrawn_is_left_out_as_in_question_9(lattice: Lattice, network: Network) -> None:
    start, goal = ELSEWHERE[0], f"{PROGRAM}/12"
    used = {e.mapping for e in network.step(start, goal).move.entries} | {
        e.alignment for e in network.step(start, goal).move.entries
    }
    assert len(used - {None}) >= 3
    for iri in sorted(used - {None}, key=str):
        without = Network(Profiles.read(lattice.store, without={str(iri)}))
        rows = lattice.ask(9, from_=start, to=goal, without=iri)
        assert [(e.outcome, e.iri, e.mapping) for e in without.step(start, goal).move.entries] == [
            (row["outcome"], row["iri"], row["mapping"]) for row in rows
        ]


def test_words_of_a_move(network: Network) -> None:
    assert network.step(f"{OFFICE}/10", f"{CUSTOMER}/12").cost.explanation == (
        "2 to gain, 3 to raise by one level; 7 duties to start; experience met;"
        " education to some post-secondary (typical)"
    )


def test_duties_reworded_are_those_a_reader_finds(network: Network) -> None:
    found = {
        tuple(str(change) for change in duty.words)
        for start, goal in (
            (f"{CUSTOMER}/11", f"{CUSTOMER}/12"),
            (f"{OFFICE}/10", f"{PROGRAM}/12"),
            (f"{OFFICE}/9", f"{OFFICE}/10"),
        )
        for duty in network.step(start, goal).move.changing("reworded")
    }
    assert found == {
        ("… → filing", "… → filing"),
        ("… → spreadsheets,",),
        ("… → process",),
    }


def test_duties_that_continue_are_those_of_question_13(lattice: Lattice, network: Network) -> None:
    for start, goal in BY_HAND:
        rows = lattice.ask(13, from_=start, to=goal)
        continued = network.step(start, goal).move.changing("continue")
        assert sorted(str(duty.after and duty.after.iri) for duty in continued) == sorted(
            str(row["iri"]) for row in rows if row["change"] == "continue"
        )


def test_the_ladder_of_the_representative(network: Network) -> None:
    found = ladder(network, CUSTOMER)
    assert [rung.grade for rung in found.rungs] == ["11", "12", "13"]
    assert [step.cost.total for step in found.steps] == [14.75, 4]
    assert [ladder(network, name.rpartition("/")[0]).steps for name in ELSEWHERE] == [(), ()]


def test_paths_between_montanas_grades(within: Network) -> None:
    direct = least_effort(within, f"{OFFICE}/9", f"{PROGRAM}/12")
    assert direct is not None
    assert (direct.cost, len(direct.steps)) == (27.75, 1)
    gentle = gentlest(within, f"{OFFICE}/9", f"{PROGRAM}/12")
    assert gentle is not None
    assert gentle.class_grades == (f"{OFFICE}/9", f"{OFFICE}/10", f"{PROGRAM}/12")
    assert (gentle.cost, gentle.largest_step) == (12 + 18.25, 18.25)
    assert [(p.goal, p.cost) for p in reachable(within, f"{OFFICE}/9", 12)] == [
        (f"{CUSTOMER}/11", 10.25),
        (f"{OFFICE}/10", 12),
    ]
    assert on_ramps(within, f"{CUSTOMER}/13", count=1)[0].start == f"{CUSTOMER}/12"


def test_steps_across_publishers_rest_on_mappings(network: Network, within: Network) -> None:
    start, goal = f"{OFFICE}/10", ELSEWHERE[0]
    path = least_effort(network, start, goal)
    assert path is not None
    assert any(entry.mapping for entry in path.steps[0].move.entries)
    assert least_effort(within, start, goal) is None


def test_least_effort_never_costs_more_than_the_direct_step(network: Network) -> None:
    for start in network.profiles:
        for goal in network.goals(start):
            best = least_effort(network, start, goal)
            assert best is not None
            assert best.cost <= network.step(start, goal).cost.total


def test_bottlenecks_of_montana(network: Network) -> None:
    found = bottlenecks(network, "us-mt-dor")
    # 15 pairs of six class-grades, less the two of one grade.
    assert {each.of for each in found} == {14}
    assert found[0].competency.startswith("Demonstrated knowledge and effective application of")
    assert (found[0].missing, found[0].rising) == (0, 11)


@pytest.mark.parametrize("others", range(8))
def test_doors_are_those_of_question_29(lattice: Lattice, within: Network, others: int) -> None:
    for start in within.profiles:
        rows = lattice.ask(29, class_grade=start, others=others)
        assert [(d.iri, len(d.opens), d.asked_by) for d in doors(within, start, others=others)] == [
            (row["iri"], row["opens"], row["asked_by"]) for row in rows
        ]


def test_steps_are_those_of_question_20(lattice: Lattice, within: Network) -> None:
    for start in within.profiles:
        rows = lattice.ask(20, class_grade=start)
        assert sorted(str(row["to"]) for row in rows) == list(within.goals(start))
        for row in rows:
            step = within.step(start, str(row["to"]))
            assert row["missing"] == step.move.counts["missing"]
            assert row["must_rise"] == step.move.counts["must rise"]
            assert row["levels_to_rise"] == sum(e.levels_to_rise or 0 for e in step.move.entries)
            assert row["duties_shared"] == len(step.move.changing("continue"))
            assert row["next_grade"] == ("yes" if step.next_grade else "no")


def test_the_nearest_are_those_of_question_15(lattice: Lattice, within: Network) -> None:
    nearness = Nearness(within.profiles, Measure(duties=0))
    for name in nearness.names:
        rows = lattice.ask(15, class_grade=name)
        found = nearness.nearest(name)
        assert [row["other"] for row in rows] == [each.other for each in found]
        for row, each in zip(rows, found, strict=True):
            assert float(str(row["similarity"])) == pytest.approx(100 * each.similarity, abs=0.501)
            standing = [shared.standing for shared in each.competencies]
            assert (row["shared"], row["same_level"], row["other_level"]) == (
                len(standing),
                standing.count("same level"),
                standing.count("other level"),
            )


def test_what_nearness_rests_on_can_be_quoted(lattice: Lattice, network: Network) -> None:
    (first, *_) = Nearness(network.profiles).nearest(f"{OFFICE}/9")
    assert first.other == f"{OFFICE}/10"
    assert [duty.standing for duty in first.duties].count("same text") == 3
    facts = [fact for each in first.competencies for fact in each.facts]
    facts += [fact for each in first.duties for fact in each.facts]
    assert len(facts) == 2 * (13 + 3)
    assert all(lattice.source(fact) for fact in facts)


def test_weights_of_ones_own(lattice: Lattice) -> None:
    free = Network.read(lattice.store, Weights(duty=0, typical=0))
    assert free.step(f"{OFFICE}/9", f"{OFFICE}/10").cost.total == 9


def test_the_libraries_of_numbers_and_graphs_are_fetched_when_needed() -> None:
    code = (
        "import sys; from careerlattice.moves import cost, nearest, paths;"
        " sys.exit(bool({'networkx', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
