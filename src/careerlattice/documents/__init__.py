"""Documents: bytes in, decoded text with its repairs and its layout out."""

from careerlattice.documents.document import Document, Repair
from careerlattice.documents.forms import (
    DOCUMENT_SUFFIXES,
    bytes_of,
    read_bytes,
    read_document,
)
from careerlattice.documents.layout import (
    BOLD,
    ITALIC,
    UNDERLINE,
    Layout,
    Line,
    LineKind,
    Place,
)
from careerlattice.documents.mending import FILL
from careerlattice.documents.text import LARGEST_DOCUMENT, read_text, too_large

__all__ = [
    "BOLD",
    "DOCUMENT_SUFFIXES",
    "FILL",
    "ITALIC",
    "LARGEST_DOCUMENT",
    "UNDERLINE",
    "Document",
    "Layout",
    "Line",
    "LineKind",
    "Place",
    "Repair",
    "bytes_of",
    "read_bytes",
    "read_document",
    "read_text",
    "too_large",
]
