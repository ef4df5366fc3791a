"""Job class specifications as a graph whose every fact points at the words it came from.

The name most callers want is `Lattice`: it opens a built graph and answers questions about it.
It is imported on first use, so that `import careerlattice` stays cheap.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from careerlattice.lattice import Lattice

__all__ = ["Lattice", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "Lattice":
        from careerlattice.lattice import Lattice  # noqa: PLC0415 - on first use only

        return Lattice
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
