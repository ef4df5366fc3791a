"""O*NET: the tables of its database, as workbooks or as text, into its graph.

A table is told by its columns. Reference tables come first whatever their files are called, so
that a name which every row of a large table repeats ("Title", "Element Name") is compared and not
written again; where it differs it is kept as another label, and reported.

A release of nothing but ratings describes no occupations and no elements, it only says something
of them: its ratings bear the names they came with, and stand beside a full release without
repeating it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeAlias

from careerlattice.errors import InputError
from careerlattice.taxonomies.quads import (
    About,
    CellError,
    GraphWriter,
    TableCount,
    month,
    needed,
    number,
    whole,
    yes_or_no,
)
from careerlattice.taxonomies.tables import File, Release, Row, Table, named_columns, plain_column
from careerlattice.taxonomies.terms import ONET, SKOS, camel, digest, onet_id, release_id
from careerlattice.vocabulary import RDF

__all__ = ["about_onet", "read_onet"]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
HOME = "https://www.onetcenter.org/database.html"

_CODE = re.compile(r"\d\d-\d{4}\.\d\d")
_ELEMENT = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")
_SCALE = re.compile(r"[A-Za-z]{1,4}")
_NUMBER = re.compile(r"\d+")
_RELEASE = re.compile(r"O\*NET\D{0,3}\s+(\d+\.\d+)\s+Database[^\S\n]*\n\s*(\w+ \d{4}) Release")

# Files whose tables nobody refers to.
_LAST = 9

# Which part of the content model an element is of tells what is rated; the longest match counts.
_DOMAINS = {
    "1.A": "Abilities",
    "1.B.1": "Interests",
    "1.B.2": "WorkValues",
    "1.B.3": "BasicInterests",
    "1.C": "WorkStyles",
    "1.D": "WorkStyles",
    "2.A": "Skills",
    "2.B": "Skills",
    "2.C": "Knowledge",
    "2.D": "Education",
    "3": "Education",
    "4.A": "WorkActivities",
    "4.C": "WorkContext",
}

_OCCUPATION = "O*NET-SOC Code"
_RATED = (
    "N",
    "Standard Error",
    "Lower CI Bound",
    "Upper CI Bound",
    "Recommend Suppress",
    "Not Relevant",
    "Date",
    "Domain Source",
)


_Take: TypeAlias = "Callable[[_Reader, Row, TableCount], str]"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A kind of table: the columns that tell it, those it may have, and when it is read."""

    what: str
    needs: tuple[str, ...]
    may: tuple[str, ...]
    turn: int
    take: _Take
    others: dict[str, str] = field(default_factory=dict)

    def columns(self) -> dict[str, str]:
        """Each column by its plain form, other names of it included."""
        known = {plain_column(title): title for title in (*self.needs, *self.may)}
        return known | {plain_column(other): title for other, title in self.others.items()}

    def fits(self, columns: Iterable[str]) -> bool:
        known = self.columns()
        there = {known[column] for column in columns if column in known}
        return there.issuperset(self.needs)

    def lacks(self, columns: Iterable[str]) -> list[str]:
        known = self.columns()
        there = {known[column] for column in columns if column in known}
        return [title for title in self.needs if title not in there]


_SHAPES: list[_Shape] = []


def _table(
    what: str, needs: str, may: str = "", *, turn: int = 2, others: dict[str, str] | None = None
) -> Callable[[_Take], _Take]:
    """Register the function that takes the rows of a table; columns are divided by "|"."""

    def register(take: _Take) -> _Take:
        optional = tuple(title for title in may.split("|") if title)
        _SHAPES.append(_Shape(what, tuple(needs.split("|")), optional, turn, take, others or {}))
        return take

    return register


def about_onet(
    release: Release, version: str | None, name: str | None = None
) -> tuple[About, tuple[str, ...]]:
    """What the release is, and further notes about it; its own "Read Me" tells the version.

    Raises:
        InputError: it does not tell its version, and none is given.
    """
    found = None
    for file in release.files:
        if _is_read_me(file):
            found = _RELEASE.search(file.read_text().replace("\r\n", "\n"))
            break
    full = _has_more_than_ratings(release)
    version = version or (found[1] if found else _version_in(release.path.name))
    if version is None:
        raise InputError(
            "nothing here tells which O*NET release this is",
            place=release.path,
            remedy="say it, as in --version 29.3",
        )
    name = name or ("onet" if full else "onet-ratings")
    title = f"O*NET {version} Database" + ("" if full else ", ratings only")
    attribution = (
        f"This includes information from the O*NET {version} Database by the U.S. Department of"
        " Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0"
        " license. O*NET® is a trademark of USDOL/ETA. The information was converted to RDF by"
        " careerlattice; USDOL/ETA has not approved, endorsed, or tested these modifications."
    )
    publisher = "U.S. Department of Labor, Employment and Training Administration"
    notes = (f"{found[2]} release",) if found else ()
    about = About(name, version, title, publisher, LICENCE, attribution, HOME)
    return about, notes


