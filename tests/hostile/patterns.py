"""Every regular expression of the project, and texts made to drive each of them.

A text is a long run of what one repetition in the expression takes, with and without what must
stand before it, and without what must follow: from every place it stands at, an expression that is
open to it tries anew and fails at the end.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

PACKAGES = ("careerlattice", "careerlattice_loaders")
AT_A_PLACE = frozenset({"match", "fullmatch"})
METHODS = AT_A_PLACE | {"search", "findall", "finditer", "sub", "subn", "split"}

# Of a set of characters, those that are tried: of each kind one.
_PROBES = "a1A .,-/'\t\n\u00a0é(*_:$“"
_MOST_PROBES = 3
# Ends a run of anything: hardly an expression takes it.
_END = "\x00"
_LONG = 40


@dataclasses.dataclass(frozen=True, slots=True)
class Expression:
    """A pattern, where it is found, and by which methods it is used.

    One whose use cannot be seen is taken to be looked for at every place of a text.
    """

    where: str
    pattern: re.Pattern[str]
    methods: frozenset[str] = frozenset({"search"})

    def use(self, text: str) -> None:
        """Use it on *text* in the ways it is used."""
        if "match" in self.methods:
            self.pattern.match(text)
        if "fullmatch" in self.methods:
            self.pattern.fullmatch(text)
        if not self.methods <= AT_A_PLACE:
            for _ in self.pattern.finditer(text):
                pass


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """A text of any size: *head*, then *unit* again and again, and an end that nothing takes."""

    head: str
    unit: str

    def text(self, size: int) -> str:
        """About *size* characters."""
        return self.head + self.unit * (size // len(self.unit)) + _END


def expressions() -> list[Expression]:
    """Those that modules hold, in tables and records too, and those written in functions."""
    found: dict[re.Pattern[str], str] = {}
    used: dict[str, set[str]] = {}
    plain: dict[re.Pattern[str], Expression] = {}
    for name in _modules():
        module = importlib.import_module(name)
        seen: set[int] = set()
        for key, value in vars(module).items():
            if not key.startswith("__"):
                _collect(value, f"{name}.{key}", found, seen)
        if module.__file__:
            _read(Path(module.__file__), name, used, plain)
    told = [Expression(where, each, _methods(where, used)) for each, where in found.items()]
    return told + [each for pattern, each in plain.items() if pattern not in found]


def shapes(pattern: re.Pattern[str]) -> list[Shape]:
    """What texts that may keep *pattern* busy are made of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found: dict[Shape, None] = {}
    for before, body in _repetitions(tree):
        for probe in range(_MOST_PROBES):
            unit = _sample(body, probe)
            found |= dict.fromkeys((Shape(before, unit), Shape("", unit), Shape("", before + unit)))
            if len(unit) == 1:
                # Runs of it, and all but what must follow.
                found[Shape("", unit * 8 + " ")] = None
    whole = _sample(tree, 0)
    found |= dict.fromkeys((Shape("", whole), Shape("", whole[:-1])))
    return [shape for shape in found if shape.unit]


def _modules() -> Iterator[str]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield name
        for each in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not each.name.endswith("__main__"):
                yield each.name


