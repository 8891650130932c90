"""Benchmarks of the installed program in a real pty: `make bench`."""
