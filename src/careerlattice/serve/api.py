"""The REST interface: the graph for those who write no SPARQL, described by OpenAPI.

Identifiers are those of the command line: `publisher/class` and `publisher/class/grade`. Lists come
in pages: `total`, `offset`, `next` (the offset of the next page, null after the last) and `items`.
An error is an object with `error` and, where something helps, `remedy`.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from careerlattice import __version__
from careerlattice.serve.answers import MOST_ITEMS
from careerlattice.serve.builds import Build
from careerlattice.serve.negotiation import accepts_coding
from careerlattice.serve.outcomes import Answer, RequestError, told
from careerlattice.serve.protocol import LIMIT_HEADER, WholeResponse
from careerlattice.serve.workers import Workers

__all__ = ["Asker", "failure_response", "make_api"]

_TASK = "careerlattice.serve.answers:answer"
_INERT = "default-src 'none'; frame-ancestors 'none'"
_KEPT_BYTES = 64 << 20

Offset = Annotated[int, Query(ge=0, description="How many entries to pass over.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS, description="At most so many entries.")]
Publisher = Annotated[
    str | None, Query(description="A publisher's identifier.", examples=["us-mt-dor"])
]
ClassGrade = Annotated[
    str,
    Path(
        description="A class-grade's identifier, publisher/class/grade.",
        examples=["us-ct/6435cl/cl-16"],
    ),
]
From = Annotated[
    str,
    Query(
        alias="from",
        description="The class-grade held.",
        examples=["us-mt-dor/it-processing-office-specialist/9"],
    ),
]
To = Annotated[
    str,
    Query(
        description="The class-grade wanted.",
        examples=["us-mt-dor/customer-service-representative/11"],
    ),
]


class Asker:
    """Has the workers answer, tells clients what they hold already, and keeps what is dear."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._kept: OrderedDict[tuple[str, str], Answer] = OrderedDict()

    async def respond(
        self, request: Request, what: str, arguments: Mapping[str, Any], *, keep: bool = False
    ) -> Response:
        """The response to a request for *what* (see `serve.answers`), kept for others if *keep*.

        Raises:
            RequestError: it is unknown, wrong, or takes too much.
        """
        packed = accepts_coding(request.headers.get("accept-encoding", ""))
        key = json.dumps([what, arguments, packed], sort_keys=True)
        build = self._workers.current()
        held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
        if (tag := _tag(build, key)) in held:
            return Response(status_code=304, headers=_headers(tag))
        answer = self._kept.get((build.identity, key))
        if answer is None:
            # What is kept is dear once, and not again until the next build.
            answer, build = await self._workers.run(
                _TASK,
                {"what": what, "packed": packed, "arguments": dict(arguments)},
                hurried=not keep,
            )
            if keep:
                self._keep(build, key, answer)
        headers = _headers(_tag(build, key))
        if answer.coding:
            headers["Content-Encoding"] = answer.coding
        return WholeResponse(answer.body, headers=headers, media_type=answer.media_type)

    async def data(self, what: str, arguments: Mapping[str, Any]) -> Any:
        """What the workers answer, as data.

        Raises:
            RequestError: it is unknown, wrong, or takes too much.
        """
        answer, _ = await self._workers.run(
            _TASK, {"what": what, "packed": False, "arguments": dict(arguments)}
        )
        return json.loads(answer.body)

    def _keep(self, build: Build, key: str, answer: Answer) -> None:
        for other in [each for each in self._kept if each[0] != build.identity]:
            del self._kept[other]
        self._kept[build.identity, key] = answer
        while sum(len(each.body) for each in self._kept.values()) > _KEPT_BYTES:
            self._kept.popitem(last=False)


def make_api(asker: Asker, *, reviews: bool = False) -> FastAPI:
    """The interface, to be mounted; *reviews* tells its users whether mappings can be decided on.

    Its description is at openapi.json below it.
    """
    api = FastAPI(
        title="careerlattice",
        version=__version__,
        description=__doc__,
        docs_url=None,
        redoc_url=None,
        responses={
            400: {"description": "Something asked is wrong."},
            404: {"description": "There is no such thing."},
        },
    )
    _add_listings(api, asker)
    _add_moves(api, asker)
    _add_questions(api, asker)
    _add_explorer(api, asker, reviews=reviews)
    api.add_exception_handler(RequestError, failure_response)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)
    return api


