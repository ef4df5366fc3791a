"""Los Angeles competency models: one class, its list of competencies, and a body about each.

The family's parts, by whatever markup they come in: a title with the class code, an introduction,
a list of competencies (numbered by the city's Competency Bank), and for each competency a heading
with its definition, three levels of which emphasis alone marks the required one, behavioural
indicators, and satisfactory and superior performance. Job Knowledge also has areas of knowledge,
which belong to the class. List and body number competencies differently, so they join by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from careerlattice.model import (
    ClassGrade,
    Competency,
    Dated,
    Level,
    LevelText,
    Requirement,
    Scale,
    Severity,
    Span,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.outline import (
    BOLD,
    EMPTY,
    ITALIC,
    UNDERLINE,
    Block,
    BlockKind,
    Form,
    Outline,
    Passage,
    read_passage,
)
from careerlattice.quantities import dates
from careerlattice.wording import kinds_in, normalise, title_case

_JOB = r"(?:\s+(?:by|for|in|on|of)\s+(?:the\s+|this\s+)?(?:job|class(?:ification)?|position))?"
_REQUIRED = r"(?:\s+(?:is\s+)?(?:required|needed))?"
_SIGN_PATTERNS = {
    "levels": rf"levels?\s+of\s+(?:the\s+)?competenc(?:y|ies){_REQUIRED}{_JOB}"
    rf"|(?:required\s+)?(?:competency|proficiency)\s+levels?{_REQUIRED}{_JOB}"
    r"|required\s+levels?(?:\s+of\s+competency)?",
    # The word is misspelt in many ways: behaviour, behavorial, behavioral.
    "indicators": r"(?:examples?\s+of\s+(?:the\s+)?)?behav\w*\s+(?:indicators?|examples?)",
    "performance": r"performance\s+(?:levels?|standards?)|levels?\s+of\s+performance",
    "areas": r"(?:(?:specific|required|essential)\s+)?(?:job\s+)?knowledge\s+areas?"
    r"|areas?\s+of\s+(?:job\s+)?knowledge|(?:specific|required|essential)\s+job\s+knowledge",
    "level": r"level\s*(?P<notation>[1-6]|i{1,3}|iv|v|one|two|three|four|five)\b",
    "satisfactory": r"satisfactory(?:\s+(?:performance|level))?",
    "superior": r"superior(?:\s+(?:performance|level))?",
}
_SIGN = re.compile(
    r"(?<![\w-])(?=[abcejklprs])(?:"
    + "|".join(f"(?P<{key}>{pattern})" for key, pattern in _SIGN_PATTERNS.items())
    + r")\b(?:\s*\([^()]{1,80}\))?\s{0,3}(?P<mark>[:–—]|[-.)](?=\s|$))?",
    re.IGNORECASE,
)
# Each signpost holds one of these, and they are found much faster.
_SIGN_HINTS = ("level", "nowledge", "performance", "behav", "factory", "super")
_NOTATIONS = dict(zip("i ii iii iv v one two three four five".split(), "1234512345", strict=True))
_PERFORMANCES = ("satisfactory", "superior")
_ANCHORS = frozenset({"levels", "level", "indicators", "performance"})
_MARKS = " *•-–—:.)("
_INLINE_BULLET = re.compile(r"\s[•●▪■]\s*")
_STRONG = re.compile(r"\*{2,3}")
_SMALL_LETTER = re.compile(r"[^\W\d_A-Z]")
_NAME_AND_JOINT = re.compile(r".*[\s–—:(-]")
_LONE_WORD_BEHIND = re.compile(r"\s+(?:A|I)\s+$")
_JOINT_BEHIND = re.compile(r"[-–—:(]\s*$")
_DIGITS_AND_BLANKS = re.compile(r"[\d\s]+")

_INTRODUCTION = re.compile(
    r"\bfollowing\s+competenc|\bcompetenc\w+\s+(?:\w+\s+){0,5}identified\b|\bbest\s+separate\b",
    re.IGNORECASE,
)
_WHAT_FOLLOWS = re.compile(
    r"\bon\s+the\s+following\s+pages?\b|\bfollowing\s+pages?\s+(?:are|contain|give|describe)"
    r"|\bdescriptions?\s+of\s+each\s+competency",
    re.IGNORECASE,
)
# Where a front page that lost its line breaks is cut into sentences and list.
_FRONT_CUT = re.compile(
    r"(?=\bThe following competencies\b)|(?<=Bank\.\))\s|(?<=Bank\)\.)\s|(?<=Bank\))\s"
    r"|(?=\bOn the following pages?\b)|(?<=performance levels\.)\s|\s(?=\*\s?Competencies\b)"
)
_CLASS_NAMED = re.compile(
    r"\bin\s+the\s+class(?:ification)?(?:\s+series)?\s+of\s+(?P<name>[A-Z][^.:(]{2,80})"
)
_FOOTNOTE = re.compile(
    r"\*|note\b|competenc\w+\s.{0,40}\b(?:entry|hire|hiring|appointment)\b"
    r"|.{0,60}\bprior\s+to\s+(?:job\s+)?(?:entry|hire|appointment)",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(
    r"[-–—\s]*(?:(?:page|pg?\.?)\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—\s]*|\d{1,3}\s*\|\s*page",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"\W*(?P<what>revis(?:ed|ion)|rev|updated|approved|issued|effective|dated?)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"competency\s+models?\b(?:\s*[:–—-])?(?:\s*for\b)?(?:\s+the\b)?"
    r"(?:\s*class(?:ification)?\s+of\b)?[\s:–—-]*",
    re.IGNORECASE,
)
_CODES = r"\d{3,5}(?:-[A-Z\d]{1,2}(?!\w))?"
_CODE_LIST = rf"{_CODES}(?:\s*(?:[,/&;–-]|\band\b)+\s*{_CODES})*"
_CODE = re.compile(
    r"[(\[]?\s*\b(?:job\s+)?"
    r"(?:class(?:ification)?\s+(?:codes?|nos?\b\.?|numbers?)|codes?(?=[\s:#.–—(-]*\d))"
    rf"[\s:#.–—-]*(?:\(s\)\s*)?[(\[]?\s*(?P<codes>{_CODE_LIST})?\s*[)\]]{{0,2}}"
    rf"|[(\[]\s*(?P<bracketed>{_CODE_LIST})\s*[)\]]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_DATED_NAME = re.compile(
    r"\s*(?:[(\[][^()\[\]]{0,20}\b(?:19|20)\d\d[^()\[\]]{0,10}[)\]]|[-–—,]?\s(?:19|20)\d\d)\s*$"
)
_MASTHEAD = re.compile(
    r"attachment|appendix|exhibit|enclosure|city\s+of|personnel|department|job\s+analys|civil",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?:(?<=\s)|^)\*?(?P<number>\d{1,3})(?:[.)]\s*|\s+)\*?(?=[A-Z])")
# A page number may have run into the line ("2 7. SELF MANAGEMENT").
_NUMBERED = re.compile(
    r"\*?(?:(?P<page>\d{1,3})\s+(?=\d+[.)]))?(?P<number>\d{1,3})(?:\s*[.):–-]\s*|\s+)(?=\S)"
)
_SEPARATED = re.compile(
    r"(?P<name>[^:–—]{3,70}?)\s*(?:[:–—]|\s-(?=\s|$)|-(?=\s+[A-Z]|$))\s*(?P<rest>.*)", re.DOTALL
)
_PERFORMANCE_NAMED = re.compile(r"(?P<key>satisfactory|superior)\s+(?=\S)", re.IGNORECASE)
_ON_EMPHASIS = re.compile(r"\b(?:bold|italic|underlin)", re.IGNORECASE)
_COLOPHON = re.compile(
    r"(?:prepared|approved|reviewed|completed|adopted)\s+(?:by|on|in)\b", re.IGNORECASE
)
_CONTINUED = re.compile(r"\W*cont(?:inued|['’]?d)?\W*", re.IGNORECASE)
_LONGEST_NAME = 90
_SMALL = frozenset("and of the to for a an in with or".split())


class LosAngelesCompetencyModel:
    """Loader of the family."""

    name = "los-angeles-competency-model"
    version = "1"

    def recognise(self, outline: Outline) -> float:
        """How surely *outline* is a Los Angeles competency model, 0 to 1."""
        weights = {"title": 0.3, "introduction": 0.3, "bank": 0.1}
        weights |= {"levels": 0.3, "indicators": 0.25, "performance": 0.15}
        found = {piece.sign for piece in _pieces(_with_hints(outline))}
        for number, block in enumerate(outline.blocks):
            if number < 12 and block.could_be_heading and _TITLE.match(block.text):
                found.add("title")
            if "superior" in block.text and _INTRODUCTION.search(block.text):
                found.add("introduction")
            if "competency bank" in block.text.lower():
                found.add("bank")
        return min(1.0, sum(weight for key, weight in weights.items() if key in found))

    def read(self, outline: Outline) -> Specification:
        """Everything the competency model says."""
        return _Reading(outline).specification()


LOADER = LosAngelesCompetencyModel()


# Pieces: blocks cut at the family's signposts


@dataclass(frozen=True, slots=True)
class _Piece:
    """A signpost (*sign* names it) or a stretch of text (*sign* is "") of one block.

    *value* is the level a "Level 2:" names; *opens*: it stands at its block's beginning.
    """

    sign: str
    passage: Passage
    block: Block
    opens: bool = False
    value: str = ""

    @property
    def is_item(self) -> bool:
        return self.opens and self.block.kind is BlockKind.ITEM

    @property
    def is_page_mark(self) -> bool:
        return not self.sign and bool(
            self.block.is_page_mark
            or (
                self.opens and len(self.passage.text) < 20 and _PAGE_MARK.fullmatch(self.block.text)
            )
        )


def _with_hints(outline: Outline) -> Outline:
    """The outline without the blocks that can neither be a signpost nor end a table."""
    blocks: list[Block] = []
    in_table = False
    for block in outline.blocks:
        is_row = block.kind is BlockKind.ROW
        if is_row or in_table or _may_have_signs(block.text):
            blocks.append(block)
        in_table = is_row
    return replace(outline, blocks=tuple(blocks))


def _may_have_signs(text: str) -> bool:
    plain = text.casefold()
    for hint in _SIGN_HINTS:  # noqa: SIM110 - asked of every block: any() takes twice as long
        if hint in plain:
            return True
    return False


def _pieces(outline: Outline) -> Iterator[_Piece]:
    text = outline.text
    columns: list[_Piece] = []
    for block in outline.blocks:
        if block.kind is BlockKind.ROW:
            row = list(_row_pieces(block))
            if columns and not any(piece.sign for piece in row):
                yield from _under(columns, row)
                continue
            columns = row if len(row) > 1 and all(piece.sign for piece in row) else []
            yield from (_Piece("label", p.passage, p.block) for p in columns) if columns else row
            continue
        columns = []
        if block.passage:
            yield from _cut(_with_its_emphasis(block, text), block)
        elif block.number:
            yield _Piece("number", block.number, block)


def _row_pieces(block: Block) -> Iterator[_Piece]:
    opens = True
    for cell in block.cells:
        if cell:
            pieces = _cut(cell, block)
            yield from (
                _Piece(p.sign, p.passage, block, opens and p.opens, p.value) for p in pieces
            )
            opens = False


def _under(columns: list[_Piece], row: list[_Piece]) -> Iterator[_Piece]:
    """A table's row, each cell behind the signpost that heads its column."""
    cells = [piece.passage for piece in row]
    for column, cell in zip(columns, cells, strict=False):
        yield column
        yield _Piece("", cell, row[0].block)
    for cell in cells[len(columns) :]:
        yield _Piece("", cell, row[0].block)


