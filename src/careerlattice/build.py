"""Build the graph: documents in, a folder with the graph, its store and its reports out.

A build folder holds ``current``, a link to the version people read, which is replaced in one step
when the next version is complete. Whatever stops a build, the version before stays as it was.

    current/graphs/document/<publisher>/<hash>.nq   what one document states
    current/graphs/publisher/<publisher>.nq         what a publisher's documents share
    current/graphs/common.nq                        what publishers share: jurisdictions, loaders
    current/graphs/mappings.nq                      what corresponds across publishers
    current/graphs/ontology.nq                      the vocabulary
    current/texts/<publisher>/<hash>.txt            each document's decoded text
    current/store/                                  the same graph as an Oxigraph store, and in it
                                                    the installed taxonomies, where there are any
    current/documents/                              then, the store without the taxonomies
    current/manifest.json, report.*                 what was built, and what validation found

    cache.db                                        what documents gave, for the next build

The graph files are canonical: sorted N-Quads, the same bytes from the same documents. What a
document gave is kept from build to build, so that only what changed is done again; a file that
comes out as it was is the same file in both versions, by a hard link.
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, Triple, parse

from careerlattice import __version__
from careerlattice.cache import Cache, key_of, packed
from careerlattice.cluster import Cluster
from careerlattice.documents import read_document
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.gathering import (
    Gathered,
    Member,
    Page,
    PublisherTask,
    reconcile,
    reconcile_lines,
    write_lines,
    write_page,
)
from careerlattice.harvest import (
    REPLACED,
    RESULTS,
    DocumentSummary,
    Harvest,
    Known,
    Task,
    report_from,
    report_to,
)
from careerlattice.identifiers import (
    COMMON_GRAPH,
    GRAPH,
    ONTOLOGY_GRAPH,
    class_id,
    document_graph,
)
from careerlattice.inputs import (
    InputDocument,
    Inputs,
    differences,
    look,
    reading_tools,
    tools_of,
)
from careerlattice.jsontext import indented
from careerlattice.listing import find_documents, find_origins
from careerlattice.maker import Group, Maker
from careerlattice.mappings import MAPPINGS_GRAPH, MappingSet, Settled, settle
from careerlattice.questions import Questions, Scope
from careerlattice.reading import facts_of, read
from careerlattice.registry import find_loaders
from careerlattice.resources import data_dir, ontology_dir
from careerlattice.revisions import revisions_of, without_rivals
from careerlattice.sharding import check_place, write_shards
from careerlattice.site import Site, current_version, is_whole, record_of
from careerlattice.sources import Sources
from careerlattice.store import DOCUMENTS_STORE, GraphStore
from careerlattice.taxonomies import Installed, base_store, installed_taxonomies
from careerlattice.triples import Revision, Triples
from careerlattice.units import units_of
from careerlattice.validate import Report, Severity, check_engine, load_validator
from careerlattice.vocabulary import CAREER, RDF, SKOS
from careerlattice.workers import LONGEST, Job, Workers
from careerlattice.workspace import counted_mappings, mapping_folders

__all__ = [
    "Build",
    "DocumentSummary",
    "Problem",
    "build",
    "find_documents",
    "find_origins",
    "reconcile",
    "seed_documents",
    "validate_build",
    "validate_documents",
    "what_changed",
]

_BETWEEN_COLLECTIONS = 50_000
"""So many objects are made until those are looked for that nobody can reach."""
_SAID_OF_STUBS = {RDF.type, SKOS.prefLabel, CAREER.publisher}
_MOST_PATCHED = 0.2
"""The share of a store's facts that may have changed since it was loaded, until it is loaded
anew: what was taken out leaves traces."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that could not be read, and why."""

    document: str
    error: CareerlatticeError


@dataclass(frozen=True)
class Build:
    """A finished build: where it lies and what is in it.

    *counts* are the results of validation; *failed_checks* names the checks on the whole set that
    found something, and how much; *taxonomies* are those that the store holds beside the
    documents' *quads*.
    """

    folder: Path
    problems: tuple[Problem, ...]
    mappings: Settled
    counts: Mapping[Severity, int]
    failed_checks: dict[str, int]
    quads: int
    taxonomies: tuple[Installed, ...]
    _listed: Sequence[Mapping[str, Any] | str] = field(repr=False, compare=False)
    _validated: tuple[str, ...] = field(repr=False, compare=False)

    @cached_property
    def documents(self) -> tuple[DocumentSummary, ...]:
        """What each document gave."""
        listed = (json.loads(each) if isinstance(each, str) else each for each in self._listed)
        return tuple(map(DocumentSummary.from_listed, listed))

    @property
    def is_sound(self) -> bool:
        """Whether nothing was set aside and nothing is wrong with the graph."""
        return not (self.problems or self.failed_checks or self.counts[Severity.VIOLATION])

    @property
    def report(self) -> Report:
        """All that validation found, put together from what the build folder keeps.

        Raises:
            InputError: a later build does not keep it any more.
        """
        cache = Cache(self.folder.parents[1], reads_only=True, from_outside=True)
        try:
            found = cache.parts(self._validated, RESULTS)
        finally:
            cache.close()
        if len(found) < len(self._validated):
            raise InputError(
                "the graph was built again since, of something else",
                place=self.folder.parents[1],
                remedy="read the report that lies there now",
            )
        return Report.merge(map(report_from, found.values()))


def seed_documents() -> Path:
    """The folder of the documents that come with the project."""
    return data_dir() / "documents"


