"""Cycles: recurrence rules, what they mean in dates and in words, and how words are read as rules (B1 to B7)."""

from store.cycles.cycle import Cycle, dates, read
from store.cycles.occurrences import LIMIT

__all__ = ["LIMIT", "Cycle", "dates", "read"]
