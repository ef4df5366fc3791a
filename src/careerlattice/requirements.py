"""What one sentence of a document asks a candidate to bring: education, experience, licences.

The sentence is always kept. What it asks for is parsed into values only where one reading is
certain; "Bachelor's degree or five years of experience" asks for neither, and stays a sentence.
English and French are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from careerlattice.model import (
    EducationLevel,
    Modality,
    Qualification,
    QualificationKind,
    Words,
)
from careerlattice.outline import EMPTY, Passage
from careerlattice.quantities import contradictions, credit_hours, least_durations

_EDUCATION, _EXPERIENCE = QualificationKind.EDUCATION, QualificationKind.EXPERIENCE
_LICENCE, _SUBSTITUTION = QualificationKind.LICENCE, QualificationKind.SUBSTITUTION
_OTHER = QualificationKind.OTHER


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something not read with certainty: a finding of *kind* about *about* at *where*."""

    kind: str
    message: str
    where: Words
    about: Qualification | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The qualifications of one sentence (at least one) and what is doubtful about them."""

    qualifications: tuple[Qualification, ...]
    doubts: tuple[Doubt, ...] = ()


def read_requirement(
    passage: Passage,
    *,
    modality: Modality | None = None,
    language: str = "en",
    sentence: Words | None = None,
    earlier: Sequence[Qualification] = (),
    is_alternative: bool = False,
) -> Reading:
    """Read one sentence or list item; an empty *passage* gives no qualification.

    *modality* is what the section says of all its sentences, overruled by the sentence's own
    words. *sentence* is what to keep in place of the passage's own words, such as a stem joined
    with its item. *earlier* are the qualifications that a substitution may stand in place of.
    *is_alternative* tells that this is one of several ways to qualify: then nothing is parsed.
    """
    if not passage:
        return Reading(())
    reader = _Reader(
        passage,
        sentence or passage.words,
        modality,
        _LANGUAGES.get(language[:2].lower(), _ENGLISH),
        tuple(earlier),
        is_baccalaureate_secondary=language.lower() == "fr-fr",
    )
    return reader.read(is_alternative=is_alternative)


def modality_of(text: str, default: Modality = Modality.REQUIRED, language: str = "en") -> Modality:
    """How strongly *text* asks: by its own words, else *default*."""
    return _modality(text, _LANGUAGES.get(language[:2].lower(), _ENGLISH)) or default


def kind_of_requirement(text: str, language: str = "en") -> tuple[QualificationKind | None, float]:
    """Which kind of qualification a line speaks of, and how surely (0 to 1); or (None, 0.0).

    A line that begins with a knowledge, a skill or an ability is a competency, whatever follows.
    """
    words = _LANGUAGES.get(language[:2].lower(), _ENGLISH)
    lower = text.lower()
    if not any(stem in lower for stem in words.stems):
        return None, 0.0
    competency = words.competency.match(text)
    if competency and not words.may_be_got.match(text):
        marks = [each for each in _marks(text, words) if each.kind is not _LICENCE]
        if not marks or marks[0].start > competency.end() + 12:
            return None, 0.0
    for kind, confidence, pattern in words.cues:
        if match := pattern.search(text):
            # What is named far into a long line is seldom what the line asks for.
            return kind, confidence if match.start() <= 100 else confidence / 2
    marks = _marks(text, words)
    return (marks[0].kind, 0.9) if marks else (None, 0.0)


@dataclass(frozen=True, slots=True)
class _Hinted:
    """A pattern that is looked for only where one of *hints* stands (in lower case).

    Whatever the pattern matches holds one of them, which is told far faster.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match at or after *start*."""
        folded = text.casefold()
        for hint in self.hints:
            if hint in folded:
                return self.pattern.search(text, start)
        return None


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language words qualifications."""

    code: str
    stems: tuple[str, ...]
    education: re.Pattern[str]
    licence: re.Pattern[str]
    experience: re.Pattern[str]
    experience_in: re.Pattern[str]
    not_experience: re.Pattern[str]
    not_a_subject: re.Pattern[str]
    other_way: re.Pattern[str]
    reversed_by: re.Pattern[str]
    field: re.Pattern[str]
    connector: re.Pattern[str]
    alternatives: re.Pattern[str]
    combination: _Hinted
    equivalent: re.Pattern[str]
    equal_to: re.Pattern[str]
    substitutes: _Hinted
    cap: re.Pattern[str]
    rate: re.Pattern[str]
    names_education: re.Pattern[str]
    names_experience: re.Pattern[str]
    preferred: _Hinted
    typical: _Hinted
    may_be_required: re.Pattern[str]
    segments: re.Pattern[str]
    tail: re.Pattern[str]
    competency: re.Pattern[str]
    may_be_got: re.Pattern[str]
    cues: tuple[tuple[QualificationKind, float, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A part of a sentence that by itself asks for something, at characters [start, end)."""

    kind: QualificationKind
    start: int
    end: int
    level: EducationLevel | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A mark with the characters its clause spans, and whether it lies within the one before."""

    mark: _Mark
    start: int
    end: int
    is_within: bool = False


_EXPERIENCE_WORD = re.compile(r"\bexp[eé]riences?\b", re.IGNORECASE)
_RUN_IN_LABEL = re.compile(r"[^:.]{2,60}:\s")

# "… or a degree": what stands before the word is another way.
_OR_BEFORE = re.compile(r"\w,?\s(?:or|ou)\s(?:[\w'’]+\s){0,3}$", re.IGNORECASE)


# "Two years of the required experience must have been in …": not in addition to it.
_OF_THAT_EXPERIENCE = re.compile(
    r"of\s+(?:the|this|that|such|which)\s+(?:required\s+|general\s+|above\s+)?experience\s+"
    r"(?:(?:must|shall|should|has\s+to)\s+(?:have\s+been|be|include)\s+)?",
    re.IGNORECASE,
)


class _AlternativesError(Exception):
    """The sentence offers several ways to qualify."""


@dataclass(slots=True)
class _Reader:
    passage: Passage
    sentence: Words
    hint: Modality | None
    words: _Language
    earlier: tuple[Qualification, ...]
    is_baccalaureate_secondary: bool
    found: list[Qualification] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def read(self, *, is_alternative: bool) -> Reading:
        text = self.passage.text
        own = _modality(text, self.words)
        if is_alternative or self._is_one_of_several(text):
            return self._unparsed(own, "one of several ways to qualify; kept as a sentence")
        try:
            for segment in self._segments():
                self._read_segment(segment, own)
        except _AlternativesError:
            self.found.clear()
            self.doubts.clear()
            return self._unparsed(own, "several ways to qualify; kept as a sentence")
        if not self.found:
            self._read_without_marks(own)
        for start, end in contradictions(text, self.words.code):
            message = "the number in words and in digits differ; not read"
            where = self.passage[start:end].words
            self.doubts.append(Doubt("numberMismatch", message, where, self.found[0]))
        if len(self.found) == 1 and self.found[0].clause is not None:
            alone = self.found[0]
            if alone.clause and alone.clause.text.strip(" .") == text.strip(" ."):
                alone.clause = None
        return Reading(tuple(self.found), tuple(self.doubts))

    def _is_one_of_several(self, text: str) -> bool:
        """Whether the words say that this stands beside another way to qualify."""
        bare = text.strip(" .;,:()-–—•*")
        if re.match(r"(?:or|ou|either|soit)\b", bare, re.IGNORECASE):
            return not (
                self.words.combination.search(bare[:80]) or self.words.equivalent.match(bare)
            )
        if re.search(r"[\s;,](?:or|ou)$", bare, re.IGNORECASE):
            return True
        return bool(self.words.alternatives.search(text)) and text.rstrip().endswith(":")

    def _unparsed(self, own: Modality | None, message: str) -> Reading:
        kinds = {mark.kind for mark in _marks(self.passage.text, self.words)}
        kind = kinds.pop() if len(kinds) == 1 else _OTHER
        kept = Qualification(kind, self.sentence, own or self.hint or Modality.REQUIRED)
        return Reading((kept,), (Doubt("uncertain", message, self.sentence, kept),))

    def _segments(self) -> Iterator[Passage]:
        """The parts of the sentence that each say by themselves how strongly they ask."""
        start = 0
        for match in self.words.segments.finditer(self.passage.text):
            if part := self.passage[start : match.start()].strip():
                yield part
            start = match.end()
        if part := self.passage[start:].strip():
            yield part

    def _read_segment(self, segment: Passage, own: Modality | None) -> None:
        text = segment.text
        if self.words.substitutes.search(text):
            self._substitution(segment, own)
            return
        if self._is_one_of_several(text):
            raise _AlternativesError
        body, tail = segment, EMPTY
        match = self.words.combination.search(text)
        if match and not self.words.equal_to.search(text, match.start()):
            body, tail = segment[: match.start()], segment[match.start() :].strip(" ,;(")
            if not _marks(body.text, self.words):
                self._stand_in(segment, None if self.found else Modality.TYPICAL)
                return
        marks = _marks(body.text, self.words, self.is_baccalaureate_secondary)
        modality = _modality(body.text, self.words) or self._inherited(own)
        before = len(self.found)
        for part in self._parts(body.text, marks):
            clause = body[part.start : part.end].strip(" ,;.:")
            if clause:
                self._read_part(body, clause, part, modality)
        if len(self.found) == before and self.words.alternatives.search(body.text):
            raise _AlternativesError
        if tail:
            self._stand_in(tail, None, self.found[before:])

    def _inherited(self, own: Modality | None) -> Modality:
        """What a part without words of its own takes over: from the start of the sentence."""
        lead = self.passage.text[:30]
        if own and _modality(lead, self.words) is own:
            return own
        return self.hint or Modality.REQUIRED

    def _parts(self, text: str, marks: list[_Mark]) -> Iterator[_Part]:
        """Cut *text* between its marks, at the last word that joins two of them."""
        if len(marks) > 1 and self.words.alternatives.search(text):
            raise _AlternativesError
        if marks and (
            self.words.other_way.search(text, marks[-1].end)
            or (marks[0].kind is not _LICENCE and _OR_BEFORE.search(text, 0, marks[0].start))
        ):
            raise _AlternativesError
        start, is_within = 0, False
        for mark, following in pairwise(marks):
            joint = None
            for match in self.words.connector.finditer(text, mark.end, following.start):
                joint = match
            if joint is not None and joint.lastgroup == "either":
                raise _AlternativesError
            yield _Part(mark, start, joint.start() if joint else following.start, is_within)
            start = joint.end() if joint else following.start
            same = mark.kind is _EXPERIENCE and following.kind is _EXPERIENCE
            is_within = same and joint is not None and joint.lastgroup == "inside"
        if marks:
            yield _Part(marks[-1], start, len(text), is_within)

    def _read_part(self, body: Passage, clause: Passage, part: _Part, modality: Modality) -> None:
        mark = part.mark
        qualification = Qualification(mark.kind, self.sentence, modality, clause.words)
        previous = self.found[-1] if self.found else None
        self.found.append(qualification)
        rest = body[mark.end : part.end].strip()
        if mark.kind is _EDUCATION:
            qualification.education_level = mark.level
            qualification.field_of_study = self._field(rest)
            if mark.level is None:
                message = "the level of education is not certain; kept as words"
                self.doubts.append(Doubt("uncertain", message, clause.words, qualification))
            self._equivalent(rest, qualification)
        elif mark.kind is _EXPERIENCE:
            qualification.months = mark.months
            if of_that := _OF_THAT_EXPERIENCE.match(rest.text):
                known = [each for each in self.earlier if each.kind is _EXPERIENCE]
                qualification.within = known[-1] if known else None
                rest = rest[of_that.end() :].strip()
            qualification.experience_in = self._experience_in(rest)
            if part.is_within and previous is not None and previous.kind is _EXPERIENCE:
                qualification.within = previous.within or previous
            self._check_within(qualification, clause)
        if modality is Modality.REQUIRED and self.words.may_be_required.search(clause.text):
            qualification.modality = Modality.TYPICAL
            message = "asked of some who hold the class only; taken as typical"
            self.doubts.append(Doubt("uncertain", message, clause.words, qualification))

    def _check_within(self, part: Qualification, clause: Passage) -> None:
        """A part that is longer than its whole is none of it."""
        whole = part.within
        if whole is None or whole.months is None or (part.months or 0) <= whole.months:
            return
        part.within = None
        message = "said to lie within a shorter time; kept as a time of its own"
        self.doubts.append(Doubt("uncertain", message, clause.words, part))

    def _field(self, rest: Passage) -> Words | None:
        match = self.words.field.search(rest.text)
        subject = rest.group(match, "field").strip(" ,.:") if match else None
        if subject and (tail := self.words.tail.search(subject.text)):
            subject = subject[: tail.start()].strip(" .;:,")
        return subject.words if subject else None

    def _experience_in(self, rest: Passage) -> Words | None:
        match = self.words.experience_in.match(rest.text)
        subject = rest.group(match, "what").strip(" .;:,") if match else None
        if subject and (tail := self.words.tail.search(subject.text)):
            subject = subject[: tail.start()].strip(" .;:,")
        if not subject or self.words.not_a_subject.match(subject.text):
            return None
        return subject.words

    def _equivalent(self, rest: Passage, asked: Qualification) -> None:
        """After a degree: "or equivalent" lets something else stand in place, not said what."""
        match = self.words.equivalent.search(rest.text)
        if match and asked.education_level is not EducationLevel.HIGH_SCHOOL:
            self._stand_in(rest.group(match), asked.modality, [asked])
            if asked.field_of_study and match.group() in asked.field_of_study.text:
                asked.field_of_study = None

    def _stand_in(
        self, clause: Passage, modality: Modality | None, instead: Sequence[Qualification] = ()
    ) -> None:
        """A substitution of which only the words are known."""
        instead = list(instead) or list(self._targets())
        rule = Qualification(
            _SUBSTITUTION,
            self.sentence,
            modality or (instead[0].modality if instead else self.hint or Modality.REQUIRED),
            clause.strip(" ,;.").words,
        )
        rule.in_place_of = [each for each in instead if each.kind is not _SUBSTITUTION]
        self.found.append(rule)
        self._doubt_target(rule, clause)

    def _substitution(self, segment: Passage, own: Modality | None) -> None:
        """What may stand in for what, at a rate and up to a cap, where the words say so."""
        text = segment.text
        rule = Qualification(
            _SUBSTITUTION, self.sentence, self._inherited(own), segment.strip(" .;").words
        )
        verb = self.words.substitutes.search(text)
        turn, after = verb.span() if verb else (len(text), 0)
        if self.words.reversed_by.match(text, after):
            offered, target = "", text[:turn]
        elif turn < 4:
            # "In lieu of a degree, five years …": what may stand in comes second.
            comma = text.find(",") + 1 or len(text)
            offered, target = text[comma:], text[after:comma]
        else:
            offered, target = text[:turn], text[after:]
        if len({each.kind for each in _marks(offered, self.words)}) > 1:
            raise _AlternativesError
        if offered:
            self._rate(rule, text, offered)
        rule.in_place_of = list(self._targets(target))
        self.found.append(rule)
        self._doubt_target(rule, segment)

    def _rate(self, rule: Qualification, text: str, offered: str) -> None:
        """How much of what stands in for how much, from the whole *text* of a rule."""
        start = text.find(offered)
        hours = next((each for each in credit_hours(text) if each.whole is not None), None)
        for each in least_durations(text, self.words.code):
            before = text[max(0, each.start - 40) : each.start]
            is_offered = start <= each.start < start + len(offered)
            if self.words.cap.search(before):
                rule.cap_months = rule.cap_months or each.whole
            elif is_offered and not self.words.rate.search(before):
                rule.months = rule.months or each.whole
            else:
                rule.months_credited = rule.months_credited or each.whole
        if rule.cap_months is not None and (rule.months_credited or 0) > rule.cap_months:
            rule.months_credited = None
        degree = next((m for m in _marks(offered, self.words) if m.kind is _EDUCATION), None)
        if hours and hours.whole:
            rule.credit_hours = hours.whole
        elif degree:
            rule.education_level = degree.level

    def _targets(self, target: str = "") -> Iterator[Qualification]:
        """The qualifications before this one that *target* names; all, if it names no kind."""
        known = [
            each for each in (*self.earlier, *self.found) if each.kind in (_EDUCATION, _EXPERIENCE)
        ]
        wanted = set()
        if self.words.names_education.search(target):
            wanted.add(_EDUCATION)
        if self.words.names_experience.search(target):
            wanted.add(_EXPERIENCE)
        yield from (each for each in known if not wanted or each.kind in wanted)

    def _doubt_target(self, rule: Qualification, where: Passage) -> None:
        if not rule.in_place_of:
            message = "it is not certain what this may stand in for"
            self.doubts.append(Doubt("uncertain", message, where.words, rule))

    def _read_without_marks(self, own: Modality | None) -> None:
        """A sentence without a level of education or a stretch of time."""
        text = self.passage.text
        kind, _ = kind_of_requirement(text, self.words.code)
        kept = Qualification(kind or _OTHER, self.sentence, own or self.hint or Modality.REQUIRED)
        self.found.append(kept)
        label = _RUN_IN_LABEL.match(text)
        if self.words.other_way.search(text, label.end() if label else 0):
            message = "several ways to qualify; kept as a sentence"
            self.doubts.append(Doubt("uncertain", message, self.sentence, kept))
        elif kind is None:
            message = "kept as words only: this names no education, experience or licence"
            self.doubts.append(Doubt("uncertain", message, self.sentence, kept))
        elif kind is _EXPERIENCE:
            kept.experience_in = self._bare_experience()
        elif kind in (_LICENCE, _OTHER) and self.words.may_be_required.search(text):
            kept.modality = Modality.TYPICAL
            message = "asked of some who hold the class only; taken as typical"
            self.doubts.append(Doubt("uncertain", message, self.sentence, kept))

    def _bare_experience(self) -> Words | None:
        """What experience of no stated length is in, where the sentence is about nothing else."""
        match = _EXPERIENCE_WORD.search(self.passage.text)
        if match is None or match.start() > 80:
            return None
        return self._experience_in(self.passage[match.start() :])


def _modality(text: str, words: _Language) -> Modality | None:
    if words.preferred.search(text):
        return Modality.PREFERRED
    if words.typical.search(text):
        return Modality.TYPICAL
    return None


def _marks(text: str, words: _Language, is_baccalaureate_secondary: bool = False) -> list[_Mark]:
    """What the words of *text* ask for, part by part, in order."""
    lower = text.lower()
    if not any(stem in lower for stem in words.stems):
        return []
    marks: list[_Mark] = []
    for match in words.education.finditer(text):
        level = EducationLevel(match.lastgroup) if match.lastgroup in _LEVELS else None
        if is_baccalaureate_secondary and lower.startswith("bac", match.start()):
            level = EducationLevel.HIGH_SCHOOL
        marks.append(_Mark(_EDUCATION, *match.span(), level=level))
    speaks_of_work = bool(words.experience.search(text))
    for each in least_durations(text, words.code):
        inside = any(m.start <= each.start and each.end <= m.end for m in marks)
        if (
            each.whole
            and not inside
            and _is_experience(text, each.start, each.end, words, speaks_of_work=speaks_of_work)
        ):
            marks.append(_Mark(_EXPERIENCE, each.start, each.end, months=each.whole))
    marks.extend(
        _Mark(_LICENCE, *match.span())
        for match in words.licence.finditer(text)
        if not any(m.start < match.end() and match.start() < m.end for m in marks)
    )
    marks.sort(key=lambda each: each.start)
    return _merged(text, marks)


_AT_WORK = re.compile(r"['’]?\s+(?:of|as|in|working)\s")
_LEVELS = frozenset(EducationLevel)
_ORDER = list(EducationLevel)


def _is_experience(
    text: str, start: int, end: int, words: _Language, *, speaks_of_work: bool
) -> bool:
    """Whether a stretch of time is spent at work, and not a window or a deadline."""
    return not words.not_experience.search(text, max(0, start - 60), start) and bool(
        speaks_of_work or _AT_WORK.match(text, end)
    )


def _merged(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Marks of one kind that are offered in one breath ("diploma or GED") as the least of them."""
    merged: list[_Mark] = []
    for mark in marks:
        last = merged[-1] if merged else None
        if last and last.kind is mark.kind and mark.kind is not _EXPERIENCE:
            between = text[last.end : mark.start]
            is_close = len(between) < 40 and not re.search(r"[;.]\s", between)
            is_or = re.search(r"\b(?:or|ou)\b|/|,\s*$|\($", between) or not re.search(
                r"\w", between
            )
            if mark.kind is _EDUCATION and mark.level is None and len(between) < 60:
                # "a bachelor's degree … in a four-year degree program": no second demand.
                merged[-1] = _Mark(last.kind, last.start, last.end, last.level)
                continue
            if is_close and (is_or or mark.level == last.level):
                known = [each for each in (last.level, mark.level) if each]
                level = min(known, key=_ORDER.index) if len(known) == 2 else last.level
                merged[-1] = _Mark(last.kind, last.start, mark.end, level)
                continue
        merged.append(mark)
    return merged


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _hinted(hints: str, pattern: str) -> _Hinted:
    return _Hinted(tuple(hints.split()), _compiled(pattern))


_HIGH_SCHOOL = (
    r"(?:graduat(?:ion|ed|e)\s+(?:from\s+)?(?:an?\s+)?(?:standard\s+|senior\s+)?)?"
    r"(?:high[\s-]+school|(?<!post-)(?<!post )\bsecondary[\s-]+school)"
    r"(?:\s+or\s+(?:equivalent|GED|G\.E\.D\.?)\b)?"
    r"(?:\s+(?:diploma|graduat(?:e|ion)|education|equivalency|proficiency|level))*"
    r"(?:\s+(?:certificate|diploma))?"
    r"|\bG\.?E\.?D\b\.?(?:\s+(?:equivalency|certificate|diploma))*"
    r"|general\s+educational?\s+development(?:\s+\(GED\))?(?:\s+(?:diploma|certificate))?"
    r"|(?:twelfth|12th)\s+grade|grade\s+(?:12|twelve)\b|\bOSSD\b"
    r"|\b(?-i:A)[\s-]levels?\b(?!\s+(?:of|\d))|\bNVQ\s+(?:level\s+)?(?:3|III|three)\b"
)
_ENGLISH = _Language(
    code="en",
    stems=(
        *"experien degree diploma school college universit bachelor baccalaur master".split(),
        *"doctor ph.d phd juris j.d graduat educat ged g.e.d gcse nvq hnd hnc btec".split(),
        *"licen certif".split(),
        *"registr permit cdl notary citizen clearance background resid year month yr".split(),
        *"substitut equivalen combination b.a b.s bs/ ba/ mba mpa msc m.sc bsc b.sc".split(),
        *"undergrad coursework credit apprentice training member fluen biling grade drug".split(),
        *"fingerprint felony convict security dbs qualification bonda bonded".split(),
        *("a level", "a-level", "in lieu", "right to work", "authoriz", "authoris", "m.d"),
        *("selective service", "eligib", "work history", "demonstrated success"),
        *("vocational", "technical school", "criminal", "associate", "vote", "track record"),
    ),
    education=_compiled(
        # What any of it can begin with: all but a high school begins a word.
        r"(?=[a-dfghjl-ps-v1-4])(?:\b|(?=[ght1]))(?:"
        r"(?P<doctorate>\bdoctora(?:l|te)s?\b(?:\s+(?:degree|level))?|\bPh\.?\s?D\b\.?"
        r"|\bjuris\s+doctor(?:ate)?\b|\bJ\.D\.|\bdoctor\s+of\s+\w+)"
        r"|(?P<masterDegree>\bmaster['’]?s['’]?(?:\s+degree|\s+level)?\b|\bmasters?\s+degree\b"
        r"|\bmaster\s+of\s+[A-Za-z]+\b|\bM\.?B\.?A\b\.?|\bMPA\b|\bM\.?Sc\b\.?"
        r"|\b(?:graduate|post-?graduate|advanced)\s+degree\b)"
        r"|(?P<bachelorDegree>\bbachelor['’]?s?['’]?(?:\s+of\s+[A-Z][a-z]+)?(?:\s+degree|\s+level)?\b"
        r"|\bbaccalaureate(?:\s+degree)?\b|\bB\.A\.|\bB\.S\.|\bBS/BA\b|\bBA/BS\b|\bB\.?Sc\b\.?"
        r"|\b(?:undergraduate|honou?rs|first|university)\s+degree\b|\bdegree[\s-]+level\b"
        r"|\b(?:four|4)[\s-]year\s+(?:college\s+|university\s+)?degree\b"
        r"|\b(?:graduation|degree)\s+from\s+an?\s+(?:accredited\s+)?(?:four|4)[\s-]year\s+"
        r"(?:college|university|institution))"
        r"|(?P<associateDegree>\bassociate['’]?s?['’]?\s+(?:of\s+\w+\s+)?(?:level\s+)?degree\b"
        r"|\bassociate['’]s\b|\bassociate\s+of\s+(?:arts|science|applied\s+science)\b"
        r"|\bA\.A\.S?\.?|\b(?:two|2)[\s-]year\s+(?:college\s+)?degree\b|\bfoundation\s+degree\b)"
        r"|(?P<somePostSecondary>\bpost-?\s?secondary\s+(?:coursework|education|training|diploma|"
        r"certificate|studies|school(?:ing)?)\b|\bcollege(?:-level)?\s+(?:course\s?work|courses|diploma)\b"
        r"|\bsome\s+college(?:\s+(?:course\s?work|education))?\b"
        r"|\b(?:one|two|three|1|2|3)(?:\s*\(\d\))?\s+years?['’]?\s+(?:of\s+)?"
        r"(?:(?:full-time\s+)?(?:accredited\s+)?(?:college|university)(?:\s+(?:study|studies|education|"
        r"course\s?work))?|post-?\s?secondary\s+\w+)\b"
        r"|\b(?:vocational|trade|technical)\s+(?:school|training|college|diploma)\b"
        r"|\bHN[DC]\b|\bhigher\s+national\s+(?:diploma|certificate)\b)"
        rf"|(?P<highSchool>{_HIGH_SCHOOL})"
        r"|(?P<other>\bcollege\s+degree\b|\bgraduation\s+from\s+(?:an?\s+)?(?:accredited\s+)?"
        r"(?:college|university)\b|\blaw\s+degree\b|\bmedical\s+degree\b|\bdegree\s+in\b"
        r"|\bdegree\s+from\b|\bGCSEs?\b|\bNVQ\b|\bBTEC\b|\bdegree\s+or\s+equivalent\b"
        r"|\ba\s+degree\b(?!\s+of\b)))"
    ),
    licence=_compiled(
        r"\b(?:driver|driving|operator|chauffeur)['’]?s?['’]?\s+licen[cs]es?\b"
        r"|\bcommercial\s+driver\b|\bCDL\b"
        r"|\b(?:valid|current|active|unrestricted|possess(?:ion|es)?(?:\s+of)?|holds?|holding|maintain|"
        r"obtain)\s+(?:[\w'’.-]+\s+){0,7}?"
        r"(?:licen[cs](?:es?|ure)|certificat(?:es?|ions?)|permits?)\b"
        r"|\b(?:licen[cs]ed|certified|registered|commissioned)\s+as\s"
        r"|\b(?:licen[cs]ure|certification|registration)\s+(?:as|by|with|from)\s"
    ),
    experience=_compiled(
        r"\b(?:(?:work(?:ing)?|professional|relevant|related|job|paid)\s+){0,6}experience\b"
        r"|\bemploy(?:ed|ment)\b|\bsupervis\w+\b|\b(?:full[\s-]time|work(?:ed)?)\b|\bservice\b|\bpractice\b"
        r"|\btraining\b|\bmanag\w+"
    ),
    experience_in=_compiled(
        r"['’]?\s*(?:of\s+)?(?:(?:in|as|with)\s+)?"
        r"(?:(?:(?:work(?:ing)?|professional|relevant|related)\s+){0,3}experience"
        r"(?:\s+(?:in|with|of|as)|\s*,?\s*preferably|(?=\s+\w+ing\b))\s+)?(?P<what>\S.*)"
    ),
    not_experience=_compiled(
        r"\b(?:with)?in\s+(?:the\s+)?(?:\w+\s+)?$|\b(?:last|past|preceding|previous|every|each|per|after"
        r"|first|next|age\s+of|aged|valid\s+for|during\s+the|period\s+of|probation\w*\s+of|term\s+of"
        r"|prior\s+to)\s+(?:an?\s+)?$"
    ),
    not_a_subject=_compiled(
        r"(?:(?:work(?:ing)?|professional|relevant|related)\s+)*experience"
        r"(?:\s+(?:and|or|is|are|will|may|must|should|can)\b.*|$)"
        r"|(?:and|or|is|are|will|with)\b"
    ),
    other_way=_compiled(
        r"\bor\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:completion|graduation|certification|certificate"
        r"|licen[cs]\w*|registration|possess\w*|knowledge|apprenticeship|willing\w*|demonstrated)\b"
    ),
    reversed_by=_compiled(r"\s+(?:by|with)\b"),
    field=_compiled(
        r"(?:^|\b)(?:(?:in|with)\s+(?:an?\s+)?(?:major|emphasis|speciali[sz]ation|concentration|"
        r"major\s+course\s?work|course\s?work)\s+(?:course\s?work\s+)?in|majoring\s+in|in)\s+"
        r"(?!lieu\b|addition\b|order\b)(?P<field>\S.{0,480}?)"
        r"(?=\s+(?:from\s+an?|at\s+an?|is\s|are\s|(?:is\s+|strongly\s+|highly\s+)?(?:preferred|required|"
        r"desired|desirable)|with\b|plus\b|or\s+(?:an?\s+)?(?:equivalent|acceptable)"
        r"|and\s+(?:an?\s+minimum|(?:\w+\s+){0,3}experience))"
        r"|[;.]|,\s+or\s+equivalent|,?\s+supplemented|$)"
    ),
    connector=_compiled(
        r"(?P<inside>,?\s*\b(?:of\s+which|which\s+(?:must|shall|should)\s+include|including|to\s+include"
        r"|inclusive\s+of|with\s+(?:at\s+least|a\s+minimum\s+of|no\s+less\s+than))\b)\s*"
        r"|(?P<either>[,;]?\s*\b(?:and/or|or)\b(?!\s+(?:a\s+)?(?:more|higher|above|better|equivalent"
        r"|related|similar|closely|other)\b))\s*"
        r"|(?P<both>[,;]?\s*\b(?:and|plus|with|supplemented\s+by|followed\s+by|as\s+well\s+as)\b"
        r"|[,;]\s)\s*"
    ),
    alternatives=_compiled(
        r"\b(?:(?:one|any)\s+(?:\(1\)\s+)?(?:or\s+more\s+)?of\s+the\s+following|either)\b"
    ),
    combination=_hinted(
        "combination",
        r"(?:[,;(]\s*)?\b(?:(?:and/or|or)\s+)?(?:an?\s+|any\s+|some\s+|other\s+)?"
        r"(?:(?:equiva\u00ad?lent|acceptable|comparable|similar|suitable|other|sufficient)\s+){0,2}"
        r"combinations?\s+of\s+(?:\w+[,\s]+){0,4}?(?:education|experience|training|study)"
        r"|(?:[,;(]\s*)?\bor\s+(?:an?\s+|any\s+)?(?:other\s+)?(?:equivalent|acceptable)\s+combinations?\b"
        r"|\b(?:other|equivalent)\s+combinations?\b",
    ),
    equivalent=_compiled(
        r"\bor\s+(?:an?\s+|its\s+|the\s+|any\s+)?(?:(?:acceptable|comparable|demonstrated)\s+)?"
        r"(?:equivalent|comparable)(?:\s+(?:work\s+|professional\s+|relevant\s+|related\s+|job\s+)*"
        r"(?:experience|training|qualification|education))?"
    ),
    equal_to=_compiled(r"\b(?:equivalent|equal|comparable)\s+to\b"),
    substitutes=_hinted(
        "substitut lieu place toward",
        r"\b(?:may|can|will|could|shall|might|is|are)\s+(?:also\s+)?(?:be\s+)?(?:used\s+(?:to|as\s+a)\s+)?"
        r"substitut(?:ed?|es|ion)\b|\bsubstitut(?:ions?|ing)\b|\bsubstitutes?\s+for\b"
        r"|\bin\s+(?:lieu|place)\s+of\b|\bmay\s+replace\b|\bmay\s+be\s+(?:considered|accepted|counted)\s+"
        r"(?:in\s+place|toward)|\bmay\s+be\s+replaced\b",
    ),
    cap=_compiled(
        r"\b(?:maximum\s+of|not\s+(?:to\s+)?exceed(?:ing)?|no\s+more\s+than|up\s+to(?:\s+a\s+total\s+of)?"
        r"|limit\s+of)\s+(?:an?\s+)?$"
    ),
    rate=_compiled(r"\b(?:for|equal(?:s|ing)?(?:\s+to)?|as|represents?)\s+(?:each\s+)?$"),
    names_education=_compiled(r"\b(?:educat\w*|degrees?|college|diploma|school\w*|academic)\b"),
    names_experience=_compiled(r"\bexperience\b"),
    preferred=_hinted(
        "prefer ideal desir asset plus advantag nice helpful beneficial welcome recommended valued"
        " encouraged bonus",
        r"\bprefer(?:red|able|ably\s*[:.]?$|ence\s+(?:will|may|is|shall|given))|\bpreferences?\s*:"
        r"|^\W*(?:ideally|preferably)\b|\bdesirable\b|\bdesired\b(?!\s+\w+s\b)|\bideal\s+candidate\b"
        r"|\ban?\s+(?:\w+\s+)?asset\b(?!\s+(?:manage|protec|regist))|\b(?:considered|are|be|seen\s+as)\s+assets\b"
        r"|\ba\s+(?:big\s+|strong\s+|definite\s+|huge\s+)?plus\b(?=\s*[.;,)!]|$|\s+but)|\ban\s+advantage\b"
        r"|\badvantageous\b|\bnice[\s-]to[\s-]have|\b(?:is|be|are)\s+(?:helpful|beneficial|welcome)\b"
        r"|\b(?:highly|strongly)\s+(?:recommended|valued|encouraged)\b|\bbonus\s+points\b",
    ),
    typical=_hinted(
        "typical normally usually ordinarily generally combination way qualifying",
        r"\btypical(?:ly)?\b|\bnormally\b|\busually\b|\bordinarily\b"
        r"|\bgenerally\s+(?:requires?|acquired|obtained|gained|would)\b|\bany\s+combination\b"
        r"|\bcombination\s+of\s+(?:education|experience|training)\b.*\bequivalent\s+to\b"
        r"|\bone\s+way\s+to\s+(?:obtain|qualify)\b|\bwould\s+(?:likely\s+)?be\s+qualifying\b",
    ),
    may_be_required=_compiled(
        r"\bmay\s+(?:also\s+)?(?:be\s+(?:required|needed|necessary)|need|require)\b"
        r"|\bsome\s+(?:positions|assignments)\b|\bas\s+required\s+by\s+the\s+position\b"
    ),
    segments=_compiled(
        r"\s*;\s*(?:and\s+(?!/or))?|(?<=[a-z)][a-z)][.!?])\s+(?=(?-i:[A-Z]))"
        r"|(?<=\brequired)(?:,|\s+and|,\s+and|\s+with|,?\s+but)\s+(?!not\b|maintain|other)"
        r"|(?<=\bpreferred)(?:,\s+and|,|\s+with)\s+(?!but\b|not\b)"
    ),
    tail=_compiled(
        r"(?<![,\s(])[,\s(]+(?:(?:is|are|be|strongly|highly)\s+){0,4}"
        r"(?:required|preferred|desired|desirable|an?\s+(?:asset|plus))\W*$"
    ),
    competency=_compiled(
        r"\W*(?:(?:must|should|have|has|an?|the|some|good|strong|excellent|working|demonstrated|proven|"
        r"thorough|basic|advanced|extensive|considerable|comprehensive|in-depth|solid|sound|general|"
        r"outstanding|superior|exceptional|effective|possess|high|clear|broad|full|deep|detailed|"
        r"written|verbal|oral|interpersonal|communication|computer|technical|organi[sz]ational|and|"
        r"analytical|leadership|management|customer|service)\s+){0,6}"
        r"(?:knowledge|ability|abilities|skills?|skilled|proficien\w+|understanding|familiar\w*|"
        r"aware(?:ness)?|able\s+to|capable|capacity|competen\w+|aptitude)\b"
    ),
    may_be_got=_compiled(
        r"\W*(?:must\s+have\s+(?:the\s+)?)?(?:ability|able)\s+to\s+(?:successfully\s+)?(?:obtain|acquire|secure"
        r"|get|possess|hold|pass|maintain|qualify\s+for)\b"
    ),
    cues=(
        (
            _SUBSTITUTION,
            0.95,
            _compiled(
                r"\b(?:may|can|will|could)\s+(?:also\s+)?(?:be\s+)?substitut|\bsubstitutions?\s+(?:of|for)\b"
                r"|\bsubstituted?\s+for\b|\bin\s+lieu\s+of\b|\bcombinations?\s+of\s+(?:\w+[,\s]+){0,4}?"
                r"(?:education|experience|training)"
            ),
        ),
        (
            _EDUCATION,
            0.95,
            _compiled(
                r"\bhigh\s+school\b|\bG\.?E\.?D\b|\bsecondary[\s-]school\b|\bbachelor|\bbaccalaureate\b"
                r"|\bmaster['’]?s\b|\bmasters?\s+degree|\bdoctora|\bPh\.?D\b|\bjuris\s+doctor"
                r"|\bassociate['’]?s?['’]?\s+degree|\b(?:college|university|undergraduate|graduate|"
                r"advanced|law|honou?rs)\s+degree\b|\bdegree\s+(?:in|from|level)\b|\bdegree-level\b"
                r"|\bgraduation\s+from\b|\bcollege\s+course\s?work\b|\b(?-i:A)[\s-]levels?\b(?!\s+(?:of|\d))|\bGCSEs?\b|\bNVQ\b"
                r"|\bHN[DC]\b|\bpost-?secondary\b|\b(?:semester|credit|quarter)\s+(?:hours|units|credits)\b"
            ),
        ),
        (
            _EXPERIENCE,
            0.97,
            _compiled(
                r"(?:\d\)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve))\+?"
                r"(?:\s*(?:-|–|to)\s*\w+)?[\s-]+(?:\w+\s+)?(?:years?|yrs|months?)\b['’]?"
                r"(?!\s+(?:of\s+age|old)).{0,80}\b(?:experience|supervis|working|employment|service|practice)"
            ),
        ),
        (
            _LICENCE,
            0.9,
            _compiled(
                r"\b(?:driver|driving|operator)['’]?s?['’]?\s+licen[cs]e|\bCDL\b|\bnotary\s+public\b"
                r"|\b(?:valid|current|active|possess(?:ion|es)?(?:\s+of)?|holds?|obtain|maintain|required?)\s+"
                r"(?:[\w'’/.-]+\s+){0,7}?(?:licen[cs](?:es?|ure)|certificat(?:es?|ions?)|permits?)\b"
                r"|\b(?:licen[cs]ed|certified|registered)\s+(?:as\s|to\s+practi[cs]e|professional|public|nurse)"
                r"|\b(?:licen[cs]ure|certification)\s+(?:as|by|with|from|in|through|required|preferred|must)\b"
                r"|\b(?:certification|licen[cs]e|certificate)s?\W*(?:required|preferred|desired|desirable)?\W*$"
                r"|(?:^|:)\W*certified\s"
            ),
        ),
        (
            _EXPERIENCE,
            0.9,
            _compiled(
                r"^\W*(?:(?!(?:user|customer|candidate)\b)[\w'’/&-]+,?\s+){0,6}"
                r"experience\b(?!\s+(?:design|research|designers?|standards)\b)"
                r"|\bexperience\s+(?:in|with|of|as|working)\s+"
                r"|^\W*experienced\s+(?:in|with|at|as)\b"
            ),
        ),
        (
            _OTHER,
            0.85,
            _compiled(
                r"\b(?:U\.?S\.?\s+|Canadian\s+|United\s+States\s+)?citizen(?:ship)?\b(?!s\b)"
                r"|\bbackground\s+(?:check|investigation|screening)|\bsecurity\s+clearance\b|\bDBS\b"
                r"|\bdrug\s+(?:screen|test)|\bfingerprint|\bfelony\b|\bright\s+to\s+work\b"
                r"|\bauthori[sz]ed\s+to\s+work\b|\bat\s+least\s+(?:18|21|eighteen)\s+years\b|\byears\s+of\s+age\b"
                r"|\bcriminal\s+(?:history|record|background)|\bbond(?:able|ed)\b|\bsecurity\s+check"
                r"|\bcitizens?\s+(?:and|or)\s+nationals?\b|\bregistered\s+(?:to\s+vote|voter)\b|\bqualified\s+voter\b"
                r"|\b(?:employment|work(?:\s+status)?)\s+eligibility\b|\bselective\s+service\b"
                r"|\bmust\s+(?:be\s+a\s+|maintain\s+)?residen|\bresidency\b|\breliability\s+status\b"
            ),
        ),
        (_EDUCATION, 0.7, _compiled(r"\bdegree\b(?!\s+of\b)|\bdiploma\b|\bformal\s+education\b")),
        (
            _OTHER,
            0.7,
            _compiled(
                r"\b(?:bilingual|fluen(?:t|cy))\b|\bmembership\s+(?:of|in)\b|\bmember\s+of\s+a\s+professional"
                r"|\btraining\s+(?:in|as)\b|\beducation\b|\bqualification"
            ),
        ),
        (
            _EXPERIENCE,
            0.7,
            _compiled(
                r"^\W*(?:an?\s+)?(?:\w+\s+)?(?:track\s+record|work\s+history)\b|^\W*demonstrated\s+success\b"
            ),
        ),
        (_EXPERIENCE, 0.4, _compiled(r"(?<!user )(?<!customer )(?<!candidate )\bexperience\b")),
    ),
)
_FRENCH = _Language(
    code="fr",
    stems=(
        *"expérienc diplôm baccalauréat bac+ maîtrise doctorat études scolarité licence".split(),
        *"permis certifi attestation brevet agrément ordre citoyen enquête an mois remplac".split(),
        *"tenir équivalen combinaison grade formation bilingu membre dec des collégial".split(),
        *"universit antécédents cote secondaire".split(),
    ),
    education=_compiled(
        r"(?P<doctorate>\bdoctorat\b|\bPh\.?\s?D\b\.?)"
        r"|(?P<masterDegree>\bdiplôme\s+de\s+maîtrise\b|\b(?:une|de|la)\s+maîtrise(?=\s+(?:en|ès|dans|"
        r"universitaire)\b)|^\W*maîtrise(?=\s+(?:en|ès|universitaire)\b)|\bdiplôme\s+(?:universitaire\s+)?de\s+(?:deuxième|2e)\s+"
        r"cycle\b|\bbac\s?\+\s?5\b)"
        r"|(?P<bachelorDegree>\bbaccalauréat\b|\bdiplôme\s+(?:universitaire\s+)?de\s+(?:premier|1er)\s+cycle\b"
        r"|\bgrade\s+universitaire\b|\bbac\s?\+\s?[34]\b|\blicence\s+(?:universitaire|en|ès)\b)"
        r"|(?P<somePostSecondary>\b(?:études|diplôme|programme)\s+(?:d['’]études\s+)?(?:collégiales?|"
        r"post-?\s?secondaires?)\b|\bDEC\b|\bbac\s?\+\s?[12]\b|\bBTS\b|\bDUT\b)"
        r"|(?P<highSchool>\bdiplôme\s+d['’](?:études|école)\s+secondaires?(?:\s+\(DES\))?|\bDES\b"
        r"|\bdiplôme\s+d['’]études\s+professionnelles\b|\bétudes\s+secondaires\b|\b(?:12e|douzième)\s+année\b"
        r"|\b(?:5e\s+secondaire|secondaire\s+(?:V|5))\b)"
        r"|(?P<other>\bdiplôme\s+(?:universitaire|d['’]une\s+université)\b|\bdiplôme\b(?!\s+ou\b)|\bdegré\b)"
    ),
    licence=_compiled(
        r"\bpermis\s+(?:de\s+conduire|d['’]exercice|de\s+pratique)\b"
        r"|\b(?:détenir|posséder|titulaire\s+d['’])\s*(?:[\w'’-]+\s+){0,5}?(?:permis|certificat|brevet|agrément)\b"
        r"|\bmembre\s+(?:en\s+règle\s+)?(?:d['’]un|de\s+l['’]|du)\s*ordre\b|\bmembre\s+en\s+règle\b"
    ),
    experience=_compiled(
        r"\bexpérience\s+(?:professionnelle|pertinente|de\s+travail)\b|\bexpérience\b|\btravail\b"
        r"|\bemploi\b|\bservice\b|\bpratique\b|\bsupervision\b|\bgestion\b"
    ),
    experience_in=_compiled(
        r"(?:d['’]|de\s+|en\s+)?(?:expérience(?:\s+(?:professionnelle|pertinente))*\s+"
        r"(?:en|dans|comme|de|du|des|avec|à\s+titre\s+de)\s+)?(?P<what>\S.*)"
    ),
    not_experience=_compiled(
        r"\b(?:derni(?:er|ère)s|cours\s+des|depuis|dans\s+les|âge\s+de|âgée?\s+d['’]au\s+moins"
        r"|mandat\s+de|contrat\s+de|après|chaque|période\s+de|probation\s+de)\s*$"
    ),
    not_a_subject=_compiled(
        r"(?:d['’])?expérience(?:\s+(?:professionnelle|pertinente|de\s+travail))*"
        r"(?:\s+(?:et|ou)\b.*|$)|(?:et|ou|est|avec)\b"
    ),
    other_way=_compiled(
        r"\bou\s+(?:une?\s+|l['’]|la\s+|le\s+)?(?:certification|certificat|attestation|permis"
        r"|connaissance|réussite|apprentissage)\b"
    ),
    reversed_by=_compiled(r"\s+par\b"),
    field=_compiled(
        r"(?:^|\b)(?:en|ès|dans\s+le\s+domaine\s+(?:de\s+la|de\s+l['’]|du|des|de)|avec\s+spécialisation\s+en)\s*"
        r"(?P<field>\S.{0,240}?)(?=\s+(?:d['’]une?|délivré|avec\b|est\b|serait\b|ou\s+l['’]équivalent)|[;.]|$)"
    ),
    connector=_compiled(
        r"(?P<inside>,?\s*\b(?:dont|incluant|y\s+compris|parmi\s+lesquelles)\b)\s*(?:au\s+moins\s+)?"
        r"|(?P<either>[,;]?\s*\b(?:et/ou|ou)\b(?!\s+(?:plus|l['’]équivalent|équivalent|domaine|connexe)))\s*"
        r"|(?P<both>[,;]?\s*\b(?:et|avec|ainsi\s+que|plus|jumelée?s?\s+à)\b|[,;]\s)\s*"
    ),
    alternatives=_compiled(
        r"\b(?:l['’]une?\s+des?\s+\w+\s+suivante?s|une?\s+des\s+suivants?|soit)\b"
    ),
    combination=_hinted(
        "combinaison",
        r"(?:[,;(]\s*)?\b(?:ou\s+)?(?:une|toute)(?:\s+autre)?\s+combinaison\s+(?:équivalente\s+|acceptable\s+)?"
        r"(?:d['’]|de\s+)(?:études|expérience|formation|scolarité)?",
    ),
    equivalent=_compiled(
        r"\bou\s+(?:l['’]|une\s+|un\s+|son\s+)?(?:expérience\s+|formation\s+)?équivalente?\b"
    ),
    equal_to=_compiled(r"\béquiva(?:lant|ut|lente?)\s+(?:à|au)\b"),
    substitutes=_hinted(
        "remplac compens substitu lieu place",
        r"\b(?:peut|peuvent|pourra|pourront)\s+(?:être\s+)?(?:remplac|compens|substitu)\w+"
        r"|\btenir\s+lieu\s+(?:de|d['’])|\bau\s+lieu\s+(?:de|d['’])|\bà\s+la\s+place\s+(?:de|d['’]|du)",
    ),
    cap=_compiled(r"\b(?:maximum\s+de|jusqu['’]à(?:\s+concurrence\s+de)?|au\s+plus)\s*$"),
    rate=_compiled(r"\b(?:pour|équivaut\s+à|équivalent\s+à|vaut)\s+(?:chaque\s+)?$"),
    names_education=_compiled(r"\b(?:études|scolarité|diplôme|formation|grade)\b"),
    names_experience=_compiled(r"\bexpérience\b"),
    preferred=_hinted(
        "souhait atout idéalement préféren préférable avantage privilégié constitue",
        r"\bsouhait(?:é|ée|és|ées|able|ables)\b|\b(?:un|considérée?s?\s+comme\s+une?)\s+atout\b|\batout\s*:"
        r"|^\W*(?:idéalement|de\s+préférence)\b|\bde\s+préférence\W*$|\bpréférable\b|\bun\s+avantage\b"
        r"|\bprivilégiée?s?\b|\bconstitue\s+un\b",
    ),
    typical=_hinted(
        "généralement habituellement normalement typiquement combinaison",
        r"\b(?:généralement|habituellement|normalement|typiquement)\b|\btoute\s+combinaison\b",
    ),
    may_be_required=_compiled(r"\bp(?:eut|ourrait)\s+être\s+(?:exigée?|requise?|nécessaire)\b"),
    segments=_compiled(r"\s*;\s*(?:et\s+)?|(?<=[a-zé)][a-zé)][.!?])\s+(?=(?-i:[A-ZÉÀ]))"),
    tail=_compiled(
        r"(?<![,\s(])[,\s(]+(?:(?:est|sont|serait)\s+){0,2}"
        r"(?:exigée?s?|requise?s?|souhait(?:é|able)e?s?|un\s+atout)\W*$"
    ),
    competency=_compiled(
        r"\W*(?:(?:bonnes?|excellentes?|très|solides?|grandes?|fortes?|une|des?|les?|la)\s+){0,4}"
        r"(?:connaissances?|capacités?|aptitudes?|habiletés?|compétences?|sens|savoir|compréhension"
        r"|maîtrise\s+d)\b"
    ),
    may_be_got=_compiled(
        r"\W*(?:capacité|aptitude)\s+(?:à|d['’])\s*(?:obtenir|conserver|maintenir)\b"
    ),
    cues=(
        (
            _SUBSTITUTION,
            0.95,
            _compiled(
                r"\bpeu(?:t|vent)\s+(?:être\s+)?(?:remplac|compens)|\bcombinaison\s+(?:\w+\s+)?(?:d['’]|de\s+)"
                r"|\btenir\s+lieu\b"
            ),
        ),
        (
            _EDUCATION,
            0.95,
            _compiled(
                r"\bdiplôme\b|\bbaccalauréat\b|\bdoctorat\b|\bmaîtrise\s+(?:en|ès)\b|\bétudes\s+"
                r"(?:secondaires|collégiales|universitaires|postsecondaires)|\bDE[CS]\b|\bbac\s?\+|\bscolarité\b"
            ),
        ),
        (
            _EXPERIENCE,
            0.97,
            _compiled(r"\b(?:ans|an|années?|mois)\b.{0,60}\b(?:expérience|pratique|travail)"),
        ),
        (
            _LICENCE,
            0.9,
            _compiled(
                r"\bpermis\b|\b(?:certificat|certification|brevet|agrément|attestation)\b|\bmembre\s+"
                r"(?:en\s+règle|d['’]un\s+ordre|de\s+l['’]ordre)"
            ),
        ),
        (
            _EXPERIENCE,
            0.9,
            _compiled(
                r"^\W*(?:[\w'’-]+\s+){0,4}expérience\b|\bexpérience\s+(?:en|dans|de|du|avec)"
            ),
        ),
        (
            _OTHER,
            0.85,
            _compiled(
                r"\bcitoyen|\bcote\s+de\s+(?:fiabilité|sécurité)|\benquête\s+de\s+(?:sécurité|fiabilité)"
                r"|\bantécédents\s+judiciaires|\bbilingu|\bautorisation\s+de\s+travail"
            ),
        ),
    ),
)
_LANGUAGES = {"en": _ENGLISH, "fr": _FRENCH}
