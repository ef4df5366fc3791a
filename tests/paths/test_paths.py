"""Ladders, paths, ramps, bottlenecks and doors, on networks made by hand."""

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import UsageError
from careerlattice.moves.cost import Weights
from careerlattice.moves.paths import (
    Network,
    Path,
    bottlenecks,
    doors,
    gentlest,
    ladder,
    least_effort,
    nearest_moves,
    on_ramps,
    reachable,
    simple_paths,
)
from careerlattice.moves.profiles import Profile, Profiles
from tests.paths.hands import grade, licence, link, of


def network(*grades: Profile) -> Network:
    return Network(of(*grades))


def ways(paths: tuple[Path, ...]) -> list[tuple[str, float]]:
    """Each path as the last parts of its identifiers, and what it costs."""
    return [("".join(name[3] for name in path.class_grades), path.cost) for path in paths]


# Each is one level above the one before; all share what they are asked.
CLIMB = [grade(f"ex/{name}/{rank}", f"writes {at}") for rank, (name, at) in enumerate(
    zip("abcd", "ABCD", strict=True), 1
)]  # fmt: skip


# -- edges -------------------------------------------------------------------------------------


def test_within_a_publisher_what_is_shared_makes_a_step() -> None:
    made = network(
        grade("ex/a/1", "files, writes A"),
        grade("ex/b/1", "writes 5"),
        grade("ex/c/1", "sings"),
        grade("ex/d/1"),
        grade("other/a/1", "files"),
    )
    assert {name: made.goals(name) for name in made.profiles} == {
        "ex/a/1": ("ex/b/1",),
        "ex/b/1": ("ex/a/1",),
        "ex/c/1": (),
        "ex/d/1": (),
        "other/a/1": (),
    }


def test_the_ladder_makes_a_step_one_way() -> None:
    made = network(grade("ex/a/1", following=("ex/a/2", "ex/a/9")), grade("ex/a/2", "files"))
    assert made.goals("ex/a/1") == ("ex/a/2",)
    assert (made.goals("ex/a/2"), made.starts("ex/a/2")) == ((), ("ex/a/1",))
    assert made.starts("ex/a/1") == ()
    assert made.step("ex/a/1", "ex/a/2").next_grade


def test_across_publishers_only_a_mapping_makes_a_step() -> None:
    grades = [
        grade("ex/a/1", "writes A", ("Sweeps.",)),
        grade("ex/b/1", "files"),
        grade("other/a/1", "types 2"),
        grade("other/b/1", "", ("Cleans.",)),
    ]
    links = link("urn:ex:writes", "urn:other:types") | link(
        "urn:ex:duty:Sweeps.", "urn:other:duty:Cleans."
    )
    made = Network(Profiles.of(grades, links))
    assert made.goals("ex/a/1") == ("other/a/1", "other/b/1")
    assert made.starts("ex/a/1") == ("other/a/1", "other/b/1")
    assert made.goals("ex/b/1") == ()


def test_the_graph_of_networkx_says_what_the_edges_are() -> None:
    graph = network(*CLIMB).graph
    assert (len(graph), graph.number_of_edges()) == (4, 12)
    assert graph.edges["ex/a/1", "ex/c/3"] == {
        "cost": 2.0,
        "thousandths": 2000,
        "words": "1 to raise by two levels",
    }
    assert graph.nodes["ex/a/1"]["publisher"] == "urn:ex"


# -- ladders -----------------------------------------------------------------------------------


def test_a_ladder_by_rank_with_its_steps() -> None:
    made = network(
        grade("ex/a/10", "writes B"),
        grade("ex/a/9", "writes A", following=("ex/a/10",)),
        grade("ex/a/lead", "writes C"),
        grade("ex/b/1", "writes A"),
    )
    found = ladder(made, "ex/a")
    assert [rung.id for rung in found.rungs] == ["ex/a/9", "ex/a/10", "ex/a/lead"]
    assert str(found) == (
        "A: 9 → 10 → no grade\n  ex/a/9 → ex/a/10 (the next grade): 1: 1 to raise by one level"
    )
    with pytest.raises(UsageError, match="'ex/z'"):
        ladder(made, "ex/z")


