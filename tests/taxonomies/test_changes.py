"""What changed between two releases, and the mappings that point at it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.taxonomies import add_taxonomy, onet_id
from careerlattice.taxonomies.changes import read_entries, read_successors
from tests.taxonomies.samples import (
    CLERK,
    ESCO,
    KEEPER,
    OCCUPATION,
    ONET,
    OTHER_SKILL,
    SKILL,
    Cell,
    archive,
    write,
    write_table,
)
from tests.taxonomies.test_command import Done, run

Rows = list[list[Cell]]

HEAD = """#curie_map:
#  c: https://w3id.org/careerlattice/id/
#  e: http://data.europa.eu/esco/
#mapping_set_id: https://example.org/links
#license: https://creativecommons.org/licenses/by/4.0/
#extension_definitions:
#  - slot_name: status
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tstatus\tcomment
"""
ACTIVITY = "4.A.1.a.I01.D01"


def links(folder: Path, *rows: tuple[str, str, str, str]) -> Path:
    """A folder with one mapping set, of rows: subject, relation, object, status."""
    lines = [
        f"{subject}\tskos:{relation}Match\t{'Not' if status == 'rejected' else ''}\t{thing}"
        f"\tsemapv:ManualMappingCuration\t{status}\tSo it is.\n"
        for subject, relation, thing, status in rows
    ]
    folder.mkdir(exist_ok=True)
    (folder / "links.sssom.tsv").write_text(HEAD + "".join(lines), "utf-8")
    return folder


@pytest.fixture
def mappings(tmp_path: Path) -> Path:
    return links(
        tmp_path / "mappings",
        ("c:class/ex/clerk", "close", f"c:onet/occupation/{CLERK}", "accepted"),
        (f"c:onet/occupation/{KEEPER}", "broad", "c:class/ex/keeper", "proposed"),
        ("c:class/ex/porter", "exact", f"c:onet/occupation/{KEEPER}", "rejected"),
        ("c:duty/ex/1", "close", "c:onet/task/17", "accepted"),
        ("c:duty/ex/2", "close", f"c:onet/element/{ACTIVITY}", "accepted"),
        ("c:competency/ex/1", "close", "c:onet/element/2.A.1", "accepted"),
    )


def onet(folder: Path, form: str = "txt", **tables: Rows) -> Path:
    """O*NET's sample with other rows below the columns of some of its tables."""
    changed = {name.replace("_", " "): rows for name, rows in tables.items()}
    described = {
        name: [ONET[name][0], *changed.get(name, ONET[name][1:])]
        for name in (
            "Occupation Data",
            "Content Model Reference",
            "IWA Reference",
            "DWA Reference",
            "Task Statements",
            "Skills",
        )
    }
    return write(folder, described, form)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return onet(tmp_path / "onet-1.0")


def found(done: Done) -> list[tuple[str, ...]]:
    """Change, entry, label before and after, what stands in its place, and status of each row."""
    assert done.stderr == ""
    rows = csv.DictReader(io.StringIO(done.stdout))
    columns = ("change", "entry", "before", "after", "now", "status")
    return [
        tuple(row[name].replace("https://w3id.org/careerlattice/id/onet/", "") for name in columns)
        for row in rows
    ]


def diff(*arguments: object, folder: Path) -> Done:
    return run("taxonomy", "diff", *arguments, "--mappings", "mappings", folder=folder)


KEPT: Rows = ONET["Occupation Data"][1:]


@pytest.mark.parametrize("form", ["txt", "csv", "xlsx"])
def test_the_same_release_changes_nothing(before: Path, mappings: Path, form: str) -> None:
    again = onet(before.with_name("again"), form)
    done = diff(before, again, folder=mappings.parent)
    assert (done.returncode, found(done)) == (0, [])


def test_what_is_gone_is_retired_for_what_is_proposed_too(before: Path, mappings: Path) -> None:
    after = onet(before.with_name("onet-2.0"), Occupation_Data=KEPT[:1])
    done = diff(before, after, folder=mappings.parent)
    assert done.returncode == 1
    assert found(done) == [
        ("retired", f"occupation/{KEEPER}", "Book Keepers", "", "", "proposed"),
    ]


def test_what_bears_another_name_is_renamed(before: Path, mappings: Path) -> None:
    after = onet(
        before.with_name("onet-2.0"),
        Occupation_Data=[[CLERK, "Desk  Clerks", "Answer."], KEPT[1]],
        Task_Statements=[[CLERK, "", 17.0, "Show the way.", "Core", "", "", ""]],
        DWA_Reference=[["4.A.1.a", "Looking", "4.A.1.a.I01", "Look at lists.", ACTIVITY, "Seek."]],
    )
    done = diff(before, after, folder=mappings.parent)
    assert done.returncode == 1
    assert found(done) == [
        ("renamed", f"element/{ACTIVITY}", "Find a name.", "Seek.", "", "accepted"),
        ("renamed", f"occupation/{CLERK}", "Counter Clerks", "Desk  Clerks", "", "accepted"),
        ("renamed", "task/17", "Tell the way.", "Show the way.", "", "accepted"),
    ]


