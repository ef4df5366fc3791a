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

The graph files are canonical: sorted N-Quads, the same bytes from the same documents.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    parse,
)

from careerlattice import __version__
from careerlattice.documents import DOCUMENT_SUFFIXES, read_document
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.folders import workshop
from careerlattice.identifiers import (
    COMMON_GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    class_id,
    document_graph,
    publisher_graph,
)
from careerlattice.mappings import MAPPINGS_GRAPH, Settled, settle
from careerlattice.model import Severity
from careerlattice.questions import Questions
from careerlattice.reading import Reading, facts_of, read
from careerlattice.registry import Loader, find_loaders
from careerlattice.resources import data_dir, ontology_dir
from careerlattice.revisions import revisions_of, without_rivals
from careerlattice.sources import describe
from careerlattice.store import DOCUMENTS_STORE, GraphStore
from careerlattice.taxonomies import Installed, base_store, installed_taxonomies
from careerlattice.triples import Facts, Revision, Triples
from careerlattice.units import units_of
from careerlattice.validate import Report, load_validator
from careerlattice.vocabulary import CAREER, RDF, SKOS
from careerlattice.wording import slug
from careerlattice.workspace import counted_mappings

__all__ = [
    "Build",
    "DocumentSummary",
    "Problem",
    "build",
    "find_documents",
    "seed_documents",
    "validate_build",
    "validate_documents",
]

_NO_DOCUMENTS = frozenset({"readme", "license", "licence", "changelog", "index"})

# Shared wordings of which a thing has one, and where the other wordings of it go.
_ONE_WORDING = {
    CAREER.text: CAREER.alternativeText,
    SKOS.definition: CAREER.alternativeText,
    SKOS.prefLabel: SKOS.altLabel,
}

# Shared things that a superseded revision alone holds: none of them is in force any more.
_STATEMENTS = {
    CAREER.BehaviouralIndicator,
    CAREER.Competency,
    CAREER.Duty,
    CAREER.LevelDescriptor,
    CAREER.PerformanceLevel,
    CAREER.PerformanceScale,
    CAREER.PerformanceStandard,
    CAREER.ProficiencyLevel,
    CAREER.ProficiencyScale,
}

_SAID_OF_STUBS = {RDF.type, SKOS.prefLabel, CAREER.publisher}


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that could not be read, and why."""

    document: str
    error: CareerlatticeError


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What one document gave: counts of things, and of characters by what became of them."""

    file: str
    publisher: str
    sha256: str
    loader: str
    confidence: float
    label: str
    class_id: str
    grades: tuple[str, ...]
    duties: int
    requirements: int
    requirements_with_level: int
    qualifications: int
    placed: int
    labels: int
    unplaced: int
    findings: dict[str, int]
    quads: int
    superseded: bool

    @property
    def accounted(self) -> float:
        """The share of non-blank characters that are placed or labels, 0 to 1."""
        total = self.placed + self.labels + self.unplaced
        return 1 - self.unplaced / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: where it lies and what is in it.

    *failed_checks* names the checks on the whole set that found something, and how much;
    *taxonomies* are those that the store holds beside the documents' *quads*.
    """

    folder: Path
    documents: tuple[DocumentSummary, ...]
    problems: tuple[Problem, ...]
    mappings: Settled
    report: Report
    failed_checks: dict[str, int]
    quads: int
    taxonomies: tuple[Installed, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was set aside and nothing is wrong with the graph."""
        return not self.problems and not self.failed_checks and self.report.conforms


def seed_documents() -> Path:
    """The folder of the documents that come with the project."""
    return data_dir() / "documents"