def test_a_ladder_that_runs_in_a_circle_ends() -> None:
    made = network(grade("ex/a/1", following=("ex/a/2",)), grade("ex/a/2", following=("ex/a/1",)))
    found = ladder(made, "ex/a")
    assert [(step.start, step.goal) for step in found.steps] == [
        ("ex/a/1", "ex/a/2"),
        ("ex/a/2", "ex/a/1"),
    ]


# -- least effort ------------------------------------------------------------------------------


def test_equal_costs_are_settled_by_steps_then_by_identifiers() -> None:
    made = network(*CLIMB)
    path = least_effort(made, "ex/a/1", "ex/d/4")
    assert path is not None
    assert ways((path,)) == [("ad", 3)]
    path = least_effort(made, "ex/a/1", "ex/d/4", largest_step=2)
    assert path is not None
    # a-b-d and a-c-d cost the same.
    assert (ways((path,)), path.largest_step) == ([("abd", 3)], 2)
    path = least_effort(made, "ex/a/1", "ex/d/4", largest_step=1)
    assert path is not None
    assert str(path) == (
        "ex/a/1 → ex/b/2 → ex/c/3 → ex/d/4: 3 in 3 steps\n"
        "  ex/a/1 → ex/b/2: 1: 1 to raise by one level\n"
        "  ex/b/2 → ex/c/3: 1: 1 to raise by one level\n"
        "  ex/c/3 → ex/d/4: 1: 1 to raise by one level"
    )
    assert least_effort(made, "ex/a/1", "ex/d/4", largest_step=1, most_steps=2) is None


def test_a_cheap_way_in_many_steps_does_not_hide_a_dear_one_in_few() -> None:
    # a to c is cheapest by b, but by then no step is left for d.
    grades = [
        grade("ex/a/1", "x A"),
        grade("ex/b/1", "x B, y A"),
        grade("ex/c/1", "y A, z A"),
        grade("ex/d/1", "z B"),
    ]
    made = network(*grades, grade("ex/e/1", "x A, z A"))
    for steps in (1, 2, 3, None):
        best = least_effort(made, "ex/a/1", "ex/d/1", most_steps=steps)
        every = simple_paths(made, "ex/a/1", "ex/d/1", most_steps=steps or 9, limit=None)
        assert (best and ways((best,))) == (ways(every[:1]) or None)


def test_staying_is_a_path_of_no_steps() -> None:
    made = network(*CLIMB)
    path = least_effort(made, "ex/a/1", "ex/a/1")
    assert path is not None
    assert (path.steps, path.cost, path.largest_step) == ((), 0, 0)
    assert str(path) == "ex/a/1: 0 in 0 steps"


def test_where_no_path_leads_there_is_none() -> None:
    made = network(grade("ex/a/1", "x"), grade("other/a/1", "x"))
    assert least_effort(made, "ex/a/1", "other/a/1") is None
    assert gentlest(made, "ex/a/1", "other/a/1") is None
    assert simple_paths(made, "ex/a/1", "other/a/1") == ()


def test_two_scales_cost_what_is_not_comparable_costs() -> None:
    made = network(grade("ex/a/1", "x A"), grade("ex/b/1", "x 5"))
    path = least_effort(made, "ex/a/1", "ex/b/1")
    assert path is not None
    assert (path.cost, path.steps[0].cost.explanation) == (2, "1 not comparable")


def test_the_gentlest_path_has_the_least_dear_step() -> None:
    made = network(*CLIMB)
    path = gentlest(made, "ex/a/1", "ex/d/4")
    assert path is not None
    assert ways((path,)) == [("abcd", 3)]
    path = gentlest(made, "ex/a/1", "ex/d/4", most_steps=2)
    assert path is not None
    assert ways((path,)) == [("abd", 3)]


