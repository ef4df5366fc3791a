"""How much work a process has done: what the processors did for it, not what the clock says.

On a busy machine a short query takes long. That makes it no long query.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["effort", "processor_seconds"]

# What waits for a disk does nothing, and holds its place: so much of the clock counts at least.
_LEAST_SHARE = 0.1


def processor_seconds(pid: int) -> float | None:
    """The seconds that processors have worked for a process; None where nobody tells."""
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes()
        # The name of the program comes before, in brackets, and may hold anything.
        fields = told.rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def effort(clock: float, processor: float | None) -> float:
    """The seconds of work in *clock* seconds of which processors worked for *processor*.

    Where that is not known (None), all of them count.

    >>> effort(2.0, 1.5), effort(2.0, 0.0), effort(2.0, None)
    (1.5, 0.2, 2.0)
    """
    return clock if processor is None else max(processor, clock * _LEAST_SHARE)
