"""The cycle of an activity as it is typed: the rule in words, the count and the dates stand beside it (B7)."""

from dataclasses import dataclass
from datetime import date, datetime

from store.dates import short_day
from store.language import _, n_
from store.refusals import Invalid
from store.when import When
from widgets.form_section import Kind

SHOWN = 3


@dataclass(frozen=True)
class Repeating:
    """What the field says: the cycle, None where there is none, and what stands beside the field in which colour."""

    cycle: object | None
    hint: str = ""
    kind: Kind = "muted"


def read(text: str, when: When | None, zone: str, today: date) -> Repeating:
    """Return what a cycle's words or rule mean for an activity that first takes place at `when`."""
    if not text.strip():
        return Repeating(None)
    if when is None:
        return Repeating(None, _("first say when it starts"), "amber")
    from screens.wording import invalid
    from store import cycles
    from store.series import start_of

    try:
        cycle = cycles.read(text, start=start_of(when, zone))
        found = cycles.dates(cycle)
    except Invalid as refused:
        kind: Kind = "amber" if refused.reason == "no-end" else "danger"
        return Repeating(None, invalid(refused), kind)
    said = dates_text(found, today)
    if "COUNT=" not in cycle.rrule:
        said = f"{n_('{count} time', '{count} times', len(found)).format(count=len(found))}: {said}"
    return Repeating(cycle, f"{cycles.words(cycle)} · {said}", "ok")


def dates_text(found: tuple[datetime | date, ...], today: date, *, shown: int = SHOWN) -> str:
    """Return the first few dates and the last: "Tue 24, Thu 26, Tue 1.12 … Thu 3.12"."""
    days = [day.date() if isinstance(day, datetime) else day for day in found]
    texts = [short_day(day, today) for day in days[:shown]]
    if len(days) > shown:
        texts[-1] += (" … " if len(days) > shown + 1 else ", ") + short_day(days[-1], today)
    return ", ".join(texts)
