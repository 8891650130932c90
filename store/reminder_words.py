"""Reminders in words, in the language in use (D1, G6)."""

from zoneinfo import ZoneInfo

from store.dates import clock_time, numeric_day
from store.language import _, n_
from store.reminder_kinds import At, Before, Channel, Unit


def offset_words(when: Before) -> str:
    """Return how long before the start: "15 minutes before"."""
    if when.amount == 0:
        return _("at the start")
    match when.unit:
        case "minute":
            text = n_("{n} minute before", "{n} minutes before", when.amount)
        case "hour":
            text = n_("{n} hour before", "{n} hours before", when.amount)
        case "day":
            text = n_("{n} day before", "{n} days before", when.amount)
        case _:
            text = n_("{n} week before", "{n} weeks before", when.amount)
    return text.format(n=when.amount)


def channel_words(channel: Channel) -> str:
    """Return what a channel is called."""
    return {"app": _("in the app"), "email": _("by e-mail"), "sms": _("by SMS")}[channel]


def words(when: Before | At, zone: str) -> str:
    """Return when one is reminded as it can be typed: it is read back as the same."""
    if isinstance(when, At):
        local = when.instant.astimezone(ZoneInfo(zone))
        return f"{numeric_day(local.date())} {clock_time(when.instant, zone)}"
    if when.amount == 0:
        return _("at the start")
    texts: dict[Unit, str] = {
        "minute": _("{amount} min before"),
        "hour": _("{amount} h before"),
        "day": n_("{amount} day before", "{amount} days before", when.amount),
        "week": n_("{amount} week before", "{amount} weeks before", when.amount),
    }
    return texts[when.unit].format(amount=when.amount)


def reason_words(reason: str) -> str:
    """Return why a delivery was cancelled or given up (see DeliveryRow)."""
    words = {
        "past": _("its time was over already"),
        "changed": _("the time or the reminder was changed"),
        "ended": _("the activity has ended"),
        "deleted": _("the activity was deleted"),
        "not-performer": _("no longer a performer"),
        "over": _("the day is over"),
        "not-wanted": _("no longer wanted"),
        "no-address": _("the user has no e-mail address"),
        "no-number": _("the user has no phone number"),
        "inactive": _("the user may no longer log in"),
        "refused": _("it was refused for good"),
        "tried-out": _("all tries failed"),
        "damaged": _("it cannot be read or written"),
    }
    return words.get(reason, reason)
