"""Values: the cells of a CSV file and the strings of a JSON file, tied to their characters."""

from careerlattice.values.comma import Column, Row, Table, read_header, read_table
from careerlattice.values.tree import Array, Node, Object, read_tree
from careerlattice.values.value import Escapes, Line, Value

__all__ = [
    "Array",
    "Column",
    "Escapes",
    "Line",
    "Node",
    "Object",
    "Row",
    "Table",
    "Value",
    "read_header",
    "read_table",
    "read_tree",
]
