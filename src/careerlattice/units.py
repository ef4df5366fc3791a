"""Units of validation: a graph about many classes, cut into what says everything of one class.

An engine's work grows faster than its data, and a report names the class something is about. So a
document that describes many classes is validated class by class; what belongs to none of them (its
labels and findings, competencies that no class asks for) is a unit of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from careerlattice.triples import Triples
from careerlattice.vocabulary import CAREER, PROV, RDF

__all__ = ["units_in", "units_of"]

Term = NamedNode | BlankNode | Literal | Triple

_ABOUT_CLASS = re.compile(f"<{re.escape(CAREER.aboutClass)}> (<[^>]*>) \\.\n")
_ABOUT, _LABEL = NamedNode(CAREER.aboutClass), NamedNode(CAREER.hasLabel)
_COMPETENCY, _HAS_GRADE = NamedNode(CAREER.competency), NamedNode(CAREER.hasClassGrade)
_TYPE = NamedNode(RDF.type)
_ELSEWHERE = frozenset((NamedNode(CAREER.about), NamedNode(PROV.generated)))
"""What leads from findings, documents and runs to things that are in other units."""
_RUNGS = (NamedNode(CAREER.ClassGrade), NamedNode(CAREER.JobClass))


def units_in(own: Triples, shared: Triples) -> Iterator[str | list[Triple]]:
    """As `units_of`, of triples that are text; where they are one unit, they stay that."""
    if len(set(_ABOUT_CLASS.findall(own.text))) < 2:
        yield own.text + shared.text
        return
    yield from units_of([*own], [*shared])


def units_of(own: Sequence[Triple], shared: Sequence[Triple]) -> Iterator[list[Triple]]:
    """What documents say (*own*, *shared*) in units: one for each class they are about.

    Documents about one class or none are one unit, just as they are.
    """
    classes = sorted({str(t.object) for t in own if t.predicate == _ABOUT})
    if len(classes) < 2:
        yield [*own, *shared]
        return
    cutter = _Cutter(own, shared)
    for name in classes:
        yield cutter.unit(NamedNode(name[1:-1]))
    yield cutter.rest()


class _Cutter:
    """The graph by subject, and what is in a unit already."""

    def __init__(self, own: Sequence[Triple], shared: Sequence[Triple]) -> None:
        self._said: dict[Term, list[Triple]] = defaultdict(list)
        self._meanings: dict[Term, list[Term]] = defaultdict(list)
        for triple in own:
            self._said[triple.subject].append(triple)
        for triple in shared:
            self._said[triple.subject].append(triple)
            # What a level means for a competency points at it; the requirements of all classes do
            # so too, and these are not shared.
            if triple.predicate == _COMPETENCY:
                self._meanings[triple.object].append(triple.subject)
        self._rungs = {t.subject for t in own if t.predicate == _TYPE and t.object in _RUNGS}
        self._placed: set[Term] = set()

    def unit(self, job_class: NamedNode) -> list[Triple]:
        """Everything that leads on from *job_class*, other classes aside."""
        rungs = {t.object for t in self._said.get(job_class, ()) if t.predicate == _HAS_GRADE}
        others = self._rungs - rungs - {job_class}
        found = self._lead([job_class, *rungs], others, frozenset((_LABEL,)))
        self._placed |= {triple.subject for triple in found}
        return [t for t in found if t.predicate != _ABOUT or t.object == job_class]

    def _lead(
        self, starts: list[Term], others: AbstractSet[Term], without: AbstractSet[NamedNode]
    ) -> list[Triple]:
        """All that leads on from *starts*; not the *others*, nor anything by way of *without*."""
        waiting, seen = starts, set(starts)
        found: list[Triple] = []
        while waiting:
            node = waiting.pop()
            kept = [t for t in self._said.get(node, ()) if t.predicate not in without]
            found += kept
            nearby = [
                t.object
                for t in kept
                if t.predicate not in _ELSEWHERE and not isinstance(t.object, Literal)
            ]
            for other in (*nearby, *self._meanings.get(node, ())):
                if other not in seen and other not in others:
                    seen.add(other)
                    waiting.append(other)
        return found

    def rest(self) -> list[Triple]:
        """What is in no unit so far, and what that leads on to."""
        documents = (
            node for node, said in self._said.items() if any(t.predicate == _ABOUT for t in said)
        )
        waiting = [*(node for node in self._said if node not in self._placed), *documents]
        return self._lead(waiting, self._rungs, frozenset((_ABOUT,)))
