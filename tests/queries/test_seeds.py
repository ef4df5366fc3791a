"""The questions on the five seed documents, against answers that did not come from the graph.

The gaps are computed a second time from the charts as they stand in the documents, by the few
lines of Python below; the tables in `seeds/` were compared with the documents by hand.
"""

import csv
import io
import itertools
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from careerlattice.lattice import Lattice
from careerlattice.questions import Questions
from tests.queries.engines import HERE

SEEDS = HERE / "seeds"
MONTANA = "us-mt-dor/"
OFFICE, PROGRAM, CUSTOMER = (
    f"{MONTANA}{name}"
    for name in (
        "it-processing-office-specialist",
        "citizens-services-program-specialist",
        "customer-service-representative",
    )
)
MONTANA_GRADES = [f"{OFFICE}/9", f"{OFFICE}/10", f"{PROGRAM}/12"]
MONTANA_GRADES += [f"{CUSTOMER}/{grade}" for grade in (11, 12, 13)]

# QUESTIONS: worked out by hand; missing, must rise, same, already above.
BY_HAND = {
    (f"{OFFICE}/9", f"{OFFICE}/10"): (0, 9, 4, 0),
    (f"{OFFICE}/10", f"{PROGRAM}/12"): (1, 6, 6, 0),
    (f"{OFFICE}/10", f"{CUSTOMER}/12"): (2, 3, 5, 2),
    (f"{OFFICE}/9", f"{CUSTOMER}/11"): (2, 1, 6, 3),
    (f"{PROGRAM}/12", f"{CUSTOMER}/12"): (2, 0, 6, 4),
    (f"{CUSTOMER}/11", f"{CUSTOMER}/12"): (0, 11, 1, 0),
    (f"{CUSTOMER}/12", f"{CUSTOMER}/13"): (0, 2, 10, 0),
}
OUTCOMES = ("missing", "must rise", "same", "already above")


class Cell(NamedTuple):
    level: str
    guidance: str


@pytest.fixture(scope="module")
def charts(seeds: list[Path]) -> dict[str, dict[str, Cell]]:
    """The Montana charts, class-grade by class-grade: competency to level and guidance."""
    found: dict[str, dict[str, Cell]] = {}
    for path in seeds:
        name = next((n for n in (OFFICE, PROGRAM, CUSTOMER) if path.stem in n), None)
        if name is None:
            continue
        lines = path.read_text("utf-8").splitlines()
        start = next(i for i, line in enumerate(lines) if line.startswith("Competencies\t"))
        grades = [re.fullmatch(r"Grade (\d+) (.+)", cell) for cell in lines[start].split("\t")[1:]]
        for line in itertools.takewhile(str.strip, lines[start + 1 :]):
            competency, *levels = line.split("\t")
            for grade, level in zip(grades, levels, strict=True):
                assert grade is not None
                # The Cyrillic letters of one chart: В is B, С is C.
                letter = level.strip().translate({0x412: "B", 0x421: "C"})
                chart = found.setdefault(f"{name}/{grade.group(1)}", {})
                chart[competency] = Cell(letter, grade.group(2))
    return found


def outcome_of(held: Cell | None, wanted: Cell) -> str:
    if held is None:
        return "missing"
    steps = ord(wanted.level) - ord(held.level)
    return "must rise" if steps > 0 else "same" if steps == 0 else "already above"


def test_the_charts_are_those_of_the_documents(charts: dict[str, dict[str, Cell]]) -> None:
    assert sorted(charts) == sorted(MONTANA_GRADES)
    assert sum(map(len, charts.values())) == 26 + 13 + 36
    assert {cell.level for chart in charts.values() for cell in chart.values()} == set("ABC")


@pytest.mark.parametrize(("pair", "counts"), BY_HAND.items(), ids=str)
def test_the_gaps_worked_out_by_hand(
    lattice: Lattice, pair: tuple[str, str], counts: tuple[int, ...]
) -> None:
    gap = lattice.gap(*pair)
    chart = [entry for entry in gap.entries if not entry.core]
    assert tuple(sum(e.outcome == outcome for e in chart) for outcome in OUTCOMES) == counts
    assert len(chart) == sum(counts)


@pytest.mark.parametrize("pair", list(itertools.permutations(MONTANA_GRADES, 2)), ids=str)
def test_every_montana_gap_agrees_with_the_charts(
    lattice: Lattice, charts: dict[str, dict[str, Cell]], pair: tuple[str, str]
) -> None:
    held, wanted = charts[pair[0]], charts[pair[1]]
    gap = lattice.gap(*pair)
    found = {entry.competency: entry for entry in gap.entries if not entry.core}
    assert set(found) == set(wanted)
    for competency, cell in wanted.items():
        entry, before = found[competency], held.get(competency)
        assert entry.outcome == outcome_of(before, cell)
        assert (entry.to_level, entry.to_guidance) == cell
        assert (entry.from_level, entry.from_guidance) == (before or (None, None))
        steps = ord(cell.level) - ord(before.level) if before else 0
        assert entry.levels_to_rise == (steps if steps > 0 else None)
    # The core competencies are asked for on both sides and have no level on either.
    assert len(gap.level_not_stated) == 4
    assert all(entry.core for entry in gap.level_not_stated)
    assert gap.not_comparable == ()


