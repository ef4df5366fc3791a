"""JSON by the fast encoder, to the letter that of the library's own indentation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from careerlattice.jsontext import indented

VALUES: dict[str, Any] = {
    "a text": "Größe, “quotes” and a\nline",
    "nothing": None,
    "an empty object": {},
    "an empty list": [],
    "a flat object": {"a": 1, "b": "x, y: z", "c": None, "d": True, "e": 0.97},
    "a flat list": ["a", 'b "c"', 3],
    "objects in a list": [{"a": 1}, {}, {"b": []}],
    "plain and nested by turns": {
        "a": 1,
        "b": {"c": [1, [2, {"d": 3}]]},
        "e": "x",
        "f": "y",
        "g": (),
        "h": ("p", "q"),
        "i": None,
    },
    "names that need escapes": {'"quoted"': {"a\\b": [1]}, "\u202e": "\u202e"},
}


@pytest.mark.parametrize("name", VALUES)
def test_it_is_what_the_library_writes(name: str) -> None:
    assert indented(VALUES[name]) == json.dumps(VALUES[name], ensure_ascii=False, indent=2)
