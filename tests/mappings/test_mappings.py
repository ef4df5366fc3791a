"""Mapping tables: read strictly, turned into triples, and settled against a graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from careerlattice.errors import InputError
from careerlattice.identifiers import is_own
from careerlattice.mappings import (
    ALIGNMENTS_FILE,
    MappingSet,
    Status,
    mapping_iri,
    mapping_triples,
    project_mappings,
    read_mappings,
    settle,
)
from careerlattice.reading import Reading, facts_of
from careerlattice.validate import load_validator
from careerlattice.vocabulary import CAREER, OWL, PAV, RDF, RDFS, SKOS, SSSOM, XSD

ID = "https://w3id.org/careerlattice/id/"
HEADER = """\
#curie_map:
#  id: https://w3id.org/careerlattice/id/
#  x: "https://example.org/"
#mapping_set_id: https://example.org/set
#license: https://example.org/licence
#mapping_date: 2026-11-22
"""
COLUMNS = (
    "subject_id subject_label predicate_id predicate_modifier object_id mapping_justification"
    " author_id confidence status comment"
)
ROW = (
    "id:competency/p/c|Writing|skos:broadMatch||id:competency/q/c|semapv:ManualMappingCuration"
    "|x:us|0.80|accepted|A part of it."
)
ALIGNED = "subject_id object_id from_level lowest highest status confidence justification"
ALIGNMENT = (
    "id:competency/q/c|id:competency/p/c|id:scale/p/s/1|id:scale/q/s/a|id:scale/q/s/b|accepted"
    "|0.5|Both are for beginners."
)
GRAPH = f"""
    @base <{ID}> . @prefix career: <https://w3id.org/careerlattice/ontology#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <competency/p/c> a career:Competency ; career:scale <scale/p/s> .
    <competency/q/c> a career:Competency ; career:scale <scale/q/s> .
    <competency/q/d> a career:Competency .
    <duty/q/d> a career:Duty .
    <scale/p/s/1> a career:ProficiencyLevel ; skos:inScheme <scale/p/s> ; career:rank 1 .
    <scale/q/s/a> a career:ProficiencyLevel ; skos:inScheme <scale/q/s> ; career:rank 1 .
    <scale/q/s/b> a career:ProficiencyLevel ; skos:inScheme <scale/q/s> ; career:rank 2 .
