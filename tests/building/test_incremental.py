"""Building again: only what changed is read, and the graph is the one a first build would give."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerlattice import draft, inputs
from careerlattice.build import Build, build, what_changed
from careerlattice.errors import InputError
from careerlattice.harvest import Known
from careerlattice.registry import find_loaders
from careerlattice.resources import ontology_dir
from tests.building.small import ENGINE, files_of, posting, specification, store_of

CLERK, COURIER = specification("Clerk", "1CL", "Files forms"), posting("Courier", "Carries post")


# No source.toml speaks for it, and it names another publisher than its folder's.
SENT = f"Employer: US BB\n\n{posting('Porter', 'Carries crates')}"


def documents_in(folder: Path, *texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, out: Path, **options: object) -> tuple[Build, list[str]]:
    """A build, and the names of the documents that it read."""
    told: list[str] = []
    made = build([folder], out, engine=ENGINE, progress=told.append, **options)  # type: ignore[arg-type]
    return made, sorted(line.split(": ")[1] for line in told if line.startswith("reading "))


def changed(folder: Path, out: Path) -> list[str]:
    return what_changed([folder], out, engine=ENGINE)


# The same as a first build


VARIANTS = {
    "us-aa/old.txt": [posting("Clerk", duty) for duty in ("Files forms", "Sorts forms")],
    "us-aa/new.txt": [posting("Clerk", duty) for duty in ("Scans forms", "Files forms")],
    "us-aa/other.txt": [
        specification("Messenger", "2CL", "Files forms", other="Clerk"),
        specification("Messenger", "2CL", "Walks", other="Courier"),
        posting("Messenger", "Files forms"),
    ],
    "us-aa/sub/copy.txt": [CLERK.replace("1CL", "3CL")],
    "us-bb/courier.txt": [COURIER, posting("Courier", "Files forms"), "A recipe for soup."],
    "us-cc/sent.txt": [SENT, COURIER, f"Employer: US BB\n\n{COURIER}"],
}
SOURCES = [
    '[publisher]\nid = "us-aa"\nname = "A"\n'
    '[documents."old.txt"]\nclass = "1cl"\neffective = "2001-01-01"\n'
    f'[documents."new.txt"]\nclass = "1cl"\neffective = "{day}"\n'
    for day in ("2002-02-02", "2003-03-03", "2000-01-01", "2001-01-01")
]
CHANGES = st.one_of(
    st.sampled_from([(name, text) for name, texts in VARIANTS.items() for text in texts]),
    st.sampled_from([(name, None) for name in VARIANTS]),
    st.sampled_from([("us-aa/source.toml", text) for text in SOURCES]),
)


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=2, max_size=4))
def test_building_again_gives_what_a_first_build_gives(
    rounds: list[list[tuple[str, str | None]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = place / "documents"
        for file, texts in VARIANTS.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(texts[0], encoding="utf-8")
        (folder / "us-aa/source.toml").write_text(SOURCES[0])
        build([folder], place / "out", engine=ENGINE, keep_going=True)
        for number, changes in enumerate(rounds):
            for file, text in changes:
                if text is None:
                    (folder / file).unlink(missing_ok=True)
                else:
                    (folder / file).write_text(text, encoding="utf-8")
            if not any(folder.rglob("*.txt")):
                return
            again = attempt(folder, place / "out")
            first = attempt(folder, place / f"first-{number}")
            if isinstance(first, str) or isinstance(again, str):
                assert first == again
                continue
            assert files_of(again.folder) == files_of(first.folder)
            assert store_of(again.folder) == store_of(first.folder)
            assert again.documents == first.documents
            assert again.report == first.report
            assert again.failed_checks == first.failed_checks
            assert again.quads == first.quads
            assert again.mappings == first.mappings
            told = [[str(problem.error) for problem in each.problems] for each in (again, first)]
            assert told[0] == told[1]


def attempt(folder: Path, out: Path) -> Build | str:
    try:
        return build([folder], out, engine=ENGINE, keep_going=True)
    except InputError as error:
        return str(error)


def test_worker_processes_make_the_same(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, COURIER)
    here = build([folder], tmp_path / "here", engine=ENGINE)
    there = build([folder], tmp_path / "there", engine=ENGINE, jobs=2)
    assert files_of(there.folder) == files_of(here.folder)
    assert store_of(there.folder) == store_of(here.folder)


# Only what changed


def test_only_a_changed_document_is_read_again(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, COURIER)
    _, read = built(folder, tmp_path / "out")
    assert read == ["0.txt", "1.txt"]
    (folder / "1.txt").write_text(COURIER.replace("Carries", "Brings"), encoding="utf-8")
    _, read = built(folder, tmp_path / "out")
    assert read == ["1.txt"]


def test_what_did_not_change_is_the_same_file(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, COURIER)
    first, _ = built(folder, tmp_path / "out")
    at = {path.name: path.stat().st_ino for path in first.folder.rglob("*.nq")}
    (folder / "1.txt").write_text(COURIER.replace("Carries", "Brings"), encoding="utf-8")
    second, _ = built(folder, tmp_path / "out")
    now = {path.name: path.stat().st_ino for path in second.folder.rglob("*.nq")}
    assert {name for name in now if now[name] != at.get(name)} == {
        "us-aa.nq",
        f"{second.documents[1].sha256[:16]}.nq",
    }


def test_a_build_of_the_same_leaves_the_version_as_it_is(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    first, _ = built(folder, tmp_path / "out")
    second, read = built(folder, tmp_path / "out")
    assert read == []
    assert second == first
    assert second.documents == first.documents
    assert second.report == first.report


def test_a_build_of_the_same_ends_as_soon_as_it_has_looked(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    built(folder, tmp_path / "out")
    told: list[str] = []
    build([folder], tmp_path / "out", engine=ENGINE, progress=told.append)
    assert told == ["looking for what changed"]


def test_of_other_publishers_no_document_is_looked_at_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    documents_in(folder / "us-aa", CLERK, COURIER)
    documents_in(folder / "us-bb", posting("Porter", "Carries crates"))
    built(folder, tmp_path / "out")
    (folder / "us-aa/1.txt").write_text(COURIER.replace("Carries", "Brings"), encoding="utf-8")
    looked_at: list[str] = []
    remember = Known.from_json

    def told(written: Mapping[str, Any]) -> Known:
        looked_at.append(written["listed"]["publisher"])
        return remember(written)

    monkeypatch.setattr(Known, "from_json", told)
    after, read = built(folder, tmp_path / "out")
    assert read == ["1.txt"]
    assert looked_at == ["us-aa"]
    first, _ = built(folder, tmp_path / "first")
    assert files_of(after.folder) == files_of(first.folder)
    assert after.documents == first.documents


def test_a_document_that_names_another_publisher_joins_what_is_known_of_it(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "documents"
    documents_in(folder / "us-bb", posting("Courier", "Carries post"))
    built(folder, tmp_path / "out")
    documents_in(folder / "us-cc", SENT)
    after, read = built(folder, tmp_path / "out")
    assert read == ["0.txt"]
    assert [each.publisher for each in after.documents] == ["us-bb", "us-bb"]
    first, _ = built(folder, tmp_path / "first")
    assert files_of(after.folder) == files_of(first.folder)
    assert store_of(after.folder) == store_of(first.folder)


def test_a_file_of_the_build_that_was_changed_is_made_again(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    first, _ = built(folder, tmp_path / "out")
    kept = files_of(first.folder)
    file = next((first.folder / "graphs" / "document").rglob("*.nq"))
    file.write_text("", encoding="utf-8")
    assert changed(folder, tmp_path / "out") == ["files of the build have changed"]
    second, _ = built(folder, tmp_path / "out")
    assert files_of(second.folder) == kept


def test_removing_a_document_removes_its_facts(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, COURIER)
    built(folder, tmp_path / "out")
    (folder / "1.txt").unlink()
    after, read = built(folder, tmp_path / "out")
    alone, _ = built(folder, tmp_path / "alone")
    assert read == []
    assert files_of(after.folder) == files_of(alone.folder)
    assert store_of(after.folder) == store_of(alone.folder)
    assert not any("courier" in quad.lower() for quad in store_of(after.folder))


def test_what_no_build_uses_is_not_kept(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    built(folder, tmp_path / "out")
    for number in range(3):
        (folder / "0.txt").write_text(CLERK.replace("Files", f"Files {number}"), encoding="utf-8")
        built(folder, tmp_path / "out")
    (folder / "0.txt").write_text(CLERK, encoding="utf-8")
    _, read = built(folder, tmp_path / "out")
    assert read == ["0.txt"]


def test_a_report_is_had_as_long_as_no_later_build_has_swept_it_out(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    first, _ = built(folder, tmp_path / "out")
    (folder / "0.txt").write_text(CLERK.replace("Files", "Sorts"), encoding="utf-8")
    second, _ = built(folder, tmp_path / "out")
    with pytest.raises(InputError, match="the graph was built again since") as caught:
        _ = first.report
    assert caught.value.remedy == "read the report that lies there now"
    assert len(second.report.results) == sum(second.counts.values())


def test_what_source_toml_says_of_one_document_is_that_documents_alone(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, COURIER)
    source = folder / "source.toml"
    source.write_text('[publisher]\nid = "us-aa"\nname = "A"\n', encoding="utf-8")
    built(folder, tmp_path / "out")
    with source.open("a", encoding="utf-8") as stream:
        stream.write('[documents."1.txt"]\nclass = "courier-one"\n')
    assert changed(folder, tmp_path / "out") == [
        "what source.toml says of 1.txt has changed",
    ]
    after, read = built(folder, tmp_path / "out")
    assert read == ["1.txt"]
    assert [each.class_id for each in after.documents] == ["us-aa/0", "us-aa/courier-one"]


def test_another_version_of_a_loader_reads_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = documents_in(tmp_path / "us-aa", COURIER)
    built(folder, tmp_path / "out")
    (general,) = (each for each in find_loaders() if each.name == "general")
    monkeypatch.setattr(type(general), "version", "next")
    assert changed(folder, tmp_path / "out") == ["the loader general has changed"]
    after, read = built(folder, tmp_path / "out")
    assert read == ["0.txt"]
    assert after.documents[0].loader == "general next"


def test_another_ontology_changes_its_graph_and_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    before, _ = built(folder, tmp_path / "out")
    kept = files_of(before.folder)
    shutil.copytree(ontology_dir(), tmp_path / "ontology")
    (tmp_path / "ontology" / "more.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n")
    for module in (draft, inputs):
        monkeypatch.setattr(module, "ontology_dir", lambda: tmp_path / "ontology")
    assert changed(folder, tmp_path / "out") == ["the ontology has changed"]
    after, read = built(folder, tmp_path / "out")
    assert read == []
    now = files_of(after.folder)
    assert {name for name in now if now[name] != kept[name]} == {"graphs/ontology.nq"}
    assert any("<urn:a> <urn:b> <urn:c>" in quad for quad in store_of(after.folder))


def test_what_cannot_be_read_is_not_tried_again_until_it_changes(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, "A recipe for soup.")
    _, first = built(folder, tmp_path / "out", keep_going=True)
    after, read = built(folder, tmp_path / "out", keep_going=True)
    assert first == ["0.txt", "1.txt"]
    assert read == []
    assert [Path(problem.document).name for problem in after.problems] == ["1.txt"]
    (folder / "1.txt").write_text(COURIER, encoding="utf-8")
    after, read = built(folder, tmp_path / "out")
    assert read == ["1.txt"]
    assert after.problems == ()


def test_what_was_read_beside_a_bad_document_is_kept(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    built(folder, tmp_path / "out")
    documents_in(folder, CLERK, COURIER, "A recipe for soup.")
    with pytest.raises(InputError, match="no loader recognises"):
        built(folder, tmp_path / "out")
    (folder / "2.txt").unlink()
    _, read = built(folder, tmp_path / "out")
    assert read == []


# Is it current?


def test_check_names_what_changed_and_writes_nothing(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK, COURIER)
    assert changed(folder, tmp_path / "out") == ["nothing was built here yet"]
    assert not (tmp_path / "out").exists()
    built(folder, tmp_path / "out")
    assert changed(folder, tmp_path / "out") == []
    (folder / "0.txt").write_text(CLERK.replace("Files", "Sorts"), encoding="utf-8")
    (folder / "1.txt").rename(folder / "2.txt")
    listed = sorted(path for path in (tmp_path / "out").rglob("*"))
    assert changed(folder, tmp_path / "out") == [
        "2.txt is new",
        "1.txt is gone",
        "0.txt has changed",
    ]
    assert sorted(path for path in (tmp_path / "out").rglob("*")) == listed


def test_the_clock_says_nothing(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    built(folder, tmp_path / "out")
    file = folder / "0.txt"
    before = file.stat()
    file.write_text(CLERK.replace("Files", "Sorts"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    _, read = built(folder, tmp_path / "out")
    assert read == ["0.txt"]
    os.utime(file, (4e9, 4e9))
    assert changed(folder, tmp_path / "out") == []


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    folder = documents_in(tmp_path / "us-aa", CLERK)
    first, _ = built(folder, tmp_path / "out")
    kept = files_of(first.folder)
    (tmp_path / "out" / "cache.db").write_bytes(b"no database at all" * 1000)
    assert changed(folder, tmp_path / "out") == ["how the graph here was built is not known"]
    second, read = built(folder, tmp_path / "out")
    assert read == ["0.txt"]
    assert files_of(second.folder) == kept
