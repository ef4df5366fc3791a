"""Mappings and scale alignments: reviewed tables in, triples out, nothing that points at nothing.

A folder of mappings holds any number of mapping sets, ``*.sssom.tsv``, and at most one
``scale-alignments.tsv``. A mapping set is SSSOM TSV: metadata behind ``#``, a line of columns, a
line for each mapping. It has one column that SSSOM leaves to extensions, ``status`` (accepted,
proposed, rejected); what is rejected bears SSSOM's predicate modifier ``Not`` too, so that no other
reader takes it for a match. Further columns are read past where the header declares them in
``extension_definitions``, and so are those slots of SSSOM that no answer needs. An alignment names
its mapping by subject and object, the level it reads, and the interval of the other side's levels
that it reads it as.

The reader is our own because the table is what people edit: a row with a cell too few must be an
error and not a mapping without a status, and an error must name its line and its column.
sssom-pydantic, which does neither, reads the same files in the tests.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from careerlattice.errors import InputError, Place
from careerlattice.identifiers import GRAPH, id_of, is_own
from careerlattice.resources import data_dir
from careerlattice.vocabulary import CAREER, OWL, PAV, PREFIXES, RDF, RDFS, SKOS, SSSOM, XSD

__all__ = [
    "MAPPINGS_GRAPH",
    "LeftOut",
    "MappingSet",
    "ScaleAlignment",
    "SemanticMapping",
    "Settled",
    "Status",
    "curie_map",
    "decided_pairs",
    "declared_columns",
    "is_slot",
    "mapping_iri",
    "mapping_triples",
    "project_mappings",
    "read_mapping_sets",
    "read_mappings",
    "settle",
]

MAPPINGS_GRAPH = GRAPH + "mappings"
ALIGNMENTS_FILE = "scale-alignments.tsv"
MAPPINGS_SUFFIX = ".sssom.tsv"
RELATIONS = ("exact", "close", "broad", "narrow", "related")

_SEMAPV = "https://w3id.org/semapv/vocab/"
# The prefixes that SSSOM lets a file use without declaring them.
_BUILT_IN = {
    "linkml": "https://w3id.org/linkml/",
    "owl": PREFIXES["owl"],
    "rdf": PREFIXES["rdf"],
    "rdfs": PREFIXES["rdfs"],
    "semapv": _SEMAPV,
    "skos": PREFIXES["skos"],
    "sssom": PREFIXES["sssom"],
    "xsd": PREFIXES["xsd"],
}
_PREDICATES = tuple(f"skos:{name}Match" for name in RELATIONS)
_JUSTIFICATIONS = tuple(
    f"semapv:{name}"
    for name in (
        "CompositeMatching LexicalMatching LexicalSimilarityThresholdMatching LogicalReasoning"
        " ManualMappingCuration MappingChaining MappingReview SemanticSimilarityThresholdMatching"
        " UnspecifiedMatching"
    ).split()
)


class Status(StrEnum):
    """What answers may rest on: accepted rows only."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"

    @property
    def iri(self) -> str:
        """The status's individual in the ontology."""
        return {
            Status.ACCEPTED: CAREER.accepted,
            Status.PROPOSED: CAREER.proposed,
            Status.REJECTED: CAREER.rejected,
        }[self]


Detail = tuple[str, Literal | NamedNode]


