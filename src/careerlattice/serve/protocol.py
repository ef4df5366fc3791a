"""The SPARQL 1.1 Protocol: a request becomes a query and its dataset, an answer a response.

An answer is whole or it is none: it is sent when it is finished, so that what reaches a limit is
an error from its first byte and never a part that looks complete.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from careerlattice.serve.clients import client_of
from careerlattice.serve.negotiation import GRAPH_FORMS, Offer, accepts_coding, choose
from careerlattice.serve.outcomes import Answer, RequestError
from careerlattice.serve.turns import Kind

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from careerlattice.serve.builds import Build
    from careerlattice.serve.limits import Limits
    from careerlattice.serve.workers import Workers

__all__ = [
    "LIMIT_HEADER",
    "METHODS",
    "Asked",
    "SparqlEndpoint",
    "WholeResponse",
    "not_modified",
    "refusal",
    "respond_with",
]

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
LIMIT_HEADER: Final = "X-Careerlattice-Limit"
"""Names the limit that a refused request reached."""

_TASK = "careerlattice.serve.querying:answer_query"
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 10_000
# A client that is gone may have gone by mistake; what takes longer than this is stopped.
_GRACE = 1.0
_VARY = "Accept, Accept-Encoding"
_PIECE = 256 * 1024
# Queries whose answer is another each time; the words in a text do no harm but to the cache.
_CHANGING = re.compile(r"\b(?:now|rand|uuid|struuid)\b|\\u", re.IGNORECASE)
# What is shown as a page by a browser can do nothing there.
_INERT = "default-src 'none'; frame-ancestors 'none'; sandbox"
_HTML = (Offer("text/html", "HTML"), Offer("application/xhtml+xml", "HTML"))
_UPDATE_REFUSED = (
    "This graph can only be read: updates are refused. To change facts, build the graph anew."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset that the protocol gives it: None where it gives none."""

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


class WholeResponse(Response):
    """A response whose length is known, sent in pieces so that a client is seen to take them."""

    async def __call__(
        self,
        scope: Scope,  # noqa: ARG002 - what ASGI hands over
        receive: Receive,  # noqa: ARG002
        send: Send,
    ) -> None:
        """Send it."""
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        body = bytes(self.body)
        for start in range(0, len(body) or 1, _PIECE):
            piece, more = body[start : start + _PIECE], start + _PIECE < len(body)
            await send({"type": "http.response.body", "body": piece, "more_body": more})


