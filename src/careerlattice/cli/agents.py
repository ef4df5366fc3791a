"""`mcp`: the graph as tools for agents."""

from __future__ import annotations

from careerlattice.cli.options import BUILD, EndpointOption, GraphOption, open_lattice


def mcp(*, graph: GraphOption = BUILD, endpoint: EndpointOption = None) -> None:
    """Serve the graph to agents over stdin and stdout (Model Context Protocol); read-only.

    Needs the extra mcp. Tools: schema, class_grades, search, questions, ask, query, gap, source.
    """
    from careerlattice.agents import make_server  # noqa: PLC0415

    with open_lattice(graph, endpoint) as lattice:
        make_server(lattice).run()