def read_onet(release: Release, writer: GraphWriter) -> None:
    """Write the facts of all of the release's tables.

    Raises:
        InputError: a table lacks a column, a cell is not what its column is for, or no table of
            the release is known.
    """
    reader = _Reader(writer, full=_has_more_than_ratings(release))
    turns = [(_turn(file), file) for file in release.tables if not _is_read_me(file)]
    known = False
    for _, file in sorted(turns, key=lambda each: (each[0], each[1].name)):
        for table in file.tables(_is_header):
            shape = _shape_of(table)
            if shape is None:
                writer.leave(table)
            else:
                known = True
                reader.take(shape, table)
    if not known:
        raise InputError(
            "no table here is known as one of O*NET's",
            place=release.path,
            remedy="name the folder or zip archive of an O*NET database release",
        )
    reader.finish()


def _is_read_me(file: File) -> bool:
    return plain_column(file.stem) == "readme"


def _has_more_than_ratings(release: Release) -> bool:
    return any(
        shape.what not in _OF_RATINGS
        for file in release.tables
        if not _is_read_me(file)
        for shape in _shapes_in(file)
    )


def _turn(file: File) -> int:
    """When a file is read: what others refer to comes first, whatever it is called."""
    return min((shape.turn for shape in _shapes_in(file)), default=_LAST)


def _shapes_in(file: File) -> list[_Shape]:
    """The kinds of tables in a file: by its name if that is one of O*NET's, else by its columns."""
    by_name = _shapes_by_name().get(plain_column(file.stem))
    if by_name is not None:
        return [by_name]
    return [shape for table in file.tables(_is_header) if (shape := _shape_of(table))]


@cache
def _shapes_by_name() -> dict[str, _Shape]:
    """The kinds of tables by the names that O*NET gives its files."""
    named = {shape.what: shape for shape in _SHAPES}
    named |= dict.fromkeys(_RATED_TABLES, named["Ratings"])
    named |= dict.fromkeys(_CATEGORY_TABLES, named["Categories"])
    return {plain_column(name): shape for name, shape in named.items()}


def _is_header(columns: frozenset[str]) -> bool:
    return any(shape.fits(columns) for shape in _SHAPES)


def _shape_of(table: Table) -> _Shape | None:
    """The kind of table with most of the columns that are there.

    Raises:
        InputError: the file has the name of a table of O*NET's, and a column is missing.
    """
    columns = [plain_column(title) for title in table.columns]
    fitting = [shape for shape in _SHAPES if shape.fits(columns)]
    if fitting:
        return max(fitting, key=lambda shape: (len(shape.needs), shape.what))
    shape = _shapes_by_name().get(plain_column(table.name))
    if shape is None:
        return None
    missing = "', '".join(shape.lacks(columns))
    raise InputError(
        f"table '{table.name}': the column '{missing}' is missing",
        place=table.place(table.header_number),
        remedy="see whether the file is as published, and download it again",
    )


def _version_in(name: str) -> str | None:
    found = re.search(r"(\d{1,2})[._](\d)(?!\d)", name)
    return f"{found[1]}.{found[2]}" if found else None


