"""The ontology as files, and the code that is generated from them.

The Turtle files are the source: the core, its modules beside it, and the alignments, which nothing
imports, in a folder of their own. From them come `vocabulary.py` and `namespaces.py`. Nothing here
reaches the network: the terms of other vocabularies are declared among the modules.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from careerlattice.errors import InputError
from careerlattice.turtle import format_turtle, read_turtle

__all__ = [
    "borrowed_terms",
    "career_terms",
    "format_ontology",
    "generated_code",
    "load_ontology",
    "ontology_files",
    "unsettled_terms",
    "write_vocabulary",
]

_CAREER: Final = "https://w3id.org/careerlattice/ontology#"
_STATUS: Final = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
_ALIGNMENTS: Final = "alignments"
_WRITE: Final = "careerlattice ontology --write-vocabulary"
_WIDTH: Final = 100

_BORROWED: Final[Mapping[str, tuple[str, str]]] = {
    "DCTERMS": ("http://purl.org/dc/terms/", "DCMI Metadata Terms"),
    "OA": ("http://www.w3.org/ns/oa#", "the Web Annotation Vocabulary"),
    "ORG": ("http://www.w3.org/ns/org#", "the Organization Ontology"),
    "OWL": ("http://www.w3.org/2002/07/owl#", "OWL 2"),
    "PAV": ("http://purl.org/pav/", "PAV"),
    "PROV": ("http://www.w3.org/ns/prov#", "PROV-O"),
    "RDF": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "RDF"),
    "RDFS": ("http://www.w3.org/2000/01/rdf-schema#", "RDF Schema"),
    "SH": ("http://www.w3.org/ns/shacl#", "SHACL"),
    "SKOS": ("http://www.w3.org/2004/02/skos/core#", "SKOS"),
    "SSSOM": ("https://w3id.org/sssom/", "SSSOM"),
    "XSD": ("http://www.w3.org/2001/XMLSchema#", "XML Schema datatypes"),
}
# What the engine reads or writes and no axiom of the ontology mentions: the datatype of strings
# with a language tag, the terms in which SSSOM writes mappings (reserved in OWL 2 DL), comments,
# and SHACL's reports.
_OF_THE_ENGINE: Final[Mapping[str, tuple[str, ...]]] = {
    "OWL": ("annotatedProperty", "annotatedSource", "annotatedTarget"),
    "RDF": ("langString",),
    "RDFS": ("comment",),
    "SKOS": ("broader",),
    "SH": (
        "ValidationReport",
        "ValidationResult",
        "conforms",
        "detail",
        "focusNode",
        "result",
        "resultMessage",
        "resultPath",
        "resultSeverity",
        "sourceConstraintComponent",
        "sourceShape",
        "value",
    ),
}


def ontology_files(directory: Path, *, alignments: bool = True) -> list[Path]:
    """List the Turtle files of the ontology in *directory*: the modules, then the alignments.

    Raises:
        InputError: there is no Turtle file in *directory*.
    """
    files = sorted(directory.glob("*.ttl"))
    if not files:
        raise InputError("there is no ontology here", place=directory)
    return files + sorted((directory / _ALIGNMENTS).glob("*.ttl")) * alignments


def load_ontology(directory: Path, *, alignments: bool = False) -> Graph:
    """Read the core and its modules, and the *alignments* if wanted, into one graph.

    Raises:
        InputError: there is no ontology in *directory*, or a file is not Turtle.
    """
    union = Graph(bind_namespaces="none")
    for path in ontology_files(directory, alignments=alignments):
        graph = read_turtle(path)
        for prefix, namespace in graph.namespaces():
            union.bind(prefix, namespace)
        union += graph
    return union


def format_ontology(directory: Path, *, write: bool = True) -> list[Path]:
    """Bring the files of the ontology into canonical form, or only (not *write*) check them.

    Returns the files that were not in canonical form.

    Raises:
        InputError: as `ontology_files`, `read_turtle` and `canonical_turtle`.
    """
    return format_turtle(ontology_files(directory), write=write)


def career_terms(graph: Graph) -> dict[str, str]:
    """Map each term of the ontology, by its local name, to its definition, in order of the names.

    Raises:
        InputError: a term is used and not defined, or its local name cannot be a Python name.
    """
    terms = {}
    for name in _local_names(graph, _CAREER):
        definition = graph.value(URIRef(_CAREER + name), SKOS.definition)
        if definition is None:
            raise InputError(
                f"the ontology uses career:{name} and does not define it",
                remedy="give the term a skos:definition, or correct its name",
            )
        terms[name] = str(definition)
    return terms


def unsettled_terms(graph: Graph) -> set[str]:
    """Local names of the terms that are defined ahead of their use: their status is "unstable"."""
    terms = {str(term) for term in graph.subjects(_STATUS, Literal("unstable"))}
    return {term.removeprefix(_CAREER) for term in terms if term.startswith(_CAREER)}


def borrowed_terms(graph: Graph) -> dict[str, list[str]]:
    """Map each other namespace, by its name in code, to the local names of its terms in use.

    Raises:
        InputError: a local name cannot be a Python name.
    """
    return {
        name: sorted({*_local_names(graph, iri), *_OF_THE_ENGINE.get(name, ())}, key=_alphabetical)
        for name, (iri, _) in _BORROWED.items()
    }


def generated_code(graph: Graph) -> dict[str, str]:
    """Write the generated modules: their Python source by file name.

    Raises:
        InputError: as `career_terms` and `borrowed_terms`.
    """
    return {"vocabulary.py": _vocabulary(graph), "namespaces.py": _namespaces(graph)}


def write_vocabulary(directory: Path, package: Path) -> list[Path]:
    """Bring the generated modules in *package* up to date with the ontology in *directory*.

    Returns the files that were out of date and have been rewritten.

    Raises:
        InputError: as `load_ontology` and `generated_code`.
    """
    changed = []
    for name, source in generated_code(load_ontology(directory)).items():
        path = package / name
        if not path.is_file() or path.read_text(encoding="utf-8") != source:
            path.write_text(source, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


# -------------------------------------------------------------------- writing Python

_VOCABULARY_HEAD: Final = '''\
"""The terms of the ontology and those it borrows, as strings in closed namespaces.

