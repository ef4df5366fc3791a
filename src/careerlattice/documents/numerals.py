"""Numbers as lists count with them: figures, letters, Roman numerals."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 3999


def counted(number: int, how: str) -> str:
    """*number* as a list writes it; *how* is "lowerLetter", "upperRoman" and the like.

    What is none of these, and numbers beyond what people write so, come out in figures.
    """
    if not 0 < number <= _LARGEST:
        return str(number)
    if how.endswith("Letter"):
        written = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif how.endswith("Roman"):
        written = ""
        for value, sign in _ROMAN:
            written += sign * (number // value)
            number %= value
    else:
        return str(number)
    return written.upper() if how.startswith("upper") else written
