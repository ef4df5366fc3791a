"""Proposed mappings: what a graph's classes, duties and competencies may be in a taxonomy.

ISCO and SOC have groups of occupations and nothing else, so that only classes are linked to them.

Linking knows nothing of RDF; here its suggestions become rows of a mapping set that a person then
accepts or rejects. A pair that stands in a mapping set already, in whatever status, is not proposed
again, so that what was rejected stays rejected.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from careerlattice import __version__
from careerlattice.errors import InputError
from careerlattice.identifiers import CLASSES, id_of
from careerlattice.linking import (
    Kind,
    Linker,
    Mode,
    Releases,
    Suggestion,
    group_notes,
    joins,
    linker_for,
)
from careerlattice.mappings import MappingSet, SemanticMapping, Status
from careerlattice.store import Selects
from careerlattice.taxonomies import taxonomy_graph
from careerlattice.vocabulary import PREFIXES, SSSOM
from careerlattice.wording import normalise

__all__ = ["Proposal", "Thing", "Things", "propose", "read_things", "write_proposals"]

_PROPOSED_KINDS: Mapping[str, Sequence[tuple[str, Kind]]] = {
    "onet": (
        ("class", Kind.ONET_OCCUPATION),
        ("duty", Kind.ONET_ACTIVITY),
        ("duty", Kind.ONET_TASK),
        ("competency", Kind.ONET_ELEMENT),
    ),
    "esco": (("class", Kind.ESCO_OCCUPATION), ("competency", Kind.ESCO_SKILL)),
    "isco": (("class", Kind.ISCO_GROUP),),
    "soc": (("class", Kind.SOC_OCCUPATION),),
}
_TOOL = "careerlattice link"
_CURIES = {
    "careerlattice": "https://w3id.org/careerlattice/",
    "esco": "http://data.europa.eu/esco/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": PREFIXES["skos"],
    "career": PREFIXES["career"],
}
_COLUMNS = (
    "subject_id subject_label predicate_id object_id object_label mapping_justification confidence"
    " subject_source subject_source_version object_source object_source_version mapping_tool"
    " mapping_tool_version status predicate_modifier reviewer_id reviewer_label review_date comment"
).split()
_LEAST = 0.05
"""Nothing less sure than this is worth a reviewer's look."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """A class, duty or competency to be linked: its IRI, its words, and what backs them."""

    iri: str
    sort: str
    text: str
    publisher: str
    backing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Things:
    """What a graph has to link, and for each publisher the version of its documents."""

    things: tuple[Thing, ...]
    versions: Mapping[str, str]

    def of(self, sort: str) -> tuple[Thing, ...]:
        """Those that are a "class", a "duty" or a "competency"."""
        return tuple(each for each in self.things if each.sort == sort)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair, with the suggestion that the linker found and the version of both sides.

    *notes* say what else speaks for the pair.
    """

    thing: Thing
    suggestion: Suggestion
    rank: int
    subject_version: str
    taxonomy: str
    object_version: str
    notes: tuple[str, ...] = ()


def read_things(store: Selects, publisher: str | None = None) -> Things:
    """The classes in force, their duties and competencies; of one *publisher* if it is named.

    Raises:
        InputError: the graph has none.
    """
    classes: dict[str, tuple[str, str]] = {}
    for row in store.select(_PREFIX + _CLASSES):
        iri, title, by = _iri(row["class"]), str(row["title"]), str(row["publisher"] or "")
        if publisher is None or by.rpartition("/")[2] == publisher:
            classes[iri] = min(classes.get(iri, (title, by)), (title, by))
    found: dict[str, Thing] = {}
    backing: dict[str, dict[str, None]] = {iri: {} for iri in classes}
    for sort, query in (("duty", _DUTIES), ("competency", _COMPETENCIES)):
        rows = sorted(
            (_iri(row["class"]), str(row["thing"]), str(row["text"]))
            for row in store.select(_PREFIX + query)
        )
        for owner, iri, text in rows:
            if owner in classes and normalise(text):
                backing[owner][text] = None
                found.setdefault(iri, Thing(iri, sort, text, classes[owner][1]))
    for iri, (title, by) in classes.items():
        found[iri] = Thing(iri, "class", title, by, tuple(backing[iri]))
    if not found:
        raise InputError(
            "there is no class to link" + (f" of {publisher!r}" if publisher else ""),
            remedy="build a graph of documents first, or name a publisher it has",
        )
    hashes: dict[str, list[str]] = {}
    for row in store.select(_PREFIX + _DOCUMENTS):
        hashes.setdefault(str(row["publisher"]), []).append(str(row["sha256"]))
    versions = {
        by: hashlib.sha256("\n".join(sorted(some)).encode()).hexdigest()[:12]
        for by, some in hashes.items()
    }
    return Things(tuple(sorted(found.values(), key=lambda t: (t.sort, t.iri))), versions)


def propose(
    things: Things,
    to: str,
    releases: Releases,
    known: MappingSet,
    *,
    mode: Mode = Mode.FAST,
    top: int = 3,
    cache: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Proposal, ...]:
    """The best suggestions for all *things* in the taxonomy *to*, pairs that are *known* left out.

    Raises:
        UsageError, InputError: as `linker_for`.
    """
    pairs = {mapping.pair for mapping in known.mappings}
    found: list[Proposal] = []
    for sort, kind in _PROPOSED_KINDS[to]:
        some = things.of(sort)
        if not some:
            continue
        linker = linker_for(kind, releases, mode, cache=cache, progress=progress)
        progress(f"linking {len(some):,} to {kind}")
        proposals = _proposals(some, linker, things, to, top, pairs)
        found += (
            _with_crosswalks(proposals, kind, releases, known) if sort == "class" else proposals
        )
    return tuple(found)


def _proposals(
    things: Sequence[Thing],
    linker: Linker,
    versions: Things,
    to: str,
    top: int,
    pairs: set[frozenset[str]],
) -> Iterator[Proposal]:
    backed = [each.backing for each in things]
    # More than is wanted, so that a rejected pair gives its place to the next.
    linked = linker.link(
        [each.text for each in things], top + _SHOWN, backed if any(backed) else None
    )
    for thing, suggestions in zip(things, linked, strict=True):
        notes = group_notes(linker.targets, suggestions) if thing.sort == "class" else []
        told = dict(zip((each.iri for each in suggestions), notes, strict=False))
        free = [each for each in suggestions if frozenset((thing.iri, each.iri)) not in pairs]
        for rank, each in enumerate(free[:top], 1):
            if each.confidence >= _LEAST or rank == 1:
                note = told.get(each.iri)
                yield Proposal(
                    thing,
                    each,
                    rank,
                    versions.versions.get(thing.publisher, ""),
                    to,
                    linker.targets.version,
                    (note,) if note else (),
                )


def _with_crosswalks(
    proposals: Iterable[Proposal], kind: Kind, releases: Releases, known: MappingSet
) -> list[Proposal]:
    """*proposals*, each told whether an accepted link of its class leads to the same entry."""
    found = list(proposals)
    own = {each.thing.iri for each in found}
    accepted: dict[str, dict[str, str]] = {}
    for mapping in known.mappings:
        if mapping.status is Status.ACCEPTED:
            for mine, other in (
                (mapping.subject, mapping.object),
                (mapping.object, mapping.subject),
            ):
                if mine in own:
                    accepted.setdefault(mine, {})[other] = _name_in(mapping, other)
    others = {other for some in accepted.values() for other in some}
    if not others:
        return found
    joined = joins(kind, releases, others)
    return [
        replace(each, notes=(*each.notes, *_agreeing(each, joined, accepted))) for each in found
    ]


def _agreeing(
    each: Proposal,
    joined: Mapping[str, Mapping[str, str]],
    accepted: Mapping[str, Mapping[str, str]],
) -> list[str]:
    names = accepted.get(each.thing.iri, {})
    ways = joined.get(each.suggestion.iri, {})
    return [
        f"agrees {ways[other]} with the accepted link to {names[other]}"
        for other in sorted(ways.keys() & names.keys())
    ]


def _name_in(mapping: SemanticMapping, end: str) -> str:
    """What a mapping calls one of its ends; the end itself if it does not say."""
    label = SSSOM.object_label if end == mapping.object else SSSOM.subject_label
    said = next((str(value.value) for name, value in mapping.details if name == label), "")
    return said or end


def write_proposals(proposals: Sequence[Proposal], to: str, mode: Mode) -> str:
    """The mapping set, in SSSOM TSV: the same bytes for the same proposals."""
    out = io.StringIO()
    out.write("#curie_map:\n")
    out.writelines(f"#  {name}: {iri}\n" for name, iri in sorted(_CURIES.items()))
    out.write(
        f"#mapping_set_id: {_CURIES['careerlattice']}mappings/proposed-{to}\n"
        f"#mapping_set_title: Proposed links to {to}\n"
        "#mapping_set_description: Suggestions that a program found and nobody has looked at."
        " Confidence is the share of such suggestions that were right on held-out entries.\n"
        "#license: https://creativecommons.org/licenses/by/4.0/\n"
        "#extension_definitions:\n"
        "#  - slot_name: status\n"
        "#    property: career:status\n"
    )
    # What a reviewer fills in has its columns from the start, empty until then.
    writer = csv.DictWriter(out, _COLUMNS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for each in proposals:
        writer.writerow(_row(each, mode))
    return out.getvalue()


def _row(each: Proposal, mode: Mode) -> dict[str, str]:
    suggestion = each.suggestion
    best = sorted(suggestion.scores, key=lambda pair: -pair[1])
    if suggestion.is_exact:
        predicate, why = "skos:exactMatch", "semapv:LexicalMatching"
    else:
        predicate, why = "skos:closeMatch", "semapv:CompositeMatching"
    told = "; ".join(f"{name} {score:g}" for name, score in best)
    nearest = [f"nearest name: {suggestion.matched}"] if suggestion.matched else []
    reasons = "; ".join([f"suggestion {each.rank}", *nearest, *each.notes, told])
    return {
        "subject_id": _curie(each.thing.iri),
        "subject_label": _plain(each.thing.text),
        # A title in common is no sign that two publishers mean the same by it.
        "predicate_id": "skos:closeMatch" if each.thing.sort == "class" else predicate,
        "object_id": _curie(suggestion.iri),
        "object_label": _plain(suggestion.label),
        "mapping_justification": why,
        "confidence": f"{suggestion.confidence:.3f}",
        "subject_source": _curie(each.thing.publisher) if each.thing.publisher else "",
        "subject_source_version": each.subject_version,
        "object_source": _curie(_source_of(each)),
        "object_source_version": each.object_version,
        "mapping_tool": f"{_TOOL} ({mode})",
        "mapping_tool_version": __version__,
        "status": "proposed",
        "comment": reasons,
    }


def _source_of(each: Proposal) -> str:
    """What the entry is part of: the graph that has it, or the classification by name."""
    if each.taxonomy == "soc":
        return id_of("crosswalks", "classification", f"SOC {each.object_version}")
    # ISCO's groups come with ESCO.
    graph = "esco" if each.taxonomy == "isco" else each.taxonomy
    return taxonomy_graph(f"{graph}-{each.object_version}")


def _iri(value: object) -> str:
    """The IRI of a class, which rows give as its short identifier."""
    name = str(value)
    return name if ":" in name else CLASSES + name


def _curie(iri: str) -> str:
    for name, start in _CURIES.items():
        if iri.startswith(start):
            return f"{name}:{iri.removeprefix(start)}"
    raise InputError(f"<{iri}> has no prefix here", remedy="link to O*NET, ESCO, ISCO or SOC")


def _plain(text: str) -> str:
    return " ".join(text.split())


_PREFIX = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("career", "dcterms", "skos"))

_CLASSES = """
SELECT DISTINCT ?class ?title ?publisher
WHERE {
  ?class_grade career:status career:inForce ;
    career:ofClass ?class .
  ?class skos:prefLabel ?title .
  OPTIONAL { ?class career:publisher ?publisher }
}
"""

_DUTIES = """
SELECT DISTINCT ?class ?thing ?text
WHERE {
  ?class_grade career:status career:inForce ;
    career:ofClass ?class ;
    career:hasDutyAssignment ?assignment .
  ?assignment career:duty ?thing .
  ?thing career:text ?text .
  FILTER NOT EXISTS { ?assignment career:isGroup true }
}
"""

_COMPETENCIES = """
SELECT DISTINCT ?class ?thing ?text
WHERE {
  ?class_grade career:status career:inForce ;
    career:ofClass ?class ;
    career:hasRequirement ?requirement .
  ?requirement career:competency ?thing .
  OPTIONAL { ?thing skos:prefLabel ?label }
  OPTIONAL { ?thing career:text ?words }
  BIND (COALESCE(?label, ?words) AS ?text)
}
"""

_DOCUMENTS = """
SELECT DISTINCT ?publisher ?sha256
WHERE {
  ?document a career:SourceDocument ;
    dcterms:publisher ?publisher ;
    career:sha256 ?sha256 .
}
"""
