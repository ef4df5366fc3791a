"""The graph in its store: opened to be read, queried over the union of its graphs."""

from __future__ import annotations

import errno
import gzip
import io
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import IO, Any, Protocol, Self, TypeAlias, cast

import pyoxigraph as ox

from careerlattice.closing import Closing
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.folders import Hold
from careerlattice.rows import Rows, Triples
from careerlattice.sparql import check_only_reads, names_its_graphs
from careerlattice.vocabulary import PREFIXES

__all__ = ["DOCUMENTS_STORE", "Answer", "GraphStore", "ReadableGraph", "Selects"]

Answer: TypeAlias = Rows | bool | Triples

# Where a built graph keeps its store, from the folder a person names; RocksDB's own file marks it.
_PLACES = ("current/store", "store", ".")
_MARK = "CURRENT"
# So many builds may end while a graph is opened.
_TRIES = 5
_N_QUADS = ".nq"
_MUCH = 10_000_000
"""Bytes from which loading in bulk, which leaves more files behind, is worth it."""
_MUCH_TO_ORDER = 100_000_000
"""Bytes from which a store may have been loaded in several portions: half of what one takes."""
_LARGE_BESIDE = 4
"""So many times as large as what is added to it, a base is large beside it."""

DOCUMENTS_STORE = "documents"
"""The folder beside a store with taxonomies where the store of the documents alone lies."""


class Selects(Protocol):
    """Whatever answers a SELECT query over the union of its graphs: a build, or an endpoint."""

    def select(self, sparql: str, /) -> Rows:
        """The rows of *sparql*."""


class ReadableGraph(Protocol):
    """A graph that can be asked, wherever it is kept: see `GraphStore` for what each part does."""

    @property
    def name(self) -> str:
        """What messages call it: a folder, or an address."""

    def query(self, sparql: str, *, check: bool = True) -> Answer:
        """Answer a SPARQL query over the union of all graphs."""

    def select(self, sparql: str, *, check: bool = True) -> Rows:
        """Answer a SELECT query over the union of all graphs."""

    def close(self) -> None:
        """Let go of it; asking afterwards is an error."""


