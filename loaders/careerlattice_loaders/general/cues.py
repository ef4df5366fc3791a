"""Cues: what the words of one line or sentence say about what it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from careerlattice_loaders.general.lexicon import Lexicon, Shape, words_of
from careerlattice_loaders.general.topics import Topic

_SPOKEN = frozenset({Topic.COMPETENCIES, Topic.QUALIFICATIONS, Topic.DUTIES})
_BRIEF = 16
_BEGUN = 4.0
_SUMMED = 5.0
_ASIDE = 0.5
_MOST = 8.0
_VERB_WEIGHTS = {Shape.THIRD: 3.0, Shape.BASE: 2.0, Shape.GERUND: 1.4}
_LONGEST_OPENING = 10
_EARLY_COMMA = 90
_FEWEST_CLAUSES = 3
_REMARK = re.compile(r"\W*[\w. ]{2,14}:\s")


@dataclass(slots=True)
class Evidence:
    """Weights by topic, and the cues that gave them, for people to read.

    *verb* is the shape of the verb a line begins with, *several* tells that it lists competencies.
    """

    weights: dict[Topic, float] = field(default_factory=dict)
    cues: list[tuple[float, Topic, str]] = field(default_factory=list)
    verb: Shape | None = None
    several: bool = False

    def add(self, topic: Topic, weight: float, cue: str) -> None:
        """Count *cue* for *topic*, up to the most that one line may say."""
        self.weights[topic] = min(_MOST, self.weights.get(topic, 0.0) + weight)
        self.cues.append((weight, topic, cue))

    def reasons(self, topic: Topic) -> list[str]:
        """The cues for *topic*, the strongest first."""
        own = sorted((c for c in self.cues if c[1] is topic), key=lambda c: -c[0])
        return [cue for _, _, cue in own]


def weigh(text: str, words: list[str], lexicon: Lexicon) -> Evidence:
    """All evidence in one line or sentence, from its own words alone."""
    evidence = Evidence()
    if not words:
        return evidence
    _weigh_opening(words, lexicon, evidence)
    if words[0].isdecimal() and words[1:2] == ["%"] and len(words) > 3:
        evidence.add(Topic.DUTIES, 2.0, "a share of time")
    if evidence.verb is None:
        _weigh_late_verb(text, lexicon, evidence)
    if text.count(";") >= _FEWEST_CLAUSES - 1:
        _weigh_clauses(text, lexicon, evidence)
    aside = _aside(words, lexicon, evidence)
    seen: set[str] = set()
    for hit in lexicon.mentions.find(words):
        if hit.phrase in seen:
            continue
        seen.add(hit.phrase)
        for topic, weight in hit.weights.items():
            share = _ASIDE if topic is aside else 1.0
            evidence.add(topic, share * weight, f"'{hit.phrase}'")
    if words[0] in lexicon.remarks and _REMARK.match(text):
        evidence.add(Topic.NOTICE, 3.5, f"begins with '{words[0]}:'")
    if _has_years_of_experience(words, lexicon):
        evidence.add(Topic.QUALIFICATIONS, 5.0, "years of experience")
    _weigh_ability(words, lexicon, evidence)
    if "www." in text or "http" in text or "@" in text:
        evidence.add(Topic.APPLICATION, 4.0 if len(words) <= _BRIEF else 2.5, "an address")
    if text.endswith("?"):
        evidence.add(Topic.APPLICATION, 3.0, "a question")
        evidence.add(Topic.EMPLOYER, 1.5, "a question")
    return evidence


def tells_work(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a sentence says what its subject does: "The clerk opens the mail"."""
    early = words[:_LONGEST_OPENING]
    if lexicon.verbs.get(early[0] if early else "") is Shape.THIRD:
        return True
    for word, following in pairwise(early):
        if word in lexicon.function_words or following in lexicon.predicates:
            continue
        if lexicon.verbs.get(following) is Shape.THIRD:
            return True
    is_ordered = not (
        lexicon.obliging.isdisjoint(early)
        and lexicon.promising.isdisjoint(early)
        and lexicon.permitting.isdisjoint(early)
    )
    return is_ordered and any(lexicon.verbs.get(word) is Shape.BASE for word in early)


