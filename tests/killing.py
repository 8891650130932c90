"""Kills a program at every step that it takes: each write, sync, rename, removal, statement and commit is a step."""

import gc
import importlib
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from tests.apart import Apart

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
    """Call a module's `main(STEP, ARGUMENTS)` with every step from 0 on, until it ends by itself; return how many.

    Each call has a process of its own, forked from one that has imported what it needs. `after` looks at what is
    left behind, each time.
    """
    parent = Apart("tests.killing", module, *arguments)
    try:
        for step in range(most):
            parent.write(f"{step}\n")
            code = parent.readline().strip()
            after()
            if code != str(-signal.SIGKILL):
                assert code == "0", parent.said
                return step
    finally:
        parent.end()
    raise AssertionError("it takes more steps than that")


def call_for_each_step(module: str, *arguments: str) -> None:
    """For each step on a line of standard input fork, call, and say the exit code, negative for a signal."""
    main = importlib.import_module(module).main
    gc.freeze()
    for step in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                main(step.strip(), *arguments)
                os._exit(0)
            finally:
                traceback.print_exc()
                os._exit(1)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    call_for_each_step(*sys.argv[1:])
