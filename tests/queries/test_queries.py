"""Every question and every check, on hand-made data, on two engines.

What is tried is discovered: a query without data, data without a query, or a case without its
expected table is a failure, and so is a collection that came up short.
"""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.questions import Question, Questions
from careerlattice.store import GraphStore
from tests.queries.engines import ENGINES, HERE, Case, cases, on_pyoxigraph, question_folders

QUESTIONS = Questions()
CHECKS = Questions.checks()
CASES = cases()
BUILT_SO_FAR = {*range(1, 15), 28, 30, 32, 35, 38, 39, 40}


def test_the_questions_are_all_there() -> None:
    assert {question.number for question in QUESTIONS.values()} >= BUILT_SO_FAR


def test_every_question_has_data_and_every_data_a_question() -> None:
    assert {folder.name for folder in question_folders()} == set(QUESTIONS)


def test_every_case_has_its_table_and_every_table_a_case() -> None:
    tables = {file for folder in question_folders() for file in folder.glob("*.csv")}
    assert {case.expected for case in CASES} == tables


def test_the_cases_were_collected() -> None:
    # A filter that forgets most of them would leave everything green.
    assert len(CASES) >= len(QUESTIONS) + 20
    assert all(case.name == "expected" for case in CASES) is False
    assert {case.slug for case in CASES if case.name == "expected"} == set(QUESTIONS)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_question(case: Case, engine: str) -> None:
    put = ENGINES[engine](case.data)
    rows = put(QUESTIONS[case.slug], case.params)
    assert rows.columns == tuple(QUESTIONS[case.slug].columns)
    if engine == "pyoxigraph":
        assert rows.to_csv() == case.expected.read_text("utf-8")
    else:
        # Engines write numbers differently (90, 90.0): compare values with the other engine's.
        reference = on_pyoxigraph(case.data)(QUESTIONS[case.slug].bind(case.params))
        assert list(rows) == list(reference)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.slug)
def test_the_file_runs_as_it_stands(question: Question) -> None:
    assert question.bind(question.examples).split() == question.sparql.split()
    store = GraphStore.memory()
    assert store.select(question.sparql).columns == tuple(question.columns)
    assert "GRAPH" not in question.sparql
    assert question.licence == "CC BY 4.0"
    assert question.question.endswith("?")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.slug)
def test_the_order_is_the_same_whatever_the_order_of_the_data(question: Question) -> None:
    case = next(c for c in CASES if c.slug == question.slug and c.name == "expected")
    triples = list(ox.parse(path=str(case.data), format=ox.RdfFormat.TURTLE))
    store = GraphStore.memory(
        quads=(
            ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(f"urn:graph:{i % 3}"))
            for i, t in enumerate(reversed(triples))
        )
    )
    assert question.ask(store, case.params).to_csv() == case.expected.read_text("utf-8")


def check_folders() -> list[Path]:
    return sorted(folder for folder in (HERE / "checks").iterdir() if folder.is_dir())


def test_every_check_has_data_and_every_data_a_check() -> None:
    assert {folder.name for folder in check_folders()} == set(CHECKS)
    assert len(CHECKS) >= 11


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("folder", check_folders(), ids=lambda f: f.name)
def test_check(folder: Path, engine: str) -> None:
    check = CHECKS[folder.name]
    ((good,), (bad,)) = (list(folder.glob(f"{name}.*")) for name in ("pass", "fail"))
    assert check.params == ()
    assert ENGINES[engine](good)(check, {}).terms == ()
    found = ENGINES[engine](bad)(check, {})
    assert found.columns == tuple(check.columns)
    assert found.to_csv() == (folder / "expected.csv").read_text("utf-8")


def test_expected_tables_are_tables() -> None:
    for file in HERE.rglob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
        assert len({len(row) for row in rows}) == 1, file
