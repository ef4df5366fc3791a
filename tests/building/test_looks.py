"""A document is not read again of which the file system tells what it told before."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from careerlattice.inputs import Inputs, look
from careerlattice.origins import Origin


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "us-aa" / "clerk.txt"
    file.parent.mkdir()
    file.write_text("Clerk", encoding="utf-8")
    return file


def looked(file: Path, before: Inputs | None = None) -> Inputs:
    return look([Origin.of_file(file, file.parent)], {}, before.looks if before else None)


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all that was written so far be long ago."""
    later = time.time_ns() + 10_000_000_000
    monkeypatch.setattr("careerlattice.inputs.time.time_ns", lambda: later)


def test_what_was_written_just_now_is_not_trusted(file: Path) -> None:
    assert not looked(file).looks


def test_what_is_as_it_was_has_the_hash_it_had(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    first = looked(file)
    ((sight, sha256),) = first.looks.items()
    assert sha256 == first.documents[0].sha256
    told = Inputs((), {}, {sight: "as it was"})
    again = looked(file, told)
    assert again.documents[0].sha256 == "as it was"
    assert again.looks == told.looks


def test_a_change_of_the_same_length_and_time_is_seen(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(monkeypatch)
    first, status = looked(file), file.stat()
    time.sleep(0.02)
    file.write_text("Baker", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert looked(file, first).documents[0].sha256 != first.documents[0].sha256


def test_another_file_in_its_place_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    first, status = looked(file), file.stat()
    other = file.with_name("other")
    other.write_text("Baker", encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert looked(file, first).documents[0].sha256 != first.documents[0].sha256
