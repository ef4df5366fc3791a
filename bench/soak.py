"""Whether the server stays right, quick and small while others do their worst to it.

`careerlattice serve` runs over a graph, the seeds' by default. A second process asks it ordinary
questions, first alone for a fifth of the time and then beside a third process that sends
never-ending joins, regular expressions that explode, huge answers, deep nesting, malformed and
forbidden requests, requests that are taken back, half a request, answers that nobody takes, and
false names and origins: half of the time each attacker from an address of its own, half of the time
all from the address of those who ask ordinary questions. Every ordinary answer is compared with the
answer of the graph itself. Memory, open files and processes of the server are written down all
along.

What was wrong is told, and the program ends with 1 then.

    python bench/soak.py                        # five minutes; writes bench/results/soak.*
    python bench/soak.py --seconds 30           # shorter, and writes nothing
    python bench/soak.py --graph build          # over another build
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import functools
import io
import itertools
import json
import os
import platform
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from careerlattice import __version__
from careerlattice.build import build, seed_documents
from careerlattice.lattice import Lattice
from careerlattice.questions import Questions
from careerlattice.serve.answers import plain
from careerlattice.serve.limits import MEBIBYTE, Limits
from careerlattice.store import GraphStore
from careerlattice.vocabulary import PREFIXES

HERE = Path(__file__).parent
SECONDS = 300
# The time a query may run here: long enough that an endless one is in others' way.
TIMEOUT = 10
ASKERS = 4
ATTACKERS = 12
PATIENCE = 60.0
# Where ordinary requests come from; all of 127.0.0.0/8 is this machine.
ORDINARY_ADDRESS = "127.0.0.1"
OTHERS, SAME = "beside the worst, from other addresses", "beside the worst, from the same address"
CHECKED_EVERY = 1.0
PAGE = os.sysconf("SC_PAGE_SIZE")
# Further than this the last part of the run must not be from the first (Python keeps some memory).
GROWTH = 1.25
# A worker that was just replaced is small: two of them differ by so much from two that are not.
ROOM = 96 * MEBIBYTE
SPARE_FILES = 40

NAMESPACES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
SELECTS = {
    "class-grades": "SELECT ?g ?t { ?g a career:ClassGrade ; career:grade ?t } ORDER BY ?g ?t",
    "counts by class": "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c",
    "a page": "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200 OFFSET 1000",
    "labels": "SELECT ?s ?l { ?s skos:prefLabel ?l } ORDER BY ?s ?l LIMIT 500",
    "nothing": "SELECT ?s { ?s a career:NoSuchClass }",
}
ASKS = {"there is one": "ASK { ?s a career:ClassGrade }"}
CONSTRUCT = "CONSTRUCT { ?g a career:ClassGrade } { ?g a career:ClassGrade }"
# Questions that are not dear themselves, with the examples they come with.
ASKED = ("class", "duties", "competencies", "ladder", "source", "level-meaning", "qualifications")

NEVER = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    ' FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "^(x+x+)+y$")) }'
)
BOMB = (
    'SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(CONCAT(STR(?o), STR(?r)), "(((a|b|.)*)*){9}z$")) }'
)
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d"
HUGE = "SELECT * { ?s ?p ?o . ?t ?q ?r }"
LARGE = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20000"
DEEP = f"SELECT * {{ {'{ ' * 20_000} ?s ?p ?o {'} ' * 20_000} }}"
DEEP_SUM = f"SELECT ({'(' * 30_000}1{')' * 30_000} AS ?x) {{}}"
LONG_PATH = f"SELECT * {{ ?s {'(' * 300}!career:x{')*' * 300} ?o }}"


class Ordinary(NamedTuple):
    """An ordinary request, and how its answer shows that it is right: None, or what is wrong."""

    name: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None
    check: Callable[[httpx.Response], str | None]


class Told(NamedTuple):
    """What one of the asking processes hands back."""

    requests: int
    wrong: list[str]
    refused: Counter[str]
    times: dict[str, list[float]]


# -- what is right -------------------------------------------------------------------------------


def same(expected: Any, found: Any) -> str | None:
    if expected == found:
        return None
    return f"expected {str(expected)[:200]}, found {str(found)[:200]}"


def ordinary(folder: Path) -> list[Ordinary]:
    """The ordinary requests, each with the answer of the graph in *folder* itself."""
    with GraphStore.open(folder) as store:
        asked = list(_sparql(store))
        asked += _rest(Lattice(store.without_taxonomies(), everything=store))
    asked.append(
        Ordinary("health", "GET", "/", {}, None, lambda response: same(200, response.status_code))
    )
    return asked


def _sparql(store: GraphStore) -> Iterator[Ordinary]:
    for name, query in SELECTS.items():
        rows = list(store.select(query).terms)
        expected = sorted(tuple(map(str, row)) for row in rows)
        texts = sorted(tuple("" if term is None else term.value for term in row) for row in rows)

        def in_json(response: httpx.Response, expected: Any = expected) -> str | None:
            found = ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
            return same(expected, sorted(tuple(map(str, row)) for row in found))

        def in_csv(response: httpx.Response, texts: Any = texts) -> str | None:
            found = csv.reader(io.StringIO(response.text, newline=""))
            next(found)
            return same(texts, sorted(map(tuple, found)))

        path = f"/sparql?query={quote(query)}"
        accept = {"Accept": "application/sparql-results+json"}
        yield Ordinary(f"GET {name}", "GET", path, accept, None, in_json)
        yield Ordinary(f"GET {name} CSV", "GET", path, {"Accept": "text/csv"}, None, in_csv)
        post = {**accept, "Content-Type": "application/sparql-query"}
        yield Ordinary(
            f"POST {name}", "POST", "/sparql", post, (NAMESPACES + query).encode(), in_json
        )
    for name, query in ASKS.items():
        truth = bool(store.query(query))
        yield Ordinary(
            f"ASK {name}",
            "GET",
            f"/sparql?query={quote(query)}",
            {},
            None,
            lambda response, truth=truth: same(truth, response.json()["boolean"]),
        )
    triples = sorted(map(str, store.query(CONSTRUCT)))  # type: ignore[arg-type]
    yield Ordinary(
        "CONSTRUCT",
        "GET",
        f"/sparql?query={quote(CONSTRUCT)}",
        {"Accept": "application/n-triples"},
        None,
        lambda response: same(
            triples,
            sorted(
                str(ox.Triple(each.subject, each.predicate, each.object))
                for each in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
            ),
        ),
    )


def _rest(lattice: Lattice) -> Iterator[Ordinary]:
    def json_of(name: str, path: str, expected: Any, of: Callable[[Any], Any]) -> Ordinary:
        told = json.loads(json.dumps(plain(expected)))
        return Ordinary(
            name, "GET", path, {}, None, lambda response: same(told, of(response.json()))
        )

    grades = lattice.class_grades()
    yield json_of(
        "class-grades", "/api/class-grades?limit=1000", list(grades), lambda found: found["items"]
    )
    names = [str(row["class_grade"]) for row in grades][:6]
    for name in names:
        yield json_of(
            f"show {name}", f"/api/class-grades/{name}", lattice.show(name), lambda found: found
        )
    for start, goal in itertools.pairwise(names):
        gap = lattice.gap(start, goal)
        yield json_of(
            f"gap {start} {goal}",
            f"/api/gap?from={quote(start)}&to={quote(goal)}",
            [gap.counts, gap.entries],
            lambda found: [found["counts"], found["entries"]],
        )
    for question in map(Questions().find, ASKED):
        given = {each.name: each.example for each in question.params if each.required}
        rows = lattice.ask(question.slug, **given)
        parameters = "&".join(f"{name}={quote(str(value))}" for name, value in given.items())
        yield json_of(
            f"question {question.slug}",
            f"/api/questions/{question.slug}?{parameters}",
            list(rows),
            lambda found: found["rows"],
        )
    yield Ordinary(
        "vocabulary",
        "GET",
        "/api/resources/vocabulary",
        {},
        None,
        lambda response: None if response.json() else "an empty vocabulary",
    )


# -- asking --------------------------------------------------------------------------------------


def ask_ordinary(url: str, folder: Path, seconds: float, askers: int) -> Told:
    """Ask as people do, *askers* at once, for *seconds*; every answer is looked at."""
    asked = ordinary(folder)
    # Who began this process waits for the word.
    print("ready", flush=True)
    until = time.monotonic() + seconds
    told = Told(0, [], Counter(), {})
    many = [
        threading.Thread(target=_ask_on, args=(url, asked, until, random.Random(each), told))
        for each in range(askers)
    ]
    for each in many:
        each.start()
    for each in many:
        each.join()
    return told._replace(requests=sum(len(times) for times in told.times.values()))


def _ask_on(url: str, asked: list[Ordinary], until: float, rng: random.Random, told: Told) -> None:
    tags: dict[str, str] = {}
    with httpx.Client(base_url=url, timeout=PATIENCE, trust_env=False) as client:
        while time.monotonic() < until:
            one = rng.choice(asked)
            headers = dict(one.headers)
            if rng.random() < 0.3:
                headers["Accept-Encoding"] = "identity"
            key = json.dumps([one.name, headers])
            if key in tags and rng.random() < 0.3:
                headers["If-None-Match"] = tags[key]
            begun = time.monotonic()
            try:
                response = client.request(one.method, one.path, headers=headers, content=one.body)
            except httpx.HTTPError as error:
                told.wrong.append(f"{one.name}: {type(error).__name__} {error}")
                continue
            kind = str(response.status_code)
            told.times.setdefault(kind, []).append(time.monotonic() - begun)
            _look_at(one, response, headers, told)
            if response.status_code == 200 and "etag" in response.headers:
                tags[key] = response.headers["etag"]


def _look_at(
    one: Ordinary, response: httpx.Response, headers: Mapping[str, str], told: Told
) -> None:
    status = response.status_code
    if status == 304 and "If-None-Match" in headers:
        return
    if status == 503 and response.headers.get("Retry-After"):
        # Nobody is promised an answer at once; what is given must be right.
        told.refused[one.name] += 1
        return
    if status != 200:
        told.wrong.append(f"{one.name}: HTTP {status} {response.text[:200]}")
        return
    try:
        wrong = one.check(response)
    except (ValueError, LookupError, TypeError) as error:
        wrong = f"{type(error).__name__}: {error}"
    if wrong:
        told.wrong.append(f"{one.name}: {wrong}")


# -- the worst -----------------------------------------------------------------------------------


class Target(NamedTuple):
    """Whom to attack, and from which address."""

    url: str
    address: str

    def client(self, patience: float = PATIENCE) -> httpx.Client:
        transport = httpx.HTTPTransport(local_address=self.address)
        return httpx.Client(transport=transport, timeout=patience, trust_env=False)


def attack(url: str, seconds: float, seed: int, *, same: bool) -> Told:
    """Do what nobody should for *seconds*; what may come back is known of each.

    The attackers come from the address of the ordinary if *same*, else each from its own.
    """
    until = time.monotonic() + seconds
    told = Told(0, [], Counter(), {})
    with ThreadPoolExecutor(ATTACKERS) as pool:
        for each in range(ATTACKERS):
            address = ORDINARY_ADDRESS if same else f"127.0.0.{2 + each}"
            target = Target(url, address)
            pool.submit(_attack_on, target, until, random.Random(seed + each), told)
    return told._replace(requests=sum(told.refused.values()))


def _attack_on(target: Target, until: float, rng: random.Random, told: Told) -> None:
    while time.monotonic() < until:
        name, expected, attempt = rng.choice(ATTACKS)
        try:
            came = attempt(target, rng)
        except (httpx.HTTPError, OSError) as error:
            came = type(error).__name__
        told.refused[f"{name}: {came}"] += 1
        if not re.fullmatch(expected, came):
            told.wrong.append(f"{name}: {came}, where {expected} was to come")


def _queried(query: str, target: Target, rng: random.Random) -> str:
    with target.client() as client:
        if rng.random() < 0.5 and len(query) < 10_000:
            response = client.get(f"{target.url}sparql", params={"query": query})
        else:
            response = client.post(f"{target.url}sparql", data={"query": query})
    return str(response.status_code)


def _taken_back(target: Target, rng: random.Random) -> str:
    with target.client(rng.uniform(0.05, 2.0)) as client:
        try:
            return str(client.get(f"{target.url}sparql", params={"query": NEVER}).status_code)
        except httpx.TimeoutException:
            return "taken back"


def _raw(target: Target, text: bytes, wait: float) -> str:
    """Send bytes as they stand, wait, take 64 bytes at most, and go."""
    place = httpx.URL(target.url)
    with socket.socket() as connection:
        connection.settimeout(PATIENCE)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.bind((target.address, 0))
        connection.connect((place.host, place.port))
        connection.sendall(text)
        time.sleep(wait)
        connection.settimeout(0.2)
        try:
            came = connection.recv(64)
        except TimeoutError:
            return "nothing"
        except ConnectionError:
            return "dropped"
    return came[9:12].decode("latin-1") if came else "dropped"


def _half(target: Target, rng: random.Random) -> str:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
    body = b"Content-Type: application/sparql-query\r\nContent-Length: 5000\r\n\r\nSELECT"
    whole = head + body
    return _raw(target, whole[: rng.randrange(1, len(whole))], rng.uniform(1, 20))


def _slow_reader(target: Target, rng: random.Random) -> str:
    line = f"GET /sparql?query={quote(LARGE)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    return _raw(target, line.encode(), rng.uniform(5, 30))


def _nonsense(target: Target, rng: random.Random) -> str:
    return _raw(target, rng.randbytes(rng.randrange(1, 3000)) + b"\r\n\r\n", 0.1)


def _other_name(target: Target, rng: random.Random) -> str:  # noqa: ARG001 - as all attacks
    headers = {"Host": "evil.example"}
    with target.client() as client:
        return str(client.get(f"{target.url}sparql", headers=headers).status_code)


def _other_origin(target: Target, rng: random.Random) -> str:  # noqa: ARG001
    headers = {"Origin": "https://evil.example"}
    with target.client() as client:
        response = client.post(f"{target.url}sparql", headers=headers, data={"query": "ASK {}"})
    return str(response.status_code)


def _updated(target: Target, rng: random.Random) -> str:  # noqa: ARG001
    with target.client() as client:
        return str(client.post(f"{target.url}sparql", data={"update": "CLEAR ALL"}).status_code)


def _too_large(target: Target, rng: random.Random) -> str:  # noqa: ARG001
    query = "SELECT * {}" + " " * (2 * MEBIBYTE)
    with target.client() as client, suppress(httpx.WriteError, httpx.ReadError):
        return str(client.post(f"{target.url}sparql", data={"query": query}).status_code)
    return "dropped"


def _asks(query: str) -> Callable[[Target, random.Random], str]:
    return functools.partial(_queried, query)


SERVICE = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
# Which statuses each may come to; 503 is what anybody may be told when all workers are busy.
ATTACKS: list[tuple[str, str, Callable[[Target, random.Random], str]]] = [
    ("never-ending join", "503|504", _asks(NEVER)),
    ("exploding expression", "400|413|503|504", _asks(BOMB)),
    ("endless sort", "413|503|504", _asks(SORTED)),
    ("huge answer", "413|503|504", _asks(HUGE)),
    ("large answer", "200|413|503", _asks(LARGE)),
    ("deep nesting", "400|413|503|504", _asks(DEEP)),
    ("deep sum", "200|400|413|503|504", _asks(DEEP_SUM)),
    ("long path", "400|413|503|504|200", _asks(LONG_PATH)),
    ("malformed query", "400|503", _asks("SELECT * {")),
    ("SERVICE", "403|503", _asks(SERVICE)),
    ("FROM a file", "403|503", _asks("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")),
    ("taken back", "taken back|503|504", _taken_back),
    ("half a request", "nothing|dropped|408|503", _half),
    ("nobody reads", "200|503|413|504|dropped|nothing", _slow_reader),
    ("nonsense", "400|dropped|nothing|503", _nonsense),
    ("another name", "421|503", _other_name),
    ("another origin", "403|503", _other_origin),
    ("update", "403|503", _updated),
    ("too large a request", "413|dropped|503", _too_large),
]


# -- watching ------------------------------------------------------------------------------------


class Seen(NamedTuple):
    """The server at one moment; bytes, and counts."""

    at: float
    server: int
    workers: int
    files: int
    processes: int


def children(pid: int) -> list[int]:
    found: list[int] = []
    for each in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, each.read_text().split())
    return found


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def look(pid: int, begun: float) -> Seen:
    workers = children(pid)
    return Seen(
        time.monotonic() - begun,
        resident(pid),
        sum(map(resident, workers)),
        sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()),
        1 + len(workers),
    )


class Watch(threading.Thread):
    """Looks at the server every second until `enough` is set."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.seen: list[Seen] = []
        self.enough = threading.Event()
        self._pid, self._begun = pid, time.monotonic()

    def run(self) -> None:
        while not self.enough.wait(CHECKED_EVERY):
            with suppress(OSError):
                self.seen.append(look(self._pid, self._begun))


