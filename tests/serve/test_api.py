"""The REST interface: a request in, the facts of the seeds out."""

from __future__ import annotations

from typing import Any

import pytest

from careerlattice.lattice import Lattice
from tests.serve.servers import Running

OFFICE_9 = "us-mt-dor/it-processing-office-specialist/9"
REPRESENTATIVE_11 = "us-mt-dor/customer-service-representative/11"


def get(served: Running, path: str, **params: Any) -> Any:
    """What stands at a path below /api."""
    answer = served.client.get(f"{served.url}api/{path}", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/json")
    return answer.json()


def refused(served: Running, status: int, path: str, **params: Any) -> str:
    """How a request is refused with this status."""
    answer = served.client.get(f"{served.url}api/{path}", params=params)
    assert answer.status_code == status, answer.text
    return str(answer.json()["error"])


def test_classes_come_with_their_class_grades(served: Running) -> None:
    found = get(served, "classes", publisher="us-mt-dor")
    assert found["total"] == 3
    assert {
        each["class"]: [grade["grade"] for grade in each["class_grades"]] for each in found["items"]
    } == {
        "us-mt-dor/citizens-services-program-specialist": ["12"],
        "us-mt-dor/customer-service-representative": ["11", "12", "13"],
        "us-mt-dor/it-processing-office-specialist": ["9", "10"],
    }


def test_lists_come_in_pages_that_together_are_the_whole(served: Running) -> None:
    pages: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = get(served, "class-grades", offset=offset, limit=3)
        assert page["total"] == 8
        pages += [each["class_grade"] for each in page["items"]]
        offset = page["next"]
    assert pages == [each["class_grade"] for each in get(served, "class-grades")["items"]]
    assert len(set(pages)) == 8
    assert get(served, "class-grades", offset=100)["items"] == []


def test_a_class_grade_has_its_card(served: Running) -> None:
    card = get(served, f"class-grades/{OFFICE_9}")
    assert card["grade"] == "Grade 9"
    assert card["class_id"] == "us-mt-dor/it-processing-office-specialist"
    assert "Staff the front desk and perform associated duties." in {
        duty["text"] for duty in card["duties"]
    }


def test_a_gap_has_the_outcomes_worked_out_by_hand(served: Running) -> None:
    gap = get(served, "gap", **{"from": OFFICE_9, "to": REPRESENTATIVE_11})
    counts = gap["counts"]
    assert (counts["missing"], counts["must rise"], counts["same"], counts["already above"]) == (
        2, 1, 6, 3,
    )  # fmt: skip
    assert len(gap["entries"]) == sum(counts.values())
    assert gap["cost"]["total"] == 10.25


def test_paths_and_neighbours(served: Running, lattice: Lattice) -> None:
    goal = "us-mt-dor/customer-service-representative/13"
    found = get(served, "paths", **{"from": OFFICE_9, "to": goal, "limit": 2})
    best = lattice.path(OFFICE_9, goal)
    assert best is not None
    assert tuple(found["least_effort"]["class_grades"]) == best.class_grades
    assert found["least_effort"]["cost"] == best.cost
    assert len(found["paths"]) == 2
    near = get(served, "nearest", class_grade=OFFICE_9, limit=1)["nearest"]
    assert [each["other"] for each in near] == [each.other for each in lattice.nearest(OFFICE_9, 1)]


def test_questions_are_answered_as_the_library_answers_them(
    served: Running, lattice: Lattice
) -> None:
    listed = get(served, "questions")
    assert {each["slug"] for each in listed} == set(lattice.questions())
    asked = get(served, "questions/competencies", class_grade=OFFICE_9)
    rows = lattice.ask("competencies", class_grade=OFFICE_9)
    assert asked["columns"] == list(rows.columns)
    assert asked["rows"] == [dict(row) for row in rows]
    page = get(served, "questions/competencies", class_grade=OFFICE_9, offset=2, limit=3)
    assert page["rows"] == asked["rows"][2:5]
    assert page["total"] == len(rows)


def test_a_fact_has_its_quote(served: Running) -> None:
    (quote,) = get(served, "source", thing=OFFICE_9, words="front desk")["items"]
    assert quote["text"] == "Staff the front desk and perform associated duties."
    assert (quote["line"], quote["start"], quote["end"]) == (36, 4838, 4889)


def test_search_finds_as_you_type(served: Running) -> None:
    assert get(served, "search", q="front de")[0]["id"] == OFFICE_9
    assert get(served, "search", q="customer", kind="class", limit=1)[0]["kind"] == "class"
    assert get(served, "search", q="") == []


def test_the_explorer_finds_its_resources(served: Running) -> None:
    about = get(served, "resources/about")
    assert about["counts"]["class_grades"] == 8
    assert about["review"] is False
    documents = get(served, "resources/documents")
    text = get(served, f"resources/documents/{documents[0]['path']}")
    assert text["spans"]
    assert get(served, f"resources/ego/{OFFICE_9}")["nodes"]


@pytest.mark.parametrize(
    ("status", "path", "params", "told"),
    [
        (404, "class-grades/us-mt-dor/nowhere/1", {}, "there is no class-grade"),
        (404, "class-grades", {"publisher": "us-xx"}, "there is no publisher 'us-xx'"),
        (404, "class-grades", {"class": "us-ct/none"}, "there is no class 'us-ct/none'"),
        (404, "gap", {"from": OFFICE_9, "to": "us-ct/x/1"}, "there is no class-grade"),
        (404, "questions/why", {}, "there is no question 'why'"),
        (404, "resources/secrets", {}, "there is no resource 'secrets'"),
        (404, "resources/documents/../../manifest.json", {}, ""),
        (404, "nothing", {}, "Not Found"),
        (400, "questions/gap", {"from": OFFICE_9}, "needs --to"),
        (400, "questions/gap", {"from": "x y", "to": OFFICE_9}, "is not a class-grade"),
        (400, "questions/ladder", {"class_grade": [OFFICE_9, OFFICE_9]}, "given twice"),
        (400, "gap", {"from": OFFICE_9}, "'to'"),
        (400, "classes", {"limit": "many"}, "'limit'"),
        (400, "classes", {"limit": 100_000}, "'limit'"),
        (400, "classes", {"offset": -1}, "'offset'"),
        (400, "nearest", {"class_grade": OFFICE_9, "limit": 0}, "'limit'"),
    ],
)
def test_what_is_wrong_is_refused_in_words(
    served: Running, status: int, path: str, params: dict[str, Any], told: str
) -> None:
    assert told in refused(served, status, path, **params)


def test_nothing_can_be_changed_where_nobody_reviews(served: Running) -> None:
    assert served.client.post(f"{served.url}api/classes").status_code == 405
    assert served.client.get(f"{served.url}api/review").status_code == 404
    assert served.client.post(f"{served.url}api/review/mappings/x").status_code == 404


def test_what_a_client_has_is_not_sent_again(served: Running) -> None:
    address = f"{served.url}api/classes"
    first = served.client.get(address)
    again = served.client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = served.client.get(
        address, params={"limit": 1}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


def test_the_interface_describes_itself(served: Running) -> None:
    described = get(served, "openapi.json")
    assert described["openapi"].startswith("3.")
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert method == "get", path
            assert operation["summary"]
    assert {"/gap", "/paths", "/nearest", "/search", "/classes", "/class-grades"} <= set(
        described["paths"]
    )
    # The pages of the framework that show it would load their scripts from elsewhere.
    assert served.client.get(f"{served.url}api/docs").status_code == 404
