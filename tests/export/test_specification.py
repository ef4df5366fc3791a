"""The printable specification: HTML and Word, read back and compared with the graph."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import docx
import pyoxigraph as ox
import pytest
from lxml import html

from careerlattice.documents import read_document
from careerlattice.errors import UsageError
from careerlattice.export.formats import Kind, Subject, find_format, known_class
from careerlattice.lattice import Lattice
from tests.export.odd import exported, odd_lattice

SEEDS = (
    "us-ca-los-angeles/1229",
    "us-ct/6435cl",
    "us-mt-dor/citizens-services-program-specialist",
    "us-mt-dor/customer-service-representative",
    "us-mt-dor/it-processing-office-specialist",
)
RUNG = "us-mt-dor/it-processing-office-specialist/9"


def words(text: str) -> str:
    return " ".join(text.split())


def page(lattice: Lattice, name: str, folder: Path) -> html.HtmlElement:
    path = exported(Subject(lattice, class_id=name), "specification", folder)
    return html.document_fromstring(path.read_bytes())


def word(lattice: Lattice, name: str, folder: Path) -> Path:
    return exported(Subject(lattice, class_id=name), "docx", folder)


def facts(lattice: Lattice, name: str) -> set[str]:
    """What a specification of *name* has to say."""
    said = set()
    for row in lattice.class_grades():
        if name not in {row["class"], row["class_grade"]}:
            continue
        card = lattice.show(str(row["class_grade"]))
        said |= {card.title, card.class_title, card.id, card.publisher or ""}
        said |= {each.text for each in card.statements} | set(card.class_codes)
        said |= {each.name for each in card.competencies}
        said |= {area for each in card.competencies for area in each.knowledge_areas}
        said |= {each.asks for each in card.qualifications}
        duties = list(card.duties)
        while duties:
            duty = duties.pop()
            said.add(duty.text)
            duties += duty.parts
    return {words(each) for each in said if each}


@pytest.mark.parametrize("name", [*SEEDS, RUNG])
def test_the_page_says_all_of_the_class(lattice: Lattice, name: str, tmp_path: Path) -> None:
    text = words(page(lattice, name, tmp_path).text_content())
    expected = facts(lattice, name)
    assert len(expected) > 10
    assert {each for each in expected if each not in text} == set()


@pytest.mark.parametrize("name", [*SEEDS, RUNG])
def test_the_document_says_all_of_the_class(lattice: Lattice, name: str, tmp_path: Path) -> None:
    # Read by the reader of class specifications, which is not what wrote it.
    path = word(lattice, name, tmp_path)
    text = words(read_document(path).text)
    assert {each for each in facts(lattice, name) if each not in text} == set()


def test_both_say_the_same_in_the_same_order(lattice: Lattice, tmp_path: Path) -> None:
    found = page(lattice, SEEDS[1], tmp_path)
    document = docx.Document(str(word(lattice, SEEDS[1], tmp_path)))
    headings = [
        words(p.text)
        for p in document.paragraphs
        if (p.style.name or "").startswith("Heading")  # type: ignore[union-attr]
    ]
    assert headings == [words(h.text_content()) for h in found.xpath("//h2|//h3")]
    assert headings[:2] == ["Classification", "Purpose"]
    items = [p.text for p in document.paragraphs if (p.style.name or "").startswith("List")]  # type: ignore[union-attr]
    assert [words(each) for each in items] == [
        words("".join(li.xpath("text()|strong//text()|small//text()")))
        for li in found.xpath("//li")
    ]
    tables = [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]
    assert tables == [
        [[c.text_content() for c in row.xpath("th|td")] for row in table.xpath(".//tr")]
        for table in found.xpath("//table")
    ]


def test_the_page_is_built_to_be_heard_and_printed(lattice: Lattice, tmp_path: Path) -> None:
    found = page(lattice, SEEDS[4], tmp_path)
    assert found.get("lang") == "en"
    assert len(found.xpath("//main//h1")) == 1
    depths = [int(h.tag[1]) for h in found.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(depths))
    for table in found.xpath("//table"):
        assert table.xpath("caption")
        assert table.xpath("thead//th[@scope='col']")
        assert len(table.xpath("tbody//th[@scope='row']")) == len(table.xpath("tbody/tr"))
    style = "".join(found.xpath("//style/text()"))
    assert "@media print" in style
    assert "http" not in style
    assert not found.xpath("//script|//link|//img|//iframe|//@src|//@href")


def test_lines_stand_in_small_print(lattice: Lattice, tmp_path: Path) -> None:
    found = page(lattice, RUNG, tmp_path)
    notes = {words(li.text or ""): words(li.xpath("string(small)")) for li in found.xpath("//li")}
    duty = "Staff the front desk and perform associated duties."
    assert re.fullmatch(r"\((essential; )?line 36\)", notes[duty])
    files = found.xpath("//table[@class='small']//th[@scope='row']/text()")
    assert files == ["it-processing-office-specialist.txt"]


def test_levels_are_explained(lattice: Lattice, tmp_path: Path) -> None:
    found = page(lattice, RUNG, tmp_path)
    (grid,) = found.xpath("//section[h2='What the levels mean']//table")
    assert [row.xpath("string(th)") for row in grid.xpath("tbody/tr")] == ["A", "B", "C", "D", "E"]
    (asked,) = found.xpath("//section[h3='Competencies']//table")
    levels = {
        row.xpath("string(th)"): row.xpath("string(td[1])") for row in asked.xpath("tbody/tr")
    }
    assert levels["Demonstrated skill and ability to work on multiple tasks."] == "B"
    assert levels["Personal and Work Ethics"] == "not stated"


def test_what_is_not_stated_is_said(lattice: Lattice, tmp_path: Path) -> None:
    text = page(lattice, SEEDS[0], tmp_path).text_content()
    assert "Not stated: duties, qualifications." in text


def test_markup_in_a_text_is_shown(tmp_path: Path) -> None:
    odd = odd_lattice()
    found = page(odd, "xx-odd/k", tmp_path)
    assert not found.xpath("//script|//b")
    assert found.xpath("string(//h1)") == "K </title><b>bold</b>"
    assert found.xpath("string(//title)") == "K </title><b>bold</b>"
    text = found.text_content()
    assert "<script>alert('&amp;')</script>" in text
    assert 'מיומנות "quoted", with; marks' in text
    assert found.xpath("//*[@dir='auto'][contains(., 'מיומנות')]")
    path = word(odd, "xx-odd/k", tmp_path)
    written = read_document(path).text
    assert "<script>alert('&amp;')</script>" in written
    assert '=HYPERLINK("http://example.org")' in written
    (inner,) = found.xpath("//li//li")
    assert words(inner.text_content()).endswith("(12.5% of time)")


def test_characters_without_a_look_are_marked(tmp_path: Path) -> None:
    statement = ox.NamedNode("https://w3id.org/careerlattice/id/duty/xx-odd/1")
    text = ox.NamedNode("https://w3id.org/careerlattice/ontology#text")
    odd = odd_lattice(ox.Quad(statement, text, ox.Literal("bell\x07 form\x0cfeed")))
    assert "bell\ufffd form\ufffdfeed" in page(odd, "xx-odd/k/1", tmp_path).text_content()
    path = word(odd, "xx-odd/k/1", tmp_path)
    assert "bell\ufffd form\ufffdfeed" in read_document(path).text


def test_the_document_names_no_day_and_no_machine(lattice: Lattice, tmp_path: Path) -> None:
    about = docx.Document(str(word(lattice, SEEDS[1], tmp_path))).core_properties
    assert (about.title, about.author) == ("Processing Technician", "State of Connecticut")
    assert about.created == about.modified
    assert about.created is not None
    assert about.created.year == 1980
    assert about.comments == ""


def test_only_a_class_or_class_grade_has_one(lattice: Lattice, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the whole graph cannot be written as specification"):
        exported(Subject(lattice), "specification", tmp_path)
    assert known_class(lattice, RUNG) == RUNG
    with pytest.raises(UsageError, match="there is no class"):
        known_class(lattice, "us-ct/none")


def test_the_ending_of_a_page_means_the_specification_where_a_class_is_named() -> None:
    assert find_format(None, Path("clerk.html"), Kind.CLASS).name == "specification"
    assert find_format(None, Path("clerk.docx"), Kind.CLASS).name == "docx"
    assert find_format(None, Path("clerk.html")).name == "site"
