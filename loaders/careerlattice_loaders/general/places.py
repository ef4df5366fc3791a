"""Places: words cut from lines, and joined where a statement stands in several."""

from __future__ import annotations

from careerlattice.model import Span, Words
from careerlattice.outline import Passage

_MARKS = " \t•●▪■◦‣➢➤►✓✔·*|>;,"


def trimmed(passage: Passage) -> Passage:
    """*passage* without marks of lists and tables at its ends."""
    return passage.strip(_MARKS)


def has_letters(passage: Passage) -> bool:
    """Whether there is anything in it but marks."""
    text = passage.text
    return text[:1].isalnum() or any(map(str.isalnum, text))


def join(passages: list[Passage]) -> Words:
    """One text of several passages, in order, with the spans of all."""
    if len(passages) == 1:
        return passages[0].words
    return Words(" ".join(p.text for p in passages), tuple(p.span for p in passages))


def is_prose(text: str) -> bool:
    """Whether a text is a sentence, which no label may be."""
    words = len(text.split())
    return words > 16 or (words > 5 and text.rstrip("\"'”’)* ").endswith((".", "!", "?")))


def cover(passages: list[Passage]) -> Span:
    """From the first character to the last."""
    return Span(min(p.at[0] for p in passages), max(p.at[-1] for p in passages) + 1)
