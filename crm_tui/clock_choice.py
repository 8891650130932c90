"""Which clock the program runs by: the machine's, or for tests and pictures one that stands still or is shifted."""

import os
from datetime import datetime

from store.clock import Clock, FixedClock, ShiftedClock, SystemClock

RUNS_ON = " running"


def chosen_clock() -> Clock:
    """Return the system's clock, or one fixed at CRM_TUI_CLOCK (ISO 8601 with an offset). Raises WrongSetting.

    Where " running" follows the instant, the clock shows it now and runs on from there.
    """
    wanted = os.environ.get("CRM_TUI_CLOCK")
    if not wanted:
        return SystemClock()
    try:
        instant = datetime.fromisoformat(wanted.removesuffix(RUNS_ON))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        from crm_tui.configuration import WrongSetting

        raise WrongSetting("clock", "CRM_TUI_CLOCK", "not-an-instant")
    return ShiftedClock(instant - SystemClock().now()) if wanted.endswith(RUNS_ON) else FixedClock(instant)
