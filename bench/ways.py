"""The ways that ``compare.py`` compares, each a program of its own that tells its stages.

python bench/ways.py WAY ARGUMENT ...
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from compared import AS_WRITTEN, COUNT, LISTING, LOOKUP
from measuring import held, say, stage
from sampling import STAGES, sampled

QUESTIONS = {LOOKUP: 2, LISTING: 1, COUNT: 30}
"""The numbers of what every way is asked when it has the graph."""
LONG_ENOUGH, MOST = 0.3, 500
"""Seconds for which a question is asked again and again, since clocks of processors tick slowly;
and how often at most."""


# -- careerlattice -----------------------------------------------------------------------------


def build(documents: str, out: str) -> None:
    """`careerlattice build`, in one process, and where its time goes."""
    with sampled() as spent:
        from careerlattice.cli import main  # noqa: PLC0415

        sys.argv = ["careerlattice", "build", documents, "-o", out]
        sys.argv += ["--engine", "shacl", "--jobs", "1", "--quiet", "--keep-going"]
        try:
            main()
        except SystemExit as end:
            code = end.code
        else:
            code = 0
    stages = {name: round(spent[name], 4) for name in STAGES if spent[name]}
    say("build", cpu=round(sum(stages.values()), 3), by=stages, code=code, memory=held())


def ask(out: str, about: str) -> None:
    """The questions, asked of a build by a process that has just begun."""
    with stage("open"):
        from careerlattice.questions import Questions  # noqa: PLC0415
        from careerlattice.store import GraphStore  # noqa: PLC0415

        store, questions = GraphStore.open(out), Questions()
    for name, values in json.loads(about).items():
        question = questions.find(QUESTIONS[name])
        text = question.bind(values)
        with stage(name) as found:
            start, asked = time.process_time(), 0
            while not asked or (time.process_time() - start < LONG_ENOUGH and asked < MOST):
                found["rows"] = len(store.select(text, check=False))
                asked += 1
            found["times"] = asked


# -- rdflib and pyshacl ------------------------------------------------------------------------


class _TooLongError(BaseException):
    """Nothing else may catch it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what is done inside after so many seconds of processor time; Python alone is stopped."""

    def stop(_: int, __: FrameType | None) -> None:
        raise _TooLongError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def rdflib(file: str, about: str, longest: str) -> None:
    """The same triples in an rdflib graph; the questions of it; pyshacl over the whole of it.

    A question may take *longest* seconds. The shapes are tried as a build prepares them for
    pyshacl, and as they are written.
    """
    with stage("start"):
        import pyshacl  # noqa: PLC0415
        import rdflib as library  # noqa: PLC0415

        from careerlattice.questions import Questions  # noqa: PLC0415
        from careerlattice.validate import _flatten, load_shapes  # noqa: PLC0415

        questions, written = Questions(), load_shapes().graph
        # What careerlattice does to its shapes for pyshacl is done for this way too.
        prepared = _flatten(written)
    with stage("load") as found:
        graph = library.Graph()
        graph.parse(file, format="nt")
        found["triples"] = len(graph)
    for name, values in json.loads(about).items():
        text = questions.find(QUESTIONS[name]).bind(values)
        try:
            with limited(float(longest)), stage(name) as found:
                found["rows"] = len(list(graph.query(text)))
        except _TooLongError:
            say(name, limit=float(longest))
    for name, each in {"shapes": prepared, AS_WRITTEN: written}.items():
        with stage(name) as found:
            _, report, _ = pyshacl.validate(graph, shacl_graph=each, inplace=True)
            found["results"] = sum(1 for _ in report.subjects(library.SH.resultSeverity))


# -- engines of validation ---------------------------------------------------------------------


def shapes(engine: str, documents: str, most: str) -> None:
    """Documents validated one by one; *most* of them, evenly chosen, where there are more."""
    from careerlattice.triples import Triples  # noqa: PLC0415
    from careerlattice.units import units_of  # noqa: PLC0415
    from careerlattice.validate import Report, load_validator  # noqa: PLC0415

    validator = load_validator(engine)
    facts = _facts(documents)
    step = max(1, -(-len(facts) // int(most)))
    chosen = facts[::step]
    units = [
        "".join(str(triple) + " .\n" for triple in unit)
        for each in chosen
        for unit in units_of([*Triples(each.own.text)], [*Triples(each.shared.text)])
    ]
    validator.validate(units[0])
    with stage("shapes") as found:
        reports = [validator.validate(unit) for unit in units]
        found["documents"], found["of"] = len(chosen), len(facts)
    say("found", results=len(Report.merge(reports).results))


def shapes_whole(engine: str, file: str) -> None:
    """The whole graph as one unit, by an engine with the shapes prepared as for a build."""
    from careerlattice.validate import load_validator  # noqa: PLC0415

    text = Path(file).read_text("utf-8")
    validator = load_validator(engine)
    with stage("shapes") as found:
        found["results"] = len(validator.validate(text).results)


def _facts(documents: str) -> list[Any]:
    from tables import readings  # noqa: PLC0415

    from careerlattice.reading import facts_of  # noqa: PLC0415

    return [facts_of(each) for each in readings(Path(documents))]


# -- the mapping step --------------------------------------------------------------------------


def translate(documents: str, out: str) -> None:
    """Records of documents to a file of N-Triples."""
    from tables import readings  # noqa: PLC0415

    from careerlattice.reading import facts_of  # noqa: PLC0415

    records = list(readings(Path(documents)))
    with stage("map") as found, Path(out).open("w", encoding="utf-8", newline="") as stream:
        triples = 0
        for each in records:
            facts = facts_of(each)
            stream.write(facts.own.text)
            stream.write(facts.shared.text)
            triples += len(facts.own) + len(facts.shared)
        found["triples"] = triples


def same(one: str, other: str) -> None:
    """Whether two files of N-Triples without blank nodes say the same."""
    import pyoxigraph as ox  # noqa: PLC0415

    found = [
        set(map(str, ox.parse(path=file, format=ox.RdfFormat.N_TRIPLES))) for file in (one, other)
    ]
    say("same", same=found[0] == found[1], triples=len(found[0]))


# -- limits --------------------------------------------------------------------------------------


def limits(documents: str, file: str, place: str) -> None:
    """What the parts of a build could do at best: the same work, and nothing beside it.

    *file* is all of a build's facts as N-Quads; *place* a folder for a store.
    """
    import pyoxigraph as ox  # noqa: PLC0415
    import shacl  # noqa: PLC0415

    from careerlattice.triples import Triples  # noqa: PLC0415
    from careerlattice.units import units_of  # noqa: PLC0415
    from careerlattice.validate import load_shapes  # noqa: PLC0415

    form = ox.RdfFormat.N_QUADS
    with stage("parse") as found:
        found["quads"] = sum(1 for _ in ox.parse(path=file, format=form))
        found["bytes"] = Path(file).stat().st_size
    with stage("load in memory"):
        ox.Store().bulk_load(path=file, format=form)
    with stage("load on disk"):
        ox.Store(place).bulk_load(path=file, format=form)
    with Path(file).open(encoding="utf-8", newline="\n") as stream:
        lines = [line[:-3].split(" ", 2) for line in stream]
    with stage("write"), Path(place, "lines.nq").open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"{one} {two} {three} .\n" for one, two, three in lines)
    facts = _facts(documents)
    units = [
        "".join(str(triple) + " .\n" for triple in unit)
        for each in facts
        for unit in units_of([*Triples(each.own.text)], [*Triples(each.shared.text)])
    ]
    engine = shacl.Shapes.from_text(load_shapes().ntriples, format="ntriples")
    with stage("shapes") as found:
        for unit in units:
            engine.validate_text(unit, format="ntriples")
        found["documents"] = len(facts)


# -- all pairs ---------------------------------------------------------------------------------

PAIRS = """
PREFIX career: <https://w3id.org/careerlattice/ontology#>
SELECT ?one ?other (COUNT(DISTINCT ?competency) AS ?shared)
WHERE {
  ?one career:hasRequirement/career:competency ?competency .
  ?other career:hasRequirement/career:competency ?competency .
  FILTER(STR(?one) < STR(?other))
  FILTER NOT EXISTS { ?competency career:core true }
}
GROUP BY ?one ?other
"""
"""Which class-grades have how many competencies in common: less than the measure of `nearest`."""


def pairs_by_matrices(size: str) -> None:
    """All class-grades compared with all, by `careerlattice nearest`'s own means."""
    from nearest import by_matrices, quads  # noqa: PLC0415

    from careerlattice.moves.profiles import Profiles  # noqa: PLC0415
    from careerlattice.store import GraphStore  # noqa: PLC0415

    store = GraphStore.memory(quads=quads(int(size)))
    Profiles.read(store)
    with stage("pairs"):
        profiles = Profiles.read(store)
        by_matrices(profiles)
    say("found", pairs=len(_pairs(profiles)))