def _add_listings(api: FastAPI, asker: Asker) -> None:
    @api.get("/classes", tags=["classes"], summary="The classes, with their class-grades")
    async def classes(
        request: Request, publisher: Publisher = None, offset: Offset = 0, limit: Limit = 100
    ) -> Response:
        return await asker.respond(
            request, "classes", {"publisher": publisher, "offset": offset, "limit": limit}
        )

    @api.get("/class-grades", tags=["classes"], summary="The class-grades in force")
    async def class_grades(
        request: Request,
        publisher: Publisher = None,
        of: Annotated[str | None, Query(alias="class", description="Only of this class.")] = None,
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> Response:
        given = {"publisher": publisher, "class_": of, "offset": offset, "limit": limit}
        return await asker.respond(request, "class-grades", given)

    @api.get(
        "/class-grades/{class_grade:path}",
        tags=["classes"],
        summary="One class-grade: duties, competencies, qualifications, codes, pay",
    )
    async def class_grade(request: Request, class_grade: ClassGrade) -> Response:
        return await asker.respond(request, "class-grade", {"name": class_grade})

    @api.get("/source", tags=["classes"], summary="The words of the documents a thing rests on")
    async def source(
        request: Request,
        thing: Annotated[str, Query(description="A class, a class-grade, or the IRI of any fact.")],
        words: Annotated[str | None, Query(description="Only quotes with these words.")] = None,
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> Response:
        given = {"thing": thing, "words": words, "offset": offset, "limit": limit}
        return await asker.respond(request, "source", given)


def _add_moves(api: FastAPI, asker: Asker) -> None:
    @api.get("/gap", tags=["moves"], summary="What is missing to move, and what it costs")
    async def gap(
        request: Request,
        from_: From,
        to: To,
        without: Annotated[
            str | None,
            Query(description="The IRI of a mapping or alignment to answer without."),
        ] = None,
    ) -> Response:
        given = {"start": from_, "goal": to, "without": without}
        return await asker.respond(request, "gap", given)

    @api.get("/paths", tags=["moves"], summary="The ways there, the cheapest first")
    async def paths(
        request: Request,
        from_: From,
        to: To,
        steps: Annotated[int, Query(ge=1, le=6, description="At most so many steps.")] = 3,
        limit: Annotated[int, Query(ge=1, le=100, description="At most so many paths.")] = 10,
    ) -> Response:
        given = {"start": from_, "goal": to, "most_steps": steps, "limit": limit}
        return await asker.respond(request, "paths", given)

    @api.get("/nearest", tags=["moves"], summary="The class-grades most like one")
    async def nearest(
        request: Request,
        of: Annotated[str, Query(alias="class_grade", description="The class-grade.")],
        limit: Annotated[int, Query(ge=1, le=100, description="At most so many.")] = 10,
    ) -> Response:
        return await asker.respond(request, "nearest", {"name": of, "count": limit})


def _add_questions(api: FastAPI, asker: Asker) -> None:
    @api.get("/questions", tags=["questions"], summary="The questions, with their parameters")
    async def questions(request: Request) -> Response:
        return await asker.respond(request, "resource", {"name": "questions"}, keep=True)

    @api.get(
        "/questions/{slug}",
        tags=["questions"],
        summary="The answer to a question; its parameters stand in the query string",
    )
    async def question(
        request: Request,
        slug: Annotated[str, Path(description="Its slug or number.", examples=["ladder"])],
        offset: Offset = 0,
        limit: Annotated[
            int | None, Query(ge=1, description="At most so many rows; all by default.")
        ] = None,
    ) -> Response:
        given = _parameters(request)
        return await asker.respond(
            request,
            "question",
            {"slug": slug, "parameters": given, "offset": offset, "limit": limit},
        )

    @api.get("/search", tags=["questions"], summary="Whatever has a name or a wording")
    async def search(
        request: Request,
        q: Annotated[str, Query(max_length=1000, description="Beginnings of words.")],
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        kind: Annotated[str | None, Query(description="Only this sort of thing.")] = None,
    ) -> Response:
        return await asker.respond(request, "search", {"text": q, "limit": limit, "kind": kind})


def _add_explorer(api: FastAPI, asker: Asker, *, reviews: bool) -> None:
    @api.get("/resources/about", tags=["explorer"], summary="Version, publishers and counts")
    async def about() -> dict[str, Any]:
        told: dict[str, Any] = await asker.data("resource", {"name": "about"})
        return {**told, "review": reviews}

    @api.get("/resources/{name:path}", tags=["explorer"], summary="What the explorer's pages read")
    async def resource(request: Request, name: str) -> Response:
        return await asker.respond(request, "resource", {"name": name}, keep=True)


def _parameters(request: Request) -> dict[str, str]:
    """The parameters of a question: what stands in the query string and is not the page's.

    Raises:
        RequestError: one is given twice.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in {"offset", "limit"}:
            continue
        if name in given:
            raise RequestError(400, told(f"the parameter {name!r} is given twice", "give it once"))
        given[name] = value
    return given


async def failure_response(_: Request, failure: Exception) -> Response:
    """An error as this interface tells it."""
    assert isinstance(failure, RequestError)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": _INERT}
    if failure.limit:
        headers[LIMIT_HEADER] = failure.limit
    if failure.again is not None:
        headers["Retry-After"] = str(failure.again)
    text = failure.message if failure.message.startswith("{") else told(failure.message)
    return Response(text, failure.status, headers, "application/json")


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = first["loc"][-1]
    return JSONResponse(
        {"error": f"the parameter {name!r} is wrong: {first['msg']}", "remedy": "see openapi.json"},
        400,
    )


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse(
        {"error": str(error.detail), "remedy": "see openapi.json for what there is"},
        error.status_code,
        error.headers,
    )


def _headers(tag: str) -> dict[str, str]:
    return {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": _INERT,
    }


def _tag(build: Build, key: str) -> str:
    return f'"{hashlib.sha256(f"{build.identity} {__version__} {key}".encode()).hexdigest()[:32]}"'
