"""Write a validation report, for people and for machines.

For people in a terminal, in Markdown or HTML; for machines in JSON and, as SHACL defines it, in
Turtle. The same report gives the same bytes, always. What documents say may be hostile: nothing of
it is taken for markup, and characters that cannot be seen or that turn the reading direction are
shown by their code.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from careerlattice.jsontext import indented
from careerlattice.validate import Report, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console

    from careerlattice.validate import Result

__all__ = [
    "FORMATS",
    "Section",
    "counted",
    "forms_of",
    "print_report",
    "sections_of",
    "to_html",
    "to_json",
    "to_markdown",
    "to_turtle",
]

_NAMES: Final = {
    Severity.VIOLATION: ("violation", "violations", "the graph is wrong"),
    Severity.WARNING: ("warning", "warnings", "the document is incomplete"),
    Severity.INFO: ("info", "infos", "worth a look"),
}
_TITLE: Final = "Validation report"
_NOTHING: Final = "Nothing to put right."
_NO_FILE: Final = "no document"
# All but what a typewriter has: few of them, and of these alone is asked whether they can be seen.
_UNUSUAL: Final = re.compile(r"[^\x20-\x7e\n]")


@dataclass(frozen=True, slots=True)
class _Row:
    """Results that a person reads as one: same class-grade, same message."""

    file: str
    severity: Severity
    about: str
    message: str
    lines: tuple[int, ...]
    count: int

    @property
    def place(self) -> str:
        """The file and the first line."""
        return f"{self.file}:{self.lines[0]}" if self.lines else self.file

    @property
    def more(self) -> str:
        """How often, and on which further lines; empty for a single result."""
        if self.count == 1:
            return ""
        further = f", also on line {_listed(self.lines[1:])}" if len(self.lines) > 1 else ""
        return f" ({self.count} times{further})"


def _listed(numbers: tuple[int, ...], most: int = 12) -> str:
    shown = ", ".join(map(str, numbers[:most]))
    return f"{shown} and {len(numbers) - most} more" if len(numbers) > most else shown


def _rows(results: Iterable[Result]) -> list[_Row]:
    """Fold *results*, which are in the order of a report, into rows in the same order."""

    def same(result: Result) -> tuple[str, Severity, str, str]:
        return result.about_file, result.severity, result.about or "", result.message

    folded: dict[tuple[str, Severity, str, str], list[Result]] = {}
    for result in results:
        folded.setdefault(same(result), []).append(result)
    rows = []
    for (file, severity, about, message), several in folded.items():
        lines = sorted({result.line for result in several if result.line is not None})
        # A thing that breaks a shape in two ways is one thing to put right.
        count = len({(result.focus, result.shape) for result in several})
        rows.append(
            _Row(_visible(file), severity, _visible(about), _visible(message), tuple(lines), count)
        )
    return rows


def _by_document(rows: Iterable[_Row]) -> Iterator[tuple[str, list[_Row]]]:
    for file, of_file in groupby(rows, key=lambda row: row.file):
        yield file or _NO_FILE, list(of_file)


def _visible(text: str) -> str:
    """Show what cannot be seen, so that no text can disguise itself: U+202E becomes "⟨202E⟩"."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"⟨{ord(c):04X}⟩" for c in text)


def _escaped(text: str) -> str:
    """Put the escapes of JSON and Turtle for what cannot be seen; line ends stay."""
    if text.isascii() and text.isprintable():
        return text

    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        if match[0].isprintable() or match[0] == "\n":
            return match[0]
        if code <= 0xFFFF:
            return f"\\u{code:04X}"
        return f"\\U{code:08X}"

    return re.sub(r"[^\x20-\x7e]", escape, text)


def _count(rows: Iterable[_Row], severity: Severity) -> int:
    return sum(row.count for row in rows if row.severity is severity)


def _tally(rows: list[_Row]) -> str:
    """Say how many there are of each severity, leaving out those without any."""
    parts = []
    for severity, (one, many, _) in _NAMES.items():
        if number := _count(rows, severity):
            parts.append(f"{number} {one if number == 1 else many}")
    return ", ".join(parts) or _NOTHING


# ---------------------------------------------------------------------- a file's section


