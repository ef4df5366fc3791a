"""Documents: bytes in, decoded text with its repairs out."""

from careerlattice.documents.document import Document, Repair
from careerlattice.documents.text import LARGEST_DOCUMENT, read_document, read_text

__all__ = ["LARGEST_DOCUMENT", "Document", "Repair", "read_document", "read_text"]
