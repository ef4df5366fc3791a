"""Mapping review over HTTP: decisions are in the file, and nobody's is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from careerlattice.build import Build
from careerlattice.configuration import Reviewer
from careerlattice.mappings import RELATIONS, Status, project_mappings, read_mapping_sets
from careerlattice.review import find_sets, read_file
from careerlattice.serve.reviewing import ReviewDesk, Wish
from tests.serve.servers import Running, serving

DAY = date(2026, 11, 2)
SET = "competencies.sssom.tsv"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the set that is reviewed."""
    return _renewed(tmp_path_factory.mktemp("mappings"))


@pytest.fixture(scope="module")
def server(built: Build, place: Path) -> Iterator[Running]:
    """A server whose users may decide on the mappings in the folder."""
    desk = ReviewDesk(
        find_sets([place]),
        Reviewer.parse("Ada Example <0000-0002-1825-0097>"),
        today=lambda: DAY,
    )
    with serving(built.folder, review=desk) as running:
        yield running


@pytest.fixture
def folder(place: Path) -> Path:
    """The folder with a copy of the project's set of competencies, as nobody has changed it."""
    return _renewed(place)


@pytest.fixture
def reviewed(server: Running, folder: Path) -> Running:
    """The server, before any decision."""
    return server


def _renewed(folder: Path) -> Path:
    source = next(path for path in find_sets([project_mappings()]) if path.name == SET)
    (folder / SET).write_bytes(source.read_bytes())
    return folder


def get(served: Running, path: str = "", **params: Any) -> Any:
    answer = served.client.get(f"{served.url}api/review{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(served: Running, item: dict[str, Any], **wish: Any) -> Any:
    return served.client.post(
        f"{served.url}api/review/mappings/{item['id']}",
        json={"version": item["version"], **wish},
    )


def test_what_is_proposed_comes_with_what_is_known_of_both_sides(reviewed: Running) -> None:
    overview = get(reviewed)
    assert overview["reviewer"].startswith("Ada Example")
    (only,) = overview["sets"]
    found = get(reviewed, "/mappings")
    assert found["total"] == only["open"] > 0
    item = found["items"][0]
    assert item["status"] == "proposed"
    for side in (item["subject"], item["object"]):
        assert side["iri"].startswith("https://w3id.org/careerlattice/id/")
        assert side["label"] or side["text"]
        assert side["quotes"]
    assert get(reviewed, "/mappings", status="all", limit=1)["total"] == only["total"]
    about = reviewed.client.get(f"{reviewed.url}api/resources/about").json()
    assert about["review"] is True


def test_a_decision_is_in_the_file_with_who_and_when(reviewed: Running, folder: Path) -> None:
    before = get(reviewed, "/mappings")
    item = before["items"][0]
    answer = post(reviewed, item, status="accepted", relation="close", comment="Both say so.")
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "accepted"
    row = next(row for row in read_file(folder / SET).rows if row.get("comment") == "Both say so.")
    assert row.status == "accepted"
    assert row.get("predicate_id") == "skos:closeMatch"
    assert row.get("review_date") == "2026-11-02"
    assert "0000-0002-1825-0097" in row.get("reviewer_id")
    assert get(reviewed, "/mappings")["total"] == before["total"] - 1
    # The file is still one that a build takes.
    assert [str(m.status) for m in read_mapping_sets([folder / SET]).mappings].count("accepted") > 0


def test_a_rejection_stays_as_a_negative_mapping_and_can_be_taken_back(
    reviewed: Running,
) -> None:
    item = get(reviewed, "/mappings")["items"][0]
    rejected = post(reviewed, item, status="rejected").json()
    assert rejected["status"] == "rejected"
    again = post(reviewed, rejected, status="proposed").json()
    assert again["status"] == "proposed"


def test_what_somebody_else_changed_is_refused_and_kept(reviewed: Running, folder: Path) -> None:
    item = get(reviewed, "/mappings")["items"][0]
    assert post(reviewed, item, comment="First.").status_code == 200
    after = (folder / SET).read_bytes()
    late = post(reviewed, item, status="rejected")
    assert late.status_code == 409
    assert "somebody else" in late.json()["error"]
    assert (folder / SET).read_bytes() == after


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"version": "x", "status": "perhaps"}, 400),
        ({"version": "x", "relation": "same"}, 400),
        ({"status": "accepted"}, 400),
        ({"version": "x", "reviewer": "Somebody Else"}, 400),
        ({"version": "x", "status": "accepted"}, 409),
    ],
)
def test_what_is_no_decision_changes_nothing(
    reviewed: Running, folder: Path, body: dict[str, str], status: int
) -> None:
    before = (folder / SET).read_bytes()
    item = get(reviewed, "/mappings")["items"][0]
    path = f"{reviewed.url}api/review/mappings/{item['id']}"
    assert reviewed.client.post(path, json=body).status_code == status
    assert (folder / SET).read_bytes() == before


def test_pages_of_other_sites_cannot_decide(reviewed: Running, folder: Path) -> None:
    before = (folder / SET).read_bytes()
    item = get(reviewed, "/mappings")["items"][0]
    path = f"{reviewed.url}api/review/mappings/{item['id']}"
    wish = {"version": item["version"], "status": "accepted"}
    foreign = reviewed.client.post(path, json=wish, headers={"Origin": "http://example.org"})
    assert foreign.status_code == 403
    form = reviewed.client.post(path, content=b"{}", headers={"Content-Type": "text/plain"})
    assert form.status_code in {400, 415}
    assert (folder / SET).read_bytes() == before


def test_one_mapping_by_its_name(reviewed: Running) -> None:
    item = get(reviewed, "/mappings")["items"][-1]
    assert get(reviewed, f"/mappings/{item['id']}") == item
    missing = reviewed.client.get(f"{reviewed.url}api/review/mappings/{'0' * 16}")
    assert missing.status_code == 404
    assert missing.json()["remedy"]


def test_a_decision_on_one_mapping_leaves_the_others_as_they_were_seen(reviewed: Running) -> None:
    first, second = get(reviewed, "/mappings")["items"][:2]
    # The first decision of all adds the columns for who and when.
    assert post(reviewed, first, status="accepted").status_code == 200
    assert post(reviewed, second, status="rejected").status_code == 200


def test_an_unknown_mapping_is_told(reviewed: Running) -> None:
    answer = post(reviewed, {"id": "0" * 16, "version": "x"}, status="accepted")
    assert answer.status_code == 404


def test_the_words_of_a_wish_are_those_of_the_project() -> None:
    relation = Wish.model_fields["relation"].annotation
    status = Wish.model_fields["status"].annotation
    assert set(get_args(get_args(relation)[0])) == set(RELATIONS)
    assert set(get_args(get_args(status)[0])) == {str(each) for each in Status}