def pairs_by_sparql(size: str) -> None:
    """The same by one query, embedded."""
    from nearest import quads  # noqa: PLC0415

    from careerlattice.store import GraphStore  # noqa: PLC0415

    store = GraphStore.memory(quads=quads(int(size)))
    with stage("pairs") as found:
        found["pairs"] = len(store.select(PAIRS))


def pairs_by_rdflib(size: str) -> None:
    """The same by one query, in rdflib."""
    import pyoxigraph as ox  # noqa: PLC0415
    import rdflib as library  # noqa: PLC0415
    from nearest import quads  # noqa: PLC0415

    triples = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads(int(size)))
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    graph = library.Graph()
    graph.parse(data=text, format="nt")
    with stage("pairs") as found:
        found["pairs"] = len(list(graph.query(PAIRS)))


def _pairs(profiles: Any) -> set[tuple[str, str]]:
    """The pairs of class-grades that share a competency which is not asked of everybody."""
    asking: dict[str, list[str]] = {}
    for name, profile in profiles.items():
        for iri, each in profile.requirements.items():
            if not each.competency.core:
                asking.setdefault(iri, []).append(name)
    return {
        (one, other) for names in asking.values() for one in names for other in names if one < other
    }


WAYS: dict[str, Callable[..., None]] = {
    "build": build,
    "ask": ask,
    "rdflib": rdflib,
    "shapes": shapes,
    "shapes-whole": shapes_whole,
    "same": same,
    "limits": limits,
    "translate": translate,
    "pairs-by-matrices": pairs_by_matrices,
    "pairs-by-sparql": pairs_by_sparql,
    "pairs-by-rdflib": pairs_by_rdflib,
}


if __name__ == "__main__":
    WAYS[sys.argv[1]](*sys.argv[2:])
