"""The command `link`: proposes which entries of O*NET, ESCO, ISCO or SOC things are."""

from __future__ import annotations

import csv
import io
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerlattice.cli import output
from careerlattice.cli.options import BUILD, EndpointOption, GraphOption, open_lattice
from careerlattice.errors import CareerlatticeError, InputError, UsageError

if TYPE_CHECKING:
    from careerlattice.linking import Kind, Releases, Suggestion


class To(StrEnum):
    """The taxonomies that can be linked to."""

    ONET = "onet"
    ESCO = "esco"
    ISCO = "isco"
    SOC = "soc"


class LinkMode(StrEnum):
    """How much trouble to take."""

    FAST = "fast"
    CAREFUL = "careful"


class What(StrEnum):
    """What the lines of a list are."""

    TITLES = "titles"
    DUTIES = "duties"
    TASKS = "tasks"
    COMPETENCIES = "competencies"


class Form(StrEnum):
    """The forms of a linked list."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


_COLUMNS = ("text", "rank", "code", "label", "confidence", "matched", "iri")


def link(
    *,
    to: Annotated[To, typer.Option(help="The taxonomy to link to.")],
    taxonomies: Annotated[
        Path | None,
        typer.Option(
            help="The folder with the publishers' releases: onet…, esco…, and crosswalks"
            " (default: $CAREERLATTICE_TAXONOMIES, else what `taxonomy add` installed beside the"
            " graph).",
            metavar="FOLDER",
        ),
    ] = None,
    titles: Annotated[
        Path | None,
        typer.Option(
            help="Link the lines of this file instead of a graph, or of stdin (-).", metavar="FILE"
        ),
    ] = None,
    what: Annotated[
        What, typer.Option("--as", help="What the lines are, or are to be.")
    ] = What.TITLES,
    publisher: Annotated[
        str | None, typer.Option(help="Only what this publisher has.", metavar="ID")
    ] = None,
    mode: Annotated[
        LinkMode, typer.Option(help="The careful mode needs the extra careful.")
    ] = LinkMode.FAST,
    top: Annotated[int, typer.Option(min=1, help="At most so many suggestions for each.")] = 3,
    to_file: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write here instead of to stdout.", metavar="FILE"),
    ] = None,
    mappings: Annotated[
        Path | None,
        typer.Option(
            help="Mapping sets; what stands there is not proposed again"
            " (default: those of the project and of the workspace).",
            metavar="FOLDER",
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="Of a list.")] = Form.CSV,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
) -> None:
    """Propose links to O*NET, ESCO, ISCO or SOC, with confidence and evidence, for a reviewer.

    Of a graph: its classes, duties and competencies, as a mapping set in SSSOM TSV; to ISCO and SOC
    its classes alone. Of a list with --titles: a table. The first time, a taxonomy takes minutes to
    fit; that is kept.
    """
    from careerlattice.linking import Mode  # noqa: PLC0415 - what --help need not load

    kind = _kind(to, what)
    releases = _releases(taxonomies, graph)
    tell = (lambda _: None) if quiet else output.say
    if titles is not None:
        from careerlattice.linking import linker_for  # noqa: PLC0415

        texts = _lines(titles)
        linker = linker_for(kind, releases, Mode(mode), progress=tell)
        _give(_table(texts, linker.link(texts, top), form), to_file)
        return
    from careerlattice.proposals import propose, read_things, write_proposals  # noqa: PLC0415
    from careerlattice.review import known_mappings, renewed_text  # noqa: PLC0415

    known = known_mappings(mappings, to_file)
    with open_lattice(graph, endpoint) as lattice:
        things = read_things(lattice.store, publisher)
    found = propose(things, to.value, releases, known, mode=Mode(mode), top=top, progress=tell)
    text = write_proposals(found, to.value, Mode(mode))
    # What was decided in a set is not written over.
    _give(text if to_file is None else renewed_text(to_file, text), to_file)
    if not quiet:
        output.say(f"{len(found):,} links proposed for {len(things.things):,} things.")


def _releases(folder: Path | None, graph: Path) -> Releases:
    from careerlattice.linking import Releases, find_releases, installed_releases  # noqa: PLC0415

    named = folder or (
        Path(os.environ["CAREERLATTICE_TAXONOMIES"])
        if os.environ.get("CAREERLATTICE_TAXONOMIES")
        else None
    )
    if named is not None:
        return find_releases(named)
    found = installed_releases(graph)
    if found == Releases():
        raise UsageError(
            f"no taxonomy is installed in {graph}",
            remedy="install one with careerlattice taxonomy add onet PATH, or name the folder of"
            " the publishers' releases with --taxonomies",
        )
    return found


def _kind(to: To, what: What) -> Kind:
    from careerlattice.linking import Kind  # noqa: PLC0415

    kinds = {
        (To.ONET, What.TITLES): Kind.ONET_OCCUPATION,
        (To.ONET, What.DUTIES): Kind.ONET_ACTIVITY,
        (To.ONET, What.TASKS): Kind.ONET_TASK,
        (To.ONET, What.COMPETENCIES): Kind.ONET_ELEMENT,
        (To.ESCO, What.TITLES): Kind.ESCO_OCCUPATION,
        (To.ESCO, What.COMPETENCIES): Kind.ESCO_SKILL,
        (To.ISCO, What.TITLES): Kind.ISCO_GROUP,
        (To.SOC, What.TITLES): Kind.SOC_OCCUPATION,
    }
    if to in {To.ISCO, To.SOC} and what is not What.TITLES:
        raise UsageError(
            f"{to.value.upper()} classifies occupations and has no {what.value}",
            remedy="link titles to it, and these --to onet"
            + (" or --to esco" if what is What.COMPETENCIES else ""),
        )
    if (to, what) not in kinds:
        raise UsageError("ESCO has no duties", remedy="link them --as competencies, or --to onet")
    return kinds[to, what]


def _lines(path: Path) -> list[str]:
    try:
        if str(path) == "-":
            import sys  # noqa: PLC0415

            text = sys.stdin.buffer.read().decode("utf-8-sig")
        else:
            text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read ({error})", place=path, remedy="save it as UTF-8, a text in each line"
        ) from None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InputError("has no line", place=path, remedy="write a text in each line")
    return lines


def _table(texts: list[str], linked: list[tuple[Suggestion, ...]], form: Form) -> str:
    rows = [
        {
            "text": text,
            "rank": rank,
            "code": each.code,
            "label": each.label,
            "confidence": each.confidence,
            "matched": each.matched,
            "iri": each.iri,
        }
        for text, suggestions in zip(texts, linked, strict=True)
        for rank, each in enumerate(suggestions, 1)
    ]
    if form is Form.JSON:
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    out = io.StringIO()
    delimiter = "\t" if form is Form.TSV else ","
    writer = csv.DictWriter(out, _COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _give(text: str, to: Path | None) -> None:
    from careerlattice.review import write_safely  # noqa: PLC0415

    if to is None:
        output.write(text)
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        if to.exists() and not to.is_file():
            # A device is written to, never replaced.
            to.write_text(text, "utf-8")
            return
    except OSError as error:
        raise CareerlatticeError(f"cannot be written ({error.strerror})", place=to) from None
    write_safely(to, text)
