"""Who published a document: source.toml, else the document itself, else the folder's name."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from careerlattice.reading import Reading, facts_of
from careerlattice.sources import Entry, Source
from careerlattice.vocabulary import PROV, SKOS

POSTING = """Job Title: Harbor Clerk
Employer: Port of Elsewhere
Salary: $20.00 - $25.00 Hourly

DUTIES
- Files manifests and issues berth permits.
- Answers questions from ship agents.

MINIMUM QUALIFICATIONS
High school diploma and two years of office experience.
"""
UNDESCRIBED = Source("incoming", is_described=False)
PUBLISHER = NamedNode("https://w3id.org/careerlattice/id/publisher/port-of-elsewhere")
LABEL, QUOTED = NamedNode(SKOS.prefLabel), NamedNode(PROV.wasQuotedFrom)


def test_the_document_names_its_publisher_where_nobody_else_does(
    reading_of: Callable[..., Reading],
) -> None:
    reading = reading_of(POSTING, source=UNDESCRIBED)
    assert reading.source.publisher == "port-of-elsewhere"
    facts = facts_of(reading)
    labels = [t.object for t in facts.shared if (t.subject, t.predicate) == (PUBLISHER, LABEL)]
    assert labels == [Literal("Port of Elsewhere", language="en")]
    assert any((t.subject, t.predicate) == (PUBLISHER, QUOTED) for t in facts.own)
    findings = [
        f.message for f in reading.specification.findings if f.kind == "noSourceDescription"
    ]
    assert findings == [
        "no source.toml speaks for this document: its publisher is the one it names itself"
    ]


def test_source_toml_has_the_last_word(reading_of: Callable[..., Reading]) -> None:
    stated = Source("us-el", {"publisher.id": Entry("publisher.id", "us-el", 2)})
    assert reading_of(POSTING, source=stated).source.publisher == "us-el"


def test_two_names_are_none(reading_of: Callable[..., Reading]) -> None:
    text = POSTING.replace("Salary:", "Employer: City of Elsewhere\nSalary:")
    assert reading_of(text, source=UNDESCRIBED).source.publisher == "incoming"
