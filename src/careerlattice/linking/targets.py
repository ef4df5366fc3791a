"""What can be linked to: entries of a taxonomy, and the texts that are known to be theirs.

Read from the publisher's tables, wherever their columns are found: O*NET's workbooks or text files,
ESCO's CSV, the crosswalk between the two; or from the graph of an installed taxonomy, which gives
the same rows. An entry of one taxonomy can borrow the names of entries of the other that the
crosswalk puts inside it, and a group has those of its members.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from careerlattice.errors import InputError
from careerlattice.taxonomies.retold import Retold, is_installed, read_back
from careerlattice.taxonomies.tables import Release, plain_column
from careerlattice.taxonomies.terms import onet_id, soc_id
from careerlattice.wording import normalise

__all__ = [
    "Example",
    "Kind",
    "Sort",
    "Target",
    "Targets",
    "borrow",
    "crosswalk_pairs",
    "gather",
    "has_soc_codes",
    "read_targets",
    "skills_together",
    "soc_codes",
]


class Kind(StrEnum):
    """The kinds of entries that can be linked to."""

    ONET_OCCUPATION = "onet-occupation"
    ONET_ACTIVITY = "onet-dwa"
    ONET_TASK = "onet-task"
    ONET_ELEMENT = "onet-element"
    ESCO_OCCUPATION = "esco-occupation"
    ESCO_SKILL = "esco-skill"
    ISCO_GROUP = "isco-group"
    SOC_OCCUPATION = "soc-occupation"


class Sort(StrEnum):
    """What an example is to its target: a name of its own, one borrowed, or a text about it."""

    NAME = "name"
    BORROWED = "borrowed"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Target:
    """An entry: its code, its IRI, its label, and the *group* above it."""

    code: str
    iri: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that belongs to the target with the number *target*; *origin* is where from."""

    text: str
    target: int
    sort: Sort = Sort.NAME
    origin: str = ""


