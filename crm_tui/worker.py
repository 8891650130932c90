"""The worker: delivers what is due, once, by every channel that it has (D2). The same in the app's background and as
`crm-tui worker`.

It sleeps until the next instant that something is due, half a minute at most, and is woken by whoever writes something
due sooner. What is inside the program arrives in one transaction; e-mail and SMS are claimed, read again and sent by a
few threads a channel, so that a recipient or server that does not answer holds up only what is sent beside it.
One line of the log for each decision: `grep 'user=anna activity=17' ` tells why Anna got no reminder.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from crm_tui.delivery.outcome import Failure
from crm_tui.marking import Marking
from store import day_plan_mail, deliveries, in_app, waking
from store.contents import Ready, Settled
from store.deliveries import LEASE, Claim, Mark
from store.instants import to_text
from store.refusals import Refused
from store.reminder_kinds import Channel
from store.reminder_rows import Outgoing

if TYPE_CHECKING:
    from crm_tui.delivery.senders import Sender
    from store.database import Store

log = logging.getLogger("crm_tui")
THREADS = 4
AT_ONCE = 24
PREPARE_SECONDS = 600.0
TROUBLE_SECONDS = 5.0
SHORTEST_SECONDS = 0.05
REST_SECONDS = 20.0
# What was read less than so long ago is sent so; what is older is asked whether it still stands, or read anew.
RECENT_SECONDS = 0.25
OLD_SECONDS = 10.0


class Worker:
    """Delivers from `store` by `senders`, and inside the program. `run` takes a thread; `stop` it from any other."""

    def __init__(
        self,
        store: "Store",
        senders: "Mapping[Channel, Sender]",
        *,
        lease: timedelta = LEASE,
        threads: int = THREADS,
        name: str = "",
    ) -> None:
        self._store, self._senders, self._lease = store, dict(senders), lease
        self.name = name or f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._pools = {channel: ThreadPoolExecutor(threads, f"crm-{channel}") for channel in self._senders}
        self._under_way: dict[Channel, dict[Future[None], Claim]] = {channel: {} for channel in self._senders}
        self._guard = threading.Lock()
        self._mark = Marking(store, self.name)
        self._not_begun: list[int] = []
        self._stopping = threading.Event()
        self._waker: waking.Waker | None = None
        self._prepared: float | None = None
        self._used: float | None = None
        self.counts: dict[str, int] = {}
        self.wakes = 0

    @property
    def channels(self) -> tuple[Channel, ...]:
        """What it delivers by."""
        return ("app", *self._senders)

    def run(self) -> None:
        """Deliver until stopped, whatever happens to the database or the network meanwhile."""
        log.info("worker %s begins: channels=%s", self.name, ",".join(self.channels))
        with waking.Waker(self._store) as waker:
            self._waker = waker
            while not self._stopping.is_set():
                self.wakes += 1
                waker.wait(self._turn(waker.longest))
            self._finish()
            self._waker = None
        log.info("worker %s ends", self.name)

    def run_once(self) -> dict[str, int]:
        """Deliver until nothing more is due now; return how many came to what."""
        self._prepare()
        while not self._stopping.is_set():
            busy = self._round()
            running = [future for futures in self._under_way.values() for future in list(futures)]
            for future in running:
                future.result()
            if not busy and not running:
                break
        self._finish()
        return dict(self.counts)

    def stop(self) -> None:
        """End after what is being sent now; what is claimed and not begun goes back."""
        self._stopping.set()
        if self._waker is not None:
            self._waker.interrupt()

    # ----------------------------------------------------------------- turns

    def _turn(self, longest: float) -> float:
        """Do what is due; return how many seconds to sleep."""
        try:
            self._prepare()
            if self._round():
                return 0.0
            self._rest()
            due = deliveries.next_due(self._store, self._free())
        except Refused as trouble:
            log.warning("worker %s: %s", self.name, trouble)
            return TROUBLE_SECONDS
        except Exception:
            log.exception("worker %s", self.name)
            return TROUBLE_SECONDS
        if due is None:
            return longest
        return min(longest, max(SHORTEST_SECONDS, (due - self._store.clock.now()).total_seconds()))

    def _round(self) -> bool:
        """Deliver or hand out what is due; tell whether there was anything."""
        busy = False
        for cancelled in deliveries.cancelled(self._store):
            self._log_claim(cancelled[0], "cancelled", reason=cancelled[1])
        due = deliveries.next_due(self._store, ("app",))
        if due is not None and due <= self._store.clock.now():
            arrivals = in_app.deliver(self._store)
            for one in arrivals:
                kind = "reminder"
                self._log(one.id, kind, "app", one.activity_id, one.login, one.due_at, one.outcome, reason=one.reason,
                          late=one.late)  # fmt: skip
            busy = bool(arrivals)
        for channel in self._free():
            if channel != "app":
                busy = self._hand_out(channel) or busy
        return busy

    def _free(self) -> tuple[Channel, ...]:
        """The channels that can take more: half of what may be under way at once is done."""
        return ("app", *(c for c, under_way in self._under_way.items() if len(under_way) <= AT_ONCE // 2))

    def _hand_out(self, channel: Channel) -> bool:
        due = deliveries.next_due(self._store, (channel,))
        if due is None or due > self._store.clock.now():
            return False
        room = AT_ONCE - len(self._under_way[channel])
        claims = deliveries.claim(self._store, self.name, channel, room, lease=self._lease)
        self._used = time.monotonic()
        until = self._used + self._lease.total_seconds()
        ready = self._read(claims)
        for one in claims:
            with self._guard:
                future = self._pools[channel].submit(self._send, one, until, ready.get(one.id))
                self._under_way[channel][future] = one
            future.add_done_callback(lambda done, by=channel: self._done(by, done))  # type: ignore[misc]
        return bool(claims)

    def _read(self, claims: Sequence[Claim]) -> dict[int, Ready]:
        """Read what was claimed in one go; each is looked at again before it is sent."""
        try:
            return deliveries.ready(self._store, self.name, [one.id for one in claims])
        except Exception as trouble:  # noqa: BLE001  # each is read alone then, and its trouble is its own
            log.warning("worker %s: %s", self.name, trouble)
            return {}

    def _done(self, channel: Channel, future: "Future[None]") -> None:
        with self._guard:
            self._under_way[channel].pop(future, None)
            few = len(self._under_way[channel]) in {0, AT_ONCE // 2}
        if few and self._waker is not None:
            self._waker.interrupt()

    def _prepare(self) -> None:
        """See to the day plans to come, now and then."""
        now = time.monotonic()
        if self._prepared is None or now - self._prepared > PREPARE_SECONDS:
            self._prepared = now
            if "email" in self._senders:
                day_plan_mail.prepare(self._store)

    def _rest(self) -> None:
        """Let the channels close their connections when nothing has been sent for a while."""
        if self._used is not None and time.monotonic() - self._used > REST_SECONDS:
            self._used = None
            self._close_senders()

    # ----------------------------------------------------------------- sending

    def _send(self, claim: Claim, until: float, ready: Ready | None) -> None:
        """Send one message; runs in a thread of its channel. Never raises."""
        if self._stopping.is_set():
            with self._guard:
                self._not_begun.append(claim.id)
            return
        try:
            self._try(claim, until, ready)
        except Refused as trouble:
            # The database does not answer: the claim comes back when its lease ends.
            log.warning("worker %s: delivery=%s %s", self.name, claim.id, trouble)
        except Exception:
            log.exception("worker %s: delivery=%s", self.name, claim.id)
            try:
                deliveries.settle(self._store, self.name, claim.id, Settled("failed", "damaged"))
            except Exception:
                # It comes back when the lease ends, and again; whoever reads this can mend or remove the row.
                log.exception("worker %s: delivery=%s is damaged and cannot be given up", self.name, claim.id)
            else:
                self._log_claim(claim, "failed", reason="damaged")

    def _try(self, claim: Claim, until: float, ready: Ready | None) -> None:
        half = self._lease.total_seconds() / 2
        if until - time.monotonic() < half and not deliveries.renew(
            self._store, self.name, claim.id, lease=self._lease
        ):
            self._log_claim(claim, "lost")
            return
        found = self._standing(claim, ready)
        if isinstance(found, Settled):
            self._log_claim(claim, found.outcome, reason=found.reason, next_at=found.next_at)
        else:
            try:
                words = self._sent(claim, found)
            except Failure as failure:
                how = deliveries.failed_try(
                    self._store, self.name, claim.id, words=failure.words, lasting=failure.lasting
                )
                self._log_claim(claim, how.outcome, reason=how.reason, next_at=how.next_at, words=failure.words)
            else:
                held = self._mark(Mark(claim.id, words, found.late))
                self._log_claim(claim, "sent" if held else "sent-unheld", late=found.late, words=words)
        if claim.kind == "day-plan":
            self._prepared = None

    def _standing(self, claim: Claim, ready: Ready | None) -> Outgoing | Settled:
        """Return what is to be sent as it stands now."""
        if ready is not None:
            age = time.monotonic() - ready.read_at
            if age < RECENT_SECONDS or (age < OLD_SECONDS and deliveries.stands(self._store, self.name, ready)):
                return ready.content
        return deliveries.outgoing(self._store, self.name, claim.id)

    def _sent(self, claim: Claim, out: Outgoing) -> str:
        """Send; what a sender did not foresee is a failed try too, and no matter of this message alone."""
        try:
            return self._senders[claim.channel](out)
        except (Failure, ValueError):
            raise
        except Exception as error:
            log.exception("worker %s: delivery=%s", self.name, claim.id)
            raise Failure(type(error).__name__) from error

    def _finish(self) -> None:
        """Wait for what is being sent; give back what is not."""
        self._stopping.set()
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        with suppress(Refused):
            deliveries.release(self._store, self.name, self._not_begun)
        self._close_senders()

    def _close_senders(self) -> None:
        for sender in self._senders.values():
            close = getattr(sender, "close", None)
            if close is not None:
                with suppress(Exception):
                    close()

    def _log_claim(self, claim: Claim, outcome: str, **more: Any) -> None:
        self._log(claim.id, claim.kind, claim.channel, claim.activity_id, claim.login, claim.due_at, outcome, **more)

    def _log(
        self, number: int, kind: str, channel: str, activity: int | None, login: str, due: datetime | None,
        outcome: str, *, reason: str = "", late: bool = False, next_at: datetime | None = None, words: str = "",
    ) -> None:  # fmt: skip
        """Write one decision down: who, which activity, what, how, what became of it; no text of anybody's."""
        with self._guard:
            self.counts[outcome] = self.counts.get(outcome, 0) + 1
        parts = [f"user={login}", f"activity={activity or '-'}", f"delivery={number}", f"kind={kind}",
                 f"channel={channel}", f"due={to_text(due) if due else '-'}", f"outcome={outcome}"]  # fmt: skip
        parts += [f"reason={reason}"] if reason else []
        parts += ["late"] if late else []
        parts += [f"next={to_text(next_at)}"] if next_at else []
        parts += [f"words={words!r}"] if words else []
        log.info("%s", " ".join(parts))
