"""The commands about one document: its outline, its reading explained, and a loader for its kind.

None of them builds anything, and none but `loader new` writes.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from careerlattice.cli import output
from careerlattice.cli.options import FormatOption
from careerlattice.cli.output import Format
from careerlattice.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careerlattice.documents import Document
    from careerlattice.explain import Explanation, Part
    from careerlattice.model import Span
    from careerlattice.outline import Passage
    from careerlattice.reading import Reading
    from careerlattice.registry import Recognition
    from careerlattice.rows import Rows

_LEAST_TEXT = 24
_Cell: TypeAlias = str | int | float | None

DocumentArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A document.")]

loader_commands = typer.Typer(
    help="Loaders: begin one for a new family of documents.", no_args_is_help=True
)


def add_commands(app: typer.Typer) -> None:
    """Give *app* the commands of this module."""
    app.command()(outline)
    app.add_typer(loader_commands, name="loader")


def outline(file: DocumentArgument, *, form: FormatOption = None) -> None:
    """What a loader is given of a document, block by block; then which loader knows it, how surely.

    The loaders' names go to stderr. A document that none of them knows is no error here.
    """
    from careerlattice.documents import read_document  # noqa: PLC0415 - what --help need not load
    from careerlattice.outline import read_outline  # noqa: PLC0415
    from careerlattice.registry import find_loaders, recognise  # noqa: PLC0415

    seen = read_outline(read_document(file))
    cells = [
        [
            block.line,
            *_place(seen.document, block.passage.at[0] if block.passage else 0),
            block.kind.value,
            block.form.value or None,
            block.depth,
            _mark(seen.document, block.mark),
            block.number.text or block.ordinal or None,
            _styles(block.passage),
            " | ".join(cell.text for cell in block.cells) or block.text,
        ]
        for block in seen.blocks
    ]
    columns = "line page paragraph kind form depth mark number styles text".split()
    output.write_rows(_rows(columns, cells, form, shorten="text"), form)
    output.say(_known_by(recognise(seen, find_loaders())))


def _place(document: Document, offset: int) -> tuple[int | None, int | None]:
    """Page and paragraph of a character, where its document has such."""
    place = document.place_of(offset)
    return place.page, place.paragraph


def _mark(document: Document, mark: Span | None) -> str | None:
    return document.text[mark.start : mark.end].strip() if mark else None


def _styles(passage: Passage) -> str | None:
    """The styles of a passage; how much of it where that is not all: "bold, italic 40%"."""
    from careerlattice.outline import BOLD, ITALIC, UNDERLINE  # noqa: PLC0415

    told = []
    for name, style in (("bold", BOLD), ("italic", ITALIC), ("underline", UNDERLINE)):
        share = passage.share_of_style(style)
        if share:
            told.append(name if share == 1 else f"{name} {share:.0%}")
    return ", ".join(told) or None


def _known_by(found: Sequence[Recognition]) -> str:
    from careerlattice.registry import SURE_ENOUGH  # noqa: PLC0415

    some = [f"{each.loader.name} {each.confidence:.0%}" for each in found if each.confidence > 0]
    told = f"{', '.join(some)}; all others 0%" if some else "all are at 0%"
    if not found or found[0].confidence < SURE_ENOUGH:
        return (
            f"No loader is sure enough of it ({SURE_ENOUGH:.0%}): {told}.\n"
            "Begin one of your own: careerlattice loader new NAME"
        )
    return f"Recognised by: {told}."


def explain(paths: Sequence[Path], form: Format | None) -> None:
    """Print what each line of one document was taken for (`build --explain`).

    Raises:
        UsageError: *paths* is not one file.
    """
    from careerlattice.documents import read_document  # noqa: PLC0415
    from careerlattice.explain import explain as explained  # noqa: PLC0415
    from careerlattice.reading import read  # noqa: PLC0415
    from careerlattice.registry import find_loaders  # noqa: PLC0415
    from careerlattice.sources import describe  # noqa: PLC0415

    if len(paths) != 1:
        raise UsageError("--explain takes one document", remedy="name one file")
    document = read_document(paths[0])
    reading = read(document, describe(paths[0]), find_loaders())
    explanation = explained(reading)
    output.write_rows(_explanation_rows(reading, explanation, form), form)
    for line in _summary(reading, explanation):
        output.say(line)


def _explanation_rows(reading: Reading, explanation: Explanation, form: Format | None) -> Rows:
    if _is_table(form):
        reader = f"{reading.recognition.loader.name}, "
        shown = [
            [each.line, each.text, each.taken_for, _sure(each.confidence), _reasons(each, reader)]
            for each in explanation.parts
        ]
        return _rows("line words taken_for sure why".split(), shown, form, shorten="words")
    columns = "line page paragraph start end words sort taken_for confidence why findings".split()
    cells = [
        [
            each.line,
            *_place(reading.document, each.span.start),
            each.span.start,
            each.span.end,
            each.text,
            each.sort.value,
            each.taken_for,
            each.confidence,
            each.why,
            "; ".join(each.findings) or None,
        ]
        for each in explanation.parts
    ]
    return _rows(columns, cells, form)


@loader_commands.command()
def new(
    name: Annotated[str, typer.Argument(help="The family's name: lower-case letters and hyphens.")],
    *,
    into: Annotated[
        Path | None,
        typer.Option(
            help="Make a package of its own in this folder (default outside a checkout: here).",
            metavar="FOLDER",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a loader for a new family of documents, with an example and a test; it runs at once.

    In a checkout of careerlattice it goes to its loaders and their tests.
    """
    from careerlattice import scaffold  # noqa: PLC0415

    checkout = None if into else scaffold.find_checkout(Path.cwd())
    if checkout:
        files = scaffold.begin_loader(name, checkout)
        commands = []
    else:
        folder = into or Path()
        files = scaffold.begin_package(name, folder)
        commands = [f"pip install --editable {folder / name}"]
    shown = [_from_here(file) for file in files]
    example = next(file for file in shown if file.suffix == ".txt")
    commands.append(f"python -m pytest {shown[-1].parent}")
    commands.append(f"careerlattice build --explain {example}")
    output.write("".join(f"{line}\n" for line in ("Written:", *_indented(shown))))
    output.write("".join(f"{line}\n" for line in ("Next:", *_indented(commands))))


