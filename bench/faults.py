"""Kill builds, pushes and taxonomy loads at random moments, and see what is left of them.

After each kill the graph that is there must open and be one version or the other, and the same
work done again must complete and give the bytes of one that nobody disturbed. Half of the moments
are chosen by the clock, where most of the time goes; half by what is being done, so that short
steps are met too. Pushes go to a real server, of the PyPI package ``oxigraph``.

    python bench/faults.py               # 200 kills; writes the results
    python bench/faults.py --kill 20     # so many
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
from generator import documents

from careerlattice.store import GraphStore
from careerlattice.taxonomies import add_taxonomy, base_store, installed_taxonomies

HERE = Path(__file__).parent
SHARES = {"build": 0.5, "push": 0.25, "taxonomy": 0.25}
FEW = 4
"""Documents of each of four publishers."""
START = "starting"
# What is run and killed: it tells, a line each, what it is doing.
WORK = {
    "build": """
from careerlattice.build import build
build([Path(sys.argv[2])], Path(sys.argv[3]), engine="shacl", jobs=2, progress=tell)
""",
    "push": """
from careerlattice.push import push
push(Path(sys.argv[2]), sys.argv[3], progress=tell)
""",
    "taxonomy": """
from careerlattice.taxonomies import add_taxonomy
add_taxonomy(Path(sys.argv[2]), "onet", sys.argv[3], version=sys.argv[4], progress=tell)
""",
}
TELLING = """
import sys
from pathlib import Path
def tell(text):
    with open(sys.argv[1], "a") as told:
        told.write(text.replace("\\n", " ") + "\\n")
