"""Small releases in our own words, laid out like the published ones, in any of their forms."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | float
Tables = Mapping[str, Sequence[Sequence[Cell]]]

CLERK, KEEPER = "43-4051.00", "25-4031.00"
RATED: list[Cell] = [
    "O*NET-SOC Code",
    "Title",
    "Element ID",
    "Element Name",
    "Scale ID",
    "Scale Name",
    "Data Value",
    "N",
    "Standard Error",
    "Lower CI Bound",
    "Upper CI Bound",
    "Recommend Suppress",
    "Not Relevant",
    "Date",
    "Domain Source",
]

ONET: dict[str, list[list[Cell]]] = {
    "Occupation Data": [
        ["O*NET-SOC Code", "Title", "Description"],
        [CLERK, "Counter Clerks", "Answer at a counter what people ask."],
        [KEEPER, "Book Keepers", "Keep books where people find them."],
    ],
    "Content Model Reference": [
        ["Element ID", "Element Name", "Description"],
        ["2", "Worker Part", "What workers bring."],
        ["2.A", "Ground Skills", "Skills to learn with."],
        ["2.A.1", "Reading Skills", "Skills of letters."],
        ["2.C", "Knowing", "What is known."],
        ["4.A.1", "Taking In", "To take things in."],
        ["4.A.1.a", "Looking", "To look."],
    ],
    "Scales Reference": [
        ["Scale ID", "Scale Name", "Minimum", "Maximum"],
        ["IM", "Importance", 1.0, 5.0],
        ["LV", "Level", 0.0, 7.0],
        ["RL", "Schooling Asked", 0.0, 100.0],
        ["FT", "How Often", 0.0, 100.0],
    ],
    "IWA Reference": [
        ["Element ID", "Element Name", "IWA ID", "IWA Title"],
        ["4.A.1.a", "Looking", "4.A.1.a.I01", "Look at lists."],
    ],
    "DWA Reference": [
        ["Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title"],
        ["4.A.1.a", "Looking", "4.A.1.a.I01", "Look at lists.", "4.A.1.a.I01.D01", "Find a name."],
    ],
    "Task Statements": [
        [
            "O*NET-SOC Code",
            "Title",
            "Task ID",
            "Task",
            "Task Type",
            "Incumbents Responding",
            "Date",
            "Domain Source",
        ],
        [CLERK, "Counter Clerks", 17.0, "Tell the way.", "Core", 12.0, "08/2023", "Incumbent"],
        [CLERK, "Counter Clerks", 18.0, "Ring the bell.", "", "n/a", "7/2020", "Analyst"],
    ],
    "Tasks to DWAs": [
        [
            "O*NET-SOC Code",
            "Title",
            "Task ID",
            "Task",
            "DWA ID",
            "DWA Title",
            "Date",
            "Domain Source",
        ],
        [
            CLERK,
            "Counter Clerks",
            17.0,
            "Tell the way.",
            "4.A.1.a.I01.D01",
            "Find a name.",
            "07/2014",
            "Analyst",
        ],
    ],
    "Task Categories": [
        ["Scale ID", "Scale Name", "Category", "Category Description"],
        ["FT", "How Often", 1.0, "Once a year"],
    ],
    "Task Ratings": [
        [
            "O*NET-SOC Code",
            "Title",
            "Task ID",
            "Task",
            "Scale ID",
            "Scale Name",
            "Category",
            "Data Value",
            "N",
        ],
        [CLERK, "Counter Clerks", 17.0, "Tell the way.", "FT", "How Often", 1.0, 12.5, 40.0],
        [CLERK, "Counter Clerks", 17.0, "Tell the way.", "IM", "Importance", "", 4.1, 40.0],
    ],
    "Emerging Tasks": [
        [
            "O*NET-SOC Code",
            "Title",
            "Task",
            "Category",
            "Original Task ID",
            "Original Task",
            "Date",
            "Domain Source",
        ],
        [
            CLERK,
            "Counter Clerks",
            "Tell the way by radio.",
            "Revision",
            17.0,
            "Tell the way.",
            "08/2024",
            "Incumbent",
        ],
        [CLERK, "Counter Clerks", "Mend the robot.", "New", "", "", "08/2024", "Incumbent"],
    ],
    "Alternate Titles": [
        ["O*NET-SOC Code", "Title", "Alternate Title", "Short Title", "Source(s)"],
        [CLERK, "Counter Clerks", "Front Desk Person (FDP)", "FDP", "04,06"],
        [CLERK, "Counter Clerks", "Counter Clerks", "", "08"],
        [CLERK, "Counter Clerks", "Counter Clerks", "", "08"],
    ],
    "Sample of Reported Titles": [
        ["O*NET-SOC Code", "Title", "Reported Job Title", "Shown in My Next Move"],
        [CLERK, "Counter Clerks", "Front Desk Person (FDP)", "Y"],
    ],
    "Skills": [
        RATED,
        [
            CLERK,
            "Counter Clerks",
            "2.A.1",
            "Reading Skills",
            "IM",
            "Importance",
            4.12,
            8.0,
            0.125,
            3.88,
            4.37,
            "N",
            "",
            "08/2023",
            "Analyst",
        ],
        [
            CLERK,
            "Counter Clerks",
            "2.A.1",
            "Reading Skills",
            "LV",
            "Level",
            3.0,
            8.0,
            0.1,
            "",
            "",
            "Y",
            "N",
            "08/2023",
            "Analyst",
        ],
    ],
    "Knowledge": [
        RATED,
        [
            KEEPER,
            "Book Keepers",
            "2.C",
            "Knowing",
            "IM",
            "Importance",
            5.0,
            "",
            "",
            "",
            "",
            "",
            "",
            "08/2021",
            "Incumbent",
        ],
    ],
    "Education, Training, and Experience Categories": [
        [
            "Element ID",
            "Element Name",
            "Scale ID",
            "Scale Name",
            "Category",
            "Category Description",
        ],
        ["2.D.1", "School", "RL", "Schooling Asked", 1.0, "None at all"],
    ],
    "Education, Training, and Experience": [
        [*RATED[:6], "Category", *(c for c in RATED[6:] if c != "Not Relevant")],
        [
            CLERK,
            "Counter Clerks",
            "2.D.1",
            "School",
            "RL",
            "Schooling Asked",
            1.0,
            25.5,
            28.0,
            0.5,
            "",
            "",
            "N",
            "08/2023",
            "Incumbent",
        ],
    ],
    "Interests": [
        [*RATED[:7], "Date", "Domain Source"],
        [CLERK, "Counter Clerks", "1.B.1.a", "Making", "OI", "Liking", 1.3, "11/2023", "Machine"],
    ],
    "Level Scale Anchors": [
        [
            "Element ID",
            "Element Name",
            "Scale ID",
            "Scale Name",
            "Anchor Value",
            "Anchor Description",
        ],
        ["2.A.1", "Reading Skills", "LV", "Level", 2.0, "Read a street sign"],
    ],
    "Job Zone Reference": [
        ["Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"],
        [2.0, "Zone Two", "Some helps.", "Some school.", "Some months.", "Clerks.", "(4 to 6)"],
    ],
    "Job Zones": [
        ["O*NET-SOC Code", "Title", "Job Zone", "Date", "Domain Source"],
        [CLERK, "Counter Clerks", 2.0, "08/2023", "Analyst"],
    ],
    "Related Occupations": [
        [
            "O*NET-SOC Code",
            "Title",
            "Related O*NET-SOC Code",
            "Related Title",
            "Relatedness Tier",
            "Index",
        ],
        [CLERK, "Counter Clerks", KEEPER, "Book Keepers", "Primary-Short", 1.0],
    ],
    "UNSPSC Reference": [
        [
            "Commodity Code",
            "Commodity Title",
            "Class Code",
            "Class Title",
            "Family Code",
            "Family Title",
            "Segment Code",
            "Segment Title",
        ],
        [
            43232202.0,
            "Page software",
            43232200.0,
            "Content software",
            43230000.0,
            "Software",
            43000000.0,
            "Machines that reckon",
        ],
    ],
    "Technology Skills": [
        [
            "O*NET-SOC Code",
            "Title",
            "Example",
            "Commodity Code",
            "Commodity Title",
            "Hot Technology",
            "In Demand",
        ],
        [CLERK, "Counter Clerks", "PageWright", 43232202.0, "Page software", "Y", "N"],
        [KEEPER, "Book Keepers", "PageWright", 43232202.0, "Page software", "Y", "Y"],
    ],
    "Tools Used": [
        ["O*NET-SOC Code", "Title", "Example", "Commodity Code", "Commodity Title"],
        [CLERK, "Counter Clerks", "Brass bells", 43232202.0, "Page software"],
    ],
    "Occupation Level Metadata": [
        ["O*NET-SOC Code", "Title", "Item", "Response", "N", "Percent", "Date"],
        [CLERK, "Counter Clerks", "How asked", "By letter", 95.0, 18.9, "08/2023"],
        [CLERK, "Counter Clerks", "How asked", "By visit", 95.0, "", "08/2023"],
    ],
    "Survey Booklet Locations": [
        ["Element ID", "Element Name", "Survey Item Number", "Scale ID", "Scale Name"],
        ["2.A.1", "Reading Skills", "SK01a", "IM", "Importance"],
    ],
    "RIASEC Keywords": [
        ["Element ID", "Element Name", "Keyword", "Keyword Type"],
        ["1.B.1.a", "Making", "Hammer", "Action"],
    ],
    "Interests Illustrative Activities": [
        ["Element ID", "Element Name", "Interest Type", "Activity"],
        ["1.B.1.a", "Making", "General", "Build a birdhouse."],
    ],
    "Interests Illustrative Occupations": [
        ["Element ID", "Element Name", "Interest Type", "O*NET-SOC Code", "Title"],
        ["1.B.1.a", "Making", "General", CLERK, "Counter Clerks"],
    ],
    "Skills to Work Activities": [
        [
            "Skills Element ID",
            "Skills Element Name",
            "Work Activities Element ID",
            "Work Activities Element Name",
        ],
        ["2.A.1", "Reading Skills", "4.A.1.a", "Looking"],
    ],
}

OCCUPATION = "http://data.europa.eu/esco/occupation/11111111-aaaa-4bbb-8ccc-000000000001"
SKILL = "http://data.europa.eu/esco/skill/22222222-aaaa-4bbb-8ccc-000000000001"
OTHER_SKILL = "http://data.europa.eu/esco/skill/22222222-aaaa-4bbb-8ccc-000000000002"
GROUP = "http://data.europa.eu/esco/skill/33333333-aaaa-4bbb-8ccc-000000000001"
TOP = "http://data.europa.eu/esco/skill/33333333-aaaa-4bbb-8ccc-000000000002"
SCHEME = "http://data.europa.eu/esco/concept-scheme/"

ESCO: dict[str, list[list[Cell]]] = {
    "occupations_en": [
        [
            "conceptType",
            "conceptUri",
            "iscoGroup",
            "preferredLabel",
            "altLabels",
            "hiddenLabels",
            "status",
            "modifiedDate",
            "regulatedProfessionNote",
            "scopeNote",
            "definition",
            "inScheme",
            "description",
            "code",
        ],
        [
            "Occupation",
            OCCUPATION,
            "4229",
            "desk person",
            "front person\ndesk person\nbell ringer",
            "dsk",
            "released",
            "2024-01-02T03:04:05.678Z",
            "http://data.europa.eu/esco/regulated-professions/unregulated",
            "Not robots.",
            "",
            f"{SCHEME}occupations,\n{SCHEME}member-occupations",
            "They stand at desks.",
            "4229.9",
        ],
    ],
    "ISCOGroups_en": [
        [
            "conceptType",
            "conceptUri",
            "code",
            "preferredLabel",
            "status",
            "altLabels",
            "inScheme",
            "description",
        ],
        [
            "ISCOGroup",
            "http://data.europa.eu/esco/isco/C4229",
            "4229",
            "Desk people",
            "released",
            "",
            f"{SCHEME}isco",
            "All who stand at desks.",
        ],
    ],
    "skills_en": [
        [
            "conceptType",
            "conceptUri",
            "skillType",
            "reuseLevel",
            "preferredLabel",
            "altLabels",
            "hiddenLabels",
            "status",
            "modifiedDate",
            "scopeNote",
            "definition",
            "inScheme",
            "description",
        ],
        [
            "KnowledgeSkillCompetence",
            SKILL,
            "skill/competence",
            "cross-sector",
            "ring bells",
            "sound bells",
            "",
            "released",
            "2024-01-02T03:04:05Z",
            "",
            "To make it ring.",
            f"{SCHEME}skills",
            "Ring bells, loudly.",
        ],
    ],
    "skillGroups_en": [
        [
            "conceptType",
            "conceptUri",
            "preferredLabel",
            "altLabels",
            "hiddenLabels",
            "status",
            "modifiedDate",
            "scopeNote",
            "inScheme",
            "description",
            "code",
        ],
        [
            "SkillGroup",
            GROUP,
            "noises",
            "",
            "",
            "released",
            "",
            "",
            f"{SCHEME}skills-hierarchy",
            "All noises.",
            "S9.1",
        ],
    ],
    "skillsHierarchy_en": [
        [
            *(f"Level {n} {part}" for n in range(4) for part in ("URI", "preferred term")),
            "Description",
            "Scope note",
            *(f"Level {n} code" for n in range(4)),
        ],
        [TOP, "skills", "", "", "", "", "", "", "", "", "S"],
        [TOP, "skills", GROUP, "noises", "", "", "", "", "All noises.", "", "S", "S9.1"],
    ],
    "broaderRelationsSkillPillar_en": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["KnowledgeSkillCompetence", SKILL, "SkillGroup", GROUP],
    ],
    "occupationSkillRelations_en": [
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [OCCUPATION, "essential", "skill/competence", SKILL],
        [OCCUPATION, "optional", "knowledge", OTHER_SKILL],
    ],
    "skillSkillRelations_en": [
        [
            "originalSkillUri",
            "originalSkillType",
            "relationType",
            "relatedSkillType",
            "relatedSkillUri",
        ],
        [SKILL, "skill/competence", "optional", "knowledge", OTHER_SKILL],
    ],
    "conceptSchemes_en": [
        [
            "conceptType",
            "conceptSchemeUri",
            "preferredLabel",
            "title",
            "status",
            "description",
            "hasTopConcept",
        ],
        ["ConceptScheme", f"{SCHEME}noises", "Noises", "", "released", "", f"{SKILL},\n{GROUP}"],
    ],
}

REBUILT: dict[str, list[list[Cell]]] = {
    "occupationSkillRelations_reconstructed": [
        ["occupationUri", "relationType", "skillUri", "skillLabel"],
        [OCCUPATION, "essential", SKILL, "ring bells"],
        [OCCUPATION, "optional", OTHER_SKILL, "know bells"],
    ],
    "skills_en_reconstructed": [
        ["conceptUri", "preferredLabel", "kind", "label_source", "description", "text"],
        [SKILL, "ring bells", "knowledge?", "guess", "Ring.", "ring bells sound bells Ring."],
    ],
}

CROSSWALKS: dict[str, list[list[Cell]]] = {
    "crosswalk_esco_onet": [
        ["Mapping project name", "Bells to bells", "", "", "", "", ""],
        ["Mapping project version", "1", "", "", "", "", ""],
        ["", "", "", "", "", "", ""],
        [
            "O*NET Id",
            "O*NET Title",
            "O*NET Description",
            "ESCO or ISCO URI",
            "ESCO or ISCO Title",
            "ESCO or ISCO Description",
            "Type of Match",
        ],
        [
            CLERK,
            "Counter Clerks",
            "Answer.",
            OCCUPATION,
            "desk person",
            "They stand.",
            "broadMatch",
        ],
        [
            KEEPER,
            "Book Keepers",
            "Keep.",
            "http://data.europa.eu/esco/isco/C4229",
            "Desk people",
            "All.",
            "exactISCO",
        ],
    ],
    "2019_to_SOC_Crosswalk": [
        ["O*NET-SOC 2019 Occupation Listings", "", "", ""],
        ["", "", "", ""],
        ["O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title", "2018 SOC Code", "2018 SOC Title"],
        [CLERK, "Counter Clerks", "43-4051", "Counter Clerks"],
        ["43-4051.03", "Bell Clerks", "43-4051", "Counter Clerks"],
        [KEEPER, "Book Keepers", "25-4031", "Book Keepers"],
    ],
    "2010_to_2019_Crosswalk": [
        [
            "O*NET-SOC 2010 Code",
            "O*NET-SOC 2010 Title",
            "O*NET-SOC 2019 Code",
            "O*NET-SOC 2019 Title",
        ],
        [CLERK, "Counter Clerks", CLERK, "Counter Clerks"],
        ["25-4031.01", "Map Keepers", KEEPER, "Book Keepers"],
        ["25-4031.02", "Bell Keepers", KEEPER, "Book Keepers"],
    ],
    "2019_Occupations": [
        ["O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title", "O*NET-SOC 2019 Description"],
        [CLERK, "Counter Clerks", "Answer at a counter."],
    ],
    "SOC_Structure": [
        [
            "Major Group",
            "Minor Group",
            "Broad Occupation",
            "Detailed Occupation",
            "Detailed O*NET-SOC",
            "SOC or O*NET-SOC 2019 Title",
        ],
        ["43-0000", "", "", "", "", "Office Work"],
        ["", "43-4000", "", "", "", "Counter Work"],
        ["", "", "", "43-4051", "", "Counter Clerks"],
        ["", "", "", "", "43-4051.03", "Bell Clerks"],
    ],
}


def write(folder: Path, tables: Tables, form: str) -> Path:
    """Write tables as "xlsx", "txt" (tabs, nothing escaped) or "csv" into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_table(folder / f"{name}.{form}", rows)
    return folder


def write_table(path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    if path.suffix == ".xlsx":
        write_workbook(path, rows)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            if path.suffix == ".txt":
                stream.writelines("\t".join(map(text_of, row)) + "\r\n" for row in rows)
            else:
                csv.writer(stream).writerows([map(text_of, row) for row in rows])
    return path


def text_of(cell: Cell) -> str:
    """A cell as O*NET's text release writes it."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if cell.is_integer() else f"{cell:.4f}"


def archive(folder: Path, path: Path) -> Path:
    """Pack the files of a folder into a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, f"release/{file.name}")
    return path


def write_workbook(path: Path, rows: Sequence[Sequence[Cell]], *, above: int = 0) -> None:
    """Write a workbook of one sheet, with *above* blank rows before the first."""
    lines = []
    for number, row in enumerate(rows, 1 + above):
        cells = []
        for column, cell in enumerate(row):
            place = f"{_letters(column)}{number}"
            if isinstance(cell, str):
                if cell:
                    text = f'<is><t xml:space="preserve">{escape(cell)}</t></is>'
                    cells.append(f'<c r="{place}" t="inlineStr">{text}</c>')
            else:
                cells.append(f'<c r="{place}"><v>{cell!r}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}'
        "</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')


def _letters(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)
