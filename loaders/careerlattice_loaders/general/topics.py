"""Topics: what a stretch of a description of work can speak of."""

from __future__ import annotations

from enum import StrEnum

from careerlattice.model import StatementKind


class Topic(StrEnum):
    """One subject of a class specification or job posting; values are plain words for people."""

    DETAILS = "details"
    PAY = "pay"
    SUMMARY = "summary"
    DISTINGUISHING = "distinguishing characteristics"
    RECEIVED = "supervision received"
    EXERCISED = "supervision exercised"
    DUTIES = "duties"
    COMPETENCIES = "competencies"
    QUALIFICATIONS = "qualifications"
    CONDITIONS = "working conditions"
    PHYSICAL = "physical demands"
    CONTACTS = "contacts"
    EMPLOYER = "the employer"
    BENEFITS = "benefits"
    APPLICATION = "how to apply"
    SELECTION = "selection"
    EQUAL = "equal opportunity"
    NOTICE = "notices"
    OTHER = "other"


CORE = frozenset({Topic.DUTIES, Topic.COMPETENCIES, Topic.QUALIFICATIONS})
"""What the lattice is made of."""

WORK = CORE | {
    Topic.SUMMARY,
    Topic.DISTINGUISHING,
    Topic.RECEIVED,
    Topic.EXERCISED,
    Topic.CONDITIONS,
    Topic.PHYSICAL,
    Topic.CONTACTS,
}
"""What speaks of the work and the person, as against the advertisement of it."""

ADVERT = frozenset(
    {
        Topic.EMPLOYER,
        Topic.BENEFITS,
        Topic.APPLICATION,
        Topic.SELECTION,
        Topic.EQUAL,
        Topic.NOTICE,
    }
)
"""Matter of the advertisement: kept and typed, outside the lattice."""

STATEMENTS = {
    Topic.SUMMARY: StatementKind.SUMMARY,
    Topic.DISTINGUISHING: StatementKind.DISTINGUISHING_FEATURES,
    Topic.RECEIVED: StatementKind.SUPERVISION_RECEIVED,
    Topic.EXERCISED: StatementKind.SUPERVISION_EXERCISED,
    Topic.CONDITIONS: StatementKind.WORKING_CONDITIONS,
    Topic.PHYSICAL: StatementKind.PHYSICAL_DEMANDS,
    Topic.CONTACTS: StatementKind.CONTACTS,
    Topic.EMPLOYER: StatementKind.EMPLOYER,
    Topic.BENEFITS: StatementKind.BENEFITS,
    Topic.APPLICATION: StatementKind.APPLICATION,
    Topic.SELECTION: StatementKind.SELECTION,
    Topic.EQUAL: StatementKind.EQUAL_OPPORTUNITY,
    Topic.NOTICE: StatementKind.NOTICE,
    Topic.OTHER: StatementKind.OTHER,
}
"""The kind of statement that holds prose of a topic; the core topics and facts have none."""