class Section(NamedTuple):
    """What a report says of one file in each of its forms, in UTF-8.

    Reports are the sections of their files in the order of the files' names, put together by
    `forms_of`; a section depends on nothing but the results that are about its file. *counts* and
    *rows* are how many results there are of each severity, and things to put right: numbers, with
    a blank between two. No byte of a section is 0.
    """

    counts: bytes
    rows: bytes
    name: bytes
    tally: bytes
    json: bytes
    turtle: bytes
    markdown: bytes
    html: bytes

    @classmethod
    def of(cls, results: Sequence[Result]) -> Section:
        """The section of *results*, which are about one file and in the order of a report."""
        rows = _rows(results)
        file = rows[0].file or _NO_FILE
        counts = Report(tuple(results)).counts.values()
        tables = (
            line
            for severity, group in groupby(rows, key=lambda row: row.severity)
            for line in _html_table(severity, list(group))
        )
        forms = (
            " ".join(map(str, counts)),
            " ".join(str(_count(rows, severity)) for severity in _NAMES),
            html.escape(file),
            _tally(rows),
            _json_results(results),
            " ,\n        ".join(map(_turtle_result, results)),
            _markdown_section(file, rows),
            "\n".join(tables),
        )
        return cls(*(form.encode() for form in forms))


def sections_of(report: Report) -> list[Section]:
    """The sections of all files that *report* speaks of."""
    by_file = groupby(report.results, key=lambda result: result.about_file)
    return [Section.of(list(results)) for _, results in by_file]


def counted(sections: Iterable[Section]) -> dict[Severity, int]:
    """How many results *sections* hold of each severity."""
    return dict(zip(Severity, _sums(each.counts for each in sections), strict=True))


def forms_of(sections: Sequence[Section]) -> dict[str, bytes]:
    """The report that *sections* make, in each form that is a file, by the file's ending."""
    return {
        "json": _joined_json(sections),
        "ttl": _joined_turtle(sections),
        "md": _joined_markdown(sections),
        "html": _joined_html(sections),
    }


def _rows_in(sections: Iterable[Section]) -> list[int]:
    return _sums(each.rows for each in sections)


def _sums(numbers: Iterable[bytes]) -> list[int]:
    sums = [0] * len(Severity)
    # Most files have the same few numbers.
    for each, times in Counter(numbers).items():
        for at, number in enumerate(each.split()):
            sums[at] += times * int(number)
    return sums


# --------------------------------------------------------------------------- for people


