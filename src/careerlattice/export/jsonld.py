"""The graph as JSON-LD, in the words of the published context, which each file carries along.

Values stand in the order of their rank, position or place in the text where they have one, else in
that of their IRIs. RDF lists are lists.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from careerlattice.errors import InputError, UsageError
from careerlattice.export.contents import contents_of
from careerlattice.resources import ontology_dir
from careerlattice.vocabulary import CAREER, OA, PREFIXES, RDF

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject

__all__ = ["write"]

_Node: TypeAlias = ox.NamedNode | ox.BlankNode
_Said: TypeAlias = dict[str, list[Any]]

_XSD = PREFIXES["xsd"]

_PLACES = frozenset({CAREER.rank, CAREER.position, OA.start})
_LOCAL = re.compile(r"[A-Za-z_][\w.~@%/-]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def write(subject: Subject, path: Path) -> None:
    """Write *subject* as JSON-LD, graph by graph.

    Raises:
        InputError: the context of the ontology cannot be read.
        UsageError: an IRI reads as something else in the context's words.
    """
    context = _context()
    words = _Words(context)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"@context": ' + json.dumps(context, ensure_ascii=False) + ',\n"@graph": [')
        between = "\n"
        for name, triples in contents_of(subject).graphs():
            nodes = (json.dumps(node, ensure_ascii=False) for node in _Nodes(triples, words))
            out.write(between)
            if name is None:
                out.write(",\n".join(nodes))
            else:
                out.write('{"@id": ' + json.dumps(words.iri(name)) + ', "@graph": [\n')
                out.write(",\n".join(nodes))
                out.write("\n]}")
            between = ",\n"
        out.write("\n]}\n")


def _context() -> dict[str, Any]:
    path = ontology_dir() / "context.jsonld"
    try:
        context: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"the context of the ontology cannot be read ({error})",
            place=path,
            remedy="make it with `careerlattice ontology --write-vocabulary`",
        ) from None
    return context


class _Words:
    """The words of a context: how IRIs and values are written in them."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.vocabulary: str = context["@vocab"]
        self.prefixes = {
            name: iri
            for name, iri in context.items()
            if isinstance(iri, str) and iri.endswith(("/", "#")) and not name.startswith("@")
        }
        self.names: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.taken = set(context)
        for name, told in context.items():
            if name.startswith("@") or name in self.prefixes:
                continue
            short = told if isinstance(told, str) else told["@id"]
            iri = self._whole(short)
            self.names[iri] = name
            if isinstance(told, dict):
                self.types[iri] = self._whole(told["@type"])

    def _whole(self, short: str) -> str:
        prefix, colon, local = short.partition(":")
        return self.prefixes[prefix] + local if colon else short

    def iri(self, iri: str) -> str:
        """An IRI as a value: with a prefix where one fits."""
        for prefix, namespace in self.prefixes.items():
            local = iri.removeprefix(namespace)
            if local != iri and _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        scheme = _SCHEME.match(iri)
        if scheme and scheme[1] in self.taken and not iri.startswith("//", scheme.end()):
            raise UsageError(
                f"in JSON-LD {iri} would be read as something else", remedy="choose turtle or trig"
            )
        return iri

    def code(self, iri: str) -> str:
        """An IRI as a key, a type or a code: by its name in the vocabulary where it has one."""
        if iri in self.names:
            return self.names[iri]
        local = iri.removeprefix(self.vocabulary)
        if local != iri and local.isidentifier() and local not in self.taken:
            return local
        return self.iri(iri)

    def value(self, predicate: str, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> object:
        """A value as *predicate* has it."""
        kind = self.types.get(predicate)
        if isinstance(term, ox.Literal):
            return self._literal(kind, term)
        if isinstance(term, ox.BlankNode):
            return {"@id": f"_:{term.value}"}
        if kind == "@vocab":
            return self.code(term.value)
        short = self.iri(term.value)
        return short if kind == "@id" else {"@id": short}

    def _literal(self, kind: str | None, term: ox.Literal) -> object:
        text, datatype = term.value, term.datatype.value
        if term.language:
            return {"@language": term.language, "@value": text}
        if datatype == kind or (kind is None and datatype == f"{_XSD}string"):
            return text
        if kind is None and datatype == f"{_XSD}integer" and _INTEGER.fullmatch(text):
            return int(text)
        if kind is None and datatype == f"{_XSD}boolean" and text in {"true", "false"}:
            return text == "true"
        return {"@type": self.iri(datatype), "@value": text}


class _Nodes:
    """The nodes of one graph, in the order of their names."""

    def __init__(self, triples: list[ox.Triple], words: _Words) -> None:
        self.words = words
        self.said: dict[_Node, _Said] = {}
        self.places: dict[_Node, int] = {}
        uses: Counter[_Node] = Counter()
        for triple in triples:
            if isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple):
                raise UsageError(
                    "JSON-LD has no triples about triples", remedy="choose turtle or trig"
                )
            node, predicate = triple.subject, triple.predicate.value
            self.said.setdefault(node, defaultdict(list))[predicate].append(triple.object)
            if isinstance(triple.object, ox.BlankNode):
                uses[triple.object] += 1
            if predicate in _PLACES and isinstance(triple.object, ox.Literal):
                text = triple.object.value
                self.places[node] = int(text) if _INTEGER.fullmatch(text) else 0
        self.cells = {
            node
            for node, said in self.said.items()
            if isinstance(node, ox.BlankNode)
            and uses[node] == 1
            and said.keys() == {RDF.first, RDF.rest}
            and len(said[RDF.first]) == len(said[RDF.rest]) == 1
        }
        self.lists = self._lists()

    def _lists(self) -> dict[_Node, list[Any]]:
        """The well-made lists, by the node that others know them by."""
        inner = {self.said[cell][RDF.rest][0] for cell in self.cells}
        found: dict[_Node, list[Any]] = {}
        for head in self.cells:
            # A list whose head is another's tail is no list of its own.
            if head in inner:
                continue
            members: list[Any] = []
            cell: Any = head
            while cell in self.cells:
                members.append(self.said[cell][RDF.first][0])
                cell = self.said[cell][RDF.rest][0]
            if isinstance(cell, ox.NamedNode) and cell.value == RDF.nil:
                found[head] = members
        return found

    def __iter__(self) -> Iterator[dict[str, Any]]:
        inside = self._inside()
        for node in sorted(self.said, key=str):
            if node not in inside:
                yield self._node(node)

    def _inside(self) -> set[_Node]:
        """The cells of lists, which stand where the list is used."""
        found: set[_Node] = set()
        for head in self.lists:
            cell: Any = head
            while cell in self.cells:
                found.add(cell)
                cell = self.said[cell][RDF.rest][0]
        return found

    def _node(self, node: _Node) -> dict[str, Any]:
        name = self.words.iri(node.value) if isinstance(node, ox.NamedNode) else f"_:{node.value}"
        written: dict[str, Any] = {"@id": name}
        for predicate, terms in sorted(self.said[node].items()):
            in_order = sorted(terms, key=lambda term: (self.places.get(term, 0), str(term)))
            if predicate == RDF.type and all(isinstance(t, ox.NamedNode) for t in in_order):
                values: list[object] = [self.words.code(term.value) for term in in_order]
                key = "@type"
            else:
                values = [self._value(predicate, term) for term in in_order]
                key = self.words.code(predicate)
            written[key] = values if len(values) > 1 else values[0]
        return written

    def _value(self, predicate: str, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> object:
        if isinstance(term, ox.BlankNode) and term in self.lists:
            return {"@list": [self._value(predicate, each) for each in self.lists[term]]}
        return self.words.value(predicate, term)
