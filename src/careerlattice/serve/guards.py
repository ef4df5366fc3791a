"""What every request passes on its way in, and every response on its way out."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from careerlattice.serve.outcomes import RequestError
from careerlattice.serve.protocol import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Heads", "Hosts", "Origins", "Room", "SafeHeaders", "host_name"]

_LOCAL = ("127.0.0.1", "localhost", "::1")
_SAFE = {
    # Styles may stand in the page: an editor and a diagram set theirs as they go.
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
        " font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Below this an answer is let through however many others are being sent.
_SMALL = 64 * 1024
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def host_name(host: str) -> str:
    """The name or address in a Host header, without port and brackets; "" if it is none.

    >>> host_name("[::1]:8000"), host_name("LOCALHOST"), host_name("a:b:c")
    ('::1', 'localhost', '')
    """
    host = host.strip().lower()
    if host.startswith("["):
        name, bracket, rest = host[1:].partition("]")
        known = bool(bracket) and _is_address(name)
    else:
        name, colon, port = host.partition(":")
        known, rest = bool(name), f"{colon}{port}"
    return name if known and (not rest or (rest[0] == ":" and rest[1:].isdecimal())) else ""


class Heads:
    """Lets requests through whose line and headers are of a sensible size.

    What uvicorn reads at once it takes whole; this is the size it does not hold to.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request that begins with more than *most* bytes with 431."""
        if scope["type"] == "http":
            lines = (scope["raw_path"], scope["query_string"], *sum(scope["headers"], ()))
            if sum(map(len, lines)) > self._most:
                failure = RequestError(
                    431,
                    f"A request's line and headers have at most {self._most:,} bytes here. Send a"
                    " long query by POST.",
                    limit="bytes",
                )
                await refusal(failure)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Hosts:
    """Lets requests through that name this server, so that no other name can be made to mean it.

    A page whose own name was turned to this address (DNS rebinding) still sends that name. Where
    the server listens at all addresses, any address is let through, since none can be turned.
    """

    def __init__(self, app: ASGIApp, *, bound: str, allowed: Collection[str] = ()) -> None:
        self._app = app
        bound = bound.lower()
        self._any_address = bound in {"0.0.0.0", "::", ""}  # noqa: S104 - asked, not bound
        self._allowed = {*_LOCAL, bound, *(name.lower() for name in allowed)} - {""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request for another host with 421."""
        if scope["type"] == "http":
            name = host_name(Headers(scope=scope).get("host", ""))
            known = name in self._allowed or (self._any_address and _is_address(name))
            if not known:
                failure = RequestError(
                    421,
                    "This server is not called so. Whoever runs it can allow the name with"
                    " --allow-host.",
                )
                await refusal(failure)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Origins:
    """Refuses what pages of other origins have carried out, but at *open_paths* for *allowed*.

    Such a page cannot read an answer, yet it could have something written or a query run.
    """

    def __init__(
        self, app: ASGIApp, *, allowed: Collection[str] = (), open_paths: Collection[str] = ()
    ) -> None:
        self._app = app
        self._allowed = frozenset(allowed)
        self._open_paths = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a foreign page's request with 403."""
        if scope["type"] == "http" and scope["method"] not in _READING:
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            own = origin is None or origin.partition("://")[2] == headers.get("host")
            open_here = scope["path"] in self._open_paths and (
                "*" in self._allowed or origin in self._allowed
            )
            if not own and not open_here:
                failure = RequestError(
                    403,
                    "Pages of other origins are not answered here. Whoever runs this server can"
                    " allow them with --cors.",
                )
                await refusal(failure)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Room:
    """Sends away those whose answers are large while *most* bytes of others are being sent.

    An answer is kept here until its client has taken it, and a client may take its time.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self._app = app
        self._most = most
        self._taken = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back, or 503 where there is no room for it."""
        held, refused = 0, False

        async def in_turn(message: Message) -> None:
            nonlocal held, refused
            if message["type"] == "http.response.start" and not refused:
                length = int(Headers(raw=message["headers"]).get("content-length", "0"))
                if length > _SMALL and scope["method"] != "HEAD":
                    refused = self._taken + length > self._most
                    held = 0 if refused else length
                    self._taken += held
            if not refused:
                await send(message)

        try:
            await self._app(scope, receive, in_turn)
        finally:
            self._taken -= held
        if refused:
            await refusal(
                RequestError(
                    503,
                    "Large answers to others are still being sent. Try again later, or ask for"
                    " less.",
                    limit="queue",
                    again=5,
                )
            )(scope, receive, send)


class SafeHeaders:
    """Gives every response the headers that keep a browser from harm, unless it has its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, safely)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
