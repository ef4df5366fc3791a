"""The outline reader: what the shape of lines tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerlattice.documents import read_text
from careerlattice.outline import BlockKind, Form, Outline, read_outline

OutlineOf = Callable[[str], Outline]


def shape(outline: Outline) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in outline.blocks]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("## Role Summary", Form.HASH),
        ("**Role Summary**", Form.BOLD),
        ("PURPOSE OF JOB CLASS (NATURE OF WORK)", Form.CAPITALS),
        ("Examples of Duties:", Form.COLON),
        ("Role Summary", Form.PLAIN),
        ("EEO", Form.CAPITALS),
        ("Answers the telephone.", Form.NONE),
        ("lower case line", Form.NONE),
    ],
)
def test_headings_in_all_their_forms(outline_of: OutlineOf, line: str, form: Form) -> None:
    (first, *_) = outline_of(f"{line}\n\nAnswers letters and telephone.\n").blocks
    assert first.form is form
    assert first.could_be_heading is (form is not Form.NONE)


@pytest.mark.parametrize("bullet", ["-", "*", "+", "•", "▪", "–", "●", "\uf0b7"])
def test_bullets_of_every_shape(outline_of: OutlineOf, bullet: str) -> None:
    outline = outline_of(f"{bullet} Answers mail.\n{bullet}\tFiles papers.\n")
    assert shape(outline) == [("item", "Answers mail."), ("item", "Files papers.")]
    text = outline.document.text
    assert all(b.mark and text[b.mark.start : b.mark.end] == bullet for b in outline.blocks)


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("3. Judgment", "3", "Judgment"),
        ("(4) Files", "4", "Files"),
        ("a) Files papers", "a", "Files papers"),
        ("- 43. Follow Directions", "43", "Follow Directions"),
        ("**3. MATHEMATICS** -", "3", "MATHEMATICS -"),
        ("*3. Judgment", "*3", "Judgment"),
    ],
)
def test_enumerators(outline_of: OutlineOf, line: str, number: str, text: str) -> None:
    (block,) = outline_of(line).blocks
    assert (block.number.text, block.text) == (number, text)


def test_a_date_is_no_enumerator(outline_of: OutlineOf) -> None:
    assert shape(outline_of("12/30/2022\n")) == [("paragraph", "12/30/2022")]


def test_nesting_by_one_space_and_over_blank_lines(outline_of: OutlineOf) -> None:
    outline = outline_of("- Backup\n - Answers.\n\n - Files.\n- Licences\n - Awards.\n   - Deep.\n")
    assert [block.depth for block in outline.blocks] == [0, 1, 1, 0, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "- Follow up to\n ensure closure.\n",
        "- Follow up to\nensure closure.\n",
        "- Follow up to the\nClosure Unit.\n",
    ],
)
def test_wrapped_lines_are_one_item(outline_of: OutlineOf, text: str) -> None:
    (block,) = outline_of(text).blocks
    start, end = block.passage.span.start, block.passage.span.end
    assert block.text == " ".join(text[start:end].split())
    assert block.text.endswith(".")


def test_lines_without_blank_lines_between_stay_apart(outline_of: OutlineOf) -> None:
    text = "CLASS: 6435CL;\nEST: 4/25/1986;\nREV: 12/30/2022;"
    assert len(outline_of(text).blocks) == 3


def test_a_bold_run_over_lines_is_one_heading(outline_of: OutlineOf) -> None:
    (block,) = outline_of("**COMPETENCY MODEL FOR\nCLERK TYPIST\nCLASS CODE 1**\n").blocks
    assert block.text == "COMPETENCY MODEL FOR CLERK TYPIST CLASS CODE 1"
    assert block.form is Form.BOLD


def test_hard_wrapped_paragraphs_are_joined(outline_of: OutlineOf) -> None:
    sentence = "The Incumbent Answers Letters And Telephone Calls From The General Public Daily"
    text = "\n".join([sentence] * 14)
    assert len(outline_of(text).blocks) == 1


def test_table_rows_and_their_empty_cells(outline_of: OutlineOf) -> None:
    rows = outline_of("Skill\tGrade 1\nFiling.\tA\nTyping.\t\n| Skill | A |\n|---|---|\n").blocks
    assert [block.kind for block in rows] == [BlockKind.ROW] * 4
    assert [cell.text for cell in rows[2].cells] == ["Typing.", ""]
    assert [cell.text for cell in rows[3].cells] == ["Skill", "A"]


def test_page_numbers_are_marked(outline_of: OutlineOf) -> None:
    outline = outline_of("Text here.\n\n2\n\nPage 3 of 10\n\n- 4 -\n\nMore text.\n")
    assert [block.is_page_mark for block in outline.blocks] == [False, True, True, True, False]


def test_form_feeds_break_pages_not_line_numbers(outline_of: OutlineOf) -> None:
    outline = outline_of("One.\n\fTwo.\nThree.\n")
    assert [(block.line, block.text) for block in outline.blocks] == [
        (1, "One."),
        (2, "Two."),
        (3, "Three."),
    ]


LINES = st.lists(
    st.sampled_from(
        "# H|- a b|  - nested|1. one|CAPS HERE|Plain Title|x\ty\tz|**bold**|*it* then|"
        "wrapped on|and on.|| |\t|---|12|Name: value|<u>A</u>: text|*star|**open".split("|")
    ),
    max_size=30,
)


@settings(max_examples=200)
@given(LINES)
def test_every_letter_is_in_exactly_one_block(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    outline = read_outline(read_text(text.encode(), "a.txt"))
    owners = [0] * len(text)
    for block in outline.blocks:
        passages = block.cells if block.kind is BlockKind.ROW else (block.passage, block.number)
        for passage in passages:
            for offset, character in zip(passage.at, passage.text, strict=True):
                owners[offset] += not character.isspace()
    unread = [
        (offset, text[offset])
        for offset, count in enumerate(owners)
        if count != 1 and text[offset].isalnum()
    ]
    assert [c for _, c in unread if c != "u"] == []
    assert [block.line for block in outline.blocks] == sorted(b.line for b in outline.blocks)
