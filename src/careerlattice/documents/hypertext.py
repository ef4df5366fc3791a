"""Read HTML: what a person sees of it, as text and layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from careerlattice.documents.composing import Composer, Run
from careerlattice.documents.document import Document
from careerlattice.documents.layout import BOLD, ITALIC, UNDERLINE, LineKind, Place
from careerlattice.documents.numerals import counted
from careerlattice.documents.tables import Cell, Grid
from careerlattice.documents.text import decode

MEDIA_TYPE = "text/html"

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset"
    " figcaption figure footer form header hgroup hr html legend li main menu ol p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
) | frozenset(_HEADINGS)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_SET_OFF = frozenset({"p", "blockquote", "pre", "dl", "table", "ul", "ol"})
_STYLES = {
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "cite": ITALIC,
    "dfn": ITALIC,
    "u": UNDERLINE,
    "ins": UNDERLINE,
}
# What is no text of the document, and what a person calls it.
_NO_TEXT = {
    "script": "scripts",
    "noscript": "scripts",
    "style": "styles",
    "template": "templates",
    "nav": "navigation",
    "svg": "drawings",
    "math": "formulas",
    "iframe": "frames",
    "object": "objects",
    "embed": "objects",
    "audio": "sound",
    "video": "film",
    "canvas": "drawings",
    "select": "form fields",
    "textarea": "form fields",
    "datalist": "form fields",
    "head": "",
    "del": "deleted text",
}
_COUNTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WHITE = re.compile(r"[ \t\n\r\f]+")
# Bullets at the beginnings of a text's own lines: then its line ends mean something.
_LISTED = re.compile(r"\n[ \t]*[•●▪■‣➢►✓*-][ \t\u00a0]*\S")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
# Of a style sheet, only what it says of single classes: how Google's documents tell their bold.
_RULE = re.compile(r"([^{}]{1,1000})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"(?:span)?\.([\w-]+)")
_LARGEST_SHEET = 200_000
# The parser compares each attribute of a tag with all others of it.
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_LONG_TAG = re.compile(r"<[A-Za-z][^>]{2000,}")
_BETWEEN = re.compile(r"[\s/=]+")
_MOST_ATTRIBUTES = 1_000
_REMEDY = "save the page as text, or print it to PDF"


def read_html(data: bytes, name: str) -> Document:
    """Read the bytes of an HTML file.

    Raises:
        InputError: it cannot be decoded, is nested too deeply, or holds no text.
    """
    stated = _CHARSET.search(data[:4096])
    text, encoding, repairs = decode(
        data, name, stated.group(1).decode("ascii") if stated else None
    )
    composer = Composer(name, repairs=repairs)
    if _is_crowded(text):
        raise composer.refusal("one of its tags has too many attributes", _REMEDY)
    # Entities of a document type, files and addresses it names: this parser follows none.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise composer.refusal("its elements are nested too deeply", _REMEDY)
    if root is not None:
        _Page(composer, _class_rules(root)).read(root)
    composer.repairs = [
        type(each)(each.kind, each.message, 0, min(each.end, max(1, composer.length - 1)))
        for each in composer.repairs
    ]
    return composer.document(data, MEDIA_TYPE, encoding, _REMEDY)


def _is_crowded(text: str) -> bool:
    """Whether a tag has more attributes than the parser takes in little time."""
    if not _LONG_TAG.search(text):
        return False
    tags = _LONG_TAG.finditer(_VALUE.sub("=", text))
    return any(len(_BETWEEN.split(tag.group())) > _MOST_ATTRIBUTES for tag in tags)


@dataclass(slots=True)
class _Item:
    """A list item being read: *fresh* until its first line was added."""

    depth: int
    ordinal: str
    fresh: bool = True


@dataclass(slots=True)
class _Page:
    """Walks a page's elements and adds its lines."""

    composer: Composer
    rules: dict[str, str]
    runs: list[Run] = field(default_factory=list)
    styles: list[int] = field(default_factory=lambda: [0])
    passed_over: list[HtmlElement] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    preformatted: int = 0
    paragraph: int = 0
    gap: bool = False

    def read(self, root: HtmlElement) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                if event == "end":
                    self._write(element.tail)
                continue
            tag = element.tag.lower()
            if event == "start":
                if self._is_left_out(element, tag) or self._is_taken_whole(element, tag):
                    walker.skip_subtree()
                    self.passed_over.append(element)
                else:
                    self._open(element, tag)
                continue
            if self.passed_over and self.passed_over[-1] is element:
                self.passed_over.pop()
            else:
                self._close(tag)
            self._write(element.tail)
        self._flush()

    def _open(self, element: HtmlElement, tag: str) -> None:
        self.styles.append(_styled(element, tag, self.styles[-1], self.rules))
        if tag in _BLOCKS:
            self._flush()
            self.gap = self.gap or tag in _SET_OFF or tag in _HEADINGS
        if tag in _HEADINGS:
            self.headings.append(_HEADINGS[tag])
        elif tag in _LISTS:
            self.lists.append(_first_number(element))
        elif tag == "li":
            self._open_item(element)
        elif tag == "table":
            self.grids.append(Grid())
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "br":
            self.runs.append(Run("\n", self.styles[-1]))
        self._write(element.text)

    def _close(self, tag: str) -> None:
        self.styles.pop()
        if tag in _BLOCKS:
            self._flush()
        if tag in _HEADINGS and self.headings:
            self.headings.pop()
        elif tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag == "li" and self.items:
            self.items.pop()
        elif tag == "table" and self.grids:
            self.grids.pop()
        elif tag == "pre":
            self.preformatted -= 1

    def _open_item(self, element: HtmlElement) -> None:
        ordinal = ""
        parent = element.getparent()
        if self.lists and parent is not None and parent.tag == "ol":
            self.lists[-1] = _whole(element.get("value"), self.lists[-1])
            ordinal = counted(self.lists[-1], _COUNTS.get(parent.get("type", ""), ""))
            self.lists[-1] += 1
        self.items.append(_Item(max(0, len(self.lists) - 1), ordinal))
        self.gap = False

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if not self.preformatted and len(_LISTED.findall(text)) < 2:
            text = _WHITE.sub(" ", text)
            if self.runs and self.runs[-1].text[-1:] in (" ", "\n"):
                text = text.lstrip(" ")
        if text:
            self.runs.append(Run(text, self.styles[-1]))

    def _flush(self) -> None:
        """Add what was gathered as a line of the kind that the open elements make it."""
        runs, self.runs = self.runs, []
        if not any(run.text.strip() for run in runs):
            return
        kind, depth, ordinal = LineKind.PARAGRAPH, 0, ""
        item = self.items[-1] if self.items else None
        if self.headings:
            kind, depth = LineKind.HEADING, self.headings[-1]
        elif item and item.fresh:
            kind, depth, ordinal = LineKind.ITEM, item.depth, item.ordinal
        if item:
            item.fresh = False
        gap, self.gap = self.gap and kind is not LineKind.ITEM, False
        self.composer.add(kind, runs, self._next(), depth=depth, ordinal=ordinal, gap=gap)

    def _next(self) -> Place:
        self.paragraph += 1
        return Place(paragraph=self.paragraph)

    # What is not walked through

    def _is_left_out(self, element: HtmlElement, tag: str) -> bool:
        what = _NO_TEXT.get(tag)
        if what is None and element.get("role") == "navigation":
            what = "navigation"
        if what is None and tag not in ("html", "body") and _is_hidden(element):
            what = "hidden text"
        if what and (tag == "script" or "".join(element.itertext()).strip()):
            self.composer.leave_out(what)
        return what is not None

    def _is_taken_whole(self, element: HtmlElement, tag: str) -> bool:
        """Take a table's row, or a list of terms and their meanings, in one; tell if so."""
        if tag == "dl" and (pairs := _pairs(element, self.rules)):
            self._flush()
            for pair in pairs:
                self.composer.add_row(pair, self._next())
            return True
        if tag != "tr" or not self.grids:
            return False
        elements = list(element.iterchildren("td", "th"))
        self.composer.count_cells(len(elements))
        cells = [_cell(each, self.styles[-1], self.rules) for each in elements]
        laid = self.grids[-1].row(cells)
        if len(laid) < 2 or not all(cell.is_plain for cell in cells):
            return False
        self._flush()
        self.composer.add_row(laid, self._next(), gap=self.gap)
        self.gap = False
        return True