class SparqlEndpoint:
    """Answers requests at the endpoint."""

    def __init__(
        self,
        workers: Workers,
        limits: Limits,
        describe: Callable[[Request], Awaitable[Response]],
    ) -> None:
        self._workers = workers
        self._describe_itself = describe
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a query, or describe the endpoint where a GET asks nothing."""
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method not in METHODS:
            response = refusal(RequestError(405, f"The methods are {', '.join(METHODS)}."))
            response.headers["Allow"] = ", ".join(METHODS)
            return response
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        try:
            if request.method != "POST" and not request.scope["query_string"]:
                return await self._describe(request)
            return await self._answer(request, await read_request(request, self._limits))
        except RequestError as failure:
            return refusal(failure)
        except ClientDisconnect:
            return Response(status_code=400)

    async def _describe(self, request: Request) -> Response:
        offer = choose(request.headers.get("accept", ""), (*GRAPH_FORMS, *_HTML))
        if offer is not None and offer.form == "HTML":
            return RedirectResponse("/", 303, {"Vary": "Accept"})
        return await self._describe_itself(request)

    async def _answer(self, request: Request, asked: Asked) -> Response:
        accept = ",".join(request.headers.getlist("accept"))
        packed = accepts_coding(request.headers.get("accept-encoding", ""))
        kept = request.method != "POST" and not _CHANGING.search(asked.query)
        key = f"{asked!r}\n{accept}\n{packed}"
        if kept and (unchanged := self._unchanged(request, key)):
            return unchanged
        arguments = {
            "query": asked.query,
            "default_graphs": asked.default_graphs,
            "named_graphs": asked.named_graphs,
            "accept": accept,
            "packed": packed,
            "rows": self._limits.rows,
            "size": self._limits.answer_bytes,
        }
        doing = asyncio.ensure_future(
            self._workers.run(
                _TASK,
                arguments,
                client=client_of(request.scope),
                kind=Kind.FREE,
                query=repr(asked),
            )
        )
        leaving = asyncio.ensure_future(_has_left(request))
        try:
            await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                await asyncio.wait({doing}, timeout=_GRACE)
                if not doing.done():
                    raise ClientDisconnect
            answer, build = doing.result()
        finally:
            doing.cancel()
            leaving.cancel()
        return respond_with(answer, _tag(build, key) if kept else None)

    def _unchanged(self, request: Request, key: str) -> Response | None:
        return not_modified(request, _tag(self._workers.current(), key))


async def read_request(request: Request, limits: Limits) -> Asked:
    """The query and dataset that a request asks for.

    Raises:
        RequestError: there is no query or more than one (400), it is not UTF-8 (400), it is an
            update (403), its body comes too slowly (408), is too large (413), or of a wrong type
            (415).
    """
    given = _pairs(request.scope["query_string"], "query string")
    if request.method == "POST":
        kind, body = await _body(request, limits)
        if kind == _FORM:
            given += _pairs(body, "form")
        else:
            try:
                given.append(("query", body.decode("utf-8")))
            except UnicodeDecodeError:
                raise RequestError(400, "The query is not UTF-8.") from None
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise RequestError(403, _UPDATE_REFUSED)
    queries = values.get("query", [])
    if len(queries) != 1:
        many = f"there are {len(queries)}" if queries else "there is none"
        raise RequestError(400, f"A request has one parameter 'query'; here {many}.")
    default, named = values.get("default-graph-uri"), values.get("named-graph-uri")
    if default is None and named is None:
        return Asked(queries[0])
    return Asked(queries[0], tuple(default or ()), tuple(named or ()))


async def _body(request: Request, limits: Limits) -> tuple[str, bytes]:
    """The media type and the bytes of a POST."""
    kind, *parameters = (
        part.strip().lower() for part in request.headers.get("content-type", "").split(";")
    )
    if kind == _UPDATE:
        raise RequestError(403, _UPDATE_REFUSED)
    if kind not in {_FORM, _QUERY}:
        raise RequestError(415, f"A POST is of the type {_FORM} or {_QUERY}.")
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in {"utf-8", "utf8"}:
            raise RequestError(415, "A query is written in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, "A request's body comes as it is, not packed.")
    too_large = RequestError(
        413,
        f"A request's body has at most {limits.request_bytes:,} bytes here.",
        limit="bytes",
    )
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > limits.request_bytes:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(limits.patience):
            async for piece in request.stream():
                body += piece
                if len(body) > limits.request_bytes:
                    raise too_large
    except TimeoutError:
        raise RequestError(408, "The request's body did not come in time.", limit="time") from None
    return kind, bytes(body)


def _pairs(text: bytes, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeError:
        raise RequestError(400, f"The {what} is not UTF-8, percent-encoded.") from None
    except ValueError:
        raise RequestError(400, f"The {what} has too many parameters.") from None


def refusal(failure: RequestError) -> Response:
    """The response that tells of a failure: its sentence, as plain text."""
    headers = {"Cache-Control": "no-store"}
    if failure.limit:
        headers[LIMIT_HEADER] = failure.limit
    if failure.again is not None:
        headers["Retry-After"] = str(failure.again)
    return Response(f"{failure.message}\n", failure.status, headers, "text/plain")


def not_modified(request: Request, tag: str, vary: str = _VARY) -> Response | None:
    """The response to a client that holds the answer with *tag* already; None if it does not.

    *vary* names the headers by which answers differ.
    """
    held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    # Compared weakly, as RFC 9110 (section 13.1.2) says.
    if tag in held or tag.removeprefix("W/") in held or "*" in held:
        return Response(status_code=304, headers=_cache_headers(tag, vary))
    return None


def _cache_headers(tag: str | None, vary: str) -> dict[str, str]:
    headers = {"Vary": vary}
    if tag is None:
        return {**headers, "Cache-Control": "no-store"}
    return {**headers, "ETag": tag, "Cache-Control": "no-cache"}


def respond_with(answer: Answer, tag: str | None, vary: str = _VARY) -> Response:
    """The response that gives an answer; *tag* names it in caches, None keeps it out of them.

    *vary* names the headers by which answers differ.
    """
    headers = _cache_headers(tag, vary) | {
        "Content-Type": answer.media_type,
        "Content-Security-Policy": _INERT,
    }
    if answer.coding:
        headers["Content-Encoding"] = answer.coding
    return WholeResponse(answer.body, headers=headers)


def _tag(build: Build, key: str) -> str:
    digest = hashlib.sha256(f"{build.identity}\n{key}".encode("utf-8", "surrogatepass"))
    # Weak: rows may come in another order, and blank nodes by other labels.
    return f'W/"{digest.hexdigest()[:32]}"'


async def _has_left(request: Request) -> None:
    """Return when the client closes its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
