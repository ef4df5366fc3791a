"""A terminal that a program thinks a person sits at: keys go in, what it shows comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 60
# A shell that starts tests in the background has them ignore the interrupt key; people's do not.
_BEGIN = (
    "import fcntl, runpy, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    " signal.signal(signal.SIGINT, signal.default_int_handler);"
    " runpy.run_module('careerlattice', run_name='__main__', alter_sys=True)"
)
_STYLE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Seat:
    """The command line at a terminal of its own, *width* columns wide."""

    def __init__(
        self, *arguments: str | Path, folder: Path, environment: dict[str, str], width: int = 100
    ) -> None:
        self.screen, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        environment = {k: v for k, v in environment.items() if k not in {"COLUMNS", "LINES"}}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={"TERM": "xterm", **environment},
            start_new_session=True,
        )
        os.close(slave)
        self.shown = ""
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self.screen)

    def expect(self, text: str) -> str:
        """Wait until *text* is shown behind all that was expected before; what came up to it."""
        end = time.monotonic() + PATIENCE
        while True:
            plain = _STYLE.sub("", self.shown)
            found = plain.find(text, self._read)
            if found >= 0:
                before, self._read = plain[self._read : found], found + len(text)
                return before
            assert self._more(end), f"no {text!r} in {plain[self._read :]!r}"

    def _more(self, end: float) -> bool:
        if not select.select([self.screen], [], [], max(0, end - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self.screen, 65536)
        except OSError:
            return False
        self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)

    def type(self, keys: str) -> None:
        """Press keys, one after the other."""
        os.write(self.screen, keys.encode("utf-8"))

    def left(self) -> int:
        """Wait until the program has ended; its exit code."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        return self.process.wait(PATIENCE)
