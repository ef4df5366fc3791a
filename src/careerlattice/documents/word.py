"""Read DOCX: the text as it would be printed now, with its styles, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from careerlattice.documents.archive import check_archive
from careerlattice.documents.composing import Composer, Run
from careerlattice.documents.document import Document
from careerlattice.documents.layout import BOLD, ITALIC, UNDERLINE, LineKind, Place
from careerlattice.documents.numerals import counted
from careerlattice.documents.tables import Cell, Grid
from careerlattice.errors import InputError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What only wraps runs or paragraphs; an insertion that is tracked is text already.
_WRAPPERS = frozenset(
    _W + name
    for name in "hyperlink smartTag sdt sdtContent ins moveTo fldSimple dir bdo customXml".split()
)
_DELETED = frozenset({_W + "del", _W + "moveFrom"})
_HEADING_STYLE = re.compile(r"heading (\d)")
_LIST_STYLE = re.compile(r"list (?:bullet|number)(?: (\d))?")
_LONGEST_HEADING = 200
_DEEPEST_STYLE = 20
_OFF = ("0", "false", "off", "none")
_REMEDY = "open it in a word processor and save it anew, or print it to PDF"


def read_docx(data: bytes, name: str) -> Document:
    """Read the bytes of a DOCX file.

    Raises:
        InputError: it is another kind of archive, damaged, locked, far larger than its file, or
            holds no text.
    """
    check_archive(data, name)
    composer = Composer(name)
    try:
        package = OpcPackage.open(BytesIO(data))
        main = package.part_related_by(RELATION.OFFICE_DOCUMENT)
        _Body(composer, main).read()
    except InputError:
        raise
    except Exception as error:
        raise composer.refusal(
            f"this DOCX file is damaged ({type(error).__name__})", _REMEDY
        ) from error
    return composer.document(data, MEDIA_TYPE, "utf-8", "supply the document's text, or remove it")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says itself; None where it leaves that to the style it is based on."""

    name: str
    base: str | None
    looks: dict[str, bool]
    level: int | None
    number: tuple[str | None, int | None] | None


