"""Mend damaged text without moving a character.

Text that was decoded once in the wrong encoding shows it: "â€™" where an apostrophe was, "Â" before
a space. Text that was cut from a web page may keep "&#39;" for an apostrophe. What is mended here
is read in place of the damaged characters; quotes are still cut from the text as it stands, so the
mended text has the same length, with word joiners (U+2060), which readers pass over, where
characters went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from careerlattice.documents.document import Repair

FILL = "\u2060"
"""Stands in mended text where a damaged character has no counterpart."""

# What bytes 0x80 to 0x9F are in Windows-1252, apart from those that also are controls.
_SPECIALS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_FOREIGN = f"\u0080-\u00ff{_SPECIALS}"
# A first byte of UTF-8 and one that can follow it, both read as letters of their own.
_SIGN = re.compile(
    f"[\u00c2-\u00f4][\u0080-\u00bf{_SPECIALS}]|\u00c2(?=\\s|$)|[\u0080-\u0084\u0086-\u009f]"
)
# A stretch of letters beyond ASCII; a space belongs to the "Â" or "Ã" before it.
_STRETCH = re.compile(f"(?:[\u00c2\u00c3] (?! )|[{_FOREIGN}]){{1,60}}")
_CONTROL = re.compile("[\u0080-\u0084\u0086-\u009f]")
# What the documents' languages are written with: Latin letters, punctuation, signs, bullets. Two
# letters side by side can look like the bytes of some rare letter.
_LIKELY = re.compile(
    "[\\x00-\u024f\u02c6\u02dc\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\u2500-\u27bf\uf000-\uf0ff"
    "\ufb00-\ufb06\ufeff]*"
)
# Where UTF-8 was read as single letters, no "â" of the author's own can be left.
_BROKEN_APOSTROPHE = re.compile(r"(?<=[a-z])\u00e2(?=(?:s|t|d|re|ve|ll)\b)")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
MOST_REPAIRS = 1000
"""Told one by one; a document with more is told so."""


def mend(text: str) -> tuple[str, list[Repair]]:
    """*text* with its damaged characters mended, of the same length, and what was mended.

    Only what is certainly damaged is touched; text that is merely unusual stays.
    """
    changes = list(_references(text)) if "&" in text else []
    if not text.isascii() and _SIGN.search(text):
        changes = sorted({*changes, *_wrongly_decoded(text)})
    return _apply(text, changes) if changes else (text, [])


def _references(text: str) -> Iterator[tuple[int, int, str]]:
    """HTML's names of characters ("&#39;", "&amp;") left over in a text that was once a page."""
    for match in _REFERENCE.finditer(text):
        meant = unescape(match.group())
        if len(meant) == 1 and (meant.isprintable() or meant == "\u00a0"):
            yield match.start(), match.end(), meant


def _wrongly_decoded(text: str) -> list[tuple[int, int, str]]:
    """Stretches of letters that are the bytes of other characters."""
    changes: list[tuple[int, int, str]] = []
    for match in _STRETCH.finditer(text):
        if _SIGN.search(match.group() + " "):
            after = text[match.end() : match.end() + 2]
            before = text[max(0, match.start() - 2) : match.start()]
            mended = _mended(_plain(before), match.group(), _plain(after))
            if mended != match.group() and len(mended) <= len(match.group()):
                changes.append((match.start(), match.end(), mended))
    if any(text[start] == "\u00c2" for start, _, _ in changes):
        changes += [(m.start(), m.end(), "’") for m in _BROKEN_APOSTROPHE.finditer(text)]
    return changes


def _plain(context: str) -> str:
    """What stands beside a stretch, by kinds of characters: the same few again and again."""
    return "".join(map(_kind, context))


def _kind(character: str) -> str:
    if character.isalnum():
        return "a" if character.islower() else "A" if character.isupper() else "1"
    return character if character.isascii() and not character.isspace() else " "


@lru_cache(maxsize=4096)
def _mended(before: str, stretch: str, after: str) -> str:
    """The stretch as it was meant, or as it stands where that is in doubt."""
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - slow, and seldom needed

    config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, explain=False)
    # A no-break space that was cut from a line's end is put back, so that its "Â" is known.
    tail = after if after.strip() or after else " "
    fixed = fix_encoding(f"{before}{stretch}{tail}", config)
    if not (fixed.startswith(before) and len(fixed) >= len(before)):
        return stretch
    middle = fixed[len(before) :]
    if middle.endswith(tail):
        middle = middle[: len(middle) - len(tail)]
    elif middle.endswith("\u00a0" + tail[1:]):
        # The "Â" took the space after it along.
        middle = middle[: len(middle) - len(tail)] or FILL
    else:
        return stretch
    if not _LIKELY.fullmatch(middle):
        return stretch
    return _CONTROL.sub(lambda c: _of_windows(c.group()), middle)


def _of_windows(control: str) -> str:
    """The character that a control character was in Windows-1252."""
    return control.encode("latin-1").decode("cp1252", "ignore") or control


def _apply(text: str, changes: list[tuple[int, int, str]]) -> tuple[str, list[Repair]]:
    parts: list[str] = []
    repairs: list[Repair] = []
    cursor = 0
    for start, end, mended in changes:
        opens = start == 0 or text[start - 1].isspace()
        parts += (text[cursor:start], _stretched(mended, end - start, opens=opens))
        cursor = end
        if len(repairs) < MOST_REPAIRS:
            points = " ".join(f"U+{ord(c):04X}" for c in text[start:end][:8])
            seen = mended.replace(FILL, "")
            read = seen if seen.strip() else "a space" if seen else "nothing"
            what = text[start:end] if text[start] == "&" else points
            message = f"damaged characters ({what}) are read as {read}"
            repairs.append(Repair("encodingRepair", message, start, end))
    parts.append(text[cursor:])
    if len(changes) > MOST_REPAIRS:
        start, end, _ = changes[MOST_REPAIRS]
        message = f"{len(changes) - MOST_REPAIRS} more stretches of damaged characters are mended"
        repairs.append(Repair("encodingRepair", message, start, end))
    return "".join(parts), repairs


def _stretched(mended: str, length: int, *, opens: bool) -> str:
    """*mended* filled up to *length*: at its end where it opens a word, else before its last."""
    fill = FILL * (length - len(mended))
    if opens or not mended:
        return mended + fill
    return mended[:-1] + fill + mended[-1]
