"""The command line: `careerlattice COMMAND`. Data goes to stdout, progress and errors to stderr."""

from careerlattice.cli.app import main

__all__ = ["main"]