Generated from the ontology; do not edit; run `{command}`.

A name that is not there is an `AttributeError` at run time, and an error to the type checker
before. Nothing here imports rdflib; for rdflib's own terms see `careerlattice.namespaces`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NoReturn

__all__ = [
{names}]


class _Closed(type):
    """A class of terms that can be read and searched, and neither changed nor instantiated."""

    def __iter__(cls) -> Iterator[str]:
        return (iri for name, iri in vars(cls).items() if not name.startswith("_"))

    def __len__(cls) -> int:
        return sum(1 for _ in cls)

    def __contains__(cls, iri: object) -> bool:
        return any(iri == term for term in cls)

    def __call__(cls, *_: object, **__: object) -> NoReturn:
        raise TypeError(f"{{cls.__name__}} is a namespace and has no instances")

    def __setattr__(cls, name: str, _: object) -> NoReturn:
        raise AttributeError(f"{{cls.__name__}} is closed: {{name!r}} cannot be set")

    def __delattr__(cls, name: str) -> NoReturn:
        raise AttributeError(f"{{cls.__name__}} is closed: {{name!r}} cannot be deleted")


'''

_NAMESPACES_HEAD: Final = '''\
"""The terms of the ontology as rdflib's, in closed namespaces.

Generated from the ontology; do not edit; run `{command}`.

For programs that use rdflib: the engine has the same terms as strings in
`careerlattice.vocabulary`. rdflib brings closed namespaces for the other vocabularies, except Web
Annotation, PAV and SSSOM, whose terms in use are here.
"""

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

__all__ = ["CAREER", "OA", "PAV", "SSSOM"]
'''


def _vocabulary(graph: Graph) -> str:
    namespaces = {"CAREER": _CAREER} | {name: iri for name, (iri, _) in _BORROWED.items()}
    names = "".join(f'    "{name}",\n' for name in sorted([*namespaces, "PREFIXES"]))
    lines = [_VOCABULARY_HEAD.format(command=_WRITE, names=names)]
    lines += [f'_{name}: Final = "{iri}"\n' for name, iri in namespaces.items()]
    lines.append('\n\nclass CAREER(metaclass=_Closed):\n    """The terms of the ontology."""\n\n')
    for term, definition in career_terms(graph).items():
        lines.append(f'    {term}: Final = _CAREER + "{term}"\n{_docstring(definition)}')
    for name, terms in borrowed_terms(graph).items():
        title = _BORROWED[name][1]
        lines.append(f"\n\nclass {name}(metaclass=_Closed):\n")
        lines.append(f'    """The terms in use of {title}."""\n\n')
        lines += [f'    {term}: Final = _{name} + "{term}"\n' for term in terms]
    lines.append("\n\nPREFIXES: Final[Mapping[str, str]] = MappingProxyType(\n    {\n")
    prefixes = sorted((prefix, str(iri)) for prefix, iri in graph.namespaces())
    lines += [f'        "{prefix}": "{iri}",\n' for prefix, iri in prefixes]
    lines.append('    }\n)\n"""The namespaces of the ontology, by their prefixes."""\n')
    return "".join(lines)


def _namespaces(graph: Graph) -> str:
    lines = [_NAMESPACES_HEAD.format(command=_WRITE)]
    lines.append('\n\nclass CAREER(DefinedNamespace):\n    """The terms of the ontology."""\n')
    lines.append(f'\n    _NS = Namespace("{_CAREER}")\n    _fail = True\n\n')
    for term, definition in career_terms(graph).items():
        lines.append(f"    {term}: URIRef\n{_docstring(definition)}")
    for name in ("OA", "PAV", "SSSOM"):
        iri, title = _BORROWED[name]
        lines.append(f"\n\nclass {name}(DefinedNamespace):\n")
        lines.append(f'    """The terms in use of {title}."""\n')
        lines.append(f'\n    _NS = Namespace("{iri}")\n    _fail = True\n\n')
        lines += [f"    {term}: URIRef\n" for term in borrowed_terms(graph)[name]]
    return "".join(lines)


def _docstring(text: str) -> str:
    """Lines of a string that stands under an attribute and tells what it is."""
    words = text.replace("\\", "\\\\").replace('"', "'")
    lines = textwrap.wrap(f'"""{words}"""', _WIDTH - 4, break_long_words=False)
    return "".join(f"    {line}\n" for line in lines)


def _local_names(graph: Graph, namespace: str) -> list[str]:
    """List the local names of all IRIs of *namespace* that stand anywhere in *graph*."""
    nodes = {node for triple in graph for node in triple}
    nodes |= {node.datatype for node in nodes if isinstance(node, Literal) and node.datatype}
    names = {
        str(node).removeprefix(namespace)
        for node in nodes
        if isinstance(node, URIRef) and node.startswith(namespace)
    } - {""}
    for name in names:
        if not name.isidentifier() or name.startswith("_"):
            raise InputError(f"the local name of <{namespace}{name}> cannot be a Python name")
    return sorted(names, key=_alphabetical)


def _alphabetical(name: str) -> tuple[str, str]:
    return name.casefold(), name
