"""Read PDF in a process of its own, which may be stopped.

What a PDF does to its reader shows only in reading: streams that unpack to gigabytes, pages that
paint themselves. One process reads document after document, within limits of time and memory, and
another takes its place when it fails.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import resource
import select
import struct
import subprocess
import sys
import threading
import time
from typing import IO

from careerlattice.documents.document import Document
from careerlattice.errors import InputError

LONGEST = 60.0
"""Seconds that one document may take."""
MOST_MEMORY = 3 * 1024**3 // 2
"""Bytes that its reader may use."""

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from careerlattice.documents.guarded import serve; serve()"
)
_LENGTH = struct.Struct("!Q")


def read_pdf(data: bytes, name: str) -> Document:
    """Read the bytes of a PDF file; see careerlattice.documents.pdf.

    Raises:
        InputError: it cannot be read, or not within the limits.
    """
    with _LOCK:
        return _READER.read(data, name)


class _Reader:
    """The process that reads, and the pipes to it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def read(self, data: bytes, name: str) -> Document:
        process = self._started()
        assert process.stdin
        assert process.stdout
        try:
            _send(process.stdin, pickle.dumps((data, name)))
            answer = _receive(process.stdout, time.monotonic() + LONGEST)
        except TimeoutError:
            self.stop()
            raise _refusal(name, f"this PDF takes longer than {LONGEST:.0f} seconds") from None
        except (OSError, EOFError):
            self.stop()
            raise _refusal(name, "this PDF needs more memory than its text is worth") from None
        except BaseException:
            # Half an answer may be on its way: it is nobody's any more.
            self.stop()
            raise
        if isinstance(answer, InputError):
            raise answer
        assert isinstance(answer, Document)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        """The process; a new one if there is none, or if it is another's, from before a fork."""
        if self.process and self.owner == os.getpid() and self.process.poll() is None:
            return self.process
        self.process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.owner = os.getpid()
        assert self.process.stdin
        pickle.dump(sys.path, self.process.stdin)
        self.process.stdin.flush()
        return self.process

    def stop(self) -> None:
        """End the process, if it is ours."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


def _refusal(name: str, message: str) -> InputError:
    return InputError(
        message, place=name, remedy="print it to PDF anew, or save it as DOCX or text"
    )


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes], until: float) -> object:
    (length,) = _LENGTH.unpack(_bytes(pipe, _LENGTH.size, until))
    # From the process that we started, of our own classes.
    return pickle.loads(_bytes(pipe, length, until))  # noqa: S301


def _bytes(pipe: IO[bytes], count: int, until: float) -> bytes:
    parts: list[bytes] = []
    while count:
        left = until - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        part = os.read(pipe.fileno(), min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def serve() -> None:
    """Read what comes through stdin and answer through stdout, until stdin ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # What libraries print is no answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    from careerlattice.documents.pdf import read_pdf as read  # noqa: PLC0415 - in this process only

    while True:
        head = sys.stdin.buffer.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return
        data, name = pickle.loads(sys.stdin.buffer.read(*_LENGTH.unpack(head)))  # noqa: S301
        answer: Document | InputError
        try:
            answer = read(data, name)
        except InputError as error:
            answer = InputError(error.message, place=name, remedy=error.remedy)
        except (MemoryError, RecursionError):
            answer = _refusal(name, "this PDF needs more memory than its text is worth")
        _send(answers, pickle.dumps(answer))


_LOCK = threading.Lock()
_READER = _Reader()
atexit.register(_READER.stop)
