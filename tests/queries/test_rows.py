import datetime as dt
import json
from decimal import Decimal

import pyoxigraph as ox
import pytest

from careerlattice.errors import UsageError
from careerlattice.rows import Rows, Triples

XSD = "http://www.w3.org/2001/XMLSchema#"
CLERK = "https://w3id.org/careerlattice/id/class/ex/clerk/9"


def literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


ROWS = Rows(
    ["class_grade", "text", "count"],
    [
        [
            ox.NamedNode(CLERK),
            ox.Literal('say "hi",\tthen\nleave', language="en"),
            literal("9", "integer"),
        ],
        [ox.NamedNode("https://w3id.org/careerlattice/id/duty/ex/1"), None, None],
    ],
)


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (literal("007", "integer"), 7),
        (literal("-3", "negativeInteger"), -3),
        (literal("0.25", "decimal"), Decimal("0.25")),
        (literal("1.5e1", "double"), 15.0),
        (literal("true", "boolean"), True),
        (literal("0", "boolean"), False),
        (literal("1986-04-25", "date"), dt.date(1986, 4, 25)),
        (literal("many", "integer"), "many"),
        (literal("maybe", "boolean"), "maybe"),
        (literal("2022-13-45", "date"), "2022-13-45"),
        (literal("x", "decimal"), "x"),
        (ox.Literal("0007"), "0007"),
        (ox.Literal("à", language="fr"), "à"),
        (ox.NamedNode(CLERK), "ex/clerk/9"),
        (ox.NamedNode("http://x/y"), "http://x/y"),
        (None, None),
    ],
)
def test_values_are_pythons_own(term: ox.Literal | ox.NamedNode | None, value: object) -> None:
    (row,) = Rows(["it"], [[term]])
    assert row["it"] == value
    assert type(row["it"]) is type(value)


def test_rows_are_a_sequence_of_dictionaries() -> None:
    assert len(ROWS) == 2
    assert ROWS[0] == {"class_grade": "ex/clerk/9", "text": 'say "hi",\tthen\nleave', "count": 9}
    assert ROWS[-1]["text"] is None
    assert list(ROWS[:1]) == [ROWS[0]]
    assert ROWS.column("count") == [9, None]
    assert Rows(ROWS.columns, ROWS.terms) == ROWS
    assert "class_grade" in repr(ROWS)
    with pytest.raises(UsageError, match="no column 'counts'"):
        ROWS.column("counts")
    with pytest.raises(ValueError, match="3 terms"):
        Rows(ROWS.columns, [[None]])


def test_csv_writes_short_identifiers_unless_asked_not_to() -> None:
    assert ROWS.to_csv() == (
        'class_grade,text,count\nex/clerk/9,"say ""hi"",\tthen\nleave",9\n'
        "https://w3id.org/careerlattice/id/duty/ex/1,,\n"
    )
    assert ROWS.to_csv(full_iris=True).splitlines()[1].startswith(CLERK)


def test_tsv_keeps_a_row_on_a_line() -> None:
    lines = ROWS.to_tsv().splitlines()
    assert lines[1] == 'ex/clerk/9\tsay "hi",\\tthen\\nleave\t9'
    assert {line.count("\t") for line in lines} == {2}


def test_json_is_plain_or_the_standards() -> None:
    assert json.loads(ROWS.to_json()) == list(ROWS)
    rows = Rows(["d", "n"], [[literal("1986-04-25", "date"), literal("0.25", "decimal")]])
    assert json.loads(rows.to_json()) == [{"d": "1986-04-25", "n": 0.25}]
    # Read back by an implementation that is not ours.
    text = ROWS.to_sparql_json()
    read = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert Rows.from_solutions(read) == ROWS


def test_json_knows_every_kind_of_term() -> None:
    triple = ox.Triple(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal("o"))
    rows = Rows(["b", "t"], [[ox.BlankNode("b1"), triple]])
    (row,) = json.loads(rows.to_sparql_json())["results"]["bindings"]
    assert row["b"] == {"type": "bnode", "value": "b1"}
    assert row["t"]["value"]["predicate"] == {"type": "uri", "value": "http://x/p"}
    assert rows.to_csv().splitlines()[1].startswith("_:b1,")


def test_tables_are_for_people() -> None:
    table = ROWS.to_table(width=80)
    assert "count" in table
    assert "ex/clerk/9" in table
    assert "duty/ex/1" in table
    assert "https://" not in table
    assert max(map(len, table.splitlines())) <= 80
    assert Rows(["only_header"], []).to_table(width=40).split()[:2] == ["only", "header"]


def test_tables_show_markup_and_control_characters_as_text() -> None:
    hostile = ox.Literal("[red]x[/red] \x1b[2J \u202eevil")
    table = Rows(["text"], [[hostile]]).to_table(width=80)
    assert "[red]x[/red]" in table
    assert "\x1b" not in table
    assert "\u202e" not in table


def test_a_narrow_table_loses_nothing() -> None:
    word = "unbreakable" * 5
    table = Rows(["text"], [[ox.Literal(word)]]).to_table(width=30)
    assert "".join(table.split()).endswith(word)


def test_dataframe() -> None:
    pandas = pytest.importorskip("pandas")
    frame = ROWS.to_dataframe()
    assert list(frame.columns) == list(ROWS.columns)
    assert frame.loc[0, "count"] == 9
    assert pandas.isna(frame.loc[1, "text"])
    assert Rows(["a"], []).to_dataframe().columns.tolist() == ["a"]


def test_a_dataframe_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(UsageError, match=r"careerlattice\[pandas\]"):
        ROWS.to_dataframe()


def test_triples_come_once_and_in_order() -> None:
    p = ox.NamedNode("http://x/p")
    a, b = (ox.Triple(ox.NamedNode(f"http://x/{n}"), p, ox.Literal("1")) for n in "ab")
    triples = Triples([b, a, b])
    assert list(triples) == [a, b]
    assert triples[0] == a
    assert list(triples[1:]) == [b]
    assert (
        triples.to_ntriples()
        == '<http://x/a> <http://x/p> "1" .\n<http://x/b> <http://x/p> "1" .\n'
    )
    assert "career:" in triples.to_turtle()
    assert repr(triples) == "<Triples: 2>"
