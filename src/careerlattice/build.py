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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from careerlattice import __version__
from careerlattice.cache import Cache, packed
from careerlattice.cluster import Cluster
from careerlattice.crop import Crop, Problem
from careerlattice.documents import read_document
from careerlattice.draft import Draft, counts_from, with_taxonomies
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.gathering import reconcile
from careerlattice.harvest import RESULTS, DocumentSummary, report_from
from careerlattice.identifiers import COMMON_GRAPH
from careerlattice.inputs import Inputs, differences, look, reading_tools, tools_of
from careerlattice.listing import find_documents, find_origins
from careerlattice.maker import Maker
from careerlattice.mappings import MAPPINGS_GRAPH, MappingSet, Settled, settle
from careerlattice.reading import facts_of, read
from careerlattice.registry import find_loaders
from careerlattice.resources import data_dir
from careerlattice.sharding import check_place, write_shards
from careerlattice.site import Site, current_version, is_whole, record_of
from careerlattice.sources import Sources
from careerlattice.taxonomies import Installed, installed_taxonomies
from careerlattice.triples import Triples
from careerlattice.units import units_of
from careerlattice.validate import Report, Severity, check_engine, load_validator
from careerlattice.vocabulary import CAREER, RDF, SKOS
from careerlattice.workers import LONGEST, Workers
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
            crop = Crop(site, workers, readers, inputs, progress)
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
    crop: Crop,
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
    draft = Draft(crop, site, workers, progress)
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
    if before["inputs"] != with_taxonomies(inputs, site.output) or not site.is_whole:
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
        counts_from(before),
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
    changed = differences(recorded["inputs"], with_taxonomies(inputs, output))
    if not changed and not is_whole(version, recorded["files"]):
        changed.append("files of the build have changed")
    return changed


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


def _refusal(problems: Sequence[Problem]) -> InputError:
    if len(problems) == 1:
        error = problems[0].error
        return InputError(error.message, place=problems[0].document, remedy=error.remedy)
    listed = "; ".join(f"{each.document}: {each.error.message}" for each in problems)
    return InputError(
        f"{len(problems)} documents cannot be read, and nothing was built: {listed}",
        remedy="mend or remove them, or build the others with --keep-going",
    )
