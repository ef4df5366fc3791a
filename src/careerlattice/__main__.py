"""`python -m careerlattice` is the command line."""

from careerlattice.cli import main

main()
