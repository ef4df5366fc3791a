"""The graph as tools for agents: a real client over stdin and stdout."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client

from careerlattice.build import Build

T = TypeVar("T")
OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
REPRESENTATIVE_11 = "us-mt-dor/customer-service-representative/11"


@pytest.fixture(scope="module")
def answers(built: Build) -> dict[str, Any]:
    """What a client is told that lists the tools and calls each, in one session."""
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "schema": ("schema", {}),
        "grades": ("class_grades", {"publisher": "us-mt-dor"}),
        "found": ("search", {"words": "front desk"}),
        "questions": ("questions", {}),
        "asked": (
            "ask",
            {"question": "ladder", "parameters": {"class_grade": "us-ct/6435cl/cl-16"}},
        ),
        "selected": (
            "query",
            {"sparql": "SELECT ?d { ?d a career:Duty } ORDER BY ?d", "limit": 3},
        ),
        "truth": ("query", {"sparql": "ASK { ?c a career:JobClass }"}),
        "gap": ("gap", {"start": OFFICE_9, "goal": REPRESENTATIVE_11}),
        "quotes": ("source", {"thing": OFFICE_9, "words": "front desk"}),
        "no such place": ("gap", {"start": "us-mt-dor/nowhere/9", "goal": REPRESENTATIVE_11}),
        "update": ("query", {"sparql": "DELETE WHERE { ?s ?p ?o }"}),
        "service": ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
        "file": ("query", {"sparql": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}),
        "too many": ("query", {"sparql": "SELECT * { ?s ?p ?o }", "limit": 0}),
        "triples": ("query", {"sparql": "DESCRIBE career:Duty"}),
    }

    async def converse(session: ClientSession) -> dict[str, Any]:
        told: dict[str, Any] = {"tools": await session.list_tools()}
        for name, (tool, arguments) in calls.items():
            told[name] = await session.call_tool(tool, arguments)
        return told

    return _in_session(built.folder, converse)


def _in_session(graph: Path, use: Callable[[ClientSession], Awaitable[T]]) -> T:
    async def run() -> T:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "careerlattice", "mcp", "--graph", str(graph)],
            env={**os.environ},
        )
        async with (
            stdio_client(server) as (reading, writing),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            return await use(session)

    return asyncio.run(run())


def _content(answer: Any) -> Any:
    assert not answer.is_error, answer.content
    return answer.structured_content or json.loads(answer.content[0].text)


def _refusal(answer: Any) -> str:
    assert answer.is_error
    return str(answer.content[0].text)


def test_every_tool_says_what_it_is_for_and_that_it_only_reads(answers: dict[str, Any]) -> None:
    tools = {tool.name: tool for tool in answers["tools"].tools}
    assert set(tools) == {
        "schema", "class_grades", "search", "questions", "ask", "query", "gap", "source",
    }  # fmt: skip
    for tool in tools.values():
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True


def test_the_vocabulary_comes_with_definitions(answers: dict[str, Any]) -> None:
    terms = {term["term"]: term for term in _content(answers["schema"])["terms"]}
    assert terms["career:ClassGrade"]["kind"] == "class"
    assert terms["career:hasDuty"]["kind"] == "property"
    assert all(term["definition"] for term in terms.values())


def test_what_is_there_can_be_found(answers: dict[str, Any]) -> None:
    assert _content(answers["grades"])["total"] == 6
    assert [hit["id"] for hit in _content(answers["found"])["found"]] == [OFFICE_9]
    slugs = {question["slug"] for question in _content(answers["questions"])["questions"]}
    assert {"gap", "ladder", "coverage"} <= slugs


def test_questions_and_queries_are_answered_and_say_whether_they_are_whole(
    answers: dict[str, Any],
) -> None:
    asked = _content(answers["asked"])
    assert asked["is_whole"]
    assert len(asked["rows"]) == asked["total"] == 1
    selected = _content(answers["selected"])
    assert len(selected["rows"]) == 3
    assert not selected["is_whole"]
    assert selected["total"] > 90
    assert _content(answers["truth"]) == {"answer": True}


def test_a_gap_has_its_outcomes(answers: dict[str, Any]) -> None:
    counts = _content(answers["gap"])["counts"]
    assert (counts["missing"], counts["must rise"], counts["same"], counts["already above"]) == (
        2, 1, 6, 3,
    )  # fmt: skip


def test_a_fact_has_its_quote(answers: dict[str, Any]) -> None:
    (quote,) = _content(answers["quotes"])["quotes"]
    assert quote["text"] == "Staff the front desk and perform associated duties."
    assert quote["line"] == "36"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("no such place", "there is no class-grade 'us-mt-dor/nowhere/9'"),
        ("update", "can only be read"),
        ("service", "SERVICE"),
        ("file", "file"),
        ("too many", "limit of 0"),
        ("triples", "only SELECT and ASK"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    answers: dict[str, Any], call: str, told: str
) -> None:
    refusal = _refusal(answers[call])
    assert told in refusal
    assert "Traceback" not in refusal
