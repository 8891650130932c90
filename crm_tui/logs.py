"""The log: a file in the platform's state folder that only its owner reads."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_state_path

LONGEST = 1_000_000


def log_path() -> Path:
    """Return where the log is."""
    return user_state_path("crm-tui") / "crm-tui.log"


def set_up() -> Path:
    """Send the program's log to its file and return its path; without one, where it cannot be written."""
    logger = logging.getLogger("crm_tui")
    path = Path("crm-tui.log")
    try:
        path = log_path()
        if logger.handlers:
            return path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        handler: logging.Handler = RotatingFileHandler(path, maxBytes=LONGEST, backupCount=2, delay=True)
    except (OSError, RuntimeError):
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(f"%(asctime)s {os.getpid()} %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return path
