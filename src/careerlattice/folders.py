"""Folders that are written whole or not at all, by one process at a time."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careerlattice.errors import CareerlatticeError


@contextmanager
def workshop(home: Path, *, busy: str, failed: str, unharmed: str) -> Iterator[Path]:
    """A fresh folder inside *home* to prepare the next state in; it is gone at the end.

    *busy* says that another process is at work there, *failed* that nothing could be written,
    *unharmed* what is then as it was.

    Raises:
        CareerlatticeError: another process is at work in *home*, or it cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / ".lock").open("w")
    except OSError as error:
        raise CareerlatticeError(
            f"cannot be written ({error.strerror or error})",
            place=home,
            remedy="name a folder that you may write to with --output",
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CareerlatticeError(
                busy, place=home, remedy="wait until it has finished"
            ) from None
        staging = home / ".staging"
        # Left behind by a process that was killed.
        shutil.rmtree(staging, ignore_errors=True)
        try:
            staging.mkdir()
            yield staging
        except OSError as error:
            raise CareerlatticeError(
                f"{failed} ({error.strerror or error})",
                place=home,
                remedy=f"make room or name another folder; {unharmed}",
            ) from None
        finally:
            shutil.rmtree(staging, ignore_errors=True)