def test_blanks_and_composed_letters_rename_nothing(before: Path, mappings: Path) -> None:
    decomposed: Rows = [[CLERK, "Counter  Clerks", "x"], [KEEPER, "Book Keepers", "x"]]
    after = onet(before.with_name("onet-2.0"), Occupation_Data=decomposed)
    assert diff(before, after, folder=mappings.parent).returncode == 0


CROSSWALK: Rows = [["O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title", "O*NET-SOC 2019 Code", "T"]]


def crosswalk(path: Path, *pairs: Sequence[str]) -> Path:
    rows: Rows = [[one, "x", other, "y"] for one, other in pairs]
    return write_table(path, [*CROSSWALK, *rows])


def test_a_crosswalk_tells_what_was_split_and_what_took_its_place(
    before: Path, mappings: Path
) -> None:
    new: Rows = [
        [CLERK, "Counter Clerks", ""],
        ["43-4051.01", "Night Clerks", ""],
        ["25-4032.00", "Keepers", ""],
    ]
    after = onet(before.with_name("onet-2.0"), Occupation_Data=new)
    table = crosswalk(
        before.with_name("crosswalk.csv"),
        (CLERK, CLERK),
        (CLERK, "43-4051.01"),
        (KEEPER, "25-4032.00"),
    )
    done = diff(before, after, "--crosswalk", table, folder=mappings.parent)
    both = f"occupation/{CLERK} occupation/43-4051.01"
    label = "Counter Clerks"
    assert found(done) == [
        (
            "retired",
            f"occupation/{KEEPER}",
            "Book Keepers",
            "",
            "occupation/25-4032.00",
            "proposed",
        ),
        ("split", f"occupation/{CLERK}", label, label, both, "accepted"),
    ]


def test_what_a_crosswalk_leaves_as_it_was_is_unchanged(before: Path, mappings: Path) -> None:
    table = crosswalk(before.with_name("crosswalk.csv"), (CLERK, CLERK), (KEEPER, KEEPER))
    done = diff(before, before, "--crosswalk", table, folder=mappings.parent)
    assert done.returncode == 0


def test_what_neither_release_has_and_what_only_the_new_one_has(
    before: Path, tmp_path: Path
) -> None:
    links(
        tmp_path / "mappings",
        ("c:class/ex/a", "close", "c:onet/occupation/99-9999.00", "accepted"),
        ("c:class/ex/b", "close", "c:onet/occupation/25-4099.00", "accepted"),
        ("c:class/ex/c", "close", "e:occupation/1", "accepted"),
    )
    after = onet(tmp_path / "onet-2.0", Occupation_Data=[*KEPT, ["25-4099.00", "Bell Ringers", ""]])
    done = diff(before, after, folder=tmp_path)
    assert [row[:4] for row in found(done)] == [
        ("unknown", "occupation/99-9999.00", "", ""),
        ("new", "occupation/25-4099.00", "", "Bell Ringers"),
    ]
    assert done.returncode == 1
    links(
        tmp_path / "mappings",
        ("c:class/ex/b", "close", "c:onet/occupation/25-4099.00", "accepted"),
    )
    assert diff(before, after, folder=tmp_path).returncode == 0


def esco(folder: Path, status: str, label: str, *more: Cell) -> Path:
    """ESCO's sample, its first skill with another status and label."""
    head, first, *others = ESCO["skills_en"]
    changed = dict(zip(head, first, strict=True)) | {"status": status, "preferredLabel": label}
    rows: Rows = [head, [changed[name] for name in head], *others]
    if more:
        rows = [[*head, "isReplacedBy"], [*rows[1], *more], *([*row, ""] for row in others)]
    return write(folder, {"occupations_en": ESCO["occupations_en"], "skills_en": rows}, "csv")


@pytest.mark.parametrize(
    ("status", "label", "more", "expected"),
    [
        ("released", None, (), []),
        ("released", "to look", (), [("renamed", "to look", "")]),
        ("obsolete", None, (), [("retired", None, "")]),
        ("obsolete", None, (OTHER_SKILL,), [("retired", None, OTHER_SKILL)]),
        (
            "obsolete",
            None,
            (f"{OTHER_SKILL} {OCCUPATION}",),
            [("split", None, f"{OTHER_SKILL} {OCCUPATION}")],
        ),
    ],
)
def test_esco_tells_by_its_status(
    tmp_path: Path,
    status: str,
    label: str | None,
    more: tuple[str, ...],
    expected: list[tuple[str, str | None, str]],
) -> None:
    name = str(dict(zip(*ESCO["skills_en"][:2], strict=True))["preferredLabel"])
    links(
        tmp_path / "mappings",
        (
            "c:competency/ex/1",
            "close",
            SKILL.replace("http://data.europa.eu/esco/", "e:"),
            "accepted",
        ),
    )
    old = esco(tmp_path / "esco-1", "released", name)
    new = esco(tmp_path / "esco-2", status, label or name, *more)
    done = diff(old, new, folder=tmp_path)
    assert [(row[0], row[3], row[4]) for row in found(done)] == [
        (change, after or name, now) for change, after, now in expected
    ]
    assert done.returncode == bool(expected)


