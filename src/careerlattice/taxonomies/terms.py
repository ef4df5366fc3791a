"""The vocabularies of the taxonomies, and the IRIs of things whose publisher gives them none.

O*NET publishes its database as RDF too, from release 31.0 on; its terms are used here, for the
workbooks of every release. Those of `SEEN` are known from programs that read that RDF. The others
follow the one rule that all of those keep, that a property is named after its column ("Data Value"
→ `dataValue`) and a class after its table. The IRIs of O*NET's things are not known to us, so they
stand under our own `…/id/onet/`, and hold O*NET's codes and no version.

ESCO's and SKOS's terms are the publisher's own, and so are the IRIs of all of ESCO's things.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from careerlattice.identifiers import GRAPH, ID, id_of
from careerlattice.vocabulary import PREFIXES

__all__ = ["ESCO", "ONET", "SEEN", "camel", "digest", "onet_id", "soc_id", "taxonomy_graph"]

ONET: Final = "https://www.onetcenter.org/rdf/schema/onet/"
ESCO: Final = "http://data.europa.eu/esco/model#"
VOID: Final = "http://rdfs.org/ns/void#"
ISO_THES: Final = "http://purl.org/iso25964/skos-thes#"
SCHEMA: Final = PREFIXES["schema"]
SKOS: Final = PREFIXES["skos"]
DCTERMS: Final = PREFIXES["dcterms"]

SEEN: Final = frozenset(
    """
    EducationCategory EducationRating Element JobZone JobZoneRating KnowledgeRating Occupation
    RelatedOccupationLinkage Scale SoftwareLinkage SoftwareWorkplaceExample Task
    AbilitiesRating WorkActivitiesRating WorkStylesRating
    category categoryDescription dataValue description education elementID elementName experience
    hasJobTitle hasRating hasRelatedOccupation hasReportedTitle hasSoftware hasTask hotTechnology
    inDemand jobTitle jobTraining jobZone linkedTo name onetSOCCode refersTo relatedIndex
    relatednessTier reportedJobTitle scaleID task title workplaceExample
    """.split()
)
"""Names of O*NET's own RDF that were seen in use; see the module."""

_HASH_LENGTH: Final = 20


def onet_id(kind: str, *parts: str) -> str:
    """The IRI of a thing of O*NET, the same for every release."""
    return id_of(f"onet/{kind}", *parts)


def soc_id(code: str, edition: str = "2018") -> str:
    """The IRI of an occupation or a group of the SOC."""
    return id_of("soc", edition, code)


def taxonomy_graph(name: str) -> str:
    """The named graph of a taxonomy; *name* ends in its version, as in "onet-29.3"."""
    return f"{GRAPH}taxonomy/{name}"


def release_id(name: str, version: str) -> str:
    """Where the things live that hold for one release only, such as ratings."""
    return f"{ID}{name}/{version}/"


def digest(*texts: str) -> str:
    """The hash of texts as they stand: labels that differ by a capital are two labels."""
    return hashlib.sha256("\x00".join(texts).encode()).hexdigest()[:_HASH_LENGTH]


def camel(title: str) -> str:
    """A column's title as the name of a property.

    >>> camel("Lower CI Bound"), camel("O*NET-SOC Code"), camel("N"), camel("naceCode")
    ('lowerCIBound', 'onetSOCCode', 'n', 'naceCode')
    """
    words = re.sub(r"[*'’]", "", title.replace("(s)", "s"))
    found: list[str] = re.findall(r"[^\W_]+", words)
    if not found:
        return "unnamed"
    first, *rest = found
    first = first.lower() if first.isupper() else first[:1].lower() + first[1:]
    return first + "".join(word if word.isupper() else word.capitalize() for word in rest)
