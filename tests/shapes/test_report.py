"""The forms of the report: what each must hold, and that no text can break out of it."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rich.console import Console

from careerlattice.report import (
    FORMATS,
    print_report,
    to_html,
    to_json,
    to_markdown,
    to_turtle,
)
from careerlattice.validate import Report, Result, Severity

ID = "https://w3id.org/careerlattice/id/"
CAREER = Namespace("https://w3id.org/careerlattice/ontology#")
SHAPES = "https://w3id.org/careerlattice/shapes#"
MARKUP = (
    '<script src="https://example.org/x.js">alert(1)</script> | **bold** [link](x) `code` :bomb:'
)
BIDI = "abc\u202eexe.txt\u2066 \u200b\x1b[31mred\x07"


def result(**changes: object) -> Result:
    fields: dict[str, object] = {
        "focus": f"{ID}class/p/clerk/13",
        "path": f"<{CAREER}hasQualification>",
        "path_turtle": f"<{CAREER}hasQualification>",
        "value": None,
        "severity": Severity.WARNING,
        "shape": f"{SHAPES}ClassGrade-educationOrExperience",
        "component": str(SH.QualifiedMinCountConstraintComponent),
        "message": "No education is stated: add it.",
        "class_grade": f"{ID}class/p/clerk/13",
        "document": f"{ID}document/p/aa",
        "line": 70,
        "file": "p-clerk.txt",
    }
    return Result(**(fields | changes))  # type: ignore[arg-type]


def level(n: int, line: int) -> Result:
    return result(
        severity=Severity.VIOLATION,
        message="The level is off scale.",
        focus=f"{ID}requirement/p/clerk/13/{n}",
        path=None,
        path_turtle=None,
        value=f"<{ID}requirement/p/clerk/13/{n}>",
        line=line,
    )


PLAIN = Report.of(
    [
        result(),
        result(severity=Severity.INFO, message="No code.", file="q.txt", line=None),
        level(1, 81),
        level(2, 80),
        level(3, 80),
    ]
)
HOSTILE = Report.of(
    [
        result(message=f"{MARKUP} {BIDI}", file=f"{MARKUP}{BIDI}.txt"),
        result(message="one\ntwo", value='"x\u202ey"'),
        result(class_grade=f"{ID}class/p/{MARKUP.replace(' ', '')}", focus="_:b0"),
    ]
)


class Page(HTMLParser):
    """What a browser would make of the page: its elements, their attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


def printed(report: Report, *, terminal: bool, width: int = 100) -> str:
    stream = io.StringIO()
    print_report(report, Console(file=stream, force_terminal=terminal, width=width))
    return stream.getvalue()


# -------------------------------------------------------------------------------- for people


def test_piped_lines_are_like_those_of_a_compiler() -> None:
    assert printed(PLAIN, terminal=False, width=40).splitlines() == [
        "p-clerk.txt:80: violation: p/clerk/13: The level is off scale. (3 times, also on line 81)",
        "p-clerk.txt:70: warning: p/clerk/13: No education is stated: add it.",
        "q.txt: info: p/clerk/13: No code.",
    ]


def test_a_terminal_groups_by_document() -> None:
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed(PLAIN, terminal=True))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[0] == "p-clerk.txt  3 violations, 1 warning"
    assert re.fullmatch(r"warning +p/clerk/13 +line 70 +No education is stated: add it.", lines[2])
    assert lines[3] == "q.txt  1 info"
    assert lines[-1] == "3 violations, 1 warning, 1 info"


def test_markdown_has_a_table_per_document_and_severity() -> None:
    text = to_markdown(PLAIN)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Validation report",
        "## p-clerk.txt",
        "### Violations",
        "### Warnings",
        "## q.txt",
        "### Infos",
    ]
    assert "| violation | the graph is wrong | 3 |" in text
    assert "| p/clerk/13 | 70 | No education is stated: add it. |" in text


def test_html_is_whole_and_for_everybody() -> None:
    page = Page(to_html(PLAIN))
    assert page.open == []
    names = [name for name, _ in page.elements]
    assert {"main", "h1", "h2", "h3", "table", "th", "nav"} <= set(names)
    assert ("html", {"lang": "en"}) in page.elements
    assert all(attrs.get("scope") == "col" for name, attrs in page.elements if name == "th")
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"] for name, attrs in page.elements if name == "a"]
    assert targets == [f"#{each}" for each in ids]
    assert "(3 times, also on line 81)" in page.text


def test_an_empty_report_says_so_in_every_form() -> None:
    assert printed(Report(), terminal=False) == ""
    assert "Nothing to put right." in printed(Report(), terminal=True)
    assert "Nothing to put right." in to_markdown(Report())
    assert "Nothing to put right." in Page(to_html(Report())).text
    assert json.loads(to_json(Report()))["conforms"] is True
    graph = Graph().parse(data=to_turtle(Report()))
    assert (None, SH.conforms, Literal(True)) in graph


