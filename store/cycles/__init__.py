"""Cycles: recurrence rules, what they mean in dates and in words, and how words are read as rules (B1 to B7)."""

from store.cycles.cycle import Cycle, dates, read
from store.cycles.in_words import Found, find_words
from store.cycles.occurrences import LIMIT
from store.cycles.pattern import Pattern, pattern_of, rrule_of
from store.cycles.wording import words, words_of_rule

__all__ = [
    "LIMIT", "Cycle", "Found", "Pattern", "dates", "find_words", "pattern_of", "read", "rrule_of", "words",
    "words_of_rule",
]  # fmt: skip
