"""What people read in a terminal: the summary of a build, and the card of a class-grade."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from careerlattice.cli.output import harmless
from careerlattice.identifiers import grade_part, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerlattice.build import Build, DocumentSummary
    from careerlattice.lattice import (
        ClassGradeCard,
        DutyEntry,
        Gap,
        GapEntry,
        Pay,
        QualificationEntry,
    )
    from careerlattice.moves.cost import Cost, Move

_WIDTH = 120
_MOST_ROWS = 40
"""So many rows of a summary are read; more are added up."""


def console() -> Console:
    """A console on stdout; where nobody looks and COLUMNS does not say, wide enough for tables."""
    out = Console(highlight=False, markup=False, emoji=False)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out = Console(highlight=False, markup=False, emoji=False, width=_WIDTH)
    out.push_render_hook(_Harmless())
    return out


class _Harmless(RenderHook):
    """Sees to it that nothing that is printed steers the terminal."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Guarded(each) for each in renderables]


@dataclass(frozen=True, slots=True)
class _Guarded:
    """What is printed, each character of its words harmless."""

    inner: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for each in console.render(self.inner, options):
            # What steers on purpose is no text.
            yield each if each.control else Segment(harmless(each.text), each.style)


def print_build(built: Build, output: str) -> None:
    """Print what a build read, what it could not, and what to do next."""
    out = console()
    publishers = {each.publisher for each in built.documents}
    grades = sum(len(each.grades) for each in built.documents)
    classes = {each.class_id for each in built.documents}
    out.print(
        Text.assemble(
            (_many(len(built.documents), "document"), "bold"),
            f" of {_many(len(publishers), 'publisher')} → ",
            (_many(grades, "class-grade"), "bold"),
            f" of {_many(len(classes), 'class', 'classes')}, {built.quads:,} facts",
        )
    )
    out.print(_documents(built))
    out.print(_account(built))
    out.print(_mappings(built))
    for each in built.taxonomies:
        out.print(f"Beside them in the store: {each.about.title}, {each.quads:,} facts.")
    out.print(_validation(built))
    for check, count in built.failed_checks.items():
        out.print(
            Text(f"The check {check} found {_many(count, 'row')} (queries/checks).", style="red")
        )
    for problem in built.problems[:_MOST_ROWS]:
        out.print(Text(f"Set aside: {problem.error}", style="red"))
    if len(built.problems) > _MOST_ROWS:
        rest = len(built.problems) - _MOST_ROWS
        out.print(Text(f"Set aside: {_many(rest, 'other document')}.", style="red"))
    out.print()
    out.print(
        f"The graph is in {output}/current: an Oxigraph store, and N-Quads, a file per graph."
    )
    out.print("Next:")
    for command in _next_commands(built):
        out.print(f"  careerlattice {command}", soft_wrap=True)


def _documents(built: Build) -> Table:
    """A line for each document; where there are many, one for each publisher."""
    if len(built.documents) > _MOST_ROWS:
        return _publishers(built)
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column("class", overflow="fold")
    table.add_column("grades")
    for name in (
        "duties",
        "compe-\ntencies",
        "with\nlevel",
        "qualifi-\ncations",
        "accounted\nfor",
    ):
        table.add_column(name, justify="right")
    for each in built.documents:
        table.add_row(
            Text.assemble(
                (each.class_id, "bold"), ("  superseded" if each.superseded else "", "dim")
            ),
            ", ".join(grade or "ungraded" for grade in each.grades),
            str(each.duties or "–"),
            str(each.requirements or "–"),
            str(each.requirements_with_level or "–"),
            str(each.qualifications or "–"),
            f"{each.accounted:.0%}" if each.accounted in (0, 1) else f"{each.accounted:.1%}",
        )
    return table


def _publishers(built: Build) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column("publisher", overflow="fold")
    for name in (
        "docu-\nments",
        "classes",
        "class-\ngrades",
        "duties",
        "compe-\ntencies",
        "with\nlevel",
        "qualifi-\ncations",
        "accounted\nfor",
    ):
        table.add_column(name, justify="right")
    by_publisher: dict[str, list[DocumentSummary]] = defaultdict(list)
    for each in built.documents:
        by_publisher[each.publisher].append(each)
    most = sorted(by_publisher.items(), key=lambda item: (-len(item[1]), item[0]))
    for publisher, theirs in most[:_MOST_ROWS]:
        table.add_row(Text(publisher, style="bold"), *_sums(theirs))
    rest = [each for _, theirs in most[_MOST_ROWS:] for each in theirs]
    if rest:
        others = _many(len(most) - _MOST_ROWS, "other publisher")
        table.add_row(Text(others, style="dim"), *_sums(rest))
    return table


