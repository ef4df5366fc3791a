"""What the REST interface answers, as a worker makes it: plain data out of a graph, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from decimal import Decimal
from typing import Any

from careerlattice.errors import UnknownError, UsageError
from careerlattice.identifiers import short_id
from careerlattice.lattice import Lattice
from careerlattice.moves.paths import Path
from careerlattice.review.context import Context
from careerlattice.rows import Rows
from careerlattice.serve.outcomes import Answer, RequestError, told
from careerlattice.serve.work import Opened

__all__ = ["MOST_ITEMS", "answer", "page", "plain"]

MOST_ITEMS = 1000
"""The most items of one page."""


def answer(opened: Opened, *, what: str, packed: bool, arguments: Mapping[str, Any]) -> Answer:
    """Answer with *what*, a name of the table at the end of this module, asked with *arguments*.

    Raises:
        RequestError: something is not known (404) or wrong (400) in what is asked.
    """
    try:
        found = _ANSWERS[what](opened, **arguments)
    except UsageError as error:
        status = 404 if isinstance(error, UnknownError) else 400
        raise RequestError(status, told(error.message, error.remedy)) from None
    body = json.dumps(plain(found), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    return Answer.of(body, "application/json", packed=packed)


def plain(value: Any) -> Any:
    """*value* as JSON can hold it: records as objects, decimals as numbers, days as text."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name.rstrip("_"): plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [plain(each) for each in value]
    return str(value)


# -- listings ----------------------------------------------------------------------------------


def page(items: Sequence[Any], offset: int, limit: int) -> dict[str, Any]:
    """Some of *items*, how many there are, and where the next page begins (None after the last)."""
    behind = offset + limit
    return {
        "total": len(items),
        "offset": offset,
        "next": behind if behind < len(items) else None,
        "items": items[offset:behind],
    }


def _table(rows: Rows, offset: int, limit: int | None) -> dict[str, Any]:
    shown = page(rows, offset, len(rows) if limit is None else limit)
    return {"columns": rows.columns, "rows": shown.pop("items"), **shown}


def _class_grades(
    opened: Opened, publisher: str | None, class_: str | None, offset: int, limit: int
) -> dict[str, Any]:
    beginning = class_ or publisher
    rows = opened.lattice.class_grades()
    if beginning is not None:
        beginning = short_id(beginning)
        rows_of = [row for row in rows if str(row["class_grade"]).startswith(f"{beginning}/")]
        if not rows_of:
            kind = "publisher" if class_ is None else "class"
            raise UnknownError(
                f"there is no {kind} {beginning!r} with class-grades in force",
                remedy="see api/classes",
            )
        return page(rows_of, offset, limit)
    return page(rows, offset, limit)


def _classes(opened: Opened, publisher: str | None, offset: int, limit: int) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for row in opened.lattice.class_grades():
        name = str(row["class"])
        if publisher is not None and not name.startswith(f"{publisher}/"):
            continue
        entry = found.setdefault(
            name, {"class": name, "title": row["class_title"], "class_grades": []}
        )
        entry["class_grades"].append({"class_grade": row["class_grade"], "grade": row["grade"]})
    if publisher is not None and not found:
        raise UnknownError(f"there is no publisher {publisher!r}", remedy="see api/classes")
    return page(list(found.values()), offset, limit)


def _class_grade(opened: Opened, name: str) -> Any:
    return opened.lattice.show(name)


# -- moves -------------------------------------------------------------------------------------


def _gap(opened: Opened, start: str, goal: str, without: str | None) -> dict[str, Any]:
    gap = opened.lattice.gap(start, goal, without=without)
    return {
        "from": gap.start,
        "to": gap.goal,
        "counts": gap.counts,
        "entries": gap.entries,
        "cost": _cost(opened.lattice, gap.start, gap.goal),
    }


def _cost(lattice: Lattice, start: str, goal: str) -> dict[str, Any]:
    cost = lattice.cost(lattice.move(start, goal))
    return {"total": cost.total, "words": cost.words, "blocked": cost.blocked}


def _paths(opened: Opened, start: str, goal: str, most_steps: int, limit: int) -> dict[str, Any]:
    best = opened.lattice.path(start, goal)
    found = opened.lattice.paths(start, goal, most_steps=most_steps, limit=limit)
    return {
        "least_effort": None if best is None else _path(best),
        "paths": [_path(path) for path in found],
    }


def _path(path: Path) -> dict[str, Any]:
    return {
        "class_grades": path.class_grades,
        "cost": path.cost,
        "largest_step": path.largest_step,
        "steps": [
            {
                "from": step.start,
                "to": step.goal,
                "cost": step.cost.total,
                "words": step.cost.words,
                "next_grade": step.next_grade,
            }
            for step in path.steps
        ],
    }


def _nearest(opened: Opened, name: str, count: int) -> dict[str, Any]:
    return {"nearest": opened.lattice.nearest(name, count)}


# -- the rest ----------------------------------------------------------------------------------


def _question(
    opened: Opened, slug: str, parameters: Mapping[str, str], offset: int, limit: int | None
) -> dict[str, Any]:
    given = {f"{name}_": value for name, value in parameters.items()}
    return _table(opened.lattice.ask(slug, **given), offset, limit)


def _source(
    opened: Opened, thing: str, words: str | None, offset: int, limit: int
) -> dict[str, Any]:
    return page(opened.lattice.source(thing, words), offset, limit)


def _search(opened: Opened, text: str, limit: int, kind: str | None) -> Any:
    return opened.search.find(text, limit, kind)


def _resource(opened: Opened, name: str) -> Any:
    try:
        return opened.resources.get(name)
    except UsageError as error:
        raise UnknownError(error.message, remedy=error.remedy) from None


def _sides(opened: Opened, things: Sequence[str]) -> dict[str, Any]:
    """What the graph knows of things, by their IRIs: for who decides on links between them."""
    context = Context(opened.graph)
    return {thing: asdict(context.of(thing)) for thing in things}


_ANSWERS: Mapping[str, Callable[..., Any]] = {
    "classes": _classes,
    "class-grades": _class_grades,
    "class-grade": _class_grade,
    "gap": _gap,
    "paths": _paths,
    "nearest": _nearest,
    "question": _question,
    "source": _source,
    "search": _search,
    "resource": _resource,
    "sides": _sides,
}
