"""SVG and PNG: pictures of the lattice, drawn by Graphviz.

The program `dot` must be on the machine. How wide words are is its fonts' business, so two
machines may draw the same graph a little differently; one machine draws it the same every time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.export.dot import MOVES, to_dot
from careerlattice.export.formats import Of
from careerlattice.export.projection import network_of

if TYPE_CHECKING:
    from pathlib import Path

    from careerlattice.export.formats import Subject

__all__ = ["draw", "write_png", "write_svg"]

_LONGEST = 300
_COMMENT = re.compile(rb"<!--.*?-->\n?", re.DOTALL)


def write_svg(subject: Subject, to: Path) -> None:
    """Write a picture of *subject* to the file *to*, as SVG.

    Raises:
        UsageError: Graphviz is missing, or the picture is too large for it.
    """
    picture = draw(to_dot(network_of(subject, Of.LATTICE, MOVES)), "svg")
    # They name the version of Graphviz, and repeat identifiers.
    to.write_bytes(_COMMENT.sub(b"", picture))


def write_png(subject: Subject, to: Path) -> None:
    """Write a picture of *subject* to the file *to*, as PNG.

    Raises:
        UsageError: Graphviz is missing, or the picture is too large for it.
    """
    to.write_bytes(draw(to_dot(network_of(subject, Of.LATTICE, MOVES)), "png"))


def draw(dot: str, form: str, *, longest: float = _LONGEST) -> bytes:
    """A DOT text drawn in a form that Graphviz knows, in at most *longest* seconds.

    Raises:
        UsageError: Graphviz is missing, or it took too long.
        CareerlatticeError: Graphviz failed.
    """
    program = shutil.which("dot")
    if program is None:
        raise UsageError(
            f"a picture ({form}) needs Graphviz, whose program `dot` is not on this machine",
            remedy="install it (Debian: apt install graphviz), or export as dot and draw elsewhere",
        )
    try:
        done = subprocess.run(  # noqa: S603 - a program of ours to find, a text of ours to draw
            [program, f"-T{form}"],
            input=dot.encode("utf-8"),
            capture_output=True,
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"Graphviz did not finish the picture in {longest:g} seconds",
            remedy="draw less: one --publisher, or fewer --moves",
        ) from None
    if done.returncode != 0 or not done.stdout:
        why = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise CareerlatticeError(f"Graphviz could not draw the picture: {why[:300]}")
    return done.stdout
