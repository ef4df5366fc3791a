"""Facts as text: what is written is what pyoxigraph would have written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from careerlattice.reading import Reading, facts_of
from careerlattice.triples.facts import (
    Triples,
    boolean,
    calendar_day,
    decimal,
    integer,
    plain,
    worded,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
A, B, C = (NamedNode(f"https://example.org/{name}") for name in "abc")
ODD = 'a "quoted" \\ line\nwith\ttabs,\r\x00\x07\x1f\x7f\ufffe\uffff, é, 文 and 😀'


@given(st.text())
def test_texts_are_escaped_as_in_canonical_n_triples(text: str) -> None:
    assert plain(text) == str(Literal(text))
    assert worded(text, "en-GB") == str(Literal(text, language="en-GB"))


def test_odd_characters_are_escaped_as_in_canonical_n_triples() -> None:
    assert plain(ODD) == str(Literal(ODD))


def test_values_are_written_with_their_kind() -> None:
    assert integer(-7) == str(Literal("-7", datatype=NamedNode(XSD + "integer")))
    assert boolean(True) == str(Literal("true", datatype=NamedNode(XSD + "boolean")))
    assert decimal(Decimal("0.50")) == str(Literal("0.50", datatype=NamedNode(XSD + "decimal")))
    day = calendar_day(date(2024, 2, 29))
    assert day == str(Literal("2024-02-29", datatype=NamedNode(XSD + "date")))


def test_triples_come_back_as_they_went_in() -> None:
    said = [Triple(A, B, Literal(ODD)), Triple(B, C, A), Triple(A, C, Literal("x", language="en"))]
    triples = Triples.of(said)
    assert list(triples) == said
    assert len(triples) == 3
    assert triples.n_quads(C.value) == [
        f"{Quad(t.subject, t.predicate, t.object, C)} .\n" for t in said
    ]


def test_no_triples_are_no_text() -> None:
    assert (len(Triples.of([])), list(Triples.of([])), Triples.of([]).n_quads("x:y")) == (0, [], [])


def test_renaming_reaches_subjects_and_objects_and_no_literal() -> None:
    said = [Triple(A, B, A), Triple(B, C, Literal(f"<{A.value}> .\n")), Triple(C, B, B)]
    renamed = Triples.of(said).renamed({A.value: C.value})
    assert list(renamed) == [Triple(C, B, C), said[1], said[2]]
    assert list(Triples.of(said).renamed({A.value: C.value}, without={C.value})) == [said[1]]


def test_reading_twice_gives_the_same_bytes(reading_of: Callable[..., Reading]) -> None:
    text = "Clerk\n\nDuties:\n- Files maps.\n- Fetches boxes.\n\nKnowledge of:\n- Filing\n"
    one, two = (facts_of(reading_of(text)) for _ in range(2))
    assert (one.own.text, one.shared.text) == (two.own.text, two.shared.text)


def test_each_statement_stands_once(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        facts = facts_of(reading)
        for triples in (facts.own, facts.shared):
            assert len(set(triples.n_quads("x:y"))) == len(triples)
