"""Wording: when two texts are one statement, and what a text says of itself.

Everything here is a pure function of its text, so that the same words give the same answers on
every machine, for ever: identifiers rest on :func:`normalise`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from careerlattice.model import Kind

# Letters of other scripts that look like Latin capitals, after Unicode's confusables (UTS 39),
# limited to those that stand alone as a level or grade letter.
LOOK_ALIKES = {
    "\u0410": "A", "\u0412": "B", "\u0421": "C", "\u0415": "E", "\u041d": "H", "\u041a": "K",
    "\u041c": "M", "\u041e": "O", "\u0420": "P", "\u0422": "T", "\u0425": "X", "\u0406": "I",
    "\u0405": "S", "\u0408": "J",
    "\u0391": "A", "\u0392": "B", "\u0395": "E", "\u0396": "Z", "\u0397": "H", "\u0399": "I",
    "\u039a": "K", "\u039c": "M", "\u039d": "N", "\u039f": "O", "\u03a1": "P", "\u03a4": "T",
    "\u03a5": "Y", "\u03a7": "X",
}  # fmt: skip

_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)|(?<=s)['’‘ʼ`´](?=\s)")
_APOSTROPHE = re.compile(r"['’‘ʼ`´]")
_NOT_WORD = re.compile(r"[^\w+#%$£€]+")
_BLANKS = {point: " " for point in range(128) if not (chr(point).isalnum() or chr(point) in "+#%$")}
"""What does not count of the characters of ASCII."""
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_KEPT = 500
# Each with letters that are found fast in what is meant.
_KINDS = (
    (Kind.KNOWLEDGE, "nowledge", re.compile(r"\bknowledges?\b", re.IGNORECASE)),
    (Kind.SKILL, "sk", re.compile(r"\bskills?\b", re.IGNORECASE)),
    (Kind.ABILITY, "ab", re.compile(r"\babilit(?:y|ies)\b", re.IGNORECASE)),
    (Kind.BEHAVIOUR, "behav", re.compile(r"\bbehaviou?rs?\b", re.IGNORECASE)),
)
_SMALL_WORDS = frozenset(
    "a an and as at by for from in into nor of on or per the to via with".split()
)
_ROMAN = re.compile(r"^(?=[IVX]+$)(X{0,3})(IX|IV|V?I{0,3})$")


def normalise(text: str) -> str:
    """*text* as it counts for identity: case, punctuation, apostrophes and white space aside.

    Compatibility forms are unified (NFKC); ``+ # % $ £ €`` stay, since "C++" is not "C".
    """
    # A statement is asked for again and again; what is longer than one must not fill the memory.
    return _normalised_once(text) if len(text) <= _LONGEST_KEPT else _normalised(text)


def _normalised(text: str) -> str:
    if text.isascii():
        return " ".join(_without_apostrophes(text.lower()).translate(_BLANKS).split())
    folded = _without_apostrophes(unicodedata.normalize("NFKC", text).casefold())
    return _NOT_WORD.sub(" ", folded.replace("_", " ")).strip()


_normalised_once = lru_cache(maxsize=4096)(_normalised)


def _without_apostrophes(text: str) -> str:
    # Most texts have none, which is told faster than where they are.
    return _APOSTROPHES.sub("", text) if _APOSTROPHE.search(text) else text


def slug(text: str) -> str:
    """*text* in lower-case ASCII letters, digits and hyphens; "" if it has no letter or digit."""
    plain = _without_apostrophes(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("-", plain.lower()).strip("-")


def kinds_in(text: str) -> tuple[Kind, ...]:
    """Which of knowledge, skill, ability, behaviour the wording names, in that order."""
    plain = text.casefold()
    return tuple(kind for kind, hint, word in _KINDS if hint in plain and word.search(text))


def title_case(text: str) -> str:
    """A title set in capitals as people write it; any other title as it stands.

    Small words stay small inside the title, roman numerals and bracketed abbreviations capital.
    """
    if not text.isupper():
        return text
    words = text.split(" ")
    return " ".join(_cased(word, 0 < i < len(words) - 1) for i, word in enumerate(words))


def _cased(word: str, inside: bool) -> str:
    bare = word.strip("()[],.;:")
    bracketed = word.startswith("(") and len(bare) <= 4
    if bracketed or (bare and _ROMAN.match(bare)):
        return word
    if inside and bare.lower() in _SMALL_WORDS:
        return word.lower()
    return re.sub(
        r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group()[0] + m.group()[1:].lower(), word
    )


def fold_look_alikes(text: str) -> str:
    """*text* with letters of other scripts that look Latin replaced by the Latin ones."""
    return "".join(LOOK_ALIKES.get(character, character) for character in text)
