"""docs/serving.md shows requests: they are answered as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from careerlattice.serve.limits import MEBIBYTE, Limits
from tests.serve.servers import Running

PAGE = (Path(__file__).parents[2] / "docs/serving.md").read_text("utf-8")
SHOWN = "http://127.0.0.1:8000/"


class Example(NamedTuple):
    """A line with curl, and what is shown below it, "" where nothing is."""

    line: str
    output: str


EXAMPLES = [
    Example(line, output.strip("\n"))
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line, output in re.findall(r"^\$ (curl .*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def sent(running: Running, line: str) -> httpx.Response:
    """What curl would send for *line*, to this server."""
    words = iter(shlex.split(line)[1:])
    fields: list[tuple[str, str]] = []
    headers, get, url = {}, False, ""
    for word in words:
        if word == "-G":
            get = True
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--data-urlencode":
            name, _, value = next(words).partition("=")
            fields.append((name, value))
        elif word != "-s":
            assert word.startswith(SHOWN), word
            url = running.url + word.removeprefix(SHOWN)
    if fields and not get:
        return running.client.post(url, data=dict(fields), headers=headers)
    if fields:
        return running.client.get(url, params=dict(fields), headers=headers)
    return running.client.get(url, headers=headers)


def test_it_shows_requests_of_every_kind() -> None:
    assert len(EXAMPLES) >= 12
    assert sum(bool(each.output) for each in EXAMPLES) >= 6


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.line.split("/", 3)[-1][:60])
def test_a_request_is_answered_as_shown(served: Running, example: Example) -> None:
    response = sent(served, example.line)
    if example.output:
        assert "\n".join(response.text.splitlines()) == example.output
    else:
        assert response.status_code == 200, response.text
        assert response.json()


def test_the_limits_are_those_of_the_program() -> None:
    limits = Limits()
    for said in (
        f"{limits.seconds:g} seconds a query",
        f"{limits.rows:,} rows or triples",
        f"{limits.answer_bytes // MEBIBYTE} MiB, unpacked",
        f"{limits.memory // MEBIBYTE} MiB a worker",
        f"{limits.waiting} more requests wait",
        f"{limits.request_bytes // MEBIBYTE} MiB a request, {limits.head_bytes // 1024} KiB",
        f"{limits.patience:g} seconds to send a request",
        f"{limits.connections} connections",
        f"{limits.sending_bytes // MEBIBYTE} MiB of large answers",
    ):
        assert said in PAGE
