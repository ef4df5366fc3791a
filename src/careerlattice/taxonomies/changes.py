"""Changes between two releases of a taxonomy, and the mappings that they touch.

An entry of the old release that the new one no longer has, or has and marks as obsolete, is
retired; one that bears another label is renamed; one that a crosswalk gives several codes is split.
Only the tables that describe entries are read, so that a release is compared in seconds and need
not be installed.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from careerlattice.errors import InputError, Place, UsageError
from careerlattice.identifiers import ID
from careerlattice.mappings import SemanticMapping, Status
from careerlattice.taxonomies.installed import Installed, installed_taxonomies
from careerlattice.taxonomies.tables import Release, Table, plain_column
from careerlattice.taxonomies.terms import ESCO, ISO_THES, SKOS, onet_id

__all__ = [
    "Change",
    "Entries",
    "Entry",
    "Touched",
    "compare_releases",
    "read_entries",
    "read_successors",
]

_ONET = f"{ID}onet/"
_ESCO = "http://data.europa.eu/esco/"
_BASES = {"onet": _ONET, "esco": _ESCO}
_NAMES = {"onet": "O*NET", "esco": "ESCO"}

# Of O*NET what can be linked to; ESCO's entries all can.
_ONET_FAMILIES = frozenset({"element", "occupation", "task"})
_GONE = frozenset({"obsolete", "deprecated", "retired", "withdrawn", "removed"})
_REPLACED = frozenset({"isreplacedby", "replacedby", "replacedbyuri"})
_CODE = re.compile(r"\d\d-\d{4}\.\d\d")
_EDITION = re.compile(r"onetsoc(\d{4})code")


class Change(StrEnum):
    """What became of an entry."""

    RETIRED = "retired"
    SPLIT = "split"
    RENAMED = "renamed"
    UNKNOWN = "unknown"
    NEW = "new"

    @property
    def needs_attention(self) -> bool:
        """Whether a mapping to such an entry is to be looked at again; what is new is in order."""
        return self is not Change.NEW


@dataclass(frozen=True, slots=True)
class Entry:
    """What a release says of an entry: its label, whether it is in use, and what replaced it."""

    label: str
    in_use: bool = True
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entries:
    """The entries of a release, by IRI; *kind* is onet or esco, *name* what people call it."""

    kind: str
    name: str
    by_iri: Mapping[str, Entry]

    def of(self, iri: str) -> Entry | None:
        """An entry; None if it is not in this release."""
        return self.by_iri.get(iri)

    def families(self) -> frozenset[str]:
        """The families of its entries: occupation, task, skill and the like."""
        return frozenset(_family(self.kind, iri) for iri in self.by_iri)


@dataclass(frozen=True, slots=True)
class Touched:
    """A mapping one of whose ends has changed.

    *before* and *after* are the entry's labels, "" where a release has none; *now* has the IRIs
    that stand in its place, as far as a crosswalk or the release says so.
    """

    change: Change
    entry: str
    before: str
    after: str
    mapping: SemanticMapping
    now: tuple[str, ...] = field(default=())


def compare_releases(
    old: Entries,
    new: Entries,
    mappings: Iterable[SemanticMapping],
    successors: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Touched, ...]:
    """The *mappings* whose entries have changed from *old* to *new*, the gravest changes first.

    What was rejected is not looked at. *successors* has, by IRI, what a crosswalk puts in an
    entry's place.

    Raises:
        UsageError: the two are not of one taxonomy.
        InputError: a release has nothing of the kind that a mapping points at: it is not whole.
    """
    if old.kind != new.kind:
        raise UsageError(
            f"{old.name} is a release of {_NAMES[old.kind]} and {new.name} of {_NAMES[new.kind]}",
            remedy="compare two releases of one taxonomy",
        )
    given = successors or {}
    families = {release.name: release.families() for release in (old, new)}
    found: list[Touched] = []
    once = {each.iri: each for each in mappings if each.status is not Status.REJECTED}
    for mapping in once.values():
        for end in (mapping.subject, mapping.object):
            family = _family(old.kind, end)
            if not family:
                continue
            for release in (old, new):
                if family not in families[release.name]:
                    raise InputError(
                        f"has no entry of the kind '{family}', which mappings point at"
                        f" (<{end}>, {mapping.place})",
                        place=release.name,
                        remedy="give the whole release",
                    )
            touched = _touched(mapping, end, old.of(end), new, given.get(end, ()))
            if touched:
                found.append(touched)
    order = list(Change)
    return tuple(sorted(found, key=lambda t: (order.index(t.change), t.entry, t.mapping.iri)))


def _touched(
    mapping: SemanticMapping,
    iri: str,
    before: Entry | None,
    new: Entries,
    successors: tuple[str, ...],
) -> Touched | None:
    after = new.of(iri)
    now = successors or (after.replaced_by if after else ())
    if before is None:
        if after is None:
            return Touched(Change.UNKNOWN, iri, "", "", mapping)
        return Touched(Change.NEW, iri, "", after.label, mapping) if after.in_use else None
    old_label, new_label = before.label, after.label if after else ""
    others = tuple(each for each in now if each != iri)
    if len(now) > 1:
        return Touched(Change.SPLIT, iri, old_label, new_label, mapping, now)
    if after is None or (before.in_use and not after.in_use):
        return Touched(Change.RETIRED, iri, old_label, new_label, mapping, others)
    if _plain(old_label) != _plain(new_label):
        return Touched(Change.RENAMED, iri, old_label, new_label, mapping)
    return None


def _family(kind: str, iri: str) -> str:
    """What an IRI is of, "" if it is no entry of the taxonomy that can be linked to."""
    base = _BASES[kind]
    family, slash, code = iri.removeprefix(base).partition("/")
    if not iri.startswith(base) or not slash:
        return ""
    # Titles and emerging tasks stand below the occupation that they are of.
    is_linked_to = kind != "onet" or (family in _ONET_FAMILIES and "/" not in code)
    return family if is_linked_to else ""


def _plain(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).split())


# Reading


def read_entries(name: str, output: Path) -> Entries:
    """The entries of the release that *name* names.

    That is an installed taxonomy (onet, onet-29.3) of the build folder *output*, or else a path: a
    folder, a zip archive or a table.

    Raises:
        UsageError: it names neither.
        InputError: the release cannot be read, or describes no entries.
    """
    installed = _installed(name, output)
    if installed is not None:
        return _of_graph(installed)
    path = Path(name)
    if not path.exists():
        there = ", ".join(each.slug for each in installed_taxonomies(output)) or "none is"
        raise UsageError(
            f"'{name}' is neither a release nor an installed taxonomy",
            remedy=f"name a folder or archive, or an installed taxonomy (installed: {there})",
        )
    return _of_release(path)


def _installed(name: str, output: Path) -> Installed | None:
    found = [each for each in installed_taxonomies(output) if each.kind in _BASES]
    for each in found:
        if each.slug == name or (each.in_use and each.about.name == name):
            return each
    return None


_WANTED = (f" <{SKOS}prefLabel> ", f" <{ISO_THES}status> ", f" <{ESCO}isReplacedBy> ")


def _of_graph(installed: Installed) -> Entries:
    labels: dict[str, str] = {}
    gone: set[str] = set()
    replaced: dict[str, tuple[str, ...]] = {}
    base = f"<{_BASES[installed.kind]}"
    try:
        with gzip.open(installed.graph_file, "rt", encoding="utf-8") as stream:
            lines = [
                line
                for line in stream
                if line.startswith(base) and any(predicate in line for predicate in _WANTED)
            ]
    except (OSError, EOFError) as error:
        raise InputError(
            f"the graph of the taxonomy cannot be read ({error})",
            place=installed.graph_file,
            remedy="remove the taxonomy and add it again",
        ) from None
    for quad in parse("".join(lines), format=RdfFormat.N_QUADS):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
            continue
        iri, value = quad.subject.value, quad.object.value
        if not _family(installed.kind, iri):
            continue
        if quad.predicate.value == f"{SKOS}prefLabel":
            labels.setdefault(iri, value)
        elif quad.predicate.value == f"{ISO_THES}status":
            if value.lower() in _GONE:
                gone.add(iri)
        else:
            replaced[iri] = _several(value)
    entries = {
        iri: Entry(label, iri not in gone, replaced.get(iri, ())) for iri, label in labels.items()
    }
    return Entries(installed.kind, installed.slug, entries)


@dataclass(frozen=True, slots=True)
class _Describing:
    """A kind of table that describes entries: its columns, in their plain form, and its files."""

    kind: str
    family: str
    code: str
    label: str
    needs: frozenset[str]
    files: tuple[str, ...]

    def fits(self, columns: Iterable[str]) -> bool:
        return self.needs <= set(columns)


def _describing(kind: str, family: str, columns: str, *files: str) -> _Describing:
    code, label, *_ = columns.split()
    return _Describing(kind, family, code, label, frozenset(columns.split()), files)


_TABLES = (
    _describing("onet", "occupation", "onetsoccode title description", "occupationdata"),
    _describing("onet", "task", "taskid task tasktype", "taskstatements"),
    _describing("onet", "element", "elementid elementname description", "contentmodelreference"),
    _describing("onet", "element", "iwaid iwatitle elementid", "iwareference", "dwareference"),
    _describing("onet", "element", "dwaid dwatitle iwaid", "dwareference"),
    _describing("esco", "", "concepturi preferredlabel"),
)


def _of_release(path: Path) -> Entries:
    release = Release(path)
    names = {name for each in _TABLES for name in each.files}
    named = [file for file in release.tables if plain_column(file.stem) in names]
    found: dict[str, dict[str, Entry]] = {"onet": {}, "esco": {}}
    # O*NET's files are known by their names as a rule; else all are looked at, which takes longer.
    for files in (named, [file for file in release.tables if file not in named]):
        for file in files:
            for table in file.tables(_is_header):
                columns = [plain_column(title) for title in table.columns]
                fitting = [each for each in _TABLES if each.fits(columns)]
                _take(fitting, table, found)
        if any(found.values()):
            break
    kinds = [each for each in found if found[each]]
    if not kinds:
        raise InputError(
            "no table here describes occupations, tasks or skills",
            place=path,
            remedy="name the folder or archive of a release of O*NET or ESCO",
        )
    return Entries(kinds[0], str(path), found[kinds[0]])


def _is_header(columns: frozenset[str]) -> bool:
    return any(each.fits(columns) for each in _TABLES)


def _take(kinds: list[_Describing], table: Table, found: dict[str, dict[str, Entry]]) -> None:
    """Take the entries that each row describes: an activity's stands beside that above it."""
    names = {plain_column(title): title for title in table.columns if title}
    replacing = [names[each] for each in _REPLACED if each in names]
    for row in table.rows() if kinds else ():
        for kind in kinds:
            code, label = row.cells[names[kind.code]], row.cells[names[kind.label]]
            if not code:
                continue
            iri = onet_id(kind.family, code) if kind.kind == "onet" else code
            status = row.cells.get(names.get("status", ""), "")
            replaced = tuple(each for title in replacing for each in _several(row.cells[title]))
            entry = Entry(label, status.lower() not in _GONE, replaced)
            found[kind.kind].setdefault(iri, entry)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in re.split(r"[\s,|]+", cell) if each))


