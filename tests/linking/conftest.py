"""A tiny O*NET, a tiny ESCO and a crosswalk between them, in the publishers' layout."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from careerlattice.linking import Releases, find_releases

OCCUPATIONS = {
    "29-1141.00": (
        "Registered Nurses",
        "Look after patients and carry out what doctors order.",
        "Staff Nurse;Ward Nurse;Charge Nurse;Emergency Room Nurse;School Nurse;Clinic Nurse",
        "Measure the blood pressure of patients.;Give medicines to patients.",
    ),
    "29-2061.00": (
        "Licensed Practical Nurses",
        "Give basic care under the direction of a nurse.",
        "Practical Nurse;Vocational Nurse;Bedside Care Nurse",
        "Help patients to wash and dress.;Measure temperature and pulse.",
    ),
    "43-9061.00": (
        "Office Clerks, General",
        "Do the everyday work of an office.",
        "Office Clerk;Office Specialist;General Clerk;File Clerk;Administrative Clerk",
        "File documents and keep records.;Answer telephones and take messages.",
    ),
    "43-4051.00": (
        "Customer Service Representatives",
        "Answer the questions and complaints of customers.",
        "Customer Service Agent;Customer Care Representative;Call Center Representative",
        "Answer customers by telephone.;Look into complaints of customers.",
    ),
    "51-4121.00": (
        "Welders and Cutters",
        "Join metal parts with heat.",
        "Welder;Arc Welder;Pipe Welder;Fabrication Welder;Spot Welder",
        "Weld metal parts together.;Clean and grind welded joints.",
    ),
    "47-2111.00": (
        "Electricians",
        "Lay and mend electric wiring.",
        "Electrician;Wiring Technician;Journeyman Electrician;House Wirer",
        "Connect wires to circuits.;Test electric systems.",
    ),
}
ACTIVITIES = {
    "4.A.1.a.1.I01.D01": ("4.A.1.a.1.I01", "Measure physical signs of patients.", "29-1141.00", 0),
    "4.A.1.a.1.I02.D01": ("4.A.1.a.1.I02", "Administer medications.", "29-1141.00", 1),
    "4.A.3.b.6.I01.D01": ("4.A.3.b.6.I01", "File documents or records.", "43-9061.00", 0),
    "4.A.4.a.8.I01.D01": ("4.A.4.a.8.I01", "Respond to customer complaints.", "43-4051.00", 1),
    "4.A.3.a.2.I01.D01": ("4.A.3.a.2.I01", "Weld or solder parts.", "51-4121.00", 0),
}
SKILLS = {
    "s1": ("handle customer complaints", "deal with complaints", "Take and settle complaints."),
    "s2": ("use spreadsheets software", "work with spreadsheets", "Keep figures in tables."),
    "s3": ("weld metal", "join metal by welding", "Join pieces of metal with heat."),
    "s4": ("monitor patients' vital signs", "check vital signs", "Watch heart, pulse and breath."),
    "s5": ("keep records", "maintain files", "Write down and store what is done."),
}
ISCO_GROUPS = {
    "2": ("Professionals", "Those who know."),
    "2221": ("Nursing professionals", "They look after the sick."),
    "7212": ("Welders and flame cutters", "They work with flames."),
    "7411": ("Building electricians", "They lay cables in houses."),
}
ESCO_OCCUPATIONS = {
    "o1": ("sick ward attendant", "matron of the ward\nhospital sister", "2221"),
    "o2": ("metal joiner", "blowtorch hand", "7212"),
}


def _write(path: Path, columns: str, rows: Iterable[Iterable[str]], delimiter: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns.split("|"))
        writer.writerows(rows)


@pytest.fixture(scope="session")
def taxonomies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the releases."""
    folder = tmp_path_factory.mktemp("taxonomies")
    onet, esco = folder / "onet-1.0", folder / "esco-2.0.0"
    code = "O*NET-SOC Code"
    _write(
        onet / "Occupation Data.txt",
        f"{code}|Title|Description",
        ((c, title, text) for c, (title, text, _, _) in OCCUPATIONS.items()),
        "\t",
    )
    _write(
        onet / "Alternate Titles.txt",
        f"{code}|Title|Alternate Title|Short Title|Source(s)",
        (
            (c, each[0], name, "", "01")
            for c, each in OCCUPATIONS.items()
            for name in each[2].split(";")
        ),
        "\t",
    )
    numbered = [
        (c, each[0], task) for c, each in OCCUPATIONS.items() for task in each[3].split(";")
    ]
    _write(
        onet / "Task Statements.txt",
        f"{code}|Title|Task ID|Task|Task Type",
        ((c, title, str(i), task, "Core") for i, (c, title, task) in enumerate(numbered, 1)),
        "\t",
    )
    _write(
        onet / "DWA Reference.txt",
        "Element ID|Element Name|IWA ID|IWA Title|DWA ID|DWA Title",
        (
            (iwa[:7], "Element", iwa, "Wider work", dwa, title)
            for dwa, (iwa, title, _, _) in ACTIVITIES.items()
        ),
        "\t",
    )
    _write(
        onet / "Tasks to DWAs.txt",
        f"{code}|Task ID|Task|DWA ID|DWA Title",
        (
            (c, str(i), OCCUPATIONS[c][3].split(";")[i], dwa, title)
            for dwa, (_, title, c, i) in ACTIVITIES.items()
        ),
        "\t",
    )
    _write(
        onet / "Content Model Reference.txt",
        "Element ID|Element Name|Description",
        (
            ("2.A", "Basic Skills", "A heading."),
            ("2.A.1.a", "Reading Comprehension", "Understanding what is written."),
            ("2.A.1.b", "Active Listening", "Giving full attention to what people say."),
            ("2.C.1.e", "Customer and Personal Service", "Knowledge of serving customers."),
        ),
        "\t",
    )
    start = "http://data.europa.eu/esco/"
    _write(
        esco / "skills_en.csv",
        "conceptUri|preferredLabel|altLabels|status|description",
        (
            (f"{start}skill/{c}", label, other, "released", text)
            for c, (label, other, text) in SKILLS.items()
        ),
        ",",
    )
    _write(
        esco / "occupations_en.csv",
        "conceptUri|iscoGroup|preferredLabel|altLabels|status|description",
        (
            (f"{start}occupation/{c}", isco, label, others, "released", "Work.")
            for c, (label, others, isco) in ESCO_OCCUPATIONS.items()
        ),
        ",",
    )
    _write(
        esco / "ISCOGroups_en.csv",
        "conceptType|conceptUri|code|preferredLabel|status|altLabels|description",
        (
            ("ISCOGroup", f"{start}isco/C{c}", c, label, "released", "", text)
            for c, (label, text) in ISCO_GROUPS.items()
        ),
        ",",
    )
    _write(
        folder / "2019_to_SOC_Crosswalk.csv",
        "O*NET-SOC 2019 Code|O*NET-SOC 2019 Title|2018 SOC Code|2018 SOC Title",
        ((c, each[0], c[:7], f"{each[0]} of the SOC") for c, each in OCCUPATIONS.items()),
        ",",
    )
    _write(
        folder / "crosswalk_esco_onet.csv",
        "O*NET Id|O*NET Title|ESCO or ISCO URI|Type of Match",
        (
            ("29-1141.00", "Registered Nurses", f"{start}occupation/o1", "broadMatch"),
            ("51-4121.00", "Welders and Cutters", f"{start}occupation/o2", "exactMatch"),
            ("47-2111.00", "Electricians", f"{start}occupation/o2", "narrowMatch"),
        ),
        ",",
    )
    return folder


@pytest.fixture(scope="session")
def releases(taxonomies: Path) -> Releases:
    """The same, found."""
    return find_releases(taxonomies)