if __name__ == "__main__":
"""


class Work:
    """One kind of work: a program, and how long it is between what it tells."""

    def __init__(self, kind: str, place: Path, chance: random.Random) -> None:
        self.kind = kind
        self._chance = chance
        self._told = place / f"{kind}.told"
        self._program = place / f"{kind}.py"
        body = WORK[kind].replace("\n", "\n    ")
        self._program.write_text(TELLING + body + "\n", encoding="utf-8")
        self._gaps: list[float] = []

    def _begin(self, *arguments: object) -> subprocess.Popen[bytes]:
        self._told.write_text("")
        command = [sys.executable, str(self._program), str(self._told), *map(str, arguments)]
        return subprocess.Popen(command)

    def _lines(self) -> list[str]:
        return self._told.read_text("utf-8").splitlines()

    def done(self, *arguments: object) -> None:
        """Do the work undisturbed."""
        process = self._begin(*arguments)
        seen, moments = 0, [time.monotonic()]
        while process.poll() is None:
            time.sleep(0.005)
            now = len(self._lines())
            moments += [time.monotonic()] * (now - seen)
            seen = now
        assert process.returncode == 0, (self.kind, arguments)
        moments.append(time.monotonic())
        self._gaps = [b - a for a, b in pairwise(moments)]

    def killed(self, *arguments: object) -> str | None:
        """Begin the work and kill it; what it was at, None if it was done before."""
        number = range(len(self._gaps))
        if self._chance.random() < 0.5:
            (after,) = self._chance.choices(number, self._gaps)
        else:
            after = self._chance.choice(number)
        pause = self._chance.uniform(0, self._gaps[after])
        process = self._begin(*arguments)
        while process.poll() is None and len(self._lines()) < after:
            time.sleep(0.001)
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            lines = self._lines()
            # Numbers and names are of no interest: "reading 3 of 16: class-0002.txt".
            return re.split(r"[\d:]", lines[-1])[0].strip() if lines else START
        assert process.returncode == 0, (self.kind, arguments)
        return None


def kill(times: int, place: Path, seed: int, results: Path) -> None:
    """Kill so many times in all; what was done so far stands in *results* all the while."""
    chance = random.Random(seed)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, run in (("taxonomy", kill_taxonomies), ("build", kill_builds), ("push", kill_pushes)):
        wanted = round(times * SHARES[kind])
        folder = place / kind
        folder.mkdir()
        for phase in run(Work(kind, folder, chance), folder, chance):
            if phase is not None:
                told[kind][phase] += 1
                record(told, results)
                print(f"{kind} {told[kind].total()} of {wanted}: {phase}", flush=True)
            if told[kind].total() >= wanted:
                break


def kill_builds(work: Work, place: Path, chance: random.Random) -> Iterator[str | None]:
    """Kill builds whose documents come and go; every other one is built to its end."""
    folder, out = place / "documents", place / "out"
    files = few(folder)
    coming = files[:: len(files) // 3][:3]
    wanted: dict[str, str] = {}
    for state in range(len(coming) + 1):
        show(coming, state)
        whole = place / f"whole-{state}"
        work.done(folder, whole)
        wanted[digest(whole / "current")] = str(state)
    turn = 0
    while True:
        turn += 1
        if turn % 12 == 0:
            shutil.rmtree(out)
        state = chance.randrange(len(coming) + 1)
        show(coming, state)
        yield work.killed(folder, out)
        if (out / "current").exists():
            assert digest(out / "current") in wanted
            check_store(out)
        if turn % 2 == 0:
            work.done(folder, out)
            assert wanted[digest(out / "current")] == str(state)
            check_store(out)
            assert len(list((out / ".versions").iterdir())) == 1


def kill_pushes(work: Work, place: Path, chance: random.Random) -> Iterator[str | None]:
    """Kill pushes of two builds, by turns, to one server."""
    builder = Work("build", place, chance)
    folder = place / "documents"
    files = few(folder)
    outs = [place / "one", place / "other"]
    builder.done(folder, outs[0])
    for file in files[::2]:
        text = file.read_text("utf-8")
        file.write_text(text.replace("for accuracy", "for exactness").replace(" and ", " or ", 1))
    files[-1].unlink()
    builder.done(folder, outs[1])
    with running_server(place) as url:
        turn = 0
        for out in outs:
            work.done(out, url)
        while True:
            turn += 1
            out = outs[turn % 2]
            yield work.killed(out, url)
            work.done(out, url)
            assert held_by(url) == facts_by_graph(out), "the server holds what was built"


def kill_taxonomies(work: Work, place: Path, _: random.Random) -> Iterator[str | None]:
    """Kill the loading of two versions of a taxonomy into two build folders."""
    # The samples of the tests: this folder's parent is no package.
    sys.path.append(str(HERE.parent))
    from tests.taxonomies.samples import ONET, write  # noqa: PLC0415

    release = write(place / "release", ONET, "txt")
    wanted = {}
    for version in ("29.1", "29.2"):
        whole = place / f"whole-{version}"
        work.done(whole, release, version)
        (added,) = installed_taxonomies(whole)
        wanted[version] = (added.sha256, added.quads)
    turn = 0
    out = place / "out"
    while True:
        turn += 1
        if turn % 6 == 1:
            shutil.rmtree(out, ignore_errors=True)
        version = ("29.1", "29.2")[turn // 3 % 2]
        yield work.killed(out, release, version)
        for each in installed_taxonomies(out):
            assert (each.sha256, each.quads) in wanted.values()
        added = add_taxonomy(out, "onet", release, version=version)
        assert (added.sha256, added.quads) == wanted[version]
        store = base_store(out)
        assert store is not None
        with GraphStore.open(store) as opened:
            assert len(opened) == added.quads


# What is looked at


def few(folder: Path) -> list[Path]:
    """Write a few documents of four publishers."""
    files = []
    for name, text in documents(4 * 200):
        number = re.search(r"class-(\d+)", name)
        if number and int(number[1]) >= FEW:
            continue
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if number:
            files.append(file)
    return files


def show(files: list[Path], state: int) -> None:
    """Let all of *files* be there but that before the number *state*."""
    for at, file in enumerate(files):
        away = file.with_suffix(".away")
        if at == state - 1 and file.exists():
            file.rename(away)
        elif at != state - 1 and away.exists():
            away.rename(file)


def digest(version: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(version.resolve().rglob("*")):
        name = file.relative_to(version.resolve()).as_posix()
        if file.is_file() and not name.startswith(("store/", "documents/")):
            total.update(name.encode() + file.read_bytes())
    return total.hexdigest()


def check_store(out: Path) -> None:
    """See that the store opens and holds what the files do."""
    version = (out / "current").resolve()
    with GraphStore.open(out) as store:
        held = len(store)
    assert held == sum(facts_by_graph(out).values()), version


def facts_by_graph(out: Path) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for file in (out / "current" / "graphs").rglob("*.nq"):
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS):
            counts[quad.graph_name.value] += 1
    return dict(counts)


def held_by(url: str) -> dict[str, int]:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    request = urllib.request.Request(
        url,
        data=query.encode(),
        headers={
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json",
        },
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        rows = json.load(answer)["results"]["bindings"]
    counts = {row["g"]["value"]: int(row["n"]["value"]) for row in rows}
    return {name: count for name, count in counts.items() if not name.endswith("/graph/manifest")}


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The server of the package oxigraph, its graph in memory."""
    binary = Path(sys.executable).with_name("oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(binary), "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/query"
    try:
        until = time.monotonic() + 30
        while True:
            try:
                held_by(url)
                break
            except OSError:
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def table(told: dict[str, Counter[str]], day: str) -> str:
    total = sum(counts.total() for counts in told.values())
    lines = [
        "# Kills",
        "",
        (
            f"{day}. {total} processes were ended by SIGKILL: builds (with two workers), pushes to"
            " an Oxigraph server, and loads of a taxonomy. After each, the graph that was there"
            " opened and was one version or the other, whole; the work done again completed, and"
            " gave the bytes (on the server: the counts, graph by graph) of one that nobody"
            " disturbed."
        ),
        "",
        "| work | killed while | times |",
        "|---|---|---:|",
    ]
    for kind, counts in told.items():
        lines += [f"| {kind} | {phase} | {count} |" for phase, count in counts.most_common()]
    return "\n".join([*lines, ""])


def record(told: dict[str, Counter[str]], results: Path) -> None:
    """Write what was killed so far."""
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()
    written = {kind: dict(counts.most_common()) for kind, counts in told.items()}
    text = json.dumps({"day": day, "kills": written}, indent=2)
    (results / "faults.json").write_text(text + "\n", encoding="utf-8")
    (results / "faults.md").write_text(table(told, day), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kill", type=int, default=200, metavar="TIMES")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--results", type=Path, default=HERE / "results", metavar="FOLDER")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        kill(chosen.kill, Path(name), chosen.seed, chosen.results)
    print((chosen.results / "faults.md").read_text("utf-8"))


if __name__ == "__main__":
    main()