class GraphStore(Closing):
    """A graph that can be asked and not changed.

    >>> store = GraphStore.open("build")                                        # doctest: +SKIP
    >>> store.select("SELECT ?grade { ?grade a career:ClassGrade }")            # doctest: +SKIP
    """

    def __init__(self, store: ox.Store, name: str, folder: Path | None = None) -> None:
        self._store: ox.Store | None = store
        self._folder = folder
        self._let_go: Callable[[], object] = lambda: None
        self.name = name

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Self:
        """Open the store of a build (the build's folder, or the store's own) for reading.

        Raises:
            InputError: there is no store at *path*, or it cannot be read.
        """
        root = Path(path)
        for _ in range(_TRIES):
            version = _version(root)
            try:
                return cls._open(root)
            except InputError:
                # A build that ended just now may have taken the version away that was found.
                if _version(root) == version:
                    raise
        return cls._open(root)

    @classmethod
    def _open(cls, root: Path) -> Self:
        remedy = "build the graph with `careerlattice build`, or name the folder it was built in"
        folder = next((root / p for p in _PLACES if (root / p / _MARK).is_file()), None)
        if folder is None:
            raise InputError("there is no built graph here", place=root, remedy=remedy)
        # The version that is meant now, whatever the link says later. A build lets it be while it
        # is held: the engine may open a file of it only when a query comes to it.
        version = folder.resolve()
        with ExitStack() as stack:
            try:
                hold = Hold(version.parent)
                stack.callback(hold.end)
                opened = ox.Store.read_only(str(version))
            except (OSError, RuntimeError, ValueError) as error:
                raise InputError(
                    f"the built graph cannot be read ({error})", place=folder, remedy=remedy
                ) from None
            stack.pop_all()
        store = cls(opened, str(folder), version)
        store._let_go = weakref.finalize(store, hold.end)
        return store

    @property
    def folder(self) -> Path | None:
        """Where the store lies on the disk, by the name of its version; None for one in memory."""
        return self._folder

    def without_taxonomies(self) -> Self:
        """The same graph without the taxonomies that were installed when it was built."""
        if self._folder is None:
            return self
        beside = self._folder.parent / DOCUMENTS_STORE
        return self.open(beside) if (beside / _MARK).is_file() else self

    @classmethod
    def memory(
        cls, files: Iterable[str | PathLike[str]] = (), quads: Iterable[ox.Quad] = ()
    ) -> Self:
        """A store in memory, filled from RDF files (N-Quads, TriG, Turtle …) and from quads."""
        store = ox.Store()
        for each in files:
            _load(store, Path(each))
        store.extend(quads)
        return cls(store, "memory")

    @classmethod
    def create(
        cls,
        path: str | PathLike[str],
        files: Iterable[str | PathLike[str]],
        *,
        base: str | PathLike[str] | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Write a new store at *path* and bulk-load *files* into it (.nq.gz is N-Quads too).

        It begins as a copy of the store at *base*, if one is given: on one file system the copy
        shares the files of the original, and takes no time and no room. *progress* is told in words
        when what was loaded is put in order, which takes a fifth of the time of loading.

        Raises:
            InputError: *path* holds something already, or a file cannot be read.
        """
        folder = Path(path)
        store = _begun(folder, None if base is None else Path(base))
        paths = [Path(each) for each in files]
        there = _size_of(folder)
        many = [each for each in paths if each.suffix == _N_QUADS]
        if many:
            _load_together(store, many)
        for each in paths:
            if each.suffix != _N_QUADS:
                _load(store, each)
        store.flush()
        # The engine loads a million facts at a time, and what it leaves of each time reaches from
        # the first key to the last: a look-up searches all of them. Put together, most questions
        # are answered three to seven times faster. A base that is large beside what was added stays
        # as it is: every build would take the time and the room of writing it again.
        added = _size_of(folder) - there
        if added > _MUCH_TO_ORDER and added > there / _LARGE_BESIDE:
            progress("putting the store in order")
            _put_in_order(store, folder)

    @classmethod
    def patch(
        cls,
        path: str | PathLike[str],
        base: str | PathLike[str],
        changes: Iterable[tuple[str, Path | None, Path | None]],
    ) -> None:
        """Write a new store at *path* that holds what the one at *base* does, with *changes*.

        A change is the IRI of a named graph, the file of what the store holds of it and the file
        (both of canonical N-Quads) of what it shall hold; None is nothing.

        Raises:
            InputError: *path* holds something already, or a file cannot be read.
        """
        store = _begun(Path(path), Path(base))
        whole: list[Path] = []
        for graph, before, after in changes:
            if before is None or after is None or _has_blank_nodes(after):
                store.remove_graph(ox.NamedNode(graph))
                whole += [after] if after is not None else []
                continue
            old, new = _lines_of(before), _lines_of(after)
            for quad in ox.parse("".join(old - new), format=ox.RdfFormat.N_QUADS):
                store.remove(quad)
            store.extend(ox.parse("".join(new - old), format=ox.RdfFormat.N_QUADS))
        if sum(file.stat().st_size for file in whole) > _MUCH:
            _load_together(store, whole)
        else:
            for file in whole:
                store.extend(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))
        store.flush()

    def query(self, sparql: str, *, check: bool = True) -> Answer:
        """Answer a SPARQL query: rows for SELECT, a truth for ASK, triples for the others.

        Unless FROM says otherwise, all graphs are read as one; the usual prefixes (career:,
        skos: …) need no declaration. Updates, SERVICE and FROM with a file are refused; *check*
        is False only for text that was checked before terms were written into it.

        Raises:
            UsageError: the query is not SPARQL, or asks for what is refused.
        """
        if check:
            check_only_reads(sparql)
        with self.evaluate(sparql) as answer:
            if isinstance(answer, ox.QuerySolutions):
                return Rows.from_solutions(answer)
            if isinstance(answer, ox.QueryBoolean):
                return bool(answer)
            return Triples(answer)

    @contextmanager
    def evaluate(
        self,
        sparql: str,
        *,
        default_graphs: Iterable[ox.NamedNode] | None = None,
        named_graphs: Iterable[ox.NamedNode] | None = None,
    ) -> Iterator[ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples]:
        """Begin to answer a query; what it gives is found while it is read, inside the `with`.

        The text must have been checked with `check_only_reads`. With *default_graphs* or
        *named_graphs* these graphs are the dataset, whatever FROM says, and one that is not in the
        store is empty.

        Raises:
            UsageError: the query is not SPARQL, or cannot be answered.
            InputError: the store cannot be read.
        """
        if default_graphs is None and named_graphs is None:
            # Asked for the union, the engine reads all graphs even where FROM names one.
            dataset: dict[str, Any] = {"use_default_graph_as_union": not names_its_graphs(sparql)}
        else:
            dataset = {
                "default_graph": list(default_graphs or ()),
                "named_graphs": list(named_graphs or ()),
            }
        try:
            yield self._opened().query(sparql, prefixes=dict(PREFIXES), **dataset)
        except SyntaxError as error:
            raise UsageError(
                f"the query is not SPARQL 1.1: {error}",
                remedy="put it right at the line and column named",
            ) from None
        except (RuntimeError, ValueError) as error:
            raise UsageError(f"the query cannot be answered: {error}") from None
        except OSError as error:
            raise InputError(f"the graph cannot be read ({error})", place=self.name) from None

    def select(self, sparql: str, *, check: bool = True) -> Rows:
        """Answer a SELECT query.

        Raises:
            UsageError: the query is another kind, or is refused as in `query`.
        """
        answer = self.query(sparql, check=check)
        if not isinstance(answer, Rows):
            raise UsageError("rows come from a SELECT query only", remedy="write SELECT")
        return answer

    def __len__(self) -> int:
        return len(self._opened())

    def __repr__(self) -> str:
        # Never str(store): that writes the whole graph out.
        return f"<GraphStore {self.name}>"

    def close(self) -> None:
        """Let go of the files; asking afterwards is an error."""
        self._store = None
        self._let_go()

    def _opened(self) -> ox.Store:
        if self._store is None:
            raise UsageError(f"the graph {self.name} is closed", remedy="ask before closing it")
        return self._store


def _begun(folder: Path, base: Path | None) -> ox.Store:
    """A store at *folder*, empty or as the one at *base*."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "a new store needs an empty place", place=folder, remedy="remove what is there"
        )
    try:
        if base is None:
            folder.mkdir(parents=True, exist_ok=True)
        else:
            folder.parent.mkdir(parents=True, exist_ok=True)
            if folder.exists():
                folder.rmdir()
            ox.Store.read_only(str(base)).backup(str(folder))
        return ox.Store(str(folder))
    except OSError as error:
        raise InputError(f"no store can be made here ({error})", place=folder) from None


