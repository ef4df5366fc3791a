"""Trees as text: the objects, arrays and values of a JSON file, and where each stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from careerlattice.errors import InputError
from careerlattice.model import Span
from careerlattice.values.value import Escapes, Value

_BLANK = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*)"')
_LITERAL = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_DEEPEST = 50
MOST_VALUES = 200_000
"""Of one file, objects and arrays among them; a country's framework has some ten thousands."""

Node: TypeAlias = "Object | Array | Value"


@dataclass(frozen=True, slots=True)
class Object:
    """A JSON object: its members by key, in order, and the keys as they stand.

    Of two members with one key the first counts.
    """

    members: Mapping[str, Node]
    keys: Mapping[str, Value]
    span: Span

    def value(self, key: str) -> Value | None:
        """The string or number at *key*; None where there is none, or it is empty or null."""
        node = self.members.get(key)
        return node if isinstance(node, Value) and node and node.raw != "null" else None

    def text(self, key: str) -> str:
        """The text of the string or number at *key*, "" where there is none."""
        node = self.value(key)
        return node.text if node else ""

    def object(self, key: str) -> Object | None:
        """The object at *key*."""
        node = self.members.get(key)
        return node if isinstance(node, Object) else None

    def objects(self, key: str) -> Iterator[Object]:
        """The objects in the array at *key*, or the members of the object that stands there."""
        node = self.members.get(key)
        if isinstance(node, Array):
            yield from (each for each in node.items if isinstance(each, Object))
        elif isinstance(node, Object):
            yield from (each for each in node.members.values() if isinstance(each, Object))

    def values(self, key: str) -> Iterator[Value]:
        """The strings and numbers in the array at *key*."""
        node = self.members.get(key)
        if isinstance(node, Array):
            yield from (each for each in node.items if isinstance(each, Value) and each)

    @property
    def run(self) -> Span | None:
        """From its first value to its last, where all it holds are values."""
        spans = [
            span
            for node in self.members.values()
            if isinstance(node, Value) and (span := node.span)
        ]
        return Span(spans[0].start, spans[-1].end) if spans else None


@dataclass(frozen=True, slots=True)
class Array:
    """A JSON array."""

    items: tuple[Node, ...]
    span: Span


def read_tree(text: str) -> tuple[Node, list[Span]]:
    """What *text* holds as JSON, and the spans of all keys and of true, false and null.

    Raises:
        InputError: it is no JSON, is cut off, nests deeper or holds more than anything sensible.
    """
    reader = _Reader(text)
    node = reader.node(0)
    if reader.at < len(text):
        raise reader.broken("something follows its end")
    return node, reader.marks


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    marks: list[Span] = field(default_factory=list)
    _last: int = 0  # where the object or array read last ends
    _count: int = 0

    def __post_init__(self) -> None:
        self._skip()

    def node(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self.broken(f"it nests deeper than {_DEEPEST}")
        self._count += 1
        if self._count > MOST_VALUES:
            line = self.text.count("\n", 0, self.at) + 1
            raise InputError(
                f"the file has more than {MOST_VALUES:,} values (line {line})",
                remedy="split it into files of fewer",
            )
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._object(depth)
        if sign == "[":
            return self._array(depth)
        if sign == '"':
            return self._string()
        literal = _LITERAL.match(self.text, self.at)
        if literal is None:
            raise self.broken("a value is missing")
        if literal.group().isalpha():
            self.marks.append(Span(*literal.span()))
        self._go_to(literal.end())
        return Value(self.text, *literal.span())

    def _object(self, depth: int) -> Object:
        start, members, keys = self.at, dict[str, Node](), dict[str, Value]()
        self._go_to(start + 1)
        while not self._takes("}"):
            if members:
                self._expect(",")
            key = self._string()
            if key:
                self.marks.append(Span(key.start, key.end))
            self._expect(":")
            name = key.text
            keys.setdefault(name, key)
            members.setdefault(name, self.node(depth + 1))
        return Object(members, keys, Span(start, self._last))

    def _array(self, depth: int) -> Array:
        start, items = self.at, list[Node]()
        self._go_to(start + 1)
        while not self._takes("]"):
            if items:
                self._expect(",")
            items.append(self.node(depth + 1))
        return Array(tuple(items), Span(start, self._last))

    def _string(self) -> Value:
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise self.broken("a text in quotation marks is missing or does not end")
        self._go_to(match.end())
        return Value(self.text, *match.span(1), Escapes.BACKSLASH)

    def _takes(self, sign: str) -> bool:
        if not self.text.startswith(sign, self.at):
            return False
        self._last = self.at + 1
        self._go_to(self._last)
        return True

    def _expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise self.broken(f"“{sign}” is missing")
        self._go_to(self.at + 1)

    def _go_to(self, at: int) -> None:
        self.at = at
        self._skip()

    def _skip(self) -> None:
        match = _BLANK.match(self.text, self.at)
        assert match is not None, "it may match nothing at all"
        self.at = match.end()

    def broken(self, what: str) -> InputError:
        if self.at >= len(self.text):
            what = "it ends in the middle"
        line = self.text.count("\n", 0, self.at) + 1
        return InputError(
            f"this is no sound JSON: {what} (line {line})",
            remedy="fetch the file again, or have it written anew",
        )
