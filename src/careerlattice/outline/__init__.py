"""Outlines: a document's text as headings, paragraphs, list items and table rows."""

from careerlattice.outline.block import Block, BlockKind, Form
from careerlattice.outline.outline import Outline, Section
from careerlattice.outline.passage import BOLD, EMPTY, ITALIC, UNDERLINE, Passage, read_passage
from careerlattice.outline.reader import read_outline

__all__ = [
    "BOLD",
    "EMPTY",
    "ITALIC",
    "UNDERLINE",
    "Block",
    "BlockKind",
    "Form",
    "Outline",
    "Passage",
    "Section",
    "read_outline",
    "read_passage",
]