def _sums(documents: Sequence[DocumentSummary]) -> Iterable[str]:
    total = sum(each.placed + each.labels + each.unplaced for each in documents)
    share = 1 - sum(each.unplaced for each in documents) / total if total else 1.0
    for number in (
        len(documents),
        len({each.class_id for each in documents}),
        sum(len(each.grades) for each in documents),
        sum(each.duties for each in documents),
        sum(each.requirements for each in documents),
        sum(each.requirements_with_level for each in documents),
        sum(each.qualifications for each in documents),
    ):
        yield f"{number:,}" if number else "–"
    yield f"{share:.0%}" if share in (0, 1) else f"{share:.1%}"


def _account(built: Build) -> str:
    placed = sum(each.placed for each in built.documents)
    labels = sum(each.labels for each in built.documents)
    unplaced = sum(each.unplaced for each in built.documents)
    findings: Counter[str] = Counter()
    for each in built.documents:
        findings.update(each.findings)
    told = ", ".join(
        f"{findings[kind]} {kind.lower()}"
        for kind in ("Violation", "Warning", "Info")
        if findings[kind]
    )
    return (
        f"Characters: {placed:,} in facts, {labels:,} in headings and marks,"
        f" {unplaced:,} unplaced.\n"
        f"Findings of the reading (repairs, doubts, gaps): {told or 'none'}."
    )


def _mappings(built: Build) -> str:
    kept = built.mappings.kept
    across: Counter[str] = Counter()
    to_taxonomies: Counter[str] = Counter()
    for each in kept.mappings:
        counted = across if is_own(each.subject) and is_own(each.object) else to_taxonomies
        counted[each.status.value] += 1
    left_out = len(built.mappings.left_out)
    elsewhere = f"\nLeft out, of things not in this graph: {left_out:,}." if left_out else ""
    links = f"\nLinks to taxonomies: {_counted(to_taxonomies)}." if to_taxonomies else ""
    return (
        f"Mappings across publishers: {_counted(across)};"
        f" {_many(len(kept.alignments), 'level', 'levels')} aligned.{links}{elsewhere}"
    )


def _counted(by_status: Counter[str]) -> str:
    return ", ".join(f"{count} {status}" for status, count in sorted(by_status.items())) or "none"


def _validation(built: Build) -> str:
    counts = ", ".join(_many(number, severity.value) for severity, number in built.counts.items())
    return f"Validation: {counts} (careerlattice validate)."


def _next_commands(built: Build) -> Iterable[str]:
    graded = [each for each in built.documents if not each.superseded and each.grades]
    if not graded:
        yield "status"
        return
    first = graded[-1]
    grade = f"{first.class_id}/{grade_part(first.grades[0])}"
    yield f"show {grade}"
    if len(first.grades) > 1:
        yield f"gap {grade} {first.class_id}/{grade_part(first.grades[-1])}"
    yield f"source {grade}"
    yield "ask --list"


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def print_card(card: ClassGradeCard) -> None:
    """Print one class-grade as a readable page."""
    out = console()
    out.print(Text(card.title, style="bold"))
    facts = [
        ("identifier", card.id),
        ("publisher", card.publisher),
        ("jurisdiction", card.jurisdiction),
        ("class code", ", ".join(card.class_codes)),
        ("grade", card.grade),
        ("next grade", card.next_grade),
        ("lead worker", "yes" if card.lead_worker else None),
        ("appointment", card.appointment_type),
        ("bargaining unit", "; ".join(map(str, card.bargaining_units))),
        ("occupational group", "; ".join(map(str, card.occupational_groups))),
        ("EEO category", "; ".join(map(str, card.eeo_categories))),
        ("subject areas", ", ".join(card.subject_areas)),
        *(("pay", _paid(pay)) for pay in card.pay),
        *((each.label, each.text) for each in card.details),
        ("status", card.status),
    ]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for name, value in facts:
        if value:
            grid.add_row(name, Text(value))
    out.print(grid)
    _print_statements(out, card)
    _print_duties(out, card.duties)
    _print_competencies(out, card)
    _print_qualifications(out, card.qualifications)
    out.print()
    out.print(Text(f"Every fact's words: careerlattice source {card.id}", style="dim"))


