"""Competencies: what the holder must know, be able to do, and be like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerlattice.model import Competency, LevelText, Modality, Requirement, Words
from careerlattice.outline import Passage
from careerlattice.wording import kinds_in, normalise
from careerlattice_loaders.general.duties import split_clauses
from careerlattice_loaders.general.headings import Heading
from careerlattice_loaders.general.lexicon import Lexicon, words_of
from careerlattice_loaders.general.places import has_letters, join, trimmed
from careerlattice_loaders.general.sections import Taken
from careerlattice_loaders.general.topics import Topic
from careerlattice_loaders.general.units import Role, split_label

_DASH = re.compile(r"\s[-–—]\s")
_LONGEST_NAME = 6
_FEWEST_CLAUSES = 2


class CompetencyList:
    """Competencies and the requirements for them; *repeated* are those stated once more.

    Alike ones are one resource of the lattice, quoted from every place.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.competencies: list[Competency] = []
        self.requirements: list[Requirement] = []
        self.repeated: list[tuple[Words, Competency]] = []
        self._seen: dict[str, Competency] = {}
        self._lexicon = lexicon

    def add(self, taken: Taken, stem: Passage | None) -> None:
        """The competencies of one line; *stem* is the beginning its heading gives them."""
        modality = self.modality(taken)
        if taken.line.lead is not None and stem is None:
            self._add(trimmed(taken.line.unit.passage), None, modality)
            return
        for passage in self._pieces(taken, has_stem=stem is not None):
            self._add(passage, stem, modality)

    def add_entry(
        self, name: Passage, definition: list[Passage], level: Passage, signs: list[Passage]
    ) -> None:
        """A competency set out with its definition, the words of its level, and its signs."""
        words = name.words
        defined = join(definition) if definition else None
        competency = Competency(defined or words, words, defined, kinds_in(words.text))
        competency.indicators = [LevelText(None, sign.words) for sign in signs]
        evidence = (*words.spans, *level.words.spans)
        self.competencies.append(competency)
        self.requirements.append(Requirement(competency, evidence, level_words=level.words))

    def add_named(self, name: Passage, signs: list[Passage], modality: Modality | None) -> None:
        """A competency named on its own line, with its signs in a list below."""
        words = trimmed(name).strip(" :").words
        competency = Competency(words, words, None, kinds_in(words.text))
        competency.indicators = [LevelText(None, sign.words) for sign in signs]
        self.competencies.append(competency)
        self.requirements.append(Requirement(competency, words.spans, modality=modality))

    def _add(self, passage: Passage, stem: Passage | None, modality: Modality | None) -> None:
        name, definition = self._named(passage)
        words = passage.words
        if stem is not None and name is None:
            words = stem.words.joined(words)
        key = normalise((name or words).text)
        if not key:
            return
        competency = Competency(words, name, definition, kinds_in(words.text))
        requirement = Requirement(competency, words.spans, modality=modality)
        known = self._seen.setdefault(normalise(words.text), competency)
        if known is not competency:
            self.repeated.append((words, known))
        self.competencies.append(competency)
        self.requirements.append(requirement)

    def modality(self, taken: Taken) -> Modality | None:
        """How strongly a line, or else its heading, asks for what it says."""
        words = set(taken.line.words)
        heading = taken.heading
        if taken.line.preferred is not None:
            return Modality.PREFERRED if taken.line.preferred else Modality.REQUIRED
        if words & self._lexicon.preferred or (heading and heading.preferred):
            return Modality.PREFERRED
        if words & self._lexicon.required or (heading and heading.preferred is False):
            return Modality.REQUIRED
        return None

    def _named(self, passage: Passage) -> tuple[Words | None, Words | None]:
        """The name and definition of a competency written as "Name: definition"."""
        parts = split_label(passage)
        if parts is None:
            dash = _DASH.search(passage.text, 0, 70)
            if dash is None:
                return None, None
            parts = passage[: dash.start()].strip(), passage[dash.end() :].strip()
        name, definition = parts
        words = words_of(name.text)
        if not 0 < len(words) <= _LONGEST_NAME or len(words_of(definition.text)) < 3:
            return None, None
        hit = self._lexicon.openings.at(words, 0)
        if words[-1] in self._lexicon.stem_ends or (hit and Topic.QUALIFICATIONS in hit.weights):
            return None, None
        return name.words, definition.words

    def _pieces(self, taken: Taken, *, has_stem: bool) -> Iterator[Passage]:
        passage = trimmed(taken.line.passage)
        if not has_letters(passage):
            return
        clauses = list(split_clauses(passage))
        are_told = has_stem and taken.line.unit.role is not Role.ITEM
        is_list = len(clauses) >= _FEWEST_CLAUSES
        if are_told or (is_list and sum(map(self._opens, clauses)) >= 0.6 * len(clauses)):
            yield from clauses
        else:
            yield passage

    def _opens(self, clause: Passage) -> bool:
        """Whether a clause begins as a competency of its own does."""
        words = words_of(clause.text)
        for at, word in enumerate(words[:6]):
            hit = self._lexicon.openings.at(words, at)
            if hit:
                return Topic.COMPETENCIES in hit.weights
            if word not in self._lexicon.qualities and word not in self._lexicon.leads:
                return False
        return False


def stem_of(heading: Heading | None, passage: Passage | None, lexicon: Lexicon) -> Passage | None:
    """The beginning that a heading like "Ability to:" gives each line under it."""
    if heading is None or passage is None or heading.topic is not Topic.COMPETENCIES:
        return None
    bare = trimmed(passage).strip(" :-–—")
    words = words_of(bare.text)
    if not words or words[-1] not in lexicon.stem_ends or len(words) > 8:
        return None
    return bare
