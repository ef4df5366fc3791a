"""The graph over HTTP: a SPARQL endpoint, its description, and the frame the explorer stands in.

Queries run in processes of their own, which are ended when a limit is reached; the process that
talks to clients only ever waits for them.
"""
