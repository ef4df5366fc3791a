"""The reference page: complete, self-contained, safe, and the same every time."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS

from careerlattice.errors import InputError
from careerlattice.ontology import career_terms
from careerlattice.reference import reference_page
from careerlattice.vocabulary import CAREER

VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """Tags, identifiers, links and text of a page; notes a tag that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[str(value)] += 1
            elif name in {"href", "src", "action", "poster", "srcset"}:
                self.links.add(str(value))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def text(aligned: Graph) -> str:
    return reference_page(aligned)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_page_is_well_formed(page: Page) -> None:
    assert page.open == []
    assert [name for name, times in page.ids.items() if times > 1] == []
    assert page.tags["h1"] == page.tags["main"] == page.tags["nav"] == 1


def test_every_term_has_its_entry(page: Page, aligned: Graph) -> None:
    assert set(career_terms(aligned)) <= set(page.ids)


def test_every_link_arrives(page: Page) -> None:
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert {link for link in page.links if not link.startswith("#")} == {
        "data:,",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://w3id.org/careerlattice/ontology/0.1.0",
    }


def test_page_asks_for_nothing(text: str, page: Page) -> None:
    assert not {"img", "iframe", "object", "embed", "base", "form"} & set(page.tags)
    for request in ("fetch(", "import(", "XMLHttpRequest", "@import", "url(", "WebSocket"):
        assert request not in text


def test_alignments_are_told(page: Page) -> None:
    words = " ".join(page.words)
    for term in ("ceterms:Job", "ceasn:Competency", "esco:Skill", "m8g:Requirement"):
        assert term in words


def test_page_is_the_same_every_time(aligned: Graph, text: str) -> None:
    shuffled = Graph(bind_namespaces="none")
    for prefix, namespace in sorted(aligned.namespaces(), reverse=True):
        shuffled.bind(prefix, namespace)
    for triple in sorted(aligned, reverse=True):
        shuffled.add(triple)
    assert reference_page(shuffled) == text


def test_text_of_the_ontology_stays_text(ontology: Graph) -> None:
    hostile = Graph()
    hostile += ontology
    term = URIRef(CAREER.JobClass)
    for predicate in (RDFS.label, SKOS.definition):
        hostile.remove((term, predicate, None))
    attack = '"><script>alert(1)</script>{title}'
    for predicate in (RDFS.label, SKOS.definition, SKOS.altLabel, SKOS.example, SKOS.scopeNote):
        hostile.add((term, predicate, Literal(attack, lang="en")))
    page = Page(reference_page(hostile))
    assert page.tags["script"] == 1
    assert attack in page.words


def test_other_graphs_are_refused() -> None:
    with pytest.raises(InputError, match="does not hold the ontology"):
        reference_page(Graph())
