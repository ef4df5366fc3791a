"""What the graph knows of the two sides of a mapping: their texts, their place, their quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from careerlattice.identifiers import CLASSES, ID, is_own
from careerlattice.rows import Rows
from careerlattice.store import Selects
from careerlattice.vocabulary import PREFIXES

__all__ = ["Context", "Quoted", "Side"]

_FEW = 200


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a document that a thing rests on."""

    text: str
    document: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a mapping: what it is called, what it says, and what is known around it.

    *facts* are lists of texts, each under a word that tells what they are.
    """

    iri: str
    sort: str
    label: str = ""
    code: str = ""
    text: str = ""
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    quotes: tuple[Quoted, ...] = ()


class Context:
    """Looks things up in a graph, each once; without a graph, what an IRI tells by itself."""

    def __init__(self, store: Selects | None) -> None:
        self._store = store
        self._seen: dict[str, Side] = {}

    def of(self, iri: str) -> Side:
        """What is known of a thing."""
        if iri not in self._seen:
            self._seen[iri] = self._look_up(iri)
        return self._seen[iri]

    def _look_up(self, iri: str) -> Side:
        sort = _sort(iri)
        if self._store is None:
            return Side(iri, sort)
        label, code, text = self._texts(iri)
        if not is_own(iri):
            facts = self._around_entry(iri)
            return Side(iri, sort, label, code, text, facts)
        facts = self._around_class(iri) if sort == "class" else self._around_statement(iri)
        return Side(iri, sort, label, code, text if text != label else "", facts, self._quotes(iri))

    def _texts(self, iri: str) -> tuple[str, str, str]:
        rows = self._ask(_TEXTS, iri)
        return (
            _first(rows, "label"),
            _first(rows, "code"),
            _first(rows, "definition") or _first(rows, "description") or _first(rows, "words"),
        )

    def _around_class(self, iri: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        grades = _texts_of(self._ask(_GRADES, iri), "grade")
        duties = _texts_of(self._ask(_DUTIES, iri), "text")
        needs = _texts_of(self._ask(_NEEDS, iri), "text")
        return _filled(("grades", grades), ("duties", duties), ("asks for", needs))

    def _around_statement(self, iri: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        rows = self._ask(_HOLDERS, iri)
        return _filled(("of", _texts_of(rows, "title")), ("groups", _texts_of(rows, "group")))

    def _around_entry(self, iri: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return _filled(
            ("also", _texts_of(self._ask(_OTHER_LABELS, iri), "text")),
            ("tasks", _texts_of(self._ask(_TASKS, iri), "text")),
            ("skills", _texts_of(self._ask(_SKILLS, iri), "text")),
            ("under", _texts_of(self._ask(_BROADER, iri), "text")),
        )

    def _quotes(self, iri: str) -> tuple[Quoted, ...]:
        found: dict[tuple[str, str], Quoted] = {}
        for row in self._ask(_QUOTES, iri):
            line = row["line"]
            quoted = Quoted(
                " ".join(str(row["quote"]).split()),
                str(row["document"]),
                line if isinstance(line, int) else None,
            )
            found.setdefault((quoted.text, quoted.document), quoted)
        return tuple(found.values())

    def _ask(self, query: str, iri: str) -> Rows:
        assert self._store is not None
        try:
            term = str(NamedNode(iri))
        except ValueError:
            return Rows([], [])
        return self._store.select(_PREFIXES + query.replace("?it", term))


def _sort(iri: str) -> str:
    """What an IRI names, as far as it tells."""
    if iri.startswith(CLASSES):
        return "class"
    return iri.removeprefix(ID).split("/")[0] if is_own(iri) else _taxonomy(iri)


def _taxonomy(iri: str) -> str:
    for start, name in ((f"{ID}onet/", "O*NET"), (f"{ID}soc/", "SOC")):
        if iri.startswith(start):
            return f"{name} {iri.removeprefix(start).split('/')[0]}"
    start, _, rest = iri.partition("data.europa.eu/esco/")
    return f"ESCO {rest.split('/')[0]}" if rest and start else "entry"


def _first(rows: Rows, column: str) -> str:
    """The first text of a column, by the alphabet: the same whatever the order of the rows."""
    return min((str(row[column]) for row in rows if row.get(column)), default="")


def _texts_of(rows: Rows, column: str) -> tuple[str, ...]:
    texts = (" ".join(str(row[column]).split()) for row in rows if row.get(column) is not None)
    return tuple(dict.fromkeys(text for text in texts if text))


def _filled(
    *facts: tuple[str, Iterable[str]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(texts)) for name, texts in facts if texts)


_PREFIXES = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n"
    for name in ("career", "dcterms", "oa", "owl", "prov", "skos")
) + (
    "PREFIX esco: <http://data.europa.eu/esco/model#>\n"
    "PREFIX onet: <https://www.onetcenter.org/rdf/schema/onet/>\n"
)

_TEXTS = """
SELECT ?label ?code ?definition ?description ?words
WHERE {
  { ?it skos:prefLabel ?label . FILTER(LANG(?label) = "" || LANGMATCHES(LANG(?label), "en")) }
  UNION { ?it skos:notation ?code }
  UNION { ?it skos:definition ?definition }
  UNION { ?it dcterms:description ?description }
  UNION { ?it career:text ?words }
}
"""

_GRADES = """
SELECT DISTINCT ?grade
WHERE {
  ?own career:ofClass ?it ;
    career:status career:inForce ;
    career:atGrade ?step .
  ?step skos:notation ?grade .
  OPTIONAL { ?step career:rank ?rank }
}
ORDER BY ?rank ?grade
"""

_DUTIES = f"""
SELECT ?text (MIN(?place) AS ?first)
WHERE {{
  ?own career:ofClass ?it ;
    career:status career:inForce ;
    career:hasDutyAssignment ?assignment .
  ?assignment career:duty ?duty .
  ?duty skos:prefLabel ?text .
  OPTIONAL {{ ?assignment career:position ?place }}
  FILTER NOT EXISTS {{ ?assignment career:isGroup true }}
}}
GROUP BY ?text
ORDER BY ?first ?text
LIMIT {_FEW}
"""

_NEEDS = f"""
SELECT DISTINCT ?text
WHERE {{
  ?own career:ofClass ?it ;
    career:status career:inForce ;
    career:hasRequirement ?requirement .
  ?requirement career:competency ?competency .
  ?competency skos:prefLabel ?text .
}}
ORDER BY ?text
LIMIT {_FEW}
"""

_HOLDERS = f"""
SELECT DISTINCT ?title ?group
WHERE {{
  {{
    ?own career:hasDutyAssignment ?assignment .
    ?assignment career:duty ?it .
    OPTIONAL {{
      ?assignment career:partOf ?above .
      ?above career:duty ?heading .
      ?heading skos:prefLabel ?group .
    }}
  }} UNION {{
    ?own career:hasRequirement ?requirement .
    ?requirement career:competency ?it .
  }}
  ?own career:status career:inForce ;
    career:ofClass ?class .
  ?class skos:prefLabel ?title .
}}
ORDER BY ?title ?group
LIMIT {_FEW}
"""

_QUOTES = """
SELECT DISTINCT ?quote ?document ?line
WHERE {
  ?it prov:wasQuotedFrom ?span .
  ?span oa:hasSource ?source ;
    oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?span career:line ?line }
  OPTIONAL { ?source career:fileName ?file }
  BIND(COALESCE(STR(?file), STR(?source)) AS ?document)
  # Of a class, its title: the other quotes are of its codes and days.
  OPTIONAL { ?span career:evidenceProperty ?told }
  FILTER(!BOUND(?told) || ?told IN (skos:prefLabel, skos:definition, career:text))
}
ORDER BY ?document ?line
LIMIT 6
"""

_OTHER_LABELS = f"""
SELECT DISTINCT ?text
WHERE {{
  ?it skos:altLabel ?text .
  FILTER(LANG(?text) = "" || LANGMATCHES(LANG(?text), "en"))
}}
ORDER BY ?text
LIMIT {_FEW}
"""

_TASKS = f"""
SELECT DISTINCT ?text
WHERE {{
  ?it onet:hasTask ?task .
  ?task skos:prefLabel ?text .
}}
ORDER BY ?text
LIMIT {_FEW}
"""

_SKILLS = f"""
SELECT DISTINCT ?text
WHERE {{
  ?it esco:relatedEssentialSkill ?skill .
  ?skill skos:prefLabel ?text .
  FILTER(LANG(?text) = "" || LANGMATCHES(LANG(?text), "en"))
}}
ORDER BY ?text
LIMIT {_FEW}
"""

_BROADER = """
SELECT DISTINCT ?text
WHERE {
  ?it skos:broader ?above .
  ?above skos:prefLabel ?text .
  FILTER(LANG(?text) = "" || LANGMATCHES(LANG(?text), "en"))
}
ORDER BY ?text
LIMIT 5
"""
