"""The command `review`: decide on mappings, in the terminal, by script or by spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from careerlattice.cli import output
from careerlattice.cli.options import BUILD, EndpointOption, FormatOption
from careerlattice.errors import CareerlatticeError, InputError, UsageError

if TYPE_CHECKING:
    from careerlattice.configuration import Reviewer
    from careerlattice.lattice import Lattice
    from careerlattice.review import (
        Desk,
        Edited,
        Merged,
        RowProblem,
        SetFile,
        Tally,
    )
    from careerlattice.rows import Rows

_SPREAD = frozenset({"--accept", "--reject", "--reopen"})


class Standing(StrEnum):
    """Which mappings are listed."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ALL = "all"


class ReviewCommand(TyperCommand):
    """A command some of whose options take all the values behind them: --accept ID ID ID."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Repeat those options before each of their values, which is what the library knows."""
        return super().parse_args(ctx, list(_spread(args)))


def _spread(args: Sequence[str]) -> Iterator[str]:
    option = ""
    given = False
    for arg in args:
        if arg.startswith("-") and arg != "-":
            if option and not given:
                yield option
            option, given = (arg, False) if arg in _SPREAD else ("", True)
            if not option:
                yield arg
        elif option and not (given and Path(arg).exists()):
            yield option
            yield arg
            given = True
        else:
            option = ""
            yield arg
    if option and not given:
        yield option


_Names = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="ID…", help="Accept these, without asking anything."),
]

ReviewerOption = Annotated[
    str | None,
    typer.Option(
        "--reviewer",
        metavar="NAME <ORCID>",
        help="Who decides (default: $CAREERLATTICE_REVIEWER, else careerlattice.toml here, else"
        " your own settings).",
        show_default=False,
    ),
]


def review(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE…]",
            help="Mapping sets, or folders of them (default: those of careerlattice.toml, of"
            " mappings/ or of data/mappings/).",
            show_default=False,
        ),
    ] = None,
    *,
    list_all: Annotated[
        bool, typer.Option("--list", help="List the mappings instead, with their IDs.")
    ] = False,
    standing: Annotated[
        Standing, typer.Option("--status", help="With --list: which.")
    ] = Standing.PROPOSED,
    accept: _Names = None,
    reject: Annotated[
        list[str] | None,
        typer.Option(metavar="ID…", help="Reject these: they stay as negative mappings."),
    ] = None,
    reopen: Annotated[
        list[str] | None, typer.Option(metavar="ID…", help="Take a decision on these back.")
    ] = None,
    relation: Annotated[
        str | None,
        typer.Option(help="With --accept: as exact, close, broad, narrow or related."),
    ] = None,
    comment: Annotated[
        str | None, typer.Option(help="With --accept, --reject or --reopen: why.")
    ] = None,
    check: Annotated[
        list[Path] | None,
        typer.Option(
            help="Check a copy that a spreadsheet edited; change nothing.", metavar="COPY"
        ),
    ] = None,
    merge: Annotated[
        list[Path] | None,
        typer.Option(help="Bring a copy back that a spreadsheet edited.", metavar="COPY"),
    ] = None,
    keep_going: Annotated[
        bool,
        typer.Option("--keep-going", help="With --merge: take the sound rows if some are not."),
    ] = False,
    prefer_edited: Annotated[
        bool,
        typer.Option("--prefer-edited", help="With --merge: the copy prevails over a decision."),
    ] = False,
    who: ReviewerOption = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="Of the review (default: today).")
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph",
            "-g",
            metavar="FOLDER",
            help="The built graph that shows what stands behind each side (default: build).",
            show_default=False,
        ),
    ] = None,
    endpoint: EndpointOption = None,
    form: FormatOption = None,
) -> None:
    """Decide on proposed mappings, one key each; every decision is on disk at once.

    Decided mappings bear who decided, when and why. Rejected ones stay as negative mappings. A
    mapping set is a text file with tabs: a copy may be edited in a spreadsheet, checked with
    --check and brought back with --merge. Exits with 1 if rows cannot be taken over.
    """
    from careerlattice.review import Desk, find_sets  # noqa: PLC0415 - what --help need not load

    today = _day(day)
    decisions = {"accept": accept, "reject": reject, "reopen": reopen}
    some = [name for name, ids in decisions.items() if ids]
    ways = [list_all, bool(some), bool(check), bool(merge)]
    if sum(ways) > 1:
        raise UsageError(
            "--list, --check, --merge and decisions do not go together", remedy="choose one of them"
        )
    if check or merge:
        _bring_back(
            check or merge or [],
            files or [],
            _known_reviewer(who),
            today,
            write=bool(merge),
            keep_going=keep_going,
            prefer_edited=prefer_edited,
            form=form,
        )
        return
    if relation and "accept" not in some:
        raise UsageError("--relation is for what is accepted", remedy="use it with --accept")
    if comment and not some:
        raise UsageError("--comment is for a decision", remedy="use it with --accept or --reject")
    desk = Desk(find_sets(files or []))
    if list_all:
        output.write_rows(_listed(desk, standing), form)
    elif some:
        _decide_all(desk, decisions, relation, comment, needed_reviewer(who), today)
    else:
        _sit_down(desk, who, day, today, graph, endpoint)


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date", remedy="write it as 2026-01-31") from None


