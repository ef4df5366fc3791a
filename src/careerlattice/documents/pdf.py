"""Read PDF: put the characters it paints together to lines, paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from careerlattice.documents.composing import Composer, Run
from careerlattice.documents.document import Document
from careerlattice.documents.layout import BOLD, ITALIC, UNDERLINE, LineKind, Place
from careerlattice.documents.tables import Cell, Grid
from careerlattice.documents.text import MOST_CHARACTERS, too_long
from careerlattice.errors import InputError

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 300

_MOST_EDGES = 4_000
_LONGEST_HEADING = 200
_WIDEST_MARGIN = 12.0
_FEWEST_LINES = 6
_BOLD_FONT = re.compile(r"bold|black|heavy|demi|[-,]bd?\b", re.IGNORECASE)
_ITALIC_FONT = re.compile(r"ital|obli|[-,]it?\b", re.IGNORECASE)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_BULLET = re.compile(r"[-–—•●○◦▪▫■□◆◇‣⁃∙·➢➤►▶✓✔o§Øü\uf000-\uf0ff\ufffd](?=\s)|[•●▪■\uf000-\uf0ff]")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{2,5})[.)](?=\s)")
_TERMINAL = re.compile(r"[.:;!?][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE
)
_DIVIDED = re.compile(r"[^\W\d_]{2}-$")
_LAST_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REMEDY = "open it and print it to PDF anew, or save it as DOCX or text"


def read_pdf(data: bytes, name: str) -> Document:
    """Read the bytes of a PDF file.

    This may take long on a file made to take long: see careerlattice.documents.guarded.

    Raises:
        InputError: it is damaged, locked, too large, or holds pictures of text and no text.
    """
    composer = Composer(name)
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            _Pages(composer).read(pdf)
    except InputError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, MemoryError):
            raise cause from None
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise composer.refusal(
                "this document is locked by a password",
                "open it with its password and save it without one",
            ) from error
        raise composer.refusal(f"this PDF is damaged ({type(cause).__name__})", _REMEDY) from error
    return composer.document(data, MEDIA_TYPE, "utf-8", _REMEDY)


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One painted character: points from the page's left and top edge."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    style: int


@dataclass(slots=True)
class _Row:
    """One printed line: its runs, and where it stands. *words_at* is where its text begins.

    *first_word* is how wide its first word is; *right* how far lines reach in its column. The row
    of a table has *cells* instead, each with its own lines, and the left edges of its *columns*.
    """

    page: int
    runs: list[Run]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str
    words_at: float
    first_word: float
    right: float = 0.0
    marked: bool = False
    is_page_mark: bool = False
    cells: list[list[_Row]] | None = None
    columns: tuple[float, ...] = ()

    @property
    def is_bold(self) -> bool:
        """Whether all its letters are bold."""
        letters = [run for run in self.runs if any(c.isalnum() for c in run.text)]
        return bool(letters) and all(run.style & BOLD for run in letters)


@dataclass(slots=True)
class _Block:
    """Printed lines that make one paragraph, heading or item."""

    rows: list[_Row]
    kind: LineKind = LineKind.PARAGRAPH
    depth: int = 0
    gap: bool = False


class _Pages:
    """Reads the pages of one document."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.body = 0.0
        # Sizes of type above the usual one, largest first: each is a level of headings.
        self.larger: list[float] = []
        self.divides = False
        self.words: Counter[str] = Counter()
        self.paragraph = 0
        self.glyphs = 0
        self.unknown = 0

    def read(self, pdf: Any) -> None:
        pages = pdf.pages
        if len(pages) > MOST_PAGES:
            raise self.composer.refusal(
                f"it has {len(pages):,} pages; the limit is {MOST_PAGES}",
                "split it into one file per class specification",
            )
        pictures = 0
        by_page: list[list[_Row]] = []
        for number, page in enumerate(pages, 1):
            rows = list(self._read_page(page, number))
            if not rows and page.images:
                pictures += 1
            by_page.append(rows)
            page.close()
        self._refuse_pictures(pictures)
        _mark_running_lines(by_page, [float(page.height) for page in pages])
        rows = [row for rows in by_page for row in rows]
        lines = [line for row in rows for line in _lines_of(row)]
        for line in lines:
            # What stands at a line's ends may be half a word.
            self.words.update(_WORD.findall(line.text.lower())[1:-1])
        self.body = _body_size(lines)
        for size in sorted({line.size for line in lines}, reverse=True):
            is_new = not self.larger or size < self.larger[-1] - 0.6
            if size >= 1.15 * self.body and is_new and len(self.larger) < 6:
                self.larger.append(size)
        self.divides = any(
            _DIVIDED.search(one.text) and self._divides_a_word(one.text, other.text)
            for one, other in pairwise(lines)
        )
        for block in _blocks(_join_tables(rows)):
            self._add(block)

    def _refuse_pictures(self, pictures: int) -> None:
        remedy = "run OCR on it and save the result as PDF with text, or as text"
        if pictures and self.glyphs < 20:
            raise self.composer.refusal("this PDF holds pictures of pages and no text", remedy)
        if self.unknown * 5 > self.glyphs > 0:
            raise self.composer.refusal("the fonts of this PDF do not tell its letters", remedy)
        if pictures:
            self.composer.leave_out("pages that are pictures", pictures)

    # From glyphs to printed lines

    def _read_page(self, page: Any, number: int) -> Iterator[_Row]:
        glyphs = list(self._glyphs_of(page))
        glyphs += _filled_in(page)
        tables = self._tables_of(page) if glyphs else []
        rows: list[_Row] = []
        for table in tables:
            inside = [g for g in glyphs if _lies_in(g, table.bbox)]
            taken = {id(g) for g in inside}
            glyphs = [g for g in glyphs if id(g) not in taken]
            rows += _table_rows(table, inside, number)
        rows += _in_columns(glyphs, number, float(page.width))
        if tables:
            rows.sort(key=lambda row: row.top)
        yield from rows

    def _glyphs_of(self, page: Any) -> Iterator[_Glyph]:
        lines = _underlines(page)
        looks: dict[str, int] = {}
        turned = 0
        seen: set[tuple[str, int, int]] = set()
        for char in page.chars:
            self.glyphs += 1
            if self.glyphs > MOST_CHARACTERS:
                raise too_long(self.composer.name)
            text = char["text"]
            if not char["upright"]:
                turned += not text.isspace()
                continue
            if _UNKNOWN.fullmatch(text):
                self.unknown += 1
                text = "\ufffd"
            text = _LIGATURES.get(text, text)
            x0, x1, top, bottom = (float(char[key]) for key in ("x0", "x1", "top", "bottom"))
            key = (text, round(x0), round(top))
            # Painted twice, a hair apart, to look bold.
            again = key in seen and not text.isspace()
            seen.add(key)
            font = char["fontname"]
            if font not in looks:
                looks[font] = _look(font)
            style = looks[font]
            size = float(char["size"]) or bottom - top
            if lines and any(
                left - 1 <= (x0 + x1) / 2 <= right + 1
                for left, right in lines.get(round(bottom - 0.12 * size), ())
            ):
                style |= UNDERLINE
            if not again:
                yield _Glyph(text, x0, x1, top, bottom, size, style)
        if turned:
            self.composer.leave_out("turned text, characters of", turned)

    def _tables_of(self, page: Any) -> list[Any]:
        edges = page.edges
        if not any(edge["orientation"] == "v" for edge in edges):
            return []
        if len(edges) > _MOST_EDGES:
            self.composer.leave_out("tables in drawings of too many lines")
            return []
        tables = [
            table for table in page.find_tables() if max(len(row.cells) for row in table.rows) > 1
        ]
        # A table around tables only frames them.
        return [
            table
            for table in tables
            if not any(o is not table and _contains(table.bbox, o.bbox) for o in tables)
        ]

    # From printed lines to blocks

    def _add(self, block: _Block) -> None:
        first = block.rows[0]
        if first.cells is not None:
            self._add_row(first)
            return
        runs = self._joined(block.rows)
        length = sum(len(run.text) for run in runs)
        if first.is_page_mark:
            self.composer.add(
                LineKind.PARAGRAPH, runs, Place(first.page), gap=True, is_page_mark=True
            )
            return
        level = next((n for n, size in enumerate(self.larger, 1) if first.size > size - 0.6), 0)
        if level and block.kind is LineKind.PARAGRAPH and length <= _LONGEST_HEADING:
            block.kind, block.depth = LineKind.HEADING, level
        self.paragraph += 1
        start = self.composer.length
        self.composer.add(
            block.kind, runs, Place(first.page, self.paragraph), depth=block.depth, gap=block.gap
        )
        self._note_joints(block.rows, start)

    def _add_row(self, row: _Row) -> None:
        cells = [Cell([self._joined(b.rows) for b in _blocks(lines)]) for lines in row.cells or []]
        self.paragraph += 1
        place = Place(row.page, self.paragraph)
        if row.is_page_mark:
            runs = [run for cell in cells for run in (Run(" "), *cell.runs)]
            self.composer.add(LineKind.PARAGRAPH, runs, place, gap=True, is_page_mark=True)
        elif all(cell.is_plain for cell in cells) and len(cells) > 1:
            self.composer.add_row(Grid().row(cells), place)
        else:
            for lines in row.cells or []:
                for block in _blocks(lines):
                    self._add(block)

    def _joined(self, rows: Sequence[_Row]) -> list[Run]:
        """The runs of several printed lines as one text."""
        runs = list(rows[0].runs)
        for one, other in pairwise(rows):
            if not self._is_cut(one, other):
                runs.append(Run(" ", runs[-1].style & other.runs[0].style))
            runs += other.runs
        return runs

    def _is_cut(self, one: _Row, other: _Row) -> bool:
        """Whether a line's end cuts a word: at a hyphen, or where it was wider than its column."""
        if not other.text[:1].islower():
            return False
        if _DIVIDED.search(one.text):
            return True
        head = _LAST_LETTERS.search(one.text.lower())
        tail = _FIRST_LETTERS.match(other.text.lower())
        at_edge = one.right - one.x1 < 0.6 * one.size + 3
        if " " in one.text or not (head and tail and at_edge):
            return False
        return self.words[head.group() + tail.group()] > 0

    def _note_joints(self, rows: Sequence[_Row], start: int) -> None:
        """Note what the text at *start* has of line ends: hyphens that only divide, and pages."""
        offset = start + len(rows[0].text)
        for one, other in pairwise(rows):
            is_cut = self._is_cut(one, other)
            if is_cut and self._divides_a_word(one.text, other.text):
                self.composer.join_at(offset - 1)
            offset += not is_cut
            if one.page != other.page:
                self.composer.stand_at(offset, Place(other.page, self.paragraph))
            offset += len(other.text)

    def _divides_a_word(self, before: str, after: str) -> bool:
        """Whether a hyphen at a line's end belongs to no word: by the document's other words."""
        head = _LAST_LETTERS.search(before.lower().removesuffix("-"))
        tail = _FIRST_LETTERS.match(after.lower())
        if not (before.endswith("-") and head and tail):
            return False
        one, other = head.group(), tail.group()
        if self.words[one + other]:
            return True
        # Most programs divide no words: without a case that is certain, hyphens are the author's.
        known = self.words[f"{one}-{other}"] or (self.words[one] and self.words[other])
        return self.divides and not known


