"""Writing: statements into the document's graph or its publisher's, tied to their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from careerlattice.documents import Document
from careerlattice.identifiers import id_of
from careerlattice.model import Span, Words
from careerlattice.sources import Source
from careerlattice.triples.facts import Value, integer, plain
from careerlattice.triples.names import document_id
from careerlattice.vocabulary import CAREER, OA, PROV, RDF, XSD

_IS_PLACE = f"<{RDF.type}> <{OA.SpecificResource}>"
_IS_POSITION = f"<{RDF.type}> <{OA.TextPositionSelector}>"
_IS_QUOTE = f"<{RDF.type}> <{OA.TextQuoteSelector}>"
_SOURCE, _SELECTOR, _LINE = f"<{OA.hasSource}>", f"<{OA.hasSelector}>", f"<{CAREER.line}>"
_PAGE, _PARAGRAPH = f"<{CAREER.page}>", f"<{CAREER.paragraph}>"
_START, _STOP, _EXACT = f"<{OA.start}>", f"<{OA.end}>", f"<{OA.exact}>"
_EVIDENCE = f"<{CAREER.evidenceProperty}>"
_INTEGER = f"^^<{XSD.integer}>"


@dataclass(slots=True)
class Writer:
    """What was said so far, each statement once, in the order of saying, as N-Triples.

    IRIs come as they are, literals as N-Triples writes them.
    """

    document: Document
    source: Source
    own: dict[str, None] = field(init=False, default_factory=dict)
    shared: dict[str, None] = field(init=False, default_factory=dict)
    spans: set[str] = field(init=False, default_factory=set)
    document_iri: str = field(init=False)
    digest: str = field(init=False)
    _span_path: str = field(init=False)
    _publisher_iri: str = field(init=False)

    def __post_init__(self) -> None:
        self.document_iri = document_id(self.source.publisher, self.document)
        # The part of the SHA-256 that stands in identifiers.
        self.digest = self.document.sha256[:16]
        self._publisher_iri = id_of("publisher", self.source.publisher)
        self._span_path = id_of("span", self.source.publisher, self.digest, "")

    def _say(self, subject: str, predicate: str, thing: str) -> None:
        """Subject – predicate – thing, in the document's graph."""
        self.own[f"<{subject}> <{predicate}> <{thing}> .\n"] = None

    def _tell(self, subject: str, predicate: str, value: Value) -> None:
        """Subject – predicate – literal, in the document's graph."""
        self.own[f"<{subject}> <{predicate}> {value} .\n"] = None

    def _share(self, subject: str, predicate: str, value: str | Value) -> None:
        """A triple of the publisher's graph."""
        # No IRI begins with a quotation mark.
        thing = value if value.startswith('"') else f"<{value}>"
        self.shared[f"<{subject}> <{predicate}> {thing} .\n"] = None

    def _quote(
        self, subject: str, words: Words | Iterable[Span], evidence: str | None = None
    ) -> None:
        """Tie *subject* to the places its words were read from; *evidence* names a property."""
        for span in words.spans if isinstance(words, Words) else words:
            self._say(subject, PROV.wasQuotedFrom, self._span(span, evidence))

    def _span(self, span: Span, evidence: str | None = None) -> str:
        """The IRI of a place in the document, described when first asked for."""
        start, end = span.start, span.end
        iri = f"{self._span_path}{start}-{end}"
        if evidence:
            iri = f"{iri}/{_local_name(evidence)}"
        if iri in self.spans:
            return iri
        self.spans.add(iri)
        named = f"<{iri}> {_EVIDENCE} <{evidence}> .\n" if evidence else ""
        place = self.document.place_of(start)
        if place.page is not None:
            named += f'<{iri}> {_PAGE} "{place.page}"{_INTEGER} .\n'
        if place.paragraph is not None:
            named += f'<{iri}> {_PARAGRAPH} "{place.paragraph}"{_INTEGER} .\n'
        # One entry for all of it: most of a document's facts are these.
        self.own[
            f"<{iri}> {_IS_PLACE} .\n"
            f"<{iri}> {_SOURCE} <{self.document_iri}> .\n"
            f'<{iri}> {_LINE} "{self.document.line_of(start)}"{_INTEGER} .\n'
            f"{named}"
            f"<{iri}> {_SELECTOR} <{iri}/position> .\n"
            f"<{iri}/position> {_IS_POSITION} .\n"
            f'<{iri}/position> {_START} "{start}"{_INTEGER} .\n'
            f'<{iri}/position> {_STOP} "{end}"{_INTEGER} .\n'
            f"<{iri}> {_SELECTOR} <{iri}/quote> .\n"
            f"<{iri}/quote> {_IS_QUOTE} .\n"
            f"<{iri}/quote> {_EXACT} {plain(self.document.text[start:end])} .\n"
        ] = None
        return iri

    def _entry(self, subject: str, key: str, evidence: str) -> None:
        """Say that a fact about *subject* comes from the source.toml's line for *key*."""
        entry = self.source.entries.get(key)
        if entry is None:
            return
        iri = id_of("source-entry", self.source.publisher, self.digest, key)
        self._say(subject, PROV.wasDerivedFrom, iri)
        self._say(iri, RDF.type, CAREER.SourceEntry)
        self._say(iri, CAREER.evidenceProperty, evidence)
        self._tell(iri, CAREER.text, plain(f"{entry.key} = {entry.value}"))
        self._tell(iri, CAREER.line, integer(entry.line))


@cache
def _local_name(term: str) -> str:
    """The last part of the IRI of a term; there are as many as the vocabulary has."""
    return term.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
