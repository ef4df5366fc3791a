"""What was read of the documents, in order: the crop of a build, a shelf for each publisher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from careerlattice.cache import key_of
from careerlattice.cluster import Cluster
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.gathering import Member
from careerlattice.harvest import (
    REPLACED,
    RESULTS,
    DocumentSummary,
    Harvest,
    Known,
    Task,
    report_to,
)
from careerlattice.identifiers import class_id
from careerlattice.inputs import InputDocument, Inputs, reading_tools
from careerlattice.jsontext import indented
from careerlattice.maker import Group
from careerlattice.revisions import revisions_of, without_rivals
from careerlattice.site import Site
from careerlattice.triples import Revision
from careerlattice.validate import Report
from careerlattice.workers import Job, Workers

__all__ = ["Crop", "Problem", "Shelf"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that could not be read, and why."""

    document: str
    error: CareerlatticeError


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
class Shelf:
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


class Crop:
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
        self.shelves: list[Shelf] = []
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
            name: Shelf.from_json(name, self._said[name], kept[key])
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
            shelf = Shelf.of(documents, self._validated[publisher])
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


def _is_superseded(places: Sequence[Revision]) -> bool:
    """Whether nothing that a document describes is in force any more."""
    return bool(places) and all(place.superseded for place in places)


def _entry(summary: DocumentSummary) -> str:
    """What the manifest says of a document."""
    return indented(dict(sorted(summary.listed.items())), 2)