def _aside(words: list[str], lexicon: Lexicon, evidence: Evidence) -> Topic | None:
    """The topic that a line names only by the way, since it begins with another of its kin."""
    weights = evidence.weights
    known = weights.get(Topic.COMPETENCIES, 0.0)
    brought = weights.get(Topic.QUALIFICATIONS, 0.0)
    if weights.get(Topic.SUMMARY, 0.0) >= _SUMMED:
        return Topic.DUTIES
    if brought >= _BEGUN > known:
        return Topic.COMPETENCIES
    is_means = not lexicon.obtaining.isdisjoint(words[1:9])
    return Topic.QUALIFICATIONS if known >= _BEGUN > brought and not is_means else None


def _weigh_opening(words: list[str], lexicon: Lexicon, evidence: Evidence) -> None:
    """What the line begins with: a noun of competence, an award, a verb of work."""
    verbs, leads, qualities = lexicon.verbs, lexicon.leads, lexicon.qualities
    only_leads = True
    for at, word in enumerate(words[:_LONGEST_OPENING]):
        hit = lexicon.openings.at(words, at)
        if hit and hit.end == at + 1 and word in qualities:
            hit = None
        if hit and (only_leads or not _SPOKEN.isdisjoint(hit.weights)):
            strong = 1.0 if only_leads else 0.9
            for topic, weight in hit.weights.items():
                evidence.add(topic, weight * strong, f"begins with '{hit.phrase}'")
            if word not in verbs or max(hit.weights.values()) > 3.0:
                break
        following = words[at + 1] if at + 1 < len(words) else ""
        shape = lexicon.shape_of(word, following) if only_leads else None
        if (
            shape is not None
            and evidence.verb is None
            and lexicon.people_words.isdisjoint(words[:at])
        ):
            evidence.verb = shape
            is_asked = not lexicon.obliging.isdisjoint(words[:at])
            weight = _VERB_WEIGHTS[shape] * (0.4 if is_asked else 1.0)
            evidence.add(Topic.DUTIES, weight, f"begins with a {shape.value} ('{word}')")
            _weigh_person(words[:at], lexicon, evidence)
            if word not in qualities:
                break
        if word in qualities:
            only_leads = False
        elif not (word in leads or lexicon.is_manner(word) or word.isdecimal()):
            break
    _weigh_object(words, lexicon, evidence)
    if words[0] in lexicon.second_person and lexicon.promising.isdisjoint(words[:2]):
        evidence.add(Topic.COMPETENCIES, 1.5, "speaks to the reader")
    if not lexicon.obliging.isdisjoint(words[:3]):
        evidence.add(Topic.QUALIFICATIONS, 1.5, "'must'")
        evidence.add(Topic.COMPETENCIES, 0.8, "'must'")


def _weigh_object(words: list[str], lexicon: Lexicon, evidence: Evidence) -> None:
    """Experience named early, whatever kind of experience it is."""
    early = words[:7]
    is_told = Topic.COMPETENCIES in evidence.weights or evidence.verb is Shape.THIRD
    if not is_told and not lexicon.experience_nouns.isdisjoint(early):
        evidence.add(Topic.QUALIFICATIONS, 2.5, "names experience")


def _weigh_person(before: list[str], lexicon: Lexicon, evidence: Evidence) -> None:
    """What stands before the verb: a promise to the reader, or a permission."""
    is_promised = not lexicon.promising.isdisjoint(before)
    if is_promised and not lexicon.second_person.isdisjoint(before):
        evidence.add(Topic.DUTIES, 1.5, "'you will'")
        evidence.add(Topic.SUMMARY, 2.0, "'you will'")
    elif not lexicon.permitting.isdisjoint(before):
        evidence.add(Topic.DUTIES, 1.0, "'may'")