def _collect(value: object, where: str, found: dict[re.Pattern[str], str], seen: set[int]) -> None:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            found.setdefault(value, where)
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        for key, each in value.items():
            _collect(key, where, found, seen)
            _collect(each, where, found, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            _collect(each, where, found, seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            _collect(getattr(value, field.name, None), f"{where}.{field.name}", found, seen)
    elif type(value).__module__.split(".")[0] in PACKAGES:
        for key, each in getattr(value, "__dict__", {}).items():
            _collect(each, f"{where}.{key}", found, seen)


def _read(
    file: Path,
    module: str,
    used: dict[str, set[str]],
    plain: dict[re.Pattern[str], Expression],
) -> None:
    """Note which methods are called on what name, and the patterns written where they are used."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            held = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(held, ast.Name | ast.Attribute):
                name = held.id if isinstance(held, ast.Name) else held.attr
                # A name with an underline is the module's own.
                name = f"{module}.{name}" if name.startswith("_") else name
                used.setdefault(name, set()).add(node.attr)
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute)):
            continue
        is_ours = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        first = node.args[0]
        if is_ours and isinstance(first, ast.Constant) and isinstance(first.value, str):
            told = re.NOFLAG
            for flag in re.RegexFlag:
                told |= flag if f"attr='{flag.name}'" in ast.dump(node) else re.NOFLAG
            method = node.func.attr if node.func.attr in METHODS else "search"
            pattern = re.compile(first.value, told)
            where = f"{module} line {node.lineno}"
            plain[pattern] = Expression(where, pattern, frozenset({method}))


def _methods(where: str, used: dict[str, set[str]]) -> frozenset[str]:
    name = where.rsplit(".", 1)[-1]
    return frozenset(used.get(where if name.startswith("_") else name) or {"search"})


def _repetitions(tree: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """What may stand many times in an expression, each with a text that may stand before it."""
    for kind, value in tree:
        if kind in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            _, most, body = value
            if most == constants.MAXREPEAT or most >= _LONG:
                yield before, body
            yield from _repetitions(body, before)
        elif kind is constants.BRANCH:
            for each in value[1]:
                yield from _repetitions(each, before)
        else:
            for each in _inner(kind, value):
                yield from _repetitions(each, before)
        before += _sample([(kind, value)], 0)


def _inner(kind: Any, value: Any) -> Sequence[Any]:
    if kind is constants.SUBPATTERN:
        return (value[3],)
    if kind is constants.ATOMIC_GROUP:
        return (value,)
    if kind in (constants.ASSERT, constants.ASSERT_NOT):
        return (value[1],)
    if kind is constants.GROUPREF_EXISTS:
        return tuple(each for each in value[1:] if each)
    return ()


def _sample(tree: Any, probe: int) -> str:
    """A text that the expression takes, or nearly; *probe* chooses among characters of a set."""
    parts: list[str] = []
    for kind, value in tree:
        if kind is constants.LITERAL:
            parts.append(chr(value))
        elif kind is constants.NOT_LITERAL:
            parts.append("b" if value == ord("a") else "a")
        elif kind is constants.ANY:
            parts.append("a. "[probe % 3])
        elif kind is constants.IN:
            parts.append(_one_of(value, probe))
        elif kind is constants.BRANCH:
            parts.append(_sample(value[1][probe % len(value[1])], probe))
        elif kind in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            least, most, body = value
            parts.append(_sample(body, probe) * max(least, min(most, 1)))
        elif kind is constants.ASSERT:
            continue
        else:
            parts += [_sample(each, probe) for each in _inner(kind, value)[:1]]
    return "".join(parts)


def _one_of(items: Any, probe: int) -> str:
    taken = [each for each in _PROBES if _takes(items, ord(each))]
    for kind, value in items:
        if kind is constants.LITERAL and chr(value) not in taken:
            taken.append(chr(value))
        elif kind is constants.RANGE and not taken:
            taken.append(chr(value[0]))
    return taken[probe % len(taken)] if taken else "a"


def _takes(items: Any, code: int) -> bool:
    is_not = False
    takes = False
    for kind, value in items:
        if kind is constants.NEGATE:
            is_not = True
        elif kind is constants.LITERAL:
            takes = takes or value == code
        elif kind is constants.RANGE:
            takes = takes or value[0] <= code <= value[1]
        elif kind is constants.CATEGORY:
            takes = takes or bool(_CLASS[value].match(chr(code)))
    return takes is not is_not


_CLASS = {
    constants.CATEGORY_DIGIT: re.compile(r"\d"),
    constants.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    constants.CATEGORY_SPACE: re.compile(r"\s"),
    constants.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    constants.CATEGORY_WORD: re.compile(r"\w"),
    constants.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
