"""What a build is made from, in hashes: documents, their descriptions, and all that reads them.

What depends on nothing that changed need not be made again, and a build whose inputs are those
that are there now is current.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import stat
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from careerlattice import __version__
from careerlattice.cache import key_of
from careerlattice.documents import LARGEST_DOCUMENT, read_document, too_large
from careerlattice.errors import CareerlatticeError
from careerlattice.origins import Origin
from careerlattice.registry import Loader
from careerlattice.resources import ontology_dir, queries_dir, shapes_dir
from careerlattice.sources import FILE_NAME, Source, Sources
from careerlattice.storage import fetch, file_name, is_address, state_of

__all__ = ["InputDocument", "Inputs", "differences", "look", "reading_tools", "tools_of"]

_AT_ONCE = 16
"""So many documents that lie elsewhere are looked at at a time."""
_FRESH = 2_000_000_000
"""Nanoseconds after a change in which another one may bear the same time."""
_PACKAGE = Path(__file__).parent
# Parts of the engine that no document's reading rests on: they lie above it.
_ABOVE = frozenset("agents.py cli explorer export linking moves push review serve".split())
_LIBRARIES = (
    "charset-normalizer ftfy lxml pdfminer.six pdfplumber pyoxigraph pyshacl python-docx rdflib"
    " shacl".split()
)


@dataclass(frozen=True, slots=True)
class InputDocument:
    """A document as it was found: its state and what is known of it, or why it cannot be read.

    *address* is a path or an address of careerlattice.storage, *label* its path from where it was
    looked for. Its state is its *sha256*; of one that lies elsewhere, the *mark* it has there, if
    it has one: it need not be fetched to see that it is as it was.
    """

    address: str
    label: str
    size: int = 0
    sha256: str = ""
    source: Source | None = None
    error: CareerlatticeError | None = None
    mark: str = ""
    described: str = ""
    """The hash of what is known of it beside its own words."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return os.path.basename(file_name(self.address))  # noqa: PTH119 - many

    @property
    def state(self) -> str:
        """What changes when its bytes do."""
        return self.sha256 or self.mark


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build is made from; everything but the documents by its name and its hash."""

    documents: tuple[InputDocument, ...]
    tools: Mapping[str, str]
    looks: Mapping[str, str] = field(default_factory=dict)
    """The hashes of files by what the file system tells of them, where that is to be trusted."""

    def to_json(self) -> dict[str, Any]:
        """What is to be compared with later inputs."""
        found = {each.label: [each.state, each.described] for each in self.documents}
        return {"documents": found, "tools": dict(self.tools)}


def look(
    origins: Iterable[Origin], tools: Mapping[str, str], looks: Mapping[str, str] | None = None
) -> Inputs:
    """Look at the documents at *origins*; nothing is read, or fetched, that can wait.

    *looks* are those of earlier inputs: a file is not read of which the file system tells the same
    as then. It keeps the moment of the last change itself, whatever time a file is given.
    """
    sources = Sources()
    found = list(origins)
    many = len({each.root for each in found}) > 1
    labels = [f"{each.root}/{each.path}" if many else each.path for each in found]
    eye = _Eye(looks or {})
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        # Each is waited for by itself, and the processor has little to do meanwhile.
        elsewhere = {
            at: pool.submit(_looked_at_elsewhere, each, labels[at])
            for at, each in enumerate(found)
            if is_address(each.address)
        }
        looked = tuple(
            elsewhere[at].result() if at in elsewhere else eye.look(each, labels[at], sources)
            for at, each in enumerate(found)
        )
    return Inputs(looked, tools, eye.looks)


class _Eye:
    """Looks at files here, with the *looks* of earlier inputs; its own are for later ones."""

    def __init__(self, before: Mapping[str, str]) -> None:
        self.looks: dict[str, str] = {}
        self._before = before
        # Before anything is looked at: what changes meanwhile is fresh, too.
        self._trusted = time.time_ns() - _FRESH
        self._told: dict[int, tuple[Source, str]] = {}

    def look(self, origin: Origin, label: str, sources: Sources) -> InputDocument:
        # Of most files no more is asked than what the file system tells by their names.
        try:
            source = origin.source or sources.describe(origin.address, origin.root)
            if isinstance(source, CareerlatticeError):
                raise source
            size, sha256 = self._known(origin.address) or self._hash(Path(origin.address))
            return InputDocument(
                origin.address, label, size, sha256, source, described=self._of_source(source)
            )
        except CareerlatticeError as error:
            return InputDocument(origin.address, label, error=error, described=str(error))

    def _of_source(self, source: Source) -> str:
        # Kept with it, so that no other one can have its place.
        if id(source) not in self._told:
            self._told[id(source)] = (source, _of_source(source))
        return self._told[id(source)][1]

    def _known(self, path: str) -> tuple[int, str] | None:
        """The size and the SHA-256 of a document that is as it was when it was read."""
        try:
            status = os.stat(path)  # noqa: PTH116 - many
        except (OSError, ValueError):
            return None
        sight = _sight(status)
        sha256 = self._before.get(sight)
        if sha256 is None:
            return None
        self.looks[sight] = sha256
        return status.st_size, sha256

    def _hash(self, path: Path) -> tuple[int, str]:
        """The size and the SHA-256 of a document.

        Raises:
            InputError: it cannot be read at all.
        """
        try:
            with open(
                path, "rb", opener=lambda name, how: os.open(name, how | os.O_NONBLOCK)
            ) as file:
                status = os.fstat(file.fileno())
                if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST_DOCUMENT:
                    data = file.read()
                    sha256 = hashlib.sha256(data).hexdigest()
                    if status.st_ctime_ns < self._trusted:
                        self.looks[_sight(status)] = sha256
                    return len(data), sha256
        except (OSError, ValueError):
            pass
        # Whoever reads it says best what is the matter.
        return 0, read_document(path).sha256


def _sight(status: os.stat_result) -> str:
    """What tells a state of a file from every other state of any file."""
    moments = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{status.st_dev} {status.st_ino} {status.st_size} {moments}"


def _looked_at_elsewhere(origin: Origin, label: str) -> InputDocument:
    assert origin.source is not None
    try:
        if isinstance(origin.source, CareerlatticeError):
            raise origin.source
        described = _of_source(origin.source)
        size, mark = origin.size, origin.mark
        if not mark:
            size, mark = state_of(origin.address)
        if mark:
            return InputDocument(
                origin.address, label, size, "", origin.source, mark=mark, described=described
            )
        data = fetch(origin.address)
        if len(data) > LARGEST_DOCUMENT:
            raise too_large(origin.address, len(data))
        sha256 = hashlib.sha256(data).hexdigest()
        return InputDocument(
            origin.address, label, len(data), sha256, origin.source, described=described
        )
    except CareerlatticeError as error:
        return InputDocument(origin.address, label, error=error, described=str(error))


def _of_source(source: Source) -> str:
    entries = [(e.key, e.value, e.line) for e in source.entries.values()]
    told = (source.publisher, sorted(entries), sorted(source.expected.items()))
    return key_of(told, source.is_described)


def reading_tools(tools: Mapping[str, str]) -> dict[str, str]:
    """Those of *tools* that the reading of a document depends on."""
    others = ("the mappings", "the ontology")
    return {name: each for name, each in sorted(tools.items()) if name not in others}


def tools_of(loaders: Sequence[Loader], engine: str, mappings: Iterable[Path]) -> dict[str, str]:
    """All that documents are read, validated and joined with, each as a hash, by names."""
    tools = {
        "careerlattice": key_of(__version__, _of_files(_modules()), list(map(_version, _LIBRARIES)))
    }
    packages: dict[str, str] = {}
    for loader in loaders:
        package = type(loader).__module__.partition(".")[0]
        if package not in packages:
            packages[package] = _of_files(_files_of(package))
        tools[f"the loader {loader.name}"] = key_of(loader.version, packages[package])
    tools["the shapes"] = _of_files(sorted(shapes_dir().glob("*.ttl")))
    tools["the validation engine"] = engine
    tools["the checks"] = _of_files(sorted((queries_dir() / "checks").glob("*.rq")))
    tools["the ontology"] = _of_files(sorted(ontology_dir().rglob("*.ttl")))
    tools["the mappings"] = _of_files(
        [file for folder in mappings for file in sorted(folder.glob("*.tsv"))]
    )
    return tools


def _modules() -> list[Path]:
    return [
        file
        for file in sorted(_PACKAGE.rglob("*.py"))
        if file.relative_to(_PACKAGE).parts[0] not in _ABOVE
    ]


def _files_of(package: str) -> list[Path]:
    """The files of a package or module that loaders come in: code, and lists beside it."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        return []
    if spec.submodule_search_locations is None:
        return [Path(spec.origin)] if spec.origin else []
    return [
        file
        for place in spec.submodule_search_locations
        for file in sorted(Path(place).rglob("*"))
        if file.is_file() and file.parent.name != "__pycache__"
    ]


def _of_files(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What changed between two inputs, as `Inputs.to_json` gives them: a line of words each."""
    old, new = before["documents"], now["documents"]
    told = [f"{label} is new" for label in new if label not in old]
    told += [f"{label} is gone" for label in old if label not in new]
    for label, (sha256, described) in new.items():
        if label in old and old[label][0] != sha256:
            told.append(f"{label} has changed")
        elif label in old and old[label][1] != described:
            told.append(f"what {FILE_NAME} says of {label} has changed")
    names = dict.fromkeys((*before["tools"], *now["tools"]))
    told += [
        f"{name} {'has' if name != 'the mappings' else 'have'} changed"
        for name in names
        if before["tools"].get(name) != now["tools"].get(name)
    ]
    return told