def _weigh_late_verb(text: str, lexicon: Lexicon, evidence: Evidence) -> None:
    """A verb of work after an introduction ("With others, prepares") or a label ("Mail: sorts")."""
    for mark in (", ", ": "):
        at = text.find(mark, 0, _EARLY_COMMA)
        if at < 0:
            continue
        after = [w for w in words_of(text[at + 2 : at + 50])[:3] if not lexicon.is_manner(w)]
        shape = lexicon.verbs.get(after[0]) if after else None
        hit = lexicon.openings.at(after, 0) if after and mark == ": " else None
        if hit is None and len(after) > 1 and mark == ": " and after[0] in lexicon.leads:
            hit = lexicon.openings.at(after, 1)
        if hit is not None and Topic.COMPETENCIES in hit.weights:
            evidence.add(Topic.COMPETENCIES, 3.5, f"a name, then '{hit.phrase}'")
            return
        if shape is Shape.THIRD or (shape is not None and mark == ": "):
            evidence.verb = shape
            evidence.add(
                Topic.DUTIES, 0.7 * _VERB_WEIGHTS[shape], f"a {shape.value} ('{after[0]}')"
            )
            return


def _weigh_clauses(text: str, lexicon: Lexicon, evidence: Evidence) -> None:
    """Clauses between semicolons that each begin with a verb of work."""
    clauses = text.split(";")[1:]
    working = 0
    for clause in clauses:
        first = [w for w in words_of(clause[:40])[:3] if w not in lexicon.leads]
        working += bool(first) and first[0] in lexicon.verbs
    if _competencies_among(clauses, lexicon) >= 0.6 * len(clauses):
        evidence.add(Topic.COMPETENCIES, 5.0, "clauses that name competencies")
        evidence.several = True
    elif working >= 0.7 * len(clauses) and len(clauses) >= _FEWEST_CLAUSES:
        evidence.add(Topic.DUTIES, min(3.0, working), "clauses that begin with verbs of work")


def _competencies_among(clauses: list[str], lexicon: Lexicon) -> int:
    found = 0
    for clause in clauses:
        for word_at, word in enumerate(words := words_of(clause[:60])):
            hit = lexicon.openings.at(words, word_at)
            if hit is not None and Topic.COMPETENCIES in hit.weights:
                found += 1
            if hit is not None or not (word in lexicon.leads or word in lexicon.qualities):
                break
    return found


def _weigh_ability(words: list[str], lexicon: Lexicon, evidence: Evidence) -> None:
    """An ability that is a condition of work, a physical demand, or the means to a licence."""
    weights = evidence.weights
    if (
        evidence.several
        or Topic.COMPETENCIES not in weights
        or lexicon.ability_words.isdisjoint(words[:6])
    ):
        return
    rest = weights.get(Topic.CONDITIONS, 0.0) + weights.get(Topic.PHYSICAL, 0.0)
    if rest >= 2.5:
        stronger = max((Topic.CONDITIONS, Topic.PHYSICAL), key=lambda t: weights.get(t, 0.0))
        evidence.add(stronger, 4.0, "an ability to bear conditions of work")
        weights[Topic.COMPETENCIES] = min(1.0, weights[Topic.COMPETENCIES])
    elif weights.get(Topic.QUALIFICATIONS, 0.0) >= 2.0 and any(
        w in lexicon.obtaining for w in words[1:9]
    ):
        evidence.add(Topic.QUALIFICATIONS, 3.5, "an ability to obtain it")
        weights[Topic.COMPETENCIES] -= 4.0


def _has_years_of_experience(words: list[str], lexicon: Lexicon) -> bool:
    if lexicon.year_words.isdisjoint(words):
        return False
    for at, word in enumerate(words):
        if word not in lexicon.year_words:
            continue
        near = words[max(0, at - 5) : at]
        if not any(w[0].isdecimal() or w in lexicon.number_words for w in near):
            continue
        return any(w in lexicon.experience_words for w in words[max(0, at - 8) : at + 16])
    return False
