"""Which folders of mapping sets count: one rule for `build`, `link` and `review`.

1. A folder that is named counts alone.
2. Otherwise the workspace's does, and beside it what comes with the project. The workspace's is the
   one that `careerlattice.toml` names, else `mappings/`, else `data/mappings/` in the current
   folder.

What the workspace says of a pair counts before what the project says. `review` decides in the
workspace's folder only.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from careerlattice.configuration import configured_mappings
from careerlattice.mappings import (
    MappingSet,
    ScaleAlignment,
    SemanticMapping,
    project_mappings,
    read_mappings,
)

__all__ = ["counted_mappings", "mapping_folders", "workspace_mappings"]

_USUAL = (Path("mappings"), Path("data/mappings"))


def workspace_mappings() -> Path | None:
    """The workspace's folder of mapping sets, which need not be there yet if it is configured.

    Raises:
        InputError: a configuration file cannot be read.
    """
    return configured_mappings() or next((each for each in _USUAL if each.is_dir()), None)


def mapping_folders(named: Path | None = None) -> tuple[Path, ...]:
    """The folders that count, what is said in the first before what is said in the next.

    Raises:
        InputError: a configuration file cannot be read.
    """
    if named is not None:
        return (named,)
    own, project = workspace_mappings(), project_mappings()
    if own is None or not own.is_dir() or own.resolve() == project.resolve():
        return (project,)
    return (own, project)


def counted_mappings(named: Path | None = None) -> MappingSet:
    """All that stands in the folders that count; see `mapping_folders`.

    Of a pair that stands in two folders the first one's mapping counts; alignments that the other's
    mapping had stay only if both say the same.

    Raises:
        InputError: a folder does not exist, or a file has errors.
    """
    return _together(map(read_mappings, mapping_folders(named)))


def _together(sets: Iterable[MappingSet]) -> MappingSet:
    mappings: dict[frozenset[str], SemanticMapping] = {}
    alignments: dict[tuple[str, str], ScaleAlignment] = {}
    for each in sets:
        for mapping in each.mappings:
            mappings.setdefault(mapping.pair, mapping)
        for alignment in each.alignments:
            alignments.setdefault((alignment.mapping.iri, alignment.from_level), alignment)
    standing = {each.iri: each.status for each in mappings.values()}
    return MappingSet(
        tuple(mappings.values()),
        tuple(
            each
            for each in alignments.values()
            if standing.get(each.mapping.iri) is each.mapping.status
        ),
    )
