"""Reviewing links: a person decides on what programs and people propose, and it is written down.

A mapping set is reviewed mapping by mapping (`Desk` has the files, `Session` goes through them), or
as a file that a spreadsheet edits and `merge` brings back.
"""

from careerlattice.review.context import Context, Quoted, Side
from careerlattice.review.deciding import Decision, decide, in_words, predicate_of, reviewed_by
from careerlattice.review.desk import (
    ChangedMeanwhileError,
    Desk,
    check_writable,
    find_sets,
    write_safely,
)
from careerlattice.review.edited import Edited, RowProblem, read_edited
from careerlattice.review.merging import Merged, mend, merge
from careerlattice.review.renewing import is_untouched, known_mappings, renew, renewed_text
from careerlattice.review.session import Card, Screen, Session, Tally
from careerlattice.review.sets import Row, SetFile, read_file, read_set

__all__ = [
    "Card",
    "ChangedMeanwhileError",
    "Context",
    "Decision",
    "Desk",
    "Edited",
    "Merged",
    "Quoted",
    "Row",
    "RowProblem",
    "Screen",
    "Session",
    "SetFile",
    "Side",
    "Tally",
    "check_writable",
    "decide",
    "find_sets",
    "in_words",
    "is_untouched",
    "known_mappings",
    "mend",
    "merge",
    "predicate_of",
    "read_edited",
    "read_file",
    "read_set",
    "renew",
    "renewed_text",
    "reviewed_by",
    "write_safely",
]
