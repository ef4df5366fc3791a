import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.errors import InputError, UsageError
from careerlattice.questions import Parameter, ParameterType, Questions, nearest
from careerlattice.store import GraphStore

QUESTIONS = Questions()
GAP = QUESTIONS["gap"]
MEANING = QUESTIONS["level-meaning"]

HEADER = """\
#+ summary: A thing
#+ question: What is it?
#+ number: 1
#+ params:
#+   what:
#+     type: string
#+     required: true
#+     description: the words
#+     example: x
#+ columns:
#+   name: its name
#+ licence: CC BY 4.0

"""
BODY = 'SELECT ?name { VALUES ?what { "x" } ?s ?p ?name FILTER(?name = ?what) }\n'

HOSTILE = [
    '"',
    "'''",
    '"""',
    "\\",
    '\\"',
    "} DROP ALL #",
    '" } } ; DROP ALL ; #',
    '"} UNION { ?s ?p ?o } #',
    "?name",
    "UNDEF",
    "<http://x/>",
    "$(rm -rf /)",
    "\n}\r\n{",
    "\x00\x01\x7f",
    "\\u0022 } DROP ALL #",
    "\u202e\u200b",
    "🜚",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_a_text(text: str) -> None:
    bound = MEANING.bind({"competency": text})
    # What is found there, read by the engine, is the very text that was given.
    probe = bound[bound.index("VALUES ?competency") :].split("\n")[0] if "\n" not in text else None
    if probe:
        rows = GraphStore.memory().select(f"SELECT ?competency {{ {probe} }}", check=False)
        assert rows[0]["competency"] == text
    assert len(MEANING.ask(GraphStore.memory(), {"competency": text})) == 0


@settings(max_examples=200)
@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    parameter = Parameter("what", ParameterType.STRING, True, "words")
    try:
        term = parameter.term(text)
    except UsageError:
        assert not text.strip() or not text.isprintable()
        return
    store = GraphStore.memory()
    assert (
        store.select(f"SELECT ?what {{ VALUES ?what {{ {term} }} }}", check=False)[0]["what"]
        == text
    )


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "", " ", "..", "a", "a/b", "a/b/c/d", "/a/b/c", "a/b/c d", "a/b/%zz", "a/b/c>"],
)
def test_a_hostile_identifier_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"--from .*is not a class-grade"):
        GAP.bind({"from": text, "to": "ex/clerk/1"})


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        (ParameterType.CLASS_GRADE, "us-ct/6435cl/cl-16", "class/us-ct/6435cl/cl-16"),
        (ParameterType.CLASS_GRADE, "a/b/9@2009-05-26", "class/a/b/9@2009-05-26"),
        (ParameterType.CLASS_GRADE, "a/b/caf%C3%A9", "class/a/b/caf%C3%A9"),
        (ParameterType.CLASS, "us-ct/6435cl", "class/us-ct/6435cl"),
        (ParameterType.PUBLISHER, "us-ct", "publisher/us-ct"),
        (ParameterType.THING, "us-ct/6435cl", "class/us-ct/6435cl"),
        (ParameterType.THING, "us-ct/6435cl/cl-16", "class/us-ct/6435cl/cl-16"),
    ],
)
def test_identifiers_become_iris(kind: ParameterType, text: str, iri: str) -> None:
    parameter = Parameter("it", kind, True, "it")
    expected = ox.NamedNode("https://w3id.org/careerlattice/id/" + iri)
    assert parameter.term(text) == expected
    assert parameter.term(expected.value) == expected


