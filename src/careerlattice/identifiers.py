"""Identifiers: the IRIs of things, the same on every machine, for ever.

The IRI of a class or class-grade is its short identifier behind ``…/id/class/``. The IRI of a
statement carries a hash of its normalised text, never its place in a list.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from careerlattice.wording import normalise, slug

ID = "https://w3id.org/careerlattice/id/"
GRAPH = "https://w3id.org/careerlattice/graph/"
MAINTAINERS = "https://w3id.org/careerlattice/agent/maintainers"
CLASSES = ID + "class/"
ONTOLOGY_GRAPH = GRAPH + "ontology"
COMMON_GRAPH = GRAPH + "common"
"""What publishers say of jurisdictions: two of one country say the same."""

_PLAIN = re.compile(r"[A-Za-z0-9._~@/-]*")
"""What a path bears as it is."""

FOREIGN = (ID + "onet/", ID + "soc/")
"""Where the entries of taxonomies live whose publishers give them no IRIs that we know."""

_HASH_LENGTH = 20
"""Hexadecimal digits: 80 bits keep a billion statements of one publisher apart."""


def text_hash(*texts: str) -> str:
    """The hash of one or more texts, in order, each normalised first."""
    # A text of nothing but marks normalises to nothing; it must not equal every other such text.
    parts = [normalise(text) or text for text in texts]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_HASH_LENGTH]


def id_of(kind: str, *parts: str) -> str:
    """The IRI of a thing of *kind*, its parts made safe for a path."""
    path = "/".join(parts)
    if not _PLAIN.fullmatch(path) or path.count("/") >= len(parts):
        path = "/".join(quote(part, safe="-._~@") for part in parts)
    return f"{ID}{kind}/{path}"


def class_id(publisher: str, name: str) -> str:
    """The IRI of a job class: *name* is its identifier within the publisher."""
    return id_of("class", publisher, name)


def grade_part(notation: str) -> str:
    """The grade part of a class-grade's short identifier; "" is no grade."""
    return slug(notation) or "ungraded"


def is_own(iri: str) -> bool:
    """Whether an IRI names one of our own things, and no entry of a taxonomy."""
    return iri.startswith(ID) and not iri.startswith(FOREIGN)


def short_id(iri: str) -> str:
    """The short identifier of a class or class-grade; any other IRI as it is."""
    return iri.removeprefix(CLASSES)


def document_graph(publisher: str, digest: str) -> str:
    """The named graph of one document."""
    return f"{GRAPH}document/{publisher}/{digest}"


def publisher_graph(publisher: str) -> str:
    """The named graph of what a publisher's documents share."""
    return f"{GRAPH}publisher/{publisher}"


def code_id(kind: str, publisher: str, code: str) -> str:
    """The IRI of an entry of a publisher's code list."""
    return id_of(kind, publisher, slug(code) or text_hash(code))
