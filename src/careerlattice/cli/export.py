"""The command `export`: the graph, a part of it, or an answer, in the formats of other tools."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerlattice.cli import output
from careerlattice.cli.options import (
    BUILD,
    EndpointOption,
    GraphOption,
    WeightsOption,
    open_lattice,
)
from careerlattice.cli.parameters import read_parameters, read_query, read_weights
from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.export.formats import (
    FORMATS,
    Format,
    Kind,
    Of,
    Subject,
    find_format,
    known_class,
    known_publisher,
)
from careerlattice.export.formats import write as write_format

if TYPE_CHECKING:
    from careerlattice.lattice import Lattice
    from careerlattice.rows import Rows, Triples

_NAMES = ", ".join(each.name for each in FORMATS)


def export(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(help="Where to write; its ending may stand for the format.", metavar="FILE"),
    ] = None,
    *,
    name: Annotated[
        str | None,
        typer.Option("--format", "-f", help=f"One of {_NAMES}.", metavar="FORMAT"),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", help="The same as FILE; - is stdout (the default).", metavar="FILE"
        ),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Only what this publisher has.", metavar="ID")
    ] = None,
    class_id: Annotated[
        str | None, typer.Option("--class", help="Only this class or class-grade.", metavar="ID")
    ] = None,
    question: Annotated[
        str | None,
        typer.Option(
            help="The answer to this question; its parameters follow as --name value.",
            metavar="SLUG",
        ),
    ] = None,
    query: Annotated[
        str | None,
        typer.Option(help="The answer to a SPARQL query: a file, or - for stdin.", metavar="FILE"),
    ] = None,
    of: Annotated[
        Of | None,
        typer.Option(
            help="Networks and pictures: of class-grades and moves alone, or of everything.",
            show_default=False,
        ),
    ] = None,
    moves: Annotated[
        int | None,
        typer.Option(
            help="Of a lattice: so many moves from each class-grade, the cheapest, and the ladders"
            " (default: all; in pictures 2).",
            min=0,
            metavar="COUNT",
        ),
    ] = None,
    weights_file: WeightsOption = None,
    formats: Annotated[
        bool, typer.Option("--formats", help="List the formats and what each is for.")
    ] = False,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
) -> None:
    """Write the graph, a publisher's part or an answer for other tools: `export lattice.graphml`.

    Of a SELECT, the networks want columns `source` and `target`; other columns say more of an
    edge. `--formats` tells what there is.
    """
    if formats:
        _list_formats()
        return
    arguments: list[str] = list(context.args)
    if file is not None and file.startswith("--"):
        # An option that is none of ours: a parameter of the question.
        arguments.insert(0, file)
        file = None
    if arguments and question is None:
        raise UsageError(
            f"{arguments[0]!r} is no option of export", remedy="see `careerlattice export -h`"
        )
    if file is not None and to is not None:
        raise UsageError("two files are named", remedy="name one, with -o or without")
    place = to or file or "-"
    kind = Kind.CLASS if class_id is not None and question is None else None
    form = find_format(name, None if place == "-" else Path(place), kind)
    if question is not None:
        # Questions have parameters of these names.
        for parameter, value in (("class", class_id), ("publisher", publisher)):
            arguments += [] if value is None else [f"--{parameter}={value}"]
        class_id = publisher = None
    if sum(each is not None for each in (publisher, class_id, question, query)) > 1:
        raise UsageError(
            "one thing is exported at a time",
            remedy="give one of --publisher, --class, --question and --query",
        )
    with open_lattice(graph, endpoint) as lattice:
        subject = Subject(
            lattice,
            publisher=None if publisher is None else known_publisher(lattice, publisher),
            class_id=None if class_id is None else known_class(lattice, class_id),
            answer=_answer(lattice, question, query, arguments),
            of=of,
            moves=moves,
            weights=read_weights(weights_file),
        )
        if place == "-":
            _print(form, subject)
        else:
            _place(form, subject, Path(place))


def _list_formats() -> None:
    from pyoxigraph import Literal  # noqa: PLC0415 - what --help need not load

    from careerlattice.rows import Rows  # noqa: PLC0415

    rows = [[Literal(text) for text in (f.name, f.suffix, f.noun, f.use)] for f in FORMATS]
    output.write_rows(Rows(["format", "ending", "name", "use"], rows), None)


def _answer(
    lattice: Lattice, question: str | None, query: str | None, arguments: list[str]
) -> Rows | Triples | None:
    if question is not None:
        return lattice.ask(question, **read_parameters(arguments))
    if query is None:
        return None
    answer = lattice.query(read_query(query))
    if isinstance(answer, bool):
        raise UsageError("a yes or no is not exported", remedy="ask it with `query`")
    return answer


def _print(form: Format, subject: Subject) -> None:
    """Write to stdout, which binary data and folders cannot go to when a person is looking."""
    if form.is_folder or (not form.is_text and output.is_terminal()):
        what = "a folder" if form.is_folder else "no text"
        raise UsageError(f"{form.noun} is {what}", remedy="say where to write with --output")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"export{form.suffix}"
        write_format(form, subject, made)
        if form.is_text:
            output.write(made.read_bytes().decode("utf-8"))
        else:
            sys.stdout.buffer.write(made.read_bytes())
            sys.stdout.buffer.flush()


def _place(form: Format, subject: Subject, place: Path) -> None:
    """Write to *place*: whole, or not at all; a file that was there is replaced."""
    if place.is_dir() and not form.is_folder:
        raise UsageError("this is a folder", place=place, remedy="name a file")
    if form.is_folder and place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise UsageError(
            f"{form.noun} needs a folder that is new or empty", place=place, remedy="name another"
        )
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=place.parent) as folder:
            made = Path(folder) / "made"
            write_format(form, subject, made)
            made.replace(place)
    except OSError as error:
        raise CareerlatticeError(
            f"cannot be written ({error.strerror or error})",
            place=place,
            remedy="name a place that you may write to",
        ) from None
