"""What is closed when a `with` block is left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

__all__ = ["Closing"]


class Closing(ABC):
    """Something that holds what it must let go of; as a context, it closes itself."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what it holds; whoever has done so may do so again."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
