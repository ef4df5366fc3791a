"""Languages: which one a text is written in, told by its commonest words or by its letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["language_of"]

# Words that are common in one of these languages and rare in the others.
_COMMON = {
    "English": "the of and to with for or is are be by as this will their",
    "French": "les des et du pour dans une sur aux avec est ou par sont le",
    "Spanish": "el los las y del para con una por se su que al es en",
    "Portuguese": "os da do e dos das em uma para com ao na no são um",
    "Italian": "il di e per gli della con che nel una alla del dei sono in",
    "German": "der die und das den mit von für ist im zu eine des werden oder",
    "Dutch": "het een van en de voor met zijn op is te aan door bij worden",
}
_WORDS = {name: frozenset(words.split()) for name, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 20
_LEAST_SHARE = 0.08


def language_of(text: str) -> str | None:
    """The English name of the language of *text*, or "a language written in … letters".

    None where the text is short, or its words are common in no language known here.
    """
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    scripts = Counter(unicodedata.name(word[0], "?").partition(" ")[0] for word in words)
    script, most = scripts.most_common(1)[0]
    if script != "LATIN":
        told = most * 2 > len(words) and script != "?"
        return f"a language written in {script.capitalize()} letters" if told else None
    counts = {name: sum(word in own for word in words) for name, own in _WORDS.items()}
    name = max(counts, key=counts.__getitem__)
    return name if counts[name] >= _LEAST_SHARE * len(words) else None
