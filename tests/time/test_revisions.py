"""Several documents of one class: which is in force, what it replaced, and what becomes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from careerlattice.build import Build, build, reconcile, validate_build
from careerlattice.errors import InputError, UsageError
from careerlattice.lattice import Lattice
from careerlattice.questions import ParameterType, Question, Questions
from careerlattice.rows import Rows

INPUT = Path(__file__).parent / "input"
LAMPS = INPUT / "us-xc"
CLERK = INPUT / "us-xm"
LANTERN = Path(__file__).parents[1] / "loaders/los_angeles/input/plain-capitals.txt"


def select(lattice: Lattice, query: str) -> Rows:
    answer = lattice.query(query)
    assert isinstance(answer, Rows)
    return answer


def pairs(lattice: Lattice, query: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in select(lattice, query)]


def at(tmp_path: Path, *documents: Path | tuple[str, str], source: str | None = None) -> Path:
    """A folder of copies of documents, or of texts by name, with a source.toml."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for each in documents:
        if isinstance(each, Path):
            shutil.copy(each, folder)
        else:
            (folder / each[0]).write_text(each[1])
    (folder / "source.toml").write_text(source or (LAMPS / "source.toml").read_text())
    return folder


# In the graph


def test_class_grades_bear_the_day_of_a_superseded_revision(history: Lattice) -> None:
    assert pairs(
        history,
        """SELECT ?it ?status ?inForce ?next {
             ?it a career:ClassGrade ; career:status ?s .
             BIND(STRAFTER(STR(?s), "#") AS ?status)
             OPTIONAL { ?it career:revisionOf ?inForce }
             OPTIONAL { ?it dcterms:isReplacedBy ?next } } ORDER BY ?it""",
    ) == [
        # Graded anew, and a third revision before the second.
        (
            "us-xc/1111tc/tc-10@1998-03-01",
            "superseded",
            "us-xc/1111tc/tc-11",
            "us-xc/1111tc/tc-11@2009-05-26",
        ),
        ("us-xc/1111tc/tc-11", "inForce", None, None),
        (
            "us-xc/1111tc/tc-11@2009-05-26",
            "superseded",
            "us-xc/1111tc/tc-11",
            "us-xc/1111tc/tc-11",
        ),
        ("us-xm/file-clerk/7", "inForce", None, None),
        ("us-xm/file-clerk/7@2015-03-01", "superseded", "us-xm/file-clerk/7", "us-xm/file-clerk/7"),
        ("us-xm/file-clerk/8", "inForce", None, None),
        ("us-xm/file-clerk/8@2015-03-01", "superseded", "us-xm/file-clerk/8", "us-xm/file-clerk/8"),
        ("us-xm/file-clerk/9@2015-03-01", "superseded", None, None),
    ]


DOCUMENTS = """SELECT ?file ?since ?until ?replaces ?day ?told {
  ?d a career:SourceDocument ; career:fileName ?file .
  OPTIONAL { ?d career:inForceFrom ?since } OPTIONAL { ?d career:inForceUntil ?until }
  OPTIONAL { ?d dcterms:replaces ?e . OPTIONAL { ?e career:fileName ?replaces }
             OPTIONAL { ?e career:inForceFrom ?day } }
  BIND(EXISTS { ?d prov:wasQuotedFrom/career:evidenceProperty dcterms:replaces } AS ?told) }
  ORDER BY ?file"""


def written(rows: Rows) -> list[str]:
    return rows.to_csv().splitlines()[1:]


def test_documents_are_in_force_from_a_day_to_a_day_and_replace_one_another(
    history: Lattice,
) -> None:
    assert written(select(history, DOCUMENTS)) == [
        "file-clerk-2015.txt,2015-03-01,2021-07-01,,,false",
        "file-clerk-2021.txt,2021-07-01,,file-clerk-2015.txt,2015-03-01,false",
        "lamplighter-1998.txt,1998-03-01,2009-05-26,,1971-05-01,true",
        "lamplighter-2009.txt,2009-05-26,2022-12-30,lamplighter-1998.txt,1998-03-01,true",
        "lamplighter-2022.txt,2022-12-30,,lamplighter-2009.txt,2009-05-26,true",
    ]


def test_what_no_document_says_names_its_rule(history: Lattice) -> None:
    by_dates = select(
        history,
        """SELECT ?file { ?d career:fileName ?file ; dcterms:replaces ?e ;
             career:derivedBy career:revisionOrderRule } ORDER BY ?file""",
    ).column("file")
    # Of the lamplighter's the rule tells what they are replaced by.
    assert by_dates == ["file-clerk-2021.txt", "lamplighter-1998.txt", "lamplighter-2009.txt"]
    assert not select(
        history,
        """SELECT ?d { ?d career:inForceFrom ?day
             FILTER NOT EXISTS { ?d career:derivedBy career:validityRule } }""",
    )