def test_across_publishers_nothing_is_compared_but_by_an_alignment(lattice: Lattice) -> None:
    elsewhere = ["us-ca-los-angeles/1229/ungraded", "us-ct/6435cl/cl-16"]
    compared = 0
    for start, goal in itertools.permutations([*MONTANA_GRADES, *elsewhere], 2):
        if start.split("/")[0] == goal.split("/")[0]:
            continue
        entries = lattice.gap(start, goal).entries
        assert entries
        for entry in entries:
            if entry.outcome == "not comparable":
                assert entry.reason
            elif entry.outcome == "level not stated":
                assert entry.mapping
            else:
                assert entry.outcome != "missing"
                assert entry.alignment
                assert entry.interval
                assert entry.justification
                compared += 1
    assert compared > 0


def test_the_gap_in_sparql_and_the_move_in_python_agree(lattice: Lattice) -> None:
    elsewhere = ["us-ca-los-angeles/1229/ungraded", "us-ct/6435cl/cl-16"]
    for start, goal in itertools.permutations([*MONTANA_GRADES, *elsewhere], 2):
        asked = {
            entry.iri: (entry.outcome, entry.levels_to_rise, entry.mapping, entry.alignment)
            for entry in lattice.gap(start, goal).entries
        }
        reckoned = {
            entry.iri: (entry.outcome, entry.levels_to_rise, entry.mapping, entry.alignment)
            for entry in lattice.move(start, goal).entries
        }
        assert asked == reckoned, f"{start} → {goal}"


def test_the_numbers_of_the_questions(lattice: Lattice) -> None:
    widely = [row for row in lattice.ask(28, publisher="us-mt-dor") if row["core"] == "no"]
    assert len(widely) == 16
    assert sum(row["classes"] == 3 for row in widely) == 10
    lower = lattice.ask(12)
    between = [r for r in lower if (r["lower"], r["higher"]) == (f"{OFFICE}/9", f"{CUSTOMER}/11")]
    assert len(between) == 3
    for start, same in ((f"{OFFICE}/9", 3), (f"{CUSTOMER}/11", 1)):
        assert lattice.ask(13, from_=start).column("change").count("continue") == same
    unused = lattice.ask(39, publisher="us-mt-dor")
    assert [(row["state"], str(row["name"])[0]) for row in unused] == [
        ("defined, never used", "D"),
        ("defined, never used", "E"),
    ]
    levels = {
        row["competency"]: row["level"]
        for row in lattice.ask(3, class_grade="us-ca-los-angeles/1229/ungraded")
    }
    assert levels == {
        "Mathematics": "1",
        "Judgment and Decision Making": "1",
        "Attention to Detail": "1",
        "Job Knowledge": "1",
        "Customer Service": "1",
        "Follow Oral Directions": "2",
        "Oral Communication": "2",
        "Follow Written Directions": "3",
    }


def cases() -> dict[str, tuple[str, dict[str, str]]]:
    found = {slug: (slug, question.examples) for slug, question in Questions().items()}
    for name, about in tomllib.loads((SEEDS / "asked.toml").read_text("utf-8")).items():
        assert name not in found
        found[name] = (about["question"], about["params"])
    return found


def test_every_table_is_asked_for() -> None:
    assert {file.stem for file in SEEDS.glob("*.csv")} == set(cases())
    assert {slug for slug, _ in cases().values()} == set(Questions())


def table(lattice: Lattice, slug: str, params: dict[str, Any]) -> str:
    """The answer without the columns of hashes, which no eye can check."""
    rows = lattice.ask(slug, **params)
    hashes = re.compile(
        r"https://w3id\.org/careerlattice/id/(?!publisher/|grade/|onet/|soc/|cross)"
    )
    kept = [
        name
        for name in rows.columns
        if not any(hashes.match(str(value)) for value in rows.column(name) if value is not None)
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(kept)
    full = list(csv.DictReader(io.StringIO(rows.to_csv(), newline="")))
    writer.writerows([row[name] for name in kept] for row in full)
    return out.getvalue()


@pytest.mark.parametrize("name", cases())
def test_the_answer_on_the_seeds(lattice: Lattice, name: str) -> None:
    slug, params = cases()[name]
    expected = (SEEDS / f"{name}.csv").read_text("utf-8")
    assert table(lattice, slug, params) == expected


def test_every_check_finds_nothing(lattice: Lattice) -> None:
    for check in Questions.checks().values():
        assert list(check.ask(lattice.store, {})) == [], check.summary


def test_lines_are_where_the_documents_have_them(lattice: Lattice, seeds: list[Path]) -> None:
    """A line number names the line where the words begin, whatever the table."""
    texts = {path.name: path.read_text("utf-8") for path in seeds}
    seen = 0
    for class_grade in lattice.class_grades().column("class_grade"):
        card = lattice.show(str(class_grade))
        (document,) = card.documents
        lines = texts[document].splitlines()
        duties = list(card.duties)
        while duties:
            duty = duties.pop()
            duties += duty.parts
            assert duty.line is not None
            assert duty.text.split()[0] in lines[duty.line - 1]
            seen += 1
        for quote in lattice.source(str(class_grade)):
            text = texts[quote.document]
            assert text[quote.start : quote.end] == quote.text
            assert text.count("\n", 0, quote.start) + 1 == quote.line
            seen += 1
    assert seen > 500
