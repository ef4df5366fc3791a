"""Explain a reading: what every line of a document was taken for, how surely, and why.

It says nothing that the reading does not hold: the facts by the records that rest on a stretch of
text, the reasons by the loader's judgements. A loader that gives none is its own reason, together
with the heading that the stretch stands under.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from careerlattice.model import (
    Citation,
    CodedValue,
    Competency,
    Dated,
    Detail,
    Duty,
    EducationLevel,
    Finding,
    Grade,
    Judgement,
    Level,
    LevelText,
    Pay,
    Qualification,
    QualificationKind,
    Record,
    Requirement,
    Scale,
    Span,
    Specification,
    Statement,
    Words,
)
from careerlattice.outline import Form
from careerlattice.reading import Reading

__all__ = ["Explanation", "Part", "Sort", "explain"]


class Sort(StrEnum):
    """What became of a stretch of text."""

    FACT = "fact"
    LABEL = "label"
    MARK = "mark"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one line that was taken for one thing, or for several at once.

    *span* lies in the document's text; *line* is 1-based. *taken_for* is in the field's words.
    *confidence* (0 to 1) is None where the loader judged nothing. *findings* are those that point
    here, "kind: message" each.
    """

    line: int
    span: Span
    text: str
    sort: Sort
    taken_for: str
    confidence: float | None
    why: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole document explained.

    *characters* counts what is not white space by what it was taken for, most first; together
    they are the document. *findings* are those that point at no place in it.
    """

    parts: tuple[Part, ...]
    characters: dict[str, int]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One record resting on spans: *kind* is its sort in a word, *what* says more.

    A *broad* claim stands behind others: the sentence around a clause, the row around a cell.
    """

    record: Record
    kind: str
    what: str
    spans: tuple[Span, ...]
    broad: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch inside one line, over all of which the same things are said."""

    start: int
    end: int
    sort: Sort
    claims: tuple[_Claim, ...]
    judgement: Judgement | None
    findings: tuple[Finding, ...]


def explain(reading: Reading) -> Explanation:
    """What each line of the document that *reading* was made from was taken for, and why."""
    specification = reading.specification
    claims = list(_Teller(specification).claims())
    stretches = list(_stretches(reading, claims))
    text = reading.document.text
    characters: Counter[str] = Counter()
    for each in stretches:
        kind = each.claims[0].kind if each.claims else each.sort.value
        characters[kind] += _count(text, each.start, each.end)
    return Explanation(
        tuple(_parts(reading, stretches)),
        dict(sorted(characters.items(), key=lambda entry: (-entry[1], entry[0]))),
        tuple(_told(each) for each in specification.findings if not each.evidence),
    )


# What the records say


class _Teller:
    """Says of every record of one specification what it is, in the field's words."""

    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._seen: set[int] = set()
        self._grades: dict[int, list[str]] = {}
        self._asked: dict[int, list[tuple[Requirement, str]]] = {}
        class_grades = [grade for each in specification.classes for grade in each.class_grades]
        several = len(class_grades) > 1
        for class_grade in class_grades:
            name = class_grade.grade.notation if class_grade.grade else "none"
            for record in (*class_grade.all_duties(), *class_grade.qualifications):
                self._grades.setdefault(id(record), []).extend([name] if several else [])
            for each in class_grade.requirements:
                asked = self._asked.setdefault(id(each.competency), [])
                asked.append((each, name if several else ""))
                self._grades.setdefault(id(each), []).extend([name] if several else [])

    def claims(self) -> Iterator[_Claim]:
        """Every stretch a fact rests on, with the fact; records in the order of their fields."""
        aside = ("labels", "findings", "judgements", "marks", "parts")
        for part in _whole(self._specification):
            for each in fields(part):
                if each.name not in aside:
                    yield from self._claims_of(getattr(part, each.name), each.name, part)

    def _claims_of(self, value: object, name: str, owner: Record) -> Iterator[_Claim]:
        if isinstance(value, list | tuple):
            for item in value:
                yield from self._claims_of(item, name, owner)
        elif isinstance(value, Words | Span):
            spans = value.spans if isinstance(value, Words) else (value,)
            kind, what = self._field(owner, name)
            if spans:
                yield _Claim(owner, kind, what, spans, broad=name in _broad(owner))
        elif isinstance(value, Record) and id(value) not in self._seen:
            self._seen.add(id(value))
            yield from self._own(value, name)

    def _own(self, record: Record, name: str) -> Iterator[_Claim]:
        """What *record*, held by a field called *name*, rests on; parts of its own words aside."""
        whole: list[Span] = []
        for each in fields(record):
            # A code or a date is named by what holds it.
            field_name = name if isinstance(record, _NAMELESS) else each.name
            owner_claims = self._claims_of(getattr(record, each.name), field_name, record)
            for claim in owner_claims:
                if claim.record is record and not claim.broad:
                    if all(_inside(span, whole) for span in claim.spans):
                        continue
                    whole += claim.spans
                yield claim

    def _field(self, owner: Record, name: str) -> tuple[str, str]:
        """The kind of the fact that *owner* states in its field *name*, and what it says."""
        plain = _FIELDS.get(name, name.replace("_", " "))
        match owner:
            case Duty():
                kind = "duty group" if owner.is_group else "duty"
                if name == "time_share_words":
                    return kind, f"share of time of a {kind}"
                return kind, kind + self._at(owner) + self._share(owner)
            case Qualification():
                if name in _broad(owner):
                    return "qualification", "sentence of a qualification" + self._at(owner)
                return "qualification", self._qualification(owner) + self._at(owner)
            case Competency():
                part = "" if name in ("text", "name") else f"{plain} of a "
                return "competency", part + self._competency(owner)
            case Requirement():
                if name == "evidence":
                    return "competency", "evidence of a competency requirement"
                level = f"level {owner.level.notation}" if owner.level else "level"
                part = level if name == "level_words" else plain
                return "competency", f"{part} of a competency requirement" + self._at(owner)
            case LevelText():
                one = f" of level {owner.level.notation}" if owner.level else ""
                return "competency", f"{_LEVEL_TEXTS.get(name, plain)}{one}"
            case Statement():
                return "statement", f"statement: {_named(owner.kind)}"
            case Detail():
                return "detail", f"detail: {_named(owner.kind)}"
            case Pay():
                return "pay", _pay(owner)
            case Grade():
                what = "salary group" if owner.is_salary_group else "grade"
                return "grade", f"{what} {owner.notation}"
            case Level():
                part = "definition of " if name == "definition" else ""
                return "scale", f"{part}level {owner.notation} of a scale"
            case Scale():
                return "scale", "name of a scale"
        return plain, plain

    def _at(self, record: Record) -> str:
        return _grades(self._grades.get(id(record), ()), "at")

    def _share(self, duty: Duty) -> str:
        share = "" if duty.time_share is None else f" ({float(duty.time_share):.0%} of the time)"
        essential = {True: ", essential", False: ", not essential", None: ""}[duty.essential]
        return share + essential

    def _qualification(self, qualification: Qualification) -> str:
        level, months = qualification.education_level, qualification.months
        told = [
            _EDUCATIONS.get(level) or _named(level) if level else "",
            f"{months} months" if months is not None else "",
            qualification.modality.value,
        ]
        kind = qualification.kind
        name = _QUALIFICATIONS.get(kind) or f"{_named(kind)} requirement"
        return f"{name} ({', '.join(filter(None, told))})"

    def _competency(self, competency: Competency) -> str:
        core = "core " if competency.core else ""
        asked = self._asked.get(id(competency), [])
        if not asked:
            return f"{core}competency"
        told: dict[str, list[str]] = {}
        for requirement, grade in asked:
            level = f" at level {requirement.level.notation}" if requirement.level else ""
            mode = f" ({requirement.modality.value})" if requirement.modality else ""
            told.setdefault(level + mode, []).extend([grade] if grade else [])
        asks = (what + _grades(grades, "for") for what, grades in told.items())
        return f"{core}competency requirement{','.join(asks)}"


