"""Crosswalks: tables that join entries of two taxonomies, into a graph of mappings.

A row becomes the relation it states, and a mapping (in the form SSSOM has in RDF) that keeps the
row's own words. Where the crosswalk names no relation, none is made up beyond what its making
allows: O*NET-SOC refines the SOC, so of several O*NET-SOC codes with one SOC code the SOC's is the
broader; two editions of one classification correspond closely where a code has one counterpart in
either direction, and are related where codes were split or merged.

What the table says of the entries themselves stands here as `rdfs:label` and `rdfs:comment`, so
that it does not repeat what the entry's own taxonomy says of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from careerlattice.errors import InputError
from careerlattice.identifiers import ID, id_of
from careerlattice.taxonomies.quads import (
    About,
    CellError,
    GraphWriter,
    TableCount,
    address,
    needed,
)
from careerlattice.taxonomies.tables import File, Release, Row, Table, plain_column
from careerlattice.taxonomies.terms import DCTERMS, SKOS, camel, digest, onet_id, soc_id
from careerlattice.vocabulary import OWL, RDF, RDFS, SSSOM

__all__ = ["about_crosswalks", "read_crosswalks"]

_JUSTIFIED = "https://w3id.org/semapv/vocab/"
_AXIOM = "http://www.w3.org/2002/07/owl#Axiom"

HOME = "https://www.onetcenter.org/crosswalks.html"

_PARTS = re.compile(r"(\d\d-\d{4})(\.\d\d)?")

# What the ESCO–O*NET crosswalk calls a match; "exactISCO" is an exact match with an ISCO group.
_MATCHES = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "broadMatch",
    "narrowMatch": "narrowMatch",
    "relatedMatch": "relatedMatch",
    "exactISCO": "exactMatch",
}

_ESCO_ONET = (
    "O*NET Id",
    "O*NET Title",
    "O*NET Description",
    "ESCO or ISCO URI",
    "ESCO or ISCO Title",
    "ESCO or ISCO Description",
    "Type of Match",
)
_STRUCTURE = (
    "Major Group",
    "Minor Group",
    "Broad Occupation",
    "Detailed Occupation",
    "Detailed O*NET-SOC",
    "SOC or O*NET-SOC 2019 Title",
)
_CODED = re.compile(r"(o\*net-soc\s+)?(\d{4})(\s+soc)?\s+(code|title|description)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Side:
    """One classification that a table's columns are of: which edition, and the columns."""

    refined: bool
    edition: str
    code: str
    title: str
    description: str = ""

    @property
    def name(self) -> str:
        return f"{'O*NET-SOC' if self.refined else 'SOC'} {self.edition}"

    def entry(self, code: str) -> str:
        """The IRI of an entry; a code that is none of this classification is an error."""
        found = _PARTS.fullmatch(code)
        if not found or bool(found[2]) != self.refined:
            raise CellError(f"'{self.code}' is '{code}' and no {self.name} code")
        return _entry(code, self.edition)


def _entry(code: str, edition: str) -> str:
    """The IRI of a code: that of O*NET's occupations for the edition O*NET uses now."""
    if "." not in code:
        return soc_id(code, edition)
    return onet_id("occupation", code) if edition == "2019" else onet_id(f"soc-{edition}", code)


def about_crosswalks(release: Release, version: str | None) -> About:
    """What a folder, an archive or a file of crosswalks is.

    Without a version it has that of the mapping project, or else that of the classifications.
    """
    title, stated = "Crosswalks between occupational classifications", ""
    for file in release.tables:
        for table in file.tables(_is_header):
            facts = {row[0]: row[1] for row in table.preamble if len(row) > 1}
            stated = stated or facts.get("Mapping project version", "")
    version = version or stated or "2019"
    attribution = (
        "This includes the crosswalk of the ESCO Secretariat and the U.S. Department of"
        " Labor/Employment and Training Administration (reused under Commission Decision"
        " 2011/833/EU), and O*NET-SOC crosswalk files by the U.S. Department of Labor, Employment"
        " and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET® is a"
        " trademark of USDOL/ETA. The files were converted to RDF by careerlattice; USDOL/ETA has"
        " not approved, endorsed, or tested these modifications."
    )
    return About(
        "crosswalks",
        version,
        title,
        "European Commission; U.S. Department of Labor, Employment and Training Administration",
        "https://creativecommons.org/licenses/by/4.0/",
        attribution,
        HOME,
    )


def read_crosswalks(release: Release, writer: GraphWriter) -> None:
    """Write the mappings of all of the release's tables.

    Raises:
        InputError: a cell is not what its column is for, or no table is a known crosswalk.
    """
    reader = _Reader(writer)
    known = False
    for file in release.tables:
        for table in file.tables(_is_header):
            known |= reader.take(file, table)
    if not known:
        raise InputError(
            "no table here is a crosswalk that is known",
            place=release.path,
            remedy="name the ESCO–O*NET crosswalk, or tables of O*NET-SOC and SOC codes",
        )
    writer.flush()


