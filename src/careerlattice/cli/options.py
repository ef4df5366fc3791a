"""Options that several commands share, and how a graph is opened from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerlattice.cli.output import Format

if TYPE_CHECKING:
    from careerlattice.lattice import Lattice

BUILD = Path("build")

GraphOption = Annotated[
    Path, typer.Option("--graph", "-g", help="The folder a build wrote.", metavar="FOLDER")
]
EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", "-e", help="Ask this SPARQL endpoint instead.", metavar="URL"),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format", "-f", help="Default: a table in a terminal, else CSV.", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="As JSON.")]
WeightsOption = Annotated[
    Path | None,
    typer.Option("--weights", help="What things cost (TOML; see `weights`).", metavar="FILE"),
]


def open_lattice(graph: Path, endpoint: str | None) -> Lattice:
    """Open the graph of a build, or the one behind an endpoint.

    Raises:
        InputError: there is no built graph.
        UsageError: *endpoint* is no address.
    """
    from careerlattice.lattice import Lattice  # noqa: PLC0415 - what --help need not load

    return Lattice.open(graph) if endpoint is None else Lattice.connect(endpoint)
