"""Words of the administration: colours, rights and what they let one do (G2), settings and what they change (G4)."""

from screens.kept_words import hue_word
from store.language import _
from store.rows import HUES


def hue_choices() -> list[tuple[str, str]]:
    """Return every colour with its word."""
    return [(hue, hue_word(hue)) for hue in HUES]


def right_words(right: str) -> str:
    """Return what a right lets one do, in a sentence."""
    words = {
        "delegate": _("Plan for others: choose other performers than oneself."),
        "view-public": _("See activities that are marked public, also where one takes no part."),
        "view-all": _("See every activity of everybody."),
        "edit-others": _("Change activities, contacts and projects of others."),
        "edit-ended": _("Change activities that are completed or cancelled."),
        "change-received-date": _("Move an activity to another time that somebody else planned for one."),
        "edit-received-description": _("Change description and details of what somebody else planned for one."),
        "delete": _("Delete single activities that one planned oneself."),
        "delete-cycle": _("Delete several occurrences of a cycle at once."),
        "take-unassigned": _("See what nobody performs, and take it."),
        "see-all-time": _("See the measured time and the reports of everybody."),
        "export": _("Write what one sees to files."),
        "administer": _("Keep users, roles, dictionaries and the settings of the team."),
    }
    return words.get(right, right)


def setting_words(name: str) -> str:
    """Return what a setting of the team changes, in a sentence."""
    words = {
        "time-tracking": _("The stopwatch and measured time. While it is off, they are hidden everywhere."),
        "copy-discussion": _("Planning a similar activity copies the discussion of the first into it."),
        "allow-without-performer": _(
            "An activity may be planned for nobody. It waits in the tab Unassigned until somebody takes it."
        ),
        "last-discussion-in-lists": _("Lists show the last discussion entry below the description."),
        "day-plan-mail-hour": _("At this hour of their own day, those who want it get the day plan by e-mail."),
        "notify-in-quiet-hours": _(
            "E-mails and SMS go out from 22 to 7 too. While it is off, they wait for the morning."
        ),
        "public-notifies-all": _("Everybody who may see public activities is told of a new one."),
        "attachment-limit": _("A file that is larger cannot be attached, for example 25 MB."),
        "holidays-country": _(
            "No day plan is sent on the public holidays of this country, two letters such as PL; "
            "empty: of one's time zone."
        ),
    }
    return words.get(name, name)
