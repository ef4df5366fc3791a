"""The reference of the ontology as a page for people: one HTML file that asks for nothing else.

Every term stands under its local name, so that `…#ClassGrade` leads from the term's IRI to its
entry. Everything on the page comes from the ontology, in a fixed order: the same ontology gives the
same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD
from rdflib.term import Node

from careerlattice.errors import InputError

__all__ = ["reference_page"]

_CAREER: Final = Namespace("https://w3id.org/careerlattice/ontology#")
_ONTOLOGY: Final = URIRef("https://w3id.org/careerlattice/ontology")
_SCHEMA: Final = Namespace("https://schema.org/")
_STATUS: Final = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")

_PARTICULAR: Final = 4  # classes; what is used with more is general
_MENTION: Final = re.compile(r"\bcareer:([A-Za-z]\w*)")

_CHARACTERISTICS: Final[dict[Node, str]] = {
    OWL.FunctionalProperty: "at most one value",
    OWL.InverseFunctionalProperty: "a value belongs to one thing",
    OWL.AsymmetricProperty: "never in both directions",
    OWL.IrreflexiveProperty: "never from a thing to itself",
}
_FACETS: Final[dict[Node, str]] = {
    XSD.minInclusive: "at least",
    XSD.minExclusive: "more than",
    XSD.maxInclusive: "at most",
    XSD.maxExclusive: "less than",
}
_ALIGNMENTS: Final[dict[Node, str]] = {
    OWL.equivalentClass: "same as",
    RDFS.subClassOf: "kind of",
    RDFS.subPropertyOf: "kind of",
    SKOS.closeMatch: "close to",
    SKOS.relatedMatch: "related to",
}


def reference_page(graph: Graph) -> str:
    """Write the reference of the ontology in *graph*, with its alignments if they are in it.

    Raises:
        InputError: *graph* does not hold the ontology.
    """
    if (_ONTOLOGY, RDF.type, OWL.Ontology) not in graph:
        raise InputError(f"the graph does not hold the ontology {_ONTOLOGY}")
    return _Page(graph).html()


class _Page:
    """The page while it is written, with what every entry looks up."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.classes = self.own(OWL.Class)
        self.objects = self.own(OWL.ObjectProperty)
        self.data = self.own(OWL.DatatypeProperty)
        self.annotations = self.own(OWL.AnnotationProperty)
        self.properties = self.sorted([*self.objects, *self.data, *self.annotations])
        self.lists = [c for c in self.classes if self.members(c)]
        # Which classes a property is used with: what its domain says, or its notes.
        self.used_with = {
            p: self.values(p, RDFS.domain, _SCHEMA.domainIncludes) for p in self.properties
        }
        self.leads_to = {
            p: self.values(p, RDFS.range, _SCHEMA.rangeIncludes) for p in self.properties
        }

    # ------------------------------------------------------------ the graph

    def own(self, kind: URIRef) -> list[Node]:
        """List the ontology's own terms of a kind."""
        terms = self.graph.subjects(RDF.type, kind)
        return self.sorted(t for t in terms if str(t).startswith(str(_CAREER)))

    def sorted(self, nodes: Iterable[Node]) -> list[Node]:
        return sorted(nodes, key=lambda node: (self.label(node).casefold(), str(node)))

    def values(self, subject: Node, *predicates: URIRef) -> list[Node]:
        return self.sorted({o for p in predicates for o in self.graph.objects(subject, p)})

    def named(self, subject: Node, predicate: URIRef) -> list[Node]:
        return [o for o in self.values(subject, predicate) if isinstance(o, URIRef)]

    def texts(self, subject: Node, predicate: URIRef) -> list[str]:
        return sorted(str(o) for o in self.graph.objects(subject, predicate))

    def text(self, subject: Node, predicate: URIRef) -> str:
        return next(iter(self.texts(subject, predicate)), "")

    def members(self, term: Node) -> list[Node]:
        """List the individuals of a code list, by rank where they have one.

        Those of a narrower list stand there only.
        """
        narrower = set(self.graph.subjects(RDFS.subClassOf, term))
        members = [
            member
            for member in self.own(OWL.NamedIndividual)
            if (member, RDF.type, term) in self.graph
            and narrower.isdisjoint(self.graph.objects(member, RDF.type))
        ]
        return sorted(members, key=lambda m: int(self.text(m, _CAREER["rank"]) or 0))

    def label(self, node: Node) -> str:
        return self.text(node, RDFS.label) or self.short(node)

    def short(self, node: Node) -> str:
        """Give the name with prefix, or the whole IRI where no prefix fits."""
        iri = str(node)
        fitting = [(str(n), p) for p, n in self.graph.namespaces() if iri.startswith(str(n))]
        if not fitting:
            return iri
        namespace, prefix = max(fitting)
        return f"{prefix}:{iri.removeprefix(namespace)}"

    # ------------------------------------------------------------- fragments

    def link(self, node: Node) -> str:
        """A term as a link to its entry, another vocabulary's by its prefix and name."""
        if isinstance(node, BNode):
            return self.datatype(node)
        if str(node).startswith(str(_CAREER)):
            name = str(node).removeprefix(str(_CAREER))
            return f'<a href="#{escape(name)}">{escape(self.label(node))}</a>'
        return f'<span class="other" title="{escape(str(node))}">{escape(self.short(node))}</span>'

    def links(self, nodes: Iterable[Node]) -> str:
        return ", ".join(self.link(node) for node in nodes)

    def datatype(self, node: Node) -> str:
        """A datatype with its bounds, in words."""
        base = self.graph.value(node, OWL.onDatatype)
        bounds = self.graph.value(node, OWL.withRestrictions)
        if base is None or bounds is None:
            return ""
        words = [
            f"{_FACETS.get(facet, self.short(facet))} {float(str(value)):g}"
            for bound in self.graph.items(bounds)
            for facet, value in self.graph.predicate_objects(bound)
        ]
        return f"{self.link(base)}, {escape(' and '.join(words))}"

    def linked(self, text: str) -> str:
        """A text in which the names of the ontology's terms lead to their entries."""
        return _MENTION.sub(r'<a href="#\1"><code>\g<0></code></a>', escape(text))

    def prose(self, node: Node) -> str:
        """The definition and the notes."""
        out = [f'<p class="definition">{self.linked(self.text(node, SKOS.definition))}</p>']
        out += [f"<p>{self.linked(note)}</p>" for note in self.texts(node, SKOS.scopeNote)]
        out += [
            f'<p class="example"><b>Example</b> {self.linked(text)}</p>'
            for text in self.texts(node, SKOS.example)
        ]
        out += [
            f'<p class="note"><b>Note</b> {self.linked(text)}</p>'
            for text in self.texts(node, SKOS.editorialNote)
        ]
        return "".join(out)

    @staticmethod
    def facts(rows: Iterable[tuple[str, str]]) -> str:
        inner = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
        return f"<dl>{inner}</dl>" if inner else ""

    def entry(self, node: Node, kind: str, body: str) -> str:
        name = str(node).removeprefix(str(_CAREER))
        others = self.texts(node, SKOS.altLabel)
        words = " ".join([name, *others]).lower()
        status = self.text(node, _STATUS)
        planned = ' <span class="planned">not yet in use</span>' if status == "unstable" else ""
        also = f" · also called {escape(', '.join(others))}" if others else ""
        return (
            f'<article id="{escape(name)}" data-words="{escape(words)}">'
            f'<h3><a href="#{escape(name)}">{escape(self.label(node))}</a>{planned}</h3>'
            f'<p class="name"><code>career:{escape(name)}</code> {kind}{also}</p>'
            f"{self.prose(node)}{body}</article>"
        )

    def aligned(self, node: Node) -> str:
        """How a term stands to those of other vocabularies."""
        found = [
            f"{words} {self.link(other)}"
            for predicate, words in _ALIGNMENTS.items()
            for other in self.named(node, URIRef(str(predicate)))
            if not str(other).startswith(str(_CAREER))
        ]
        return ", ".join(found)

    # --------------------------------------------------------------- entries

    def class_entry(self, term: Node) -> str:
        own_parents = [c for c in self.named(term, RDFS.subClassOf) if c in self.classes]
        kinds = self.sorted(
            c for c in self.graph.subjects(RDFS.subClassOf, term) if c in self.classes
        )
        facts = [
            ("kind of", self.links(own_parents)),
            ("kinds", self.links(kinds)),
            ("always has", self.necessary(term)),
            ("values", self.links(self.members(term))),
            ("met as value of", self.links(p for p in self.properties if term in self.leads_to[p])),
            ("elsewhere", self.aligned(term)),
        ]
        return self.entry(term, "class", self.facts(facts) + self.table(term))

    def necessary(self, term: Node) -> str:
        """What every instance has, from the restrictions with owl:someValuesFrom."""
        out = []
        for node in self.graph.objects(term, RDFS.subClassOf):
            prop = self.graph.value(node, OWL.onProperty)
            some = self.graph.value(node, OWL.someValuesFrom)
            if prop is not None and some is not None:
                out.append(f"{self.link(prop)} → {self.link(some)}")
        return ", ".join(sorted(out))

    def table(self, term: Node) -> str:
        """The properties a class is used with."""
        rows = "".join(
            f'<tr><th scope="row">{self.link(p)}</th><td>{self.links(self.leads_to[p])}</td>'
            f"<td>{escape(self.text(p, SKOS.definition))}</td></tr>"
            for p in self.properties
            if term in self.used_with[p]
        )
        if not rows:
            return ""
        return (
            '<div class="scroll"><table><thead><tr><th scope="col">property</th>'
            '<th scope="col">value</th><th scope="col">what it says</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )

    def property_entry(self, term: Node, kind: str) -> str:
        types = set(self.graph.objects(term, RDF.type))
        inverse = {*self.graph.objects(term, OWL.inverseOf)}
        inverse |= {p for p in self.properties if (p, OWL.inverseOf, term) in self.graph}
        own = [p for p in self.named(term, RDFS.subPropertyOf) if p in self.properties]
        facts = [
            ("of", self.links(self.used_with[term])),
            ("value", self.links(self.leads_to[term])),
            ("kind of", self.links(own)),
            ("inverse", self.links(self.sorted(inverse))),
            ("holds", escape("; ".join(w for t, w in _CHARACTERISTICS.items() if t in types))),
            ("elsewhere", self.aligned(term)),
        ]
        return self.entry(term, kind, self.facts(facts))

    def list_entry(self, term: Node) -> str:
        """One code list: its class by name, its individuals each with an anchor of its own."""
        rows = []
        for member in self.members(term):
            name = escape(str(member).removeprefix(str(_CAREER)))
            also = ", ".join(self.texts(member, SKOS.altLabel))
            notes = [*self.texts(member, SKOS.scopeNote), *self.texts(member, SKOS.editorialNote)]
            text = " ".join([self.text(member, SKOS.definition), *notes])
            derives = self.links(self.values(member, _CAREER.derivesProperty))
            extra = [
                f"<i>{escape(example)}</i>" for example in self.texts(member, SKOS.example)
            ] + ([f"derives {derives}"] if derives else [])
            rows.append(
                f'<tr id="{name}" data-words="{escape(f"{name} {also}".lower())}">'
                f'<th scope="row"><a href="#{name}">{escape(self.label(member))}</a>'
                f"<br><code>career:{name}</code>"
                + (f'<br><span class="also">also: {escape(also)}</span>' if also else "")
                + f"</th><td>{self.linked(text)}{''.join(f'<br>{e}' for e in extra)}</td></tr>"
            )
        return (
            f'<section class="list"><h3>{self.link(term)}</h3><div class="scroll">'
            '<table class="codes"><thead><tr><th scope="col">value</th>'
            '<th scope="col">what it means</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div></section>"
        )

    # ------------------------------------------------------------------ page

    def hierarchy(self, terms: Iterable[Node]) -> str:
        """Classes under the classes they are kinds of."""
        out = []
        for term in terms:
            below = [c for c in self.classes if (c, RDFS.subClassOf, term) in self.graph]
            inner = f"<ul>{self.hierarchy(below)}</ul>" if below else ""
            out.append(f"<li>{self.link(term)}{inner}</li>")
        return "".join(out)

    def borrowed(self) -> str:
        """Terms of other vocabularies, by vocabulary."""
        groups: dict[str, list[Node]] = {}
        for term in set(self.graph.subjects(RDFS.isDefinedBy)):
            source = self.text(term, RDFS.isDefinedBy)
            if not source.startswith(str(_ONTOLOGY)):
                groups.setdefault(source, []).append(term)
        return "".join(
            f"<dt>{escape(source)}</dt><dd>{self.links(self.sorted(groups[source]))}</dd>"
            for source in sorted(groups)
        )

    def index(self, terms: Iterable[Node]) -> str:
        return "".join(f"<li>{self.link(term)}</li>" for term in terms)

    def html(self) -> str:
        roots = [
            c for c in self.classes if not set(self.named(c, RDFS.subClassOf)) & set(self.classes)
        ]

        def part(title: str, kind: str, terms: list[Node]) -> tuple[str, str, str, list[str]]:
            entries = [self.property_entry(term, kind) for term in terms]
            return title.replace(" ", "-").lower(), title, self.index(terms), entries

        classes = [self.class_entry(c) for c in self.classes]
        lists = [self.list_entry(c) for c in self.lists]
        sections = [
            ("classes", "Classes", self.hierarchy(roots), classes),
            part("Object properties", "object property", self.objects),
            part("Datatype properties", "datatype property", self.data),
            part("Annotation properties", "annotation property", self.annotations),
            ("code-lists", "Code lists", self.index(self.lists), lists),
        ]
        contents = "".join(
            f'<li><details><summary><a href="#{anchor}">{title}</a> '
            f'<span class="count">{len(entries)}</span></summary><ul>{inner}</ul></details></li>'
            for anchor, title, inner, entries in sections
        )
        body = "".join(
            f'<section id="{anchor}"><h2>{title}</h2>{"".join(entries)}</section>'
            for anchor, title, _, entries in sections
        )
        return _HTML.format(
            title=escape(self.text(_ONTOLOGY, DCTERMS.title)),
            description=escape(self.text(_ONTOLOGY, DCTERMS.description)),
            about=self.about(),
            start=self.link(_CAREER.JobClass),
            outline=self.outline(_CAREER.JobClass, {_CAREER.JobClass}),
            contents=contents,
            body=body,
            borrowed=self.borrowed(),
            style=_STYLE,
            script=_SCRIPT,
        )

    def outline(self, term: Node, expanded: set[Node]) -> str:
        """What a class leads to, and what that leads to, each class unfolded where it is first met.

        *expanded* holds the classes that are unfolded already, and is added to.
        """
        steps = []
        for prop in self.objects:
            # What nearly everything has (a publisher, a status) would hide what is particular,
            # and an inverse leads back.
            particular = term in self.used_with[prop] and len(self.used_with[prop]) <= _PARTICULAR
            if particular and (None, OWL.inverseOf, prop) not in self.graph:
                steps += [(prop, value) for value in self.leads_to[prop] if value in self.classes]
        fresh = {value for _, value in steps} - expanded - set(self.lists)
        expanded |= fresh
        out = []
        for prop, value in steps:
            inner = ""
            if value in fresh:
                fresh.discard(value)
                inner = self.outline(value, expanded)
            name = f'<span class="edge">{self.link(prop)}</span> {self.link(value)}'
            out.append(f"<li>{name}{inner}</li>")
        return f"<ul>{''.join(out)}</ul>" if out else ""

    def about(self) -> str:
        """What the ontology says of itself."""

        def anchor(iri: str) -> str:
            return f'<a href="{escape(iri)}">{escape(iri)}</a>'

        def code(text: str) -> str:
            return f"<code>{escape(text)}</code>"

        modules = self.sorted(self.graph.subjects(RDF.type, OWL.Ontology))
        titles = [escape(self.text(m, DCTERMS.title)) for m in modules]
        rows = [
            ("version", escape(self.text(_ONTOLOGY, OWL.versionInfo))),
            ("this version", anchor(self.text(_ONTOLOGY, OWL.versionIRI))),
            ("namespace", code(self.text(_ONTOLOGY, VANN.preferredNamespaceUri))),
            ("prefix", code(self.text(_ONTOLOGY, VANN.preferredNamespacePrefix))),
            ("licence", anchor(self.text(_ONTOLOGY, DCTERMS.license))),
            ("modules", "<br>".join(titles)),
        ]
        return self.facts(rows)


_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff;
  --panel: #f5f6f8; --line: #d8dce1; --link: #0b57a4; --mark: #e8f0fa; --warm: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a2abb5; --paper: #14171a;
  --panel: #1d2125; --line: #343a41; --link: #8ab8f2; --mark: #1c2b3d; --warm: #e0a35c; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--link);
  outline-offset: 2px; }
