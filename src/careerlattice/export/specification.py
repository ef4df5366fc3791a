"""A class specification to print: one class, or one class-grade, as HTML or as a Word document.

Both forms say the same, from one outline: what the class is, and for each of its class-grades the
duties, competencies and qualifications, with the lines of the document in small print. The HTML
asks for nothing else, and what a text holds of markup is shown, not obeyed. Characters that have no
look, such as form feeds, stand as U+FFFD.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from careerlattice.errors import UsageError
from careerlattice.identifiers import CLASSES

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject
    from careerlattice.lattice import (
        ClassGradeCard,
        Code,
        CompetencyEntry,
        DutyEntry,
        Lattice,
        Pay,
        QualificationEntry,
    )

__all__ = ["outline_of", "write_docx", "write_html"]

_SHOWN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSEEN = "\ufffd"
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a constant, so that the same graph gives the same bytes


# -- the outline -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """An item of a list: its words, what stands in small print, and the items below it."""

    text: str
    note: str = ""
    is_group: bool = False
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Prose:
    """A paragraph."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Listing:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a caption, the first cell of each row heading it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_small: bool = False


Block: TypeAlias = Prose | Listing | Grid


@dataclass(frozen=True)
class Section:
    """A heading, what stands below it, and the sections inside."""

    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = field(default=())


