"""The commands about moving: gap, path, nearest, ladder, qualify; and diff, which compares too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerlattice.cli import output
from careerlattice.cli.options import (
    BUILD,
    EndpointOption,
    FormatOption,
    GraphOption,
    JsonOption,
    WeightsOption,
    open_lattice,
)
from careerlattice.cli.output import Format
from careerlattice.cli.parameters import read_weights
from careerlattice.errors import UsageError

if TYPE_CHECKING:
    from careerlattice.moves.qualify import Candidate

From = Annotated[str, typer.Argument(metavar="FROM", help="The class-grade held.")]
To = Annotated[str, typer.Argument(metavar="TO", help="The class-grade wanted.")]


def add_commands(app: typer.Typer) -> None:
    """Give *app* the commands of this module."""
    for command in (gap, path, nearest, ladder, qualify, diff, weights):
        app.command()(command)


def gap(
    start: From,
    goal: To,
    *,
    without: Annotated[
        str | None, typer.Option(help="A mapping or alignment to leave out.", metavar="IRI")
    ] = None,
    weights_file: WeightsOption = None,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    as_json: JsonOption = False,
) -> None:
    """What is missing to move: competencies, duties, qualifications, and what it costs."""
    with open_lattice(graph, endpoint) as lattice:
        found = lattice.gap(start, goal, without=without)
        move = lattice.move(start, goal, without=[without] if without else ())
        cost = lattice.cost(move, read_weights(weights_file))
        titles = lattice.titles(found.start, found.goal)
    if as_json:
        output.write_json(
            {
                "from": found.start,
                "to": found.goal,
                "competencies": found.entries,
                "duties": move.duties,
                "qualifications": move.qualifications,
                "cost": cost.total,
                "explanation": cost.explanation,
                "blocked": cost.blocked,
            }
        )
    else:
        from careerlattice.cli.cards import print_gap  # noqa: PLC0415

        print_gap(found, move, cost, titles)


def path(
    start: From,
    goal: To,
    *,
    steps: Annotated[int, typer.Option(min=1, help="At most so many steps.")] = 3,
    count: Annotated[int, typer.Option(min=1, help="At most so many paths.")] = 5,
    largest_step: Annotated[
        float | None, typer.Option(help="No step may cost more than this.", min=0)
    ] = None,
    weights_file: WeightsOption = None,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    as_json: JsonOption = False,
) -> None:
    """The ways from one class-grade to another, the one of least effort first."""
    with open_lattice(graph, endpoint) as lattice:
        found = lattice.paths(
            start,
            goal,
            most_steps=steps,
            limit=count,
            largest_step=largest_step,
            weights=read_weights(weights_file),
        )
    if as_json:
        output.write_json(found)
        return
    for each in found:
        output.write(f"{each}\n\n")
    if not found:
        output.say("There is no such path.")
        raise typer.Exit(1)


def nearest(
    start: From,
    *,
    count: Annotated[int, typer.Option(min=1, help="So many.")] = 10,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    as_json: JsonOption = False,
) -> None:
    """The class-grades most like one, by competencies, levels and duties, and why."""
    with open_lattice(graph, endpoint) as lattice:
        found = lattice.nearest(start, count)
    if as_json:
        output.write_json(found)
        return
    for each in found:
        output.write(f"{each}\n")


def ladder(
    class_id: Annotated[str, typer.Argument(metavar="CLASS", help="A class.")],
    *,
    weights_file: WeightsOption = None,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    as_json: JsonOption = False,
) -> None:
    """The grades of a class from the lowest up, and what each step takes."""
    with open_lattice(graph, endpoint) as lattice:
        found = lattice.ladder(class_id, read_weights(weights_file))
    output.write_json(found) if as_json else output.write(f"{found}\n")


def qualify(
    held: Annotated[
        str | None, typer.Argument(metavar="CLASS", help="A class or class-grade held.")
    ] = None,
    *,
    goal: Annotated[
        str | None, typer.Option("--for", help="Only this class-grade.", metavar="ID")
    ] = None,
    months: Annotated[int | None, typer.Option(min=0, help="Months in CLASS.")] = None,
    has: Annotated[
        list[str] | None,
        typer.Option(help="More experience: CLASS=24 or 'clerical work=3y'.", metavar="TEXT"),
    ] = None,
    education: Annotated[str | None, typer.Option(help="Such as 'high school'.")] = None,
    field: Annotated[str | None, typer.Option(help="The field of study.")] = None,
    credit_hours: Annotated[int | None, typer.Option(min=0, help="Semester hours.")] = None,
    licence: Annotated[list[str] | None, typer.Option(help="A licence held.")] = None,
    candidate: Annotated[
        Path | None, typer.Option(help="All of it in a TOML file.", metavar="FILE")
    ] = None,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    form: FormatOption = None,
) -> None:
    """Which class-grades someone meets the minimum qualifications of, and why."""
    from careerlattice.moves.qualify import Candidate, as_rows  # noqa: PLC0415

    stretches = [*([_held(held, months)] if held else []), *(has or [])]
    if candidate is not None and (stretches or education or field or credit_hours or licence):
        raise UsageError("--candidate says it all", remedy="give the file, or the single options")
    if candidate is None and not stretches and education is None:
        raise UsageError("nobody to judge", remedy="name a CLASS held, or use --has or --candidate")
    who: Candidate = (
        Candidate.from_toml(candidate)
        if candidate is not None
        else Candidate.parse(
            stretches,
            education=education,
            field_of_study=field,
            credit_hours=credit_hours,
            licences=licence,
        )
    )
    with open_lattice(graph, endpoint) as lattice:
        verdicts = lattice.qualify(who, goal)
    if form is None and output.is_terminal():
        output.write("\n".join(f"{verdict}\n" for verdict in verdicts))
    else:
        output.write_rows(as_rows(verdicts), form)


def _held(name: str, months: int | None) -> str:
    return name if months is None else f"{name}={months}"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A document, or a class-grade.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later one.")],
    *,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    form: FormatOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed between two revisions: documents, or class-grades of the graph."""
    from careerlattice.diff import diff_class_grades, diff_documents  # noqa: PLC0415

    if Path(old).is_file() or Path(new).is_file():
        found = diff_documents(Path(old), Path(new))
    else:
        with open_lattice(graph, endpoint) as lattice:
            found = diff_class_grades(lattice.store, old, new)
    if as_json or form is Format.JSON:
        output.write(found.to_json())
    elif form is None:
        output.write(found.to_text())
    else:
        output.write_rows(found.to_rows(), form)


def weights() -> None:
    """The costs that `gap`, `path` and `ladder` reckon with, as TOML to change."""
    from careerlattice.moves.cost import Weights  # noqa: PLC0415

    output.write(Weights().to_toml())