def test_links_hold_in_both_directions(history: Lattice) -> None:
    one = """?a a career:SourceDocument ; dcterms:replaces ?b .
             FILTER NOT EXISTS { ?b dcterms:isReplacedBy ?a }"""
    other = """?b a career:SourceDocument ; dcterms:isReplacedBy ?a .
               FILTER NOT EXISTS { ?a dcterms:replaces ?b }"""
    assert not select(history, f"SELECT * {{ {{ {one} }} UNION {{ {other} }} }}")


def test_a_date_beside_the_document_says_where_it_stands(history: Lattice) -> None:
    rows = select(
        history,
        """SELECT ?file ?day ?text ?line { ?d career:fileName ?file ; dcterms:valid ?day ;
             prov:wasDerivedFrom ?entry . ?entry career:evidenceProperty dcterms:valid ;
             career:text ?text ; career:line ?line } ORDER BY ?file""",
    )
    assert written(rows) == [
        "file-clerk-2015.txt,2015-03-01,documents.effective = 2015-03-01,14",
        "file-clerk-2021.txt,2021-07-01,documents.effective = 2021-07-01,18",
    ]


def test_what_a_superseded_revision_says_of_the_class_is_with_its_class_grades(
    history: Lattice,
) -> None:
    texts = select(
        history,
        """SELECT ?t { ?class a career:JobClass ; career:hasStatement/career:text ?t
             FILTER(CONTAINS(?t, "harbor")) }""",
    ).column("t")
    assert texts == [
        "In a state harbor this class is accountable for lighting and repairing lamps."
    ]
    earlier = select(
        history,
        """SELECT ?it { ?it career:status career:superseded ; career:hasStatement/career:text ?t
             FILTER(CONTAINS(?t, "harbor")) } ORDER BY ?it""",
    ).column("it")
    assert earlier == ["us-xc/1111tc/tc-10@1998-03-01", "us-xc/1111tc/tc-11@2009-05-26"]


def test_a_grade_given_up_is_a_finding_and_on_no_ladder(history: Lattice) -> None:
    assert written(
        select(
            history,
            """SELECT ?about ?kind { ?f career:about ?about ; career:findingKind ?k .
                 ?about career:status career:superseded .
                 FILTER(STRENDS(STR(?about), "/9@2015-03-01"))
                 FILTER(?k = career:notDescribed) BIND("notDescribed" AS ?kind) }""",
        )
    ) == ["us-xm/file-clerk/9@2015-03-01,notDescribed"]
    assert written(select(history, "SELECT ?a ?b { ?a career:nextGrade ?b } ORDER BY ?a")) == [
        "us-xm/file-clerk/7,us-xm/file-clerk/8"
    ]


def test_statements_that_only_a_superseded_revision_holds_say_so(history: Lattice) -> None:
    rows = select(
        history,
        """SELECT ?text { ?c a career:Competency ; career:status career:superseded ;
             career:text ?text } ORDER BY ?text""",
    )
    assert rows.column("text") == [
        "Demonstrated ability to lift boxes.",
        "Demonstrated ability to work with others in a small team.",
        "Knowledge of lamp oil",
    ]


def test_the_shapes_hold_and_every_fact_is_in_one_graph(history_build: Build) -> None:
    assert history_build.report.conforms
    assert validate_build(history_build.folder.parents[1]) == history_build.report
    seen: dict[Triple, str] = {}
    for path in (history_build.folder / "graphs").rglob("*.nq"):
        for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            assert seen.setdefault(triple, path.name) == path.name, str(triple)


def test_the_checks_on_the_whole_find_nothing(history: Lattice) -> None:
    for check in Questions.checks().values():
        assert len(check.ask(history.store, {})) == 0, check.slug


def test_every_word_of_a_superseded_document_is_still_placed(
    history: Lattice, tmp_path: Path
) -> None:
    spans = """SELECT (COUNT(DISTINCT ?q) AS ?n) { ?d career:fileName "lamplighter-1998.txt" .
                 ?span oa:hasSource ?d ; oa:hasSelector ?q . ?q oa:exact ?words .
                 FILTER NOT EXISTS { ?span career:evidenceProperty dcterms:title }
                 FILTER NOT EXISTS { ?span career:evidenceProperty skos:prefLabel } }"""
    alone = build([at(tmp_path, LAMPS / "lamplighter-1998.txt")], tmp_path / "out")
    with Lattice.open(alone.folder) as lattice:
        assert pairs(lattice, spans) == pairs(history, spans)


# Nothing superseded in answers about what is in force

LOOKING_BACK = {
    "revisions",
    "in-force",
    "coverage",  # is about every document that was read
}


