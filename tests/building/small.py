"""Small documents for builds that are made often, and what two builds have to have in common."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox

ENGINE = "shacl"
"""The fast one: what it finds is tested elsewhere."""


def specification(title: str, code: str, duty: str, *, other: str = "Messenger") -> str:
    """A class specification that names another class by its title."""
    return f"""PURPOSE OF JOB CLASS (NATURE OF WORK)
In a state agency this class is accountable for work as a {title}.
GUIDELINES FOR JOB CLASS USE
This class is distinguished from the {other} class in that it decides by itself.
EXAMPLES OF DUTIES
- {duty};
- Keeps the log of the office;
KNOWLEDGE, SKILL AND ABILITY
- Knowledge of office procedures;
MINIMUM QUALIFICATIONS - GENERAL EXPERIENCE
Three (3) years of experience as a {other}.
SALARY INFORMATION
CL 16
JOB CLASS CODE
{code}
"""


def posting(title: str, duty: str) -> str:
    """A job description of no special family."""
    return f"""{title}

Summary

Keeps the papers of one unit in order and finds them when asked.

Essential Duties

- {duty}.
- Answers questions about the papers at the counter.
- Prepares a yearly report for the council.

Knowledge, Skills and Abilities

- Knowledge of record keeping.
- Ability to write clearly.

Minimum Qualifications

High school diploma and two years of clerical experience.
"""


def files_of(folder: Path) -> dict[str, str]:
    """The canonical files of a version, each with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"store", "documents"} & set(path.relative_to(folder).parts[:1])
    }


def store_of(folder: Path) -> list[str]:
    """The quads of a version's store, but those with blank nodes, which have no names of theirs."""
    store = ox.Store.read_only(str(folder / "store"))
    return sorted(str(quad) for quad in store if "_:" not in f"{quad.subject} {quad.object}")
