"""The vocabularies: what is written uses only terms that were seen or that follow the rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from careerlattice.taxonomies.terms import ONET, SEEN, camel
from tests.taxonomies.conftest import Graph
from tests.taxonomies.samples import ONET as TABLES
from tests.taxonomies.samples import write

# Terms that neither were seen in O*NET's RDF nor bear the name of a column or a table.
OURS = {
    "Commodity",
    "DetailedWorkActivity",
    "IllustrativeActivity",
    "IllustrativeOccupation",
    "IntermediateWorkActivity",
    "JobTitle",
    "LevelScaleAnchor",
    "RIASECKeyword",
    "ReportedTitle",
    "SurveyBookletLocation",
    "TaskCategory",
    "TaskDWALinkage",
    "ToolWorkplaceExample",
    "EmergingTask",
    "hasDWALinkage",
    "hasEmergingTask",
    "hasIllustrativeActivity",
    "hasIllustrativeOccupation",
    "hasLevelScaleAnchor",
    "hasMetadata",
    "hasRIASECKeyword",
    "hasSurveyBookletLocation",
    "hasTool",
}


def test_terms_were_seen_or_are_named_after_columns_and_tables(
    tmp_path: Path, read: Callable[..., Graph]
) -> None:
    text = read("onet", write(tmp_path / "r", TABLES, "txt")).text
    used = set(re.findall(rf"<{re.escape(ONET)}(\w+)>", text))
    columns = {camel(str(title)) for rows in TABLES.values() for title in rows[0]}
    tables = {name.replace(" ", "") for name in TABLES}
    ratings = {f"{name}Rating" for name in (*tables, "Task")}
    assert used - SEEN - columns - tables - ratings == OURS


def test_most_terms_of_the_main_tables_were_seen() -> None:
    assert {"Occupation", "hasRating", "refersTo", "dataValue", "Scale", "hasTask"} <= SEEN