class _Reader:
    """What one release has said so far, as much as later rows are compared with."""

    def __init__(self, writer: GraphWriter, *, full: bool) -> None:
        self.writer = writer
        self.full = full
        about = writer.about
        self.own = release_id(about.name, about.version)
        self.names: dict[str, str] = {}
        self.elements: set[str] = set()
        self.parents: dict[str, str] = {}
        self.seen: dict[str, str] = {}
        self.met: set[bytes] = set()
        self.relate, self.state = writer.relate, writer.state
        self.word, self.code = writer.word, writer.code

    def take(self, shape: _Shape, table: Table) -> None:
        self.seen.clear()
        canonical = named_columns(table, shape.columns())
        absent = [title for title in shape.may if title not in canonical.values()]

        def take_row(row: Row, count: TableCount) -> str:
            for title in absent:
                row.cells[title] = ""
            return shape.take(self, row, count)

        self.writer.read(table, shape.what, canonical, take_row, self._keep)

    def _keep(self, subject: str, title: str, cell: str) -> None:
        self.code(subject, ONET + camel(title), cell)

    def finish(self) -> None:
        """What could only be said when all elements were known: what is part of what."""
        for element, parent in self.parents.items():
            if parent in self.elements:
                self.relate(
                    onet_id("element", element), f"{SKOS}broader", onet_id("element", parent)
                )
        self.writer.flush()

    # What rows refer to

    def occupation(
        self, cells: dict[str, str], title: str = _OCCUPATION, name: str = "Title"
    ) -> str:
        """The occupation a row is about."""
        code = needed(cells, title)
        iri = _occupation(code, title)
        self._named(iri, cells.get(name, ""), "Occupation Data", self._describe_occupation)
        return iri

    def _describe_occupation(self, iri: str, name: str) -> None:
        self.kind(iri, "Occupation")
        code = iri.rsplit("/", 1)[-1]
        self.code(iri, f"{ONET}onetSOCCode", code)
        self.code(iri, f"{SKOS}notation", code)
        self.relate(iri, f"{SKOS}inScheme", onet_id("scheme", "occupations"))
        self.word(iri, f"{ONET}title", name)
        self.label(iri, name)

    def element(
        self, cells: dict[str, str], title: str = "Element ID", name: str = "Element Name"
    ) -> str:
        """The element of the content model a row is about, or the work activity of any size."""
        code = needed(cells, title)
        iri = _element(code, title)
        self._named(iri, cells.get(name, ""), "Content Model Reference", self._describe_element)
        return iri

    def _describe_element(self, iri: str, name: str) -> None:
        code = iri.rsplit("/", 1)[-1]
        self.elements.add(code)
        self.kind(iri, "Element")
        self.code(iri, f"{ONET}elementID", code)
        self.code(iri, f"{SKOS}notation", code)
        self.relate(iri, f"{SKOS}inScheme", onet_id("scheme", "content-model"))
        self.word(iri, f"{ONET}elementName", name)
        self.label(iri, name)
        parent, dot, _ = code.rpartition(".")
        if dot:
            self.parents[code] = parent

    def scale(self, cells: dict[str, str]) -> str:
        """The scale a row's value is on."""
        iri = _scale(needed(cells, "Scale ID"))
        self._named(iri, cells.get("Scale Name", ""), "Scales Reference", self._describe_scale)
        return iri

    def _describe_scale(self, iri: str, name: str) -> None:
        code = iri.rsplit("/", 1)[-1]
        self.kind(iri, "Scale")
        self.code(iri, f"{ONET}scaleID", code)
        self.code(iri, f"{SKOS}notation", code)
        self.word(iri, f"{ONET}scaleName", name)
        self.label(iri, name)

    def task(self, cells: dict[str, str], title: str = "Task ID", name: str = "Task") -> str:
        """The task a row is about."""
        iri = onet_id("task", whole_text(cells, title))
        self._named(iri, cells.get(name, ""), "Task Statements", self._describe_task)
        return iri

    def _describe_task(self, iri: str, name: str) -> None:
        self.kind(iri, "Task")
        self.code(iri, f"{ONET}taskID", iri.rsplit("/", 1)[-1])
        self.relate(iri, f"{SKOS}inScheme", onet_id("scheme", "tasks"))
        self.word(iri, f"{ONET}task", name)
        self.label(iri, name)

    def commodity(self, code: str, name: str) -> str:
        """An entry of UNSPSC."""
        if not _NUMBER.fullmatch(code):
            raise CellError(f"'{code}' is no UNSPSC code")
        iri = onet_id("unspsc", code)
        self._named(iri, name, "UNSPSC Reference", self._describe_commodity)
        return iri

    def _describe_commodity(self, iri: str, name: str) -> None:
        self.kind(iri, "Commodity")
        self.code(iri, f"{SKOS}notation", iri.rsplit("/", 1)[-1])
        self.relate(iri, f"{SKOS}inScheme", onet_id("scheme", "unspsc"))
        self.label(iri, name)

    def _named(
        self, iri: str, name: str, reference: str, describe: Callable[[str, str], None]
    ) -> None:
        """Describe a thing when it is first met; see that it bears one name ever after."""
        known = self.names.get(iri)
        if known is None:
            self.names[iri] = name
            if self.full:
                describe(iri, name)
        elif name and name != known and self.full:
            if not known:
                self.names[iri] = name
                self.label(iri, name)
            elif self.other_label(iri, name):
                self.writer.warn(
                    f"'{iri.rsplit('/', 1)[-1]}' is called '{name}' beside '{known}'"
                    f" of the table {reference}; both are kept"
                )

    # Saying

    def kind(self, iri: str, name: str) -> None:
        self.relate(iri, RDF.type, ONET + name)
        if name in _CONCEPTS:
            self.relate(iri, RDF.type, f"{SKOS}Concept")

    def label(self, iri: str, name: str) -> None:
        self.word(iri, f"{SKOS}prefLabel", name)

    def other_label(self, iri: str, name: str) -> bool:
        """Say that a thing is also called *name*; whether it was new."""
        if not name or name == self.names.get(iri) or not self.first(iri, name):
            return False
        self.word(iri, f"{SKOS}altLabel", name)
        return True

    def first(self, *texts: str) -> bool:
        """Whether these texts are met together for the first time."""
        key = bytes.fromhex(digest(*texts))
        if key in self.met:
            return False
        self.met.add(key)
        return True

    def node(self, row: Row, count: TableCount, iri: str) -> str | None:
        """*iri*, if it is to be described: None for a row that was there before.

        Two rows of one thing that differ are two nodes.
        """
        written = digest(*row.cells.values())
        before = self.seen.setdefault(iri, "")
        if not before:
            self.seen[iri] = written
            return iri
        if before == written:
            count.duplicates += 1
            return None
        other = f"{iri}/{written}"
        if other not in self.seen:
            self.writer.warn(
                f"table '{count.table}': two rows say different things of one; both are kept"
            )
        return self.node(row, count, other)

    def measured(self, iri: str, cells: dict[str, str]) -> None:
        """What a rating or a statement has beside its value."""
        if cell := present(cells.get("N", "")):
            self.state(iri, f"{ONET}n", whole(cell, "N"))
        for title, name in _MEASURES:
            if cell := present(cells.get(title, "")):
                self.state(iri, name, number(cell, title))
        for title, name in _MARKS:
            if cell := present(cells.get(title, "")):
                self.state(iri, name, yes_or_no(cell, title))
        self.dated(iri, cells)

    def dated(self, iri: str, cells: dict[str, str]) -> None:
        if cell := present(cells.get("Date", "")):
            self.state(iri, f"{ONET}date", month(cell, "Date"))
        self.code(iri, f"{ONET}domainSource", cells.get("Domain Source", ""))

    # The tables that others refer to

    @_table("Occupation Data", "O*NET-SOC Code|Title|Description", turn=0)
    def occupation_data(self, row: Row, count: TableCount) -> str:
        iri = self.occupation(row.cells)
        if self.node(row, count, iri):
            self.word(iri, f"{ONET}description", row.cells["Description"])
            self.word(iri, f"{SKOS}definition", row.cells["Description"])
        return iri

    @_table("Content Model Reference", "Element ID|Element Name|Description", turn=0)
    def content_model(self, row: Row, count: TableCount) -> str:
        iri = self.element(row.cells)
        if self.node(row, count, iri):
            self.word(iri, f"{ONET}description", row.cells["Description"])
            self.word(iri, f"{SKOS}definition", row.cells["Description"])
        return iri

    @_table("Scales Reference", "Scale ID|Scale Name|Minimum|Maximum", turn=0)
    def scales(self, row: Row, count: TableCount) -> str:
        iri = self.scale(row.cells)
        if self.node(row, count, iri):
            for title in ("Minimum", "Maximum"):
                self.state(iri, ONET + camel(title), number(needed(row.cells, title), title))
        return iri

    @_table("IWA Reference", "Element ID|Element Name|IWA ID|IWA Title", turn=1)
    def intermediate_activities(self, row: Row, count: TableCount) -> str:
        iri = self.element(row.cells, "IWA ID", "IWA Title")
        if self.node(row, count, iri):
            self.kind(iri, "IntermediateWorkActivity")
            self._broader(iri, self.element(row.cells))
        return iri

    @_table("DWA Reference", "Element ID|Element Name|IWA ID|IWA Title|DWA ID|DWA Title", turn=1)
    def detailed_activities(self, row: Row, count: TableCount) -> str:
        iri = self.element(row.cells, "DWA ID", "DWA Title")
        if self.node(row, count, iri):
            self.kind(iri, "DetailedWorkActivity")
            self._broader(iri, self.element(row.cells, "IWA ID", "IWA Title"))
            self.element(row.cells)
        return iri

    def _broader(self, iri: str, parent: str) -> None:
        # Said by the table, so not to be concluded from the code again.
        self.parents.pop(iri.rsplit("/", 1)[-1], None)
        self.relate(iri, f"{SKOS}broader", parent)

    @_table(
        "Categories",
        "Element ID|Scale ID|Category|Category Description",
        "Element Name|Scale Name",
        turn=1,
    )
    def categories(self, row: Row, count: TableCount) -> str:
        element, scale = self.element(row.cells), self.scale(row.cells)
        order = whole_text(row.cells, "Category")
        iri = _category(element, scale, order)
        if self.node(row, count, iri):
            kind = {"Education": "EducationCategory", "WorkContext": "WorkContextCategory"}
            self.kind(iri, kind.get(_domain(element), "Category"))
            self.relate(iri, f"{ONET}refersTo", element)
            self._category_text(iri, scale, row.cells)
        return iri

    @_table("Task Categories", "Scale ID|Category|Category Description", "Scale Name", turn=1)
    def task_categories(self, row: Row, count: TableCount) -> str:
        scale = self.scale(row.cells)
        iri = _category("", scale, whole_text(row.cells, "Category"))
        if self.node(row, count, iri):
            self.kind(iri, "TaskCategory")
            self._category_text(iri, scale, row.cells)
        return iri

    def _category_text(self, iri: str, scale: str, cells: dict[str, str]) -> None:
        self.relate(iri, f"{ONET}refersTo", scale)
        self.state(iri, f"{ONET}category", whole(cells["Category"], "Category"))
        self.word(iri, f"{ONET}categoryDescription", cells["Category Description"])
        self.label(iri, cells["Category Description"])

    @_table(
        "Level Scale Anchors",
        "Element ID|Scale ID|Anchor Value|Anchor Description",
        "Element Name|Scale Name",
    )
    def anchors(self, row: Row, count: TableCount) -> str:
        element, scale = self.element(row.cells), self.scale(row.cells)
        value = needed(row.cells, "Anchor Value")
        amount = number(value, "Anchor Value").split('"')[1]
        iri = self.node(row, count, _anchor(element, scale, amount))
        if iri:
            self.kind(iri, "LevelScaleAnchor")
            self.relate(element, f"{ONET}hasLevelScaleAnchor", iri)
            self.relate(iri, f"{ONET}refersTo", scale)
            self.state(iri, f"{ONET}anchorValue", number(value, "Anchor Value"))
            self.word(iri, f"{ONET}anchorDescription", row.cells["Anchor Description"])
        return iri or element

    @_table(
        "Job Zone Reference",
        "Job Zone|Name|Experience|Education|Job Training",
        "Examples|SVP Range",
        turn=1,
    )
    def job_zones(self, row: Row, count: TableCount) -> str:
        iri = onet_id("job-zone", whole_text(row.cells, "Job Zone"))
        if self.node(row, count, iri):
            self.kind(iri, "JobZone")
            self.state(iri, f"{ONET}jobZone", whole(row.cells["Job Zone"], "Job Zone"))
            self.label(iri, row.cells["Name"])
            for title in ("Name", "Experience", "Education", "Job Training", "Examples"):
                self.word(iri, ONET + camel(title), row.cells[title])
            self.code(iri, f"{ONET}svpRange", row.cells["SVP Range"])
        return iri

    @_table(
        "UNSPSC Reference",
        "Commodity Code|Commodity Title|Class Code|Class Title|Family Code|Family Title"
        "|Segment Code|Segment Title",
        turn=1,
    )
    def commodities(self, row: Row, count: TableCount) -> str:
        steps = [
            self.commodity(needed(row.cells, f"{size} Code"), row.cells[f"{size} Title"])
            for size in ("Commodity", "Class", "Family", "Segment")
        ]
        if self.node(row, count, steps[0]):
            for lower, upper in pairwise(steps):
                # A code that ends in zeros is its own class.
                if lower != upper and self.first(lower, upper):
                    self.relate(lower, f"{SKOS}broader", upper)
        return steps[0]

    @_table(
        "Task Statements",
        "O*NET-SOC Code|Task ID|Task|Task Type",
        "Title|Incumbents Responding|Date|Domain Source",
        turn=1,
    )
    def tasks(self, row: Row, count: TableCount) -> str:
        iri = self.task(row.cells)
        if self.node(row, count, iri):
            self.relate(self.occupation(row.cells), f"{ONET}hasTask", iri)
            self.code(iri, f"{ONET}taskType", present(row.cells["Task Type"]))
            if cell := present(row.cells["Incumbents Responding"]):
                value = whole(cell, "Incumbents Responding")
                self.state(iri, f"{ONET}incumbentsResponding", value)
            self.dated(iri, row.cells)
        return iri

    # Titles

    @_table(
        "Alternate Titles",
        "O*NET-SOC Code|Alternate Title",
        "Title|Short Title|Source(s)",
        others={"Job Title": "Alternate Title"},
    )
    def alternate_titles(self, row: Row, count: TableCount) -> str:
        occupation, title = self.occupation(row.cells), needed(row.cells, "Alternate Title")
        iri = self.node(row, count, f"{occupation}/title/{digest(title)}")
        if iri:
            self.kind(iri, "JobTitle")
            self.relate(occupation, f"{ONET}hasJobTitle", iri)
            self.word(iri, f"{ONET}jobTitle", title)
            self.other_label(occupation, title)
            if short := present(row.cells["Short Title"]):
                self.word(iri, f"{ONET}shortTitle", short)
                self.other_label(occupation, short)
            for source in dict.fromkeys(row.cells["Source(s)"].split(",")):
                self.code(iri, f"{ONET}sources", source.strip())
        return iri or occupation

    @_table(
        "Sample of Reported Titles",
        "O*NET-SOC Code|Reported Job Title",
        "Title|Shown in My Next Move",
    )
    def reported_titles(self, row: Row, count: TableCount) -> str:
        occupation, title = self.occupation(row.cells), needed(row.cells, "Reported Job Title")
        iri = self.node(row, count, f"{occupation}/reported-title/{digest(title)}")
        if iri:
            self.kind(iri, "ReportedTitle")
            self.relate(occupation, f"{ONET}hasReportedTitle", iri)
            self.word(iri, f"{ONET}reportedJobTitle", title)
            self.other_label(occupation, title)
            if cell := present(row.cells["Shown in My Next Move"]):
                value = yes_or_no(cell, "Shown in My Next Move")
                self.state(iri, f"{ONET}shownInMyNextMove", value)
        return iri or occupation

    # Tasks

    @_table(
        "Emerging Tasks",
        "O*NET-SOC Code|Task|Category|Original Task ID",
        "Title|Original Task|Date|Domain Source",
    )
    def emerging_tasks(self, row: Row, count: TableCount) -> str:
        occupation, text = self.occupation(row.cells), needed(row.cells, "Task")
        iri = self.node(row, count, f"{occupation}/emerging-task/{digest(text)}")
        if iri:
            self.kind(iri, "EmergingTask")
            self.relate(occupation, f"{ONET}hasEmergingTask", iri)
            self.word(iri, f"{ONET}task", text)
            self.label(iri, text)
            self.code(iri, f"{ONET}category", row.cells["Category"])
            if present(row.cells["Original Task ID"]):
                original = self.task(row.cells, "Original Task ID", "Original Task")
                self.relate(iri, f"{ONET}refersTo", original)
            elif row.cells["Original Task"]:
                self.word(iri, f"{ONET}originalTask", row.cells["Original Task"])
            self.dated(iri, row.cells)
        return iri or occupation

    @_table(
        "Tasks to DWAs", "O*NET-SOC Code|Task ID|DWA ID", "Title|Task|DWA Title|Date|Domain Source"
    )
    def tasks_to_activities(self, row: Row, count: TableCount) -> str:
        self.occupation(row.cells)
        task, activity = self.task(row.cells), self.element(row.cells, "DWA ID", "DWA Title")
        path = f"{task.rsplit('/', 1)[-1]}/{activity.rsplit('/', 1)[-1]}"
        iri = self.node(row, count, f"{self.own}task-to-dwa/{path}")
        if iri:
            self.relate(task, f"{ONET}linkedTo", activity)
            self.kind(iri, "TaskDWALinkage")
            self.relate(task, f"{ONET}hasDWALinkage", iri)
            self.relate(iri, f"{ONET}refersTo", activity)
            self.dated(iri, row.cells)
        return iri or task

    # Ratings

    @_table(
        "Ratings",
        "O*NET-SOC Code|Element ID|Scale ID|Data Value",
        "|".join(("Title|Element Name|Scale Name|Category", *_RATED)),
    )
    def ratings(self, row: Row, count: TableCount) -> str:
        cells = row.cells
        occupation, element = self.occupation(cells), self.element(cells)
        scale, category = self.scale(cells), present(cells["Category"])
        path = f"{cells[_OCCUPATION]}/{cells['Element ID']}/{cells['Scale ID']}"
        if category:
            path += "/" + whole_text(cells, "Category")
        iri = self.node(row, count, f"{self.own}rating/{path}")
        if iri:
            self._rating(iri, _domain(element) + "Rating", occupation, element, scale)
            self._name_as_it_came(iri, cells)
            if category:
                order = whole_text(cells, "Category")
                self.relate(iri, f"{ONET}refersTo", _category(element, scale, order))
            self._value(iri, cells)
        return iri or occupation

    @_table(
        "Task Ratings",
        "O*NET-SOC Code|Task ID|Scale ID|Data Value",
        "|".join(("Title|Task|Scale Name|Category", *_RATED)),
    )
    def task_ratings(self, row: Row, count: TableCount) -> str:
        cells = row.cells
        occupation, task, scale = self.occupation(cells), self.task(cells), self.scale(cells)
        path = f"{cells[_OCCUPATION]}/task-{whole_text(cells, 'Task ID')}/{cells['Scale ID']}"
        category = present(cells["Category"])
        if category:
            path += "/" + whole_text(cells, "Category")
        iri = self.node(row, count, f"{self.own}rating/{path}")
        if iri:
            self._rating(iri, "TaskRating", occupation, task, scale)
            if category:
                order = whole_text(cells, "Category")
                self.relate(iri, f"{ONET}refersTo", _category("", scale, order))
            self._value(iri, cells)
        return iri or occupation

    def _rating(self, iri: str, kind: str, occupation: str, thing: str, scale: str) -> None:
        self.relate(occupation, f"{ONET}hasRating", iri)
        self.relate(iri, RDF.type, ONET + kind)
        self.relate(iri, f"{ONET}refersTo", thing)
        self.relate(iri, f"{ONET}refersTo", scale)

    def _name_as_it_came(self, iri: str, cells: dict[str, str]) -> None:
        """In a release of ratings alone, the names that no reference table has."""
        if not self.full:
            for title in ("Title", "Element Name", "Scale Name"):
                self.word(iri, ONET + camel(title), cells.get(title, ""))

    def _value(self, iri: str, cells: dict[str, str]) -> None:
        if cell := present(cells["Data Value"]):
            self.state(iri, f"{ONET}dataValue", number(cell, "Data Value"))
        self.measured(iri, cells)

    @_table(
        "Ratings side by side", "O*NET-SOC Code|Element ID|Importance|Level", "Title|Element Name"
    )
    def ratings_side_by_side(self, row: Row, count: TableCount) -> str:
        cells = row.cells
        occupation, element = self.occupation(cells), self.element(cells)
        path = f"{cells[_OCCUPATION]}/{cells['Element ID']}"
        base = self.node(row, count, f"{self.own}rating/{path}")
        for title, scale in (("Importance", "IM"), ("Level", "LV")):
            if base and (cell := present(cells[title])):
                iri = f"{base}/{scale}"
                self._rating(iri, _domain(element) + "Rating", occupation, element, _scale(scale))
                self._name_as_it_came(iri, cells)
                self.state(iri, f"{ONET}dataValue", number(cell, title))
        return base or occupation

    @_table("Job Zones", "O*NET-SOC Code|Job Zone", "Title|Date|Domain Source")
    def occupation_job_zones(self, row: Row, count: TableCount) -> str:
        occupation, zone = self.occupation(row.cells), whole_text(row.cells, "Job Zone")
        iri = self.node(row, count, f"{self.own}job-zone/{row.cells[_OCCUPATION]}")
        if iri:
            self.kind(iri, "JobZoneRating")
            self.relate(occupation, f"{ONET}hasRating", iri)
            self.relate(iri, f"{ONET}refersTo", onet_id("job-zone", zone))
            self.dated(iri, row.cells)
        return iri or occupation

    # Between occupations, and what is used at work

    @_table(
        "Related Occupations",
        "O*NET-SOC Code|Related O*NET-SOC Code",
        "Title|Related Title|Relatedness Tier|Related Index",
        others={"Index": "Related Index"},
    )
    def related_occupations(self, row: Row, count: TableCount) -> str:
        occupation = self.occupation(row.cells)
        other = self.occupation(row.cells, "Related O*NET-SOC Code", "Related Title")
        path = f"{row.cells[_OCCUPATION]}/{row.cells['Related O*NET-SOC Code']}"
        iri = self.node(row, count, f"{self.own}related/{path}")
        if iri:
            self.kind(iri, "RelatedOccupationLinkage")
            self.relate(occupation, f"{ONET}hasRelatedOccupation", iri)
            self.relate(iri, f"{ONET}refersTo", other)
            self.code(iri, f"{ONET}relatednessTier", row.cells["Relatedness Tier"])
            if cell := present(row.cells["Related Index"]):
                self.state(iri, f"{ONET}relatedIndex", whole(cell, "Related Index"))
        return iri or occupation

    @_table(
        "Technology Skills",
        "O*NET-SOC Code|Workplace Example|Commodity Code|Hot Technology",
        "Title|Commodity Title|In Demand",
        others={"Example": "Workplace Example"},
    )
    def technology(self, row: Row, count: TableCount) -> str:
        occupation = self.occupation(row.cells)
        example = self._example(row.cells, "software", "SoftwareWorkplaceExample")
        part = example.rsplit("/", 1)[-1]
        iri = self.node(row, count, f"{self.own}software/{row.cells[_OCCUPATION]}/{part}")
        if iri:
            self.kind(iri, "SoftwareLinkage")
            self.relate(occupation, f"{ONET}hasSoftware", iri)
            self.relate(iri, f"{ONET}refersTo", example)
            if cell := present(row.cells["In Demand"]):
                self.state(iri, f"{ONET}inDemand", yes_or_no(cell, "In Demand"))
            hot = present(row.cells["Hot Technology"])
            if hot and self.first(example, hot):
                self.state(example, f"{ONET}hotTechnology", yes_or_no(hot, "Hot Technology"))
        return iri or occupation

    @_table(
        "Tools Used",
        "O*NET-SOC Code|Workplace Example|Commodity Code",
        "Title|Commodity Title",
        others={"Example": "Workplace Example"},
    )
    def tools(self, row: Row, count: TableCount) -> str:
        occupation = self.occupation(row.cells)
        example = self._example(row.cells, "tool", "ToolWorkplaceExample")
        key = f"{row.cells[_OCCUPATION]}/{example.rsplit('/', 1)[-1]}"
        if self.node(row, count, key):
            self.relate(occupation, f"{ONET}hasTool", example)
        return example

    def _example(self, cells: dict[str, str], path: str, kind: str) -> str:
        """Software or a tool as O*NET names it, with the commodity it is."""
        name, code = needed(cells, "Workplace Example"), needed(cells, "Commodity Code")
        commodity = self.commodity(code, cells["Commodity Title"])
        iri = onet_id(path, digest(name, code))
        if iri not in self.names:
            self.names[iri] = name
            self.kind(iri, kind)
            self.word(iri, f"{ONET}workplaceExample", name)
            self.label(iri, name)
            self.relate(iri, f"{ONET}linkedTo", commodity)
        return iri

    # Interests, and what explains them

    @_table("RIASEC Keywords", "Element ID|Keyword|Keyword Type", "Element Name")
    def keywords(self, row: Row, count: TableCount) -> str:
        return self._illustration(row, count, "Keyword", "RIASECKeyword", "Keyword Type")

    @_table(
        "Interests Illustrative Activities", "Element ID|Interest Type|Activity", "Element Name"
    )
    def activities(self, row: Row, count: TableCount) -> str:
        return self._illustration(row, count, "Activity", "IllustrativeActivity", "Interest Type")

    def _illustration(self, row: Row, count: TableCount, title: str, kind: str, sort: str) -> str:
        element, text = self.element(row.cells), needed(row.cells, title)
        path = f"{camel(title)}/{digest(text, row.cells[sort])}"
        iri = self.node(row, count, f"{element}/{path}")
        if iri:
            self.kind(iri, kind)
            self.relate(element, f"{ONET}has{kind}", iri)
            self.word(iri, ONET + camel(title), text)
            self.code(iri, ONET + camel(sort), row.cells[sort])
        return iri or element

    @_table(
        "Interests Illustrative Occupations",
        "Element ID|Interest Type|O*NET-SOC Code",
        "Element Name|Title",
    )
    def illustrative_occupations(self, row: Row, count: TableCount) -> str:
        element, occupation = self.element(row.cells), self.occupation(row.cells)
        part = digest(row.cells["Interest Type"], row.cells[_OCCUPATION])
        iri = self.node(row, count, f"{self.own}illustrative/{_last(element)}/{part}")
        if iri:
            self.kind(iri, "IllustrativeOccupation")
            self.relate(element, f"{ONET}hasIllustrativeOccupation", iri)
            self.relate(iri, f"{ONET}refersTo", occupation)
            self.code(iri, f"{ONET}interestType", row.cells["Interest Type"])
        return iri or element

    # How the data came about

    @_table("Occupation Level Metadata", "O*NET-SOC Code|Item|Response", "Title|N|Percent|Date")
    def metadata(self, row: Row, count: TableCount) -> str:
        occupation = self.occupation(row.cells)
        part = digest(row.cells["Item"], row.cells["Response"])
        iri = self.node(row, count, f"{self.own}metadata/{row.cells[_OCCUPATION]}/{part}")
        if iri:
            self.kind(iri, "OccupationLevelMetadata")
            self.relate(occupation, f"{ONET}hasMetadata", iri)
            self.code(iri, f"{ONET}item", row.cells["Item"])
            self.code(iri, f"{ONET}response", row.cells["Response"])
            if cell := present(row.cells["Percent"]):
                self.state(iri, f"{ONET}percent", number(cell, "Percent"))
            self.measured(iri, row.cells)
        return iri or occupation

    @_table(
        "Survey Booklet Locations",
        "Element ID|Survey Item Number|Scale ID",
        "Element Name|Scale Name",
    )
    def survey_items(self, row: Row, count: TableCount) -> str:
        element, scale = self.element(row.cells), self.scale(row.cells)
        item = needed(row.cells, "Survey Item Number")
        part = digest(item, _last(scale), _last(element))
        iri = self.node(row, count, f"{self.own}survey-item/{part}")
        if iri:
            self.kind(iri, "SurveyBookletLocation")
            self.relate(element, f"{ONET}hasSurveyBookletLocation", iri)
            self.relate(iri, f"{ONET}refersTo", scale)
            self.code(iri, f"{ONET}surveyItemNumber", item)
        return iri or element


