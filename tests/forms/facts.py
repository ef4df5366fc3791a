"""What a specification says, by its words alone: where they stood is left out."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from careerlattice.model import Record, Specification, Words

# Where things stood, and what the reader had to say about the form.
_ASIDE = frozenset({"evidence", "findings", "judgements", "labels", "spans"})


def told(specification: Specification) -> Any:
    """The records of *specification* as plain values; a record met again is named by its number."""
    return _told(specification, {})


def _told(value: Any, seen: dict[int, int]) -> Any:
    if isinstance(value, Words):
        return value.text
    if isinstance(value, list | tuple):
        return [_told(each, seen) for each in value]
    if isinstance(value, Record):
        if id(value) in seen:
            return f"record {seen[id(value)]}"
        seen[id(value)] = len(seen)
        told = {
            each.name: _told(getattr(value, each.name), seen)
            for each in fields(value)
            if each.name not in _ASIDE
        }
        return {"record": type(value).__name__} | told
    return value
