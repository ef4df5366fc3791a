"""The tables as a property graph: CSV files that `neo4j-admin database import full` reads.

A file for each label of nodes and for each kind of relationship between two labels; nodes go by
their IRIs. The file `import.args` has the arguments of the command. A node's property with several
values has them all, " | " between; nothing is a null, `""` an empty text. The quotes of the
documents stay out: the tables have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from careerlattice.export.tables import TABLES, Column, Filled, Table, Type, read_table, to_csv
from careerlattice.identifiers import CLASSES, ID
from careerlattice.rows import Value

if TYPE_CHECKING:
    from careerlattice.export.formats import Subject

__all__ = ["write"]

_TYPES: Mapping[Type, str] = {
    Type.STRING: "string",
    Type.INTEGER: "long",
    Type.DECIMAL: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
}
_SEVERAL = " | "
_BESIDE = ("quotes", "details")  # the one is evidence, the other of documents and class-grades both


@dataclass(frozen=True, slots=True)
class _Node:
    """How rows of a table are nodes: by the column of their IRI, with these properties."""

    label: str
    table: str
    key: str
    properties: str


@dataclass(frozen=True, slots=True)
class _Edge:
    """How rows of a table are relationships of two columns; without a type, their kind is it."""

    type: str
    table: str
    start: str
    end: str
    properties: str = ""


_NODES = (
    _Node("Publisher", "publishers", "iri", "publisher name jurisdiction jurisdiction_name"),
    _Node("JobClass", "classes", "iri", "class title publisher jurisdiction status established"),
    _Node(
        "ClassGrade",
        "class-grades",
        "iri",
        "class_grade title class publisher grade grade_rank grade_structure status lead_worker"
        " appointment_type",
    ),
    _Node("Duty", "duties", "duty", "text language"),
    _Node(
        "Competency",
        "competencies",
        "competency",
        "name publisher text language definition core scale",
    ),
    _Node(
        "Level",
        "levels",
        "level",
        "rank notation name definition scale scale_name scale_kind publisher",
    ),
    _Node("LevelText", "level-texts", "statement", "kind text status"),
    _Node("KnowledgeArea", "knowledge-areas", "knowledge_area", "text"),
    _Node(
        "Qualification",
        "qualifications",
        "qualification",
        "kind modality text clause education_level months experience_in credit_hours"
        " months_credited cap_months",
    ),
    _Node("Statement", "statements", "statement", "kind text language"),
    _Node("Pay", "pay", "pay", "lowest highest currency period text"),
    _Node(
        "Document",
        "documents",
        "document",
        "file_name title publisher status sha256 media_type language in_force_from in_force_until"
        " revised publication_number characters placed labels unplaced rights",
    ),
)
_EDGES = (
    _Edge("KEPT_BY", "classes", "class", "publisher"),
    _Edge("OF_CLASS", "class-grades", "class_grade", "class"),
    _Edge("REVISION_OF", "classes", "class", "revision_of"),
    _Edge("REVISION_OF", "class-grades", "class_grade", "revision_of"),
    _Edge("", "codes", "thing", "value_iri"),
    _Edge(
        "HAS_DUTY",
        "duties",
        "class_grade",
        "duty",
        "position is_group time_share essential assignment part_of",
    ),
    _Edge(
        "REQUIRES",
        "requirements",
        "class_grade",
        "competency",
        "level level_name level_rank scale_name guidance importance core requirement level_iri"
        " scale",
    ),
    _Edge("HAS_KNOWLEDGE_AREA", "knowledge-areas", "class_grade", "knowledge_area", "requirement"),
    _Edge("ABOUT_COMPETENCY", "level-texts", "statement", "competency"),
    _Edge("AT_LEVEL", "level-texts", "statement", "level_iri"),
    _Edge("HAS_QUALIFICATION", "qualifications", "class_grade", "qualification"),
    _Edge("HAS_STATEMENT", "statements", "about", "statement"),
    _Edge("HAS_PAY", "pay", "class_grade", "pay"),
    _Edge("", "qualification-details", "qualification", "value_iri"),
    _Edge(
        "MAPPED_TO",
        "mappings",
        "subject",
        "object",
        "predicate modifier status confidence justification comment author authored_on tool"
        " tool_version reviewer review_date mapping",
    ),
    _Edge("LOWEST", "alignments", "from_level", "lowest", "mapping status justification alignment"),
    _Edge(
        "HIGHEST", "alignments", "from_level", "highest", "mapping status justification alignment"
    ),
)
_CODE = Table(
    "Code",
    "",
    (
        Column("kind", Type.STRING, ""),
        Column("value", Type.STRING, ""),
        Column("label", Type.STRING, ""),
    ),
)
_OTHER = Table("Other", "", (Column("label", Type.STRING, ""),))


@dataclass
class _Network:
    """Nodes by label and IRI, and relationships by their labels and type."""

    columns: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    nodes: dict[str, dict[str, tuple[Value, ...]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], list[tuple[Value, ...]]] = field(default_factory=dict)
    edge_columns: dict[str, tuple[Column, ...]] = field(default_factory=dict)

    def add_node(self, label: str, iri: str, values: tuple[Value, ...]) -> None:
        """Add a node, or what another row says of one that is there."""
        if self.labels.setdefault(iri, label) != label:
            return
        kept = self.nodes[label].get(iri)
        self.nodes[label][iri] = values if kept is None else tuple(map(_both, kept, values))

    def add_edge(self, kind: str, start: str, end: str, values: tuple[Value, ...]) -> None:
        """Add a relationship; ends that are nothing else become nodes of the label Other."""
        for end_of_it in (start, end):
            if end_of_it not in self.labels:
                self.add_node("Other", end_of_it, (None,))
        key = (self.labels[start], kind, self.labels[end])
        self.edges.setdefault(key, []).append((start, end, kind, *values))


def _both(one: Value, other: Value) -> Value:
    if isinstance(one, str) and isinstance(other, str):
        return one if other in one.split(_SEVERAL) else f"{one}{_SEVERAL}{other}"
    return other if one is None else one


def write(subject: Subject, path: Path) -> None:
    """Write *subject* as the folder *path*: CSV files, and the arguments of their import."""
    path.mkdir()
    tables = {t.name: read_table(subject, t) for t in TABLES if t.name not in _BESIDE}
    network = _network(tables)
    nodes, relationships = [], []
    for label, found in network.nodes.items():
        name = f"nodes-{label}.csv"
        rows = [(iri, label, *values) for iri, values in sorted(found.items())]
        _write(path / name, ["iri:ID", ":LABEL", *_headers(network.columns[label])], rows)
        nodes.append(f"--nodes={name}")
    for (start, kind, end), found_edges in sorted(network.edges.items()):
        name = f"{start}-{kind}-{end}.csv"
        columns = [":START_ID", ":END_ID", ":TYPE", *_headers(network.edge_columns[kind])]
        _write(path / name, columns, found_edges)
        relationships.append(f"--relationships={name}")
    arguments = ["--multiline-fields=true", *nodes, *relationships]
    (path / "import.args").write_text("\n".join(arguments) + "\n", encoding="utf-8", newline="\n")


def _write(path: Path, names: list[str], rows: Iterable[tuple[Value, ...]]) -> None:
    columns = tuple(Column(name, Type.STRING, "") for name in names)
    path.write_text(
        to_csv(Filled(Table(path.stem, "", columns), tuple(rows))), encoding="utf-8", newline=""
    )


def _headers(columns: Iterable[Column]) -> list[str]:
    return [f"{column.name}:{_TYPES[column.type]}" for column in columns]


def _network(tables: Mapping[str, Filled]) -> _Network:
    network = _Network()
    for node in _NODES:
        columns, rows = _picked(tables[node.table], node.key, node.properties)
        network.columns[node.label], network.nodes[node.label] = columns[1:], {}
        for iri, *values in rows:
            network.add_node(node.label, str(iri), tuple(values))
    for table in (_CODE, _OTHER):
        network.columns[table.name], network.nodes[table.name] = table.columns, {}
    for edge in _EDGES:
        if not edge.type:
            _add_codes(network, edge, tables[edge.table])
            continue
        columns, rows = _picked(tables[edge.table], f"{edge.start} {edge.end}", edge.properties)
        network.edge_columns[edge.type] = columns[2:]
        for start, end, *values in rows:
            if start is not None and end is not None:
                network.add_edge(
                    edge.type, _iri(start, edge.start), _iri(end, edge.end), tuple(values)
                )
    return network


def _add_codes(network: _Network, edge: _Edge, filled: Filled) -> None:
    """Values of which there may be several: each a node, of its own where it has no IRI."""
    _, rows = _picked(filled, f"{edge.start} value value_iri", "kind")
    names = [column.name for column in filled.table.columns]
    labels = [row[names.index("label")] if "label" in names else None for row in filled.rows]
    for (start, value, iri, kind), label in zip(rows, labels, strict=True):
        thing = _iri(start, edge.start)
        node = f"{thing} {kind} {value}" if iri is None else str(iri)
        if network.labels.get(node, "Code") == "Code":
            network.add_node("Code", node, (kind, value, label))
        kind_of_edge = str(kind).upper().replace(" ", "_")
        network.edge_columns[kind_of_edge] = ()
        network.add_edge(kind_of_edge, thing, node, ())


def _picked(
    filled: Filled, keys: str, properties: str
) -> tuple[tuple[Column, ...], list[tuple[Value, ...]]]:
    """The columns of a table called *keys* and *properties*, and their values row by row."""
    names = [column.name for column in filled.table.columns]
    places = [names.index(name) for name in (*keys.split(), *properties.split())]
    rows = [tuple(row[at] for at in places) for row in filled.rows]
    return tuple(filled.table.columns[at] for at in places), rows


def _iri(value: Value, column: str) -> str:
    """The IRI behind a short identifier."""
    text = str(value)
    if column == "publisher":
        return f"{ID}publisher/{text}"
    return text if ":" in text else CLASSES + text