class _Styles:
    """The styles of a document, each resolved through those it is based on."""

    def __init__(self, root: Any) -> None:
        self.known: dict[str, _Style] = {}
        self.default: str | None = None
        self.looks: dict[str, bool] = {}
        if root is None:
            return
        self.looks = _looks(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for element in root.iterchildren(_W + "style"):
            key = element.get(_W + "styleId", "")
            properties = element.find(_W + "pPr")
            self.known[key] = _Style(
                (_value(element.find(_W + "name")) or "").lower(),
                _value(element.find(_W + "basedOn")),
                _looks(element.find(_W + "rPr")),
                _level(properties),
                _number(properties),
            )
            if element.get(_W + "type") == "paragraph" and _is_on(element.get(_W + "default", "0")):
                self.default = key

    def chain(self, key: str | None) -> list[_Style]:
        """A style and those it is based on, nearest first."""
        found: list[_Style] = []
        while key in self.known and len(found) < _DEEPEST_STYLE:
            found.append(self.known[key])
            key = found[-1].base
        return found

    def look(self, own: dict[str, bool], character: str | None, paragraph: list[_Style]) -> int:
        """The sum of styles of a run: its own word counts, else its style's and paragraph's."""
        style = 0
        layers = (self.chain(character), paragraph)
        for key, sign in (("b", BOLD), ("i", ITALIC), ("u", UNDERLINE)):
            says = own.get(key)
            if says is None:
                stated = [_first(layer, key) for layer in layers]
                if key == "u":
                    says = next((each for each in stated if each is not None), None)
                elif any(each is not None for each in stated):
                    # Bold in bold stands out by not being bold.
                    says = sum(map(bool, stated)) == 1
            if says is None:
                says = self.looks.get(key, False)
            style |= sign if says else 0
        return style


class _Numbering:
    """How lists count: the format of each level, and how far each list has come."""

    def __init__(self, root: Any) -> None:
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.lists: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        for element in root.iterchildren(_W + "abstractNum"):
            key = element.get(_W + "abstractNumId", "")
            for level in element.iterchildren(_W + "lvl"):
                depth = _whole(level.get(_W + "ilvl"))
                how = _value(level.find(_W + "numFmt")) or "decimal"
                self.levels[key, depth] = (how, _whole(_value(level.find(_W + "start")), 1))
        for element in root.iterchildren(_W + "num"):
            self.lists[element.get(_W + "numId", "")] = (
                _value(element.find(_W + "abstractNumId")) or ""
            )

    def next(self, number: str, depth: int) -> tuple[bool, str]:
        """Whether this list marks its items, and the next item's number or letter."""
        key = self.lists.get(number, "")
        how, start = self.levels.get((key, depth), ("bullet", 1))
        if how == "none":
            return False, ""
        if how == "bullet":
            return True, ""
        for each in [each for each in self.counts if each[0] == key and each[1] > depth]:
            del self.counts[each]
        self.counts[key, depth] = self.counts.get((key, depth), start - 1) + 1
        return True, counted(self.counts[key, depth], how)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it will be added, and the text boxes that hang on it."""

    kind: LineKind
    runs: list[Run]
    depth: int = 0
    ordinal: str = ""
    page: int | None = None
    boxes: list[Any] = field(default_factory=list)


class _Body:
    """Walks a document's parts and adds their lines."""

    def __init__(self, composer: Composer, main: Part) -> None:
        self.composer = composer
        self.main = main
        self.root = _root(main)
        self.styles = _Styles(self._related(RELATION.STYLES))
        self.numbering = _Numbering(self._related(RELATION.NUMBERING))
        self.notes: list[tuple[str, str]] = []
        self.paragraph = 0
        # Word leaves marks where its pages began; other programs tell of no pages.
        has_pages = next(self.root.iter(_W + "lastRenderedPageBreak"), None) is not None
        self.page: int | None = 1 if has_pages else None
        self.marks: set[str] = set()

    def read(self) -> None:
        body = self.root.find(_W + "body")
        if body is None:
            raise self.composer.refusal(
                "this DOCX file has no body that can be read",
                "save it as an ordinary Word document (.docx), not in the strict form",
            )
        self._add_blocks(body)
        self.page = None
        self._add_notes()
        self._add_page_marks()
        if self._related(RELATION.COMMENTS) is not None:
            self.composer.leave_out("comments")

    def _related(self, relation: str) -> Any:
        for each in self.main.rels.values():
            if each.reltype == relation and not each.is_external:
                return _root(each.target_part)
        return None

    # Blocks

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """The paragraphs and tables in *parent*, wrappers opened, deleted ones left out."""
        for child in parent.iterchildren():
            if child.tag in (_W + "p", _W + "tbl"):
                yield child
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child)
            elif child.tag == _CHOICE + "AlternateContent":
                yield from self._blocks(_choice(child))
            elif child.tag in _DELETED:
                self.composer.leave_out("deleted text")
            elif child.tag == _W + "altChunk":
                self.composer.leave_out("embedded documents")

    def _add_blocks(self, parent: Any) -> None:
        for block in self._blocks(parent):
            if block.tag == _W + "tbl":
                self._add_table(block)
            else:
                self._add(self._paragraph(block))

    def _add(self, paragraph: _Paragraph) -> None:
        if any(run.text.strip() for run in paragraph.runs):
            self.paragraph += 1
            self.composer.add(
                paragraph.kind,
                paragraph.runs,
                Place(paragraph.page, self.paragraph),
                depth=paragraph.depth,
                ordinal=paragraph.ordinal,
                gap=paragraph.kind is not LineKind.ITEM,
            )
        for box in paragraph.boxes:
            self._add_blocks(box)

    def _add_table(self, table: Any) -> None:
        grid = Grid()
        for row in _inside(table, _W + "tr"):
            properties = row.find(_W + "trPr")
            if properties is not None and properties.find(_W + "del") is not None:
                self.composer.leave_out("deleted rows")
                continue
            before = properties.find(_W + "gridBefore") if properties is not None else None
            cells = [Cell([])] * min(_whole(_value(before)), 50)
            page = self.page
            read = [(each, *self._cell(each)) for each in _inside(row, _W + "tc")]
            cells += [cell for _, cell, _ in read]
            laid = grid.row(cells)
            if len(read) > 1 and all(cell.is_plain for cell in cells):
                self.paragraph += 1
                self.composer.add_row(laid, Place(page, self.paragraph))
                continue
            for element, cell, paragraphs in read:
                for each in paragraphs:
                    self._add(each)
                if cell.is_block and not paragraphs:
                    self._add_blocks(element)

    def _cell(self, element: Any) -> tuple[Cell, list[_Paragraph]]:
        """A cell, and its paragraphs where they were read; a block's are left to be read."""
        properties = element.find(_W + "tcPr")
        span = properties.find(_W + "gridSpan") if properties is not None else None
        columns = _whole(_value(span), 1)
        if _goes_on(element):
            return Cell([], columns), []
        blocks = list(self._blocks(element))
        if any(block.tag == _W + "tbl" for block in blocks):
            return Cell([], columns, is_block=True), []
        # Lists must not count an item twice: whether there is one is asked of the properties.
        if any(self._is_set_off(block) for block in blocks):
            return Cell([], columns, is_block=True), []
        inner = [self._paragraph(block) for block in blocks]
        boxed = any(each.boxes for each in inner)
        return Cell([each.runs for each in inner], columns, is_block=boxed), inner

    def _is_set_off(self, paragraph: Any) -> bool:
        """Whether a paragraph is a list's item or a heading, and has words."""
        if next(paragraph.iter(_W + "t"), None) is None:
            return False
        chain = self._chain(paragraph)
        properties = paragraph.find(_W + "pPr")
        return self._heading(chain, properties) > 0 or self._listed(chain, properties) is not None

    # Paragraphs

    def _chain(self, paragraph: Any) -> list[_Style]:
        properties = paragraph.find(_W + "pPr")
        named = _value(properties.find(_W + "pStyle")) if properties is not None else None
        return self.styles.chain(named if named in self.styles.known else self.styles.default)

    def _paragraph(self, element: Any) -> _Paragraph:
        chain = self._chain(element)
        properties = element.find(_W + "pPr")
        paragraph = _Paragraph(LineKind.PARAGRAPH, [])
        before = self.page
        paragraph.page = before
        self._gather(element, chain, paragraph)
        length = sum(len(run.text.strip()) for run in paragraph.runs)
        listed = self._listed(chain, properties) if length else None
        if listed:
            is_marked, paragraph.ordinal = self.numbering.next(*listed)
            if is_marked:
                paragraph.kind, paragraph.depth = LineKind.ITEM, listed[1]
                named = next(filter(None, (_LIST_STYLE.fullmatch(s.name) for s in chain)), None)
                if named and named.group(1):
                    paragraph.depth = max(paragraph.depth, int(named.group(1)) - 1)
        level = self._heading(chain, properties)
        if level and length <= _LONGEST_HEADING:
            paragraph.kind, paragraph.depth = LineKind.HEADING, level
        return paragraph

    def _heading(self, chain: list[_Style], properties: Any) -> int:
        """The level of a heading, 1 outermost; 0 for other paragraphs."""
        level = _level(properties)
        if level is not None:
            return level + 1 if level < 9 else 0
        for style in chain:
            if match := _HEADING_STYLE.fullmatch(style.name):
                return int(match.group(1))
            if style.name == "title":
                return 1
            if style.level is not None:
                return style.level + 1 if style.level < 9 else 0
        return 0

    def _listed(self, chain: list[_Style], properties: Any) -> tuple[str, int] | None:
        """The list and the level a paragraph belongs to."""
        stated = [_number(properties), *(style.number for style in chain)]
        number = next((each[0] for each in stated if each and each[0] is not None), None)
        depth = next((each[1] for each in stated if each and each[1] is not None), 0)
        return None if number is None or number == "0" else (number, depth or 0)

    def _gather(self, parent: Any, chain: list[_Style], paragraph: _Paragraph) -> None:
        """Collect the runs in *parent*."""
        for child in parent.iterchildren():
            if child.tag == _W + "r":
                self._gather_run(child, chain, paragraph)
            elif child.tag in _WRAPPERS:
                self._gather(child, chain, paragraph)
            elif child.tag in _DELETED:
                self.composer.leave_out("deleted text")
            elif child.tag == _CHOICE + "AlternateContent":
                self._gather(_choice(child), chain, paragraph)
            elif child.tag.startswith(_MATH) if isinstance(child.tag, str) else False:
                text = "".join(each.text or "" for each in child.iter(_MATH + "t"))
                paragraph.runs.append(Run(text))

    def _gather_run(self, run: Any, chain: list[_Style], paragraph: _Paragraph) -> None:
        properties = run.find(_W + "rPr")
        own = _looks(properties)
        if own.get("vanish"):
            self.composer.leave_out("hidden text")
            return
        character = _value(properties.find(_W + "rStyle")) if properties is not None else None
        style = self.styles.look(own, character, chain)
        parts: list[str] = []
        for child in run.iterchildren():
            parts.append(self._text_of(child, paragraph))
            if self.page and child.tag == _W + "lastRenderedPageBreak":
                self.page += 1
                if not any(parts) and not any(each.text.strip() for each in paragraph.runs):
                    paragraph.page = self.page
        if text := "".join(parts):
            paragraph.runs.append(Run(text, style))

    def _text_of(self, child: Any, paragraph: _Paragraph) -> str:
        match child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else "":
            case "t":
                return str(child.text or "")
            case "tab" | "ptab":
                return "\t"
            case "br":
                return "" if child.get(_W + "type") in ("page", "column") else "\n"
            case "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "sym":
                code = child.get(_W + "char", "")
                return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
            case "footnoteReference" | "endnoteReference" as name:
                self.notes.append((name.removesuffix("Reference"), child.get(_W + "id", "")))
            case "drawing" | "pict" | "object":
                paragraph.boxes += _boxes(child)
            case "AlternateContent":
                paragraph.boxes += _boxes(_choice(child))
        return ""

    # What stands apart from the text

    def _add_notes(self) -> None:
        """Footnotes and endnotes, after the text."""
        for relation, kind in ((RELATION.FOOTNOTES, "footnote"), (RELATION.ENDNOTES, "endnote")):
            root = self._related(relation)
            if root is None:
                continue
            by_id = {each.get(_W + "id", ""): each for each in root.iterchildren(_W + kind)}
            for named in dict.fromkeys(number for which, number in self.notes if which == kind):
                if named in by_id:
                    self._add_blocks(by_id[named])

    def _add_page_marks(self) -> None:
        """Headers and footers, each once, after everything else."""
        for reference in self.root.iter(_W + "headerReference", _W + "footerReference"):
            part = self.main.rels.get(reference.get(_R + "id", ""))
            if part is None or part.is_external:
                continue
            for paragraph in _root(part.target_part).iter(_W + "p"):
                gathered = _Paragraph(LineKind.PARAGRAPH, [])
                self._gather(paragraph, self._chain(paragraph), gathered)
                text = "".join(run.text for run in gathered.runs).strip()
                if text and text not in self.marks:
                    self.marks.add(text)
                    runs = [Run(run.text.replace("\t", " "), run.style) for run in gathered.runs]
                    self.composer.add(LineKind.PARAGRAPH, runs, gap=True, is_page_mark=True)


