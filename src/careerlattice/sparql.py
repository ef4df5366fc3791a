"""SPARQL as text: its tokens, and the check that a query only reads this graph.

The tokenizer serves the query files of the project, where `<` with white space round it is the
operator. What a stranger sends is judged by a real parser, since a text can be written so that a
tokenizer sees an IRI or a string where the engine sees a SERVICE clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from careerlattice.errors import UsageError
from careerlattice.vocabulary import PREFIXES

__all__ = ["RefusedQueryError", "Token", "check_only_reads", "names_its_graphs", "tokens"]

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]{0,200})?:
        (?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<sign>\^\^|&&|\|\||[<>!]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile("service", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_FILE = re.compile("file:", re.IGNORECASE)
# An IRI that reads as nothing else: "://" is no expression, and no character of it could begin or
# end a string or a comment. Our own identifiers often hold the word ("customer-service-…").
_PLAIN_IRI = re.compile(r"<https?://[A-Za-z0-9/._~%@:-]*>")
# Comments before anything else, such as a question's header, are comments to every reader.
_HEADER = re.compile(r"\A(?:[ \t]*(?:#[^\r\n]*)?[\r\n])+")


class RefusedQueryError(UsageError):
    """A query that is understood and not carried out, since it would do more than read."""


class Token(NamedTuple):
    """One token of a query and where it stands; white space and comments are not tokens."""

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """Cut *query* into tokens.

    >>> [token.text for token in tokens("ASK { ?s a <x#y> } # done")]
    ['ASK', '{', '?s', 'a', '<x#y>', '}']
    """
    for match in _TOKEN.finditer(query):
        kind = str(match.lastgroup)
        if kind not in {"space", "comment"}:
            yield Token(kind, match.group(), match.start(), match.end())


def check_only_reads(query: str) -> None:
    """Refuse an update, a SERVICE clause and a FROM that names a file.

    Raises:
        RefusedQueryError: the query would write, call another server, or read a file.
        UsageError: it cannot be understood whether it would.
    """
    form = _form(query)
    if form in _UPDATES:
        raise RefusedQueryError(
            f"this is an update ({form}), and the graph can only be read",
            remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE; to change facts, build anew",
        )
    # SPARQL reads \uXXXX before anything else, engines differ in it: look at both readings.
    plain = _CODE_POINT.sub(_character, query)
    if not any(_suspicious(text) for text in {query, plain}):
        return
    if plain != query:
        raise UsageError(
            "the query holds \\u escapes where they could hide what it does",
            remedy="write the characters themselves",
        )
    _parse_and_check(query)


def names_its_graphs(query: str) -> bool:
    """Whether *query* says with FROM which graphs it reads.

    >>> names_its_graphs("SELECT * FROM <http://x/g> { ?s ?p 'from' }")
    True
    """
    if not _FROM.search(query):
        return False
    depth, form = 0, ""
    for token in tokens(query):
        if token.kind == "word" and depth == 0:
            word = token.text.upper()
            if word == "FROM":
                return True
            form = form or (word if word in _FORMS else "")
        elif token.text == "{" and depth == 0 and form != "CONSTRUCT":
            # What is asked of the graphs begins here, and FROM stands before it.
            return False
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token.text, 0)
    return False


def _suspicious(query: str) -> bool:
    bare = _PLAIN_IRI.sub("<>", _HEADER.sub("", query))
    return bool(_SERVICE.search(bare) or (_FROM.search(bare) and _FILE.search(bare)))


def _form(query: str) -> str:
    """The word that says what the query does, "" if there is none."""
    stream = tokens(query)
    for token in stream:
        if token.kind == "word" and token.text.upper() not in {"PREFIX", "BASE"}:
            return token.text.upper()
    return ""


def _character(match: re.Match[str]) -> str:
    try:
        return chr(int(match.group(1) or match.group(2), 16))
    except (ValueError, OverflowError):
        return match.group()


def _parse_and_check(query: str) -> None:
    # Half a second, and only for the few queries that mention such a word.
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        tree = parseQuery(query)
        if _holds_service(tree):
            raise RefusedQueryError(
                "the query calls another server (SERVICE), which is not done from here",
                remedy="leave the SERVICE clause out and join the two answers yourself",
            )
        clauses = translateQuery(tree, initNs=dict(PREFIXES)).algebra.datasetClause or ()
    except UsageError:
        raise
    except RecursionError:
        raise UsageError("the query is nested too deeply", remedy="write it flatter") from None
    except Exception as error:  # noqa: BLE001 - pyparsing and rdflib raise whatever they please
        raise UsageError(f"the query cannot be understood: {error}") from None
    for clause in clauses:
        graph = str(clause.default or clause.named)
        if graph.lower().startswith("file:"):
            raise RefusedQueryError(
                f"the query reads a file (FROM <{graph}>), which is not done from here",
                remedy="name a graph of the store, or leave FROM out: all graphs are read",
            )


def _holds_service(part: object) -> bool:
    if getattr(part, "name", None) == "ServiceGraphPattern":
        return True
    if isinstance(part, dict):
        return any(_holds_service(each) for each in part.values())
    if isinstance(part, str | bytes) or not isinstance(part, Iterable):
        return False
    return any(_holds_service(each) for each in part)