def test_the_other_types() -> None:
    assert Parameter("n", ParameterType.INTEGER, True, "n").term("-07") == ox.Literal(
        "-7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    )
    thing = Parameter("it", ParameterType.THING, True, "it")
    assert thing.term("http://x/y#z") == ox.NamedNode("http://x/y#z")
    for wrong in ("http://x/ y", "http://x/>", "y", "javascript:x", "a/b/c/d"):
        with pytest.raises(UsageError, match="--it"):
            thing.term(wrong)
    for wrong in ("1.5", "x", "", "1" * 40, "١"):
        with pytest.raises(UsageError, match="whole number"):
            Parameter("n", ParameterType.INTEGER, True, "n").term(wrong)
    with pytest.raises(UsageError, match="half a character"):
        Parameter("t", ParameterType.STRING, True, "t").term("\ud800")


def test_values_stand_in_every_block() -> None:
    bound = GAP.bind({"from": "ex/a/1", "to": "ex/a/2"})
    assert "us-mt-dor" not in re.sub(r"(?m)^#.*", "", bound)
    moving = QUESTIONS["duties-moving-up"].bind({"from_": "ex/a/1"})
    body = re.sub(r"(?m)^#.*", "", moving)
    assert (
        body.count("<https://w3id.org/careerlattice/id/class/ex/a/1>")
        == body.count("VALUES ?from")
        > 3
    )
    assert body.count("UNDEF") == body.count("VALUES ?to") > 3


def test_wrong_parameters_are_told() -> None:
    with pytest.raises(UsageError, match=r"no parameter 'form'; did you mean from\?"):
        GAP.bind({"form": "ex/a/1", "to": "ex/a/2"})
    with pytest.raises(UsageError, match=r"needs --to: the class-grade wanted") as caught:
        GAP.bind({"from": "ex/a/1"})
    assert "--to us-mt-dor/customer-service-representative/11" in str(caught.value)
    with pytest.raises(UsageError, match="needs --to"):
        GAP.bind({"from": "ex/a/1", "to": None})
    with pytest.raises(UsageError, match="ask it without parameters"):
        QUESTIONS["counts"].bind({"publisher": "x"})
    assert QUESTIONS["duties"].bind({"class-grade": "ex/a/1"}) == QUESTIONS["duties"].bind(
        {"class_grade": "ex/a/1"}
    )


def test_questions_are_found_by_number_and_slug() -> None:
    assert (
        QUESTIONS.find(9)
        is QUESTIONS.find("9")
        is QUESTIONS.find("gap")
        is QUESTIONS.find("09-gap")
    )
    assert list(QUESTIONS)[:3] == ["class", "duties", "competencies"]
    assert GAP.title == "9 (gap)"
    with pytest.raises(UsageError, match=r"did you mean duties"):
        QUESTIONS.find("dutys")
    with pytest.raises(UsageError, match="no question '99'"):
        QUESTIONS.find(99)


def test_near_names() -> None:
    assert nearest("ladder", ["ladders", "x"]) == "; did you mean ladders?"
    assert nearest("quite different", ["ladders"]) == ""


def load(tmp_path: Path, text: str, name: str = "01-thing.rq") -> Questions:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return Questions(tmp_path)


def test_a_right_file_is_read(tmp_path: Path) -> None:
    question = load(tmp_path, HEADER + BODY)["thing"]
    assert question.params == (Parameter("what", ParameterType.STRING, True, "the words", "x"),)
    assert question.columns == {"name": "its name"}
    assert question.bind({"what": 'a"b'}).count(' "a\\"b" ') == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda t: t.replace("#+ licence: CC BY 4.0\n", ""), "no licence"),
        (lambda t: t.replace("#+ number: 1\n", ""), "no number"),
        (lambda t: t.replace("number: 1", "number: 2"), "is not the file's"),
        (lambda t: t.replace("number: 1", "number: one"), "is not the file's"),
        (lambda t: t.replace("summary:", "sumary:"), "did you mean summary"),
        (lambda t: t.replace("#+ number: 1\n", "#+ number: 1\n#+ number: 1\n"), "twice"),
        (lambda t: t.replace("type: string", "type: strong"), "needs a type"),
        (lambda t: t.replace("required: true", "required: maybe"), "needs a type"),
        (lambda t: t.replace("#+     example: x\n", ""), "example"),
        (lambda t: t.replace("#+     description: the words\n", ""), "needs a description"),
        (lambda t: t.replace("description:", "about:"), "does not know 'about'"),
        (lambda t: t.replace("#+   what:", "#+   What:"), "small name"),
        (lambda t: t.replace("its name", "its name: here"), "plain YAML"),
        (lambda t: t.replace("#+   name", "#+    name"), "header line"),
        (lambda t: t.replace("#+   name: its name", "#+ just words"), "header line"),
        (
            lambda t: t.replace("#+   name: its name\n", "").replace("columns:", "columns: name"),
            "lines below",
        ),
        (lambda t: t.replace('VALUES ?what { "x" }', ""), "stands nowhere"),
        (lambda t: t.replace("VALUES ?what", "VALUES ?that"), "no parameter in the header"),
        (lambda t: t.replace('{ "x" } ?s ?p ?name FILTER(?name = ?what) }', '{ "x"'), "not closed"),
        (lambda t: t.replace('VALUES ?what { "x" }', '# VALUES ?what { "x" }'), "stands nowhere"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, change: object, complaint: str) -> None:
    text = change(HEADER + BODY)  # type: ignore[operator]
    assert text != HEADER + BODY
    with pytest.raises(InputError, match=complaint) as caught:
        load(tmp_path, text)
    assert "01-thing.rq" in str(caught.value)


def test_wrong_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no questions"):
        Questions(tmp_path)
    with pytest.raises(InputError, match=r"<number>-<slug>\.rq"):
        load(tmp_path, HEADER + BODY, "01_Thing.rq")
    (tmp_path / "01_Thing.rq").unlink()
    load(tmp_path, HEADER + BODY)
    with pytest.raises(InputError, match="there twice"):
        load(tmp_path, HEADER + BODY, "01-other.rq")
    (tmp_path / "01-other.rq").unlink()
    with pytest.raises(InputError, match="there twice"):
        load(tmp_path, (HEADER + BODY).replace("number: 1", "number: 2"), "02-thing.rq")


def test_a_file_that_would_call_out_is_not_asked(tmp_path: Path) -> None:
    body = BODY.replace("?s ?p ?name", "SERVICE <http://x/> { ?s ?p ?name }")
    question = load(tmp_path, HEADER + body)["thing"]
    with pytest.raises(UsageError, match="SERVICE"):
        question.ask(GraphStore.memory(), {"what": "x"})
