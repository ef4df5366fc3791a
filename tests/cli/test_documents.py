"""The commands about one document: outline, build --explain, and what refusals point to."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import docx
import pytest

from careerlattice.scaffold import begin_loader
from tests.cli.checkouts import Run
from tests.cli.here import run_here as run
from tests.cli.test_cli import MONTANA

EXAMPLE = "tests/loaders/harbour_role_card/input/records-clerk.txt"
STYLED = "# Ferry Clerk\n\nPay: **$20** an hour\n\n1. Sells *all* tickets.\n\n\t- Counts.\n"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def outlined(tmp_path: Path, text: str, *options: str) -> str:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run("outline", tmp_path / "a.md", *options)
    assert done.returncode == 0
    return done.stdout


def test_an_outline_tells_every_block(tmp_path: Path) -> None:
    found = rows(outlined(tmp_path, STYLED))
    names = ("line", "kind", "form", "depth", "mark", "number")
    assert [tuple(row[name] for name in names) for row in found] == [
        ("1", "heading", "hash", "1", "#", ""),
        ("3", "paragraph", "plain", "0", "", ""),
        ("5", "item", "", "0", "1.", "1"),
        ("7", "item", "", "1", "-", ""),
    ]
    assert [row["styles"] for row in found] == ["", "bold 18%", "italic 20%", ""]
    assert [row["text"] for row in found] == [
        "Ferry Clerk",
        "Pay: $20 an hour",
        "Sells all tickets.",
        "Counts.",
    ]


def test_an_outline_tells_a_row_s_cells_apart(tmp_path: Path) -> None:
    (row,) = rows(outlined(tmp_path, "Adds up\t\tB\n"))
    assert (row["kind"], row["text"]) == ("row", "Adds up |  | B")


def test_an_outline_tells_the_paragraph_where_a_document_counts_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Ferry Clerk", 1)
    document.add_paragraph("Sells tickets.", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    found = rows(run("outline", tmp_path / "a.docx").stdout)
    assert [(row["paragraph"], row["kind"], row["text"]) for row in found] == [
        ("1", "heading", "Ferry Clerk"),
        ("2", "item", "Sells tickets."),
    ]


def test_an_outline_in_its_forms(tmp_path: Path) -> None:
    assert json.loads(outlined(tmp_path, STYLED, "-f", "json"))[0]["text"] == "Ferry Clerk"
    assert outlined(tmp_path, STYLED, "-f", "tsv").startswith("line\tpage\tparagraph\tkind")
    done = run("outline", tmp_path / "a.md", "-f", "turtle")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_in_a_table_a_text_has_one_line_and_is_shortened(tmp_path: Path) -> None:
    long = "Keeps the register of the files that were lent to other offices. " * 4
    table = outlined(tmp_path, f"- {long}\n- Counts.\n", "-f", "table")
    lines = [line for line in table.splitlines() if "register" in line]
    assert len(lines) == 1
    assert lines[0].endswith("…")
    assert max(map(len, table.splitlines())) <= 120
    assert long.strip() in rows(outlined(tmp_path, f"- {long}\n"))[0]["text"]


def test_an_outline_names_the_loaders_and_how_sure_they_are(tmp_path: Path) -> None:
    told = run("outline", MONTANA).stderr
    assert told.startswith("Recognised by: montana-role-description 100%")
    assert told.endswith("; all others 0%.\n")
    (tmp_path / "soup.txt").write_text("A recipe for soup.")
    told = run("outline", tmp_path / "soup.txt").stderr
    assert told.startswith("No loader is sure enough of it (50%): ")
    assert "careerlattice loader new" in told


def test_an_outline_of_nothing_is_one_line_and_exit_3(tmp_path: Path) -> None:
    done = run("outline", tmp_path / "none.txt")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


def test_explain_tells_every_line_and_writes_nothing(tmp_path: Path) -> None:
    document = tmp_path / "clerk.txt"
    document.write_bytes(MONTANA.read_bytes())
    done = run("build", "--explain", document, "-o", tmp_path / "out")
    assert done.returncode == 0
    found = rows(done.stdout)
    lines = [n for n, line in enumerate(MONTANA.read_text().splitlines(), 1) if line.strip()]
    assert sorted({int(row["line"]) for row in found}) == lines
    duty = next(row for row in found if "Fetch files" in row["words"])
    assert (duty["sort"], duty["taken_for"]) == ("fact", "duty, essential")
    assert duty["why"] == "montana-role-description, under “Essential Duties”"
    level = next(row for row in found if row["words"] == "A")
    assert level["taken_for"] == "level A of a competency requirement"
    assert "100% sure" in done.stderr
    assert " 0 unplaced" in done.stderr
    assert list(tmp_path.iterdir()) == [document]


def test_explain_shows_what_is_unplaced_and_what_was_found(tmp_path: Path) -> None:
    text = MONTANA.read_text()
    (tmp_path / "clerk.txt").write_text(text[: text.index("scanning") + 4])
    done = run("build", "--explain", tmp_path / "clerk.txt", "-f", "table")
    assert re.search(r"Demonstrated skill in scan +unplaced ", done.stdout)
    assert re.search(r"[1-9]\d* unplaced", done.stderr)
    assert "Of the whole document: " in done.stderr


def test_explain_offers_json(tmp_path: Path) -> None:
    first = json.loads(run("build", "--explain", MONTANA, "--format", "json").stdout)[0]
    assert (first["line"], first["start"], first["taken_for"]) == (1, 0, "title")


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--explain"],
        ["build", "--explain", MONTANA, MONTANA],
        ["build", MONTANA, "--format", "csv"],
    ],
)
def test_explain_takes_one_document_and_format_goes_with_it(
    arguments: list[str | Path], tmp_path: Path
) -> None:
    done = run(*arguments, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_explain_takes_no_folder() -> None:
    done = run("build", "--explain", MONTANA.parent)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)


SPANISH = (
    "Perfil del puesto. El técnico de archivo recibe y clasifica los documentos del servicio,"
    " atiende al público y lleva el registro de los préstamos de la oficina.\n"
)
RUSSIAN = (
    "Архивариус принимает и сортирует документы, ведёт реестр выданных дел, отвечает на вопросы"
    " посетителей, а также готовит описи и сдаёт их в архив каждый год.\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A recipe for soup.", "no loader recognises this document ("),
        (SPANISH, "no loader recognises this document, which seems to be in Spanish ("),
        (RUSSIAN, "which seems to be in a language written in Cyrillic letters ("),
    ],
)
def test_a_refusal_points_to_the_outline_and_the_guide(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for command in (["build", "-o", str(tmp_path / "out")], ["build", "--explain"]):
        done = run(*command, tmp_path / "a.txt")
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
        assert told in done.stderr
        assert "`careerlattice outline FILE`" in done.stderr
        assert "docs/a-loader-of-ones-own.md" in done.stderr
    assert (Path(__file__).parents[2] / "docs/a-loader-of-ones-own.md").is_file()


def test_a_loader_that_cannot_be_imported_is_one_line(checkout: Path, python: Run) -> None:
    broken = checkout / "loaders" / "careerlattice_loaders" / "broken.py"
    broken.write_text("import no_such_module\n")
    done = python("careerlattice", "outline", MONTANA)
    assert done.returncode == 1
    assert "careerlattice_loaders.broken cannot be imported (ModuleNotFoundError:" in done.stdout
    assert "broken.py line 1)" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("method", ["recognise", "read"])
def test_a_loader_that_fails_is_one_line(checkout: Path, python: Run, method: str) -> None:
    module = begin_loader("harbour-role-card", checkout)[0]
    text = module.read_text()
    at = text.index('"""\n', text.index(f"def {method}(")) + 4
    module.write_text(f"{text[:at]}        raise KeyError(name)\n{text[at:]}")
    done = python("careerlattice", "build", "--explain", module.parents[2] / EXAMPLE)
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1
    line = text[:at].count("\n") + 1
    assert "the loader harbour-role-card failed" in done.stdout
    assert f"harbour_role_card.py line {line})" in done.stdout
