import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.rows import Rows, Triples
from careerlattice.store import GraphStore

QUADS = (
    '<http://x/a> <http://x/p> "1" <http://g/1> .\n<http://x/b> <http://x/p> "2" <http://g/2> .\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.nq"
    path.write_text(QUADS, encoding="utf-8")
    return path


@pytest.fixture
def built(tmp_path: Path, file: Path) -> Path:
    GraphStore.create(tmp_path / "build" / "version" / "store", [file])
    (tmp_path / "build" / "current").symlink_to("version")
    return tmp_path / "build"


@pytest.mark.parametrize("inside", ["", "current", "current/store"])
def test_a_build_opens_by_any_of_its_folders(built: Path, inside: str) -> None:
    with GraphStore.open(built / inside) as store:
        assert len(store) == 2
        assert store.select("SELECT ?s { ?s ?p ?o } ORDER BY ?s").column("s") == [
            "http://x/a",
            "http://x/b",
        ]


def test_two_can_read_at_once(built: Path) -> None:
    with GraphStore.open(built) as one, GraphStore.open(str(built)) as two:
        assert len(one) == len(two) == 2


def test_all_graphs_are_read_as_one(file: Path) -> None:
    store = GraphStore.memory([file])
    assert len(store.select("SELECT * { ?s ?p ?o }")) == 2
    assert len(store.select("SELECT * FROM <http://g/1> { ?s ?p ?o }")) == 1
    assert len(store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == 2


def test_each_form_has_its_answer(file: Path) -> None:
    store = GraphStore.memory([file])
    assert isinstance(store.query("SELECT * { ?s ?p ?o }"), Rows)
    assert store.query("ASK { ?s ?p '1' }") is True
    assert store.query("ASK { ?s ?p '3' }") is False
    assert isinstance(store.query("CONSTRUCT WHERE { ?s ?p ?o }"), Triples)
    assert isinstance(store.query("DESCRIBE <http://x/a>"), Triples)
    with pytest.raises(UsageError, match="SELECT query only"):
        store.select("ASK { ?s ?p ?o }")


def test_usual_prefixes_need_no_declaration() -> None:
    store = GraphStore.memory()
    assert len(store.select("SELECT * { ?s a career:ClassGrade ; skos:prefLabel 'service' }")) == 0
    assert len(store.select("PREFIX career: <http://x/> SELECT * { ?s a career:A }")) == 0


@pytest.mark.parametrize("make", ["missing", "file", "empty"])
def test_no_store_says_where_and_what_to_do(tmp_path: Path, make: str) -> None:
    place = tmp_path / "build"
    if make == "file":
        place.write_text("x", encoding="utf-8")
    elif make == "empty":
        place.mkdir()
    with pytest.raises(InputError, match="careerlattice build") as caught:
        GraphStore.open(place)
    assert str(place) in str(caught.value)
    assert caught.value.exit_code == 3


def test_a_broken_store_says_so(built: Path) -> None:
    folder = built / "current" / "store"
    for each in folder.iterdir():
        if each.name.startswith("MANIFEST"):
            each.write_bytes(b"rubbish")
    with pytest.raises(InputError, match="cannot be read"):
        GraphStore.open(built)


def facts(count: int, file: Path) -> Path:
    """A file of so many facts about things whose names are spread."""
    names = (hashlib.sha256(f"{file.name} {at}".encode()).hexdigest() for at in range(count))
    file.write_text("".join(f"<http://x/{n}> <http://x/p> <http://x/o> .\n" for n in names))
    return file


def tables(store: Path) -> set[str]:
    return {file.name for file in store.glob("*.sst")}


def test_what_was_loaded_in_portions_is_put_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No two files hold keys of the same range, and none is left that is not needed."""
    monkeypatch.setattr("careerlattice.store._MUCH_TO_ORDER", 1000)
    one, other = facts(300, tmp_path / "one.nq"), facts(200, tmp_path / "other.nq")
    told: list[str] = []
    GraphStore.create(tmp_path / "base", [one])
    GraphStore.create(tmp_path / "store", [other], base=tmp_path / "base", progress=told.append)
    assert told == ["putting the store in order"]
    in_order = tables(tmp_path / "store")
    assert len(in_order) <= len(tables(tmp_path / "base"))
    ox.Store(str(tmp_path / "store")).optimize()
    assert tables(tmp_path / "store") == in_order
    with GraphStore.open(tmp_path / "store") as store:
        assert len(store) == 500


def test_a_base_that_is_large_beside_what_is_added_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careerlattice.store._MUCH_TO_ORDER", 1000)
    large, small = facts(5000, tmp_path / "large.nq"), facts(20, tmp_path / "small.nq")
    told: list[str] = []
    GraphStore.create(tmp_path / "base", [large])
    GraphStore.create(tmp_path / "store", [small], base=tmp_path / "base", progress=told.append)
    assert told == []
    assert tables(tmp_path / "base") < tables(tmp_path / "store")


def test_a_small_store_is_not_put_in_order(tmp_path: Path, file: Path) -> None:
    told: list[str] = []
    GraphStore.create(tmp_path / "store", [file], progress=told.append)
    assert told == []


def test_create_wants_an_empty_place(built: Path, file: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty place"):
        GraphStore.create(built / "current" / "store", [file])
    with pytest.raises(InputError, match="empty place"):
        GraphStore.create(file, [file])
    (tmp_path / "empty").mkdir()
    GraphStore.create(tmp_path / "empty", [])
    with GraphStore.open(tmp_path / "empty") as store:
        assert len(store) == 0


def test_files_that_are_no_rdf(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_text('<http://x/a> <http://x/p> "1" .\nnonsense\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2") as caught:
        GraphStore.memory([bad])
    assert str(bad) in str(caught.value)
    odd = tmp_path / "odd.docx"
    odd.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="known ending"):
        GraphStore.memory([odd])
    with pytest.raises(InputError, match="cannot be read"):
        GraphStore.memory([tmp_path / "absent.nq"])


def test_messages_never_hold_the_graph(file: Path) -> None:
    store = GraphStore.memory([file])
    assert repr(store) == "<GraphStore memory>"
    with pytest.raises(UsageError) as caught:
        store.query("SELECT nonsense")
    assert "http://x/a" not in str(caught.value)


def test_a_closed_store_answers_nothing(built: Path) -> None:
    store = GraphStore.open(built)
    store.close()
    with pytest.raises(UsageError, match="is closed"):
        store.query("ASK { ?s ?p ?o }")
    with pytest.raises(UsageError, match="is closed"):
        len(store)


def test_quads_go_in_as_they_are() -> None:
    quad = ox.Quad(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal("o"))
    assert len(GraphStore.memory(quads=[quad])) == 1
