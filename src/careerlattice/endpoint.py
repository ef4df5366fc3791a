"""A graph behind a SPARQL 1.1 endpoint, asked just as the graph in a store is.

Three things differ between servers and are made the same here. Which graphs a query reads when it
names none: all of them on some servers, none of the named ones on others; the first question finds
out with two or three small queries, and from then on every query is sent with what this server
needs to read all graphs as one. How values are written ("1" and "true", 0.50 and 0.5, an int and
an integer): each term is put in the form the embedded store gives it. And how a server says no:
each refusal, break or delay becomes one line that says what happened and what to do.

Credentials come from the environment (CAREERLATTICE_ENDPOINT_TOKEN, or _USER and _PASSWORD) and
never stand in a message. A redirect is told, not followed: it could lead them elsewhere.
"""

from __future__ import annotations

import base64
import html
import http.client
import ipaddress
import json
import os
import re
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from email.message import Message
from typing import Any, Final, NoReturn, Self
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox
from SPARQLWrapper import POST, SPARQLWrapper

from careerlattice import __version__
from careerlattice.closing import Closing
from careerlattice.errors import InputError, UsageError
from careerlattice.identifiers import ONTOLOGY_GRAPH
from careerlattice.rows import Rows, Term, Triples
from careerlattice.sparql import check_only_reads, names_its_graphs, tokens
from careerlattice.store import Answer
from careerlattice.vocabulary import PREFIXES

__all__ = ["Connection", "Credentials", "Endpoint", "EndpointError", "Reply", "canonical"]

TOKEN = "CAREERLATTICE_ENDPOINT_TOKEN"  # noqa: S105 - the variable's name
USER = "CAREERLATTICE_ENDPOINT_USER"
PASSWORD = "CAREERLATTICE_ENDPOINT_PASSWORD"  # noqa: S105 - the variable's name

# A server that answers so may answer better in a moment.
_PASSING = frozenset({429, 500, 502, 503, 504})
_LONGEST_PAUSE = 10.0
_CHUNK = 1 << 16

_RESULTS = "application/sparql-results+json"
_JSON = frozenset({_RESULTS, "application/json", "text/json", "text/javascript"})
_TRIPLES = "application/n-triples, text/turtle;q=0.8"

_XSD = PREFIXES["xsd"]
_INTEGER = ox.NamedNode(f"{_XSD}integer")
_INTEGERS = frozenset(
    f"{_XSD}{name}"
    for name in (
        "integer int long short byte nonNegativeInteger positiveInteger unsignedInt unsignedLong"
        " unsignedShort unsignedByte negativeInteger nonPositiveInteger"
    ).split()
)


class EndpointError(InputError):
    """An endpoint that gives no answer, or none that can be used; *status* is HTTP's, if any."""

    def __init__(
        self, message: str, *, place: str, remedy: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, place=place, remedy=remedy)
        self.status = status


# -- who asks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an endpoint may be shown: a token, or a user and a password; nothing by default."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.token and (self.user or self.password):
            raise UsageError(
                "both a token and a user or password are given for the endpoint",
                remedy=f"set either {TOKEN}, or {USER} and {PASSWORD}",
            )
        if bool(self.user) != bool(self.password):
            raise UsageError(
                "an endpoint's user needs a password, and a password a user",
                remedy=f"set both {USER} and {PASSWORD}",
            )
        # Else the HTTP library would refuse the header with a message that shows it.
        if self.token and not re.fullmatch(r"[!-~]+", self.token):
            raise UsageError(
                "the endpoint's token holds characters that no token can",
                remedy=f"set {TOKEN} without spaces or line ends",
            )
        if ":" in self.user:
            raise UsageError("no user of an endpoint can have a colon in the name")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The credentials that the environment gives.

        Raises:
            UsageError: they are incomplete, or there are two kinds.
        """
        said = os.environ if environment is None else environment
        return cls(said.get(USER, ""), said.get(PASSWORD, ""), said.get(TOKEN, "").strip())

    def hide(self, text: str) -> str:
        """*text* without the secrets, should a server have sent one back."""
        for secret in filter(None, (self.token, self.password)):
            text = text.replace(secret, "…")
        return text


# -- over the wire -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whole."""

    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters; "" if none is given."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def in_words(self, limit: int = 240) -> str:
        """What the server says, as one line that is safe to show."""
        text = self.body[:20_000].decode("utf-8", "replace")
        if self.media_type == "text/html" or text.lstrip()[:1] == "<":
            text = re.sub(r"(?is)<(script|style|title)\b.*?</\1\s*>", " ", text)
            text = html.unescape(re.sub(r"<[^>]*>", " ", text))
        # Virtuoso repeats the whole query after its message.
        text = text.partition("\nSPARQL query:")[0]
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


