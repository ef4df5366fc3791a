"""No text keeps a reader busy: what takes a second at most may not take a minute."""

from __future__ import annotations

import subprocess
import sys

import pytest

# What a long run of it might make a pattern try again and again, from every place it stands at.
SHAPES = {
    "blanks": ["a ", " ", "\u00a0", "\t", "a\t", "\n", "a\n\n", "a\r\n", "a\f", "a\u200b"],
    "letters": ["a", "A", "AB ", "word ", "and ", "a-", "a\u0301", "é", "АВ", "A. B. ", "a/"],
    "signs": ["*", "* ", "**a ", "__a ", "(", "a(", "[", "|", "-", "- ", "—", ".", ". ", ",", ":"],
    "marks": ["<", "<b>", "<b ", "&amp;", "\\", "#", "> ", "_", "=", "~", "$", "'s ", "\"'", "s' "],
    "numbers": ["1", "1.1.", "1. \n", "1/", "10%", "1,", "$1,000 - ", "(1", "5-", "2020 ", "½"],
    "lists": ["- a\n", "• ", "•\n", "i. x\n", "1) x\n", "# a\n", "> a\n", "|a|b|\n", "A\tB\n"],
    "headings": ["DUTIES\n", "Duties:\n\n", "Department: \n", "Grade 15 ", "Page 1 of 2\n", "CC "],
    "wording": [
        "5 years ",
        "years of experience or ",
        "semester hours ",
        "Knowledge of a; ",
        "level of competency required by the ",
        "Level 1: a ",
        "Satisfactory ",
        "following competenc ",
        "Section 5-196, ",
        "CC Occup ",
        "class code pay plan ",
        "January 1, 2020 ",
        "degree in a ",
        "You will do this. ",
    ],
}
SIZE = 20_000
LIMIT = 120  # seconds for a whole group, which a group of healthy readers does not nearly need

READ = """
import sys
from careerlattice.accounting import account_for
from careerlattice.documents import read_text
from careerlattice.errors import InputError
from careerlattice.outline import read_outline
from careerlattice.reading import Reading, facts_of
from careerlattice.registry import Recognition, find_loaders
from careerlattice.sources import Source

size, *shapes = sys.argv[1:]
for shape in map(eval, shapes):
    text = "Clerk\\n\\nDuties:\\n" + shape * (int(size) // len(shape)) + "x!"
    outline = read_outline(read_text(text.encode(), "a.txt"))
    for loader in find_loaders():
        print(ascii(shape), loader.name, flush=True)
        loader.recognise(outline)
        try:
            specification = loader.read(outline)
        except InputError:
            continue  # not a data file
        account = account_for(specification, outline)
        recognition = Recognition(loader, 1.0)
        document = outline.document
        facts_of(Reading(document, Source("us-xx"), outline, specification, account, recognition))
print("done")
"""


@pytest.mark.slow
@pytest.mark.parametrize("group", SHAPES)
def test_a_long_run_of_anything_is_read_in_time(group: str) -> None:
    shapes = [ascii(shape) for shape in SHAPES[group]]
    process = subprocess.Popen(
        [sys.executable, "-c", READ, str(SIZE), *shapes],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said, errors = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        pytest.fail(f"still busy after {LIMIT} s with {said.splitlines()[-1]}")
    assert process.returncode == 0, errors
    assert said.endswith("done\n")
