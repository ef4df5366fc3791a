"""Lines: what units are taken for before their topics are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from careerlattice.outline import Passage
from careerlattice_loaders.general.cues import Evidence
from careerlattice_loaders.general.headings import Heading
from careerlattice_loaders.general.lexicon import LabelKind, Lexicon, words_of
from careerlattice_loaders.general.topics import Topic
from careerlattice_loaders.general.units import Unit


class Part(Enum):
    """What a line is in its document."""

    TEXT = "text"
    HEADING = "heading"
    FACT = "fact"
    MARK = "mark"
    TITLE = "title"


@dataclass(slots=True, eq=False)
class Line:
    """A unit with its part. *label* and *kind* are for facts, *heading* for headings.

    *lead* is the heading that runs into a text, *fixed* a topic that its layout leaves no doubt of,
    *preferred* what the head of its column says. *works*: it tells what somebody does.
    """

    unit: Unit
    part: Part
    passage: Passage
    words: list[str]
    heading: Heading | None = None
    label: Passage | None = None
    kind: LabelKind | None = None
    lead: Passage | None = None
    fixed: Topic | None = None
    preferred: bool | None = None
    evidence: Evidence = field(default_factory=Evidence)
    works: bool = False

    @property
    def text(self) -> str:
        """The clean text."""
        return self.passage.text


def label_kind(label: str, lexicon: Lexicon) -> LabelKind | None:
    """The fact that *label* names, None if it names none we know."""
    return lexicon.labels.get(" ".join(words_of(label)))
