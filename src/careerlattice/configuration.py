"""What a person has set once for all runs: who reviews, and where the mapping sets are.

Looked for in `careerlattice.toml` in the current folder, then in the person's own file, which lies
where the system keeps such things. $CAREERLATTICE_REVIEWER goes before both.

    mappings = "our-mappings"           # the folder of the mapping sets, from this file's folder
    [reviewer]
    name = "Ada Example"
    orcid = "0000-0002-1825-0097"       # or iri = "https://…", or neither
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careerlattice.errors import CareerlatticeError, InputError, UsageError

__all__ = [
    "Reviewer",
    "configured_mappings",
    "configured_reviewer",
    "remember_reviewer",
    "user_file",
]

ORCID = "https://orcid.org/"
VARIABLE = "CAREERLATTICE_REVIEWER"
PROJECT_FILE = "careerlattice.toml"

_ORCID = re.compile(r"(?:https?://orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")
_BRACKETED = re.compile(r"(?P<name>[^<>()]*)[<(](?P<id>[^<>()]+)[>)]")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews: by *name*, by *iri* (an ORCID, or whatever names the person), or by both."""

    name: str = ""
    iri: str = ""

    @classmethod
    def parse(cls, text: str) -> Reviewer:
        """The reviewer that *text* names: a name, an ORCID, an IRI, or ``name <ORCID>``.

        Raises:
            UsageError: it names nobody, or the ORCID is mistyped.
        """
        plain = " ".join(text.split())
        parts = _BRACKETED.fullmatch(plain)
        if parts:
            return cls(parts["name"].strip(), _person(parts["id"].strip()))
        if _ORCID.fullmatch(plain) or re.match(r"https?://", plain):
            return cls("", _person(plain))
        if not any(letter.isalpha() for letter in plain) or "|" in plain:
            raise UsageError(f"{text!r} names no reviewer", remedy="give a name, or an ORCID")
        return cls(plain)

    def __str__(self) -> str:
        """The name and the ORCID, as far as they are known."""
        iri = self.iri.removeprefix(ORCID)
        return f"{self.name} <{iri}>" if self.name and iri else self.name or iri


def configured_reviewer(folder: Path | None = None) -> Reviewer | None:
    """Who reviews, by the environment, the file in *folder* (the current one), the person's own.

    Raises:
        UsageError: the environment names nobody.
        InputError: a file cannot be read, or names nobody.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Reviewer.parse(named)
    for file, settings in _settings(folder):
        found = settings.get("reviewer")
        if found is not None:
            return _reviewer(found, file)
    return None


def configured_mappings(folder: Path | None = None) -> Path | None:
    """The folder of mapping sets that a configuration file names.

    Raises:
        InputError: a file cannot be read.
    """
    for file, settings in _settings(folder):
        named = settings.get("mappings")
        if isinstance(named, str):
            return file.parent / named
        if named is not None:
            raise InputError("mappings is no text", place=file, remedy='write mappings = "FOLDER"')
    return None


def remember_reviewer(reviewer: Reviewer) -> Path:
    """Write *reviewer* into the person's own file, which has none yet; return the file.

    Raises:
        CareerlatticeError: it cannot be written.
    """
    file = user_file()
    lines = ["[reviewer]"]
    if reviewer.name:
        lines.append(f"name = {json.dumps(reviewer.name, ensure_ascii=False)}")
    if reviewer.iri.startswith(ORCID):
        lines.append(f'orcid = "{reviewer.iri.removeprefix(ORCID)}"')
    elif reviewer.iri:
        lines.append(f"iri = {json.dumps(reviewer.iri)}")
    try:
        before = file.read_text("utf-8").rstrip() if file.exists() else ""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((before + "\n\n" if before else "") + "\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise CareerlatticeError(
            f"cannot be written ({error.strerror})",
            place=file,
            remedy=f"say who you are with ${VARIABLE}",
        ) from None
    return file


def user_file() -> Path:
    """The person's own file of settings, where the system keeps such things."""
    named = os.environ.get("XDG_CONFIG_HOME")
    if named:
        base = Path(named)
    elif sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path.home() / ".config"
    return base / "careerlattice" / "config.toml"


def _settings(folder: Path | None) -> list[tuple[Path, Mapping[str, Any]]]:
    files = ((folder or Path.cwd()) / PROJECT_FILE, user_file())
    return [(file, _read(file)) for file in files if file.is_file()]


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            f"cannot be read ({error})", place=file, remedy="write it as TOML, in UTF-8"
        ) from None


def _reviewer(found: object, file: Path) -> Reviewer:
    try:
        if isinstance(found, str):
            return Reviewer.parse(found)
        if isinstance(found, dict):
            name = " ".join(str(found.get("name") or "").split())
            iri = _person(str(found.get("orcid") or found.get("iri") or ""))
            if name or iri:
                return Reviewer(name, iri)
    except UsageError as error:
        raise InputError(f"reviewer: {error.message}", place=file, remedy=error.remedy) from None
    raise InputError(
        "reviewer: nobody is named", place=file, remedy='write name = "…", and orcid = "…" if any'
    )


def _person(text: str) -> str:
    """The IRI of a person, by an ORCID or an IRI; "" is nobody's.

    Raises:
        UsageError: *text* is neither.
    """
    known = _ORCID.fullmatch(text)
    if known:
        number = known[1].upper()
        if not _is_orcid(number):
            raise UsageError(f"{number} is no ORCID", remedy="look for a mistyped digit")
        return ORCID + number
    if text and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[^\s<>\"{}|\\^`/#]", text):
        raise UsageError(f"{text!r} is neither an ORCID nor an IRI", remedy="leave it out")
    return text


def _is_orcid(number: str) -> bool:
    """Whether the last digit is the one that the others ask for (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in number[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return number[-1] == ("X" if rest == 10 else str(rest))
