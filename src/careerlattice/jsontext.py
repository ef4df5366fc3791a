"""JSON that people can read, written as fast as JSON that they cannot.

With `indent`, the library's encoder runs in Python; for many small objects that takes longer than
all that made them.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

__all__ = ["indented"]

_NESTED = (dict, list, tuple)
_STEP = "  "


def indented(value: Any, depth: int = 0) -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=2)` gives, at this depth of nesting.

    *value* is of JSON's kinds: the keys of objects are strings.
    """
    if not isinstance(value, _NESTED) or not value:
        return json.dumps(value, ensure_ascii=False)
    begin, end = "{}" if isinstance(value, dict) else "[]"
    encode, pieces = _encoder(depth + 1).encode, []
    if isinstance(value, dict):
        plain: dict[str, Any] = {}
        for key, each in value.items():
            if isinstance(each, _NESTED):
                if plain:
                    pieces.append(encode(plain)[1:-1])
                    plain = {}
                pieces.append(f"{encode(key)}: {indented(each, depth + 1)}")
            else:
                plain[key] = each
        if plain:
            pieces.append(encode(plain)[1:-1])
    elif any(isinstance(each, _NESTED) for each in value):
        pieces = [indented(each, depth + 1) for each in value]
    else:
        pieces = [encode(value)[1:-1]]
    inside = _joint(depth + 1).join(pieces)
    return f"{begin}\n{_STEP * (depth + 1)}{inside}\n{_STEP * depth}{end}"


def _joint(depth: int) -> str:
    return f",\n{_STEP * depth}"


@cache
def _encoder(depth: int) -> json.JSONEncoder:
    # Only separators, and no `indent`: that is what the fast encoder can do.
    return json.JSONEncoder(ensure_ascii=False, separators=(_joint(depth), ": "))