@dataclass(frozen=True, slots=True)
class SemanticMapping:
    """One row of a mapping set: *subject* stands in the relation *predicate* to *object*.

    ``skos:broadMatch`` says that the object is the broader. *details* are further properties and
    their values; *place* is where the row stands.
    """

    subject: str
    predicate: str
    object: str
    status: Status
    justification: str
    details: tuple[Detail, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def iri(self) -> str:
        """The mapping's own IRI."""
        return mapping_iri(self.subject, self.predicate, self.object)

    @property
    def pair(self) -> frozenset[str]:
        """The two ends, in no order."""
        return frozenset((self.subject, self.object))

    def triples(self) -> Iterator[Triple]:
        """The mapping in the form SSSOM gives it in RDF, with its status."""
        facts: list[Detail] = [
            (RDF.type, NamedNode(CAREER.Mapping)),
            (OWL.annotatedSource, NamedNode(self.subject)),
            (OWL.annotatedProperty, NamedNode(self.predicate)),
            (OWL.annotatedTarget, NamedNode(self.object)),
            (CAREER.status, NamedNode(self.status.iri)),
            (SSSOM.mapping_justification, NamedNode(self.justification)),
            *self.details,
        ]
        if self.status is Status.REJECTED:
            facts.append((SSSOM.predicate_modifier, NamedNode(SSSOM.NegatedPredicate)))
        return _triples(self.iri, facts)


@dataclass(frozen=True, slots=True)
class ScaleAlignment:
    """One row of the alignments: *from_level* compares with *lowest* to *highest* of the other."""

    mapping: SemanticMapping
    from_level: str
    lowest: str
    highest: str
    status: Status
    justification: str
    details: tuple[Detail, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def iri(self) -> str:
        """The alignment's own IRI."""
        return id_of("scale-alignment", _hash(self.mapping.iri, self.from_level))

    def triples(self) -> Iterator[Triple]:
        """The alignment in RDF."""
        facts: list[Detail] = [
            (RDF.type, NamedNode(CAREER.ScaleAlignment)),
            (CAREER.forMapping, NamedNode(self.mapping.iri)),
            (CAREER.fromLevel, NamedNode(self.from_level)),
            (CAREER.lowest, NamedNode(self.lowest)),
            (CAREER.highest, NamedNode(self.highest)),
            (CAREER.status, NamedNode(self.status.iri)),
            (CAREER.justification, Literal(self.justification, language="en")),
            *self.details,
        ]
        return _triples(self.iri, facts)


@dataclass(frozen=True, slots=True)
class MappingSet:
    """All mappings and alignments of a folder, in the order of its files and their lines."""

    mappings: tuple[SemanticMapping, ...] = ()
    alignments: tuple[ScaleAlignment, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """The IRIs of all things that are mapped or aligned."""
        levels = {
            end for each in self.alignments for end in (each.from_level, each.lowest, each.highest)
        }
        return frozenset(levels.union(*(mapping.pair for mapping in self.mappings)))

    def triples(self) -> tuple[Triple, ...]:
        """Everything in RDF, each triple once, in a fixed order."""
        triples = {triple for mapping in self.mappings for triple in mapping.triples()}
        triples |= {triple for alignment in self.alignments for triple in alignment.triples()}
        return tuple(sorted(triples, key=str))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A mapping or alignment that a graph cannot bear, and why.

    *missing* is the thing it names and the graph does not hold.
    """

    iri: str
    missing: str
    message: str
    place: Place | None

    def __str__(self) -> str:
        """One line, with the place first."""
        return f"{self.place}: {self.message}" if self.place else self.message


@dataclass(frozen=True, slots=True)
class Settled:
    """What of a mapping set a graph can bear, and what was left out."""

    kept: MappingSet
    left_out: tuple[LeftOut, ...]

    def triples(self) -> tuple[Triple, ...]:
        """What is kept, in RDF: the content of the graph MAPPINGS_GRAPH."""
        return self.kept.triples()


def project_mappings() -> Path:
    """The folder of the mappings that come with the project."""
    return data_dir() / "mappings"


def mapping_iri(subject: str, predicate: str, object_: str) -> str:
    """The IRI of the mapping that says *subject* *predicate* *object_*, whoever says it."""
    return id_of("mapping", _hash(subject, predicate, object_))


def mapping_triples(folder: Path) -> tuple[Triple, ...]:
    """The mappings and alignments of *folder* as triples, whatever graph they are meant for.

    Sorted, each once. For a graph that holds no more than it can bear, see `settle`.

    Raises:
        InputError: as `read_mappings`.
    """
    return read_mappings(folder).triples()


def read_mappings(folder: Path) -> MappingSet:
    """Read the mapping sets and the scale alignments in *folder*.

    Raises:
        InputError: *folder* does not exist, or a file has errors; all rows at fault are named.
    """
    if not folder.is_dir():
        raise InputError("does not exist", place=folder, remedy="name a folder of mapping sets")
    problems: list[InputError] = []
    files = sorted(folder.glob(f"*{MAPPINGS_SUFFIX}"))
    mappings, by_pair = _read_sets(files, problems)
    alignments: list[ScaleAlignment] = []
    file = folder / ALIGNMENTS_FILE
    if file.is_file():
        by_level: dict[tuple[str, str], ScaleAlignment] = {}
        for row in _read_table(file, _ALIGNMENT_TABLE).rows:
            try:
                alignment = _alignment(row, by_pair)
                same = by_level.setdefault((alignment.mapping.iri, alignment.from_level), alignment)
                if same is not alignment:
                    raise row.error(
                        "from_level",
                        f"this level of the pair is aligned in {same.place} already",
                        "keep one interval for each level of a pair",
                    )
                alignments.append(alignment)
            except InputError as error:
                problems.append(error)
    _refuse(problems)
    return MappingSet(tuple(mappings), tuple(alignments))


def read_mapping_sets(files: Iterable[Path]) -> MappingSet:
    """Read mapping sets wherever they lie, without alignments.

    Raises:
        InputError: a file has errors; all rows at fault are named.
    """
    problems: list[InputError] = []
    mappings, _ = _read_sets(files, problems)
    _refuse(problems)
    return MappingSet(tuple(mappings))


def _read_sets(
    files: Iterable[Path], problems: list[InputError]
) -> tuple[list[SemanticMapping], dict[frozenset[str], SemanticMapping]]:
    """The mappings of some sets, in their order and by their pairs; adds to *problems*."""
    mappings: list[SemanticMapping] = []
    by_pair: dict[frozenset[str], SemanticMapping] = {}
    for file in files:
        table = _read_table(file, _MAPPING_TABLE)
        for row in table.rows:
            try:
                mapping = _mapping(row)
                known = by_pair.setdefault(mapping.pair, mapping)
                if known is not mapping:
                    raise row.error(
                        "object_id",
                        f"the pair stands in {known.place} already",
                        "keep one row for the pair, in either direction",
                    )
                mappings.append(mapping)
            except InputError as error:
                problems.append(error)
    return mappings, by_pair


def decided_pairs(*sets: MappingSet) -> frozenset[frozenset[str]]:
    """The pairs that somebody has accepted or rejected: nothing is to propose them again."""
    return frozenset(
        mapping.pair
        for each in sets
        for mapping in each.mappings
        if mapping.status is not Status.PROPOSED
    )


# Against a graph


def settle(mappings: MappingSet, graph: Iterable[Triple]) -> Settled:
    """What of *mappings* the *graph* can bear: a graph may hold fewer documents than were mapped.

    A mapping whose subject or object is one of our things and not in the graph is left out and
    told, and so is an alignment whose mapping or levels are. Entries of taxonomies are taken at
    their word: a taxonomy need not be loaded for its codes to be known.

    Raises:
        InputError: a mapping joins things of two kinds; an alignment's levels are not of the
            scales of its two competencies, or its interval is upside down.
    """
    known = _look_up(mappings, graph)
    kept: list[SemanticMapping] = []
    left_out: list[LeftOut] = []
    problems: list[InputError] = []
    for mapping in mappings.mappings:
        missing = [end for end in (mapping.subject, mapping.object) if not known.has(end)]
        left_out += [
            LeftOut(mapping.iri, end, f"<{end}> is not in this graph", mapping.place)
            for end in missing
        ]
        if not missing:
            kept.append(mapping)
            problems += known.kinds_at_odds(mapping)
    bearable = {mapping.iri for mapping in kept}
    alignments: list[ScaleAlignment] = []
    for alignment in mappings.alignments:
        levels = (alignment.from_level, alignment.lowest, alignment.highest)
        absent = [level for level in levels if not known.has(level)]
        if alignment.mapping.iri not in bearable:
            message = "its mapping was left out"
            left_out.append(LeftOut(alignment.iri, alignment.mapping.iri, message, alignment.place))
        elif absent:
            left_out += [
                LeftOut(alignment.iri, level, f"<{level}> is not in this graph", alignment.place)
                for level in dict.fromkeys(absent)
            ]
        else:
            alignments.append(alignment)
            problems += known.levels_at_odds(alignment)
    _refuse(problems)
    return Settled(MappingSet(tuple(kept), tuple(alignments)), tuple(left_out))


@dataclass(slots=True)
class _Known:
    """What a graph says of the things that mappings name."""

    kinds: dict[str, set[str]] = field(default_factory=dict)
    scales: dict[str, set[str]] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)

    def has(self, iri: str) -> bool:
        return iri in self.kinds or not is_own(iri)

    def kinds_at_odds(self, mapping: SemanticMapping) -> list[InputError]:
        one, other = (self.kinds.get(end) for end in (mapping.subject, mapping.object))
        if not one or not other or one & other:
            return []
        return [
            InputError(
                f"object_id: <{mapping.object}> is not of the kind of <{mapping.subject}>",
                place=mapping.place,
                remedy="map a competency to a competency, a duty to a duty, a class to a class",
            )
        ]

    def levels_at_odds(self, alignment: ScaleAlignment) -> list[InputError]:
        def scales(iri: str) -> set[str]:
            return self.scales.get(iri, set())

        def wrong(column: str, message: str, remedy: str) -> list[InputError]:
            return [InputError(f"{column}: {message}", place=alignment.place, remedy=remedy)]

        ends = [scales(alignment.mapping.subject), scales(alignment.mapping.object)]
        if not any(scales(alignment.from_level) & end for end in ends):
            return wrong(
                "from_level",
                f"<{alignment.from_level}> is a level of neither competency's scale",
                "name a level of the scale of one of the two",
            )
        sides = [other for end, other in (ends, ends[::-1]) if scales(alignment.from_level) & end]
        for column, level in (("lowest", alignment.lowest), ("highest", alignment.highest)):
            if not any(scales(level) & side for side in sides):
                return wrong(
                    column,
                    f"<{level}> is no level of the other competency's scale",
                    "name a level of the scale of the competency that from_level is not of",
                )
        if not scales(alignment.lowest) & scales(alignment.highest):
            return wrong("highest", "the interval's ends are of two scales", "name one scale's")
        if self.ranks.get(alignment.lowest, 0) > self.ranks.get(alignment.highest, 0):
            return wrong("lowest", "the interval is upside down", "put the lower level first")
        return []


_KINDS = frozenset({CAREER.Competency, CAREER.Duty, CAREER.JobClass, CAREER.ProficiencyLevel})


def _look_up(mappings: MappingSet, graph: Iterable[Triple]) -> _Known:
    named = mappings.named
    known = _Known()
    for triple in graph:
        subject, thing = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or subject.value not in named:
            continue
        predicate = triple.predicate.value
        if isinstance(thing, NamedNode):
            if predicate == RDF.type and thing.value in _KINDS:
                known.kinds.setdefault(subject.value, set()).add(thing.value)
            elif predicate in {CAREER.scale, SKOS.inScheme}:
                known.scales.setdefault(subject.value, set()).add(thing.value)
        elif predicate == CAREER.rank and isinstance(thing, Literal):
            known.ranks[subject.value] = int(thing.value)
    return known


# Rows


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table, its cells by column, with what the header says for all of them."""

    cells: Mapping[str, str]
    prefixes: Mapping[str, str]
    place: Place

    def error(self, column: str, message: str, remedy: str) -> InputError:
        return InputError(f"{column}: {message}", place=self.place, remedy=remedy)

    def text(self, column: str) -> str:
        """The cell of a column that must be filled."""
        value = self.cells.get(column, "")
        if not value:
            raise self.error(column, "the cell is empty", f"give the {column}")
        return value

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        value = self.text(column)
        if value not in allowed:
            raise self.error(column, f"{value!r} is unknown", f"write {' or '.join(allowed)}")
        return value

    def iri(self, column: str, value: str | None = None) -> str:
        """The IRI that the CURIE in a cell, or *value* in place of the cell, stands for."""
        curie = self.text(column) if value is None else value
        prefix, colon, local = curie.partition(":")
        if not colon or not local or prefix not in self.prefixes:
            known = ", ".join(sorted(self.prefixes))
            raise self.error(
                column,
                f"{curie!r} has no known prefix",
                f"write prefix:name with a prefix of the curie_map (known are {known})",
            )
        try:
            return NamedNode(self.prefixes[prefix] + local).value
        except ValueError:
            raise self.error(column, f"{curie!r} gives no IRI", "correct the name") from None


def _mapping(row: _Row) -> SemanticMapping:
    subject, object_ = row.iri("subject_id"), row.iri("object_id")
    predicate = row.iri("predicate_id", row.one_of("predicate_id", _PREDICATES))
    justification = row.iri(
        "mapping_justification", row.one_of("mapping_justification", _JUSTIFICATIONS)
    )
    status = Status(row.one_of("status", list(Status)))
    modifier = row.cells.get("predicate_modifier", "")
    if modifier not in {"", "Not"}:
        raise row.error("predicate_modifier", f"{modifier!r} is unknown", "write Not, or nothing")
    if (modifier == "Not") is not (status is Status.REJECTED):
        raise row.error(
            "predicate_modifier",
            f"{modifier or 'nothing'!r} does not go with the status {status}",
            "write Not for what is rejected, so that no other reader takes it for a match",
        )
    if subject == object_:
        raise row.error("object_id", "is the subject itself", "name another thing")
    if status is not Status.PROPOSED and not (_SAYS_WHO & row.cells.keys()):
        row.text("comment")
    return SemanticMapping(
        subject, predicate, object_, status, justification, _details(row), row.place
    )


def _alignment(row: _Row, by_pair: Mapping[frozenset[str], SemanticMapping]) -> ScaleAlignment:
    subject, object_ = row.iri("subject_id"), row.iri("object_id")
    mapping = by_pair.get(frozenset((subject, object_)))
    if mapping is None:
        raise row.error(
            "object_id",
            f"no mapping joins <{subject}> and <{object_}>",
            f"add the mapping to a *{MAPPINGS_SUFFIX}, or remove the alignment",
        )
    status = Status(row.one_of("status", list(Status)))
    if status is Status.ACCEPTED and mapping.status is not Status.ACCEPTED:
        raise row.error(
            "status",
            f"accepted, for a mapping that is {mapping.status} ({mapping.place})",
            "accept the mapping first, or propose the alignment",
        )
    return ScaleAlignment(
        mapping,
        row.iri("from_level"),
        row.iri("lowest"),
        row.iri("highest"),
        status,
        row.text("justification"),
        _details(row),
        row.place,
    )


def _string(_row: _Row, _column: str, value: str) -> list[Literal | NamedNode]:
    return [Literal(value)]


def _date(row: _Row, column: str, value: str) -> list[Literal | NamedNode]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise row.error(column, f"{value!r} is no date", "write it as 2026-01-31") from None
    return [Literal(day.isoformat(), datatype=NamedNode(XSD.date))]


def _score(row: _Row, column: str, value: str) -> list[Literal | NamedNode]:
    try:
        score = Decimal(value)
    except InvalidOperation:
        score = Decimal(-1)
    if not (score.is_finite() and 0 <= score <= 1):
        raise row.error(column, f"{value!r} is no number from 0 to 1", "write it as 0.8")
    return [Literal(f"{score.normalize():f}", datatype=NamedNode(XSD.decimal))]


def _references(row: _Row, column: str, value: str) -> list[Literal | NamedNode]:
    return [NamedNode(row.iri(column, each.strip())) for each in value.split("|")]


def _strings(_row: _Row, _column: str, value: str) -> list[Literal | NamedNode]:
    return [Literal(each.strip()) for each in value.split("|") if each.strip()]


_Convert = Callable[[_Row, str, str], list[Literal | NamedNode]]

# Optional slots: the property that SSSOM gives each in RDF, and how its cell is read.
_SLOTS: Mapping[str, tuple[str, _Convert]] = {
    "author_id": (PAV.authoredBy, _references),
    "comment": (RDFS.comment, _string),
    "confidence": (SSSOM.confidence, _score),
    "mapping_date": (PAV.authoredOn, _date),
    "mapping_tool": (SSSOM.mapping_tool, _string),
    "mapping_tool_version": (SSSOM.mapping_tool_version, _string),
    "object_label": (SSSOM.object_label, _string),
    "object_source": (SSSOM.object_source, _references),
    "object_source_version": (SSSOM.object_source_version, _string),
    "other": (SSSOM.other, _string),
    "review_date": (SSSOM.review_date, _date),
    "reviewer_id": (SSSOM.reviewer_id, _references),
    "reviewer_label": (SSSOM.reviewer_label, _strings),
    "subject_label": (SSSOM.subject_label, _string),
    "subject_source": (SSSOM.subject_source, _references),
    "subject_source_version": (SSSOM.subject_source_version, _string),
}
# A reviewer's name stands for the argument of a row that a program proposed.
_SAYS_WHO = frozenset({"reviewer_id", "reviewer_label"})
# The slots of SSSOM that no answer needs: they may be there, and are read past.
_PASSED_OVER = frozenset(
    "author_label cardinality_scope creator_id creator_label curation_rule curation_rule_text"
    " derived_from issue_tracker_item license mapping_cardinality mapping_provider mapping_source"
    " mapping_tool_id match_string object_category object_match_field object_preprocessing"
    " object_type predicate_label predicate_type publication_date record_id reviewer_agreement"
    " see_also similarity_measure similarity_score subject_category subject_match_field"
    " subject_preprocessing subject_type".split()
)


def _details(row: _Row) -> tuple[Detail, ...]:
    return tuple(
        (property_, term)
        for column, (property_, convert) in _SLOTS.items()
        if row.cells.get(column)
        for term in convert(row, column, row.cells[column])
    )


# Files


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a kind of table must and may have."""

    columns: frozenset[str]
    optional: frozenset[str]
    metadata: frozenset[str]
    required_metadata: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[_Row, ...]


# What a header may say for all rows at once; a cell that is filled goes before it.
_PROPAGATED = frozenset(
    "mapping_date mapping_tool mapping_tool_version object_source object_source_version"
    " subject_source subject_source_version".split()
)
# Metadata that is for those who read the file, and is not needed to read it.
_SET_ASIDE = frozenset(
    "comment creator_id creator_label extension_definitions issue_tracker license"
    " mapping_set_confidence mapping_set_description mapping_set_id mapping_set_source"
    " mapping_set_title mapping_set_version other publication_date see_also sssom_version".split()
)
_MAPPING_TABLE = _Kind(
    frozenset("subject_id predicate_id object_id mapping_justification status".split()),
    frozenset({*_SLOTS, *_PASSED_OVER, "predicate_modifier"}),
    _SET_ASIDE | _PROPAGATED | {"curie_map"},
    frozenset({"license", "mapping_set_id"}),
)
_ALIGNMENT_TABLE = _Kind(
    frozenset("subject_id object_id from_level lowest highest status justification".split()),
    frozenset({"author_id", "confidence", "mapping_date", "reviewer_id"}),
    frozenset({"comment", "curie_map", "license", "mapping_date"}),
)


def _read_table(file: Path, kind: _Kind) -> _Table:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read ({error})", place=file, remedy="save it as UTF-8"
        ) from None
    lines = text.splitlines(keepends=True)
    head = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    metadata, prefixes = _metadata(file, lines[:head], kind)
    declared = declared_columns(lines[:head]) if kind is _MAPPING_TABLE else frozenset()
    reader = csv.reader(io.StringIO("".join(lines[head:]), newline=""), delimiter="\t", strict=True)
    rows: list[_Row] = []
    columns: list[str] | None = None
    line = head + 1
    problems: list[InputError] = []
    try:
        for cells in reader:
            place = Place(str(file), line)
            line = head + reader.line_num + 1
            if not cells:
                continue
            if columns is None:
                columns = _columns(place, cells, kind, declared)
            elif len(cells) != len(columns):
                problems.append(
                    InputError(
                        f"the row has {len(cells)} cells and the table {len(columns)} columns",
                        place=place,
                        remedy="give each column a cell, empty or not, with a tab between",
                    )
                )
            else:
                stated = {c: v.strip() for c, v in zip(columns, cells, strict=True) if v.strip()}
                rows.append(_Row({**metadata, **stated}, prefixes, place))
    except csv.Error as error:
        raise InputError(
            f"is no table of tab-separated values ({error})",
            place=Place(str(file), head + reader.line_num),
            remedy='put a cell that begins with " in quotes, and double the quotes inside',
        ) from None
    if columns is None:
        raise InputError(
            "has no line of columns",
            place=file,
            remedy=f"begin the table with {', '.join(sorted(kind.columns))}",
        )
    _refuse(problems)
    return _Table(tuple(rows))


def _columns(place: Place, cells: list[str], kind: _Kind, declared: frozenset[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    for column in columns:
        if column not in kind.columns | kind.optional | declared:
            known = ", ".join(sorted(kind.columns | kind.optional))
            raise InputError(
                f"there is no column {column!r}", place=place, remedy=f"use only {known}"
            )
        if columns.count(column) > 1:
            raise InputError(
                f"the column {column} is there twice", place=place, remedy="keep one of them"
            )
    for column in sorted(kind.columns - set(columns)):
        raise InputError(f"the column {column} is missing", place=place, remedy="add it")
    return columns


_ENTRY = re.compile(r"(?P<key>[\w.-]+):(?:\s+(?P<value>.*))?")
_EXTENSION = re.compile(r"#\s*(?:-\s*)?slot_name:\s*(?P<name>.*)")


def is_slot(column: str) -> bool:
    """Whether a column is SSSOM's, or ours."""
    return column in _MAPPING_TABLE.columns | _MAPPING_TABLE.optional


def declared_columns(lines: Iterable[str]) -> frozenset[str]:
    """The columns that a header declares as extensions."""
    found = (_EXTENSION.fullmatch(line.rstrip()) for line in lines)
    return frozenset(_unquoted(each["name"]) for each in found if each and each["name"])


def curie_map(lines: Iterable[str]) -> dict[str, str]:
    """The prefixes in a header's *lines*, and those that need no declaration; faults are passed."""
    prefixes = dict(_BUILT_IN)
    inside = False
    for line in lines:
        body = line.removeprefix("#")
        entry = _ENTRY.fullmatch(body.strip())
        if entry and inside and body[:1].isspace() and entry["value"]:
            prefixes.setdefault(entry["key"], _unquoted(entry["value"]))
        elif body.strip():
            inside = bool(entry and entry["key"] == "curie_map")
    return prefixes


def _metadata(
    file: Path, lines: Sequence[str], kind: _Kind
) -> tuple[dict[str, str], dict[str, str]]:
    """The metadata that hold for all rows, and the prefixes.

    SSSOM writes metadata in YAML. What is needed of it here is a value behind a key and one map, so
    that is what is read; deeper structures belong to keys that are set aside.
    """
    bodies = [line[1:].rstrip() for line in lines]
    margin = min((len(b) - len(b.lstrip()) for b in bodies if b.strip()), default=0)
    values: dict[str, str] = {}
    prefixes = dict(_BUILT_IN)
    key = ""
    for number, body in enumerate(bodies, 1):
        place = Place(str(file), number)
        if not body.strip():
            continue
        entry = _ENTRY.fullmatch(body.strip())
        if len(body) - len(body.lstrip()) > margin or body.strip().startswith("-"):
            if key == "curie_map":
                _add_prefix(prefixes, entry, place)
            continue
        if entry is None or entry["key"] not in kind.metadata:
            raise InputError(
                f"the header does not know {body.strip()!r}",
                place=place,
                remedy=f"use only {', '.join(sorted(kind.metadata))}",
            )
        key = entry["key"]
        if key in values:
            raise InputError(f"the header says {key} twice", place=place, remedy="keep one")
        values[key] = _unquoted(entry["value"] or "")
    for needed in sorted(kind.required_metadata - set(values)):
        raise InputError(f"the header has no {needed}", place=file, remedy=f"add #{needed}: …")
    return {k: v for k, v in values.items() if k in _PROPAGATED and v}, prefixes


def _add_prefix(prefixes: dict[str, str], entry: re.Match[str] | None, place: Place) -> None:
    name, iri = (entry["key"], _unquoted(entry["value"] or "")) if entry else ("", "")
    if not re.match(r"https?://|urn:", iri):
        raise InputError(
            "curie_map: the line is no prefix with its IRI",
            place=place,
            remedy="write #  prefix: https://…",
        )
    if prefixes.get(name, iri) != iri:
        raise InputError(
            f"curie_map: {name} stands for <{prefixes[name]}> already",
            place=place,
            remedy="choose another prefix",
        )
    prefixes[name] = iri


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _refuse(problems: Sequence[InputError]) -> None:
    """Raise what was found wrong, all of it in one error; nothing if there is nothing."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "; ".join(f"{each.place}: {each.message} ({each.remedy})" for each in problems)
        raise InputError(f"{len(problems)} rows are wrong: {listed}", remedy="correct these rows")


def _hash(*iris: str) -> str:
    # IRIs are compared letter by letter, so nothing is normalised here.
    return hashlib.sha256("\n".join(iris).encode()).hexdigest()[:20]


def _triples(subject: str, facts: Iterable[Detail]) -> Iterator[Triple]:
    return (Triple(NamedNode(subject), NamedNode(predicate), term) for predicate, term in facts)
