"""What an empty tab of the day plan says (C1)."""

from collections.abc import Sequence

from store.language import _


def empty_words(tab: str, text: str) -> Sequence[str]:
    """Return what belongs in a tab of the day plan that holds nothing, and which key makes the first one."""
    if text:
        return (_("Nothing contains “{text}”.").format(text=text), _("f changes the filter, esc removes it."))
    return {
        "to-complete": (
            _("Nothing is put aside to be filled in later."),
            _("w on an activity puts it here until the mark is removed."),
        ),
        "received": (_("Nothing is planned for you by others."),),
        "delegated": (_("You have planned nothing for others."), _("n plans; choose performers in the form.")),
        "unassigned": (_("Nothing waits for somebody to take it."), _("T takes an activity that stands here.")),
        "all": (_("Nothing from this day on."), _("[ ] and g choose the day, f filters by text.")),
        "history": (_("Nothing has been completed or cancelled yet."), _("c completes, N records what is done.")),
    }[tab]