def find_documents(paths: Sequence[Path]) -> list[tuple[Path, Path]]:
    """The documents at *paths* (files, or folders searched to the bottom), each with its root.

    In folders, hidden files and those that speak about the folder (README …) are passed over.
    The root is where the search for a source.toml ends. Sorted, without repeats.

    Raises:
        InputError: a path does not exist, or there is no document at all.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        # Unlike Path's own, these take a name that no file can have for one that no file has.
        if os.path.isdir(path):  # noqa: PTH112
            for file in sorted(path.rglob("*")):
                if _is_document(file.relative_to(path)) and file.is_file():
                    found.setdefault(file, path)
        elif os.path.exists(path):  # noqa: PTH110
            found.setdefault(path, path.parent)
        else:
            raise InputError("does not exist", place=path, remedy="name a document or a folder")
    if not found:
        raise InputError(
            "there is no document here",
            place=paths[0] if paths else None,
            remedy="name documents (.txt, .md, .html, .docx, .pdf), or a folder of them",
        )
    return sorted(found.items())


def _is_document(file: Path) -> bool:
    """Whether a file found in a folder (its path from there) is meant as a document."""
    # "~$" begins the name of what Word leaves beside a document that is open.
    hidden = any(part.startswith((".", "~$")) for part in file.parts)
    about = file.stem.lower() in _NO_DOCUMENTS
    return not hidden and not about and file.suffix.lower() in DOCUMENT_SUFFIXES


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    engine: str = "pyshacl",
    keep_going: bool = False,
    mappings: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Build:
    """Build the graph of the documents at *paths* into the folder *output*.

    *engine* validates (see careerlattice.validate). With *keep_going*, documents that cannot be
    read, or put in order with others of their class, are set aside and listed; else the first pass
    names all of them and nothing is written.
    *mappings* is a folder of mapping sets; without it those of the workspace and of the project
    count (see careerlattice.workspace). What they say of things that are not in this graph is left
    out. *progress* is told in words what happens.

    Raises:
        InputError: a document cannot be read or recognised (and not *keep_going*), or a mapping
            set has errors.
        CareerlatticeError: another build is at work in *output*, or it cannot be written.
    """
    loaders = find_loaders()
    mapped = counted_mappings(mappings)
    readings, problems = _read_all(find_documents(paths), loaders, progress)
    if problems and not keep_going:
        raise _refusal(problems)
    if not readings:
        raise _refusal(problems)
    readings = _set_copies_aside(readings, progress)
    if keep_going:
        readings, rivals = without_rivals(readings)
        problems += [Problem(name, error) for name, error in rivals.items()]
    revisions = revisions_of(readings)
    facts = [facts_of(each, places) for each, places in zip(readings, revisions, strict=True)]
    settled = settle(mapped, (t for each in facts for t in (*each.own, *each.shared)))
    progress("validating")
    validator = load_validator(engine)
    units = (*_classes(readings, facts, revisions), settled.triples())
    report = Report.merge(map(validator.validate, units))
    # Only now: a document is validated by itself, and itself it only names other classes.
    facts = _resolve_stubs(readings, facts, revisions)
    summaries = tuple(
        _summary(reading, each, superseded=_is_superseded(places))
        for reading, each, places in zip(readings, facts, revisions, strict=True)
    )
    with _workshop(output) as staging:
        progress("writing the graph")
        graphs = staging / "graphs"
        quads = _write_graphs(graphs, readings, facts, revisions)
        quads += _write_quads(graphs / "mappings.nq", Triples.of(settled.triples()), MAPPINGS_GRAPH)
        _write_texts(staging / "texts", readings)
        _write_reports(staging, report)
        _write_manifest(staging / "manifest.json", summaries, engine)
        progress("loading the store")
        files = sorted((staging / "graphs").rglob("*.nq"))
        GraphStore.create(staging / "store", files)
        progress("checking the whole")
        failed = _failed_checks(staging / "store")
        taxonomies = _add_taxonomies(output, staging, files, progress)
        folder = _publish(output, staging)
    return Build(folder, summaries, tuple(problems), settled, report, failed, quads, taxonomies)


def validate_documents(paths: Sequence[Path], *, engine: str = "pyshacl") -> Report:
    """Read the documents at *paths* and validate them, one by one; nothing is written.

    Raises:
        InputError: a document cannot be read or recognised.
    """
    readings, problems = _read_all(find_documents(paths), find_loaders(), lambda _: None)
    if problems:
        raise _refusal(problems)
    validator = load_validator(engine)
    facts = map(facts_of, readings)
    units = (unit for each in facts for unit in units_of([*each.own], [*each.shared]))
    return Report.merge(map(validator.validate, units))


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


def _resolve_stubs(
    readings: Sequence[Reading],
    facts: Sequence[Facts],
    revisions: Sequence[tuple[Revision, ...]],
) -> list[Facts]:
    """Let what only names a class speak of the class itself where it was loaded.

    A document names other classes by title; a publisher's class of that title is meant. Where two
    loaded classes share a title, or none has it, the stub stays.
    """
    titled: dict[str, set[str]] = defaultdict(set)
    for reading, places in zip(readings, revisions, strict=True):
        publisher = reading.source.publisher
        named = zip(reading.class_names, reading.specification.classes, places, strict=True)
        for name, specification, place in named:
            title = slug(specification.title.text)
            if title and not place.superseded:
                titled[class_id(publisher, title)].add(class_id(publisher, name))
    meant = {stub: min(classes) for stub, classes in titled.items() if len(classes) == 1}
    # What made a stub of it says nothing of a class that was loaded.
    loaded = frozenset(meant.values())
    return [
        Facts(each.own.renamed(meant), each.shared.renamed(meant, without=loaded)) for each in facts
    ]


def _failed_checks(store: Path) -> dict[str, int]:
    """The checks of queries/checks that find something, and how many rows.

    They ask what no single document can tell: codes used twice, ranks that clash.
    """
    with GraphStore.open(store) as graph:
        found = {check.slug: len(check.ask(graph, {})) for check in Questions.checks().values()}
    return {slug: count for slug, count in found.items() if count}


def _add_taxonomies(
    output: Path, staging: Path, files: Sequence[Path], progress: Callable[[str], None]
) -> tuple[Installed, ...]:
    """Put the installed taxonomies into the staged store; return them.

    The store of the documents alone is kept beside it: questions that name nothing of a taxonomy
    need not look at millions of facts that are not ours, and neither need the checks. The other
    one begins as a copy of the taxonomies' store, which costs nothing.
    """
    base = base_store(output, progress)
    if base is None:
        return ()
    progress("adding the taxonomies")
    (staging / "store").rename(staging / DOCUMENTS_STORE)
    GraphStore.create(staging / "store", files, base=base)
    taxonomies = tuple(each for each in installed_taxonomies(output) if each.in_use)
    manifest = staging / "manifest.json"
    listed = json.loads(manifest.read_text("utf-8"))
    listed["taxonomies"] = [
        {"name": each.slug, "sha256": each.sha256, "quads": each.quads} for each in taxonomies
    ]
    _write_json(manifest, listed)
    return taxonomies


# Reading


def _read_all(
    documents: Iterable[tuple[Path, Path]],
    loaders: Sequence[Loader],
    progress: Callable[[str], None],
) -> tuple[list[Reading], list[Problem]]:
    readings: list[Reading] = []
    problems: list[Problem] = []
    known: dict[tuple[str, str], str] = {}
    for path, root in documents:
        progress(f"reading {path.name}")
        try:
            source = describe(path, root)
            document = read_document(path)
            key = (source.publisher, document.sha256)
            if key in known:
                raise InputError(
                    f"is the same, byte for byte, as {known[key]}",
                    place=path,
                    remedy="remove one of the two",
                )
            readings.append(read(document, source, loaders))
            known[key] = str(path)
        except CareerlatticeError as error:
            problems.append(Problem(str(path), error))
    return readings, problems


def _refusal(problems: Sequence[Problem]) -> InputError:
    if len(problems) == 1:
        error = problems[0].error
        return InputError(error.message, place=problems[0].document, remedy=error.remedy)
    listed = "; ".join(f"{each.document}: {each.error.message}" for each in problems)
    return InputError(
        f"{len(problems)} documents cannot be read, and nothing was built: {listed}",
        remedy="mend or remove them, or build the others with --keep-going",
    )


def _classes(
    readings: Sequence[Reading],
    facts: Sequence[Facts],
    revisions: Sequence[tuple[Revision, ...]],
) -> Iterator[Iterable[Triple]]:
    """What is validated together: a document, or the revisions of one class, which share it."""
    together: dict[tuple[str, str], list[tuple[Facts, bool]]] = {}
    for reading, each, places in zip(readings, facts, revisions, strict=True):
        names = reading.class_names or [reading.document.sha256]
        keys = [(reading.source.publisher, name) for name in names]
        # A document that shares a class with others goes where these are.
        group = next((together[key] for key in keys if key in together), [])
        group.append((each, _is_superseded(places)))
        together |= dict.fromkeys(keys, group)
    for group in {id(group): group for group in together.values()}.values():
        own = [triple for each, _ in group for triple in each.own]
        if len(group) == 1:
            yield from units_of(own, [*group[0][0].shared])
            continue
        in_force = [each.shared for each, superseded in group if not superseded]
        earlier = [each.shared for each, superseded in group if superseded]
        yield from units_of(own, [*reconcile(in_force, earlier)])


def _is_superseded(places: Sequence[Revision]) -> bool:
    """Whether nothing that a document describes is in force any more."""
    return bool(places) and all(place.superseded for place in places)


def _set_copies_aside(
    readings: Sequence[Reading], progress: Callable[[str], None]
) -> list[Reading]:
    """The readings without those that say what another one says, of the same classes.

    A framework may be published in two forms. The first by name is kept, with a finding.
    """
    kept: list[Reading] = []
    alike: dict[tuple[str, tuple[str, ...]], list[Reading]] = defaultdict(list)
    for reading in readings:
        names = tuple(sorted(reading.class_names))
        # Two documents about one class are for people to tell apart.
        many = reading.specification.is_collection and names
        same = alike[reading.source.publisher, names] if many else []
        copied = next((each for each in same if _is_copy(reading, each)), None)
        if copied is None:
            kept.append(reading)
            same.append(reading)
            continue
        progress(f"{reading.document.name} says the same as {copied.document.name}: set aside")
        message = f"{reading.document.name} (SHA-256 {reading.document.sha256}) says the same"
        copied.specification.note("duplicateDocument", message)
    return kept


def _is_copy(reading: Reading, other: Reading) -> bool:
    """Whether the two say the same, and are not known to be two revisions by their days."""
    days = {reading.revision_date, other.revision_date} - {None}
    return len(days) < 2 and _says(reading) == _says(other)


def _says(reading: Reading) -> frozenset[str]:
    """What a document says, whatever its file, its characters and what was noted of them."""
    own = reading.document.sha256[:16]
    facts = facts_of(reading)
    return frozenset(
        statement
        for text in (facts.own.text, facts.shared.text)
        for statement in text.splitlines()
        if own not in statement
    )


# Writing


def _write_graphs(
    folder: Path,
    readings: Sequence[Reading],
    facts: Sequence[Facts],
    revisions: Sequence[tuple[Revision, ...]],
) -> int:
    quads = 0
    # What documents in force share, and what superseded ones do.
    shared: dict[str, tuple[list[Triples], list[Triples]]] = defaultdict(lambda: ([], []))
    for reading, each, places in zip(readings, facts, revisions, strict=True):
        publisher, digest = reading.source.publisher, reading.document.sha256[:16]
        graph = document_graph(publisher, digest)
        quads += _write_quads(folder / "document" / publisher / f"{digest}.nq", each.own, graph)
        shared[publisher][_is_superseded(places)].append(each.shared)
    common: list[list[Triple]] = []
    for publisher, (in_force, earlier) in shared.items():
        triples = list(reconcile(in_force, earlier))
        common.append([triple for triple in triples if _is_common(triple)])
        quads += _write_quads(
            folder / "publisher" / f"{publisher}.nq",
            Triples.of(triple for triple in triples if not _is_common(triple)),
            publisher_graph(publisher),
        )
    quads += _write_quads(folder / "common.nq", Triples.of(reconcile(common)), COMMON_GRAPH)
    quads += _write_quads(folder / "ontology.nq", Triples.of(_ontology()), ONTOLOGY_GRAPH)
    return quads


def _is_common(triple: Triple) -> bool:
    """Whether a triple is about what several publishers have: a jurisdiction, or a loader."""
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(
        (f"{ID}jurisdiction/", f"{ID}loader/")
    )


def reconcile(
    contributions: Iterable[Iterable[Triple]], superseded: Iterable[Iterable[Triple]] = ()
) -> Iterator[Triple]:
    """What a publisher's documents share, with one wording each for text, name and definition.

    Where documents word the same thing differently, the wording of most documents stays (of
    equally many the longest, then the first in the alphabet); the others are kept beside it.
    *superseded* documents say nothing of a thing that a document in force describes, and add no
    more than their wording to the others; a statement that only they hold is superseded.
    """
    counts = Counter(triple for each in contributions for triple in set(each))
    in_force = {triple.subject for triple in counts}
    earlier = Counter(triple for each in superseded for triple in set(each))
    wordings: dict[tuple[Any, str], list[Triple]] = defaultdict(list)
    for triple in counts | earlier:
        if triple.predicate.value in _ONE_WORDING:
            wordings[(triple.subject, triple.predicate.value)].append(triple)
        elif triple in counts or triple.subject not in in_force:
            yield triple
    for (subject, predicate), triples in wordings.items():
        ranked = sorted(triples, key=lambda t: (-counts[t], -earlier[t], *_wording_order(t.object)))
        if ranked[0] in counts or subject not in in_force:
            yield ranked.pop(0)
        for other in ranked:
            yield Triple(subject, NamedNode(_ONE_WORDING[predicate]), other.object)
    for subject in sorted(_statements(earlier) - in_force, key=str):
        yield Triple(subject, NamedNode(CAREER.status), NamedNode(CAREER.superseded))


def _statements(triples: Iterable[Triple]) -> set[Any]:
    """The subjects that have no life of their own beside the documents that state them."""
    return {
        triple.subject
        for triple in triples
        if triple.predicate.value == RDF.type
        and isinstance(triple.object, NamedNode)
        and triple.object.value in _STATEMENTS
    }


def _wording_order(term: object) -> tuple[int, str]:
    text = term.value if isinstance(term, Literal) else str(term)
    return -len(text), text


def _ontology() -> Iterable[Triple]:
    """The ontology's triples; blank nodes have canonical names, so that the bytes stay the same."""
    dataset = Dataset()
    for file in sorted(ontology_dir().rglob("*.ttl")):
        # Blank nodes of two files must not share a name, whatever the parser calls them.
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            dataset.add(quad)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return (Triple(quad.subject, quad.predicate, quad.object) for quad in dataset)