def _class_rules(root: HtmlElement) -> dict[str, str]:
    """What the page's style sheets say of the look of single classes."""
    sheets = "\n".join(each.text or "" for each in root.iter("style"))[:_LARGEST_SHEET]
    found: dict[str, str] = {}
    for match in _RULE.finditer(sheets):
        selectors, says = match.groups()
        if not re.search("font-weight|font-style|text-decoration", says):
            continue
        for selector in selectors.split(","):
            if named := _CLASS.fullmatch(selector.strip()):
                found[named.group(1)] = f"{found.get(named.group(1), '')};{says}"
    return found


def _styled(element: HtmlElement, tag: str, style: int, rules: dict[str, str]) -> int:
    style |= _STYLES.get(tag, 0)
    own, classes = element.get("style", ""), element.get("class", "") if rules else ""
    if not own and not classes:
        return style
    stated = ";".join((*(rules.get(each, "") for each in classes.split()), own))
    for each in stated.lower().split(";"):
        key, _, value = each.partition(":")
        key, value = key.strip(), value.strip()
        if key == "font-weight":
            heavy = value.startswith("bold") or value[:1] in ("6", "7", "8", "9")
            style = style | BOLD if heavy else style & ~BOLD
        elif key == "font-style":
            slanted = value in ("italic", "oblique")
            style = style | ITALIC if slanted else style & ~ITALIC
        elif key in ("text-decoration", "text-decoration-line") and "underline" in value:
            style |= UNDERLINE
    return style


