"""The command line: what it prints and its exit code, most of it without a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from careerlattice.build import Build, build, seed_documents
from careerlattice.cli.app import app
from tests.cli.here import run_here as run
from tests.conftest import Once

MONTANA = Path(__file__).parents[1] / "loaders/montana/input/plain-one-grade.txt"
LOS_ANGELES = next(seed_documents().glob("us-ca-los-angeles/*.txt"))
OFFICE = "us-mt-dor/it-processing-office-specialist"


@pytest.fixture(scope="session")
def folder(built: Build) -> Path:
    """The folder that was built in."""
    return built.folder.parents[1]


@pytest.fixture(scope="session")
def one_document(once: Once) -> Path:
    """A folder that one document was built in."""
    return once("los-angeles", lambda folder: build([LOS_ANGELES], folder).folder.parents[1])


def start(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line as people do; nothing it does may end in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "careerlattice", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        env={**os.environ, "COLUMNS": "120"},
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_command_explains_itself() -> None:
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    top = run("--help")
    assert top.returncode == 0
    for name in names:
        assert f"\n  {name} " in top.stdout
        helped = run(name, "--help")
        assert helped.returncode == 0
        assert len(helped.stdout.split("\n\n")[1].strip()) > 20


QUERY = "SELECT (COUNT(DISTINCT ?g) AS ?n) { ?g a career:ClassGrade }"


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["--version"], ""),
        (["--help"], ""),
        (["show", f"{OFFICE}/9", "-g", "FOLDER"], ""),
        (["query", "-", "-g", "FOLDER"], QUERY),
        (["query", "-", "-g", "FOLDER"], "SELECT nonsense"),
        (["validate", MONTANA], ""),
        (["outline", "none.txt"], ""),
        (["status", "--nonsense"], ""),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else None,
)
def test_a_program_of_its_own_does_the_same(arguments: list[str], stdin: str, folder: Path) -> None:
    """What the tests below rest on."""
    words = [folder if each == "FOLDER" else each for each in arguments]
    program, here = start(*words, stdin=stdin), run(*words, stdin=stdin)
    assert (program.returncode, program.stdout) == (here.returncode, here.stdout)
    assert program.stderr == here.stderr


def test_no_arguments_show_the_help() -> None:
    done = start()
    assert "Commands:" in done.stdout + done.stderr


def test_version() -> None:
    assert run("--version").stdout.startswith("careerlattice 0.")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "import careerlattice.cli.app\n"
        "heavy = {'rdflib', 'pyoxigraph', 'rich', 'pyshacl', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_build_prints_a_summary_and_the_next_commands(tmp_path: Path) -> None:
    done = run("build", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "5 documents of 3 publishers → 8 class-grades of 5 classes" in done.stdout
    assert "0 unplaced" in done.stdout
    assert "0 violations" in done.stdout
    commands = [
        line.strip().removeprefix("careerlattice ")
        for line in done.stdout.splitlines()
        if line.startswith("  careerlattice ")
    ]
    assert len(commands) == 4
    for command in commands:
        assert run(*command.split(), "--graph", tmp_path / "out").returncode == 0


def test_a_quiet_build_prints_nothing(tmp_path: Path) -> None:
    done = run("build", "-q", "-o", tmp_path / "out", MONTANA)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_document_nobody_knows_is_one_line_and_exit_3(tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text("A recipe for soup.")
    done = run("build", tmp_path / "soup.txt", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "soup.txt: no loader recognises this document" in done.stderr
    assert not (tmp_path / "out").exists()


def test_set_aside_documents_exit_1(tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text("A recipe for soup.")
    (tmp_path / "clerk.txt").write_bytes(MONTANA.read_bytes())
    done = run("build", tmp_path, "-o", tmp_path / "out", "--keep-going")
    assert done.returncode == 1
    assert "Set aside:" in done.stdout
    assert "soup.txt" in done.stdout


def test_status(folder: Path) -> None:
    done = run("status", "-g", folder)
    assert done.returncode == 0
    assert [row["unplaced"] for row in rows(done.stdout)] == ["0"] * 5


def test_status_tells_what_is_unplaced(tmp_path: Path) -> None:
    text = MONTANA.read_text()
    (tmp_path / "clerk.txt").write_text(text[: text.index("scanning") + 4])
    run("build", tmp_path / "clerk.txt", "-o", tmp_path / "out")
    done = run("status", "-g", tmp_path / "out")
    assert done.returncode == 1
    assert rows(done.stdout)[0]["quote"] == "Demonstrated skill in scan"


@pytest.mark.parametrize("form", ["table", "markdown", "html", "json", "turtle"])
def test_validate(one_document: Path, form: str) -> None:
    done = run("validate", "-g", one_document, "--format", form)
    assert done.returncode == 0
    assert "education or experience" in done.stdout


def test_validate_documents_without_building() -> None:
    done = run("validate", MONTANA)
    assert done.returncode == 0
    assert "plain-one-grade.txt" in done.stdout


def test_show(folder: Path) -> None:
    done = run("show", f"{OFFICE}/9", "-g", folder)
    assert done.returncode == 0
    for words in ("Staff the front desk", "Under Guidance", "two years of general office"):
        assert words in done.stdout
    card = json.loads(run("show", f"{OFFICE}/9", "-g", folder, "--json").stdout)
    assert len(card["duties"]) == 12
    assert len(card["competencies"]) == 17


def test_show_of_something_unknown_suggests(folder: Path) -> None:
    done = run("show", f"{OFFICE}/11", "-g", folder)
    assert done.returncode == 2
    assert f"{OFFICE}/10" in done.stderr


def test_source_gives_the_words(folder: Path) -> None:
    found = rows(run("source", "us-ct/6435cl", "-g", folder).stdout)
    assert any(row["quote"] == "6435CL" for row in found)


def test_ask(folder: Path) -> None:
    listed = rows(run("ask", "--list", "-g", folder).stdout)
    assert {"gap", "ladder", "coverage"} <= {row["name"] for row in listed}
    asked = run("ask", "9", "--from", f"{OFFICE}/9", f"--to={OFFICE}/10", "-g", folder)
    outcomes = [row["outcome"] for row in rows(asked.stdout)]
    assert (outcomes.count("must rise"), outcomes.count("same")) == (9, 4)
    assert "--from" in run("ask", "gap", "--list").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "nonsense"], "there is no question"),
        (["ask", "gap", "--from"], "--from has no value"),
        (["ask", "gap", "from"], "is no parameter"),
        (["ask", "gap", "--from", f"{OFFICE}/9", "--from", f"{OFFICE}/9"], "given twice"),
        (["ask", "gap", "--form", "x"], "has no parameter"),
        (["ask", "gap"], "needs --from"),
        (["query", "no-such-file.rq"], "cannot be read"),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(
    folder: Path, arguments: list[str], message: str
) -> None:
    done = run(*arguments, "-g", folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_gap_says_what_is_asked_and_on_whose_word(folder: Path) -> None:
    done = run("gap", f"{OFFICE}/9", f"{OFFICE}/10", "-g", folder)
    assert done.returncode == 0
    assert "must rise (9)" in done.stdout
    assert "9 to raise by one level" in done.stdout
    across = json.loads(
        run("gap", "us-ca-los-angeles/1229", f"{OFFICE}/9", "--json", "-g", folder).stdout
    )
    compared = [each for each in across["competencies"] if each["alignment"]]
    assert compared
    assert all(each["interval"] and each["justification"] for each in compared)
    assert across["cost"] > 0
    alignment = compared[0]["alignment"]
    again = run(
        "gap",
        "us-ca-los-angeles/1229",
        f"{OFFICE}/9",
        "--json",
        "--without",
        alignment,
        "-g",
        folder,
    )
    withdrawn = json.loads(again.stdout)["competencies"]
    assert alignment not in {each["alignment"] for each in withdrawn}


def test_path_nearest_and_ladder(folder: Path) -> None:
    service = "us-mt-dor/customer-service-representative"
    found = run("path", f"{OFFICE}/9", f"{service}/13", "--count", "2", "-g", folder)
    assert found.returncode == 0
    assert found.stdout.count(f"{service}/13:") >= 2
    near = run("nearest", f"{OFFICE}/9", "--count", "1", "-g", folder)
    assert f"{OFFICE}/10" in near.stdout
    rungs = run("ladder", service, "-g", folder)
    assert "11 → 12 → 13" in rungs.stdout
    for command in (["nearest", f"{OFFICE}/9"], ["ladder", service]):
        assert json.loads(run(*command, "--json", "-g", folder).stdout)


def test_qualify(folder: Path, tmp_path: Path) -> None:
    connecticut = "us-ct/6435cl/cl-16"
    yes = run(
        "qualify", "us-ct/office-assistant", "--months", "36", "--for", connecticut, "-g", folder
    )
    assert {row["verdict"] for row in rows(yes.stdout)} == {"yes"}
    no = run("qualify", "--has", "clerical work=12", "--for", connecticut, "-g", folder)
    assert {row["verdict"] for row in rows(no.stdout)} <= {"no", "unknown"}
    everywhere = run("qualify", f"{OFFICE}/10", "-g", folder)
    assert len({row["class_grade"] for row in rows(everywhere.stdout)}) == 8
    assert run("qualify", "-g", folder).returncode == 2
    candidate = tmp_path / "me.toml"
    candidate.write_text('education = "high school"\n')
    assert run("qualify", "--candidate", candidate, "-g", folder).returncode == 0
    assert run("qualify", "x/y", "--candidate", candidate, "-g", folder).returncode == 2


def test_diff_of_documents_and_of_class_grades(folder: Path, tmp_path: Path) -> None:
    newer = tmp_path / "clerk.txt"
    newer.write_text(
        MONTANA.read_text().replace("Fetch files on request", "Fetch boxes on request")
    )
    text = run("diff", MONTANA, newer).stdout
    assert "[-files-]" in text
    assert "{+boxes+}" in text
    assert json.loads(run("diff", MONTANA, newer, "--json").stdout)["changes"]
    assert "no change" in run("diff", MONTANA, MONTANA).stdout.lower() or not rows(
        run("diff", MONTANA, MONTANA, "-f", "csv").stdout
    )
    grades = run("diff", f"{OFFICE}/9", f"{OFFICE}/10", "-g", folder)
    assert grades.returncode == 0
    assert run("diff", tmp_path / "none.txt", MONTANA).returncode == 3


def test_weights_are_printed_and_read_back(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(run("weights").stdout)
    grades = (f"{OFFICE}/9", f"{OFFICE}/10", "-g", folder, "--json")
    default = json.loads(run("gap", *grades).stdout)["cost"]
    assert json.loads(run("gap", *grades, "--weights", file).stdout)["cost"] == default
    file.write_text("nonsense = 3\n")
    assert run("gap", *grades, "--weights", file).returncode in (2, 3)


def test_an_endpoint_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("status", "--endpoint", "http://127.0.0.1:9/sparql")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "127.0.0.1:9" in done.stderr
    assert run("push", "--endpoint", "nonsense", "-g", tmp_path).returncode in (2, 3)


def test_query_in_its_forms(folder: Path) -> None:
    prefix = "PREFIX career: <https://w3id.org/careerlattice/ontology#>"
    select = f"{prefix} SELECT (COUNT(?g) AS ?n) {{ ?g a career:ClassGrade }}"
    assert run("query", "-", "-g", folder, stdin=select).stdout == "n\n8\n"
    assert json.loads(run("query", "-", "-g", folder, "-f", "json", stdin=select).stdout)
    construct = select.replace("SELECT (COUNT(?g) AS ?n)", "CONSTRUCT { ?g a career:ClassGrade }")
    turtle = run("query", "-", "-g", folder, stdin=construct).stdout
    assert turtle.count("ClassGrade") >= 1
    ask = select.replace("SELECT (COUNT(?g) AS ?n)", "ASK")
    assert run("query", "-", "-g", folder, stdin=ask).stdout == "true\n"
    refused = run("query", "-", "-g", folder, "-f", "csv", stdin=construct)
    assert refused.returncode == 2


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "not sparql",
    ],
)
def test_what_a_query_may_not_do(folder: Path, sparql: str) -> None:
    done = run("query", "-", "-g", folder, stdin=sparql)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_without_a_graph_the_remedy_is_named(tmp_path: Path) -> None:
    for arguments in (["status"], ["validate"], ["show", "x"], ["ask", "coverage"]):
        done = run(*arguments, "-g", tmp_path / "none")
        assert done.returncode == 3
        assert "careerlattice build" in done.stderr


def test_ontology() -> None:
    page = run("ontology", "--html")
    assert page.returncode == 0
    assert page.stdout.startswith("<!")
    assert "ClassGrade" in page.stdout
    assert run("ontology", "--check").returncode == 0
    assert "career:ClassGrade" in run("ontology", "--turtle").stdout
    assert any(row["term"] == "Duty" for row in rows(run("ontology").stdout))


def test_output_that_nobody_reads_to_its_end(folder: Path) -> None:
    command = [sys.executable, "-m", "careerlattice", "ask", "source", "--thing", f"{OFFICE}/9"]
    with subprocess.Popen(
        [*command, "-g", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
