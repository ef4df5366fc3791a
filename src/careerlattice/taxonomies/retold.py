"""An installed taxonomy told as tables again: what linking asks of a release, out of its graph.

The graph of an installed taxonomy has its facts in the order in which the publisher's rows stood,
so that these tables have the rows of the release, in their order, with the columns that are asked
for. A graph is gone through once, line by line; what no table needs is never parsed.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from careerlattice.errors import InputError
from careerlattice.identifiers import ID
from careerlattice.taxonomies.terms import DCTERMS, ESCO, ISO_THES, ONET, SKOS
from careerlattice.vocabulary import OWL, RDF

__all__ = ["Retold", "digest_of", "is_installed", "read_back"]

Rows = list[dict[str, str]]

_LINES = 50_000
_DETAILED = re.compile(r"\.I\d+\.D\d+$")
_LINKAGE = "hasDWALinkage"
_TYPE = str(RDF.type)
_ENTRY = f"{ID}onet/"
_ISCO = "http://data.europa.eu/esco/isco/C"


class Retold(NamedTuple):
    """An installed taxonomy: its *version*, the digest of its graph, and its *tables*.

    A table is known by the beginning of its file's name, plainly written; a row has its cells by
    the plain titles of their columns.
    """

    slug: str
    version: str
    sha256: str
    tables: Mapping[str, Rows]


class _Fact(NamedTuple):
    subject: str
    predicate: str
    value: str


def is_installed(path: Path) -> bool:
    """Whether *path* is the folder of an installed taxonomy, and no release."""
    return (path / "manifest.json").is_file() and (path / "graph.nq.gz").is_file()


def digest_of(path: Path) -> str:
    """The digest of the graph of the taxonomy that is installed at *path*.

    Raises:
        InputError: it cannot be read.
    """
    return str(_manifest(path)["sha256"])


def read_back(path: Path) -> Retold:
    """The tables of the taxonomy that is installed at *path*.

    Raises:
        InputError: it cannot be read.
    """
    manifest = _manifest(path)
    try:
        predicates, tell = _KINDS[str(manifest["kind"])]
        with gzip.open(path / "graph.nq.gz", "rb") as stream:
            tables = tell(_facts(stream, predicates))
        about = manifest["about"]
        assert isinstance(about, dict)
        name, version = str(about["name"]), str(about["version"])
        return Retold(f"{name}-{version}", version, str(manifest["sha256"]), tables)
    except (OSError, EOFError, zlib.error, SyntaxError, KeyError) as error:
        raise _damaged(path, error) from None


def _manifest(path: Path) -> dict[str, object]:
    try:
        found = json.loads((path / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from None
    if not isinstance(found, dict) or "sha256" not in found:
        raise _damaged(path, "the manifest is none")
    return found


def _damaged(path: Path, error: object) -> InputError:
    return InputError(
        f"the installed taxonomy cannot be read ({error})",
        place=path,
        remedy="add it again with careerlattice taxonomy add",
    )


def _facts(stream: io.BufferedIOBase, predicates: frozenset[str]) -> Iterator[_Fact]:
    """The facts with one of *predicates*, in their order."""
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - for installed taxonomies only

    wanted = {f"<{each}>".encode() for each in predicates}
    kept = (line for line in stream if line.split(b" ", 2)[1] in wanted)
    while lines := b"".join(islice(kept, _LINES)):
        for quad in parse(io.BytesIO(lines), format=RdfFormat.N_QUADS):
            yield _Fact(quad.subject.value, quad.predicate.value, quad.object.value)


# O*NET

_ONET = frozenset(
    ONET + name
    for name in (
        "title description jobTitle reportedJobTitle hasTask task elementName " + _LINKAGE
    ).split()
) | {f"{SKOS}broader"}


def _tell_onet(facts: Iterator[_Fact]) -> dict[str, Rows]:
    occupations: dict[str, dict[str, str]] = {}
    elements: dict[str, dict[str, str]] = {}
    broader: dict[str, str] = {}
    tasks: dict[str, str] = {}
    holders: dict[str, str] = {}
    alternate: Rows = []
    reported: Rows = []
    linked: list[tuple[str, str]] = []
    for subject, predicate, value in facts:
        if not subject.startswith(_ENTRY):
            continue
        kind, _, rest = subject.removeprefix(_ENTRY).partition("/")
        code, _, part = rest.partition("/")
        name = predicate.removeprefix(ONET)
        if kind == "occupation" and name == "hasTask":
            holders[value.rpartition("/")[2]] = code
        elif kind == "occupation" and name == "jobTitle":
            alternate.append({"onetsoccode": code, "alternatetitle": value})
        elif kind == "occupation" and name == "reportedJobTitle":
            reported.append({"onetsoccode": code, "reportedjobtitle": value})
        elif part:
            continue
        elif kind == "occupation" and name in {"title", "description"}:
            occupations.setdefault(code, {"onetsoccode": code})[name] = value
        elif kind == "task" and name == "task":
            tasks[code] = value
        elif kind == "task" and name == _LINKAGE:
            linked.append((code, value.rpartition("/")[2]))
        elif kind == "element" and name == "elementName":
            elements.setdefault(code, {"elementid": code})["elementname"] = value
        elif kind == "element" and name == "description":
            elements.setdefault(code, {"elementid": code})[name] = value
        elif kind == "element" and predicate == f"{SKOS}broader":
            broader[code] = value.rpartition("/")[2]
    return {
        "occupationdata": [row for row in occupations.values() if "description" in row],
        "alternatetitles": alternate,
        "sampleofreported": reported,
        "taskstatements": [
            {"onetsoccode": holders[task], "taskid": task, "task": text}
            for task, text in tasks.items()
            if task in holders
        ],
        "contentmodel": [row for row in elements.values() if "description" in row],
        "dwareference": [
            {"dwaid": code, "dwatitle": row["elementname"], "iwaid": broader.get(code, "")}
            for code, row in elements.items()
            if _DETAILED.search(code) and "elementname" in row
        ],
        "taskstodwas": [
            {"onetsoccode": holders[task], "taskid": task, "task": tasks[task], "dwaid": activity}
            for task, activity in linked
            if task in holders
        ],
    }


# ESCO

_CONCEPT = {
    f"{SKOS}prefLabel": "preferredlabel",
    f"{SKOS}altLabel": "altlabels",
    f"{SKOS}hiddenLabel": "hiddenlabels",
    f"{DCTERMS}description": "description",
    f"{SKOS}note": "text",
    f"{SKOS}notation": "code",
    f"{ISO_THES}status": "status",
    f"{ESCO}memberOfISCOGroup": "iscogroup",
}
_SEVERAL = frozenset(("altlabels", "hiddenlabels"))
_DESCRIBING = frozenset(("status", "description", "text", "iscogroup", "code"))


def _tell_esco(facts: Iterator[_Fact]) -> dict[str, Rows]:
    found: dict[str, Rows] = {"occupations": [], "skillsen": [], "iscogroup": []}
    types = {f"{ESCO}Occupation": "occupations", f"{ESCO}Skill": "skillsen"}
    met: set[str] = set()
    # A table's row about a concept is one run of facts; what other tables say of it comes later.
    for subject, run in groupby(facts, lambda fact: fact.subject):
        table, row = "", {"concepturi": subject}
        for _, predicate, value in run:
            title = _CONCEPT.get(predicate, "")
            if predicate == _TYPE:
                table = types.get(value, table)
            elif title in _SEVERAL:
                row[title] = f"{row[title]}\n{value}" if title in row else value
            elif title == "iscogroup":
                row[title] = value.removeprefix(_ISCO)
            elif title:
                row.setdefault(title, value)
        if subject.startswith(_ISCO):
            table = "iscogroup"
        if table and "preferredlabel" in row and subject not in met:
            met.add(subject)
            if _DESCRIBING & row.keys():
                found[table].append(row)
    return found


# Crosswalks

_MAPPING = {
    str(OWL.annotatedSource): "from",
    str(OWL.annotatedTarget): "to",
    f"{DCTERMS}type": "said",
    "https://w3id.org/sssom/object_label": "title",
}


def _tell_crosswalk(facts: Iterator[_Fact]) -> dict[str, Rows]:
    matches: Rows = []
    codes: Rows = []
    current, soc = f"{_ENTRY}occupation/", f"{ID}soc/2018/"
    for _, run in groupby(facts, lambda fact: fact.subject):
        cells = {_MAPPING[predicate]: value for _, predicate, value in run}
        one, other = cells.get("from", ""), cells.get("to", "")
        if not one.startswith(current):
            continue
        code = one.removeprefix(current)
        if other.startswith(soc):
            codes.append(
                {
                    "onetsoc2019code": code,
                    "2018soccode": other.removeprefix(soc),
                    "2018soctitle": cells.get("title", ""),
                }
            )
        elif "said" in cells:
            matches.append({"onetid": code, "escooriscouri": other, "typeofmatch": cells["said"]})
    return {"crosswalkesco": matches, "2019tosoc": codes}


_KINDS: dict[str, tuple[frozenset[str], Callable[[Iterator[_Fact]], dict[str, Rows]]]] = {
    "onet": (_ONET, _tell_onet),
    "esco": (frozenset((_TYPE, *_CONCEPT)), _tell_esco),
    "crosswalk": (frozenset(_MAPPING), _tell_crosswalk),
}
