"""Search as you type: whatever has a name or a wording, found by the beginnings of its words."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from careerlattice.questions import Questions
from careerlattice.store import Selects

__all__ = ["KINDS", "Entry", "SearchIndex", "entries"]

KINDS = ("class", "class-grade", "competency", "publisher", "document", "question", "duty")
"""What can be found, the sort that people look for most coming first."""

_WORD = re.compile(r"\w+")
_MOST_WORDS = 16
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    *kind* is one of `KINDS`; *id* a short identifier, an IRI or a question's slug; *label* what it
    is called or says; *context* where it belongs ("" where that goes without saying).
    """

    kind: str
    id: str
    label: str
    context: str = ""


def entries(graph: Selects, questions: Questions) -> Iterator[Entry]:
    """Everything in *graph* that can be found, and the questions, each once and in order."""
    found = {
        Entry(str(row["kind"]), str(row["thing"]), str(row["label"]), str(row["context"] or ""))
        for row in graph.select(_EVERYTHING)
    }
    found |= {Entry("question", q.slug, q.question or q.summary) for q in questions.values()}
    order = {kind: number for number, kind in enumerate(KINDS)}
    yield from sorted(found, key=lambda e: (order[e.kind], e.label.casefold(), e.id, e.context))


class SearchIndex:
    """An index in memory, which several threads may ask.

    >>> index = SearchIndex([Entry("class", "us-xx/clerk", "File Clerk", "Example")])
    >>> [entry.id for entry in index.find("cle fi")]
    ['us-xx/clerk']
    """

    def __init__(self, found: Iterable[Entry]) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE entry USING fts5("
            "label, context, name, id UNINDEXED, kind UNINDEXED,"
            " tokenize = \"unicode61 remove_diacritics 2\", prefix = '1 2 3')"
        )
        self._database.executemany(
            "INSERT INTO entry (label, context, name, id, kind) VALUES (?, ?, ?, ?, ?)",
            # Nobody looks for a piece of the hash that ends an IRI.
            (
                (each.label, each.context, "" if "://" in each.id else each.id, each.id, each.kind)
                for each in found
            ),
        )

    @classmethod
    def of(cls, graph: Selects, questions: Questions) -> Self:
        """The index of a graph and the questions to it."""
        return cls(entries(graph, questions))

    def find(self, text: str, limit: int = 20, kind: str | None = None) -> list[Entry]:
        """At most *limit* entries that have words beginning with each word of *text*.

        Those whose label begins with *text* stand first, then by kind, then by how much of the
        entry the words are (BM25). Nothing is found for a text without letters and digits.
        """
        words = [word[:_LONGEST_WORD] for word in _WORD.findall(text)][:_MOST_WORDS]
        if not words or limit < 1:
            return []
        query = " ".join(f'"{word}"*' for word in words)
        ranks = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(KINDS))
        with self._lock:
            rows = self._database.execute(
                "SELECT kind, id, label, context FROM entry WHERE entry MATCH ?"  # noqa: S608
                " AND (? IS NULL OR kind = ?)"
                " ORDER BY NOT (lower(substr(label, 1, ?)) = lower(?)),"
                f" CASE kind {ranks} END, bm25(entry, 10, 2, 1), label, id LIMIT ?",
                (query, kind, kind, len(text.strip()), text.strip(), limit),
            ).fetchall()
        return [Entry(*row) for row in rows]

    def close(self) -> None:
        """Let go of the index; asking afterwards is an error."""
        with self._lock:
            self._database.close()


_EVERYTHING = """
SELECT DISTINCT ?kind ?thing ?label ?context
WHERE {
  {
    ?thing a career:JobClass ; skos:prefLabel ?name .
    FILTER NOT EXISTS { ?thing career:status career:stub }
    OPTIONAL { ?thing career:publisher/skos:prefLabel ?place }
    BIND("class" AS ?kind)
  } UNION {
    ?thing a career:ClassGrade ; skos:prefLabel ?name ; career:status career:inForce .
    OPTIONAL { ?thing career:ofClass/career:publisher/skos:prefLabel ?place }
    BIND("class-grade" AS ?kind)
  } UNION {
    ?requirement career:competency ?thing .
    ?thing career:publisher ?publisher .
    OPTIONAL { ?thing skos:prefLabel ?title }
    OPTIONAL { ?thing career:text ?text }
    OPTIONAL { ?publisher skos:prefLabel ?place }
    BIND(COALESCE(?title, ?text) AS ?name)
    FILTER(BOUND(?name))
    BIND("competency" AS ?kind)
  } UNION {
    ?class a career:JobClass ; career:publisher ?thing .
    ?thing skos:prefLabel ?name .
    BIND("publisher" AS ?kind)
  } UNION {
    ?thing a career:SourceDocument ; dcterms:title ?name .
    BIND("document" AS ?kind)
  } UNION {
    ?thing career:hasDutyAssignment ?assignment ; career:status career:inForce .
    ?assignment career:duty ?duty .
    ?duty career:text ?name .
    OPTIONAL { ?thing skos:prefLabel ?place }
    BIND("duty" AS ?kind)
  }
  BIND(STR(?name) AS ?label)
  BIND(STR(COALESCE(?place, "")) AS ?context)
}
"""
