"""The tool of a worker process: it reads documents, validates them and gathers publishers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Triple

from careerlattice.cache import Cache
from careerlattice.errors import CareerlatticeError
from careerlattice.gathering import (
    Gathered,
    Member,
    Page,
    PublisherTask,
    gather,
    reconcile_lines,
    write_page,
)
from careerlattice.harvest import Harvest, Task, harvest
from careerlattice.registry import find_loaders, tell
from careerlattice.sharding import Shard, ShardTask, pack
from careerlattice.triples import Triples
from careerlattice.units import units_of
from careerlattice.validate import Report, Validator, load_validator
from careerlattice.workers import failure

__all__ = ["Group", "Maker"]


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that share a class, which are validated together."""

    members: tuple[Member, ...]


class Maker:
    """Makes what a build is put together from; *home* is where earlier harvests are kept."""

    def __init__(self, engine: str, home: str) -> None:
        self._engine = engine
        self._home = home
        self._loaders = find_loaders()

    @cached_property
    def _validator(self) -> Validator:
        return load_validator(self._engine)

    @cached_property
    def _cache(self) -> Cache:
        # The build has it open, and what it has committed is seen.
        return Cache(Path(self._home), reads_only=True)

    def harvest(self, task: Task) -> Harvest:
        """Read one document: see careerlattice.harvest.

        Raises:
            CareerlatticeError: it cannot be read; also where reading it failed in any other way.
        """
        try:
            return harvest(task, self._loaders, self._validator)
        except CareerlatticeError:
            raise
        except MemoryError:
            raise failure(task.path, "needs more memory than there is") from None
        except Exception as error:
            raise failure(task.path, f"reading it failed ({tell(error)})") from error

    def validate(self, group: Group) -> Report:
        """Validate the documents of a group."""
        shared: tuple[list[list[str]], list[list[str]]] = ([], [])
        own: list[Triple] = []
        for member in group.members:
            shared[member.superseded].append(Triples(self._part(member, "shared")).lines())
            for name in ("own", "spans"):
                own += Triples(self._part(member, name))
        together = [*Triples("".join(reconcile_lines(*shared)))]
        return Report.merge(map(self._validator.validate, units_of(own, together)))

    def validate_lines(self, text: str) -> Report:
        """Validate triples that are no document's, as N-Triples."""
        return self._validator.validate([*Triples(text)])

    def gather(self, task: PublisherTask) -> Gathered:
        """Make a publisher's graph: see careerlattice.gathering."""
        return gather(task, self._cache)

    def pack(self, task: ShardTask) -> Shard:
        """Write a shard: see careerlattice.sharding."""
        return pack(task)

    def write(self, pages: tuple[Page, ...]) -> list[int]:
        """Write files of documents; the number of facts in each."""
        return [write_page(page, self._cache) for page in pages]

    def _part(self, member: Member, name: str) -> str:
        return self._cache.part(member.key, name)

    def close(self) -> None:
        """Let go of the files."""
        if "_cache" in self.__dict__:
            self._cache.close()
