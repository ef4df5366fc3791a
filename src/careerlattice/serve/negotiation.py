"""Which of the forms a server has is the one that a client asks for (RFC 9110, section 12.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["GRAPH_FORMS", "RESULT_FORMS", "Offer", "accepts_coding", "choose"]


class Offer(NamedTuple):
    """A form that can be given: the media type to ask for it by and to name it with."""

    media_type: str
    form: str

    @property
    def content_type(self) -> str:
        """The media type as a response names it: all text is UTF-8."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


RESULT_FORMS = (
    Offer("application/sparql-results+json", "JSON"),
    Offer("application/sparql-results+xml", "XML"),
    Offer("text/csv", "CSV"),
    Offer("text/tab-separated-values", "TSV"),
    # What programs ask for that know of no SPARQL.
    Offer("application/json", "JSON"),
    Offer("application/xml", "XML"),
    Offer("text/xml", "XML"),
)
"""The forms of rows and truths, the preferred first."""

GRAPH_FORMS = (
    Offer("text/turtle", "TURTLE"),
    Offer("application/n-triples", "N_TRIPLES"),
    Offer("application/rdf+xml", "RDF_XML"),
    Offer("application/ld+json", "JSON_LD"),
    Offer("application/trig", "TRIG"),
    Offer("application/n-quads", "N_QUADS"),
    Offer("application/json", "JSON_LD"),
    Offer("application/xml", "RDF_XML"),
    Offer("text/xml", "RDF_XML"),
    Offer("text/plain", "N_TRIPLES"),
)
"""The forms of triples, the preferred first."""


def choose(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that an Accept header likes best, the earlier of equals; None if it likes none.

    >>> choose("text/csv;q=0.5, application/*", RESULT_FORMS).form
    'JSON'
    """
    wanted = _weights(accept) if accept.strip() else {"*/*": 1.0}
    best, most = None, 0.0
    for offer in offers:
        family = offer.media_type.partition("/")[0]
        # The most exact range decides, also where a wider one is liked better.
        for media_range in (offer.media_type, f"{family}/*", "*/*"):
            if media_range in wanted:
                if wanted[media_range] > most:
                    best, most = offer, wanted[media_range]
                break
    return best


def accepts_coding(header: str, coding: str = "gzip") -> bool:
    """Whether an Accept-Encoding header allows *coding*.

    >>> accepts_coding("gzip;q=0, *"), accepts_coding("br, gzip")
    (False, True)
    """
    wanted = _weights(header)
    return wanted.get(coding, wanted.get("*", 0.0)) > 0


def _weights(header: str) -> Mapping[str, float]:
    """The ranges of a header with their weights; parameters other than q do not count."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        if not name:
            continue
        weight = 1.0
        for each in parameters:
            key, _, value = each.partition("=")
            if key.strip() == "q":
                weight = _quality(value.strip())
        weights[name] = max(weight, weights.get(name, 0.0))
    return weights


def _quality(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0
