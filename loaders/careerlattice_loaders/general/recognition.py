"""Recognition: how surely a text describes work at all."""

from __future__ import annotations

import re

from careerlattice.model import DetailKind
from careerlattice_loaders.general.lexicon import Label, LabelKind
from careerlattice_loaders.general.line import Line, Part
from careerlattice_loaders.general.sections import take_topics
from careerlattice_loaders.general.topics import CORE, WORK, Topic

_SIGNS = "{}[]=<>`;"
_JOINT = re.compile(r"(?<=\w)_(?=\w)")
_MOST_SIGNS = 0.015
MOST = 0.59
_LOOKED_AT = 150
_HOPELESS = 0.8
_DOUBTED = 0.3
_SPECIFIC = 5.0
_SURE = 0.7
_FEWEST = 60
_ENOUGH = 3.5
_CLEAR_HEADING = 4.5
_CLEAR_LINE = 3.5
_CLEAR_DUTY = 2.0
_VERY_CLEAR = 5.5
_TELLING = CORE | {Topic.SUMMARY, Topic.RECEIVED}
_JOB_LABELS = 3
_OF_JOBS: frozenset[LabelKind] = frozenset(
    {
        Label.TITLE,
        Label.CODE,
        Label.GRADE,
        Label.PAY,
        Label.UNIT,
        DetailKind.REPORTS_TO,
        DetailKind.POSTING_NUMBER,
        DetailKind.CLOSES,
        DetailKind.EMPLOYMENT_TYPE,
        DetailKind.EXEMPT_STATUS,
    }
)
_HEADED = {Topic.DUTIES: 2.0, Topic.COMPETENCIES: 1.5, Topic.QUALIFICATIONS: 1.5}


def likelihood(lines: list[Line]) -> float:
    """From 0 to 0.59; from 0.5 on the text is a description of work or a posting of it.

    Headings of several sections, labels of facts, and lines that speak of duties, competencies
    and qualifications count. Where these leave it open, the text is read as if it were one, and
    the share of it that would be duties, competencies and qualifications decides.
    """
    looked_at = lines[:_LOOKED_AT]
    if _is_code(looked_at):
        return 0.0
    points = _points(looked_at)
    if not _is_specific(looked_at):
        return round(min(_DOUBTED, 0.5 * points / _ENOUGH), 3)
    if points < _HOPELESS or points >= _ENOUGH:
        return round(min(MOST, 0.5 * points / _ENOUGH), 3)
    sizes: dict[Topic, int] = {}
    for each in take_topics(looked_at):
        if each.confidence >= _SURE:
            sizes[each.topic] = sizes.get(each.topic, 0) + len(each.line.text)
    whole = sum(len(line.text) for line in looked_at if line.part is Part.TEXT) or 1
    core = sum(sizes.get(topic, 0) for topic in CORE) / whole
    several = sum(sizes.get(topic, 0) > _FEWEST for topic in WORK)
    confidence = 0.5 * points / _ENOUGH + 0.35 * core + (0.04 * several if core > 0.2 else 0.0)
    return round(min(MOST, confidence), 3)


def _is_code(lines: list[Line]) -> bool:
    """Whether the signs of a formal language are many."""
    text = "\n".join(line.text for line in lines)
    # Counting each sign is far faster than one look for all of them.
    signs = sum(map(text.count, _SIGNS)) + len(_JOINT.findall(text))
    return signs > _MOST_SIGNS * len(text)


def _is_specific(lines: list[Line]) -> bool:
    """Whether the text has words that hardly any other kind of document has."""
    labels: set[LabelKind] = set()
    for line in lines:
        heading = line.heading
        if line.part is Part.FACT and line.kind is not None and line.kind in _OF_JOBS:
            labels.add(line.kind)
            if len(labels) >= _JOB_LABELS:
                return True
        if heading is not None:
            if any(heading.weights.get(topic, 0.0) >= _CLEAR_HEADING for topic in CORE):
                return True
            is_summary = heading.weights.get(Topic.SUMMARY, 0.0) >= _CLEAR_HEADING
            if is_summary and labels:
                return True
        elif any(w >= _SPECIFIC and t in _TELLING for t, w in line.evidence.weights.items()):
            return True
    return False


def _points(lines: list[Line]) -> float:
    headed: set[Topic] = set()
    labels: set[LabelKind] = set()
    clear: set[Topic] = set()
    counts: dict[Topic, int] = {}
    texts = 0
    for line in lines:
        heading = line.heading
        if line.part is Part.HEADING and heading is not None:
            topic = heading.topic
            if topic is not None and heading.weights[topic] >= _CLEAR_HEADING:
                headed.add(topic)
        elif line.part is Part.FACT and line.kind is not None:
            labels.add(line.kind)
        elif line.part is Part.TEXT:
            texts += 1
            weights = line.evidence.weights
            topic = max(weights, key=lambda t: weights[t], default=None)
            if topic and weights[topic] >= _VERY_CLEAR:
                clear.add(topic)
            if topic and weights[topic] >= (_CLEAR_DUTY if topic is Topic.DUTIES else _CLEAR_LINE):
                counts[topic] = counts.get(topic, 0) + 1
    core = sum(counts.get(topic, 0) for topic in CORE)
    share = core / max(texts, 6)
    points = sum(_HEADED.get(topic, 0.3) for topic in headed)
    points += 0.25 * min(6, len(labels))
    points += 0.25 * sum(kind in _OF_JOBS for kind in labels)
    points += 0.4 * min(4, counts.get(Topic.SUMMARY, 0) + counts.get(Topic.RECEIVED, 0))
    points += 0.35 * len(clear)
    if texts > 12:
        points *= min(1.0, 0.5 + 3.0 * share)
    if core == 0 and sum(kind in _OF_JOBS for kind in labels) < 2:
        points = min(points, _ENOUGH / 2)
    return points + 4.0 * share + sum(0.5 for topic in CORE if counts.get(topic, 0) >= 2)
