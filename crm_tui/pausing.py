"""Stopping the program for a while and going on with it, asked for by a signal (H6)."""

import asyncio
import os
import signal
from typing import Any

from textual.app import App


def mind_stops(app: App[Any]) -> None:
    """Obey a request to stop between two tasks, never in the middle of one.

    Textual obeys it wherever the program is: while something is being written to the terminal it then waits for itself
    for ever. Being told to go on without having been stopped changes nothing; Textual would begin to read twice.
    """
    loop = asyncio.get_running_loop()

    def stop() -> None:
        with app.suspend():
            os.kill(os.getpid(), signal.SIGSTOP)

    loop.add_signal_handler(signal.SIGTSTP, stop)
    loop.add_signal_handler(signal.SIGCONT, lambda: None)
