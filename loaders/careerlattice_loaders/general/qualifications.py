"""Qualifications: education, experience, licences and what stands in for them."""

from __future__ import annotations

from careerlattice.model import ClassGrade, Modality, Severity, Specification
from careerlattice.requirements import read_requirement
from careerlattice_loaders.general.lexicon import Lexicon
from careerlattice_loaders.general.places import has_letters, trimmed
from careerlattice_loaders.general.sections import Taken


def add_qualifications(
    specification: Specification, grade: ClassGrade, taken: Taken, lexicon: Lexicon
) -> None:
    """Put the qualifications of one line into *grade*, and what is doubtful into findings."""
    passage = trimmed(taken.line.passage)
    if not has_letters(passage):
        return
    heading = taken.heading
    is_preferred = taken.line.preferred or (heading is not None and heading.preferred)
    modality = Modality.PREFERRED if is_preferred else None
    whole = taken.line.unit.passage.words if taken.line.lead is not None else None
    reading = read_requirement(
        passage,
        modality=modality,
        language=lexicon.language,
        sentence=whole,
        earlier=grade.qualifications,
    )
    grade.qualifications.extend(reading.qualifications)
    for doubt in reading.doubts:
        specification.note(
            doubt.kind, doubt.message, doubt.where, severity=Severity.INFO, about=doubt.about
        )
