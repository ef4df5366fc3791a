"""The graph in its store: opened to be read, queried over the union of its graphs."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, Self, TypeAlias, cast

import pyoxigraph as ox

from careerlattice.errors import InputError, UsageError
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


class GraphStore:
    """A graph that can be asked and not changed.

    >>> store = GraphStore.open("build")                                        # doctest: +SKIP
    >>> store.select("SELECT ?grade { ?grade a career:ClassGrade }")            # doctest: +SKIP
    """

    def __init__(self, store: ox.Store, name: str) -> None:
        self._store: ox.Store | None = store
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
        try:
            store = ox.Store.read_only(str(folder))
        except (OSError, RuntimeError, ValueError) as error:
            raise InputError(
                f"the built graph cannot be read ({error})", place=folder, remedy=remedy
            ) from None
        return cls(store, str(folder))

    def without_taxonomies(self) -> Self:
        """The same graph without the taxonomies that were installed when it was built."""
        beside = Path(self.name).parent / DOCUMENTS_STORE
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
    ) -> None:
        """Write a new store at *path* and bulk-load *files* into it (.nq.gz is N-Quads too).

        It begins as a copy of the store at *base*, if one is given: on one file system the copy
        shares the files of the original, and takes no time and no room.

        Raises:
            InputError: *path* holds something already, or a file cannot be read.
        """
        folder = Path(path)
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
            store = ox.Store(str(folder))
        except OSError as error:
            raise InputError(f"no store can be made here ({error})", place=folder) from None
        for each in files:
            _load(store, Path(each))
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

    def _opened(self) -> ox.Store:
        if self._store is None:
            raise UsageError(f"the graph {self.name} is closed", remedy="ask before closing it")
        return self._store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


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
        why = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be read ({why})", place=file) from None


def _version(root: Path) -> Path | None:
    """Which version of a build people read now."""
    try:
        return (root / "current").readlink()
    except OSError:
        return None
