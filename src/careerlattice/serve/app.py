"""The application: which path is answered by whom, and what all of them have in common."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from careerlattice.resources import web_dir
from careerlattice.serve.api import Asker, make_api
from careerlattice.serve.builds import Builds
from careerlattice.serve.description import ENDPOINT_PATH, VOID_PATH, Describer
from careerlattice.serve.guards import Heads, Hosts, Origins, Room, SafeHeaders
from careerlattice.serve.limits import Limits
from careerlattice.serve.protocol import LIMIT_HEADER, SparqlEndpoint
from careerlattice.serve.reviewing import ReviewDesk, make_review
from careerlattice.serve.workers import Workers

__all__ = ["make_app"]

_NO_EXPLORER = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>careerlattice</title>
<style>body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto;
padding: 0 1rem }}</style>
<h1>careerlattice</h1>
<p>The graph is served, but its explorer is not here: this copy of careerlattice was installed
without the pages that show the graph.</p>
<p>To get them, install the wheel (<code>pip install careerlattice</code>), or in a checkout run
<code>make web</code>; then start the server again.</p>
<h2>What works without them</h2>
<ul>
<li><a href="{ENDPOINT_PATH}">{ENDPOINT_PATH}</a> answers SPARQL 1.1 queries, such as
<a href="{ENDPOINT_PATH}?query=SELECT%20*%20%7B%20%3Fgrade%20a%20career%3AClassGrade%20%7D">all
class-grades</a>.</li>
<li><a href="{VOID_PATH}">{VOID_PATH}</a> says what is in the graph (VoID).</li>
</ul>
"""


def make_app(
    builds: Builds,
    limits: Limits,
    *,
    host: str = "127.0.0.1",
    allowed_hosts: Sequence[str] = (),
    cors: Sequence[str] = (),
    proxies: Sequence[str] = (),
    routes: Sequence[BaseRoute] = (),
    explorer: Path | None = None,
    review: ReviewDesk | None = None,
) -> Starlette:
    """The application that serves the current one of *builds*.

    *host* is where it will listen; *allowed_hosts* are other names it is called by; *cors* the
    origins whose pages may read answers ("*" for all); *proxies* the addresses and networks whose
    word is taken for who asks. *routes* come before the explorer, whose
    built files are those at *explorer*, or the package's own. Mappings can be decided on at
    *review*.
    """
    workers = Workers(builds, limits)
    describer = Describer(workers)
    endpoint = SparqlEndpoint(workers, limits, describer.respond_service)
    asker = Asker(workers)
    api = make_api(asker, reviews=review is not None)
    if review is not None:
        api.include_router(make_review(review, asker))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await workers.start()
        preparing = asyncio.ensure_future(asker.prepare())
        try:
            yield
        finally:
            preparing.cancel()
            await workers.stop()

    pages = explorer or web_dir()
    middleware = [
        Middleware(SafeHeaders),
        Middleware(Heads, most=limits.head_bytes),
        Middleware(Hosts, bound=host, allowed=allowed_hosts),
        Middleware(Origins, allowed=cors, open_paths=(ENDPOINT_PATH,)),
        Middleware(Room, most=limits.sending_bytes),
    ]
    if cors:
        middleware.insert(
            3,
            Middleware(
                CORSMiddleware,
                allow_origins=list(cors),
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Content-Type", "If-None-Match"],
                expose_headers=["ETag", "Retry-After", LIMIT_HEADER],
            ),
        )
    if proxies:
        middleware.insert(0, Middleware(ProxyHeadersMiddleware, trusted_hosts=list(proxies)))
    app = Starlette(
        routes=[
            Route(ENDPOINT_PATH, endpoint),
            Route(VOID_PATH, describer.respond_dataset),
            Mount("/api", api),
            *routes,
            Mount("/", GZipMiddleware(StaticFiles(directory=pages, html=True)))
            if pages
            else Route("/", _without_explorer),
        ],
        middleware=middleware,
        lifespan=lifespan,
    )
    app.state.workers = workers
    return app


async def _without_explorer(_: Request) -> Response:
    return HTMLResponse(_NO_EXPLORER, headers={"Cache-Control": "no-store"})
