"""The SPARQL queries of clients, as a worker answers them."""

from __future__ import annotations

from xml.parsers import expat

import pyoxigraph as ox

from careerlattice.errors import InputError, UsageError
from careerlattice.serve.counting import CountingSink, OverflowingError
from careerlattice.serve.graphs import written
from careerlattice.serve.negotiation import GRAPH_FORMS, RESULT_FORMS, Offer, choose
from careerlattice.serve.outcomes import Answer, RequestError
from careerlattice.serve.work import Opened
from careerlattice.sparql import RefusedQueryError, check_only_reads
from careerlattice.vocabulary import PREFIXES

__all__ = ["answer_query"]


def answer_query(
    opened: Opened,
    *,
    query: str,
    default_graphs: list[str] | None,
    named_graphs: list[str] | None,
    accept: str,
    packed: bool,
    rows: int,
    size: int,
) -> Answer:
    """Answer *query* in the form that *accept* likes best, gzip-coded if *packed*.

    The graphs are the dataset that the protocol was given, None where it was given none. At most
    *rows* rows or triples and *size* bytes are given; of more, nothing is.

    Raises:
        RequestError: the query is malformed (400), refused (403), has no form that is accepted
            (406), or gives too much (413).
        InputError: the store cannot be read.
    """
    try:
        check_only_reads(query)
        dataset = {
            "default_graphs": _named(default_graphs),
            "named_graphs": _named(named_graphs),
        }
        with opened.graph.evaluate(query, **dataset) as found:
            if isinstance(found, ox.QueryTriples):
                offer = _chosen(accept, GRAPH_FORMS)
                body = _graph(found, offer, rows, size)
            else:
                offer = _chosen(accept, RESULT_FORMS)
                body = _results(found, offer, rows, size)
    except RefusedQueryError as error:
        raise RequestError(403, str(error)) from None
    except InputError:
        raise
    except UsageError as error:
        raise RequestError(400, str(error)) from None
    except OverflowingError as error:
        raise _too_much(str(error), rows, size) from None
    return Answer.of(body, offer.content_type, packed=packed)


def _named(graphs: list[str] | None) -> list[ox.NamedNode] | None:
    if graphs is None:
        return None
    nodes = []
    for each in graphs:
        if each.lower().startswith("file:"):
            raise RefusedQueryError(
                f"the request reads a file ({each}), which is not done from here",
                remedy="name a graph of the store",
            )
        try:
            nodes.append(ox.NamedNode(each))
        except ValueError:
            raise UsageError(
                f"'{each}' is no IRI of a graph", remedy="give an absolute IRI"
            ) from None
    return nodes


def _chosen(accept: str, offers: tuple[Offer, ...]) -> Offer:
    offer = choose(accept, offers)
    if offer is None:
        forms = ", ".join(each.media_type for each in offers)
        raise RequestError(406, f"The answer can be given as {forms}; none of these is accepted.")
    return offer


def _results(
    found: ox.QuerySolutions | ox.QueryBoolean, offer: Offer, rows: int, size: int
) -> bytes:
    form = getattr(ox.QueryResultsFormat, offer.form)
    sink = CountingSink(offer.form, rows=rows, size=size)
    found.serialize(sink, form)  # type: ignore[arg-type]  # writes and flushes, nothing else
    body = sink.taken()
    if offer.form == "XML":
        reader = expat.ParserCreate()
        try:
            reader.Parse(body, True)
        except expat.ExpatError:
            raise _no_xml() from None
    return body


def _graph(found: ox.QueryTriples, offer: Offer, rows: int, size: int) -> bytes:
    triples = set()
    for triple in found:
        triples.add(triple)
        if len(triples) > rows:
            raise OverflowingError("rows")
    body = written(triples, offer.form, PREFIXES)
    if len(body) > size:
        raise OverflowingError("bytes")
    if offer.form == "RDF_XML":
        # Not every predicate can be the name of an element, nor every character stand in XML.
        try:
            whole = sum(1 for _ in ox.parse(body, format=ox.RdfFormat.RDF_XML)) == len(triples)
            expat.ParserCreate(namespace_separator=" ").Parse(body, True)
        except (SyntaxError, ValueError, expat.ExpatError):
            whole = False
        if not whole:
            raise _no_xml()
    return body


def _no_xml() -> RequestError:
    return RequestError(
        406, "The answer holds what XML cannot say, such as a form feed; ask for another form."
    )


def _too_much(what: str, rows: int, size: int) -> RequestError:
    most = f"{rows:,} rows" if what == "rows" else f"{size:,} bytes"
    return RequestError(
        413,
        f"The answer has more than {most}, the most that is given here, and a part of it is no"
        " answer. Ask for less, for example page by page with ORDER BY, LIMIT and OFFSET.",
        limit=what,
    )
