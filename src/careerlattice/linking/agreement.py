"""What speaks for a suggestion beside its text: its group among the others, and a crosswalk.

Neither moves a suggestion. On held-out titles the share of its group among the suggestions changed
hit@1 by a third of a point at the most, less than chance does; and of accepted links there are too
few to measure on. Both are told to whoever decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from careerlattice.linking.linker import Releases, Suggestion
from careerlattice.linking.targets import Kind, Targets, crosswalk_pairs, read_targets, soc_codes
from careerlattice.taxonomies.terms import onet_id, soc_id

__all__ = ["TOP", "Joins", "group_notes", "joins"]

TOP = 5
"""So many of the suggestions are looked at for groups."""

_ISCO = "http://data.europa.eu/esco/isco/C"

Joins = Mapping[str, Mapping[str, str]]
"""For the IRI of an entry others that it goes with, and what says so."""


def group_notes(targets: Targets, suggestions: Sequence[Suggestion]) -> list[str]:
    """For each suggestion how many of the first `TOP` are of its group; "" if no other is.

    *suggestions* are of one text and of *targets*, the best first. Groups are those of the SOC for
    O*NET's occupations and its own, and those of ISCO for ESCO's and its own.
    """
    looked = suggestions[:TOP]
    total = sum(each.confidence for each in looked)
    notes = []
    for each in suggestions:
        note = ""
        for name, of in _GROUPS.get(targets.kind, ()):
            group = of(targets, each)
            shared = [other for other in looked if of(targets, other) == group]
            if len(shared) > 1 and total and any(other is each for other in shared):
                share = sum(other.confidence for other in shared) / total
                note = (
                    f"{name} {group} shared by {len(shared)} of the top {len(looked)}, with"
                    f" {share:.0%} of their confidence"
                )
                break
        notes.append(note)
    return notes


def joins(kind: Kind, releases: Releases, others: Collection[str]) -> Joins:
    """Which entries of *kind* go with one of *others*, the IRIs of entries of other taxonomies.

    By the crosswalks among the *releases*, by the code of an occupation in the SOC, and by an
    occupation's ISCO group.

    Raises:
        InputError: a release cannot be read.
    """
    found: dict[str, dict[str, str]] = {}
    for one, other, how in _pairs(kind, releases):
        for mine, theirs in ((one, other), (other, one)):
            if theirs in others:
                found.setdefault(mine, {}).setdefault(theirs, how)
    return found


def _pairs(kind: Kind, releases: Releases) -> Iterable[tuple[str, str, str]]:
    """What goes with what; more than entries of *kind*, since others are passed over."""
    if releases.crosswalk and kind is not Kind.SOC_OCCUPATION:
        for code, uri, match in sorted(set(crosswalk_pairs(releases.crosswalk))):
            yield onet_id("occupation", code), uri, f"by crosswalk ({match})"
    if releases.soc and kind in {Kind.SOC_OCCUPATION, Kind.ONET_OCCUPATION}:
        for code, soc in soc_codes(releases.soc).items():
            yield onet_id("occupation", code), soc_id(soc), "by its SOC code"
    if releases.esco and kind in {Kind.ISCO_GROUP, Kind.ESCO_OCCUPATION}:
        for entry in read_targets(Kind.ESCO_OCCUPATION, releases.esco).entries:
            yield entry.iri, f"{_ISCO}{entry.group}", "by its ISCO group"


def _broad(_: Targets, each: Suggestion) -> str:
    return f"{each.code[:6]}0"


def _minor(_: Targets, each: Suggestion) -> str:
    return f"{each.code[:4]}…"


def _own(targets: Targets, each: Suggestion) -> str:
    return targets.entries[targets.places[each.code]].group


_SOC = (("SOC broad group", _broad), ("SOC codes", _minor))
_GROUPS = {
    Kind.ONET_OCCUPATION: _SOC,
    Kind.SOC_OCCUPATION: _SOC,
    Kind.ESCO_OCCUPATION: (("ISCO group", _own),),
    Kind.ISCO_GROUP: (("ISCO group", _own),),
}
