"""Taxonomies: what others publish of occupations and skills, in the store beside the documents.

O*NET, ESCO and the crosswalks between classifications are read in the forms in which they are
distributed, each into a named graph of its own that says its version, its licence and to whom the
credit is due. See docs/decisions/0014.
"""

from careerlattice.taxonomies.installed import (
    KINDS,
    Installed,
    add_taxonomy,
    base_store,
    installed_taxonomies,
    remove_taxonomy,
    taxonomies_dir,
)
from careerlattice.taxonomies.quads import About, TableCount
from careerlattice.taxonomies.terms import ESCO, ONET, onet_id, taxonomy_graph

__all__ = [
    "ESCO",
    "KINDS",
    "ONET",
    "About",
    "Installed",
    "TableCount",
    "add_taxonomy",
    "base_store",
    "installed_taxonomies",
    "onet_id",
    "remove_taxonomy",
    "taxonomies_dir",
    "taxonomy_graph",
]
