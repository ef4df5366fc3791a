"""The library, on a small lattice of two publishers."""

from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox
import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.lattice import OUTCOMES, DetailEntry, Gap, GapEntry, Lattice
from careerlattice.store import GraphStore
from tests.queries.engines import HERE

DATA = HERE / "lattice.ttl"


@pytest.fixture(scope="module")
def lattice() -> Iterator[Lattice]:
    triples = ox.parse(path=str(DATA), format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode("https://w3id.org/careerlattice/graph/document/ex/0")
    quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    with Lattice(GraphStore.memory(quads=quads)) as opened:
        yield opened


def test_opening_what_is_not_there_names_the_remedy() -> None:
    with pytest.raises(InputError, match="careerlattice build"):
        Lattice.open("nowhere at all")


def test_asking(lattice: Lattice) -> None:
    by_number = lattice.ask(2, class_grade="ex/clerk/2")
    assert by_number == lattice.ask("duties", class_grade="ex/clerk/2")
    assert lattice.ask("class", class_="ex/clerk")[0]["text"] == "Clerk"
    assert lattice.ask("level-meaning", competency="writing", level=None).column("at_level") == [
        "A",
        "B",
    ]
    assert lattice.query("ASK { ?s a career:ClassGrade }") is True
    assert len(lattice.questions()) > 20


def test_class_grades_in_force_by_rank(lattice: Lattice) -> None:
    assert lattice.class_grades().column("class_grade") == [
        "ex/clerk/2", "ex/clerk/10", "ex/model/ungraded", "other/clerk/1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ex/clerk/10", "ex/clerk/10"),
        (" ex/clerk/10\n", "ex/clerk/10"),
        ("https://w3id.org/careerlattice/id/class/ex/clerk/10", "ex/clerk/10"),
        ("ex/model", "ex/model/ungraded"),
        ("ex/clerk/2@2009-05-26", "ex/clerk/2@2009-05-26"),
    ],
)
def test_a_class_grade_is_found(lattice: Lattice, name: str, found: str) -> None:
    assert lattice.find_class_grade(name) == found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ex/clerk/11", r"no class-grade 'ex/clerk/11'; did you mean ex/clerk/10"),
        ("ex/clark", "did you mean ex/clerk"),
        ("zzz", "no class-grade 'zzz'. To put it right: see what there is"),
        ("ex/clerk", r"name one of ex/clerk/10, ex/clerk/2\."),
        ('ex/clerk/1"> } DROP ALL', "no class-grade"),
    ],
)
def test_an_unknown_class_grade_is_told(lattice: Lattice, name: str, told: str) -> None:
    for call in (lattice.show, lattice.find_class_grade, lambda n: lattice.gap(n, "ex/clerk/2")):
        with pytest.raises(UsageError, match=told):
            call(name)


def test_asking_about_unknown_things(lattice: Lattice) -> None:
    with pytest.raises(UsageError, match="did you mean ex/clerk/10"):
        lattice.ask("duties", class_grade="ex/clerk/11")
    with pytest.raises(UsageError, match=r"no class 'ex/clark'; did you mean"):
        lattice.ask("class", class_="ex/clark")
    with pytest.raises(UsageError, match=r"no publisher 'othr'; did you mean other"):
        lattice.ask("widely-required", publisher="othr")
    with pytest.raises(UsageError, match="no thing"):
        lattice.source("https://w3id.org/careerlattice/id/duty/ex/none")
    # A class that is only named is a class all the same.
    assert len(lattice.ask("class", class_="ex/typist")) == 1


def test_gap(lattice: Lattice) -> None:
    gap = lattice.gap("ex/clerk/2", "ex/clerk/10")
    assert gap.counts == dict(zip(OUTCOMES, (1, 1, 0, 0, 1, 0), strict=True))
    (rise,) = gap.must_rise
    assert (rise.competency, rise.from_level, rise.to_level, rise.levels_to_rise) == (
        "Writing",
        "A",
        "B",
        1,
    )
    assert [entry.competency for entry in gap.missing] == ["Filing"]
    assert [(entry.competency, entry.core) for entry in gap.level_not_stated] == [("Ethics", True)]
    assert gap.same == gap.already_above == gap.not_comparable == ()
    assert gap.levels_to_rise == 1
    assert gap.guidance_changes == (("Under Guidance", "Minimal Guidance"),)
    assert str(gap) == (
        "ex/clerk/2 → ex/clerk/10: 1 missing; 1 must rise; 1 level not stated; 1 level to rise;"
        " guidance from Under Guidance to Minimal Guidance"
    )


def test_gap_across_publishers_is_never_a_number(lattice: Lattice) -> None:
    gap = lattice.gap("ex/clerk/2", "other/clerk/1")
    assert gap.counts["not comparable"] == len(gap.entries) == 1
    assert gap.levels_to_rise == 0
    assert gap.guidance_changes == ()


