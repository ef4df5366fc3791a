"""Building: documents in, a folder with the graph out; nothing half-done, always the same."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from careerlattice.build import (
    Build,
    build,
    find_documents,
    reconcile,
    seed_documents,
    validate_build,
    validate_documents,
)
from careerlattice.errors import CareerlatticeError, InputError
from careerlattice.lattice import Lattice
from careerlattice.rows import Rows
from careerlattice.store import GraphStore

MONTANA = Path(__file__).parents[1] / "loaders/montana/input/plain-one-grade.txt"
PREFIXES = """
PREFIX career: <https://w3id.org/careerlattice/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def select(lattice: Lattice, query: str) -> Rows:
    answer = lattice.query(PREFIXES + query)
    assert isinstance(answer, Rows)
    return answer


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        # What a reader kept there is not of the build.
        if path.is_file() and "store" not in path.parts and not path.match("profiles-*")
    }


# What a build holds


def test_one_graph_a_document_a_publisher_and_the_ontology(built: Build) -> None:
    graphs = [
        p.relative_to(built.folder / "graphs") for p in (built.folder / "graphs").rglob("*.nq")
    ]
    assert (
        sorted(path.parts[0] for path in graphs)
        == ["common.nq"] + ["document"] * 5 + ["mappings.nq", "ontology.nq"] + ["publisher"] * 3
    )


def test_the_store_holds_what_the_files_hold(built: Build) -> None:
    lines = sum(path.read_bytes().count(b"\n") for path in (built.folder / "graphs").rglob("*.nq"))
    with GraphStore.open(built.folder) as store:
        assert len(store) == lines == built.quads


def test_short_identifiers(lattice: Lattice) -> None:
    assert sorted(map(str, lattice.class_grades().column(lattice.class_grades().columns[0]))) == [
        "us-ca-los-angeles/1229/ungraded",
        "us-ct/6435cl/cl-16",
        "us-mt-dor/citizens-services-program-specialist/12",
        "us-mt-dor/customer-service-representative/11",
        "us-mt-dor/customer-service-representative/12",
        "us-mt-dor/customer-service-representative/13",
        "us-mt-dor/it-processing-office-specialist/10",
        "us-mt-dor/it-processing-office-specialist/9",
    ]


