"""What commands are told beside plain options: a question's parameters, SPARQL, weights."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from careerlattice.errors import UsageError

if TYPE_CHECKING:
    from careerlattice.moves.cost import Weights


def read_parameters(arguments: list[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value` pairs.

    Raises:
        UsageError: an argument is neither.
    """
    values: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("--") or not name:
            raise UsageError(f"'{argument}' is no parameter", remedy="write --name value")
        if not equals:
            following = next(rest, None)
            if following is None:
                raise UsageError(f"--{name} has no value", remedy=f"write --{name} value")
            value = following
        key = name.replace("-", "_")
        if key in values:
            raise UsageError(f"--{name} is given twice", remedy="give it once")
        values[key] = value
    return values


def read_query(file: str) -> str:
    """The SPARQL of a file, of stdin (-), or *file* itself where it is a query.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    if file == "-":
        return sys.stdin.read()
    if "{" in file:
        return file
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read ({error})", place=file) from None


def read_weights(file: Path | None) -> Weights | None:
    """The weights of a file; None, which stands for the defaults, where none is named.

    Raises:
        InputError: it cannot be read, or is not TOML.
        UsageError: a weight is unknown, or not of its range.
    """
    from careerlattice.moves.cost import Weights  # noqa: PLC0415 - what --help need not load

    return None if file is None else Weights.read(file)