def _write_quads(file: Path, triples: Triples, graph: str) -> int:
    """Write canonical N-Quads (sorted, each once); return how many."""
    lines = sorted(set(triples.n_quads(graph)))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)
    return len(lines)


def _write_texts(folder: Path, readings: Sequence[Reading]) -> None:
    for reading in readings:
        file = folder / reading.source.publisher / f"{reading.document.sha256[:16]}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        # newline="" keeps carriage returns: offsets count them.
        with file.open("w", encoding="utf-8", newline="") as stream:
            stream.write(reading.document.text)


def _write_reports(folder: Path, report: Report) -> None:
    from careerlattice import report as forms  # noqa: PLC0415

    for suffix, write in (
        ("json", forms.to_json),
        ("ttl", forms.to_turtle),
        ("md", forms.to_markdown),
        ("html", forms.to_html),
    ):
        (folder / f"report.{suffix}").write_text(write(report), encoding="utf-8")


def _write_manifest(file: Path, summaries: Sequence[DocumentSummary], engine: str) -> None:
    manifest = {
        "careerlattice": __version__,
        "validated-by": engine,
        "documents": [
            {
                name: list(value) if isinstance(value, tuple) else value
                for name in DocumentSummary.__slots__
                for value in [getattr(each, name)]
            }
            for each in summaries
        ],
    }
    _write_json(file, manifest)


