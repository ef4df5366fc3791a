"""The new version in the making: a draft, its files, and most of those as they were before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, Triple, parse

from careerlattice import __version__
from careerlattice.cache import key_of, packed
from careerlattice.crop import Crop, Shelf
from careerlattice.errors import CareerlatticeError
from careerlattice.gathering import (
    Gathered,
    Member,
    Page,
    PublisherTask,
    reconcile_lines,
    write_lines,
    write_page,
)
from careerlattice.harvest import RESULTS, report_from
from careerlattice.identifiers import GRAPH, ONTOLOGY_GRAPH, document_graph
from careerlattice.inputs import Inputs
from careerlattice.jsontext import indented
from careerlattice.questions import Questions, Scope
from careerlattice.resources import ontology_dir
from careerlattice.site import Site
from careerlattice.store import DOCUMENTS_STORE, GraphStore
from careerlattice.taxonomies import Installed, base_store, installed_taxonomies
from careerlattice.triples import Triples
from careerlattice.validate import Report, Severity
from careerlattice.workers import Job, Workers

__all__ = ["Draft", "counts_from", "with_taxonomies"]

_MOST_PATCHED = 0.2
"""The share of a store's facts that may have changed since it was loaded, until it is loaded
anew: what was taken out leaves traces."""
_PAGES = 100
"""So many files of documents are one piece of work."""
_OTHER_REPORTS = ("report.ttl", "report.md", "report.html")


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


class Draft:
    """The next version: its files, most of them as they are in the version before."""

    def __init__(
        self, crop: Crop, site: Site, workers: Workers, progress: Callable[[str], None]
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

    def _add_documents(self, shelf: Shelf) -> None:
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
        recorded = with_taxonomies(inputs, output)
        before = site.before
        if before is not None and site.version is not None:
            same = before["identity"] == version and site.is_whole
            if same:
                self._facts = {name: each[1] for name, each in before["files"].items()}
                self.counts = counts_from(before)
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
            self.counts = counts_from(self._site.before)
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


def _ontology() -> Iterable[Triple]:
    """The ontology's triples; blank nodes have canonical names, so that the bytes stay the same."""
    dataset = Dataset()
    for file in sorted(ontology_dir().rglob("*.ttl")):
        # Blank nodes of two files must not share a name, whatever the parser calls them.
        for quad in parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            dataset.add(quad)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return (Triple(quad.subject, quad.predicate, quad.object) for quad in dataset)


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


def counts_from(record: Mapping[str, Any]) -> dict[Severity, int]:
    """The counts of the results that were recorded with a version."""
    return dict(zip(Severity, record["counts"], strict=True))


def with_taxonomies(inputs: Inputs, output: Path) -> dict[str, Any]:
    """The inputs with the taxonomies that are in use, as they are recorded."""
    written = inputs.to_json()
    in_use = [[each.slug, each.sha256] for each in installed_taxonomies(output) if each.in_use]
    written["tools"]["the taxonomies"] = key_of(in_use)
    return written
