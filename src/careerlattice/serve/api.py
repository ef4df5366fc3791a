"""The REST interface: the graph for those who write no SPARQL, described by OpenAPI.

Identifiers are those of the command line: `publisher/class` and `publisher/class/grade`. Lists come
in pages: `total`, `offset`, `next` (the offset of the next page, null after the last) and `items`.
An error is an object with `error` and, where something helps, `remedy`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from careerlattice import __version__
from careerlattice.serve.answers import MOST_ITEMS
from careerlattice.serve.builds import Build
from careerlattice.serve.clients import NOBODY, client_of
from careerlattice.serve.negotiation import accepts_coding
from careerlattice.serve.outcomes import Answer, RequestError, told
from careerlattice.serve.protocol import LIMIT_HEADER, not_modified, respond_with
from careerlattice.serve.turns import Kind
from careerlattice.serve.workers import Workers

__all__ = ["Asker", "failure_response", "make_api"]

_TASK = "careerlattice.serve.answers:answer"
_INERT = "default-src 'none'; frame-ancestors 'none'"
_VARY = "Accept-Encoding"
_KEPT_BYTES = 64 << 20
# What the explorer's pages read first, the dearest last.
_PREPARED = ("about", "questions", "vocabulary", "documents", "lattice")
# How often it is looked whether there is a new build, in seconds.
_LOOKED_AT_EVERY = 5.0

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
        self._kept: OrderedDict[tuple[Build, str], Answer] = OrderedDict()
        self._making: dict[tuple[Build, str], asyncio.Task[tuple[Answer, Build]]] = {}

    async def respond(
        self, request: Request, what: str, arguments: Mapping[str, Any], *, keep: bool = False
    ) -> Response:
        """The response to a request for *what* (see `serve.answers`), kept for others if *keep*.

        Raises:
            RequestError: it is unknown, wrong, or takes too much.
        """
        packed = accepts_coding(request.headers.get("accept-encoding", ""))
        key = json.dumps([what, arguments, packed], sort_keys=True)
        if unchanged := not_modified(request, _tag(self._workers.current(), key), _VARY):
            return unchanged
        client = client_of(request.scope)
        if keep:
            answer, build = await self._kept_answer(what, arguments, client)
            if not packed:
                answer = await asyncio.to_thread(answer.unpacked)
        else:
            answer, build = await self._made(what, arguments, client, packed=packed)
        response = respond_with(answer, _tag(build, key), _VARY)
        response.headers["Content-Security-Policy"] = _INERT
        return response

    async def data(self, what: str, arguments: Mapping[str, Any], client: str) -> Any:
        """What the workers answer a client, as data.

        Raises:
            RequestError: it is unknown, wrong, or takes too much.
        """
        answer, _ = await self._made(what, arguments, client, packed=False)
        return json.loads(answer.body)

    async def resource(self, name: str, client: str) -> Any:
        """A resource that is kept, as data.

        Raises:
            RequestError: it is unknown, wrong, or takes too much.
        """
        answer, _ = await self._kept_answer("resource", {"name": name}, client)
        return json.loads(answer.unpacked().body)

    async def prepare(self) -> None:
        """Have what is dear made before anybody asks for it, of each build that comes; for ever.

        It is made while nobody else is in need of a worker, and given up for whoever is.
        """
        while True:
            for name in _PREPARED:
                # Who asks for it is told what is wrong with it.
                with suppress(RequestError):
                    await self._prepare({"name": name})
            await asyncio.sleep(_LOOKED_AT_EVERY)

    async def _prepare(self, arguments: Mapping[str, Any]) -> None:
        key = _kept_by("resource", arguments)
        if (self._workers.current(), key) not in self._kept:
            answer, build = await self._made(
                "resource", arguments, NOBODY, packed=True, kind=Kind.SPARE
            )
            self._keep(build, key, answer)

    async def _kept_answer(
        self, what: str, arguments: Mapping[str, Any], client: str
    ) -> tuple[Answer, Build]:
        """An answer, packed, that is made once a build, however many ask for it."""
        key, build = _kept_by(what, arguments), self._workers.current()
        if (kept := self._kept.get((build, key))) is not None:
            return kept, build
        making = self._making.get((build, key))
        if making is None:
            making = asyncio.ensure_future(self._made(what, arguments, client, packed=True))
            self._making[build, key] = making
            making.add_done_callback(lambda _: self._making.pop((build, key)))
        # Whoever leaves does not take it from the others.
        answer, build = await asyncio.shield(making)
        self._keep(build, key, answer)
        return answer, build

    async def _made(
        self,
        what: str,
        arguments: Mapping[str, Any],
        client: str,
        *,
        packed: bool,
        kind: Kind = Kind.KNOWN,
    ) -> tuple[Answer, Build]:
        given = {"what": what, "packed": packed, "arguments": dict(arguments)}
        return await self._workers.run(_TASK, given, client=client, kind=kind)

    def _keep(self, build: Build, key: str, answer: Answer) -> None:
        for other in [each for each in self._kept if each[0] != build]:
            del self._kept[other]
        self._kept[build, key] = answer
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
    async def about(request: Request) -> dict[str, Any]:
        told: dict[str, Any] = await asker.resource("about", client_of(request.scope))
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


def _kept_by(what: str, arguments: Mapping[str, Any]) -> str:
    return json.dumps([what, arguments], sort_keys=True)


def _tag(build: Build, key: str) -> str:
    return f'"{hashlib.sha256(f"{build.identity} {__version__} {key}".encode()).hexdigest()[:32]}"'