def _known_reviewer(who: str | None) -> Reviewer | None:
    from careerlattice.configuration import Reviewer, configured_reviewer  # noqa: PLC0415

    return Reviewer.parse(who) if who else configured_reviewer()


def needed_reviewer(who: str | None) -> Reviewer:
    """Who decides: *who*, or whom the settings name.

    Raises:
        UsageError: nobody is said.
    """
    reviewer = _known_reviewer(who)
    if reviewer is None:
        raise _nobody()
    return reviewer


def _nobody() -> UsageError:
    from careerlattice.configuration import PROJECT_FILE, VARIABLE, user_file  # noqa: PLC0415

    return UsageError(
        "who reviews is not said",
        remedy=f'say it with --reviewer "NAME <ORCID>" or ${VARIABLE}, or write [reviewer]'
        f' name = "…" into {PROJECT_FILE} or {user_file()}',
    )


# By script


def _listed(desk: Desk, standing: Standing) -> Rows:
    from pyoxigraph import Literal, NamedNode  # noqa: PLC0415

    from careerlattice.mappings import mapping_iri  # noqa: PLC0415
    from careerlattice.review import in_words, reviewed_by  # noqa: PLC0415
    from careerlattice.review.sets import expand  # noqa: PLC0415
    from careerlattice.rows import Rows, Term  # noqa: PLC0415

    columns = (
        "id status relation confidence subject_label object_label reviewed_by review_date comment"
        " subject object file line mapping"
    ).split()
    rows: list[list[Term | None]] = []
    for path, set_ in desk.sets.items():
        for row in set_.rows:
            if standing not in (Standing.ALL, row.status):
                continue
            subject, object_ = set_.ends(row)
            predicate = expand(row.get("predicate_id"), set_.prefixes)
            texts = [
                set_.id_of(row),
                row.status,
                in_words(row.get("predicate_id")),
                row.get("confidence"),
                row.get("subject_label"),
                row.get("object_label"),
                reviewed_by(row),
                row.get("review_date"),
                row.get("comment"),
                subject,
                object_,
                str(path),
            ]
            rows.append(
                [
                    *(Literal(text) if text else None for text in texts),
                    Literal(row.line),
                    NamedNode(mapping_iri(subject, predicate, object_)),
                ]
            )
    return Rows(columns, rows)


def _decide_all(
    desk: Desk,
    decisions: dict[str, list[str] | None],
    relation: str | None,
    comment: str | None,
    reviewer: Reviewer,
    today: date,
) -> None:
    """Decide on mappings by their IDs: all are found before the first is changed."""
    from careerlattice.mappings import Status  # noqa: PLC0415
    from careerlattice.review import (  # noqa: PLC0415
        Decision,
        check_writable,
        decide,
        predicate_of,
    )

    statuses = {"accept": Status.ACCEPTED, "reject": Status.REJECTED, "reopen": Status.PROPOSED}
    if relation:
        predicate_of(relation)
    places = [
        (desk.find(name), status)
        for way, status in statuses.items()
        for names in decisions[way] or []
        for name in names.split(",")
        if name.strip()
    ]
    decided: dict[tuple[Path, frozenset[str]], Status] = {}
    for place, status in places:
        if decided.setdefault(place, status) is not status:
            raise UsageError("a mapping is to be decided in two ways", remedy="name it once")
    for path in dict.fromkeys(path for path, _ in decided):
        check_writable(path)
    for (path, pair), status in decided.items():
        decision = Decision(status, relation if status is Status.ACCEPTED else None, comment)
        edit = partial(decide, decision=decision, reviewer=reviewer, day=today)
        row = desk.change(path, pair, edit)
        output.write(
            f"{status}\t{desk.sets[path].id_of(row)}\t"
            f"{row.get('subject_label') or row.get('subject_id')}\t"
            f"{row.get('object_label') or row.get('object_id')}\n"
        )


