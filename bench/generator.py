"""Documents made up for measuring: as many as wanted, of all text families, the same every time.

Each has the form of a family that a loader knows (or, for the general loader, of a plain job
posting), about the size of the seed documents, and duties, competencies and qualifications put
together from the lists below. Publishers keep some two hundred classes each and share wordings, as
real ones do.

    python bench/generator.py 1000 FOLDER     # writes a thousand documents
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

PER_PUBLISHER = 200

_VERBS = """Reviews Prepares Examines Maintains Processes Verifies Coordinates Schedules Inspects
Records Monitors Explains Compiles Updates Resolves Investigates Reconciles Issues Drafts Collects
Interprets Audits Registers Distributes Calculates Documents Tracks Evaluates Recommends
Files""".split()
_THINGS = (
    """permit applications|payroll records|vehicle titles|benefit claims|water samples|
purchase orders|property assessments|inspection reports|grant agreements|case files|
court notices|tax returns|licence renewals|library loans|road surveys|meeting minutes|
budget requests|fleet schedules|public inquiries|election rolls|pension statements|building plans|
harvest quotas|health certificates|training records|invoices of vendors|maps of parcels|
tenancy agreements|school rosters|laboratory results""".replace("|\n", "|")
    .replace("\n", " ")
    .split("|")
)
_PURPOSES = """for accuracy and completeness|before they are sent to the central office|according to
the rules of the department|and answers questions about them|for the yearly report to the
council|with staff of other agencies|to find errors and correct them|within the time that the
statute allows|for members of the public at the counter|and keeps a log of what was
decided|when a supervisor asks for a second look|using the records system of the
agency""".replace("\n", " ").split("|")
_FIELDS = """office procedures|record keeping|accounting principles|state statutes|customer
service|data entry|public contact|statistical methods|contract terms|safety rules|spreadsheet
software|interviewing|report writing|basic arithmetic|project schedules|filing
systems""".replace("\n", " ").split("|")
_SUBJECTS = """Permit Payroll Vehicle Benefits Water Purchasing Property Grants Court Revenue
Licensing Library Highway Council Budget Fleet Elections Pension Building Harvest Health Training
Parcel Housing School Laboratory Harbour Forestry Archive Transit""".split()
_ROLES = """Clerk Technician Specialist Analyst Assistant Officer Coordinator Examiner Inspector
Representative""".split()
_COMPETENCIES = """Attention to Detail|Oral Communication|Written Communication|Customer
Service|Judgment and Decision Making|Teamwork|Job Knowledge|Planning|Analytical Ability|Follow
Written Directions""".replace("\n", " ").split("|")
_AGENCIES = "Revenue Transport Health Labour Lands Justice Education Parks".split()


def documents(count: int, seed: int = 7, start: int = 0) -> Iterator[tuple[str, str]]:
    """The documents, each as its path and its text, and each publisher's source.toml.

    There are *count* from that of the number *start* on; a publisher may begin before it.
    """
    publisher = ""
    for number in range(start, start + count):
        place, order = divmod(number, PER_PUBLISHER)
        family = list(_FAMILIES)[place % len(_FAMILIES)]
        if order == 0 or not publisher:
            publisher = f"us-{_letters(place)}-{_AGENCIES[place % len(_AGENCIES)].lower()}"
            yield f"{publisher}/source.toml", _source(publisher, place)
        rng = random.Random(f"{seed} {number}")
        # A publisher's own stock of sentences, of which its documents repeat some.
        stock = random.Random(f"{seed} {publisher}")
        shared = [_duty(stock) for _ in range(60)]
        yield f"{publisher}/class-{order:04}.txt", _FAMILIES[family](rng, shared, order)


def write(count: int, folder: Path, seed: int = 7) -> None:
    """Write so many documents into *folder*."""
    for name, text in documents(count, seed):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _letters(number: int) -> str:
    return chr(97 + number // 26 % 26) + chr(97 + number % 26)


def _source(publisher: str, place: int) -> str:
    agency = _AGENCIES[place % len(_AGENCIES)]
    return (
        f'[publisher]\nid = "{publisher}"\nname = "Department of {agency} {_letters(place)}"\n\n'
        f'[jurisdiction]\ncode = "us-{_letters(place)}"\nname = "State {_letters(place).upper()}"\n'
    )


def _title(order: int) -> str:
    # Every order gives another one.
    subject, role = _SUBJECTS[order % 30], _ROLES[order // 30 % 10]
    return f"{subject} {role}"


def _duty(rng: random.Random) -> str:
    thing, other = rng.sample(_THINGS, 2)
    return f"{rng.choice(_VERBS)} {thing} and {other} {rng.choice(_PURPOSES)}"


def _duties(rng: random.Random, shared: list[str], count: int) -> list[str]:
    """Some duties that others of the publisher have too, and some of this class's own."""
    own = [_duty(rng) for _ in range(count - count // 3)]
    mixed = list(dict.fromkeys([*rng.sample(shared, count // 3), *own]))
    rng.shuffle(mixed)
    return mixed


def _montana(rng: random.Random, shared: list[str], order: int) -> str:
    title = _title(order)
    grade = rng.randrange(9, 15)
    years, worked = rng.choice(("one year", "two years")), rng.choice(_FIELDS)
    lines = [f"# {title.upper()} ROLE", "", "## Role Summary", ""]
    lines += [f"The {title} Role {_duty(rng).lower()}. It consists of grade {grade}.", ""]
    lines += ["## Working Conditions", "", "Work is performed in an office setting.", ""]
    lines += ["## Education and Experience", ""]
    lines += [
        (
            f"- Grade {grade}: competencies and degrees of proficiency are typically acquired"
            " through a combination of education and experience equivalent to high school"
            f" graduation and {years} of experience in {worked}."
        ),
        "",
    ]
    lines += ["## Department Core Competencies", "", "These are expected of everybody:", ""]
    lines += ["- *Teamwork:* Shares work and credit with others.", ""]
    lines += ["## Grade Levels", "", f"## Grade {grade}", "", "### Essential Duties", ""]
    lines += [f"- {each}." for each in _duties(rng, shared, 22)]
    lines += ["", f"## Competency/Proficiency Chart {title} Role", ""]
    lines += [f"Competencies\tGrade {grade} Close Guidance"]
    lines += [
        f"Demonstrated knowledge of {each}.\t{rng.choice('ABCD')}"
        for each in rng.sample(_FIELDS, 12)
    ]
    lines += ["", "## Degree of Proficiency", ""]
    lines += ["A. Elementary work.", "B. Intermediate work.", "C. Advanced work.", "D. Mastery."]
    return "\n".join([*lines, ""])


def _connecticut(rng: random.Random, shared: list[str], order: int) -> str:
    title = _title(order)
    other = _title(order + 1)
    lines = [
        "PURPOSE OF JOB CLASS (NATURE OF WORK)",
        f"In a state agency this class is accountable for work as a {title}.",
        "GUIDELINES FOR JOB CLASS USE",
        f"This class is distinguished from the {other} class in that it decides more by itself.",
        "SUPERVISION RECEIVED",
        "Works under the general supervision of an employee of higher grade.",
        "SUPERVISION EXERCISED",
        "May lead lower level employees as assigned.",
        "EXAMPLES OF DUTIES",
        *(f"- {each};" for each in _duties(rng, shared, 20)),
        "KNOWLEDGE, SKILL AND ABILITY",
        *(f"- Knowledge of {each};" for each in rng.sample(_FIELDS, 5)),
        "- Skills",
        *(f"- {each} skills;" for each in rng.sample(_FIELDS, 3)),
        "- Ability to",
        *(f"- {_bare(_duty(rng))};" for _ in range(5)),
        "MINIMUM QUALIFICATIONS - GENERAL EXPERIENCE",
        (
            f"{rng.choice(('Two (2)', 'Three (3)', 'Four (4)'))} years of experience in"
            f" {rng.choice(_FIELDS)}."
        ),
        "MINIMUM QUALIFICATIONS - SUBSTITUTIONS ALLOWED",
        (
            "College training may be substituted for the General Experience on the basis of"
            " fifteen (15) semester hours equalling one-half (1/2) year of experience to a maximum"
            " of two (2) years."
        ),
        "JOB CLASS DESIGNATION",
        "Classified/Competitive",
        "OCCUPATIONAL GROUP",
        "(05)-Clerical/Secretarial",
        "BARGAINING UNIT",
        "(07)-ADMN CLERICAL (NP-3)",
        "EEO",
        "(6)-Administrative Support",
        "SALARY INFORMATION",
        f"CL {rng.randrange(10, 25)}",
        "JOB CLASS CODE",
        f"{1000 + order}CL",
    ]
    return "\n".join([*lines, ""])


def _los_angeles(rng: random.Random, _: list[str], order: int) -> str:
    title = _title(order).upper()
    named = rng.sample(_COMPETENCIES, 6)
    lines = ["**COMPETENCY MODEL FOR", title, f"CLASS CODE {1000 + order}**", ""]
    lines += [
        (
            "The following competencies have been identified as those that best separate superior"
            f" from satisfactory job performance in the class of **{title}** (Numbers refers to the"
            " order of competencies in the Competency Bank.)"
        ),
        "",
    ]
    lines += [f"- {number}. {name}" for number, name in enumerate(named, 1)]
    for number, name in enumerate(named, 1):
        chosen = rng.randrange(1, 4)
        lines += ["", f"{number}. {name.upper()} -", ""]
        lines += [f"{_duty(random.Random(name))}.", "", "Level of Competency Required by Job:", ""]
        for level in (1, 2, 3):
            text = f"{_duty(random.Random(f'{name} {level}'))}."
            bold = f"**{text}**" if level == chosen else text
            lines.append(f"- Level {level}: {bold}")
        lines += ["", "Examples of Behavioral Indicators:", ""]
        lines += [f"- {_duty(rng)}." for _ in range(3)]
        lines += ["", "Performance Levels:", "", "Satisfactory", "", f"{_duty(rng)}.", ""]
        lines += ["Superior", "", f"{_duty(rng)}."]
    return "\n".join([*lines, ""])


def _posting(rng: random.Random, shared: list[str], order: int) -> str:
    title = _title(order)
    lines = [title, "", "Class Code", f"{2000 + order}", "", "Summary", ""]
    lines += [f"{_duty(rng)}. Works as a {title} of the agency.", "", "Essential Duties", ""]
    lines += [f"- {each}." for each in _duties(rng, shared, 24)]
    lines += ["", "Knowledge, Skills and Abilities", ""]
    lines += [f"- Knowledge of {each}." for each in rng.sample(_FIELDS, 5)]
    lines += [f"- Ability to {_bare(_duty(rng))}." for _ in range(5)]
    lines += ["", "Minimum Qualifications", ""]
    lines += [
        (
            f"High school diploma and {rng.choice(('one year', 'two years', 'three years'))} of"
            f" experience in {rng.choice(_FIELDS)}."
        ),
    ]
    return "\n".join([*lines, ""])


def _bare(duty: str) -> str:
    """A duty as it follows "Ability to"."""
    verb, rest = duty.split(" ", 1)
    ending = {"Files": "file", "Processes": "process", "Issues": "issue"}
    return f"{ending.get(verb, verb.lower().removesuffix('s'))} {rest}"


_FAMILIES: dict[str, Callable[[random.Random, list[str], int], str]] = {
    "Montana": _montana,
    "Connecticut": _connecticut,
    "Los Angeles": _los_angeles,
    "posting": _posting,
}


# Run without arguments, as the benchmarks are, it has nothing to write.
if __name__ == "__main__" and len(sys.argv) == 3:
    write(int(sys.argv[1]), Path(sys.argv[2]))