def test_a_path_tells_what_bars_it() -> None:
    made = network(grade("ex/a/1", "x"), grade("ex/b/1", "x", qualifications=(licence("driving"),)))
    path = least_effort(made, "ex/a/1", "ex/b/1")
    assert path is not None
    assert path.blocked == ("driving",)


# -- all paths, and what is near ---------------------------------------------------------------


def test_simple_paths_in_their_order() -> None:
    made = network(*CLIMB)
    assert ways(simple_paths(made, "ex/a/1", "ex/d/4", most_steps=2)) == [
        ("ad", 3),
        ("abd", 3),
        ("acd", 3),
    ]
    every = simple_paths(made, "ex/a/1", "ex/d/4", limit=None)
    assert ways(every) == [("ad", 3), ("abd", 3), ("acd", 3), ("abcd", 3), ("acbd", 4)]
    assert simple_paths(made, "ex/a/1", "ex/d/4", limit=2) == every[:2]
    assert simple_paths(made, "ex/a/1", "ex/d/4", limit=0) == ()
    assert ways(simple_paths(made, "ex/a/1", "ex/d/4", largest_step=1)) == [("abcd", 3)]
    assert simple_paths(made, "ex/a/1", "ex/d/4", budget=2.9) == ()
    assert simple_paths(made, "ex/a/1", "ex/d/4", most_steps=0) == ()


def test_cycles_end() -> None:
    # Every pair leads both ways, and all steps but one cost nothing.
    made = network(*(grade(f"ex/{name}/1", "x A") for name in "abc"), grade("ex/d/1", "x B"))
    assert ways(simple_paths(made, "ex/a/1", "ex/d/1", limit=None)) == [
        ("ad", 1),
        ("abd", 1),
        ("acd", 1),
        ("abcd", 1),
        ("acbd", 1),
    ]


def test_what_is_within_reach() -> None:
    made = network(*CLIMB, grade("ex/e/1", "writes A, sings"))
    assert ways(reachable(made, "ex/b/2", 1)) == [("ba", 0), ("bc", 1)]
    # What costs the same in one step is not reached in two.
    assert ways(reachable(made, "ex/a/1", 2)) == [("ab", 1), ("ac", 2)]
    assert ways(reachable(made, "ex/a/1", 2, largest_step=1)) == [("ab", 1), ("abc", 2)]
    assert ways(reachable(made, "ex/a/1", 2, largest_step=1, most_steps=1)) == [("ab", 1)]
    assert reachable(made, "ex/a/1", 0) == ()


def test_steps_out_and_in_by_cost() -> None:
    made = network(*CLIMB)
    assert [(s.goal, s.cost.total) for s in nearest_moves(made, "ex/b/2", 2)] == [
        ("ex/a/1", 0),
        ("ex/c/3", 1),
    ]
    assert [(s.start, s.cost.total) for s in on_ramps(made, "ex/c/3")] == [
        ("ex/d/4", 0),
        ("ex/b/2", 1),
        ("ex/a/1", 2),
    ]
    assert [s.start for s in on_ramps(made, "ex/c/3", budget=1)] == ["ex/d/4", "ex/b/2"]
    assert [s.start for s in on_ramps(made, "ex/c/3", count=1)] == ["ex/d/4"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda n: least_effort(n, "ex/a/1", "ex/z/1"),
        lambda n: least_effort(n, "ex/a/1", "ex/b/2", most_steps=-1),
        lambda n: least_effort(n, "ex/a/1", "ex/b/2", largest_step=-1),
        lambda n: gentlest(n, "ex/z/1", "ex/a/1"),
        lambda n: simple_paths(n, "ex/z/1", "ex/a/1"),
        lambda n: simple_paths(n, "ex/a/1", "ex/b/2", budget=-1),
        lambda n: reachable(n, "ex/a/1", float("nan")),
        lambda n: nearest_moves(n, "ex/z/1"),
        lambda n: on_ramps(n, "ex/z/1"),
        lambda n: doors(n, "ex/z/1"),
        lambda n: doors(n, "ex/a/1", -1),
    ],
)
def test_what_cannot_be_asked(ask: object) -> None:
    with pytest.raises(UsageError):
        ask(network(*CLIMB))  # type: ignore[operator]