_NAMELESS = (Citation, CodedValue, Dated, LevelText)
_FIELDS = {
    "cites": "citation",
    "codes": "class code",
    "subject_areas": "subject area",
    "title_as_written": "title",
    "knowledge_areas": "knowledge area",
    "eeo_category": "EEO category",
    "issued": "date of issue",
    "effective": "effective date",
    "established": "date of establishment",
    "revised": "date of revision",
    "replaces": "date of what it replaces",
    "distinguished_from": "class it is distinguished from",
}
_LEVEL_TEXTS = {
    "descriptors": "descriptor",
    "indicators": "behavioural indicator",
    "standards": "performance standard",
}
_EDUCATIONS = {
    EducationLevel.SOME_POST_SECONDARY: "some post-secondary",
    EducationLevel.BACHELOR_DEGREE: "bachelor's degree",
    EducationLevel.MASTER_DEGREE: "master's degree",
}
_QUALIFICATIONS = {
    QualificationKind.SUBSTITUTION: "substitution rule",
    QualificationKind.OTHER: "qualification",
}


def _broad(record: Record) -> tuple[str, ...]:
    """The fields of *record* that only surround what it says."""
    if isinstance(record, Requirement):
        return ("evidence",)
    return ("sentence",) if isinstance(record, Qualification) and record.clause else ()


