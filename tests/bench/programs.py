"""The programs of bench/, which import one another by their bare names, as modules."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parents[2] / "bench"


def program(name: str) -> Any:
    """The module *name* of bench/."""
    if str(BENCH) not in sys.path:
        # At the end: none of them may stand before a package of the same name.
        sys.path.append(str(BENCH))
    return importlib.import_module(name)
