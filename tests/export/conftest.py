"""What the tests of networks share: networks, the hostile ones too, and both of the seed graph."""

from __future__ import annotations

import math

import pytest
from hypothesis import strategies as st

from careerlattice.export.formats import Of, Subject
from careerlattice.export.network import Attribute, Edge, Network, Node
from careerlattice.export.projection import network_of
from careerlattice.lattice import Lattice

HOSTILE = (
    'She said "no" <script>alert(1)</script> & left; C:\\temp\\',
    "]]> \x00\x01\x0b\x0c\x1f\x7f\x9f",
    "one\ntwo\r\nthree\ttabbed",
    "\N{RIGHT-TO-LEFT OVERRIDE}drows\N{POP DIRECTIONAL FORMATTING} עברית",
    "\ufffe\uffff a | b \\| c",
    "#34; %% --> end subgraph `x`",
    "",
    "-->",
    "\N{GRINNING FACE}" * 50,
)
"""Texts that some format takes for its own."""

_texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])))
_numbers = st.floats(allow_nan=False, allow_infinity=False)
_values: st.SearchStrategy[Attribute] = st.one_of(
    _texts,
    st.integers(-(1 << 62), 1 << 62),
    _numbers,
    st.booleans(),
    st.lists(_texts, min_size=2, max_size=3).map(tuple),
)
_names = st.sampled_from(
    ["viz", "spells", "rank", "level", "für", "a b", "class", "label_", "text"]
)
_attributes = st.dictionaries(_names, _values, max_size=4)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any network: from none to a few nodes, edges between any of them, several between two."""
    # Identifiers are those of a graph or an answer; what no format can hold is no identifier.
    ids = draw(
        st.lists(st.text("ab/:<&\"'\\ é]>|", min_size=1, max_size=4), max_size=4, unique=True)
    )
    nodes = [Node(each, draw(_texts), draw(_texts), draw(_attributes)) for each in ids]
    ends = st.sampled_from(ids) if ids else st.nothing()
    weight = st.floats(min_value=1e-6, max_value=1e6).filter(math.isfinite)
    edges = st.builds(Edge, ends, ends, _texts, _texts, weight, _attributes)
    return Network.of(draw(_texts), nodes, draw(st.lists(edges, max_size=4)) if ids else [])


@pytest.fixture(scope="session")
def everything(lattice: Lattice) -> Network:
    """All of the seed graph."""
    return network_of(Subject(lattice))


@pytest.fixture(scope="session")
def moves(lattice: Lattice) -> Network:
    """The class-grades of the seed graph and every move between them."""
    return network_of(Subject(lattice, of=Of.LATTICE))