def build(
    paths: Sequence[str | Path],
    output: Path,
    *,
    engine: str = "pyshacl",
    keep_going: bool = False,
    mappings: Path | None = None,
    manifest: str | Path | None = None,
    scheduler: str | None = None,
    shards: Path | None = None,
    jobs: int = 1,
    longest: float = LONGEST,
    progress: Callable[[str], None] = lambda _: None,
) -> Build:
    """Build the graph of the documents at *paths* into the folder *output*.

    What earlier builds there made of the same input is used again. *engine* validates (see
    careerlattice.validate). With *keep_going*, documents that cannot be read, or put in order with
    others of their class, are set aside and listed; else the first pass names all of them and the
    graph there stays as it is. *mappings* is a folder of mapping sets; without it
    those of the workspace and of the project count (see careerlattice.workspace). What they say of
    things that are not in this graph is left out.

    *paths* and *manifest* say where the documents are (see `find_origins`). *jobs* is the number of
    worker processes; with 1, all is done in this one. Where *scheduler* is the address of a Dask
    scheduler, its workers read the documents. A worker may spend *longest* seconds on a document.
    *shards* is a folder to write the graph to once more, as shards (see careerlattice.sharding).
    *progress* is told in words what happens.

    Raises:
        InputError: a document cannot be read or recognised (and not *keep_going*), or a mapping
            set has errors.
        CareerlatticeError: another build is at work in *output*, or it cannot be written; or the
            scheduler cannot be used.
        UsageError: *jobs* is not positive, an address may not be opened, or *shards* is a folder of
            something else.
    """
    if jobs < 1:
        raise UsageError("a build needs at least one job", remedy="give --jobs 1 or more")
    if shards is not None:
        check_place(shards)
    mapped = counted_mappings(mappings)
    loaders = find_loaders()
    check_engine(engine)
    with ExitStack() as stack:
        stack.enter_context(_few_collections())
        site = stack.enter_context(Site(output))
        progress("looking for what changed")
        tools = tools_of(loaders, engine, mapping_folders(mappings))
        inputs = look(find_origins(paths, manifest), tools, site.looks)
        made = _as_before(site, inputs, mapped)
        workers = stack.enter_context(Workers(jobs, Maker, (engine, str(output)), longest=longest))
        if made is None:
            readers: Workers | Cluster = workers
            if scheduler is not None:
                readers = stack.enter_context(
                    Cluster(scheduler, engine, reading_tools(tools), longest=longest)
                )
            crop = _Crop(site, workers, readers, inputs, progress)
            made = _made(crop, site, workers, mapped, engine, progress, keep_going=keep_going)
        if shards is not None:
            about = {
                "careerlattice": __version__,
                "documents": len(made.documents),
                "set-aside": [
                    {"document": each.document, "error": str(each.error)} for each in made.problems
                ],
            }
            progress("writing the shards")
            write_shards(made.folder / "graphs", shards, workers, about, quads=made.quads)
    return made


