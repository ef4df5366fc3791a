"""The errors a person is shown: what is wrong, where, and what to do about it.

Each says its piece in one line, so that the command line can print it and leave, with no
traceback and with the exit code the error carries.
"""

from dataclasses import dataclass
from os import PathLike, fspath
from typing import ClassVar

__all__ = ["CareerlatticeError", "InputError", "Place", "UnknownError", "UsageError"]


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and the line in it where one is known."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}, line {self.line}"


class CareerlatticeError(Exception):
    """Something a person can put right, told as one message.

    *place* may be a `Place` or just a file's name; *line* is the line in that file.
    *remedy* completes "To put it right: ".
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        message: str,
        *,
        place: Place | PathLike[str] | str | None = None,
        line: int | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        if place is None or isinstance(place, Place):
            self.place = place
        else:
            self.place = Place(fspath(place), line)

    def __str__(self) -> str:
        parts = [f"{self.place}: " if self.place else "", _sentence(self.message)]
        if self.remedy:
            parts.append(f" To put it right: {_sentence(self.remedy)}")
        return "".join(parts)


class InputError(CareerlatticeError):
    """A file that cannot be read, or whose content cannot be understood."""

    exit_code = 3


class UsageError(CareerlatticeError):
    """A request that cannot be carried out as it was put."""

    exit_code = 2


class UnknownError(UsageError):
    """A request for something that is not there."""


def _sentence(text: str) -> str:
    """Put *text* on one line that ends like a sentence; nothing in it can steer a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if line.endswith((".", "!", "?")) else f"{line}."