def _filled_in(page: Any) -> Iterator[_Glyph]:
    """What was typed into the fields of a form, where the fields are; each line as one glyph."""
    for field in page.annots:
        data = field.get("data") or {}
        parent = resolve1(data.get("Parent")) or {}
        value = resolve1(data.get("V", parent.get("V") if isinstance(parent, dict) else None))
        if isinstance(value, bytes):
            value = decode_text(value)
        if not isinstance(value, str):
            continue
        left, top = float(field["x0"]), float(field["top"])
        right, height = float(field["x1"]), float(field["height"])
        lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        step = height / max(1, len(lines))
        size = min(10.0, 0.8 * step)
        for number, line in enumerate(lines):
            if line.strip():
                base = top + (number + 0.5) * step + 0.5 * size
                words = line.strip()
                end = min(right, left + 0.5 * size * len(words))
                yield _Glyph(words, left, end, base - size, base, size, 0)


def _look(font: str) -> int:
    name = font.split("+", 1)[-1]
    bold = BOLD if _BOLD_FONT.search(name) else 0
    return bold | (ITALIC if _ITALIC_FONT.search(name) else 0)


def _underlines(page: Any) -> dict[int, list[tuple[float, float]]]:
    """Thin horizontal strokes by their distance from the top, each from where to where."""
    found: dict[int, list[tuple[float, float]]] = {}
    strokes = [*page.lines, *page.rects]
    for each in strokes[:_MOST_EDGES]:
        width = float(each["x1"]) - float(each["x0"])
        if abs(float(each["bottom"]) - float(each["top"])) <= 1.6 and width > 2:
            middle = (float(each["top"]) + float(each["bottom"])) / 2
            for near in {round(middle - 0.7), round(middle), round(middle + 0.7)}:
                found.setdefault(near, []).append((float(each["x0"]), float(each["x1"])))
    return found


