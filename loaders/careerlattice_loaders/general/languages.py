"""Languages: which lexicon a document is read with."""

from __future__ import annotations

from collections.abc import Iterable

from careerlattice_loaders.general.english import ENGLISH
from careerlattice_loaders.general.french import FRENCH
from careerlattice_loaders.general.lexicon import Lexicon

_ENOUGH = 600
_LEAST_SHARE = 0.06
_FEWEST_WORDS = 40


def choose_lexicon(lines: Iterable[list[str]]) -> Lexicon | None:
    """The lexicon for words in lines, by their commonest words; None: neither language.

    A text too short to tell counts as English.
    """
    counts = {"en": 0, "fr": 0}
    seen = 0
    for words in lines:
        seen += len(words)
        for lexicon in (ENGLISH, FRENCH):
            common = lexicon.function_words
            counts[lexicon.language] += len([word for word in words if word in common])
        if seen > _ENOUGH:
            break
    best = FRENCH if counts["fr"] > counts["en"] else ENGLISH
    if seen >= _FEWEST_WORDS and counts[best.language] < _LEAST_SHARE * seen:
        return None
    return best