def _put_in_order(store: ox.Store, folder: Path) -> None:
    """Let no two files of a store hold keys of the same range."""
    try:
        store.optimize()
    except OSError as error:
        raise _unloadable(error, folder) from None


def _size_of(folder: Path) -> int:
    """The bytes of the tables in a store's folder."""
    size = 0
    for file in folder.glob("*.sst"):
        # The engine may tidy up meanwhile.
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size


class _Chain(io.RawIOBase):
    """Files read one after the other."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = iter(files)
        self._open: IO[bytes] | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            if self._open is None:
                file = next(self._files, None)
                if file is None:
                    return 0
                self._open = file.open("rb", buffering=0)
            count = cast(io.RawIOBase, self._open).readinto(buffer)
            if count:
                return count
            self._open.close()
            self._open = None


def _load_together(store: ox.Store, files: Sequence[Path]) -> None:
    """Load files of N-Quads as if they were one: a store is slow that was loaded in many pieces."""
    try:
        with io.BufferedReader(_Chain(files), 1 << 20) as stream:
            store.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS)
    except SyntaxError:
        # Which of them is it, and where?
        for file in files:
            _load(store, file)
        raise
    except OSError as error:
        raise _unloadable(error, files[0].parent) from None


def _lines_of(file: Path) -> set[str]:
    # Not splitlines, which takes more for the end of a line than N-Quads does.
    return {f"{line}\n" for line in file.read_text("utf-8").split("\n") if line}


def _has_blank_nodes(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        return any(line.startswith("_:") or " _:" in line for line in lines)


def _unloadable(error: OSError | EOFError, place: Path) -> CareerlatticeError:
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
        return CareerlatticeError(
            "the store cannot be written: the disk is full",
            place=place,
            remedy="make room; the graph there is as it was",
        )
    why = getattr(error, "strerror", None) or error
    return InputError(f"cannot be read ({why})", place=place)


def _load(store: ox.Store, file: Path) -> None:
    try:
        if file.suffix == ".gz":
            with gzip.open(file) as stream:
                store.bulk_load(input=cast(IO[bytes], stream), format=ox.RdfFormat.N_QUADS)
        else:
            store.bulk_load(path=str(file))
    except SyntaxError as error:
        raise InputError(f"not well-formed RDF: {error}", place=file, line=error.lineno) from None
    except ValueError:
        raise InputError(
            "an RDF file needs a known ending", place=file, remedy="name it .nq, .trig, .ttl or .nt"
        ) from None
    except (OSError, EOFError) as error:
        raise _unloadable(error, file) from None


def _version(root: Path) -> Path | None:
    """Which version of a build people read now."""
    try:
        return (root / "current").readlink()
    except OSError:
        return None