@pytest.fixture(scope="module")
def with_and_without(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lattice, Lattice]:
    """The graph of all revisions, and that of those in force."""
    newest = {"file-clerk-2021.txt", "lamplighter-2022.txt", "new.txt"}
    lantern = LANTERN.read_text("utf-8")
    source = '[publisher]\nid = "us-xl"\n' + "".join(
        f'[documents."{name}.txt"]\neffective = "{day}"\n'
        for name, day in (("old", "2001-01-01"), ("new", "2011-01-01"))
    )
    opened = []
    for name in ("all", "newest"):
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(INPUT, folder / "in")
        city = folder / "in" / "us-xl"
        city.mkdir()
        (city / "source.toml").write_text(source)
        (city / "new.txt").write_text(lantern)
        # Longer words, which would win where wordings are equally many.
        older = lantern.replace("Takes in what is written", "Reads all that was ever written down")
        (city / "old.txt").write_text(older.replace("Follows a written", "Follows a spoken"))
        if name == "newest":
            for path in folder.rglob("*.txt"):
                if path.name not in newest:
                    path.unlink()
        opened.append(Lattice.open(build([folder / "in"], folder / "out").folder))
    return opened[0], opened[1]


def asked_of(question: Question, start: str, goal: str) -> dict[str, str | int | None]:
    """Values for what a question asks for, about one class-grade and perhaps another."""
    values: dict[str, str | int | None] = {}
    places = [start, goal]
    for parameter in question.params:
        if not parameter.required:
            continue
        values[parameter.name] = {
            ParameterType.CLASS_GRADE: places[min(len(values), 1)],
            ParameterType.CLASS: start.rpartition("/")[0],
            ParameterType.PUBLISHER: start.split("/", maxsplit=1)[0],
            ParameterType.THING: start,
            ParameterType.STRING: "Reading Comprehension",
        }.get(parameter.type, parameter.example)
    return values


ABOUT_TODAY = [q for q in Questions().values() if q.slug not in LOOKING_BACK]


@pytest.mark.parametrize("question", ABOUT_TODAY, ids=lambda q: q.slug)
def test_answers_about_today_do_not_know_the_past(
    question: Question, with_and_without: tuple[Lattice, Lattice]
) -> None:
    for start, goal in (
        ("us-xm/file-clerk/7", "us-xm/file-clerk/8"),
        ("us-xc/1111tc/tc-11", "us-xm/file-clerk/7"),
        ("us-xl/4243/ungraded", "us-xc/1111tc/tc-11"),
    ):
        values = asked_of(question, start, goal)
        now, always = (question.ask(each.store, values) for each in reversed(with_and_without))
        assert always.to_csv() == now.to_csv()


def test_the_wording_in_force_stays_the_wording(with_and_without: tuple[Lattice, Lattice]) -> None:
    query = """SELECT ?text ?other { ?c a career:Competency ; skos:definition ?text ;
                 skos:prefLabel "Reading Comprehension"@en .
                 OPTIONAL { ?c career:alternativeText ?other } }"""
    now = "Takes in what is written and uses it rightly."
    then = "Reads all that was ever written down and uses it rightly."
    assert pairs(with_and_without[0], query) == [(now, then)]
    assert pairs(with_and_without[1], query) == [(now, None)]


def test_reconcile_lets_a_superseded_document_say_nothing_of_what_is_in_force() -> None:
    base = "https://w3id.org/careerlattice/ontology#"
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    kept, gone = NamedNode("https://example.org/kept"), NamedNode("https://example.org/gone")
    competency = NamedNode(f"{base}Competency")
    now = [Triple(kept, rdf_type, competency)]
    core = Triple(kept, NamedNode(f"{base}core"), Literal(True))
    said = Triple(kept, NamedNode(f"{base}text"), Literal("Said once.", language="en"))
    only = Triple(gone, rdf_type, competency)
    assert set(reconcile([now], [[*now, core, said, only]])) == {
        *now,
        Triple(kept, NamedNode(f"{base}alternativeText"), said.object),
        only,
        Triple(gone, NamedNode(f"{base}status"), NamedNode(f"{base}superseded")),
    }


# What the documents say, and what their dates say


def test_a_revision_that_is_only_named_stands_between(tmp_path: Path) -> None:
    folder = at(tmp_path, LAMPS / "lamplighter-1998.txt", LAMPS / "lamplighter-2022.txt")
    made = build([folder], tmp_path / "out")
    assert made.report.conforms
    with Lattice.open(made.folder) as lattice:
        assert written(select(lattice, DOCUMENTS)) == [
            "lamplighter-1998.txt,1998-03-01,2009-05-26,,1971-05-01,true",
            "lamplighter-2022.txt,2022-12-30,,,2009-05-26,true",
        ]
        answer = lattice.ask("in-force", date="2015-01-01")
        assert [(str(r["since"]), str(r["until"]), r["known"], r["told_by"]) for r in answer] == [
            ("2009-05-26", "2022-12-30", "named only", "dates")
        ]
        (replaced,) = answer.column("replaced_document")
        (oldest,) = pairs(lattice, 'SELECT ?d { ?d career:fileName "lamplighter-1998.txt" }')
        assert replaced == oldest[0]


