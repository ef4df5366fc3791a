"""Tools for agents: a built graph over the Model Context Protocol, to be read and not changed.

What an agent says is told apart from what the graph says by quotes: `source` gives the words of the
documents a fact rests on, with file and characters. Every answer is bounded in rows, and says so
where it was cut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from careerlattice import __version__
from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.explorer.search import SearchIndex
from careerlattice.questions import Question
from careerlattice.rows import Rows
from careerlattice.vocabulary import PREFIXES

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from careerlattice.lattice import Gap, Lattice

__all__ = ["make_server"]

_P = ParamSpec("_P")
_T = TypeVar("_T")

_MOST_ROWS = 1000
_INSTRUCTIONS = """\
A graph of public-sector jobs: classes (jobs as a publisher defines them), class-grades (a class at
one grade), duties, competencies with levels, qualifications. Every fact has a quote. Begin with
`class_grades` or `search`; ask ready `questions` before writing SPARQL of your own; show the words
of the document with `source` for whatever you state. A level compares with another only within one
scale; "not comparable" and "level not stated" are answers, not gaps in the data."""


def make_server(lattice: Lattice) -> MCPServer:
    """The server, with its tools over *lattice*; `run()` serves stdin and stdout.

    Raises:
        UsageError: the extra ``mcp`` is not installed.
    """
    try:
        from mcp.server import MCPServer  # noqa: PLC0415 - an extra
        from mcp.types import ToolAnnotations  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "serving agents needs the Model Context Protocol's library",
            remedy="pip install 'careerlattice[mcp]'",
        ) from None
    server = MCPServer("careerlattice", version=__version__, instructions=_INSTRUCTIONS)
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    tools = _Tools(lattice)
    for tool in (
        tools.schema,
        tools.class_grades,
        tools.search,
        tools.questions,
        tools.ask,
        tools.query,
        tools.gap,
        tools.source,
    ):
        server.tool(annotations=reads)(_told(tool))
    return server


def _told(tool: Callable[_P, _T]) -> Callable[_P, _T]:
    """*tool*, whose errors that a caller can put right reach it as text."""
    from mcp.server.mcpserver.exceptions import ToolError  # noqa: PLC0415

    @wraps(tool)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return tool(*args, **kwargs)
        except CareerlatticeError as error:
            raise ToolError(str(error)) from None

    return call


class _Tools:
    """What an agent can call; the docstrings are what it is told."""

    def __init__(self, lattice: Lattice) -> None:
        self._lattice = lattice
        self._index: SearchIndex | None = None

    def schema(self) -> dict[str, Any]:
        """The vocabulary for SPARQL: prefixes, classes and properties with their definitions."""
        return {
            "prefixes": dict(PREFIXES),
            "terms": [_plain(row) for row in self._lattice.store.select(_TERMS)],
            "identifiers": "publisher/class and publisher/class/grade, behind"
            " https://w3id.org/careerlattice/id/class/",
        }

    def class_grades(self, publisher: str | None = None, limit: int = 200) -> dict[str, Any]:
        """The class-grades in force: identifier, title, grade and class; of all or one publisher.

        Args:
            publisher: the identifier's first part, such as us-ct.
            limit: at most so many.
        """
        rows = self._lattice.class_grades()
        kept = [
            row
            for row in rows
            if publisher is None or str(row["class_grade"]).startswith(f"{publisher}/")
        ]
        return {
            "class_grades": [_plain(row) for row in kept[: _bounded(limit)]],
            "total": len(kept),
        }

    def search(self, words: str, limit: int = 20) -> dict[str, Any]:
        """Classes, class-grades, competencies, duties, documents and questions with these words.

        Args:
            words: beginnings of words, such as "cust serv".
            limit: at most so many.
        """
        if self._index is None:
            self._index = SearchIndex.of(self._lattice.store, self._lattice.questions())
        return {"found": [asdict(e) for e in self._index.find(words, _bounded(limit))]}

    def questions(self) -> dict[str, Any]:
        """The ready questions for `ask`: slug, what it asks, its parameters, columns and SPARQL."""
        return {"questions": [_described(q) for q in self._lattice.questions().values()]}

    def ask(
        self, question: str, parameters: dict[str, str] | None = None, limit: int = 200
    ) -> dict[str, Any]:
        """Ask one of the ready questions.

        Args:
            question: its slug or number, such as gap or 9.
            parameters: such as {"from": "us-ct/6435cl/cl-16"}; see `questions`.
            limit: at most so many rows.
        """
        given = {f"{name}_": value for name, value in (parameters or {}).items()}
        return _table(self._lattice.ask(question, **given), limit)

    def query(self, sparql: str, limit: int = 200) -> dict[str, Any]:
        """Answer a SPARQL 1.1 SELECT or ASK over the whole graph; it can only read.

        Args:
            sparql: the query; the usual prefixes (see `schema`) need no declaration.
            limit: at most so many rows.
        """
        answer = self._lattice.query(sparql)
        if isinstance(answer, bool):
            return {"answer": answer}
        if isinstance(answer, Rows):
            return _table(answer, limit)
        raise UsageError(
            "only SELECT and ASK are answered here", remedy="ask for the triples with SELECT"
        )

    def gap(self, start: str, goal: str) -> dict[str, Any]:
        """What somebody at the class-grade *start* is missing to move to *goal*.

        Competencies by outcome (missing, must rise, same, already above, level not stated, not
        comparable), with levels and on whose word they are compared.

        Args:
            start: a class-grade's identifier, such as us-mt-dor/customer-service-representative/11.
            goal: another's.
        """
        return _gap(self._lattice.gap(start, goal))

    def source(self, thing: str, words: str | None = None, limit: int = 50) -> dict[str, Any]:
        """The words of the documents that a thing rests on, with file, line and characters.

        Args:
            thing: a class, a class-grade, or the IRI of any fact.
            words: only quotes with these words.
            limit: at most so many.
        """
        quotes = self._lattice.source(thing, words)
        kept = [
            {k: str(v) if v is not None else None for k, v in asdict(quote).items()}
            for quote in islice(quotes, _bounded(limit))
        ]
        return {"quotes": kept, "total": len(quotes)}


def _bounded(limit: int) -> int:
    if not 1 <= limit <= _MOST_ROWS:
        raise UsageError(f"a limit of {limit} is not one from 1 to {_MOST_ROWS}")
    return limit


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON can hold it: what is no number, truth or text is written out."""
    return {
        name: value if value is None or isinstance(value, str | int | bool) else str(value)
        for name, value in row.items()
    }