def _grades(names: Iterable[str], preposition: str) -> str:
    told = list(dict.fromkeys(names))
    if not told:
        return ""
    return f" {preposition} grade{'s' if len(told) > 1 else ''} {', '.join(told)}"


def _pay(pay: Pay) -> str:
    least, most = pay.minimum, pay.maximum
    amounts = " to ".join(_amount(each) for each in dict.fromkeys((least, most)) if each)
    bound = "" if least and most else "from " if least else "up to "
    told = [bound + amounts, pay.currency] if amounts else []
    told.append(f"per {_named(pay.period)}" if pay.period else None)
    inside = " ".join(filter(None, told))
    return f"pay ({inside})" if inside else "pay"


def _amount(amount: Decimal) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def _named(code: StrEnum) -> str:
    """A code's name as words: WORKING_CONDITIONS is "working conditions"."""
    return code.name.lower().replace("_", " ")


def _inside(span: Span, whole: Iterable[Span]) -> bool:
    return any(each.start <= span.start and span.end <= each.end for each in whole)


# Where the records lie


def _whole(specification: Specification) -> tuple[Specification, ...]:
    """What is said of a document as a whole, then of each of its classes where it has several."""
    return (specification, *specification.parts)


def _stretches(reading: Reading, claims: Sequence[_Claim]) -> Iterator[_Stretch]:
    """The document cut wherever anything begins or ends to be said; blanks are left out."""
    text = reading.document.text
    specification = reading.specification
    said: list[tuple[Span, object]] = [
        *((span, claim) for claim in claims for span in claim.spans),
        *((span, Sort.LABEL) for part in _whole(specification) for span in part.labels),
        *((span, Sort.UNPLACED) for span in reading.account.gaps),
        *((each.extent, each) for part in _whole(specification) for each in part.judgements),
        *(
            (span, each)
            for part in _whole(specification)
            for each in part.findings
            for span in each.evidence
        ),
    ]
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    cuts = {0, len(text)}
    cuts.update(at for at, character in enumerate(text) if character == "\n")
    for number, (span, _) in enumerate(said):
        begins.setdefault(span.start, []).append(number)
        ends.setdefault(span.end, []).append(number)
        cuts.update((span.start, min(span.end, len(text))))
    ordered = sorted(cuts)
    open_now: dict[int, None] = {}
    for start, end in pairwise(ordered):
        for number in ends.get(start, ()):
            open_now.pop(number, None)
        open_now.update(dict.fromkeys(begins.get(start, ())))
        if not text[start:end].isspace():
            yield _stretch(start, end, [said[number][1] for number in sorted(open_now)])


def _stretch(start: int, end: int, said: Sequence[object]) -> _Stretch:
    claims = list(dict.fromkeys(each for each in said if isinstance(each, _Claim)))
    claims = [each for each in claims if not each.broad] or claims
    judgements = [each for each in said if isinstance(each, Judgement)]
    if claims:
        sort = Sort.FACT
    elif Sort.LABEL in said:
        sort = Sort.LABEL
    else:
        sort = Sort.UNPLACED if Sort.UNPLACED in said else Sort.MARK
    return _Stretch(
        start,
        end,
        sort,
        tuple(claims),
        min(judgements, key=lambda j: j.extent.end - j.extent.start, default=None),
        tuple(dict.fromkeys(each for each in said if isinstance(each, Finding))),
    )