# ------------------------------------------------------------------------------ for machines


def test_json_holds_every_result() -> None:
    content = json.loads(to_json(PLAIN))
    assert content["conforms"] is False
    assert content["counts"] == {"violation": 3, "warning": 1, "info": 1}
    assert len(content["results"]) == 5
    assert content["results"][3] == {
        "severity": "warning",
        "message": "No education is stated: add it.",
        "about": "p/clerk/13",
        "file": "p-clerk.txt",
        "line": 70,
        "focus": f"{ID}class/p/clerk/13",
        "path": f"<{CAREER}hasQualification>",
        "value": None,
        "shape": f"{SHAPES}ClassGrade-educationOrExperience",
        "component": str(SH.QualifiedMinCountConstraintComponent),
        "classGrade": f"{ID}class/p/clerk/13",
        "document": f"{ID}document/p/aa",
    }


def test_turtle_is_a_shacl_report() -> None:
    graph = Graph().parse(data=to_turtle(PLAIN))
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(list(graph.objects(report, SH.result))) == 5
    (warning,) = graph.subjects(SH.resultSeverity, SH.Warning)
    assert graph.value(warning, RDF.type) == SH.ValidationResult
    assert graph.value(warning, SH.focusNode) == URIRef(f"{ID}class/p/clerk/13")
    assert graph.value(warning, SH.resultPath) == CAREER.hasQualification
    assert graph.value(warning, SH.sourceConstraintComponent) == (
        SH.QualifiedMinCountConstraintComponent
    )
    assert graph.value(warning, SH.resultMessage) == Literal("No education is stated: add it.")
    assert graph.value(warning, CAREER.about) == URIRef(f"{ID}class/p/clerk/13")
    assert graph.value(warning, CAREER.inDocument) == URIRef(f"{ID}document/p/aa")
    assert graph.value(warning, CAREER.line) == Literal(70)


def test_a_path_of_several_steps_is_written_as_in_the_shapes() -> None:
    path = f"( <{CAREER}partOf> [ <{SH.inversePath}> <{CAREER}isGroup> ] )"
    graph = Graph().parse(data=to_turtle(Report.of([result(path_turtle=path)])))
    (head,) = graph.objects(None, SH.resultPath)
    assert graph.value(head, RDF.first) == CAREER.partOf


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_results_give_the_same_bytes(form: str) -> None:
    backwards = Report.of(reversed(PLAIN.results))
    assert FORMATS[form](backwards) == FORMATS[form](PLAIN)


# ------------------------------------------------------------------------------ hostile text


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_lets_invisible_characters_through(form: str) -> None:
    text = FORMATS[form](HOSTILE)
    assert [c for c in text if not c.isprintable() and c != "\n"] == []


def test_html_takes_nothing_for_markup() -> None:
    page = Page(to_html(HOSTILE))
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "link", "iframe", "object"}
    for name, attrs in page.elements:
        assert not {"src", "onclick", "style"} & set(attrs)
        assert all(not (v or "").startswith("http") for v in attrs.values()), name
    assert MARKUP in page.text
    assert "abc⟨202E⟩exe.txt" in page.text


def test_html_asks_for_nothing_from_elsewhere() -> None:
    text = to_html(PLAIN)
    assert "default-src 'none'" in text
    assert not re.search(r"https?:|url\(|@import|src=", text)


def test_markdown_takes_nothing_for_markup() -> None:
    text = to_markdown(HOSTILE)
    assert "<script" not in text
    assert r"\*\*bold\*\* \[link\](x) \`code\`" in text
    for row in (line for line in text.splitlines() if line.startswith("|")):
        assert len(re.findall(r"(?<!\\)\|", row)) == 4


def test_json_and_turtle_give_hostile_text_back_unchanged() -> None:
    messages = {r.message for r in HOSTILE.results}
    assert {r["message"] for r in json.loads(to_json(HOSTILE))["results"]} == messages
    plain = Report.of([result(message=f"{MARKUP} {BIDI}", value='"x\u202ey"')])
    graph = Graph().parse(data=to_turtle(plain))
    assert [str(m) for m in graph.objects(None, SH.resultMessage)] == [f"{MARKUP} {BIDI}"]
    assert [str(v) for v in graph.objects(None, SH.value)] == ["x\u202ey"]


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_cannot_be_steered(terminal: bool) -> None:
    text = printed(HOSTILE, terminal=terminal, width=300)
    without_colours = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert [c for c in without_colours if not c.isprintable() and c != "\n"] == []
    assert "\x1b[31mred" not in text
    assert ":bomb:" in text
    assert "**bold** [link](x)" in without_colours
