"""How long after they are due reminders are seen in the idle program and come by mail: the real program in a pty.

    python -m tests.bench.reminder_latency [--times 5] [--engines sqlite postgresql]

Another process plans what is due some seconds later, as another user's program would; the toast and the number of the
bell are looked for on the screen as an emulator draws it, the mail at a server on this machine.
"""

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import activities, people
from store.database import Store
from store.reminder_kinds import Before, Reminder
from store.when import Timed
from tests.bench.pty_program import PtyProgram, Seen
from tests.bench.reminders import opened
from tests.bench.run import PROGRAM, environment
from tests.databases import Databases
from tests.delivering import HOST, Inbox, reachable
from tests.making import draft

IDLE_SECONDS = 10.0
AHEAD_SECONDS = 5
SEEN_SECONDS = 2.0
MAIL_SECONDS = 10.0


def told(number: int) -> Seen:
    """Whether the toast of a reminder is shown, and so many unread on the bell."""

    def seen(lines: list[str]) -> bool:
        return any("eminder · Call" in line for line in lines) and f"● {number} " in "\n".join(lines)

    return seen


def measured(store: Store, folder: Path, times: int) -> str:
    """Return the line that tells of one database."""
    anna = people.log_in(store, "anna")
    reachable(store, anna)
    with Inbox() as inbox:
        env = environment(folder) | {
            "CRM_TUI_MAIL__URL": f"smtp://{HOST}:{inbox.port}", "CRM_TUI_MAIL__SENDER": "crm@example.com",
        }  # fmt: skip
        del env["CRM_TUI_CLOCK"]
        url = str(store.path) if store.path else store.url
        program = PtyProgram([PROGRAM, "--db", url, "--as", "anna", "--lang", "en"], env)
        epoch = time.time() - time.perf_counter() + program.started
        program.until(b"planned for today|Day plan")
        program.settle(IDLE_SECONDS)
        dues, mailed = [], []
        for number in range(1, times + 1):
            due = (datetime.now(UTC) + timedelta(seconds=AHEAD_SECONDS)).replace(microsecond=0)
            reminder = Reminder(Before(0, "minute"), ("app", "email"))
            activities.plan(store, anna, draft(store, anna, when=Timed(due, due), reminders=(reminder,)))
            dues.append(due.timestamp() - epoch)
            until = time.monotonic() + AHEAD_SECONDS + 60
            while len(inbox.first) < number and time.monotonic() < until:
                program.settle(0.2)
            mailed.append((max(inbox.first.values()) - due).total_seconds())
            program.settle(3.0)
        program.quit(b"q")
    seen = [at - due for at, due in zip(program.replay(*(told(n + 1) for n in range(times))), dues, strict=True)]
    median = times // 2
    held = "held" if max(seen) <= SEEN_SECONDS and max(mailed) <= MAIL_SECONDS else "NOT HELD"
    return (
        f"seen after due: median {sorted(seen)[median]:.2f} s, worst {max(seen):.2f} s (at most {SEEN_SECONDS:g}); "
        f"mail: median {sorted(mailed)[median]:.2f} s, worst {max(mailed):.2f} s (at most {MAIL_SECONDS:g}): {held}; "
        f"load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """Print the figures of each database."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        databases = Databases(own=folder, shared=folder, now=datetime.now(UTC))
        try:
            for engine in given.engines:
                with opened(engine, databases, folder) as store:
                    print(f"{engine:<11} {measured(store, folder, given.times)}", flush=True)
        finally:
            databases.close()


if __name__ == "__main__":
    main()
