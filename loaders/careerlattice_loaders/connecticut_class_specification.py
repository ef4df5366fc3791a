"""Class specifications of the State of Connecticut's executive branch.

One class each: prose under capital headings, duties, knowledge and ability under stems that end in
mid-sentence ("Ability to"), then codes and dates. Many carry no title of their own: it stands in
the clause about the specification they replace. Older ones say "PURPOSE OF CLASS:", run their
duties into one paragraph and their qualifications in behind labels. Lists have often lost their
depth on the way to plain text, so wording decides what belongs under what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache, reduce
from itertools import zip_longest
from typing import TypeVar

from careerlattice.model import (
    Citation,
    ClassGrade,
    CodedValue,
    Competency,
    Dated,
    Duty,
    EducationLevel,
    Grade,
    Modality,
    Qualification,
    QualificationKind,
    Record,
    Requirement,
    Severity,
    Span,
    Specification,
    Statement,
    StatementKind,
    Words,
)
from careerlattice.outline import EMPTY, Block, BlockKind, Form, Outline, Passage
from careerlattice.quantities import Quantity, credit_hours, dates, durations
from careerlattice.wording import kinds_in, normalise, slug, title_case

_T = TypeVar("_T")


class _Part(StrEnum):
    """The parts of a specification; values say in messages what is missing."""

    TOP = "heading"
    PURPOSE = "purpose"
    GUIDELINES = "guidelines"
    DISTINGUISHING = "distinguishing features"
    RECEIVED = "supervision received"
    EXERCISED = "supervision exercised"
    DUTIES = "examples of duties"
    ABILITIES = "knowledge, skill and ability"
    EXPERIENCE = "minimum qualifications"
    GENERAL = "general experience"
    SPECIAL = "special experience"
    SUBSTITUTIONS = "substitutions allowed"
    PREFERRED = "preferred qualifications"
    REQUIREMENTS = "special requirements"
    PHYSICAL = "physical requirements"
    CONDITIONS = "working conditions"
    DESIGNATION = "job class designation"
    GROUP = "occupational group"
    UNIT = "bargaining unit"
    EEO = "EEO category"
    SALARY = "salary group"
    NOTICE = "acknowledgement"
    CANCELLATION = "cancellation clause"
    DATES = "effective date"
    TITLE = "class title"
    TAIL = "table of codes"
    NOTE = "note"
    OTHER = "other"


_QUALIFYING = r"(?:MINIMUM QUALIFICATIONS?(?: REQUIRED)?\s*-?\s*)?"
_HEADINGS = (
    (_Part.PURPOSE, r"PURPOSE OF (?:THE )?(?:JOB )?(?:CLASS|POSITION)(?: ?\(NATURE OF WORK\))?"),
    (_Part.PURPOSE, r"\(?NATURE OF WORK\)?|GENERAL STATEMENT OF DUTIES"),
    (_Part.GUIDELINES, r"GUIDELINES? FOR (?:JOB )?CLASS USE|(?:JOB )?CLASS USE(?: GUIDELINES?)?"),
    (_Part.DISTINGUISHING, r"DISTINGUISHING (?:FEATURES?|CHARACTERISTICS?).{0,40}"),
    (_Part.RECEIVED, r"SUPERVISION RECEIVED"),
    (_Part.EXERCISED, r"SUPERVISION (?:EXERCISED|GIVEN)"),
    (_Part.DUTIES, r"(?:ILLUSTRATIVE )?EXAMPLES? OF (?:JOB )?DUTIES(?: AND RESPONSIBILITIES)?"),
    (
        _Part.ABILITIES,
        _QUALIFYING + r"(?:REQUIRED )?KNOWLEDGES?,? ?SKILLS?,? ?(?:AND|&) ?ABILIT(?:Y|IES).{0,10}",
    ),
    (_Part.GENERAL, rf"{_QUALIFYING}GENERAL EXPERIENCE(?: AND TRAINING)?"),
    (_Part.SPECIAL, rf"{_QUALIFYING}SPECIAL(?:IZED)? EXPERIENCE"),
    (_Part.SUBSTITUTIONS, rf"{_QUALIFYING}SUBSTITUTIONS?(?: ALLOWED)?"),
    (_Part.PREFERRED, r"PREFERRED (?:QUALIFICATIONS?|EXPERIENCE.{0,40})"),
    (_Part.REQUIREMENTS, rf"{_QUALIFYING}(?:SPECIAL|CHARACTER|OTHER|ADDITIONAL) REQUIREMENTS?"),
    (_Part.REQUIREMENTS, rf"{_QUALIFYING}LICEN[CS](?:E|URE)S?(?: REQUIREMENTS?)?"),
    (_Part.EXPERIENCE, r"MINIMUM QUALIFICATIONS?(?: REQUIRED)?"),
    (_Part.EXPERIENCE, r"MINIMUM QUALIFICATIONS?\s*-\s*(?:EXPERIENCE AND TRAINING|EXPERIENCE)"),
    (
        _Part.EXPERIENCE,
        r"(?:MINIMUM )?(?:REQUIRED )?(?:EXPERIENCE AND TRAINING|EDUCATION AND EXPERIENCE).{0,10}",
    ),
    (_Part.PHYSICAL, r"PHYSICAL (?:REQUIREMENTS?|DEMANDS?)(?: AND WORKING CONDITIONS)?"),
    (_Part.CONDITIONS, r"WORKING CONDITIONS?"),
    (_Part.DESIGNATION, r"JOB CLASS DESIGNATION"),
    (_Part.GROUP, r"OCCUPATIONAL GROUP"),
    (_Part.UNIT, r"BARGAINING UNIT"),
    (_Part.EEO, r"EEO(?: (?:CATEGORY|CODE))?"),
    (_Part.SALARY, r"SALARY(?: (?:INFORMATION|GROUP|GRADE|PLAN|RANGE))?"),
    (_Part.SALARY, r"PAY (?:PLAN|GRADE|GROUP)"),
    (_Part.NOTICE, r"ACKNOWLEDGE?MENT(?: (?:SECTION|STATEMENT))?"),
    (_Part.CANCELLATION, r"CANCELLATION(?: CLAUSE)?"),
    (_Part.DATES, r"EFFECTIVE DATE"),
    (_Part.TITLE, r"(?:JOB |CLASS )TITLE"),
    (_Part.NOTE, r"NOTES?"),
    (_Part.OTHER, r"APPOINTMENTS?|TERM OF APPOINTMENT|CAREER PROGRESSION|PROMOTION"),
    (_Part.OTHER, r"SPECIAL NOTES?|ADDENDUM|INDUSTRY JOB TITLES|TRAINING PROGRAM"),
    (_Part.OTHER, r"COMPENSATION GUIDELINES?|RATE OF COMPENSATION"),
)
_HEADING = re.compile("|".join(f"({pattern})" for _, pattern in _HEADINGS))
_HYPHEN = re.compile(r"\s*[-–—]+\s*")
# Labels that also stand in front of their text, even in a list item.
_RUN_IN_ITEMS = (_Part.GENERAL, _Part.SPECIAL, _Part.SUBSTITUTIONS, _Part.NOTE)
_PROSE = {
    _Part.PURPOSE: StatementKind.PURPOSE,
    _Part.GUIDELINES: StatementKind.GUIDELINES,
    _Part.DISTINGUISHING: StatementKind.DISTINGUISHING_FEATURES,
    _Part.RECEIVED: StatementKind.SUPERVISION_RECEIVED,
    _Part.EXERCISED: StatementKind.SUPERVISION_EXERCISED,
    _Part.PHYSICAL: StatementKind.PHYSICAL_DEMANDS,
    _Part.CONDITIONS: StatementKind.WORKING_CONDITIONS,
    _Part.NOTICE: StatementKind.NOTICE,
    _Part.NOTE: StatementKind.EXPLANATION,
    _Part.OTHER: StatementKind.OTHER,
}
_MINIMUM = (_Part.EXPERIENCE, _Part.GENERAL)
_QUALIFICATIONS = (
    *_MINIMUM,
    _Part.SPECIAL,
    _Part.SUBSTITUTIONS,
    _Part.PREFERRED,
    _Part.REQUIREMENTS,
)
_CODED = (_Part.GROUP, _Part.UNIT, _Part.EEO)
_VALUES = (*_CODED, _Part.DESIGNATION, _Part.SALARY, _Part.DATES, _Part.TITLE, _Part.TAIL)
_USUAL = (
    _Part.PURPOSE,
    _Part.RECEIVED,
    _Part.EXERCISED,
    _Part.DUTIES,
    _Part.ABILITIES,
    _Part.DESIGNATION,
    _Part.GROUP,
    _Part.UNIT,
    _Part.EEO,
    _Part.SALARY,
)

# How much a mark speaks for this family rather than for class specifications in general.
_STRONG_HEADINGS = {
    _Part.PURPOSE: 0.3,
    _Part.GUIDELINES: 0.2,
    _Part.SPECIAL: 0.15,
    _Part.SUBSTITUTIONS: 0.15,
    _Part.DESIGNATION: 0.2,
    _Part.CANCELLATION: 0.2,
    _Part.NOTICE: 0.1,
}
_WEAK_HEADINGS = (
    _Part.RECEIVED,
    _Part.EXERCISED,
    _Part.DUTIES,
    _Part.ABILITIES,
    _Part.GENERAL,
    *_CODED,
)
# Weights, letters that are found fast in what is meant, and what is meant.
_STRONG_WORDINGS = (
    (
        0.4,
        "replace",
        re.compile(r"\breplaces\s+the\s+existing\s+specification\s+for\b", re.IGNORECASE),
    ),
    (0.2, "onnect", re.compile(r"\bConnecticut\b", re.IGNORECASE)),
    (
        0.2,
        "class",
        re.compile(r"\bthis\s+class\s+is\s+(?:accountable|responsible)\s+for\b", re.IGNORECASE),
    ),
    (0.2, "", re.compile(r"\d(?<!\w\d)\d{3}[A-Z]{2}\b")),
    (0.2, "5-196", re.compile(r"\bSec(?:tion|\.)?\s+5-196\b")),
)

_REPLACES = re.compile(
    r"(?:this|these)\b.{0,60}\breplaces?\s+the\s+existing|(?:this is a )?new (?:job code|class)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"as defined by sec", re.IGNORECASE)
_STAMP = re.compile(
    r"(?P<key>CLASS(?:\s+CODES?)?|EST(?:ABLISHED)?|REV(?:ISED)?|EFF(?:ECTIVE)?(?:\s+DATE)?"
    r"|TITLE\s+CHANGED?|RETITLED)"
    r"\.?\s*:\s*(?P<value>(?:(?!\b(?:CLASS|EST|REV|EFF|TITLE|RETITLED)\w*\.?\s*:).)*)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b\d{4}[A-Z]{0,2}\b")
_FIRST_STAMP = re.compile(
    r"CLASS(?:\s+CODES?)?\s*:\s*\d{4}"
    r"|(?:EST|REV|EFF|TITLE\s+CHANGE|RETITLED)[A-Z]*\.?\s*:\s*\d",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(?P<label>[A-Za-z][A-Za-z ,&()/–—-]{2,80}?)\s*:\s+(?P<rest>\S.*)", re.DOTALL)
_HEADING_BREAKS_OFF = re.compile(r"(?:[,&/]|\b(?:AND|OF|THE|FOR|IN|TO))$")
_LONE_MARK = re.compile(r"(?:[-–—•*●▪]|\d{1,2}[.)])(?:\s+|$)")
_DIVISION = re.compile(
    r"\bLEVEL\b|^(?:DEPARTMENT|OFFICE|DIVISION|BOARD|BUREAU|COMMISSION|AGENCY|UNIT)\b"
)
_CONNECTOR = re.compile(r"[-–—*]*\s*(?:and|or|and/or)\s*[-–—*:]*", re.IGNORECASE)

_TITLE_AND_CODE = re.compile(r"(?P<title>\S.{0,120}?)\s*\((?P<code>\d{4}[A-Z]{2})\)")
_LETTERHEAD = re.compile(
    r"(?:the )?(?:state of connecticut|connecticut state)(?: executive branch)?(?: jobs)?"
    r"|(?:connecticut )?department of administrative services",
    re.IGNORECASE,
)
_PAY = re.compile(r"\$\s?\d|\bhourly\b|\bbiweekly\b|\byearly\b", re.IGNORECASE)
_ROW = re.compile(
    r"(?P<code>\d{4}[A-Z]{0,2})\s+(?P<plan>[A-Z]{2,3})\s*-\s*(?P<number>[A-Z0-9]{1,3})\s+"
    r"(?P<title>\S.{0,120}?)\s+"
    r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_ROW_HEADING = re.compile(r"class code(?>.*?pay plan)(?>.*?class title).*", re.IGNORECASE)
_TAIL_HEADING = re.compile(r"CC\b(?>.*?Occup)(?>.*?Bargaining).*", re.IGNORECASE)
_TAIL_ROW = re.compile(r"(?P<code>\d{4}[A-Z]{0,2})\s+(?P<number>[\d-]{1,8})\s+(?P<value>\(.+)")
_DESIGNATED = re.compile(r"(?:un)?classified(?:\s*/\s*[A-Za-z -]{3,30})?", re.IGNORECASE)

# Bounded, so that a search from every digit of a long row of digits ends at once.
_PARAGRAPH = r"\d{1,12}[a-z]{0,12}"
_SECTION = rf"{_PARAGRAPH}-{_PARAGRAPH}(?:-{_PARAGRAPH})?(?: ?\(\w{{1,4}}\)){{0,12}}"
_STATUTES = r"(?:Connecticut General Statutes?|C\.?G\.?S\.?|Conn\. Gen\. Stat\.)"
_SIGN = r"(?:Sec(?:tions?|s?\.)|§{1,2})"
_CITED = re.compile(
    rf"{_STATUTES}\s*(?:,?\s*{_SIGN})?\s*{_SECTION}"
    rf"|(?:{_SIGN}\s*)?{_SECTION}(?:(?:,|,? and| through| to)\s*{_SECTION}){{0,40}}"
    rf",? of the (?:{_STATUTES}|General Statutes(?: of Connecticut)?"
    r"|Regulations of Connecticut State Agencies)"
    r"|(?:Public Act|P\.A\.)(?: No\.)? \d{2,4}-\d+"
    r"|Executive Order(?: No\.)? \d+-?[A-Z]?\b"
)

_CAPITAL = r"(?:[A-Z][\w'’/-]*|\(\w[^()]{0,40}\)|\d{1,2}\b)"
_NAME = rf"[A-Z][\w'’/-]*(?:\s+(?:(?:of|for|and|&)\s+)?{_CAPITAL})*"
_ARTICLE = r"(?:an?\s+|the\s+)?"
_NAMES = rf"{_NAME}(?:\s*,\s*(?:(?:or|and)\s+)?{_ARTICLE}{_NAME})*(?:,?\s+or\s+{_ARTICLE}{_NAME})?"
_DISTINGUISHED = re.compile(r"\b(?:distinguished|differentiated|differs)\s+from\b", re.IGNORECASE)
_DISTINGUISHED_NAMES = re.compile(
    r"(?i:\b(?:distinguished|differentiated|differs)\s+from\s+(?:that of\s+)?"
    rf"{_ARTICLE}(?:class(?:es)?\s+of\s+)?)"
    rf"(?P<names>{_NAMES})(?P<many>\s+(?:job\s+)?(?:classes|classifications|levels|series)\b)?"
)
_QUALIFYING_NAMES = re.compile(
    r"(?i:\bas\s+(?:an?|the)\s+|\bequivalent to\s+(?:an?|the)\s+|\bin the class(?:es)? of\s+"
    rf"|\b(?:at(?: or above)?|to|of) the (?:level|class) of\s+{_ARTICLE})(?P<names>{_NAMES})"
)
_SPLIT_NAMES = re.compile(r"\s*,\s*(?:(?:or|and)\s+)?(?:an?\s+|the\s+)?|\s+or\s+(?:an?\s+|the\s+)?")
_SPLIT_MANY = re.compile(_SPLIT_NAMES.pattern + r"|\s+and\s+(?:the\s+)?")
_NO_CLASS = frozenset(
    ("state", "connecticut", "general experience", "special experience", "general", "special")
)

_LEAD_IN = re.compile(
    r"(?:incumbents?|performs?|this|these|the following|duties|may|employees?|positions?"
    r"|in addition)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"(?:the following|these|this|examples?|illustrative)\b", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[A-Z][^:;.]{1,70}?)\s*:\s+(?P<rest>\S.*)", re.DOTALL)
_SEE = re.compile(r"(?:please )?(?:see|refer to)\b", re.IGNORECASE)
# Stems are made of these words alone: how much, of what kind, and what leads on.
_MEASURES = (
    "considerable some working thorough extensive basic general good excellent strong "
    "demonstrated advanced proven superior exceptional substantial intermediate sound "
    "comprehensive detailed broad in-depth high degree level limited"
).split()
_KINDS = frozenset(
    "knowledge knowledges skill skills ability abilities understanding familiarity "
    "proficiency".split()
)
_LINKS = "of in to and or the with for a an apply use".split()
_STEM_WORDS = _KINDS.union(_MEASURES, _LINKS)
_STARTS_ANEW = re.compile(
    rf"(?:(?:{'|'.join(_MEASURES)}),?\s+(?:(?:and|or)\s+)?)*"
    r"(?:knowledge (?:of|and|in)|abilit(?:y|ies) to|skills? (?:in|and)|understanding of"
    r"|familiarity with|proficiency (?:in|with))\b",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(r"\b(?:of|to|in|and|for|with|the|on|as|including)\s*:?$", re.IGNORECASE)
_NOT_A_PAUSE = re.compile(r"\([^()]*\)")

_STATE_EMPLOYEES = re.compile(
    r"\bstate employees?\b.*\binterpreted\b|\bexperience (?:is|will be) interpreted\b",
    re.IGNORECASE,
)
_SUBSTITUTES = re.compile(r"\b(?:be )?substitut(?:ed|es?|ing|ions?)\b", re.IGNORECASE)
_CREDITED = re.compile(r"\b(?:for|equal(?:s|ling|ing)?(?: to)?|represents?)\s+$", re.IGNORECASE)
_WINDOW = re.compile(r"\b(?:last|past|within|every|preceding|previous)\s+$", re.IGNORECASE)
_CAP = re.compile(
    r"\b(?:maximum of|not to exceed|no more than|up to(?: a total of)?|limit of)\s+(?:a\s+)?$",
    re.IGNORECASE,
)
_MISMATCH = re.compile(r"\b[A-Za-z-]+\s*\([\d/.½]+\)\s+(?:\w+\s+)?(?:years?|months?)\b")
_ALTERNATIVE = re.compile(r"\bor\b", re.IGNORECASE)
_EXPERIENCE_IN = re.compile(
    r"\s*(?:of\s+)?(?:(?:work\s+)?experience\s+in\s+)?(?P<what>\S.*)", re.IGNORECASE | re.DOTALL
)
_MUST_HAVE = re.compile(
    r"\bmust\s+(?:have\s+)?(?:been\s+(?:in|with)\b|involved?\b|be\s+in\b|included?\b)\s*(?:in\s+)?"
    r"(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEVELS = (
    (
        EducationLevel.HIGH_SCHOOL,
        re.compile(r"high school|\bGED\b|general education(?:al)? development", re.IGNORECASE),
    ),
    (
        EducationLevel.ASSOCIATE_DEGREE,
        re.compile(r"associate['’]s\b|associates?['’]?\s+degree", re.IGNORECASE),
    ),
    (EducationLevel.BACHELOR_DEGREE, re.compile(r"bachelor|baccalaureate", re.IGNORECASE)),
    (
        EducationLevel.MASTER_DEGREE,
        re.compile(r"master['’]s\b|masters?['’]?\s+degree", re.IGNORECASE),
    ),
    (
        EducationLevel.DOCTORATE,
        re.compile(r"\bdoctora(?:l|te)\b|\bPh\.?\s?D\b|\bjuris doctor", re.IGNORECASE),
    ),
)
_FIELD = re.compile(
    r"\b(?:degrees?|major|majoring|concentration)\s+in\s+(?P<field>\S.{1,200}?)"
    r"(?=\s+(?:may be|from an?|at an?|and\s+\w+(?:-\w+)?\s*\(|is\b|are\b|with\b|plus\b)|[;.]|$)",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\b(?:licen[sc](?:e[sd]?|ure|ing)|certificat(?:e|es|ion|ions)|registration|permits?)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:must|possess\w*|required?|valid|hold|obtain|retain|current|eligib\w*)\b",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"\b(?:possession of|possess\w*|holds?|holding)\b[^.;]{0,80}?"
    r"\b(?:licen[sc]e|certificat\w+|registration)\b[^.;,]*",
    re.IGNORECASE,
)
_MAY_BE_REQUIRED = re.compile(
    r"\bmay be required\b|\bmay require\b|\bmay also be required\b", re.IGNORECASE
)
_PREFERRED = re.compile(r"\b(?:preferred|desirable)\b", re.IGNORECASE)
_NAMES_GENERAL = re.compile(
    r"\b(?:general(?:\s+(?:and|or)\s+special)?|required)\s+experience\b", re.IGNORECASE
)
_NAMES_SPECIAL = re.compile(r"\bspecial\s+experience\b", re.IGNORECASE)
_OF_EXPERIENCE = re.compile(
    r"\bof (?:the|this|such) (?:required |general )?experience\b", re.IGNORECASE
)

_CODED_VALUE = re.compile(
    r"(?:\((?P<bracketed>[^()]{1,12})\)\s*[-–—:]?\s*|(?P<bare>\d{1,3})\s*[-–—:]\s*)?"
    r"(?P<name>.*?)\s*(?:\((?P<second>[A-Z]{1,4}-?\d{1,3}[A-Z]?)\)\s*)?"
)
_GRADE = re.compile(
    r"\b(?P<plan>[A-Z]{1,3})(?P<gap>\s*[-–—]?\s*)(?P<number>\d{1,3})\b(?![,.]\d)"
    r"(?P<range>\s*(?:[-–—/]|to)\s*\d{1,3}\b(?![,.]\d))?"
)
_GRADE_LABELS = frozenset("salary group grade plan pay information and or hour hours".split())
_SAME_GROUP = re.compile(
    r"\bin the same salary (?:group|grade)\s+(?=[A-Z]{1,3}\s?-?\s?\d)", re.IGNORECASE
)
_REPLACED = re.compile(
    r"\bspecifications?\s+for\s+(?:the\s+)?(?:class(?P<many>es)?\s+of\s+)?[\"“]?"
    r"(?P<title>[^.;\"”]{2,140}?)"
    r"(?=[\"”]?\s*(?:\(NC\)|,?\s+(?:in|at)\s+(?:the\s+)?(?:same\s+)?salary"
    r"|,?\s+in\s+(?:the\s+)?[A-Z]{1,3}[ -]?\d"
    r"|,?\s+(?:approved|effective|formerly)|\((?:revised?|reviewed|formerly|new)|[.;]|$))",
    re.IGNORECASE,
)
_RETITLED = re.compile(
    r"\b(?:re-?title|title change|(?:change|modify|revise)d? (?:the )?(?:class |job )?title)",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"\b(?:Final|Item)\s*(?:No\b\.?|Number|#)?\s*:?\s*"
    r"(?P<number>\d{2,4}\s?-\s?\d{1,4}[A-Z]?|\d{2,5})\b",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? "
    r"(?P<day>\d{1,2}), (?P<year>\d{4})\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What a paragraph without any heading speaks of, by how such paragraphs open in this family.
_OPENINGS = (
    (_Part.SUBSTITUTIONS, r".{0,400}\bmay be substituted\b"),
    (_Part.SPECIAL, r".{0,60}\bof the general experience\b"),
    (_Part.GENERAL, r"the general experience is\b|[A-Z-]{1,40} \(\d{1,2}\) (?:years?|months?)\b"),
    (_Part.GENERAL, r"an? .{0,40}\bdegree\b"),
    (_Part.RECEIVED, r"works\b.{0,40}\bunder|initially works|is responsible to"),
    (_Part.RECEIVED, r"receives\b.{0,40}\b(?:direction|supervision)"),
    (
        _Part.EXERCISED,
        r"(?:may )?(?:leads?|supervises?|directs?|oversees?|administers|provides functional)\b",
    ),
    (
        _Part.PURPOSE,
        r"in (?:an?|the|various|all|state)\b.{0,300}\b(?:this class|performs|receives)\b",
    ),
    (_Part.GUIDELINES, r"this class (?:is|will be|shall be|should be) (?:used|intended)\b"),
    (_Part.GUIDELINES, r"incumbents in this class\b"),
    (_Part.OTHER, r"prior to appointment|appointed (?:by|in)|appointments? "),
)
_OPENING_PATTERNS = tuple(
    (part, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for part, pattern in _OPENINGS
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A block, or a table cell of one, or what follows a label in one."""

    passage: Passage
    block: Block
    index: int
    is_marked: bool = False

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def is_item(self) -> bool:
        return self.is_marked or self.block.kind is BlockKind.ITEM

    @property
    def is_heading(self) -> bool:
        return self.block.kind is BlockKind.HEADING

    @property
    def is_connector(self) -> bool:
        return bool(_CONNECTOR.fullmatch(self.text))


