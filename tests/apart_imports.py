"""Imported once by the process that those of `tests.apart` are forked from."""

from store.database import load_writing_side
from tests.store import rushing, starting, writing_on  # noqa: F401

load_writing_side()