def _lies_in(glyph: _Glyph, box: tuple[float, float, float, float]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _contains(
    outer: tuple[float, float, float, float], inner: tuple[float, float, float, float]
) -> bool:
    return (
        outer[0] <= inner[0] + 1
        and outer[1] <= inner[1] + 1
        and outer[2] >= inner[2] - 1
        and outer[3] >= inner[3] - 1
        and outer != inner
    )


def _table_rows(table: Any, glyphs: list[_Glyph], page: int) -> Iterator[_Row]:
    """The rows of a ruled table, each with the printed lines of its cells."""
    for row in table.rows:
        cells: list[list[_Row]] = []
        for box in row.cells:
            # What the cell beside or above covers has no box of its own.
            inside = [g for g in glyphs if _lies_in(g, box)] if box else []
            margin = min((g.x0 for g in inside), default=0.0) - box[0] if box else 0.0
            reach = box[2] - (margin if margin < _WIDEST_MARGIN else 3.0) if box else 0.0
            cells.append(_printed_lines(inside, page, reach))
        if any(cells):
            x0, top, x1, bottom = row.bbox
            text = "\t".join(" ".join(line.text for line in lines) for lines in cells)
            columns = tuple(round(box[0]) if box else -1.0 for box in row.cells)
            whole = _Row(page, [], x0, x1, top, bottom, 0.0, text, x0, 0.0)
            whole.cells, whole.columns = cells, columns
            yield whole


def _lines_of(row: _Row) -> list[_Row]:
    """The printed lines of a table's row, or the line itself."""
    return [row] if row.cells is None else [line for lines in row.cells for line in lines]


def _join_tables(rows: Sequence[_Row]) -> list[_Row]:
    """The rows, with what a page's end cut in two made one, and repeated heads marked."""
    pitch = _pitches([line for row in rows for line in _lines_of(row)])
    joined: list[_Row] = []
    head: _Row | None = None
    for row in rows:
        if row.is_page_mark or row.cells is None:
            joined.append(row)
            head = head if row.is_page_mark else None
            continue
        last = next((each for each in reversed(joined) if not each.is_page_mark), None)
        turns = last is not None and last.cells is not None and last.page + 1 == row.page
        if head is None or (head.columns != row.columns and not turns):
            head = row
        elif turns and last and row.text == head.text:
            row.is_page_mark = True
        elif turns and last and _completes(last, row, pitch):
            for above, below in zip(last.cells or [], row.cells, strict=True):
                above.extend(below)
            last.text += " " + row.text
            continue
        joined.append(row)
    return joined


def _completes(last: _Row, row: _Row, pitch: dict[float, float]) -> bool:
    """Whether a row at a page's head is the rest of the row at the foot of the page before."""
    if last.cells is None or row.cells is None or len(last.cells) != len(row.cells):
        return False
    return all(
        above and _goes_on(_Block([above[0]]), above[-1], below[0], pitch)
        for above, below in zip(last.cells, row.cells, strict=True)
        if below
    )


def _printed_lines(glyphs: Iterable[_Glyph], page: int, right: float = 0.0) -> list[_Row]:
    """Glyphs that stand on one line, put together; *right* is how far they may reach, if known."""
    rows = [row for line in _glyph_lines(glyphs) if (row := _row(line, page))]
    widest = max((row.x1 for row in rows if "\t" not in row.text), default=0.0)
    for row in rows:
        row.right = max(right, widest)
    return rows


def _glyph_lines(glyphs: Iterable[_Glyph]) -> list[list[_Glyph]]:
    """Glyphs on one base line together, from left to right; the lines from top to bottom."""
    lines: list[list[_Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.bottom, g.x0)):
        if lines and _same_line(lines[-1][-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda g: g.x0)
    return lines


def _same_line(one: _Glyph, other: _Glyph) -> bool:
    middle = (other.top + other.bottom) / 2
    return abs(one.bottom - other.bottom) <= 0.25 * max(one.size, other.size) or (
        one.top < middle < one.bottom and other.bottom - other.top < one.bottom - one.top
    )


def _row(glyphs: list[_Glyph], page: int) -> _Row | None:
    """A printed line of glyphs from left to right; wide gaps become tabs."""
    runs: list[Run] = []
    text = ""
    before: _Glyph | None = None
    starts: list[float] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        between = ""
        if before is not None:
            gap = glyph.x0 - before.x1
            size = max(glyph.size, before.size, 1.0)
            lone = _BULLET.fullmatch(text.strip() + " ") or _NUMBER.match(text.strip() + " ")
            if gap > max(2.2 * size, 16.0) and not (lone and len(text.strip()) < 6):
                between = "\t"
            elif gap > 0.18 * size:
                between = " "
        if between:
            runs.append(Run(between, before.style & glyph.style if before else 0))
            text += between
        if between or before is None:
            starts.append(glyph.x0)
        if runs and runs[-1].style == glyph.style:
            runs[-1] = Run(runs[-1].text + glyph.text, glyph.style)
        else:
            runs.append(Run(glyph.text, glyph.style))
        text += glyph.text
        before = glyph
    if before is None:
        return None
    first = next(g for g in glyphs if not g.text.isspace())
    marked = bool(_BULLET.match(text) or _NUMBER.match(text))
    words_at = starts[1] if marked and len(starts) > 1 else first.x0
    ends = [g.x1 for g in glyphs if g.x1 <= starts[1]] if len(starts) > 1 else [before.x1]
    first_word = (max(ends) if ends else before.x1) - first.x0
    sizes = Counter(round(g.size, 1) for g in glyphs if not g.text.isspace())
    return _Row(
        page,
        runs,
        first.x0,
        before.x1,
        min(g.top for g in glyphs),
        max(g.bottom for g in glyphs),
        sizes.most_common(1)[0][0],
        text,
        words_at,
        first_word,
        marked=marked,
    )


def _in_columns(glyphs: list[_Glyph], page: int, width: float) -> list[_Row]:
    """The printed lines in the order of reading: two plain columns one after the other.

    Lines across both columns part what stands above them from what stands below.
    """
    lines = _glyph_lines(glyphs)
    gutter = _gutter(lines, width)
    if gutter is None:
        return _printed_lines(glyphs, page)
    rows: list[_Row] = []
    left: list[_Glyph] = []
    right: list[_Glyph] = []
    for line in lines:
        if any(glyph.x0 < gutter < glyph.x1 for glyph in line):
            rows += _printed_lines(left, page) + _printed_lines(right, page)
            rows += _printed_lines(line, page)
            left, right = [], []
        else:
            left += (glyph for glyph in line if glyph.x1 <= gutter)
            right += (glyph for glyph in line if glyph.x0 >= gutter)
    return rows + _printed_lines(left, page) + _printed_lines(right, page)


def _gutter(lines: Sequence[list[_Glyph]], width: float) -> float | None:
    """Where the gap between two columns of running text is, None where there are none.

    It must part many lines, and both sides must be wide: labels beside values are no columns.
    """
    gaps: list[tuple[float, float]] = []
    for line in lines:
        inked = [glyph for glyph in line if not glyph.text.isspace()]
        for one, other in pairwise(inked):
            is_wide = other.x0 - one.x1 > max(8.0, 0.8 * one.size)
            if is_wide and min(one.x1 - inked[0].x0, inked[-1].x1 - other.x0) > 0.22 * width:
                gaps.append((one.x1, other.x0))
    if len(gaps) < _FEWEST_LINES:
        return None
    middle = median((left + right) / 2 for left, right in gaps)
    parted = sum(left < middle < right for left, right in gaps)
    return middle if parted >= max(_FEWEST_LINES, 0.35 * len(lines)) else None


def _body_size(rows: Sequence[_Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        if row.cells is None:
            sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark_running_lines(by_page: list[list[_Row]], heights: list[float]) -> None:
    """Mark the lines that stand at the head or foot of several pages, and page numbers there."""
    pages: dict[tuple[str, int], set[int]] = {}
    candidates: list[tuple[_Row, tuple[str, int]]] = []
    for rows, height in zip(by_page, heights, strict=True):
        for row in rows:
            if row.cells is not None or 0.1 * height < (row.top + row.bottom) / 2 < 0.9 * height:
                continue
            row.is_page_mark = bool(_PAGE_NUMBER.fullmatch(row.text.strip()))
            # Figures may differ where they number pages; "Grade 11" and "Grade 12" are two things.
            is_numbered = re.search(r"\bpage\b|\bp\.", row.text, re.IGNORECASE)
            text = re.sub(r"\d+", "0", row.text) if is_numbered else row.text
            key = (text, round(row.top / 8))
            pages.setdefault(key, set()).add(row.page)
            candidates.append((row, key))
    for row, key in candidates:
        if len(pages[key]) >= max(2, len(by_page) / 3):
            row.is_page_mark = True


def _blocks(rows: Sequence[_Row]) -> list[_Block]:
    """Printed lines joined to paragraphs, headings and items, in order."""
    pitch = _pitches(rows)
    blocks: list[_Block] = []
    marks: list[_Block] = []
    levels: list[float] = []
    before: _Row | None = None
    for row in rows:
        if row.is_page_mark:
            # A paragraph goes on over the page's end: what stands there follows it.
            marks.append(_Block([row]))
            continue
        current = blocks[-1] if blocks else None
        if current and before and _goes_on(current, before, row, pitch):
            current.rows.append(row)
        else:
            blocks += marks
            marks = []
            blocks.append(_begin(row, before, levels, pitch))
        before = row
    return blocks + marks


def _begin(
    row: _Row, before: _Row | None, levels: list[float], pitch: dict[float, float]
) -> _Block:
    block = _Block([row])
    usual = pitch.get(row.size, 1.3 * row.size)
    block.gap = before is None or before.page != row.page or row.top - before.top > 1.3 * usual
    if row.cells is None and row.marked:
        block.kind = LineKind.ITEM
        while levels and levels[-1] > row.x0 + 4:
            levels.pop()
        if not levels or levels[-1] < row.x0 - 4:
            levels.append(row.x0)
        block.depth = len(levels) - 1
    elif row.cells is None and levels and row.x0 < levels[0] + 2:
        levels.clear()
    return block


def _pitches(rows: Sequence[_Row]) -> dict[float, float]:
    """The usual distance from line to line, by size of type: the least that is common."""
    steps: dict[float, list[float]] = {}
    for one, other in pairwise(rows):
        if one.page == other.page and one.size == other.size and one.cells is other.cells is None:
            step = round(other.top - one.top, 1)
            if 0.8 * one.size < step < 2.2 * one.size:
                steps.setdefault(one.size, []).append(step)
    if not steps:
        return {}
    usual = {
        size: median(sorted(found)[: max(1, len(found) // 2)]) for size, found in steps.items()
    }
    commonest = max(steps, key=lambda size: len(steps[size]))
    # A few lines of one size are headings, and what parts headings is no measure.
    for size, found in steps.items():
        if len(found) < 4:
            usual[size] = min(usual[size], size * max(1.3, usual[commonest] / commonest))
    return usual


def _goes_on(block: _Block, before: _Row, row: _Row, pitch: dict[float, float]) -> bool:
    """Whether a printed line goes on with the block that *before* ended."""
    if row.cells is not None or before.cells is not None or row.marked:
        return False
    if "\t" in row.text or ("\t" in before.text and not block.rows[0].marked):
        return False
    if abs(row.size - before.size) > 0.6 or row.is_bold != before.is_bold:
        return False
    if before.text.isupper() and not row.text.isupper():
        return False
    text = block.rows[0]
    # The line before was full: what begins this one had no room there.
    room = before.right - before.x1
    if room > row.first_word + 0.35 * row.size and not before.text.endswith("-"):
        return False
    if row.page != before.page:
        return not _TERMINAL.search(before.text) and row.x0 >= text.x0 - 4
    if not 0 < row.top - before.top <= 1.25 * pitch.get(row.size, 1.3 * row.size):
        return False
    if text.marked:
        return row.x0 >= text.x0 - 2
    return abs(row.x0 - before.x0) <= 4 or (len(block.rows) == 1 and abs(row.x0 - text.x0) <= 60)
