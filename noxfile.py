"""The tests on every Python the project is for: `nox`, or `nox -s tests-3.12 -- tests/values`.

An interpreter that is not on the path is passed over by name; `nox --error-on-missing-interpreters`
makes that a failure. Each session installs what requirements/dev.txt settles, by hash.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"

# Those that the classifiers name.
PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests; arguments behind -- go to pytest."""
    _install(session)
    session.run("python", "-m", "pytest", *(session.posargs or ["-m", "not slow"]))


@nox.session(python=PYTHONS)
def types(session: nox.Session) -> None:
    """Check the types as this Python has them."""
    _install(session)
    session.run("python", "-m", "mypy", "--python-version", str(session.python))


def _install(session: nox.Session) -> None:
    session.install("--require-hashes", "--requirement", "requirements/dev.txt")
    # The build backend is among what was just installed.
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")
