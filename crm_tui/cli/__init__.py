"""The command line: every command asks the store, prints a table for people or one JSON document for programs."""
