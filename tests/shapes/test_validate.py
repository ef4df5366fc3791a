"""The validator: what goes in, where a result points, which errors come out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph

from careerlattice import validate
from careerlattice.errors import CareerlatticeError, InputError, UsageError
from careerlattice.reading import Reading, facts_of
from careerlattice.resources import shapes_dir
from careerlattice.validate import (
    ENGINES,
    Report,
    Result,
    Severity,
    load_shapes,
    load_validator,
)

HERE = Path(__file__).parent
ID = "https://w3id.org/careerlattice/id/"
CAREER = "https://w3id.org/careerlattice/ontology#"
SHAPES = "https://w3id.org/careerlattice/shapes#"


@pytest.fixture(scope="module")
def unit() -> str:
    return Graph().parse(HERE / "unit.ttl").serialize(format="ntriples")


def instead(text: str, start: str, end: str) -> str:
    """Give the one triple that begins with *start* another object."""
    (line,) = [line for line in text.splitlines() if line.startswith(start)]
    return text.replace(line, f"{start} {end} .")


def only(report: Report, shape: str) -> Result:
    (result,) = [r for r in report.results if r.shape == SHAPES + shape]
    return result


# ----------------------------------------------------------------------- where a result points


@pytest.mark.parametrize("engine", ENGINES)
def test_a_level_outside_its_scale_names_class_grade_document_and_line(
    engine: str, unit: str
) -> None:
    pytest.importorskip(engine)
    wrong = instead(unit, f"<{ID}requirement/p/clerk/1/c1> <{CAREER}level>", f"<{ID}scale/p/t/1>")
    report = load_validator(engine).validate(wrong)
    assert not report.conforms
    result = only(report, "RequirementLevelInScale")
    assert result.severity is Severity.VIOLATION
    assert result.focus == f"{ID}requirement/p/clerk/1/c1"
    assert result.class_grade == f"{ID}class/p/clerk/1"
    assert result.about == "p/clerk/1"
    assert result.document == f"{ID}document/p/aa"
    assert result.place == "p-clerk.txt:3"  # quoted from lines 3 and 5
    # Nothing describes that level for this competency either.
    assert only(report, "RequirementLevelDescribed").severity is Severity.WARNING


def test_a_shared_thing_is_placed_at_its_first_class_grade(unit: str) -> None:
    subject = f"<{ID}competency/p/c1> <{CAREER}publisher>"
    result = only(load_validator().validate(instead(unit, subject, '"P"')), "Competency-publisher")
    assert result.about == "p/clerk/1"
    assert result.value == '"P"'
    assert result.place == "p-clerk.txt:3"


def test_a_class_grade_without_words_of_its_own_is_placed_at_its_first_duty(unit: str) -> None:
    subject = f"<{ID}class/p/clerk/2> <{CAREER}leadWorker>"
    result = only(
        load_validator().validate(instead(unit, subject, '"no"')), "ClassGrade-leadWorker"
    )
    assert (result.about, result.line) == ("p/clerk/2", 5)


@pytest.mark.parametrize(
    ("subject", "end", "shape", "about", "line"),
    [
        (f"<{ID}document/p/aa> <{CAREER}fileName>", "7", "LoadedDocument-fileName", "p/clerk", 1),
        (f"<{ID}class/p/clerk> <{CAREER}series>", f"<{ID}x>", "JobClass-series", "p/clerk", 1),
        (
            f"<{ID}span/p/aa/0-5/prefLabel> <{CAREER}evidenceProperty>",
            '"x"',
            "Span-evidenceProperty",
            "p/clerk/1",
            1,
        ),
        (
            f"<{ID}span/p/aa/30-40/quote> <http://www.w3.org/ns/oa#exact>",
            '""',
            "TextQuoteSelector-exact",
            "p/clerk/1",
            5,
        ),
        (f"<{ID}finding/p/aa/f1> <{CAREER}severity>", '"bad"', "Finding-severity", "p/clerk/1", 3),
        (f"<{ID}indicator/p/i1> <{CAREER}text>", '""@en', "Description-text", "p/clerk/1", 3),
        (f"<{ID}scale/p/u/superior> <{CAREER}rank>", '"2"', "Level-rank", "p/clerk/1", None),
    ],
)
def test_every_kind_of_thing_is_placed(
    unit: str, subject: str, end: str, shape: str, about: str, line: int | None
) -> None:
    number = f'"{end}"^^<http://www.w3.org/2001/XMLSchema#integer>' if end == "7" else end
    result = only(load_validator().validate(instead(unit, subject, number)), shape)
    assert result.about == about
    assert result.document == f"{ID}document/p/aa"
    assert line is None or result.line == line


# -------------------------------------------------------------------------------- what goes in


@pytest.mark.parametrize("engine", ENGINES)
def test_all_forms_of_data_give_the_same(engine: str, unit: str) -> None:
    pytest.importorskip(engine)
    wrong = instead(
        unit,
        f"<{ID}assignment/p/clerk/1/d1> <{CAREER}position>",
        '"007"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    )
    graph = Graph().parse(data=wrong, format="ntriples")
    quads = list(pyoxigraph.parse(wrong, format=pyoxigraph.RdfFormat.N_TRIPLES))
    forms: list[validate.Data] = [
        wrong,
        wrong.encode(),
        quads,
        [quad.triple for quad in quads],
        [(str(q.subject), str(q.predicate), str(q.object)) for q in quads],
    ]
    validator = load_validator(engine)
    (report, *others) = [validator.validate(data) for data in forms]
    assert only(report, "DutyAssignment-position").value == (
        '"007"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    )
    assert others == [report] * len(others)
    # rdflib itself rewrites the number when it reads it.
    (result,) = validator.validate(graph).results
    assert replace(result, value=None) == replace(report.results[0], value=None)


def test_nothing_gives_an_empty_report() -> None:
    report = load_validator().validate("")
    assert report == Report()
    assert report.conforms
    assert report.counts == {Severity.VIOLATION: 0, Severity.WARNING: 0, Severity.INFO: 0}


def test_reports_are_merged_in_one_order(unit: str) -> None:
    validator = load_validator()
    a = validator.validate(instead(unit, f"<{ID}competency/p/c1> <{CAREER}publisher>", '"P"'))
    b = validator.validate(instead(unit, f"<{ID}class/p/clerk/2> <{CAREER}leadWorker>", '"no"'))
    assert Report.merge([a, b]) == Report.merge([b, a]) == Report.of([*b.results, *a.results])
    assert Report.merge([a, a]) == a
    assert Report.merge([a, b]).counts[Severity.VIOLATION] == 2


def test_warnings_do_not_make_a_report_fail(unit: str) -> None:
    text = "\n".join(line for line in unit.splitlines() if "/rights>" not in line)
    report = load_validator().validate(text)
    assert [r.shape for r in report.results] == [f"{SHAPES}LoadedDocument-rights"]
    assert report.conforms


def test_giving_property_shapes_their_targets_changes_nothing(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = [
        Graph().parse(p).serialize(format="ntriples") for p in sorted(HERE.glob("*/fail-*.ttl"))
    ]
    compiled = load_validator()
    monkeypatch.setattr(validate, "_flatten", lambda graph: graph)
    as_written = load_validator()
    for text in [unit, *data]:
        assert compiled.validate(text) == as_written.validate(text)


# ------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize("data", ["no triples", b"\xff\xfe", "<a> <b> .", [("a", "b", "c")]])
def test_data_that_is_not_rdf_is_refused(data: validate.Data) -> None:
    with pytest.raises(InputError, match="not N-Triples"):
        load_validator().validate(data)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UsageError, match="choose one of pyshacl, shacl"):
        load_validator("topbraid")


def test_an_engine_that_is_not_installed_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "shacl", None)
    with pytest.raises(UsageError, match="extra 'fast'"):
        load_validator("shacl")


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no shapes file"):
        load_shapes(tmp_path)
    with pytest.raises(InputError, match="no shapes file"):
        load_shapes(tmp_path / "missing")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not turtle", "cannot be parsed"),
        (b"\xff", "cannot be read"),
        (b"", "no shape is declared"),
    ],
)
def test_shapes_that_are_not_shapes_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "Broken.ttl").write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        load_shapes(tmp_path)
    assert str(tmp_path) in str(caught.value.place)


@pytest.mark.parametrize("engine", ENGINES)
def test_shapes_no_engine_can_use_end_in_one_message(engine: str, tmp_path: Path) -> None:
    pytest.importorskip(engine)
    (tmp_path / "Broken.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; "
        'sh:targetNode <urn:n> ; sh:pattern "(" ; sh:message "x" .'
    )
    with pytest.raises(CareerlatticeError, match="gave up"):
        load_validator(engine, tmp_path).validate("<urn:n> <urn:p> <urn:o> .")


def test_shapes_are_read_once_for_the_same_content() -> None:
    assert load_shapes() is load_shapes(shapes_dir())


def test_nothing_dear_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, careerlattice.validate, careerlattice.report;"
        "print({'pyshacl', 'rdflib', 'rich', 'shacl', 'pyoxigraph'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_engines_agree_on_what_is_missing(unit: str) -> None:
    """Every tenth triple of the whole unit is left out in turn, and once all of them."""
    pytest.importorskip("shacl")
    reference, fast = load_validator("pyshacl"), load_validator("shacl")
    lines = sorted(unit.splitlines())
    for left_out in [*({n} for n in range(0, len(lines), 10)), set(range(0, len(lines), 10))]:
        text = "\n".join(line for n, line in enumerate(lines) if n not in left_out)
        assert fast.validate(text) == reference.validate(text), left_out


@pytest.mark.parametrize("engine", ENGINES)
def test_values_that_do_not_compare_are_reported(
    engine: str, unit: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """By both engines, though pyshacl orders a date before a number and misses one component."""
    pytest.importorskip(engine)
    start = f"<{ID}span/p/aa/6-9/position> <http://www.w3.org/ns/oa#start>"
    for value in ("date", "boolean", "integer"):
        wrong = instead(unit, start, f'"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#{value}>')
        report = load_validator(engine).validate(wrong)
        assert {r.shape for r in report.results} == {f"{SHAPES}TextPositionSelector-start"}
    assert capfd.readouterr().err == ""


# ------------------------------------------------------------------------------ the documents


@pytest.fixture(scope="module")
def units(readings: dict[str, Reading]) -> dict[str, tuple[pyoxigraph.Triple, ...]]:
    """The unit of each seed document."""
    facts = {name: facts_of(reading) for name, reading in readings.items()}
    return {name: (*each.own, *each.shared) for name, each in facts.items()}


def test_the_documents_give_graphs_that_are_right(
    units: dict[str, tuple[pyoxigraph.Triple, ...]],
) -> None:
    validator = load_validator()
    reports = {name: validator.validate(unit) for name, unit in units.items()}
    assert len(reports) == 5
    for report in reports.values():
        assert [r for r in report.results if r.severity is Severity.VIOLATION] == []
        for result in report.results:
            assert result.class_grade
            assert result.document
            assert result.file
            assert result.line
    grade_13 = [
        r
        for r in Report.merge(reports.values()).results
        if r.shape == f"{SHAPES}ClassGrade-educationOrExperience"
    ]
    warned = {(r.about, r.severity) for r in grade_13 if r.about and r.about.startswith("us-mt")}
    assert warned == {("us-mt-dor/customer-service-representative/13", Severity.WARNING)}


def test_the_engines_agree_on_the_documents(
    units: dict[str, tuple[pyoxigraph.Triple, ...]],
) -> None:
    pytest.importorskip("shacl")
    reference, fast = load_validator("pyshacl"), load_validator("shacl")
    for name, unit in units.items():
        assert fast.validate(unit) == reference.validate(unit), name
