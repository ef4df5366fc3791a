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


@pytest.mark.parametrize("mark", ["-", "•", "*", "o", "1.", "(a)", "\u00a0•\u00a0", "–"])
def test_a_mark_alone_on_its_line_belongs_to_the_text_below(
    outline_of: OutlineOf, mark: str
) -> None:
    outline = outline_of(f"Duties:\n{mark}\nAnswers mail.\n\n{mark}\n\n  Files papers.\nNotes.\n")
    assert shape(outline) == [
        ("paragraph", "Duties:"),
        ("item", "Answers mail."),
        ("item", "Files papers."),
        ("paragraph", "Notes."),
    ]
    text = outline.document.text
    item = outline.blocks[1]
    assert item.mark
    assert text[item.mark.start : item.mark.end].strip() == mark.strip()
    assert text[item.passage.span.start : item.passage.span.end] == "Answers mail."


def test_a_lone_mark_without_text_stays_by_itself(outline_of: OutlineOf) -> None:
    assert shape(outline_of("-\n- Answers mail.\n\n•\n")) == [
        ("item", ""),
        ("item", "Answers mail."),
        ("item", ""),
    ]


def test_an_o_is_a_bullet_below_other_bullets(outline_of: OutlineOf) -> None:
    outline = outline_of("• Answers\no mail\no\tcalls\n▪ by phone\n• Files\no papers\n")
    assert [(block.depth, block.text) for block in outline.blocks] == [
        (0, "Answers"),
        (1, "mail"),
        (1, "calls"),
        (2, "by phone"),
        (0, "Files"),
        (1, "papers"),
    ]


def test_bullets_that_a_program_took_for_letters(outline_of: OutlineOf) -> None:
    outline = outline_of("§ Answers mail.\nØ Files papers.\nü Types.\n§ 5-196 says so.\n")
    assert [block.kind for block in outline.blocks] == [*[BlockKind.ITEM] * 3, BlockKind.PARAGRAPH]


def test_bullets_in_running_text_make_items_of_their_own(outline_of: OutlineOf) -> None:
    outline = outline_of(
        "Duties: • Answers mail • Files papers • Types\n• One • Two\nParks • Lamps\n"
    )
    assert shape(outline) == [
        ("paragraph", "Duties:"),
        ("item", "Answers mail"),
        ("item", "Files papers"),
        ("item", "Types"),
        ("item", "One"),
        ("item", "Two"),
        ("paragraph", "Parks • Lamps"),
    ]
    text = outline.document.text
    for block in outline.blocks[1:6]:
        assert block.mark
        assert text[block.mark.start] == "•"
        assert text[block.passage.span.start : block.passage.span.end] == block.text


def test_dots_that_rate_are_no_bullets(outline_of: OutlineOf) -> None:
    assert shape(outline_of("Typing ●●●○○\n")) == [("paragraph", "Typing ●●●○○")]


def test_quoted_lines_lose_their_mark(outline_of: OutlineOf) -> None:
    outline = outline_of(">Department: Parks\n> Grade: 4\n> - Answers mail.\n>> ## Duties\n")
    assert [(block.kind.value, block.depth, block.text) for block in outline.blocks] == [
        ("paragraph", 0, "Department: Parks"),
        ("paragraph", 0, "Grade: 4"),
        ("item", 0, "Answers mail."),
        ("heading", 2, "Duties"),
    ]
    assert all(block.mark for block in outline.blocks)


def test_tabs_and_spaces_indent_alike(outline_of: OutlineOf) -> None:
    outline = outline_of("1. Answers\n\ta. mail\n    b. calls\n2. Files\n")
    assert [block.depth for block in outline.blocks] == [0, 1, 1, 0]


def test_tabs_at_a_line_s_end_or_inside_an_item_need_a_row_beside_them(
    outline_of: OutlineOf,
) -> None:
    outline = outline_of(
        "The end.\t\t\n\n- Wicks and\t\tlamps.\n\nSkill\tA\n- Filing\tB\nTyping\t\n"
    )
    assert [block.kind.value for block in outline.blocks] == [
        "paragraph",
        "item",
        "row",
        "row",
        "row",
    ]


def test_hashes_without_a_space(outline_of: OutlineOf) -> None:
    outline = outline_of("##Duties\n\n#1 in the land.\n")
    assert shape(outline) == [("heading", "Duties"), ("paragraph", "#1 in the land.")]


@pytest.mark.parametrize(
    "line",
    [
        "-" * 90_000 + "x",
        "|" * 90_000,
        "*a " * 30_000,
        ".) " * 30_000,
        "a\t" * 45_000,
        ">" * 90_000,
        "• a " * 20_000,
        "**" * 45_000,
        "<b " * 30_000,
        "[(" * 45_000,
    ],
)
def test_any_line_is_read(outline_of: OutlineOf, line: str) -> None:
    letters = sum(character.isalpha() for character in line)
    blocks = outline_of(line).blocks
    assert sum(c.isalpha() for block in blocks for c in block.text) == letters


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
        "•|-|1.|> q|z • b • c|##H|•\u2060x|"
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