def print_report(report: Report, console: Console) -> None:
    """Print *report* for a person: by document in a terminal, else one line per result.

    In a terminal the file stands above its results. Piped, each line reads
    `file:line: severity: class-grade: message`, as compilers write it.
    """
    if not console.is_terminal:
        for row in _rows(report.results):
            about = f"{row.about}: " if row.about else ""
            console.print(
                f"{row.place or '-'}: {row.severity.value}: {about}{row.message}{row.more}",
                markup=False,
                highlight=False,
                emoji=False,
                soft_wrap=True,
            )
        return
    from rich.table import Table  # noqa: PLC0415 - only a terminal needs it
    from rich.text import Text  # noqa: PLC0415

    colours = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
    everything = _rows(report.results)
    for file, rows in _by_document(everything):
        console.print(Text.assemble((file, "bold"), "  ", (_tally(rows), "dim")))
        table = Table(box=None, padding=(0, 1), show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", max_width=max(20, console.width // 3))
        table.add_column(no_wrap=True, justify="right")
        table.add_column(overflow="fold")
        for row in rows:
            table.add_row(
                Text(row.severity.value, style=colours[row.severity]),
                Text(row.about),
                Text(f"line {row.lines[0]}" if row.lines else "", style="dim"),
                Text.assemble(row.message, (row.more, "dim")),
            )
        console.print(table)
        console.print()
    console.print(Text(_tally(everything), style="bold"))


def to_markdown(report: Report) -> str:
    """Write *report* in Markdown: a summary, then a table per document and severity."""
    return _joined_markdown(sections_of(report)).decode()


def _joined_markdown(sections: Sequence[Section]) -> bytes:
    if not sections:
        return f"# {_TITLE}\n\n{_NOTHING}\n".encode()
    out = [f"# {_TITLE}", "", "| severity | what it means | how many |", "|---|---|---:|"]
    out += [
        f"| {one} | {means} | {number} |"
        for (one, _, means), number in zip(_NAMES.values(), _rows_in(sections), strict=True)
    ]
    return b"\n".join(["\n".join(out).encode(), *(each.markdown for each in sections)]) + b"\n"


def _markdown_section(file: str, rows: Iterable[_Row]) -> str:
    out = ["", f"## {_markdown(file)}"]
    for severity, group in groupby(rows, key=lambda row: row.severity):
        out += ["", f"### {_NAMES[severity][1].capitalize()}", ""]
        out += ["| class-grade | line | what to put right |", "|---|---:|---|"]
        out += [
            f"| {_markdown(row.about)} | {row.lines[0] if row.lines else ''} "
            f"| {_markdown(row.message + row.more)} |"
            for row in group
        ]
    return "\n".join(out)


def _markdown(text: str) -> str:
    """Write *text* so that no part of it is Markdown or HTML."""
    plain = re.sub(r"([\\`*_\[\]#|~])", r"\\\1", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_CSS: Final = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#59636e;--line:#d5dae0;--card:#f6f8fa;
--violation:#b42318;--warning:#7a5200;--info:#0b5cad;--violation-bg:#fdecea;--warning-bg:#fff4d6;
--info-bg:#e7f1fb}
@media (prefers-color-scheme:dark){:root{--bg:#14171b;--fg:#e6e9ed;--soft:#a2acb8;--line:#333a42;
--card:#1c2127;--violation:#ff9b90;--warning:#f2c94c;--info:#8cc4ff;--violation-bg:#3a1a18;
--warning-bg:#352a0c;--info-bg:#12293f}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:64rem;background:var(--bg);color:var(--fg);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin:0 0 .75rem}
h2{font-size:1.15rem;margin:2.25rem 0 .25rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .4rem}
p{margin:0 0 .5rem}
.soft{color:var(--soft)}
.tally{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));
gap:.75rem;margin:0 0 1rem;padding:0}
.tally li{border:1px solid var(--line);border-left:.35rem solid var(--tone);border-radius:.4rem;
padding:.6rem .8rem;background:var(--card)}
.tally b{display:block;font-size:1.5rem;line-height:1.2}
.violation{--tone:var(--violation);--tint:var(--violation-bg)}
.warning{--tone:var(--warning);--tint:var(--warning-bg)}
.info{--tone:var(--info);--tint:var(--info-bg)}
.mark{display:inline-block;padding:.05rem .5rem;border-radius:1rem;background:var(--tint);
color:var(--tone);font-weight:600}
table{width:100%;border-collapse:collapse;margin:.25rem 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;
border-bottom:1px solid var(--line)}
th{font-size:.85rem;color:var(--soft);font-weight:600}
td:first-child,th:first-child{width:34%}
td:nth-child(2),th:nth-child(2){width:4.5rem;text-align:right;padding-right:1.25rem;
font-variant-numeric:tabular-nums}
td:first-child{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.88rem}
nav ul{margin:.5rem 0 0;padding-left:1.2rem}
a{color:var(--info)}
@media (max-width:40rem){thead{position:absolute;width:1px;height:1px;overflow:hidden;
clip-path:inset(50%)}
tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
td,td:first-child,td:nth-child(2){display:inline;width:auto;border:0;padding:0;text-align:left}
td:nth-child(2)::before{content:" \\00b7  line "}td:nth-child(2):empty::before{content:""}
td:nth-child(2){color:var(--soft)}td:last-child{display:block}}
@media print{body{max-width:none;padding:0}tr,.tally li{break-inside:avoid}h2,h3{break-after:avoid}
nav{display:none}}
"""


def to_html(report: Report) -> str:
    """Write *report* as one HTML page that loads nothing and runs nothing."""
    return _joined_html(sections_of(report)).decode()


def _joined_html(sections: Sequence[Section]) -> bytes:
    head = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{_TITLE}</title>",
        f"<style>{_CSS}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_TITLE}</h1>",
        '<ul class="tally">',
    ]
    for (severity, (one, many, means)), number in zip(
        _NAMES.items(), _rows_in(sections), strict=True
    ):
        head.append(
            f'<li class="{severity.value}"><b>{number}</b>{one if number == 1 else many}'
            f'<br><span class="soft">{means}</span></li>'
        )
    head.append("</ul>")
    if not sections:
        head.append(f"<p>{_NOTHING}</p>")
    out = ["\n".join(head).encode()]
    if len(sections) > 1:
        out.append(b'<nav aria-label="Documents">\n<ul>')
        out += [
            b'<li><a href="#d%d">%b</a> <span class="soft">%b</span></li>'
            % (n, each.name, each.tally)
            for n, each in enumerate(sections, start=1)
        ]
        out.append(b"</ul>\n</nav>")
    out += [
        b'<section aria-labelledby="d%d">\n<h2 id="d%d"><bdi>%b</bdi></h2>\n'
        b'<p class="soft">%b</p>\n%b\n</section>' % (n, n, each.name, each.tally, each.html)
        for n, each in enumerate(sections, start=1)
    ]
    return b"\n".join([*out, b"</main>\n</body>\n</html>\n"])


def _html_table(severity: Severity, rows: list[_Row]) -> Iterator[str]:
    yield f'<h3 class="{severity.value}"><span class="mark">{_NAMES[severity][1]}</span></h3>'
    yield "<table>"
    yield (
        '<thead><tr><th scope="col">class-grade</th><th scope="col">line</th>'
        '<th scope="col">what to put right</th></tr></thead>'
    )
    yield "<tbody>"
    for row in rows:
        line = row.lines[0] if row.lines else ""
        yield (
            f"<tr><td><bdi>{html.escape(row.about)}</bdi></td><td>{line}</td>"
            f"<td><bdi>{html.escape(row.message)}</bdi>"
            f'<span class="soft">{html.escape(row.more)}</span></td></tr>'
        )
    yield "</tbody>"
    yield "</table>"


# ------------------------------------------------------------------------- for machines


def to_json(report: Report) -> str:
    """Write *report* in JSON: whether it conforms, the counts, and every result."""
    return _joined_json(sections_of(report)).decode()


def _joined_json(sections: Sequence[Section]) -> bytes:
    counts = counted(sections)
    content = {
        "conforms": not counts[Severity.VIOLATION],
        "counts": {severity.value: number for severity, number in counts.items()},
        "results": [],
    }
    text = indented(content)
    if not sections:
        return f"{text}\n".encode()
    return b"%b[\n    %b\n  ]\n}\n" % (
        text.removesuffix("[]\n}").encode(),
        b",\n    ".join([each.json for each in sections]),
    )


def _json_results(results: Iterable[Result]) -> str:
    written = [
        {
            "severity": result.severity.value,
            "message": result.message,
            "about": result.about,
            "file": result.file,
            "line": result.line,
            "focus": result.focus,
            "path": result.path,
            "value": result.value,
            "shape": result.shape,
            "component": result.component,
            "classGrade": result.class_grade,
            "document": result.document,
        }
        for result in results
    ]
    # Letters of any language stay legible; only what cannot be seen is escaped.
    return _UNUSUAL.sub(_seen, ",\n    ".join([indented(each, 2) for each in written]))


def _seen(match: re.Match[str]) -> str:
    character = match.group()
    return character if character.isprintable() else json.dumps(character)[1:-1]


def to_turtle(report: Report) -> str:
    """Write *report* as SHACL defines it, in Turtle.

    Beside SHACL's own terms each result bears the class-grade (`career:about`), the document
    (`career:inDocument`) and the line (`career:line`) it is about.
    """
    return _joined_turtle(sections_of(report)).decode()


def _joined_turtle(sections: Sequence[Section]) -> bytes:
    out = [
        "@prefix career: <https://w3id.org/careerlattice/ontology#> .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> .",
        "",
        "[] a sh:ValidationReport ;",
    ]
    conforms = not counted(sections)[Severity.VIOLATION]
    out.append(f"    sh:conforms {'true' if conforms else 'false'}")
    head = "\n".join(out).encode()
    if not sections:
        return head + b" .\n"
    results = b" ,\n        ".join([each.turtle for each in sections])
    return b"%b ;\n    sh:result %b .\n" % (head, results)


def _turtle_result(result: Result) -> str:
    pairs = [
        ("a", "sh:ValidationResult"),
        ("sh:resultSeverity", f"sh:{result.severity.value.capitalize()}"),
        ("sh:focusNode", _turtle_node(result.focus)),
        ("sh:resultPath", result.path_turtle),
        ("sh:value", None if result.value is None else _turtle_value(result.value)),
        ("sh:sourceShape", _turtle_node(result.shape)),
        ("sh:sourceConstraintComponent", result.component and _turtle_node(result.component)),
        ("sh:resultMessage", json.dumps(result.message, ensure_ascii=False)),
        ("career:about", result.class_grade and _turtle_node(result.class_grade)),
        ("career:inDocument", result.document and _turtle_node(result.document)),
        ("career:line", None if result.line is None else str(result.line)),
    ]
    lines = " ;\n            ".join(f"{name} {_escaped(value)}" for name, value in pairs if value)
    return f"[\n            {lines}\n        ]"


def _turtle_node(name: str) -> str:
    # A blank node of the data has no name outside it.
    return "[]" if name.startswith("_:") else f"<{name}>"


def _turtle_value(term: str) -> str:
    return "[]" if term.startswith("_:") else term


#: The forms that are text, by the name a person asks for.
FORMATS: Final[Mapping[str, Callable[[Report], str]]] = {
    "markdown": to_markdown,
    "html": to_html,
    "json": to_json,
    "turtle": to_turtle,
}
