"""Begin a loader: a module, an example document and its test, which run as they are written.

In a checkout of careerlattice a loader goes where its loaders are; anywhere else it becomes a
little package that offers the loader by its entry point.
"""

from __future__ import annotations

import keyword
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from string import Template

from careerlattice.errors import CareerlatticeError, UsageError
from careerlattice.registry import PACKAGE, find_loaders
from careerlattice.resources import templates_dir

__all__ = ["begin_loader", "begin_package", "find_checkout"]

_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST_NAME = 40


def find_checkout(start: Path) -> Path | None:
    """The checkout of careerlattice that *start* lies in, None where it lies in none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "loaders" / PACKAGE).is_dir() and (folder / "tests" / "loaders").is_dir():
            return folder
    return None


def begin_loader(name: str, checkout: Path) -> tuple[Path, ...]:
    """Write a loader called *name* into *checkout*, with its tests; return the files written.

    Raises:
        UsageError: *name* is no name for a loader, or is taken; nothing is overwritten.
        CareerlatticeError: the files cannot be written.
    """
    module = _check(name)
    tests = checkout / "tests" / "loaders" / module
    file = checkout / "loaders" / PACKAGE / f"{module}.py"
    for taken in (tests, file, file.with_suffix("")):
        if taken.exists():
            raise _taken(name, taken)
    imports = f"from careerlattice.sources import Source\nfrom {PACKAGE}.{module} import LOADER"
    words = {**_words(name), "imports": imports}
    with _workshop(checkout) as workshop:
        _write(
            workshop,
            {
                "loader.py": _filled("loader.py", words),
                "tests/input/records-clerk.txt": _filled("document", words),
                f"tests/test_{module}.py": _filled("test.py", words),
            },
        )
        (workshop / "tests").rename(tests)
        try:
            (workshop / "loader.py").rename(file)
        except OSError:
            shutil.rmtree(tests, ignore_errors=True)
            raise
    return file, *_files(tests)


def begin_package(name: str, folder: Path) -> tuple[Path, ...]:
    """Write a package with a loader called *name* into the new folder *folder*/*name*.

    Raises:
        UsageError: *name* is no name for a loader, or is taken; or *folder* is no folder.
        CareerlatticeError: the files cannot be written.
    """
    module = _check(name)
    if not folder.is_dir():
        raise UsageError("is no folder", place=folder, remedy="make it, or name another")
    if find_spec(module):
        raise UsageError(
            f"there is a Python module called {module} already", remedy="choose another name"
        )
    root = folder / name
    if root.exists():
        raise _taken(name, root)
    imports = (
        "from careerlattice.registry import find_loaders\n"
        "from careerlattice.sources import Source\n\n"
        f"from {module} import LOADER"
    )
    words = {**_words(name), "imports": imports}
    with _workshop(folder) as workshop:
        _write(
            workshop,
            {
                "new/pyproject.toml": _filled("pyproject.toml", words),
                "new/README.md": _filled("README.md", words),
                f"new/src/{module}.py": _filled("loader.py", words),
                "new/tests/input/records-clerk.txt": _filled("document", words),
                f"new/tests/test_{module}.py": _filled("test.py", words)
                + _filled("engine_test.py", words),
            },
        )
        (workshop / "new").rename(root)
    return _files(root)


def _check(name: str) -> str:
    """The name of the module of a loader called *name*.

    Raises:
        UsageError: no loader can be called so.
    """
    module = name.replace("-", "_")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME or keyword.iskeyword(module):
        raise UsageError(
            f"“{name}” is no name for a loader",
            remedy=f"use lower-case letters and single hyphens, at most {_LONGEST_NAME}",
        )
    if name in {loader.name for loader in find_loaders()}:
        raise UsageError(f"there is a loader called {name} already", remedy="choose another name")
    return module


def _taken(name: str, place: Path) -> UsageError:
    return UsageError(
        f"is there already, and {name} would go there", place=place, remedy="choose another name"
    )


def _words(name: str) -> dict[str, str]:
    """What the templates ask for of a loader called *name*."""
    words = name.split("-")
    return {
        "name": name,
        "module": "_".join(words),
        "class_name": "".join(map(str.capitalize, words)),
        "heading": " ".join(words).capitalize(),
        "masthead": " ".join(map(str.capitalize, words)),
        "pattern": r"\s+".join(words),
    }


def _filled(template: str, words: Mapping[str, str]) -> str:
    text = (templates_dir() / "loader" / f"{template}.txt").read_text("utf-8")
    return Template(text).substitute(words)


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """A folder on the same disk as *beside*, from which what is finished moves in one step.

    Raises:
        CareerlatticeError: the disk does not let us write.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".new-loader-", dir=beside) as workshop:
            yield Path(workshop)
    except OSError as error:
        raise CareerlatticeError(
            f"the loader could not be written ({error.strerror or error})",
            place=beside,
            remedy="make room, or choose a folder that you may write to",
        ) from None


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
