"""What the documents of one publisher share, gathered into the publisher's graph.

Everything here works on canonical N-Triples, line by line: text is the cheapest form there is for
triples that are only counted, compared and written again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, Store, Triple, parse

from careerlattice.cache import Cache
from careerlattice.identifiers import COMMON_GRAPH, ID, document_graph, publisher_graph
from careerlattice.questions import Questions, Scope
from careerlattice.store import GraphStore
from careerlattice.triples import Triples
from careerlattice.vocabulary import CAREER, RDF, SKOS

__all__ = [
    "Gathered",
    "Member",
    "Page",
    "PublisherTask",
    "gather",
    "reconcile",
    "reconcile_lines",
    "write_lines",
    "write_page",
]

# Shared wordings of which a thing has one, and where the other wordings of it go.
_ONE_WORDING = {
    f"<{one}>": f"<{other}>"
    for one, other in {
        CAREER.text: CAREER.alternativeText,
        SKOS.definition: CAREER.alternativeText,
        SKOS.prefLabel: SKOS.altLabel,
    }.items()
}

# Shared things that a superseded revision alone holds: none of them is in force any more.
_STATEMENTS = frozenset(
    f"<{kind}> .\n"
    for kind in (
        CAREER.BehaviouralIndicator,
        CAREER.Competency,
        CAREER.Duty,
        CAREER.LevelDescriptor,
        CAREER.PerformanceLevel,
        CAREER.PerformanceScale,
        CAREER.PerformanceStandard,
        CAREER.ProficiencyLevel,
        CAREER.ProficiencyScale,
    )
)
_TYPE = f"<{RDF.type}>"
_SUPERSEDED = f"<{CAREER.status}> <{CAREER.superseded}> .\n"
_COMMON = (f"<{ID}jurisdiction/", f"<{ID}loader/")
"""How what is said of things begins that several publishers have."""
_END = " .\n"


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a publisher: the *key* of its harvest, its *digest*, and what to change.

    *renamed* leads from the IRIs of classes that it only names to those that were loaded; what it
    contributes about those *without* is left out.
    """

    key: str
    digest: str
    superseded: bool
    renamed: Mapping[str, str]
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class PublisherTask:
    """A publisher's graph to be made from its *members*.

    What is said of the things *named* is to be told besides. The lines go to the file *target*.
    """

    publisher: str
    members: tuple[Member, ...]
    named: AbstractSet[str]
    target: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of a publisher's documents, its graph's file apart.

    *facts* is the number of its lines, *common* what other publishers say too, *known* what is said
    of the things asked for, and *failed* what the checks found, by their names.
    """

    facts: int
    common: tuple[str, ...]
    known: tuple[str, ...]
    failed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A *file* that the harvest at *key* gives: the graph of that IRI, or without one the text.

    In a graph, *renamed* leads from the IRIs of classes to those that are meant.
    """

    file: str
    key: str
    graph: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)


def gather(task: PublisherTask, cache: Cache) -> Gathered:
    """Make the graph of one publisher and check it, with all its documents.

    Raises:
        OSError: the graph cannot be written.
    """
    contributions: tuple[list[list[str]], list[list[str]]] = ([], [])
    known: list[str] = []
    own: list[tuple[str, str]] = []
    for member in task.members:
        shared = Triples(cache.part(member.key, "shared"))
        facts = Triples(cache.part(member.key, "own"))
        if task.named:
            lines = (*facts.lines(), *shared.lines())
            known += (line for line in lines if _subject(line)[1:-1] in task.named)
        if member.renamed or member.without:
            shared = shared.renamed(member.renamed, member.without)
            facts = facts.renamed(member.renamed)
        contributions[member.superseded].append(shared.lines())
        own.append((document_graph(task.publisher, member.digest), facts.text))
    gathered = sorted(set(reconcile_lines(*contributions)))
    common = tuple(line for line in gathered if line.startswith(_COMMON))
    ours = [line for line in gathered if not line.startswith(_COMMON)]
    graph = publisher_graph(task.publisher)
    file = Path(task.target)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_lines(file, ours, graph)
    own += [(graph, "".join(ours)), (COMMON_GRAPH, "".join(common))]
    return Gathered(len(ours), common, tuple(dict.fromkeys(known)), _failed(own))


