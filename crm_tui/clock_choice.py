"""Which clock the program runs by: the machine's, or one that stands still for tests and pictures."""

import os
from datetime import datetime

from store.clock import Clock, FixedClock, SystemClock


def chosen_clock() -> Clock:
    """Return the system's clock, or one fixed at CRM_TUI_CLOCK (ISO 8601 with an offset)."""
    fixed = os.environ.get("CRM_TUI_CLOCK")
    if not fixed:
        return SystemClock()
    instant = datetime.fromisoformat(fixed)
    if instant.tzinfo is None:
        raise ValueError(f"CRM_TUI_CLOCK wants an offset: {fixed}")
    return FixedClock(instant)