@contextmanager
def _few_collections() -> Iterator[None]:
    """Have unreachable objects looked for less often.

    What is known of thousands of documents is kept to the end, and looking through it again and
    again would take a fifth of the time of a build that changes little.
    """
    before = gc.get_threshold()
    gc.set_threshold(_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _made(
    crop: _Crop,
    site: Site,
    workers: Workers,
    mapped: MappingSet,
    engine: str,
    progress: Callable[[str], None],
    *,
    keep_going: bool,
) -> Build:
    """Build what *crop* finds: see `build`."""
    crop.read()
    if crop.problems and (not keep_going or crop.is_empty):
        raise _refusal(crop.problems)
    crop.set_copies_aside()
    if keep_going:
        crop.set_rivals_aside()
    crop.place()
    crop.validate()
    crop.shelve()
    draft = _Draft(crop, site, workers, progress)
    draft.gather(mapped.named)
    told = "".join(draft.known)
    settled = settle(mapped, Triples(told))
    mapping_lines = Triples.of(settled.triples()).lines()
    crop.validate_lines("".join(mapping_lines))
    draft.add_lines("common.nq", COMMON_GRAPH, draft.common())
    draft.add_lines("mappings.nq", MAPPINGS_GRAPH, mapping_lines)
    draft.add_ontology(crop.tools["the ontology"])
    listed = crop.listed()
    folder, taxonomies = draft.publish(listed, engine, crop.inputs)
    failed = draft.failed(folder)
    used = {*crop.used, *draft.used}
    # What was set aside may be the same and not be set aside the next time.
    if not crop.problems and len(listed) == len(crop.inputs.documents):
        about = {"failed": failed, "validated": [*crop.found]}
        used.add(_outcome_key(folder))
        site.cache.keep(_outcome_key(folder), about, {"told": packed(told)})
    site.cache.sweep(used, folder.name)
    return Build(
        folder,
        tuple(crop.problems),
        settled,
        draft.counts,
        failed,
        draft.quads,
        taxonomies,
        listed,
        tuple(crop.found),
    )


def _as_before(site: Site, inputs: Inputs, mapped: MappingSet) -> Build | None:
    """The build that is there already, None unless it is whole and was made from the same."""
    version, before = site.version, site.before if site.is_begun else None
    if version is None or before is None:
        return None
    if before["inputs"] != _with_taxonomies(inputs, site.output) or not site.is_whole:
        return None
    key = _outcome_key(version)
    outcome = site.cache.about(key)
    if outcome is None:
        return None
    if before["looks"] != inputs.looks:
        site.cache.write_record(version.name, {**before, "looks": inputs.looks})
    site.remove_old(version.name)
    manifest = json.loads((version / "manifest.json").read_text("utf-8"))
    return Build(
        version,
        (),
        settle(mapped, Triples(site.cache.part(key, "told"))),
        _counts_from(before),
        outcome["failed"],
        sum(each[1] for each in before["files"].values()),
        tuple(each for each in installed_taxonomies(site.output) if each.in_use),
        manifest["documents"],
        tuple(outcome["validated"]),
    )


def _outcome_key(version: Path) -> str:
    """Where it is kept what became of a build, beside its files."""
    return f"outcome {version.name}"


def what_changed(
    paths: Sequence[str | Path],
    output: Path,
    *,
    engine: str = "pyshacl",
    mappings: Path | None = None,
    manifest: str | Path | None = None,
) -> list[str]:
    """What a build of *paths* into *output* would find changed since the last.

    A line of words each. Nothing is written; without a difference, the build there is current.

    Raises:
        InputError: a path does not exist, or there is no document.
    """
    tools = tools_of(find_loaders(), engine, mapping_folders(mappings))
    origins = find_origins(paths, manifest)
    version = current_version(output)
    if version is None:
        return ["nothing was built here yet"]
    recorded = record_of(output, version)
    inputs = look(origins, tools, recorded and recorded["looks"])
    if recorded is None:
        return ["how the graph here was built is not known"]
    changed = differences(recorded["inputs"], _with_taxonomies(inputs, output))
    if not changed and not is_whole(version, recorded["files"]):
        changed.append("files of the build have changed")
    return changed


def _with_taxonomies(inputs: Inputs, output: Path) -> dict[str, Any]:
    """The inputs with the taxonomies that are in use, as they are recorded."""
    written = inputs.to_json()
    in_use = [[each.slug, each.sha256] for each in installed_taxonomies(output) if each.in_use]
    written["tools"]["the taxonomies"] = key_of(in_use)
    return written


def validate_documents(paths: Sequence[Path], *, engine: str = "pyshacl") -> Report:
    """Read the documents at *paths* and validate them, one by one; nothing is written.

    Raises:
        InputError: a document cannot be read or recognised.
    """
    loaders, sources, problems = find_loaders(), Sources(), []
    validator = load_validator(engine)
    reports: list[Report] = []
    for path, root in find_documents(paths):
        try:
            facts = facts_of(read(read_document(path), sources.describe(path, root), loaders))
        except CareerlatticeError as error:
            problems.append(Problem(str(path), error))
            continue
        reports += map(validator.validate, units_of([*facts.own], [*facts.shared]))
    if problems:
        raise _refusal(problems)
    return Report.merge(reports)


def validate_build(folder: Path, *, engine: str = "pyshacl") -> Report:
    """Validate the graph that was built into *folder*, one document at a time.

    Raises:
        InputError: there is no built graph.
    """
    graphs = folder / "current" / "graphs"
    if not graphs.is_dir():
        raise InputError(
            "there is no built graph here", place=folder, remedy="run `careerlattice build`"
        )
    validator = load_validator(engine)
    return Report.merge(validator.validate(unit) for unit in _units(graphs))


def _units(graphs: Path) -> Iterator[list[Triple]]:
    """The mappings; then each class's documents, with what their publisher's graph says of it."""
    yield list(_triples_of(graphs / "mappings.nq"))
    everywhere = graphs / "common.nq"
    common = list(_triples_of(everywhere)) if everywhere.is_file() else []
    for publisher in sorted((graphs / "publisher").glob("*.nq")):
        shared: dict[Any, list[Triple]] = defaultdict(list)
        for triple in (*common, *_triples_of(publisher)):
            shared[triple.subject].append(triple)
        named: dict[Any, list[Triple]] = {}
        classes: dict[str, list[Triple]] = defaultdict(list)
        for file in sorted((graphs / "document" / publisher.stem).glob("*.nq")):
            own = list(_triples_of(file))
            named |= _as_stubs(own)
            about = (str(t.object) for t in own if t.predicate.value == CAREER.aboutClass)
            classes[min(about, default=file.stem)] += own
        for unit in classes.values():
            known = {**shared, **named}
            for iri in _as_stubs(unit):
                known.pop(iri, None)
            described: list[Triple] = []
            waiting = {term for triple in unit for term in (triple.subject, triple.object)}
            seen = set(waiting)
            while waiting:
                found = [triple for term in waiting for triple in known.get(term, ())]
                described += found
                waiting = {triple.object for triple in found} - seen
                seen |= waiting
            yield from units_of(unit, described)


def _as_stubs(triples: Sequence[Triple]) -> dict[Any, list[Triple]]:
    """The classes that *triples* describe, as a document that only names them would."""
    is_class, is_stub = NamedNode(CAREER.JobClass), NamedNode(CAREER.stub)
    stubs: dict[Any, list[Triple]] = {
        t.subject: [Triple(t.subject, NamedNode(CAREER.status), is_stub)]
        for t in triples
        if t.predicate.value == RDF.type and t.object == is_class
    }
    for t in triples:
        if t.subject in stubs and t.predicate.value in _SAID_OF_STUBS:
            stubs[t.subject].append(t)
    return stubs


def _triples_of(file: Path) -> Iterator[Triple]:
    for quad in parse(path=str(file), format=RdfFormat.N_QUADS):
        yield Triple(quad.subject, quad.predicate, quad.object)


# Reading


@dataclass(slots=True)
class _Document:
    """A document that was read: where its harvest is kept, and where it stands among others."""

    at: int
    found: InputDocument
    key: str
    known: Known
    places: tuple[Revision, ...] = ()
    notes: list[str] = field(default_factory=list)
    alone: bool = True
    renamed: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    keys: list[str] = field(default_factory=list)

    @property
    def summary(self) -> DocumentSummary:
        return self.known.summary(superseded=self.is_superseded)

    @property
    def is_superseded(self) -> bool:
        return _is_superseded(self.places)

    @property
    def member(self) -> Member:
        return Member(self.key, self.known.digest, self.is_superseded, self.renamed, self.without)

    @property
    def member_row(self) -> tuple[str, str, bool, Mapping[str, str], Sequence[str]]:
        renamed = dict(sorted(self.renamed.items()))
        return (self.key, self.known.digest, self.is_superseded, renamed, sorted(self.without))

    @property
    def is_as_read(self) -> bool:
        """Whether its harvest is the one that it gives by itself."""
        return self.alone and not self.notes and all(each == Revision() for each in self.places)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What a build asks of the documents of one publisher once they are read and in order.

    Nothing else decides it than these documents, so that it is kept as a whole: of publishers whose
    documents are as they were, no document is looked at by itself.

    *at* are the documents' places among all inputs. Of each, *members* has what a `Member` is made
    from, *facts* the lines of its graph (None where only writing it tells), and *listed* its entry
    in the manifest. *found* are the keys of what was validated with the files it speaks of,
    *failed* is what the checks found that look at one document, and *used* the keys of all that it
    rests on.
    """

    publisher: str
    at: Sequence[int]
    members: Sequence[tuple[str, str, bool, Mapping[str, str], Sequence[str]]]
    facts: Sequence[int | None]
    listed: Sequence[str]
    found: Mapping[str, Sequence[str]]
    failed: Mapping[str, int]
    used: Sequence[str]

    @classmethod
    def of(cls, documents: Sequence[_Document], found: Mapping[str, Sequence[str]]) -> Self:
        """What the *documents* of one publisher gave."""
        failed: dict[str, int] = defaultdict(int)
        for each in documents:
            for slug, count in each.known.failed.items():
                failed[slug] += count
        return cls(
            documents[0].known.publisher,
            [each.at for each in documents],
            [each.member_row for each in documents],
            [None if each.renamed else each.known.facts for each in documents],
            [_entry(each.summary) for each in documents],
            found,
            failed,
            list(dict.fromkeys((*(k for each in documents for k in each.keys), *found))),
        )

    def to_json(self) -> dict[str, Any]:
        """The same in JSON's kinds, but for its place among others."""
        names = ("members", "facts", "listed", "found", "failed", "used")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def from_json(cls, publisher: str, at: Sequence[int], written: Mapping[str, Any]) -> Self:
        """What `to_json` wrote."""
        return cls(publisher, at, **written)


class _Crop:
    """The harvests of all documents: kept ones where they fit, the others made.

    What it finds stands on *shelves*, one for each publisher.
    """

    def __init__(
        self,
        site: Site,
        workers: Workers,
        readers: Workers | Cluster,
        inputs: Inputs,
        progress: Callable[[str], None],
    ) -> None:
        self.documents: list[_Document] = []
        self.problems: list[Problem] = []
        self.shelves: list[_Shelf] = []
        self.found: dict[str, Sequence[str]] = {}
        self.used: set[str] = set()
        self._site = site
        self._workers = workers
        self._readers = readers
        self.inputs = inputs
        self._progress = progress
        # What harvests depend on, besides their documents.
        self._tools = [*reading_tools(inputs.tools).values()]
        self._files: dict[str, list[str]] = {}
        self._validated: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
        self._said: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(inputs.documents):
            if each.source is not None:
                self._said[each.source.publisher].append(at)

    @property
    def is_empty(self) -> bool:
        """Whether no document could be read."""
        return not (self.documents or self.shelves)

    @property
    def tools(self) -> Mapping[str, str]:
        """The hashes of what documents are read, validated and joined with."""
        return self.inputs.tools

    def read(self) -> None:
        """Read all documents but those on shelves; those that cannot be read are problems."""
        found = self.inputs.documents
        self._shelf_keys = {name: self._shelf_key(name) for name in self._said}
        kept = self._site.abouts(self._shelf_keys.values())
        shelves = {
            name: _Shelf.from_json(name, self._said[name], kept[key])
            for name, key in self._shelf_keys.items()
            if key in kept
        }
        shelved = {at for each in shelves.values() for at in each.at}
        waiting = [at for at in range(len(found)) if at not in shelved]
        keys: dict[int, str] = {}
        known: dict[int, Known] = {}
        errors: dict[int, CareerlatticeError] = {}
        while waiting:
            keys |= {at: self._key(found[at]) for at in waiting}
            self._read(waiting, keys, known, errors)
            # A document may name another publisher than stands beside it: then what is on the shelf
            # is not all of that one.
            joined = {known[at].publisher for at in waiting if at in known} & shelves.keys()
            waiting = [at for name in joined for at in shelves.pop(name).at]
        self.shelves = list(shelves.values())
        for each in self.shelves:
            self.used |= {self._shelf_keys[each.publisher], *each.used}
        seen: dict[tuple[str, str], str] = {}
        for at in sorted(keys):
            here, problem = found[at], found[at].error or errors.get(at)
            if problem is None:
                one = known[at]
                assert here.source is not None
                twins = {(here.source.publisher, one.sha256), (one.publisher, one.sha256)}
                same = next((seen[twin] for twin in twins if twin in seen), None)
                if same is None:
                    seen |= dict.fromkeys(twins, here.address)
                    key = keys[at]
                    self.documents.append(_Document(at, here, key, one, keys=[key]))
                    continue
                problem = InputError(
                    f"is the same, byte for byte, as {same}",
                    place=here.address,
                    remedy="remove one of the two",
                )
            self.problems.append(Problem(here.address, problem))

    def _read(
        self,
        places: Sequence[int],
        keys: Mapping[int, str],
        known: dict[int, Known],
        errors: dict[int, CareerlatticeError],
    ) -> None:
        """Read the inputs at *places*; each comes to be *known*, or its error is there."""
        found = self.inputs.documents
        kept = self._site.abouts(keys[at] for at in places)
        failures = {
            at: key_of("failure", keys[at], found[at].address)
            for at in places
            if keys[at] not in kept
        }
        failed = self._site.abouts(failures.values())
        self.used |= kept.keys() | failed.keys()
        tasks: dict[int, Task] = {}
        for at in places:
            if keys[at] in kept:
                known[at] = Known.from_json(kept[keys[at]]["known"])
                self._files[keys[at]] = kept[keys[at]]["files"]
            elif failures[at] in failed:
                errors[at] = _error_from(failed[failures[at]])
            elif found[at].error is None:
                tasks[at] = self._task(found[at])
        for at, answer in self._harvested(tasks, {at: found[at] for at in tasks}):
            if isinstance(answer, CareerlatticeError):
                errors[at] = answer
                continue
            known[at] = answer.known
            self._keep_harvest(keys[at], answer)
        # Where nothing could be read, nothing is written.
        if self._site.is_begun or any(at in known for at in tasks):
            for at in tasks:
                if at in errors and _is_for_ever(errors[at]):
                    self._keep(failures[at], _error_to(errors[at]))
        self._site.commit()

    def _harvested(
        self, tasks: Mapping[int, Task], found: Mapping[int, InputDocument]
    ) -> Iterator[tuple[int, Any]]:
        """Have documents harvested, the largest first, so that none is waited for at the end."""
        order = sorted(tasks, key=lambda at: (-found[at].size, at))
        jobs = [Job(at, "harvest", tasks[at], found[at].address) for at in order]
        for number, (at, answer) in enumerate(self._readers.run(jobs), 1):
            yield at, answer
            self._progress(f"reading {number:,} of {len(jobs):,}: {found[at].name}")

    def _key(self, found: InputDocument) -> str:
        return key_of("document", found.state, found.name, found.described, self._tools)

    def _shelf_key(self, publisher: str) -> str:
        found = (self.inputs.documents[at] for at in self._said[publisher])
        told = [(each.state, each.name, each.described) for each in found]
        return key_of("shelf", publisher, told, self._tools)

    def _task(self, found: InputDocument) -> Task:
        assert found.source is not None
        return Task(found.address, found.sha256, found.source, mark=found.mark)

    def _keep_harvest(self, key: str, made: Harvest) -> None:
        self._files[key] = files = _files_of(made.report)
        results = {RESULTS: report_to(made.report)}
        self._keep(key, {"known": made.known.to_json(), "files": files}, {**made.parts, **results})

    def _keep_report(self, key: str, report: Report) -> list[str]:
        files = _files_of(report)
        self._keep(key, {"files": files}, {RESULTS: report_to(report)})
        return files

    def _keep(self, key: str, about: object, parts: Mapping[str, bytes] | None = None) -> None:
        self._site.cache.keep(key, about, parts)
        self.used.add(key)

    def set_copies_aside(self) -> None:
        """Let go of documents that say what another one says, of the same classes.

        A framework may be published in two forms. The first by name is kept, with a finding.
        """
        kept: list[_Document] = []
        alike: dict[tuple[str, str, tuple[str, ...]], list[_Document]] = defaultdict(list)
        for each in self.documents:
            known = each.known
            if not known.says:
                kept.append(each)
                continue
            names = tuple(sorted(stated.name for stated in known.standing.classes))
            same = alike[known.publisher, known.says, names]
            first = next((other for other in same if _may_be_one(each.known, other.known)), None)
            if first is None:
                kept.append(each)
                same.append(each)
                continue
            copy, file = known.standing.file, first.known.standing.file
            self._progress(f"{copy} says the same as {file}: set aside")
            first.notes.append(f"{copy} (SHA-256 {known.sha256}) says the same")
        self.documents = kept

    def set_rivals_aside(self) -> None:
        """Let go of documents that cannot be put in order with others of their class."""
        refused = without_rivals([each.known.standing for each in self.documents])
        for at, error in refused.items():
            self.problems.append(Problem(self.documents[at].known.standing.file, error))
        self.documents = [each for at, each in enumerate(self.documents) if at not in refused]

    def place(self) -> None:
        """Put all in order with the others of their class; what that changes is read again.

        Raises:
            InputError: documents describe one class, and do not say which is newer.
        """
        places = revisions_of([each.known.standing for each in self.documents])
        for each, own in zip(self.documents, places, strict=True):
            each.places = own
        self._groups = [group for group in _groups(self.documents) if len(group) > 1]
        for group in self._groups:
            for each in group:
                each.alone = False
        moved = {at: each for at, each in enumerate(self.documents) if not each.is_as_read}
        for each in moved.values():
            each.key = key_of(each.key, repr(each.places), each.notes, each.alone)
            each.keys.append(each.key)
        kept = self._site.abouts(each.key for each in moved.values())
        self.used |= kept.keys()
        tasks = {}
        for at, each in moved.items():
            if each.key in kept:
                each.known = Known.from_json(kept[each.key]["known"])
                self._files[each.key] = kept[each.key]["files"]
            else:
                tasks[at] = replace(
                    self._task(each.found),
                    sha256=each.known.sha256,
                    places=each.places,
                    notes=tuple(each.notes),
                    alone=each.alone,
                )
        for at, answer in self._harvested(tasks, {at: moved[at].found for at in tasks}):
            if isinstance(answer, CareerlatticeError):
                raise answer
            moved[at].known = answer.known
            self._keep_harvest(moved[at].key, answer)
        self._site.commit()
        self._resolve_stubs()

    def _resolve_stubs(self) -> None:
        """Let what only names a class speak of the class itself where it was loaded.

        A document names other classes by title; a publisher's class of that title is meant. Where
        two loaded classes share a title, or none has it, the stub stays.
        """
        titled: dict[str, set[str]] = defaultdict(set)
        for each in self.documents:
            publisher = each.known.publisher
            for stated, place in zip(each.known.standing.classes, each.places, strict=True):
                if stated.title and not place.superseded:
                    stub = class_id(publisher, stated.title)
                    titled[stub].add(class_id(publisher, stated.name))
        meant = {stub: min(classes) for stub, classes in titled.items() if len(classes) == 1}
        # What made a stub of it says nothing of a class that was loaded.
        loaded = frozenset(meant.values())
        for each in self.documents:
            names = each.known.names
            each.renamed = {name: meant[name] for name in names if meant.get(name, name) != name}
            each.without = loaded.intersection((*names, *each.renamed.values()))

    def validate(self) -> None:
        """Have the shapes applied to what shares classes; the others were validated as read.

        What was validated is known by the keys it is kept at, with the files it speaks of.
        """
        for each in self.documents:
            if each.alone:
                self._validated[each.known.publisher][each.key] = self._files[each.key]
        groups, owners = {}, {}
        for group in self._groups:
            # Only the words of the documents count: a document is validated by itself, and itself
            # it only names other classes.
            members = tuple(replace(each.member, renamed={}, without=frozenset()) for each in group)
            key = key_of("group", [(each.key, each.superseded) for each in members])
            groups[key] = Group(members)
            owners[key] = group[0].known.publisher
        kept = self._site.abouts(groups)
        self.used |= kept.keys()
        for key, about in kept.items():
            self._validated[owners[key]][key] = about["files"]
        jobs = [
            Job(key, "validate", group, "documents of one class")
            for key, group in groups.items()
            if key not in kept
        ]
        for number, (key, report) in enumerate(self._workers.run(jobs), 1):
            self._progress(f"validating {number:,} of {len(jobs):,}")
            if isinstance(report, CareerlatticeError):
                raise report
            self._validated[owners[key]][key] = self._keep_report(key, report)
        self._site.commit()

    def shelve(self) -> None:
        """Put what was read on shelves, beside those that are there; whole ones are kept.

        What was validated is then *found*: the keys it is kept at, with the files it speaks of.
        """
        by_publisher: dict[str, list[_Document]] = defaultdict(list)
        for each in self.documents:
            by_publisher[each.known.publisher].append(each)
        for publisher, documents in by_publisher.items():
            shelf = _Shelf.of(documents, self._validated[publisher])
            self.shelves.append(shelf)
            # None was set aside, and none came from elsewhere.
            if shelf.at == self._said.get(publisher):
                self._keep(self._shelf_keys[publisher], shelf.to_json())
        self._site.commit()
        self.shelves.sort(key=lambda each: each.at[0])
        for shelf in self.shelves:
            self.found |= shelf.found

    def listed(self) -> list[str]:
        """The entries of all documents in the manifest, in their order."""
        placed = [
            (at, entry)
            for shelf in self.shelves
            for at, entry in zip(shelf.at, shelf.listed, strict=True)
        ]
        return [entry for _, entry in sorted(placed)]

    def validate_lines(self, text: str) -> None:
        """Have the shapes applied to triples that are no document's.

        Raises:
            CareerlatticeError: the engine gave up.
        """
        key = key_of("lines", text, self._tools)
        kept = self._site.abouts([key])
        if key in kept:
            self.used.add(key)
            self.found[key] = kept[key]["files"]
            return
        ((_, report),) = self._workers.run([Job(key, "validate_lines", text, "the mappings")])
        if isinstance(report, CareerlatticeError):
            raise report
        self.found[key] = self._keep_report(key, report)


def _files_of(report: Report) -> list[str]:
    """The files that a report speaks of."""
    return sorted({result.about_file for result in report.results})


def _is_for_ever(error: CareerlatticeError) -> bool:
    """Whether the same document would fail in the same way again."""
    return isinstance(error, InputError) and error.message != REPLACED


def _error_to(error: CareerlatticeError) -> dict[str, Any]:
    place = [error.place.file, error.place.line] if error.place else None
    return {"message": error.message, "place": place, "remedy": error.remedy}


def _error_from(written: Mapping[str, Any]) -> InputError:
    file, line = written["place"] or (None, None)
    return InputError(written["message"], place=file, line=line, remedy=written["remedy"])


def _groups(documents: Sequence[_Document]) -> list[list[_Document]]:
    """What is validated together: a document, or the revisions of one class, which share it."""
    together: dict[tuple[str, str], list[_Document]] = {}
    for each in documents:
        standing = each.known.standing
        names = [stated.name for stated in standing.classes] or [each.known.sha256]
        keys = [(standing.publisher, name) for name in names]
        # A document that shares a class with others goes where these are, and so do they.
        group = [each]
        for other in {id(together[key]): together[key] for key in keys if key in together}.values():
            group = [*other, *group]
        for member in group:
            known = member.known.standing
            own = [stated.name for stated in known.classes] or [member.known.sha256]
            together |= dict.fromkeys(((known.publisher, name) for name in own), group)
    return list({id(group): group for group in together.values()}.values())


def _may_be_one(known: Known, other: Known) -> bool:
    """Whether the two are not known to be two revisions by their days."""
    return len({known.day, other.day} - {None}) < 2


def _refusal(problems: Sequence[Problem]) -> InputError:
    if len(problems) == 1:
        error = problems[0].error
        return InputError(error.message, place=problems[0].document, remedy=error.remedy)
    listed = "; ".join(f"{each.document}: {each.error.message}" for each in problems)
    return InputError(
        f"{len(problems)} documents cannot be read, and nothing was built: {listed}",
        remedy="mend or remove them, or build the others with --keep-going",
    )


def _is_superseded(places: Sequence[Revision]) -> bool:
    """Whether nothing that a document describes is in force any more."""
    return bool(places) and all(place.superseded for place in places)


# Writing


class _Part(NamedTuple):
    """A file of a version: what it comes from, by a key, and how it is made.

    *graph* is the IRI of the named graph it holds, "" where it holds none; *facts* are the lines of
    it, None where only writing it tells. It is made from a *page*, or by *write*.
    """

    key: str
    graph: str
    facts: int | None
    write: Callable[[Path], int] | None
    page: Page | None = None


class _Draft:
    """The next version: its files, most of them as they are in the version before."""

    def __init__(
        self, crop: _Crop, site: Site, workers: Workers, progress: Callable[[str], None]
    ) -> None:
        self.used: set[str] = set()
        self.known: list[str] = []
        self.counts: Mapping[Severity, int] = {}
        self._crop = crop
        self._site = site
        self._workers = workers
        self._progress = progress
        self._parts: dict[str, _Part] = {}
        self._facts: dict[str, int] = {}
        self._gathered: dict[str, Gathered] = {}
        self._record: dict[str, Any] = {}

    @property
    def quads(self) -> int:
        """The facts of all graphs."""
        return sum(self._facts.values())

    def gather(self, named: Iterable[str]) -> None:
        """Have the graph of each publisher made that changed, and of each document its files.

        *named* are the things that mappings name: what is said of them is then *known*.
        """
        tasks: dict[str, PublisherTask] = {}
        keys: dict[str, str] = {}
        about = sorted(named)
        checks = self._crop.tools["the checks"]
        for shelf in self._crop.shelves:
            publisher = shelf.publisher
            self._add_documents(shelf)
            file = f"graphs/publisher/{publisher}.nq"
            theirs = [iri for iri in about if f"/{publisher}/" in iri]
            keys[publisher] = key_of("publisher", publisher, shelf.members, theirs, checks)
            tasks[publisher] = PublisherTask(
                publisher,
                tuple(Member(*row[:4], frozenset(row[4])) for row in shelf.members),
                frozenset(theirs),
                str(self._site.staging / file),
            )
        kept = self._site.abouts(keys.values())
        self.used |= set(keys.values())
        jobs = []
        for publisher, key in keys.items():
            if key in kept and self._site.has(f"graphs/publisher/{publisher}.nq", key):
                written = kept[key]
                self._gathered[publisher] = Gathered(
                    written["facts"],
                    tuple(written["common"]),
                    tuple(written["known"]),
                    written["failed"],
                )
            else:
                jobs.append(Job(publisher, "gather", tasks[publisher], publisher))
        jobs.sort(key=lambda job: (-len(job.argument.members), job.key))
        for number, (publisher, gathered) in enumerate(self._workers.run(jobs), 1):
            self._progress(f"gathering {number:,} of {len(jobs):,}: {publisher}")
            if isinstance(gathered, CareerlatticeError):
                raise gathered
            self._gathered[publisher] = gathered
            written = {
                "facts": gathered.facts,
                "common": gathered.common,
                "known": gathered.known,
                "failed": gathered.failed,
            }
            self._site.cache.keep(keys[publisher], written)
        self._site.commit()
        for publisher, key in keys.items():
            gathered = self._gathered[publisher]
            self.known += gathered.known
            self._parts[f"graphs/publisher/{publisher}.nq"] = _Part(
                key,
                f"{GRAPH}publisher/{publisher}",
                gathered.facts,
                lambda _, facts=gathered.facts: facts,  # type: ignore[misc]
            )

    def _add_documents(self, shelf: _Shelf) -> None:
        publisher, staging = shelf.publisher, self._site.staging
        for (key, digest, _, renamed, _), facts in zip(shelf.members, shelf.facts, strict=True):
            place = f"{publisher}/{digest}"
            graph, text = f"graphs/document/{place}.nq", f"texts/{place}.txt"
            iri = document_graph(publisher, digest)
            made_of = key_of(key, renamed) if renamed else key
            page = Page(f"{staging}/{graph}", key, iri, renamed)
            self._parts[graph] = _Part(made_of, iri, facts, None, page)
            page = Page(f"{staging}/{text}", key)
            self._parts[text] = _Part(f"{key} text", "", 0, None, page)

    def common(self) -> list[str]:
        """What publishers share."""
        return list(reconcile_lines([each.common for each in self._gathered.values()]))

    def add_lines(self, name: str, graph: str, lines: Iterable[str]) -> None:
        """Add a graph of these lines of N-Triples."""
        kept = sorted(set(lines))

        def write(file: Path) -> int:
            write_lines(file, kept, graph)
            return len(kept)

        self._parts[f"graphs/{name}"] = _Part(key_of(kept), graph, len(kept), write)

    def add_ontology(self, digest: str) -> None:
        """Add the graph of the ontology, whose files have the hash *digest*."""
        key = key_of("ontology", digest, __version__)
        cache = self._site.cache
        self.used.add(key)
        about = cache.about(key)
        if about is None:
            lines = sorted(set(Triples.of(_ontology()).lines()))
            about = {"facts": len(lines)}
            cache.keep(key, about, {"lines": packed("".join(lines))})
            cache.commit()

        def write(file: Path) -> int:
            lines = Triples(cache.part(key, "lines")).lines()
            write_lines(file, lines, ONTOLOGY_GRAPH)
            return len(lines)

        self._parts["graphs/ontology.nq"] = _Part(key, ONTOLOGY_GRAPH, about["facts"], write)

    def publish(
        self,
        listed: Sequence[str],
        engine: str,
        inputs: Inputs,
    ) -> tuple[Path, tuple[Installed, ...]]:
        """Write the version and make it the current one; its folder, and the taxonomies in it.

        *listed* are the documents' entries in the manifest.
        """
        site, output = self._site, self._site.output
        base = base_store(output, self._progress)
        taxonomies: tuple[Installed, ...] = ()
        if base is not None:
            taxonomies = tuple(each for each in installed_taxonomies(output) if each.in_use)
        sections = self._section_keys()
        self.used |= sections.keys()
        # It is what it was where the same was validated; to compare the report takes longer.
        told = key_of("report", sorted(self._crop.found))
        self._parts["report.json"] = _Part(told, "", 0, lambda _: self._write_reports(sections))
        manifest = _manifest(listed, engine, taxonomies)
        self._parts["manifest.json"] = _Part(
            key_of(manifest), "", 0, lambda file: _write_manifest(file, manifest)
        )
        loaded = [(each.slug, each.sha256) for each in taxonomies]
        keys = sorted((name, part.key) for name, part in self._parts.items())
        version = key_of(keys, loaded)[:16]
        recorded = _with_taxonomies(inputs, output)
        before = site.before
        if before is not None and site.version is not None:
            same = before["identity"] == version and site.is_whole
            if same:
                self._facts = {name: each[1] for name, each in before["files"].items()}
                self.counts = _counts_from(before)
                now = {"inputs": recorded, "looks": dict(inputs.looks)}
                if any(before[name] != each for name, each in now.items()):
                    site.cache.write_record(site.version.name, {**before, **now})
                site.remove_old(site.version.name)
                return site.version, taxonomies
        self._progress("writing the graph")
        files = self._write_parts()
        self._facts = {name: each[1] for name, each in files.items()}
        patched = self._make_stores(files, loaded, base)
        record = {
            "identity": version,
            "inputs": recorded,
            "looks": dict(inputs.looks),
            "files": files,
            "counts": [self.counts[severity] for severity in Severity],
            "loaded": loaded,
            "patched": patched,
        }
        return site.publish(version, record), taxonomies

    def _write_parts(self) -> dict[str, Sequence[Any]]:
        """Write or link all files; for each its key, its facts, and how it can be known again."""
        staging = self._site.staging
        files: dict[str, Sequence[Any]] = {}
        for folder in {name.rpartition("/")[0] for name in self._parts}:
            (staging / folder).mkdir(parents=True, exist_ok=True)
        for name, part in self._parts.items():
            told = self._site.link(name, part.key)
            if told is not None and self._has_beside(name):
                files[name] = told
        written = self._write_pages([name for name in self._parts if name not in files])
        for name, part in self._parts.items():
            if name in files:
                continue
            file = staging / name
            if name in written:
                facts = written[name]
            elif part.page is not None:
                facts = write_page(part.page, self._site.cache)
            else:
                assert part.write is not None
                facts = part.write(file)
            status = file.stat()
            files[name] = (part.key, facts, status.st_size, status.st_mtime_ns)
        return files

    def _has_beside(self, name: str) -> bool:
        """Make the other forms of the report those of the version before, where it is the same."""
        if name != "report.json":
            return True
        if self._site.before is not None:
            self.counts = _counts_from(self._site.before)
        return all(map(self._site.link_beside, _OTHER_REPORTS))

    def _section_keys(self) -> dict[str, list[str]]:
        """Where the sections of the report are kept, in its order, and what each is made from."""
        by_file: dict[str, list[str]] = defaultdict(list)
        for key, files in self._crop.found.items():
            for file in files:
                by_file[file].append(key)
        # A hash for each would take longer than all the rest.
        return {
            f"section {' '.join(sorted(keys))} {file}": keys
            for file, keys in sorted(by_file.items())
        }

    def _write_reports(self, sections: Mapping[str, Sequence[str]]) -> int:
        """Write the report in all its forms."""
        from careerlattice import report as forms  # noqa: PLC0415

        cache = self._site.cache
        kept = cache.parts(sections, "section")
        made: list[forms.Section] = []
        for key, keys in sections.items():
            if key not in kept:
                file = key.split(" ", len(keys) + 1)[-1]
                report = Report.merge(map(report_from, cache.parts(keys, RESULTS).values()))
                section = forms.Section.of([r for r in report.results if r.about_file == file])
                cache.keep(key, None, {"section": b"\0".join(section)})
                made.append(section)
            else:
                made.append(forms.Section(*kept[key].split(b"\0")))
        cache.commit()
        self.counts = forms.counted(made)
        for suffix, written in forms.forms_of(made).items():
            target = self._site.staging / f"report.{suffix}"
            # It may be the one of the version before, by a link.
            target.unlink(missing_ok=True)
            target.write_bytes(written)
        return 0

    def _write_pages(self, names: Iterable[str]) -> dict[str, int]:
        """Have the files of documents written by the workers; for each the number of its facts.

        A few are written sooner than workers begin.
        """
        pages = {name: page for name in names if (page := self._parts[name].page) is not None}
        if len(pages) < _PAGES:
            return {}
        waiting = list(pages)
        jobs = [
            Job(some, "write", tuple(pages[name] for name in some), "files of documents")
            for at in range(0, len(waiting), _PAGES)
            for some in [tuple(waiting[at : at + _PAGES])]
        ]
        facts: dict[str, int] = {}
        for number, (some, written) in enumerate(self._workers.run(jobs), 1):
            if isinstance(written, CareerlatticeError):
                raise written
            facts |= zip(some, written, strict=True)
            self._progress(f"writing {min(number * _PAGES, len(pages)):,} of {len(pages):,}")
        return facts

    def _make_stores(
        self,
        files: Mapping[str, Sequence[Any]],
        loaded: Sequence[tuple[str, str]],
        base: Path | None,
    ) -> int:
        """Make the store, and with taxonomies the one without them; how much of it was patched.

        The store of the documents alone is kept beside it: questions that name nothing of a
        taxonomy need not look at millions of facts that are not ours, and neither need the checks.
        The other one begins as a copy of the taxonomies' store, which costs nothing.
        """
        staging, site = self._site.staging, self._site
        stores = ["store"] if base is None else [DOCUMENTS_STORE, "store"]
        changes = site.changes(files)
        patched = site.patched + sum(each.facts for each in changes)
        if (
            site.version is not None
            and site.loaded == [list(each) for each in loaded]
            and patched <= _MOST_PATCHED * self.quads
            and all((site.version / name).is_dir() for name in stores)
        ):
            self._progress("changing the store")
            told = [(each.graph, each.before, each.after) for each in changes]
            for name in stores:
                GraphStore.patch(staging / name, site.version / name, told)
            return patched
        self._progress("loading the store")
        graphs = sorted(staging / name for name, part in self._parts.items() if part.graph)
        GraphStore.create(staging / stores[0], graphs, progress=self._progress)
        if base is not None:
            self._progress("adding the taxonomies")
            GraphStore.create(staging / "store", graphs, base=base, progress=self._progress)
        return 0

    def failed(self, folder: Path) -> dict[str, int]:
        """The checks of queries/checks that find something, and how many rows.

        They ask what no single document can tell: codes used twice, ranks that clash. Most look at
        one publisher at a time, and have been asked; what must see everything is asked here.
        """
        found: dict[str, int] = defaultdict(int)
        for part in (
            *(each.failed for each in self._crop.shelves),
            *(each.failed for each in self._gathered.values()),
        ):
            for slug, count in part.items():
                found[slug] += count
        checks = [each for each in Questions.checks().values() if each.scope is Scope.GRAPH]
        if checks:
            self._progress("checking the whole")
            with GraphStore.open(folder / "store") as store:
                graph = store.without_taxonomies()
                for check in checks:
                    found[check.slug] += len(check.ask(graph, {}))
        return {slug: found[slug] for slug in Questions.checks() if found[slug]}


_PAGES = 100
"""So many files of documents are one piece of work."""
_OTHER_REPORTS = ("report.ttl", "report.md", "report.html")


def _ontology() -> Iterable[Triple]:
    """The ontology's triples; blank nodes have canonical names, so that the bytes stay the same."""
    dataset = Dataset()
    for file in sorted(ontology_dir().rglob("*.ttl")):
        # Blank nodes of two files must not share a name, whatever the parser calls them.
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            dataset.add(quad)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return (Triple(quad.subject, quad.predicate, quad.object) for quad in dataset)


def _counts_from(record: Mapping[str, Any]) -> dict[Severity, int]:
    """The counts of the results that were recorded with a version."""
    return dict(zip(Severity, record["counts"], strict=True))


def _entry(summary: DocumentSummary) -> str:
    """What the manifest says of a document."""
    return indented(dict(sorted(summary.listed.items())), 2)


def _manifest(listed: Sequence[str], engine: str, taxonomies: Sequence[Installed]) -> str:
    manifest: dict[str, Any] = {
        "careerlattice": __version__,
        "validated-by": engine,
        "documents": [],
    }
    if taxonomies:
        manifest["taxonomies"] = [
            {"name": each.slug, "quads": each.quads, "sha256": each.sha256} for each in taxonomies
        ]
    text = indented({name: manifest[name] for name in sorted(manifest)})
    documents = ",\n    ".join(listed)
    return text.replace('"documents": []', f'"documents": [\n    {documents}\n  ]', 1) + "\n"


def _write_manifest(file: Path, manifest: str) -> int:
    file.write_text(manifest, encoding="utf-8")
    return 0