@dataclass(slots=True)
class _Section:
    """A part of the document: its heading, if it has one of its own, and its lines."""

    part: _Part
    heading: Passage = EMPTY
    host: _Part = _Part.TOP
    lines: list[_Line] = field(default_factory=list)


class ConnecticutClassSpecification:
    """Reads Connecticut class specifications, one class each."""

    name = "connecticut-class-specification"
    version = "1"

    def recognise(self, outline: Outline) -> float:
        """How surely this is a class specification of Connecticut, 0 to 1."""
        found = {
            part for block in outline.blocks for part in (_classify_heading(block.passage),) if part
        }
        text = outline.text
        strong = sum(weight for part, weight in _STRONG_HEADINGS.items() if part in found)
        plain = text.casefold()
        strong += sum(
            weight
            for weight, hint, wording in _STRONG_WORDINGS
            if hint in plain and wording.search(text)
        )
        weak = 0.05 * sum(part in found for part in _WEAK_HEADINGS)
        # Other states' specifications share the weak headings and may name Connecticut once.
        return min(1.0, strong + weak) if strong >= 0.45 else min(0.25, strong + weak)

    def read(self, outline: Outline) -> Specification:
        """All that the document says of its class."""
        return _Reader().read(outline)


LOADER = ConnecticutClassSpecification()


