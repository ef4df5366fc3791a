"""Triples written out, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

__all__ = ["written"]

_DECLARATION = b"@prefix "


def written(triples: Iterable[ox.Triple], form: str, prefixes: Mapping[str, str]) -> bytes:
    """The triples, each once and in a fixed order, in *form* (a name of `ox.RdfFormat`).

    Only Turtle and TriG use *prefixes*.
    """
    ordered = sorted(set(triples), key=str)
    readable = form in {"TURTLE", "TRIG"}
    body = ox.serialize(
        ordered,
        format=getattr(ox.RdfFormat, form),
        prefixes=dict(prefixes) if readable else None,
    )
    text = body or b""
    if not readable:
        return text
    # The library declares prefixes in an order of chance.
    lines = text.split(b"\n")
    declared = sum(1 for line in lines[: len(prefixes)] if line.startswith(_DECLARATION))
    return b"\n".join([*sorted(lines[:declared]), *lines[declared:]])
