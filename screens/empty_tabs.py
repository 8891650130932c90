"""What an empty tab of the day plan says (C1)."""

from collections.abc import Sequence

from screens.kept_words import named_right
from store.language import _
from store.rows import Acting


def empty_words(tab: str, text: str, me: Acting | None) -> Sequence[str]:
    """Return what belongs in a tab of the day plan that holds nothing, and which key makes the first one.

    Where one's rights leave things out of it, which one is missing (G2).
    """
    if text:
        return (_("Nothing contains “{text}”.").format(text=text), _("f changes the filter, esc removes it."))
    if tab == "unassigned" and me is not None and not me.rights & {"take-unassigned", "view-all"}:
        missing = _("the right {right} is missing").format(right=named_right("take-unassigned"))
        return (_("What waits for somebody to take it is not shown:"), missing)
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