# By spreadsheet


def _bring_back(
    copies: Sequence[Path],
    files: Sequence[Path],
    reviewer: Reviewer | None,
    today: date,
    *,
    write: bool,
    keep_going: bool,
    prefer_edited: bool,
    form: output.Format | None,
) -> None:
    """Check or merge edited copies, each into the set that most of its rows are of."""
    from careerlattice.review import check_writable, mend, merge, read_edited  # noqa: PLC0415

    desk = _desk(copies, files)
    targets: dict[Path, list[Edited]] = {}
    alone: list[tuple[Path, Edited]] = []
    for path in copies:
        copy = read_edited(path)
        target = _set_of(copy, desk)
        if target is None:
            alone.append((path, copy))
        else:
            targets.setdefault(target, []).append(copy)
    done: list[tuple[Path, Merged]] = [
        (path, merge(desk.sets[path], found, reviewer, today, prefer_copy=prefer_edited))
        for path, found in targets.items()
    ]
    done += [(path, mend(copy, _exact(path, copy), reviewer, today)) for path, copy in alone]
    faults = [fault for _, each in done for fault in (*each.problems, *each.conflicts)]
    wrong = any(each.problems for _, each in done)
    mended = {path for path, _ in alone}
    if write and (not wrong or keep_going):
        for path, _ in done:
            check_writable(path)
        for path, each in done:
            if path in mended:
                if each.problems:
                    raise UsageError(
                        "a set that was edited where it lies is taken as a whole",
                        place=path,
                        remedy="mend the rows first; see --check",
                    )
                _write_mended(path, each.set_)
            else:
                desk.replace(path, each.set_)
    if faults or form is not None:
        output.write_rows(_fault_rows(faults), form)
    written = write and (not wrong or keep_going)
    for path, each in done:
        _tell(path, each, written=written, alone=path in mended)
    if write and wrong and not keep_going:
        output.say("Nothing was written. Mend these rows, or take the others with --keep-going.")
    if faults:
        raise typer.Exit(1)


def _desk(copies: Sequence[Path], files: Sequence[Path]) -> Desk:
    """The sets that copies may be of; of what lies in the workspace, those that can be read."""
    from careerlattice.review import Desk, find_sets  # noqa: PLC0415

    own = {path.resolve() for path in copies}
    if files:
        return Desk([path for path in find_sets(files) if path.resolve() not in own])
    try:
        paths = find_sets([])
    except InputError:
        return Desk([])
    return Desk([path for path in paths if path.resolve() not in own])


def _set_of(copy: Edited, desk: Desk) -> Path | None:
    """The set that most rows of a copy are of; None for a file that is a set by itself."""
    from careerlattice.review.sets import KEY, expand  # noqa: PLC0415

    best, most = None, 0
    for target, set_ in desk.sets.items():
        prefixes = {**set_.prefixes, **copy.prefixes}
        known = set_.by_pair()
        shared = sum(
            frozenset(expand(row.cells.get(column, "").strip(), prefixes) for column in KEY)
            in known
            for row in copy.rows
        )
        if shared > most:
            best, most = target, shared
    return best


def _exact(path: Path, copy: Edited) -> SetFile | None:
    """A set as it lies there, if its form has not suffered."""
    from careerlattice.review import read_file  # noqa: PLC0415

    with suppress(InputError):
        exact = read_file(path)
        if exact.columns == copy.columns and len(exact.rows) == len(copy.rows):
            return exact
    return None


def _write_mended(path: Path, set_: SetFile) -> None:
    from careerlattice.review import write_safely  # noqa: PLC0415

    if path.read_bytes() != set_.text().encode("utf-8"):
        write_safely(path, set_.text())


