"""What the project stands on, and under which licence (`python -m tests.project.dependencies`).

Licences are read from the metadata of what is installed, for the default install and each extra,
with all that these bring along; docs/dependencies.md is written from that. Where metadata name a
licence in words of their own, WORDS says what they mean; where they say too little, SETTLED says
what the distribution itself says, and where.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/dependencies.md"

# What may be in any install: nobody who installs the project takes on a duty to publish.
PERMISSIVE = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 HPND ISC MIT MIT-0 MIT-CMU PSF-2.0"
    " Unlicense W3C W3C-20150513 Zlib".split()
)

WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "ISC License": "ISC",
    "ISC license": "ISC",
    "MIT License": "MIT",
    "W3C SOFTWARE NOTICE AND LICENSE": "W3C",
}

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
    "W3C License": "W3C",
}

# Read in the licence file that the distribution carries.
SETTLED = {
    "partd": ("BSD-3-Clause", "its licence file"),
    "pypdfium2": (
        "Apache-2.0 AND BSD-3-Clause",
        "itself and PDFium; the libraries in it come with their own texts",
    ),
    "pystemmer": ("MIT AND BSD-3-Clause", "itself MIT; Snowball, which it carries, BSD-3-Clause"),
    "python-dateutil": (
        "Apache-2.0 AND BSD-3-Clause",
        "its licence file: contributions since December 2017, and those before",
    ),
    "zict": ("BSD-3-Clause", "its licence file"),
}


@dataclass(frozen=True, slots=True)
class Dependency:
    """One distribution: its name, its licence, and who asks for it."""

    name: str
    licence: str
    wanted_by: tuple[str, ...]

    @property
    def is_direct(self) -> bool:
        return "careerlattice" in self.wanted_by


class UnknownLicenceError(LookupError):
    """The metadata do not say under which licence a distribution is."""


def settings() -> dict[str, list[str]]:
    """The requirements of the default install ("") and of each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def closure(requirements: list[str]) -> dict[str, Dependency]:
    """All distributions that *requirements* bring on this machine, by canonical name.

    Raises:
        PackageNotFoundError: one of them is not installed.
        UnknownLicenceError: the metadata of one do not tell its licence.
    """
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [("careerlattice", Requirement(each)) for each in requirements]
    while waiting:
        wanting, requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        found.setdefault(name, set()).add(wanting)
        for extra in ("", *requirement.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += [(name, each) for each in _required(name, extra)]
    return {
        name: Dependency(name, licence(name), tuple(sorted(by)))
        for name, by in sorted(found.items())
    }


def _required(name: str, extra: str) -> Iterator[Requirement]:
    for text in distribution(name).requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


@cache
def licence(name: str) -> str:
    """The SPDX expression for the licence of an installed distribution.

    Raises:
        UnknownLicenceError: its metadata do not tell, and neither does SETTLED.
    """
    if name in SETTLED:
        return SETTLED[name][0]
    found = distribution(name)
    told = _told(found, "License-Expression") or _in_words(found)
    try:
        return str(canonicalize_license_expression(told))
    except InvalidLicenseExpression:
        raise UnknownLicenceError(
            f"{name}: {told[:80]!r}; read its licence file and enter it in SETTLED"
        ) from None


def _told(found: Distribution, field: str) -> str:
    return next(iter(found.metadata.get_all(field) or ()), "")


def _in_words(found: Distribution) -> str:
    text = _told(found, "License").strip()
    if re.fullmatch(r"[\w.+ ,()-]{1,40}", text):
        named = WORDS.get(text, text)
        try:
            return str(canonicalize_license_expression(named))
        except InvalidLicenseExpression:
            pass
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in found.metadata.get_all("Classifier", [])
        if each.startswith("License :: OSI Approved :: ")
    ]
    if len(classifiers) == 1 and classifiers[0] in CLASSIFIERS:
        return CLASSIFIERS[classifiers[0]]
    if classifiers == ["BSD License"]:
        return _bsd(found)
    return text or " / ".join(classifiers)


def _bsd(found: Distribution) -> str:
    """Which of the BSD licences it is, told by the text that the distribution carries."""
    texts = [_told(found, "License")]
    texts += [
        file.read_text()
        for file in found.files or ()
        if re.search(r"(?i)licen[cs]e|copying", file.name) and ".dist-info" in str(file)
    ]
    words = " ".join(" ".join(texts).split())
    if "Redistribution and use in source and binary forms" not in words:
        return "BSD License"
    return (
        "BSD-3-Clause"
        if re.search(r"(?i)neither the names?|may not be used", words)
        else ("BSD-2-Clause")
    )


# -- what a licence allows ---------------------------------------------------------------------


def allows(expression: str) -> bool:
    """Whether somebody who takes what *expression* grants takes permissive licences only.

    >>> allows("MIT AND (GPL-3.0-only OR BSD-3-Clause)"), allows("AGPL-3.0-or-later")
    (True, False)
    """
    tokens = re.findall(r"\(|\)|[^\s()]+", expression)

    def alternatives() -> bool:
        answer = together()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            # Not `or`: the other side has to be read in any case.
            answer |= together()
        return answer

    def together() -> bool:
        answer = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            answer &= one()
        return answer

    def one() -> bool:
        token = tokens.pop(0)
        if token == "(":
            answer = alternatives()
            tokens.pop(0)
            return answer
        if tokens and tokens[0] == "WITH":
            del tokens[:2]
        return token in PERMISSIVE

    answer = alternatives()
    assert not tokens, expression
    return answer


# -- the page ----------------------------------------------------------------------------------

_HEAD = """# Dependencies and their licences

What an install brings, as the metadata of each distribution say it. The tables hold for Python 3.11
on Linux; another Python or system may need a few more. Versions stand in `requirements/`, ranges in
`pyproject.toml`. What is compiled into a wheel may have licences of its own, which the wheel's own
files tell. Written by `python -m tests.project.dependencies`; a test holds it to what is
installed, and refuses a licence that is unknown or not permissive: no GPL, no AGPL, in the default
install or in any extra.
"""


def page() -> str:
    """docs/dependencies.md, as it should be."""
    parts = [_HEAD]
    default: Mapping[str, Dependency] = {}
    for extra, requirements in settings().items():
        found = closure(requirements)
        if not extra:
            default = found
            parts.append(f"## The default install\n\n{_table(found)}")
            continue
        more = {name: each for name, each in found.items() if name not in default}
        parts.append(
            f"## `careerlattice[{extra}]`\n\nBeside the default install:\n\n{_table(more)}"
        )
    told = "\n".join(
        f"| {name} | {expression} | {reason} |" for name, (expression, reason) in SETTLED.items()
    )
    parts.append(
        "## Settled by reading\n\nWhere metadata say too little, the licence file was read:\n\n"
        f"| distribution | licence | what is under it |\n|---|---|---|\n{told}"
    )
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def _table(found: Mapping[str, Dependency]) -> str:
    rows = [
        f"| {f'**{each.name}**' if each.is_direct else each.name} | {each.licence} |"
        f" {'' if each.is_direct else ', '.join(each.wanted_by)} |"
        for each in found.values()
    ]
    return "\n".join(["| distribution | licence | brought by |", "|---|---|---|", *rows])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