# -- the run -------------------------------------------------------------------------------------


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`careerlattice serve` over *folder*, and its address."""
    command = [sys.executable, "-m", "careerlattice", "serve", "--graph", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--timeout", str(TIMEOUT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address:
                assert process.stderr is not None
                raise SystemExit(process.stderr.read())
            yield process, address
        finally:
            process.kill()


def begun(
    role: str, url: str, folder: Path, seconds: float, askers: int = ASKERS
) -> subprocess.Popen[bytes]:
    """This program in another process, which begins to ask in one of its roles."""
    process = subprocess.Popen(
        [
            *(sys.executable, __file__, "--role", role, "--url", url),
            *("--graph", str(folder), "--seconds", str(seconds), "--askers", str(askers)),
        ],
        stdout=subprocess.PIPE,
    )
    if role == "ordinary":
        assert process.stdout is not None
        process.stdout.readline()
    return process


def ended(process: subprocess.Popen[bytes]) -> Told:
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"an asking process ended with {process.returncode}")
    requests, wrong, refused, times = json.loads(out)
    return Told(requests, wrong, Counter(refused), times)


def run(folder: Path, seconds: float) -> dict[str, Any]:
    """The figures of a run of *seconds*, with all that was wrong under "wrong"."""
    alone, beside = seconds / 5, seconds * 2 / 5
    with serving(folder) as (process, url):
        watch = Watch(process.pid)
        quiet = ended(begun("ordinary", url, folder, alone))
        watch.start()
        asked: dict[str, Told] = {"alone": quiet}
        attacks: dict[str, Told] = {}
        for name, role in ((OTHERS, "worst"), (SAME, "worst-same")):
            asking = begun("ordinary", url, folder, beside)
            worst = begun(role, url, folder, beside)
            asked[name] = ended(asking)
            attacks[name] = ended(worst)
        # What was held for somebody is let go when their time is over.
        rest = Limits().patience + 20
        time.sleep(min(rest, max(5.0, seconds / 4)))
        watch.enough.set()
        watch.join()
        after = look(process.pid, 0)
        # One at a time, so that nobody is in the way.
        last = ended(begun("ordinary", url, folder, 5, askers=1))
        process.send_signal(signal.SIGINT)
        code = process.wait(PATIENCE)
        assert process.stderr is not None
        complaints = [line for line in process.stderr.read().splitlines() if "Serving" not in line]
    figures = {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "load": round(os.getloadavg()[0], 1),
        "versions": {
            "careerlattice": __version__,
            "Python": platform.python_version(),
            "pyoxigraph": ox.__version__,
        },
        "seconds": seconds,
        "workers": Limits().workers,
        "timeout": TIMEOUT,
        "latency": {name: spread(told) for name, told in asked.items()},
        "ordinary": {
            "asked": last.requests + sum(told.requests for told in asked.values()),
            "which": dict(
                sum((told.refused for told in asked.values()), Counter()).most_common(10)
            ),
        },
        "attacks": {name: dict(sorted(told.refused.items())) for name, told in attacks.items()},
        "watch": watched(watch.seen),
        "after": after._asdict(),
        "complaints": complaints[:20],
    }
    figures["wrong"] = [
        *(f"ordinary, {each}" for told in (*asked.values(), last) for each in told.wrong),
        *(f"worst, {each}" for told in attacks.values() for each in told.wrong),
        *faults(figures, after, code, sum(last.refused.values())),
    ]
    return figures


def spread(told: Told) -> dict[str, float]:
    """How long answers took, in seconds, and how many were given none."""
    times = sorted(each for status in ("200", "304") for each in told.times.get(status, []))
    sent_away = sum(told.refused.values())
    cuts = statistics.quantiles(
        times if len(times) > 1 else [0.0, *times, *times], n=100, method="inclusive"
    )
    return {
        "requests": told.requests,
        "sent away": sent_away,
        "p50": cuts[49],
        "p95": cuts[94],
        "p99": cuts[98],
        "longest": times[-1] if times else 0.0,
    }


def watched(seen: list[Seen]) -> dict[str, Any]:
    """Medians of the first and the last part, a minute each at most, and the most at any time."""
    part = max(5, min(60, len(seen) // 4))
    names = ("server", "workers", "files", "processes")
    return {
        name: {
            "first": statistics.median(getattr(each, name) for each in seen[:part]),
            "last": statistics.median(getattr(each, name) for each in seen[-part:]),
            "most": max(getattr(each, name) for each in seen),
        }
        for name in names
    }


def faults(figures: Mapping[str, Any], after: Seen, code: int, sent_away: int) -> Iterator[str]:
    watch = figures["watch"]
    for name in ("server", "workers"):
        first, last = watch[name]["first"], watch[name]["last"]
        if last > first * GROWTH + ROOM:
            yield f"the memory of the {name} grew from {first / 1e6:.0f} to {last / 1e6:.0f} MB"
    # The server, its workers, and the spare ones.
    if after.processes > 3 + Limits().workers:
        yield f"{after.processes} processes are left"
    if after.files > SPARE_FILES:
        yield f"{after.files} files are open when nobody asks any more"
    if sent_away:
        yield f"{sent_away} ordinary requests were sent away when nobody else asked any more"
    if code:
        yield f"the server ended with {code}"
    if any("Traceback" in line or "ASGI" in line for line in figures["complaints"]):
        yield "the server complained of an error of its own"
    for name, told in figures["latency"].items():
        if told["sent away"] > told["requests"] / 10:
            yield f"{told['sent away']} of {told['requests']} requests were sent away, {name}"


# -- telling -------------------------------------------------------------------------------------


def report(figures: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    asked = figures["ordinary"]
    begun_with = (
        f"{figures['date']}; {figures['machine']}; {versions}. Written by `bench/soak.py`:"
        f" {figures['seconds']:g} seconds over the graph of the seeds,"
        f" {figures['workers']} workers, a limit of {figures['timeout']} seconds a query. The"
        f" machine had other work (a load of {figures['load']} at the end, that of this program"
        " included): read what stays the same and what does not, rather than milliseconds."
    )
    compared = (
        f"The answers to {asked['asked']:,} ordinary requests were compared with the graph's own,"
        " but for those that were told to come again (503). Times are those of answers."
    )
    medians = (
        "Medians of the first and the last minute beside the worst, the most at any time, and what"
        " is left when nobody asks any more."
    )
    lines = [
        "# The server under load",
        "",
        begun_with,
        "",
        compared,
        "",
        "## How long ordinary requests took",
        "",
        "| | requests | told to come again | median | 95 % within | 99 % within | longest |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, told in figures["latency"].items():
        cells = [f"{told[each] * 1000:,.0f} ms" for each in ("p50", "p95", "p99", "longest")]
        counts = f"{told['requests']:,} | {told['sent away']:,}"
        lines.append(f"| {name} | {counts} | {' | '.join(cells)} |")
    if asked["which"]:
        which = (f"{name} ({times})" for name, times in asked["which"].items())
        lines += ["", f"Told to come again: {', '.join(which)}."]
    lines += [
        "",
        "## What the server took",
        "",
        medians,
        "",
        "| | first | last | most | afterwards |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, unit in (("server", "MB"), ("workers", "MB"), ("files", ""), ("processes", "")):
        told, scale = figures["watch"][name], 1e6 if unit else 1
        cells = [told["first"], told["last"], told["most"], figures["after"][name]]
        shown = " | ".join(f"{each / scale:,.0f} {unit}".strip() for each in cells)
        lines.append(f"| {name} | {shown} |")
    lines += ["", "## What the worst came to", ""]
    lines += ["| attempt | outcome | other addresses | the same |", "|---|---|---:|---:|"]
    others, same = (figures["attacks"][name] for name in (OTHERS, SAME))
    for name in sorted({*others, *same}):
        attempt, _, came = name.rpartition(": ")
        lines.append(f"| {attempt} | {came} | {others.get(name, 0):,} | {same.get(name, 0):,} |")
    lines += ["", "## What was wrong", ""]
    lines += [f"- {each}" for each in figures["wrong"][:50]] or ["Nothing."]
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--graph", type=Path, help="a build (default: of the seeds)")
    parser.add_argument(
        "--role", choices=["ordinary", "worst", "worst-same"], help=argparse.SUPPRESS
    )
    parser.add_argument("--askers", type=int, default=ASKERS, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role:
        told = (
            ask_ordinary(given.url, given.graph, given.seconds, given.askers)
            if given.role == "ordinary"
            else attack(given.url, given.seconds, seed=7, same=given.role == "worst-same")
        )
        print(json.dumps(told))
        return
    with tempfile.TemporaryDirectory() as place:
        folder = given.graph or Path(place, "build")
        if given.graph is None:
            build([seed_documents()], folder)
        figures = run(folder, given.seconds)
    text = report(figures)
    print(text)
    if given.graph is None and given.seconds >= SECONDS:
        results = HERE / "results"
        (results / "soak.json").write_text(json.dumps(figures, indent=1) + "\n")
        (results / "soak.md").write_text(text)
    if figures["wrong"]:
        print(f"{len(figures['wrong'])} things were wrong", file=sys.stderr)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
