"""What stands where a file should: nothing keeps the reader waiting, and one message says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from careerlattice.build import find_documents
from careerlattice.documents import LARGEST_DOCUMENT, read_document
from careerlattice.errors import InputError
from careerlattice.sources import describe

TEXT = b"Lamp Keeper\n\nDuties:\n- Trims wicks.\n"


def refused(path: Path, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_document(path)
    assert "To put it right" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    refused(tmp_path / "a.txt", "no ordinary file")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null", "/dev/random"])
def test_a_device(device: str) -> None:
    refused(Path(device), "no ordinary file")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    refused(tmp_path / "a.txt", "symbolic links")
    with pytest.raises(InputError, match="does not exist"):
        find_documents([tmp_path / "a.txt"])


def test_a_folder_that_holds_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "within").symlink_to(tmp_path)
    assert [file.name for file, _ in find_documents([tmp_path])] == ["a.txt"]


def test_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    os.mkfifo(tmp_path / "b.txt")
    assert [file.name for file, _ in find_documents([tmp_path])] == ["a.txt"]


def test_a_name_that_no_file_can_have() -> None:
    for name in ("a" * 5_000 + ".txt", "a\0b.txt"):
        refused(Path(name), "cannot be read")
        with pytest.raises(InputError, match="does not exist"):
            find_documents([Path(name)])


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt"))
    path.write_bytes(TEXT)
    code = "import sys; from careerlattice.cli import main; main()"
    for command in (["outline"], ["build", "--explain"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *command, str(path)],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode in (0, 3), done.stderr
        assert b"Traceback" not in done.stderr


def test_a_file_that_shrinks_or_grows_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    stated = os.fstat

    def shrinks(descriptor: int) -> os.stat_result:
        path.write_bytes(TEXT[:13])
        return stated(descriptor)

    def grows(descriptor: int) -> os.stat_result:
        with path.open("r+b") as stream:
            stream.truncate(100 * LARGEST_DOCUMENT)  # a hole: no disk is filled
        return stated(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr("careerlattice.documents.forms.os.fstat", shrinks)
        assert read_document(path).text == "Lamp Keeper\n\n"
    with monkeypatch.context() as patch:
        patch.setattr("careerlattice.documents.forms.os.fstat", grows)
        refused(path, "the limit is 10 MB")


SOURCES = {
    "deep": b"x = " + b"[" * 100_000,
    "large": b"#" * 2_000_000,
    "long number": b"x = " + b"9" * 10_000,
    "no utf-8": b"[publisher]\nid = '\xff'",
    "no table": b"documents = { 'a.txt' = 'x' }\n[publisher]\nid = 'a'",
    "documents is a list": b"publisher = [1]",
    "half a character": b'[publisher]\nid = "\\ud800"',
    "a time": b"[publisher]\nid = 'a'\n[documents.'a.txt']\neffective = 2020-01-01T00:00:00",
    "not a number": b"[publisher]\nid = 'a'\n[documents.'a.txt'.expect]\nduties = nan",
}


@pytest.mark.parametrize("what", sorted(SOURCES))
def test_a_source_description_made_to_hurt(what: str, tmp_path: Path) -> None:
    (tmp_path / "source.toml").write_bytes(SOURCES[what])
    (tmp_path / "a.txt").write_bytes(TEXT)
    with pytest.raises(InputError) as caught:
        describe(tmp_path / "a.txt")
    assert "To put it right" in str(caught.value)