class _Broken(Exception):  # noqa: N818 - never leaves this module
    """The connection broke while it was used: worth another try."""


class Connection:
    """Requests to one server: bounded in time, in tries and in size.

    *timeout* bounds one request, in seconds, from the first byte sent to the last one read. A
    request is sent again, at most *retries* times, after 0.25, 0.5, 1 … seconds, when the server
    answers 429 or 5xx or the connection breaks; so send only what may arrive twice.
    """

    def __init__(
        self,
        credentials: Credentials | None = None,
        *,
        timeout: float = 60.0,
        retries: int = 3,
        max_bytes: int = 256 << 20,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        if timeout <= 0 or retries < 0 or max_bytes <= 0:
            raise UsageError("an endpoint needs a time-out and a size above 0, and retries from 0")
        self.credentials = credentials or Credentials()
        self.timeout, self.retries, self.max_bytes = timeout, retries, max_bytes
        self._pause = pause
        self._challenges: dict[str, str] = {}
        self._digests: dict[str, urllib.request.AbstractDigestAuthHandler] = {}

    def send(self, request: urllib.request.Request) -> Reply:
        """Send *request* and read the whole answer, whatever its status.

        Raises:
            EndpointError: there is no answer, or it does not end, or it is too large.
        """
        place = shown(request.full_url)
        for number in range(self.retries + 1):
            delay = 0.25 * 2**number
            last = number == self.retries
            try:
                reply = self._admitted(request)
            except _Broken as error:
                if last:
                    tries = f", {number + 1} times in a row" if number else ""
                    raise EndpointError(
                        f"the connection broke{tries} ({error})",
                        place=place,
                        remedy="try again later, or ask the server's keeper",
                    ) from None
            else:
                if last or reply.status not in _PASSING or _is_final(reply):
                    return reply
                delay = max(delay, _seconds(reply.headers.get("Retry-After", "")))
            self._pause(min(delay, _LONGEST_PAUSE))
        raise AssertionError("the last try returns or raises")

    def _admitted(self, request: urllib.request.Request) -> Reply:
        """Send once; and again with what the server asks for, if it wants to know who asks."""
        key = shown(request.full_url)
        reply = self._once(request, self._authorization(request, key))
        # The second time for a digest whose nonce has grown old.
        if reply.status == 401 and self.credentials.user:
            challenge = _challenge(reply.headers.get_all("WWW-Authenticate", []))
            if challenge is not None:
                self._challenges[key] = challenge
                reply = self._once(request, self._authorization(request, key))
        return reply

    def _authorization(self, request: urllib.request.Request, key: str) -> str | None:
        if self.credentials.token:
            return f"Bearer {self.credentials.token}"
        challenge = self._challenges.get(key)
        if challenge is None:
            return None
        scheme, _, rest = challenge.partition(" ")
        if scheme.lower() == "basic":
            pair = f"{self.credentials.user}:{self.credentials.password}"
            return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"
        said = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
        try:
            answer = self._digest(key, request.full_url).get_authorization(request, said)
        except (ValueError, urllib.error.URLError, AttributeError):
            answer = None
        if not answer:
            raise EndpointError(
                "the endpoint asks for a kind of digest that is not known here",
                place=key,
                remedy="let the server ask for Basic or a token, over https",
            )
        return f"Digest {answer}"

    def _digest(self, key: str, url: str) -> urllib.request.AbstractDigestAuthHandler:
        # One for each address: it counts how often a nonce was used.
        if key not in self._digests:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, url, self.credentials.user, self.credentials.password)
            self._digests[key] = urllib.request.HTTPDigestAuthHandler(passwords)
        return self._digests[key]

    def _once(self, request: urllib.request.Request, authorization: str | None) -> Reply:
        deadline = time.monotonic() + self.timeout
        if authorization:
            request.add_unredirected_header("Authorization", authorization)
        request.add_header("User-Agent", f"careerlattice/{__version__}")
        try:
            with _opener(request).open(request, timeout=self.timeout) as response:
                body = self._read(response, deadline, shown(request.full_url))
                return Reply(response.status, response.headers, body)
        except (OSError, http.client.HTTPException) as error:
            self._explain(error, shown(request.full_url))

    def _read(self, response: http.client.HTTPResponse, deadline: float, place: str) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self.max_bytes:
                raise EndpointError(
                    f"the answer is larger than {self.max_bytes >> 20} MiB",
                    place=place,
                    remedy="ask for less, for example with LIMIT",
                )
            if time.monotonic() > deadline:
                raise TimeoutError
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return bytes(body)

    def _explain(self, error: OSError | http.client.HTTPException, place: str) -> NoReturn:
        """Tell what happened in words.

        Raises:
            _Broken: the same may go well in a moment.
            EndpointError: it will not.
        """
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise EndpointError(
                f"the endpoint gave no whole answer within {self.timeout:g} seconds",
                place=place,
                remedy="ask for less, or allow more time",
            ) from None
        if isinstance(reason, socket.gaierror):
            raise EndpointError(
                "there is no such host", place=place, remedy="look at the address"
            ) from None
        if isinstance(reason, ConnectionRefusedError):
            raise EndpointError(
                "the connection was refused: nothing listens there",
                place=place,
                remedy="start the server, or look at the address and its port",
            ) from None
        if isinstance(reason, ssl.SSLError):
            raise EndpointError(
                f"no safe connection can be made ({reason.reason or reason})",
                place=place,
                remedy="look at the server's certificate, and whether the address needs https",
            ) from None
        if isinstance(reason, http.client.IncompleteRead):
            raise _Broken("the answer breaks off") from None
        if isinstance(reason, ConnectionError | http.client.RemoteDisconnected):
            raise _Broken("it was closed without an answer") from None
        if isinstance(reason, http.client.HTTPException):
            raise EndpointError(
                "what answers there does not speak HTTP",
                place=place,
                remedy="look at the address, its port, and whether it needs https",
            ) from None
        words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise EndpointError(
            f"the endpoint cannot be reached ({self.credentials.hide(words)})", place=place
        ) from None