@dataclass(frozen=True)
class Specification:
    """A whole specification."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]


def outline_of(lattice: Lattice, name: str) -> Specification:
    """What there is to print of *name*, a class or class-grade.

    Raises:
        UsageError: there is no such class or class-grade, or it is not in force.
    """
    wanted = name.strip().removeprefix(CLASSES)
    of_class = [str(row["class_grade"]) for row in lattice.class_grades() if row["class"] == wanted]
    cards = [lattice.show(each) for each in of_class or [lattice.find_class_grade(wanted)]]
    first = cards[0]
    words = _Lines(lattice, cards)
    sections = [
        Section("Classification", (_grid("Classification", _about_class(first)),)),
        *_prose(first),
        *(_rung(card, words) for card in cards),
        _levels(lattice, cards),
        _documents(lattice, cards),
    ]
    return Specification(
        first.class_title if of_class else first.title,
        first.publisher or "",
        tuple(section for section in sections if section.blocks or section.sections),
    )


class _Lines:
    """Where the facts of class-grades stand in their documents."""

    def __init__(self, lattice: Lattice, cards: Iterable[ClassGradeCard]) -> None:
        self.of: dict[str, list[int]] = {}
        for card in cards:
            for quote in lattice.source(card.id):
                lines = self.of.setdefault(quote.fact, [])
                if quote.line not in lines:
                    lines.append(quote.line)

    def note(self, fact: str) -> str:
        lines = sorted(self.of.get(fact, []))
        named = ", ".join(map(str, lines))
        return f"line {named}" if len(lines) == 1 else f"lines {named}" if lines else ""


def _grid(caption: str, rows: Iterable[tuple[str, str | None]]) -> Grid:
    return Grid(caption, ("Matter", "As stated"), tuple((k, v) for k, v in rows if v))


def _about_class(card: ClassGradeCard) -> Iterator[tuple[str, str | None]]:
    yield "Class", card.class_title
    yield "Class code", ", ".join(card.class_codes)
    yield "Publisher", card.publisher
    yield "Jurisdiction", card.jurisdiction
    yield "Subject areas", ", ".join(card.subject_areas)
    yield "Identifier", card.class_id


def _prose(card: ClassGradeCard) -> Iterator[Section]:
    kinds = dict.fromkeys(statement.about for statement in card.statements)
    for kind in kinds:
        yield Section(
            kind[:1].upper() + kind[1:],
            tuple(
                Prose(each.text, "" if each.line is None else f"line {each.line}")
                for each in card.statements
                if each.about == kind
            ),
        )


def _rung(card: ClassGradeCard, words: _Lines) -> Section:
    blocks: list[Block] = [_grid("Class-grade", _about_rung(card))]
    duties = tuple(_duty(each, words) for each in card.duties)
    inside = [
        Section("Duties", (Listing(duties),) if duties else ()),
        Section("Competencies", _competencies(card.competencies, words)),
        Section("Qualifications", _qualifications(card.qualifications, words)),
    ]
    missing = [each.heading.lower() for each in inside if not each.blocks]
    if missing:
        blocks.append(Prose(f"Not stated: {', '.join(missing)}."))
    return Section(
        card.title, tuple(blocks), tuple(section for section in inside if section.blocks)
    )


def _about_rung(card: ClassGradeCard) -> Iterator[tuple[str, str | None]]:
    def codes(entries: Iterable[Code]) -> str:
        return "; ".join(map(str, entries))

    yield "Grade", card.grade
    yield "Next grade", card.next_grade
    yield "Lead worker", {True: "yes", False: "no", None: None}[card.lead_worker]
    yield "Appointment", card.appointment_type
    yield "Bargaining unit", codes(card.bargaining_units)
    yield "Occupational group", codes(card.occupational_groups)
    yield "EEO category", codes(card.eeo_categories)
    yield "Pay", "; ".join(map(_pay, card.pay))
    for detail in card.details:
        yield detail.label, detail.text
    yield "Identifier", card.id


def _pay(pay: Pay) -> str:
    amounts = [format(each, "f") for each in (pay.lowest, pay.highest) if each is not None]
    parts = [" to ".join(dict.fromkeys(amounts)), pay.currency, pay.period]
    return pay.text or " ".join(part for part in parts if part)


def _duty(duty: DutyEntry, words: _Lines) -> Item:
    share = f"{(duty.time_share * 100).normalize():f}% of time" if duty.time_share else ""
    notes = [
        share,
        "essential" if duty.essential else "",
        words.note(duty.iri) or ("" if duty.line is None else f"line {duty.line}"),
    ]
    return Item(
        duty.text,
        "; ".join(note for note in notes if note),
        duty.is_group,
        tuple(_duty(each, words) for each in duty.parts),
    )


def _competencies(entries: tuple[CompetencyEntry, ...], words: _Lines) -> tuple[Block, ...]:
    if not entries:
        return ()
    rows = tuple(
        (
            each.name,
            each.level or "not stated",
            each.guidance or "",
            each.importance or "",
            "; ".join(each.knowledge_areas),
            "core" if each.core else "",
            words.note(each.iri),
        )
        for each in entries
    )
    head = ("Competency", "Level", "Guidance", "Importance", "Knowledge areas", "Core", "Source")
    # A column that says nothing in any row is left out, but not the level.
    kept = [at for at in range(len(head)) if at <= 1 or any(row[at] for row in rows)]
    return (
        Grid(
            "Competencies and the levels they are needed at",
            tuple(head[at] for at in kept),
            tuple(tuple(row[at] for at in kept) for row in rows),
        ),
    )


def _qualifications(entries: tuple[QualificationEntry, ...], words: _Lines) -> tuple[Block, ...]:
    if not entries:
        return ()
    items = []
    for each in entries:
        notes = [
            each.kind,
            each.modality or "",
            "" if each.months is None else f"{each.months} months",
            f"within: {each.within}" if each.within else "",
            f"in: {', '.join(each.qualifying_classes)}" if each.qualifying_classes else "",
            "" if each.cap_months is None else f"at most {each.cap_months} months",
            words.note(each.iri),
        ]
        instead = tuple(Item(f"or instead: {other}") for other in each.or_instead)
        items.append(Item(each.asks, "; ".join(note for note in notes if note), items=instead))
    return (Listing(tuple(items)),)


_LEVELS = """
SELECT DISTINCT ?scale ?scale_name ?rank ?notation ?name ?meaning
WHERE {
  VALUES ?class_grade { <things> }
  ?class_grade career:hasRequirement/career:level/skos:inScheme ?scale .
  ?level skos:inScheme ?scale .
  OPTIONAL { ?scale skos:prefLabel ?scaleLabel }
  OPTIONAL { ?level career:rank ?rank }
  OPTIONAL { ?level skos:notation ?notation }
  OPTIONAL { ?level skos:prefLabel ?label }
  OPTIONAL { ?level skos:definition ?words }
  BIND(STR(?scaleLabel) AS ?scale_name)
  BIND(STR(?label) AS ?name)
  BIND(STR(?words) AS ?meaning)
}
ORDER BY ?scale_name ?scale ?rank ?meaning
"""

_DOCUMENTS = """
SELECT DISTINCT ?document ?file ?title ?from ?sha
WHERE {
  VALUES ?class_grade { <things> }
  ?class_grade career:describedIn ?document .
  OPTIONAL { ?document career:fileName ?file }
  OPTIONAL { ?document dcterms:title ?heading }
  OPTIONAL { ?document career:inForceFrom ?from }
  OPTIONAL { ?document career:sha256 ?sha }
  BIND(STR(?heading) AS ?title)
}
ORDER BY ?file ?document
"""


def _about(cards: Iterable[ClassGradeCard], query: str) -> str:
    things = " ".join(str(ox.NamedNode(CLASSES + card.id)) for card in cards)
    return query.replace("<things>", things)


def _levels(lattice: Lattice, cards: list[ClassGradeCard]) -> Section:
    rows = lattice.store.select(_about(cards, _LEVELS))
    grids = []
    for scale in dict.fromkeys(str(row["scale"]) for row in rows):
        own = [row for row in rows if row["scale"] == scale]
        cells = tuple(
            (_said(row["notation"]), _said(row["name"]), _said(row["meaning"])) for row in own
        )
        name = _said(own[0]["scale_name"]) or "Levels"
        grids.append(Grid(name, ("Level", "Name", "Meaning"), cells))
    return Section("What the levels mean", tuple(grids))


def _documents(lattice: Lattice, cards: list[ClassGradeCard]) -> Section:
    rows = lattice.store.select(_about(cards, _DOCUMENTS))
    cells = tuple(
        (_said(row["file"]), _said(row["title"]), _said(row["from"]), _said(row["sha"]))
        for row in rows
    )
    head = ("File", "Title", "In force from", "SHA-256")
    grids = (Grid("Documents that this is taken from", head, cells, is_small=True),)
    return Section("Sources", grids if cells else ())


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _printable(text: str) -> str:
    return _SHOWN.sub(_UNSEEN, text.replace("\r\n", "\n").replace("\r", "\n"))


def _outline(subject: Subject) -> Specification:
    if subject.class_id is None:
        raise UsageError(
            "a specification is of one class or class-grade", remedy="name it with --class ID"
        )
    return outline_of(subject.lattice, subject.class_id)


# -- HTML --------------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light dark; }
body { font: 11pt/1.45 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.2; break-after: avoid; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; }
p, li, td, th { white-space: pre-line; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-style: italic; }
th, td { border: 1px solid #888; padding: .2rem .5rem; text-align: left; vertical-align: top; }
th[scope=row] { font-weight: normal; }
small, table.small { font-size: 8.5pt; }
@media print {
  @page { margin: 2cm; }
  body { margin: 0; max-width: none; padding: 0; color: #000; background: #fff; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
}
"""


