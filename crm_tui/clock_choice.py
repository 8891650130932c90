"""Which clock the program runs by: the machine's, or one that stands still for tests and pictures."""

import os
from datetime import datetime

from store.clock import Clock, FixedClock, SystemClock


def chosen_clock() -> Clock:
    """Return the system's clock, or one fixed at CRM_TUI_CLOCK (ISO 8601 with an offset). Raises WrongSetting."""
    fixed = os.environ.get("CRM_TUI_CLOCK")
    if not fixed:
        return SystemClock()
    try:
        instant = datetime.fromisoformat(fixed)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        from crm_tui.configuration import WrongSetting

        raise WrongSetting("clock", "CRM_TUI_CLOCK", "not-an-instant")
    return FixedClock(instant)
