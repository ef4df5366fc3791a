"""The seeds give the same facts in every form, and quotes that say where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerlattice.build import find_documents
from careerlattice.documents import Document, read_document
from careerlattice.reading import Reading, facts_of, read
from careerlattice.registry import find_loaders
from tests.forms.facts import told

STEMS = [
    "citizens-services-program-specialist",
    "customer-service-representative",
    "customer-service-specialist-1229",
    "it-processing-office-specialist",
    "processing-technician-6435cl",
]
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "pdf": "application/pdf",
}


def reading_of(folder: Path, stem: str, form: str, readings: dict[str, Reading]) -> Reading:
    document = read_document(folder / f"{stem}.{form}")
    return read(document, readings[stem].source, find_loaders())


def test_all_seeds_are_tried(seeds: list[Path]) -> None:
    assert sorted(seed.stem for seed in seeds) == STEMS


@pytest.mark.parametrize("stem", STEMS)
def test_docx_gives_the_same_facts(
    seeds_as_docx: Path, readings: dict[str, Reading], stem: str
) -> None:
    reading = reading_of(seeds_as_docx, stem, "docx", readings)
    assert told(reading.specification) == told(readings[stem].specification)


@pytest.mark.parametrize("form", ["html", "pdf"])
@pytest.mark.parametrize("stem", STEMS)
def test_what_libreoffice_makes_of_it_gives_the_same_facts(
    seeds_in_forms: Path, readings: dict[str, Reading], stem: str, form: str
) -> None:
    reading = reading_of(seeds_in_forms, stem, form, readings)
    assert told(reading.specification) == told(readings[stem].specification)
    assert reading.document.media_type == TYPES[form]
    assert reading.account.gaps == readings[stem].account.gaps == ()


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_quotes_are_cut_from_the_text_and_point_into_the_form(
    seeds_in_forms: Path, readings: dict[str, Reading], form: str
) -> None:
    reading = reading_of(seeds_in_forms, "it-processing-office-specialist", form, readings)
    document = reading.document
    paragraphs: list[int] = []
    for grade in reading.specification.class_grades:
        for duty in grade.all_duties():
            (span,) = duty.words.spans
            assert document.text[span.start : span.end] == duty.words.text
            place = document.place_of(span.start)
            assert (place.page is not None) is (form == "pdf")
            assert place.paragraph is not None
            paragraphs.append(place.paragraph)
    assert paragraphs == sorted(set(paragraphs))
    facts = "".join(facts_of(reading).own.n_quads("urn:x"))
    assert "ontology#paragraph>" in facts
    assert ("ontology#page>" in facts) is (form == "pdf")


def test_text_knows_no_pages(readings: dict[str, Reading]) -> None:
    reading = readings["it-processing-office-specialist"]
    facts = "".join(facts_of(reading).own.n_quads("urn:x"))
    assert "ontology#page>" not in facts
    assert "ontology#paragraph>" not in facts


def test_the_bold_level_of_a_competency_survives(
    seeds_in_forms: Path, readings: dict[str, Reading]
) -> None:
    # In this document nothing but bold tells which level a class requires.
    def levels(reading: Reading) -> list[str | None]:
        (grade,) = reading.specification.class_grades
        return [each.level.notation if each.level else None for each in grade.requirements]

    stem = "customer-service-specialist-1229"
    stated = levels(readings[stem])
    assert len(stated) == 8
    assert None not in stated
    for form in TYPES:
        assert levels(reading_of(seeds_in_forms, stem, form, readings)) == stated


def pages(document: Document) -> set[int | None]:
    return {document.place_of(line.start).page for line in document.layout.lines}  # type: ignore[union-attr]


def test_a_pdf_has_its_pages(seeds_in_forms: Path) -> None:
    document = read_document(seeds_in_forms / "customer-service-representative.pdf")
    assert pages(document) >= {1, 2, 3, 4}
    assert "\f" not in document.text


def test_a_build_finds_documents_in_every_form(seeds_in_forms: Path) -> None:
    found = {path.suffix for path, _ in find_documents([seeds_in_forms])}
    assert found >= {".docx", ".html", ".pdf"}
