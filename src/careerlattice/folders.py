"""Folders that are written whole or not at all, by one process at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careerlattice.errors import CareerlatticeError

__all__ = ["Hold", "check_writable", "remove_unheld", "workshop"]


class Hold:
    """Keeps a *folder* from being removed by `remove_unheld`, in whatever process, until its end.

    Raises:
        OSError: the folder is not there, or is being removed.
    """

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            self.end()
            raise
        except OSError:
            # A file system without locks: nobody can be told.
            self.end()

    def end(self) -> None:
        """Let the folder go; once is enough."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def remove_unheld(folder: Path) -> bool:
    """Remove *folder* with all it holds, unless a `Hold` is on it; whether it is gone."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if not _is_held(handle):
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(handle)
    return not folder.exists()


def _is_held(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        # A file system without locks: nobody can hold anything.
        pass
    return False


def check_writable(folder: Path) -> None:
    """See that a folder that is not there yet can be made.

    Raises:
        CareerlatticeError: it cannot.
    """
    nearest = next(each for each in folder.absolute().parents if os.path.lexists(each))
    if not nearest.is_dir():
        raise _unwritable(folder, os.strerror(errno.ENOTDIR))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise _unwritable(folder, os.strerror(errno.EACCES))


def _unwritable(folder: Path, why: str) -> CareerlatticeError:
    return CareerlatticeError(
        f"cannot be written ({why})",
        place=folder,
        remedy="name a folder that you may write to with --output",
    )


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
        raise _unwritable(home, error.strerror or str(error)) from None
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