@dataclass(frozen=True)
class Targets:
    """The entries of one kind with their examples; *source* names the release and its version."""

    kind: Kind
    entries: tuple[Target, ...]
    examples: tuple[Example, ...]
    source: str = ""
    version: str = ""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each entry, by its code."""
        return {entry.code: i for i, entry in enumerate(self.entries)}

    @cached_property
    def gold(self) -> Mapping[str, frozenset[int]]:
        """For each normalised name the entries that bear it."""
        found: dict[str, set[int]] = {}
        for each in self.examples:
            if each.sort is not Sort.TEXT:
                found.setdefault(normalise(each.text), set()).add(each.target)
        return {text: frozenset(places) for text, places in found.items()}

    def with_borrowed_as_texts(self) -> Targets:
        """The same entries; borrowed names are texts about them, and no names."""
        told = (
            replace(each, sort=Sort.TEXT) if each.sort is Sort.BORROWED else each
            for each in self.examples
        )
        return replace(self, examples=tuple(told))

    def without(self, held_out: Callable[[Example], bool]) -> Targets:
        """The same entries, without the examples that are *held_out*."""
        return replace(self, examples=tuple(each for each in self.examples if not held_out(each)))


# Reading

Cells = Mapping[str, str]
_Columns = frozenset[str]


def read_targets(kind: Kind, path: Path, version: str = "") -> Targets:
    """Read the entries of *kind* from the release at *path*.

    It is a folder or a zip archive, or the folder of an installed taxonomy. Of SOC's occupations
    it is the crosswalk that leads to them.

    Raises:
        InputError: the release cannot be read, or a table that is needed is not in it.
    """
    tables = _tables(path)
    entries, examples = _READERS[kind](tables)
    if not entries:
        raise InputError(f"there is no {kind} in this release", place=path)
    if kind is Kind.SOC_OCCUPATION:
        # The crosswalk's own version says nothing of the classification's.
        version = version or _SOC
    return Targets(kind, tuple(entries), tuple(examples), tables.name, version or tables.version)


def borrow(targets: Targets, others: Targets, crosswalk: Path) -> Targets:
    """*targets* with the names of those of *others* that the crosswalk puts inside one of them.

    The crosswalk joins O*NET-SOC codes and ESCO's URIs. Its "broad" match says that the O*NET
    occupation is the broader.
    """
    pairs = crosswalk_pairs(crosswalk)
    if targets.kind is Kind.ESCO_OCCUPATION:
        inside = {(uri, code) for code, uri, match in pairs if match != "broadMatch"}
    else:
        inside = {(code, uri) for code, uri, match in pairs if match != "narrowMatch"}
    by_iri = {other.iri: i for i, other in enumerate(others.entries)}
    by_code = {other.code: i for i, other in enumerate(others.entries)}
    own_iri = {entry.iri: i for i, entry in enumerate(targets.entries)}
    holders: dict[int, list[int]] = {}
    for mine, theirs in sorted(inside):
        one = targets.places.get(mine, own_iri.get(mine))
        other = by_code.get(theirs, by_iri.get(theirs))
        if one is not None and other is not None:
            holders.setdefault(other, []).append(one)
    borrowed = [
        Example(each.text, holder, Sort.BORROWED, others.entries[each.target].code)
        for each in others.examples
        if each.sort is Sort.NAME
        for holder in holders.get(each.target, ())
    ]
    return replace(targets, examples=(*targets.examples, *_once(borrowed)))


def crosswalk_pairs(crosswalk: Path) -> list[tuple[str, str, str]]:
    """The rows of the crosswalk: O*NET-SOC code, URI of ESCO or ISCO, and how they match.

    Raises:
        InputError: it cannot be read.
    """
    return [
        (row["onetid"], row["escooriscouri"], row["typeofmatch"])
        for row in _tables(crosswalk).rows(
            "onetid escooriscouri typeofmatch", "", "crosswalkesco", "esco"
        )
    ]


def soc_codes(crosswalk: Path) -> dict[str, str]:
    """The SOC 2018 code of each O*NET-SOC code, by the crosswalk at a path.

    Raises:
        InputError: it cannot be read.
    """
    return {row["onetsoc2019code"]: row["2018soccode"] for row in _soc_rows(_tables(crosswalk))}


def has_soc_codes(file: Path) -> bool:
    """Whether the table at a path joins O*NET-SOC 2019 and SOC 2018.

    Raises:
        InputError: it cannot be read.
    """
    wanted = frozenset(_SOC_COLUMNS.split())
    return any(
        wanted <= {plain_column(column) for column in table.columns}
        for each in Release(file).tables
        for table in each.tables(lambda columns: wanted <= columns)
    )


def gather(groups: Targets, members: Targets, into: Mapping[str, str]) -> Targets:
    """*groups* with what is said of their *members*; *into* has each member's group, by code.

    A member's names are borrowed, its other texts stay such.
    """
    found = []
    for each in members.examples:
        code = members.entries[each.target].code
        place = groups.places.get(into.get(code, ""))
        if place is not None:
            sort = Sort.TEXT if each.sort is Sort.TEXT else Sort.BORROWED
            found.append(Example(each.text, place, sort, code))
    return replace(groups, examples=tuple(_once((*groups.examples, *found))))


def skills_together(targets: Targets, path: Path) -> dict[str, tuple[int, ...]]:
    """Which skills of *targets* are essential together, for each occupation of the release."""
    found: dict[str, set[int]] = {}
    for row in _Tables(path).rows("occupationuri skilluri relationtype", "", "occupationskill"):
        place = targets.places.get(row["skilluri"])
        if place is not None and row["relationtype"] == "essential":
            found.setdefault(row["occupationuri"], set()).add(place)
    return {uri: tuple(sorted(found[uri])) for uri in sorted(found)}


class _Tables:
    """The tables of a release, by the columns that are wanted of them."""

    def __init__(self, path: Path) -> None:
        self.release = Release(path)
        self.name, self.version = path.name, _version(path)

    def rows(
        self, wanted: str, unwanted: str = "", *names: str, needed: bool = True
    ) -> Iterator[Cells]:
        """The rows of the first table that has the columns *wanted* and none *unwanted*.

        Files whose names begin with one of *names* are looked at first, all others after them.

        Raises:
            InputError: there is no such table, and one is *needed*.
        """
        has, has_not = set(wanted.split()), set(unwanted.split())

        def fits(columns: _Columns) -> bool:
            return has <= columns and not has_not & columns

        def late(stem: str) -> int:
            plain = plain_column(stem)
            starts = (i for i, name in enumerate(names) if plain.startswith(name))
            return next(starts, len(names))

        ordered = sorted(self.release.tables, key=lambda file: late(file.stem))
        for file in ordered:
            if not needed and late(file.stem) == len(names):
                break
            for table in file.tables(fits):
                columns = [plain_column(column) for column in table.columns]
                if fits(frozenset(columns)):
                    for row in table.rows():
                        yield dict(zip(columns, row.cells.values(), strict=False))
                    return
        if needed:
            raise InputError(
                f"no table has the columns {', '.join(sorted(has))}",
                place=self.release.path,
                remedy="name the folder or the archive of the whole release",
            )


class _Kept:
    """The same of an installed taxonomy."""

    def __init__(self, path: Path, told: Retold) -> None:
        self.path, self.told = path, told
        self.name, self.version = told.slug, told.version

    def rows(
        self, wanted: str, _unwanted: str = "", *names: str, needed: bool = True
    ) -> Iterator[Cells]:
        """The rows of the table that is called by the first of *names*.

        Raises:
            InputError: there are none, and some are *needed*.
        """
        rows = self.told.tables.get(names[0], [])
        if needed and not rows:
            raise InputError(
                f"no table with the columns {', '.join(sorted(wanted.split()))} was installed",
                place=self.path,
                remedy="install the whole release with careerlattice taxonomy add",
            )
        return iter(rows)


_Source = _Tables | _Kept


def _tables(path: Path) -> _Source:
    return _Kept(path, read_back(path)) if is_installed(path) else _Tables(path)


_Read = tuple[list[Target], list[Example]]


def _onet_occupations(tables: _Source) -> _Read:
    entries: list[Target] = []
    examples: list[Example] = []
    for row in tables.rows("onetsoccode title description", "", "occupationdata"):
        code = row["onetsoccode"]
        entries.append(Target(code, onet_id("occupation", code), row["title"], code[:2]))
        examples.append(Example(row["title"], len(entries) - 1, origin="title"))
        examples.append(Example(row["description"], len(entries) - 1, Sort.TEXT, "description"))
    places = {entry.code: i for i, entry in enumerate(entries)}
    for wanted, column, name, sort in (
        ("onetsoccode alternatetitle", "alternatetitle", "alternatetitles", Sort.NAME),
        ("onetsoccode reportedjobtitle", "reportedjobtitle", "sampleofreported", Sort.NAME),
        ("onetsoccode taskid task", "task", "taskstatements", Sort.TEXT),
    ):
        for row in tables.rows(wanted, "dwaid", name, needed=False):
            place = places.get(row["onetsoccode"])
            if place is not None and row[column]:
                examples.append(Example(row[column], place, sort, name))
    return entries, _once(examples)


def _onet_activities(tables: _Source) -> _Read:
    entries: list[Target] = []
    examples: list[Example] = []
    for row in tables.rows("dwaid dwatitle iwaid", "taskid", "dwareference"):
        entries.append(
            Target(row["dwaid"], onet_id("element", row["dwaid"]), row["dwatitle"], row["iwaid"])
        )
        examples.append(Example(row["dwatitle"], len(entries) - 1, origin="title"))
    places = {entry.code: i for i, entry in enumerate(entries)}
    for row in tables.rows("taskid task dwaid onetsoccode", "", "taskstodwas", needed=False):
        if row["dwaid"] in places:
            place = places[row["dwaid"]]
            examples.append(Example(row["task"], place, Sort.NAME, row["onetsoccode"]))
    return entries, _once(examples)


def _onet_tasks(tables: _Source) -> _Read:
    entries: list[Target] = []
    examples: list[Example] = []
    for row in tables.rows("onetsoccode taskid task", "dwaid", "taskstatements"):
        code = row["taskid"]
        entries.append(Target(code, onet_id("task", code), row["task"], row["onetsoccode"]))
        examples.append(Example(row["task"], len(entries) - 1, origin="title"))
    return entries, examples


# Of the content model, what a person brings or does: the rest are headings or circumstances.
_ELEMENTS = ("1.A", "1.C", "1.D", "2.A", "2.B", "2.C", "4.A")


def _onet_elements(tables: _Source) -> _Read:
    entries: list[Target] = []
    examples: list[Example] = []
    for row in tables.rows(
        "elementid elementname description",
        "onetsoccode scaleid dwaid iwaid anchorvalue",
        "contentmodel",
    ):
        code = row["elementid"]
        if code.startswith(_ELEMENTS) and code.count(".") >= 3 - (code[0] == "2"):
            entries.append(
                Target(code, onet_id("element", code), row["elementname"], code.rpartition(".")[0])
            )
            place = len(entries) - 1
            examples.append(Example(row["elementname"], place, origin="title"))
            if row["description"]:
                examples.append(Example(row["description"], place, Sort.TEXT, "description"))
    return entries, _once(examples)


def _esco_occupations(tables: _Source) -> _Read:
    return _esco(tables, "concepturi preferredlabel iscogroup", "occupations", "iscogroup")


def _esco_skills(tables: _Source) -> _Read:
    return _esco(tables, "concepturi preferredlabel description", "skillsen", "")


def _esco(tables: _Source, wanted: str, name: str, group: str) -> _Read:
    entries: list[Target] = []
    examples: list[Example] = []
    for row in tables.rows(wanted, "broaderuri", name):
        if row.get("status", "released") != "released" or not row["preferredlabel"]:
            continue
        uri = row["concepturi"]
        entries.append(Target(uri, uri, row["preferredlabel"], row.get(group, "")))
        place = len(entries) - 1
        examples.append(Example(row["preferredlabel"], place, origin="title"))
        for column in ("altlabels", "hiddenlabels"):
            examples += [
                Example(label.strip(), place, Sort.NAME, column)
                for label in row.get(column, "").splitlines()
                if label.strip()
            ]
        run = _run_together(row)
        if run:
            examples.append(Example(run, place, Sort.TEXT, "labels"))
        if row.get("description"):
            examples.append(Example(row["description"], place, Sort.TEXT, "description"))
    return entries, _once(examples)


def _run_together(row: Cells) -> str:
    """The other labels, where a table has them in one cell between the label and the description.

    Where one ends and the next begins is not said, so that they count as one text.
    """
    text = row.get("text", "").removesuffix(row.get("description", "")).strip()
    return text.removeprefix(row["preferredlabel"]).strip()


def _isco_groups(tables: _Source) -> _Read:
    entries: list[Target] = []
    examples: list[Example] = []
    for row in tables.rows("concepturi code preferredlabel", "iscogroup hiddenlabels", "iscogroup"):
        code = row["code"].removeprefix("C")
        # A group of three digits or fewer has groups in it and no occupations.
        if len(code) != 4 or row.get("status", "released") != "released":
            continue
        entries.append(Target(code, row["concepturi"], row["preferredlabel"], code[:3]))
        place = len(entries) - 1
        examples.append(Example(row["preferredlabel"], place, origin="title"))
        if row.get("description"):
            examples.append(Example(row["description"], place, Sort.TEXT, "description"))
    return entries, _once(examples)


_SOC = "2018"
_SOC_COLUMNS = f"onetsoc2019code {_SOC}soccode {_SOC}soctitle"


def _soc_rows(tables: _Source) -> Iterator[Cells]:
    return tables.rows(_SOC_COLUMNS, "", "2019tosoc")


def _soc_occupations(tables: _Source) -> _Read:
    entries: dict[str, Target] = {}
    for row in _soc_rows(tables):
        code = row[f"{_SOC}soccode"]
        entries.setdefault(code, Target(code, soc_id(code), row[f"{_SOC}soctitle"], code[:4]))
    found = list(entries.values())
    return found, [Example(each.label, i, origin="title") for i, each in enumerate(found)]


_READERS: Mapping[Kind, Callable[[_Source], _Read]] = {
    Kind.ONET_OCCUPATION: _onet_occupations,
    Kind.ONET_ACTIVITY: _onet_activities,
    Kind.ONET_TASK: _onet_tasks,
    Kind.ONET_ELEMENT: _onet_elements,
    Kind.ESCO_OCCUPATION: _esco_occupations,
    Kind.ESCO_SKILL: _esco_skills,
    Kind.ISCO_GROUP: _isco_groups,
    Kind.SOC_OCCUPATION: _soc_occupations,
}


def _once(examples: Iterable[Example]) -> list[Example]:
    """*examples* without those whose text the same target has before."""
    found: dict[tuple[str, int], Example] = {}
    for each in examples:
        found.setdefault((normalise(each.text), each.target), each)
    return list(found.values())


def _version(path: Path) -> str:
    """The version in the name of a release, such as 29.3 in "onet-29.3" or in "db_29_3_text"."""
    found = re.findall(r"(?<!\d)\d{1,4}(?:[._]\d{1,4})+", path.name.removesuffix(".zip"))
    return found[-1].replace("_", ".") if found else ""
