"""Run the application on a socket until it is told to stop."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from careerlattice.errors import CareerlatticeError
from careerlattice.serve.connections import patient_protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from careerlattice.serve.limits import Limits

__all__ = ["Server", "address_of", "listen"]

# How long a stopping server waits for answers that are under way.
_LAST_WAIT = 3
# How long a connection that asked once is kept for more.
_KEPT = 15


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at *host* and *port*; port 0 is any that is free.

    Raises:
        CareerlatticeError: the address is not ours, or taken.
    """
    try:
        family, *_, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(place[:2], family=family)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise CareerlatticeError(
            f"cannot listen at {host}, port {port} ({why})",
            remedy="choose another address with --host, or another port; --port 0 takes any",
        ) from None


def address_of(listener: socket.socket) -> str:
    """The address to open, as a browser takes it."""
    host, port = listener.getsockname()[:2]
    # Listening everywhere is no place to go to.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


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
