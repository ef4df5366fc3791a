"""Connections that wait for a client only so long."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

__all__ = ["patient_protocol"]


def patient_protocol(patience: float) -> type[asyncio.Protocol]:
    """The HTTP/1.1 of uvicorn, which drops a client that takes too long.

    It has *patience* seconds to send the line and headers of a request, and as long to take each
    piece of an answer, the last one too: what is still to be written keeps a connection open, also
    one that is being closed. (How long a body may take is for whoever reads it.)
    """

    class PatientProtocol(H11Protocol):
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            cycle: RequestResponseCycle | None = self.cycle
            if cycle is not None and not cycle.response_complete:
                self._stop_waiting()
            elif self._timer is None:
                self._wait()

        def on_response_complete(self) -> None:
            self._stop_waiting()
            self._wait_for_the_rest()
            super().on_response_complete()

        def timeout_keep_alive_handler(self) -> None:
            super().timeout_keep_alive_handler()
            self._wait_for_the_rest()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._stop_waiting()
            self._wait()

        def resume_writing(self) -> None:
            super().resume_writing()
            self._stop_waiting()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def _wait_for_the_rest(self) -> None:
            if self._timer is None and self.transport.get_write_buffer_size():
                self._wait()

        def _wait(self) -> None:
            self._timer = self.loop.call_later(patience, self.transport.abort)

        def _stop_waiting(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return PatientProtocol