def _links(first: str, second: str) -> None:
    """Register a table whose rows join two elements."""
    columns = [f"{part} Element {end}" for part in (first, second) for end in ("ID", "Name")]

    def take(reader: _Reader, row: Row, count: TableCount) -> str:
        one = reader.element(row.cells, columns[0], columns[1])
        other = reader.element(row.cells, columns[2], columns[3])
        if reader.node(row, count, f"{one} {other}"):
            reader.relate(one, f"{ONET}linkedTo", other)
        return one

    _table(f"{first} to {second}", "|".join(columns))(take)


for _first, _second in (
    ("Abilities", "Work Activities"),
    ("Abilities", "Work Context"),
    ("Skills", "Work Activities"),
    ("Skills", "Work Context"),
    ("Basic Interests", "RIASEC"),
    ("Essential Skills", "Work Activities"),
    ("Essential Skills", "Work Context"),
):
    _links(_first, _second)

_RATED_TABLES = (
    "Abilities",
    "Education, Training, and Experience",
    "Interests",
    "Knowledge",
    "Skills",
    "Work Activities",
    "Work Context",
    "Work Styles",
    "Work Values",
)
_OF_RATINGS = frozenset({"Ratings", "Ratings side by side"})
_CATEGORY_TABLES = (
    "Education, Training, and Experience Categories",
    "Work Context Categories",
)
_CONCEPTS = frozenset("Commodity Element JobZone Occupation Task".split())
_MEASURES = tuple(
    (title, ONET + camel(title)) for title in ("Standard Error", "Lower CI Bound", "Upper CI Bound")
)
_MARKS = tuple((title, ONET + camel(title)) for title in ("Recommend Suppress", "Not Relevant"))