def _root(part: Part) -> Any:
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, or cells of a row, those in wrappers among them."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _choice(element: Any) -> Any:
    """Of the ways a thing is written, the first: they all say the same."""
    chosen = element.find(_CHOICE + "Choice")
    fallback = element.find(_CHOICE + "Fallback")
    return next((each for each in (chosen, fallback) if each is not None), element)


def _boxes(element: Any) -> list[Any]:
    """The contents of the text boxes in *element*, outermost ones, each once."""
    found: list[Any] = []
    waiting = [element]
    while waiting:
        each = waiting.pop(0)
        if each.tag == _W + "txbxContent":
            found.append(each)
        elif each.tag == _CHOICE + "AlternateContent":
            waiting.append(_choice(each))
        else:
            waiting += list(each)
    return found


def _goes_on(cell: Any) -> bool:
    """Whether a cell is the lower part of the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(_W + "val", "continue") == "continue"


def _value(element: Any) -> str | None:
    return None if element is None else element.get(_W + "val")


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default


def _is_on(value: str | None) -> bool:
    return value not in _OFF


def _looks(properties: Any) -> dict[str, bool]:
    """What run properties say of bold, italic, underline and hidden."""
    if properties is None:
        return {}
    found: dict[str, bool] = {}
    for key in ("b", "i", "u", "vanish"):
        element = properties.find(_W + key)
        if element is not None:
            found[key] = _is_on(_value(element))
    return found


def _first(chain: list[_Style], key: str) -> bool | None:
    return next((style.looks[key] for style in chain if key in style.looks), None)


def _level(properties: Any) -> int | None:
    level = properties.find(_W + "outlineLvl") if properties is not None else None
    return None if level is None else _whole(_value(level), 9)


def _number(properties: Any) -> tuple[str | None, int | None] | None:
    element = properties.find(_W + "numPr") if properties is not None else None
    if element is None:
        return None
    depth = _value(element.find(_W + "ilvl"))
    return _value(element.find(_W + "numId")), None if depth is None else min(_whole(depth), 8)
