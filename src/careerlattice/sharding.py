"""Shards: a built graph as a few compressed files of N-Quads, for stores to load in bulk.

A folder of shards holds ``part-00000.nq.gz`` and those after it, and ``manifest.json``, which says
of each its SHA-256, its bytes, and how many graphs and quads it has, and of all together how many,
from how many documents, and which were set aside. Each graph is in one file, its lines together.
The same build gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.workers import Job, Workers

__all__ = ["LARGEST_SHARD", "MANIFEST", "Shard", "ShardTask", "check_place", "pack", "write_shards"]

MANIFEST = "manifest.json"
LARGEST_SHARD = 256 << 20
"""Bytes of N-Quads before they are compressed; a larger graph has a shard for itself."""
_LEVEL = 6
_AT_A_TIME = 1 << 20


@dataclass(frozen=True, slots=True)
class ShardTask:
    """A shard to be written: these graph *files*, one after another, to the file *target*."""

    files: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that was written: its *file*, its hash and bytes, its graphs and its quads."""

    file: str
    sha256: str
    bytes: int
    graphs: int
    quads: int


def check_place(folder: Path) -> None:
    """See that shards may be written to *folder*: it is new, empty, or holds shards.

    Raises:
        UsageError: it is something else.
    """
    if folder.is_dir() and (not any(folder.iterdir()) or _holds_shards(folder)):
        return
    if folder.exists() or folder.is_symlink():
        raise UsageError(
            "is not a folder of shards, and is left as it is",
            place=folder,
            remedy="name a folder that is new or empty",
        )


def write_shards(
    graphs: Path,
    folder: Path,
    workers: Workers,
    about: Mapping[str, Any],
    *,
    quads: int,
    largest: int = LARGEST_SHARD,
) -> tuple[Shard, ...]:
    """Write the graph files below *graphs* to *folder*, as shards of *largest* bytes of N-Quads.

    *workers* do it; *about* is what the list of shards says of the build. What was in *folder*
    before is replaced when all is there, and counted: *quads* must come out.

    Raises:
        UsageError: *folder* holds something else.
        CareerlatticeError: it cannot be written, or the graph files are not as they were built.
    """
    check_place(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".shards-", dir=folder.parent) as name:
            made, before = Path(name) / "made", Path(name) / "before"
            made.mkdir()
            shards = _pack_all(graphs, made, workers, largest)
            counted = sum(each.quads for each in shards)
            if counted != quads:
                raise CareerlatticeError(
                    f"the graph files hold {counted:,} quads where {quads:,} were built",
                    place=graphs,
                    remedy="build anew",
                )
            listed = {
                **about,
                "graphs": sum(each.graphs for each in shards),
                "quads": counted,
                "shards": [asdict(each) for each in shards],
            }
            text = json.dumps(listed, indent=2, ensure_ascii=False, sort_keys=True)
            (made / MANIFEST).write_text(text + "\n", encoding="utf-8")
            # Made for its owner alone, as a folder for a moment should be.
            made.chmod(0o755)
            if folder.exists():
                folder.rename(before)
            made.rename(folder)
    except OSError as error:
        raise CareerlatticeError(
            f"the shards could not be written ({error.strerror or error})",
            place=folder,
            remedy="make room, or name a folder that you may write to",
        ) from None
    return shards


def pack(task: ShardTask) -> Shard:
    """Write one shard.

    Raises:
        OSError: a file cannot be read or written.
    """
    target = Path(task.target)
    graphs = quads = 0
    with target.open("wb") as raw:
        # Without a name and a time, which would differ from one run to the next.
        with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as stream:
            for file in task.files:
                lines = 0
                with Path(file).open("rb") as graph:
                    while data := graph.read(_AT_A_TIME):
                        lines += data.count(b"\n")
                        stream.write(data)
                quads += lines
                graphs += lines > 0
        size = raw.tell()
    with target.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    return Shard(target.name, digest, size, graphs, quads)


def _pack_all(graphs: Path, made: Path, workers: Workers, largest: int) -> tuple[Shard, ...]:
    jobs = []
    for number, files in enumerate(_divided(graphs, largest)):
        target = str(made / f"part-{number:05}.nq.gz")
        jobs.append(Job(number, "pack", ShardTask(files, target), target))
    shards: dict[int, Shard] = {}
    for number, answer in workers.run(jobs):
        if isinstance(answer, CareerlatticeError):
            raise answer
        shards[number] = answer
    return tuple(shards[number] for number in sorted(shards))


def _divided(graphs: Path, largest: int) -> Iterator[tuple[str, ...]]:
    """The graph files, in order, in portions of *largest* bytes at most, or of one file."""
    portion: list[str] = []
    total = 0
    for file in sorted(graphs.rglob("*.nq")):
        size = file.stat().st_size
        if not size:
            continue
        if portion and total + size > largest:
            yield tuple(portion)
            portion, total = [], 0
        portion.append(str(file))
        total += size
    if portion:
        yield tuple(portion)


def _holds_shards(folder: Path) -> bool:
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(listed, dict) and "shards" in listed