"""


def table(columns: str, *rows: str, header: str = HEADER) -> str:
    """A table whose cells are parted by blanks (the columns) and bars (the rows)."""
    lines = [columns.replace(" ", "\t"), *(row.replace("|", "\t") for row in rows)]
    return header + "\n".join(lines) + "\n"


def folder(tmp_path: Path, mappings: str, alignments: str | None = None) -> Path:
    (tmp_path / "a.sssom.tsv").write_text(mappings, encoding="utf-8")
    if alignments is not None:
        (tmp_path / ALIGNMENTS_FILE).write_text(alignments, encoding="utf-8")
    return tmp_path


def two(tmp_path: Path, *alignments: str, row: str = ROW) -> Path:
    header = HEADER.replace("#mapping_set_id: https://example.org/set\n", "")
    return folder(
        tmp_path, table(COLUMNS, row), table(ALIGNED, *alignments or (ALIGNMENT,), header=header)
    )


def graph(turtle: str = GRAPH) -> list[Triple]:
    quads = parse(turtle, format=RdfFormat.TURTLE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


# What is read


def test_a_row_becomes_a_mapping(tmp_path: Path) -> None:
    (mapping,) = read_mappings(folder(tmp_path, table(COLUMNS, ROW))).mappings
    assert mapping.subject == f"{ID}competency/p/c"
    assert mapping.predicate == SKOS.broadMatch
    assert mapping.status is Status.ACCEPTED
    assert str(mapping.place).endswith("a.sssom.tsv, line 8")
    facts = {t.predicate.value: t.object for t in mapping.triples()}
    assert facts == {
        RDF.type: NamedNode(CAREER.Mapping),
        OWL.annotatedSource: NamedNode(f"{ID}competency/p/c"),
        OWL.annotatedProperty: NamedNode(SKOS.broadMatch),
        OWL.annotatedTarget: NamedNode(f"{ID}competency/q/c"),
        CAREER.status: NamedNode(CAREER.accepted),
        SSSOM.mapping_justification: NamedNode(
            "https://w3id.org/semapv/vocab/ManualMappingCuration"
        ),
        SSSOM.subject_label: Literal("Writing"),
        SSSOM.confidence: Literal("0.8", datatype=NamedNode(XSD.decimal)),
        PAV.authoredBy: NamedNode("https://example.org/us"),
        PAV.authoredOn: Literal("2026-11-22", datatype=NamedNode(XSD.date)),
        RDFS.comment: Literal("A part of it."),
    }


def test_a_cell_goes_before_the_header(tmp_path: Path) -> None:
    row = ROW + "|2025-01-31"
    (mapping,) = read_mappings(folder(tmp_path, table(f"{COLUMNS} mapping_date", row))).mappings
    dates = [t.object for t in mapping.triples() if t.predicate.value == PAV.authoredOn]
    assert dates == [Literal("2025-01-31", datatype=NamedNode(XSD.date))]


def test_several_authors(tmp_path: Path) -> None:
    text = table(COLUMNS, ROW).replace("x:us", "x:us | x:them")
    (mapping,) = read_mappings(folder(tmp_path, text)).mappings
    authors = {t.object for t in mapping.triples() if t.predicate.value == PAV.authoredBy}
    assert authors == {NamedNode("https://example.org/us"), NamedNode("https://example.org/them")}


def test_what_is_rejected_is_negated(tmp_path: Path) -> None:
    row = ROW.replace("broadMatch|", "broadMatch|Not").replace("accepted", "rejected")
    (mapping,) = read_mappings(folder(tmp_path, table(COLUMNS, row))).mappings
    facts = {(t.predicate.value, t.object) for t in mapping.triples()}
    assert (SSSOM.predicate_modifier, NamedNode(SSSOM.NegatedPredicate)) in facts
    assert (CAREER.status, NamedNode(CAREER.rejected)) in facts


def test_an_alignment_finds_its_mapping_in_either_direction(tmp_path: Path) -> None:
    found = read_mappings(two(tmp_path))
    (alignment,) = found.alignments
    assert alignment.mapping == found.mappings[0]
    facts = {t.predicate.value: t.object for t in alignment.triples()}
    assert facts[CAREER.forMapping] == NamedNode(found.mappings[0].iri)
    assert facts[CAREER.fromLevel] == NamedNode(f"{ID}scale/p/s/1")
    assert facts[CAREER.lowest] == NamedNode(f"{ID}scale/q/s/a")
    assert facts[CAREER.highest] == NamedNode(f"{ID}scale/q/s/b")
    assert facts[CAREER.justification] == Literal("Both are for beginners.", language="en")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,  # as spreadsheets save it
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace("#", "# "),
        lambda text: text.replace("Writing", '"Writing"'),
    ],
    ids=["byte order mark", "carriage returns", "blank lines", "spaced header", "quotes"],
)
def test_spreadsheets_may_save_it(tmp_path: Path, change: Callable[[str], str]) -> None:
    plain = read_mappings(folder(tmp_path, table(COLUMNS, ROW)))
    assert read_mappings(folder(tmp_path, change(table(COLUMNS, ROW)))) == plain


def test_a_line_separator_in_a_cell_is_no_line(tmp_path: Path) -> None:
    text = table(COLUMNS, ROW.replace("A part", "A\u2028part"), "one cell")
    with pytest.raises(InputError, match=r"line 9: the row has 1 cells"):
        read_mappings(folder(tmp_path, text))


def test_a_folder_without_mappings_is_empty(tmp_path: Path) -> None:
    assert read_mappings(tmp_path) == MappingSet()
    assert mapping_triples(tmp_path) == ()
    with pytest.raises(InputError, match="does not exist"):
        read_mappings(tmp_path / "none")


# What is refused: with file, line, column and remedy


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("accepted", "agreed", "line 8: status: 'agreed' is unknown. .* accepted or proposed"),
        ("accepted", "", "line 8: status: the cell is empty"),
        ("skos:broadMatch", "skos:related", "line 8: predicate_id: 'skos:related' is unknown"),
        ("id:competency/q/c", "ex:c", "line 8: object_id: 'ex:c' has no known prefix"),
        ("id:competency/q/c", "https://x.org/c", "object_id: 'https://x.org/c' has no known"),
        ("id:competency/q/c", "id:competency/p/c", "object_id: is the subject itself"),
        ("id:competency/q/c", "id:a b", "object_id: 'id:a b' gives no IRI"),
        ("semapv:Manual", "semapv:By", "mapping_justification: 'semapv:ByMappingCuration' is"),
        ("0.80", "1.2", "confidence: '1.2' is no number from 0 to 1"),
        ("0.80", "nan", "confidence: 'nan' is no number"),
        ("0.80", "high", "confidence: 'high' is no number"),
        ("x:us", "x:us|y:them", "author_id: 'y:them' has no known prefix"),
        ("broadMatch\t", "broadMatch\tNot", "predicate_modifier: 'Not' does not go with the"),
        ("broadMatch\t", "broadMatch\tNever", "predicate_modifier: 'Never' is unknown"),
        ("accepted", "rejected", "predicate_modifier: 'nothing' does not go with the status"),
        ("A part of it.", "", "line 8: comment: the cell is empty"),
        ("2026-11-22", "22/11/2026", "mapping_date: '22/11/2026' is no date"),
        ("\taccepted", "", "line 8: the row has 9 cells and the table 10 columns"),
        ("\tA part", '\t"A part', "is no table of tab-separated values"),
        ("confidence", "certainty", "line 7: there is no column 'certainty'"),
        ("subject_label", "subject_id", "line 7: the column subject_id is there twice"),
        ("\tstatus", "\treviewer_id", "line 7: the column status is missing"),
        ("#license: https://example.org/licence\n", "", "the header has no license"),
        ("#license", "#licence", "line 5: the header does not know 'licence: https"),
        ("#mapping_set_id", "#license", "line 5: the header says license twice"),
        ("#  x:", "#  skos:", "line 3: curie_map: skos stands for"),
        ('"https://example.org/"', "example", "line 3: curie_map: the line is no prefix"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = table(COLUMNS, ROW)
    assert old in text
    with pytest.raises(InputError, match=told) as caught:
        read_mappings(folder(tmp_path, text.replace(old, new, 1)))
    assert "a.sssom.tsv" in str(caught.value)
    assert caught.value.remedy


def test_a_proposal_needs_no_argument(tmp_path: Path) -> None:
    row = ROW.replace("A part of it.", "").replace("accepted", "proposed")
    assert len(read_mappings(folder(tmp_path, table(COLUMNS, row))).mappings) == 1


def test_all_rows_at_fault_are_told_at_once(tmp_path: Path) -> None:
    text = table(COLUMNS, ROW.replace("0.80", "2"), ROW.replace("skos:broadMatch", "skos:same"))
    with pytest.raises(InputError, match=r"^2 rows are wrong: .*line 8.*line 9") as caught:
        read_mappings(folder(tmp_path, text))
    assert "confidence" in str(caught.value)
    assert "predicate_id" in str(caught.value)


@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_stands_once(tmp_path: Path, turned: bool) -> None:
    again = ROW.replace("broadMatch", "closeMatch")
    if turned:
        again = again.replace("p/c", "o/c").replace("q/c", "p/c").replace("o/c", "q/c")
    folder(tmp_path, table(COLUMNS, ROW))
    (tmp_path / "b.sssom.tsv").write_text(table(COLUMNS, again), encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.sssom\.tsv, line 8: object_id: the pair stands in"):
        read_mappings(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id:competency/q/c", "id:competency/q/d", "line 7: object_id: no mapping joins"),
        ("Both are for beginners.", "", "line 7: justification: the cell is empty"),
        ("id:scale/q/s/a", "", "line 7: lowest: the cell is empty"),
        ("accepted", "maybe", "line 7: status: 'maybe' is unknown"),
        ("0.5", "5", "line 7: confidence: '5' is no number"),
    ],
)
def test_a_faulty_alignment_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(InputError, match=f"{ALIGNMENTS_FILE}, {told}"):
        read_mappings(two(tmp_path, ALIGNMENT.replace(old, new)))


def test_an_alignment_is_not_surer_than_its_mapping(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="accepted, for a mapping that is proposed"):
        read_mappings(two(tmp_path, row=ROW.replace("accepted", "proposed")))


def test_a_level_is_aligned_once(tmp_path: Path) -> None:
    again = ALIGNMENT.replace("q/s/a", "q/s/b")
    with pytest.raises(InputError, match="line 8: from_level: this level of the pair is aligned"):
        read_mappings(two(tmp_path, ALIGNMENT, again))


# Identity


def test_iris_are_of_what_is_claimed_and_not_of_who_claims_it(tmp_path: Path) -> None:
    (mapping,) = read_mappings(folder(tmp_path, table(COLUMNS, ROW))).mappings
    other = ROW.replace("0.80", "0.1").replace("accepted", "proposed").replace("A part", "Part")
    (same,) = read_mappings(folder(tmp_path, table(COLUMNS, other))).mappings
    assert (
        mapping.iri == same.iri == mapping_iri(mapping.subject, mapping.predicate, mapping.object)
    )
    (different,) = read_mappings(
        folder(tmp_path, table(COLUMNS, ROW.replace("broadMatch", "closeMatch")))
    ).mappings
    assert different.iri != mapping.iri
    # Set down once, so that nobody changes them by accident: they are public.
    assert mapping.iri == f"{ID}mapping/95f2f27a8249ff21090e"
    (alignment,) = read_mappings(two(tmp_path)).alignments
    assert alignment.iri == f"{ID}scale-alignment/51f627eddea84b522fa0"


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = (ROW, ROW.replace("q/c", "q/d"))
    one = mapping_triples(folder(tmp_path, table(COLUMNS, *rows)))
    assert one == mapping_triples(folder(tmp_path, table(COLUMNS, *reversed(rows))))
    assert list(one) == sorted(set(one), key=str)


# Against a graph


def test_what_the_graph_bears_is_kept(tmp_path: Path) -> None:
    settled = settle(read_mappings(two(tmp_path)), graph())
    assert settled.left_out == ()
    assert settled.triples() == mapping_triples(tmp_path)


def test_a_mapping_that_points_at_nothing_is_left_out_and_told(tmp_path: Path) -> None:
    read = read_mappings(two(tmp_path))
    settled = settle(read, [t for t in graph() if "q/c" not in str(t.subject)])
    assert settled.triples() == ()
    first, second = settled.left_out
    assert (first.iri, first.missing) == (read.mappings[0].iri, f"{ID}competency/q/c")
    assert "a.sssom.tsv, line 8: <" in str(first)
    assert str(first).endswith("is not in this graph")
    # An alignment goes with its mapping.
    assert (second.iri, second.missing) == (read.alignments[0].iri, read.mappings[0].iri)


def test_an_alignment_that_names_no_level_is_left_out_and_told(tmp_path: Path) -> None:
    read = read_mappings(two(tmp_path))
    settled = settle(read, [t for t in graph() if "s/b" not in str(t.subject)])
    assert settled.kept == MappingSet(mappings=read.mappings)
    assert [each.missing for each in settled.left_out] == [f"{ID}scale/q/s/b"]


def test_entries_of_taxonomies_are_taken_at_their_word(tmp_path: Path) -> None:
    row = ROW.replace("id:competency/q/c", "x:43-4051.00")
    settled = settle(read_mappings(folder(tmp_path, table(COLUMNS, row))), graph())
    assert settled.left_out == ()
    assert len(settled.kept.mappings) == 1


def test_two_kinds_of_things_do_not_match(tmp_path: Path) -> None:
    read = read_mappings(
        folder(tmp_path, table(COLUMNS, ROW.replace("competency/q/c", "duty/q/d")))
    )
    with pytest.raises(InputError, match=r"line 8: object_id: .* is not of the kind"):
        settle(read, graph())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (("q/s/a", "q/s/b"), ("q/s/b", "q/s/a"), "lowest: the interval is upside down"),
        (("p/s/1",), ("q/s/a",), "lowest: .* is no level of the other competency's scale"),
        (("q/s/b",), ("p/s/1",), "highest: .* is no level of the other competency's scale"),
        (("p/s/1",), ("r/s/1",), "from_level: .* is a level of neither"),
    ],
)
def test_an_interval_of_the_wrong_scale_or_order(
    tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], told: str
) -> None:
    text = ALIGNMENT
    for one, other in zip(old, new, strict=True):
        text = text.replace(f"id:scale/{one}", f"id:SCALE/{other}", 1)
    more = "<scale/r/s/1> a career:ProficiencyLevel ; skos:inScheme <scale/r/s> ."
    with pytest.raises(InputError, match=f"{ALIGNMENTS_FILE}, line 7: {told}"):
        settle(read_mappings(two(tmp_path, text.replace("SCALE", "scale"))), graph(GRAPH + more))


# The project's own


@pytest.fixture(scope="module")
def own() -> MappingSet:
    return read_mappings(project_mappings())


@pytest.fixture
def seed_graph(readings: dict[str, Reading]) -> list[Triple]:
    facts = [facts_of(reading) for reading in readings.values()]
    return [triple for each in facts for triple in (*each.own, *each.shared)]


def test_every_mapping_of_the_project_points_at_something(
    own: MappingSet, seed_graph: list[Triple]
) -> None:
    assert settle(own, seed_graph).left_out == ()


def test_labels_are_those_of_the_graph(own: MappingSet, seed_graph: list[Triple]) -> None:
    labels = {
        (str(t.subject), t.object.value)
        for t in seed_graph
        if t.predicate.value == SKOS.prefLabel and isinstance(t.object, Literal)
    }
    for mapping in own.mappings:
        details = dict(mapping.details)
        for end, slot in (
            (mapping.subject, SSSOM.subject_label),
            (mapping.object, SSSOM.object_label),
        ):
            if is_own(end):
                assert (f"<{end}>", details[slot].value) in labels, mapping.place
            else:
                # The words of a taxonomy stay in the taxonomy's own graph.
                assert slot not in details, mapping.place


def test_the_projects_mappings_join_publishers_or_lead_to_a_taxonomy(own: MappingSet) -> None:
    for mapping in own.mappings:
        assert is_own(mapping.subject), mapping.place
        if is_own(mapping.object):
            publishers = [iri.removeprefix(ID).split("/")[1] for iri in sorted(mapping.pair)]
            assert len(set(publishers)) == 2, mapping.place


def test_the_projects_mappings_are_of_every_standing(own: MappingSet) -> None:
    standings = Counter(mapping.status for mapping in own.mappings)
    assert all(standings[status] >= 5 for status in Status)
    kinds = {mapping.subject.removeprefix(ID).split("/")[0] for mapping in own.mappings}
    assert kinds == {"class", "competency", "duty"}
    # A claim that nobody could make from these wordings.
    assert SKOS.exactMatch not in {mapping.predicate for mapping in own.mappings}


def test_levels_of_judgment_are_not_compared(own: MappingSet) -> None:
    """Los Angeles' levels of judgment measure guidance, not skill."""
    judgment = f"{ID}competency/us-ca-los-angeles/41d2ed0d20b374310433"
    about = [each for each in own.alignments if judgment in each.mapping.pair]
    assert [each.status for each in about] == [Status.REJECTED]
    assert "guidance" in about[0].justification