def test_an_empty_gap_reads_well() -> None:
    assert str(Gap("a", "b", ())) == "a → b: nothing is asked for"
    entry = GapEntry("must rise", "c", "A", "C", 2, None, "Little", False, "s", "iri")
    assert "2 levels to rise; guidance from none stated to Little" in str(Gap("a", "b", (entry,)))


def test_source(lattice: Lattice) -> None:
    quotes = lattice.source("ex/clerk/2")
    assert [(q.about, q.text, q.line) for q in quotes] == [
        ("duty", "Backup (25%)", 4),
        ("duty", "Answers.", 5),
        ("competency", "Writing", 7),
        ("competency", "А", 7),
    ]
    assert {(q.document, q.end - q.start == len(q.text)) for q in quotes} == {("clerk.txt", True)}
    assert [q.text for q in lattice.source("ex/clerk/2", words="answers")] == ["Answers."]
    assert [q.about for q in lattice.source("ex/clerk")] == ["prefLabel"]
    (one,) = lattice.source("https://w3id.org/careerlattice/id/assignment/ex/clerk/2/b")
    assert one.text == "Answers."
    assert lattice.source("other/clerk/1") == ()


def test_show(lattice: Lattice) -> None:
    card = lattice.show("ex/clerk/2")
    assert (card.id, card.title, card.status) == ("ex/clerk/2", "Clerk, grade 2", "in force")
    assert (card.class_id, card.class_title, card.class_codes) == (
        "ex/clerk",
        "Clerk",
        ("0012", "12A"),
    )
    assert (card.publisher, card.jurisdiction) == ("Example", "Montana")
    assert (card.grade, card.next_grade, card.lead_worker) == ("Grade 2", "ex/clerk/10", None)
    assert card.documents == ("clerk.txt",)
    assert [(s.about, s.text) for s in card.statements] == [("purpose", "Answers letters.")]
    assert card.subject_areas == ("Wine",)

    group, alone = card.duties
    assert (group.is_group, group.time_share, group.line) == (True, Decimal("0.25"), 4)
    assert [part.text for part in group.parts] == ["Answers.", "Writes."]
    assert (alone.text, alone.parts, alone.essential) == ("Sweeps.", (), True)

    knowing, writing, ethics = card.competencies
    assert (knowing.name, knowing.knowledge_areas) == ("Knowing", ("Beer", "Wine"))
    assert (writing.level, writing.scale, writing.guidance) == ("A", "Degrees", "Under Guidance")
    assert (ethics.core, ethics.level) == (True, None)

    general, rule = card.qualifications
    assert (general.kind, general.months, general.modality) == ("experience", 36, "required")
    assert general.qualifying_classes == ("Reader", "Typist")
    assert (rule.or_instead, rule.credit_hours, rule.cap_months) == ((), 15, 24)
    assert general.or_instead == ("College may be substituted.",)


def test_show_the_rest(lattice: Lattice) -> None:
    card = lattice.show("ex/clerk/10")
    assert card.lead_worker is True
    (unit,) = card.bargaining_units
    assert str(unit) == "ADMN CLERICAL (07, NP-3)"
    assert card.eeo_categories[0].notations == ("6",)
    assert card.appointment_type == "Classified/Competitive"
    (pay,) = card.pay
    assert (pay.lowest, pay.highest, pay.currency, pay.period, pay.text) == (
        Decimal(20), Decimal("30.5"), "USD", "hourly", "$20 to $30.50 an hour",
    )  # fmt: skip
    assert card.details == (DetailEntry("department", "department", "Parks"),)
    posting = lattice.show("ex/clerk/2").details
    assert posting == (DetailEntry("closes", "Closing Date", "3 March"),)
    assert (card.duties, card.qualifications) == ((), ())


def test_show_a_class_with_one_class_grade(lattice: Lattice) -> None:
    card = lattice.show("ex/model")
    assert card.id == "ex/model/ungraded"
    assert (card.grade, card.next_grade, card.pay, card.details) == (None, None, (), ())
    assert card.bargaining_units == ()


def test_groups_in_a_circle_end() -> None:
    base = "https://w3id.org/careerlattice/id/"
    text = f"""
        @base <{base}> . @prefix career: <https://w3id.org/careerlattice/ontology#> .
        <class/ex/a> a career:JobClass .
        <class/ex/a/1> a career:ClassGrade ; career:ofClass <class/ex/a> .
        <class/ex/a/1> career:hasDutyAssignment <x>, <y>, <z> .
        <x> career:duty <d> ; career:partOf <y> .
        <y> career:duty <d> ; career:partOf <x> .
        <z> career:duty <d> ; career:partOf <elsewhere> .
        <d> career:text "Turns round." .
    """
    store = GraphStore.memory(
        quads=(
            ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph())
            for t in ox.parse(text, format=ox.RdfFormat.TURTLE)
        )
    )
    card = Lattice(store).show("ex/a/1")
    assert [duty.iri for duty in card.duties] == [base + "z", base + "x"]
    assert [part.iri for part in card.duties[1].parts] == [base + "y"]