def write_html(subject: Subject, path: Path) -> None:
    """Write the specification of a class or class-grade as one HTML file.

    Raises:
        UsageError: *subject* is no class or class-grade.
    """
    path.write_text(_html(_outline(subject)), encoding="utf-8", newline="\n")


def _html(whole: Specification) -> str:
    title = _shown(whole.title)
    body = "".join(_html_section(section, 2) for section in whole.sections)
    kept = f"<p>{_shown(whole.subtitle)}</p>" if whole.subtitle else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{title}</h1>\n{kept}\n{body}</main>\n</body>\n</html>\n'
    )


def _shown(text: str) -> str:
    return escape(_printable(text))


def _small(note: str) -> str:
    return f" <small>({_shown(note)})</small>" if note else ""


def _html_section(section: Section, depth: int) -> str:
    blocks = "".join(map(_html_block, section.blocks))
    inside = "".join(_html_section(each, depth + 1) for each in section.sections)
    heading = f'<h{depth} dir="auto">{_shown(section.heading)}</h{depth}>'
    return f"<section>\n{heading}\n{blocks}{inside}</section>\n"


def _html_block(block: Block) -> str:
    if isinstance(block, Prose):
        return f'<p dir="auto">{_shown(block.text)}{_small(block.note)}</p>\n'
    if isinstance(block, Listing):
        return _html_items(block.items)
    small = ' class="small"' if block.is_small else ""
    head = "".join(f'<th scope="col">{_shown(name)}</th>' for name in block.head)
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{_shown(row[0])}</th>'
        + "".join(f'<td dir="auto">{_shown(cell)}</td>' for cell in row[1:])
        + "</tr>\n"
        for row in block.rows
    )
    return (
        f"<table{small}>\n<caption>{_shown(block.caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _html_items(items: Iterable[Item]) -> str:
    lines = []
    for item in items:
        words = _shown(item.text)
        words = f"<strong>{words}</strong>" if item.is_group else words
        below = f"\n{_html_items(item.items)}" if item.items else ""
        lines.append(f'<li dir="auto">{words}{_small(item.note)}{below}</li>\n')
    return f"<ul>\n{''.join(lines)}</ul>\n"


# -- Word --------------------------------------------------------------------------------------

_SMALL_PRINT = 8  # points
_DEEPEST = 3  # the list styles of Word's own template


def write_docx(subject: Subject, path: Path) -> None:
    """Write the specification of a class or class-grade as a Word document.

    Raises:
        UsageError: *subject* is no class or class-grade.
    """
    import docx  # noqa: PLC0415 - what listing the formats need not load

    whole = _outline(subject)
    document = docx.Document()
    about = document.core_properties
    about.author, about.title, about.comments = whole.subtitle[:255], whole.title[:255], ""
    about.created = about.modified = _MADE
    document.add_heading(_printable(whole.title), 0)
    if whole.subtitle:
        document.add_paragraph(_printable(whole.subtitle), style="Subtitle")
    for section in whole.sections:
        _word_section(document, section, 1)
    packed = io.BytesIO()
    document.save(packed)
    _repack(packed, path)


def _word_section(document: Any, section: Section, depth: int) -> None:
    document.add_heading(_printable(section.heading), depth)
    for block in section.blocks:
        if isinstance(block, Prose):
            _word_words(document.add_paragraph(), block.text, block.note)
        elif isinstance(block, Listing):
            _word_items(document, block.items, 1)
        else:
            _word_table(document, block)
    for each in section.sections:
        _word_section(document, each, depth + 1)


def _word_words(paragraph: Any, text: str, note: str, *, is_bold: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run(_printable(text))
    run.bold = True if is_bold else None
    if note:
        paragraph.add_run(f" ({_printable(note)})").font.size = Pt(_SMALL_PRINT)


def _word_items(document: Any, items: Iterable[Item], depth: int) -> None:
    style = "List Bullet" if depth == 1 else f"List Bullet {min(depth, _DEEPEST)}"
    for item in items:
        _word_words(
            document.add_paragraph(style=style), item.text, item.note, is_bold=item.is_group
        )
        _word_items(document, item.items, depth + 1)


def _word_table(document: Any, grid: Grid) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    document.add_paragraph(_printable(grid.caption), style="Caption")
    table = document.add_table(rows=1, cols=len(grid.head), style="Table Grid")
    # A header that each page repeats.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    for row in (grid.head, *grid.rows):
        cells = table.rows[0].cells if row is grid.head else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_printable(text))
            run.bold = True if row is grid.head else None
            if grid.is_small:
                run.font.size = Pt(_SMALL_PRINT)


def _repack(packed: io.BytesIO, path: Path) -> None:
    """Write an archive anew with one date on all it holds."""
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(path, "w") as archive:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