code { font: .875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; z-index: 1; }
.page { display: grid; grid-template-columns: 18rem minmax(0, 1fr); max-width: 78rem;
  margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem 2rem;
  border-right: 1px solid var(--line); background: var(--panel); font-size: .9rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav details ul { padding: .1rem 0 .5rem .9rem; }
nav li { margin: .12rem 0; }
nav summary { cursor: pointer; font-weight: 600; padding: .2rem 0; }
nav summary a { color: inherit; text-decoration: none; }
.count { color: var(--soft); font-weight: 400; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input { width: 100%; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--soft); border-radius: .3rem; padding: .4rem .6rem; }
#found { min-height: 1.5em; margin: .25rem 0 .75rem; color: var(--soft); font-size: .85rem; }
main { padding: 1.5rem 2.25rem 4rem; min-width: 0; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.45rem; margin: 3rem 0 .5rem; padding-bottom: .3rem;
  border-bottom: 2px solid var(--line); }
h3 { font-size: 1.15rem; margin: 0; line-height: 1.3; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
.lead { font-size: 1.1rem; max-width: 44rem; }
.outline { border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem;
  background: var(--panel); font-size: .95rem; }
.outline p { margin: 0; font-weight: 600; }
.outline ul { list-style: none; margin: .1rem 0 .1rem .35rem; padding-left: 1rem;
  border-left: 1px solid var(--line); }
.edge a { color: var(--soft); }
.edge::after { content: " \\2192"; color: var(--soft); }
article, .list { padding: 1.25rem 0; border-bottom: 1px solid var(--line); }
article:target, tr:target { background: var(--mark); box-shadow: -.6rem 0 0 var(--mark),
  .6rem 0 0 var(--mark); }
article p { margin: .35rem 0; max-width: 46rem; }
.name, .also, .other, .note { color: var(--soft); }
.name { font-size: .9rem; }
.name code { color: var(--ink); }
.definition { font-size: 1.05rem; }
.example b, .note b { font-weight: 600; font-size: .8rem; margin-right: .35rem;
  text-transform: uppercase; letter-spacing: .04em; color: var(--soft); }
.note { font-size: .92rem; }
.planned { font-size: .78rem; font-weight: 400; color: var(--warm); border: 1px solid currentColor;
  border-radius: 1rem; padding: .05rem .5rem; margin-left: .4rem; white-space: nowrap; }
.other { font: .875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem;
  margin: .6rem 0; font-size: .93rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; margin: .6rem 0 .2rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-top: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 400; font-size: .85rem; border-top: 0; }
tbody th { font-weight: 500; width: 13rem; }
.codes tbody th { width: 15rem; }
[hidden] { display: none !important; }
@media (max-width: 52rem) {
  .page { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  dl { grid-template-columns: minmax(0, 1fr); }
  dd { margin-bottom: .35rem; }
  tbody th { width: auto; min-width: 8rem; }
  .codes tbody th { width: auto; min-width: 12rem; }
}
@media print {
  :root { --ink: #000; --soft: #444; --paper: #fff; --panel: #fff; --link: #000; --line: #bbb; }
  nav, .skip { display: none; }
  .page { display: block; max-width: none; }
  main { padding: 0; }
  body { font-size: 10pt; }
  article, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .scroll { overflow: visible; }
}
"""

_SCRIPT: Final = """
const box = document.getElementById("search"), found = document.getElementById("found");
const rows = [...document.querySelectorAll("article, .codes tbody tr")];
const texts = rows.map(r => ((r.dataset.words || "") + " " +
  (r.querySelector("h3, th").textContent) + " " +
  (r.querySelector(".definition, td").textContent)).toLowerCase());
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  rows.forEach((row, i) => {
    row.hidden = !words.every(word => texts[i].includes(word));
    count += !row.hidden;
  });
  document.querySelectorAll(".list, main > section:not(#outline)").forEach(part => {
    part.hidden = words.length > 0 && !part.querySelector("article:not([hidden]), " +
      ".codes tbody tr:not([hidden])");
  });
  found.textContent = words.length ? count + (count === 1 ? " term" : " terms") : "";
});
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("[hidden]")) {
    box.value = "";
    box.dispatchEvent(new Event("input"));
    target.scrollIntoView();
  }
});
"""

_HTML: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<a class="skip" href="#top">Skip to the reference</a>
<div class="page">
<nav aria-label="Contents">
<label for="search">Find a term</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="found">
<p id="found" role="status"></p>
<ul><li><a href="#outline">From the job class outward</a></li>
{contents}
<li><a href="#borrowed-terms">Borrowed terms</a></li></ul>
</nav>
<main id="top">
<header>
<h1>{title}</h1>
<p class="lead">{description}</p>
{about}
</header>
<section id="outline"><h2>From the job class outward</h2>
<p>Arrows are properties, and each leads to the class of its values; a class is unfolded where it is
first met.</p>
<div class="outline"><p>{start}</p>{outline}</div></section>
{body}
<div id="borrowed-terms"><h2>Borrowed terms</h2>
<p>Terms of other vocabularies that the ontology uses or is aligned with. What they mean is defined
there.</p>
<dl>{borrowed}</dl></div>
</main>
</div>
<script>{script}</script>
</body>
</html>
"""
