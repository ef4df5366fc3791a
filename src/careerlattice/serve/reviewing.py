"""Mapping review over HTTP: candidates with their evidence, and decisions written to their files.

It is there only where the server was started for it, since it writes. A decision needs the version
of the row that the reviewer has seen; what somebody else changed meanwhile is refused (409).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from careerlattice.configuration import Reviewer
from careerlattice.errors import CareerlatticeError
from careerlattice.mappings import RELATIONS, Status
from careerlattice.review import Decision, Desk, Row, SetFile, decide
from careerlattice.review.deciding import in_words, reviewed_by
from careerlattice.review.desk import ChangedMeanwhileError
from careerlattice.serve.answers import MOST_ITEMS, page
from careerlattice.serve.api import Asker
from careerlattice.serve.clients import client_of
from careerlattice.serve.outcomes import RequestError, told

__all__ = ["ReviewDesk", "make_review"]

Standing = Literal["proposed", "accepted", "rejected", "all"]


class Wish(BaseModel):
    """What a reviewer decides of one mapping; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    version: str = Field(description="The version of the row that was seen.")
    status: Literal["accepted", "rejected", "proposed"] | None = None
    relation: Literal["exact", "close", "broad", "narrow", "related"] | None = None
    comment: str | None = Field(None, max_length=10_000)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row, the set it stands in, and its name here, which no decision changes."""

    key: str
    path: Path
    set: SetFile
    row: Row


class ReviewDesk:
    """The mapping sets at *paths*, for *reviewer* to decide on."""

    def __init__(
        self,
        paths: Sequence[Path],
        reviewer: Reviewer,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.paths, self.reviewer, self._today = tuple(paths), reviewer, today

    def sets(self) -> list[dict[str, Any]]:
        """The sets, with how many mappings are in each and how many are open."""
        return [
            {
                "name": path.name,
                "total": len(set_.rows),
                "open": sum(row.is_open for row in set_.rows),
            }
            for path, set_ in Desk(self.paths).sets.items()
        ]

    def mappings(self, status: Standing, name: str | None) -> list[_Found]:
        """The mappings of this status, of all sets or the one of this *name*, as on disk now."""
        return [
            each
            for each in self._all()
            if status in {"all", _status(each.row)} and name in {None, each.path.name}
        ]

    def mapping(self, key: str) -> _Found:
        """The mapping of this name, as on disk now.

        Raises:
            RequestError: there is no such mapping (404).
        """
        found = next((each for each in self._all() if each.key == key), None)
        if found is None:
            raise RequestError(404, told("there is no such mapping", "load the page again"))
        return found

    def beside(self, found: _Found) -> list[_Found]:
        """The other mappings of the same subject."""
        subject = found.row.get("subject_id")
        return [
            each
            for each in self._all()
            if each.key != found.key and each.row.get("subject_id") == subject
        ]

    def decide(self, key: str, wish: Wish) -> _Found:
        """Write a decision; return the mapping as it is now.

        Raises:
            RequestError: there is no such mapping (404), it is not as it was seen (409), or its
                file cannot be written (500).
        """
        found = self.mapping(key)
        if _version(found.row) != wish.version:
            raise _changed()
        decision = Decision(
            status=None if wish.status is None else Status(wish.status),
            relation=wish.relation,
            comment=wish.comment,
        )
        edit = partial(decide, decision=decision, reviewer=self.reviewer, day=self._today())
        desk = Desk([found.path])
        try:
            row = desk.change(found.path, found.set.pair(found.row), edit, seen=found.row)
        except ChangedMeanwhileError:
            raise _changed() from None
        except CareerlatticeError as error:
            raise RequestError(500, told(error.message, error.remedy)) from None
        return _Found(key, found.path, desk.sets[found.path], row)

    def _all(self) -> Iterator[_Found]:
        try:
            desk = Desk(self.paths)
        except CareerlatticeError as error:
            raise RequestError(500, told(error.message, error.remedy)) from None
        for path, set_ in desk.sets.items():
            for row in set_.rows:
                ends = "\n".join([str(path), *sorted(set_.ends(row))])
                yield _Found(hashlib.sha256(ends.encode()).hexdigest()[:16], path, set_, row)


def make_review(desk: ReviewDesk, asker: Asker) -> APIRouter:
    """The routes for reviewing at *desk*; what is known of both sides comes from *asker*."""
    routes = APIRouter(prefix="/review", tags=["review"])

    @routes.get("", summary="Who reviews, and the mapping sets")
    async def overview() -> dict[str, Any]:
        sets = await run_in_threadpool(desk.sets)
        return {"reviewer": str(desk.reviewer), "sets": sets, "relations": list(RELATIONS)}

    @routes.get("/mappings", summary="The mappings, with what is known of both sides")
    async def mappings(
        request: Request,
        status: Standing = "proposed",
        of: Annotated[str | None, Query(alias="set", description="Only of this set.")] = None,
        offset: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=MOST_ITEMS)] = 20,
    ) -> dict[str, Any]:
        found = await run_in_threadpool(desk.mappings, status, of)
        shown = page(found, offset, limit)
        return {**shown, "items": await _items(desk, asker, request, shown["items"])}

    @routes.get("/mappings/{key}", summary="One mapping, with what is known of both sides")
    async def mapping(request: Request, key: str) -> dict[str, Any]:
        found = await run_in_threadpool(desk.mapping, key)
        (item,) = await _items(desk, asker, request, [found])
        return item

    @routes.post("/mappings/{key}", summary="Decide on a mapping")
    async def decision(key: str, wish: Wish, request: Request) -> dict[str, Any]:
        # A form of another site can send no JSON without asking first, and is not allowed to.
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise RequestError(415, told("a decision is sent as JSON"))
        found = await run_in_threadpool(desk.decide, key, wish)
        (item,) = await _items(desk, asker, request, [found])
        return item

    return routes


async def _items(
    desk: ReviewDesk, asker: Asker, request: Request, found: Sequence[_Found]
) -> list[dict[str, Any]]:
    things = sorted({end for each in found for end in each.set.ends(each.row)})
    client = client_of(request.scope)
    sides = await asker.data("sides", {"things": things}, client) if things else {}
    return [_item(each, sides, await run_in_threadpool(desk.beside, each)) for each in found]


def _item(found: _Found, sides: dict[str, Any], rivals: Sequence[_Found]) -> dict[str, Any]:
    subject, object_ = found.set.ends(found.row)
    return {
        **_short(found),
        "version": _version(found.row),
        "set": found.path.name,
        "justification": found.row.get("mapping_justification").rpartition(":")[2],
        "tool": found.row.get("mapping_tool") or None,
        "comment": found.row.get("comment"),
        "reviewer": reviewed_by(found.row) or None,
        "reviewed": found.row.get("review_date") or None,
        "subject": _side(found.row, "subject", sides[subject]),
        "object": _side(found.row, "object", sides[object_]),
        "rivals": [_short(each) for each in rivals],
    }


def _short(found: _Found) -> dict[str, Any]:
    confidence = found.row.get("confidence")
    return {
        "id": found.key,
        "status": _status(found.row),
        "relation": in_words(found.row.get("predicate_id")),
        "confidence": float(confidence) if confidence else None,
        "object_label": found.row.get("object_label") or found.row.get("object_id"),
    }


def _side(row: Row, which: str, known: dict[str, Any]) -> dict[str, Any]:
    """A side as the graph knows it, and by the label of the row where it does not."""
    return {**known, "label": known["label"] or row.get(f"{which}_label")}


def _status(row: Row) -> str:
    return "proposed" if row.is_open else row.status


def _version(row: Row) -> str:
    # A decision on another row may add columns, which stay empty here.
    stated = {column: cell for column, cell in row.cells.items() if cell}
    cells = json.dumps(stated, sort_keys=True)
    return hashlib.sha256(cells.encode()).hexdigest()[:16]


def _changed() -> RequestError:
    return RequestError(
        409, told("somebody else has changed this mapping", "look at it again as it is now")
    )