def _parts(reading: Reading, stretches: Iterable[_Stretch]) -> Iterator[Part]:
    """The stretches of each line, joined where they say the same; marks go with their text."""
    text, document = reading.document.text, reading.document
    headings = _headings(reading)
    loader = reading.recognition.loader.name
    heading = ""
    line: list[_Stretch] = []
    number = 0

    def finished() -> Iterator[Part]:
        nonlocal heading
        for each in _joined(line, text):
            words = " ".join(text[each.start : each.end].split())
            form = headings.get(each.start, "") if each.sort is Sort.LABEL else ""
            above = f"under “{heading}”" if heading else ""
            judgement = each.judgement
            yield Part(
                number,
                Span(each.start, each.end),
                words,
                each.sort,
                _taken_for(each, is_heading=bool(form)),
                judgement.confidence if judgement else None,
                judgement.why if judgement else ", ".join(filter(None, (loader, form or above))),
                tuple(map(_told, each.findings)),
            )
            if form:
                heading = _shortened(words.strip("*#_:|• "))

    for each in stretches:
        if (at := document.line_of(_first_letter(text, each))) != number:
            yield from finished()
            line, number = [], at
        line.append(each)
    yield from finished()


def _first_letter(text: str, stretch: _Stretch) -> int:
    """Where a stretch begins to be seen: a cut falls on the newline before its line."""
    run = text[stretch.start : stretch.end]
    return stretch.start + len(run) - len(run.lstrip())


def _joined(line: Sequence[_Stretch], text: str) -> list[_Stretch]:
    """The stretches of one line, those without a letter or digit gone to their neighbours."""
    joined: list[_Stretch] = []
    for each in line:
        before = joined[-1] if joined else None
        if before is None:
            joined.append(each)
        elif _is_same(before, each) or (_is_mark(each, text) and not _opens(each, text)):
            joined[-1] = _join(before, each, before)
        elif _is_mark(before, text):
            joined[-1] = _join(before, each, each)
        else:
            joined.append(each)
    return joined


def _is_mark(stretch: _Stretch, text: str) -> bool:
    letters = any(character.isalnum() for character in text[stretch.start : stretch.end])
    return stretch.sort is Sort.MARK or not letters


def _opens(stretch: _Stretch, text: str) -> bool:
    """Whether a mark belongs to what follows it."""
    return text[stretch.start : stretch.end].rstrip()[-1:] in "([{<“‘«"


def _is_same(one: _Stretch, other: _Stretch) -> bool:
    return one.sort is other.sort and _said(one) == _said(other)


def _said(stretch: _Stretch) -> set[tuple[int, str]]:
    return {(id(claim.record), claim.what) for claim in stretch.claims}


def _join(one: _Stretch, other: _Stretch, main: _Stretch) -> _Stretch:
    """Two stretches as one that says what *main*, one of the two, says."""
    findings = tuple(dict.fromkeys((*one.findings, *other.findings)))
    judgement = main.judgement or one.judgement or other.judgement
    return _Stretch(one.start, other.end, main.sort, main.claims, judgement, findings)


def _headings(reading: Reading) -> dict[int, str]:
    """Where blocks begin that look like headings, marks before them or not: how they look."""
    found: dict[int, str] = {}
    for block in reading.outline.blocks:
        if block.could_be_heading and block.passage:
            start = block.passage.at[0]
            first = block.mark.start if block.mark else start
            first = max(0, min(first, start) - _MARKS)
            found.update(dict.fromkeys(range(first, start + 1), _LOOKS.get(block.form, "")))
    return found


# Emphasis and other marks that may stand between a line's beginning and its first letter.
_MARKS = 4
_LOOKS = {
    Form.HASH: "marked as a heading",
    Form.BOLD: "set in bold",
    Form.CAPITALS: "set in capitals",
    Form.COLON: "ends in a colon",
    Form.PLAIN: "a short line",
}


def _taken_for(stretch: _Stretch, *, is_heading: bool) -> str:
    if not stretch.claims:
        return "heading" if is_heading else stretch.sort.value
    records: dict[str, set[int]] = {}
    for claim in stretch.claims:
        records.setdefault(claim.what, set()).add(id(claim.record))
    return " + ".join(
        what if len(held) == 1 else f"{what} (of {len(held)} that share it)"
        for what, held in records.items()
    )


def _told(finding: Finding) -> str:
    return f"{finding.kind}: {finding.message}"


def _shortened(text: str, most: int = 48) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _count(text: str, start: int, end: int) -> int:
    return sum(not character.isspace() for character in text[start:end])
