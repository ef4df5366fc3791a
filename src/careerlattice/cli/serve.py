"""`careerlattice serve`: the explorer and a SPARQL endpoint over the built graph."""

from __future__ import annotations

import ipaddress
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerlattice.cli import output
from careerlattice.cli.options import BUILD, GraphOption
from careerlattice.cli.review import ReviewerOption, needed_reviewer
from careerlattice.errors import UsageError

if TYPE_CHECKING:
    from careerlattice.configuration import Reviewer

_MEBIBYTE = 1 << 20


def serve(
    *,
    graph: GraphOption = BUILD,
    host: Annotated[str, typer.Option(help="Where to listen.", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    timeout: Annotated[
        float, typer.Option(help="How long a query may run.", metavar="SECONDS")
    ] = 30.0,
    max_rows: Annotated[
        int, typer.Option(min=1, help="How many rows or triples an answer may have.")
    ] = 100_000,
    max_bytes: Annotated[
        int, typer.Option(min=1, help="How large an answer may be, unpacked.")
    ] = 64 * _MEBIBYTE,
    memory: Annotated[
        int, typer.Option(min=256, help="What one worker may allocate.", metavar="MIB")
    ] = 2048,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many queries run at once (default: one more than processors, 3 to 5).",
            show_default=False,
        ),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            help="Let pages of this origin read answers; * is any. Can be repeated.",
            metavar="ORIGIN",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="Another name this server is called by. Can be repeated."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            help="Take the word of a proxy at this address, or in this network, for who asks"
            " (X-Forwarded-For, X-Forwarded-Proto). Can be repeated.",
            metavar="ADDRESS",
        ),
    ] = None,
    review: Annotated[
        list[Path] | None,
        typer.Option(
            help="Let the mappings of this set, or folder of sets, be decided on in the explorer."
            " Can be repeated.",
            metavar="FILE",
        ),
    ] = None,
    who: ReviewerOption = None,
) -> None:
    """Serve the built graph: the explorer at /, a SPARQL 1.1 endpoint at /sparql; Ctrl-C ends it.

    It can only be read, but for the mapping sets of --review. A query that reaches a limit is
    stopped, and nothing of it is given. When the graph is built anew, the new one is served.
    """
    from careerlattice.serve.builds import Builds  # noqa: PLC0415
    from careerlattice.serve.limits import Limits  # noqa: PLC0415
    from careerlattice.serve.listening import address_of, listen  # noqa: PLC0415

    builds = Builds(graph)
    # Before anything is begun: a folder without a graph is a mistake, not a server.
    builds.current()
    limits = Limits(
        seconds=timeout,
        rows=max_rows,
        answer_bytes=max_bytes,
        memory=memory * _MEBIBYTE,
        **({} if workers is None else {"workers": workers}),
    )
    proxies = [_network(each) for each in proxy or ()]
    reviewed = _reviewed(review, who, host) if review else None
    logging.basicConfig(format="careerlattice: %(message)s", level=logging.WARNING)
    with listen(host, port) as listener:
        # What takes time to load is loaded when nothing is wrong with what was asked for.
        from careerlattice.serve.app import make_app  # noqa: PLC0415
        from careerlattice.serve.reviewing import ReviewDesk  # noqa: PLC0415
        from careerlattice.serve.run import Server  # noqa: PLC0415

        app = make_app(
            builds,
            limits,
            host=host,
            allowed_hosts=allow_host or (),
            cors=cors or (),
            proxies=proxies,
            review=ReviewDesk(*reviewed) if reviewed else None,
        )
        address = address_of(listener)

        def tell() -> None:
            output.write(f"{address}\n")
            output.say(f"Serving {graph}; SPARQL at {address}sparql. Ctrl-C ends it.")
            if not _is_local(host):
                output.say("Anybody who can reach this machine can read and query the graph.")

        Server(app, limits, tell).serve_on(listener)


def _reviewed(sets: list[Path], who: str | None, host: str) -> tuple[list[Path], Reviewer]:
    """The mapping sets that the explorer's users decide on, and in whose name.

    Raises:
        InputError: there is no mapping set at one of *sets*.
        UsageError: nobody is said to review, or others than this machine could decide.
    """
    from careerlattice.review import find_sets  # noqa: PLC0415

    if not _is_local(host):
        raise UsageError(
            f"whoever reaches {host} could decide on mappings in your name",
            remedy="leave out --host, or --review",
        )
    return find_sets(sets), needed_reviewer(who)


def _network(text: str) -> str:
    """The address or network in *text*.

    Raises:
        UsageError: it is neither.
    """
    try:
        ipaddress.ip_network(text)
    except ValueError:
        raise UsageError(
            f"'{text}' is no address of a proxy",
            remedy="give an address, such as 127.0.0.1, or a network, such as 10.0.0.0/8",
        ) from None
    return text


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
