"""Documents as the explorer shows them: the text as it was read, and what rests on which words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from careerlattice.errors import UsageError
from careerlattice.identifiers import ID
from careerlattice.rows import Value
from careerlattice.store import Selects

__all__ = ["DocumentEntry", "DocumentText", "Span", "document", "documents"]

_DOCUMENTS = f"{ID}document/"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What is known of a document; *path* (publisher and hash) names it among the resources."""

    path: str
    iri: str
    title: str
    file: str | None
    publisher: str
    media_type: str | None
    language: str | None
    rights: str | None
    sha256: str | None
    characters: int | None
    in_force: bool
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, from one character offset up to another; 1-based line.

    *fact* rests on it and is a *kind* of thing, such as "Duty"; *about* is the property it states,
    None for the whole. Of a heading or a stem, which labels others, *fact* is None.
    """

    start: int
    end: int
    line: int
    fact: str | None
    kind: str
    about: str | None


@dataclass(frozen=True, slots=True)
class DocumentText(DocumentEntry):
    """A document with its text and its spans, in the order of the text."""

    text: str = ""
    spans: tuple[Span, ...] = ()


def documents(store: Selects) -> tuple[DocumentEntry, ...]:
    """All documents of a graph, by publisher and title."""
    classes: dict[str, set[str]] = {}
    first: dict[str, dict[str, Value]] = {}
    for row in store.select(_ENTRIES):
        iri = str(row["document"])
        first.setdefault(iri, row)
        if row["class"] is not None:
            classes.setdefault(iri, set()).add(str(row["class"]))
    entries = (
        DocumentEntry(
            path=iri.removeprefix(_DOCUMENTS),
            iri=iri,
            title=str(row["title"] or row["file"] or iri),
            file=_text(row["file"]),
            publisher=str(row["publisher"] or ""),
            media_type=_text(row["format"]),
            language=_text(row["language"]),
            rights=_text(row["rights"]),
            sha256=_text(row["sha256"]),
            characters=row["characters"] if isinstance(row["characters"], int) else None,
            in_force=row["in_force"] is True,
            classes=tuple(sorted(classes.get(iri, ()))),
        )
        for iri, row in first.items()
    )
    return tuple(sorted(entries, key=lambda each: (each.publisher, each.title, each.path)))


def document(store: Selects, texts: Path | None, path: str) -> DocumentText:
    """One document with its text and its spans; *texts* is the build's folder of texts.

    Raises:
        UsageError: there is no such document, or its text is not kept with the graph.
    """
    entry = next((each for each in documents(store) if each.path == path), None)
    if entry is None:
        raise UsageError(
            f"there is no document {path!r}", remedy="the list of documents names them all"
        )
    told = {each.name: getattr(entry, each.name) for each in fields(DocumentEntry)}
    return DocumentText(**told, text=_kept(texts, entry), spans=_spans(store, entry.iri))


def _kept(texts: Path | None, entry: DocumentEntry) -> str:
    # The path is one of the graph's own, so it leads nowhere else.
    file = None if texts is None else texts / f"{entry.path}.txt"
    if file is None or not file.is_file():
        raise UsageError(
            f"the text of {entry.title!r} is not kept with this graph",
            remedy="build the graph here, and open the build's folder",
        )
    # newline="" keeps carriage returns: offsets count them.
    with file.open(encoding="utf-8", newline="") as stream:
        return stream.read()


def _spans(store: Selects, iri: str) -> tuple[Span, ...]:
    found: dict[tuple[int, int, str, str], Span] = {}
    for row in store.select(_SPANS.replace("<document>", f"<{iri}>")):
        start, end, line = (int(str(row[name])) for name in ("start", "end", "line"))
        fact, about = _text(row["fact"]), _text(row["about"])
        span = Span(start, end, line, fact, str(row["kind"] or "label"), about)
        # A thing of several types is told by the first of them.
        found.setdefault((start, end, fact or "", about or ""), span)
    return tuple(found[key] for key in sorted(found))


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


_ENTRIES = """
SELECT DISTINCT ?document ?title ?file ?publisher ?format ?language ?rights ?sha256 ?characters
  ?in_force ?class
WHERE {
  # A revision that is only named in another document has no bytes here.
  ?document a career:SourceDocument ;
    career:sha256 ?sha256 .
  OPTIONAL { ?document dcterms:title ?name . BIND(STR(?name) AS ?title) }
  OPTIONAL { ?document career:fileName ?file }
  OPTIONAL {
    ?document dcterms:publisher ?body .
    BIND(REPLACE(STR(?body), "^.*/", "") AS ?publisher)
  }
  OPTIONAL { ?document dcterms:format ?format }
  OPTIONAL { ?document dcterms:language ?language }
  OPTIONAL { ?document dcterms:rights ?terms . BIND(STR(?terms) AS ?rights) }
  OPTIONAL { ?document career:characterCount ?characters }
  OPTIONAL { ?document career:aboutClass ?class }
  BIND(EXISTS { ?document career:status career:inForce } AS ?in_force)
}
ORDER BY ?document ?title ?file ?publisher ?format ?language ?rights ?class
"""

_SPANS = """
SELECT DISTINCT ?start ?end ?line ?fact ?kind ?about
WHERE {
  ?span oa:hasSource <document> ;
    career:line ?line ;
    oa:hasSelector ?position .
  ?position oa:start ?start ;
    oa:end ?end .
  {
    ?fact prov:wasQuotedFrom ?span .
    OPTIONAL {
      ?fact a ?type .
      FILTER(STRSTARTS(STR(?type), STR(career:)))
      BIND(STRAFTER(STR(?type), "#") AS ?kind)
    }
    OPTIONAL {
      ?span career:evidenceProperty ?property .
      BIND(REPLACE(STR(?property), "^.*[/#]", "") AS ?about)
    }
  } UNION {
    <document> career:hasLabel ?span .
  }
}
ORDER BY ?start ?end ?fact ?about ?kind
"""