def _fault_rows(faults: Iterable[RowProblem]) -> Rows:
    from pyoxigraph import Literal  # noqa: PLC0415

    from careerlattice.rows import Rows  # noqa: PLC0415

    return Rows(
        ["file", "row", "column", "what", "remedy"],
        [
            [
                Literal(each.file),
                Literal(each.row) if each.row else None,
                Literal(each.column) if each.column else None,
                Literal(each.what),
                Literal(each.remedy),
            ]
            for each in faults
        ],
    )


def _tell(path: Path, done: Merged, *, written: bool, alone: bool) -> None:
    """Say on stderr what became of a set."""
    counts = [f"{count} {status}" for status, count in sorted(done.decided.items())]
    parts = [
        f"{done.changed} rows {'changed' if written else 'would change'}",
        *([f"of them {', '.join(counts)}"] if counts else []),
        *([f"{done.added} added"] if done.added else []),
        *([f"{done.absent} not in the copy stay as they are"] if done.absent else []),
        *([f"{len(done.problems)} wrong"] if done.problems else []),
        *([f"{len(done.conflicts)} in conflict, left as they were"] if done.conflicts else []),
    ]
    form = " (a set by itself, put into its proper form)" if alone and written else ""
    output.say(f"{path}: {'; '.join(parts)}.{form}")
    for each in done.kept[:_MOST_TOLD]:
        output.say(f"  row {each.row}, {each.column}: {each.what}")
    if len(done.kept) > _MOST_TOLD:
        output.say(f"  and {len(done.kept) - _MOST_TOLD} more cells that stay as they were")


_MOST_TOLD = 10


# In the terminal


def _sit_down(
    desk: Desk,
    who: str | None,
    day: str | None,
    today: date,
    graph: Path | None,
    endpoint: str | None,
) -> None:
    from careerlattice.cli.terminal import Terminal  # noqa: PLC0415
    from careerlattice.review import Context, Session, check_writable  # noqa: PLC0415

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "this is no terminal to review in",
            remedy="use --list, --accept and --reject, or edit the file and --merge it",
        )
    for path, set_ in desk.sets.items():
        if any(row.is_open for row in set_.rows):
            check_writable(path)
    reviewer = _known_reviewer(who) or _introduce()
    with _opened(graph, endpoint) as lattice, Terminal() as terminal:
        context = Context(lattice.everything if lattice else None)
        # A review that goes on past midnight has two days.
        session = Session(
            desk, context, terminal, reviewer, (lambda: today) if day else lambda: _day(None)
        )
        if not session.queue:
            output.say("Nothing awaits review.")
            return
        terminal.tell(
            f"{len(session.queue)} to review, by {reviewer}. Every decision is saved at once."
        )
        try:
            session.run()
        except CareerlatticeError:
            output.say(_summary(session.tally))
            raise
        except KeyboardInterrupt:
            output.say(f"\n{_summary(session.tally)}")
            raise
        output.say(_summary(session.tally))


def _summary(tally: Tally) -> str:
    return f"{tally.accepted} accepted, {tally.rejected} rejected: saved."


def _introduce() -> Reviewer:
    """Ask who reviews, once, and remember it."""
    from careerlattice.configuration import Reviewer, remember_reviewer, user_file  # noqa: PLC0415

    output.say(f"Decisions bear your name. It is kept in {user_file()} and can be changed there.")
    while True:
        try:
            told = input("Your name, or NAME <ORCID>: ").strip()
        except EOFError:
            raise _nobody() from None
        if not told:
            raise _nobody()
        try:
            reviewer = Reviewer.parse(told)
        except UsageError as error:
            output.say(str(error))
            continue
        try:
            remember_reviewer(reviewer)
        except CareerlatticeError as error:
            output.say(str(error))
        return reviewer


@contextmanager
def _opened(graph: Path | None, endpoint: str | None) -> Iterator[Lattice | None]:
    """The graph that shows what stands behind a mapping; None if none was built here."""
    from careerlattice.cli.options import open_lattice  # noqa: PLC0415

    try:
        lattice = open_lattice(graph or BUILD, endpoint)
    except InputError:
        if graph is not None:
            raise
        output.say("There is no built graph here: only what the sets say is shown.")
        yield None
        return
    with lattice:
        yield lattice
