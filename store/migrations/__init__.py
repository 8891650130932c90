"""The schema's revisions, in order. `HEAD` is what this program works with."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0008")
HEAD = REVISIONS[-1]
