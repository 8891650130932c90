"""Rows to draw: activities as the store would answer with them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from store.rows import ActivityRow, CategoryRef, Ref, UserRef
from store.when import Timed

ANNA = UserRef(1, "anna", "Anna Zielińska")
CALL = CategoryRef(1, "Call", "C", "blue")
NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def row(number: int, hour: int = 15, **fields: Any) -> ActivityRow:
    """Return a call of half an hour today at `hour` UTC."""
    start = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hour)
    held: dict[str, Any] = {
        "id": number,
        "version": 1,
        "when": Timed(start, start + timedelta(minutes=30)),
        "category": CALL,
        "status": "planned",
        "assigner": ANNA,
        "performers": (ANNA,),
        "contact": Ref(number, f"Contact {number}"),
        "description": f"about {number}",
    }
    return ActivityRow(**(held | fields))