def present(cell: str) -> str:
    """The cell, or "" if it says that there is nothing to say."""
    return "" if cell.lower() == "n/a" else cell


def whole_text(cells: dict[str, str], title: str) -> str:
    """A cell that is a whole number, as text."""
    cell = needed(cells, title)
    if not _NUMBER.fullmatch(cell):
        raise CellError(f"'{title}' is '{cell}' and no whole number")
    return cell


@lru_cache(65536)
def _occupation(code: str, title: str) -> str:
    if not _CODE.fullmatch(code):
        raise CellError(f"'{title}' is '{code}' and no code such as 43-4051.00")
    return onet_id("occupation", code)


@lru_cache(65536)
def _element(code: str, title: str) -> str:
    if not _ELEMENT.fullmatch(code):
        raise CellError(f"'{title}' is '{code}' and no code such as 2.A.1.a")
    return onet_id("element", code)


@lru_cache(256)
def _scale(code: str) -> str:
    if not _SCALE.fullmatch(code):
        raise CellError(f"'Scale ID' is '{code}' and no code such as IM")
    return onet_id("scale", code)


@lru_cache(65536)
def _category(element: str, scale: str, order: str) -> str:
    parts = [_last(scale), order]
    return onet_id("category", *([_last(element)] if element else []), *parts)


def _anchor(element: str, scale: str, amount: str) -> str:
    return onet_id("anchor", _last(element), _last(scale), amount)


@lru_cache(65536)
def _domain(element: str) -> str:
    code = _last(element)
    fitting = [part for part in _DOMAINS if code == part or code.startswith(f"{part}.")]
    return _DOMAINS[max(fitting, key=len)] if fitting else ""


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
