"""Moves, paths, likeness and qualifications are the same wherever the graph is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from careerlattice.build import Build
from careerlattice.diff import diff_class_grades
from careerlattice.lattice import Lattice
from tests.endpoint.servers import Server

OFFICE = "us-mt-dor/it-processing-office-specialist"
SERVICE = "us-mt-dor/customer-service-representative"
ANGELES = "us-ca-los-angeles/1229"

ANSWERS: dict[str, Callable[[Lattice], object]] = {
    "gap": lambda lattice: lattice.gap(f"{OFFICE}/9", f"{SERVICE}/11"),
    "gap across": lambda lattice: lattice.gap(ANGELES, f"{SERVICE}/11"),
    "move": lambda lattice: lattice.move(ANGELES, f"{SERVICE}/11"),
    "paths": lambda lattice: lattice.paths(f"{OFFICE}/9", f"{SERVICE}/13", limit=3),
    "ladder": lambda lattice: lattice.ladder(SERVICE),
    "nearest": lambda lattice: lattice.nearest(f"{OFFICE}/9", 5),
    "qualify": lambda lattice: lattice.qualify("us-ct/office-assistant"),
    "show": lambda lattice: lattice.show("us-ct/6435cl"),
    "source": lambda lattice: lattice.source("us-ct/6435cl"),
    "diff": lambda lattice: diff_class_grades(lattice.store, f"{OFFICE}/9", f"{OFFICE}/10"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_same_answer(name: str, filled: Server, built: Build) -> None:
    with Lattice.open(built.folder) as embedded:
        expected = ANSWERS[name](embedded)
    with filled.endpoint() as endpoint:
        assert ANSWERS[name](Lattice(endpoint)) == expected
