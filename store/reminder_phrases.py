"""When to be reminded, in words: so long before the start, or a date and time (D1, C7)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from store.language import _, current
from store.phrases import read_length, understand
from store.phrases.context import Context, Length
from store.phrases.lengths import length
from store.phrases.tokens import tokenise
from store.reminder_kinds import At, Before

START = frozenset({"start", "beginning", "poczatkiem", "startem", "rozpoczeciem", "czasem", "poczatku", "it", "starts"})
BEFORE = frozenset({"before", "earlier", "ahead", "przed", "wczesniej", "prior"})
FILLING = frozenset({"the", "to", "of", "a"})
AT_START = (
    "at start", "at the start", "on start", "when it starts", "on time", "at the beginning", "start",
    "na starcie", "na poczatku", "w chwili rozpoczecia", "w momencie rozpoczecia", "o czasie", "punktualnie",
    "w chwili startu", "w momencie startu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """What words mean: when to be reminded, or why they are refused. `readings` are those of several instants."""

    when: Before | At | None
    message: str = ""
    readings: tuple[At, ...] = ()


def understood(text: str, *, now: datetime, zone: str) -> Understood:
    """Return what words mean at `now` to somebody in `zone` who writes the language in use.

    A length alone, or one "before": before the start. Anything else is a date with a time.
    """
    tokens = [token for token in tokenise(text.strip()) if token.text not in {".", "-"}]
    if not tokens:
        return Understood(None, _("Say when: 15 min before, a day before, tomorrow at 9."))
    said = " ".join(token.text for token in tokens)
    if said in AT_START:
        return Understood(Before(0, "minute"))
    if said in {"day before", "the day before", "dzien przed", "dzien wczesniej"}:
        return Understood(Before(1, "day"))
    context = Context(tokens, datetime(2000, 1, 1, tzinfo=UTC), current())
    before = any(token.text in BEFORE for token in tokens)
    for found, j in length(context, 0):
        if not all(token.text in BEFORE | START | FILLING for token in tokens[j:]):
            continue
        when = _before(found)
        if when is None:
            return Understood(None, _("Reminders are counted in minutes, hours, days or weeks before the start."))
        return Understood(when)
    if before:
        span = read_length(" ".join(token.text for token in tokens if token.text not in BEFORE), language=current())
        if span is None:
            return Understood(None, _("How long before? Write for example 15 min before, or a date and time."))
        return Understood(_before_span(span))
    return _at(text, now, zone)


def _at(text: str, now: datetime, zone: str) -> Understood:
    found = understand(text, now=now.astimezone(ZoneInfo(zone)), language=current())
    moments = [r.start for r in found.readings if isinstance(r.start, datetime)]
    if not found.readings:
        return Understood(None, found.message)
    if not moments:
        return Understood(None, _("At what time?"))
    # What is over is not meant by a reminder, unless nothing else can be.
    coming = [moment for moment in moments if moment >= now] or moments
    ats = tuple(dict.fromkeys(At(moment.astimezone(UTC).replace(microsecond=0)) for moment in coming))
    if len(ats) > 1:
        return Understood(None, _("can mean more than one thing: ↓ choose"), ats)
    return Understood(ats[0])


def _before(span: Length) -> Before | None:
    if span.months or span.working_days:
        return None
    if span.days and not span.minutes:
        return Before(span.days // 7, "week") if span.days % 7 == 0 else Before(span.days, "day")
    return _before_span(timedelta(days=span.days, minutes=span.minutes))


def _before_span(span: timedelta) -> Before:
    minutes = int(span.total_seconds()) // 60
    return Before(minutes // 60, "hour") if minutes and minutes % 60 == 0 else Before(minutes, "minute")
