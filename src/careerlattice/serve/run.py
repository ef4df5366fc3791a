"""Run the application on a socket until it is told to stop."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from careerlattice.serve.connections import patient_protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from careerlattice.serve.limits import Limits

__all__ = ["Server"]

# How long a stopping server waits for answers that are under way.
_LAST_WAIT = 3
# How long a connection that asked once is kept for more.
_KEPT = 15


class Server(uvicorn.Server):
    """Serves an application on one socket; *told* is called when it has begun to answer."""

    def __init__(self, app: ASGIApp, limits: Limits, told: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=patient_protocol(limits.patience),
                loop="asyncio",
                ws="none",
                lifespan="on",
                interface="asgi3",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                h11_max_incomplete_event_size=limits.head_bytes,
                limit_concurrency=limits.connections,
                timeout_keep_alive=_KEPT,
                timeout_graceful_shutdown=_LAST_WAIT,
            )
        )
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        self._told()

    def serve_on(self, listener: socket.socket) -> None:
        """Serve until SIGINT, SIGTERM or `should_exit`; then finish, and return."""
        with _quietly():
            self.run(sockets=[listener])


@contextmanager
def _quietly() -> Iterator[None]:
    """Take the signals that uvicorn raises anew when it has stopped for them."""
    before = {}
    # A thread other than the first gets no signals.
    with suppress(ValueError):
        before = {
            each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGTERM)
        }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