# --------------------------------------------------------------------------- cutting into sections


def _read_lines(outline: Outline, labels: list[Span]) -> Iterator[_Line]:
    """Every block as a line; a table row, as old pages are, as a line per filled cell.

    A bullet or number alone on its line makes the next line an item.
    """
    index = 0
    marked = False
    for block in outline.blocks:
        cells = [cell for cell in block.cells if cell]
        for passage in cells if block.kind is BlockKind.ROW else [block.passage]:
            lone = _LONE_MARK.match(passage.text)
            if block.is_page_mark or (lone and lone.end() == len(passage.text)):
                labels.append(passage.span)
                marked = not block.is_page_mark
            elif passage:
                bare = passage[lone.end() :] if lone else passage
                yield _Line(bare, block, index, marked or lone is not None)
                index += 1
                marked = False


def _join_headings(lines: list[_Line]) -> list[_Line]:
    """The lines, with a heading that was broken over two of them made whole."""
    joined: list[_Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.is_heading and line.is_heading and not line.block.blank_before:
            whole = _merge(last.passage, line.passage)
            known = _classify_heading(last.passage) or _classify_heading(line.passage)
            breaks_off = last.text.isupper() and _HEADING_BREAKS_OFF.search(last.text)
            if not known and (breaks_off or _classify_heading(whole)):
                joined[-1] = _Line(whole, last.block, last.index)
                continue
        joined.append(line)
    return joined


def _classify_heading(passage: Passage) -> _Part | None:
    """Which part a line opens if it is nothing but a heading of this family."""
    return _part_headed(passage.text) if len(passage.text) <= 120 else None


@lru_cache(maxsize=2048)
def _part_headed(text: str) -> _Part | None:
    plain = text.upper()
    if "-" in plain or "–" in plain or "—" in plain:
        plain = _HYPHEN.sub(" - ", plain)
    plain = plain.strip(" :-.*")
    match = _HEADING.fullmatch(" ".join(plain.split()))
    return _HEADINGS[match.lastindex - 1][0] if match and match.lastindex else None


def _cut_sections(lines: Sequence[_Line]) -> tuple[list[_Section], list[_Line]]:
    """The document's sections in order, and the lines of codes and dates found anywhere in it."""
    sections = [_Section(_Part.TOP)]
    stamps: list[_Line] = []
    has_purpose = any(_classify_heading(line.passage) is _Part.PURPOSE for line in lines)
    subheads = _find_repeated_headings(lines)
    inline_note = False
    for line in lines:
        if _FIRST_STAMP.match(line.text) and not line.is_item:
            stamps.append(line)
            continue
        current = sections[-1]
        opened = _open_section(line, current, subheads=subheads, by_wording=not has_purpose)
        if opened is None:
            if inline_note and not (line.is_item and current.lines[-1].text.endswith(":")):
                inline_note = False
                current = _Section(current.host, host=current.host)
                sections.append(current)
            current.lines.append(line)
            continue
        inline_note = opened.part is _Part.NOTE and bool(opened.lines)
        sections.append(opened)
    return sections, stamps


def _find_repeated_headings(lines: Sequence[_Line]) -> frozenset[str]:
    """Headings that stand more than once: subheads that divide several sections alike."""
    seen: set[str] = set()
    twice: set[str] = set()
    for line in lines:
        if line.is_heading:
            key = normalise(line.text)
            (twice if key in seen else seen).add(key)
    return frozenset(twice)


def _open_section(
    line: _Line, current: _Section, *, subheads: frozenset[str], by_wording: bool
) -> _Section | None:
    """The section that *line* opens, None if it belongs to the current one."""
    host = current.host if current.part is _Part.NOTE else current.part
    if not line.is_item:
        part = _classify_heading(line.passage)
        if part:
            return _Section(part, line.passage, host)
    labelled = _open_run_in(line, host)
    if labelled:
        return labelled
    if _TAIL_HEADING.fullmatch(line.text):
        return _Section(_Part.TAIL, line.passage, host)
    if not line.is_item and _REPLACES.match(line.text) and host is not _Part.CANCELLATION:
        return _Section(_Part.CANCELLATION, host=host, lines=[line])
    if not line.is_item and _DEFINES.match(line.text) and host is not _Part.NOTICE:
        return _Section(_Part.NOTICE, host=host, lines=[line])
    if line.is_heading and host is _Part.DUTIES and current.part is _Part.NOTE:
        # A note among the duties ends where the next group of them begins.
        return _Section(_Part.DUTIES, host=host, lines=[line])
    if line.is_heading and _stands_apart(line, current, host, subheads):
        return _Section(_Part.OTHER, line.passage, host)
    if by_wording and not current.heading and not line.is_item and len(line.text.split()) > 3:
        part = next((part for part, opening in _OPENING_PATTERNS if opening.match(line.text)), None)
        if part and part is not host:
            return _Section(part, host=host, lines=[line])
    return None


def _open_run_in(line: _Line, host: _Part) -> _Section | None:
    """The section of a line that holds its heading and, after a colon, its text."""
    match = _RUN_IN.match(line.text)
    if not match:
        return None
    label = line.passage.group(match, "label")
    part = _classify_heading(label)
    if part is None or (line.is_item and part not in _RUN_IN_ITEMS):
        return None
    rest = _Line(line.passage.group(match, "rest"), line.block, line.index)
    return _Section(part, label, host, [rest])


def _stands_apart(line: _Line, current: _Section, host: _Part, subheads: frozenset[str]) -> bool:
    """Whether a heading we don't know begins something new rather than divides the current part."""
    if line.is_connector or host is _Part.TOP or current.part is _Part.DUTIES:
        return False
    if host in _VALUES:
        return bool(current.lines) and not (
            line.text.startswith("(") or _GRADE.fullmatch(line.text)
        )
    divides = _DIVISION.search(line.text.upper()) or normalise(line.text) in subheads
    return not divides


# ------------------------------------------------------------------------------------------ reading


@dataclass(slots=True)
class _Entry:
    """A statement of knowledge, skill or ability, or the stem of several."""

    passage: Passage
    line: _Line
    is_inline: bool


class _Reader:
    """Reads one document; holds what later sections need of earlier ones."""

    def __init__(self) -> None:
        self.text = ""
        self.spec = Specification(Words("", ()))
        self.grade = ClassGrade(None)
        self.grades: list[Grade] = []
        self.stated: set[_Part] = set()
        self.headings: dict[_Part, Passage] = {}
        self.top_title: Passage = EMPTY
        self.replaced_title: Passage = EMPTY
        self.qualified: dict[_Part, list[Qualification]] = {}
        self.links: list[tuple[Qualification, _Part, Passage]] = []
        self.seen_duties: dict[tuple[str, str], Duty] = {}
        self.seen_competencies: dict[str, Requirement] = {}

    def read(self, outline: Outline) -> Specification:
        self.text = outline.text
        lines = _join_headings(list(_read_lines(outline, self.spec.labels)))
        sections, stamps = _cut_sections(lines)
        if any(each.part is _Part.PURPOSE and not each.heading for each in sections):
            self._doubt("parts without a heading are told by how their first words open")
        for line in stamps:
            self._read_stamps(line.passage)
        for section in sections:
            self._read_section(section)
        self._link_qualifications()
        self._choose_title()
        self._spread_over_grades()
        self._note_missing()
        self.spec.labels = sorted(set(self.spec.labels))
        return self.spec

    # -- sections

    def _read_section(self, section: _Section) -> None:
        if section.heading:
            self._label(section.heading)
            self.headings.setdefault(section.part, section.heading)
        if section.lines and section.part is not _Part.NOTE:
            self.stated.add(section.part)
        part, lines = section.part, section.lines
        if part is _Part.TOP:
            self._read_top(lines)
        elif part is _Part.DUTIES:
            self._read_duties(lines)
        elif part is _Part.ABILITIES:
            self._read_abilities(lines)
        elif part in _QUALIFICATIONS:
            self._read_qualifications(part, lines)
        elif part is _Part.CANCELLATION:
            self._read_cancellation(lines)
        elif part is _Part.NOTE:
            self._read_note(section)
        elif part in _VALUES:
            self._read_values(part, lines)
        elif part is _Part.OTHER and section.heading:
            self._read_other(section)
        else:
            self._read_prose(_PROSE[part], lines)

    def _read_values(self, part: _Part, lines: list[_Line]) -> None:
        if part in _CODED:
            self._read_coded(part, lines)
        elif part is _Part.DESIGNATION:
            self._read_designation(lines)
        elif part is _Part.SALARY:
            self._read_salary(lines)
        elif part is _Part.TITLE:
            self._read_title_lines(lines)
        elif part is _Part.TAIL:
            self._read_tail(lines, is_table=True)
        else:
            self._read_effective(lines)

    def _label(self, *passages: Passage) -> None:
        for passage in passages:
            if passage:
                self.spec.labels.append(passage.span)

    # -- the top of the document

    def _read_top(self, lines: list[_Line]) -> None:
        rest = [line for line in lines if not self._read_top_line(line)]
        title = next((line for line in rest[:4] if _could_be_title(line)), None)
        if title and not self.top_title:
            rest.remove(title)
            self.top_title = title.passage.strip(" :")
        self._read_tail(rest)

    def _read_top_line(self, line: _Line) -> bool:
        passage, text = line.passage, line.text
        coded = _TITLE_AND_CODE.fullmatch(text)
        row = _ROW.fullmatch(text)
        if coded:
            self._take_title(passage.group(coded, "title"))
            self._take_code(passage.group(coded, "code"))
        elif row:
            self._read_row(passage, row)
        elif _ROW_HEADING.fullmatch(text) or _LETTERHEAD.fullmatch(text.strip(" .,")):
            self._label(passage)
        elif _DESIGNATED.fullmatch(text):
            self._take_designation(passage)
        else:
            return False
        return True

    def _read_row(self, passage: Passage, row: re.Match[str]) -> None:
        """A row of the old table of codes, pay plans, titles and dates."""
        self._take_title(passage.group(row, "title"))
        self._take_code(passage.group(row, "code"))
        self._take_grade(_read_grade(passage[row.start("plan") : row.end("number")]))
        self._take_date("EFF", passage.group(row, "date"))
        self.stated.add(_Part.SALARY)

    def _take_title(self, passage: Passage) -> None:
        if not self.top_title:
            self.top_title = passage
        elif normalise(passage.text) == normalise(self.top_title.text):
            self._label(passage)
        else:
            self._doubt("a second title; the first is taken", passage)

    def _take_code(self, passage: Passage) -> None:
        if any(code.text == passage.text for code in self.spec.codes):
            self._label(passage)
        else:
            self.spec.codes.append(passage.words)

    def _take_designation(self, passage: Passage) -> None:
        if self.grade.appointment_type is None:
            self.grade.appointment_type = passage.words
            self.stated.add(_Part.DESIGNATION)
        else:
            self._doubt("a second designation; the first is taken", passage)

    def _take_grade(self, grade: Grade) -> None:
        known = next((each for each in self.grades if each.notation == grade.notation), None)
        if known is None:
            self.grades.append(grade)
        elif grade.words:
            self.spec.labels.extend(grade.words.spans)

    def _read_title_lines(self, lines: list[_Line]) -> None:
        for line in lines:
            if line is lines[0]:
                coded = _TITLE_AND_CODE.fullmatch(line.text)
                self._take_title(line.passage.group(coded, "title") if coded else line.passage)
                if coded:
                    self._take_code(line.passage.group(coded, "code"))
            else:
                self._read_tail([line])

    def _read_tail(self, lines: list[_Line], *, is_table: bool = False) -> None:
        """Lines that stand under no heading: prose, or the rows of the old table of codes."""
        awaited = list(_CODED) if is_table else []
        prose: list[_Line] = []
        for line in lines:
            row = _TAIL_ROW.fullmatch(line.text)
            if awaited and row:
                self._take_code(line.passage.group(row, "code"))
                self._take_publication(line.passage.group(row, "number"))
                self._take_coded(awaited.pop(0), line.passage.group(row, "value"))
            elif awaited and line.text.startswith("("):
                self._take_coded(awaited.pop(0), line.passage)
            else:
                prose.append(line)
        self._read_prose(StatementKind.OTHER, prose)

    # -- prose

    def _read_prose(self, kind: StatementKind, lines: list[_Line]) -> None:
        for group in _group_prose(lines):
            self._label_connectors(group)
            passages = [line.passage for line in group if not line.is_connector]
            if not passages:
                continue
            if kind in (StatementKind.PURPOSE, StatementKind.GUIDELINES):
                self._read_features(kind, passages)
            else:
                self._state(kind, passages)

    def _read_features(self, kind: StatementKind, passages: list[Passage]) -> None:
        """Prose, with the sentences that set the class off from others apart."""
        plain: list[Passage] = []
        for passage in passages:
            for distinguishes, run in _run_sentences(passage):
                if distinguishes:
                    self._state(StatementKind.DISTINGUISHING_FEATURES, [run])
                else:
                    plain.append(run)
        if plain:
            self._state(kind, plain)

    def _read_other(self, section: _Section) -> None:
        if not section.lines:
            self._doubt("an unknown heading with nothing under it", section.heading)
        self._read_prose(StatementKind.OTHER, section.lines)

    def _read_note(self, section: _Section) -> None:
        for group in _group_prose(section.lines):
            self._label_connectors(group)
            passages = [line.passage for line in group if not line.is_connector]
            if not passages:
                continue
            self._state(StatementKind.EXPLANATION, passages)
            for passage in passages:
                self._read_level_named(section.host, passage)

    def _state(self, kind: StatementKind, passages: Sequence[Passage]) -> Statement:
        statement = Statement(
            kind, _join(passages), [cite for each in passages for cite in _find_citations(each)]
        )
        self.spec.statements.append(statement)
        if kind is StatementKind.DISTINGUISHING_FEATURES:
            for passage in passages:
                self._read_distinguished(passage)
        return statement

    def _read_distinguished(self, passage: Passage) -> None:
        for match in _DISTINGUISHED_NAMES.finditer(passage.text):
            known = {normalise(words.text) for words in self.spec.distinguished_from}
            for name in _split_names(passage, match, many=bool(match.group("many"))):
                if normalise(name.text) not in known:
                    self.spec.distinguished_from.append(name)

    def _label_connectors(self, lines: Iterable[_Line]) -> None:
        self._label(*(line.passage for line in lines if line.is_connector))

    # -- duties

    def _read_duties(self, lines: list[_Line]) -> None:
        has_items = any(line.is_item for line in lines)
        group: Duty | None = None
        nest: list[tuple[int, bool, Duty]] = []
        for line, follower in _pair_next(lines):
            text = line.text
            if line.is_connector:
                self._label(line.passage)
            elif not line.is_item and (_SEE.match(text) or _is_lead_in(line, has_items=has_items)):
                self._state(StatementKind.EXPLANATION, [line.passage])
            elif not line.is_item and _is_subhead(line, follower, has_items):
                nest.clear()
                group = self._add_group(None, line.passage)
            elif line.is_item:
                self._read_duty_item(line, follower, group, nest)
            else:
                nest.clear()
                self._read_duty_paragraph(group, line.passage)
        for duty in self.grade.all_duties():
            if duty.is_group and not duty.parts:
                self._doubt("a label with no duties under it", about=duty)

    def _read_duty_item(
        self,
        line: _Line,
        follower: _Line | None,
        group: Duty | None,
        nest: list[tuple[int, bool, Duty]],
    ) -> None:
        """One list item: a duty, or the label of those after it.

        *nest* holds the open labels: their depth, whether the depth of their items is lost, and
        the duty.
        """
        depth = line.block.depth
        opens = _opens_group(line, follower)
        while nest and (
            nest[-1][0] > depth or (nest[-1][0] == depth and (opens or not nest[-1][1]))
        ):
            nest.pop()
        parent = nest[-1][2] if nest else group
        labelled = _LABELLED.fullmatch(line.text)
        if opens:
            flat = follower is None or follower.block.depth <= depth
            nest.append((depth, flat, self._add_group(parent, line.passage)))
        elif labelled and labelled.group("label").isupper():
            inner = self._add_group(parent, line.passage.group(labelled, "label"))
            self._read_duty_paragraph(inner, line.passage.group(labelled, "rest"))
        else:
            self._add_duty(parent, line.passage)

    def _read_duty_paragraph(self, group: Duty | None, passage: Passage) -> None:
        """Duties in one paragraph, parted by semicolons, perhaps behind a label."""
        labelled = _LABELLED.fullmatch(passage.text)
        if labelled and (labelled.group("label").isupper() or ";" in labelled.group("rest")):
            label = passage.group(labelled, "label")
            if _LEAD_IN.match(label.text) or len(label.text.split()) > 8:
                self._state(StatementKind.EXPLANATION, [label])
            else:
                group = self._add_group(group, label)
            passage = passage.group(labelled, "rest")
        for piece in _split_statements(passage):
            self._add_duty(group, piece)

    def _add_group(self, parent: Duty | None, passage: Passage) -> Duty:
        duty = Duty(passage.strip(" :").words, is_group=True)
        (parent.parts if parent else self.grade.duties).append(duty)
        return duty

    def _add_duty(self, parent: Duty | None, passage: Passage) -> None:
        bare = self._trim(passage, " ;,")
        if not bare:
            return
        key = (normalise(parent.words.text) if parent else "", normalise(bare.text))
        known = self.seen_duties.get(key)
        if known:
            self.spec.note(
                "duplicateStatement",
                "the same duty stands twice in one list",
                bare.words,
                about=known,
            )
            return
        duty = Duty(bare.words)
        self.seen_duties[key] = duty
        (parent.parts if parent else self.grade.duties).append(duty)

    def _trim(self, passage: Passage, marks: str) -> Passage:
        """Without closing marks, and without the "and" that ties the last items of a list."""
        bare = passage.strip(marks)
        tail = re.search(r"[;,]\s*(?:and|or)$", bare.text)
        if tail:
            self._label(bare[tail.start() :].strip(" ;,"))
            bare = bare[: tail.start()].strip(marks)
        return bare

    # -- knowledge, skill and ability

    def _read_abilities(self, lines: list[_Line]) -> None:
        stem: _Entry | None = None
        nested = is_used = False
        implied = EMPTY
        entries = list(self._split_entries(lines))
        for entry, follower in _pair_next(entries):
            if _is_stem(entry.passage.text):
                self._close_stem(stem, is_used=is_used)
                stem, implied, is_used = entry, EMPTY, False
                depth = entry.line.block.depth
                nested = follower is not None and follower.line.block.depth > depth
            elif stem and self._belongs(entry, stem, nested=nested):
                self._add_under(stem.passage, entry.passage)
                is_used = True
            else:
                self._close_stem(stem, is_used=is_used)
                stem = None
                implied = self._read_plain_entry(entry, implied)
        self._close_stem(stem, is_used=is_used)

    def _split_entries(self, lines: list[_Line]) -> Iterator[_Entry]:
        """Statements and stems in order; what a colon follows is a stem."""
        for line in lines:
            if line.is_connector:
                self._label(line.passage)
                continue
            if line.is_heading:
                # Stems in capitals or bold are stems; anything else divides the list.
                if _is_stem(line.text):
                    yield _Entry(line.passage, line, is_inline=False)
                else:
                    self._label(line.passage)
                    self._doubt(
                        "a subhead among knowledge and abilities; what it limits is not kept",
                        line.passage,
                    )
                continue
            stem, rest = self._split_first_line(line.passage)
            if stem:
                yield _Entry(stem, line, is_inline=True)
            pieces = list(_split_statements(rest, by_sentence=not line.is_item))
            for piece in pieces:
                colon = piece.text.find(":")
                opens = 0 < colon < len(piece.text) - 1 and _is_stem(piece.text[:colon])
                if opens:
                    yield _Entry(piece[:colon].strip(), line, is_inline=True)
                after = piece[colon + 1 :].strip() if opens else piece
                yield _Entry(after, line, is_inline=len(pieces) > 1)

    def _split_first_line(self, passage: Passage) -> tuple[Passage, Passage]:
        """A stem on a line of its own that was read into the next one, and the rest."""
        for match in re.finditer(" ", passage.text[:60]):
            at = match.start()
            if "\n" in self.text[passage.at[at] : passage.at[at + 1]]:
                if _is_stem(passage.text[:at]):
                    return passage[:at], passage[at + 1 :]
                break
        return EMPTY, passage

    def _belongs(self, entry: _Entry, stem: _Entry, *, nested: bool) -> bool:
        """Whether an entry goes on under the open stem.

        Where lists keep their depth, depth decides. Where they lost it, what continues a stem
        begins small; a new statement begins with a capital and names its own kind.
        """
        if _STARTS_ANEW.match(entry.passage.text):
            return False
        if nested:
            return entry.line.block.depth > stem.line.block.depth
        return not (entry.passage.text[:1].isupper() and kinds_in(entry.passage.text))

    def _close_stem(self, stem: _Entry | None, *, is_used: bool) -> None:
        if stem and not is_used:
            self._label(stem.passage)
            self._doubt("a stem with nothing under it", stem.passage)

    def _add_under(self, stem: Passage, item: Passage) -> None:
        stem = stem.strip(" :;,.-–—")
        bare = self._trim_end(item)
        if not bare:
            return
        # "Skills" over "interpersonal skills": the item names its kind already.
        alone = stem.text.lower() in _KINDS and not re.match(
            r"(?:of|in|to|and|with|for)\b", bare.text
        )
        if alone:
            self._label(stem)
            self._add_competency(bare.words, (*stem.words.spans, *bare.words.spans), stem.text)
        else:
            joined = stem.words.joined(bare.words)
            self._add_competency(joined, joined.spans, "")

    def _read_plain_entry(self, entry: _Entry, implied: Passage) -> Passage:
        """A statement that stands by itself; returns the stem it lends to what follows."""
        passage = entry.passage
        leading = re.match(r"and\s+", passage.text)
        if leading:
            self._label(passage[: leading.end()].strip())
            passage = passage[leading.end() :]
        bare = self._trim_end(passage)
        if not bare:
            return implied
        if not kinds_in(bare.text) and implied and bare.text[:1].islower():
            joined = implied.words.joined(bare.words)
            competency = self._add_competency(joined, joined.spans, "")
            self._doubt("read on from the statement before it", bare, about=competency)
            return implied
        if not kinds_in(bare.text) and not entry.line.is_item and not entry.is_inline:
            self._state(StatementKind.OTHER, [entry.passage])
            return EMPTY
        self._add_competency(bare.words, bare.words.spans, "")
        return _find_leading_stem(bare)

    def _trim_end(self, passage: Passage) -> Passage:
        bare = self._trim(passage, " ;,:")
        if bare.text.endswith(".") and not re.search(r"\b(?:etc|[A-Z])\.$", bare.text):
            bare = bare.strip(" .;,")
        return bare

    def _add_competency(self, text: Words, evidence: tuple[Span, ...], kind: str) -> Competency:
        known = self.seen_competencies.get(normalise(text.text))
        if known:
            self.spec.note("duplicateStatement", "stated twice", text, about=known.competency)
            known.evidence += evidence
            return known.competency
        named = kinds_in(f"{kind} {text.text}")
        competency = Competency(text, kinds=named)
        requirement = Requirement(competency, evidence)
        self.seen_competencies[normalise(text.text)] = requirement
        self.spec.competencies.append(competency)
        self.grade.requirements.append(requirement)
        return competency

    # -- qualifications

    def _read_qualifications(self, part: _Part, lines: list[_Line]) -> None:
        for group in _group_prose(lines):
            self._label_connectors(group)
            passages = [line.passage for line in group if not line.is_connector]
            if not passages:
                continue
            if len(passages) == 1:
                for sentence in passages[0].sentences():
                    self._read_sentence(part, sentence, sentence.words)
            elif group[0].is_heading:
                self._read_each(part, passages[0], passages[1:])
                self._doubt("asked of the positions that the subhead names only", passages[0])
            elif part in (_Part.SUBSTITUTIONS, _Part.REQUIREMENTS):
                self._read_each(part, passages[0], passages[1:])
            else:
                self._read_together(part, passages)

    def _read_each(self, part: _Part, lead: Passage, items: list[Passage]) -> None:
        """A lead-in whose items each complete it."""
        for item in items:
            self._read_sentence(part, item, lead.words.joined(item.words), lead)

    def _read_together(self, part: _Part, passages: list[Passage]) -> None:
        """A lead-in and items that only together make one qualification."""
        lead = passages[0]
        sentence = _join(passages)
        found = self._parse(part, lead, sentence)
        if not found:
            found = [
                Qualification(QualificationKind.OTHER, sentence, _find_modality(part, lead.text))
            ]
            self._doubt(
                "one of several alternatives; kept as a sentence", *passages, about=found[0]
            )
        for passage in passages[1:]:
            for qualification in found:
                qualification.qualifying_classes.extend(_find_classes(passage))
        self._keep(part, found, lead)

    def _read_sentence(
        self, part: _Part, passage: Passage, sentence: Words, lead: Passage = EMPTY
    ) -> None:
        if _STATE_EMPLOYEES.search(passage.text) and not _SUBSTITUTES.search(passage.text):
            self.spec.statements.append(
                Statement(StatementKind.EXPLANATION, sentence, list(_find_citations(passage)))
            )
            self._read_level_named(part, passage)
            return
        found = self._parse(part, passage, sentence, lead)
        if part is _Part.REQUIREMENTS and not found:
            self.spec.statements.append(
                Statement(
                    StatementKind.SPECIAL_REQUIREMENTS, sentence, list(_find_citations(passage))
                )
            )
            return
        if not found:
            found = [
                Qualification(QualificationKind.OTHER, sentence, _find_modality(part, passage.text))
            ]
            self._doubt("not understood; kept as a sentence", passage, about=found[0])
        self._keep(part, found, passage, lead)

    def _keep(
        self, part: _Part, found: list[Qualification], passage: Passage, lead: Passage = EMPTY
    ) -> None:
        held = _Part.GENERAL if part is _Part.EXPERIENCE else part
        for qualification in found:
            self.grade.qualifications.append(qualification)
            self.qualified.setdefault(held, []).append(qualification)
            substitutes = qualification.kind is QualificationKind.SUBSTITUTION
            if substitutes and _NAMES_SPECIAL.search(lead.text + " " + passage.text):
                self.links.append((qualification, _Part.SPECIAL, passage))
            if substitutes and _NAMES_GENERAL.search(lead.text + " " + passage.text):
                self.links.append((qualification, _Part.GENERAL, passage))
            elif substitutes and not _NAMES_SPECIAL.search(lead.text + " " + passage.text):
                self._doubt(
                    "it is not said what this may stand in for", passage, about=qualification
                )
            if part is _Part.SPECIAL and qualification.kind is QualificationKind.EXPERIENCE:
                self._link_within(qualification, passage)

    def _link_within(self, qualification: Qualification, passage: Passage) -> None:
        if _OF_EXPERIENCE.search(passage.text):
            self.links.append((qualification, _Part.EXPERIENCE, passage))
        else:
            self._doubt(
                "not said to lie within the general experience", passage, about=qualification
            )

    def _link_qualifications(self) -> None:
        """Tie special experience and substitutions to what they speak of, wherever it stands."""
        for qualification, target, passage in self.links:
            held = self.qualified.get(
                _Part.SPECIAL if target is _Part.SPECIAL else _Part.GENERAL, []
            )
            experience = [
                each for each in held if each.kind is QualificationKind.EXPERIENCE
            ] or held
            experience = [
                each for each in experience if each.kind is not QualificationKind.SUBSTITUTION
            ]
            if not experience:
                self._doubt(
                    "it refers to experience that is not stated", passage, about=qualification
                )
            elif target is _Part.EXPERIENCE:
                qualification.within = experience[0]
            else:
                qualification.in_place_of.extend(experience)

    def _read_level_named(self, part: _Part, passage: Passage) -> None:
        """The class that a note names as the level of the experience asked for."""
        held = self.qualified.get(_Part.GENERAL if part is _Part.EXPERIENCE else part)
        if not held or not _STATE_EMPLOYEES.search(passage.text):
            return
        known = {normalise(words.text) for words in held[-1].qualifying_classes}
        held[-1].qualifying_classes.extend(
            words for words in _find_classes(passage) if normalise(words.text) not in known
        )

    def _parse(
        self, part: _Part, passage: Passage, sentence: Words, lead: Passage = EMPTY
    ) -> list[Qualification]:
        text = passage.text
        modality = _find_modality(part, f"{lead.text} {text}")
        if _SUBSTITUTES.search(text) or (
            part is _Part.SUBSTITUTIONS and _SUBSTITUTES.search(lead.text)
        ):
            return [_parse_substitution(passage, sentence, modality)]
        spans = [
            each
            for each in durations(text)
            if not _WINDOW.search(text, max(0, each.start - 40), each.start)
        ]
        if not spans and _MISMATCH.search(text):
            self.spec.note(
                "numberMismatch",
                "the number in words and in digits differ; not read",
                passage.words,
            )
        level = _find_level(text)
        if (
            part is _Part.REQUIREMENTS
            and _MAY_BE_REQUIRED.search(f"{lead.text} {text}")
            and (level or _LICENCE.search(text))
        ):
            modality = Modality.TYPICAL
            self._doubt("asked of some incumbents only; taken as typical", passage)
        found: list[Qualification] = []
        if level and spans and _ALTERNATIVE.search(_text_between(text, level[1], spans[0])):
            return []
        if level:
            found.append(_parse_education(passage, sentence, modality, level, spans))
        if spans and part is not _Part.REQUIREMENTS:
            found.append(
                self._parse_experience(passage, sentence, modality, spans, split=bool(level))
            )
        held = _POSSESSED.search(text)
        if found and held:
            clause = passage.group(held).words
            found.append(Qualification(QualificationKind.LICENCE, sentence, modality, clause))
        if (
            not found
            and _LICENCE.search(text)
            and (_HOLDS.search(f"{lead.text} {text}") or part is _Part.PREFERRED)
        ):
            found.append(Qualification(QualificationKind.LICENCE, sentence, modality))
        if (
            not found
            and part is _Part.PREFERRED
            and re.search(r"\bexperience\b", text, re.IGNORECASE)
        ):
            found.append(Qualification(QualificationKind.EXPERIENCE, sentence, modality))
        return found

    def _parse_experience(
        self,
        passage: Passage,
        sentence: Words,
        modality: Modality,
        spans: list[Quantity],
        *,
        split: bool,
    ) -> Qualification:
        first = spans[0]
        qualification = Qualification(
            QualificationKind.EXPERIENCE, sentence, modality, months=first.whole
        )
        qualification.qualifying_classes = list(_find_classes(passage))
        rest = passage[first.end :]
        what = _EXPERIENCE_IN.match(rest.text)
        if re.match(
            r" of (?:the|this|such) (?:required |general )?experience\b| must\b",
            rest.text,
            re.IGNORECASE,
        ):
            what = _MUST_HAVE.search(rest.text)
        subject = rest.group(what, "what").strip(" .;:,") if what else EMPTY
        if subject:
            qualification.experience_in = subject.words
        if split:
            qualification.clause = passage[first.start :].strip(" .;,").words
        if len(spans) > 1:
            self._doubt(
                "more than one stretch of time; the first is taken", passage, about=qualification
            )
        return qualification

    # -- codes, dates, grades

    def _read_coded(self, part: _Part, lines: list[_Line]) -> None:
        for line in lines:
            self._take_coded(part, line.passage)

    def _take_coded(self, part: _Part, passage: Passage) -> None:
        attribute = {
            _Part.GROUP: "occupational_group",
            _Part.UNIT: "bargaining_unit",
            _Part.EEO: "eeo_category",
        }[part]
        if getattr(self.grade, attribute) is not None:
            self._doubt(f"a second {part.value}; the first is taken", passage)
            return
        value = _read_coded_value(passage)
        setattr(self.grade, attribute, value)
        self.stated.add(part)
        if not value.codes:
            self._doubt(f"the {part.value} has no code", passage)

    def _read_designation(self, lines: list[_Line]) -> None:
        for line in lines:
            self._take_designation(line.passage)

    def _read_salary(self, lines: list[_Line]) -> None:
        for line in lines:
            matches = list(_GRADE.finditer(line.text))
            for match in matches:
                grade = _read_grade(line.passage.group(match))
                if grade.rank is None:
                    self._doubt("a range of salary groups; kept as one", line.passage)
                self._take_grade(grade)
            rest = _GRADE.sub(" ", line.text)
            letters = [
                word for word in re.findall(r"[^\W_]+", rest) if word.lower() not in _GRADE_LABELS
            ]
            if letters:
                self._state(StatementKind.OTHER, [line.passage])
            elif re.search(r"\w", rest):
                self._label(line.passage)

    def _read_stamps(self, passage: Passage) -> None:
        """Codes and dates behind their abbreviations, one or several to a line."""
        for match in _STAMP.finditer(passage.text):
            key = passage.group(match, "key")
            value = passage.group(match, "value").strip(" ;,.")
            self._label(key)
            if key.text.upper().startswith("CLASS"):
                for code in _CODE.finditer(value.text):
                    self._take_code(value.group(code))
            elif value:
                self._take_date(key.text.upper()[:3], value)

    def _take_date(self, key: str, value: Passage) -> None:
        stated = _find_date(value)
        attribute = {"EST": "established", "REV": "revised", "EFF": "effective"}.get(key)
        if stated is None:
            self._doubt("not a date of the calendar", value)
        elif attribute is None:
            self._doubt("the date of a change of title", value)
        elif getattr(self.spec, attribute) is None:
            setattr(self.spec, attribute, stated)
        elif getattr(self.spec, attribute).value == stated.value:
            self._label(value)
        else:
            self._doubt("a second date of the same kind; the first is taken", value)
        if attribute == "effective":
            self.stated.add(_Part.DATES)

    def _read_effective(self, lines: list[_Line]) -> None:
        rest = []
        for line in lines:
            if re.fullmatch(
                r"[\d/ .,-]+|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}", line.text.strip(" ;.")
            ):
                self._take_date("EFF", line.passage.strip(" ;."))
            else:
                rest.append(line)
        self._read_tail(rest)

    def _read_cancellation(self, lines: list[_Line]) -> None:
        for passage in _merge_neighbours(lines):
            published = _PUBLICATION.search(passage.text)
            pieces = [passage]
            if published:
                self._label(passage[published.start() : published.start("number")].strip())
                self._take_publication(passage.group(published, "number"))
                pieces = [
                    passage[: published.start()].strip(),
                    passage[published.end() :].strip(" .;"),
                ]
            pieces = [piece for piece in pieces if re.search(r"\w", piece.text)]
            if pieces:
                self._state(StatementKind.CANCELLATION, pieces)
                self._read_replaced(pieces[0])

    def _take_publication(self, number: Passage) -> None:
        if self.spec.publication_number is None:
            self.spec.publication_number = number.words
        else:
            self._doubt("a second publication number; the first is taken", number)

    def _read_replaced(self, passage: Passage) -> None:
        title = _REPLACED.search(passage.text)
        if title and not re.match(
            r"(?:same|this|these|existing)\b|the same\b", title.group("title"), re.IGNORECASE
        ):
            self._take_replaced_title(passage, title)
        if _RETITLED.search(passage.text):
            self._doubt(
                "the clause speaks of a change of title: the title it names may be the former one",
                passage,
            )
        if title:
            replaced = _find_date(passage[title.end() :])
            self.spec.replaces = self.spec.replaces or replaced
        same = _SAME_GROUP.search(passage.text)
        if same and not self.grades:
            group = _GRADE.match(passage.text, same.end())
            if group:
                self._take_grade(_read_grade(passage.group(group)))
                self.stated.add(_Part.SALARY)

    def _take_replaced_title(self, passage: Passage, match: re.Match[str]) -> None:
        named = passage.group(match, "title").strip(" ,")
        several = re.search(r",? and ", named.text) if match.group("many") else None
        if several:
            self._doubt("the clause names several classes; the first is taken", named)
            named = named[: several.start()]
        self.replaced_title = self.replaced_title or named

    # -- the whole

    def _choose_title(self) -> None:
        chosen = self.top_title or self.replaced_title
        if not chosen:
            self.spec.note(
                "notStated", "the document does not state its title", severity=Severity.WARNING
            )
            return
        written = chosen.words
        shown = title_case(written.text)
        self.spec.title = Words(shown, written.spans)
        if shown != written.text:
            self.spec.title_as_written = written
        both = self.top_title and self.replaced_title
        if both and not _is_same_title(self.top_title.text, self.replaced_title.text):
            self.spec.note(
                "nameMismatch",
                "the title at the top is not that of the class whose specification this replaces",
                self.replaced_title.words,
                read_as=self.replaced_title.text,
                taken_for=shown,
            )

    def _spread_over_grades(self) -> None:
        """One class-grade for each salary group plainly stated; they share the rest."""
        self.grade.grade = self.grades[0] if self.grades else None
        self.spec.class_grades.append(self.grade)
        for grade in self.grades[1:]:
            other = deepcopy(self.grade)
            other.grade = grade
            other.requirements = [
                Requirement(each.competency, each.evidence) for each in self.grade.requirements
            ]
            self.spec.class_grades.append(other)

    def _note_missing(self) -> None:
        missing = [part for part in _USUAL if part not in self.stated]
        if self.stated.isdisjoint(_MINIMUM):
            missing.append(_Part.EXPERIENCE)
        if not self.grades and _Part.SALARY not in missing:
            missing.append(_Part.SALARY)
        if self.spec.effective is None:
            missing.append(_Part.DATES)
        for part in missing:
            self._note_absence(part)
        if not self.spec.codes:
            self.spec.note(
                "notStated",
                "class code: the document does not state it",
                severity=Severity.WARNING,
                about=self.grade,
            )

    def _note_absence(self, part: _Part) -> None:
        heading = self.headings.get(part, EMPTY)
        how = "the document does not state it"
        if part in self.stated:
            how = "what stands there could not be read"
        elif heading:
            how = "its heading stands with nothing under it"
        where = heading.words.spans if heading else ()
        message = f"{part.value}: {how}"
        self.spec.note("notStated", message, *where, severity=Severity.WARNING, about=self.grade)

    def _doubt(self, message: str, *where: Passage, about: Record | None = None) -> None:
        self.spec.note("uncertain", message, *(each.words for each in where if each), about=about)


# ------------------------------------------------------------------------------------- pure helpers


def _pair_next(each: Sequence[_T]) -> Iterator[tuple[_T, _T | None]]:
    """Each element with the one after it."""
    return zip_longest(each, each[1:])


def _is_same_title(first: str, second: str) -> bool:
    """Whether two titles are one, bracketed hours and the like aside."""
    bare = [normalise(re.sub(r"\([^()]*\)", "", title)) for title in (first, second)]
    return bare[0] == bare[1]


def _could_be_title(line: _Line) -> bool:
    """Whether a line at the top could be the title: short, no sentence, no pay."""
    text = line.text.strip(" :")
    if (
        line.is_item
        or not text
        or len(text.split()) > 12
        or _PAY.search(text)
        or text.endswith((".", ";", ","))
    ):
        return False
    return line.is_heading or line.block.form is Form.PLAIN


def _group_prose(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines that make one statement each: a lead-in or subhead with its items, or a paragraph."""
    groups: list[list[_Line]] = []
    for line in lines:
        if (
            groups
            and not (line.is_heading and not line.is_connector)
            and _goes_on(groups[-1], line)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: Sequence[_Line], line: _Line) -> bool:
    """Whether *line* completes what the first line of *group* began."""
    lead = group[0]
    if lead.is_heading or line.is_connector or group[-1].text.endswith("/"):
        return True
    if not (line.is_item and lead.text.endswith(":")):
        return False
    if not lead.is_item:
        return True
    first = group[1] if len(group) > 1 else line
    if first.block.depth > lead.block.depth:
        return line.block.depth > lead.block.depth
    # The depth of the list is lost: a sentence with its own subject is the next point.
    return not re.match(r"(?:incumbents?|this class|positions?)\b", line.text, re.IGNORECASE)


def _join(passages: Sequence[Passage]) -> Words:
    return reduce(Words.joined, (passage.words for passage in passages))


def _run_sentences(passage: Passage) -> Iterator[tuple[bool, Passage]]:
    """Runs of sentences that do and that don't distinguish the class from others."""
    bounds: list[tuple[bool, int, int]] = []
    at = 0
    for sentence in passage.sentences():
        start = passage.text.index(sentence.text, at)
        at = start + len(sentence.text)
        distinguishes = bool(_DISTINGUISHED.search(sentence.text))
        if bounds and bounds[-1][0] == distinguishes:
            bounds[-1] = (distinguishes, bounds[-1][1], at)
        else:
            bounds.append((distinguishes, start, at))
    for distinguishes, start, end in bounds:
        yield distinguishes, passage[start:end]


def _find_citations(passage: Passage) -> Iterator[Citation]:
    seen: set[str] = set()
    for match in _CITED.finditer(passage.text):
        if normalise(match.group()) not in seen:
            seen.add(normalise(match.group()))
            yield Citation(passage.group(match).words)


def _split_names(passage: Passage, match: re.Match[str], *, many: bool = False) -> Iterator[Words]:
    """The titles in the group "names" of *match*."""
    names = passage.group(match, "names")
    at = 0
    for gap in [*(_SPLIT_MANY if many else _SPLIT_NAMES).finditer(names.text), None]:
        name = names[at : gap.start() if gap else len(names.text)].strip(" ,.")
        if name and name.text.lower() not in _NO_CLASS:
            yield name.words
        at = gap.end() if gap else at


def _find_classes(passage: Passage) -> Iterator[Words]:
    """The classes whose work is said to qualify, by their capitals."""
    seen: set[str] = set()
    for match in _QUALIFYING_NAMES.finditer(passage.text):
        for words in _split_names(passage, match):
            if normalise(words.text) not in seen:
                seen.add(normalise(words.text))
                yield words


def _is_lead_in(line: _Line, *, has_items: bool) -> bool:
    """A sentence that announces the list after it."""
    text = line.text
    if text.isupper():
        return False
    if has_items and text.endswith("."):
        return bool(_ANNOUNCES.match(text))
    return text.endswith(":") and bool(_LEAD_IN.match(text) or len(text.split()) > 8)


def _is_subhead(line: _Line, follower: _Line | None, has_items: bool) -> bool:
    if line.is_heading or line.text.endswith(":"):
        return True
    leads = follower is not None and follower.is_item
    return has_items and leads and line.block.form is Form.PLAIN and len(line.text.split()) <= 8


def _opens_group(line: _Line, follower: _Line | None) -> bool:
    """Whether a list item is the label of the items after it."""
    text = line.text
    if follower is None or not follower.is_item:
        return text.endswith(":")
    if text.endswith(":") or (text.isupper() and not text.endswith((";", "."))):
        return True
    return follower.block.depth > line.block.depth and not text.endswith((";", ".", ","))


def _split_statements(passage: Passage, *, by_sentence: bool = True) -> Iterator[Passage]:
    """The statements of a run-on text, parted by semicolons (none in brackets) and full stops."""
    for sentence in passage.sentences() if by_sentence else (passage,):
        text = _NOT_A_PAUSE.sub(lambda match: "_" * len(match.group()), sentence.text)
        at = 0
        for mark in re.finditer(r";", text):
            piece = sentence[at : mark.end()].strip()
            if re.search(r"\w", piece.text):
                yield piece
            at = mark.end()
        piece = sentence[at:].strip()
        if re.search(r"\w", piece.text):
            yield piece


def _is_stem(text: str) -> bool:
    """Whether a text only begins statements: made of the words of stems, or breaking off."""
    words = re.findall(r"[\w-]+", text.lower())
    if words and len(words) <= 10 and all(word in _STEM_WORDS for word in words):
        return True
    return bool(_STARTS_ANEW.match(text) and _BREAKS_OFF.search(text))


def _find_leading_stem(passage: Passage) -> Passage:
    """The stem a statement opens with, if it could carry on to the next one."""
    end = 0
    names_kind = False
    for match in re.finditer(r"[\w-]+", passage.text):
        word = match.group().lower()
        if word not in _STEM_WORDS:
            break
        names_kind = names_kind or word in _KINDS
        end = match.end()
    stem = passage[:end]
    return stem if names_kind and re.search(r"\b(?:of|to|in|apply|with)$", stem.text) else EMPTY


def _find_modality(part: _Part, text: str) -> Modality:
    if part is _Part.PREFERRED or _PREFERRED.search(text):
        return Modality.PREFERRED
    return Modality.REQUIRED


def _find_level(text: str) -> tuple[EducationLevel, re.Match[str]] | None:
    """The least level of education a text names, and where."""
    for level, pattern in _LEVELS:
        match = pattern.search(text)
        if match:
            return level, match
    return None


def _text_between(text: str, match: re.Match[str], quantity: Quantity) -> str:
    return text[min(match.end(), quantity.end) : max(match.start(), quantity.start)]


def _parse_education(
    passage: Passage,
    sentence: Words,
    modality: Modality,
    level: tuple[EducationLevel, re.Match[str]],
    spans: list[Quantity],
) -> Qualification:
    qualification = Qualification(
        QualificationKind.EDUCATION, sentence, modality, education_level=level[0]
    )
    qualification.field_of_study = _find_field(passage)
    if spans and spans[0].start > level[1].start():
        clause = passage[: spans[0].start].strip(" ,")
        tail = re.search(r"(?<![\s,])[\s,]+(?:and|plus|with)$", clause.text)
        clause = clause[: tail.start()] if tail else clause
        qualification.clause = clause.words if clause else None
    return qualification


def _find_field(passage: Passage) -> Words | None:
    match = _FIELD.search(passage.text)
    subject = passage.group(match, "field").strip(" ,") if match else EMPTY
    return subject.words if subject else None


def _parse_substitution(passage: Passage, sentence: Words, modality: Modality) -> Qualification:
    """What may stand in for experience: hours of study for months, a degree, other service."""
    text = passage.text
    rule = Qualification(QualificationKind.SUBSTITUTION, sentence, modality)
    verb = _SUBSTITUTES.search(text)
    turn = verb.start() if verb else len(text)
    hours = next((each for each in credit_hours(text) if each.whole is not None), None)
    for each in durations(text):
        before = text[max(0, each.start - 60) : each.start]
        if _CAP.search(before):
            rule.cap_months = rule.cap_months or each.whole
        elif each.start < turn and not _CREDITED.search(before):
            rule.months = rule.months or each.whole
        else:
            rule.months_credited = rule.months_credited or each.whole
    if hours:
        rule.credit_hours = hours.whole
    else:
        level = _find_level(text[:turn] if verb else text)
        rule.education_level = level[0] if level else None
        rule.field_of_study = _find_field(passage)
    rule.qualifying_classes = list(_find_classes(passage[:turn]))
    return rule


def _read_coded_value(passage: Passage) -> CodedValue:
    """A code list entry: "(07)-NAME (NP-3)" has two codes and a name."""
    match = _CODED_VALUE.fullmatch(passage.text)
    if not match:
        return CodedValue((), passage.words)
    parts = [
        passage.group(match, each) for each in ("bracketed", "bare", "second") if match.group(each)
    ]
    name = passage.group(match, "name").strip(" -–—;")
    return CodedValue(tuple(part.words for part in parts), name.words if name else None)


def _read_grade(passage: Passage) -> Grade:
    """A salary group as written, plan and number: "FD-18" is FD 18."""
    match = _GRADE.match(passage.text)
    if not match or match.group("range"):
        plan = re.split(r"[\s–—-]", passage.text)[0]
        notation = re.sub(r"^([A-Z]{1,3})\s*[-–—]\s*", r"\1 ", passage.text)
        return Grade(notation, slug(plan), plan, None, passage.words, is_salary_group=True)
    plan, number = match.group("plan"), match.group("number")
    return Grade(
        f"{plan} {number}", slug(plan), plan, int(number), passage.words, is_salary_group=True
    )


def _find_date(passage: Passage) -> Dated | None:
    """The first date, in figures or with its month in full or short."""
    for value, start, end in dates(passage.text):
        return Dated(value, passage[start:end].words)
    match = _SHORT_DATE.search(passage.text)
    if match:
        month = _MONTHS.index(match.group("month")[:3].lower()) + 1
        try:
            return Dated(
                date(int(match.group("year")), month, int(match.group("day"))),
                passage.group(match).words,
            )
        except ValueError:
            return None
    return None


def _merge(first: Passage, second: Passage) -> Passage:
    """Two passages that follow each other in the document as one."""
    return Passage(
        f"{first.text} {second.text}",
        [*first.at, first.at[-1], *second.at],
        first.styles + b"\0" + second.styles,
    )


def _merge_neighbours(lines: Sequence[_Line]) -> Iterator[Passage]:
    """Paragraphs that follow each other as one, so that phrases broken over lines are found."""
    held: Passage = EMPTY
    last = -2
    for line in lines:
        if held and line.index == last + 1 and not line.is_item:
            held = _merge(held, line.passage)
        else:
            if held:
                yield held
            held = line.passage
        last = line.index
    if held:
        yield held
