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