def _opener(request: urllib.request.Request) -> urllib.request.OpenerDirector:
    """Opens http and https only; follows nothing, and takes no status for an error."""
    opener = urllib.request.OpenerDirector()
    if not _is_loopback(urlsplit(request.full_url).hostname or ""):
        opener.add_handler(urllib.request.ProxyHandler())
    opener.add_handler(urllib.request.HTTPHandler())
    opener.add_handler(urllib.request.HTTPSHandler())
    return opener


def _is_loopback(host: str) -> bool:
    """Whether *host* is this machine, which no proxy can reach for us."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _challenge(headers: Iterable[str]) -> str | None:
    """The challenge to answer: a digest rather than the password itself."""
    known = [h for h in headers if h.partition(" ")[0].lower() in {"basic", "digest"}]
    return min(known, key=lambda h: h.partition(" ")[0].lower() != "digest", default=None)


def _is_final(reply: Reply) -> bool:
    """Whether a status 500 will stay one: all of Virtuoso's but its deadlocks."""
    return re.match(rb"Virtuoso (?!40001)\w{5} Error", reply.body) is not None


def _seconds(text: str) -> float:
    return float(text) if re.fullmatch(r"[0-9]{1,6}", text.strip()) else 0.0


def shown(url: str) -> str:
    """A URL as messages may show it: without user, password, query and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def checked(url: str) -> str:
    """*url*, if it can be an endpoint's.

    Raises:
        UsageError: it is none, or holds credentials.
    """
    remedy = "write for example http://127.0.0.1:7878/query"
    try:
        parts = urlsplit(url.strip())
        if not (
            parts.scheme in {"http", "https"}
            and parts.hostname
            and parts.port != 0
            and re.fullmatch(r"[!-~]+", url.strip())
        ):
            raise ValueError
    except ValueError:
        # Not repeated: what is wrong with it may be a password.
        raise UsageError("this is no address of an endpoint", remedy=remedy) from None
    if parts.username is not None:
        raise UsageError(
            "an endpoint's address must not hold a user or password",
            remedy=f"set {USER} and {PASSWORD} in the environment",
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def refusal(reply: Reply, place: str, credentials: Credentials) -> EndpointError:
    """The error for a reply whose status is none of the good ones."""
    status = reply.status
    words = credentials.hide(reply.in_words())
    said = f": {words}" if words else ""
    remedy: str | None = None
    if status in {401, 403}:
        given = bool(credentials.token or credentials.user)
        message = (
            f"the endpoint refuses the credentials given (HTTP {status})"
            if given and status == 401
            else f"the endpoint does not allow this (HTTP {status}){said}"
        )
        remedy = f"set {USER} and {PASSWORD}, or {TOKEN}, in the environment"
        if given:
            remedy = "look at the credentials in the environment, and at what they allow"
    elif status in {404, 410}:
        message = f"there is no endpoint at this address (HTTP {status})"
        remedy = "give its whole address, such as …/query for Oxigraph or …/sparql for Virtuoso"
    elif 300 <= status < 400:
        target = shown(reply.headers.get("Location", "")) or "an address it does not tell"
        message = f"the endpoint has moved to {target} (HTTP {status})"
        remedy = "give that address, if you trust it"
    elif status == 405:
        message = f"nothing can be asked with POST at this address (HTTP {status})"
        remedy = "give the address of a SPARQL 1.1 endpoint"
    elif status == 413:
        message = f"the endpoint finds the request too large (HTTP {status})"
    else:
        message = f"the endpoint answers with HTTP {status}{said}"
        if status in _PASSING:
            remedy = "try again later, or ask the server's keeper"
    return EndpointError(message, place=place, remedy=remedy, status=status)


class Request(SPARQLWrapper):
    """A request as SPARQLWrapper makes it, for a text whose form is known."""

    def __init__(self, url: str, sparql: str, form: str, accept: str) -> None:
        self._form = form
        super().__init__(url)
        self.setMethod(POST)
        # Only the header says what answer is wanted: some servers refuse what they do not know.
        self.setOnlyConneg(True)
        self.addCustomHttpHeader("Accept", accept)
        self.setQuery(sparql)

    def _parseQueryType(self, query: str) -> str:  # noqa: N802, ARG002 - the library's name
        # The library guesses by pattern, and warns where the header of a question misleads it.
        return self._form

    def made(self) -> urllib.request.Request:
        """The request, ready to be sent."""
        request: urllib.request.Request = self._createRequest()
        return request


# -- the graph ---------------------------------------------------------------------------------


class Endpoint(Closing):
    """The graph behind an endpoint; it can be asked as a `GraphStore` can, and not changed.

    *default_graphs* names the graphs to read as one; without it all of the server's are. Where a
    server reads named graphs only if they are listed, those there at the first question are.

    >>> with Endpoint("http://127.0.0.1:7878/query") as graph:                  # doctest: +SKIP
    ...     graph.select("SELECT ?grade { ?grade a career:ClassGrade }")
    """

    def __init__(
        self,
        url: str,
        *,
        credentials: Credentials | None = None,
        default_graphs: Iterable[str] = (),
        timeout: float = 60.0,
        retries: int = 3,
        max_bytes: int = 256 << 20,
    ) -> None:
        """Make nothing but notes; the server is first asked with the first question.

        Raises:
            UsageError: *url* is no endpoint's address, or the credentials are incomplete.
        """
        self._url = checked(url)
        self.name: Final = shown(self._url)
        self.connection = Connection(
            Credentials.from_environment() if credentials is None else credentials,
            timeout=timeout,
            retries=retries,
            max_bytes=max_bytes,
        )
        graphs = tuple(default_graphs)
        self._dataset: _Parameters | None = _listed(graphs) if graphs else None
        self._probing = threading.Lock()
        self._closed = False

    def query(self, sparql: str, *, check: bool = True) -> Answer:
        """Answer a SPARQL query: rows for SELECT, a truth for ASK, triples for the others.

        Unless FROM says otherwise, all graphs are read as one; the usual prefixes (career:,
        skos: …) need no declaration. Updates, SERVICE and FROM with a file are refused; *check*
        is False only for text that was checked before terms were written into it.

        Raises:
            UsageError: the server finds that it is not SPARQL, or it asks for what is refused.
            EndpointError: the server gives no answer, or none that can be used.
        """
        if self._closed:
            raise UsageError(f"the graph {self.name} is closed", remedy="ask before closing it")
        if check:
            check_only_reads(sparql)
        return self._ask(sparql, () if names_its_graphs(sparql) else self._union())

    def select(self, sparql: str, *, check: bool = True) -> Rows:
        """Answer a SELECT query.

        Raises:
            UsageError: the query is another kind, or is refused as in `query`.
            EndpointError: as in `query`.
        """
        answer = self.query(sparql, check=check)
        if not isinstance(answer, Rows):
            raise UsageError("rows come from a SELECT query only", remedy="write SELECT")
        return answer

    def __repr__(self) -> str:
        return f"<Endpoint {self.name}>"

    def close(self) -> None:
        """Ask no more; asking afterwards is an error."""
        self._closed = True

    def _ask(self, sparql: str, dataset: _Parameters) -> Answer:
        form = _form(sparql)
        gives_triples = form in {"CONSTRUCT", "DESCRIBE"}
        query = Request(self._url, _declared(sparql), form, _TRIPLES if gives_triples else _RESULTS)
        for name, value in dataset:
            query.addParameter(name, value)
        reply = self.connection.send(query.made())
        if reply.status == 400:
            words = self.connection.credentials.hide(reply.in_words()) or "it does not say why"
            raise UsageError(
                f"the endpoint does not understand the query: {words}", place=self.name
            )
        if not 200 <= reply.status < 300:
            raise refusal(reply, self.name, self.connection.credentials)
        self._check_whole(reply)
        return self._triples(reply) if gives_triples else self._results(reply, form)

    def _check_whole(self, reply: Reply) -> None:
        """Refuse an answer that the server itself says is cut short."""
        # Virtuoso's ways to say that it stopped at its own limit of time or of rows.
        stopped = reply.headers.get("X-SQL-State") == "S1TAT" or reply.status == 206
        if stopped or "X-SPARQL-MaxRows" in reply.headers:
            limit = "time" if stopped else "rows"
            raise EndpointError(
                f"the endpoint gave a part of the answer only: its limit of {limit} was reached",
                place=self.name,
                remedy="ask for less, for example with LIMIT, or have the limit raised",
            )

    def _results(self, reply: Reply, form: str) -> Rows | bool:
        self._check_type(reply, _JSON)
        try:
            answer = json.loads(reply.body)
            if form == "ASK":
                return _truth(answer)
            columns = answer["head"]["vars"]
            rows = [
                [_term(row[name]) if name in row else None for name in columns]
                for row in answer["results"]["bindings"]
            ]
            return Rows([str(name) for name in columns], rows)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise self._nonsense("SPARQL results in JSON") from None

    def _triples(self, reply: Reply) -> Triples:
        form = ox.RdfFormat.from_media_type(reply.media_type)
        if form is None or form in {ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG}:
            self._check_type(reply, ())
        try:
            found = ox.parse(reply.body, format=form)
            return Triples(
                ox.Triple(
                    each.subject,
                    each.predicate,
                    canonical(each.object) if isinstance(each.object, ox.Literal) else each.object,
                )
                for each in found
            )
        except (SyntaxError, ValueError):
            raise self._nonsense("well-formed RDF") from None

    def _check_type(self, reply: Reply, known: Iterable[str]) -> None:
        if reply.media_type in {"text/html", "application/xhtml+xml"}:
            raise EndpointError(
                "a web page came instead of an answer",
                place=self.name,
                remedy="look whether this is the address of the endpoint or of a page about it",
            )
        if reply.media_type not in known:
            kind = "".join(c for c in reply.media_type if c.isprintable())[:80]
            raise EndpointError(
                f"the answer comes as {kind}, which was not asked for"
                if kind
                else "the answer does not say what it is",
                place=self.name,
                remedy="look whether this is the address of a SPARQL 1.1 endpoint",
            )

    def _nonsense(self, wanted: str) -> EndpointError:
        return EndpointError(
            f"the answer is not {wanted}, though it says so",
            place=self.name,
            remedy="try again, or ask the server's keeper",
        )

    def _union(self) -> _Parameters:
        """What to send so that this server reads all graphs as one; found out once."""
        with self._probing:
            if self._dataset is None:
                self._dataset = self._find_union()
            return self._dataset

    def _find_union(self) -> _Parameters:
        """Try the ways there are on a fact that stands in a named graph.

        Oxigraph has a parameter of its own; the listing of all graphs is the SPARQL protocol's
        way and works anywhere, though the list goes with every query.
        """
        fact = self._some_fact()
        if fact is None:
            return ()
        ways: tuple[_Parameters, ...] = ((), (("union-default-graph", "true"),))
        for way in ways:
            try:
                if self._ask(fact, way) is True:
                    return way
            except UsageError:
                continue  # the server refuses what it does not know
        listed = self._rows("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }")
        way = _listed(term.value for (term,) in listed.terms if isinstance(term, ox.NamedNode))
        if self._ask(fact, way) is not True:
            raise EndpointError(
                "the endpoint does not show its named graphs together",
                place=self.name,
                remedy="let its default graph be the union of all graphs",
            )
        return way

    def _some_fact(self) -> str | None:
        """A question about one fact of a named graph, of our own if they are there."""
        for graph in (f"<{ONTOLOGY_GRAPH}>", "?graph"):
            rows = self._rows(
                f"SELECT ?s ?o {{ GRAPH {graph} {{ ?s a ?o }} FILTER(ISIRI(?s) && ISIRI(?o)) }}"
                " LIMIT 1"
            )
            if rows:
                subject, kind = rows.terms[0]
                return f"ASK {{ {subject} a {kind} }}"
        return None

    def _rows(self, sparql: str) -> Rows:
        answer = self._ask(sparql, ())
        assert isinstance(answer, Rows)
        return answer


_Parameters = Sequence[tuple[str, str]]


def _listed(graphs: Iterable[str]) -> _Parameters:
    # As named ones too: a protocol's dataset has no named graph that is not listed.
    return [(name, graph) for graph in graphs for name in ("default-graph-uri", "named-graph-uri")]


def _form(sparql: str) -> str:
    """The word that says what a query does.

    Raises:
        UsageError: there is none.
    """
    for token in tokens(sparql):
        word = token.text.upper()
        if token.kind == "word" and word not in {"PREFIX", "BASE"}:
            if word in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
                return word
            break
    raise UsageError(
        "the query is not SPARQL 1.1: it begins with none of its words",
        remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    )


def _declared(sparql: str) -> str:
    """*sparql* with the usual prefixes it uses and does not declare; the lines stay in place."""
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in tokens(sparql):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (declared if before == "PREFIX" else used).add(prefix)
        before = token.text.upper()
    missing = sorted((used - declared) & set(PREFIXES))
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + sparql


# -- terms -------------------------------------------------------------------------------------


def _truth(answer: Any) -> bool:
    if isinstance(answer.get("boolean"), bool):
        return bool(answer["boolean"])
    # Virtuoso answers ASK with a table: of one number, or of nothing.
    cells = [cell["value"] for row in answer["results"]["bindings"] for cell in row.values()]
    return {(): False, ("0",): False, ("1",): True}[tuple(cells)]


def _term(cell: Mapping[str, Any]) -> Term:
    kind, value = cell["type"], cell["value"]
    if kind == "uri":
        return ox.NamedNode(value)
    if kind == "bnode":
        # Some servers write addresses where a label is expected.
        return ox.BlankNode(re.sub(r"[^A-Za-z0-9]", "", value) or "b")
    if kind in {"literal", "typed-literal"}:
        if cell.get("xml:lang"):
            return ox.Literal(value, language=cell["xml:lang"])
        if cell.get("datatype"):
            return canonical(ox.Literal(value, datatype=ox.NamedNode(cell["datatype"])))
        return ox.Literal(value)
    if kind == "triple":
        parts: Any = [_term(value[name]) for name in ("subject", "predicate", "object")]
        return ox.Triple(*parts)
    raise ValueError(kind)


def canonical(literal: ox.Literal) -> ox.Literal:
    """The one way to write a number or a boolean, whatever the server's; others as they are.

    >>> canonical(ox.Literal("1", datatype=ox.NamedNode(f"{_XSD}boolean"))).value
    'true'
    """
    text, datatype = literal.value.strip(), literal.datatype.value
    try:
        if datatype in _INTEGERS:
            return ox.Literal(str(int(text)), datatype=_INTEGER)
        if datatype == f"{_XSD}decimal":
            return ox.Literal(_plain(Decimal(text)), datatype=literal.datatype)
        if datatype in {f"{_XSD}double", f"{_XSD}float"}:
            return ox.Literal(ox.Literal(float(text)).value, datatype=literal.datatype)
        if datatype == f"{_XSD}boolean":
            return ox.Literal({"1": True, "true": True, "0": False, "false": False}[text])
    except (ValueError, InvalidOperation, KeyError):
        pass  # an ill-typed literal stays as it was written
    return literal


def _plain(number: Decimal) -> str:
    """Without exponent, and without zeros that say nothing."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