def _with_its_emphasis(block: Block, text: str) -> Passage:
    """The block's passage; where emphasis opens before the enumerator, with that emphasis."""
    if not block.number or not block.mark:
        return block.passage
    first = block.passage.at[0]
    opening = re.search(r"\*\*|__|<", text[block.mark.start : first])
    if opening is None:
        return block.passage
    end = _past_marks(text, block.passage.at[-1] + 1)
    whole = read_passage(text, block.mark.start + opening.start(), end)
    skip = next((i for i, at in enumerate(whole.at) if at >= first), 0)
    return whole[skip:].strip()


def _past_marks(text: str, end: int) -> int:
    while end < len(text) and text[end] in "*_":
        end += 1
    return end


def _before_marks(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in "*_":
        start -= 1
    return start


def _cut(passage: Passage, block: Block) -> Iterator[_Piece]:
    """Cut a passage at the signposts in it: "Level 1: … Level 2: …" gives four pieces."""
    start = 0
    for match in _SIGN.finditer(passage.text) if _may_have_signs(passage.text) else ():
        sign = next(key for key in _SIGN_PATTERNS if match.group(key))
        opens = not passage.text[start : match.start()].strip(_MARKS)
        if not _is_signpost(passage, match, sign, opens):
            continue
        yield from _contents(passage[start : match.start()], block, start == 0)
        notation = (match.group("notation") or "").lower()
        value = _NOTATIONS.get(notation, notation)
        label = passage[match.start() : match.end()].strip(" :–—-.")
        yield _Piece(sign, label, block, start == 0 and opens, value)
        start = match.end()
    yield from _contents(passage[start:], block, start == 0)


def _is_signpost(passage: Passage, match: re.Match[str], sign: str, opens: bool) -> bool:
    text = passage.text
    mark, ends = match.group("mark"), match.end() == len(text)
    if opens:
        return bool(mark) or ends or _stands_out(passage, match, sign)
    if not match.group()[0].isupper():
        return False
    if mark == ":":
        return True
    finished = text[: match.start()].rstrip(" *")[-1:] in '.!?;:)”"'
    return sign == "level" and bool(mark) and finished


def _stands_out(passage: Passage, match: re.Match[str], sign: str) -> bool:
    """Whether a signpost without a mark behind it is told by its look: bold, capitals, a number."""
    rest = passage[match.end() :].strip()
    if sign in ("level", "satisfactory") and rest.text.lower().strip(_MARKS).startswith(
        ("superior", "level ")
    ):
        return len(rest.text) < 40
    if sign not in ("level", *_PERFORMANCES) or not rest.text[:1].isupper():
        return False
    label = passage[match.start() : match.end()].strip()
    bold = label.has_style(BOLD) and not passage.has_style(BOLD)
    return sign == "level" or bold or label.text.isupper()


def _contents(passage: Passage, block: Block, opens: bool) -> Iterator[_Piece]:
    """The text between signposts, cut where bullets stand in the running text."""
    start = 0
    for match in () if passage.text.isascii() else _INLINE_BULLET.finditer(passage.text):
        if part := passage[start : match.start()].strip(" *•"):
            yield _Piece("", part, block, opens and start == 0)
        start = match.end()
    # Lone signs left behind a signpost ("**Level 1**: …") are no text.
    if part := _trimmed(passage[start:]):
        yield _Piece("", part, block, opens and start == 0)


def _trimmed(passage: Passage) -> Passage:
    part = passage.strip()
    if not any(c.isalnum() for c in part.text):
        return EMPTY
    lead = len(part.text) - len(part.text.lstrip(" :–—"))
    if lead:
        return part[lead:].strip()
    return part[1:].strip() if part.text.startswith(("- ", "• ")) else part


# Headings of competencies


@dataclass(frozen=True, slots=True)
class _Heading:
    """A competency's heading: *certain* by its look alone, *rest* the text behind the name."""

    number: Passage
    name: Passage
    rest: Passage
    rank: int


def _heading(piece: _Piece, names: Iterable[str]) -> _Heading | None:
    """What a piece says if it is a heading: capitals (3), marked or set off (2), bare name (1)."""
    if piece.sign or not piece.opens or piece.is_page_mark:
        return None
    number, body = _numbered(piece)
    body = body.strip(" *")
    if not body or not body.text[0].isalpha():
        return None
    marked = piece.block.form in (Form.HASH, Form.BOLD)
    found = _capitals(number, body) or _emphasised(number, body)
    if found is None and (match := _SEPARATED.match(body.text[:400])):
        name = body.group(match, "name")
        if len(name.text.split()) <= 8:
            rest = body[match.start("rest") :].strip()
            found = _Heading(number, name, rest, 2 if marked or number else 1)
    if found is None:
        found = _listed(number, body, names)
    if found is None and len(body.text.split()) <= 8 and not body.text.endswith((".", ";", ",")):
        found = _Heading(number, body, EMPTY, 2 if marked else 1)
    if found is None or len(found.name.text) > _LONGEST_NAME:
        return None
    return found


def _numbered(piece: _Piece) -> tuple[Passage, Passage]:
    """The number before a text, whether or not the outline took it for an enumerator."""
    number = piece.block.number if piece.block.number.text.strip("*").isdigit() else EMPTY
    body = piece.passage
    if number and number.at[0] < body.at[0]:
        return number.strip("*"), body
    match = _NUMBERED.match(body.text)
    if match is None:
        return EMPTY, body
    return body.group(match, "number"), body[match.end() :].strip()


def _capitals(number: Passage, body: Passage) -> _Heading | None:
    lower = _SMALL_LETTER.search(body.text)
    if lower is None:
        name = body.strip(" -–—:.*")
        whole = sum(c.isalpha() for c in name.text) >= 4
        return _Heading(number, name, EMPTY, 3) if whole else None
    # The word that holds the first small letter belongs to the text behind the name.
    lead = _NAME_AND_JOINT.match(body.text[: lower.start()])
    if lead is None:
        return None
    head = _LONE_WORD_BEHIND.sub(" ", lead.group())
    name = body[: len(head)].strip(" -–—:.*(")
    separated = bool(_JOINT_BEHIND.search(head))
    rest = body[len(head) :].strip(" (")
    if sum(c.isalpha() for c in name.text) < 4 or not name.text.isupper():
        return None
    return _Heading(number, name, rest, 3) if separated or rest.text[:1].isupper() else None


def _emphasised(number: Passage, body: Passage) -> _Heading | None:
    """A heading whose name alone is bold, underlined or italic, the definition behind it."""
    if not any(body.styles):
        return None
    for style in (BOLD, UNDERLINE, ITALIC):
        plain = next(
            (
                i
                for i, (c, s) in enumerate(zip(body.text, body.styles, strict=True))
                if c.isalnum() and not s & style
            ),
            0,
        )
        name = body[:plain].strip(" -–—:.*(")
        if 4 <= len(name.text) <= _LONGEST_NAME and len(name.text.split()) <= 8:
            return _Heading(number, name, body[plain:].strip(), 2)
    return None


def _listed(number: Passage, body: Passage, names: Iterable[str]) -> _Heading | None:
    """A heading that nothing but the list's name tells from the definition behind it."""
    words = body.text[:200].split(" ")
    initial = body.text[:1].lower()
    for name in names:
        if name[:1].lower() != initial:
            continue
        count = len(name.split())
        head = " ".join(words[:count])
        if len(words) > count and _key(head) == _key(name) and words[count][:1].isupper():
            return _Heading(number, body[: len(head)], body[len(head) :].strip(), 2)
    return None


# Names


@lru_cache(maxsize=2048)
def _key(name: str) -> str:
    """A name as it counts for the join: small words, hyphens and "&" aside."""
    return " ".join(word for word in normalise(name).split() if word not in _SMALL)


def _is_spelt_like(one: str, other: str) -> bool:
    """Whether two keys are one name in two spellings: word for word nearly the same letters."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    ones, others = one.split(), other.split()
    return len(ones) == len(others) and all(
        a == b or (min(len(a), len(b)) > 4 and SequenceMatcher(None, a, b).ratio() >= 0.85)
        for a, b in zip(ones, others, strict=True)
    )


def _is_job_knowledge(name: str) -> bool:
    return _key(name).startswith("job knowledge")


def _joined(passages: list[Passage]) -> Words:
    text = " ".join(passage.text for passage in passages)
    return Words(text, tuple(passage.span for passage in passages))


# What is read of the front and of each competency


@dataclass(slots=True)
class _Entry:
    """An entry of the list of competencies."""

    number: Passage
    name: Passage


@dataclass(slots=True)
class _LevelPart:
    """One level's text; *notation* is "" where nothing but its place tells the level."""

    notation: str
    label: Passage
    parts: list[Passage] = field(default_factory=list)
    is_item: bool = False


@dataclass(slots=True)
class _Standard:
    key: str
    parts: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class _Body:
    """The body's text about one competency, sorted by signpost."""

    heading: _Heading
    piece: _Piece
    definition: list[_Piece] = field(default_factory=list)
    levels: list[_LevelPart] = field(default_factory=list)
    loose_levels: list[_Piece] = field(default_factory=list)
    indicators: list[tuple[str, _Piece]] = field(default_factory=list)
    standards: list[_Standard] = field(default_factory=list)
    loose_standards: list[_Piece] = field(default_factory=list)
    areas: list[_Piece] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Reading:
    """One document being read."""

    outline: Outline
    spec: Specification = field(default_factory=lambda: Specification(Words("", ())))
    entries: list[_Entry] = field(default_factory=list)
    bodies: list[_Body] = field(default_factory=list)
    first_signs: dict[str, Words] = field(default_factory=dict)
    title_keys: set[str] = field(default_factory=set)
    introduction: str = ""
    body_names: set[str] = field(default_factory=set)
    scale: Scale = field(init=False)
    performance: Scale = field(init=False)
    class_grade: ClassGrade = field(default_factory=lambda: ClassGrade(None))

    def specification(self) -> Specification:
        pieces = list(_pieces(self.outline))
        start = _body_start(pieces)
        self.body_names = _names_in_capitals(pieces[start:])
        self._read_front(pieces[:start])
        self._read_body(self._without_headers(pieces[start:]))
        self._make_scales()
        self._join()
        self._attach_areas()
        self._note_marks()
        self.spec.class_grades = [self.class_grade]
        self.spec.note("notStated", "the document names no grade", about=self.class_grade)
        return self.spec

    def _label(self, passage: Passage) -> None:
        if passage:
            self.spec.labels.append(passage.span)

    def _state(self, passage: Passage, kind: StatementKind = StatementKind.EXPLANATION) -> None:
        if passage:
            self.spec.statements.append(Statement(kind, passage.words))

    # Front: title, introduction, list

    def _read_front(self, pieces: list[_Piece]) -> None:
        parts = [part for piece in pieces for part in _front_parts(piece)]
        intro = next((i for i, p in enumerate(parts) if _INTRODUCTION.search(p.passage.text)), None)
        after = self._read_title(parts if intro is None else parts[:intro], intro is None)
        rest = after + ([] if intro is None else parts[intro:])
        pending = EMPTY
        for part in rest:
            if part.sign == "number" or re.fullmatch(r"\*?\d{1,3}[.)]?", part.passage.text):
                # A number in a table's cell, or on a line of its own, goes with the next name.
                self._label(part.passage)
                pending = part.passage.strip("*.)")
                continue
            self._read_front_part(part, pending)
            pending = EMPTY
        self._compare_title()
        if not self.entries:
            message = "the document has no list of its competencies"
            self.spec.note("notStated", message, severity=Severity.WARNING)

    def _read_title(self, parts: list[_Piece], may_hold_more: bool) -> list[_Piece]:
        """Take title and class codes; where the list may follow at once, give the rest back."""
        named: list[Passage] = []
        at = next((i for i, p in enumerate(parts) if _is_title(p)), None)
        above = list(parts[: at or 0])
        left: list[_Piece] = []
        done = False
        for part in parts[at or 0 :]:
            if part.is_page_mark or part.sign == "number":
                self._label(part.passage)
                continue
            set_off = part.block.form in (Form.HASH, Form.BOLD, Form.CAPITALS)
            done = done or (may_hold_more and bool(named) and not set_off)
            if done or (at is None and not part.block.could_be_heading):
                left.append(part)
            else:
                done = self._read_title_line(self._without_family_name(part, named), named)
        if not named and above and above[-1].block.could_be_heading:
            # The family's name may stand under the class's.
            named = [] if _MASTHEAD.search(above[-1].passage.text) else [above.pop().passage]
        for part in above + ([] if may_hold_more else left):
            self._read_masthead(part)
        self._name_class(named)
        return left if may_hold_more else []

    def _without_family_name(self, part: _Piece, named: list[Passage]) -> Passage:
        """A line of the title without "COMPETENCY MODEL FOR" and what stands before it."""
        passage = part.passage
        match = _TITLE.search(passage.text)
        if match is None:
            return passage
        self._label(passage.group(match))
        before, after = passage[: match.start()].strip(" -–—:"), passage[match.end() :].strip()
        code = _CODE.match(after.text)
        if before and not _MASTHEAD.search(before.text) and (not after or code):
            named.append(before)
        elif before:
            self._read_masthead(_Piece("", before, part.block))
        return after

    def _read_masthead(self, part: _Piece) -> None:
        """A line beside the title: attachment, agency, date."""
        passage = part.passage
        if not passage or self._read_date(passage):
            return
        if part.is_page_mark or (_MASTHEAD.search(passage.text) and len(passage.text.split()) <= 8):
            self._label(passage)
            return
        self._state(passage, StatementKind.OTHER)

    def _read_date(self, passage: Passage) -> bool:
        line = _DATE_LINE.match(passage.text)
        if line is None or len(passage.text) > 60:
            return False
        found = next(dates(passage.text), None)
        if found is None:
            return False
        day, start, end = found
        dated = Dated(day, passage[start:end].strip().words)
        what = line.group("what").lower()
        if what == "effective":
            self.spec.effective = dated
        elif what in ("issued", "approved", "date", "dated"):
            self.spec.issued = dated
        else:
            self.spec.revised = dated
        self._label(passage)
        return True

    def _read_title_line(self, passage: Passage, named: list[Passage]) -> bool:
        """Read name and codes of one line of the title; True once the codes are read."""
        if not passage:
            return False
        if not named and (
            only := re.match(r"for\b(?:\s+the\s+class\s+of\b)?", passage.text, re.IGNORECASE)
        ):
            self._label(passage.group(only))
            passage = passage[only.end() :].strip()
        code = next((m for m in _CODE.finditer(passage.text) if _is_code(m)), None)
        if code is None:
            if not self._read_date(passage):
                named.append(passage.strip(" ,–—-"))
            return False
        before = passage[: code.start()].strip(" ,:–—-")
        after = passage[code.end() :].strip(" ,.:–—-)")
        self._label(passage.group(code))
        group = "codes" if code.group("codes") else "bracketed"
        if code.group(group):
            written = passage.group(code, group)
            for each in re.finditer(_CODES, written.text, re.IGNORECASE):
                self.spec.codes.append(written.group(each).words)
        if before:
            named.append(before)
        if after and not named:
            named.append(after)
        elif after and not self._read_date(after):
            self._state(after, StatementKind.OTHER)
        return True

    def _name_class(self, named: list[Passage]) -> None:
        named = [passage for passage in named if passage]
        if not named:
            return
        written = _joined(named)
        year = _DATED_NAME.search(named[-1].text)
        if year and named[-1][: year.start()].strip():
            named = [*named[:-1], named[-1][: year.start()].strip()]
        bare = _joined(named)
        self.spec.title = Words(title_case(bare.text), bare.spans)
        if self.spec.title.text != written.text:
            self.spec.title_as_written = written
        self.title_keys |= {_key(written.text), _key(bare.text)}

    def _compare_title(self) -> None:
        """Hold the class that the introduction names against the title."""
        for block in self.outline.blocks:
            match = _CLASS_NAMED.search(block.text)
            if match is None:
                continue
            name = block.passage.group(match, "name").strip(" .:,")
            if not self.spec.title.spans:
                self.spec.title = Words(title_case(name.text), name.words.spans)
                if self.spec.title.text != name.text:
                    self.spec.title_as_written = name.words
                message = "no title stands above the text; the introduction names the class"
                self.spec.note("notStated", message, name.span, severity=Severity.WARNING)
            elif _key(name.text) not in self.title_keys:
                message = "the introduction names the class otherwise than the title does"
                where = name.span
                taken = self.spec.title.text
                self.spec.note("nameMismatch", message, where, read_as=name.text, taken_for=taken)
            break
        if not self.spec.title.spans:
            self.spec.note("notStated", "the document states no title", severity=Severity.WARNING)
        if not self.spec.codes:
            message = "the document states no class code"
            self.spec.note("notStated", message, severity=Severity.WARNING)

    def _read_front_part(self, part: _Piece, pending: Passage) -> None:
        passage = part.passage
        is_title = _TITLE.match(passage.text) and len(passage.text.split()) < 16
        is_title = is_title or (part.opens and _key(passage.text) in self.title_keys)
        if part.is_page_mark or part.sign or is_title:
            self._label(passage)
        elif _is_footnote(part) or not self._read_entries(part, pending):
            if passage.text.endswith(":") and len(passage.text.split()) <= 6:
                self._label(passage)
            elif not self._read_date(passage):
                self._state(self._without_names(passage))
        if _is_introduction(part):
            self.introduction += passage.text

    def _without_names(self, passage: Passage) -> Passage:
        """A sentence of the introduction without the list that ran into it."""
        for match in re.finditer(r"[.:)]\s", passage.text):
            if len(passage.text) - match.end() >= 1000:
                continue
            if found := _run_together(passage[match.end() :], self.body_names):
                self.entries += found
                return passage[: match.end()].strip()
        return passage

    def _read_entries(self, part: _Piece, pending: Passage) -> bool:
        """Read a list entry, or several run together; False if the text is none."""
        if _is_introduction(part):
            return False
        number, body = _numbered(part)
        number = number or pending
        starts = list(_ENTRY.finditer(body.text))
        ends = [match.start() for match in starts] + [len(body.text)]
        first = body[: ends[0]].strip()
        found = [_Entry(number, first)] if first else []
        for match, end in zip(starts, ends[1:], strict=True):
            name = body[match.end() : end]
            found.append(_Entry(body.group(match, "number"), name))
        found = [_Entry(entry.number, self._bare_name(entry.name)) for entry in found]
        if len(found) == 1 and not number and _key(body.text) not in self.body_names:
            found = _run_together(body, self.body_names) or found
        found = [entry for entry in found if any(c.isalpha() for c in entry.name.text)]
        if not found or not all(_could_name(entry, part) for entry in found):
            return False
        for entry in found:
            if entry.number and not _is_marked(entry.number, part.block):
                self._label(entry.number)
        self.entries += found
        return True

    def _bare_name(self, passage: Passage) -> Passage:
        """A list entry without footnote marks and what joins it to the next."""
        joint = re.search(r"[,;]?\s(?:and|&)\s*$", passage.text)
        if joint is None:
            return passage.strip(" *,;.†")
        self._label(passage.group(joint))
        return passage[: joint.start()].strip(" *,;.†")

    # Body

    def _without_headers(self, pieces: list[_Piece]) -> list[_Piece]:
        """Put page numbers and running headers under labels and leave them out."""
        counts: dict[str, int] = {}
        for piece in pieces:
            if not piece.sign and len(piece.passage.text) < 100:
                key = _header_key(piece.passage.text)
                counts[key] = counts.get(key, 0) + 1
        names = {_key(entry.name.text) for entry in self.entries}
        kept: list[_Piece] = []
        for piece in pieces:
            if not piece.sign and (
                piece.is_page_mark or self._is_running_header(piece, counts, names)
            ):
                self._label(piece.passage)
            elif kept and _goes_on(kept[-1], piece):
                start, end = kept[-1].passage.at[0], piece.passage.at[-1] + 1
                whole = self.outline.passage(start, end)
                kept[-1] = _Piece("", whole, kept[-1].block, kept[-1].opens)
            else:
                kept.append(piece)
        return kept

    def _is_running_header(self, piece: _Piece, counts: dict[str, int], names: set[str]) -> bool:
        text = piece.passage.text
        if not piece.opens or len(text) >= 100 or text.endswith((".", ";")):
            return False
        bare = _key(_CODE.sub("", re.sub(r"\bpage\s*\d+", "", text, flags=re.IGNORECASE)))
        if _TITLE.search(text) or (bare and bare in self.title_keys and bare not in names):
            return True
        if not bare and _CODE.search(text):
            return True
        # A line of the body that comes back page after page and names no competency.
        return (
            counts.get(_header_key(text), 0) >= 3
            and piece.block.kind is not BlockKind.ITEM
            and piece.block.could_be_heading
            and _key(text) not in names
        )

    def _read_body(self, pieces: list[_Piece]) -> None:
        headings = self._headings(pieces)
        body: _Body | None = None
        state = ""
        for number, piece in enumerate(pieces):
            if piece.sign == "number":
                continue
            if heading := headings.get(number):
                body, state = self._open(heading, piece), "definition"
            elif body is None:
                if piece.sign:
                    self._label(piece.passage)
                else:
                    self._state(piece.passage, StatementKind.OTHER)
            elif _is_repeated_heading(piece, body):
                self._label(piece.passage)
            elif piece.sign:
                state = self._enter(piece, body, state)
            elif _is_areas_heading(pieces, number, body):
                self._label(piece.passage)
                state = "areas"
            elif _is_footnote(piece) or _is_aside(piece, state):
                if not self._read_date(piece.passage):
                    self._state(piece.passage, StatementKind.OTHER)
            else:
                self._put(piece, body, state)

    def _headings(self, pieces: list[_Piece]) -> dict[int, _Heading]:
        """Which pieces head a competency: the listed ones, and those whose parts follow."""
        names = [entry.name.text for entry in self.entries]
        keys = {_key(name) for name in names}
        likely: dict[int, tuple[_Heading, bool]] = {}
        pending = EMPTY
        for number, piece in enumerate(pieces):
            if piece.sign == "number":
                pending = piece.passage
                continue
            found = _heading(piece, names)
            if found and pending and not found.number:
                found = _Heading(pending, found.name, found.rest, found.rank)
            pending = EMPTY
            if found is None or _CONTINUED.fullmatch(found.rest.text):
                continue
            key = _key(found.name.text)
            listed = key in keys or any(_is_spelt_like(key, each) for each in keys)
            if found.rank >= 2 or listed:
                likely[number] = (found, listed and (found.rank >= 2 or not piece.is_item))
        levelled = any(piece.sign in ("levels", "level") for piece in pieces)
        described: set[int] = set()
        for number, following in pairwise([*sorted(likely), len(pieces)]):
            signs = [p.sign for p in pieces[number + 1 : following] if p.sign in _ANCHORS]
            found, _ = likely[number]
            sure = found.rank == 3 and bool(found.number)
            # What stands among indicators is followed by performance, a heading by levels.
            if signs and (sure or not levelled or signs[0] in ("levels", "level")):
                described.add(number)
        full = {_key(likely[number][0].name.text) for number in described}
        chosen: dict[int, _Heading] = {}
        for number in sorted(likely):
            found, listed = likely[number]
            key = _key(found.name.text)
            if number in described or (listed and key not in full):
                chosen[number] = found
                full.add(key)
        return self._without_doubtful(pieces, chosen, keys)

    def _without_doubtful(
        self, pieces: list[_Piece], chosen: dict[int, _Heading], keys: set[str]
    ) -> dict[int, _Heading]:
        """Leave out what stands between a listed heading and its own parts."""
        kept: dict[int, _Heading] = {}
        last: int | None = None
        for number, found in chosen.items():
            key = _key(found.name.text)
            listed = key in keys or any(_is_spelt_like(key, each) for each in keys)
            bare = last is not None and not any(p.sign for p in pieces[last:number])
            if keys and not listed and bare and not (found.rank == 3 and found.number):
                continue
            kept[number] = found
            last = number if listed else None
        return kept

    def _open(self, heading: _Heading, piece: _Piece) -> _Body:
        body = _Body(heading, piece)
        self._label(heading.name)
        if heading.number and not _is_marked(heading.number, piece.block):
            self._label(heading.number)
        if heading.number and heading.number.at[0] > piece.passage.at[0]:
            # A page number that ran into the line.
            self._label(piece.passage[: piece.passage.at.index(heading.number.at[0])].strip())
        if heading.rest:
            body.definition.append(_Piece("", heading.rest, piece.block))
        self.bodies.append(body)
        return body

    def _enter(self, piece: _Piece, body: _Body, state: str) -> str:
        """Follow a signpost: label it, and say what the text behind it is."""
        if piece.sign == "level" and state.startswith("indicators") and not body.standards:
            self._label(piece.passage)
            return f"indicators {piece.value}"
        self._label(piece.passage)
        body.signs.add(piece.sign)
        first = piece.sign + piece.value
        if piece.passage:
            self.first_signs.setdefault(first, piece.passage.words)
        if piece.sign == "level":
            body.levels.append(_LevelPart(piece.value, piece.passage, [], piece.is_item))
            return "levels"
        if piece.sign in _PERFORMANCES:
            body.standards.append(_Standard(piece.sign))
            return "performance"
        return piece.sign if piece.sign != "label" else state

    def _put(self, piece: _Piece, body: _Body, state: str) -> None:
        where, _, value = state.partition(" ")
        match where:
            case "definition":
                body.definition.append(piece)
            case "levels":
                self._put_level(piece, body)
            case "indicators":
                body.indicators.append((value, piece))
            case "performance" if body.standards:
                body.standards[-1].parts.append(piece.passage)
            case "performance":
                body.loose_standards.append(piece)
            case "areas":
                body.areas.append(piece)
            case _:
                self._state(piece.passage, StatementKind.OTHER)

    def _put_level(self, piece: _Piece, body: _Body) -> None:
        last = body.levels[-1] if body.levels else None
        if _ON_EMPHASIS.search(piece.passage.text):
            self._state(piece.passage)
        elif last is None:
            body.loose_levels.append(piece)
        elif last.parts and last.is_item and piece.is_item:
            # An item among labelled items that lost its own label.
            body.levels.append(_LevelPart("", EMPTY, [piece.passage], True))
        else:
            last.parts.append(piece.passage)

    # Scales

    def _make_scales(self) -> None:
        for body in self.bodies:
            self._settle_levels(body)
        count = max(
            [3, *(int(part.notation) for b in self.bodies for part in b.levels if part.notation)]
        )
        notations = [str(rank) for rank in range(1, count + 1)]
        levels = [
            Level(n, int(n), f"Level {n}", self.first_signs.get(f"level{n}")) for n in notations
        ]
        words = self.first_signs.get("levels")
        slug = "level-of-competency-" + "".join(notations)
        self.scale = Scale(slug, "Level of competency", levels, words=words)
        steps = [
            Level(key, rank, key.capitalize(), self.first_signs.get(key))
            for rank, key in enumerate(_PERFORMANCES, 1)
        ]
        words = self.first_signs.get("performance")
        self.performance = Scale("performance", "Performance", steps, True, words)
        if any(body.levels for body in self.bodies):
            self.spec.scales.append(self.scale)
        if any(body.standards for body in self.bodies):
            self.spec.scales.append(self.performance)

    def _settle_levels(self, body: _Body) -> None:
        """Give every level text its level: by label, by number, else by its place."""
        if body.signs <= {"areas"}:
            self._settle_by_place(body)
        loose = body.loose_levels
        if len(loose) == 1 and not body.levels and re.fullmatch(r"[1-9]\W*", loose[0].passage.text):
            passage = loose.pop().passage
            body.levels = [_LevelPart(passage.text[0], passage)]
        elif loose and not body.levels:
            numbers = [p.block.number.text.strip("*") for p in loose]
            numbered = numbers == [str(n) for n in range(1, len(loose) + 1)]
            for rank, piece in enumerate(loose, 1):
                label = piece.block.number if numbered else EMPTY
                several = numbered or len(loose) > 1
                body.levels.append(_LevelPart(str(rank) if several else "", label, [piece.passage]))
            if len(loose) > 1 and not numbered:
                self._note_place(body, "levels", [p.passage for p in loose])
        elif loose:
            self._lead_levels(body)
        self._spread_texts(body)
        self._fill_notations(body)

    def _lead_levels(self, body: _Body) -> None:
        """Text before the first label: the level that lost its label, or an explanation."""
        first = body.levels[0].notation
        if first == str(len(body.loose_levels) + 1):
            lost = [
                _LevelPart(str(rank), EMPTY, [piece.passage])
                for rank, piece in enumerate(body.loose_levels, 1)
            ]
            body.levels[:0] = lost
            self._note_place(body, "levels", [piece.passage for piece in body.loose_levels])
            return
        for piece in body.loose_levels:
            self._state(piece.passage)

    def _spread_texts(self, body: _Body) -> None:
        """Labels first and texts after ("Level 1: Level 2: Level 3: …"): text by text in order."""
        empty = [part for part in body.levels if not part.parts]
        if len(empty) < 2 or empty != body.levels[:-1]:
            return
        texts = body.levels[-1].parts
        if len(texts) == 1:
            texts = list(texts[0].sentences())
        if len(texts) == len(body.levels):
            for part, text in zip(body.levels, texts, strict=True):
                part.parts = [text]
            self._note_place(body, "levels", texts)

    def _fill_notations(self, body: _Body) -> None:
        lost: list[_LevelPart] = []
        for before, part in pairwise([None, *body.levels]):
            if part is not None and not part.notation and before and before.notation:
                part.notation = str(int(before.notation) + 1)
                lost.append(part)
        taken: set[str] = set()
        for before, part in pairwise([None, *body.levels]):
            assert part is not None
            if part in lost and sum(p.notation == part.notation for p in body.levels) > 1:
                # The levels have their labels: this goes on with the one above.
                part.notation = ""
                lost.remove(part)
                if before is not None:
                    before.parts += part.parts
                    part.parts = []
            elif part.notation in taken:
                message = f"level {part.notation} is described twice for one competency"
                where = [part.label, *part.parts]
                spans = [passage.span for passage in where if passage]
                self.spec.note("duplicateStatement", message, *spans, severity=Severity.WARNING)
                part.notation = ""
            taken.add(part.notation)
        body.levels = [part for part in body.levels if part.notation or part.parts]
        named = [part for part in lost if part.notation]
        if named:
            self._note_place(body, "levels", [part.parts[0] for part in named])

    def _settle_by_place(self, body: _Body) -> None:
        """A body without any signpost: levels, bulleted indicators, standards, by their places."""
        pieces = body.definition
        items = [i for i, piece in enumerate(pieces) if piece.is_item]
        body.definition = pieces[:1]
        if len(pieces) == 1 and len(sentences := list(pieces[0].passage.sentences())) > 5:
            # Levels and indicators may have run into it: only its beginning is sure.
            message = f"{body.heading.name.text}: only the first sentence is sure to define it"
            where = pieces[0].passage.span
            self.spec.note("uncertain", message, where, severity=Severity.WARNING)
            body.definition = [_Piece("", sentences[0], pieces[0].block)]
        if not items or items != list(range(items[0], items[-1] + 1)):
            return
        levels, indicators = pieces[1 : items[0]], pieces[items[0] : items[-1] + 1]
        standards = pieces[items[-1] + 1 :]
        if len(levels) < 2 or len(standards) != 2:
            return
        body.levels = [
            _LevelPart(str(rank), EMPTY, [piece.passage]) for rank, piece in enumerate(levels, 1)
        ]
        body.indicators = [("", piece) for piece in indicators]
        body.loose_standards = standards
        self._note_place(body, "levels and indicators", [piece.passage for piece in levels])

    def _note_place(self, body: _Body, what: str, where: list[Passage]) -> None:
        message = f"{body.heading.name.text}: {what} carry no labels and are taken by their order"
        spans = [passage.span for passage in where]
        self.spec.note("takenByPosition", message, *spans, severity=Severity.WARNING)

    # Joining list and body

    def _join(self) -> None:
        bodies = self._by_entry()
        described = {id(body) for body in bodies if body}
        names = {_key(entry.name.text) for entry in self.entries}
        for entry, body in zip(self.entries, bodies, strict=True):
            self._require(entry.name, entry.number, body, entry)
        for body in self.bodies:
            if id(body) in described:
                continue
            key = _key(body.heading.name.text)
            if key in names:
                message = f"“{body.heading.name.text}” is described twice; the first one is kept"
                where = body.heading.name.span
                self.spec.note("duplicateStatement", message, where, severity=Severity.WARNING)
                continue
            names.add(key)
            self._require(body.heading.name, body.heading.number, body, None)

    def _by_entry(self) -> list[_Body | None]:
        """For each list entry the body of the same name, spelling aside; never by number."""
        free = list(self.bodies)
        found: list[_Body | None] = []
        for entry in self.entries:
            key = _key(entry.name.text)
            body = next((b for b in free if _key(b.heading.name.text) == key), None)
            if body:
                free.remove(body)
            found.append(body)
        taken = {
            _key(entry.name.text) for entry, body in zip(self.entries, found, strict=True) if body
        }
        for at, entry in enumerate(self.entries):
            key = _key(entry.name.text)
            if found[at] is None and key not in taken:
                like = [b for b in free if _is_spelt_like(_key(b.heading.name.text), key)]
                if len(like) == 1:
                    found[at] = like[0]
                    free.remove(like[0])
        return found

    def _require(
        self, name: Passage, number: Passage, body: _Body | None, entry: _Entry | None
    ) -> None:
        words = name.words
        if entry is None:
            words = Words(title_case(words.text), words.spans)
        same = next(
            (c for c in self.spec.competencies if c.name and _key(c.name.text) == _key(words.text)),
            None,
        )
        if same is not None:
            message = f"the list names “{words.text}” twice"
            self.spec.note(
                "duplicateStatement", message, words, severity=Severity.WARNING, about=same
            )
            self._label(name)
            return
        competency = Competency(words, words, scale=self.scale)
        competency.number = number.words if number else None
        requirement = Requirement(competency, words.spans)
        self.spec.competencies.append(competency)
        self.class_grade.requirements.append(requirement)
        if body is None:
            competency.kinds = kinds_in(words.text)
            message = f"“{words.text}” is in the list but not described: no level is stated"
            self.spec.note(
                "notStated", message, words, severity=Severity.WARNING, about=requirement
            )
            return
        if entry is None:
            self._note_unlisted(competency, body)
        else:
            self._compare(entry, body, competency)
        self._describe(competency, requirement, body)

    def _note_unlisted(self, competency: Competency, body: _Body) -> None:
        if self.entries and competency.name:
            message = f"“{competency.name.text}” is described but not in the list of competencies"
            where = body.heading.name.span
            self.spec.note(
                "nameMismatch", message, where, severity=Severity.WARNING, about=competency
            )

    def _compare(self, entry: _Entry, body: _Body, competency: Competency) -> None:
        """Say where list and body write one competency's name or number in two ways."""
        number = body.heading.number
        if entry.number and number and int(entry.number.text.strip("*")) != int(number.text):
            message = f"“{entry.name.text}” is number {entry.number.text} in the list and"
            message += f" {number.text} in the body"
            self.spec.note(
                "numberMismatch",
                message,
                entry.number.span,
                number.span,
                about=competency,
                read_as=number.text,
                taken_for=entry.number.text,
            )
        elif number and not entry.number:
            competency.number = number.words
        if _key(entry.name.text) != _key(body.heading.name.text):
            message = "list and body spell this competency's name in two ways"
            where = body.heading.name
            self.spec.note(
                "spellingMismatch",
                message,
                entry.name.span,
                where.span,
                about=competency,
                read_as=where.text,
                taken_for=entry.name.text,
            )

    # What the body says of one competency

    def _describe(self, competency: Competency, requirement: Requirement, body: _Body) -> None:
        name = competency.name.text if competency.name else ""
        if body.definition:
            competency.definition = _joined([piece.passage for piece in body.definition])
            competency.text = competency.definition
        definition = competency.definition.text if competency.definition else ""
        competency.kinds = kinds_in(f"{name} {definition}")
        self._describe_levels(competency, requirement, body)
        self._describe_indicators(competency, body)
        self._describe_standards(competency, body)
        for what, missing in (
            ("definition", not body.definition),
            ("levels", not body.levels),
            ("behavioural indicators", not competency.indicators),
            ("performance standards", not competency.standards),
        ):
            if missing:
                message = f"the document states no {what} for “{name}”"
                where = body.heading.name.span
                self.spec.note(
                    "notStated", message, where, severity=Severity.WARNING, about=competency
                )

    def _describe_levels(
        self, competency: Competency, requirement: Requirement, body: _Body
    ) -> None:
        for part in body.levels:
            if part.parts:
                level = self.scale.level(part.notation)
                competency.descriptors.append(LevelText(level, _joined(part.parts)))
            elif len(body.levels) > 1:
                message = f"level {part.notation} of “{body.heading.name.text}” has no words"
                self.spec.note(
                    "notStated",
                    message,
                    part.label.span,
                    severity=Severity.WARNING,
                    about=competency,
                )
        required = self._required_level(requirement, body)
        if required is None:
            return
        requirement.level = self.scale.level(required.notation)
        requirement.level_words = (
            _joined(required.parts) if required.parts else required.label.words
        )
        requirement.evidence += requirement.level_words.spans

    def _required_level(self, requirement: Requirement, body: _Body) -> _LevelPart | None:
        """The level that emphasis marks as required; a doubt is a finding."""
        parts = [part for part in body.levels if part.notation]
        name = body.heading.name.text
        if not parts:
            if body.levels or not body.signs & {"levels", "level"}:
                self._note_unmarked(requirement, body, f"“{name}” has no levels to choose from")
            return None
        if len(parts) == 1 and "levels" in body.signs and len(body.levels) == 1:
            if parts[0].parts:
                message = f"“{name}” has one level only, which is taken for the required one"
                self.spec.note("uncertain", message, parts[0].parts[0].span, about=requirement)
            return parts[0]
        doubtful: list[_LevelPart] = []
        for style in (BOLD, UNDERLINE, ITALIC):
            shares = [self._share(part, style) for part in parts]
            marked = [p for p, share in zip(parts, shares, strict=True) if share >= 0.5]
            if len(marked) == 1:
                self._note_partial(requirement, parts, shares, marked[0], style)
                return marked[0]
            doubtful = doubtful or marked
            best = max(shares)
            if not marked and best > 0:
                weaker = sorted(shares)[-2] if len(shares) > 1 else 0.0
                if weaker <= best / 2:
                    chosen = parts[shares.index(best)]
                    self._note_partial(requirement, parts, shares, chosen, style)
                    return chosen
                doubtful = doubtful or [p for p, s in zip(parts, shares, strict=True) if s > 0]
        if len(doubtful) > 1:
            message = f"emphasis marks {len(doubtful)} levels of “{name}”: none is taken"
            spans = [part.parts[0].span for part in doubtful if part.parts]
            self.spec.note(
                "uncertain", message, *spans, severity=Severity.WARNING, about=requirement
            )
            return None
        bold_label = [part for part in parts if part.label and part.label.has_style(BOLD)]
        if len(bold_label) == 1:
            message = f"only the label of level {bold_label[0].notation} is set off, not its words"
            self.spec.note("uncertain", message, bold_label[0].label.span, about=requirement)
            return bold_label[0]
        self._note_unmarked(requirement, body, f"no emphasis marks the required level of “{name}”")
        return None

    def _note_unmarked(self, requirement: Requirement, body: _Body, message: str) -> None:
        where = body.heading.name.span
        self.spec.note(
            "levelNotMarked", message, where, severity=Severity.WARNING, about=requirement
        )

    def _note_partial(
        self,
        requirement: Requirement,
        parts: list[_LevelPart],
        shares: list[float],
        chosen: _LevelPart,
        style: int,
    ) -> None:
        best = max(shares)
        others = [s for p, s in zip(parts, shares, strict=True) if p is not chosen]
        spans = [part.span for part in chosen.parts]
        if best < 0.9 or max(others, default=0.0) > 0.1:
            severity = Severity.WARNING if best < 0.5 else Severity.INFO
            message = f"emphasis covers level {chosen.notation} in part only"
            self.spec.note("uncertain", message, *spans, severity=severity, about=requirement)
        word = {UNDERLINE: "underlin", ITALIC: "italic"}.get(style)
        if word and word not in self.introduction.lower():
            message = f"level {chosen.notation} is told by {word}e" if word == "underlin" else ""
            message = message or f"level {chosen.notation} is told by italics"
            self.spec.note("irregularMark", f"{message}, not by bold", *spans, about=requirement)

    def _share(self, part: _LevelPart, style: int) -> float:
        """How much of a level's words carries *style*."""
        if not part.parts:
            return 0.0
        text = self.outline.text
        start, end = part.parts[0].at[0], part.parts[-1].at[-1] + 1
        if len(part.parts) > 1:
            # Emphasis may open in one paragraph and close in the next.
            whole = self.outline.passage(_before_marks(text, start), _past_marks(text, end))
            return max(whole.share_of_style(style), _mean_share(part.parts, style))
        share = part.parts[0].share_of_style(style)
        if style == BOLD and not share:
            first = min(start, part.label.at[0]) if part.label else start
            raw = text[_before_marks(text, first) : _past_marks(text, end)]
            # Emphasis that opens or closes here without its other half.
            return 0.8 if raw.count("**") % 2 else 0.0
        return share

    def _describe_indicators(self, competency: Competency, body: _Body) -> None:
        pieces = body.indicators
        bulleted = any(piece.is_item for _, piece in pieces)
        if len(pieces) == 1 and not bulleted:
            value, piece = pieces[0]
            sentences = list(piece.passage.sentences())
            if len(sentences) > 2:
                message = "indicators in one paragraph are taken sentence by sentence"
                self.spec.note("uncertain", message, piece.passage.span, about=competency)
                pieces = [(value, _Piece("", each, piece.block)) for each in sentences]
        for value, piece in pieces:
            words = piece.passage.words
            competency.indicators.append(LevelText(self.scale.level(value), words))
            if bulleted and piece.opens and not piece.is_item:
                message = "an indicator without the bullet the others have"
                self.spec.note("unmarkedItem", message, words, about=competency)

    def _describe_standards(self, competency: Competency, body: _Body) -> None:
        self._settle_standards(body)
        seen: set[str] = set()
        for standard in body.standards:
            if not standard.parts:
                continue
            level = self.performance.level(standard.key)
            words = _joined(standard.parts)
            competency.standards.append(LevelText(level, words))
            if standard.key in seen:
                message = f"{standard.key} performance is described twice"
                self.spec.note(
                    "duplicateStatement",
                    message,
                    words,
                    severity=Severity.WARNING,
                    about=competency,
                )
            seen.add(standard.key)
        if self.performance not in self.spec.scales and competency.standards:
            self.spec.scales.append(self.performance)
        if len(seen) == 1:
            lost = next(key for key in _PERFORMANCES if key not in seen)
            message = f"the document states no {lost} performance for this competency"
            where = body.heading.name.span
            self.spec.note("notStated", message, where, severity=Severity.WARNING, about=competency)

    def _settle_standards(self, body: _Body) -> None:
        """Standards that stand in the right order but away from their labels."""
        loose = body.loose_standards
        named = [_PERFORMANCE_NAMED.match(piece.passage.text) for piece in loose]
        if loose and not body.standards and all(named):
            for piece, match in zip(loose, named, strict=True):
                assert match is not None
                self._label(piece.passage.group(match, "key"))
                key = match.group("key").lower()
                body.standards.append(_Standard(key, [piece.passage[match.end() :].strip()]))
            return
        if loose and not body.standards and len(loose) == 2:
            body.standards = [
                _Standard(key, [piece.passage])
                for key, piece in zip(_PERFORMANCES, loose, strict=True)
            ]
            self._note_place(body, "performance levels", [piece.passage for piece in loose])
        elif loose:
            message = f"{body.heading.name.text}: no label tells whose performance this is"
            spans = [piece.passage.span for piece in loose]
            self.spec.note("uncertain", message, *spans, severity=Severity.WARNING)
            for piece in loose:
                self._state(piece.passage, StatementKind.OTHER)
        filled = [bool(standard.parts) for standard in body.standards]
        if filled == [False, True] and len(body.standards[1].parts) == 2:
            first, second = body.standards[1].parts
            body.standards[0].parts, body.standards[1].parts = [first], [second]
            self._note_place(body, "performance levels", [first, second])

    # Job knowledge areas

    def _attach_areas(self) -> None:
        areas = [(body, _areas(body.areas)) for body in self.bodies if body.areas]
        if not areas:
            return
        by_name = [
            r
            for r in self.class_grade.requirements
            if r.competency.name and _is_job_knowledge(r.competency.name.text)
        ]
        for body, (words, stems, prose) in areas:
            for stem in stems:
                self._label(stem)
            for passage in prose:
                self._state(passage)
            requirement = by_name[0] if by_name else self._requirement_of(body)
            if requirement is None:
                continue
            requirement.knowledge_areas += words
            if not by_name and words:
                message = "no competency is called Job Knowledge: the areas go with the one above"
                self.spec.note(
                    "uncertain",
                    message,
                    *words,
                    severity=Severity.WARNING,
                    about=requirement,
                )

    def _requirement_of(self, body: _Body) -> Requirement | None:
        key = _key(body.heading.name.text)
        return next(
            (
                r
                for r in self.class_grade.requirements
                if r.competency.name and _is_spelt_like(_key(r.competency.name.text), key)
            ),
            None,
        )

    # Irregular marks

    def _note_marks(self) -> None:
        text = self.outline.text
        for block in self.outline.blocks:
            if not block.passage or block.kind is BlockKind.ROW:
                continue
            start = block.mark.start if block.mark else _before_marks(text, block.passage.at[0])
            end = _past_marks(text, block.passage.at[-1] + 1)
            marks = [m.start() for m in _STRONG.finditer(text, start, end)]
            if len(marks) % 2:
                message = "emphasis opens or closes here without its other half"
                where = Span(marks[-1], marks[-1] + 2)
                self.spec.note("irregularMark", message, where, read_as="**")
        bulleted = [b for b in self.bodies if _has_bullet(b.piece.block, text)]
        if len(bulleted) * 2 >= len(self.bodies):
            return
        for body in bulleted:
            block = body.piece.block
            assert block.mark is not None  # it has a bullet
            message = f"a bullet stands before the heading “{body.heading.name.text}”"
            where = Span(block.mark.start, block.mark.start + 1)
            bullet = text[where.start : where.end]
            self.spec.note("irregularMark", message, where, read_as=bullet)


# Where the body begins, and what its lines are


def _body_start(pieces: list[_Piece]) -> int:
    """The first competency's heading: the likeliest one before the first level of competency."""
    follows = [
        i for i, p in enumerate(pieces) if not p.sign and _WHAT_FOLLOWS.search(p.passage.text)
    ]
    anchor = next((i for i, p in enumerate(pieces) if p.sign in _ANCHORS), None)
    intro = next(
        (i for i, p in enumerate(pieces) if not p.sign and _INTRODUCTION.search(p.passage.text)), -1
    )
    after = max([intro, *(i for i in follows if anchor is None or i < anchor)]) + 1
    if anchor is None:
        shaped = _shaped(pieces, after, len(pieces))
        return next((i for i, rank in shaped if rank == 3), len(pieces)) if follows else len(pieces)
    shaped = _shaped(pieces, after, anchor)
    if not shaped:
        return anchor
    best = max(rank for _, rank in shaped)
    return max(i for i, rank in shaped if rank == best)


def _shaped(pieces: list[_Piece], start: int, end: int) -> list[tuple[int, int]]:
    """The pieces that could be headings, each with how surely."""
    found: list[tuple[int, int]] = []
    for number in range(start, end):
        piece = pieces[number]
        heading = _heading(piece, ())
        if heading and not _TITLE.search(piece.passage.text) and not _is_footnote(piece):
            found.append((number, heading.rank))
    return found


def _front_parts(piece: _Piece) -> Iterator[_Piece]:
    """A front page's paragraph, cut where title, introduction and list run together."""
    if piece.sign:
        yield piece
        return
    start = 0
    for match in _FRONT_CUT.finditer(piece.passage.text):
        if part := piece.passage[start : match.start()].strip():
            yield _Piece("", part, piece.block, piece.opens and start == 0)
        start = match.end()
    if part := piece.passage[start:].strip():
        yield _Piece("", part, piece.block, piece.opens and start == 0)


def _is_introduction(part: _Piece) -> bool:
    text = part.passage.text
    return bool(_INTRODUCTION.search(text) or _WHAT_FOLLOWS.search(text))


def _is_title(part: _Piece) -> bool:
    return len(part.passage.text) < 200 and bool(_TITLE.search(part.passage.text))


def _is_code(match: re.Match[str]) -> bool:
    """Whether a match names a class code; a year in brackets does not."""
    bracketed = match.group("bracketed")
    return not (bracketed and _YEAR.fullmatch(bracketed))


def _names_in_capitals(pieces: list[_Piece]) -> set[str]:
    """The names that the body's headings certainly give."""
    found = (_heading(piece, ()) for piece in pieces)
    return {_key(heading.name.text) for heading in found if heading and heading.rank == 3}


def _run_together(body: Passage, names: set[str]) -> list[_Entry]:
    """The names of a list that lost its line breaks, told apart by the body's headings."""
    words = [body[m.start() : m.end()] for m in re.finditer(r"[^ ]+", body.text[:2000])]
    found: list[_Entry] = []
    start = 0
    while start < len(words):
        name = EMPTY
        for end in range(min(len(words), start + 8), start, -1):
            tried = body[
                body.at.index(words[start].at[0]) : body.at.index(words[end - 1].at[-1]) + 1
            ]
            if _key(tried.text) in names:
                name = tried
                start = end
                break
        if not name:
            return []
        found.append(_Entry(EMPTY, name.strip(" ,;")))
    return found


def _could_name(entry: _Entry, part: _Piece) -> bool:
    words = entry.name.text.split()
    if not words or not entry.name.text[0].isupper() or len(entry.name.text) > _LONGEST_NAME:
        return False
    if entry.number:
        return len(words) <= 12
    ends = re.search(r"[.:!?]\W*$", part.passage.text)
    return len(words) <= (9 if part.is_item else 7) and not ends


def _is_marked(number: Passage, block: Block) -> bool:
    """Whether the outline already holds the number as the block's mark."""
    return bool(block.mark and block.mark.start <= number.at[0] < block.mark.end)


def _is_footnote(piece: _Piece) -> bool:
    text = piece.passage.text
    starred = text.startswith("*") and not _ENTRY.match(text)
    plain = not text.startswith("*") and bool(_FOOTNOTE.match(text))
    return piece.opens and len(text) < 250 and (starred or plain) and not piece.block.number


def _is_aside(piece: _Piece, state: str) -> bool:
    """A heading or date line inside a competency that is none of the family's."""
    if not piece.opens or state == "levels":
        return False
    if _DATE_LINE.match(piece.passage.text) and re.search(r"\d{4}|/\d\d", piece.passage.text):
        return len(piece.passage.text) < 60
    if _COLOPHON.match(piece.passage.text):
        return True
    sure = piece.block.form in (Form.HASH, Form.CAPITALS)
    return piece.block.kind is BlockKind.HEADING and sure and state != "definition"


def _is_repeated_heading(piece: _Piece, body: _Body) -> bool:
    """The heading once more at the top of a new page ("MATHEMATICS (continued)")."""
    if piece.sign or not piece.opens or "cont" not in piece.passage.text.casefold():
        return False
    found = _heading(piece, ())
    if found is None or _key(found.name.text) != _key(body.heading.name.text):
        return False
    return found.rank >= 2 and bool(_CONTINUED.fullmatch(found.rest.text))


def _is_areas_heading(pieces: list[_Piece], number: int, body: _Body) -> bool:
    """Whether "JOB KNOWLEDGE" stands here once more, now over the areas of knowledge."""
    piece = pieces[number]
    if not piece.opens or not body.signs & _ANCHORS or number + 1 >= len(pieces):
        return False
    if pieces[number + 1].sign or len(piece.passage.text.split()) > 6:
        return False
    _, name = _numbered(piece)
    return piece.block.could_be_heading and _key(name.text) == "job knowledge"


def _goes_on(before: _Piece, piece: _Piece) -> bool:
    """Whether a line is the rest of the item above it, broken where the outline saw an end."""
    text = before.passage.text
    unfinished = len(text) >= 60 and not re.search(r"[.:;!?]\W*$", text)
    return (
        before.is_item
        and not (before.sign or piece.sign)
        and piece.opens
        and piece.block.kind is BlockKind.PARAGRAPH
        and not piece.block.blank_before
        and (unfinished or piece.passage.text[:1].islower())
    )


def _header_key(text: str) -> str:
    return _DIGITS_AND_BLANKS.sub(" ", text).strip().casefold()


def _mean_share(parts: list[Passage], style: int) -> float:
    return sum(part.share_of_style(style) for part in parts) / len(parts)


def _has_bullet(block: Block, text: str) -> bool:
    if block.kind is not BlockKind.ITEM or not block.mark:
        return False
    return not text[block.mark.start].isalnum() and text[block.mark.start] not in "*_(<"


def _areas(pieces: list[_Piece]) -> tuple[list[Words], list[Passage], list[Passage]]:
    """Areas of knowledge, the stems they were joined to, and sentences that explain them."""
    words: list[Words] = []
    stems: list[Passage] = []
    prose: list[Passage] = []
    stem: _Piece | None = None
    marked = any(piece.is_item for piece in pieces)
    for piece, after in pairwise([*pieces, None]):
        assert piece is not None
        passage = piece.passage
        leads = passage.text.endswith(":") and after is not None and after.is_item
        if leads and (piece.is_item or re.match(r"knowledge\b", passage.text, re.IGNORECASE)):
            deeper = not piece.is_item or (
                after is not None and after.block.depth > piece.block.depth
            )
            if deeper:
                stem = piece
                stems.append(passage)
                continue
        if stem and stem.is_item and piece.block.depth <= stem.block.depth:
            stem = None
        if leads or (
            marked and not piece.is_item and not words and passage.text.endswith((".", ":"))
        ):
            prose.append(passage)
        elif stem and piece.is_item:
            words.append(stem.passage.strip(" :").words.joined(passage.words))
        else:
            words.append(passage.words)
    return words, stems, prose
