"""What became of the reminders of an activity, in words: for its form and for whoever assigned it (D2)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.notice_words import reason_text
from screens.wording import channel_label
from store.failure_words import shown
from store.language import p_
from store.reminder_rows import DeliveryRow

if TYPE_CHECKING:
    from datetime import date

    from store.database import Store
    from store.rows import Acting


def troubles(store: "Store", me: "Acting", activity_id: int) -> list[str]:
    """Return a line for each delivery of an activity that failed; blocking."""
    from store import deliveries

    return [failure(row) for row in deliveries.of_activity(store, me, activity_id) if row.state == "failed"]


def failure(row: DeliveryRow) -> str:
    """Return to whom what could not be delivered, and why."""
    return f"{channel_label(row.channel)} → {row.user.name}: {reason_text(row.reason, row.words)}"


def fates(rows: Sequence[DeliveryRow], zone: str, today: "date") -> list[str]:
    """Return a line for each delivery that is over or has been tried: when, to whom, how, and what became of it."""
    from store.dates import stamp

    lines = []
    for row in rows:
        when = stamp(row.sent_at or row.due_at, zone, today)
        to = f"{when}  {channel_label(row.channel)} → {row.user.name}: "
        if row.state == "sent":
            lines.append(to + (p_("delivery", "sent late") if row.late else p_("delivery", "sent")))
        elif row.state == "failed":
            lines.append(to + p_("delivery", "failed") + ", " + reason_text(row.reason, row.words))
        elif row.attempts:
            lines.append(to + p_("delivery", "tried again") + ", " + shown(row.words))
    return lines
