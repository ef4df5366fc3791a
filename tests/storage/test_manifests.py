"""Manifests: documents listed in a table, with what a source.toml would say of each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.build import build, seed_documents, what_changed
from careerlattice.cli.app import app
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.manifests import COLUMNS, read_manifest
from careerlattice.vocabulary import CAREER
from tests.building.small import ENGINE, files_of, posting
from tests.storage.conftest import Bucket

HEAD = "path,publisher.id,publisher.name,jurisdiction.code,class,effective\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three documents in it and in one below."""
    place = tmp_path / "papers"
    (place / "more").mkdir(parents=True)
    for name in ("clerk", "courier", "more/keeper"):
        text = posting(Path(name).stem.title(), f"Does the work of a {name}")
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def listing(folder: Path, *rows: str, head: str = HEAD) -> str:
    (folder / "list.csv").write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(folder / "list.csv")


def test_a_row_speaks_for_its_document(folder: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copy(folder / "more" / "keeper.txt", tmp_path / "keeper.txt")
    manifest = listing(
        folder,
        "clerk.txt,us-aa,State of A,us-aa,100,2001-02-03",
        "courier.txt,us-bb,,,,",
        f"{elsewhere},us-bb,,,,",
    )
    made = build([], tmp_path / "out", engine=ENGINE, manifest=manifest)
    # What is listed alone is read: not the one in the folder below.
    assert sorted((each.file, each.class_id) for each in made.documents) == [
        ("clerk.txt", "us-aa/100"),
        ("courier.txt", "us-bb/courier"),
        ("keeper.txt", "us-bb/keeper"),
    ]
    (graph,) = (made.folder / "graphs/document/us-aa").glob("*.nq")
    entries = [
        (quad.subject, quad.object.value)
        for quad in ox.parse(path=str(graph), format=ox.RdfFormat.N_QUADS)
        if "source-entry" in str(quad.subject) and quad.predicate.value != CAREER.evidenceProperty
    ]
    assert {"documents.class = 100", "publisher.id = us-aa"} <= {value for _, value in entries}
    # Each says on which line of the manifest it stands.
    assert {entry for entry, _ in entries} == {entry for entry, value in entries if value == "2"}
    assert what_changed([], tmp_path / "out", engine=ENGINE, manifest=manifest) == []
    rest = (folder / "list.csv").read_text().replace("State of A", "The State of A")
    (folder / "list.csv").write_text(rest)
    changed = what_changed([], tmp_path / "out", engine=ENGINE, manifest=manifest)
    assert f"what source.toml says of {folder}/clerk.txt has changed" in changed


def test_a_row_of_a_path_alone_leaves_the_rest_to_the_source_toml(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    shutil.copytree(seed_documents(), folder)
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.txt"))
    manifest = listing(folder, *files, head="path\n")
    listed = build([], tmp_path / "listed", engine=ENGINE, manifest=manifest)
    found = build([seed_documents()], tmp_path / "found", engine=ENGINE)
    assert files_of(listed.folder) == files_of(found.folder)


def test_a_manifest_beside_the_documents_in_object_storage(s3: Bucket, tmp_path: Path) -> None:
    s3.put("us-aa/clerk.txt", posting("Clerk", "Files forms").encode())
    s3.put("us-aa/more/courier.txt", posting("Courier", "Carries post").encode())
    s3.put("us-aa/source.toml", b'[publisher]\nid = "us-zz"\nname = "Z"\n')
    s3.put("us-aa/list.csv", b"path,publisher.id\nclerk.txt,\nmore/courier.txt,us-bb\n")
    address = "s3://papers/us-aa/list.csv"
    made = build([], tmp_path / "out", engine=ENGINE, manifest=address)
    assert sorted(each.class_id for each in made.documents) == ["us-bb/courier", "us-zz/clerk"]
    for path in ("s3://papers/other/a.txt", "/etc/passwd", "file:///etc/passwd", "../a.txt"):
        s3.put("us-aa/list.csv", f"path\n{path}\n".encode())
        with pytest.raises(InputError, match="leads out of the manifest's folder"):
            read_manifest(address)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no column path"),
        ("path\n", "lists no document"),
        ("file,publisher.id\na.txt,us-aa\n", "line 1: “file” is no column of a manifest"),
        ("path,path\na.txt,b.txt\n", "line 1: has two columns of one name"),
        ("path,title\na.txt\n", "line 2: has 1 cells where the first line has 2"),
        ("path,publisher.id\n,us-aa\n", "line 2: names no document"),
        ("path,title\na.txt,Clerk\n", "line 2: states title, and no publisher"),
        ("path\na.txt\na.txt\n", "line 3: “a.txt” stands in line 2 already"),
        ("path\n../a.txt\n", "line 2: “../a.txt” leads out of the manifest's folder"),
        ("path,publisher.id\na.txt,State of A\n", "publisher.id “State of A” is no identifier"),
        ("path,publisher.id,effective\na.txt,us-aa,soon\n", "“soon” is no day of the calendar"),
        ('path\n"a.txt\n', "is no CSV file"),
        ("path\n" + "a" * 200_000, "is no CSV file"),
        ("path\ngithub://a/b.txt\n", "nothing is read through github://"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "list.csv").write_text(text)
    with pytest.raises((InputError, UsageError)) as caught:
        read_manifest(str(tmp_path / "list.csv"))
    assert message in str(caught.value)
    assert "To put it right" in str(caught.value)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"path\n\xff.txt\n")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_manifest(str(tmp_path / "list.csv"))
    with pytest.raises(InputError, match="cannot be read"):
        read_manifest(str(tmp_path / "none.csv"))


def test_a_document_that_is_not_there_can_be_set_aside(folder: Path, tmp_path: Path) -> None:
    manifest = listing(folder, "clerk.txt", "none.txt", head="path\n")
    with pytest.raises(CareerlatticeError, match=r"none\.txt: cannot be read: No such file"):
        build([], tmp_path / "out", engine=ENGINE, manifest=manifest)
    made = build([], tmp_path / "out", engine=ENGINE, manifest=manifest, keep_going=True)
    assert [Path(each.document).name for each in made.problems] == ["none.txt"]
    assert len(made.documents) == 1


def test_the_columns_are_the_keys_of_a_source_toml() -> None:
    assert (
        "path",
        *("publisher.id", "publisher.name", "jurisdiction.code", "jurisdiction.name"),
        *("rights.licence", "rights.statement", "class", "effective", "sha256", "title"),
    ) == COLUMNS


def test_the_command_takes_one(folder: Path, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    manifest = listing(folder, "clerk.txt,us-aa,,,,")
    options = ["--engine", ENGINE, "--jobs", "1", "-q", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, ["build", "--manifest", manifest, *options])
    assert (done.exit_code, done.output) == (0, "")
    assert len([*(tmp_path / "out/current/texts").rglob("*.txt")]) == 1