def _write_json(file: Path, value: object) -> None:
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


def _summary(reading: Reading, facts: Facts, *, superseded: bool) -> DocumentSummary:
    spec = reading.specification
    noted = (each for of in (spec, *spec.parts) for each in of.findings)
    findings = Counter(each.severity.value for each in noted)
    findings[Severity.WARNING.value] += len(reading.account.gaps)
    class_grades = [grade for each in spec.classes for grade in each.class_grades]
    requirements = [each for grade in class_grades for each in grade.requirements]
    return DocumentSummary(
        file=reading.document.name,
        publisher=reading.source.publisher,
        sha256=reading.document.sha256,
        loader=f"{reading.recognition.loader.name} {reading.recognition.loader.version}",
        confidence=round(reading.recognition.confidence, 2),
        label=reading.source.value("documents.title") or spec.title.text or reading.class_name,
        class_id=f"{reading.source.publisher}/{reading.class_name}",
        grades=tuple(each.grade.notation if each.grade else "" for each in class_grades),
        duties=sum(1 for grade in class_grades for _ in grade.all_duties()),
        requirements=len(requirements),
        requirements_with_level=sum(1 for each in requirements if each.level),
        qualifications=sum(len(grade.qualifications) for grade in class_grades),
        placed=reading.account.placed,
        labels=reading.account.labels,
        unplaced=reading.account.unplaced,
        findings={each.value: findings[each.value] for each in Severity if findings[each.value]},
        quads=len(facts.own),
        superseded=superseded,
    )


# The build folder


def _workshop(output: Path) -> AbstractContextManager[Path]:
    """A fresh folder to write the next version in; one builder at a time."""
    return workshop(
        output,
        busy="another build is at work here",
        failed="the build could not be written",
        unharmed="the graph there is as it was",
    )


def _publish(output: Path, staging: Path) -> Path:
    """Make the staged version the current one, in one step; drop the versions before."""
    digest = hashlib.sha256()
    for file in sorted((staging / "graphs").rglob("*.nq")):
        digest.update(file.read_bytes())
    versions = output / ".versions"
    versions.mkdir(exist_ok=True)
    name = base = digest.hexdigest()[:16]
    number = 1
    while (versions / name).exists():
        number += 1
        name = f"{base}-{number}"
    staging.rename(versions / name)
    link = output / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(".versions") / name)
    link.replace(output / "current")
    for each in versions.iterdir():
        if each.name != name:
            shutil.rmtree(each, ignore_errors=True)
    return versions / name