# -- competencies that matter ------------------------------------------------------------------


def test_bottlenecks_are_what_moves_up_ask_for() -> None:
    made = network(
        grade("ex/a/1", "x A, y A"),
        grade("ex/b/2", "x B, y A, z"),
        grade("ex/c/3", "x C, y A"),
        # Without a grade, or of another publisher, nothing is up or down.
        grade("ex/d/lead", "x E, q"),
        grade("other/a/9", "x E"),
    )
    found = bottlenecks(made)
    assert [(b.competency, b.missing, b.rising, b.levels, b.of) for b in found] == [
        ("x", 0, 3, 4, 3),
        ("z", 1, 0, 0, 3),
    ]
    assert str(found[0]) == "x: in 3 of 3 moves up (0 to gain, 3 to raise)"
    assert bottlenecks(made, "urn:ex") == found
    assert bottlenecks(made, "nobody") == ()


def test_the_competency_that_opens_most_doors() -> None:
    made = network(
        grade("ex/a/1", "x A, s"),
        grade("ex/b/1", "s, leads"),
        grade("ex/c/1", "s, leads B"),
        grade("ex/d/1", "x B"),
        grade("ex/e/1", "s, leads, sings"),
        # Nothing to gain: open already.
        grade("ex/f/1", "s"),
    )
    found = doors(made, "ex/a/1")
    assert [(d.competency, d.opens, d.asked_by) for d in found] == [
        ("leads", ("ex/b/1", "ex/c/1"), 3),
        ("x", ("ex/d/1",), 1),
        ("sings", (), 1),
    ]
    assert found[0].entries["ex/c/1"].to_level == "B"
    assert str(found[0]) == "leads opens 2: ex/b/1, ex/c/1; asked for by 3 in all"
    assert str(found[2]) == "sings opens none; asked for by 1 in all"
    # One more to gain besides: e, by either of the two it asks for.
    assert [(d.competency, d.opens) for d in doors(made, "ex/a/1", others=1)] == [
        ("leads", ("ex/e/1",)),
        ("sings", ("ex/e/1",)),
        ("x", ()),
    ]


def test_doors_within_a_budget() -> None:
    made = network(grade("ex/a/1", "x A"), grade("ex/b/1", "x B, y, z"), grade("ex/c/1", "x C, y"))
    # b costs 7 and c costs 5.
    assert [(d.competency, d.opens, d.asked_by) for d in doors(made, "ex/a/1", 4)] == [
        ("y", ("ex/b/1", "ex/c/1"), 2),
        ("x", ("ex/c/1",), 2),
        ("z", ("ex/b/1",), 1),
    ]
    assert all(door.opens == () for door in doors(made, "ex/a/1", 100))
    assert all(door.opens == () for door in doors(made, "ex/a/1", 0))


# -- on any network ----------------------------------------------------------------------------

NEEDS = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from(["", " A", " B", " C", " 3"])),
    max_size=3,
    unique_by=lambda need: need[0],
).map(lambda needs: ", ".join(what + at for what, at in needs))
GRADES = st.lists(NEEDS, min_size=2, max_size=5)


def named(needs: list[str]) -> list[Profile]:
    names = [f"ex/{'abcde'[number]}/{number}" for number in range(len(needs))]
    nexts = itertools.zip_longest(names, names[1:])
    return [
        grade(name, need, following=(following,) if following and not number % 2 else ())
        for number, (need, (name, following)) in enumerate(zip(needs, nexts, strict=True))
    ]


