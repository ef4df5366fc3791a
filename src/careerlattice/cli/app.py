"""The commands. Each imports what it needs when it runs, so that `--help` comes at once."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from careerlattice import __version__
from careerlattice.cli import documents, moves, output
from careerlattice.cli.agents import mcp
from careerlattice.cli.export import export
from careerlattice.cli.link import link
from careerlattice.cli.options import (
    BUILD,
    EndpointOption,
    FormatOption,
    GraphOption,
    JsonOption,
    open_lattice,
)
from careerlattice.cli.output import Format
from careerlattice.cli.parameters import read_parameters, read_query
from careerlattice.cli.review import ReviewCommand, review
from careerlattice.cli.serve import serve
from careerlattice.cli.taxonomy import taxonomy
from careerlattice.errors import CareerlatticeError, InputError, UsageError

if TYPE_CHECKING:
    from careerlattice.questions import Question, Questions

app = typer.Typer(
    name="careerlattice",
    help="Job class specifications as a graph whose every fact points at the words it came from.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Engine(StrEnum):
    """The SHACL engines."""

    PYSHACL = "pyshacl"
    SHACL = "shacl"


class ReportForm(StrEnum):
    """The forms of a validation report."""

    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    TURTLE = "turtle"


_MOST_TOLD = 20

EngineOption = Annotated[Engine, typer.Option(help="The SHACL engine.")]


def main() -> NoReturn:
    """Run the command line; never show a traceback for what a person can put right."""
    try:
        app(prog_name="careerlattice", standalone_mode=True)
    except CareerlatticeError as error:
        output.say(f"careerlattice: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        output.write(f"careerlattice {__version__}\n")
        raise typer.Exit


@app.callback()
def _top(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Documents, or folders of them: paths or addresses such as s3://bucket/folder"
            " (default: those of the project).",
        ),
    ] = None,
    *,
    manifest: Annotated[
        str | None,
        typer.Option(help="Read the documents that this CSV file lists.", metavar="FILE"),
    ] = None,
    to: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to build in.", metavar="FOLDER")
    ] = BUILD,
    engine: EngineOption = Engine.PYSHACL,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Set documents aside that cannot be read.")
    ] = False,
    mappings: Annotated[
        Path | None,
        typer.Option(
            help="Mapping sets (default: those of the workspace and of the project).",
            metavar="FOLDER",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            help="Worker processes (default: one a core; 1: none, all in this process).",
            metavar="N",
            show_default=False,
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="Have documents read by the workers of this Dask scheduler.", metavar="ADDRESS"
        ),
    ] = None,
    shards: Annotated[
        Path | None,
        typer.Option(
            help="Write the graph as compressed N-Quads for bulk loading, too.", metavar="FOLDER"
        ),
    ] = None,
    patience: Annotated[
        float, typer.Option(help="Seconds a worker may spend on one document.", metavar="SECONDS")
    ] = 600,
    check: Annotated[
        bool,
        typer.Option("--check", help="Only tell what changed since the build; write nothing."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary.")] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Only tell what each line of one document is taken for, and why."
        ),
    ] = False,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="With --explain: its form.", show_default=False),
    ] = None,
) -> None:
    """Build the graph from documents, validate it, and print a summary.

    Only what changed is read again; a build that was stopped goes on where it was. Exits with 1 if
    documents were set aside or the graph has violations; with --check, if the build is not current.
    With --check and --explain nothing is built or written.
    """
    if explain:
        documents.explain([Path(each) for each in paths or ()], form)
        return
    if form is not None:
        raise UsageError("a build has no --format", remedy="use it with --explain")
    _check_there(paths or [])
    from careerlattice.build import build as build_graph  # noqa: PLC0415
    from careerlattice.build import seed_documents, what_changed  # noqa: PLC0415

    where: list[str] = paths or ([] if manifest else [str(seed_documents())])
    if check:
        changed = what_changed(where, to, engine=engine.value, mappings=mappings, manifest=manifest)
        for line in () if quiet else _told(changed):
            output.write(f"{output.harmless(line)}\n")
        if changed:
            raise typer.Exit(1)
        return
    built = build_graph(
        where,
        to,
        engine=engine.value,
        keep_going=keep_going,
        mappings=mappings,
        manifest=manifest,
        scheduler=scheduler,
        shards=shards,
        jobs=_cores() if jobs is None else jobs,
        longest=patience,
        progress=_progress if sys.stderr.isatty() and not quiet else lambda _: None,
    )
    if sys.stderr.isatty() and not quiet:
        sys.stderr.write("\r\x1b[K")
    if not quiet:
        from careerlattice.cli.cards import print_build  # noqa: PLC0415

        print_build(built, str(to))
        if shards is not None:
            output.write(f"Shards of the same graph are in {shards}, listed in manifest.json.\n")
    for problem in built.problems if quiet else ():
        output.say(f"careerlattice: {problem.error}")
    if not built.is_sound:
        raise typer.Exit(1)


def _check_there(paths: list[str]) -> None:
    """Tell of a slip in a name at once; what reads documents takes a second to load.

    Raises:
        InputError: a path does not exist.
    """
    from careerlattice.storage import is_address  # noqa: PLC0415

    for path in paths:
        # Unlike Path's own, this takes a name that no file can have for one that no file has.
        if not is_address(path) and not os.path.exists(path):  # noqa: PTH110
            raise InputError("does not exist", place=path, remedy="name a document or a folder")


def _told(changed: list[str]) -> list[str]:
    """What changed, in words; of many things only the first ones."""
    if not changed:
        return ["The build is current."]
    told = ["The build is not current:", *(f"  {each}" for each in changed[:_MOST_TOLD])]
    if len(changed) > _MOST_TOLD:
        told.append(f"  … and {len(changed) - _MOST_TOLD:,} more")
    return told


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _progress(what: str) -> None:
    sys.stderr.write(f"\r\x1b[K{output.harmless(what)} …")
    sys.stderr.flush()


@app.command()
def status(
    *, graph: GraphOption = BUILD, endpoint: EndpointOption = None, form: FormatOption = None
) -> None:
    """How much of each document is accounted for, and what is not (question 40).

    Exits with 1 if any character of a document found no place.
    """
    with open_lattice(graph, endpoint) as lattice:
        rows = lattice.ask("coverage")
    output.write_rows(rows, form)
    if any(row["unplaced"] for row in rows):
        raise typer.Exit(1)


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Documents to read and validate (default: the built graph)."),
    ] = None,
    *,
    graph: GraphOption = BUILD,
    engine: EngineOption = Engine.PYSHACL,
    form: Annotated[ReportForm, typer.Option("--format", "-f")] = ReportForm.TABLE,
) -> None:
    """Check the graph, or documents, against the shapes: what is wrong, missing or worth a look.

    Exits with 1 if there is a violation.
    """
    from careerlattice import report as forms  # noqa: PLC0415
    from careerlattice.build import validate_build, validate_documents  # noqa: PLC0415

    found = (
        validate_documents(paths, engine=engine.value)
        if paths
        else validate_build(graph, engine=engine.value)
    )
    if form is ReportForm.TABLE:
        from careerlattice.cli.cards import console  # noqa: PLC0415

        forms.print_report(found, console())
    else:
        write = {
            ReportForm.MARKDOWN: forms.to_markdown,
            ReportForm.HTML: forms.to_html,
            ReportForm.JSON: forms.to_json,
            ReportForm.TURTLE: forms.to_turtle,
        }[form]
        output.write(write(found))
    if not found.conforms:
        raise typer.Exit(1)


@app.command()
def show(
    class_grade: Annotated[str, typer.Argument(metavar="ID", help="A class-grade's identifier.")],
    *,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    as_json: JsonOption = False,
) -> None:
    """One class-grade: duties, competencies with their levels, qualifications, codes."""
    with open_lattice(graph, endpoint) as lattice:
        card = lattice.show(class_grade)
    if as_json:
        output.write_json(card)
    else:
        from careerlattice.cli.cards import print_card  # noqa: PLC0415

        print_card(card)


@app.command()
def source(
    thing: Annotated[
        str, typer.Argument(metavar="ID", help="A class, a class-grade, or the IRI of any fact.")
    ],
    *,
    words: Annotated[str | None, typer.Option(help="Only quotes with these words.")] = None,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    form: FormatOption = None,
) -> None:
    """The words in the documents that a thing rests on, with file, line and characters."""
    with open_lattice(graph, endpoint) as lattice:
        rows = lattice.ask("source", thing=thing, words=words)
    output.write_rows(rows, form)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="A question's number or name (see --list).")
    ] = None,
    *,
    list_all: Annotated[bool, typer.Option("--list", help="List the questions.")] = False,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    form: FormatOption = None,
) -> None:
    """Ask one of the questions: `ask gap --from ID --to ID`; `ask gap --list` explains it."""
    if question is None or list_all:
        from careerlattice.questions import Questions  # noqa: PLC0415

        questions = Questions()
        if question is None:
            _list(questions, form)
        else:
            _explain(questions.find(question))
        return
    with open_lattice(graph, endpoint) as lattice:
        rows = lattice.ask(question, **read_parameters(context.args))
    output.write_rows(rows, form)


def _list(questions: Questions, form: Format | None) -> None:
    from pyoxigraph import Literal  # noqa: PLC0415

    from careerlattice.rows import Rows  # noqa: PLC0415

    rows = Rows(
        ["number", "name", "question", "parameters"],
        [
            [
                Literal(each.number or 0),
                Literal(each.slug),
                Literal(each.question),
                Literal(
                    " ".join(
                        f"--{p.option}" if p.required else f"[--{p.option}]" for p in each.params
                    )
                ),
            ]
            for each in questions.values()
        ],
    )
    output.write_rows(rows, form)


def _explain(question: Question) -> None:
    lines = [f"{question.number}. {question.question}", "", question.summary, ""]
    for each in question.params:
        need = "required" if each.required else "optional"
        lines.append(f"  --{each.option}  {each.description} ({need}; e.g. {each.example})")
    lines += ["", "Columns:"] if question.columns else []
    lines += [f"  {name}: {meaning}" for name, meaning in question.columns.items()]
    output.write("\n".join(lines) + "\n")


@app.command()
def query(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file of SPARQL, - for stdin, or the query.")
    ],
    *,
    graph: GraphOption = BUILD,
    endpoint: EndpointOption = None,
    form: FormatOption = None,
) -> None:
    """Answer a SPARQL query over the whole graph; it can only read."""
    sparql = read_query(file)
    with open_lattice(graph, endpoint) as lattice:
        output.write_answer(lattice.query(sparql), form)


@app.command()
def ontology(
    *,
    html: Annotated[bool, typer.Option("--html", help="The reference page, as HTML.")] = False,
    turtle: Annotated[bool, typer.Option("--turtle", help="All modules as one Turtle.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Tell whether files and code are in order.")
    ] = False,
    write_vocabulary: Annotated[
        bool,
        typer.Option(
            "--write-vocabulary", help="Put the Turtle files in order and regenerate the code."
        ),
    ] = False,
) -> None:
    """The ontology: its reference page, its Turtle, and the code made from it."""
    from careerlattice import ontology as vocabulary  # noqa: PLC0415
    from careerlattice.resources import ontology_dir  # noqa: PLC0415

    folder = ontology_dir()
    if write_vocabulary or check:
        from careerlattice.context import write_context  # noqa: PLC0415

        changed = vocabulary.format_ontology(folder, write=write_vocabulary)
        changed += write_context(vocabulary.load_ontology(folder), folder, write=write_vocabulary)
        package = Path(vocabulary.__file__).parent
        if write_vocabulary:
            changed += vocabulary.write_vocabulary(folder, package)
        else:
            code = vocabulary.generated_code(vocabulary.load_ontology(folder))
            changed += [
                package / name
                for name, text in code.items()
                if (package / name).read_text("utf-8") != text
            ]
        for path in changed:
            output.say(f"{'written' if write_vocabulary else 'out of order'}: {path}")
        if changed and check:
            raise typer.Exit(1)
    elif html:
        from careerlattice.reference import reference_page  # noqa: PLC0415

        output.write(reference_page(vocabulary.load_ontology(folder, alignments=True)))
    elif turtle:
        from careerlattice.turtle import canonical_turtle  # noqa: PLC0415

        output.write(canonical_turtle(vocabulary.load_ontology(folder, alignments=True)))
    else:
        _list_terms()


def _list_terms() -> None:
    from pyoxigraph import Literal  # noqa: PLC0415

    from careerlattice.ontology import career_terms, load_ontology  # noqa: PLC0415
    from careerlattice.resources import ontology_dir  # noqa: PLC0415
    from careerlattice.rows import Rows  # noqa: PLC0415

    terms = career_terms(load_ontology(ontology_dir()))
    rows = [[Literal(name), Literal(definition)] for name, definition in terms.items()]
    output.write_rows(Rows(["term", "definition"], rows), None)


@app.command()
def push(
    *,
    endpoint: Annotated[
        str, typer.Option("--endpoint", "-e", help="The server's query endpoint.", metavar="URL")
    ],
    graph: GraphOption = BUILD,
    store_url: Annotated[
        str | None, typer.Option(help="Its Graph Store Protocol, if not found.", metavar="URL")
    ] = None,
    update_url: Annotated[
        str | None, typer.Option(help="Its SPARQL Update, if not found.", metavar="URL")
    ] = None,
    shards: Annotated[
        Path | None,
        typer.Option(
            help="Instead of a build: N-Quads files, .nq or .nq.gz, all of them.", metavar="FOLDER"
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Send unchanged graphs too.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(help="So many seconds may one request take.", min=0.1)
    ] = 120.0,
) -> None:
    """Load the built graph into a SPARQL server: only what changed, a named graph a document.

    A push that was stopped goes on when it is begun again. At the end the server counts what it has
    of each graph.
    """
    from careerlattice.push import open_shards  # noqa: PLC0415
    from careerlattice.push import push as push_graph  # noqa: PLC0415

    told = sys.stderr.isatty()
    done = push_graph(
        graph if shards is None else open_shards(shards),
        endpoint,
        store_url=store_url,
        update_url=update_url,
        everything=everything,
        timeout=timeout,
        progress=_progress if told else lambda _: None,
    )
    if told:
        sys.stderr.write("\r\x1b[K")
    output.write(
        f"{len(done.sent)} graphs sent ({done.triples_sent:,} triples, by {done.through}),"
        f" {len(done.unchanged)} unchanged, {len(done.removed)} removed; counted at"
        f" {done.endpoint}: {done.triples:,} triples of this graph, as it has here\n"
    )


documents.add_commands(app)
moves.add_commands(app)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(export)
app.command()(link)
app.command()(mcp)
app.command(cls=ReviewCommand)(review)
app.command()(serve)
app.add_typer(taxonomy)
