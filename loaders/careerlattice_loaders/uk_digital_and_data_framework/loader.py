"""Tell the two tables of the framework apart, and read each."""

from __future__ import annotations

from careerlattice.errors import InputError
from careerlattice.model import Specification, Words
from careerlattice.outline import Outline
from careerlattice.values import read_header, read_table
from careerlattice_loaders.uk_digital_and_data_framework.columns import (
    LEVELS,
    ROLE,
    ROLE_COLUMNS,
    ROLES_NEED,
    SKILL,
    SKILL_DESCRIPTION,
)
from careerlattice_loaders.uk_digital_and_data_framework.roles import read_roles
from careerlattice_loaders.uk_digital_and_data_framework.skills import read_skills


class UkDigitalAndDataFramework:
    """Roles with their levels and skills, and skills with what their levels mean, as CSV."""

    name = "uk-digital-and-data-framework"
    version = "1"

    def recognise(self, outline: Outline) -> float:
        """How surely *outline* is one of the two tables, by the names of its columns."""
        found = set(read_header(outline.text))
        if _is_roles(found) or _is_skills(found):
            return 0.98
        # A table of the family that lacks what it cannot do without is refused in words.
        return 0.9 if len(found & ROLE_COLUMNS) >= 5 else 0.0

    def read(self, outline: Outline) -> Specification:
        """Everything the table says.

        Raises:
            InputError: it is one of the family's tables, and broken or without a column it needs.
        """
        if self.recognise(outline) == 0:
            return Specification(Words("", ()), is_collection=True)
        table = read_table(outline.text)
        keys = {column.key for column in table.columns}
        if _is_skills(keys):
            return read_skills(table)
        for needed in ROLES_NEED:
            if needed not in keys:
                raise InputError(
                    f"the column “{needed.capitalize()}” is missing",
                    remedy="supply the table with all its columns, as it is published",
                )
        return read_roles(table)


def _is_roles(keys: set[str]) -> bool:
    return keys.issuperset(ROLES_NEED)


def _is_skills(keys: set[str]) -> bool:
    return {SKILL, SKILL_DESCRIPTION, *LEVELS} <= keys and ROLE not in keys


LOADER = UkDigitalAndDataFramework()