# What is compared


def test_an_installed_taxonomy_is_named_by_its_kind_or_with_its_version(
    before: Path, mappings: Path
) -> None:
    folder = mappings.parent
    add_taxonomy(folder / "build", "onet", before, version="1.0")
    after = onet(folder / "onet-2.0", Occupation_Data=KEPT[:1])
    for old in ("onet", "onet-1.0"):
        assert [row[0] for row in found(diff(old, after, folder=folder))] == ["retired"]
    add_taxonomy(folder / "build", "onet", after, version="2.0")
    assert [row[0] for row in found(diff("onet-1.0", "onet", folder=folder))] == ["retired"]
    assert found(diff("onet", "onet-2.0", folder=folder)) == [
        ("unknown", f"occupation/{KEEPER}", "", "", "", "proposed")
    ]


def test_what_is_installed_says_the_same_as_its_release(before: Path, tmp_path: Path) -> None:
    for kind, release in (("onet", before), ("esco", write(tmp_path / "e-1.0.0", ESCO, "csv"))):
        add_taxonomy(tmp_path / "build", kind, release, version="1.0.0")
        own = read_entries(kind, tmp_path / "build").by_iri
        told = read_entries(str(release), tmp_path / "none").by_iri
        assert told
        assert {iri: own[iri] for iri in told} == dict(told)


def test_a_packed_release_is_the_same_release(before: Path, mappings: Path) -> None:
    packed = archive(before, before.with_name("release.zip"))
    assert diff(packed, before, folder=mappings.parent).returncode == 0


def test_the_place_of_the_mapping_and_its_other_end_are_told(before: Path, mappings: Path) -> None:
    after = onet(before.with_name("onet-2.0"), Occupation_Data=KEPT[:1])
    done = diff(before, after, folder=mappings.parent)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["place"] == "mappings/links.sssom.tsv, line 10"
    assert row["mapped"].endswith("ex/keeper")
    assert row["relation"] == "broad"


# What cannot be compared


def test_a_release_that_is_not_whole_is_refused(before: Path, mappings: Path) -> None:
    part = before.with_name("part")
    write(part, {"Occupation Data": ONET["Occupation Data"]}, "txt")
    for pair in ((before, part), (part, before)):
        done = diff(*pair, folder=mappings.parent)
        assert done.returncode == 3
        assert "has no entry of the kind 'task'" in done.stderr
        assert "give the whole release" in done.stderr


def test_two_taxonomies_are_not_compared(before: Path, mappings: Path) -> None:
    other = write(before.with_name("esco-1.0.0"), ESCO, "csv")
    done = diff(before, other, folder=mappings.parent)
    assert done.returncode == 2
    assert "compare two releases of one taxonomy" in done.stderr


def test_what_is_nowhere_is_refused(before: Path, mappings: Path) -> None:
    done = diff(before, "onet", folder=mappings.parent)
    assert done.returncode == 2
    assert "'onet' is neither a release nor an installed taxonomy" in done.stderr
    assert "installed: none is" in done.stderr


def test_a_folder_of_other_tables_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "other", {"things": [["a", "b"], ["1", "2"]]}, "csv")
    with pytest.raises(InputError, match="no table here describes"):
        read_entries(str(tmp_path / "other"), tmp_path)


def test_a_damaged_graph_is_refused(before: Path, tmp_path: Path) -> None:
    added = add_taxonomy(tmp_path / "build", "onet", before, version="1.0")
    added.graph_file.write_bytes(b"no archive")
    with pytest.raises(InputError, match="cannot be read"):
        read_entries("onet", tmp_path / "build")


def test_a_crosswalk_of_something_else_is_refused(tmp_path: Path) -> None:
    table = write_table(tmp_path / "x.csv", [["a", "b"], ["1", "2"]])
    with pytest.raises(InputError, match="no table here joins two editions"):
        read_successors(table)
    with pytest.raises(InputError, match="'43-4051' is no code") as caught:
        read_successors(crosswalk(tmp_path / "y.csv", (CLERK, CLERK), (CLERK, "43-4051")))
    assert str(caught.value.place) == "y.csv, line 3"


def test_a_crosswalk_reads_from_the_older_edition_to_the_newer(tmp_path: Path) -> None:
    rows: Rows = [["O*NET-SOC 2019 Code", "O*NET-SOC 2010 Code"], [CLERK, KEEPER]]
    found = read_successors(write_table(tmp_path / "x.csv", rows))
    assert found == {onet_id("occupation", KEEPER): (onet_id("occupation", CLERK),)}


def test_mappings_that_are_not_there_are_refused(before: Path, tmp_path: Path) -> None:
    done = diff(before, before, folder=tmp_path)
    assert done.returncode == 3
    assert "does not exist" in done.stderr


def test_usage_errors_are_usage_errors(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_entries("nothing", tmp_path)
