"""What is dear is made once a build, before anybody asks where there is time, and then kept."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from careerlattice.build import Build
from careerlattice.serve.api import Asker
from careerlattice.serve.builds import Builds
from careerlattice.serve.limits import Limits
from careerlattice.serve.workers import Workers
from tests.serve.servers import Running

LATTICE = {"name": "lattice"}


@asynccontextmanager
async def started(built: Build) -> AsyncIterator[Workers]:
    workers = Workers(Builds(built.folder), Limits(workers=2))
    await workers.start()
    try:
        yield workers
    finally:
        await workers.stop()


def test_the_lattice_is_made_before_anybody_asks(built: Build) -> None:
    async def scenario() -> bytes:
        async with started(built) as workers:
            asker = Asker(workers)
            preparing = asyncio.ensure_future(asker.prepare())
            while len(asker._kept) < 5:
                await asyncio.sleep(0.01)
            preparing.cancel()
        # There is no worker any more who could make it.
        answer, _ = await asker._kept_answer("resource", LATTICE, "192.0.2.1")
        return gzip.decompress(answer.body)

    assert b'"moves"' in asyncio.run(scenario())


def test_however_many_ask_at_once_it_is_made_once(built: Build) -> None:
    async def scenario() -> int:
        async with started(built) as workers:
            asker = Asker(workers)
            asked = [asker._kept_answer("resource", LATTICE, f"192.0.2.{n}") for n in range(20)]
            answers = await asyncio.gather(*asked)
            return len({id(answer) for answer, _ in answers})

    assert asyncio.run(scenario()) == 1


def test_spare_workers_stand_beside_those_at_work(built: Build) -> None:
    async def scenario() -> int:
        async with started(built) as workers:
            await asyncio.gather(*workers._starting)
            return len(workers._idle)

    assert asyncio.run(scenario()) == 4


def test_what_is_kept_packed_comes_as_it_is_wanted(served: Running) -> None:
    url = f"{served.url}api/resources/lattice"
    packed = served.client.get(url, headers={"Accept-Encoding": "gzip"})
    plain = served.client.get(url, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    # They are different bytes, and have different names.
    assert plain.headers["etag"] != packed.headers["etag"]
    for response, coding in ((packed, "gzip"), (plain, "identity")):
        held = {"If-None-Match": response.headers["etag"], "Accept-Encoding": coding}
        assert served.client.get(url, headers=held).status_code == 304
