"""The general loader: any class specification, job posting or description of a position.

Special loaders know the families they were written for; this one knows what such documents mean.
"""

from careerlattice_loaders.general.loader import LOADER

__all__ = ["LOADER"]
