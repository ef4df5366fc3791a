"""One module per family of documents; each offers its loader under the name `LOADER`.

The engine finds these modules by scanning this package and imports none of them by name;
`loaders/README.md` says what a loader is asked for and what it may use.
"""
