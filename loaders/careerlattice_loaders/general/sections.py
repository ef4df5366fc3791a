"""Sections: every line given a topic, from its words, its heading and its neighbours together.

The lines of a document are a chain. Each has weights by topic; going on with a topic is free,
changing it costs, more inside a paragraph than at a blank line. The cheapest reading of the whole
chain is taken; how much dearer the best other reading of a line would be tells how sure it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter, sub

from careerlattice.outline import Block
from careerlattice_loaders.general.headings import Heading
from careerlattice_loaders.general.lexicon import Shape, Weights
from careerlattice_loaders.general.line import Line, Part
from careerlattice_loaders.general.topics import ADVERT, CORE, Topic
from careerlattice_loaders.general.units import Role

_HEADING_SHARE = 0.65
_MOST_OF_HEADING = 6.4
_FEWEST_ALIKE = 3
_BRIEF_LINE = 9
_MOST_TOPICS = 7
_HOMEWARD = 0.6
_BEAM = 7.0
_LONG_BLOCK = 420
_FLAT = 1500
_SHARE_OF_WORK = 0.15
_NARRATED = 0.6
_STRAY = 0.3
_MOSTLY = 0.6
_PLAINLY = 3.0
_CLEAR = 7.0
_ABLE = 2.5
_SHARE_ABLE = 0.34


@dataclass(slots=True, eq=False)
class Taken:
    """A line with the topic it was taken for, how surely (0 to 1), and its governing heading."""

    line: Line
    topic: Topic
    confidence: float
    heading: Heading | None
    heading_line: Line | None
    under: tuple[Line, ...] = ()
    is_parallel: bool = False

    @property
    def why(self) -> str:
        """The reasons, in plain words."""
        reasons = []
        if (
            self.heading is not None
            and self.heading_line is not None
            and self.heading.weights.get(self.topic)
        ):
            reasons.append(f"the heading says '{self.heading_line.text.strip(' :')[:60]}'")
        if self.is_parallel and self.topic is Topic.DUTIES:
            reasons.append("one of several lines that begin alike")
        reasons += self.line.evidence.reasons(self.topic)[:3]
        return "; ".join(reasons) if reasons else "it stands between lines taken so"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What governs a stretch of lines: a heading and how much it still says (0 to 1)."""

    heading: Heading | None = None
    line: Line | None = None
    hold: float = 0.0
    parents: tuple[Line, ...] = ()
    has_items: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands.

    *parallel* counts the lines around it that all begin with verbs, *are_abilities* tells that
    these speak of abilities; *block* is what its paragraph says of the employer and the like.
    """

    is_after_core: bool
    is_first: bool
    parallel: int
    are_abilities: bool
    block: dict[Topic, float]


def take_topics(lines: list[Line]) -> list[Taken]:
    """The topic of each line of text, in order."""
    rules = _govern(lines)
    texts = [at for at, line in enumerate(lines) if line.part is Part.TEXT]
    places = list(_places(lines, texts, rules))
    weights = [
        _weights(lines[at], rules[at], place) for at, place in zip(texts, places, strict=True)
    ]
    costs = [_cost(lines, before, at) for before, at in zip([None, *texts], texts, strict=False)]
    homes = [
        rule.heading.topic if rule.heading and rule.hold >= 0.5 else None
        for rule in (rules[at] for at in texts)
    ]
    taken = [
        Taken(
            lines[at],
            topic,
            sure,
            rules[at].heading,
            rules[at].line,
            rules[at].parents,
            place.parallel >= _FEWEST_ALIKE,
        )
        for at, place, (topic, sure) in zip(
            texts, places, _decode(weights, costs, homes), strict=True
        )
    ]
    _own_up(taken)
    return taken


def _own_up(taken: list[Taken]) -> None:
    """Where no list of duties is, a paragraph that tells the work at length says the duties."""
    sizes = dict.fromkeys((Topic.DUTIES, Topic.SUMMARY), 0)
    blocks: dict[int, list[Taken]] = {}
    for each in taken:
        if each.topic in sizes:
            sizes[each.topic] += each.line.unit.size
        if each.topic is Topic.SUMMARY and not _is_headed_summary(each):
            blocks.setdefault(id(each.line.unit.block), []).append(each)
    if sizes[Topic.DUTIES] >= _SHARE_OF_WORK * sizes[Topic.SUMMARY]:
        return
    for sentences in list(blocks.values())[1:]:
        works = sum(each.line.works for each in sentences)
        if len(sentences) >= _FEWEST_ALIKE and works >= _MOSTLY * len(sentences):
            for each in sentences:
                each.topic, each.confidence = Topic.DUTIES, _NARRATED


def _is_headed_summary(taken: Taken) -> bool:
    """Whether the heading above says so plainly."""
    heading = taken.heading
    return heading is not None and heading.weights.get(Topic.SUMMARY, 0.0) >= _PLAINLY


def _places(lines: list[Line], texts: list[int], rules: list[_Rule]) -> Iterator[_Place]:
    """Where each line of text stands."""
    blocks = _block_weights(lines)
    first: Block | None = None
    is_after = False
    for at, (parallel, are_abilities) in zip(texts, _parallels(lines, texts), strict=True):
        line, heading = lines[at], rules[at].heading
        is_after = is_after or bool(heading and heading.topic in CORE)
        block = line.unit.block
        yield _Place(
            is_after,
            first is None or first is block,
            parallel,
            are_abilities,
            blocks.get(id(block), {}),
        )
        if first is None and len(line.words) > _BRIEF_LINE:
            first = block


def _govern(lines: list[Line]) -> list[_Rule]:
    """For each line the heading that governs it, and how strongly it still does."""
    rules: list[_Rule] = []
    rule = _Rule()
    outer = rule
    run_in_block = None
    run_ins = 0
    in_table = False
    for at, line in enumerate(lines):
        heading = line.heading
        if line.part is Part.HEADING and heading is not None:
            if line.unit.run_in:
                if run_in_block is None:
                    outer = rule
                rule = _Rule(_within(rule, heading), line, 1.0, ())
                run_in_block = line.unit.block
                run_ins += 1
            else:
                run_ins = 0
                below = lines[at + 1] if at + 1 < len(lines) else None
                rule = _under(rule if run_in_block is None else outer, heading, line, below)
                run_in_block = None
            rules.append(rule)
            continue
        if run_in_block is not None and line.unit.block is not run_in_block:
            run_in_block = None
            if outer.heading is not None and run_ins < 2 and not _prevails(rule, outer):
                rule = outer
            else:
                rule = _Rule(rule.heading, rule.line, _STRAY, ())
        if bool(line.unit.row) != in_table:
            in_table = bool(line.unit.row)
            if in_table and line.part is not Part.FACT:
                rule = _Rule(rule.heading, rule.line, rule.hold * 0.5, rule.parents)
        if rule.has_items and line.unit.role is not Role.ITEM and line.unit.first:
            is_stem = rule.heading is not None and rule.heading.is_stem
            rule = _Rule(
                rule.heading, rule.line, rule.hold * (0.5 if is_stem else 0.75), rule.parents
            )
        rules.append(rule)
        if line.part is Part.TEXT and rule.heading is not None:
            hold = _held(rule, line)
            has_items = rule.has_items or line.unit.role is Role.ITEM
            # Most lines change nothing, and share the rule of the line before.
            if hold != rule.hold or has_items is not rule.has_items:
                rule = _Rule(rule.heading, rule.line, hold, rule.parents, has_items)
    return rules


def _prevails(rule: _Rule, outer: _Rule) -> bool:
    """Whether a heading run into a line heads the paragraphs after it too."""
    own, other = rule.heading, outer.heading
    return bool(own and other and own.topic in CORE and other.topic in _BRIEF)


def _within(rule: _Rule, heading: Heading) -> Heading:
    """A heading run into a line, read as what its section speaks of where it can be."""
    topic = rule.heading.topic if rule.heading is not None else None
    if topic in (Topic.PHYSICAL, Topic.CONDITIONS) and topic in heading.weights:
        return replace(heading, weights={topic: heading.weights[topic]})
    return heading


def _interrupts(rule: _Rule, heading: Heading, below: Line) -> bool:
    """Whether a plain heading only groups duties, whatever else its words may mean."""
    if rule.heading is None or rule.heading.topic is not Topic.DUTIES or not rule.has_items:
        return False
    is_weak = heading.level >= _PLAIN_LEVEL and heading.topic in _GROUPING
    return is_weak and below.unit.role is Role.ITEM and below.evidence.verb is not None


def _under(rule: _Rule, heading: Heading, line: Line, below: Line | None) -> _Rule:
    """The rule after *heading*: its own, or what governs on where it says nothing by itself."""
    old = rule.heading
    if old is None or not old.weights:
        return _Rule(heading, line, 1.0, ())
    is_inner = heading.level > old.level or heading.is_stem
    is_foreign = heading.topic not in CORE and old.topic in CORE and rule.hold > 0.4
    if heading.is_stem and is_foreign and old.topic in heading.weights:
        assert old.topic is not None
        heading = replace(heading, weights={old.topic: heading.weights[old.topic]})
    elif below is not None and _interrupts(rule, heading, below):
        heading = replace(heading, weights={})
    if heading.is_modifier and old.topic in CORE and rule.hold > 0.4:
        merged = dict(old.weights)
        kept = Heading(
            merged,
            old.level,
            old.phrases,
            True,
            heading.is_stem,
            heading.essential,
            heading.preferred,
            old.is_experience,
        )
        return _Rule(kept, line, 1.0, (*rule.parents, line))
    if not heading.weights:
        if is_inner or heading.level == old.level:
            hold = rule.hold if is_inner else 0.6 * rule.hold
            kept = Heading(
                old.weights,
                old.level,
                old.phrases,
                old.is_modifier,
                heading.is_stem,
                old.essential,
                old.preferred,
                old.is_experience,
            )
            return _Rule(kept, line, hold, (*rule.parents, line) if is_inner else (line,))
        return _Rule(heading, line, 1.0, ())
    if is_inner and old.topic in heading.weights and old.topic in CORE:
        return _Rule(heading, line, 1.0, (*rule.parents, line))
    return _Rule(heading, line, 1.0, ())


def _held(rule: _Rule, line: Line) -> float:
    """How strongly the rule holds after *line*, whose words may bear it out or contradict it."""
    assert rule.heading is not None
    weights = line.evidence.weights
    headed = rule.heading.weights
    own, other = _strongest(weights, headed)
    topic = rule.heading.topic
    if topic in CORE:
        if other - own > 3.0:
            foreign = max((w for t, w in weights.items() if t in ADVERT), default=0.0)
            return rule.hold * (0.55 if foreign == other else 0.8)
        return min(1.0, rule.hold + 0.2) if own >= other else rule.hold
    if other - own > 1.5:
        return rule.hold * 0.6
    is_brief = topic in _BRIEF and line.unit.role is not Role.ITEM
    if topic in (Topic.PAY, Topic.DETAILS):
        return rule.hold * (0.95 if own >= other and own > 0 else 0.5)
    return rule.hold * (0.8 if is_brief and own < other else 0.97)


def _strongest(weights: dict[Topic, float], headed: Weights) -> tuple[float, float]:
    """The most that is said for a topic of a heading, and for any other topic."""
    inside: list[float] = []
    outside: list[float] = []
    for topic, weight in weights.items():
        (inside if topic in headed else outside).append(weight)
    if len(inside) < len(headed):
        inside.append(0.0)
    return max(inside, default=0.0), max(outside, default=0.0)


def _parallels(lines: list[Line], texts: list[int]) -> list[tuple[int, bool]]:
    """For each line how many in a row, itself among them, begin with a verb of work.

    And whether a good part of them speaks of abilities, as a list does that lost its "Ability to".
    """
    counts = [(0, False)] * len(texts)
    run: list[int] = []

    def close() -> None:
        blocks = len({id(lines[texts[i]].unit.block) for i in run if lines[texts[i]].unit.first})
        able = sum(
            lines[texts[i]].evidence.weights.get(Topic.COMPETENCIES, 0.0) >= _ABLE for i in run
        )
        for i in run:
            counts[i] = (blocks, able >= _SHARE_ABLE * len(run))
        run.clear()

    last = -1
    for which, at in enumerate(texts):
        line = lines[at]
        is_apart = at > last + 1 and any(e.part is Part.HEADING for e in lines[last + 1 : at])
        if run and is_apart:
            close()
        if run and (lines[last].unit.role is Role.ITEM) != (line.unit.role is Role.ITEM):
            close()
        goes_on = bool(run) and not line.unit.first
        if goes_on or (line.evidence.verb is not None and line.fixed is None and line.unit.first):
            run.append(which)
        elif run and not _spans_gap(lines, texts, which):
            close()
        last = at
    close()
    return counts


def _spans_gap(lines: list[Line], texts: list[int], which: int) -> bool:
    """Whether the next block of text goes on with verbs after this one line without."""
    if which + 1 >= len(texts):
        return False
    below = lines[texts[which + 1]]
    own = lines[texts[which]].unit
    return below.unit.first and below.evidence.verb is not None and below.unit.role is own.role


def _may_work(line: Line, rule: _Rule) -> bool:
    """Whether a list of lines that begin alike with verbs may be duties where it stands."""
    topic = rule.heading.topic if rule.heading is not None else None
    is_item = line.unit.role is Role.ITEM
    if topic is Topic.SUMMARY and rule.heading is not None:
        return is_item or rule.hold < 0.5 or rule.heading.weights[topic] < 3.0
    if topic in ADVERT or topic is Topic.COMPETENCIES:
        return topic in ADVERT and not is_item
    return topic not in _PERSON or line.evidence.verb is Shape.THIRD


def _pool(weights: dict[Topic, float], block: dict[Topic, float]) -> None:
    """What the other sentences of a paragraph say of the employer and the like, in part."""
    if not block or max(weights, key=weights.__getitem__, default=None) in ADVERT:
        return
    for topic, weight in block.items():
        own = weights.get(topic, 0.0)
        if weight > own:
            weights[topic] = own + 0.35 * (weight - own)


def _block_weights(lines: list[Line]) -> dict[int, dict[Topic, float]]:
    """For each paragraph of several sentences, the most any of them says for an advert topic."""
    held: dict[int, dict[Topic, float]] = {}
    for line in lines:
        if line.unit.role is Role.SENTENCE and line.part is Part.TEXT:
            block = held.setdefault(id(line.unit.block), {})
            for topic, weight in line.evidence.weights.items():
                if topic in ADVERT:
                    block[topic] = max(block.get(topic, 0.0), weight)
    return held


def _weights(line: Line, rule: _Rule, place: _Place) -> dict[Topic, float]:
    """All that speaks for each topic of a line, its neighbours apart."""
    if line.fixed is not None:
        return {line.fixed: 30.0}
    weights = dict(line.evidence.weights)
    _pool(weights, place.block)
    if place.parallel >= _FEWEST_ALIKE and place.are_abilities:
        weights[Topic.COMPETENCIES] = weights.get(Topic.COMPETENCIES, 0.0) + 2.0
    elif place.parallel >= _FEWEST_ALIKE and _may_work(line, rule):
        verb = 1.5 if place.parallel < 5 else 2.5
        weights[Topic.DUTIES] = weights.get(Topic.DUTIES, 0.0) + verb
    if rule.heading is not None:
        if line.lead is not None and rule.heading.is_stem:
            stem = rule.heading.topic
            if stem is Topic.COMPETENCIES:
                weights[stem] = weights.get(stem, 0.0) + 3.0
        if line.evidence.verb is Shape.GERUND and rule.heading.is_experience:
            weights[Topic.QUALIFICATIONS] = weights.get(Topic.QUALIFICATIONS, 0.0) + 2.0
        for topic, weight in rule.heading.weights.items():
            told = _HEADING_SHARE * rule.hold * min(weight, _MOST_OF_HEADING)
            weights[topic] = weights.get(topic, 0.0) + told
    weights.setdefault(Topic.OTHER, 0.3)
    unit = line.unit
    if unit.role is Role.ITEM:
        for topic, weight in _ITEM_WEIGHTS.items():
            weights[topic] = weights.get(topic, 0.0) + weight
    elif unit.size > _LONG_BLOCK:
        for topic, weight in _LONG_WEIGHTS.items():
            weights[topic] = weights.get(topic, 0.0) + weight
    if not place.is_after_core:
        opens = 0.3 if len(line.words) <= _BRIEF_LINE else (2.5 if place.is_first else 1.2)
        weights[Topic.SUMMARY] = weights.get(Topic.SUMMARY, 0.0) + opens
    elif rule.heading is None or rule.heading.topic is not Topic.SUMMARY:
        weights[Topic.SUMMARY] = weights.get(Topic.SUMMARY, 0.0) - 0.8
    return weights


_PLAIN_LEVEL = 7
# Topics whose headings also serve as labels of groups of duties.
_GROUPING = frozenset(
    {
        Topic.CONTACTS,
        Topic.CONDITIONS,
        Topic.EMPLOYER,
        Topic.EQUAL,
        Topic.EXERCISED,
        Topic.OTHER,
        Topic.SELECTION,
        Topic.QUALIFICATIONS,
        Topic.NOTICE,
    }
)
_BRIEF = frozenset(
    {
        Topic.SUMMARY,
        Topic.RECEIVED,
        Topic.EXERCISED,
        Topic.CONTACTS,
        Topic.DISTINGUISHING,
        Topic.PAY,
        Topic.DETAILS,
    }
)
_PERSON = frozenset({Topic.COMPETENCIES, Topic.QUALIFICATIONS, Topic.PHYSICAL, Topic.CONDITIONS})
_ITEM_WEIGHTS = {
    Topic.DUTIES: 0.6,
    Topic.COMPETENCIES: 0.6,
    Topic.QUALIFICATIONS: 0.4,
    Topic.SUMMARY: -1.5,
    Topic.EMPLOYER: -0.8,
    Topic.EQUAL: -0.8,
    Topic.NOTICE: -1.0,
    Topic.DISTINGUISHING: -0.8,
}
_LONG_WEIGHTS = {
    Topic.DUTIES: -0.8,
    Topic.COMPETENCIES: -0.5,
    Topic.QUALIFICATIONS: -0.3,
    Topic.SUMMARY: 0.4,
    Topic.EMPLOYER: 0.4,
    Topic.EQUAL: 0.3,
}


def _cost(lines: list[Line], before: int | None, at: int) -> float:
    """What it costs to change the topic between two neighbouring lines of text."""
    if before is None:
        return 0.0
    line, last = lines[at], lines[before]
    if at - before > 1 and any(each.part is Part.HEADING for each in lines[before + 1 : at]):
        return 0.4
    if line.unit.block is last.unit.block:
        is_clear = max(line.evidence.weights.values(), default=0.0) >= _CLEAR
        return 4.2 if line.unit.size < _FLAT and not is_clear else 2.8
    if at - before > 1:
        return 0.8
    if line.unit.apart:
        return 1.3
    if line.unit.role is Role.ITEM and last.unit.role is Role.ITEM:
        return 2.4
    if (line.unit.role is Role.ITEM) != (last.unit.role is Role.ITEM):
        return 1.3
    return 1.8


# Which share of a change's cost going from one topic to another takes.
_TURNS: dict[tuple[Topic, Topic], float] = {
    (Topic.COMPETENCIES, Topic.QUALIFICATIONS): 0.5,
    (Topic.QUALIFICATIONS, Topic.COMPETENCIES): 0.5,
    (Topic.DUTIES, Topic.COMPETENCIES): 1.0,
    (Topic.DUTIES, Topic.QUALIFICATIONS): 0.9,
    (Topic.SUMMARY, Topic.DUTIES): 0.8,
    (Topic.QUALIFICATIONS, Topic.DUTIES): 1.7,
    (Topic.COMPETENCIES, Topic.DUTIES): 1.7,
    (Topic.DUTIES, Topic.SUMMARY): 1.5,
    (Topic.CONDITIONS, Topic.PHYSICAL): 0.4,
    (Topic.PHYSICAL, Topic.CONDITIONS): 0.4,
    (Topic.RECEIVED, Topic.EXERCISED): 0.3,
    (Topic.EXERCISED, Topic.RECEIVED): 0.3,
    (Topic.SUMMARY, Topic.RECEIVED): 0.7,
    (Topic.RECEIVED, Topic.SUMMARY): 0.7,
    **{(a, b): 0.4 for a in ADVERT for b in ADVERT if a is not b},
    **{(a, Topic.DUTIES): 1.5 for a in ADVERT if a is not Topic.EMPLOYER},
    **{(a, Topic.COMPETENCIES): 1.4 for a in ADVERT},
}


def _decode(
    weights: list[dict[Topic, float]], costs: list[float], homes: list[Topic | None]
) -> list[tuple[Topic, float]]:
    """The best topic of every line along the chain, and how sure it is."""
    if not weights:
        return []
    kept = [_leading(each) for each in weights]
    topics = [tuple(topic for topic, _ in each) for each in kept]
    own = [[weight for _, weight in each] for each in kept]
    changes = [
        _changes(*each) for each in zip(topics, topics[1:], costs[1:], homes[1:], strict=False)
    ]
    last = own[0]
    ahead = [last]
    for weighed, change in zip(own[1:], changes, strict=True):
        last = [w + max(map(sub, last, row)) for w, row in zip(weighed, change, strict=True)]
        ahead.append(last)
    later = [0.0] * len(own[-1])
    behind = [later]
    for weighed, change in zip(reversed(own), reversed(changes), strict=False):
        onward = [told + w for told, w in zip(later, weighed, strict=True)]
        later = [max(map(sub, onward, column)) for column in zip(*change, strict=True)]
        behind.append(later)
    behind.reverse()
    answers = []
    for named, forward, backward in zip(topics, ahead, behind, strict=True):
        totals = [before + after for before, after in zip(forward, backward, strict=True)]
        most = max(totals)
        best = totals.index(most)
        del totals[best]
        margin = most - max(totals) if totals else 9.0
        answers.append((named[best], 1 / (1 + math.exp(-0.9 * margin))))
    return answers


def _changes(
    before: tuple[Topic, ...], after: tuple[Topic, ...], cost: float, home: Topic | None
) -> list[list[float]]:
    """What going to each topic of one line costs, from each of the line before it."""
    changes = [[cost * share for share in row] for row in _shares(before, after)]
    if home in after:
        at = after.index(home)
        changes[at] = [min(change, _HOMEWARD * cost) for change in changes[at]]
    return changes


@lru_cache(maxsize=1024)
def _shares(before: tuple[Topic, ...], after: tuple[Topic, ...]) -> list[list[float]]:
    """Which share of a change's cost each takes; most lines have the topics of their neighbours."""
    return [[0.0 if old is new else _TURNS.get((old, new), 1.0) for old in before] for new in after]


def _leading(weights: dict[Topic, float]) -> list[tuple[Topic, float]]:
    """The topics of a line that come into question with their weights, the heaviest first."""
    least = max(weights.values()) - _BEAM
    leading = [each for each in weights.items() if each[1] >= least]
    leading.sort(key=itemgetter(1), reverse=True)
    return leading[:_MOST_TOPICS]
