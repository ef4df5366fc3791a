"""What a stranger may send, and what is refused."""

import subprocess
import sys

import pytest

from careerlattice.errors import UsageError
from careerlattice.sparql import check_only_reads, names_its_graphs, tokens
from careerlattice.store import GraphStore

SERVICES = {
    "plain": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "small letters": "select * { service ?where { ?s ?p ?o } }",
    "prefixed": "PREFIX ex: <http://x/> SELECT * { SERVICE ex:there { ?s ?p ?o } }",
    "nested": "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://x/> { ?s ?p ?o } } } } }",
    "in exists": "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <http://x/> { ?s ?p ?o } } }",
    "across lines": "SELECT * { SERVICE # <\n <http://x/> { ?s ?p ?o } }",
    # A tokenizer sees an IRI here; the engine sees a comparison, then SERVICE, then a comment.
    "behind a comparison": "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
    # A tokenizer sees an IRI and a long string; the engine a comparison, a comment, and SERVICE.
    "behind a comment": (
        'PREFIX ex: <http://e/> SELECT * { FILTER(?a<ex:b#>"""\n)'
        ' SERVICE <http://x/> { ?s ?p ?o } #"""\n}'
    ),
    "behind a quote": (
        "SELECT * { FILTER(?a<?b)FILTER(?c='x>')SERVICE <http://x/> { ?s ?p ?o } #'\n}"
    ),
    "behind a plain IRI's look": "SELECT * { FILTER(?a='<http://x')SERVICE?y#>\n{ ?s ?p ?o } }",
    "escaped": "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
    "behind an escaped backslash": (
        'SELECT * { ?s ?p "a\\u005C" . SERVICE <http://x/> { ?a ?b ?c } #"\n}'
    ),
    "after a header": "#+ summary: none\n# more\nSELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("query", SERVICES.values(), ids=SERVICES)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match=r"SERVICE|escapes|understood"):
        GraphStore.memory().query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p 'customer service' }",
        "SELECT * { ?s ?p <http://x/customer-service/1> }",
        "SELECT * { ?s ?p <http://x/a?b=service#c> FILTER(?s < 3 && 4 > ?s) }",
        "#+ question: customer service\nSELECT * { ?s ?p ?o } # SERVICE <x> {}",
        "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE ?o }",
        'SELECT * { ?s ?p """SERVICE <http://x/> { }"""@en }',
        "SELECT * FROM <http://x/graph> { ?s ?p 'file:///etc/passwd' }",
    ],
)
def test_the_word_alone_is_no_crime(query: str) -> None:
    assert len(GraphStore.memory().select(query)) == 0


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <http://x/g> { ?s ?p ?o }", True),
        ("select (count(*) as ?n) from <http://x/g> where { ?s ?p ?o }", True),
        ("SELECT (EXISTS { ?s ?p ?o } AS ?any) FROM <http://x/g> { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://x/g> WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT FROM NAMED <http://x/g> WHERE { ?s ?p ?o }", True),
        ("DESCRIBE <http://x/a> FROM <http://x/g>", True),
        ("ASK FROM <http://x/g> { ?s ?p ?o }", True),
        ("PREFIX select: <http://x/> CONSTRUCT { ?s a 1 } FROM select:g { ?s ?p ?o }", True),
        ("SELECT ?from { VALUES ?from { 1 } }", False),
        ("# from <http://x/g>\nSELECT * { ?s ?p 'from' }", False),
        ("CONSTRUCT { ?from ?p ?o } WHERE { ?from ?p ?o }", False),
        ("DESCRIBE ?from { ?from ?p ?o }", False),
    ],
)
def test_from_stands_before_what_is_asked(query: str, named: bool) -> None:
    assert names_its_graphs(query) is named


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <FILE:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }",
        "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
    ],
)
def test_files_are_refused(query: str) -> None:
    with pytest.raises(UsageError, match="reads a file"):
        GraphStore.memory().query(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "# quietly\nPREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }",
        "drop all",
        "LOAD <file:///etc/passwd>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(UsageError, match="is an update"):
        GraphStore.memory().query(update)


def test_a_query_with_an_update_behind_it_is_refused() -> None:
    with pytest.raises(UsageError, match=r"not SPARQL 1\.1"):
        GraphStore.memory().query("SELECT * { ?s ?p ?o } ; DROP ALL")


@pytest.mark.parametrize(
    "query", ["", "   ", "SELECT", "SELECT * { ?s ?p", "hello", "\x00", "{" * 500]
)
def test_nonsense_is_a_usage_error(query: str) -> None:
    with pytest.raises(UsageError):
        GraphStore.memory().query(query)


def test_nothing_is_asked_of_rdflib_for_ordinary_queries() -> None:
    code = (
        "import sys; from careerlattice.store import GraphStore;"
        " from careerlattice.questions import Questions; qs = Questions();"
        " [q.ask(GraphStore.memory(), q.examples) for q in qs.values()];"
        " sys.exit(bool({'rdflib', 'rich', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tokens_know_strings_comments_and_iris() -> None:
    text = (
        "SELECT ?a{?a <http://x/#y> \"}\\\"#\" ; ex:p-1.b 'it''s' . # VALUES ?a {\n"
        "VALUES ?a { '''a'b''' "
        '"""x"y"""@en-GB 1.5e3 } }'
    )
    found = [token.text for token in tokens(text)]
    assert found == [
        "SELECT", "?a", "{", "?a", "<http://x/#y>", '"}\\"#"', ";", "ex:p-1.b", "'it'", "'s'", ".",
        "VALUES", "?a", "{", "'''a'b'''", '"""x"y"""', "@en-GB", "1.5e3", "}", "}",
    ]  # fmt: skip
    assert all(text[t.start : t.end] == t.text for t in tokens(text))


def test_the_check_is_quick_on_long_queries() -> None:
    # Neither many prefixes nor many strings make the patterns go back and forth.
    check_only_reads("SELECT * { ?s ?p ?o } #" + "from " * 100_000)
    check_only_reads("SELECT * { ?s ?p '" + "a" * 1_000_000 + "' }")
    list(tokens("a" * 20_000 + ":" * 20_000 + "'" * 20_001))
