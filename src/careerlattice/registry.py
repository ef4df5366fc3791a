"""The loaders there are, and which of them knows a document.

Loaders of this project are the modules of the package ``careerlattice_loaders``; others register
an entry point in the group ``careerlattice.loaders``. The engine never imports one by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from careerlattice.errors import CareerlatticeError
from careerlattice.model import Specification
from careerlattice.outline import Outline

PACKAGE = "careerlattice_loaders"
ENTRY_POINTS = "careerlattice.loaders"
SURE_ENOUGH = 0.5
"""Below this confidence no loader is trusted with a document."""


@runtime_checkable
class Loader(Protocol):
    """Reads the documents of one family; loaders/README.md is the contract in words."""

    @property
    def name(self) -> str:
        """A short name, lower case with hyphens."""

    @property
    def version(self) -> str:
        """Changes whenever the same document would give other records."""

    def recognise(self, outline: Outline) -> float:
        """How surely a document is of this family, 0 to 1."""

    def read(self, outline: Outline) -> Specification:
        """Everything the document says; odd content becomes findings, never an exception."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A loader and how sure it is."""

    loader: Loader
    confidence: float


def find_loaders() -> tuple[Loader, ...]:
    """All loaders, by name.

    Raises:
        CareerlatticeError: a loader module registers nothing, or two loaders share a name.
    """
    loaders: dict[str, Loader] = {}
    for where, loader in (*_ours(), *_others()):
        if not isinstance(loader, Loader):
            raise CareerlatticeError(
                f"{where} registers no loader", remedy="end the module with LOADER = YourLoader()"
            )
        if loader.name in loaders:
            raise CareerlatticeError(
                f"two loaders are called {loader.name}", remedy="rename one of them"
            )
        loaders[loader.name] = loader
    return tuple(loaders[name] for name in sorted(loaders))


def recognise(outline: Outline, loaders: Iterable[Loader]) -> list[Recognition]:
    """What every loader makes of *outline*, the surest first (ties by name)."""
    found = [Recognition(loader, loader.recognise(outline)) for loader in loaders]
    return sorted(found, key=lambda each: (-each.confidence, each.loader.name))


def _ours() -> list[tuple[str, object]]:
    package = importlib.import_module(PACKAGE)
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(package.__path__)
        if not module.name.startswith("_")
    )
    return [
        (f"{PACKAGE}.{n}", getattr(importlib.import_module(f"{PACKAGE}.{n}"), "LOADER", None))
        for n in names
    ]


def _others() -> list[tuple[str, object]]:
    return [
        (point.value, point.load())
        for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: p.name)
    ]
