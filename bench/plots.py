"""Plots of the results as SVG: the same bytes from the same results, readable on light and dark."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#737b85"
"""Of words and lines: as far from white as from black."""
COLOURS = ("#3b82f6", "#e8710a", "#16a34a", "#a855f7", "#d9467a", "#8a8f98")

Line = Sequence[tuple[float, float]]


def _drawn(figure: Figure) -> str:
    import matplotlib as mpl  # noqa: PLC0415 - of the extra "notebook"

    stream = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "careerlattice", "svg.fonttype": "none"}):
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    # Matplotlib leaves blanks at the ends of lines.
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _figure(panels: int, height: float) -> tuple[Figure, list[Axes]]:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(4.6 * panels if panels > 1 else 7.2, height), layout="constrained")
    axes = [figure.add_subplot(1, panels, number + 1) for number in range(panels)]
    for each in axes:
        each.patch.set_alpha(0)
        each.tick_params(colors=INK, which="both", labelsize=9)
        for side, spine in each.spines.items():
            spine.set_color(INK)
            spine.set_visible(side in ("left", "bottom"))
        each.grid(visible=True, color=INK, alpha=0.2, linewidth=0.6)
        each.set_axisbelow(True)
    return figure, axes


def _plainly(value: float, _: int) -> str:
    return f"{value:,.10g}"


def _legend(axes: Axes, place: str) -> None:
    axes.legend(frameon=False, labelcolor=INK, fontsize=9, loc=place)


def lines(
    panels: Sequence[tuple[str, str, Mapping[str, Line]]],
    along: str,
    *,
    linear: Mapping[str, str] | None = None,
) -> str:
    """A panel for each of *panels* (what is measured, its unit, lines by name), both axes by tens.

    *linear* names, for a panel, the line that a dashed one goes with as if it grew evenly.
    """
    from matplotlib.ticker import LogLocator  # noqa: PLC0415

    figure, axes = _figure(len(panels), 3.6)
    for each, (what, unit, found) in zip(axes, panels, strict=True):
        each.set_xscale("log")
        each.set_yscale("log")
        for (name, points), colour in zip(found.items(), COLOURS, strict=False):
            across, up = zip(*points, strict=True)
            each.plot(across, up, marker="o", markersize=4, color=colour, label=name)
            if linear and linear.get(what) == name:
                even = [up[0] * one / across[0] for one in across]
                each.plot(across, even, color=colour, linestyle=":", label="if it grew evenly")
        each.set_title(f"{what}, {unit}", color=INK, fontsize=10, loc="left")
        each.set_xlabel(along, color=INK, fontsize=9)
        each.xaxis.set_major_formatter(_plainly)
        each.yaxis.set_major_formatter(_plainly)
        heights = [up for points in found.values() for _, up in points]
        if max(heights) < 100 * min(heights):
            each.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ticks = sorted({across for points in found.values() for across, _ in points})
        each.set_xticks(ticks)
        each.minorticks_off()
        _legend(each, "best")
    return _drawn(figure)


def bars(values: Mapping[str, float], along: str) -> str:
    """A bar for each value, the first on top."""
    figure, (axes,) = _figure(1, 0.9 + 0.28 * len(values))
    names = list(values)[::-1]
    axes.barh(names, [values[name] for name in names], color=COLOURS[0], height=0.7)
    for at, name in enumerate(names):
        axes.text(values[name], at, f" {values[name]:,.1f}", color=INK, fontsize=8, va="center")
    axes.set_xlabel(along, color=INK, fontsize=9)
    axes.grid(visible=False, axis="y")
    axes.margins(x=0.1)
    return _drawn(figure)


def pairs(values: Mapping[str, tuple[float, float]], names: tuple[str, str], along: str) -> str:
    """Two bars for each value, one above the other, by tens."""
    figure, (axes,) = _figure(1, 1.2 + 0.5 * len(values))
    rows = list(values)[::-1]
    axes.set_xscale("log")
    for side, (name, colour) in enumerate(zip(names, COLOURS, strict=False)):
        places = [at + (0.2 if side == 0 else -0.2) for at in range(len(rows))]
        lengths = [values[row][side] for row in rows]
        axes.barh(places, lengths, color=colour, height=0.38, label=name)
    for at, row in enumerate(rows):
        one, other = values[row]
        text = f" {other / one:,.0f} ×" if other / one >= 10 else f" {other / one:,.1f} ×"
        axes.text(max(one, other), at, text, color=INK, fontsize=8, va="center")
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel(along, color=INK, fontsize=9)
    axes.xaxis.set_major_formatter(_plainly)
    axes.minorticks_off()
    axes.grid(visible=False, axis="y")
    axes.margins(x=0.12)
    axes.legend(
        frameon=False, labelcolor=INK, fontsize=9, ncols=2, loc="lower left", bbox_to_anchor=(0, 1)
    )
    return _drawn(figure)


def dots(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    names: Sequence[str],
    aims: Mapping[str, float],
    along: str,
) -> str:
    """A row of dots for each of *rows*, one for each of *names*, by tens; *aims* are lines."""
    figure, (axes,) = _figure(1, 1.2 + 0.2 * len(rows))
    axes.set_xscale("log")
    for side, (name, colour) in enumerate(zip(names, COLOURS, strict=False)):
        found = [
            (values[side], at)
            for at, (_, values) in enumerate(reversed(rows))
            if values[side] is not None
        ]
        across, up = zip(*found, strict=True) if found else ((), ())
        axes.scatter(across, up, s=22, color=colour, label=name, zorder=3)
    for name, aim in aims.items():
        axes.axvline(aim, color=INK, linestyle="--", linewidth=0.8)
        axes.text(aim, len(rows) - 0.2, name, color=INK, fontsize=7, ha="center", va="bottom")
    axes.set_yticks(range(len(rows)), [name for name, _ in reversed(rows)])
    axes.xaxis.set_major_formatter(_plainly)
    axes.minorticks_off()
    axes.tick_params(axis="y", labelsize=7)
    axes.set_xlabel(along, color=INK, fontsize=9)
    axes.legend(
        *axes.get_legend_handles_labels(),
        frameon=False,
        labelcolor=INK,
        fontsize=9,
        ncols=4,
        loc="lower left",
        bbox_to_anchor=(0, 1.02),
    )
    return _drawn(figure)
