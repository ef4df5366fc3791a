"""Where the ontology, the queries, the shapes and the seed documents are.

An installed package carries them inside itself; in a checkout they stand beside `src/`.
"""

from pathlib import Path

from careerlattice.errors import CareerlatticeError

__all__ = ["data_dir", "ontology_dir", "queries_dir", "shapes_dir", "templates_dir", "web_dir"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def ontology_dir() -> Path:
    """Return the folder of the ontology and its modules."""
    return _find("ontology")


def queries_dir() -> Path:
    """Return the folder of the questions, and of the checks in `checks/`."""
    return _find("queries")


def shapes_dir() -> Path:
    """Return the folder of the SHACL shapes."""
    return _find("shapes")


def data_dir() -> Path:
    """Return the folder of the seed documents and their `source.toml` files."""
    return _find("data")


def templates_dir() -> Path:
    """Return the folder of the texts that `careerlattice loader new` fills in."""
    return _find("templates")


def web_dir() -> Path | None:
    """Return the folder of the explorer's pages, None where they were not built.

    An installed package carries them as `web`; a checkout builds them with `make web`.
    """
    packaged, beside = _PACKAGE / "web", _CHECKOUT / "web" / "dist"
    places = [packaged, beside] if _PACKAGE.parent.name == "src" else [packaged]
    return next((place for place in places if (place / "index.html").is_file()), None)


def _find(name: str) -> Path:
    packaged = _PACKAGE / name
    # A module of the engine may bear the same name; a folder of data has no __init__.py.
    if packaged.is_dir() and not (packaged / "__init__.py").exists():
        return packaged
    # Only our own checkout counts: an installed package may lie two floors below anything.
    beside = _CHECKOUT / name
    if _PACKAGE.parent.name == "src" and beside.is_dir():
        return beside
    raise CareerlatticeError(
        f"the folder '{name}' is neither in the installed package nor in a checkout",
        place=packaged,
        remedy="install careerlattice again, from a wheel or from a complete checkout",
    )
