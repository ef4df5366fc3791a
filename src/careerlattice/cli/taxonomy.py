"""The commands about taxonomies: `taxonomy add`, `taxonomy list`, `taxonomy remove`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerlattice.cli import output
from careerlattice.cli.options import BUILD, FormatOption, JsonOption

if TYPE_CHECKING:
    from careerlattice.rows import Rows
    from careerlattice.taxonomies import Installed

taxonomy = typer.Typer(
    name="taxonomy",
    help="O*NET, ESCO and crosswalks: install them beside the build, list and remove them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

OutputOption = Annotated[
    Path, typer.Option("--output", "-o", help="The folder that builds go to.", metavar="FOLDER")
]


class Kind(StrEnum):
    """The kinds of taxonomies that can be read."""

    ONET = "onet"
    ESCO = "esco"
    CROSSWALK = "crosswalk"


@taxonomy.command()
def add(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="onet, esco or crosswalk.")],
    source: Annotated[
        str,
        typer.Argument(
            metavar="PATH|URL", help="The release: a folder, a zip archive, a table or an address."
        ),
    ],
    *,
    version: Annotated[
        str | None, typer.Option(help="Its version, where it does not tell it itself.")
    ] = None,
    sha256: Annotated[
        str | None, typer.Option(help="The digest its file must have.", metavar="HEX")
    ] = None,
    to: OutputOption = BUILD,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Read a taxonomy and install it; the next `careerlattice build` has it in its store.

    Exits with 1 if a table or a column was not known and left out.
    """
    from careerlattice.taxonomies import add_taxonomy  # noqa: PLC0415 - what --help need not load

    progress = _Progress() if not quiet else None
    try:
        added = add_taxonomy(
            to,
            kind.value,
            source,
            version=version,
            sha256=sha256,
            progress=progress.tell if progress else lambda _: None,
        )
    finally:
        if progress:
            progress.end()
    for warning, times in added.warnings.items():
        output.say(f"careerlattice: {warning}{f' ({times:,} times)' if times > 1 else ''}")
    output.write(
        f"{added.about.title}: {added.rows:,} rows of"
        f" {sum(1 for table in added.tables if table.what)} tables, {added.quads:,} facts, in"
        f" {added.folder}\n{added.about.attribution}\n"
        "Run `careerlattice build` to have it in the graph.\n"
    )
    if any(not table.what or table.unknown_columns for table in added.tables):
        raise typer.Exit(1)


@taxonomy.command("list")
def list_taxonomies(
    *,
    to: OutputOption = BUILD,
    tables: Annotated[
        bool, typer.Option("--tables", help="Each table with its rows and facts.")
    ] = False,
    form: FormatOption = None,
    as_json: JsonOption = False,
) -> None:
    """The installed taxonomies: version, licence, whom to credit, and what was read."""
    from careerlattice.taxonomies import installed_taxonomies  # noqa: PLC0415

    found = installed_taxonomies(to)
    if as_json:
        output.write_json([_entry(each) for each in found])
    elif form is None and not tables:
        for each in found:
            use = "" if each.in_use else " (not in use: another version was added later)"
            output.write(
                f"{each.slug}{use}: {each.about.title}, {each.rows:,} rows, {each.quads:,} facts\n"
                f"  from {each.about.source}, licence {each.about.licence}\n"
                f"  {each.about.attribution}\n"
            )
        if not found:
            output.say("No taxonomy is installed. To install one: careerlattice taxonomy add")
    else:
        output.write_rows(_table_rows(found) if tables else _rows(found), form)


@taxonomy.command()
def remove(
    name: Annotated[
        str, typer.Argument(metavar="NAME-VERSION", help="As `taxonomy list` shows it.")
    ],
    *,
    to: OutputOption = BUILD,
) -> None:
    """Remove an installed taxonomy; the graph keeps it until the next build."""
    from careerlattice.taxonomies import remove_taxonomy  # noqa: PLC0415

    removed = remove_taxonomy(to, name)
    output.write(f"{removed.slug} is removed, and out of the graph with the next build.\n")


class _Progress:
    """Progress on stderr: one line that changes in a terminal, else a line for each table."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.last = ""

    def tell(self, what: str) -> None:
        if self.terminal:
            sys.stderr.write(f"\r\x1b[K{what} …")
        else:
            # Percentages and counts within a step would fill a log.
            step = what.partition(":")[0].rstrip("0123456789.,/ ofMB")
            if step != self.last:
                sys.stderr.write(f"{what}\n")
            self.last = step
        sys.stderr.flush()

    def end(self) -> None:
        if self.terminal:
            sys.stderr.write("\r\x1b[K")


def _entry(each: Installed) -> dict[str, object]:
    return {
        "taxonomy": each.slug,
        "in_use": each.in_use,
        "title": each.about.title,
        "version": each.about.version,
        "licence": each.about.licence,
        "attribution": each.about.attribution,
        "source": each.about.source,
        "graph": each.about.graph,
        "rows": each.rows,
        "facts": each.quads,
        "sha256": each.sha256,
        "tables": each.tables,
        "warnings": each.warnings,
    }


def _rows(found: tuple[Installed, ...]) -> Rows:
    from pyoxigraph import Literal  # noqa: PLC0415

    from careerlattice.rows import Rows  # noqa: PLC0415

    return Rows(
        ["taxonomy", "in_use", "rows", "facts", "licence", "attribution"],
        [
            [
                Literal(each.slug),
                Literal(each.in_use),
                Literal(each.rows),
                Literal(each.quads),
                Literal(each.about.licence),
                Literal(each.about.attribution),
            ]
            for each in found
        ],
    )


def _table_rows(found: tuple[Installed, ...]) -> Rows:
    from pyoxigraph import Literal  # noqa: PLC0415

    from careerlattice.rows import Rows  # noqa: PLC0415

    return Rows(
        ["taxonomy", "file", "table", "taken_for", "rows", "duplicates", "facts"],
        [
            [
                *(Literal(text) for text in (each.slug, table.file, table.table, table.what)),
                *(Literal(count) for count in (table.rows, table.duplicates, table.quads)),
            ]
            for each in found
            for table in each.tables
        ],
    )
