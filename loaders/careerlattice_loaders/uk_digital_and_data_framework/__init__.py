"""The capability framework of UK government digital and data work: roles, role levels, skills.

Two tables make up the framework. One has a row for each skill that each role level needs, with the
descriptions of role, level and skill again in every row; the other a row for each skill, with what
its four levels mean. Each is a document of its own: what they share (the skills, their levels) is
brought together by the publisher's graph.
"""

from careerlattice_loaders.uk_digital_and_data_framework.loader import LOADER

__all__ = ["LOADER"]