def print_gap(gap: Gap, move: Move, cost: Cost, titles: Mapping[str, str]) -> None:
    """Print what a move asks for: by outcome, with duties, qualifications and cost."""
    out = console()
    out.print(Text(titles.get(move.start, move.start), style="bold"))
    out.print(Text.assemble("→ ", (titles.get(move.goal, move.goal), "bold")))
    _heading(out, "Competencies")
    table = Table(box=None, padding=(0, 1), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for outcome, style in _OUTCOME_STYLES.items():
        entries = [entry for entry in gap.entries if entry.outcome == outcome]
        for at, entry in enumerate(entries):
            name = f"{outcome} ({len(entries)})" if at == 0 else ""
            table.add_row(Text(name, style=style), _levels(entry), _compared(entry))
    out.print(table)
    _heading(out, "Duties")
    for change in ("start", "reworded", "stop", "continue"):
        changed = move.changing(change)
        out.print(Text(f"{_many(len(changed), 'duty', 'duties')} {change}", style="dim"))
        for duty in changed if change == "reworded" else ():
            words = "; ".join(map(str, duty.words))
            out.print(Text(f"  {duty.after.text if duty.after else ''}  [{words}]"))
    _heading(out, "Minimum qualifications")
    for each in move.qualifications:
        out.print(Text(f"{each.outcome}: {each.asked} ({each.modality})"))
    if not move.qualifications:
        out.print(Text("None that can be compared.", style="dim"))
    _heading(out, "Cost")
    out.print(Text(str(cost)))
    for barred in cost.blocked:
        out.print(Text(f"blocked until: {barred}", style="red"))


_OUTCOME_STYLES = {
    "missing": "red",
    "must rise": "yellow",
    "same": "green",
    "already above": "green",
    "not comparable": "magenta",
    "level not stated": "dim",
}


def _levels(entry: GapEntry) -> str:
    if entry.from_level and entry.to_level:
        return f"{entry.from_level} → {entry.to_level}"
    return entry.to_level or ""


def _compared(entry: GapEntry) -> Text:
    """The competency, and on whose word it was compared where it was not the same one."""
    words = Text(entry.competency)
    if entry.from_competency:
        words.append(f"\n  held as: {entry.from_competency} ({entry.relation})", style="dim")
    if entry.interval:
        words.append(f"\n  {entry.interval}: {entry.justification}", style="dim")
    if entry.reason:
        words.append(f"\n  {entry.reason}", style="dim")
    return words


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(Text(text, style="bold underline"))


def _paid(pay: Pay) -> str:
    """Pay as it is worded; as amounts, where the graph has no words."""
    amounts = [f"{amount:,}" for amount in (pay.lowest, pay.highest) if amount is not None]
    told = (" to ".join(dict.fromkeys(amounts)), pay.currency, pay.period)
    return pay.text or " ".join(each for each in told if each)


# What a job advertisement says beside the work is kept in the graph and is no part of a card.
_NOT_SHOWN = frozenset(
    ("explanation", "subject area", "application", "benefits", "employer", "equal opportunity")
) | {"selection"}


def _print_statements(out: Console, card: ClassGradeCard) -> None:
    for statement in card.statements:
        if statement.about in _NOT_SHOWN:
            continue
        _heading(out, statement.about.capitalize())
        out.print(Text(statement.text))


def _print_duties(out: Console, duties: Iterable[DutyEntry]) -> None:
    duties = tuple(duties)
    _heading(out, "Duties")
    if not duties:
        out.print(Text("None stated.", style="dim"))

    def print_level(entries: Iterable[DutyEntry], depth: int) -> None:
        for duty in entries:
            share = f" ({float(duty.time_share):.0%} of the time)" if duty.time_share else ""
            grid = Table.grid(padding=(0, 1))
            grid.add_row(
                " " * (2 * depth) + "•",
                Text(duty.text + share, style="bold" if duty.is_group else ""),
            )
            out.print(grid)
            print_level(duty.parts, depth + 1)

    print_level(duties, 0)


def _print_competencies(out: Console, card: ClassGradeCard) -> None:
    _heading(out, "Competencies")
    if not card.competencies:
        out.print(Text("None stated.", style="dim"))
        return
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    for heading in ("level", "competency", "guidance"):
        table.add_column(heading, overflow="fold")
    for each in card.competencies:
        words = Text.assemble(each.name, (" (core)" if each.core else "", "dim"))
        for area in each.knowledge_areas:
            words.append(f"\n– {area}")
        table.add_row(each.level or "–", words, each.guidance or "")
    out.print(table)


def _print_qualifications(out: Console, qualifications: Iterable[QualificationEntry]) -> None:
    qualifications = tuple(qualifications)
    _heading(out, "Minimum qualifications")
    if not qualifications:
        out.print(Text("None stated.", style="dim"))
        return
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    for name in ("what", "asks", "months", "modality"):
        table.add_column(name, overflow="fold", justify="right" if name == "months" else "left")
    for each in qualifications:
        months = "" if each.months is None else str(each.months)
        table.add_row(each.kind, Text(each.asks), months, each.modality or "")
    out.print(table)