def _from_here(path: Path) -> Path:
    """*path* as seen from the current folder, where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _indented(lines: Iterable[object]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _is_table(form: Format | None) -> bool:
    return form is Format.TABLE or (form is None and output.is_terminal())


def _sure(confidence: float | None) -> str | None:
    return None if confidence is None else f"{confidence:.0%}"


def _reasons(part: Part, reader: str) -> str:
    """Why, with what was found; the *reader*'s name is said once for the whole document."""
    return "\n".join((part.why.removeprefix(reader), *part.findings))


def _summary(reading: Reading, explanation: Explanation) -> Iterator[str]:
    """How the document was read, and what became of its characters."""
    recognition, account = reading.recognition, reading.account
    yield (
        f"Read by {recognition.loader.name} {recognition.loader.version},"
        f" {recognition.confidence:.0%} sure."
    )
    aside = ("label", "mark", "unplaced")
    facts = ", ".join(
        f"{kind} {count:,}" for kind, count in explanation.characters.items() if kind not in aside
    )
    yield (
        f"Characters: {account.placed:,} in facts ({facts or 'none'}),"
        f" {account.labels:,} in headings and marks, {account.unplaced:,} unplaced."
    )
    for finding in explanation.findings:
        yield f"Of the whole document: {finding}."


def _rows(
    columns: Sequence[str],
    cells: Sequence[Sequence[_Cell]],
    form: Format | None,
    *,
    shorten: str | None = None,
) -> Rows:
    """Rows of plain values; in a table the column *shorten* is cut to what the terminal leaves."""
    from pyoxigraph import Literal  # noqa: PLC0415

    from careerlattice.rows import Rows  # noqa: PLC0415

    at = columns.index(shorten) if shorten and _is_table(form) else -1
    most = _room(columns, cells, at) if at >= 0 else 0

    def term(number: int, value: _Cell) -> Literal | None:
        if value is None:
            return None
        return Literal(_cut(str(value), most) if number == at else value)

    return Rows(columns, [[term(i, value) for i, value in enumerate(row)] for row in cells])


def _room(columns: Sequence[str], cells: Sequence[Sequence[_Cell]], at: int) -> int:
    """How many characters a line of the terminal leaves to column *at*: a fair share at least."""
    width = shutil.get_terminal_size().columns
    taken = 0
    for number, name in enumerate(columns):
        # A column that says one thing throughout is not shown.
        texts = {"" if row[number] is None else str(row[number]) for row in cells}
        if number != at and len(texts) > 1:
            taken += max(len(name), *map(len, texts)) + 3
    return max(_LEAST_TEXT, width // 3 - 8, width - taken - 4)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