def test_a_clause_that_passes_over_a_revision_is_doubted(tmp_path: Path) -> None:
    text = (LAMPS / "lamplighter-2022.txt").read_text().replace("May 26, 2009", "May 2, 1980")
    folder = at(tmp_path, LAMPS / "lamplighter-1998.txt", ("lamplighter-2022.txt", text))
    made = build([folder], tmp_path / "out")
    assert made.report.conforms
    with Lattice.open(made.folder) as lattice:
        replaced = lattice.ask("in-force", date="2023-01-01")
        assert [(str(r["replaced"]), r["replaced_known"], r["told_by"]) for r in replaced] == [
            ("1998-03-01", "read", "dates"),
            ("1980-05-02", "named only", "document"),
        ]
        (message,) = select(
            lattice,
            """SELECT ?m { ?f career:findingKind career:uncertain ; career:message ?m
                 FILTER(CONTAINS(?m, "replaces")) }""",
        ).column("m")
        assert "of 1980-05-02, and another one was read that stands between" in str(message)


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path, history: Lattice) -> None:
    folder = tmp_path / "us-xc"
    folder.mkdir()
    for name, new in (("1998", "c"), ("2009", "a"), ("2022", "b")):
        shutil.copy(LAMPS / f"lamplighter-{name}.txt", folder / f"{new}.txt")
    shutil.copy(LAMPS / "source.toml", folder)
    with Lattice.open(build([folder], tmp_path / "out").folder) as lattice:
        query = """SELECT ?it ?next { ?it career:status career:superseded ; career:ofClass ?class ;
                     dcterms:isReplacedBy ?next
                     FILTER(STRSTARTS(STR(?class), STR(<https://w3id.org/careerlattice/id/class/us-xc>)))
                   } ORDER BY ?it"""
        assert pairs(lattice, query) == pairs(history, query)


UNDATED = '[publisher]\nid = "us-xm"\n' + "".join(
    f'[documents."file-clerk-{year}.txt"]\nclass = "file-clerk"\n' for year in (2015, 2021)
)


def test_documents_that_no_date_orders_are_refused_with_the_way_out(tmp_path: Path) -> None:
    one, other = (CLERK / f"file-clerk-{year}.txt" for year in (2015, 2021))
    folder = at(tmp_path, one, other, source=UNDATED)
    with pytest.raises(InputError, match="do not say which is newer") as caught:
        build([folder], tmp_path / "out")
    assert '[documents."file-clerk-2015.txt"] effective = "2009-05-26"' in str(caught.value)
    half = UNDATED.replace(
        'class = "file-clerk"', 'class = "file-clerk"\neffective = 2015-01-01', 1
    )
    (folder / "source.toml").write_text(half)
    with pytest.raises(InputError, match="do not say") as caught:
        build([folder], tmp_path / "out")
    assert '[documents."file-clerk-2021.txt"] effective' in str(caught.value)


def test_two_documents_of_one_day_are_refused(tmp_path: Path) -> None:
    text = (LAMPS / "lamplighter-2009.txt").read_text()
    folder = at(tmp_path, ("a.txt", text), ("b.txt", text + "\n"))
    with pytest.raises(InputError, match="do not say which is newer"):
        build([folder], tmp_path / "out")


def test_the_date_in_the_document_comes_before_that_beside_it(tmp_path: Path) -> None:
    source = (LAMPS / "source.toml").read_text()
    source += '\n[documents."lamplighter-1998.txt"]\neffective = "2001-01-01"\n'
    folder = at(tmp_path, LAMPS / "lamplighter-1998.txt", source=source)
    with Lattice.open(build([folder], tmp_path / "out").folder) as lattice:
        query = """SELECT ?day ?read ?taken { ?d career:fileName ?file ; dcterms:valid ?day .
                     ?f career:findingKind career:uncertain ; career:readAs ?read ;
                       career:takenFor ?taken }"""
        assert written(select(lattice, query)) == ["1998-03-01,2001-01-01,1998-03-01"]


@pytest.mark.parametrize(
    "day", ["2015-06-31", "2015-6-3", "20150603", "2015-W23-3", "June 3", "٢٠١٥-٠٦-٠٣"]
)
def test_a_question_about_a_day_takes_only_days(history: Lattice, day: str) -> None:
    with pytest.raises(UsageError, match="is not a day such as 2009-05-26"):
        history.ask("in-force", date=day)
