"""The project's links to O*NET, the SOC, ESCO and ISCO-08, read as a person would check them."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Triple

from careerlattice.identifiers import is_own
from careerlattice.mappings import (
    SemanticMapping,
    Status,
    project_mappings,
    read_mappings,
)
from careerlattice.reading import Reading, facts_of
from careerlattice.vocabulary import CAREER, RDF, RDFS, SKOS, SSSOM

ID = "https://w3id.org/careerlattice/id/"
ONET, SOC, ESCO = f"{ID}onet/", f"{ID}soc/2018/", "http://data.europa.eu/esco/"
LOS_ANGELES = "class/us-ca-los-angeles/1229"
CONNECTICUT = "class/us-ct/6435cl"
PROGRAM, CUSTOMER, OFFICE = (
    f"class/us-mt-dor/{name}"
    for name in (
        "citizens-services-program-specialist",
        "customer-service-representative",
        "it-processing-office-specialist",
    )
)


@pytest.fixture(scope="module")
def links() -> dict[tuple[str, str], SemanticMapping]:
    """The project's mappings to taxonomies, by the short names of both ends."""
    own = read_mappings(project_mappings())
    return {
        (each.subject.removeprefix(ID), each.object): each
        for each in own.mappings
        if not is_own(each.object)
    }


@pytest.mark.parametrize(
    ("thing", "code", "relation"),
    [
        (LOS_ANGELES, f"{ONET}occupation/43-4051.00", "broadMatch"),
        (LOS_ANGELES, f"{SOC}43-4051", "broadMatch"),
        (LOS_ANGELES, f"{ESCO}isco/C4225", "broadMatch"),
        (CONNECTICUT, f"{ONET}occupation/43-9061.00", "closeMatch"),
        (PROGRAM, f"{ONET}occupation/43-6011.00", "closeMatch"),
        (CUSTOMER, f"{ONET}occupation/43-4051.00", "closeMatch"),
        (CUSTOMER, f"{ONET}occupation/13-2081.00", "relatedMatch"),
        (CUSTOMER, f"{ESCO}isco/C4222", "closeMatch"),
        (OFFICE, f"{ONET}occupation/43-9061.00", "closeMatch"),
        (OFFICE, f"{ESCO}isco/C4110", "closeMatch"),
        # "Determine whether to award licenses": whether applicants qualify for them.
        ("duty/us-mt-dor/6713f49f54a83f5cac6b", f"{ONET}task/23267", "closeMatch"),
        # "Data entry."
        ("duty/us-mt-dor/f634ed70ac395da21818", f"{ONET}element/4.A.3.b.1.I06.D06", "closeMatch"),
        # "Answer phone inquiries, route telephone calls, and process mail": calls are a part.
        ("duty/us-mt-dor/d2b714bb1a64e9bc09cb", f"{ONET}element/4.A.4.a.3.I03.D11", "narrowMatch"),
        # Attention to Detail: a work style.
        (
            "competency/us-ca-los-angeles/4ab7a5209fdbe1fbc211",
            f"{ONET}element/1.C.5.b",
            "closeMatch",
        ),
        # "Oral and written communication skills": speaking is one of two.
        ("competency/us-ct/5fc3b581f81e3dd0b26b", f"{ONET}element/2.A.1.d", "narrowMatch"),
    ],
)
def test_it_has_this_code(
    links: dict[tuple[str, str], SemanticMapping], thing: str, code: str, relation: str
) -> None:
    found = links[thing, code]
    assert found.status is Status.ACCEPTED
    assert found.predicate == getattr(SKOS, relation)


@pytest.mark.parametrize(
    ("thing", "code"),
    [
        # Who writes for a bureau chief is no chief executive.
        (PROGRAM, f"{ONET}occupation/11-1011.00"),
        # A division's name is no work with computers.
        (OFFICE, f"{ONET}occupation/15-1232.00"),
        # "Act as primary back up": a person who stands in, and no copy of data.
        ("duty/us-mt-dor/e066fdd52c91d65fbbd5", f"{ONET}task/19004"),
        # "Mailing of cigarette stamp orders": no postage is sold.
        ("duty/us-mt-dor/f2fb530898a362b81fe3", f"{ONET}task/11325"),
        # "Ability to compose effective correspondence": no chemistry.
        ("competency/us-ct/200de12f914507da6250", f"{ONET}element/2.C.4.c"),
    ],
)
def test_it_has_not_this_code(
    links: dict[tuple[str, str], SemanticMapping], thing: str, code: str
) -> None:
    assert links[thing, code].status is Status.REJECTED


def test_every_class_is_covered_in_every_classification(
    links: dict[tuple[str, str], SemanticMapping],
) -> None:
    for start in (f"{ONET}occupation/", SOC, f"{ESCO}occupation/"):
        covered = {
            thing
            for (thing, code), each in links.items()
            if code.startswith(start)
            and each.status is Status.ACCEPTED
            and each.predicate != SKOS.relatedMatch
        }
        assert covered == {LOS_ANGELES, CONNECTICUT, PROGRAM, CUSTOMER, OFFICE}


def test_an_open_clause_corresponds_to_nothing(
    links: dict[tuple[str, str], SemanticMapping],
) -> None:
    """“Performs related duties as required.”"""
    of_it = [each for (thing, _), each in links.items() if "d054abb93ae2b093ea4f" in thing]
    assert of_it
    assert {each.status for each in of_it} == {Status.REJECTED}


def test_every_link_quotes_its_document(
    links: dict[tuple[str, str], SemanticMapping], readings: dict[str, Reading]
) -> None:
    """What stands in quotation marks stands in a document of the publisher."""
    texts: dict[str, str] = {}
    for reading in readings.values():
        publisher = reading.source.publisher
        texts[publisher] = f"{texts.get(publisher, '')} {plain(reading.document.text)}"
    for (thing, _), each in links.items():
        comment = dict(each.details)[RDFS.comment].value
        quotes = re.findall(r"“([^”]+)”", comment)
        assert quotes or each.status is Status.REJECTED, each.place
        for quote in quotes:
            # Dots stand for what was left out between.
            for part in quote.split("…"):
                assert plain(part) in texts[thing.split("/")[1]], (each.place, part)


def plain(text: str) -> str:
    """Its words, small, without what stands between them."""
    return " ".join(re.findall(r"\w+", text.replace("’", "'").lower()))


def test_sources_and_confidence_are_given(
    links: dict[tuple[str, str], SemanticMapping],
) -> None:
    for each in links.values():
        given = dict(each.details)
        for slot in (
            SSSOM.subject_source,
            SSSOM.subject_source_version,
            SSSOM.object_source,
            SSSOM.object_source_version,
            SSSOM.confidence,
        ):
            assert slot in given, (each.place, slot)


def test_kinds_of_entries_fit_the_kinds_of_things(
    links: dict[tuple[str, str], SemanticMapping], readings: dict[str, Reading]
) -> None:
    facts = [facts_of(each) for each in readings.values()]
    triples: list[Triple] = [t for each in facts for t in (*each.own, *each.shared)]
    kinds = {
        t.subject.value.removeprefix(ID): t.object.value  # type: ignore[union-attr]
        for t in triples
        if t.predicate.value == RDF.type
    }
    fits = {
        CAREER.JobClass: ("onet/occupation/", "soc/", "esco/occupation/", "esco/isco/"),
        CAREER.Duty: ("onet/task/", "onet/element/4.A."),
        CAREER.Competency: ("onet/element/", "esco/skill/"),
    }
    for thing, code in links:
        assert any(part in code for part in fits[kinds[thing]]), (thing, code)
