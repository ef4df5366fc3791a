"""Triples: the records of one document become RDF. The only package that does this.

A document's own facts go into its graph; what the publisher's documents share (competencies,
duties, scales, grades, code lists) goes into the publisher's. The links from a shared thing to the
words of this document are the document's own.
"""

from careerlattice.triples.facts import Facts, Triples
from careerlattice.triples.names import (
    class_grade_id,
    class_name,
    class_names,
    document_id,
    grade_name,
    named_id,
    revision_date,
)
from careerlattice.triples.translation import Reader, Revision, translate

__all__ = [
    "Facts",
    "Reader",
    "Revision",
    "Triples",
    "class_grade_id",
    "class_name",
    "class_names",
    "document_id",
    "grade_name",
    "named_id",
    "revision_date",
    "translate",
]
