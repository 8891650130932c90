"""Kills a program at every step that it takes: each write, sync, rename, removal, statement and commit is a step."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

WRITES = re.compile("insert|update|delete", re.IGNORECASE).match
STEPS = ("write", "fsync", "rename", "replace", "unlink", "open", "mkdir")


def die_at(step: int) -> Callable[[], None]:
    """Kill this process when it is about to take its `step`-th step from now on, counted from 0.

    Returns what counts one more step, for steps of the program's own.
    """
    from sqlalchemy import Engine, event

    left = step

    def count() -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **kwargs: Any) -> Any:
            count()
            return call(*args, **kwargs)

        return counting

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    event.listen(Engine, "commit", lambda _connection: count())
    event.listen(Engine, "before_cursor_execute", lambda *told: count() if WRITES(told[2]) else None)
    return count


def killed_at_every_step(
    module: str, *arguments: str, most: int = 100, after: Callable[[], None] = lambda: None
) -> int:
    """Run `python -m module STEP ARGUMENTS` with every step from 0 on, until it ends by itself; return how many.

    `after` looks at what is left behind, each time.
    """
    for step in range(most):
        ended = subprocess.run([sys.executable, "-m", module, str(step), *arguments], capture_output=True, check=False)
        after()
        if ended.returncode != -signal.SIGKILL:
            assert ended.returncode == 0, ended.stderr.decode()
            return step
    raise AssertionError("it takes more steps than that")