def read_successors(path: Path) -> dict[str, tuple[str, ...]]:
    """What the crosswalk at *path* puts in the place of each O*NET occupation, itself included.

    It is a table with the codes of two editions of O*NET-SOC, from the older to the newer.

    Raises:
        InputError: there is no such table, or a cell holds no code.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    known = False
    for file in Release(path).tables:
        for table in file.tables(lambda columns: len(_editions(columns)) > 1):
            editions = _editions(plain_column(title) for title in table.columns)
            if len(editions) < 2:
                continue
            known = True
            names = {plain_column(title): title for title in table.columns}
            old, new = (names[editions[each]] for each in sorted(editions)[:2])
            for place, one, other in _pairs(table, old, new):
                for code in (one, other):
                    if not _CODE.fullmatch(code):
                        raise InputError(
                            f"'{code}' is no code such as 43-4051.00",
                            place=place,
                            remedy="see whether the file is as published",
                        )
                found[onet_id("occupation", one)][onet_id("occupation", other)] = None
    if not known:
        raise InputError(
            "no table here joins two editions of O*NET-SOC",
            place=path,
            remedy="name a table with columns such as 'O*NET-SOC 2010 Code' and 'O*NET-SOC 2019"
            " Code'",
        )
    return {iri: tuple(others) for iri, others in found.items()}


def _editions(columns: Iterable[str]) -> dict[str, str]:
    """The plain columns of codes, by their editions."""
    return {match[1]: column for column in columns if (match := _EDITION.fullmatch(column))}


def _pairs(table: Table, old: str, new: str) -> Iterator[tuple[Place, str, str]]:
    for row in table.rows():
        yield table.place(row.number), row.cells[old], row.cells[new]
