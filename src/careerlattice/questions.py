r"""The questions the graph answers: SPARQL files with a header, and values for their parameters.

A question is a file `queries/<number>-<slug>.rq` of plain SPARQL 1.1 that any engine runs as it
stands. Its header, lines that begin with `#+`, is a small part of YAML:

    #+ summary: The gap between two class-grades
    #+ question: What am I missing to move from grade A to grade B?
    #+ number: 9
    #+ params:
    #+   from:
    #+     type: class-grade
    #+     required: true
    #+     description: the class-grade held
    #+     example: us-mt-dor/it-processing-office-specialist/9
    #+ columns:
    #+   outcome: missing, must rise …
    #+ licence: CC BY 4.0

Each parameter stands in the query as `VALUES ?from { … }`, with its example (UNDEF where it may be
left out). Asking with other values replaces what is between those braces by a term that the RDF
library wrote; text a person typed never becomes part of the query.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

import pyoxigraph as ox

from careerlattice.errors import InputError, UnknownError, UsageError
from careerlattice.identifiers import CLASSES, ID
from careerlattice.resources import queries_dir
from careerlattice.rows import Rows
from careerlattice.sparql import check_only_reads, tokens
from careerlattice.store import ReadableGraph

__all__ = ["Parameter", "ParameterType", "Question", "Questions", "Scope", "nearest"]

_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
_SEGMENT = r"[A-Za-z0-9._~@-](?:[A-Za-z0-9._~@+-]|%[0-9A-Fa-f]{2})*"
_FILE_NAME = re.compile(r"(?:(?P<number>\d+)-)?(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.rq")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HEADER_LINE = re.compile(r"(?P<indent> *)(?P<key>[\w-]+):(?: (?P<text>.*))?")


class ParameterType(StrEnum):
    """What a parameter takes."""

    CLASS_GRADE = "class-grade"
    CLASS = "class"
    PUBLISHER = "publisher"
    THING = "thing"
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"


class Scope(StrEnum):
    """What a check must see at once: all, a publisher's graphs without the spans, or a document's.

    Publishers bear their names in the IRIs of all that is theirs: what is wrong within one is found
    by looking at each alone, which costs less, and nothing where a publisher did not change.
    """

    GRAPH = "graph"
    PUBLISHER = "publisher"
    DOCUMENT = "document"


_SHAPES = {
    ParameterType.CLASS_GRADE: (CLASSES, 3, "us-mt-dor/customer-service-representative/11"),
    ParameterType.CLASS: (CLASSES, 2, "us-mt-dor/customer-service-representative"),
    ParameterType.PUBLISHER: (f"{ID}publisher/", 1, "us-mt-dor"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question."""

    name: str
    type: ParameterType
    required: bool
    description: str
    example: str | None = None

    def term(self, value: str | int) -> ox.NamedNode | ox.Literal:
        """The RDF term that *value* stands for.

        >>> place = Parameter("held", ParameterType.CLASS_GRADE, True, "the class-grade held")
        >>> place.term("us-ct/6435cl/cl-16").value
        'https://w3id.org/careerlattice/id/class/us-ct/6435cl/cl-16'

        Raises:
            UsageError: the value is not of the parameter's type.
        """
        text = str(value)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise UsageError(f"--{self.option} holds half a character, which no text can") from None
        if self.type is ParameterType.STRING:
            if not text.strip():
                raise self._refusal(value, "some words")
            return ox.Literal(text)
        if self.type is ParameterType.INTEGER:
            if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
                raise self._refusal(value, "a whole number")
            return ox.Literal(str(int(text)), datatype=_XSD_INTEGER)
        if self.type is ParameterType.DATE:
            return self._date(text)
        if self.type is ParameterType.THING:
            return self._thing(text)
        base, parts, example = _SHAPES[self.type]
        local = text.removeprefix(base)
        if not re.fullmatch("/".join([_SEGMENT] * parts), local):
            raise self._refusal(value, f"a {self.type} such as {example}")
        return ox.NamedNode(base + local)

    @property
    def option(self) -> str:
        """The name as the command line writes it, without its dashes."""
        return self.name.replace("_", "-")

    def _date(self, text: str) -> ox.Literal:
        try:
            # Only this form: fromisoformat knows others, which SPARQL does not.
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            date.fromisoformat(text)
        except ValueError:
            raise self._refusal(text, "a day such as 2009-05-26") from None
        return ox.Literal(text, datatype=_XSD_DATE)

    def _thing(self, text: str) -> ox.NamedNode:
        if re.fullmatch(rf"{_SEGMENT}(?:/{_SEGMENT}){{1,2}}", text):
            return ox.NamedNode(CLASSES + text)
        try:
            if not re.match(r"https?://|urn:", text):
                raise ValueError
            return ox.NamedNode(text)
        except ValueError:
            example = _SHAPES[ParameterType.CLASS_GRADE][2]
            raise self._refusal(text, f"an identifier such as {example}, or an IRI") from None

    def _refusal(self, value: object, wanted: str) -> UsageError:
        return UsageError(
            f"--{self.option} {str(value)!r} is not {wanted}", remedy=f"give {wanted}"
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, its parameters, what its columns mean, and its SPARQL."""

    slug: str
    number: int | None
    summary: str
    question: str
    params: tuple[Parameter, ...]
    columns: Mapping[str, str]
    licence: str
    sparql: str
    path: Path
    _slots: Mapping[str, tuple[tuple[int, int], ...]] = field(repr=False)
    scope: Scope = Scope.GRAPH

    @property
    def names_taxonomies(self) -> bool:
        """Whether the query uses a term of a taxonomy's vocabulary, and needs its graph."""
        return any(vocabulary in self.sparql for vocabulary in _TAXONOMIES)

    def bind(self, values: Mapping[str, str | int | None]) -> str:
        """The SPARQL of this question asked with *values*; an optional one left out is UNDEF.

        Raises:
            UsageError: a value is unknown, missing or not of its parameter's type.
        """
        given = {
            # "from_" and "class_" are how Python says --from and --class.
            name.replace("-", "_").removesuffix("_"): value
            for name, value in values.items()
            if value is not None
        }
        known = [parameter.name for parameter in self.params]
        for name in given:
            if name not in known:
                raise UsageError(
                    f"question {self.title} has no parameter {name!r}{nearest(name, known)}",
                    remedy=f"give {', '.join(known)}" if known else "ask it without parameters",
                )
        written: dict[str, str] = {}
        for parameter in self.params:
            if parameter.name in given:
                written[parameter.name] = str(parameter.term(given[parameter.name]))
            elif parameter.required:
                raise UsageError(
                    f"question {self.title} needs --{parameter.option}: {parameter.description}",
                    remedy=f"add for example --{parameter.option} {parameter.example}",
                )
            else:
                written[parameter.name] = "UNDEF"
        return "".join(
            part if isinstance(part, str) else f" {written[part.name]} " for part in self.parts
        )

    @property
    def parts(self) -> tuple[str | Parameter, ...]:
        """The query cut where its parameters stand: texts, and between them the parameters.

        Joined with a term (or UNDEF) and blanks around it for each parameter, they are the query.
        """
        slots = sorted(
            (start, end, parameter)
            for parameter in self.params
            for start, end in self._slots[parameter.name]
        )
        ends = [0, *(end for _, end, _ in slots)]
        texts = [
            self.sparql[end:start]
            for end, start in zip(ends, [*(start for start, _, _ in slots), None], strict=True)
        ]
        between = [parameter for _, _, parameter in slots]
        cut: list[str | Parameter] = [texts[0]]
        for parameter, text in zip(between, texts[1:], strict=True):
            cut += [parameter, text]
        return tuple(cut)

    def ask(self, store: ReadableGraph, values: Mapping[str, str | int | None]) -> Rows:
        """Ask *store* this question with *values*."""
        # The terms of the values are terms wherever they stand; the file is what could misbehave.
        check_only_reads(self.sparql)
        return store.select(self.bind(values), check=False)

    @property
    def examples(self) -> dict[str, str]:
        """The values the file itself stands with."""
        return {p.name: p.example for p in self.params if p.example is not None}

    @property
    def title(self) -> str:
        """Number and slug, as messages name the question."""
        return self.slug if self.number is None else f"{self.number} ({self.slug})"


class Questions(Mapping[str, Question]):
    """The questions of a folder, by slug; `find` takes a number as well.

    Raises:
        InputError: a file's header is not what it should be, or two have one number or slug.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or queries_dir()
        files = sorted(self.folder.glob("*.rq"))
        if not files:
            raise InputError("there are no questions here (*.rq)", place=self.folder)
        found = sorted((_read(file) for file in files), key=lambda q: (q.number or 0, q.slug))
        self._by_slug: dict[str, Question] = {}
        self._by_number: dict[int, Question] = {}
        for each in found:
            if each.slug in self._by_slug or each.number in self._by_number:
                raise InputError(f"question {each.title} is there twice", place=each.path)
            self._by_slug[each.slug] = each
            if each.number is not None:
                self._by_number[each.number] = each

    def __getitem__(self, slug: str) -> Question:
        return self._by_slug[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_slug)

    def __len__(self) -> int:
        return len(self._by_slug)

    def find(self, name: str | int) -> Question:
        """The question with this number or slug.

        Raises:
            UsageError: there is none.
        """
        text = str(name).strip()
        if text.isdecimal() and int(text) in self._by_number:
            return self._by_number[int(text)]
        slug = re.sub(r"^\d+-", "", text)
        if slug in self._by_slug:
            return self._by_slug[slug]
        raise UnknownError(
            f"there is no question {text!r}{nearest(slug, self._by_slug)}",
            remedy="see `careerlattice ask --list`",
        )

    @staticmethod
    def checks(folder: Path | None = None) -> Questions:
        """The checks on the whole set: queries that must find nothing."""
        return Questions((folder or queries_dir()) / "checks")


def nearest(name: str, known: Iterator[str] | Mapping[str, object] | list[str]) -> str:
    """A clause that names what *name* may have been meant for, "" if nothing is near."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""


# -- reading a file ----------------------------------------------------------------------------

_TAXONOMIES = ("https://www.onetcenter.org/rdf/", "http://data.europa.eu/esco/model#")
_KEYS = ("summary", "question", "number", "params", "columns", "scope", "licence")
_PARAMETER_KEYS = ("type", "required", "description", "example")


def _read(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the question cannot be read ({error})", place=path) from None
    name = _FILE_NAME.fullmatch(path.name)
    if name is None:
        raise InputError("a question's file is named <number>-<slug>.rq", place=path)
    head = _header(text, path)
    is_check = path.parent.name == "checks"
    required = {"summary", "columns", "licence"} | (set() if is_check else {"question", "number"})
    for key in sorted(required - set(head)):
        raise InputError(f"the header has no {key}", place=path, line=1)
    number = _number(head, name.group("number"), path)
    params = tuple(
        _parameter(each, about, path) for each, about in _section(head, "params", path).items()
    )
    slots = _slots(text, {each.name for each in params}, path)
    return Question(
        slug=name.group("slug"),
        number=number,
        summary=_text(head["summary"], "summary", path),
        question=_text(head.get("question", ""), "question", path),
        params=params,
        columns={k: _text(v, k, path) for k, v in _section(head, "columns", path).items()},
        licence=_text(head["licence"], "licence", path),
        sparql=text,
        path=path,
        _slots=slots,
        scope=_scope(head, path),
    )


def _scope(head: Mapping[str, object], path: Path) -> Scope:
    text = _text(head.get("scope", Scope.GRAPH.value), "scope", path)
    if text not in set(Scope):
        raise InputError(
            f"there is no scope {text!r}",
            place=path,
            line=1,
            remedy=f"write {', '.join(Scope)}, or leave it out",
        )
    return Scope(text)


def _header(text: str, path: Path) -> dict[str, object]:
    """The `#+` lines as nested dictionaries; two spaces lead one step in."""
    root: dict[str, object] = {}
    # The sections that are open, outermost first; each line belongs to the last of them.
    open_sections: list[dict[str, object]] = [root]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        match = _HEADER_LINE.fullmatch(line[2:].removeprefix(" ").rstrip())
        depth = len(match.group("indent")) // 2 if match else 0
        if match is None or len(match.group("indent")) % 2 or depth >= len(open_sections):
            raise InputError("a header line is `#+ key: text`", place=path, line=number)
        del open_sections[depth + 1 :]
        key, value = match.group("key"), match.group("text")
        section = open_sections[-1]
        if depth == 0 and key not in _KEYS:
            raise InputError(
                f"the header does not know {key!r}{nearest(key, list(_KEYS))}",
                place=path,
                line=number,
            )
        if key in section:
            raise InputError(f"the header says {key} twice", place=path, line=number)
        if value:
            if ": " in value or " #" in value or value[0] in "\"'[]{}*&!|>%@`-?":
                raise InputError(f"{key}: {value!r} is not plain YAML", place=path, line=number)
            section[key] = value
        else:
            inner: dict[str, object] = {}
            section[key] = inner
            open_sections.append(inner)
    return root


def _section(head: Mapping[str, object], key: str, path: Path) -> Mapping[str, object]:
    section = head.get(key, {})
    if not isinstance(section, dict):
        raise InputError(f"the header's {key} needs lines below it", place=path)
    return section


def _text(value: object, key: str, path: Path) -> str:
    if not isinstance(value, str):
        raise InputError(f"the header's {key} needs one line of text", place=path)
    return value


def _number(head: Mapping[str, object], in_name: str | None, path: Path) -> int | None:
    said = head.get("number")
    if said is None and in_name is None:
        return None
    if not (isinstance(said, str) and said.isdecimal() and in_name and int(said) == int(in_name)):
        raise InputError(f"the header's number ({said}) is not the file's ({in_name})", place=path)
    return int(said)


def _parameter(name: str, about: object, path: Path) -> Parameter:
    if not isinstance(about, dict) or not _NAME.fullmatch(name):
        raise InputError(f"parameter {name} needs a small name and lines below it", place=path)
    for key in about:
        if key not in _PARAMETER_KEYS:
            raise InputError(f"parameter {name} does not know {key!r}", place=path)
    said = {key: _text(value, f"{name}: {key}", path) for key, value in about.items()}
    if said.get("type") not in list(ParameterType) or said.get("required") not in {"true", "false"}:
        kinds = ", ".join(ParameterType)
        raise InputError(
            f"parameter {name} needs a type ({kinds}) and required: true or false", place=path
        )
    required = said["required"] == "true"
    if "description" not in said or (required and "example" not in said):
        raise InputError(
            f"parameter {name} needs a description and, if required, an example", place=path
        )
    parameter = Parameter(
        name, ParameterType(said["type"]), required, said["description"], said.get("example")
    )
    if parameter.example is not None:
        parameter.term(parameter.example)
    return parameter


def _slots(text: str, names: set[str], path: Path) -> dict[str, tuple[tuple[int, int], ...]]:
    """Where the braces of each parameter's VALUES blocks begin and end (inside the braces)."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    stream = list(tokens(text))
    for at, token in enumerate(stream[:-2]):
        variable, brace = stream[at + 1], stream[at + 2]
        if token.text.upper() != "VALUES" or variable.kind != "variable" or brace.text != "{":
            continue
        line = text.count("\n", 0, token.start) + 1
        name = variable.text[1:]
        if name not in names:
            raise InputError(
                f"VALUES ?{name} {{ … }} has no parameter in the header",
                place=path,
                line=line,
                remedy="declare it, or write a table of constants as VALUES (?name) { (…) }",
            )
        close = next((t for t in stream[at + 3 :] if t.text == "}"), None)
        if close is None:
            raise InputError(f"VALUES ?{name} is not closed", place=path, line=line)
        found[name].append((brace.end, close.start))
    for name in sorted(names):
        if not found[name]:
            raise InputError(
                f"parameter {name} stands nowhere as VALUES ?{name} {{ … }}", place=path
            )
    return {name: tuple(places) for name, places in found.items()}
