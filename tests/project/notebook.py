"""The tutorial notebook: run it, and write into it what it shows.

To renew it: python -m tests.project.notebook
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

TUTORIAL = Path(__file__).parents[2] / "docs/tutorial.ipynb"


def read() -> Any:
    """The notebook as it stands."""
    return nbformat.read(TUTORIAL, as_version=4)


def executed(notebook: Any) -> Any:
    """*notebook* with all cells run in a kernel of this Python, in order."""
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute(cwd=str(TUTORIAL.parent))
    for cell in notebook.cells:
        # When a cell ran is nobody's business.
        cell.metadata.pop("execution", None)
    return notebook


def shown(notebook: Any) -> list[str]:
    """What each cell shows as text, in one piece; of a picture, that it is one."""
    return [
        "".join(
            output.get("text")
            or "\n".join(
                data if kind == "text/plain" else kind
                for kind, data in sorted(output.get("data", {}).items())
                if kind != "text/html"
            )
            for output in cell.get("outputs", [])
        )
        for cell in notebook.cells
    ]


if __name__ == "__main__":
    nbformat.write(executed(read()), TUTORIAL)