def test_every_level_of_an_aligned_pair_is_aligned(own: MappingSet) -> None:
    accepted = [each for each in own.alignments if each.status is Status.ACCEPTED]
    levels = Counter(each.mapping.iri for each in accepted)
    assert set(levels.values()) == {3}


def test_no_reviewer_is_invented(own: MappingSet) -> None:
    everything = [each.details for each in own.mappings]
    everything += [each.details for each in own.alignments]
    for details in everything:
        people = {t.value for p, t in details if p in {PAV.authoredBy, SSSOM.reviewer_id}}
        assert people == {"https://w3id.org/careerlattice/agent/maintainers"}


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_the_projects_mappings_conform(own: MappingSet, engine: str) -> None:
    pytest.importorskip(engine)
    assert load_validator(engine).validate(own.triples()).results == ()


def test_another_reader_reads_the_same(own: MappingSet) -> None:
    """The set is SSSOM for others too: sssom-pydantic finds the same rows in it."""
    sssom_pydantic = pytest.importorskip("sssom_pydantic")
    files = sorted(project_mappings().glob("*.sssom.tsv"))
    assert files
    theirs = set()
    for file in files:
        mappings, converter, _, errors = sssom_pydantic.read(file, return_errors=True)
        assert errors == []
        theirs |= {
            (
                *(
                    converter.expand_reference(each, strict=True)
                    for each in (mapping.subject, mapping.predicate, mapping.object)
                ),
                mapping.extensions["status"].value,
                mapping.predicate_modifier == "Not",
            )
            for mapping in mappings
        }
    ours = {
        (m.subject, m.predicate, m.object, m.status.value, m.status is Status.REJECTED)
        for m in own.mappings
    }
    assert theirs == ours
