"""Texts as the scorers see them: words, stems, word pieces, windows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import Stemmer

from careerlattice.wording import normalise

__all__ = ["Pieces", "clauses", "features", "gist", "stems", "title_forms", "windows"]

_STOP = frozenset("a an and as at by for from in into of on or the to with".split())
_STEMMER = Stemmer.Stemmer("english")
_PARENTHESIS = re.compile(r"(?<!\s)\s*\(([^()]*)\)")
_CLAUSE = re.compile(
    r"[;:,.!?()/\u2022]\s+|\s[-\u2013\u2014]\s|\b(?:and|or|as well as|including)\b"
)
# What says of a skill only that somebody is to have it, and how much of it.
_HAVING = re.compile(
    r"""\b(?:
      (?:(?:the|an?)\s{1,3})?
      (?:(?:strong|good|excellent|solid|proven|demonstrated|deep|basic|sound|thorough|working
          |previous|prior|relevant|extensive|hands[- ]on|practical|advanced|in[- ]depth|some)
         (?:\s{1,3}and\s{1,3}|,?\s{1,3})){0,6}
      (?:(?:\d{1,4}\s{0,3}\+?|one|two|three|four|five|six|seven|eight|nine|ten|several|many)
         \s{0,3}(?:or\s{1,3}more\s{1,3})?)?(?:years?\s{1,3}(?:of\s{1,3})?)?
      (?:experience|knowledge|understanding|ability|abilities|skills?|familiarity|proficiency
         |expertise|background|competence|command|capability|willingness|track\ record|grasp)
      (?:\s{1,3}(?:working|using|required))?\s{1,3}(?:in|with|of|to|on|for)
    | (?:is|are|be|being)?\s{0,3}(?:able|responsible|familiar|proficient|experienced|skilled
         |comfortable|willing)\s{1,3}(?:to|for|with|in|at)
    | (?:you|we|he|she|they|the\s{1,3}(?:holder|candidate|applicant|employee))
      \s{1,3}(?:will|can|must|should|shall|have|are|is|has|be)(?:\s{1,3}(?:be|have|a|an)){0,3}
    | (?:we\s{1,3}are\s{1,3})?looking\s{1,3}for
      (?:\s{1,3}(?:someone|somebody|a\s{1,3}candidate))?(?:\s{1,3}(?:with|who))?
    | (?:is|are)\s{1,3}
      (?:a\s{1,3}plus|required|preferred|desirable|essential|an\s{1,3}(?:advantage|asset))
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of the words of *text*, in order, without the smallest words."""
    return [_stem(word) for word in normalise(text).split() if word not in _STOP]


def features(text: str) -> list[str]:
    """What the classifier sees of *text*: stems, pairs of neighbours, the ends, runs of letters."""
    parts = stems(text)
    found = [f"w {part}" for part in parts]
    found += [f"p {one} {other}" for one, other in pairwise(parts)]
    if parts:
        found += [f"last {parts[-1]}", f"first {parts[0]}"]
    for word in normalise(text).split():
        padded = f"<{word}>"
        found += [f"c {padded[i : i + 4]}" for i in range(max(1, len(padded) - 3))]
    return found


def title_forms(title: str) -> tuple[str, ...]:
    """*title* as it stands, without what is in parentheses, and what is in them; normalised."""
    inside = _PARENTHESIS.findall(title)
    forms = [title, _PARENTHESIS.sub("", title), *inside] if inside else [title]
    return tuple(dict.fromkeys(form for form in map(normalise, forms) if form))


def clauses(sentence: str) -> list[str]:
    """The parts of *sentence* between its marks and its conjunctions; the sentence first."""
    parts = [part.strip(" .,;:") for part in _CLAUSE.split(sentence)]
    return list(dict.fromkeys([sentence, *(part for part in parts if len(part) > 2)]))


def windows(count: int, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The windows of each of *sizes* over *count* words, as from and up to; one at least."""
    for size in sizes:
        if size <= count:
            yield from ((start, start + size) for start in range(count - size + 1))
    if count and all(size > count for size in sizes):
        yield 0, count


def gist(sentence: str) -> str:
    """*sentence* without the phrases that ask for a skill; whole where nothing else is in it."""
    rest = " ".join(_HAVING.sub(" ", sentence).split())
    return rest if stems(rest) else sentence


class Pieces:
    """Words cut into the pieces of a vocabulary, the longest piece first (WordPiece)."""

    _TOKEN = re.compile(r"\w+|[^\w\s]")

    def __init__(self, vocabulary: Mapping[str, int], unknown: int) -> None:
        self._vocabulary = vocabulary
        self._unknown = (unknown,)
        self._known: dict[str, tuple[int, ...]] = {}

    def words(self, text: str) -> list[str]:
        """The words and marks of *text*, lower case, without accents."""
        folded = unicodedata.normalize("NFD", text.lower()).replace("_", " _ ")
        plain = "".join(c for c in folded if unicodedata.category(c) != "Mn")
        return self._TOKEN.findall(plain)

    def of_word(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of one word."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(word)
        return found

    def of(self, text: str) -> list[int]:
        """The numbers of the pieces of *text*."""
        return [piece for word in self.words(text) for piece in self.of_word(word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._vocabulary:
                    found.append(self._vocabulary[piece])
                    start = end
                    break
            else:
                return self._unknown
        return tuple(found)
