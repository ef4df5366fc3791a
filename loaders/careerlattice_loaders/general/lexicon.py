"""Lexicons: the words by which one language's descriptions of work tell what they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from careerlattice.model import DetailKind
from careerlattice_loaders.general.topics import Topic

Weights = Mapping[Topic, float]
# French articles and pronouns that lose their vowel: "l'emploi", "d'études".
_ELISION = re.compile(r"(?<![^\W_])(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'(?=[^\W_]{2})")
_SHORTEST_VERB = 5
_Phrase = tuple[list[str], str, Weights]
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|[$€£%]")


class Shape(Enum):
    """How a verb of work stands."""

    BASE = "bare verb"
    THIRD = "verb in the third person"
    GERUND = "verb in -ing"


class Label(Enum):
    """Labels of facts that are more than a detail."""

    TITLE = "title"
    CODE = "code"
    GRADE = "grade"
    PAY = "pay"
    UNIT = "bargaining unit"
    GROUP = "occupational group"
    REVISED = "revised"
    EFFECTIVE = "effective"
    ESTABLISHED = "established"


LabelKind = Label | DetailKind


def words_of(text: str) -> list[str]:
    """The words of *text* in lower case, with plain apostrophes; signs of money are words too."""
    plain = text.lower().replace("’", "'")
    return _WORD.findall(_ELISION.sub(" ", plain) if "'" in plain else plain)


class Hit(NamedTuple):
    """A phrase found at words [start, end), and what it speaks for."""

    start: int
    end: int
    phrase: str
    weights: Weights


class PhraseBook:
    """Phrases with weights by topic, found by their longest match from left to right."""

    __slots__ = ("_starts",)

    def __init__(self, entries: Mapping[Topic, Mapping[float, str]]) -> None:
        """*entries*: for each topic and weight the phrases, kept apart by semicolons."""
        merged: dict[tuple[str, ...], dict[Topic, float]] = {}
        for topic, by_weight in entries.items():
            for weight, texts in by_weight.items():
                for phrase in texts.split(";"):
                    words = tuple(words_of(phrase))
                    if words:
                        merged.setdefault(words, {})[topic] = weight
        # By the first word: what it says alone, and the longer phrases by their second word.
        self._starts: dict[str, tuple[Weights | None, dict[str, list[_Phrase]]]] = {}
        for words, weights in merged.items():
            alone, after = self._starts.get(words[0], (None, {}))
            if len(words) == 1:
                alone = weights
            else:
                after.setdefault(words[1], []).append((list(words[2:]), " ".join(words), weights))
            self._starts[words[0]] = alone, after
        for _, after in self._starts.values():
            for held in after.values():
                held.sort(key=lambda each: -len(each[0]))

    def at(self, words: list[str], start: int) -> Hit | None:
        """The longest phrase that begins at word *start*, None if there is none."""
        word = words[start]
        begun = self._starts.get(word)
        if begun is None:
            return None
        alone, after = begun
        if after and start + 1 < len(words):
            for rest, text, weights in after.get(words[start + 1], ()):
                end = start + 2 + len(rest)
                if not rest or words[start + 2 : end] == rest:
                    return Hit(start, end, text, weights)
        return Hit(start, start + 1, word, alone) if alone is not None else None

    def find(self, words: list[str]) -> list[Hit]:
        """Every phrase that stands in *words*, none overlapping another."""
        found: list[Hit] = []
        starts = self._starts
        free = 0
        for start, word in enumerate(words):
            if word in starts and start >= free:
                hit = self.at(words, start)
                if hit is not None:
                    found.append(hit)
                    free = hit.end
        return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that one language contributes; everything else of the loader knows no language.

    *headings* are what headings are made of, *fillers* words that add nothing to them. *openings*
    are words a statement begins with, after any *leads* (modals, articles, "you") and *qualities*
    ("strong", "proven"); *mentions* are phrases that count wherever they stand. *verbs* gives the
    shape in which a form of a verb of work stands. *labels* are names of facts.
    *containers* are headings whatever stands around them.
    """

    language: str
    function_words: frozenset[str]
    headings: PhraseBook
    fillers: frozenset[str]
    essential: frozenset[str]
    secondary: frozenset[str]
    preferred: frozenset[str]
    required: frozenset[str]
    openings: PhraseBook
    leads: frozenset[str]
    qualities: frozenset[str]
    mentions: PhraseBook
    verbs: Mapping[str, Shape]
    labels: Mapping[str, LabelKind]
    second_person: frozenset[str]
    year_words: frozenset[str]
    experience_words: frozenset[str]
    number_words: frozenset[str]
    experience_nouns: frozenset[str]
    ability_words: frozenset[str]
    obtaining: frozenset[str]
    people_words: frozenset[str]
    status_words: frozenset[str]
    answers: frozenset[str]
    question_words: frozenset[str]
    level_words: frozenset[str]
    articles: frozenset[str]
    asking: frozenset[str]
    question_openers: frozenset[str]
    after_verbs: frozenset[str]
    generic_titles: frozenset[str]
    institutions: frozenset[str]
    role_nouns: frozenset[str]
    role_endings: tuple[str, ...]
    stem_tails: frozenset[str]
    predicates: frozenset[str]
    nothing: frozenset[str]
    containers: frozenset[str]
    promising: frozenset[str]
    obliging: frozenset[str]
    permitting: frozenset[str]
    stem_ends: frozenset[str]
    purpose_words: frozenset[str]
    seeking: tuple[str, ...]
    remarks: frozenset[str]

    def shape_of(self, word: str, following: str) -> Shape | None:
        """The shape of *word* as a verb of work: a known one, or by its ending where it fits."""
        known = self.verbs.get(word)
        if known is not None or len(word) < _SHORTEST_VERB or following not in self.after_verbs:
            return known
        return self.guess(word)

    def guess(self, word: str) -> Shape | None:
        """What an unknown word's ending makes of it, if it were a verb."""
        if self.language != "en":
            return None
        if word.endswith("s") and not word.endswith(("ss", "us", "is", "ties", "ions", "ments")):
            return Shape.THIRD
        return Shape.GERUND if word.endswith("ing") else None

    def is_manner(self, word: str) -> bool:
        """Whether *word* tells how something is done, as "effectively" does."""
        return len(word) > 4 and word.endswith("ly" if self.language == "en" else "ment")


def word_set(text: str) -> frozenset[str]:
    """The words of a list kept apart by white space."""
    return frozenset(text.split())


def phrases(text: str) -> Iterable[str]:
    """The phrases of a list kept apart by semicolons, in the form labels are compared in."""
    for phrase in text.split(";"):
        words = words_of(phrase)
        if words:
            yield " ".join(words)
