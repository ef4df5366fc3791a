"""docs/benchmarks.md: what is in the results, all of it and nothing else."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from tests.bench.programs import BENCH, program

report, plots = program("report"), program("plots")

HEADINGS = [
    "Builds",
    "Where the time goes",
    "From bytes to triples",
    "Beside rdflib and pyshacl",
    "The mapping step, beside morph-kgc and maplib",
    "Engines of validation",
    "All pairs of class-grades",
    "Questions",
    "Commands that begin",
    "A server under load",
    "Kills",
]


def building(*rows: tuple[int, float, float]) -> dict[str, Any]:
    """Results of builds: documents, seconds of the first, MB."""
    return {
        "machine": "a day, two cores",
        "rows": [
            {
                "documents": documents,
                "quads": 1000 * documents,
                "steps": {
                    "first": {"seconds": seconds, "cpu": 2 * seconds, "memory": memory},
                    "unchanged": {"seconds": 1, "cpu": 1, "memory": 50},
                    "one changed": {"seconds": 2, "cpu": 2, "memory": 90},
                },
            }
            for documents, seconds, memory in rows
        ],
    }


def questions(**seconds: float | None) -> dict[str, Any]:
    """Results of questions at one size: the kind of each is its name."""
    asked = {
        kind: {
            "number": number,
            "kind": kind.replace("_", " "),
            "rows": 1,
            "embedded_seconds": took,
            "endpoint_seconds": took,
        }
        for number, (kind, took) in enumerate(seconds.items())
    }
    about = {"date": "a day", "cores": 2, "limit": 12}
    return {"machine": about, "sizes": {"10,000 documents": {"facts": 1, "questions": asked}}}


def aims(results: dict[str, Any]) -> list[tuple[str, str]]:
    """What the page says was measured for each aim, and whether it was met."""
    rows = [line.strip("| ").split(" | ") for line in report.aims(results)[2:-1]]
    return [(row[1].strip(" |"), row[2].strip(" |") if len(row) > 2 else "") for row in rows]


def test_the_page_is_what_the_results_say() -> None:
    text, drawn = report.page(report.read())
    docs = BENCH.parent / "docs"
    message = "write it anew with `python bench/report.py`"
    assert (docs / "benchmarks.md").read_text("utf-8") == text, message
    files = {file.stem: file for file in (docs / "images").glob("bench-*.svg")}
    assert set(files) == {f"bench-{name}" for name in drawn}
    for name, svg in drawn.items():
        assert files[f"bench-{name}"].read_text("utf-8") == svg, message


def test_every_plot_is_on_the_page_with_a_sentence() -> None:
    text, drawn = report.page(report.read())
    shown = re.findall(r"!\[(.+)\]\(images/bench-(\w+)\.svg\)\n\n(.+)\n", text)
    assert sorted(name for _, name, _ in shown) == sorted(drawn)
    for words, _, sentence in shown:
        assert words == sentence
        assert sentence.endswith(".")


def test_what_was_not_measured_is_told_with_its_program() -> None:
    text, drawn = report.page({})
    assert re.findall(r"^## (.+)", text, re.MULTILINE) == HEADINGS
    assert text.count("Not measured yet: `python bench/") == len(HEADINGS)
    assert drawn == {}
    assert set(aims({})) == {("not measured yet", "")}


@pytest.mark.parametrize(
    ("results", "at", "measured", "met"),
    [
        ({"building": building((10_000, 480, 5000))}, 0, "8.0 minutes on the clock", "yes"),
        ({"building": building((10_000, 780, 5000))}, 0, "13.0 minutes on the clock", "**no**"),
        ({"building": building((10_000, 480, 5000))}, 1, "5.0 GB", "yes"),
        ({"building": building((10_000, 480, 6100))}, 1, "6.1 GB", "**no**"),
        ({"building": building((1_000, 480, 5000))}, 0, "not measured yet", ""),
        (
            {"building": building((100, 5, 1), (1_000, 52, 1))},
            *(2, "100 ms, 104 ms of processor time a document at 100, 1,000", "yes"),
        ),
        (
            {"building": building((100, 5, 1), (1_000, 70, 1))},
            *(2, "100 ms, 140 ms of processor time a document at 100, 1,000", "**no**"),
        ),
        ({"questions": questions(lookup=0.004)}, 4, "1 of 1 questions at 10,000 documents", "yes"),
        (
            {"questions": questions(lookup=0.006)},
            *(4, "0 of 1 questions at 10,000 documents", "**no**"),
        ),
        (
            {"questions": questions(whole_graph=None)},
            *(6, "0 of 1 questions at 10,000 documents", "**no**"),
        ),
        (
            {
                "startup": {
                    "seconds": {
                        "python": {"alone": 1},
                        "a": {"help": 0.2},
                        "show": {"help": 0.3, "mistake": 0.6},
                    }
                }
            },
            *(7, "the slowest, `show`, takes 0.60 s", "**no**"),
        ),
    ],
)
def test_an_aim_is_held_to_what_was_measured(
    results: dict[str, Any], at: int, measured: str, met: str
) -> None:
    assert aims(results)[at] == (measured, met)


@pytest.mark.parametrize(
    ("ours", "theirs", "at_least", "measured", "met"),
    [
        (10, 250, False, "25 times at 1,000 documents", "yes"),
        (10, 150, False, "15 times at 1,000 documents", "**no**"),
        (10, 250, True, "more than 25 times at 1,000 documents", "yes"),
        # It may be twenty times, or not.
        (10, 150, True, "more than 15 times at 1,000 documents", ""),
    ],
)
def test_a_way_that_did_not_end_proves_nothing_but_what_it_took(
    ours: float, theirs: float, at_least: bool, measured: str, met: str
) -> None:
    row = {"what": "in all", "ours": ours, "theirs": theirs, "at_least": at_least}
    results = {"compare": {"whole": {"100": {"rows": []}, "1000": {"rows": [row]}}}}
    assert aims(results)[3] == (measured, met)


def test_questions_that_took_too_long_are_without_a_dot() -> None:
    lines, drawn = report.questions(questions(lookup=0.004, listing=None))
    assert any("> 12,000" in line for line in lines)
    assert set(drawn) == {"questions"}


def test_what_was_read_of_more_documents_than_are_built_is_a_sentence() -> None:
    many = {"documents": 100_000, "quads": 9, "seconds": 300.2, "reading": 600.0, "memory": 120}
    lines, _ = report.building(building((100, 5, 1)) | {"many": many})
    (sentence,) = [line for line in lines if line.startswith("From bytes to quads alone")]
    assert "100,000 documents, 9 facts, in 300 seconds on the clock, 6.0 ms" in sentence


def test_more_than_is_known_today_does_no_harm() -> None:
    results = {"building": building((100, 5, 1), (1_000, 52, 1))}
    grown = copy.deepcopy(results)
    grown["building"]["new"] = {"a": 1}
    grown["building"]["rows"][0]["steps"]["with Dask"] = {"cpu": 1}
    assert report.page(grown) == report.page(results)


def test_a_plot_has_the_same_bytes_every_time_and_no_day() -> None:
    def draw() -> str:
        svg: str = plots.bars({"outline": 1.5, "shapes": 20.0}, "ms")
        return svg

    one, other = draw(), draw()
    assert one == other
    assert "<dc:date>" not in one
    # Nothing is painted behind it, and its words are of a colour that suits light and dark.
    assert "#ffffff" not in one
    assert plots.INK in one