@given(GRADES, st.sampled_from([1, 2, 3, None]))
def test_the_least_effort_is_that_of_all_simple_paths_and_of_networkx(
    needs: list[str], most_steps: int | None
) -> None:
    made = network(*named(needs))
    start, goal = list(made.profiles)[:2]
    best = least_effort(made, start, goal, most_steps=most_steps)
    every = simple_paths(made, start, goal, most_steps=most_steps or 9, limit=None)
    keys = [(p.thousandths, len(p.steps), p.class_grades) for p in every]
    assert keys == sorted(keys)
    assert {key[2] for key in keys} == {
        tuple(path) for path in nx.all_simple_paths(made.graph, start, goal, cutoff=most_steps or 9)
    }
    assert best == (every[0] if every else None)
    if best is None:
        return
    if most_steps is None:
        assert best.thousandths == nx.dijkstra_path_length(
            made.graph, start, goal, weight="thousandths"
        )
    if made.graph.has_edge(start, goal):
        assert best.cost <= made.step(start, goal).cost.total
    assert best.cost >= 0
    softest = gentlest(made, start, goal, most_steps=most_steps)
    assert softest is not None
    assert softest.largest_step == min(path.largest_step for path in every)


@given(GRADES, st.sampled_from([0, 1, 3, 6]))
def test_reach_is_least_effort_within_the_budget(needs: list[str], budget: float) -> None:
    made = network(*named(needs))
    start, *others = made.profiles
    best = [path for goal in others if (path := least_effort(made, start, goal))]
    found = reachable(made, start, budget)
    assert set(found) == {path for path in best if path.cost <= budget}
    assert [p.thousandths for p in found] == sorted(p.thousandths for p in found)


@given(GRADES, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_is_of_no_account(needs: list[str], rng: object) -> None:
    grades = named(needs)
    turned = list(grades)
    rng.shuffle(turned)  # type: ignore[attr-defined]
    one, other = network(*grades), network(*turned)
    start, goal = list(one.profiles)[:2]
    for ask in (
        lambda n: simple_paths(n, start, goal, limit=None),
        lambda n: reachable(n, start, 5),
        lambda n: on_ramps(n, goal),
        lambda n: doors(n, start),
        bottlenecks,
        lambda n: list(n.graph.edges(data="thousandths")),
    ):
        assert ask(one) == ask(other)


@given(GRADES, st.sampled_from([0, 999, 1000, 3000, 6250]), st.booleans(), st.booleans())
def test_looking_for_cheap_steps_only_finds_all_of_them(
    needs: list[str], most: int, mapped: bool, dear: bool
) -> None:
    grades = [*named(needs), grade("other/a/1", "p A, q")]
    links = link("urn:ex:x", "urn:other:p") | link("urn:ex:y", "urn:ex:z") if mapped else {}
    weights = Weights(missing=0.3335, level=7, not_comparable=1.0005) if dear else Weights()
    quick, whole = (Network(Profiles.of(grades, links), weights) for _ in range(2))
    for name in quick.profiles:
        every = whole.edges_from(name)
        cheap = {goal: cost for goal, cost in every.items() if cost <= most}
        assert quick.edges_from(name, most) == cheap
        assert quick.edges_from(name, most, {"ex/b/1"}) == {
            goal: cost for goal, cost in cheap.items() if goal == "ex/b/1"
        }
        assert quick.edges_from(name) == every


@given(GRADES)
def test_what_leads_in_is_what_leads_out_seen_from_there(needs: list[str]) -> None:
    made = network(*named(needs))
    out = {(name, goal) for name in made.profiles for goal in made.goals(name)}
    assert {(start, name) for name in made.profiles for start in made.starts(name)} == out
    assert all(name != goal for name, goal in out)


def test_weights_choose_the_path() -> None:
    # Straight up is more than a step may cost; b asks for four duties on the way, c for y.
    grades = of(
        grade("ex/a/1", "x A"),
        grade("ex/b/1", "x B", ("Files.", "Sweeps.", "Leads.", "Sings.")),
        grade("ex/c/1", "x B, y"),
        grade("ex/d/1", "x E"),
    )
    for weights, way in ((Weights(missing=2), "abd"), (Weights(missing=2, duty=0.75), "acd")):
        path = least_effort(Network(grades, weights), "ex/a/1", "ex/d/1", largest_step=3.75)
        assert path is not None
        assert ways((path,))[0][0] == way
