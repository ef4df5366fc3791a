"""ESCO: the tables of its CSV download into its graph, in SKOS and in ESCO's own vocabulary.

Besides the published columns, two tables as others rebuilt them are read: skills with their label
and one running text (`kind`, `text`), and relations that name the kind of relation by a word.
Where a skill is met in a relation before any table describes it, the label it bears there is its
label. The language is that of the files, as in `skills_en.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from careerlattice.errors import InputError
from careerlattice.identifiers import id_of
from careerlattice.taxonomies.quads import (
    About,
    CellError,
    GraphWriter,
    TableCount,
    address,
    moment,
    needed,
    number,
)
from careerlattice.taxonomies.tables import File, Release, Row, Table, named_columns, plain_column
from careerlattice.taxonomies.terms import DCTERMS, ESCO, ISO_THES, SKOS, camel, digest
from careerlattice.vocabulary import RDF

__all__ = ["about_esco", "read_esco"]

LICENCE = "http://data.europa.eu/eli/dec/2011/833/oj"
HOME = "https://esco.ec.europa.eu/en/use-esco/download"
BASE = "http://data.europa.eu/esco/"

_LANGUAGE = re.compile(r"_([a-z]{2})$")

_KINDS = {
    "Occupation": (ESCO + "Occupation", ESCO + "MemberConcept"),
    "ISCOGroup": (SKOS + "Concept",),
    "SkillGroup": (SKOS + "Concept",),
    "KnowledgeSkillCompetence": (ESCO + "Skill", ESCO + "MemberConcept"),
}

# What the word for a kind of skill says, in the published files and in the rebuilt ones.
_SKILL_TYPES = {
    "skill": "skill",
    "skill/competence": "skill",
    "knowledge": "knowledge",
    "knowledge?": "knowledge",
}
_RELATIONS = {
    "essential": ESCO + "relatedEssentialSkill",
    "optional": ESCO + "relatedOptionalSkill",
}

_LABELS = "preferredLabel|altLabels|hiddenLabels"
_NOTES = "status|modifiedDate|scopeNote|definition|inScheme|description|code"


_Take: TypeAlias = "Callable[[_Reader, Row], str]"


@dataclass(frozen=True, slots=True)
class _Shape:
    what: str
    needs: tuple[str, ...]
    may: tuple[str, ...]
    turn: int
    take: _Take

    def columns(self) -> dict[str, str]:
        return {plain_column(title): title for title in (*self.needs, *self.may)}

    def fits(self, columns: Iterable[str]) -> bool:
        return {plain_column(title) for title in self.needs} <= set(columns)


_SHAPES: list[_Shape] = []


def _table(what: str, needs: str, may: str = "", *, turn: int = 1) -> Callable[[_Take], _Take]:
    """Register the function that takes the rows of a table; columns are divided by "|"."""

    def register(take: _Take) -> _Take:
        optional = tuple(title for title in may.split("|") if title)
        _SHAPES.append(_Shape(what, tuple(needs.split("|")), optional, turn, take))
        return take

    return register


def about_esco(release: Release, version: str | None) -> About:
    """What the release is; the name of its folder or archive tells the version.

    Raises:
        InputError: it does not tell its version, and none is given.
    """
    found = re.search(r"(?<!\d)(\d+)[._](\d+)[._](\d+)", release.path.name)
    if version is None and found is None:
        raise InputError(
            "nothing here tells which ESCO release this is",
            place=release.path,
            remedy="say it, as in --version 1.2.0",
        )
    version = version or ".".join(found.groups() if found else ())
    languages = {m[1] for file in release.tables if (m := _LANGUAGE.search(file.stem.lower()))}
    if len(languages) > 1:
        raise InputError(
            f"the tables are in several languages ({', '.join(sorted(languages))})",
            place=release.path,
            remedy="give each language a folder of its own",
        )
    attribution = (
        f"This service uses the ESCO classification of the European Commission (ESCO {version}),"
        " reused under Commission Decision 2011/833/EU. The classification was converted to RDF"
        " from its CSV tables by careerlattice."
    )
    language = next(iter(languages), "en")
    return About(
        "esco",
        version,
        f"ESCO {version}",
        "European Commission",
        LICENCE,
        attribution,
        HOME,
        language,
    )


def read_esco(release: Release, writer: GraphWriter) -> None:
    """Write the facts of all of the release's tables.

    Raises:
        InputError: a cell is not what its column is for, or no table of the release is known.
    """
    reader = _Reader(writer)
    turns: list[tuple[int, str, File]] = []
    for file in release.tables:
        shapes = [shape for table in file.tables(_is_header) if (shape := _shape_of(table))]
        turns.append((min((shape.turn for shape in shapes), default=9), file.name, file))
    if all(turn == 9 for turn, _, _ in turns):
        raise InputError(
            "no table here is known as one of ESCO's",
            place=release.path,
            remedy="name the folder or zip archive of ESCO's CSV download",
        )
    for _, _, file in sorted(turns, key=lambda each: each[:2]):
        for table in file.tables(_is_header):
            shape = _shape_of(table)
            if shape is not None:
                reader.take(shape, table)
            elif plain_column(_LANGUAGE.sub("", table.name)) == "dictionary":
                reader.explain(table)
            else:
                writer.leave(table)
    reader.finish()


def _is_header(columns: frozenset[str]) -> bool:
    return any(shape.fits(columns) for shape in _SHAPES)


def _shape_of(table: Table) -> _Shape | None:
    columns = [plain_column(title) for title in table.columns]
    fitting = [shape for shape in _SHAPES if shape.fits(columns)]
    if fitting:
        return max(fitting, key=lambda shape: (len(shape.needs), shape.what))
    wanted = _by_name().get(plain_column(_LANGUAGE.sub("", table.name)))
    if wanted is not None:
        missing = [title for title in wanted.needs if plain_column(title) not in columns]
        raise InputError(
            f"table '{table.name}': the column '{missing[0]}' is missing",
            place=table.place(table.header_number),
            remedy="see whether the file is as published, and download it again",
        )
    return None


@cache
def _by_name() -> dict[str, _Shape]:
    """The kinds of tables by the names that ESCO gives its files."""
    named = {shape.what: shape for shape in _SHAPES}
    names = {
        "occupations": "concepts",
        "skills": "concepts",
        "skillGroups": "concepts",
        "ISCOGroups": "concepts",
        "conceptSchemes": "concept schemes",
        "broaderRelationsOccPillar": "broader relations",
        "broaderRelationsSkillPillar": "broader relations",
        "occupationSkillRelations": "occupations and skills",
        "skillSkillRelations": "skills and skills",
        "skillsHierarchy": "skills hierarchy",
    }
    return {plain_column(name): named[what] for name, what in names.items()}


class _Reader:
    """What the tables have said so far, as much as later rows are compared with."""

    def __init__(self, writer: GraphWriter) -> None:
        self.writer = writer
        self.relate, self.state = writer.relate, writer.state
        self.word, self.code = writer.word, writer.code
        self.labels: dict[str, str] = {}
        self.met: set[bytes] = set()
        self.described: set[str] = set()
        self.typed: set[str] = set()
        self.guessed: dict[str, str] = {}
        self.table = ""

    def take(self, shape: _Shape, table: Table) -> None:
        self.table = table.name
        canonical = named_columns(table, shape.columns())
        absent = [title for title in shape.may if title not in canonical.values()]

        def take_row(row: Row, count: TableCount) -> str:
            for title in absent:
                row.cells[title] = ""
            if not self.first(count.file, *row.cells.values()):
                count.duplicates += 1
            return shape.take(self, row)

        self.writer.read(table, shape.what, canonical, take_row, self._keep)

    def _keep(self, subject: str, title: str, cell: str) -> None:
        self.code(subject, ESCO + camel(title), cell)

    def finish(self) -> None:
        """Say and tell what could only be known when all tables were read."""
        for iri, word in self.guessed.items():
            if iri not in self.typed:
                self._skill_type(iri, word)
        unknown = sum(1 for iri in self.labels if iri not in self.described)
        if unknown:
            self.writer.warn(
                f"{unknown:,} concepts are named in relations and described in no table"
            )

    def first(self, *texts: str) -> bool:
        key = bytes.fromhex(digest(*texts))
        if key in self.met:
            return False
        self.met.add(key)
        return True

    def _join(self, subject: str, predicate: str, thing: str) -> None:
        """Relate two things, once."""
        if self.first(subject, predicate, thing):
            self.relate(subject, predicate, thing)

    def _concept(self, iri: str, kind: str) -> None:
        for each in dict.fromkeys((SKOS + "Concept", *_KINDS.get(kind, ()))):
            self._join(iri, RDF.type, each)

    def _label(self, iri: str, label: str) -> None:
        """The preferred label; another one, met later, is kept beside it and told."""
        known = self.labels.get(iri)
        if not known:
            self.labels[iri] = label
            self.word(iri, SKOS + "prefLabel", label)
        elif label and label != known and self.first(iri, "label", label):
            self.word(iri, SKOS + "altLabel", label)
            self.writer.warn("concepts bear two preferred labels; the second is kept beside")

    # Concepts

    @_table(
        "concepts",
        "conceptType|conceptUri|preferredLabel",
        f"{_LABELS.partition('|')[2]}|{_NOTES}|iscoGroup|regulatedProfessionNote|skillType"
        "|reuseLevel|naceCode",
        turn=0,
    )
    def concepts(self, row: Row) -> str:
        cells = row.cells
        iri = address(needed(cells, "conceptUri"), "conceptUri")
        kind = needed(cells, "conceptType")
        if kind not in _KINDS:
            raise CellError(f"'conceptType' is '{kind}', which is not known here")
        if iri in self.described:
            return iri
        self.described.add(iri)
        self._concept(iri, kind)
        self._label(iri, needed(cells, "preferredLabel"))
        for title, name in (("altLabels", "altLabel"), ("hiddenLabels", "hiddenLabel")):
            for label in dict.fromkeys(_lines(cells[title])):
                # SKOS keeps the three kinds of labels apart.
                if label != cells["preferredLabel"] and self.first(iri, "label", label):
                    self.word(iri, SKOS + name, label)
        if cells["skillType"]:
            self._skill_type(iri, cells["skillType"])
        if cells["reuseLevel"]:
            level = _last(cells["reuseLevel"])
            self.relate(iri, ESCO + "skillReuseLevel", f"{BASE}skill-reuse-level/{level}")
        if cells["iscoGroup"]:
            group = f"{BASE}isco/C{cells['iscoGroup'].removeprefix('C')}"
            self.relate(iri, ESCO + "memberOfISCOGroup", address(group, "iscoGroup"))
        if note := cells["regulatedProfessionNote"]:
            if note.startswith("http"):
                value = address(note, "regulatedProfessionNote")
                self.relate(iri, ESCO + "regulatedProfessionNote", value)
            else:
                self.word(iri, ESCO + "regulatedProfessionNote", note)
        for each in _several(cells["naceCode"]):
            self.relate(iri, ESCO + "hasNACECode", address(each, "naceCode"))
        self._notes(iri, cells)
        return iri

    def _notes(self, iri: str, cells: dict[str, str]) -> None:
        for scheme in _several(cells["inScheme"]):
            self._join(iri, SKOS + "inScheme", address(scheme, "inScheme"))
        self.code(iri, SKOS + "notation", cells["code"])
        self.code(iri, ISO_THES + "status", cells["status"])
        if cells["modifiedDate"]:
            self.state(iri, DCTERMS + "modified", moment(cells["modifiedDate"], "modifiedDate"))
        for title, name in (
            ("description", DCTERMS + "description"),
            ("definition", SKOS + "definition"),
            ("scopeNote", SKOS + "scopeNote"),
        ):
            self.word(iri, name, cells[title])

    def _skill_type(self, iri: str, word: str) -> None:
        kind = _SKILL_TYPES.get(_last(word) if word.startswith("http") else word)
        if kind is None:
            raise CellError(f"the type of a skill is '{word}', which is not known here")
        self.typed.add(iri)
        self._join(iri, ESCO + "skillType", f"{BASE}skill-type/{kind}")

    @_table(
        "skills, rebuilt", "conceptUri|preferredLabel|kind", "label_source|description|text", turn=0
    )
    def rebuilt_skills(self, row: Row) -> str:
        cells = row.cells
        iri = address(needed(cells, "conceptUri"), "conceptUri")
        if iri in self.described:
            return iri
        self.described.add(iri)
        self._concept(iri, "KnowledgeSkillCompetence")
        self._label(iri, needed(cells, "preferredLabel"))
        # Whoever rebuilt the table guessed it: ESCO's own word stands in the relations.
        self.guessed[iri] = needed(cells, "kind")
        if cells["kind"] not in _SKILL_TYPES:
            raise CellError(f"'kind' is '{cells['kind']}', which is not known here")
        self.code(iri, SKOS + "editorialNote", f"kind: {cells['kind']}")
        if cells["label_source"]:
            self.code(iri, SKOS + "editorialNote", f"label_source: {cells['label_source']}")
        self.word(iri, DCTERMS + "description", cells["description"])
        # Label, other labels and description run into one another: kept, and no label.
        self.word(iri, SKOS + "note", cells["text"])
        return iri

    @_table(
        "concept schemes",
        "conceptSchemeUri|hasTopConcept",
        "conceptType|preferredLabel|title|status|description",
        turn=0,
    )
    def schemes(self, row: Row) -> str:
        cells = row.cells
        iri = address(needed(cells, "conceptSchemeUri"), "conceptSchemeUri")
        self._join(iri, RDF.type, SKOS + "ConceptScheme")
        if self.first(iri, "described"):
            self.word(iri, SKOS + "prefLabel", cells["preferredLabel"])
            self.word(iri, DCTERMS + "title", cells["title"])
            self.word(iri, DCTERMS + "description", cells["description"])
            self.code(iri, ISO_THES + "status", cells["status"])
        for concept in _several(cells["hasTopConcept"]):
            self._join(iri, SKOS + "hasTopConcept", address(concept, "hasTopConcept"))
        return iri

    # Relations

    @_table(
        "broader relations",
        "conceptUri|broaderUri",
        "conceptType|conceptLabel|broaderType|broaderLabel",
    )
    def broader(self, row: Row) -> str:
        cells = row.cells
        iri = address(needed(cells, "conceptUri"), "conceptUri")
        other = address(needed(cells, "broaderUri"), "broaderUri")
        for end, kind, label in (
            (iri, cells["conceptType"], cells["conceptLabel"]),
            (other, cells["broaderType"], cells["broaderLabel"]),
        ):
            self._met(end, kind, label)
        self._join(iri, SKOS + "broader", other)
        return iri

    @_table(
        "occupations and skills",
        "occupationUri|relationType|skillUri",
        "occupationLabel|skillLabel|skillType",
    )
    def occupations_and_skills(self, row: Row) -> str:
        cells = row.cells
        iri = address(needed(cells, "occupationUri"), "occupationUri")
        skill = address(needed(cells, "skillUri"), "skillUri")
        self._met(iri, "Occupation", cells["occupationLabel"])
        self._met(skill, "KnowledgeSkillCompetence", cells["skillLabel"])
        if cells["skillType"]:
            self._skill_type(skill, cells["skillType"])
        self._join(iri, _relation(cells), skill)
        return iri

    @_table(
        "skills and skills",
        "originalSkillUri|relationType|relatedSkillUri",
        "originalSkillType|relatedSkillType|originalSkillLabel|relatedSkillLabel",
    )
    def skills_and_skills(self, row: Row) -> str:
        cells = row.cells
        ends = []
        for end in ("original", "related"):
            iri = address(needed(cells, f"{end}SkillUri"), f"{end}SkillUri")
            self._met(iri, "KnowledgeSkillCompetence", cells[f"{end}SkillLabel"])
            if cells[f"{end}SkillType"]:
                self._skill_type(iri, cells[f"{end}SkillType"])
            ends.append(iri)
        self._join(ends[0], _relation(cells), ends[1])
        return ends[0]

    def _met(self, iri: str, kind: str, label: str) -> None:
        """A concept that a relation names: described only where no table did."""
        if iri not in self.described and self.first(iri, "met"):
            self._concept(iri, kind)
            self.labels.setdefault(iri, "")
        if label and not self.labels.get(iri):
            self.labels[iri] = label
            self.word(iri, SKOS + "prefLabel", label)
        elif label and label != self.labels[iri]:
            self._label(iri, label)

    @_table(
        "skills hierarchy",
        "Level 0 URI|Level 1 URI|Level 2 URI|Level 3 URI",
        "|".join(f"Level {n} preferred term|Level {n} code" for n in range(4))
        + "|Description|Scope note",
    )
    def hierarchy(self, row: Row) -> str:
        cells = row.cells
        steps = [n for n in range(4) if cells[f"Level {n} URI"]]
        if not steps:
            raise CellError("the column 'Level 0 URI' is blank")
        iris = [address(cells[f"Level {n} URI"], f"Level {n} URI") for n in steps]
        for n, iri in zip(steps, iris, strict=True):
            self._met(iri, "SkillGroup", cells[f"Level {n} preferred term"])
            if iri not in self.described:
                self.code(iri, SKOS + "notation", cells[f"Level {n} code"])
        last = iris[-1]
        if last not in self.described:
            self.described.add(last)
            self.word(last, DCTERMS + "description", cells["Description"])
            self.word(last, SKOS + "scopeNote", cells["Scope note"])
        for upper, lower in pairwise(iris):
            self._join(lower, SKOS + "broader", upper)
        return last

    # Collections: green, digital, language skills and the like

    @_table(
        "collection",
        "conceptType|conceptUri|preferredLabel|broaderConceptUri",
        f"{_LABELS.partition('|')[2]}|{_NOTES}|skillType|reuseLevel|broaderConceptPT",
        turn=3,
    )
    def collections(self, row: Row) -> str:
        cells = row.cells
        name = _LANGUAGE.sub("", self.table)
        collection = id_of("esco/collection", name)
        if self.first(collection):
            self.relate(collection, RDF.type, SKOS + "Collection")
            self.word(collection, SKOS + "prefLabel", name)
        iri = address(needed(cells, "conceptUri"), "conceptUri")
        if iri not in self.described:
            labels = cells["altLabels"].replace(" | ", "\n")
            self.concepts(Row(row.number, {**cells, **_NOT_THERE, "altLabels": labels}))
        self._join(collection, SKOS + "member", iri)
        for broader in _several(cells["broaderConceptUri"].replace("|", "\n")):
            self._join(iri, SKOS + "broader", address(broader.strip(), "broaderConceptUri"))
        return iri

    @_table("green shares", "conceptType|conceptUri|preferredLabel|greenShare", "code", turn=3)
    def green_shares(self, row: Row) -> str:
        iri = address(needed(row.cells, "conceptUri"), "conceptUri")
        share = number(needed(row.cells, "greenShare"), "greenShare")
        self.state(iri, ESCO + "greenShare", share)
        return iri

    def explain(self, table: Table) -> None:
        """Keep ESCO's own explanations of its columns, as notes on the graph."""

        def take_row(row: Row, count: TableCount) -> str:
            note = ": ".join(filter(None, row.cells.values()))
            if self.first("note", note):
                self.word(self.writer.about.graph, SKOS + "editorialNote", note)
            else:
                count.duplicates += 1
            return self.writer.about.graph

        columns = {title: title for title in table.columns}
        self.writer.read(table, "dictionary", columns, take_row, self._keep)


_NOT_THERE = {"iscoGroup": "", "regulatedProfessionNote": "", "naceCode": ""}


def _relation(cells: dict[str, str]) -> str:
    relation = _RELATIONS.get(needed(cells, "relationType"))
    if relation is None:
        raise CellError(f"'relationType' is '{cells['relationType']}', which is not known here")
    return relation


def _lines(cell: str) -> list[str]:
    """The labels of a cell, one a line."""
    return [each.strip() for each in cell.splitlines() if each.strip()]


def _several(cell: str) -> list[str]:
    """The IRIs of a cell, divided by commas, white space or both."""
    return list(dict.fromkeys(each for each in re.split(r"[\s,]+", cell) if each))


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