def write_page(page: Page, cache: Cache) -> int:
    """Write a file of one document; the number of its facts.

    Raises:
        OSError: it cannot be written.
    """
    file = Path(page.file)
    if not page.graph:
        file.write_bytes(cache.part(page.key, "text").encode())
        return 0
    own = Triples(cache.part(page.key, "own"))
    if page.renamed:
        own = Triples("".join(sorted(set(own.renamed(page.renamed).lines()))))
    # Two sorted runs, which have no line in common.
    lines = sorted([*own.lines(), *Triples(cache.part(page.key, "spans")).lines()])
    write_lines(file, lines, page.graph)
    return len(lines)


def write_lines(file: Path, lines: Iterable[str], graph: str) -> None:
    """Write lines of N-Triples to *file*, as N-Quads of the named graph *graph*.

    Raises:
        OSError: it cannot be written.
    """
    file.write_bytes(_placed("".join(lines), graph).encode())


def _placed(text: str, graph: str) -> str:
    # No literal holds the end of a line, so that all lines can be done in one go.
    return text.replace(_END, f" <{graph}>{_END}")


def _failed(graphs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """What the checks find that look at one publisher at a time."""
    store = Store()
    together = "".join(_placed(text, graph) for graph, text in graphs)
    store.bulk_load(input=together, format=RdfFormat.N_QUADS)
    checks = [each for each in Questions.checks().values() if each.scope is Scope.PUBLISHER]
    whole = GraphStore(store, "memory")
    found = {check.slug: len(check.ask(whole, {})) for check in checks}
    return {slug: count for slug, count in found.items() if count}


def reconcile_lines(
    contributions: Iterable[Iterable[str]], superseded: Iterable[Iterable[str]] = ()
) -> Iterator[str]:
    """What a publisher's documents share, with one wording each for text, name and definition.

    *contributions* are lines of N-Triples. Where documents word the same thing differently, the
    wording of most documents stays (of equally many the longest, then the first in the alphabet);
    the others are kept beside it. *superseded* documents say nothing of a thing that a document in
    force describes, and add no more than their wording to the others; a statement that only they
    hold is superseded.
    """
    counts = _counted(contributions)
    in_force = set(map(_subject, counts))
    earlier = _counted(superseded)
    wordings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in (*counts, *(line for line in earlier if line not in counts)):
        subject, predicate, thing = line.split(" ", 2)
        if predicate in _ONE_WORDING:
            wordings[subject, predicate].append(thing)
        elif line in counts or subject not in in_force:
            yield line
    for (subject, predicate), things in wordings.items():
        about = f"{subject} {predicate} "
        ranked = things
        if len(things) > 1:

            def rank(thing: str, about: str = about) -> tuple[int, int, int, str, str]:
                line = about + thing
                return (-counts[line], -earlier[line], *_wording_order(line), thing)

            ranked = sorted(things, key=rank)
        if about + ranked[0] in counts or subject not in in_force:
            yield about + ranked.pop(0)
        for other in ranked:
            yield f"{subject} {_ONE_WORDING[predicate]} {other}"
    for subject in _statements(earlier) - in_force:
        yield f"{subject} {_SUPERSEDED}"


def reconcile(
    contributions: Iterable[Iterable[Triple]], superseded: Iterable[Iterable[Triple]] = ()
) -> Iterator[Triple]:
    """As `reconcile_lines`, of triples."""
    kept = reconcile_lines(
        [Triples.of(each).lines() for each in contributions],
        [Triples.of(each).lines() for each in superseded],
    )
    yield from Triples("".join(kept))


def _counted(contributions: Iterable[Iterable[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in contributions:
        # In the order of saying: ties are settled alike every time.
        counts.update(dict.fromkeys(each).keys())
    return counts


def _subject(line: str) -> str:
    return line[: line.index(" ")]


def _statements(lines: Iterable[str]) -> set[str]:
    """The subjects that have no life of their own beside the documents that state them."""
    found = set()
    for line in lines:
        subject, predicate, thing = line.split(" ", 2)
        if predicate == _TYPE and thing in _STATEMENTS:
            found.add(subject)
    return found


def _wording_order(line: str) -> tuple[int, str]:
    (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    text = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)
    return -len(text), text
