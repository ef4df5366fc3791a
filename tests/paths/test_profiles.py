"""Reading what all class-grades ask for."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.errors import UsageError
from careerlattice.lattice import Lattice
from careerlattice.moves.profiles import Duty, Profile, Profiles, Selects
from careerlattice.rows import Rows
from careerlattice.store import GraphStore
from tests.queries.engines import HERE, on_pyoxigraph, on_rdflib

MADE = Path(__file__).parent / "made.ttl"


class Asked:
    """Answers SELECTs, and remembers them."""

    def __init__(self, store: Selects, turned: bool = False) -> None:
        self.store = store
        self.turned = turned
        self.queries: list[str] = []

    def select(self, sparql: str) -> Rows:
        self.queries.append(sparql)
        rows = self.store.select(sparql)
        return Rows(rows.columns, list(rows.terms)[::-1] if self.turned else rows.terms)


class Elsewhere:
    """Another engine."""

    def __init__(self, file: Path) -> None:
        self.ask = on_rdflib(file)

    def select(self, sparql: str) -> Rows:
        return self.ask(sparql)


def made() -> GraphStore:
    graph = ox.NamedNode("urn:graph")
    triples = ox.parse(path=str(MADE), format=ox.RdfFormat.TURTLE)
    return GraphStore.memory(
        quads=[ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    )


@pytest.fixture(scope="module")
def profiles() -> Profiles:
    return Profiles.read(made())


def test_those_in_force_are_read_in_the_order_of_identifiers(profiles: Profiles) -> None:
    assert list(profiles) == ["ex/clerk/1", "ex/clerk/2", "other/typist/ungraded"]
    clerk = profiles["ex/clerk/1"]
    assert (clerk.title, clerk.class_id, clerk.class_title) == ("Clerk 1", "ex/clerk", "Clerk")
    assert (clerk.grade, clerk.rank, clerk.next_grades) == ("1", 1, ("ex/clerk/2",))
    assert clerk.below(profiles["ex/clerk/2"])
    assert not profiles["ex/clerk/2"].below(clerk)
    assert not clerk.below(profiles["other/typist/ungraded"])


def test_requirements_with_levels_and_the_facts_behind_them(profiles: Profiles) -> None:
    files, honest, writes = profiles["ex/clerk/1"].requirements.values()
    assert [each.competency.name for each in (files, honest, writes)] == [
        "Files",
        "Honest",
        "Writes",
    ]
    assert (files.level, honest.competency.core, files.competency.core) == (None, True, False)
    assert writes.level is not None
    assert (str(writes.level), writes.level.rank, writes.guidance) == ("A", 1, "Under Guidance")
    assert writes.iri.endswith("/requirement/1w")


def test_duties_carry_the_labels_of_their_groups(profiles: Profiles) -> None:
    one, other = profiles["ex/clerk/1"].duties
    assert {(duty.text, duty.groups) for duty in (one, other)} == {
        ("Data entry.", ("Taxes", "Wine")),
        ("Sweeps.", ()),
    }
    # The same words under another heading are another duty.
    assert not set(profiles["ex/clerk/1"].duties_by_key) & set(profiles["ex/clerk/2"].duties_by_key)


def test_qualifications_of_which_values_are_known(profiles: Profiles) -> None:
    found = {each.kind: each for each in profiles["ex/clerk/2"].qualifications}
    assert found["experience"].months == 24
    assert found["experience"].modality == "typical"
    assert (found["education"].education, found["education"].education_rank) == ("high school", 1)
    assert found["licence"].words == "a driving licence"


def test_only_accepted_mappings_link_and_each_way(profiles: Profiles) -> None:
    base = "https://w3id.org/careerlattice/id/competency/"
    pair = f"{base}ex/writes", f"{base}other/types"
    assert [link.relation for link in profiles.links[pair]] == ["narrower"]
    assert [link.relation for link in profiles.links[pair[::-1]]] == ["broader"]
    assert len(profiles.links) == 2
    (aligned,) = profiles.alignments[profiles.links[pair][0].mapping]
    assert [str(each) for each in (aligned.level, aligned.lowest, aligned.highest)] == [
        "A",
        "1",
        "2",
    ]


def test_what_is_withdrawn_links_nothing() -> None:
    mapping = "https://w3id.org/careerlattice/id/mapping/1"
    without = Profiles.read(made(), without={mapping})
    assert (without.links, without.alignments) == ({}, {})
    alone = Profiles.read(made(), without={"https://w3id.org/careerlattice/id/scale-alignment/1"})
    assert (len(alone.links), alone.alignments) == (2, {})


def test_the_order_of_rows_is_of_no_account(profiles: Profiles) -> None:
    turned = Profiles.read(Asked(made(), turned=True))
    assert list(turned.by_id.values()) == list(profiles.by_id.values())
    assert list(turned.by_id) == list(profiles.by_id)
    for one, other in zip(turned.values(), profiles.values(), strict=True):
        assert list(one.requirements) == list(other.requirements)
    assert (turned.links, turned.alignments) == (profiles.links, profiles.alignments)


def test_another_engine_gives_the_same(profiles: Profiles) -> None:
    found = Profiles.read(Elsewhere(MADE))
    assert found.by_id == profiles.by_id
    assert (found.links, found.alignments) == (profiles.links, profiles.alignments)


def test_the_number_of_questions_does_not_depend_on_how_many_there_are(lattice: Lattice) -> None:
    few, many = Asked(made()), Asked(lattice.store)
    Profiles.read(few)
    Profiles.read(many)
    assert few.queries == many.queries
    assert all(query.startswith("PREFIX career:") for query in few.queries)


def test_what_is_not_in_force_is_not_found(profiles: Profiles) -> None:
    with pytest.raises(UsageError, match="no class-grade 'ex/clerk/3' is in force"):
        profiles.find("ex/clerk/3")
    with pytest.raises(UsageError, match="of a class 'ex/nobody'"):
        profiles.of_class("ex/nobody")
    assert profiles.find(" ex/clerk/1 ") is profiles["ex/clerk/1"]


def test_a_level_without_a_place_is_still_a_level() -> None:
    data = HERE / "gap" / "data.ttl"
    rows = on_pyoxigraph(data)

    class Store:
        def select(self, sparql: str) -> Rows:
            # The hand-made class-grades of that question bear no status.
            return rows(sparql.replace("career:status career:inForce", "career:ofClass ?any"))

    clerk = Profiles.read(Store())["ex/clerk/1"]
    lost = clerk.requirements["https://w3id.org/careerlattice/id/c/no-scale"].level
    assert lost is not None
    assert (str(lost), lost.comparable) == ("P", False)


def test_duties_reworded_are_the_same_one_by_one(profiles: Profiles) -> None:
    keys = {key for profile in profiles.values() for key in profile.duties_by_key}
    found = {key: profiles.reworded_of(key) for key in keys}
    assert {key: near for key, near in found.items() if near} == profiles.reworded
    for profile in profiles.values():
        for key in keys:
            among = profiles.reworded_of(key, profile.duties_by_key)
            assert among.keys() == found[key].keys() & profile.duties_by_key.keys()


def test_reworded_duties_are_of_the_same_group() -> None:
    words = "Keeps the records of all the permits that the office gives out each"
    one = Duty("urn:1", f"{words} week.", ("Permits",))
    other = Duty("urn:2", f"{words} month.", ("Permits",))
    elsewhere = Duty("urn:3", f"{words} year.", ("Licences",))
    made = Profiles.of(
        Profile(f"ex/clerk/{n}", "Clerk", "ex/clerk", "ex", duties=(duty,))
        for n, duty in enumerate((one, other, elsewhere))
    )
    assert set(made.reworded_of(one.key)) == {other.key}
    assert made.reworded_of(elsewhere.key) == {}
    assert made.reworded.keys() == {one.key, other.key}
