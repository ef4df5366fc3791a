"""Profiles kept beside the version they were read from: the same answers, sooner."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careerlattice.build import Build
from careerlattice.lattice import Lattice
from careerlattice.moves.kept import read_profiles
from careerlattice.moves.nearest import Nearness
from careerlattice.moves.paths import Network, least_effort
from careerlattice.moves.profiles import Profiles
from careerlattice.store import GraphStore
from tests.paths.test_profiles import MADE

NAME = "profiles-store.jsonl"


@pytest.fixture
def build(tmp_path: Path, built: Build) -> Path:
    """A copy of the build of the seeds, in which nobody has asked yet."""
    version = tmp_path / "build" / ".versions" / "seeds"
    shutil.copytree(built.folder / "store", version / "store")
    (tmp_path / "build" / "current").symlink_to(Path(".versions") / "seeds")
    return tmp_path / "build"


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A version whose class-grades are linked across publishers, with an alignment of levels."""
    version = tmp_path / "made" / ".versions" / "one"
    GraphStore.create(version / "store", [MADE])
    (tmp_path / "made" / "current").symlink_to(Path(".versions") / "one")
    return tmp_path / "made"


@pytest.fixture(params=["build", "linked"])
def folder(request: pytest.FixtureRequest) -> Path:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Path)
    return found


def kept_in(folder: Path) -> Path:
    return (folder / "current").resolve() / NAME


def read(folder: Path) -> Profiles:
    with Lattice.open(folder) as lattice:
        return read_profiles(lattice.store)


def read_anew(folder: Path) -> Profiles:
    with Lattice.open(folder) as lattice:
        return Profiles.read(lattice.store)


def plain(profiles: Profiles) -> tuple[object, ...]:
    """All that profiles say, with the orders that answers depend on."""
    return (
        [(name, profiles[name], list(profiles[name].requirements)) for name in profiles],
        profiles.links,
        profiles.alignments,
        list(profiles.homes.items()),
        profiles.linked,
    )


def answers(profiles: Profiles) -> Iterator[object]:
    nearness, network = Nearness(profiles), Network(profiles)
    for one in profiles:
        yield nearness.nearest(one, 5)
        yield network.goals(one), network.starts(one)
        yield profiles.of_class(profiles[one].class_id)
        for other in profiles:
            yield least_effort(network, one, other)


def test_what_is_kept_is_what_is_read(folder: Path) -> None:
    anew = read_anew(folder)
    assert not kept_in(folder).exists()
    first, again = read(folder), read(folder)
    assert kept_in(folder).is_file()
    assert type(again.by_id) is not type(anew.by_id)
    assert plain(first) == plain(again) == plain(anew)
    assert list(answers(again)) == list(answers(anew))


def test_two_first_readers_write_the_same_bytes(folder: Path) -> None:
    read(folder)
    once = kept_in(folder).read_bytes()
    kept_in(folder).unlink()
    read(folder)
    assert kept_in(folder).read_bytes() == once
    assert [each.name for each in kept_in(folder).parent.glob(".profiles*")] == []


def test_what_is_withdrawn_is_left_out_of_what_is_kept_too(linked: Path) -> None:
    named = [
        *{link.mapping for links in read(linked).links.values() for link in links},
        *{each.iri for found in read(linked).alignments.values() for each in found},
    ]
    assert len(named) > 1
    for each in named:
        with Lattice.open(linked) as lattice:
            kept = read_profiles(lattice.store, without=[each])
            assert plain(kept) == plain(Profiles.read(lattice.store, without=[each]))
    assert plain(read(linked)) == plain(read_anew(linked))


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def _turned(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _of_another_version(file: Path) -> None:
    first, _, rest = file.read_bytes().partition(b"\n")
    name = file.parent.name.encode()
    assert name in first
    file.write_bytes(first.replace(name, b"another") + b"\n" + rest)


def _of_another_reading(file: Path) -> None:
    first, _, rest = file.read_bytes().partition(b"\n")
    file.write_bytes(first.replace(b'"format":', b'"format":9') + b"\n" + rest)


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "harm", [_cut, _turned, _emptied, _of_another_version, _of_another_reading, _a_folder]
)
def test_a_file_that_is_not_as_it_was_written_is_ignored(
    linked: Path, harm: Callable[[Path], None]
) -> None:
    anew = plain(read(linked))
    whole = kept_in(linked).read_bytes()
    harm(kept_in(linked))
    assert plain(read(linked)) == anew
    if kept_in(linked).is_file():
        assert kept_in(linked).read_bytes() == whole, "it is written again"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else for a while")
def test_a_folder_that_is_not_ours_to_write_is_read_all_the_same(linked: Path) -> None:
    version = kept_in(linked).parent
    for each in [*linked.parents, linked, version.parent, version, version / "store"]:
        each.chmod(each.stat().st_mode | 0o055)
    for each in (version / "store").iterdir():
        each.chmod(0o644)
    os.seteuid(65534)
    try:
        found = plain(read(linked))
    finally:
        os.seteuid(0)
    assert not kept_in(linked).exists()
    assert found == plain(read_anew(linked))


def test_nothing_is_kept_beside_a_store_that_is_no_version(tmp_path: Path) -> None:
    GraphStore.create(tmp_path / "store", [MADE])
    with GraphStore.open(tmp_path) as store:
        assert plain(read_profiles(store)) == plain(Profiles.read(store))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["store"]