def _is_hidden(element: HtmlElement) -> bool:
    stated = re.sub(r"\s", "", element.get("style", "").lower())
    return element.get("hidden") is not None or bool(
        re.search(r"(?:^|;)(?:display:none|visibility:hidden)", stated)
    )


def _runs(element: HtmlElement, style: int, rules: dict[str, str]) -> Iterator[Run | None]:
    """The runs inside *element*, None where a block begins or ends."""
    own = [style]
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, each in walker:
        tag = each.tag.lower() if isinstance(each.tag, str) else ""
        if event == "start":
            if tag in _NO_TEXT or not tag or (each is not element and _is_hidden(each)):
                walker.skip_subtree()
                own.append(own[-1])
                continue
            own.append(_styled(each, tag, own[-1], rules))
            if tag in _BLOCKS or tag == "br":
                yield None
            if each.text:
                yield Run(_WHITE.sub(" ", each.text), own[-1])
        else:
            own.pop()
            if tag in _BLOCKS:
                yield None
            if each is not element and each.tail:
                yield Run(_WHITE.sub(" ", each.tail), own[-1])


def _paragraphs(element: HtmlElement, style: int, rules: dict[str, str]) -> list[list[Run]]:
    paragraphs: list[list[Run]] = [[]]
    for run in _runs(element, style, rules):
        if run is None:
            if paragraphs[-1]:
                paragraphs.append([])
        elif run.text.strip() or paragraphs[-1]:
            paragraphs[-1].append(run)
    return [each for each in paragraphs if each]


def _cell(element: HtmlElement, style: int, rules: dict[str, str]) -> Cell:
    inner = next(element.iterdescendants("table", "ul", "ol", "dl", *_HEADINGS), None)
    columns, rows = _whole(element.get("colspan"), 1), _whole(element.get("rowspan"), 1)
    if inner is not None:
        return Cell([], columns, rows, is_block=True)
    return Cell(_paragraphs(element, style, rules), columns, rows)


def _pairs(element: HtmlElement, rules: dict[str, str]) -> list[list[list[Run]]]:
    """Terms beside their meanings; nothing where a meaning needs more than a line."""
    pairs: list[list[list[Run]]] = []
    terms: list[Run] = []
    for each in element.iterdescendants("dt", "dd"):
        cell = _cell(each, 0, rules)
        if not cell.is_plain:
            return []
        if each.tag == "dt":
            if terms:
                return []
            terms = cell.runs
        elif not terms:
            return []
        else:
            pairs.append([terms, cell.runs])
            terms = []
    inner = sum(1 for _ in element.iterchildren()) - sum(
        1 for _ in element.iterchildren("dt", "dd", "div")
    )
    return [] if terms or inner or (element.text or "").strip() else pairs


def _first_number(element: HtmlElement) -> int:
    return _whole(element.get("start"), 1)


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