def _is_header(columns: frozenset[str]) -> bool:
    for wanted in (_ESCO_ONET, _STRUCTURE):
        if {plain_column(title) for title in wanted} <= columns:
            return True
    # "O*NET-SOC 2010 Code" and the like: two codes, or a code with its title.
    codes = [c for c in columns if re.fullmatch(r"(onetsoc)?\d{4}(soc)?code", c)]
    titles = [c for c in columns if re.fullmatch(r"(onetsoc)?\d{4}(soc)?title", c)]
    return bool(codes and titles)


def _sides(columns: tuple[str, ...]) -> list[_Side]:
    found: dict[tuple[bool, str], dict[str, str]] = {}
    for title in columns:
        match = _CODED.fullmatch(title)
        if match and bool(match[1]) != bool(match[3]):
            found.setdefault((bool(match[1]), match[2]), {})[match[4].lower()] = title
    return [
        _Side(refined, edition, each["code"], each.get("title", ""), each.get("description", ""))
        for (refined, edition), each in found.items()
        if "code" in each
    ]


class _Reader:
    def __init__(self, writer: GraphWriter) -> None:
        self.writer = writer
        self.relate, self.word, self.code = writer.relate, writer.word, writer.code
        self.met: set[bytes] = set()

    def take(self, file: File, table: Table) -> bool:
        """Read one table; whether it was known."""
        columns = {plain_column(title): title for title in table.columns}
        for line in map(": ".join, table.preamble):
            if self.first("preamble", line):
                self.code(self.writer.about.graph, f"{SKOS}editorialNote", line)
        for wanted, what, take in (
            (_ESCO_ONET, "ESCO–O*NET crosswalk", self.esco_onet),
            (_STRUCTURE, "SOC structure", self.structure),
        ):
            canonical = {
                columns[plain_column(title)]: title
                for title in wanted
                if plain_column(title) in columns
            }
            if len(canonical) == len(wanted):
                self.upper: list[str] = []
                self.writer.read(table, what, canonical, take, self._keep)
                return True
        sides = _sides(table.columns)
        if not sides:
            if _is_header(frozenset(columns)):
                self.writer.warn(f"{table.file}: no codes of a known classification")
            self.writer.leave(table)
            return False
        used = {title for side in sides for title in (side.code, side.title, side.description)}
        canonical = {title: title for title in table.columns if title in used}
        if len(sides) == 1:
            what = f"{sides[0].name} occupations"

            def take_entry(row: Row, count: TableCount) -> str:
                return self.entry(sides[0], row.cells, count)

            self.writer.read(table, what, canonical, take_entry, self._keep)
            return True
        one, other = sides[:2]
        counts = _partners(file, table, one, other)

        def take_pair(row: Row, count: TableCount) -> str:
            return self.pair(one, other, counts, row.cells, count)

        what = f"{one.name} to {other.name}"
        self.writer.read(table, what, canonical, take_pair, self._keep)
        return True

    def _keep(self, subject: str, title: str, cell: str) -> None:
        self.code(subject, f"{ID}crosswalks/column/{camel(title)}", cell)

    def first(self, *texts: str) -> bool:
        key = bytes.fromhex(digest(*texts))
        if key in self.met:
            return False
        self.met.add(key)
        return True

    # Kinds of tables

    def esco_onet(self, row: Row, count: TableCount) -> str:
        cells = row.cells
        code = needed(cells, "O*NET Id")
        if not re.fullmatch(r"\d\d-\d{4}\.\d\d", code):
            raise CellError(f"'O*NET Id' is '{code}' and no code such as 43-4051.00")
        one = _entry(code, "2019")
        other = address(needed(cells, "ESCO or ISCO URI"), "ESCO or ISCO URI")
        said = needed(cells, "Type of Match")
        if said not in _MATCHES:
            raise CellError(f"'Type of Match' is '{said}', which is not known here")
        self._describe(one, cells["O*NET Title"], cells["O*NET Description"])
        self._describe(other, cells["ESCO or ISCO Title"], cells["ESCO or ISCO Description"])
        return self._map(
            one,
            SKOS + _MATCHES[said],
            other,
            count,
            (cells["O*NET Title"], cells["ESCO or ISCO Title"]),
            "ManualMappingCuration",
            said,
        )

    def structure(self, row: Row, count: TableCount) -> str:
        cells = row.cells
        filled = [title for title in _STRUCTURE[:5] if cells[title]]
        if len(filled) != 1:
            raise CellError(f"the row has {len(filled)} codes, and one was expected")
        depth, code = _STRUCTURE.index(filled[0]), cells[filled[0]]
        found = _PARTS.fullmatch(code)
        if not found or bool(found[2]) != (depth == 4):
            raise CellError(f"'{filled[0]}' is '{code}' and no such code")
        iri = _entry(code, "2019" if found[2] else "2018")
        del self.upper[depth:]
        if not self.first("structure", iri):
            count.duplicates += 1
        elif self.upper:
            self._join(iri, f"{SKOS}broader", self.upper[-1])
        # A level may be skipped: the next lower hangs on the last that was there.
        self.upper += [iri] * (depth + 1 - len(self.upper))
        self._listed(iri, code, "O*NET-SOC 2019" if found[2] else "SOC 2018")
        self._describe(iri, cells[_STRUCTURE[5]])
        return iri

    def entry(self, side: _Side, cells: dict[str, str], count: TableCount) -> str:
        code = needed(cells, side.code)
        iri = side.entry(code)
        if not self.first("entry", iri):
            count.duplicates += 1
        self._listed(iri, code, side.name)
        self._describe(iri, cells.get(side.title, ""), cells.get(side.description, ""))
        return iri

    def pair(
        self,
        one: _Side,
        other: _Side,
        partners: tuple[Counter[str], Counter[str]],
        cells: dict[str, str],
        count: TableCount,
    ) -> str:
        codes = needed(cells, one.code), needed(cells, other.code)
        ends = one.entry(codes[0]), other.entry(codes[1])
        for side, code, iri in zip((one, other), codes, ends, strict=True):
            self._listed(iri, code, side.name)
            self._describe(iri, cells.get(side.title, ""))
        forth, back = partners[0][codes[0]], partners[1][codes[1]]
        if forth == back == 1:
            relation = "closeMatch"
        elif one.refined and not other.refined and forth == 1:
            relation = "broadMatch"
        else:
            relation = "relatedMatch"
        titles = cells.get(one.title, ""), cells.get(other.title, "")
        return self._map(
            ends[0], SKOS + relation, ends[1], count, titles, "UnspecifiedMatching", ""
        )

    # Saying

    def _join(self, subject: str, predicate: str, thing: str) -> None:
        if self.first(subject, predicate, thing):
            self.relate(subject, predicate, thing)

    def _listed(self, iri: str, code: str, scheme: str) -> None:
        """The entry is one of a classification."""
        home = id_of("crosswalks", "classification", scheme)
        if self.first(home):
            self.relate(home, RDF.type, f"{SKOS}ConceptScheme")
            self.code(home, RDFS.label, scheme)
        if self.first(iri, home):
            self.relate(iri, f"{SKOS}inScheme", home)
            # O*NET's own graph has the codes of its occupations.
            if not iri.startswith(f"{ID}onet/occupation/"):
                self.relate(iri, RDF.type, f"{SKOS}Concept")
                self.code(iri, f"{SKOS}notation", code)

    def _describe(self, iri: str, title: str, description: str = "") -> None:
        if title and self.first(iri, "label", title):
            self.word(iri, RDFS.label, title)
        if description and self.first(iri, "comment", description):
            self.word(iri, RDFS.comment, description)

    def _map(
        self,
        one: str,
        relation: str,
        other: str,
        count: TableCount,
        titles: tuple[str, str],
        justification: str,
        said: str,
    ) -> str:
        iri = id_of("crosswalks", "mapping", digest(count.table, one, relation, other, said))
        if not self.first(iri):
            count.duplicates += 1
            return iri
        self._join(one, relation, other)
        self.relate(iri, RDF.type, _AXIOM)
        self.relate(iri, OWL.annotatedSource, one)
        self.relate(iri, OWL.annotatedProperty, relation)
        self.relate(iri, OWL.annotatedTarget, other)
        self.relate(iri, SSSOM.mapping_justification, _JUSTIFIED + justification)
        self.code(iri, SSSOM.subject_label, titles[0])
        self.code(iri, SSSOM.object_label, titles[1])
        self.code(iri, f"{DCTERMS}type", said)
        return iri


def _partners(
    file: File, table: Table, one: _Side, other: _Side
) -> tuple[Counter[str], Counter[str]]:
    """How many counterparts each code of a table has, in either direction."""
    pairs = {
        (row.cells[one.code], row.cells[other.code])
        for again in _again(file, table)
        for row in again.rows()
    }
    return Counter(first for first, _ in pairs), Counter(second for _, second in pairs)


def _again(file: File, table: Table) -> Iterator[Table]:
    """The same table once more: rows are streamed."""
    return (each for each in file.tables(_is_header) if each.name == table.name)
