"""N-Quads files as a set of named graphs, read line by line: what a push has to send.

A shard is a file of canonical N-Quads, compressed (.nq.gz) or not (.nq), with any number of named
graphs; a graph file of a build is a shard of one graph. The first reading finds the graphs, counts
their triples and takes their digests; the second gives the triples in portions. At no time is more
in memory than a note of each graph and one portion.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedIOBase
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox

from careerlattice.errors import InputError
from careerlattice.sharding import MANIFEST

_SUFFIXES = (".nq", ".nq.gz")
# So many bytes of N-Quads are read, sent and received at a time.
_PORTION = 4 << 20
# A paragraph of a document has at most 100,000 characters, and its triple hardly more.
_LONGEST_LINE = 8 << 20

Line = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One graph: its name, its digest, its count of triples, and the files that hold them.

    The digest is the SHA-256 of its lines; of a graph in several places, that of their digests.
    Blank nodes mean the same only within one request, so a graph that has any is never cut.
    """

    name: str
    digest: str
    triples: int
    has_blanks: bool
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some triples of one graph, and whether they are its first ones, its last ones, or both."""

    graph: NamedGraph
    triples: list[ox.Triple]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Shards:
    """Files of N-Quads and the graphs in them, by name."""

    files: tuple[Path, ...]
    graphs: Mapping[str, NamedGraph]

    def portions(self, names: Collection[str]) -> Iterator[Portion]:
        """The triples of the graphs called *names*, in the order of the files.

        Raises:
            InputError: a file cannot be read, or is no longer what it was.
        """
        wanted = {name: self.graphs[name] for name in names}
        needed = {file for graph in wanted.values() for file in graph.files}
        given: dict[str, int] = {}
        for file in self.files:
            if file not in needed:
                continue
            seen: dict[str, _Sum] = {}
            for name, lines in groupby(_lines(file), key=itemgetter(0)):
                graph = wanted.get(name)
                if graph is None:
                    continue
                whole = seen.setdefault(name, _Sum())
                for portion in _cut(lines, whole, None if graph.has_blanks else _PORTION):
                    before = given.get(name, 0)
                    triples = _parsed(portion, name, file)
                    given[name] = before + len(triples)
                    is_last = given[name] == graph.triples
                    if is_last and len(graph.files) == 1 and whole.digest != graph.digest:
                        raise _changed(file)
                    yield Portion(graph, triples, is_first=not before, is_last=is_last)
        if any(given.get(name) != graph.triples for name, graph in wanted.items()):
            raise _changed(self.files[0].parent)


def open_build(folder: Path) -> Shards:
    """The graphs that were built into *folder*.

    Raises:
        InputError: there are none, or a file holds something else.
    """
    places = (folder / "current" / "graphs", folder / "graphs", folder)
    shards = next((found for place in places if (found := _survey(place)).files), None)
    if shards is None or not shards.graphs:
        raise InputError(
            "there is no built graph here", place=folder, remedy="run `careerlattice build`"
        )
    return shards


def open_shards(folder: Path) -> Shards:
    """The graphs in the shards of *folder* and of the folders below it.

    Where a build wrote them, they must be as its list of them says (see careerlattice.sharding).

    Raises:
        InputError: there are none, or a file holds something else.
    """
    shards = _survey(folder)
    _check_list(folder, shards)
    if not shards.graphs:
        raise InputError(
            "there are no shards here",
            place=folder,
            remedy="name a folder of N-Quads files, .nq or .nq.gz",
        )
    return shards


def _check_list(folder: Path, shards: Shards) -> None:
    """See that the shards in *folder* are those that its list names, with as many quads.

    Raises:
        InputError: one is missing, or is short.
    """
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())
        quads = {str(each["file"]): int(each["quads"]) for each in listed["shards"]}
    except (OSError, ValueError, LookupError, TypeError):
        # Shards may come from elsewhere, and a list may be another's.
        return
    found = Counter[str]()
    for graph in shards.graphs.values():
        # A build has each graph in one file.
        found[graph.files[0].name] += graph.triples
    for name, count in quads.items():
        if found[name] != count:
            raise InputError(
                f"{name} has {found[name]:,} quads where {MANIFEST} says {count:,}",
                place=folder,
                remedy="copy the shards anew",
            )


# -- the first reading -------------------------------------------------------------------------


class _Sum:
    """Of lines that come one after another: digest, number, and whether one has a blank node."""

    __slots__ = ("_hash", "has_blanks", "lines")

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.lines = 0
        self.has_blanks = False

    def add(self, line: bytes) -> None:
        self._hash.update(line)
        self.lines += 1
        # In a literal it may stand too, and does no harm.
        self.has_blanks = self.has_blanks or line.startswith(b"_:") or b" _:" in line

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def _survey(folder: Path) -> Shards:
    files = tuple(sorted(f for f in folder.rglob("*.nq*") if f.name.endswith(_SUFFIXES)))
    graphs: dict[str, NamedGraph] = {}
    for file in files:
        for name, found in _surveyed(file).items():
            here = NamedGraph(name, found.digest, found.lines, found.has_blanks, (file,))
            graphs[name] = _joined(graphs[name], here) if name in graphs else here
    return Shards(files, graphs)


def _surveyed(file: Path) -> dict[str, _Sum]:
    """What a file holds of each graph."""
    found: dict[str, _Sum] = {}
    for name, line in _lines(file):
        whole = found.get(name)
        if whole is None:
            _parsed([line], name, file)
            whole = found[name] = _Sum()
        whole.add(line)
    return found


def _joined(one: NamedGraph, other: NamedGraph) -> NamedGraph:
    """One graph of what two files hold of it."""
    if one.has_blanks or other.has_blanks:
        raise _unreadable(other.files[0], f"shares a graph with blank nodes with {one.files[-1]}")
    return NamedGraph(
        one.name,
        hashlib.sha256(f"{one.digest} {other.digest}".encode()).hexdigest(),
        one.triples + other.triples,
        False,
        one.files + other.files,
    )


def _lines(file: Path) -> Iterator[Line]:
    """Each line of a shard, with the name of its graph.

    Raises:
        InputError: the file cannot be read, breaks off, or a line is no quad of a named graph.
    """
    try:
        with _opened(file) as stream:
            while line := stream.readline(_LONGEST_LINE):
                at = line.rfind(b" <")
                if at < 0 or not line.endswith(b"> .\n"):
                    whole = line.endswith(b"\n") or len(line) == _LONGEST_LINE
                    raise _unreadable(file, "is not canonical N-Quads" if whole else "breaks off")
                yield line[at + 2 : -4].decode("utf-8"), line
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise _unreadable(file, "is damaged, or breaks off") from None
    except UnicodeDecodeError:
        raise _unreadable(file, "is not canonical N-Quads") from None
    except OSError as error:
        raise _unreadable(file, f"cannot be read ({error.strerror or error})") from None


def _opened(file: Path) -> BufferedIOBase:
    return gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb")


# -- the second reading ------------------------------------------------------------------------


def _cut(lines: Iterator[Line], whole: _Sum, limit: int | None) -> Iterator[list[bytes]]:
    """*lines* in portions of *limit* bytes or a little more, all of them noted in *whole*."""
    portion: list[bytes] = []
    size = 0
    for _, line in lines:
        whole.add(line)
        portion.append(line)
        size += len(line)
        if limit is not None and size >= limit:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _parsed(lines: list[bytes], name: str, file: Path) -> list[ox.Triple]:
    try:
        quads = [*ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)]
    except (SyntaxError, ValueError):
        raise _unreadable(file, "is not canonical N-Quads") from None
    if any(str(quad.graph_name) != f"<{name}>" for quad in quads):
        raise _unreadable(file, "has triples outside any named graph")
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def _unreadable(file: Path, what: str) -> InputError:
    return InputError(f"a file of the graph {what}", place=file, remedy="build it anew")


def _changed(place: Path) -> InputError:
    return InputError(
        "a file of the graph changed while it was sent",
        place=place,
        remedy="push again, when nobody is building",
    )
