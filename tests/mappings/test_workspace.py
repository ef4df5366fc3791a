"""Which folders of mapping sets count: the same for `build`, `link` and `review`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from careerlattice.build import build, seed_documents
from careerlattice.errors import InputError
from careerlattice.mappings import (
    ALIGNMENTS_FILE,
    MAPPINGS_SUFFIX,
    Status,
    project_mappings,
    read_mappings,
)
from careerlattice.review import find_sets, known_mappings
from careerlattice.workspace import counted_mappings, mapping_folders, workspace_mappings

CLASS = "careerlattice:id/class/us-ct/6435cl"
CODE = "careerlattice:id/onet/occupation/51-4121.00"
SET = f"""\
#curie_map:
#  careerlattice: https://w3id.org/careerlattice/
#mapping_set_id: https://example.org/set
#license: https://example.org/licence
subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tstatus\tcomment
{CLASS}\tskos:closeMatch\t{CODE}\tsemapv:ManualMappingCuration\t0.9\taccepted\tFor a test.
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with nothing in it, and no settings of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def _set(folder: Path, text: str = SET) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"own{MAPPINGS_SUFFIX}").write_text(text, "utf-8")
    return folder


def test_without_a_workspace_the_projects_count() -> None:
    assert workspace_mappings() is None
    assert mapping_folders() == (project_mappings(),)
    assert counted_mappings() == read_mappings(project_mappings())


def test_the_workspaces_count_before_the_projects(place: Path) -> None:
    _set(place / "data" / "mappings")
    assert mapping_folders() == (Path("data/mappings"), project_mappings())
    _set(place / "mappings")
    assert mapping_folders() == (Path("mappings"), project_mappings())
    _set(place / "ours")
    (place / "careerlattice.toml").write_text('mappings = "ours"', "utf-8")
    assert mapping_folders() == (place / "ours", project_mappings())
    found = counted_mappings()
    assert len(found.mappings) == 1 + len(read_mappings(project_mappings()).mappings)
    assert found.alignments == read_mappings(project_mappings()).alignments


def test_a_folder_that_is_named_counts_alone(place: Path) -> None:
    _set(place / "mappings")
    named = _set(place / "named")
    assert mapping_folders(named) == (named,)
    assert counted_mappings(named) == read_mappings(named)
    with pytest.raises(InputError, match="does not exist"):
        counted_mappings(place / "nowhere")


def test_the_workspace_may_be_the_projects_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_mappings().parents[1])
    assert mapping_folders() == (project_mappings(),)


def test_a_configured_folder_need_not_be_there_yet(place: Path) -> None:
    (place / "careerlattice.toml").write_text('mappings = "later"', "utf-8")
    assert workspace_mappings() == place / "later"
    assert mapping_folders() == (project_mappings(),)


def test_what_the_workspace_says_of_a_pair_counts(place: Path) -> None:
    copy = place / "mappings"
    shutil.copytree(project_mappings(), copy)
    (copy / ALIGNMENTS_FILE).unlink()
    before = read_mappings(project_mappings())
    aligned = next(a.mapping for a in before.alignments if a.mapping.status is Status.ACCEPTED)
    for file in copy.glob(f"*{MAPPINGS_SUFFIX}"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        ends = [iri.removeprefix("https://w3id.org/") for iri in (aligned.subject, aligned.object)]
        file.write_text(
            "".join(
                line.replace("\taccepted\t", "\tproposed\t")
                if all(end.removeprefix("careerlattice/") in line for end in ends)
                else line
                for line in lines
            ),
            "utf-8",
        )
    found = counted_mappings()
    assert len(found.mappings) == len(before.mappings)
    (ours,) = (each for each in found.mappings if each.pair == aligned.pair)
    assert ours.status is Status.PROPOSED
    # How the levels of two things compare rests on what was decided about the two.
    kept = [each for each in before.alignments if each.mapping.pair != aligned.pair]
    assert kept
    assert found.alignments == tuple(kept)


def test_build_link_and_review_have_the_same_rule(place: Path) -> None:
    _set(place / "mappings")
    (document,) = (path for path in seed_documents().rglob("*.txt") if "6435cl" in path.name)
    again = build([document], place / "build")
    kept = [each.iri for each in again.mappings.kept.mappings]
    (own,) = read_mappings(place / "mappings").mappings
    assert own.iri in kept
    assert own.pair in {each.pair for each in known_mappings().mappings}
    assert find_sets([]) == [Path("mappings") / f"own{MAPPINGS_SUFFIX}"]
    named = build([document], place / "build", mappings=project_mappings())
    assert own.iri not in [each.iri for each in named.mappings.kept.mappings]
