"""Where a server listens; known before anything of it is loaded."""

from __future__ import annotations

import socket

from careerlattice.errors import CareerlatticeError

__all__ = ["address_of", "listen"]


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
