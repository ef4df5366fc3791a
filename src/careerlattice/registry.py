"""The loaders there are, and which of them knows a document.

Loaders of this project are the modules of the package ``careerlattice_loaders``; others register
an entry point in the group ``careerlattice.loaders``. The engine never imports one by name.
"""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
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
        CareerlatticeError: a loader module cannot be imported or registers nothing, or two loaders
            share a name.
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
    """What every loader makes of *outline*, the surest first (ties by name).

    Raises:
        CareerlatticeError: a loader failed, which is a defect of the loader.
    """
    found = [Recognition(loader, _confidence(loader, outline)) for loader in loaders]
    return sorted(found, key=lambda each: (-each.confidence, each.loader.name))


def contenders(outline: Outline, loaders: Iterable[Loader]) -> list[Recognition]:
    """As *recognise*, without asking the loaders that another is sure to beat.

    A loader may say by an attribute `most` how sure it ever is; where another is surer than that,
    its look at the document is saved.
    """
    found: list[Recognition] = []
    best = 0.0
    for loader in sorted(loaders, key=_most, reverse=True):
        if _most(loader) < best:
            break
        confidence = _confidence(loader, outline)
        found.append(Recognition(loader, confidence))
        best = max(best, confidence)
    return sorted(found, key=lambda each: (-each.confidence, each.loader.name))


def _most(loader: Loader) -> float:
    most: float = getattr(loader, "most", 1.0)
    return most


def tell(error: Exception) -> str:
    """What went wrong in a loader, and where in its code."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{where}"


def _confidence(loader: Loader, outline: Outline) -> float:
    try:
        return loader.recognise(outline)
    except Exception as error:
        raise CareerlatticeError(
            f"the loader {loader.name} failed to say whether it knows this document"
            f" ({tell(error)})",
            place=outline.document.name,
            remedy="report it with the document, or uninstall the loader",
        ) from error


def _ours() -> list[tuple[str, object]]:
    package = importlib.import_module(PACKAGE)
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(package.__path__)
        if not module.name.startswith("_")
    )
    modules = [f"{PACKAGE}.{name}" for name in names]
    return [(module, _loaded(module, partial(_import_ours, module))) for module in modules]


def _import_ours(module: str) -> object:
    return getattr(importlib.import_module(module), "LOADER", None)


def _others() -> list[tuple[str, object]]:
    points = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return [(point.value, _loaded(point.value, point.load)) for point in points]


def _loaded(where: str, load: Callable[[], object]) -> object:
    """What *load* finds at *where*; what goes wrong in its module is told in one line.

    Raises:
        CareerlatticeError: the module cannot be imported.
    """
    try:
        return load()
    except Exception as error:
        raise CareerlatticeError(
            f"the loader {where} cannot be imported ({tell(error)})",
            remedy="mend or uninstall it",
        ) from error