def test_every_span_slices_back_to_its_quote(built: Build, lattice: Lattice) -> None:
    spans = select(
        lattice,
        """SELECT ?sha ?publisher ?start ?end ?exact ?line {
             ?span oa:hasSource ?document ; oa:hasSelector ?position, ?quote ; career:line ?line .
             ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact .
             ?document career:sha256 ?sha ; dcterms:publisher/skos:notation ?publisher }""",
    )
    total = select(lattice, "SELECT (COUNT(?s) AS ?n) { ?s a oa:SpecificResource }")
    assert len(spans) == total[0]["n"]
    assert len(spans) > 500
    for span in spans:
        file = built.folder / "texts" / str(span["publisher"]) / f"{str(span['sha'])[:16]}.txt"
        text = file.read_bytes().decode()
        start, end = span["start"], span["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == span["exact"]
        assert text.count("\n", 0, start) + 1 == span["line"]


def test_texts_are_the_documents(built: Build, seeds: list[Path]) -> None:
    kept = {path.read_bytes() for path in (built.folder / "texts").rglob("*.txt")}
    assert kept == {path.read_bytes() for path in seeds}


def test_every_statement_points_at_its_words(lattice: Lattice) -> None:
    bare = select(
        lattice,
        """SELECT ?thing ?kind {
             VALUES ?kind { career:Duty career:DutyAssignment career:Competency
               career:CompetencyRequirement career:Statement career:LevelDescriptor
               career:BehaviouralIndicator career:PerformanceStandard career:KnowledgeArea
               career:EducationRequirement career:ExperienceRequirement career:SubstitutionRule
               career:SubjectArea career:Citation }
             ?thing a ?kind . FILTER NOT EXISTS { ?thing prov:wasQuotedFrom ?span } }""",
    )
    assert list(bare) == []


def test_no_blank_nodes_in_the_data(built: Build) -> None:
    for folder in ("document", "publisher"):
        for path in (built.folder / "graphs" / folder).rglob("*.nq"):
            assert not any(line.startswith("_:") for line in path.read_text().splitlines())


def test_a_fact_stands_in_one_graph(built: Build) -> None:
    seen: dict[Triple, str] = {}
    for path in (built.folder / "graphs").rglob("*.nq"):
        for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            assert seen.setdefault(triple, path.name) == path.name, str(triple)


@pytest.mark.parametrize(
    ("what", "count"),
    [
        ("[] a career:CompetencyRequirement ; career:level ?x", 26 + 13 + 36 + 8),
        ("?x a career:DutyAssignment", 23 + 35 + 24 + 18),
        ("?x a career:LevelDescriptor", 24),
        ("?x a career:BehaviouralIndicator", 45),
        ("?x a career:PerformanceStandard", 16),
        ("?x a career:KnowledgeArea", 5),
        ("?x a career:SubjectArea", 26),
        ("?x career:core true", 4),
        ("?x a career:ProficiencyScale", 2),
        ("?x a career:Finding ; career:findingKind career:confusableLetter", 22),
        ("?x a career:Finding ; career:findingKind career:unplaced", 0),
        ("?x career:status career:stub ; a career:JobClass", 2),
    ],
)
def test_counts(lattice: Lattice, what: str, count: int) -> None:
    assert len(select(lattice, f"SELECT * {{ {what} }}")) == count


def test_the_scale_has_one_wording_and_keeps_the_other(lattice: Lattice) -> None:
    rows = select(
        lattice,
        """SELECT ?notation (COUNT(DISTINCT ?d) AS ?definitions) (COUNT(DISTINCT ?a) AS ?others) {
             ?scale a career:ProficiencyScale ; career:publisher/skos:notation "us-mt-dor" .
             ?level skos:inScheme ?scale ; skos:notation ?notation ; skos:definition ?d .
             OPTIONAL { ?level career:alternativeText ?a } }
           GROUP BY ?notation ORDER BY ?notation""",
    )
    assert [(row["notation"], row["definitions"]) for row in rows] == [(n, 1) for n in "ABCDE"]
    assert {row["others"] for row in rows} == {1}


def test_an_identical_duty_is_one_statement_with_two_assignments(lattice: Lattice) -> None:
    rows = select(
        lattice,
        """SELECT ?duty { ?a career:duty ?duty . ?b career:duty ?duty .
             FILTER(STR(?a) < STR(?b)) }""",
    )
    assert len(rows) == 4  # three of Office Specialist 9 and 10, one of Representative 11 and 12


def test_a_class_that_others_name_is_no_stub_once_it_is_loaded(
    tmp_path: Path, seeds: list[Path]
) -> None:
    text = next(path for path in seeds if "6435cl" in path.name).read_text("utf-8")
    other = text.replace("class of Processing Technician", "class of Office Assistant")
    other = other.replace("6435CL", "1111CL").replace("an Office Assistant,", "a Messenger,")
    for name, words in (("a.txt", text), ("b.txt", other)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    built = build([tmp_path], tmp_path / "out")
    assert built.is_sound
    again = validate_build(tmp_path / "out")
    assert {(r.focus, r.shape) for r in again.results} == {
        (r.focus, r.shape) for r in built.report.results
    }
    with Lattice.open(tmp_path / "out") as lattice:
        stubs = select(lattice, "SELECT ?s { ?s career:status career:stub ; a career:JobClass }")
        counted = select(lattice, "SELECT DISTINCT ?c { ?q career:qualifyingClass ?c }")
    publisher = built.documents[0].publisher
    assert f"{publisher}/office-assistant" not in stubs.column("s")
    assert f"{publisher}/1111cl" in counted.column("c")


def test_facts_from_source_toml_say_so(lattice: Lattice) -> None:
    rows = select(
        lattice,
        """SELECT DISTINCT ?text ?line { ?class a career:JobClass ; prov:wasDerivedFrom ?entry .
             ?entry career:text ?text ; career:line ?line }""",
    )
    assert "publisher.id = us-mt-dor" in rows.column("text")
    assert all(isinstance(line, int) and line > 0 for line in rows.column("line"))


def test_mappings_stand_in_their_graph_and_are_left_out_where_they_name_nothing(
    built: Build, tmp_path: Path
) -> None:
    assert built.mappings.left_out == ()
    assert {each.status.value for each in built.mappings.kept.mappings} == {
        "accepted",
        "proposed",
        "rejected",
    }
    alone = build([MONTANA], tmp_path / "out")
    assert alone.mappings.kept.mappings == ()
    assert len(alone.mappings.left_out) > 50
    assert (alone.folder / "graphs" / "mappings.nq").read_bytes() == b""


# The same again


def test_building_again_from_elsewhere_gives_the_same_bytes(built: Build, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "docs"
    shutil.copytree(seed_documents(), copy)
    again = build([copy], tmp_path / "again")
    assert files_of(again.folder) == files_of(built.folder)


def test_graph_files_are_sorted_and_each_line_is_there_once(built: Build) -> None:
    for path in (built.folder / "graphs").rglob("*.nq"):
        lines = path.read_text("utf-8").splitlines()
        assert lines == sorted(set(lines))


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "us-xx"
    folder.mkdir()
    shutil.copy(MONTANA, folder / "clerk.txt")
    first = build([folder], tmp_path / "out")
    (folder / "clerk.txt").write_text(MONTANA.read_text().replace("Fetch files", "Fetch boxes"))
    second = build([folder], tmp_path / "out")
    assert first.folder != second.folder
    assert not first.folder.exists()
    assert [p.name for p in (tmp_path / "out" / ".versions").iterdir()] == [second.folder.name]
    with Lattice.open(tmp_path / "out") as lattice:
        texts = select(lattice, "SELECT ?t { ?d a career:Duty ; career:text ?t }").column("t")
    assert "Fetch boxes on request." in texts
    assert "Fetch files on request." not in texts


# Nothing half-done


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("soup.txt", b"A recipe for soup.\n", "no loader recognises"),
        ("empty.txt", b"", "empty"),
        ("scan.txt", b"%PDF-1.4 \x00\x01", "this PDF is damaged"),
        ("zero.txt", b"text\x00text", "binary"),
        ("line.txt", b"a" * 50_000_000, "50 MB"),
    ],
)
def test_a_bad_document_leaves_the_graph_as_it_was(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    folder = tmp_path / "us-xx"
    folder.mkdir()
    shutil.copy(MONTANA, folder / "clerk.txt")
    before = build([folder], tmp_path / "out")
    kept = files_of(before.folder)
    (folder / name).write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        build([folder], tmp_path / "out")
    assert name in str(caught.value)
    assert caught.value.exit_code == 3
    assert files_of(tmp_path / "out" / "current") == kept
    assert not (tmp_path / "out" / ".staging").exists()
    after = build([folder], tmp_path / "out", keep_going=True)
    assert [Path(problem.document).name for problem in after.problems] == [name]
    assert files_of(after.folder) == kept


def test_hostile_text_is_text(tmp_path: Path) -> None:
    folder = tmp_path / "us-xx"
    folder.mkdir()
    hostile = "Fetch <script>alert(1)</script> \u202efiles\u202c && rm -rf / on request."
    text = MONTANA.read_text().replace("Fetch files on request.", hostile)
    (folder / "clerk.txt").write_text(text)
    built = build([folder], tmp_path / "out")
    with Lattice.open(tmp_path / "out") as lattice:
        texts = select(lattice, "SELECT ?t { ?d a career:Duty ; career:text ?t }").column("t")
        quotes = select(lattice, "SELECT ?q { ?s oa:exact ?q }").column("q")
        kinds = select(lattice, "SELECT ?k { ?f career:findingKind ?k }").column("k")
    assert "Fetch <script>alert(1)</script> files && rm -rf / on request." in texts
    assert hostile in quotes
    assert sum("controlCharacter" in str(kind) for kind in kinds) == 2
    page = (built.folder / "report.html").read_text()
    assert "<script>alert" not in page


def test_all_bad_documents_are_named_at_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Soup.")
    with pytest.raises(InputError, match="2 documents cannot be read") as caught:
        build([tmp_path], tmp_path / "out")
    assert "a.txt" in str(caught.value)
    assert "b.txt" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_path_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        find_documents([tmp_path / "none"])
    with pytest.raises(InputError, match="there is no document here"):
        find_documents([tmp_path])


def test_folders_hold_more_than_documents(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "sub/b.md",
        "c.docx",
        "README.md",
        ".hidden/d.txt",
        "source.toml",
        "e.py",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path, _ in find_documents([tmp_path])]
    assert found == ["a.txt", "c.docx", "sub/b.md"]


def test_the_same_document_twice_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(MONTANA, tmp_path / name)
    with pytest.raises(InputError, match="byte for byte"):
        build([tmp_path], tmp_path / "out")


def test_two_documents_of_one_class_without_dates_are_refused(tmp_path: Path) -> None:
    shutil.copy(MONTANA, tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(MONTANA.read_text() + "\n")
    with pytest.raises(InputError, match="do not say which is newer"):
        build([tmp_path], tmp_path / "out")


def test_a_second_builder_is_told_to_wait(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CareerlatticeError, match="another build is at work"):
            build([MONTANA], out)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CareerlatticeError, match="cannot be written"):
        build([MONTANA], tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


# Wordings, validation, manifest


def test_reconcile_keeps_the_wording_of_most() -> None:
    text = NamedNode("https://w3id.org/careerlattice/ontology#text")
    duty = NamedNode("https://example.org/duty")
    one = Triple(duty, text, Literal("auditors' letters", language="en"))
    two = Triple(duty, text, Literal("auditors’ letters", language="en"))
    kept = set(reconcile([[one], [two], [two]]))
    other = NamedNode("https://w3id.org/careerlattice/ontology#alternativeText")
    assert kept == {two, Triple(duty, other, one.object)}
    assert set(reconcile([[one], [one]])) == {one}


def test_two_classes_with_one_code_fail_a_check(tmp_path: Path, seeds: list[Path]) -> None:
    text = next(path for path in seeds if "1229" in path.name).read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "source.toml").write_text(
        '[publisher]\nid = "us-xx"\nname = "X"\n'
        '[documents."a.txt"]\nclass = "one"\n[documents."b.txt"]\nclass = "two"\n'
    )
    built = build([tmp_path], tmp_path / "out")
    assert built.failed_checks == {"one-code-two-classes": 1}
    assert not built.is_sound


def test_the_seeds_have_no_violation(built: Build) -> None:
    assert built.report.conforms
    assert built.failed_checks == {}
    assert built.is_sound
    thirteen = [
        result
        for result in built.report.results
        if result.about == "us-mt-dor/customer-service-representative/13"
    ]
    assert [result.severity.value for result in thirteen] == ["warning"]
    assert thirteen[0].file == "customer-service-representative.txt"


def test_validating_the_folder_or_the_documents_gives_the_same(built: Build) -> None:
    assert validate_build(built.folder.parents[1]) == built.report
    assert validate_documents([seed_documents()]) == built.report


def test_the_manifest_lists_the_documents(built: Build) -> None:
    manifest = json.loads((built.folder / "manifest.json").read_text())
    assert [each["file"] for each in manifest["documents"]] == [d.file for d in built.documents]
    assert all(each["unplaced"] == 0 for each in manifest["documents"])
    assert {"report.json", "report.ttl", "report.md", "report.html"} <= {
        path.name for path in built.folder.iterdir()
    }