def _table(rows: Rows, limit: int) -> dict[str, Any]:
    kept = [_plain(row) for row in islice(rows, _bounded(limit))]
    return {
        "columns": list(rows.columns),
        "rows": kept,
        "total": len(rows),
        "is_whole": len(kept) == len(rows),
    }


def _described(question: Question) -> dict[str, Any]:
    return {
        "slug": question.slug,
        "number": question.number,
        "question": question.question,
        "parameters": [
            {
                "name": p.name,
                "type": str(p.type),
                "required": p.required,
                "description": p.description,
                "example": p.example,
            }
            for p in question.params
        ],
        "columns": dict(question.columns),
        "sparql": question.sparql,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "counts": {str(outcome): count for outcome, count in gap.counts.items()},
        "competencies": [_plain(asdict(entry)) for entry in gap.entries],
    }


_TERMS = """
SELECT DISTINCT ?term ?kind ?label ?definition
WHERE {
  VALUES (?type ?kind) {
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
  }
  ?iri a ?type ; rdfs:label ?label ; skos:definition ?definition .
  FILTER(STRSTARTS(STR(?iri), STR(career:)))
  BIND(CONCAT("career:", STRAFTER(STR(?iri), "#")) AS ?term)
}
ORDER BY ?kind ?term
"""
