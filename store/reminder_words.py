"""Reminders in words, in the language in use (D1, G6)."""

from store.language import _, n_
from store.reminder_kinds import Before, Channel


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
