"""Details: labels and their values as facts of the class or of the posting."""

from __future__ import annotations

import re

from careerlattice.model import (
    ClassGrade,
    CodedValue,
    Dated,
    Detail,
    DetailKind,
    Grade,
    Specification,
)
from careerlattice.outline import Passage
from careerlattice.pay import read_pay
from careerlattice.quantities import dates
from careerlattice_loaders.general.lexicon import Label
from careerlattice_loaders.general.line import Line
from careerlattice_loaders.general.places import has_letters, trimmed

_MONEY = re.compile(r"[$£€]\s?\d|\d[,.]{0,2}\s?[$£€]|\d{2,3},\d{3}")
_GRADE = re.compile(r"(?=.*\d)[\w.\- /]{1,16}$|[A-Z]{1,4}$")
_CODE_AND_NAME = re.compile(
    r"(?P<code>(?=[\w./-]*\d)[A-Z\d][A-Za-z\d./-]{0,15})(?:\s*[-–—:,(]\s*|\s+)(?=[A-Za-z]{3})"
)
_NUMBER = re.compile(r"\d+")
_WHERE = {
    Label.REVISED: "revised",
    Label.EFFECTIVE: "effective",
    Label.ESTABLISHED: "established",
}


def place(specification: Specification, grade: ClassGrade, line: Line) -> None:
    """Put the fact of *line* where it belongs; its label becomes a label."""
    value = trimmed(line.passage)
    if line.label is not None and has_letters(line.label):
        specification.labels.append(line.label.span)
    if not has_letters(value):
        return
    kind = line.kind
    if kind is Label.GRADE and _MONEY.search(value.text):
        kind = Label.PAY
    if kind is Label.PAY:
        label = line.label.text if line.label is not None else ""
        grade.pay.extend(read_pay(value, specification.language, label=label))
    elif kind is Label.CODE:
        code, rest = _split_code(value)
        specification.codes.append(code.words)
        if rest is not None:
            label_words = line.label.words if line.label is not None else None
            specification.details.append(Detail(DetailKind.OTHER, rest.words, label_words))
    elif kind is Label.GRADE and grade.grade is None and _GRADE.match(value.text):
        grade.grade = _grade(value, line)
    elif kind is Label.UNIT and grade.bargaining_unit is None:
        grade.bargaining_unit = CodedValue((value.words,))
    elif kind is Label.GROUP and grade.occupational_group is None:
        grade.occupational_group = CodedValue((value.words,))
    elif isinstance(kind, Label) and kind in _WHERE and _take_date(specification, kind, value):
        return
    else:
        detail_kind = kind if isinstance(kind, DetailKind) else DetailKind.OTHER
        day = next(iter(dates(value.text)), None)
        specification.details.append(
            Detail(
                detail_kind,
                value.words,
                line.label.words if line.label is not None else None,
                day[0] if day else None,
            )
        )


def _split_code(value: Passage) -> tuple[Passage, Passage | None]:
    """A code, and the name that stands beside it: "M1008B - Program Planning"."""
    match = _CODE_AND_NAME.match(value.text)
    if match is None:
        return value, None
    rest = trimmed(value[match.end("code") :]).strip(" -–—:,()")
    return (value.group(match, "code"), rest) if has_letters(rest) else (value, None)


def _grade(value: Passage, line: Line) -> Grade:
    notation = value.text
    name = line.label.text if line.label is not None else "Grade"
    number = _NUMBER.fullmatch(notation)
    rank = int(notation) if number and len(notation) <= 4 else None
    return Grade(notation, "grade", name, rank, value.words)


def _take_date(specification: Specification, kind: Label, value: Passage) -> bool:
    where = _WHERE[kind]
    found = next(iter(dates(value.text)), None)
    if found is None or getattr(specification, where) is not None:
        return False
    day, start, end = found
    if value[:start].strip(" ,") or value[end:].strip(" ,."):
        return False
    setattr(specification, where, Dated(day, value.words))
    return True
