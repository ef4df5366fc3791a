"""The commands about taxonomies: `taxonomy add`, `list`, `remove` and `diff`."""

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
    from careerlattice.taxonomies.changes import Touched

taxonomy = typer.Typer(
    name="taxonomy",
    help="O*NET, ESCO and crosswalks: install, list, remove and compare them.",
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


@taxonomy.command()
def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="A release: its path, or an installed one (onet, onet-29.3)."
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The release to compare it with.")],
    *,
    mappings: Annotated[
        list[Path] | None,
        typer.Option(
            help="Mapping sets, or folders of them (default: the project's and the workspace's).",
            metavar="FOLDER",
            show_default=False,
        ),
    ] = None,
    crosswalk: Annotated[
        Path | None,
        typer.Option(
            help="The table from OLD's to NEW's edition of O*NET-SOC, to tell what was split.",
            metavar="PATH",
        ),
    ] = None,
    to: OutputOption = BUILD,
    form: FormatOption = None,
) -> None:
    """Which mappings point at something that is retired, renamed or split from OLD to NEW.

    Exits with 1 if a mapping is to be looked at again.
    """
    from careerlattice.mappings import read_mapping_sets  # noqa: PLC0415 - what --help need not load
    from careerlattice.review import find_sets  # noqa: PLC0415
    from careerlattice.taxonomies.changes import (  # noqa: PLC0415
        compare_releases,
        read_entries,
        read_successors,
    )
    from careerlattice.workspace import counted_mappings  # noqa: PLC0415

    if mappings:
        known = read_mapping_sets(find_sets(mappings)).mappings
    else:
        known = counted_mappings().mappings
    successors = read_successors(crosswalk) if crosswalk else None
    touched = compare_releases(read_entries(old, to), read_entries(new, to), known, successors)
    output.write_rows(_change_rows(touched), form)
    if any(each.change.needs_attention for each in touched):
        raise typer.Exit(1)


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


def _change_rows(touched: tuple[Touched, ...]) -> Rows:
    from pyoxigraph import Literal, NamedNode  # noqa: PLC0415

    from careerlattice.rows import Rows  # noqa: PLC0415

    def text(value: str) -> Literal | None:
        return Literal(value) if value else None

    return Rows(
        "change entry before after now status relation mapped place mapping".split(),
        [
            [
                Literal(each.change.value),
                NamedNode(each.entry),
                text(each.before),
                text(each.after),
                text(" ".join(each.now)),
                Literal(each.mapping.status.value),
                Literal(each.mapping.predicate.rpartition("#")[2].removesuffix("Match")),
                NamedNode(
                    each.mapping.subject
                    if each.entry == each.mapping.object
                    else each.mapping.object
                ),
                text(str(each.mapping.place or "")),
                NamedNode(each.mapping.iri),
            ]
            for each in touched
        ],
    )


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
