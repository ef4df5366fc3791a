"""JSON: every value is that of the json module, and lies where it says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerlattice.errors import InputError
from careerlattice.values import Array, Node, Object, Value, read_tree

TEXT = '{"name": "Lamp \\"A\\"", "n": [1, -2.5e3, true, null], "of": {"x": {}, "x": "y"}}'


def plain(node: Node) -> Any:
    """What the json module would have made of it."""
    if isinstance(node, Object):
        return {key: plain(each) for key, each in node.members.items()}
    if isinstance(node, Array):
        return [plain(each) for each in node.items]
    return json.loads(node.source[node.start - 1 : node.end + 1] if _is_text(node) else node.raw)


def _is_text(node: Value) -> bool:
    return node.source[node.start - 1 : node.start] == '"'


def test_values_keys_and_places() -> None:
    tree, marks = read_tree(TEXT)
    assert isinstance(tree, Object)
    assert tree.text("name") == 'Lamp "A"'
    assert tree.value("missing") is None
    assert [value.text for value in tree.values("n")] == ["1", "-2.5e3", "true", "null"]
    signs = [TEXT[span.start : span.end] for span in marks]
    assert signs == ["name", "n", "true", "null", "of", "x", "x"]
    inner = tree.object("of")
    assert inner is not None
    assert isinstance(inner.members["x"], Object), "of two members with one key the first counts"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": "b', r"ends in the middle|does not end"),
        ('{"a": [1, 2', r"ends in the middle \(line 1\)"),
        ('{"a"\n: }', r"a value is missing \(line 2\)"),
        ('{"a": 1} x', "something follows its end"),
        ("[" * 60 + "]" * 60, "nests deeper than 50"),
        ("", "ends in the middle"),
        ('{"a": "tab\there"}', "does not end"),
    ],
)
def test_what_is_broken_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_tree(text)
    assert caught.value.remedy


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(TREES, st.booleans())
def test_the_json_module_reads_the_same(tree: object, escaped: bool) -> None:
    text = json.dumps(tree, ensure_ascii=escaped)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    node, _ = read_tree(text)
    if any(_has_blank_key(each) for each in [tree]):
        return
    assert plain(node) == tree


def _has_blank_key(tree: object) -> bool:
    """Whether folding makes another key of one: keys are read as people read them."""
    if isinstance(tree, dict):
        return any(
            " ".join(key.split()) != key or not key.isprintable() or _has_blank_key(value)
            for key, value in tree.items()
        )
    return isinstance(tree, list) and any(_has_blank_key(each) for each in tree)
